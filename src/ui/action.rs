//! What comes into the reading room and what goes out of it.

use crate::editing::EditHistory;
use crate::model::edition::Edition;
use crate::model::packed::PackedPage;
use crate::model::story::StoryRef;
use crate::ui::pictures::{PictureKey, Shot};
use crossterm::event::{KeyEvent, MouseEvent};
use std::sync::Arc;

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Action {
    /// A key was pressed.
    Key(KeyEvent),
    /// The mouse did something.
    Mouse(MouseEvent),
    /// Text was pasted.
    Paste(String),
    /// The window has this many columns and rows.
    Resize(u16, u16),
    /// A command, as if its key had been pressed; with its count, if one was given.
    Do(Command, Option<u32>),
    /// Go to this page, counted from 1.
    GoToPage(u32),
    /// A picture is ready; nothing when it cannot be made.
    Pictured(PictureKey, Option<Shot>),
    /// An effect was carried out; says what was done.
    Done(String),
    /// An effect could not be carried out; says why and what to try.
    Failed(String),
    /// A layout was learned and written; says what it knows and where it is.
    Learned(String),
    /// A command was given a story and ended; its name, and what it printed.
    Printed(String, String),
    /// A file of this name is there already; carry the effect out all the same?
    Exists(String, Box<Effect>),
    /// More pages of the edition are read, by their indices, and how many there will be, where that is known.
    Arrived(Vec<(usize, Arc<PackedPage>)>, Option<usize>),
    /// The whole edition is open, of which only the first page was there, with the corrections made to it.
    Opened(Box<Edition>, Box<EditHistory>),
    /// The input was read again, with the corrections made to it.
    Reloaded(Box<Edition>, Box<EditHistory>),
    /// The path that was being typed, as far as files complete it.
    Completed(String),
    /// Corrections were written.
    Kept {
        /// The files they are in.
        place: String,
        /// Whether somebody else has corrected the page as well.
        of_others: bool,
        /// What is to be told of the files.
        says: Option<String>,
    },
    /// Corrections could not be written and are in no file; says why and where they can be kept.
    Unkept(String),
}

/// What the shell has to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Leave the program.
    Quit,
    /// Write a story to a file; the ending of the name tells the format.
    Save {
        /// Which story.
        story: StoryRef,
        /// File name or path, as typed or as made from the headline.
        name: String,
        /// Whether a file of that name may be replaced.
        replace: bool,
    },
    /// Give the whole story to the clipboard.
    CopyStory(StoryRef),
    /// Give this text to the clipboard.
    Copy(String),
    /// Complete a path that is being typed.
    CompletePath(String),
    /// Open an address of the web or of a person with the user's program for it.
    OpenLink(String),
    /// Give the story as text to a shell command's standard input.
    Pipe {
        /// Which story.
        story: StoryRef,
        /// The command line.
        command: String,
    },
    /// Catch the mouse, or leave it to the terminal.
    CatchMouse(bool),
    /// Turn bracketed paste on or off.
    BracketPaste(bool),
    /// Take the theme of this name.
    Theme(String),
    /// Look a word up with the command that the config names.
    LookUp(String),
    /// Learn the paper's layout from the corrected pages, under this name.
    Learn {
        /// What the user calls the paper.
        name: String,
        /// Whether what was learned under this name before may be replaced.
        replace: bool,
    },
    /// Read the input again.
    Reload,
    /// Write the corrections that were made by hand.
    KeepCorrections,
    /// Write them from now on to the state folder, or beside the page.
    KeepCorrectionsInState(bool),
    /// Draw everything afresh.
    Redraw,
    /// Stop the program until the shell continues it.
    Suspend,
}

