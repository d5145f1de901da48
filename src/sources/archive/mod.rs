//! What libraries and e-papers deliver: ALTO, METS with ALTO, PAGE XML, hOCR, saved pages of e-papers. Each is told by its
//! content: its root element, or what its HTML marks.

mod abbyy;
mod alto;
mod batch;
mod blocks;
mod chains;
mod article_words;
mod didl;
mod encoding;
mod epaper;
mod flow;
mod glance;
mod hocr;
mod issue_files;
mod hrefs;
mod html;
mod hyphens;
mod iarchives;
mod iiif;
mod page_builder;
mod leaves;
mod sheet_builder;
mod mets;
mod ndl;
mod olive;
mod page;
mod block_places;
mod placeless;
mod reading_order;
mod sections;
mod tags;
mod tei;
mod within_line;
mod xml;

use super::foreign::markup;
use super::packed::{Members, Packed};
use super::{Content, Format, OpenError, OpenOptions, Opened, ReadStep};
use crate::model::role::Role;
use crate::model::sheet::Sheet;
use encoding::decoded;
pub(super) use issue_files::plain;
use issue_files::{IssueFiles, LONGEST};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use xml::XmlTree;

/// The dialects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// ALTO, one page a file as a rule.
    Alto,
    /// METS, an issue whose pages are ALTO files beside it.
    Mets,
    /// PAGE XML, one page a file.
    Page,
    /// HTML with the classes of hOCR.
    Hocr,
    /// HTML of an e-paper.
    EPaper,
    /// A package of the national library of the Netherlands, an issue whose pages are ALTO files beside it.
    Didl,
    /// XML of ABBYY FineReader.
    Abbyy,
    /// XML of NDL-OCR.
    NdlOcr,
    /// XML of Olive, a folder of articles.
    Olive,
    /// XML of iArchives: a unit, an article or a page.
    IArchives,
    /// A batch of issues in METS.
    Batch,
    /// TEI, with a facsimile or without.
    Tei,
    /// A manifest of IIIF.
    Iiif,
}

impl Dialect {
    /// Whether files of it name others that are read with them.
    fn names_files(self) -> bool {
        match self {
            Dialect::Mets | Dialect::EPaper | Dialect::Didl | Dialect::Olive => true,
            Dialect::IArchives | Dialect::Batch | Dialect::Iiif => true,
            Dialect::Alto | Dialect::Page | Dialect::Hocr | Dialect::Abbyy | Dialect::NdlOcr | Dialect::Tei => false,
        }
    }
}

/// Bytes in which a root element is looked for.
const SAMPLE: usize = 16 << 10;

/// One of so many files that another issue has named already makes an issue a copy of it.
const COPY: usize = 3;

/// The dialect of these bytes; nothing when they are of none that is read.
pub fn dialect(bytes: &[u8]) -> Option<Dialect> {
    let (sample, _) = decoded(bytes.get(..SAMPLE).unwrap_or(bytes));
    // What it is may stand behind all that is in it.
    if iiif::claims(&sample) || iiif::may_claim(&sample) && iiif::claims(&decoded(bytes).0) {
        return Some(Dialect::Iiif);
    }
    let root = markup::root(&sample)?;
    match root.as_str() {
        "alto" => Some(Dialect::Alto),
        "mets" => Some(Dialect::Mets),
        "pcgts" => Some(Dialect::Page),
        "didl" => Some(Dialect::Didl),
        "document" if sample.contains("abbyy.com") || sample.contains("FineReader") => Some(Dialect::Abbyy),
        "ocrdataset" => Some(Dialect::NdlOcr),
        "xmd-entity" | "xmd-page" => Some(Dialect::Olive),
        "unit" | "article" | "page" if sample.contains("iarchives.com") => Some(Dialect::IArchives),
        "batch" if sample.contains("loc.gov/ndnp") => Some(Dialect::Batch),
        "tei" | "teicorpus" | "tei.2" => Some(Dialect::Tei),
        "html" | "body" | "div" | "p" | "span" => of_html(bytes, &sample),
        // Answers of archives wrap what they deliver.
        "oai-pmh" | "record" | "metadata" | "getrecord" => {
            markup::elements(&sample).find_map(|name| match name.as_str() {
                "alto" => Some(Dialect::Alto),
                "mets" => Some(Dialect::Mets),
                "pcgts" => Some(Dialect::Page),
                _ => None,
            })
        }
        _ => None,
    }
}

