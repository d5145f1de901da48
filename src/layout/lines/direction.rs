//! Which way each glyph runs, told group by group: every square glyph votes for the axis on which its nearest
//! neighbor stands, and glyphs of one vote that touch make a group. Small groups follow the group beside them.
//! Page by page would be wrong: a horizontal headline stands over vertical text, and a vertical one beside
//! horizontal text. What stands on the other side of a printed rule says nothing: the line at the head of a page runs
//! across, whatever is set below it.

use crate::geometry::{ASCENT_EM, DESCENT_EM, Pt, Rect};
use crate::house_style::lines::LineStyle;
use crate::layout::disjoint_sets::DisjointSets;
use crate::layout::frame::Frame;
use crate::layout::lines::bands::Bands;
use crate::layout::lines::bidi;
use crate::layout::lines::cells;
use crate::layout::lines::grids;
use crate::layout::lines::ink::{Glyph, GlyphKind};
use crate::layout::lines::ruled::{RulesBySide, Stroke, is_crossed};
use crate::layout::lines::stops;
use crate::model::sheet::{Rule, Sheet};
use std::collections::BTreeMap;

/// Sets the frame of every glyph and moves it into that frame.
pub fn settle(glyphs: &mut Vec<Glyph>, sheet: &Sheet, style: &LineStyle) {
    if glyphs.iter().any(|g| g.kind == GlyphKind::Han || g.surely_vertical) {
        vote(glyphs, &sheet.rules, style);
        if stops::settle(glyphs, &style.stops) {
            // Marks that stood beside the next line said that it ran across.
            vote(glyphs, &sheet.rules, style);
            stops::settle(glyphs, &style.stops);
        }
        cells::join(glyphs, style);
        cells::center(glyphs, style);
    }
    bidi::turn(glyphs);
    for glyph in glyphs {
        turn_into_frame(glyph, &sheet.bounds);
    }
}

/// Moves a glyph into its frame. A vertical line is hung on the middle of its glyphs, whatever their baseline.
pub fn turn_into_frame(glyph: &mut Glyph, page: &Rect) {
    match glyph.frame {
        Frame::Across => {}
        Frame::Left => glyph.rect = glyph.frame.from_page(&glyph.rect, page),
        Frame::Down | Frame::Up | Frame::Half => {
            glyph.rect = glyph.frame.from_page(&glyph.rect, page);
            glyph.base = glyph.rect.center().y + glyph.size * MIDDLE_EM;
        }
    }
}

/// From the middle of an em square down to the baseline.
const MIDDLE_EM: f32 = (ASCENT_EM - DESCENT_EM) / 2.0;

/// The nearest neighbor of a glyph on each side, and how far it is: left, right, above, below.
pub type Neighbors = [Option<(usize, Pt)>; 4];

fn vote(glyphs: &mut [Glyph], rules: &[Rule], style: &LineStyle) {
    let neighbors = neighbors(glyphs, rules, style);
    let mut votes: Vec<Option<Frame>> = Vec::with_capacity(glyphs.len());
    for (glyph, sides) in glyphs.iter().zip(&neighbors) {
        votes.push(own_vote(glyph, sides, style));
    }
    let voted = |frame: Frame| votes.iter().filter(|vote| **vote == Some(frame)).count();
    if voted(Frame::Down) > voted(Frame::Across) {
        // Where a stop is drawn beside a vertical line says nothing.
        for (vote, _) in votes.iter_mut().zip(glyphs.iter()).filter(|(_, glyph)| stops::is_mark(glyph)) {
            *vote = vote.filter(|frame| *frame != Frame::Across);
        }
        grids::detect(glyphs, &mut votes, &neighbors, &style.direction);
    }
    let mut groups = DisjointSets::new(glyphs.len());
    for (at, sides) in neighbors.iter().enumerate() {
        for (other, _) in sides.iter().flatten() {
            if votes.get(at).copied().flatten().is_some() && votes.get(at) == votes.get(*other) {
                groups.join(at, *other);
            }
        }
    }
    let mut frames: Vec<Option<Frame>> = votes.clone();
    for (at, frame) in frames.iter_mut().enumerate() {
        let sure = glyphs.get(at).is_some_and(|g| g.surely_vertical || !g.upright);
        if groups.size(at) < style.direction.group && !sure {
            *frame = None;
        }
    }
    follow(&mut frames, &neighbors, &mut groups);
    for (at, frame) in frames.iter_mut().enumerate().filter(|(_, frame)| frame.is_none()) {
        *frame = votes.get(at).copied().flatten().filter(|_| groups.size(at) > 1);
    }
    follow(&mut frames, &neighbors, &mut groups);
    rows_of_tables(glyphs, &mut frames, &neighbors, &mut groups, style);
    // What nobody beside it tells runs as most of the page: heads over a table stand nearer to its figures than to
    // each other.
    let count = |frame: Frame| frames.iter().filter(|known| **known == Some(frame)).count();
    let most = if count(Frame::Down) > count(Frame::Across) { Frame::Down } else { Frame::Across };
    if most == Frame::Down {
        spaced_out(glyphs, &mut frames, style);
    }
    for (glyph, frame) in glyphs.iter_mut().zip(frames) {
        if glyph.upright {
            glyph.frame = frame.unwrap_or(most);
        }
    }
}

