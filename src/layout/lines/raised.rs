//! Raised and lowered characters: ordinals, powers, indices, note marks, fractions, cents. They are set on the baseline
//! of the line they hang on before glyphs are tied, so they stand in their line at their place.
//!
//! ```text
//!        th                  2
//!  Sept. 4   First day of 5 m  , from 80 cents      a few small characters off the baseline, with letters of
//!                                                   the line right beside them and none below or above
//! ```

use crate::geometry::{Pt, Rect};
use crate::house_style::lines::LineStyle;
use crate::house_style::raised::RaisedStyle;
use crate::layout::lines::bands::Bands;
use crate::layout::lines::ink::Glyph;
use crate::layout::lines::links::Links;
use crate::layout::normalize::script;
use std::ops::Range;

/// Rounds of setting, at most: a lowered figure may hang on a stroke that hangs on a raised one.
const ROUNDS_AT_MOST: usize = 3;

/// Glyphs beside a word that are looked at on either side, at most.
const BESIDE_AT_MOST: usize = 64;

/// Sets raised and lowered characters on the baseline of their line, in its size. True when there were any, and glyphs
/// are to be tied once more.
pub fn settle(glyphs: &mut [Glyph], links: &Links, exact: bool, style: &LineStyle) -> bool {
    let rows = GlyphRows::new(glyphs, links, &style.raised);
    let mut words = rows.words(glyphs, &style.raised);
    if words.is_empty() {
        return false;
    }
    let ends = Bands::new(glyphs.iter().map(|g| (g.base, g.rect.right)));
    let starts = Bands::new(glyphs.iter().map(|g| (g.base, g.rect.left)));
    let mut any = false;
    for _ in 0..ROUNDS_AT_MOST {
        let search = HostSearch { glyphs, rows: &rows, ends: &ends, starts: &starts, exact, style };
        let mut attached: Vec<AttachedWord> = Vec::new();
        words.retain(|word| {
            let found = search.host(word);
            attached.extend(found.map(|host| AttachedWord { word: word.clone(), host }));
            found.is_none()
        });
        if attached.is_empty() {
            break;
        }
        any = true;
        attached.sort_by_key(|one| one.host);
        unstack(glyphs, &attached);
        for AttachedWord { word, host } in &attached {
            let Some((base, size)) = glyphs.get(*host).map(|host| (host.base, host.size)) else { continue };
            part_figures(glyphs, &starts, word, *host);
            for at in &word.glyphs {
                if let Some(glyph) = glyphs.get_mut(*at) {
                    (glyph.base, glyph.size) = (base, size);
                }
            }
        }
    }
    any
}

/// A few characters on one baseline.
#[derive(Clone, Debug)]
struct RaisedWord {
    glyphs: Vec<usize>,
    rect: Rect,
    base: Pt,
    size: Pt,
    chars: u32,
    numeric: bool,
    letters: usize,
}

/// A word and the glyph it hangs on.
struct AttachedWord {
    word: RaisedWord,
    host: usize,
}

/// Glyphs in a row: of about one size, on about one baseline, no farther apart than words are.
struct GlyphRows {
    /// All glyphs, row by row.
    order: Vec<usize>,
    /// The rows, as ranges of `order`.
    rows: Vec<Range<usize>>,
    /// For each glyph the characters of its row.
    chars: Vec<u32>,
}

impl GlyphRows {
    fn new(glyphs: &[Glyph], links: &Links, style: &RaisedStyle) -> GlyphRows {
        let follows =
            |at: usize| links.next.get(at).copied().flatten().filter(|next| goes_on(glyphs, at, *next, style));
        let mut begins = vec![true; glyphs.len()];
        for next in (0..glyphs.len()).filter_map(follows) {
            if let Some(slot) = begins.get_mut(next) {
                *slot = false;
            }
        }
        let mut rows =
            GlyphRows { order: Vec::with_capacity(glyphs.len()), rows: Vec::new(), chars: vec![0; glyphs.len()] };
        for first in (0..glyphs.len()).filter(|at| begins.get(*at) == Some(&true)) {
            let from = rows.order.len();
            rows.order.extend(std::iter::successors(Some(first), |at| follows(*at)).take(glyphs.len()));
            let row = rows.order.get(from..).unwrap_or(&[]);
            let sum = row.iter().filter_map(|at| glyphs.get(*at)).map(|glyph| glyph.chars).sum();
            for at in row {
                if let Some(slot) = rows.chars.get_mut(*at) {
                    *slot = sum;
                }
            }
            rows.rows.push(from..rows.order.len());
        }
        rows
    }

