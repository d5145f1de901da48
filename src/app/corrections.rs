//! Corrections made by hand, from one opening to the next: a small TOML file beside the page, or in the state folder
//! under the fingerprint of the page's bytes. The page file itself is never changed.
//!
//! Blocks are named by what they say and where they stand. A correction whose block is not found any more is told as
//! a doubt and stays in the file. Notes are kept with them and as they are.

mod sidecar;

use crate::editing::block_name::{BlockName, fingerprint};
use crate::editing::{BesideBlock, Edit, EditHistory, EditStep};
use crate::model::edition::Edition;
use crate::model::note::Note;
use crate::model::page::BlockId;
use crate::model::pages::Pages;
use crate::model::role::Role;
use crate::ui::action::Action;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// What such a file is called: the page's name and this.
pub const ENDING: &str = ".foldline.toml";
/// Where corrections are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keep {
    /// Beside the page; in the state folder where that cannot be written.
    #[default]
    Beside,
    /// In the state folder.
    State,
}

/// One file of the edition.
#[derive(Clone, Debug)]
pub struct Origin {
    /// Where it is; nothing for the standard input and the demo.
    pub path: Option<PathBuf>,
    /// Its name in messages.
    pub name: String,
    /// The fingerprint of its bytes.
    pub print: u64,
    /// Whether it is a PDF, which holds its pictures.
    pub is_pdf: bool,
    /// The bytes of a PDF that has no path.
    pub bytes: Option<Arc<[u8]>>,
    /// Indices of its pages.
    pub pages: Range<usize>,
}

#[cfg(feature = "images")]
impl Sidecars {
    /// The file a page comes from, and the page's index in it; nothing where that file holds no pictures.
    pub fn print_of(&self, page: usize) -> Option<PagePrint> {
        let origin = self.files.iter().map(|file| &file.origin).find(|origin| origin.pages.contains(&page))?;
        let source = match (&origin.path, &origin.bytes) {
            _ if !origin.is_pdf => return None,
            (Some(path), _) => PrintSource::File(path.clone()),
            (None, Some(bytes)) => PrintSource::Bytes(Arc::clone(bytes)),
            (None, None) => return None,
        };
        Some(PagePrint { source, index: page - origin.pages.start })
    }
}

/// Where the pictures of a page come from.
#[cfg(feature = "images")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PagePrint {
    /// The file.
    pub source: PrintSource,
    /// Index of the page in it.
    pub index: usize,
}

/// A file, read again or kept.
#[cfg(feature = "images")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrintSource {
    /// It is there to be read again.
    File(PathBuf),
    /// It came in by the standard input, or is built in.
    Bytes(Arc<[u8]>),
}

/// The files of an edition and where their corrections are kept.
#[derive(Clone, Debug, Default)]
pub struct Sidecars {
    files: Vec<Corrected>,
    keep: Keep,
}

