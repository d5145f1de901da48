//! What a batch reads: paths of the command line and of lists, each an edition of its own, in order. A folder is the edition
//! of the pages in it, and each folder below it is one too.

use super::request::{Form, Request, path_of};
use crate::app::failure::{Failure, unreadable};
use crate::app::files;
use crate::app::folders::expanded;
use crate::app::input;
use crate::app::names::{Leaves, file_name, natural};
use crate::cli::{ExportArgs, LimitArgs, OpenArgs};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// Folders that stand within each other; links can lead in circles.
const DEEPEST: usize = 32;

/// Requests in order, made as they are needed: lists may be longer than memory.
pub(super) struct Units {
    paths: std::vec::IntoIter<PathBuf>,
    list: Option<InputList>,
    form: Form,
    open: OpenArgs,
    limits: LimitArgs,
    /// Editions of a folder that are still to come, the last one first.
    folders: Vec<PathBuf>,
}

struct InputList {
    name: String,
    from: Box<dyn BufRead>,
    /// What parts its paths.
    end: u8,
}

impl Units {
    /// What the command line says.
    ///
    /// # Errors
    /// When the list cannot be opened.
    pub fn of(args: &ExportArgs, form: Form) -> Result<Units, Failure> {
        Ok(Units {
            paths: args.input.inputs.clone().into_iter(),
            list: args.from.as_deref().map(InputList::open).transpose()?,
            form,
            open: args.input.open.clone(),
            limits: args.limits,
            folders: Vec::new(),
        })
    }

    /// So many processes and threads read the pages of one edition; none where each edition is read by one.
    pub fn read_by(&mut self, hands: usize) {
        self.open.hands = hands;
    }

    /// Whether there is but one edition, so that whoever reads shares its pages.
    pub fn is_one(&self) -> bool {
        let is_one = |path: &PathBuf| !path.is_dir() || editions(path).len() == 1;
        self.list.is_none() && matches!(self.paths.as_slice(), [path] if is_one(path))
    }

    /// How many there will be, where that is known without reading them.
    pub fn count(&self) -> Option<u64> {
        (self.list.is_none() && self.paths.as_slice().iter().all(|path| !path.is_dir()))
            .then(|| self.paths.len() as u64)
    }

    /// The next request.
    ///
    /// # Errors
    /// When the list, or the standard input, cannot be read on.
    pub fn next(&mut self) -> Result<Option<Request>, Failure> {
        loop {
            if let Some(folder) = self.folders.pop() {
                return Ok(Some(self.request(&folder)));
            }
            let path = match self.paths.next() {
                Some(path) => path,
                None => match self.list.as_mut().map(InputList::next).transpose()?.flatten() {
                    Some(path) => path,
                    None => return Ok(None),
                },
            };
            if path.as_os_str() == "-" {
                return self.standard_input().map(Some);
            }
            if !path.is_dir() {
                return Ok(Some(self.request(&path)));
            }
            self.folders = editions(&path);
        }
    }

    fn request(&self, path: &Path) -> Request {
        Request::new(path, self.form, &self.open, self.limits)
    }

    fn standard_input(&self) -> Result<Request, Failure> {
        let mut bytes = Vec::new();
        let read = io::stdin().lock().take(input::LARGEST_STREAM).read_to_end(&mut bytes);
        read.map_err(|error| Failure::cannot(format!("{}: {}", input::STANDARD_INPUT, unreadable(&error))))?;
        Ok(self.request(Path::new(input::STANDARD_INPUT)).with_bytes(BASE64_STANDARD.encode(bytes)))
    }
}

impl InputList {
    fn open(path: &Path) -> Result<InputList, Failure> {
        let cannot = |error: &io::Error| Failure::cannot(format!("{}: {}", path.display(), unreadable(error)));
        let mut from: Box<dyn BufRead> = if path.as_os_str() == "-" {
            Box::new(BufReader::new(io::stdin()))
        } else {
            Box::new(BufReader::new(File::open(path).map_err(|error| cannot(&error))?))
        };
        let begins = from.fill_buf().map_err(|error| cannot(&error))?;
        let end = if begins.contains(&0) { 0 } else { b'\n' };
        Ok(InputList { name: path.display().to_string(), from, end })
    }

    fn next(&mut self) -> Result<Option<PathBuf>, Failure> {
        loop {
            let mut path = Vec::new();
            let read = self.from.read_until(self.end, &mut path);
            let count = read.map_err(|error| Failure::cannot(format!("{}: {}", self.name, unreadable(&error))))?;
            if count == 0 {
                return Ok(None);
            }
            path.pop_if(|last| *last == self.end);
            if self.end == b'\n' {
                path.pop_if(|last| *last == b'\r');
            }
            if !path.is_empty() {
                return Ok(Some(path_of(&path)));
            }
        }
    }
}

/// The folders at and below this one that hold pages, the last one first; the folder itself when none does, whose reading
/// says so.
fn editions(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect(folder, Leaves::Pages, DEEPEST, &mut found);
    if found.is_empty() {
        collect(folder, Leaves::Scans, DEEPEST, &mut found);
    }
    if found.is_empty() {
        found.push(folder.to_owned());
    }
    found.reverse();
    found
}

fn collect(folder: &Path, leaves: Leaves, depth: usize, found: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let (mut below, mut has_pages) = (Vec::new(), false);
    for path in entries.map(|entry| entry.path()) {
        let name = file_name(&path);
        if path.is_dir() {
            below.extend(Some(path).filter(|_| !name.starts_with('.')));
        } else {
            has_pages |= leaves.has(&name);
        }
    }
    if has_pages {
        found.push(folder.to_owned());
    }
    if depth > 0 {
        below.sort_by_cached_key(|path| natural(&file_name(path)));
        below.iter().for_each(|path| collect(path, leaves, depth - 1, found));
    }
}

/// Size and sum of what a request would read now: as they stand in the summary of one that was carried out.
pub(super) fn identity(request: &Request) -> (u64, Option<String>) {
    if let Some(bytes) = &request.bytes {
        let bytes = BASE64_STANDARD.decode(bytes).unwrap_or_default();
        return (bytes.len() as u64, Some(files::sum(&bytes)));
    }
    let path = request.path();
    if path.is_file() {
        let bytes = input::bytes_of(&path).map(|named| named.bytes);
        return bytes
            .map_or((0, None), |bytes| (bytes.len() as u64, Some(files::sum_of_issue(&path, files::sum(&bytes)))));
    }
    let Ok(inside) = expanded(std::slice::from_ref(&path)) else { return (0, None) };
    if !path.is_dir() {
        return (0, None);
    }
    let read = inside.iter().map(|path| (path, input::bytes_of(path).map(|named| named.bytes).unwrap_or_default()));
    let sum = |path: &Path, bytes: &[u8]| match bytes {
        [] => String::new(),
        bytes => files::sum_of_issue(path, files::sum(bytes)),
    };
    let read: Vec<(u64, String)> = read.map(|(path, bytes)| (bytes.len() as u64, sum(path, &bytes))).collect();
    let size = read.iter().map(|(size, _)| size).sum();
    (size, Some(files::sum_of_all(read.iter().map(|(_, sum)| sum.as_str()))))
}
