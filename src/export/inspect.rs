//! What each stage of the layout model made of a page, as text, one thing a line: how a page is debugged.

use super::harmless;
use crate::geometry::Rect;
use crate::model::page::{BlockId, Page, Way, printed};
use std::fmt::Write;

/// A stage whose result can be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Printed lines.
    Lines,
    /// Regions and their columns.
    Regions,
    /// Blocks with their lines.
    Blocks,
    /// Blocks with role and reason.
    Roles,
    /// Stories with their blocks.
    Stories,
    /// The reading order of the page.
    Order,
}

/// The result of one stage, a line an item. Boxes are `left,top right,bottom` in points.
pub fn stage(page: &Page, stage: Stage) -> String {
    match stage {
        Stage::Lines => lines(page),
        Stage::Regions => regions(page),
        Stage::Blocks => blocks(page),
        Stage::Roles => roles(page),
        Stage::Stories => stories(page),
        Stage::Order => order(page),
    }
}

/// All stages one after the other, then the doubts.
pub fn everything(page: &Page) -> String {
    const ALL: [(&str, Stage); 6] = [
        ("lines", Stage::Lines),
        ("regions", Stage::Regions),
        ("blocks", Stage::Blocks),
        ("roles", Stage::Roles),
        ("stories", Stage::Stories),
        ("order", Stage::Order),
    ];
    let mut out = head(page);
    for (name, which) in ALL {
        let _ = write!(out, "\n# {name}\n{}", stage(page, which));
    }
    if !page.links.is_empty() {
        let _ = write!(out, "\n# links\n{}", links(page));
    }
    if !page.doubts.is_empty() {
        out.push_str("\n# doubts\n");
        for doubt in &page.doubts {
            let _ = writeln!(out, "{}  {}", place(&doubt.at), harmless(&doubt.says));
        }
    }
    out
}

/// One line of figures about the page.
pub fn head(page: &Page) -> String {
    format!(
        "page {}  {:.0}x{:.0} pt  {}{}  body {:.1} pt  {} lines  {} blocks  {} stories\n",
        page.number,
        page.bounds.width().0,
        page.bounds.height().0,
        page.lang.code(),
        if page.vertical { " vertical" } else { "" },
        page.body_size.0,
        page.lines.len(),
        page.blocks.len(),
        page.stories.len()
    )
}

fn lines(page: &Page) -> String {
    let mut out = String::new();
    for (index, line) in page.lines.iter().enumerate() {
        let marks = [(line.bold, "bold "), (line.italic, "italic "), (line.vertical, "vertical ")];
        let marks: String = marks.iter().filter(|(on, _)| *on).map(|(_, word)| *word).collect();
        let size = line.size.0;
        let _ =
            writeln!(out, "{index:5}  {}  {size:5.1}  {marks}{}", place(&line.bbox), harmless(&printed(&line.text)));
    }
    out
}

fn regions(page: &Page) -> String {
    let mut out = String::new();
    for (index, region) in page.regions.iter().enumerate() {
        let parent = region.parent.map_or_else(|| "-".to_owned(), |parent| parent.to_string());
        let kind = if region.boxed { "box " } else { "area" };
        let columns: Vec<String> =
            region.columns.iter().map(|column| format!("{:.0}-{:.0}", column.left.0, column.right.0)).collect();
        let _ = writeln!(out, "{index:5}  {}  {kind}  in {parent}  columns {}", place(&region.bbox), columns.join(" "));
    }
    out
}

fn blocks(page: &Page) -> String {
    let mut out = String::new();
    for (index, block) in page.blocks.iter().enumerate() {
        let goes_on = block.continues.map_or_else(String::new, |tie| format!("  goes on in {}", tie.to.0 + 1));
        let (from, to) = (block.lines.start, block.lines.end);
        let text = harmless(&block.text);
        let _ = writeln!(out, "b{:<4}  {}  lines {from}..{to}{goes_on}  {text}", index + 1, place(&block.bbox));
    }
    out
}

fn roles(page: &Page) -> String {
    let mut out = String::new();
    for (index, block) in page.blocks.iter().enumerate() {
        let boxed = if block.boxed { " boxed" } else { "" };
        let start: String = harmless(&block.text).chars().take(24).collect();
        let role = format!("{}{boxed}", block.role.word());
        let _ = writeln!(out, "b{:<4}  {role:16}  {start}  ({})", index + 1, block.because.0);
    }
    out
}

fn stories(page: &Page) -> String {
    let mut out = String::new();
    for id in page.story_ids() {
        let story = page.story(id);
        let title = page.title(id);
        let _ = writeln!(out, "s{:<4}  sure {:.2}  {}", id.0 + 1, story.confidence, harmless(&title));
        let _ = writeln!(out, "       {}", listed(page, &story.blocks));
    }
    out
}

/// What each block follows, with its probability and the runner-up.
fn links(page: &Page) -> String {
    let way = |way: &Way| {
        let after = way.after.map_or_else(|| "begins".to_owned(), |after| format!("after b{}", after.0 + 1));
        format!("{after} {:.2}", way.share)
    };
    let mut out = String::new();
    for link in &page.links {
        let other = link.other.as_ref().map_or_else(String::new, |other| format!("  or {}", way(other)));
        let _ = writeln!(out, "b{:<4}  {}{other}", link.block.0 + 1, way(&link.chosen));
    }
    out
}

fn order(page: &Page) -> String {
    listed(page, &page.order) + "\n"
}

fn listed(page: &Page, ids: &[BlockId]) -> String {
    let word = |id: &BlockId| format!("b{} {}", id.0 + 1, page.block(*id).role.word());
    ids.iter().map(word).collect::<Vec<_>>().join(" > ")
}

fn place(rect: &Rect) -> String {
    let [left, top, right, bottom] = rect.to_array();
    format!("{left:6.1},{top:6.1} {right:6.1},{bottom:6.1}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tests::tied;

    #[test]
    fn every_stage_says_something_of_every_block() {
        let page = &tied().pages[0];
        let text = everything(page);
        for index in 1..=page.blocks.len() {
            assert!(text.contains(&format!("\nb{index} ")), "block {index} in\n{text}");
        }
        assert!(text.contains("made for a test"), "reasons are shown");
    }
}
