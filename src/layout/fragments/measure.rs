//! The measures of the page, learned from its line widths: how wide its columns were set, and how far first
//! lines were indented. A line is full when the first word of the next one would not have fit on it.

use crate::house_style::extract::ExtractStyle;
use crate::layout::normalize::ends_in_hyphen;
use crate::layout::normalize::script::{
    HALF_EM, is_cjk, is_cjk_mark, is_closing, is_opening, is_shared_mark, width_em,
};

/// A cleaned line and its widths in em.
#[derive(Clone, Debug)]
pub struct LooseLine {
    /// Folded, doubled print collapsed, no blanks at the ends.
    pub text: String,
    /// Its width.
    pub width: f32,
    /// Its width with full-width marks set close, as papers do to fill a line; one em less at most.
    pub least: f32,
    /// Width of what would have had to fit on the line before to stand there: a word, or a character with the
    /// marks that may not open a line; with the space before it.
    pub opening: f32,
    /// Blanks stood before it in the file.
    pub indented: bool,
}

impl LooseLine {
    /// Measures a line. Quotes and dashes are half an em wide, as papers set them.
    pub fn new(text: String, indented: bool) -> LooseLine {
        let width = width_em(&text, false);
        let marks = text.chars().filter(|c| is_cjk_mark(*c)).count() as f32;
        let least = width - (marks / 2.0).min(1.0);
        let opening = opening_em(&text);
        LooseLine { text, width, least, opening, indented }
    }
}

/// What was learned of the whole page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LooseMeasures {
    /// The measure of most of its text, in em; zero for a page without running text.
    pub body: f32,
    /// First-line indent in em; zero when none was found.
    pub indent: f32,
}

/// How the first line of a group of text was set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstLine {
    /// Indented: a paragraph starts.
    Paragraph,
    /// Full: a paragraph goes on.
    GoesOn,
    /// Fits both.
    Unknown,
}

/// Learns the measures from groups of lines.
pub fn learn<'a>(
    groups: impl Iterator<Item = &'a [LooseLine]> + Clone,
    han: bool,
    style: &ExtractStyle,
) -> LooseMeasures {
    let body = best_measure(groups.clone(), style).unwrap_or(0.0);
    let indent = learn_indent(groups, body, han, style);
    LooseMeasures { body, indent }
}

/// The measure of every group: its own when it has lines enough to tell and is a column of the body's kind; else
/// that of the nearest group in the file that does and is wide enough, for columns of unequal width stand in
/// groups; wide text has the measure of its widest line.
pub fn of_groups(groups: &[&[LooseLine]], measures: LooseMeasures, style: &ExtractStyle) -> Vec<f32> {
    let own: Vec<Option<f32>> = groups.iter().map(|lines| own_measure(lines, measures, style)).collect();
    let fitting = |at: usize, need: f32| {
        own.get(at).copied().flatten().filter(|own| need <= own + style.slack_em + style.slack_em)
    };
    let near = |at: usize, need: f32| {
        (1..=style.reach).find_map(|step| {
            let before = at.checked_sub(step).and_then(|index| fitting(index, need));
            before.or_else(|| fitting(at + step, need))
        })
    };
    let of_group = |(at, lines): (usize, &&[LooseLine])| {
        let need = widest(lines);
        if is_wide(lines, measures, style) {
            return need;
        }
        let fallback = if need > measures.body + style.slack_em + style.slack_em { need } else { measures.body };
        own.get(at).copied().flatten().or_else(|| near(at, need)).unwrap_or(fallback)
    };
    groups.iter().enumerate().map(of_group).collect()
}

/// True for text wider than the columns. One line that could not be broken, such as an address, makes no wide text.
pub fn is_wide(lines: &[LooseLine], measures: LooseMeasures, style: &ExtractStyle) -> bool {
    let inner = lines.len().saturating_sub(1).max(1);
    let wide = lines.iter().take(inner).filter(|line| line.width > measures.body * style.wide_ratio).count();
    measures.body > 0.0 && wide * 2 > inner
}

