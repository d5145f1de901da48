//! The parts of a story and how each is set.

use super::SetLine;
use super::caps::Cap;
use super::lines::{FlowedLine, LineSetting, lines};
use super::script::may_hang;
use crate::model::lang::Lang;
use crate::model::page::{BlockId, Page, Paragraph};
use crate::model::role::Role;
use crate::model::story::StoryId;
use crate::typeset::Measure;
use crate::typeset::tables::TextTable;
use crate::typeset::width::WidthModel;
use std::ops::Range;

/// Blocks that belong together on a galley; a blank line stands between two parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StoryPart {
    /// Section label.
    Label,
    /// Kicker, headline, deck.
    Head,
    /// Who wrote it.
    Byline,
    /// Running text with its dateline.
    Body,
    /// A head within the story.
    Subhead,
    /// A sentence set large.
    Quote,
    /// A picture's caption.
    Caption,
    /// A picture's credit.
    Credit,
    /// Where it goes on or comes from.
    Jump,
    /// Lines that stand as printed.
    Listing,
}

impl StoryPart {
    /// The part a role falls into.
    pub fn of(role: Role) -> StoryPart {
        match role {
            Role::Section | Role::Masthead | Role::Folio => StoryPart::Label,
            Role::Kicker | Role::Headline | Role::Deck => StoryPart::Head,
            Role::Byline => StoryPart::Byline,
            Role::Dateline | Role::Body => StoryPart::Body,
            Role::Subhead => StoryPart::Subhead,
            Role::PullQuote => StoryPart::Quote,
            Role::Caption => StoryPart::Caption,
            Role::Credit => StoryPart::Credit,
            Role::Jump => StoryPart::Jump,
            Role::Table | Role::Advert | Role::Furniture => StoryPart::Listing,
        }
    }

    /// True when a blank line stands between this part and the one above it.
    pub fn stands_apart_from(self, above: StoryPart) -> bool {
        match self {
            StoryPart::Label
            | StoryPart::Head
            | StoryPart::Byline
            | StoryPart::Body
            | StoryPart::Listing
            | StoryPart::Jump => self != above,
            StoryPart::Subhead | StoryPart::Quote | StoryPart::Caption => true,
            StoryPart::Credit => above != StoryPart::Caption && above != StoryPart::Credit,
        }
    }
}

/// Where a line stands in its measure.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LineAlign {
    Left,
    Center,
    Right,
}

/// Blank cells beside a quotation or caption, where the measure has room for them.
const INSET: u16 = 2;
/// Below this measure nothing is inset and indents are halved: ten Han characters.
const NARROW: u16 = 20;

/// The section label of a story that no block of it prints.
pub(super) fn unprinted_section(page: &Page, story: StoryId) -> Option<String> {
    let story = page.story(story);
    let printed = story.blocks.iter().any(|id| page.block(*id).role == Role::Section);
    story.section.clone().filter(|label| !printed && !label.trim().is_empty())
}

/// Sets a label that belongs to no block.
pub(super) fn set_label(label: &str, lang: Lang, measure: Measure, widths: &WidthModel, set: &mut Vec<SetLine>) {
    let balanced = LineSetting { balance: true, ..LineSetting::plain(lang, measure.0) };
    for (number, line) in lines(label, &balanced, widths).into_iter().enumerate() {
        let text = aligned(&line, LineAlign::Center, measure.0);
        set.push(SetLine {
            text,
            offset: line.from,
            end: line.to,
            opens: number == 0,
            ..SetLine::blank(Role::Section)
        });
    }
}

/// What all parts of a story are set in.
#[derive(Clone, Copy)]
pub(super) struct StoryColumn<'a> {
    page: &'a Page,
    measure: Measure,
    widths: &'a WidthModel,
    /// Full-width stops may hang. It is a question to the whole page, so it is asked once.
    hangs: bool,
}

impl<'a> StoryColumn<'a> {
    pub fn of(page: &'a Page, measure: Measure, widths: &'a WidthModel) -> StoryColumn<'a> {
        StoryColumn { page, measure, widths, hangs: may_hang(page) }
    }
}

