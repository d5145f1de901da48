//! Places of pictures in a story: rows of tone above their captions, for whoever can draw the picture over them.

use super::SetLine;
use crate::model::page::{BlockId, Page};
use crate::model::role::Role;
use crate::model::story::StoryId;

/// One row of a picture's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PictureRow {
    /// Which, an index into `Page::pictures`.
    pub picture: usize,
    /// First cell from the left edge of the measure.
    pub left: u16,
    /// Cells across.
    pub columns: u16,
    /// Rows of the whole picture.
    pub rows: u16,
    /// Which of them this is, from 0.
    pub row: u16,
}

/// A picture takes no more cells across.
const WIDEST: u16 = 60;
/// Nor more rows: what stands above and below it is to be seen with it.
const MOST_ROWS: u16 = 20;
/// A lower picture shows nothing.
const LEAST_ROWS: u16 = 3;
/// A cell is this much higher than wide.
const CELL_HEIGHT: f32 = 2.0;
/// The tone of a picture: the only shade whose width is certain everywhere.
const TONE: &str = "░";

/// The pictures of a story that have no caption, or the one whose caption is among these blocks.
pub(super) fn in_story<'a>(
    page: &'a Page,
    story: StoryId,
    blocks: Option<&'a [BlockId]>,
) -> impl Iterator<Item = usize> + 'a {
    let own = page.pictures.iter().enumerate().filter(move |(_, picture)| picture.story == Some(story));
    let fits = move |caption: Option<BlockId>| match blocks {
        Some(blocks) => caption.is_some_and(|caption| blocks.contains(&caption)),
        None => caption.is_none(),
    };
    own.filter(move |(_, picture)| fits(picture.caption)).map(|(index, _)| index)
}

/// The place of a picture, in the middle of the measure.
pub(super) fn set(page: &Page, picture: usize, measure: u16, set: &mut Vec<SetLine>) {
    let Some(bbox) = page.pictures.get(picture).map(|picture| picture.bbox) else { return };
    let shape = bbox.height().0 / bbox.width().0.max(1.0) / CELL_HEIGHT;
    let rows = |columns: u16| (f32::from(columns) * shape).round();
    let widest = measure.min(WIDEST);
    let most = f32::from(MOST_ROWS) / shape.max(0.01);
    let columns = if rows(widest) > f32::from(MOST_ROWS) { (most as u16).clamp(1, widest) } else { widest };
    let rows = (rows(columns) as u16).clamp(LEAST_ROWS, MOST_ROWS);
    let left = (measure - columns) / 2;
    if set.last().is_some_and(|line| !line.text.is_empty()) {
        set.push(SetLine::blank(Role::Caption));
    }
    for row in 0..rows {
        let text = " ".repeat(usize::from(left)) + &TONE.repeat(usize::from(columns));
        let picture = Some(PictureRow { picture, left, columns, rows, row });
        set.push(SetLine { text, picture, ..SetLine::blank(Role::Caption) });
    }
}

#[cfg(test)]
mod tests {
    use crate::geometry::Rect;
    use crate::model::page::PagePicture;
    use crate::model::story::Story;
    use crate::model::{page::BlockId, page::Page, role::Role, story::StoryId};
    use crate::typeset::Measure;
    use crate::typeset::galley::tests::block;
    use crate::typeset::galley::{Extras, set_with};
    use crate::typeset::width::WidthModel;

    #[test]
    fn a_picture_stands_above_its_caption_in_its_shape() {
        let blocks = vec![block(Role::Body, "The lamps were lit."), block(Role::Caption, "The square.")];
        let bbox = Rect::new(0.0, 0.0, 200.0, 100.0);
        let picture = PagePicture { bbox, caption: Some(BlockId(1)), story: Some(StoryId(0)) };
        let stories = vec![Story { blocks: vec![BlockId(0), BlockId(1)], ..Story::default() }];
        let page = Page { blocks, stories, pictures: vec![picture], ..Page::default() };
        let with = |pictures: bool| {
            let extras = Extras { pictures, ..Extras::default() };
            set_with(&page, StoryId(0), Measure(40), &WidthModel::narrow(), extras).lines
        };
        let rows: Vec<_> = with(true).iter().filter_map(|line| line.picture).collect();
        assert_eq!((rows.len(), rows[0].columns, rows[0].left, rows[9].row), (10, 40, 0, 9));
        let lines: Vec<String> = with(true).into_iter().map(|line| line.text).collect();
        assert_eq!((lines[1].as_str(), lines[12].as_str(), lines[13].as_str()), ("", "", "  The square."));
        assert!(with(false).iter().all(|line| line.picture.is_none()));
    }
}
