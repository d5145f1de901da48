//! Heads no larger than the text, as old pages set them: lines apart from the text of their column. One in capitals
//! opens a story; a smaller one under it is its deck, and one farther down a head within the story, unless the page
//! sets no heads in capitals. A line that stands on the page again and again is a formula.

use crate::layout::blocks::Stick;
use crate::layout::blocks::apart::Standing;
use crate::layout::roles::Desk;
use crate::model::role::Role;
use std::collections::BTreeMap;

/// Gives headline, deck, subhead and byline to lines set apart.
pub fn judge(desk: &mut Desk) {
    specks(desk);
    let apart: Vec<usize> = desk.open().into_iter().filter(|at| standing(*at, desk).is_apart()).collect();
    let formulas = formulas(&apart, desk);
    let across = has_heads_across(desk);
    let leading =
        apart.iter().filter(|at| standing(**at, desk) == Standing::Capitals && !formulas.contains(at)).count();
    let led = across || leading >= desk.style.apart.leading_heads;
    for at in apart {
        if formulas.contains(&at) {
            desk.give(at, Role::Byline, "stands apart in the text again and again, or in brackets");
            continue;
        }
        let head = head_above(at, desk);
        let capitals = standing(at, desk) == Standing::Capitals;
        let ratio = desk.sticks.get(at).map_or(1.0, |stick| desk.ratio(stick));
        match (capitals && !across, head, led) {
            (true, _, _) => desk.give(at, Role::Headline, "set apart from the text, in capitals"),
            (false, None, _) if ratio >= desk.style.roles.head_ratio => {
                desk.give(at, Role::Headline, format!("set apart from the text, {ratio:.2} times its size"));
            }
            (false, Some(Role::Headline | Role::Deck), _) => {
                desk.give(at, Role::Deck, "set apart under the headline");
            }
            (false, _, true) => desk.give(at, Role::Subhead, "set apart from the text, smaller than other heads"),
            (false, _, false) => desk.give(at, Role::Headline, "set apart from the text"),
        }
    }
}

/// What a reader of scans took for type: no letter and no figure, or a narrow one alone, as a rule looks like.
fn specks(desk: &mut Desk) {
    let scanned = desk.is_scanned();
    for at in desk.open() {
        let speck = scanned
            && desk.sticks.get(at).is_some_and(|stick| {
                let narrow = stick.chars == 1 && stick.rect.width() < stick.size * desk.style.apart.speck_em;
                let large = desk.ratio(stick) >= desk.style.roles.head_ratio && is_rest(stick, desk);
                narrow || large || !stick.text().chars().any(char::is_alphanumeric)
            });
        if speck {
            desk.give(at, Role::Furniture, "neither a letter nor a figure: a speck, or an ornament");
        }
    }
}

/// A letter or two, and nothing else that can be read: what is left of an ornament, or of a name in ornamented type.
fn is_rest(stick: &Stick, desk: &Desk) -> bool {
    let text = stick.text();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters < desk.style.apart.letters && !text.chars().any(char::is_numeric)
}

fn standing(at: usize, desk: &Desk) -> Standing {
    desk.sticks.get(at).map_or(Standing::Untold, Stick::standing)
}

/// Lines in brackets, and those that stand on the page several times.
fn formulas(apart: &[usize], desk: &Desk) -> Vec<usize> {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for at in apart {
        *times.entry(letters(*at, desk)).or_default() += 1;
    }
    let often = |at: usize| times.get(&letters(at, desk)).is_some_and(|n| *n >= desk.style.apart.formula_times);
    let bracketed = |at: usize| {
        desk.sticks.get(at).is_some_and(|stick| {
            let text = stick.text();
            text.trim().starts_with(['(', '（']) || text.trim().ends_with([')', '）'])
        })
    };
    apart.iter().copied().filter(|at| often(*at) || bracketed(*at)).collect()
}

fn letters(at: usize, desk: &Desk) -> String {
    let text = desk.sticks.get(at).map(Stick::text).unwrap_or_default();
    text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// Large heads that stand over several columns: then small ones within a column open nothing.
fn has_heads_across(desk: &Desk) -> bool {
    let wide = desk.usual.measure * desk.style.apart.across_ratio;
    let below = desk.marks.page.top + desk.marks.page.height() * desk.style.apart.masthead_share;
    desk.open().into_iter().filter_map(|at| desk.sticks.get(at)).any(|stick| {
        desk.ratio(stick) >= desk.style.roles.head_ratio && stick.rect.width() > wide && stick.rect.top > below
    })
}

/// The role of the stick set apart right above this one.
fn head_above(at: usize, desk: &Desk) -> Option<Role> {
    let stick = desk.sticks.get(at)?;
    let reach = desk.usual.body * desk.style.apart.stack_gap_em;
    let above = desk.sticks.iter().enumerate().filter(|(other, above)| {
        let gap = stick.rect.top - above.rect.bottom;
        *other != at
            && gap < reach
            && gap > -stick.size * desk.style.fit.into_em
            && above.rect.top < stick.rect.top
            && above.rect.shares_column(&stick.rect)
    });
    let nearest = above.max_by(|a, b| a.1.rect.bottom.order(b.1.rect.bottom));
    nearest.and_then(|(other, _)| desk.role(other))
}
