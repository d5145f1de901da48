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

#[test]
fn a_chinese_page_is_shown_searched_and_copied_in_the_other_script() {
    let folder = folder();
    let feature = Path::new(env!("CARGO_MANIFEST_DIR")).join("layouts/demo/3-feature.pdf");
    std::fs::copy(feature, folder.path().join("page.pdf")).unwrap();
    let terminal = open(folder.path());
    terminal.until_shows("把“老手艺”留住");
    terminal.send(":script hant\r");
    terminal.until_shows("把“老手藝”留住");
    // Both spellings find it, and the place of the hit is the place in the other script.
    for words in ["老手艺", "老手藝"] {
        terminal.send(&format!("/{words}\r"));
        terminal.until_shows(&format!("{words}: 1 of"));
    }
    terminal.send("\t");
    terminal.until_shows("story 1 of 1");
    let place = |word: &str| {
        let shown = terminal.at_rest();
        shown.lines().position(|line| line.contains(word)).unwrap_or_else(|| panic!("{word}: {shown}"))
    };
    let traditional = place("老手藝");
    terminal.send(":script asis\r");
    terminal.until_shows("把“老手艺”留住");
    assert_eq!(place("老手艺"), traditional, "the story stands where it stood");
    terminal.send("q");
    terminal.quits();
    let shown = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_foldline"));
        let output = command.args(args).current_dir(folder.path()).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    for command in [&["export", "page.pdf"][..], &["stories", "page.pdf"], &["page", "page.pdf"]] {
        assert!(shown(command).contains("老手艺"), "{command:?}");
        assert!(shown(&[command, &["--script", "hant"]].concat()).contains("老手藝"), "{command:?}");
    }
}

#[test]
fn corrections_and_notes_made_in_the_other_script_fit_the_page_as_it_is() {
    let folder = folder();
    let feature = Path::new(env!("CARGO_MANIFEST_DIR")).join("layouts/demo/3-feature.pdf");
    std::fs::copy(feature, folder.path().join("page.pdf")).unwrap();
    let terminal = Terminal::open(100, 30, folder.path(), &["page.pdf", "--script", "hant"]);
    terminal.until_shows("把“老手藝”留住");
    terminal.send("a看\r");
    terminal.until_shows("note kept");
    terminal.send("e)js");
    terminal.until_shows("a story begins here");
    terminal.until_shows("1 correction · kept in");
    terminal.send("e");
    terminal.until_hides("CORRECTING");
    terminal.quits();
    let mut command = Command::new(env!("CARGO_BIN_EXE_foldline"));
    let stories = command.args(["stories", "page.pdf"]).current_dir(folder.path()).output().unwrap();
    assert_eq!(String::from_utf8(stories.stdout).unwrap().lines().count(), 2, "the correction fits");
    let terminal = open(folder.path());
    terminal.send("''");
    terminal.until_shows("看 · ");
    terminal.send("q");
    terminal.quits();
}
