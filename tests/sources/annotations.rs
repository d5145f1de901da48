//! Notes on the page, stamps and form fields: what of them shows is text of the page.

use super::pdf_maker::{Leaf, Maker};
use super::{assert_box, run, sheet, text};

const TEXT: &str = "BT /F1 10 Tf 100 700 Td (Harbor) Tj ET ";

/// An appearance of 100 by 20 points that says something in a font of its own.
fn appearance(maker: &mut Maker, says: &str) -> usize {
    let font = maker.latin("Courier-Bold");
    maker.stream(
        &format!("/Type /XObject /Subtype /Form /BBox [0 0 100 20] /Resources << /Font << /Own {font} 0 R >> >>"),
        format!("BT /Own 10 Tf 5 5 Td ({says}) Tj ET"),
    )
}

/// The text of a page with one annotation, which may name the appearance.
fn with(annotation: impl FnOnce(usize) -> String) -> String {
    let mut maker = Maker::new();
    let font = maker.latin("Helvetica");
    let drawn = appearance(&mut maker, "note");
    let entries = format!("/Annots [<< /Type /Annot {} >>]", annotation(drawn));
    maker.page(&Leaf { fonts: format!("/F1 {font} 0 R"), entries, content: TEXT.to_owned(), ..Leaf::default() });
    text(&sheet(&maker.finish()))
}

#[test]
fn what_is_written_on_the_page_is_read_where_it_stands() {
    let mut maker = Maker::new();
    let font = maker.latin("Helvetica");
    let drawn = appearance(&mut maker, "tide");
    let note = format!("<< /Type /Annot /Subtype /FreeText /Rect [200 300 400 340] /AP << /N {drawn} 0 R >> >>");
    maker.page(&Leaf {
        fonts: format!("/F1 {font} 0 R"),
        entries: format!("/Annots [{note}]"),
        // Clips and groups that the page leaves open end with it.
        content: format!("{TEXT} q 0 600 600 200 re W n"),
        ..Leaf::default()
    });
    let sheet = sheet(&maker.finish());
    assert_eq!(text(&sheet), "Harbortide");
    // Twice as large as it was drawn: the box fills the rectangle.
    let glyph = run(&sheet, "d");
    assert_eq!((glyph.size.0, glyph.baseline.0), (20.0, 490.0));
    assert_eq!(sheet.faces[usize::from(glyph.face.0)].name, "Courier-Bold");
}

#[test]
fn stamps_and_fields_are_read_and_links_popups_and_marks_are_not() {
    for (kind, shows) in [
        ("Stamp", true),
        ("Widget /FT /Tx", true),
        ("Watermark", true),
        ("Popup", false),
        ("Link", false),
        ("Highlight", false),
        ("Text", false),
    ] {
        let read = with(|drawn| format!("/Subtype /{kind} /Rect [10 10 110 30] /AP << /N {drawn} 0 R >>"));
        assert_eq!(read, if shows { "Harbornote" } else { "Harbor" }, "{kind}");
    }
}

#[test]
fn what_is_hidden_by_its_flags_or_state_is_not_read() {
    for flags in [2, 32, 34] {
        let entries = |drawn| format!("/Subtype /Stamp /F {flags} /Rect [10 10 110 30] /AP << /N {drawn} 0 R >>");
        assert_eq!(with(entries), "Harbor", "{flags}");
    }
    let state = |state: &str| {
        let state = state.to_owned();
        with(move |on| {
            format!("/Subtype /Widget /FT /Btn /AS /{state} /Rect [10 10 110 30] /AP << /N << /On {on} 0 R >> >>")
        })
    };
    assert_eq!((state("On").as_str(), state("Off").as_str()), ("Harbornote", "Harbor"));
}

#[test]
fn layers_that_are_off_take_their_notes_and_texts_with_them() {
    for (off, read) in [(true, "Harbor"), (false, "Harborinnote")] {
        let mut maker = Maker::new();
        let font = maker.latin("Helvetica");
        let layer = maker.object("<< /Type /OCG /Name (Proof) >>");
        let drawn = appearance(&mut maker, "note");
        let list = if off { format!("/OFF [{layer} 0 R]") } else { String::new() };
        maker.catalog = format!("/OCProperties << /OCGs [{layer} 0 R] /D << {list} >> >>");
        let note =
            format!("/Type /Annot /Subtype /Stamp /OC {layer} 0 R /Rect [10 10 110 30] /AP << /N {drawn} 0 R >>");
        maker.page(&Leaf {
            fonts: format!("/F1 {font} 0 R"),
            resources: format!("/Properties << /L {layer} 0 R >>"),
            entries: format!("/Annots [<< {note} >>]"),
            content: format!("{TEXT} /OC /L BDC BT /F1 10 Tf 100 600 Td (in) Tj ET EMC"),
        });
        assert_eq!(text(&sheet(&maker.finish())), read);
    }
}

#[test]
fn a_field_without_an_appearance_says_its_value() {
    let mut maker = Maker::new();
    let font = maker.latin("Helvetica");
    let parent = maker.object("<< /FT /Tx /V (Pier 4) /DA (/Helv 10 Tf 0 g) >>");
    let fields = [
        format!("<< /Type /Annot /Subtype /Widget /Parent {parent} 0 R /Rect [200 300 400 320] >>"),
        "<< /Type /Annot /Subtype /Widget /FT /Tx /Ff 8192 /V (secret) /Rect [200 200 400 220] >>".to_owned(),
        "<< /Type /Annot /Subtype /FreeText /Contents <FEFF6F6E> /Rect [200 100 400 120] >>".to_owned(),
    ];
    let fields = maker.object(format!("[{}]", fields.join(" ")));
    let entries = format!("/Annots {fields} 0 R");
    maker.page(&Leaf { fonts: format!("/F1 {font} 0 R"), entries, content: TEXT.to_owned(), ..Leaf::default() });
    let sheet = sheet(&maker.finish());
    let read = text(&sheet);
    assert!(read.starts_with("HarborPier") && read.ends_with('潮') && !read.contains("secret"), "{read}");
    assert_box(run(&sheet, "P").bbox, 202.0, 485.0, 207.0, 495.0);
}
