//! A page file: the image map, the list of stories, the list of pages, what the page and the paper call themselves.

use super::shape::{self, Polygon};
use super::words;
use crate::sources::archive::xml::XmlTree;
use regex_lite::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// The picture of a page when nothing tells its size, in pixels.
pub const THUMBNAIL: (f32, f32) = (350.0, 550.0);

/// Areas of a map, and links of a list, at most.
const AREAS_AT_MOST: usize = 500;
/// Bytes in which a file that only leads on says so.
const LEADS_WITHIN: usize = 4 << 10;

/// `<meta http-equiv="refresh" content="0; url=node_1.htm">`.
static REFRESH: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"(?is)<meta[^>]*http-equiv\s*=\s*["']?refresh["']?[^>]*url\s*=\s*["']?([^"'>\s]+)"#).ok()
});
/// The number of the page that the trailer of a file tells.
static NUMBER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)<founder-pagenum>\s*([A-Za-z0-9]{1,5})").ok());

/// A link with its text.
#[derive(Clone, Debug, PartialEq)]
pub struct StoryLink {
    /// The file, without query and fragment.
    pub href: String,
    /// What it is called; several lines are parts of a title.
    pub text: String,
}

/// A place of the map.
#[derive(Clone, Debug, PartialEq)]
pub struct MapArea {
    /// The file of the story.
    pub href: String,
    /// Its shape in pixels of the picture.
    pub shape: Polygon,
}

/// A page file.
#[derive(Clone, Debug, Default)]
pub struct EpaperPageFile {
    /// What the paper calls itself.
    pub paper: Option<String>,
    /// The printed number of the page.
    pub folio: Option<String>,
    /// What the page is called.
    pub name: Option<String>,
    /// Width and height of the picture of the page, in pixels.
    pub size: (f32, f32),
    /// Where stories stand.
    pub areas: Vec<MapArea>,
    /// The stories that the file lists.
    pub listed: Vec<StoryLink>,
    /// The pages of the edition.
    pub pages: Vec<StoryLink>,
}

/// Where a file leads that has nothing but the way to another one.
pub fn leads_to(text: &str) -> Option<String> {
    let head = text.get(..text.floor_char_boundary(LEADS_WITHIN.min(text.len())))?;
    let found = REFRESH.as_ref()?.captures(head)?.get(1)?.as_str();
    let file = plain(found)?;
    (!text.to_ascii_lowercase().contains("<area")).then_some(file)
}

impl EpaperPageFile {
    /// Reads a page file; `own` is its name.
    ///
    /// # Errors
    /// When its HTML meets a bound.
    pub fn read(text: &str, own: &str) -> Result<EpaperPageFile, String> {
        let tree = super::tree(text)?;
        let areas = areas(&tree);
        let listed = listed(&tree, &areas);
        let pages = pages(&tree, own, &areas);
        let title = tree.find(0, &["title"]).next().map(|at| tree.text(at)).unwrap_or_default();
        let size = size(&tree, &areas);
        let mut page =
            EpaperPageFile { paper: words::paper(&title), folio: None, name: None, size, areas, listed, pages };
        let itself = page.pages.iter().find(|link| link.href == own).map(|link| link.text.clone());
        let told = itself.iter().filter_map(|text| words::page_name(text)).chain(places_of_name(&tree)).next();
        let number = NUMBER.as_ref().and_then(|form| form.captures(text)).and_then(|found| found.get(1));
        let (folio, name) = told.unzip();
        page.folio = folio.or_else(|| number.map(|number| number.as_str().to_uppercase()));
        page.name = name.flatten();
        Ok(page)
    }

    /// The page with the name that the list of another one has for it, where it has none of its own.
    pub fn called(mut self, text: &str) -> EpaperPageFile {
        if let Some((folio, name)) = words::page_name(text) {
            self.folio = self.folio.or(Some(folio));
            self.name = self.name.or(name);
        }
        self
    }

    /// The title of a story in the list.
    pub fn title_of(&self, href: &str) -> Option<&str> {
        self.listed.iter().find(|link| link.href == href).map(|link| link.text.as_str())
    }

    /// The files of all its stories.
    pub fn stories(&self) -> impl Iterator<Item = &str> {
        self.areas.iter().map(|area| area.href.as_str()).chain(self.listed.iter().map(|link| link.href.as_str()))
    }

    /// Whether two pages are of one paper, as far as they tell.
    pub fn is_of_paper_of(&self, other: &EpaperPageFile) -> bool {
        match (&self.paper, &other.paper) {
            (Some(own), Some(other)) => own == other,
            (None, _) | (_, None) => true,
        }
    }
}

/// A place of a link without query and fragment; of an address of another host its last name, since browsers write such
/// addresses into what they save. Nothing for scripts.
fn plain(href: &str) -> Option<String> {
    let href = href.trim();
    let bare = href.split(['?', '#']).next().unwrap_or(href);
    let lower = bare.to_ascii_lowercase();
    if bare.is_empty() || lower.starts_with("javascript:") || lower.starts_with("mailto:") {
        return None;
    }
    let local = match lower.starts_with("http:") || lower.starts_with("https:") || bare.starts_with("//") {
        true => bare.rsplit('/').next().unwrap_or_default(),
        false => bare.strip_prefix("./").unwrap_or(bare),
    };
    let file = local.to_ascii_lowercase();
    [".htm", ".html", ".shtml", ".xhtml"].iter().any(|ending| file.ends_with(ending)).then(|| local.to_owned())
}

