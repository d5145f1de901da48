//! The commands as a script sees them: the real program, its output, its messages and its exit codes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

use assert_cmd::Command;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use tempfile::TempDir;

#[path = "pdf_maker/mod.rs"]
mod pdf_maker;

/// A jumbled page of our own: two heads, their paragraphs, a caption.
const PAGE: &str = "河湾渡口恢复夜航\n□林一舟 周望\n\n　　入夜后，渡口的灯一盏一盏亮起来，头班夜船在汽笛声里离岸，甲板上站满了下班回家的人，\
有人举着手机拍下江面上的灯影。\n\n　　船长说，停航的三年里他一直在修船，如今船修好了，江也修好了。\n\n夜航首日，乘客在船头合影。 周望 摄\n";

fn foldline(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("foldline").unwrap();
    command.args(arguments).env_remove("NO_COLOR").env("XDG_CONFIG_HOME", "/nonexistent");
    command
}

/// The program without anything on its standard input, as scripts of every kind start it.
fn quiet(arguments: &[&str]) -> std::process::Command {
    let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin("foldline"));
    command.args(arguments).env("XDG_CONFIG_HOME", "/nonexistent").stdin(Stdio::null());
    command
}

fn folder_with(name: &str, bytes: &[u8]) -> (TempDir, String) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    (folder, path.display().to_string())
}

/// Runs, expects this exit code and exactly one line on the standard error; returns that line.
fn complaint(arguments: &[&str], code: i32) -> String {
    let output = foldline(arguments).assert().code(code).get_output().clone();
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(error.lines().count(), 1, "one line, not: {error}");
    assert!(output.stdout.is_empty(), "nothing is printed beside an error");
    error.trim_end().to_owned()
}

#[cfg(unix)]
#[test]
fn other_names_of_a_file_keep_what_they_show_and_are_told_in_one_line() {
    let (folder, page) = folder_with("page.txt", PAGE.as_bytes());
    let at = |name: &str| folder.path().join(name);
    let path = |name: &str| at(name).display().to_string();
    let export = |target: &str, options: &[&str]| {
        let target = path(target);
        let arguments: Vec<&str> = ["export", &page, "-o", &target].iter().chain(options).copied().collect();
        let output = foldline(&arguments).assert().success().get_output().clone();
        String::from_utf8(output.stderr).unwrap()
    };
    let first_of = |folder: &str| {
        let files = fs::read_dir(at(folder)).unwrap().map(|entry| entry.unwrap().path());
        files.filter(|path| path.extension().is_some_and(|ending| ending != "journal")).min().unwrap()
    };
    let forms: [(&str, &[&str]); 3] =
        [("one.txt", &[]), ("stories/", &["--format", "markdown"]), ("rows.jsonl", &["--format", "jsonl"])];
    for (index, (target, options)) in forms.into_iter().enumerate() {
        assert_eq!(export(target, options), "", "{target}: nothing is linked");
        let file = if target.ends_with('/') { first_of(target) } else { at(target) };
        let other = at(&format!("other{index}"));
        fs::write(&file, "mine").unwrap();
        fs::hard_link(&file, &other).unwrap();
        let options: Vec<&str> = options.iter().copied().chain(["--force"]).collect();
        let says = export(target, &options);
        assert_eq!(says.lines().count(), 1, "{target}: {says}");
        assert!(says.contains("1 hard link to") && says.contains("kept what was there before"), "{target}: {says}");
        assert_eq!(fs::read_to_string(&other).unwrap(), "mine", "{target}");
        assert_ne!(fs::read_to_string(&file).unwrap(), "mine", "{target}");
    }
}

