//! What thresholds are tried on: the trap pages, loose texts, the demo edition, pages made by chance, jumbles. Each has a name, and
//! is made when it is first asked for.

use super::Threshold;
use super::jumbling::{self, Damage};
use super::maker;
use foldline::geometry::{Pt, Rect};
use foldline::house_style::HouseStyle;
use foldline::house_style::clues::ClueStyle;
use foldline::house_style::library::{Clues, Library};
use foldline::layout::{self, Structure};
use foldline::model::extract::{Extract, Fragment};
use foldline::model::lang::Lang;
use foldline::model::page::Page;
use foldline::model::pages::Pages;
use foldline::model::sheet::{Rule, RuledBox, Sheet};
use serde_json::Value;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, OnceLock};

/// What the names of thresholds begin with that are asked before a page has its style,
pub const CLUES: &str = "clues";
/// and those of text without geometry.
const EXTRACT: &str = "extract";

/// The thresholds of how sure a story is; that is left out of what is compared otherwise, because every cost changes
/// it.
const OF_SURENESS: [&str; 2] = ["stories.sure_margin_cost", "stories.advert_sure_share"];

/// Which pages made by chance are laid out: those that feel what no page written by hand does.
const CHANCE: [u64; 11] = [0, 3, 7, 8, 13, 15, 21, 34, 58, 86, 313];

/// The same, read from a scan.
const SCANNED: [u64; 11] = [3, 10, 13, 17, 22, 23, 27, 41, 178, 335, 441];

/// Which jumbles are read, by the same measure.
const JUMBLES: [(Lang, Damage, u64); 11] = [
    (Lang::Zh, Damage::StoriesMoved, 0),
    (Lang::Zh, Damage::SectionsTurned, 0),
    (Lang::En, Damage::StoriesMoved, 0),
    (Lang::En, Damage::StoriesMoved, 2),
    (Lang::En, Damage::HeadsAtTheEnd, 25),
    (Lang::Ja, Damage::StoriesMoved, 5),
    (Lang::Ko, Damage::SectionsTurned, 1),
    (Lang::Ko, Damage::SectionsTurned, 3),
    (Lang::Ko, Damage::SectionsTurned, 31),
    (Lang::Ko, Damage::StoriesMoved, 2),
    (Lang::Ko, Damage::StoriesMoved, 4),
];

static LIBRARY: LazyLock<Library> = LazyLock::new(Library::built_in);

/// All samples.
pub struct Shelf {
    samples: Vec<Sample>,
    sizes: OnceLock<Vec<usize>>,
}

/// Something to be laid out.
pub struct Sample {
    pub name: String,
    source: Source,
    made: OnceLock<Made>,
}

/// What a sample is made from.
enum Source {
    /// A page for the page maker.
    Plan(PathBuf),
    Blank,
    /// The two lines of a head down the page, each spaced wider than they stand apart.
    Spaced,
    /// A page for the page maker, its rules drawn as thin bars.
    Bars(PathBuf),
    Edition(Vec<PathBuf>),
    /// Two pages, with a story that goes on.
    Pair([String; 2]),
    Chance {
        seed: u64,
        scan: bool,
    },
    Jumble(Lang, Damage, u64),
    /// Text in pieces, parted by blank lines.
    Pieces(PathBuf),
    /// A jumble in a language that no built-in style knows: the defaults say how its pages are set.
    NoLanguage,
}

/// A sample with the style it gets, and what is read then.
struct Made {
    from: From,
    style: Value,
    outcome: Outcome,
}

enum From {
    Sheets(Vec<Sheet>),
    Extract(Extract),
}

/// What is made of a sample, and how sure that is.
struct Outcome {
    told: String,
    sureness: String,
}

