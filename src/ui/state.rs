//! Everything the reading room knows. Changed only by [`State::update`]; read by drawing.

use crate::editing::EditHistory;
use crate::model::edition::Edition;
use crate::model::page::{BlockId, Page};
use crate::model::story::{StoryId, StoryRef};
use crate::script;
use crate::typeset::width::WidthModel;
use crate::ui::action::{Action, Command, Effect};
use crate::ui::arrivals::Arrivals;
use crate::ui::caret::{Caret, Selection};
use crate::ui::double_size::Large;
use crate::ui::keymap::Keymap;
use crate::ui::keys::{KeyPlace, Pending};
use crate::ui::list::List;
use crate::ui::page_map::PageMap;
use crate::ui::pictures::PictureStore;
use crate::ui::prompt::Prompt;
use crate::ui::search::{Script, SearchState};
use crate::ui::set_story::SetStory;
use crate::ui::views::MEASURE;
pub use crate::ui::views::{
    Arrangement, Bars, Cursor, Editing, History, MouseOwner, PageScale, PageView, ReadingPlace, StoryView, Tone, View,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What lies over the view.
#[derive(Clone, Debug, Default)]
pub enum Overlay {
    /// Nothing.
    #[default]
    Nothing,
    /// Contents, pages, marks or help.
    List(List),
    /// A line to type in.
    Prompt(Prompt),
    /// A yes-or-no question, and what to do on yes.
    Ask(String, Effect),
}

/// The reading room.
#[derive(Debug)]
pub struct State {
    /// What is being read, in the script in which it is shown.
    pub(super) edition: Arc<Edition>,
    /// The same as it was read, where it is shown in another script.
    pub(super) as_read: Option<Arc<Edition>>,
    /// The characters that Chinese is shown in.
    pub(super) shown_in: script::ChineseScript,
    pub(super) widths: WidthModel,
    pub(super) size: (u16, u16),
    pub(super) view: View,
    pub(super) over: Overlay,
    pub(super) arrangement: Arrangement,
    pub(super) bars: Bars,
    pub(super) mouse: MouseOwner,
    pub(super) cursor: Cursor,
    pub(super) page_view: PageView,
    pub(super) story_view: StoryView,
    pub(super) history: History,
    pub(super) marks: BTreeMap<char, ReadingPlace>,
    pub(super) search: Option<SearchState>,
    /// How searches compare Chinese characters.
    pub(super) script: Script,
    /// Text selected in the story.
    pub(super) selection: Option<Selection>,
    /// Where the selection of blocks began.
    pub(super) anchor: Option<BlockId>,
    pub(super) message: Option<(Tone, String)>,
    pub(super) pending: Pending,
    /// Cells across of a line of a story, before the reader changes it.
    pub(super) ordinary_measure: u16,
    /// Names of the themes there are.
    pub(super) themes: Vec<String>,
    /// The keys in effect.
    pub(super) keys: Arc<Keymap>,
    /// Lines typed before in prompts, oldest first, each with the sign of its prompt before it.
    pub(super) typed: Vec<String>,
    /// The page as drawn for the present size.
    pub(super) map: Option<PageMap>,
    pub(super) arrivals: Arrivals,
    pub(super) pictures: PictureStore,
    /// How the terminal draws text of double size.
    pub(super) large: Large,
    /// Stories that are shown in vertical columns.
    pub(super) upright: Vec<StoryRef>,
    /// The story as set for the present measure.
    pub(super) set: Option<SetStory>,
    /// Cells across of each page at full size, once known.
    pub(super) full: Vec<Option<u16>>,
    /// What has to be scrolled before the next frame.
    pub(super) reveal: Reveal,
    /// What the mouse button is down on.
    pub(super) pressed: Pressed,
    /// Whether the page is being corrected.
    pub(super) editing: Editing,
    /// Whether the page shows of which blocks it is uncertain what they follow.
    pub(super) marks_uncertain: bool,
    pub(super) edits: EditHistory,
    /// What a command printed, and its name.
    pub(super) printed: (String, String),
    /// As `printed`, while there is no room for it.
    pub(super) late: Option<(String, String)>,
    /// What to tell when the edition is read again.
    pub(super) learned: Option<String>,
    /// Where corrections were written last.
    pub(super) kept: String,
    /// Why they are in no file, when they are not.
    pub(super) unkept: Option<String>,
}

/// What the mouse button went down on, until it is let go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Pressed {
    /// Nothing.
    #[default]
    Nothing,
    /// A block of the page: letting go opens its story.
    OnPage,
    /// The text of a story.
    OnText(Caret),
    /// It was moved since: something is being selected.
    Dragged,
}

