//! Linked glyphs to text lines: the text of one line of one column, with its spaces.

use crate::geometry::{ASCENT_EM, DESCENT_EM, Pt, Rect};
use crate::house_style::lines::LineStyle;
use crate::layout::frame::Frame;
use crate::layout::given::place::GivenPlace;
use crate::layout::lines::bidi;
use crate::layout::lines::gutters::{Gap, Verdict};
use crate::layout::lines::ink::{Glyph, GlyphKind};
use crate::layout::lines::links::Links;
use crate::layout::lines::spaces::{self, Blanks};
use crate::layout::normalize;
use crate::model::sheet::FaceId;
use std::collections::BTreeMap;

/// One line of one column, in its own frame.
#[derive(Clone, Debug, Default)]
pub struct TextLine {
    /// Its text, folded.
    pub text: String,
    /// From its first to its last glyph, -0.88 to +0.12 em around the baseline.
    pub rect: Rect,
    /// Its baseline.
    pub base: Pt,
    /// One em of most of its characters.
    pub size: Pt,
    /// Most of its characters are bold.
    pub bold: bool,
    /// Most of its characters are slanted.
    pub italic: bool,
    /// The face of most of its characters.
    pub face: FaceId,
    /// Characters that are not blank.
    pub chars: u32,
    /// It begins with a full-width space, or with white that the source set as such.
    pub spaced: bool,
    /// The source set a blank at its end.
    pub parted: bool,
    /// The frame it is set in.
    pub frame: Frame,
    /// It does not show in print.
    pub hidden: bool,
    /// How it stands in its column, found before lines are chained.
    pub alignment: Alignment,
    /// The place that the source gives it.
    pub given_place: Option<GivenPlace>,
    /// White at its left that a drop cap takes.
    pub inset: Pt,
    /// It is a row of a table.
    pub row: bool,
    /// It begins bold and goes on in the type of the text: a paragraph with its head run in.
    pub leads: bool,
    /// It is of one face throughout, and most of it is square characters, or most is not.
    pub pure: Option<LineScript>,
}

/// How a line stands in its column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Alignment {
    /// Not asked, or not known: the page's sizes are exact, or no column stands around the line.
    #[default]
    Unknown,
    /// It begins or ends where the text of its column does.
    InText,
    /// Set off from the text: centered, or first of several lines that are.
    SetOff,
    /// Set off, and in capitals.
    Capitals,
}

impl Alignment {
    /// Set off, in capitals or not.
    pub fn is_set_off(self) -> bool {
        matches!(self, Alignment::SetOff | Alignment::Capitals)
    }
}

/// The script of a line of one face.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineScript {
    /// Square characters.
    Square,
    /// Words.
    Words,
}

/// Glyphs of a line for which place is made at once; most lines of a column have fewer or hardly more.
const USUAL_LINE: usize = 24;

/// Cuts the chains of glyphs at gutters: for each line its glyphs.
pub fn chains(glyphs: &[Glyph], links: &Links, gaps: &[Gap], verdicts: &[Verdict]) -> Vec<Vec<usize>> {
    let mut cut = vec![false; glyphs.len()];
    for (gap, verdict) in gaps.iter().zip(verdicts) {
        if let Some(slot) = cut.get_mut(gap.from) {
            *slot = *verdict != Verdict::Space;
        }
    }
    let is_cut = |at: usize| cut.get(at).copied().unwrap_or(true);
    let mut chains = Vec::new();
    for first in 0..glyphs.len() {
        if links.before.get(first).copied().flatten().is_some_and(|before| !is_cut(before)) {
            continue;
        }
        let mut chain = Vec::with_capacity(USUAL_LINE);
        chain.push(first);
        let mut at = first;
        while let Some(next) = links.next.get(at).copied().flatten().filter(|_| !is_cut(at)) {
            if chain.len() > glyphs.len() {
                break;
            }
            chain.push(next);
            at = next;
        }
        chains.push(chain);
    }
    chains
}

/// Where a line stands and how large its type is: all that gutters are found by.
#[derive(Clone, Copy, Debug)]
pub struct LineShape {
    /// From its first to its last glyph, -0.88 to +0.12 em around the baseline.
    pub rect: Rect,
    /// Its baseline.
    pub base: Pt,
    /// One em of most of its characters.
    pub size: Pt,
    /// Characters that are not blank.
    pub chars: u32,
}

/// The lines that one pass over the gutters makes.
pub struct LineShapes {
    /// The lines.
    pub lines: Vec<LineShape>,
    /// Lines of one column differ in size by less.
    pub ratio: f32,
    /// For each glyph the index of its line.
    line_of: Vec<usize>,
}

impl LineShapes {
    /// The lines of chains. Every glyph is in one chain.
    pub fn at(glyphs: &[Glyph], chains: &[Vec<usize>], ratio: f32, style: &LineStyle) -> LineShapes {
        let mut line_of = vec![0; glyphs.len()];
        for (at, chain) in chains.iter().enumerate() {
            for glyph in chain {
                if let Some(slot) = line_of.get_mut(*glyph) {
                    *slot = at;
                }
            }
        }
        let lines = chains.iter().filter_map(|chain| shape(members(glyphs, chain), style)).collect();
        LineShapes { lines, ratio, line_of }
    }

    /// The index of the line that a glyph is in.
    pub fn place(&self, glyph: usize) -> Option<usize> {
        self.line_of.get(glyph).copied()
    }