#[test]
fn what_cannot_be_opened_says_so_in_one_line() {
    let missing = complaint(&["stories", "/no/such/page.pdf"], 1);
    assert!(missing.starts_with("foldline: /no/such/page.pdf: No such file"), "{missing}");

    let empty_folder = TempDir::new().unwrap();
    let nothing = complaint(&["stories", &empty_folder.path().display().to_string()], 3);
    assert!(nothing.contains("no pages in this folder"), "{nothing}");

    let (_keep, path) = folder_with("empty.pdf", b"");
    assert!(complaint(&["export", &path], 3).ends_with("the file is empty"));

    let rubbish: Vec<u8> = (0..4096u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let (_keep, path) = folder_with("rubbish.bin", &rubbish);
    let refused = complaint(&["export", &path], 1);
    assert!(refused.contains("not a format foldline reads"), "{refused}");
}

#[test]
fn a_wrong_layout_names_file_and_line() {
    let (_keep, path) = folder_with("mine.toml", b"name = \"Mine\"\n\n[type]\ncolumns = \"six\"\n");
    let message = complaint(&["layouts", "check", &path], 1);
    assert!(message.contains("mine.toml, line 4: invalid type: string \"six\""), "{message}");
    let (_keep, page) = folder_with("page.txt", PAGE.as_bytes());
    let unknown = complaint(&["stories", &page, "--layout", "nobody"], 2);
    assert!(unknown.contains("foldline layouts"), "{unknown}");
}

#[test]
fn every_layout_shown_is_sound() {
    let listed = foldline(&["layouts"]).output().unwrap();
    let names = String::from_utf8(listed.stdout).unwrap();
    assert!(names.lines().count() >= 5, "{names}");
    for name in names.lines().filter_map(|line| line.split_whitespace().next()) {
        let shown = foldline(&["layouts", "show", name]).output().unwrap();
        let (_keep, path) = folder_with("shown.toml", &shown.stdout);
        foldline(&["layouts", "check", &path]).assert().success();
    }
}

#[test]
fn without_a_terminal_the_stories_are_printed() {
    let (_keep, path) = folder_with("page.txt", PAGE.as_bytes());
    let printed = foldline(&[&path]).assert().success().get_output().stdout.clone();
    let text = String::from_utf8(printed).unwrap();
    assert!(text.contains("河湾渡口恢复夜航") && text.contains("头班夜船在汽笛声里离岸"), "{text}");
    assert!(!text.contains('\u{1b}'), "no escape sequences");
    let piped = foldline(&["-"]).write_stdin(PAGE).assert().success().get_output().stdout.clone();
    assert_eq!(String::from_utf8(piped).unwrap(), text, "the standard input reads the same");
}

#[test]
fn nothing_of_the_text_is_lost() {
    let (_keep, path) = folder_with("page.txt", PAGE.as_bytes());
    let text = String::from_utf8(foldline(&["export", &path]).output().unwrap().stdout).unwrap();
    let letters = |text: &str| {
        let mut letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
        letters.sort_unstable();
        letters
    };
    assert_eq!(letters(&text), letters(PAGE));
}

#[test]
fn json_is_the_page_document() {
    let (_keep, path) = folder_with("page.txt", PAGE.as_bytes());
    let output = foldline(&["export", &path, "--format", "json"]).output().unwrap();
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["schema"], "foldline.edition/1");
    assert_eq!(document["source"]["format"], "text");
    assert_eq!(document["pages"][0]["lang"], "zh");
    let demo = quiet(&["export", "--format", "json"]).output().unwrap();
    let demo: serde_json::Value = serde_json::from_slice(&demo.stdout).unwrap();
    let folios: Vec<_> = demo["pages"].as_array().unwrap().iter().map(|page| page["folio"].clone()).collect();
    assert_eq!(folios[..3], ["1", "2", "3"], "the printed page number, not the date beside it");
    let lines = foldline(&["export", &path, "--format", "jsonl"]).output().unwrap();
    let line: serde_json::Value = serde_json::from_slice(&lines.stdout).unwrap();
    assert_eq!((&line["page"], &line["content"]["number"]), (&1.into(), &1.into()));
}

#[test]
fn a_file_in_the_way_is_left_alone() {
    let (folder, path) = folder_with("page.txt", PAGE.as_bytes());
    let target = folder.path().join("story.txt");
    fs::write(&target, "mine").unwrap();
    let target = target.display().to_string();
    let message = complaint(&["export", &path, "-o", &target], 1);
    assert!(message.contains("--force"), "{message}");
    assert_eq!(fs::read_to_string(&target).unwrap(), "mine");
    foldline(&["export", &path, "-o", &target, "--force"]).assert().success();
    assert!(fs::read_to_string(&target).unwrap().contains("渡口"));
}

