//! Corrections made by hand, from one opening to the next: a small TOML file beside the page, or in the state folder
//! under the fingerprint of the page's bytes. The page file itself is never changed.
//!
//! Blocks are named by what they say and where they stand. A correction whose block is not found any more is told as
//! a doubt and stays in the file.

use super::output;
use crate::desk::name::{BlockName, fingerprint};
use crate::desk::{Desk, Edit, Place, Step};
use crate::model::edition::Edition;
use crate::model::page::{BlockId, Page};
use crate::model::role::Role;
use crate::ui::action::Action;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// What such a file is called: the page's name and this.
pub const ENDING: &str = ".foldline.toml";
/// The form of the file that is written and read.
const VERSION: u32 = 1;
/// No person makes more corrections than fit into this, in bytes.
const LARGEST: u64 = 4 << 20;

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
    /// Indices of its pages.
    pub pages: Range<usize>,
}

#[cfg(feature = "images")]
impl Shelf {
    /// The file a page comes from, and the page's index in it.
    pub fn print_of(&self, page: usize) -> Option<(&std::path::Path, usize)> {
        let (origin, _) = self.origins.iter().find(|(origin, _)| origin.pages.contains(&page))?;
        Some((origin.path.as_deref()?, page - origin.pages.start))
    }
}

/// The files of an edition, with the corrections that found no place.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    origins: Vec<(Origin, Vec<Entry>)>,
    keep: Keep,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sidecar {
    version: u32,
    /// The fingerprint of the page file that was corrected.
    content: String,
    #[serde(default, rename = "correction")]
    corrections: Vec<Entry>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    /// The page of the file, from 1.
    page: usize,
    edit: Kind,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<Role>,
    block: Named,
    #[serde(skip_serializing_if = "Option::is_none")]
    into: Option<Named>,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<Named>,
    #[serde(skip_serializing_if = "Option::is_none")]
    behind: Option<Named>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Split,
    Join,
    Move,
    Role,
    Rank,
    RunOn,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    says: String,
    text: String,
    at: [i32; 2],
}

impl Shelf {
    /// An empty shelf that keeps corrections there.
    pub fn new(keep: Keep) -> Shelf {
        Shelf { origins: Vec::new(), keep }
    }

    /// Adds a file of the edition.
    pub fn add(&mut self, origin: Origin) {
        self.origins.push((origin, Vec::new()));
    }

    /// Applies what was corrected before; what does not fit any more becomes a doubt.
    pub fn apply(&mut self, edition: &mut Edition) -> Desk {
        let mut desk = Desk::default();
        for (origin, astray) in &mut self.origins {
            let sidecar = match read(origin) {
                Ok(Some(sidecar)) => sidecar,
                Ok(None) => continue,
                Err(says) => {
                    edition.source.doubts.push(says);
                    continue;
                }
            };
            if sidecar.content != shown(origin.print) {
                let says = "changed since it was corrected; what still fits was applied";
                edition.source.doubts.push(format!("{}: {says}", origin.name));
            }
            for entry in sidecar.corrections {
                let made = step_of(&entry, origin, &edition.pages).map(|step| desk.make(edition, step));
                if !matches!(made, Some(Ok(()))) {
                    edition.source.doubts.push(format!("{}: {}", origin.name, entry.misfit()));
                    astray.push(entry);
                }
            }
        }
        desk
    }

    /// What was corrected, each file's own, ready to be written.
    pub fn filing(&self, edition: &Edition, desk: &Desk) -> Filing {
        let of_file = |(origin, astray): &(Origin, Vec<Entry>)| {
            let own = desk.steps().iter().filter(|step| origin.pages.contains(&step.page));
            let mut corrections: Vec<Entry> = own.filter_map(|step| entry_of(step, origin, &edition.pages)).collect();
            corrections.extend(astray.iter().cloned());
            (origin.clone(), Sidecar { version: VERSION, content: shown(origin.print), corrections })
        };
        Filing { sidecars: self.origins.iter().map(of_file).collect(), keep: self.keep }
    }
}

/// Corrections to be written, without what they were made on.
#[derive(Clone, Debug)]
pub struct Filing {
    sidecars: Vec<(Origin, Sidecar)>,
    keep: Keep,
}

impl Filing {
    /// Writes them, each file's own.
    pub fn write(&self) -> Action {
        let mut places = Vec::new();
        for (origin, sidecar) in &self.sidecars {
            match write(origin, sidecar, self.keep) {
                Ok(Some(place)) => places.push(place.display().to_string()),
                Ok(None) => {}
                Err(says) => return Action::Failed(says),
            }
        }
        Action::Kept(places.join(", "))
    }
}

/// Newest first: beside the page, in the state folder.
fn places(origin: &Origin, keep: Keep) -> Vec<PathBuf> {
    let beside = origin.path.as_ref().map(|path| {
        let mut name = path.as_os_str().to_owned();
        name.push(ENDING);
        PathBuf::from(name)
    });
    let state = super::memory::state_folder()
        .map(|folder| folder.join("corrections").join(format!("{}.toml", shown(origin.print))));
    match keep {
        Keep::Beside => beside.into_iter().chain(state).collect(),
        Keep::State => state.into_iter().chain(beside).collect(),
    }
}

