//! How many cells a point is, learned from the body type: Han characters take two cells each, Latin body lines fit.

use super::Pictures;
use crate::geometry::{Pt, Rect};
use crate::model::lang::Lang;
use crate::model::page::{Line, Page};
use crate::model::role::Role;
use crate::typeset::width::WidthModel;

/// The page's measures in cells.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct CellScale {
    /// Cells to the point.
    pub x: f32,
    /// One row, in points.
    pub leading: f32,
    /// One row at full scale, in points: what white is measured by.
    pub plain_leading: f32,
    /// How much narrower the page is than at full scale: 1 is full scale.
    pub factor: f32,
    /// Top of row 0, in points.
    pub base: f32,
    /// One em of the body, in points.
    pub em: f32,
    /// Left edge of the page, in points.
    pub left: f32,
    /// How much room pictures are given.
    pub pictures: Pictures,
}

/// The share of body lines that fit their column at full scale. The rest are re-set; more would widen the page for
/// a few lines in condensed type.
const FITTING_SHARE: f32 = 0.95;
/// The same for lines of Han characters, which differ little: one line too long costs a paragraph its line breaks.
const FITTING_SHARE_HAN: f32 = 0.98;
/// Han characters are never given more than this many times their two cells, for the sake of Latin among them.
const MOST_HAN_STRETCH: f32 = 1.1;
/// No page is drawn wider at full scale, in cells.
const MOST_CELLS: f32 = 1200.0;
/// No page is drawn higher for its printed height alone, in rows; text may need more.
const MOST_ROWS: f32 = 4000.0;
/// Rows of a picture that nobody can show: it says that there is one.
const SMALL_PICTURE: u32 = 3;
/// A cell is this much higher than wide.
const CELL_HEIGHT: f32 = 2.0;
/// Em of a page that has no text.
const PLAIN_EM: f32 = 10.0;
/// Leading of a page without two lines of body, in em.
const PLAIN_LEADING: f32 = 1.3;
/// Cells from one vertical line of text to the next: two of ink, one of white.
const VERTICAL_PITCH: f32 = 3.0;

impl CellScale {
    /// The scale at which every line of the body is legible in its printed place.
    pub fn full(page: &Page, widths: &WidthModel) -> CellScale {
        let body = BodyType::of(page);
        let em = body.em(page);
        let hull = paper(page);
        let pitch = if page.vertical { body.pitch(true) } else { None };
        let cells = match pitch {
            Some(pitch) => VERTICAL_PITCH / pitch,
            None if page.vertical => 2.0 / em,
            None => {
                let most = if page.lang.is_han() { 2.0 / em * MOST_HAN_STRETCH } else { f32::MAX };
                body.cells_per_point(page.lang, widths).unwrap_or(2.0 / em).min(most)
            }
        };
        // A body line is never so wide or narrow that a character is less than half or more than four cells an em.
        let x = cells.clamp(1.0 / em, 4.0 / em).min(MOST_CELLS / hull.width().0.max(1.0));
        let leading = if page.vertical { em } else { body.pitch(false).unwrap_or(em * PLAIN_LEADING) };
        let leading = leading.max(em * 0.8).max(hull.height().0 / MOST_ROWS).max(0.1);
        CellScale {
            x,
            leading,
            plain_leading: leading,
            factor: 1.0,
            base: body.base(leading, em, hull.top.0),
            em,
            left: hull.left.0,
            pictures: Pictures::Places,
        }
    }

    /// The same page at another width: rows shrink as columns grow, so that the area of the text stays.
    pub fn stretched(&self, factor: f32) -> CellScale {
        let leading = (self.leading * factor).max(0.1);
        CellScale { x: self.x * factor, leading, factor: self.factor * factor, ..*self }
    }

    /// The row in whose middle third a line with this center lies.
    pub fn row(&self, center: Pt) -> u32 {
        let row = ((center.0 - self.base) / self.leading).floor();
        row.clamp(0.0, MOST_ROWS * 2.0) as u32
    }

    /// Rows of white, as many as at full scale.
    pub fn white(&self, height: Pt) -> u32 {
        (height.0 / self.plain_leading).round().clamp(0.0, MOST_ROWS) as u32
    }

    /// Rows of a picture that is so many cells wide.
    pub fn picture_rows(&self, printed: &Rect, cells: u16) -> u32 {
        let places = self.place_rows(printed.height());
        match self.pictures {
            Pictures::Places => places,
            Pictures::Small => places.min(SMALL_PICTURE),
            // Never lower than print has it, and as high as it takes to fill its width.
            Pictures::Drawn => {
                let shape = printed.height().0 / printed.width().0.max(1.0) / CELL_HEIGHT;
                places.max((f32::from(cells) * shape).round().clamp(0.0, MOST_ROWS) as u32)
            }
        }
    }

