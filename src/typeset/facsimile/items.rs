//! What is drawn of a page, each with its box in points: blocks in their columns, boxes, pictures, rules.

use super::block_setting::{is_display, is_reversed, is_visible};
use super::scale::{CellScale, paper};
use crate::geometry::{Pt, Rect};
use crate::model::page::{Block, BlockId, Column, Page};
use crate::model::role::Role;
use crate::model::sheet::Rule;

/// Something that takes cells.
#[derive(Clone, Debug)]
pub(super) struct PageItem {
    /// What it is.
    pub what: ItemKind,
    /// Where it stands in print.
    pub printed: Rect,
    /// What it may take: its columns, trimmed so that neighbors do not overlap.
    pub span: Rect,
}

/// Kinds of items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ItemKind {
    /// A block of text.
    Block(BlockId),
    /// A box around several blocks, an index into `Page::boxes`.
    Frame(usize),
    /// A picture place, an index into `Page::pictures`.
    Picture(usize),
    /// A horizontal rule, an index into `Page::rules`.
    Rule(usize),
}

/// Rules shorter than this are underlines and ornaments, in em.
const SHORT_RULE_EM: f32 = 4.0;
/// An underline stands no farther from the foot of its line than this, in em of the text.
const UNDERLINE_EM: f32 = 0.4;
/// Type up to this size is running text, in em of the body.
const TEXT_SIZE: f32 = 1.3;
/// White a rule needs around it to get a row of its own, in leadings.
const RULE_WHITE: f32 = 0.7;
/// From this thickness on a rule is a heavy one, in em: text rules are a tenth of it.
pub(super) const HEAVY_EM: f32 = 0.2;
/// Rules nearer than this are one rule that was drawn twice, in em.
const DRAWN_TWICE_EM: f32 = 0.05;
/// Two rules are one double rule as far as they share most of their length.
pub(super) const DOUBLE_SHARE: f32 = 0.8;
/// How many boxes and rules are drawn at most; beyond that it is a drawing, not a page.
const MOST_LINES: usize = 300;
/// A byline stands no farther than this under its head, in leadings.
const NEAR_HEAD: f32 = 1.5;
/// A block lies in a picture, or in a box, when this share of it does.
const INSIDE_SHARE: f32 = 0.6;

/// All items of the page, blocks first.
pub(super) fn items(page: &Page, scale: &CellScale) -> Vec<PageItem> {
    let drawn = |block: &Block| !block.text.trim().is_empty() || block.lines.start < block.lines.end;
    let ids = (0..page.blocks.len() as u32).map(BlockId);
    let mut found: Vec<PageItem> = ids
        .filter(|id| drawn(page.block(*id)))
        .map(|id| PageItem { what: ItemKind::Block(id), printed: printed(page, id), span: columns(page, id, scale) })
        .collect();
    across(page, &mut found, scale);
    under_heads(page, &mut found, scale);
    under_pictures(page, &mut found, scale);
    let texts = found.len();
    found.extend(frames(page, &found, scale));
    let pictures = page.pictures.iter().enumerate().filter(|(_, picture)| picture.bbox.height().0 > scale.em);
    found.extend(pictures.map(|(index, picture)| {
        let seen = picture.bbox.intersection(&paper(page)).unwrap_or(picture.bbox);
        PageItem { what: ItemKind::Picture(index), printed: seen, span: seen }
    }));
    let rules: Vec<PageItem> = rules(page, found.get(..texts).unwrap_or_default(), scale);
    found.extend(rules);
    trim(&mut found, scale);
    found
}

/// True when most of `inner` lies in `outer`.
pub(super) fn is_inside(inner: &Rect, outer: &Rect) -> bool {
    let shared = inner.intersection(outer).map_or(0.0, |shared| shared.area());
    shared > inner.area() * INSIDE_SHARE
}

/// The box of a block; for a boxed head that of the box around it.
fn printed(page: &Page, id: BlockId) -> Rect {
    let block = page.block(id);
    if !is_reversed(page, block) {
        return block.bbox;
    }
    let around = page.boxes.iter().map(|ruled| ruled.bbox).filter(|bbox| is_inside(&block.bbox, bbox));
    let tight = around.min_by(|a, b| a.area().total_cmp(&b.area()));
    tight.filter(|bbox| bbox.height().0 < block.bbox.height().0 * 4.0).unwrap_or(block.bbox)
}

