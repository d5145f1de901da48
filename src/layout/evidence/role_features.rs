//! The list of what is seen of a block when its role is weighed, by groups.

use crate::layout::blocks::TextBlock;
use crate::layout::evidence::FeatureUnit::{Count, Em, Flag, Kind, Measure, Share};
use crate::layout::evidence::blocks::{BlockFacts, Blocks, StyleUse};
use crate::layout::evidence::facts::FAR_EM;
use crate::layout::evidence::{Feature, FeatureUnit, Group, flag};
use crate::layout::scorer::classes;
use crate::model::role::Role;

/// A block that is looked at.
pub struct BlockSeen<'a> {
    /// The page.
    pub page: &'a Blocks<'a>,
    /// The block.
    pub block: &'a TextBlock,
    /// What is known of it.
    pub facts: &'a BlockFacts,
    /// What its style is used for.
    pub style: StyleUse,
    /// The block above, and what is known of it.
    pub above: Option<(&'a TextBlock, &'a BlockFacts)>,
    /// The block below.
    pub below: Option<(&'a TextBlock, &'a BlockFacts)>,
}

impl<'a> BlockSeen<'a> {
    /// A block of a page.
    pub fn new(page: &'a Blocks<'a>, at: usize) -> Option<BlockSeen<'a>> {
        let both = |at: usize| Some((page.ruled.blocks.get(at)?, page.known_of(at)?));
        let (block, facts) = both(at)?;
        let style = page.styles.get(facts.style).copied().unwrap_or_default();
        Some(BlockSeen {
            page,
            block,
            facts,
            style,
            above: facts.above.and_then(both),
            below: facts.below.and_then(both),
        })
    }
}

/// All groups, in their order.
pub fn groups<'a>() -> Vec<Group<BlockSeen<'a>>> {
    vec![
        ("rules", rules()),
        ("type", set()),
        ("style", style()),
        ("place", place()),
        ("words", words()),
        ("above", above()),
        ("below", below()),
        ("marks", marks()),
        ("page", page()),
    ]
}

/// All that is seen, in its order.
pub fn features<'a>() -> Vec<Feature<BlockSeen<'a>>> {
    groups().into_iter().flat_map(|(_, features)| features).collect()
}

const fn see<'a>(
    name: &'static str,
    unit: FeatureUnit,
    why: &'static str,
    of: fn(&BlockSeen<'a>) -> f32,
) -> Feature<BlockSeen<'a>> {
    Feature { name, unit, why, of }
}

fn is(facts: &BlockFacts, role: Role) -> f32 {
    flag(classes::class_of(role) == Some(facts.rules))
}

fn used(style: &StyleUse, role: Role) -> f32 {
    classes::class_of(role).and_then(|class| style.classes.get(class)).copied().unwrap_or_default()
        / style.blocks.max(1.0)
}

/// What the rules took it for.
fn rules<'a>() -> Vec<Feature<BlockSeen<'a>>> {
    vec![
        see("headline by rule", Flag, "the rules take it for a headline", |s| is(s.facts, Role::Headline)),
        see("kicker by rule", Flag, "the rules take it for a kicker", |s| is(s.facts, Role::Kicker)),
        see("deck by rule", Flag, "the rules take it for a deck", |s| is(s.facts, Role::Deck)),
        see("byline by rule", Flag, "the rules take it for a byline", |s| is(s.facts, Role::Byline)),
        see("body by rule", Flag, "the rules take it for text", |s| is(s.facts, Role::Body)),
        see("subhead by rule", Flag, "the rules take it for a head within text", |s| is(s.facts, Role::Subhead)),
        see("section by rule", Flag, "the rules take it for a label", |s| is(s.facts, Role::Section)),
        see("caption by rule", Flag, "the rules take it for a caption", |s| is(s.facts, Role::Caption)),
        see("quote by rule", Flag, "the rules take it for a quote", |s| is(s.facts, Role::PullQuote)),
        see("table by rule", Flag, "the rules take it for a table", |s| is(s.facts, Role::Table)),
        see("furniture by rule", Flag, "the rules take it for furniture", |s| is(s.facts, Role::Furniture)),
        see("advert by rule", Flag, "the rules take it for an advert", |s| is(s.facts, Role::Advert)),
        see("jump by rule", Flag, "the rules take it for a jump line", |s| is(s.facts, Role::Jump)),
        see("rule", Kind, "which of the rules told it: its words, its place, its type", |s| s.facts.labeled_by),
        see("by words", Flag, "its words told it", |s| flag(s.facts.by_words)),
    ]
}

