//! Characters, faces and places of glyphs, over the kinds of fonts that newspapers use.

use super::pdf_maker::{Maker, hex, latin_page, one_page, truetype, utf16};
use super::{assert_box, run, sheet, text};
use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, SHIFT_JIS};
use foldline::geometry::Pt;
use foldline::model::sheet::{Ink, Turn};

const ZH: &str = "渔港晨报，雾散船归。";
const ZH_HANT: &str = "漁港晨報，霧散船歸。";
const JA: &str = "朝の漁港、霧が晴れる。";
const KO: &str = "새벽 항구에 안개가";

/// One row of the matrix: encoding of the font, its collection, the text, and the bytes that show it.
struct Case(&'static str, &'static str, &'static str, Vec<u8>);

fn encoded(encoding: &'static Encoding, text: &str) -> Vec<u8> {
    let (bytes, _, lossy) = encoding.encode(text);
    assert!(!lossy, "{text} is not in {}", encoding.name());
    bytes.into_owned()
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut add = |names: &[&'static str], ordering, text, bytes: Vec<u8>| {
        cases.extend(names.iter().map(|name| Case(name, ordering, text, bytes.clone())));
    };
    add(&["GB-EUC-H", "GBpc-EUC-H"], "GB1", ZH, encoded(GBK, ZH));
    add(&["GBK-EUC-H", "GBKp-EUC-H", "GBK2K-H", "GBK-EUC-V"], "GB1", ZH_HANT, encoded(GB18030, ZH_HANT));
    add(&["UniGB-UCS2-H", "UniGB-UTF16-H", "UniGB-UCS2-V", "UniGB-UTF16-V"], "GB1", ZH, utf16(ZH));
    add(&["ETen-B5-H", "ETenms-B5-H", "B5pc-H", "HKscs-B5-H"], "CNS1", ZH_HANT, encoded(BIG5, ZH_HANT));
    add(&["UniCNS-UCS2-H", "UniCNS-UTF16-H", "UniCNS-UTF16-V"], "CNS1", ZH_HANT, utf16(ZH_HANT));
    add(&["90ms-RKSJ-H", "90msp-RKSJ-H", "83pv-RKSJ-H", "90ms-RKSJ-V"], "Japan1", JA, encoded(SHIFT_JIS, JA));
    add(&["RKSJ-H", "78-RKSJ-H", "Ext-RKSJ-H", "Add-RKSJ-H"], "Japan1", JA, encoded(SHIFT_JIS, JA));
    add(&["EUC-H", "EUC-V"], "Japan1", JA, encoded(EUC_JP, JA));
    add(&["H", "V"], "Japan1", JA, encoded(EUC_JP, JA).iter().map(|byte| byte & 0x7f).collect());
    add(&["UniJIS-UCS2-H", "UniJIS-UTF16-H", "UniJIS-UTF16-V", "UniJIS2004-UTF16-H"], "Japan1", JA, utf16(JA));
    add(&["KSC-EUC-H", "KSCms-UHC-H", "KSCms-UHC-HW-H", "KSCpc-EUC-H"], "Korea1", KO, encoded(EUC_KR, KO));
    add(&["UniKS-UCS2-H", "UniKS-UTF16-H", "UniKS-UTF16-V"], "Korea1", KO, utf16(KO));
    cases
}

/// Vertical encodings show punctuation in its vertical shape, which is another character in Unicode.
fn folded(text: &str) -> String {
    let upright = |c| match c {
        '︐' => '，',
        '︑' => '、',
        '︒' => '。',
        other => other,
    };
    text.chars().filter(|c| *c != ' ').map(upright).collect()
}

#[test]
fn every_predefined_encoding_gives_its_text_without_an_embedded_font() {
    for Case(encoding, ordering, expected, bytes) in cases() {
        let content = format!("BT /F1 10 Tf 300 700 Td <{}> Tj ET", hex(&bytes));
        let sheet = sheet(&one_page(|maker| maker.composite("Song", encoding, ordering, ""), &content));
        assert_eq!(folded(&text(&sheet)), folded(expected), "{encoding}");
        assert!(sheet.runs.iter().all(|run| run.vertical == encoding.ends_with('V')), "{encoding}");
        assert_eq!(sheet.doubts, Vec::<String>::new(), "{encoding}");
    }
}

#[test]
fn an_embedded_font_without_a_unicode_map_is_read_by_its_collection() {
    for (encoding, ordering, expected, bytes) in
        [("GBK-EUC-H", "GB1", ZH, encoded(GBK, ZH)), ("90ms-RKSJ-H", "Japan1", JA, encoded(SHIFT_JIS, JA))]
    {
        let content = format!("BT /F1 10 Tf 50 700 Td <{}> Tj ET", hex(&bytes));
        let bytes = one_page(
            |maker| embedded(maker, "Song", encoding, ordering, &truetype::squares("口", 0.2, false)),
            &content,
        );
        assert_eq!(text(&sheet(&bytes)), expected, "{encoding}");
    }
}

#[test]
fn an_embedded_font_of_no_collection_is_read_by_its_own_table() {
    let glyphs: Vec<u8> = (1..=ZH.chars().count() as u16).flat_map(u16::to_be_bytes).collect();
    let content = format!("BT /F1 10 Tf 50 700 Td <{}> Tj ET", hex(&glyphs));
    let font = truetype::squares(ZH, 0.2, true);
    let sheet = sheet(&one_page(|maker| embedded(maker, "Song", "Identity-H", "Identity", &font), &content));
    assert_eq!(text(&sheet), ZH);
}

#[test]
fn glyphs_that_nothing_can_read_show_as_such_and_raise_a_doubt() {
    let content = "BT /F1 10 Tf 50 700 Td <00010002> Tj ET";
    let font = truetype::squares("甲乙", 0.2, false);
    let sheet = sheet(&one_page(|maker| embedded(maker, "Song", "Identity-H", "Identity", &font), content));
    assert_eq!(text(&sheet), "\u{fffd}\u{fffd}");
    assert!(sheet.doubts.iter().any(|doubt| doubt.contains("2 characters have no Unicode")), "{:?}", sheet.doubts);
}

#[test]
fn a_table_that_gives_the_text_of_a_cluster_to_one_of_its_glyphs_is_read() {
    // Glyphs 1 to 4 are ि क म र. The file says that of ि nothing is to be read, and of क both.
    let font = truetype::squares("िकमर", 0.2, true);
    let table = "1 begincodespacerange <0000> <ffff> endcodespacerange 4 beginbfchar <0001> <> <0002> <0915093f> \
                 <0003> <092e> <0004> <0930> endbfchar";
    let table = format!("/CIDInit /ProcSet findresource begin begincmap {table} endcmap");
    let content = "BT /F1 10 Tf 50 700 Td <00010002> Tj 40 0 Td <00020003> Tj 40 0 Td <00010004> Tj ET";
    let file = one_page(
        |maker| {
            let table = maker.stream("", table);
            embedded(maker, "Harbor", &format!("Identity-H /ToUnicode {table} 0 R"), "Identity", &font)
        },
        content,
    );
    let sheet = sheet(&file);
    let texts: Vec<&str> = sheet.runs.iter().map(|run| run.text.as_str()).collect();
    assert_eq!(texts, ["कि", "क", "म", "ि", "र"]);
    assert_box(run(&sheet, "कि").bbox, 50.0, 91.2, 70.0, 101.2);
}

/// A composite font with its program in the file.
fn embedded(maker: &mut Maker, name: &str, encoding: &str, ordering: &str, program: &[u8]) -> usize {
    let file = maker.stream(&format!("/Length1 {}", program.len()), program);
    let descriptor = maker.object(format!(
        "<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 \
         /Descent -120 /CapHeight 700 /StemV 80 /FontFile2 {file} 0 R >>"
    ));
    maker.object(format!(
        "<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /{encoding} /DescendantFonts [ << /Type /Font \
         /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) /Ordering ({ordering}) \
         /Supplement 0 >> /CIDToGIDMap /Identity /FontDescriptor {descriptor} 0 R >> ] >>"
    ))
}

#[test]
fn a_horizontal_glyph_fills_its_advance_around_the_baseline() {
    let page = sheet(&latin_page("BT /F1 10 Tf 100 700 Td (AV) Tj ET"));
    // Helvetica: A and V are 667 wide. The sheet is 800 high, so the baseline lies at 100.
    let (a, v) = (run(&page, "A"), run(&page, "V"));
    assert_box(a.bbox, 100.0, 91.2, 106.67, 101.2);
    assert_box(v.bbox, 106.67, 91.2, 113.34, 101.2);
    assert_eq!((a.baseline, a.size, a.turn, a.vertical), (Pt(100.0), Pt(10.0), Turn::None, false));
}

#[test]
fn blanks_are_runs_of_their_own_and_ideographic_spaces_are_kept() {
    let content = format!("BT /F1 10 Tf 100 700 Td <{}> Tj ET", hex(&utf16("　雾 散")));
    let sheet = sheet(&one_page(|maker| maker.composite("Song", "UniGB-UCS2-H", "GB1", ""), &content));
    assert_eq!(text(&sheet), "　雾 散");
    let (blank, after) = (run(&sheet, " "), run(&sheet, "散"));
    assert!(blank.is_blank() && blank.bbox.left < after.bbox.left && blank.bbox.right <= after.bbox.left + Pt(0.1));
    assert_box(run(&sheet, "雾").bbox, 110.0, 91.2, 120.0, 101.2);
    assert!(run(&sheet, "散").bbox.left > Pt(121.0));
}

#[test]
fn vertical_glyphs_hang_centered_under_their_pen() {
    let content = format!("BT /F1 20 Tf 300 700 Td <{}> Tj ET", hex(&utf16("朝の港")));
    let page = sheet(&one_page(|maker| maker.composite("Mincho", "UniJIS-UTF16-V", "Japan1", ""), &content));
    assert_box(run(&page, "朝").bbox, 290.0, 100.0, 310.0, 120.0);
    assert_box(run(&page, "港").bbox, 290.0, 140.0, 310.0, 160.0);
    let glyph = run(&page, "の");
    assert_eq!((glyph.baseline, glyph.size, glyph.vertical, glyph.turn), (Pt(300.0), Pt(20.0), true, Turn::None));
}

#[test]
fn vertical_metrics_of_the_font_are_obeyed() {
    // Every glyph advances half an em, from a pen that stands at a quarter of its width and .4 em up.
    let more = "/DW2 [400 -500]";
    let content = format!("BT /F1 20 Tf 300 700 Td <{}> Tj ET", hex(&utf16("朝の")));
    let page = sheet(&one_page(|maker| maker.composite("Mincho", "UniJIS-UTF16-V", "Japan1", more), &content));
    assert_box(run(&page, "朝").bbox, 290.0, 100.0, 310.0, 110.0);
    assert_box(run(&page, "の").bbox, 290.0, 110.0, 310.0, 120.0);
}

#[test]
fn names_weights_and_slants_of_faces() {
    for (name, shown, weight, italic) in [
        ("Times-Bold", "Times-Bold", 700, false),
        ("Times-Italic", "Times-Italic", 400, true),
        ("ABCDEF+NewsGothic-SemiBoldItalic", "NewsGothic-SemiBoldItalic", 600, true),
        ("#CB#CE#CC#E5", "宋体", 400, false),
        ("#BA#DA#CC#E5", "黑体", 700, false),
    ] {
        let sheet = sheet(&one_page(|maker| maker.latin(name), "BT /F1 10 Tf 50 700 Td (News) Tj ET"));
        let face = &sheet.faces[usize::from(sheet.runs[0].face.0)];
        assert_eq!((face.name.as_str(), face.weight, face.italic), (shown, weight, italic));
    }
}

#[test]
fn two_fonts_of_one_typeface_are_one_face() {
    let mut maker = Maker::new();
    let fonts = [maker.latin("AAAAAA+Gazette"), maker.latin("BBBBBB+Gazette")];
    let content = "BT /F1 10 Tf 50 700 Td (a) Tj /F2 10 Tf (b) Tj ET".to_owned();
    let fonts = format!("/F1 {} 0 R /F2 {} 0 R", fonts[0], fonts[1]);
    maker.page(&super::pdf_maker::Leaf { fonts, content, ..Default::default() });
    let sheet = sheet(&maker.finish());
    assert_eq!(sheet.faces.len(), 1);
    assert_eq!(sheet.runs[0].face, sheet.runs[1].face);
}

#[test]
fn an_unnamed_weight_is_told_from_the_ink() {
    for (ink, bold) in [(0.19, false), (0.30, true)] {
        let font = truetype::squares("渔港晨报雾散船归", ink, true);
        let glyphs: Vec<u8> = (1..=8_u16).flat_map(u16::to_be_bytes).collect();
        let content = format!("BT /F1 10 Tf 50 700 Td <{}> Tj ET", hex(&glyphs));
        let sheet = sheet(&one_page(|maker| embedded(maker, "Song", "Identity-H", "Identity", &font), &content));
        assert_eq!(sheet.faces[0].is_bold(), bold, "ink {ink} gives {:?}", sheet.faces);
    }
}

/// Three drawings as a Type3 font; each letter is a rectangle `ink` of an em wide.
fn type3(maker: &mut Maker, ink: f32, unicode: bool) -> usize {
    let drawing = format!("1000 0 0 -120 1000 880 d1 0 -120 {} 1000 re f", ink * 1000.0);
    let glyph = maker.stream("", drawing);
    let map =
        "1 begincodespacerange <00> <ff> endcodespacerange 3 beginbfchar <01> <6E14> <02> <6E2F> <03> <62A5> endbfchar";
    let map = maker.stream("", map);
    let map = if unicode { format!("/ToUnicode {map} 0 R") } else { String::new() };
    maker.object(format!(
        "<< /Type /Font /Subtype /Type3 /FontMatrix [.001 0 0 .001 0 0] /FontBBox [0 -120 1000 880] /FirstChar 1 \
         /LastChar 3 /Widths [1000 1000 1000] /CharProcs << /g1 {glyph} 0 R /g2 {glyph} 0 R /g3 {glyph} 0 R >> \
         /Encoding << /Type /Encoding /Differences [1 /g1 /g2 /g3] >> /Resources << >> {map} >>"
    ))
}

#[test]
fn type3_fonts_that_differ_only_in_ink_are_different_faces() {
    let mut maker = Maker::new();
    let fonts = [type3(&mut maker, 0.19, true), type3(&mut maker, 0.35, true)];
    let fonts = format!("/F1 {} 0 R /F2 {} 0 R", fonts[0], fonts[1]);
    let show = "BT /F1 10 Tf 100 700 Td <010203> Tj ET q 0 0 400 650 re W n BT /F2 30 Tf 100 600 Td <010203> Tj ET Q";
    maker.page(&super::pdf_maker::Leaf { fonts, content: show.to_owned(), ..Default::default() });
    let sheet = sheet(&maker.finish());
    assert_eq!(text(&sheet), "渔港报渔港报");
    let weights: Vec<u16> = sheet.runs.iter().map(|run| sheet.faces[usize::from(run.face.0)].weight).collect();
    assert_eq!(weights, [400, 400, 400, 900, 900, 900]);
    assert_box(sheet.runs[1].bbox, 110.0, 91.2, 120.0, 101.2);
    assert_eq!(sheet.runs[5].size, Pt(30.0));
}

#[test]
fn faux_bold_comes_as_it_is_drawn() {
    let twice = "BT /F1 10 Tf 100 700 Td (B) Tj ET BT /F1 10 Tf 100.3 700 Td (B) Tj ET";
    assert_eq!(text(&sheet(&latin_page(twice))), "BB");
    let outlined = "BT /F1 10 Tf 2 Tr .4 w 100 700 Td (B) Tj ET";
    assert_eq!(text(&sheet(&latin_page(outlined))), "BB");
}

#[test]
fn actual_text_stands_for_its_glyphs() {
    let content = "BT /F1 10 Tf 100 700 Td /Span << /ActualText <FEFF66F8> >> BDC (xy) Tj EMC (z) Tj ET";
    let page = sheet(&latin_page(content));
    assert_eq!(text(&page), "書z");
    assert_box(page.runs[0].bbox, 100.0, 91.2, 110.0, 101.2);
    let kept = "/Span << /ActualText <FEFF00AD> >> BDC BT /F1 10 Tf 100 700 Td (-) Tj ET EMC";
    assert_eq!(text(&sheet(&latin_page(kept))), "-");
}

#[test]
fn hidden_text_is_marked_and_kept() {
    let render_mode = "BT /F1 10 Tf 3 Tr 100 700 Td (a) Tj ET BT 0 Tr 100 600 Td (b) Tj ET";
    let page = sheet(&latin_page(render_mode));
    assert_eq!((page.runs[0].ink, page.runs[1].ink), (Ink::Invisible, Ink::Visible));
    assert!(!page.ocr, "there is no scan under it");
    let clipped = "q 0 0 50 50 re W n BT /F1 10 Tf 100 700 Td (a) Tj ET Q BT /F1 10 Tf 100 600 Td (b) Tj ET";
    let page = sheet(&latin_page(clipped));
    assert_eq!(text(&page), "b", "what its clip cuts away is not seen");
    assert!(page.doubts[0].starts_with("1 character outside of what shows"), "{:?}", page.doubts);
}
