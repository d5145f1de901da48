//! The pages of an edition: those that are in use as they are, the others packed small. Whoever asks for a page gets it, and
//! does not see where it was; what is unpacked stays so until somebody who owns the pages has them rest.
//!
//! ```text
//!   push, get_mut ->  unpacked  -- rest -->  packed
//!                     unpacked  <-- get ---  packed      and stays packed as well, until it is changed
//!                          held --------- >  packed      unpacked for as long as it is looked at, and not kept
//! ```

use crate::model::packed::{PackedPage, weight};
use crate::model::page::Page;
use crate::model::texts::Texts;
use std::fmt;
use std::ops::{Deref, Index};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

/// Pages in order.
#[derive(Default)]
pub struct Pages {
    slots: Vec<Slot>,
    /// Counts who asked for a page.
    clock: AtomicU32,
}

/// A page, in one form or in both.
#[derive(Debug, Default)]
struct Slot {
    packed: Option<Arc<PackedPage>>,
    page: OnceLock<Box<SizedPage>>,
    /// Its text, once somebody searched it.
    texts: OnceLock<Arc<Texts>>,
    /// When it was asked for last.
    used: AtomicU32,
    is_coming: bool,
}

/// An unpacked page, and how many bytes it took when it came.
#[derive(Clone, Debug, Default)]
struct SizedPage {
    page: Page,
    weight: usize,
}

impl SizedPage {
    fn of(page: Page) -> Box<SizedPage> {
        Box::new(SizedPage { weight: weight(&page), page })
    }
}

/// A page that is looked at.
pub enum PageGuard<'a> {
    /// It is there.
    Here(&'a Page),
    /// It was unpacked for this.
    Unpacked(Box<Page>),
}

impl Deref for PageGuard<'_> {
    type Target = Page;

    fn deref(&self) -> &Page {
        match self {
            PageGuard::Here(page) => page,
            PageGuard::Unpacked(page) => page,
        }
    }
}

impl fmt::Debug for PageGuard<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl Slot {
    fn of(page: Page) -> Slot {
        Slot { page: OnceLock::from(SizedPage::of(page)), ..Slot::default() }
    }

    fn page(&self) -> &Page {
        let unpacked = || SizedPage::of(self.packed.as_ref().map(|packed| packed.unpack()).unwrap_or_default());
        &self.page.get_or_init(unpacked).page
    }

    fn page_mut(&mut self) -> Option<&mut Page> {
        self.page();
        (self.packed, self.texts) = (None, OnceLock::new());
        self.page.get_mut().map(|weighed| &mut weighed.page)
    }

    fn held(&self) -> PageGuard<'_> {
        match (self.page.get(), &self.packed) {
            (None, Some(packed)) => PageGuard::Unpacked(Box::new(packed.unpack())),
            (Some(_), _) | (None, None) => PageGuard::Here(self.page()),
        }
    }

    /// Packs the page, if it is not, and lets go of what was unpacked; how many bytes that was.
    fn rest(&mut self) -> usize {
        let Some(weighed) = self.page.take() else { return 0 };
        self.packed = self.packed.take().or_else(|| PackedPage::of(&weighed.page).map(Arc::new));
        if self.packed.is_none() {
            self.page = OnceLock::from(weighed);
            return 0;
        }
        weighed.weight
    }
}

impl Clone for Slot {
    /// What is packed is shared, and not unpacked once more.
    fn clone(&self) -> Slot {
        let page = if self.packed.is_some() { OnceLock::new() } else { self.page.clone() };
        let used = AtomicU32::new(self.used.load(Ordering::Relaxed));
        Slot { packed: self.packed.clone(), page, texts: self.texts.clone(), used, is_coming: self.is_coming }
    }
}

impl fmt::Debug for Pages {
    /// The pages, in whatever form they are.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.each()).finish()
    }
}

