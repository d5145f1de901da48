//! Stories that go on on another page: a jump line names the page, and a shared head word or a sentence that
//! breaks off here and closes there names the story.

use crate::house_style::HouseStyle;
use crate::layout::phrases;
use crate::model::page::{Page, Paragraph};
use crate::model::role::Role;
use crate::model::story::{Jump, StoryId, StoryRef};
use std::collections::BTreeSet;

/// Ties the halves of every story that jumps, in both directions.
pub fn tie(pages: &mut [Page], style: &HouseStyle) {
    let mut ties = Vec::new();
    let mut taken: BTreeSet<(u32, u32)> = BTreeSet::new();
    for (at, page) in pages.iter().enumerate() {
        for id in page.story_ids().filter(|id| is_ours(page, *id)) {
            let from = StoryRef { page: at as u32, story: id };
            if let Some(to) = other_half(pages, from, &taken, style) {
                taken.insert((to.page, to.story.0));
                ties.push((from, to));
            }
        }
    }
    for (from, to) in ties {
        let folio_of = |at: StoryRef| pages.get(at.page as usize).and_then(|page| page.folio.clone());
        let (there, here) = (folio_of(to), folio_of(from));
        if let Some(story) = story_mut(pages, from) {
            let folio = story.continues.take().and_then(|jump| jump.folio).or(there);
            story.continues = Some(Jump { folio, story: Some(to) });
        }
        if let Some(story) = story_mut(pages, to) {
            let folio = story.continued_from.take().and_then(|jump| jump.folio).or(here);
            story.continued_from = Some(Jump { folio, story: Some(from) });
        }
    }
}

/// Where an article goes on, its source says.
fn is_ours(page: &Page, id: StoryId) -> bool {
    page.story(id).article.is_none()
}

fn story_mut(pages: &mut [Page], at: StoryRef) -> Option<&mut crate::model::story::Story> {
    pages.get_mut(at.page as usize)?.stories.get_mut(at.story.0 as usize)
}

/// The story in which this one goes on: on the page it names, the one that matches best.
fn other_half(pages: &[Page], from: StoryRef, taken: &BTreeSet<(u32, u32)>, style: &HouseStyle) -> Option<StoryRef> {
    let page = pages.get(from.page as usize)?;
    let named = page.stories.get(from.story.0 as usize)?.continues.as_ref()?.folio.clone();
    let mut best: Option<(StoryRef, f32)> = None;
    for (at, target) in pages.iter().enumerate().filter(|(at, _)| *at != from.page as usize) {
        let same = named.as_deref().is_some_and(|named| is_page(target, named));
        if !same && named.is_some() && pages.iter().any(|page| is_page(page, named.as_deref().unwrap_or_default())) {
            continue;
        }
        let free = |id: &StoryId| is_ours(target, *id) && !taken.contains(&(at as u32, id.0));
        for id in target.story_ids().filter(free) {
            let score =
                likeness(page, from.story, target, id, style) + if same { style.jumps.named_page_points } else { 0.0 };
            if best.is_none_or(|(_, held)| score > held) {
                best = Some((StoryRef { page: at as u32, story: id }, score));
            }
        }
    }
    best.filter(|(_, score)| *score >= style.jumps.enough_points).map(|(to, _)| to)
}

fn is_page(page: &Page, named: &str) -> bool {
    let number = |text: &str| -> String {
        let plain = phrases::plain(text);
        let digits: String = plain.chars().filter(char::is_ascii_digit).collect();
        if digits.is_empty() { han_number(&plain) } else { digits }
    };
    match &page.folio {
        Some(folio) => {
            folio.eq_ignore_ascii_case(named) || (!number(folio).is_empty() && number(folio) == number(named))
        }
        None => page.number.to_string() == number(named),
    }
}

/// 一 to 十二 as digits.
fn han_number(text: &str) -> String {
    const DIGITS: &str = "〇一二三四五六七八九";
    let digit = |c: char| DIGITS.chars().position(|d| d == c);
    let chars: Vec<char> = text.chars().collect();
    match chars.as_slice() {
        ['十'] => "10".to_owned(),
        ['十', ones] => digit(*ones).map(|ones| (10 + ones).to_string()).unwrap_or_default(),
        [ones] => digit(*ones).map(|ones| ones.to_string()).unwrap_or_default(),
        _ => String::new(),
    }
}

/// How well a story on another page continues this one.
fn likeness(page: &Page, from: StoryId, target: &Page, to: StoryId, style: &HouseStyle) -> f32 {
    let (here, there) = (page.story(from), target.story(to));
    let mut score = 0.0;
    if there.continued_from.is_some() {
        score += style.jumps.says_from_points;
        let named = there.continued_from.as_ref().and_then(|jump| jump.folio.as_deref());
        score += if named.is_some_and(|named| is_page(page, named)) { style.jumps.says_from_points } else { 0.0 };
    }
    // Without a head a story is called by its first line, which may be the jump line.
    let head = |page: &Page, id: StoryId| {
        let has = page.story(id).blocks.iter().any(|id| page.block(*id).role.is_head());
        if has { page.title(id) } else { String::new() }
    };
    let (a, b) = (head(page, from), head(target, to));
    score += style.jumps.shared_head_points * shared(&a, &b);
    let jump_word = here
        .blocks
        .iter()
        .map(|id| page.block(*id))
        .find(|block| block.role == Role::Jump)
        .map(|block| block.text.clone())
        .unwrap_or_default();
    score += style.jumps.shared_word_points * shared(&jump_word, &b);
    let last = page.paragraphs(&here.blocks).into_iter().rfind(|p| p.role == Role::Body).map(|p| p.text.into_owned());
    let first = target.paragraphs(&there.blocks).into_iter().find(|p: &Paragraph| p.role == Role::Body);
    let broken = last.is_some_and(|text| !phrases::stops(&text));
    let goes_on = first.is_some_and(|p| !p.text.starts_with('\u{3000}') && starts_low(&p.text));
    score + if broken && goes_on { style.jumps.broken_sentence_points } else { 0.0 }
}

/// A beginning that cannot open a sentence, or a script where that does not show.
fn starts_low(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic()).is_some_and(|c| !c.is_uppercase())
}

/// The share of the shorter head's words (pairs of characters in Han text) that the other has too.
fn shared(a: &str, b: &str) -> f32 {
    let parts = |text: &str| -> BTreeSet<String> {
        let plain = phrases::plain(text);
        if plain.contains(' ') || plain.is_ascii() {
            return plain
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| word.chars().count() > 3)
                .map(str::to_owned)
                .collect();
        }
        let chars: Vec<char> = plain.chars().filter(|c| c.is_alphanumeric()).collect();
        chars.windows(2).map(|pair| pair.iter().collect()).collect()
    };
    let (a, b) = (parts(a), parts(b));
    let fewer = a.len().min(b.len());
    if fewer == 0 { 0.0 } else { a.intersection(&b).count() as f32 / fewer as f32 }
}
