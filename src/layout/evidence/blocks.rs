//! What is known of every block of a page before its role is weighed: how it is set, where it stands, what stands
//! around it, what its type is used for, and what the rules took it for.

use crate::geometry::{Pt, Rect};
use crate::layout::blocks::TextBlock;
use crate::layout::evidence::facts::FAR_EM;
use crate::layout::evidence::words::{self, WordFacts};
use crate::layout::frame::Frame;
use crate::layout::marks::Marks;
use crate::layout::roles::PageMetrics;
use crate::layout::scorer::classes::{self, CLASSES};
use crate::model::role::Role;
use crate::model::sheet::FaceId;
use std::collections::HashMap;

/// Blocks looked at for a neighbor, at most, on either side in the order of their tops: more columns than any paper has.
const NEAR: usize = 160;
/// Blocks that a walk up or down a column passes, at most.
const STEPS: usize = 4;
/// Running text that a head may stand over has at least so many characters.
const TEXT_CHARS: u32 = 60;

/// A page whose blocks have roles by the rules.
pub struct RuleLabeled<'a> {
    /// The blocks, from the top.
    pub blocks: &'a [TextBlock],
    /// What the rules took each of them for.
    pub roles: Vec<Role>,
    /// The number of the rule that labeled each of them.
    pub labeled_by: Vec<u8>,
    /// Which of them were labeled by their words.
    pub by_words: Vec<bool>,
    /// Which of them have a box to themselves.
    pub alone: Vec<bool>,
    /// Rules, boxes and pictures.
    pub marks: &'a Marks,
    /// The metrics of its running text.
    pub metrics: PageMetrics,
    /// Read from a scan.
    pub scanned: bool,
}

/// The blocks of a page, with what is seen of each.
pub struct Blocks<'a> {
    /// The page.
    pub ruled: &'a RuleLabeled<'a>,
    /// What is seen of each block.
    pub facts: Vec<BlockFacts>,
    /// The styles of the page, and what the rules took their blocks for.
    pub styles: Vec<StyleUse>,
    /// What is seen of the whole.
    pub page: PageFacts,
}

/// What is seen of one block.
#[derive(Clone, Debug, Default)]
pub struct BlockFacts {
    /// The class of the rules' verdict.
    pub rules: usize,
    /// The number of the rule that gave it.
    pub labeled_by: f32,
    /// Its words gave it.
    pub by_words: bool,
    /// Its style, an index into [`Blocks::styles`].
    pub style: usize,
    /// Size against the running text.
    pub ratio: f32,
    /// From baseline to baseline, in em of its own; zero for one line.
    pub leading: f32,
    /// How much of its measure its last line fills.
    pub last_fill: f32,
    /// How far the left edges of its lines lie apart, in em of its own.
    pub ragged_left: f32,
    /// How far their right edges do.
    pub ragged_right: f32,
    /// The next block above in its columns.
    pub above: Option<usize>,
    /// White up to it, in em of the running text.
    pub above_gap: f32,
    /// The next block below in its columns.
    pub below: Option<usize>,
    /// White down to it.
    pub below_gap: f32,
    /// Blocks passed down to running text; nothing where there is none near.
    pub text_below: Option<(usize, f32)>,
    /// Blocks passed up to a block in larger type, its size against this one, and the white between.
    pub larger_above: Option<(usize, f32, f32)>,
    /// Blocks of its style that stand level with it.
    pub level: f32,
    /// Em up to a rule in its columns.
    pub rule_above: f32,
    /// Em down to one.
    pub rule_below: f32,
    /// Em to the nearest picture above, below, beside.
    pub picture: [f32; 3],
    /// A box holds just this block.
    pub boxed: bool,
    /// That box is dark.
    pub dark: bool,
    /// Blocks in its box; zero where there is none.
    pub in_box: f32,
    /// Em from the top of its box.
    pub from_box_top: f32,
    /// Where its middle stands on the printed page, 0..=1 from the left and from the top.
    pub at: (f32, f32),
    /// What its words are like.
    pub words: WordFacts,
}

