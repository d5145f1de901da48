//! A story file: its heads, its text, the captions of its pictures. The templates mark the text by comments; where none
//! does, it is what has most paragraphs.

use super::words;
use crate::model::role::Role;
use crate::sources::archive::xml::XmlTree;
use std::collections::BTreeSet;

/// A story as its file gives it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StoryFile {
    /// Heads and the line that says who wrote it, in their order.
    pub heads: Vec<(Role, String)>,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
    /// The captions of its pictures.
    pub captions: Vec<String>,
    /// How many pictures it has.
    pub pictures: usize,
}

/// Paragraphs of a story, at most.
const PARAGRAPHS_AT_MOST: usize = 5_000;
/// A caption is no longer, in characters.
const LONGEST_CAPTION: usize = 300;
/// What opens and closes the text of a story, in small letters.
const MARKS: [(&str, &str); 3] = [
    ("<!--enpcontent-->", "<!--/enpcontent-->"),
    ("<!--<npm:article-content>-->", "<!--</npm:article-content>-->"),
    ("<founder-content>", "</founder-content>"),
];
/// Parts of a head by the names that marks have for them.
const PARTS: [(&str, Role); 7] = [
    ("pretitle", Role::Kicker),
    ("introtitle", Role::Kicker),
    ("lead-title", Role::Kicker),
    ("title", Role::Headline),
    ("subtitle", Role::Deck),
    ("sub-title", Role::Deck),
    ("author", Role::Byline),
];
/// Ids and classes of the element that holds the text.
const HOLDERS: [&str; 8] =
    ["ozoom", "articlecontent", "article-content", "contenttext", "content", "text_c", "article", "founder-content"];

/// Whether HTML, in small letters, has the marks of a story file.
pub fn is_marked(small: &str) -> bool {
    MARKS.iter().any(|(open, _)| small.contains(open)) || small.contains("<!--enpproperty")
}

impl StoryFile {
    /// Reads a story file.
    ///
    /// # Errors
    /// When its HTML meets a bound, or there is nothing in it.
    pub fn read(text: &str) -> Result<StoryFile, String> {
        let whole = super::tree(text)?;
        let mut story = StoryFile::default();
        let content = match marked(text) {
            Some(piece) => super::tree(piece)?,
            None => super::tree("")?,
        };
        match marked(text) {
            Some(_) => story.take(&content, 0),
            None => {
                let at = holder(&whole).ok_or("there is no text of a story in it")?;
                story.take(&whole, at);
            }
        }
        story.heads = heads(text, &whole)?;
        story.captions_beside(&whole);
        let known: BTreeSet<&str> = story.heads.iter().map(|(_, head)| head.as_str()).collect();
        story.paragraphs.retain(|paragraph| !known.contains(paragraph.as_str()) && !words::is_imprint(paragraph));
        if story.heads.is_empty() && story.paragraphs.is_empty() && story.captions.is_empty() {
            return Err("there is no text of a story in it".to_owned());
        }
        Ok(story)
    }

    /// Takes text and captions of an element.
    fn take(&mut self, tree: &XmlTree, at: usize) {
        let holders: BTreeSet<usize> =
            tree.find(at, &["img"]).filter_map(|picture| self.caption(tree, picture, at)).collect();
        self.pictures += tree.find(at, &["img"]).count();
        let heads = |one: usize| tree.is(one, &["h1", "h2", "h3"]) && marks_head(tree, one, at);
        let skip = |one: usize| holders.contains(&one) || heads(one) || is_aside(tree, one);
        let lines = words::lines_without(tree, at, &skip);
        self.paragraphs.extend(lines.into_iter().take(PARAGRAPHS_AT_MOST));
    }

    /// The element around a picture that holds its caption and nothing else; the caption is taken.
    fn caption(&mut self, tree: &XmlTree, picture: usize, root: usize) -> Option<usize> {
        let mut around = tree.parent(picture);
        while around > root && !tree.is(around, &["table", "figure", "dl", "center"]) {
            around = tree.parent(around);
        }
        if around <= root {
            return None;
        }
        let text = words::lines(tree, around).join(" ");
        if text.chars().count() > LONGEST_CAPTION {
            return None;
        }
        if !text.is_empty() && !self.captions.contains(&text) {
            self.captions.push(text);
        }
        Some(around)
    }

    /// Captions that stand outside of the marked text: pictures of the paper lie in folders that say so.
    fn captions_beside(&mut self, tree: &XmlTree) {
        let of_paper = |at: usize| {
            let source = tree.attribute(at, "src").unwrap_or_default().to_ascii_lowercase();
            ["/res/", "res/", "attach", "/pic", "/1/2", "images/2"].iter().any(|part| source.contains(part))
        };
        for picture in tree.find(0, &["img"]).filter(|at| of_paper(*at) && tree.attribute(*at, "usemap").is_none()) {
            let before = self.captions.len();
            self.caption(tree, picture, 0);
            if self.captions.len() > before {
                self.pictures += 1;
            }
        }
        let captions: BTreeSet<&String> = self.captions.iter().collect();
        self.paragraphs.retain(|paragraph| !captions.contains(paragraph));
    }
}

/// What stands between the marks of the text.
fn marked(text: &str) -> Option<&str> {
    let small = text.to_ascii_lowercase();
    MARKS.iter().find_map(|(open, close)| {
        let from = small.find(open)? + open.len();
        let to = small.get(from..)?.find(close).map_or(text.len(), |to| from + to);
        text.get(from..to).filter(|piece| !piece.trim().is_empty())
    })
}

