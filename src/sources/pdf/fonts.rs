//! The font dictionaries behind a page, read a second time: the engine draws glyphs but does not say which
//! dictionary they came from, and with it name, weight, encoding and exact advances are lost.

use super::claims::Claims;
use super::clusters::{self, ClusterTable, Share};
use super::cmaps::{self, Ucs2Tables};
use super::ink::{self, InkSample};
use super::matching::PageFonts;
use super::names;
use super::place::Metrics;
use super::unicode::{self, Codes};
use compact_str::CompactString;
use hayro_font::{Font, FontCache, FontGlyph};
use hayro_interpret::font::Glyph;
use hayro_interpret::kurbo::Vec2;
use hayro_interpret::{InterpreterSettings, Paint};
use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Array, Dict, Name, Stream, String as PdfString};
use hayro_syntax::page::{Page, Resources};
use rustc_hash::FxHashMap;
use std::cell::{OnceCell, RefCell};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// Forms nest; deeper than this is a loop or an attack.
const DEEPEST: u32 = 12;
/// A face that leans less than this, in degrees, stands upright.
const UPRIGHT: f32 = 2.0;
/// One em in the units of glyph space.
const EM: f64 = 1000.0;
/// Codes of a simple font are bytes; writers that count wrongly stay near.
const MOST_CODES: i64 = 0xffff;
/// Dictionaries a page can bring; a page that brings more is matched by the first ones.
const MOST_FONTS: usize = 2_000;

/// One font dictionary.
pub(super) struct PageFont<'a> {
    font: Font<'a>,
    /// Readable name; may be empty.
    pub name: String,
    /// From name or descriptor; nothing when neither tells.
    pub weight: Option<u16>,
    /// From name or descriptor.
    pub italic: bool,
    /// A composite font: codes may be longer than a byte.
    pub composite: bool,
    /// The file carries the glyphs.
    pub embedded: bool,
    /// What codes mean.
    pub codes: Codes,
    /// What is known against that.
    pub claims: Claims,
    /// Declared ems in a visible one; not 1 for Type3 fonts drawn at another scale.
    em: f64,
    /// How much ink its glyphs carry.
    pub ink: RefCell<InkSample>,
    facts: RefCell<FxHashMap<u32, GlyphFacts>>,
    to_unicode: Option<Stream<'a>>,
    clusters: OnceCell<Option<ClusterTable>>,
}

/// What is known of one glyph.
#[derive(Clone)]
pub(super) struct GlyphFacts {
    /// Its measures.
    pub metrics: Metrics,
    /// What it prints, without white space; nothing when no step can tell.
    pub text: Option<CompactString>,
    /// How much of that it draws.
    pub share: Share,
    /// It has no text, and its ink reaches far over the next glyph.
    pub reaches: bool,
}

/// Every font of a file, each read once.
pub(super) struct FontBook<'a> {
    cache: FontCache<'a>,
    settings: InterpreterSettings,
    tables: Ucs2Tables,
    known: HashMap<(u32, i32), Option<Rc<PageFont<'a>>>>,
}

