//! The head of a page: is the large line there the name of the paper, or that of a section? The paper has its name on
//! page one; on any other page the running head gives the number, and what is set large beside it names the section.
//!
//! ```text
//!  Obituaries                    The Morning Bell, May 3   27     a section: the page is the 27th
//!  ------------------------------------------------------------
//! ```

use crate::geometry::{Pt, Rect};
use crate::layout::blocks::TextBlock;
use crate::layout::normalize::script;
use crate::layout::phrases;
use crate::layout::roles::masthead::{is_folio_line, level_rules, printed};
use crate::layout::roles::{Labeling, captions};
use crate::model::role::Role;

/// What stands with the folio over the first rule across the page, or in a bar across it: single lines, however large;
/// the name of a section is one of them.
pub fn lines(labeling: &Labeling) -> Vec<usize> {
    let style = &labeling.style.roles;
    let single =
        |over: &[usize]| over.iter().filter_map(|at| labeling.blocks.get(*at)).all(|block| block.lines.len() == 1);
    let folio = |over: &[usize]| over.iter().any(|at| labeling.role(*at) == Some(Role::Folio));
    let is_head = |over: &Vec<usize>| single(over) && folio(over) && over.len() <= style.running.sticks;
    Some(over_first_rule(labeling))
        .filter(is_head)
        .or_else(|| in_bars(labeling).into_iter().find(is_head))
        .unwrap_or_default()
}

/// What stands over the first rule that anything stands over, if that rule is as high as one under a running head.
fn over_first_rule(labeling: &Labeling) -> Vec<usize> {
    let rules = level_rules(labeling.marks, &labeling.style.roles);
    let over = |level: Pt| {
        let above =
            |at: &usize| labeling.blocks.get(*at).is_some_and(|block| printed(labeling, block).center().y < level);
        (0..labeling.blocks.len()).filter(above).collect::<Vec<usize>>()
    };
    let high = |level: &Pt| {
        *level - labeling.marks.sheet.top < labeling.marks.sheet.height() * labeling.style.roles.running.top_share
    };
    let mut levels: Vec<Pt> = rules.iter().map(|rule| rule.top).filter(high).collect();
    levels.sort_by(|a, b| a.order(*b));
    levels.into_iter().map(over).find(|over| !over.is_empty()).unwrap_or_default()
}

/// What stands in each of the bars across the head of the page.
fn in_bars(labeling: &Labeling) -> Vec<Vec<usize>> {
    let (sheet, style) = (&labeling.marks.sheet, &labeling.style.roles);
    let places = labeling.marks.boxes.iter().map(|mark| labeling.marks.frame.to_page(&mark.rect, sheet));
    let bars = places.filter(|place| {
        place.width() > sheet.width() * style.folio_rule_share
            && place.bottom - sheet.top < sheet.height() * style.running.top_share
    });
    let inside = |bar: Rect| {
        let within =
            |at: &usize| labeling.blocks.get(*at).is_some_and(|block| bar.holds(printed(labeling, block).center()));
        (0..labeling.blocks.len()).filter(within).collect()
    };
    bars.map(inside).collect()
}

/// Lines of a running head that name the section: words without figures, set larger than its date.
pub fn names_of_section(running: &[usize], labeling: &Labeling) -> Vec<usize> {
    let blocks = || running.iter().filter_map(|at| Some((*at, labeling.blocks.get(*at)?)));
    let dated = blocks().filter(|(_, block)| is_folio_line(&block.text(), labeling)).map(|(_, block)| block.size);
    let Some(small) = dated.min_by(|a, b| a.order(*b)) else { return Vec::new() };
    let names = |block: &TextBlock| {
        let text = block.text();
        let paper = phrases::ends(&text, &labeling.style.phrases.paper);
        block.size >= small * labeling.style.roles.running.section_ratio
            && !paper
            && !text.chars().any(char::is_numeric)
    };
    blocks().filter(|(at, block)| labeling.role(*at).is_none() && names(block)).map(|(at, _)| at).collect()
}

/// Whether a line of the running head, larger than text, is named as papers are.
pub fn is_paper(at: usize, labeling: &Labeling) -> bool {
    labeling.blocks.get(at).is_some_and(|block| {
        labeling.ratio(block) >= labeling.style.roles.head_ratio
            && phrases::ends(&block.text(), &labeling.style.phrases.paper)
    })
}

/// Whether a small line is the last of the page, with white over it all across: an address, a telephone, an imprint. It
/// is no caption and no sentence.
pub fn is_at_foot(at: usize, labeling: &Labeling) -> bool {
    let Some(block) = labeling.blocks.get(at).filter(|block| block.lines.len() == 1 && block.in_box.is_none()) else {
        return false;
    };
    let (place, body) = (printed(labeling, block), labeling.metrics.body);
    let small = labeling.ratio(block) < labeling.style.roles.running.size_ratio && block.frame.is_level();
    let page = labeling.marks.sheet;
    let wide = place.width() > labeling.metrics.measure || (place.center().x - page.center().x).abs() < body;
    let clear = || {
        labeling.blocks.iter().enumerate().all(|(other, beside)| {
            let there = printed(labeling, beside);
            let level = || beside.lines.len() == 1 && there.overlap_y(&place) > Pt::ZERO;
            other == at || there.bottom < place.top - body || level()
        })
    };
    // Readers of scans find specks there.
    small
        && wide
        && !labeling.is_scanned()
        && !phrases::stops(&block.text())
        && clear()
        && !captions::is_caption(block, labeling)
}

