//! The process: this program once more, started with one word, with one PDF. It reads and lays out the pages that it is asked
//! for, one after the other, within bounds on memory and work.
//!
//! ```text
//!  ours  -- order, bytes of the file, index, index, ... -->  theirs
//!        <-- answer, answer, ... ------------------------
//! ```

use super::PageAnswer;
use crate::app::batch::limits::work;
use crate::app::styles::{self, StyleChooser};
use crate::cli::OpenArgs;
use crate::model::packed::PackedPage;
use crate::sources::pdf::{self, Attended, receive, send};
use serde::{Deserialize, Serialize};
use std::io::{self, BufWriter, Read};
use std::sync::mpsc::channel;
use std::time::Duration;

/// The one argument that makes our program read pages for another one of its kind.
pub(in crate::app) const WORD: &str = "__read-pages";

/// What comes before the bytes of the file.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct FileRequest {
    /// How it is opened.
    pub args: OpenArgs,
    /// Pages of the edition before those of this file.
    pub before: usize,
    /// Bytes of the file.
    pub length: u64,
}

/// Answers until nobody asks any more.
pub(in crate::app) fn serve() {
    let mut input = io::stdin().lock();
    let Some(FileRequest { args, before, length }) = receive::<FileRequest>(&mut input) else { return };
    let Ok(library) = styles::library(&args) else { return };
    let Ok(styles) = StyleChooser::new(&args, &library) else { return };
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
    let read = (&mut input).take(length).read_to_end(&mut bytes);
    drop(input);
    if read.is_err() || bytes.len() as u64 != length {
        return;
    }
    let (asking, asked) = channel();
    std::thread::spawn(move || {
        let mut input = io::stdin().lock();
        while let Some(index) = receive::<usize>(&mut input) {
            if asking.send(index).is_err() {
                return;
            }
        }
    });
    let mut worked = Duration::ZERO;
    let mut out = BufWriter::new(io::stdout().lock());
    pdf::attend(bytes, args.password.as_deref(), asked, &mut |attended| match attended {
        Attended::Opened => true,
        Attended::Page(sheet, summary) => {
            let index = (sheet.number as usize).saturating_sub(1);
            let number = u32::try_from(before + index).unwrap_or(u32::MAX).saturating_add(1);
            let (page, jumps) = styles.laid_out(&sheet, &args, number);
            let Some(page) = PackedPage::of(&page) else { return false };
            let before = std::mem::replace(&mut worked, work());
            let work = worked.saturating_sub(before);
            send(&mut out, &PageAnswer { index, page, jumps, summary, work }).is_ok()
        }
    });
}
