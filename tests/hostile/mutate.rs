//! How a file is made hostile: bytes turned over, cut and spliced; and, knowing what it is, numbers, names and tags put where
//! they hurt.

use super::chance::Dice;
use super::samples::Kind;

/// Numbers that programs forget.
const NUMBERS: &[&str] = &[
    "0",
    "-1",
    "1",
    "255",
    "256",
    "65535",
    "65536",
    "2147483647",
    "2147483648",
    "-2147483648",
    "4294967295",
    "4294967296",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551616",
    "999999999999999999999999999999",
    "1e308",
    "-1e308",
    "1e-320",
    "0.0000001",
    "NaN",
    "inf",
    "-inf",
    "1.5.5",
    "",
    "+7",
    "0x41",
    "１２",
];
/// Text that terminals, encodings and parsers act on.
const HOSTILE: &[&[u8]] = &[
    b"\x1b[31m",
    b"\x1b]0;t\x07",
    b"\x9b2J",
    b"\xc2\x9b31m",
    b"\0",
    b"\x08\x08",
    b"\r",
    b"\x7f",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"\xf4\x90\x80\x80",
    b"\xed\xa0\x80",
    b"\xc0\xaf",
    "\u{202e}".as_bytes(),
    "\u{2066}".as_bytes(),
    "\u{2028}".as_bytes(),
    "\u{85}".as_bytes(),
    "e\u{301}\u{301}\u{301}".as_bytes(),
    "\u{200d}\u{fe0f}".as_bytes(),
    "\u{10ffff}".as_bytes(),
    b"<![CDATA[",
    b"-->",
    b"<!--",
    b"&#0;",
    b"&#x1b;",
    b"&lol;",
    b"]]>",
    b"endobj",
    b"stream\n",
    b"%%EOF",
    b"\"\"\"",
];
const PDF_NAMES: &[&str] = &[
    "/Type",
    "/Length",
    "/Filter",
    "/FlateDecode",
    "/LZWDecode",
    "/ASCII85Decode",
    "/RunLengthDecode",
    "/DCTDecode",
    "/JBIG2Decode",
    "/Predictor",
    "/Columns",
    "/FirstChar",
    "/LastChar",
    "/Widths",
    "/W",
    "/DW",
    "/ToUnicode",
    "/Encoding",
    "/Identity-H",
    "/Identity-V",
    "/Kids",
    "/Parent",
    "/Contents",
    "/Resources",
    "/MediaBox",
    "/CropBox",
    "/Rotate",
    "/BBox",
    "/Matrix",
    "/Subtype",
    "/Form",
    "/Image",
    "/Font",
    "/Type0",
    "/Type1",
    "/Type3",
    "/TrueType",
    "/CIDFontType0",
    "/DescendantFonts",
    "/XObject",
    "/Count",
    "/Size",
    "/Root",
    "/Prev",
    "/ObjStm",
    "/Nums",
    "/UserUnit",
    "/Width",
    "/Height",
    "/BitsPerComponent",
];
const PDF_OPERATORS: &[&str] = &[
    "q", "Q", "BT", "ET", "Do", "Tj", "TJ", "Tf", "Td", "Tm", "cm", "re", "f", "W n", "S", "sh", "BDC", "EMC",
    "BI ID EI", "Tz", "Tr", "Ts", "Tc", "Tw", "'", "\"", "gs",
];
const OPERANDS: &[&str] = &[
    "",
    "0 0 0 0 0 0 cm",
    "1e30 0 0 1e30 0 0 cm",
    "-1 0 0 -1 0 0 cm",
    "0 Tf",
    "-99999 Td",
    "[(a) 1e9 (b)] TJ",
    "(\\377\\000) Tj",
    "0 Tz",
    "99999 Tr",
];

/// A mutant of a sample: one change, or a few of them.
pub fn mutant(bytes: &[u8], kind: Kind, dice: &mut Dice) -> Vec<u8> {
    let mut mutant = bytes.to_vec();
    for _ in 0..1 + dice.roll(4) {
        mutant = match (dice.roll(3), kind) {
            (0, _) => blind(mutant, dice),
            (_, Kind::Pdf) => pdf(mutant, dice),
            (_, Kind::Xml) => xml(mutant, dice),
            (_, Kind::Text) => text(mutant, dice),
            (_, Kind::Layout | Kind::Config | Kind::Sidecar) => toml(mutant, dice),
        };
        mutant.truncate(LARGEST);
    }
    mutant
}

/// No mutant grows beyond this, in bytes: what files of any size cost is measured elsewhere.
const LARGEST: usize = 4 << 20;

