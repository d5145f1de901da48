//! The commands that print: one function each, the edition in, text out.

use super::failure::Failure;
use super::open::OpenedEdition;
use super::output::{self, OtherNames};
use super::{batch, forms, open, preferences, styles};
use crate::cli::{ExportArgs, ExportFormat, Inputs, LayoutsAction, OpenArgs, PageFormat, StageArg};
use crate::export::drawing::Painting;
use crate::export::inspect::Stage;
use crate::export::{self, drawing, inspect, notes, svg, text};
use crate::house_style::StyleError;
use crate::model::edition::Edition;
use crate::model::note::Note;
use crate::model::page::Page;
use crate::model::story::StoryRef;
use crate::script;
use crate::typeset::facsimile::{self, Facsimile, Pictures, Zoom};
use crate::typeset::width::WidthModel;
use serde::Serialize;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// `foldline stories`: number, page, characters, section and headline of every story.
///
/// # Errors
/// When nothing opens or the output fails.
pub fn stories(input: &Inputs, as_json: bool) -> Result<(), Failure> {
    let edition = opened(input)?;
    let mut out = String::new();
    for (index, at) in edition.stories().enumerate() {
        if input.page.is_some_and(|page| page != at.page + 1) {
            continue;
        }
        let row = StoryListRow::of(&edition, index + 1, at);
        if as_json {
            let _ = writeln!(out, "{}", serde_json::to_string(&row).map_err(anyhow::Error::from)?);
        } else {
            let section = row.section.as_ref().map(|section| format!("{section} ")).unwrap_or_default();
            let _ = writeln!(
                out,
                "{:>3}  p{:<3} {:>6} chars  {section}{}",
                row.number, row.page, row.characters, row.headline
            );
        }
    }
    output::print(&out)?;
    ending(&edition)
}

#[derive(Serialize)]
struct StoryListRow {
    number: usize,
    id: String,
    page: u32,
    folio: Option<String>,
    section: Option<String>,
    headline: String,
    characters: usize,
    confidence: f32,
}

impl StoryListRow {
    fn of(edition: &Edition, number: usize, at: StoryRef) -> StoryListRow {
        let page = edition.pages.get(at.page as usize);
        let story = edition.story(at);
        let harmless = |text: &str| export::harmless(text).into_owned();
        StoryListRow {
            number,
            id: export::story_id(at),
            page: at.page + 1,
            folio: page.and_then(|page| page.folio.as_deref().map(harmless)),
            section: story.and_then(|story| story.section.as_deref().map(harmless)),
            headline: page.map(|page| harmless(&page.label(at.story))).unwrap_or_default(),
            characters: page.map_or(0, |page| page.characters(at.story)),
            confidence: story.map_or(0.0, |story| (story.confidence * 100.0).round() / 100.0),
        }
    }
}

/// `foldline export`: stories as text, Markdown or JSON, printed or written.
///
/// # Errors
/// When nothing opens, the story does not exist, a file is in the way, or the output fails.
pub fn export(args: &ExportArgs) -> Result<(), Failure> {
    if args.boxes && (args.notes || !matches!(args.format, ExportFormat::Json | ExportFormat::Jsonl)) {
        return Err(Failure::Usage("--boxes writes the places of words in --format json or jsonl".to_owned()));
    }
    if args.is_batch() && !args.notes {
        return batch::run(args);
    }
    let opening = opened_with_files(&args.input)?;
    let mut edition = opening.edition;
    let wanted = wanted(&edition, args)?;
    if args.notes {
        return export_notes(&edition, &wanted, opening.edits.notes(), args);
    }
    if let Some(path) = &args.output
        && forms::write(&edition, &wanted, args, path, &|index| keeps(args, &wanted, index))?
    {
        return ending(&edition);
    }
    match &args.output {
        Some(path) if output::is_folder(path) => write_each(&mut edition, &wanted, args, path),
        Some(path) => output::deliver_from(path, args.force, |out| fill(&mut edition, &wanted, args, out)),
        None => output::print_from(|out| fill(&mut edition, &wanted, args, out)),
    }?;
    ending(&edition)
}

