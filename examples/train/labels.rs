//! What the truth says of the nodes of a page: which story each belongs to, and what it follows there.

use crate::pages::Sample;
use crate::truth::{self, Truth};
use foldline::geometry::Rect;
use foldline::layout::blocks::TextBlock;
use foldline::layout::marks::Marks;
use foldline::layout::mixed_directions::{LabeledPart, PartRows};
use foldline::layout::scorer::classes::{self, CLASSES};
use foldline::layout::stories::nodes::Node;
use foldline::model::role::Role;
use serde_json::Value;
use std::collections::BTreeMap;

/// What the name begins with of a story that is none: what belongs to the page.
const PAGE: &str = "\u{0}page ";

/// A line of the truth.
#[derive(Clone)]
pub struct Line {
    /// Its story; nothing for what belongs to the page.
    pub story: Option<String>,
    /// It hangs on a story, and text does not run through it.
    pub aside: bool,
    /// Where it is printed, if the truth knows.
    pub at: Option<Rect>,
    /// The class of its role, where the truth tells one that is weighed.
    pub class: Option<usize>,
}

/// Lines of a truth in reading order, where the truth places them; none where it does not.
pub fn lines(truth: &Value) -> Vec<Line> {
    let mut lines = Vec::new();
    for block in array(&truth["blocks"]) {
        let story = block["story"].as_str().map_or_else(|| block["story"].to_string(), str::to_owned);
        add(&mut lines, block, (!story.starts_with('_')).then_some(story));
    }
    for (index, story) in array(&truth["stories"]).iter().enumerate() {
        array(&story["blocks"]).iter().for_each(|block| add(&mut lines, block, Some(index.to_string())));
    }
    array(&truth["furniture"]).iter().for_each(|block| add(&mut lines, block, None));
    if lines.iter().all(|line| line.at.is_none()) { Vec::new() } else { lines }
}

fn add(lines: &mut Vec<Line>, block: &Value, story: Option<String>) {
    let aside = is_aside(block["role"].as_str().unwrap_or_default());
    let class = class(block["role"].as_str().unwrap_or_default());
    let rect = |sides: &Value| -> Option<Rect> {
        let side = |index: usize| sides[index].as_f64().map(|side| side as f32);
        Some(Rect::new(side(0)?, side(1)?, side(2)?, side(3)?))
    };
    for line in array(&block["lines"]) {
        let at = rect(if line.is_array() { line } else { &line["bbox"] });
        lines.push(Line { story: story.clone(), aside, at, class });
    }
}

fn is_aside(role: &str) -> bool {
    matches!(role, "caption" | "credit" | "pullquote" | "pull_quote" | "pull-quote")
}

/// The class of a role in the words of truths. What is called a text may be anything.
fn class(word: &str) -> Option<usize> {
    let word = if word == "text" { return None } else { truth::our_word(word) };
    classes::class_of(Role::ALL.into_iter().find(|role| role.word() == word)?)
}

/// The true classes of blocks, where the truth tells them. A truth that knows no furniture of the page tells heads and
/// text and little else: what it calls so may be more than that.
pub fn classes(part: &PartRows, sample: &Sample) -> Vec<Option<usize>> {
    let of_page = |block: &truth::Block| matches!(block.role.as_str(), "folio" | "masthead" | "furniture");
    let coarse = !sample.truth.blocks.iter().any(of_page);
    let found: Vec<Option<usize>> = match sample.lines.is_empty() {
        true => classes_by_text(part, &sample.truth),
        false => part.blocks.iter().map(|text_block| class_of(text_block, &part.marks, &sample.lines)).collect(),
    };
    let mut ruled = vec![None; part.blocks.len()];
    for row in &part.rows {
        ruled[row.at] = row.seen.iter().take(CLASSES.len()).position(|flag| *flag > 0.0).map(|at| CLASSES[at]);
    }
    let plain = |role: Option<Role>| {
        matches!(role, Some(Role::Headline | Role::Body | Role::Subhead | Role::Furniture | Role::Section | Role::Deck))
    };
    let keep = |(class, ruled): (Option<usize>, Option<Role>)| class.filter(|_| !coarse || plain(ruled));
    found.into_iter().zip(ruled).map(keep).collect()
}

pub fn class_of(block: &TextBlock, marks: &Marks, lines: &[Line]) -> Option<usize> {
    let mut classes: BTreeMap<usize, usize> = BTreeMap::new();
    let mut all = 0;
    for text_line in &block.lines {
        let at = block.frame.to_page(&text_line.rect, &marks.sheet);
        let chars = text_line.chars.max(1) as usize;
        all += chars;
        let shared = |line: &Rect| line.intersection(&at).map_or(0.0, |shared| shared.area()) / at.area().max(0.01);
        let found = lines.iter().filter_map(|line| Some((line, shared(line.at.as_ref()?))));
        let best = found.max_by(|a, b| a.1.total_cmp(&b.1)).filter(|(_, share)| *share >= 0.3);
        if let Some(class) = best.and_then(|(line, _)| line.class) {
            *classes.entry(class).or_default() += chars;
        }
    }
    let (class, chars) = classes.into_iter().max_by_key(|(_, chars)| *chars)?;
    (chars * 2 > all).then_some(class)
}

