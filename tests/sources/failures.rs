//! Locked, damaged, empty and hostile files: a message that helps, whatever could be read, and never a panic.

use super::pdf_maker::{Leaf, Maker, hex, latin_page, one_page, utf16};
use super::{open, sheet, sheets, text};
use foldline::sources::{self, Content, OpenError, OpenOptions};

fn harbor() -> Maker {
    let mut maker = Maker::new();
    let font = maker.latin("Helvetica");
    let content = "BT /F1 10 Tf 100 700 Td (Harbor) Tj ET".to_owned();
    maker.page(&Leaf { fonts: format!("/F1 {font} 0 R"), content, ..Leaf::default() });
    maker
}

fn with_password(bytes: &[u8], password: &str) -> Result<String, OpenError> {
    let options = OpenOptions { password: Some(password.to_owned()), ..OpenOptions::default() };
    match sources::read("locked.pdf", bytes, &options)?.content {
        Content::Sheets(sheets) => Ok(text(&sheets[0])),
        Content::Extracts(_) => panic!("a PDF has sheets"),
    }
}

#[test]
fn a_locked_file_asks_for_its_password() {
    let bytes = harbor().locked("tide");
    let error = open(&bytes).unwrap_err();
    assert!(matches!(error, OpenError::Encrypted { .. }) && error.to_string().contains("--password"), "{error}");
    let error = with_password(&bytes, "ebb").unwrap_err();
    assert!(error.to_string().contains("the password does not open this PDF"), "{error}");
    assert_eq!(with_password(&bytes, "tide").unwrap(), "Harbor");
}

#[test]
fn a_lock_without_password_opens_by_itself() {
    let bytes = harbor().locked("");
    assert_eq!(text(&sheet(&bytes)), "Harbor");
    assert_eq!(with_password(&bytes, "needless").unwrap(), "Harbor");
}

#[test]
fn a_file_without_text_is_told_as_a_scan() {
    let error = open(&latin_page("10 10 100 100 re f")).unwrap_err();
    assert!(matches!(error, OpenError::Empty { .. }), "{error}");
    assert!(error.to_string().contains("no text on page 1: this looks like a scan"), "{error}");
}

#[test]
fn one_page_without_text_among_others_is_a_doubt() {
    let mut maker = harbor();
    maker.page(&Leaf::default());
    let sheets = sheets(&maker.finish());
    assert!(sheets[0].doubts.is_empty());
    assert!(sheets[1].doubts[0].starts_with("no text on page 2"), "{:?}", sheets[1].doubts);
}

#[test]
fn pages_are_given_as_they_are_read() {
    let mut maker = harbor();
    maker.page(&Leaf::default());
    let mut taken = Vec::new();
    let mut take = |step| match step {
        sources::ReadStep::Recognizing(_) => panic!("nothing is recognized here"),
        sources::ReadStep::Pages(count) => assert_eq!((count, taken.len()), (2, 0), "their number comes first"),
        sources::ReadStep::Sheet(sheet) => taken.push((sheet.number, sheet.runs.is_empty())),
    };
    let opened =
        sources::read_in_steps("made.pdf", &maker.finish(), &OpenOptions::default(), &mut take).expect("it opens");
    assert!(matches!(opened.content, Content::Sheets(sheets) if sheets.is_empty()));
    assert_eq!(taken, [(1, false), (2, true)]);
}

#[test]
fn a_damaged_cross_reference_is_rebuilt() {
    let mut bytes = harbor().finish();
    let start = bytes.windows(4).position(|window| window == b"xref").unwrap();
    bytes[start + 20..start + 60].fill(b'7');
    assert_eq!(text(&sheet(&bytes)), "Harbor");
}

#[test]
fn a_truncated_file_gives_what_it_has_and_a_doubt() {
    let mut maker = harbor();
    maker.page(&Leaf { content: "0 0 m 10 10 l S ".repeat(400), ..Leaf::default() });
    let bytes = maker.finish();
    let opened = open(&bytes[..bytes.len() - 3000]).unwrap();
    let Content::Sheets(sheets) = opened.content else { panic!("a PDF has sheets") };
    assert_eq!(text(&sheets[0]), "Harbor");
    for says in ["cut short", "says it has 2 pages, but only 1 can be found"] {
        assert!(opened.doubts.iter().any(|doubt| doubt.contains(says)), "{:?}", opened.doubts);
    }
}

