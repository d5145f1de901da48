//! Display lines: larger or bolder than the text, short, boxed, or in capitals. Small ones over text are taken
//! for heads within a story; when the stories are strung, one that follows nothing turns out to be a headline.

use crate::geometry::{Pt, Rect};
use crate::house_style::roles::RoleStyle;
use crate::layout::blocks::Stick;
use crate::layout::blocks::apart::Standing;
use crate::layout::marks::Marks;
use crate::layout::normalize::script;
use crate::layout::phrases;
use crate::layout::roles::{Desk, figures, pulled};
use crate::model::role::Role;

/// Gives headline and subhead.
pub fn judge(desk: &mut Desk) {
    let alone = desk.alone.clone();
    let mut heads = Vec::new();
    for at in desk.open() {
        let Some(stick) = desk.sticks.get(at) else { continue };
        let boxed = alone.get(at).copied().unwrap_or(false);
        if is_quote(stick, desk) {
            desk.give(at, Role::PullQuote, "a sentence in quotes, set larger than the text");
        } else if interrupts(at, desk) {
            desk.give(at, Role::PullQuote, "display lines that break into a sentence and stand over no text");
        } else if pulled::is_amid_text(stick, desk) {
            desk.give(at, Role::PullQuote, "display lines that cut into two columns, with text on both sides");
        } else if let Some(because) =
            display(stick, boxed, desk).or_else(|| opens_small_text(at, desk)).or_else(|| centered_alone(at, desk))
        {
            heads.push((at, because));
        } else if titles_table(at, &alone, desk) {
            heads.push((at, "alone in a bar over a table".to_owned()));
        }
    }
    let mut openers = Vec::new();
    let led = has_large_heads(&heads.iter().map(|(at, _)| *at).collect::<Vec<_>>(), desk);
    for (at, because) in heads {
        let Some(stick) = desk.sticks.get(at) else { continue };
        if titles_table(at, &alone, desk) {
            desk.give(at, Role::Headline, "alone in a bar over a table");
            continue;
        }
        if boxes_items(at, &alone, desk) {
            desk.give(at, Role::Section, "a short line alone in a box over a small head");
            continue;
        }
        if labels_bar(at, &alone, desk) {
            desk.give(at, Role::Section, "a short line in a bar across columns over a larger head");
            continue;
        }
        let small = desk.ratio(stick) < desk.style.roles.subhead_ratio
            && stick.lines.len() <= desk.style.roles.small_head_lines;
        let dashed = || desk.marks.opens_item(&stick.rect, desk.usual.body * desk.style.dashes.reach_em);
        let advert = || nearest(at, true, desk).is_some_and(|above| desk.role(above) == Some(Role::Advert));
        let opens = || {
            dashed()
                || advert()
                || opens_under_rule(at, desk)
                || spans_columns(at, desk)
                || under_label(at, &alone, desk)
        };
        let within = small && led && over_text(at, desk);
        if within && opens_under_rule(at, desk) {
            openers.push(at);
        }
        match within && !opens() {
            true => desk.give(at, Role::Subhead, because),
            false => desk.give(at, Role::Headline, because),
        }
    }
    figures::name_speakers(desk);
    like_openers(&openers, desk);
    questions(desk);
}

/// Small heads set as one in their column that opens an item under a rule, larger than the text: no paper sets the heads
/// within its stories like those of its items beside them.
fn like_openers(openers: &[usize], desk: &mut Desk) {
    let style =
        |at: usize| desk.sticks.get(at).map(|stick| (stick.face, stick.bold, stick.italic, stick.size, stick.in_box));
    let large =
        |at: &usize| desk.sticks.get(*at).is_some_and(|stick| desk.ratio(stick) >= desk.style.roles.small_head_ratio);
    let in_column = |a: usize, b: usize| match (desk.sticks.get(a), desk.sticks.get(b)) {
        (Some(a), Some(b)) => (a.rect.left - b.rect.left).abs() < desk.usual.body,
        _ => false,
    };
    let alike: Vec<usize> = (0..desk.sticks.len())
        .filter(|at| desk.role(*at) == Some(Role::Subhead) && large(at))
        .filter(|at| openers.iter().any(|opener| style(*opener) == style(*at) && in_column(*opener, *at)))
        .collect();
    for at in alike {
        desk.change(at, Role::Headline, "set as the heads that open items under a rule");
    }
}

