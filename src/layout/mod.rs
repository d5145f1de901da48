//! The layout model: marks or loose text to a [`Page`] of stories. Pure, and it cannot fail: whatever the input,
//! there is a page, with doubts. Every character of the source is in some block.

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
pub mod normalize;
pub mod order;
pub mod page;
pub mod paste_up;
pub mod phrases;
pub mod roles;
pub mod scorer;
pub mod stories;
pub mod stripes;

use crate::geometry::{Pt, Rect};
use crate::house_style::HouseStyle;
use crate::house_style::clues::ClueStyle;
use crate::house_style::jumps::JumpStyle;
use crate::house_style::library::Clues;
use crate::model::extract::Extract;
use crate::model::lang::Lang;
use crate::model::page::{Doubt, Page};
use crate::model::pages::Pages;
use crate::model::sheet::Sheet;
use evidence::Scorers;
use marks::Marks;
use scorer::classes::RoleScorer;
use std::borrow::Cow;

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

/// A sheet to a page: lines, blocks, roles, stories, order.
pub fn read(sheet: &Sheet, style: &HouseStyle, structure: Structure) -> Page {
    let scorers = Scorers::built_in();
    thread(segment(sheet, style, structure, &scorers.roles), style, scorers)
}

/// A sheet in blocks with their roles: what stories are threaded from.
#[derive(Clone, Debug)]
pub struct Segmented<'a> {
    /// The sheet, without what is no mark of it.
    pub sheet: Cow<'a, Sheet>,
    /// Its rules, boxes and pictures.
    pub marks: Marks,
    /// Its blocks with their roles, a part for each frame that stories are set in.
    pub parts: Vec<mixed_directions::LabeledPart>,
    /// Its language.
    pub lang: Lang,
    /// What could not be read.
    pub doubts: Vec<String>,
}

/// Lines, blocks and roles of a sheet.
pub fn segment<'a>(sheet: &'a Sheet, style: &HouseStyle, structure: Structure, scorer: &RoleScorer) -> Segmented<'a> {
    let Gathered { sheet, marks, blocks, body, lang, doubts } = gather(sheet, style, structure);
    let parts = mixed_directions::label(blocks, &sheet, &marks, body, style, scorer);
    Segmented { sheet, marks, parts, lang, doubts }
}

/// What the roles of a sheet are weighed by: what scorers are fitted to.
pub fn role_rows(sheet: &Sheet, style: &HouseStyle) -> Vec<mixed_directions::PartRows> {
    let Gathered { sheet, marks, blocks, body, .. } = gather(sheet, style, Structure::Ours);
    mixed_directions::role_rows(blocks, &sheet, &marks, body, style)
}

/// A sheet in blocks that have no roles yet.
struct Gathered<'a> {
    sheet: Cow<'a, Sheet>,
    marks: Marks,
    blocks: Vec<blocks::TextBlock>,
    body: Pt,
    lang: Lang,
    doubts: Vec<String>,
}

/// Lines and blocks of a sheet.
fn gather<'a>(sheet: &'a Sheet, style: &HouseStyle, structure: Structure) -> Gathered<'a> {
    let sheet = stripes::without(sheet, &style.regions);
    let mut lined = match structure {
        Structure::Given => given::lines::read(&sheet, &style.lines),
        Structure::Ours => lines::read(&sheet, &style.lines),
    };
    let mut marks = marks::sort_out(&sheet, lined.main, &style.regions);
    let body = blocks::body_size(&lined.lines, &style.blocks);
    lined.lines = blocks::alignment::detect(lined.lines, lined.main, body, &style.apart);
    marks.add_white_separators(blocks::white_separators::detect(&lined.lines, body, &style.apart));
    let blocks = blocks::set(&lined.lines, &sheet, &marks, body, style);
    let measure = blocks::alignment::measure(&lined.lines, body);
    marks.short_rules = blocks::short_rules::detect(&blocks, &marks, (body, measure), &style.dashes);
    let text: Vec<&str> = lined.lines.iter().map(|line| line.text.as_str()).collect();
    let lang = Lang::of(&text.join(" "));
    Gathered { sheet, marks, blocks, body, lang, doubts: lined.doubts }
}

/// Stories, order and pictures of what was cut into blocks.
pub fn thread(segmented: Segmented, style: &HouseStyle, scorers: &Scorers) -> Page {
    let Segmented { sheet, marks, parts, lang, doubts } = segmented;
    let mixed_directions::ThreadedPage { mut labeled, enclosures, metrics, mut stories, roles, joints } =
        mixed_directions::thread(parts, &marks, style, scorers);
    let context =
        stories::context::StoryContext { labeled: &labeled, enclosures: &enclosures, marks: &marks, metrics, style };
    let pictures = stories::complete(&mut stories, context);
    for (at, role, because) in roles {
        if let Some(one) = labeled.get_mut(at) {
            one.of_page |= role.is_furniture();
            (one.role, one.because) = (role, because);
        }
    }
    let found = page::PageFindings {
        sheet: &sheet,
        labeled: &labeled,
        enclosures: &enclosures,
        marks: &marks,
        metrics,
        stories,
        pictures,
        joints,
        lang,
    };
    let mut page = page::set(&found, style);
    let says = sheet.doubts.iter().chain(&doubts);
    page.doubts = says.map(|says| Doubt { at: Rect::default(), says: says.clone() }).collect();
    page
}

/// Text without geometry to a page: fragments to stories, stories placed on a page by the style's grid.
pub fn paste_up(extract: &Extract, style: &HouseStyle, number: u32) -> Page {
    paste_up::place(&fragments::read(extract, style), style, number)
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
