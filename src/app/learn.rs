//! `foldline learn`: the habits of a paper, from pages that a person corrected, as a house style to read and change.

use super::failure::Failure;
use super::{commands, open, output};
use crate::cli::LearnArgs;
use crate::house_style::learned::{Learned, Place, TypeStyle};
use crate::layout::learn;
use crate::model::page::Page;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

/// Learns from the corrected pages of what is named, and writes or prints the house style.
///
/// # Errors
/// When nothing opens, no page was corrected, or no page names its typefaces.
pub fn learn(args: &LearnArgs) -> Result<(), Failure> {
    let opening = open::in_steps(&args.inputs, &args.open, &mut |_| {})?;
    commands::warn(&opening.edition, &args.open);
    let corrected: BTreeSet<usize> = opening.desk.steps().iter().map(|step| step.page).collect();
    let pages: Vec<&Page> = opening
        .edition
        .pages
        .iter()
        .enumerate()
        .filter(|(index, _)| args.all || corrected.contains(index))
        .map(|(_, page)| page)
        .collect();
    let Some(first) = pages.first() else {
        let says =
            "no page was corrected: correct some in the reader (press e), or learn from pages as they are with --all";
        return Err(Failure::Nothing(says.to_owned()));
    };
    let learned = learn::read(pages.iter().copied());
    if learned.styles.is_empty() {
        let says = "these pages do not name their typefaces, as scans do not: there is nothing to learn from them";
        return Err(Failure::Nothing(says.to_owned()));
    }
    let name =
        args.name.clone().or_else(|| args.output.as_deref().and_then(stem)).unwrap_or_else(|| "learned".to_owned());
    let text = written(&name, first, &learned);
    match &args.output {
        Some(path) => output::deliver(path, &text, args.force)?,
        None => output::print(&text)?,
    }
    if args.output.is_some() {
        output::tell(&summary(&learned));
    }
    commands::ending(&opening.edition)
}

fn stem(path: &Path) -> Option<String> {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned())
}

fn summary(learned: &Learned) -> String {
    let blocks: u32 = learned.styles.iter().flat_map(|style| style.roles.values()).sum();
    let pages = output::many(learned.pages as usize, "page");
    format!("learned {} styles of type from {blocks} blocks on {pages}", learned.styles.len())
}

/// The house style as a file. What it does not say comes from the built-in style of its language.
fn written(name: &str, first: &Page, learned: &Learned) -> String {
    let quoted = |text: &str| toml::Value::from(text).to_string();
    let writing = if first.vertical { "vertical" } else { "horizontal" };
    let mut text = format!(
        "# How this paper sets its pages, learned by `foldline learn`. Change what is wrong: `roles` counts the blocks that\n\
         # were set in a style of type by what they were.\n\
         name = {}\n\n[match]\nlang = {}\nwriting = {}\npage_pt = [{:.1}, {:.1}]\n\n[learned]\npages = {}\n",
        quoted(name),
        quoted(first.lang.code()),
        quoted(writing),
        first.bounds.width().0,
        first.bounds.height().0,
        learned.pages
    );
    for TypeStyle { type_face: set, roles } in &learned.styles {
        let roles: Vec<String> = roles.iter().map(|(role, count)| format!("{} = {count}", role.word())).collect();
        let place = match set.at {
            Place::Head => "head",
            Place::Text => "text",
            Place::Foot => "foot",
        };
        let _ = write!(
            text,
            "\n[[learned.style]]\nface = {}\nsize = {:.2}\nbold = {}\nitalic = {}\nat = {}\nroles = {{ {} }}\n",
            quoted(&set.face),
            set.size.0,
            set.bold,
            set.italic,
            quoted(place),
            roles.join(", ")
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::{Pt, Rect};
    use crate::house_style::HouseStyle;
    use crate::house_style::learned::TypeFace;
    use crate::model::role::Role;

    #[test]
    fn what_is_written_is_a_house_style_that_says_the_same() {
        let mut learned = Learned { pages: 3, ..Learned::default() };
        for role in [Role::Headline, Role::Headline, Role::PullQuote] {
            let set = TypeFace { face: "Serif \"Bold\"".to_owned(), size: Pt(24.0), bold: true, ..TypeFace::default() };
            learned.count(set, role);
        }
        let page = Page { bounds: Rect::new(0.0, 0.0, 612.0, 792.0), ..Page::default() };
        let text = written("Evening \\ Paper", &page, &learned);
        let style = HouseStyle::parse(&text, "paper.toml", None).unwrap();
        assert_eq!((style.name.as_str(), &style.learned), ("Evening \\ Paper", &learned), "{text}");
    }
}
