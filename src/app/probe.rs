//! Asking the terminal, once at the start: how wide it draws ambiguous characters, and what its background is.
//!
//! Samples are written and the cursor's place asked for after each; a question that every terminal answers comes last,
//! so that the end of the answers is known without waiting. Must run before keys are read; keys that come in between
//! are kept.

use super::replies::{self, Reply};
#[cfg(unix)]
use super::terminal;
use crate::typeset::width::{Ambiguous, Caution, WidthModel};
use crate::ui::double_size::Large;
use crossterm::event::KeyEvent;
use std::time::Duration;

/// One sample a class of the width model, then one that everybody draws two cells wide.
const SAMPLES: [&str; 6] = ["“", "■", "α", "─", "\u{e5e5}", "中"];

/// A round trip over a slow line takes less. Keys pressed meanwhile wait as long.
pub const LIMIT: Duration = Duration::from_millis(500);

/// A terminal that has yet to open its window answers within this. It is waited for as long as nobody presses a key.
#[cfg(unix)]
const LONGEST: Duration = Duration::from_secs(5);

/// What the terminal said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TerminalAnswer {
    /// Its widths, when it answered in full and can be trusted.
    pub widths: Option<WidthModel>,
    /// Its background.
    pub ground: Option<(u8, u8, u8)>,
    /// How it draws text of double size.
    pub large: Large,
    /// How it draws pictures.
    pub graphics: Graphics,
    /// Keys pressed meanwhile.
    pub keys: Vec<KeyEvent>,
    /// The last question was answered: nothing comes later.
    pub whole: bool,
}

/// How a terminal draws pictures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Graphics {
    /// As blocks of half a cell: every terminal with colors.
    #[default]
    HalfBlocks,
    /// Sixels.
    Sixel,
    /// The graphics protocol of kitty.
    Kitty,
    /// The inline images of iTerm2.
    Iterm2,
}

/// Asks whether the graphics protocol of kitty is known, with a picture of one pixel that is not shown.
const KITTY_GRAPHICS: &str = "\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\";
/// The beginning of the name of terminals that know the images of iTerm2.
const ITERM2: &str = "iTerm2 ";
/// What a terminal with sixels says of itself, among other numbers.
const SIXEL: &str = "4";

/// What to ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Questions {
    /// The background.
    pub ground: bool,
    /// The widths of ambiguous characters.
    pub widths: bool,
    /// How text of double size is drawn: not inside tmux and screen, which pass none of it on.
    pub large: bool,
    /// How pictures are drawn; for those too.
    pub graphics: bool,
}

/// A blank of double size: it moves the cursor by two cells where the protocol is known, and by none elsewhere.
const LARGE_BLANK: &str = "\x1b]66;s=2; \x1b\\";
/// The version of kitty that brought placeholders.
const FIRST_PLACEHOLDERS: (u32, u32) = (0, 28);
/// Asks for the terminal's name and version.
const NAME: &str = "\x1b[>q";
/// Names of terminals that are known to draw double-height lines, as their answers begin.
const DOUBLE_ROWS: [&str; 1] = ["XTerm("];

/// Asks. No answer within some seconds is no answer, nor is one that comes later than half a second when a key is
/// pressed.
#[cfg(unix)]
pub fn ask(questions: Questions) -> TerminalAnswer {
    use std::io::Write;
    let mut out = std::io::stdout();
    if out.write_all(spelled(questions).as_bytes()).and_then(|()| out.flush()).is_err() {
        return TerminalAnswer::default();
    }
    parse(&replies().unwrap_or_default(), questions)
}

/// What is written to ask these questions.
#[cfg(unix)]
fn spelled(questions: Questions) -> String {
    let mut question = String::new();
    if questions.ground {
        question.push_str("\x1b]11;?\x1b\\");
    }
    if questions.large {
        question.push_str(&format!("\r{LARGE_BLANK}\x1b[6n"));
    }
    if questions.large || questions.graphics {
        question.push_str(NAME);
    }
    if questions.graphics {
        question.push_str(KITTY_GRAPHICS);
    }
    if questions.widths {
        for sample in SAMPLES {
            question.push_str(&format!("\r{sample}\x1b[6n"));
        }
    }
    question.push_str("\r\x1b[K\x1b[c");
    question
}

/// Not asked on other systems.
#[cfg(not(unix))]
pub fn ask(_questions: Questions) -> TerminalAnswer {
    TerminalAnswer::default()
}

