//! Writing: to the standard output without minding a closed pipe, and to files whole or not at all.

use super::failure::{Failure, in_words};
use super::signals::HalfWritten;
use crate::export;
use crate::t;
use std::fs::{File, Metadata, OpenOptions};
use std::io::{BufWriter, Error, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// What is written piece by piece goes in pieces of this size, in bytes.
const PIECE: usize = 1 << 16;
/// Links that are followed one after the other, as systems do.
const LINKS: usize = 40;

/// Prints to the standard output. Nothing that a terminal acts on gets there, whatever made the text.
///
/// # Errors
/// [`Failure::Closed`] when nobody listens any more; [`Failure::Cannot`] when the output is full or broken.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    let text = export::harmless_lines(text);
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(|error| match error.kind() {
        ErrorKind::BrokenPipe => Failure::Closed,
        _ => Failure::cannot(format!("standard output: {}", in_words(&error))),
    })
}

/// As [`print`], piece by piece: `fill` writes to what it is given.
///
/// # Errors
/// As [`print`], and what `fill` fails with.
pub fn print_from(fill: impl FnOnce(&mut dyn Write) -> Result<(), Failure>) -> Result<(), Failure> {
    let mut out = HarmlessWriter { to: std::io::stdout().lock(), pending: Vec::new() };
    fill(&mut out).and_then(|()| out.flush().map_err(Failure::Unwritten)).map_err(|failure| match failure {
        Failure::Unwritten(error) if error.kind() == ErrorKind::BrokenPipe => Failure::Closed,
        Failure::Unwritten(error) => Failure::cannot(format!("standard output: {}", in_words(&error))),
        other => other,
    })
}

/// Text on its way to where a terminal may be. Whoever writes to it writes whole characters.
struct HarmlessWriter<W> {
    to: W,
    pending: Vec<u8>,
}

impl<W: Write> HarmlessWriter<W> {
    fn pass_on(&mut self) -> std::io::Result<()> {
        let pending = std::mem::take(&mut self.pending);
        self.to.write_all(export::harmless_lines(&String::from_utf8_lossy(&pending)).as_bytes())
    }
}

impl<W: Write> Write for HarmlessWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.pending.extend_from_slice(bytes);
        if self.pending.len() >= PIECE {
            self.pass_on()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.pass_on()?;
        self.to.flush()
    }
}

/// Tells the user something in a line of its own on the standard error. Where nobody can be told, nobody is: that is
/// no reason to end otherwise.
pub fn tell(says: &str) {
    let line = format!("foldline: {}\n", export::harmless(says));
    let _ = std::io::stderr().lock().write_all(line.as_bytes());
}

/// As [`deliver`], piece by piece: `fill` writes to what it is given.
///
/// # Errors
/// As [`deliver`], and what `fill` fails with.
pub fn deliver_from(
    path: &Path,
    force: bool,
    fill: impl FnOnce(&mut dyn Write) -> Result<(), Failure>,
) -> Result<(), Failure> {
    if is_standard(path) {
        return print_from(fill);
    }
    let (mut fill, mut failed) = (Some(fill), None);
    let written = write(path, force, &mut |out| {
        let mut out = BufWriter::with_capacity(PIECE, out);
        match fill.take().map_or(Ok(()), |fill| fill(&mut out)) {
            Ok(()) => out.flush(),
            Err(Failure::Unwritten(error)) => Err(error),
            Err(other) => {
                failed = Some(other);
                Err(Error::other("nothing to write"))
            }
        }
    });
    let parted = written.map_err(|error| {
        failed.unwrap_or_else(|| Failure::cannot(format!("{}: {}", path.display(), remedied(path, &error))))
    })?;
    parted.tell(path);
    Ok(())
}