/// Three characters and more of one type that stand level, evenly spaced and far from everything else: the name of a
/// section, spaced out over its page, runs across.
fn spaced_out(glyphs: &[Glyph], frames: &mut [Option<Frame>], style: &LineStyle) {
    let mut open: Vec<(usize, &Glyph)> =
        glyphs.iter().enumerate().filter(|(at, _)| frames.get(*at) == Some(&None)).collect();
    open.sort_by(|(_, a), (_, b)| a.base.half_points().cmp(&b.base.half_points()).then(a.rect.left.order(b.rect.left)));
    let mut row: Vec<usize> = Vec::new();
    let mut rows: Vec<Vec<usize>> = Vec::new();
    let mut usual = Pt::ZERO;
    for pair in open.windows(2) {
        let [(first, a), (second, b)] = pair else { continue };
        let gap = b.rect.left - a.rect.right;
        let alike = a.face == b.face && a.size == b.size && a.base.half_points() == b.base.half_points();
        let near = gap > Pt::ZERO && gap < a.size * style.direction.spaced_out_em;
        let even = row.len() < 2 || (gap - usual).abs() < a.size * style.direction.slack_em;
        if !(alike && near && even) {
            rows.push(std::mem::take(&mut row));
            continue;
        }
        if row.is_empty() {
            row.push(*first);
        }
        (usual, _) = (gap, row.push(*second));
    }
    rows.push(row);
    for at in rows.into_iter().filter(|row| row.len() >= style.direction.spaced_out_glyphs).flatten() {
        if let Some(slot) = frames.get_mut(at) {
            *slot = Some(Frame::Across);
        }
    }
}

/// Cells of a table, or of a list of results, stand under one another as the characters of a vertical line do, but
/// loosely, and each of them in a row with words that run across. Figures alone say nothing and follow their row.
fn rows_of_tables(
    glyphs: &[Glyph],
    frames: &mut [Option<Frame>],
    neighbors: &[Neighbors],
    groups: &mut DisjointSets,
    style: &LineStyle,
) {
    if !frames.iter().any(|frame| matches!(frame, Some(Frame::Down) | None)) {
        return;
    }
    let rows =
        DirectionRows { glyphs, bands: Bands::new(glyphs.iter().map(|g| (g.rect.center().y, g.rect.left))), style };
    let mut found: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (at, glyph) in glyphs.iter().enumerate().filter(|(at, _)| frames.get(*at) == Some(&Some(Frame::Down))) {
        let loose = |gap: Pt| gap > glyph.size * style.tables.upright_loose_em;
        let sides = neighbors.get(at).map_or([None; 2], |[_, _, above, below]| [*above, *below]);
        let own = groups.find(at);
        let apart = sides.iter().flatten().all(|(_, gap)| loose(*gap));
        let in_row = !glyph.surely_vertical && ((apart && rows.runs_across(at, frames)) || rows.beside_figures(at));
        let count = found.entry(own).or_default();
        count.0 += usize::from(in_row);
        count.1 += 1;
    }
    let across: Vec<usize> = (0..glyphs.len())
        .filter(|at| match frames.get(*at).copied().flatten() {
            Some(Frame::Down) => found.get(&groups.find(*at)).is_some_and(|(across, all)| across * 2 > *all),
            Some(_) | None => false,
        })
        .collect();
    let mut known = across;
    for _ in 0..CELLS_AT_MOST {
        for at in known {
            if let Some(slot) = frames.get_mut(at) {
                *slot = Some(Frame::Across);
            }
        }
        known =
            (0..glyphs.len()).filter(|at| frames.get(*at) == Some(&None) && rows.runs_across(*at, frames)).collect();
        if known.is_empty() {
            return;
        }
    }
}

/// Cells that a row is followed through, at most.
const CELLS_AT_MOST: usize = 24;

