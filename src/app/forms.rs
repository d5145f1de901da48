//! The forms that `foldline export` writes: which of them are one text, and which are files of their own.

use super::failure::Failure;
use super::open;
use super::output::{self, OtherNames};
use crate::cli::{ExportArgs, ExportFormat};
use crate::export::archive::{alto, hocr, iiif, mets, page_xml, tei, xml};
use crate::export::{epub, html, json, markdown, references, text, truth};
use crate::model::edition::Edition;
use crate::model::story::StoryRef;
use serde::Serialize;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

/// The name of the METS file of an issue.
const ISSUE: &str = "mets.xml";

/// The stories that are wanted, on the pages that `keep` chooses (by index), in a form that is one text.
///
/// # Errors
/// For a form of several files, and where the output cannot be made.
pub fn text(
    edition: &Edition,
    wanted: &[StoryRef],
    format: ExportFormat,
    keep: &dyn Fn(usize) -> bool,
) -> Result<String, Failure> {
    let all: BTreeSet<StoryRef> = wanted.iter().copied().collect();
    let chosen = |at: StoryRef| all.contains(&at);
    Ok(match format {
        ExportFormat::Text => text::stories(edition, wanted),
        ExportFormat::Markdown => markdown::stories(edition, wanted),
        ExportFormat::Json => pretty(&json::document(edition, &chosen, keep))?,
        // Rows are made one by one.
        ExportFormat::Jsonl | ExportFormat::Tsv => String::new(),
        ExportFormat::Parquet => String::new(),
        ExportFormat::Truth => pretty(&truth::document(edition, &chosen, keep))?,
        ExportFormat::Alto => alto::document(edition, keep),
        ExportFormat::Hocr => hocr::document(edition, keep),
        ExportFormat::Tei => tei::document(edition, keep),
        ExportFormat::Html => html::document(edition, wanted, keep),
        ExportFormat::Bibtex => references::bibtex(edition, wanted),
        ExportFormat::Iiif => iiif::manifest(edition, keep),
        ExportFormat::CslJson => pretty(&references::csl(edition, wanted))?,
        ExportFormat::PageXml => {
            let pages: Vec<usize> = (0..edition.pages.len()).filter(|index| keep(*index)).collect();
            let [page] = pages.as_slice() else {
                let says = "PAGE XML holds one page a file; name a folder with --output DIR/, or a page with --page";
                return Err(Failure::Usage(says.to_owned()));
            };
            page_xml::document(edition, *page, &now())
        }
        ExportFormat::Mets => {
            let says = "METS names ALTO files that lie beside it; name a folder with --output DIR/";
            return Err(Failure::Usage(says.to_owned()));
        }
        ExportFormat::Epub => {
            let says = "an EPUB is no text to be printed; name a file with --output FILE.epub";
            return Err(Failure::Usage(says.to_owned()));
        }
    })
}

/// Writes a form that is one text piece by piece, so that an edition of thousands of pages takes no more memory than one of
/// ten. The bytes are those of [`text`].
///
/// # Errors
/// As [`text`], and when `out` takes no more.
pub fn stream(
    edition: &mut Edition,
    wanted: &[StoryRef],
    format: ExportFormat,
    keep: &dyn Fn(usize) -> bool,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let all: BTreeSet<StoryRef> = wanted.iter().copied().collect();
    let written = match format {
        ExportFormat::Json => {
            let chosen = |at: StoryRef| all.contains(&at);
            serde_json::to_writer_pretty(&mut *out, &json::document(edition, &chosen, keep))
                .map_err(std::io::Error::from)
                .and_then(|()| out.write_all(b"\n"))
        }
        ExportFormat::Text => {
            let story = |edition: &Edition, at| text::story_among(edition, &all, at);
            one_by_one(edition, wanted, text::BETWEEN, &story, out)
        }
        ExportFormat::Markdown => {
            let story = |edition: &Edition, at| Some(markdown::story(edition, at)).filter(|text| !text.is_empty());
            one_by_one(edition, wanted, markdown::BETWEEN, &story, out)
        }
        other => out.write_all(text(edition, wanted, other, keep)?.as_bytes()),
    };
    written.map_err(Failure::Unwritten)
}

fn one_by_one(
    edition: &mut Edition,
    wanted: &[StoryRef],
    between: &str,
    story: &dyn Fn(&Edition, StoryRef) -> Option<String>,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let mut is_first = true;
    for at in wanted {
        let Some(text) = story(edition, *at) else { continue };
        if !std::mem::replace(&mut is_first, false) {
            out.write_all(between.as_bytes())?;
        }
        out.write_all(text.as_bytes())?;
        edition.pages.rest(open::AT_HAND);
    }
    Ok(())
}

fn pretty(value: &impl Serialize) -> Result<String, Failure> {
    Ok(serde_json::to_string_pretty(value).map_err(anyhow::Error::from)? + "\n")
}

/// Writes a form that is a file or several of its own; false when the form is written as others are.
///
/// # Errors
/// When a file is in the way, or cannot be written.
pub fn write(
    edition: &Edition,
    wanted: &[StoryRef],
    args: &ExportArgs,
    path: &Path,
    keep: &dyn Fn(usize) -> bool,
) -> Result<bool, Failure> {
    let folder = output::is_folder(path);
    let pages = (0..edition.pages.len()).filter(|index| keep(*index));
    let mut parted = OtherNames::default();
    match args.format {
        ExportFormat::Epub => {
            let book = epub::book(edition, wanted, &now()).map_err(anyhow::Error::from)?;
            let file = if folder { path.join("edition.epub") } else { path.to_owned() };
            if folder {
                output::make_folder(path)?;
            }
            parted.add(output::write_bytes(&file, &book, args.force)?);
        }
        ExportFormat::Mets => {
            output::make_folder(&path.join("alto"))?;
            for index in pages {
                let page = alto::document(edition, &|at| at == index);
                parted.add(output::write_file(&path.join(mets::page_file(index)), &page, args.force)?);
            }
            // Last, so that an issue is there only with all of its pages.
            parted.add(output::write_file(&path.join(ISSUE), &mets::document(edition, keep, &now()), args.force)?);
        }
        ExportFormat::PageXml if folder => {
            output::make_folder(path)?;
            for index in pages {
                let file = path.join(format!("{:04}.xml", index + 1));
                parted.add(output::write_file(&file, &page_xml::document(edition, index, &now()), args.force)?);
            }
        }
        ExportFormat::PageXml
        | ExportFormat::Alto
        | ExportFormat::Hocr
        | ExportFormat::Tei
        | ExportFormat::Html
        | ExportFormat::CslJson
        | ExportFormat::Bibtex
        | ExportFormat::Iiif
        | ExportFormat::Text
        | ExportFormat::Markdown
        | ExportFormat::Json
        | ExportFormat::Jsonl
        | ExportFormat::Tsv
        | ExportFormat::Truth => return Ok(false),
        ExportFormat::Parquet => return Ok(false),
    }
    parted.tell(path);
    Ok(true)
}

fn now() -> String {
    xml::time(SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs()))
}
