//! The terminal: taken on entering, given back as it was on leaving, on errors, panics and signals alike.

use crate::sources::FENCED_THREAD;
use crate::t;
use crate::ui::double_size::{LOWER_HALF, SINGLE, UPPER_HALF};
use crate::ui::theme::Depth;
use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use crossterm::{Command, execute, queue};
use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::{Cell, CellDiffOption};
use ratatui::layout::{Position, Size};
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// True between [`enter`] and [`leave`]. Who changes the modes of the terminal holds it meanwhile: what is set a moment
/// after the terminal was given back would stay.
static ENTERED: Mutex<bool> = Mutex::new(false);

fn entered() -> MutexGuard<'static, bool> {
    ENTERED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes the terminal: raw mode, the other screen, no cursor.
///
/// # Errors
/// When the terminal refuses.
pub fn enter() -> io::Result<()> {
    let mut entered = entered();
    if *entered {
        // Stopped and continued from outside: the shell may have set its own modes meanwhile.
        let _ = disable_raw_mode();
    }
    enable_raw_mode()?;
    *entered = true;
    execute!(io::stdout(), EnterAlternateScreen, Hide)
}

/// Gives the terminal back. Does nothing the second time; what fails on a terminal that went away is let go.
pub fn leave() {
    let mut entered = entered();
    if !std::mem::take(&mut *entered) {
        return;
    }
    let mut out = io::stdout();
    let _ = queue!(out, DisableBracketedPaste, MouseCapture(false), LeaveAlternateScreen, Show);
    let _ = out.flush();
    let _ = disable_raw_mode();
}

/// Gives the terminal back although the reader does not come to it: its modes at once, its screen if it still takes
/// anything.
pub fn leave_by_force() {
    /// A terminal that takes nothing for so long takes nothing.
    const BRIEF: std::time::Duration = std::time::Duration::from_millis(300);
    let _ = disable_raw_mode();
    let (done, waits) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        leave();
        let _ = done.send(());
    });
    let _ = waits.recv_timeout(BRIEF);
}

/// Changes modes of the terminal, unless it was given back already.
///
/// # Errors
/// When the change fails, or the terminal is not ours any more.
#[cfg(unix)]
pub fn while_ours<T>(change: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    let entered = entered();
    if *entered { change() } else { Err(io::Error::other("the terminal was given back")) }
}

/// Says that opening takes long, and how to leave.
///
/// # Errors
/// When the terminal went away.
pub fn say_opening(since: std::time::Duration, recognizing: Option<(u32, usize)>) -> io::Result<()> {
    let seconds = since.as_secs();
    let says = match recognizing {
        Some((page, count)) => {
            t!("recognizing the text of page {page} of {count}… {seconds} s · q quits", page, count, seconds)
        }
        None => t!("opening… {seconds} s · q quits", seconds),
    };
    let clear = crossterm::terminal::Clear(crossterm::terminal::ClearType::UntilNewLine);
    execute!(io::stdout(), MoveTo(1, 0), crossterm::style::Print(says), clear)
}

/// Leaves the terminal when it goes out of scope, and when anything panics before that.
pub struct Guard;

impl Guard {
    /// Takes the terminal.
    ///
    /// # Errors
    /// When the terminal refuses; it is as it was then.
    pub fn new() -> io::Result<Guard> {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if std::thread::current().name() == Some(FENCED_THREAD) {
                return;
            }
            leave();
            before(panic);
        }));
        let guard = Guard;
        enter()?;
        Ok(guard)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        leave();
    }
}

/// Catches the mouse or leaves it alone.
///
/// # Errors
/// When the terminal went away.
pub fn catch_mouse(catch: bool) -> io::Result<()> {
    execute!(io::stdout(), MouseCapture(catch))
}

/// Brackets pasted text or not.
///
/// # Errors
/// When the terminal went away.
pub fn bracket_paste(on: bool) -> io::Result<()> {
    if on { execute!(io::stdout(), EnableBracketedPaste) } else { execute!(io::stdout(), DisableBracketedPaste) }
}

/// Buttons, wheel and drags; not every movement, which would wake us all the time.
struct MouseCapture(bool);

impl Command for MouseCapture {
    fn write_ansi(&self, out: &mut impl std::fmt::Write) -> std::fmt::Result {
        let end = if self.0 { 'h' } else { 'l' };
        write!(out, "\x1b[?1000{end}\x1b[?1002{end}\x1b[?1006{end}")
    }

    #[cfg(windows)]
    fn execute_winapi(&self) -> io::Result<()> {
        Ok(())
    }
}

/// How many colors to use: what was asked for, else what the environment says.
pub fn depth(asked: Option<bool>, var: impl Fn(&str) -> Option<String>) -> Depth {
    let said = |name: &str| var(name).filter(|value| !value.is_empty());
    let plain = said("NO_COLOR").is_some() || said("TERM").is_some_and(|term| term == "dumb");
    if asked == Some(false) || (asked.is_none() && plain) {
        return Depth::Monochrome;
    }
    match (said("COLORTERM").as_deref(), said("TERM")) {
        (Some("truecolor" | "24bit"), _) => Depth::True,
        (_, Some(term)) if term.contains("256color") => Depth::Indexed,
        (_, Some(term)) if term.contains("direct") => Depth::True,
        _ => Depth::Sixteen,
    }
}

