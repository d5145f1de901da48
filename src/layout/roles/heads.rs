//! Display lines: larger or bolder than the text, short, boxed, or in capitals. Small ones over text are taken
//! for heads within a story; when the stories are threaded, one that follows nothing turns out to be a headline.

use crate::geometry::{Pt, Rect};
use crate::house_style::roles::RoleStyle;
use crate::layout::blocks::TextBlock;
use crate::layout::lines::text_lines::Alignment;
use crate::layout::marks::Marks;
use crate::layout::normalize::script;
use crate::layout::phrases;
use crate::layout::roles::{Labeling, pull_quotes, pulled_figures};
use crate::model::role::Role;

/// Gives headline and subhead.
pub fn label_blocks(page: &mut Labeling) {
    let alone = page.alone.clone();
    let mut heads = Vec::new();
    for at in page.open() {
        let Some(block) = page.blocks.get(at) else { continue };
        let boxed = alone.get(at).copied().unwrap_or(false);
        if is_quote(block, page) {
            page.give(at, Role::PullQuote, "a sentence in quotes, set larger than the text");
        } else if interrupts(at, page) {
            page.give(at, Role::PullQuote, "display lines that break into a sentence and stand over no text");
        } else if pull_quotes::is_amid_text(block, page) {
            page.give(at, Role::PullQuote, "display lines that cut into two columns, with text on both sides");
        } else if let Some(because) =
            display(block, boxed, page).or_else(|| opens_small_text(at, page)).or_else(|| centered_alone(at, page))
        {
            heads.push((at, because));
        } else if titles_table(at, &alone, page) {
            heads.push((at, "alone in a bar over a table".to_owned()));
        }
    }
    let mut openers = Vec::new();
    let led = has_large_heads(&heads.iter().map(|(at, _)| *at).collect::<Vec<_>>(), page);
    for (at, because) in heads {
        let Some(block) = page.blocks.get(at) else { continue };
        if titles_table(at, &alone, page) {
            page.give(at, Role::Headline, "alone in a bar over a table");
            continue;
        }
        if boxes_items(at, &alone, page) {
            page.give(at, Role::Section, "a short line alone in a box over a small head");
            continue;
        }
        if labels_bar(at, &alone, page) {
            page.give(at, Role::Section, "a short line in a bar across columns over a larger head");
            continue;
        }
        let small = page.ratio(block) < page.style.roles.subhead_ratio
            && block.lines.len() <= page.style.roles.small_head_lines;
        let ruled_off = || page.marks.opens_item(&block.rect, page.metrics.body * page.style.dashes.reach_em);
        let advert = || nearest(at, true, page).is_some_and(|above| page.role(above) == Some(Role::Advert));
        let opens = || {
            ruled_off()
                || advert()
                || opens_under_rule(at, page)
                || spans_columns(at, page)
                || under_label(at, &alone, page)
        };
        let within = small && led && over_text(at, page);
        if within && opens_under_rule(at, page) {
            openers.push(at);
        }
        match within && !opens() {
            true => page.give(at, Role::Subhead, because),
            false => page.give(at, Role::Headline, because),
        }
    }
    pulled_figures::name_speakers(page);
    like_openers(&openers, page);
    questions(page);
}

/// Small heads set as one in their column that opens an item under a rule, larger than the text: no paper sets the heads
/// within its stories like those of its items beside them.
fn like_openers(openers: &[usize], page: &mut Labeling) {
    let style =
        |at: usize| page.blocks.get(at).map(|block| (block.face, block.bold, block.italic, block.size, block.in_box));
    let large =
        |at: &usize| page.blocks.get(*at).is_some_and(|block| page.ratio(block) >= page.style.roles.small_head_ratio);
    let in_column = |a: usize, b: usize| match (page.blocks.get(a), page.blocks.get(b)) {
        (Some(a), Some(b)) => (a.rect.left - b.rect.left).abs() < page.metrics.body,
        _ => false,
    };
    let alike: Vec<usize> = (0..page.blocks.len())
        .filter(|at| page.role(*at) == Some(Role::Subhead) && large(at))
        .filter(|at| openers.iter().any(|opener| style(*opener) == style(*at) && in_column(*opener, *at)))
        .collect();
    for at in alike {
        page.change(at, Role::Headline, "set as the heads that open items under a rule");
    }
}

