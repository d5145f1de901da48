//! Tight gutters: white as narrow as a word space that parts columns all the same. A word space has its place by
//! chance; the white between two columns of justified text has the same left and the same right edge on every line.
//!
//! ```text
//!   xxx xxxx xx xxxx xxxx xx     the same white on many lines, nothing crosses it, and it is narrower or wider than
//!   xx xxxxx xxx xx xxx xxxx     the word spaces of its own line: a gutter. In a river the edges wander, and each
//!   xxxxx xx xxx xxx xxxx xx     white is as wide as the other spaces of its line.
//! ```

use crate::geometry::Pt;
use crate::house_style::lines::TwinStyle;
use crate::layout::lines::gutters::Gap;
use crate::layout::lines::ink::Glyph;
use crate::layout::lines::links::Links;
use crate::layout::lines::profile::Profile;
use rustc_hash::FxHashMap;

/// For each gap, whether it is one of many that are the same and that part columns.
pub fn detect(gaps: &[Gap], glyphs: &[Glyph], links: &Links, ink: &Profile, style: &TwinStyle) -> Vec<bool> {
    let rows = GapRows::new(gaps, glyphs, links, style.part_em);
    let odd: Vec<bool> = (0..gaps.len()).map(|at| rows.is_odd(at, gaps, style)).collect();
    let places = GapIndex::new(gaps);
    let mut found = vec![false; gaps.len()];
    for (at, gap) in gaps.iter().enumerate().filter(|(_, gap)| is_asked(gap, style)) {
        let equals = places.near(gap, gaps, style);
        // Most spaces between words have none, and nobody needs to look at the white between them.
        if equals.len() < style.odd_rows.min(style.grid_near_rows) {
            continue;
        }
        let near = count(&within_white(gap, &equals, gaps, ink, style), &odd);
        let here = near.odd >= style.odd_rows;
        let page = || near.rows >= style.grid_near_rows && places.are_many(gap, gaps, &odd, style);
        if let Some(slot) = found.get_mut(at) {
            *slot = near.odd as f32 >= near.rows as f32 * style.odd_share && (here || page());
        }
    }
    let beside = beside(gaps, &found, style);
    found.iter().zip(beside).map(|(found, beside)| *found || beside).collect()
}

/// Gaps right over or under one that was found, where one side is flush with it and the line on the other side opens or
/// ends a paragraph.
fn beside(gaps: &[Gap], found: &[bool], style: &TwinStyle) -> Vec<bool> {
    let mut bins: FxHashMap<i64, Vec<&Gap>> = FxHashMap::default();
    for (gap, _) in gaps.iter().zip(found).filter(|(_, found)| **found) {
        bins.entry(bin(gap.right)).or_default().push(gap);
    }
    let continues = |gap: &Gap, known: &Gap| {
        let slack = gap.size * style.edge_em;
        let apart = (gap.base - known.base).abs();
        let flush = ((gap.left - known.left).abs() <= slack, (gap.right - known.right).abs() <= slack);
        let around = gap.left <= known.left + slack && gap.right >= known.right - slack;
        apart > gap.size * style.line_em && apart < gap.size * style.next_em && around && (flush.0 || flush.1)
    };
    let near = |gap: &Gap| {
        let slots = bin(gap.right - gap.size * style.indent_em)..=bin(gap.right) + 1;
        slots.filter_map(|slot| bins.get(&slot)).flatten().any(|known| continues(gap, known))
    };
    gaps.iter().map(|gap| !gap.han && near(gap)).collect()
}

/// Words, and white no wider than what lies between them.
fn is_asked(gap: &Gap, style: &TwinStyle) -> bool {
    !gap.han && !gap.hangul && gap.right - gap.left < gap.size * style.widest_em
}

/// Lines with a gap, and those whose gap differs from the spaces beside it.
struct EqualGaps {
    rows: usize,
    odd: usize,
}

fn count(equals: &[usize], odd: &[bool]) -> EqualGaps {
    let is_odd = |at: &&usize| odd.get(**at).copied().unwrap_or(false);
    EqualGaps { rows: equals.len(), odd: equals.iter().filter(is_odd).count() }
}

