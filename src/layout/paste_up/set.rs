//! Paragraphs to lines at a measure, in em. Simple on purpose: greedy, no hyphens, no justification; what the
//! reader shows is set again by `typeset`.

use crate::layout::normalize::script::{em_in, is_cjk, is_closing, is_hangul, is_opening, is_shared_mark};
use crate::model::lang::Lang;
use crate::model::page::Joint;

/// A set line.
#[derive(Clone, Debug, PartialEq)]
pub struct PastedLine {
    /// Its text.
    pub text: String,
    /// Its width in em.
    pub width: f32,
    /// What stood between it and the line before.
    pub joint: Joint,
}

/// Breaks a text at `measure` em, the first line at `indent` em less. No line starts with a mark that closes
/// or ends with one that opens, unless the measure is too narrow for anything else.
pub fn set(text: &str, measure: f32, indent: f32, lang: Lang) -> Vec<PastedLine> {
    let measure = measure.max(2.0);
    let units = units(text, measure, lang);
    let mut lines: Vec<PastedLine> = Vec::new();
    for unit in units {
        let room = if lines.len() <= 1 { measure - indent.clamp(0.0, measure / 2.0) } else { measure };
        let space = if unit.spaced { 0.5 } else { 0.0 };
        match lines.last_mut() {
            Some(line) if line.width + space + unit.width <= room => {
                if unit.spaced {
                    line.text.push(' ');
                }
                line.text.push_str(&unit.text);
                line.width += space + unit.width;
            }
            _ => {
                let joint = if unit.spaced { Joint::Space } else { Joint::Nothing };
                lines.push(PastedLine { text: unit.text, width: unit.width, joint });
            }
        }
    }
    lines
}

/// What is never broken: a Latin or Korean word, a Han character with the marks that cling to it.
struct UnbreakableText {
    text: String,
    width: f32,
    /// A space stood before it.
    spaced: bool,
}

fn units(text: &str, measure: f32, lang: Lang) -> Vec<UnbreakableText> {
    let mut units: Vec<UnbreakableText> = Vec::new();
    let mut spaced = false;
    let mut before: Option<char> = None;
    for c in text.chars() {
        if c == ' ' {
            spaced = true;
            before = None;
            continue;
        }
        let width = em_in(c, lang.is_han());
        let clings = before.is_some_and(|before| clings(before, c, lang));
        match units.last_mut() {
            Some(unit) if clings && !spaced && unit.width + width <= measure => {
                unit.text.push(c);
                unit.width += width;
            }
            Some(unit) if width == 0.0 => unit.text.push(c),
            _ => units.push(UnbreakableText { text: c.to_string(), width, spaced: spaced && !units.is_empty() }),
        }
        spaced = false;
        before = Some(c);
    }
    units
}

/// Whether a line may not break between two neighboring characters.
fn clings(before: char, c: char, lang: Lang) -> bool {
    let opens = |c: char| is_opening(c);
    let closes = |c: char| {
        is_closing(c)
            || matches!(
                c,
                '，' | '。'
                    | '、'
                    | '；'
                    | '：'
                    | '！'
                    | '？'
                    | '．'
                    | '・'
                    | '…'
                    | '—'
                    | '％'
                    | '%'
                    | ','
                    | '.'
                    | ';'
                    | ':'
                    | '!'
                    | '?'
                    | 'ー'
                    | 'っ'
                    | 'ッ'
                    | 'ゃ'
                    | 'ゅ'
                    | 'ょ'
                    | 'ャ'
                    | 'ュ'
                    | 'ョ'
                    | 'ァ'
                    | 'ィ'
                    | 'ゥ'
                    | 'ェ'
                    | 'ォ'
                    | 'ぁ'
                    | 'ぃ'
                    | 'ぅ'
                    | 'ぇ'
                    | 'ぉ'
                    | '々'
            )
    };
    if opens(before) || (closes(c) && !opens(c)) {
        return true;
    }
    let east = |c: char| is_cjk(c) || (lang.is_han() && (is_shared_mark(c) || is_hangul(c)));
    !east(before) && !east(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str, measure: f32, indent: f32, lang: Lang) -> Vec<String> {
        set(text, measure, indent, lang).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn han_lines_are_filled_and_no_mark_opens_one() {
        let lines = texts("渔港清晨六点就醒了，第一批渔船靠岸。", 7.0, 2.0, Lang::Zh);
        assert_eq!(lines, ["渔港清晨六", "点就醒了，第一", "批渔船靠岸。"]);
        let lines = texts("渔港清晨六点，船靠岸", 6.0, 0.0, Lang::Zh);
        assert_eq!(lines, ["渔港清晨六", "点，船靠岸"]);
        assert_eq!(texts("他说“好”", 3.0, 0.0, Lang::Zh), ["他说", "“好”"]);
    }

    #[test]
    fn words_stay_whole_and_long_ones_break() {
        assert_eq!(texts("The ferry was late", 5.0, 0.0, Lang::En), ["The ferry", "was late"]);
        assert_eq!(texts("abcdefghij", 2.0, 0.0, Lang::En), ["abcd", "efgh", "ij"]);
        assert_eq!(texts("시장 골목의 불빛", 5.0, 0.0, Lang::Ko), ["시장", "골목의", "불빛"]);
    }

    #[test]
    fn joints_give_the_text_back() {
        for (text, lang) in [("他用 Rust 写了，大家都说好。", Lang::Zh), ("A word, and another one.", Lang::En)]
        {
            let mut whole = String::new();
            for line in set(text, 4.0, 1.0, lang) {
                if whole.is_empty() { whole.push_str(&line.text) } else { line.joint.append(&mut whole, &line.text) }
            }
            assert_eq!(whole, text);
        }
    }
}
