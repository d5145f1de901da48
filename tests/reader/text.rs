//! Text of a story: selected, copied, its addresses opened; lines typed and completed; clicks.

use super::{ENTER, Terminal, folder, resting};
use std::path::Path;

const STORY: &str = "Bay Paper   Monday, November 23, 2026   A1\n\nFerry Comes Home\n\nBy Nora Wexcombe\n\n\
    The ferry was back at dawn. Times stand at https://bay.example/times?day=mon and questions go to \
    desk@bay.example before noon.\nNobody was late.\n";

fn story(folder: &Path) {
    std::fs::write(folder.join("page.txt"), STORY).unwrap();
}

/// What was given to the terminal's clipboard last.
fn clipboard(terminal: &Terminal) -> String {
    let raw = String::from_utf8_lossy(&terminal.raw()).into_owned();
    let code = raw.rsplit("\x1b]52;c;").next().unwrap_or_default();
    let code: String = code.chars().take_while(|c| c.is_ascii_alphanumeric() || "+/=".contains(*c)).collect();
    String::from_utf8(decoded(&code)).unwrap()
}

/// Base64.
fn decoded(code: &str) -> Vec<u8> {
    const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bits, mut count, mut bytes) = (0u32, 0, Vec::new());
    for value in code.chars().filter_map(|c| LETTERS.find(c)) {
        bits = bits << 6 | value as u32;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    bytes
}

#[test]
fn a_story_is_copied_with_where_it_stood_also_inside_tmux() {
    for vars in [&[][..], &[("TMUX", "/tmp/tmux-0/default,1,0")]] {
        let folder = folder();
        let terminal = Terminal::open_with(100, 40, folder.path(), &[], vars);
        terminal.until_opened();
        terminal.send("y");
        terminal.until_shows("copied:");
        let copied = clipboard(&terminal);
        assert!(copied.starts_with("THE BAY\nThe Old Ferry Comes Home After Eleven Quiet Years\n"), "{copied}");
        assert!(copied.contains("By Nora Wexcombe"), "{copied}");
        let source = copied.lines().last().unwrap();
        assert!(source.starts_with("— ") && source.contains("p. "), "{source}");
        let passed = String::from_utf8_lossy(&terminal.raw()).contains("\x1bPtmux;\x1b\x1b]52;c;");
        assert_eq!(passed, !vars.is_empty(), "tmux is asked to pass it on");
        terminal.quits();
    }
}

#[test]
fn text_is_selected_by_character_and_line_in_a_story() {
    let folder = folder();
    let terminal = Terminal::open(100, 40, folder.path(), &[]);
    terminal.until_opened();
    terminal.send("\tgg");
    terminal.until("the top of the story", super::at_the_top);
    terminal.send("v");
    terminal.until_shows("selecting");
    terminal.send("2ly");
    terminal.until_shows("copied: 3 characters");
    assert_eq!(clipboard(&terminal), "THE");
    terminal.send("v}}y");
    terminal.until_shows("copied: 47 characters");
    assert_eq!(clipboard(&terminal), "THE BAY\n\nThe Old Ferry Comes Home After Eleven Quiet Years");
    terminal.send("vj");
    terminal.until_shows("selecting");
    terminal.send("\x1b");
    terminal.until_hides("selecting");
    terminal.send("y");
    terminal.until_shows("copied:");
    assert!(clipboard(&terminal).contains("By Nora Wexcombe"), "given up: y copies the story");
    terminal.quits();
}

#[test]
fn han_text_is_selected_across_the_end_of_a_line() {
    let folder = folder();
    let text = "渡口重开\n\n停航十二年的清河渡口昨日清晨重新开航，第一班船载着四十名乘客驶向对岸，河湾里的人都来看。\n";
    std::fs::write(folder.path().join("page.txt"), text).unwrap();
    let terminal = Terminal::open(30, 24, folder.path(), &["page.txt"]);
    terminal.until_shows("渡口");
    terminal.send("\tgg}v20ly");
    terminal.until_shows("copied: 21 ");
    assert_eq!(clipboard(&terminal), "停航十二年的清河渡口昨日清晨重新开航，第一");
    terminal.quits();
}

#[test]
fn dragging_selects_in_a_story_and_one_click_opens_one() {
    let folder = folder();
    let terminal = Terminal::open(100, 40, folder.path(), &[]);
    let shown = terminal.until_opened();
    let (row, column) = place(&shown, "Library Lends");
    terminal.send(&format!("\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m"));
    terminal.until_shows("story 4 of");
    let shown = resting(&terminal);
    let (row, column) = place(&shown, "Library Lends");
    let end = column + "Library".len() - 1;
    terminal.send(&format!("\x1b[<0;{column};{row}M\x1b[<32;{end};{row}M\x1b[<0;{end};{row}m"));
    terminal.until_shows("y copies what is selected");
    terminal.send("y");
    terminal.until_shows("copied: 7 ");
    assert_eq!(clipboard(&terminal), "Library");
    terminal.quits();
}

