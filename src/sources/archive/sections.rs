//! What METS calls the pages of an issue: the section that most of a page belongs to, and the number printed on it.

use super::xml::XmlTree;
use std::collections::BTreeMap;

/// A longer label is the beginning of a text, in characters.
const LONGEST: usize = 40;

/// What one page file is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageName {
    /// The section.
    pub section: Option<String>,
    /// The printed page number.
    pub label: Option<String>,
}

/// By the id of its page file, what each page is called.
pub fn page_names(tree: &XmlTree) -> BTreeMap<&str, PageName> {
    let mut found: BTreeMap<&str, PageName> = BTreeMap::new();
    for (file, section) in sections(tree) {
        found.entry(file).or_default().section = Some(section);
    }
    for map in tree.find(0, &["structMap"]).filter(|at| is(tree, *at, "physical")) {
        for page in tree.find(map, &["div"]).filter(|at| is(tree, *at, "page")) {
            let Some(label) = tree.attribute(page, "ORDERLABEL").and_then(short) else { continue };
            for file in tree.find(page, &["fptr", "area"]).filter_map(|at| tree.attribute(at, "FILEID")) {
                found.entry(file).or_default().label.get_or_insert_with(|| label.clone());
            }
        }
    }
    found
}

/// The section that holds more than half of the areas of a page, by page file.
fn sections(tree: &XmlTree) -> Vec<(&str, String)> {
    let mut areas: BTreeMap<&str, (usize, BTreeMap<String, usize>)> = BTreeMap::new();
    for map in tree.find(0, &["structMap"]).filter(|at| is(tree, *at, "logical")) {
        count(tree, map, None, &mut areas);
    }
    let most = |(file, (all, named)): (_, (usize, BTreeMap<String, usize>))| {
        let (name, count) = named.into_iter().max_by_key(|(_, count)| *count)?;
        (count * 2 > all).then_some((file, name))
    };
    areas.into_iter().filter_map(most).collect()
}

/// Counts areas by the outermost section they stand in.
fn count<'a>(
    tree: &'a XmlTree,
    at: usize,
    section: Option<&str>,
    areas: &mut BTreeMap<&'a str, (usize, BTreeMap<String, usize>)>,
) {
    for child in tree.children(at, &["div", "fptr", "seq", "par", "area"]) {
        if let Some(file) = tree.attribute(child, "FILEID").filter(|_| tree.is(child, &["area"])) {
            let (all, named) = areas.entry(file).or_default();
            *all += 1;
            if let Some(section) = section {
                *named.entry(section.to_owned()).or_default() += 1;
            }
        }
        let own = is(tree, child, "section").then(|| tree.attribute(child, "LABEL").and_then(short)).flatten();
        count(tree, child, section.or(own.as_deref()), areas);
    }
}

fn is(tree: &XmlTree, at: usize, kind: &str) -> bool {
    tree.attribute(at, "TYPE").is_some_and(|own| own.eq_ignore_ascii_case(kind))
}

/// A label as it can stand in a list; nothing when it says nothing or too much.
fn short(label: &str) -> Option<String> {
    let parts = label.split(|c: char| c.is_whitespace() || c.is_control());
    let words: Vec<&str> = parts.filter(|word| !word.is_empty()).collect();
    let label = words.join(" ").trim().trim_end_matches('.').to_owned();
    (label.chars().any(char::is_alphanumeric) && label.chars().count() <= LONGEST).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(id: &str, file: &str) -> String {
        format!(r#"<div TYPE="BODY" ID="{id}"><fptr><area FILEID="{file}" BEGIN="{id}"/></fptr></div>"#)
    }

    #[test]
    fn a_page_is_called_by_the_section_that_most_of_it_is_in() {
        let text = format!(
            r#"<mets><structMap TYPE="LOGICAL"><div TYPE="ISSUE" LABEL="Weir News"><div TYPE="ARTICLE">{}</div>
<div TYPE="SECTION" LABEL=" Harbor&#10; and River. "><div TYPE="SECTION" LABEL="Ferries"><div TYPE="ARTICLE">{}{}</div></div>{}</div>
<div TYPE="SECTION" LABEL="A sentence that goes on for much longer than any section is called">{}</div></div></structMap>
<structMap TYPE="PHYSICAL"><div TYPE="PAGE" ORDERLABEL="A4"><fptr FILEID="F1"/></div>
<div TYPE="page" ORDERLABEL=""><fptr><area FILEID="F2"/></fptr></div></structMap></mets>"#,
            area("a", "F1"),
            area("b", "F1"),
            area("c", "F1"),
            area("d", "F2"),
            area("e", "F3"),
        );
        let tree = XmlTree::parse(&text).unwrap();
        let called = |section: Option<&str>, label: Option<&str>| PageName {
            section: section.map(str::to_owned),
            label: label.map(str::to_owned),
        };
        let found = page_names(&tree);
        assert_eq!(found.get("F1"), Some(&called(Some("Harbor and River"), Some("A4"))));
        assert_eq!(found.get("F2"), Some(&called(Some("Harbor and River"), None)));
        assert_eq!(found.get("F3"), None);
    }
}
