//! The files that corrections are kept in. A file that we cannot read is not ours: it is never replaced or removed. Two
//! readers of one page write one after the other, and each adds to what the other one wrote.

use super::{Corrected, CorrectionEntry, ENDING, Keep, Origin, shown};
use crate::app::failure::in_words;
use crate::app::output::OtherNames;
use crate::app::{lock, memory, output};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::PoisonError;
use std::time::SystemTime;

/// The form of the file that is written and read.
const VERSION: u32 = 1;
/// No person makes more corrections than fit into this, in bytes.
const LARGEST: u64 = 4 << 20;
const HEAD: &str = "# What was corrected by hand in foldline, and notes. The page file is as it was.\n";

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sidecar {
    version: u32,
    /// The fingerprint of the page file that was corrected.
    pub(super) content: String,
    #[serde(default, rename = "correction")]
    pub(super) corrections: Vec<CorrectionEntry>,
}

/// What stands where corrections may be kept.
enum FoundSidecar {
    Nothing,
    Ours(SystemTime, Sidecar),
    /// Not ours, and why it is not.
    Foreign(String),
}

/// Where corrections are now.
pub(super) struct WrittenSidecar {
    /// Nothing when there are none.
    pub(super) place: Option<PathBuf>,
    /// Somebody else corrected the page meanwhile.
    pub(super) of_others: bool,
    /// What is to be told of the file.
    pub(super) says: Option<String>,
}

/// Where corrections may be, the place they go to first.
fn places(origin: &Origin, keep: Keep) -> Vec<PathBuf> {
    let beside = origin.path.as_ref().map(|path| {
        let mut name = path.as_os_str().to_owned();
        name.push(ENDING);
        PathBuf::from(name)
    });
    let state =
        memory::state_folder().map(|folder| folder.join("corrections").join(format!("{}.toml", shown(origin.print))));
    match keep {
        Keep::Beside => beside.into_iter().chain(state).collect(),
        Keep::State => state.into_iter().chain(beside).collect(),
    }
}

fn look(path: &Path) -> FoundSidecar {
    match understood(path) {
        Ok(Some((written, sidecar))) => FoundSidecar::Ours(written, sidecar),
        Ok(None) => FoundSidecar::Nothing,
        Err(says) => FoundSidecar::Foreign(says),
    }
}

fn understood(path: &Path) -> Result<Option<(SystemTime, Sidecar)>, String> {
    let shown = path.display();
    let failed = |error: std::io::Error| format!("{shown}: {}; nothing was applied", in_words(&error));
    let Ok(what) = path.metadata() else {
        let is_there = path.symlink_metadata().is_ok();
        return if is_there {
            Err(format!("{shown}: a link that leads nowhere; nothing was applied"))
        } else {
            Ok(None)
        };
    };
    if !what.is_file() {
        return Err(format!("{shown}: no file; nothing was applied"));
    }
    if what.len() > LARGEST {
        return Err(format!("{shown}: too large for corrections; nothing was applied"));
    }
    let text = std::fs::read_to_string(path).map_err(failed)?;
    let sidecar: Sidecar = toml::from_str(&text).map_err(|error| {
        let line = error.span().map_or(1, |span| text.get(..span.start).unwrap_or_default().matches('\n').count() + 1);
        format!("{shown}:{line}: {}; nothing was applied", error.message().replace('\n', " "))
    })?;
    if sidecar.version != VERSION {
        return Err(format!("{shown}: made by another version; nothing was applied"));
    }
    Ok(Some((what.modified().unwrap_or(SystemTime::UNIX_EPOCH), sidecar)))
}

/// The corrections that were written last, and what to say of files that are not ours.
pub(super) fn read(origin: &Origin) -> (Option<Sidecar>, Vec<String>) {
    let (mut newest, mut doubts): (Option<(SystemTime, Sidecar)>, _) = (None, Vec::new());
    for path in places(origin, Keep::Beside) {
        match look(&path) {
            FoundSidecar::Nothing => {}
            FoundSidecar::Ours(written, sidecar) => {
                if newest.as_ref().is_none_or(|(before, _)| written >= *before) {
                    newest = Some((written, sidecar));
                }
            }
            FoundSidecar::Foreign(says) => doubts.push(says),
        }
    }
    (newest.map(|(_, sidecar)| sidecar), doubts)
}

