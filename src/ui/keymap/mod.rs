//! The keys in effect: the key table, with what the user changed. Keys, footer and help ask here.

pub mod spelling;

use crate::ui::action::Command;
use crate::ui::keys::{Binding, KEYS, KeyPlace};

/// One row of the keys in effect, for one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// Key sequences, as in [`Binding::keys`]; none when all were taken away.
    pub keys: Vec<String>,
    /// What they do.
    pub command: Command,
    /// Where they do it.
    pub place: KeyPlace,
    /// What the help says.
    pub help: &'static str,
    /// As in [`Binding::hint`].
    pub hint: Option<(u8, &'static str)>,
}

/// A change of the key table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebinding {
    /// Where; everywhere the command has a meaning when absent.
    pub place: Option<KeyPlace>,
    /// The sequence, in the spelling of the key table.
    pub keys: String,
    /// What it does now; nothing takes away what it did.
    pub command: Option<Command>,
}

/// The keys in effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    rows: Vec<Bound>,
}

impl Default for Keymap {
    fn default() -> Keymap {
        let bound = |binding: &Binding, place: KeyPlace| Bound {
            keys: binding.keys.iter().map(|keys| (*keys).to_owned()).collect(),
            command: binding.command,
            place,
            help: binding.help,
            hint: binding.hint,
        };
        let rows = KEYS.iter().flat_map(|binding| binding.places.iter().map(move |place| bound(binding, *place)));
        Keymap { rows: rows.collect() }
    }
}

impl Keymap {
    /// The key table with changes. What is said for one place counts before what is said for all.
    ///
    /// # Errors
    /// The index of the change that cannot be, and why in words.
    pub fn with(changes: &[Rebinding]) -> Result<Keymap, (usize, String)> {
        let mut map = Keymap::default();
        let (own, common): (Vec<usize>, Vec<usize>) =
            (0..changes.len()).partition(|index| changes.get(*index).is_some_and(|change| change.place.is_some()));
        for index in common.into_iter().chain(own) {
            let Some(change) = changes.get(index) else { continue };
            let earlier = changes.iter().take(index);
            if earlier.into_iter().any(|other| other.place == change.place && other.keys == change.keys) {
                return Err((index, format!("{} is bound twice", spelling::written(&change.keys))));
            }
            map.change(change).map_err(|says| (index, says))?;
        }
        map.hidden(changes).map_or(Ok(map), Err)
    }

    /// The rows of a place that have a key.
    pub fn bindings(&self, place: KeyPlace) -> impl Iterator<Item = &Bound> {
        self.rows.iter().filter(move |row| row.place == place && !row.keys.is_empty())
    }

    /// All sequences of a place.
    pub fn sequences(&self, place: KeyPlace) -> impl Iterator<Item = (&str, Command)> {
        // While editing, the page's own keys stay as far as editing has no use for them.
        let first = |sequence: &str| sequence.split(' ').next().map(str::to_owned);
        let free = move |(sequence, _): &(&str, Command)| {
            place == KeyPlace::Edit && !self.own(KeyPlace::Edit).any(|(taken, _)| first(taken) == first(sequence))
        };
        self.own(place).chain(self.own(KeyPlace::Page).filter(free))
    }

    fn own(&self, place: KeyPlace) -> impl Iterator<Item = (&str, Command)> {
        self.bindings(place).flat_map(|row| row.keys.iter().map(|keys| (keys.as_str(), row.command)))
    }

    /// The first key of a command, as people read it; nothing when it has none in this place.
    pub fn key_of(&self, command: Command, place: KeyPlace) -> Option<String> {
        let row = self.bindings(place).find(|row| row.command == command)?;
        row.keys.first().map(|keys| crate::ui::keys::shown(keys))
    }

    fn change(&mut self, change: &Rebinding) -> Result<(), String> {
        let Some(command) = change.command else {
            let mut found = false;
            for row in self.rows.iter_mut().filter(|row| change.place.is_none_or(|place| row.place == place)) {
                let count = row.keys.len();
                row.keys.retain(|keys| keys != &change.keys && without_letter(keys) != change.keys);
                found |= row.keys.len() < count;
            }
            let nothing = || format!("{} does nothing that could be taken away", spelling::written(&change.keys));
            return if found { Ok(()) } else { Err(nothing()) };
        };
        let places: Vec<KeyPlace> = self.places_of(command, change.place);
        if places.is_empty() {
            let place = change.place.map_or("anywhere", KeyPlace::name);
            return Err(format!("{} has no meaning in {place}", command.name()));
        }
        for place in places {
            self.bind(command, place, &change.keys);
        }
        Ok(())
    }

    fn places_of(&self, command: Command, only: Option<KeyPlace>) -> Vec<KeyPlace> {
        let rows = self.rows.iter().filter(|row| row.command == command && only.is_none_or(|place| row.place == place));
        rows.map(|row| row.place).collect()
    }

