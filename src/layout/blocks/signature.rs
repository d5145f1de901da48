//! Names that sign a story behind its last sentence, on the same line, as Japanese and Chinese papers set them. The name
//! becomes a line of its own; one that runs over two lines is put together on the lower one.
//!
//! ```text
//!  れた。（社
//!  会部 南原桂）        one line of text, and the name under it
//! ```

use crate::geometry::Pt;
use crate::house_style::HouseStyle;
use crate::layout::lines::text_lines::TextLine;
use crate::layout::names;
use crate::layout::normalize::script;
use crate::layout::phrases;

/// The lines, and whether the last one is such a name now.
pub fn part(mut lines: Vec<TextLine>, body: Pt, style: &HouseStyle) -> (Vec<TextLine>, bool) {
    let Some(last) = lines.pop() else { return (lines, false) };
    // In smaller type, captions say so who made the picture.
    if last.size < body * style.roles.captions.small_ratio || phrases::holds(&last.text, &style.phrases.credit) {
        lines.push(last);
        return (lines, false);
    }
    if let Some((text, name)) = within(&last.text) {
        let (text, name) = (text.to_owned(), name.to_owned());
        let share = script::width_em(&text, true) / script::width_em(&last.text, true).max(1.0);
        let at = last.rect.left + last.rect.width() * share;
        lines.push(worded(&last, text, (last.rect.left, at)));
        lines.push(worded(&last, name, (at, last.rect.right)));
        return (lines, true);
    }
    let over = lines.last().and_then(|above| Some((above.clone(), over_two(&above.text, &last.text)?)));
    let Some((above, (text, name))) = over else {
        lines.push(last);
        return (lines, false);
    };
    lines.pop();
    let share = script::width_em(&text, true) / script::width_em(&above.text, true).max(1.0);
    let width = above.size * script::width_em(&name, true);
    let right = last.rect.right.max(above.rect.right.min(last.rect.left + width));
    lines.push(worded(&above, text, (above.rect.left, above.rect.left + above.rect.width() * share)));
    lines.push(worded(&last, name, (last.rect.left, right)));
    (lines, true)
}

/// A sentence that is over and a name in brackets behind it, on one line.
fn within(line: &str) -> Option<(&str, &str)> {
    let at = line.rfind(['（', '('])?;
    let (text, name) = (line.get(..at)?.trim_end(), line.get(at..)?);
    (!text.is_empty() && phrases::stops(text) && names::signs(name)).then_some((text, name))
}

/// The same with a name that begins on the upper line and ends with the lower one.
fn over_two(above: &str, last: &str) -> Option<(String, String)> {
    let at = above.rfind(['（', '('])?;
    let (text, opened) = (above.get(..at)?.trim_end(), above.get(at..)?);
    let name = format!("{opened}{last}");
    let signed = !opened.contains(['）', ')']) && !text.is_empty() && phrases::stops(text) && names::signs(&name);
    signed.then(|| (text.to_owned(), name))
}

/// A line with other words, from where to where they stand.
fn worded(line: &TextLine, text: String, (left, right): (Pt, Pt)) -> TextLine {
    let chars = text.chars().filter(|c| !c.is_whitespace()).count() as u32;
    let mut made = TextLine { text, chars, ..line.clone() };
    (made.rect.left, made.rect.right) = (left, right);
    made
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Rect;

    fn parted(lines: &[&str]) -> Vec<String> {
        let line = |text: &&str| TextLine {
            text: (*text).to_owned(),
            rect: Rect::new(0.0, 0.0, 100.0, 10.0),
            size: Pt(10.0),
            ..TextLine::default()
        };
        part(lines.iter().map(line).collect(), Pt(10.0), &HouseStyle::default())
            .0
            .into_iter()
            .map(|line| line.text)
            .collect()
    }

    #[test]
    fn a_name_behind_the_last_sentence_is_a_line_of_its_own() {
        assert_eq!(parted(&["灯台は白い。（高木楓）"]), ["灯台は白い。", "（高木楓）"]);
        assert_eq!(parted(&["灯台は白い。（社", "会部　南原桂）"]), ["灯台は白い。", "（社会部　南原桂）"]);
    }

    #[test]
    fn words_in_brackets_stay_in_their_line() {
        for line in ["灯台は白い。（敬称略）", "灯台（高木楓）", "白い（高木楓）", "灯台は白い。（つづく）"]
        {
            assert_eq!(parted(&[line]), [line]);
        }
    }
}
