//! What roles blocks play: rows of blocks with their true roles, and scorers fitted to them. Blocks of pages are given
//! roles by scorers that saw no page of the same paper, so that what is fitted to these roles meets them as the world
//! will show them.

use crate::boost::{self, Booster, Table, in_parallel};
use crate::labels;
use crate::options::Options;
use crate::pages::{self, Sample};
use crate::validate;
use foldline::layout::evidence::{self, names, role_features};
use foldline::layout::scorer::Scorer;
use foldline::layout::scorer::classes::{CLASSES, RoleScorer};
use foldline::layout::{self, Structure};
use foldline::model::role::Role;
use std::collections::BTreeMap;

/// A page of so many blocks counts as its set says.
const USUAL_BLOCKS: f32 = 60.0;
/// Text that the rules know for text counts so much: there is more of it than of all else.
const PLAIN: f32 = 0.3;

/// Links are fitted to the roles of the rules on so many of so many pages.
const RULED_OF: (usize, usize) = (1, 2);

/// Blocks whose role is known.
#[derive(Default)]
pub struct RoleRows {
    seen: Vec<Vec<f32>>,
    classes: Vec<usize>,
    weights: Vec<f32>,
    pages: Vec<usize>,
    /// How many, the first ones, are of pages that are fitted to.
    fitted: usize,
}

/// Rows of all pages; pages that are fitted to come first.
pub fn of(samples: &[Sample], options: &Options) -> RoleRows {
    let body = CLASSES.iter().position(|role| *role == Role::Body);
    let found = in_parallel(samples.len(), &|at| labeled(&samples[at]));
    let mut rows = RoleRows::default();
    for (page, found) in found.into_iter().enumerate() {
        let own = pages::weight(&samples[page], options) * (USUAL_BLOCKS / found.len().max(1) as f32).sqrt();
        for (seen, class) in found {
            // The feature that says "body by rule".
            let ruled = seen[4] > 0.0;
            rows.weights.push(own * if ruled && Some(class) == body { PLAIN } else { 1.0 });
            rows.seen.push(seen);
            rows.classes.push(class);
            rows.pages.push(page);
        }
        if samples[page].seen {
            rows.fitted = rows.seen.len();
        }
    }
    rows
}

fn labeled(sample: &Sample) -> Vec<(Vec<f32>, usize)> {
    let mut found = Vec::new();
    for part in layout::role_rows(layout::segment(&sample.sheet, &sample.style, Structure::Ours), &sample.style) {
        let classes = labels::classes(&part, sample);
        let told = part.rows.into_iter().filter_map(|row| Some((row.seen, (*classes.get(row.at)?)?)));
        found.extend(told);
    }
    found
}

/// Fits a scorer of roles to the blocks of pages that pass.
fn fit(rows: &RoleRows, table: &Table, options: &Options, pass: &dyn Fn(usize) -> bool) -> RoleScorer {
    let features = role_features::features().len();
    let all: Vec<usize> = (0..features).collect();
    let growth = options.roles;
    let mut boosters: Vec<Booster> = CLASSES.iter().map(|_| Booster::new(table, all.clone(), growth)).collect();
    let told: Vec<usize> = (0..rows.fitted).filter(|row| pass(rows.pages[*row])).collect();
    for _ in 0..growth.trees {
        told.iter().for_each(|row| slopes(*row, rows, &mut boosters));
        boosters.iter_mut().for_each(Booster::grow);
    }
    let sums: Vec<_> = boosters.into_iter().map(|booster| (0.0, booster.trees)).collect();
    Scorer::new(features, &sums).and_then(|scorer| RoleScorer::new(scorer, options.margin)).unwrap_or_default()
}

/// The slopes of the loss for one block.
fn slopes(row: usize, rows: &RoleRows, boosters: &mut [Booster]) {
    let scores: Vec<f32> = boosters.iter().map(|booster| booster.scores[row]).collect();
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let all: f32 = scores.iter().map(|score| (score - most).exp()).sum();
    for (class, booster) in boosters.iter_mut().enumerate() {
        let share = (scores[class] - most).exp() / all;
        let wanted = if rows.classes[row] == class { 1.0 } else { 0.0 };
        booster.slopes[row] = boost::Slope {
            gradient: rows.weights[row] * (share - wanted),
            hessian: (rows.weights[row] * share * (1.0 - share)).max(1e-6),
        };
    }
}

/// A scorer of roles, and how many blocks it tells right.
pub struct Given {
    /// Fitted to all pages that are fitted to.
    pub scorer: RoleScorer,
    /// Share of blocks told right by the rules.
    #[allow(dead_code, reason = "the test of training looks at it")]
    pub by_rules: f64,
    /// Share of blocks told right by scorers that saw no page of their paper.
    #[allow(dead_code, reason = "the test of training looks at it")]
    pub weighed: f64,
}

/// Fits scorers, gives all pages the roles of one that saw none of their paper, and returns the one fitted to all.
pub fn give(samples: &mut [Sample], options: &Options) -> Given {
    let rows = of(samples, options);
    let table = Table::new(&rows.seen, rows.fitted, role_features::features().len());
    println!("{} blocks with roles", rows.fitted);
    let whole = fit(&rows, &table, options, &|_| true);
    let parts = options.folds.max(2);
    let own: Vec<RoleScorer> = (0..parts)
        .map(|part| fit(&rows, &table, options, &|page| validate::part(&samples[page], parts) != part))
        .collect();
    let [by_rules, weighed] = report(&rows, samples, &own, &whole, parts);
    show(&rows, samples, &own, options);
    let again = in_parallel(samples.len(), &|at| {
        let sample = &samples[at];
        let scorer = if sample.seen { &own[validate::part(sample, parts)] } else { &whole };
        pages::segmented(sample, scorer)
    });
    for (at, (sample, again)) in samples.iter_mut().zip(again).enumerate() {
        let (segmented, told) =
            (std::mem::replace(&mut sample.segmented, again.0), std::mem::replace(&mut sample.told, again.1));
        let ruled = sample.seen && (at % RULED_OF.1) < RULED_OF.0;
        sample.ruled = ruled.then_some((segmented, told));
    }
    Given { scorer: whole, by_rules, weighed }
}

