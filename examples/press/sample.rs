//! Draws house styles. Odd values are drawn on purpose: who has only seen good taste fails on real papers.

use super::families::Family;
use super::habits;
use super::house::{Align, Body, Caps, Columns, Era, Heads, House, Line, Opening, Paper, Paragraph, SmallHead};
use super::metrics::{Build, Typeface};
use super::random::Random;
use super::words::Language;

/// A house style for a family of pages in a language.
pub fn house(random: &mut Random, language: Language, family: Family) -> House {
    let r = random;
    let era = match family {
        Family::Old => Era::Old,
        _ => r.weighted(&[(Era::Modern, 6.0), (Era::Retro, 2.0), (Era::Web, 1.0)]),
    };
    let paper = paper(r, language, family);
    let body = body(r, language, family);
    let columns = columns(r, &paper, &body, language, family);
    let heads = heads(r, language, family);
    let faces = faces(r, language, &body, &heads);
    House {
        language,
        family,
        era,
        around: habits::around(r, language, family),
        inside: habits::inside(r, language, family),
        frames: habits::frames(r, family),
        pictures: habits::pictures(r, family),
        front: habits::front(r, language, family),
        small: habits::small(r),
        ink: habits::ink(r, family),
        paper,
        body,
        columns,
        heads,
        faces,
    }
}

fn paper(r: &mut Random, language: Language, family: Family) -> Paper {
    const SHEETS: [(f32, f32); 13] = [
        (819.0, 1077.0),
        (893.0, 1332.0),
        (1063.0, 1560.0),
        (864.0, 1584.0),
        (595.0, 842.0),
        (612.0, 792.0),
        (842.0, 1191.0),
        (1134.0, 1587.0),
        (1105.0, 1531.0),
        (765.0, 1105.0),
        (700.0, 780.0),
        (560.0, 1120.0),
        (480.0, 680.0),
    ];
    let weights: [f32; 13] = match family {
        Family::Newsletter | Family::Parish => [0.0, 0.0, 0.0, 0.0, 5.0, 3.0, 1.0, 0.0, 0.0, 0.0, 0.3, 0.3, 0.8],
        Family::Sparse => [2.0, 1.0, 0.5, 0.5, 4.0, 3.0, 2.0, 0.3, 0.5, 1.0, 0.5, 0.5, 0.5],
        Family::Gazette => [0.5, 0.0, 0.0, 0.0, 5.0, 2.0, 1.0, 0.0, 0.0, 0.5, 0.0, 0.3, 0.0],
        Family::Tabloid => [5.0, 0.0, 0.0, 0.0, 0.0, 0.0, 2.0, 0.0, 0.0, 2.0, 1.0, 1.0, 0.0],
        Family::Old => [1.0, 3.0, 3.0, 3.0, 1.0, 0.0, 3.0, 0.0, 0.0, 0.0, 0.0, 0.5, 0.0],
        _ if language.is_han() => [2.0, 3.0, 3.0, 1.0, 1.0, 0.0, 2.0, 1.0, 5.0, 2.0, 0.3, 0.5, 0.0],
        _ => [3.0, 4.0, 4.0, 2.0, 1.0, 0.5, 2.0, 1.0, 1.0, 2.0, 0.5, 0.6, 0.0],
    };
    let sheets: Vec<((f32, f32), f32)> = SHEETS.into_iter().zip(weights).collect();
    let (width, height) = r.weighted(&sheets);
    let (width, height) = ((width * r.between(0.96, 1.04)).round(), (height * r.between(0.96, 1.04)).round());
    let margin = width.min(height) * r.choose(&[0.025, 0.03, 0.035, 0.045, 0.06, 0.085]);
    Paper {
        width,
        height,
        left: margin * r.between(0.8, 1.3),
        right: margin * r.between(0.8, 1.3),
        top: margin * r.between(0.7, 1.4),
        bottom: margin * r.between(0.8, 1.4),
    }
}

