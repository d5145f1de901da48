//! What holds for every page, tried on pages made by chance: nothing is lost or doubled, and neither the order of
//! drawing nor the size, place or direction of a page changes what is read.

use super::{norm, read};
use crate::maker::{self, chance};
use foldline::geometry::{Point, Pt, Rect};
use foldline::layout::frame::Frame;
use foldline::model::page::Page;
use foldline::model::sheet::{Sheet, Turn};

const PAGES: u64 = 24;

fn sheets() -> impl Iterator<Item = (u64, Sheet)> {
    (0..PAGES).map(|seed| (seed, maker::paste::page(&chance::plan(seed)).sheet()))
}

/// What a reader gets: roles and texts in reading order, story by story.
fn understood(page: &Page) -> Vec<Vec<(&'static str, String)>> {
    let tell = |id: &_| (page.block(*id).role.word(), page.block(*id).text.clone());
    let stories = page.stories.iter().map(|story| story.blocks.iter().map(tell).collect());
    stories.chain([page.order.iter().map(tell).collect()]).collect()
}

fn letters<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<char> {
    let mut letters: Vec<char> = texts.flat_map(|text| norm(text).chars().collect::<Vec<_>>()).collect();
    letters.sort_unstable();
    letters
}

#[test]
fn every_character_is_in_exactly_one_block() {
    for (seed, sheet) in sheets() {
        let page = read(&sheet);
        let mut claimed = vec![0; page.lines.len()];
        for block in &page.blocks {
            block.lines.clone().for_each(|line| claimed[line as usize] += 1);
        }
        assert!(claimed.iter().all(|n| *n == 1), "page {seed}: lines in no block or in two");
        let mut order: Vec<u32> = page.order.iter().map(|id| id.0).collect();
        order.sort_unstable();
        assert!(
            order.iter().copied().eq(0..page.blocks.len() as u32),
            "page {seed}: the order is not every block once"
        );
        let told: std::collections::BTreeSet<u32> =
            page.stories.iter().flat_map(|story| &story.blocks).map(|id| id.0).collect();
        for (at, block) in page.blocks.iter().enumerate() {
            let of_page = block.role.is_furniture() || block.role == foldline::model::role::Role::Section;
            assert!(
                of_page || told.contains(&(at as u32)),
                "page {seed}: in no story: {:?} {}",
                block.role,
                block.text
            );
        }
        let printed = letters(sheet.runs.iter().map(|run| run.text.as_str()));
        assert!(printed == letters(page.lines.iter().map(|line| line.text.as_str())), "page {seed}: lost or doubled");
    }
}

#[test]
fn the_order_of_drawing_changes_nothing() {
    for (seed, sheet) in sheets() {
        let mut shuffled = sheet.clone();
        let mut dice = chance::Dice(seed + 5);
        for i in (1..shuffled.runs.len()).rev() {
            shuffled.runs.swap(i, dice.roll(i as u64 + 1));
        }
        shuffled.rules.reverse();
        shuffled.boxes.reverse();
        shuffled.pictures.reverse();
        same(&sheet, &shuffled, &format!("page {seed} shuffled"));
    }
}

#[test]
fn neither_size_nor_place_changes_anything() {
    let changes = [(0.5, 0.0, 0.0), (3.0, 0.0, 0.0), (1.0, 12.5, 7.25)];
    let steady = |sheet: &Sheet| {
        let before = understood(&read(sheet));
        changes.iter().all(|(factor, dx, dy)| before == understood(&read(&changed(sheet, *factor, *dx, *dy))))
    };
    let unsteady: Vec<u64> = sheets().filter(|(_, sheet)| !steady(sheet)).map(|(seed, _)| seed).collect();
    assert!(unsteady.is_empty(), "read otherwise when scaled or moved: pages {unsteady:?}");
}

#[test]
fn the_direction_of_a_page_changes_nothing_else() {
    let turns = [(Frame::Down, Turn::Clockwise), (Frame::Half, Turn::Half), (Frame::Up, Turn::Counter)];
    let steady = |sheet: &Sheet| {
        let before = understood(&read(sheet));
        turns.iter().all(|(frame, turn)| before == understood(&read(&turned(sheet, *frame, *turn))))
    };
    let unsteady: Vec<u64> = sheets().filter(|(_, sheet)| !steady(sheet)).map(|(seed, _)| seed).collect();
    assert!(unsteady.is_empty(), "read otherwise when turned: pages {unsteady:?}");
}

/// Where the letters of both pages begin, which know no capitals: those of Devanagari and those of Hebrew.
const FROM_LEFT: u32 = 0x915;
const FROM_RIGHT: u32 = 0x5d0;

#[test]
fn a_page_read_from_the_right_is_its_mirror_read_from_the_left() {
    let is_han = |c: char| c >= '\u{2e80}';
    let latin = |sheet: &Sheet| !sheet.runs.iter().any(|run| run.vertical || run.text.chars().any(is_han));
    let other = |c: char| match c as u32 {
        code if (FROM_LEFT..FROM_LEFT + LETTERS).contains(&code) => letter(code - FROM_LEFT, FROM_RIGHT),
        _ => c,
    };
    let mut seen = 0;
    for (seed, sheet) in sheets().filter(|(_, sheet)| latin(sheet)) {
        let before = understood(&read(&lettered(&sheet, FROM_LEFT)));
        let turned = |text: &str| text.chars().map(other).collect::<String>();
        let before: Vec<Vec<_>> =
            before.iter().map(|story| story.iter().map(|(role, text)| (*role, turned(text))).collect()).collect();
        let mut mirrored = turned_over(&lettered(&sheet, FROM_RIGHT));
        mirrored.runs.iter_mut().for_each(|run| run.text = mirrored_bracket(&run.text).into());
        let after = understood(&read(&mirrored));
        let differ = before.iter().flatten().zip(after.iter().flatten()).find(|(a, b)| a != b);
        assert!(before == after, "page {seed}: {differ:?}");
        seen += 1;
    }
    assert!(seen > 4, "{seen} pages without Han");
}