/// The columns a block stands in, unless another block stands beside it in the same columns.
fn columns(page: &Page, id: BlockId, scale: &CellScale) -> Rect {
    let block = page.block(id);
    let own = printed(page, id);
    let Some(region) = page.regions.get(block.region as usize).filter(|_| !is_reversed(page, block) && !block.vertical)
    else {
        return own;
    };
    let is_touched = |column: &&Column| {
        let shared = own.right.min(column.right) - own.left.max(column.left);
        // A head that runs on into a column has that column too.
        let runs_on = is_display(block.role) && shared.0 > scale.em;
        runs_on || shared.0 > (column.right - column.left).0 * 0.3 || shared.0 > own.width().0 * 0.5
    };
    let touched: Vec<&Column> = region.columns.iter().filter(is_touched).collect();
    let ends = of_one_grid(&touched, &own, scale).fold(None, |ends: Option<(Pt, Pt)>, column| {
        Some(ends.map_or((column.left, column.right), |(l, r)| (l.min(column.left), r.max(column.right))))
    });
    let Some((left, right)) = ends else { return own };
    let slack = Pt(scale.em / 2.0);
    let (left, right) = (
        if own.left < left - slack { own.left } else { left },
        if own.right > right + slack { own.right } else { right },
    );
    let wide = Rect { left, right, ..own };
    let is_beside = |other: &Rect| {
        other.overlap_x(&wide).0 > scale.em / 2.0
            && other.overlap_y(&own).0 > 0.3 * other.height().min(own.height()).0
            && other.overlap_x(&own).0 <= 0.0
    };
    let others = page.blocks.iter().enumerate().filter(|(other, _)| *other != id.0 as usize);
    let mut others = others.map(|(_, block)| &block.bbox).chain(page.pictures.iter().map(|picture| &picture.bbox));
    let crowded = others.any(is_beside);
    if crowded { own } else { wide }
}

/// Heads in the middle of the page that have nothing beside them stand over all of it, whichever columns they touch: a
/// nameplate, a head over the whole page.
fn across(page: &Page, blocks: &mut [PageItem], scale: &CellScale) {
    let Some(text) = Rect::hull(blocks.iter().map(|item| &item.printed)) else { return };
    let is_level = |a: &Rect, b: &Rect| a.overlap_y(b).0 > 0.3 * a.height().min(b.height()).0;
    let stands_over_all = |item: &PageItem| match item.what {
        ItemKind::Block(id) => {
            let block = page.block(id);
            let in_box = || page.boxes.iter().any(|ruled| is_inside(&item.printed, &ruled.bbox));
            let middle = (item.printed.center().x - text.center().x).abs().0 < scale.em;
            let alone = || blocks.iter().filter(|other| is_level(&other.printed, &item.printed)).count() == 1;
            is_display(block.role) && !block.vertical && !is_reversed(page, block) && middle && !in_box() && alone()
        }
        ItemKind::Frame(_) | ItemKind::Picture(_) | ItemKind::Rule(_) => false,
    };
    let found: Vec<usize> = (0..blocks.len()).filter(|at| blocks.get(*at).is_some_and(stands_over_all)).collect();
    for at in found {
        if let Some(item) = blocks.get_mut(at) {
            (item.span.left, item.span.right) = (text.left, text.right);
        }
    }
}

