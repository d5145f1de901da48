//! From the command line to the first frame. Three things go on at once, so that none waits for another: the input is
//! opened, the terminal is asked how it draws, and the frame waits for the first page and a little for the answer.
//!
//! ```text
//!   worker     open the input ---- First page ------------ Whole edition ->
//!   terminal   ask ---- answer ---- keys, sizes, mouse ------------------->
//!   reader     enter the screen .. first frame .......... drawn again ---->
//! ```

use super::config::Config;
use super::failure::{Failure, in_words};
use super::incoming::Incoming;
use super::memory::Memory;
use super::open::{OpenProgress, OpenedEdition};
use super::reader::ReaderShell;
use super::reading::Wish;
use super::{memory, open, output, preferences, probe, replies, signals, terminal};
use crate::cli::{OpenArgs, ViewArgs};
use crate::ui::action::Action;
use crate::ui::state::{MouseOwner, State};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// A terminal that answers does so long before this; one that does not must not hold up the first frame.
const ANSWER_LIMIT: Duration = Duration::from_millis(25);
/// Opening that takes longer is shown.
const PATIENCE: Duration = Duration::from_millis(200);

/// What the reader is started with.
#[derive(Clone, Debug)]
pub struct ReaderOptions {
    /// What the config says, and the command line before it.
    pub config: Config,
    /// What the command line says, to count again when the config changes.
    pub view: ViewArgs,
    /// Whether to go to where reading stopped last time, and to keep where it stops now.
    pub memory: Memory,
    /// The files and folders that are read.
    pub inputs: Vec<PathBuf>,
    /// The page that is read first.
    pub wish: Arc<Wish>,
}

/// Opens the inputs, and tells how far it is.
pub(super) type Opener = dyn Fn(&mut dyn FnMut(OpenProgress)) -> Result<OpenedEdition, Failure> + Send + Sync;

/// Opens the inputs in the reader.
///
/// # Errors
/// When nothing opens, or there is no terminal.
pub fn open(inputs: &[PathBuf], args: &OpenArgs, view: &ViewArgs, config: Config) -> Result<(), Failure> {
    // Everybody who opens the demo wants to see it from its beginning.
    let memory = if inputs.is_empty() { Memory::Nothing } else { preferences::memory(&config.settings, view.fresh) };
    let wish = Arc::<Wish>::default();
    wish.set(0);
    let options =
        ReaderOptions { config, view: view.clone(), memory, inputs: inputs.to_vec(), wish: Arc::clone(&wish) };
    let (inputs, args) = (inputs.to_vec(), args.clone());
    run(options, Arc::new(move |tell| open::as_wished(&inputs, &args, &wish, tell)))
}

/// Shows an edition until the reader quits.
fn run(options: ReaderOptions, opener: Arc<Opener>) -> Result<(), Failure> {
    let (sender, receiver) = channel();
    // Before the terminal is touched: who ends the program from now on gives it back.
    let told = sender.clone();
    signals::tell(move |signal| told.send(Incoming::Signal(signal)).is_ok());
    open_beside(&sender, &opener);
    let guard = terminal::Guard::new().map_err(no_terminal)?;
    // NO_COLOR is ours to heed: the library would cancel reverse video together with the colors.
    crossterm::style::force_color_output(true);
    let settings = &options.config.settings;
    let is_set = |name: &str| std::env::var_os(name).is_some();
    let between = probe::Multiplexer::of(is_set);
    let known = between.known(preferences::widths(settings));
    let direct = between == probe::Multiplexer::Nothing;
    let graphics = direct && cfg!(feature = "images");
    let (ground, widths) = (between.knows_ground(), known.is_none());
    let questions = probe::Questions { ground, widths, large: direct, graphics };
    listen(&sender, questions, between);
    let Some(ready) = Ready::wait(&receiver)? else { return Ok(()) };
    let answer = ready.answer.clone().unwrap_or_default();
    let widths = known.unwrap_or_else(|| between.believed(answer.widths));
    let mouse = preferences::mouse(settings);
    if mouse == MouseOwner::Caught {
        terminal::catch_mouse(true).map_err(no_terminal)?;
    }
    let screen = Terminal::new(terminal::Screen::new(io::stdout())).map_err(no_terminal)?;
    let size = screen.size().map_err(no_terminal)?;
    let OpenedEdition { edition, edits, sidecars, .. } = ready.opening;
    let mut state = State::new(edition, widths, (size.width, size.height), 1, mouse);
    state.take_edits(edits);
    state.set_keys(Arc::clone(&options.config.keys));
    state.set_themes(options.config.themes.names());
    state.prefer(preferences::preferences(settings));
    let typed = memory::typed();
    state.take_typed(typed.clone());
    let base = if ready.whole { recall(&mut state, options.memory, false) } else { memory::Baseline::default() };
    let mut room = ReaderShell::new(state, screen, sender, opener, options);
    room.sidecars = sidecars;
    room.base = base;
    room.base.typed = typed;
    room.know(&answer, known.is_some());
    room.is_whole = ready.whole;
    room.start_picture_worker(&answer);
    let ended = room.stay(&receiver, ready.meanwhile);
    let says = room.keep();
    drop(guard);
    says.iter().for_each(|line| output::tell(line));
    ended.map_err(no_terminal)?;
    unseen_trouble(&receiver, room.state.unkept())
}

