//! A story in vertical columns: each line of the galley is a column of characters, read from the right.
//!
//! ```text
//!   な 広      a line of the galley is a column here: its text is one pair of cells below the other,
//!   か 場      and the measure counts rows
//!   っ の
//! ```

use super::lines::{LineSetting, lines};
use super::parts::{self, StoryPart};
use super::{Galley, SetLine};
use crate::model::lang::Lang;
use crate::model::page::{Page, Paragraph};
use crate::model::story::StoryId;
use crate::typeset::Measure;
use crate::typeset::vertical_forms::{BLANK, LINE, cells, cells_at};
use crate::typeset::width::WidthModel;
use std::ops::Range;

/// The lowest column that holds anything, in rows.
const LEAST_ROWS: u16 = 2;

/// Sets a story in columns of so many rows.
pub fn set(page: &Page, story: StoryId, rows: Measure, widths: &WidthModel) -> Galley {
    let rows = Measure(rows.0.max(LEAST_ROWS));
    let mut set: Vec<SetLine> = Vec::new();
    let mut above = None;
    for paragraph in page.paragraphs(&page.story(story).blocks) {
        let part = StoryPart::of(paragraph.role);
        if above.is_some_and(|above| part.stands_apart_from(above)) {
            set.push(SetLine::blank(paragraph.role));
        }
        set_paragraph(page, &paragraph, part, rows.0, widths, &mut set);
        above = Some(part);
    }
    Galley { measure: rows, lines: set, upright: true }
}

/// The pairs of cells of a column, from top to bottom.
pub fn pairs(text: &str) -> Vec<String> {
    let blanks = text.chars().take_while(|c| *c == BLANK).count();
    let mut found = vec![BLANK.to_string(); blanks];
    found.extend(cells(text.trim_start_matches(BLANK)));
    found
}

fn set_paragraph(
    page: &Page,
    paragraph: &Paragraph,
    part: StoryPart,
    rows: u16,
    widths: &WidthModel,
    set: &mut Vec<SetLine>,
) {
    let indent = if part == StoryPart::Body { indent(page.lang, rows) } else { 0 };
    for piece in parts::pieces(page, paragraph, part) {
        set_piece(page, paragraph, (part, indent), piece, rows, widths, set);
    }
}

/// A paragraph, or a row of a table or line of an advert by itself.
fn set_piece(
    page: &Page,
    paragraph: &Paragraph,
    (part, indent): (StoryPart, u16),
    piece: Range<usize>,
    rows: u16,
    widths: &WidthModel,
    set: &mut Vec<SetLine>,
) {
    let (text, places) = standing(paragraph.text.get(piece.clone()).unwrap_or_default(), widths);
    let setting =
        LineSetting { first: LINE * (rows - indent), ..LineSetting::plain(page.lang, LINE.saturating_mul(rows)) };
    let starts = parts::block_starts(page, paragraph);
    let first = piece.start as u32;
    let source = |at: u32| places.get(places.partition_point(|(here, _)| *here < at)).map(|(_, there)| first + *there);
    let end = piece.end as u32;
    for (number, line) in lines(&text, &setting, widths).into_iter().enumerate() {
        let free = rows.saturating_sub(cells(&line.text).len() as u16);
        let above = match part {
            StoryPart::Byline | StoryPart::Credit | StoryPart::Jump => free.saturating_sub(1),
            StoryPart::Head | StoryPart::Subhead | StoryPart::Quote | StoryPart::Caption => free.min(1),
            StoryPart::Label | StoryPart::Body | StoryPart::Listing if number == 0 => indent,
            StoryPart::Label | StoryPart::Body | StoryPart::Listing => 0,
        };
        let offset = source(line.from).unwrap_or(end);
        set.push(SetLine {
            text: std::iter::repeat_n(BLANK, usize::from(above)).collect::<String>() + &line.text,
            from: starts.iter().rev().find(|(start, _)| *start <= offset).map(|(_, id)| *id),
            offset,
            end: source(line.to).unwrap_or(end),
            opens: number == 0 && piece.start == 0,
            boxed: paragraph.boxed,
            ..SetLine::blank(paragraph.role)
        });
    }
}

