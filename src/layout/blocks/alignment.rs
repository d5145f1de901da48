//! Lines set apart in their column: centered, or all in capitals. On old pages that is all that tells a head.
//!
//! ```text
//!  the ferry came in at last.        in the text
//!         THE NEW BRIDGE             apart, in capitals
//!      A Toll of Two Pence           apart
//!    It is said that the bridge      in the text
//! ```

use crate::geometry::{ASCENT_EM, DESCENT_EM, Pt};
use crate::house_style::apart::ApartStyle;
use crate::layout::blocks::mend;
use crate::layout::frame::Frame;
use crate::layout::lines::text_lines::{Alignment, TextLine};
use crate::layout::normalize::script;
use crate::layout::phrases;
use std::collections::BTreeMap;

/// Finds the alignment of every line of a page that was read from a scan. Only lines of the main frame are asked.
pub fn detect(lines: Vec<TextLine>, main: Frame, body: Pt, style: &ApartStyle) -> Vec<TextLine> {
    let (own, mut lines): (Vec<TextLine>, Vec<TextLine>) =
        lines.into_iter().partition(|line| line.frame == main && !line.hidden);
    if !wavers(&own, body, style) {
        lines.extend(own);
        return lines;
    }
    let mut own = mend::join(own, body, style);
    let columns = BodyColumns::new(&own, body, style);
    let known: Vec<(Alignment, Pt)> = own.iter().map(|line| columns.alignment_and_size(line, style)).collect();
    for (line, (alignment, size)) in own.iter_mut().zip(known) {
        // What a line was measured at wrongly also made its box too tall.
        if line.size != size {
            (line.rect.top, line.rect.bottom) = (line.base - size * ASCENT_EM, line.base + size * DESCENT_EM);
        }
        (line.alignment, line.size) = (alignment, size);
    }
    open_heads(&mut own, body, style);
    lines.extend(own);
    lines
}

/// Whether sizes or edges differ from line to line, as the readers of scans give them. Edges say nothing of lines down the
/// page: a character there begins where its own box does, which programs that set one character at a time round.
fn wavers(lines: &[TextLine], body: Pt, style: &ApartStyle) -> bool {
    let in_body = |line: &&TextLine| (style.body_low_ratio..style.body_high_ratio).contains(&line.size.per(body));
    let column_of = |line: &TextLine| line.rect.left.per(body * style.column_step_em).round() as i64;
    let mut sorted: Vec<&TextLine> = lines.iter().filter(in_body).collect();
    sorted.sort_by(|a, b| column_of(a).cmp(&column_of(b)).then(a.base.order(b.base)));
    let pairs = sorted.windows(2).filter(|pair| match pair {
        [a, b] => column_of(a) == column_of(b),
        _ => false,
    });
    let (mut differ, mut all) = (0, 0);
    for pair in pairs {
        let [a, b] = pair else { continue };
        let off = (a.rect.left - b.rect.left).abs().per(body);
        let sizes = a.size.max(b.size).per(a.size.min(b.size)) > style.waver_ratio;
        all += 1;
        let edges = a.frame != Frame::Down && (style.waver_em..style.waver_edge_em).contains(&off);
        differ += usize::from(sizes || edges);
    }
    all >= style.waver_lines && differ as f32 > all as f32 * style.waver_share
}

/// The width that most text is set to.
pub fn measure(lines: &[TextLine], body: Pt) -> Pt {
    let mut widths: BTreeMap<i64, u32> = BTreeMap::new();
    for line in lines {
        *widths.entry(line.rect.width().per(body).round() as i64).or_default() += line.chars;
    }
    let near = |width: i64| (-1..=1).map(|step| widths.get(&(width + step)).copied().unwrap_or(0)).sum::<u32>();
    widths.keys().copied().max_by_key(|width| near(*width)).map_or(body, |em| body * em as f32)
}

/// The lines that tell where columns begin and end, by height.
struct BodyColumns<'a> {
    lines: Vec<&'a TextLine>,
    reach: Pt,
    least: usize,
}

