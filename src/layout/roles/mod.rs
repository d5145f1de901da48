//! Text blocks to roles, each with a reason in words. The stages, in this order; a block keeps the first role it gets:
//!
//! 1. [`service_boxes`]: index, weather and the like, by the label of their box;
//! 2. [`words`]: jump line, byline, credit, section label, by what they say;
//! 3. [`masthead`]: masthead and folio, by where they stand, and the name of a section in a [`running`] head;
//! 4. [`bands`]: labels across columns, and small adverts under theirs;
//! 5. [`captions`]: small text beside a picture;
//! 6. [`set_off`]: on old pages, heads that only stand apart;
//! 7. [`pulled_figures`]: figures pulled out of a text, the years of a time line;
//! 8. [`signatures`]: names over and under text;
//! 9. [`item_labels`]: short lines over the heads of items, and those heads;
//! 10. [`heads`]: display lines by size, weight, box and place; headline or subhead;
//! 11. [`stacks`]: display lines that stand together: section, kicker, headline, deck;
//! 12. [`portraits`]: the names beside the portraits of signed columns;
//! 13. [`scored`]: what all that is seen of a block makes likelier than that;
//! 14. [`learned`]: what the paper's type says, where it was learned from corrected pages;
//! 15. [`alone`]: what would be furniture on a page that has nothing else;
//! 16. everything else is body.

pub mod adverts;
pub mod alone;
pub mod set_off;
pub mod bands;
pub mod captions;
pub mod pulled_figures;
pub mod heads;
pub mod learned;
pub mod masthead;
pub mod item_labels;
pub mod portraits;
pub mod pull_quotes;
pub mod running;
pub mod service_boxes;
pub mod signatures;
pub mod stacks;
pub mod scored;
pub mod words;
pub mod writers;

use crate::geometry::{Pt, Rect};
use crate::house_style::HouseStyle;
use crate::house_style::roles::RoleStyle;
use crate::layout::blocks::{self, TextBlock};
use crate::layout::lines::bands::Bands;
use crate::layout::lines::text_lines::Alignment;
use crate::layout::marks::Marks;
use crate::layout::phrases::PagePatterns;
use crate::layout::scorer::classes::{RoleScorer, RoleShares};
use crate::model::page::Because;
use crate::model::role::Role;
use crate::model::sheet::{Face, FaceId};
use std::collections::{BTreeMap, BTreeSet};

/// A text block and its role.
#[derive(Clone, Debug)]
pub struct LabeledBlock {
    /// The lines.
    pub block: TextBlock,
    /// What it is.
    pub role: Role,
    /// Why.
    pub because: Because,
    /// A box encloses just this block.
    pub boxed: bool,
    /// It belongs to the page and to no story.
    pub of_page: bool,
    /// How likely its roles are by itself, if they were weighed.
    pub shares: Option<RoleShares>,
}

/// Size, weight, face and measure of the running text of a page.
#[derive(Clone, Copy, Debug, Default)]
pub struct PageMetrics {
    /// Size of the running text.
    pub body: Pt,
    /// Most of the running text is bold, so that weight says nothing.
    pub bold: bool,
    /// Its face.
    pub face: FaceId,
    /// Width of most columns.
    pub measure: Pt,
}

/// A page on its way to roles.
pub struct Labeling<'a> {
    /// The blocks, from the top.
    pub blocks: &'a [TextBlock],
    /// Where they begin and end.
    pub edges: BlockEdges,
    /// Roles given so far.
    pub roles: Vec<Option<(Role, Because)>>,
    /// The stage that gave each of them.
    pub labeled_by: Vec<LabelingStage>,
    /// The stage that is at work.
    pub stage: LabelingStage,
    /// Sections that belong to the page: their names stand in its running head.
    pub of_page: BTreeSet<usize>,
    /// How likely the roles of each block are, if they were weighed.
    pub shares: Vec<Option<RoleShares>>,
    /// Which blocks have a box to themselves.
    pub alone: Vec<bool>,
    /// Rules, boxes and pictures.
    pub marks: &'a Marks,
    /// The metrics of its running text.
    pub metrics: PageMetrics,
    /// The page was read from a scan.
    scanned: bool,
    /// The house style.
    pub style: &'a HouseStyle,
    /// Its phrases that name a page.
    pub page_patterns: PagePatterns,
}

