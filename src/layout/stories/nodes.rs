//! What threads are made of: groups of heads with their reach, subheads, and body text.

use crate::geometry::{Pt, Rect};
use crate::layout::blocks::{TextBlock, paragraphs};
use crate::layout::disjoint_sets::DisjointSets;
use crate::layout::marks::{RuleUse, ShortRule};
use crate::layout::normalize::ends_in_hyphen;
use crate::layout::roles::{LabeledBlock, portraits, stacks};
use crate::layout::stories::{banners, context::StoryContext, labels};
use crate::layout::{names, phrases};
use crate::model::role::Role;
use crate::model::sheet::FaceId;
use std::collections::{BTreeMap, BTreeSet};

/// One part of a story.
#[derive(Clone, Debug)]
pub struct Node {
    /// What kind of part.
    pub kind: NodeKind,
    /// Its blocks, from the top.
    pub blocks: Vec<usize>,
    /// Its extent.
    pub rect: Rect,
    /// The extents of its blocks: a deck over one column does not stand over the next.
    pub parts: Vec<Rect>,
    /// For a head: from where to where text under it may belong to it.
    pub reach: (Pt, Pt),
    /// The enclosure it stands in.
    pub enclosure: Option<usize>,
    /// Size of its largest block.
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
    /// A short rule over it parts it from the item above: nothing but a head of its own stands before it.
    pub parted: bool,
    /// It opens with a head run in or with a bullet: a short item, if a rule parts it from what is above.
    pub item: bool,
}

/// Kinds of parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeKind {
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
pub fn detect(page: StoryContext) -> Vec<Node> {
    let mut nodes = heads(page);
    let grouped: BTreeSet<usize> = nodes.iter().flat_map(|node| node.blocks.iter().copied()).collect();
    for (at, one) in page.labeled.iter().enumerate().filter(|(at, _)| !grouped.contains(at)) {
        if one.block.given_place().is_some() {
            continue;
        }
        let kind = match one.role {
            Role::Body | Role::Table | Role::Dateline => NodeKind::Body,
            Role::Subhead if heads_columns(one, page) => NodeKind::Head,
            Role::Subhead | Role::Jump => NodeKind::Flow,
            Role::Byline => NodeKind::Flow,
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
        nodes.push(node(kind, vec![at], page));
    }
    part_at_short_rules(&mut nodes, page);
    nodes.sort_by(|a, b| a.rect.top.order(b.rect.top).then(a.rect.left.order(b.rect.left)));
    settle(&mut nodes, page);
    nodes
}

/// Text right over a short rule that ends an item is followed by nothing, and text right under one follows nothing.
fn part_at_short_rules(nodes: &mut [Node], page: StoryContext) {
    let reach = page.metrics.body * page.style.dashes.reach_em;
    let rects: Vec<Rect> = nodes.iter().map(|node| node.rect).collect();
    let clear = |(top, bottom): (Pt, Pt), at: &Rect| {
        !rects.iter().any(|other| top < other.center().y && other.center().y < bottom && other.overlap_x(at) > Pt::ZERO)
    };
    for node in nodes.iter_mut().filter(|node| node.kind != NodeKind::Head) {
        let at = node.rect;
        let items = |rule: &ShortRule| rule.parts == RuleUse::Items && clear((rule.rect.top, at.top), &at);
        node.parted = page.marks.short_rule_over(&at, reach).is_some_and(items);
        let clear_under =
            || page.marks.short_rule_under(&at, reach).is_some_and(|rule| clear((at.bottom, rule.rect.top), &at));
        node.closes |= page.marks.ends_item(&at, reach) && clear_under();
    }
}

/// Finds how far each node reaches.
pub fn settle(nodes: &mut [Node], page: StoryContext) {
    let reaches: Vec<(Pt, Pt)> = (0..nodes.len()).map(|at| reach(at, nodes, page)).collect();
    for (node, reach) in nodes.iter_mut().zip(reaches) {
        node.reach = reach;
    }
}

fn node(kind: NodeKind, text_blocks: Vec<usize>, page: StoryContext) -> Node {
    let own: Vec<&LabeledBlock> = text_blocks.iter().filter_map(|at| page.labeled.get(*at)).collect();
    let rect = own.iter().map(|one| extent(one, page)).reduce(|a, b| a.union(&b)).unwrap_or_default();
    let size = own.iter().map(|one| one.block.size).fold(Pt::ZERO, Pt::max);
    let enclosure = text_blocks.first().and_then(|at| page.enclosures.get(*at)).copied().flatten();
    let (first, last) = (own.first().map(|one| &one.block), own.last().map(|one| &one.block));
    let blocks = &page.style.blocks;
    let text = own.iter().map(|one| one.block.text()).collect::<Vec<_>>().join(" ");
    let role = own.first().map(|one| one.role).filter(|_| kind == NodeKind::Flow);
    let continued = kind != NodeKind::Body
        && phrases::find(&text, &page.style.phrases.jump_from)
            .is_some_and(|found| found.besides <= page.style.roles.jump_besides);
    Node {
        kind,
        rect,
        parts: own.iter().map(|one| extent(one, page)).collect(),
        reach: (rect.left, rect.right),
        enclosure,
        size,
        ratio: size.per(page.metrics.body),
        face: first.map_or(FaceId(0), |block| block.face),
        opens: first.is_none_or(|block| paragraphs::opens(block, blocks)),
        inside: kind == NodeKind::Body && text.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase),
        indents: first.is_some_and(|block| paragraphs::indents(block, blocks)),
        stops: kind == NodeKind::Flow || last.is_none_or(paragraphs::ends_sentence),
        full: last.is_some_and(|block| paragraphs::ends_full(block, blocks)),
        hyphen: last.and_then(|block| block.lines.last()).is_some_and(|line| ends_in_hyphen(&line.text)),
        lines: own.iter().map(|one| one.block.lines.len()).sum(),
        continued,
        closes: role == Some(Role::Jump) && !continued || own.first().is_some_and(|one| signs(one, page)),
        parted: false,
        small_head: role == Some(Role::Subhead),
        item: kind == NodeKind::Body && first.is_some_and(TextBlock::opens_item) && !page.metrics.bold,
        blocks: text_blocks,
    }
}

