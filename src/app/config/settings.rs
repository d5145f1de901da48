//! The plain settings, with their defaults.

use crate::cli::{
    AmbiguousArg, ColorArg, CorrectionsArg, DepthArg, OcrArg, OpenArgs, PanesArg, ScriptArg, StructureArg, ViewArgs,
};
use crate::words::UiLanguage;
use serde::{Deserialize, Deserializer, Serialize};

/// Narrowest and widest measure, in cells: a word has to fit, and nobody has a wider screen.
const MEASURES: std::ops::RangeInclusive<u16> = 8..=400;

/// Least and most memory for pages, in megabytes.
const CACHES: std::ops::RangeInclusive<u16> = 4..=16_384;

/// What stands for a choice that is left to the program.
pub const AUTO: &str = "auto";

/// The plain settings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct ReaderSettings {
    /// The language of the reader by its tag, or `auto`.
    #[serde(deserialize_with = "language")]
    pub lang: String,
    /// A theme by name, or `auto`.
    pub theme: String,
    /// The theme that `auto` takes on a light background.
    pub theme_light: String,
    /// The theme that `auto` takes on a dark background, and where the background is not known.
    pub theme_dark: String,
    /// When to use colors.
    pub color: ColorArg,
    /// How many the terminal has.
    pub colors: DepthArg,
    /// How wide the terminal draws ambiguous characters.
    pub ambiguous: AmbiguousArg,
    /// Whether to catch the mouse.
    pub mouse: bool,
    /// What stands side by side.
    pub panes: PanesArg,
    /// The view to open in.
    pub view: StartView,
    /// How large the page is drawn.
    pub zoom: ZoomChoice,
    /// Cells across of a line of a story.
    #[serde(deserialize_with = "measure")]
    pub measure: u16,
    /// Whether a search takes traditional and simplified Chinese characters for the same.
    pub variants: VariantChoice,
    /// The characters that Chinese is shown in.
    pub script: ScriptArg,
    /// Whether pictures are shown where the terminal and this build can.
    pub pictures: bool,
    /// Whether blocks of which it is uncertain what they follow are marked on the page.
    pub uncertain: bool,
    /// Whether bars are drawn above and below.
    pub bars: bool,
    /// Memory that the pages of an edition may take, in megabytes; those that nobody looks at are packed small.
    #[serde(deserialize_with = "cache")]
    pub cache: u16,
    /// Whether places and marks are kept from one time to the next.
    pub resume: bool,
    /// Whether the open files and this one are read again when they change.
    pub watch: bool,
    /// The house layout, as for `--layout`.
    pub layout: String,
    /// The encoding of text files, as for `--encoding`.
    pub encoding: String,
    /// When the text of pictures is recognized.
    pub ocr: OcrArg,
    /// The languages of that text, as for `--ocr-lang`.
    pub ocr_lang: String,
    /// Whose structure counts.
    pub structure: StructureArg,
    /// Where corrections made by hand are kept.
    pub corrections: CorrectionsArg,
    /// What opens addresses: a program and its arguments, or `auto`.
    pub opener: String,
    /// What looks words up: a command and its arguments, or `auto`.
    pub dictionary: String,
    /// Read by [`super::keys`].
    #[serde(skip_serializing)]
    keys: Option<toml::Table>,
    /// Read by [`super::themes`].
    #[serde(skip_serializing)]
    themes: Option<toml::Table>,
}

/// The view to open in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StartView {
    /// The page in its printed shape.
    #[default]
    Page,
    /// The first story.
    Story,
    /// The list of stories.
    Contents,
}

/// Whether 台 finds 臺.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VariantChoice {
    /// It does.
    #[default]
    Folded,
    /// It does not.
    Strict,
}

/// How large the page is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ZoomChoice {
    /// The whole page in the window.
    Whole,
    /// As wide as the window.
    #[default]
    Read,
    /// Line for line as printed.
    Full,
}

