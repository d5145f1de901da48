//! A file to an [`Edition`], for programs that use foldline as a library: read, laid out, tied. No terminal, no config, no
//! corrections, no process of its own.

mod blanks;

use crate::house_style::jumps::JumpStyle;
use crate::house_style::library::Library;
use crate::house_style::{HouseStyle, StyleError};
use crate::layout::{self, Structure};
use crate::model::edition::{Edition, SourceInfo};
use crate::model::extract::Extract;
use crate::model::page::{Doubt, Page};
use crate::model::pages::Pages;
use crate::model::sheet::Sheet;
use crate::model::words::PageSource;
use crate::sources::{self, Content, Format, OpenError, OpenOptions, ReadStep};
use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

/// A larger file is refused before it is read, in bytes: no newspaper page comes near this.
const LARGEST_FILE: u64 = 1 << 30;

/// How a file is opened and understood.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Password, encoding, and where other files of the issue lie.
    pub source: OpenOptions,
    /// Whose structure counts when the file brings its own.
    pub structure: Structure,
    /// The house style of the paper; chosen by page and language when absent.
    pub style: Option<HouseStyle>,
}

/// Why a file became no edition. The message is one line that names the file and the remedy.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file did not open.
    #[error(transparent)]
    Source(#[from] OpenError),
    /// A house style is broken.
    #[error(transparent)]
    Style(#[from] StyleError),
}

/// Opens a file as an edition: a PDF, a file of a library, plain text. Other files that it names are looked for in its
/// folder.
///
/// ```
/// let edition = foldline::open("layouts/demo/1-front.pdf")?;
/// assert_eq!(edition.pages.len(), 1);
/// assert!(edition.stories().count() > 3);
/// # Ok::<(), foldline::open::Error>(())
/// ```
///
/// # Errors
/// When the file cannot be read, is of no format that is known, or holds nothing to read. What is read only in part is no
/// error: `edition.source.partial` is true then, and doubts say what is missing.
pub fn open(path: impl AsRef<Path>) -> Result<Edition, Error> {
    open_with(path, Settings::default())
}

/// As [`open`], with what is known of the file.
///
/// ```
/// use foldline::open::{Settings, open_with};
///
/// let mut settings = Settings::default();
/// settings.source.encoding = Some("gb18030".to_owned());
/// assert!(open_with("no/such/file.txt", settings).is_err());
/// ```
///
/// # Errors
/// As [`open`].
pub fn open_with(path: impl AsRef<Path>, mut settings: Settings) -> Result<Edition, Error> {
    let path = path.as_ref();
    let name = path.display().to_string();
    let failed = |cause| OpenError::Io { name: name.clone(), cause };
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(failed)?;
    file.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > LARGEST_FILE {
        let says = "larger than 1 GiB; split it into pages first".to_owned();
        return Err(OpenError::Broken { name, says }.into());
    }
    settings.source.folder = settings.source.folder.or_else(|| path.parent().map(Path::to_owned));
    edition(&name, &bytes, &settings)
}

/// Bytes to an edition of this name.
///
/// ```
/// use foldline::open::{Settings, edition};
///
/// let text = "渡口的灯一盏一盏亮起来，头班夜船在汽笛声里离岸。".as_bytes();
/// let edition = edition("page.txt", text, &Settings::default())?;
/// assert!(foldline::export::text::stories(&edition, &edition.stories().collect::<Vec<_>>()).contains("夜船"));
/// # Ok::<(), foldline::open::Error>(())
/// ```
///
/// # Errors
/// As [`open`].
pub fn edition(name: &str, bytes: &[u8], settings: &Settings) -> Result<Edition, Error> {
    let library = Library::built_in();
    let mut pages: Vec<Page> = Vec::new();
    let (mut ties, mut origins) = (Ties::default(), Vec::new());
    let choose = |clues| settings.style.clone().unwrap_or_else(|| library.choose(&clues));
    let opened = sources::read_in_steps(name, bytes, &settings.source, &mut |step| match step {
        ReadStep::Pages(_) | ReadStep::Recognizing(_) => {}
        ReadStep::Sheet(sheet) => {
            let (number, style) = (pages.len() as u32 + 1, choose(layout::clues(&sheet)));
            pages.push(page_of(&sheet, &style, settings.structure, number));
            ties.add(Some(&sheet), style.jumps);
            origins.push(PageSource { file: name.to_owned(), articles: articles_of(&sheet), ..PageSource::default() });
        }
    })?;
    match &opened.content {
        Content::Sheets(_) => {}
        Content::Extracts(extracts) => {
            for (extract, number) in extracts.iter().zip(1..) {
                let style = choose(layout::clues_of_extract(extract));
                pages.push(page_of_extract(extract, &style, number));
                ties.add(None, style.jumps);
                origins.push(PageSource { file: name.to_owned(), ..PageSource::default() });
            }
        }
    }
    let mut pages = Pages::from(pages);
    tie_file(&mut pages, 0, opened.format);
    ties.tie(&mut pages);
    let source = SourceInfo {
        name: Path::new(name).file_name().map_or_else(|| name.to_owned(), |file| file.to_string_lossy().into_owned()),
        format: opened.format.word().to_owned(),
        doubts: opened.doubts,
        unopened: 0,
        partial: opened.partial,
    };
    Ok(Edition { source, pages, origins })
}

/// What ties stories of different pages, collected while the pages come: one way for the library and for the program.
#[derive(Debug, Default)]
pub(crate) struct Ties {
    /// For each page what its file calls the articles.
    articles: Vec<Vec<String>>,
    /// How a page says that a story goes on: as the last one does.
    jumps: JumpStyle,
}

impl Ties {
    /// The next page: its sheet, where it has one.
    pub(crate) fn add(&mut self, sheet: Option<&Sheet>, jumps: JumpStyle) {
        let names = sheet.and_then(|sheet| sheet.given.as_ref()).map(|given| given.names.clone());
        self.add_named(names.unwrap_or_default(), jumps);
    }

    /// The next page, whose file calls its articles so.
    pub(crate) fn add_named(&mut self, articles: Vec<String>, jumps: JumpStyle) {
        self.articles.push(articles);
        self.jumps = jumps;
    }

    /// So many pages will come in any order, and their files name no articles.
    pub(crate) fn await_all(&mut self, pages: usize) {
        self.articles.resize(pages, Vec::new());
    }

    /// The last of the pages that were awaited says so that a story goes on.
    pub(crate) fn take_jumps(&mut self, jumps: JumpStyle) {
        self.jumps = jumps;
    }

    /// Pages from here on are none after all.
    pub(crate) fn truncate(&mut self, pages: usize) {
        self.articles.truncate(pages);
    }

    /// Ties the stories of all pages.
    pub(crate) fn tie(&self, pages: &mut Pages) {
        layout::tie_named_articles(pages, &self.articles);
        layout::tie(pages, &self.jumps);
    }
}

/// What the file of a page calls its articles, by their numbers.
pub(crate) fn articles_of(sheet: &Sheet) -> BTreeMap<u32, String> {
    let named = sheet.given.iter().flat_map(|given| (0..).zip(given.names.iter().cloned()));
    named.chain(sheet.article_ids.iter().cloned()).collect()
}

/// Ties what a file itself numbers as one article over several of its pages, which begin here. Pictures of pages and PDFs number
/// none, and their pages need not be unpacked for it.
pub(crate) fn tie_file(pages: &mut Pages, first: usize, format: Format) {
    match format {
        Format::Archive | Format::Text => layout::tie_articles(pages, first),
        Format::Pdf | Format::Scan => {}
    }
}

/// Lays out a page of marks, with what its source says of it.
pub(crate) fn page_of(sheet: &Sheet, style: &HouseStyle, structure: Structure, number: u32) -> Page {
    let mut page = layout::read(sheet, style, structure);
    blanks::as_typed(&mut page, sheet);
    page.number = number;
    page.folio = page.folio.or_else(|| sheet.label.clone());
    page.section = page.section.or_else(|| sheet.section.clone());
    page.partial = sheet.partial;
    page
}

/// Lays out text without marks, with what its source doubts.
pub(crate) fn page_of_extract(extract: &Extract, style: &HouseStyle, number: u32) -> Page {
    let mut page = layout::paste_up(extract, style, number);
    page.doubts.extend(extract.doubts.iter().map(|says| Doubt { says: says.clone(), ..Doubt::default() }));
    page
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::OpenArgs;
    use crate::export::json;

    #[test]
    fn the_library_reads_a_page_as_the_program_does() {
        for (name, _) in crate::app::demo::pages() {
            let path = Path::new("layouts/demo").join(name);
            let ours = open(&path).unwrap();
            let theirs = crate::app::open::edition(&[path], &OpenArgs::default()).unwrap();
            let document =
                |edition: &Edition| serde_json::to_value(json::document(edition, &|_| true, &|_| true)).unwrap();
            assert_eq!(document(&ours)["pages"], document(&theirs)["pages"], "{name}");
        }
    }

    #[test]
    fn what_cannot_be_opened_is_told_with_its_name() {
        let missing = open("no/such/page.pdf").unwrap_err().to_string();
        assert!(missing.starts_with("no/such/page.pdf: "), "{missing}");
        let empty = edition("empty.txt", b"", &Settings::default()).unwrap_err().to_string();
        assert_eq!(empty, "empty.txt: the file is empty");
    }
}
