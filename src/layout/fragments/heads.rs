//! Heads to the texts they stand over. A head that body text follows is at its place; others were carried off,
//! and their words say where they belong. All heads of a page are placed at once: the best sequence of heads
//! over contiguous runs of texts, by dynamic programming over the heads used so far.

use super::chain::LooseText;
use super::kinds::{EntryKind, LooseEntry};
use super::phrases::is_closing_paragraph;
use super::topics::{Topics, wanted};
use crate::house_style::HouseStyle;
use crate::house_style::extract::ExtractStyle;
use std::collections::{BTreeMap, BTreeSet};

/// A head with what stands around it.
#[derive(Clone, Debug, Default)]
pub struct HeadGroup {
    /// Entry of the head itself.
    pub main: usize,
    /// Entries of small heads before it, and of couplets near it.
    pub kickers: Vec<usize>,
    /// Entries of small heads after it.
    pub decks: Vec<usize>,
    /// Entry of the section label.
    pub label: Option<usize>,
    /// Entries of its bylines.
    pub bylines: Vec<usize>,
    /// It opens a story.
    pub headline: bool,
    /// Index of the text that follows in the file.
    at: usize,
    /// That text follows directly.
    in_place: bool,
}

/// A head and the texts under it, in file order of the texts.
#[derive(Clone, Debug, Default)]
pub struct LooseSection {
    /// The head; nothing for text without one.
    pub head: Option<HeadGroup>,
    /// Indices of its texts.
    pub texts: Vec<usize>,
    /// Likeness of head and text when the words placed it; nothing when its place did.
    pub likeness: Option<f32>,
}

/// Places every head. Sections stand in file order of their texts; heads without any text come last.
pub fn place(entries: &[LooseEntry], texts: &[LooseText], topics: &Topics, style: &HouseStyle) -> Vec<LooseSection> {
    let mut groups = groups(entries, texts);
    name_headlines(&mut groups);
    let columns: Vec<usize> = (0..texts.len()).filter(|at| texts.get(*at).is_some_and(|text| !text.lead)).collect();
    let bare = groups.iter().filter(|group| !group.in_place).count();
    let free = |group: &HeadGroup| bare > 0 && (bare * 2 >= groups.len() || !group.in_place);
    let has_lead = texts.iter().any(|text| text.lead);
    let heads: Vec<PlacedHead> = groups
        .iter()
        .map(|group| PlacedHead {
            free: free(group) && !(group.headline && has_lead),
            optional: group.headline && has_lead,
            at: columns.partition_point(|text| *text < group.at),
            in_place: group.in_place,
            words: words_of(group, entries),
        })
        .collect();
    let likeness = Likeness { heads: &heads, columns: &columns, topics, chance: style.extract.chance_share };
    let seams = seams(&columns, texts, topics, style);
    let order = search(&likeness, &seams, &style.extract);
    sections(&order, &groups, &likeness)
}

/// Display entries in file order, gathered around their heads.
fn groups(entries: &[LooseEntry], texts: &[LooseText]) -> Vec<HeadGroup> {
    let mut groups: Vec<HeadGroup> = Vec::new();
    let mut label: Option<usize> = None;
    let starts: Vec<usize> = texts.iter().filter_map(|text| text.entries.first().copied()).collect();
    for (at, entry) in entries.iter().enumerate() {
        let same_piece = |group: &&mut HeadGroup| entries.get(group.main).is_some_and(|head| head.group == entry.group);
        match entry.kind {
            EntryKind::Label => label = Some(at),
            EntryKind::Byline => {
                if let Some(group) = groups.last_mut() {
                    group.bylines.push(at);
                }
            }
            EntryKind::Head => {
                if let Some(group) = groups.last_mut().filter(same_piece) {
                    add_small_head(group, at, entries);
                    continue;
                }
                let next = starts.partition_point(|start| *start <= at);
                groups.push(HeadGroup { main: at, label: label.take(), at: next, ..HeadGroup::default() });
            }
            EntryKind::Body
            | EntryKind::Lead
            | EntryKind::Caption
            | EntryKind::Credit
            | EntryKind::Jump
            | EntryKind::Folio => {}
        }
    }
    mark_places(&mut groups, entries, &starts);
    groups
}

/// A second head in one group: after a byline it was carried there from above, a dash opens a deck.
fn add_small_head(group: &mut HeadGroup, at: usize, entries: &[LooseEntry]) {
    let text = entries.get(at).and_then(|entry| entry.lines.first()).map_or("", |line| line.text.as_str());
    if text.starts_with(['—', '―', '–', '-']) || group.bylines.is_empty() {
        group.decks.push(at);
    } else {
        group.kickers.push(at);
    }
}

