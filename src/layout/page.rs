//! Stories of sticks to a [`Page`]: body sticks cut into paragraphs, lines grouped by block, everything put back
//! from the main frame onto the printed page.

use crate::geometry::{Pt, Rect};
use crate::house_style::HouseStyle;
use crate::house_style::order::OrderStyle;
use crate::house_style::regions::RegionStyle;
use crate::layout::block_text;
use crate::layout::blocks::{Stick, paragraphs};
use crate::layout::breaks::Measures;
use crate::layout::folio;
use crate::layout::hyphens;
use crate::layout::lines::pieces::Piece;
use crate::layout::lines::spaces;
use crate::layout::marks::Marks;
use crate::layout::normalize::Words;
use crate::layout::order;
use crate::layout::phrases;
use crate::layout::roles::{Judged, Usual};
use crate::layout::stories::{Pictured, Strung, joints};
use crate::model::lang::Lang;
use crate::model::page::{Block, BlockId, Column, Continuation, Line, Link, Page, PagePicture, Region, Way};
use crate::model::role::Role;
use crate::model::sheet::Sheet;
use crate::model::story::{Jump, Story, StoryId};
use std::collections::BTreeMap;
use std::ops::Range;

/// All that the stages found of a page.
pub struct Found<'a> {
    /// The sheet it was found on.
    pub sheet: &'a Sheet,
    /// Its sticks with their roles.
    pub judged: &'a [Judged],
    /// The wall of each stick.
    pub walls: &'a [Option<usize>],
    /// Rules, boxes and pictures in the main frame.
    pub marks: &'a Marks,
    /// What is usual on it.
    pub usual: Usual,
    /// Its stories.
    pub stories: Vec<Strung>,
    /// Its pictures.
    pub pictures: Vec<Pictured>,
    /// How its sticks were threaded.
    pub joints: Vec<joints::Joint>,
    /// Its language.
    pub lang: Lang,
}

/// The page.
pub fn set(found: &Found, style: &HouseStyle) -> Page {
    let mut page = Page {
        number: found.sheet.number,
        bounds: found.sheet.bounds,
        lang: found.lang,
        vertical: found.marks.frame == crate::layout::frame::Frame::Down,
        body_size: found.usual.body,
        rules: found.sheet.rules.clone(),
        boxes: found.sheet.boxes.clone(),
        faces: found.sheet.faces.clone(),
        ..Page::default()
    };
    let regions = regions(found, &style.regions, &mut page);
    let words = hyphens::words_of(found.judged);
    let blocks = blocks(found, &regions, &words, style, &mut page);
    let places: Vec<Rect> = found.stories.iter().map(|story| place(story, found)).collect();
    let slight: Vec<bool> = found.stories.iter().map(|story| is_slight(story, found, &style.order)).collect();
    let tops: Vec<Pt> = found.stories.iter().zip(&places).map(|(story, place)| top(story, place, found)).collect();
    let reading = order::running_heads_last(order::of_stories(&places, &style.order), &places, &tops, &slight);
    let mut seat: BTreeMap<usize, StoryId> = BTreeMap::new();
    for at in reading {
        let Some(strung) = found.stories.get(at) else { continue };
        seat.insert(at, StoryId(page.stories.len() as u32));
        let story = story(strung, &blocks, found, style, &page);
        page.stories.push(story);
    }
    sidebars(found, &seat, &style.regions, &mut page);
    continue_paragraphs(&blocks, found, &words, style, &mut page);
    page.order = reading_order(found, &blocks, &page);
    page.links = found.joints.iter().filter_map(|joint| link(joint, &blocks)).collect();
    page.folio = folio::number(&page, found.sheet, style);
    page.section = folio::section(&page);
    for picture in &found.pictures {
        page.pictures.push(PagePicture {
            bbox: found.marks.frame.leave(&picture.rect, &found.sheet.bounds),
            caption: picture.caption.and_then(|at| blocks.get(at)).and_then(|own| own.first()).copied(),
            story: picture.story.and_then(|at| seat.get(&at)).copied(),
        });
    }
    page
}