impl Clone for Pages {
    fn clone(&self) -> Pages {
        Pages { slots: self.slots.clone(), clock: AtomicU32::new(self.clock.load(Ordering::Relaxed)) }
    }
}

impl Pages {
    /// How many there are, those that are still to come too.
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// True when there are none.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// A page, to be kept at hand; an empty one while it is still to come.
    pub fn get(&self, index: usize) -> Option<&Page> {
        let slot = self.slots.get(index)?;
        slot.used.store(self.clock.fetch_add(1, Ordering::Relaxed), Ordering::Relaxed);
        Some(slot.page())
    }

    /// A page to be changed.
    pub fn get_mut(&mut self, index: usize) -> Option<&mut Page> {
        let now = self.clock.fetch_add(1, Ordering::Relaxed);
        let slot = self.slots.get_mut(index)?;
        slot.used.store(now, Ordering::Relaxed);
        slot.page_mut()
    }

    /// A page for as long as it is looked at: who goes through all pages takes no more memory than for one of them.
    pub fn held(&self, index: usize) -> Option<PageGuard<'_>> {
        self.slots.get(index).map(Slot::held)
    }

    /// All pages one after the other, each for as long as it is looked at.
    pub fn each(&self) -> impl DoubleEndedIterator<Item = PageGuard<'_>> + ExactSizeIterator {
        Each(self.slots.iter())
    }

    /// Has a page changed, if it needs it: `change` says whether it did. A page that was packed is packed again.
    pub fn alter(&mut self, index: usize, change: impl FnOnce(&mut Page) -> bool) {
        let Some(slot) = self.slots.get_mut(index) else { return };
        match (slot.page.get(), &slot.packed) {
            (None, Some(packed)) => {
                let mut page = packed.unpack();
                if change(&mut page) {
                    *slot = Slot { used: std::mem::take(&mut slot.used), ..Slot::of(page) };
                    slot.rest();
                }
            }
            (Some(_), _) | (None, None) => {
                let (packed, texts) = (slot.packed.take(), std::mem::take(&mut slot.texts));
                let changed = slot.page_mut().is_some_and(change);
                if !changed {
                    (slot.packed, slot.texts) = (packed, texts);
                }
            }
        }
    }

    /// The text of a page, which stays at hand.
    pub fn texts(&self, index: usize) -> Option<&Texts> {
        self.slots.get(index).map(|slot| &**slot.texts.get_or_init(|| Arc::new(Texts::of(&slot.held()))))
    }

    /// Stories of a page; none while it is still to come.
    pub fn stories_on(&self, index: usize) -> u32 {
        let count = |slot: &Slot| match (&slot.packed, slot.page.get()) {
            (_, Some(weighed)) => weighed.page.stories.len() as u32,
            (Some(packed), None) => packed.stories(),
            (None, None) => 0,
        };
        self.slots.get(index).map_or(0, count)
    }

    /// Whether stories of a page may go on on another page or come from one.
    pub fn is_tied(&self, index: usize) -> bool {
        let is_tied = |slot: &Slot| match (&slot.packed, slot.page.get()) {
            (_, Some(weighed)) => weighed.page.is_tied(),
            (Some(packed), None) => packed.is_tied(),
            (None, None) => false,
        };
        self.slots.get(index).is_some_and(is_tied)
    }

    /// Whether a page is there, and not still to come.
    pub fn is_there(&self, index: usize) -> bool {
        self.slots.get(index).is_some_and(|slot| !slot.is_coming)
    }

    /// How many are there.
    pub fn there(&self) -> usize {
        self.slots.iter().filter(|slot| !slot.is_coming).count()
    }

    /// Adds a page.
    pub fn push(&mut self, page: Page) {
        self.slots.push(Slot::of(page));
    }

    /// There will be so many pages at least.
    pub fn await_all(&mut self, count: usize) {
        for number in self.slots.len()..count {
            let page = Page { number: u32::try_from(number).unwrap_or(u32::MAX).saturating_add(1), ..Page::default() };
            self.slots.push(Slot { is_coming: true, ..Slot::of(page) });
        }
    }

    /// A page came in, packed.
    pub fn put(&mut self, index: usize, packed: Arc<PackedPage>) {
        self.await_all(index.saturating_add(1));
        if let Some(slot) = self.slots.get_mut(index) {
            *slot = Slot { packed: Some(packed), ..Slot::default() };
        }
    }

    /// A page in the form that it can be handed on in; nothing for one that is still to come.
    pub fn packed(&self, index: usize) -> Option<Arc<PackedPage>> {
        let slot = self.slots.get(index).filter(|slot| !slot.is_coming)?;
        slot.packed.clone().or_else(|| PackedPage::of(slot.page()).map(Arc::new))
    }

    /// Keeps only the first pages.
    pub fn truncate(&mut self, count: usize) {
        self.slots.truncate(count);
    }

    /// Bytes that they take, in all forms.
    pub fn weight(&self) -> usize {
        let page = |slot: &Slot| slot.page.get().map_or(0, |weighed| weighed.weight);
        let packed = |slot: &Slot| slot.packed.as_ref().map_or(0, |packed| packed.weight());
        let texts = |slot: &Slot| slot.texts.get().map_or(0, |texts| texts.weight());
        self.slots.iter().map(|slot| page(slot) + packed(slot) + texts(slot)).sum()
    }

    /// Lets go of unpacked pages, those asked for longest ago first, until all forms take no more than so many bytes together.
    /// The page asked for last stays.
    pub fn rest(&mut self, most: usize) {
        let mut takes = self.weight();
        if takes <= most {
            return;
        }
        let now = self.clock.load(Ordering::Relaxed);
        let age = |slot: &Slot| now.wrapping_sub(slot.used.load(Ordering::Relaxed));
        let unpacked = |slot: &&mut Slot| slot.page.get().is_some() && !slot.is_coming;
        let mut open: Vec<&mut Slot> = self.slots.iter_mut().filter(unpacked).collect();
        open.sort_by_key(|slot| std::cmp::Reverse(age(slot)));
        open.pop();
        for slot in open {
            if takes <= most {
                return;
            }
            takes = takes.saturating_sub(slot.rest());
        }
    }

    /// All pages, which are all kept at hand: for editions of few pages. See [`Pages::each`].
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Page> + ExactSizeIterator {
        self.slots.iter().map(Slot::page)
    }

    /// All pages to be changed, which are all kept at hand.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Page> {
        self.slots.iter_mut().filter_map(Slot::page_mut)
    }

    /// The first page.
    pub fn first(&self) -> Option<&Page> {
        self.get(0)
    }

    /// Takes a page out.
    pub fn remove(&mut self, index: usize) -> Page {
        let slot = self.slots.remove(index);
        slot.page();
        slot.page.into_inner().map(|weighed| weighed.page).unwrap_or_default()
    }

    /// Puts a page before another one.
    pub fn insert(&mut self, index: usize, page: Page) {
        self.slots.insert(index, Slot::of(page));
    }
}