/// How it is set.
fn set<'a>() -> Vec<Feature<BlockSeen<'a>>> {
    vec![
        see("ratio", Share, "size against the text", |s| s.facts.ratio),
        see("share of largest", Share, "size against the largest type of the page", |s| {
            s.facts.ratio / s.page.page.largest.max(0.1)
        }),
        see("bold", Flag, "bold type", |s| flag(s.block.bold)),
        see("slanted", Flag, "slanted type", |s| flag(s.block.italic)),
        see("other face", Flag, "another face than the text has", |s| flag(s.block.face != s.page.ruled.metrics.face)),
        see("lines", Count, "how many lines it has", |s| s.block.lines.len() as f32),
        see("chars", Count, "how long it is", |s| s.block.chars as f32),
        see("leading", Share, "how far its lines stand apart", |s| s.facts.leading),
        see("last fill", Share, "how much of its measure its last line fills", |s| s.facts.last_fill),
        see("ragged left", Em, "lines set to the middle or to the right", |s| s.facts.ragged_left),
        see("ragged right", Em, "lines set to the left or to the middle", |s| s.facts.ragged_right),
        see("first bold", Flag, "its first line is bold", |s| flag(s.block.lines.first().is_some_and(|l| l.bold))),
        see("turned", Flag, "set across the other text", |s| flag(s.block.frame != s.page.ruled.marks.frame)),
    ]
}

/// What its style is used for.
fn style<'a>() -> Vec<Feature<BlockSeen<'a>>> {
    vec![
        see("style blocks", Count, "how many blocks are set like it", |s| s.style.blocks),
        see("style share", Share, "how much of the page's blocks are set like it", |s| {
            s.style.blocks / s.page.page.blocks.max(1.0)
        }),
        see("style chars", Count, "how long blocks set like it are", |s| s.style.chars / s.style.blocks.max(1.0)),
        see("style lines", Count, "how many lines blocks set like it have", |s| {
            s.style.lines / s.style.blocks.max(1.0)
        }),
        see("style is main", Flag, "the style of most text", |s| flag(s.facts.style == s.page.page.main)),
        see("style over text", Share, "text stands under blocks set like it", |s| {
            s.style.over_text / s.style.blocks.max(1.0)
        }),
        see("style under text", Share, "text stands over blocks set like it", |s| {
            s.style.under_text / s.style.blocks.max(1.0)
        }),
        see("style headline", Share, "blocks set like it are headlines", |s| used(&s.style, Role::Headline)),
        see("style kicker", Share, "blocks set like it are kickers", |s| used(&s.style, Role::Kicker)),
        see("style deck", Share, "blocks set like it are decks", |s| used(&s.style, Role::Deck)),
        see("style byline", Share, "blocks set like it are bylines", |s| used(&s.style, Role::Byline)),
        see("style body", Share, "blocks set like it are text", |s| used(&s.style, Role::Body)),
        see("style subhead", Share, "blocks set like it are heads within text", |s| used(&s.style, Role::Subhead)),
        see("style section", Share, "blocks set like it are labels", |s| used(&s.style, Role::Section)),
        see("style caption", Share, "blocks set like it are captions", |s| used(&s.style, Role::Caption)),
        see("style quote", Share, "blocks set like it are quotes", |s| used(&s.style, Role::PullQuote)),
        see("style table", Share, "blocks set like it are tables", |s| used(&s.style, Role::Table)),
        see("style furniture", Share, "blocks set like it are furniture", |s| used(&s.style, Role::Furniture)),
        see("style advert", Share, "blocks set like it are adverts", |s| used(&s.style, Role::Advert)),
        see("level", Count, "blocks set like it stand level with it", |s| s.facts.level),
    ]
}

