//! What mutants are made of: our own small files, one of every format, and the pages of the demo edition. All words in
//! them are invented.

use super::pdf_maker::{Leaf, Maker, hex, utf16};
use std::path::Path;

/// What a sample is, which tells how it may be changed and what it is given to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Pdf,
    Xml,
    Text,
    /// A layout, given with `--layout` and to `layouts check`.
    Layout,
    /// A config, given with `--config`.
    Config,
    /// Corrections beside a page.
    Sidecar,
}

/// A file to begin with.
pub struct Sample {
    pub name: &'static str,
    pub kind: Kind,
    pub bytes: Vec<u8>,
}

/// The page that layouts, configs and corrections go with.
pub const PAGE: &str = "河湾渡口恢复夜航\n□林一舟 周望\n\n　　入夜后，渡口的灯一盏一盏亮起来，头班夜船在汽笛声里离岸。\n\n\
Ferry returns to the river\nBy Ada Quill\n\nThe old ferry was back on the river at dawn, and two hundred people waited.\n";

/// Every sample.
pub fn all() -> Vec<Sample> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| std::fs::read(root.join(path)).unwrap_or_default();
    let mut samples = vec![
        sample("fonts.pdf", Kind::Pdf, fonts()),
        sample("objects.pdf", Kind::Pdf, objects()),
        sample("locked.pdf", Kind::Pdf, small().locked("")),
        sample("front.pdf", Kind::Pdf, read("layouts/demo/1-front.pdf")),
        sample("korean.pdf", Kind::Pdf, read("layouts/demo/5-korean.pdf")),
        sample("alto.xml", Kind::Xml, ALTO.into()),
        sample("mets.xml", Kind::Xml, METS.into()),
        sample("page.xml", Kind::Xml, PAGE_XML.into()),
        sample("page.html", Kind::Xml, HOCR.into()),
        sample("page.txt", Kind::Text, PAGE.into()),
        sample("long.txt", Kind::Text, PAGE.repeat(40).into_bytes()),
        sample("corrections.toml", Kind::Sidecar, SIDECAR.into()),
        sample("layout.toml", Kind::Layout, read("layouts/zh.toml")),
        sample("config.toml", Kind::Config, CONFIG.into()),
    ];
    samples.retain(|sample| !sample.bytes.is_empty());
    samples
}

fn sample(name: &'static str, kind: Kind, bytes: Vec<u8>) -> Sample {
    Sample { name, kind, bytes }
}

fn small() -> Maker {
    let mut maker = Maker::new();
    let font = maker.latin("Helvetica");
    let content = "BT /F1 24 Tf 60 700 Td (Harbor lamps) Tj /F1 10 Tf 0 -30 Td (were lit at dusk) Tj ET".to_owned();
    maker.page(&Leaf { fonts: format!("/F1 {font} 0 R"), content, ..Leaf::default() });
    maker
}

/// Fonts with widths, maps and differences.
fn fonts() -> Vec<u8> {
    let mut maker = Maker::new();
    let map = maker.stream(
        "",
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange \
         2 beginbfchar <41> <706F> <42> <0062> endbfchar 1 beginbfrange <61> <7A> <0061> endbfrange endcmap end end",
    );
    let widths: String = (0..26).map(|width| format!("{} ", 400 + width)).collect();
    let simple = maker.object(format!(
        "<< /Type /Font /Subtype /TrueType /BaseFont /Lamp /FirstChar 97 /LastChar 122 /Widths [{widths}] /ToUnicode {map} 0 R \
         /Encoding << /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [65 /lamp /B 97 /a /b] >> >>"
    ));
    let han = maker.composite("Sung", "UniGB-UTF16-H", "GB1", "/DW 1000 /W [1 [500 600] 20 40 700]");
    let shown = hex(&utf16("渡口的灯亮起来"));
    let content = format!(
        "q 1 0 0 1 0 0 cm BT /F1 20 Tf 60 720 Td (lamps at dusk) Tj 0 -40 Td [(every) -300 (lamp) 12 (was lit)] TJ /F2 12 Tf 0 -40 Td \
         <{shown}> Tj ET Q 60 600 200 1 re f 0.5 w 60 590 m 260 590 l S"
    );
    let fonts = format!("/F1 {simple} 0 R /F2 {han} 0 R");
    maker.page(&Leaf { fonts, content, ..Leaf::default() });
    maker.finish()
}