    /// Takes the sequence from what had it in this place and gives it to the command.
    fn bind(&mut self, command: Command, place: KeyPlace, keys: &str) {
        let takes_letter = Keymap::default().rows.iter().any(|row| {
            row.command == command && row.place == place && row.keys.iter().any(|keys| without_letter(keys) != keys)
        });
        let keys = if takes_letter && without_letter(keys) == keys { format!("{keys} *") } else { keys.to_owned() };
        let has = |row: &Bound| row.command == command && row.place == place;
        if self.rows.iter().any(|row| has(row) && row.keys.contains(&keys)) {
            return;
        }
        for row in self.rows.iter_mut().filter(|row| row.place == place) {
            row.keys.retain(|other| *other != keys);
        }
        if let Some(row) = self.rows.iter_mut().find(|row| has(row)) {
            row.keys.insert(0, keys);
        }
    }

    /// A sequence that can never be typed because another one is its beginning: the change to blame, and why.
    fn hidden(&self, changes: &[Rebinding]) -> Option<(usize, String)> {
        for place in KeyPlace::ALL {
            let all: Vec<(&str, Command)> = self.sequences(place).collect();
            for (short, does) in &all {
                let longer = all.iter().find(|(long, _)| long.len() > short.len() && begins(long, short));
                let Some((long, command)) = longer else { continue };
                let made = |change: &Rebinding| {
                    [*short, *long].iter().any(|keys| *keys == change.keys || without_letter(keys) == change.keys)
                };
                let index = changes.iter().rposition(made).unwrap_or_default();
                let (short, long) = (spelling::written(short), spelling::written(long));
                let (does, command) = (does.name(), command.name());
                return Some((
                    index,
                    format!(
                        "{short} ({does}) hides {long} ({command}); unbind one of them: \"{long}\" = \"{}\"",
                        spelling::UNBOUND
                    ),
                ));
            }
        }
        None
    }
}

/// True when typing `long` goes through the whole of `short`.
fn begins(long: &str, short: &str) -> bool {
    let same = |(one, two): (&str, &str)| one == two || (two == "*" && one.chars().count() == 1) || one == "*";
    long.split(' ').zip(short.split(' ')).all(same) && long.split(' ').count() > short.split(' ').count()
}

/// `m` of `m *`.
fn without_letter(keys: &str) -> &str {
    keys.strip_suffix(" *").unwrap_or(keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(keys: &str, command: Option<Command>) -> Rebinding {
        Rebinding { place: None, keys: keys.to_owned(), command }
    }

    fn does(map: &Keymap, place: KeyPlace, keys: &str) -> Option<Command> {
        map.sequences(place).find(|(other, _)| *other == keys).map(|(_, command)| command)
    }

    #[test]
    fn a_sequence_goes_to_its_new_command_and_leaves_the_old_one() {
        let map = Keymap::with(&[change("J", Some(Command::HalfDown))]).unwrap();
        assert_eq!(does(&map, KeyPlace::Page, "J"), Some(Command::HalfDown));
        assert_eq!(does(&map, KeyPlace::Story, "J"), Some(Command::HalfDown));
        assert_eq!(map.key_of(Command::NextStory, KeyPlace::Page), None);
        assert_eq!(map.key_of(Command::HalfDown, KeyPlace::Page), Some("J".into()), "its own key is shown first");
    }

    #[test]
    fn one_place_counts_before_all() {
        let mut own = change("x", Some(Command::Copy));
        own.place = Some(KeyPlace::Story);
        let map = Keymap::with(&[own, change("x", Some(Command::Save))]).unwrap();
        assert_eq!(does(&map, KeyPlace::Page, "x"), Some(Command::Save));
        assert_eq!(does(&map, KeyPlace::Story, "x"), Some(Command::Copy));
    }

    #[test]
    fn what_cannot_be_typed_is_an_error() {
        let (index, says) =
            Keymap::with(&[change("x", Some(Command::Save)), change("g", Some(Command::End))]).unwrap_err();
        assert_eq!(index, 1);
        assert!(says.contains("g (end) hides g g (top)"), "{says}");
        let unbound = [change("g g", None), change("g", Some(Command::End))];
        assert_eq!(does(&Keymap::with(&unbound).unwrap(), KeyPlace::Page, "g"), Some(Command::End));
        assert!(Keymap::with(&[change("m", Some(Command::Top))]).is_err(), "m waits for a letter");
        assert!(Keymap::with(&[change("x", Some(Command::Top)), change("x", Some(Command::End))]).is_err());
        assert!(Keymap::with(&[change("F9", None)]).is_err(), "there is nothing to take away");
    }

    #[test]
    fn a_mark_goes_on_taking_its_letter() {
        let map = Keymap::with(&[change("`", Some(Command::GoToMark))]).unwrap();
        assert_eq!(does(&map, KeyPlace::Page, "` *"), Some(Command::GoToMark));
        let none = Keymap::with(&[change("m", None)]).unwrap();
        assert_eq!(does(&none, KeyPlace::Page, "m *"), None);
    }

    #[test]
    fn a_command_without_meaning_in_a_place_is_refused() {
        let own = Rebinding { place: Some(KeyPlace::List), keys: "x".into(), command: Some(Command::Larger) };
        let (_, says) = Keymap::with(&[own]).unwrap_err();
        assert_eq!(says, "larger has no meaning in list");
    }
}
