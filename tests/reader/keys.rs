//! Every row of the key table, with every one of its key sequences, in every place where it counts, pressed in the
//! real program. A row without a case fails: see [`case`].

use super::{Terminal, folder, goes_on};
use foldline::ui::action::Command;
use foldline::ui::keys::{KEYS, KeyPlace};

/// What is to be seen after the keys.
#[derive(Clone, Copy, Debug)]
enum Seen<'a> {
    /// These words.
    Shows(&'a str),
    /// These words no more.
    Hides(&'a str),
    /// The mark of where one is, before these words.
    At(&'a str),
    /// These words in the chosen row of a list.
    Chosen(&'a str),
    /// The last row, which begins with these words.
    Foot(&'a str),
    /// The whole screen drawn afresh.
    Redraws,
    /// The ordinary screen, until the program is continued.
    Suspends,
    /// What is uncertain, or that nothing is: that depends on the weights.
    Asks,
    /// The end of the program.
    Ends,
}

/// What is typed first, what is waited for then, and what the key of the row does.
struct Case {
    before: String,
    waits: &'static str,
    seen: Seen<'static>,
}

/// Place and command; what is typed before the key; what is waited for; what the key does. `both` is the page and a
/// story, which a row of their own goes before. The window is 100x20 and shows the demo edition.
const CASES: &str = r"
page  left              | l         | 4/6           | at Volunteers rebuilt
page  right             |           |               | at Library Lends
page  down              |           |               | at The Old Ferry Comes Home
page  up                | j         |               | at THE BAY
page  next-column       |           |               | at Friday morning: the Marigold
page  previous-column   | }}        |               | at Friday morning: the Marigold
page  next-section      |           |               | at The Old Ferry Comes Home
page  previous-section  | ))        | 2/6           | at The Old Ferry Comes Home
page  screen-down       |           |               | at By Nora Wexcombe
page  half-down         |           |               | at Volunteers rebuilt
page  screen-up         | _         |               | shows The Harbor Lantern
page  half-up           | _         |               | shows After Eleven Quiet Years
page  top               | jjj       |               | at The Harbor Lantern
page  larger            |           |               | shows The eight tele
page  smaller           |           |               | shows On Friday she crossed the bay
page  fit               |           |               | shows On Friday she crossed the bay
page  open              |           |               | shows · story 1 of
page  toggle            |           |               | shows · story 1 of
page  leave             |           |               | ends
page  edit              |           |               | shows CORRECTING

story down              |           |               | shows · 8%
story up                | j         | %             | shows · top
story screen-down       |           |               | shows Space goes on, page 2
story screen-up         | _         | · end         | shows · top
story half-down         |           |               | shows · 75%
story half-up           | d         | %             | shows · top
story left              | J         | story 2 of    | shows story 1 of
story right             |           |               | shows story 2 of
story next-story        |           |               | shows story 2 of
story previous-story    | J         | story 2 of    | shows story 1 of
story next-column       |           |               | at By Nora Wexcombe
story previous-column   | }}        | %             | at By Nora Wexcombe
story next-section      |           |               | at Friday morning: the Marigold
story previous-section  | )         | %             | at THE BAY
story top               | jj        | %             | shows · top
story percent           | 50        |               | shows · 50%
story open              |           |               | shows page 2 of
story toggle            |           |               | hides · story
story leave             |           |               | hides · story
story larger            | --        |               | shows little after seven, low and slightly flat
story smaller           |           |               | shows little after seven, low and slightly flat
story fit               | --        |               | shows after seven, low and slightly flat, and along
story bare              |           |               | hides · story
story upright           | 4G        | page 4 of     | shows vertical: read from the right