/// Changes that know nothing of the file.
fn blind(mut bytes: Vec<u8>, dice: &mut Dice) -> Vec<u8> {
    let length = bytes.len();
    let (at, other) = (dice.roll(length), dice.roll(length));
    let size = 1 + dice.roll(64);
    match dice.roll(7) {
        0 => (0..1 + dice.roll(16)).for_each(|_| {
            let at = dice.roll(length);
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << dice.roll(8);
            }
        }),
        1 => bytes.truncate(at),
        2 => drop(bytes.drain(at..(at + size).min(length))),
        3 => {
            let piece: Vec<u8> = bytes.iter().skip(other).take(size * 8).copied().collect();
            insert(&mut bytes, at, &piece);
        }
        4 => {
            let piece: Vec<u8> = bytes.iter().skip(other).take(size).copied().collect();
            let end = (at + piece.len()).min(length);
            bytes.splice(at..end, piece);
        }
        5 => insert(&mut bytes, at, dice.pick(HOSTILE)),
        _ => {
            let piece: Vec<u8> = (0..size).map(|_| dice.roll(256) as u8).collect();
            insert(&mut bytes, at, &piece);
        }
    }
    bytes
}

fn insert(bytes: &mut Vec<u8>, at: usize, piece: &[u8]) {
    let at = at.min(bytes.len());
    bytes.splice(at..at, piece.iter().copied());
}

/// Where the bytes stand that `is` holds for, in runs.
fn runs(bytes: &[u8], is: impl Fn(u8) -> bool) -> Vec<(usize, usize)> {
    let (mut found, mut start) = (Vec::new(), None);
    for (at, byte) in bytes.iter().chain([&b'\0']).enumerate() {
        match (is(*byte), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push((from, at));
                start = None;
            }
            (true, Some(_)) | (false, None) => {}
        }
    }
    found
}

/// Puts something else in the place of one run.
fn exchange(mut bytes: Vec<u8>, runs: &[(usize, usize)], with: &[u8], dice: &mut Dice) -> Vec<u8> {
    if !runs.is_empty() {
        let (from, to) = dice.pick(runs);
        bytes.splice(from..to, with.iter().copied());
    }
    bytes
}

fn number(bytes: Vec<u8>, dice: &mut Dice) -> Vec<u8> {
    let found = runs(&bytes, |byte| byte.is_ascii_digit() || byte == b'.' || byte == b'-');
    let with = dice.pick(NUMBERS).as_bytes();
    exchange(bytes, &found, with, dice)
}

/// Two words change places.
fn swapped(bytes: Vec<u8>, dice: &mut Dice) -> Vec<u8> {
    let words = runs(&bytes, |byte| byte.is_ascii_alphanumeric() || byte == b'/');
    if words.len() < 2 {
        return bytes;
    }
    let (a, b) = (dice.pick(&words), dice.pick(&words));
    let (first, second) = if a.0 <= b.0 { (a, b) } else { (b, a) };
    if first == second {
        return bytes;
    }
    [
        &bytes[..first.0],
        &bytes[second.0..second.1],
        &bytes[first.1..second.0],
        &bytes[first.0..first.1],
        &bytes[second.1..],
    ]
    .concat()
}

fn pdf(mut bytes: Vec<u8>, dice: &mut Dice) -> Vec<u8> {
    let names = runs(&bytes, |byte| byte.is_ascii_alphanumeric() || byte == b'/' || byte == b'-');
    let names: Vec<_> = names.into_iter().filter(|(from, _)| bytes.get(*from) == Some(&b'/')).collect();
    match dice.roll(9) {
        0 | 1 => number(bytes, dice),
        2 => {
            let with = dice.pick(PDF_NAMES).as_bytes();
            exchange(bytes, &names, with, dice)
        }
        3 => swapped(bytes, dice),
        // A number of its own for one that a name is followed by: lengths, widths, first and last characters.
        4 if !names.is_empty() => {
            let (_, end) = dice.pick(&names);
            let value = format!(" {} ", dice.pick(NUMBERS));
            insert(&mut bytes, end, value.as_bytes());
            bytes
        }
        // Entries that were not there.
        5 => {
            let openings: Vec<usize> =
                bytes.windows(2).enumerate().filter(|(_, two)| two == b"<<").map(|(at, _)| at + 2).collect();
            if openings.is_empty() {
                return bytes;
            }
            let entry = match dice.roll(5) {
                0 => " /FirstChar 0 /LastChar 2000000000 ".to_owned(),
                1 => format!(" {} [{}] ", dice.pick(PDF_NAMES), dice.pick(NUMBERS)),
                2 => " /Filter [/FlateDecode /FlateDecode] /DecodeParms [<< /Predictor 15 /Columns 2147483647 /Colors 32 >>] ".to_owned(),
                3 => format!(" {} {} 0 R ", dice.pick(PDF_NAMES), 1 + dice.roll(14)),
                _ => format!(" {} << {} >> ", dice.pick(PDF_NAMES), "<< /A ".repeat(dice.roll(3000))),
            };
            let at = dice.pick(&openings);
            insert(&mut bytes, at, entry.as_bytes());
            bytes
        }
        6 => {
            let content: Vec<usize> =
                bytes.windows(3).enumerate().filter(|(_, three)| three == b"BT ").map(|(at, _)| at).collect();
            if content.is_empty() {
                return number(bytes, dice);
            }
            let operators =
                format!(" {} {} ", dice.pick(OPERANDS), dice.pick(PDF_OPERATORS)).repeat(1 + dice.roll(400));
            let at = dice.pick(&content);
            insert(&mut bytes, at, operators.as_bytes());
            bytes
        }
        // References that lead back to themselves.
        7 => {
            let references: Vec<usize> =
                bytes.windows(5).enumerate().filter(|(_, five)| five.ends_with(b" 0 R")).map(|(at, _)| at).collect();
            if references.is_empty() {
                return bytes;
            }
            let at = dice.pick(&references);
            bytes.splice(at..=at, (1 + dice.roll(15)).to_string().bytes());
            bytes
        }
        _ => {
            let strings = runs(&bytes, |byte| byte != b'(' && byte != b')');
            let with = dice.pick(HOSTILE);
            exchange(bytes, &strings[..strings.len().min(200)], with, dice)
        }
    }
}