/// Pages one after the other. Those that are passed over are not unpacked.
struct Each<'a>(std::slice::Iter<'a, Slot>);

impl<'a> Iterator for Each<'a> {
    type Item = PageGuard<'a>;

    fn next(&mut self) -> Option<PageGuard<'a>> {
        self.0.next().map(Slot::held)
    }

    fn nth(&mut self, by: usize) -> Option<PageGuard<'a>> {
        self.0.nth(by).map(Slot::held)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl DoubleEndedIterator for Each<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.0.next_back().map(Slot::held)
    }
}

impl ExactSizeIterator for Each<'_> {}

impl From<Vec<Page>> for Pages {
    fn from(pages: Vec<Page>) -> Pages {
        pages.into_iter().collect()
    }
}

impl FromIterator<Page> for Pages {
    fn from_iter<T: IntoIterator<Item = Page>>(pages: T) -> Pages {
        Pages { slots: pages.into_iter().map(Slot::of).collect(), clock: AtomicU32::new(0) }
    }
}

impl Extend<Page> for Pages {
    fn extend<T: IntoIterator<Item = Page>>(&mut self, pages: T) {
        self.slots.extend(pages.into_iter().map(Slot::of));
    }
}

impl<'a> IntoIterator for &'a Pages {
    type Item = &'a Page;
    type IntoIter = Box<dyn DoubleEndedIterator<Item = &'a Page> + 'a>;

