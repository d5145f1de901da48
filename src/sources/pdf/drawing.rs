//! A page as gray pixels, for text recognition, drawn in a process of its own: by our own program, started with one word,
//! where there is one. Only with the feature `images`.
//!
//! ```text
//!  ours  -- index, dots, password, bytes of the file -->  theirs
//!        <-- width, height, pixels --------------------
//! ```

use super::child::{receive, send};
use super::raster::{self, Gray};
use crate::sources::FENCED_THREAD;
use crate::sources::limits;
use serde::{Deserialize, Serialize};
use std::io::{self, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::sync_channel;
use std::time::Duration;

/// The one argument that makes our program draw a page for another one of its kind.
pub const WORD: &str = "__draw-pdf";

/// Work that drawing a page may take, in seconds.
const MOST_SECONDS: u64 = 60;
/// Bytes that it may take, besides three times those of the file: four for each pixel, and layers of them.
const MOST_BYTES: u64 = 2 << 30;

/// What to draw.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct DrawRequest {
    pub index: usize,
    pub dots: f32,
    pub password: Option<String>,
}

/// The drawing process: takes an order and a file from the standard input, answers on the standard output.
pub fn serve() {
    let mut input = io::stdin().lock();
    let Some((order, length)) = receive::<(DrawRequest, u64)>(&mut input) else { return };
    limits::confine(MOST_BYTES.saturating_add(length.saturating_mul(3)), MOST_SECONDS);
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
    if input.read_to_end(&mut bytes).is_err() {
        return;
    }
    if let Some(gray) = drawn_here(bytes, &order) {
        let mut out = io::stdout().lock();
        let sizes = [gray.width.to_le_bytes(), gray.height.to_le_bytes()].concat();
        // Who does not want it any more has gone.
        out.write_all(&sizes).and_then(|()| out.write_all(&gray.pixels)).ok();
    }
}

/// Draws a page; nothing when that fails.
pub(super) fn drawn(bytes: &[u8], order: DrawRequest, program: Option<&Path>) -> Option<Gray> {
    match program {
        Some(program) => drawn_apart(program, bytes, &order).ok().flatten(),
        None => {
            let (sender, receiver) = sync_channel(1);
            let bytes = bytes.to_vec();
            let thread = std::thread::Builder::new().name(FENCED_THREAD.to_owned());
            thread.spawn(move || sender.send(drawn_here(bytes, &order))).ok()?;
            receiver.recv_timeout(Duration::from_secs(MOST_SECONDS)).ok().flatten()
        }
    }
}

fn drawn_here(bytes: Vec<u8>, order: &DrawRequest) -> Option<Gray> {
    let draw = || raster::gray(bytes, order.password.as_deref(), order.index, order.dots);
    catch_unwind(AssertUnwindSafe(draw)).ok().flatten()
}

fn drawn_apart(program: &Path, bytes: &[u8], order: &DrawRequest) -> io::Result<Option<Gray>> {
    let mut command = Command::new(program);
    command.arg(WORD).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn()?;
    if let Some(mut pipe) = child.stdin.take() {
        // Who has gone already shows by its silence.
        send(&mut pipe, &(order, bytes.len() as u64)).and_then(|()| pipe.write_all(bytes)).ok();
    }
    // Pictures come and go while somebody reads.
    let mut answer = Vec::with_capacity(limits::APART);
    if let Some(pipe) = child.stdout.take() {
        pipe.take(raster::PIXELS_AT_MOST + 8).read_to_end(&mut answer)?;
    }
    child.kill().ok();
    child.wait()?;
    Ok(Gray::from_answer(answer))
}

impl Gray {
    fn from_answer(mut answer: Vec<u8>) -> Option<Gray> {
        let number = |at: usize| answer.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes);
        let (width, height) = (number(0)?, number(4)?);
        answer.drain(..8);
        let is_whole = answer.len() as u64 == u64::from(width) * u64::from(height);
        is_whole.then_some(Gray { width, height, pixels: answer })
    }

    /// The picture as a file that every program reads.
    pub(super) fn into_file(self) -> Vec<u8> {
        let Gray { width, height, mut pixels } = self;
        pixels.splice(..0, format!("P5\n{width} {height}\n255\n").into_bytes());
        pixels
    }
}
