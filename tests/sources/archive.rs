//! Files as libraries deliver them, one small page of our own in each dialect.

use foldline::geometry::Pt;
use foldline::house_style::HouseStyle;
use foldline::layout::{self, Structure};
use foldline::model::page::Page;
use foldline::model::role::Role;
use foldline::model::sheet::Sheet;
use foldline::sources::{self, Content, Format, OpenError, OpenOptions};
use std::fmt::Write;
use std::path::Path;

pub fn open(bytes: &[u8], folder: Option<&Path>) -> Result<Vec<Sheet>, OpenError> {
    let options = OpenOptions { folder: folder.map(Path::to_owned), ..OpenOptions::default() };
    let opened = sources::read("page.xml", bytes, &options)?;
    assert_eq!(opened.format, Format::Archive);
    match opened.content {
        Content::Sheets(sheets) => Ok(sheets),
        Content::Extracts(_) => panic!("an archive has sheets"),
    }
}

pub fn sheet(text: &str) -> Sheet {
    let mut sheets = open(text.as_bytes(), None).expect("it opens");
    assert_eq!(sheets.len(), 1);
    sheets.remove(0)
}

fn message(text: &str) -> String {
    open(text.as_bytes(), None).expect_err("it does not open").to_string()
}

pub fn words(sheet: &Sheet) -> Vec<&str> {
    sheet.runs.iter().map(|run| run.text.as_str()).collect()
}

/// A line of ALTO words, 300 units wide each and 40 high, on a baseline of its own.
fn alto_line(id: &str, left: u32, top: u32, text: &str) -> String {
    let mut line = format!(r#"<TextLine ID="{id}" HPOS="{left}" VPOS="{top}" WIDTH="900" HEIGHT="40">"#);
    for (at, word) in text.split(' ').enumerate() {
        let hpos = left + 300 * at as u32;
        let _ = write!(
            line,
            r#"<String ID="{id}w{at}" HPOS="{hpos}" VPOS="{top}" WIDTH="280" HEIGHT="40" CONTENT="{word}" WC="0.5"/><SP/>"#
        );
    }
    line + "</TextLine>"
}

pub fn alto(unit: &str, layout: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Description><MeasurementUnit>{unit}</MeasurementUnit></Description>
<Styles><TextStyle ID="b" FONTSIZE="9" FONTSTYLE="bold"/></Styles>
<Layout><Page ID="P1" WIDTH="3000" HEIGHT="4000"><PrintSpace>{layout}</PrintSpace></Page></Layout></alto>"#
    )
}

#[test]
fn units_of_alto_become_points() {
    let block =
        format!("<TextBlock ID=\"t1\" HPOS=\"300\" VPOS=\"600\">{}</TextBlock>", alto_line("l", 300, 600, "Bell Hill"));
    let at = |unit: &str| {
        let sheet = sheet(&alto(unit, &block));
        (sheet.bounds.right.0.round(), sheet.runs[0].bbox.left.0.round(), sheet.doubts.len())
    };
    assert_eq!(at("pixel"), (720.0, 72.0, 1));
    assert_eq!(at("inch1200"), (180.0, 18.0, 0));
    assert_eq!(at("mm10"), (850.0, 85.0, 0));
}

#[test]
fn a_cut_word_keeps_its_hyphen_and_styles_make_it_bold() {
    let layout = r#"<TextBlock ID="t1" HPOS="0" VPOS="0" STYLEREFS="b"><TextLine HPOS="0" VPOS="0" WIDTH="500" HEIGHT="40">
<String HPOS="0" VPOS="0" WIDTH="200" HEIGHT="40" CONTENT="ferry" SUBS_TYPE="HypPart1" SUBS_CONTENT="ferryboat"/><HYP CONTENT="&#173;"/></TextLine></TextBlock>
<GraphicalElement HPOS="0" VPOS="100" WIDTH="900" HEIGHT="4"/><Illustration HPOS="0" VPOS="200" WIDTH="900" HEIGHT="400"/>"#;
    let sheet = sheet(&alto("pixel", layout));
    assert_eq!(words(&sheet), ["ferry\u{ad}"], "a hyphen that goes when the halves are joined");
    assert!(sheet.faces[usize::from(sheet.runs[0].face.0)].is_bold());
    assert!(sheet.rules[0].is_horizontal());
    assert_eq!((sheet.rules.len(), sheet.pictures.len()), (1, 1));
}

