//! Body groups to texts: groups chained where a paragraph runs on, and cut into paragraphs.

use super::kinds::{EntryKind, LooseEntry};
use super::measure::{FirstLine, LooseMeasures, broken_early, opening};
use super::phrases::is_closed;
use crate::house_style::extract::ExtractStyle;
use crate::layout::normalize::script::is_closing;
use crate::layout::normalize::{Words, paragraph};
use crate::model::lang::Lang;

/// Whole paragraphs that follow each other in the file: the smallest thing that a head can stand over.
#[derive(Clone, Debug)]
pub struct LooseText {
    /// The entries it was printed in, in order; at least one.
    pub entries: Vec<usize>,
    /// Its paragraphs, as a person would type them.
    pub paragraphs: Vec<String>,
    /// Wider than the columns.
    pub lead: bool,
}

impl LooseText {
    /// All its paragraphs.
    pub fn whole(&self) -> String {
        self.paragraphs.join("\n")
    }
}

/// Chains the body and lead entries, in file order.
pub fn texts(
    entries: &[LooseEntry],
    measures: LooseMeasures,
    (lang, words): (Lang, &Words),
    style: &ExtractStyle,
) -> Vec<LooseText> {
    let chain = TextChain { measures, style };
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        if !matches!(entry.kind, EntryKind::Body | EntryKind::Lead) {
            continue;
        }
        let before = runs.last().and_then(|run| run.last()).copied();
        let joins = before.is_some_and(|index| {
            let parted =
                entries.get(index + 1..at).is_some_and(|between| between.iter().any(|e| e.kind == EntryKind::Head));
            entries.get(index).is_some_and(|earlier| chain.score(earlier, entry, parted).is_some_and(|score| score > 0))
        });
        match runs.last_mut().filter(|_| joins) {
            Some(run) => run.push(at),
            None => runs.push(vec![at]),
        }
    }
    runs.into_iter().map(|run| chain.text(run, entries, lang, words)).collect()
}

struct TextChain<'a> {
    measures: LooseMeasures,
    style: &'a ExtractStyle,
}

impl TextChain<'_> {
    /// How much says that `later` goes on where `earlier` broke off; nothing when it cannot. Points and reasons:
    /// [`LinkStyle`](crate::house_style::extract::LinkStyle).
    fn score(&self, earlier: &LooseEntry, later: &LooseEntry, parted: bool) -> Option<i32> {
        let (last, first) = (earlier.lines.last()?, later.lines.first()?);
        let link = &self.style.link;
        let early = broken_early(last, first, earlier.measure - self.first_indent(earlier), self.style);
        let closed = is_closed(&last.text);
        if earlier.kind != later.kind || (closed && earlier.kind == EntryKind::Lead) {
            return None;
        }
        // A colon ends a sentence as far as the line below it is concerned.
        let over = closed || last.text.ends_with(['：', ':']);
        let mut score = match (over, early) {
            (true, true) => link.closed_early,
            (true, false) => link.closed,
            (false, true) => link.open_early,
            (false, false) => link.open,
        };
        score += match opening(&later.lines, later.measure, self.measures.indent, self.style) {
            FirstLine::Paragraph => link.indented,
            FirstLine::GoesOn => link.full,
            FirstLine::Unknown => 0,
        };
        let letter = first.text.chars().next()?;
        if letter.is_lowercase() {
            score += link.small;
        } else if letter.is_uppercase() && closed {
            score += link.capital;
        } else if is_closing(letter) && letter != '"' || matches!(letter, '，' | '。' | '、' | ',' | '.' | ')') {
            score += link.clinging;
        }
        Some(if parted { score + link.parted } else { score })
    }

    /// A group of one line may be a paragraph's first.
    fn first_indent(&self, group: &LooseEntry) -> f32 {
        if group.lines.len() == 1 { self.measures.indent } else { 0.0 }
    }

    fn text(&self, run: Vec<usize>, entries: &[LooseEntry], lang: Lang, words: &Words) -> LooseText {
        let mut paragraphs: Vec<Vec<&str>> = Vec::new();
        let mut lead = false;
        for (place, at) in run.iter().enumerate() {
            let Some(entry) = entries.get(*at) else { continue };
            lead = entry.kind == EntryKind::Lead;
            let starts = self.starts(entry);
            for (index, line) in entry.lines.iter().enumerate() {
                let opens = if index == 0 { place == 0 } else { starts.contains(&index) };
                match paragraphs.last_mut().filter(|_| !opens) {
                    Some(lines) => lines.push(&line.text),
                    None => paragraphs.push(vec![&line.text]),
                }
            }
        }
        let paragraphs = paragraphs.iter().map(|lines| paragraph(lines, lang, words)).collect();
        LooseText { entries: run, paragraphs, lead }
    }

    /// Lines after the first at which a paragraph starts: the line before ended a sentence, and ended early or
    /// this one is set short by the indent. Lines of a lead are measured by first lines, so it has no indent.
    fn starts(&self, group: &LooseEntry) -> Vec<usize> {
        let (lines, measure) = (&group.lines, group.measure);
        let indent = if group.kind == EntryKind::Lead { 0.0 } else { self.measures.indent };
        let mut starts = vec![];
        let mut first = opening(lines, measure, indent, self.style) != FirstLine::GoesOn;
        for (at, pair) in lines.windows(2).enumerate() {
            let [line, next] = pair else { continue };
            let room = if first { measure - indent } else { measure };
            let early = broken_early(line, next, room, self.style);
            let rest = lines.get(at + 1..).unwrap_or(&[]);
            let indented = opening(rest, measure, indent, self.style) == FirstLine::Paragraph;
            let ended = is_closed(&line.text) || line.text.ends_with(['：', ':']);
            let very_early = early && indented && line.width < measure * self.style.short_end_share;
            first = (ended && (early || indented)) || very_early;
            if first {
                starts.push(at + 1);
            }
        }
        starts
    }
}
