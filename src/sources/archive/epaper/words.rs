//! Texts of e-papers: names of pages and papers, titles, the lines that say who made the page.

use crate::sources::archive::xml::XmlTree;
use regex_lite::Regex;
use std::sync::LazyLock;

/// `第A01版：头版`, with or without its signs.
static PAGE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"第?\s*([A-Za-z]{0,2}\d{1,3})\s*版\s*[:：\s]?\s*([^\s,，;；|>》]*)").ok());
/// What a script writes as a title: `document.write(view("…"))`.
static WRITTEN: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"(?s)(?:view|write)\s*\(\s*["'](.*?)["']\s*\)"#).ok());

/// Elements that begin a line of their own.
const BLOCKS: [&str; 14] = ["p", "br", "div", "td", "tr", "li", "h1", "h2", "h3", "h4", "table", "ul", "figure", "dd"];

/// The number and the name of a page, from a text that names it.
pub fn page_name(text: &str) -> Option<(String, Option<String>)> {
    let found = PAGE.as_ref()?.captures(text)?;
    let number = found.get(1)?.as_str().to_uppercase();
    let name = found.get(2).map(|name| name.as_str().trim().to_owned()).filter(|name| !name.is_empty());
    Some((number, name))
}

/// What a paper calls itself, from the title of its page: what stands before dates, signs and words for the e-paper.
pub fn paper(title: &str) -> Option<String> {
    let cut = |c: char| matches!(c, '-' | '—' | '–' | '_' | '|' | '·' | '(' | '（' | ':' | '：') || c.is_ascii_digit();
    let first = title.split(cut).next().unwrap_or_default();
    let words = ["多媒体", "数字报", "数字版", "电子报", "电子版", "网络版"];
    let end = words.iter().filter_map(|word| first.find(word)).min().unwrap_or(first.len());
    let name = first.get(..end).unwrap_or(first).trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// A title as it stands in a list: its lines, whether written or made by a script.
pub fn title(tree: &XmlTree, at: usize) -> String {
    let raw = raw(tree, at);
    if let Some(written) = WRITTEN.as_ref().and_then(|form| form.captures(&raw)).and_then(|found| found.get(1)) {
        let marked = written.as_str().replace("\\\"", "\"").replace("\\/", "/");
        return match super::tree(&marked) {
            Ok(inner) => lines(&inner, 0).join("\n"),
            Err(_) => marked,
        };
    }
    lines(tree, at).join("\n")
}

/// The text of a script, as it is written.
fn raw(tree: &XmlTree, at: usize) -> String {
    let scripts = tree.find(at, &["script"]);
    scripts.flat_map(|script| tree.below(script)).map(|one| tree.own_text(one)).collect()
}

/// The text of an element in its lines, without scripts and styles; white is single.
pub fn lines(tree: &XmlTree, at: usize) -> Vec<String> {
    lines_without(tree, at, &|_| false)
}

/// As [`lines`], without the elements that `skip` names.
pub fn lines_without(tree: &XmlTree, at: usize, skip: &dyn Fn(usize) -> bool) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut hidden = 0;
    // Where blocks end that are open.
    let mut ends: Vec<usize> = Vec::new();
    for one in tree.below(at) {
        while ends.last().is_some_and(|end| one >= *end) {
            ends.pop();
            found.push(String::new());
        }
        if one < hidden {
            continue;
        }
        if tree.is(one, &["script", "style", "#comment", "head", "select"]) || skip(one) {
            hidden = tree.after(one);
            continue;
        }
        if tree.is(one, &BLOCKS) {
            found.push(String::new());
            ends.push(tree.after(one));
        }
        if let Some(last) = found.last_mut() {
            last.push_str(tree.own_text(one));
        }
    }
    found
        .iter()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|line| !line.is_empty())
        .collect()
}

/// Whether a text only says who edited and drew the page.
pub fn is_imprint(text: &str) -> bool {
    const OPENINGS: [&str; 8] =
        ["本版责编", "本版编辑", "责编", "责任编辑", "版式设计", "美术编辑", "本版美编", "本版制图"];
    /// An imprint is no longer, in characters.
    const LONGEST: usize = 80;
    let text = text.trim_start_matches(['■', '●', '（', '(', ' ']);
    text.chars().count() <= LONGEST && OPENINGS.iter().any(|word| text.starts_with(word))
}

/// Titles that stand for a picture without one.
pub fn is_picture_title(title: &str) -> bool {
    matches!(title.trim(), "图片报道" | "图片新闻" | "图片" | "无标题" | "无标题文章")
}