#[test]
fn a_folder_gets_a_file_a_story() {
    let (_keep, path) = folder_with("page.txt", PAGE.as_bytes());
    let out = TempDir::new().unwrap();
    foldline(&["export", &path, "-o", &format!("{}/", out.path().join("stories").display())]).assert().success();
    let names: Vec<String> = fs::read_dir(out.path().join("stories"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert!(names.iter().any(|name| name == "p1s1 河湾渡口恢复夜航.txt"), "{names:?}");
}

#[test]
fn a_full_disk_is_told() {
    if !Path::new("/dev/full").exists() {
        println!("skipped: no /dev/full here");
        return;
    }
    let (_keep, path) = folder_with("page.txt", PAGE.as_bytes());
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = std::process::Command::new(assert_cmd::cargo::cargo_bin("foldline"))
        .args(["export", &path])
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("foldline: standard output: "));
    complaint(&["export", &path, "-o", "/dev/full"], 1);
}

#[test]
fn usage_errors_are_code_two() {
    let (_keep, path) = folder_with("page.txt", PAGE.as_bytes());
    assert!(complaint(&["export", &path, "--story", "99"], 2).contains("foldline stories"));
    assert!(complaint(&["page", &path, "--page", "7"], 2).contains("no page 7"));
    foldline(&["export", &path, "--format", "word"]).assert().code(2);
}

#[test]
fn manual_and_completions_know_the_commands() {
    let manual = String::from_utf8(foldline(&["man"]).output().unwrap().stdout).unwrap();
    let script = String::from_utf8(foldline(&["completions", "bash"]).output().unwrap().stdout).unwrap();
    for command in ["stories", "export", "page", "inspect", "layouts"] {
        assert!(manual.contains(command), "{command} in the manual");
        assert!(script.contains(command), "{command} in the completions");
    }
    for words in ["KEYS ON THE PAGE", "COMMANDS AFTER :", "EXIT STATUS", "NO_COLOR", "next story"] {
        assert!(manual.contains(words), "{words} in the manual");
    }
}

#[test]
fn every_shell_gets_its_completions() {
    let signs = [
        ("bash", "complete -F _foldline"),
        ("zsh", "#compdef foldline"),
        ("fish", "complete -c foldline"),
        ("powershell", "Register-ArgumentCompleter"),
        ("nushell", "export extern foldline"),
        ("elvish", "edit:completion"),
    ];
    for (shell, sign) in signs {
        let script = String::from_utf8(foldline(&["completions", shell]).output().unwrap().stdout).unwrap();
        assert!(script.contains(sign), "{shell}: {}", script.chars().take(200).collect::<String>());
        assert!(script.contains("newsprint") || script.contains("theme"), "{shell} knows the options");
    }
}

#[test]
fn the_config_is_printed_checked_and_read_back() {
    let printed = foldline(&["--print-config"]).assert().success().get_output().stdout.clone();
    let (_keep, path) = folder_with("config.toml", &printed);
    let again = foldline(&["--config", &path, "--print-config"]).assert().success().get_output().stdout.clone();
    let settings = |text: &[u8]| -> Vec<String> {
        let text = String::from_utf8_lossy(text).into_owned();
        text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect()
    };
    assert_eq!(settings(&printed), settings(&again));
    let keys = foldline(&["--print-keys"]).assert().success().get_output().stdout.clone();
    let (_keep, path) = folder_with("keys.toml", &keys);
    foldline(&["--config", &path, "--print-keys"]).assert().success().stdout(keys);
}

#[test]
fn a_mistake_in_the_config_names_file_line_and_what_is_allowed() {
    let (_keep, path) = folder_with("mine.toml", b"mouse = true\ncolour = \"red\"\n");
    let says = complaint(&["stories", "--config", &path], 1);
    assert!(says.contains("mine.toml, line 2: unknown field `colour`, expected one of `lang`"), "{says}");
    let missing = complaint(&["stories", "--config", "/no/such.toml"], 1);
    assert!(missing.contains("/no/such.toml: No such file") && missing.contains("--config"), "{missing}");
    assert!(complaint(&["--theme", "sepia"], 2).contains("there are terminal,"));
    // What does not read the config does not stumble over it.
    foldline(&["completions", "bash"]).env("XDG_CONFIG_HOME", "/proc/self/mem").assert().success();
}

#[test]
fn a_log_is_kept_when_asked_for() {
    let (folder, page) = folder_with("page.txt", PAGE.as_bytes());
    let log = folder.path().join("log.txt");
    foldline(&["stories", &page, "--log", &log.display().to_string()]).assert().success();
    assert!(fs::read_to_string(&log).unwrap().contains("foldline 0."));
    assert!(complaint(&["stories", &page, "--log", "/proc/nothing"], 1).contains("--log"));
}

#[test]
fn a_pipe_that_closes_is_quiet() {
    use std::io::Read;
    let mut long = PAGE.to_owned();
    for number in 0..4000 {
        long.push_str(&format!("\n　　第{number}盏灯亮起来的时候，江面上的雾刚刚散去，渡口的人都站着看。\n"));
    }
    let (_keep, page) = folder_with("page.txt", long.as_bytes());
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("foldline"))
        .args(["export", &page])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0u8; 64];
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut first).unwrap();
    drop(out);
    let ended = child.wait_with_output().unwrap();
    assert_eq!((ended.status.code(), String::from_utf8_lossy(&ended.stderr).as_ref()), (Some(0), ""));
    let script = format!("'{}' export '{page}' >&-", assert_cmd::cargo::cargo_bin("foldline").display());
    let closed = std::process::Command::new("sh").args(["-c", &script]).output().unwrap();
    assert!(closed.status.code().is_some_and(|code| code <= 1), "it ends in order: {closed:?}");
    assert!(String::from_utf8_lossy(&closed.stderr).lines().count() <= 1);
}

