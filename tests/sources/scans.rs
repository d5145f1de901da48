//! Scans: pictures and picture pages of PDFs, read by a program on the path. Most tests put one of their own there; one
//! reads with the real one where it is installed.
#![cfg(unix)]

use crate::pdf_maker::{Leaf, Maker};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// A folder with a program on its own path, and a cache.
struct EditHistory {
    folder: tempfile::TempDir,
}

/// What the made program does beside listing models: a shell script that may look at its arguments as `$*`.
impl EditHistory {
    fn new(reads: &str) -> EditHistory {
        let desk = EditHistory { folder: tempfile::tempdir().unwrap() };
        std::fs::create_dir(desk.path("bin")).unwrap();
        let script = format!(
            "#!/bin/sh\nif [ \"$1\" = --list-langs ]; then printf 'List of available languages (4):\\neng\\njpn\\njpn_vert\\nosd\\n'; exit; fi\n\
             case \"$*\" in *'--psm 0'*) cat >/dev/null; exit 1;; esac\n{reads}\n"
        );
        let program = desk.path("bin/tesseract");
        std::fs::write(&program, script).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        std::fs::write(self.path(name), bytes).unwrap();
        self.path(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin("foldline"));
        command.args(arguments).current_dir(self.folder.path()).stdin(Stdio::null());
        command.env("PATH", format!("{}:/usr/bin:/bin", self.path("bin").display()));
        command.env("XDG_CACHE_HOME", self.path("cache")).env("XDG_CONFIG_HOME", self.path("config"));
        command.env("LC_ALL", "en_US.UTF-8");
        command
    }

    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        said(&self.command(arguments).output().unwrap())
    }
}

