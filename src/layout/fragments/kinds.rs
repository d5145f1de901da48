//! Groups to entries: what each is by its lines alone and by its neighbors.

use super::line_groups::LineGroup;
use super::measure::{FirstLine, LooseLine, LooseMeasures, broken_early, is_wide, opening, widest};
use super::phrases;
use crate::house_style::HouseStyle;
use crate::layout::normalize::{dedouble, dedouble_head};
use crate::model::lang::Lang;
use std::collections::HashMap;

/// One thing of the page, in file order.
#[derive(Clone, Debug)]
pub struct LooseEntry {
    /// What it is.
    pub kind: EntryKind,
    /// Its lines.
    pub lines: Vec<LooseLine>,
    /// The measure it was set to, in em.
    pub measure: f32,
    /// The group it stood in: display lines of one group belong together.
    pub group: usize,
}

/// What a group, or a display line of it, is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// Running text in a column.
    Body,
    /// Running text wider than the columns, before the columns: a lead.
    Lead,
    /// A head of some sort.
    Head,
    /// Who wrote it.
    Byline,
    /// A section label.
    Label,
    /// Text of a picture.
    Caption,
    /// Credit for the page or for a picture.
    Credit,
    /// A line to another page.
    Jump,
    /// Paper, date, page number.
    Folio,
}

/// Says what every group is.
pub fn classify(groups: Vec<LineGroup>, measures: LooseMeasures, lang: Lang, style: &HouseStyle) -> Vec<LooseEntry> {
    let looks: Vec<GroupShape> = groups.iter().map(|group| look(group, measures, style)).collect();
    let names = names(&groups, style);
    let mut kinds: Vec<EntryKind> = (0..looks.len()).map(|at| by_neighbors(at, &looks)).collect();
    part_leads_from_captions(&looks, &mut kinds, style);
    let reader = EntryReader { lang, style, names: &names };
    let mut entries = Vec::new();
    for (at, (group, kind)) in groups.into_iter().zip(kinds).enumerate() {
        match kind {
            EntryKind::Head => reader.display(group, at, &mut entries),
            EntryKind::Caption => captions(group, at, style, &mut entries),
            EntryKind::Body
            | EntryKind::Lead
            | EntryKind::Byline
            | EntryKind::Label
            | EntryKind::Credit
            | EntryKind::Jump
            | EntryKind::Folio => {
                entries.push(LooseEntry { kind, lines: group.lines, measure: group.measure, group: at });
            }
        }
    }
    entries
}

/// What a group looks like by itself.
struct GroupShape {
    kind: Option<EntryKind>,
    /// Widest line.
    widest: f32,
    /// Last line.
    last: f32,
    /// What the first line opens with.
    first_opening: f32,
    measure: f32,
    /// The last line is a byline: the group is a head and its byline.
    signed: bool,
    /// Could be display by its length and its end.
    may_be_head: bool,
    /// The lines break where sense says, not where the measure does.
    broken_early: bool,
    opening: FirstLine,
    /// Opens with a small letter.
    opens_small: bool,
    closed: bool,
    /// The last line reaches the measure.
    full_end: bool,
    wide: bool,
    lines: usize,
}

fn look(group: &LineGroup, measures: LooseMeasures, style: &HouseStyle) -> GroupShape {
    let lines = &group.lines;
    let rules = &style.extract;
    let text = lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("");
    let measure = group.measure;
    let last = lines.last().map_or(0.0, |line| line.width);
    let total: f32 = lines.iter().map(|line| line.width).sum();
    let widest = widest(lines);
    let ends_text =
        text.ends_with(['。', '，', '、', '；', ',', ';', '-', '\u{ad}']) || (text.ends_with('.') && lines.len() > 1);
    let early = |pair: &[LooseLine]| match pair {
        [line, next] => broken_early(line, next, measure - measures.indent, rules),
        _ => false,
    };
    let short_line = lines.len() == 1
        && (widest <= measures.body - measures.indent - rules.slack_em || widest > measures.body + 1.0);
    GroupShape {
        kind: by_phrase(lines, &text, style),
        may_be_head: lines.len() <= rules.head_lines && total <= rules.head_em && !ends_text,
        broken_early: short_line || (lines.len() > 1 && lines.windows(2).all(early)),
        opening: opening(lines, measure, measures.indent, rules),
        opens_small: text.starts_with(char::is_lowercase),
        closed: phrases::is_closed(&text) || text.ends_with(['：', ':']),
        full_end: last > measure - rules.full_end_em,
        widest,
        last,
        first_opening: lines.first().map_or(0.0, |line| line.opening),
        measure,
        signed: lines.len() <= rules.head_lines
            && lines.iter().skip(1).any(|line| phrases::is_byline(&line.text, style)),
        wide: is_wide(lines, measures, rules),
        lines: lines.len(),
    }
}