#[test]
fn a_folder_that_cannot_be_written_is_told() {
    let (_keep, page) = folder_with("page.txt", PAGE.as_bytes());
    let says = complaint(&["export", &page, "-o", "/proc/story.txt"], 1);
    assert!(says.starts_with("foldline: /proc/story.txt: "), "{says}");
}

#[test]
fn an_input_that_did_not_open_shows_in_the_exit_code() {
    let (_keep, page) = folder_with("page.txt", PAGE.as_bytes());
    for command in [&["stories"][..], &["export"], &["page"], &["inspect"], &[]] {
        let output = quiet(&[command, &[&page, "/no/such.pdf"]].concat()).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{command:?}");
        assert!(!output.stdout.is_empty(), "what opened is printed");
        let says = String::from_utf8(output.stderr).unwrap();
        assert!(says.starts_with("foldline: /no/such.pdf: No such file") && says.lines().count() == 1, "{says}");
        assert!(!says.contains("os error"), "{says}");
    }
}

#[cfg(unix)]
#[test]
fn what_the_standard_input_gives_is_read_without_being_named() {
    let (_keep, path) = folder_with("page.txt", PAGE.as_bytes());
    for command in [&["stories"][..], &["export"], &["page"], &["inspect"], &[]] {
        let demo = quiet(command).output().unwrap().stdout;
        let named = quiet(&[command, &[&path]].concat()).output().unwrap().stdout;
        assert!(!demo.is_empty() && demo != named, "/dev/null gives nothing");
        let piped = foldline(command).write_stdin(PAGE).assert().success().get_output().stdout.clone();
        assert_eq!(piped, named, "{command:?} reads a pipe");
        let file = quiet(command).stdin(fs::File::open(&path).unwrap()).output().unwrap();
        assert_eq!(file.stdout, piped, "{command:?} reads a file");
        assert!(complaint(command, 3).contains("standard input: nothing came in"), "an empty pipe is not the demo");
    }
    let closed = format!("'{}' stories <&-", assert_cmd::cargo::cargo_bin("foldline").display());
    let closed = std::process::Command::new("sh").args(["-c", &closed]).output().unwrap();
    assert_eq!(closed.stdout, quiet(&["stories"]).output().unwrap().stdout, "closed is nothing");
    let typed = foldline(&["--linear"]).write_stdin("pages\n").assert().success().get_output().stdout.clone();
    assert!(String::from_utf8_lossy(&typed).contains("Page 2 of"), "with --linear commands are typed there");
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_told_is_no_panic() {
    let full = || fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let code = |command: &mut std::process::Command| command.status().unwrap().code();
    assert_eq!(code(quiet(&["stories", "/no/such.pdf"]).stderr(full())), Some(1));
    assert_eq!(code(quiet(&["stories"]).stdout(full()).stderr(full())), Some(1));
    assert_eq!(code(quiet(&["--help"]).stdout(full()).stderr(full())), Some(1));
    assert_eq!(code(quiet(&["--no-such"]).stdout(full()).stderr(full())), Some(2));
    let script = format!("'{}' stories /no/such.pdf 2>&-", assert_cmd::cargo::cargo_bin("foldline").display());
    assert_eq!(std::process::Command::new("sh").args(["-c", &script]).status().unwrap().code(), Some(1));
}

#[cfg(unix)]
#[test]
fn names_of_files_and_arguments_cannot_act_on_the_terminal() {
    let name = "a\u{1b}[31m\u{9b}2J\u{202e}b.toml";
    let (_keep, path) = folder_with(name, b"name = \"x\\u001b[1m\"\n");
    let (_keep_too, wrong) = folder_with(name, b"name = 3\n");
    let (_keep_three, empty) = folder_with(name, b"");
    let missing = format!("{path}.pdf");
    let all: [&[&str]; 9] = [
        &["layouts", "check", &path],
        &["layouts", "check", &wrong],
        &["layouts", "check", &missing],
        &["stories", &missing],
        &["stories", &empty],
        &["stories", "--config", &missing],
        &["stories", "--layout", &name[..10]],
        &["stories", "--log", &format!("{missing}/x")],
        &["--\u{1b}[31m"],
    ];
    for arguments in all {
        let output = quiet(arguments).output().unwrap();
        for bytes in [&output.stdout, &output.stderr] {
            let text = String::from_utf8(bytes.clone()).unwrap();
            let acts = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
            assert!(!text.contains(acts), "{arguments:?}: {text:?}");
        }
        assert!(!output.stdout.is_empty() || !output.stderr.is_empty());
    }
}

#[cfg(unix)]
#[test]
fn files_are_as_open_to_others_as_the_user_wants() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, page) = folder_with("page.txt", PAGE.as_bytes());
    let program = assert_cmd::cargo::cargo_bin("foldline");
    let mode = |name: &str| fs::metadata(folder.path().join(name)).unwrap().permissions().mode() & 0o777;
    let export = |umask: &str, name: &str, more: &str| {
        let script = format!("umask {umask}; '{}' export '{page}' -o {name} {more}", program.display());
        let status = std::process::Command::new("sh").args(["-c", &script]).current_dir(&folder).status().unwrap();
        assert!(status.success());
    };
    export("077", "private", "");
    export("002", "shared", "");
    assert_eq!((mode("private"), mode("shared")), (0o600, 0o664));
    export("022", "private", "--force");
    fs::set_permissions(folder.path().join("shared"), fs::Permissions::from_mode(0o640)).unwrap();
    export("077", "shared", "--force");
    assert_eq!((mode("private"), mode("shared")), (0o600, 0o640), "a file that is replaced keeps its mode");
}

