//! Stories of blocks to a [`Page`]: body blocks cut into paragraphs, lines grouped by block, everything put back
//! from the main frame onto the printed page.

use crate::geometry::{Pt, Rect};
use crate::house_style::HouseStyle;
use crate::house_style::order::OrderStyle;
use crate::house_style::regions::RegionStyle;
use crate::layout::block_text;
use crate::layout::blocks::{TextBlock, paragraphs};
use crate::layout::breaks::HeadMeasures;
use crate::layout::folio;
use crate::layout::hyphens;
use crate::layout::lines::spaces;
use crate::layout::lines::text_lines::TextLine;
use crate::layout::marks::Marks;
use crate::layout::normalize::Words;
use crate::layout::order;
use crate::layout::phrases;
use crate::layout::roles::{LabeledBlock, PageMetrics};
use crate::layout::stories::joints;
use crate::layout::stories::pictures::PlacedPicture;
use crate::layout::stories::threads::Thread;
use crate::model::lang::Lang;
use crate::model::page::{Block, BlockId, Column, Continuation, Doubt, Line, Link, Page, PagePicture, Region, Way};
use crate::model::role::Role;
use crate::model::sheet::Sheet;
use crate::model::story::{Jump, Story, StoryId};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// All that the passes found of a page: its blocks with their roles, in stories.
pub struct PageFindings<'a> {
    /// The sheet it was found on.
    pub sheet: Cow<'a, Sheet>,
    /// Its blocks with their roles.
    pub labeled: Vec<LabeledBlock>,
    /// The enclosure of each block.
    pub enclosures: Vec<Option<usize>>,
    /// Rules, boxes and pictures in the main frame.
    pub marks: Marks,
    /// The metrics of its running text.
    pub metrics: PageMetrics,
    /// Its stories.
    pub stories: Vec<Thread>,
    /// Its pictures.
    pub pictures: Vec<PlacedPicture>,
    /// How its blocks were threaded.
    pub joints: Vec<joints::ThreadJoint>,
    /// Its language.
    pub lang: Lang,
    /// What could not be read.
    pub doubts: Vec<String>,
}

/// The page.
pub fn set(found: &PageFindings, style: &HouseStyle) -> Page {
    let mut page = Page {
        number: found.sheet.number,
        bounds: found.sheet.bounds,
        lang: found.lang,
        vertical: found.marks.frame == crate::layout::frame::Frame::Down,
        body_size: found.metrics.body,
        rules: found.sheet.rules.clone(),
        boxes: found.sheet.boxes.clone(),
        faces: found.sheet.faces.clone(),
        ..Page::default()
    };
    let regions = regions(found, &style.regions, &mut page);
    let words = hyphens::words_of(&found.labeled);
    let blocks = blocks(found, &regions, &words, style, &mut page);
    let places: Vec<Rect> = found.stories.iter().map(|story| place(story, found)).collect();
    let slight: Vec<bool> = found.stories.iter().map(|story| is_slight(story, found, &style.order)).collect();
    let tops: Vec<Pt> = found.stories.iter().zip(&places).map(|(story, place)| top(story, place, found)).collect();
    let reading = order::running_heads_last(order::of_stories(&places, &style.order), &places, &tops, &slight);
    let mut story_ids: BTreeMap<usize, StoryId> = BTreeMap::new();
    for at in reading {
        let Some(thread) = found.stories.get(at) else { continue };
        story_ids.insert(at, StoryId(page.stories.len() as u32));
        let story = story(thread, &blocks, found, style, &page);
        page.stories.push(story);
    }
    sidebars(found, &story_ids, &style.regions, &mut page);
    continue_paragraphs(&blocks, found, &words, style, &mut page);
    page.order = reading_order(found, &blocks, &page);
    page.links = found.joints.iter().filter_map(|joint| link(joint, &blocks)).collect();
    page.folio = folio::number(&page, &found.sheet, style);
    page.section = folio::section(&page);
    for picture in &found.pictures {
        page.pictures.push(PagePicture {
            bbox: found.marks.frame.to_page(&picture.rect, &found.sheet.bounds),
            caption: picture.caption.and_then(|at| blocks.get(at)).and_then(|own| own.first()).copied(),
            story: picture.story.and_then(|at| story_ids.get(&at)).copied(),
        });
    }
    let says = found.sheet.doubts.iter().chain(&found.doubts);
    page.doubts = says.map(|says| Doubt { at: Rect::default(), says: says.clone() }).collect();
    page
}