#[test]
fn the_size_of_a_line_is_told_by_its_letters_not_by_its_ink() {
    let line = |text: &str, top: u32, height: u32| {
        format!(
            r#"<TextBlock ID="t{top}" HPOS="0" VPOS="{top}"><TextLine HPOS="0" VPOS="{top}"><String HPOS="0" VPOS="{top}" WIDTH="200" HEIGHT="{height}" CONTENT="{text}"/></TextLine></TextBlock>"#
        )
    };
    // One size: tall letters are 70 units over the baseline, small ones 46.
    let layout = line("Hill", 100, 70) + &line("worn", 224, 46);
    let sheet = sheet(&alto("pixel", &layout));
    let sizes: Vec<f32> = sheet.runs.iter().map(|run| run.size.0).collect();
    assert!((sizes[0] - sizes[1]).abs() < 0.1, "{sizes:?}");
    assert_eq!(sheet.runs[0].baseline, Pt(170.0 * 72.0 / 300.0));
}

/// Two articles in one column with nothing between them that a reader could see.
fn two_articles() -> String {
    let mut layout = String::new();
    let texts = ["rain fell upon", "the town hall.", "snow fell upon", "the old mill."];
    for (at, text) in texts.iter().enumerate() {
        let top = 200 + 50 * at as u32;
        let _ = write!(
            layout,
            "<TextBlock ID=\"t{at}\" HPOS=\"300\" VPOS=\"{top}\">{}</TextBlock>",
            alto_line(&format!("l{at}"), 300, top, text)
        );
    }
    alto("pixel", &layout)
}

fn mets(logical: &str, rest: &str) -> String {
    format!(
        r##"<?xml version="1.0"?><mets:mets xmlns:mets="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink"><mets:fileSec><mets:fileGrp>
<mets:file ID="A1"><mets:FLocat xlink:href="file://./ALTO/1.xml"/></mets:file>
<mets:file ID="A9"><mets:FLocat xlink:href="file://../../secret.xml"/></mets:file></mets:fileGrp></mets:fileSec>
<mets:structMap TYPE="LOGICAL"><mets:div TYPE="ISSUE">{logical}</mets:div></mets:structMap>{rest}</mets:mets>"##
    )
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("ALTO")).unwrap();
    std::fs::write(folder.path().join("ALTO/1.xml"), two_articles()).unwrap();
    folder
}

/// The text of each story as the layout tells it by itself.
pub fn stories_of(sheet: &Sheet) -> Vec<String> {
    stories(sheet, Structure::Ours)
}

fn stories(sheet: &Sheet, structure: Structure) -> Vec<String> {
    let page: Page = layout::read(sheet, &HouseStyle::default(), structure);
    let text = |story: &foldline::model::story::Story| {
        let blocks = story.blocks.iter().map(|id| page.blocks[id.0 as usize].text.as_str());
        blocks.collect::<Vec<_>>().join(" ")
    };
    page.stories.iter().map(text).collect()
}

