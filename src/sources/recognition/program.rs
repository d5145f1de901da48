//! The program that recognizes text, `tesseract`: what it can, and how it is run. No shell starts it; what it may take is
//! bounded, and it ends when this program does.
//!
//! ```text
//!  ours  --- our own program, one word: bounds --- becomes ---> tesseract
//!        --- the picture -->                       <-- hOCR ---
//! ```

use super::{PageToRecognize, Trouble};
use crate::sources::limits;
use crate::sources::message::shown;
use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// Characters of what the program complains of, in a message.
const COMPLAINT_CHARS: usize = 200;
/// Threads of the program itself: those beside the first spend more work than they save, most of all on a busy machine.
const THREADS: (&str, &str) = ("OMP_THREAD_LIMIT", "1");

/// What it is called.
pub(super) const NAME: &str = "tesseract";
/// The one argument that makes our program become the one that recognizes text, within bounds.
pub const WORD: &str = "__recognize";

/// Work that one page may take, in seconds: the largest broadsheets take two minutes.
const MOST_SECONDS: u64 = 900;
/// Bytes that one page may take.
const MOST_BYTES: u64 = 4 << 30;
/// A program that waits for something else is waited for so long.
const PATIENCE: Duration = Duration::from_secs(1_800);
/// How often it is looked after.
const STEP: Duration = Duration::from_millis(10);
/// More than this is no page of words, in bytes.
const LONGEST: u64 = 64 << 20;
/// Bytes of what it complains of that are looked at.
const COMPLAINTS: u64 = 64 << 10;
/// What a program ends with that could not be started.
const NOT_FOUND: i32 = 127;
/// What the program is told to do, with a picture that comes in.
const IN_AND_OUT: [&str; 2] = ["stdin", "stdout"];
/// How sure it has to be of the writing of a page, in its own measure: of a page without letters it says 0.1, of one with
/// many 1 to 20.
const SURE_OF_SCRIPT: f32 = 0.8;

/// Our program once more, which becomes the one that recognizes text: it comes back only when that cannot be started.
pub fn serve(arguments: &[OsString]) {
    limits::confine(MOST_BYTES, MOST_SECONDS);
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt;
        limits::end_with_parent();
        let failed = Command::new(NAME).args(arguments).exec();
        let code = if failed.kind() == io::ErrorKind::NotFound { NOT_FOUND } else { 1 };
        std::process::exit(code);
    }
    #[cfg(not(unix))]
    {
        let ended = Command::new(NAME).args(arguments).status();
        std::process::exit(ended.ok().and_then(|status| status.code()).unwrap_or(NOT_FOUND));
    }
}

/// The models that are installed.
pub(super) fn installed(guard: Option<&Path>) -> Result<Vec<String>, Trouble> {
    static INSTALLED: OnceLock<Vec<String>> = OnceLock::new();
    if let Some(installed) = INSTALLED.get() {
        return Ok(installed.clone());
    }
    let said = run(guard, &["--list-langs".to_owned()], &[])?;
    // Older ones say it where others complain.
    let lines =
        [said.out.as_slice(), said.complaints.as_bytes()].map(|text| String::from_utf8_lossy(text).into_owned());
    let names = lines.iter().flat_map(|text| text.lines()).map(str::trim);
    let is_name = |name: &&str| !name.is_empty() && !name.contains([' ', ':', '"']);
    let installed: Vec<String> = names.filter(is_name).map(str::to_owned).collect();
    if installed.is_empty() {
        return Err(Trouble::Missing(format!("{NAME} has no models here: {}", packages(Some("eng")))));
    }
    Ok(INSTALLED.get_or_init(|| installed).clone())
}

/// The writing of a page, as the program calls it; nothing when it is not sure.
pub(super) fn script(guard: Option<&Path>, page: &PageToRecognize) -> Option<String> {
    let mut arguments = IN_AND_OUT.map(str::to_owned).to_vec();
    arguments.extend(of_page(page));
    arguments.extend(["--psm", "0"].map(str::to_owned));
    let said = run(guard, &arguments, &page.bytes).ok().filter(|said| said.status.success())?;
    let text = String::from_utf8_lossy(&said.out).into_owned();
    let after = |name: &str| text.lines().find_map(|line| line.trim().strip_prefix(name)).map(str::trim);
    let sure: f32 = after("Script confidence:")?.parse().ok()?;
    after("Script:").filter(|_| sure >= SURE_OF_SCRIPT).map(str::to_owned)
}

/// What it reads on a page with these models, as hOCR.
pub(super) fn hocr(guard: Option<&Path>, page: &PageToRecognize, models: &str) -> Result<String, Trouble> {
    let mut arguments = IN_AND_OUT.map(str::to_owned).to_vec();
    arguments.extend(of_page(page));
    arguments.extend(["-l", models, "-c", "tessedit_create_hocr=1"].map(str::to_owned));
    let said = run(guard, &arguments, &page.bytes)?;
    if said.status.success() && !said.out.is_empty() {
        return Ok(String::from_utf8_lossy(&said.out).into_owned());
    }
    Err(Trouble::Failed(why(&said)))
}

