//! Places in the text of a story, by character as one sees it, and what lies between two of them.

use crate::model::page::{BlockId, Page, Paragraph};
use crate::typeset::width::{WidthModel, graphemes};
use crate::ui::set_story::SetStory;

/// A place in the text of a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caret {
    /// The first block of the paragraph.
    pub block: BlockId,
    /// Where the character begins in the whole paragraph, in bytes.
    pub offset: u32,
}

/// Selected text: both ends belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Where selecting began.
    pub from: Caret,
    /// Where it is now.
    pub to: Caret,
}

/// A character on a set line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CharPosition {
    /// Where it is in the text.
    pub caret: Caret,
    /// Its first cell, from the left edge of the measure.
    pub x: u16,
    /// Its cells.
    pub width: u16,
}

/// The characters of a set line; blanks, indents and hyphens of the setting are none.
pub fn spots(page: &Page, set: &SetStory, line: usize, widths: &WidthModel) -> Vec<CharPosition> {
    let Some(set_line) = set.lines().get(line) else { return Vec::new() };
    let Some(block) = set_line.from else { return Vec::new() };
    let Some(whole) = paragraph(page, set, block) else { return Vec::new() };
    let (start, end) = (set_line.offset as usize, set_line.end as usize);
    let text = whole.text.get(start..end.min(whole.text.len())).unwrap_or_default();
    let inked = |(_, grapheme): &(usize, &str)| !grapheme.trim().is_empty();
    let mut x = 0;
    let mut cells = Vec::new();
    for (_, grapheme) in graphemes(&set_line.text) {
        let width = widths.grapheme(grapheme);
        if !grapheme.trim().is_empty() {
            cells.push((x, width));
        }
        x += width;
    }
    let carets = graphemes(text).filter(inked).map(|(at, _)| Caret { block, offset: (start + at) as u32 });
    carets.zip(cells).map(|(caret, (x, width))| CharPosition { caret, x, width }).collect()
}

/// The line that shows a place.
pub fn line_of(set: &SetStory, caret: Caret) -> Option<usize> {
    set.line_at(caret.block, caret.offset)
}

impl Selection {
    /// The two ends in the order of the text.
    fn ends(&self, paragraphs: &[Paragraph<'_>]) -> Option<((usize, u32), (usize, u32))> {
        let place = |caret: Caret| {
            let at = paragraphs.iter().position(|whole| whole.blocks.first() == Some(&caret.block))?;
            Some((at, caret.offset))
        };
        let (a, b) = (place(self.from)?, place(self.to)?);
        Some((a.min(b), a.max(b)))
    }

    /// Where it begins in the text.
    pub fn first(&self, paragraphs: &[Paragraph<'_>]) -> Option<Caret> {
        let ((at, offset), _) = self.ends(paragraphs)?;
        Some(Caret { block: *paragraphs.get(at)?.blocks.first()?, offset })
    }

    /// True when a place is part of it. `paragraphs` are those of the story.
    pub fn holds(&self, paragraphs: &[Paragraph<'_>], caret: Caret) -> bool {
        let at = paragraphs.iter().position(|whole| whole.blocks.first() == Some(&caret.block));
        let here = at.map(|at| (at, caret.offset));
        here.zip(self.ends(paragraphs)).is_some_and(|(here, (first, last))| first <= here && here <= last)
    }

    /// Its text: whole paragraphs are parted by blank lines, and nothing of the line breaks is left.
    pub fn text(&self, paragraphs: &[Paragraph<'_>]) -> String {
        let Some((first, last)) = self.ends(paragraphs) else { return String::new() };
        let mut parts = Vec::new();
        for (index, whole) in paragraphs.iter().enumerate().take(last.0 + 1).skip(first.0) {
            let start = if index == first.0 { first.1 as usize } else { 0 };
            let end = if index == last.0 { after(&whole.text, last.1 as usize) } else { whole.text.len() };
            parts.push(whole.text.get(start..end).unwrap_or_default().trim());
        }
        parts.join("\n\n")
    }
}

/// The byte after the character that begins here.
fn after(text: &str, at: usize) -> usize {
    at + text.get(at..).and_then(|rest| graphemes(rest).next()).map_or(0, |(_, grapheme)| grapheme.len())
}

fn paragraph<'a>(page: &'a Page, set: &SetStory, block: BlockId) -> Option<Paragraph<'a>> {
    crate::ui::set_story::paragraph_of(page, set.at.story, block)
}