/// Brings the file of corrections to what was corrected here and, since it was read, elsewhere.
pub(super) fn write(file: &Corrected, ours: &[CorrectionEntry], keep: Keep) -> Result<WrittenSidecar, String> {
    let origin = &file.origin;
    let _alone = lock::taken(&lock_of(origin)).map_err(|says| format!("corrections are not kept: {says}"))?;
    let mut known = file.known.lock().unwrap_or_else(PoisonError::into_inner);
    let found: Vec<(PathBuf, FoundSidecar)> =
        places(origin, keep).into_iter().map(|path| (path.clone(), look(&path))).collect();
    let newest = found.iter().filter_map(|(path, found)| match found {
        FoundSidecar::Ours(written, sidecar) => Some((*written, path, sidecar)),
        FoundSidecar::Nothing | FoundSidecar::Foreign(_) => None,
    });
    let newest = newest.max_by_key(|(written, ..)| *written);
    let filed = newest.map(|(.., sidecar)| sidecar.corrections.clone()).unwrap_or_default();
    let of_others =
        filed.iter().any(|entry| !known.contains(entry)) || known.iter().any(|entry| !filed.contains(entry));
    let merged = merged(&filed, &known, ours);
    if merged == filed {
        *known = ours.to_vec();
        let place = newest.filter(|_| !filed.is_empty()).map(|(_, path, _)| path.clone());
        return Ok(WrittenSidecar { place, of_others, says: None });
    }
    let put = if merged.is_empty() { None } else { Some(put(origin, &merged, &found, keep)?) };
    let (place, parted) = put.unzip();
    // What stands elsewhere would be read again one day; what we do not know of it is somebody's.
    for (path, elsewhere) in found.iter().filter(|(path, _)| Some(path) != place.as_ref()) {
        let FoundSidecar::Ours(_, sidecar) = elsewhere else { continue };
        if sidecar.corrections.iter().all(|entry| known.contains(entry) || merged.contains(entry)) {
            std::fs::remove_file(path).map_err(|error| format!("{}: {}", path.display(), in_words(&error)))?;
        }
    }
    *known = ours.to_vec();
    let says = place.as_ref().zip(parted).and_then(|(place, parted)| parted.said(place));
    Ok(WrittenSidecar { place, of_others, says })
}

/// Writes to the first place that takes it. A file there that is not ours is none to go around without a word.
fn put(
    origin: &Origin,
    corrections: &[CorrectionEntry],
    found: &[(PathBuf, FoundSidecar)],
    keep: Keep,
) -> Result<(PathBuf, OtherNames), String> {
    let sidecar = Sidecar { version: VERSION, content: shown(origin.print), corrections: corrections.to_vec() };
    let text = toml::to_string(&sidecar).map_err(|error| error.to_string())?;
    let mut failed = String::from("corrections are not kept: there is no folder for them");
    for (index, (path, there)) in found.iter().enumerate() {
        if let FoundSidecar::Foreign(_) = there {
            let other = if keep == Keep::Beside && index == 0 { "state" } else { "beside" };
            return Err(format!(
                "corrections are not kept, :keep {other} keeps them: {} is not foldline's and stays as it is",
                path.display()
            ));
        }
        if keep == Keep::State || origin.path.is_none() || index > 0 {
            let _ = path.parent().map(std::fs::create_dir_all);
        }
        match output::write_file(path, &format!("{HEAD}{text}"), true) {
            Ok(parted) => return Ok((path.clone(), parted)),
            Err(failure) => {
                failed = format!("corrections are not kept: {}", failure.message(false).unwrap_or_default());
            }
        }
    }
    Err(failed)
}