/// How the first block of a stick was threaded: behind the last block of another.
fn link(joint: &joints::Joint, blocks: &[Vec<BlockId>]) -> Option<Link> {
    let last = |at: usize| blocks.get(at).and_then(|own| own.last()).copied();
    let way = |way: &joints::Way| Way { after: way.before.and_then(last), share: way.share };
    let block = *blocks.get(joint.stick)?.first()?;
    Some(Link { block, chosen: way(&joint.chosen), other: joint.other.as_ref().map(way) })
}

/// The page and its walls as regions; for each box the region it makes.
fn regions(found: &Found, style: &RegionStyle, page: &mut Page) -> BTreeMap<usize, u32> {
    let whole = Region { bbox: found.sheet.bounds, columns: columns(None, found, style), ..Region::default() };
    page.regions.push(whole);
    let mut walls: Vec<usize> = found.walls.iter().flatten().copied().collect();
    walls.sort_by(|a, b| b.cmp(a));
    walls.dedup();
    let mut made: BTreeMap<usize, u32> = BTreeMap::new();
    for wall in walls {
        let Some(mark) = found.marks.boxes.get(wall) else { continue };
        let around = made.iter().filter(|(other, _)| {
            found.marks.boxes.get(**other).is_some_and(|outer| outer.rect.contains(&mark.rect, style.meet_pt))
        });
        let parent = around.min_by_key(|(other, _)| **other).map_or(0, |(_, region)| *region);
        let region = Region {
            bbox: found.marks.frame.leave(&mark.rect, &found.sheet.bounds),
            parent: Some(parent),
            boxed: true,
            columns: columns(Some(wall), found, style),
        };
        made.insert(wall, page.regions.len() as u32);
        page.regions.push(region);
    }
    made
}

/// The columns of body text in a region: places that several sticks share.
fn columns(wall: Option<usize>, found: &Found, style: &RegionStyle) -> Vec<Column> {
    let slack = found.usual.body * style.column_slack_em;
    let mut columns: Vec<(Column, u32)> = Vec::new();
    for (one, own) in found.judged.iter().zip(found.walls) {
        if one.role != Role::Body || *own != wall || one.stick.lines.len() < 2 {
            continue;
        }
        let rect = one.stick.rect;
        let known = columns
            .iter_mut()
            .find(|(column, _)| (column.left - rect.left).abs() < slack && (column.right - rect.right).abs() < slack);
        match known {
            Some((column, lines)) => {
                column.left = column.left.min(rect.left);
                column.right = column.right.max(rect.right);
                *lines += one.stick.lines.len() as u32;
            }
            None => columns.push((Column { left: rect.left, right: rect.right }, one.stick.lines.len() as u32)),
        }
    }
    columns.retain(|(_, lines)| *lines >= style.column_lines);
    columns.sort_by(|a, b| a.0.left.order(b.0.left));
    columns.into_iter().map(|(column, _)| column).collect()
}

/// Blocks of all sticks: for each stick its blocks.
fn blocks(
    found: &Found,
    regions: &BTreeMap<usize, u32>,
    words: &Words,
    style: &HouseStyle,
    page: &mut Page,
) -> Vec<Vec<BlockId>> {
    let mut made = Vec::with_capacity(found.judged.len());
    let measures = Measures::of(found.judged, &found.stories, found.marks);
    for (at, (one, wall)) in found.judged.iter().zip(found.walls).enumerate() {
        let region = wall.and_then(|wall| regions.get(&wall)).copied().unwrap_or(0);
        let parts = match one.role {
            Role::Body | Role::Caption => paragraphs::cut(&one.stick, &style.blocks),
            Role::Masthead
            | Role::Folio
            | Role::Section
            | Role::Kicker
            | Role::Headline
            | Role::Deck
            | Role::Byline
            | Role::Dateline
            | Role::Subhead
            | Role::PullQuote
            | Role::Credit
            | Role::Jump
            | Role::Table
            | Role::Advert => std::iter::once(0..one.stick.lines.len()).collect(),
            Role::Furniture => furniture(&one.stick),
        };
        let parts = if one.role == Role::Caption { std::iter::once(0..one.stick.lines.len()).collect() } else { parts };
        let own = parts
            .into_iter()
            .map(|part| {
                let text = block_text::of(at, part.clone(), &measures, (found, words), &style.blocks);
                block(one, part, region, text, found, page)
            })
            .collect();
        made.push(own);
    }
    made
}