/// The dialect of HTML, by what it marks; a long head may stand before that.
fn of_html(bytes: &[u8], sample: &str) -> Option<Dialect> {
    let holds = |text: &str| ["ocr_page", "ocr_line", "ocrx_word", "ocr_par"].iter().any(|class| text.contains(class));
    let told = |text: &str| match holds(text) {
        true => Some(Dialect::Hocr),
        false => epaper::claims(text).then_some(Dialect::EPaper),
    };
    told(sample).or_else(|| told(&decoded(bytes).0))
}

/// True for files of a dialect that is read.
pub fn claims(bytes: &[u8]) -> bool {
    dialect(bytes).is_some()
}

/// Reads a file of a library; each page goes to `take`, those of files of their own as soon as they are read, so what comes back
/// holds none.
///
/// # Errors
/// When it is damaged, of no dialect that is read, or without text; pages may have gone to `take` before that is known.
pub fn read(
    name: &str,
    bytes: &[u8],
    options: &OpenOptions,
    take: &mut dyn FnMut(ReadStep),
) -> Result<Opened, OpenError> {
    let broken = |says: String| OpenError::Broken { name: name.to_owned(), says };
    let Some(dialect) = dialect(bytes) else {
        return Err(broken("of no dialect of libraries or e-papers that is read".to_owned()));
    };
    if bytes.len() as u64 > LONGEST {
        return Err(broken("larger than 64 MB; split it into pages first".to_owned()));
    }
    let (text, replaced) = decoded(bytes);
    let (mut is_first, mut has_text, mut partial) = (true, false, false);
    let mut pass_on = |step| match step {
        ReadStep::Sheet(mut sheet) => {
            if std::mem::take(&mut is_first) && replaced > 0 {
                let says = format!("{replaced} characters cannot be read and show as \u{fffd}; the file is damaged");
                sheet.doubts.push(says);
            }
            has_text |= !sheet.runs.is_empty();
            partial |= sheet.partial;
            take(ReadStep::Sheet(sheet));
        }
        ReadStep::Pages(_) | ReadStep::Recognizing(_) => take(step),
    };
    let from = (name, IssueFiles::of(options), options.threads);
    let taken = taken(dialect, &text, from, &mut pass_on);
    let Taken { sheets, doubts, paper, cut } = taken.map_err(broken)?;
    if !sheets.is_empty() {
        pass_on(ReadStep::Pages(sheets.len()));
        sheets.into_iter().for_each(|sheet| pass_on(ReadStep::Sheet(Box::new(sheet))));
    }
    if !has_text {
        let says = "there are no words in it; the file may describe pictures only".to_owned();
        return Err(OpenError::Empty { name: name.to_owned(), says });
    }
    let content = Content::Sheets(Vec::new());
    Ok(Opened { format: Format::Archive, content, doubts, paper, partial: partial || cut, rest: None })
}

/// The page in what a program gave that recognizes text, as hOCR.
///
/// # Errors
/// When it is no hOCR of one page.
pub(super) fn recognized(text: &str) -> Result<Sheet, String> {
    let sheets = hocr::sheets(&html::parse(text)?);
    // Its blocks are guesses of the same kind as ours, which know more of newspapers.
    let own = |sheet| Sheet { given: None, ..sheet };
    sheets.into_iter().next().map(own).ok_or_else(|| "there is no page in it".to_owned())
}

/// What a file gave, with the files that it names.
#[derive(Default)]
struct Taken {
    sheets: Vec<Sheet>,
    doubts: Vec<String>,
    paper: Option<String>,
    /// The file ends too early.
    cut: bool,
}

impl Taken {
    fn pages(sheets: Vec<Sheet>) -> Taken {
        Taken { sheets, ..Taken::default() }
    }

