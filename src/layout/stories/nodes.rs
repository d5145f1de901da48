//! What stories are strung from: groups of heads with their reach, subheads, and body text.

use crate::geometry::{Pt, Rect};
use crate::layout::blocks::{Stick, paragraphs};
use crate::layout::lines::direction::Groups;
use crate::layout::marks::{Dash, Parts};
use crate::layout::normalize::ends_in_hyphen;
use crate::layout::phrases;
use crate::layout::roles::{Judged, names, portraits, stacks};
use crate::layout::stories::{Scene, banners, labels};
use crate::model::role::Role;
use crate::model::sheet::FaceId;
use std::collections::{BTreeMap, BTreeSet};

/// One part of a story.
#[derive(Clone, Debug)]
pub struct Node {
    /// What kind of part.
    pub kind: Kind,
    /// Its sticks, from the top.
    pub sticks: Vec<usize>,
    /// Its extent.
    pub rect: Rect,
    /// The extents of its sticks: a deck over one column does not stand over the next.
    pub parts: Vec<Rect>,
    /// For a head: from where to where text under it may belong to it.
    pub reach: (Pt, Pt),
    /// The wall it stands in.
    pub wall: Option<usize>,
    /// Size of its largest stick.
    pub size: Pt,
    /// That size against the body.
    pub ratio: f32,
    /// The face of its text.
    pub face: FaceId,
    /// Its first line is indented.
    pub opens: bool,
    /// Its first letter is a small one: it begins inside a sentence.
    pub inside: bool,
    /// Some of its paragraphs are indented.
    pub indents: bool,
    /// Its last line ends a sentence.
    pub stops: bool,
    /// Its last line fills the column.
    pub full: bool,
    /// It ends in a hyphen.
    pub hyphen: bool,
    /// Printed lines.
    pub lines: usize,
    /// It says where it came from (上接第1版).
    pub continued: bool,
    /// It says where the story goes on, or signs it: nothing follows it here.
    pub closes: bool,
    /// It is a small head, which may open a story after all.
    pub small_head: bool,
    /// A dash over it parts it from the item above: nothing but a head of its own stands before it.
    pub parted: bool,
    /// It opens with a head run in or with a bullet: a short item, if a rule parts it from what is above.
    pub item: bool,
}

/// Kinds of parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Opens a story.
    Head,
    /// Opens a story from the midst of its text.
    Inset,
    /// Stands in the flow of a story: subhead, byline or jump line without a head.
    Flow,
    /// Running text.
    Body,
}

/// The nodes of a page.
pub fn of(scene: Scene) -> Vec<Node> {
    let mut nodes = heads(scene);
    let grouped: BTreeSet<usize> = nodes.iter().flat_map(|node| node.sticks.iter().copied()).collect();
    for (at, one) in scene.judged.iter().enumerate().filter(|(at, _)| !grouped.contains(at)) {
        if one.stick.seat().is_some() {
            continue;
        }
        let kind = match one.role {
            Role::Body | Role::Table | Role::Dateline => Kind::Body,
            Role::Subhead if heads_columns(one, scene) => Kind::Head,
            Role::Subhead | Role::Jump => Kind::Flow,
            Role::Byline => Kind::Flow,
            Role::Masthead
            | Role::Folio
            | Role::Furniture
            | Role::Caption
            | Role::Credit
            | Role::Section
            | Role::Kicker
            | Role::Headline
            | Role::Deck
            | Role::Advert
            | Role::PullQuote => continue,
        };
        nodes.push(node(kind, vec![at], scene));
    }
    part_at_dashes(&mut nodes, scene);
    nodes.sort_by(|a, b| a.rect.top.order(b.rect.top).then(a.rect.left.order(b.rect.left)));
    settle(&mut nodes, scene);
    nodes
}

/// Text right over a dash that ends an item is followed by nothing, and text right under one follows nothing.
fn part_at_dashes(nodes: &mut [Node], scene: Scene) {
    let reach = scene.usual.body * scene.style.dashes.reach_em;
    let rects: Vec<Rect> = nodes.iter().map(|node| node.rect).collect();
    let clear = |(top, bottom): (Pt, Pt), at: &Rect| {
        !rects.iter().any(|other| top < other.center().y && other.center().y < bottom && other.overlap_x(at) > Pt::ZERO)
    };
    for node in nodes.iter_mut().filter(|node| node.kind != Kind::Head) {
        let at = node.rect;
        let items = |dash: &Dash| dash.parts == Parts::Items && clear((dash.rect.top, at.top), &at);
        node.parted = scene.marks.dash_over(&at, reach).is_some_and(items);
        let clear_under =
            || scene.marks.dash_under(&at, reach).is_some_and(|dash| clear((at.bottom, dash.rect.top), &at));
        node.closes |= scene.marks.ends_item(&at, reach) && clear_under();
    }
}