/// Sets a paragraph or head below the part `above`.
pub(super) fn set_paragraph(
    column: StoryColumn,
    paragraph: &Paragraph,
    above: Option<StoryPart>,
    set: &mut Vec<SetLine>,
) {
    let StoryColumn { page, measure, widths, hangs } = column;
    let part = StoryPart::of(paragraph.role);
    let align = alignment(part, page.lang);
    let inset = inset(part, paragraph.boxed, measure.0);
    let inner = measure.0 - 2 * inset;
    let printed = paragraph.blocks.first().map(|id| page.lines_of(*id)).unwrap_or_default();
    let cap = Cap::of(&paragraph.text, printed, widths).filter(|cap| part == StoryPart::Body && inner > 4 * cap.cells);
    let indent = match cap {
        Some(cap) => cap.cells,
        None if part == StoryPart::Body => indent(page.lang, above, inner),
        None => 0,
    };
    let setting = LineSetting {
        lang: language(page, &paragraph.text),
        first: inner - indent,
        capped: cap.is_some(),
        rest: inner,
        hang: part == StoryPart::Body && hangs,
        // A blank between words can only be doubled, and that is a hole: words keep a ragged edge.
        balance: align == LineAlign::Center,
        hyphens: part == StoryPart::Body || part == StoryPart::Caption,
    };
    let starts = block_starts(page, paragraph);
    let mut opens = true;
    for mut piece in pieces(page, paragraph, part) {
        piece.start += cap.map_or(0, |cap| cap.text.len());
        let text = paragraph.text.get(piece.clone()).unwrap_or_default();
        for (number, mut line) in lines(text, &setting, widths).into_iter().enumerate() {
            line.from += piece.start as u32;
            line.to += piece.start as u32;
            let cap = cap.filter(|_| number == 0);
            if let Some(cap) = cap {
                line.from -= cap.text.len() as u32;
                line.text.insert_str(0, &widths.sanitize(cap.text));
            }
            let is_indented = cap.is_none() && (number == 0 || (number == 1 && setting.capped));
            let blanks = inset + if is_indented { indent } else { 0 };
            let body = aligned(&line, align, inner);
            let text = if paragraph.boxed {
                boxed(&body, inset, measure.0, widths)
            } else {
                indented(&body, blanks, page.lang.is_han() && part == StoryPart::Body)
            };
            let from = starts.iter().rev().find(|(start, _)| *start <= line.from).map(|(_, id)| *id);
            set.push(SetLine {
                text,
                from,
                offset: line.from,
                end: line.to,
                opens,
                boxed: paragraph.boxed,
                cap: cap.map_or(0, |cap| cap.cells),
                ..SetLine::blank(paragraph.role)
            });
            opens = false;
        }
    }
}

/// Sets a table: a row stays a row, its cells stand in columns.
pub(super) fn set_table(column: StoryColumn, paragraph: &Paragraph, set: &mut Vec<SetLine>) {
    let StoryColumn { page, measure, widths, .. } = column;
    let inset = inset(StoryPart::Listing, paragraph.boxed, measure.0);
    let rows = pieces(page, paragraph, StoryPart::Listing);
    let table = TextTable::in_rows(&paragraph.text, rows, |cell| widths.sanitize(cell).into_owned(), widths);
    let starts = block_starts(page, paragraph);
    let lines = table.set(language(page, &paragraph.text), measure.0 - 2 * inset, widths);
    set.extend(lines.into_iter().enumerate().map(|(number, line)| SetLine {
        text: if paragraph.boxed { boxed(&line.text, inset, measure.0, widths) } else { line.text },
        from: starts.iter().rev().find(|(start, _)| *start <= line.from).map(|(_, id)| *id),
        offset: line.from,
        end: line.to,
        opens: number == 0,
        boxed: paragraph.boxed,
        ..SetLine::blank(paragraph.role)
    }));
}

/// The language of a text, as far as it matters for setting: among languages that part their words by spaces a
/// paragraph may be in another one than its page.
pub(crate) fn language(page: &Page, text: &str) -> Lang {
    if page.lang.is_cjk() {
        return page.lang;
    }
    Some(Lang::of(text)).filter(|own| *own != Lang::Other && !own.is_cjk()).unwrap_or(page.lang)
}

fn alignment(part: StoryPart, lang: Lang) -> LineAlign {
    match part {
        StoryPart::Label | StoryPart::Head | StoryPart::Subhead => LineAlign::Center,
        StoryPart::Byline if lang.is_han() => LineAlign::Center,
        StoryPart::Credit | StoryPart::Jump => LineAlign::Right,
        StoryPart::Byline | StoryPart::Body | StoryPart::Quote | StoryPart::Caption | StoryPart::Listing => {
            LineAlign::Left
        }
    }
}