#[test]
fn a_page_whose_drawing_is_damaged_says_so() {
    let mut maker = harbor();
    let broken = maker.stream("/Filter /FlateDecode", "this was never deflated");
    maker.page(&Leaf { entries: format!("/Contents {broken} 0 R"), ..Leaf::default() });
    let sheets = sheets(&maker.finish());
    assert!(sheets[1].doubts.iter().any(|doubt| doubt.contains("damaged")), "{:?}", sheets[1].doubts);
}

#[test]
fn files_that_are_nothing_say_so_in_one_line() {
    let mut rubbish = vec![0_u8; 300];
    rubbish[..8].copy_from_slice(b"\x89PNG\r\n\x1a\n");
    for (bytes, says) in [
        (Vec::new(), "the file is empty"),
        (rubbish, "this picture is damaged"),
        (b"%PDF-1.7\nnothing follows".to_vec(), "damaged beyond reading"),
        (Maker::new().finish(), "damaged beyond reading"),
    ] {
        let error = open(&bytes).unwrap_err().to_string();
        assert!(error.contains(says) && !error.contains('\n'), "{error}");
    }
}

#[test]
fn control_characters_in_text_and_names_do_not_come_through() {
    let map = "1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <41> <001B005B0041202E> endbfchar";
    let mut maker = Maker::new();
    let map = maker.stream("", map);
    let font = maker.object(format!(
        "<< /Type /Font /Subtype /Type1 /BaseFont /Evil#1B#0A /Encoding /WinAnsiEncoding /ToUnicode {map} 0 R >>"
    ));
    let content = "BT /F1 10 Tf 100 700 Td (A) Tj ET".to_owned();
    maker.page(&Leaf { fonts: format!("/F1 {font} 0 R"), content, ..Leaf::default() });
    let sheet = sheet(&maker.finish());
    assert_eq!(text(&sheet), "[A");
    assert_eq!(sheet.faces[0].name, "Evil");
}

/// A small deterministic source of numbers (xorshift), so that a failure can be found again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }

    /// One damage: a byte, a block, a number or a cut.
    fn damage(&mut self, bytes: &mut Vec<u8>) {
        let at = self.roll(bytes.len());
        let end = (at + self.roll(40)).min(bytes.len());
        match self.roll(6) {
            0 => bytes[at] = self.roll(256) as u8,
            1 => drop(bytes.drain(at..end)),
            2 => bytes.splice(at..at, bytes[at..end].to_vec()).for_each(drop),
            3 => bytes.truncate(at.max(20)),
            _ => {
                let digit = bytes[at..].iter().position(u8::is_ascii_digit).map(|offset| at + offset);
                let number = self.roll(99_999).to_string();
                digit.into_iter().for_each(|at| bytes.splice(at..=at, number.bytes()).for_each(drop));
            }
        }
    }
}

#[test]
fn damaged_copies_never_panic_or_hang() {
    let vertical = format!("BT /F1 20 Tf 300 700 Td <{}> Tj ET .5 w 9 9 200 100 re S", hex(&utf16("朝の漁港、霧")));
    let originals = [
        harbor().finish(),
        harbor().locked(""),
        one_page(|maker| maker.composite("Mincho", "UniJIS-UTF16-V", "Japan1", "/W [1 [500]]"), &vertical),
    ];
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut opened = 0;
    for round in 0..450 {
        let mut bytes = originals[round % originals.len()].clone();
        for _ in 0..=dice.roll(3) {
            dice.damage(&mut bytes);
        }
        match open(&bytes) {
            Ok(file) => {
                opened += 1;
                let Content::Sheets(sheets) = file.content else { continue };
                for run in sheets.iter().flat_map(|sheet| &sheet.runs) {
                    assert!(
                        run.bbox.to_array().iter().all(|side| side.is_finite()) && run.size.0 > 0.0,
                        "round {round}"
                    );
                }
            }
            Err(error) => assert!(!error.to_string().contains('\n'), "round {round}: {error}"),
        }
    }
    assert!(opened > 150, "only {opened} damaged copies could still be read");
}
