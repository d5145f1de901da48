//! Which dictionary drew a run? Told by what the engine shows of a glyph: outline identity, advance, name; for a
//! Type3 glyph its key.

use super::fonts::PageFont;
use hayro_font::{FontGlyph, OutlineGlyph};
use hayro_interpret::CacheKey;
use hayro_interpret::font::{Glyph, GlyphRun, Type3Glyph};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::Rect;
use std::collections::HashMap;
use std::rc::Rc;

/// Glyphs of a run that are compared when the first leaves several dictionaries.
const COMPARED: usize = 6;

/// The fonts that one page can use.
pub(super) struct PageFonts<'a> {
    fonts: Vec<Rc<PageFont<'a>>>,
    /// For a code and advance seen before: what each font shows for it.
    shown: HashMap<(u32, u32), HashMap<GlyphClue, Vec<usize>>>,
    /// Own keys of Type3 glyphs by font and code: the engine hashes the whole dictionary each time.
    keys: HashMap<(usize, u32), Option<u128>>,
    last: Option<usize>,
}

/// What can be seen of a glyph from outside, besides its advance.
#[derive(PartialEq, Eq, Hash)]
enum GlyphClue {
    Outline(u128, Option<String>),
    Type3(Option<String>),
}

impl<'a> PageFonts<'a> {
    pub fn new(fonts: Vec<Rc<PageFont<'a>>>) -> PageFonts<'a> {
        PageFonts { fonts, shown: HashMap::new(), keys: HashMap::new(), last: None }
    }

    /// The dictionary that drew a run. `clip` is the engine's clip box, part of its key for Type3 glyphs.
    pub fn identify(&mut self, run: &GlyphRun<'_, 'a>, clip: Rect) -> Option<Rc<PageFont<'a>>> {
        let mut glyphs = run.glyphs().iter().take(COMPARED);
        let first = glyphs.next()?;
        let mut candidates = self.candidates(first);
        for glyph in glyphs {
            if candidates.len() < 2 {
                break;
            }
            let these = self.candidates(glyph);
            candidates.retain(|index| these.contains(index));
        }
        if let (Glyph::Type3(drawing), true) = (&**first, candidates.len() > 1) {
            let theirs = drawing.cache_key();
            let exact = candidates.iter().copied().find(|index| self.key(*index, drawing, clip) == Some(theirs));
            candidates = exact.map_or(candidates, |index| vec![index]);
        }
        let again = self.last.filter(|last| candidates.contains(last));
        self.last = again.or_else(|| candidates.first().copied()).or(self.last);
        let found = again.or_else(|| candidates.first().copied())?;
        self.fonts.get(found).cloned()
    }

    fn candidates(&mut self, glyph: &Glyph<'a>) -> Vec<usize> {
        let (code, advance) = (glyph.char_code(), advance_of(glyph));
        let fonts = &self.fonts;
        let shown = self.shown.entry((code, advance.to_bits())).or_insert_with(|| {
            let mut shown: HashMap<GlyphClue, Vec<usize>> = HashMap::new();
            for (index, font) in fonts.iter().enumerate() {
                if let Some(glyph) = font.glyph(code, advance) {
                    shown.entry(GlyphClue::of_font(&glyph)).or_default().push(index);
                }
            }
            shown
        });
        shown.get(&GlyphClue::of_run(glyph)).cloned().unwrap_or_default()
    }

    /// The key that the engine would give a Type3 glyph of ours, drawn under that clip: it joins the glyph's own
    /// key with the clip box.
    fn key(&mut self, index: usize, glyph: &Type3Glyph<'a>, clip: Rect) -> Option<u128> {
        struct Own(u128);
        impl CacheKey for Own {
            fn cache_key(&self) -> u128 {
                self.0
            }
        }
        let fonts = &self.fonts;
        let (code, advance) = (glyph.char_code(), glyph.advance_width().unwrap_or_default());
        let own = self.keys.entry((index, code)).or_insert_with(|| match fonts.get(index)?.glyph(code, advance)? {
            FontGlyph::Type3(drawing) => Some(drawing.cache_key()),
            FontGlyph::Outline(_) => None,
        });
        own.map(|own| (Own(own), clip).cache_key())
    }
}

impl GlyphClue {
    fn of_run(glyph: &Glyph<'_>) -> GlyphClue {
        match glyph {
            Glyph::Outline(outline) => GlyphClue::of_outline(outline),
            Glyph::Type3(drawing) => GlyphClue::Type3(drawing.as_unicode().map(plain)),
        }
    }

    fn of_font(glyph: &FontGlyph<'_>) -> GlyphClue {
        match glyph {
            FontGlyph::Outline(outline) => GlyphClue::of_outline(outline),
            FontGlyph::Type3(drawing) => GlyphClue::Type3(drawing.as_unicode().map(plain)),
        }
    }

    fn of_outline(outline: &OutlineGlyph) -> GlyphClue {
        let name = outline.font_data().and_then(|data| data.postscript_name);
        GlyphClue::Outline(outline.identifier().cache_key(), name)
    }
}

/// How far the pen moves after a glyph, in thousandths of an em.
fn advance_of(glyph: &Glyph<'_>) -> f32 {
    let told = match glyph {
        Glyph::Outline(outline) => outline.advance_width(),
        Glyph::Type3(drawing) => drawing.advance_width(),
    };
    told.unwrap_or_default()
}

/// The text that the engine tells.
pub(super) fn plain(text: BfString) -> String {
    match text {
        BfString::Char(character) => character.to_string(),
        BfString::String(text) => text,
    }
}