/// How the first block of a text block was threaded: behind the last block of another.
fn link(joint: &joints::ThreadJoint, blocks: &[Vec<BlockId>]) -> Option<Link> {
    let last = |at: usize| blocks.get(at).and_then(|own| own.last()).copied();
    let way = |way: &joints::Predecessor| Way { after: way.before.and_then(last), share: way.share };
    let block = *blocks.get(joint.block)?.first()?;
    Some(Link { block, chosen: way(&joint.chosen), other: joint.other.as_ref().map(way) })
}

/// The page and its enclosures as regions; for each box the region it makes.
fn regions(found: &PageFindings, style: &RegionStyle, page: &mut Page) -> BTreeMap<usize, u32> {
    let whole = Region { bbox: found.sheet.bounds, columns: columns(None, found, style), ..Region::default() };
    page.regions.push(whole);
    let mut enclosures: Vec<usize> = found.enclosures.iter().flatten().copied().collect();
    enclosures.sort_by(|a, b| b.cmp(a));
    enclosures.dedup();
    let mut made: BTreeMap<usize, u32> = BTreeMap::new();
    for enclosure in enclosures {
        let Some(mark) = found.marks.boxes.get(enclosure) else { continue };
        let around = made.iter().filter(|(other, _)| {
            found.marks.boxes.get(**other).is_some_and(|outer| outer.rect.contains(&mark.rect, style.meet_pt))
        });
        let parent = around.min_by_key(|(other, _)| **other).map_or(0, |(_, region)| *region);
        let region = Region {
            bbox: found.marks.frame.to_page(&mark.rect, &found.sheet.bounds),
            parent: Some(parent),
            boxed: true,
            columns: columns(Some(enclosure), found, style),
        };
        made.insert(enclosure, page.regions.len() as u32);
        page.regions.push(region);
    }
    made
}

/// The columns of body text in a region: places that several blocks share.
fn columns(enclosure: Option<usize>, found: &PageFindings, style: &RegionStyle) -> Vec<Column> {
    let slack = found.metrics.body * style.column_slack_em;
    let mut columns: Vec<(Column, u32)> = Vec::new();
    for (one, own) in found.labeled.iter().zip(&found.enclosures) {
        if one.role != Role::Body || *own != enclosure || one.block.lines.len() < 2 {
            continue;
        }
        let rect = one.block.rect;
        let known = columns
            .iter_mut()
            .find(|(column, _)| (column.left - rect.left).abs() < slack && (column.right - rect.right).abs() < slack);
        match known {
            Some((column, lines)) => {
                column.left = column.left.min(rect.left);
                column.right = column.right.max(rect.right);
                *lines += one.block.lines.len() as u32;
            }
            None => columns.push((Column { left: rect.left, right: rect.right }, one.block.lines.len() as u32)),
        }
    }
    columns.retain(|(_, lines)| *lines >= style.column_lines);
    columns.sort_by(|a, b| a.0.left.order(b.0.left));
    columns.into_iter().map(|(column, _)| column).collect()
}

