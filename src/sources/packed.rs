//! Packed files: zip, tar, gzip, and tar in gzip. Members are unpacked into memory alone, with bounds on how many there
//! are, how large they are, and how much larger than packed; a name that leads out of the packed file is refused.

use super::archive::plain;
use super::message::{NAME_CHARS, shown};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a packed file holds, by path.
#[derive(Debug, Default)]
pub struct Members {
    files: BTreeMap<PathBuf, Vec<u8>>,
    /// What was not unpacked, one sentence each.
    pub doubts: Vec<String>,
}

/// A place within a packed file.
#[derive(Clone, Debug)]
pub struct Packed {
    /// All that it holds.
    pub members: Arc<Members>,
    /// The folder within it that the opened member lies in.
    pub folder: PathBuf,
}

/// The kinds of packed files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// A zip.
    Zip,
    /// A tar.
    Tar,
    /// One file, or a tar, in gzip.
    Gzip,
}

/// Members, at most: a batch of a year of a daily has some thirty thousand files.
const MEMBERS_AT_MOST: usize = 50_000;
/// Bytes of all members together, at most.
const BYTES_AT_MOST: u64 = 1 << 30;
/// Bytes of one member, at most.
const MEMBER_AT_MOST: u64 = 256 << 20;
/// What is so many times as large as it was packed is a bomb: XML of words packs to a tenth or a twentieth.
const RATIO_AT_MOST: u64 = 200;
/// Up to here the ratio does not matter, in bytes: files of blanks are small.
const SMALL: u64 = 1 << 20;
/// Where a tar says what it is, and what it says there.
const TAR_MARK: (usize, &[u8]) = (257, b"ustar");

/// The packing of these bytes; nothing when they are not packed.
pub fn packing(bytes: &[u8]) -> Option<Packing> {
    if is_gzip(bytes) {
        return Some(Packing::Gzip);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(Packing::Zip);
    }
    let (at, mark) = TAR_MARK;
    bytes.get(at..).is_some_and(|rest| rest.starts_with(mark)).then_some(Packing::Tar)
}

/// Whether bytes are a gzip.
pub fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b, 8])
}

/// The file in a gzip.
///
/// # Errors
/// When it is damaged, larger than `most`, or a bomb.
pub fn inflated(bytes: &[u8], most: u64) -> Result<Vec<u8>, String> {
    bounded(flate2::read::MultiGzDecoder::new(bytes), bytes.len() as u64, most)
}

/// Bytes in a gzip.
pub fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    // Nothing fails that is written into memory.
    let written = std::io::Write::write_all(&mut packed, bytes);
    written.and_then(|()| packed.finish()).unwrap_or_default()
}

/// Reads a packed stream as far as it may be unpacked; `packed` is how many bytes it took.
fn bounded(stream: impl Read, packed: u64, most: u64) -> Result<Vec<u8>, String> {
    let fair = packed.saturating_mul(RATIO_AT_MOST).max(SMALL);
    let bound = most.min(fair);
    let mut bytes = Vec::new();
    let read = stream.take(bound + 1).read_to_end(&mut bytes);
    read.map_err(|error| format!("it is damaged or cut short ({error})"))?;
    match bytes.len() as u64 {
        length if length <= bound => Ok(bytes),
        _ if bound == most => Err(format!("it is larger than {} MB unpacked", most >> 20)),
        _ => Err(format!("it is more than {RATIO_AT_MOST} times as large unpacked, which no newspaper is")),
    }
}

/// What a packed file holds. A gzip of one file holds that file under `name` without its ending.
///
/// # Errors
/// When it is damaged beyond listing, or meets a bound.
pub fn unpacked(name: &str, bytes: &[u8]) -> Result<Members, String> {
    match packing(bytes) {
        Some(Packing::Zip) => zipped(bytes),
        Some(Packing::Tar) => tarred(bytes),
        Some(Packing::Gzip) => {
            let inner = inflated(bytes, BYTES_AT_MOST)?;
            if packing(&inner) == Some(Packing::Tar) {
                return tarred(&inner);
            }
            let name = name.strip_suffix(".gz").unwrap_or(name);
            let name = Path::new(name).file_name().map_or_else(|| PathBuf::from("page"), PathBuf::from);
            Ok(Members { files: BTreeMap::from([(name, inner)]), doubts: Vec::new() })
        }
        None => Err("it is not packed".to_owned()),
    }
}

