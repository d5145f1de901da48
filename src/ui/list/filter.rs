//! Which rows of a list a filter keeps: those that hold its words; when none does, those that hold its letters in
//! their order. Width, case and Chinese script are folded as in a search.

use super::{Level, ListRow};
use crate::ui::search::{Script, folded};
use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// The rows kept, in their order; a story stays above a section of it that is kept.
pub fn keep(rows: Vec<ListRow>, filter: &str, script: Script) -> Vec<ListRow> {
    let wanted = folded(filter, script);
    if wanted.trim().is_empty() {
        return rows;
    }
    let words = kept(&rows, &wanted, AtomKind::Substring, script);
    let keeps = if words.contains(&true) { words } else { kept(&rows, &wanted, AtomKind::Fuzzy, script) };
    let (mut found, mut above): (Vec<ListRow>, Option<ListRow>) = (Vec::new(), None);
    for (row, keep) in rows.into_iter().zip(keeps) {
        match (row.level, keep) {
            (Level::Group, _) => above = None,
            (Level::Entry, true) | (Level::Beneath, true) => {
                found.extend(above.take().filter(|_| row.level == Level::Beneath));
                found.push(row);
                above = None;
            }
            // It is there for the section below it, not to be chosen.
            (Level::Entry, false) => above = Some(ListRow { level: Level::Group, ..row }),
            (Level::Beneath, false) => {}
        }
    }
    found
}

/// For every row, whether it matches.
fn kept(rows: &[ListRow], wanted: &str, kind: AtomKind, script: Script) -> Vec<bool> {
    let pattern = Pattern::new(wanted, CaseMatching::Smart, Normalization::Smart, kind);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut matches = |text: &str| {
        let text = folded(text, script);
        pattern.score(Utf32Str::new(&text, &mut buffer), &mut matcher).is_some()
    };
    rows.iter().map(|row| row.level != Level::Group && matches(&format!("{} {}", row.label, row.text))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(filter: &str) -> Vec<String> {
        let row = |text: &str, level| ListRow {
            label: String::new(),
            text: text.to_owned(),
            note: String::new(),
            hits: 0,
            level,
            target: None,
        };
        let rows = vec![
            row("清河兩岸重開渡口", Level::Entry),
            row("老船工回来了", Level::Beneath),
            row("新码头的早市", Level::Beneath),
            row("夜校开课", Level::Entry),
            row("Ferry Comes Home", Level::Entry),
        ];
        keep(rows, filter, Script::Folded).into_iter().map(|row| row.text).collect()
    }

    #[test]
    fn words_are_found_in_any_script_and_order() {
        assert_eq!(texts("渡口"), ["清河兩岸重開渡口"]);
        assert_eq!(texts("两岸"), ["清河兩岸重開渡口"], "simplified finds traditional");
        assert_eq!(texts("home ferry"), ["Ferry Comes Home"]);
        assert_eq!(texts("ｆｅｒｒｙ"), ["Ferry Comes Home"]);
    }

    #[test]
    fn a_section_brings_its_story_along() {
        assert_eq!(texts("早市"), ["清河兩岸重開渡口", "新码头的早市"]);
    }

    #[test]
    fn letters_in_order_are_enough_when_no_word_is_there() {
        assert_eq!(texts("frch"), ["Ferry Comes Home"]);
        assert_eq!(texts("夜课"), ["夜校开课"]);
        assert!(texts("鲸鱼").is_empty());
    }
}