both  next-story        |           |               | shows 2/6
both  previous-story    | J         | 2/6           | shows 1/6
both  next-page         |           |               | shows page 2 of
both  previous-page     | ]         | page 2 of     | shows page 1 of
both  end               | 2         |               | shows page 2 of
both  search            |           |               | foot /
both  next-hit          | /whistle\r | whistle: 1 of | shows whistle: 2 of
both  previous-hit      | /whistle\rn | whistle: 2 of | shows whistle: 1 of
both  contents          |           |               | chosen The Old Ferry Comes Home
both  pages             |           |               | shows ─ Pages ─
both  follow            |           |               | shows page 2 of
both  back              | f         | page 2 of     | shows page 1 of
both  forward           | fH        | page 1 of     | shows page 2 of
both  warnings          |           |               | shows no warnings about this page
both  set-mark          |           |               | shows mark x set
both  go-to-mark        | mx]       | page 2 of     | shows page 1 of
both  marks             | mx        | mark x set    | shows ─ Marks ─
both  select            |           |               | shows selecting
both  select-blocks     |           |               | shows selecting
both  copy              |           |               | shows copied:
both  copy-paragraph    |           |               | shows copied: 153 characters
both  save              |           |               | shows saved as
both  save-as           |           |               | foot save as:
both  pipe              |           |               | foot |
both  look-up           |           |               | foot look up:
both  note              |           |               | foot note:
both  split             |           |               | shows page and story; Tab changes
both  command-line      |           |               | foot :
both  bare              |           |               | hides page 1 of
both  mouse             |           |               | shows mouse off
both  reload            |           |               | shows read again
both  redraw            |           |               | redraws
both  suspend           |           |               | suspends
both  help              |           |               | shows ─ Help ─
both  clear             | /whistle\r | whistle: 1 of | hides  found
both  pictures          |           |               | shows pictures
both  quit              |           |               | ends

edit  split-story       | j         | 2 of          | shows a story begins here
edit  join-story        |           |               | shows joining
edit  pick-up           |           |               | shows moving
edit  put-behind        | mJ        | moving        | shows moved; u undoes it
edit  put-before        | JJaKK     | joining       | shows read before it now
edit  set-role          |           |               | shows jump; u undoes it
edit  block-earlier     | >         | read later    | shows read earlier
edit  block-later       |           |               | shows read later
edit  story-earlier     | .         | read later    | shows read earlier
edit  story-later       |           |               | shows read later
edit  run-on            | jjjj}     | body          | shows changed; u undoes it
edit  next-question     |           |               | asks
edit  previous-question |           |               | asks
edit  undo              | .         | 1 correction  | shows no corrections yet
edit  redo              | .u        | undone        | shows 1 correction
edit  edit              |           |               | hides CORRECTING
edit  clear             | m         | moving        | hides moving

list  down              | ?         | Help          | chosen next story, story before
list  up                | ?j        | Help          | chosen read the story under the cursor
list  half-down         | ?         | Help          | chosen whole page; larger, smaller
list  half-up           | ?_        | Help          | chosen whole page; larger, smaller
list  screen-down       | ?         | Help          | chosen block on the right
list  screen-up         | ?_        | Help          | chosen read the story under the cursor
list  top               | ?__       | Help          | chosen read the story under the cursor
list  end               | ?         | Help          | chosen quit
list  next-page         | t         | Stories       | shows page 2 of
list  previous-page     | ]t        | page 2 of     | shows page 1 of
list  open              | t         | Stories       | shows story 1 of
list  search            | t         | Stories       | foot filter:
list  contents          | T         | ─ Pages ─     | shows ─ Stories ─
list  pages             | t         | ─ Stories ─   | shows ─ Pages ─
list  help              | t         | ─ Stories ─   | shows ─ Help ─
list  command-line      | ?         | Help          | foot :
list  mouse             | t         | ─ Stories ─   | shows mouse off
list  reload            | t         | ─ Stories ─   | shows read again
list  redraw            | t         | ─ Stories ─   | redraws
list  suspend           | t         | ─ Stories ─   | suspends
list  leave             | t         | ─ Stories ─   | hides ─ Stories ─
list  quit              | t         | ─ Stories ─   | ends
";