    fn told((sheets, doubts): (Vec<Sheet>, Vec<String>)) -> Taken {
        Taken { sheets, doubts, ..Taken::default() }
    }

    fn doubts(doubts: Vec<String>) -> Taken {
        Taken { doubts, ..Taken::default() }
    }
}

/// Reads a text of a dialect; pages that lie in files of their own go to `take`.
fn taken(
    dialect: Dialect,
    text: &str,
    (name, holding, threads): (&str, Option<IssueFiles>, usize),
    take: &mut dyn FnMut(ReadStep),
) -> Result<Taken, String> {
    Ok(match dialect {
        Dialect::Hocr => Taken::pages(hocr::sheets(&html::parse(text)?)),
        Dialect::Iiif => Taken::told(iiif::sheets(text, holding.as_ref())?),
        Dialect::EPaper => {
            let epaper::Epaper { sheets, doubts, paper } = epaper::edition(text, &epaper::own_name(name), holding)?;
            Taken { sheets, doubts, paper, cut: false }
        }
        Dialect::Alto
        | Dialect::Page
        | Dialect::Mets
        | Dialect::Abbyy
        | Dialect::NdlOcr
        | Dialect::Tei
        | Dialect::Olive
        | Dialect::Didl
        | Dialect::IArchives
        | Dialect::Batch => of_tree(dialect, XmlTree::parse(text)?, (holding, threads), take)?,
    })
}

/// Reads a tree of a dialect.
fn of_tree(
    dialect: Dialect,
    tree: XmlTree,
    (holding, threads): (Option<IssueFiles>, usize),
    take: &mut dyn FnMut(ReadStep),
) -> Result<Taken, String> {
    let flaw = tree.flaw();
    let mut taken = match dialect {
        Dialect::Alto => Taken::pages(alto::sheets(&tree, None)),
        Dialect::Page => Taken::pages(page::sheets(&tree)),
        Dialect::Mets => Taken::doubts(mets::read(&tree, holding, threads, take)?),
        Dialect::Abbyy => Taken::pages(abbyy::sheets(&tree)),
        Dialect::NdlOcr => Taken::pages(ndl::sheets(&tree)),
        Dialect::Tei => Taken::pages(tei::sheets(&tree)),
        Dialect::Olive => Taken::pages(olive::sheets(tree, holding.as_ref())),
        Dialect::Didl => Taken::doubts(didl::read(&tree, holding.as_ref(), threads, take)?),
        Dialect::IArchives => Taken::told(iarchives::sheets(&tree, holding.as_ref())?),
        Dialect::Batch => Taken::told(batch::sheets(&tree, holding.as_ref(), threads)?),
        Dialect::Hocr | Dialect::Iiif | Dialect::EPaper => Taken::default(),
    };
    match flaw {
        // Its pages lie in files of their own, and are on their way already.
        Some((says, cut)) if taken.sheets.is_empty() => {
            taken.doubts.push(says);
            taken.cut = cut;
        }
        flaw => doubted(&mut taken.sheets, flaw),
    }
    Ok(taken)
}

/// The pages that a file gave; the first one tells what is wrong with the file's tags.
fn with_flaw(mut sheets: Vec<Sheet>, tree: &XmlTree) -> Vec<Sheet> {
    doubted(&mut sheets, tree.flaw());
    sheets
}

/// Tells on the first of the pages that a file gave what is wrong with its tags.
fn doubted(sheets: &mut [Sheet], flaw: Option<(String, bool)>) {
    if let (Some(first), Some((says, cut))) = (sheets.first_mut(), flaw) {
        first.doubts.push(says);
        first.partial |= cut;
    }
}

/// A page of articles without places of their own, set one below the other in columns; `first` is the number of the first.
pub(super) fn set_in_columns(articles: Vec<Vec<(Role, String)>>, first: u32) -> Sheet {
    epaper::in_columns(articles, first)
}

