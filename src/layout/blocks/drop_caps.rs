//! Initials: a letter several lines high that opens a text. It is joined to the first of its lines, whether it drops into
//! the text or rises above it; never to a head that stands beside it.
//!
//! ```text
//!  ██  he lamps of the square       ██                     the lines beside a letter keep their
//!  ██  were lit one by one          ██he lamps of the      place, but count as beginning at the
//!  and people came to see           square were lit        letter's left
//! ```

use crate::geometry::Pt;
use crate::house_style::blocks::BlockStyle;
use crate::layout::given;
use crate::layout::lines::text_lines::TextLine;
use crate::layout::normalize::script::is_cjk_letter;

/// Joins every initial of a frame to its first line.
pub fn join(lines: &mut Vec<TextLine>, body: Pt, style: &BlockStyle) {
    let caps: Vec<usize> =
        (0..lines.len()).filter(|at| lines.get(*at).is_some_and(|l| is_cap(l, body, style))).collect();
    let mut gone = Vec::new();
    for cap_at in caps {
        let Some(cap) = lines.get(cap_at).cloned() else { continue };
        let beside = lines_of(&cap, cap_at, lines, body, style);
        let opened = beside.first().and_then(|at| lines.get(*at));
        if !opened.is_some_and(|line| given::opens(&cap, line)) {
            continue;
        }
        let lefts: Vec<Pt> = beside.iter().filter_map(|at| lines.get(*at)).map(|line| line.rect.left).collect();
        for (place, at) in beside.iter().enumerate() {
            let Some(line) = lines.get_mut(*at) else { continue };
            if place == 0 {
                let alone = cap.rect.right + line.size * style.cap_word_em;
                let others = lefts.iter().skip(1).copied().min_by(|a, b| a.order(*b)).unwrap_or(alone);
                let apart = line.rect.left - others > line.size * style.cap_word_em;
                line.text = format!("{}{}{}", cap.text, if apart { " " } else { "" }, line.text);
                line.chars += cap.chars;
            }
            line.inset = line.rect.left - cap.rect.left;
            line.rect.left = cap.rect.left;
        }
        gone.push(cap_at);
    }
    let mut at = 0;
    lines.retain(|_| {
        at += 1;
        !gone.contains(&(at - 1))
    });
}

fn is_cap(line: &TextLine, body: Pt, style: &BlockStyle) -> bool {
    line.chars <= style.cap_chars && line.size > body * style.cap_ratio
}

/// The lines beside an initial, from the top; none when it is no initial.
fn lines_of(cap: &TextLine, cap_at: usize, lines: &[TextLine], body: Pt, style: &BlockStyle) -> Vec<usize> {
    let text = |line: &TextLine| line.size < body * style.cap_ratio;
    let others = || lines.iter().enumerate().filter(|(at, line)| *at != cap_at && text(line));
    let mut beside: Vec<(usize, &TextLine)> = others().filter(|(_, line)| is_beside(cap, line, body, style)).collect();
    beside.sort_by(|a, b| a.1.base.order(b.1.base));
    let level = |line: &TextLine| (line.base - cap.base).abs() < line.size * style.cap_base_em;
    // A name or a head over the text is set elsewhere.
    if let Some(left) = beside.last().map(|(_, line)| line.rect.left) {
        beside.retain(|(_, line)| (line.rect.left - left).abs() < body * style.cap_gap_em);
    }
    let dropped = beside.len() > 1 && (is_square(cap) || beside.iter().any(|(_, line)| level(line)));
    // A letter that rises above its line has the next one right below it.
    let risen = beside.last().filter(|(_, first)| {
        let below = |line: &TextLine| {
            let step = (line.base - first.base).per(body);
            step > 0.0
                && step < style.cap_step_em
                && (line.rect.left - cap.rect.left).abs() < body * style.cap_into_em
                && (line.size - first.size).abs() < body * style.cap_base_em
        };
        level(first) && others().any(|(_, line)| below(line))
    });
    match (dropped, risen) {
        (true, _) => beside.into_iter().map(|(at, _)| at).collect(),
        (false, Some((at, _))) => vec![*at],
        (false, None) => Vec::new(),
    }
}

