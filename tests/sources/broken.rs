//! Pages that break their reader: the pages around them are read, and what was drawn before is kept.

use super::open;
use super::pdf_maker::{Leaf, Maker};
use super::{sheets, text};
use foldline::model::sheet::Sheet;

/// Three pages; the middle one says `Pier` and goes on with something of its own.
fn around(middle: impl FnOnce(&mut Maker) -> (String, String)) -> Vec<u8> {
    let mut maker = Maker::new();
    let font = maker.latin("Helvetica");
    let fonts = format!("/F1 {font} 0 R");
    let says = |word: &str| format!("BT /F1 10 Tf 100 700 Td ({word}) Tj ET ");
    let (resources, more) = middle(&mut maker);
    for (resources, content) in
        [(String::new(), says("Harbor")), (resources, says("Pier") + &more), (String::new(), says("Quay"))]
    {
        maker.page(&Leaf { fonts: fonts.clone(), resources, content, ..Leaf::default() });
    }
    maker.finish()
}

/// Forms that draw one another ten times over, twelve deep, around what `inner` says.
fn nested(maker: &mut Maker, inner: &str) -> (String, String) {
    let form = "/Type /XObject /Subtype /Form /BBox [0 0 600 800]";
    let mut last = maker.stream(form, inner);
    for _ in 0..12 {
        let resources = format!("{form} /Resources << /XObject << /X {last} 0 R >> >>");
        last = maker.stream(&resources, "/X Do ".repeat(10));
    }
    (format!("/XObject << /X {last} 0 R >>"), "/X Do".to_owned())
}

#[track_caller]
fn costs_that_page_only(bytes: &[u8], middle: &str, says: &str) -> Vec<Sheet> {
    let opened = open(bytes).unwrap();
    assert!(opened.partial);
    assert_eq!(opened.doubts.len(), 1, "one line: {:?}", opened.doubts);
    assert!(opened.doubts[0].starts_with("page 2: ") && opened.doubts[0].contains(says), "{:?}", opened.doubts);
    let sheets = sheets(bytes);
    let texts: Vec<String> = sheets.iter().map(text).collect();
    assert_eq!(texts, ["Harbor", middle, "Quay"]);
    assert_eq!(sheets.iter().map(|sheet| sheet.partial).collect::<Vec<_>>(), [false, true, false]);
    sheets
}

#[test]
fn forms_without_end_cost_their_page_only() {
    let inked = around(|maker| nested(maker, "0 0 m 9 9 l S "));
    costs_that_page_only(&inked, "Pier", "still being drawn");
    let without_ink = around(|maker| nested(maker, ""));
    costs_that_page_only(&without_ink, "Pier", "still being drawn");
}

#[test]
fn a_compression_that_breaks_the_engine_costs_its_page_only() {
    let mut maker = Maker::new();
    let font = maker.latin("Helvetica");
    let parms = "/Filter /FlateDecode /DecodeParms << /Predictor 2 /Colors 0 /Columns 5 >>";
    // A block of zlib that holds nothing but itself.
    let broken = maker.stream(parms, b"\x78\x01\x01\x04\x00\xfb\xffabcd\x03\xd8\x01\x8b".to_vec());
    for (word, entries) in
        [("Harbor", String::new()), ("Pier", format!("/Contents {broken} 0 R")), ("Quay", String::new())]
    {
        let content = format!("BT /F1 10 Tf 100 700 Td ({word}) Tj ET");
        maker.page(&Leaf { fonts: format!("/F1 {font} 0 R"), entries, content, ..Leaf::default() });
    }
    costs_that_page_only(&maker.finish(), "", "");
}

#[test]
fn a_font_that_claims_more_codes_than_there_are_is_left_alone() {
    let mut maker = Maker::new();
    let latin = maker.latin("Helvetica");
    let wide = maker
        .object("<< /Type /Font /Subtype /Type1 /BaseFont /Wide /FirstChar 0 /LastChar 2000000000 /Widths [500] >>");
    let fonts = format!("/F1 {latin} 0 R /F2 {wide} 0 R");
    maker.page(&Leaf { fonts, content: "BT /F1 10 Tf 100 700 Td (Pier) Tj ET".to_owned(), ..Leaf::default() });
    let read: Vec<String> = sheets(&maker.finish()).iter().map(text).collect();
    assert_eq!(read, ["Pier"]);
}
