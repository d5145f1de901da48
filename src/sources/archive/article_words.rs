//! Which words of an ALTO page METS counts to which article: by the ids of blocks, lines and words alone.

use super::alto::ArticleArea;
use super::sheet_builder::SheetBuilder;
use super::xml::XmlTree;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Ids named in a doubt, at most.
const NAMED_AT_MOST: usize = 3;
/// Characters of an id that a doubt shows, at most.
const ID_AT_MOST: usize = 40;

/// Makes a block of every area. `words` are the words of the page: the element each comes from, and its run.
pub fn settle(tree: &XmlTree, mut words: Vec<(usize, u32)>, areas: &[ArticleArea], builder: &mut SheetBuilder) {
    words.sort_unstable();
    let mut places = WordPlaces { tree, words: &words, of: HashMap::new(), known: HashMap::new() };
    for at in tree.below(0) {
        if let Some(id) = tree.attribute(at, "ID") {
            places.of.entry(id).or_insert(at);
        }
    }
    let mut free = Free((0..words.len()).collect());
    let (mut missing, mut twice) = (Vec::new(), Vec::new());
    for area in areas {
        let Some(range) = places.area(area) else {
            missing.push(area.begin.as_str());
            continue;
        };
        let own = free.take(range.clone());
        if own.len() < range.len() {
            twice.push(area.begin.as_str());
        }
        let runs = own.iter().filter_map(|at| words.get(*at)).map(|(_, run)| *run).collect();
        builder.block(runs, Some(area.article), area.role);
    }
    tell(builder, &missing, "named by articles but not on this page", "left out");
    tell(builder, &twice, "claimed more than once", "read where they are claimed first");
}

fn tell(builder: &mut SheetBuilder, ids: &[&str], what: &str, choice: &str) {
    if !ids.is_empty() {
        let blocks = if ids.len() == 1 { "block" } else { "blocks" };
        builder.doubt(format!("{} {blocks} {what} ({}): {choice}", ids.len(), named(ids)));
    }
}

/// What articles name of files that METS does not list. Some of `files` are listed and no pages.
pub fn unlisted<'a>(tree: &XmlTree, files: impl Iterator<Item = &'a str>) -> Option<String> {
    let listed: HashSet<&str> = tree.find(0, &["file"]).filter_map(|at| tree.attribute(at, "ID")).collect();
    let strange: Vec<&str> = files.filter(|id| !listed.contains(id)).collect();
    (!strange.is_empty()).then(|| format!("articles name files that are not listed ({}): left out", named(&strange)))
}

/// The first ids of a list.
pub fn named(ids: &[&str]) -> String {
    let short = |id: &&str| id.chars().take(ID_AT_MOST).collect::<String>();
    let mut named = ids.iter().take(NAMED_AT_MOST).map(short).collect::<Vec<_>>().join(", ");
    if ids.len() > NAMED_AT_MOST {
        named.push_str(", …");
    }
    named
}

/// Where elements stand among the words of a page.
struct WordPlaces<'a> {
    tree: &'a XmlTree,
    words: &'a [(usize, u32)],
    of: HashMap<&'a str, usize>,
    known: HashMap<usize, Range<usize>>,
}

impl WordPlaces<'_> {
    /// The words of an area; nothing when an id of it is not in the file, or its end stands before its beginning.
    fn area(&mut self, area: &ArticleArea) -> Option<Range<usize>> {
        let begin = self.element(&area.begin)?;
        let Some(end) = &area.end else { return Some(begin) };
        let end = self.element(end)?;
        (begin.start <= end.end).then_some(begin.start..end.end.max(begin.end))
    }

    /// The words of an element and of all that is in it.
    fn element(&mut self, id: &str) -> Option<Range<usize>> {
        let at = *self.of.get(id)?;
        if let Some(known) = self.known.get(&at) {
            return Some(known.clone());
        }
        let last = self.tree.below(at).last().unwrap_or(at);
        let from = self.words.partition_point(|(element, _)| *element < at);
        let to = self.words.partition_point(|(element, _)| *element <= last);
        self.known.insert(at, from..to);
        Some(from..to)
    }
}

/// Words that no area has claimed yet: for each place the next free one, as far as it is known.
struct Free(Vec<usize>);

impl Free {
    /// Claims what is free of a range.
    fn take(&mut self, range: Range<usize>) -> Vec<usize> {
        let mut own = Vec::new();
        let mut at = self.next(range.start);
        let end = range.end.min(self.0.len());
        while at < end {
            own.push(at);
            if let Some(slot) = self.0.get_mut(at) {
                *slot = at + 1;
            }
            at = self.next(at + 1);
        }
        own
    }

    /// The first free place from here on; the way there is shortened for the next time.
    fn next(&mut self, from: usize) -> usize {
        let mut to = from;
        while let Some(further) = self.0.get(to).copied().filter(|further| *further != to) {
            to = further;
        }
        let mut at = from;
        while let Some(slot) = self.0.get_mut(at).filter(|slot| **slot != at) {
            at = std::mem::replace(slot, to);
            if at >= to {
                break;
            }
        }
        to
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_claimed_is_free_no_longer() {
        let mut free = Free((0..10).collect());
        assert_eq!(free.take(2..5), [2, 3, 4]);
        assert_eq!(free.take(0..7), [0, 1, 5, 6]);
        assert_eq!(free.take(0..7), [0usize; 0]);
        assert_eq!(free.take(6..10), [7, 8, 9]);
        assert_eq!(free.take(9..20), [0usize; 0]);
    }
}
