//! What of a sheet is text to be read: blanks set aside, hidden doubles and glyphs drawn twice dropped.

use crate::geometry::{Pt, Rect};
use crate::house_style::lines::LineStyle;
use crate::layout::frame::Frame;
use crate::layout::lines::accents;
use crate::layout::lines::bands::Bands;
use crate::layout::normalize::script;
use crate::model::sheet::{Face, FaceId, GlyphRun, Ink, Sheet};
use compact_str::CompactString;

/// One piece of text as the source placed it, on its way to a line.
#[derive(Clone, Debug)]
pub struct Glyph {
    /// Its text: a character or a word, so short that it lies in the glyph itself.
    pub text: CompactString,
    /// How many of its characters are not blank.
    pub chars: u32,
    /// Its advance box; in page coordinates until its frame is known, then in its frame.
    pub rect: Rect,
    /// Its baseline, in the same coordinates.
    pub base: Pt,
    /// One em.
    pub size: Pt,
    /// Its typeface.
    pub face: FaceId,
    /// Set bold, or drawn twice.
    pub bold: bool,
    /// Slanted.
    pub italic: bool,
    /// What kind of character it is.
    pub kind: GlyphKind,
    /// How it runs on the page.
    pub frame: Frame,
    /// A font for vertical setting says so.
    pub surely_vertical: bool,
    /// Stands upright on the page.
    pub upright: bool,
    /// Hidden in print.
    pub hidden: bool,
    /// Its place among all that shows, in the order of the source.
    pub order: u32,
    /// Blanks that the source set between what shows before it and itself.
    pub blanks: u8,
    /// The source set a blank right after it.
    pub parted: bool,
}

/// What setting has to know of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GlyphKind {
    /// An em square: Han, kana, full-width marks.
    Han,
    /// Everything else that shows.
    Other,
    /// A space.
    Blank,
}

/// The text of a sheet.
#[derive(Clone, Debug, Default)]
pub struct Inked {
    /// What shows, each once.
    pub glyphs: Vec<Glyph>,
    /// Places of spaces.
    pub blanks: Vec<Glyph>,
    /// What was left out.
    pub doubts: Vec<String>,
}

/// The glyphs of a sheet to be read, each once.
pub fn read(sheet: &Sheet, style: &LineStyle) -> Inked {
    let mut all: Vec<Glyph> = sheet.runs.iter().map(|run| glyph(run, sheet)).collect();
    let faces = one_of_each(&sheet.faces);
    for glyph in &mut all {
        glyph.face = faces.get(usize::from(glyph.face.0)).copied().unwrap_or(glyph.face);
    }
    count_blanks(&mut all, style);
    let mut blanks: Vec<Glyph> = all.extract_if(.., |g| g.kind == GlyphKind::Blank).collect();
    let mut glyphs = all;
    let hidden = glyphs.iter().filter(|g| g.hidden).count();
    let mut doubts = Vec::new();
    if hidden * 2 > glyphs.len() {
        glyphs.iter_mut().chain(&mut blanks).for_each(|g| g.hidden = false);
    }
    let twice = doubles(&glyphs, sheet.ocr, style);
    let (mut hidden_doubles, mut apart) = (0, 0);
    let mut prints = twice.into_iter();
    glyphs.retain_mut(|glyph| {
        match prints.next().unwrap_or(Printing::Once) {
            Printing::Once => return true,
            Printing::Twice => {
                glyph.bold = true;
                return true;
            }
            Printing::Again => {}
            Printing::Apart => apart += glyph.chars,
            Printing::Hidden => hidden_doubles += 1,
        }
        false
    });
    if hidden_doubles > 0 {
        doubts.push(format!("{hidden_doubles} hidden characters under the same visible ones were left out"));
    }
    if apart > 0 {
        doubts.push(format!(
            "{apart} characters stand over the same ones a little off, as two readings do; each is read once"
        ));
    }
    accents::put_on(&mut glyphs, &style.accents);
    for (at, glyph) in glyphs.iter_mut().enumerate() {
        glyph.order = at as u32;
    }
    Inked { glyphs, blanks, doubts }
}

/// Tells each glyph what blanks the source set right before and right after it: next to it in its own order, and on the
/// page. Where a source draws in no order, what comes next is seldom near.
fn count_blanks(all: &mut [Glyph], style: &LineStyle) {
    let mut last: Option<usize> = None;
    let mut blanks: Vec<Rect> = Vec::new();
    for at in 0..all.len() {
        let Some(glyph) = all.get_mut(at) else { continue };
        if glyph.kind != GlyphKind::Blank {
            let before = blanks.drain(..).filter(|blank| is_near(glyph, blank, style)).count();
            glyph.blanks = u8::try_from(before).unwrap_or(u8::MAX);
            last = Some(at);
            continue;
        }
        let blank = glyph.rect;
        if blanks.is_empty()
            && let Some(before) = last.and_then(|last| all.get_mut(last))
        {
            before.parted = is_near(before, &blank, style);
        }
        blanks.push(blank);
    }
}