/// Finds how far each node reaches.
pub fn settle(nodes: &mut [Node], scene: Scene) {
    let reaches: Vec<(Pt, Pt)> = (0..nodes.len()).map(|at| reach(at, nodes, scene)).collect();
    for (node, reach) in nodes.iter_mut().zip(reaches) {
        node.reach = reach;
    }
}

fn node(kind: Kind, sticks: Vec<usize>, scene: Scene) -> Node {
    let own: Vec<&Judged> = sticks.iter().filter_map(|at| scene.judged.get(*at)).collect();
    let rect = own.iter().map(|one| extent(one, scene)).reduce(|a, b| a.union(&b)).unwrap_or_default();
    let size = own.iter().map(|one| one.stick.size).fold(Pt::ZERO, Pt::max);
    let wall = sticks.first().and_then(|at| scene.walls.get(*at)).copied().flatten();
    let (first, last) = (own.first().map(|one| &one.stick), own.last().map(|one| &one.stick));
    let blocks = &scene.style.blocks;
    let text = own.iter().map(|one| one.stick.text()).collect::<Vec<_>>().join(" ");
    let role = own.first().map(|one| one.role).filter(|_| kind == Kind::Flow);
    let continued = kind != Kind::Body
        && phrases::find(&text, &scene.style.phrases.jump_from)
            .is_some_and(|found| found.besides <= scene.style.roles.jump_besides);
    Node {
        kind,
        rect,
        parts: own.iter().map(|one| extent(one, scene)).collect(),
        reach: (rect.left, rect.right),
        wall,
        size,
        ratio: size.per(scene.usual.body),
        face: first.map_or(FaceId(0), |stick| stick.face),
        opens: first.is_none_or(|stick| paragraphs::opens(stick, blocks)),
        inside: kind == Kind::Body && text.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase),
        indents: first.is_some_and(|stick| paragraphs::indents(stick, blocks)),
        stops: kind == Kind::Flow || last.is_none_or(paragraphs::ends_sentence),
        full: last.is_some_and(|stick| paragraphs::ends_full(stick, blocks)),
        hyphen: last.and_then(|stick| stick.lines.last()).is_some_and(|line| ends_in_hyphen(&line.text)),
        lines: own.iter().map(|one| one.stick.lines.len()).sum(),
        continued,
        closes: role == Some(Role::Jump) && !continued || own.first().is_some_and(|one| signs(one, scene)),
        parted: false,
        small_head: role == Some(Role::Subhead),
        item: kind == Kind::Body && first.is_some_and(Stick::opens_item) && !scene.usual.bold,
        sticks,
    }
}

impl Node {
    /// A head, or a line that says that the story began on another page.
    pub fn opens_story(&self) -> bool {
        self.kind == Kind::Head || self.continued
    }

    /// How far down this node reaches over what stands below: to its lowest part over it, and where none is, to its
    /// first part.
    pub fn foot_over(&self, below: &Rect) -> Pt {
        let over = self.parts.iter().filter(|part| part.overlap_x(below) > Pt::ZERO);
        let lowest = over.map(|part| part.bottom).max_by(|a, b| a.order(*b));
        lowest.or(self.parts.first().map(|part| part.bottom)).unwrap_or(self.rect.bottom)
    }
}

/// Where a stick stands; a boxed head is as wide as its box.
fn extent(one: &Judged, scene: Scene) -> Rect {
    let rect = one.stick.rect;
    let around = one.stick.in_box.filter(|_| one.boxed).and_then(|at| scene.marks.boxes.get(at));
    around.map_or(rect, |mark| Rect { left: mark.rect.left, right: mark.rect.right, ..rect })
}

/// A boxed subhead across several columns: the text it stands in would have to be as wide, so it heads columns of
/// its own, as the sections of a feature page do.
fn heads_columns(one: &Judged, scene: Scene) -> bool {
    one.boxed && extent(one, scene).width() > scene.usual.measure * scene.style.stories.section_width_ratio
}

