//! What is known of every node of a page before two of them are looked at.

use crate::geometry::{Pt, Rect};
use crate::layout::evidence::surroundings::Surroundings;
use crate::layout::evidence::words;
use crate::layout::frame::Frame;
use crate::layout::normalize::script;
use crate::layout::stories::context::StoryContext;
use crate::layout::stories::nodes::{Node, NodeKind};
use crate::model::role::Role;
use crate::model::sheet::FaceId;
use std::collections::BTreeMap;

/// Stands for "nothing there" among distances, in em.
pub const FAR_EM: f32 = 60.0;

/// A page in nodes, with what is seen of each.
pub struct PageEvidence<'a> {
    /// The nodes, from the top.
    pub nodes: &'a [Node],
    /// The page they stand on.
    pub context: StoryContext<'a>,
    /// What stands over what.
    pub surroundings: Surroundings<'a>,
    /// What is seen of each node.
    pub facts: Vec<NodeFacts>,
    /// The heads, from the top.
    pub heads: Vec<usize>,
    /// What is seen of the whole.
    pub whole: WholePageFacts,
    /// The styles of the page.
    pub styles: Vec<StyleFacts>,
}

/// What is seen of one node.
#[derive(Clone, Debug, Default)]
pub struct NodeFacts {
    /// Roles of its first and last block, by [`rank`].
    pub roles: (f32, f32),
    /// Styles of its first and last block.
    pub styles: (usize, usize),
    /// Size of its last block, which the text goes on from, against the body.
    pub last_ratio: f32,
    /// Size of its first block against the body.
    pub first_ratio: f32,
    /// Leading of its text, in em of the body; zero for one line.
    pub leading: f32,
    /// The box around its first block, and whether it holds just that.
    pub in_box: Option<usize>,
    /// It has that box to itself.
    pub boxed: bool,
    /// Characters.
    pub chars: f32,
    /// How much of its measure its last line fills.
    pub last_fill: f32,
    /// What its text begins with.
    pub first_char: f32,
    /// What it ends with.
    pub last_char: f32,
    /// The nearest node above in sight, and the white between, in em.
    pub above: Option<usize>,
    /// White up to it, in em.
    pub above_gap: f32,
    /// The nearest node below that sees it.
    pub below: Option<usize>,
    /// White down to it, in em.
    pub below_gap: f32,
    /// Text right above in its column.
    pub column_above: Option<usize>,
    /// The nearest head that reaches over it.
    pub over: Option<usize>,
    /// White up to it, in em.
    pub over_gap: f32,
    /// A larger head that reaches over it.
    pub lead: Option<usize>,
    /// A rule lies between it and what stands above.
    pub ruled_above: bool,
    /// A rule lies between it and what stands below.
    pub ruled_below: bool,
    /// Em from the top of all text.
    pub from_top: f32,
    /// Em to the foot of all text.
    pub to_foot: f32,
    /// Measures from the leading edge of all text.
    pub from_left: f32,
    /// Texts that stand under it as under their own head.
    pub texts_under: f32,
    /// A picture stands right above.
    pub picture_above: f32,
    /// A picture stands right below.
    pub picture_below: f32,
}

/// What is seen of the whole page.
#[derive(Clone, Copy, Debug, Default)]
pub struct WholePageFacts {
    /// Nodes.
    pub nodes: f32,
    /// Heads.
    pub heads: f32,
    /// Heads for each thousand characters.
    pub density: f32,
    /// How many columns fit beside each other.
    pub columns: f32,
    /// Read from a scan.
    pub scanned: bool,
    /// Vertical.
    pub down: bool,
    /// Most of it is set in square characters.
    pub square: bool,
    /// Share of heads that stand right under text of their column.
    pub heads_under_text: f32,
    /// Rules across for each head.
    pub rules: f32,
    /// Rules between columns for each column.
    pub column_rules: f32,
    /// Where all text stands.
    pub area: Rect,
}

/// A style of type, and what it does on the page.
#[derive(Clone, Copy, Debug, Default)]
pub struct StyleFacts {
    /// Nodes that begin in it.
    pub nodes: f32,
    /// Share of the page's characters.
    pub share: f32,
    /// How many of those nodes stand right under text of their column.
    pub under_text: f32,
    /// How many have text of their own right under them.
    pub over_text: f32,
    /// How many of these heads have a deck, byline or label.
    pub dressed: f32,
}

