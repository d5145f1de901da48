//! What is named on the command line to bytes: files, pipes, the standard input, each within bounds.

use crate::sources::OpenError;
use crate::sources::limits::APART;
use crate::sources::packed::Packed;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// No newspaper page comes near this; a larger file is refused before it is read, in bytes.
const LARGEST_FILE: u64 = 1 << 30;
/// What has no size of its own, as a pipe, is read up to here, in bytes.
pub(super) const LARGEST_STREAM: u64 = 1 << 28;

/// A file of this size is felt in memory, in bytes.
const FELT: u64 = 1 << 20;

/// What messages and the title call it.
pub(super) const STANDARD_INPUT: &str = "standard input";

/// Bytes with the name that messages use.
pub(super) struct NamedBytes {
    pub(super) name: String,
    pub(super) path: Option<PathBuf>,
    pub(super) bytes: Arc<Vec<u8>>,
    /// Where it lies, for a member of a packed file.
    pub(super) packed: Option<Packed>,
}

/// The bytes of a file, or of the standard input.
pub(super) fn bytes_of(path: &Path) -> Result<NamedBytes, OpenError> {
    bytes_within(path, |_| 0)
}

/// As [`bytes_of`], for who stays and opens the same file again and again: see [`APART`].
pub(super) fn bytes_apart(path: &Path) -> Result<NamedBytes, OpenError> {
    bytes_within(path, |length| if length >= FELT { APART } else { 0 })
}

/// As [`bytes_of`], in so much room at least for a file of a length.
fn bytes_within(path: &Path, least: impl Fn(u64) -> usize) -> Result<NamedBytes, OpenError> {
    let standard_input = path.as_os_str() == "-";
    let name = if standard_input { STANDARD_INPUT.to_owned() } else { path.display().to_string() };
    let failed = |cause| OpenError::Io { name: name.clone(), cause };
    let large = |says: &str| Err(OpenError::Broken { name: name.clone(), says: says.to_owned() });
    let mut bytes;
    let most = if standard_input {
        bytes = Vec::new();
        std::io::stdin().lock().take(LARGEST_STREAM + 1).read_to_end(&mut bytes).map_err(failed)?;
        LARGEST_STREAM
    } else {
        let file = std::fs::File::open(path).map_err(failed)?;
        let about = file.metadata().map_err(failed)?;
        if about.len() > LARGEST_FILE {
            return large("larger than 1 GiB; split it into pages first");
        }
        let most = if about.is_file() { LARGEST_FILE } else { LARGEST_STREAM };
        // Room that is doubled until it is enough would be twice the file, and one byte more tells that it has ended.
        let length = usize::try_from(about.len()).unwrap_or_default().saturating_add(1);
        bytes = Vec::with_capacity(length.max(least(about.len())));
        file.take(most + 1).read_to_end(&mut bytes).map_err(failed)?;
        most
    };
    if bytes.len() as u64 > most {
        return large("does not end within 256 MiB; save it as a file first");
    }
    if standard_input && bytes.is_empty() {
        return Err(OpenError::Empty { name, says: "nothing came in; name a file".to_owned() });
    }
    let path = (!standard_input).then(|| path.to_owned());
    Ok(NamedBytes { name, path, bytes: Arc::new(bytes), packed: None })
}