    /// The words of all short rows.
    fn words(&self, glyphs: &[Glyph], style: &RaisedStyle) -> Vec<RaisedWord> {
        let short = |row: &&Range<usize>| {
            let first = self.order.get(row.start);
            first.and_then(|first| self.chars.get(*first)).is_some_and(|chars| *chars <= style.chars)
        };
        let rows = self.rows.iter().filter(short).filter_map(|row| self.order.get(row.clone()));
        let one_word = |a: &usize, b: &usize| match (glyphs.get(*a), glyphs.get(*b)) {
            (Some(a), Some(b)) => b.rect.left - a.rect.right <= a.size.min(b.size) * style.word_em,
            _ => false,
        };
        rows.flat_map(|row| row.chunk_by(one_word)).filter_map(|word| RaisedWord::new(glyphs, word)).collect()
    }
}

/// Two tied glyphs are of one row.
fn goes_on(glyphs: &[Glyph], from: usize, to: usize, style: &RaisedStyle) -> bool {
    let (Some(a), Some(b)) = (glyphs.get(from), glyphs.get(to)) else { return false };
    let (small, large) = (a.size.min(b.size), a.size.max(b.size));
    large < small * style.size_ratio && b.rect.left - a.rect.right <= small * style.apart_em
}

impl RaisedWord {
    fn new(glyphs: &[Glyph], word: &[usize]) -> Option<RaisedWord> {
        let own = || word.iter().filter_map(|at| glyphs.get(*at));
        let first = own().next().filter(|_| !own().any(is_letter_of_han))?;
        Some(RaisedWord {
            glyphs: word.to_vec(),
            rect: Rect::hull(own().map(|glyph| &glyph.rect))?,
            base: first.base,
            size: own().map(|glyph| glyph.size).fold(first.size, Pt::max),
            chars: own().map(|glyph| glyph.chars).sum(),
            numeric: own().all(is_numeric),
            letters: own().flat_map(|glyph| glyph.text.chars()).filter(|c| c.is_alphabetic()).count(),
        })
    }
}

/// Small Han, kana and hangul beside a line are ruby, a note or a head, and lines of their own.
fn is_letter_of_han(glyph: &Glyph) -> bool {
    glyph.text.chars().any(|c| script::is_cjk_letter(c) || script::is_hangul(c))
}

/// Figures and what stands between them.
fn is_numeric(glyph: &Glyph) -> bool {
    let within =
        |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '–' | '/' | '⁄' | '$' | '€' | '£' | '¥' | '%');
    glyph.text.chars().all(within)
}

/// What is known while hosts are looked for.
struct HostSearch<'a> {
    glyphs: &'a [Glyph],
    rows: &'a GlyphRows,
    ends: &'a Bands,
    starts: &'a Bands,
    exact: bool,
    style: &'a LineStyle,
}