/// Reads until the last answer came or time is up. The terminal is told to let reads end after a tenth of a second.
#[cfg(unix)]
fn replies() -> std::io::Result<Vec<u8>> {
    use rustix::termios::{OptionalActions, SpecialCodeIndex, tcgetattr, tcsetattr};
    use std::io::Read;
    use std::time::Instant;
    /// More than all answers and any typing meanwhile.
    const MOST: usize = 4_096;

    let mut tty = std::fs::File::open("/dev/tty")?;
    let before = terminal::while_ours(|| {
        let before = tcgetattr(&tty)?;
        let mut timed = before.clone();
        timed.special_codes[SpecialCodeIndex::VMIN] = 0;
        timed.special_codes[SpecialCodeIndex::VTIME] = 1;
        tcsetattr(&tty, OptionalActions::Now, &timed)?;
        Ok(before)
    })?;
    let (start, mut bytes, mut chunk) = (Instant::now(), Vec::new(), [0u8; 256]);
    while bytes.len() < MOST && !is_complete(&bytes) {
        let limit = if is_typed_at(&bytes) { LIMIT } else { LONGEST };
        if start.elapsed() >= limit {
            break;
        }
        let count = tty.read(&mut chunk).unwrap_or(0);
        bytes.extend_from_slice(chunk.get(..count).unwrap_or_default());
    }
    terminal::while_ours(|| Ok(tcsetattr(&tty, OptionalActions::Now, &before)?))?;
    Ok(bytes)
}

/// True when somebody pressed a key.
#[cfg(unix)]
fn is_typed_at(bytes: &[u8]) -> bool {
    replies::replies(&String::from_utf8_lossy(bytes)).any(Reply::is_by_hand)
}

/// True when the last question was answered.
fn is_complete(bytes: &[u8]) -> bool {
    replies::replies(&String::from_utf8_lossy(bytes)).any(Reply::is_last)
}

/// Takes the answers apart.
fn parse(bytes: &[u8], questions: Questions) -> TerminalAnswer {
    let text = String::from_utf8_lossy(bytes);
    let (mut columns, mut answer) = (Vec::new(), TerminalAnswer::default());
    let (mut takes_pictures, mut puts_them_in_cells) = (false, false);
    for reply in replies::replies(&text) {
        answer.whole |= reply.is_last();
        match reply {
            Reply::Color(body) => answer.ground = body.strip_prefix("11;").and_then(color).or(answer.ground),
            Reply::Device(body) => {
                let name = body.strip_prefix(">|").unwrap_or_default();
                if DOUBLE_ROWS.iter().any(|known| name.starts_with(known)) {
                    answer.large = Large::DoubleRows;
                }
                puts_them_in_cells |= has_placeholders(name);
                if questions.graphics && name.starts_with(ITERM2) {
                    answer.graphics = Graphics::Iterm2;
                }
            }
            Reply::Picture(body) => takes_pictures |= body.starts_with("Gi=31") && body.ends_with("OK"),
            Reply::Control(body, 'R') => {
                columns.extend(body.split_once(';').and_then(|(_, column)| column.parse::<u16>().ok()));
            }
            Reply::Control(body, 'c') => {
                let sixels = body.trim_start_matches('?').split(';').any(|part| part == SIXEL);
                if questions.graphics && answer.graphics == Graphics::HalfBlocks && sixels {
                    answer.graphics = Graphics::Sixel;
                }
            }
            Reply::Control(..) | Reply::Typed(_) => answer.keys.extend(reply.key()),
        }
    }
    if questions.large && !columns.is_empty() && columns.remove(0) == 3 {
        answer.large = Large::Scaled;
    }
    if questions.graphics && takes_pictures && puts_them_in_cells {
        answer.graphics = Graphics::Kitty;
    }
    answer.widths = model(&columns);
    answer
}

/// True for terminals that know the placeholder characters of kitty's protocol, by which pictures keep to their
/// cells: kitty since 0.28, Ghostty. Others answer the protocol's question and would show nothing.
fn has_placeholders(name: &str) -> bool {
    let Some(version) = name.strip_prefix("kitty(") else { return name.starts_with("ghostty ") };
    let mut numbers = version.split(|c: char| !c.is_ascii_digit()).map(|part| part.parse::<u32>().unwrap_or(0));
    (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0)) >= FIRST_PLACEHOLDERS
}

/// The width model, if there is an answer to every sample and 中 takes two cells.
fn model(columns: &[u16]) -> Option<WidthModel> {
    let [punctuation, symbols, letters, boxes, private, 3] = *columns else { return None };
    let width = |column: u16| if column == 3 { Ambiguous::Wide } else { Ambiguous::Narrow };
    Some(WidthModel {
        punctuation: width(punctuation),
        symbols: width(symbols),
        letters: width(letters),
        boxes: width(boxes),
        private: width(private),
        caution: Caution::None,
    })
}

