//! Drop caps. A terminal has no letter two rows high that every one draws, so the cap stands bold in the first row and
//! the second row keeps clear below it, as beside the letter in print.
//!
//! ```text
//!   The lamps of the
//!    square were lit
//!   and people came
//! ```

use crate::model::page::Line;
use crate::typeset::width::{WidthModel, graphemes};

/// A drop cap at the beginning of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cap<'a> {
    /// Its letter, with the mark that opens it.
    pub text: &'a str,
    /// Cells it takes.
    pub cells: u16,
    /// Printed lines that stand beside it, the first included.
    pub beside: usize,
}

/// A cap with fewer lines beside it is a letter set a little larger.
const LEAST_BESIDE: usize = 2;

impl<'a> Cap<'a> {
    /// The drop cap of a paragraph that was printed in these lines; nothing where it has none.
    pub fn of(text: &'a str, printed: &[Line], widths: &WidthModel) -> Option<Cap<'a>> {
        let beside = printed.iter().take_while(|line| line.inset.0 > 0.0).count();
        let is_letter = |(_, grapheme): &(usize, &str)| grapheme.chars().next().is_some_and(char::is_alphanumeric);
        let (at, letter) = graphemes(text).take(2).find(is_letter).filter(|_| beside >= LEAST_BESIDE)?;
        let cap = text.get(..at + letter.len())?;
        let cells = widths.str(&widths.sanitize(cap));
        (cells > 0).then_some(Cap { text: cap, cells, beside })
    }
}
