//! Writes weights, and the card that says where they come from.

use crate::options::Options;
use crate::pages::Sample;
use crate::roles_fit;
use crate::rows::Rows;
use crate::score::COLUMNS;
use crate::validate::{self, Found};
use anyhow::Result;
use foldline::layout::evidence::{Scorers, link_features, names, start_features};
use std::fmt::Write;
use std::path::Path;

/// Writes `links.bin`, `starts.bin` and `weights.toml` into a folder.
pub fn write(
    out: &Path,
    scorers: &Scorers,
    samples: &[Sample],
    rows: &Rows,
    options: &Options,
    found: Option<&Found>,
) -> Result<()> {
    let links = scorers.links.write(&names(&link_features::features()));
    let starts = scorers.starts.write(&names(&start_features::features()));
    let roles = roles_fit::bytes(&scorers.roles);
    println!("\nlinks.bin {} bytes, starts.bin {} bytes, roles.bin {} bytes", links.len(), starts.len(), roles.len());
    std::fs::write(out.join("roles.bin"), if scorers.roles.is_empty() { Vec::new() } else { roles })?;
    std::fs::write(out.join("links.bin"), links)?;
    std::fs::write(out.join("starts.bin"), starts)?;
    std::fs::write(out.join("weights.toml"), card(samples, rows, options, found))?;
    Ok(())
}

fn card(samples: &[Sample], rows: &Rows, options: &Options, found: Option<&Found>) -> String {
    let growth = options.growth;
    let mut card =
        String::from("# What roles blocks play, and who follows whom: weights made by `examples/train`.\n\n");
    let _ = writeln!(card, "seed = {}\ntrees = {}\nleaves = {}", growth.seed, growth.trees, growth.leaves);
    let _ = writeln!(card, "rate = {}\nleast_rows = {}\nl2 = {}", growth.rate, growth.least, growth.l2);
    let _ = writeln!(card, "share_of_features = {}\nwindows_of_a_page = {}", growth.columns, options.windows);
    let roles = options.roles;
    let _ = writeln!(
        card,
        "role_trees = {}\nrole_leaves = {}\nrole_rate = {}\nrole_margin = {}",
        roles.trees, roles.leaves, roles.rate, options.margin
    );
    for (seed, count, seen) in &options.drawn {
        let _ =
            writeln!(card, "# pages drawn by the press: seed {seed}, {count}{}", if *seen { "" } else { ", unseen" });
    }
    let _ = writeln!(card, "nodes = {}\nways = {}", rows.groups.len(), rows.links.len());
    let mut sets: Vec<&str> = samples.iter().filter(|one| one.seen).map(|one| one.set.as_str()).collect();
    sets.sort_unstable();
    sets.dedup();
    card.push_str("\n# Fitted to.\n");
    for set in sets {
        let pages = samples.iter().filter(|one| one.seen && one.set == set).count();
        let weight = options.weights.get(set).copied().unwrap_or(1.0);
        let _ = writeln!(card, "[fitted.\"{set}\"]\npages = {pages}\nweight = {weight}");
    }
    if let Some(found) = found {
        scores(samples, found, &mut card);
    }
    card
}

fn scores(samples: &[Sample], found: &Found, card: &mut String) {
    card.push_str("\n# Scores of scorers that saw no page of the same paper, issue or design.\n");
    for (set, pages, row, right) in validate::summary(samples, found) {
        let _ = writeln!(card, "[unseen.\"{set}\"]\npages = {pages}\nright_ways = {right:.3}");
        for (name, value) in COLUMNS.iter().zip(row) {
            if let Some(value) = value {
                let _ = writeln!(card, "{name} = {value:.3}");
            }
        }
    }
    card.push_str(
        "\n# By tenths of the probability of the likeliest way: how often it was right, of how many.\n[reliability]\n",
    );
    for (tenth, (right, all)) in found.tenths.iter().enumerate().filter(|(_, (_, all))| *all > 0) {
        let _ = writeln!(card, "from_{tenth}0 = [{:.3}, {all}]", *right as f64 / *all as f64);
    }
}