/// The element that holds the text where nothing marks it: the innermost of those that are called so, else the parent of
/// most paragraphs.
fn holder(tree: &XmlTree) -> Option<usize> {
    let is_called = |at: usize| {
        let names = [tree.attribute(at, "id"), tree.attribute(at, "class")];
        let mut names = names.into_iter().flatten().flat_map(str::split_whitespace);
        names.any(|name| HOLDERS.contains(&name.to_ascii_lowercase().as_str()))
    };
    let full = |at: usize| tree.find(at, &["p", "br"]).next().is_some();
    let called = tree.below(0).filter(|at| is_called(*at) && full(*at)).last();
    called.or_else(|| {
        let mut letters: std::collections::BTreeMap<usize, usize> = std::collections::BTreeMap::new();
        for at in tree.find(0, &["p"]) {
            *letters.entry(tree.parent(at)).or_default() += tree.text(at).chars().count();
        }
        letters.into_iter().max_by_key(|(_, letters)| *letters).map(|(at, _)| at)
    })
}

/// The heads of a story: from marks of the template, else by the ranks of its heads.
fn heads(text: &str, tree: &XmlTree) -> Result<Vec<(Role, String)>, String> {
    let mut found: Vec<(Role, String)> = Vec::new();
    for (part, role) in PARTS {
        let element = format!("founder-{part}");
        let named = tree.find(0, &[element.as_str()]).map(|at| words::lines(tree, at)).find(|lines| !lines.is_empty());
        let lines = match named {
            Some(lines) => lines,
            None => commented(text, part)?,
        };
        if !lines.is_empty() && !found.iter().any(|(known, _)| *known == role) {
            found.push((role, lines.join(" ")));
        }
    }
    if !found.iter().any(|(role, _)| *role == Role::Headline) {
        let ranked = ranked(tree);
        found.retain(|(role, _)| !ranked.iter().any(|(known, _)| known == role));
        found.extend(ranked);
    }
    found.retain(|(role, head)| !(*role == Role::Headline && words::is_picture_title(head)));
    found.sort_by_key(|(role, _)| PARTS.iter().position(|(_, known)| known == role));
    Ok(found)
}

/// A head between comments: `<!--<npm:article-title>-->…<!--</npm:article-title>-->`.
fn commented(text: &str, part: &str) -> Result<Vec<String>, String> {
    let open = format!("<!--<npm:article-{part}>-->");
    let close = format!("<!--</npm:article-{part}>-->");
    let piece = text.split_once(&open).and_then(|(_, rest)| rest.split_once(&close)).map(|(piece, _)| piece);
    piece.map_or(Ok(Vec::new()), |piece| Ok(words::lines(&super::tree(piece)?, 0)))
}

/// Heads by their ranks: the first of the first rank is the headline, those of other ranks beside it stand over and
/// under it, and the line in small type below says who wrote it.
fn ranked(tree: &XmlTree) -> Vec<(Role, String)> {
    let said = |at: usize| words::lines(tree, at).join(" ");
    let first = tree.find(0, &["h1"]).find(|at| !said(*at).is_empty());
    // The headline of a picture without one is empty, and its container still tells the others.
    let Some(headline) = first.or_else(|| tree.find(0, &["h1"]).next()) else { return Vec::new() };
    let beside = tree.parent(headline);
    let of = |names: &'static [&'static str]| tree.children(beside, names).map(said).find(|text| !text.is_empty());
    let mut found = Vec::new();
    found.extend(of(&["h3"]).map(|text| (Role::Kicker, text)));
    found.extend(Some(said(headline)).filter(|text| !text.is_empty()).map(|text| (Role::Headline, text)));
    found.extend(of(&["h2"]).map(|text| (Role::Deck, text)));
    found.extend(of(&["h4"]).or_else(|| writers(tree, beside)).map(|text| (Role::Byline, text)));
    found
}

/// The line with the writers: `p.sec` without the name of the paper and the date that stand in it.
fn writers(tree: &XmlTree, beside: usize) -> Option<String> {
    let has = |at: usize, class: &str| {
        tree.attribute(at, "class").is_some_and(|all| all.split_whitespace().any(|one| one == class))
    };
    let line = tree.find(beside, &["p"]).find(|at| has(*at, "sec"))?;
    let skip = |one: usize| has(one, "date") || has(one, "newstime");
    let lines = words::lines_without(tree, line, &skip);
    lines.into_iter().find(|text| !text.contains('《') && !text.contains("年"))
}

/// Whether a head within the text is the head of the story, which is taken elsewhere.
fn marks_head(tree: &XmlTree, at: usize, root: usize) -> bool {
    tree.parent(at) == root || tree.find(tree.parent(at), &["h1"]).next().is_some()
}

/// Lines for the paper and not of the story: dates, and what is only there for a program.
fn is_aside(tree: &XmlTree, at: usize) -> bool {
    let class = tree.attribute(at, "class").unwrap_or_default();
    let is = |names: &[&str]| class.split_whitespace().any(|class| names.contains(&class));
    is(&["sec", "date", "newstime", "lai"]) || tree.is(at, &["founder-title", "founder-author", "input", "textarea"])
}