/// Small heads of one style that are questions: what is asked in an interview is text, set as heads are.
fn questions(page: &mut Labeling) {
    let heads: Vec<usize> = (0..page.blocks.len()).filter(|at| page.role(*at) == Some(Role::Subhead)).collect();
    let style = |at: usize| page.blocks.get(at).map(|block| (block.face, block.bold, block.italic, block.size));
    let asks = |at: usize| page.blocks.get(at).is_some_and(|block| block.text().trim_end().ends_with(['?', '？']));
    let asked: Vec<usize> = heads
        .iter()
        .copied()
        .filter(|at| {
            let alike = || heads.iter().copied().filter(|other| style(*other) == style(*at));
            let (all, questions) = (alike().count(), alike().filter(|other| asks(*other)).count());
            let roles = &page.style.roles;
            questions >= roles.questions && questions as f32 >= all as f32 * roles.questions_share
        })
        .collect();
    for at in asked {
        page.change(at, Role::Body, "one of several questions, as in an interview");
    }
}

/// A label in a box of its own, such as "In Brief": what stands right below it is no text but a small head.
fn boxes_items(at: usize, alone: &[bool], page: &Labeling) -> bool {
    let Some(block) = page.blocks.get(at).filter(|_| alone.get(at) == Some(&true)) else { return false };
    let style = &page.style.roles;
    // White on a dark ground a label may take two lines.
    let dark = block.in_box.and_then(|at| page.marks.boxes.get(at)).is_some_and(|mark| mark.dark);
    let most = if dark { 2 } else { 1 };
    let label = block.lines.len() <= most && script::width_em(&block.text(), true) <= style.section_em;
    let below = nearest(at, false, page);
    let placed = below.is_some_and(|below| page.role(below) == Some(Role::Kicker));
    let below = below.and_then(|below| page.blocks.get(below));
    label
        && below.is_some_and(|below| {
            let column = below.rect.width() < page.metrics.measure * style.subhead_width_ratio;
            column
                && below.in_box != block.in_box
                && page.ratio(below) < style.subhead_ratio
                && (placed || display(below, false, page).is_some())
        })
}

/// A line alone in a dark bar, with rows of a table right under it.
fn titles_table(at: usize, alone: &[bool], page: &Labeling) -> bool {
    let Some(block) = page.blocks.get(at).filter(|block| block.lines.len() == 1 && alone.get(at) == Some(&true)) else {
        return false;
    };
    let bar = block.in_box.and_then(|at| page.marks.boxes.get(at)).filter(|bar| bar.dark).map(|bar| bar.rect);
    let reach = page.metrics.body * page.style.roles.labels.table_gap_em;
    bar.is_some_and(|bar| {
        let under = |rows: &TextBlock| {
            let gap = rows.rect.top - bar.bottom;
            gap > -block.size && gap < reach && rows.rect.covers_width(&bar)
        };
        (0..page.blocks.len())
            .filter(|other| page.role(*other) == Some(Role::Table))
            .filter_map(|other| page.blocks.get(other))
            .any(under)
    })
}

/// A label in a bar across columns, with a larger head under the bar where its columns begin.
fn labels_bar(at: usize, alone: &[bool], page: &Labeling) -> bool {
    let Some(block) = page.blocks.get(at).filter(|_| alone.get(at) == Some(&true)) else { return false };
    let Some(bar) = block.in_box.and_then(|at| page.marks.boxes.get(at)).map(|bar| bar.rect) else { return false };
    let (style, measure) = (&page.style.roles, page.metrics.measure);
    let label = block.lines.len() == 1 && script::width_em(&block.text(), true) <= style.section_em;
    let head = |below: &TextBlock| {
        let gap = below.rect.top - bar.bottom;
        let first = below.rect.overlap_x(&bar) > Pt::ZERO && below.rect.left < bar.left + measure;
        let right_under = gap > -block.size * page.style.fit.into_em && gap < block.size * style.stack_gap_em;
        first && right_under && below.size > block.size && display(below, false, page).is_some()
    };
    label && bar.width() > measure * page.style.stories.section_width_ratio && page.blocks.iter().any(head)
}