impl<'a> PageEvidence<'a> {
    /// Looks at all nodes.
    pub fn new(nodes: &'a [Node], context: StoryContext<'a>) -> PageEvidence<'a> {
        let surroundings = Surroundings::new(nodes, context);
        let heads = (0..nodes.len()).filter(|at| nodes[*at].kind == NodeKind::Head).collect();
        let mut page = PageEvidence {
            nodes,
            context,
            surroundings,
            facts: vec![],
            heads,
            whole: WholePageFacts::default(),
            styles: vec![],
        };
        page.whole.area = Rect::hull(nodes.iter().map(|node| &node.rect)).unwrap_or_default();
        let mut styles = BTreeMap::new();
        page.facts = (0..nodes.len()).map(|at| page.facts_of(at, &mut styles)).collect();
        page.look_down();
        page.sum_up(styles.len());
        page
    }

    /// One em of the running text.
    pub fn em(&self) -> Pt {
        self.context.metrics.body.max(Pt(1.0))
    }

    /// The width of most columns.
    pub fn measure(&self) -> Pt {
        self.context.metrics.measure.max(self.em())
    }

    fn facts_of(&self, at: usize, styles: &mut BTreeMap<(i64, FaceId, bool, bool), usize>) -> NodeFacts {
        let (node, em) = (&self.nodes[at], self.em());
        let blocks = || node.blocks.iter().filter_map(|block| self.context.labeled.get(*block));
        let (Some(first), Some(last)) = (blocks().next(), blocks().next_back()) else { return NodeFacts::default() };
        let mut style = |block: &crate::layout::blocks::TextBlock| {
            let key = (block.size.half_points(), block.face, block.bold, block.italic);
            let next = styles.len();
            *styles.entry(key).or_insert(next)
        };
        let seen = &self.surroundings.visible[at].seen;
        let above = seen.first().copied();
        let gap = |above: usize| {
            let other = &self.nodes[above];
            let foot = if other.kind == NodeKind::Head { other.foot_over(&node.rect) } else { other.rect.bottom };
            (node.rect.top - foot).per(em)
        };
        let reaches = |head: &usize| {
            let head = &self.nodes[*head];
            let shared = head.reach.1.min(node.rect.right) - head.reach.0.max(node.rect.left);
            head.kind == NodeKind::Head && head.enclosure == node.enclosure && shared > node.rect.width() / 2.0
        };
        let over = seen.iter().copied().find(reaches);
        let larger = |head: &&usize| self.nodes[**head].size > node.size + Pt(0.5);
        let lead = seen.iter().filter(|head| reaches(head)).find(larger).copied();
        let line = last.block.lines.last();
        let text = first.block.text();
        NodeFacts {
            roles: (rank(first.role), rank(last.role)),
            styles: (style(&first.block), style(&last.block)),
            last_ratio: last.block.size.per(em),
            first_ratio: first.block.size.per(em),
            leading: last.block.leading().per(em),
            in_box: first.block.in_box,
            boxed: first.boxed,
            chars: blocks().map(|one| one.block.chars as f32).sum(),
            last_fill: line.map_or(0.0, |line| line.rect.width().per(last.block.own.width())),
            first_char: opening(&text),
            last_char: line.map_or(0.0, |line| ending(&line.text)),
            above,
            above_gap: above.map_or(FAR_EM, gap),
            below: None,
            below_gap: FAR_EM,
            column_above: self.surroundings.column_above(at),
            over,
            over_gap: over.map_or(FAR_EM, gap),
            lead,
            ruled_above: above.is_some_and(|above| self.surroundings.ruled_off(&self.nodes[above], node)),
            ruled_below: false,
            from_top: (node.rect.top - self.whole.area.top).per(em),
            to_foot: (self.whole.area.bottom - node.rect.bottom).per(em),
            from_left: (node.rect.left - self.whole.area.left).per(self.measure()),
            texts_under: 0.0,
            picture_above: self.picture(node, true),
            picture_below: self.picture(node, false),
        }
    }

    /// Em of white to the nearest picture in the columns of a node.
    fn picture(&self, node: &Node, above: bool) -> f32 {
        let gap = |picture: &Rect| if above { node.rect.top - picture.bottom } else { picture.top - node.rect.bottom };
        let over = self.context.marks.pictures.iter().filter(|picture| picture.covers_width(&node.rect));
        let gaps = over.map(gap).filter(|gap| *gap > -self.em());
        gaps.min_by(|a, b| a.order(*b)).map_or(FAR_EM, |gap| gap.per(self.em())).min(FAR_EM)
    }

    /// What stands below each node, told by what sees it above.
    fn look_down(&mut self) {
        for at in 0..self.nodes.len() {
            let node = &self.nodes[at];
            for above in self.surroundings.visible[at].seen.iter().copied() {
                let other = &self.nodes[above];
                if other.rect.overlap_x(&node.rect) <= Pt::ZERO {
                    continue;
                }
                let gap = (node.rect.top - other.rect.bottom).per(self.em());
                if gap < self.facts[above].below_gap {
                    let ruled = self.surroundings.ruled_off(other, node);
                    let facts = &mut self.facts[above];
                    (facts.below, facts.below_gap, facts.ruled_below) = (Some(at), gap, ruled);
                }
            }
            if let Some(head) = self.surroundings.own_head[at].filter(|_| node.kind == NodeKind::Body) {
                self.facts[head].texts_under += 1.0;
            }
        }
    }

    fn sum_up(&mut self, styles: usize) {
        let mut told = vec![StyleFacts::default(); styles];
        let chars: f32 = self.facts.iter().map(|facts| facts.chars).sum::<f32>().max(1.0);
        let mut under_text = 0.0;
        for (node, facts) in self.nodes.iter().zip(&self.facts) {
            let style = &mut told[facts.styles.0];
            let under = facts.column_above.is_some();
            style.nodes += 1.0;
            style.share += facts.chars / chars;
            style.under_text += super::flag(under);
            style.over_text += super::flag(facts.texts_under > 0.0);
            style.dressed += super::flag(node.kind == NodeKind::Head && node.blocks.len() > 1);
            under_text += super::flag(under && node.kind == NodeKind::Head);
        }
        self.styles = told;
        let heads = self.heads.len() as f32;
        let (marks, area) = (self.context.marks, self.whole.area);
        let columns = area.width().per(self.measure()).max(1.0);
        self.whole = WholePageFacts {
            nodes: self.nodes.len() as f32,
            heads,
            density: heads * 1000.0 / chars,
            columns,
            scanned: self.surroundings.scanned,
            down: marks.frame == Frame::Down,
            square: words::are_square(self.context.labeled.iter().map(|one| &one.block)),
            heads_under_text: under_text / heads.max(1.0),
            rules: marks.across.len() as f32 / heads.max(1.0),
            column_rules: marks.down.len() as f32 / columns,
            area,
        };
    }
}

