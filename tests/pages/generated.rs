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
    let rect = |r: &Rect| frame.leave(r, &bounds);
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