#[cfg(unix)]
#[test]
fn a_link_keeps_leading_to_what_is_written() {
    let (folder, page) = folder_with("page.txt", PAGE.as_bytes());
    let at = |name: &str| folder.path().join(name).display().to_string();
    fs::create_dir(at("far")).unwrap();
    fs::write(at("far/target"), "mine").unwrap();
    for (link, to) in [("link", "far/target"), ("dangling", "far/new"), ("circle", "circle")] {
        std::os::unix::fs::symlink(to, at(link)).unwrap();
    }
    assert!(complaint(&["export", &page, "-o", &at("link")], 1).contains("--force"));
    assert!(complaint(&["export", &page, "-o", &at("dangling")], 1).contains("a link to"));
    assert!(complaint(&["export", &page, "-o", &at("circle"), "--force"], 1).contains("leads in a circle"));
    for link in ["link", "dangling"] {
        foldline(&["export", &page, "-o", &at(link), "--force"]).assert().success();
        assert!(fs::symlink_metadata(at(link)).unwrap().is_symlink());
        assert!(fs::read_to_string(at(link)).unwrap().contains("渡口"));
    }
    assert_eq!(fs::read_dir(at("far")).unwrap().count(), 2, "nothing else is left there");
}

#[cfg(unix)]
#[test]
fn places_that_take_no_file_are_told_with_a_remedy() {
    let (folder, page) = folder_with("page.txt", PAGE.as_bytes());
    let at = |name: &str| folder.path().join(name).display().to_string();
    fs::create_dir(at("folder")).unwrap();
    let all = [
        (vec!["inspect", &page, "--svg"], at("folder"), "name a file in it"),
        (vec!["export", &page, "-o"], at("nowhere/x"), "make it first"),
        (vec!["export", &page, "-o"], at("page.txt/x"), "is no folder"),
        (vec!["export", &page, "-o"], at("page.txt/x/"), "is no folder"),
        (vec!["export", &page, "-o"], at(&"long".repeat(100)), "name a shorter one"),
    ];
    for (mut arguments, path, remedy) in all {
        arguments.push(&path);
        let says = complaint(&arguments, 1);
        assert!(says.starts_with(&format!("foldline: {path}: ")) && says.contains(remedy), "{says}");
        assert!(!says.contains("os error") && !says.contains(".foldline-"), "{says}");
    }
    let script = format!(
        "ulimit -f 0; '{}' export '{page}' -o {} 2>&1 | cat",
        assert_cmd::cargo::cargo_bin("foldline").display(),
        at("full")
    );
    let full = std::process::Command::new("sh").args(["-c", &script]).output().unwrap();
    let says = String::from_utf8(full.stdout).unwrap();
    assert!(says.contains("full: File too large") && says.contains("make room"), "{says}");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 2, "nothing half written is left");
}