/// The small head right under such a label.
fn under_label(at: usize, alone: &[bool], page: &Labeling) -> bool {
    nearest(at, true, page).is_some_and(|above| boxes_items(above, alone, page))
}

/// A short line in another face than the text right below it, and larger than that: small print has small heads. It
/// opens a box, or stands right under a rule over its column.
fn opens_small_text(at: usize, page: &Labeling) -> Option<String> {
    let block = page.blocks.get(at)?;
    let below = page.blocks.get(nearest(at, false, page)?)?;
    let style = &page.style.roles;
    let brief = block.lines.len() == 1 && block.chars < style.bold_head_chars && !phrases::stops(&block.text());
    let small = page.ratio(below) < style.captions.small_ratio && block.size >= below.size * style.print_head_ratio;
    let other = block.face != below.face && (block.rect.left - below.rect.left).abs() < block.size;
    let first = || block.in_box.is_some() && nearest(at, true, page).is_none_or(|above| !within(above, block, page));
    let opens = brief && small && other && below.in_box == block.in_box && (first() || opens_under_rule(at, page));
    opens.then(|| "a short line over smaller text, under a rule or first in its box".to_owned())
}

/// Another block of the same box.
fn within(at: usize, block: &TextBlock, page: &Labeling) -> bool {
    page.blocks.get(at).is_some_and(|other| other.in_box == block.in_box)
}

/// A short line of another face, centered over the text of its column.
fn centered_alone(at: usize, page: &Labeling) -> Option<String> {
    let block = page.blocks.get(at)?;
    let below = page.blocks.get(nearest(at, false, page)?)?;
    let style = &page.style.roles;
    let brief = block.lines.len() == 1 && block.chars < style.bold_head_chars && !phrases::stops(&block.text());
    let middle = (block.rect.center().x - below.rect.center().x).abs() < block.size * page.style.fit.level_em;
    let inset = block.rect.left - below.rect.left > block.size;
    let usual_face = page.metrics.face;
    (brief && middle && inset && block.face != usual_face && below.face == usual_face && below.lines.len() > 1)
        .then(|| "a short line of another face, centered over the text".to_owned())
}

/// A rule over the whole column right above it, and none below it: what it parts are stories.
fn opens_under_rule(at: usize, page: &Labeling) -> bool {
    let Some(block) = page.blocks.get(at) else { return false };
    let Some(below) = nearest(at, false, page).and_then(|below| page.blocks.get(below)) else { return false };
    let column = (block.rect.left.min(below.rect.left), block.rect.right.max(below.rect.right));
    let length = page.metrics.measure * page.style.roles.stack_rule_share;
    let above = nearest(at, true, page).and_then(|above| page.blocks.get(above));
    let reach = page.metrics.body * page.style.roles.subhead_gap_em;
    let top = above.map_or(block.rect.top - reach, |above| above.rect.bottom.max(block.rect.top - reach));
    let ruled = |heights: (Pt, Pt)| page.marks.rule_between(heights, column, page.style.regions.rule_share, length);
    ruled((top - Pt(1.0), block.rect.top + Pt(1.0))) && !ruled((block.rect.bottom - Pt(1.0), below.rect.top + Pt(1.0)))
}

