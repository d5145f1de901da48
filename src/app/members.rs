//! What is inside of folders and of packed files: the files that are pages, in natural order, without what others of them
//! name as theirs.

use super::input::NamedBytes;
use super::names::{Leaves, file_name, natural};
use crate::sources::archive::{named_by_issues, named_by_members};
use crate::sources::packed::{self, Packed};
use crate::sources::{self, OpenError};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Folders within each other that are looked through, at most: a batch of a library has five.
const FOLDERS_DEEP: usize = 8;
/// Files of a folder with all below it, at most.
const FILES_AT_MOST: usize = 20_000;

/// The pages of a folder: those that lie in it, or, where none does, those in the folders below it.
///
/// # Errors
/// When the system does not let us look into it.
pub fn pages_of(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let found = found_in(folder, Leaves::Pages)?;
    if found.is_empty() { found_in(folder, Leaves::Scans) } else { Ok(found) }
}

fn found_in(folder: &Path, leaves: Leaves) -> std::io::Result<Vec<PathBuf>> {
    let mut found = files_in(folder, leaves)?;
    let mut level = vec![folder.to_owned()];
    for _ in 0..FOLDERS_DEEP {
        if !found.is_empty() {
            break;
        }
        // Folders that cannot be looked into hide their pages from us as they do from their reader.
        level = level.iter().flat_map(|folder| folders_in(folder).unwrap_or_default()).take(FILES_AT_MOST).collect();
        found =
            level.iter().flat_map(|folder| files_in(folder, leaves).unwrap_or_default()).take(FILES_AT_MOST).collect();
    }
    let named = named_by_issues(&found);
    found.retain(|path| !named.contains(path));
    Ok(found)
}

fn files_in(folder: &Path, leaves: Leaves) -> std::io::Result<Vec<PathBuf>> {
    sorted(folder, &|path| path.is_file() && leaves.has(&file_name(path)))
}

/// Folders below one, but no links: they may lead back up.
fn folders_in(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    sorted(folder, &|path| {
        path.symlink_metadata().is_ok_and(|about| about.is_dir()) && !file_name(path).starts_with('.')
    })
}

fn sorted(folder: &Path, keep: &dyn Fn(&Path) -> bool) -> std::io::Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder)?;
    let mut inside: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    inside.retain(|path| keep(path));
    inside.sort_by_cached_key(|path| natural(&file_name(path)));
    Ok(inside)
}

/// An input as it is, or, where it is packed, its members that are pages, and what was not unpacked.
///
/// # Errors
/// When a packed file is damaged, meets a bound, or holds no page.
pub fn unpacked(input: NamedBytes) -> Result<(Vec<NamedBytes>, Vec<String>), OpenError> {
    if !sources::is_packed(&input.bytes) {
        return Ok((vec![input], Vec::new()));
    }
    let broken = |says: String| OpenError::Broken { name: input.name.clone(), says };
    let members = Arc::new(packed::unpacked(&input.name, &input.bytes).map_err(broken)?);
    let doubts = members.doubts.iter().map(|doubt| format!("{}: {doubt}", input.name)).collect();
    let is_hidden = |name: &str| name.starts_with('.') || name == "__MACOSX";
    let hidden = |path: &Path| path.components().any(|part| is_hidden(&part.as_os_str().to_string_lossy()));
    let mut files: Vec<PathBuf> = members.paths().map(Path::to_owned).collect();
    files.retain(|path| !hidden(path));
    let has = |leaves: Leaves| files.iter().any(|path| leaves.has(&file_name(path)));
    let leaves = if has(Leaves::Pages) { Leaves::Pages } else { Leaves::Scans };
    files.retain(|path| leaves.has(&file_name(path)));
    files.sort_by_cached_key(|path| natural(&path.to_string_lossy()));
    let named = named_by_members(&members, &files);
    files.retain(|path| !named.contains(path));
    if files.is_empty() {
        let mut says = "there are no pages in this packed file".to_owned();
        // What was left out may have been all of them.
        if let Some(first) = members.doubts.first() {
            says = format!("{says}: {first}");
        }
        return Err(OpenError::Empty { name: input.name, says });
    }
    let one = files.len() == 1;
    let member = |path: PathBuf| NamedBytes {
        // A page that is packed alone lies where its packed file does: what it names may be packed beside it.
        path: input.path.clone().filter(|_| one),
        name: if one { input.name.clone() } else { format!("{}/{}", input.name, path.display()) },
        bytes: Arc::new(members.bytes(&path).unwrap_or_default().to_vec()),
        packed: (members.paths().count() > 1)
            .then(|| Packed { members: members.clone(), folder: path.parent().unwrap_or(Path::new("")).to_owned() }),
    };
    Ok((files.into_iter().map(member).collect(), doubts))
}
