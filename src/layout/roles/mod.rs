//! Sticks to roles, each with a reason in words. The stages, in this order; a stick keeps the first role it gets:
//!
//! 1. [`service`]: index, weather and the like, by the label of their box;
//! 2. [`words`]: jump line, byline, credit, section label, by what they say;
//! 3. [`place`]: masthead and folio, by where they stand, and the name of a section in a [`running`] head;
//! 4. [`bands`]: labels across columns, and small adverts under theirs;
//! 5. [`captions`]: small text beside a picture;
//! 6. [`apart`]: on old pages, heads that only stand apart;
//! 7. [`figures`]: figures pulled out of a text, the years of a time line;
//! 8. [`signatures`]: names over and under text;
//! 9. [`places`]: short lines over the heads of items, and those heads;
//! 10. [`heads`]: display lines by size, weight, box and place; headline or subhead;
//! 11. [`stacks`]: display lines that stand together: section, kicker, headline, deck;
//! 12. [`portraits`]: the names beside the portraits of signed columns;
//! 13. [`weighed`]: what all that is seen of a block makes likelier than that;
//! 14. [`learned`]: what the paper's type says, where it was learned from corrected pages;
//! 15. [`alone`]: what would be furniture on a page that has nothing else;
//! 16. everything else is body.

pub mod adverts;
pub mod alone;
pub mod apart;
pub mod bands;
pub mod captions;
pub mod figures;
pub mod heads;
pub mod learned;
pub mod names;
pub mod place;
pub mod places;
pub mod portraits;
pub mod pulled;
pub mod running;
pub mod service;
pub mod signatures;
pub mod stacks;
pub mod weighed;
pub mod words;
pub mod writers;

use crate::geometry::{Pt, Rect};
use crate::house_style::HouseStyle;
use crate::house_style::roles::RoleStyle;
use crate::layout::blocks::apart::Standing;
use crate::layout::blocks::{self, Stick};
use crate::layout::lines::bands::Bands;
use crate::layout::marks::Marks;
use crate::layout::scorer::classes::RoleScorer;
use crate::model::page::Because;
use crate::model::role::Role;
use crate::model::sheet::{Face, FaceId};
use std::collections::{BTreeMap, BTreeSet};

/// A stick and what it is.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The lines.
    pub stick: Stick,
    /// What it is.
    pub role: Role,
    /// Why.
    pub because: Because,
    /// A box encloses just this stick.
    pub boxed: bool,
    /// It belongs to the page and to no story.
    pub of_page: bool,
}

/// What is usual on the page.
#[derive(Clone, Copy, Debug, Default)]
pub struct Usual {
    /// Size of the running text.
    pub body: Pt,
    /// Most of the running text is bold, so that weight says nothing.
    pub bold: bool,
    /// Its face.
    pub face: FaceId,
    /// Width of most columns.
    pub measure: Pt,
}

/// A page on its way to roles.
pub struct Desk<'a> {
    /// The sticks, from the top.
    pub sticks: &'a [Stick],
    /// Where they begin and end.
    pub edges: Edges,
    /// Roles given so far.
    pub roles: Vec<Option<(Role, Because)>>,
    /// The stage that gave each of them.
    pub told_by: Vec<Stage>,
    /// The stage that is at work.
    pub stage: Stage,
    /// Sections that belong to the page: their names stand in its running head.
    pub of_page: BTreeSet<usize>,
    /// Which sticks have a box to themselves.
    pub alone: Vec<bool>,
    /// Rules, boxes and pictures.
    pub marks: &'a Marks,
    /// What is usual here.
    pub usual: Usual,
    /// The page was read from a scan.
    scanned: bool,
    /// The house style.
    pub style: &'a HouseStyle,
}

/// What gives roles, in its order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Nothing yet: it is body.
    #[default]
    None,
    /// The source, or that it does not show.
    Given,
    /// [`service`].
    Service,
    /// Rows of cells.
    Tables,
    /// [`adverts`].
    Adverts,
    /// [`words`].
    Words,
    /// [`place`].
    Place,
    /// [`bands`].
    Bands,
    /// [`captions`].
    Captions,
    /// [`apart`].
    Apart,
    /// [`figures`].
    Figures,
    /// [`signatures`].
    Signatures,
    /// [`places`].
    Places,
    /// [`heads`].
    Heads,
    /// [`stacks`].
    Stacks,
    /// [`portraits`].
    Portraits,
    /// [`writers`].
    Writers,
    /// [`weighed`] and what follows it.
    Weighed,
}

