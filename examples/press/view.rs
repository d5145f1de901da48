//! A page as a drawing, so that a person can look at it.

use foldline::model::sheet::{Sheet, Turn};
use std::fmt::Write;

/// The sheet as SVG: glyphs where they stand, rules, boxes, pictures as gray fields.
pub fn svg(sheet: &Sheet) -> String {
    let (width, height) = (sheet.bounds.width().0, sheet.bounds.height().0);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\n"
    );
    out.push_str("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
    for one in &sheet.boxes {
        let fill = one.fill.map_or("none".to_owned(), |gray| format!("hsl(0 0% {}%)", (gray * 100.0) as i32));
        let b = one.bbox;
        let _ = writeln!(
            out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{fill}\" stroke=\"black\" stroke-width=\"{}\"/>",
            b.left.0,
            b.top.0,
            b.width().0,
            b.height().0,
            one.weight.0
        );
    }
    for one in &sheet.pictures {
        let b = one.bbox;
        let _ = writeln!(
            out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"#b0b8c0\"/>",
            b.left.0,
            b.top.0,
            b.width().0,
            b.height().0
        );
    }
    for rule in &sheet.rules {
        let _ = writeln!(
            out,
            "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"black\" stroke-width=\"{}\"/>",
            rule.from.x.0, rule.from.y.0, rule.to.x.0, rule.to.y.0, rule.weight.0
        );
    }
    for run in &sheet.runs {
        let b = run.bbox;
        let face = sheet.faces.get(usize::from(run.face.0));
        let weight = face.map_or(400, |face| face.weight);
        let slant = if face.is_some_and(|face| face.italic) { "italic" } else { "normal" };
        let long = match run.turn {
            Turn::None | Turn::Half => b.width().0,
            Turn::Clockwise | Turn::Counter => b.height().0,
        };
        let (x, y, turn) = match run.turn {
            Turn::None | Turn::Half if run.vertical => (b.left.0, b.top.0 + run.size.0 * 0.88, 0),
            Turn::None | Turn::Half => (b.left.0, run.baseline.0, 0),
            Turn::Clockwise => (run.baseline.0, b.top.0, 90),
            Turn::Counter => (run.baseline.0, b.bottom.0, -90),
        };
        let text = run.text.replace('&', "&amp;").replace('<', "&lt;");
        let _ = writeln!(
            out,
            "<text transform=\"translate({x:.1} {y:.1}) rotate({turn})\" font-size=\"{}\" font-weight=\"{weight}\" font-style=\"{slant}\" textLength=\"{long:.1}\" lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\">{text}</text>",
            run.size.0
        );
    }
    out.push_str("</svg>\n");
    out
}
