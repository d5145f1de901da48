//! Bytes to text: the encoding asked for, or the one that the bytes show.

use super::{kana, shifts};
use crate::sources::message::shown;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, ISO_2022_JP, REPLACEMENT, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// Characters of the name of an encoding in a message.
const LABEL_CHARS: usize = 40;
/// Labels to offer when one is not known; every label of the web's list works.
const OFFERED: &str = "utf-8, utf-16le, utf-16be, gb18030, gbk, big5, shift_jis, euc-jp, euc-kr, windows-1252, koi8-r";
/// A text may hold this part of control characters: escape sequences of a captured screen.
const CONTROLS: f32 = 0.05;
/// A short text may hold this many.
const A_FEW: usize = 4;
/// A text may hold this part of bytes that its encoding cannot read: damage, or a stray character.
const INVALID: f32 = 0.05;
/// A file is damaged UTF-8, not another encoding, up to this part of broken sequences among the long ones.
const DAMAGED: f32 = 0.1;
/// At least this part of the pairs of a UTF-16 file are common letters; read in the wrong order about half are.
const LETTERS: f32 = 0.9;

/// A decoded file.
#[derive(Debug)]
pub(in crate::sources) struct Decoded<'a> {
    /// The text; UTF-8 is not copied.
    pub text: Cow<'a, str>,
    pub encoding: &'static Encoding,
    /// How many characters became U+FFFD.
    pub replaced: usize,
}

/// Decodes with the encoding that a label names. A byte order mark is stronger than the label.
pub(super) fn labeled<'a>(bytes: &'a [u8], label: &str) -> Result<Decoded<'a>, String> {
    let known = Encoding::for_label(label.trim().as_bytes()).filter(|encoding| *encoding != REPLACEMENT);
    let encoding =
        known.ok_or_else(|| format!("unknown encoding `{}`; try one of {OFFERED}", shown(label, LABEL_CHARS)))?;
    Ok(with(bytes, encoding))
}

/// Decodes with the encoding that the bytes show.
pub(in crate::sources) fn guessed(bytes: &[u8]) -> Decoded<'_> {
    if let Some((plain, encoding)) = shifts::unshifted(bytes) {
        let Decoded { text, encoding, replaced } = with(&plain, encoding);
        return Decoded { text: Cow::Owned(text.into_owned()), encoding, replaced };
    }
    with(bytes, guess(bytes))
}

/// True when the bytes can be text in the encoding that they show.
pub(super) fn is_text(bytes: &[u8]) -> bool {
    let decoded = guessed(bytes);
    // The last character of a sample may be cut in two.
    let invalid = decoded.replaced.saturating_sub(1);
    decoded.prints() && invalid as f32 <= decoded.text.chars().count() as f32 * INVALID
}

impl Decoded<'_> {
    /// False for text that is full of control characters: another kind of file.
    pub fn prints(&self) -> bool {
        let control = |c: &char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}');
        let controls = self.text.chars().filter(control).count();
        controls <= A_FEW || controls as f32 <= self.text.chars().count() as f32 * CONTROLS
    }
}

fn with<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Decoded<'a> {
    let (text, encoding, damaged) = encoding.decode(bytes);
    let replaced = if damaged { text.chars().filter(|c| *c == '\u{fffd}').count() } else { 0 };
    Decoded { text, encoding, replaced }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if let Some(encoding) = utf16(bytes) {
        return encoding;
    }
    if shifts::is_iso_2022_jp(bytes) {
        return ISO_2022_JP;
    }
    if is_utf8(bytes) {
        return UTF_8;
    }
    if kana::is_half_width(bytes) {
        return SHIFT_JIS;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    // GB18030 holds all of GBK, and reads the four-byte characters that newer files bring.
    if guess == GBK { GB18030 } else { guess }
}

/// UTF-16 without a mark. Zero bytes, which no other text has, raise the question (line ends, digits, 一); whether
/// nearly every pair is a letter of some newspaper decides it, and the order of the two.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    if !bytes.contains(&0) {
        return None;
    }
    let likely = |order: fn([u8; 2]) -> u16| {
        let units = bytes.as_chunks::<2>().0.iter().map(|pair| order(*pair));
        units.filter(|unit| is_common(*unit)).count() * 2
    };
    let (little, big) = (likely(u16::from_le_bytes), likely(u16::from_be_bytes));
    let (best, encoding) = if little >= big { (little, UTF_16LE) } else { (big, UTF_16BE) };
    (best as f32 >= bytes.len() as f32 * LETTERS).then_some(encoding)
}

/// Code units that newspapers are made of: Latin to Cyrillic, general punctuation, kana, ideographs, Hangul, full
/// and half width.
fn is_common(unit: u16) -> bool {
    matches!(unit, 0x09..=0x0d | 0x20..=0x7e | 0xa0..=0x04ff | 0x2000..=0x22ff | 0x2500..=0x26ff)
        || matches!(unit, 0x3000..=0x30ff | 0x4e00..=0x9fff | 0xac00..=0xd7a3 | 0xff00..=0xffef)
}

