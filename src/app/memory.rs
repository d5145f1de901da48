//! Where reading stopped, and the marks, kept from one time to the next in the user's state folder. The key is what
//! the pages say, so a file that was moved or renamed is known again and one that changed is not mistaken.

use super::{lock, output};
use crate::editing::block_name::Fingerprint;
use crate::model::edition::Edition;
use crate::model::page::BlockId;
use crate::ui::state::{Cursor, ReadingPlace, View};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Whether places are kept from one time to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Memory {
    /// They are.
    Kept,
    /// They are kept, but this time begins anew.
    Fresh,
    /// They are not.
    Nothing,
}

/// What is kept of an edition.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeptPlaces {
    place: KeptPlace,
    marks: BTreeMap<char, KeptPlace>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeptPlace {
    in_story: bool,
    page: usize,
    block: Option<u32>,
    offset: u32,
}

impl From<ReadingPlace> for KeptPlace {
    fn from(spot: ReadingPlace) -> KeptPlace {
        KeptPlace {
            in_story: spot.view == View::Story,
            page: spot.cursor.page,
            block: spot.cursor.block.map(|block| block.0),
            offset: spot.cursor.offset,
        }
    }
}

impl From<KeptPlace> for ReadingPlace {
    fn from(kept: KeptPlace) -> ReadingPlace {
        let cursor = Cursor { page: kept.page, block: kept.block.map(BlockId), offset: kept.offset };
        ReadingPlace { view: if kept.in_story { View::Story } else { View::Page }, cursor }
    }
}

/// Where reading stopped last time, and the marks; nothing for an edition not read before.
pub fn recall(edition: &Edition) -> Option<(ReadingPlace, BTreeMap<char, ReadingPlace>)> {
    let text = std::fs::read_to_string(file_for(edition)?).ok()?;
    let kept: KeptPlaces = serde_json::from_str(&text).ok()?;
    let marks = kept.marks.into_iter().map(|(letter, spot)| (letter, spot.into())).collect();
    Some((kept.place.into(), marks))
}

/// What was kept when the edition was opened. What is kept otherwise now was kept by another reader meanwhile, and stays.
#[derive(Clone, Debug, Default)]
pub struct Baseline {
    /// Which edition the marks are of.
    key: u64,
    marks: BTreeMap<char, KeptPlace>,
    /// Lines typed in prompts.
    pub typed: Vec<String>,
}

impl Baseline {
    /// What was kept of an edition: these marks.
    pub fn of(edition: &Edition, marks: &BTreeMap<char, ReadingPlace>) -> Baseline {
        let marks = marks.iter().map(|(letter, spot)| (*letter, (*spot).into())).collect();
        Baseline { key: key_of(edition), marks, typed: Vec::new() }
    }
}

/// Keeps both, and returns what is to be told of their file. That it cannot be kept, on a full disk say, is no reason to disturb
/// anybody who is leaving.
pub fn keep(
    edition: &Edition,
    place: ReadingPlace,
    marks: &BTreeMap<char, ReadingPlace>,
    base: &Baseline,
) -> Option<String> {
    let path = file_for(edition)?;
    let ours: BTreeMap<char, KeptPlace> = marks.iter().map(|(letter, spot)| (*letter, (*spot).into())).collect();
    let none = BTreeMap::new();
    let known = if base.key == key_of(edition) { &base.marks } else { &none };
    let _alone = lock::taken(&lock::in_state("places"));
    let filed = std::fs::read_to_string(&path).ok().and_then(|text| serde_json::from_str::<KeptPlaces>(&text).ok());
    let marks = merged_marks(filed.map(|kept| kept.marks).unwrap_or_default(), known, &ours);
    let kept = KeptPlaces { place: place.into(), marks };
    let made = path.parent().is_some_and(|folder| std::fs::create_dir_all(folder).is_ok());
    if let (true, Ok(text)) = (made, serde_json::to_string(&kept)) {
        return output::write_file(&path, &text, true).ok()?.said(&path);
    }
    None
}

/// The marks that are filed, with those set and taken away here.
fn merged_marks(
    mut filed: BTreeMap<char, KeptPlace>,
    known: &BTreeMap<char, KeptPlace>,
    ours: &BTreeMap<char, KeptPlace>,
) -> BTreeMap<char, KeptPlace> {
    filed.retain(|letter, _| ours.contains_key(letter) || !known.contains_key(letter));
    filed.extend(ours.iter().filter(|(letter, spot)| known.get(letter) != Some(spot)));
    filed
}