/// Letters that both scripts have.
const LETTERS: u32 = 27;

fn letter(number: u32, first: u32) -> char {
    char::from_u32(first + number % LETTERS).unwrap_or('?')
}

/// A sheet whose letters and figures are letters of another script.
fn lettered(sheet: &Sheet, first: u32) -> Sheet {
    let mut new = sheet.clone();
    let own = |c: char| if c.is_alphanumeric() { letter(c as u32, first) } else { c };
    new.runs.iter_mut().for_each(|run| run.text = run.text.chars().map(own).collect());
    new
}

fn mirrored_bracket(text: &str) -> String {
    const PAIRS: [(&str, &str); 4] = [("(", ")"), ("[", "]"), ("«", "»"), ("‹", "›")];
    let other = PAIRS.iter().find_map(|(a, b)| if text == *a { Some(*b) } else { (text == *b).then_some(*a) });
    other.unwrap_or(text).to_owned()
}

/// The sheet as a mirror shows it.
fn turned_over(sheet: &Sheet) -> Sheet {
    let rect = |r: &Rect| Frame::Left.to_page(r, &sheet.bounds);
    let mut new = sheet.clone();
    new.runs.iter_mut().for_each(|run| run.bbox = rect(&run.bbox));
    for rule in &mut new.rules {
        let along = rect(&Rect::new(rule.from.x.0, rule.from.y.0, rule.to.x.0, rule.to.y.0));
        (rule.from, rule.to) = (Point { x: along.left, y: along.top }, Point { x: along.right, y: along.bottom });
    }
    new.boxes.iter_mut().for_each(|b| b.bbox = rect(&b.bbox));
    new.pictures.iter_mut().for_each(|picture| picture.bbox = rect(&picture.bbox));
    new
}

#[track_caller]
fn same(a: &Sheet, b: &Sheet, what: &str) {
    let (a, b) = (understood(&read(a)), understood(&read(b)));
    let differ = a.iter().zip(&b).position(|(x, y)| x != y);
    assert!(a == b, "{what}: {} and {} stories, first unlike {differ:?}", a.len() - 1, b.len() - 1);
}

/// Everything scaled, then moved; the paper grows by the way.
fn changed(sheet: &Sheet, factor: f32, dx: f32, dy: f32) -> Sheet {
    let rect = |r: &Rect| {
        let x = |v: Pt| v.0 * factor + dx;
        let y = |v: Pt| v.0 * factor + dy;
        Rect::new(x(r.left), y(r.top), x(r.right), y(r.bottom))
    };
    let point = |p: Point| Point::new(p.x.0 * factor + dx, p.y.0 * factor + dy);
    let mut new = sheet.clone();
    let (width, height) = (sheet.bounds.width().0 * factor, sheet.bounds.height().0 * factor);
    new.bounds = Rect::new(0.0, 0.0, width + 2.0 * dx, height + 2.0 * dy);
    for run in &mut new.runs {
        run.bbox = rect(&run.bbox);
        let along = if run.vertical { dx } else { dy };
        run.baseline = Pt(run.baseline.0 * factor + along);
        run.size = run.size * factor;
    }
    for rule in &mut new.rules {
        (rule.from, rule.to, rule.weight) = (point(rule.from), point(rule.to), rule.weight * factor);
    }
    for b in &mut new.boxes {
        (b.bbox, b.weight) = (rect(&b.bbox), b.weight * factor);
    }
    new.pictures.iter_mut().for_each(|picture| picture.bbox = rect(&picture.bbox));
    new
}

/// Everything turned with the paper, so that its lines run the way of the frame.
fn turned(sheet: &Sheet, frame: Frame, turn: Turn) -> Sheet {
    let (width, height) = (sheet.bounds.width().0, sheet.bounds.height().0);
    let upright = frame == Frame::Half;
    let bounds = if upright { sheet.bounds } else { Rect::new(0.0, 0.0, height, width) };
    let rect = |r: &Rect| frame.to_page(r, &bounds);
    let mut new = sheet.clone();
    new.bounds = bounds;
    for run in &mut new.runs {
        let line = rect(&Rect { top: run.baseline, bottom: run.baseline, ..run.bbox });
        run.bbox = rect(&run.bbox);
        run.baseline = if upright { line.top } else { line.left };
        run.turn = turn;
    }
    for rule in &mut new.rules {
        let along = rect(&Rect::new(rule.from.x.0, rule.from.y.0, rule.to.x.0, rule.to.y.0));
        (rule.from, rule.to) = (Point { x: along.left, y: along.top }, Point { x: along.right, y: along.bottom });
    }
    new.boxes.iter_mut().for_each(|b| b.bbox = rect(&b.bbox));
    new.pictures.iter_mut().for_each(|picture| picture.bbox = rect(&picture.bbox));
    new
}