/// Sticks by the heights of their edges, along the lines by where they begin.
pub struct Edges {
    /// By their tops.
    pub tops: Bands,
    /// By their bottoms.
    pub bottoms: Bands,
}

impl Edges {
    fn of(sticks: &[Stick]) -> Edges {
        Edges {
            tops: Bands::new(sticks.iter().map(|stick| (stick.rect.top, stick.rect.left))),
            bottoms: Bands::new(sticks.iter().map(|stick| (stick.rect.bottom, stick.rect.left))),
        }
    }
}

impl Desk<'_> {
    /// Gives a role, unless the stick has one.
    pub fn give(&mut self, at: usize, role: Role, because: impl Into<Because>) {
        if self.role(at).is_none() {
            self.change(at, role, because);
        }
    }
    /// Changes a role.
    pub fn change(&mut self, at: usize, role: Role, because: impl Into<Because>) {
        if let (Some(slot), Some(told_by)) = (self.roles.get_mut(at), self.told_by.get_mut(at)) {
            (*slot, *told_by) = (Some((role, because.into())), self.stage);
        }
    }
    /// The role given so far.
    pub fn role(&self, at: usize) -> Option<Role> {
        self.roles.get(at)?.as_ref().map(|(role, _)| *role)
    }
    /// Sticks without a role.
    pub fn open(&self) -> Vec<usize> {
        (0..self.sticks.len()).filter(|at| self.role(*at).is_none()).collect()
    }
    /// Size of a stick against the body.
    pub fn ratio(&self, stick: &Stick) -> f32 {
        stick.size.per(self.usual.body)
    }
    /// Set in another type than the text: slanted, bold where the text is not, or of another face.
    pub fn is_other_type(&self, stick: &Stick) -> bool {
        stick.italic || stick.bold && !self.usual.bold || stick.face != self.usual.face
    }
    /// The page was read from a scan.
    pub fn is_scanned(&self) -> bool {
        self.scanned
    }
}

/// Roles of all sticks. Body sticks that the roles leave next to each other are merged down their columns.
pub fn judge(
    sticks: Vec<Stick>,
    faces: &[Face],
    marks: &Marks,
    body: Pt,
    style: &HouseStyle,
    scorer: &RoleScorer,
) -> (Vec<Judged>, Usual) {
    let mut desk = ruled(&sticks, marks, body, style);
    weighed::judge(&mut desk, scorer);
    learned::judge(&mut desk, faces);
    keep_in_articles(&mut desk);
    alone::judge(&mut desk);
    let Desk { roles, of_page, usual, alone, .. } = desk;
    let mut judged = Vec::new();
    let mut running = Vec::new();
    for (at, ((stick, role), alone)) in sticks.into_iter().zip(roles).zip(alone).enumerate() {
        match role {
            Some((role, because)) if role != Role::Body => {
                let of_page = role.is_furniture() || (role == Role::Section && of_page.contains(&at));
                judged.push(Judged { stick, role, because, boxed: alone, of_page });
            }
            _ => running.push(stick),
        }
    }
    // What does not show in print parts nothing.
    let shows = |judged: &&Judged| !judged.stick.lines.iter().any(|line| line.hidden);
    let obstacles: Vec<Rect> = judged.iter().filter(shows).map(|judged| judged.stick.rect).collect();
    for stick in blocks::merge::down_columns(running, &obstacles, marks, body, style) {
        let because = Because::from("running text in the size of most of the page");
        judged.push(Judged { stick, role: Role::Body, because, boxed: false, of_page: false });
    }
    judged.sort_by(|a, b| a.stick.rect.top.order(b.stick.rect.top).then(a.stick.rect.left.order(b.stick.rect.left)));
    (judged, usual)
}

/// Gives roles to blocks that have none, or changes them.
type Rule = fn(&mut Desk);

