//! White across columns: where all columns pause at one height, the page is parted there as by a rule. Old pages set
//! the serial at their foot off in this way, and their rules are not in what is read from a scan.
//!
//! ```text
//!  xxxxx  xxxxx  xxxxx
//!  xxxxx  xxxxx  xxx.
//!  ------------------- white, higher than the leading
//!  SERIAL xxxxx  xxxxx
//! ```

use crate::geometry::{Pt, Rect};
use crate::house_style::apart::ApartStyle;
use crate::layout::lines::text_lines::{Alignment, TextLine};

/// The white separators across several columns of a page that was read from a scan, each as high as a hair.
pub fn detect(lines: &[TextLine], body: Pt, style: &ApartStyle) -> Vec<Rect> {
    if lines.iter().all(|line| line.alignment == Alignment::Unknown) {
        return Vec::new();
    }
    let mut sorted: Vec<&TextLine> =
        lines.iter().filter(|line| !line.hidden && line.text.chars().any(char::is_alphanumeric)).collect();
    sorted.sort_by(|a, b| a.base.order(b.base));
    let Some(page) = Rect::hull(sorted.iter().map(|line| &line.rect)) else { return Vec::new() };
    let step = leading(&sorted, body, style);
    let mut separators = Vec::new();
    let mut foot = Pt(f32::MAX);
    for (at, line) in sorted.iter().enumerate() {
        let white = line.base - foot - step;
        if white > body * style.strip_em {
            let (above, below) = (sorted.get(..at).unwrap_or(&[]), sorted.get(at..).unwrap_or(&[]));
            let reach = step * style.strip_reach_lines;
            let over = columns(above.iter().rev().take_while(|above| above.base > foot - reach));
            let under = columns(below.iter().take_while(|below| below.base < line.base + reach));
            if over >= style.strip_columns && under >= style.strip_columns {
                let y = (foot + line.base - step + body / 2.0) / 2.0;
                separators.push(Rect { left: page.left, right: page.right, top: y, bottom: y });
            }
        }
        foot = if foot == Pt(f32::MAX) { line.base } else { foot.max(line.base) };
    }
    separators
}

/// The usual step from a line to the one below it in its column.
fn leading(sorted: &[&TextLine], body: Pt, style: &ApartStyle) -> Pt {
    let mut steps: Vec<Pt> = Vec::new();
    for (at, line) in sorted.iter().enumerate().filter(|(_, line)| line.alignment == Alignment::InText) {
        let below = sorted
            .iter()
            .skip(at + 1)
            .find(|below| below.base - line.base > line.size * style.level_em && below.rect.covers_width(&line.rect));
        steps.extend(below.map(|below| below.base - line.base));
    }
    steps.sort_by(|a, b| a.order(*b));
    steps.get(steps.len() / 2).copied().unwrap_or(body)
}

/// How many columns of text these lines stand in: lines beside each other.
fn columns<'a>(lines: impl Iterator<Item = &'a &'a TextLine>) -> usize {
    let mut found: Vec<Rect> = Vec::new();
    for line in lines.filter(|line| line.alignment == Alignment::InText) {
        match found.iter_mut().find(|column| column.overlap_x(&line.rect) > Pt::ZERO) {
            Some(column) => *column = column.union(&line.rect),
            None => found.push(line.rect),
        }
    }
    found.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three columns of text; from row `at` on they stand lower by `white`, those in `late` do not.
    fn page(at: usize, white: f32, late: &[usize]) -> Vec<TextLine> {
        let mut lines = Vec::new();
        for column in 0..3 {
            for row in 0..20 {
                let down = if row >= at && !late.contains(&column) { white } else { 0.0 };
                let (left, base) = (50.0 + 120.0 * column as f32, 100.0 + 12.0 * row as f32 + down);
                let rect = Rect::new(left, base - 8.8, left + 110.0, base + 1.2);
                let text = "the ferry went over".to_owned();
                let alignment = Alignment::InText;
                lines.push(TextLine { text, rect, base: Pt(base), size: Pt(10.0), alignment, ..TextLine::default() });
            }
        }
        lines
    }

    fn count(lines: &[TextLine]) -> usize {
        detect(lines, Pt(10.0), &ApartStyle::default()).len()
    }

    #[test]
    fn white_in_all_columns_is_a_strip_from_a_third_of_an_em() {
        assert_eq!((count(&page(10, 3.0, &[])), count(&page(10, 4.0, &[]))), (0, 1));
    }

    #[test]
    fn white_that_one_column_fills_is_none() {
        assert_eq!(count(&page(10, 6.0, &[1])), 0);
    }

    #[test]
    fn a_page_of_exact_type_has_none() {
        let mut lines = page(10, 8.0, &[]);
        for line in &mut lines {
            line.alignment = Alignment::Unknown;
        }
        assert_eq!(count(&lines), 0);
    }
}
