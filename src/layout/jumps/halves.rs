//! Stories as halves of longer ones: what speaks for it that one goes on in another, and which of all stories of an edition
//! have to be looked at for that. Pages are found by the numbers they are called by, heads by their words, so an edition of a
//! thousand pages costs a hundred times one of ten.

use crate::house_style::jumps::JumpStyle;
use crate::layout::phrases;
use crate::model::page::{Page, Paragraph};
use crate::model::pages::Pages;
use crate::model::role::Role;
use crate::model::story::{StoryId, StoryRef};
use rustc_hash::{FxHashMap, FxHasher};
use std::collections::BTreeSet;
use std::hash::Hasher;
use std::rc::Rc;

/// Words by their fingerprints, in order: an edition has thousands of heads.
type HeadWords = Vec<u64>;

/// What a page is called by.
struct PageLabels {
    folio: Option<String>,
    number: u32,
}

/// A story that may be tied: one whose source does not say where it goes on. Of its page only what tells is kept.
pub(super) struct Half {
    page: Rc<PageLabels>,
    pub at: StoryRef,
    /// The words of its head, or pairs of characters in Han text; of none where it is called by its first line, which may be
    /// the jump line.
    head: HeadWords,
    /// It says that it came from elsewhere, and from where.
    came_from: Option<Option<String>>,
    /// Its text may begin within a sentence.
    goes_on: bool,
}

/// A half that says that it goes on elsewhere.
pub(super) struct Leaving {
    page: Rc<PageLabels>,
    at: StoryRef,
    head: HeadWords,
    /// The page on which it says that it goes on.
    named: Option<String>,
    /// The words of its jump line.
    jump: HeadWords,
    /// Its text stops within a sentence.
    breaks_off: bool,
}

/// All halves of an edition, in order.
#[derive(Default)]
pub(super) struct Halves {
    all: Vec<Half>,
    /// Halves by the words of their heads.
    by_word: FxHashMap<u64, Vec<usize>>,
    /// Halves that say that they came from elsewhere.
    arriving: Vec<usize>,
    /// Pages by their folios in small letters, and by the numbers in them.
    by_folio: FxHashMap<String, BTreeSet<u32>>,
    by_number: FxHashMap<String, BTreeSet<u32>>,
    /// The first half of each page, and one past the last of all.
    first: Vec<usize>,
}

/// Stories that say that they go on elsewhere, in order, and all halves; none where no story says so. Each page is looked at
/// once.
pub(super) fn survey(pages: &Pages) -> (Vec<Leaving>, Halves) {
    let (mut leaving, mut halves) = (Vec::new(), Halves { first: vec![0], ..Halves::default() });
    if (0..pages.len()).any(|index| pages.is_tied(index)) {
        for (at, page) in pages.each().enumerate() {
            halves.add(&page, at, &mut leaving);
        }
    }
    (leaving, halves)
}

/// Where an article goes on, its source says.
fn is_ours(page: &Page, id: StoryId) -> bool {
    page.story(id).article.is_none()
}

impl Half {
    fn new(page: &Page, called: &Rc<PageLabels>, at: StoryRef) -> Half {
        let story = page.story(at.story);
        let has_head = story.blocks.iter().any(|id| page.block(*id).role.is_head());
        let head = if has_head { words(&page.title(at.story)) } else { HeadWords::new() };
        let first = page.paragraphs(&story.blocks).into_iter().find(|p: &Paragraph| p.role == Role::Body);
        let goes_on = first.is_some_and(|p| !p.text.starts_with('\u{3000}') && starts_low(&p.text));
        let came_from = story.continued_from.as_ref().map(|jump| jump.folio.clone());
        Half { page: Rc::clone(called), at, head, came_from, goes_on }
    }
}

