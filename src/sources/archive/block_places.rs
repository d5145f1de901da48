//! Where text stands that a file gives no place for: words within their line, lines within their block, blocks in the
//! white between their neighbors. What finds no room stands below everything else on the page. No text is dropped for
//! want of a box, and each that had none is named in a doubt.

use super::blocks::{FileBox, Flow, SourceBlock, SourceLine, SourceWord, height, hull, width};
use super::flow;
use super::placeless::Doubts;
use super::within_line::words_within;

/// A box reaches over the edges of its page by this part of it, at most: scans are cut closely.
const OVER_EDGE: f32 = 0.1;
/// Where more than this part of the boxes, and more than a few, lie off the page, its size is what is wrong.
const OFF_PAGE: f32 = 0.3;
const A_FEW: usize = 5;
/// Units of a file: a larger page is none.
const LARGEST: f32 = 1.0e6;
/// Width of a letter in em, as far as nothing else tells.
const LETTER_EM: f32 = 0.5;
/// From line to line in em.
const LEADING_EM: f32 = 1.2;
/// A line is squeezed to this part of the height of its neighbors, at most.
const SQUEEZED: f32 = 0.5;
/// Height of a line on a page where no line has one, as a part of the page: a page has some eighty lines.
const LINE_OF_PAGE: f32 = 1.0 / 80.0;
/// The same on a page without a size, in units.
const LINE: f32 = 40.0;
/// Breaks a whole text into so many lines, at most.
const LINES_AT_MOST: f32 = 500.0;

/// What came of it.
pub struct Settled {
    /// What there is to doubt.
    pub doubts: Vec<String>,
    /// The lower edge of text that stands below everything else, where there is such text.
    pub foot: Option<f32>,
}

/// Gives every block, line and word a box. `page` is the size of the page, nothing where the file does not say.
pub fn settle(blocks: &mut [SourceBlock], page: Option<FileBox>) -> Settled {
    believe(blocks, page);
    flow::settle(blocks);
    let usual = usual_line(blocks, page);
    let mut doubts = Doubts::default();
    for block in blocks.iter_mut() {
        doubts.look(block);
        let own = hull(block.lines.iter().filter_map(SourceLine::hull));
        block.ink = match (block.ink, own) {
            // A box that holds no line of its block belongs to something else.
            (Some(ink), Some(own)) if apart(&ink, &own) => Some(own),
            (ink, own) => ink.or(own),
        };
    }
    blocks_between(blocks, usual);
    let foot = foot(blocks, page, usual);
    let mut homeless = Vec::new();
    for (at, block) in blocks.iter_mut().enumerate() {
        if block.whole && block.ink.is_none() {
            let length = block.text().chars().count();
            let high = (length as f32 * usual / width(&foot)).ceil() * usual * LEADING_EM;
            let [left, top, right, _] = foot;
            reset(block, &[left, top, right, top + high]);
        }
        match block.ink {
            Some(ink) => homeless.extend(lines_within(block, ink, usual).into_iter().map(|line| (at, line))),
            None => homeless.extend((0..block.lines.len()).map(|line| (at, line))),
        }
    }
    let foot = at_the_foot(blocks, &homeless, foot, usual);
    for block in blocks {
        let ink = block.ink;
        block.lines.iter_mut().for_each(|line| words_within(line, ink));
    }
    Settled { doubts: doubts.told(), foot }
}

/// Drops boxes that cannot be meant: without size, not finite, off the page.
fn believe(blocks: &mut [SourceBlock], page: Option<FileBox>) {
    let all = |blocks: &[SourceBlock]| -> Vec<FileBox> {
        blocks.iter().flat_map(|block| &block.lines).flat_map(|line| &line.words).filter_map(|word| word.ink).collect()
    };
    let off = |ink: &FileBox| page.is_some_and(|page| is_off(ink, &page));
    let boxes: Vec<FileBox> = all(blocks).into_iter().filter(is_box).collect();
    let outside = boxes.iter().filter(|ink| off(ink)).count();
    let wrong_page = outside > A_FEW && outside as f32 > boxes.len() as f32 * OFF_PAGE;
    let sound = |ink: &FileBox| is_box(ink) && (wrong_page || !off(ink));
    for block in blocks {
        block.ink = block.ink.filter(sound);
        for line in &mut block.lines {
            line.ink = line.ink.filter(sound);
            line.baseline = line.baseline.filter(|height| height.is_finite());
            line.words.iter_mut().for_each(|word| word.ink = word.ink.filter(sound));
        }
    }
}

fn is_box(ink: &FileBox) -> bool {
    ink.iter().all(|side| side.is_finite() && side.abs() <= LARGEST) && width(ink) > 0.0 && height(ink) > 0.0
}

