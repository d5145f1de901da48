//! Jumbled extractions made by the dozen: stories set in columns, then cut at column feet, their sections turned
//! round, heads carried to the end or printed twice, captions last. The truth is kept beside.

use crate::bank;
use crate::more;
use foldline::model::extract::{Extract, Fragment};
use foldline::model::lang::Lang;

/// A jumbled file and what it was.
pub struct Jumble {
    pub extract: Extract,
    pub stories: Vec<Truth>,
}

/// A story as it was printed.
#[derive(Clone, Default)]
pub struct Truth {
    pub headline: String,
    /// Subheads and paragraphs in order; subheads are marked.
    pub blocks: Vec<(bool, String)>,
    pub caption: Option<String>,
}

/// What was done to the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// Several stories, in another order.
    StoriesMoved,
    /// One story, its sections turned round, heads where they were.
    SectionsTurned,
    /// One story, its subheads at the end of the file.
    HeadsAtTheEnd,
}

/// A small generator of numbers (Knuth's constants): the same file for the same seed everywhere.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(2_654_435_761).wrapping_add(12345))
    }
    pub fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % most.max(1)
    }
    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }
}

/// Head and paragraph of a number.
fn topic(lang: Lang, number: usize) -> (String, String) {
    let own = match lang {
        Lang::De => Some(more::DE),
        Lang::Fr => Some(more::FR),
        Lang::Ru => Some(more::RU),
        _ => None,
    };
    match own {
        Some(bank) => (bank[number % bank.len()].0.to_owned(), bank[number % bank.len()].1.to_owned()),
        None => matched(lang, number),
    }
}

/// A head of the page maker's bank and the paragraph that shares most with it.
fn matched(lang: Lang, number: usize) -> (String, String) {
    /// No bank is larger.
    const MOST: usize = 24;
    let pairs = |text: &str| {
        let letters: Vec<char> = text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
        let length = if lang == Lang::En { 4 } else { 2 };
        letters.windows(length).map(<[char]>::to_vec).collect::<std::collections::BTreeSet<_>>()
    };
    let head = bank::head(lang, number);
    let wanted = pairs(head);
    let shared = |at: &usize| pairs(bank::paragraph(lang, *at)).intersection(&wanted).count();
    let best = (0..MOST).rev().max_by_key(shared).unwrap_or(0);
    (head.to_owned(), bank::paragraph(lang, best).to_owned())
}

fn byline(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Zh => ("本报记者 陈小满", " 林岸 摄"),
        Lang::Ja => ("高橋律子 記者", " 森田光 撮影"),
        Lang::Ko => ("박서준 기자", " 사진=박서준"),
        Lang::De => ("Von Greta Holm", " Foto: Greta Holm"),
        Lang::Fr => ("Par Luc Marin", " Photo: Luc Marin"),
        Lang::Ru => ("Анна Белова", " Фото: Анна Белова"),
        _ => ("By Ada Fenwick", " Photo by Ada Fenwick"),
    }
}

/// Makes a file.
pub fn jumble(lang: Lang, damage: Damage, seed: u64) -> Jumble {
    let mut dice = Dice::new(seed);
    let measure = match lang {
        Lang::Zh | Lang::Ja => [13, 15, 17][dice.below(3)] * 2,
        _ => [28, 30, 36][dice.below(3)],
    };
    let count = if damage == Damage::StoriesMoved { 2 + dice.below(2) } else { 1 };
    let mut next = dice.below(10);
    let mut chunks: Vec<Vec<Vec<String>>> = Vec::new();
    let (mut stories, mut late, mut captions) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..count {
        let mut truth = Truth::default();
        let mut sections: Vec<Vec<Vec<String>>> = Vec::new();
        for section in 0..3 {
            let (head, text) = topic(lang, next);
            next += 1;
            let mut pieces: Vec<Vec<String>> = Vec::new();
            let display = if dice.one_in(4) { format!("{head}{head}") } else { head.clone() };
            if section == 0 {
                truth.headline = head;
                pieces.push(vec![display, byline(lang).0.to_owned()]);
            } else {
                truth.blocks.push((true, head));
                if damage == Damage::HeadsAtTheEnd { late.push(vec![display]) } else { pieces.push(vec![display]) }
            }
            truth.blocks.push((false, text.clone()));
            paragraph(&text, lang, measure, &mut dice, &mut pieces);
            sections.push(pieces);
        }
        let (_, text) = topic(lang, next - 1);
        let caption = format!("{}{}", text.chars().take(40).collect::<String>(), byline(lang).1);
        captions.push(wrap(&caption, measure * 2 - 2, 0, lang));
        truth.caption = Some(caption);
        if damage == Damage::SectionsTurned {
            // The headline and its byline stay; the sections are turned round.
            let head = sections[0].remove(0);
            sections.rotate_left(1);
            sections[0].insert(0, head);
        }
        chunks.push(sections.concat());
        stories.push(truth);
    }
    let turn = dice.below(chunks.len());
    chunks.rotate_left(turn);
    let pieces = chunks.concat().into_iter().chain(late).chain(captions);
    let fragments = pieces.map(|lines| Fragment { lines }).collect();
    Jumble { extract: Extract { fragments, doubts: Vec::new() }, stories }
}

/// A paragraph set in a column: cut in two at a column's foot now and then.
fn paragraph(text: &str, lang: Lang, measure: usize, dice: &mut Dice, pieces: &mut Vec<Vec<String>>) {
    let indent = if lang == Lang::Zh { 4 } else { 2 };
    let mut lines = wrap(text, measure, indent, lang);
    if lines.len() > 4 && dice.one_in(3) {
        let rest = lines.split_off(2 + dice.below(lines.len() - 3));
        pieces.push(lines);
        lines = rest;
    }
    pieces.push(lines);
}

/// Cells of a character.
fn cells(c: char) -> usize {
    if (c as u32) >= 0x1100 && !matches!(c, '‘' | '’' | '“' | '”' | '…' | '—') { 2 } else { 1 }
}

/// Greedy lines of so many cells; the first is `indent` shorter. Han text breaks anywhere but before a mark.
fn wrap(text: &str, measure: usize, indent: usize, lang: Lang) -> Vec<String> {
    let mut units: Vec<String> = Vec::new();
    if lang.is_han() {
        for c in text.chars() {
            let clings = "，。、」』）！？：；”ー…々ゃゅょっ".contains(c);
            let latin = c.is_ascii_alphanumeric()
                && units.last().is_some_and(|u| u.ends_with(|l: char| l.is_ascii_alphanumeric()));
            match units.last_mut().filter(|_| clings || latin) {
                Some(unit) => unit.push(c),
                None => units.push(c.to_string()),
            }
        }
    } else {
        units = text.split(' ').map(str::to_owned).collect();
    }
    let gap = usize::from(!lang.is_han());
    let mut lines: Vec<String> = Vec::new();
    let mut used = 0;
    for unit in units {
        let width: usize = unit.chars().map(cells).sum();
        let room = if lines.len() <= 1 { measure - indent } else { measure };
        match lines.last_mut().filter(|_| used + gap + width <= room) {
            Some(line) => {
                line.push_str(if gap == 1 { " " } else { "" });
                line.push_str(&unit);
                used += gap + width;
            }
            None => {
                lines.push(unit);
                used = width;
            }
        }
    }
    lines
}
