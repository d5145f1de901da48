//! Figures that are set apart: one pulled out of a text to be seen, and the years of a time line.
//!
//! ```text
//!   xxxxxxxxxxxxxx        1978
//!   ----------------      The bridge was built.
//!   73%                   1985                       three years alone on their lines: keys
//!   of all lamps          It was painted.
//!   ----------------      1994
//!   xxxxxxxxxxxxxx        It is painted still.
//! ```

use crate::geometry::Pt;
use crate::house_style::roles::RoleStyle;
use crate::layout::blocks::TextBlock;
use crate::layout::names;
use crate::layout::phrases;
use crate::layout::roles::Labeling;
use crate::layout::roles::heads::nearest;
use crate::model::role::Role;

/// Gives pull quote to a figure in display type with the few words under it, and subhead to the years of a time line.
pub fn label_blocks(labeling: &mut Labeling) {
    let pulled: Vec<(usize, usize)> =
        labeling.open().into_iter().filter_map(|at| Some((at, explained_by(at, labeling)?))).collect();
    for (figure, words) in pulled {
        labeling.give(figure, Role::PullQuote, "a figure in display type with a few words under it");
        labeling.give(words, Role::PullQuote, "what the figure over it says");
    }
    let years: Vec<usize> =
        labeling.open().into_iter().filter(|at| labeling.blocks.get(*at).is_some_and(is_year)).collect();
    for at in listed(&years, labeling) {
        labeling.give(at, Role::Subhead, "one of several years, each alone on its line");
    }
    let keys: Vec<usize> = labeling.open().into_iter().filter(|at| is_key(*at, labeling)).collect();
    for at in listed(&keys, labeling) {
        labeling.give(at, Role::Subhead, "one of several keys in small type, each over a line of text");
    }
}

/// Those of which there are several alike, under one another in one box or in none.
fn listed(keys: &[usize], labeling: &Labeling) -> Vec<usize> {
    let alike = |a: &usize, b: &usize| match (labeling.blocks.get(*a), labeling.blocks.get(*b)) {
        (Some(a), Some(b)) => {
            let style = a.size == b.size && a.face == b.face && a.bold == b.bold;
            style && a.in_box == b.in_box && (a.rect.left - b.rect.left).abs() < a.size
        }
        _ => false,
    };
    let count = |at: &usize| keys.iter().filter(|other| alike(at, other)).count();
    keys.iter().copied().filter(|at| count(at) >= labeling.style.roles.adverts.keys).collect()
}

/// A short bold line in type smaller than the text, right over a line of that size which is not bold.
fn is_key(at: usize, labeling: &Labeling) -> bool {
    let Some(key) =
        labeling.blocks.get(at).filter(|block| block.lines.len() == 1 && block.bold && !labeling.metrics.bold)
    else {
        return false;
    };
    // A figure may end in a short word with a point: 4.8 mln.
    let ends = phrases::stops(&key.text()) && key.chars as usize > labeling.style.roles.quotes.figure_chars;
    let small = labeling.ratio(key) <= labeling.style.roles.bold_head_ratio && !ends;
    let below = nearest(at, false, labeling).filter(|below| labeling.role(*below).is_none());
    let text = |below: &TextBlock| {
        let near = below.rect.top - key.rect.bottom < key.size && below.in_box == key.in_box;
        near && !below.bold && (below.rect.left - key.rect.left).abs() < key.size && below.size <= key.size
    };
    small && below.and_then(|below| labeling.blocks.get(below)).is_some_and(text)
}

/// Gives pull quote to the name of the speaker right under a quote; with a dash before it, it makes a quote of the
/// display lines over it.
pub fn name_speakers(labeling: &mut Labeling) {
    let speakers: Vec<(usize, usize)> =
        (0..labeling.blocks.len()).filter_map(|at| Some((at, speaker_under(at, labeling)?))).collect();
    for (quote, speaker) in speakers {
        labeling.change(quote, Role::PullQuote, "a sentence set larger than the text, with its speaker under it");
        labeling.change(speaker, Role::PullQuote, "who says what is quoted over it");
    }
}