/// The notes on these stories; on their pages, when all stories are wanted.
fn export_notes(edition: &Edition, wanted: &[StoryRef], notes: &[Note], args: &ExportArgs) -> Result<(), Failure> {
    let is_wanted = |note: &&Note| match notes::story_of(edition, note) {
        Some(at) => wanted.contains(&at),
        None => args.story == "all" && args.input.page.is_none_or(|page| page as usize == note.page + 1),
    };
    let kept: Vec<Note> = notes.iter().filter(is_wanted).cloned().collect();
    let (text, name) = if matches!(args.format, ExportFormat::Text | ExportFormat::Markdown) {
        (notes::markdown(edition, &kept), "notes.md")
    } else if args.format == ExportFormat::Json {
        let document = notes::document(edition, &kept);
        (serde_json::to_string_pretty(&document).map_err(anyhow::Error::from)? + "\n", "notes.json")
    } else {
        return Err(Failure::Usage("notes are written as markdown or json; say --format json".to_owned()));
    };
    match &args.output {
        Some(path) if output::is_folder(path) => {
            output::make_folder(path)?;
            output::deliver(&path.join(name), &text, args.force)
        }
        Some(path) => output::deliver(path, &text, args.force),
        None => output::print(&text),
    }?;
    ending(edition)
}

/// The stories that `--story` and `--page` ask for.
fn wanted(edition: &Edition, args: &ExportArgs) -> Result<Vec<StoryRef>, Failure> {
    let on_page = |at: &StoryRef| args.input.page.is_none_or(|page| page == at.page + 1);
    let all: Vec<StoryRef> = edition.stories().collect();
    if args.story == "all" {
        return Ok(all.into_iter().filter(on_page).collect());
    }
    let by_number = args.story.parse::<usize>().ok().and_then(|number| all.get(number.checked_sub(1)?).copied());
    let by_id = || all.iter().copied().find(|at| export::story_id(*at) == args.story);
    let found = by_number.or_else(by_id).filter(on_page);
    found.map(|at| vec![at]).ok_or_else(|| {
        let stories = if all.len() == 1 { "1 story".to_owned() } else { format!("{} stories", all.len()) };
        Failure::Usage(format!("no story {:?}: this edition has {stories}; `foldline stories` lists them", args.story))
    })
}

/// Whether a page is exported, by its index.
fn keeps(args: &ExportArgs, wanted: &[StoryRef], index: usize) -> bool {
    match args.input.page {
        Some(page) => page as usize == index + 1,
        None => args.story == "all" || wanted.iter().any(|at| at.page as usize == index),
    }
}

/// What `--story` and `--page` leave of an edition.
fn chosen(edition: &Edition, wanted: &[StoryRef], args: &ExportArgs) -> Result<String, Failure> {
    forms::text(edition, wanted, args.format, &|index| keeps(args, wanted, index))
}

/// The same, written piece by piece.
fn fill(
    edition: &mut Edition,
    wanted: &[StoryRef],
    args: &ExportArgs,
    out: &mut dyn std::io::Write,
) -> Result<(), Failure> {
    forms::stream(edition, wanted, args.format, &|index| keeps(args, wanted, index), out)
}

/// One file a story, named by id and headline.
fn write_each(edition: &mut Edition, wanted: &[StoryRef], args: &ExportArgs, folder: &Path) -> Result<(), Failure> {
    output::make_folder(folder)?;
    let one_file = |name: &str| output::deliver(&folder.join(name), &chosen(edition, wanted, args)?, args.force);
    let mut parted = OtherNames::default();
    match args.format {
        ExportFormat::Text | ExportFormat::Markdown => {}
        ExportFormat::Json => return one_file("edition.json"),
        ExportFormat::Truth => return one_file("truth.json"),
        ExportFormat::Alto => return one_file("alto.xml"),
        ExportFormat::Hocr => return one_file("edition.hocr"),
        ExportFormat::Tei => return one_file("tei.xml"),
        ExportFormat::Iiif => return one_file("manifest.json"),
        ExportFormat::Html => return one_file("edition.html"),
        ExportFormat::CslJson => return one_file("references.json"),
        ExportFormat::Bibtex => return one_file("references.bib"),
        // Forms of several files are written before, and rows one by one.
        ExportFormat::PageXml | ExportFormat::Mets | ExportFormat::Epub => return Ok(()),
        ExportFormat::Jsonl | ExportFormat::Tsv => return Ok(()),
        ExportFormat::Parquet => return Ok(()),
    }
    for at in wanted {
        if export::is_continuation(edition, *at) {
            continue;
        }
        let Some(page) = edition.pages.get(at.page as usize) else { continue };
        let stem = output::file_stem(&page.label(at.story));
        let path = folder.join(format!("{} {stem}.{}", export::story_id(*at), args.format.ending()));
        parted.add(output::write_file(&path, &chosen(edition, &[*at], args)?, args.force)?);
        edition.pages.rest(open::AT_HAND);
    }
    parted.tell(folder);
    Ok(())
}

