//! Files to an edition: read, recognize, lay out, tie. One file that fails does not take the others with it.

mod other_pages;

use super::corrections::{self, Keep, Sidecars};
use super::demo;
use super::failure::{Failure, told};
use super::files::{self, FileRead};
use super::folders::expanded;
use super::input::{NamedBytes, STANDARD_INPUT, bytes_of};
use super::members;
use super::names::{file_name, section_in};
use super::preferences;
use super::reading::Wish;
use super::styles::{StyleChooser, library};
use crate::cli::{CorrectionsArg, OcrArg, OpenArgs};
use crate::editing::EditHistory;
use crate::export::boxes;
use crate::layout;
use crate::model::edition::{Edition, SourceInfo};
use crate::model::packed::PackedPage;
use crate::model::page::Page;
use crate::model::sheet::Sheet;
use crate::model::words::PageSource;
use crate::open::{Ties, page_of_extract, tie_file};
use crate::sources::recognition::{Recognition, When};
use crate::sources::{self, Content, Format, OpenError, OpenOptions, Opened, ReadStep};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Pages that come in are told of together, so that the reader is not always busy with them.
const BETWEEN: Duration = Duration::from_millis(100);
/// Pages that are there while others are opened take no more than this, in bytes; the others are packed.
pub(super) const AT_HAND: usize = 8 << 20;

/// What was opened.
#[derive(Debug, Default)]
pub struct OpenedEdition {
    /// The pages, with the corrections made on them before.
    pub edition: Edition,
    /// Those corrections, to go on from.
    pub edits: EditHistory,
    /// Where they are kept.
    pub sidecars: Sidecars,
    /// What became of each file, in order.
    pub files: Vec<FileRead>,
}

/// How far opening is.
#[derive(Debug)]
pub enum OpenProgress {
    /// The first pages are there and more are to come: an edition of them alone.
    First(Box<Edition>),
    /// More pages by their indices, and how many there will be, where that is known.
    More(Vec<(usize, Arc<PackedPage>)>, Option<usize>),
    /// The text of a page is being recognized: its number in its file, and how many pages that has.
    Recognizing(u32, usize),
    /// So many files of so many were read.
    Files(usize, usize),
}

/// Opens everything named as one edition; the demo edition when nothing is named.
///
/// # Errors
/// When nothing could be opened: the failure of the first input.
pub fn edition(inputs: &[PathBuf], args: &OpenArgs) -> Result<Edition, Failure> {
    in_steps(inputs, args, &mut |_| {}).map(|opening| opening.edition)
}

/// As [`edition`], with what is needed to correct it; and tells how far it is.
///
/// # Errors
/// As [`edition`].
pub fn in_steps(
    inputs: &[PathBuf],
    args: &OpenArgs,
    tell: &mut dyn FnMut(OpenProgress),
) -> Result<OpenedEdition, Failure> {
    as_wished(inputs, args, &Arc::default(), tell)
}

/// As [`in_steps`], with the page first that somebody waits for.
///
/// # Errors
/// As [`edition`].
pub(super) fn as_wished(
    inputs: &[PathBuf],
    args: &OpenArgs,
    wish: &Arc<Wish>,
    tell: &mut dyn FnMut(OpenProgress),
) -> Result<OpenedEdition, Failure> {
    let library = library(args)?;
    let styles = StyleChooser::new(args, &library)?;
    if inputs.is_empty() {
        let pages = demo::pages().iter();
        let named = pages.map(|(name, bytes)| {
            Ok(NamedBytes { name: (*name).to_owned(), path: None, bytes: Arc::new(bytes.to_vec()), packed: None })
        });
        return Assembly::new("Foldline demo edition", args, styles, wish, tell).of(named);
    }
    let files = expanded(inputs)?;
    let name = match inputs {
        [one] if one.as_os_str() == "-" => STANDARD_INPUT.to_owned(),
        [one] => file_name(one),
        _ => format!(
            "{} and {} more",
            inputs.first().map(|first| file_name(first)).unwrap_or_default(),
            inputs.len() - 1
        ),
    };
    Assembly::new(&name, args, styles, wish, tell).of(files.iter().map(|path| bytes_of(path)))
}

