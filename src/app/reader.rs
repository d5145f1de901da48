//! The reading room's shell: opens the terminal, waits for keys and signals, carries out effects, restores the
//! terminal. Everything that decides is in `ui`.

use super::failure::Failure;
use super::{memory, open, probe, services, terminal};
use crate::cli::{AmbiguousArg, ColorArg, OpenArgs, ViewArgs};
use crate::model::edition::Edition;
use crate::typeset::width::WidthModel;
use crate::ui::action::{Action, Effect};
use crate::ui::draw;
use crate::ui::state::{Mouse, State};
use crate::ui::theme::Theme;
use crossterm::event::{Event, MouseEventKind};
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::Terminal;
use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};

/// How the reader shows an edition.
#[derive(Clone, Copy, Debug)]
pub struct ReaderOptions {
    /// Widths of ambiguous characters; nothing to ask the terminal.
    pub widths: Option<WidthModel>,
    /// Colors or none; nothing to go by the environment.
    pub color: Option<bool>,
    /// Whether to catch the mouse.
    pub mouse: Mouse,
    /// The page to open on, from 1.
    pub page: u32,
    /// Whether to go to where reading stopped last time, and to keep where it stops now.
    pub memory: Memory,
}

/// Whether places are kept from one time to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Memory {
    /// They are.
    Kept,
    /// They are kept, but this time begins anew.
    Fresh,
    /// They are not.
    Nothing,
}

/// What wakes the reader.
pub(super) enum Incoming {
    /// The terminal: keys, mouse, size.
    Terminal(Event),
    /// A signal.
    Signal(i32),
    /// Something that was done beside the reading.
    Service(Action),
    /// The terminal cannot be read any more.
    Lost,
}

/// Opens the inputs in the reader.
///
/// # Errors
/// When nothing opens, or there is no terminal.
pub fn open(inputs: &[PathBuf], args: &OpenArgs, view: &ViewArgs) -> Result<(), Failure> {
    let edition = open::edition(inputs, args)?;
    let mut options = ReaderOptions::from(view);
    if inputs.is_empty() {
        // Everybody who opens the demo wants to see it from its beginning.
        options.memory = Memory::Nothing;
    }
    let (inputs, args) = (inputs.to_vec(), args.clone());
    let again = move || open::edition(&inputs, &args);
    run(edition, &options, Box::new(again))
}

impl From<&ViewArgs> for ReaderOptions {
    fn from(view: &ViewArgs) -> ReaderOptions {
        ReaderOptions {
            widths: match view.ambiguous {
                AmbiguousArg::Auto => None,
                AmbiguousArg::Narrow => Some(WidthModel::narrow()),
                AmbiguousArg::Wide => Some(WidthModel::wide()),
                AmbiguousArg::Safe => Some(WidthModel::safe()),
            },
            color: match view.color {
                ColorArg::Auto => None,
                ColorArg::Always => Some(true),
                ColorArg::Never => Some(false),
            },
            mouse: if view.no_mouse { Mouse::Free } else { Mouse::Caught },
            page: 1,
            memory: if view.fresh { Memory::Fresh } else { Memory::Kept },
        }
    }
}

/// Reads the input again.
pub type Again = Box<dyn Fn() -> Result<Edition, Failure> + Send + Sync>;