impl<'a> FontBook<'a> {
    pub fn new(settings: InterpreterSettings) -> FontBook<'a> {
        FontBook { cache: FontCache::new(), settings, tables: Ucs2Tables::default(), known: HashMap::new() }
    }

    /// The fonts in a page's resources, in those of its annotations, and in the forms they may draw.
    pub fn of_page(&mut self, page: &Page<'a>, more: impl Iterator<Item = Resources<'a>>) -> PageFonts<'a> {
        let mut fonts = Vec::new();
        let (mut seen_fonts, mut seen_forms) = (HashSet::new(), HashSet::new());
        let mut todo: Vec<(Resources<'a>, u32)> = vec![(page.resources().clone(), 0)];
        todo.extend(more.map(|resources| (resources, 0)));
        while let Some((resources, depth)) = todo.pop() {
            for key in resources.fonts.keys() {
                let id = resources.fonts.get_ref(key.as_ref()).map(|id| (id.obj_number, id.gen_number));
                if fonts.len() >= MOST_FONTS || id.is_some_and(|id| !seen_fonts.insert(id)) {
                    continue;
                }
                let Some(dict) = resources.fonts.get::<Dict<'a>>(key.as_ref()) else { continue };
                fonts.extend(self.font(id, &dict));
            }
            if depth < DEEPEST {
                let nested = forms(&resources).filter(|form| seen_forms.insert(form.obj_id()));
                let own = nested.filter_map(|form| form.dict().get::<Dict<'a>>(keys::RESOURCES));
                todo.extend(own.map(|dict| (Resources::new(dict), depth + 1)));
            }
        }
        PageFonts::new(fonts)
    }

    fn font(&mut self, id: Option<(u32, i32)>, dict: &Dict<'a>) -> Option<Rc<PageFont<'a>>> {
        if let Some(known) = id.and_then(|id| self.known.get(&id)) {
            return known.clone();
        }
        if !bounded(dict) {
            return None;
        }
        let font = self.cache.font(dict, &self.settings.font_resolver, &self.settings.cmap_resolver);
        let read = font.map(|font| Rc::new(PageFont::new(dict, font, &self.tables)));
        if let Some(id) = id {
            self.known.insert(id, read.clone());
        }
        read
    }
}

/// False for a simple font that claims more codes than a byte has: the engine would make room for all of them.
fn bounded(dict: &Dict<'_>) -> bool {
    let code = |key: &[u8]| dict.get::<i64>(key).unwrap_or(0);
    let (first, last) = (code(b"FirstChar"), code(b"LastChar"));
    (-MOST_CODES..=MOST_CODES).contains(&first) && (-MOST_CODES..=MOST_CODES).contains(&last)
}

/// The form objects of some resources.
fn forms<'r, 'a: 'r>(resources: &'r Resources<'a>) -> impl Iterator<Item = Stream<'a>> + 'r {
    let streams = resources.x_objects.keys().filter_map(|key| resources.x_objects.get::<Stream<'a>>(key.as_ref()));
    streams.filter(|stream| stream.dict().get::<Name<'_>>(keys::SUBTYPE).is_some_and(|kind| kind.as_ref() == b"Form"))
}

impl<'a> PageFont<'a> {
    fn new(dict: &Dict<'a>, font: Font<'a>, tables: &Ucs2Tables) -> PageFont<'a> {
        let subtype = dict.get::<Name<'_>>(keys::SUBTYPE);
        let is = |kind: &[u8]| subtype.as_ref().is_some_and(|name| name.as_ref() == kind);
        let (composite, type3) = (is(b"Type0"), is(b"Type3"));
        let descendants = dict.get::<Array<'a>>(keys::DESCENDANT_FONTS);
        let descendant = descendants.and_then(|list| list.iter::<Dict<'a>>().next());
        let bottom = descendant.as_ref().unwrap_or(dict);
        let descriptor = bottom.get::<Dict<'a>>(keys::FONT_DESC).unwrap_or_default();
        let files = [keys::FONT_FILE, keys::FONT_FILE2, keys::FONT_FILE3];
        let name = readable_name(dict, bottom, &descriptor);
        let flags = descriptor.get::<u32>(keys::FLAGS).unwrap_or(0);
        let declared = descriptor.get::<f32>(keys::FONT_WEIGHT).filter(|weight| (100.0..=1000.0).contains(weight));
        let slant = descriptor.get::<f32>(keys::ITALIC_ANGLE).unwrap_or(0.0);
        let forced = (flags & (1 << 18) != 0).then_some(700);
        let embedded = type3 || files.iter().any(|key| descriptor.contains_key(key));
        PageFont {
            claims: Claims::read(dict, embedded, composite),
            weight: names::weight(&name).or(declared.map(|weight| weight as u16)).or(forced),
            italic: flags & (1 << 6) != 0 || slant.abs() > UPRIGHT || names::italic(&name),
            name,
            composite,
            embedded,
            codes: Codes::read(dict, descendant.as_ref(), tables),
            em: if type3 { type3_em(dict) } else { 1.0 },
            ink: RefCell::default(),
            facts: RefCell::default(),
            to_unicode: dict.get::<Stream<'a>>(keys::TO_UNICODE),
            clusters: OnceCell::new(),
            font,
        }
    }

    /// The glyph that this dictionary draws for a code, if it is as wide as `advance`, in thousandths of an em.
    /// The width is asked first, being cheap: a page of Chromium's brings hundreds of Type3 fonts.
    pub fn glyph(&self, code: u32, advance: f32) -> Option<FontGlyph<'a>> {
        let fits = (self.composite || code <= 0xff) && self.font.code_advance(code).x as f32 == advance;
        fits.then(|| self.font.glyph(self.font.map_code(code), code))
    }

    /// What is known of one of its glyphs; worked out once a code.
    pub fn facts(&self, glyph: &Glyph<'a>, paint: &Paint<'a>) -> GlyphFacts {
        let code = glyph.char_code();
        if let Some(facts) = self.facts.borrow().get(&code) {
            return facts.clone();
        }
        let (said, share) = self.said(glyph);
        let text = said.as_deref().map(|said| CompactString::from(unicode::printable(said)));
        let metrics =
            Metrics { mark: text.as_deref().and_then(|text| ink::middle_of_mark(text, glyph)), ..self.metrics(code) };
        let reaches = share == Share::None && ink::reaches_over(glyph);
        let facts = GlyphFacts { metrics, text, share, reaches };
        if let Some(text) = facts.text.as_deref().filter(|_| self.weight.is_none() && self.embedded) {
            let vertical = facts.metrics.displacement.is_some();
            let advance = if vertical { EM } else { facts.metrics.advance };
            self.ink.borrow_mut().add(text, glyph, advance, paint);
        }
        self.facts.borrow_mut().insert(code, facts.clone());
        facts
    }

    /// The text of a glyph, and how much of it the glyph draws.
    fn said(&self, glyph: &Glyph<'a>) -> (Option<String>, Share) {
        let given_up = || self.codes.mapped && !unicode::is_said(glyph);
        let read = || self.to_unicode.as_ref().and_then(ClusterTable::read);
        let table = if given_up() { self.clusters.get_or_init(read).as_ref() } else { None };
        match table.and_then(|table| table.text(glyph.char_code())) {
            Some(said) => {
                let own = match glyph {
                    Glyph::Outline(outline) if self.embedded => self.codes.by_program(outline),
                    Glyph::Outline(_) | Glyph::Type3(_) => None,
                };
                let (text, share) = clusters::shared(said, own);
                (Some(text), share)
            }
            None => (unicode::text(glyph, Some(self)), Share::All),
        }
    }

    fn metrics(&self, code: u32) -> Metrics {
        let advance = self.font.code_advance(code);
        let vertical = !self.font.is_horizontal();
        Metrics {
            advance: if vertical { advance.y } else { advance.x },
            displacement: vertical.then(|| self.font.origin_displacement(code)),
            stretch: self.font.glyph_stretch(self.font.map_code(code), code),
            em: self.em,
            mark: None,
        }
    }
}

fn readable_name(dict: &Dict<'_>, bottom: &Dict<'_>, descriptor: &Dict<'_>) -> String {
    let info = bottom.get::<Dict<'_>>(keys::CIDSYSTEMINFO);
    let ordering = info.and_then(|info| info.get::<PdfString<'_>>(keys::ORDERING));
    let ordering = ordering.as_ref().map(|text| text.as_bytes().to_vec()).unwrap_or_default();
    let candidates = [(bottom, keys::BASE_FONT), (dict, keys::BASE_FONT), (descriptor, keys::FONT_NAME)];
    let raw = candidates.iter().find_map(|(dict, key)| dict.get::<Name<'_>>(*key));
    raw.map(|raw| names::decode(raw.as_ref(), &ordering)).unwrap_or_default()
}

/// Type3 glyphs are drawings at any scale: TeX's bitmap fonts draw a 10 pt letter at "size 1". The font's box
/// tells; an ordinary font's is about an em high.
fn type3_em(dict: &Dict<'_>) -> f64 {
    let matrix = dict.get::<[f64; 6]>(keys::FONT_MATRIX).unwrap_or([0.001, 0.0, 0.0, 0.001, 0.0, 0.0]);
    let bbox = dict.get::<[f64; 4]>(keys::FONT_BBOX).unwrap_or_default();
    let [_, low, _, high] = bbox;
    let height = ((high - low) * matrix[3]).abs();
    if height.is_finite() && height > 0.0 && !(0.4..=4.0).contains(&height) { height } else { 1.0 }
}

/// The encoding that a composite font names or carries.
pub(super) fn encoding_of(dict: &Dict<'_>) -> Option<(hayro_cmap::CMap, Vec<u8>)> {
    if let Some(name) = dict.get::<Name<'_>>(keys::ENCODING) {
        return Some((cmaps::named(name.as_ref())?, name.as_ref().to_vec()));
    }
    let stream = dict.get::<Stream<'_>>(keys::ENCODING)?;
    let table = hayro_cmap::CMap::parse(&stream.decoded_data().ok()?, cmaps::resolve)?;
    Some((table, Vec::new()))
}

/// What is known of a glyph whose dictionary was not found: what the engine says, and the specification's defaults.
pub(super) fn unmatched(glyph: &Glyph<'_>, vertical: bool) -> GlyphFacts {
    let advance = match glyph {
        Glyph::Outline(outline) => outline.advance_width(),
        Glyph::Type3(drawing) => drawing.advance_width(),
    };
    let metrics = Metrics {
        advance: if vertical { -1000.0 } else { f64::from(advance.unwrap_or(500.0)) },
        displacement: vertical.then_some(Vec2::new(-500.0, -880.0)),
        stretch: 1.0,
        em: 1.0,
        mark: None,
    };
    let text = unicode::text(glyph, None).map(|said| CompactString::from(unicode::printable(&said)));
    GlyphFacts { metrics, text, share: Share::All, reaches: false }
}
