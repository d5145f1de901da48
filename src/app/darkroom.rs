//! What the reader has to do with pictures: telling the worker what is seen. Without the feature `images`, nothing.

use super::probe::Answer;
use super::reader::Room;

#[cfg(feature = "images")]
impl Room {
    /// Pictures can be made from now on, unless the terminal can draw none.
    pub(super) fn open_darkroom(&mut self, answer: &Answer) {
        let can = answer.graphics != super::probe::Graphics::HalfBlocks || self.state.draws_blocks();
        self.darkroom = super::pictures::Darkroom::open(answer.graphics, &self.sender).filter(|_| can);
        if self.darkroom.is_some() {
            self.state.can_show_pictures();
        }
    }

    /// What is seen and not ready is made beside the reading.
    pub(super) fn order_pictures(&mut self) {
        for key in self.state.wanted_pictures() {
            let print = self.shelf.print_of(key.page);
            let print = print.map(|(path, index)| super::pictures::Print { path: path.to_owned(), index });
            let page = self.state.edition().pages.get(key.page);
            if let (Some(darkroom), Some(print), Some(page)) = (&self.darkroom, print, page) {
                darkroom.order(key, page, print);
            }
        }
    }
}

#[cfg(not(feature = "images"))]
impl Room {
    /// Nobody makes pictures.
    pub(super) fn open_darkroom(&mut self, _answer: &Answer) {}

    /// Nobody makes pictures.
    pub(super) fn order_pictures(&mut self) {}
}
