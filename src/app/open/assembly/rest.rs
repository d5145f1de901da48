//! The pages of a PDF of many, all but the first: read by several processes, and taken as they come.

use super::{Assembly, BETWEEN, OpenProgress};
use crate::app::input::NamedBytes;
use crate::app::own_program;
use crate::app::reading::{Arrival, Arrived, PagePool, ReadTask};
use crate::model::packed::PackedPage;
use crate::sources::{OpenError, OpenOptions, Opened, pdf};
use std::sync::Arc;
use std::time::{Duration, Instant};

impl Assembly<'_> {
    /// Processes for the pages of a PDF of many, all but the first.
    pub(super) fn hired(
        &self,
        named: &NamedBytes,
        options: &OpenOptions,
        before: usize,
        pages: usize,
    ) -> Option<PagePool> {
        let reader = options.reader.clone().or_else(own_program);
        let is_worth_it = options.head && reader.is_some() && pdf::are_many(pages);
        is_worth_it.then(|| {
            PagePool::begin(&ReadTask {
                bytes: Arc::clone(&named.bytes),
                args: self.args.clone(),
                options: OpenOptions { reader, ..options.clone() },
                before,
                pages: 1..pages,
                wish: Arc::clone(&self.wish),
                hands: self.args.hands,
            })
        })
    }

    /// A file with the pages of it that were not read yet.
    pub(super) fn with_rest(
        &mut self,
        mut opened: Opened,
        named: &NamedBytes,
        options: &OpenOptions,
        pool: Option<PagePool>,
        elsewhere: &mut Duration,
    ) -> Result<Opened, OpenError> {
        let Some(mut rest) = opened.rest.take() else { return Ok(opened) };
        let before = self.edition.pages.len().saturating_sub(1);
        let Some(pool) = pool.or_else(|| self.hired(named, options, before, rest.count())) else { return Ok(opened) };
        self.edition.pages.await_all(before + rest.count());
        self.ties.await_all(before + rest.count());
        let (mut fresh, mut last) = (Vec::new(), 0);
        for Arrival { index, summary, page, work } in pool.arrivals() {
            if self.is_overtaken() {
                break;
            }
            *elsewhere += work;
            let at = before + index;
            let (page, jumps) = match page {
                Arrived::Page(page, jumps) => (page, jumps),
                Arrived::Sheet(sheet) => {
                    let (page, jumps) = self.styles.laid_out(&sheet, self.args, at as u32 + 1);
                    (PackedPage::of(&page).unwrap_or_default(), jumps)
                }
            };
            if index >= last {
                last = index;
                self.ties.take_jumps(jumps);
            }
            let page = Arc::new(page);
            self.edition.pages.put(at, Arc::clone(&page));
            rest.take(index, summary);
            if self.told.0 == 0 && page.stories() > 0 {
                // All pages before are blank.
                self.told = (self.edition.pages.len(), Instant::now());
                (self.tell)(OpenProgress::First(Box::new(self.edition.clone())));
                fresh.clear();
                continue;
            }
            fresh.push((at, page));
            let is_waited_for = self.wish.page() == Some(at);
            if self.told.0 > 0 && (is_waited_for || self.told.1.elapsed() >= BETWEEN) {
                (self.tell)(OpenProgress::More(std::mem::take(&mut fresh), self.expected));
                self.told.1 = Instant::now();
            }
        }
        if self.told.0 > 0 {
            (self.tell)(OpenProgress::More(fresh, self.expected));
            self.told = (self.edition.pages.len(), Instant::now());
        }
        rest.conclude(&named.name, &named.bytes)
    }
}
