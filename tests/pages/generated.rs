//! What holds for every page, tried on pages made by chance: nothing is lost or doubled, and neither the order of
//! drawing nor the size or place of a page changes what is read.

use super::{norm, read};
use crate::maker::plan::{FramePlan, PicturePlan, Place, Plan, StoryPlan};
use crate::maker::{self, bank};
use foldline::geometry::{Point, Pt, Rect};
use foldline::model::lang::Lang;
use foldline::model::page::Page;
use foldline::model::sheet::Sheet;

const PAGES: u64 = 24;

/// A small generator, the same on every machine.
struct Dice(u64);

impl Dice {
    /// From 0 to one less than `sides`.
    fn roll(&mut self, sides: u64) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % sides) as usize
    }
    fn one_in(&mut self, sides: u64) -> bool {
        self.roll(sides) == 0
    }
}

/// Two rows of stories side by side, in one of four languages.
fn plan(seed: u64) -> Plan {
    let mut dice = Dice(seed.wrapping_mul(977) + 1);
    let lang = [Lang::En, Lang::Zh, Lang::Ja, Lang::Ko][dice.roll(4)];
    let columns = 3 + dice.roll(4) as u8;
    let width = 60.0 + f32::from(columns) * 118.0;
    let head = format!("lang = \"{}\"\nsize = [{width}, 1400]\nmargin = 30\ncolumns = {columns}\n", lang.code());
    let mut plan: Plan = toml::from_str(&head).unwrap();
    plan.gutter = 9.0 + dice.roll(8) as f32;
    plan.blanks = !dice.one_in(3);
    let mut next = dice.roll(20);
    for row in 0..2 {
        let mut first = 1;
        while first <= columns {
            let last = (first + dice.roll(3) as u8).min(columns);
            let mut frame = FramePlan { columns: [first, last], ..FramePlan::default() };
            frame.top = (row == 0).then_some(30.0);
            fill(&mut frame, &mut dice, lang, &mut next);
            plan.story.push(StoryPlan { id: format!("{row}-{first}"), frame: vec![frame] });
            first = last + 1;
        }
    }
    plan
}

fn fill(frame: &mut FramePlan, dice: &mut Dice, lang: Lang, next: &mut usize) {
    let wide = frame.columns[1] > frame.columns[0];
    frame.headline = Some(14.0 + dice.roll(10) as f32 + if wide { 4.0 } else { 0.0 });
    (frame.boxed, frame.rules, frame.rule_above) = (dice.one_in(5), dice.one_in(4), dice.one_in(3));
    let mut text = format!("@headline {}\n", bank::head(lang, *next));
    if dice.one_in(3) && lang == Lang::En {
        text.push_str("@byline By Hetty Larch\n");
    }
    for _ in 0..2 + dice.roll(4) {
        text.push_str(&format!("~{next}\n"));
        *next += 1;
    }
    frame.text = text;
    if wide && dice.one_in(2) {
        let place = if dice.one_in(2) { Place::Top } else { Place::Foot };
        let caption = bank::paragraph(lang, *next + 7).chars().take(24).collect();
        frame.picture.push(PicturePlan { legs: Some([1, 2]), place, height: 90.0, caption, ..PicturePlan::default() });
    }
}

fn sheets() -> impl Iterator<Item = (u64, Sheet)> {
    (0..PAGES).map(|seed| (seed, maker::paste::page(&plan(seed)).sheet()))
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
        let mut dice = Dice(seed + 5);
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
