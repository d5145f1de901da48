//! Pages, rules, boxes and pictures.

use super::pdf_maker::{Leaf, Maker, latin_page};
use super::{assert_box, run, sheet, sheets, text};
use foldline::geometry::{Point, Pt};
use foldline::model::sheet::{Ink, Turn};

const TEXT: &str = "BT /F1 10 Tf 100 700 Td (Harbor) Tj ET ";

/// A page in Helvetica with more entries and resources.
fn page(entries: &str, resources: &str, content: &str) -> Vec<u8> {
    let mut maker = Maker::new();
    add_page(&mut maker, entries, resources, content);
    maker.finish()
}

fn add_page(maker: &mut Maker, entries: &str, resources: &str, content: &str) {
    let font = maker.latin("Helvetica");
    let (entries, resources, content) = (entries.to_owned(), resources.to_owned(), content.to_owned());
    maker.page(&Leaf { fonts: format!("/F1 {font} 0 R"), resources, entries, content });
}

/// A picture object of one gray pixel.
fn image(maker: &mut Maker) -> usize {
    let entries = "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8";
    maker.stream(entries, [128])
}

#[test]
fn a_turned_page_is_read_upright() {
    // What stands upright on the sheet lies on its side once the page is turned.
    let turned = sheet(&page("/Rotate 90", "", "BT /F1 10 Tf 0 1 -1 0 100 200 Tm (H) Tj ET"));
    assert_box(turned.bounds, 0.0, 0.0, 800.0, 600.0);
    let glyph = run(&turned, "H");
    assert_eq!((glyph.turn, glyph.baseline), (Turn::None, Pt(100.0)));
    assert_box(glyph.bbox, 200.0, 91.2, 207.22, 101.2);
    let half = sheet(&page("/Rotate 180", "", TEXT));
    assert_eq!(run(&half, "H").turn, Turn::Half);
    assert_box(run(&half, "H").bbox, 492.78, 698.8, 500.0, 708.8);
}

#[test]
fn text_turned_on_the_page_says_so() {
    let upwards = sheet(&latin_page("BT /F1 10 Tf 0 1 -1 0 300 400 Tm (H) Tj ET"));
    assert_eq!(run(&upwards, "H").turn, Turn::Counter);
    assert_box(run(&upwards, "H").bbox, 291.2, 392.78, 301.2, 400.0);
    let downwards = sheet(&latin_page("BT /F1 10 Tf 0 -1 1 0 300 400 Tm (H) Tj ET"));
    assert_eq!(run(&downwards, "H").turn, Turn::Clockwise);
    assert_box(run(&downwards, "H").bbox, 298.8, 400.0, 308.8, 407.22);
}

#[test]
fn the_crop_box_is_the_page() {
    let cropped = sheet(&page("/CropBox [50 100 550 750]", "", &format!("{TEXT} BT /F1 10 Tf 10 10 Td (slug) Tj ET")));
    assert_box(cropped.bounds, 0.0, 0.0, 500.0, 650.0);
    assert_eq!(text(&cropped), "Harbor");
    assert_box(run(&cropped, "H").bbox, 50.0, 41.2, 57.22, 51.2);
}

#[test]
fn a_larger_user_unit_enlarges_everything() {
    let large = sheet(&page("/UserUnit 2", "", TEXT));
    assert_box(large.bounds, 0.0, 0.0, 1200.0, 1600.0);
    assert_eq!(run(&large, "H").size, Pt(20.0));
    assert_box(run(&large, "H").bbox, 200.0, 182.4, 214.44, 202.4);
}

#[test]
fn size_comes_from_the_final_transform() {
    let scaled = sheet(&latin_page("q .5 0 0 .5 0 0 cm BT /F1 1 Tf 24 0 0 24 200 1400 Tm (H) Tj ET Q"));
    assert_eq!(run(&scaled, "H").size, Pt(12.0));
}

#[test]
fn one_rule_however_it_is_drawn() {
    for drawing in [
        "100 399.75 200 .5 re f",
        ".5 w 100 400 m 300 400 l S",
        "1 0 0 1 100 400 cm .5 w 200 0 m 0 0 l S",
        "[4 2] 0 d .5 w 100 400 m 300 400 l S",
    ] {
        let sheet = sheet(&latin_page(&format!("{TEXT} {drawing}")));
        assert_eq!((sheet.rules.len(), sheet.boxes.len()), (1, 0), "{drawing}");
        let rule = sheet.rules[0];
        assert_eq!((rule.from, rule.to), (Point::new(100.0, 400.0), Point::new(300.0, 400.0)), "{drawing}");
        assert!((rule.weight.0 - 0.5).abs() < 0.01 && rule.is_horizontal(), "{drawing}");
    }
    let thick = sheet(&latin_page(&format!("{TEXT} 10 w 300 100 m 300 500 l S")));
    assert_eq!((thick.rules[0].weight, thick.rules[0].is_horizontal()), (Pt(10.0), false));
    let white = sheet(&latin_page(&format!("{TEXT} 1 g 100 399.75 200 .5 re f")));
    assert_eq!(white.rules, []);
}