/// What could not be written and came in too late to be shown, and what is in no file although it was told.
fn unseen_trouble(receiver: &Receiver<Incoming>, unkept: Option<&str>) -> Result<(), Failure> {
    let (mut trouble, mut unkept) = (None, unkept.map(str::to_owned));
    for incoming in receiver.try_iter() {
        let Incoming::Service(action) = incoming else { continue };
        if let Action::Failed(says) = action {
            trouble = Some(says);
        } else if let Action::Unkept(says) = action {
            unkept = Some(says);
        } else if let Action::Kept { .. } = action {
            unkept = None;
        }
    }
    unkept.or(trouble).map_or(Ok(()), |says| Err(Failure::cannot(says)))
}

/// Goes to where reading stopped last time, if it is to be remembered and nobody has gone elsewhere meanwhile; returns what was
/// kept then.
pub(super) fn recall(state: &mut State, memory: Memory, was_used: bool) -> memory::Baseline {
    let mut base = memory::Baseline::default();
    if memory == Memory::Kept
        && let Some((spot, marks)) = memory::recall(state.edition_as_read())
    {
        base = memory::Baseline::of(state.edition_as_read(), &marks);
        state.recall(if was_used { state.spot() } else { spot }, marks);
    }
    base
}

fn no_terminal(error: io::Error) -> Failure {
    Failure::cannot(format!("terminal: {}", in_words(&error)))
}

/// Opens the input on a thread of its own, which tells what it has.
pub(super) fn open_beside(sender: &Sender<Incoming>, opener: &Arc<Opener>) {
    let (sender, opener) = (sender.clone(), Arc::clone(opener));
    std::thread::spawn(move || {
        let mut tell = |progress| {
            let _ = sender.send(Incoming::Opening(progress));
        };
        let start = Instant::now();
        let whole = opener(&mut tell).map(Box::new);
        if matches!(whole, Err(Failure::Closed)) {
            // It is being opened again already.
            return;
        }
        if let Ok(opening) = &whole {
            // The text is there before anybody searches it.
            let pages = &opening.edition.pages;
            (0..pages.len()).for_each(|index| {
                pages.texts(index);
            });
        }
        tracing::info!("opened in {:?}: {}", start.elapsed(), told(&whole));
        let _ = sender.send(Incoming::Opened(whole));
    });
}

/// What opening came to, for the log.
fn told(whole: &Result<Box<OpenedEdition>, Failure>) -> String {
    match whole {
        Ok(opening) => {
            let edition = &opening.edition;
            format!("{} pages, {} stories", edition.pages.len(), edition.stories().count())
        }
        Err(failure) => failure.message(true).unwrap_or_default(),
    }
}

/// A thread waits for the terminal; the reader sleeps until it, or the one that takes signals, has something. The
/// terminal is asked about itself before its keys are read.
fn listen(sender: &Sender<Incoming>, questions: probe::Questions, between: probe::Multiplexer) {
    let events = sender.clone();
    std::thread::spawn(move || {
        let mut answer = probe::ask(questions);
        answer.widths = answer.widths.map(|widths| between.believed(Some(widths)));
        let more_may_come = !answer.whole;
        if events.send(Incoming::Answered(Box::new(answer))).is_err() {
            return;
        }
        while let Ok(event) = crossterm::event::read() {
            let left = if more_may_come { sifted(event) } else { [Some(event), None] };
            if left.into_iter().flatten().any(|event| events.send(Incoming::Terminal(event)).is_err()) {
                return;
            }
            #[cfg(unix)]
            super::pipe::pass();
        }
        let _ = events.send(Incoming::Lost);
    });
}