/// The equal gaps that one strip of white ties to a gap, nothing between them; itself among them.
fn within_white(gap: &Gap, equals: &[usize], gaps: &[Gap], ink: &Profile, style: &TwinStyle) -> Vec<usize> {
    let base = |at: &usize| gaps.get(*at).map_or(Pt::ZERO, |gap| gap.base);
    let middle = (gap.left + gap.right) / 2.0;
    let tied = |a: Pt, b: Pt| {
        let (upper, lower) = (a.min(b), a.max(b));
        lower - upper <= gap.size * style.step_em && ink.is_clear(middle, upper, lower)
    };
    let from = equals.partition_point(|at| base(at) < gap.base);
    let mut found = Vec::new();
    let mut last = gap.base;
    for at in equals.iter().skip(from).take_while(|at| tied(std::mem::replace(&mut last, base(at)), base(at))) {
        found.push(*at);
    }
    last = gap.base;
    for at in equals.iter().take(from).rev().take_while(|at| tied(std::mem::replace(&mut last, base(at)), base(at))) {
        found.push(*at);
    }
    found
}

/// Gaps by where they begin and end.
struct GapIndex {
    bins: FxHashMap<(i64, i64), Vec<usize>>,
}

/// Width of a bin, in points: wider than equal gaps may differ, so that only neighboring bins are looked into.
const BIN_PT: u8 = 2;

fn bin(x: Pt) -> i64 {
    (x.0 / f32::from(BIN_PT)).floor() as i64
}

impl GapIndex {
    fn new(gaps: &[Gap]) -> GapIndex {
        let mut bins: FxHashMap<(i64, i64), Vec<usize>> = FxHashMap::default();
        for (at, gap) in gaps.iter().enumerate() {
            bins.entry((bin(gap.left), bin(gap.right))).or_default().push(at);
        }
        for places in bins.values_mut() {
            places.sort_by(|a, b| base(*a, gaps).order(base(*b, gaps)));
        }
        GapIndex { bins }
    }

    /// The bins that gaps like this one are in, each from the top.
    fn slots(&self, gap: &Gap) -> impl Iterator<Item = &Vec<usize>> {
        let (left, right) = (bin(gap.left), bin(gap.right));
        let slots = (left - 1..=left + 1).flat_map(move |left| (right - 1..=right + 1).map(move |right| (left, right)));
        slots.filter_map(|slot| self.bins.get(&slot))
    }

    /// The gaps near this one that begin and end where it does, each on a line of its own, from the top; itself among
    /// them. As many lines are looked at as can tell.
    fn near(&self, gap: &Gap, gaps: &[Gap], style: &TwinStyle) -> Vec<usize> {
        let window = gap.size * style.step_em * (2 * style.odd_rows) as f32;
        let mut equals: Vec<usize> = Vec::new();
        for slot in self.slots(gap) {
            let from = slot.partition_point(|at| base(*at, gaps) < gap.base - window);
            let rest = slot.iter().skip(from).take_while(|at| base(**at, gaps) <= gap.base + window);
            equals.extend(rest.filter(|at| are_equal(**at, gap, gaps, style)));
        }
        equals.sort_by(|a, b| base(*a, gaps).order(base(*b, gaps)));
        equals.dedup_by(|a, b| base(*a, gaps) - base(*b, gaps) < gap.size * style.line_em);
        equals
    }

    /// All over the page, so many gaps like this one differ from the spaces beside them that it is part of the grid.
    fn are_many(&self, gap: &Gap, gaps: &[Gap], odd: &[bool], style: &TwinStyle) -> bool {
        let is_odd = |at: &&usize| odd.get(**at) == Some(&true);
        let equals = self.slots(gap).flatten().filter(is_odd).filter(|at| are_equal(**at, gap, gaps, style));
        equals.take(style.grid_odd_rows).count() >= style.grid_odd_rows
    }
}

fn base(at: usize, gaps: &[Gap]) -> Pt {
    gaps.get(at).map_or(Pt::ZERO, |gap| gap.base)
}

fn are_equal(at: usize, gap: &Gap, gaps: &[Gap], style: &TwinStyle) -> bool {
    let slack = (gap.size * style.edge_em).min(Pt(f32::from(BIN_PT)));
    gaps.get(at).is_some_and(|other| {
        let off = [other.left - gap.left, other.right - gap.right, other.size - gap.size];
        off.iter().all(|off| off.abs() <= slack)
    })
}