/// What its words say a group is.
fn by_phrase(lines: &[LooseLine], text: &str, style: &HouseStyle) -> Option<EntryKind> {
    if phrases::is_jump(text, style) {
        Some(EntryKind::Jump)
    } else if lines.len() <= 2 && phrases::is_credit(text, style) {
        Some(EntryKind::Credit)
    } else if lines.len() > 1 && lines.last().is_some_and(|last| phrases::is_byline(&last.text, style)) {
        None
    } else if lines.len() <= style.extract.head_lines + 2 && phrases::is_credit_end(&spaced(lines), style) {
        Some(EntryKind::Caption)
    } else if lines.len() == 1 && phrases::is_folio(text, style) {
        Some(EntryKind::Folio)
    } else {
        None
    }
}

fn spaced(lines: &[LooseLine]) -> String {
    lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// Display or text: what the group looks like, and in doubt whether its neighbors need it to go on.
fn by_neighbors(at: usize, looks: &[GroupShape]) -> EntryKind {
    let Some(own) = looks.get(at) else { return EntryKind::Body };
    if let Some(kind) = own.kind {
        return kind;
    }
    let is_text = |look: &&GroupShape| look.kind.is_none() && !(look.may_be_head && look.broken_early);
    let before = at.checked_sub(1).and_then(|index| looks.get(index)).filter(is_text);
    let after = looks.get(at + 1).filter(is_text);
    let text = if own.wide { EntryKind::Caption } else { EntryKind::Body };
    if own.signed {
        return EntryKind::Head;
    }
    if !own.may_be_head {
        return text;
    }
    let awaited = before.is_some_and(|before| !before.closed && before.full_end);
    let continued = after.is_some_and(|after| after.opening == FirstLine::GoesOn || after.opens_small);
    if own.lines == 1 && own.closed && awaited {
        return text;
    }
    let runs_on = continued && own.full_end && own.lines > 1;
    if own.broken_early && !runs_on {
        // A short line that a broken sentence waits for, and that nothing else takes up, is its end.
        let tail = awaited && own.lines == 1 && !continued && own.closed;
        return if tail { text } else { EntryKind::Head };
    }
    // Lines that fill the measure are text; of two, the second fills it when the next word would not have fit.
    let runs_out = after
        .is_some_and(|after| after.opening != FirstLine::Paragraph && own.last + after.first_opening > own.measure);
    let filled = own.lines > 2 || (own.lines == 2 && (own.full_end || runs_out));
    if awaited || continued || own.closed || filled { text } else { EntryKind::Head }
}

/// Wide text is a lead when it stands before the first column, several lines of it, without a credit, as wide as
/// the widest there and not as wide as text with a credit; else it is a caption.
fn part_leads_from_captions(looks: &[GroupShape], kinds: &mut [EntryKind], style: &HouseStyle) {
    let first_body = kinds.iter().position(|kind| *kind == EntryKind::Body).unwrap_or(kinds.len());
    let credited = |look: &&GroupShape| look.kind == Some(EntryKind::Caption);
    let caption_widths: Vec<f32> = looks.iter().filter(credited).map(|look| look.widest).collect();
    let loose = |(look, kind): &(&GroupShape, &EntryKind)| **kind == EntryKind::Caption && look.kind.is_none();
    let most =
        looks.iter().zip(kinds.iter()).take(first_body).filter(loose).map(|(look, _)| look.widest).fold(0.0, f32::max);
    let mut seen_head = false;
    for (at, (look, kind)) in looks.iter().zip(kinds.iter_mut()).enumerate() {
        if *kind != EntryKind::Caption || look.kind.is_some() {
            seen_head |= *kind == EntryKind::Head;
            continue;
        }
        let like_captions = caption_widths.iter().any(|width| (width - look.widest).abs() <= style.extract.full_end_em);
        let as_wide = look.widest * style.extract.wide_ratio >= most;
        let enough = look.lines > 2 || (!seen_head && look.lines > 1);
        if first_body == looks.len() {
            *kind = EntryKind::Body;
        } else if at < first_body && as_wide && enough && !(like_captions && seen_head) {
            *kind = EntryKind::Lead;
        }
    }
}

/// Lines that stand as names in more than one place: bylines and credits of people.
fn names(groups: &[LineGroup], style: &HouseStyle) -> HashMap<String, u32> {
    let mut counts: HashMap<String, u32> = HashMap::new();
    for group in groups.iter().filter(|group| group.lines.len() <= style.extract.head_lines) {
        for line in &group.lines {
            let text = spaced(std::slice::from_ref(line));
            let credit = phrases::credit_at(&text, style).and_then(|at| text.get(at..)).unwrap_or("");
            let named = credit.split_whitespace().rev().take(2).collect::<Vec<_>>();
            let name = if named.len() == 2 { named.into_iter().rev().collect::<Vec<_>>().join(" ") } else { text };
            *counts.entry(name).or_default() += u32::from(true);
        }
    }
    counts
}

struct EntryReader<'a> {
    lang: Lang,
    style: &'a HouseStyle,
    names: &'a HashMap<String, u32>,
}