/// What is left of an event when an answer that comes late begins with it: nothing, and nothing of the rest of the answer
/// either.
fn sifted(event: Event) -> [Option<Event>; 2] {
    /// What is sent in one burst comes within this, even over a slow line.
    const BURST: Duration = Duration::from_millis(50);
    let more = || matches!(crossterm::event::poll(BURST), Ok(true)).then(|| crossterm::event::read().ok()).flatten();
    if !replies::may_begin(&event) {
        return [Some(event), None];
    }
    let next = more();
    if !replies::begins(&event, next.as_ref()) {
        return [Some(event), next];
    }
    for _ in 0..replies::LONGEST {
        if more().is_none_or(|part| replies::ends(&part)) {
            break;
        }
    }
    [None, None]
}

/// What is known when the first frame can be drawn.
struct Ready {
    opening: OpenedEdition,
    /// Whether it is all of the edition.
    whole: bool,
    answer: Option<probe::TerminalAnswer>,
    /// What came in before, to be taken after the first frame.
    meanwhile: Vec<Incoming>,
}

impl Ready {
    /// Waits for a page, and a little for the terminal's answer. Nothing when the reader leaves before.
    fn wait(receiver: &Receiver<Incoming>) -> Result<Option<Ready>, Failure> {
        let start = Instant::now();
        let (mut opening, mut answer, mut meanwhile) = (None, None, Vec::new());
        let mut limit = start + PATIENCE;
        let mut recognizing = None;
        loop {
            let (opening, answer) = (&mut opening, &mut answer);
            match receiver.recv_timeout(limit.saturating_duration_since(Instant::now())) {
                Ok(Incoming::Opening(OpenProgress::First(first))) => {
                    opening.get_or_insert((OpenedEdition { edition: *first, ..OpenedEdition::default() }, false));
                    limit = Instant::now() + ANSWER_LIMIT;
                }
                Ok(Incoming::Opening(OpenProgress::Recognizing(page, count))) if opening.is_none() => {
                    recognizing = Some((page, count));
                }
                Ok(Incoming::Opened(Ok(whole))) => {
                    *opening = Some((*whole, true));
                    limit = Instant::now() + ANSWER_LIMIT;
                }
                Ok(Incoming::Opened(Err(failure))) => {
                    if answer.is_none() {
                        wait_for_answer(receiver);
                    }
                    return Err(failure);
                }
                Ok(Incoming::Answered(mut said)) => {
                    meanwhile.extend(said.keys.drain(..).map(|key| Incoming::Terminal(Event::Key(key))));
                    *answer = Some(*said);
                }
                Ok(Incoming::Terminal(Event::Key(key))) if opening.is_none() && gives_up(&key) => return Ok(None),
                Ok(Incoming::Signal(signal)) if signals::ends(signal) => {
                    signals::end_by(signal);
                    return Ok(None);
                }
                Ok(other) => meanwhile.push(other),
                Err(RecvTimeoutError::Timeout) if opening.is_none() => {
                    terminal::say_opening(start.elapsed(), recognizing).map_err(no_terminal)?;
                    limit = Instant::now() + PATIENCE;
                }
                Err(_) => {}
            }
            let late = Instant::now() >= limit;
            if opening.is_some() && (answer.is_some() || late) {
                break;
            }
        }
        Ok(opening.map(|(opening, whole)| Ready { opening, whole, answer, meanwhile }))
    }
}

/// What the terminal answers must not arrive in the shell, as if somebody had typed it there.
fn wait_for_answer(receiver: &Receiver<Incoming>) {
    let limit = Instant::now() + probe::LIMIT;
    while let Ok(incoming) = receiver.recv_timeout(limit.saturating_duration_since(Instant::now())) {
        if matches!(incoming, Incoming::Answered(_)) {
            return;
        }
    }
}

/// Keys that leave while there is nothing to read yet.
fn gives_up(key: &KeyEvent) -> bool {
    match key.code {
        KeyCode::Char('c') => key.modifiers.contains(KeyModifiers::CONTROL),
        KeyCode::Char('q' | 'Q') => true,
        _ => false,
    }
}
