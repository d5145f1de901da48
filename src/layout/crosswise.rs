//! Stories set the other way than their page: columns of lines from left to right on a vertical page, or a vertical
//! story on a horizontal one. Each part of a page is understood in its own frame, so that "below" and "beside" mean
//! what they mean to its reader; then the parts are put back on one page.
//!
//! ```text
//!  HEAD ACROSS   │文│文│文│     seeds: running lines that stand together, set across
//!  across across │字│字│字│     taken along: heads that stand over seeds, and what stands among them
//!  across across │縦│縦│縦│     left: the heads of vertical text, whichever way they are set
//! ```

use crate::geometry::{Pt, Rect};
use crate::house_style::HouseStyle;
use crate::layout::blocks::Stick;
use crate::layout::evidence::{self, Scorers};
use crate::layout::frame::Frame;
use crate::layout::lines::direction::Groups;
use crate::layout::marks::{self, Marks};
use crate::layout::roles::{self, Judged, Usual, weighed};
use crate::layout::scorer::classes::RoleScorer;
use crate::layout::stories::joints::Joint;
use crate::layout::stories::{self, Outcome, Scene, Strung, walls};
use crate::model::page::Because;
use crate::model::role::Role;
use crate::model::sheet::Sheet;
use std::collections::BTreeMap;

/// Sticks that are set one way, in that frame.
struct Part {
    marks: Marks,
    sticks: Vec<Stick>,
}

/// A page whose parts have been strung, in the main frame.
#[derive(Default)]
pub struct Whole {
    /// The sticks with their roles, from the top.
    pub judged: Vec<Judged>,
    /// The wall of each stick.
    pub walls: Vec<Option<usize>>,
    /// What is usual on most of the page.
    pub usual: Usual,
    /// The stories: indices into `judged`.
    pub stories: Vec<Strung>,
    /// Sticks whose role shows only in their stories, and why.
    pub roles: Vec<(usize, Role, Because)>,
    /// How sticks were threaded.
    pub joints: Vec<Joint>,
}

/// Blocks of one frame with their roles.
#[derive(Clone, Debug)]
pub struct Labeled {
    /// The sticks with their roles, from the top.
    pub judged: Vec<Judged>,
    /// The wall of each stick.
    pub walls: Vec<Option<usize>>,
    /// What is usual there.
    pub usual: Usual,
    /// Rules, boxes and pictures in its frame; nothing for the frame of the page.
    pub marks: Option<Marks>,
}

/// Roles of all sticks of a page, each in the frame of its text: the page first, then what is set the other way.
pub fn label(
    sticks: Vec<Stick>,
    sheet: &Sheet,
    marks: &Marks,
    body: Pt,
    style: &HouseStyle,
    scorer: &RoleScorer,
) -> Vec<Labeled> {
    let (sticks, aside) = part(sticks, sheet, marks, body, style);
    let labeled = |sticks: Vec<Stick>, marks: &Marks| {
        let (judged, usual) = roles::judge(sticks, &sheet.faces, marks, body, style, scorer);
        let walls = walls::of(&judged, marks, &style.regions);
        Labeled { judged, walls, usual, marks: None }
    };
    let mut parts = vec![labeled(sticks, marks)];
    parts.extend(aside.map(|part| Labeled { marks: Some(part.marks.clone()), ..labeled(part.sticks, &part.marks) }));
    parts
}

/// Blocks of one frame as their roles are weighed.
pub struct Weighed {
    /// The blocks, from the top.
    pub sticks: Vec<Stick>,
    /// Rules, boxes and pictures in their frame.
    pub marks: Marks,
    /// What is seen of those that are weighed.
    pub rows: Vec<evidence::roles::Row>,
}

/// What the roles of a page are weighed by, in its parts: what scorers are fitted to.
pub fn weighed(sticks: Vec<Stick>, sheet: &Sheet, marks: &Marks, body: Pt, style: &HouseStyle) -> Vec<Weighed> {
    let (sticks, aside) = part(sticks, sheet, marks, body, style);
    let of = |Part { marks, sticks }: Part| {
        let rows = evidence::roles::rows(&weighed::ruled(&roles::ruled(&sticks, &marks, body, style)));
        Weighed { sticks, marks, rows }
    };
    std::iter::once(Part { marks: marks.clone(), sticks }).chain(aside).map(of).collect()
}

/// Stories of all parts of a page, each in the frame of its text.
pub fn string(parts: Vec<Labeled>, marks: &Marks, style: &HouseStyle, scorers: &Scorers) -> Whole {
    let usual = parts.first().map(|part| part.usual).unwrap_or_default();
    let turned = parts.len() > 1;
    let mut whole = Whole { usual, ..Whole::default() };
    for part in parts {
        whole.take(part, marks, style, scorers);
    }
    if turned {
        whole.put_back(marks);
    }
    whole.walls = walls::of(&whole.judged, marks, &style.regions);
    whole
}

impl Whole {
    /// Strings a part and adds it.
    fn take(&mut self, part: Labeled, marks: &Marks, style: &HouseStyle, scorers: &Scorers) {
        let Labeled { judged, walls, usual, marks: own } = part;
        let marks = own.as_ref().unwrap_or(marks);
        let scene = Scene { judged: &judged, walls: &walls, marks, usual, style };
        let mut found = stories::string(scene, scorers);
        let first = self.judged.len();
        found.sticks().for_each(|at| *at += first);
        self.stories.extend(found.stories);
        self.roles.extend(found.roles);
        self.joints.extend(found.joints);
        self.judged.extend(judged);
    }

