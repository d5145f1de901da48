//! The list of what is seen of a link, by groups.

use crate::geometry::Pt;
use crate::layout::evidence::FeatureUnit::{Count, Em, Flag, Kind, Measure, Share};
use crate::layout::evidence::facts::{self, FAR_EM};
use crate::layout::evidence::links::NodePair;
use crate::layout::evidence::{Feature, FeatureUnit, Group, flag};
use crate::layout::marks::ShortRule;

/// All groups, in their order.
pub fn groups<'a>() -> Vec<Group<NodePair<'a>>> {
    vec![
        ("place", place()),
        ("neighbors", neighbors()),
        ("separators", separators()),
        ("heads", heads()),
        ("kinds", kinds()),
        ("type", set()),
        ("words", words()),
        ("page", page()),
    ]
}

/// All that is seen, in its order.
pub fn features<'a>() -> Vec<Feature<NodePair<'a>>> {
    groups().into_iter().flat_map(|(_, features)| features).collect()
}

const fn see<'a>(
    name: &'static str,
    unit: FeatureUnit,
    why: &'static str,
    of: fn(&NodePair<'a>) -> f32,
) -> Feature<NodePair<'a>> {
    Feature { name, unit, why, of }
}

/// Where the one stands from the other.
fn place<'a>() -> Vec<Feature<NodePair<'a>>> {
    vec![
        see("down", Em, "white from the one to the other below", |l| l.em(l.down())),
        see("overlap", Share, "in one column", |l| {
            let narrow = l.before.rect.width().min(l.node.rect.width()).max(Pt(1.0));
            l.before.rect.overlap_x(&l.node.rect).per(narrow).max(-3.0)
        }),
        see("left step", Em, "left edges", |l| l.em(l.node.rect.left - l.before.rect.left)),
        see("right step", Em, "right edges", |l| l.em(l.node.rect.right - l.before.rect.right)),
        see("aside", Measure, "columns between", |l| l.measures(l.aside())),
        see("gutter", Em, "white between columns", |l| l.em(l.aside())),
        see("middle step", Em, "centered under each other", |l| {
            l.em(l.node.rect.center().x - l.before.rect.center().x)
        }),
        see("top step", Em, "tops", |l| l.em(l.node.rect.top - l.before.rect.top)),
        see("foot step", Em, "feet", |l| l.em(l.node.rect.bottom - l.before.rect.bottom)),
        see("leg step", Em, "tops of legs", |l| l.em(l.node.rect.top - l.leg_top())),
        see("opening step", Em, "top against the opening of the leg, its byline counted", |l| {
            let opening = l.page.surroundings.leg_opening[l.before_at];
            let top = l.page.surroundings.tops[l.at];
            let (a, b) = (l.em(l.node.rect.top - opening), l.em(top - opening));
            if a.abs() < b.abs() { a } else { b }
        }),
        see("width before", Measure, "a column or several", |l| l.measures(l.before.rect.width())),
        see("width", Measure, "a column or several", |l| l.measures(l.node.rect.width())),
        see("widths", Share, "one measure", |l| l.node.rect.width().per(l.before.rect.width()).min(8.0)),
        see("height before", Em, "a long leg", |l| l.em(l.before.rect.height())),
        see("height", Em, "a long leg", |l| l.em(l.node.rect.height())),
        see("lines before", Count, "one line is no leg", |l| l.before.lines as f32),
        see("lines", Count, "one line is no leg", |l| l.node.lines as f32),
        see("to foot", Em, "the first ends near the foot of the page", |l| l.upper.to_foot.min(FAR_EM)),
        see("from top", Em, "the second begins near its top", |l| l.facts.from_top.min(FAR_EM)),
    ]
}