/// Everything a key can mean. What it does depends on the view; the key table says so in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    /// To the block on the left; the story before.
    Left,
    /// To the block below; a line down; the next row.
    Down,
    /// To the block above; a line up; the row before.
    Up,
    /// To the block on the right; the story after.
    Right,
    /// The next story.
    NextStory,
    /// The story before.
    PreviousStory,
    /// The next column or paragraph.
    NextColumn,
    /// The column or paragraph before.
    PreviousColumn,
    /// The next section or headline.
    NextSection,
    /// The section or headline before.
    PreviousSection,
    /// The next page.
    NextPage,
    /// The page before.
    PreviousPage,
    /// Open what is under the cursor.
    Open,
    /// From page to story and back.
    Toggle,
    /// A screen down.
    ScreenDown,
    /// A screen up.
    ScreenUp,
    /// Half a screen down.
    HalfDown,
    /// Half a screen up.
    HalfUp,
    /// To the top.
    Top,
    /// To the end, or to the page whose number was typed before.
    End,
    /// So many percent into the story.
    Percent,
    /// The stories of the page.
    Contents,
    /// The pages of the edition.
    Pages,
    /// Follow the jump to another page.
    Follow,
    /// Back in history.
    Back,
    /// Forward in history.
    Forward,
    /// Set a mark, named by the next key.
    SetMark,
    /// Go to the mark named by the next key.
    GoToMark,
    /// List the marks.
    Marks,
    /// List what may have been read wrongly on this page.
    Warnings,
    /// Search the edition.
    Search,
    /// The next hit.
    NextHit,
    /// The hit before.
    PreviousHit,
    /// Select in a story by character and line.
    Select,
    /// Select by blocks.
    SelectBlocks,
    /// Copy the selection, or the story.
    Copy,
    /// Copy the paragraph under the cursor, or the first one below a head.
    CopyParagraph,
    /// Save the story as text.
    Save,
    /// Save the story under a name and in a format of one's choice.
    SaveAs,
    /// Pipe the story to a command.
    Pipe,
    /// Look up the selected words, or words that are typed.
    LookUp,
    /// Write a note on what is selected, or on the block under the cursor.
    Note,
    /// Larger page; wider measure.
    Larger,
    /// Smaller page; narrower measure.
    Smaller,
    /// Whole page or readable page; the default measure.
    Fit,
    /// Pictures, or boxes in their places.
    Pictures,
    /// The story in vertical columns, or in lines again.
    Upright,
    /// Page and story side by side.
    Split,
    /// Without bars.
    Bare,
    /// Mouse on or off.
    Mouse,
    /// Read the input again.
    Reload,
    /// Draw afresh.
    Redraw,
    /// Stop until continued.
    Suspend,
    /// Type a command.
    CommandLine,
    /// The help.
    Help,
    /// Close what is open, go back to the page, quit.
    Leave,
    /// Quit at once.
    Quit,
    /// Clear counts, selection, hits; close what is open.
    Clear,
    /// Begin or end correcting the page by hand.
    Edit,
    /// A story begins at this block.
    SplitStory,
    /// This story and another one are one.
    JoinStory,
    /// Pick up this block, to put it elsewhere.
    PickUp,
    /// Put what was picked up behind this block.
    PutBehind,
    /// Put what was picked up before this block.
    PutBefore,
    /// The block is read earlier in its story.
    BlockEarlier,
    /// The block is read later in its story.
    BlockLater,
    /// The story is read earlier.
    StoryEarlier,
    /// The story is read later.
    StoryLater,
    /// The block has another role, named by the next key.
    SetRole,
    /// The paragraph goes on in the next block, or does not.
    RunOn,
    /// The next block of which it is uncertain what it follows.
    NextQuestion,
    /// The one before.
    PreviousQuestion,
    /// Take the last correction back.
    Undo,
    /// Make it again.
    Redo,
}

impl Command {
    /// Its name in the config: `next-story`.
    pub fn name(self) -> String {
        let mut name = String::new();
        for c in format!("{self:?}").chars() {
            if c.is_uppercase() && !name.is_empty() {
                name.push('-');
            }
            name.extend(c.to_lowercase());
        }
        name
    }

    /// The command of this name, among those of the key table.
    pub fn named(name: &str) -> Option<Command> {
        let mut all = crate::ui::keys::KEYS.iter().map(|binding| binding.command);
        all.find(|command| command.name() == name)
    }
}