    /// Turns every stick into the main frame and sorts them from the top.
    fn put_back(&mut self, marks: &Marks) {
        let judged = std::mem::take(&mut self.judged);
        let mut turned: Vec<(usize, Judged)> = judged
            .into_iter()
            .map(|one| Judged { stick: Stick::new(one.stick.lines, marks), ..one })
            .enumerate()
            .collect();
        turned.sort_by(|(_, a), (_, b)| {
            let (a, b) = (&a.stick.rect, &b.stick.rect);
            a.top.order(b.top).then(a.left.order(b.left))
        });
        let place: BTreeMap<usize, usize> = turned.iter().enumerate().map(|(to, (from, _))| (*from, to)).collect();
        let (stories, roles) = (std::mem::take(&mut self.stories), std::mem::take(&mut self.roles));
        let mut found = Outcome { stories, roles, joints: std::mem::take(&mut self.joints) };
        found.sticks().for_each(|at| *at = place.get(at).copied().unwrap_or(*at));
        Outcome { stories: self.stories, roles: self.roles, joints: self.joints } = found;
        self.judged = turned.into_iter().map(|(_, one)| one).collect();
    }
}

/// Parts the sticks that belong to stories set the other way from all others.
fn part(sticks: Vec<Stick>, sheet: &Sheet, marks: &Marks, body: Pt, style: &HouseStyle) -> (Vec<Stick>, Option<Part>) {
    let frame = match marks.frame {
        Frame::Across | Frame::Left => Frame::Down,
        Frame::Down => Frame::Across,
        Frame::Up | Frame::Half => return (sticks, None),
    };
    let running = |stick: &Stick, least: usize| {
        let ratio = stick.size.per(body);
        let usual = &style.roles.usual;
        stick.lines.len() >= least && (usual.low_ratio..usual.high_ratio).contains(&ratio)
    };
    let seed = |stick: &Stick| {
        let shows = stick.lines.iter().all(|line| !line.hidden);
        stick.frame == frame && shows && running(stick, style.crosswise.seed_lines)
    };
    if !sticks.iter().any(seed) {
        return (sticks, None);
    }
    let turned = marks::sort_out(sheet, frame, &style.regions);
    let places: Vec<Rect> = sticks.iter().map(|stick| place(stick, &turned)).collect();
    let clusters = clusters(&sticks, &places, seed, body, style);
    let main = |stick: &Stick| stick.frame == marks.frame && running(stick, 2);
    let texts: Vec<(Rect, bool)> = sticks
        .iter()
        .zip(&places)
        .filter_map(|(stick, at)| {
            let own = clusters.iter().any(|cluster| cluster.seeds.contains(at));
            (own || main(stick)).then_some((*at, own))
        })
        .collect();
    let taken = |stick: &Stick, at: &Rect| {
        let among = clusters.iter().any(|cluster| cluster.hull.holds(at.center()));
        !main(stick) && (among || (stick.frame == frame && stands_over_seed(at, &texts)))
    };
    let (aside, rest): (Vec<_>, Vec<_>) =
        sticks.into_iter().zip(&places).partition(|(stick, at)| !clusters.is_empty() && taken(stick, at));
    let aside: Vec<Stick> = aside.into_iter().map(|(stick, _)| Stick::new(stick.lines, &turned)).collect();
    let part = (!aside.is_empty()).then_some(Part { marks: turned, sticks: sorted(aside) });
    (rest.into_iter().map(|(stick, _)| stick).collect(), part)
}

/// Where a stick stands in the frame of other marks.
fn place(stick: &Stick, turned: &Marks) -> Rect {
    match stick.frame == turned.frame {
        true => stick.own,
        false => turned.frame.enter(&stick.frame.leave(&stick.own, &turned.sheet), &turned.sheet),
    }
}

fn sorted(mut sticks: Vec<Stick>) -> Vec<Stick> {
    sticks.sort_by(|a, b| a.rect.top.order(b.rect.top).then(a.rect.left.order(b.rect.left)));
    sticks
}

/// Running text that stands together.
struct Cluster {
    seeds: Vec<Rect>,
    hull: Rect,
}

/// The clusters of seeds that are long enough for a story: a caption is set the other way often enough.
fn clusters(
    sticks: &[Stick],
    places: &[Rect],
    seed: impl Fn(&Stick) -> bool,
    body: Pt,
    style: &HouseStyle,
) -> Vec<Cluster> {
    let seeds: Vec<(&Rect, usize)> =
        sticks.iter().zip(places).filter(|(stick, _)| seed(stick)).map(|(stick, at)| (at, stick.lines.len())).collect();
    let reach = body * style.crosswise.near_em;
    let mut groups = Groups::new(seeds.len());
    for (a, (place, _)) in seeds.iter().enumerate() {
        for (b, (other, _)) in seeds.iter().enumerate().skip(a + 1) {
            if place.grown(reach).intersection(other).is_some() {
                groups.join(a, b);
            }
        }
    }
    let mut by_group: BTreeMap<usize, (Vec<Rect>, usize)> = BTreeMap::new();
    for (at, (place, lines)) in seeds.iter().enumerate() {
        let group = by_group.entry(groups.of(at)).or_default();
        group.0.push(**place);
        group.1 += lines;
    }
    let long = by_group.into_values().filter(|(_, lines)| *lines >= style.crosswise.story_lines);
    long.filter_map(|(seeds, _)| Some(Cluster { hull: Rect::hull(seeds.iter())?, seeds })).collect()
}

/// The text nearest below is a seed. `texts` says of each running text whether it is one.
fn stands_over_seed(at: &Rect, texts: &[(Rect, bool)]) -> bool {
    let below = texts.iter().filter(|(text, _)| text.center().y > at.center().y && text.shares_column(at));
    below.min_by(|a, b| a.0.top.order(b.0.top)).is_some_and(|(_, seed)| *seed)
}
