//! Saved pages of e-papers: HTML with a picture of the page, an image map that says where its stories stand, a list of
//! them, and a file for each story. An edition is one page file with all pages that its list names, as far as they were
//! saved.
//!
//! 1. [`page`]: a page file; 2. [`story`]: a story file; 3. [`shape`]: the shape of a story to boxes; 4. [`set`]: its text
//!    set into them.

mod page;
mod set;
mod shape;
mod story;
mod words;

use super::issue_files::{IssueFiles, is_date};
use super::{encoding, html};
use crate::model::role::Role;
use crate::model::sheet::Sheet;
use crate::sources::message::{NAME_CHARS, shown};
use page::EpaperPageFile;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use story::StoryFile;

/// Pages of an edition, at most.
const PAGES_AT_MOST: usize = 500;
/// Titles that a doubt names, at most.
const NAMED_AT_MOST: usize = 3;

/// What an e-paper gave.
pub struct Epaper {
    /// Its pages.
    pub sheets: Vec<Sheet>,
    /// What is missing, one sentence each.
    pub doubts: Vec<String>,
    /// What the paper calls itself.
    pub paper: Option<String>,
}

/// Whether HTML is a file of an e-paper: a page with an image map, a story with the marks of one, or a file that only
/// leads to the first page.
pub fn claims(text: &str) -> bool {
    let small = text.to_ascii_lowercase();
    let mapped = small.contains("<area") && small.contains("coords") && small.contains("<map");
    mapped || story::is_marked(&small) || page::leads_to(text).is_some()
}

/// The edition of a page file, of a file that leads to one, or the page of a story file that is opened alone. `own` is the
/// name of the file.
///
/// # Errors
/// A sentence, when there is nothing of a newspaper in it.
pub fn edition(text: &str, own: &str, holding: Option<IssueFiles>) -> Result<Epaper, String> {
    let holding = holding.map(|holding| holding.widened(is_inner));
    if let (Some(first), Some(holding)) = (page::leads_to(text), &holding) {
        let said =
            holding.text(&first).map_err(|why| format!("it leads to {}, but {why}", shown(&first, NAME_CHARS)))?;
        let own = first.rsplit('/').next().unwrap_or(&first).to_owned();
        let folder = first.rsplit_once('/').map_or("", |(folder, _)| folder);
        return of_page(&said, &own, Some(&holding.below(folder)));
    }
    let page = EpaperPageFile::read(text, own)?;
    if page.areas.is_empty() {
        let story = StoryFile::read(text)?;
        let size = page::THUMBNAIL;
        let whole = set::EpaperStory { story: Some(story), title: String::new(), shapes: vec![shape::whole(size)] };
        let sheet = set::sheet(size, &[whole], 0);
        return Ok(Epaper { sheets: vec![sheet], doubts: Vec::new(), paper: page.paper });
    }
    of_page(text, own, holding.as_ref())
}

/// The files that a file of an e-paper is read together with.
pub fn named(text: &str, own: &str, holding: IssueFiles) -> Vec<PathBuf> {
    let mut holding = holding.widened(is_inner);
    let (mut text, mut own, mut found) = (text.to_owned(), own.to_owned(), Vec::new());
    if let Some(first) = page::leads_to(&text) {
        let Ok(said) = holding.text(&first) else { return found };
        found.extend(holding.locate(&first));
        holding = holding.below(first.rsplit_once('/').map_or("", |(folder, _)| folder));
        (text, own) = (said, first.rsplit('/').next().unwrap_or(&first).to_owned());
    }
    let Ok(page) = EpaperPageFile::read(&text, &own) else { return found };
    let mut pages: Vec<EpaperPageFile> = Vec::new();
    for link in page.pages.iter().filter(|link| link.href != own).take(PAGES_AT_MOST) {
        let Ok(path) = holding.locate(&link.href) else { continue };
        let other =
            holding.load(&path).ok().and_then(|bytes| EpaperPageFile::read(&encoding::decoded(&bytes).0, &own).ok());
        match other {
            // A page of another paper is read by itself.
            Some(other) if !page.is_of_paper_of(&other) => continue,
            other => pages.extend(other),
        }
        found.push(path);
    }
    pages.push(page);
    for page in &pages {
        found.extend(page.stories().filter_map(|href| holding.locate(href).ok()));
    }
    found
}

/// Folders of an e-paper that stand below the one that holds it all.
fn is_inner(name: &str) -> bool {
    is_date(name) || matches!(name, "layout" | "html" | "content" | "page")
}

