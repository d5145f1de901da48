//! Where a reader is, and how what is read lies on the screen: plain values, which the state holds and everything else of
//! this room may ask for without the state.

use crate::model::page::BlockId;

/// The measure that a line of text has when there is room and the config is silent: 40 Han or 80 Latin cells.
pub(super) const MEASURE: u16 = 80;
/// A list is no wider than this: the eye has to get from the text to the note on its right.
pub(super) const LIST_COLUMNS: u16 = 84;

/// Which of the two views has the keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The page in its printed shape.
    #[default]
    Page,
    /// One story, reflowed.
    Story,
}

/// How large the page is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageScale {
    /// The whole page in the window.
    Whole,
    /// As wide as the window, or wider where columns would be too narrow to read.
    #[default]
    Reading,
    /// Halfway to full size.
    Between,
    /// Line for line as printed.
    Full,
}

/// How many views are on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Arrangement {
    /// The one that has the keys.
    #[default]
    One,
    /// Page and story side by side, where the window is wide enough.
    Split,
    /// The stories of the page, the page and the story.
    Three,
    /// The stories of the page, and the view that has the keys.
    Contents,
}

/// Whether bars are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bars {
    /// Above and below.
    #[default]
    Shown,
    /// Nothing but the text.
    Hidden,
}

/// Who has the mouse.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MouseOwner {
    /// We do.
    #[default]
    Caught,
    /// The terminal does.
    Free,
}

/// Whether a message is news or trouble.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something was done, or there is something to know.
    News,
    /// Something could not be done.
    Trouble,
}

/// What is being done while the page is corrected by hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Editing {
    /// Nothing: one reads.
    #[default]
    Off,
    /// One looks what to do next.
    Looking,
    /// A block was picked up.
    Block(BlockId),
    /// The story of this block was picked up.
    Story(BlockId),
    /// It is asked what this block follows, as long as the cursor is on it.
    Asking(BlockId),
}

/// Where the reader is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// Index of the page.
    pub page: usize,
    /// The block under the cursor; nothing on a page without blocks.
    pub block: Option<BlockId>,
    /// The place within that block's paragraph, in bytes.
    pub offset: u32,
}

/// A place to come back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadingPlace {
    /// The view.
    pub view: View,
    /// The place.
    pub cursor: Cursor,
}

/// Where one has been.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// Places to go back to; the last is the nearest.
    pub back: Vec<ReadingPlace>,
    /// Places to go forward to; the last is the nearest.
    pub forward: Vec<ReadingPlace>,
}

/// The window onto the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageView {
    /// How large.
    pub scale: PageScale,
    /// First column of the page that shows.
    pub left: u16,
    /// First row of the page that shows.
    pub top: u32,
}

/// The window onto the story.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StoryView {
    /// First line that shows.
    pub top: usize,
    /// The line that section and paragraph keys last went to.
    pub focus: Option<usize>,
    /// Cells that the reader added to the measure, or took away.
    pub wider: i16,
}
