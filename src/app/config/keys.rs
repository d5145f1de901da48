//! `[keys]` of the config: sequences to actions, for all places or for one.

use super::Fault;
use crate::ui::action::Command;
use crate::ui::keymap::{Rebinding, spelling};
use crate::ui::keys::{KEYS, KeyPlace};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A change of the key table, and where it is written.
pub(super) type LocatedRebinding = (Rebinding, Range<usize>);

/// Reads `[keys]`, `[keys.page]`, `[keys.story]` and `[keys.list]`.
pub(super) fn read(document: &DeTable<'_>) -> Result<Vec<LocatedRebinding>, Fault> {
    let Some(keys) = document.get("keys") else { return Ok(Vec::new()) };
    let Some(table) = keys.get_ref().as_table() else {
        return Err(Fault::new(keys.span(), "keys: write a table, [keys]"));
    };
    let mut found = Vec::new();
    for (key, value) in table {
        match value.get_ref().as_table() {
            Some(own) => {
                let name = key.get_ref().as_ref();
                let Some(place) = KeyPlace::ALL.into_iter().find(|place| place.name() == name) else {
                    let says = format!("keys: no place is called {name}; there are page, story and list");
                    return Err(Fault::new(key.span(), says));
                };
                for (key, value) in own {
                    found.push(change(Some(place), key, value)?);
                }
            }
            None => found.push(change(None, key, value)?),
        }
    }
    // Tables are sorted by key; the later of two lines is the one to blame.
    found.sort_by_key(|(_, span)| span.start);
    Ok(found)
}

fn change(
    place: Option<KeyPlace>,
    key: &Spanned<std::borrow::Cow<'_, str>>,
    value: &Spanned<DeValue<'_>>,
) -> Result<LocatedRebinding, Fault> {
    let keys = spelling::parse(key.get_ref()).map_err(|says| Fault::new(key.span(), format!("keys: {says}")))?;
    let Some(action) = value.get_ref().as_str() else {
        let says = "keys: write the action as a string, such as \"next-story\"; \"none\" takes the key away";
        return Err(Fault::new(value.span(), says));
    };
    let command = match action {
        spelling::UNBOUND => None,
        name => Some(Command::named(name).ok_or_else(|| Fault::new(value.span(), unknown(name)))?),
    };
    Ok((Rebinding { place, keys, command }, key.span()))
}

/// Names the nearest action, or where all of them are to be seen.
fn unknown(name: &str) -> String {
    let all = KEYS.iter().map(|binding| binding.command.name());
    let near = all.map(|other| (textual_distance(name, &other), other)).min();
    let hint = match near {
        Some((distance, other)) if distance <= 2 => format!("did you mean {other}?"),
        _ => "foldline --print-keys lists them".to_owned(),
    };
    format!("keys: no action is called {name:?}; {hint}")
}

/// Insertions, removals and changes of letters that make one word the other.
fn textual_distance(one: &str, two: &str) -> usize {
    let two: Vec<char> = two.chars().collect();
    let mut row: Vec<usize> = (0..=two.len()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut next = vec![i + 1];
        for (j, b) in two.iter().enumerate() {
            let cell = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX / 2);
            let changed = cell(&row, j) + usize::from(a != *b);
            next.push(changed.min(cell(&row, j + 1) + 1).min(cell(&next, j) + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}