/// Blank cells on either side.
fn inset(part: StoryPart, boxed: bool, measure: u16) -> u16 {
    match part {
        _ if measure < NARROW => u16::from(boxed && measure > 3),
        StoryPart::Quote => 2 * INSET,
        StoryPart::Caption | StoryPart::Credit | StoryPart::Jump => INSET,
        StoryPart::Label
        | StoryPart::Head
        | StoryPart::Byline
        | StoryPart::Body
        | StoryPart::Subhead
        | StoryPart::Listing => u16::from(boxed),
    }
}

/// First-line indent in cells: two em in Chinese and one in Japanese, halved in narrow columns; a Latin paragraph
/// is indented only below another.
fn indent(lang: Lang, above: Option<StoryPart>, measure: u16) -> u16 {
    let cells = match lang {
        Lang::Zh if measure < NARROW => 2,
        Lang::Zh => 4,
        Lang::Ja => 2,
        Lang::Ko => 1,
        Lang::En | Lang::De | Lang::Fr | Lang::Es | Lang::It | Lang::Pt | Lang::Nl | Lang::Ru | Lang::Other
            if above == Some(StoryPart::Body) =>
        {
            2
        }
        Lang::En | Lang::De | Lang::Fr | Lang::Es | Lang::It | Lang::Pt | Lang::Nl | Lang::Ru | Lang::Other => 0,
    };
    cells.min(measure.saturating_sub(super::lines::LEAST))
}

/// The line's text behind the blanks that put it in place.
fn aligned(line: &FlowedLine, align: LineAlign, measure: u16) -> String {
    let free = measure.saturating_sub(line.cells);
    let blanks = match align {
        LineAlign::Left => 0,
        LineAlign::Center => free / 2,
        LineAlign::Right => free,
    };
    " ".repeat(usize::from(blanks)) + &line.text
}

/// Full-width blanks where the language uses them, so that copied text keeps its indent.
fn indented(text: &str, cells: u16, full_width: bool) -> String {
    let (full, half) = if full_width { (cells / 2, cells % 2) } else { (0, cells) };
    "\u{3000}".repeat(usize::from(full)) + &" ".repeat(usize::from(half)) + text
}

/// A line of a boxed head, blank to both edges of the measure.
fn boxed(text: &str, inset: u16, measure: u16, widths: &WidthModel) -> String {
    let left = " ".repeat(usize::from(inset));
    let right = measure.saturating_sub(inset.saturating_add(widths.str(text)));
    left + text + &" ".repeat(usize::from(right))
}

/// Where the text of each block starts in the whole paragraph.
pub(super) fn block_starts(page: &Page, paragraph: &Paragraph) -> Vec<(u32, BlockId)> {
    let mut text = String::new();
    let mut starts = Vec::with_capacity(paragraph.blocks.len());
    for (number, id) in paragraph.blocks.iter().enumerate() {
        let before = number.checked_sub(1).and_then(|before| paragraph.blocks.get(before));
        let tail = &page.block(*id).text;
        match before.and_then(|before| page.block(*before).continues) {
            Some(continuation) => continuation.joint.append(&mut text, tail),
            None => text.push_str(tail),
        }
        starts.push(((text.len() - tail.len()) as u32, *id));
    }
    starts
}

/// What is set by itself: the printed lines of a table or advertisement as far as they are found in its text, else
/// the whole.
pub(super) fn pieces(page: &Page, paragraph: &Paragraph, part: StoryPart) -> Vec<Range<usize>> {
    if part == StoryPart::Listing {
        printed_lines(page, paragraph)
    } else {
        std::iter::once(0..paragraph.text.len()).collect()
    }
}

/// The printed lines of a paragraph as far as they are found in its text, and behind them the lines of the rest.
pub(crate) fn printed_lines(page: &Page, paragraph: &Paragraph) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in paragraph.blocks.iter().flat_map(|id| page.lines_of(*id)) {
        let text = line.text.trim();
        let Some(start) = paragraph.text.get(at..).and_then(|rest| rest.find(text)) else { continue };
        let gap = paragraph.text.get(at..at + start).unwrap_or_default();
        if text.is_empty() || !gap.trim().is_empty() {
            continue;
        }
        found.push(at + start..at + start + text.len());
        at += start + text.len();
    }
    for line in paragraph.text.get(at..).unwrap_or_default().split_inclusive('\n') {
        if !line.trim().is_empty() {
            found.push(at..at + line.trim_end().len());
        }
        at += line.len();
    }
    found
}