#[cfg(target_os = "linux")]
#[test]
fn pipes_and_devices_are_written_into() {
    let (folder, page) = folder_with("page.txt", PAGE.as_bytes());
    let printed = quiet(&["export", &page]).output().unwrap().stdout;
    for name in ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"] {
        assert_eq!(quiet(&["export", &page, "-o", name]).output().unwrap().stdout, printed, "{name}");
    }
    let file = folder.path().join("out");
    let to_file = quiet(&["export", &page, "-o", "/dev/stdout"]).stdout(fs::File::create(&file).unwrap()).status();
    assert!(to_file.unwrap().success());
    assert_eq!(fs::read(&file).unwrap(), printed);
    assert!(quiet(&["export", &page, "-o", "/dev/null"]).status().unwrap().success());
    let fifo = folder.path().join("fifo");
    assert!(std::process::Command::new("mkfifo").arg(&fifo).status().unwrap().success());
    let (path, reads) = (fifo.clone(), std::thread::spawn(move || fs::read(fifo).unwrap()));
    assert!(quiet(&["export", &page, "-o", &path.display().to_string()]).status().unwrap().success());
    assert_eq!(reads.join().unwrap(), printed);
}

#[cfg(unix)]
#[test]
fn a_signal_leaves_nothing_half_written() {
    let (folder, _) = folder_with("001.txt", PAGE.as_bytes());
    let pages = folder.path().join("pages");
    fs::create_dir(&pages).unwrap();
    for number in 0..60 {
        fs::write(pages.join(format!("{number:03}.txt")), format!("第{number}天\n{PAGE}")).unwrap();
    }
    let mut before_the_end = 0;
    for (round, signal) in ["TERM", "INT", "HUP", "QUIT"].into_iter().cycle().take(8).enumerate() {
        let out = folder.path().join(format!("out{round}"));
        let arguments = ["export", &pages.display().to_string(), "-o", &format!("{}/", out.display())];
        let mut child = quiet(&arguments).spawn().unwrap();
        let count = || fs::read_dir(&out).map_or(0, Iterator::count);
        while count() < 3 && child.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        let kill = format!("kill -{signal} {}", child.id());
        let _ = std::process::Command::new("sh").args(["-c", &kill]).status();
        let status = child.wait().unwrap();
        before_the_end += usize::from(status.code().is_none());
        let half = fs::read_dir(&out).unwrap().filter(|entry| {
            entry.as_ref().is_ok_and(|entry| entry.file_name().to_string_lossy().starts_with(".foldline-"))
        });
        assert_eq!(half.count(), 0, "after {signal}");
    }
    assert!(before_the_end > 0, "no signal came in time");
}