/// Row and column of some words, from 1, as the mouse tells them.
fn place(screen: &str, words: &str) -> (usize, usize) {
    // The bar above names the story as well.
    let mut rows = screen.lines().enumerate().skip(1);
    let found = rows.find_map(|(row, line)| line.find(words).map(|at| (row, line, at)));
    let (row, line, at) = found.unwrap();
    (row + 1, line[..at].chars().count() + 1)
}

#[cfg(unix)]
#[test]
fn addresses_are_shown_whole_and_opened_only_on_enter() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    story(folder.path());
    let opener = folder.path().join("opener");
    std::fs::write(&opener, "#!/bin/sh\nprintf '%s\\n' \"$@\" >> opened\n").unwrap();
    std::fs::set_permissions(&opener, std::fs::Permissions::from_mode(0o755)).unwrap();
    let opener = opener.display().to_string();
    // As the config says it, with an argument of its own; what the shell would do with it is not done.
    super::room::config(folder.path(), &format!("opener = \"{opener} --quietly $(touch hostile)\"\n"));
    let terminal = Terminal::open(90, 30, folder.path(), &["page.txt"]);
    terminal.until_shows("Ferry Comes Home");
    terminal.send("Jf");
    terminal.until_shows("Addresses");
    terminal.send(ENTER);
    terminal.until_shows("Open this address?");
    terminal.until_shows("https://bay.example/times?day=mon");
    terminal.send("\x1b");
    terminal.until_shows("not opened");
    assert!(!folder.path().join("opened").exists());
    terminal.send("f2\r");
    terminal.until_shows("mailto:desk@bay.example");
    terminal.send("y");
    terminal.until_shows("copied:");
    assert_eq!(clipboard(&terminal), "mailto:desk@bay.example");
    terminal.send("f\r");
    terminal.until_shows("Open this address?");
    terminal.send(ENTER);
    terminal.until_shows("opened with");
    let start = std::time::Instant::now();
    while !folder.path().join("opened").exists() && start.elapsed() < super::PATIENCE {
        std::thread::yield_now();
    }
    terminal.quits();
    let given = std::fs::read_to_string(folder.path().join("opened")).unwrap();
    assert_eq!(given, "--quietly\n$(touch\nhostile)\nhttps://bay.example/times?day=mon\n");
    assert!(!folder.path().join("hostile").exists());
    let vars = [("FOLDLINE_OPENER", "/nonexistent/opener")];
    let terminal = Terminal::open_with(150, 30, folder.path(), &["--fresh", "page.txt"], &vars);
    terminal.until_shows("Ferry Comes Home");
    terminal.send("Jf\r\r");
    terminal.until_shows("/nonexistent/opener: ");
    terminal.until_shows("y copies the address, opener in the config");
    terminal.quits();
}

#[test]
fn what_is_no_address_of_the_web_or_of_mail_is_never_offered() {
    let folder = folder();
    let text = "Bay Paper   Monday, November 23, 2026   A1\n\nFerry Comes Home\n\nIt is told that \
        javascript:alert(1) and file:///etc/passwd and https://bay.example@127.0.0.1/ and -new-window and \
        mailto:desk@bay.example?attach=/etc/passwd were all printed on one page, and that nobody could open them.\n";
    std::fs::write(folder.path().join("page.txt"), text).unwrap();
    let terminal = Terminal::open(90, 30, folder.path(), &["page.txt"]);
    terminal.until_shows("Ferry Comes Home");
    terminal.send("Jf");
    terminal.until_shows("names no address");
    terminal.quits();
}

#[test]
fn the_paragraph_below_a_head_is_copied_by_one_key() {
    let folder = folder();
    let terminal = Terminal::open(100, 40, folder.path(), &[]);
    terminal.until_opened();
    // The third page, its first story, the second section, its first paragraph.
    terminal.send("3G\r2\rY");
    terminal.until_shows("copied:");
    let copied = clipboard(&terminal);
    assert!(copied.starts_with("老街的第一间书屋") && copied.ends_with("人要常来。”"), "{copied}");
    terminal.quits();
}