impl EntryReader<'_> {
    /// The lines of a display group: labels and bylines stand alone, other neighboring lines are one head.
    fn display(&self, group: LineGroup, at: usize, entries: &mut Vec<LooseEntry>) {
        let (measure, number) = (group.measure, at);
        let mut open_head = false;
        let mut last_indented = false;
        for (at, line) in group.lines.into_iter().enumerate() {
            let text = dedouble_head(&line.text);
            let kind = self.display_kind(&text, at);
            let indented = line.indented;
            let line = if text == line.text { line } else { LooseLine::new(text, indented) };
            let joins = open_head && kind == EntryKind::Head && indented == last_indented;
            last_indented = indented;
            match entries.last_mut().filter(|_| joins) {
                Some(head) => head.lines.push(line),
                None => entries.push(LooseEntry { kind, lines: vec![line], measure, group: number }),
            }
            open_head = kind == EntryKind::Head;
        }
    }

    fn display_kind(&self, text: &str, at: usize) -> EntryKind {
        let recurs = self.names.get(text).is_some_and(|count| *count > 1);
        let named = at > 0 && phrases::is_name(text) && (recurs || phrases::names_show(self.lang));
        if phrases::is_byline(text, self.style) || named {
            EntryKind::Byline
        } else if phrases::is_section(text, self.style) {
            EntryKind::Label
        } else if phrases::is_credit(text, self.style) {
            EntryKind::Credit
        } else if phrases::is_jump(text, self.style) {
            EntryKind::Jump
        } else {
            EntryKind::Head
        }
    }
}

/// Several captions that an extraction put on one line are parted where a sentence ends, unless a credit follows.
fn captions(group: LineGroup, at: usize, style: &HouseStyle, entries: &mut Vec<LooseEntry>) {
    let (kind, measure) = (EntryKind::Caption, group.measure);
    let [line] = group.lines.as_slice() else {
        entries.push(LooseEntry { kind, lines: group.lines, measure, group: at });
        return;
    };
    let mut rest = line.text.as_str();
    let mut parts: Vec<&str> = Vec::new();
    while let Some((part, tail)) = next_caption(rest, style) {
        parts.push(part);
        rest = tail;
    }
    parts.push(rest);
    for part in parts {
        let lines = vec![LooseLine::new(dedouble(part.trim()), false)];
        entries.push(LooseEntry { kind, lines, measure, group: at });
    }
}

fn next_caption<'a>(text: &'a str, style: &HouseStyle) -> Option<(&'a str, &'a str)> {
    /// A caption is at least this many characters long.
    const SHORTEST: usize = 8;
    let ends = text.match_indices("。 ").map(|(at, mark)| text.split_at(at + mark.len()));
    let whole = |(part, tail): &(&str, &str)| {
        let long = part.chars().count() >= SHORTEST && tail.chars().count() >= SHORTEST;
        let only_credit = phrases::is_credit_end(tail, style) && !tail.contains("。 ");
        long && tail.contains('。') && !only_credit
    };
    ends.into_iter().find(whole)
}
