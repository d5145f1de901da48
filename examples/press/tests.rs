//! Pages are the same twice, say what their truth says, and no text stands on other text.

use super::press::truth::{Edges, TrueBlock, Truth};
use super::press::{Drawn, Family, page, page_in_house, page_of};
use foldline::model::sheet::Sheet;
use std::collections::BTreeMap;

/// Every family three times, in several languages, and pages as a run has them.
fn drawn() -> impl Iterator<Item = Drawn> {
    let numbered =
        Family::ALL.into_iter().enumerate().flat_map(|(at, family)| [0, 1, 2].map(|n| (family, at * 7 + n * 5)));
    let of_families = numbered.map(|(family, number)| page_of(11, number as u32, Some(family)));
    of_families.chain((0..20).map(|number| page(12, number)))
}

fn blocks(truth: &Truth) -> impl Iterator<Item = &TrueBlock> {
    truth.stories.iter().flat_map(|story| &story.blocks).chain(&truth.furniture)
}

fn counts(text: impl Iterator<Item = char>) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for c in text.filter(|c| !c.is_whitespace()) {
        *counts.entry(c).or_default() += 1;
    }
    counts
}

/// The letters of a sheet, those that were drawn twice once.
fn letters_of(sheet: &Sheet) -> BTreeMap<char, usize> {
    let twice = |pair: &[foldline::model::sheet::GlyphRun]| {
        let [a, b] = pair else { return false };
        a.text == b.text && (b.bbox.left - a.bbox.left).abs().0 < a.size.0 * 0.03 && a.bbox.top == b.bbox.top
    };
    let doubled = sheet.runs.windows(2).filter(|pair| twice(pair)).map(|pair| &pair[1]);
    let mut all = counts(sheet.runs.iter().flat_map(|run| run.text.chars()));
    for (c, count) in counts(doubled.flat_map(|run| run.text.chars())) {
        if let Some(held) = all.get_mut(&c) {
            *held -= count;
        }
    }
    all.retain(|_, count| *count > 0);
    all
}

#[test]
fn the_same_seed_gives_the_same_page() {
    for number in [0, 3, 17] {
        let (a, b) = (page(5, number), page(5, number));
        assert_eq!(serde_json::to_string(&a.sheet).unwrap(), serde_json::to_string(&b.sheet).unwrap());
        assert_eq!(serde_json::to_string(&a.truth).unwrap(), serde_json::to_string(&b.truth).unwrap());
        assert_ne!(serde_json::to_string(&a.sheet).unwrap(), serde_json::to_string(&page(6, number).sheet).unwrap());
    }
}

#[test]
fn pages_of_one_house_differ_in_what_they_say_alone() {
    let [a, b] = [0, 1].map(|number| page_in_house(5, 3, number, None));
    assert_eq!(a.truth.house, b.truth.house);
    assert_ne!(
        a.truth.stories.first().map(|story| &story.blocks[0].text),
        b.truth.stories.first().map(|story| &story.blocks[0].text)
    );
}

#[test]
fn what_the_truth_says_is_on_the_sheet_and_nothing_else() {
    for drawn in drawn() {
        let told = counts(blocks(&drawn.truth).flat_map(|block| &block.lines).flat_map(|line| line.text.chars()));
        assert_eq!(told, letters_of(&drawn.sheet), "{} {:?}", drawn.family.name(), drawn.truth.seed);
        assert!(!drawn.truth.stories.is_empty(), "{}", drawn.family.name());
    }
}

fn shared(a: Edges, b: Edges) -> f32 {
    let width = a[2].min(b[2]) - a[0].max(b[0]);
    let height = a[3].min(b[3]) - a[1].max(b[1]);
    if width > 0.0 && height > 0.0 { width * height } else { 0.0 }
}

fn area(a: Edges) -> f32 {
    (a[2] - a[0]) * (a[3] - a[1])
}

#[test]
fn no_text_stands_on_other_text_or_off_the_page() {
    for drawn in drawn() {
        let lines: Vec<(Edges, &str)> =
            blocks(&drawn.truth).flat_map(|block| &block.lines).map(|line| (line.bbox, line.text.as_str())).collect();
        let [width, height] = drawn.truth.size_pt;
        for (at, (a, text)) in lines.iter().enumerate() {
            let inside = a[0] > -2.0 && a[1] > -2.0 && a[2] < width + 2.0 && a[3] < height + 2.0;
            assert!(inside, "{} {:?} {text} {a:?}", drawn.family.name(), drawn.truth.seed);
            for (b, other) in &lines[at + 1..] {
                let share = shared(*a, *b) / area(*a).min(area(*b)).max(1.0);
                assert!(
                    share < 0.3,
                    "{} {:?}: {text:?} {a:?} on {other:?} {b:?}",
                    drawn.family.name(),
                    drawn.truth.seed
                );
            }
        }
    }
}

#[test]
fn a_few_pages_are_read_without_a_panic() {
    super::check::robust(3, 12).unwrap();
}

#[test]
#[ignore = "half an hour"]
fn ten_thousand_pages_are_read_without_a_panic() {
    super::check::robust(4, 10_000).unwrap();
}