impl<'a> BodyColumns<'a> {
    fn new(lines: &'a [TextLine], body: Pt, style: &ApartStyle) -> BodyColumns<'a> {
        let measure = measure(lines, body);
        let fits = |line: &&TextLine| {
            line.rect.width() < measure * style.column_width_ratio
                && (style.body_low_ratio..style.body_high_ratio).contains(&line.size.per(body))
        };
        let mut lines: Vec<&TextLine> = lines.iter().filter(fits).collect();
        lines.sort_by(|a, b| a.base.order(b.base));
        BodyColumns { lines, reach: body * style.column_reach_em, least: style.column_lines }
    }

    /// How a line stands, and the size it is set in: a line of text has that of the text around it.
    fn alignment_and_size(&self, line: &TextLine, style: &ApartStyle) -> (Alignment, Pt) {
        let around = self.around(line);
        let alignment = alignment(line, &around, style);
        let mut sizes: Vec<Pt> = around.iter().map(|other| other.size).collect();
        sizes.sort_by(|a, b| a.order(*b));
        let usual = sizes.get(sizes.len() / 2).copied().unwrap_or(line.size);
        let near = (style.body_low_ratio..style.body_high_ratio).contains(&line.size.per(usual));
        (alignment, if alignment == Alignment::InText && near { usual } else { line.size })
    }

    /// The lines of the column around a line; none where there are too few.
    fn around(&self, line: &TextLine) -> Vec<&'a TextLine> {
        let from = self.lines.partition_point(|other| other.base < line.base - self.reach);
        let near = self.lines.iter().skip(from).take_while(|other| other.base <= line.base + self.reach);
        let beside = |other: &&&TextLine| other.base != line.base && other.rect.shares_column(&line.rect);
        let around: Vec<&TextLine> = near.filter(beside).copied().collect();
        if around.len() >= self.least { around } else { Vec::new() }
    }
}

/// How a line stands between the edges of its column: where a quarter of the lines around it begin and end.
fn alignment(line: &TextLine, around: &[&TextLine], style: &ApartStyle) -> Alignment {
    let mut lefts: Vec<Pt> = around.iter().map(|other| other.rect.left).collect();
    let mut rights: Vec<Pt> = around.iter().map(|other| other.rect.right).collect();
    lefts.sort_by(|a, b| a.order(*b));
    rights.sort_by(|a, b| b.order(*a));
    let quarter = around.len() / 4;
    let (Some(left), Some(right)) = (lefts.get(quarter), rights.get(quarter)) else { return Alignment::Unknown };
    let width = (*right - *left).max(Pt(1.0));
    let (before, after) = ((line.rect.left - *left).per(width), (*right - line.rect.right).per(width));
    let letters = line.text.chars().filter(|c| c.is_alphabetic()).count();
    let level = (before - after).abs() <= style.lean_share && letters >= style.letters;
    if level && in_capitals(&line.text, style) {
        return Alignment::Capitals;
    }
    if level && before >= style.margin_share && after >= style.margin_share {
        return Alignment::SetOff;
    }
    Alignment::InText
}

/// Most letters of the line are capitals. Han and Hangul have none.
pub fn in_capitals(text: &str, style: &ApartStyle) -> bool {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
    let upper = letters.iter().filter(|c| c.is_uppercase()).count();
    !letters.iter().any(|c| script::is_cjk(*c) || script::is_hangul(*c))
        && upper as f32 >= letters.len() as f32 * style.capitals_share
}