impl Shelf {
    pub fn stock() -> Shelf {
        let mut samples = pages();
        samples.extend(pairs());
        let chance = |seed, scan| {
            let name = if scan { format!("scan by chance {seed}") } else { format!("by chance {seed}") };
            Sample::new(name, Source::Chance { seed, scan })
        };
        samples.extend(CHANCE.map(|seed| chance(seed, false)));
        samples.extend(SCANNED.map(|seed| chance(seed, true)));
        samples.extend(JUMBLES.map(|(lang, damage, seed)| {
            Sample::new(format!("{} {damage:?} {seed}", lang.code()), Source::Jumble(lang, damage, seed))
        }));
        samples.push(Sample::new("no language".into(), Source::NoLanguage));
        Shelf { samples, sizes: OnceLock::new() }
    }

    pub fn find(&self, name: &str) -> Option<&Sample> {
        self.samples.iter().find(|sample| sample.name == name)
    }

    /// The samples, those with little text first.
    pub fn by_size(&self) -> impl Iterator<Item = &Sample> {
        let order = self.sizes.get_or_init(|| {
            let mut order: Vec<usize> = (0..self.samples.len()).collect();
            order.sort_by_key(|at| self.samples[*at].made().from.chars());
            order
        });
        order.iter().map(|at| &self.samples[*at])
    }
}

impl Sample {
    fn new(name: String, source: Source) -> Sample {
        Sample { name, source, made: OnceLock::new() }
    }

    /// Whether the threshold is asked at all when this is read.
    pub fn may_feel(&self, threshold: &Threshold) -> bool {
        match self.made().from {
            From::Sheets(_) => threshold.path[0] != EXTRACT,
            From::Extract(_) => threshold.path[0] == EXTRACT,
        }
    }

    /// Whether it is read otherwise when the threshold is another number.
    pub fn feels(&self, threshold: &Threshold, other: Value) -> bool {
        let made = self.made();
        if threshold.path[0] == CLUES {
            let mut style = serde_json::to_value(ClueStyle::default()).unwrap();
            *at(&mut style, &threshold.path[1..]) = other;
            return made.from.clues(&serde_json::from_value(style).unwrap()) != made.from.clues(&ClueStyle::default());
        }
        let mut style = made.style.clone();
        *at(&mut style, &threshold.path) = other;
        let outcome = made.from.read(&serde_json::from_value(style).unwrap());
        match OF_SURENESS.contains(&threshold.name().as_str()) {
            true => outcome.sureness != made.outcome.sureness,
            false => outcome.told != made.outcome.told,
        }
    }

    fn made(&self) -> &Made {
        self.made.get_or_init(|| {
            let from = self.source.make();
            let style = match (&self.source, &from) {
                (Source::NoLanguage, _) => HouseStyle::default(),
                (Source::Jumble(lang, ..), _) => LIBRARY.choose(&Clues { lang: *lang, ..Clues::default() }),
                (_, From::Sheets(sheets)) => LIBRARY.choose(&layout::clues(&sheets[0])),
                (_, From::Extract(extract)) => LIBRARY.choose(&layout::clues_of_extract(extract)),
            };
            let outcome = from.read(&style);
            Made { from, style: serde_json::to_value(style).unwrap(), outcome }
        })
    }
}

impl Source {
    fn make(&self) -> From {
        let sheet = |path: &PathBuf| maker::make(&std::fs::read_to_string(path).unwrap()).as_given();
        match self {
            Source::Plan(path) => From::Sheets(vec![sheet(path)]),
            Source::Blank => From::Sheets(vec![Sheet { number: 1, ..Sheet::default() }]),
            Source::Spaced => From::Sheets(vec![maker::make(&spaced_head()).sheet()]),
            Source::Bars(path) => From::Sheets(vec![barred(sheet(path))]),
            Source::Edition(paths) => numbered(paths.iter().map(sheet)),
            Source::Pair(plans) => numbered(plans.iter().map(|plan| maker::make(plan).sheet())),
            Source::Chance { seed, scan } => {
                let plan = maker::Plan { scan: *scan, ..maker::chance::plan(*seed) };
                From::Sheets(vec![maker::paste::page(&plan).as_given()])
            }
            Source::Jumble(lang, damage, seed) => From::Extract(jumbling::jumble(*lang, *damage, *seed).extract),
            Source::Pieces(path) => {
                let text = std::fs::read_to_string(path).unwrap();
                let pieces = text.split("\n\n").map(|piece| piece.lines().map(str::to_owned).collect());
                let fragments = pieces.map(|lines| Fragment { lines }).collect();
                From::Extract(Extract { fragments, doubts: Vec::new() })
            }
            Source::NoLanguage => From::Extract(jumbling::jumble(Lang::En, Damage::StoriesMoved, 0).extract),
        }
    }
}

