//! What scorers are worth on pages that they were not fitted to: papers, issues and designs are split into parts, and each
//! part is read by scorers fitted to the others.

use crate::boost::in_parallel;
use crate::fit::{self, Tables};
use crate::labels::{self, Label};
use crate::options::Options;
use crate::pages::Sample;
use crate::rows::Rows;
use crate::score::{self, COLUMNS, Row};
use crate::without_text::HeadCounts;
use foldline::layout::evidence::{self, Scorers, link_features, start_features};
use foldline::layout::scorer::file::fingerprint;
use foldline::layout::stories::{self, assign};

/// What was found.
pub struct Found {
    /// A row for each page; nothing for those that were not scored.
    pub rows: Vec<Option<Row>>,
    /// For each page, of how many nodes the likeliest way was right, and of how many.
    pub right: Vec<(usize, usize)>,
    /// By tenths of the probability of the likeliest way: right ones, and all.
    pub tenths: [(usize, usize); 10],
    /// What was taken for heads.
    pub heads: HeadCounts,
}

/// Sets of more pages are scored by samples of them.
const WHOLE_SET: usize = 120;

/// Scores all pages with scorers that saw none of their group. Pages that are never fitted are scored by those of the
/// first part.
pub fn run(samples: &[Sample], rows: &Rows, tables: &Tables, options: &Options, without: &[String]) -> Found {
    let counted = counted(samples, options.sample);
    let part = |page: usize| part(&samples[page], options.folds);
    let (rows_of_pages, right) = (vec![None; samples.len()], vec![(0, 0); samples.len()]);
    let mut found = Found { rows: rows_of_pages, right, tenths: [(0, 0); 10], heads: HeadCounts::default() };
    for own in 0..options.folds {
        let unseen =
            |page: usize| !samples[page].again && if samples[page].seen { part(page) == own } else { own == 0 };
        let scorers = fit::fit(rows, tables, options, without, &|page| samples[page].seen && part(page) != own);
        found.count(rows, &scorers, &unseen);
        let pages: Vec<usize> = (0..samples.len()).filter(|page| counted[*page] && unseen(*page)).collect();
        let scored = |at: usize| {
            let sample = &samples[pages[at]];
            (score::of(sample, &scorers), HeadCounts::on_page(sample, &scorers))
        };
        for (page, (row, heads)) in pages.iter().zip(in_parallel(pages.len(), &scored)) {
            found.rows[*page] = Some(row);
            found.heads.add(&heads);
        }
        let shown = |page: &&usize| options.show.iter().any(|name| *name == samples[**page].name);
        pages.iter().filter(shown).for_each(|page| show(&samples[*page], &scorers));
    }
    found
}

/// The part of a page: that of its paper.
pub fn part(sample: &Sample, parts: usize) -> usize {
    fingerprint([sample.group.as_str()].into_iter()) as usize % parts
}

fn counted(samples: &[Sample], every: usize) -> Vec<bool> {
    let large = |set: &str| samples.iter().filter(|sample| sample.set == set).count() > WHOLE_SET;
    samples.iter().enumerate().map(|(at, sample)| !sample.again && (at % every == 0 || !large(&sample.set))).collect()
}

impl Found {
    fn count(&mut self, rows: &Rows, scorers: &Scorers, unseen: &dyn Fn(usize) -> bool) {
        for group in rows.groups.iter().filter(|group| !group.window && unseen(group.page)) {
            let start = scorers.starts.score(&rows.starts[group.start]);
            let links: Vec<f32> = group.links.clone().map(|at| scorers.links.score(&rows.links[at])).collect();
            let best = (0..links.len()).max_by(|a, b| links[*a].total_cmp(&links[*b])).filter(|at| links[*at] > start);
            let most = best.map_or(start, |at| links[at]);
            let all: f32 = links.iter().chain([&start]).map(|score| (score - most).exp()).sum();
            let is_right = usize::from(best == group.right);
            let tenth = &mut self.tenths[((10.0 / all) as usize).min(9)];
            *tenth = (tenth.0 + is_right, tenth.1 + 1);
            let page = &mut self.right[group.page];
            *page = (page.0 + is_right, page.1 + 1);
        }
    }
}