/// Width of the widest line.
pub fn widest(lines: &[LooseLine]) -> f32 {
    lines.iter().map(|line| line.width).fold(0.0, f32::max)
}

/// What a group of a column of the body's kind tells by its own lines.
fn own_measure(lines: &[LooseLine], measures: LooseMeasures, style: &ExtractStyle) -> Option<f32> {
    if lines.len() < style.telling_lines || is_wide(lines, measures, style) {
        return None;
    }
    best_measure(std::iter::once(lines), style).filter(|own| *own >= measures.body * style.narrowest_ratio)
}

/// How the group opens.
pub fn opening(lines: &[LooseLine], measure: f32, indent: f32, style: &ExtractStyle) -> FirstLine {
    let Some(first) = lines.first() else { return FirstLine::Unknown };
    if first.indented && indent > 0.0 && lines.len() > 1 {
        return FirstLine::Paragraph;
    }
    if indent <= 0.0 {
        return FirstLine::Unknown;
    }
    if first.least > measure - indent + style.slack_em {
        return FirstLine::GoesOn;
    }
    let Some(next) = lines.get(1) else { return FirstLine::Unknown };
    let full = first.width + next.opening > measure + style.slack_em / 2.0;
    let as_first = first.width + next.opening > measure - indent - style.slack_em;
    match (as_first, full) {
        (_, true) => FirstLine::Unknown,
        (true, false) => FirstLine::Paragraph,
        (false, false) => FirstLine::Unknown,
    }
}

/// Whether `next` would have fit on the line: then a paragraph ended there, or the line is a head.
pub fn broken_early(line: &LooseLine, next: &LooseLine, measure: f32, style: &ExtractStyle) -> bool {
    !ends_in_hyphen(&line.text) && line.width + next.opening <= measure - style.slack_em
}

/// The measure that explains most lines: none is wider, and the next word would not have fit.
fn best_measure<'a>(groups: impl Iterator<Item = &'a [LooseLine]>, style: &ExtractStyle) -> Option<f32> {
    let mut inner: Vec<(f32, f32)> = Vec::new();
    for lines in groups {
        let pairs = lines.iter().zip(lines.iter().skip(1)).skip(1);
        inner.extend(pairs.map(|(line, next)| (line.width, line.width + next.opening)));
    }
    let mut widths: Vec<f32> = inner.iter().map(|(width, _)| *width).collect();
    widths.sort_by(f32::total_cmp);
    widths.dedup();
    let support = |measure: f32| {
        let full = |(width, with_next): &&(f32, f32)| {
            *width <= measure + style.slack_em && *with_next > measure + style.slack_em / 2.0
        };
        inner.iter().filter(full).count()
    };
    // Of equal ones the wider: a hanging mark makes lines wider, nothing makes them narrower.
    widths
        .into_iter()
        .map(|width| (support(width), width))
        .max_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)))
        .map(|best| best.1)
}

/// However deep an indent a style allows.
const MOST_STEPS: usize = 64;

/// The indent that explains most groups whose first line is too short for the measure; whole em in Han text.
fn learn_indent<'a>(groups: impl Iterator<Item = &'a [LooseLine]>, body: f32, han: bool, style: &ExtractStyle) -> f32 {
    let mut all = 0usize;
    let mut short: Vec<(f32, f32)> = Vec::new();
    for lines in groups {
        let (Some(first), Some(next)) = (lines.first(), lines.get(1)) else { continue };
        let measures = LooseMeasures { body, indent: 0.0 };
        let measure = own_measure(lines, measures, style).unwrap_or(body);
        if lines.len() < 3 || is_wide(lines, measures, style) {
            continue;
        }
        all += 1;
        if first.width + next.opening <= measure {
            short.push((measure - first.width, measure - first.width - next.opening));
        }
    }
    let step = if han { 1.0 } else { HALF_EM };
    let steps = ((style.widest_indent_em / step).max(0.0) as usize).min(MOST_STEPS);
    let explained = |indent: f32| {
        let fits = |(room, left): &&(f32, f32)| *room >= indent - style.slack_em && *left < indent;
        short.iter().filter(fits).count() as f32
    };
    let most = (1..=steps).map(|at| explained(at as f32 * step)).fold(0.0, f32::max);
    let believed = most >= 1.0 && most >= all as f32 * style.indent_share;
    // The least that explains nearly as many: ragged lines would fit deeper ones too.
    let nearly = most * style.indent_agreement_share;
    let least = (1..=steps).map(|at| at as f32 * step).find(|indent| explained(*indent) >= nearly);
    least.filter(|_| believed).unwrap_or(0.0)
}

