//! A story to be quoted: its text, and where it stood: paper, page, date, as far as the page says.

use super::{harmless, text};
use crate::model::edition::Edition;
use crate::model::page::Page;
use crate::model::role::Role;
use crate::model::story::StoryRef;

/// The story as clean text, and below it a line that says where it stood.
pub fn story(edition: &Edition, at: StoryRef) -> String {
    format!("{}\n— {}\n", text::story(edition, at), line(place(edition, at)))
}

/// Where a story stood.
pub struct PrintedIn {
    /// What the paper calls itself; the name of the file where no page says it.
    pub paper: String,
    /// The printed number of the page, else its place in the edition.
    pub number: String,
    /// The date, as it is printed.
    pub date: Option<String>,
}

/// Paper, page and date, as far as they are known.
pub fn place(edition: &Edition, at: StoryRef) -> PrintedIn {
    let page = edition.pages.get(at.page as usize);
    let masthead = |page: &Page| of_role(page, Role::Masthead);
    let paper = edition.pages.each().find_map(|page| masthead(&page)).unwrap_or_else(|| edition.source.name.clone());
    let number = page.and_then(|page| page.folio.clone()).unwrap_or_else(|| (at.page + 1).to_string());
    let here = page.and_then(date_on);
    let date = here.or_else(|| edition.pages.each().find_map(|page| date_on(&page)));
    PrintedIn { paper, number, date }
}

fn line(PrintedIn { paper, number, date }: PrintedIn) -> String {
    let parts = [Some(paper), Some(format!("p. {number}")), date];
    harmless(&parts.into_iter().flatten().collect::<Vec<_>>().join(", ")).into_owned()
}

fn of_role(page: &Page, role: Role) -> Option<String> {
    let found = page.order.iter().map(|id| page.block(*id)).find(|block| block.role == role);
    found.map(|block| block.text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// The date in the page's furniture.
fn date_on(page: &Page) -> Option<String> {
    page.furniture().find_map(|id| date_in(&page.block(id).text))
}

/// The first date in a text, as it is printed: 2026年11月23日, 2026-11-23, November 23, 2026, 23 November 2026.
fn date_in(text: &str) -> Option<String> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let numbers = numbers_in(text);
    for three in numbers.windows(3) {
        let [year, month, day] = three else { continue };
        let between = |a: &Number, b: &Number| text.get(a.end..b.start).unwrap_or_default().trim();
        let (first, second) = (between(year, month), between(month, day));
        let dated = matches!((first, second), ("年", "月") | ("년", "월") | ("-", "-") | ("/", "/") | (".", "."));
        if dated && year.is_year() && (1..=12).contains(&month.value) && (1..=31).contains(&day.value) {
            let rest = text.get(day.end..).unwrap_or_default();
            let sign = rest.chars().next().filter(|c| matches!(c, '日' | '일')).map_or(0, char::len_utf8);
            return text.get(year.start..day.end + sign).map(str::to_owned);
        }
    }
    let month = |word: &str| MONTHS.iter().any(|month| word.to_lowercase().starts_with(month));
    let words: Vec<&str> = text.split_whitespace().collect();
    for three in words.windows(3) {
        let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        let parts: Vec<String> = three.iter().map(|word| bare(word)).collect();
        let [a, b, c] = parts.as_slice() else { continue };
        let day = |word: &str| word.parse::<u32>().is_ok_and(|day| (1..=31).contains(&day));
        let year = c.parse::<u32>().is_ok_and(|year| (1600..2200).contains(&year));
        if year && (month(a) && day(b) || day(a) && month(b)) {
            return Some(three.join(" ").trim_matches(|c: char| !c.is_alphanumeric()).to_owned());
        }
    }
    None
}

struct Number {
    start: usize,
    end: usize,
    value: u32,
}

impl Number {
    fn is_year(&self) -> bool {
        (1600..2200).contains(&self.value)
    }
}

fn numbers_in(text: &str) -> Vec<Number> {
    let mut numbers: Vec<Number> = Vec::new();
    for (at, c) in text.char_indices() {
        let Some(digit) = c.to_digit(10) else { continue };
        match numbers.last_mut().filter(|last| last.end == at) {
            Some(last) => {
                last.value = last.value.saturating_mul(10).saturating_add(digit);
                last.end = at + 1;
            }
            None => numbers.push(Number { start: at, end: at + 1, value: digit }),
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tests::tied;
    use crate::model::story::StoryId;

    #[test]
    fn dates_are_found_as_printed() {
        assert_eq!(date_in("清河日报 2026年11月23日 星期一 第3版").as_deref(), Some("2026年11月23日"));
        assert_eq!(date_in("2026년 11월 23일 월요일").as_deref(), Some("2026년 11월 23일"));
        assert_eq!(date_in("No. 12 · 2026-11-23 · A3").as_deref(), Some("2026-11-23"));
        assert_eq!(date_in("Monday, November 23, 2026 · A3").as_deref(), Some("November 23, 2026"));
        assert_eq!(date_in("Mon 23 Nov 2026").as_deref(), Some("23 Nov 2026"));
        assert_eq!(date_in("第3版 12.5 1.2.3"), None);
    }

    #[test]
    fn the_source_stands_below_the_story() {
        let mut edition = tied();
        edition.source.name = "Bay Paper".into();
        let cited = story(&edition, StoryRef { page: 0, story: StoryId(0) });
        assert!(cited.starts_with("Ferry returns to the river\nBy Ada Quill\n"), "{cited}");
        assert!(cited.contains("\n\n— Bay Paper, p. "), "{cited}");
    }
}