fn numbered(sheets: impl Iterator<Item = Sheet>) -> From {
    From::Sheets(sheets.zip(1..).map(|(sheet, number)| Sheet { number, ..sheet }).collect())
}

fn barred(mut sheet: Sheet) -> Sheet {
    let bar = |rule: Rule| {
        let (from, to) = (rule.from, rule.to);
        let bbox = Rect::new(from.x.0, from.y.0, to.x.0.max(from.x.0 + 1.0), to.y.0.max(from.y.0 + 1.0));
        RuledBox { bbox, weight: Pt::ZERO, fill: Some(0.0) }
    };
    sheet.boxes.extend(sheet.rules.drain(..).map(bar));
    sheet
}

impl From {
    fn read(&self, style: &HouseStyle) -> Outcome {
        let pages: Vec<Page> = match self {
            From::Sheets(sheets) => sheets.iter().map(|sheet| layout::read(sheet, style, Structure::Given)).collect(),
            From::Extract(extract) => vec![layout::paste_up(extract, style, 1)],
        };
        let mut pages = Pages::from(pages);
        layout::tie(&mut pages, &style.jumps);
        let (mut told, mut sureness) = (String::new(), String::new());
        for page in &pages {
            tell(page, &mut told);
            sureness += &page.stories.iter().map(|story| format!("{:.3} ", story.confidence)).collect::<String>();
        }
        Outcome { told, sureness }
    }

    /// What is told of it before it is laid out.
    fn clues(&self, style: &ClueStyle) -> String {
        let From::Sheets(sheets) = self else { return String::new() };
        let told = sheets.iter().map(|sheet| layout::clues::from_sheet(sheet, style));
        told.map(|clues| format!("{} {:?} {:?}\n", clues.text, clues.lang, clues.writing)).collect()
    }

    fn chars(&self) -> usize {
        match self {
            From::Sheets(sheets) => sheets.iter().flat_map(|sheet| &sheet.runs).map(|run| run.text.len()).sum(),
            From::Extract(extract) => {
                extract.fragments.iter().flat_map(|fragment| &fragment.lines).map(String::len).sum()
            }
        }
    }
}

/// What a reader notices of a page; for a page pasted up by us also where everything stands.
fn tell(page: &Page, out: &mut String) {
    writeln!(out, "{:?} {:?} {:?} {} {:?}", page.folio, page.order, page.lang, page.vertical, page.body_size).unwrap();
    for block in &page.blocks {
        let (role, text) = (block.role.word(), &block.text);
        writeln!(out, "{role} {text:?} {} {} {:?}", block.boxed, block.region, block.continues).unwrap();
    }
    for story in &page.stories {
        let ties = (&story.continues, &story.continued_from, &story.sidebar_of);
        writeln!(out, "{:?} {:?} {ties:?}", story.blocks, story.section).unwrap();
    }
    for picture in &page.pictures {
        writeln!(out, "{:?} {:?}", picture.caption, picture.story).unwrap();
    }
    for region in &page.regions {
        writeln!(out, "{} {:?} {}", region.columns.len(), region.parent, region.boxed).unwrap();
    }
    writeln!(out, "{:?}", page.doubts.iter().map(|doubt| &doubt.says).collect::<Vec<_>>()).unwrap();
    if page.pasted_up {
        writeln!(out, "{:?} {:?} {:?} {:?}", page.lines, page.rules, page.boxes, page.bounds).unwrap();
    } else {
        let lines = page.lines.iter().map(|line| (&line.text, line.bold, line.italic, line.reversed));
        writeln!(out, "{:?}", lines.collect::<Vec<_>>()).unwrap();
    }
}

