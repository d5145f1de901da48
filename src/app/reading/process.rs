//! One process, and the thread that asks it for pages. A process that dies is replaced, and the page it died of is read with
//! all care.

use super::child::{FileRequest, WORD};
use super::{Arrival, Arrived, PageAnswer, ReadTask};
use crate::sources::pdf::{self, receive, send};
use crate::sources::recognition::When;
use std::io::{self, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Pages after which a process is replaced: what the engine keeps of them is given back with it.
const PAGES_EACH: u32 = 128;
/// Processes that die before their first page, until no more are started.
const TRIES: u32 = 3;

/// A process and the pipes to it.
pub(super) struct PageProcess {
    task: ReadTask,
    pipes: Option<(ChildStdin, BufReader<ChildStdout>)>,
    running: Arc<Mutex<Option<Child>>>,
    /// Processes that died one after the other without a page.
    failed: u32,
    /// Pages that the process has read.
    read: u32,
}

impl PageProcess {
    pub fn new(task: ReadTask, running: Arc<Mutex<Option<Child>>>) -> PageProcess {
        PageProcess { task, pipes: None, running, failed: 0, read: 0 }
    }

    /// Has a page read.
    pub fn read(&mut self, index: usize) -> Arrival {
        let answer = if self.failed < TRIES { self.ask(index) } else { None };
        if let Some(PageAnswer { index, page, jumps, summary, work }) = answer {
            self.failed = 0;
            self.read += 1;
            if self.read == PAGES_EACH {
                self.dismiss();
            }
            if (summary.blank || summary.stamped) && self.task.options.recognition.when == When::Auto {
                return self.read_alone(index);
            }
            return Arrival { index, summary, page: Arrived::Page(page, jumps), work };
        }
        self.failed += 1;
        self.dismiss();
        self.read_alone(index)
    }

    /// Reads a page with all care, and the text of its picture where it has no other.
    fn read_alone(&self, index: usize) -> Arrival {
        let (sheet, summary) = pdf::one(&self.task.bytes, &self.task.options, index);
        Arrival { index, summary, page: Arrived::Sheet(sheet), work: Duration::ZERO }
    }

    fn ask(&mut self, index: usize) -> Option<PageAnswer> {
        let (stdin, stdout) = match self.pipes.take() {
            Some(pipes) => self.pipes.insert(pipes),
            None => {
                let pipes = self.start().ok()?;
                self.pipes.insert(pipes)
            }
        };
        send(stdin, &index).ok()?;
        receive::<PageAnswer>(stdout).filter(|answer| answer.index == index)
    }

    fn start(&self) -> io::Result<(ChildStdin, BufReader<ChildStdout>)> {
        let program = self.task.options.reader.as_deref().ok_or_else(|| io::Error::other("no program"))?;
        let mut command = Command::new(program);
        command.arg(WORD).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        // What is typed to end us is for us: the processes end with us, and no page counts as broken for it.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.spawn()?;
        let pipes = child.stdin.take().zip(child.stdout.take());
        *self.running.lock().unwrap_or_else(PoisonError::into_inner) = Some(child);
        let (mut stdin, stdout) = pipes.ok_or_else(|| io::Error::other("no pipes"))?;
        let ReadTask { bytes, args, before, .. } = &self.task;
        send(&mut stdin, &FileRequest { args: args.clone(), before: *before, length: bytes.len() as u64 })?;
        stdin.write_all(bytes)?;
        Ok((stdin, BufReader::new(stdout)))
    }

    /// Lets the process go.
    pub fn dismiss(&mut self) {
        (self.pipes, self.read) = (None, 0);
        if let Some(mut child) = self.running.lock().unwrap_or_else(PoisonError::into_inner).take() {
            child.kill().ok();
            child.wait().ok();
        }
    }
}
