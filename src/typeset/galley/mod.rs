//! One story reflowed at a measure; the only user of textwrap.
//!
//! ```text
//!   text  clusters  -->  glue (classes)  -->  fragments  --textwrap-->  breaks  -->  lines
//!   story  parts: heads centered, body indented by language, captions apart, a blank line between
//! ```

mod caps;
mod classes;
mod clusters;
mod hyphens;
pub mod large;
pub mod lines;
#[cfg(test)]
mod sample_text;
mod parts;
pub mod pictures;
mod script;
pub mod vertical;

pub(crate) use caps::Cap;
pub(crate) use parts::{language, printed_lines};
pub(crate) use script::may_hang;

use super::Measure;
use super::width::WidthModel;
use crate::model::page::{BlockId, Page};
use crate::model::role::Role;
use crate::model::story::StoryId;
use large::HeadSize;
use pictures::PictureRow;

/// A story set to a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Galley {
    /// No line is wider than this, but for a full-width stop that hangs half into the margin: one cell.
    pub measure: Measure,
    /// From top to bottom.
    pub lines: Vec<SetLine>,
    /// Its lines are columns of characters, read from the right, and its measure counts rows.
    pub upright: bool,
}

/// One line of set type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetLine {
    /// What to print, starting in the first cell: indents and centering are in it as blanks.
    pub text: String,
    /// Role of the block it comes from.
    pub role: Role,
    /// The block it comes from; nothing for blank lines and box edges.
    pub from: Option<BlockId>,
    /// Where this line's text starts in the block's whole paragraph, in bytes of its normalized text.
    pub offset: u32,
    /// Where the next line's text starts in the same paragraph, or the paragraph's end.
    pub end: u32,
    /// True for the first line of a paragraph or head.
    pub opens: bool,
    /// The line is part of a boxed head: draw it in reverse video.
    pub boxed: bool,
    /// Cells at its beginning that are a drop cap.
    pub cap: u16,
    /// The line may be drawn twice as wide, and as high as itself and the blank line below it.
    pub large: bool,
    /// The line is a row of a picture's place.
    pub picture: Option<PictureRow>,
}

/// Sets a story. Line rules depend on the page's language; widths on the model. A measure below
/// [`lines::LEAST`] is widened to it, because it holds no Han character.
pub fn set(page: &Page, story: StoryId, measure: Measure, widths: &WidthModel) -> Galley {
    set_with(page, story, measure, widths, Extras::default())
}

/// What a terminal can draw beside plain text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extras {
    /// How headlines are set.
    pub heads: HeadSize,
    /// Whether places are kept for pictures.
    pub pictures: bool,
}

/// As [`set`], for a terminal that can draw more than plain text.
pub fn set_with(page: &Page, story: StoryId, measure: Measure, widths: &WidthModel, extras: Extras) -> Galley {
    let measure = Measure(measure.0.max(lines::LEAST));
    let column = parts::StoryColumn::of(page, measure, widths);
    let mut set: Vec<SetLine> = Vec::new();
    let mut above = None;
    if let Some(label) = parts::unprinted_section(page, story) {
        parts::set_label(&label, page.lang, measure, widths, &mut set);
        above = Some(parts::StoryPart::Label);
    }
    for paragraph in page.paragraphs(&page.story(story).blocks) {
        let part = parts::StoryPart::of(paragraph.role);
        if extras.pictures {
            pictures::in_story(page, story, Some(&paragraph.blocks))
                .for_each(|at| pictures::set(page, at, measure.0, &mut set));
        }
        if above.is_some_and(|above| part.stands_apart_from(above)) {
            set.push(SetLine::blank(paragraph.role));
        }
        let is_large = extras.heads == HeadSize::Double && large::set(page, &paragraph, measure, widths, &mut set);
        if paragraph.role == Role::Table {
            parts::set_table(column, &paragraph, &mut set);
        } else if !is_large {
            parts::set_paragraph(column, &paragraph, above, &mut set);
        }
        above = Some(part);
    }
    if extras.pictures {
        pictures::in_story(page, story, None).for_each(|at| pictures::set(page, at, measure.0, &mut set));
    }
    Galley { measure, lines: set, upright: false }
}

impl SetLine {
    /// White between two parts.
    fn blank(role: Role) -> SetLine {
        SetLine {
            text: String::new(),
            role,
            from: None,
            offset: 0,
            end: 0,
            opens: false,
            boxed: false,
            cap: 0,
            large: false,
            picture: None,
        }
    }
}

impl Galley {
    /// The line that shows this place of a paragraph: the block it starts in (any of its blocks will do) and the
    /// offset in its whole text. Holds the reader's place when the width changes.
    pub fn line_at(&self, block: BlockId, offset: u32) -> Option<usize> {
        let of_block = |line: &SetLine| line.from == Some(block);
        let exact = self.lines.iter().position(|line| of_block(line) && line.offset <= offset && offset < line.end);
        exact.or_else(|| self.lines.iter().position(of_block))
    }
}

#[cfg(test)]
mod tests;
