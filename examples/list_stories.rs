//! Lists the stories of a page: `cargo run --example list_stories -- PAGE...`; of a page of the demo edition when none is
//! named.

use foldline::export::story_id;
use std::error::Error;
use std::io::Write;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let mut files: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    if files.is_empty() {
        files.push(PathBuf::from("layouts/demo/1-front.pdf"));
    }
    for file in files {
        let edition = foldline::open(&file)?;
        for at in edition.stories() {
            let page = &edition.pages[at.page as usize];
            let story = page.story(at.story);
            let characters: usize = story.blocks.iter().map(|id| page.block(*id).text.chars().count()).sum();
            writeln!(std::io::stdout(), "{}\t{characters}\t{}", story_id(at), page.title(at.story))?;
        }
        for doubt in &edition.source.doubts {
            eprintln!("{}: {doubt}", file.display());
        }
    }
    Ok(())
}