/// Prints, or writes a file as [`write_file`] does: `-` and the names that systems have for it are the standard output.
/// Where the file has other names, which keep what was there, that is told.
///
/// # Errors
/// As [`print()`] and [`write_file`].
pub fn deliver(path: &Path, text: &str, force: bool) -> Result<(), Failure> {
    if is_standard(path) {
        return print(text);
    }
    write_file(path, text, force)?.tell(path);
    Ok(())
}

/// How many other names (hard links) files had that were replaced. A file that is written in one step takes the place of one
/// name and parts from the others, which keep what was there: writing into the old file would be seen half done under all of
/// them. Whoever linked the names thinks that they are one file, so it has to be told.
#[must_use = "the other names of a file are told"]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OtherNames(usize);

impl OtherNames {
    /// Those of a file.
    #[cfg(unix)]
    pub fn of(there: &Metadata) -> OtherNames {
        use std::os::unix::fs::MetadataExt;
        OtherNames(usize::try_from(there.nlink()).unwrap_or(usize::MAX).saturating_sub(1))
    }

    #[cfg(not(unix))]
    pub fn of(_there: &Metadata) -> OtherNames {
        OtherNames(0)
    }

    /// Those of one more file.
    pub fn add(&mut self, more: OtherNames) {
        self.0 = self.0.saturating_add(more.0);
    }

    /// Tells of them in one line, under the name that was written: that of a file, or of the folder that files are in.
    pub fn tell(self, path: &Path) {
        if self.0 > 0 {
            let names = many(self.0, "hard link");
            let of = if path.is_dir() { " to files that were replaced" } else { " to it" };
            tell(&format!("{}: {names}{of} kept what was there before", path.display()));
        }
    }

    /// Tells in one line that a file is written on where it is, behind what stands there: other names of it have that, too.
    pub fn tell_gone_on(self, path: &Path, behind: &str) {
        let names = if self.0 == 1 { "its hard link has" } else { "its hard links have" };
        let also = if self.0 > 0 { format!("; {names} what is added, too") } else { String::new() };
        tell(&format!("{}: going on in place, behind {behind}{also}", path.display()));
    }

    /// The same in the reader's language.
    pub fn said(self, path: &Path) -> Option<String> {
        let (path, count) = (path.display(), self.0);
        (count > 0).then(|| t!("{path} is a file of its own now; hard links ({count}) keep the old text", path, count))
    }
}

/// Parts a file that is to be written piece by piece from its other names: an empty file takes its place.
///
/// # Errors
/// [`Failure::Cannot`] that names the file and what to do.
pub fn part_from_other_names(path: &Path) -> Result<(), Failure> {
    let is_linked = |there: Metadata| there.is_file() && OtherNames::of(&there) != OtherNames(0);
    if path.metadata().is_ok_and(is_linked) {
        write_file(path, "", true)?.tell(path);
    }
    Ok(())
}

/// True for the names of the standard output.
pub fn is_standard(path: &Path) -> bool {
    const STANDARD_OUTPUT: [&str; 4] = ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];
    STANDARD_OUTPUT.iter().any(|name| path.as_os_str() == *name)
}

/// True for a path that is a folder, or is said to be one.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.to_string_lossy().ends_with(std::path::MAIN_SEPARATOR)
}