fn of_page(page: &PageToRecognize) -> Vec<String> {
    let leaf = page.leaf.map(|leaf| vec!["-c".to_owned(), format!("tessedit_page_number={leaf}")]);
    let dots = page.dots.map(|dots| vec!["--dpi".to_owned(), format!("{dots:.0}")]);
    leaf.into_iter().chain(dots).flatten().collect()
}

/// Why a page was not read, in the program's own words where it has some.
fn why(said: &Said) -> String {
    if said.was_killed() {
        return format!("{NAME} took more work or memory than a page may: {MOST_SECONDS} s, {} GiB", MOST_BYTES >> 30);
    }
    let is_complaint =
        |line: &&str| !line.is_empty() && !line.starts_with("Estimating") && !line.starts_with("Detected");
    let last = said.complaints.lines().map(str::trim).rfind(is_complaint).unwrap_or("it said nothing");
    format!("{NAME} could not read this page: {}", shown(last, COMPLAINT_CHARS))
}

/// What the packages with the program, or with a model of it, are called.
pub(super) fn packages(model: Option<&str>) -> String {
    match model {
        Some(model) => {
            let dashed = model.replace('_', "-");
            format!(
                "install tesseract-ocr-{dashed} (Debian, Ubuntu), tesseract-langpack-{model} (Fedora), \
                 tesseract-data-{model} (Arch), tesseract-lang (brew), or choose it in the installer (winget)"
            )
        }
        None => "install tesseract-ocr (Debian, Ubuntu), tesseract (Fedora, Arch, brew) or \
                 UB-Mannheim.TesseractOCR (winget)"
            .to_owned(),
    }
}

/// What came of a run.
struct Said {
    out: Vec<u8>,
    complaints: String,
    status: ExitStatus,
}

impl Said {
    /// The system ended it.
    fn was_killed(&self) -> bool {
        self.status.code().is_none() || self.complaints.contains("std::bad_alloc")
    }
}

/// Runs the program and waits for it.
fn run(guard: Option<&Path>, arguments: &[String], input: &[u8]) -> Result<Said, Trouble> {
    let missing = || Trouble::Missing(format!("text recognition needs {NAME}, which is not here: {}", packages(None)));
    let mut command = match guard {
        Some(own) => {
            let mut command = Command::new(own);
            command.arg(WORD);
            command
        }
        None => Command::new(NAME),
    };
    command
        .args(arguments)
        .env(THREADS.0, THREADS.1)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let child = command.spawn().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound if guard.is_none() => missing(),
        _ => Trouble::Failed(format!("{NAME} cannot be started: {error}")),
    })?;
    let said = heard(child, input).map_err(|error| Trouble::Failed(format!("{NAME}: {error}")))?;
    if guard.is_some() && said.status.code() == Some(NOT_FOUND) && said.out.is_empty() {
        return Err(missing());
    }
    Ok(said)
}

/// Gives a child its picture and takes what it says, until it ends or has taken too long.
fn heard(mut child: Child, input: &[u8]) -> io::Result<Said> {
    let out = child.stdout.take().map(|pipe| read_apart(pipe, LONGEST));
    let complaints = child.stderr.take().map(|pipe| read_apart(pipe, COMPLAINTS));
    let pipe = child.stdin.take();
    let status = std::thread::scope(|scope| {
        // Who does not want all of it has gone already, which shows by its end.
        scope.spawn(move || pipe.map(|mut pipe| pipe.write_all(input)));
        let start = Instant::now();
        loop {
            match child.try_wait() {
                Ok(Some(status)) => return Ok(status),
                Ok(None) if start.elapsed() < PATIENCE => std::thread::sleep(STEP),
                Ok(None) => {
                    child.kill()?;
                    return child.wait();
                }
                Err(error) => {
                    child.kill().ok();
                    return Err(error);
                }
            }
        }
    })?;
    let joined = |reading: Option<std::thread::JoinHandle<Vec<u8>>>| {
        reading.and_then(|reading| reading.join().ok()).unwrap_or_default()
    };
    let complaints = String::from_utf8_lossy(&joined(complaints)).into_owned();
    Ok(Said { out: joined(out), complaints, status })
}

/// Reads all of it, of which the beginning is kept, so that nobody who writes more has to wait.
fn read_apart(mut from: impl Read + Send + 'static, most: u64) -> std::thread::JoinHandle<Vec<u8>> {
    std::thread::spawn(move || {
        let mut kept = Vec::new();
        let _ = from.by_ref().take(most).read_to_end(&mut kept);
        let _ = io::copy(&mut from, &mut io::sink());
        kept
    })
}
