//! hOCR, as Tesseract and others write it, to a [`Sheet`].

use super::blocks::{FileBox, Flow, SourceBlock, SourceLine, SourceWord};
use super::flow;
use super::sheet_builder::SheetBuilder;
use super::xml::XmlTree;
use crate::model::sheet::Sheet;
use std::collections::BTreeMap;

/// The pages of an hOCR file. Text of one that marks no pages is one page.
pub fn sheets(tree: &XmlTree) -> Vec<Sheet> {
    let pages: Vec<usize> = tree.below(0).filter(|at| has_class(tree, *at, &["ocr_page"])).collect();
    if pages.is_empty() {
        let body = tree.find(0, &["body"]).next().unwrap_or(0);
        return vec![sheet(tree, body, 1)];
    }
    pages.iter().enumerate().map(|(index, page)| sheet(tree, *page, index as u32 + 1)).collect()
}

/// Classes that stand for a block of text.
const BLOCKS: [&str; 3] = ["ocr_carea", "ocr_par", "ocrx_block"];
/// Classes that stand for a line of text.
const LINES: [&str; 5] = ["ocr_line", "ocr_header", "ocr_textfloat", "ocr_caption", "ocrx_line"];
/// Classes that stand for a word.
const WORDS: [&str; 2] = ["ocrx_word", "ocr_word"];
/// Classes that stand for a picture.
const PICTURES: [&str; 3] = ["ocr_photo", "ocr_image", "ocr_float"];
/// Elements whose text is none of the page.
const SILENT: [&str; 4] = ["script", "style", "title", "head"];

fn sheet(tree: &XmlTree, page: usize, number: u32) -> Sheet {
    let dots = values(tree, page, "scan_res").first().copied().filter(|dots| *dots > 0.0);
    let [_, _, width, height] = bbox(tree, page).unwrap_or_default();
    let mut builder = SheetBuilder::new(number, width, height, 72.0 / dots.unwrap_or(300.0));
    if dots.is_none() {
        builder.doubt("the file does not say how large the page is; 300 dots an inch are assumed");
    }
    let mut blocks = HocrPage::of(tree, page).blocks;
    builder.settle(&mut blocks);
    for block in &blocks {
        let set = |line: &SourceLine| builder.line(&line.words, line.baseline, line.flow.unwrap_or(Flow::Across));
        let runs = block.lines.iter().flat_map(set).collect();
        builder.block(runs, None, None);
    }
    for at in tree.below(page) {
        let Some(ink) = bbox(tree, at) else { continue };
        if has_class(tree, at, &["ocr_separator"]) {
            builder.rule(ink);
        } else if has_class(tree, at, &PICTURES) {
            builder.picture(ink);
        }
    }
    builder.done()
}

/// The blocks of a page while it is read.
struct HocrPage<'a> {
    tree: &'a XmlTree,
    page: usize,
    blocks: Vec<SourceBlock>,
    /// Where the line of an element is: its block, and its place there.
    lines: BTreeMap<usize, (usize, usize)>,
    /// Where the word of an element is: its line, as above, and its place there.
    words: BTreeMap<usize, ((usize, usize), usize)>,
    /// The line that text goes to which stands in no line.
    bare: Option<(usize, usize)>,
}

