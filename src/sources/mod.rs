//! Bytes to [`Sheet`]s or an [`Extract`]: one file a format, and the register that names a format by its
//! first bytes, never by its extension. Opening may fail, with an error that names file, place and remedy.

pub(crate) mod ahead;
pub mod archive;
mod foreign;
pub(crate) mod limits;
pub(crate) mod message;
pub mod packed;
pub mod pdf;
pub mod recognition;
mod scan;
pub mod text;

use crate::model::extract::Extract;
use crate::model::sheet::Sheet;

/// Name of the thread that runs the PDF engine. A panic on it is caught and becomes a doubt, so a panic hook need
/// not act on it.
pub const FENCED_THREAD: &str = "foldline pdf";

/// What can be opened, for messages about what cannot.
const OPENS: &str = "foldline opens PDF, ALTO, METS, PAGE, hOCR, other XML of libraries, saved pages of e-papers, scans, and plain text";

/// The formats that can be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Portable Document Format.
    Pdf,
    /// Pictures of pages: PNG, JPEG, TIFF.
    Scan,
    /// What libraries and e-papers deliver: ALTO, METS with ALTO, PAGE XML, hOCR and others.
    Archive,
    /// Plain text without geometry.
    Text,
}

impl Format {
    /// Every format, in the order in which the register asks them.
    pub const ALL: [Format; 4] = [Format::Pdf, Format::Scan, Format::Archive, Format::Text];

    /// The word that the page document uses.
    pub fn word(self) -> &'static str {
        match self {
            Format::Pdf => "pdf",
            Format::Scan => "scan",
            Format::Archive => "archive",
            Format::Text => "text",
        }
    }

    /// The format of these bytes, from their first ones; nothing for what no format claims.
    pub fn of(bytes: &[u8]) -> Option<Format> {
        Format::ALL.into_iter().find(|format| match format {
            Format::Pdf => pdf::claims(bytes),
            Format::Scan => scan::claims(bytes),
            Format::Archive => archive::claims(bytes),
            Format::Text => foreign::binary(bytes).is_none() && text::claims(bytes),
        })
    }
}

/// What the user said about opening.
#[derive(Clone, Debug, Default)]
pub struct OpenOptions {
    /// Password of an encrypted PDF.
    pub password: Option<String>,
    /// Encoding label of a text file (`gb18030`, `shift_jis`); told from the bytes when absent.
    pub encoding: Option<String>,
    /// Where the file lies: METS names its pages in other files there.
    pub folder: Option<std::path::PathBuf>,
    /// The packed file it came in, for a member of one: what it names lies there and nowhere else.
    pub packed: Option<packed::Packed>,
    /// The program that reads PDFs in a process of its own ([`pdf::serve`]): its memory can be bounded, and what
    /// breaks it breaks nothing else. Without one, they are read here.
    pub reader: Option<std::path::PathBuf>,
    /// Whether and how text of pictures is recognized.
    pub recognition: recognition::Recognition,
    /// Only the first page of a PDF of many is read: see [`Opened::rest`].
    pub head: bool,
    /// So many threads read pages that lie in files of their own.
    pub threads: usize,
}

/// What a file held.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Its format.
    pub format: Format,
    /// Its pages.
    pub content: Content,
    /// What could not be read, one sentence each.
    pub doubts: Vec<String>,
    /// The newspaper that it is of, where the file tells.
    pub paper: Option<String>,
    /// True when something of the file could not be read.
    pub partial: bool,
    /// The pages that are still to be read, where only the first was asked for.
    pub rest: Option<pdf::Rest>,
}

/// Pages with geometry, or text without.
#[derive(Clone, Debug)]
pub enum Content {
    /// Pages of marks, in file order; at least one.
    Sheets(Vec<Sheet>),
    /// Text that lost its geometry, an extract a page; at least one.
    Extracts(Vec<Extract>),
}

/// What a file gives while it is read.
#[derive(Debug)]
pub enum ReadStep {
    /// It has so many pages.
    Pages(usize),
    /// The text of the page with this number is being recognized, which takes a while.
    Recognizing(u32),
    /// The next page.
    Sheet(Box<Sheet>),
}

