//! A paragraph to lines: words and hyphens for alphabets, kinsoku for Han, kana and hangul.

use super::faces::Face;
use foldline::model::lang::Lang;

/// What may not begin a line.
const NO_START: &str = "，。、；：？！）》】」』”’〉〕％…—·・ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.;:?!)]}%";
/// What may not end a line.
const NO_END: &str = "（《【「『“‘〈〔([{";
/// What is white in its second half.
const HALF: &str = "、。，」』）";

/// Takes a paragraph apart, a line at a time.
pub struct Breaker {
    atoms: Vec<Atom>,
    next: usize,
    face: Face,
    size: f32,
    lang: Lang,
    hang: bool,
}

#[derive(Clone, Debug)]
struct Atom {
    text: String,
    /// Blank before it, unless it begins a line.
    blank: bool,
}

/// One line.
pub struct Broken {
    pub text: String,
    /// Without stretching, in points.
    pub width: f32,
    pub last: bool,
}

impl Breaker {
    pub fn new(text: &str, face: Face, size: f32, lang: Lang) -> Breaker {
        Breaker { atoms: atoms(text, lang), next: 0, face, size, lang, hang: false }
    }

    /// The white half of a stop that ends a line may hang out of it.
    pub fn hanging(self, hang: bool) -> Breaker {
        Breaker { hang, ..self }
    }

    pub fn done(&self) -> bool {
        self.next >= self.atoms.len()
    }

    /// The next line, not wider than `room` unless a single word is.
    pub fn line(&mut self, room: f32) -> Broken {
        let (mut text, mut width) = (String::new(), 0.0);
        while let Some(atom) = self.atoms.get(self.next).cloned() {
            let blank = if atom.blank && !text.is_empty() { " " } else { "" };
            let piece = format!("{blank}{}", atom.text);
            let wide = self.width(&piece);
            if width + wide <= room + 0.01 {
                text.push_str(&piece);
                width += wide;
                self.next += 1;
                continue;
            }
            let white = if self.hang && atom.text.ends_with(|c| HALF.contains(c)) { self.size / 2.0 } else { 0.0 };
            if white > 0.0 && width + wide - white <= room + 0.01 {
                text.push_str(&piece);
                width += wide - white;
                self.next += 1;
                break;
            }
            let cut = self.hyphen(&atom.text, room - width - self.width(blank));
            if let Some(at) = cut {
                let head = format!("{blank}{}-", &atom.text[..at]);
                width += self.width(&head);
                text.push_str(&head);
                self.atoms[self.next] = Atom { text: atom.text[at..].to_owned(), blank: false };
            } else if text.is_empty() {
                (text, width) = (atom.text.clone(), wide);
                self.next += 1;
            }
            break;
        }
        Broken { text, width, last: self.done() }
    }

    pub fn width(&self, text: &str) -> f32 {
        text.chars().map(|c| self.face.advance(c, self.lang)).sum::<f32>() * self.size
    }

    /// Where a word may be cut so that its first part and a hyphen fit.
    fn hyphen(&self, word: &str, room: f32) -> Option<usize> {
        let fits = |at: &usize| self.width(&word[..*at]) + self.width("-") <= room;
        let cuts = if self.lang == Lang::En { cuts(word) } else { Vec::new() };
        cuts.into_iter().filter(fits).max()
    }
}

/// Pieces between which a line may break.
fn atoms(text: &str, lang: Lang) -> Vec<Atom> {
    if !matches!(lang, Lang::Zh | Lang::Ja | Lang::Ko) {
        let words = text.split_whitespace();
        return words.flat_map(at_dashes).collect();
    }
    let mut atoms: Vec<Atom> = Vec::new();
    let (mut blank, mut glue) = (false, false);
    let mut before = ' ';
    for c in text.chars() {
        let wordlike = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '%';
        // Korean is set by words, so that a line end is a blank.
        let in_word = (lang == Lang::Ko || wordlike(c) && wordlike(before)) && !blank;
        if c == ' ' {
            blank = !atoms.is_empty();
        } else if let Some(last) = atoms.last_mut().filter(|_| !blank && (glue || in_word || NO_START.contains(c))) {
            last.text.push(c);
        } else {
            atoms.push(Atom { text: c.to_string(), blank });
            blank = false;
        }
        glue = NO_END.contains(c);
        before = c;
    }
    atoms
}

/// A word in two after each long dash.
fn at_dashes(word: &str) -> Vec<Atom> {
    let mut parts: Vec<&str> = word.split_inclusive('—').collect();
    if parts.last().is_some_and(|tail| !tail.chars().any(char::is_alphanumeric)) {
        parts = vec![word];
    }
    parts.iter().enumerate().map(|(i, part)| Atom { text: (*part).to_owned(), blank: i == 0 }).collect()
}

/// Where English words are cut: after a few prefixes, before a few endings, in doubled consonants before -ing.
fn cuts(word: &str) -> Vec<usize> {
    const ENDS: [&str; 12] =
        ["tion", "sion", "ment", "ness", "less", "ward", "ship", "ture", "ble", "ful", "tive", "ting"];
    const STARTS: [&str; 10] = ["inter", "under", "over", "con", "com", "dis", "pro", "per", "sub", "for"];
    let plain = word.trim_end_matches(|c: char| !c.is_alphabetic());
    let stem = plain.strip_suffix('s').unwrap_or(plain);
    let is_plain = plain.chars().all(|c| c.is_ascii_lowercase());
    if plain.len() < 7 || !is_plain {
        return Vec::new();
    }
    let mut found: Vec<usize> = Vec::new();
    for end in ENDS {
        found.extend(stem.strip_suffix(end).map(str::len).filter(|at| *at >= 3));
    }
    for start in STARTS {
        let consonant =
            |rest: &str| rest.len() >= 4 && !rest.starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'l', 'r', 'h']);
        found.extend(plain.strip_prefix(start).filter(|rest| consonant(rest)).map(|_| start.len()));
    }
    let letters = stem.as_bytes();
    let doubled =
        stem.ends_with("ing") && letters.len() > 6 && letters[letters.len() - 4] == letters[letters.len() - 5];
    if doubled && !matches!(letters[letters.len() - 4], b'l' | b's') {
        found.push(letters.len() - 4);
    }
    found
}