/// What is filed, with what was taken back and added here since it was known.
fn merged(filed: &[CorrectionEntry], known: &[CorrectionEntry], ours: &[CorrectionEntry]) -> Vec<CorrectionEntry> {
    let same = known.iter().zip(ours).take_while(|(known, ours)| known == ours).count();
    let mut merged = filed.to_vec();
    for gone in known.iter().skip(same).rev() {
        if let Some(at) = merged.iter().rposition(|entry| entry == gone) {
            merged.remove(at);
        }
    }
    merged.extend(ours.iter().skip(same).cloned());
    merged
}

/// What two readers of one page both find: the page itself, where there is one that can be opened.
fn lock_of(origin: &Origin) -> PathBuf {
    let page = origin.path.clone().filter(|path| cfg!(unix) && path.is_file());
    page.unwrap_or_else(|| lock::in_state(&shown(origin.print)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::corrections::{CorrectionKind, NamedBlock};

    fn entries(texts: &[&str]) -> Vec<CorrectionEntry> {
        let of = |text: &&str| {
            let block = NamedBlock { says: (*text).to_owned(), text: "aa".into(), at: [0, 0] };
            CorrectionEntry::new(1, CorrectionKind::Split, block)
        };
        texts.iter().map(of).collect()
    }

    #[test]
    fn both_readers_corrections_are_kept_and_each_takes_back_its_own() {
        let known = entries(&["a", "b"]);
        let theirs = entries(&["a", "b", "theirs"]);
        assert_eq!(merged(&theirs, &known, &entries(&["a", "b", "ours"])), entries(&["a", "b", "theirs", "ours"]));
        assert_eq!(merged(&theirs, &known, &entries(&["a"])), entries(&["a", "theirs"]));
        assert_eq!(merged(&known, &known, &entries(&["a", "c"])), entries(&["a", "c"]));
        assert_eq!(merged(&entries(&["b"]), &known, &entries(&["a", "b", "c"])), entries(&["b", "c"]), "undone there");
    }

    fn corrected(folder: &Path) -> Corrected {
        let path = folder.join("page.txt");
        std::fs::write(&path, "灯塔\n").unwrap();
        let origin = crate::app::corrections::origin(Some(&path), "page.txt", "灯塔\n".as_bytes(), 0..1);
        Corrected { origin, astray: Vec::new(), known: std::sync::Arc::default() }
    }

    #[test]
    fn a_file_that_is_not_ours_is_never_touched() {
        let folder = tempfile::tempdir().unwrap();
        let file = corrected(folder.path());
        let beside = folder.path().join("page.txt.foldline.toml");
        for foreign in ["my own notes\n", "version = 7\ncontent = \"00\"\n", ""] {
            std::fs::write(&beside, foreign).unwrap();
            for ours in [&["a"][..], &["a", "b"], &["a"], &[]] {
                let written = write(&file, &entries(ours), Keep::Beside);
                assert_eq!(written.is_err(), !ours.is_empty(), "it is told as long as something is not kept");
                assert_eq!(std::fs::read_to_string(&beside).unwrap(), foreign);
            }
        }
        std::fs::remove_file(&beside).unwrap();
        std::fs::create_dir(&beside).unwrap();
        let says = write(&file, &entries(&["a"]), Keep::Beside).err().unwrap();
        assert!(says.contains(":keep state"), "{says}");
    }

    #[test]
    fn two_shelves_of_one_page_lose_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (corrected(folder.path()), corrected(folder.path()));
        assert!(!write(&one, &entries(&["one"]), Keep::Beside).unwrap().of_others);
        assert!(write(&two, &entries(&["two"]), Keep::Beside).unwrap().of_others);
        write(&one, &entries(&["one", "more"]), Keep::Beside).unwrap();
        assert_eq!(read(&one.origin).0.unwrap().corrections, entries(&["one", "two", "more"]));
        write(&one, &[], Keep::Beside).unwrap();
        assert_eq!(read(&one.origin).0.unwrap().corrections, entries(&["two"]));
        assert!(write(&two, &[], Keep::Beside).unwrap().place.is_none());
        assert!(!folder.path().join("page.txt.foldline.toml").exists());
    }
}
