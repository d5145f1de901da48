//! Text files as a user has them: encodings, what is refused, what is said.

use foldline::model::extract::Extract;
use foldline::sources::{self, Content, Format, OpenError, OpenOptions};

const PAGE: &str =
    "渔港晨报\n\n雾散船归，码头上的工人已经开始装卸货物。今年的鱼汛比往年早了半个月。\n船长们都说是好兆头。\n";

fn read(bytes: &[u8], encoding: Option<&str>) -> Result<Extract, OpenError> {
    let options = OpenOptions { encoding: encoding.map(str::to_owned), ..OpenOptions::default() };
    match sources::read("page.txt", bytes, &options)?.content {
        Content::Extracts(mut extracts) => Ok(extracts.remove(0)),
        Content::Sheets(_) => panic!("text has no sheets"),
    }
}

fn joined(extract: &Extract) -> String {
    extract.fragments.iter().map(|fragment| fragment.lines.join("\n")).collect::<Vec<_>>().join("\n\n") + "\n"
}

#[test]
fn every_encoding_gives_the_same_page() {
    let utf16 = |big: bool| -> Vec<u8> {
        PAGE.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    let files = [
        PAGE.as_bytes().to_vec(),
        format!("\u{feff}{PAGE}").into_bytes(),
        encoding_rs::GB18030.encode(PAGE).0.into_owned(),
        utf16(false),
        utf16(true),
        [b"\xff\xfe".to_vec(), utf16(false)].concat(),
        [b"\xfe\xff".to_vec(), utf16(true)].concat(),
        PAGE.replace('\n', "\r\n").into_bytes(),
    ];
    for (index, bytes) in files.iter().enumerate() {
        assert_eq!(Format::of(bytes), Some(Format::Text), "file {index}");
        let extract = read(bytes, None).unwrap();
        assert_eq!(joined(&extract), PAGE, "file {index}");
        assert_eq!(extract.doubts, Vec::<String>::new(), "file {index}");
    }
}

#[test]
fn the_named_encoding_is_used_and_an_unknown_one_is_refused() {
    let bytes = encoding_rs::GB18030.encode("渔港").0;
    assert_eq!(joined(&read(&bytes, Some("gb18030")).unwrap()), "渔港\n");
    let error = read(&bytes, Some("martian")).unwrap_err().to_string();
    assert!(error.starts_with("page.txt: unknown encoding `martian`") && error.contains("big5"), "{error}");
}

#[test]
fn a_wrong_encoding_raises_a_doubt() {
    let extract = read(&encoding_rs::GB18030.encode(PAGE).0, Some("utf-8")).unwrap();
    assert!(extract.doubts.iter().any(|doubt| doubt.contains("--encoding")), "{:?}", extract.doubts);
}

#[test]
fn a_program_is_no_text() {
    let mut program = b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0\x01\0\0\0".to_vec();
    program.extend((0..2000_u32).flat_map(|number| (number.wrapping_mul(2_654_435_761)).to_le_bytes()));
    assert_eq!(Format::of(&program), None);
    for encoding in [None, Some("gb18030"), Some("windows-1252")] {
        assert!(matches!(read(&program, encoding).unwrap_err(), OpenError::Broken { .. }), "{encoding:?}");
    }
}

#[test]
fn a_book_without_pages_is_cut_into_pages_that_are_given_one_by_one() {
    let paragraph = "The harbor master counted the boats again and wrote the number into his book. ".repeat(12);
    let article = format!("A night at the lighthouse\n\n{}\n\n{}\n\n", paragraph.trim(), paragraph.trim());
    let text = article.repeat(600);
    let mut lengths: Vec<usize> = Vec::new();
    let opened = sources::read_in_steps("book.txt", text.as_bytes(), &OpenOptions::default(), &mut |step| match step {
        sources::ReadStep::Pages(pages) => assert!(pages > 4, "{pages} pages"),
        sources::ReadStep::Recognizing(_) => {}
        sources::ReadStep::Sheet(sheet) => lengths.push(sheet.runs.iter().map(|run| run.text.len()).sum()),
    });
    assert!(matches!(opened.unwrap().content, Content::Sheets(sheets) if sheets.is_empty()), "none is kept");
    assert!(lengths.iter().all(|length| *length <= 200_000), "{lengths:?}");
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    assert!(lengths.iter().sum::<usize>() >= letters(&text), "nothing is lost: {lengths:?}");
}