    /// Rows of a picture's place: it gets lower as it gets narrower.
    fn place_rows(&self, height: Pt) -> u32 {
        let rows = height.0 / self.plain_leading * self.factor.min(1.0);
        if self.factor < 1.0 { (rows.round().clamp(0.0, MOST_ROWS) as u32).max(1) } else { self.rows(height).max(1) }
    }

    /// How many rows a height is.
    pub fn rows(&self, height: Pt) -> u32 {
        (height.0 / self.leading).round().clamp(0.0, MOST_ROWS) as u32
    }
}

/// The paper: the page's own bounds, grown to what stands outside of them.
pub(super) fn paper(page: &Page) -> Rect {
    let text = Rect::hull(page.blocks.iter().map(|block| &block.bbox));
    if page.bounds.area() <= 0.0 {
        return text.unwrap_or_default();
    }
    text.map_or(page.bounds, |text| text.union(&page.bounds))
}

/// The lines that tell the scale.
struct BodyType<'a> {
    /// Lines of running text, block by block.
    blocks: Vec<&'a [Line]>,
}

impl<'a> BodyType<'a> {
    fn of(page: &'a Page) -> BodyType<'a> {
        let lines = |block: &crate::model::page::Block| {
            page.lines.get(block.lines.start as usize..block.lines.end as usize).unwrap_or(&[])
        };
        let running =
            |role: Role| page.blocks.iter().filter(move |block| block.role == role && block.vertical == page.vertical);
        let body: Vec<_> = running(Role::Body).map(lines).filter(|lines| !lines.is_empty()).collect();
        if !body.is_empty() {
            return BodyType { blocks: body };
        }
        BodyType { blocks: page.blocks.iter().map(lines).filter(|lines| !lines.is_empty()).collect() }
    }

    fn lines(&self) -> impl Iterator<Item = &Line> {
        self.blocks.iter().copied().flatten()
    }

    fn em(&self, page: &Page) -> f32 {
        let given = Some(page.body_size.0).filter(|size| *size > 0.5);
        let learned = || middle(self.lines().map(|line| line.size.0).filter(|size| *size > 0.5).collect());
        given.or_else(learned).unwrap_or(PLAIN_EM).min(1000.0)
    }

    /// Cells to the point at which most body lines fit what they took in print.
    fn cells_per_point(&self, lang: Lang, widths: &WidthModel) -> Option<f32> {
        let long = self.lines().filter(|line| !line.vertical && line.bbox.width().0 > 4.0 * line.size.0);
        let density = |line: &Line| {
            let cells = f32::from(widths.str(line.text.trim()));
            (cells / line.bbox.width().0.max(0.1), cells)
        };
        let mut found: Vec<(f32, f32)> = long.map(density).filter(|(density, _)| *density > 0.0).collect();
        // Last lines of paragraphs are short and say little: a line speaks for its length.
        let longest = found.iter().map(|(_, cells)| *cells).fold(0.0, f32::max);
        found.retain(|(_, cells)| *cells * 2.0 > longest);
        found.sort_by(|a, b| a.0.total_cmp(&b.0));
        let share = if lang.is_han() { FITTING_SHARE_HAN } else { FITTING_SHARE };
        let at = (found.len() as f32 * share) as usize;
        found.get(at.min(found.len().checked_sub(1)?)).map(|(density, _)| *density)
    }

    /// The distance between lines of one block, in points; the middle of all.
    fn pitch(&self, vertical: bool) -> Option<f32> {
        let step = |pair: &[Line]| match pair {
            [a, b] if vertical => Some((a.bbox.left - b.bbox.left).0),
            [a, b] => Some((b.bbox.top - a.bbox.top).0),
            _ => None,
        };
        let steps = self.blocks.iter().flat_map(|lines| lines.windows(2).filter_map(step));
        middle(steps.filter(|step| *step > 0.5).collect())
    }

    /// Top of row 0, so that body lines stand in the middle of their rows: the mean of their phases on a circle.
    fn base(&self, leading: f32, em: f32, top: f32) -> f32 {
        let turn = |line: &Line| ((line.bbox.center().y.0 - top) / leading).rem_euclid(1.0) * std::f32::consts::TAU;
        let (sin, cos) = self.lines().map(turn).fold((0.0f32, 0.0f32), |(s, c), turn| (s + turn.sin(), c + turn.cos()));
        let phase = if sin == 0.0 && cos == 0.0 { em / leading / 2.0 } else { sin.atan2(cos) / std::f32::consts::TAU };
        top + (phase - 0.5).rem_euclid(1.0) * leading - leading
    }
}

/// The middle value; nothing for nothing.
fn middle(mut values: Vec<f32>) -> Option<f32> {
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied()
}
