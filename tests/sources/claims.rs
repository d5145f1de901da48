//! Fonts whose tables say what cannot be: the character is unknown, never a look-alike.

use super::pdf_maker::{Leaf, Maker, truetype};
use super::{sheet, text};
use foldline::model::sheet::Sheet;

/// A page that shows codes in a font of its own program, with that encoding and a table to Unicode.
fn page(encoding: &str, map: &str, codes: &str) -> Sheet {
    let mut maker = Maker::new();
    let program = truetype::squares("甲乙丙丁戊己", 0.2, false);
    let file = maker.stream(&format!("/Length1 {}", program.len()), program);
    let descriptor = maker.object(format!(
        "<< /Type /FontDescriptor /FontName /Gaiji /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 \
         /Descent -120 /CapHeight 700 /StemV 80 /FontFile2 {file} 0 R >>"
    ));
    let map = (!map.is_empty()).then(|| {
        let count = map.matches("> <").count();
        maker.stream(
            "",
            format!("1 begincodespacerange <00> <ff> endcodespacerange {count} beginbfchar {map} endbfchar"),
        )
    });
    let map = map.map(|map| format!("/ToUnicode {map} 0 R")).unwrap_or_default();
    let widths = vec!["1000"; 256].join(" ");
    let font = maker.object(format!(
        "<< /Type /Font /Subtype /TrueType /BaseFont /Gaiji /FirstChar 0 /LastChar 255 /Widths [{widths}] \
         /FontDescriptor {descriptor} 0 R {encoding} {map} >>"
    ));
    let content = format!("BT /F1 10 Tf 50 700 Td <{codes}> Tj ET");
    maker.page(&Leaf { fonts: format!("/F1 {font} 0 R"), content, ..Leaf::default() });
    sheet(&maker.finish())
}

#[test]
fn names_made_up_from_codes_are_no_characters() {
    let encoding = "/Encoding << /Differences [31 /tilde 137 /guilsinglright 146 /trademark] >>";
    for map in ["", "<1f> <02DC> <89> <203A> <92> <2122>"] {
        let sheet = page(encoding, map, "1f8992");
        assert_eq!(text(&sheet), "\u{fffd}\u{fffd}\u{fffd}", "{map}");
        assert!(sheet.doubts.iter().any(|doubt| doubt.contains("3 characters have no Unicode")), "{:?}", sheet.doubts);
    }
}

#[test]
fn an_ordinary_encoding_is_believed() {
    let encoding = "/Encoding << /BaseEncoding /WinAnsiEncoding /Differences [146 /quoteright 147 /quotedblleft] >>";
    assert_eq!(text(&page(encoding, "", "41929342")), "A’“B");
    assert_eq!(text(&page("", "<1f> <02DC> <89> <0041> <92> <0042>", "1f8992")), "˜AB");
}

#[test]
fn a_ligature_that_is_said_to_be_a_control_is_told_by_its_name_or_not_at_all() {
    let named = "/Encoding << /BaseEncoding /WinAnsiEncoding /Differences [11 /ff 13 /seven] >>";
    assert_eq!(text(&page(named, "<0b> <21B5> <0d> <000D> <6f> <006F>", "6f0b0d")), "off\u{fffd}");
}
