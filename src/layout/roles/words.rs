//! Jump lines, bylines and credits: what they are shows by what they say.

use crate::geometry::Pt;
use crate::layout::blocks::TextBlock;
use crate::layout::names;
use crate::layout::normalize::script;
use crate::layout::phrases;
use crate::layout::roles::Labeling;
use crate::layout::roles::captions;
use crate::layout::roles::masthead;
use crate::model::role::Role;

/// Gives jump, byline and credit.
pub fn label_blocks(labeling: &mut Labeling) {
    for at in labeling.open() {
        let Some(block) = labeling.blocks.get(at) else { continue };
        if let Some((role, because)) = of_words(block, labeling) {
            labeling.give(at, role, because);
        }
    }
}

fn of_words(block: &TextBlock, labeling: &Labeling) -> Option<(Role, String)> {
    let (style, words) = (&labeling.style.roles, &labeling.style.phrases);
    let text = block.text();
    let display = labeling.ratio(block) > style.small_head_ratio || (block.bold && !labeling.metrics.bold);
    let label = block.lines.len() == 1 && script::width_em(&text, true) <= style.section_em;
    if display && label && phrases::ends(&text, &words.section_suffix) {
        return Some((Role::Section, "a short display line that ends as a label does".to_owned()));
    }
    if label && labeling.ratio(block) < style.masthead_ratio && phrases::is(&text, &words.label) {
        return Some((Role::Section, "a label that papers set over such pieces".to_owned()));
    }
    if block.lines.len() > style.word_lines || labeling.ratio(block) > style.word_ratio {
        return None;
    }
    let jumps = [(&labeling.page_patterns.jump_to, "goes on"), (&labeling.page_patterns.jump_from, "came from")];
    let found = jumps.iter().filter_map(|(list, which)| Some((list.find(&text)?, which)));
    if let Some((found, which)) =
        found.min_by_key(|(found, _)| found.besides).filter(|(found, _)| found.besides <= style.jump_besides)
    {
        return Some((Role::Jump, format!("says that the story {which} on page {}", found.filler)));
    }
    if phrases::is_bare(&text, &words.goes_on) {
        return Some((Role::Jump, "says that the story goes on".to_owned()));
    }
    if ends_text(block, &text, labeling) {
        return Some((Role::Jump, "a page number right under the text".to_owned()));
    }
    if points_on(block, &text, labeling) {
        return Some((Role::Jump, "a section and its page, right under text or a head".to_owned()));
    }
    of_names(block, &text, labeling)
}

/// Byline and credit.
fn of_names(block: &TextBlock, text: &str, labeling: &Labeling) -> Option<(Role, String)> {
    let (style, words) = (&labeling.style.roles, &labeling.style.phrases);
    let enclosed = text.starts_with(['(', '（']) && text.ends_with([')', '）']);
    let closed =
        phrases::stops(text) && !enclosed && !(block.lines.len() == 1 && names::opens_and_names(text, &words.byline));
    // An address may stand behind the name.
    let letters = names::bare(text).chars().filter(|c| !c.is_whitespace()).count();
    let short = letters as u32 <= style.byline_chars && !closed && !names::holds_sentence(text);
    let bare = names::bare(text);
    let made = phrases::begins(text, &words.credit);
    if made && script::width_em(text, true) <= style.credit_line_em && !phrases::stops(text) {
        return Some((Role::Credit, "names who made a picture".to_owned()));
    }
    if phrases::is_bare(text, &words.byline) {
        return Some((Role::Byline, "says who reports, and nothing else".to_owned()));
    }
    if short && names::opens(text, &words.byline) && !is_long_deck(block, text, labeling) {
        return Some((Role::Byline, "begins as a byline does".to_owned()));
    }
    if block.lines.len() == 1 && names::signs(text) {
        return Some((Role::Byline, "a name alone in brackets".to_owned()));
    }
    if short
        && !captions::is_caption(block, labeling)
        && phrases::ends(bare, &words.byline_end)
        && !phrases::holds(text, &words.credit)
    {
        return Some((Role::Byline, "ends as a byline does".to_owned()));
    }
    let credit = phrases::ends(text, &words.credit) || phrases::begins(text, &words.credit);
    if script::width_em(text, true) <= style.credit_em && credit {
        return Some((Role::Credit, "names who made a picture".to_owned()));
    }
    let bracketed = phrases::holds(text, &words.credit) && text.starts_with(['（', '(']);
    (bracketed && script::width_em(text, true) <= style.credit_line_em)
        .then(|| (Role::Credit, "names in brackets who made the pictures".to_owned()))
}