/// Opens bytes that lie in no file, as an edition of this name.
///
/// # Errors
/// As [`edition`].
pub(super) fn of_bytes(name: &str, bytes: Vec<u8>, args: &OpenArgs) -> Result<OpenedEdition, Failure> {
    let library = library(args)?;
    let styles = StyleChooser::new(args, &library)?;
    let named = NamedBytes { name: name.to_owned(), path: None, bytes: Arc::new(bytes), packed: None };
    Assembly::new(name, args, styles, &Arc::default(), &mut |_| {}).of(std::iter::once(Ok(named)))
}

/// Whether everything is there that opening needs besides files.
///
/// # Errors
/// When the layout that was named is not there, or is no layout.
pub(super) fn check(args: &OpenArgs) -> Result<(), Failure> {
    StyleChooser::new(args, &library(args)?).map(drop).map_err(Failure::from)
}

/// An edition that is being put together from files.
struct Assembly<'a> {
    edition: Edition,
    sidecars: Sidecars,
    args: &'a OpenArgs,
    styles: StyleChooser<'a>,
    /// What ties stories of different pages.
    ties: Ties,
    /// The page that somebody waits for.
    wish: Arc<Wish>,
    tell: &'a mut dyn FnMut(OpenProgress),
    /// So many pages were told of in order, and when.
    told: (usize, Instant),
    /// Pages that the only file will have.
    expected: Option<usize>,
    files: Vec<FileRead>,
    /// The papers that files say they are of.
    papers: BTreeSet<String>,
}

