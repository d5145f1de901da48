//! Text as a person would type it: compatibility forms folded block by block, doubled print collapsed, lines
//! joined by script, hyphens resolved, extraction spaces mended. In this order: [`fold()`] what the source gave,
//! [`dedouble`] a line printed twice, [`join_lines`], then [`mend_spaces`].

pub mod double;
pub mod fold;
pub mod hyphens;
pub mod join;
pub mod joined;
pub mod logical;
pub mod script;
pub mod spaces;
pub mod words;

pub use double::{dedouble, dedouble_head};
pub use fold::fold;
pub use join::{join_lines, joint};
pub use spaces::{mend_spaces, opens_with_credit};
pub use words::{Words, ends_in_hyphen};

use crate::model::lang::Lang;
use crate::model::page::{Joint, printed};

/// Lines of one paragraph or head to its text: joined, and the spaces mended. The lines are folded already; `words` are
/// those that stand whole around it.
pub fn paragraph<S: AsRef<str>>(lines: &[S], lang: Lang, words: &Words) -> String {
    printed(&mend_spaces(&join_lines(lines, lang, words))).into_owned()
}

/// Lines of a head to its text. Han and kana are joined without a blank, except where the writer broke the head:
/// `broken` tells it of each line but the first. Marks part by themselves.
pub fn head<S: AsRef<str>>(lines: &[S], broken: &[bool], lang: Lang, words: &Words) -> String {
    let mut parts: Vec<&[S]> = Vec::new();
    let mut from = 0;
    for at in 1..lines.len() {
        let ends = |line: Option<&S>| line.map(|line| line.as_ref().trim().to_owned()).unwrap_or_default();
        let (before, after) = (ends(lines.get(at - 1)), ends(lines.get(at)));
        let (left, right) = (before.chars().next_back(), after.chars().next());
        let marked = left.is_none_or(parts_by_itself) || right.is_none_or(parts_by_itself);
        let joined = joint(&before, &after, lang, words) == Joint::Nothing;
        if broken.get(at - 1).copied().unwrap_or(false) && joined && !marked {
            parts.extend(lines.get(from..at));
            from = at;
        }
    }
    parts.extend(lines.get(from..));
    parts.into_iter().map(|part| paragraph(part, lang, words)).collect::<Vec<_>>().join(" ")
}

/// Marks that need no blank beside them to part what they stand between.
fn parts_by_itself(c: char) -> bool {
    let marks = ['，', '、', '；', '：', '·', '—', '―', '–', '-', '～', ',', ';', ':', '/', '／'];
    script::ends_sentence(c) || marks.contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_keeps_the_breaks_of_its_writer() {
        assert_eq!(
            head(&["渔港灯火又亮", "老街故事新讲"], &[true], Lang::Zh, &Words::default()),
            "渔港灯火又亮 老街故事新讲"
        );
        assert_eq!(
            head(&["渔港灯火又亮起来的", "那一夜"], &[false], Lang::Zh, &Words::default()),
            "渔港灯火又亮起来的那一夜"
        );
        assert_eq!(
            head(&["渔港灯火，", "又亮", "老街"], &[true, true], Lang::Zh, &Words::default()),
            "渔港灯火，又亮 老街"
        );
        assert_eq!(head(&["灯火，人家，渔港", "老街"], &[true], Lang::Zh, &Words::default()), "灯火，人家，渔港 老街");
        assert_eq!(head(&["迎接2030", "5G进渔村"], &[true], Lang::Zh, &Words::default()), "迎接2030 5G进渔村");
        assert_eq!(head(&["Lamps are", "lit"], &[true], Lang::En, &Words::default()), "Lamps are lit");
        assert_eq!(head::<&str>(&[], &[], Lang::Zh, &Words::default()), "");
    }
}
