//! A page in cells as a picture for browsers, reviews and READMEs: HTML as one `<pre>` with classes, or SVG.

use super::archive::xml::escaped;
use crate::typeset::facsimile::{CellRect, Facsimile, Mark, MarkKind};
use crate::typeset::width::{WidthModel, graphemes};
use std::fmt::Write;

/// Looks shared by both: what a head, a box, a tone is, in the colors of the theme newsprint. HTML takes `color`, SVG
/// takes `fill`.
const STYLE: &str = "\
.masthead,.headline{font-weight:bold}.kicker,.deck,.subhead,.section{font-weight:bold}\
.section,.jump{color:#a61c1c;fill:#a61c1c}.caption,.credit,.folio,.byline,.furniture,.advert{color:#6f685c;fill:#6f685c}\
.cap{font-weight:bold}.caption,.credit,.folio,.byline{font-style:italic}.boxed{font-weight:bold}\
.tone,.picture{color:#8a8170;fill:#8a8170}.frame,.rule{color:#a39a89;fill:#a39a89}";

/// The paper.
const PAPER: &str = "#f4efe4";
/// The ink.
const INK: &str = "#1d1b18";
/// The gray of boxes that are gray in print.
const TINT: &str = "#e6dfcf";

/// A cell of the SVG, in its units.
const CELL: (u32, u32) = (8, 18);
/// Type whose Latin letters, at six tenths of an em, fill a cell.
const NARROW: &str = "13.3px";
/// Type whose Han characters fill two cells with the blank below behind each.
const WIDE: &str = "15px";
/// The blank.
const WIDE_SPACING: &str = "1px";
/// From the top of a cell to the baseline.
const BASELINE: u32 = 14;

/// The page as a complete HTML document. Every mark has its width in `ch`, so that columns are straight whatever
/// the browser's fonts.
pub fn html(page: &Facsimile, title: &str) -> String {
    let title = escaped(title);
    let mut text = format!(
        "<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n<style>\
         pre{{font:14px/1.3 monospace;white-space:pre;background:{PAPER};color:{INK}}}pre span{{display:inline-block;white-space:pre}}\
         pre .boxed{{background:{INK};color:{PAPER}}}.tint{{background:{TINT}}}{STYLE}</style>\n<pre>\n"
    );
    let mut marks = page.marks.iter().peekable();
    for number in 0..page.height {
        let mut row = HtmlRow::of(page, number);
        while let Some(mark) = marks.next_if(|mark| mark.y == number) {
            row.put(mark, &mut text);
        }
        row.blanks(u16::MAX, &mut text);
        text.push('\n');
    }
    text.push_str("</pre>\n");
    text
}

/// A row of the HTML being written.
struct HtmlRow {
    /// Cells that are written.
    column: u16,
    /// First cell and cell after the last of the gray boxes in it that are still to come, the last one first.
    tints: Vec<(u16, u16)>,
    /// Where the gray box ends that is open.
    open: Option<u16>,
}

impl HtmlRow {
    fn of(page: &Facsimile, row: u32) -> HtmlRow {
        let here = page.tints.iter().filter(|tint| (tint.top..tint.bottom).contains(&row));
        let mut tints: Vec<(u16, u16)> = here.map(|tint| (tint.left, tint.right)).collect();
        tints.sort_unstable();
        // Boxes within boxes are gray already.
        let mut end = 0;
        tints.retain(|(left, right)| {
            let apart = *left >= end;
            end = if apart { *right } else { end };
            apart
        });
        tints.reverse();
        HtmlRow { column: 0, tints, open: None }
    }

    /// Blanks up to this column, and the edges of gray boxes among them; only those edges for the end of a row.
    fn blanks(&mut self, to: u16, text: &mut String) {
        while let Some(edge) = self.open.or(self.tints.last().map(|(left, _)| *left)).filter(|edge| *edge <= to) {
            self.advance(edge, text);
            if self.open.take().is_some() {
                text.push_str("</span>");
            } else {
                self.open = self.tints.pop().map(|(_, right)| right);
                text.push_str("<span class=\"tint\">");
            }
        }
        if to < u16::MAX {
            self.advance(to, text);
        }
    }