/// What competes, and what stands around.
fn neighbors<'a>() -> Vec<Feature<NodePair<'a>>> {
    vec![
        see("seen", Count, "nothing hides it from below", |l| l.seen_rank()),
        see("nearer", Count, "how many stand nearer", |l| l.nearer),
        see("nearer after", Count, "how many could follow from nearer", |l| l.nearer_after),
        see("nearest above", Flag, "stands right over it", |l| flag(l.facts.above == Some(l.before_at))),
        see("nearest below", Flag, "stands right under it", |l| flag(l.upper.below == Some(l.at))),
        see("above gap", Em, "white above the second", |l| l.facts.above_gap.min(FAR_EM)),
        see("above kind", Kind, "what stands over the second", |l| {
            l.of_node(l.facts.above, |n, _| facts::kind(n.kind), -1.0)
        }),
        see("above role", Kind, "what its last block is", |l| l.of_node(l.facts.above, |_, f| f.roles.1, -1.0)),
        see("above style", Flag, "set as what stands over it", |l| {
            flag(l.of_node(l.facts.above, |_, f| f.styles.1 == l.facts.styles.0, false))
        }),
        see("column above", Flag, "text runs up to the second", |l| flag(l.facts.column_above.is_some())),
        see("below gap", Em, "white below the first", |l| l.upper.below_gap.min(FAR_EM)),
        see("below kind", Kind, "what stands under the first", |l| {
            l.of_node(l.upper.below, |n, _| facts::kind(n.kind), -1.0)
        }),
        see("below size", Share, "how large that is", |l| l.of_node(l.upper.below, |_, f| f.first_ratio, 0.0)),
        see("below style", Flag, "set as the first", |l| {
            flag(l.of_node(l.upper.below, |_, f| f.styles.0 == l.upper.styles.1, false))
        }),
        see("text below", Flag, "text goes on under the first", |l| flag(l.page.surroundings.text_below[l.before_at])),
    ]
}

/// Rules, dashes, boxes and pictures between.
fn separators<'a>() -> Vec<Feature<NodePair<'a>>> {
    vec![
        see("ruled below", Flag, "a rule under the first", |l| flag(l.upper.ruled_below)),
        see("ruled above", Flag, "a rule over the second", |l| flag(l.facts.ruled_above)),
        see("ruled between", Flag, "a rule between them in their column", |l| {
            flag(l.page.surroundings.ruled_off(l.before, l.node))
        }),
        see("column rule", Flag, "a rule between their columns", |l| flag(l.column_ruled())),
        see("banded", Flag, "a rule across, with the tops of both legs on its two sides", |l| flag(l.banded())),
        see("dash between", Flag, "a dash that ends an item", |l| {
            let columns = (l.node.rect.left, l.node.rect.right);
            let heights = (l.before.rect.bottom - Pt(1.0), l.node.rect.top + Pt(1.0));
            flag(l.page.context.marks.short_rules_between(heights, columns).any(ShortRule::ends))
        }),
        see("filled", Em, "pictures and quotes between", |l| l.filled()),
        see("picture above", Em, "a picture over the second", |l| l.facts.picture_above),
        see("picture below", Em, "a picture under the first", |l| l.upper.picture_below),
        see("one box", Kind, "in one box, in none, in two", |l| match (l.upper.in_box, l.facts.in_box) {
            (None, None) => 0.0,
            (Some(a), Some(b)) if a == b => 1.0,
            (Some(_), Some(_)) => 2.0,
            (Some(_), None) => 3.0,
            (None, Some(_)) => 4.0,
        }),
        see("boxed before", Flag, "the first has its box", |l| flag(l.upper.boxed)),
        see("boxed", Flag, "the second has its box", |l| flag(l.facts.boxed)),
        see("walled", Flag, "in a box of stories", |l| flag(l.node.enclosure.is_some())),
    ]
}

