//! Display lines: larger or bolder than the text, short, boxed, or in capitals; and which of them are heads
//! within a story.

use crate::geometry::Pt;
use crate::layout::blocks::Stick;
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
        if let Some(because) = display(stick, boxed, desk) {
            heads.push((at, because));
        }
    }
    let display: Vec<usize> = heads.iter().map(|(at, _)| *at).collect();
    for (at, because) in heads {
        match within_story(at, &display, desk) {
            Some(reason) => desk.give(at, Role::Subhead, reason),
            None => desk.give(at, Role::Headline, because),
        }
    }
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
    let slim = ratio >= style.slim_head_ratio && lines <= 2 && stick.chars < style.slim_head_chars && !sentence;
    if slim && stick.rect.width() < desk.usual.measure * style.slim_head_share {
        return Some(format!("{ratio:.2} times the size of the text, and a short line alone"));
    }
    capitals(stick, &text, style.capitals_chars).then(|| "all in capitals, and short".to_owned())
}

fn capitals(stick: &Stick, text: &str, at_most: u32) -> bool {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
    let upper = letters.iter().filter(|c| c.is_uppercase()).count();
    stick.lines.len() <= 4
        && (3..at_most).contains(&stick.chars)
        && !letters.iter().any(|c| script::is_cjk(*c) || script::is_hangul(*c))
        && upper * 5 > letters.len() * 4
        && letters.len() as f32 > 0.6 * stick.chars as f32
}

/// Why a display line is a head within a story: it stands in the column of the text that runs above and below.
fn within_story(at: usize, display: &[usize], desk: &Desk) -> Option<String> {
    let style = &desk.style.roles;
    let stick = desk.sticks.get(at)?;
    let ratio = desk.ratio(stick);
    if ratio >= style.subhead_ratio || stick.lines.len() > style.small_head_lines {
        return None;
    }
    let above = desk.sticks.get(nearest(at, true, desk)?)?;
    let below = desk.sticks.get(nearest(at, false, desk)?)?;
    let is_text = |stick: &Stick| {
        let at = desk.sticks.iter().position(|other| std::ptr::eq(other, stick));
        at.is_some_and(|at| !display.contains(&at) && desk.role(at).is_none())
    };
    let walled = above.in_box != below.in_box;
    let narrow = stick.rect.width() <= above.rect.width() * 1.15;
    let across = (stick.rect.left, stick.rect.right);
    let ruled = desk.marks.rule_between(
        (above.rect.bottom, stick.rect.top),
        across,
        desk.style.regions.rule_share,
        desk.usual.body * 2.0,
    );
    (is_text(above) && is_text(below) && narrow && !walled && !ruled)
        .then(|| format!("in the column between text above and below, {ratio:.2} times its size"))
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