    fn advance(&mut self, to: u16, text: &mut String) {
        text.extend(std::iter::repeat_n(' ', usize::from(to.saturating_sub(self.column))));
        self.column = self.column.max(to);
    }

    fn put(&mut self, mark: &Mark, text: &mut String) {
        self.blanks(mark.x, text);
        let (class, width, body) = (class(mark), mark.width, escaped(&mark.text));
        let _ = write!(text, "<span class=\"{class}\" style=\"width:{width}ch\">{body}</span>");
        self.column = mark.x.saturating_add(mark.width);
    }
}

/// A picture as it is painted into its cells: two colors a cell, the upper one and the lower one.
#[derive(Clone, Debug, Default)]
pub struct Painting {
    /// Its cells.
    pub area: CellRect,
    /// Red, green and blue of each half cell, row by row from the top.
    pub halves: Vec<[u8; 3]>,
}

/// The page as an SVG picture. Runs of wide and of narrow characters start in their own cells and are stretched to
/// them; where a viewer cannot stretch, sizes and spacing come near.
pub fn svg(page: &Facsimile, title: &str, paintings: &[Painting]) -> String {
    let (width, height) = (u32::from(page.width) * CELL.0, page.height * CELL.1);
    let title = escaped(title);
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         font-family=\"monospace\">\n<title>{title}</title>\n<style>text{{white-space:pre;font-size:{NARROW}}}\
         .wide{{font-size:{WIDE};letter-spacing:{WIDE_SPACING}}}rect.boxed{{fill:{INK}}}rect.tint{{fill:{TINT}}}{STYLE}text{{fill:{INK}}}text.boxed{{fill:{PAPER}}}</style>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"{PAPER}\"/>\n"
    );
    for tint in &page.tints {
        let (x, y) = (u32::from(tint.left) * CELL.0, tint.top * CELL.1);
        let (width, height) =
            (u32::from(tint.right.saturating_sub(tint.left)) * CELL.0, tint.bottom.saturating_sub(tint.top) * CELL.1);
        let _ = writeln!(text, "<rect class=\"tint\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>");
    }
    for mark in &page.marks {
        let (x, y, long) = (u32::from(mark.x) * CELL.0, mark.y * CELL.1, u32::from(mark.width) * CELL.0);
        let class = class(mark);
        if matches!(mark.kind, MarkKind::Boxed(_)) {
            let _ =
                writeln!(text, "<rect class=\"boxed\" x=\"{x}\" y=\"{y}\" width=\"{long}\" height=\"{}\"/>", CELL.1);
        }
        for run in runs(mark).into_iter().filter(|run| !run.text.trim().is_empty()) {
            let (x, baseline, long) = (x + u32::from(run.x) * CELL.0, y + BASELINE, u32::from(run.cells) * CELL.0);
            let (wide, body) = (if run.is_wide { " wide" } else { "" }, escaped(run.text));
            let _ = writeln!(
                text,
                "<text class=\"{class}{wide}\" x=\"{x}\" y=\"{baseline}\" textLength=\"{long}\" \
                 lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\">{body}</text>"
            );
        }
    }
    paintings.iter().for_each(|painting| paint(painting, &mut text));
    text.push_str("</svg>\n");
    text
}

/// Half cells of one color that stand side by side are one rectangle.
fn paint(painting: &Painting, text: &mut String) {
    let CellRect { left, right, top, .. } = painting.area;
    let columns = usize::from(right.saturating_sub(left)).max(1);
    let half = CELL.1 / 2;
    let near = |color: &[u8; 3]| color.map(|part| part & 0xf0 | part >> 4);
    let _ = writeln!(text, "<g shape-rendering=\"crispEdges\">");
    for (y, row) in (top * CELL.1..).step_by(half as usize).zip(painting.halves.chunks(columns)) {
        let mut x = u32::from(left) * CELL.0;
        for run in row.chunk_by(|a, b| near(a) == near(b)) {
            let width = run.len() as u32 * CELL.0;
            let [red, green, blue] = run.first().map(near).unwrap_or_default().map(|part| part & 0xf);
            let place = format!("x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{half}\"");
            let _ = writeln!(text, "<rect {place} fill=\"#{red:x}{green:x}{blue:x}\"/>");
            x += width;
        }
    }
    let _ = writeln!(text, "</g>");
}

