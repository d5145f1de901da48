//! The frames in which text is set. Vertical and turned text is mapped into a frame where every line runs from
//! left to right and lines follow each other downwards, so that all later code is written once.
//!
//! ```text
//!  Across        Down (vertical, or a quarter turn clockwise)     Up (a quarter turn the other way)
//!  x' = x        x' = y                                           x' = height - y
//!  y' = y        y' = width - x                                   y' = x
//!
//!  Left (Arabic, Hebrew: the page as a mirror shows it)
//!  x' = width - x
//!  y' = y
//! ```

use crate::geometry::{Pt, Rect};
use crate::model::sheet::Turn;

/// How a piece of text runs on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Frame {
    /// Left to right, lines downwards.
    #[default]
    Across,
    /// Top to bottom, lines from the right.
    Down,
    /// Bottom to top, lines from the left.
    Up,
    /// Upside down.
    Half,
    /// Right to left, lines downwards.
    Left,
}

impl Frame {
    /// Every frame.
    pub const ALL: [Frame; 5] = [Frame::Across, Frame::Down, Frame::Up, Frame::Half, Frame::Left];

    /// The frame that a turned glyph is read in, whatever stands around it.
    pub fn of_turn(turn: Turn) -> Frame {
        match turn {
            Turn::None => Frame::Across,
            Turn::Clockwise => Frame::Down,
            Turn::Half => Frame::Half,
            Turn::Counter => Frame::Up,
        }
    }

    /// Its lines are level and stand upright, whichever way they are read.
    pub fn is_level(self) -> bool {
        match self {
            Frame::Across | Frame::Left => true,
            Frame::Down | Frame::Up | Frame::Half => false,
        }
    }

    /// A box of the page in this frame.
    pub fn from_page(self, at: &Rect, page: &Rect) -> Rect {
        let (width, height) = (page.left + page.right, page.top + page.bottom);
        match self {
            Frame::Across => *at,
            Frame::Down => sides(at.top, width - at.right, at.bottom, width - at.left),
            Frame::Up => sides(height - at.bottom, at.left, height - at.top, at.right),
            Frame::Half => sides(width - at.right, height - at.bottom, width - at.left, height - at.top),
            Frame::Left => sides(width - at.right, at.top, width - at.left, at.bottom),
        }
    }

    /// A box of this frame on the page.
    pub fn to_page(self, at: &Rect, page: &Rect) -> Rect {
        let (width, height) = (page.left + page.right, page.top + page.bottom);
        match self {
            Frame::Across => *at,
            Frame::Down => sides(width - at.bottom, at.left, width - at.top, at.right),
            Frame::Up => sides(at.top, height - at.right, at.bottom, height - at.left),
            Frame::Half | Frame::Left => self.from_page(at, page),
        }
    }
}

fn sides(left: Pt, top: Pt, right: Pt, bottom: Pt) -> Rect {
    Rect { left, top, right, bottom }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaving_a_frame_undoes_entering_it() {
        let page = Rect::new(0.0, 0.0, 600.0, 900.0);
        let at = Rect::new(10.0, 20.0, 40.0, 80.0);
        for frame in Frame::ALL {
            assert_eq!(frame.to_page(&frame.from_page(&at, &page), &page), at, "{frame:?}");
        }
    }

    #[test]
    fn the_right_top_corner_of_a_vertical_page_comes_first() {
        let page = Rect::new(0.0, 0.0, 600.0, 900.0);
        let first = Frame::Down.from_page(&Rect::new(590.0, 0.0, 600.0, 10.0), &page);
        assert_eq!(first, Rect::new(0.0, 0.0, 10.0, 10.0));
    }

    #[test]
    fn the_right_column_of_an_arabic_page_comes_first() {
        let page = Rect::new(0.0, 0.0, 600.0, 900.0);
        let right = Frame::Left.from_page(&Rect::new(310.0, 100.0, 580.0, 800.0), &page);
        assert_eq!(right, Rect::new(20.0, 100.0, 290.0, 800.0));
    }
}