fn speaker_under(at: usize, labeling: &Labeling) -> Option<usize> {
    let style = &labeling.style.roles;
    let quote = labeling.blocks.get(at).filter(|block| labeling.ratio(block) >= style.small_head_ratio)?;
    let open = |below: &usize| matches!(labeling.role(*below), None | Some(Role::Byline | Role::Deck));
    let below = nearest(at, false, labeling).filter(open)?;
    let words = labeling.blocks.get(below)?;
    let ruled_off = names::has_dash(&words.text()) && labeling.ratio(quote) < style.quotes.size_ratio;
    let quoted = match labeling.role(at) {
        Some(Role::PullQuote) => true,
        Some(Role::Headline | Role::Subhead) => ruled_off,
        _ => false,
    };
    let brief = words.lines.len() <= style.word_lines && words.chars <= style.byline_chars && words.size < quote.size;
    let near = words.rect.top - quote.rect.bottom < labeling.metrics.body && words.in_box == quote.in_box;
    let across = (words.rect.left, quote.rect.right.max(words.rect.right));
    let fit = &labeling.style.fit;
    let length = labeling.metrics.measure * fit.rule_share;
    let over = (quote.rect.top - labeling.metrics.body * fit.rule_em, quote.rect.top + Pt(1.0));
    let ruled = is_ruled_off(words, across, labeling);
    // A deck may begin with a dash, too, but no rules stand over its headline and under it.
    let between = || ruled && labeling.marks.rule_between(over, across, fit.rule_share, length);
    let known = if labeling.role(at) == Some(Role::PullQuote) { ruled || ruled_off } else { between() };
    (quoted && brief && near && known && !phrases::stops(&words.text())).then_some(below)
}

/// The few words right under a figure in display type: in other type than the text, or a rule ends them.
fn explained_by(at: usize, labeling: &Labeling) -> Option<usize> {
    let style = &labeling.style.roles;
    let figure =
        labeling.blocks.get(at).filter(|block| block.lines.len() == 1 && labeling.ratio(block) >= style.head_ratio)?;
    let below = nearest(at, false, labeling)
        .filter(|below| is_figure(&figure.text(), style) && labeling.role(*below).is_none())?;
    let words = labeling.blocks.get(below)?;
    let brief =
        words.lines.len() <= style.kickers.lines && words.chars <= style.kickers.chars && words.size < figure.size;
    let near = words.rect.top - figure.rect.bottom < labeling.metrics.body && words.in_box == figure.in_box;
    let ruled = || is_ruled_off(words, (words.rect.left, words.rect.right), labeling);
    (brief && near && (labeling.is_other_type(words) || ruled())).then_some(below)
}

/// A rule under the words ends what was pulled out.
fn is_ruled_off(words: &TextBlock, across: (Pt, Pt), labeling: &Labeling) -> bool {
    let fit = &labeling.style.fit;
    let under = (words.rect.bottom - Pt(1.0), words.rect.bottom + labeling.metrics.body * fit.rule_em);
    labeling.marks.rule_between(under, across, fit.rule_share, labeling.metrics.measure * fit.rule_share)
}

/// Figures and hardly anything else: `73%`, `2.4万亿`, `$ 1,860`.
fn is_figure(text: &str, style: &RoleStyle) -> bool {
    let (mut figures, mut letters) = (0, 0);
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        figures += usize::from(c.is_ascii_digit());
        letters += usize::from(c.is_alphabetic());
    }
    figures > 0 && letters <= style.quotes.figure_letters && text.chars().count() <= style.quotes.figure_chars
}

/// A year alone on its line.
fn is_year(block: &TextBlock) -> bool {
    let text = block.text();
    block.lines.len() == 1 && names::is_year(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_with_their_unit_and_no_words() {
        let style = RoleStyle::default();
        assert!(["73%", "2.4万亿", "1,860户", "€ 12,5", "-3,2 %"].iter().all(|text| is_figure(text, &style)));
        assert!(!["三成", "73 lamps", "50年间的变化", "No. 7 wins"].iter().any(|text| is_figure(text, &style)));
    }
}