/// So many things of a kind, by a word that takes an s where they are several.
pub fn many(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// Writes a file in one step: into a new file beside it, then into its place, so that nobody ever sees half of
/// it. What is there already is only replaced when `force` is said; it keeps its mode and its owner, and a link keeps
/// leading to it. Its other names are for the caller to tell of.
///
/// # Errors
/// [`Failure::Cannot`] that names the file and what to do.
pub fn write_file(path: &Path, text: &str, force: bool) -> Result<OtherNames, Failure> {
    write_bytes(path, text.as_bytes(), force)
}

/// As [`write_file`], for what is no text.
///
/// # Errors
/// As [`write_file`].
pub fn write_bytes(path: &Path, bytes: &[u8], force: bool) -> Result<OtherNames, Failure> {
    let shown = path.display();
    write(path, force, &mut |out| out.write_all(bytes))
        .map_err(|error| Failure::cannot(format!("{shown}: {}", remedied(path, &error))))
}

/// Writes what is to stand in a file.
type Fill<'a> = &'a mut dyn FnMut(&mut dyn Write) -> std::io::Result<()>;

fn write(path: &Path, force: bool, fill: Fill) -> std::io::Result<OtherNames> {
    let target = followed(path)?;
    let there = target.metadata().ok();
    if path.is_symlink() && there.is_none() && !force {
        let says = format!("a link to {}, which is not there; say --force to write it", target.display());
        return Err(Error::other(says));
    }
    if let Some(what) = &there {
        if what.is_dir() {
            return Err(ErrorKind::IsADirectory.into());
        }
        if !what.is_file() || is_open_already(path) {
            let mut file = OpenOptions::new().write(true).truncate(what.is_file()).open(path)?;
            return fill(&mut file).and_then(|()| file.flush()).map(|()| OtherNames::default());
        }
        if !force {
            return Err(ErrorKind::AlreadyExists.into());
        }
    }
    replace(&target, fill, there.as_ref())?;
    Ok(there.as_ref().map_or_else(OtherNames::default, OtherNames::of))
}

/// Writes a new file into the place of this one, or of none.
fn replace(target: &Path, fill: Fill, there: Option<&Metadata>) -> std::io::Result<()> {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut new = tempfile::Builder::new();
    new.prefix(".foldline-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As any new file: what the umask leaves of it. One that will take the place of another is nobody's until then.
        let mode = if there.is_some() { 0o600 } else { 0o666 };
        new.permissions(std::fs::Permissions::from_mode(mode));
    }
    let made = || {
        new.tempfile_in(folder).map(|file| {
            let at = file.path().to_owned();
            (file, at)
        })
    };
    let (mut file, _half_written) = HalfWritten::made(made)?;
    if let Some(there) = there {
        keep_owner_and_mode(file.as_file(), there)?;
    }
    fill(&mut file).and_then(|()| file.as_file().sync_all())?;
    let kept = if there.is_some() { file.persist(target) } else { file.persist_noclobber(target) };
    kept.map(drop).map_err(|error| error.error)
}

/// The file that is written when a path is: what its links lead to in the end, whether that is there or not.
fn followed(path: &Path) -> std::io::Result<PathBuf> {
    let mut target = path.to_owned();
    for _ in 0..LINKS {
        let Ok(next) = target.read_link() else { return Ok(target) };
        target = target.parent().map_or_else(|| next.clone(), |folder| folder.join(&next));
    }
    Err(Error::other("a link that leads in a circle; name the file itself"))
}

/// True for the names that systems have for what is open already: that is written into, never replaced.
fn is_open_already(path: &Path) -> bool {
    let of_process = path.starts_with("/proc") && path.parent().is_some_and(|folder| folder.ends_with("fd"));
    of_process || path.starts_with("/dev/fd") || path == Path::new("/dev/stderr")
}

/// A file that takes the place of another is as open to others as that one was, and no more.
#[cfg(unix)]
fn keep_owner_and_mode(file: &File, there: &Metadata) -> std::io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    let own = file.metadata()?;
    let mut mode = there.mode() & 0o7777;
    let is_same = (own.uid(), own.gid()) == (there.uid(), there.gid());
    if !is_same && fchown(file, Some(there.uid()), Some(there.gid())).is_err() {
        // Only its owner may give a file away, to a group that he is in; another group gets no more than everybody.
        if fchown(file, None, Some(there.gid())).is_err() {
            mode &= 0o707 | (mode & 0o007) << 3;
        }
        mode &= 0o777;
    }
    file.set_permissions(std::fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn keep_owner_and_mode(_file: &File, _there: &Metadata) -> std::io::Result<()> {
    Ok(())
}

/// What went wrong, and what can be done about it.
fn remedied(path: &Path, error: &Error) -> String {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let says = in_words(error);
    let folder = folder.display();
    match error.kind() {
        ErrorKind::AlreadyExists => "exists already; say --force to overwrite it".to_owned(),
        ErrorKind::IsADirectory => "is a folder; name a file in it".to_owned(),
        ErrorKind::NotFound if path.parent().is_some_and(Path::is_dir) => {
            format!("{says}: {folder} takes no files; name another place")
        }
        ErrorKind::NotFound => format!("there is no folder {folder}; make it first, or name another place"),
        ErrorKind::NotADirectory => format!("{folder} is no folder; name another place"),
        ErrorKind::PermissionDenied => format!("{says}: {folder} cannot be written; name another place"),
        ErrorKind::ReadOnlyFilesystem => format!("{says}; name another place"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            format!("{says}; nothing was replaced; make room, or name another place")
        }
        ErrorKind::InvalidFilename => format!("{says}; name a shorter one"),
        _ => says,
    }
}

/// Makes a folder, with those above it.
///
/// # Errors
/// [`Failure::Cannot`] that names it.
pub fn make_folder(folder: &Path) -> Result<(), Failure> {
    let cannot = |error: Error| Failure::cannot(format!("{}: {}", folder.display(), remedied(folder, &error)));
    std::fs::create_dir_all(folder).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => cannot(ErrorKind::NotADirectory.into()),
        _ => cannot(error),
    })
}

