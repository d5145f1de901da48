//! Pages made by chance: two rows of stories side by side, in one of four languages.

use super::bank;
use super::plan::{FramePlan, PicturePlan, Place, Plan, StoryPlan};
use foldline::model::lang::Lang;

/// A small generator, the same on every machine.
pub struct Dice(pub u64);

impl Dice {
    /// From 0 to one less than `sides`.
    pub fn roll(&mut self, sides: u64) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % sides) as usize
    }
    pub fn one_in(&mut self, sides: u64) -> bool {
        self.roll(sides) == 0
    }
}

/// The page of a seed.
pub fn plan(seed: u64) -> Plan {
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