fn is_off(ink: &FileBox, page: &FileBox) -> bool {
    let ([left, top, right, bottom], [.., wide, high]) = (*ink, *page);
    let (x, y) = (wide * OVER_EDGE, high * OVER_EDGE);
    left < -x || top < -y || right > wide + x || bottom > high + y
}

fn apart(a: &FileBox, b: &FileBox) -> bool {
    let ([left, top, right, bottom], [l, t, r, b]) = (*a, *b);
    l >= right || r <= left || t >= bottom || b <= top
}

fn is_down(line: &SourceLine) -> bool {
    match line.flow {
        Some(Flow::Down | Flow::Clockwise | Flow::Counter) => true,
        Some(Flow::Across | Flow::Half) | None => false,
    }
}

/// How thick a line is across its run.
fn thickness(line: &SourceLine, ink: &FileBox) -> f32 {
    if is_down(line) { width(ink) } else { height(ink) }
}

/// The usual thickness of a line of the page.
fn usual_line(blocks: &[SourceBlock], page: Option<FileBox>) -> f32 {
    let lines = blocks.iter().flat_map(|block| &block.lines);
    let mut all: Vec<f32> = lines.filter_map(|line| Some(thickness(line, &line.hull()?))).collect();
    all.sort_by(f32::total_cmp);
    let of_page = page.map(|page| height(&page) * LINE_OF_PAGE).filter(|high| *high > 0.0);
    all.get(all.len() / 2).copied().or(of_page).unwrap_or(LINE)
}

/// Blocks without a box take the white between the block before them and the next one below it.
fn blocks_between(blocks: &mut [SourceBlock], usual: f32) {
    let mut at = 0;
    while at < blocks.len() {
        let count = blocks.iter().skip(at).take_while(|block| block.ink.is_none()).count();
        if count == 0 {
            at += 1;
            continue;
        }
        let before = at.checked_sub(1).and_then(|before| blocks.get(before)?.ink);
        let after = blocks.get(at + count).and_then(|block| block.ink);
        let need: f32 = blocks.iter().skip(at).take(count).map(|block| need(block, usual)).sum();
        if let (Some([left, _, right, from]), Some([next_left, to, next_right, _])) = (before, after)
            && to - from >= need
            && next_left < right
            && left < next_right
        {
            let mut top = from;
            for block in blocks.iter_mut().skip(at).take(count) {
                let high = need_of(block.lines.len(), usual);
                block.ink = Some([left.min(next_left), top, right.max(next_right), top + high]);
                top += high;
            }
        }
        at += count;
    }
}

fn need(block: &SourceBlock, usual: f32) -> f32 {
    need_of(block.lines.len(), usual)
}

fn need_of(lines: usize, usual: f32) -> f32 {
    usual * LEADING_EM * lines as f32
}

/// Gives lines without a box one within their block; returns the places of those for which there is no room.
fn lines_within(block: &mut SourceBlock, ink: FileBox, usual: f32) -> Vec<usize> {
    if block.whole {
        reset(block, &ink);
    }
    let boxes: Vec<Option<FileBox>> = block.lines.iter().map(SourceLine::hull).collect();
    let open: Vec<usize> = (0..boxes.len()).filter(|at| boxes.get(*at) == Some(&None)).collect();
    if open.is_empty() {
        return open;
    }
    let down = block.lines.iter().filter(|line| is_down(line)).count() * 2 > block.lines.len();
    let known: Vec<f32> =
        block.lines.iter().zip(&boxes).filter_map(|(line, ink)| Some(thickness(line, &(*ink)?))).collect();
    let own = known.iter().copied().reduce(f32::min);
    let longest = block.lines.iter().map(SourceLine::length).max().unwrap_or(1).max(1) as f32;
    let along = if down { height(&ink) } else { width(&ink) };
    let letter = if block.lines.iter().any(SourceLine::is_square) { 1.0 } else { LETTER_EM };
    // Letters as large as the longest line leaves room for, or as those of the lines beside them.
    let usual = own.unwrap_or(along / (longest * letter)).min(if own.is_some() { usual } else { f32::MAX });
    let mut homeless = Vec::new();
    let mut from = edge(&ink, down, true);
    let mut at = 0;
    while at < boxes.len() {
        let count = boxes.iter().skip(at).take_while(|ink| ink.is_none()).count();
        if let Some(Some(known)) = boxes.get(at) {
            from = edge(known, down, false);
            at += 1;
            continue;
        }
        let to =
            boxes.get(at + count).copied().flatten().map_or(edge(&ink, down, false), |next| edge(&next, down, true));
        let each = (to - from) / count as f32;
        for (place, line) in block.lines.iter_mut().enumerate().skip(at).take(count) {
            if each < usual * SQUEEZED && own.is_some() {
                homeless.push(place);
                continue;
            }
            let step = each.min(usual * LEADING_EM);
            let near = from + step * (place - at) as f32;
            line.ink = Some(slice(&ink, down, near, near + step / LEADING_EM));
        }
        at += count;
    }
    homeless
}