/// The means of each set, with the share of nodes whose likeliest way is right.
pub fn summary(samples: &[Sample], found: &Found) -> Vec<(String, usize, Row, f64)> {
    let mut sets: Vec<&str> = samples.iter().map(|sample| sample.set.as_str()).collect();
    sets.sort_unstable();
    sets.dedup();
    let of = |set: &str| {
        let pages: Vec<usize> = (0..samples.len()).filter(|page| samples[*page].set == set).collect();
        let rows: Vec<&Row> = pages.iter().filter_map(|page| found.rows[*page].as_ref()).collect();
        let (right, all) = pages.iter().fold((0, 0), |sum, page| {
            let own = found.right[*page];
            (sum.0 + own.0, sum.1 + own.1)
        });
        (set.to_owned(), rows.len(), score::means(&rows), right as f64 / all.max(1) as f64)
    };
    sets.into_iter().map(of).collect()
}

/// Prints what was found.
pub fn print(samples: &[Sample], found: &Found, options: &Options) {
    let head = COLUMNS.map(|name| format!("{name:>5}")).join(" ");
    if options.pages {
        println!("\n{:36} {head}", "page");
        for (sample, row) in samples.iter().zip(&found.rows) {
            if let Some(row) = row {
                println!("{:36} {}", format!("{}/{}", sample.set, sample.name), score::shown(row));
            }
        }
    }
    println!("\n{:16} {:>5} {head} right", "set, unseen", "pages");
    for (set, pages, row, right) in summary(samples, found) {
        println!("{set:16} {pages:>5} {} {right:5.3}", score::shown(&row));
    }
    found.heads.print();
    println!("\nprobability of the likeliest way, and how often it is right");
    for (tenth, (right, all)) in found.tenths.iter().enumerate().filter(|(_, (_, all))| *all > 0) {
        let (from, share) = (tenth as f64 / 10.0, *right as f64 / *all as f64);
        println!("{from:.1} to {:.1}  {share:.3} of {all}", from + 0.1);
    }
}

/// Scores without each group of features, beside those with all.
pub fn ablate(samples: &[Sample], rows: &Rows, tables: &Tables, options: &Options, all: &Found) {
    let mut groups: Vec<&str> = link_features::groups().iter().map(|(name, _)| *name).collect();
    groups.extend(start_features::groups().iter().map(|(name, _)| *name));
    groups.sort_unstable();
    groups.dedup();
    let sets = summary(samples, all);
    println!("\nPQ and share of right ways, without a group of features");
    println!("{:12} {}", "", sets.iter().map(|(set, ..)| format!("{set:>13}")).collect::<Vec<_>>().join(" "));
    let line = |name: &str, sets: &[(String, usize, Row, f64)]| {
        let cell =
            |(_, _, row, right): &(String, usize, Row, f64)| format!("{:7.3} {right:5.3}", row[1].unwrap_or_default());
        println!("{name:12} {}", sets.iter().map(cell).collect::<Vec<_>>().join(" "));
    };
    line("none", &sets);
    for group in groups {
        let without: Vec<String> = options.without.iter().cloned().chain([group.to_owned()]).collect();
        line(group, &summary(samples, &run(samples, rows, tables, options, &without)));
    }
}

/// Prints the nodes of a page, each with its right way and the way taken, and what they cost.
fn show(sample: &Sample, scorers: &Scorers) {
    println!("\n{}/{}", sample.set, sample.name);
    for (part, told) in sample.segmented.parts.iter().zip(&sample.told) {
        let context = part.context(&sample.segmented.marks, &sample.style);
        let (nodes, _) = stories::nodes_of(context);
        let (labels, _) = labels::nodes(&nodes, told);
        let candidates = evidence::candidates(&nodes, context, scorers);
        let chosen = assign::solve(&candidates, nodes.len());
        let way = |node: usize, before: Option<usize>| {
            let found = candidates.iter().find(|one| one.node == node && one.before == before);
            let name = before.map_or("start".to_owned(), |before| before.to_string());
            found.map_or(format!("{name} (no way)"), |one| format!("{name} ({:.1})", one.cost))
        };
        for (at, node) in nodes.iter().enumerate() {
            let right = match labels[at] {
                Label::Untold => continue,
                Label::Begins => None,
                Label::Follows(before) => Some(before),
            };
            let text = node.blocks.first().map(|block| part.labeled[*block].block.text()).unwrap_or_default();
            let text: String = text.chars().take(40).collect();
            let [left, top, ..] = node.rect.to_array();
            let wrong = if right == chosen[at] { ' ' } else { '!' };
            let (is, true_way) = (way(at, chosen[at]), way(at, right));
            println!(
                "{at:3} {:5} {left:5.0},{top:5.0} {is:14} {wrong} {true_way:14} {text}",
                format!("{:?}", node.kind)
            );
        }
    }
}
