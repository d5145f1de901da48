//! The list of what is seen of a start, by groups.

use crate::layout::evidence::FeatureUnit::{Count, Em, Flag, Kind, Measure, Share};
use crate::layout::evidence::facts::{self, FAR_EM};
use crate::layout::evidence::starts::Start;
use crate::layout::evidence::{Feature, FeatureUnit, Group, flag};
use crate::layout::stories::nodes::NodeKind;

/// All groups, in their order.
pub fn groups<'a>() -> Vec<Group<Start<'a>>> {
    vec![
        ("kinds", kinds()),
        ("type", set()),
        ("place", place()),
        ("words", words()),
        ("heads", heads()),
        ("neighbors", neighbors()),
        ("page", page()),
    ]
}

/// All that is seen, in its order.
pub fn features<'a>() -> Vec<Feature<Start<'a>>> {
    groups().into_iter().flat_map(|(_, features)| features).collect()
}

const fn see<'a>(
    name: &'static str,
    unit: FeatureUnit,
    why: &'static str,
    of: fn(&Start<'a>) -> f32,
) -> Feature<Start<'a>> {
    Feature { name, unit, why, of }
}

/// What it is.
fn kinds<'a>() -> Vec<Feature<Start<'a>>> {
    vec![
        see("kind", Kind, "heads open stories", |s| facts::kind(s.node.kind)),
        see("role", Kind, "labels and headlines open, jump lines close", |s| s.facts.roles.0),
        see("last role", Kind, "a byline at its end wants text", |s| s.facts.roles.1),
        see("blocks", Count, "a dressed head opens", |s| s.node.blocks.len() as f32),
        see("lines", Count, "long text seldom stands without a head", |s| s.node.lines as f32),
        see("chars", Count, "a fragment belongs to its neighbor", |s| s.facts.chars),
        see("small head", Flag, "a small head may open or not", |s| flag(s.node.small_head)),
        see("continued", Flag, "it says that it began elsewhere", |s| flag(s.node.continued)),
        see("parted", Flag, "a dash parts it from what is above", |s| flag(s.node.parted)),
        see("item", Flag, "a head run in or a bullet opens an item", |s| flag(s.node.item)),
        see("body", Flag, "it is running text", |s| flag(s.node.kind == NodeKind::Body)),
    ]
}

/// How it is set.
fn set<'a>() -> Vec<Feature<Start<'a>>> {
    vec![
        see("ratio", Share, "large type opens", |s| s.node.ratio),
        see("first ratio", Share, "a small first line is a label or a byline", |s| s.facts.first_ratio),
        see("style nodes", Count, "how often this style is used", |s| s.page.styles[s.facts.styles.0].nodes),
        see("style share", Share, "how much of the page is in it", |s| s.page.styles[s.facts.styles.0].share),
        see("style under text", Share, "heads of this style stand within columns", |s| {
            let style = &s.page.styles[s.facts.styles.0];
            style.under_text / style.nodes.max(1.0)
        }),
        see("style over text", Share, "heads of this style have text", |s| {
            let style = &s.page.styles[s.facts.styles.0];
            style.over_text / style.nodes.max(1.0)
        }),
        see("style dressed", Share, "heads of this style have decks or names", |s| {
            let style = &s.page.styles[s.facts.styles.0];
            style.dressed / style.nodes.max(1.0)
        }),
    ]
}

/// Where it stands.
fn place<'a>() -> Vec<Feature<Start<'a>>> {
    vec![
        see("width", Measure, "a head across columns opens", |s| s.node.rect.width().per(s.page.measure())),
        see("height", Em, "a tall text fills a column", |s| s.node.rect.height().per(s.page.em())),
        see("from top", Em, "height on the page", |s| s.facts.from_top.min(FAR_EM * 2.0)),
        see("from left", Measure, "column", |s| s.facts.from_left),
        see("to foot", Em, "near the foot", |s| s.facts.to_foot.min(FAR_EM * 2.0)),
        see("boxed", Flag, "a box of its own", |s| flag(s.facts.boxed)),
        see("in box", Flag, "in some box", |s| flag(s.facts.in_box.is_some())),
        see("walled", Flag, "in a box of stories", |s| flag(s.node.enclosure.is_some())),
        see("picture above", Em, "a picture may open a story", |s| s.facts.picture_above),
        see("picture below", Em, "a picture between head and text", |s| s.facts.picture_below),
        see("ways", Count, "what it might follow", |s| s.ways),
    ]
}

