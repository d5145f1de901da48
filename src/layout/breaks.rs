//! Where the writer of a head broke its lines. Han and kana are written without blanks, so that in a head the end of a
//! line may be all that parts two halves of a couplet. It is such a mark when the line had room for more: the first
//! characters of the next line would still have stood on it.

use crate::geometry::{Pt, ROUNDING, Rect};
use crate::house_style::spaces::BreakStyle;
use crate::layout::lines::text_lines::TextLine;
use crate::layout::marks::Marks;
use crate::layout::normalize::script::{self, width_em};
use crate::layout::roles::LabeledBlock;
use crate::layout::stories::threads::Thread;
use crate::model::role::Role;

/// For each line of a head but the first: the one before it had room for more, or a blank was typed at its end.
pub fn of_head(lines: &[TextLine], measure: Pt) -> Vec<bool> {
    // A whole sentence runs on from line to line as text does.
    let sentence = lines.last().is_some_and(|last| last.text.trim_end().ends_with('。'));
    let pairs = lines.iter().zip(lines.iter().skip(1)).filter(|_| !sentence);
    pairs.map(|(line, next)| line.parted || has_room(line, next, measure)).collect()
}

/// The beginning of the next line, as much of it as cannot be parted, would have fit behind the line.
fn has_room(line: &TextLine, next: &TextLine, measure: Pt) -> bool {
    let own = width_em(line.text.trim(), true);
    if own <= 0.0 {
        return false;
    }
    let pitch = (line.rect.width() / own).max(line.size);
    line.rect.width() + pitch * width_em(opening(next.text.trim()), true) <= measure + ROUNDING
}

/// What stands together at the beginning of a line: opening marks, one character or one word of letters and figures, and
/// the marks that may not begin a line.
fn opening(text: &str) -> &str {
    let within = |c: char| !script::is_cjk(c) && !c.is_whitespace() && !script::is_opening(c);
    let opens = text.find(|c| !script::is_opening(c)).unwrap_or(text.len());
    let rest = text.get(opens..).unwrap_or("");
    let word = rest.find(|c| !within(c)).unwrap_or(rest.len());
    let word = if word > 0 { word } else { rest.chars().next().map_or(0, char::len_utf8) };
    let tail = rest.get(word..).unwrap_or("");
    let marks = tail.find(|c| !begins_no_line(c)).unwrap_or(tail.len());
    text.get(..opens + word + marks).unwrap_or(text)
}

fn begins_no_line(c: char) -> bool {
    script::is_closing(c)
        || script::is_half_stop(c)
        || script::ends_sentence(c)
        || matches!(c, '；' | '：' | '·' | 'ー')
}

/// How wide each head may be set: as wide as the columns of its story that it stands over, and as its widest line.
pub struct HeadMeasures<'a> {
    labeled: &'a [LabeledBlock],
    marks: &'a Marks,
    /// For each block the running text of its story.
    texts: Vec<Vec<usize>>,
    story_of: Vec<Option<usize>>,
}

impl<'a> HeadMeasures<'a> {
    /// The running text of all stories.
    pub fn new(labeled: &'a [LabeledBlock], stories: &[Thread], marks: &'a Marks) -> HeadMeasures<'a> {
        let mut story_of = vec![None; labeled.len()];
        let mut texts = Vec::with_capacity(stories.len());
        for (at, story) in stories.iter().enumerate() {
            for block in &story.blocks {
                if let Some(slot) = story_of.get_mut(*block) {
                    *slot = Some(at);
                }
            }
            let body = |block: &&usize| labeled.get(**block).is_some_and(|one| one.role == Role::Body);
            texts.push(story.blocks.iter().filter(body).copied().collect());
        }
        HeadMeasures { labeled, marks, texts, story_of }
    }

    /// The measure of a block.
    pub fn at(&self, at: usize, style: &BreakStyle) -> Pt {
        let Some(head) = self.labeled.get(at).map(|one| &one.block) else { return Pt::ZERO };
        let place = |rect: &Rect| {
            let page = &self.marks.sheet;
            if head.frame == self.marks.frame {
                *rect
            } else {
                head.frame.from_page(&self.marks.frame.to_page(rect, page), page)
            }
        };
        let texts = self.story_of.get(at).copied().flatten().and_then(|story| self.texts.get(story));
        let columns = texts.into_iter().flatten().filter_map(|text| self.labeled.get(*text));
        let under = columns.map(|text| place(&text.block.rect)).filter(|text| text.shares_column(&head.own));
        let (left, right) = under
            .fold((head.own.left, head.own.right), |(left, right), text| (left.min(text.left), right.max(text.right)));
        let enclosures =
            head.in_box.and_then(|enclosure| self.marks.boxes.get(enclosure)).map(|enclosure| place(&enclosure.rect));
        let column = enclosures.map_or(right - left, |enclosure| right.min(enclosure.right) - left.max(enclosure.left));
        let widest = head.lines.iter().map(|line| line.rect.width()).fold(Pt::ZERO, Pt::max);
        // What stands nearly as wide as its column was set to a measure of its own within it: boxes and heads have margins.
        // So were lines that are of one width, up to the last one.
        let alike = |line: &&TextLine| widest - line.rect.width() < head.size * script::HALF_EM;
        let filled = head.lines.split_last().map_or(0, |(_, lines)| lines.iter().filter(alike).count());
        if column - widest >= column * style.room_share && filled < 2 { column } else { widest }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> TextLine {
        let rect = Rect::new(0.0, 0.0, 20.0 * width_em(text, true), 20.0);
        TextLine { text: text.to_owned(), rect, size: Pt(20.0), ..TextLine::default() }
    }

    fn broken(lines: &[&str], measure: f32) -> Vec<bool> {
        let lines: Vec<TextLine> = lines.iter().map(|text| line(text)).collect();
        of_head(&lines, Pt(20.0 * measure))
    }

    #[test]
    fn a_line_with_room_for_the_next_character_was_broken() {
        assert_eq!(broken(&["渔港灯火又亮", "老街故事新讲"], 8.0), [true]);
        assert_eq!(broken(&["渔港灯火又亮", "老街故事新讲"], 6.5), [false]);
        assert_eq!(broken(&["渔港灯火又亮起来", "的那夜"], 8.0), [false]);
    }

    #[test]
    fn what_may_not_be_parted_needs_more_room() {
        assert_eq!(broken(&["渔港灯火又", "亮，老街"], 6.5), [false], "no line begins with a comma");
        assert_eq!(broken(&["渔港灯火又", "“亮”老街"], 7.5), [false]);
        assert_eq!(broken(&["渔港灯火又", "Debian手册"], 7.5), [false]);
        assert_eq!(broken(&["渔港灯火又", "Debian手册"], 8.5), [true]);
    }
}
