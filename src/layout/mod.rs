//! The layout model: marks or loose text to a [`Page`] of stories. Pure, and it cannot fail: whatever the input,
//! there is a page, with doubts. Every character of the source is in some block.
//!
//! A sheet goes through four passes, which [`read`] calls one after the other:
//!
//! 1. [`segment`]: [`lines`], [`marks`], [`blocks`];
//! 2. [`label`]: [`roles`], weighed by [`evidence`];
//! 3. [`thread`]: [`stories`], scored by [`evidence`], each part of the page in its own frame ([`mixed_directions`]);
//! 4. [`page::set`]: reading [`order`], and everything back onto the printed [`page`].
//!
//! No pass uses a later one.

pub mod block_text;
pub mod blocks;
pub mod breaks;
pub mod clues;
pub mod disjoint_sets;
pub mod evidence;
pub mod folio;
pub mod fragments;
pub mod frame;
pub mod given;
pub mod hyphens;
pub mod jumps;
pub mod learn;
pub mod lines;
pub mod marks;
pub mod mixed_directions;
pub mod names;
pub mod normalize;
pub mod order;
pub mod page;
pub mod paste_up;
pub mod phrases;
pub mod roles;
pub mod scorer;
pub mod stories;
pub mod stripes;

use crate::geometry::Pt;
use crate::house_style::HouseStyle;
use crate::house_style::clues::ClueStyle;
use crate::house_style::jumps::JumpStyle;
use crate::house_style::library::Clues;
use crate::model::extract::Extract;
use crate::model::lang::Lang;
use crate::model::page::Page;
use crate::model::pages::Pages;
use crate::model::sheet::Sheet;
use blocks::TextBlock;
use evidence::Scorers;
use lines::Lined;
use marks::Marks;
use mixed_directions::{LabeledPart, PartRows, ThreadedPage};
use page::PageFindings;
use scorer::classes::RoleScorer;
use std::borrow::Cow;
use stories::context::StoryContext;

/// A sheet to a page. Each pass takes the table of the one before; what is learned from pages, or fitted to them, calls
/// the same passes.
pub fn read(sheet: &Sheet, style: &HouseStyle, structure: Structure) -> Page {
    let scorers = Scorers::built_in();
    let segmented = segment(sheet, style, structure);
    let labeled = label(segmented, style, &scorers.roles);
    let threaded = thread(labeled, style, scorers);
    page::set(&threaded, style)
}

/// A sheet in blocks that have no roles yet.
#[derive(Clone, Debug)]
pub struct SegmentedSheet<'a> {
    /// The sheet, without what is no mark of it.
    pub sheet: Cow<'a, Sheet>,
    /// Its rules, boxes and pictures.
    pub marks: Marks,
    /// Its blocks, from the top.
    pub blocks: Vec<TextBlock>,
    /// One em of its running text.
    pub body: Pt,
    /// Its language.
    pub lang: Lang,
    /// What could not be read.
    pub doubts: Vec<String>,
}

/// Glyphs to lines, and lines to blocks: which of them stand together.
pub fn segment<'a>(sheet: &'a Sheet, style: &HouseStyle, structure: Structure) -> SegmentedSheet<'a> {
    let sheet = stripes::without(sheet, &style.regions);
    let Lined { lines, main, doubts, .. } = match structure {
        Structure::Given => given::lines::read(&sheet, &style.lines),
        Structure::Ours => lines::read(&sheet, &style.lines),
    };
    let mut marks = marks::sort_out(&sheet, main, &style.regions);
    let body = blocks::body_size(&lines, &style.blocks);
    let lines = blocks::alignment::detect(lines, main, body, &style.apart);
    marks.add_white_separators(blocks::white_separators::detect(&lines, body, &style.apart));
    let blocks = blocks::set(&lines, &sheet, &marks, body, style);
    let measure = blocks::alignment::measure(&lines, body);
    marks.short_rules = blocks::short_rules::detect(&blocks, &marks, (body, measure), &style.dashes);
    let text: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    let lang = Lang::of(&text.join(" "));
    SegmentedSheet { sheet, marks, blocks, body, lang, doubts }
}