    /// The line that a glyph is in.
    pub fn line(&self, glyph: usize) -> Option<&LineShape> {
        self.lines.get(self.place(glyph)?)
    }
}

/// The lines of chains.
pub fn set(glyphs: &[Glyph], chains: &[Vec<usize>], blanks: &Blanks, style: &LineStyle) -> Vec<TextLine> {
    chains.iter().filter_map(|chain| line(glyphs, chain, blanks, style)).collect()
}

fn members<'a>(glyphs: &'a [Glyph], chain: &'a [usize]) -> impl Iterator<Item = &'a Glyph> + Clone {
    chain.iter().filter_map(|at| glyphs.get(*at))
}

fn shape<'a>(members: impl Iterator<Item = &'a Glyph> + Clone, style: &LineStyle) -> Option<LineShape> {
    let first = members.clone().next()?;
    // Nearly all lines are of one size.
    let mut sizes: Vec<(u32, u32)> = Vec::with_capacity(2);
    let mut chars = 0;
    let (mut last, mut step) = (Pt(f32::NAN), 0);
    for glyph in members.clone() {
        if glyph.size != last {
            (last, step) = (glyph.size, (glyph.size.0 * style.size_steps_per_pt).round() as u32);
        }
        let own = glyph.chars;
        chars += own;
        match sizes.iter_mut().find(|(size, _)| *size == step) {
            Some((_, chars)) => *chars += own,
            None => sizes.push((step, own)),
        }
    }
    let most = sizes.iter().max_by_key(|(size, count)| (*count, *size));
    let size = most.map_or(first.size, |(size, _)| Pt(*size as f32 / style.size_steps_per_pt));
    let base = middle_base(members.clone()).unwrap_or(first.base);
    let hull = Rect::hull(members.map(|g| &g.rect))?;
    let (top, bottom) = (base - size * ASCENT_EM, base + size * DESCENT_EM);
    Some(LineShape { rect: Rect { top, bottom, ..hull }, base, size, chars })
}

/// The middle one of the baselines. Most lines have one baseline.
fn middle_base<'a>(members: impl Iterator<Item = &'a Glyph> + Clone) -> Option<Pt> {
    let first = members.clone().next()?.base;
    if members.clone().all(|glyph| glyph.base == first) {
        return Some(first);
    }
    let mut bases: Vec<Pt> = members.map(|glyph| glyph.base).collect();
    let middle = bases.len() / 2;
    Some(*bases.select_nth_unstable_by(middle, |a, b| a.order(*b)).1)
}

fn line(glyphs: &[Glyph], chain: &[usize], blanks: &Blanks, style: &LineStyle) -> Option<TextLine> {
    let members: Vec<&Glyph> = members(glyphs, chain).collect();
    let first = members.first()?;
    let LineShape { rect, base, size, chars } = shape(members.iter().copied(), style)?;
    let of = |is: fn(&Glyph) -> bool| members.iter().filter(|glyph| is(glyph)).map(|glyph| glyph.chars).sum::<u32>();
    let (bold, italic) = (of(|glyph| glyph.bold), of(|glyph| glyph.italic));
    let face = usual_face(&members).unwrap_or(first.face);
    let text = bidi::in_order(spaces::text(&members, blanks, style), &members);
    let most = |count: u32| count * 2 > chars;
    let leads = leads(&members, style);
    Some(TextLine {
        spaced: text.starts_with('\u{3000}'),
        text: normalize::fold(text.trim()),
        parted: members.last().is_some_and(|last| last.parted),
        rect,
        base,
        size,
        bold: most(bold) && !leads,
        italic: most(italic),
        face,
        chars,
        frame: first.frame,
        hidden: first.hidden,
        leads,
        pure: pure(&members, face, chars),
        ..TextLine::default()
    })
}

/// The face of most characters. Most lines have one face.
fn usual_face(members: &[&Glyph]) -> Option<FaceId> {
    let first = members.first()?.face;
    if members.iter().all(|glyph| glyph.face == first) {
        return Some(first);
    }
    let mut faces: BTreeMap<u16, u32> = BTreeMap::new();
    for glyph in members {
        *faces.entry(glyph.face.0).or_default() += glyph.chars;
    }
    faces.iter().max_by_key(|(_, count)| **count).map(|(face, _)| FaceId(*face))
}

/// Bold glyphs at the beginning, and then as many of the text's own as make a word, to the end.
fn leads(members: &[&Glyph], style: &LineStyle) -> bool {
    let bold = members.iter().take_while(|glyph| glyph.bold).count();
    let rest = members.len() - bold;
    let plain = members.iter().skip(bold).all(|glyph| !glyph.bold);
    bold >= style.lead_glyphs && rest >= style.lead_glyphs && plain
}

/// The script of a line that is set in one face, as nearly all of it is.
fn pure(members: &[&Glyph], face: FaceId, chars: u32) -> Option<LineScript> {
    let own: u32 = members.iter().filter(|glyph| glyph.face == face).map(|glyph| glyph.chars).sum();
    let square: u32 = members.iter().filter(|glyph| glyph.kind == GlyphKind::Han).map(|glyph| glyph.chars).sum();
    let kind = if square * 2 > chars { LineScript::Square } else { LineScript::Words };
    (own * 10 > chars * 9).then_some(kind)
}