/// What a text begins with: a small letter, other letters, a figure, a mark.
pub(super) fn opening(text: &str) -> f32 {
    match text.chars().find(|c| !c.is_whitespace()) {
        None => 0.0,
        Some(c) if c.is_lowercase() => 1.0,
        Some(c) if c.is_alphabetic() => 2.0,
        Some(c) if c.is_numeric() => 3.0,
        Some('"' | '“' | '„' | '«' | '「' | '『' | '‘' | '—' | '–' | '-') => 4.0,
        Some(_) => 5.0,
    }
}

/// What a text ends with: a stop, a comma, a hyphen, a letter, a figure.
pub(super) fn ending(text: &str) -> f32 {
    match text.chars().rev().find(|c| !c.is_whitespace()) {
        None => 0.0,
        Some(c) if script::ends_sentence(c) => 1.0,
        Some(',' | ';' | ':' | '、' | '，' | '；' | '：') => 2.0,
        Some(c) if script::parts_clauses(c) => 2.0,
        Some('-' | '‐' | '\u{ad}') => 3.0,
        Some(c) if c.is_alphabetic() => 4.0,
        Some(c) if c.is_numeric() => 5.0,
        Some(_) => 6.0,
    }
}

/// The place of a role in a story, as a number.
pub fn rank(role: Role) -> f32 {
    match role {
        Role::Masthead | Role::Folio | Role::Furniture | Role::Advert => 0.0,
        Role::Section => 1.0,
        Role::Kicker => 2.0,
        Role::Headline => 3.0,
        Role::Deck => 4.0,
        Role::Byline => 5.0,
        Role::Dateline => 6.0,
        Role::Body => 7.0,
        Role::Table => 8.0,
        Role::Subhead => 9.0,
        Role::PullQuote => 10.0,
        Role::Caption | Role::Credit => 11.0,
        Role::Jump => 12.0,
    }
}

/// The number of a kind of node.
pub fn kind(kind: NodeKind) -> f32 {
    match kind {
        NodeKind::Head => 0.0,
        NodeKind::Inset => 1.0,
        NodeKind::Flow => 2.0,
        NodeKind::Body => 3.0,
    }
}