    fn into_iter(self) -> Self::IntoIter {
        Box::new(self.iter())
    }
}

impl Index<usize> for Pages {
    type Output = Page;

    /// For an index that comes from these pages.
    fn index(&self, index: usize) -> &Page {
        self.slots[index].page()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tests::tied;

    impl std::ops::IndexMut<usize> for Pages {
        fn index_mut(&mut self, index: usize) -> &mut Page {
            self.get_mut(index).unwrap()
        }
    }

    fn texts(pages: &Pages) -> Vec<String> {
        pages.each().flat_map(|page| page.blocks.iter().map(|block| block.text.clone()).collect::<Vec<_>>()).collect()
    }

    #[test]
    fn what_rests_comes_back_as_it_was() {
        let mut pages = tied().pages;
        let before: Vec<String> = pages.iter().map(|page| format!("{page:?}")).collect();
        pages.get(1);
        pages.rest(0);
        assert!(pages.slots[0].page.get().is_none() && pages.slots[1].page.get().is_some(), "the last one stays");
        assert_eq!((pages.stories_on(0), pages.is_tied(0)), (before[0].matches("Story {").count() as u32, true));
        let after: Vec<String> = pages.iter().map(|page| format!("{page:?}")).collect();
        assert_eq!(after, before);
    }

    #[test]
    fn a_look_at_all_pages_keeps_none_of_them() {
        let mut pages = tied().pages;
        let before = texts(&pages);
        pages.get(1);
        pages.rest(0);
        assert_eq!(texts(&pages), before);
        assert!(pages.slots[0].page.get().is_none());
        let shared = pages.clone();
        assert!(shared.slots[0].packed.is_some() && shared.slots[0].page.get().is_none());
    }

    #[test]
    fn what_is_changed_while_it_rests_is_kept() {
        let mut pages = tied().pages;
        pages.get(1);
        pages.rest(0);
        pages.alter(0, |page| {
            page.blocks[0].text = "渡口".into();
            false
        });
        assert_ne!(pages.held(0).unwrap().blocks[0].text, "渡口", "who says that nothing changed changed nothing");
        pages.alter(0, |page| {
            page.blocks[0].text = "渡口".into();
            true
        });
        assert!(pages.slots[0].page.get().is_none());
        assert_eq!(pages.get(0).unwrap().blocks[0].text, "渡口");
        pages.get_mut(0).unwrap().blocks[0].text.push('!');
        pages.get(1);
        pages.rest(0);
        assert_eq!(pages.held(0).unwrap().blocks[0].text, "渡口!");
    }

    #[test]
    fn pages_come_in_any_order() {
        let whole = tied().pages;
        let mut pages = Pages::default();
        pages.push(whole[0].clone());
        pages.put(3, whole.packed(1).unwrap());
        assert_eq!((pages.len(), pages.there(), pages.is_there(2), pages.is_there(3)), (4, 2, false, true));
        assert_eq!((pages.get(2).unwrap().number, pages.stories_on(2)), (3, 0));
        pages.rest(0);
        assert!(!pages.is_there(2), "what is still to come is not packed");
        whole.get(0);
        assert_eq!(pages.get(3).unwrap().blocks, whole[1].blocks);
    }
}
