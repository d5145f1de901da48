//! Sections to stories: headlines open them, sections follow in the order of the argument, captions and credits
//! go to the story they speak of.

use super::chain::LooseText;
use super::heads::{HeadGroup, LooseSection};
use super::kinds::{EntryKind, LooseEntry};
use super::phrases::is_closing_paragraph;
use super::topics::{Topics, wanted};
use super::{Loose, LooseBlock, LooseStory};
use crate::house_style::HouseStyle;
use crate::layout::normalize::{Words, paragraph};
use crate::model::lang::Lang;
use crate::model::role::Role;
use std::collections::{BTreeMap, BTreeSet};

/// Stories that a caption is held against, at most.
const STORIES_AT_MOST: usize = 600;

/// Gathers everything into stories.
pub fn stories(
    entries: &[LooseEntry],
    texts: Vec<LooseText>,
    sections: &[LooseSection],
    topics: &Topics,
    (lang, words): (Lang, &Words),
    style: &HouseStyle,
) -> Loose {
    let table = AffinityTable { entries, texts: &texts, topics, lang, words, style };
    let plans = table.plans(sections);
    let mut loose = Loose { lang, ..Loose::default() };
    for plan in &plans {
        let (story, doubts) = table.story(plan);
        loose.stories.push(story);
        loose.doubts.extend(doubts);
    }
    table.captions(&plans, &mut loose);
    loose
}

struct AffinityTable<'a> {
    entries: &'a [LooseEntry],
    texts: &'a [LooseText],
    topics: &'a Topics,
    lang: Lang,
    words: &'a Words,
    style: &'a HouseStyle,
}

/// A story before it is written out: its head, its lead, its sections in reading order.
#[derive(Default)]
struct GatherPlan<'a> {
    head: Option<&'a HeadGroup>,
    leads: Vec<usize>,
    sections: Vec<&'a LooseSection>,
}

impl GatherPlan<'_> {
    fn texts(&self) -> impl Iterator<Item = usize> + '_ {
        self.leads.iter().copied().chain(self.sections.iter().flat_map(|section| section.texts.iter().copied()))
    }
}

