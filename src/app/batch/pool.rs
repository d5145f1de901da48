//! A pool of children. Each has a thread that feeds it and passes on what it answers; one that dies is replaced, and what it
//! died of is read once more with PDFs in a process of their own, before it counts as failed.
//!
//! ```text
//!  give(request) -> tasks -> thread 1 -> child 1 \
//!                         -> thread 2 -> child 2  > answers, each through a channel of its own
//! ```

use super::child::{WORD, failure_row};
use super::request::{AnswerPart, Request, RequestSummary, receive};
use super::units;
use crate::app::failure::in_words;
use crate::export::rows::{RowFile, Status};
use std::io::{self, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

/// Rows of one answer that may wait to be taken.
const WAITING: usize = 64;
/// The error of a file that broke every child that read it.
const BROKE: &str =
    "reading it takes more work or memory than one input may; --limit-cpu and --limit-memory allow more";

struct PoolTask {
    request: Request,
    answer: SyncSender<AnswerPart>,
}

/// Children at work.
pub(in crate::app) struct ChildPool {
    tasks: Sender<PoolTask>,
    running: Vec<Arc<Mutex<Option<Child>>>>,
}

impl ChildPool {
    /// A pool of so many children of this program; they start when there is something to read.
    pub fn new(program: &Path, jobs: usize) -> ChildPool {
        let (tasks, waiting) = channel::<PoolTask>();
        let waiting = Arc::new(Mutex::new(waiting));
        let hire = |_| {
            let running = Arc::new(Mutex::new(None));
            let mut hand = ChildProcess { program: program.to_owned(), pipes: None, running: Arc::clone(&running) };
            let waiting = Arc::clone(&waiting);
            std::thread::spawn(move || {
                while let Some(task) = next(&waiting) {
                    hand.carry_out(task);
                }
                hand.dismiss();
            });
            running
        };
        ChildPool { tasks, running: (0..jobs.max(1)).map(hire).collect() }
    }

    /// Has a request carried out; its answer comes through what is returned.
    pub fn give(&self, request: Request) -> Receiver<AnswerPart> {
        let (answer, receiver) = sync_channel(WAITING);
        // Without threads the answer ends before it begins.
        self.tasks.send(PoolTask { request, answer }).ok();
        receiver
    }

    /// Ends all children at once.
    pub fn stop(&self) {
        for running in &self.running {
            if let Some(child) = running.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
                child.kill().ok();
            }
        }
    }
}

/// How many children there are for `--jobs`: what was said, and one a core for 0 and for nothing.
pub(in crate::app) fn jobs(said: Option<usize>) -> usize {
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    said.filter(|jobs| *jobs > 0).unwrap_or_else(cores)
}

fn next(waiting: &Mutex<Receiver<PoolTask>>) -> Option<PoolTask> {
    waiting.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

/// One child, and the pipes to it.
struct ChildProcess {
    program: PathBuf,
    pipes: Option<(ChildStdin, BufReader<ChildStdout>)>,
    running: Arc<Mutex<Option<Child>>>,
}

/// How far an answer came.
enum AnswerOutcome {
    Whole,
    /// The child died before it said anything.
    Silent,
    /// It died after it gave some rows.
    Torn,
    /// Nobody listens any more.
    Unheard,
}

impl ChildProcess {
    fn carry_out(&mut self, task: PoolTask) {
        let PoolTask { mut request, answer } = task;
        let mut outcome = self.ask(&request, &answer);
        if let Ok(AnswerOutcome::Silent) = outcome {
            request.careful = true;
            outcome = self.ask(&request, &answer);
        }
        let says = match outcome {
            Ok(AnswerOutcome::Whole | AnswerOutcome::Unheard) => return,
            Ok(AnswerOutcome::Silent | AnswerOutcome::Torn) => BROKE.to_owned(),
            Err(error) => format!("no process can be started to read it: {}", in_words(&error)),
        };
        let (size, sha256) = units::identity(&request);
        let file = RowFile { path: request.shown.clone(), sha256: sha256.clone(), ..RowFile::default() };
        // Who has gone already wants no answer.
        if let Some(row) = failure_row(&file, &says, request.form.format) {
            answer.send(AnswerPart::Row(row)).ok();
        }
        let errors = vec![format!("{}: {says}", request.shown)];
        let summary = RequestSummary { status: Status::Failed, errors, size, sha256, ..RequestSummary::default() };
        answer.send(AnswerPart::Done(Box::new(summary))).ok();
    }

    fn ask(&mut self, request: &Request, answer: &SyncSender<AnswerPart>) -> io::Result<AnswerOutcome> {
        let mut line = serde_json::to_string(request).map_err(io::Error::other)?;
        line.push('\n');
        let (stdin, stdout) = match self.pipes.take() {
            Some(pipes) => self.pipes.insert(pipes),
            None => {
                let pipes = self.start()?;
                self.pipes.insert(pipes)
            }
        };
        if stdin.write_all(line.as_bytes()).is_err() {
            self.dismiss();
            return Ok(AnswerOutcome::Silent);
        }
        let mut outcome = AnswerOutcome::Silent;
        while let Some(part) = receive(stdout) {
            let is_last = match &part {
                AnswerPart::Row(_) => None,
                AnswerPart::Done(summary) => Some(summary.is_last),
            };
            if answer.send(part).is_err() {
                self.dismiss();
                return Ok(AnswerOutcome::Unheard);
            }
            outcome = AnswerOutcome::Torn;
            if let Some(is_last) = is_last {
                if is_last {
                    self.dismiss();
                }
                return Ok(AnswerOutcome::Whole);
            }
        }
        self.dismiss();
        Ok(outcome)
    }

    fn start(&self) -> io::Result<(ChildStdin, BufReader<ChildStdout>)> {
        let mut command = Command::new(&self.program);
        command.arg(WORD).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        // What is typed to end the batch is for us: the children end with us, and none of them counts as failed for it.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.spawn()?;
        let pipes = child.stdin.take().zip(child.stdout.take());
        *self.running.lock().unwrap_or_else(PoisonError::into_inner) = Some(child);
        let (stdin, stdout) = pipes.ok_or_else(|| io::Error::other("no pipes"))?;
        Ok((stdin, BufReader::new(stdout)))
    }

    fn dismiss(&mut self) {
        self.pipes = None;
        if let Some(mut child) = self.running.lock().unwrap_or_else(PoisonError::into_inner).take() {
            child.kill().ok();
            child.wait().ok();
        }
    }
}