/// The case of a row in a place.
fn case(place: KeyPlace, command: Command) -> Option<Case> {
    let both = matches!(place, KeyPlace::Page | KeyPlace::Story).then_some("both");
    let line = std::iter::once(place.name()).chain(both).find_map(|word| {
        let row = [word, &command.name()];
        CASES.lines().find(|line| line.split_whitespace().take(2).eq(row))
    })?;
    let [_, before, waits, seen] = line.splitn(4, '|').map(str::trim).collect::<Vec<_>>()[..] else {
        panic!("four columns: {line}")
    };
    let before = before.replace(r"\r", "\r").replace('_', " ");
    let (kind, words) = seen.split_once(' ').unwrap_or((seen, ""));
    let seen = match kind {
        "shows" => Shows(words),
        "hides" => Hides(words),
        "at" => At(words),
        "chosen" => Chosen(words),
        "foot" => Foot(words),
        "redraws" => Redraws,
        "suspends" => Suspends,
        "asks" => Asks,
        "ends" => Ends,
        _ => panic!("nothing of this kind is seen: {line}"),
    };
    Some(Case { before, waits, seen })
}

use Seen::{Asks, At, Chosen, Ends, Foot, Hides, Redraws, Shows, Suspends};

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
fn every_row_of(place: KeyPlace) {
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

fn press(place: KeyPlace, command: Command, sequence: &str) {
    let folder = folder();
    let Some(Case { before, waits, seen }) = case(place, command) else { return };
    let terminal = Terminal::open(100, 20, folder.path(), &[]);
    terminal.until_opened();
    match place {
        KeyPlace::Page | KeyPlace::List => {}
        KeyPlace::Story => {
            terminal.send("\tgg");
            terminal.until("the top of a story", |screen| screen.contents().contains("· top"));
        }
        KeyPlace::Edit => {
            terminal.send("e");
            terminal.until_shows("CORRECTING");
        }
    }
    // Counts belong to the key: nothing may come between.
    let counted = before.bytes().all(|byte| byte.is_ascii_digit());
    let (before, count) = if counted { (String::new(), before) } else { (before, String::new()) };
    terminal.send(&before);
    // A mark would be news; a resize to the same size draws nothing: waiting is for what the keys before show.
    let shown = terminal.until(waits, |screen| screen.contents().contains(waits));
    let what = format!("{sequence} for {command:?} in {place:?} from\n{shown}\n");
    terminal.settled();
    let written = terminal.raw().len();
    terminal.send(&format!("{count}{}", spelled(sequence, command)));
    match seen {
        Shows(_) | Hides(_) | At(_) | Chosen(_) | Foot(_) | Asks => {
            terminal.until(&format!("{seen:?}: {what}"), |screen| shows(screen, seen));
        }
        Redraws => terminal.until_written(&what, |raw| raw[written..].windows(4).any(|part| part == b"\x1b[2J")),
        Suspends => {
            terminal.until(&what, |screen| !screen.alternate_screen());
            goes_on(&terminal);
        }
        Ends => {
            assert_eq!(terminal.ends(), 0, "{what}");
            return;
        }
    }
    drop(terminal);
}

/// Whether the screen is as it is to be seen.
fn shows(screen: &vt100::Screen, seen: Seen<'_>) -> bool {
    let shown = screen.contents();
    let (_, columns) = screen.size();
    let inverse =
        |row: u16| (0..columns.get()).any(|column| screen.cell(row, column).is_some_and(vt100::Cell::inverse));
    match seen {
        Shows(words) => shown.contains(words),
        Hides(words) => !shown.contains(words),
        At(words) => shown.lines().any(|row| row.split('▌').skip(1).any(|text| text.trim_start().starts_with(words))),
        Chosen(words) => {
            (0..).zip(screen.rows(0, columns.get())).any(|(row, text)| text.contains(words) && inverse(row))
        }
        Foot(words) => screen.rows(0, columns.get()).last().is_some_and(|row| row.trim_start().starts_with(words)),
        Asks => [" · 2 ", "nothing is uncertain"].iter().any(|words| shown.contains(words)),
        Redraws | Suspends | Ends => true,
    }
}

#[test]
fn keys_of_the_page() {
    every_row_of(KeyPlace::Page);
}

#[test]
fn keys_of_a_story() {
    every_row_of(KeyPlace::Story);
}

#[test]
fn keys_of_correcting() {
    every_row_of(KeyPlace::Edit);
}

#[test]
fn keys_of_lists() {
    every_row_of(KeyPlace::List);
}