/// Heads over both and between.
fn heads<'a>() -> Vec<Feature<NodePair<'a>>> {
    vec![
        see("heads between", Count, "heads between them", |l| l.heads.between),
        see("heads common", Count, "heads over both", |l| l.heads.common),
        see("common gap", Em, "how far the nearest of these is", |l| l.heads.common_gap.min(FAR_EM)),
        see("heads crossing", Count, "heads between their columns", |l| l.heads.crossing),
        see("own head", Kind, "the second has a head of its own: this one, another, none", |l| {
            l.page.surroundings.own_head[l.at].map_or(0.0, |head| if head == l.before_at { 1.0 } else { 2.0 })
        }),
        see("own head size", Share, "how large that is", |l| {
            l.of_node(l.page.surroundings.own_head[l.at], |n, _| n.ratio, 0.0)
        }),
        see("over", Kind, "the head that reaches over the second: the first, its head, another, none", |l| {
            match l.facts.over {
                None => 0.0,
                Some(head) if head == l.before_at => 1.0,
                Some(head) if Some(head) == l.leg_head() => 2.0,
                Some(head) if Some(head) == l.upper.over => 3.0,
                Some(_) => 4.0,
            }
        }),
        see("over gap", Em, "how far it is", |l| l.facts.over_gap.min(FAR_EM)),
        see("over size", Share, "how large it is", |l| l.of_node(l.facts.over, |n, _| n.ratio, 0.0)),
        see("over texts", Count, "whether that head has text of its own", |l| {
            l.of_node(l.facts.over, |_, f| f.texts_under, -1.0)
        }),
        see("leg head", Flag, "the leg has a head", |l| flag(l.leg_head().is_some())),
        see("leg head covers", Flag, "that head reaches over the second", |l| flag(l.leg_head_covers())),
        see("leg head step", Em, "its foot against the top of the second", |l| {
            l.leg_head().map_or(FAR_EM, |head| l.em(l.node.rect.top - l.page.nodes[head].rect.bottom))
        }),
        see("leg head top", Em, "its top against the top of the second", |l| {
            l.leg_head().map_or(FAR_EM, |head| l.em(l.node.rect.top - l.page.nodes[head].rect.top))
        }),
        see("leg head size", Share, "how large it is", |l| l.of_node(l.leg_head(), |n, _| n.ratio, 0.0)),
        see("leg heads", Kind, "legs of one head, of two, of none", |l| {
            match (l.leg_head(), l.page.surroundings.leg_head[l.at]) {
                (None, None) => 0.0,
                (Some(a), Some(b)) if a == b => 1.0,
                (Some(_), Some(_)) => 2.0,
                (Some(_), None) => 3.0,
                (None, Some(_)) => 4.0,
            }
        }),
        see("leads", Flag, "legs under one lead", |l| {
            flag(
                l.page.surroundings.leg_lead[l.before_at].is_some()
                    && l.page.surroundings.leg_lead[l.before_at] == l.page.surroundings.leg_lead[l.at],
            )
        }),
        see("raised", Flag, "the second stands level beside the head of the first", |l| {
            flag(l.leg_head().is_some_and(|head| l.page.surroundings.level_beside(&l.page.nodes[head], l.node)))
        }),
        see("texts under", Count, "columns under the first", |l| l.upper.texts_under),
        see("texts under it", Count, "columns under the second", |l| l.facts.texts_under),
    ]
}

/// What both are.
fn kinds<'a>() -> Vec<Feature<NodePair<'a>>> {
    vec![
        see("kind before", Kind, "what the first is", |l| facts::kind(l.before.kind)),
        see("kind", Kind, "what the second is", |l| facts::kind(l.node.kind)),
        see("role before", Kind, "its last block", |l| l.upper.roles.1),
        see("first role before", Kind, "its first block", |l| l.upper.roles.0),
        see("role", Kind, "the first block of the second", |l| l.facts.roles.0),
        see("item", Flag, "the second is a short item", |l| flag(l.node.item)),
        see("item before", Flag, "the first is a short item", |l| flag(l.before.item)),
        see("small head", Flag, "the second is a small head", |l| flag(l.node.small_head)),
        see("closes before", Flag, "a signature or a jump ends the first", |l| flag(l.before.closes)),
        see("continued before", Flag, "the first says that it began elsewhere", |l| flag(l.before.continued)),
        see("chars before", Count, "a fragment or a text", |l| l.upper.chars),
        see("chars", Count, "a fragment or a text", |l| l.facts.chars),
    ]
}

