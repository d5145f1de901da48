//! Structure that came with the page, as libraries give it: which article a line belongs to, and in what order. Where
//! a source tells articles, its lines are strung as it says; what it leaves out is strung as on any other page.

use crate::geometry::Rect;
use crate::layout::blocks::Stick;
use crate::layout::lines::pieces::Piece;
use crate::layout::stories::{Scene, Strung};
use crate::model::role::Role;
use crate::model::sheet::Sheet;
use std::collections::BTreeMap;

/// The place that the source gives a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat {
    /// The article.
    pub article: u32,
    /// Its block's place in the order of the source.
    pub order: u32,
    /// What the source says it is.
    pub role: Option<Role>,
}

/// Seats the lines of a page whose source tells articles; leaves those of other pages alone.
pub fn seat(lines: &mut [Piece], sheet: &Sheet) {
    let Some(given) = sheet.given.as_ref().filter(|given| given.blocks.iter().any(|block| block.article.is_some()))
    else {
        return;
    };
    let mut words: Vec<(Rect, Seat)> = Vec::new();
    for (order, block) in given.blocks.iter().enumerate() {
        let Some(article) = block.article else { continue };
        let seat = Seat { article, order: order as u32, role: block.role };
        let runs = block.runs.iter().filter_map(|at| sheet.runs.get(*at as usize));
        words.extend(runs.map(|run| (run.bbox, seat)));
    }
    words.sort_by(|a, b| a.0.center().y.order(b.0.center().y));
    for line in lines {
        let place = line.frame.leave(&line.rect, &sheet.bounds);
        let from = words.partition_point(|(word, _)| word.center().y < place.top);
        let level = words.iter().skip(from).take_while(|(word, _)| word.center().y <= place.bottom);
        let mut votes: BTreeMap<u32, (f32, Seat)> = BTreeMap::new();
        for (word, seat) in level.filter(|(word, _)| place.holds(word.center())) {
            votes.entry(seat.order).or_insert((0.0, *seat)).0 += word.width().0;
        }
        let most = votes.into_values().max_by(|a, b| a.0.total_cmp(&b.0));
        line.seat = most.map(|(_, seat)| seat);
    }
}

/// The articles of the source as stories, in its order.
pub fn stories(scene: Scene) -> Vec<Strung> {
    let mut articles: BTreeMap<u32, Vec<(u32, usize)>> = BTreeMap::new();
    for (at, one) in scene.judged.iter().enumerate() {
        let Some(seat) = one.stick.seat() else { continue };
        articles.entry(seat.article).or_default().push((seat.order, at));
    }
    let story = |mut sticks: Vec<(u32, usize)>| {
        // Sticks come from the top, and stay so within a block of the source.
        sticks.sort_unstable();
        Strung { sticks: sticks.into_iter().map(|(_, at)| at).collect(), confidence: 1.0 }
    };
    articles.into_values().map(story).collect()
}

/// Whether the source tells two sticks apart.
pub fn parted(a: &Stick, b: &Stick) -> bool {
    let article = |stick: &Stick| stick.seat().map(|seat| seat.article);
    article(a) != article(b)
}
