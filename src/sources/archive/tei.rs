//! TEI with a facsimile to [`Sheet`]s: surfaces are pages, zones are places on them, and what points at a zone stands
//! there. A division with a head is an article. Text that points nowhere stands where its page has room.

use super::blocks::{FileBox, SourceBlock, SourceLine};
use super::page_builder::{PageBuilder, edges};
use super::xml::XmlTree;
use crate::model::role::Role;
use crate::model::sheet::Sheet;
use std::collections::BTreeMap;

/// A page of which no file tells the size, in dots.
const SIZE: (f32, f32) = (2_400.0, 3_400.0);
/// The edges of surfaces and zones.
const EDGES: [&str; 4] = ["ulx", "uly", "lrx", "lry"];

/// The pages of an edition.
pub fn sheets(tree: &XmlTree) -> Vec<Sheet> {
    let mut reading = TeiPages::of(tree);
    if let Some(text) = tree.find(0, &["text"]).next() {
        reading.walk(text);
    }
    let leaves = reading.leaves.into_iter().filter(|leaf| reading.surfaces || !leaf.blocks.is_empty());
    leaves.enumerate().map(|(at, leaf)| leaf.sheet(at as u32 + 1)).collect()
}

/// Pages while they are read.
struct TeiPages<'a> {
    tree: &'a XmlTree,
    leaves: Vec<PageBuilder>,
    /// Pages come from surfaces, else from page breaks.
    surfaces: bool,
    /// For the id of each zone and surface its page and its box.
    places: BTreeMap<&'a str, (usize, Option<FileBox>)>,
    page: usize,
    articles: u32,
}