/// What gives roles, in its order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum LabelingStage {
    /// Nothing yet: it is body.
    #[default]
    None,
    /// The source, or that it does not show.
    Given,
    /// [`service_boxes`].
    ServiceBoxes,
    /// Rows of cells.
    Tables,
    /// [`adverts`].
    Adverts,
    /// [`words`].
    Words,
    /// [`masthead`].
    Masthead,
    /// [`bands`].
    Bands,
    /// [`captions`].
    Captions,
    /// [`set_off`].
    SetOff,
    /// [`pulled_figures`].
    PulledFigures,
    /// [`signatures`].
    Signatures,
    /// [`item_labels`].
    ItemLabels,
    /// [`heads`].
    Heads,
    /// [`stacks`].
    Stacks,
    /// [`portraits`].
    Portraits,
    /// [`writers`].
    Writers,
    /// [`scored`] and what follows it.
    Scored,
}

/// Blocks by the heights of their edges, along the lines by where they begin.
pub struct BlockEdges {
    /// By their tops.
    pub tops: Bands,
    /// By their bottoms.
    pub bottoms: Bands,
}

impl BlockEdges {
    fn new(blocks: &[TextBlock]) -> BlockEdges {
        BlockEdges {
            tops: Bands::new(blocks.iter().map(|block| (block.rect.top, block.rect.left))),
            bottoms: Bands::new(blocks.iter().map(|block| (block.rect.bottom, block.rect.left))),
        }
    }
}

impl Labeling<'_> {
    /// Gives a role, unless the block has one.
    pub fn give(&mut self, at: usize, role: Role, because: impl Into<Because>) {
        if self.role(at).is_none() {
            self.change(at, role, because);
        }
    }
    /// Changes a role.
    pub fn change(&mut self, at: usize, role: Role, because: impl Into<Because>) {
        if let (Some(slot), Some(labeled_by)) = (self.roles.get_mut(at), self.labeled_by.get_mut(at)) {
            (*slot, *labeled_by) = (Some((role, because.into())), self.stage);
        }
    }
    /// The role given so far.
    pub fn role(&self, at: usize) -> Option<Role> {
        self.roles.get(at)?.as_ref().map(|(role, _)| *role)
    }
    /// Blocks without a role.
    pub fn open(&self) -> Vec<usize> {
        (0..self.blocks.len()).filter(|at| self.role(*at).is_none()).collect()
    }
    /// Size of a block against the body.
    pub fn ratio(&self, block: &TextBlock) -> f32 {
        block.size.per(self.metrics.body)
    }
    /// Set in another type than the text: slanted, bold where the text is not, or of another face.
    pub fn is_other_type(&self, block: &TextBlock) -> bool {
        block.italic || block.bold && !self.metrics.bold || block.face != self.metrics.face
    }
    /// The page was read from a scan.
    pub fn is_scanned(&self) -> bool {
        self.scanned
    }
}

/// Roles of all blocks. Body blocks that the roles leave next to each other are merged down their columns.
pub fn label_blocks(
    blocks: Vec<TextBlock>,
    faces: &[Face],
    marks: &Marks,
    body: Pt,
    style: &HouseStyle,
    scorer: &RoleScorer,
) -> (Vec<LabeledBlock>, PageMetrics) {
    let mut labeling = label_by_rules(&blocks, marks, body, style);
    scored::label_blocks(&mut labeling, scorer);
    learned::label_blocks(&mut labeling, faces);
    keep_in_articles(&mut labeling);
    alone::label_blocks(&mut labeling);
    let Labeling { roles, shares, of_page, metrics, alone, .. } = labeling;
    let mut labeled = Vec::new();
    let mut running = Vec::new();
    for (at, (((block, role), shares), alone)) in blocks.into_iter().zip(roles).zip(shares).zip(alone).enumerate() {
        match role {
            Some((role, because)) if role != Role::Body => {
                let of_page = role.is_furniture() || (role == Role::Section && of_page.contains(&at));
                labeled.push(LabeledBlock { block, role, because, boxed: alone, of_page, shares });
            }
            _ => running.push(block),
        }
    }
    // What does not show in print parts nothing.
    let shows = |labeled: &&LabeledBlock| !labeled.block.lines.iter().any(|line| line.hidden);
    let obstacles: Vec<Rect> = labeled.iter().filter(shows).map(|labeled| labeled.block.rect).collect();
    for block in blocks::merge::down_columns(running, &obstacles, marks, body, style) {
        let because = Because::from("running text in the size of most of the page");
        labeled.push(LabeledBlock { block, role: Role::Body, because, boxed: false, of_page: false, shares: None });
    }
    labeled.sort_by(|a, b| a.block.rect.top.order(b.block.rect.top).then(a.block.rect.left.order(b.block.rect.left)));
    (labeled, metrics)
}

/// Gives roles to blocks that have none, or changes them.
type LabelingRule = fn(&mut Labeling);