/// Shows an edition until the reader quits.
///
/// # Errors
/// When the terminal cannot be used.
pub fn run(edition: Edition, options: &ReaderOptions, again: Again) -> Result<(), Failure> {
    let guard = terminal::Guard::new().map_err(no_terminal)?;
    let known = options.widths.or_else(|| probe::known(|name| std::env::var_os(name).is_some()));
    let answer = probe::ask(known.is_none());
    let widths = known.or(answer.widths).unwrap_or(WidthModel::safe());
    // NO_COLOR is ours to heed: the library would cancel reverse video together with the colors.
    crossterm::style::force_color_output(true);
    let theme = Theme::new(terminal::depth(options.color, |name| std::env::var(name).ok()), answer.ground);
    if options.mouse == Mouse::Caught {
        terminal::catch_mouse(true).map_err(no_terminal)?;
    }
    let screen = Terminal::new(terminal::Screen::new(io::stdout())).map_err(no_terminal)?;
    let size = screen.size().map_err(no_terminal)?;
    let mut state = State::new(edition, widths, (size.width, size.height), options.page, options.mouse);
    if let Some((spot, marks)) = memory::recall(state.edition()).filter(|_| options.memory == Memory::Kept) {
        state.recall(spot, marks);
    }
    let (sender, receiver) = channel();
    listen(&sender);
    let mut room = Room {
        state,
        theme,
        screen,
        sender,
        again: again.into(),
        mouse: options.mouse,
        memory: options.memory,
        stale: false,
    };
    for key in answer.keys {
        if room.take(Incoming::Terminal(Event::Key(key))).map_err(no_terminal)? == Next::Quit {
            return Ok(());
        }
    }
    let ended = room.stay(&receiver);
    room.keep();
    drop(guard);
    ended.map_err(no_terminal)
}

fn no_terminal(error: io::Error) -> Failure {
    Failure::cannot(format!("terminal: {error}"))
}

/// Two threads wait, one for the terminal and one for signals; the reader sleeps until one of them has something.
fn listen(sender: &Sender<Incoming>) {
    let events = sender.clone();
    std::thread::spawn(move || {
        while let Ok(event) = crossterm::event::read() {
            if events.send(Incoming::Terminal(event)).is_err() {
                return;
            }
        }
        let _ = events.send(Incoming::Lost);
    });
    #[cfg(unix)]
    {
        use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
        const SIGNALS: [i32; 6] = [SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT, SIGWINCH];
        let signals = sender.clone();
        if let Ok(mut caught) = signal_hook::iterator::Signals::new(SIGNALS) {
            std::thread::spawn(move || {
                for signal in caught.forever() {
                    let _ = signals.send(Incoming::Signal(signal));
                }
            });
        }
    }
}

/// Whether to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    /// Nothing changed on the screen.
    Wait,
    /// Draw, then wait.
    Draw,
    /// Leave.
    Quit,
}

struct Room {
    state: State,
    theme: Theme,
    screen: Terminal<terminal::Screen<io::Stdout>>,
    sender: Sender<Incoming>,
    again: std::sync::Arc<dyn Fn() -> Result<Edition, Failure> + Send + Sync>,
    mouse: Mouse,
    memory: Memory,
    /// What the terminal shows may not be what we drew last.
    stale: bool,
}

impl Room {
    /// Draws and waits, until the reader leaves.
    fn stay(&mut self, receiver: &Receiver<Incoming>) -> io::Result<()> {
        self.draw()?;
        while let Ok(first) = receiver.recv() {
            let mut next = self.take(first)?;
            // What came in meanwhile is one frame: typing ahead and storms of sizes cost one drawing.
            while next != Next::Quit {
                let Ok(more) = receiver.try_recv() else { break };
                let then = self.take(more)?;
                next = if then == Next::Wait { next } else { then };
            }
            match next {
                Next::Quit => return Ok(()),
                Next::Draw => self.draw()?,
                Next::Wait => {}
            }
        }
        Ok(())
    }

    fn draw(&mut self) -> io::Result<()> {
        self.screen.autoresize()?;
        let size = self.screen.size()?;
        self.state.resize_if_new(size.width, size.height);
        let (state, theme) = (&self.state, &self.theme);
        crossterm::queue!(io::stdout(), BeginSynchronizedUpdate)?;
        if std::mem::take(&mut self.stale) {
            self.screen.clear()?;
        }
        self.screen.draw(|frame| {
            if let Some(cursor) = draw::draw(state, theme, frame.buffer_mut()) {
                frame.set_cursor_position(cursor);
            }
        })?;
        crossterm::execute!(io::stdout(), EndSynchronizedUpdate)
    }