/// A byline that stands alone under its head may be as wide as that: it belongs to no column, but to all of them.
fn under_heads(page: &Page, blocks: &mut [PageItem], scale: &CellScale) {
    let block = |item: &PageItem| match item.what {
        ItemKind::Block(id) => Some(page.block(id)),
        ItemKind::Frame(_) | ItemKind::Picture(_) | ItemKind::Rule(_) => None,
    };
    let is_name = |item: &PageItem| {
        block(item).is_some_and(|block| matches!(block.role, Role::Byline | Role::Dateline) && !block.vertical)
    };
    let head_over = |name: &PageItem| {
        let (slack, near) = (Pt(scale.em / 2.0), scale.leading * NEAR_HEAD);
        let is_over = |item: &&PageItem| {
            let white = (name.printed.top - item.printed.bottom).0;
            let holds = item.span.left - slack <= name.printed.left && name.printed.right <= item.span.right + slack;
            block(item).is_some_and(|block| is_display(block.role)) && white.abs() < near && holds
        };
        blocks.iter().filter(is_over).map(|item| item.span).max_by(|a, b| a.width().order(b.width()))
    };
    let stands_alone = |name: &PageItem, span: &Rect| {
        let shares = |other: &Rect| other.overlap_x(span).0 > 0.0 && other.overlap_y(&name.printed).0 > scale.em / 4.0;
        let beside = blocks.iter().filter(|other| other.what != name.what).any(|other| shares(&other.printed));
        !beside && !page.pictures.iter().any(|picture| shares(&picture.bbox))
    };
    let names = blocks.iter().enumerate().filter(|(_, item)| is_name(item));
    let wide = names.filter_map(|(at, name)| Some((at, head_over(name).filter(|span| stands_alone(name, span))?)));
    for (at, span) in wide.collect::<Vec<_>>() {
        if let Some(name) = blocks.get_mut(at) {
            name.span.left = name.span.left.min(span.left);
            name.span.right = name.span.right.max(span.right);
        }
    }
}

/// A credit set up the side of a picture lies down under it: across, it would need the room of a column there.
fn under_pictures(page: &Page, blocks: &mut [PageItem], scale: &CellScale) {
    let stands = |item: &&mut PageItem| match item.what {
        ItemKind::Block(id) => {
            let block = page.block(id);
            let is_upright = item.printed.height().0 > 2.0 * item.printed.width().0;
            is_upright && !block.vertical && matches!(block.role, Role::Credit | Role::Caption)
        }
        ItemKind::Frame(_) | ItemKind::Picture(_) | ItemKind::Rule(_) => false,
    };
    let is_beside = |picture: &Rect, text: &Rect| {
        picture.overlap_y(text).0 > text.height().0 / 2.0 && picture.overlap_x(text).abs().0 < scale.em
    };
    for item in blocks.iter_mut().filter(stands) {
        let beside = page.pictures.iter().map(|picture| picture.bbox).find(|bbox| is_beside(bbox, &item.printed));
        if let Some(Rect { left, right, bottom, .. }) = beside {
            let lies = Rect { left, right, top: bottom, bottom: bottom + Pt(scale.em / 2.0) };
            (item.printed, item.span) = (lies, lies);
        }
    }
}

/// Without columns that overlap one which fits the block better: a region may hold stories in several grids.
fn of_one_grid<'a>(columns: &'a [&Column], own: &Rect, scale: &CellScale) -> impl Iterator<Item = &'a Column> {
    let misfit = |column: &Column| ((column.left - own.left).abs() + (column.right - own.right).abs()).0;
    let overlaps = |a: &Column, b: &Column| (a.right.min(b.right) - a.left.max(b.left)).0 > scale.em / 2.0;
    let fits = move |column: &&&Column| !columns.iter().any(|b| overlaps(column, b) && misfit(b) < misfit(column));
    columns.iter().filter(fits).copied()
}

/// Boxes that hold blocks, without those that say the same twice.
fn frames(page: &Page, blocks: &[PageItem], scale: &CellScale) -> Vec<PageItem> {
    let mut found: Vec<PageItem> = Vec::new();
    for (index, ruled) in page.boxes.iter().enumerate().take(MOST_LINES) {
        let bbox = ruled.bbox;
        let twin =
            |item: &PageItem| item.printed.contains(&bbox, Pt(scale.em)) && bbox.contains(&item.printed, Pt(scale.em));
        let is_head = |item: &PageItem| {
            matches!(item.what, ItemKind::Block(id) if is_reversed(page, page.block(id))) && twin(item)
        };
        let holds = blocks.iter().any(|item| is_inside(&item.printed, &bbox));
        let is_paper = bbox.area() > page.bounds.area() * 0.9;
        if is_visible(ruled) && holds && !is_paper && !found.iter().any(twin) && !blocks.iter().any(is_head) {
            found.push(PageItem { what: ItemKind::Frame(index), printed: bbox, span: bbox });
        }
    }
    found
}

