//! Where the writer of a head broke its lines. Han and kana are written without blanks, so that in a head the end of a
//! line may be all that parts two halves of a couplet. It is such a mark when the line had room for more: the first
//! characters of the next line would still have stood on it.

use crate::geometry::{Pt, ROUNDING, Rect};
use crate::house_style::spaces::BreakStyle;
use crate::layout::lines::pieces::Piece;
use crate::layout::marks::Marks;
use crate::layout::normalize::script::{self, width_em};
use crate::layout::roles::Judged;
use crate::layout::stories::Strung;
use crate::model::role::Role;

/// For each line of a head but the first: the one before it had room for more, or a blank was typed at its end.
pub fn of_head(lines: &[Piece], measure: Pt) -> Vec<bool> {
    // A whole sentence runs on from line to line as text does.
    let sentence = lines.last().is_some_and(|last| last.text.trim_end().ends_with('。'));
    let pairs = lines.iter().zip(lines.iter().skip(1)).filter(|_| !sentence);
    pairs.map(|(line, next)| line.parted || has_room(line, next, measure)).collect()
}

/// The beginning of the next line, as much of it as cannot be parted, would have fit behind the line.
fn has_room(line: &Piece, next: &Piece, measure: Pt) -> bool {
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
pub struct Measures<'a> {
    judged: &'a [Judged],
    marks: &'a Marks,
    /// For each stick the running text of its story.
    texts: Vec<Vec<usize>>,
    story_of: Vec<Option<usize>>,
}

impl<'a> Measures<'a> {
    /// The running text of all stories.
    pub fn of(judged: &'a [Judged], stories: &[Strung], marks: &'a Marks) -> Measures<'a> {
        let mut story_of = vec![None; judged.len()];
        let mut texts = Vec::with_capacity(stories.len());
        for (at, story) in stories.iter().enumerate() {
            for stick in &story.sticks {
                if let Some(slot) = story_of.get_mut(*stick) {
                    *slot = Some(at);
                }
            }
            let body = |stick: &&usize| judged.get(**stick).is_some_and(|one| one.role == Role::Body);
            texts.push(story.sticks.iter().filter(body).copied().collect());
        }
        Measures { judged, marks, texts, story_of }
    }

    /// The measure of a stick.
    pub fn at(&self, at: usize, style: &BreakStyle) -> Pt {
        let Some(head) = self.judged.get(at).map(|one| &one.stick) else { return Pt::ZERO };
        let place = |rect: &Rect| {
            let page = &self.marks.sheet;
            if head.frame == self.marks.frame {
                *rect
            } else {
                head.frame.enter(&self.marks.frame.leave(rect, page), page)
            }
        };
        let texts = self.story_of.get(at).copied().flatten().and_then(|story| self.texts.get(story));
        let columns = texts.into_iter().flatten().filter_map(|text| self.judged.get(*text));
        let under = columns.map(|text| place(&text.stick.rect)).filter(|text| text.shares_column(&head.own));
        let (left, right) = under
            .fold((head.own.left, head.own.right), |(left, right), text| (left.min(text.left), right.max(text.right)));
        let walls = head.in_box.and_then(|wall| self.marks.boxes.get(wall)).map(|wall| place(&wall.rect));
        let column = walls.map_or(right - left, |wall| right.min(wall.right) - left.max(wall.left));
        let widest = head.lines.iter().map(|line| line.rect.width()).fold(Pt::ZERO, Pt::max);
        // What stands nearly as wide as its column was set to a measure of its own within it: boxes and heads have margins.
        // So were lines that are of one width, up to the last one.
        let alike = |line: &&Piece| widest - line.rect.width() < head.size * script::HALF_EM;
        let filled = head.lines.split_last().map_or(0, |(_, lines)| lines.iter().filter(alike).count());
        if column - widest >= column * style.room_share && filled < 2 { column } else { widest }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Piece {
        let rect = Rect::new(0.0, 0.0, 20.0 * width_em(text, true), 20.0);
        Piece { text: text.to_owned(), rect, size: Pt(20.0), ..Piece::default() }
    }

    fn broken(lines: &[&str], measure: f32) -> Vec<bool> {
        let lines: Vec<Piece> = lines.iter().map(|text| line(text)).collect();
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
