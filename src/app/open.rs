//! Files to an edition: read, recognize, lay out, tie. One file that fails does not take the others with it.

mod assembly;

use super::corrections::Sidecars;
use super::demo;
use super::failure::Failure;
use super::files::FileRead;
use super::folders::expanded;
use super::input::{NamedBytes, STANDARD_INPUT, bytes_apart, bytes_of};
use super::names::file_name;
use super::preferences;
use super::reading::Wish;
use super::styles::{StyleChooser, library};
use crate::cli::{OcrArg, OpenArgs};
use crate::editing::EditHistory;
use crate::model::edition::Edition;
use crate::model::packed::PackedPage;
use crate::sources::recognition::{Recognition, When};
use assembly::Assembly;
use std::path::PathBuf;
use std::sync::Arc;

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
    let read = if wish.page().is_some() { bytes_apart } else { bytes_of };
    Assembly::new(&name, args, styles, wish, tell).of(files.iter().map(|path| read(path)))
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
