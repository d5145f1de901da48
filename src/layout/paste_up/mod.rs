//! Stories without geometry placed on a page by the house style's areas: the printed shape, made again.
//!
//! ```text
//!  headline [1,6]   ┌───────────────────────┐
//!  lead [1,4]       │ lead            │ pic │   every area starts where its columns are filled to;
//!  picture [5,6]    │                 │     │   the columns of a flow are balanced;
//!  flow [1,3]       │ ┌─head─┐  ┌─head─┐    │   neighboring areas of one role share what there is
//!  flow [4,6]       │ a  a  a   b  b  b     │   by turns
//!  foot [1,6]       └───────────────────────┘
//! ```

mod build;
mod grid;
mod place;
mod set;

use crate::geometry::Rect;
use crate::house_style::{HouseStyle, Writing};
use crate::layout::fragments::{Loose, LooseStory};
use crate::layout::normalize::script::width_em;
use crate::model::page::{BlockId, Column, Doubt, Page, Region};
use crate::model::role::Role;
use crate::model::story::{Story, StoryId};
use build::Build;
use grid::Grid;
use place::Placer;

/// Places the stories; every block of them is on the page once, a paragraph in as many blocks as it has columns.
pub fn place(loose: &Loose, style: &HouseStyle, number: u32) -> Page {
    let grid = grid_for(loose, style);
    let page = Page {
        number,
        lang: loose.lang,
        pasted_up: true,
        body_size: crate::geometry::Pt::new(grid.em),
        doubts: loose.doubts.iter().map(|says| Doubt { at: Rect::default(), says: says.clone() }).collect(),
        ..Page::default()
    };
    let mut build = Build { page, region: 0 };
    build.open_region(Region::default());
    let mut placer = Placer::new(style, grid, build, loose.lang);
    placer.furniture(&loose.furniture, true);
    let columns = placer.grid.columns();
    let areas: Vec<_> = style.areas.clone();
    for (at, story) in loose.stories.iter().enumerate() {
        if at > 0 {
            placer.part_stories();
        }
        let blocks = placer.story(story, &areas);
        placer.build.page.stories.push(entry(story, blocks));
    }
    placer.furniture(&loose.furniture, false);
    finish(placer, columns, style)
}

fn entry(story: &LooseStory, blocks: Vec<BlockId>) -> Story {
    Story { blocks, section: story.section.clone(), confidence: story.confidence, ..Story::default() }
}

/// Bounds, the page's own region, ties of pictures; turned when the style is vertical.
fn finish(mut placer: Placer, columns: usize, style: &HouseStyle) -> Page {
    let grid = &placer.grid;
    let bounds = grid.page();
    let edges = (0..columns).map(|at| grid.edges(grid::Span { first: at, end: at + 1 }));
    let columns = edges.map(|(left, right)| Column { left, right }).collect();
    if let Some(region) = placer.build.page.regions.first_mut() {
        *region = Region { bbox: bounds, parent: None, boxed: false, columns };
    }
    placer.build.page.bounds = bounds;
    let homes: Vec<(BlockId, StoryId)> = placer
        .build
        .page
        .story_ids()
        .flat_map(|id| placer.build.page.story(id).blocks.iter().map(move |block| (*block, id)).collect::<Vec<_>>())
        .collect();
    for picture in &mut placer.build.page.pictures {
        picture.story = homes.iter().find(|(block, _)| Some(*block) == picture.caption).map(|(_, story)| *story);
    }
    if style.setting.writing == Some(Writing::Vertical) {
        placer.build.turn();
    }
    placer.build.page
}

/// The grid: the style's columns when its areas name them, else as many as make a page higher than wide.
fn grid_for(loose: &Loose, style: &HouseStyle) -> Grid {
    let paste = &style.extract.paste_up;
    let measure = style.setting.measure.map_or(paste.measure_em, f32::from).max(paste.narrowest_em);
    let gutter = style.setting.gutter_em.unwrap_or(paste.gutter_em).max(paste.narrowest_gutter_em);
    let most = style.setting.columns.map_or(paste.columns, usize::from).clamp(1, 24);
    let leading = paste.body_pt * paste.leading_ratio;
    let runs_across =
        style.areas.iter().all(|area| area.columns[0] <= 1 || area.role == crate::house_style::area::AreaRole::Picture);
    let columns = if runs_across {
        let lines: f32 = loose
            .stories
            .iter()
            .flat_map(|story| &story.blocks)
            .map(|block| lines_of(block.role, &block.text, measure, paste.picture_rows))
            .sum();
        let wide = (measure + gutter) * paste.body_pt;
        ((lines * leading / (wide * paste.page_ratio)).sqrt().round() as usize).clamp(most.min(2), most)
    } else {
        most
    };
    Grid::new(columns, measure, gutter, paste.body_pt, leading, paste.margin_em * paste.body_pt)
}

/// About how many column lines a block takes.
fn lines_of(role: Role, text: &str, measure: f32, picture_rows: u16) -> f32 {
    let lines = (width_em(text, false) / measure).ceil();
    if role == Role::Caption { lines + 2.0 * f32::from(picture_rows) } else { lines }
}

#[cfg(test)]
mod tests;