/// An initial of Han text fills its square, and stands on no baseline of the lines beside it.
fn is_square(cap: &TextLine) -> bool {
    cap.text.chars().all(is_cjk_letter)
}

/// A line of text that begins right of the letter, within the height of its ink.
fn is_beside(cap: &TextLine, line: &TextLine, body: Pt, style: &BlockStyle) -> bool {
    let gap = (line.rect.left - cap.rect.right).per(body);
    let middle = line.rect.center().y;
    let top = if is_square(cap) { cap.rect.top } else { cap.base - cap.size * style.cap_ink_em };
    given::one_block(cap, line)
        && (-style.cap_into_em..style.cap_gap_em).contains(&gap)
        && top - body * style.cap_into_em < middle
        && middle < cap.rect.bottom
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::{ASCENT_EM, DESCENT_EM, Rect};

    fn set_line(text: &str, left: f32, base: f32, size: f32) -> TextLine {
        let chars = text.chars().filter(|c| !c.is_whitespace()).count();
        let right = left + size * 0.5 * text.chars().count() as f32;
        TextLine {
            text: text.to_owned(),
            rect: Rect::new(left, base - ASCENT_EM * size, right, base + DESCENT_EM * size),
            base: Pt(base),
            size: Pt(size),
            chars: chars as u32,
            ..TextLine::default()
        }
    }

    fn joined(mut lines: Vec<TextLine>) -> Vec<String> {
        join(&mut lines, Pt(10.0), &BlockStyle::default());
        lines.into_iter().map(|line| line.text).collect()
    }

    fn text(left: f32, base: f32, lines: &[&str]) -> Vec<TextLine> {
        lines.iter().enumerate().map(|(at, line)| set_line(line, left, base + 12.0 * at as f32, 10.0)).collect()
    }

    #[test]
    fn a_letter_that_drops_into_the_text_opens_it() {
        let mut lines = vec![set_line("T", 50.0, 112.0, 28.0)];
        lines.extend(text(66.0, 100.0, &["he lamps of the quay", "were lit one by one"]));
        lines.extend(text(50.0, 124.0, &["and people came to see"]));
        assert_eq!(joined(lines)[0], "The lamps of the quay");
    }

    #[test]
    fn a_letter_that_rises_above_the_text_opens_it_and_no_name_over_it() {
        let mut lines = vec![set_line("T", 50.0, 100.0, 30.0)];
        lines.extend(text(66.0, 100.0, &["he lamps of the quay"]));
        lines.extend(text(50.0, 112.0, &["were lit one by one"]));
        lines.push(set_line("By Ann Pell", 80.0, 84.0, 9.0));
        assert_eq!(joined(lines), ["The lamps of the quay", "were lit one by one", "By Ann Pell"]);
    }

    #[test]
    fn a_letter_with_a_quote_does_and_one_that_fills_its_square() {
        let mut lines = vec![set_line("“T", 50.0, 112.0, 28.0)];
        lines.extend(text(80.0, 100.0, &["he lamps of the quay", "were lit one by one"]));
        assert_eq!(joined(lines)[0], "“The lamps of the quay");
        let mut lines = vec![set_line("夜", 50.0, 113.0, 26.0)];
        lines.extend(text(66.0, 100.0, &["の広場に灯りがともり", "人々が静かに見上げた"]));
        assert_eq!(joined(lines)[0], "夜の広場に灯りがともり");
    }

    #[test]
    fn a_letter_alone_beside_a_head_stays_alone() {
        let lines = vec![set_line("A", 50.0, 100.0, 30.0), set_line("Mill Wind Stubborn", 70.0, 100.0, 14.0)];
        assert_eq!(joined(lines).len(), 2);
    }
}