#[test]
fn a_search_folds_script_width_and_columns() {
    let folder = folder();
    let text = "清河渡口\n\n臺灣的船昨日到了清河，船上有４０名乘客。\n";
    std::fs::write(folder.path().join("page.txt"), text).unwrap();
    let terminal = Terminal::open(90, 30, folder.path(), &["page.txt"]);
    terminal.until_shows("清河渡口");
    for query in ["台湾", "40名", "昨日 到"] {
        terminal.send(&format!("/{query}\r"));
        terminal.until_shows(&format!("{query}: 1 of 1"));
    }
    terminal.send(":variants strict\r");
    terminal.until_shows("told apart");
    terminal.send("/台湾\r");
    terminal.until_shows("台湾: not in this edition");
    terminal.send("/\r");
    terminal.until_shows("nothing to search for");
    terminal.send("/清河\r");
    terminal.until_shows(" of 2");
    terminal.send("t");
    terminal.until_shows("2 found ·");
    terminal.quits();
}

#[test]
fn lines_are_completed_and_come_back_the_next_time() {
    let folder = folder();
    story(folder.path());
    let terminal = Terminal::open(90, 30, folder.path(), &["page.txt"]);
    terminal.until_shows("Ferry Comes Home");
    terminal.send(":zo\t");
    terminal.until_shows(":zoom");
    terminal.send(" w\t");
    terminal.until_shows(":zoom whole");
    terminal.send(ENTER);
    terminal.send(":save pa\t");
    terminal.until_shows(":save page.txt");
    terminal.send(ENTER);
    terminal.until_shows("overwrite? y/n");
    terminal.send("n");
    terminal.until_shows("left as it was");
    terminal.send("/ferry\rQ");
    assert_eq!(terminal.ends(), 0);
    assert_eq!(std::fs::read_to_string(folder.path().join("page.txt")).unwrap(), STORY);
    let terminal = Terminal::open(90, 30, folder.path(), &["--fresh", "page.txt"]);
    terminal.until_shows("Ferry Comes Home");
    terminal.send(":\x1b[A");
    terminal.until_shows(":save page.txt");
    terminal.send("\x1b[A");
    terminal.until_shows(":zoom whole");
    terminal.send("\x1b");
    terminal.until_hides(":zoom whole");
    terminal.send("/\x1b[A");
    terminal.until_shows("/ferry");
    terminal.send("\rQ");
    assert_eq!(terminal.ends(), 0);
}

#[test]
fn lists_are_filtered_by_words_of_any_script() {
    let folder = folder();
    let terminal = Terminal::open(100, 40, folder.path(), &[]);
    terminal.until_opened();
    terminal.send("3Gt/賬本");
    terminal.until("the only row left", |screen| {
        let shown = screen.contents();
        shown.contains("Stories: 賬本") && shown.contains("账本贴在墙上")
    });
    terminal.send(ENTER);
    terminal.until_shows("· story ");
    terminal.until_shows("账本贴在墙上");
    terminal.send("q");
    terminal.send("?/undo\r");
    terminal.until_shows("Help: undo");
    terminal.until_hides("block below");
    terminal.quits();
}

#[test]
fn linear_mode_reads_plain_lines_from_a_pipe() {
    use std::io::Write;
    use std::process::{Command, Stdio};
    let folder = folder();
    let mut command = Command::new(env!("CARGO_BIN_EXE_foldline"));
    command.arg("--linear").current_dir(folder.path()).env("HOME", folder.path());
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let lines = "2\nall\nnext\nsearch whistle\nsave out.txt\nsave out.txt\nnonsense\nquit\n";
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(!text.contains('\x1b'), "no escape sequences");
    for words in [
        "1. The Old Ferry",
        "Story 2 of",
        "End of the story.",
        "Story 3 of",
        "whistle: ",
        "saved as out.txt.",
        "is there already. save! out.txt",
        "No command nonsense",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    assert!(folder.path().join("out.txt").exists());
}

#[test]
fn linear_mode_asks_in_a_terminal_without_a_screen_of_its_own() {
    let folder = folder();
    let terminal = Terminal::open(100, 60, folder.path(), &["--linear"]);
    terminal.until_shows("Type a number to read that story");
    terminal.send("1\n");
    terminal.until_shows("Headline: The Old Ferry");
    terminal.until("the ordinary screen", |screen| !screen.alternate_screen());
    terminal.send("\n");
    terminal.until_shows("left. Enter reads on.");
    terminal.send("quit\n");
    assert_eq!(terminal.ends(), 0);
}

#[test]
fn linear_mode_parts_lines_between_words() {
    let folder = folder();
    let terminal = Terminal::open(40, 60, folder.path(), &["--linear"]);
    terminal.until_shows("Type a number to read that story");
    terminal.send("1\n");
    terminal.until_shows("Enter reads on.");
    {
        let shared = terminal.shared.0.lock().unwrap();
        let screen = shared.parser.screen();
        let cut: Vec<u16> = (0..60).filter(|row| screen.row_wrapped(*row)).collect();
        assert!(cut.is_empty(), "rows {cut:?} go on in the next:\n{}", screen.contents());
    }
    terminal.send("quit\n");
    assert_eq!(terminal.ends(), 0);
}