/// Small heads of one style that are questions: what is asked in an interview is text, set as heads are.
fn questions(desk: &mut Desk) {
    let heads: Vec<usize> = (0..desk.sticks.len()).filter(|at| desk.role(*at) == Some(Role::Subhead)).collect();
    let style = |at: usize| desk.sticks.get(at).map(|stick| (stick.face, stick.bold, stick.italic, stick.size));
    let asks = |at: usize| desk.sticks.get(at).is_some_and(|stick| stick.text().trim_end().ends_with(['?', '？']));
    let asked: Vec<usize> = heads
        .iter()
        .copied()
        .filter(|at| {
            let alike = || heads.iter().copied().filter(|other| style(*other) == style(*at));
            let (all, questions) = (alike().count(), alike().filter(|other| asks(*other)).count());
            let roles = &desk.style.roles;
            questions >= roles.questions && questions as f32 >= all as f32 * roles.questions_share
        })
        .collect();
    for at in asked {
        desk.change(at, Role::Body, "one of several questions, as in an interview");
    }
}

/// A label in a box of its own, such as "In Brief": what stands right below it is no text but a small head.
fn boxes_items(at: usize, alone: &[bool], desk: &Desk) -> bool {
    let Some(stick) = desk.sticks.get(at).filter(|_| alone.get(at) == Some(&true)) else { return false };
    let style = &desk.style.roles;
    // White on a dark ground a label may take two lines.
    let dark = stick.in_box.and_then(|at| desk.marks.boxes.get(at)).is_some_and(|mark| mark.dark);
    let most = if dark { 2 } else { 1 };
    let label = stick.lines.len() <= most && script::width_em(&stick.text(), true) <= style.section_em;
    let below = nearest(at, false, desk);
    let placed = below.is_some_and(|below| desk.role(below) == Some(Role::Kicker));
    let below = below.and_then(|below| desk.sticks.get(below));
    label
        && below.is_some_and(|below| {
            let column = below.rect.width() < desk.usual.measure * style.subhead_width_ratio;
            column
                && below.in_box != stick.in_box
                && desk.ratio(below) < style.subhead_ratio
                && (placed || display(below, false, desk).is_some())
        })
}

/// A line alone in a dark bar, with rows of a table right under it.
fn titles_table(at: usize, alone: &[bool], desk: &Desk) -> bool {
    let Some(stick) = desk.sticks.get(at).filter(|stick| stick.lines.len() == 1 && alone.get(at) == Some(&true)) else {
        return false;
    };
    let bar = stick.in_box.and_then(|at| desk.marks.boxes.get(at)).filter(|bar| bar.dark).map(|bar| bar.rect);
    let reach = desk.usual.body * desk.style.roles.labels.table_gap_em;
    bar.is_some_and(|bar| {
        let under = |rows: &Stick| {
            let gap = rows.rect.top - bar.bottom;
            gap > -stick.size && gap < reach && rows.rect.covers_width(&bar)
        };
        (0..desk.sticks.len())
            .filter(|other| desk.role(*other) == Some(Role::Table))
            .filter_map(|other| desk.sticks.get(other))
            .any(under)
    })
}

/// A label in a bar across columns, with a larger head under the bar where its columns begin.
fn labels_bar(at: usize, alone: &[bool], desk: &Desk) -> bool {
    let Some(stick) = desk.sticks.get(at).filter(|_| alone.get(at) == Some(&true)) else { return false };
    let Some(bar) = stick.in_box.and_then(|at| desk.marks.boxes.get(at)).map(|bar| bar.rect) else { return false };
    let (style, measure) = (&desk.style.roles, desk.usual.measure);
    let label = stick.lines.len() == 1 && script::width_em(&stick.text(), true) <= style.section_em;
    let head = |below: &Stick| {
        let gap = below.rect.top - bar.bottom;
        let first = below.rect.overlap_x(&bar) > Pt::ZERO && below.rect.left < bar.left + measure;
        let right_under = gap > -stick.size * desk.style.fit.into_em && gap < stick.size * style.stack_gap_em;
        first && right_under && below.size > stick.size && display(below, false, desk).is_some()
    };
    label && bar.width() > measure * desk.style.stories.section_width_ratio && desk.sticks.iter().any(head)
}

/// The small head right under such a label.
fn under_label(at: usize, alone: &[bool], desk: &Desk) -> bool {
    nearest(at, true, desk).is_some_and(|above| boxes_items(above, alone, desk))
}

