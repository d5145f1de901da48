//! Writes every story of a folder of pages as Markdown, a file a story: `cargo run --example export_folder -- PAGES OUT`.
//! Nothing is overwritten; a page that does not open is told, and the others are exported.

use foldline::export::{markdown, story_id};
use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [pages, out] = arguments.as_slice() else { return Err("usage: export_folder PAGES OUT".into()) };
    std::fs::create_dir_all(out)?;
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(pages)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    files.retain(|file| file.is_file());
    files.sort();
    for file in files {
        match foldline::open(&file) {
            Ok(edition) => write(&edition, &file, out)?,
            Err(error) => eprintln!("{error}"),
        }
    }
    Ok(())
}

/// The stories of an edition, named by its file and their places in it.
fn write(edition: &foldline::Edition, file: &Path, out: &Path) -> std::io::Result<()> {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    for at in edition.stories() {
        let path = out.join(format!("{stem}-{}.md", story_id(at)));
        std::fs::File::create_new(path)?.write_all(markdown::story(edition, at).as_bytes())?;
    }
    Ok(())
}
