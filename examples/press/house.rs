//! A house style: everything that makes a paper look like itself, as values. `sample` draws them.

use super::families::Family;
use super::metrics::Typeface;
use super::words::Language;
use serde::Serialize;

/// Which of the house's faces a letter is set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Cut {
    /// Running text.
    Body,
    /// Its bold.
    BodyBold,
    /// Its italic.
    BodyItalic,
    /// Headlines.
    Head,
    /// A second face for headlines.
    HeadAlt,
    /// Labels and captions.
    Label,
    /// Their bold.
    LabelBold,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident { $($kind:ident),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[allow(missing_docs, reason = "the names say it")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
        #[serde(rename_all = "lowercase")]
        pub enum $name { $($kind),+ }
    )+};
}

kinds! {
    /// When a paper was made.
    Era { Modern, Retro, Web, Old }
    /// How paragraphs are told apart.
    Paragraph { Indent, Blank, Flush, Bullet, Hang }
    /// What of the first paragraph is bold.
    Opening { Plain, Bold, Words }
    /// Printed lines.
    Line { None, Hair, Thin, Medium, Thick, Double, Dotted, Dash, ThickThin }
    /// How the lowest rank of heads looks.
    SmallHead { Bold, Caps, Rules, Italic, Larger, Light }
    /// Where lines of a head stand.
    Align { Left, Center, Right, Stagger }
    /// What is set in capitals.
    Caps { None, All, First }
    /// A small head above the headline.
    Kicker { None, Above, Caps, Underlined, Boxed, Tab }
    /// What stands between headline and text.
    Deck { None, Under, Above, Indented, Rules, Column, Bullets, Two, Dash, Stack }
    /// Where the writer is named.
    Byline { None, Column, Head, End, Rules, Right, Portrait }
    /// How a place and date open the text.
    Dateline { None, RunIn, Bold, Own }
    /// Frames and screens.
    Frame { Line, Thick, Double, Tint, TintLine, Dark, TopBottom, LeftBar, TopFat }
    /// Where a caption stands.
    Caption { Below, Above, Right, Left, Over }
    /// Where a credit stands.
    Credit { None, Inline, Right, Turned }
    /// Heads within stories.
    Subhead { None, Bold, Center, Boxed, Tint, Rules, RunIn, Caps, Large }
    /// Sentences pulled out.
    Pull { None, Rules, Quote, Box, Marked, Inset }
    /// Labels of sections.
    Label { None, Plain, Bar, Box, Rule, Rules, Tab }
    /// The nameplate.
    Nameplate { None, Center, Left, Boxed, Reverse, Ears, Outlines, Vertical }
    /// Where teasers stand.
    Teasers { None, Top, Bottom, Rail }
    /// Where the line of date and page stands.
    FolioAt { None, Top, Bottom, Both }
    /// How short items open.
    Briefs { BoldWords, Heads, Bullets, Rules, Caps, Square }
    /// In which order a file has its text.
    Order { Natural, Blocks, Lines, Raster, Roles, Reverse }
    /// The smallest thing a file places.
    Grain { Glyph, Word }
    /// What fills a room of the page.
    Part {
        Briefs, Advert, Facts, Table, Letters, Interview, Photo, Listing, Classified, Weather, Index, Imprint, Timeline,
        Obits, Cartoon, Notices,
    }
}

/// The sheet of paper, in points.
#[derive(Clone, Debug, Serialize)]
pub struct Paper {
    pub width: f32,
    pub height: f32,
    pub left: f32,
    pub right: f32,
    pub top: f32,
    pub bottom: f32,
}

/// Running text.
#[derive(Clone, Debug, Serialize)]
pub struct Body {
    pub size: f32,
    pub lead: f32,
    pub serif: bool,
    pub justified: bool,
    pub hyphens: bool,
    /// Korean words break at any syllable.
    pub syllables: bool,
    pub paragraph: Paragraph,
    pub indent_em: f32,
    pub first_flush: bool,
    pub tracking: f32,
    pub drop_cap: usize,
    pub opening: Opening,
    /// Lines of neighboring columns stand level.
    pub grid: bool,
    /// How many sentences a paragraph has, about, in characters.
    pub paragraph_length: usize,
}

/// The columns of the page.
#[derive(Clone, Debug, Serialize)]
pub struct Columns {
    pub count: usize,
    pub gutter: f32,
    pub rule: Line,
    /// A line between stories side by side.
    pub story_rule: bool,
}

/// Headlines. Shares are of stories.
#[derive(Clone, Debug, Serialize)]
pub struct Heads {
    pub serif: bool,
    pub weight: u16,
    pub italic: bool,
    pub ranks: usize,
    pub ratio: f32,
    pub top_em: f32,
    pub small: SmallHead,
    pub align: Align,
    pub caps: Caps,
    pub lead: f32,
    pub period: bool,
    pub lines: usize,
    pub letterspace: f32,
    pub gap_em: f32,
    pub fill: bool,
    pub short: f32,
    pub side: f32,
    pub inset: f32,
    pub over_picture: f32,
    pub reverse: f32,
    pub boxed: f32,
    pub vertical: f32,
    pub rule_over: bool,
    /// Of stories that come from another page.
    pub headless: f32,
    /// Level heads of vertical pages read from the right.
    pub from_right: bool,
}