fn xml(mut bytes: Vec<u8>, dice: &mut Dice) -> Vec<u8> {
    let tags: Vec<(usize, usize)> = tags(&bytes);
    match dice.roll(9) {
        0 | 1 => number(bytes, dice),
        2 => swapped(bytes, dice),
        // An element is gone, or there twice, or many times.
        3 => exchange(bytes, &tags, b"", dice),
        4 if !tags.is_empty() => {
            let (from, to) = dice.pick(&tags);
            let piece = bytes[from..to].repeat(1 + dice.roll(500));
            insert(&mut bytes, from, &piece);
            bytes
        }
        // Nested deeper than anybody does.
        5 => {
            let at = tags.first().map_or(0, |_| dice.pick(&tags).1);
            let depth = 1 + dice.roll(20_000);
            let element = dice.pick(&["TextBlock", "div", "ComposedBlock", "TextRegion", "mets:div", "x"]);
            insert(&mut bytes, at, format!("<{element}>").repeat(depth).as_bytes());
            bytes
        }
        6 => {
            let values = runs(&bytes, |byte| byte != b'"' && byte != b'<' && byte != b'>' && byte != b'=');
            let with = dice.pick(HOSTILE);
            exchange(bytes, &values, with, dice)
        }
        7 => {
            let quoted = runs(&bytes, |byte| byte != b'"' && byte != b'<' && byte != b'>');
            exchange(bytes, &quoted, b"", dice)
        }
        _ => {
            let at = dice.roll(bytes.len());
            let bomb = dice.pick(&[
                "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>&b;",
                "<?xml version=\"1.0\" encoding=\"UTF-16\"?>",
                "<?xml version=\"1.0\" encoding=\"ISO-2022-JP\"?>",
                "<mets:FLocat xlink:href=\"file:///dev/zero\"/>",
                "points=\"1,2 3\" bbox 0 0 -5 99999999999",
            ]);
            insert(&mut bytes, at, bomb.as_bytes());
            bytes
        }
    }
}

fn tags(bytes: &[u8]) -> Vec<(usize, usize)> {
    let mut from = None;
    let mut found = Vec::new();
    for (at, byte) in bytes.iter().enumerate() {
        match (byte, from) {
            (b'<', _) => from = Some(at),
            (b'>', Some(start)) => {
                found.push((start, at + 1));
                from = None;
            }
            _ => {}
        }
    }
    found
}

fn text(mut bytes: Vec<u8>, dice: &mut Dice) -> Vec<u8> {
    let at = dice.roll(bytes.len());
    match dice.roll(7) {
        0 | 1 => insert(&mut bytes, at, dice.pick(HOSTILE)),
        2 => insert(&mut bytes, at, &b"lamp ".repeat(dice.roll(40_000))),
        3 => insert(&mut bytes, at, &"灯".repeat(dice.roll(60_000)).into_bytes()),
        4 => insert(&mut bytes, at, &b"\n".repeat(dice.roll(5_000))),
        5 => insert(&mut bytes, at, &"a\u{301}".repeat(dice.roll(5_000)).into_bytes()),
        _ => {
            let lines: Vec<Vec<u8>> = bytes.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
            let piece = lines.get(dice.roll(lines.len())).map_or(Vec::new(), |line| [line.as_slice(), b"\n"].concat());
            insert(&mut bytes, at, &piece.repeat(dice.roll(300)));
        }
    }
    bytes
}

fn toml(mut bytes: Vec<u8>, dice: &mut Dice) -> Vec<u8> {
    match dice.roll(6) {
        0 | 1 => number(bytes, dice),
        2 => swapped(bytes, dice),
        3 => {
            let values = runs(&bytes, |byte| byte != b'"' && byte != b'\n' && byte != b'=');
            let with = dice.pick(HOSTILE);
            exchange(bytes, &values, with, dice)
        }
        4 => {
            let at = dice.roll(bytes.len());
            insert(&mut bytes, at, &b"[".repeat(dice.roll(5_000)));
            bytes
        }
        _ => {
            let lines = runs(&bytes, |byte| byte != b'\n');
            let with = dice.pick(NUMBERS).as_bytes();
            exchange(bytes, &lines, with, dice)
        }
    }
}