#[cfg(target_os = "linux")]
#[test]
fn a_signal_that_was_ignored_stays_ignored() {
    let (folder, page) = folder_with("page.txt", PAGE.as_bytes());
    let at = |name: &str| folder.path().join(name);
    let export = format!("'{}' export '{page}' -o out", assert_cmd::cargo::cargo_bin("foldline").display());
    let script = format!("trap '' HUP; touch ready; {export}; exec {export} --force");
    let mut child = std::process::Command::new("sh").args(["-c", &script]).current_dir(&folder).spawn().unwrap();
    while !at("ready").exists() {
        std::thread::yield_now();
    }
    while child.try_wait().unwrap().is_none() {
        let _ = std::process::Command::new("sh").args(["-c", &format!("kill -HUP {}", child.id())]).status();
    }
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert!(at("out").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_in_memory_is_a_file_like_others() {
    let (_keep, page) = folder_with("page.txt", PAGE.as_bytes());
    let Ok(folder) = tempfile::tempdir_in("/dev/shm") else {
        println!("skipped: no files in memory here");
        return;
    };
    let target = folder.path().join("story.txt");
    fs::write(&target, "mine").unwrap();
    assert!(complaint(&["export", &page, "-o", &target.display().to_string()], 1).contains("--force"));
    assert_eq!(fs::read_to_string(&target).unwrap(), "mine");
}

/// Three pages; the font of the middle one claims two thousand million widths.
fn with_a_bad_page() -> Vec<u8> {
    let mut maker = pdf_maker::Maker::new();
    let latin = maker.latin("Helvetica");
    let wide = maker.object(
        "<< /Type /Font /Subtype /Type1 /BaseFont /Wide /FirstChar 2147483647 /LastChar 2147483647 /Widths [500] \
             /FontDescriptor << /Type /FontDescriptor /Ascent 1 /Descent 1 /FontBBox [0 0 1 1] >> >>",
    );
    for (word, more) in [("Harbor", ""), ("Pier", "BT /F2 10 Tf 100 600 Td (lost) Tj ET"), ("Quay", "")] {
        maker.page(&pdf_maker::Leaf {
            fonts: format!("/F1 {latin} 0 R /F2 {wide} 0 R"),
            content: format!("BT /F1 10 Tf 100 700 Td ({word} by the water) Tj ET {more}"),
            ..pdf_maker::Leaf::default()
        });
    }
    maker.finish()
}

#[test]
fn a_page_that_asks_for_too_much_memory_costs_that_page_and_an_exit_code() {
    let (_keep, path) = folder_with("wide.pdf", &with_a_bad_page());
    let program = assert_cmd::cargo::cargo_bin("foldline");
    let script = format!("ulimit -v 900000; '{}' export '{path}' --format json", program.display());
    let output = std::process::Command::new("sh").args(["-c", &script]).output().unwrap();
    let (out, error) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(4), "{error}");
    assert_eq!(error.lines().count(), 1, "{error}");
    assert!(error.contains("page 2: the reader of this PDF failed") && !error.contains("panicked"), "{error}");
    for word in ["Harbor", "Pier", "Quay"] {
        assert!(out.contains(&format!("{word} by the water")), "{word}: {out}");
    }
}

#[test]
fn help_and_manual_tell_the_exit_code_of_what_was_read_in_part() {
    for arguments in [["--help"], ["man"]] {
        let output = foldline(&arguments).assert().success().get_output().clone();
        assert!(String::from_utf8_lossy(&output.stdout).contains("part"), "{arguments:?}");
    }
}

/// A page of ALTO with these words in one line.
fn alto(words: &str) -> String {
    let words: Vec<&str> = words.split(' ').collect();
    let word = |(at, word): (usize, &&str)| {
        format!("<String CONTENT=\"{word}\" HPOS=\"{}\" VPOS=\"100\" WIDTH=\"90\" HEIGHT=\"30\"/>", 100 + at * 110)
    };
    let line: String = words.iter().enumerate().map(word).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><alto><Description><MeasurementUnit>pixel</MeasurementUnit></Description>\
         <Layout><Page ID=\"P1\" WIDTH=\"2000\" HEIGHT=\"3000\"><PrintSpace><TextBlock ID=\"B1\" HPOS=\"100\" VPOS=\"100\" \
         WIDTH=\"900\" HEIGHT=\"30\"><TextLine HPOS=\"100\" VPOS=\"100\" WIDTH=\"900\" HEIGHT=\"30\">{line}</TextLine>\
         </TextBlock></PrintSpace></Page></Layout></alto>"
    )
}

#[test]
fn a_folder_is_its_pages_and_nothing_twice() {
    let folder = TempDir::new().unwrap();
    let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    put("page2.xml", &alto("The second page of lanterns"));
    put("page10.xml", &alto("The tenth page of lanterns"));
    put("LICENSE", "Anybody may read this.\n");
    put("README.md", "Pages of a harbor paper.\n");
    put("alto.dtd", "<!ELEMENT alto ANY>\n");
    put(".notes.txt", "mine\n");
    let shown = || {
        let output = foldline(&["stories", &folder.path().display().to_string()]).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        (text, String::from_utf8(output.stderr).unwrap())
    };
    let (stories, errors) = shown();
    assert!(errors.is_empty(), "{errors}");
    let order: Vec<&str> = stories.lines().filter_map(|line| line.split("chars  ").nth(1)).collect();
    assert_eq!(order, ["The second page of lanterns", "The tenth page of lanterns"]);
    let file = |number: u32| {
        format!("<file ID=\"F{number}\"><FLocat LOCTYPE=\"URL\" xlink:href=\"file://./page{number}.xml\"/></file>")
    };
    put(
        "mets.xml",
        &format!(
            "<?xml version=\"1.0\"?><mets xmlns:xlink=\"http://www.w3.org/1999/xlink\"><fileSec><fileGrp>{}{}</fileGrp>\
             </fileSec></mets>",
            file(2),
            file(10)
        ),
    );
    let (stories, errors) = shown();
    assert_eq!((stories.lines().count(), errors.as_str()), (2, ""), "each page once: {stories}");
    put("broken.pdf", "%PDF-1.7 and nothing else");
    let (stories, errors) = shown();
    assert_eq!((stories.lines().count(), errors.lines().count()), (2, 1), "{errors}");
}

