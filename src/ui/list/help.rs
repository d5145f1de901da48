//! The help: on its first screen the keys that matter, then every key by what it is about, then the `:` commands.

use super::{Level, ListRow};
use crate::t;
use crate::ui::action::Command;
use crate::ui::keymap::{Bound, Keymap};
use crate::ui::keys::{self, KeyPlace};
use crate::ui::prompt::LINE_COMMANDS;
use crate::ui::views::{Editing, View};

/// The keys that matter in a view: commands whose first keys are shown together, and what they do.
type FirstKeys = [(&'static [Command], &'static str); 12];

const ON_PAGE: FirstKeys = [
    (&[Command::Open], "read the story under the cursor"),
    (&[Command::NextStory, Command::PreviousStory], "next story, story before"),
    (&[Command::Left, Command::Down, Command::Up, Command::Right], "from block to block; a click opens a story"),
    (&[Command::ScreenDown, Command::ScreenUp], "a screen down, a screen up"),
    (&[Command::NextPage, Command::PreviousPage], "next page, page before"),
    (&[Command::Contents, Command::Pages], "list of the stories, list of the pages"),
    (&[Command::Search, Command::NextHit, Command::PreviousHit], "search the edition; next hit, hit before"),
    (&[Command::Follow, Command::Back], "follow \"continued on\"; back again"),
    (&[Command::Fit, Command::Larger, Command::Smaller], "whole page; larger, smaller"),
    (&[Command::Save, Command::Copy], "save the story as text, copy it"),
    (&[Command::CommandLine], "type a command, such as :theme night"),
    (&[Command::Leave], "quit"),
];

const IN_STORY: FirstKeys = [
    (&[Command::ScreenDown, Command::ScreenUp], "read on, to the next story at the end; a screen back"),
    (&[Command::Down, Command::Up], "a line down, a line up"),
    (&[Command::NextStory, Command::PreviousStory], "next story, story before"),
    (&[Command::NextSection, Command::PreviousSection], "next section, section before"),
    (&[Command::Toggle, Command::Leave], "back to the page"),
    (&[Command::Contents, Command::Pages], "list of the stories, list of the pages"),
    (&[Command::Search, Command::NextHit, Command::PreviousHit], "search the edition; next hit, hit before"),
    (&[Command::Follow, Command::Back], "follow \"continued on\"; back again"),
    (&[Command::Larger, Command::Smaller], "longer lines, shorter lines"),
    (&[Command::Save, Command::Copy], "save the story as text, copy it"),
    (&[Command::Select], "select text by character; y copies it"),
    (&[Command::CommandLine], "type a command, such as :theme night"),
];

/// What keys are about, in the order of the help.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Topic {
    Moving,
    Stories,
    Searching,
    Coming,
    Taking,
    Showing,
    Program,
    Correcting,
}

impl Topic {
    const ALL: [Topic; 8] = [
        Topic::Moving,
        Topic::Stories,
        Topic::Searching,
        Topic::Coming,
        Topic::Taking,
        Topic::Showing,
        Topic::Program,
        Topic::Correcting,
    ];

