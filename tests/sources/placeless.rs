//! Text that a file of a library gives no place for, in each dialect: it is read where the file has it, and told.

use super::archive::{alto, open, sheet, words};
use foldline::model::sheet::{Sheet, Turn};

fn doubts(sheet: &Sheet) -> String {
    sheet.doubts.join("\n")
}

/// Each run lies on the page, and none is without size.
#[track_caller]
fn lies_on_the_page(sheet: &Sheet) {
    for run in &sheet.runs {
        let within = run.bbox.left.0 > -1.0
            && run.bbox.top.0 > -2.0
            && run.bbox.right.0 <= sheet.bounds.right.0 + 1.0
            && run.bbox.bottom.0 <= sheet.bounds.bottom.0 + 6.0;
        assert!(within && run.bbox.width().0 > 0.0 && run.size.0 > 0.0, "{run:?} on {:?}", sheet.bounds);
    }
}

/// A line of ALTO whose words have the boxes given, or none.
fn line(attributes: &str, words: &[(&str, &str)]) -> String {
    let words: String = words.iter().map(|(text, place)| format!("<String CONTENT=\"{text}\" {place}/>")).collect();
    format!("<TextLine {attributes}>{words}</TextLine>")
}

fn at(left: u32, top: u32) -> String {
    format!("HPOS=\"{left}\" VPOS=\"{top}\" WIDTH=\"200\" HEIGHT=\"40\"")
}

#[test]
fn words_of_alto_without_a_box_stand_between_their_neighbors() {
    let boxed = "HPOS=\"300\" VPOS=\"600\" WIDTH=\"1200\" HEIGHT=\"40\"";
    for bad in [
        "",
        "HPOS=\"-9000\" VPOS=\"600\" WIDTH=\"200\" HEIGHT=\"40\"",
        "HPOS=\"nan\" VPOS=\"600\"",
        "HPOS=\"550\" VPOS=\"600\" WIDTH=\"-5\" HEIGHT=\"40\"",
        "HPOS=\"1e9\" VPOS=\"1e9\" WIDTH=\"1e9\" HEIGHT=\"1e9\"",
    ] {
        let line = line(boxed, &[("herring", &at(300, 600)), ("gulls", bad), ("and", &at(800, 600)), ("kelp", bad)]);
        let sheet = sheet(&alto("pixel", &format!("<TextBlock {boxed}>{line}</TextBlock>")));
        assert_eq!(words(&sheet), ["herring", "gulls", "and", "kelp"]);
        assert!(
            sheet.runs.windows(2).all(|pair| pair[0].bbox.right.0 <= pair[1].bbox.left.0 + 0.01),
            "{:?}",
            sheet.runs
        );
        assert!(
            doubts(&sheet).contains("gulls") && doubts(&sheet).contains("kelp") && !doubts(&sheet).contains("herring")
        );
        lies_on_the_page(&sheet);
    }
}

#[test]
fn lines_and_blocks_of_alto_without_a_box_keep_their_text() {
    let first = format!(
        "<TextBlock {}>{}{}{}</TextBlock>",
        "HPOS=\"300\" VPOS=\"600\" WIDTH=\"600\" HEIGHT=\"240\"",
        line(&at(300, 600), &[("herring", &at(300, 600))]),
        line("", &[("gulls", ""), ("rise", "")]),
        line(&at(300, 800), &[("kelp", &at(300, 800))])
    );
    let lost = format!("<TextBlock>{}</TextBlock>", line("", &[("driftwood", "")]));
    let last =
        format!("<TextBlock {}>{}</TextBlock>", at(300, 1200), line(&at(300, 1200), &[("harbor", &at(300, 1200))]));
    let foot = format!("<TextBlock>{}</TextBlock>", line("", &[("tide", ""), ("table", "")]));
    let stray = "<TextLine HPOS=\"300\" VPOS=\"1600\" WIDTH=\"200\" HEIGHT=\"40\"><String CONTENT=\"stray\"/></TextLine><String CONTENT=\"alone\"/>";
    let sheet = sheet(&alto("pixel", &[first, lost, last, stray.to_owned(), foot].concat()));
    assert_eq!(
        words(&sheet),
        ["herring", "gulls", "rise", "kelp", "driftwood", "harbor", "stray", "alone", "tide", "table"]
    );
    let tops: Vec<f32> = sheet.runs.iter().map(|run| run.bbox.top.0.round()).collect();
    assert!(tops.is_sorted(), "{tops:?}");
    for text in ["gulls rise", "driftwood", "tide table"] {
        assert!(doubts(&sheet).contains(text), "{text}: {}", doubts(&sheet));
    }
    lies_on_the_page(&sheet);
}

