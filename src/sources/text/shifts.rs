//! Encodings of seven bits, which change their meaning by shifts within the text: all their bytes are valid UTF-8, so the
//! shifts are looked for first.

use encoding_rs::{EUC_KR, Encoding, GBK, ISO_2022_JP};

/// The byte that opens an escape sequence.
const ESCAPE: u8 = 0x1b;
/// Shifts of ISO-2022-KR: from here on two bytes are a syllable; from here on a byte is a letter.
const OUT: u8 = 0x0e;
const IN: u8 = 0x0f;

/// True for ISO-2022-JP: only a text in it has the shifts of its sets of characters, and decodes whole. Captured screens
/// have escape sequences, too, but other ones.
pub fn is_iso_2022_jp(bytes: &[u8]) -> bool {
    let shifts: [&[u8]; 3] = [b"\x1b$B", b"\x1b$@", b"\x1b(I"];
    let shifted = bytes.contains(&ESCAPE) && bytes.windows(3).any(|three| shifts.contains(&three));
    // The end of a sample may cut a character.
    shifted
        && (0..3).any(|cut| {
            let part = bytes.get(..bytes.len().saturating_sub(cut)).unwrap_or_default();
            !ISO_2022_JP.decode_without_bom_handling(part).1
        })
}

/// Text of ISO-2022-KR and HZ in the eight-bit encoding of the same characters; nothing for other bytes.
pub fn unshifted(bytes: &[u8]) -> Option<(Vec<u8>, &'static Encoding)> {
    korean(bytes).map(|plain| (plain, EUC_KR)).or_else(|| chinese(bytes).map(|plain| (plain, GBK)))
}

fn korean(bytes: &[u8]) -> Option<Vec<u8>> {
    const HEAD: &[u8] = b"\x1b$)C";
    let at = bytes.windows(HEAD.len()).position(|four| four == HEAD)?;
    let rest = bytes.get(at + HEAD.len()..)?;
    if !bytes.is_ascii() || !rest.contains(&OUT) {
        return None;
    }
    let mut plain = bytes.get(..at)?.to_vec();
    let mut out = false;
    for byte in rest {
        match *byte {
            OUT => out = true,
            IN => out = false,
            byte => plain.push(if out && byte > b' ' { byte | 0x80 } else { byte }),
        }
    }
    Some(plain)
}

/// HZ: `~{` opens Chinese, two bytes a character, and `~}` ends it; `~~` is one tilde.
fn chinese(bytes: &[u8]) -> Option<Vec<u8>> {
    let holds = |two: &[u8]| bytes.windows(2).any(|pair| pair == two);
    if !bytes.is_ascii() || !holds(b"~{") || !holds(b"~}") {
        return None;
    }
    let mut plain = Vec::with_capacity(bytes.len());
    let (mut at, mut open, mut characters) = (0, false, 0);
    while let Some(byte) = bytes.get(at) {
        let next = bytes.get(at + 1).copied();
        match (open, *byte, next) {
            (false, b'~', Some(b'{')) => (open, at) = (true, at + 2),
            (true, b'~', Some(b'}')) => (open, at) = (false, at + 2),
            (false, b'~', Some(b'~')) => {
                plain.push(b'~');
                at += 2;
            }
            (false, b'~', Some(b'\n')) => at += 2,
            // A line ends what was left open.
            (true, b'\n', _) => open = false,
            (true, 0x21..=0x77, Some(second @ 0x21..=0x7e)) => {
                plain.extend([*byte | 0x80, second | 0x80]);
                characters += 1;
                at += 2;
            }
            // Braces and tildes of another kind of text.
            (true, _, _) => return None,
            (false, byte, _) => {
                plain.push(byte);
                at += 1;
            }
        }
    }
    (characters > 0).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shifts_are_told_and_read() {
        let jis = ISO_2022_JP.encode("港の朝は早い。ferry 3便\n").0;
        assert!(is_iso_2022_jp(&jis) && jis.is_ascii());
        assert!(!is_iso_2022_jp(b"\x1b[31mred\x1b[0m and plain"));
        let korean = b"\x1b$)C\n\x0e\x47\x57\x31\x38\x0f 3\n";
        let (plain, encoding) = unshifted(korean).unwrap();
        assert_eq!(encoding.decode(&plain).0, "\n항구 3\n");
        let (plain, encoding) = unshifted(b"This ~{<:Ky2;S{#,NpJ)l6HK!#~} says ~~ so.\n").unwrap();
        assert!(encoding.decode(&plain).0.starts_with("This 己所不欲，"));
        assert!(encoding.decode(&plain).0.ends_with(" says ~ so.\n"));
        for text in ["a ~{ b ~} c", "x = {~{}~}", "plain ~} and ~{"] {
            assert!(unshifted(text.as_bytes()).is_none(), "{text}");
        }
    }
}