/// A sheet in blocks with their roles: what stories are threaded from.
#[derive(Clone, Debug)]
pub struct LabeledSheet<'a> {
    /// The sheet, without what is no mark of it.
    pub sheet: Cow<'a, Sheet>,
    /// Its rules, boxes and pictures.
    pub marks: Marks,
    /// Its blocks with their roles, a part for each frame that stories are set in.
    pub parts: Vec<LabeledPart>,
    /// Its language.
    pub lang: Lang,
    /// What could not be read.
    pub doubts: Vec<String>,
}

/// The role of each block.
pub fn label<'a>(segmented: SegmentedSheet<'a>, style: &HouseStyle, scorer: &RoleScorer) -> LabeledSheet<'a> {
    let SegmentedSheet { sheet, marks, blocks, body, lang, doubts } = segmented;
    let parts = mixed_directions::label(blocks, &sheet, &marks, body, style, scorer);
    LabeledSheet { sheet, marks, parts, lang, doubts }
}

/// What the roles of blocks are weighed by: what scorers are fitted to.
pub fn role_rows(segmented: SegmentedSheet, style: &HouseStyle) -> Vec<PartRows> {
    let SegmentedSheet { sheet, marks, blocks, body, .. } = segmented;
    mixed_directions::role_rows(blocks, &sheet, &marks, body, style)
}

/// Who follows whom: stories of blocks, with their pictures.
pub fn thread<'a>(labeled: LabeledSheet<'a>, style: &HouseStyle, scorers: &Scorers) -> PageFindings<'a> {
    let LabeledSheet { sheet, marks, parts, lang, doubts } = labeled;
    let ThreadedPage { mut labeled, enclosures, metrics, mut stories, roles, joints } =
        mixed_directions::thread(parts, &marks, style, scorers);
    let context = StoryContext { labeled: &labeled, enclosures: &enclosures, marks: &marks, metrics, style };
    let pictures = stories::complete(&mut stories, context);
    for (at, role, because) in roles {
        if let Some(one) = labeled.get_mut(at) {
            one.of_page |= role.is_furniture();
            (one.role, one.because) = (role, because);
        }
    }
    PageFindings { sheet, labeled, enclosures, marks, metrics, stories, pictures, joints, lang, doubts }
}

/// Text without geometry to a page: fragments to stories, stories placed on a page by the style's grid.
pub fn paste_up(extract: &Extract, style: &HouseStyle, number: u32) -> Page {
    paste_up::place(&fragments::read(extract, style), style, number)
}

/// What can be told of a sheet before it is laid out, to choose its house style.
pub fn clues(sheet: &Sheet) -> Clues {
    clues::from_sheet(sheet, &ClueStyle::default())
}

/// What can be told of loose text before it is pasted up, to choose its house style.
pub fn clues_of_extract(extract: &Extract) -> Clues {
    let lines = extract.fragments.iter().flat_map(|fragment| &fragment.lines);
    let text = lines.map(|line| normalize::fold(line)).collect::<Vec<_>>().join("\n");
    Clues { lang: Lang::of(&text), text, page_pt: None, writing: None }
}

/// Ties the articles that the source of these pages, from the one at `first` on, tells on several of them.
pub fn tie_articles(pages: &mut Pages, first: usize) {
    given::ties::tie(pages, first);
}

/// Ties the articles that several files tell by one name: `names` are those of each page, by their numbers.
pub fn tie_named_articles(pages: &mut Pages, names: &[Vec<String>]) {
    given::ties::tie_named(pages, names);
}

/// What only all pages of an edition tell: stories that go on on another page are tied, in both directions, and words
/// that a line end broke are written as they are elsewhere.
pub fn tie(pages: &mut Pages, style: &JumpStyle) {
    jumps::tie(pages, style);
    hyphens::settle(pages);
}

/// Whose structure counts when the source brings its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Structure {
    /// The source's structure is strong evidence.
    #[default]
    Given,
    /// The source's structure is ignored.
    Ours,
}