#[test]
fn a_file_without_any_box_is_read_in_its_order() {
    let lines: String = ["one", "two", "three"].iter().map(|word| line("", &[(*word, ""), ("mast", "")])).collect();
    let sheet = sheet(&alto("pixel", &format!("<TextBlock>{lines}</TextBlock>")));
    assert_eq!(words(&sheet), ["one", "mast", "two", "mast", "three", "mast"]);
    assert!(sheet.runs[0].baseline.0 < sheet.runs[2].baseline.0 && sheet.runs[2].baseline.0 < sheet.runs[4].baseline.0);
    lies_on_the_page(&sheet);
}

fn page(regions: &str) -> Sheet {
    sheet(&format!(
        "<PcGts xmlns=\"http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15\"><Page imageWidth=\"3000\" imageHeight=\"4000\">{regions}</Page></PcGts>"
    ))
}

fn says(text: &str) -> String {
    format!("<TextEquiv><Unicode>{text}</Unicode></TextEquiv>")
}

const BOX: &str = "<Coords points=\"300,500 1500,500 1500,900 300,900\"/>";

#[test]
fn text_of_a_whole_region_is_broken_into_lines_within_it() {
    let text = "herring gulls rise over the harbor wall and the kelp drifts slowly past the old pier ".repeat(6);
    let sheet = page(&format!("<TextRegion>{BOX}{}</TextRegion>", says(&text)));
    assert_eq!(words(&sheet).join(" "), text.trim());
    let lines = sheet.runs.chunk_by(|a, b| a.baseline == b.baseline).count();
    assert!((4..40).contains(&lines), "{lines} lines");
    assert!(doubts(&sheet).contains("herring gulls rise"));
    lies_on_the_page(&sheet);
}

#[test]
fn a_region_that_says_more_than_its_lines_keeps_the_rest_in_place() {
    let placed = |text: &str, top: u32| {
        format!(
            "<TextLine><Coords points=\"300,{top} 1500,{top} 1500,{} 300,{}\"/>{}</TextLine>",
            top + 50,
            top + 50,
            says(text)
        )
    };
    let lines = placed("herring gulls rise", 500) + &placed("over the wall", 800);
    let region = |whole: &str| page(&format!("<TextRegion>{BOX}{lines}{}</TextRegion>", says(whole)));
    let same = region("herring gulls rise\nover the wall");
    assert_eq!(words(&same).join(" "), "herring gulls rise over the wall");
    let more = region("herring gulls rise\nslowly and\nover the wall\nat dawn");
    assert_eq!(words(&more).join(" "), "herring gulls rise slowly and over the wall at dawn");
    assert!(doubts(&more).contains("slowly and") && doubts(&more).contains("at dawn"));
    // Another reading of the same lines is not more of them.
    assert_eq!(words(&region("herrlng guIls rlse ovcr thc wall")).join(" "), "herring gulls rise over the wall");
}

#[test]
fn lines_words_and_letters_of_page_are_read_at_any_level() {
    let sheet = page(&format!(
        "<TextRegion>{BOX}<TextLine>{}</TextLine></TextRegion>\
         <TextRegion><TextLine><Coords points=\"300,1000 x,y 1500,1050\"/><Word>{}</Word><Word><Coords points=\"nan,1 2,inf\"/>{}</Word></TextLine></TextRegion>\
         <TextRegion><TextLine><Coords points=\"300,1200 1500,1250\"/><Word><Glyph>{}</Glyph><Glyph>{}</Glyph></Word></TextLine></TextRegion>\
         <TextRegion><TextLine><Coords points=\"300,1400 1500,1450\"/><Word>{}</Word>{}</TextLine></TextRegion>\
         <TextRegion><TextLine><Coords points=\"300,1600 1500,1650\"/><TextEquiv index=\"1\"><Unicode>worse</Unicode></TextEquiv><TextEquiv index=\"0\"><Unicode>better</Unicode></TextEquiv></TextLine></TextRegion>",
        says("herring"),
        says("gulls"),
        says("rise"),
        says("a"),
        says("t"),
        says("kelp"),
        says("kelp drifts"),
    ));
    assert_eq!(words(&sheet), ["herring", "gulls", "rise", "at", "kelp", "drifts", "better"]);
    assert!(doubts(&sheet).contains("herring") && doubts(&sheet).contains("points that are no numbers"));
    lies_on_the_page(&sheet);
}

