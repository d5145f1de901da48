//! The way from pages with truth to weights, on few pages: scorers fitted to twenty of our small pages read five others
//! well enough, and the same pages give the same bytes.
#![allow(dead_code, clippy::print_stdout, clippy::unwrap_used, reason = "a small run of `examples/train`")]

#[path = "../examples/evaluate/align.rs"]
mod align;
#[path = "../examples/evaluate/assignment.rs"]
mod assignment;
#[path = "../examples/train/boost.rs"]
mod boost;
#[path = "../examples/train/fit.rs"]
mod fit;
#[path = "../examples/evaluate/found.rs"]
mod found;
#[path = "../examples/evaluate/fuzzy.rs"]
mod fuzzy;
#[path = "../examples/train/labels.rs"]
mod labels;
mod maker;
#[path = "../examples/train/options.rs"]
mod options;
#[path = "../examples/train/pages.rs"]
mod pages;
#[path = "../examples/press/lib.rs"]
mod press;
#[path = "../examples/evaluate/roles.rs"]
mod roles;
#[path = "../examples/train/roles_fit.rs"]
mod roles_fit;
#[path = "../examples/train/rows.rs"]
mod rows;
#[path = "../examples/train/score.rs"]
mod score;
#[path = "../examples/evaluate/stories.rs"]
mod stories;
#[path = "../examples/evaluate/truth.rs"]
mod truth;
#[path = "../examples/train/validate.rs"]
mod validate;
#[path = "../examples/train/windows.rs"]
mod windows;
#[allow(dead_code, reason = "shares are only printed here")]
#[path = "../examples/train/without_text.rs"]
mod without_text;

use foldline::layout::evidence::{Scorers, link_features, names, role_features};
use foldline::layout::scorer::classes::RoleScorer;
use found::Found;
use options::Options;
use std::path::Path;

/// PQ of pages that a fit to twenty others reads, at least.
const FLOOR: f64 = 0.85;
/// Share of blocks told right on pages of houses unseen by scorers fitted to twenty others, at least.
const ROLE_FLOOR: f64 = 0.65;

#[test]
fn twenty_pages_teach_to_read_five_others() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut samples = pages::load(&[folder], true, &[]).unwrap();
    samples.retain(|sample| sample.truth.blocks.len() > 6);
    samples.truncate(25);
    for (at, sample) in samples.iter_mut().enumerate() {
        sample.seen = at % 5 != 4;
    }
    let mut options = Options { windows: 1, ..Options::default() };
    (options.growth.trees, options.growth.least) = (40, 8);
    let rows = rows::of(&samples, &options);
    let tables = fit::Tables::new(&rows);
    let fitted = || fit::fit(&rows, &tables, &options, &[], &|page| samples[page].seen);
    let scorers = fitted();
    let mean = |scorers: &Scorers| {
        let unseen = samples.iter().filter(|sample| !sample.seen);
        let all: Vec<f64> = unseen.filter_map(|sample| score::of(sample, scorers)[1]).collect();
        all.iter().sum::<f64>() / all.len() as f64
    };
    let (own, none) = (mean(&scorers), mean(&Scorers::default()));
    println!("PQ of unseen pages {own:.3}, without weights {none:.3}");
    assert!(own >= FLOOR && own > none, "PQ {own:.3}, without weights {none:.3}");
    let bytes = |scorers: &Scorers| scorers.links.write(&names(&link_features::features()));
    assert_eq!(bytes(&scorers), bytes(&fitted()));
}

#[test]
fn forty_drawn_pages_teach_roles_to_each_other() {
    let mut samples = pages::drawn(5, 40, true).unwrap();
    let mut options = Options::default();
    (options.folds, options.roles.trees, options.roles.least) = (2, 24, 8);
    options.roles.rate = 0.3;
    let given = roles_fit::give(&mut samples, &options);
    let (weighed, rules) = (given.weighed, given.by_rules);
    assert!(weighed >= ROLE_FLOOR && weighed > rules, "roles {weighed:.3}, by rules {rules:.3}");
    let bytes = roles_fit::bytes(&given.scorer);
    assert!(RoleScorer::read(&bytes, &names(&role_features::features())).is_ok());
}
