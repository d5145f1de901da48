//! The reading room's shell: opens the terminal, runs the room, restores the terminal.

use super::failure::Failure;
use crate::cli::{OpenArgs, ViewArgs};
use std::path::PathBuf;

/// Opens the inputs in the reader.
///
/// # Errors
/// When nothing opens, or there is no terminal.
pub fn open(inputs: &[PathBuf], open: &OpenArgs, _view: &ViewArgs) -> Result<(), Failure> {
    super::commands::print_all(inputs, open)
}