/// Prints for each set how many blocks are told right, by the rules and by scorers that saw none like them.
fn report(rows: &RoleRows, samples: &[Sample], own: &[RoleScorer], whole: &RoleScorer, parts: usize) -> [f64; 2] {
    let mut sets: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    let mut roles = vec![[0usize; 5]; CLASSES.len()];
    let mut rules: BTreeMap<(usize, &str), [usize; 4]> = BTreeMap::new();
    for (row, seen) in rows.seen.iter().enumerate() {
        let sample = &samples[rows.pages[row]];
        if sample.again {
            continue;
        }
        let scorer = if sample.seen { &own[validate::part(sample, parts)] } else { whole };
        let Some(shares) = scorer.probabilities(seen) else { continue };
        let class = rows.classes[row];
        let ruled = ruled(seen);
        let best = ruled.map_or(class, |ruled| {
            scorer.takes_place(&shares, ruled, &|role| least(role, seen)).map_or(ruled, |found| found.0)
        });
        let ruled_right = ruled == Some(class);
        let counts = sets.entry(&sample.set).or_default();
        counts[0] += usize::from(ruled_right);
        counts[1] += usize::from(best == class);
        counts[2] += 1;
        roles[class][0] += 1;
        roles[class][1] += usize::from(ruled_right);
        roles[class][2] += usize::from(best == class);
        if let Some(ruled) = ruled {
            // The number of the rule stands behind the verdicts.
            let counts = rules.entry((seen[CLASSES.len()] as usize, CLASSES[ruled].word())).or_default();
            counts[0] += 1;
            counts[1] += usize::from(ruled_right);
            counts[2] += usize::from(best != ruled);
            counts[3] += usize::from(best != ruled && best == class);
            roles[ruled][3] += 1;
        }
        roles[best][4] += 1;
    }
    let all: usize = sets.values().map(|counts| counts[2]).sum();
    let whole_shares =
        [0, 1].map(|at| sets.values().map(|counts| counts[at]).sum::<usize>() as f64 / all.max(1) as f64);
    println!("\n{:16} blocks  rules weighed", "set, unseen");
    for (set, [ruled, right, all]) in sets {
        let share = |count: usize| count as f64 / all as f64;
        println!("{set:16} {all:6}  {:5.3} {:5.3}", share(ruled), share(right));
    }
    println!("\n{:16} blocks  F by rules, F weighed", "role");
    for (class, [all, ruled, right, by_rules, weighed]) in roles.into_iter().enumerate() {
        let f = |hits: usize, said: usize| 2.0 * hits as f64 / (all + said).max(1) as f64;
        println!("{:16} {all:6}  {:5.3} {:5.3}", CLASSES[class].word(), f(ruled, by_rules), f(right, weighed));
    }
    println!("\nrule, role             blocks  right   changed  right then");
    for ((rule, role), [all, right, changed, then]) in rules {
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        println!("{rule:2} {role:18} {all:6}  {:5.3}   {changed:6}   {:5.3}", share(right, all), share(then, changed));
    }
    whole_shares
}

/// The verdict of the rules: the first features, in the order of the classes.
fn ruled(seen: &[f32]) -> Option<usize> {
    seen.iter().take(CLASSES.len()).position(|flag| *flag > 0.0)
}

/// How likely a role must be that takes the place of that verdict: whether words told it stands behind its number.
fn least(role: Role, seen: &[f32]) -> f32 {
    evidence::roles::least(role, seen.get(CLASSES.len() + 1).is_some_and(|flag| *flag > 0.0))
}

/// Prints the blocks of pages whose roles change.
fn show(rows: &RoleRows, samples: &[Sample], own: &[RoleScorer], options: &Options) {
    for (row, seen) in rows.seen.iter().enumerate() {
        let sample = &samples[rows.pages[row]];
        if !options.show.iter().any(|name| sample.name.starts_with(name.as_str())) {
            continue;
        }
        let scorer = &own[validate::part(sample, own.len())];
        let (Some(shares), Some(ruled)) = (scorer.probabilities(seen), ruled(seen)) else { continue };
        let Some((class, share)) = scorer.takes_place(&shares, ruled, &|role| least(role, seen)) else { continue };
        let word = |class: usize| CLASSES[class].word();
        let mut moved: Vec<(f32, &str)> =
            scorer.contributions(seen, class, ruled).into_iter().zip(names(&role_features::features())).collect();
        moved.sort_by(|a, b| b.0.total_cmp(&a.0));
        let why: Vec<String> = moved.iter().take(4).map(|(by, name)| format!("{name} {by:.1}")).collect();
        println!(
            "{:16} true {:9} rules {:9} {:.2} weighed {:9} {share:.2}  {}",
            sample.name,
            word(rows.classes[row]),
            word(ruled),
            shares[ruled],
            word(class),
            why.join(", ")
        );
    }
}

/// The bytes of the weights.
pub fn bytes(scorer: &RoleScorer) -> Vec<u8> {
    scorer.write(&names(&role_features::features()))
}
