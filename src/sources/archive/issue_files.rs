//! Files that one file of an issue may name: those in its folder on the disk, or the members of the packed file it came
//! in. Nothing else can be reached through it.

use super::hrefs::{self, Href};
use crate::sources::OpenOptions;
use crate::sources::message::in_words;
use crate::sources::packed::{self, Members};
use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// A longer file is refused, in bytes: the largest page of words is a few megabytes.
pub const LONGEST: u64 = 64 << 20;

/// The files of an issue, seen from the folder that one of them lies in.
#[derive(Clone, Debug)]
pub struct IssueFiles {
    files: FilesIn,
    /// The folder within the issue that places are read from.
    base: PathBuf,
}

#[derive(Clone, Debug)]
enum FilesIn {
    Folder(PathBuf),
    Packed(Arc<Members>),
}

/// Folders above the one of a file that belong to its issue, at most.
const FOLDERS_UP: usize = 4;
/// Files of a folder that are looked at, at most.
const LISTED_AT_MOST: usize = 10_000;

impl IssueFiles {
    /// What can be reached from the file that is opened; nothing for one that came without a place.
    pub fn of(options: &OpenOptions) -> Option<IssueFiles> {
        if let Some(packed) = &options.packed {
            return Some(IssueFiles { files: FilesIn::Packed(packed.members.clone()), base: packed.folder.clone() });
        }
        let folder = options.folder.clone()?;
        Some(IssueFiles { files: FilesIn::Folder(folder), base: PathBuf::new() })
    }

    /// The same, with the folders above that belong to the issue as well: those whose names `goes_on` knows, from the
    /// innermost on, and the one that holds them.
    pub fn widened(mut self, goes_on: impl Fn(&str) -> bool) -> IssueFiles {
        let FilesIn::Folder(folder) = &self.files else { return self };
        // Seen from a folder below, it reaches as far as it may already.
        if self.base.components().next().is_some() {
            return self;
        }
        let Ok(mut root) = folder.canonicalize() else { return self };
        let mut inner: Vec<std::ffi::OsString> = Vec::new();
        while let Some(name) = root.file_name().filter(|name| goes_on(&name.to_string_lossy())) {
            if inner.len() == FOLDERS_UP {
                break;
            }
            inner.push(name.to_owned());
            root.pop();
        }
        self.base = inner.iter().rev().collect();
        self.files = FilesIn::Folder(root);
        self
    }

    /// Where a place leads: a path that names the file among those of the issue.
    ///
    /// # Errors
    /// Why it is not followed.
    pub fn locate(&self, href: &str) -> Result<PathBuf, String> {
        match &self.files {
            FilesIn::Folder(root) => match hrefs::resolve(root, &self.base, href) {
                Href::Inside(path) => Ok(path),
                Href::NotFollowed(why) => Err(why.to_owned()),
            },
            FilesIn::Packed(members) => {
                let inside = hrefs::inside(&self.base, href)?;
                members.find(&inside).ok_or_else(|| "there is no such file".to_owned())
            }
        }
    }

    /// The bytes of a file that was located, unpacked where it is a gzip.
    ///
    /// # Errors
    /// What the system says, or the bound that it meets.
    pub fn load(&self, path: &Path) -> Result<Vec<u8>, String> {
        let bytes = match &self.files {
            FilesIn::Folder(_) => {
                let file = std::fs::File::open(path).map_err(|error| in_words(&error))?;
                let mut bytes = Vec::new();
                file.take(LONGEST + 1).read_to_end(&mut bytes).map_err(|error| in_words(&error))?;
                bytes
            }
            FilesIn::Packed(members) => members.bytes(path).unwrap_or_default().to_vec(),
        };
        let bytes = if packed::is_gzip(&bytes) { packed::inflated(&bytes, LONGEST)? } else { bytes };
        if bytes.len() as u64 > LONGEST {
            return Err("larger than 64 MB".to_owned());
        }
        Ok(bytes)
    }

    /// The bytes of the file that a place names.
    ///
    /// # Errors
    /// As [`IssueFiles::locate`] and [`IssueFiles::load`].
    pub fn bytes(&self, href: &str) -> Result<Vec<u8>, String> {
        self.load(&self.locate(href)?)
    }

    /// The text of the file that a place names.
    ///
    /// # Errors
    /// As [`IssueFiles::bytes`].
    pub fn text(&self, href: &str) -> Result<String, String> {
        Ok(super::encoding::decoded(&self.bytes(href)?).0.into_owned())
    }

    /// The issue seen from a folder below the one it is seen from.
    pub fn below(&self, folder: &str) -> IssueFiles {
        IssueFiles { files: self.files.clone(), base: self.base.join(folder) }
    }

    /// Names of the plain files in the folder it is seen from, in order.
    pub fn names(&self) -> Vec<String> {
        let names: BTreeSet<String> = match &self.files {
            FilesIn::Folder(root) => {
                let entries = std::fs::read_dir(root.join(&self.base)).into_iter().flatten().flatten();
                let files = entries.take(LISTED_AT_MOST).filter(|entry| entry.path().is_file());
                files.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
            }
            FilesIn::Packed(members) => members.names_in(&self.base).collect(),
        };
        names.into_iter().collect()
    }
}

/// Whether a folder is called by a date: `2026-11`, `20261123`, `23`.
pub fn is_date(name: &str) -> bool {
    let digits = name.chars().filter(char::is_ascii_digit).count();
    matches!(digits, 2..=8) && name.chars().all(|c| c.is_ascii_digit() || c == '-')
}

/// A path without what is no name in it, for places within packed files.
pub fn plain(path: &Path) -> Option<PathBuf> {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::Normal(name) => plain.push(name),
            Component::ParentDir | Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    (plain.components().count() > 0).then_some(plain)
}
