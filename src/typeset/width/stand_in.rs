//! Characters of certain width in place of ambiguous ones, where the terminal's answer cannot be trusted.

use super::ambiguous::{self, AmbiguousClass};
use super::clean::GETA;
use super::spelling::spelled;
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A cluster whose width is the same on every terminal.
pub(super) fn safe(cluster: Cow<'_, str>) -> Cow<'_, str> {
    let Some(first) = cluster.chars().next() else { return cluster };
    if let Some(latin) = spelled(first) {
        return latin;
    }
    let Some(class) = ambiguous::class(first) else { return cluster };
    if let Some(known) = known(first).or(letter(first)) {
        return Cow::Borrowed(known);
    }
    if let Some(number) = circled(first) {
        return Cow::Owned(format!("({number})"));
    }
    let plain: String =
        cluster.nfkd().filter(|c| !is_combining_mark(*c)).map(|c| if c == '⁄' { '/' } else { c }).collect();
    if !plain.is_empty() && plain.chars().all(|c| ambiguous::class(c).is_none()) {
        return Cow::Owned(plain);
    }
    match class {
        AmbiguousClass::Letter => cluster,
        AmbiguousClass::Box => Cow::Owned(one_cell(first).to_string()),
        AmbiguousClass::Punctuation | AmbiguousClass::Symbol | AmbiguousClass::Private => Cow::Borrowed(GETA),
    }
}

/// A character of one certain cell in place of an ambiguous one; others are returned as they are.
pub(super) fn one_cell(c: char) -> char {
    match (ambiguous::class(c), c) {
        (None, _) => c,
        (_, '“' | '”' | '″' | '〃') => '"',
        (_, '‘' | '’' | '′') => '\'',
        (_, '…' | '‥') => '⋯',
        (_, '\u{2010}'..='\u{2015}' | '─' | '━' | '┄' | '┅' | '┈' | '┉') => '-',
        (_, '═') => '=',
        (_, '│' | '┃' | '┆' | '┇' | '┊' | '┋' | '║' | '‖' | '▌' | '▏' | '▎' | '▍' | '▐') => {
            '|'
        }
        (_, '·' | '‧' | '•' | '°') => '･',
        (_, '×') => '✕',
        (_, '■' | '□' | '▪') => '￭',
        (_, '●' | '○' | '◎') => '￮',
        (_, '→' | '⇒') => '￫',
        (_, '←' | '⇐') => '￩',
        (_, '↑') => '￪',
        (_, '↓') => '￬',
        (_, '▲' | '△') => '▴',
        (_, '▼' | '▽') => '▾',
        (Some(AmbiguousClass::Box), '\u{2580}'..='\u{259f}') => '#',
        (Some(AmbiguousClass::Box), _) => '+',
        (Some(AmbiguousClass::Letter), _) => {
            let latin = spelled(c).and_then(|latin| latin.chars().next());
            let base = latin.or_else(|| c.nfkd().next()).unwrap_or('?');
            if ambiguous::class(base).is_none() { base } else { '?' }
        }
        (Some(AmbiguousClass::Punctuation | AmbiguousClass::Symbol | AmbiguousClass::Private), _) => '*',
    }
}

/// Stand-ins that a reader knows at once.
fn known(c: char) -> Option<&'static str> {
    Some(match c {
        '“' => "〝",
        '”' => "〞",
        '‘' => "『",
        '’' => "』",
        '…' | '‥' => "⋯",
        '—' | '―' => "－",
        '‐' | '–' => "-",
        '·' | '‧' | '•' => "・",
        '■' => "￭",
        '□' => "▫",
        '●' => "⬤",
        '○' | '◎' => "￮",
        '◆' => "⬥",
        '◇' => "⬦",
        '★' => "⭑",
        '☆' => "⭒",
        '▲' | '△' => "▴",
        '▼' | '▽' => "▾",
        '→' | '⇒' => "￫",
        '←' => "￩",
        '↑' => "￪",
        '↓' => "￬",
        '×' => "✕",
        '÷' => "/",
        '±' => "+-",
        '°' => "゜",
        '℃' => "⸰C",
        '℉' => "⸰F",
        '′' => "'",
        '″' => "\"",
        '※' => "＊",
        '§' => "〓",
        '∶' => ":",
        '≈' => "~",
        '≠' => "!=",
        '≤' | '≦' => "<=",
        '≥' | '≧' => ">=",
        '®' => "(R)",
        '¡' => "!",
        '¿' => "?",
        'ˉ' => "-",
        'ˊ' => "/",
        'ˇ' => "v",
        'ˋ' => "\\",
        'ˍ' => "_",
        'ː' => ":",
        _ => return None,
    })
}

/// Latin letters that Unicode does not take apart.
fn letter(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'Æ' => "AE",
        'ø' => "o",
        'Ø' => "O",
        'ɡ' => "g",
        'ł' => "l",
        'œ' => "oe",
        'Œ' => "OE",
        'đ' => "d",
        'Đ' => "D",
        'ð' => "dh",
        'Ð' => "DH",
        'þ' => "th",
        'Þ' => "TH",
        'ħ' => "h",
        'ı' => "i",
        'ĸ' => "k",
        'ŀ' => "l",
        'Ŀ' => "L",
        'Ł' => "L",
        'ŋ' => "ng",
        'Ŋ' => "NG",
        'ŧ' => "t",
        'Ŧ' => "T",
        'Ħ' => "H",
        'ɑ' => "a",
        _ => return None,
    })
}

/// The number in a circle, in parentheses or with a stop.
fn circled(c: char) -> Option<u32> {
    let code = c as u32;
    match code {
        0x2460..=0x2473 => Some(code - 0x2460 + 1),
        0x2474..=0x2487 => Some(code - 0x2474 + 1),
        0x2488..=0x249b => Some(code - 0x2488 + 1),
        0x2776..=0x277f => Some(code - 0x2776 + 1),
        _ => None,
    }
}