/// The background as COLORFGBG tells it, near enough to know light from dark.
pub fn guessed_ground(var: impl Fn(&str) -> Option<String>) -> Option<(u8, u8, u8)> {
    let number: u8 = var("COLORFGBG")?.rsplit(';').next()?.trim().parse().ok()?;
    // Of the sixteen, 7 and all from 9 on are light.
    Some(if number == 7 || (9..16).contains(&number) { (255, 255, 255) } else { (0, 0, 0) })
}

/// The backend, with one addition: a character that is drawn two cells wide against ratatui's belief gets both cells
/// cleared first, because terminals leave old ink in the second (the remedy that Vim came to as well).
pub struct Screen<W: Write> {
    out: CrosstermBackend<W>,
    /// Rows that are at double width.
    double: BTreeSet<u16>,
}

impl<W: Write> Screen<W> {
    /// Draws to this terminal.
    pub fn new(out: W) -> Screen<W> {
        Screen { out: CrosstermBackend::new(out), double: BTreeSet::new() }
    }

    /// The cell as it is written. What is written first in a row of double width makes it an ordinary one again,
    /// unless it is text of double width itself.
    fn prepared(&mut self, y: u16, cell: &Cell) -> Cell {
        let mut cell = cell.clone();
        let symbol = cell.symbol();
        if symbol.starts_with(UPPER_HALF) || symbol.starts_with(LOWER_HALF) {
            self.double.insert(y);
            return cell;
        }
        // A cell of a picture is forced to one: what stands beside it belongs to another cell and stays.
        let is_wide = matches!(cell.diff_option, CellDiffOption::ForcedWidth(width) if width.get() > 1);
        let is_cleared = is_wide && !symbol.starts_with('\x1b');
        let blanks = if is_cleared { "  \u{8}\u{8}" } else { "" };
        let single = if self.double.remove(&y) { SINGLE } else { "" };
        if is_cleared || !single.is_empty() {
            let symbol = format!("{single}{blanks}{symbol}");
            cell.set_symbol(&symbol);
        }
        cell
    }

    /// Makes all rows ordinary ones.
    fn make_single(&mut self) -> io::Result<()> {
        for row in std::mem::take(&mut self.double) {
            self.out.set_cursor_position(Position::new(0, row))?;
            self.out.write_all(SINGLE.as_bytes())?;
        }
        Ok(())
    }
}

impl<W: Write> Backend for Screen<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let cells: Vec<(u16, u16, Cell)> = content.map(|(x, y, cell)| (x, y, self.prepared(y, cell))).collect();
        self.out.draw(cells.iter().map(|(x, y, cell)| (*x, *y, cell)))
    }
    fn hide_cursor(&mut self) -> io::Result<()> {
        self.out.hide_cursor()
    }
    fn show_cursor(&mut self) -> io::Result<()> {
        self.out.show_cursor()
    }
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        // Asking would race with the thread that reads keys; nothing here needs the answer.
        Ok(Position::ORIGIN)
    }
    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.out.set_cursor_position(position)
    }
    fn clear(&mut self) -> io::Result<()> {
        self.make_single()?;
        self.out.clear()
    }
    fn clear_region(&mut self, kind: ClearType) -> io::Result<()> {
        self.out.clear_region(kind)
    }
    fn size(&self) -> io::Result<Size> {
        self.out.size()
    }
    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.out.window_size()
    }
    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(vars: &[(&str, &str)], asked: Option<bool>) -> Depth {
        depth(asked, |name| vars.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn colors_follow_the_flag_then_the_environment() {
        assert_eq!(with(&[("COLORTERM", "truecolor")], None), Depth::True);
        assert_eq!(with(&[("TERM", "screen-256color")], None), Depth::Indexed);
        assert_eq!(with(&[("TERM", "vt100")], None), Depth::Sixteen);
        assert_eq!(with(&[("NO_COLOR", "1"), ("COLORTERM", "truecolor")], None), Depth::Monochrome);
        assert_eq!(with(&[("NO_COLOR", "")], None), Depth::Sixteen, "an empty NO_COLOR does not count");
        assert_eq!(with(&[("NO_COLOR", "1"), ("TERM", "xterm-256color")], Some(true)), Depth::Indexed);
        assert_eq!(with(&[("COLORTERM", "truecolor")], Some(false)), Depth::Monochrome);
    }

    #[test]
    fn the_background_is_guessed() {
        let guess = |value: &str| guessed_ground(|_| Some(value.to_owned()));
        assert_eq!(guess("0;15"), Some((255, 255, 255)));
        assert_eq!(guess("15;default;0"), Some((0, 0, 0)));
        assert_eq!(guess("15;default"), None);
        assert_eq!(guessed_ground(|_| None), None);
    }

    #[test]
    fn a_forced_cell_is_cleared_before_it_is_drawn() {
        let mut cell = Cell::new("“");
        let mut screen = Screen::new(Vec::new());
        assert_eq!(screen.prepared(0, &cell).symbol(), "“");
        cell.set_diff_option(CellDiffOption::ForcedWidth(std::num::NonZeroU16::MIN.saturating_add(1)));
        assert_eq!(screen.prepared(0, &cell).symbol(), "  \u{8}\u{8}“");
        let mut placeholder = Cell::new("\u{10eeee}\u{305}");
        placeholder.set_diff_option(CellDiffOption::ForcedWidth(std::num::NonZeroU16::MIN));
        assert_eq!(screen.prepared(0, &placeholder), placeholder, "a cell of a picture leaves its neighbor alone");
    }
}