    fn take(&mut self, incoming: Incoming) -> io::Result<Next> {
        let action = match incoming {
            Incoming::Lost => return Ok(Next::Quit),
            Incoming::Signal(signal) => return self.signal(signal),
            Incoming::Service(action) => action,
            Incoming::Terminal(event) => match event {
                Event::Key(key) => Action::Key(key),
                Event::Mouse(mouse) if mouse.kind == MouseEventKind::Moved => return Ok(Next::Wait),
                Event::Mouse(mouse) => Action::Mouse(mouse),
                Event::Paste(text) => Action::Paste(text),
                Event::Resize(columns, rows) => {
                    // After a storm the size may be what it was, and the screen is not.
                    self.stale = true;
                    Action::Resize(columns, rows)
                }
                Event::FocusGained | Event::FocusLost => return Ok(Next::Wait),
            },
        };
        let effects = self.state.update(action);
        for effect in effects {
            if self.carry_out(effect)? == Next::Quit {
                return Ok(Next::Quit);
            }
        }
        Ok(Next::Draw)
    }

    fn carry_out(&mut self, effect: Effect) -> io::Result<Next> {
        match effect {
            Effect::Quit => return Ok(Next::Quit),
            Effect::Save { story, name, replace } => {
                let done = services::save(self.state.edition(), story, &name, replace);
                self.state.update(done);
            }
            Effect::CopyStory(story) => {
                let text = crate::export::text::story(self.state.edition(), story);
                let done = services::copy(&text);
                self.state.update(done);
            }
            Effect::Copy(text) => {
                let done = services::copy(&text);
                self.state.update(done);
            }
            Effect::Pipe { story, command } => {
                let text = crate::export::text::story(self.state.edition(), story);
                let sender = self.sender.clone();
                std::thread::spawn(move || sender.send(Incoming::Service(services::pipe(&text, &command))));
                self.state.update(Action::Done("piping…".to_owned()));
            }
            Effect::CatchMouse(catch) => {
                self.mouse = if catch { Mouse::Caught } else { Mouse::Free };
                terminal::catch_mouse(catch)?;
            }
            Effect::BracketPaste(on) => terminal::bracket_paste(on)?,
            Effect::Reload => {
                let (sender, again) = (self.sender.clone(), self.again.clone());
                std::thread::spawn(move || {
                    let action = match again() {
                        Ok(edition) => Action::Reloaded(Box::new(edition)),
                        Err(failure) => Action::Failed(failure.message(false).unwrap_or_default()),
                    };
                    sender.send(Incoming::Service(action))
                });
                self.state.update(Action::Done("reading again…".to_owned()));
            }
            Effect::Redraw => self.stale = true,
            Effect::Suspend => self.suspend()?,
        }
        Ok(Next::Draw)
    }

    /// Gives the terminal back, stops, and takes it again when continued.
    fn suspend(&mut self) -> io::Result<()> {
        #[cfg(unix)]
        {
            terminal::leave();
            signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
            self.resume()?;
        }
        Ok(())
    }

    /// Keeps where reading stopped.
    fn keep(&self) {
        if self.memory != Memory::Nothing {
            let (place, marks) = self.state.places();
            memory::keep(self.state.edition(), place, marks);
        }
    }

    fn resume(&mut self) -> io::Result<()> {
        terminal::enter()?;
        if self.mouse == Mouse::Caught {
            terminal::catch_mouse(true)?;
        }
        self.stale = true;
        Ok(())
    }

    fn signal(&mut self, signal: i32) -> io::Result<Next> {
        #[cfg(unix)]
        {
            use signal_hook::consts::{SIGCONT, SIGTSTP, SIGWINCH};
            match signal {
                SIGTSTP => self.suspend()?,
                SIGCONT => self.resume()?,
                // The terminal's own report of a new size gets lost when a key comes in at the same moment.
                SIGWINCH => self.stale = true,
                other => {
                    self.keep();
                    terminal::leave();
                    signal_hook::low_level::emulate_default_handler(other)?;
                    return Ok(Next::Quit);
                }
            }
        }
        #[cfg(not(unix))]
        let _ = signal;
        Ok(Next::Draw)
    }
}