/// The blocks of all text blocks: for each text block its blocks.
fn blocks(
    found: &PageFindings,
    regions: &BTreeMap<usize, u32>,
    words: &Words,
    style: &HouseStyle,
    page: &mut Page,
) -> Vec<Vec<BlockId>> {
    let mut made = Vec::with_capacity(found.labeled.len());
    let measures = HeadMeasures::new(&found.labeled, &found.stories, &found.marks);
    for (at, (one, enclosure)) in found.labeled.iter().zip(&found.enclosures).enumerate() {
        let region = enclosure.and_then(|enclosure| regions.get(&enclosure)).copied().unwrap_or(0);
        let parts = match one.role {
            Role::Body | Role::Caption => paragraphs::cut(&one.block, &style.blocks),
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
            | Role::Advert => std::iter::once(0..one.block.lines.len()).collect(),
            Role::Furniture => furniture(&one.block),
        };
        let parts = if one.role == Role::Caption { std::iter::once(0..one.block.lines.len()).collect() } else { parts };
        let own = parts
            .into_iter()
            .map(|part| {
                let text = block_text::text_of_lines(at, part.clone(), &measures, (found, words), &style.blocks);
                block(one, part, region, text, found, page)
            })
            .collect();
        made.push(own);
    }
    made
}

/// Entries of an index or a weather box stand each by itself; hidden text goes on from line to line.
fn furniture(block: &TextBlock) -> Vec<Range<usize>> {
    let count = block.lines.len();
    let hidden = block.lines.iter().any(|line| line.hidden);
    if hidden { std::iter::once(0..count).collect() } else { (0..count).map(|at| at..at + 1).collect() }
}

fn block(
    one: &LabeledBlock,
    part: Range<usize>,
    region: u32,
    text: String,
    found: &PageFindings,
    page: &mut Page,
) -> BlockId {
    let first = page.lines.len() as u32;
    let lines = one.block.lines.get(part).unwrap_or(&[]);
    for line in lines {
        let bbox = one.block.frame.to_page(&line.rect, &found.sheet.bounds);
        let middle = found.marks.frame.from_page(&bbox, &found.sheet.bounds).center();
        let ground = found.marks.boxes.iter().find(|mark| mark.rect.holds(middle));
        page.lines.push(Line {
            text: set_line(line),
            bbox,
            size: line.size,
            bold: line.bold,
            italic: line.italic,
            face: line.face,
            vertical: one.block.frame == crate::layout::frame::Frame::Down,
            reversed: ground.is_some_and(|mark| mark.dark),
            inset: line.inset,
        });
    }
    let own = Rect::hull(lines.iter().map(|line| &line.rect)).unwrap_or_default();
    let id = BlockId(page.blocks.len() as u32);
    page.blocks.push(Block {
        bbox: one.block.frame.to_page(&own, &found.sheet.bounds),
        lines: first..page.lines.len() as u32,
        text,
        role: one.role,
        boxed: one.boxed,
        vertical: one.block.frame == crate::layout::frame::Frame::Down,
        region,
        continues: None,
        because: one.because.clone(),
    });
    id
}

/// A line as it was set. White at its beginning indents it; within it a blank is a blank.
fn set_line(line: &TextLine) -> String {
    let opens = line.text.len() - line.text.trim_start_matches(spaces::SET).len();
    let (indent, text) = line.text.split_at(opens);
    indent.to_owned() + &text.replace(spaces::SET, " ")
}

/// True for a few words without a sentence of text: what a paper's name, its date and its imprint are like.
fn is_slight(story: &Thread, found: &PageFindings, style: &OrderStyle) -> bool {
    let mut letters = 0;
    for one in story.blocks.iter().filter_map(|at| found.labeled.get(*at)) {
        letters += one.block.text().chars().filter(|c| !c.is_whitespace()).count();
        if one.role == Role::Body && paragraphs::ends_sentence(&one.block) {
            return false;
        }
    }
    letters <= style.slight_letters
}

/// Where its headline and its text begin; the whole of it where it has neither.
fn top(story: &Thread, place: &Rect, found: &PageFindings) -> Pt {
    let own = story.blocks.iter().filter_map(|at| found.labeled.get(*at));
    let text = own.filter(|one| matches!(one.role, Role::Headline | Role::Body));
    text.map(|one| one.block.rect.top).reduce(Pt::min).unwrap_or(place.top)
}