/// `foldline page`: pages in their printed shape, in cells.
///
/// # Errors
/// When nothing opens, the page does not exist, or the output fails.
pub fn page(input: &Inputs, width: Option<u16>, format: PageFormat) -> Result<(), Failure> {
    let opening = opened_with_files(input)?;
    let edition = &opening.edition;
    let zoom = width.map_or(Zoom::Full, Zoom::Columns);
    let drawn = |page: &&Page| {
        let shown = format == PageFormat::Svg && has_pictures(&opening, page);
        let pictures = if shown { Pictures::Drawn } else { Pictures::Small };
        let cells = facsimile::draw_with(page, zoom, pictures, &WidthModel::default());
        let title = format!("page {}", page.number);
        match format {
            PageFormat::Text => cells.to_text(),
            PageFormat::Html => drawing::html(&cells, &title),
            PageFormat::Svg => drawing::svg(&cells, &title, &paintings(&opening, page, &cells)),
        }
    };
    let texts = chosen_pages(edition, input)?.iter().map(drawn).collect::<Vec<_>>();
    output::print(&texts.join("\n"))?;
    ending(edition)
}

/// The index of a page in its edition.
#[cfg(feature = "images")]
fn index_of(page: &Page) -> usize {
    (page.number as usize).saturating_sub(1)
}

#[cfg(feature = "images")]
fn has_pictures(opening: &OpenedEdition, page: &Page) -> bool {
    opening.sidecars.print_of(index_of(page)).is_some()
}

/// The pictures of a page, as far as they can be made.
#[cfg(feature = "images")]
fn paintings(opening: &OpenedEdition, page: &Page, cells: &Facsimile) -> Vec<Painting> {
    let Some(print) = opening.sidecars.print_of(index_of(page)).filter(|_| !cells.pictures.is_empty()) else {
        return Vec::new();
    };
    super::pictures::paintings(&print, page, &cells.pictures)
}

#[cfg(not(feature = "images"))]
fn has_pictures(_opening: &OpenedEdition, _page: &Page) -> bool {
    false
}

#[cfg(not(feature = "images"))]
fn paintings(_opening: &OpenedEdition, _page: &Page, _cells: &Facsimile) -> Vec<Painting> {
    Vec::new()
}

/// `foldline inspect`: what each stage made of a page.
///
/// # Errors
/// When nothing opens, the page does not exist, or the output fails.
pub fn inspect(input: &Inputs, stage: Option<StageArg>, picture: Option<&Path>, force: bool) -> Result<(), Failure> {
    let edition = opened(input)?;
    let pages = chosen_pages(&edition, input)?;
    if let Some(path) = picture {
        let first = pages.first().ok_or_else(|| Failure::Nothing("no page to draw".to_owned()))?;
        output::deliver(path, &svg::draw(first), force)?;
        return ending(&edition);
    }
    let shown = |page: &&Page| match stage {
        None => inspect::everything(page),
        Some(stage) => inspect::head(page) + &inspect::stage(page, stage_of(stage)),
    };
    output::print(&pages.iter().map(shown).collect::<Vec<_>>().join("\n"))?;
    ending(&edition)
}

fn stage_of(stage: StageArg) -> Stage {
    match stage {
        StageArg::Lines => Stage::Lines,
        StageArg::Regions => Stage::Regions,
        StageArg::Blocks => Stage::Blocks,
        StageArg::Roles => Stage::Roles,
        StageArg::Stories => Stage::Stories,
        StageArg::Order => Stage::Order,
    }
}

