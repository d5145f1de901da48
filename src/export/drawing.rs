//! A page in cells as a picture for browsers, reviews and READMEs: HTML as one `<pre>` with classes, or SVG.

use super::harmless;
use crate::typeset::facsimile::{Facsimile, Mark, MarkKind};
use std::fmt::Write;

/// Looks shared by both: what a head, a box, a tone is.
const STYLE: &str = "\
.masthead,.headline{font-weight:bold}.kicker,.deck,.subhead,.section{font-weight:bold}\
.cap{font-weight:bold}.caption,.credit,.folio,.jump,.byline{font-style:italic}.boxed{font-weight:bold}\
.tone,.picture{opacity:.45}.frame,.rule{opacity:.6}";

/// A cell of the SVG, in its units.
const CELL: (u32, u32) = (8, 18);
/// The type in such a cell.
const TYPE: u32 = 15;
/// From the top of a cell to the baseline.
const BASELINE: u32 = 14;

/// The page as a complete HTML document. Every mark has its width in `ch`, so that columns are straight whatever
/// the browser's fonts.
pub fn html(page: &Facsimile, title: &str) -> String {
    let title = escaped(title);
    let mut text = format!(
        "<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n<style>\
         pre{{font:14px/1.3 monospace;white-space:pre}}pre span{{display:inline-block;white-space:pre}}\
         .boxed{{background:#222;color:#fff}}{STYLE}</style>\n<pre>\n"
    );
    let mut marks = page.marks.iter().peekable();
    for row in 0..page.height {
        let mut column = 0u16;
        while let Some(mark) = marks.next_if(|mark| mark.y == row) {
            let gap = usize::from(mark.x.saturating_sub(column));
            text.extend(std::iter::repeat_n(' ', gap));
            let (class, width, body) = (class(mark), mark.width, escaped(&mark.text));
            let _ = write!(text, "<span class=\"{class}\" style=\"width:{width}ch\">{body}</span>");
            column = mark.x.saturating_add(mark.width);
        }
        text.push('\n');
    }
    text.push_str("</pre>\n");
    text
}

/// The page as an SVG picture. Every mark is stretched to its cells.
pub fn svg(page: &Facsimile, title: &str) -> String {
    let (width, height) = (u32::from(page.width) * CELL.0, page.height * CELL.1);
    let title = escaped(title);
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         font-family=\"monospace\" font-size=\"{TYPE}\">\n<title>{title}</title>\n<style>text{{white-space:pre}}\
         rect.boxed{{fill:#222}}text.boxed{{fill:#fff}}{STYLE}</style>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\n"
    );
    for mark in &page.marks {
        let (x, y, long) = (u32::from(mark.x) * CELL.0, mark.y * CELL.1, u32::from(mark.width) * CELL.0);
        let (class, body) = (class(mark), escaped(&mark.text));
        if matches!(mark.kind, MarkKind::Boxed(_)) {
            let _ =
                writeln!(text, "<rect class=\"boxed\" x=\"{x}\" y=\"{y}\" width=\"{long}\" height=\"{}\"/>", CELL.1);
        }
        if !mark.text.trim().is_empty() {
            let baseline = y + BASELINE;
            let _ = writeln!(
                text,
                "<text class=\"{class}\" x=\"{x}\" y=\"{baseline}\" textLength=\"{long}\" \
                 lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\">{body}</text>"
            );
        }
    }
    text.push_str("</svg>\n");
    text
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

fn escaped(text: &str) -> String {
    harmless(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
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
        Facsimile { width: 8, height: 2, marks, pictures: Vec::new(), has_boxes: true }
    }

    #[test]
    fn html_keeps_cells_and_escapes_text() {
        let html = html(&page(), "A & B");
        assert!(html.contains("<title>A &amp; B</title>"));
        assert!(html.contains("\n  <span class=\"headline\" style=\"width:4ch\">灯&lt;b</span>\n"));
        assert!(html.contains("<span class=\"boxed subhead\" style=\"width:6ch\">  夜  </span>"));
    }

    #[test]
    fn svg_stretches_marks_to_their_cells() {
        let svg = svg(&page(), "page");
        assert!(svg.contains("x=\"16\" y=\"14\" textLength=\"32\""));
        assert!(svg.contains("<rect class=\"boxed\" x=\"0\" y=\"18\" width=\"48\" height=\"18\"/>"));
    }
}