impl Leaving {
    fn new(page: &Page, half: &Half) -> Option<Leaving> {
        let story = page.story(half.at.story);
        let named = story.continues.as_ref()?.folio.clone();
        let jump = story.blocks.iter().map(|id| page.block(*id)).find(|block| block.role == Role::Jump);
        let jump = jump.map(|block| words(&block.text)).unwrap_or_default();
        let last = page.paragraphs(&story.blocks).into_iter().rfind(|p| p.role == Role::Body);
        let breaks_off = last.is_some_and(|last| !phrases::stops(&last.text));
        Some(Leaving { page: Rc::clone(&half.page), at: half.at, head: half.head.clone(), named, jump, breaks_off })
    }

    /// Which one it is.
    pub fn at(&self) -> StoryRef {
        self.at
    }

    /// How well another story continues this one.
    pub fn likeness(&self, to: &Half, style: &JumpStyle) -> f32 {
        let mut score = 0.0;
        if let Some(from) = &to.came_from {
            score += style.says_from_points;
            let is_this = from.as_deref().is_some_and(|named| is_page(&self.page, named));
            score += if is_this { style.says_from_points } else { 0.0 };
        }
        score += style.shared_head_points * shared(&self.head, &to.head);
        score += style.shared_word_points * shared(&self.jump, &to.head);
        score += if self.breaks_off && to.goes_on { style.broken_sentence_points } else { 0.0 };
        let is_named = self.named.as_deref().is_some_and(|named| is_page(&to.page, named));
        score + if is_named { style.named_page_points } else { 0.0 }
    }
}

impl Halves {
    fn add(&mut self, page: &Page, at: usize, leaving: &mut Vec<Leaving>) {
        let index = at as u32;
        let called = Rc::new(PageLabels { folio: page.folio.clone(), number: page.number });
        if let Some(folio) = &page.folio {
            self.by_folio.entry(folio.to_ascii_lowercase()).or_default().insert(index);
        }
        let number = page.folio.as_deref().map_or_else(|| page.number.to_string(), number);
        if !number.is_empty() {
            self.by_number.entry(number).or_default().insert(index);
        }
        for id in page.story_ids().filter(|id| is_ours(page, *id)) {
            let half = Half::new(page, &called, StoryRef { page: index, story: id });
            for word in &half.head {
                self.by_word.entry(*word).or_default().push(self.all.len());
            }
            if half.came_from.is_some() {
                self.arriving.push(self.all.len());
            }
            leaving.extend(Leaving::new(page, &half));
            self.all.push(half);
        }
        self.first.push(self.all.len());
    }

    /// The halves in which this one may go on, in order: all on the page that it names, if there is one; else all that could
    /// have enough for it.
    pub fn candidates(&self, from: &Leaving, style: &JumpStyle) -> Vec<&Half> {
        let named = from.named.as_deref().map(|named| self.called(named)).unwrap_or_default();
        let mut found: BTreeSet<usize> = BTreeSet::new();
        if !named.is_empty() {
            for page in named {
                let bounds = self.first.get(page as usize).zip(self.first.get(page as usize + 1));
                found.extend(bounds.map(|(first, end)| *first..*end).unwrap_or_default());
            }
        } else if style.broken_sentence_points.max(0.0) >= style.enough_points {
            found.extend(0..self.all.len());
        } else {
            // Without a word in common and without saying so nothing has enough.
            let words = from.head.iter().chain(&from.jump).filter_map(|word| self.by_word.get(word)).flatten();
            found.extend(words.chain(&self.arriving));
        }
        found.into_iter().filter_map(|at| self.all.get(at)).filter(|half| half.at.page != from.at.page).collect()
    }

    /// The pages that are called so.
    fn called(&self, named: &str) -> BTreeSet<u32> {
        let by_folio = self.by_folio.get(&named.to_ascii_lowercase()).into_iter().flatten();
        let by_number = self.by_number.get(&number(named)).into_iter().flatten();
        by_folio.chain(by_number).copied().collect()
    }
}

fn is_page(page: &PageLabels, named: &str) -> bool {
    match &page.folio {
        Some(folio) => {
            folio.eq_ignore_ascii_case(named) || (!number(folio).is_empty() && number(folio) == number(named))
        }
        None => page.number.to_string() == number(named),
    }
}

