//! Text under fills and pictures: what nobody sees is not read, and everything else is.

use super::pdf_maker::{Leaf, Maker};
use super::{sheet, text};

const TEXT: &str = "BT /F1 10 Tf 100 700 Td (Harbor) Tj ET ";
/// A black box over those six letters.
const BOX: &str = "95 690 60 25 re f ";

/// A page with a picture `/Im`, one with a mask `/Mk`, a stencil `/St`, and states of half opacity and of multiplying.
fn page(content: &str) -> foldline::model::sheet::Sheet {
    let mut maker = Maker::new();
    let font = maker.latin("Helvetica");
    let of = |more: &str| format!("/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 {more}");
    let image = maker.stream(&of("/ColorSpace /DeviceGray"), [128]);
    let mask = maker.stream(&of("/ColorSpace /DeviceGray"), [0]);
    let masked = maker.stream(&of(&format!("/ColorSpace /DeviceGray /SMask {mask} 0 R")), [128]);
    let stencil = "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 1 /ImageMask true";
    let stencil = maker.stream(stencil, [128]);
    let shading = "<< /PatternType 2 /Shading << /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 600 0] \
                   /Function << /FunctionType 2 /Domain [0 1] /C0 [0] /C1 [1] /N 1 >> >> >>";
    let resources = format!(
        "/XObject << /Im {image} 0 R /Mk {masked} 0 R /St {stencil} 0 R >> /Pattern << /Sh {shading} >> \
         /ExtGState << /Half << /ca 0.5 >> /Times << /BM /Multiply >> >>"
    );
    let fonts = format!("/F1 {font} 0 R");
    let content = format!("{content} BT 0 g /F1 10 Tf 20 20 Td (.) Tj ET");
    maker.page(&Leaf { fonts, resources, content, ..Leaf::default() });
    sheet(&maker.finish())
}

#[test]
fn what_lies_under_an_opaque_mark_is_not_read_and_is_told() {
    let photo = "q 80 0 0 40 90 680 cm /Im Do Q";
    let round = "125 702 m 200 702 l 200 760 50 760 50 702 c 50 640 200 640 200 702 c f";
    let stroke = "30 w 90 702 m 170 702 l S";
    let white = format!("1 g {BOX}");
    for cover in [BOX, white.as_str(), photo, round, stroke, "q 90 650 100 100 re W n 0 0 600 800 re f Q"] {
        let sheet = page(&format!("{TEXT} {cover}"));
        assert_eq!(text(&sheet), ".", "{cover}");
        assert!(
            sheet.doubts.iter().any(|doubt| doubt.starts_with("6 characters under a picture or a fill")),
            "{cover}"
        );
    }
}

#[test]
fn what_still_shows_is_read() {
    let beside = "95 650 60 25 re f";
    let half = "95 690 60 12 re f";
    for content in [
        format!("{BOX} 1 g {TEXT}"),
        format!("{TEXT} {beside}"),
        format!("{TEXT} {half}"),
        format!("{TEXT} /Half gs {BOX}"),
        format!("{TEXT} /Times gs {BOX}"),
        format!("{TEXT} /Pattern cs /Sh scn {BOX}"),
        format!("{TEXT} q 80 0 0 40 90 680 cm /Mk Do Q"),
        format!("{TEXT} q 80 0 0 40 90 680 cm /St Do Q"),
        format!("{TEXT} 95 690 60 25 re S"),
        // The clip lets nothing of the box through where the text stands, and the hole of the ring lies over it.
        format!("{TEXT} q 300 650 100 100 re W n {BOX} Q"),
        format!("{TEXT} 50 600 300 180 re 95 690 60 25 re f*"),
        format!("{TEXT} q 100 600 m 500 600 l 500 650 l h W n 0 0 600 800 re f Q"),
    ] {
        let sheet = page(&content);
        assert_eq!((text(&sheet).as_str(), &sheet.doubts), ("Harbor.", &vec![]), "{content}");
    }
}

#[test]
fn text_over_a_cover_is_read_and_text_under_it_is_not() {
    let sheet = page(&format!("{TEXT} {BOX} 1 g BT /F1 10 Tf 98 701 Td (Quays) Tj ET"));
    assert_eq!(text(&sheet), "Quays.");
}

#[test]
fn two_covers_hide_together_what_neither_hides_alone() {
    let sheet = page(&format!("{TEXT} 95 690 24 25 re f 119 690 40 25 re f"));
    assert_eq!(text(&sheet), ".");
}

#[test]
fn a_page_of_covers_costs_little() {
    let lines: String = (0..60).map(|n| format!("BT /F1 8 Tf 20 {} Td (quay and pier) Tj ET ", 780 - n * 12)).collect();
    let content = format!("{lines} {} {TEXT}", "0 0 600 800 re f ".repeat(2_000));
    let begun = std::time::Instant::now();
    assert_eq!(text(&page(&content)), "Harbor.");
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}