/// A file of the edition, with its corrections.
#[derive(Clone, Debug)]
struct Corrected {
    origin: Origin,
    /// Corrections that found no place.
    astray: Vec<CorrectionEntry>,
    /// What is in the file of corrections as far as we know: everything else there is somebody else's.
    known: Arc<Mutex<Vec<CorrectionEntry>>>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CorrectionEntry {
    /// The page of the file, from 1.
    page: usize,
    edit: CorrectionKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<Role>,
    /// What a note says.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    /// The words it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<String>,
    block: NamedBlock,
    #[serde(skip_serializing_if = "Option::is_none")]
    into: Option<NamedBlock>,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<NamedBlock>,
    #[serde(skip_serializing_if = "Option::is_none")]
    behind: Option<NamedBlock>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum CorrectionKind {
    Split,
    Follow,
    Join,
    Move,
    Role,
    Rank,
    RunOn,
    Note,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct NamedBlock {
    says: String,
    text: String,
    at: [i32; 2],
}

impl Sidecars {
    /// No files yet; corrections will be kept there.
    pub fn new(keep: Keep) -> Sidecars {
        Sidecars { files: Vec::new(), keep }
    }

    /// Where corrections are kept.
    pub fn keep(&self) -> Keep {
        self.keep
    }

    /// Keeps corrections there from now on.
    pub fn keep_in(&mut self, keep: Keep) {
        self.keep = keep;
    }

    /// Adds a file of the edition.
    pub fn add(&mut self, origin: Origin) {
        self.files.push(Corrected { origin, astray: Vec::new(), known: Arc::default() });
    }

    /// Applies what was corrected before; what does not fit any more becomes a doubt.
    pub fn apply(&mut self, edition: &mut Edition) -> EditHistory {
        let mut edits = EditHistory::default();
        for Corrected { origin, astray, known } in &mut self.files {
            let (sidecar, doubts) = sidecar::read(origin);
            edition.source.doubts.extend(doubts);
            let Some(sidecar) = sidecar else { continue };
            if sidecar.content != shown(origin.print) {
                let says = "changed since it was corrected; what still fits was applied";
                edition.source.doubts.push(format!("{}: {says}", origin.name));
            }
            *known = Arc::new(Mutex::new(sidecar.corrections.clone()));
            for entry in sidecar.corrections {
                if !is_applied(&entry, origin, edition, &mut edits) {
                    edition.source.doubts.push(format!("{}: {}", origin.name, entry.misfit()));
                    astray.push(entry);
                }
            }
        }
        edits
    }

    /// What was corrected, each file's own, ready to be written.
    pub fn filing(&self, edition: &Edition, edits: &EditHistory) -> PendingCorrections {
        let of_file = |file: &Corrected| {
            let origin = &file.origin;
            let own = edits.steps().iter().filter(|step| origin.pages.contains(&step.page));
            let mut corrections: Vec<CorrectionEntry> =
                own.filter_map(|step| entry_of(step, origin, &edition.pages)).collect();
            let notes = edits.notes().iter().filter(|note| origin.pages.contains(&note.page));
            corrections.extend(notes.filter_map(|note| entry_of_note(note, origin, &edition.pages)));
            corrections.extend(file.astray.iter().cloned());
            (file.clone(), corrections)
        };
        PendingCorrections { files: self.files.iter().map(of_file).collect(), keep: self.keep }
    }
}

/// Corrections to be written, without what they were made on.
#[derive(Clone, Debug)]
pub struct PendingCorrections {
    files: Vec<(Corrected, Vec<CorrectionEntry>)>,
    keep: Keep,
}

impl PendingCorrections {
    /// Writes them, each file's own.
    pub fn write(&self) -> Action {
        let (mut places, mut of_others, mut says, mut unkept) = (Vec::new(), false, None, None);
        for (file, corrections) in &self.files {
            match sidecar::write(file, corrections, self.keep) {
                Ok(written) => {
                    places.extend(written.place.map(|place| place.display().to_string()));
                    of_others |= written.of_others;
                    says = written.says.or(says);
                }
                Err(trouble) => unkept = Some(trouble),
            }
        }
        let place = places.join(", ");
        unkept.map_or_else(|| Action::Kept { place, of_others, says }, Action::Unkept)
    }
}

fn shown(print: u64) -> String {
    format!("{print:016x}")
}

/// Brings a correction or a note to its page, if it fits there.
fn is_applied(entry: &CorrectionEntry, origin: &Origin, edition: &mut Edition, edits: &mut EditHistory) -> bool {
    if entry.edit == CorrectionKind::Note {
        let note = note_of(entry, origin, &edition.pages);
        return note.map(|note| edits.write(note)).is_some();
    }
    step_of(entry, origin, &edition.pages).is_some_and(|step| edits.make(edition, step).is_ok())
}

/// The index of the page that a correction was made on.
fn page_of(entry: &CorrectionEntry, origin: &Origin) -> Option<usize> {
    let index = origin.pages.start.checked_add(entry.page.checked_sub(1)?)?;
    origin.pages.contains(&index).then_some(index)
}

fn note_of(entry: &CorrectionEntry, origin: &Origin, pages: &Pages) -> Option<Note> {
    let page = page_of(entry, origin)?;
    let block = entry.block.name()?.find(pages.get(page)?)?;
    Some(Note { page, block, quote: entry.quote.clone().unwrap_or_default(), says: entry.note.clone()? })
}

fn entry_of_note(note: &Note, origin: &Origin, pages: &Pages) -> Option<CorrectionEntry> {
    let block = BlockName::of(pages.get(note.page)?, note.block)?;
    let quote = (!note.quote.is_empty()).then(|| note.quote.clone());
    let entry = CorrectionEntry::new(note.page - origin.pages.start + 1, CorrectionKind::Note, block.into());
    Some(CorrectionEntry { note: Some(note.says.clone()), quote, ..entry })
}

fn step_of(entry: &CorrectionEntry, origin: &Origin, pages: &Pages) -> Option<EditStep> {
    let index = page_of(entry, origin)?;
    let page = pages.get(index)?;
    let find = |named: &NamedBlock| named.name()?.find(page);
    let block = find(&entry.block)?;
    let place = || match (&entry.before, &entry.behind) {
        (Some(before), None) => find(before).map(BesideBlock::Before),
        (None, Some(behind)) => find(behind).map(BesideBlock::Behind),
        (None, None) | (Some(_), Some(_)) => None,
    };
    let edit = match entry.edit {
        CorrectionKind::Split => Edit::Split(block),
        CorrectionKind::Follow => Edit::Follow { block, after: find(entry.behind.as_ref()?)? },
        CorrectionKind::Join => Edit::Join { story: block, into: find(entry.into.as_ref()?)? },
        CorrectionKind::Move => Edit::Move { block, to: place()? },
        CorrectionKind::Role => Edit::Role { block, role: entry.role? },
        CorrectionKind::Rank => Edit::Rank { story: block, to: place()? },
        CorrectionKind::RunOn => Edit::RunOn(block),
        CorrectionKind::Note => return None,
    };
    Some(EditStep { page: index, edit })
}

fn entry_of(step: &EditStep, origin: &Origin, pages: &Pages) -> Option<CorrectionEntry> {
    let page = pages.get(step.page)?;
    let named = |id: BlockId| BlockName::of(page, id).map(NamedBlock::from);
    let (block, _) = step.edit.blocks();
    let mut entry = CorrectionEntry::new(step.page - origin.pages.start + 1, CorrectionKind::Split, named(block)?);
    let mut put = |to: BesideBlock| match to {
        BesideBlock::Before(id) => entry.before = named(id),
        BesideBlock::Behind(id) => entry.behind = named(id),
    };
    match step.edit {
        Edit::Split(_) => {}
        Edit::Follow { after, .. } => {
            put(BesideBlock::Behind(after));
            entry.edit = CorrectionKind::Follow;
        }
        Edit::Join { into, .. } => (entry.edit, entry.into) = (CorrectionKind::Join, named(into)),
        Edit::Move { to, .. } => {
            put(to);
            entry.edit = CorrectionKind::Move;
        }
        Edit::Role { role, .. } => (entry.edit, entry.role) = (CorrectionKind::Role, Some(role)),
        Edit::Rank { to, .. } => {
            put(to);
            entry.edit = CorrectionKind::Rank;
        }
        Edit::RunOn(_) => entry.edit = CorrectionKind::RunOn,
    }
    Some(entry)
}

impl CorrectionEntry {
    fn new(page: usize, edit: CorrectionKind, block: NamedBlock) -> CorrectionEntry {
        CorrectionEntry {
            page,
            edit,
            block,
            role: None,
            note: None,
            quote: None,
            into: None,
            before: None,
            behind: None,
        }
    }

    /// What to tell when it does not fit.
    fn misfit(&self) -> String {
        let what = match self.edit {
            CorrectionKind::Split => "split",
            CorrectionKind::Follow => "follow",
            CorrectionKind::Join => "join",
            CorrectionKind::Move => "move",
            CorrectionKind::Role => "role",
            CorrectionKind::Rank => "rank",
            CorrectionKind::RunOn => "run-on",
            CorrectionKind::Note => {
                return format!("a note no longer fits: “{}” on page {}", self.block.says, self.page);
            }
        };
        format!("a correction no longer fits: {what} at “{}” on page {}", self.block.says, self.page)
    }
}

impl NamedBlock {
    fn name(&self) -> Option<BlockName> {
        let print = u64::from_str_radix(&self.text, 16).ok()?;
        Some(BlockName { print, says: self.says.clone(), at: self.at })
    }
}

impl From<BlockName> for NamedBlock {
    fn from(name: BlockName) -> NamedBlock {
        NamedBlock { says: name.says, text: shown(name.print), at: name.at }
    }
}

/// An origin for what was read.
pub fn origin(path: Option<&Path>, name: &str, bytes: &[u8], pages: Range<usize>) -> Origin {
    /// A PDF begins within so many bytes.
    const HEAD: usize = 1024;
    let is_pdf = bytes.get(..HEAD.min(bytes.len())).is_some_and(|head| head.windows(5).any(|five| five == b"%PDF-"));
    let kept = (is_pdf && path.is_none() && cfg!(feature = "images")).then(|| Arc::from(bytes));
    let path = path.map(Path::to_owned);
    Origin { path, name: name.to_owned(), print: fingerprint(bytes), is_pdf, bytes: kept, pages }
}