/// Whether the folio line at the head says that this is another page than the first.
pub fn is_inside(labeling: &Labeling) -> bool {
    let sheet = &labeling.marks.sheet;
    let reach = sheet.top + sheet.height() * labeling.style.roles.running.top_share;
    let lines: Vec<(Rect, String)> = labeling
        .blocks
        .iter()
        .enumerate()
        .filter(|(at, block)| {
            let line = block.lines.len() <= labeling.style.roles.folio_lines && printed(labeling, block).bottom < reach;
            line && labeling.role(*at) != Some(Role::Jump)
        })
        .map(|(_, block)| (printed(labeling, block), block.text()))
        .collect();
    let worded = |text: &str| labeling.page_patterns.page_number.find(text).map(|found| found.filler);
    // A pointer to another page has no figures but those of the page.
    let figures = |text: &str| text.chars().filter(|c| c.is_numeric()).count();
    let points = |text: &str| worded(text).is_some_and(|page| figures(&page) == figures(text));
    let dated = |text: &str| is_folio_line(text, labeling) && !points(text);
    let dates: Vec<&Rect> =
        lines.iter().filter(|(_, text)| dated(text) && bare_number(text).is_none()).map(|(place, _)| place).collect();
    let level = |place: &Rect| dates.iter().any(|date| date.covers_height(place));
    let numbers = lines.iter().filter(|(place, _)| level(place)).filter_map(|(_, text)| {
        worded(text).or_else(|| bare_number(text)).or_else(|| if dated(text) { number_at_end(text) } else { None })
    });
    let (mut first, mut other) = (false, false);
    for number in numbers {
        match opens_paper(&number) {
            true => first = true,
            false => other = true,
        }
    }
    other && !first
}

/// A page number alone: `27`, `A12`.
fn bare_number(text: &str) -> Option<String> {
    let text = text.trim();
    is_page(text).then(|| text.to_owned())
}

/// The last word of a folio line, if it is a page number and no part of a date, of a count of issues, or of a price:
/// `Saturday, March 12 27`.
fn number_at_end(text: &str) -> Option<String> {
    let (before, last) = text.trim().rsplit_once(char::is_whitespace)?;
    let lettered = last.starts_with(|c: char| c.is_ascii_uppercase());
    let previous = before.split_whitespace().next_back()?;
    let end = previous.chars().next_back()?;
    let figures = |word: &str| word.chars().filter(char::is_ascii_digit).count();
    // A date, a mark or a square word may stand before the page; a Latin word before a figure counts something.
    let parted =
        end.is_ascii_digit() || !end.is_alphanumeric() && !matches!(end, '.' | '°' | 'º' | '№' | '$' | '€' | '£');
    let square = script::is_cjk(end) || script::is_hangul(end);
    let grouped = figures(last) == 3 && previous.chars().all(|c| c.is_ascii_digit()) && figures(previous) < 4;
    let counted = before.chars().any(|c| c.is_numeric());
    (is_page(last) && (lettered || (parted || square) && !grouped && (counted || square))).then(|| last.to_owned())
}

/// A few figures, behind a letter or without.
fn is_page(word: &str) -> bool {
    let figures = word.strip_prefix(|c: char| c.is_ascii_uppercase()).unwrap_or(word);
    (1..=3).contains(&figures.len()) && figures.chars().all(|c| c.is_ascii_digit())
}

/// The first page of the paper: `1`, `01`, `A1`; `C1` is that of a section.
fn opens_paper(number: &str) -> bool {
    let letter = number.chars().find(|c| c.is_alphabetic());
    let figures: String = number.chars().filter(char::is_ascii_digit).collect();
    figures.trim_start_matches('0') == "1" && letter.is_none_or(|letter| letter.eq_ignore_ascii_case(&'a'))
        || number == "一"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str) -> Option<String> {
        number_at_end(text)
    }

    #[test]
    fn the_last_word_of_a_folio_line_may_be_the_page() {
        assert_eq!(page("Saturday, March 12 27").as_deref(), Some("27"));
        assert_eq!(page("Ouest – samedi 12 mars 2022 – 14").as_deref(), Some("14"));
        assert_eq!(page("2026年3月12日 星期四 晨光日报 02").as_deref(), Some("02"));
        assert_eq!(page("星期四 正月廿四 A12").as_deref(), Some("A12"));
    }

    #[test]
    fn dates_counts_and_prices_are_no_pages() {
        for text in [
            "THURSDAY, MARCH 12, 2026",
            "Thursday, March 12",
            "Saturday 12 March 1938 No. 59",
            "vendredi 12 mars 2022 N° 24 456",
            "Вторник, 12-го марта 1913 г. № 59",
            "Monday 3 May · $4",
            "Monday 3 May 2021 Price 3",
        ] {
            assert_eq!(page(text), None, "{text}");
        }
    }

    #[test]
    fn the_paper_opens_on_page_one() {
        assert!(["1", "01", "A1", "一"].iter().all(|number| opens_paper(number)));
        assert!(!["2", "11", "A12", "C1"].iter().any(|number| opens_paper(number)));
    }
}
