//! Pieces to entries: what each is by its lines alone and by its neighbors.

use super::measure::{Measures, Opening, TextLine, broken_early, is_wide, opening, widest};
use super::phrases;
use super::piece::Piece;
use crate::house_style::HouseStyle;
use crate::layout::normalize::{dedouble, dedouble_head};
use crate::model::lang::Lang;
use std::collections::HashMap;

/// One thing of the page, in file order.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// Its lines.
    pub lines: Vec<TextLine>,
    /// The measure it was set to, in em.
    pub measure: f32,
    /// The piece it stood in: display lines of one piece belong together.
    pub piece: usize,
}

/// What a piece, or a display line of it, is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
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

/// Says what every piece is.
pub fn classify(pieces: Vec<Piece>, measures: Measures, lang: Lang, style: &HouseStyle) -> Vec<Entry> {
    let looks: Vec<Look> = pieces.iter().map(|piece| look(piece, measures, style)).collect();
    let names = names(&pieces, style);
    let mut kinds: Vec<Kind> = (0..looks.len()).map(|at| by_neighbors(at, &looks)).collect();
    part_leads_from_captions(&looks, &mut kinds, style);
    let reader = Reader { lang, style, names: &names };
    let mut entries = Vec::new();
    for (at, (piece, kind)) in pieces.into_iter().zip(kinds).enumerate() {
        match kind {
            Kind::Head => reader.display(piece, at, &mut entries),
            Kind::Caption => captions(piece, at, style, &mut entries),
            Kind::Body | Kind::Lead | Kind::Byline | Kind::Label | Kind::Credit | Kind::Jump | Kind::Folio => {
                entries.push(Entry { kind, lines: piece.lines, measure: piece.measure, piece: at });
            }
        }
    }
    entries
}

/// What a piece looks like by itself.
struct Look {
    kind: Option<Kind>,
    /// Widest line.
    widest: f32,
    /// Last line.
    last: f32,
    /// What the first line opens with.
    first_opening: f32,
    measure: f32,
    /// The last line is a byline: the piece is a head and its byline.
    signed: bool,
    /// Could be display by its length and its end.
    may_be_head: bool,
    /// The lines break where sense says, not where the measure does.
    broken_early: bool,
    opening: Opening,
    /// Opens with a small letter.
    opens_small: bool,
    closed: bool,
    /// The last line reaches the measure.
    full_end: bool,
    wide: bool,
    lines: usize,
}