fn areas(tree: &XmlTree) -> Vec<MapArea> {
    let area = |at: usize| {
        let href = plain(tree.attribute(at, "href")?)?;
        let shape = shape::polygon(tree.attribute(at, "shape").unwrap_or("poly"), tree.attribute(at, "coords")?)?;
        Some(MapArea { href, shape })
    };
    let mut found: Vec<MapArea> = Vec::new();
    for area in tree.find(0, &["area"]).filter_map(area).take(AREAS_AT_MOST) {
        if !found.contains(&area) {
            found.push(area);
        }
    }
    found
}

/// Links to stories with their titles: those that the map names, and those whose names are like theirs.
fn listed(tree: &XmlTree, areas: &[MapArea]) -> Vec<StoryLink> {
    let forms: BTreeSet<String> = areas.iter().map(|area| form(&area.href)).collect();
    let mut found: Vec<StoryLink> = Vec::new();
    for at in tree.find(0, &["a"]) {
        let Some(href) = tree.attribute(at, "href").and_then(plain) else { continue };
        let text = words::title(tree, at);
        if !forms.contains(&form(&href)) || text.is_empty() || found.len() >= AREAS_AT_MOST {
            continue;
        }
        match found.iter_mut().find(|link| link.href == href) {
            // The same story stands in several lists; the longest text is its title.
            Some(known) if known.text.len() < text.len() => known.text = text,
            Some(_) => {}
            None => found.push(StoryLink { href, text }),
        }
    }
    found
}

/// The pages of the edition: links that say so, else those that are called like this file itself.
fn pages(tree: &XmlTree, own: &str, areas: &[MapArea]) -> Vec<StoryLink> {
    let of_stories: BTreeSet<String> = areas.iter().map(|area| form(&area.href)).collect();
    let own_form = form(own);
    let mut found: Vec<StoryLink> = Vec::new();
    for at in tree.find(0, &["a"]) {
        let Some(href) = tree.attribute(at, "href").and_then(plain) else { continue };
        let said = tree.attribute(at, "id").is_some_and(|id| id.eq_ignore_ascii_case("pagelink"));
        let text = words::title(tree, at);
        let alike = form(&href) == own_form && words::page_name(&text).is_some();
        if (!said && !alike) || of_stories.contains(&form(&href)) {
            continue;
        }
        match found.iter_mut().find(|link| link.href == href) {
            Some(known) if words::page_name(&known.text).is_none() => known.text = text,
            Some(_) => {}
            None => found.push(StoryLink { href, text }),
        }
    }
    found
}

/// The last name of a place without its figures: what files of one kind have in common.
fn form(href: &str) -> String {
    let name = href.rsplit('/').next().unwrap_or(href);
    name.chars().filter(|c| !c.is_ascii_digit()).collect::<String>().to_ascii_lowercase()
}

/// Where the templates write the name of the page, and then anywhere.
fn places_of_name(tree: &XmlTree) -> impl Iterator<Item = (String, Option<String>)> + '_ {
    const CLASSES: [&str; 6] = ["bm01", "l_t", "ban", "paper-bot", "banmian", "right_title-name"];
    let has_class = |at: usize| {
        let class = tree.attribute(at, "class").unwrap_or_default();
        class.split_whitespace().any(|class| CLASSES.contains(&class))
    };
    let told = tree.below(0).filter(move |at| has_class(*at)).filter_map(|at| words::page_name(&tree.text(at)));
    let anywhere = tree.find(0, &["td", "p", "span", "div", "strong"]).filter_map(|at| {
        let text = tree.text(at);
        words::page_name(&text).filter(|_| text.trim_start().starts_with('第') && text.chars().count() < 24)
    });
    told.chain(anywhere)
}

/// The size of the picture that the map lies on: as it is told, else that of the picture most papers use, and never smaller
/// than what stands on it.
fn size(tree: &XmlTree, areas: &[MapArea]) -> (f32, f32) {
    let pictures = tree.find(0, &["img"]).filter(|at| tree.attribute(*at, "usemap").is_some());
    let side = |at: usize, name: &str| {
        let style = tree.attribute(at, "style").unwrap_or_default();
        let styled =
            style.split(';').find_map(|rule| Some(rule.split_once(':')?).filter(|(key, _)| key.trim() == name));
        let told = tree.attribute(at, name).or(styled.map(|(_, value)| value))?;
        told.trim().trim_end_matches("px").parse::<f32>().ok().filter(|side| (50.0..20_000.0).contains(side))
    };
    let told = pictures.filter_map(|at| Some((side(at, "width")?, side(at, "height")?))).next();
    let (width, height) = told.unwrap_or(THUMBNAIL);
    let edges = areas.iter().map(|area| shape::hull(&area.shape));
    let (right, bottom) = edges.fold((0.0f32, 0.0f32), |(x, y), [_, _, right, bottom]| (x.max(right), y.max(bottom)));
    (width.max(right), height.max(bottom))
}
