//! Which gaps on a line part columns. A gap is a gutter when a rule runs through it, when it is very wide, when
//! other lines share its edges, or when a tall white strip with flush lines beside it runs through it; ink
//! directly above and below the gap speaks against.
//!
//! ```text
//!  xxxx xxxx   xxxx xxx      the strip is white over many lines, and the lines to its right start flush:
//!  xxx xxxxx   xxx xxxx      a gutter. A river in justified text is white too, but nothing is flush beside it.
//! ```

use crate::geometry::{Pt, ROUNDING, Rect};
use crate::house_style::lines::LineStyle;
use crate::layout::lines::bands::Bands;
use crate::layout::lines::ink::{Glyph, GlyphKind};
use crate::layout::lines::links::Links;
use crate::layout::lines::narrow_gutters;
use crate::layout::lines::profile::{LikeSize, LineEdges, Profile};
use crate::layout::normalize::script;
use crate::model::sheet::Rule;

/// A gap between two neighbors of a line, wide enough for a space or more.
#[derive(Clone, Copy, Debug)]
pub struct Gap {
    /// The glyph on its left.
    pub from: usize,
    /// The glyph on its right.
    pub to: usize,
    /// Left edge of the white.
    pub left: Pt,
    /// Right edge of the white.
    pub right: Pt,
    /// Baseline.
    pub base: Pt,
    /// The smaller em of its neighbors.
    pub size: Pt,
    /// A square character stands beside it.
    pub han: bool,
    /// A Korean syllable stands beside it; Korean is justified by very wide word spaces.
    pub hangul: bool,
    /// The glyphs beside it differ in size and in baseline: they are not of one line.
    pub uneven: bool,
    /// A blank that the source set fills it.
    pub typed: bool,
    /// The type changes at it, in face and in size: a caption or a quote beside text.
    pub other_type: bool,
}

/// What is printed besides text, in the frame of the lines.
#[derive(Clone, Debug, Default)]
pub struct Obstacles {
    /// Rules that stand across the lines, and sides of boxes.
    pub rules: Vec<Rule>,
    /// Rules along the lines.
    pub along: Vec<Rect>,
    /// Picture places.
    pub pictures: Vec<Rect>,
}

/// What a look at the page said of a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// White within a column.
    Space,
    /// White between columns.
    Gutter,
    /// A printed rule runs through it, or it is the same on many lines: a gutter beyond doubt.
    Sure,
}

impl Gap {
    /// White that was typed between two cells of a list: whoever sets a list of Han types its blanks, and nobody types a
    /// gutter.
    pub fn is_typed_in_list(&self, style: &LineStyle) -> bool {
        self.typed && self.han && self.right - self.left < self.size * style.wide_em
    }
}

/// All gaps at least a word space wide.
pub fn gaps(glyphs: &[Glyph], blanks: &[Glyph], links: &Links, style: &LineStyle) -> Vec<Gap> {
    let mut gaps = Vec::new();
    // Blanks of words stand at the ends of lines as well, and say nothing of columns.
    let blanks: Vec<&Glyph> = blanks.iter().filter(|blank| blank.text.contains('\u{3000}')).collect();
    let places = Bands::new(blanks.iter().map(|b| (b.base, b.rect.center().x)));
    for (from, next) in links.next.iter().enumerate() {
        let Some(to) = *next else { continue };
        let (Some(a), Some(b)) = (glyphs.get(from), glyphs.get(to)) else { continue };
        let size = a.size.min(b.size);
        if b.rect.left - a.rect.right > size * style.gap_em {
            let han = a.kind == GlyphKind::Han || b.kind == GlyphKind::Han;
            let other_size = a.size.max(b.size) > size * style.columns.uneven_size_ratio;
            let uneven = other_size && (a.base - b.base).abs() > size * style.columns.uneven_base_em;
            let other_type = other_size && a.face != b.face;
            let hangul = [a, b].iter().any(|g| g.text.chars().any(script::is_hangul));
            let (left, right) = (end(a, style), b.rect.left);
            let off = size * style.baseline_em;
            let blank = |at: usize| {
                blanks.get(at).is_some_and(|blank| blank.rect.right > right - size * style.columns.typed_short_em)
            };
            let typed = places.within(b.base - off, b.base + off, left, right).any(blank);
            gaps.push(Gap { from, to, left, right, base: b.base, size, han, hangul, uneven, typed, other_type });
        }
    }
    gaps
}