/// Width of what a line opens with, up to where it could have been broken.
fn opening_em(text: &str) -> f32 {
    let mut width = 0.0;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        width += width_em(c.encode_utf8(&mut [0; 4]), false);
        let Some(next) = chars.peek().copied() else { break };
        let bound = is_opening(c) || is_closing(next) || is_stop(next);
        let in_word = !is_cjk(c) && !is_cjk(next) && !next.is_whitespace() && !is_shared_mark(c);
        if !(bound || in_word) || next.is_whitespace() {
            break;
        }
    }
    let spaced = text.chars().next().is_some_and(|c| !is_cjk(c) && !is_shared_mark(c));
    width + if spaced { HALF_EM } else { 0.0 }
}

/// Marks that may not open a line.
fn is_stop(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '！'
            | '？'
            | '．'
            | '・'
            | 'ー'
            | ','
            | '.'
            | ';'
            | ':'
            | '!'
            | '?'
            | '%'
            | '…'
            | '々'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(texts: &[&str]) -> Vec<LooseLine> {
        texts.iter().map(|text| LooseLine::new((*text).to_owned(), false)).collect()
    }

    fn harbor() -> Vec<Vec<LooseLine>> {
        vec![
            lines(&["渔港清晨六点就醒了，", "第一批渔船靠岸，船老大", "把一筐筐海货递上码头，", "买主早早等在岸边。"]),
            lines(&["老街改造已经三年，石", "板路重新铺过，店铺的招", "牌换成木头的，游客比从", "前多了一倍。"]),
            lines(&["前多了一倍，店主们说生", "意好做了许多，夜里的灯", "也亮得更久了。"]),
        ]
    }

    #[test]
    fn measure_and_indent_are_learned() {
        let style = ExtractStyle::default();
        let pages = harbor();
        let measures = learn(pages.iter().map(Vec::as_slice), true, &style);
        assert_eq!(measures.body, 11.0);
        assert_eq!(measures.indent, 1.0);
    }

    #[test]
    fn a_first_line_tells_whether_a_paragraph_starts() {
        let style = ExtractStyle::default();
        let start = lines(&["老街改造已经三年，", "石板路重新铺过，店铺的", "招牌换成木头的。"]);
        let goes_on = lines(&["前多了一倍，店主们说生", "意好做了许多。"]);
        assert_eq!(opening(&start, 11.0, 2.0, &style), FirstLine::Paragraph);
        assert_eq!(opening(&goes_on, 11.0, 2.0, &style), FirstLine::GoesOn);
    }

    #[test]
    fn latin_lines_are_full_when_the_next_word_would_not_fit() {
        let style = ExtractStyle::default();
        let group = lines(&[
            "The ferry was late again",
            "on Monday, and the people on",
            "the pier had been waiting",
            "since dawn.",
        ]);
        assert_eq!(opening(&group, 14.0, 1.0, &style), FirstLine::Paragraph);
        let goes_on = lines(&["on Monday, and the people on", "the pier had been waiting", "since dawn."]);
        assert_eq!(opening(&goes_on, 14.0, 1.0, &style), FirstLine::GoesOn);
    }
}
