//! What ALTO since version 2.1 tags blocks with: the article and the role; and, since 4.3, the order of reading.

use super::blocks::SourceBlock;
use super::xml::XmlTree;
use crate::model::role::Role;
use std::collections::HashMap;

/// The tags of a file.
#[derive(Default)]
pub struct Tags<'a> {
    articles: HashMap<&'a str, u32>,
    roles: HashMap<&'a str, Role>,
    order: HashMap<&'a str, usize>,
}

/// What a block is tagged with.
#[derive(Clone, Copy, Debug)]
pub struct Tagged {
    /// Its place in the order of reading; the last one where the file tells none.
    pub order: usize,
    /// The article it belongs to.
    pub article: Option<u32>,
    /// What it is.
    pub role: Option<Role>,
}

impl<'a> Tags<'a> {
    /// The tags of a file.
    pub fn of(tree: &'a XmlTree) -> Tags<'a> {
        let is = |at: usize, kind: &str| tree.attribute(at, "TYPE").is_some_and(|word| word.eq_ignore_ascii_case(kind));
        let mut tags = Tags::default();
        for at in tree.find(0, &["StructureTag", "LayoutTag"]) {
            let Some(id) = tree.attribute(at, "ID") else { continue };
            let label = tree.attribute(at, "LABEL").unwrap_or_default();
            if is(at, "article") {
                let next = tags.articles.len() as u32;
                tags.articles.entry(id).or_insert(next);
            } else if is(at, "role")
                && let Some(role) = Role::ALL.into_iter().find(|role| role.word() == label)
            {
                tags.roles.insert(id, role);
            }
        }
        let refs = tree.find(0, &["ElementRef"]).filter_map(|at| tree.attribute(at, "REF"));
        for (place, id) in refs.flat_map(str::split_whitespace).enumerate() {
            tags.order.entry(id).or_insert(place);
        }
        tags
    }

    /// What a block is tagged with.
    pub fn of_block(&self, tree: &XmlTree, block: &SourceBlock) -> Tagged {
        let named = tree.attribute(block.at, "TAGREFS").unwrap_or_default();
        let place = tree.attribute(block.at, "ID").and_then(|id| self.order.get(id)).copied();
        Tagged {
            order: place.unwrap_or(usize::MAX),
            article: named.split_whitespace().find_map(|id| self.articles.get(id)).copied(),
            role: named.split_whitespace().find_map(|id| self.roles.get(id)).copied(),
        }
    }
}
