//! Looking words up and writing notes, through the real program.

use super::room::config;
use super::{Terminal, folder};
use std::path::Path;
use std::process::Command;

fn page(folder: &Path) {
    let front = Path::new(env!("CARGO_MANIFEST_DIR")).join("layouts/demo/1-front.pdf");
    std::fs::copy(front, folder.join("page.pdf")).unwrap();
}

fn export(folder: &Path, args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_foldline"));
    command.args(["export", "page.pdf", "--notes"]).args(args).current_dir(folder).env("HOME", folder);
    command.env("XDG_STATE_HOME", folder.join("state")).env("XDG_CONFIG_HOME", folder.join("config"));
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn open(folder: &Path) -> Terminal {
    let terminal = Terminal::open(100, 30, folder, &["page.pdf"]);
    terminal.until_shows("1 page");
    terminal
}

#[test]
fn a_word_is_looked_up_with_the_command_of_the_config() {
    let folder = folder();
    page(folder.path());
    config(folder.path(), "dictionary = \"printf <%s>\\\\nmeans\\\\na\\\\nthing\\\\n {}\"\n");
    let terminal = open(folder.path());
    terminal.send("xold ferry; ls\r");
    let shown = terminal.until_shows("─ Output ─");
    assert!(shown.contains("<old ferry; ls>") && shown.contains("thing"), "no shell reads it: {shown}");
    terminal.send("q");
    terminal.until_hides("─ Output ─");
    // One letter of a word stands for the word.
    terminal.send("\tgg)jv");
    terminal.until_shows("selecting");
    terminal.send("x");
    let shown = terminal.until_shows("─ Output ─");
    assert!(!shown.contains("selecting"), "{shown}");
    terminal.send("q");
    terminal.until_hides("─ Output ─");
    terminal.quits();
}

#[test]
fn a_dictionary_that_is_not_there_is_told_with_what_to_do() {
    let folder = folder();
    page(folder.path());
    config(folder.path(), "dictionary = \"no-such-dictionary\"\n");
    let terminal = open(folder.path());
    terminal.send("xferry\r");
    terminal.until_shows("no-such-dictionary is not here; dictionary in the config names a command");
    terminal.quits();
}

#[test]
fn a_note_is_written_listed_changed_kept_and_exported() {
    let folder = folder();
    page(folder.path());
    let before = std::fs::read(folder.path().join("page.pdf")).unwrap();
    let terminal = open(folder.path());
    terminal.send("aask the *captain*\r");
    terminal.until_shows("note kept; '' lists marks and notes");
    terminal.send("J");
    terminal.until_shows("2/6");
    terminal.send("''");
    terminal.until_shows("─ Marks ─");
    terminal.until_shows("ask the *captain* · THE BAY");
    terminal.send("\r");
    terminal.until_shows("note: ask the *captain*");
    terminal.send("\t");
    terminal.until_shows("story 1 of 6");
    terminal.send("ggv");
    terminal.until_shows("selecting");
    terminal.send("lla老渡船\r");
    terminal.until_shows("note kept");
    terminal.quits();
    let markdown = export(folder.path(), &[]);
    assert!(markdown.contains("## 1 · The Old Ferry Comes Home"), "{markdown}");
    assert!(markdown.contains(r"ask the \*captain\*") && markdown.contains("> THE\n\n老渡船"), "{markdown}");
    let json: serde_json::Value = serde_json::from_str(&export(folder.path(), &["--format", "json"])).unwrap();
    assert_eq!((&json["schema"], json["notes"].as_array().unwrap().len()), (&"foldline.notes/1".into(), 2));
    // The next opening knows it; an empty note takes it away.
    let terminal = open(folder.path());
    terminal.send("a");
    terminal.until_shows("note: ask the *captain*");
    terminal.send("\u{15}\r");
    terminal.until_shows("note taken away");
    terminal.quits();
    let markdown = export(folder.path(), &[]);
    assert!(!markdown.contains("captain") && markdown.contains("老渡船"), "{markdown}");
    assert_eq!(std::fs::read(folder.path().join("page.pdf")).unwrap(), before, "the page is never changed");
}

#[test]
fn two_readers_keep_each_others_notes() {
    let folder = folder();
    page(folder.path());
    let (one, other) = (open(folder.path()), open(folder.path()));
    one.send("afirst\r");
    one.until_shows("note kept");
    one.quits();
    other.send("Jasecond\r");
    other.until_shows("somebody else");
    other.quits();
    let markdown = export(folder.path(), &[]);
    assert!(markdown.contains("first") && markdown.contains("second"), "{markdown}");
}