/// Columns begin side by side right under it: a head within a column heads that column only.
fn spans_columns(at: usize, page: &Labeling) -> bool {
    let Some(block) = page.blocks.get(at) else { return false };
    let reach = page.metrics.body * page.style.roles.subhead_gap_em;
    let under = |below: &TextBlock| {
        let gap = below.rect.top - block.rect.bottom;
        let shared = block.rect.covers_width(&below.rect);
        shared && gap > -page.style.fit.stroke_pt && gap < reach && below.in_box == block.in_box
    };
    let mut columns: Vec<&Rect> = page.blocks.iter().filter(|below| under(below)).map(|below| &below.rect).collect();
    columns.sort_by(|a, b| a.left.order(b.left));
    columns.windows(2).any(|pair| matches!(pair, [a, b] if b.left >= a.right))
}

/// A pull quote: several lines in quotes, larger than the text but no wider than its columns. As many lines as text
/// has make one only when the quote ends where they end.
fn is_quote(block: &TextBlock, page: &Labeling) -> bool {
    let text = block.text();
    let text = text.trim();
    // A word or two in quotes open a head: “Blue” bridge to close.
    let word = text.find(CLOSING).is_some_and(|at| at * 2 < text.len());
    let ratio = page.ratio(block);
    let large = ratio >= page.style.roles.small_head_ratio;
    text.starts_with(OPENING)
        && !word
        && (is_quoted(text) && large || display(block, false, page).is_some())
        && block.lines.len() >= page.style.roles.quotes.lines
        && ratio < page.style.roles.quotes.size_ratio
        && block.rect.width() < page.metrics.measure * page.style.roles.quotes.width_ratio
}

