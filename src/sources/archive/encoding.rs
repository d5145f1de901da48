//! Bytes of XML and HTML to text. What is valid UTF-8 is UTF-8, whatever the file says of itself: tools change the
//! bytes and forget the declaration, and no other encoding is valid UTF-8 by chance.

use crate::sources::text::decode;
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// Bytes in which a declaration is looked for; browsers look at as many.
const DECLARED_WITHIN: usize = 1024;
/// The byte that opens the shifts of ISO-2022, which are valid UTF-8 as well.
const ESCAPE: u8 = 0x1b;

/// The text of a file, and how many of its characters cannot be read.
pub fn decoded(bytes: &[u8]) -> (Cow<'_, str>, usize) {
    let Some(encoding) = told(bytes) else {
        let text = decode::guessed(bytes).text;
        let replaced = replaced(&text);
        return (text, replaced);
    };
    let (text, _, damaged) = encoding.decode(bytes);
    let replaced = if damaged { replaced(&text) } else { 0 };
    (text, replaced)
}

fn replaced(text: &str) -> usize {
    text.chars().filter(|c| *c == '\u{fffd}').count()
}

/// The encoding by mark, by validity, by declaration; nothing when the bytes have to be looked at.
fn told(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Some(encoding);
    }
    // Markup begins with a tag, so the bytes of the first one tell the order of UTF-16.
    match bytes {
        [b'<', 0, ..] | [b'\n' | b'\r' | b' ', 0, ..] => return Some(UTF_16LE),
        [0, b'<', ..] | [0, b'\n' | b'\r' | b' ', ..] => return Some(UTF_16BE),
        _ => {}
    }
    let declared = declared(bytes.get(..DECLARED_WITHIN).unwrap_or(bytes));
    if bytes.contains(&ESCAPE) && declared == Some(ISO_2022_JP) {
        return declared;
    }
    match std::str::from_utf8(bytes) {
        Ok(_) => Some(UTF_8),
        // A sample may end within a character.
        Err(error) if error.error_len().is_none() => Some(UTF_8),
        Err(_) => declared.filter(|encoding| *encoding != UTF_8 && !encoding.name().starts_with("UTF-16")),
    }
}

/// The encoding that the XML declaration or a `<meta>` names.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let after = |name: &str| {
        let rest = head.split_once(name)?.1.trim_start().strip_prefix('=')?.trim_start();
        let rest = rest.trim_start_matches(['"', '\'']);
        rest.split(['"', '\'', ';', '>', ' ', '?', '/']).next().map(str::to_owned)
    };
    let label = after("encoding").or_else(|| after("charset"))?;
    Encoding::for_label(label.as_bytes()).filter(|encoding| *encoding != encoding_rs::REPLACEMENT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_valid_utf_8_is_utf_8_and_the_rest_is_as_declared_or_told() {
        let xml = |label: &str, text: &str| format!("<?xml version=\"1.0\" encoding='{label}'?><a>{text}</a>");
        assert!(decoded(xml("ISO-8859-1", "Liège fête").as_bytes()).0.contains("Liège fête"));
        let text = xml("windows-1251", "Утренний выпуск");
        assert!(decoded(&encoding_rs::WINDOWS_1251.encode(&text).0).0.contains("Утренний"));
        let html = "<html><meta charset=shift_jis><p>港の朝は早い</p></html>";
        assert!(decoded(&encoding_rs::SHIFT_JIS.encode(html).0).0.contains("港の朝は早い"));
        // A declaration that cannot be true is not followed.
        let lie = xml("UTF-8", "À l’aube, le port s’éveille sous une brume légère; les pêcheurs déchargent déjà.");
        assert!(decoded(&encoding_rs::WINDOWS_1252.encode(&lie).0).0.contains("s’éveille"));
        let jis = xml("ISO-2022-JP", "港の朝");
        assert!(decoded(&encoding_rs::ISO_2022_JP.encode(&jis).0).0.contains("港の朝"));
    }

    #[test]
    fn utf_16_is_read_with_and_without_its_mark_whatever_is_declared() {
        for text in ["<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>灯塔</a>", "\u{feff}<a>灯塔</a>"] {
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert!(decoded(&little).0.contains("灯塔") && decoded(&big).0.contains("灯塔"));
        }
    }
}
