//! Text recognition, by the program `tesseract` where it is installed: a page as pixels goes in, hOCR comes out and is read
//! through the same door as that of libraries.
//!
//! ```text
//!   page -> kept from before? ---------------------------------> hOCR -> Sheet
//!           no: languages told by user, page or locale -> program -^
//!               upright lines: once more with the models for them, the surer reading counts
//! ```

mod cache;
mod languages;
mod program;

use super::OpenOptions;
use super::archive;
use crate::model::sheet::Sheet;
use languages::ModelChoice;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::path::{Path, PathBuf};

pub use program::{WORD, serve};

/// When text is recognized.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum When {
    /// On pages that have none.
    Auto,
    /// On no page.
    #[default]
    Never,
    /// On every page of a scan or a PDF, whatever text it brings.
    Always,
}

/// How text is recognized.
#[derive(Clone, Debug, Default)]
pub struct Recognition {
    /// When it is.
    pub when: When,
    /// The languages that the user said: names of models, or tags, parted by `+`.
    pub languages: Option<String>,
    /// The locale, for where nothing was said.
    pub locale: String,
    /// The folder in which readings are kept; nothing is kept without one.
    pub kept_in: Option<PathBuf>,
}

/// Why a page has no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The program or what it needs is not installed: no page can be read.
    Missing(String),
    /// This page cannot be read.
    Failed(String),
    /// There is nothing on it.
    Blank,
}

impl Trouble {
    /// What to tell the user.
    pub fn says(self) -> String {
        match self {
            Trouble::Missing(says) | Trouble::Failed(says) => says,
            Trouble::Blank => "no text was recognized on it".to_owned(),
        }
    }
}

/// A page as it is handed to the program.
#[derive(Clone, Debug)]
pub struct PageToRecognize<'a> {
    /// A picture file.
    pub bytes: Cow<'a, [u8]>,
    /// Which of the pictures in it, for those that hold several.
    pub leaf: Option<usize>,
    /// Dots an inch, where they are known.
    pub dots: Option<f32>,
}

/// Letters of upright lines that make a page one with upright text, as a share of all.
const UPRIGHT: f32 = 0.25;

/// Recognizes the pages of one file.
pub struct Recognizer<'a> {
    settings: &'a Recognition,
    guard: Option<&'a Path>,
    /// The sum of the file, by which readings are kept.
    sum: String,
    /// The models, from the first page on.
    choice: Option<ModelChoice>,
    /// A page before had upright text.
    upright: bool,
}

impl<'a> Recognizer<'a> {
    /// For the pages of a file.
    pub fn new(options: &'a OpenOptions, bytes: &[u8]) -> Recognizer<'a> {
        let sum = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        let (settings, guard) = (&options.recognition, options.reader.as_deref());
        Recognizer { settings, guard, sum, choice: None, upright: false }
    }

    /// The page with this index, which is drawn when no reading of it was kept.
    ///
    /// # Errors
    /// Why it has no text.
    pub fn page(
        &mut self,
        index: usize,
        draw: &mut dyn FnMut() -> Result<PageToRecognize<'a>, Trouble>,
    ) -> Result<Sheet, Trouble> {
        let said = self.settings.languages.clone().unwrap_or_else(|| format!("auto-{}", self.settings.locale));
        let name = cache::name(&self.sum, index, &said);
        let kept = self.settings.kept_in.as_deref().and_then(|folder| cache::taken(folder, &name));
        if let Some(reading) = kept.and_then(|(models, text)| RecognizedText::of(models, &text).ok()) {
            self.upright |= reading.is_upright();
            return Ok(reading.told());
        }
        let page = draw()?;
        let (reading, text) = self.recognized(&page)?;
        let is_stopgap = self.choice.as_ref().is_some_and(|choice| choice.missing.is_some());
        if let Some(folder) = self.settings.kept_in.as_deref().filter(|_| !is_stopgap) {
            cache::put(folder, &name, &reading.models, &text);
        }
        let missing = self.choice.as_ref().and_then(|choice| choice.missing.clone());
        let mut sheet = reading.told();
        sheet.doubts.extend(missing);
        Ok(sheet)
    }

    fn recognized(&mut self, page: &PageToRecognize) -> Result<(RecognizedText, String), Trouble> {
        let choice = match self.choice.take() {
            Some(choice) => choice,
            None => {
                let script = || program::script(self.guard, page);
                let said = self.settings.languages.as_deref();
                languages::choice(said, &self.settings.locale, &program::installed(self.guard)?, &script)?
            }
        };
        let choice = self.choice.insert(choice);
        let upright = choice.upright.as_deref();
        let first = if self.upright { upright.unwrap_or(&choice.models) } else { &choice.models };
        let text = program::hocr(self.guard, page, first)?;
        let reading = RecognizedText::of(first.to_owned(), &text)?;
        let Some(upright) = upright.filter(|upright| *upright != first && reading.is_upright()) else {
            return Ok((reading, text));
        };
        self.upright = true;
        let again = program::hocr(self.guard, page, upright)?;
        let second = RecognizedText::of(upright.to_owned(), &again)?;
        Ok(if second.confidence() > reading.confidence() { (second, again) } else { (reading, text) })
    }
}

/// What the program made of a page.
struct RecognizedText {
    sheet: Sheet,
    /// The models it was read with.
    models: String,
}

impl RecognizedText {
    fn of(models: String, text: &str) -> Result<RecognizedText, Trouble> {
        let sheet = archive::recognized(text)
            .map_err(|says| Trouble::Failed(format!("what {} gave cannot be read: {says}", program::NAME)))?;
        Ok(RecognizedText { sheet, models })
    }

    /// Whether many lines run from top to bottom.
    fn is_upright(&self) -> bool {
        let letters = |vertical: bool| {
            let runs = self.sheet.runs.iter().filter(|run| !vertical || run.vertical);
            runs.map(|run| run.text.chars().count()).sum::<usize>() as f32
        };
        letters(true) > letters(false) * UPRIGHT
    }

    /// How sure the program was on average, by letters, from 0 to 1.
    fn confidence(&self) -> f32 {
        let sure = self.sheet.runs.iter().filter_map(|run| Some((run.confidence?, run.text.chars().count() as f32)));
        let (all, letters) = sure.fold((0.0, 0.0), |(all, letters), (one, count)| (all + one * count, letters + count));
        if letters > 0.0 { all / letters } else { 0.0 }
    }

    /// The page, which tells where its text comes from.
    fn told(self) -> Sheet {
        let percent = (self.confidence() * 100.0).round();
        let RecognizedText { mut sheet, models } = self;
        if !sheet.runs.is_empty() {
            let name = program::NAME;
            sheet.doubts.push(format!("the text was recognized by {name} ({models}), {percent} % sure on average"));
        }
        sheet
    }
}