fn place(story: &Thread, found: &PageFindings) -> Rect {
    let rects: Vec<Rect> =
        story.blocks.iter().filter_map(|at| found.labeled.get(*at)).map(|one| one.block.rect).collect();
    Rect::hull(rects.iter()).unwrap_or_default()
}

fn story(thread: &Thread, blocks: &[Vec<BlockId>], found: &PageFindings, style: &HouseStyle, page: &Page) -> Story {
    let ids: Vec<BlockId> = thread.blocks.iter().filter_map(|at| blocks.get(*at)).flatten().copied().collect();
    let mut story = Story { confidence: thread.confidence, ..Story::default() };
    for one in thread.blocks.iter().filter_map(|at| found.labeled.get(*at)) {
        if one.role != Role::Jump {
            continue;
        }
        let text = one.block.text();
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
    let given_places = thread.blocks.iter().filter_map(|at| found.labeled.get(*at)?.block.given_place());
    story.article = given_places.map(|given_place| given_place.article).next();
    story.section = label.map(|block| block.text.clone());
    story.blocks = ids;
    story
}

/// A boxed story inside the extent of a larger one is its sidebar.
fn sidebars(found: &PageFindings, story_ids: &BTreeMap<usize, StoryId>, style: &RegionStyle, page: &mut Page) {
    let enclosure_of =
        |story: &Thread| story.blocks.first().and_then(|at| found.enclosures.get(*at)).copied().flatten();
    for (at, story) in found.stories.iter().enumerate() {
        let Some(enclosure) = enclosure_of(story).and_then(|enclosure| found.marks.boxes.get(enclosure)) else {
            continue;
        };
        let main = found.stories.iter().enumerate().find(|(other, main)| {
            *other != at && enclosure_of(main).is_none() && {
                let shared = place(main, found).intersection(&enclosure.rect).map_or(0.0, |shared| shared.area());
                shared > style.sidebar_share * enclosure.rect.area()
            }
        });
        let main = main.and_then(|(main, _)| story_ids.get(&main)).copied();
        if let Some(side) = story_ids.get(&at).and_then(|id| page.stories.get_mut(id.0 as usize)) {
            side.sidebar_of = main;
        }
    }
}

/// Ties paragraphs that go on in the next column: the sentence is open, or the line is full, and no indent
/// follows.
fn continue_paragraphs(
    blocks: &[Vec<BlockId>],
    found: &PageFindings,
    words: &Words,
    style: &HouseStyle,
    page: &mut Page,
) {
    for thread in &found.stories {
        let body: Vec<usize> = thread
            .blocks
            .iter()
            .copied()
            .filter(|at| found.labeled.get(*at).is_some_and(|one| one.role == Role::Body))
            .collect();
        for (before, after) in body.iter().zip(body.iter().skip(1)) {
            let (Some(upper), Some(lower)) = (found.labeled.get(*before), found.labeled.get(*after)) else { continue };
            let follows = thread.blocks.iter().position(|at| at == before).and_then(|at| thread.blocks.get(at + 1))
                == Some(after);
            let goes_on = || {
                let open =
                    !paragraphs::ends_sentence(&upper.block) || paragraphs::ends_full(&upper.block, &style.blocks);
                open && !paragraphs::opens(&lower.block, &style.blocks)
            };
            let known = lower.block.given_place().and_then(|given_place| given_place.opens);
            if !follows || !known.map_or_else(goes_on, |opens| !opens) {
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
fn reading_order(found: &PageFindings, blocks: &[Vec<BlockId>], page: &Page) -> Vec<BlockId> {
    let middle = found.marks.page.center().y;
    let furniture = |head: bool| {
        found
            .labeled
            .iter()
            .zip(blocks)
            .filter(move |(one, _)| one.of_page && (one.block.rect.center().y < middle) == head)
            .flat_map(|(_, own)| own.iter().copied())
    };
    let stories = page.stories.iter().flat_map(|story| story.blocks.iter().copied());
    furniture(true).chain(stories).chain(furniture(false)).collect()
}
