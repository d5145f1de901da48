//! Files that are read, and pages that are laid out, by several threads at the same time. What they make is taken in order, so
//! an edition is the same whoever made its pages.
//!
//! ```text
//!  files, sheets -> thread 1 \
//!                -> thread 2  > pages, packed -> in order -> edition
//! ```

use super::{Assembly, OpenProgress, origin_of};
use crate::app::files::FileRead;
use crate::app::input::NamedBytes;
use crate::app::styles::StyleChooser;
use crate::cli::OpenArgs;
use crate::house_style::jumps::JumpStyle;
use crate::layout;
use crate::model::packed::PackedPage;
use crate::model::page::Page;
use crate::model::sheet::Sheet;
use crate::model::words::PageSource;
use crate::open::page_of_extract;
use crate::sources::ahead::{AheadStep, in_order};
use crate::sources::{self, Content, OpenError, OpenOptions, Opened, ReadStep};
use std::sync::Arc;

/// Files for each thread that are held at the same time.
const FILES_EACH: usize = 4;
/// Pages for each thread that are held at the same time.
const SHEETS_EACH: usize = 16;

/// A file that was read before its turn.
pub(super) struct Ahead {
    pub file: FileRead,
    pub pages: Vec<Laid>,
    pub opened: Result<Opened, OpenError>,
}

/// A page that was laid out before its turn.
pub(super) struct Laid {
    pub page: PackedPage,
    pub has_text: bool,
    pub jumps: JumpStyle,
    /// What its file calls the articles.
    pub articles: Vec<String>,
    /// What its file says of it.
    pub origin: PageSource,
}

impl Assembly<'_> {
    /// So many files are read at the same time. Who waits for a page sees the first one before others are read.
    pub(super) fn files_at_once(&self) -> usize {
        if self.args.hands < 2 || self.is_waited_for() { 1 } else { self.args.hands * FILES_EACH }
    }

    /// So many pages of one file are laid out at the same time.
    pub(super) fn sheets_at_once(&self) -> usize {
        if self.args.hands < 2 || self.is_waited_for() { 1 } else { self.args.hands * SHEETS_EACH }
    }

    /// True until somebody who waits for a page has one.
    fn is_waited_for(&self) -> bool {
        self.wish.page().is_some() && self.told.0 == 0
    }

    /// Reads files at the same time, and adds them in order; the first error. `more`: others follow.
    pub(super) fn add_files(&mut self, files: &[(NamedBytes, OpenOptions)], more: bool) -> Option<OpenError> {
        let (args, styles) = (self.args, Arc::clone(&self.styles));
        let mut first_error = None;
        let read = |(named, options): &(NamedBytes, OpenOptions), recognizing: &mut dyn FnMut(u32)| {
            ahead(named, options, args, &styles, recognizing)
        };
        let mut left = files.iter();
        in_order(files, args.hands, read, |said| match said {
            AheadStep::News(page) => (self.tell)(OpenProgress::Recognizing(page, 1)),
            AheadStep::Done(ahead) => {
                let Some((named, options)) = left.next() else { return };
                let added = self.add_file(named, options, Some(ahead), false, more || left.len() > 0);
                if let Err(error) = added {
                    first_error.get_or_insert(error);
                }
            }
        });
        first_error
    }

    /// Lays pages of one file out at the same time, and adds them in order.
    pub(super) fn add_sheets(&mut self, sheets: &[Sheet], more: bool) {
        let (args, styles) = (self.args, Arc::clone(&self.styles));
        let lay = |sheet: &Sheet, _: &mut dyn FnMut(())| laid_sheet(sheet, args, &styles);
        in_order(sheets, args.hands, lay, |said| match said {
            AheadStep::News(()) => {}
            AheadStep::Done(laid) => self.add_laid(laid, more),
        });
    }
}

/// Reads a file and lays its pages out.
fn ahead(
    named: &NamedBytes,
    options: &OpenOptions,
    args: &OpenArgs,
    styles: &StyleChooser<'_>,
    recognizing: &mut dyn FnMut(u32),
) -> Ahead {
    let mut file = FileRead { name: named.name.clone(), ..FileRead::default() };
    file.take_bytes(&named.bytes, args.digests);
    let mut pages = Vec::new();
    let mut take = |step| match step {
        ReadStep::Pages(_) => {}
        ReadStep::Recognizing(page) => recognizing(page),
        ReadStep::Sheet(sheet) => pages.push(laid_sheet(&sheet, args, styles)),
    };
    // There are enough threads already.
    let options = OpenOptions { threads: 1, ..options.clone() };
    let opened = sources::read_in_steps(&named.name, &named.bytes, &options, &mut take);
    let opened = opened.map(|opened| match &opened.content {
        Content::Sheets(_) => opened,
        Content::Extracts(extracts) => {
            for (extract, number) in extracts.iter().zip(1..) {
                let style = styles.of(&layout::clues_of_extract(extract));
                pages.push(laid(page_of_extract(extract, &style, number), style.jumps));
            }
            Opened { content: Content::Sheets(Vec::new()), ..opened }
        }
    });
    Ahead { file, pages, opened }
}

fn laid_sheet(sheet: &Sheet, args: &OpenArgs, styles: &StyleChooser<'_>) -> Laid {
    let (page, jumps) = styles.laid_out(sheet, args, sheet.number);
    let origin = origin_of(&page, sheet, args);
    let articles = sheet.given.as_ref().map(|given| given.names.clone()).unwrap_or_default();
    Laid { articles, origin, ..laid(page, jumps) }
}

fn laid(page: Page, jumps: JumpStyle) -> Laid {
    let has_text = !page.blocks.is_empty();
    let page = PackedPage::of(&page).unwrap_or_default();
    Laid { page, has_text, jumps, articles: Vec::new(), origin: PageSource::default() }
}
