//! What the reader has to do with pictures: telling the worker what is seen. Without the feature `images`, nothing.

use super::probe::TerminalAnswer;
use super::reader::ReaderShell;

#[cfg(feature = "images")]
impl ReaderShell {
    /// Pictures can be made from now on, as this terminal draws them. One that answers late has another way to draw them.
    pub(super) fn start_picture_worker(&mut self, answer: &TerminalAnswer) {
        self.picture_worker = super::pictures::PictureWorker::open(answer.graphics, &self.sender);
        if self.picture_worker.is_some() {
            self.state.forget_pictures();
            self.state.can_show_pictures();
            self.know_prints();
        }
    }

    /// Which pages have pictures that can be made.
    pub(super) fn know_prints(&mut self) {
        if self.is_whole {
            let count = self.state.edition().pages.len();
            let held = (0..count).map(|page| self.sidecars.print_of(page).is_some()).collect();
            self.state.hold_pictures(held);
        }
    }

    /// What is seen and not ready is made beside the reading.
    pub(super) fn order_pictures(&mut self) {
        use super::pictures::DrawnAs;
        let manner = DrawnAs {
            depth: self.theme.depth(),
            on_light: self.theme.is_light(),
            has_blocks: self.state.draws_blocks(),
        };
        if self.manner != Some(manner) {
            self.manner = Some(manner);
            self.state.forget_pictures();
        }
        for key in self.state.wanted_pictures() {
            let print = self.sidecars.print_of(key.page);
            let page = self.state.edition().pages.get(key.page);
            if let (Some(picture_worker), Some(print), Some(page)) = (&self.picture_worker, print, page) {
                picture_worker.order(key, page, print, manner);
            }
        }
    }
}

#[cfg(not(feature = "images"))]
impl ReaderShell {
    /// Nobody makes pictures.
    pub(super) fn start_picture_worker(&mut self, _answer: &TerminalAnswer) {}

    /// Nobody makes pictures.
    pub(super) fn know_prints(&mut self) {}

    /// Nobody makes pictures.
    pub(super) fn order_pictures(&mut self) {}
}