fn classes_by_text(part: &PartRows, truth: &Truth) -> Vec<Option<usize>> {
    let text = |block: &TextBlock| crate::Found { text: block.text(), role: String::new(), story: String::new() };
    let found: Vec<crate::Found> = part.blocks.iter().map(text).collect();
    let aligned = crate::align::lines(&truth.blocks, &found, crate::align::compared);
    let mut told: Vec<BTreeMap<usize, usize>> = vec![BTreeMap::new(); found.len()];
    for line in &aligned.lines {
        if let (Some(at), Some(class)) = (line.found_in, class(&truth.blocks[line.block].role)) {
            *told[at].entry(class).or_default() += line.length;
        }
    }
    told.into_iter().map(|classes| Some(classes.into_iter().max_by_key(|(_, length)| *length)?.0)).collect()
}

fn array(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// What the truth says of one block: its story, its place in it, how much of it says so.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleInStory {
    /// Its story; what belongs to the page is a story of its own.
    pub story: String,
    /// Index of its first line in the truth.
    pub first: usize,
    /// Characters.
    pub chars: usize,
    /// It hangs on its story.
    pub aside: bool,
    /// It belongs to the page.
    pub of_page: bool,
}

/// What the truth says of the blocks of a part.
pub fn blocks(part: &LabeledPart, marks: &Marks, lines: &[Line]) -> Vec<Option<RoleInStory>> {
    let of = |one: &foldline::layout::roles::LabeledBlock| {
        let mut stories: BTreeMap<(String, bool), (usize, usize)> = BTreeMap::new();
        let mut all = 0;
        for text_line in &one.block.lines {
            let at = one.block.frame.to_page(&text_line.rect, &marks.sheet);
            let chars = text_line.chars.max(1) as usize;
            all += chars;
            let shared = |line: &Rect| line.intersection(&at).map_or(0.0, |shared| shared.area()) / at.area().max(0.01);
            let found = lines.iter().enumerate().filter_map(|(index, line)| Some((index, shared(line.at.as_ref()?))));
            let Some((index, share)) = found.max_by(|a, b| a.1.total_cmp(&b.1)) else { continue };
            if share < 0.3 {
                continue;
            }
            let story = lines[index].story.clone().unwrap_or_else(|| format!("{PAGE}{index}"));
            let entry = stories.entry((story, lines[index].aside)).or_insert((0, index));
            entry.0 += chars;
            entry.1 = entry.1.min(index);
        }
        let ((story, aside), (chars, first)) = stories.into_iter().max_by_key(|(_, (chars, _))| *chars)?;
        let of_page = story.starts_with(PAGE);
        (chars * 2 > all).then_some(RoleInStory { story, first, chars, aside, of_page })
    };
    part.labeled.iter().map(of).collect()
}

/// What the truth says of blocks whose lines it does not place, by their text alone.
pub fn blocks_by_text(part: &LabeledPart, truth: &Truth) -> Vec<Option<RoleInStory>> {
    let found: Vec<crate::Found> = part
        .labeled
        .iter()
        .map(|one| crate::Found { text: one.block.text(), role: String::new(), story: String::new() })
        .collect();
    let aligned = crate::align::lines(&truth.blocks, &found, crate::align::compared);
    let mut told: Vec<BTreeMap<(String, bool), (usize, usize)>> = vec![BTreeMap::new(); found.len()];
    for (index, line) in aligned.lines.iter().enumerate() {
        let Some(at) = line.found_in else { continue };
        let block = &truth.blocks[line.block];
        let story = block.story.clone().unwrap_or_else(|| format!("{PAGE}{}", line.block));
        let entry = told[at].entry((story, is_aside(&block.role))).or_insert((0, index));
        entry.0 += line.length;
        entry.1 = entry.1.min(index);
    }
    let most = |stories: BTreeMap<(String, bool), (usize, usize)>| {
        let ((story, aside), (chars, first)) = stories.into_iter().max_by_key(|(_, (chars, _))| *chars)?;
        let of_page = story.starts_with(PAGE);
        Some(RoleInStory { story, first, chars, aside, of_page })
    };
    told.into_iter().map(most).collect()
}

/// What the truth says of a node.
#[derive(Clone, Debug, PartialEq)]
pub enum Label {
    /// It is not found, or hangs on its story.
    Untold,
    /// It begins its story.
    Begins,
    /// It follows this node.
    Follows(usize),
}

/// The labels of nodes, and the story of each.
pub fn nodes(nodes: &[Node], blocks: &[Option<RoleInStory>]) -> (Vec<Label>, Vec<Option<String>>) {
    let of = |node: &Node| -> Option<RoleInStory> {
        let mut stories: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        let told = node.blocks.iter().filter_map(|block| blocks.get(*block)?.as_ref());
        for told in told.filter(|told| !told.aside) {
            let entry = stories.entry(&told.story).or_insert((0, told.first));
            entry.0 += told.chars;
            entry.1 = entry.1.min(told.first);
        }
        let (story, (chars, first)) = stories.into_iter().max_by_key(|(_, (chars, _))| *chars)?;
        Some(RoleInStory { story: story.to_owned(), first, chars, aside: false, of_page: story.starts_with(PAGE) })
    };
    let told: Vec<Option<RoleInStory>> = nodes.iter().map(of).collect();
    let mut chains: BTreeMap<&str, Vec<(usize, usize)>> = BTreeMap::new();
    for (at, told) in told.iter().enumerate() {
        if let Some(told) = told {
            chains.entry(&told.story).or_default().push((told.first, at));
        }
    }
    let mut labels = vec![Label::Untold; nodes.len()];
    for chain in chains.values_mut() {
        chain.sort_unstable();
        let mut before = None;
        for (_, at) in chain.iter() {
            labels[*at] = before.map_or(Label::Begins, Label::Follows);
            before = Some(*at);
        }
    }
    let stories = told.iter().map(|told| told.as_ref().map(|told| told.story.clone())).collect();
    (labels, stories)
}