impl Default for ReaderSettings {
    fn default() -> ReaderSettings {
        ReaderSettings {
            lang: AUTO.to_owned(),
            theme: AUTO.to_owned(),
            theme_light: "terminal".to_owned(),
            theme_dark: "terminal".to_owned(),
            color: ColorArg::Auto,
            colors: DepthArg::Auto,
            ambiguous: AmbiguousArg::Auto,
            mouse: true,
            panes: PanesArg::One,
            view: StartView::Page,
            zoom: ZoomChoice::Read,
            measure: 80,
            variants: VariantChoice::Folded,
            script: ScriptArg::AsIs,
            pictures: true,
            uncertain: true,
            bars: true,
            cache: 64,
            resume: true,
            watch: true,
            layout: AUTO.to_owned(),
            encoding: AUTO.to_owned(),
            ocr: OcrArg::Auto,
            ocr_lang: AUTO.to_owned(),
            structure: StructureArg::Given,
            corrections: CorrectionsArg::Beside,
            opener: AUTO.to_owned(),
            dictionary: AUTO.to_owned(),
            keys: None,
            themes: None,
        }
    }
}

impl ReaderSettings {
    /// What the command line says counts before what the config says.
    pub fn take(&mut self, view: &ViewArgs) {
        if let Some(theme) = &view.theme {
            self.theme.clone_from(theme);
        }
        if let Some(lang) = &view.lang {
            self.lang.clone_from(lang);
        }
        self.color = view.color.unwrap_or(self.color);
        self.colors = view.colors.unwrap_or(self.colors);
        self.panes = view.panes.unwrap_or(self.panes);
        self.ambiguous = view.ambiguous.unwrap_or(self.ambiguous);
        self.script = view.script.unwrap_or(self.script);
        self.mouse &= !view.no_mouse;
        self.pictures &= !view.no_pictures;
    }

    /// Fills in what the command line leaves open about opening.
    pub fn fill(&self, open: &mut OpenArgs) {
        let said = |text: &String| (text != AUTO).then(|| text.clone());
        open.layout = open.layout.take().or_else(|| said(&self.layout));
        open.encoding = open.encoding.take().or_else(|| said(&self.encoding));
        open.ocr = open.ocr.or(Some(self.ocr));
        // The language of the reader is as good a guess as that of the system.
        open.ocr_lang = open.ocr_lang.take().or_else(|| said(&self.ocr_lang));
        open.locale = said(&self.lang);
        open.corrections = open.corrections.or(Some(self.corrections));
        open.structure = open.structure.or(Some(self.structure));
    }
}

fn language<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let tag = String::deserialize(from)?;
    let wrong = || serde::de::Error::custom(unspoken(&tag));
    (tag == AUTO || UiLanguage::of(&tag).is_some()).then(|| tag.clone()).ok_or_else(wrong)
}

/// What to say about a language that the reader does not speak.
pub fn unspoken(tag: &str) -> String {
    let known = UiLanguage::ALL.map(UiLanguage::tag).join(", ");
    format!("{tag:?} is not a language of the reader; there are {known}")
}

fn cache<'de, D: Deserializer<'de>>(from: D) -> Result<u16, D::Error> {
    let megabytes = u16::deserialize(from)?;
    let (least, most) = (CACHES.start(), CACHES.end());
    let wrong =
        || serde::de::Error::custom(format!("{megabytes} is no room for pages; say {least} to {most} megabytes"));
    CACHES.contains(&megabytes).then_some(megabytes).ok_or_else(wrong)
}

fn measure<'de, D: Deserializer<'de>>(from: D) -> Result<u16, D::Error> {
    let cells = u16::deserialize(from)?;
    let (least, most) = (MEASURES.start(), MEASURES.end());
    let wrong = || serde::de::Error::custom(format!("{cells} is not a measure; say {least} to {most} cells"));
    MEASURES.contains(&cells).then_some(cells).ok_or_else(wrong)
}