fn look(piece: &Piece, measures: Measures, style: &HouseStyle) -> Look {
    let lines = &piece.lines;
    let rules = &style.extract;
    let text = lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("");
    let measure = piece.measure;
    let last = lines.last().map_or(0.0, |line| line.width);
    let total: f32 = lines.iter().map(|line| line.width).sum();
    let widest = widest(lines);
    let ends_text =
        text.ends_with(['。', '，', '、', '；', ',', ';', '-', '\u{ad}']) || (text.ends_with('.') && lines.len() > 1);
    let early = |pair: &[TextLine]| match pair {
        [line, next] => broken_early(line, next, measure - measures.indent, rules),
        _ => false,
    };
    let short_line = lines.len() == 1
        && (widest <= measures.body - measures.indent - rules.slack_em || widest > measures.body + 1.0);
    Look {
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

/// What its words say a piece is.
fn by_phrase(lines: &[TextLine], text: &str, style: &HouseStyle) -> Option<Kind> {
    if phrases::is_jump(text, style) {
        Some(Kind::Jump)
    } else if lines.len() <= 2 && phrases::is_credit(text, style) {
        Some(Kind::Credit)
    } else if lines.len() > 1 && lines.last().is_some_and(|last| phrases::is_byline(&last.text, style)) {
        None
    } else if lines.len() <= style.extract.head_lines + 2 && phrases::is_credit_end(&spaced(lines), style) {
        Some(Kind::Caption)
    } else if lines.len() == 1 && phrases::is_folio(text, style) {
        Some(Kind::Folio)
    } else {
        None
    }
}

fn spaced(lines: &[TextLine]) -> String {
    lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// Display or text: what the piece looks like, and in doubt whether its neighbors need it to go on.
fn by_neighbors(at: usize, looks: &[Look]) -> Kind {
    let Some(own) = looks.get(at) else { return Kind::Body };
    if let Some(kind) = own.kind {
        return kind;
    }
    let is_text = |look: &&Look| look.kind.is_none() && !(look.may_be_head && look.broken_early);
    let before = at.checked_sub(1).and_then(|index| looks.get(index)).filter(is_text);
    let after = looks.get(at + 1).filter(is_text);
    let text = if own.wide { Kind::Caption } else { Kind::Body };
    if own.signed {
        return Kind::Head;
    }
    if !own.may_be_head {
        return text;
    }
    let awaited = before.is_some_and(|before| !before.closed && before.full_end);
    let continued = after.is_some_and(|after| after.opening == Opening::GoesOn || after.opens_small);
    if own.lines == 1 && own.closed && awaited {
        return text;
    }
    let runs_on = continued && own.full_end && own.lines > 1;
    if own.broken_early && !runs_on {
        // A short line that a broken sentence waits for, and that nothing else takes up, is its end.
        let tail = awaited && own.lines == 1 && !continued && own.closed;
        return if tail { text } else { Kind::Head };
    }
    // Lines that fill the measure are text; of two, the second fills it when the next word would not have fit.
    let runs_out =
        after.is_some_and(|after| after.opening != Opening::Paragraph && own.last + after.first_opening > own.measure);
    let filled = own.lines > 2 || (own.lines == 2 && (own.full_end || runs_out));
    if awaited || continued || own.closed || filled { text } else { Kind::Head }
}

/// Wide text is a lead when it stands before the first column, several lines of it, without a credit, as wide as
/// the widest there and not as wide as text with a credit; else it is a caption.
fn part_leads_from_captions(looks: &[Look], kinds: &mut [Kind], style: &HouseStyle) {
    let first_body = kinds.iter().position(|kind| *kind == Kind::Body).unwrap_or(kinds.len());
    let credited = |look: &&Look| look.kind == Some(Kind::Caption);
    let caption_widths: Vec<f32> = looks.iter().filter(credited).map(|look| look.widest).collect();
    let loose = |(look, kind): &(&Look, &Kind)| **kind == Kind::Caption && look.kind.is_none();
    let most =
        looks.iter().zip(kinds.iter()).take(first_body).filter(loose).map(|(look, _)| look.widest).fold(0.0, f32::max);
    let mut seen_head = false;
    for (at, (look, kind)) in looks.iter().zip(kinds.iter_mut()).enumerate() {
        if *kind != Kind::Caption || look.kind.is_some() {
            seen_head |= *kind == Kind::Head;
            continue;
        }
        let like_captions = caption_widths.iter().any(|width| (width - look.widest).abs() <= style.extract.full_end_em);
        let as_wide = look.widest * style.extract.wide_ratio >= most;
        let enough = look.lines > 2 || (!seen_head && look.lines > 1);
        if first_body == looks.len() {
            *kind = Kind::Body;
        } else if at < first_body && as_wide && enough && !(like_captions && seen_head) {
            *kind = Kind::Lead;
        }
    }
}

/// Lines that stand as names in more than one place: bylines and credits of people.
fn names(pieces: &[Piece], style: &HouseStyle) -> HashMap<String, u32> {
    let mut counts: HashMap<String, u32> = HashMap::new();
    for piece in pieces.iter().filter(|piece| piece.lines.len() <= style.extract.head_lines) {
        for line in &piece.lines {
            let text = spaced(std::slice::from_ref(line));
            let credit = phrases::credit_at(&text, style).and_then(|at| text.get(at..)).unwrap_or("");
            let named = credit.split_whitespace().rev().take(2).collect::<Vec<_>>();
            let name = if named.len() == 2 { named.into_iter().rev().collect::<Vec<_>>().join(" ") } else { text };
            *counts.entry(name).or_default() += u32::from(true);
        }
    }
    counts
}

struct Reader<'a> {
    lang: Lang,
    style: &'a HouseStyle,
    names: &'a HashMap<String, u32>,
}

impl Reader<'_> {
    /// The lines of a display piece: labels and bylines stand alone, other neighboring lines are one head.
    fn display(&self, piece: Piece, at: usize, entries: &mut Vec<Entry>) {
        let (measure, number) = (piece.measure, at);
        let mut open_head = false;
        let mut last_indented = false;
        for (at, line) in piece.lines.into_iter().enumerate() {
            let text = dedouble_head(&line.text);
            let kind = self.display_kind(&text, at);
            let indented = line.indented;
            let line = if text == line.text { line } else { TextLine::new(text, indented) };
            let joins = open_head && kind == Kind::Head && indented == last_indented;
            last_indented = indented;
            match entries.last_mut().filter(|_| joins) {
                Some(head) => head.lines.push(line),
                None => entries.push(Entry { kind, lines: vec![line], measure, piece: number }),
            }
            open_head = kind == Kind::Head;
        }
    }

    fn display_kind(&self, text: &str, at: usize) -> Kind {
        let recurs = self.names.get(text).is_some_and(|count| *count > 1);
        let named = at > 0 && phrases::is_name(text) && (recurs || phrases::names_show(self.lang));
        if phrases::is_byline(text, self.style) || named {
            Kind::Byline
        } else if phrases::is_section(text, self.style) {
            Kind::Label
        } else if phrases::is_credit(text, self.style) {
            Kind::Credit
        } else if phrases::is_jump(text, self.style) {
            Kind::Jump
        } else {
            Kind::Head
        }
    }
}

/// Several captions that an extraction put on one line are parted where a sentence ends, unless a credit follows.
fn captions(piece: Piece, at: usize, style: &HouseStyle, entries: &mut Vec<Entry>) {
    let (kind, measure) = (Kind::Caption, piece.measure);
    let [line] = piece.lines.as_slice() else {
        entries.push(Entry { kind, lines: piece.lines, measure, piece: at });
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
        let lines = vec![TextLine::new(dedouble(part.trim()), false)];
        entries.push(Entry { kind, lines, measure, piece: at });
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
