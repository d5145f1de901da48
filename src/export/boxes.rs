//! The words of a page where its source placed them: the lines that were understood are matched with what the source drew,
//! character by character. A word that is not found there has its share of its line.

use super::archive::words::{self, PlacedWord};
use crate::geometry::{Pt, Rect};
use crate::model::page::{BlockId, Line, Page};
use crate::model::sheet::{GlyphRun, Sheet, Turn};
use crate::model::words::{PageSource, WordBox};
use crate::typeset::width::is_leftward;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// What stands within this of a line's box, in em, may be of the line.
const SLACK_EM: f32 = 0.3;
/// Characters of the source that are looked ahead for one of the line: what was mended differs by a few.
const AHEAD: usize = 4;

/// The words of each line, and what the file calls the blocks that those of a page are made of.
pub fn told(page: &Page, sheet: &Sheet) -> PageSource {
    let runs = Runs::of(sheet);
    let mut source = PageSource { words: vec![Vec::new(); page.lines.len()], ..PageSource::default() };
    for at in 0..page.blocks.len() as u32 {
        let mut used: BTreeSet<u32> = BTreeSet::new();
        for at in page.block(BlockId(at)).lines.clone() {
            let (line, words) = (page.lines.get(at as usize), source.words.get_mut(at as usize));
            if let (Some(line), Some(words)) = (line, words) {
                *words = runs.words(line, &mut used);
            }
        }
        source.blocks.push(names(sheet, &used));
    }
    source
}

/// What the file calls the blocks of these runs.
fn names(sheet: &Sheet, runs: &BTreeSet<u32>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for run in runs {
        let after = sheet.block_ids.partition_point(|(first, _)| first <= run);
        let name = after.checked_sub(1).and_then(|at| sheet.block_ids.get(at)).map(|(_, name)| name);
        if let Some(name) = name.filter(|name| !name.is_empty() && !found.contains(name)) {
            found.push(name.clone());
        }
    }
    found
}

/// What the source drew, from the top of the page down.
struct Runs<'a>(Vec<(u32, &'a GlyphRun)>);

/// A character that the source drew: which of its run, and of how many.
struct Drawn<'a> {
    letter: char,
    run: u32,
    of: &'a GlyphRun,
    at: usize,
    count: usize,
}

impl<'a> Runs<'a> {
    fn of(sheet: &'a Sheet) -> Runs<'a> {
        let mut runs: Vec<(u32, &GlyphRun)> = (0..).zip(&sheet.runs).filter(|(_, run)| !run.is_blank()).collect();
        runs.sort_by(|a, b| a.1.bbox.center().y.order(b.1.bbox.center().y));
        Runs(runs)
    }

    /// The words of a line; the runs that are found in it are added to `used`.
    fn words(&self, line: &Line, used: &mut BTreeSet<u32>) -> Vec<WordBox> {
        let drawn = self.drawn(line);
        let way = LineRun::of(line, &drawn);
        let mut next = 0;
        let mut words = Vec::new();
        let mut whole = WholeRuns::of(&drawn, way);
        for share in words::shares(line) {
            if let Some((run, of)) = whole.take(&share) {
                used.insert(run);
                let behind = drawn.iter().rposition(|drawn| drawn.run == run).map_or(next, |last| last + 1);
                next = next.max(behind);
                let confidence = of.confidence;
                words.push(WordBox { text: share.text, bbox: of.bbox, is_exact: true, confidence });
                continue;
            }
            let (mut parts, mut sure, mut letters) = (Vec::new(), Vec::new(), 0);
            for letter in folded(&share.text) {
                letters += 1;
                let rest = drawn.get(next..).unwrap_or_default();
                let Some(ahead) = rest.iter().take(AHEAD).position(|drawn| drawn.letter == letter) else { continue };
                next += ahead + 1;
                if let Some(found) = rest.get(ahead) {
                    used.insert(found.run);
                    parts.push(way.part(&found.of.bbox, found.at, found.count));
                    sure.extend(found.of.confidence);
                }
            }
            let is_exact = parts.len() * 2 > letters;
            let confidence = (!sure.is_empty()).then(|| sure.iter().sum::<f32>() / sure.len() as f32);
            let bbox = Rect::hull(&parts).filter(|_| is_exact).unwrap_or(share.bbox);
            words.push(WordBox { text: share.text, bbox, is_exact, confidence });
        }
        words
    }

    /// The characters that stand within a line, along it.
    fn drawn(&self, line: &Line) -> Vec<Drawn<'a>> {
        let near = line.bbox.grown(Pt(line.size.0 * SLACK_EM));
        let start = self.0.partition_point(|(_, run)| run.bbox.center().y < near.top);
        let level = self.0.get(start..).unwrap_or_default().iter();
        let level = level.take_while(|(_, run)| run.bbox.center().y <= near.bottom);
        let mut runs: Vec<(u32, &GlyphRun)> = level.filter(|(_, run)| near.holds(run.bbox.center())).copied().collect();
        let way = LineRun::of_runs(line, runs.iter().map(|(_, run)| *run));
        runs.sort_by(|a, b| way.along(&a.1.bbox).total_cmp(&way.along(&b.1.bbox)).then(a.0.cmp(&b.0)));
        let mut found = Vec::new();
        for (run, of) in runs {
            let letters: Vec<char> = folded(&of.text).collect();
            let count = letters.len();
            found.extend(letters.into_iter().enumerate().map(|(at, letter)| Drawn { letter, run, of, at, count }));
        }
        found
    }
}

