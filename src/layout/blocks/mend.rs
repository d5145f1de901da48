//! Lines of a scan that were cut within their column are joined again. Spaces of read text are wide by chance, and
//! a few wide ones over each other look like a gutter; but a gutter is one farther up and down as well.
//!
//! ```text
//!  in the morning the ferry
//!  came  | over to  take us     the white beside "came" is crossed above and below
//!  home  | and we went away
//!  as quietly as we had come
//! ```

use crate::geometry::Pt;
use crate::house_style::apart::ApartStyle;
use crate::layout::lines::text_lines::TextLine;

/// Joins the pieces of a line where most lines above and below run across the cut.
pub fn join(lines: Vec<TextLine>, body: Pt, style: &ApartStyle) -> Vec<TextLine> {
    let mut sorted = lines;
    sorted.sort_by(|a, b| a.base.order(b.base).then(a.rect.left.order(b.rect.left)));
    let mut next: Vec<Option<usize>> = vec![None; sorted.len()];
    let mut led = vec![false; sorted.len()];
    for (at, line) in sorted.iter().enumerate() {
        let Some(other) = beside(at, line, &sorted, body, style) else { continue };
        let taken = led.get(other).copied().unwrap_or(true);
        let Some(right) = sorted.get(other).filter(|_| !taken) else { continue };
        if is_crossed(line, right, &sorted, body, style)
            && let (Some(next), Some(led)) = (next.get_mut(at), led.get_mut(other))
        {
            *next = Some(other);
            *led = true;
        }
    }
    let mut joined = Vec::new();
    for first in (0..sorted.len()).filter(|at| led.get(*at) == Some(&false)) {
        let Some(mut line) = sorted.get(first).cloned() else { continue };
        let mut at = next.get(first).copied().flatten();
        while let Some(more) = at.and_then(|at| sorted.get(at)) {
            take(&mut line, more);
            at = at.and_then(|at| next.get(at)).copied().flatten();
        }
        joined.push(line);
    }
    joined
}

/// The nearest piece to the right on the same line.
fn beside(at: usize, line: &TextLine, sorted: &[TextLine], body: Pt, style: &ApartStyle) -> Option<usize> {
    let slack = line.size * style.mend_base_em;
    let from = sorted.partition_point(|other| other.base < line.base - slack);
    let level = sorted.iter().enumerate().skip(from).take_while(|(_, other)| other.base <= line.base + slack);
    let right = level.filter(|(other, right)| {
        let gap = right.rect.left - line.rect.right;
        let ours = line.given_place.is_none() && right.given_place.is_none();
        *other != at && ours && gap > body * -style.mend_base_em && gap < body * style.mend_gap_em
    });
    right.min_by(|a, b| a.1.rect.left.order(b.1.rect.left)).map(|(other, _)| other)
}

/// Most lines that stand around the cut, up and down, run across it.
fn is_crossed(left: &TextLine, right: &TextLine, sorted: &[TextLine], body: Pt, style: &ApartStyle) -> bool {
    let reach = body * style.mend_reach_em;
    let from = sorted.partition_point(|other| other.base < left.base - reach);
    let near = sorted.iter().skip(from).take_while(|other| other.base <= left.base + reach);
    let (from, to) = (left.rect.right, right.rect.left.max(left.rect.right));
    let slack = body * style.level_em;
    let (mut crossed, mut all) = (0usize, 0usize);
    for other in near.filter(|other| (other.base - left.base).abs() > left.size * style.level_em) {
        let across = other.rect.left < from - slack && other.rect.right > to + slack;
        let touches = other.rect.right > left.rect.left && other.rect.left < to + slack;
        crossed += usize::from(across);
        all += usize::from(across || touches && other.rect.right <= to + slack);
    }
    crossed >= style.column_lines && crossed as f32 >= all as f32 * style.mend_share
}

fn take(line: &mut TextLine, more: &TextLine) {
    let longer = more.chars > line.chars;
    line.text = format!("{} {}", line.text, more.text);
    line.rect = line.rect.union(&more.rect);
    line.chars += more.chars;
    if longer {
        (line.base, line.size, line.face) = (more.base, more.size, more.face);
        (line.bold, line.italic) = (more.bold, more.italic);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Rect;

    fn line(row: usize, left: f32, right: f32, text: &str) -> TextLine {
        let base = 100.0 + 12.0 * row as f32;
        let rect = Rect::new(left, base - 8.8, right, base + 1.2);
        TextLine { text: text.to_owned(), rect, base: Pt(base), size: Pt(10.0), chars: 10, ..TextLine::default() }
    }

    /// A column in which the rows given are cut at 110 pt.
    fn column(cut: std::ops::Range<usize>) -> Vec<TextLine> {
        let mut lines = Vec::new();
        for row in 0..16 {
            match cut.contains(&row) {
                true => lines.extend([line(row, 50.0, 110.0, "came"), line(row, 116.0, 250.0, "over")]),
                false => lines.push(line(row, 50.0, 250.0, "came over")),
            }
        }
        lines
    }

    fn count(lines: Vec<TextLine>) -> usize {
        join(lines, Pt(10.0), &ApartStyle::default()).len()
    }

    #[test]
    fn a_few_cut_lines_are_mended_and_a_gutter_stays() {
        assert_eq!(count(column(6..9)), 16);
        assert_eq!(count(column(0..16)), 32);
        let mended = join(column(6..7), Pt(10.0), &ApartStyle::default());
        assert!(mended.iter().all(|line| line.text == "came over"));
    }

    #[test]
    fn pieces_far_apart_stay_apart() {
        let far = |gap: f32| {
            let mut lines = column(6..7);
            lines[6].rect.right = Pt(116.0 - gap);
            count(lines)
        };
        assert_eq!((far(15.0), far(17.0)), (16, 17));
    }
}