fn hocr(page: &str) -> Sheet {
    sheet(&format!(
        "<html><body><div class='ocr_page' title='bbox 0 0 3000 4000; scan_res 300 300'>{page}</div></body></html>"
    ))
}

#[test]
fn hocr_is_read_with_words_lines_and_paragraphs_without_a_box() {
    let sheet = hocr(
        "<p class='ocr_par' title='bbox 300 500 1500 700'>\
         <span class='ocr_line' title='bbox 300 500 1500 550'><span class='ocrx_word' title='bbox 300 500 600 550'>herring</span> <span class='ocrx_word'>gulls</span> rise</span>\
         <span class='ocr_line'>slowly</span>\
         <span class='ocr_line' title='bbox 300 650 1500 700'>over the wall</span></p>\
         <p class='ocr_par' title='bbox 300 800 1500 1200'>kelp drifts past the pier</p>\
         <p class='ocr_par'>driftwood</p><script>no text</script>tide",
    );
    assert_eq!(
        words(&sheet),
        [
            "herring",
            "gulls",
            "rise",
            "slowly",
            "over",
            "the",
            "wall",
            "kelp",
            "drifts",
            "past",
            "the",
            "pier",
            "driftwood",
            "tide"
        ]
    );
    for text in ["gulls", "slowly", "kelp drifts past the pier", "driftwood"] {
        assert!(doubts(&sheet).contains(text), "{text}: {}", doubts(&sheet));
    }
    lies_on_the_page(&sheet);
}

#[test]
fn hocr_is_html() {
    let sheet = hocr(
        "<!- a broken comment -><P CLASS=ocr_par TITLE='bbox 300 500 1500 700'>\
         <SPAN class=ocr_line title='bbox 300 500 1500 550'><SPAN class=ocrx_word title='bbox 300 500 600 550'>caf&eacute;&mdash;bar<SPAN class=ocrx_word title='bbox 700 500 900 550'/>\
         <SPAN class=ocrx_word title='bbox 1000 500 1200 550'>A&ampB</SPAN></SPAN></SPAN>\
         <p class=ocr_par title='bbox 300 800 1500 900'><span class=ocr_line title='bbox 300 800 1500 850'>har<b>bor</b></span>\
         <!-- never closed <p class=ocr_par title='bbox 300 950 1500 1000'><span class=ocr_line title='bbox 300 950 1500 1000'>gulls</span>",
    );
    let text = words(&sheet).join(" ");
    for word in ["café—bar", "A&B", "gulls"] {
        assert!(text.contains(word), "{word} in {text}");
    }
    assert!(text.replace(' ', "").contains("harbor"), "{text}");
}

#[test]
fn hostile_html_ends_in_a_sentence_or_a_page() {
    let page = |inside: &str| {
        format!("<html><body><div class='ocr_page' title='bbox 0 0 3000 4000'>{inside}</div></body></html>")
    };
    let deep = open(page(&"<div>".repeat(300_000)).as_bytes(), None).expect_err("too deep").to_string();
    assert!(deep.contains("within each other"), "{deep}");
    let wide = format!("<p {}>", "a ".repeat(30_000));
    assert!(open(page(&wide).as_bytes(), None).expect_err("too wide").to_string().contains("attributes"));
    for strange in [
        "<span class=ocr_line>gulls".repeat(200),
        "<table><tr>gulls<td>".repeat(80),
        "<b><i><p>gulls".repeat(70),
        "<svg><math><select>gulls</template>".repeat(50),
        "&#0;&#x110000;&bogus;gulls\u{0}".to_owned(),
    ] {
        match open(page(&strange).as_bytes(), None) {
            Ok(sheets) => assert!(words(&sheets[0]).join(" ").contains("gulls")),
            Err(error) => assert!(error.to_string().contains("no page needs that"), "{error}"),
        }
    }
}

