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
use crate::layout::blocks::apart::Standing;
use crate::layout::lines::pieces::Piece;

/// The strips of white across several columns of a page that was read from a scan, each as high as a hair.
pub fn strips(lines: &[Piece], body: Pt, style: &ApartStyle) -> Vec<Rect> {
    if lines.iter().all(|line| line.standing == Standing::Untold) {
        return Vec::new();
    }
    let mut sorted: Vec<&Piece> =
        lines.iter().filter(|line| !line.hidden && line.text.chars().any(char::is_alphanumeric)).collect();
    sorted.sort_by(|a, b| a.base.order(b.base));
    let Some(page) = Rect::hull(sorted.iter().map(|line| &line.rect)) else { return Vec::new() };
    let step = leading(&sorted, body);
    let mut strips = Vec::new();
    let mut foot = Pt(f32::MAX);
    for (at, line) in sorted.iter().enumerate() {
        let white = line.base - foot - step;
        if white > body * style.strip_em {
            let (above, below) = (sorted.get(..at).unwrap_or(&[]), sorted.get(at..).unwrap_or(&[]));
            let reach = step * style.strip_reach_lines;
            let over = columns(above.iter().rev().take_while(|above| above.base > foot - reach));
            let under = columns(below.iter().take_while(|below| below.base < line.base + reach));
            if over >= style.strip_columns && under >= style.strip_columns {
                let y = (foot + line.base - step + body * 0.5) * 0.5;
                strips.push(Rect { left: page.left, right: page.right, top: y, bottom: y });
            }
        }
        foot = if foot == Pt(f32::MAX) { line.base } else { foot.max(line.base) };
    }
    strips
}

/// The usual step from a line to the one below it in its column.
fn leading(sorted: &[&Piece], body: Pt) -> Pt {
    let mut steps: Vec<Pt> = Vec::new();
    for (at, line) in sorted.iter().enumerate().filter(|(_, line)| line.standing == Standing::InText) {
        let below = sorted.iter().skip(at + 1).find(|below| {
            below.base - line.base > line.size * 0.5 && below.rect.overlap_x(&line.rect) > line.rect.width() * 0.5
        });
        steps.extend(below.map(|below| below.base - line.base));
    }
    steps.sort_by(|a, b| a.order(*b));
    steps.get(steps.len() / 2).copied().unwrap_or(body * 1.2)
}

/// How many columns of text these lines stand in: lines beside each other.
fn columns<'a>(lines: impl Iterator<Item = &'a &'a Piece>) -> usize {
    let mut found: Vec<Rect> = Vec::new();
    for line in lines.filter(|line| line.standing == Standing::InText) {
        match found.iter_mut().find(|column| column.overlap_x(&line.rect) > Pt::ZERO) {
            Some(column) => *column = column.union(&line.rect),
            None => found.push(line.rect),
        }
    }
    found.len()
}
