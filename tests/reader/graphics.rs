//! Pictures in the ways of terminals: told by what the terminal answers, and drawn in that way.

use super::{Terminal, folder};
use portable_pty::CommandBuilder;

/// What each of these terminals answers to what it is asked: background, a blank of double size, its name, graphics,
/// widths, itself.
const KITTY: &str = "\x1b]11;rgb:1111/1111/1111\x1b\\\x1b[1;1R\x1bP>|kitty(0.41.1)\x1b\\\x1b_Gi=31;OK\x1b\\\
    \x1b[1;2R\x1b[1;2R\x1b[1;2R\x1b[1;2R\x1b[1;2R\x1b[1;3R\x1b[?62;52;c";
const FOOT: &str = "\x1b]11;rgb:2424/2424/2424\x1b\\\x1b[1;1R\x1bP>|foot(1.22.3)\x1b\\\
    \x1b[1;2R\x1b[1;2R\x1b[1;2R\x1b[1;2R\x1b[1;2R\x1b[1;3R\x1b[?62;4;22;28;29c";
const PLAIN: &str = "\x1b]11;rgb:2424/2424/2424\x1b\\\x1b[1;1R\
    \x1b[1;2R\x1b[1;2R\x1b[1;2R\x1b[1;2R\x1b[1;2R\x1b[1;3R\x1b[?62;22c";

/// How each way of drawing begins: placeholders of kitty's protocol, and a string of sixels.
const PLACED: &[u8] = b"a=T,U=1";
const SIXELS: &[u8] = b"\x1bP9;";

fn holds(raw: &[u8], part: &[u8]) -> bool {
    raw.windows(part.len()).any(|window| window == part)
}

fn answered(folder: &std::path::Path, answers: &str, vars: &[(&str, &str)]) -> Terminal {
    let command = CommandBuilder::new(env!("CARGO_BIN_EXE_foldline"));
    let terminal = Terminal::start(100, 40, folder, command, vars, false);
    terminal.send(answers);
    terminal
}

#[test]
fn a_terminal_gets_its_pictures_in_its_own_way() {
    if cfg!(not(feature = "images")) {
        println!("skipped: this build makes no pictures");
        return;
    }
    let folder = folder();
    let terminal = answered(folder.path(), KITTY, &[]);
    terminal.until_written("a picture in kitty's protocol", |raw| holds(raw, PLACED));
    terminal.until("placeholders in its cells", |screen| screen.contents().contains('\u{10eeee}'));
    assert!(!terminal.screen().contains('▀'), "and no blocks beside them");
    terminal.send("i");
    terminal.until("a small box", |screen| !screen.contents().contains('\u{10eeee}'));
    terminal.quits();
    let terminal = answered(folder.path(), FOOT, &[]);
    terminal.until_written("a picture in sixels", |raw| holds(raw, SIXELS));
    assert!(!holds(&terminal.raw(), PLACED));
    terminal.quits();
    let terminal = answered(folder.path(), PLAIN, &[]);
    terminal.until("a picture in half blocks", |screen| screen.contents().contains('▀'));
    assert!(!holds(&terminal.raw(), PLACED) && !holds(&terminal.raw(), SIXELS));
    terminal.quits();
}

#[test]
fn without_colors_and_through_multiplexers_pictures_stay_in_cells() {
    if cfg!(not(feature = "images")) {
        println!("skipped: this build makes no pictures");
        return;
    }
    let folder = folder();
    let terminal = answered(folder.path(), KITTY, &[("NO_COLOR", "1")]);
    terminal.until("a picture in shades", |screen| screen.contents().contains('▓'));
    assert!(!holds(&terminal.raw(), PLACED));
    terminal.quits();
    let terminal = answered(folder.path(), KITTY, &[("TMUX", "/tmp/none,1,0")]);
    terminal.until("a picture in half blocks", |screen| screen.contents().contains('▀'));
    assert!(!holds(&terminal.raw(), PLACED));
    terminal.quits();
}
