//! An edition that is being put together: files are read or were read before, their pages added in order, and what only all
//! pages tell is settled at the end.

mod crew;
mod rest;

use super::{AT_HAND, OpenProgress, OpenedEdition, recognition};
use crate::app::corrections::{self, Keep, Sidecars};
use crate::app::failure::{Failure, told};
use crate::app::files::{self, FileRead};
use crate::app::input::NamedBytes;
use crate::app::members;
use crate::app::names::section_in;
use crate::app::own_program;
use crate::app::reading::{PagePool, Wish};
use crate::app::styles::StyleChooser;
use crate::cli::{CorrectionsArg, OpenArgs};
use crate::editing::EditHistory;
use crate::export::boxes;
use crate::layout;
use crate::model::edition::{Edition, SourceInfo};
use crate::model::page::Page;
use crate::model::sheet::Sheet;
use crate::model::words::PageSource;
use crate::open::{Ties, articles_of, page_of_extract, tie_file};
use crate::sources::{self, Content, Format, OpenError, OpenOptions, Opened, ReadStep};
use crew::{Ahead, Laid};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Pages that come in are told of together, so that the reader is not always busy with them.
const BETWEEN: Duration = Duration::from_millis(100);

/// A file, what came of reading it, and the processes that read its other pages.
type Read = (FileRead, Result<Opened, OpenError>, Option<PagePool>);

