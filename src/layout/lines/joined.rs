//! Lines of a scan that were joined across a gutter are parted again. A word read too far out leaves no more white than
//! a space, and one line over two columns then ties the text of both. What tells is that no other line near runs
//! across that white, while lines of both columns stop at it.
//!
//! ```text
//!   xxxxxxxxxxxxxxx   xxxxxxxxxxxxxxx
//!   xxxxxxxxxxxxxxxxx xxxxxxxxxxxxxxx     as wide as two columns: parted where the others stop
//!   xxxxxxxxxxxxxxx   xxxxxxxxxxxxxxx
//! ```

use crate::geometry::Pt;
use crate::house_style::lines::LineStyle;
use crate::layout::lines::columns::{middle_of, usual_size};
use crate::layout::lines::gutters::{Gap, Verdict};
use crate::layout::lines::text_lines::{LineShape, LineShapes};

/// Makes gutters of gaps in lines that are wider than their column.
pub fn part(gaps: &[Gap], verdicts: &mut [Verdict], shapes: &LineShapes, style: &LineStyle) {
    let body = usual_size(&shapes.lines);
    let wide = usual_width(&shapes.lines, body, style);
    let mut sorted: Vec<&LineShape> = shapes.lines.iter().collect();
    sorted.sort_by(|a, b| a.base.order(b.base));
    for (gap, verdict) in gaps.iter().zip(verdicts.iter_mut()).filter(|(_, verdict)| **verdict == Verdict::Space) {
        let Some(line) = shapes.line(gap.from).filter(|line| line.rect.width() > wide) else { continue };
        let text = gap.size <= body * style.columns.display_ratio;
        if text && stops_columns(gap, line, &sorted, body, style) {
            *verdict = Verdict::Gutter;
        }
    }
}

/// The width of most text.
fn usual_width(lines: &[LineShape], body: Pt, style: &LineStyle) -> Pt {
    let text = lines.iter().filter(|line| line.size <= body * style.columns.display_ratio);
    middle_of(text.map(|line| (line.rect.width(), line.chars))).unwrap_or(Pt::ZERO)
}

/// Lines nearby end and begin at the gap, flush with what is joined there, and none runs across it.
fn stops_columns(gap: &Gap, line: &LineShape, sorted: &[&LineShape], body: Pt, style: &LineStyle) -> bool {
    let reach = body * style.window_em;
    let from = sorted.partition_point(|other| other.base < gap.base - reach);
    let near = || sorted.iter().skip(from).take_while(|other| other.base <= gap.base + reach);
    let others = || near().filter(|other| (other.base - gap.base).abs() > body * style.level_em);
    let slack = body * style.level_em;
    let across = |other: &&&LineShape| other.rect.left < gap.left - slack && other.rect.right > gap.right + slack;
    let meets = |a: Pt, b: Pt| (a - b).abs() < body;
    let ends = |other: &&&LineShape| meets(other.rect.right, gap.left) && meets(other.rect.left, line.rect.left);
    let begins = |other: &&&LineShape| meets(other.rect.left, gap.right);
    others().filter(ends).count() >= style.columns.run_lines
        && others().filter(begins).count() >= style.columns.run_lines
        && !others().any(|other| across(&other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Rect;

    fn line(left: f32, right: f32, base: f32) -> LineShape {
        let rect = Rect::new(left, base - 8.8, right, base + 1.2);
        LineShape { rect, base: Pt(base), size: Pt(10.0), chars: 30 }
    }

    fn gap(base: f32) -> Gap {
        let (left, right, size) = (Pt(203.0), Pt(207.0), Pt(10.0));
        let no = false;
        Gap {
            from: 0,
            to: 1,
            left,
            right,
            base: Pt(base),
            size,
            han: no,
            hangul: no,
            uneven: no,
            typed: no,
            other_type: no,
        }
    }

    /// Two columns of lines at 50 and 208 pt.
    fn columns() -> Vec<LineShape> {
        let rows = (0..8).map(|row| 100.0 + 12.0 * row as f32);
        rows.flat_map(|base| [line(50.0, 200.0, base), line(208.0, 358.0, base)]).collect()
    }

    #[test]
    fn a_gap_where_both_columns_stop_is_a_gutter_unless_a_line_crosses_it() {
        let style = LineStyle::default();
        let stops = |lines: &[LineShape]| {
            let mut sorted: Vec<&LineShape> = lines.iter().collect();
            sorted.sort_by(|a, b| a.base.order(b.base));
            stops_columns(&gap(112.0), &line(50.0, 358.0, 112.0), &sorted, Pt(10.0), &style)
        };
        let mut lines = columns();
        assert!(stops(&lines));
        lines.push(line(50.0, 358.0, 124.0));
        assert!(!stops(&lines), "a second line runs across");
        assert!(!stops(&columns()[..4]), "two lines of each column are too few");
    }
}