impl<'a> Assembly<'a> {
    fn new(
        name: &str,
        args: &'a OpenArgs,
        styles: StyleChooser<'a>,
        wish: &Arc<Wish>,
        tell: &'a mut dyn FnMut(OpenProgress),
    ) -> Assembly<'a> {
        let source = SourceInfo { name: name.to_owned(), ..SourceInfo::default() };
        let sidecars = Sidecars::new(match args.corrections.unwrap_or_default() {
            CorrectionsArg::Beside => Keep::Beside,
            CorrectionsArg::State => Keep::State,
        });
        let edition = Edition { source, ..Edition::default() };
        Assembly {
            edition,
            sidecars,
            args,
            styles,
            ties: Ties::default(),
            wish: Arc::clone(wish),
            tell,
            told: (0, Instant::now()),
            expected: None,
            files: Vec::new(),
            papers: BTreeSet::new(),
        }
    }

    /// Everything read, as one edition; an input that failed is a doubt as long as another one did not.
    fn of(
        mut self,
        inputs: impl ExactSizeIterator<Item = Result<NamedBytes, OpenError>>,
    ) -> Result<OpenedEdition, Failure> {
        let args = self.args;
        let reader = args.reader.clone().or_else(super::own_program);
        let options = |named: &NamedBytes| OpenOptions {
            password: args.password.clone(),
            encoding: args.encoding.clone(),
            folder: named.path.as_deref().and_then(Path::parent).map(Path::to_owned),
            packed: named.packed.clone(),
            reader: args.reader.clone(),
            recognition: recognition(args),
            head: args.hands > 0 && reader.is_some(),
        };
        let count = inputs.len();
        let mut first_error: Option<OpenError> = None;
        for (index, input) in inputs.enumerate() {
            match input.and_then(members::unpacked) {
                Ok((members, doubts)) => {
                    self.edition.source.partial |= !doubts.is_empty();
                    self.edition.source.doubts.extend(doubts);
                    let alone = count == 1 && members.len() == 1;
                    let last = members.len();
                    for (at, named) in members.into_iter().enumerate() {
                        let more = index + 1 < count || at + 1 < last;
                        first_error = first_error.or(self.add_file(&named, &options(&named), alone, more).err());
                        if more {
                            self.tell_more();
                        }
                    }
                }
                Err(error) => {
                    self.unopened(&error, FileRead::default());
                    first_error.get_or_insert(error);
                }
            }
            (self.tell)(OpenProgress::Files(index + 1, count));
        }
        self.several_papers();
        match first_error {
            Some(error) if self.edition.pages.is_empty() && !args.digests => Err(error.into()),
            _ => {
                let (mut edition, mut sidecars, files) = (self.edition, self.sidecars, self.files);
                self.ties.tie(&mut edition.pages);
                let edits = if self.args.uncorrected { EditHistory::default() } else { sidecars.apply(&mut edition) };
                Ok(OpenedEdition { edition, edits, sidecars, files })
            }
        }
    }

    /// Reads a file. `alone`: it is the only one; `more`: others follow.
    fn add_file(
        &mut self,
        named: &NamedBytes,
        options: &OpenOptions,
        alone: bool,
        more: bool,
    ) -> Result<(), OpenError> {
        let first = self.edition.pages.len();
        let mut file = FileRead { name: named.name.clone(), ..FileRead::default() };
        file.take_bytes(&named.bytes, self.args.digests);
        let mut pool = None;
        let mut take = |step| match step {
            ReadStep::Pages(pages) => {
                self.expected = alone.then_some(pages);
                pool = self.hired(named, options, pages);
            }
            ReadStep::Recognizing(page) => (self.tell)(OpenProgress::Recognizing(page, self.expected.unwrap_or(1))),
            ReadStep::Sheet(sheet) => self.add_sheet(&sheet, more),
        };
        let opened = sources::read_in_steps(&named.name, &named.bytes, options, &mut take);
        let opened = opened.and_then(|opened| self.with_rest(opened, named, pool, &mut file.elsewhere));
        let opened = match opened {
            Ok(opened) => opened,
            Err(error) => {
                // What was read before is no page of anything.
                self.edition.pages.truncate(first);
                self.ties.truncate(first);
                self.edition.origins.truncate(first);
                self.told.0 = self.told.0.min(first);
                self.unopened(&error, file);
                return Err(error);
            }
        };
        note_format(&mut self.edition.source, &opened, &named.name);
        self.papers.extend(opened.paper);
        self.add_text(opened.content, more);
        if !alone && (named.path.is_some() || named.packed.is_some()) && self.edition.pages.len() == first + 1 {
            self.edition.pages.alter(first, |page| {
                page.section = page.section.take().or_else(|| section_in(&named.name));
                true
            });
        }
        tie_file(&mut self.edition.pages, first, opened.format);
        if let Some(path) = named.path.as_deref().filter(|_| opened.format == Format::Archive) {
            file.whole = file.sha256.clone().map(|own| files::sum_of_issue(path, own));
        }
        let pages = first..self.edition.pages.len();
        self.edition.origins.resize(pages.end, PageSource::default());
        for origin in self.edition.origins.iter_mut().skip(first) {
            origin.file.clone_from(&named.name);
        }
        let partial = opened.partial && !self.edition.pages.each().skip(first).any(|page| page.partial);
        self.files.push(FileRead { doubts: opened.doubts, partial, pages: pages.clone(), ..file });
        let path = named.path.as_deref().filter(|_| named.packed.is_none());
        self.sidecars.add(corrections::origin(path, &named.name, &named.bytes, pages));
        Ok(())
    }

    /// Takes note of an input that did not open.
    fn unopened(&mut self, error: &OpenError, file: FileRead) {
        let says = told(error);
        self.edition.source.doubts.push(says.clone());
        self.edition.source.unopened += 1;
        let end = self.edition.pages.len();
        self.files.push(FileRead { name: error.name().to_owned(), pages: end..end, error: Some(says), ..file });
    }

    /// Says when files of several papers were opened as one edition.
    fn several_papers(&mut self) {
        if self.papers.len() > 1 {
            let names: Vec<&str> = self.papers.iter().map(String::as_str).collect();
            let says = format!("pages of {} papers are here ({}); open each on its own", names.len(), names.join(", "));
            self.edition.source.doubts.push(says);
        }
    }

    /// Lays out a page of marks. `more`: other files follow.
    fn add_sheet(&mut self, sheet: &Sheet, more: bool) {
        let (page, jumps) = self.styles.laid_out(sheet, self.args, self.edition.pages.len() as u32 + 1);
        self.ties.add(Some(sheet), jumps);
        let told = if self.args.boxes { boxes::told(&page, sheet) } else { PageSource::default() };
        self.edition.origins.resize(self.edition.pages.len(), PageSource::default());
        self.edition.origins.push(PageSource { articles: articles_of(sheet), ..told });
        self.add(page, more);
    }

    /// Lays out text without marks; pages of marks have been laid out as they came.
    fn add_text(&mut self, content: Content, more: bool) {
        match content {
            Content::Sheets(_) => {}
            Content::Extract(extract) => {
                let style = self.styles.of(&layout::clues_of_extract(&extract));
                let page = page_of_extract(&extract, &style, self.edition.pages.len() as u32 + 1);
                self.ties.add(None, style.jumps);
                self.add(page, more);
            }
        }
    }

    /// What there is can be read while the other pages are opened.
    fn add(&mut self, page: Page, more: bool) {
        let has_text = !page.blocks.is_empty();
        self.edition.pages.push(page);
        self.edition.pages.rest(AT_HAND);
        let count = self.edition.pages.len();
        let has_more = more || self.expected.unwrap_or_default().max(count) > 1;
        if self.told.0 == 0 && has_more && has_text {
            self.told = (count, Instant::now());
            (self.tell)(OpenProgress::First(Box::new(self.edition.clone())));
        } else if self.expected.is_some() && self.told.1.elapsed() >= BETWEEN {
            self.tell_more();
        }
    }

    /// Tells of the pages that were not told of. Pages of a file that may still fail are told when it has not.
    fn tell_more(&mut self) {
        let pages = &self.edition.pages;
        let fresh: Vec<_> =
            (self.told.0..pages.len()).filter_map(|index| Some((index, pages.packed(index)?))).collect();
        if self.told.0 > 0 && !fresh.is_empty() {
            (self.tell)(OpenProgress::More(fresh, self.expected));
            self.told = (self.edition.pages.len(), Instant::now());
        }
    }
}