/// Where a box begins or ends in the direction in which lines follow each other: downwards, or from the right.
fn edge(ink: &FileBox, down: bool, begins: bool) -> f32 {
    let [left, top, right, bottom] = *ink;
    match (down, begins) {
        (false, true) => top,
        (false, false) => bottom,
        (true, true) => -right,
        (true, false) => -left,
    }
}

/// The part of a block that a line takes.
fn slice(ink: &FileBox, down: bool, near: f32, far: f32) -> FileBox {
    let [left, top, right, bottom] = *ink;
    if down { [-far, top, -near, bottom] } else { [left, near, right, far] }
}

/// Breaks the text of a block anew, for a box of this size.
fn reset(block: &mut SourceBlock, ink: &FileBox) {
    let length = block.text().chars().count();
    let flow = block.lines.first().and_then(|line| line.flow);
    let words = std::mem::take(&mut block.lines).into_iter().flat_map(|line| line.words).collect();
    block.lines = broken(words, length, ink);
    block.lines.iter_mut().for_each(|line| line.flow = flow);
}

/// Breaks the words of a whole block into as many lines as fill its box.
fn broken(words: Vec<SourceWord>, length: usize, ink: &FileBox) -> Vec<SourceLine> {
    let square = SourceLine { words: words.clone(), ..SourceLine::default() }.is_square();
    let letter = if square { 1.0 } else { LETTER_EM };
    let area = width(ink) * height(ink) / (length.max(1) as f32 * letter * LEADING_EM);
    let size = area.max(0.0).sqrt().min(width(ink) / letter);
    let count = (height(ink) / (size * LEADING_EM)).floor().clamp(1.0, LINES_AT_MOST);
    let full = (length as f32 / count).ceil() as usize;
    let mut lines: Vec<SourceLine> = Vec::new();
    let mut length = 0;
    for word in words.into_iter().flat_map(|word| if square { cut(word, full) } else { vec![word] }) {
        let own = word.text.chars().count();
        match lines.last_mut().filter(|_| length + own <= full) {
            Some(line) => line.words.push(word),
            None => {
                length = 0;
                lines.push(SourceLine { words: vec![word], ..SourceLine::default() });
            }
        }
        length += own + 1;
    }
    lines
}

/// A word of Han or kana is text without blanks: it is cut where its line is full.
fn cut(word: SourceWord, full: usize) -> Vec<SourceWord> {
    let letters: Vec<char> = word.text.chars().collect();
    let parts = letters.chunks(full.max(1));
    parts.map(|part| SourceWord { text: part.iter().collect(), ..word.clone() }).collect()
}

/// The white below everything else: its upper edge, as wide as the text of the page.
fn foot(blocks: &[SourceBlock], page: Option<FileBox>, usual: f32) -> FileBox {
    let placed = hull(blocks.iter().flat_map(|block| block.lines.iter().filter_map(SourceLine::hull)));
    let sheet = page.filter(is_box).unwrap_or([0.0, 0.0, usual * 60.0, usual]);
    let [left, _, right, _] =
        placed.unwrap_or([width(&sheet) * OVER_EDGE, 0.0, width(&sheet) * (1.0 - OVER_EDGE), 0.0]);
    let top = placed.map_or(usual * LEADING_EM, |[.., bottom]| bottom + usual * LEADING_EM);
    [left, top, right.max(left + usual), top]
}

/// Sets lines without a place below everything else, one under the other.
fn at_the_foot(blocks: &mut [SourceBlock], homeless: &[(usize, usize)], foot: FileBox, usual: f32) -> Option<f32> {
    let [left, mut top, right, _] = foot;
    let mut last = None;
    for (at, place) in homeless {
        let Some(block) = blocks.get_mut(*at) else { continue };
        if last.is_some_and(|last: usize| last != *at) {
            top += usual;
        }
        last = Some(*at);
        let Some(line) = block.lines.get_mut(*place) else { continue };
        // Vertical text without a place lies level: no page has room for it otherwise.
        line.flow = Some(Flow::Across);
        let wide = (line.length() as f32 * usual * if line.is_square() { 1.0 } else { LETTER_EM }).min(right - left);
        let ink = [left, top, left + wide, top + usual];
        line.ink = Some(ink);
        block.ink = hull(block.ink.into_iter().filter(|_| block.lines.len() > 1).chain([ink]));
        top += usual * LEADING_EM;
    }
    last.map(|_| top)
}