/// Which of these files others of them name as their pages, or read as their stories: they are read with those.
pub fn named_by_issues(files: &[PathBuf]) -> BTreeSet<PathBuf> {
    let mut named: BTreeSet<PathBuf> = BTreeSet::new();
    for path in files.iter().filter(|path| glance::is_markup(path)) {
        let Ok(real) = path.canonicalize() else { continue };
        let Some((dialect, own)) = Some(&real).filter(|real| !named.contains(*real)).and_then(|_| issue(path)) else {
            continue;
        };
        // What names the pages that another one has named already is a copy of it: batches lie beside those that were
        // checked, with files of their own for issues and reels, and the same pages.
        let known = own.iter().filter(|one| named.contains(*one)).count();
        let of_pages = matches!(dialect, Dialect::Mets | Dialect::Didl | Dialect::Batch);
        let copy = of_pages && known > 0 && known * COPY >= own.len();
        named.extend(own.into_iter().filter(|one| *one != real));
        if copy {
            named.insert(real);
        }
    }
    let is_named = |path: &&PathBuf| path.canonicalize().is_ok_and(|real| named.contains(&real));
    files.iter().filter(is_named).cloned().collect()
}

/// The files that this one names as its pages or its stories.
pub fn files_of_issue(path: &Path) -> BTreeSet<PathBuf> {
    let own = glance::is_markup(path).then(|| issue(path)).flatten().map(|(_, own)| own).unwrap_or_default();
    let real = path.canonicalize().ok();
    own.into_iter().filter(|one| Some(one) != real.as_ref()).collect()
}

/// What kind of issue a file is of, and what it names.
fn issue(path: &Path) -> Option<(Dialect, BTreeSet<PathBuf>)> {
    if glance::is_page(path) {
        return None;
    }
    let dialect =
        glance::head(path, glance::HEAD).and_then(|head| dialect(&head)).filter(|dialect| dialect.names_files())?;
    let options = OpenOptions { folder: path.parent().map(Path::to_owned), ..OpenOptions::default() };
    let holding = IssueFiles::of(&options)?;
    let text = holding.load(&path.canonicalize().ok()?).map(|bytes| decoded(&bytes).0.into_owned());
    let own = text.map(|text| names(dialect, &text, path, holding)).unwrap_or_default();
    Some((dialect, own.into_iter().collect()))
}

/// As [`named_by_issues`], of the members of a packed file.
pub fn named_by_members(members: &Arc<Members>, files: &[PathBuf]) -> BTreeSet<PathBuf> {
    let mut named: BTreeSet<PathBuf> = BTreeSet::new();
    for path in files {
        let bytes = members.bytes(path).unwrap_or_default();
        let Some(dialect) = dialect(bytes).filter(|dialect| dialect.names_files() && !named.contains(path)) else {
            continue;
        };
        let packed = Packed { members: members.clone(), folder: path.parent().unwrap_or(Path::new("")).to_owned() };
        let Some(holding) = IssueFiles::of(&OpenOptions { packed: Some(packed), ..OpenOptions::default() }) else {
            continue;
        };
        named.extend(names(dialect, &decoded(bytes).0, path, holding).into_iter().filter(|one| one != path));
    }
    named
}

/// The files that a file names.
fn names(dialect: Dialect, text: &str, path: &Path, holding: IssueFiles) -> Vec<PathBuf> {
    let of_tree =
        |named: &dyn Fn(&XmlTree) -> Vec<PathBuf>| XmlTree::parse(text).map(|tree| named(&tree)).unwrap_or_default();
    match dialect {
        Dialect::Mets => of_tree(&|tree| mets::named(tree, &holding)),
        Dialect::EPaper => epaper::named(text, &epaper::own_name(&path.to_string_lossy()), holding),
        Dialect::Didl => of_tree(&|tree| didl::named(tree, &holding)),
        Dialect::Batch => of_tree(&|tree| batch::named(tree, &holding)),
        Dialect::IArchives => of_tree(&|tree| iarchives::named(tree, &holding)),
        Dialect::Olive => olive::named(&holding),
        Dialect::Iiif => iiif::named(text, &holding),
        Dialect::Alto | Dialect::Page | Dialect::Hocr | Dialect::Abbyy | Dialect::NdlOcr | Dialect::Tei => Vec::new(),
    }
}