/// Display lines in quotes, or between two rules, right under text whose sentence is not over, and over nothing: text
/// goes on beside them, so they are pulled out of it.
fn interrupts(at: usize, page: &Labeling) -> bool {
    let Some(block) = page.blocks.get(at) else { return false };
    let (style, body) = (&page.style.roles, page.metrics.body);
    if !pull_quotes::is_display(block, page) {
        return false;
    }
    let reach = body * style.quotes.gap_em;
    let text = |other: &TextBlock| other.lines.len() > 1 && page.ratio(other) < style.small_head_ratio;
    let broken = page.blocks.iter().enumerate().any(|(other, above)| {
        let gap = block.rect.top - above.rect.bottom;
        let over = block.rect.covers_width(&above.rect) && gap > Pt::ZERO && gap < reach;
        over && above.in_box == block.in_box
            && page.role(other).is_none()
            && text(above)
            && !phrases::stops(&above.text())
    });
    let free = || {
        let below = nearest(at, false, page).filter(|below| !page.role(*below).is_some_and(Role::is_furniture));
        below.and_then(|below| page.blocks.get(below)).is_none_or(|below| below.in_box != block.in_box)
    };
    let across = (block.rect.left, block.rect.right);
    let ruled = |from: Pt, to: Pt| {
        page.marks.rule_between(
            (from, to),
            across,
            page.style.regions.rule_share,
            page.metrics.measure * page.style.fit.rule_share,
        )
    };
    let between = || {
        let near = block.size * style.stack_gap_em;
        ruled(block.rect.top - near, block.rect.top + Pt(1.0))
            && ruled(block.rect.bottom - Pt(1.0), block.rect.bottom + near)
    };
    broken && free() && (is_quoted(&block.text()) || between())
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
fn has_large_heads(heads: &[usize], page: &Labeling) -> bool {
    let blocks = heads.iter().filter_map(|at| page.blocks.get(*at));
    blocks.filter(|block| page.ratio(block) >= page.style.roles.head_ratio).count() >= page.style.roles.large_heads
}

/// Text stands directly below, no narrower than the head: a head within a column, or of one.
fn over_text(at: usize, page: &Labeling) -> bool {
    let Some(block) = page.blocks.get(at) else { return false };
    let style = &page.style.roles;
    // A table under a line no larger than text is the story's own, if the story stands right over it.
    let plain = || {
        let above = nearest(at, true, page).filter(|above| page.role(*above).is_none());
        page.ratio(block) < style.small_head_ratio && above.is_some()
    };
    let text = |below: &usize| match page.role(*below) {
        None => true,
        role => role == Some(Role::Table) && plain(),
    };
    let below = nearest(at, false, page).filter(text);
    below.and_then(|below| page.blocks.get(below)).is_some_and(|below| {
        below.in_box == block.in_box && block.rect.width() <= below.rect.width() * style.subhead_width_ratio
            || below.rect.width() >= page.metrics.measure * style.subhead_column_share
    })
}

/// Whether a block that no box encloses is display type.
pub(super) fn is_display(block: &TextBlock, page: &Labeling) -> bool {
    display(block, false, page).is_some()
}

/// Why a block is display type; nothing for text.
fn display(block: &TextBlock, boxed: bool, page: &Labeling) -> Option<String> {
    let style = &page.style.roles;
    let ratio = page.ratio(block);
    let lines = block.lines.len();
    let text = block.text();
    let sentence = phrases::stops(&text) && !text.trim_end().ends_with(['？', '?', '！', '!']);
    if ratio >= style.head_ratio && lines <= style.head_lines {
        return Some(format!("{ratio:.2} times the size of the text"));
    }
    let short = lines <= style.small_head_lines && block.chars < style.small_head_chars;
    if block.alignment() == Alignment::InText {
        return None;
    }
    if ratio >= style.small_head_ratio && short {
        return Some(format!("{ratio:.2} times the size of the text, and short"));
    }
    if boxed && short && ratio > style.bold_head_ratio && !sentence {
        return Some("short, and alone in a box".to_owned());
    }
    let brief = lines <= style.bold_head_lines && block.chars < style.bold_head_chars;
    if block.bold && !page.metrics.bold && brief && ratio > style.bold_head_ratio && !sentence {
        return Some("bold, short, and not a sentence".to_owned());
    }
    (short && capitals(block, &text, style)).then(|| "all in capitals, and short".to_owned())
}

fn capitals(block: &TextBlock, text: &str, style: &RoleStyle) -> bool {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
    let upper = letters.iter().filter(|c| c.is_uppercase()).count();
    !letters.iter().any(|c| script::is_cjk(*c) || script::is_hangul(*c))
        && upper as f32 > style.capitals.upper_share * letters.len() as f32
        && letters.len() as f32 > style.capitals.letters_share * block.chars as f32
}

/// The nearest block above (or below) that shares half of the width, within the reach of a subhead.
pub(super) fn nearest(at: usize, upwards: bool, page: &Labeling) -> Option<usize> {
    let block = page.blocks.get(at)?;
    let (reach, slack) = (page.metrics.body * page.style.roles.subhead_gap_em, page.style.fit.stroke_pt);
    let (edges, from, to) = match upwards {
        true => (&page.edges.bottoms, block.rect.top - reach, block.rect.top + slack),
        false => (&page.edges.tops, block.rect.bottom - slack, block.rect.bottom + reach),
    };
    let near = edges.within(from, to, Pt(f32::MIN), block.rect.right);
    let found = near.filter(|other| *other != at).filter_map(|other| {
        let beside = page.blocks.get(other)?;
        let shared = beside.rect.shares_column(&block.rect);
        let gap = if upwards { block.rect.top - beside.rect.bottom } else { beside.rect.top - block.rect.bottom };
        (shared && gap > -slack && gap < reach).then_some((other, gap))
    });
    found.min_by(|a, b| a.1.order(b.1).then(a.0.cmp(&b.0))).map(|(other, _)| other)
}

/// For each block whether a box encloses it and nothing else.
pub fn alone_in_box(blocks: &[TextBlock], marks: &Marks) -> Vec<bool> {
    let mut held = vec![0usize; marks.boxes.len()];
    for block in blocks {
        for (count, mark) in held.iter_mut().zip(&marks.boxes) {
            *count += usize::from(mark.rect.holds(block.rect.center()));
        }
    }
    let of = |block: &TextBlock| block.in_box.and_then(|at| held.get(at)).copied();
    blocks.iter().map(|block| of(block) == Some(1)).collect()
}