fn read(origin: &Origin) -> Result<Option<Sidecar>, String> {
    let written = |path: &Path| path.metadata().and_then(|what| what.modified()).ok();
    let mut there: Vec<(std::time::SystemTime, PathBuf)> =
        places(origin, Keep::Beside).into_iter().filter_map(|path| Some((written(&path)?, path))).collect();
    there.sort();
    let Some((_, path)) = there.pop() else { return Ok(None) };
    let shown = path.display();
    if path.metadata().is_ok_and(|what| what.len() > LARGEST) {
        return Err(format!("{shown}: too large for corrections; nothing was applied"));
    }
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{shown}: {error}"))?;
    let sidecar: Sidecar = toml::from_str(&text).map_err(|error| {
        let line = error.span().map_or(1, |span| text.get(..span.start).unwrap_or_default().matches('\n').count() + 1);
        format!("{shown}:{line}: {}; nothing was applied", error.message().replace('\n', " "))
    })?;
    if sidecar.version != VERSION {
        return Err(format!("{shown}: made by another version; nothing was applied"));
    }
    Ok(Some(sidecar))
}

/// Writes to the first place that takes it, and says which; nothing when there is nothing to keep.
fn write(origin: &Origin, sidecar: &Sidecar, keep: Keep) -> Result<Option<PathBuf>, String> {
    let mut failed = None;
    for path in places(origin, keep) {
        if sidecar.corrections.is_empty() {
            // Only what we can read ourselves is ours to remove.
            if path.exists() && read(origin).is_ok() {
                std::fs::remove_file(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            }
            continue;
        }
        if path.exists() && read(origin).is_err() {
            failed = Some(format!("{}: not ours, left as it is", path.display()));
            continue;
        }
        if keep == Keep::State || origin.path.is_none() || failed.is_some() {
            let _ = path.parent().map(std::fs::create_dir_all);
        }
        let text = toml::to_string(sidecar).map_err(|error| error.to_string())?;
        match output::write_file(&path, &format!("{HEAD}{text}"), true) {
            Ok(()) => return Ok(Some(path)),
            Err(failure) => failed = failure.message(false),
        }
    }
    failed.map_or(Ok(None), Err)
}

const HEAD: &str = "# What was corrected by hand in foldline. The page file is as it was.\n";

fn shown(print: u64) -> String {
    format!("{print:016x}")
}

fn step_of(entry: &Entry, origin: &Origin, pages: &[Page]) -> Option<Step> {
    let index = origin.pages.start.checked_add(entry.page.checked_sub(1)?)?;
    let page = pages.get(index).filter(|_| origin.pages.contains(&index))?;
    let find = |named: &Named| named.name()?.find(page);
    let block = find(&entry.block)?;
    let place = || match (&entry.before, &entry.behind) {
        (Some(before), None) => find(before).map(Place::Before),
        (None, Some(behind)) => find(behind).map(Place::Behind),
        (None, None) | (Some(_), Some(_)) => None,
    };
    let edit = match entry.edit {
        Kind::Split => Edit::Split(block),
        Kind::Join => Edit::Join { story: block, into: find(entry.into.as_ref()?)? },
        Kind::Move => Edit::Move { block, to: place()? },
        Kind::Role => Edit::Role { block, role: entry.role? },
        Kind::Rank => Edit::Rank { story: block, to: place()? },
        Kind::RunOn => Edit::RunOn(block),
    };
    Some(Step { page: index, edit })
}

fn entry_of(step: &Step, origin: &Origin, pages: &[Page]) -> Option<Entry> {
    let page = pages.get(step.page)?;
    let named = |id: BlockId| BlockName::of(page, id).map(Named::from);
    let (block, _) = step.edit.blocks();
    let mut entry = Entry {
        page: step.page - origin.pages.start + 1,
        edit: Kind::Split,
        role: None,
        block: named(block)?,
        into: None,
        before: None,
        behind: None,
    };
    let mut put = |to: Place| match to {
        Place::Before(id) => entry.before = named(id),
        Place::Behind(id) => entry.behind = named(id),
    };
    match step.edit {
        Edit::Split(_) => {}
        Edit::Join { into, .. } => (entry.edit, entry.into) = (Kind::Join, named(into)),
        Edit::Move { to, .. } => {
            put(to);
            entry.edit = Kind::Move;
        }
        Edit::Role { role, .. } => (entry.edit, entry.role) = (Kind::Role, Some(role)),
        Edit::Rank { to, .. } => {
            put(to);
            entry.edit = Kind::Rank;
        }
        Edit::RunOn(_) => entry.edit = Kind::RunOn,
    }
    Some(entry)
}

impl Entry {
    /// What to tell when it does not fit.
    fn misfit(&self) -> String {
        let what = match self.edit {
            Kind::Split => "split",
            Kind::Join => "join",
            Kind::Move => "move",
            Kind::Role => "role",
            Kind::Rank => "rank",
            Kind::RunOn => "run-on",
        };
        format!("a correction no longer fits: {what} at “{}” on page {}", self.block.says, self.page)
    }
}

impl Named {
    fn name(&self) -> Option<BlockName> {
        let print = u64::from_str_radix(&self.text, 16).ok()?;
        Some(BlockName { print, says: self.says.clone(), at: self.at })
    }
}

impl From<BlockName> for Named {
    fn from(name: BlockName) -> Named {
        Named { says: name.says, text: shown(name.print), at: name.at }
    }
}

/// An origin for what was read.
pub fn origin(path: Option<&Path>, name: &str, bytes: &[u8], pages: Range<usize>) -> Origin {
    Origin { path: path.map(Path::to_owned), name: name.to_owned(), print: fingerprint(bytes), pages }
}
