//! What a font's dictionary says of its looks: a readable name, weight, slant.

use encoding_rs::{BIG5, EUC_KR, Encoding, GBK, SHIFT_JIS};

/// A font name as readable text. Chinese and Japanese writers put raw GBK, Big5 or Shift_JIS bytes there; the
/// character collection tells which.
pub(super) fn decode(raw: &[u8], ordering: &[u8]) -> String {
    let bytes = without_subset_tag(raw);
    let name = match std::str::from_utf8(bytes) {
        Ok(name) => name.to_owned(),
        Err(_) => legacy(ordering).decode_without_bom_handling(bytes).0.into_owned(),
    };
    name.chars().filter(|c| !c.is_control()).collect()
}

/// Drops `ABCDEF+`, which writers put before the name of a subset.
fn without_subset_tag(raw: &[u8]) -> &[u8] {
    match (raw.get(..6), raw.get(6), raw.get(7..)) {
        (Some(tag), Some(b'+'), Some(rest)) if tag.iter().all(u8::is_ascii_uppercase) => rest,
        _ => raw,
    }
}

fn legacy(ordering: &[u8]) -> &'static Encoding {
    match ordering {
        b"Japan1" => SHIFT_JIS,
        b"Korea1" => EUC_KR,
        b"CNS1" => BIG5,
        _ => GBK,
    }
}

/// Words anywhere in a name, in the order of asking: a longer word stands before the one it contains.
const WORDS: [(&str, u16); 34] = [
    ("extralight", 200),
    ("ultralight", 200),
    ("semilight", 300),
    ("demilight", 350),
    ("light", 300),
    ("thin", 100),
    ("hairline", 100),
    ("semibold", 600),
    ("demibold", 600),
    ("extrabold", 800),
    ("ultrabold", 800),
    ("black", 900),
    ("heavy", 900),
    ("ultra", 900),
    ("bold", 700),
    ("demi", 600),
    ("medium", 500),
    ("regular", 400),
    ("roman", 400),
    ("book", 400),
    ("simhei", 700),
    ("heiti", 700),
    ("黑", 700),
    ("粗", 700),
    ("標宋", 700),
    ("标宋", 700),
    ("cmbx", 700),
    ("sfbx", 700),
    ("fzht", 700),
    ("fzxbs", 700),
    ("fzdbs", 700),
    ("fzcs", 700),
    ("fzch", 900),
    ("fzdh", 900),
];

/// Style letters after the last hyphen or comma, as Japanese and Korean foundries write them (`RyuminPro-DB`).
const TAILS: [(&str, u16); 26] = [
    ("el", 200),
    ("l", 300),
    ("r", 400),
    ("rg", 400),
    ("w2", 300),
    ("w3", 400),
    ("w4", 400),
    ("m", 500),
    ("md", 500),
    ("w5", 500),
    ("db", 600),
    ("de", 600),
    ("sb", 600),
    ("w6", 600),
    ("rz", 600),
    ("b", 700),
    ("bd", 700),
    ("bi", 700),
    ("rb", 700),
    ("rbi", 700),
    ("w7", 700),
    ("eb", 800),
    ("w8", 800),
    ("h", 800),
    ("u", 900),
    ("w9", 900),
];

/// The weight a name tells, if it tells one.
pub(super) fn weight(name: &str) -> Option<u16> {
    let lower = name.to_lowercase();
    let word = WORDS.iter().find(|(word, _)| lower.contains(word));
    let tail = tail(&lower);
    let letters = || TAILS.iter().find(|(letters, _)| tail == Some(*letters));
    word.or_else(letters).map(|(_, weight)| *weight)
}

/// True when a name says the face slants.
pub(super) fn italic(name: &str) -> bool {
    let lower = name.to_lowercase();
    let letters = || matches!(tail(&lower), Some("i" | "it" | "bi" | "ri" | "rbi"));
    ["italic", "oblique", "kursiv"].iter().any(|word| lower.contains(word)) || letters()
}

/// The letters behind the family: `W6`, `DB`, `RB`.
fn tail(lower: &str) -> Option<&str> {
    lower.rsplit_once(['-', ',', '_']).map(|(_, tail)| tail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_in_the_encoding_of_their_collection() {
        let song = encoding_rs::GBK.encode("宋体").0.into_owned();
        assert_eq!(decode(&song, b"GB1"), "宋体");
        assert_eq!(decode(&song, b""), "宋体");
        let mincho = encoding_rs::SHIFT_JIS.encode("ＭＳ 明朝").0.into_owned();
        assert_eq!(decode(&mincho, b"Japan1"), "ＭＳ 明朝");
        assert_eq!(decode("바탕체".as_bytes(), b"Korea1"), "바탕체");
    }

    #[test]
    fn a_subset_tag_goes_and_a_plus_in_a_name_stays() {
        assert_eq!(decode(b"KQZABC+SimSun", b""), "SimSun");
        assert_eq!(decode(b"News+Gothic", b""), "News+Gothic");
    }

    #[test]
    fn weights_by_word_and_by_letters() {
        assert_eq!(weight("NotoSerifCJKsc-SemiBold"), Some(600));
        assert_eq!(weight("SimSun,Bold"), Some(700));
        assert_eq!(weight("HiraMinProN-W3"), Some(400));
        assert_eq!(weight("RyuminPro-DB"), Some(600));
        assert_eq!(weight("黑体"), Some(700));
        assert_eq!(weight("FZXBSJW--GB1-0"), Some(700));
        assert_eq!(weight("SourceSans-ExtraLight"), Some(200));
        assert_eq!(weight("CMBX12"), Some(700));
        assert_eq!(weight("LinBiolinum_RB"), Some(700));
        assert!(italic("LinLibertine_RI") && !italic("LinLibertine_R"));
        assert_eq!(weight("SimSun"), None);
        assert_eq!(weight("TimesNewRomanPSMT"), Some(400));
    }

    #[test]
    fn slant_by_name() {
        assert!(italic("Times-BoldItalic"));
        assert!(!italic("Times-Bold"));
    }
}