impl HostSearch<'_> {
    /// The glyph of a line that a word hangs on: the one beside it whose baseline is nearest.
    fn host(&self, word: &RaisedWord) -> Option<usize> {
        let style = &self.style.raised;
        let most = word.size * style.most_ratio;
        let base = (word.base - most * style.down_em, word.base + most * style.up_em);
        let (reach, into) = (most * style.reach_em, most * style.into_em);
        let left = word.rect.left;
        let before = self.ends.within(base.0, base.1, left - reach, left + into);
        let before = before.take(BESIDE_AT_MOST).filter_map(|at| Some((at, self.cost(word, at, HostSide::Before)?)));
        let right = word.rect.right;
        let behind = self.starts.within(base.0, base.1, right - into, right + reach);
        let behind = behind.take(BESIDE_AT_MOST).filter_map(|at| Some((at, self.cost(word, at, HostSide::Behind)?)));
        let nearest = |a: &(usize, f32), b: &(usize, f32)| a.1.total_cmp(&b.1);
        let (before, behind) = (before.min_by(nearest), behind.min_by(nearest));
        if word.letters > style.letters && (before.is_none() || behind.is_none()) {
            return None;
        }
        before.into_iter().chain(behind).min_by(nearest).map(|(at, _)| at)
    }

    /// How badly a glyph does as the one a word hangs on, in em; nothing when it does not do at all.
    fn cost(&self, word: &RaisedWord, at: usize, side: HostSide) -> Option<f32> {
        let style = &self.style.raised;
        let host = self.glyphs.get(at).filter(|_| !word.glyphs.contains(&at))?;
        let up = (host.base - word.base).per(host.size);
        let gap = match side {
            HostSide::Before => word.rect.left - host.rect.right,
            HostSide::Behind => host.rect.left - word.rect.right,
        };
        let gap = gap.per(host.size);
        let ratio = host.size.per(word.size);
        let near = (-style.into_em..=style.reach_em).contains(&gap) && (-style.down_em..=style.up_em).contains(&up);
        let most = if word.letters > 0 { style.letters_ratio } else { style.most_ratio };
        let other_size = (style.size_ratio..=most).contains(&ratio);
        let fits = near
            && (if other_size { self.is_off(up, ratio, word) } else { self.is_shifted(word, at, (up, gap), side) });
        let stands = ratio < style.initial_ratio
            || self.row_chars(at) > style.initial_chars
            || (word.numeric && is_numeric(host));
        (fits && stands && self.is_clear(word, at)).then_some(up.abs() + gap.abs())
    }

    /// A small word off the baseline, or one so small that glyphs of its size are not tied to the line by themselves.
    fn is_off(&self, up: f32, ratio: f32, word: &RaisedWord) -> bool {
        let too_small = ratio >= self.style.size_ratio && word.numeric;
        up.abs() > self.style.raised.level_em || too_small
    }

    /// A letter or two in the size of their line that were moved off its baseline.
    fn is_shifted(&self, word: &RaisedWord, at: usize, (up, gap): (f32, f32), side: HostSide) -> bool {
        let style = &self.style.raised;
        let like = self
            .glyphs
            .get(at)
            .is_some_and(|host| host.size < word.size * style.size_ratio && word.size < host.size * style.size_ratio);
        let off = up.abs() > self.style.baseline_em && up.abs() <= style.same_size_off_em;
        self.exact
            && side == HostSide::Before
            && like
            && off
            && gap.abs() <= style.same_size_reach_em
            && word.chars <= style.same_size_chars
            && self.row_chars(at) > word.chars
    }

    fn row_chars(&self, at: usize) -> u32 {
        self.rows.chars.get(at).copied().unwrap_or(0)
    }

    /// No other glyph of the line stands under or over the word.
    fn is_clear(&self, word: &RaisedWord, at: usize) -> bool {
        let style = &self.style.raised;
        let Some(host) = self.glyphs.get(at) else { return false };
        let (level, reach) = (host.size * self.style.baseline_em, host.size * style.clear_reach_em);
        let line = self.starts.within(host.base - level, host.base + level, word.rect.left - reach, word.rect.right);
        let most = word.rect.width() * style.clear_share;
        let mut others = line.filter(|other| *other != at && !word.glyphs.contains(other));
        !others.any(|other| {
            self.glyphs.get(other).is_some_and(|other| {
                (other.base - host.base).abs() <= level
                    && other.size * style.size_ratio > host.size
                    && other.rect.overlap_x(&word.rect) > most
            })
        })
    }
}

/// On which side of a word the glyph stands that it hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum HostSide {
    Before,
    Behind,
}