/// A page file with the others of its list.
fn of_page(text: &str, own: &str, holding: Option<&IssueFiles>) -> Result<Epaper, String> {
    let first = EpaperPageFile::read(text, own)?;
    if first.areas.is_empty() {
        return Err("it has no image map that says where stories stand".to_owned());
    }
    let (mut doubts, mut missing, mut strange) = (Vec::new(), Vec::new(), BTreeSet::new());
    let paper = first.paper.clone();
    let mut pages: Vec<EpaperPageFile> = Vec::new();
    let links = first.pages.clone();
    let mut kept = Some(first);
    for link in links.iter().take(PAGES_AT_MOST) {
        if link.href == own {
            pages.extend(kept.take());
            continue;
        }
        match holding.map(|holding| holding.text(&link.href)) {
            Some(Ok(text)) => match EpaperPageFile::read(&text, &link.href) {
                Ok(page) if kept.as_ref().or(pages.first()).is_some_and(|other| !other.is_of_paper_of(&page)) => {
                    strange.insert(page.paper.clone().unwrap_or_default());
                }
                Ok(page) if !page.areas.is_empty() => pages.push(page.called(&link.text)),
                Ok(_) => missing.push(format!("{}: it has no image map", shown(&link.href, NAME_CHARS))),
                Err(why) => missing.push(format!("{}: {why}", shown(&link.href, NAME_CHARS))),
            },
            Some(Err(why)) => missing.push(format!("{}: {why}", shown(&link.href, NAME_CHARS))),
            None => missing.push(shown(&link.href, NAME_CHARS)),
        }
    }
    // A page that its own list does not name stands before those that it does.
    if let Some(first) = kept {
        pages.insert(0, first);
    }
    if let Some(one) = missing.first() {
        doubts.push(format!("{} of {} pages of this edition were not saved: {one}", missing.len(), links.len()));
    }
    if !strange.is_empty() {
        let names: Vec<&str> = strange.iter().map(String::as_str).collect();
        let own = paper.as_deref().unwrap_or("this paper");
        doubts.push(format!("pages of another paper lie among those of {own} and are left out: {}", names.join(", ")));
    }
    // Stories are numbered through the edition: one number is one story, on all its pages.
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut next = 0;
    for page in &pages {
        let (mut sheet, stories) = sheet(page, next, holding);
        sheet.number = sheets.len() as u32 + 1;
        next += stories;
        sheets.push(sheet);
    }
    Ok(Epaper { sheets, doubts, paper })
}

/// A page with its stories in their places, and how many they are. `first` is the number of the first of them.
fn sheet(page: &EpaperPageFile, first: u32, holding: Option<&IssueFiles>) -> (Sheet, u32) {
    let mut shapes: BTreeMap<&str, Vec<shape::Polygon>> = BTreeMap::new();
    let mut order: Vec<&str> = Vec::new();
    for area in &page.areas {
        if !shapes.contains_key(area.href.as_str()) {
            order.push(&area.href);
        }
        shapes.entry(&area.href).or_default().push(area.shape.clone());
    }
    let (mut stories, mut unsaved) = (Vec::new(), Vec::new());
    for href in order {
        let title = page.title_of(href).unwrap_or_default().to_owned();
        if words::is_imprint(&title) {
            continue;
        }
        let read = holding.map(|holding| holding.text(href).and_then(|text| StoryFile::read(&text)));
        let story = read.and_then(Result::ok);
        if story.is_none() {
            unsaved.push(title.lines().next().unwrap_or_default().to_owned());
        }
        stories.push(set::EpaperStory { story, title, shapes: shapes.remove(href).unwrap_or_default() });
    }
    let unplaced = unplaced(page, holding, &mut unsaved);
    let mut sheet = set::sheet(page.size, &stories, first);
    set::foot(&mut sheet, &unplaced, first + stories.len() as u32);
    sheet.label.clone_from(&page.folio);
    sheet.section.clone_from(&page.name);
    if let Some(says) = without_text(&unsaved, stories.len() + unplaced.len()) {
        sheet.doubts.push(says);
        sheet.partial = true;
    }
    if !unplaced.is_empty() {
        let says = format!("the image map has no place for {} of its stories; they stand at the foot", unplaced.len());
        sheet.doubts.push(says);
    }
    (sheet, (stories.len() + unplaced.len()) as u32)
}

/// Stories of the list that no area of the map names: their text is read all the same.
fn unplaced(page: &EpaperPageFile, holding: Option<&IssueFiles>, unsaved: &mut Vec<String>) -> Vec<set::EpaperStory> {
    let placed: BTreeSet<&str> = page.areas.iter().map(|area| area.href.as_str()).collect();
    let listed =
        page.listed.iter().filter(|link| !placed.contains(link.href.as_str()) && !words::is_imprint(&link.text));
    let mut found = Vec::new();
    for link in listed {
        let read = holding.map(|holding| holding.text(&link.href).and_then(|text| StoryFile::read(&text)));
        let story = read.and_then(Result::ok);
        if story.is_none() {
            unsaved.push(link.text.lines().next().unwrap_or_default().to_owned());
        }
        found.push(set::EpaperStory { story, title: link.text.clone(), shapes: Vec::new() });
    }
    found
}

/// What is said of stories whose text was not saved.
fn without_text(titles: &[String], of: usize) -> Option<String> {
    let named: Vec<&str> =
        titles.iter().map(String::as_str).filter(|title| !title.is_empty()).take(NAMED_AT_MOST).collect();
    let which = if named.is_empty() { String::new() } else { format!(" ({})", named.join("; ")) };
    let all = titles.len() == of;
    (!titles.is_empty()).then(|| match all {
        true => "the text of its stories was not saved with this page: only their titles are here".to_owned(),
        false => format!("the text of {} of its {of} stories was not saved: only titles{which}", titles.len()),
    })
}

/// A page of articles without places, one below the other; `first` is the number of the first of them.
pub fn in_columns(articles: Vec<Vec<(Role, String)>>, first: u32) -> Sheet {
    let story = |article: Vec<(Role, String)>| {
        let (heads, text): (Vec<_>, Vec<_>) = article.into_iter().partition(|(role, _)| *role != Role::Body);
        let paragraphs = text.into_iter().map(|(_, text)| text).collect();
        let file = StoryFile { heads, paragraphs, ..StoryFile::default() };
        set::EpaperStory { story: Some(file), ..set::EpaperStory::default() }
    };
    let stories: Vec<set::EpaperStory> = articles.into_iter().map(story).collect();
    let mut sheet = set::sheet((1.0, 0.0), &[], 0);
    set::foot(&mut sheet, &stories, first);
    sheet
}

/// A tree of a piece of HTML.
fn tree(text: &str) -> Result<super::xml::XmlTree, String> {
    html::parse(text)
}

/// The last name of a path, as page files name themselves.
pub fn own_name(name: &str) -> String {
    Path::new(name).file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