/// The trap pages and the loose texts, one by one, and the demo edition as a whole.
fn pages() -> Vec<Sample> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in entries(&root.join("tests/pages")) {
        let page = folder.join("page.toml");
        if page.is_file() {
            found.push(Sample::new(folder.file_name().unwrap().display().to_string(), Source::Plan(page)));
        }
    }
    let demo = entries(&root.join("layouts/demo"));
    let demo: Vec<PathBuf> = demo.into_iter().filter(|path| path.extension().is_some_and(|e| e == "toml")).collect();
    for path in entries(&root.join("tests/extracts")) {
        found.push(Sample::new(path.file_stem().unwrap().display().to_string(), Source::Pieces(path)));
    }
    found.push(Sample::new("no text".into(), Source::Blank));
    found.push(Sample::new("head spaced wider than its lines".into(), Source::Spaced));
    found.push(Sample::new("rules drawn as bars".into(), Source::Bars(demo[1].clone())));
    found.push(Sample::new("demo".into(), Source::Edition(demo)));
    found
}

/// Every character is placed by hand: the lower line begins half a character down.
fn spaced_head() -> String {
    let mut plan = "lang = \"zh\"\nsize = [300, 400]\ncolumns = 1\n".to_owned();
    for (text, left, top) in [("夜校灯火", 100.0, 100.0), ("照亮归家路", 64.0, 132.0)] {
        for (c, at) in text.chars().zip(0_u8..) {
            let top = top + 39.7 * f32::from(at);
            let at = format!("[{left}, {top}, {}]", left + 32.0);
            write!(plan, "[[loose]]\nrole = \"headline\"\ntext = \"{c}\"\nat = {at}\nsize = 32\n").unwrap();
        }
    }
    plan
}

/// Two pages each, with a story that goes on: how it says so, and how it breaks off.
fn pairs() -> Vec<Sample> {
    let closed = "The ferryman has put up a bell for those who come by night.";
    let open = "The ferryman has put up a bell for those who come by";
    let (jump, from) = ("@jump Continued on Page 2", "@jump From Page 1");
    let pairs = [
        ("named page, broken sentence", [jump, open], ["@headline Late Travelers", "night, and answers it in person."]),
        ("named page, nothing else", [jump, closed], ["@headline Late Travelers", "Nobody has used it yet."]),
        ("says from, whole sentence", ["@jump Continued inside", closed], [from, "Nobody has used it yet."]),
        ("named page, says from", [jump, closed], [from, "Nobody has used it yet."]),
        (
            "word of the jump line",
            ["@jump TRAVELERS, Page 2", closed],
            ["@headline Travelers", "Nobody has used it yet."],
        ),
        ("shared head", [jump, closed], ["@headline A Bell for the Night Ferry", "Nobody has used it yet."]),
    ];
    let page = |text: String| {
        let frame = format!("[[story.frame]]\ncolumns = [1, 2]\nheadline = 20\ntext = \"\"\"\n{text}\n\"\"\"\n");
        let head = "lang = \"en\"\nsize = [400, 500]\ncolumns = 2\n[[story]]\nid = \"bell\"\n";
        format!("{head}{frame}")
    };
    let pair = |(name, [jump, last], [first, then]): (&str, [&str; 2], [&str; 2])| {
        let front = page(format!("@headline Night Ferry Gets a Bell\n~1\n~2\n{last}\n{jump}"));
        let inside = page(format!("{first}\n{then}\n~3\n~4\n~5"));
        Sample::new(name.to_owned(), Source::Pair([front, inside]))
    };
    pairs.into_iter().map(pair).collect()
}

fn at<'a>(value: &'a mut Value, path: &[String]) -> &'a mut Value {
    path.iter().fold(value, |value, key| &mut value[key.as_str()])
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
}