/// The rules, in their order.
const RULES: [(LabelingStage, LabelingRule); 15] = [
    (LabelingStage::ServiceBoxes, service_boxes::label_blocks),
    (LabelingStage::Tables, tables),
    (LabelingStage::Adverts, adverts::label_blocks),
    (LabelingStage::Words, words::label_blocks),
    (LabelingStage::Masthead, masthead::label_blocks),
    (LabelingStage::Bands, bands::label_blocks),
    (LabelingStage::Captions, captions::label_blocks),
    (LabelingStage::SetOff, set_off::label_blocks),
    (LabelingStage::PulledFigures, pulled_figures::label_blocks),
    (LabelingStage::Signatures, signatures::label_blocks),
    (LabelingStage::ItemLabels, item_labels::label_blocks),
    (LabelingStage::Heads, heads::label_blocks),
    (LabelingStage::Stacks, stacks::label_blocks),
    (LabelingStage::Portraits, portraits::label_blocks),
    (LabelingStage::Writers, writers::label_blocks),
];

/// Roles by rules.
pub fn label_by_rules<'a>(blocks: &'a [TextBlock], marks: &'a Marks, body: Pt, style: &'a HouseStyle) -> Labeling<'a> {
    let metrics = page_metrics(blocks, body, &style.roles);
    let roles = vec![None; blocks.len()];
    let shares = vec![None; blocks.len()];
    let edges = BlockEdges::new(blocks);
    let labeled_by = vec![LabelingStage::None; blocks.len()];
    let of_page = BTreeSet::new();
    let scanned = blocks.iter().any(|block| block.alignment() != Alignment::Unknown);
    let stage = LabelingStage::Given;
    let page_patterns = PagePatterns::new(&style.phrases);
    let alone = heads::alone_in_box(blocks, marks);
    let mut labeling = Labeling {
        blocks,
        edges,
        roles,
        labeled_by,
        stage,
        of_page,
        shares,
        alone,
        marks,
        metrics,
        scanned,
        style,
        page_patterns,
    };
    for at in labeling.open() {
        if labeling.blocks.get(at).is_some_and(|block| block.lines.iter().any(|line| line.hidden)) {
            labeling.give(at, Role::Furniture, "does not show in print");
        }
    }
    as_given(&mut labeling);
    for (stage, label_blocks) in RULES {
        labeling.stage = stage;
        label_blocks(&mut labeling);
    }
    labeling.stage = LabelingStage::Scored;
    labeling
}

/// What the source says of its blocks.
fn as_given(labeling: &mut Labeling) {
    for at in labeling.open() {
        if let Some(role) =
            labeling.blocks.get(at).and_then(TextBlock::given_place).and_then(|given_place| given_place.role)
        {
            labeling.give(at, role, "the file says so");
        }
    }
}

/// Rows of cells.
fn tables(labeling: &mut Labeling) {
    for at in labeling.open() {
        let rows = |block: &TextBlock| block.lines.iter().all(|line| line.row);
        if labeling.blocks.get(at).is_some_and(rows) {
            labeling.give(at, Role::Table, "names and figures in rows");
        }
    }
}

/// What the source counts to an article is no furniture of the page.
fn keep_in_articles(labeling: &mut Labeling) {
    for at in 0..labeling.blocks.len() {
        let given = labeling.blocks.get(at).is_some_and(|block| block.given_place().is_some());
        if given && (labeling.of_page.contains(&at) || labeling.role(at).is_some_and(Role::is_furniture)) {
            labeling.change(at, Role::Body, "belongs to an article, as the file says");
        }
    }
}

fn page_metrics(blocks: &[TextBlock], body: Pt, style: &RoleStyle) -> PageMetrics {
    let running = |block: &&TextBlock| (style.usual.low_ratio..style.usual.high_ratio).contains(&block.size.per(body));
    let mut widths: BTreeMap<i64, u32> = BTreeMap::new();
    let mut faces: BTreeMap<FaceId, u32> = BTreeMap::new();
    let (mut bold, mut chars) = (0, 0);
    for block in blocks.iter().filter(running) {
        chars += block.chars;
        bold += if block.bold { block.chars } else { 0 };
        *faces.entry(block.face).or_default() += block.chars;
        if block.lines.len() > 2 {
            *widths.entry((block.rect.width().per(body)).round() as i64).or_default() += block.chars;
        }
    }
    let near = |width: i64| {
        let of = |step: i64| widths.get(&(width + step)).copied().unwrap_or(0);
        of(0) * 2 + of(-1) + of(1)
    };
    // A page without a column of three lines is as wide as its widest text.
    let widest = || blocks.iter().map(|block| block.rect.width()).fold(body, Pt::max);
    let measure = widths.keys().copied().max_by_key(|width| near(*width)).map_or_else(widest, |em| body * em as f32);
    let face = faces.into_iter().max_by_key(|(_, count)| *count).map_or(FaceId(0), |(face, _)| face);
    PageMetrics { body, bold: bold * 2 > chars, face, measure }
}
