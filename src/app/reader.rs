//! The reading room's shell: waits for keys, signals and work done beside the reading; carries out effects; draws.
//! Everything that decides is in `ui`.

use super::corrections::Sidecars;
use super::incoming::{Changed, Incoming};
use super::job_queue::JobQueue;
use super::memory::Memory;
use super::start::{Opener, ReaderOptions};
use super::watch::Watched;
use super::{memory, preferences, signals, terminal};
use crate::ui::action::Action;
use crate::ui::draw;
use crate::ui::halves::WideHalves;
use crate::ui::state::{MouseOwner, State};
use crate::ui::theme::Theme;
use crate::ui::theme::shade::Rgb;
use crossterm::event::{Event, MouseEventKind};
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::Terminal;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

/// Keys wait so long for the rest of an edition whose first page shows, so that what is typed ahead means the same
/// on a fast machine and on a slow one.
const HOLD: Duration = Duration::from_secs(1);

/// How long the reader could do nothing else, for the log: a warning when one feels it.
fn log_time(what: &str, start: Instant) {
    /// Half a frame of a screen that draws sixty a second.
    const FELT: Duration = Duration::from_millis(8);
    let took = start.elapsed();
    if took > FELT {
        tracing::warn!("{what} took {took:?}");
    } else {
        tracing::debug!("{what} took {took:?}");
    }
}

/// Whether to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Nothing changed on the screen.
    Wait,
    /// Draw, then wait.
    Draw,
    /// Leave.
    Quit,
}

/// The reader at work.
pub(super) struct ReaderShell {
    pub(super) state: State,
    /// Where corrections are kept.
    pub(super) sidecars: Sidecars,
    /// What was kept of this edition when it was opened.
    pub(super) base: memory::Baseline,
    pub(super) theme: Theme,
    pub(super) screen: Terminal<terminal::Screen<io::Stdout>>,
    pub(super) sender: Sender<Incoming>,
    pub(super) opener: Arc<Opener>,
    /// Who writes files.
    pub(super) jobs: JobQueue,
    pub(super) mouse: MouseOwner,
    pub(super) options: ReaderOptions,
    /// The theme that was chosen while reading.
    pub(super) chosen_theme: Option<String>,
    /// The terminal's background, when it told us.
    pub(super) ground: Option<Rgb>,
    pub(super) _watched: Watched,
    /// Halves of wide characters in the last frame.
    pub(super) halves: WideHalves,
    /// What the terminal shows may not be what we drew last.
    pub(super) stale: bool,
    /// Whether the terminal's widths are settled whatever it answers.
    pub(super) widths_known: bool,
    /// Whether the edition is all there.
    pub(super) is_whole: bool,
    /// Somebody reads what there is of it meanwhile.
    pub(super) was_used: bool,
    /// Keys that wait for the edition to be whole.
    pub(super) held: Vec<Incoming>,
    pub(super) since: Instant,
    /// When the last thing came in.
    pub(super) busy_since: Instant,
    /// Where pictures are made.
    #[cfg(feature = "images")]
    pub(super) picture_worker: Option<super::pictures::PictureWorker>,
    /// How the pictures that are ready were painted.
    #[cfg(feature = "images")]
    pub(super) manner: Option<super::pictures::DrawnAs>,
}

impl ReaderShell {
    /// A room that nothing was drawn of yet.
    pub(super) fn new(
        state: State,
        screen: Terminal<terminal::Screen<io::Stdout>>,
        sender: Sender<Incoming>,
        opener: Arc<Opener>,
        options: ReaderOptions,
    ) -> ReaderShell {
        let watched = Watched::new(&options, &sender);
        ReaderShell {
            jobs: JobQueue::new(&sender),
            state,
            sidecars: Sidecars::default(),
            base: memory::Baseline::default(),
            theme: Theme::default(),
            screen,
            sender,
            opener,
            mouse: preferences::mouse(&options.config.settings),
            chosen_theme: None,
            ground: None,
            options,
            _watched: watched,
            halves: WideHalves::default(),
            stale: false,
            widths_known: true,
            is_whole: true,
            was_used: false,
            held: Vec::new(),
            since: Instant::now(),
            busy_since: Instant::now(),
            #[cfg(feature = "images")]
            picture_worker: None,
            #[cfg(feature = "images")]
            manner: None,
        }
    }