    fn head(self) -> &'static str {
        match self {
            Topic::Moving => "moving about",
            Topic::Stories => "stories and pages",
            Topic::Searching => "searching",
            Topic::Coming => "jumps, back, marks",
            Topic::Taking => "selecting, notes, copying, saving",
            Topic::Showing => "how it is shown",
            Topic::Program => "the program",
            Topic::Correcting => "correcting",
        }
    }

    fn of(command: Command) -> Topic {
        match command {
            Command::Left
            | Command::Down
            | Command::Up
            | Command::Right
            | Command::NextColumn
            | Command::PreviousColumn
            | Command::NextSection
            | Command::PreviousSection
            | Command::ScreenDown
            | Command::ScreenUp
            | Command::HalfDown
            | Command::HalfUp
            | Command::Top
            | Command::End
            | Command::Percent => Topic::Moving,
            Command::NextStory
            | Command::PreviousStory
            | Command::NextPage
            | Command::PreviousPage
            | Command::Open
            | Command::Toggle
            | Command::Contents
            | Command::Pages
            | Command::Warnings => Topic::Stories,
            Command::Search | Command::NextHit | Command::PreviousHit | Command::Clear => Topic::Searching,
            Command::Follow
            | Command::Back
            | Command::Forward
            | Command::SetMark
            | Command::GoToMark
            | Command::Marks => Topic::Coming,
            Command::Select
            | Command::SelectBlocks
            | Command::Copy
            | Command::CopyParagraph
            | Command::Save
            | Command::SaveAs
            | Command::Pipe
            | Command::LookUp
            | Command::Note => Topic::Taking,
            Command::Larger
            | Command::Smaller
            | Command::Fit
            | Command::Pictures
            | Command::Upright
            | Command::Split
            | Command::Bare => Topic::Showing,
            Command::Mouse
            | Command::Reload
            | Command::Redraw
            | Command::Suspend
            | Command::CommandLine
            | Command::Help
            | Command::Leave
            | Command::Quit => Topic::Program,
            Command::Edit
            | Command::SplitStory
            | Command::JoinStory
            | Command::PickUp
            | Command::PutBehind
            | Command::PutBefore
            | Command::BlockEarlier
            | Command::BlockLater
            | Command::StoryEarlier
            | Command::StoryLater
            | Command::SetRole
            | Command::RunOn
            | Command::NextQuestion
            | Command::PreviousQuestion
            | Command::Undo
            | Command::Redo => Topic::Correcting,
        }
    }
}

/// First the keys that matter where the reader is, then all keys there, the other places, the `:` commands.
pub fn rows(keys: &Keymap, editing: Editing, view: View) -> Vec<ListRow> {
    let mut places = [
        (KeyPlace::Page, "On the page"),
        (KeyPlace::Story, "In a story"),
        (KeyPlace::Edit, "Correcting a page"),
        (KeyPlace::List, "In a list"),
    ];
    let first = match (editing, view) {
        (Editing::Off, View::Page) => 0,
        (Editing::Off, View::Story) => 1,
        (Editing::Looking | Editing::Block(_) | Editing::Story(_) | Editing::Asking(_), _) => 2,
    };
    places[..=first].rotate_right(1);
    let here = places[0].0;
    let mut rows = match here {
        KeyPlace::Page => first_keys(keys, here, &ON_PAGE),
        KeyPlace::Story => first_keys(keys, here, &IN_STORY),
        KeyPlace::Edit | KeyPlace::List => Vec::new(),
    };
    for (place, head) in places {
        rows.extend(keys_of_place(keys, (place, here), head));
    }
    rows.push(ListRow::group(&t!("Commands after :")));
    rows.extend(LINE_COMMANDS.iter().map(|command| {
        let usage = format!("{} {}", command.name, command.argument);
        ListRow::new(Level::Entry, usage.trim_end().to_owned(), t!(command.help))
    }));
    rows
}

fn first_keys(keymap: &Keymap, place: KeyPlace, first: &FirstKeys) -> Vec<ListRow> {
    let mut rows = vec![ListRow::group(&t!("The keys to begin with; all of them follow below"))];
    for (commands, does) in first {
        let keys: Vec<String> = commands.iter().filter_map(|command| keymap.key_of(*command, place)).collect();
        if !keys.is_empty() {
            rows.push(ListRow::new(Level::Entry, keys.join(" "), t!(*does)));
        }
    }
    rows
}

/// The keys of a place by topic, without those that mean the same where the reader is.
fn keys_of_place(keymap: &Keymap, (place, here): (KeyPlace, KeyPlace), head: &str) -> Vec<ListRow> {
    let mut rows = Vec::new();
    let known = |other: &Bound| {
        let mut there = keymap.bindings(here);
        there.any(|row| row.command == other.command && row.keys == other.keys && row.help == other.help)
    };
    let shown: Vec<&Bound> = keymap.bindings(place).filter(|bound| place == here || !known(bound)).collect();
    for topic in Topic::ALL {
        let about: Vec<&&Bound> = shown.iter().filter(|bound| Topic::of(bound.command) == topic).collect();
        if about.is_empty() {
            continue;
        }
        rows.push(ListRow::group(&format!("{}: {}", t!(head), t!(topic.head()))));
        rows.extend(about.into_iter().map(|bound| {
            let keys = bound.keys.iter().map(|keys| keys::shown(keys)).collect::<Vec<_>>().join(" ");
            ListRow::new(Level::Entry, keys, t!(bound.help))
        }));
    }
    rows
}