/// What stands around headlines.
#[derive(Clone, Debug, Serialize)]
pub struct Furnishing {
    pub kicker: Kicker,
    pub kicker_share: f32,
    pub kicker_em: f32,
    pub deck: Deck,
    pub deck_share: f32,
    pub deck_em: f32,
    pub deck_cut: Cut,
    pub byline: Byline,
    pub byline_share: f32,
    pub byline_form: usize,
    pub byline_cut: Cut,
    pub byline_caps: bool,
    pub end_form: usize,
    pub end_align: Align,
    pub dateline: Dateline,
    pub date_form: usize,
    pub section: Label,
    pub section_share: f32,
}

/// What stands in stories.
#[derive(Clone, Debug, Serialize)]
pub struct Inside {
    pub subhead: Subhead,
    pub subhead_share: f32,
    pub subhead_em: f32,
    pub pull: Pull,
    pub pull_share: f32,
    pub jump_share: f32,
    pub jump_form: usize,
    pub jump_align: Align,
    pub end_mark: bool,
    pub l_shape: f32,
    pub u_shape: f32,
    pub facts: f32,
    pub bastard: f32,
    pub wrap: f32,
    pub ragged_feet: f32,
    pub lists: f32,
}

/// Frames, rules and white.
#[derive(Clone, Debug, Serialize)]
pub struct Frames {
    pub share: f32,
    pub kinds: [Frame; 2],
    pub tint: f32,
    pub story_rule: Line,
    pub gap: f32,
    /// How large stories are, against the usual.
    pub area: f32,
    /// Cuts across against cuts down.
    pub bands: f32,
}

/// Pictures.
#[derive(Clone, Debug, Serialize)]
pub struct Pictures {
    pub share: f32,
    pub caption: Caption,
    pub caption_cut: Cut,
    pub caption_em: f32,
    pub caption_align: Align,
    pub caption_form: usize,
    pub credit: Credit,
    pub credit_form: usize,
    pub framed: bool,
    /// Pictures are drawn as the file's outlines, so that it tells of none.
    pub untold: bool,
    pub own_heads: f32,
}

/// What belongs to the page.
#[derive(Clone, Debug, Serialize)]
pub struct Front {
    /// Which of the names of its language the paper has.
    pub name: usize,
    pub nameplate: Nameplate,
    pub teasers: Teasers,
    pub folio: FolioAt,
    pub folio_forms: [usize; 2],
    pub folio_align: Align,
    pub adverts_below: bool,
    pub barcode: bool,
    pub folio_rule: Line,
}

/// Short items and small matter.
#[derive(Clone, Debug, Serialize)]
pub struct Small {
    pub briefs: Briefs,
    pub label: Label,
    pub separator: Line,
    /// What is drawn around labels over small adverts.
    pub classified_frame: Option<Frame>,
    pub classified_em: f32,
    /// Parts and how often each fills a room.
    pub mix: Vec<(Part, f32)>,
}

/// What the file is like inside.
#[derive(Clone, Debug, Serialize)]
pub struct Ink {
    pub order: Order,
    pub grain: Grain,
    pub blanks: bool,
    /// Glyphs of vertical lines come from vertical fonts, and the file says so.
    pub flagged: bool,
    /// Bold letters are drawn twice.
    pub faux: bool,
    /// Read from a scan: noise of so large a share.
    pub ocr: Option<f32>,
    /// The file says that it was read from a scan.
    pub told_scan: bool,
    /// Rules, boxes and pictures are not told.
    pub bare: bool,
}

/// A house style.
#[derive(Clone, Debug, Serialize)]
pub struct House {
    #[serde(skip)]
    pub language: Language,
    #[serde(skip)]
    pub family: Family,
    pub era: Era,
    pub paper: Paper,
    pub body: Body,
    pub columns: Columns,
    pub heads: Heads,
    pub around: Furnishing,
    pub inside: Inside,
    pub frames: Frames,
    pub pictures: Pictures,
    pub front: Front,
    pub small: Small,
    pub ink: Ink,
    #[serde(skip)]
    pub faces: Vec<Typeface>,
}

impl House {
    /// The face of a cut.
    pub fn face(&self, cut: Cut) -> &Typeface {
        &self.faces[cut as usize]
    }
    /// The size of headlines of a rank, in points.
    pub fn head_size(&self, rank: usize) -> f32 {
        let rank = rank.min(self.heads.ranks - 1);
        let mut size = self.body.size * self.heads.top_em;
        for _ in 0..rank {
            size /= self.heads.ratio;
        }
        if rank + 1 == self.heads.ranks && self.heads.ranks > 2 {
            size = size.min(self.body.size * 1.6);
        }
        size.max(self.body.size)
    }
    /// About how wide a letter is, in em.
    pub fn usual_advance(&self) -> f32 {
        match self.language {
            Language::Ko => 0.8,
            language if language.is_han() => 1.0,
            Language::Ru => 0.56,
            _ => 0.5,
        }
    }
    /// Characters that fit into a width at a size.
    pub fn fitting(&self, width: f32, size: f32) -> usize {
        (width / (size * self.usual_advance())).max(3.0) as usize
    }
    /// The lowest rank.
    pub fn is_small(&self, rank: usize) -> bool {
        self.heads.ranks > 1 && rank + 1 >= self.heads.ranks
    }
}