#[test]
fn frames_and_tints() {
    let frame = sheet(&latin_page(&format!("{TEXT} 1 w 100 300 200 100 re S"))).boxes;
    assert_eq!((frame.len(), frame[0].weight, frame[0].fill), (1, Pt(1.0), None));
    assert_box(frame[0].bbox, 99.5, 399.5, 300.5, 500.5);
    let tint = sheet(&latin_page(&format!("{TEXT} .9 g 100 300 200 100 re f"))).boxes;
    assert_eq!((tint.len(), tint[0].weight), (1, Pt::ZERO));
    assert!((tint[0].fill.unwrap() - 0.9).abs() < 0.01);
    let both = sheet(&latin_page(&format!("{TEXT} .9 g 1 w 100 300 200 100 re B"))).boxes;
    assert_eq!((both.len(), both[0].weight), (1, Pt(1.0)));
    assert!(both[0].fill.is_some());
    let ring = sheet(&latin_page(&format!("{TEXT} 99.5 299.5 201 101 re 100.5 300.5 199 99 re f*"))).boxes;
    assert_eq!((ring.len(), ring[0].fill), (1, None));
    assert!((ring[0].weight.0 - 1.0).abs() < 0.01);
}

#[test]
fn what_is_fully_transparent_is_not_there() {
    let resources = "/ExtGState << /G0 << /ca 0 /CA 0 >> >>";
    let content = format!("{TEXT} /G0 gs 100 300 200 100 re f BT /F1 10 Tf 100 600 Td (Ghost) Tj ET");
    let sheet = sheet(&page("", resources, &content));
    assert_eq!(sheet.boxes, []);
    assert_eq!(run(&sheet, "G").ink, Ink::Invisible);
}

#[test]
fn pictures_are_cut_to_what_shows() {
    let mut maker = Maker::new();
    let image = image(&mut maker);
    let content = format!("{TEXT} q 100 300 50 40 re W n 200 0 0 200 100 200 cm /Im Do Q");
    add_page(&mut maker, "", &format!("/XObject << /Im {image} 0 R >>"), &content);
    let sheet = sheet(&maker.finish());
    assert_eq!(sheet.pictures.len(), 1);
    assert_box(sheet.pictures[0].bbox, 100.0, 460.0, 150.0, 500.0);
    assert!(!sheet.ocr);
}

#[test]
fn slices_of_one_photo_are_one_picture() {
    let mut maker = Maker::new();
    let image = image(&mut maker);
    let slices: String = (0..4).map(|n| format!("q 200 0 0 25 100 {} cm /Im Do Q ", 400 - 25 * n)).collect();
    add_page(&mut maker, "", &format!("/XObject << /Im {image} 0 R >>"), &format!("{TEXT} {slices}"));
    let sheet = sheet(&maker.finish());
    assert_eq!(sheet.pictures.len(), 1);
    assert_box(sheet.pictures[0].bbox, 100.0, 375.0, 300.0, 475.0);
}

#[test]
fn a_text_layer_over_or_under_a_scan_is_told() {
    let scan = "q 600 0 0 800 0 0 cm /Im Do Q";
    for (content, ocr) in [
        (format!("{scan} BT /F1 10 Tf 3 Tr 100 700 Td (Harbor) Tj ET"), true),
        (format!("1 g {TEXT} {scan}"), true),
        (format!("{scan} {TEXT}"), false),
    ] {
        let mut maker = Maker::new();
        let image = image(&mut maker);
        add_page(&mut maker, "", &format!("/XObject << /Im {image} 0 R >>"), &content);
        let sheet = sheet(&maker.finish());
        assert_eq!((text(&sheet).as_str(), sheet.ocr), ("Harbor", ocr), "{content}");
        assert!(sheet.runs.iter().all(|run| (run.ink == Ink::Invisible) == ocr), "{content}");
    }
}

#[test]
fn text_in_forms_is_read_with_the_fonts_of_the_form() {
    let mut maker = Maker::new();
    let font = maker.latin("Gazette-Bold");
    let inner = maker.stream(
        &format!("/Type /XObject /Subtype /Form /BBox [0 0 200 50] /Resources << /Font << /X {font} 0 R >> >>"),
        "BT /X 10 Tf 10 20 Td (Pier) Tj ET",
    );
    let outer = maker.stream(
        &format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 300 300] /Matrix [2 0 0 2 0 0] \
             /Resources << /XObject << /In {inner} 0 R >> >>"
        ),
        "q 1 0 0 1 20 30 cm /In Do Q",
    );
    add_page(&mut maker, "", &format!("/XObject << /Out {outer} 0 R >>"), "q 1 0 0 1 0 100 cm /Out Do Q");
    let sheet = sheet(&maker.finish());
    assert_eq!(text(&sheet), "Pier");
    let glyph = run(&sheet, "P");
    assert_eq!((glyph.size, glyph.baseline, glyph.bbox.left), (Pt(20.0), Pt(600.0), Pt(60.0)));
    assert_eq!(sheet.faces[usize::from(glyph.face.0)].name, "Gazette-Bold");
}

#[test]
fn pages_carry_their_labels() {
    let mut maker = Maker::new();
    (0..4).for_each(|_| add_page(&mut maker, "", "", TEXT));
    maker.catalog = "/PageLabels << /Nums [0 << /S /r >> 2 << /S /D /P (A) /St 6 >>] >>".to_owned();
    let labels: Vec<_> = sheets(&maker.finish()).into_iter().map(|sheet| sheet.label.unwrap_or_default()).collect();
    assert_eq!(labels, ["i", "ii", "A6", "A7"]);
}