/// A raised figure behind a figure would be read as one number with it: 10² is no 102, and a note on 1914 is no 19141. The
/// number of a fraction stands apart from it.
fn part_figures(glyphs: &mut [Glyph], starts: &Bands, word: &RaisedWord, host: usize) {
    let Some(line) = glyphs.get(host) else { return };
    let behind_figure = line.text.ends_with(|c: char| c.is_ascii_digit()) && line.rect.left < word.rect.left;
    let figures =
        word.glyphs.iter().filter_map(|at| glyphs.get(*at)).all(|g| g.text.chars().all(|c| c.is_ascii_digit()));
    if !behind_figure || !figures {
        return;
    }
    let raised = word.base < line.base;
    let (base, size, right) = (line.base, line.size, word.rect.right);
    let half = size / 2.0;
    let is_stroke = |at: usize| glyphs.get(at).is_some_and(|g| matches!(g.text.as_str(), "/" | "⁄" | "∕"));
    let fraction = raised && starts.within(base - half, base + half, right - half, right + half).any(is_stroke);
    for (place, at) in word.glyphs.iter().enumerate() {
        let Some(glyph) = glyphs.get_mut(*at) else { continue };
        match fraction {
            true if place == 0 => glyph.text.insert(0, ' '),
            true => {}
            false => {
                glyph.text = glyph.text.chars().map(|c| if raised { superscript(c) } else { subscript(c) }).collect();
            }
        }
    }
}

fn superscript(c: char) -> char {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    c.to_digit(10).and_then(|digit| RAISED.get(digit as usize)).copied().unwrap_or(c)
}

fn subscript(c: char) -> char {
    const LOWERED: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];
    c.to_digit(10).and_then(|digit| LOWERED.get(digit as usize)).copied().unwrap_or(c)
}

/// A raised and a lowered word over one another are set side by side, the raised one first.
fn unstack(glyphs: &mut [Glyph], attached: &[AttachedWord]) {
    for pair in attached.chunk_by(|a, b| a.host == b.host) {
        let [first, second] = pair else { continue };
        let (first, second) = (&first.word, &second.word);
        let (upper, lower) = if first.base <= second.base { (first, second) } else { (second, first) };
        if upper.rect.shares_column(&lower.rect) {
            let whole = upper.rect.union(&lower.rect);
            let middle = whole.center().x;
            squeeze(glyphs, upper, whole.left, middle);
            squeeze(glyphs, lower, middle, whole.right);
        }
    }
}