/// Whether the cursor has to be brought into sight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Reveal {
    /// No: the reader scrolled.
    #[default]
    Nothing,
    /// Yes: it is in sight.
    Cursor,
    /// Yes, with what follows it: the reader went somewhere else.
    Landing,
}

impl State {
    /// The reading room for an edition, on a screen of this size; opens on page `page`, counted from 1.
    pub fn new(edition: Edition, widths: WidthModel, size: (u16, u16), page: u32, mouse: MouseOwner) -> State {
        let full = vec![None; edition.pages.len()];
        let mut state = State {
            edition: Arc::new(edition),
            as_read: None,
            shown_in: script::ChineseScript::AsIs,
            widths,
            size,
            view: View::Page,
            over: Overlay::Nothing,
            arrangement: Arrangement::One,
            bars: Bars::Shown,
            mouse,
            cursor: Cursor::default(),
            page_view: PageView::default(),
            story_view: StoryView::default(),
            history: History::default(),
            marks: BTreeMap::new(),
            search: None,
            script: Script::default(),
            selection: None,
            anchor: None,
            message: None,
            pending: Pending::default(),
            ordinary_measure: MEASURE,
            themes: Vec::new(),
            keys: Arc::default(),
            typed: Vec::new(),
            map: None,
            arrivals: Arrivals::Done,
            pictures: PictureStore::default(),
            large: Large::Not,
            upright: Vec::new(),
            set: None,
            full,
            reveal: Reveal::Cursor,
            pressed: Pressed::Nothing,
            editing: Editing::Off,
            marks_uncertain: true,
            edits: EditHistory::default(),
            printed: (String::new(), String::new()),
            late: None,
            learned: None,
            kept: String::new(),
            unkept: None,
        };
        let index = (page.max(1) as usize - 1).min(state.edition.pages.len().saturating_sub(1));
        state.cursor = Cursor { page: index, block: state.first_block(index), offset: 0 };
        if let Some(doubt) = state.edition.source.doubts.first() {
            state.message = Some((Tone::Trouble, doubt.clone()));
        }
        state.prepare();
        state
    }

    /// Takes the window's size when it is not the one known already.
    pub fn resize_if_new(&mut self, columns: u16, rows: u16) {
        if self.size != (columns, rows) {
            self.update(Action::Resize(columns, rows));
        }
    }

    /// The page the reader is on.
    pub fn page(&self) -> Option<&Page> {
        self.edition.pages.get(self.cursor.page)
    }

    /// The story under the cursor; nothing on furniture.
    pub fn story(&self) -> Option<StoryId> {
        let page = self.page()?;
        self.cursor.block.and_then(|block| page.story_of(block))
    }

    /// The story under the cursor, else the next one on the page, else the page's last.
    pub fn nearest_story(&self) -> Option<StoryRef> {
        let page = self.page()?;
        let after = || {
            let here = page.order.iter().position(|block| Some(*block) == self.cursor.block)?;
            page.order.iter().skip(here).find_map(|block| page.story_of(*block))
        };
        let last = || page.story_ids().last();
        let story = self.story().or_else(after).or_else(last)?;
        Some(StoryRef { page: self.cursor.page as u32, story })
    }

    /// Which rows of the key table apply.
    pub fn place(&self) -> KeyPlace {
        match (&self.over, self.view) {
            (Overlay::List(_), _) => KeyPlace::List,
            (Overlay::Nothing | Overlay::Prompt(_) | Overlay::Ask(..), View::Page) if self.editing != Editing::Off => {
                KeyPlace::Edit
            }
            (Overlay::Nothing | Overlay::Prompt(_) | Overlay::Ask(..), View::Page) => KeyPlace::Page,
            (Overlay::Nothing | Overlay::Prompt(_) | Overlay::Ask(..), View::Story) => KeyPlace::Story,
        }
    }

    /// Where we are now, to come back to.
    pub fn spot(&self) -> ReadingPlace {
        ReadingPlace { view: self.view, cursor: self.cursor }
    }

    /// Tells the reader something.
    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.message = Some((Tone::News, text.into()));
    }

    /// Tells the reader that something did not work, and what to do.
    pub(super) fn complain(&mut self, text: impl Into<String>) {
        self.message = Some((Tone::Trouble, text.into()));
    }

    /// Where reading a page begins: its lead, else its first block.
    pub(super) fn first_block(&self, index: usize) -> Option<BlockId> {
        self.edition.pages.get(index).and_then(Page::first_read)
    }

    /// The command that a test or a prompt gives.
    pub fn command(&mut self, command: Command) -> Vec<Effect> {
        self.update(Action::Do(command, None))
    }
}
