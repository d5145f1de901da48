//! What a page calls itself: the number and the section in its running head.

use super::phrases;
use crate::house_style::HouseStyle;
use crate::model::page::Page;
use crate::model::role::Role;
use crate::model::sheet::Sheet;

/// The printed page number: what the page says, else what its source calls the page.
pub fn number(page: &Page, sheet: &Sheet, style: &HouseStyle) -> Option<String> {
    let folios = || page.blocks.iter().filter(|block| block.role == Role::Folio);
    let said = folios().find_map(|block| phrases::find(&block.text, &style.phrases.page_number));
    let said = said.map(|found| found.filler.to_uppercase());
    said.or_else(|| folios().find_map(|block| last_short_number(&block.text))).or_else(|| sheet.label.clone())
}

/// The section that the running head names: a label of the page, else the short name beside its number.
pub fn section(page: &Page) -> Option<String> {
    let label = page.furniture().map(|id| page.block(id)).find(|block| block.role == Role::Section);
    if let Some(label) = label {
        return Some(one_line(&label.text)).filter(|name| !name.is_empty());
    }
    let folios = page.blocks.iter().filter(|block| block.role == Role::Folio);
    folios.into_iter().find_map(|block| beside_number(&block.text))
}

/// The text in one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// In Chinese, Japanese and Korean the name beside 第3版: `要闻`. Elsewhere a running head is not told apart like that.
fn beside_number(text: &str) -> Option<String> {
    const SIGNS: [char; 2] = ['版', '面'];
    /// Names of sections are short, in characters.
    const LONGEST: usize = 6;
    let plain = phrases::plain(text);
    let (before, after) = plain.split_once(SIGNS)?;
    before.chars().next_back().filter(|c| c.is_ascii_digit() || "〇零一二三四五六七八九十".contains(*c))?;
    let is_part = |c: char| c.is_whitespace() || c.is_ascii_punctuation() || "：·・，、|／（）【】".contains(c);
    let is_name = |word: &&str| {
        let long = word.chars().count();
        let letters = word.chars().all(|c| c.is_alphabetic() && !c.is_ascii());
        let dated =
            ["星期", "曜", "年", "月", "日", "编辑", "編輯", "责编", "責編", "校对", "电话", "邮箱", "报", "報"];
        (2..=LONGEST).contains(&long) && letters && !dated.iter().any(|sign| word.contains(sign))
    };
    let behind = after.split(is_part).find(|word| !word.is_empty()).filter(is_name);
    let number = |c: char| c.is_ascii_digit() || "第〇零一二三四五六七八九十".contains(c) || is_part(c);
    let ahead = || before.trim_end_matches(number).rsplit(is_part).next().filter(is_name);
    behind.or_else(ahead).map(str::to_owned)
}

/// The last number of at most three digits, with a letter of a section at most, that is no part of a date, of a volume
/// or of a price: `7`, `A12`.
fn last_short_number(text: &str) -> Option<String> {
    let plain = phrases::plain(text);
    let words = words(&plain);
    let fits = |at: &usize| {
        let Some(word) = words.get(*at) else { return false };
        let before = at.checked_sub(1).and_then(|before| words.get(before)).map_or("", |word| word.text);
        let after = words.get(at + 1).map_or("", |word| word.text);
        is_short_number(word.text) && !word.joined && !is_counted(before, after)
    };
    (0..words.len()).rev().find(fits).and_then(|at| words.get(at)).map(|word| word.text.to_uppercase())
}

/// A run of ASCII letters and digits, or of other letters.
struct FolioWord<'a> {
    text: &'a str,
    /// A sign of dates and fractions ties it to another number: `24/11/2026`, `8.50`.
    joined: bool,
}

fn words(text: &str) -> Vec<FolioWord<'_>> {
    let kind = |c: char| if c.is_ascii_alphanumeric() { 1 } else { u8::from(c.is_alphabetic()) * 2 };
    let mut found = Vec::new();
    let mut start = 0;
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    for run in characters.chunk_by(|a, b| kind(a.1) == kind(b.1)) {
        let end = start + run.iter().map(|(_, c)| c.len_utf8()).sum::<usize>();
        let (before, after) = (text.get(..start).unwrap_or_default(), text.get(end..).unwrap_or_default());
        if run.first().is_some_and(|(_, c)| kind(*c) > 0) {
            let joined = ties(before.chars().rev()) || ties(after.chars());
            found.push(FolioWord { text: text.get(start..end).unwrap_or_default(), joined });
        }
        start = end;
    }
    found
}

/// True when a sign comes first, and a digit behind it.
fn ties(mut characters: impl Iterator<Item = char>) -> bool {
    let sign = characters.next().is_some_and(|c| matches!(c, '/' | '-' | '.' | ',' | ':' | '$' | '£' | '€'));
    sign && characters.next().is_some_and(|c| c.is_ascii_digit())
}

fn is_short_number(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let letters = word.chars().filter(char::is_ascii_alphabetic).count();
    (1..=3).contains(&digits) && letters <= 1 && digits + letters == word.chars().count() && word.len() <= 3
}

/// True for a number that a month, a volume or a sign of dates beside it explains.
fn is_counted(before: &str, after: &str) -> bool {
    const MONTHS: [&str; 36] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mär", "mai", "okt", "dez",
        "fév", "avr", "jui", "aoû", "déc", "ene", "abr", "ago", "dic", "gen", "mag", "giu", "lug", "set", "ott", "янв",
        "фев", "апр", "авг", "ноя",
    ];
    const VOLUMES: [&str; 12] =
        ["vol", "volume", "no", "nr", "issue", "band", "jg", "jahrgang", "tome", "año", "год", "число"];
    // 年第3期 and 8月22日, and what Japanese and Korean say.
    const SIGNS: [char; 12] = ['年', '月', '日', '号', '號', '期', '時', '时', '년', '월', '일', '호'];
    let month = |word: &str| MONTHS.iter().any(|month| word.to_lowercase().starts_with(month));
    let volume = VOLUMES.contains(&before.to_lowercase().as_str());
    let signed = after.starts_with(SIGNS) || before.ends_with(['总', '總', '年', '月']);
    // The day stands before its month or behind it.
    volume || signed || month(before) || month(after) || after == "de"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_day_of_the_month_is_a_page_number() {
        for (text, number) in [
            ("Saturday, October 17", None),
            ("The Harbor Lantern, Saturday, October 17  7", Some("7")),
            ("A12 · Friday, 8 November 2026", Some("A12")),
            ("2024年8月22日 星期四", None),
            ("2024年8月22日 总第7期 3", Some("3")),
            ("24/11/2026", None),
            ("Vol. 12, No. 5", None),
            ("Mittwoch, 5. August 2026 · 4", Some("4")),
            ("Price 2.50", None),
            ("viernes 6 de noviembre", None),
        ] {
            assert_eq!(last_short_number(text).as_deref(), number, "{text}");
        }
    }

    #[test]
    fn the_section_stands_beside_the_number() {
        for (text, name) in [
            ("2024年8月22日 星期四 第03版 要闻", Some("要闻")),
            ("03版：国际新闻", Some("国际新闻")),
            ("要闻 第3版 2024年8月22日", Some("要闻")),
            ("第3版 星期四", None),
            ("清河日报 第1版", None),
            ("Page 3 Business", None),
        ] {
            assert_eq!(beside_number(text).as_deref(), name, "{text}");
        }
    }
}