impl<'a> TeiPages<'a> {
    fn of(tree: &'a XmlTree) -> TeiPages<'a> {
        let (mut leaves, mut places) = (Vec::new(), BTreeMap::new());
        for surface in tree.find(0, &["surface"]) {
            let page = leaves.len();
            let bounds = edges(tree, surface, EDGES);
            let (left, top) = bounds.map_or((0.0, 0.0), |[left, top, ..]| (left, top));
            let size = bounds.map_or(SIZE, |[left, top, right, bottom]| (right - left, bottom - top));
            let label = tree.attribute(surface, "n").map(str::to_owned);
            for at in std::iter::once(surface).chain(tree.find(surface, &["zone"])) {
                let own = if at == surface { None } else { zone(tree, at) };
                let own = own.map(|[l, t, r, b]| [l - left, t - top, r - left, b - top]);
                if let Some(id) = tree.attribute(at, "id") {
                    places.entry(id).or_insert((page, own));
                }
            }
            leaves.push(PageBuilder { size, label, paragraphs: true, ..PageBuilder::default() });
        }
        let surfaces = !leaves.is_empty();
        if !surfaces {
            leaves.push(PageBuilder { size: SIZE, paragraphs: true, ..PageBuilder::default() });
        }
        TeiPages { tree, leaves, surfaces, places, page: 0, articles: 0 }
    }

    /// Reads all that a text has, in its order.
    fn walk(&mut self, text: usize) {
        let tree = self.tree;
        let mut read = 0;
        // Divisions that are open, each with its end and its article.
        let mut open: Vec<(usize, u32)> = Vec::new();
        for at in tree.below(text) {
            open.retain(|(end, _)| at < *end);
            if at < read {
                continue;
            }
            if tree.is(at, &["pb"]) {
                self.turn(at);
            } else if tree.is(at, &["div", "div1", "div2"]) && is_article(tree, at) {
                self.articles += 1;
                open.push((tree.after(at), self.articles));
            } else if tree.is(at, &["head", "p", "ab", "l", "byline", "figDesc", "dateline", "fw", "item", "cell"]) {
                read = tree.after(at);
                self.block(at, open.last().map(|(_, article)| *article));
            } else if tree.is(at, &["figure"]) {
                self.picture(at);
            }
        }
    }

    /// Where an element says that it stands.
    fn place(&self, at: usize) -> Option<(usize, Option<FileBox>)> {
        let facs = self.tree.attribute(at, "facs")?;
        facs.split_whitespace().find_map(|one| self.places.get(one.strip_prefix('#')?)).copied()
    }

    fn turn(&mut self, at: usize) {
        let label = self.tree.attribute(at, "n").map(str::to_owned);
        if let Some((page, _)) = self.place(at) {
            self.page = page;
        } else if self.surfaces {
            let next = self.page + usize::from(self.leaves.get(self.page).is_some_and(|leaf| !leaf.blocks.is_empty()));
            self.page = next.min(self.leaves.len().saturating_sub(1));
        } else if self.leaves.last().is_some_and(|leaf| !leaf.blocks.is_empty()) {
            self.leaves.push(PageBuilder { size: SIZE, paragraphs: true, ..PageBuilder::default() });
            self.page = self.leaves.len() - 1;
        }
        if let Some(leaf) = self.leaves.get_mut(self.page) {
            leaf.label = leaf.label.take().or(label);
        }
    }

    /// Adds a block with its lines: they end at line breaks, which may have places of their own, and a page may end in it.
    fn block(&mut self, at: usize, article: Option<u32>) {
        let tree = self.tree;
        let role = role(tree, at);
        let place = self.place(at);
        self.page = place.map_or(self.page, |(page, _)| page);
        let mut ink = place.and_then(|(_, ink)| ink);
        let mut lines: Vec<(Option<FileBox>, String)> = vec![(None, String::new())];
        let mut broken = false;
        for one in tree.below(at) {
            if tree.is(one, &["lb"]) {
                broken = true;
                lines.push((self.place(one).and_then(|(_, ink)| ink), String::new()));
            } else if tree.is(one, &["pb"]) {
                self.add(std::mem::take(&mut lines), ink.take(), role, article, broken);
                self.turn(one);
                lines.push((None, String::new()));
            } else if let Some((_, text)) = lines.last_mut() {
                text.push_str(tree.own_text(one));
            }
        }
        self.add(lines, ink, role, article, broken);
    }

    fn add(
        &mut self,
        lines: Vec<(Option<FileBox>, String)>,
        ink: Option<FileBox>,
        role: Option<Role>,
        article: Option<u32>,
        broken: bool,
    ) {
        let line = |(ink, text): (Option<FileBox>, String)| SourceLine { ink, ..SourceLine::bare(&text) };
        let lines: Vec<SourceLine> = lines.into_iter().map(line).filter(|line| !line.words.is_empty()).collect();
        if let Some(leaf) = self.leaves.get_mut(self.page).filter(|_| !lines.is_empty()) {
            let whole = !broken && ink.is_some();
            leaf.blocks.push((SourceBlock { lines, ink, role, whole, at: 0 }, article));
        }
    }

    fn picture(&mut self, at: usize) {
        if let Some((page, Some(ink))) = self.place(at)
            && let Some(leaf) = self.leaves.get_mut(page)
        {
            leaf.pictures.push(ink);
        }
    }
}

/// The box of a zone: by its edges, else around its points.
fn zone(tree: &XmlTree, at: usize) -> Option<FileBox> {
    let of_points = || {
        let points = tree.attribute(at, "points")?;
        let pairs = points.split_whitespace().filter_map(|pair| {
            let (x, y) = pair.split_once(',')?;
            Some((x.parse::<f32>().ok()?, y.parse::<f32>().ok()?))
        });
        super::blocks::hull(pairs.map(|(x, y)| [x, y, x, y]))
    };
    edges(tree, at, EDGES).or_else(of_points)
}

/// Whether a division is an article: it says so, or it has a head and no division that has one.
fn is_article(tree: &XmlTree, at: usize) -> bool {
    let kind = tree.attribute(at, "type").unwrap_or_default().to_ascii_lowercase();
    match kind.as_str() {
        "article" | "advert" | "advertisement" | "letter" | "poem" | "obituary" | "notice" => true,
        "issue" | "page" | "section" | "edition" => false,
        _ => tree.children(at, &["head"]).next().is_some() && tree.find(at, &["div", "div1", "div2"]).next().is_none(),
    }
}

fn role(tree: &XmlTree, at: usize) -> Option<Role> {
    let kind = tree.attribute(at, "type").unwrap_or_default();
    match tree.get(at).map(|one| one.name.as_str()) {
        Some("head") => Some(match kind {
            "kicker" | "over" => Role::Kicker,
            "sub" | "deck" => Role::Deck,
            "subhead" => Role::Subhead,
            _ => Role::Headline,
        }),
        Some("byline") => Some(Role::Byline),
        Some("dateline") => Some(Role::Dateline),
        Some("figDesc") => Some(Role::Caption),
        Some("fw") => Some(Role::Folio),
        Some("p" | "ab" | "l") => Some(Role::Body),
        Some(_) | None => None,
    }
}