#[test]
fn articles_of_mets_are_stories_unless_ours_are_asked_for() {
    let area = |id: &str| {
        format!(r#"<mets:div TYPE="TEXT"><mets:fptr><mets:area FILEID="A1" BEGIN="{id}"/></mets:fptr></mets:div>"#)
    };
    let logical = format!(
        r#"<mets:div TYPE="ARTICLE">{}{}</mets:div><mets:div TYPE="ARTICLE">{}{}</mets:div>"#,
        area("t0"),
        area("t1"),
        area("t2"),
        area("t3")
    );
    let folder = folder();
    let sheets = open(mets(&logical, "").as_bytes(), Some(folder.path())).expect("it opens");
    let given = stories(&sheets[0], Structure::Given);
    assert_eq!(given, ["rain fell upon the town hall.", "snow fell upon the old mill."]);
    assert_eq!(stories(&sheets[0], Structure::Ours).len(), 1);
}

#[test]
fn articles_tied_by_links_and_ranges_of_words_are_stories_too() {
    let links = r##"<mets:structMap TYPE="PHYSICAL"><mets:div ID="pa1"><mets:fptr><mets:area FILEID="A1" BEGIN="l0w0" END="l1w2"/></mets:fptr></mets:div>
<mets:div ID="pa2"><mets:fptr><mets:area FILEID="A1" BEGIN="l2w0" END="l3w2"/></mets:fptr></mets:div></mets:structMap>
<mets:structLink><mets:smLinkGrp><mets:smLocatorLink xlink:href="#a1"/><mets:smLocatorLink xlink:href="#pa1"/></mets:smLinkGrp>
<mets:smLinkGrp><mets:smLocatorLink xlink:href="#a2"/><mets:smLocatorLink xlink:href="#pa2"/></mets:smLinkGrp></mets:structLink>"##;
    let logical = r#"<mets:div ID="a1" TYPE="ARTICLE"/><mets:div ID="a2" TYPE="ARTICLE"/>"#;
    let folder = folder();
    let sheets = open(mets(logical, links).as_bytes(), Some(folder.path())).expect("it opens");
    let given = stories(&sheets[0], Structure::Given);
    assert_eq!(given, ["rain fell upon the town hall.", "snow fell upon the old mill."]);
}

#[test]
fn mets_says_what_it_needs() {
    assert!(message(&mets("", "")).contains("not on standard input"));
    let empty = tempfile::tempdir().unwrap();
    let error = open(mets("", "").as_bytes(), Some(empty.path())).expect_err("no pages").to_string();
    assert!(error.contains("no page of this issue could be read") && error.contains("ALTO/1.xml"), "{error}");
}

const PAGE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Page imageWidth="3000" imageHeight="4000">
<ReadingOrder><OrderedGroup id="g"><RegionRefIndexed index="0" regionRef="r2"/><RegionRefIndexed index="1" regionRef="r1"/></OrderedGroup></ReadingOrder>
<TextRegion id="r1" type="paragraph"><Coords points="300,500 1200,500 1200,600 300,600"/>
<TextLine custom="readingOrder {index:0;} structure {id:a1; type:article;}"><Coords points="300,510 1200,505 1200,545 300,550"/>
<Baseline points="300,540 1200,541"/><TextEquiv><Unicode>rain fell upon</Unicode></TextEquiv></TextLine>
<TextLine custom="structure {id:a2; type:article;}"><Coords points="300,560 1200,560 1200,600 300,600"/>
<Word><Coords points="300,560 600,560 600,600 300,600"/><TextEquiv><Unicode>snow</Unicode></TextEquiv></Word><TextEquiv><Unicode>snow</Unicode></TextEquiv></TextLine></TextRegion>
<TextRegion id="r2" type="heading"><Coords points="300,300 1200,300 1200,400 300,400"/>
<TextLine custom="structure {id:a1; type:article;}"><Coords points="300,300 1200,300 1200,400 300,400"/><TextEquiv><Unicode>The Weather</Unicode></TextEquiv></TextLine></TextRegion>
<SeparatorRegion id="s"><Coords points="1300,300 1304,300 1304,3000 1300,3000"/></SeparatorRegion></Page></PcGts>"#;

#[test]
fn page_keeps_reading_order_articles_and_types() {
    let sheet = sheet(PAGE);
    assert_eq!(words(&sheet), ["The", "Weather", "rain", "fell", "upon", "snow"]);
    assert!(!sheet.rules[0].is_horizontal());
    let blocks = &sheet.given.as_ref().expect("structure").blocks;
    let told: Vec<_> = blocks.iter().map(|block| (block.article, block.role, block.runs.len())).collect();
    assert_eq!(told, [(Some(0), Some(Role::Headline), 2), (Some(0), None, 3), (Some(1), None, 1)]);
    assert_eq!(stories(&sheet, Structure::Given), ["The Weather rain fell upon", "snow"]);
    let page = layout::read(&sheet, &HouseStyle::default(), Structure::Given);
    let head = page.blocks.iter().find(|block| block.text == "The Weather").expect("the head");
    assert_eq!((head.role, head.because.0.as_ref()), (Role::Headline, "the file says so"));
}

#[test]
fn hocr_gives_words_sizes_and_separators_even_where_tags_stay_open() {
    let text = "<!DOCTYPE html><html><head><meta name='ocr-system' content='x'><title></title></head><body>
<div class='ocr_page' title='image \"a.png\"; bbox 0 0 1500 2000; scan_res 150 150'>
<div class='ocr_separator' title='bbox 0 90 900 94'></div><div class='ocr_carea' title='bbox 0 0 9 9'><p class='ocr_par'>
<span class='ocr_line' title='bbox 150 100 600 140; baseline 0 -10'><span class='ocrx_word' title='bbox 150 100 300 130; x_wconf 90'><strong>Fish</strong> &amp;<br></span>
<span class='ocrx_word' title='bbox 320 100 600 140'>chips&nbsp;</span></span></p></div></div></body></html>";
    let sheet = sheet(text);
    assert_eq!(sheet.bounds.right, Pt(720.0));
    assert_eq!(sheet.runs[0].text, "Fish &");
    assert_eq!(sheet.runs[0].confidence, Some(0.9));
    assert!((sheet.runs[0].baseline.0 - 62.4).abs() < 0.01);
    assert!(sheet.faces[usize::from(sheet.runs[0].face.0)].is_bold());
    assert_eq!((sheet.rules.len(), sheet.doubts.len()), (1, 0));
}

#[test]
fn hostile_files_end_in_a_sentence() {
    let bomb = r#"<?xml version="1.0"?><!DOCTYPE alto [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
<alto><Layout><Page WIDTH="9" HEIGHT="9"><TextBlock HPOS="0" VPOS="0"><TextLine HPOS="0" VPOS="0"><String HPOS="1" VPOS="1" CONTENT="&b;"/></TextLine></TextBlock></Page></Layout></alto>"#;
    assert_eq!(words(&sheet(bomb)), ["&b;"]);
    let deep = format!("<alto>{}", "<a>".repeat(500));
    assert!(message(&deep).contains("within each other"));
    assert!(message("<alto>\n<Layout>\n<Page WIDTH='1").contains("line 3"));
    assert!(message("<?xml version=\"1.0\"?><tides/>").contains("of no dialect"));
    assert!(message("<alto><Layout/></alto>").contains("no words"));
    let strange = alto(
        "pixel",
        "<TextBlock HPOS='nan' VPOS='-1e30'><TextLine/></TextBlock><TextBlock HPOS='1e38' VPOS='1e38' WIDTH='1e38'><TextLine><String HPOS='-1e38' VPOS='inf' CONTENT='x'/><String HPOS='1e38' VPOS='1e38' WIDTH='1e38' HEIGHT='1e38' CONTENT='y'/></TextLine></TextBlock>",
    );
    let page = layout::read(&sheet(&strange), &HouseStyle::default(), Structure::Given);
    assert_eq!(page.blocks.len(), 1);
}

#[test]
fn places_of_mets_are_found_however_they_are_spelled_and_what_is_missing_is_told_once() {
    let files = |hrefs: &[&str]| {
        let file = |(at, href): (usize, &&str)| format!(r#"<file ID="F{at}"><FLocat xlink:href="{href}"/></file>"#);
        let files: String = hrefs.iter().enumerate().map(file).collect();
        format!(
            r#"<mets xmlns:xlink="http://www.w3.org/1999/xlink"><fileSec><fileGrp>{files}</fileGrp></fileSec></mets>"#
        )
    };
    let folder = folder();
    let read = |hrefs: &[&str]| {
        let options = OpenOptions { folder: Some(folder.path().to_owned()), ..OpenOptions::default() };
        sources::read("mets.xml", files(hrefs).as_bytes(), &options).expect("it opens")
    };
    for href in
        ["ALTO/1.xml", "./ALTO/1.xml", "ALTO/../ALTO/1.xml", "%41LTO/1.xml", "alto/1.XML", "file://./ALTO/1.xml"]
    {
        let opened = read(&[href]);
        assert_eq!(opened.doubts, Vec::<String>::new(), "{href}");
    }
    let hrefs = ["../../cellar.xml", "ALTO/1.xml", "/etc/passwd.xml", "http://a.b/c.xml", "ALTO/none.xml"];
    let opened = read(&hrefs);
    assert_eq!(opened.doubts.len(), 1);
    assert!(
        opened.doubts[0].contains("4 of 5 pages") && opened.doubts[0].contains("cellar.xml"),
        "{:?}",
        opened.doubts
    );
    let Content::Sheets(sheets) = opened.content else { panic!("an archive has sheets") };
    let told: Vec<bool> =
        sheets.iter().map(|sheet| sheet.doubts.iter().any(|says| says.contains("not read"))).collect();
    assert_eq!(told, [true, false, true, true, true]);
    assert!(sheets.iter().map(|sheet| sheet.number).eq(1..=5));
}

#[test]
fn valid_utf_8_is_utf_8_whatever_the_file_declares() {
    let text = two_articles()
        .replace("<?xml version=\"1.0\"?>", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>")
        .replace("rain", "rêgn");
    assert_eq!(open(text.as_bytes(), None).expect("it opens")[0].runs[0].text, "rêgn");
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(open(&utf16, None).expect("it opens")[0].runs[0].text, "rêgn");
}

#[test]
fn other_encodings_are_read_as_declared() {
    let text = two_articles()
        .replace("<?xml version=\"1.0\"?>", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>")
        .replace("rain", "r\u{e9}gn");
    let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let sheets = open(&bytes, None).expect("it opens");
    assert_eq!(sheets[0].runs[0].text, "régn");
}