/// Where a glyph ends. The second half of a stop set on a whole em is white, and hangs out of the column where setters
/// take it back: a gutter is told from the first half.
fn end(glyph: &Glyph, style: &LineStyle) -> Pt {
    let stop = glyph.text.chars().next_back().is_some_and(script::is_half_stop);
    let whole = glyph.rect.width() > glyph.size * style.columns.whole_em;
    if stop && whole { glyph.rect.center().x } else { glyph.rect.right }
}

/// The first look: every gap by itself and its neighborhood.
pub fn classify(gaps: &[Gap], glyphs: &[Glyph], links: &Links, marks: &Obstacles, style: &LineStyle) -> Vec<Verdict> {
    let evidence = GutterEvidence {
        ink: Profile::new(glyphs, links, style),
        starts: LineEdges::starts(glyphs, links, style.start_em),
        far_starts: LineEdges::starts(glyphs, links, style.confirm_em),
        far_ends: LineEdges::ends(glyphs, links, style.confirm_em),
        ends: LineEdges::ends(glyphs, links, style.start_em),
        word_starts: LineEdges::starts(glyphs, links, style.gap_em),
        word_ends: LineEdges::ends(glyphs, links, style.gap_em),
        marks,
        ratio: like_ratio(glyphs, style),
        style,
    };
    let narrow = narrow_gutters::detect(gaps, glyphs, links, &evidence.ink, &style.columns.twins);
    gaps.iter().zip(narrow).map(|(gap, narrow)| if narrow { Verdict::Sure } else { evidence.classify(gap) }).collect()
}

struct GutterEvidence<'a> {
    ink: Profile,
    starts: LineEdges,
    /// Starts of lines, and of words after white as wide as a gutter's.
    far_starts: LineEdges,
    /// Ends of lines, and of words before such white.
    far_ends: LineEdges,
    ends: LineEdges,
    word_starts: LineEdges,
    word_ends: LineEdges,
    marks: &'a Obstacles,
    ratio: f32,
    style: &'a LineStyle,
}

/// How different in size lines of one column may be. Type is set in a few exact sizes; OCR wavers.
pub fn like_ratio(glyphs: &[Glyph], style: &LineStyle) -> f32 {
    let mut sizes: Vec<f32> = glyphs.iter().map(|g| g.size.0).collect();
    let mut at = |quarters: usize| {
        let place = sizes.len() * quarters / 4;
        if place < sizes.len() { *sizes.select_nth_unstable_by(place, f32::total_cmp).1 } else { 1.0 }
    };
    if at(3) > at(1) * style.columns.wavering_ratio {
        style.columns.wavering_size_ratio
    } else {
        style.columns.run_size_ratio
    }
}

/// At how many places across a gap the white above and below is measured.
const PROBES: u8 = 5;

/// These places: the middles of as many parts of the gap.
fn probes(gap: &Gap) -> impl Iterator<Item = Pt> {
    let (left, part) = (gap.left, (gap.right - gap.left) / f32::from(PROBES));
    (0..PROBES).map(move |at| left + part / 2.0 + part * f32::from(at))
}