#[test]
fn messages_have_no_numbers_of_the_system() {
    for arguments in [
        &["stories", "/no/such.pdf"][..],
        &["stories", "--verbose", "/no/such.pdf"],
        &["layouts", "check", "/no/such.toml"],
        &["stories", "--config", "/no/such.toml"],
        &["export", "-o", "/no/such/folder/file.txt", "layouts/demo/1-front.pdf"],
        &["page", "--page", "9", "layouts/demo/1-front.pdf"],
    ] {
        let output = foldline(arguments).output().unwrap();
        let says = String::from_utf8(output.stderr).unwrap();
        assert!(!says.is_empty() && !says.contains("os error"), "{arguments:?}: {says}");
    }
    assert!(
        complaint(&["page", "--page", "9", "layouts/demo/1-front.pdf"], 2)
            .ends_with("no page 9: this edition has 1 page")
    );
}

#[test]
fn a_paper_is_learned_and_read_with_what_was_learned() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("layouts/demo/1-front.pdf").display().to_string();
    let says = complaint(&["learn", &page], 3);
    assert!(says.contains("no page was corrected") && says.contains("--all"), "{says}");

    let folder = TempDir::new().unwrap();
    let paper = folder.path().join("lantern.toml");
    let layout = paper.display().to_string();
    let output = foldline(&["learn", "--all", "-o", &layout, &page]).assert().success().get_output().clone();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.starts_with("foldline: learned ") && told.contains("on 1 page"), "{told}");
    foldline(&["layouts", "check", &layout]).assert().success();

    // Who corrects the file corrects every page: what was set as headlines is quotes from now on.
    let learned = fs::read_to_string(&paper).unwrap();
    assert!(learned.contains("name = \"lantern\"") && learned.contains("headline = "), "{learned}");
    fs::write(&paper, learned.replace("headline = ", "pullquote = 9")).unwrap();
    let roles = |arguments: &[&str]| {
        let output = foldline(arguments).assert().success().get_output().clone();
        String::from_utf8(output.stdout).unwrap().matches("\"role\": \"pullquote\"").count()
    };
    let plain = roles(&["export", "--format", "json", &page]);
    let taught = roles(&["export", "--format", "json", "--layout", &layout, &page]);
    assert!(taught > plain, "{taught} quotes, {plain} without what was learned");

    assert!(complaint(&["learn", "--all", "-o", &layout, &page], 1).contains("--force"));
}

#[test]
fn a_page_without_typefaces_teaches_nothing() {
    let (_keep, path) = folder_with("page.txt", PAGE.as_bytes());
    assert!(complaint(&["learn", "--all", &path], 3).contains("do not name their typefaces"));
}

#[test]
fn words_go_out_with_their_boxes_when_that_is_asked_for() {
    let issue = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sources/samples/kb-didl");
    let issue = issue.to_str().unwrap();
    let document = |more: &[&str]| -> serde_json::Value {
        let output = foldline(&[&["export", issue, "--format", "json"], more].concat()).output().unwrap();
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let plain = document(&[]);
    let story = &plain["pages"][0]["stories"][0];
    assert!(plain["pages"][0]["file"].as_str().unwrap().contains("didl"), "{plain:#}");
    assert!(story["blocks"][0].get("words").is_none());
    let placed = document(&["--boxes"]);
    let blocks = placed["pages"][0]["stories"][0]["blocks"].as_array().unwrap();
    for block in blocks {
        let lines = block["lines"].as_array().unwrap();
        let words = block["words"].as_array().unwrap();
        assert_eq!(lines.len(), words.len());
        let all: Vec<&serde_json::Value> = words.iter().flat_map(|line| line.as_array().unwrap()).collect();
        assert!(all.iter().all(|word| word["bbox"][0].is_number() && word.get("estimated").is_none()), "{block:#}");
        assert!(!block["source_ids"].as_array().unwrap().is_empty(), "{block:#}");
    }
    let refused = foldline(&["export", issue, "--boxes"]).output().unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("--format json"));
}