/// The rules, in their order.
const RULES: [(Stage, Rule); 15] = [
    (Stage::Service, service::judge),
    (Stage::Tables, tables),
    (Stage::Adverts, adverts::judge),
    (Stage::Words, words::judge),
    (Stage::Place, place::judge),
    (Stage::Bands, bands::judge),
    (Stage::Captions, captions::judge),
    (Stage::Apart, apart::judge),
    (Stage::Figures, figures::judge),
    (Stage::Signatures, signatures::judge),
    (Stage::Places, places::judge),
    (Stage::Heads, heads::judge),
    (Stage::Stacks, stacks::judge),
    (Stage::Portraits, portraits::judge),
    (Stage::Writers, writers::judge),
];

/// Roles by rules.
pub fn ruled<'a>(sticks: &'a [Stick], marks: &'a Marks, body: Pt, style: &'a HouseStyle) -> Desk<'a> {
    let usual = usual(sticks, body, &style.roles);
    let roles = vec![None; sticks.len()];
    let edges = Edges::of(sticks);
    let told_by = vec![Stage::None; sticks.len()];
    let of_page = BTreeSet::new();
    let scanned = sticks.iter().any(|stick| stick.standing() != Standing::Untold);
    let stage = Stage::Given;
    let alone = heads::alone_in_box(sticks, marks);
    let mut desk = Desk { sticks, edges, roles, told_by, stage, of_page, alone, marks, usual, scanned, style };
    for at in desk.open() {
        if desk.sticks.get(at).is_some_and(|stick| stick.lines.iter().any(|line| line.hidden)) {
            desk.give(at, Role::Furniture, "does not show in print");
        }
    }
    as_given(&mut desk);
    for (stage, judge) in RULES {
        desk.stage = stage;
        judge(&mut desk);
    }
    desk.stage = Stage::Weighed;
    desk
}

/// What the source says of its blocks.
fn as_given(desk: &mut Desk) {
    for at in desk.open() {
        if let Some(role) = desk.sticks.get(at).and_then(Stick::seat).and_then(|seat| seat.role) {
            desk.give(at, role, "the file says so");
        }
    }
}

/// Rows of cells.
fn tables(desk: &mut Desk) {
    for at in desk.open() {
        let rows = |stick: &Stick| stick.lines.iter().all(|line| line.row);
        if desk.sticks.get(at).is_some_and(rows) {
            desk.give(at, Role::Table, "names and figures in rows");
        }
    }
}

/// What the source counts to an article is no furniture of the page.
fn keep_in_articles(desk: &mut Desk) {
    for at in 0..desk.sticks.len() {
        let seated = desk.sticks.get(at).is_some_and(|stick| stick.seat().is_some());
        if seated && (desk.of_page.contains(&at) || desk.role(at).is_some_and(Role::is_furniture)) {
            desk.change(at, Role::Body, "belongs to an article, as the file says");
        }
    }
}

fn usual(sticks: &[Stick], body: Pt, style: &RoleStyle) -> Usual {
    let running = |stick: &&Stick| (style.usual.low_ratio..style.usual.high_ratio).contains(&stick.size.per(body));
    let mut widths: BTreeMap<i64, u32> = BTreeMap::new();
    let mut faces: BTreeMap<FaceId, u32> = BTreeMap::new();
    let (mut bold, mut chars) = (0, 0);
    for stick in sticks.iter().filter(running) {
        chars += stick.chars;
        bold += if stick.bold { stick.chars } else { 0 };
        *faces.entry(stick.face).or_default() += stick.chars;
        if stick.lines.len() > 2 {
            *widths.entry((stick.rect.width().per(body)).round() as i64).or_default() += stick.chars;
        }
    }
    let near = |width: i64| {
        let of = |step: i64| widths.get(&(width + step)).copied().unwrap_or(0);
        of(0) * 2 + of(-1) + of(1)
    };
    // A page without a column of three lines is as wide as its widest text.
    let widest = || sticks.iter().map(|stick| stick.rect.width()).fold(body, Pt::max);
    let measure = widths.keys().copied().max_by_key(|width| near(*width)).map_or_else(widest, |em| body * em as f32);
    let face = faces.into_iter().max_by_key(|(_, count)| *count).map_or(FaceId(0), |(face, _)| face);
    Usual { body, bold: bold * 2 > chars, face, measure }
}