/// Runs of several characters that are each a word: lines of scans lie so close that what stands beside each other is not
/// always of one line, but a word is known by its text.
struct WholeRuns<'a> {
    way: LineRun,
    left: Vec<(String, u32, &'a GlyphRun)>,
}

impl<'a> WholeRuns<'a> {
    fn of(drawn: &[Drawn<'a>], way: LineRun) -> WholeRuns<'a> {
        let whole = drawn.iter().filter(|drawn| drawn.at == 0 && drawn.count > 1);
        let left = whole.map(|drawn| (folded(&drawn.of.text).collect(), drawn.run, drawn.of)).collect();
        WholeRuns { way, left }
    }

    /// The run of this word that is nearest to where it should stand, which no other word has then.
    fn take(&mut self, word: &PlacedWord) -> Option<(u32, &'a GlyphRun)> {
        let text: String = folded(&word.text).collect();
        let wanted = self.way.along(&word.bbox);
        let away = |(_, _, of): &(String, u32, &GlyphRun)| (self.way.along(&of.bbox) - wanted).abs();
        let same = self.left.iter().enumerate().filter(|(_, (known, ..))| *known == text);
        let (at, _) = same.min_by(|a, b| away(a.1).total_cmp(&away(b.1)))?;
        let (_, run, of) = self.left.swap_remove(at);
        Some((run, of))
    }
}

/// How a line runs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LineRun {
    Right,
    Left,
    Down,
    Up,
}

impl LineRun {
    fn of(line: &Line, drawn: &[Drawn]) -> LineRun {
        LineRun::of_runs(line, drawn.iter().map(|drawn| drawn.of))
    }

    fn of_runs<'a>(line: &Line, runs: impl Iterator<Item = &'a GlyphRun>) -> LineRun {
        let (mut down, mut up, mut all) = (0, 0, 0);
        for run in runs {
            (down, up) = (down + usize::from(run.turn == Turn::Clockwise), up + usize::from(run.turn == Turn::Counter));
            all += 1;
        }
        match () {
            () if line.vertical || down * 2 > all => LineRun::Down,
            () if up * 2 > all => LineRun::Up,
            () if line.text.contains(is_leftward) => LineRun::Left,
            () => LineRun::Right,
        }
    }

    /// How far along the line a box begins.
    fn along(self, bbox: &Rect) -> f32 {
        match self {
            LineRun::Right => bbox.left.0,
            LineRun::Left => -bbox.right.0,
            LineRun::Down => bbox.top.0,
            LineRun::Up => -bbox.bottom.0,
        }
    }

    /// The part of a run's box that one of its characters has.
    fn part(self, bbox: &Rect, at: usize, count: usize) -> Rect {
        let share = |at: usize| at as f32 / count.max(1) as f32;
        let (from, to) = (share(at), share(at + 1));
        let Rect { left, top, right, bottom } = *bbox;
        let (width, height) = (right - left, bottom - top);
        match self {
            LineRun::Right => Rect { left: left + width * from, right: left + width * to, ..*bbox },
            LineRun::Left => Rect { left: right - width * to, right: right - width * from, ..*bbox },
            LineRun::Down => Rect { top: top + height * from, bottom: top + height * to, ..*bbox },
            LineRun::Up => Rect { top: bottom - height * to, bottom: bottom - height * from, ..*bbox },
        }
    }
}