/// A short line in another face than the text right below it, and larger than that: small print has small heads. It
/// opens a box, or stands right under a rule over its column.
fn opens_small_text(at: usize, desk: &Desk) -> Option<String> {
    let stick = desk.sticks.get(at)?;
    let below = desk.sticks.get(nearest(at, false, desk)?)?;
    let style = &desk.style.roles;
    let brief = stick.lines.len() == 1 && stick.chars < style.bold_head_chars && !phrases::stops(&stick.text());
    let small = desk.ratio(below) < style.captions.small_ratio && stick.size >= below.size * style.print_head_ratio;
    let other = stick.face != below.face && (stick.rect.left - below.rect.left).abs() < stick.size;
    let first = || stick.in_box.is_some() && nearest(at, true, desk).is_none_or(|above| !within(above, stick, desk));
    let opens = brief && small && other && below.in_box == stick.in_box && (first() || opens_under_rule(at, desk));
    opens.then(|| "a short line over smaller text, under a rule or first in its box".to_owned())
}

/// Another stick of the same box.
fn within(at: usize, stick: &Stick, desk: &Desk) -> bool {
    desk.sticks.get(at).is_some_and(|other| other.in_box == stick.in_box)
}

/// A short line of another face, centered over the text of its column.
fn centered_alone(at: usize, desk: &Desk) -> Option<String> {
    let stick = desk.sticks.get(at)?;
    let below = desk.sticks.get(nearest(at, false, desk)?)?;
    let style = &desk.style.roles;
    let brief = stick.lines.len() == 1 && stick.chars < style.bold_head_chars && !phrases::stops(&stick.text());
    let middle = (stick.rect.center().x - below.rect.center().x).abs() < stick.size * desk.style.fit.level_em;
    let inset = stick.rect.left - below.rect.left > stick.size;
    let usual = desk.usual.face;
    (brief && middle && inset && stick.face != usual && below.face == usual && below.lines.len() > 1)
        .then(|| "a short line of another face, centered over the text".to_owned())
}

/// A rule over the whole column right above it, and none below it: what it parts are stories.
fn opens_under_rule(at: usize, desk: &Desk) -> bool {
    let Some(stick) = desk.sticks.get(at) else { return false };
    let Some(below) = nearest(at, false, desk).and_then(|below| desk.sticks.get(below)) else { return false };
    let column = (stick.rect.left.min(below.rect.left), stick.rect.right.max(below.rect.right));
    let length = desk.usual.measure * desk.style.roles.stack_rule_share;
    let above = nearest(at, true, desk).and_then(|above| desk.sticks.get(above));
    let reach = desk.usual.body * desk.style.roles.subhead_gap_em;
    let top = above.map_or(stick.rect.top - reach, |above| above.rect.bottom.max(stick.rect.top - reach));
    let ruled = |heights: (Pt, Pt)| desk.marks.rule_between(heights, column, desk.style.regions.rule_share, length);
    ruled((top - Pt(1.0), stick.rect.top + Pt(1.0))) && !ruled((stick.rect.bottom - Pt(1.0), below.rect.top + Pt(1.0)))
}

/// Columns begin side by side right under it: a head within a column heads that column only.
fn spans_columns(at: usize, desk: &Desk) -> bool {
    let Some(stick) = desk.sticks.get(at) else { return false };
    let reach = desk.usual.body * desk.style.roles.subhead_gap_em;
    let under = |below: &Stick| {
        let gap = below.rect.top - stick.rect.bottom;
        let shared = stick.rect.covers_width(&below.rect);
        shared && gap > -desk.style.fit.stroke_pt && gap < reach && below.in_box == stick.in_box
    };
    let mut columns: Vec<&Rect> = desk.sticks.iter().filter(|below| under(below)).map(|below| &below.rect).collect();
    columns.sort_by(|a, b| a.left.order(b.left));
    columns.windows(2).any(|pair| matches!(pair, [a, b] if b.left >= a.right))
}

/// A pull quote: several lines in quotes, larger than the text but no wider than its columns. As many lines as text
/// has make one only when the quote ends where they end.
fn is_quote(stick: &Stick, desk: &Desk) -> bool {
    let text = stick.text();
    let text = text.trim();
    // A word or two in quotes open a head: “Blue” bridge to close.
    let word = text.find(CLOSING).is_some_and(|at| at * 2 < text.len());
    let ratio = desk.ratio(stick);
    let large = ratio >= desk.style.roles.small_head_ratio;
    text.starts_with(OPENING)
        && !word
        && (is_quoted(text) && large || display(stick, false, desk).is_some())
        && stick.lines.len() >= desk.style.roles.quotes.lines
        && ratio < desk.style.roles.quotes.size_ratio
        && stick.rect.width() < desk.usual.measure * desk.style.roles.quotes.width_ratio
}