impl GutterEvidence<'_> {
    fn classify(&self, gap: &Gap) -> Verdict {
        if self.ruled(gap) || self.between_pictures(gap) {
            return Verdict::Sure;
        }
        let width = (gap.right - gap.left).per(gap.size);
        if gap.is_typed_in_list(self.style) {
            return Verdict::Space;
        }
        let wide = width > if gap.han { self.style.wide_han_em } else { self.style.wide_em };
        let beside = gap.other_type && !gap.typed && width > self.style.confirm_em;
        let gutter = wide || beside || self.confirmed(gap, width) || self.white_strip(gap);
        if gutter && (width > self.style.wide_em || !self.vetoed(gap)) { Verdict::Gutter } else { Verdict::Space }
    }

    fn ruled(&self, gap: &Gap) -> bool {
        let slack = Pt(1.0);
        self.marks.rules.iter().any(|rule| {
            let (top, bottom) = (rule.from.y.min(rule.to.y), rule.from.y.max(rule.to.y));
            gap.left - slack <= rule.from.x
                && rule.from.x <= gap.right + slack
                && top <= gap.base - gap.size * self.style.rule_low_em
                && gap.base - gap.size * self.style.rule_high_em <= bottom
                && bottom - top > gap.size * self.style.rule_em
        })
    }

    /// The gap stands under the white between two pictures: it parts their captions.
    fn between_pictures(&self, gap: &Gap) -> bool {
        let (edge, reach) = (gap.size * self.style.picture_edge_em, gap.size * self.style.picture_reach_em);
        let near = |picture: &&Rect| gap.base - picture.bottom < reach && picture.bottom < gap.base;
        let wide = gap.right - gap.left > gap.size * self.style.picture_gap_em;
        let mut pictures = self.marks.pictures.iter().filter(near);
        wide && pictures.clone().any(|picture| (picture.left - gap.right).abs() < edge)
            && pictures.any(|picture| picture.right > gap.left - edge && picture.right < gap.right)
    }

    /// Ink so close above and below that no column can end here.
    fn vetoed(&self, gap: &Gap) -> bool {
        let most = gap.size * self.style.veto_reach_em;
        let clear = probes(gap).map(|x| {
            let (above, below) = self.ink.clear(x, gap.base);
            above.min(most) + below.min(most)
        });
        clear.fold(Pt::ZERO, Pt::max) < gap.size * self.style.veto_em
    }

    /// Other lines nearby begin or end where this gap does.
    fn confirmed(&self, gap: &Gap, width: f32) -> bool {
        let style = self.style;
        let (wide, wide_han) = (width > style.confirm_em, gap.han && width > style.confirm_han_em);
        if !wide && !wide_han {
            return false;
        }
        let slack = gap.size * if gap.han { style.edge_han_em } else { style.edge_em };
        let around = (gap.size * style.window_em, gap.size * style.line_em);
        let like = LikeSize { size: gap.size, ratio: self.ratio };
        let lines = |edges: &LineEdges, x: Pt| edges.lines_at((x, slack), gap.base, around, like);
        let (starts, ends) = (lines(&self.starts, gap.right), lines(&self.ends, gap.left));
        if wide_han && starts + ends >= 1 {
            return true;
        }
        let many = style.confirm_lines;
        let near = (starts >= many && ends >= 1) || (starts >= 1 && ends >= many) || starts > many || ends > many;
        let far = || {
            let (starts, ends) = (lines(&self.far_starts, gap.right), lines(&self.far_ends, gap.left));
            !gap.hangul && starts >= 1 && ends >= 1 && starts + ends >= style.confirm_far_lines
        };
        wide && (near || (starts >= 2 && ends >= 2) || far())
    }

    /// A tall white strip runs through the gap, and the lines on both sides of it are flush.
    fn white_strip(&self, gap: &Gap) -> bool {
        let style = self.style;
        probes(gap).any(|x| {
            let (above, below) = self.ink.clear(x, gap.base);
            let most = gap.size * style.strip_reach_em;
            let (above, below) = (above.min(most), below.min(most));
            if above + below < gap.size * style.strip_em {
                return false;
            }
            let (top, bottom) = (gap.base - above + ROUNDING, gap.base + below - ROUNDING);
            let reach = gap.size * style.strip_side_em;
            let like = LikeSize { size: gap.size, ratio: self.ratio };
            let right = self.word_starts.flush((x, x + reach), (top, bottom), gap.size * style.strip_flush_em, like);
            let left = self.word_ends.flush((x - reach, x), (top, bottom), gap.size * style.strip_flush_em, like);
            // A line that reaches past the flush ends on its left is not of that column: it runs across.
            let within = gap.left <= left.place + gap.size * style.strip_past_em;
            within
                && left.lines.min(right.lines) >= style.strip_lines
                && right.flush >= style.strip_lines
                && right.flush as f32 >= style.strip_start_share * right.lines as f32
                && left.flush as f32 >= style.strip_end_share * left.lines as f32
        })
    }
}
