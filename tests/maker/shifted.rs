//! Characters that are drawn off their place: raised figures, stops beside the square they belong into, a first letter
//! that rises above its line.

use super::marks::{Glyph, TextMark};
use super::plan::Plan;

/// Size of raised figures, as a share of their line's.
const RAISED_SIZE: f32 = 0.6;
/// How far they are raised, in em of the line.
const RAISED_EM: f32 = 0.35;

/// Moves what the plan moves.
pub fn shift(plan: &Plan, texts: &mut Vec<TextMark>) {
    if let Some(ratio) = plan.standing_cap {
        stand(ratio, plan.body, texts);
    }
    if plan.raised.is_empty() && plan.stops_off.is_none() {
        return;
    }
    let parts = texts.drain(..).flat_map(|text| split(plan, text)).collect();
    *texts = parts;
}

/// The marks of a line: each moved glyph is one of its own.
fn split(plan: &Plan, text: TextMark) -> Vec<TextMark> {
    let mut parts: Vec<TextMark> = Vec::new();
    let mut before = ' ';
    let mut begins = true;
    // What small characters save, the rest of the line moves up.
    let mut saved = 0.0;
    for glyph in &text.glyphs {
        let glyph = &Glyph { x: glyph.x - saved, ..*glyph };
        let moved = moved(plan, &text, before, glyph);
        let is_moved = moved.is_some();
        let (size, glyph_set) = moved.unwrap_or((text.size, *glyph));
        saved += glyph.advance - glyph_set.advance;
        match parts.last_mut().filter(|_| !begins && !is_moved) {
            Some(part) => part.glyphs.push(glyph_set),
            None => parts.push(TextMark { glyphs: vec![glyph_set], size, ..text.clone() }),
        }
        begins = is_moved;
        before = glyph.c;
    }
    parts
}

/// Size and place of a glyph that does not stand in its line.
fn moved(plan: &Plan, text: &TextMark, before: char, glyph: &Glyph) -> Option<(f32, Glyph)> {
    if plan.raised.contains(glyph.c) && before != ' ' {
        let (y, advance) = (glyph.y - RAISED_EM * text.size, glyph.advance * RAISED_SIZE);
        return Some((text.size * RAISED_SIZE, Glyph { y, advance, ..*glyph }));
    }
    let [right, up] = plan.stops_off.filter(|_| text.vertical && "、。」".contains(glyph.c))?;
    let (x, y) = (glyph.x + right * text.size, glyph.y - up * text.size);
    Some((text.size, Glyph { x, y, ..*glyph }))
}

/// The first letter of the first line of text, so much larger; the rest of the line makes way.
fn stand(ratio: f32, body: f32, texts: &mut Vec<TextMark>) {
    let Some(at) = texts.iter().position(|text| (text.size - body).abs() < 0.01 && text.glyphs.len() > 1) else {
        return;
    };
    let mut cap = texts[at].clone();
    let wide = cap.glyphs[0].advance * ratio;
    let way = wide - cap.glyphs[0].advance;
    texts[at].glyphs.remove(0);
    texts[at].glyphs.iter_mut().for_each(|glyph| glyph.x += way);
    cap.glyphs.truncate(1);
    cap.size *= ratio;
    cap.glyphs[0].advance = wide;
    texts.push(cap);
}