struct DirectionRows<'a> {
    glyphs: &'a [Glyph],
    bands: Bands,
    style: &'a LineStyle,
}

impl DirectionRows<'_> {
    /// What runs across stands level with a glyph, no farther than the cells of a row are.
    fn runs_across(&self, at: usize, frames: &[Option<Frame>]) -> bool {
        let Some(glyph) = self.glyphs.get(at) else { return false };
        let (slack, reach) =
            (glyph.size * self.style.tables.upright_level_em, glyph.size * self.style.tables.upright_row_em);
        let middle = glyph.rect.center().y;
        let known = |other: usize| {
            let level = self.glyphs.get(other).is_some_and(|other| {
                let like = (other.size - glyph.size).abs() < glyph.size * self.style.direction.slack_em;
                like && (other.rect.center().y - middle).abs() <= slack
            });
            other != at && level && frames.get(other) == Some(&Some(Frame::Across))
        };
        let along = (glyph.rect.left - reach, glyph.rect.right + reach);
        self.bands.within(middle - slack, middle + slack, along.0, along.1).any(known)
    }
}

impl DirectionRows<'_> {
    /// Figures of the same type stand exactly level with a glyph, a cell away: in a table they do so row by row, however
    /// close the rows are.
    fn beside_figures(&self, at: usize) -> bool {
        let Some(glyph) = self.glyphs.get(at) else { return false };
        let style = &self.style.tables;
        let (middle, slack) = (glyph.rect.center().y, glyph.size * self.style.direction.margin_em);
        let level = |other: &&Glyph| {
            other.size == glyph.size && other.face == glyph.face && (other.rect.center().y - middle).abs() <= slack
        };
        let digit = |other: &&Glyph| other.text.chars().all(|c| c.is_ascii_digit());
        let within = |from: Pt, to: Pt| {
            let found = self.bands.within(middle - slack, middle + slack, from, to);
            found.filter_map(|other| self.glyphs.get(other)).filter(level)
        };
        let reach = glyph.size * style.upright_row_em;
        let apart = glyph.size * style.cell_gap_em;
        let mut figures = within(glyph.rect.right + apart, glyph.rect.right + reach).filter(digit);
        figures.any(|figure| {
            let edge = figure.rect.right;
            let mut next = within(edge - slack, edge + slack);
            next.any(|other| other.kind == GlyphKind::Other)
        })
    }
}

/// What a glyph says by itself; nothing when it stands alone or its letters say nothing of the direction.
fn own_vote(glyph: &Glyph, sides: &Neighbors, style: &LineStyle) -> Option<Frame> {
    if glyph.surely_vertical {
        return Some(Frame::Down);
    }
    if !glyph.upright {
        return Some(glyph.frame);
    }
    if glyph.kind != GlyphKind::Han {
        return None;
    }
    let [left, right, above, below] = sides.map(|side| side.map_or(f32::MAX, |(_, gap)| gap.0));
    let (across, down) = (left.min(right), above.min(below));
    let margin = glyph.size.0 * style.direction.margin_em;
    if across + margin < down {
        Some(Frame::Across)
    } else if down + margin < across {
        Some(Frame::Down)
    } else {
        None
    }
}

/// Glyphs without a frame take the one of the largest group beside them, ring by ring.
fn follow(frames: &mut [Option<Frame>], neighbors: &[Neighbors], groups: &mut DisjointSets) {
    let mut open: Vec<usize> = (0..frames.len()).filter(|at| frames.get(*at) == Some(&None)).collect();
    while !open.is_empty() {
        let mut known = Vec::new();
        for at in &open {
            let sides = neighbors.get(*at).into_iter().flatten().flatten();
            let best = sides
                .filter_map(|(other, gap)| frames.get(*other).copied().flatten().map(|f| (f, *other, *gap)))
                .min_by(|a, b| a.2.order(b.2).then_with(|| groups.size(b.1).cmp(&groups.size(a.1))));
            if let Some((frame, _, _)) = best {
                known.push((*at, frame));
            }
        }
        if known.is_empty() {
            return;
        }
        for (at, frame) in known {
            if let Some(slot) = frames.get_mut(at) {
                *slot = Some(frame);
            }
        }
        open.retain(|at| frames.get(*at) == Some(&None));
    }
}