/// Entries of an index or a weather box stand each by itself; hidden text goes on from line to line.
fn furniture(stick: &Stick) -> Vec<Range<usize>> {
    let count = stick.lines.len();
    let hidden = stick.lines.iter().any(|line| line.hidden);
    if hidden { std::iter::once(0..count).collect() } else { (0..count).map(|at| at..at + 1).collect() }
}

fn block(one: &Judged, part: Range<usize>, region: u32, text: String, found: &Found, page: &mut Page) -> BlockId {
    let first = page.lines.len() as u32;
    let pieces = one.stick.lines.get(part).unwrap_or(&[]);
    for piece in pieces {
        let bbox = one.stick.frame.leave(&piece.rect, &found.sheet.bounds);
        let middle = found.marks.frame.enter(&bbox, &found.sheet.bounds).center();
        let ground = found.marks.boxes.iter().find(|mark| mark.rect.holds(middle));
        page.lines.push(Line {
            text: set_line(piece),
            bbox,
            size: piece.size,
            bold: piece.bold,
            italic: piece.italic,
            face: piece.face,
            vertical: one.stick.frame == crate::layout::frame::Frame::Down,
            reversed: ground.is_some_and(|mark| mark.dark),
            inset: piece.inset,
        });
    }
    let own = Rect::hull(pieces.iter().map(|piece| &piece.rect)).unwrap_or_default();
    let id = BlockId(page.blocks.len() as u32);
    page.blocks.push(Block {
        bbox: one.stick.frame.leave(&own, &found.sheet.bounds),
        lines: first..page.lines.len() as u32,
        text,
        role: one.role,
        boxed: one.boxed,
        vertical: one.stick.frame == crate::layout::frame::Frame::Down,
        region,
        continues: None,
        because: one.because.clone(),
    });
    id
}

/// A line as it was set. White at its beginning indents it; within it a blank is a blank.
fn set_line(piece: &Piece) -> String {
    let opens = piece.text.len() - piece.text.trim_start_matches(spaces::SET).len();
    let (indent, text) = piece.text.split_at(opens);
    indent.to_owned() + &text.replace(spaces::SET, " ")
}

/// True for a few words without a sentence of text: what a paper's name, its date and its imprint are like.
fn is_slight(story: &Strung, found: &Found, style: &OrderStyle) -> bool {
    let mut letters = 0;
    for one in story.sticks.iter().filter_map(|at| found.judged.get(*at)) {
        letters += one.stick.text().chars().filter(|c| !c.is_whitespace()).count();
        if one.role == Role::Body && paragraphs::ends_sentence(&one.stick) {
            return false;
        }
    }
    letters <= style.slight_letters
}

/// Where its headline and its text begin; the whole of it where it has neither.
fn top(story: &Strung, place: &Rect, found: &Found) -> Pt {
    let own = story.sticks.iter().filter_map(|at| found.judged.get(*at));
    let text = own.filter(|one| matches!(one.role, Role::Headline | Role::Body));
    text.map(|one| one.stick.rect.top).reduce(Pt::min).unwrap_or(place.top)
}

fn place(story: &Strung, found: &Found) -> Rect {
    let rects: Vec<Rect> =
        story.sticks.iter().filter_map(|at| found.judged.get(*at)).map(|one| one.stick.rect).collect();
    Rect::hull(rects.iter()).unwrap_or_default()
}