/// `rgb:RRRR/GGGG/BBBB`, with one to four digits a part.
fn color(text: &str) -> Option<(u8, u8, u8)> {
    let mut parts = text.strip_prefix("rgb:")?.split('/').map(|part| {
        let most = 16u32.checked_pow(u32::try_from(part.len()).ok()?)?.checked_sub(1).filter(|most| *most > 0)?;
        u8::try_from(u32::from_str_radix(part, 16).ok()? * 255 / most).ok()
    });
    Some((parts.next()??, parts.next()??, parts.next()??))
}

/// What stands between us and the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Multiplexer {
    /// Nothing.
    Nothing,
    /// tmux, which takes everything as narrow and draws it so on nearly all terminals.
    Tmux,
    /// GNU screen, which takes ambiguous characters as wide in some locales, on narrow terminals too.
    Screen,
}

impl Multiplexer {
    /// As the environment says.
    pub fn of(var: impl Fn(&str) -> bool) -> Multiplexer {
        match (var("STY"), var("TMUX")) {
            (true, _) => Multiplexer::Screen,
            (false, true) => Multiplexer::Tmux,
            (false, false) => Multiplexer::Nothing,
        }
    }

    /// True where the background may be asked for. Screen passes that question on and answers all others itself: the
    /// answer would come when nobody waits for it any more, and be taken for keys.
    pub fn knows_ground(self) -> bool {
        self != Multiplexer::Screen
    }

    /// What to believe without asking, when the user said `said`.
    pub fn known(self, said: Option<WidthModel>) -> Option<WidthModel> {
        match (said, self) {
            (Some(said), Multiplexer::Tmux | Multiplexer::Screen) if said == WidthModel::safe() => {
                Some(WidthModel::spelled())
            }
            (Some(said), _) => Some(said),
            (None, Multiplexer::Tmux) => Some(WidthModel::narrow()),
            (None, Multiplexer::Nothing | Multiplexer::Screen) => None,
        }
    }