fn body(r: &mut Random, language: Language, family: Family) -> Body {
    let (han, old) = (language.is_han(), family == Family::Old);
    let size = match family {
        Family::Old => r.peaked(6.5, 10.0, 8.0),
        Family::Newsletter | Family::Parish | Family::Sparse => r.peaked(7.5, 12.5, 9.8),
        _ if han => r.peaked(7.0, 11.5, 9.0),
        _ => r.peaked(6.5, 11.0, 8.8),
    };
    let size = (size * 20.0).round() / 20.0;
    let lead = if han { r.peaked(1.15, 1.75, 1.38) } else { r.peaked(1.05, 1.5, 1.18) };
    let paragraph = match han {
        true => r.weighted(&[(Paragraph::Indent, 10.0), (Paragraph::Blank, 0.6), (Paragraph::Flush, 0.5)]),
        false => r.weighted(&[
            (Paragraph::Indent, 8.0),
            (Paragraph::Blank, 1.6),
            (Paragraph::Flush, 0.8),
            (Paragraph::Bullet, 0.2),
            (Paragraph::Hang, 0.3),
        ]),
    };
    let indent_em = match language {
        Language::Ja => r.weighted(&[(1.0, 8.0), (2.0, 1.0)]),
        _ if han => r.weighted(&[(2.0, 6.0), (1.0, 1.5), (0.0, 0.5)]),
        _ if r.hit(0.7) => r.between(0.6, 1.3),
        _ => r.between(1.3, 3.0),
    };
    let ragged = if old { 0.0 } else { 0.22 };
    Body {
        size,
        lead: size * lead,
        serif: old || r.hit(0.76),
        justified: !r.hit(ragged),
        hyphens: r.hit(0.8),
        syllables: r.hit(0.6),
        paragraph,
        indent_em,
        first_flush: r.hit(0.3) && !han,
        tracking: if han {
            r.choose(&[0.0, 0.0, 0.0, 0.3, 0.6, -0.15])
        } else {
            r.choose(&[0.0, 0.0, 0.0, 0.1, -0.08])
        },
        drop_cap: if han { 0 } else { r.weighted(&[(0, 7.0), (2, 2.0), (3, 1.5), (4, 0.5)]) },
        opening: r.weighted(&[(Opening::Plain, 8.0), (Opening::Bold, 1.2), (Opening::Words, 1.0)]),
        grid: r.hit(0.3),
        paragraph_length: if han { r.range(60, 170) } else { r.range(140, 480) },
    }
}

fn columns(r: &mut Random, paper: &Paper, body: &Body, language: Language, family: Family) -> Columns {
    let (han, old) = (language.is_han(), family == Family::Old);
    let size = body.size;
    let gutter_em = match old {
        true => r.between(0.45, 1.2),
        false => {
            let (low, high) = r.choose(&[(0.4, 0.8), (0.8, 1.6), (0.8, 1.6), (1.5, 2.5)]);
            r.between(low, high)
        }
    };
    let gutter = (size * gutter_em).max(3.5);
    let mut measure = size
        * if old {
            r.peaked(12.0, 20.0, 15.0)
        } else if han {
            r.peaked(9.0, 26.0, 14.0)
        } else {
            r.peaked(10.0, 28.0, 15.0)
        };
    if matches!(family, Family::Newsletter | Family::Gazette) {
        measure *= 1.2;
    }
    let width = paper.width - paper.left - paper.right;
    let mut count = ((width + gutter) / (measure + gutter)).round() as usize;
    count = match family {
        Family::Sparse => r.weighted(&[(1, 2.5), (2, 4.0), (3, 3.0), (4, 1.0)]),
        Family::Parish => r.weighted(&[(1, 2.0), (2, 4.0), (3, 2.0)]),
        Family::Gazette => r.weighted(&[(1, 0.6), (2, 5.0), (3, 3.0), (4, 1.0)]),
        Family::Newsletter => count.clamp(1, 4),
        Family::Front | Family::Classified => count.clamp(3, 9),
        _ => count.clamp(2, 9),
    };
    let least = size * if han { 8.5 } else { 10.0 };
    while count > 1 && (width - gutter * (count - 1) as f32) / (count as f32) < least {
        count -= 1;
    }
    let rule = match old {
        true => r.weighted(&[(Line::Thin, 5.0), (Line::Hair, 3.0), (Line::None, 0.5), (Line::Double, 0.5)]),
        false => {
            let none = if gutter_em > 0.75 { 6.0 } else { 1.2 };
            r.weighted(&[
                (Line::None, none),
                (Line::Hair, 2.0),
                (Line::Thin, 3.0),
                (Line::Dotted, 0.6),
                (Line::Medium, 0.4),
            ])
        }
    };
    Columns { count, gutter, rule, story_rule: r.hit(0.35) }
}

