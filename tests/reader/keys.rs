//! Every row of the key table, with every one of its key sequences, in every place where it counts, pressed in the
//! real program. A row without a case fails: see [`case`].

use super::{Terminal, folder, kill};
use foldline::ui::action::Command;
use foldline::ui::keys::{KEYS, Place};

/// What is to be seen after the keys.
#[derive(Clone, Copy, Debug)]
enum Seen {
    /// These words.
    Shows(&'static str),
    /// These words no more.
    Hides(&'static str),
    /// Another screen.
    Changes,
    /// The whole screen drawn afresh.
    Redraws,
    /// The ordinary screen, until the program is continued.
    Suspends,
    /// The end of the program.
    Ends,
}

/// What is typed first, what is waited for then, and what the key of the row does.
type Case = (&'static str, &'static str, Seen);

/// The case of a row in a place. The window is 100x20 and shows the demo edition.
fn case(place: Place, command: Command) -> Option<Case> {
    match place {
        Place::Page => on_page(command),
        Place::Story => in_story(command),
        Place::Edit => correcting(command),
        Place::List => in_list(command),
    }
}

use Seen::{Changes, Ends, Hides, Redraws, Shows, Suspends};

/// Rows that mean the same on the page and in a story.
fn anywhere(command: Command) -> Option<Case> {
    Some(match command {
        Command::NextStory => ("", "", Shows("2/6")),
        Command::PreviousStory => ("J", "2/6", Shows("1/6")),
        Command::NextPage => ("", "", Shows("page 2 of")),
        Command::PreviousPage => ("]", "page 2 of", Shows("page 1 of")),
        Command::End => ("2", "", Shows("page 2 of")),
        Command::Search => ("", "", Changes),
        Command::NextHit => ("/whistle\r", "whistle: 1 of", Shows("whistle: 2 of")),
        Command::PreviousHit => ("/whistle\rn", "whistle: 2 of", Shows("whistle: 1 of")),
        Command::Contents => ("", "", Shows("Stories")),
        Command::Pages => ("", "", Shows("─ Pages ─")),
        Command::Follow => ("", "", Shows("page 2 of")),
        Command::Back => ("f", "page 2 of", Shows("page 1 of")),
        Command::Forward => ("fH", "page 1 of", Shows("page 2 of")),
        Command::SetMark => ("", "", Shows("mark x set")),
        Command::GoToMark => ("mx]", "page 2 of", Shows("page 1 of")),
        Command::Marks => ("mx", "mark x set", Shows("─ Marks ─")),
        Command::Select | Command::SelectBlocks => ("", "", Shows("selecting")),
        Command::Copy => ("", "", Shows("copied:")),
        Command::Save => ("", "", Shows("saved as")),
        Command::SaveAs => ("", "", Shows("save as:")),
        Command::Pipe => ("", "", Changes),
        Command::Split | Command::CommandLine => ("", "", Changes),
        Command::Bare => ("", "", Hides("page 1 of")),
        Command::Mouse => ("", "", Shows("mouse off")),
        Command::Reload => ("", "", Shows("read again")),
        Command::Redraw => ("", "", Redraws),
        Command::Suspend => ("", "", Suspends),
        Command::Help => ("", "", Shows("─ Help ─")),
        Command::Clear => ("/whistle\r", "whistle: 1 of", Hides(" found")),
        Command::Pictures => ("", "", Shows("pictures")),
        Command::Quit => ("", "", Ends),
        _ => return None,
    })
}

fn on_page(command: Command) -> Option<Case> {
    Some(match command {
        Command::Left => ("l", "4/6", Shows("1/6")),
        Command::Right => ("", "", Shows("4/6")),
        Command::Down | Command::NextColumn | Command::NextSection => ("", "", Changes),
        Command::ScreenDown | Command::HalfDown | Command::Larger | Command::Smaller => ("", "", Changes),
        Command::Up => ("j", "", Changes),
        Command::PreviousColumn => ("}", "", Changes),
        Command::PreviousSection => (")", "", Changes),
        Command::ScreenUp | Command::HalfUp => (" ", "", Changes),
        Command::Top => ("jjj", "", Changes),
        Command::Fit => ("", "", Changes),
        Command::Open | Command::Toggle => ("", "", Shows("· story 1 of")),
        Command::Leave => ("", "", Ends),
        Command::Edit => ("", "", Shows("CORRECTING")),
        _ => return anywhere(command),
    })
}

fn in_story(command: Command) -> Option<Case> {
    Some(match command {
        Command::Down | Command::ScreenDown | Command::HalfDown => ("", "", Hides("· top")),
        Command::Up | Command::ScreenUp | Command::HalfUp => ("j", "%", Shows("· top")),
        Command::Left => ("J", "story 2 of", Shows("story 1 of")),
        Command::Right => ("", "", Shows("story 2 of")),
        Command::NextStory => ("", "", Shows("story 2 of")),
        Command::PreviousStory => ("J", "story 2 of", Shows("story 1 of")),
        Command::NextColumn | Command::NextSection => ("", "", Changes),
        Command::PreviousColumn => ("}}", "", Changes),
        Command::PreviousSection => ("))", "", Changes),
        Command::Top => ("jj", "%", Shows("· top")),
        Command::Percent => ("50", "", Hides("· top")),
        Command::Open => ("", "", Shows("page 2 of")),
        Command::Toggle | Command::Leave => ("", "", Hides("· story ")),
        Command::Larger => ("--", "", Changes),
        Command::Smaller => ("", "", Changes),
        Command::Fit => ("--", "", Changes),
        Command::Bare => ("", "", Hides("· story ")),
        Command::Upright => ("4G", "page 4 of", Changes),
        _ => return anywhere(command),
    })
}

fn correcting(command: Command) -> Option<Case> {
    Some(match command {
        Command::SplitStory => ("j", "2 of", Shows("a story begins here")),
        Command::JoinStory => ("", "", Shows("joining")),
        Command::PickUp => ("", "", Shows("moving")),
        Command::PutBehind => ("mJ", "moving", Shows("moved; u takes it back")),
        Command::PutBefore => ("JJaKK", "joining", Shows("read before it now")),
        Command::SetRole => ("", "", Shows("jump; u takes it back")),
        Command::BlockEarlier => (">", "read later", Shows("read earlier")),
        Command::BlockLater => ("", "", Shows("read later")),
        Command::StoryEarlier => (".", "read later", Shows("read earlier")),
        Command::StoryLater => ("", "", Shows("read later")),
        Command::RunOn => ("jjj", "", Changes),
        Command::Undo => (".", "1 correction", Shows("no corrections yet")),
        Command::Redo => (".u", "taken back", Shows("1 correction")),
        Command::Edit => ("", "", Hides("CORRECTING")),
        Command::Clear => ("m", "moving", Hides("moving")),
        _ => return None,
    })
}

fn in_list(command: Command) -> Option<Case> {
    Some(match command {
        Command::Down | Command::HalfDown | Command::ScreenDown => ("?", "Help", Changes),
        Command::Up => ("?j", "Help", Changes),
        Command::HalfUp | Command::ScreenUp => ("? ", "Help", Changes),
        Command::Top => ("?  ", "Help", Changes),
        Command::End => ("?", "Help", Changes),
        Command::NextPage => ("t", "Stories", Shows("page 2 of")),
        Command::PreviousPage => ("]t", "page 2 of", Shows("page 1 of")),
        Command::Open => ("t", "Stories", Shows("story 1 of")),
        Command::Search => ("t", "Stories", Shows("filter:")),
        Command::Contents => ("T", "─ Pages ─", Shows("─ Stories ─")),
        Command::Pages => ("t", "─ Stories ─", Shows("─ Pages ─")),
        Command::Help => ("t", "─ Stories ─", Shows("─ Help ─")),
        Command::Mouse => ("t", "─ Stories ─", Shows("mouse off")),
        Command::Reload => ("t", "─ Stories ─", Shows("read again")),
        Command::Redraw => ("t", "─ Stories ─", Redraws),
        Command::Suspend => ("t", "─ Stories ─", Suspends),
        Command::Leave => ("t", "─ Stories ─", Hides("─ Stories ─")),
        Command::Quit => ("t", "─ Stories ─", Ends),
        _ => return None,
    })
}

/// What the terminal sends for a sequence of the table; `*` is a letter.
fn spelled(sequence: &str, command: Command) -> String {
    let letter = if command == Command::SetRole { "j" } else { "x" };
    let spell = |key: &str| match key {
        "*" => letter.to_owned(),
        "Left" => "\x1b[D".to_owned(),
        "Right" => "\x1b[C".to_owned(),
        "Up" => "\x1b[A".to_owned(),
        "Down" => "\x1b[B".to_owned(),
        "Home" => "\x1b[H".to_owned(),
        "End" => "\x1b[F".to_owned(),
        "PgUp" => "\x1b[5~".to_owned(),
        "PgDn" => "\x1b[6~".to_owned(),
        "F1" => "\x1bOP".to_owned(),
        "Enter" => "\r".to_owned(),
        "Tab" => "\t".to_owned(),
        "Space" => " ".to_owned(),
        "Esc" => "\x1b".to_owned(),
        key => match key.strip_prefix('^').and_then(|rest| rest.bytes().next()) {
            Some(letter) => char::from(letter & 0x1f).to_string(),
            None => key.to_owned(),
        },
    };
    sequence.split(' ').map(spell).collect()
}

#[test]
fn no_row_is_without_a_case() {
    for row in KEYS {
        for place in row.places {
            assert!(
                case(*place, row.command).is_some(),
                "{:?} in {place:?} has no case in tests/reader/keys.rs",
                row.command
            );
        }
    }
}

/// Presses them all and tells all that failed.
fn every_row_of(place: Place) {
    let mut failed = Vec::new();
    for row in KEYS.iter().filter(|row| row.places.contains(&place)) {
        for sequence in row.keys {
            if std::panic::catch_unwind(|| press(place, row.command, sequence)).is_err() {
                failed.push(format!("{sequence} for {:?}", row.command));
            }
        }
    }
    assert!(failed.is_empty(), "in {place:?}: {failed:?}");
}

fn press(place: Place, command: Command, sequence: &str) {
    let folder = folder();
    let Some((before, waits, seen)) = case(place, command) else { return };
    let terminal = Terminal::open(100, 20, folder.path(), &[]);
    terminal.until_shows("page 1 of");
    match place {
        Place::Page | Place::List => {}
        Place::Story => {
            terminal.send("\tgg");
            terminal.until("the top of a story", |screen| screen.contents().contains("· top"));
        }
        Place::Edit => {
            terminal.send("e");
            terminal.until_shows("CORRECTING");
        }
    }
    // Counts belong to the key: nothing may come between.
    let counted = before.bytes().all(|byte| byte.is_ascii_digit());
    let (before, count) = if counted { ("", before) } else { (before, "") };
    terminal.send(before);
    // A mark would be news; a resize to the same size draws nothing: waiting is for what the keys before show.
    let shown = terminal.until(waits, |screen| screen.contents().contains(waits));
    let what = format!("{sequence} for {command:?} in {place:?} from\n{shown}\n");
    let formatted = terminal.settled();
    let written = terminal.raw().len();
    terminal.send(&format!("{count}{}", spelled(sequence, command)));
    match seen {
        Shows(words) => {
            terminal.until(&format!("{words}: {what}"), |screen| screen.contents().contains(words));
        }
        Hides(words) => {
            terminal.until(&format!("screen without {words}: {what}"), |screen| !screen.contents().contains(words));
        }
        Changes => {
            terminal.until(&format!("other screen: {what}"), |screen| screen.contents_formatted() != formatted);
        }
        Redraws => terminal.until_written(&what, |raw| raw[written..].windows(4).any(|part| part == b"\x1b[2J")),
        Suspends => {
            terminal.until(&what, |screen| !screen.alternate_screen());
            // It may not have stopped yet: what continues it then is lost.
            let back = |screen: &vt100::Screen| screen.alternate_screen();
            while !terminal.comes_to(back) {
                kill(&terminal, "CONT");
            }
        }
        Ends => {
            assert_eq!(terminal.ends(), 0, "{what}");
            return;
        }
    }
    terminal.kill();
}

#[test]
fn keys_of_the_page() {
    every_row_of(Place::Page);
}

#[test]
fn keys_of_a_story() {
    every_row_of(Place::Story);
}

#[test]
fn keys_of_correcting() {
    every_row_of(Place::Edit);
}

#[test]
fn keys_of_lists() {
    every_row_of(Place::List);
}