    /// What to believe of an answer, or of none. Where screen is narrow, so is what it draws on, or else it would
    /// draw everybody's text wrong; where it is not, nobody knows what comes out.
    pub fn believed(self, answer: Option<WidthModel>) -> WidthModel {
        match (answer, self) {
            (Some(answer), Multiplexer::Screen) if answer != WidthModel::narrow() => WidthModel::spelled(),
            (Some(answer), _) => answer,
            (None, Multiplexer::Nothing) => WidthModel::safe(),
            (None, Multiplexer::Tmux | Multiplexer::Screen) => WidthModel::spelled(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::KeyCode;

    /// Widths alone are asked for.
    const WIDTHS: Questions = Questions { ground: true, widths: true, large: false, graphics: false };

    #[test]
    fn pictures_go_the_terminals_own_way() {
        let asked = Questions { ground: true, widths: false, large: false, graphics: true };
        let of = |answers: &str| parse(answers.as_bytes(), asked).graphics;
        assert_eq!(of("\x1bP>|kitty(0.41.1)\x1b\\\x1b_Gi=31;OK\x1b\\\x1b[?62c"), Graphics::Kitty);
        assert_eq!(of("\x1bP>|ghostty 1.1.3\x1b\\\x1b_Gi=31;OK\x1b\\\x1b[?62c"), Graphics::Kitty);
        assert_eq!(of("\x1bP>|kitty(0.26.5)\x1b\\\x1b_Gi=31;OK\x1b\\\x1b[?62c"), Graphics::HalfBlocks);
        assert_eq!(of("\x1bP>|Konsole 24.02\x1b\\\x1b_Gi=31;OK\x1b\\\x1b[?62;4c"), Graphics::Sixel);
        assert_eq!(of("\x1b_Gi=31;OK\x1b\\\x1b[?62c"), Graphics::HalfBlocks);
        assert_eq!(of("\x1b_Gi=31;ENOTSUP\x1b\\\x1b[?62;4;22c"), Graphics::Sixel);
        assert_eq!(of("\x1bP>|iTerm2 3.5.0\x1b\\\x1b[?62;4c"), Graphics::Iterm2);
        assert_eq!(of("\x1b[?64;1;2c"), Graphics::HalfBlocks);
    }

    #[test]
    fn large_text_is_told_by_the_cursor_and_by_the_name() {
        let all = Questions { ground: true, widths: true, large: true, graphics: false };
        let widths = "\x1b[1;2R\x1b[1;2R\x1b[1;2R\x1b[1;2R\x1b[1;2R\x1b[1;3R\x1b[?62c";
        let of = |name: &str, column: u16| {
            let answer = parse(format!("\x1bP>|{name}\x1b\\\x1b[1;{column}R{widths}").as_bytes(), all);
            assert_eq!(answer.widths, Some(WidthModel::narrow()), "{name}");
            answer.large
        };
        assert_eq!(of("kitty(0.41.1)", 3), Large::Scaled);
        assert_eq!(of("XTerm(379)", 1), Large::DoubleRows);
        assert_eq!(of("foot(1.21.0)", 1), Large::Not);
        let silent = parse(format!("\x1b[1;1R{widths}").as_bytes(), all);
        assert_eq!((silent.large, silent.widths), (Large::Not, Some(WidthModel::narrow())));
    }

    #[test]
    fn answers_are_taken_apart_and_keys_kept() {
        let bytes =
            b"\x1b]11;rgb:1e1e/2020/ffff\x1b\\\x1b[1;2R\x1b[1;2Rj\x1b[1;2R\x1b[1;2R\x1b[1;2R\x1b[1;3R\x1b[?62;4cG";
        let answer = parse(bytes, WIDTHS);
        assert_eq!(answer.widths, Some(WidthModel::narrow()));
        assert_eq!(answer.ground, Some((0x1e, 0x20, 0xff)));
        let keys: Vec<KeyCode> = answer.keys.iter().map(|key| key.code).collect();
        assert_eq!(keys, [KeyCode::Char('j'), KeyCode::Char('G')]);
        assert!(is_complete(bytes));
    }

    #[test]
    fn a_wide_terminal_is_known_class_by_class() {
        let answer = parse(b"\x1b[1;3R\x1b[1;3R\x1b[1;3R\x1b[1;3R\x1b[1;2R\x1b[1;3R\x1b[?1c", WIDTHS);
        let widths = answer.widths.unwrap();
        assert_eq!((widths.punctuation, widths.private), (Ambiguous::Wide, Ambiguous::Narrow));
    }

    #[test]
    fn a_terminal_that_does_not_know_han_is_not_trusted() {
        assert_eq!(parse(b"\x1b[1;2R\x1b[1;2R\x1b[1;2R\x1b[1;2R\x1b[1;2R\x1b[1;2R\x1b[?1c", WIDTHS).widths, None);
        assert_eq!(parse(b"\x1b[1;2R\x1b[?1c", WIDTHS).widths, None);
        assert_eq!(parse(b"", WIDTHS).widths, None);
    }

    #[test]
    fn a_multiplexer_is_believed_as_far_as_its_terminal_can_be_known() {
        let (narrow, wide) = (WidthModel::narrow(), WidthModel::wide());
        let (safe, spelled) = (WidthModel::safe(), WidthModel::spelled());
        let at = |names: &[&str]| Multiplexer::of(|name| names.contains(&name));
        let (plain, tmux, screen) = (at(&[]), at(&["TMUX"]), at(&["STY"]));
        assert_eq!((plain, tmux, screen), (Multiplexer::Nothing, Multiplexer::Tmux, Multiplexer::Screen));
        assert_eq!([plain, tmux, screen].map(Multiplexer::knows_ground), [true, true, false]);
        assert_eq!([plain, tmux, screen].map(|between| between.known(None)), [None, Some(narrow), None]);
        assert_eq!([plain, tmux, screen].map(|between| between.known(Some(safe))), [safe, spelled, spelled].map(Some));
        assert_eq!(screen.known(Some(wide)), Some(wide));
        assert_eq!([plain, screen].map(|between| between.believed(Some(narrow))), [narrow; 2]);
        assert_eq!([plain, screen].map(|between| between.believed(Some(wide))), [wide, spelled]);
        assert_eq!([plain, screen].map(|between| between.believed(None)), [safe, spelled]);
    }

    #[test]
    #[cfg(unix)]
    fn only_what_is_to_be_known_is_asked() {
        assert!(spelled(WIDTHS).starts_with("\x1b]11;?\x1b\\\r“\x1b[6n"));
        let none = Questions { ground: false, widths: false, ..WIDTHS };
        assert_eq!(spelled(none), "\r\x1b[K\x1b[c", "but for the end of the answers");
    }

    #[test]
    fn broken_answers_do_no_harm() {
        for bytes in [&b"\x1b"[..], b"\x1b[", b"\x1b]11;", b"\x1b]11;rgb:/x/", b"\x1b[;R\x1b[?c", b"\xff\xfe"] {
            let answer = parse(bytes, WIDTHS);
            assert_eq!((answer.widths, answer.ground), (None, None));
        }
    }
}
