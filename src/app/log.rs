//! The log that `--log FILE` asks for: what was opened, what came in, how long it took. Nothing is written otherwise,
//! and never to the screen.

use super::failure::{Failure, in_words};
use std::path::Path;
use std::sync::Mutex;

/// Begins to log to a file, which is added to when it is there.
///
/// # Errors
/// When the file cannot be written.
pub fn begin(path: &Path) -> Result<(), Failure> {
    let opened = std::fs::OpenOptions::new().create(true).append(true).open(path);
    let file = opened.map_err(|error| {
        Failure::cannot(format!("{}: {}; --log needs a file that can be written", path.display(), in_words(&error)))
    })?;
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::DEBUG)
        .with_writer(Mutex::new(file))
        .with_target(false)
        .finish();
    tracing::subscriber::set_global_default(subscriber).map_err(|error| Failure::cannot(error.to_string()))?;
    tracing::info!("foldline {}", env!("CARGO_PKG_VERSION"));
    Ok(())
}