/// Display lines that stand over each other, and bylines under them.
fn heads(scene: Scene) -> Vec<Node> {
    let opens = |one: &Judged| one.role.is_head() || one.role == Role::Byline || is_from(one, scene);
    let is_head = |one: &Judged| one.stick.seat().is_none() && !one.of_page && opens(one) && !signs(one, scene);
    let members: Vec<usize> = (0..scene.judged.len()).filter(|at| scene.judged.get(*at).is_some_and(is_head)).collect();
    let mut groups = Groups::new(members.len());
    let scanned = scene.is_scanned();
    for (a_at, a) in members.iter().enumerate() {
        let others = || members.iter().enumerate().filter(move |(b_at, _)| *b_at != a_at);
        let under: Vec<usize> = others().filter(|(_, b)| stand_together(*a, **b, scene)).map(|(at, _)| at).collect();
        let below: Vec<usize> = under.iter().filter_map(|at| members.get(*at)).copied().collect();
        if !(scanned && banners::heads_stand_side_by_side(&below, scene)) {
            under.iter().for_each(|b_at| groups.join(a_at, *b_at));
        }
        // A label with no head under it, or a byline with none over it, belongs to the centered head beside it.
        let beside = others().filter_map(|(b_at, b)| Some((b_at, hangs_beside(*a, *b, scene)?)));
        let Some((b_at, (side, _))) = beside.min_by(|a, b| a.1.1.order(b.1.1)) else { continue };
        let alone = match side {
            Side::Over => under.is_empty() && !heads_text(*a, scene),
            Side::Under => others().all(|(_, b)| !stand_together(*b, *a, scene)),
        };
        if alone {
            groups.join(a_at, b_at);
        }
    }
    join_boxed(&members, &mut groups, scene);
    join_portrayed(&members, &mut groups, scene);
    let mut by_group: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, at) in members.iter().enumerate() {
        by_group.entry(groups.of(place)).or_default().push(*at);
    }
    let opens = |at: &usize| scene.judged.get(*at).is_some_and(|one| one.role.is_head());
    by_group.into_values().filter(|group| group.iter().any(opens)).map(|group| node(Kind::Head, group, scene)).collect()
}

/// What is set another way than the page, in one box that holds no text, is one group: a head and its name.
fn join_boxed(members: &[usize], groups: &mut Groups, scene: Scene) {
    let small = |at: &usize| {
        let turned = scene.judged.get(*at).filter(|one| one.stick.frame != scene.marks.frame);
        let around = turned.and_then(|one| one.stick.in_box);
        around.filter(|around| !scene.walls.contains(&Some(*around)))
    };
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    for (place, at) in members.iter().enumerate() {
        let Some(around) = small(at) else { continue };
        groups.join(*first.entry(around).or_insert(place), place);
    }
}

/// A name beside a portrait, with the head right over the portrait.
fn join_portrayed(members: &[usize], groups: &mut Groups, scene: Scene) {
    let one = |at: &usize| scene.judged.get(*at);
    let reach = scene.usual.body * scene.style.roles.captions.gap_em;
    for (place, name) in
        members.iter().enumerate().filter(|(_, at)| one(at).is_some_and(|one| one.role == Role::Byline))
    {
        let Some(rect) = one(name).map(|one| one.stick.rect) else { continue };
        let narrow =
            |picture: &&Rect| picture.width() < scene.usual.measure && portraits::is_close(&rect, picture, reach);
        let Some(portrait) = scene.marks.pictures.iter().find(narrow) else { continue };
        let over =
            |head: &Judged| head.role != Role::Byline && portraits::is_right_over(&head.stick, portrait, scene.style);
        let same_wall = |at: &usize| scene.walls.get(*at) == scene.walls.get(*name);
        let head = members.iter().position(|at| same_wall(at) && one(at).is_some_and(over));
        if let Some(head) = head {
            groups.join(head, place);
        }
    }
}

/// Text of its own begins right under a label.
fn heads_text(label: usize, scene: Scene) -> bool {
    let Some(rect) = scene.judged.get(label).map(|one| one.stick.rect) else { return false };
    let near = scene.usual.body * scene.style.stories.own_head_gap_em;
    scene.judged.iter().filter(|one| one.role == Role::Body).map(|one| &one.stick.rect).any(|text| {
        let gap = text.top - rect.bottom;
        gap > -near / 2.0 && gap < near && text.covers_width(&rect)
    })
}

/// A name at the end of a text: it opens nothing, and nothing follows it.
fn signs(one: &Judged, scene: Scene) -> bool {
    one.role == Role::Byline && labels::signs_text(one, scene)
}

/// A jump line that says where the story came from opens it like a byline.
fn is_from(one: &Judged, scene: Scene) -> bool {
    one.role == Role::Jump && phrases::find(&one.stick.text(), &scene.style.phrases.jump_from).is_some()
}

