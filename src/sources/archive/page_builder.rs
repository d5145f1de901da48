//! A page as most dialects give it: its size, its blocks of text in reading order, its pictures. They differ in their
//! names for these, not in what they are.

use super::blocks::{FileBox, Flow, SourceBlock};
use super::sheet_builder::SheetBuilder;
use super::xml::XmlTree;
use crate::model::sheet::Sheet;

/// A page while it is read.
#[derive(Clone, Debug, Default)]
pub struct PageBuilder {
    /// Width and height in the units of the file; nothing known is zero.
    pub size: (f32, f32),
    /// How many of them are an inch.
    pub dots: Option<f32>,
    /// Its blocks in the order of the file, each with the article that it belongs to.
    pub blocks: Vec<(SourceBlock, Option<u32>)>,
    /// Places of pictures.
    pub pictures: Vec<FileBox>,
    /// Printed lines.
    pub rules: Vec<FileBox>,
    /// Its printed number.
    pub label: Option<String>,
    /// Each block is a whole head or paragraph.
    pub paragraphs: bool,
    /// What to tell the reader of it.
    pub doubts: Vec<String>,
}

/// Dots of an inch that scans of newspapers have, where the file does not say.
const DOTS: f32 = 300.0;

impl PageBuilder {
    /// The page as marks.
    pub fn sheet(self, number: u32) -> Sheet {
        let (width, height) = self.size;
        let dots = self.dots.filter(|dots| (10.0..10_000.0).contains(dots));
        let mut builder = SheetBuilder::new(number, width, height, 72.0 / dots.unwrap_or(DOTS));
        builder.label(self.label.as_deref());
        if dots.is_none() {
            builder.doubt("the file does not say how large the page is; 300 dots an inch are assumed");
        }
        if self.paragraphs {
            builder.tell_paragraphs();
        }
        self.doubts.into_iter().for_each(|says| builder.doubt(says));
        let (mut blocks, articles): (Vec<SourceBlock>, Vec<Option<u32>>) = self.blocks.into_iter().unzip();
        builder.settle(&mut blocks);
        for (block, article) in blocks.iter().zip(articles) {
            builder.set_blanks(block.whole);
            let set = |line: &super::blocks::SourceLine| {
                builder.line(&line.words, line.baseline, line.flow.unwrap_or(Flow::Across))
            };
            let runs = block.lines.iter().flat_map(set).collect();
            builder.block(runs, article, block.role);
        }
        self.pictures.into_iter().for_each(|ink| builder.picture(ink));
        self.rules.into_iter().for_each(|ink| builder.rule(ink));
        builder.done()
    }
}

/// A number of an attribute, as far as it is one.
pub fn number(tree: &XmlTree, at: usize, name: &str) -> Option<f32> {
    tree.attribute(at, name)?.trim().parse::<f32>().ok().filter(|number| number.is_finite())
}

/// A box by the names of its four edges; nothing for one that has no room or is inside out.
pub fn edges(tree: &XmlTree, at: usize, names: [&str; 4]) -> Option<FileBox> {
    let [left, top, right, bottom] = names.map(|name| number(tree, at, name));
    believed([left?, top?, right?, bottom?])
}

/// A box by the names of its corner and its sides.
pub fn corner(tree: &XmlTree, at: usize, names: [&str; 4]) -> Option<FileBox> {
    let [left, top, width, height] = names.map(|name| number(tree, at, name));
    believed([left?, top?, left? + width?, top? + height?])
}

/// A box, where it can be one.
pub fn believed([left, top, right, bottom]: FileBox) -> Option<FileBox> {
    let sound = [left, top, right, bottom].iter().all(|side| side.is_finite());
    (sound && right >= left && bottom >= top).then_some([left, top, right, bottom])
}