impl Node {
    /// A head, or a line that says that the story began on another page.
    pub fn opens_story(&self) -> bool {
        self.kind == NodeKind::Head || self.continued
    }

    /// How far down this node reaches over what stands below: to its lowest part over it, and where none is, to its
    /// first part.
    pub fn foot_over(&self, below: &Rect) -> Pt {
        let over = self.parts.iter().filter(|part| part.overlap_x(below) > Pt::ZERO);
        let lowest = over.map(|part| part.bottom).max_by(|a, b| a.order(*b));
        lowest.or(self.parts.first().map(|part| part.bottom)).unwrap_or(self.rect.bottom)
    }
}

/// Where a block stands; a boxed head is as wide as its box.
fn extent(one: &LabeledBlock, page: StoryContext) -> Rect {
    let rect = one.block.rect;
    let around = one.block.in_box.filter(|_| one.boxed).and_then(|at| page.marks.boxes.get(at));
    around.map_or(rect, |mark| Rect { left: mark.rect.left, right: mark.rect.right, ..rect })
}

/// A boxed subhead across several columns: the text it stands in would have to be as wide, so it heads columns of
/// its own, as the sections of a feature page do.
fn heads_columns(one: &LabeledBlock, page: StoryContext) -> bool {
    one.boxed && extent(one, page).width() > page.metrics.measure * page.style.stories.section_width_ratio
}

/// Display lines that stand over each other, and bylines under them.
fn heads(page: StoryContext) -> Vec<Node> {
    let opens = |one: &LabeledBlock| one.role.is_head() || one.role == Role::Byline || is_from(one, page);
    let is_head =
        |one: &LabeledBlock| one.block.given_place().is_none() && !one.of_page && opens(one) && !signs(one, page);
    let members: Vec<usize> = (0..page.labeled.len()).filter(|at| page.labeled.get(*at).is_some_and(is_head)).collect();
    let mut groups = DisjointSets::new(members.len());
    let scanned = page.is_scanned();
    for (a_at, a) in members.iter().enumerate() {
        let others = || members.iter().enumerate().filter(move |(b_at, _)| *b_at != a_at);
        let under: Vec<usize> = others().filter(|(_, b)| stand_together(*a, **b, page)).map(|(at, _)| at).collect();
        let below: Vec<usize> = under.iter().filter_map(|at| members.get(*at)).copied().collect();
        if !(scanned && banners::heads_stand_side_by_side(&below, page)) {
            under.iter().for_each(|b_at| groups.join(a_at, *b_at));
        }
        // A label with no head under it, or a byline with none over it, belongs to the centered head beside it.
        let beside = others().filter_map(|(b_at, b)| Some((b_at, hangs_beside(*a, *b, page)?)));
        let Some((b_at, (side, _))) = beside.min_by(|a, b| a.1.1.order(b.1.1)) else { continue };
        let alone = match side {
            HangSide::Over => under.is_empty() && !heads_text(*a, page),
            HangSide::Under => others().all(|(_, b)| !stand_together(*b, *a, page)),
        };
        if alone {
            groups.join(a_at, b_at);
        }
    }
    join_boxed(&members, &mut groups, page);
    join_portrayed(&members, &mut groups, page);
    let mut by_group: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, at) in members.iter().enumerate() {
        by_group.entry(groups.find(place)).or_default().push(*at);
    }
    let opens = |at: &usize| page.labeled.get(*at).is_some_and(|one| one.role.is_head());
    by_group
        .into_values()
        .filter(|group| group.iter().any(opens))
        .map(|group| node(NodeKind::Head, group, page))
        .collect()
}

