//! Text without geometry, held to made-up jumbles in seven languages: nothing is lost, paragraphs follow each
//! other as printed, heads and captions find their stories. The floors are a little below what was measured.

#![allow(clippy::unwrap_used)]

#[path = "maker/bank.rs"]
mod bank;
#[path = "jumbles/maker.rs"]
mod maker;
#[path = "jumbles/bank.rs"]
mod more;

use foldline::house_style::library::{Clues, Library};
use foldline::layout::fragments::{self, Loose};
use foldline::model::lang::Lang;
use foldline::model::role::Role;
use maker::{Damage, Jumble, jumble};

const LANGS: [Lang; 7] = [Lang::Zh, Lang::Ja, Lang::Ko, Lang::En, Lang::De, Lang::Fr, Lang::Ru];
const SEEDS: u64 = 12;

/// Letters and digits only: what was printed, whatever the spaces.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn read(jumble: &Jumble, lang: Lang) -> Loose {
    let library = Library::built_in();
    fragments::read(&jumble.extract, &library.choose(&Clues { lang, ..Clues::default() }))
}

/// What was found right, as shares of what was to be found.
#[derive(Default, Debug)]
struct Score {
    order: (usize, usize),
    headlines: (usize, usize),
    subheads: (usize, usize),
    captions: (usize, usize),
}

impl Score {
    fn add(&mut self, jumble: &Jumble, loose: &Loose) {
        for truth in &jumble.stories {
            let first = letters(&truth.blocks[0].1);
            let holds = |story: &&fragments::LooseStory| {
                let opens =
                    |text: String| !text.is_empty() && first.chars().zip(text.chars()).take(8).all(|(a, b)| a == b);
                story.blocks.iter().any(|b| b.role == Role::Body && opens(letters(&b.text)))
            };
            let headed = |story: &&fragments::LooseStory| {
                story.blocks.iter().any(|b| b.role == Role::Headline && letters(&b.text) == letters(&truth.headline))
            };
            let story = loose.stories.iter().find(|story| headed(story) && holds(story));
            let story = story.or_else(|| loose.stories.iter().find(headed));
            count(&mut self.headlines, story.is_some());
            let Some(story) = story.or_else(|| loose.stories.iter().find(holds)) else { continue };
            let body = |role: Role| matches!(role, Role::Body | Role::Subhead);
            let text: String = story.blocks.iter().filter(|b| body(b.role)).map(|b| letters(&b.text)).collect();
            let blocks: Vec<String> = truth.blocks.iter().map(|(_, text)| letters(text)).collect();
            for pair in blocks.windows(2) {
                let tail: String = pair[0].chars().rev().take(6).collect::<Vec<_>>().into_iter().rev().collect();
                let head: String = pair[1].chars().take(6).collect();
                count(&mut self.order, text.contains(&(tail + &head)));
            }
            for (_, head) in truth.blocks.iter().filter(|(is_head, _)| *is_head) {
                let found = |b: &fragments::LooseBlock| b.role == Role::Subhead && letters(&b.text) == letters(head);
                count(&mut self.subheads, story.blocks.iter().any(found));
            }
            if let Some(caption) = &truth.caption {
                let found = |b: &fragments::LooseBlock| b.role == Role::Caption && letters(&b.text) == letters(caption);
                count(&mut self.captions, story.blocks.iter().any(found));
            }
        }
    }

    fn check(&self, name: &str, floors: [f32; 4]) {
        let shares = [self.order, self.headlines, self.subheads, self.captions].map(share);
        println!(
            "{name}: order {:.3} headlines {:.3} subheads {:.3} captions {:.3}",
            shares[0], shares[1], shares[2], shares[3]
        );
        for ((share, floor), what) in shares.iter().zip(floors).zip(["order", "headlines", "subheads", "captions"]) {
            assert!(*share >= floor, "{name}: {what} {share:.3} is below {floor}");
        }
    }
}

/// A file that was not put right, for `JUMBLE_SHOW=1 cargo test --test jumbles -- --nocapture`.
fn show(jumble: &Jumble, loose: &Loose) {
    for fragment in &jumble.extract.fragments {
        println!("| {}\n|", fragment.lines.join("\n| "));
    }
    for story in &loose.stories {
        println!("= story");
        for block in &story.blocks {
            println!("= {:9} {}", block.role.word(), block.text);
        }
    }
}

fn count(tally: &mut (usize, usize), right: bool) {
    tally.0 += usize::from(right);
    tally.1 += 1;
}

fn share((right, all): (usize, usize)) -> f32 {
    right as f32 / all.max(1) as f32
}

fn run(damage: Damage, langs: &[Lang]) -> Score {
    let mut all = Score::default();
    for lang in langs {
        let mut score = Score::default();
        for seed in 0..SEEDS {
            let jumble = jumble(*lang, damage, seed);
            let loose = read(&jumble, *lang);
            let before = score.order;
            score.add(&jumble, &loose);
            if std::env::var("JUMBLE_SHOW").is_ok() && score.order.1 - before.1 != score.order.0 - before.0 {
                show(&jumble, &loose);
            }
            all.add(&jumble, &loose);
        }
        println!("  {} {score:?}", lang.code());
    }
    all
}

#[test]
fn stories_in_another_order() {
    run(Damage::StoriesMoved, &LANGS).check("stories moved", [0.98, 0.99, 0.98, 0.9]);
}

#[test]
fn sections_turned_round() {
    run(Damage::SectionsTurned, &LANGS).check("sections turned", [0.97, 0.98, 0.97, 0.97]);
}

#[test]
fn heads_at_the_end_of_the_file() {
    run(Damage::HeadsAtTheEnd, &LANGS).check("heads at the end", [0.97, 0.98, 0.97, 0.97]);
}

#[test]
fn nothing_is_lost_or_doubled() {
    for lang in LANGS {
        for seed in 0..SEEDS {
            for damage in [Damage::StoriesMoved, Damage::SectionsTurned, Damage::HeadsAtTheEnd] {
                let jumble = jumble(lang, damage, seed);
                let loose = read(&jumble, lang);
                let blocks = loose.stories.iter().flat_map(|story| &story.blocks).chain(&loose.furniture);
                let mut kept: Vec<char> =
                    blocks.flat_map(|block| letters(&block.text).chars().collect::<Vec<_>>()).collect();
                let printed = |truth: &maker::Truth| {
                    let blocks: String = truth.blocks.iter().map(|(_, text)| text.as_str()).collect();
                    letters(&format!("{}{blocks}{}", truth.headline, truth.caption.clone().unwrap_or_default()))
                };
                let wanted: String = jumble.stories.iter().map(printed).collect();
                let mut wanted: Vec<char> = wanted.chars().collect();
                kept.sort_unstable();
                wanted.sort_unstable();
                let bylines = 14 * jumble.stories.len();
                assert!(
                    kept.len() >= wanted.len(),
                    "{lang:?} {damage:?} {seed}: {} letters lost",
                    wanted.len() - kept.len()
                );
                assert!(kept.len() <= wanted.len() + bylines, "{lang:?} {damage:?} {seed}: letters doubled");
            }
        }
    }
}
