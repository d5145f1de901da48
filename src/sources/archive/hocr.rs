//! hOCR, as Tesseract and others write it, to a [`Sheet`].

use super::maker::{Maker, Word};
use super::xml::Tree;
use crate::model::sheet::Sheet;

/// The pages of an hOCR file.
pub fn sheets(tree: &Tree) -> Vec<Sheet> {
    let pages = tree.below(0).filter(|at| has_class(tree, *at, &["ocr_page"]));
    pages.enumerate().map(|(index, page)| sheet(tree, page, index as u32 + 1)).collect()
}

/// Classes that stand for a line of text.
const LINES: [&str; 5] = ["ocr_line", "ocr_header", "ocr_textfloat", "ocr_caption", "ocrx_line"];
/// Classes that stand for a picture.
const PICTURES: [&str; 3] = ["ocr_photo", "ocr_image", "ocr_float"];

fn sheet(tree: &Tree, page: usize, number: u32) -> Sheet {
    let dots = values(tree, page, "scan_res").first().copied().filter(|dots| *dots > 0.0);
    let [_, _, width, height] = bbox(tree, page).unwrap_or_default();
    let mut maker = Maker::new(number, width, height, 72.0 / dots.unwrap_or(300.0));
    if dots.is_none() {
        maker.doubt("the file does not say how large the page is; 300 dots an inch are assumed");
    }
    let mut block = Vec::new();
    for at in tree.below(page) {
        if has_class(tree, at, &["ocr_carea", "ocr_par"]) {
            maker.block(std::mem::take(&mut block), None, None);
        }
        let Some(ink) = bbox(tree, at) else { continue };
        if has_class(tree, at, &LINES) {
            block.extend(line(tree, at, ink, &mut maker));
        } else if has_class(tree, at, &["ocr_separator"]) {
            maker.rule(ink);
        } else if has_class(tree, at, &PICTURES) {
            maker.picture(ink);
        }
    }
    maker.block(block, None, None);
    maker.done()
}

fn line(tree: &Tree, at: usize, ink: [f32; 4], maker: &mut Maker) -> Vec<u32> {
    let mut words = Vec::new();
    for word in tree.below(at).filter(|word| has_class(tree, *word, &["ocrx_word", "ocr_word"])) {
        let (Some(place), text) = (bbox(tree, word), tree.text(word)) else { continue };
        let bold = tree.find(word, &["strong", "b"]).next().is_some();
        let italic = tree.find(word, &["em", "i"]).next().is_some();
        let confidence = values(tree, word, "x_wconf").first().map(|percent| (percent / 100.0).clamp(0.0, 1.0));
        words.push(Word { text, ink: place, bold, italic, confidence });
    }
    if words.is_empty() {
        words.push(Word { text: tree.text(at), ink, ..Word::default() });
    }
    // A slope and the height over the lower left corner; only level lines give a baseline.
    let base = match values(tree, at, "baseline").as_slice() {
        [slope, height, ..] if slope.abs() < 0.02 => {
            let [left, _, right, bottom] = ink;
            Some(bottom + height + slope * (right - left) / 2.0)
        }
        _ => None,
    };
    maker.line(&words, base)
}

fn has_class(tree: &Tree, at: usize, names: &[&str]) -> bool {
    let class = tree.attribute(at, "class").unwrap_or_default();
    class.split_whitespace().any(|class| names.contains(&class))
}

fn bbox(tree: &Tree, at: usize) -> Option<[f32; 4]> {
    match values(tree, at, "bbox").as_slice() {
        [left, top, right, bottom] => Some([*left, *top, *right, *bottom]),
        _ => None,
    }
}

/// The numbers behind a word of the title: `bbox 95 116 2711 387; x_wconf 95`.
fn values(tree: &Tree, at: usize, name: &str) -> Vec<f32> {
    let title = tree.attribute(at, "title").unwrap_or_default();
    let part = title.split(';').map(str::trim).find_map(|part| part.strip_prefix(name)?.strip_prefix(' '));
    part.unwrap_or_default().split_whitespace().map_while(|value| value.parse().ok()).collect()
}
