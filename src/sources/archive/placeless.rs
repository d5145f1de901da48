//! What to tell the reader of text that a file gives no place for: which words, lines and blocks that is.

use super::blocks::{SourceBlock, SourceLine};

/// Texts that a doubt quotes, at most, and letters of each.
const QUOTED: usize = 6;
const QUOTED_LETTERS: usize = 40;

/// Texts without a place of their own.
#[derive(Default)]
pub struct Doubts {
    words: Vec<String>,
    lines: Vec<String>,
    blocks: Vec<String>,
    whole: Vec<String>,
}

impl Doubts {
    /// Takes note of what a block, before it is placed, has no box for.
    pub fn look(&mut self, block: &SourceBlock) {
        if block.lines.iter().all(|line| line.words.iter().all(|word| word.letters() == 0)) {
            return;
        }
        if block.whole && block.ink.is_some() {
            self.whole.push(block.text());
        } else if block.ink.is_none() && block.lines.iter().all(|line| line.hull().is_none()) {
            self.blocks.push(block.text());
        } else {
            block.lines.iter().for_each(|line| self.look_at_line(line));
        }
    }

    fn look_at_line(&mut self, line: &SourceLine) {
        let placed = line.words.iter().filter(|word| word.ink.is_some()).count();
        if line.hull().is_none() && line.words.iter().any(|word| word.letters() > 0) {
            self.lines.push(line.text());
        } else if placed > 0 {
            let open = line.words.iter().filter(|word| word.ink.is_none() && word.letters() > 0);
            self.words.extend(open.map(|word| word.text.clone()));
        }
    }

    /// A sentence for each kind.
    pub fn told(self) -> Vec<String> {
        let one = |texts: &[String], what: &str, where_: &str| {
            let all = quoted(texts);
            (!texts.is_empty()).then(|| format!("the file gives no place for {what} {all}; {where_}"))
        };
        let mut says: Vec<String> = [
            one(&self.words, "the words", "they stand where their lines have room"),
            one(&self.lines, "the lines", "they stand where their blocks have room, or at the foot of the page"),
            one(&self.blocks, "the blocks", "they stand between their neighbors, or at the foot of the page"),
        ]
        .into_iter()
        .flatten()
        .collect();
        if !self.whole.is_empty() {
            let all = quoted(&self.whole);
            says.push(format!("the file gives whole blocks without lines: {all}; where their lines break is guessed"));
        }
        says
    }
}

/// The first few texts, shortened, and how many more there are.
pub fn quoted(texts: &[String]) -> String {
    let short = |text: &String| {
        let mut cut: String = text.chars().take(QUOTED_LETTERS).collect();
        if cut.len() < text.len() {
            cut.push('…');
        }
        format!("\u{201c}{cut}\u{201d}")
    };
    let named: Vec<String> = texts.iter().take(QUOTED).map(short).collect();
    let more = texts.len().saturating_sub(QUOTED);
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    named.join(", ") + &rest
}
