//! The demo edition that is built into the program.

/// Its files in order: name and bytes, as if they had been read from a folder.
pub fn pages() -> &'static [(&'static str, &'static [u8])] {
    &[("demo.txt", b"The demo edition is on its way.\n")]
}