/// An edition that is being put together from files.
pub(super) struct Assembly<'a> {
    edition: Edition,
    sidecars: Sidecars,
    args: &'a OpenArgs,
    styles: Arc<StyleChooser<'a>>,
    /// What ties stories of different pages.
    ties: Ties,
    /// The page that somebody waits for.
    wish: Arc<Wish>,
    /// Which opening of the edition this is.
    opening: usize,
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
    pub(super) fn new(
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
            styles: Arc::new(styles),
            ties: Ties::default(),
            opening: wish.begin(),
            wish: Arc::clone(wish),
            tell,
            told: (0, Instant::now()),
            expected: None,
            files: Vec::new(),
            papers: BTreeSet::new(),
        }
    }

    /// Everything read, as one edition; an input that failed is a doubt as long as another one did not.
    pub(super) fn of(
        mut self,
        inputs: impl ExactSizeIterator<Item = Result<NamedBytes, OpenError>>,
    ) -> Result<OpenedEdition, Failure> {
        let args = self.args;
        let has_reader = args.reader.is_some() || own_program().is_some();
        let count = inputs.len();
        let mut first_error: Option<OpenError> = None;
        let mut waiting: Vec<(NamedBytes, OpenOptions)> = Vec::new();
        for (index, input) in inputs.enumerate() {
            if self.is_overtaken() {
                break;
            }
            let more = index + 1 < count;
            match input.and_then(members::unpacked) {
                Ok((members, doubts)) => {
                    if !doubts.is_empty() {
                        first_error = first_error.or(self.add_waiting(&mut waiting, false, true));
                        self.edition.source.partial = true;
                        self.edition.source.doubts.extend(doubts);
                    }
                    let (alone, last) = (count == 1 && members.len() == 1, members.len());
                    for (at, named) in members.into_iter().enumerate() {
                        let options = options(&named, args, has_reader);
                        waiting.push((named, options));
                        if waiting.len() >= self.files_at_once() {
                            let error = self.add_waiting(&mut waiting, alone, more || at + 1 < last);
                            first_error = first_error.or(error);
                        }
                    }
                }
                Err(error) => {
                    first_error = first_error.or(self.add_waiting(&mut waiting, false, more));
                    self.unopened(&error, FileRead::default());
                    first_error.get_or_insert(error);
                }
            }
            if !more {
                first_error = first_error.or(self.add_waiting(&mut waiting, false, false));
            }
            if waiting.is_empty() {
                (self.tell)(OpenProgress::Files(index + 1, count));
            }
        }
        if self.is_overtaken() {
            return Err(Failure::Closed);
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

    /// True when nobody waits for this any more: the edition is being opened again.
    fn is_overtaken(&self) -> bool {
        self.wish.is_overtaken(self.opening)
    }

    /// Reads the files that wait; the first error. `alone`: it is the only one; `more`: others follow.
    fn add_waiting(
        &mut self,
        waiting: &mut Vec<(NamedBytes, OpenOptions)>,
        alone: bool,
        more: bool,
    ) -> Option<OpenError> {
        let waiting = std::mem::take(waiting);
        let error = match waiting.as_slice() {
            [] => return None,
            [(named, options)] => self.add_file(named, options, None, alone, more).err(),
            [..] => self.add_files(&waiting, more),
        };
        if more {
            self.tell_more();
        }
        error
    }

    /// Reads a file, or takes what was read of it before. `alone`: it is the only one; `more`: others follow.
    fn add_file(
        &mut self,
        named: &NamedBytes,
        options: &OpenOptions,
        ahead: Option<Ahead>,
        alone: bool,
        more: bool,
    ) -> Result<(), OpenError> {
        let first = self.edition.pages.len();
        let (mut file, opened, pool) = match ahead {
            Some(Ahead { file, pages, opened }) => {
                let pages = if opened.is_ok() { pages } else { Vec::new() };
                pages.into_iter().for_each(|laid| self.add_laid(laid, more));
                (file, opened, None)
            }
            None => self.read(named, options, alone, more),
        };
        let opened = opened.and_then(|opened| self.with_rest(opened, named, options, pool, &mut file.elsewhere));
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
        let is_one_of_many = !alone && (named.path.is_some() || named.packed.is_some());
        if is_one_of_many
            && self.edition.pages.len() == first + 1
            && let Some(section) = section_in(&named.name)
        {
            self.edition.pages.alter(first, |page| {
                let is_named = page.section.is_some();
                page.section.get_or_insert(section);
                !is_named
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

    /// Reads a file, and adds its pages as they come, as far as one process reads them.
    fn read(&mut self, named: &NamedBytes, options: &OpenOptions, alone: bool, more: bool) -> Read {
        let first = self.edition.pages.len();
        let mut file = FileRead { name: named.name.clone(), ..FileRead::default() };
        file.take_bytes(&named.bytes, self.args.digests);
        let (mut pool, mut sheets) = (None, Vec::new());
        let format = Format::of(&named.bytes);
        let waits = self.wish.page().is_some() || format != Some(Format::Pdf);
        // Pages of a library's file are all there at once; those of others come one by one, from processes of their own.
        let is_at_once = format == Some(Format::Archive);
        let mut take = |step| match step {
            ReadStep::Pages(pages) => {
                self.expected = alone.then_some(pages);
                // Who reads sees the first page before anything else is begun.
                pool = if waits { None } else { self.hired(named, options, first, pages) };
            }
            ReadStep::Recognizing(page) => (self.tell)(OpenProgress::Recognizing(page, self.expected.unwrap_or(1))),
            ReadStep::Sheet(sheet) if is_at_once && self.sheets_at_once() > 1 => {
                sheets.push(*sheet);
                if sheets.len() >= self.sheets_at_once() {
                    self.add_sheets(&std::mem::take(&mut sheets), more);
                }
            }
            ReadStep::Sheet(sheet) => self.add_sheet(&sheet, more),
        };
        let opened = sources::read_in_steps(&named.name, &named.bytes, options, &mut take);
        self.add_sheets(&sheets, more);
        if let Ok(opened) = &opened {
            self.add_text(&opened.content, more);
        }
        (file, opened, pool)
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
        self.add_origin(origin_of(&page, sheet, self.args));
        self.add(page, more);
    }

    /// Lays out text without marks; pages of marks have been laid out as they came.
    fn add_text(&mut self, content: &Content, more: bool) {
        match content {
            Content::Sheets(_) => {}
            Content::Extracts(extracts) => {
                for extract in extracts {
                    let style = self.styles.of(&layout::clues_of_extract(extract));
                    let page = page_of_extract(extract, &style, self.edition.pages.len() as u32 + 1);
                    self.ties.add(None, style.jumps);
                    self.add(page, more);
                }
            }
        }
    }

    /// What the file says of the next page.
    fn add_origin(&mut self, origin: PageSource) {
        self.edition.origins.resize(self.edition.pages.len(), PageSource::default());
        self.edition.origins.push(origin);
    }

    fn add(&mut self, page: Page, more: bool) {
        let has_text = !page.blocks.is_empty();
        self.edition.pages.push(page);
        self.edition.pages.rest(AT_HAND);
        self.tell_added(has_text, more);
    }

    /// Adds a page that was laid out before its turn.
    fn add_laid(&mut self, laid: Laid, more: bool) {
        let Laid { page, has_text, jumps, articles, origin } = laid;
        let index = self.edition.pages.len();
        self.ties.add_named(articles, jumps);
        self.add_origin(origin);
        self.edition.pages.put(index, Arc::new(page.numbered(index as u32 + 1)));
        self.tell_added(has_text, more);
    }

    /// What there is can be read while the other pages are opened.
    fn tell_added(&mut self, has_text: bool, more: bool) {
        self.wish.take_over(self.opening);
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

/// How a file is opened. `has_reader`: there is a program for the pages of a PDF of many.
fn options(named: &NamedBytes, args: &OpenArgs, has_reader: bool) -> OpenOptions {
    OpenOptions {
        password: args.password.clone(),
        encoding: args.encoding.clone(),
        folder: named.path.as_deref().and_then(Path::parent).map(Path::to_owned),
        packed: named.packed.clone(),
        reader: args.reader.clone(),
        recognition: recognition(args),
        head: args.hands > 0 && has_reader,
        threads: args.hands,
    }
}

/// What the file says of a page; its words with their boxes where they are asked for.
fn origin_of(page: &Page, sheet: &Sheet, args: &OpenArgs) -> PageSource {
    let told = if args.boxes { boxes::told(page, sheet) } else { PageSource::default() };
    PageSource { articles: articles_of(sheet), ..told }
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