/// The text as it stands: pairs of cells one after the other, with the place of each in what it was made from.
fn standing(text: &str, widths: &WidthModel) -> (String, Vec<(u32, u32)>) {
    let (mut made, mut places) = (String::new(), Vec::new());
    for (at, cell) in cells_at(&widths.sanitize(text)) {
        places.push((made.len() as u32, at as u32));
        made.push_str(&cell);
        if widths.str(&cell) < LINE {
            made.push(' ');
        }
    }
    (made, places)
}

/// First-line indent in rows, which are one em.
fn indent(lang: Lang, rows: u16) -> u16 {
    let em = match lang {
        Lang::Zh => 2,
        Lang::Ja | Lang::Ko => 1,
        Lang::En | Lang::De | Lang::Fr | Lang::Es | Lang::It | Lang::Pt | Lang::Nl | Lang::Ru | Lang::Other => 0,
    };
    if rows > 4 * em { em } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::page::BlockId;
    use crate::model::role::Role;
    use crate::model::story::Story;

    fn page(lang: Lang, texts: &[(Role, &str)]) -> Page {
        let blocks =
            texts.iter().map(|(role, text)| crate::typeset::galley::tests::block(*role, text)).collect::<Vec<_>>();
        let ids = (0..blocks.len() as u32).map(BlockId).collect();
        Page { lang, blocks, stories: vec![Story { blocks: ids, ..Story::default() }], ..Page::default() }
    }

    fn columns(page: &Page, rows: u16) -> Vec<String> {
        let galley = set(page, StoryId(0), Measure(rows), &WidthModel::narrow());
        galley.lines.iter().map(|line| pairs(&line.text).join("|")).collect()
    }

    #[test]
    fn columns_have_vertical_forms_and_two_digits_in_one_pair() {
        let page = page(Lang::Ja, &[(Role::Headline, "広場"), (Role::Body, "「灯」は、23日に——2024年。人々が")]);
        let expected =
            ["\u{3000}|広|場", "", "\u{3000}|﹁|灯|﹂|は|︑|23|日", "に|︱|︱", "２|０|２|４|年|︒|人|々", "が"];
        assert_eq!(columns(&page, 8), expected);
    }

    #[test]
    fn no_column_begins_with_a_stop_or_is_too_high_and_nothing_is_lost() {
        let text = "人们说：“好。”（上接第一版）于是，灯亮了！《山城夜话》、12个GDP……——都笑了。αβγ";
        for lang in [Lang::Zh, Lang::Ja] {
            let page = page(lang, &[(Role::Body, &text.repeat(4))]);
            for rows in 4..30 {
                let found = columns(&page, rows);
                for (number, column) in found.iter().enumerate() {
                    assert!(column.split('|').count() <= usize::from(rows), "{column} {rows}");
                    let starts_badly = column.starts_with(|c: char| "︐︒︑︕︶︾﹂﹄".contains(c));
                    assert!(number == 0 || !starts_badly, "{column} {rows}");
                }
                let all = found.concat().replace(['|', '\u{3000}', ' '], "");
                assert_eq!(all, cells(&text.repeat(4)).concat());
            }
        }
    }

    #[test]
    fn every_row_of_a_table_is_a_column_and_its_cells_stand_apart() {
        let page = page(Lang::Ja, &[(Role::Table, "球団  16  8\n青鷺  9  10")]);
        assert_eq!(columns(&page, 8), ["球|団|\u{3000}|16|\u{3000}|８", "青|鷺|\u{3000}|９|\u{3000}|10"]);
        let galley = set(&page, StoryId(0), Measure(8), &WidthModel::narrow());
        let text = |line: &SetLine| &page.blocks[0].text[line.offset as usize..line.end as usize];
        assert_eq!(galley.lines.iter().map(text).collect::<Vec<_>>(), ["球団  16  8", "青鷺  9  10"]);
    }

    #[test]
    fn a_column_knows_its_place_in_the_text() {
        let page = page(Lang::Zh, &[(Role::Body, "甲乙丙丁戊己庚辛壬癸")]);
        let galley = set(&page, StoryId(0), Measure(5), &WidthModel::narrow());
        let places: Vec<(u32, u32)> = galley.lines.iter().map(|line| (line.offset, line.end)).collect();
        assert_eq!(places, [(0, 15), (15, 30)]);
        assert_eq!(galley.line_at(BlockId(0), 18), Some(1));
    }
}