/// A file name from a headline: what file systems dislike is left out, at most 60 characters.
pub fn file_stem(title: &str) -> String {
    let kept = title.chars().map(|c| match c {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => ' ',
        c if c.is_control() => ' ',
        c => c,
    });
    let words = kept.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
    let stem: String = words.trim_start_matches(['.', '-', '~', ' ']).chars().take(60).collect();
    let stem = stem.trim_end_matches([' ', '.']).to_owned();
    if stem.is_empty() { "story".to_owned() } else { stem }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_overwritten_unless_said() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("story.txt");
        assert_eq!(write_file(&path, "one", false).unwrap(), OtherNames(0));
        let refused = write_file(&path, "two", false).unwrap_err().message(false).unwrap();
        assert!(refused.ends_with("story.txt: exists already; say --force to overwrite it"), "{refused}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "one");
        assert_eq!(write_file(&path, "two", true).unwrap(), OtherNames(0));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "two");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no half-written file is left");
    }

    #[cfg(unix)]
    #[test]
    fn other_names_of_a_file_are_counted_and_keep_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let (path, other) = (folder.path().join("a.txt"), folder.path().join("b.txt"));
        let read = |path: &Path| std::fs::read_to_string(path).unwrap();
        assert_eq!(write_file(&path, "one", false).unwrap().said(&path), None);
        std::fs::hard_link(&path, &other).unwrap();
        let parted = write_file(&path, "two", true).unwrap();
        assert_eq!((read(&path).as_str(), read(&other).as_str(), parted), ("two", "one", OtherNames(1)));
        assert!(parted.said(&path).unwrap().contains("a.txt"));
        assert_eq!(write_file(&path, "three", true).unwrap(), OtherNames(0), "they are told of once");
        std::fs::hard_link(&path, folder.path().join("c.txt")).unwrap();
        part_from_other_names(&path).unwrap();
        assert_eq!((read(&path), read(&folder.path().join("c.txt"))), (String::new(), "three".to_owned()));
    }

    #[test]
    fn a_headline_makes_a_file_name() {
        assert_eq!(file_stem("聚焦“河湾”：修桥/铺路"), "聚焦“河湾”：修桥 铺路");
        assert_eq!(file_stem("../../etc/passwd"), "etc passwd");
        assert_eq!(file_stem("   "), "story");
        assert_eq!(file_stem(&"长".repeat(200)).chars().count(), 60);
    }
}