fn zipped(bytes: &[u8]) -> Result<Members, String> {
    let broken = |error: zip::result::ZipError| format!("this zip is damaged or cut short ({error}); pack it again");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let mut taking = Taking::default();
    for at in 0..archive.len() {
        let file = match archive.by_index(at) {
            Ok(file) => file,
            Err(error) => {
                taking.doubt(&format!("member {}", at + 1), &error.to_string());
                continue;
            }
        };
        if file.is_file() {
            let name = String::from_utf8_lossy(file.name_raw()).into_owned();
            let packed = file.compressed_size();
            taking.take(&name, packed, file)?;
        }
    }
    Ok(taking.members)
}

fn tarred(bytes: &[u8]) -> Result<Members, String> {
    let broken = |error: std::io::Error| format!("this tar is damaged or cut short ({error}); pack it again");
    let mut archive = tar::Archive::new(bytes);
    let mut taking = Taking::default();
    for entry in archive.entries().map_err(broken)? {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) if taking.members.files.is_empty() => return Err(broken(error)),
            Err(error) => {
                taking.doubt("what follows", &error.to_string());
                break;
            }
        };
        if entry.header().entry_type().is_file() {
            let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
            let size = entry.size();
            taking.take(&name, size, entry)?;
        }
    }
    Ok(taking.members)
}

/// Members while they are taken.
#[derive(Default)]
struct Taking {
    members: Members,
    bytes: u64,
}

impl Taking {
    fn doubt(&mut self, name: &str, why: &str) {
        self.members.doubts.push(format!("{} was not unpacked: {why}", shown(name, NAME_CHARS)));
    }

    fn take(&mut self, name: &str, packed: u64, stream: impl Read) -> Result<(), String> {
        let Some(path) = plain(Path::new(&name.replace('\\', "/"))).filter(|_| !name.contains('\0')) else {
            self.doubt(name, "its name leads out of the packed file");
            return Ok(());
        };
        if self.members.files.contains_key(&path) {
            self.doubt(name, "the name stands twice");
            return Ok(());
        }
        if self.members.files.len() >= MEMBERS_AT_MOST {
            return Err(format!("it holds more than {MEMBERS_AT_MOST} files; unpack it first"));
        }
        if !is_read(&path) {
            return Ok(());
        }
        match bounded(stream, packed, MEMBER_AT_MOST) {
            Ok(bytes) => {
                self.bytes += bytes.len() as u64;
                if self.bytes > BYTES_AT_MOST {
                    return Err(format!("it holds more than {} MB; unpack it first", BYTES_AT_MOST >> 20));
                }
                self.members.files.insert(path, bytes);
            }
            Err(why) => self.doubt(name, &why),
        }
        Ok(())
    }
}

/// Pictures and sums stay packed: no page is made of them.
fn is_read(path: &Path) -> bool {
    const PICTURES: [&str; 8] = ["tif", "tiff", "jp2", "jpg", "jpeg", "png", "gif", "mp4"];
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_none_or(|ending| !PICTURES.contains(&ending.as_str()))
}

impl Members {
    /// The paths of all files, in order.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.files.keys().map(PathBuf::as_path)
    }

    /// The bytes of a file.
    pub fn bytes(&self, path: &Path) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    /// The file of this path, in other capitals if need be.
    pub fn find(&self, path: &Path) -> Option<PathBuf> {
        if self.files.contains_key(path) {
            return Some(path.to_owned());
        }
        let wanted = path.to_string_lossy().to_lowercase();
        let mut alike = self.files.keys().filter(|key| key.to_string_lossy().to_lowercase() == wanted);
        alike.next().filter(|_| alike.next().is_none()).cloned()
    }

    /// The names of the files in a folder.
    pub fn names_in<'a>(&'a self, folder: &'a Path) -> impl Iterator<Item = String> + 'a {
        let inside = self.files.keys().filter(move |path| path.parent() == Some(folder));
        inside.filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()))
    }
}
