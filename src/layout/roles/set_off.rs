//! Heads no larger than the text, as old pages set them: lines apart from the text of their column. One in capitals
//! opens a story; a smaller one under it is its deck, and one farther down a head within the story, unless the page
//! sets no heads in capitals. A line that stands on the page again and again is a formula.

use crate::layout::blocks::TextBlock;
use crate::layout::lines::text_lines::Alignment;
use crate::layout::roles::Labeling;
use crate::model::role::Role;
use std::collections::BTreeMap;

/// Gives headline, deck, subhead and byline to lines set apart.
pub fn label_blocks(labeling: &mut Labeling) {
    specks(labeling);
    let set_off: Vec<usize> = labeling.open().into_iter().filter(|at| alignment(*at, labeling).is_set_off()).collect();
    let formulas = formulas(&set_off, labeling);
    let across = has_heads_across(labeling);
    let leading =
        set_off.iter().filter(|at| alignment(**at, labeling) == Alignment::Capitals && !formulas.contains(at)).count();
    let led = across || leading >= labeling.style.apart.leading_heads;
    for at in set_off {
        if formulas.contains(&at) {
            labeling.give(at, Role::Byline, "stands apart in the text again and again, or in brackets");
            continue;
        }
        let head = head_above(at, labeling);
        let capitals = alignment(at, labeling) == Alignment::Capitals;
        let ratio = labeling.blocks.get(at).map_or(1.0, |block| labeling.ratio(block));
        match (capitals && !across, head, led) {
            (true, _, _) => labeling.give(at, Role::Headline, "set apart from the text, in capitals"),
            (false, None, _) if ratio >= labeling.style.roles.head_ratio => {
                labeling.give(at, Role::Headline, format!("set apart from the text, {ratio:.2} times its size"));
            }
            (false, Some(Role::Headline | Role::Deck), _) => {
                labeling.give(at, Role::Deck, "set apart under the headline");
            }
            (false, _, true) => labeling.give(at, Role::Subhead, "set apart from the text, smaller than other heads"),
            (false, _, false) => labeling.give(at, Role::Headline, "set apart from the text"),
        }
    }
}

/// What a reader of scans took for type: no letter and no figure, or a narrow one alone, as a rule looks like.
fn specks(labeling: &mut Labeling) {
    let scanned = labeling.is_scanned();
    for at in labeling.open() {
        let speck = scanned
            && labeling.blocks.get(at).is_some_and(|block| {
                let narrow = block.chars == 1 && block.rect.width() < block.size * labeling.style.apart.speck_em;
                let large = labeling.ratio(block) >= labeling.style.roles.head_ratio && is_rest(block, labeling);
                narrow || large || !block.text().chars().any(char::is_alphanumeric)
            });
        if speck {
            labeling.give(at, Role::Furniture, "neither a letter nor a figure: a speck, or an ornament");
        }
    }
}

/// A letter or two, and nothing else that can be read: what is left of an ornament, or of a name in ornamented type.
fn is_rest(block: &TextBlock, labeling: &Labeling) -> bool {
    let text = block.text();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters < labeling.style.apart.letters && !text.chars().any(char::is_numeric)
}

fn alignment(at: usize, labeling: &Labeling) -> Alignment {
    labeling.blocks.get(at).map_or(Alignment::Unknown, TextBlock::alignment)
}

/// Lines in brackets, and those that stand on the page several times.
fn formulas(set_off: &[usize], labeling: &Labeling) -> Vec<usize> {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for at in set_off {
        *times.entry(letters(*at, labeling)).or_default() += 1;
    }
    let often = |at: usize| times.get(&letters(at, labeling)).is_some_and(|n| *n >= labeling.style.apart.formula_times);
    let bracketed = |at: usize| {
        labeling.blocks.get(at).is_some_and(|block| {
            let text = block.text();
            text.trim().starts_with(['(', '（']) || text.trim().ends_with([')', '）'])
        })
    };
    set_off.iter().copied().filter(|at| often(*at) || bracketed(*at)).collect()
}

fn letters(at: usize, labeling: &Labeling) -> String {
    let text = labeling.blocks.get(at).map(TextBlock::text).unwrap_or_default();
    text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// Large heads that stand over several columns: then small ones within a column open nothing.
fn has_heads_across(labeling: &Labeling) -> bool {
    let wide = labeling.metrics.measure * labeling.style.apart.across_ratio;
    let below = labeling.marks.page.top + labeling.marks.page.height() * labeling.style.apart.masthead_share;
    labeling.open().into_iter().filter_map(|at| labeling.blocks.get(at)).any(|block| {
        labeling.ratio(block) >= labeling.style.roles.head_ratio && block.rect.width() > wide && block.rect.top > below
    })
}

/// The role of the block set apart right above this one.
fn head_above(at: usize, labeling: &Labeling) -> Option<Role> {
    let block = labeling.blocks.get(at)?;
    let reach = labeling.metrics.body * labeling.style.apart.stack_gap_em;
    let above = labeling.blocks.iter().enumerate().filter(|(other, above)| {
        let gap = block.rect.top - above.rect.bottom;
        *other != at
            && gap < reach
            && gap > -block.size * labeling.style.fit.into_em
            && above.rect.top < block.rect.top
            && above.rect.shares_column(&block.rect)
    });
    let nearest = above.max_by(|a, b| a.1.rect.bottom.order(b.1.rect.bottom));
    nearest.and_then(|(other, _)| labeling.role(other))
}