/// The characters of a text without blanks, as lines have them: ligatures and wide forms as what they stand for.
fn folded(text: &str) -> impl Iterator<Item = char> {
    text.nfkc().filter(|c| !c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::page::Block;
    use crate::model::sheet::{FaceId, Ink};

    fn run(text: &str, [left, top, right, bottom]: [f32; 4], confidence: Option<f32>) -> GlyphRun {
        let (bbox, vertical, turn, ink) = (Rect::new(left, top, right, bottom), false, Turn::None, Ink::Visible);
        let (baseline, size, face) = (bbox.bottom, Pt(10.0), FaceId(0));
        GlyphRun { text: text.into(), bbox, baseline, size, face, vertical, turn, ink, confidence }
    }

    fn page(text: &str, [left, top, right, bottom]: [f32; 4], vertical: bool) -> Page {
        let bbox = Rect::new(left, top, right, bottom);
        let line = Line { text: text.to_owned(), bbox, size: Pt(10.0), vertical, ..Line::default() };
        let (role, because, text) = (crate::model::role::Role::Body, "made".into(), text.to_owned());
        let (lines, boxed, region, continues) = (0..1, false, 0, None);
        let block = Block { bbox, lines, text, role, boxed, vertical, region, continues, because };
        Page { lines: vec![line], blocks: vec![block], ..Page::default() }
    }

    fn boxes(page: &Page, sheet: &Sheet) -> Vec<(String, [f32; 4], Option<f32>)> {
        let words = told(page, sheet).words.remove(0);
        words.into_iter().map(|word| (word.text, word.bbox.to_array(), word.confidence)).collect()
    }

    #[test]
    fn words_have_the_boxes_and_the_sureness_of_their_runs() {
        let runs = vec![
            run("at", [60.0, 0.0, 70.0, 10.0], Some(0.9)),
            run("The", [0.0, 0.0, 15.0, 10.0], Some(0.5)),
            run("o\u{fb03}ce", [20.0, 0.0, 50.0, 10.0], Some(0.8)),
            run("below", [0.0, 40.0, 50.0, 50.0], Some(0.1)),
        ];
        let sheet = Sheet { runs, block_ids: vec![(0, "TB_2".into()), (1, "TB_1".into())], ..Sheet::default() };
        let page = page("The office at", [0.0, 0.0, 70.0, 10.0], false);
        assert_eq!(
            boxes(&page, &sheet),
            [
                ("The".to_owned(), [0.0, 0.0, 15.0, 10.0], Some(0.5)),
                ("office".to_owned(), [20.0, 0.0, 50.0, 10.0], Some(0.8)),
                ("at".to_owned(), [60.0, 0.0, 70.0, 10.0], Some(0.9)),
            ]
        );
        assert_eq!(told(&page, &sheet).blocks, [["TB_2", "TB_1"]]);
    }

    #[test]
    fn a_run_of_several_words_is_shared_and_one_that_is_not_there_is_guessed() {
        let sheet = Sheet { runs: vec![run("渡口 夜航", [0.0, 0.0, 10.0, 40.0], None)], ..Sheet::default() };
        let page = page("渡口 夜航 灯", [0.0, 0.0, 10.0, 60.0], true);
        let words = told(&page, &sheet).words.remove(0);
        assert_eq!(words[1].bbox.to_array(), [0.0, 20.0, 10.0, 40.0]);
        assert_eq!(words.iter().map(|word| word.is_exact).collect::<Vec<_>>(), [true, true, false]);
    }

    #[test]
    fn turned_lines_and_lines_from_the_right_run_their_way() {
        let up =
            |text: &str, top: f32| GlyphRun { turn: Turn::Counter, ..run(text, [0.0, top, 10.0, top + 20.0], None) };
        let sheet = Sheet { runs: vec![up("by", 0.0), up("Photo", 30.0)], ..Sheet::default() };
        let found = boxes(&page("Photo by", [0.0, 0.0, 10.0, 50.0], false), &sheet);
        assert_eq!(found[0].1, [0.0, 30.0, 10.0, 50.0]);
        let runs = vec![run("שלום", [30.0, 0.0, 60.0, 10.0], None), run("עיר", [0.0, 0.0, 20.0, 10.0], None)];
        let found = boxes(&page("שלום עיר", [0.0, 0.0, 60.0, 10.0], false), &Sheet { runs, ..Sheet::default() });
        assert_eq!(found[1].1, [0.0, 0.0, 20.0, 10.0]);
    }
}