/// Gaps, glyphs and their ties.
type GapLine<'a> = (&'a [Gap], &'a [Glyph], &'a Links);

/// What stands in the line of each gap.
struct GapRows {
    /// The gaps right before and after it on the line.
    beside: Vec<(Option<usize>, Option<usize>)>,
    /// Width of the parts of the line on both sides of it, up to the next wide white.
    parts: Vec<(Pt, Pt)>,
    /// Its two parts are not on one baseline, in one size.
    off: Vec<Pt>,
}

impl GapRows {
    fn new(gaps: &[Gap], glyphs: &[Glyph], links: &Links, wide_em: f32) -> GapRows {
        let mut after = vec![None; glyphs.len()];
        for (at, gap) in gaps.iter().enumerate() {
            if let Some(slot) = after.get_mut(gap.from) {
                *slot = Some(at);
            }
        }
        let mut rows = GapRows {
            beside: vec![(None, None); gaps.len()],
            parts: vec![(Pt::ZERO, Pt::ZERO); gaps.len()],
            off: vec![Pt::ZERO; gaps.len()],
        };
        for first in (0..glyphs.len()).filter(|at| links.before.get(*at).copied().flatten().is_none()) {
            rows.walk(first, &after, (gaps, glyphs, links), wide_em);
        }
        rows
    }

    /// Along one line.
    fn walk(&mut self, first: usize, after: &[Option<usize>], (gaps, glyphs, links): GapLine, wide_em: f32) {
        let (mut own, mut at, mut last) = (Vec::new(), Some(first), first);
        for _ in 0..glyphs.len() {
            let Some(here) = at else { break };
            own.extend(after.get(here).copied().flatten());
            last = here;
            at = links.next.get(here).copied().flatten();
        }
        let mut start = glyphs.get(first).map_or(Pt::ZERO, |glyph| glyph.rect.left);
        let end = glyphs.get(last).map_or(Pt::ZERO, |glyph| glyph.rect.right);
        let is_wide = |at: &&usize| gaps.get(**at).is_some_and(|gap| gap.right - gap.left > gap.size * wide_em);
        for (place, at) in own.iter().enumerate() {
            let Some(gap) = gaps.get(*at) else { continue };
            let before = place.checked_sub(1).and_then(|place| own.get(place)).copied();
            let end = own.iter().skip(place + 1).find(is_wide).and_then(|at| gaps.get(*at)).map_or(end, |gap| gap.left);
            if let Some(slot) = self.beside.get_mut(*at) {
                *slot = (before, own.get(place + 1).copied());
            }
            if let Some(slot) = self.parts.get_mut(*at) {
                *slot = (gap.left - start, end - gap.right);
            }
            start = if is_wide(&at) { gap.right } else { start };
            let bases = (glyphs.get(gap.from), glyphs.get(gap.to));
            if let ((Some(a), Some(b)), Some(slot)) = (bases, self.off.get_mut(*at)) {
                *slot = if a.size == b.size { (a.base - b.base).abs() } else { Pt::ZERO };
            }
        }
    }

    /// Wider or narrower than the spaces beside it, or between words on two baselines; with a column's width of line
    /// on both sides.
    fn is_odd(&self, at: usize, gaps: &[Gap], style: &TwinStyle) -> bool {
        let (Some(gap), Some(beside), Some(parts)) = (gaps.get(at), self.beside.get(at), self.parts.get(at)) else {
            return false;
        };
        let least = gap.size * style.measure_em;
        if parts.0 < least || parts.1 < least {
            return false;
        }
        let slack = gap.size * style.edge_em;
        let width = |gap: &Gap| gap.right - gap.left;
        let differs = |other: usize| gaps.get(other).is_some_and(|other| (width(other) - width(gap)).abs() > slack);
        let (before, after) = *beside;
        let beside = [before, after];
        let mut known = beside.into_iter().flatten().peekable();
        let off = self.off.get(at).is_some_and(|off| *off > slack);
        off || known.peek().is_some() && known.all(differs)
    }
}