/// What is set another way than the page, in one box that holds no text, is one group: a head and its name.
fn join_boxed(members: &[usize], groups: &mut DisjointSets, page: StoryContext) {
    let small = |at: &usize| {
        let turned = page.labeled.get(*at).filter(|one| one.block.frame != page.marks.frame);
        let around = turned.and_then(|one| one.block.in_box);
        around.filter(|around| !page.enclosures.contains(&Some(*around)))
    };
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    for (place, at) in members.iter().enumerate() {
        let Some(around) = small(at) else { continue };
        groups.join(*first.entry(around).or_insert(place), place);
    }
}

/// A name beside a portrait, with the head right over the portrait.
fn join_portrayed(members: &[usize], groups: &mut DisjointSets, page: StoryContext) {
    let one = |at: &usize| page.labeled.get(*at);
    let reach = page.metrics.body * page.style.roles.captions.gap_em;
    for (place, name) in
        members.iter().enumerate().filter(|(_, at)| one(at).is_some_and(|one| one.role == Role::Byline))
    {
        let Some(rect) = one(name).map(|one| one.block.rect) else { continue };
        let narrow =
            |picture: &&Rect| picture.width() < page.metrics.measure && portraits::is_close(&rect, picture, reach);
        let Some(portrait) = page.marks.pictures.iter().find(narrow) else { continue };
        let over = |head: &LabeledBlock| {
            head.role != Role::Byline && portraits::is_right_over(&head.block, portrait, page.style)
        };
        let same_enclosure = |at: &usize| page.enclosures.get(*at) == page.enclosures.get(*name);
        let head = members.iter().position(|at| same_enclosure(at) && one(at).is_some_and(over));
        if let Some(head) = head {
            groups.join(head, place);
        }
    }
}

/// Text of its own begins right under a label.
fn heads_text(label: usize, page: StoryContext) -> bool {
    let Some(rect) = page.labeled.get(label).map(|one| one.block.rect) else { return false };
    let near = page.metrics.body * page.style.stories.own_head_gap_em;
    page.labeled.iter().filter(|one| one.role == Role::Body).map(|one| &one.block.rect).any(|text| {
        let gap = text.top - rect.bottom;
        gap > -near / 2.0 && gap < near && text.covers_width(&rect)
    })
}

/// A name at the end of a text: it opens nothing, and nothing follows it.
fn signs(one: &LabeledBlock, page: StoryContext) -> bool {
    one.role == Role::Byline && labels::signs_text(one, page)
}

/// A jump line that says where the story came from opens it like a byline.
fn is_from(one: &LabeledBlock, page: StoryContext) -> bool {
    one.role == Role::Jump && phrases::find(&one.block.text(), &page.style.phrases.jump_from).is_some()
}

/// The upper and the lower line of one stack.
fn stand_together(upper: usize, lower: usize, page: StoryContext) -> bool {
    let (Some(a), Some(b)) = (page.labeled.get(upper), page.labeled.get(lower)) else { return false };
    let style = &page.style.stories;
    let (small, large) = (a.block.size.min(b.block.size), a.block.size.max(b.block.size));
    let reach =
        small.max(page.metrics.body * style.stack_small_ratio) * style.stack_gap_em + large * style.stack_head_gap_em;
    let (x, y) = (a.block.beside(&b.block), b.block.beside(&a.block));
    let gap = y.top - stacks::foot(&a.block, (x, y), page.marks);
    let over = x.shares_column(y);
    if page.enclosures.get(upper) != page.enclosures.get(lower)
        || !over
        || gap > reach
        || gap < -small * style.stack_into_em
    {
        return false;
    }
    // Papers set rules around names, and under the label over a headline.
    if b.role == Role::Byline || a.role == Role::Kicker && b.role == Role::Headline {
        return true;
    }
    if a.block.frame != page.marks.frame && a.block.frame == b.block.frame {
        return true;
    }
    let (left, right) = (x.left.min(y.left), x.right.max(y.right));
    let length = (right - left).max(page.metrics.measure * style.stack_rule_share) * page.style.regions.rule_share;
    !page.marks.rule_between((x.bottom - Pt(1.0), y.top + Pt(1.0)), (left, right), 0.0, length)
}