/// Where it stands.
fn place<'a>() -> Vec<Feature<BlockSeen<'a>>> {
    vec![
        see("width", Measure, "how many columns it takes", |s| s.block.rect.width().per(s.page.measure())),
        see("height", Em, "how high it is", |s| s.block.rect.height().per(s.page.em())),
        see("from left", Share, "where it stands on the page", |s| s.facts.at.0),
        see("from top", Share, "how high it stands on the page", |s| s.facts.at.1),
        see("text below", Count, "blocks between it and text below", |s| {
            s.facts.text_below.map_or(-1.0, |(steps, _)| steps as f32)
        }),
        see("text below gap", Em, "how far text below is", |s| s.facts.text_below.map_or(FAR_EM, |(_, gap)| gap)),
        see("larger above", Count, "blocks between it and larger type above", |s| {
            s.facts.larger_above.map_or(-1.0, |(steps, ..)| steps as f32)
        }),
        see("larger above ratio", Share, "how large that type is", |s| {
            s.facts.larger_above.map_or(0.0, |(_, ratio, _)| ratio)
        }),
        see("larger above gap", Em, "how far that type is", |s| s.facts.larger_above.map_or(FAR_EM, |(.., gap)| gap)),
    ]
}

/// What its words are like.
fn words<'a>() -> Vec<Feature<BlockSeen<'a>>> {
    vec![
        see("words", Count, "how many words it has", |s| s.facts.words.words),
        see("figures", Share, "how much of it are figures", |s| s.facts.words.figures),
        see("capitals", Share, "how much of it are capitals", |s| s.facts.words.capitals),
        see("names", Share, "words that begin with a capital", |s| s.facts.words.names),
        see("stops", Count, "sentences that end in it", |s| s.facts.words.stops),
        see("commas", Count, "clauses that end in it", |s| s.facts.words.commas),
        see("first char", Kind, "what it begins with", |s| s.facts.words.first),
        see("last char", Kind, "what it ends with", |s| s.facts.words.last),
        see("leaders", Count, "leaders", |s| s.facts.words.leaders),
    ]
}

/// What stands above.
fn above<'a>() -> Vec<Feature<BlockSeen<'a>>> {
    vec![
        see("above gap", Em, "white above", |s| s.facts.above_gap),
        see("above size", Share, "size of what is above against it", |s| {
            s.above.map_or(0.0, |(_, f)| f.ratio / s.facts.ratio.max(0.1))
        }),
        see("above rule", Kind, "what the rules take the block above for", |s| {
            s.above.map_or(-1.0, |(_, f)| f.rules as f32)
        }),
        see("above style", Flag, "what is above is set like it", |s| {
            flag(s.above.is_some_and(|(_, f)| f.style == s.facts.style))
        }),
        see("above chars", Count, "how long what is above is", |s| s.above.map_or(0.0, |(b, _)| b.chars as f32)),
        see("above left", Em, "how far its left edge stands from that above", |s| {
            s.above.map_or(FAR_EM, |(b, _)| (s.block.rect.left - b.rect.left).per(s.page.em()))
        }),
        see("above width", Share, "its width against what is above", |s| {
            s.above.map_or(0.0, |(b, _)| s.block.rect.width().per(b.rect.width().max(s.page.em())))
        }),
        see("above end", Kind, "what the block above ends with", |s| s.above.map_or(-1.0, |(_, f)| f.words.last)),
    ]
}

