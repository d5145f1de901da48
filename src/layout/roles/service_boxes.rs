//! Boxes that serve: the index of the paper, the weather, what is on. A label says so, and no line of them is a
//! sentence. They are the page's, not a story.
//!
//! ```text
//!  +------------------+
//!  |      INSIDE      |    a label of that kind on top
//!  |  Weather   p. 20 |    and nothing but short lines under it
//!  |  Chess     p. 24 |
//!  +------------------+
//! ```

use crate::geometry::{Pt, Rect};
use crate::layout::blocks::TextBlock;
use crate::layout::normalize::script;
use crate::layout::phrases;
use crate::layout::roles::{Labeling, masthead};
use crate::model::role::Role;
use rustc_hash::FxHashMap;

/// Gives section to such a label and furniture to what stands in its box. What the source gives as part of an article is left.
pub fn label_blocks(labeling: &mut Labeling) {
    for at in level_items(labeling) {
        labeling.give(at, Role::Furniture, "one of several short lines with figures, level and alone across the page");
    }
    for mark in labeling.marks.boxes.iter().map(|mark| mark.rect) {
        let Some((label, others)) = service_box(&mark, labeling) else { continue };
        if labeling.blocks.get(label).is_some_and(|block| phrases::is(&block.text(), &labeling.style.phrases.service)) {
            labeling.give(label, Role::Section, "the label of a box that serves");
            labeling.of_page.insert(label);
        }
        labeling.give(label, Role::Furniture, "short lines in a box that serves, its label the first of them");
        for at in others {
            labeling.give(at, Role::Furniture, "short lines in a box that serves");
        }
    }
}

/// The label of a box, and the rest of it, if it is such a box.
fn service_box(around: &Rect, labeling: &Labeling) -> Option<(usize, Vec<usize>)> {
    let inside = |at: &usize| labeling.blocks.get(*at).is_some_and(|block| around.holds(block.rect.center()));
    let mut own: Vec<usize> = (0..labeling.blocks.len()).filter(inside).collect();
    // The label is on top in print, whichever way the page is set.
    let top = |at: &usize| labeling.blocks.get(*at).map_or(Pt::ZERO, |block| masthead::printed(labeling, block).top);
    own.sort_by(|a, b| top(a).order(top(b)));
    let blocks: Vec<&TextBlock> = own.iter().filter_map(|at| labeling.blocks.get(*at)).collect();
    let (first, rest) = blocks.split_first()?;
    let is_label = first.lines.first().is_some_and(|line| is_label(&line.text, labeling));
    let is_text =
        |block: &&TextBlock| block.given_place().is_some() || block.lines.iter().any(|line| phrases::stops(&line.text));
    let under =
        |block: &&TextBlock| masthead::printed(labeling, block).top >= masthead::printed(labeling, first).center().y;
    let (label, others) = own.split_first()?;
    let whole = !rest.is_empty() || !phrases::is(&first.text(), &labeling.style.phrases.service);
    let serves = is_label && whole && rest.iter().all(under) && !blocks.iter().any(is_text);
    serves.then(|| (*label, others.to_vec()))
}

/// A label alone on its line, or one that opens it, before a blank or a colon: 天氣　今日大致多雲.
fn is_label(line: &str, labeling: &Labeling) -> bool {
    let words = &labeling.style.phrases.service;
    let opened = || line.split_once([' ', '\u{3000}', ':', '：']).is_some_and(|(word, _)| phrases::is(word, words));
    phrases::is(line, words) || line.chars().any(script::is_cjk_letter) && opened()
}

/// What the markets and the weather are, in one line across the head or the foot of the page: short lines, each with a
/// figure, level, and nothing else as high on the page or close to them.
fn level_items(labeling: &Labeling) -> Vec<usize> {
    let items: Vec<usize> = labeling.open().into_iter().filter(|at| is_item(*at, labeling)).collect();
    let mut rows = LevelRows::new(labeling, &items);
    items.into_iter().filter(|at| rows.stands_alone(*at)).collect()
}

/// Which items stand level with others and alone across the page.
struct LevelRows<'a> {
    labeling: &'a Labeling<'a>,
    /// Where each block stands in print.
    places: Vec<Rect>,
    /// Which blocks are items.
    is_item: Vec<bool>,
    /// The places of the items.
    items: Vec<Rect>,
    /// What was found for a top and a bottom: the items of a row, as a rule, share both.
    known: FxHashMap<(u32, u32), bool>,
}

impl<'a> LevelRows<'a> {
    fn new(labeling: &'a Labeling<'a>, items: &[usize]) -> LevelRows<'a> {
        let places: Vec<Rect> = labeling.blocks.iter().map(|block| masthead::printed(labeling, block)).collect();
        let mut is_item = vec![false; places.len()];
        for at in items {
            if let Some(mark) = is_item.get_mut(*at) {
                *mark = true;
            }
        }
        let of_items = items.iter().filter_map(|at| places.get(*at).copied()).collect();
        LevelRows { labeling, places, is_item, items: of_items, known: FxHashMap::default() }
    }

    fn stands_alone(&mut self, at: usize) -> bool {
        let Some(place) = self.places.get(at).copied() else { return false };
        let key = (place.top.0.to_bits(), place.bottom.0.to_bits());
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let alone = self.row_stands_alone(&place);
        self.known.insert(key, alone);
        alone
    }

    /// The items level with this place are many and wide together, and no other block comes close to them.
    fn row_stands_alone(&self, place: &Rect) -> bool {
        let style = &self.labeling.style.roles;
        let near = self.labeling.metrics.body * style.kickers.clear_em;
        let level = |other: &&Rect| place.overlap_y(other) > place.height() * style.folio_level_share;
        let row: Vec<Rect> = self.items.iter().filter(level).copied().collect();
        let Some(hull) = row.iter().copied().reduce(|a, b| a.union(&b)) else { return false };
        let is_clear = |there: &Rect| (there.top - hull.bottom).max(hull.top - there.bottom) > near;
        let wide = hull.width() > self.labeling.marks.sheet.width() * style.folio_rule_share;
        let mut all = self.places.iter().zip(&self.is_item);
        row.len() >= style.adverts.keys && wide && all.all(|(there, is_item)| *is_item || is_clear(there))
    }
}

/// A short line with a figure near the head or the foot of the page that is no date and sends nobody to a page.
fn is_item(at: usize, labeling: &Labeling) -> bool {
    let (sheet, style, words) = (&labeling.marks.sheet, &labeling.style.roles, &labeling.page_patterns);
    let Some(block) = labeling.blocks.get(at).filter(|block| block.lines.len() == 1 && block.given_place().is_none())
    else {
        return false;
    };
    let text = block.text();
    let edge = sheet.height() * style.running.top_share;
    let there = masthead::printed(labeling, block);
    let outer = there.bottom < sheet.top + edge || there.top > sheet.bottom - edge;
    let small = labeling.ratio(block) < style.small_head_ratio && block.chars <= style.byline_chars;
    let figures =
        text.chars().any(char::is_numeric) && !phrases::stops(&text) && !masthead::is_folio_line(&text, labeling);
    let pages = [&words.jump_to, &words.jump_from, &words.page_number];
    outer && small && figures && pages.iter().all(|list| list.find(&text).is_none())
}