/// Why a file did not open. The message is one line: what, where, and what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The system would not give us the bytes.
    #[error("{name}: {cause}")]
    Io {
        /// The file as named by the user.
        name: String,
        /// What the system said.
        cause: std::io::Error,
    },
    /// The file is locked, and no password was given.
    #[error("{name}: this PDF is encrypted; give its password with --password")]
    Encrypted {
        /// The file as named by the user.
        name: String,
    },
    /// The file is locked, and the password that was given does not open it.
    #[error("{name}: the password does not open this PDF; check what --password says")]
    WrongPassword {
        /// The file as named by the user.
        name: String,
    },
    /// The bytes are of no format we read, or broken beyond reading.
    #[error("{name}: {says}")]
    Broken {
        /// The file as named by the user.
        name: String,
        /// What is wrong, where, and the remedy.
        says: String,
    },
    /// It opened, but there is nothing to read in it.
    #[error("{name}: {says}")]
    Empty {
        /// The file as named by the user.
        name: String,
        /// What was found, and what to try.
        says: String,
    },
}

impl OpenError {
    /// The file as named by the user.
    pub fn name(&self) -> &str {
        match self {
            OpenError::Io { name, .. }
            | OpenError::Encrypted { name }
            | OpenError::WrongPassword { name }
            | OpenError::Broken { name, .. }
            | OpenError::Empty { name, .. } => name,
        }
    }
}

/// Whether bytes are a packed file whose members may be pages: a document of an office is a zip, too, and is none.
pub fn is_packed(bytes: &[u8]) -> bool {
    let is_document =
        || foreign::binary(bytes).is_some_and(|kind| kind != foreign::ForeignKind::Binary("application/zip"));
    match packed::packing(bytes) {
        Some(packed::Packing::Zip) => !is_document(),
        Some(packed::Packing::Tar | packed::Packing::Gzip) => true,
        None => false,
    }
}

/// Reads one file's bytes. `name` is for messages only.
///
/// # Errors
/// See [`OpenError`]; never panics, whatever the bytes.
pub fn read(name: &str, bytes: &[u8], options: &OpenOptions) -> Result<Opened, OpenError> {
    let mut sheets = Vec::new();
    let mut opened = read_in_steps(name, bytes, options, &mut |step| match step {
        ReadStep::Pages(_) | ReadStep::Recognizing(_) => {}
        ReadStep::Sheet(sheet) => sheets.push(*sheet),
    })?;
    match &mut opened.content {
        Content::Sheets(all) => *all = sheets,
        Content::Extracts(_) => {}
    }
    Ok(opened)
}

/// As [`read`], but each page of marks goes to `take` as soon as it is read, with how many there are before, and the content that comes back holds none:
/// the first one can be worked on while the others are read.
///
/// # Errors
/// As [`read`]; pages that were taken before are those of a file that did not open.
pub fn read_in_steps(
    name: &str,
    bytes: &[u8],
    options: &OpenOptions,
    take: &mut dyn FnMut(ReadStep),
) -> Result<Opened, OpenError> {
    if bytes.is_empty() {
        return Err(OpenError::Empty { name: name.to_owned(), says: "the file is empty".to_owned() });
    }
    let refused = |says: String| OpenError::Broken { name: name.to_owned(), says };
    // Who names an encoding says that the file is text.
    let named = options.encoding.as_ref().map(|_| Format::Text);
    let format = Format::of(bytes);
    match format.filter(|format| *format == Format::Pdf).or(named).or(format) {
        Some(Format::Pdf) => pdf::read(name, bytes, options, take),
        Some(Format::Scan) => scan::read(name, bytes, options, take),
        Some(Format::Archive) => archive::read(name, bytes, options, take),
        Some(Format::Text) => match text::foreign(bytes).filter(|_| named.is_none()) {
            Some(kind) => Err(refused(kind.says())),
            None => text::read(name, bytes, options, take),
        },
        None => Err(refused(
            foreign::binary(bytes).map_or_else(|| format!("not a format foldline reads; {OPENS}"), |kind| kind.says()),
        )),
    }
}
