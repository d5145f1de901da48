//! Page labels: what the file calls its pages (`A6`, `iv`), from the number tree in the catalog
//! (ISO 32000-2, 12.4.2).

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, String as PdfString};

/// Nodes of the tree that are read, and how deep.
const MOST_NODES: usize = 4_096;
const DEEPEST: usize = 16;

/// A way of numbering, from some page on.
struct LabelRange {
    first: usize,
    style: Option<u8>,
    prefix: String,
    start: u32,
}

/// One label a page; all `None` when the file has no labels.
pub(super) fn read(pdf: &Pdf, pages: usize) -> Vec<Option<String>> {
    let mut spans = Vec::new();
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    if let Some(tree) = catalog.and_then(|catalog| catalog.get::<Dict<'_>>(&b"PageLabels"[..])) {
        collect(&tree, 0, &mut spans);
    }
    spans.sort_by_key(|span: &LabelRange| span.first);
    (0..pages).map(|page| spans.iter().rev().find(|span| span.first <= page)?.label(page)).collect()
}

fn collect(node: &Dict<'_>, depth: usize, spans: &mut Vec<LabelRange>) {
    if let Some(numbers) = node.get::<Array<'_>>(&b"Nums"[..]) {
        let mut entries = numbers.flex_iter();
        while let Some((first, span)) = entries.next::<(u32, Dict<'_>)>() {
            if spans.len() >= MOST_NODES {
                return;
            }
            spans.push(LabelRange::new(first as usize, &span));
        }
    }
    if depth < DEEPEST
        && let Some(kids) = node.get::<Array<'_>>(&b"Kids"[..])
    {
        for kid in kids.iter::<Dict<'_>>().take(MOST_NODES.saturating_sub(spans.len())) {
            collect(&kid, depth + 1, spans);
        }
    }
}

impl LabelRange {
    fn new(first: usize, dict: &Dict<'_>) -> LabelRange {
        let style = dict.get::<Name<'_>>(&b"S"[..]).and_then(|name| name.as_ref().first().copied());
        let prefix = dict.get::<PdfString<'_>>(&b"P"[..]).map(|text| decode(text.as_bytes())).unwrap_or_default();
        LabelRange { first, style, prefix, start: dict.get::<u32>(&b"St"[..]).unwrap_or(1) }
    }

    fn label(&self, page: usize) -> Option<String> {
        let number = self.start.saturating_add(u32::try_from(page - self.first).unwrap_or(u32::MAX));
        let numeral = match self.style {
            Some(b'D') => number.to_string(),
            Some(b'R') => roman(number),
            Some(b'r') => roman(number).to_lowercase(),
            Some(b'A') => letters(number, b'A'),
            Some(b'a') => letters(number, b'a'),
            _ => String::new(),
        };
        let label = format!("{}{numeral}", self.prefix);
        (!label.trim().is_empty()).then_some(label)
    }
}

/// A text string: UTF-16 or UTF-8 with a mark, else Latin-1, which is near enough to PDFDocEncoding for labels.
pub(super) fn decode(bytes: &[u8]) -> String {
    let text = if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0.into_owned()
    } else if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        String::from_utf8_lossy(rest).into_owned()
    } else {
        bytes.iter().copied().map(char::from).collect()
    };
    text.chars().filter(|c| !c.is_control()).collect()
}

/// Roman numerals up to 4999; larger numbers in digits.
fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number == 0 || number >= 5000 {
        return number.to_string();
    }
    let mut rest = number;
    let mut numeral = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            numeral.push_str(sign);
            rest -= value;
        }
    }
    numeral
}

/// `A` to `Z`, then `AA`, `BB`: the letter repeated, as the specification has it.
fn letters(number: u32, first: u8) -> String {
    if number == 0 || number > 26 * 20 {
        return number.to_string();
    }
    let letter = char::from(first + ((number - 1) % 26) as u8);
    std::iter::repeat_n(letter, ((number - 1) / 26 + 1) as usize).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals() {
        assert_eq!((roman(4), roman(1994), roman(9000)), ("IV".into(), "MCMXCIV".into(), "9000".into()));
        assert_eq!((letters(1, b'A'), letters(27, b'a')), ("A".into(), "aa".into()));
    }

    #[test]
    fn label_prefixes_may_be_utf_16() {
        assert_eq!(decode(b"\xfe\xff\x7b\x2c"), "第");
        assert_eq!(decode(b"A\x07"), "A");
    }
}