/// Valid UTF-8, or UTF-8 with some damage: far more whole sequences than broken ones.
fn is_utf8(bytes: &[u8]) -> bool {
    if std::str::from_utf8(bytes).is_ok() {
        return true;
    }
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    broken as f32 <= whole as f32 * DAMAGED
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{BIG5, EUC_JP, EUC_KR};

    const ZH: &str =
        "清晨的渔港笼罩在薄雾里，码头上的工人已经开始装卸货物。今年的鱼汛比往年早了半个月，船长们都说是好兆头。\n";
    const ZH_HANT: &str =
        "清晨的漁港籠罩在薄霧裡，碼頭上的工人已經開始裝卸貨物。今年的魚汛比往年早了半個月，船長們都說是好兆頭。\n";
    const JA: &str =
        "朝の漁港は薄い霧に包まれ、岸壁ではもう荷揚げが始まっている。今年の漁期は例年より半月早いという。\n";
    const KO: &str =
        "새벽 항구는 옅은 안개에 싸여 있고 부두에서는 벌써 하역이 시작되었다. 올해 어기는 예년보다 보름 빠르다.\n";
    const FR: &str =
        "À l’aube, le port s’éveille sous une brume légère; les pêcheurs déchargent déjà leurs caisses près du môle.\n";

    /// UTF-16 has no encoder in `encoding_rs`.
    fn utf16_bytes(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    }

    #[test]
    fn every_encoding_is_told_from_its_bytes() {
        let cases = [
            (ZH, GB18030),
            (ZH_HANT, BIG5),
            (JA, SHIFT_JIS),
            (JA, EUC_JP),
            (KO, EUC_KR),
            (ZH, UTF_8),
            (JA, UTF_8),
            (FR, encoding_rs::WINDOWS_1252),
        ];
        for (text, encoding) in cases {
            let bytes = encoding.encode(text).0;
            let decoded = guessed(&bytes);
            assert_eq!(decoded.text, text, "{} read as {}", encoding.name(), decoded.encoding.name());
            assert_eq!(decoded.replaced, 0);
            assert!(is_text(&bytes), "{} is text", encoding.name());
            assert_eq!(labeled(&bytes, encoding.name()).unwrap().text, text);
        }
    }

    #[test]
    fn utf_16_is_told_with_and_without_its_mark() {
        for text in [ZH, JA, KO, FR] {
            for big in [false, true] {
                let plain = utf16_bytes(text, big);
                assert_eq!(guessed(&plain).text, text);
                let marked = utf16_bytes(&format!("\u{feff}{text}"), big);
                assert_eq!(guessed(&marked).text, text);
                assert!(is_text(&plain) && is_text(&marked));
            }
        }
    }

    #[test]
    fn characters_beyond_gbk_are_read() {
        let text = format!("{ZH}㐂𠮷野家㭎\n");
        assert_eq!(guessed(&GB18030.encode(&text).0).text, text);
    }

    #[test]
    fn a_mark_before_utf_8_goes() {
        assert_eq!(guessed("\u{feff}灯塔".as_bytes()).text, "灯塔");
    }

    #[test]
    fn damaged_utf_8_stays_utf_8_and_counts_its_damage() {
        let mut bytes = ZH.as_bytes().to_vec();
        bytes[10] = 0xff;
        let decoded = guessed(&bytes);
        assert_eq!(decoded.encoding, UTF_8);
        assert!(decoded.replaced > 0 && decoded.text.contains("码头上的工人"));
    }

    #[test]
    fn an_unknown_label_names_known_ones() {
        let error = labeled(b"x", "klingon\u{1b}").unwrap_err();
        assert!(error.contains("`klingon`") && error.contains("gb18030") && error.contains("shift_jis"), "{error}");
        assert!(labeled(b"x", "hz-gb-2312").is_err());
    }

    #[test]
    fn the_asked_encoding_is_used_even_where_another_looks_likelier() {
        let bytes = SHIFT_JIS.encode(JA).0;
        assert_ne!(labeled(&bytes, "big5").unwrap().text, JA);
    }

    #[test]
    fn other_files_are_not_text() {
        let mut noise = Vec::new();
        let mut state = 0x2545_f491_4f6c_dd1d_u64;
        for _ in 0..4096 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            noise.push(state.to_le_bytes()[3]);
        }
        assert!(!is_text(&noise));
        assert!(!is_text(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0\x08\x06\0\0\0"));
        assert!(!is_text(&[0; 64]));
        assert!(!is_text(b"PK\x03\x04\x14\0\0\0\x08\0\x9c\x0b\x8a\x57\xe1\x02\x11\0\0\0\x07\0"));
    }
}