/// Columns of a vertical text in the boxes of lines, from the right.
const COLUMNS: [&str; 3] = ["朝霧晴れて船が出る", "港の子らは手を振る", "灯台の鐘が鳴る"];

fn place(column: usize, letters: usize) -> [usize; 4] {
    let left = 2000 - 80 * column;
    [left, 500, left + 50, 500 + 50 * letters]
}

#[test]
fn vertical_lines_of_every_dialect_run_down() {
    let columns = || COLUMNS.iter().enumerate().map(|(column, text)| (place(column, text.chars().count()), *text));
    let alto_lines: String = columns()
        .map(|([left, top, right, bottom], text)| {
            let place =
                format!("HPOS=\"{left}\" VPOS=\"{top}\" WIDTH=\"{}\" HEIGHT=\"{}\"", right - left, bottom - top);
            line(&place, &[(text, &place)])
        })
        .collect();
    let page_lines: String = columns()
        .map(|([left, top, right, bottom], text)| {
            format!("<TextLine><Coords points=\"{left},{top} {right},{bottom}\"/>{}</TextLine>", says(text))
        })
        .collect();
    // As models for vertical text write it: a box a word, one under the other.
    let hocr_lines: String = columns()
        .map(|([left, top, right, bottom], text)| {
            let words: String = text
                .chars()
                .enumerate()
                .map(|(at, c)| {
                    let from = top + 50 * at;
                    format!("<span class='ocrx_word' title='bbox {left} {from} {right} {}'>{c}</span>", from + 44)
                })
                .collect();
            format!("<span class='ocr_line' title='bbox {left} {top} {right} {bottom}; baseline -0.1 0'>{words}</span>")
        })
        .collect();
    let sheets = [
        sheet(&alto("pixel", &format!("<TextBlock>{alto_lines}</TextBlock>"))),
        page(&format!("<TextRegion>{page_lines}</TextRegion>")),
        hocr(&format!("<p class='ocr_par'>{hocr_lines}</p>")),
    ];
    for sheet in sheets {
        assert!(sheet.runs.iter().all(|run| run.vertical && run.turn == Turn::None), "{:?}", sheet.runs);
        assert_eq!(super::archive::stories_of(&sheet), [COLUMNS.concat()]);
    }
}

#[test]
fn what_the_file_says_of_the_direction_is_followed_where_boxes_do_not_tell() {
    let one = "<Coords points=\"300,500 350,550\"/><TextEquiv><Unicode>港</Unicode></TextEquiv>";
    for (told, down) in [
        ("readingDirection=\"top-to-bottom\"", true),
        ("textLineOrder=\"right-to-left\"", true),
        ("readingDirection=\"left-to-right\"", false),
        ("", false),
    ] {
        let sheet = page(&format!(
            "<TextRegion {told}><Coords points=\"300,500 350,550\"/><TextLine>{one}</TextLine></TextRegion>"
        ));
        assert_eq!(sheet.runs[0].vertical, down, "{told}");
    }
    let turned = |attribute: &str| {
        let tall = "<TextLine><Coords points=\"300,500 340,900\"/><TextEquiv><Unicode>Photo: Ida Moss</Unicode></TextEquiv></TextLine>";
        page(&format!("<TextRegion {attribute}>{BOX}{tall}</TextRegion>")).runs[0].turn
    };
    assert_eq!((turned("orientation=\"90\""), turned("orientation=\"-90\"")), (Turn::Counter, Turn::Clockwise));
    let angle = hocr("<span class='ocr_line' title='bbox 300 500 340 900; textangle 270'>Photo Ida</span>");
    assert_eq!(angle.runs[0].turn, Turn::Clockwise);
    assert!(angle.runs[0].bbox.bottom.0 <= angle.runs[1].bbox.top.0);
    let styled = hocr(
        "<div style='writing-mode: vertical-rl'><span class='ocr_line' title='bbox 300 500 340 540'>港</span></div>",
    );
    assert!(styled.runs[0].vertical);
}