/// Where a line hangs that belongs to a head.
enum HangSide {
    /// A section label or kicker over it.
    Over,
    /// A byline or deck under it.
    Under,
}

/// On which side, and how far away, a line set flush left hangs beside a head whose words begin farther right.
fn hangs_beside(small: usize, head: usize, page: StoryContext) -> Option<(HangSide, Pt)> {
    let (a, b) = (page.labeled.get(small)?, page.labeled.get(head)?);
    let (x, y) = (&a.block.rect, &b.block.rect);
    let over = matches!(a.role, Role::Section | Role::Kicker) && matches!(b.role, Role::Headline | Role::Kicker);
    let under = matches!(a.role, Role::Byline | Role::Deck) && matches!(b.role, Role::Headline | Role::Deck);
    let side = if over { HangSide::Over } else { under.then_some(HangSide::Under)? };
    let gap = match side {
        HangSide::Over => y.top - x.bottom,
        HangSide::Under => x.top - y.bottom,
    };
    let near = gap > -a.block.size && gap < b.block.size * page.style.stories.label_reach_em;
    // A name may also stand at the end of the last column.
    let ends = a.role == Role::Byline && x.right > y.right && ends_column(a, page);
    let aside = if ends { x.left - y.right } else { y.left - x.right };
    let most = if ends { page.style.stories.across_reach_ratio } else { 1.0 };
    let clear = (ends || x.left < y.left) && aside < page.metrics.measure * most;
    let clear = clear && page.enclosures.get(small) == page.enclosures.get(head);
    (near && clear && a.block.size < b.block.size).then(|| (side, gap.max(Pt::ZERO) + aside.max(Pt::ZERO)))
}

/// Set at the end of the column of text below it.
fn ends_column(one: &LabeledBlock, page: StoryContext) -> bool {
    let texts = page.labeled.iter().filter(|below| below.role == Role::Body).map(|below| below.block.rect);
    names::ends_column(&one.block.rect, texts, page.metrics.body, page.style)
}

/// From a head to both sides, up to what stands beside it: headlines are often shorter than their columns, and
/// centered over them.
fn reach(at: usize, nodes: &[Node], page: StoryContext) -> (Pt, Pt) {
    let Some(head) = nodes.get(at) else { return (Pt::ZERO, Pt::ZERO) };
    let frame = head.enclosure.and_then(|at| page.marks.boxes.get(at)).map_or(page.marks.page, |around| around.rect);
    let (mut left, mut right) = (frame.left, frame.right);
    let touch = page.metrics.body * page.style.stories.touch_em;
    // Text that begins level with a byline is the next column under the head, and no neighbor of it.
    let display = head
        .blocks
        .iter()
        .zip(&head.parts)
        .filter(|(at, _)| page.labeled.get(**at).is_some_and(|one| one.role != Role::Byline));
    let beside = Rect::hull(display.map(|(_, part)| part)).unwrap_or(head.rect);
    let mut obstacle = |rect: &Rect, slack: Pt| {
        if rect.overlap_y(&beside) <= slack {
            return;
        }
        if rect.left >= head.rect.right - page.style.fit.stroke_pt {
            right = right.min(rect.left);
        }
        if rect.right <= head.rect.left + page.style.fit.stroke_pt {
            left = left.max(rect.right);
        }
    };
    for (other, node) in nodes.iter().enumerate() {
        if other != at {
            obstacle(&node.rect, Pt(1.0));
        }
    }
    for picture in &page.marks.pictures {
        obstacle(picture, Pt(1.0));
    }
    for rule in &page.marks.down {
        obstacle(rule, Pt(1.0));
    }
    for (at, mark) in page.marks.boxes.iter().enumerate() {
        if Some(at) != head.enclosure && page.enclosures.contains(&Some(at)) && !mark.rect.contains(&head.rect, touch) {
            obstacle(&mark.rect, Pt(1.0));
        }
    }
    (left.min(head.rect.left), right.max(head.rect.right))
}
