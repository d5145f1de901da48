//! Exactly what a source with geometry gave for one page: marks in points, and no judgment yet.

use crate::geometry::{Point, Pt, Rect};
use crate::model::role::Role;
use compact_str::CompactString;
use serde::{Deserialize, Serialize};

/// One page of marks. Order of `runs` is the source's drawing order, which is not the reading order.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Sheet {
    /// Place in the file, from 1; not the printed page number.
    pub number: u32,
    /// A page label that the source knows (`A6`, `iv`), if any.
    pub label: Option<String>,
    /// What the source calls the page (`要闻`), if anything.
    pub section: Option<String>,
    /// The trimmed page; its top-left corner is the origin.
    pub bounds: Rect,
    /// The typefaces that `runs` point at.
    pub faces: Vec<Face>,
    /// Text: a glyph in a PDF, a word in ALTO; the smallest thing the source placed.
    pub runs: Vec<GlyphRun>,
    /// Printed lines.
    pub rules: Vec<Rule>,
    /// Ruled or tinted rectangles.
    pub boxes: Vec<RuledBox>,
    /// Places of pictures; the pixels stay with the source.
    pub pictures: Vec<Picture>,
    /// True when the text is an OCR layer over a scan: positions and sizes are noisy, and equal glyphs that
    /// overlap are not faux bold.
    pub ocr: bool,
    /// Structure the source already knew (METS, PAGE, tagged PDF).
    pub given: Option<GivenStructure>,
    /// What the source calls its blocks, where it does: each with the index of its first run, ascending.
    pub block_ids: Vec<(u32, String)>,
    /// What the source calls the articles on the page, by their numbers, where it does.
    pub article_ids: Vec<(u32, String)>,
    /// What went wrong while reading this page.
    pub doubts: Vec<String>,
    /// True when the source could be read only in part: what is missing stands in `doubts`.
    pub partial: bool,
}

/// The smallest piece of text the source placed on the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GlyphRun {
    /// Unicode, as the source says it; ligatures and compatibility forms are not folded yet.
    pub text: CompactString,
    /// Advance box: along the line from pen to pen, across it from -0.12 to +0.88 em around the baseline
    /// (for vertical glyphs the em box). Never the ink or font box; only a mark that does not move the pen stands, with
    /// no width, where the middle of its ink is.
    pub bbox: Rect,
    /// Baseline: y from the page top for level text, x for text turned by a quarter. For vertical text: x of the
    /// center line (y when turned by a quarter).
    pub baseline: Pt,
    /// One em.
    pub size: Pt,
    /// Index into [`Sheet::faces`].
    pub face: FaceId,
    /// Set with a vertical font (writing mode 1). Geometry may show vertical setting without this flag.
    pub vertical: bool,
    /// How the glyph is turned against the page.
    pub turn: Turn,
    /// Whether a reader of the print would see it.
    pub ink: Ink,
    /// 0..=1 from OCR; nothing when the text is exact.
    pub confidence: Option<f32>,
}

impl GlyphRun {
    /// White that the source set: no ink, but it says that words are parted here.
    pub fn is_blank(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }
}

/// Index into [`Sheet::faces`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FaceId(pub u16);

/// A typeface as far as the source tells.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Face {
    /// PostScript name without subset prefix; may be empty.
    pub name: String,
    /// 400 regular, 700 bold; from the name, the descriptor or the ink per em.
    pub weight: u16,
    /// Slanted.
    pub italic: bool,
}

impl Face {
    /// Weight from which a face counts as bold: CSS calls 600 semi-bold, the lightest weight set as a bold.
    pub const BOLD: u16 = 600;

    /// True for semi-bold and heavier.
    pub fn is_bold(&self) -> bool {
        self.weight >= Face::BOLD
    }
}

/// How a glyph is turned clockwise against the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Turn {
    /// Upright.
    #[default]
    None,
    /// A quarter turn clockwise: reads top to bottom.
    Clockwise,
    /// Upside down.
    Half,
    /// A quarter turn counter-clockwise: reads bottom to top, as picture credits do.
    Counter,
}

/// Whether a mark shows in print.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Ink {
    /// Drawn.
    #[default]
    Visible,
    /// Render mode 3, fully transparent, or covered: an OCR layer, or hidden text.
    Invisible,
}

/// A printed line, horizontal or vertical.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// Left or upper end.
    pub from: Point,
    /// Right or lower end.
    pub to: Point,
    /// Thickness.
    pub weight: Pt,
}

impl Rule {
    /// True when the line runs more across than down.
    pub fn is_horizontal(&self) -> bool {
        (self.to.x - self.from.x).abs() >= (self.to.y - self.from.y).abs()
    }
}

/// A rectangle drawn on the page.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct RuledBox {
    /// Its outer edge.
    pub bbox: Rect,
    /// Thickness of the outline; zero for a tint without outline.
    pub weight: Pt,
    /// Gray of the fill, 0 black to 1 white; nothing when it is not filled.
    pub fill: Option<f32>,
}

/// The place of a picture, clipped to what shows.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// Where it shows.
    pub bbox: Rect,
}

/// What the source already knew of the page's structure.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct GivenStructure {
    /// Blocks in the given reading order.
    pub blocks: Vec<GivenBlock>,
    /// Indices into [`Sheet::runs`] at which a line of the source begins, ascending.
    pub lines: Vec<u32>,
    /// What the file calls its articles, by their numbers, where other files of an issue may call them the same.
    pub names: Vec<String>,
    /// Each block is a whole head or paragraph: none begins or ends within one.
    pub paragraphs: bool,
}

impl GivenStructure {
    /// The number of the source's line that a run stands in.
    pub fn line_of(&self, run: u32) -> usize {
        self.lines.partition_point(|first| *first <= run)
    }
}

/// One block as the source gives it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct GivenBlock {
    /// Indices into [`Sheet::runs`], in reading order.
    pub runs: Vec<u32>,
    /// The article it belongs to, if the source says so.
    pub article: Option<u32>,
    /// Its role, if the source's type maps to one.
    pub role: Option<Role>,
}