/// Forms within forms, an image, a shading, labels, a turned page, marked content.
fn objects() -> Vec<u8> {
    let mut maker = Maker::new();
    let font = maker.latin("Times-Roman");
    let inner = maker.stream(
        &format!("/Type /XObject /Subtype /Form /BBox [0 0 400 100] /Resources << /Font << /F1 {font} 0 R >> >>"),
        "BT /F1 12 Tf 10 40 Td (inside the form) Tj ET",
    );
    let outer = maker.stream(
        &format!("/Type /XObject /Subtype /Form /BBox [0 0 600 400] /Matrix [1 0 0 1 0 0] /Resources << /XObject << /X {inner} 0 R >> >>"),
        "q 1 0 0 1 20 20 cm /X Do Q q .5 0 0 .5 0 200 cm /X Do Q",
    );
    let image = maker.stream(
        "/Type /XObject /Subtype /Image /Width 4 /Height 4 /BitsPerComponent 8 /ColorSpace /DeviceGray",
        vec![128u8; 16],
    );
    maker.catalog = "/PageLabels << /Nums [0 << /S /D /St 3 /P (A) >>] >>".into();
    let resources =
        format!("/XObject << /O {outer} 0 R /I {image} 0 R >> /Properties << /P << /ActualText (lamp) >> >>");
    let content = "/O Do q 100 0 0 100 300 500 cm /I Do Q /Span /P BDC BT /F1 16 Tf 60 700 Td (Lamp) Tj ET EMC \
                   BT /F1 10 Tf 3 Tr 60 660 Td (unseen) Tj ET"
        .to_owned();
    maker.page(&Leaf { fonts: format!("/F1 {font} 0 R"), resources, content, entries: "/Rotate 90".into() });
    let plain = "BT /F1 10 Tf 60 700 Td (a second page) Tj ET".to_owned();
    maker.page(&Leaf { fonts: format!("/F1 {font} 0 R"), content: plain, ..Leaf::default() });
    maker.finish()
}

pub const ALTO: &str = r##"<?xml version="1.0" encoding="UTF-8"?><alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Description><MeasurementUnit>pixel</MeasurementUnit></Description>
<Styles><TextStyle ID="b" FONTSIZE="9" FONTSTYLE="bold"/></Styles><Layout><Page ID="P1" WIDTH="3000" HEIGHT="4000" PHYSICAL_IMG_NR="1"><PrintSpace HPOS="0" VPOS="0" WIDTH="3000" HEIGHT="4000">
<TextBlock ID="t1" HPOS="300" VPOS="200" WIDTH="900" HEIGHT="60" STYLEREFS="b"><TextLine HPOS="300" VPOS="200" WIDTH="900" HEIGHT="60"><String HPOS="300" VPOS="200" WIDTH="280" HEIGHT="60" CONTENT="Lamps" WC="0.9"/><SP/><String HPOS="600" VPOS="200" WIDTH="280" HEIGHT="60" CONTENT="at" WC="0.5"/></TextLine></TextBlock>
<TextBlock ID="t2" HPOS="300" VPOS="300" WIDTH="900" HEIGHT="80"><TextLine HPOS="300" VPOS="300" WIDTH="900" HEIGHT="30"><String HPOS="300" VPOS="300" WIDTH="200" HEIGHT="30" CONTENT="ferry" SUBS_TYPE="HypPart1" SUBS_CONTENT="ferryboat"/><HYP CONTENT="&#173;"/></TextLine>
<TextLine HPOS="300" VPOS="340" WIDTH="900" HEIGHT="30"><String HPOS="300" VPOS="340" WIDTH="200" HEIGHT="30" CONTENT="boat" SUBS_TYPE="HypPart2" SUBS_CONTENT="ferryboat"/></TextLine></TextBlock>
<GraphicalElement HPOS="0" VPOS="100" WIDTH="900" HEIGHT="4"/><Illustration HPOS="0" VPOS="900" WIDTH="900" HEIGHT="400"/></PrintSpace></Page></Layout></alto>"##;