/// `foldline layouts`: list, show, check.
///
/// # Errors
/// When a layout does not exist or is not sound.
pub fn layouts(action: Option<LayoutsAction>) -> Result<(), Failure> {
    match action.unwrap_or(LayoutsAction::List) {
        LayoutsAction::List => {
            let library = styles::library(&OpenArgs::default())?;
            let row = |shelved: &crate::house_style::library::Shelved| {
                format!("{:14} {}\n", shelved.key, export::harmless(&shelved.style().name))
            };
            output::print(&library.all().iter().map(row).collect::<String>())
        }
        LayoutsAction::Show { name } => {
            let library = styles::library(&OpenArgs::default())?;
            let found = library.find(&name).map(|shelved| shelved.text.clone());
            output::print(&found.ok_or(StyleError::Unknown { name })?)
        }
        LayoutsAction::Check { file } => {
            let mut library = crate::house_style::library::Library::built_in();
            let shelved = library.add_file(&file)?;
            let says =
                format!("{}: sound; {:?}, {} areas", file.display(), shelved.style().name, shelved.style().areas.len());
            output::print(&format!("{}\n", export::harmless(&says)))
        }
    }
}

/// The reader's input when nobody sees a screen: every story as clean text.
///
/// # Errors
/// When nothing opens or the output fails.
pub fn print_all(inputs: &[PathBuf], args: &OpenArgs) -> Result<(), Failure> {
    let edition = open::edition(inputs, args)?;
    warn(&edition, args);
    let all: Vec<StoryRef> = edition.stories().collect();
    output::print(&text::stories(&edition, &all))?;
    ending(&edition)
}

fn opened(input: &Inputs) -> Result<Edition, Failure> {
    opened_with_files(input).map(|opening| opening.edition)
}

fn opened_with_files(input: &Inputs) -> Result<OpenedEdition, Failure> {
    let mut opening = open::in_steps(&input.inputs, &input.open, &mut |_| {})?;
    let edition = &opening.edition;
    warn(edition, &input.open);
    if let Some(page) = input.page.filter(|page| *page as usize > edition.pages.len()) {
        let pages = output::many(edition.pages.len(), "page");
        return Err(Failure::Usage(format!("no page {page}: this edition has {pages}")));
    }
    if let Some(shown) = script::converted(&opening.edition, preferences::script_of(input.script)) {
        opening.edition = shown;
    }
    Ok(opening)
}

/// How a command ends that printed what it has: a file that did not open is a failure, whatever the others gave, and what
/// was read only in part has an exit code of its own.
pub(super) fn ending(edition: &Edition) -> Result<(), Failure> {
    match &edition.source {
        source if source.unopened > 0 => Err(Failure::Told),
        source if source.partial => Err(Failure::Partly),
        _ => Ok(()),
    }
}

/// Files that failed beside good ones are always told, and why something was read only in part; other doubts about pages
/// only when asked.
pub(super) fn warn(edition: &Edition, args: &OpenArgs) {
    for doubt in &edition.source.doubts {
        output::tell(doubt);
    }
    if edition.source.partial && edition.source.doubts.is_empty() && !args.verbose {
        warn_of_parts(edition);
    }
    for page in edition.pages.each().take(if args.verbose { usize::MAX } else { 0 }) {
        for doubt in &page.doubts {
            output::tell(&format!("page {}: {}", page.number, doubt.says));
        }
    }
}

/// The first page that was read only in part, with what was noticed last on it, and how many more there are.
fn warn_of_parts(edition: &Edition) {
    let mut parts = edition.pages.each().filter(|page| page.partial);
    let Some(first) = parts.next() else { return };
    let says = first.doubts.last().map_or("it was read only in part", |doubt| doubt.says.as_str());
    let more = match parts.count() {
        0 => String::new(),
        count => format!(" (and {} like it; --verbose names them)", output::many(count, "page")),
    };
    output::tell(&format!("page {}: {says}{more}", first.number));
}

fn chosen_pages<'a>(edition: &'a Edition, input: &Inputs) -> Result<Vec<&'a Page>, Failure> {
    let keep = |page: &&Page| input.page.is_none_or(|number| number == page.number);
    let pages: Vec<&Page> = edition.pages.iter().filter(keep).collect();
    if pages.is_empty() {
        Err(Failure::Nothing("no such page; `foldline stories` lists what is there".to_owned()))
    } else {
        Ok(pages)
    }
}