/// A head is at its place when its own lines, a byline, a label or a caption are all that parts it from text.
fn mark_places(groups: &mut [HeadGroup], entries: &[LooseEntry], starts: &[usize]) {
    for group in groups {
        let Some(start) = starts.get(group.at) else { continue };
        let own = |at: usize| group.kickers.contains(&at) || group.decks.contains(&at) || group.bylines.contains(&at);
        let between = (group.main + 1..*start).filter(|at| !own(*at));
        let parts = |kind: EntryKind| matches!(kind, EntryKind::Head | EntryKind::Body | EntryKind::Lead);
        group.in_place = between.filter_map(|at| entries.get(at)).all(|entry| !parts(entry.kind));
    }
}

/// Heads with a byline, a label or a kicker open stories; without any such, the first head of the file does.
fn name_headlines(groups: &mut [HeadGroup]) {
    let signed = groups.iter().any(|group| !group.bylines.is_empty());
    for group in groups.iter_mut() {
        let dressed = group.label.is_some() || !group.kickers.is_empty();
        group.headline = if signed { !group.bylines.is_empty() } else { dressed };
    }
    if !groups.iter().any(|group| group.headline)
        && let Some(first) = groups.first_mut()
    {
        first.headline = true;
    }
}

/// The words of a head.
fn words_of(group: &HeadGroup, entries: &[LooseEntry]) -> BTreeSet<String> {
    let lines = entries.get(group.main).map(|entry| entry.lines.as_slice()).unwrap_or(&[]);
    wanted(&lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n"))
}

/// What the search knows of a head.
struct PlacedHead {
    /// May stand anywhere; else only where it stands in the file.
    free: bool,
    /// May do without text: a headline over a lead.
    optional: bool,
    /// Place in the file, as an index of column texts.
    at: usize,
    in_place: bool,
    words: BTreeSet<String>,
}

/// How alike heads and column texts are; asked where it is needed, since a file has as many heads as texts.
struct Likeness<'a> {
    heads: &'a [PlacedHead],
    columns: &'a [usize],
    topics: &'a Topics,
    chance: f32,
}

impl Likeness<'_> {
    /// Of a head to the column text at a place, 0..=1: as far as it is more than chance.
    fn chance_of(&self, head: usize, place: usize) -> f32 {
        let (Some(head), Some(column)) = (self.heads.get(head), self.columns.get(place)) else { return 0.0 };
        (self.topics.likeness(&head.words, *column) - self.chance).max(0.0)
    }
}

/// Which free heads were used, and the head that runs.
type HeadChoice = (u32, Option<usize>);

/// How a state was reached: the value so far, and its last step among all steps.
type Reached = (f32, Option<usize>);

/// One text under a head, and the step before.
struct SearchStep {
    head: Option<usize>,
    before: Option<usize>,
}