/// How text is recognized: as was said, in the user's cache folder.
fn recognition(args: &OpenArgs) -> Recognition {
    use etcetera::BaseStrategy;
    let cache = etcetera::choose_base_strategy().ok().map(|base| base.cache_dir().join("foldline").join("ocr"));
    Recognition {
        when: match args.ocr.unwrap_or_default() {
            OcrArg::Auto => When::Auto,
            OcrArg::Never => When::Never,
            OcrArg::Always => When::Always,
        },
        languages: args.ocr_lang.clone(),
        locale: args.locale.clone().unwrap_or_else(preferences::locale),
        kept_in: cache.filter(|_| !args.no_cache),
    }
}

/// What the file of a page calls its articles, by their numbers.
fn articles_of(sheet: &Sheet) -> BTreeMap<u32, String> {
    let named = sheet.given.iter().flat_map(|given| (0..).zip(given.names.iter().cloned()));
    named.chain(sheet.article_ids.iter().cloned()).collect()
}

fn note_format(source: &mut SourceInfo, opened: &Opened, name: &str) {
    let word = opened.format.word();
    if source.format.is_empty() {
        word.clone_into(&mut source.format);
    } else if source.format != word {
        "mixed".clone_into(&mut source.format);
    }
    source.partial |= opened.partial;
    source.doubts.extend(opened.doubts.iter().map(|doubt| format!("{name}: {doubt}")));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_file_is_a_doubt_beside_a_good_one() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("1.txt"), "灯塔修好了。\n").unwrap();
        std::fs::write(folder.path().join("2.txt"), "").unwrap();
        let edition = edition(&[folder.path().to_owned()], &OpenArgs::default()).unwrap();
        assert_eq!(edition.pages.len(), 1);
        assert_eq!(edition.source.doubts.len(), 1);
        assert!(edition.source.doubts[0].ends_with("2.txt: the file is empty"));
    }

    #[test]
    fn nothing_readable_is_told_apart_from_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let empty = edition(&[folder.path().to_owned()], &OpenArgs::default()).unwrap_err();
        assert_eq!(empty.code(), 3);
        let missing = edition(&[folder.path().join("no.pdf")], &OpenArgs::default()).unwrap_err();
        assert_eq!(missing.code(), 1);
    }
}