fn neighbors(glyphs: &[Glyph], rules: &[Rule], style: &LineStyle) -> Vec<Neighbors> {
    let rows = Bands::new(glyphs.iter().map(|g| (g.rect.center().y, g.rect.left)));
    let columns = Bands::new(glyphs.iter().map(|g| (g.rect.center().x, g.rect.top)));
    let ruled = RulesBySide::new(rules);
    let mut found: Vec<Neighbors> = vec![[None; 4]; glyphs.len()];
    for (at, glyph) in glyphs.iter().enumerate() {
        let (reach, slack) = (glyph.size * style.direction.reach_em, glyph.size * style.direction.slack_em);
        let (center, rect) = (glyph.rect.center(), &glyph.rect);
        let similar = |other: usize| {
            let size = glyphs.get(other).map_or(Pt::ZERO, |g| g.size).per(glyph.size);
            other != at && size < style.direction.size_ratio && size * style.direction.size_ratio > 1.0
        };
        // Of those ahead the nearest: what each is, how far it stands along, and how far off the line.
        let nearest =
            |ahead: &mut dyn Iterator<Item = (usize, Pt, Pt)>, (end, across): (Pt, Pt), strokes: &[Stroke]| {
                let way = |found: &(usize, Pt, Pt)| found.1 + found.2 * style.direction.off_ratio;
                let near = ahead.min_by(|a, b| way(a).order(way(b)))?;
                let crossed = is_crossed(strokes, ((end, end + near.1), across));
                (!crossed).then_some((near.0, way(&near)))
            };
        let other = |other: usize| Some((other, &glyphs.get(other)?.rect));
        let mut on_right = rows
            .first_after((center.y - slack, center.y + slack), (rect.left + slack, rect.right + reach), similar)
            .filter_map(other)
            .map(|(other, there)| (other, there.left - rect.right, (there.center().y - center.y).abs()));
        let right = nearest(&mut on_right, (rect.right, center.y), &ruled.upright);
        let mut underneath = columns
            .first_after((center.x - slack, center.x + slack), (rect.top + slack, rect.bottom + reach), similar)
            .filter_map(other)
            .map(|(other, there)| (other, there.top - rect.bottom, (there.center().x - center.x).abs()));
        let below = nearest(&mut underneath, (rect.bottom, center.x), &ruled.level);
        note(&mut found, at, right, 1, 0);
        note(&mut found, at, below, 3, 2);
    }
    found
}

/// Notes a neighbor on one side of `at`, and `at` on the opposite side of the neighbor.
fn note(found: &mut [Neighbors], at: usize, neighbor: Option<(usize, Pt)>, side: usize, opposite: usize) {
    let Some((other, gap)) = neighbor else { return };
    for (from, to, side) in [(at, other, side), (other, at, opposite)] {
        if let Some(slot) = found.get_mut(from).and_then(|sides| sides.get_mut(side))
            && slot.is_none_or(|(_, held)| gap < held)
        {
            *slot = Some((to, gap));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sheet::FaceId;

    /// An em square of 32 points whose left upper corner is there.
    fn square(text: &str, left: f32, top: f32) -> Glyph {
        let rect = Rect::new(left, top, left + 32.0, top + 32.0);
        let (base, size) = (Pt(top + 28.0), Pt(32.0));
        let (face, kind, frame) = (FaceId(0), GlyphKind::Han, Frame::Across);
        let [bold, italic, surely_vertical, hidden] = [false; 4];
        let text = text.into();
        let chars = 1;
        let (order, blanks, parted, upright) = (0, 0, false, true);
        Glyph {
            text,
            chars,
            rect,
            base,
            size,
            face,
            bold,
            italic,
            kind,
            frame,
            surely_vertical,
            upright,
            hidden,
            order,
            blanks,
            parted,
        }
    }

    fn frames(mut glyphs: Vec<Glyph>) -> Vec<Frame> {
        vote(&mut glyphs, &[], &LineStyle::default());
        glyphs.iter().map(|glyph| glyph.frame).collect()
    }

    #[test]
    fn two_lines_of_a_head_down_the_page_are_spaced_wider_than_they_stand_apart() {
        let right = (0..4).map(|at| square("夜", 100.0, 100.0 + 39.7 * at as f32));
        let left = (0..5).map(|at| square("校", 64.0, 132.0 + 39.7 * at as f32));
        assert!(frames(right.chain(left).collect()).iter().all(|frame| *frame == Frame::Down));
    }

    #[test]
    fn level_lines_spaced_wider_than_they_stand_apart_run_across_all_the_same() {
        let upper = (0..6).map(|at| square("夜", 100.0 + 39.7 * at as f32, 100.0));
        let lower = (0..6).map(|at| square("校", 116.0 + 39.7 * at as f32, 136.0));
        assert!(frames(upper.chain(lower).collect()).iter().all(|frame| *frame == Frame::Across));
    }
}
