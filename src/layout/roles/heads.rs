//! Display lines: larger or bolder than the text, short, boxed, or in capitals. Small ones over text are taken
//! for heads within a story; when the stories are strung, one that follows nothing turns out to be a headline.

use crate::geometry::Pt;
use crate::house_style::roles::RoleStyle;
use crate::layout::blocks::Stick;
use crate::layout::blocks::apart::Standing;
use crate::layout::normalize::script;
use crate::layout::phrases;
use crate::layout::roles::Desk;
use crate::model::role::Role;

/// Gives headline and subhead.
pub fn judge(desk: &mut Desk) {
    let alone = alone_in_box(desk);
    let mut heads = Vec::new();
    for at in desk.open() {
        let Some(stick) = desk.sticks.get(at) else { continue };
        let boxed = alone.get(at).copied().unwrap_or(false);
        if is_quote(stick, desk) {
            desk.give(at, Role::PullQuote, "a sentence in quotes, set larger than the text");
        } else if let Some(because) = display(stick, boxed, desk) {
            heads.push((at, because));
        }
    }
    let led = has_large_heads(&heads.iter().map(|(at, _)| *at).collect::<Vec<_>>(), desk);
    for (at, because) in heads {
        let Some(stick) = desk.sticks.get(at) else { continue };
        let small = desk.ratio(stick) < desk.style.roles.subhead_ratio
            && stick.lines.len() <= desk.style.roles.small_head_lines;
        match small && led && over_text(at, desk) {
            true => desk.give(at, Role::Subhead, because),
            false => desk.give(at, Role::Headline, because),
        }
    }
}

/// A pull quote: several lines in quotes, larger than the text but no wider than its columns. As many lines as text
/// has make one only when the quote ends where they end.
fn is_quote(stick: &Stick, desk: &Desk) -> bool {
    let text = stick.text();
    let text = text.trim();
    let opens = text.starts_with(['“', '„', '«', '「', '『', '"', '‟']);
    let closes = text
        .find(['”', '»', '」', '』'])
        .is_some_and(|at| text.chars().last().is_some_and(|c| at + c.len_utf8() == text.len()));
    let ratio = desk.ratio(stick);
    let large = ratio >= desk.style.roles.small_head_ratio;
    opens
        && (closes && large || display(stick, false, desk).is_some())
        && stick.lines.len() >= desk.style.roles.quote_lines
        && ratio < desk.style.roles.quote_ratio
        && stick.rect.width() < desk.usual.measure * desk.style.roles.quote_width_ratio
}

/// Whether headlines of the page are clearly larger than its text. On old pages they are not, and every small
/// head opens a story.
fn has_large_heads(heads: &[usize], desk: &Desk) -> bool {
    let sticks = heads.iter().filter_map(|at| desk.sticks.get(*at));
    sticks.filter(|stick| desk.ratio(stick) >= desk.style.roles.head_ratio).count() >= desk.style.roles.large_heads
}

/// Text stands directly below, no narrower than the head: a head within a column, or of one.
fn over_text(at: usize, desk: &Desk) -> bool {
    let Some(stick) = desk.sticks.get(at) else { return false };
    let style = &desk.style.roles;
    let below = nearest(at, false, desk).filter(|below| desk.role(*below).is_none());
    below.and_then(|below| desk.sticks.get(below)).is_some_and(|below| {
        below.in_box == stick.in_box && stick.rect.width() <= below.rect.width() * style.subhead_width_ratio
            || below.rect.width() >= desk.usual.measure * style.subhead_column_share
    })
}

/// Why a stick is display type; nothing for text.
fn display(stick: &Stick, boxed: bool, desk: &Desk) -> Option<String> {
    let style = &desk.style.roles;
    let ratio = desk.ratio(stick);
    let lines = stick.lines.len();
    let text = stick.text();
    let sentence = phrases::stops(&text) && !text.trim_end().ends_with(['？', '?', '！', '!']);
    if ratio >= style.head_ratio && lines <= style.head_lines {
        return Some(format!("{ratio:.2} times the size of the text"));
    }
    let short = lines <= style.small_head_lines && stick.chars < style.small_head_chars;
    if stick.standing() == Standing::InText {
        return None;
    }
    if ratio >= style.small_head_ratio && short {
        return Some(format!("{ratio:.2} times the size of the text, and short"));
    }
    if boxed && short && ratio > style.bold_head_ratio && !sentence {
        return Some("short, and alone in a box".to_owned());
    }
    let brief = lines <= style.bold_head_lines && stick.chars < style.bold_head_chars;
    if stick.bold && !desk.usual.bold && brief && ratio > style.bold_head_ratio && !sentence {
        return Some("bold, short, and not a sentence".to_owned());
    }
    (short && capitals(stick, &text, style)).then(|| "all in capitals, and short".to_owned())
}

fn capitals(stick: &Stick, text: &str, style: &RoleStyle) -> bool {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
    let upper = letters.iter().filter(|c| c.is_uppercase()).count();
    !letters.iter().any(|c| script::is_cjk(*c) || script::is_hangul(*c))
        && upper as f32 > style.capitals.upper_share * letters.len() as f32
        && letters.len() as f32 > style.capitals.letters_share * stick.chars as f32
}

/// The nearest stick above (or below) that shares half of the width, within the reach of a subhead.
fn nearest(at: usize, upwards: bool, desk: &Desk) -> Option<usize> {
    let stick = desk.sticks.get(at)?;
    let reach = desk.usual.body * desk.style.roles.subhead_gap_em;
    let found = desk.sticks.iter().enumerate().filter(|(other, _)| *other != at).filter_map(|(other, beside)| {
        let shared = beside.rect.overlap_x(&stick.rect) >= stick.rect.width().min(beside.rect.width()) * 0.5;
        let gap = if upwards { stick.rect.top - beside.rect.bottom } else { beside.rect.top - stick.rect.bottom };
        (shared && gap > Pt(-2.0) && gap < reach).then_some((other, gap))
    });
    found.min_by(|a, b| a.1.order(b.1)).map(|(other, _)| other)
}

/// For each stick whether a box encloses it and nothing else.
pub fn alone_in_box(desk: &Desk) -> Vec<bool> {
    let mut held = vec![0usize; desk.marks.boxes.len()];
    for stick in desk.sticks {
        for (count, mark) in held.iter_mut().zip(&desk.marks.boxes) {
            *count += usize::from(mark.rect.holds(stick.rect.center()));
        }
    }
    let of = |stick: &Stick| stick.in_box.and_then(|at| held.get(at)).copied();
    desk.sticks.iter().map(|stick| of(stick) == Some(1)).collect()
}