/// A blank stands beside a glyph.
fn is_near(glyph: &Glyph, blank: &Rect, style: &LineStyle) -> bool {
    let reach = -glyph.size * style.direction.reach_em;
    glyph.rect.overlap_x(blank) > reach && glyph.rect.overlap_y(blank) > reach
}

/// For each face the first one that is the same: a file may bring one typeface in several parts.
fn one_of_each(faces: &[Face]) -> Vec<FaceId> {
    let first = |face: &Face| faces.iter().position(|other| other == face).unwrap_or_default();
    faces
        .iter()
        .enumerate()
        .map(|(at, face)| if face.name.is_empty() { at } else { first(face) })
        .map(|at| FaceId(at as u16))
        .collect()
}

fn glyph(run: &GlyphRun, sheet: &Sheet) -> Glyph {
    let face = sheet.faces.get(usize::from(run.face.0));
    let size = if run.size.0 > 0.0 { run.size } else { run.bbox.height().max(Pt(1.0)) };
    let kind = match run.text.chars().find(|c| !c.is_whitespace() && !c.is_control()) {
        None => GlyphKind::Blank,
        Some(c) if script::is_cjk(c) => GlyphKind::Han,
        Some(_) => GlyphKind::Other,
    };
    Glyph {
        text: CompactString::new(&run.text),
        chars: run.text.chars().filter(|c| !c.is_whitespace()).count() as u32,
        rect: run.bbox,
        base: run.baseline,
        size,
        face: run.face,
        bold: face.is_some_and(|face| face.is_bold()),
        italic: face.is_some_and(|face| face.italic),
        kind,
        frame: Frame::of_turn(run.turn),
        surely_vertical: run.vertical,
        upright: run.turn == crate::model::sheet::Turn::None,
        hidden: run.ink == Ink::Invisible,
        order: 0,
        blanks: 0,
        parted: false,
    }
}

/// How often a glyph was printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Printing {
    Once,
    /// The first of several draws: faux bold.
    Twice,
    /// A later draw of the same glyph.
    Again,
    /// The same, but farther off than a draw for bold is: perhaps another reading of the same print.
    Apart,
    /// Hidden, under the same visible glyph.
    Hidden,
}

/// Finds glyphs that stand where their equal stands already: shadows, faux bold by a second draw, hidden text
/// under visible text. An OCR layer is never searched, because equal letters do overlap there.
fn doubles(glyphs: &[Glyph], ocr: bool, style: &LineStyle) -> Vec<Printing> {
    let mut prints = vec![Printing::Once; glyphs.len()];
    if ocr {
        return prints;
    }
    let bands = Bands::new(glyphs.iter().map(|g| (g.rect.center().y, g.rect.left)));
    for (at, glyph) in glyphs.iter().enumerate() {
        if matches!(prints.get(at), Some(Printing::Again | Printing::Apart)) {
            continue;
        }
        let middle = glyph.rect.center().y;
        let off = glyph.size * style.double_across_em;
        let advance = if glyph.upright { glyph.rect.width() } else { glyph.rect.height() };
        let on = (glyph.size * style.double_along_em).min(advance * style.double_advance_share);
        let (along, across) = if glyph.upright { (on, off) } else { (off, on) };
        for other in bands.within(middle - across, middle + across, glyph.rect.left - along, glyph.rect.left + along) {
            let Some(double) = glyphs.get(other).filter(|double| {
                other != at && double.text == glyph.text && (double.rect.center().y - middle).abs() <= across
            }) else {
                continue;
            };
            let first = at < other;
            match (glyph.hidden, double.hidden) {
                (true, false) => set(&mut prints, at, Printing::Hidden),
                (false, true) => set(&mut prints, other, Printing::Hidden),
                _ if first => {
                    set(&mut prints, at, Printing::Twice);
                    let along = (double.rect.left - glyph.rect.left).abs();
                    let gap = along.max((double.rect.center().y - middle).abs());
                    set(&mut prints, other, if gap > off / 2.0 { Printing::Apart } else { Printing::Again });
                }
                _ => {}
            }
        }
    }
    prints
}

fn set(prints: &mut [Printing], at: usize, print: Printing) {
    if let Some(slot) = prints.get_mut(at) {
        *slot = print;
    }
}