/// Display lines in quotes, or between two rules, right under text whose sentence is not over, and over nothing: text
/// goes on beside them, so they are pulled out of it.
fn interrupts(at: usize, desk: &Desk) -> bool {
    let Some(stick) = desk.sticks.get(at) else { return false };
    let (style, body) = (&desk.style.roles, desk.usual.body);
    if !pulled::is_display(stick, desk) {
        return false;
    }
    let reach = body * style.quotes.gap_em;
    let text = |other: &Stick| other.lines.len() > 1 && desk.ratio(other) < style.small_head_ratio;
    let broken = desk.sticks.iter().enumerate().any(|(other, above)| {
        let gap = stick.rect.top - above.rect.bottom;
        let over = stick.rect.covers_width(&above.rect) && gap > Pt::ZERO && gap < reach;
        over && above.in_box == stick.in_box
            && desk.role(other).is_none()
            && text(above)
            && !phrases::stops(&above.text())
    });
    let free = || {
        let below = nearest(at, false, desk).filter(|below| !desk.role(*below).is_some_and(Role::is_furniture));
        below.and_then(|below| desk.sticks.get(below)).is_none_or(|below| below.in_box != stick.in_box)
    };
    let across = (stick.rect.left, stick.rect.right);
    let ruled = |from: Pt, to: Pt| {
        desk.marks.rule_between(
            (from, to),
            across,
            desk.style.regions.rule_share,
            desk.usual.measure * desk.style.fit.rule_share,
        )
    };
    let between = || {
        let near = stick.size * style.stack_gap_em;
        ruled(stick.rect.top - near, stick.rect.top + Pt(1.0))
            && ruled(stick.rect.bottom - Pt(1.0), stick.rect.bottom + near)
    };
    broken && free() && (is_quoted(&stick.text()) || between())
}

/// It begins and ends with quotation marks, and has none between.
fn is_quoted(text: &str) -> bool {
    let text = text.trim();
    let ends = |at: usize| text.chars().last().is_some_and(|c| at + c.len_utf8() == text.len());
    text.starts_with(OPENING) && text.find(CLOSING).is_some_and(ends)
}

/// Marks that open a quote.
const OPENING: [char; 7] = ['“', '„', '«', '「', '『', '"', '‟'];

/// Marks that close one.
const CLOSING: [char; 4] = ['”', '»', '」', '』'];

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
    // A table under a line no larger than text is the story's own, if the story stands right over it.
    let plain = || {
        let above = nearest(at, true, desk).filter(|above| desk.role(*above).is_none());
        desk.ratio(stick) < style.small_head_ratio && above.is_some()
    };
    let text = |below: &usize| match desk.role(*below) {
        None => true,
        role => role == Some(Role::Table) && plain(),
    };
    let below = nearest(at, false, desk).filter(text);
    below.and_then(|below| desk.sticks.get(below)).is_some_and(|below| {
        below.in_box == stick.in_box && stick.rect.width() <= below.rect.width() * style.subhead_width_ratio
            || below.rect.width() >= desk.usual.measure * style.subhead_column_share
    })
}

/// Whether a stick that no box encloses is display type.
pub(super) fn is_display(stick: &Stick, desk: &Desk) -> bool {
    display(stick, false, desk).is_some()
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
pub(super) fn nearest(at: usize, upwards: bool, desk: &Desk) -> Option<usize> {
    let stick = desk.sticks.get(at)?;
    let (reach, slack) = (desk.usual.body * desk.style.roles.subhead_gap_em, desk.style.fit.stroke_pt);
    let (edges, from, to) = match upwards {
        true => (&desk.edges.bottoms, stick.rect.top - reach, stick.rect.top + slack),
        false => (&desk.edges.tops, stick.rect.bottom - slack, stick.rect.bottom + reach),
    };
    let near = edges.within(from, to, Pt(f32::MIN), stick.rect.right);
    let found = near.filter(|other| *other != at).filter_map(|other| {
        let beside = desk.sticks.get(other)?;
        let shared = beside.rect.shares_column(&stick.rect);
        let gap = if upwards { stick.rect.top - beside.rect.bottom } else { beside.rect.top - stick.rect.bottom };
        (shared && gap > -slack && gap < reach).then_some((other, gap))
    });
    found.min_by(|a, b| a.1.order(b.1).then(a.0.cmp(&b.0))).map(|(other, _)| other)
}

/// For each stick whether a box encloses it and nothing else.
pub fn alone_in_box(sticks: &[Stick], marks: &Marks) -> Vec<bool> {
    let mut held = vec![0usize; marks.boxes.len()];
    for stick in sticks {
        for (count, mark) in held.iter_mut().zip(&marks.boxes) {
            *count += usize::from(mark.rect.holds(stick.rect.center()));
        }
    }
    let of = |stick: &Stick| stick.in_box.and_then(|at| held.get(at)).copied();
    sticks.iter().map(|stick| of(stick) == Some(1)).collect()
}
