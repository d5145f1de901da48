//! What can be told of a sheet before it is laid out, to choose its house style.

use crate::house_style::Writing;
use crate::house_style::clues::ClueStyle;
use crate::house_style::library::Clues;
use crate::model::lang::Lang;
use crate::model::sheet::Sheet;

/// Characters looked at, at most: enough for any language to show.
const CHARS_AT_MOST: usize = 200_000;

/// Text in any order, size, language, and writing direction of a sheet.
pub fn from_sheet(sheet: &Sheet, style: &ClueStyle) -> Clues {
    let mut text = String::new();
    let mut last_base = None;
    let (mut square, mut steps_down, mut steps_right, mut flagged) = (0u32, 0u32, 0u32, 0u32);
    let mut before: Option<&crate::model::sheet::GlyphRun> = None;
    for run in &sheet.runs {
        if text.len() > CHARS_AT_MOST {
            break;
        }
        if run.is_blank() {
            text.push(' ');
            continue;
        }
        // Words of Latin text that stand on one line without a space glyph would run together.
        let word_gap = before.is_some_and(|b| run.bbox.left - b.bbox.right > run.size * style.word_gap_em);
        if last_base != Some(run.baseline) || word_gap {
            text.push(' ');
        }
        last_base = Some(run.baseline);
        text.push_str(&run.text);
        square += 1;
        flagged += u32::from(run.vertical);
        if let Some(before) = before {
            let (dx, dy) = (run.bbox.left - before.bbox.left, run.bbox.top - before.bbox.top);
            let (step, off) = (run.size * style.step_em, run.size * style.off_em);
            if dy > run.size * style.step_down_em && dy < step && dx.abs() < off {
                steps_down += 1;
            } else if dx.0 > 0.0 && dx < step && dy.abs() < off {
                steps_right += 1;
            }
        }
        before = Some(run);
    }
    let vertical = flagged * 2 > square || steps_down > steps_right;
    Clues {
        lang: Lang::of(&text),
        page_pt: Some([sheet.bounds.width().0, sheet.bounds.height().0]),
        writing: Some(if vertical { Writing::Vertical } else { Writing::Horizontal }),
        text,
    }
}