    /// Draws and waits, until the reader leaves. `meanwhile` came in before the first frame.
    pub(super) fn stay(&mut self, receiver: &Receiver<Incoming>, meanwhile: Vec<Incoming>) -> io::Result<()> {
        self.draw()?;
        let mut early = meanwhile.into_iter();
        loop {
            let first = match early.next() {
                Some(first) => first,
                None => match self.next(receiver) {
                    Some(first) => first,
                    None => return Ok(()),
                },
            };
            let mut next = self.take(first)?;
            // What came in meanwhile is one frame: typing ahead and storms of sizes cost one drawing.
            while next != Next::Quit {
                let Some(more) = early.next().or_else(|| receiver.try_recv().ok()) else { break };
                let then = self.take(more)?;
                next = if then == Next::Wait { next } else { then };
            }
            match next {
                Next::Quit => return Ok(()),
                Next::Draw => self.draw()?,
                Next::Wait => {}
            }
        }
    }

    /// Sleeps until something comes in. Held keys come back when they waited long enough.
    fn next(&mut self, receiver: &Receiver<Incoming>) -> Option<Incoming> {
        if self.held.is_empty() {
            return receiver.recv().ok();
        }
        match receiver.recv_timeout(HOLD.saturating_sub(self.since.elapsed())) {
            Ok(incoming) => Some(incoming),
            Err(RecvTimeoutError::Timeout) => Some(self.held.remove(0)),
            Err(RecvTimeoutError::Disconnected) => None,
        }
    }

    fn draw(&mut self) -> io::Result<()> {
        let start = Instant::now();
        self.screen.autoresize()?;
        let size = self.screen.size()?;
        self.state.resize_if_new(size.width, size.height);
        let (state, theme, halves) = (&self.state, &self.theme, &mut self.halves);
        crossterm::queue!(io::stdout(), BeginSynchronizedUpdate)?;
        if std::mem::take(&mut self.stale) {
            self.screen.clear()?;
        }
        self.screen.draw(|frame| {
            if let Some(cursor) = draw::draw(state, theme, frame.buffer_mut()) {
                frame.set_cursor_position(cursor);
            }
            halves.take(frame.buffer_mut());
        })?;
        crossterm::execute!(io::stdout(), EndSynchronizedUpdate)?;
        self.order_pictures();
        log_time("drawing", start);
        Ok(())
    }

    /// Takes what came in, with everything that follows from it.
    pub(super) fn take(&mut self, incoming: Incoming) -> io::Result<Next> {
        let what = incoming.name();
        self.busy_since = Instant::now();
        let next = self.act_on(incoming);
        self.options.wish.set(self.state.wanted_page());
        self.state.rest(usize::from(self.options.config.settings.cache) << 20);
        log_time(what, self.busy_since);
        next
    }

    fn act_on(&mut self, incoming: Incoming) -> io::Result<Next> {
        let holds = !self.is_whole && self.since.elapsed() < HOLD;
        let is_typed = matches!(incoming, Incoming::Terminal(Event::Key(_) | Event::Mouse(_)));
        self.was_used |= is_typed && !holds && !self.is_whole;
        let action = match incoming {
            Incoming::Terminal(_) if is_typed && holds => {
                self.held.push(incoming);
                return Ok(Next::Wait);
            }
            Incoming::Changed(Changed::Input) => {
                self.read_again();
                return Ok(Next::Wait);
            }
            Incoming::Changed(Changed::Config) => return self.config_changed(),
            Incoming::Answered(answer) => return self.answered(*answer),
            Incoming::Opening(progress) => return Ok(self.opening(progress)),
            Incoming::Opened(opened) => return self.opened(opened),
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
        for effect in self.state.update(action) {
            if self.carry_out(effect)? == Next::Quit {
                return Ok(Next::Quit);
            }
        }
        Ok(Next::Draw)
    }

    /// Gives the terminal back, stops, and takes it again when continued.
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        #[cfg(unix)]
        {
            terminal::leave();
            signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
            self.resume()?;
        }
        Ok(())
    }

    /// Keeps where reading stopped, and finishes what is being written. Returns what is to be told when the terminal is given back.
    pub(super) fn keep(&mut self) -> Vec<String> {
        self.jobs.finish();
        let mut says: Vec<String> = memory::keep_typed(self.state.typed(), &self.base).into_iter().collect();
        if self.is_whole && self.options.memory != Memory::Nothing {
            let (place, marks) = self.state.places();
            says.extend(memory::keep(self.state.edition_as_read(), place, marks, &self.base));
        }
        says
    }

    /// Takes the terminal again.
    pub(super) fn resume(&mut self) -> io::Result<()> {
        terminal::enter()?;
        if self.mouse == MouseOwner::Caught {
            terminal::catch_mouse(true)?;
        }
        self.stale = true;
        // Nobody waited while it was stopped.
        self.busy_since = Instant::now();
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
                    signals::heard();
                    self.keep();
                    signals::end_by(other);
                    return Ok(Next::Quit);
                }
            }
        }
        #[cfg(not(unix))]
        let _ = signal;
        Ok(Next::Draw)
    }
}