/// The number in what a page is called by.
fn number(text: &str) -> String {
    let plain = phrases::plain(text);
    let digits: String = plain.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() { han_number(&plain) } else { digits }
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

/// A beginning that cannot open a sentence, or a script where that does not show.
fn starts_low(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic()).is_some_and(|c| !c.is_uppercase())
}

/// The words of a head that tell it from others; pairs of characters in Han text.
fn words(text: &str) -> HeadWords {
    let plain = phrases::plain(text);
    let mut words: HeadWords = if plain.contains(' ') || plain.is_ascii() {
        let words = plain.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| word.chars().count() > 3).map(fingerprint).collect()
    } else {
        let chars: Vec<char> = plain.chars().filter(|c| c.is_alphanumeric()).collect();
        chars.windows(2).map(|pair| fingerprint(&pair.iter().collect::<String>())).collect()
    };
    words.sort_unstable();
    words.dedup();
    words
}

fn fingerprint(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish()
}

/// The share of the shorter head's words that the other has too.
fn shared(a: &HeadWords, b: &HeadWords) -> f32 {
    let fewer = a.len().min(b.len());
    if fewer == 0 { 0.0 } else { a.iter().filter(|word| b.binary_search(word).is_ok()).count() as f32 / fewer as f32 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Rect;
    use crate::model::page::{Because, Block, BlockId};
    use crate::model::story::{Jump, Story};

    fn page(number: u32, heads: &[&str]) -> Page {
        let block = |text: &&str| Block {
            bbox: Rect::default(),
            lines: 0..0,
            text: (*text).to_owned(),
            role: Role::Headline,
            boxed: false,
            vertical: false,
            region: 0,
            continues: None,
            because: Because("a test says so".into()),
        };
        let story = |at: usize| Story { blocks: vec![BlockId(at as u32)], ..Story::default() };
        let blocks = heads.iter().map(block).collect();
        Page { number, blocks, stories: (0..heads.len()).map(story).collect(), ..Page::default() }
    }

    fn leaving_for(pages: &mut [Page], folio: Option<&str>) {
        pages[0].stories[0].continues = Some(Jump { folio: folio.map(str::to_owned), story: None });
    }

    fn places(pages: &[Page]) -> Vec<(u32, u32)> {
        let (leaving, found) = survey(&pages.to_vec().into());
        found
            .candidates(&leaving[0], &JumpStyle::default())
            .iter()
            .map(|half| (half.at.page, half.at.story.0))
            .collect()
    }

    #[test]
    fn only_the_page_that_is_named_is_looked_at() {
        let mut pages: Vec<Page> = (1..=1000).map(|number| page(number, &["Rain", "Ferry returns"])).collect();
        pages[6].folio = Some("A7".to_owned());
        leaving_for(&mut pages, Some("a7"));
        assert_eq!(places(&pages), [(6, 0), (6, 1)]);
        leaving_for(&mut pages, Some("第12版"));
        assert_eq!(places(&pages), [(11, 0), (11, 1)]);
        leaving_for(&mut pages, Some("1"));
        assert!(places(&pages).is_empty(), "no story goes on where it stands");
    }

    #[test]
    fn without_a_name_only_what_shares_a_word_or_says_so_is() {
        let mut pages: Vec<Page> = (1..=1000).map(|number| page(number, &["Rain again", "Snow"])).collect();
        pages[0] = page(1, &["Ferry returns to the river"]);
        pages[500] = page(501, &["Snow", "Night ferry"]);
        pages[700].stories[0].continued_from = Some(Jump { folio: None, story: None });
        leaving_for(&mut pages, None);
        assert_eq!(places(&pages), [(500, 1), (700, 0)]);
        leaving_for(&mut pages, Some("B99"));
        assert_eq!(places(&pages), [(98, 0), (98, 1)], "the number counts");
    }
}