/// Characters of one width that stand together in a mark.
struct CellRun<'a> {
    /// First cell, from the first of the mark.
    x: u16,
    cells: u16,
    text: &'a str,
    is_wide: bool,
}

/// The runs of a mark; all of it where the terminal it was drawn for had widths of its own.
fn runs(mark: &Mark) -> Vec<CellRun<'_>> {
    let widths = WidthModel::narrow();
    let mut runs: Vec<CellRun> = Vec::new();
    let mut start = 0;
    let mut x = 0;
    for (at, grapheme) in graphemes(&mark.text) {
        let cells = widths.grapheme(grapheme);
        let is_wide = cells > 1;
        let end = at + grapheme.len();
        match runs.last_mut().filter(|run| run.is_wide == is_wide) {
            Some(run) => (run.cells, run.text) = (run.cells + cells, mark.text.get(start..end).unwrap_or_default()),
            None => {
                start = at;
                runs.push(CellRun { x, cells, text: grapheme, is_wide });
            }
        }
        x += cells;
    }
    if x == mark.width { runs } else { vec![CellRun { x: 0, cells: mark.width, text: &mark.text, is_wide: false }] }
}

fn class(mark: &Mark) -> String {
    match mark.kind {
        MarkKind::Text(role) => role.word().to_owned(),
        MarkKind::Cap(role) => format!("cap {}", role.word()),
        MarkKind::Boxed(role) => format!("boxed {}", role.word()),
        MarkKind::Tone(role) => format!("tone {}", role.word()),
        MarkKind::Frame => "frame".to_owned(),
        MarkKind::Rule => "rule".to_owned(),
        MarkKind::Picture => "picture".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::role::Role;

    fn page() -> Facsimile {
        let mark = |x, y, width, text: &str, kind| Mark { x, y, width, text: text.to_owned(), kind, block: None };
        let marks = vec![
            mark(2, 0, 4, "灯<b", MarkKind::Text(Role::Headline)),
            mark(0, 1, 6, "  夜  ", MarkKind::Boxed(Role::Subhead)),
        ];
        let tints = vec![CellRect { left: 1, right: 7, top: 0, bottom: 1 }];
        Facsimile { width: 8, height: 2, marks, pictures: Vec::new(), tints, spans: Vec::new(), has_boxes: true }
    }

    #[test]
    fn html_keeps_cells_and_escapes_text() {
        let html = html(&page(), "A & B");
        assert!(html.contains("<title>A &amp; B</title>"));
        assert!(html.contains(
            "\n <span class=\"tint\"> <span class=\"headline\" style=\"width:4ch\">灯&lt;b</span> </span>\n"
        ));
        assert!(html.contains("<span class=\"boxed subhead\" style=\"width:6ch\">  夜  </span>"));
    }

    #[test]
    fn svg_stretches_marks_to_their_cells() {
        let area = CellRect { left: 1, right: 3, top: 1, bottom: 2 };
        let halves = vec![[255, 255, 255], [250, 250, 250], [0, 0, 0], [255, 0, 0]];
        let svg = svg(&page(), "page", &[Painting { area, halves }]);
        assert!(svg.contains("<rect x=\"8\" y=\"18\" width=\"16\" height=\"9\" fill=\"#fff\"/>"));
        assert!(svg.contains("<rect x=\"16\" y=\"27\" width=\"8\" height=\"9\" fill=\"#f00\"/>"));
        assert!(svg.contains("<rect class=\"tint\" x=\"8\" y=\"0\" width=\"48\" height=\"18\"/>"));
        assert!(svg.contains("headline wide\" x=\"16\" y=\"14\" textLength=\"16\""));
        assert!(svg.contains("headline\" x=\"32\" y=\"14\" textLength=\"16\""));
        assert!(svg.contains("subhead wide\" x=\"16\" y=\"32\" textLength=\"16\""));
        assert!(svg.contains("<rect class=\"boxed\" x=\"0\" y=\"18\" width=\"48\" height=\"18\"/>"));
    }
}