/// Horizontal rules that have white around them, without those that say the same twice.
fn rules(page: &Page, blocks: &[PageItem], scale: &CellScale) -> Vec<PageItem> {
    let mut found: Vec<PageItem> = Vec::new();
    for (index, rule) in page.rules.iter().enumerate().filter(|(_, rule)| rule.is_horizontal()).take(MOST_LINES) {
        let line = Rect::new(rule.from.x.0, rule.from.y.0, rule.to.x.0, rule.to.y.0);
        let long = line.width().0 >= SHORT_RULE_EM * scale.em;
        let near = line.grown(Pt(scale.leading * RULE_WHITE));
        let twin = found.iter().any(|other| {
            near.overlap_y(&other.printed).0 >= 0.0 && near.overlap_x(&other.printed).0 > line.width().0 / 2.0
        });
        let edge = page.boxes.iter().any(|ruled| {
            let (above, below) = ((ruled.bbox.top - line.top).abs(), (ruled.bbox.bottom - line.top).abs());
            above.min(below).0 < scale.em && ruled.bbox.overlap_x(&line).0 > line.width().0 * 0.8
        });
        if long && !twin && !edge && has_white(&line, blocks, scale) && !is_underline(page, &line, scale) {
            found.push(PageItem { what: ItemKind::Rule(index), printed: line, span: line });
        }
    }
    found
}

/// True for a thick rule, and for one of two that run along each other: in cells they are one, and heavy.
pub(super) fn is_heavy(page: &Page, index: usize, scale: &CellScale) -> bool {
    let Some(rule) = page.rules.get(index) else { return false };
    let width = (rule.to.x - rule.from.x).abs();
    let doubles = |other: &Rule| {
        let apart = (other.from.y - rule.from.y).abs().0;
        let shared = other.to.x.min(rule.to.x) - other.from.x.max(rule.from.x);
        other.is_horizontal() && is_double(apart, scale) && shared.0 > width.0 * DOUBLE_SHARE
    };
    rule.weight.0 >= HEAVY_EM * scale.em || page.rules.iter().any(doubles)
}

/// Two rules so far apart are one double rule; nearer than that they are one that was drawn twice.
pub(super) fn is_double(apart: f32, scale: &CellScale) -> bool {
    apart > DRAWN_TWICE_EM * scale.em && apart < scale.leading * RULE_WHITE
}

/// True for a rule close under a line of running text that is about as long: it belongs to the words, as links have it.
fn is_underline(page: &Page, rule: &Rect, scale: &CellScale) -> bool {
    let slack = Pt(scale.em);
    page.lines.iter().any(|line| {
        let under = (rule.top - line.bbox.bottom).0.abs() < UNDERLINE_EM * scale.em;
        let within = line.bbox.left - slack < rule.left && rule.right < line.bbox.right + slack;
        under && within && line.size.0 < TEXT_SIZE * scale.em
    })
}

/// True when the rule does not run through or close under text.
fn has_white(rule: &Rect, blocks: &[PageItem], scale: &CellScale) -> bool {
    let over = blocks.iter().filter(|item| item.printed.overlap_x(rule).0 > scale.em);
    let (mut above, mut below) = (f32::MAX, f32::MAX);
    for item in over {
        let middle = item.printed.center().y;
        if item.printed.top < rule.top && rule.top < item.printed.bottom - Pt(scale.em / 4.0) {
            return false;
        }
        if middle < rule.top {
            above = above.min((rule.top - item.printed.bottom).0);
        } else {
            below = below.min((item.printed.top - rule.top).0);
        }
    }
    above + below > scale.leading * RULE_WHITE
}

/// Neighbors whose spans overlap a little are parted where the right one starts. What overlaps much stays: vertical placement
/// puts one below the other.
fn trim(items: &mut [PageItem], scale: &CellScale) {
    let pairs = super::edges::side_by_side(items, scale);
    for (left, right) in pairs {
        let Some(edge) = items.get(right).map(|item| item.span.left) else { continue };
        if let Some(item) = items.get_mut(left)
            && item.span.right > edge
            && item.span.left < edge
        {
            item.span.right = edge;
        }
    }
}
