//! Writing: to the standard output without minding a closed pipe, and to files whole or not at all.

use super::failure::Failure;
use std::io::{ErrorKind, Write};
use std::path::Path;

/// Prints to the standard output.
///
/// # Errors
/// [`Failure::Closed`] when nobody listens any more; [`Failure::Cannot`] when the output is full or broken.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(failed)
}

fn failed(error: std::io::Error) -> Failure {
    match error.kind() {
        ErrorKind::BrokenPipe => Failure::Closed,
        _ => Failure::cannot(format!("standard output: {error}")),
    }
}

/// Writes a file in one step: into a new file beside it, then into its place, so that nobody ever sees half of
/// it. What is there already is only replaced when `force` is said.
///
/// # Errors
/// [`Failure::Cannot`] that names the file and what to do.
pub fn write_file(path: &Path, text: &str, force: bool) -> Result<(), Failure> {
    let shown = path.display();
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let cannot = |error: std::io::Error| Failure::cannot(format!("{shown}: {error}"));
    if is_special(path) {
        return std::fs::write(path, text).map_err(cannot);
    }
    // What goes wrong with the new file is told of the file that was asked for.
    let not_made = |error: std::io::Error| cannot(error.kind().into());
    let mut file = tempfile::Builder::new().prefix(".foldline-").tempfile_in(folder).map_err(not_made)?;
    file.write_all(text.as_bytes()).and_then(|()| file.as_file().sync_all()).map_err(cannot)?;
    share_like_any_file(file.path()).map_err(cannot)?;
    let kept = if force { file.persist(path) } else { file.persist_noclobber(path) };
    match kept {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => {
            Err(Failure::cannot(format!("{shown}: exists already; say --force to overwrite it")))
        }
        Err(error) => Err(cannot(error.error)),
    }
}

/// Devices and pipes are written to, never replaced.
fn is_special(path: &Path) -> bool {
    path.metadata().is_ok_and(|what| !what.is_file() && !what.is_dir())
}

/// Temporary files are private; an exported story should be as readable as any new file.
#[cfg(unix)]
fn share_like_any_file(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn share_like_any_file(_path: &Path) -> std::io::Result<()> {
    Ok(())
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
        write_file(&path, "one", false).unwrap();
        let refused = write_file(&path, "two", false).unwrap_err().message(false).unwrap();
        assert!(refused.ends_with("story.txt: exists already; say --force to overwrite it"), "{refused}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "one");
        write_file(&path, "two", true).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "two");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no half-written file is left");
    }

    #[test]
    fn a_headline_makes_a_file_name() {
        assert_eq!(file_stem("聚焦“河湾”：修桥/铺路"), "聚焦“河湾”：修桥 铺路");
        assert_eq!(file_stem("../../etc/passwd"), "etc passwd");
        assert_eq!(file_stem("   "), "story");
        assert_eq!(file_stem(&"长".repeat(200)).chars().count(), 60);
    }
}