/// What stands below.
fn below<'a>() -> Vec<Feature<BlockSeen<'a>>> {
    vec![
        see("below gap", Em, "white below", |s| s.facts.below_gap),
        see("below size", Share, "size of what is below against it", |s| {
            s.below.map_or(0.0, |(_, f)| f.ratio / s.facts.ratio.max(0.1))
        }),
        see("below rule", Kind, "what the rules take the block below for", |s| {
            s.below.map_or(-1.0, |(_, f)| f.rules as f32)
        }),
        see("below style", Flag, "what is below is set like it", |s| {
            flag(s.below.is_some_and(|(_, f)| f.style == s.facts.style))
        }),
        see("below chars", Count, "how long what is below is", |s| s.below.map_or(0.0, |(b, _)| b.chars as f32)),
        see("below left", Em, "how far its left edge stands from that below", |s| {
            s.below.map_or(FAR_EM, |(b, _)| (s.block.rect.left - b.rect.left).per(s.page.em()))
        }),
        see("below right", Em, "how far its right edge stands from that below", |s| {
            s.below.map_or(FAR_EM, |(b, _)| (b.rect.right - s.block.rect.right).per(s.page.em()))
        }),
        see("below width", Share, "its width against what is below", |s| {
            s.below.map_or(0.0, |(b, _)| s.block.rect.width().per(b.rect.width().max(s.page.em())))
        }),
        see("below opens", Kind, "what the block below begins with", |s| s.below.map_or(-1.0, |(_, f)| f.words.first)),
    ]
}

/// Rules, boxes and pictures about it.
fn marks<'a>() -> Vec<Feature<BlockSeen<'a>>> {
    vec![
        see("rule above", Em, "a rule above it", |s| s.facts.rule_above),
        see("rule below", Em, "a rule below it", |s| s.facts.rule_below),
        see("rule before above", Flag, "a rule parts it from what is above", |s| {
            flag(s.facts.rule_above <= s.facts.above_gap)
        }),
        see("rule before below", Flag, "a rule parts it from what is below", |s| {
            flag(s.facts.rule_below <= s.facts.below_gap)
        }),
        see("boxed", Flag, "alone in a box", |s| flag(s.facts.boxed)),
        see("dark", Flag, "on a dark ground", |s| flag(s.facts.dark)),
        see("in box", Count, "how many blocks share its box", |s| s.facts.in_box),
        see("from box top", Em, "how far it stands from the top of its box", |s| s.facts.from_box_top),
        see("picture above", Em, "a picture above it", |s| s.facts.picture[0]),
        see("picture below", Em, "a picture below it", |s| s.facts.picture[1]),
        see("picture beside", Em, "a picture beside it", |s| s.facts.picture[2]),
    ]
}

/// What kind of page it is.
fn page<'a>() -> Vec<Feature<BlockSeen<'a>>> {
    vec![
        see("page blocks", Count, "a full page", |s| s.page.page.blocks),
        see("page heads", Count, "many headlines", |s| s.page.page.heads),
        see("page columns", Measure, "many columns", |s| s.page.page.columns),
        see("page largest", Share, "large headlines", |s| s.page.page.largest),
        see("page boxed", Share, "much in boxes", |s| s.page.page.boxed),
        see("page plain", Share, "much plain text", |s| s.page.page.plain),
        see("page rules", Count, "many rules", |s| s.page.page.rules),
        see("scanned", Flag, "read from a scan", |s| flag(s.page.page.scanned)),
        see("down", Flag, "vertical", |s| flag(s.page.page.down)),
        see("square", Flag, "square characters", |s| flag(s.page.page.square)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_has_a_name_of_its_own_and_says_why() {
        let mut names = crate::layout::evidence::names(&features());
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
        assert!(features().iter().all(|feature| !feature.why.is_empty()));
    }
}