/// For every column text the head it stands under. Value of a sequence: likeness of every text to its head, a bonus for heads left at their place (as far as heads of this page are), less for
/// cutting between like texts.
fn search(likeness: &Likeness, seams: &[f32], style: &ExtractStyle) -> Vec<Option<usize>> {
    let heads = likeness.heads;
    let free: Vec<usize> = (0..heads.len()).filter(|at| heads.get(*at).is_some_and(|head| head.free)).collect();
    // Too many to search: those at their place stay, the others find the best text that is left to them.
    let searched: &[usize] = if free.len() <= style.heads_at_once.min(16) { &free } else { &[] };
    let kept = heads.iter().filter(|head| head.in_place).count() as f32 / heads.len().max(1) as f32;
    let fixed: BTreeMap<usize, usize> = (0..heads.len())
        .filter(|at| !searched.contains(at))
        .filter_map(|at| heads.get(at).filter(|head| head.in_place).map(|head| (head.at, at)))
        .collect();
    let mut steps: Vec<SearchStep> = Vec::new();
    let mut states: BTreeMap<HeadChoice, Reached> = BTreeMap::from([((0, None), (0.0, None))]);
    for (place, seam) in seams.iter().enumerate() {
        let mut likes: BTreeMap<usize, f32> = BTreeMap::new();
        let mut like = |head: usize| *likes.entry(head).or_insert_with(|| likeness.chance_of(head, place));
        let mut next: BTreeMap<HeadChoice, Reached> = BTreeMap::new();
        for ((used, running), (value, last)) in &states {
            let mut offer = |state: HeadChoice, gain: f32| {
                let value = value + gain;
                if next.get(&state).is_none_or(|held| value > held.0) {
                    next.insert(state, (value, *last));
                }
            };
            if let Some(head) = fixed.get(&place) {
                offer((*used, Some(*head)), like(*head));
                continue;
            }
            offer((*used, *running), running.map_or(0.0, &mut like));
            for (bit, head) in searched.iter().enumerate().filter(|(bit, _)| used & (1 << bit) == 0) {
                let Some(placed) = heads.get(*head) else { continue };
                let stays = if placed.in_place && placed.at == place { style.place_share * kept } else { 0.0 };
                let gain = like(*head) * (1.0 + style.first_text_share) + stays + seam;
                offer((used | 1 << bit, Some(*head)), gain);
            }
        }
        // One step for each state that is left, so that what leads to it is shared and never copied.
        for ((_, head), (_, last)) in &mut next {
            steps.push(SearchStep { head: *head, before: *last });
            *last = Some(steps.len() - 1);
        }
        states = next;
    }
    let missing = |used: u32| {
        let lacks = |(bit, head): &(usize, &usize)| {
            used & (1 << bit) == 0 && heads.get(**head).is_some_and(|head| !head.optional)
        };
        searched.iter().enumerate().filter(lacks).count() as f32
    };
    let value = |((used, _), (value, _)): &(&HeadChoice, &Reached)| value - missing(*used);
    let best = states.iter().max_by(|a, b| value(a).total_cmp(&value(b)));
    let mut at = best.and_then(|(_, (_, last))| *last);
    let mut order = Vec::with_capacity(seams.len());
    while let Some(step) = at.and_then(|at| steps.get(at)) {
        order.push(step.head);
        at = step.before;
    }
    order.reverse();
    order
}

/// What speaks for a cut before every column text: little likeness across it, to the two texts on either side; the
/// formula that closes a feature before it.
fn seams(columns: &[usize], texts: &[LooseText], topics: &Topics, style: &HouseStyle) -> Vec<f32> {
    let text = |at: Option<usize>| at.and_then(|at| columns.get(at)).copied();
    let alike = |a: Option<usize>, b: Option<usize>| match (text(a), text(b)) {
        (Some(a), Some(b)) => topics.alike(a, b),
        _ => 0.0,
    };
    let seam = |at: usize| {
        let Some(before) = at.checked_sub(1) else { return 0.0 };
        let near = alike(Some(before), Some(at));
        let far = alike(before.checked_sub(1), Some(at)).max(alike(Some(before), Some(at + 1)));
        let last = text(Some(before)).and_then(|index| texts.get(index)).and_then(|text| text.paragraphs.last());
        let closes = last.is_some_and(|paragraph| is_closing_paragraph(paragraph, style));
        let first = text(Some(at)).and_then(|index| texts.get(index)).and_then(|text| text.paragraphs.first());
        let opens = first.is_some_and(|paragraph| is_closing_paragraph(paragraph, style));
        let bonus = style.extract.closing_share * (f32::from(u8::from(closes)) - f32::from(u8::from(opens)));
        bonus - style.extract.cohesion_share * (near + far) / 2.0
    };
    (0..columns.len()).map(seam).collect()
}

/// Runs of texts under one head.
fn sections(order: &[Option<usize>], groups: &[HeadGroup], likeness: &Likeness) -> Vec<LooseSection> {
    let mut sections: Vec<LooseSection> = Vec::new();
    let mut running: Option<Option<usize>> = None;
    for (place, (head, column)) in order.iter().zip(likeness.columns).enumerate() {
        if running != Some(*head) {
            let moved = |placed: &PlacedHead| placed.free && !(placed.in_place && placed.at == place);
            let by_words = head.filter(|head| likeness.heads.get(*head).is_some_and(moved));
            sections.push(LooseSection {
                head: head.and_then(|head| groups.get(head)).cloned(),
                texts: Vec::new(),
                likeness: by_words.map(|head| likeness.chance_of(head, place)),
            });
            running = Some(*head);
        }
        if let Some(section) = sections.last_mut() {
            section.texts.push(*column);
        }
    }
    let placed: BTreeSet<usize> = order.iter().copied().flatten().collect();
    let left = (0..groups.len()).filter(|at| !placed.contains(at));
    sections.extend(
        left.filter_map(|at| groups.get(at))
            .map(|group| LooseSection { head: Some(group.clone()), ..LooseSection::default() }),
    );
    sections
}