/// Lines typed in prompts are kept up to this many.
const TYPED: usize = 200;

/// Lines typed in prompts before, oldest first.
pub fn typed() -> Vec<String> {
    let text = state_folder().and_then(|folder| std::fs::read_to_string(folder.join("typed")).ok());
    text.map(|text| text.lines().map(str::to_owned).collect()).unwrap_or_default()
}

/// Keeps them, and returns what is to be told of their file. Lines of no history are no reason to disturb anybody who is leaving.
pub fn keep_typed(lines: &[String], base: &Baseline) -> Option<String> {
    let folder = state_folder()?;
    if lines == base.typed || std::fs::create_dir_all(&folder).is_err() {
        return None;
    }
    let _alone = lock::taken(&lock::in_state("typed"));
    let merged = merged_lines(typed(), &base.typed, lines);
    let last = merged.get(merged.len().saturating_sub(TYPED)..).unwrap_or_default();
    let path = folder.join("typed");
    output::write_file(&path, &(last.join("\n") + "\n"), true).ok()?.said(&path)
}

/// The lines that are filed, and after them what was typed here since they were known.
fn merged_lines(mut filed: Vec<String>, known: &[String], ours: &[String]) -> Vec<String> {
    let same = known.iter().zip(ours).take_while(|(known, ours)| known == ours).count();
    let new = ours.get(same..).unwrap_or_default();
    filed.retain(|line| !new.contains(line));
    filed.extend(new.iter().cloned());
    filed
}

fn file_for(edition: &Edition) -> Option<PathBuf> {
    Some(state_folder()?.join("places").join(format!("{:016x}.json", key_of(edition))))
}

/// Where the program keeps what it remembers.
pub fn state_folder() -> Option<PathBuf> {
    use etcetera::BaseStrategy;
    let base = etcetera::choose_base_strategy().ok()?;
    Some(base.state_dir().unwrap_or_else(|| base.data_dir()).join("foldline"))
}

/// By the text of all blocks.
fn key_of(edition: &Edition) -> u64 {
    edition
        .pages
        .each()
        .fold(Fingerprint::default(), |print, page| {
            page.blocks.iter().fold(print, |print, block| print.with(block.text.as_bytes()))
        })
        .value()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tests::tied;

    #[test]
    fn the_key_follows_the_text_alone() {
        let (one, mut two) = (tied(), tied());
        two.source.name = "renamed".into();
        assert_eq!(key_of(&one), key_of(&two));
        two.pages[0].blocks[0].text.push('!');
        assert_ne!(key_of(&one), key_of(&two));
    }

    #[test]
    fn what_another_reader_kept_meanwhile_stays() {
        let lines = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(merged_lines(lines("a b x"), &lines("a b"), &lines("a b y")), lines("a b x y"));
        assert_eq!(merged_lines(lines("a b x"), &lines("a b"), &lines("b a")), lines("x b a"));
        let marks = |text: &str| -> BTreeMap<char, KeptPlace> {
            let at = |(index, letter)| (letter, KeptPlace { page: index, ..KeptPlace::default() });
            text.chars().enumerate().map(at).collect()
        };
        let merged = merged_marks(marks("abx"), &marks("ab"), &marks("a"));
        assert_eq!(merged.keys().collect::<String>(), "ax", "theirs is kept, ours was taken away");
        assert_eq!(merged_marks(marks("abx"), &marks(""), &marks("z")).len(), 4);
        assert_eq!(
            merged_marks(marks("ba"), &marks("ab"), &marks("ab")),
            marks("ba"),
            "what we did not touch is theirs"
        );
    }

    #[test]
    fn what_is_kept_comes_back() {
        let cursor = Cursor { page: 2, block: Some(BlockId(7)), offset: 30 };
        let spot = ReadingPlace { view: View::Story, cursor };
        let kept = KeptPlaces { place: spot.into(), marks: BTreeMap::from([('京', spot.into())]) };
        let text = serde_json::to_string(&kept).unwrap();
        let back: KeptPlaces = serde_json::from_str(&text).unwrap();
        assert_eq!(ReadingPlace::from(back.place), spot);
        assert_eq!(back, kept);
    }
}
