//! Makes the weights of the layout model from page folders with truth, and tells how good they are on pages that they
//! were not fitted to.
//!
//! ```sh
//! cargo run --release --example train -- [--out FOLDER] [--unseen FOLDER]... [OPTIONS] FOLDER...
//! ```
//!
//! Each page is segmented as the program does it, its nodes are aligned with the truth, and two scorers are fitted: may
//! this node follow that one, and does it begin a story. The ways of a node compete (softmax over its ways and its
//! start). Pages of one paper, one issue or one design are on one side of every split, so what is told of a page comes
//! from scorers that saw none like it. The same pages and options give the same bytes.
//!
//! | option | meaning |
//! | --- | --- |
//! | `--out FOLDER` | writes `links.bin`, `starts.bin`, `roles.bin` and the card `weights.toml` there, fitted to all pages |
//! | `--unseen FOLDER` | pages that are scored and never fitted |
//! | `--folds N` | parts into which papers are split for scoring; 0 leaves that out |
//! | `--weight SET=N` | pages of a set count so many times |
//! | `--windows N` | windows of each page that are pages of their own, for sparse pages |
//! | `--trees N`, `--leaves N`, `--rate N`, `--seed N` | how trees are grown |
//! | `--together NAME,NAME` | papers of one template: beginnings of names of pages that are on one side of every split |
//! | `--sample N` | of a set of more than a hundred pages every so many are scored |
//! | `--draw SEED:COUNT`, `--draw-unseen SEED:COUNT` | pages that the press draws, to fit to or only to score |
//! | `--scans N` | every so many of the pages that are fitted to once more, as a scan of it is read |
//! | `--role-trees N`, `--role-rate N` | how trees of roles are grown |
//! | `--margin N` | log odds by which a role must be likelier than that of the rules |
//! | `--ruled` | leaves roles as the rules give them |
//! | `--ablate` | scores without each group of features |
//! | `--without GROUP` | leaves out a group of features |
//! | `--pages` | a row for each page |
//! | `--show PAGE` | where the nodes of a page go wrong |

#![allow(clippy::print_stdout, reason = "a program that prints tables")]

#[allow(dead_code, reason = "not all of it is needed here")]
#[path = "../evaluate/align.rs"]
mod align;
#[allow(dead_code, reason = "not all of it is needed here")]
#[path = "../evaluate/assignment.rs"]
mod assignment;
mod boost;
mod card;
mod fit;
#[path = "../evaluate/found.rs"]
mod found;
#[path = "../evaluate/fuzzy.rs"]
mod fuzzy;
mod labels;
#[path = "../../tests/maker/mod.rs"]
mod maker;
mod options;
mod pages;
#[allow(dead_code, reason = "only pages are drawn here")]
#[path = "../press/lib.rs"]
mod press;
#[allow(dead_code, reason = "not all of it is needed here")]
#[path = "../evaluate/roles.rs"]
mod roles;
mod roles_fit;
mod rows;
mod scans;
mod score;
#[allow(dead_code, reason = "not all of it is needed here")]
#[path = "../evaluate/stories.rs"]
mod stories;
#[allow(dead_code, reason = "not all of it is needed here")]
#[path = "../evaluate/truth.rs"]
mod truth;
mod validate;
mod windows;
mod without_text;

use anyhow::{Context, Result, bail};
use foldline::layout::scorer::classes::RoleScorer;
use found::Found;
use options::Options;

fn asked() -> Result<Options> {
    let mut options = Options::default();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().with_context(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--out" => options.out = Some(value()?.into()),
            "--unseen" => options.unseen.push(value()?.into()),
            "--folds" => options.folds = value()?.parse()?,
            "--weight" => {
                let given = value()?;
                let (set, weight) = given.split_once('=').context("--weight needs SET=N")?;
                options.weights.insert(set.to_owned(), weight.parse()?);
            }
            "--windows" => options.windows = value()?.parse()?,
            "--trees" => options.growth.trees = value()?.parse()?,
            "--leaves" => options.growth.leaves = value()?.parse()?,
            "--rate" => options.growth.rate = value()?.parse()?,
            "--seed" => options.growth.seed = value()?.parse()?,
            "--sample" => options.sample = value()?.parse::<usize>()?.max(1),
            "--role-trees" => options.roles.trees = value()?.parse()?,
            "--role-rate" => options.roles.rate = value()?.parse()?,
            "--margin" => options.margin = value()?.parse()?,
            "--ruled" => options.ruled = true,
            "--draw" | "--draw-unseen" => {
                let given = value()?;
                let (seed, count) = given.split_once(':').context("--draw needs SEED:COUNT")?;
                options.drawn.push((seed.parse()?, count.parse()?, argument == "--draw"));
            }
            "--scans" => options.scans = Some(value()?.parse()?),
            "--ablate" => options.ablate = true,
            "--without" => options.without.push(value()?),
            "--together" => options.together.extend(value()?.split(',').map(str::to_owned)),
            "--pages" => options.pages = true,
            "--show" => options.show.push(value()?),
            other if other.starts_with('-') => bail!("{other}: no such option"),
            folder => options.seen.push(folder.into()),
        }
    }
    if options.seen.is_empty() && options.drawn.is_empty() {
        bail!("name folders of pages with truth");
    }
    Ok(options)
}

fn main() -> Result<()> {
    let options = asked()?;
    let mut samples = pages::load(&options.seen, true, &options.together)?;
    samples.extend(pages::load(&options.unseen, false, &options.together)?);
    for (seed, count, seen) in &options.drawn {
        samples.extend(pages::drawn(*seed, *count, *seen)?);
    }
    if let Some(every) = options.scans {
        samples.extend(scans::of(&samples, every));
    }
    samples.sort_by_key(|sample| !sample.seen);
    println!("{} pages", samples.len());
    let roles = if options.ruled { RoleScorer::default() } else { roles_fit::give(&mut samples, &options).scorer };
    let rows = rows::of(&samples, &options);
    println!("{} nodes, {} ways, {} nodes without their way", rows.groups.len(), rows.links.len(), rows.lost);
    let tables = fit::Tables::new(&rows);
    let mut found = None;
    if options.folds > 0 {
        let all = validate::run(&samples, &rows, &tables, &options, &options.without);
        validate::print(&samples, &all, &options);
        if options.ablate {
            validate::ablate(&samples, &rows, &tables, &options, &all);
        }
        found = Some(all);
    }
    if let Some(out) = &options.out {
        std::fs::create_dir_all(out)?;
        let mut scorers = fit::fit(&rows, &tables, &options, &options.without, &|page| samples[page].seen);
        scorers.roles = roles;
        card::write(out, &scorers, &samples, &rows, &options, found.as_ref())?;
    }
    Ok(())
}