/// A full line over centered ones begins their head, when a paragraph ends above it and the white has grown.
fn open_heads(lines: &mut [TextLine], body: Pt, style: &ApartStyle) {
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by(|a, b| match (lines.get(*a), lines.get(*b)) {
        (Some(a), Some(b)) => a.base.order(b.base),
        _ => a.cmp(b),
    });
    let under = |at: usize, down: bool| {
        let line = lines.get(at)?;
        let step = |other: &TextLine| if down { other.base - line.base } else { line.base - other.base };
        let near = order.iter().copied().filter(|other| {
            lines.get(*other).is_some_and(|other| {
                let shared = other.rect.shares_column(&line.rect);
                step(other) > body * style.level_em && step(other) < body * style.head_reach_em && shared
            })
        });
        near.min_by(|a, b| match (lines.get(*a), lines.get(*b)) {
            (Some(a), Some(b)) => step(a).order(step(b)),
            _ => a.cmp(b),
        })
    };
    let begins = |at: usize| {
        let line = lines.get(at)?;
        let (above, below) = (lines.get(under(at, false)?)?, lines.get(under(at, true)?)?);
        let grown = line.base - above.base > below.base - line.base + body * style.opening_grows_em;
        let fresh = phrases::stops(&above.text) || above.alignment == Alignment::SetOff;
        let name = line.text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
        let led = below.alignment == Alignment::SetOff;
        (line.alignment == Alignment::InText && led && grown && fresh && name).then_some(at)
    };
    let found: Vec<usize> = order.iter().copied().filter_map(begins).collect();
    for at in found {
        if let Some(line) = lines.get_mut(at) {
            line.alignment = Alignment::SetOff;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Rect;

    const BODY: Pt = Pt(10.0);

    /// A line of 200 pt columns, its edges and size a little off as a reader of scans gives them.
    fn line(row: usize, text: &str, left: f32, right: f32, white: f32) -> TextLine {
        let (off, base) = ((row % 3) as f32 * 0.4, 100.0 + 12.0 * row as f32 + white);
        let size = 10.0 + (row % 2) as f32 * 0.6;
        let rect = Rect::new(left + off, base - 0.88 * size, right + off, base + 0.12 * size);
        let chars = text.chars().filter(|c| !c.is_whitespace()).count() as u32;
        TextLine { text: text.to_owned(), rect, base: Pt(base), size: Pt(size), chars, ..TextLine::default() }
    }

    /// Thirty lines of a column; those given stand in place of the text.
    fn column(given: &[(usize, &str, f32, f32)]) -> Vec<TextLine> {
        let of = |row: usize| match given.iter().find(|(at, ..)| *at == row) {
            Some((_, text, left, right)) => line(row, text, *left, *right, 0.0),
            None => line(row, "and the ferry went over to the other side.", 50.0, 250.0, 0.0),
        };
        (0..30).map(of).collect()
    }

    fn alignments(lines: Vec<TextLine>) -> Vec<Alignment> {
        let mut known = detect(lines, Frame::default(), BODY, &ApartStyle::default());
        known.sort_by(|a, b| a.base.order(b.base));
        known.iter().map(|line| line.alignment).collect()
    }

    #[test]
    fn a_centered_line_stands_apart_and_an_indent_or_a_last_line_does_not() {
        let given = [
            (5, "it came home.", 50.0, 120.0),
            (12, "The Old Bridge", 110.0, 190.0),
            (20, "One fine day the ferry was gone from its place", 62.0, 250.0),
        ];
        let known = alignments(column(&given));
        assert_eq!(known[12], Alignment::SetOff);
        assert!(known.iter().enumerate().all(|(at, one)| at == 12 || *one == Alignment::InText), "{known:?}");
    }

    #[test]
    fn white_at_both_sides_tips_at_its_share() {
        let at = |left: f32| alignments(column(&[(12, "The Old Bridge of the Town", left, 300.0 - left)]))[12];
        assert_eq!((at(64.0), at(68.0)), (Alignment::InText, Alignment::SetOff));
    }

    #[test]
    fn capitals_stand_apart_at_any_width_but_not_at_the_right_edge() {
        let at = |left: f32, right: f32| alignments(column(&[(12, "THE OLD BRIDGE", left, right)]))[12];
        assert_eq!(at(52.0, 249.0), Alignment::Capitals);
        assert_eq!(at(160.0, 250.0), Alignment::InText);
    }

    #[test]
    fn a_full_line_opens_the_head_that_goes_on_centered() {
        let mut lines = column(&[(13, "of the Town", 110.0, 190.0)]);
        lines[12] = line(12, "They Took Away the Old Bridge and the Ferry", 50.0, 250.0, 0.0);
        for below in &mut lines[12..] {
            below.base += Pt(5.0);
        }
        assert_eq!(alignments(lines)[12], Alignment::SetOff);
    }

    #[test]
    fn exact_pages_are_not_asked() {
        let mut lines = column(&[(12, "The Old Bridge", 110.0, 190.0)]);
        for line in &mut lines {
            line.size = Pt(10.0);
            line.rect.left = Pt((line.rect.left.0 / 10.0).round() * 10.0);
        }
        assert!(alignments(lines).iter().all(|one| *one == Alignment::Unknown));
    }

    #[test]
    fn han_has_no_capitals() {
        assert!(!in_capitals("渡口的新桥", &ApartStyle::default()));
        assert!(in_capitals("LA FORÊT DE RAVENNe", &ApartStyle::default()));
    }
}