/// Sets a word between two places along its line.
fn squeeze(glyphs: &mut [Glyph], word: &RaisedWord, left: Pt, right: Pt) {
    let scale = (right - left).per(word.rect.width().max(Pt(1.0)));
    for at in &word.glyphs {
        if let Some(glyph) = glyphs.get_mut(*at) {
            glyph.rect.left = left + (glyph.rect.left - word.rect.left) * scale;
            glyph.rect.right = left + (glyph.rect.right - word.rect.left) * scale;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::{ASCENT_EM, DESCENT_EM};
    use crate::layout::lines::read;
    use crate::model::sheet::{Face, FaceId, GlyphRun, Ink, Sheet, Turn};

    /// A line in the making: letters half an em wide, blanks white.
    struct Setter {
        sheet: Sheet,
        x: f32,
        base: f32,
    }

    impl Setter {
        fn at(x: f32, base: f32) -> Setter {
            let bounds = Rect::new(0.0, 0.0, 600.0, 800.0);
            Setter { sheet: Sheet { bounds, faces: vec![Face::default()], ..Sheet::default() }, x, base }
        }

        /// Letters of a size, so far above the baseline.
        fn set(mut self, text: &str, size: f32, up: f32) -> Setter {
            for c in text.chars() {
                let (base, width) = (self.base - up, size / 2.0);
                if c != ' ' {
                    self.sheet.runs.push(GlyphRun {
                        text: c.to_string().into(),
                        bbox: Rect::new(self.x, base - ASCENT_EM * size, self.x + width, base + DESCENT_EM * size),
                        baseline: Pt(base),
                        size: Pt(size),
                        face: FaceId(0),
                        vertical: false,
                        turn: Turn::None,
                        ink: Ink::Visible,
                        confidence: None,
                    });
                }
                self.x += width;
            }
            self
        }

        fn move_to(mut self, x: f32, base: f32) -> Setter {
            (self.x, self.base) = (x, base);
            self
        }

        fn lines(&self) -> Vec<String> {
            let mut lines = read(&self.sheet, &LineStyle::default()).lines;
            lines.sort_by(|a, b| a.base.order(b.base).then(a.rect.left.order(b.rect.left)));
            lines.into_iter().map(|line| line.text).collect()
        }
    }

    fn line() -> Setter {
        Setter::at(50.0, 100.0)
    }

    #[test]
    fn ordinals_powers_and_indices_stand_in_their_line() {
        let made = line().set("May 4", 10.0, 0.0).set("th", 6.0, 3.3).set(" of 9 m", 10.0, 0.0).set("2", 6.0, 3.3);
        assert_eq!(
            made.set(" and CO", 10.0, 0.0).set("2", 6.0, -1.5).set(".", 10.0, 0.0).lines(),
            ["May 4th of 9 m2 and CO2."]
        );
    }

    #[test]
    fn half_sizes_and_marks_at_both_ends_do() {
        let made = line().set("1", 5.0, 4.0).set("See the mill.", 10.0, 0.0).set("12", 5.0, 4.0);
        assert_eq!(made.lines(), ["1See the mill.12"]);
    }

    #[test]
    fn a_mark_at_the_end_of_a_column_is_not_of_the_next_column() {
        let left = ["lamps were lit by it", "every inn has a hill", "sailors slept at six", "everyone saw a goose"];
        let right = ["the mill stood still", "a lantern went dark.", "rain fell on harbors", "keepers counted oil."];
        let mut made = line();
        for row in 0..8 {
            let base = 100.0 + 12.0 * row as f32;
            made = made.move_to(50.0, base).set(left[row % 4], 10.0, 0.0).set("3", 6.0, 3.5);
            made = made.move_to(163.0, base).set(right[row % 4], 10.0, 0.0);
        }
        let lines = made.lines();
        let marked = left.map(|text| format!("{text}3"));
        assert_eq!(lines.len(), 16);
        assert!(lines.iter().all(|line| marked.contains(line) || right.contains(&line.as_str())), "{lines:?}");
    }

    #[test]
    fn figures_on_figures_are_no_number_and_fractions_stand_apart() {
        let made = line().set("in 1914", 10.0, 0.0).set("7", 6.0, 3.5).set(" as 10", 10.0, 0.0).set("2", 6.0, 3.5);
        assert_eq!(made.lines(), ["in 1914⁷ as 10²"]);
        let made = line()
            .set("add 3", 10.0, 0.0)
            .set("1", 6.0, 3.5)
            .set("/", 10.0, 0.0)
            .set("2", 6.0, 0.0)
            .set(" cups", 10.0, 0.0);
        assert_eq!(made.lines(), ["add 3 1/2 cups"]);
    }

    #[test]
    fn letters_of_the_size_of_their_line_may_be_moved_off_it() {
        let made = line().set("Sept. 5", 10.0, 0.0).set("th", 10.0, 3.5).set(" at noon", 10.0, 0.0);
        assert_eq!(made.lines(), ["Sept. 5th at noon"]);
    }

    #[test]
    fn an_initial_is_no_line_to_hang_on() {
        let made = line().set("T", 36.0, 0.0).set("he lamps", 10.0, 16.0);
        assert_eq!(made.lines(), ["he lamps", "T"]);
    }

    #[test]
    fn small_lines_over_one_another_beside_a_head_stay_lines() {
        let mut made = line().set("Harbor", 24.0, 0.0);
        for (up, text) in [(14.0, "No. 7 of the year"), (2.0, "in all the shops")] {
            made = made.move_to(124.0, 100.0).set(text, 9.0, up);
        }
        assert_eq!(made.lines().len(), 3);
    }
}