/// More Han characters in a run than names make, right under a larger line: a deck that begins as a byline does.
fn is_long_deck(block: &TextBlock, text: &str, labeling: &Labeling) -> bool {
    let near = block.size * labeling.style.roles.stack_gap_em;
    let under = |over: &TextBlock| {
        let gap = block.rect.top - over.rect.bottom;
        over.size * labeling.style.roles.kickers.size_ratio >= block.size
            && gap > -block.size
            && gap < near
            && over.rect.overlap_x(&block.rect) > Pt::ZERO
    };
    names::longest_run(text) > labeling.style.roles.names.run_chars && labeling.blocks.iter().any(under)
}

/// A section and its page in smaller or other type, right under what it sends the reader on from: `Sport, Page 20`,
/// `STYLE, C1`. No other figure stands in it, as in a date.
fn points_on(block: &TextBlock, text: &str, labeling: &Labeling) -> bool {
    let style = &labeling.style.roles;
    let words = text.split_whitespace().count();
    if block.lines.len() > 1 || words < 2 || words > style.names.words || phrases::stops(text) {
        return false;
    }
    let figures = |text: &str| text.chars().filter(|c| c.is_numeric()).count();
    let found = labeling.page_patterns.page_number.find(text);
    let worded = found.is_some_and(|found| found.besides > 0 && figures(&found.filler) == figures(text));
    let last = text.split_whitespace().next_back().unwrap_or_default();
    let lettered = || {
        let before = text.trim_end().strip_suffix(last).map(str::trim_end).unwrap_or_default();
        // Sections are set in capitals, or a comma parts them from the page.
        let capitals = before.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        let behind = before.ends_with(',') || capitals;
        behind
            && last.starts_with(|c: char| c.is_ascii_uppercase())
            && masthead::is_number(last)
            && figures(last) == figures(text)
    };
    let near = labeling.metrics.body * style.stack_gap_em;
    let under = labeling.blocks.iter().any(|above| {
        let gap = block.rect.top - above.rect.bottom;
        let flush = (above.rect.left - block.rect.left).abs() < labeling.metrics.body * labeling.style.fit.level_em;
        let other_type = above.size > block.size || above.bold != block.bold || above.face != block.face;
        flush
            && other_type
            && gap > -near / 2.0
            && gap < near + near
            && above.in_box == block.in_box
            && above.chars > block.chars
    });
    (worded || lettered()) && under
}

/// Nothing but a page, right under text of its column that ends there: where the story goes on. In the margin of the
/// page the same words are its folio.
fn ends_text(block: &TextBlock, text: &str, labeling: &Labeling) -> bool {
    let blanks = text.chars().filter(|c| c.is_whitespace()).count();
    if block.chars > labeling.style.roles.byline_chars {
        return false;
    }
    let worded = labeling.page_patterns.page_number.find(text).is_some_and(|found| found.besides <= blanks);
    // A number alone is one in other type than the text: A11.
    let numbered = || {
        masthead::is_number(text)
            && !names::is_year(text)
            && (block.bold && !labeling.metrics.bold || block.face != labeling.metrics.face)
    };
    if !worded && !numbered() {
        return false;
    }
    let near = labeling.metrics.body * labeling.style.roles.jump_gap_em;
    labeling.blocks.iter().any(|above| {
        let gap = block.rect.top - above.rect.bottom;
        let over = above.rect.left - near <= block.rect.left && block.rect.right <= above.rect.right + near;
        over && gap > -near
            && gap < near
            && above.rect.top < block.rect.top
            && above.in_box == block.in_box
            && above.chars > block.chars
    })
}