/// How it begins and ends.
fn words<'a>() -> Vec<Feature<Start<'a>>> {
    vec![
        see("opens", Flag, "a paragraph begins", |s| flag(s.node.opens)),
        see("inside", Flag, "a small letter goes on", |s| flag(s.node.inside)),
        see("first char", Kind, "what it begins with", |s| s.facts.first_char),
        see("stops", Flag, "its own end", |s| flag(s.node.stops)),
        see("indents", Flag, "paragraphs are indented here", |s| flag(s.page.surroundings.habits.indents)),
        see("indents first", Flag, "so are first ones", |s| flag(s.page.surroundings.habits.indents_first)),
    ]
}

/// Heads over it.
fn heads<'a>() -> Vec<Feature<Start<'a>>> {
    vec![
        see("own head", Flag, "a head right above", |s| flag(s.page.surroundings.own_head[s.at].is_some())),
        see("own head size", Share, "how large that is", |s| {
            s.of_node(s.page.surroundings.own_head[s.at], |n, _| n.ratio, 0.0)
        }),
        see("over gap", Em, "a head reaches over it from so far", |s| s.facts.over_gap),
        see("over size", Share, "how large that head is", |s| s.of_node(s.facts.over, |n, _| n.ratio, 0.0)),
        see("over texts", Count, "whether that head has text", |s| s.of_node(s.facts.over, |_, f| f.texts_under, -1.0)),
        see("lead size", Share, "a larger head reaches over it", |s| {
            s.of_node(s.facts.lead, |n, _| n.size.per(s.node.size), 0.0)
        }),
        see("texts under", Count, "columns of its own", |s| s.facts.texts_under),
    ]
}

/// What stands above and below.
fn neighbors<'a>() -> Vec<Feature<Start<'a>>> {
    vec![
        see("above gap", Em, "white above", |s| s.facts.above_gap),
        see("above kind", Kind, "what stands above", |s| s.above.map_or(-1.0, |(n, _)| facts::kind(n.kind))),
        see("above role", Kind, "what its last block is", |s| s.above.map_or(-1.0, |(_, f)| f.roles.1)),
        see("above style", Flag, "set alike", |s| flag(s.above.is_some_and(|(_, f)| f.styles.1 == s.facts.styles.0))),
        see("above size", Share, "size against what is above", |s| {
            s.above.map_or(0.0, |(_, f)| s.facts.first_ratio / f.last_ratio.max(0.1))
        }),
        see("above stops", Flag, "what is above ends a sentence", |s| flag(s.above.is_none_or(|(n, _)| n.stops))),
        see("above end", Kind, "what it ends with", |s| s.above.map_or(-1.0, |(_, f)| f.last_char)),
        see("above closes", Flag, "a signature or jump above", |s| flag(s.above.is_some_and(|(n, _)| n.closes))),
        see("above item", Flag, "an item above", |s| flag(s.above.is_some_and(|(n, _)| n.item))),
        see("ruled above", Flag, "a rule above", |s| flag(s.facts.ruled_above)),
        see("column above", Flag, "text runs up to it", |s| flag(s.facts.column_above.is_some())),
        see("below gap", Em, "white below", |s| s.facts.below_gap),
        see("below kind", Kind, "what stands below", |s| s.of_node(s.facts.below, |n, _| facts::kind(n.kind), -1.0)),
        see("below size", Share, "size of what is below against it", |s| {
            s.of_node(s.facts.below, |_, f| f.first_ratio / s.facts.last_ratio.max(0.1), 0.0)
        }),
        see("ruled below", Flag, "a rule below", |s| flag(s.facts.ruled_below)),
    ]
}

/// What kind of page it is.
fn page<'a>() -> Vec<Feature<Start<'a>>> {
    vec![
        see("nodes", Count, "a full page", |s| s.page.whole.nodes),
        see("heads", Count, "heads on the page", |s| s.page.whole.heads),
        see("density", Share, "heads for a thousand characters", |s| s.page.whole.density),
        see("columns", Count, "columns on the page", |s| s.page.whole.columns),
        see("heads under text", Share, "heads stand in columns here", |s| s.page.whole.heads_under_text),
        see("rules", Share, "rules for a head", |s| s.page.whole.rules),
        see("scanned", Flag, "sizes waver", |s| flag(s.page.whole.scanned)),
        see("down", Flag, "vertical", |s| flag(s.page.whole.down)),
        see("square", Flag, "Chinese, Japanese, Korean", |s| flag(s.page.whole.square)),
    ]
}