fn said(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

/// The reading of one page, as the made program prints it: lines with their boxes.
fn hocr(lines: &[(&str, [u32; 4], u32)]) -> String {
    let span = |(text, [left, top, right, bottom], sure): &(&str, [u32; 4], u32)| {
        let title = format!("bbox {left} {top} {right} {bottom}");
        format!(
            "<span class='ocr_line' title='{title}'><span class='ocrx_word' title='{title}; x_wconf {sure}'>{text}</span></span>"
        )
    };
    let lines: String = lines.iter().map(span).collect();
    format!(
        "<html><body><div class='ocr_page' title='bbox 0 0 1000 1400; scan_res 150 150'>\
         <div class='ocr_carea'><p class='ocr_par'>{lines}</p></div></div></body></html>"
    )
}

fn prints(reading: &str) -> String {
    format!("cat > /dev/null\ncat <<'END'\n{reading}\nEND")
}

/// A picture that is white: nobody but the made program looks at it.
fn png(width: u32, height: u32) -> Vec<u8> {
    let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
    let head = [&13_u32.to_be_bytes()[..], b"IHDR", &size, &[8, 0, 0, 0, 0], &[0; 4]].concat();
    [b"\x89PNG\r\n\x1a\n".as_slice(), &head, &0_u32.to_be_bytes(), b"IEND", &[0; 4]].concat()
}

/// A TIFF of gray pages of one pixel each.
fn tiff(pages: u32) -> Vec<u8> {
    let mut bytes = b"II*\0\x08\0\0\0".to_vec();
    for page in 0..pages {
        bytes.extend(2_u16.to_le_bytes());
        for tag in [256_u16, 257] {
            bytes.extend([tag.to_le_bytes(), 3_u16.to_le_bytes()].concat());
            bytes.extend([1_u32.to_le_bytes(), 9_u32.to_le_bytes()].concat());
        }
        let next = if page + 1 < pages { bytes.len() as u32 + 4 } else { 0 };
        bytes.extend(next.to_le_bytes());
    }
    bytes
}

/// A PDF of pages that are drawings without text.
fn picture_pages(pages: usize) -> Vec<u8> {
    let mut maker = Maker::new();
    for _ in 0..pages {
        maker.page(&Leaf { content: "0 g 100 100 300 40 re f".to_owned(), ..Leaf::default() });
    }
    maker.finish()
}

const FERRY: [(&str, [u32; 4], u32); 2] =
    [("The\u{a0}ferry\u{a0}is\u{a0}late", [100, 100, 700, 160], 95), ("at\u{a0}noon.", [100, 200, 500, 230], 91)];

#[test]
fn a_picture_is_read_once_and_then_kept() {
    let desk = EditHistory::new(&prints(&hocr(&FERRY)));
    desk.file("page.png", &png(1000, 1400));
    let (code, text, told) = desk.run(&["export", "page.png", "--verbose"]);
    assert_eq!(code, 0, "{told}");
    assert!(text.contains("ferry") && told.contains("recognized by tesseract (eng), 9"), "{text}{told}");
    desk.file("bin/tesseract", b"#!/bin/sh\nexit 1\n");
    assert_eq!(desk.run(&["export", "page.png"]).1, text, "what was read is kept");
    let (code, _, told) = desk.run(&["export", "page.png", "--no-cache"]);
    assert_eq!((code, told.lines().count()), (3, 1), "{told}");
}

#[test]
fn where_nothing_recognizes_text_the_packages_are_named() {
    let desk = EditHistory::new("");
    std::fs::remove_file(desk.path("bin/tesseract")).unwrap();
    desk.file("page.png", &png(1000, 1400));
    desk.file("page.pdf", &picture_pages(2));
    for name in ["page.png", "page.pdf"] {
        let mut command = desk.command(&["export", name]);
        let (code, _, told) = said(&command.env("PATH", desk.path("bin")).output().unwrap());
        assert_eq!((code, told.lines().count()), (3, 1), "{told}");
        for package in ["tesseract-ocr (Debian", "Fedora", "Arch", "brew", "winget"] {
            assert!(told.contains(package), "{told}");
        }
    }
    let (code, _, told) = desk.run(&["export", "page.png", "--ocr", "never"]);
    assert!(code == 3 && told.contains("--ocr auto"), "{told}");
}

#[test]
fn every_page_of_a_tiff_is_read() {
    let reads = "n=$(echo \"$*\" | sed 's/.*page_number=\\([0-9]*\\).*/\\1/')\n";
    let page = hocr(&[("Berth\u{a0}PAGE\u{a0}is\u{a0}closed", [100, 100, 700, 160], 90)]);
    let desk = EditHistory::new(&format!("{reads}cat > /dev/null\ncat <<END\n{}\nEND", page.replace("PAGE", "$n")));
    desk.file("scan.tif", &tiff(3));
    let (code, text, told) = desk.run(&["export", "scan.tif"]);
    assert_eq!(code, 0, "{told}");
    for number in 0..3 {
        assert!(
            text.contains(&format!("Berth {number} is closed").replace(' ', "\u{a0}"))
                || text.contains(&format!("Berth {number} is closed")),
            "{text}"
        );
    }
}

#[test]
fn picture_pages_of_a_pdf_are_drawn_and_read() {
    let reads = format!("head -c 2 | grep -q P5 || exit 3\n{}", prints(&hocr(&FERRY)));
    let desk = EditHistory::new(&reads);
    desk.file("scan.pdf", &picture_pages(2));
    let (code, text, told) = desk.run(&["stories", "scan.pdf"]);
    assert_eq!(code, 0, "{told}");
    assert!(text.contains("p1") && text.contains("p2") && text.contains("ferry"), "{text}");
    let (code, _, told) = desk.run(&["export", "scan.pdf", "--ocr", "never"]);
    assert!(code == 3 && told.contains("--ocr auto"), "{told}");
}

#[test]
fn a_page_that_cannot_be_read_is_a_doubt_beside_one_that_can() {
    let fails = "case \"$*\" in *page_number=1*) cat >/dev/null; echo 'Error: bad strip' >&2; exit 1;; esac\n";
    let desk = EditHistory::new(&format!("{fails}{}", prints(&hocr(&FERRY))));
    desk.file("scan.tif", &tiff(2));
    let (code, text, told) = desk.run(&["export", "scan.tif", "--verbose"]);
    assert!(code == 4 && text.contains("ferry") && told.contains("bad strip"), "{code} {told}");
    desk.file("broken.png", &png(1000, 1400)[..20]);
    let (code, _, told) = desk.run(&["export", "broken.png"]);
    assert!(code == 1 && told.contains("damaged or cut short"), "{told}");
    desk.file("huge.png", &png(40_000, 40_000));
    let (code, _, told) = desk.run(&["export", "huge.png"]);
    assert!(code == 1 && told.contains("40000 by 40000 pixels"), "{told}");
}

#[test]
fn upright_lines_are_read_with_the_models_for_them() {
    let column = |text, left| (text, [left, 100, left + 40, 700], 0);
    let with = |sure: u32| {
        let lines = [column("渡口桥修缮完工通航恢复", 800), column("沿岸居民往来方便许多了", 740)];
        hocr(&lines.map(|(text, at, _)| (text, at, sure)))
    };
    let reads = format!(
        "case \"$*\" in *jpn_vert+jpn*) {};; esac\n{}",
        format_args!("cat > /dev/null; cat {}; exit", "\"$(dirname \"$0\")/sure\""),
        prints(&with(20))
    );
    let desk = EditHistory::new(&reads);
    desk.file("bin/sure", with(90).as_bytes());
    desk.file("page.png", &png(1000, 1400));
    let (code, text, told) = desk.run(&["export", "page.png", "--ocr-lang", "ja", "--verbose"]);
    assert_eq!(code, 0, "{told}");
    assert!(told.contains("(jpn_vert+jpn), 90 %"), "{told}");
    assert!(text.contains("渡口桥修缮完工通航恢复"), "{text}");
    let (code, _, told) = desk.run(&["export", "page.png", "--ocr-lang", "ko"]);
    assert!(code == 3 && told.contains("tesseract-ocr-kor"), "{told}");
}

#[test]
fn a_folder_of_scans_is_an_edition_and_scans_beside_pages_are_none() {
    let desk = EditHistory::new(&prints(&hocr(&FERRY)));
    std::fs::create_dir(desk.path("issue")).unwrap();
    desk.file("issue/1.png", &png(1000, 1400));
    desk.file("issue/2.png", &png(1000, 1401));
    let (code, text, told) = desk.run(&["stories", "issue"]);
    assert!(code == 0 && text.contains("p2"), "{text}{told}");
    desk.file("issue/1.txt", "Berth four opens\n\nThe crane is back.\n".as_bytes());
    let text = desk.run(&["stories", "issue"]).1;
    assert!(!text.contains("p2") && !text.contains("ferry"), "{text}");
}

/// Waits until a condition holds, or a while.
fn in_time(mut holds: impl FnMut() -> bool) -> bool {
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(20) {
        if holds() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    false
}

#[cfg(target_os = "linux")]
#[test]
fn the_program_ends_with_its_reader() {
    let desk = EditHistory::new("echo $$ > pid.half; mv pid.half pid; exec sleep 300");
    desk.file("page.png", &png(1000, 1400));
    let mut child = desk.command(&["export", "page.png"]).stdout(Stdio::null()).spawn().unwrap();
    assert!(in_time(|| desk.path("pid").exists()), "the program was started");
    let pid = std::fs::read_to_string(desk.path("pid")).unwrap();
    // A process that nobody has waited for yet has ended, too.
    let runs = || {
        let stat = std::fs::read_to_string(Path::new("/proc").join(pid.trim()).join("stat")).unwrap_or_default();
        stat.rsplit(')').next().is_some_and(|rest| !rest.trim().is_empty() && !rest.trim().starts_with('Z'))
    };
    assert!(runs());
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(in_time(|| !runs()), "nothing is left running");
}

/// Whether the real program is there with its model for English.
fn has_english() -> bool {
    let installed = Command::new("tesseract").arg("--list-langs").output();
    let has = installed.is_ok_and(|said| String::from_utf8_lossy(&said.stdout).lines().any(|line| line == "eng"));
    if !has {
        eprintln!("skipped: tesseract with its model eng is not installed");
    }
    has
}

/// A PDF of a page of text, a page that is only drawn, and a scan with a stamp on it that is text.
fn mixed(drawn: &str, stamp: &str) -> Vec<u8> {
    let mut maker = Maker::new();
    let font = maker.object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
    let fonts = format!("/F1 {font} 0 R");
    let content = "BT /F1 18 Tf 60 600 Td (Berth four opens in the spring, says the harbor office.) Tj ET".to_owned();
    maker.page(&Leaf { fonts: fonts.clone(), content, ..Leaf::default() });
    maker.page(&Leaf { content: drawn.to_owned(), ..Leaf::default() });
    let image = "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8";
    let image = maker.stream(image, [0x40]);
    let content = format!("q 600 0 0 800 0 0 cm /Im Do Q BT /F1 9 Tf 20 10 Td ({stamp}) Tj ET");
    let resources = format!("/XObject << /Im {image} 0 R >>");
    maker.page(&Leaf { fonts, resources, content, ..Leaf::default() });
    maker.finish()
}

#[test]
fn pages_of_text_stay_beside_scans_of_which_some_are_stamped() {
    let desk = EditHistory::new(&prints(&hocr(&FERRY)));
    desk.file("page.pdf", &mixed("0 g 100 100 300 40 re f", "No. 7"));
    let (code, text, told) = desk.run(&["export", "page.pdf", "--format", "json"]);
    assert_eq!(code, 0, "{told}");
    let pages: serde_json::Value = serde_json::from_str(&text).unwrap();
    let says = |page: usize, text: &str| pages["pages"][page].to_string().contains(text);
    assert!(says(0, "Berth four opens") && !says(0, "ferry"));
    assert!(says(1, "ferry") && says(2, "ferry"), "{pages:#}");
    // A picture over the page with a caption that says more than what is recognized in it is no scan.
    desk.file("cover.pdf", &mixed("0 g 100 100 300 40 re f", "The harbor in the first light of the year"));
    let (_, text, _) = desk.run(&["export", "cover.pdf", "--page", "3"]);
    assert!(text.contains("first light") && !text.contains("ferry"), "{text}");
    let (code, text, told) = desk.run(&["export", "page.pdf", "--ocr", "never"]);
    assert!(code == 0 && text.contains("Berth") && text.contains("No. 7") && !text.contains("ferry"), "{told}");
}

/// Letters of bars: a page of them is text to the eye and to nothing else.
fn bars(text: &str) -> String {
    let bars = |letter: char| -> &[[f32; 4]] {
        match letter {
            'E' => &[[0.0, 0.0, 1.0, 7.0], [0.0, 0.0, 4.0, 1.0], [0.0, 3.0, 3.5, 1.0], [0.0, 6.0, 4.0, 1.0]],
            'F' => &[[0.0, 0.0, 1.0, 7.0], [0.0, 3.0, 3.5, 1.0], [0.0, 6.0, 4.0, 1.0]],
            'H' => &[[0.0, 0.0, 1.0, 7.0], [3.5, 0.0, 1.0, 7.0], [0.0, 3.0, 4.0, 1.0]],
            'I' => &[[0.0, 0.0, 1.0, 7.0]],
            'L' => &[[0.0, 0.0, 1.0, 7.0], [0.0, 0.0, 4.0, 1.0]],
            'T' => &[[1.75, 0.0, 1.0, 7.0], [0.0, 6.0, 4.5, 1.0]],
            _ => &[],
        }
    };
    let mut drawn = "0 g ".to_owned();
    let mut left = 60.0;
    for letter in text.chars() {
        for [x, y, width, height] in bars(letter) {
            let at = [left + x * 4.0, 500.0 + y * 4.0, width * 4.0, height * 4.0];
            drawn.push_str(&format!("{} {} {} {} re f ", at[0], at[1], at[2], at[3]));
        }
        left += if letter == 'I' { 10.0 } else { 24.0 };
    }
    drawn
}

#[test]
fn the_real_program_reads_the_scans_among_pages_of_text() {
    if !has_english() {
        return;
    }
    let desk = EditHistory::new("");
    desk.file("page.pdf", &mixed(&bars("THE FILE LEFT THE HILL"), "No. 7"));
    let mut command = desk.command(&["export", "page.pdf", "--ocr-lang", "en", "--verbose"]);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let (code, text, told) = said(&command.env("PATH", path).output().unwrap());
    assert!(text.contains("Berth four opens in the spring"), "{code} {text}{told}");
    assert!(text.contains("THE FILE LEFT THE HILL"), "{code} {text}{told}");
    assert!(text.contains("No. 7"), "{code} {text}{told}");
    assert_eq!(told.matches("recognized by tesseract (eng)").count(), 1, "{told}");
}

#[test]
fn the_real_program_reads_what_we_draw() {
    if !has_english() {
        return;
    }
    let desk = EditHistory::new("");
    let mut maker = Maker::new();
    let font = maker.object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
    let lines = ["The harbor office opens at seven on Monday", "and the ferry to the island sails at nine."];
    let shown: String = lines.iter().map(|line| format!("({line}) Tj 0 -24 Td ")).collect();
    let content = format!("BT /F1 18 Tf 60 600 Td {shown} ET");
    maker.page(&Leaf { fonts: format!("/F1 {font} 0 R"), content, ..Leaf::default() });
    desk.file("page.pdf", &maker.finish());
    let mut command = desk.command(&["export", "page.pdf", "--ocr", "always", "--ocr-lang", "en", "--verbose"]);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let (code, text, told) = said(&command.env("PATH", path).output().unwrap());
    assert_eq!(code, 0, "{told}");
    assert!(text.contains("harbor office opens at seven") && text.contains("ferry to the island"), "{text}");
    assert!(told.contains("recognized by tesseract (eng)"), "{told}");
}