const METS: &str = r##"<?xml version="1.0"?><mets:mets xmlns:mets="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink"><mets:fileSec><mets:fileGrp><mets:file ID="A1"><mets:FLocat xlink:href="file://./alto.xml"/></mets:file></mets:fileGrp></mets:fileSec>
<mets:structMap TYPE="LOGICAL"><mets:div TYPE="ISSUE"><mets:div TYPE="ARTICLE" LABEL="Lamps"><mets:div TYPE="BODY"><mets:fptr><mets:area FILEID="A1" BEGIN="t1"/></mets:fptr><mets:fptr><mets:area FILEID="A1" BEGIN="t2"/></mets:fptr></mets:div></mets:div></mets:div></mets:structMap></mets:mets>"##;

const PAGE_XML: &str = r##"<?xml version="1.0" encoding="UTF-8"?><PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Page imageFilename="1.tif" imageWidth="2000" imageHeight="3000"><ReadingOrder><OrderedGroup id="g"><RegionRefIndexed index="0" regionRef="r1"/><RegionRefIndexed index="1" regionRef="r2"/></OrderedGroup></ReadingOrder>
<TextRegion id="r1" type="heading"><Coords points="100,100 900,100 900,180 100,180"/><TextLine id="l1"><Coords points="100,100 900,100 900,180 100,180"/><Baseline points="100,170 900,170"/><TextEquiv conf="0.8"><Unicode>Lamps at dusk</Unicode></TextEquiv></TextLine></TextRegion>
<TextRegion id="r2" type="paragraph" readingDirection="top-to-bottom"><Coords points="1000,200 1100,200 1100,900 1000,900"/><TextLine id="l2"><Coords points="1000,200 1040,200 1040,900 1000,900"/><TextEquiv><Unicode>渡口的灯亮起来</Unicode></TextEquiv></TextLine></TextRegion><SeparatorRegion id="s"><Coords points="0,190 2000,190 2000,194 0,194"/></SeparatorRegion></Page></PcGts>"##;

const HOCR: &str = r##"<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title>lamps</title><meta name="ocr-system" content="made by hand"/></head><body><div class="ocr_page" id="p1" title='image "a.png"; bbox 0 0 2000 3000; ppageno 0'>
<div class="ocr_carea" title="bbox 100 100 900 400"><p class="ocr_par" title="bbox 100 100 900 180"><span class="ocr_line" title="bbox 100 100 900 180; baseline 0 -10; x_size 60"><span class="ocrx_word" title="bbox 100 100 400 180; x_wconf 91">Lamps&amp;co</span> <span class="ocrx_word" title="bbox 420 100 600 180; x_wconf 60">at&shy;last</span></span></p></div></div></body></html>"##;

const SIDECAR: &str = "version = 1\ncontent = \"00\"\n[[correction]]\npage = 1\nedit = \"role\"\nrole = \"deck\"\n[correction.block]\nsays = \"By Ada Quill\"\n\
text = \"00000000000000aa\"\nat = [1, 2]\n[[correction]]\npage = 1\nedit = \"join\"\n[correction.block]\nsays = \"Ferry\"\ntext = \"00\"\nat = [30, 40]\n[correction.into]\n\
says = \"x\"\ntext = \"ff\"\nat = [0, 0]\n";

const CONFIG: &str = "theme = \"mine\"\nmeasure = 60\nmouse = false\npanes = \"three\"\nopener = \"xdg-open\"\n[keys]\n\"ctrl-x\" = \"save\"\n[keys.page]\n\"space\" = \"next-story\"\n\
[themes.mine]\nbase = \"night\"\naccent = \"bold #ff8800|yellow\"\n";