/// What a style of type is used for on the page.
#[derive(Clone, Copy, Debug, Default)]
pub struct StyleUse {
    /// Blocks set in it.
    pub blocks: f32,
    /// Their characters.
    pub chars: f32,
    /// Their lines.
    pub lines: f32,
    /// What the rules took them for.
    pub classes: [f32; CLASSES.len()],
    /// How many have running text next below.
    pub over_text: f32,
    /// How many have running text next above.
    pub under_text: f32,
}

/// What is seen of the whole page.
#[derive(Clone, Copy, Debug, Default)]
pub struct PageFacts {
    /// Blocks.
    pub blocks: f32,
    /// Headlines by the rules, for each thousand characters.
    pub heads: f32,
    /// Columns that fit beside each other.
    pub columns: f32,
    /// Size of the largest block against the running text.
    pub largest: f32,
    /// Share of blocks that are in boxes.
    pub boxed: f32,
    /// Share of characters in the style most of the text has.
    pub plain: f32,
    /// The style most of the text has.
    pub main: usize,
    /// Rules across for each block.
    pub rules: f32,
    /// Read from a scan.
    pub scanned: bool,
    /// Vertical.
    pub down: bool,
    /// Most of its characters are square.
    pub square: bool,
}

impl<'a> Blocks<'a> {
    /// Looks at all blocks of a page to which the rules gave their roles.
    pub fn new(ruled: &'a RuleLabeled<'a>) -> Blocks<'a> {
        let mut blocks = Blocks { ruled, facts: Vec::new(), styles: Vec::new(), page: PageFacts::default() };
        let mut in_boxes = vec![0.0; ruled.marks.boxes.len()];
        for block in ruled.blocks {
            if let Some(count) = block.in_box.and_then(|at| in_boxes.get_mut(at)) {
                *count += 1.0;
            }
        }
        let mut styles = HashMap::new();
        for (at, block) in ruled.blocks.iter().enumerate() {
            let mut facts = blocks.facts_of(at, block);
            let key = (block.size.half_points(), block.face, block.bold, block.italic);
            facts.style = blocks.style(key, &mut styles);
            facts.boxed = ruled.alone.get(at).copied().unwrap_or_default();
            facts.in_box = block.in_box.and_then(|at| in_boxes.get(at)).copied().unwrap_or_default();
            blocks.facts.push(facts);
        }
        blocks.walk_columns();
        blocks.sum_up();
        blocks
    }

    /// One em of the running text.
    pub fn em(&self) -> Pt {
        self.ruled.metrics.body.max(Pt(1.0))
    }

    /// The width of most columns.
    pub fn measure(&self) -> Pt {
        self.ruled.metrics.measure.max(self.em())
    }

    /// What is seen of a block.
    pub fn known_of(&self, at: usize) -> Option<&BlockFacts> {
        self.facts.get(at)
    }

    /// Plain running text that nobody would take for anything else: a long block in the style of most of the text.
    pub fn is_plain(&self, at: usize) -> bool {
        const LONG: u32 = 300;
        let long = self.ruled.blocks.get(at).is_some_and(|block| block.chars >= LONG);
        let body = classes::class_of(Role::Body);
        long && self.known_of(at).is_some_and(|facts| facts.style == self.page.main && Some(facts.rules) == body)
    }

    fn style(
        &mut self,
        key: (i64, FaceId, bool, bool),
        known: &mut HashMap<(i64, FaceId, bool, bool), usize>,
    ) -> usize {
        let next = self.styles.len();
        let style = *known.entry(key).or_insert(next);
        if style == next {
            self.styles.push(StyleUse::default());
        }
        style
    }

    fn facts_of(&self, at: usize, block: &TextBlock) -> BlockFacts {
        let (ruled, em) = (self.ruled, self.em());
        let own = block.size.max(Pt(1.0));
        let (above, below) = (self.next_above(at, block), self.next_below(at, block));
        let rect = |at: usize| ruled.blocks.get(at).map(|other| other.rect).unwrap_or_default();
        let mark = block.in_box.and_then(|at| ruled.marks.boxes.get(at));
        let sheet = &ruled.marks.sheet;
        let printed = ruled.marks.frame.to_page(&block.rect, sheet).center();
        let role = ruled.roles.get(at).copied().unwrap_or(Role::Body);
        BlockFacts {
            rules: classes::class_of(role).unwrap_or(CLASSES.len()),
            labeled_by: ruled.labeled_by.get(at).copied().unwrap_or_default().into(),
            by_words: ruled.by_words.get(at).copied().unwrap_or_default(),
            ratio: block.size.per(em),
            leading: block.leading().per(own),
            last_fill: block.lines.last().map_or(0.0, |line| line.rect.width().per(block.own.width().max(Pt(1.0)))),
            ragged_left: spread(block.lines.iter().map(|line| line.rect.left)).per(own),
            ragged_right: spread(block.lines.iter().map(|line| line.rect.right)).per(own),
            above,
            above_gap: above.map_or(FAR_EM, |above| (block.rect.top - rect(above).bottom).per(em).min(FAR_EM)),
            below,
            below_gap: below.map_or(FAR_EM, |below| (rect(below).top - block.rect.bottom).per(em).min(FAR_EM)),
            level: self.level(at, block),
            rule_above: self.rule(&block.rect, true),
            rule_below: self.rule(&block.rect, false),
            picture: self.pictures(&block.rect),
            dark: mark.is_some_and(|mark| mark.dark),
            from_box_top: mark.map_or(FAR_EM, |mark| (block.rect.top - mark.rect.top).per(em).min(FAR_EM)),
            at: (
                (printed.x - sheet.left).per(sheet.width().max(Pt(1.0))),
                (printed.y - sheet.top).per(sheet.height().max(Pt(1.0))),
            ),
            words: words::facts_of_words(block),
            ..BlockFacts::default()
        }
    }

    /// The next block above that stands over at least half of the narrower of both.
    fn next_above(&self, at: usize, block: &TextBlock) -> Option<usize> {
        let first = at.saturating_sub(NEAR);
        let over = self.ruled.blocks.iter().enumerate().take(at).skip(first).filter(|(_, other)| {
            other.rect.bottom <= block.rect.top + self.em() / 2.0 && shares(&other.rect, &block.rect)
        });
        over.max_by(|a, b| a.1.rect.bottom.order(b.1.rect.bottom)).map(|(above, _)| above)
    }

    /// The next block below.
    fn next_below(&self, at: usize, block: &TextBlock) -> Option<usize> {
        let mut under = self.ruled.blocks.iter().enumerate().skip(at + 1).take(NEAR);
        let is_next = |(_, other): &(usize, &TextBlock)| {
            other.rect.top >= block.rect.bottom - self.em() / 2.0 && shares(&other.rect, &block.rect)
        };
        // They stand in the order of their tops.
        under.find(is_next).map(|(below, _)| below)
    }

    /// Blocks set alike whose tops are level with its own.
    fn level(&self, at: usize, block: &TextBlock) -> f32 {
        let near = self.ruled.blocks.iter().enumerate().skip(at.saturating_sub(NEAR / 4)).take(NEAR / 2);
        let alike = |other: &TextBlock| {
            (other.rect.top - block.rect.top).abs() < self.em() / 2.0
                && (other.size - block.size).abs() < Pt(0.5)
                && other.bold == block.bold
                && other.face == block.face
        };
        near.filter(|(other, block)| *other != at && alike(block)).count() as f32
    }

    /// What stands down the column of each block, and up.
    fn walk_columns(&mut self) {
        for at in 0..self.facts.len() {
            let (text_below, larger_above) = (self.text_below(at), self.larger_above(at));
            if let Some(facts) = self.facts.get_mut(at) {
                (facts.text_below, facts.larger_above) = (text_below, larger_above);
            }
        }
    }

    fn is_text(&self, at: usize) -> bool {
        let body = classes::class_of(Role::Body);
        let long = self.ruled.blocks.get(at).is_some_and(|block| block.chars >= TEXT_CHARS);
        long && self.known_of(at).is_some_and(|facts| Some(facts.rules) == body)
    }

    fn text_below(&self, at: usize) -> Option<(usize, f32)> {
        let (mut here, mut gap) = (at, 0.0);
        for step in 0..STEPS {
            let facts = self.known_of(here)?;
            gap += facts.below_gap;
            here = facts.below?;
            if self.is_text(here) {
                return Some((step, gap));
            }
        }
        None
    }

    fn larger_above(&self, at: usize) -> Option<(usize, f32, f32)> {
        let own = self.known_of(at)?.ratio;
        let (mut here, mut gap) = (at, 0.0);
        for step in 0..STEPS {
            let facts = self.known_of(here)?;
            gap += facts.above_gap;
            here = facts.above?;
            let ratio = self.known_of(here)?.ratio;
            if ratio > own * 1.1 {
                return Some((step, ratio / own.max(0.1), gap));
            }
        }
        None
    }

    fn sum_up(&mut self) {
        let body = classes::class_of(Role::Body);
        let headline = classes::class_of(Role::Headline);
        let (mut chars, mut heads, mut boxed) = (0.0, 0.0, 0.0);
        for at in 0..self.facts.len() {
            let (Some(facts), Some(block)) = (self.facts.get(at), self.ruled.blocks.get(at)) else { continue };
            let is_text = |other: Option<usize>| other.is_some_and(|other| self.is_text(other));
            let (over, under) = (is_text(facts.below), is_text(facts.above));
            chars += block.chars as f32;
            heads += super::flag(Some(facts.rules) == headline);
            boxed += super::flag(block.in_box.is_some());
            let rules = facts.rules;
            let Some(style) = self.styles.get_mut(facts.style) else { continue };
            style.blocks += 1.0;
            style.chars += block.chars as f32;
            style.lines += block.lines.len() as f32;
            style.over_text += super::flag(over);
            style.under_text += super::flag(under);
            if let Some(count) = style.classes.get_mut(rules) {
                *count += 1.0;
            }
        }
        let texts = |style: &StyleUse| body.and_then(|body| style.classes.get(body)).copied().unwrap_or_default();
        let with_text = self.styles.iter().enumerate().filter(|(_, style)| texts(style) > 0.0);
        let main = with_text.max_by(|a, b| a.1.chars.total_cmp(&b.1.chars)).map_or(0, |(at, _)| at);
        let blocks = self.facts.len().max(1) as f32;
        let area = Rect::hull(self.ruled.blocks.iter().map(|block| &block.rect)).unwrap_or_default();
        self.page = PageFacts {
            blocks,
            heads: heads * 1000.0 / f32::max(chars, 1.0),
            columns: area.width().per(self.measure()),
            largest: self.facts.iter().map(|facts| facts.ratio).fold(0.0, f32::max),
            boxed: boxed / blocks,
            plain: self.styles.get(main).map_or(0.0, |style| style.chars) / f32::max(chars, 1.0),
            main,
            rules: self.ruled.marks.across.len() as f32 / blocks,
            scanned: self.ruled.scanned,
            down: self.ruled.marks.frame == Frame::Down,
            square: words::are_square(self.ruled.blocks.iter()),
        };
    }
}

/// Both stand over at least half of the narrower of them.
pub(super) fn shares(a: &Rect, b: &Rect) -> bool {
    a.overlap_x(b) > a.width().min(b.width()) / 2.0
}

/// From the least of some places to the greatest.
fn spread(places: impl Iterator<Item = Pt> + Clone) -> Pt {
    let least = places.clone().fold(Pt(f32::MAX), Pt::min);
    places.fold(least, Pt::max) - least
}