fn story(strung: &Strung, blocks: &[Vec<BlockId>], found: &Found, style: &HouseStyle, page: &Page) -> Story {
    let ids: Vec<BlockId> = strung.sticks.iter().filter_map(|at| blocks.get(*at)).flatten().copied().collect();
    let mut story = Story { confidence: strung.confidence, ..Story::default() };
    for one in strung.sticks.iter().filter_map(|at| found.judged.get(*at)) {
        if one.role != Role::Jump {
            continue;
        }
        let text = one.stick.text();
        let named = |list: &[String]| phrases::find(&text, list).map(|found| found.filler.to_uppercase());
        let jump = |folio: String| Some(Jump { folio: Some(folio), story: None });
        if let Some(folio) = named(&style.phrases.jump_to) {
            story.continues = jump(folio);
        } else if let Some(folio) = named(&style.phrases.jump_from) {
            story.continued_from = jump(folio);
        } else if let Some(folio) = named(&style.phrases.page_number) {
            story.continues = jump(folio);
        }
    }
    let label = ids.iter().filter_map(|id| page.blocks.get(id.0 as usize)).find(|block| block.role == Role::Section);
    let seats = strung.sticks.iter().filter_map(|at| found.judged.get(*at)?.stick.seat());
    story.article = seats.map(|seat| seat.article).next();
    story.section = label.map(|block| block.text.clone());
    story.blocks = ids;
    story
}

/// A boxed story inside the extent of a larger one is its sidebar.
fn sidebars(found: &Found, seat: &BTreeMap<usize, StoryId>, style: &RegionStyle, page: &mut Page) {
    let wall_of = |story: &Strung| story.sticks.first().and_then(|at| found.walls.get(*at)).copied().flatten();
    for (at, story) in found.stories.iter().enumerate() {
        let Some(wall) = wall_of(story).and_then(|wall| found.marks.boxes.get(wall)) else { continue };
        let main = found.stories.iter().enumerate().find(|(other, main)| {
            *other != at && wall_of(main).is_none() && {
                let shared = place(main, found).intersection(&wall.rect).map_or(0.0, |shared| shared.area());
                shared > style.sidebar_share * wall.rect.area()
            }
        });
        let main = main.and_then(|(main, _)| seat.get(&main)).copied();
        if let Some(side) = seat.get(&at).and_then(|id| page.stories.get_mut(id.0 as usize)) {
            side.sidebar_of = main;
        }
    }
}

/// Ties paragraphs that go on in the next column: the sentence is open, or the line is full, and no indent
/// follows.
fn continue_paragraphs(blocks: &[Vec<BlockId>], found: &Found, words: &Words, style: &HouseStyle, page: &mut Page) {
    for strung in &found.stories {
        let body: Vec<usize> = strung
            .sticks
            .iter()
            .copied()
            .filter(|at| found.judged.get(*at).is_some_and(|one| one.role == Role::Body))
            .collect();
        for (before, after) in body.iter().zip(body.iter().skip(1)) {
            let (Some(upper), Some(lower)) = (found.judged.get(*before), found.judged.get(*after)) else { continue };
            let follows = strung.sticks.iter().position(|at| at == before).and_then(|at| strung.sticks.get(at + 1))
                == Some(after);
            let goes_on = || {
                let open =
                    !paragraphs::ends_sentence(&upper.stick) || paragraphs::ends_full(&upper.stick, &style.blocks);
                open && !paragraphs::opens(&lower.stick, &style.blocks)
            };
            let told = lower.stick.seat().and_then(|seat| seat.opens);
            if !follows || !told.map_or_else(goes_on, |opens| !opens) {
                continue;
            }
            let from = blocks.get(*before).and_then(|own| own.last()).copied();
            let to = blocks.get(*after).and_then(|own| own.first()).copied();
            let (Some(from), Some(to)) = (from, to) else { continue };
            let joint = hyphens::joint_of(page, from, to, words);
            if let Some(block) = page.blocks.get_mut(from.0 as usize) {
                block.continues = Some(Continuation { to, joint });
            }
        }
    }
}

/// Furniture of the head, stories, furniture of the foot.
fn reading_order(found: &Found, blocks: &[Vec<BlockId>], page: &Page) -> Vec<BlockId> {
    let middle = found.marks.page.center().y;
    let furniture = |head: bool| {
        found
            .judged
            .iter()
            .zip(blocks)
            .filter(move |(one, _)| one.of_page && (one.stick.rect.center().y < middle) == head)
            .flat_map(|(_, own)| own.iter().copied())
    };
    let stories = page.stories.iter().flat_map(|story| story.blocks.iter().copied());
    furniture(true).chain(stories).chain(furniture(false)).collect()
}