/// The upper and the lower line of one stack.
fn stand_together(upper: usize, lower: usize, scene: Scene) -> bool {
    let (Some(a), Some(b)) = (scene.judged.get(upper), scene.judged.get(lower)) else { return false };
    let style = &scene.style.stories;
    let (small, large) = (a.stick.size.min(b.stick.size), a.stick.size.max(b.stick.size));
    let reach =
        small.max(scene.usual.body * style.stack_small_ratio) * style.stack_gap_em + large * style.stack_head_gap_em;
    let (x, y) = (a.stick.beside(&b.stick), b.stick.beside(&a.stick));
    let gap = y.top - stacks::foot(&a.stick, (x, y), scene.marks);
    let over = x.shares_column(y);
    if scene.walls.get(upper) != scene.walls.get(lower) || !over || gap > reach || gap < -small * style.stack_into_em {
        return false;
    }
    // Papers set rules around names, and under the label over a headline.
    if b.role == Role::Byline || a.role == Role::Kicker && b.role == Role::Headline {
        return true;
    }
    if a.stick.frame != scene.marks.frame && a.stick.frame == b.stick.frame {
        return true;
    }
    let (left, right) = (x.left.min(y.left), x.right.max(y.right));
    let length = (right - left).max(scene.usual.measure * style.stack_rule_share) * scene.style.regions.rule_share;
    !scene.marks.rule_between((x.bottom - Pt(1.0), y.top + Pt(1.0)), (left, right), 0.0, length)
}

/// Where a line hangs that belongs to a head.
enum Side {
    /// A section label or kicker over it.
    Over,
    /// A byline or deck under it.
    Under,
}

/// On which side, and how far away, a line set flush left hangs beside a head whose words begin farther right.
fn hangs_beside(small: usize, head: usize, scene: Scene) -> Option<(Side, Pt)> {
    let (a, b) = (scene.judged.get(small)?, scene.judged.get(head)?);
    let (x, y) = (&a.stick.rect, &b.stick.rect);
    let over = matches!(a.role, Role::Section | Role::Kicker) && matches!(b.role, Role::Headline | Role::Kicker);
    let under = matches!(a.role, Role::Byline | Role::Deck) && matches!(b.role, Role::Headline | Role::Deck);
    let side = if over { Side::Over } else { under.then_some(Side::Under)? };
    let gap = match side {
        Side::Over => y.top - x.bottom,
        Side::Under => x.top - y.bottom,
    };
    let near = gap > -a.stick.size && gap < b.stick.size * scene.style.stories.label_reach_em;
    // A name may also stand at the end of the last column.
    let ends = a.role == Role::Byline && x.right > y.right && ends_column(a, scene);
    let aside = if ends { x.left - y.right } else { y.left - x.right };
    let most = if ends { scene.style.stories.across_reach_ratio } else { 1.0 };
    let clear = (ends || x.left < y.left) && aside < scene.usual.measure * most;
    let clear = clear && scene.walls.get(small) == scene.walls.get(head);
    (near && clear && a.stick.size < b.stick.size).then(|| (side, gap.max(Pt::ZERO) + aside.max(Pt::ZERO)))
}

/// Set at the end of the column of text below it.
fn ends_column(one: &Judged, scene: Scene) -> bool {
    let texts = scene.judged.iter().filter(|below| below.role == Role::Body).map(|below| below.stick.rect);
    names::ends_column(&one.stick.rect, texts, scene.usual.body, scene.style)
}

/// From a head to both sides, up to what stands beside it: headlines are often shorter than their columns, and
/// centered over them.
fn reach(at: usize, nodes: &[Node], scene: Scene) -> (Pt, Pt) {
    let Some(head) = nodes.get(at) else { return (Pt::ZERO, Pt::ZERO) };
    let frame = head.wall.and_then(|wall| scene.marks.boxes.get(wall)).map_or(scene.marks.page, |wall| wall.rect);
    let (mut left, mut right) = (frame.left, frame.right);
    let touch = scene.usual.body * scene.style.stories.touch_em;
    // Text that begins level with a byline is the next column under the head, and no neighbor of it.
    let display = head
        .sticks
        .iter()
        .zip(&head.parts)
        .filter(|(at, _)| scene.judged.get(**at).is_some_and(|one| one.role != Role::Byline));
    let beside = Rect::hull(display.map(|(_, part)| part)).unwrap_or(head.rect);
    let mut obstacle = |rect: &Rect, slack: Pt| {
        if rect.overlap_y(&beside) <= slack {
            return;
        }
        if rect.left >= head.rect.right - scene.style.fit.stroke_pt {
            right = right.min(rect.left);
        }
        if rect.right <= head.rect.left + scene.style.fit.stroke_pt {
            left = left.max(rect.right);
        }
    };
    for (other, node) in nodes.iter().enumerate() {
        if other != at {
            obstacle(&node.rect, Pt(1.0));
        }
    }
    for picture in &scene.marks.pictures {
        obstacle(picture, Pt(1.0));
    }
    for rule in &scene.marks.down {
        obstacle(rule, Pt(1.0));
    }
    for (wall, mark) in scene.marks.boxes.iter().enumerate() {
        if Some(wall) != head.wall && scene.walls.contains(&Some(wall)) && !mark.rect.contains(&head.rect, touch) {
            obstacle(&mark.rect, Pt(1.0));
        }
    }
    (left.min(head.rect.left), right.max(head.rect.right))
}
