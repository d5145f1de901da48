//! How much a paper is read better once three of its pages were corrected: pages of one house are drawn, three of them
//! are learned from, and the others are read with and without what was learned.

use super::check::{COLUMNS, Row, means, measured, shown};
use super::press::truth::{TrueBlock, Truth};
use super::press::{Drawn, page_in_house};
use anyhow::Result;
use foldline::geometry::Rect;
use foldline::house_style::HouseStyle;
use foldline::house_style::library::Library;
use foldline::layout::{self, Structure, learn};
use foldline::model::page::Page;
use foldline::model::role::Role;

/// Pages of a house that are corrected.
const LESSONS: u32 = 3;
/// Pages of a house that are read.
const READ: u32 = 17;

/// Prints the means over all pages that nobody corrected, before and after.
pub fn table(seed: u64, houses: u32) -> Result<()> {
    let library = Library::built_in();
    let (mut before, mut after) = (Vec::new(), Vec::new());
    println!("{:24} {}", "house", COLUMNS.map(|name| format!("{name:>5}")).join(" "));
    for house in 0..houses {
        let (plain, taught) = house_rows(seed, house, &library)?;
        println!("{:24} {}", format!("{house}"), shown(&means(&plain)));
        println!("{:24} {}", format!("{house}, learned"), shown(&means(&taught)));
        before.extend(plain);
        after.extend(taught);
    }
    println!("{:24} {}", format!("all ({})", before.len()), shown(&means(&before)));
    println!("{:24} {}", "all, learned", shown(&means(&after)));
    Ok(())
}

fn house_rows(seed: u64, house: u32, library: &Library) -> Result<(Vec<Row>, Vec<Row>)> {
    let style = |drawn: &Drawn| library.choose(&layout::clues(&drawn.sheet));
    let corrected: Vec<Page> = (0..LESSONS)
        .map(|number| page_in_house(seed, house, number, None))
        .map(|drawn| corrected(layout::read(&drawn.sheet, &style(&drawn), Structure::Ours), &drawn.truth))
        .collect();
    let learned = learn::read(&corrected);
    let (mut plain, mut taught) = (Vec::new(), Vec::new());
    for number in LESSONS..LESSONS + READ {
        let drawn = page_in_house(seed, house, number, None);
        let own: HouseStyle = style(&drawn);
        plain.push(measured(&drawn.truth, layout::read(&drawn.sheet, &own, Structure::Ours))?);
        let own = HouseStyle { learned: learned.clone(), ..own };
        taught.push(measured(&drawn.truth, layout::read(&drawn.sheet, &own, Structure::Ours))?);
    }
    Ok((plain, taught))
}

/// The page with the roles that a person would give its blocks.
fn corrected(mut page: Page, truth: &Truth) -> Page {
    let all: Vec<&TrueBlock> = truth.stories.iter().flat_map(|story| &story.blocks).chain(&truth.furniture).collect();
    for block in &mut page.blocks {
        if let Some(role) = true_role(&block.bbox, &all) {
            block.role = role;
        }
    }
    page
}

/// The role of the true block that covers most of a block.
fn true_role(block: &Rect, all: &[&TrueBlock]) -> Option<Role> {
    let shared = |one: &TrueBlock| {
        let [left, top, right, bottom] = one.bbox;
        block.intersection(&Rect::new(left, top, right, bottom)).map_or(0.0, |shared| shared.area())
    };
    let most = all.iter().map(|one| (shared(one), one.role)).max_by(|a, b| a.0.total_cmp(&b.0));
    most.filter(|(area, _)| area * 2.0 > block.area()).map(|(_, role)| role)
}
