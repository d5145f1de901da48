//! One story into the areas of the grid.

use super::build::{BlockPlacement, Build};
use super::grid::{Grid, Span};
use super::set::{PastedLine, set};
use crate::geometry::{Point, Pt, Rect};
use crate::house_style::HouseStyle;
use crate::house_style::area::{Area, AreaRole, PasteUpStyle};
use crate::layout::fragments::{LooseBlock, LooseStory};
use crate::model::lang::Lang;
use crate::model::page::{BlockId, Column, Joint, Region};
use crate::model::role::Role;
use crate::model::sheet::Rule;
use std::collections::BTreeSet;

/// Puts blocks on the page, from the top down.
pub struct Placer<'a> {
    paste: &'a PasteUpStyle,
    /// How far the columns are filled.
    pub grid: Grid,
    /// The page so far.
    pub build: Build,
    lang: Lang,
}

/// Blocks that go on the page together: a subhead and the text under it.
type SubheadedText<'b> = (Option<&'b LooseBlock>, Vec<&'b LooseBlock>);

impl<'a> Placer<'a> {
    /// An empty page.
    pub fn new(style: &'a HouseStyle, grid: Grid, build: Build, lang: Lang) -> Placer<'a> {
        Placer { paste: &style.extract.paste_up, grid, build, lang }
    }

    /// White and a rule across the page before the next story.
    pub fn part_stories(&mut self) {
        let y = self.grid.level() + self.grid.leading / 2.0;
        let (left, right) = self.grid.edges(self.grid.whole());
        let (from, to) = (Point { x: left, y: Pt::new(y) }, Point { x: right, y: Pt::new(y) });
        self.build.rule(Rule { from, to, weight: Pt::new(self.paste.rule_pt) });
        self.grid.fill(self.grid.whole(), y + self.grid.leading / 2.0);
    }

    /// Mastheads and folios above the stories (`above`), other furniture below.
    pub fn furniture(&mut self, blocks: &[LooseBlock], above: bool) {
        let heads = |role: Role| matches!(role, Role::Masthead | Role::Folio);
        let whole = self.grid.whole();
        for block in blocks.iter().filter(|block| heads(block.role) == above) {
            self.across(block, whole, 1.0, false);
        }
        self.grid.level();
    }

    /// Puts a story into the areas and gives its blocks in reading order.
    pub fn story(&mut self, story: &LooseStory, areas: &[Area]) -> Vec<BlockId> {
        let mut placed: Vec<(usize, Vec<BlockId>)> = Vec::new();
        let whole = [Area::across(AreaRole::Headline), Area::across(AreaRole::Flow), Area::across(AreaRole::Foot)];
        let areas = if areas.iter().any(|area| area.role == AreaRole::Flow) { areas } else { &whole };
        let indexed: Vec<(usize, &LooseBlock)> = story.blocks.iter().enumerate().collect();
        let has_lead_area = areas.iter().any(|area| area.role == AreaRole::Lead);
        let of = |role: AreaRole| -> Vec<(usize, &LooseBlock)> {
            indexed.iter().copied().filter(|(_, block)| home(block, has_lead_area) == role).collect()
        };
        let mut pictures = of(AreaRole::Picture).into_iter();
        let sets = sets(areas, &self.grid);
        let last_pictures = sets.iter().rposition(|set| set.role == AreaRole::Picture);
        for (at, AreaSpans { role, spans, boxed }) in sets.iter().enumerate() {
            match role {
                AreaRole::Headline => self.heads(&of(AreaRole::Headline), spans, &mut placed),
                AreaRole::Lead => self.lead(&of(AreaRole::Lead), spans, &mut placed),
                AreaRole::Flow => self.flows(&of(AreaRole::Flow), spans, *boxed, &mut placed),
                AreaRole::Picture => {
                    let count = if Some(at) == last_pictures { usize::MAX } else { spans.len() };
                    let some: Vec<_> = pictures.by_ref().take(count).collect();
                    self.pictures(&some, spans, &mut placed);
                }
                AreaRole::Foot => {
                    self.rest(pictures.by_ref().collect(), &mut placed);
                    self.rest(of(AreaRole::Foot), &mut placed);
                }
            }
        }
        self.rest(pictures.collect(), &mut placed);
        self.left_over(&indexed, &mut placed);
        placed.sort_by_key(|(at, _)| *at);
        placed.into_iter().flat_map(|(_, ids)| ids).collect()
    }

    /// What no area of the style took goes under the story.
    fn left_over(&mut self, blocks: &[(usize, &LooseBlock)], placed: &mut Vec<(usize, Vec<BlockId>)>) {
        let done: BTreeSet<usize> = placed.iter().map(|(done, _)| *done).collect();
        let left = blocks.iter().copied().filter(|(at, _)| !done.contains(at)).collect();
        self.rest(left, placed);
    }

    fn rest(&mut self, blocks: Vec<(usize, &LooseBlock)>, placed: &mut Vec<(usize, Vec<BlockId>)>) {
        let whole = self.grid.whole();
        for (at, block) in blocks {
            placed.push((at, vec![self.across(block, whole, 1.0, false)]));
        }
    }

    fn heads(&mut self, blocks: &[(usize, &LooseBlock)], spans: &[Span], placed: &mut Vec<(usize, Vec<BlockId>)>) {
        let span = spans.first().copied().unwrap_or(self.grid.whole());
        let han = self.lang.is_cjk();
        for (at, block) in blocks {
            let ratio = match block.role {
                Role::Headline => self.paste.headline_ratio,
                Role::Kicker | Role::Deck | Role::Section => self.paste.small_head_ratio,
                Role::Masthead
                | Role::Folio
                | Role::Byline
                | Role::Dateline
                | Role::Body
                | Role::Subhead
                | Role::PullQuote
                | Role::Caption
                | Role::Credit
                | Role::Jump
                | Role::Table
                | Role::Advert
                | Role::Furniture => 1.0,
            };
            let centered = han && block.role != Role::Section;
            placed.push((*at, vec![self.across(block, span, ratio, centered)]));
        }
        self.space(span, self.paste.gap_lines);
    }

    /// A lead is set across its area.
    fn lead(&mut self, blocks: &[(usize, &LooseBlock)], spans: &[Span], placed: &mut Vec<(usize, Vec<BlockId>)>) {
        let span = spans.first().copied().unwrap_or(self.grid.whole());
        self.region(span, 1);
        for (at, block) in blocks {
            placed.push((*at, vec![self.across(block, span, 1.0, false)]));
        }
        if !blocks.is_empty() {
            self.space(span, self.paste.gap_lines);
        }
    }

    /// Sections go to the flows in turn, each to the one that is filled least.
    fn flows(
        &mut self,
        blocks: &[(usize, &LooseBlock)],
        spans: &[Span],
        boxed: bool,
        placed: &mut Vec<(usize, Vec<BlockId>)>,
    ) {
        let mut sections: Vec<(Vec<usize>, SubheadedText)> = Vec::new();
        for (at, block) in blocks {
            let heads = boxed && block.role == Role::Subhead;
            if heads || sections.is_empty() {
                let head = Some(*block).filter(|_| heads);
                let body = if head.is_none() { vec![*block] } else { Vec::new() };
                sections.push((vec![*at], (head, body)));
            } else if let Some((places, section)) = sections.last_mut() {
                places.push(*at);
                section.1.push(block);
            }
        }
        for (places, section) in sections {
            let span = self.least_filled(spans);
            let ids = self.section(&section, span);
            placed.extend(places.into_iter().zip(ids));
        }
    }

    fn least_filled(&self, spans: &[Span]) -> Span {
        let least = spans.iter().min_by(|a, b| self.grid.top(**a).total_cmp(&self.grid.top(**b)));
        least.copied().unwrap_or(self.grid.whole())
    }

    /// A boxed subhead over its span and the text in balanced columns under it. Ids of every block's parts.
    fn section(&mut self, (head, body): &SubheadedText, span: Span) -> Vec<Vec<BlockId>> {
        let mut ids = Vec::new();
        self.region(span, span.columns());
        if let Some(head) = head {
            ids.push(vec![self.boxed_head(head, span)]);
        }
        let indent = self.indent();
        let indent_of = |block: &LooseBlock| if block.role == Role::Subhead { 0.0 } else { indent };
        let set_block = |block: &&LooseBlock| set(&block.text, self.grid.measure, indent_of(block), self.lang);
        let paragraphs: Vec<Vec<PastedLine>> = body.iter().map(set_block).collect();
        let subheads = body.iter().filter(|block| block.role == Role::Subhead).count();
        let total: usize = paragraphs.iter().map(Vec::len).sum::<usize>() + subheads;
        let depth = total.div_ceil(span.columns()).max(1);
        let top = self.grid.top(span);
        let (mut column, mut row) = (0usize, 0usize);
        for (block, lines) in body.iter().zip(&paragraphs) {
            let mut rest = lines.as_slice();
            let mut parts: Vec<BlockId> = Vec::new();
            let indent = indent_of(block);
            if block.role == Role::Subhead && row > 0 {
                // White above it; at the foot of a column it goes to the head of the next.
                row += 1;
                row = if row + lines.len() >= depth { depth } else { row };
            }
            while !rest.is_empty() {
                if row >= depth && column + 1 < span.columns() {
                    (column, row) = (column + 1, 0);
                }
                let room = if column + 1 < span.columns() { depth - row } else { rest.len() };
                let (part, after) = rest.split_at(room.min(rest.len()));
                let indent = if parts.is_empty() { indent } else { 0.0 };
                let y = top + row as f32 * self.grid.leading;
                let setting = self.column(span.first + column, indent);
                let (id, bottom) = self.build.add(block, part, y, setting);
                if let Some(before) = parts.last() {
                    self.build.tie(*before, id, part.first().map_or(Joint::Nothing, |line| line.joint));
                }
                parts.push(id);
                self.grid.fill(Span { first: span.first + column, end: span.first + column + 1 }, bottom);
                row += part.len();
                rest = after;
            }
            ids.push(parts);
        }
        let bottom = self.grid.top(span);
        self.grid.fill(span, bottom);
        self.space(span, self.paste.gap_lines);
        ids
    }

    fn boxed_head(&mut self, head: &LooseBlock, span: Span) -> BlockId {
        let top = self.grid.top(span);
        self.space(span, 0.5);
        let id = self.across(head, span, self.paste.small_head_ratio, true);
        self.space(span, 0.5);
        let (left, right) = self.grid.edges(span);
        self.build.frame(id, Rect::new(left.0, top, right.0, self.grid.top(span)), self.paste.rule_pt);
        self.space(span, self.paste.gap_lines);
        id
    }

    /// Picture places with their captions below, each where its columns are filled least.
    fn pictures(&mut self, blocks: &[(usize, &LooseBlock)], spans: &[Span], placed: &mut Vec<(usize, Vec<BlockId>)>) {
        for (at, block) in blocks {
            let span = self.least_filled(spans);
            let top = self.grid.top(span);
            let bottom = top + f32::from(self.paste.picture_rows) * self.grid.leading;
            let (left, right) = self.grid.edges(span);
            let picture = self.build.picture(Rect::new(left.0, top, right.0, bottom));
            self.grid.fill(span, bottom);
            let id = self.across(block, span, 1.0, false);
            if let Some(picture) = self.build.page.pictures.get_mut(picture) {
                picture.caption = Some(id);
            }
            self.space(span, self.paste.gap_lines);
            placed.push((*at, vec![id]));
        }
    }

    /// One block across a span at a multiple of the body size.
    fn across(&mut self, block: &LooseBlock, span: Span, ratio: f32, centered: bool) -> BlockId {
        let (left, right) = self.grid.edges(span);
        let size = self.grid.em * ratio;
        let body = block.role == Role::Body;
        let indent = if body { self.indent() } else { 0.0 };
        let lines = set(&block.text, self.grid.width_em(span) / ratio, indent, self.lang);
        let leading = self.grid.leading * ratio.round().max(1.0);
        let setting = BlockPlacement { left: left.0, right: right.0, size, leading, indent, centered };
        let (id, bottom) = self.build.add(block, &lines, self.grid.top(span), setting);
        self.grid.fill(span, bottom);
        id
    }

    fn column(&self, at: usize, indent: f32) -> BlockPlacement {
        let (left, right) = self.grid.edges(Span { first: at, end: at + 1 });
        let (size, leading) = (self.grid.em, self.grid.leading);
        BlockPlacement { left: left.0, right: right.0, size, leading, indent, centered: false }
    }

    fn region(&mut self, span: Span, columns: usize) {
        let (left, right) = self.grid.edges(span);
        let top = self.grid.top(span);
        let column = |at: usize| {
            let (left, right) = self.grid.edges(Span { first: span.first + at, end: span.first + at + 1 });
            Column { left, right }
        };
        let columns = if columns == 1 { vec![Column { left, right }] } else { (0..columns).map(column).collect() };
        self.build.open_region(Region {
            bbox: Rect::new(left.0, top, right.0, top),
            parent: Some(0),
            boxed: false,
            columns,
        });
    }

    fn space(&mut self, span: Span, lines: f32) {
        let bottom = self.grid.top(span) + lines * self.grid.leading;
        self.grid.fill(span, bottom);
    }

    /// First-line indent: two em in Chinese, one elsewhere.
    fn indent(&self) -> f32 {
        if self.lang == Lang::Zh { 2.0 } else { 1.0 }
    }
}

/// Where a block goes; leads go with the text when the style has no place for them.
fn home(block: &LooseBlock, has_lead_area: bool) -> AreaRole {
    let roles = [AreaRole::Headline, AreaRole::Flow, AreaRole::Picture, AreaRole::Foot];
    if block.lead && has_lead_area {
        return AreaRole::Lead;
    }
    roles.into_iter().find(|role| role.takes(block.role)).unwrap_or(AreaRole::Foot)
}

/// Neighbouring areas of one role, with the spans that the page has.
struct AreaSpans {
    role: AreaRole,
    spans: Vec<Span>,
    /// Subheads are set in boxes across the columns.
    boxed: bool,
}

fn sets(areas: &[Area], grid: &Grid) -> Vec<AreaSpans> {
    let mut sets: Vec<AreaSpans> = Vec::new();
    for (area, span) in areas.iter().filter_map(|area| Some((area, grid.span(area)?))) {
        match sets.last_mut().filter(|set| set.role == area.role) {
            Some(set) => set.spans.push(span),
            None => sets.push(AreaSpans { role: area.role, spans: vec![span], boxed: area.boxed_subheads }),
        }
    }
    sets
}
