//! Places that a file names to files that may be opened: within the folder of its issue, whatever the spelling.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

/// Where a place leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Href {
    /// A file within the issue.
    Inside(PathBuf),
    /// Somewhere else, or nowhere: why it is not followed.
    NotFollowed(&'static str),
}

/// The file that a place names, read from a folder `base` within that of the issue. Folders and links that lead out of the
/// issue are not followed, and neither is what is no plain file: a pipe would be waited for without end.
pub fn resolve(folder: &Path, base: &Path, href: &str) -> Href {
    let inside = match inside(base, href) {
        Ok(inside) => inside,
        Err(why) => return Href::NotFollowed(why),
    };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let Some(path) = spelled(folder, &inside) else { return Href::NotFollowed("there is no such file") };
    let (Ok(root), Ok(real)) = (folder.canonicalize(), path.canonicalize()) else {
        return Href::NotFollowed("there is no such file");
    };
    if !real.starts_with(&root) {
        return Href::NotFollowed("a link leads out of the folder of the issue");
    }
    match std::fs::metadata(&real) {
        Ok(about) if about.is_file() => Href::Inside(real),
        Ok(about) if about.is_dir() => Href::NotFollowed("it is a folder"),
        Ok(_) => Href::NotFollowed("it is no plain file"),
        Err(_) => Href::NotFollowed("it cannot be looked at"),
    }
}

/// The path within an issue that a place spells, read from a folder within it.
///
/// # Errors
/// Why it is not followed.
pub fn inside(base: &Path, href: &str) -> Result<PathBuf, &'static str> {
    let place = place(href).ok_or("it is an address of another place")?;
    let own =
        place.components().next().is_some_and(|first| !matches!(first, Component::RootDir | Component::Prefix(_)));
    within(&base.join(place)).filter(|_| own).ok_or("it leads out of the folder of the issue")
}

/// The path that a place spells; nothing for an address with another scheme than `file`, or of another host.
fn place(href: &str) -> Option<PathBuf> {
    let href = href.trim();
    let bare = match href.split_once(':') {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("file") => rest.strip_prefix("//").unwrap_or(rest),
        // A letter before the colon is a drive of Windows, and absolute.
        Some((scheme, _)) if scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+.-".contains(c)) => return None,
        _ => href,
    };
    let bare = bare.split(['?', '#']).next().unwrap_or(bare);
    Some(PathBuf::from(unquoted(bare).replace('\\', "/")))
}

/// Text with its `%20` read; what is no such spelling stays as it is.
fn unquoted(text: &str) -> String {
    let digit = |at: Option<&u8>| at.and_then(|byte| char::from(*byte).to_digit(16));
    let bytes = text.as_bytes();
    let mut read = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match (*byte, digit(bytes.get(at + 1)), digit(bytes.get(at + 2))) {
            (b'%', Some(high), Some(low)) => {
                read.push((high * 16 + low) as u8);
                at += 3;
            }
            _ => {
                read.push(*byte);
                at += 1;
            }
        }
    }
    match String::from_utf8(read) {
        Ok(read) if !read.contains('\0') => read,
        _ => text.to_owned(),
    }
}

/// A path without detours; nothing when it is absolute or leads out.
fn within(place: &Path) -> Option<PathBuf> {
    let mut inside = PathBuf::new();
    for part in place.components() {
        match part {
            Component::CurDir => {}
            Component::Normal(name) => inside.push(name),
            Component::ParentDir if inside.pop() => {}
            Component::ParentDir | Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    (inside.components().count() > 0).then_some(inside)
}

/// The path as it is spelled on the disk: files that were made elsewhere may differ in capitals.
fn spelled(folder: &Path, inside: &Path) -> Option<PathBuf> {
    let whole = folder.join(inside);
    if whole.symlink_metadata().is_ok() {
        return Some(whole);
    }
    let mut path = folder.to_path_buf();
    for part in inside.components() {
        let Component::Normal(name) = part else { return None };
        let exact = path.join(name);
        path = if exact.symlink_metadata().is_ok() { exact } else { path.join(alike(&path, name)?) };
    }
    Some(path)
}

/// The one entry of a folder that has this name in other capitals.
fn alike(folder: &Path, name: &OsStr) -> Option<std::ffi::OsString> {
    let wanted = name.to_string_lossy().to_lowercase();
    let entries = std::fs::read_dir(folder).ok()?;
    let names = entries.filter_map(|entry| entry.ok().map(|entry| entry.file_name()));
    let mut found = names.filter(|name| name.to_string_lossy().to_lowercase() == wanted);
    found.next().filter(|_| found.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_within_the_folder_are_found_however_they_are_spelled() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        std::fs::create_dir(root.join("ALTO files")).unwrap();
        std::fs::write(root.join("ALTO files/Page 1.xml"), "x").unwrap();
        let found = Href::Inside(root.join("ALTO files/Page 1.xml"));
        for href in [
            "ALTO files/Page 1.xml",
            "./ALTO%20files/Page%201.xml",
            "file://./ALTO%20files/Page%201.xml",
            "FILE:ALTO files/Page 1.xml",
            "ALTO files/../ALTO files/./Page 1.xml",
            "alto files/PAGE 1.XML",
            "ALTO files\\Page 1.xml",
            "ALTO%20files/Page%201.xml#xpointer(id('P1'))",
        ] {
            assert_eq!(resolve(&root, Path::new(""), href), found, "{href}");
        }
    }

    #[test]
    fn what_leads_elsewhere_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("secret.xml"), "x").unwrap();
        let issue = folder.path().join("issue");
        std::fs::create_dir_all(issue.join("pages")).unwrap();
        for href in [
            "../secret.xml",
            "pages/../../secret.xml",
            "%2e%2e/secret.xml",
            "/etc/hostname",
            "file:///etc/hostname",
            "https://example.org/a.xml",
            "C:/a.xml",
            "pages",
            "none.xml",
            "",
            ".",
        ] {
            assert!(matches!(resolve(&issue, Path::new(""), href), Href::NotFollowed(_)), "{href}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_out_of_the_folder_and_devices_are_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("secret.xml"), "x").unwrap();
        let issue = folder.path().join("issue");
        std::fs::create_dir(&issue).unwrap();
        std::fs::write(issue.join("1.xml"), "x").unwrap();
        std::os::unix::fs::symlink("1.xml", issue.join("inside.xml")).unwrap();
        std::os::unix::fs::symlink("../secret.xml", issue.join("outside.xml")).unwrap();
        std::os::unix::fs::symlink("/dev/zero", issue.join("device.xml")).unwrap();
        assert!(matches!(resolve(&issue, Path::new(""), "inside.xml"), Href::Inside(_)));
        assert_eq!(
            resolve(&issue, Path::new(""), "outside.xml"),
            Href::NotFollowed("a link leads out of the folder of the issue")
        );
        assert!(matches!(resolve(&issue, Path::new(""), "device.xml"), Href::NotFollowed(_)));
        let pipe = std::os::unix::net::UnixListener::bind(issue.join("pipe.xml")).unwrap();
        assert_eq!(resolve(&issue, Path::new(""), "pipe.xml"), Href::NotFollowed("it is no plain file"));
        drop(pipe);
    }
}