fn heads(r: &mut Random, language: Language, family: Family) -> Heads {
    let (east, old) = (language.is_east(), family == Family::Old);
    let flat = old || matches!(family, Family::Gazette | Family::Parish) && r.hit(0.8);
    let top_em = match flat {
        true => r.between(1.0, 1.9),
        false => {
            let (low, high) = r.choose(&[(1.6, 2.6), (2.5, 4.0), (3.5, 6.0), (1.4, 1.8)]);
            r.between(low, high)
        }
    };
    let caps = match east {
        true => Caps::None,
        false => r.weighted(&[(Caps::None, 6.0), (Caps::All, 1.5), (Caps::First, 1.0)]),
    };
    let small = [
        (SmallHead::Bold, 6.0),
        (SmallHead::Caps, if east { 0.0 } else { 1.2 }),
        (SmallHead::Rules, 0.8),
        (SmallHead::Italic, if east { 0.0 } else { 0.8 }),
        (SmallHead::Larger, 3.0),
        (SmallHead::Light, 0.6),
    ];
    let align = match old {
        true => r.weighted(&[(Align::Center, 8.0), (Align::Left, 1.0)]),
        false => r.weighted(&[(Align::Left, 6.0), (Align::Center, 3.0), (Align::Right, 0.25), (Align::Stagger, 0.6)]),
    };
    let wide = if r.hit(0.7) { r.between(1.15, 1.6) } else { r.between(1.6, 2.4) };
    Heads {
        serif: r.hit(0.5),
        weight: r.weighted(&[(700, 6.0), (900, 2.0), (400, 2.0), (300, 0.8)]),
        italic: !east && r.hit(0.06),
        ranks: r.range(2, 5),
        ratio: wide,
        top_em,
        small: r.weighted(&small),
        align,
        caps,
        lead: r.peaked(0.98, 1.35, 1.1),
        period: old && r.hit(0.7),
        lines: r.range(1, 5),
        letterspace: r.choose(&[0.0, 0.0, 0.0, 0.0, 0.02, 0.06, -0.02]),
        gap_em: r.between(0.2, 1.1),
        fill: r.hit(0.08),
        short: r.between(0.0, 0.35),
        side: if old { 0.0 } else { r.between(0.0, 0.15) },
        inset: if old { 0.0 } else { r.between(0.0, 0.12) },
        over_picture: r.between(0.0, 0.4),
        reverse: r.choose(&[0.0, 0.0, 0.06, 0.2]),
        boxed: r.choose(&[0.0, 0.0, 0.05, 0.15]),
        vertical: if language.is_han() && r.hit(0.4) { r.between(0.0, 0.25) } else { 0.0 },
        rule_over: r.hit(0.2),
        headless: r.choose(&[0.0, 0.0, 0.05, 0.15]),
        from_right: language.is_han() && r.hit(0.12),
    }
}

/// The faces, in the order of their cuts.
fn faces(r: &mut Random, language: Language, body: &Body, heads: &Heads) -> Vec<Typeface> {
    let build = |serif: bool| if serif { Build::Serif } else { Build::Sans };
    let names = |serif: bool, r: &mut Random| match serif {
        true => r.choose(&["Quoin", "Galley Old", "Tympan", "Platen", "Frisket"]),
        false => r.choose(&["Reglet", "Slug", "Hairline Grotesk", "Kern Sans", "Gauge"]),
    };
    let hangul = (language == Language::Ko).then(|| r.between(0.86, 1.0));
    let east = |face: Typeface| if language.is_east() { face.eastern(hangul) } else { face };
    let body_wide = r.between(0.9, 1.1);
    let one = r.hit(0.25);
    let head_serif = if one { body.serif } else { heads.serif };
    let (narrow, wide) = (r.between(0.72, 0.9), r.between(0.95, 1.15));
    let head_wide = if one { body_wide } else { r.choose(&[narrow, 1.0, wide]) };
    let label_serif = r.hit(0.25);
    let label_wide = r.between(0.85, 1.08);
    let (text, head, label) = (names(body.serif, r), names(head_serif, r), names(label_serif, r));
    let face = |name: &str, style: &str, serif: bool, wide: f32, weight: u16, italic: bool| {
        east(Typeface::new(&format!("{}-{style}", name.replace(' ', "")), build(serif), wide, weight, italic))
    };
    let head_style = if heads.weight >= 600 { "Bold" } else { "Display" };
    let alt_weight = if heads.weight >= 600 { 400 } else { 700 };
    // Scripts without italics set their italic as the regular face.
    let slanted = !language.is_east();
    vec![
        face(text, "Regular", body.serif, body_wide, 400, false),
        face(text, "Bold", body.serif, body_wide, 700, false),
        face(text, if slanted { "Italic" } else { "Kai" }, body.serif, body_wide * 0.97, 400, slanted),
        face(head, head_style, head_serif, head_wide, heads.weight, heads.italic),
        face(head, "Second", !head_serif, head_wide, alt_weight, false),
        face(label, "Regular", label_serif, label_wide, 400, false),
        face(label, "Bold", label_serif, label_wide, 700, false),
    ]
}