impl<'a> AffinityTable<'a> {
    fn plans(&self, sections: &'a [LooseSection]) -> Vec<GatherPlan<'a>> {
        let opens = |section: &&LooseSection| section.head.as_ref().is_some_and(|head| head.headline);
        let mut plans: Vec<GatherPlan> = match sections.iter().filter(opens).count() {
            0 | 1 => vec![self.single(sections)],
            _ => several(sections),
        };
        if plans.iter().all(|plan| plan.head.is_none() && plan.sections.is_empty()) {
            plans = vec![GatherPlan::default()];
        }
        self.leads(&mut plans);
        plans.retain(|plan| plan.head.is_some() || plan.texts().next().is_some());
        plans
    }

    /// One headline: its section comes first and the others follow around the file; when it has only a lead,
    /// the section that closes the feature comes last.
    fn single(&self, sections: &'a [LooseSection]) -> GatherPlan<'a> {
        let is_first = |section: &&LooseSection| section.head.as_ref().is_some_and(|head| head.headline);
        let head = sections.iter().find(is_first).and_then(|section| section.head.as_ref());
        let mut order: Vec<&LooseSection> =
            sections.iter().filter(|section| !(is_first(section) && section.texts.is_empty())).collect();
        let first = order.iter().position(is_first);
        let filled = order.iter().filter(|section| !section.texts.is_empty()).count();
        let closing = order.iter().take(filled).position(|section| self.closes(section)).map(|at| at + 1);
        if let Some(first) = first.or(closing).filter(|at| *at < filled)
            && let Some(ring) = order.get_mut(..filled)
        {
            ring.rotate_left(first);
        }
        GatherPlan { head, leads: Vec::new(), sections: order }
    }

    fn closes(&self, section: &LooseSection) -> bool {
        let last = section.texts.last().and_then(|at| self.texts.get(*at)).and_then(|text| text.paragraphs.last());
        last.is_some_and(|paragraph| is_closing_paragraph(paragraph, self.style))
    }

    /// Leads go to the headline that follows them, before any text in the file; else to the one before.
    fn leads(&self, plans: &mut [GatherPlan<'a>]) {
        for (at, _) in self.texts.iter().enumerate().filter(|(_, text)| text.lead) {
            let place = |plan: &GatherPlan| plan.head.map_or(0, |head| head.main);
            let entry = self.texts.get(at).and_then(|text| text.entries.first()).copied().unwrap_or(0);
            let before = (0..plans.len()).rev().find(|index| plans.get(*index).is_some_and(|plan| place(plan) < entry));
            if let Some(plan) = plans.get_mut(before.unwrap_or(0)) {
                plan.leads.push(at);
            }
        }
    }

    fn story(&self, plan: &GatherPlan) -> (LooseStory, Vec<String>) {
        let mut story = LooseStory { confidence: 1.0, ..LooseStory::default() };
        let mut doubts = Vec::new();
        if let Some(head) = plan.head {
            story.section = head.label.map(|label| self.text_of(label));
            self.heads(head, &mut story.blocks);
        }
        for lead in &plan.leads {
            self.paragraphs(*lead, &mut story.blocks);
        }
        for section in &plan.sections {
            if let Some(head) = section.head.as_ref().filter(|head| !head.headline) {
                story.blocks.push(self.block(Role::Subhead, head.main, because_of(section)));
                self.small_heads(head, &mut story.blocks);
            }
            if let Some(likeness) = section.likeness {
                story.confidence = story.confidence.min((1.0 + (likeness + likeness).min(1.0)) / 2.0);
                let head = section.head.as_ref().map(|head| self.text_of(head.main)).unwrap_or_default();
                if likeness < self.style.extract.doubtful_share {
                    doubts.push(format!("the place of the head “{head}” is a guess: few of its words are in the text"));
                }
            }
            for text in &section.texts {
                self.paragraphs(*text, &mut story.blocks);
            }
        }
        (story, doubts)
    }

    fn heads(&self, head: &HeadGroup, blocks: &mut Vec<LooseBlock>) {
        let many = |role: Role, entries: &[usize], why: &'static str, blocks: &mut Vec<LooseBlock>| {
            blocks.extend(entries.iter().map(|entry| self.block(role, *entry, why)));
        };
        many(Role::Kicker, &head.kickers, "a small head beside the headline", blocks);
        blocks.extend(head.label.map(|label| self.block(Role::Section, label, "short, ends in a label's mark")));
        let why = if head.bylines.is_empty() { "the first head" } else { "a byline follows" };
        blocks.push(self.block(Role::Headline, head.main, why));
        many(Role::Deck, &head.decks, "a small head after the headline", blocks);
        many(Role::Byline, &head.bylines, "set as a byline", blocks);
    }

    /// What stands around a head that turned out to be a subhead.
    fn small_heads(&self, head: &HeadGroup, blocks: &mut Vec<LooseBlock>) {
        let around = head.kickers.iter().chain(&head.decks).chain(head.label.as_slice());
        blocks.extend(around.map(|entry| self.block(Role::Subhead, *entry, "beside a subhead")));
        blocks.extend(head.bylines.iter().map(|entry| self.block(Role::Byline, *entry, "set as a byline")));
    }

    fn paragraphs(&self, text: usize, blocks: &mut Vec<LooseBlock>) {
        let Some(text) = self.texts.get(text) else { return };
        let why = if text.lead { "wider than the columns, before them" } else { "set to the columns' measure" };
        blocks.extend(text.paragraphs.iter().map(|paragraph| LooseBlock {
            role: Role::Body,
            text: paragraph.clone(),
            lead: text.lead,
            because: why.into(),
        }));
    }

    fn block(&self, role: Role, entry: usize, why: &'static str) -> LooseBlock {
        LooseBlock { role, text: self.text_of(entry), lead: false, because: why.into() }
    }

    /// Text of an entry; the lines of a Han head keep a space between them, as the halves of a couplet.
    fn text_of(&self, entry: usize) -> String {
        let Some(entry) = self.entries.get(entry) else { return String::new() };
        let lines: Vec<&str> = entry.lines.iter().map(|line| line.text.as_str()).collect();
        match entry.kind {
            EntryKind::Head if self.lang.is_han() => lines.join(" "),
            EntryKind::Head
            | EntryKind::Body
            | EntryKind::Lead
            | EntryKind::Byline
            | EntryKind::Label
            | EntryKind::Caption
            | EntryKind::Credit
            | EntryKind::Jump
            | EntryKind::Folio => paragraph(&lines, self.lang, self.words),
        }
    }

    /// Captions go to the story whose words they share, of equal ones to the one without a caption; credits and
    /// jump lines to the story of the text before them in the file; folios to the page.
    fn captions(&self, plans: &[GatherPlan], loose: &mut Loose) {
        let mut counts = vec![0usize; plans.len()];
        let (owners, used) = (self.owners(plans), used(plans));
        let kinds = [
            EntryKind::Caption,
            EntryKind::Credit,
            EntryKind::Jump,
            EntryKind::Label,
            EntryKind::Byline,
            EntryKind::Folio,
        ];
        for kind in kinds {
            for (at, _) in self.entries.iter().enumerate().filter(|(_, entry)| entry.kind == kind) {
                let (role, why) = match kind {
                    EntryKind::Caption => (Role::Caption, "ends in a picture credit, or set to a picture's width"),
                    EntryKind::Credit => (Role::Credit, "a credit by its words"),
                    EntryKind::Jump => (Role::Jump, "a jump line by its words"),
                    EntryKind::Label => (Role::Section, "short, ends in a label's mark"),
                    EntryKind::Byline => (Role::Byline, "set as a byline"),
                    EntryKind::Folio => (Role::Folio, "paper, date or page number by its words"),
                    EntryKind::Body | EntryKind::Lead | EntryKind::Head => continue,
                };
                if matches!(kind, EntryKind::Label | EntryKind::Byline) && used.contains(&at) {
                    continue;
                }
                let block = self.block(role, at, why);
                let home = match kind {
                    EntryKind::Caption => self.likest(plans, at, &block.text, &counts),
                    EntryKind::Folio => None,
                    EntryKind::Credit
                    | EntryKind::Jump
                    | EntryKind::Label
                    | EntryKind::Byline
                    | EntryKind::Body
                    | EntryKind::Lead
                    | EntryKind::Head => {
                        let before = owners.range(..at).next_back().map(|(_, plan)| *plan);
                        before.or(plans.len().checked_sub(1))
                    }
                };
                match home.and_then(|home| loose.stories.get_mut(home).zip(counts.get_mut(home))) {
                    Some((story, count)) => {
                        story.blocks.push(block);
                        *count += usize::from(kind == EntryKind::Caption);
                    }
                    None => loose.furniture.push(block),
                }
            }
        }
    }

    /// For every entry of the texts and heads of stories, whose it is.
    fn owners(&self, plans: &[GatherPlan]) -> BTreeMap<usize, usize> {
        let mut owners = BTreeMap::new();
        for (at, plan) in plans.iter().enumerate() {
            let texts = plan.texts().filter_map(|text| self.texts.get(text));
            let entries = texts.flat_map(|text| text.entries.iter().copied()).chain(plan.head.map(|head| head.main));
            owners.extend(entries.map(|entry| (entry, at)));
        }
        owners
    }

    /// The story whose words the caption shares most; one that has captions already must share more. In a file of more
    /// stories than any page has, those about as far down are asked.
    fn likest(&self, plans: &[GatherPlan], entry: usize, caption: &str, counts: &[usize]) -> Option<usize> {
        let words = wanted(caption);
        let value = |at: &usize| {
            let texts = plans.get(*at).into_iter().flat_map(GatherPlan::texts);
            let likest = texts.map(|text| self.topics.likeness(&words, text)).fold(0.0, f32::max);
            likest - self.style.extract.caption_share * counts.get(*at).copied().unwrap_or(0) as f32
        };
        let about = entry * plans.len() / self.entries.len().max(1);
        let near = if plans.len() > STORIES_AT_MOST {
            about.saturating_sub(STORIES_AT_MOST / 2)..(about + STORIES_AT_MOST / 2).min(plans.len())
        } else {
            0..plans.len()
        };
        near.rev().max_by(|a, b| value(a).total_cmp(&value(b)))
    }
}

/// Labels and bylines that stand in the head of a story.
fn used(plans: &[GatherPlan]) -> BTreeSet<usize> {
    let heads = plans
        .iter()
        .flat_map(|plan| plan.head.into_iter().chain(plan.sections.iter().filter_map(|section| section.head.as_ref())));
    heads.flat_map(|head| head.label.into_iter().chain(head.bylines.iter().copied())).collect()
}

/// Several headlines: each with the sections up to the next; what stands before the first goes with it.
fn several(sections: &[LooseSection]) -> Vec<GatherPlan<'_>> {
    let mut plans: Vec<GatherPlan> = Vec::new();
    let mut early: Vec<&LooseSection> = Vec::new();
    for section in sections {
        let opens = section.head.as_ref().filter(|head| head.headline);
        match (opens, plans.last_mut()) {
            (Some(head), _) => plans.push(GatherPlan { head: Some(head), leads: Vec::new(), sections: vec![section] }),
            (None, Some(plan)) => plan.sections.push(section),
            (None, None) => early.push(section),
        }
    }
    if let Some(first) = plans.first_mut() {
        first.sections.extend(early);
    }
    plans
}

fn because_of(section: &LooseSection) -> &'static str {
    match section.likeness {
        Some(_) => "a head within the story, placed by its words",
        None => "a head within the story",
    }
}