/// How both are set.
fn set<'a>() -> Vec<Feature<NodePair<'a>>> {
    vec![
        see("size before", Share, "its type", |l| l.upper.last_ratio),
        see("size", Share, "its type", |l| l.facts.first_ratio),
        see("sizes", Share, "one against the other", |l| (l.facts.first_ratio / l.upper.last_ratio.max(0.1)).min(8.0)),
        see("head sizes", Share, "the largest of both", |l| l.node.size.per(l.before.size.max(Pt(1.0))).min(8.0)),
        see("one face", Flag, "one typeface", |l| flag(l.before.face == l.node.face)),
        see("one style", Flag, "set alike", |l| flag(l.upper.styles.1 == l.facts.styles.0)),
        see("leading", Share, "lines as far apart", |l| {
            if l.upper.leading > 0.0 && l.facts.leading > 0.0 { l.facts.leading / l.upper.leading } else { 0.0 }
        }),
        see("style nodes", Count, "how often the style of the second is used", |l| l.style().nodes),
        see("style share", Share, "how much of the page is in it", |l| l.style().share),
        see("style under text", Share, "heads of this style stand within columns", |l| {
            l.style().under_text / l.style().nodes.max(1.0)
        }),
        see("style over text", Share, "heads of this style have text", |l| {
            l.style().over_text / l.style().nodes.max(1.0)
        }),
        see("style dressed", Share, "heads of this style have decks or names", |l| {
            l.style().dressed / l.style().nodes.max(1.0)
        }),
    ]
}

/// What the words at the joint say.
fn words<'a>() -> Vec<Feature<NodePair<'a>>> {
    vec![
        see("stops before", Flag, "the first ends a sentence", |l| flag(l.before.stops)),
        see("full before", Flag, "its last line is full", |l| flag(l.before.full)),
        see("fill before", Share, "how full", |l| l.upper.last_fill),
        see("hyphen", Flag, "it ends in a hyphen", |l| flag(l.before.hyphen)),
        see("end before", Kind, "what it ends with", |l| l.upper.last_char),
        see("opens", Flag, "the second begins a paragraph", |l| flag(l.node.opens)),
        see("inside", Flag, "it begins with a small letter", |l| flag(l.node.inside)),
        see("first char", Kind, "what it begins with", |l| l.facts.first_char),
        see("indents", Flag, "paragraphs are indented here", |l| flag(l.page.surroundings.habits.indents)),
        see("indents first", Flag, "so are first ones", |l| flag(l.page.surroundings.habits.indents_first)),
    ]
}

/// What kind of page it is.
fn page<'a>() -> Vec<Feature<NodePair<'a>>> {
    vec![
        see("nodes", Count, "a full page", |l| l.page.whole.nodes),
        see("heads", Count, "heads on the page", |l| l.page.whole.heads),
        see("density", Share, "heads for a thousand characters", |l| l.page.whole.density),
        see("columns", Count, "columns on the page", |l| l.page.whole.columns),
        see("heads under text", Share, "heads stand in columns here", |l| l.page.whole.heads_under_text),
        see("rules", Share, "rules for a head", |l| l.page.whole.rules),
        see("column rules", Share, "rules for a column", |l| l.page.whole.column_rules),
        see("scanned", Flag, "sizes waver", |l| flag(l.page.whole.scanned)),
        see("down page", Flag, "vertical", |l| flag(l.page.whole.down)),
        see("square", Flag, "Chinese, Japanese, Korean", |l| flag(l.page.whole.square)),
    ]
}