impl<'a> HocrPage<'a> {
    fn of(tree: &'a XmlTree, page: usize) -> HocrPage<'a> {
        let (lines, words) = (BTreeMap::new(), BTreeMap::new());
        let mut reading = HocrPage { tree, page, blocks: Vec::new(), lines, words, bare: None };
        let mut silent = 0;
        for at in tree.below(page) {
            if at < silent {
                continue;
            }
            if tree.is(at, &SILENT) {
                silent = tree.after(at);
            } else if has_class(tree, at, &BLOCKS) {
                reading.blocks.push(SourceBlock { ink: bbox(tree, at), ..SourceBlock::default() });
                reading.bare = None;
            } else if has_class(tree, at, &LINES) {
                reading.open_line(at);
            } else if has_class(tree, at, &WORDS) {
                reading.open_word(at);
            } else if tree.is(at, &["br", "p", "div", "h1", "h2", "h3", "h4", "li", "tr"]) {
                reading.bare = None;
            } else if tree.is(at, &[""]) {
                reading.text(at);
            }
        }
        for block in &mut reading.blocks {
            block.lines.retain(|line| line.words.iter().any(|word| word.letters() > 0));
            // One text without lines and words is the text of the whole block.
            block.whole = matches!(block.lines.as_slice(), [line] if line.ink.is_none() && line.words.iter().all(|word| word.at == 0));
        }
        reading.blocks.retain(|block| !block.lines.is_empty());
        reading
    }

    /// The nearest element around with one of these classes, within the page.
    fn around(&self, at: usize, names: &[&str]) -> Option<usize> {
        let mut at = self.tree.parent(at);
        while at > self.page {
            if has_class(self.tree, at, names) {
                return Some(at);
            }
            at = self.tree.parent(at);
        }
        None
    }

    fn add_line(&mut self, line: SourceLine) -> (usize, usize) {
        if self.blocks.is_empty() {
            self.blocks.push(SourceBlock::default());
        }
        let block = self.blocks.len() - 1;
        let lines = self.blocks.last_mut().map(|block| &mut block.lines);
        let place = lines.map_or(0, |lines| {
            lines.push(line);
            lines.len() - 1
        });
        (block, place)
    }

    fn open_line(&mut self, at: usize) {
        let ink = bbox(self.tree, at);
        let baseline = ink.and_then(|ink| baseline(self.tree, at, ink));
        let line = SourceLine { ink, baseline, flow: self.direction(at), ..SourceLine::default() };
        let place = self.add_line(line);
        self.lines.insert(at, place);
        self.bare = None;
    }

    fn open_word(&mut self, at: usize) {
        let line = self.line_around(at);
        let confidence = values(self.tree, at, "x_wconf").first().map(|percent| (percent / 100.0).clamp(0.0, 1.0));
        let bold = self.tree.find(at, &["strong", "b"]).next().is_some();
        let italic = self.tree.find(at, &["em", "i"]).next().is_some();
        let word = SourceWord { text: String::new(), ink: bbox(self.tree, at), bold, italic, confidence, at };
        if let Some(place) = self.line(line).map(|line| {
            line.words.push(word);
            line.words.len() - 1
        }) {
            self.words.insert(at, (line, place));
        }
    }

    fn text(&mut self, at: usize) {
        let text = self.tree.own_text(at);
        if let Some((line, place)) = self.around(at, &WORDS).and_then(|word| self.words.get(&word)).copied() {
            let word = self.line(line).and_then(|line| line.words.get_mut(place));
            if let Some(word) = word {
                word.text = [word.text.as_str(), text].concat().split_whitespace().collect::<Vec<_>>().join(" ");
            }
        } else if !text.trim().is_empty() {
            let line = self.line_around(at);
            let words = text.split_whitespace().map(SourceWord::bare);
            self.line(line).into_iter().for_each(|line| line.words.extend(words.clone()));
        }
    }

    fn line(&mut self, (block, place): (usize, usize)) -> Option<&mut SourceLine> {
        self.blocks.get_mut(block)?.lines.get_mut(place)
    }

    /// The line around an element; where there is none, one that takes what stands in no line.
    fn line_around(&mut self, at: usize) -> (usize, usize) {
        if let Some(line) = self.around(at, &LINES).and_then(|line| self.lines.get(&line)) {
            return *line;
        }
        if let Some(line) = self.bare {
            return line;
        }
        let flow = self.direction(at);
        let place = self.add_line(SourceLine { flow, ..SourceLine::default() });
        self.bare = Some(place);
        place
    }

    /// How the file says that an element runs, or what it stands in: by its angle, its property or its style.
    fn direction(&self, mut at: usize) -> Option<Flow> {
        loop {
            let turned = values(self.tree, at, "textangle").first().copied().and_then(flow::by_degrees);
            let names = ["writing_mode", "writing-mode", "x_writing_mode", "direction"];
            let named = || names.iter().find_map(|name| flow::by_word(property(self.tree, at, name)?));
            let styled = || {
                let style = self.tree.attribute(at, "style")?;
                flow::by_word(style.split_once("writing-mode")?.1.trim_start_matches([':', ' ']))
            };
            let told = turned.or_else(named).or_else(styled);
            if told.is_some() || at == 0 {
                return told;
            }
            at = self.tree.parent(at);
        }
    }
}

/// A slope and the height over the lower left corner; only level lines give a baseline.
fn baseline(tree: &XmlTree, at: usize, [left, _, right, bottom]: FileBox) -> Option<f32> {
    match values(tree, at, "baseline").as_slice() {
        [slope, height, ..] if slope.abs() < 0.02 => Some(bottom + height + slope * (right - left) / 2.0),
        _ => None,
    }
}

fn has_class(tree: &XmlTree, at: usize, names: &[&str]) -> bool {
    let class = tree.attribute(at, "class").unwrap_or_default();
    class.split_whitespace().any(|class| names.contains(&class))
}

fn bbox(tree: &XmlTree, at: usize) -> Option<FileBox> {
    match values(tree, at, "bbox").as_slice() {
        [left, top, right, bottom] => Some([*left, *top, *right, *bottom]),
        _ => None,
    }
}

/// What stands behind a word of the title: `bbox 95 116 2711 387; x_wconf 95`.
fn property<'a>(tree: &'a XmlTree, at: usize, name: &str) -> Option<&'a str> {
    let title = tree.attribute(at, "title").unwrap_or_default();
    title.split(';').map(str::trim).find_map(|part| part.strip_prefix(name)?.strip_prefix(' '))
}

/// The numbers behind a word of the title.
fn values(tree: &XmlTree, at: usize, name: &str) -> Vec<f32> {
    let part = property(tree, at, name).unwrap_or_default();
    part.split_whitespace().map_while(|value| value.parse().ok()).collect()
}
