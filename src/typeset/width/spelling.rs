//! Greek and Cyrillic letters in Latin ones, as passports spell them: the way out where no width of theirs can be
//! trusted and the cursor cannot be put right.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// True for letters of the alphabets that East Asian terminals draw at either width.
pub(super) fn is_foreign(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{52f}' | '\u{1f00}'..='\u{1fff}') && c.is_alphabetic()
}

/// A letter in Latin ones; nothing for what is no letter of these alphabets, or too rare to have a spelling.
pub(super) fn spelled(c: char) -> Option<Cow<'static, str>> {
    if !is_foreign(c) {
        return None;
    }
    let lower = c.to_lowercase().next().unwrap_or(c);
    let latin = latin(lower).or_else(|| lower.nfd().next().and_then(latin))?;
    let mut letters = latin.chars();
    match letters.next().filter(|_| lower != c) {
        Some(first) if first.is_ascii() => Some(Cow::Owned(first.to_ascii_uppercase().to_string() + letters.as_str())),
        _ => Some(Cow::Borrowed(latin)),
    }
}

/// The spelling of a small letter. Soft and hard signs have none. μ looks as the sign for a millionth, whose width is
/// certain.
fn latin(c: char) -> Option<&'static str> {
    Some(match c {
        'а' | 'α' => "a",
        'б' => "b",
        'в' | 'β' => "v",
        'г' | 'ґ' | 'γ' => "g",
        'д' | 'δ' => "d",
        'е' | 'э' | 'ε' => "e",
        'ё' => "yo",
        'є' => "ye",
        'ж' => "zh",
        'з' | 'ζ' => "z",
        'и' | 'і' | 'η' | 'ι' => "i",
        'ї' => "i",
        'й' | 'ы' | 'υ' => "y",
        'ј' => "j",
        'к' | 'κ' => "k",
        'л' | 'λ' => "l",
        'љ' => "lj",
        'м' => "m",
        'μ' => "µ",
        'н' | 'ν' => "n",
        'њ' => "nj",
        'о' | 'ο' | 'ω' => "o",
        'п' | 'π' => "p",
        'р' | 'ρ' => "r",
        'с' | 'σ' | 'ς' => "s",
        'т' | 'τ' => "t",
        'у' | 'ў' => "u",
        'ф' | 'φ' => "f",
        'х' => "kh",
        'χ' | 'ч' => "ch",
        'ц' => "ts",
        'ћ' | 'ђ' => "dj",
        'џ' | 'ѕ' => "dz",
        'ш' => "sh",
        'щ' => "shch",
        'ъ' | 'ь' => "",
        'ю' => "yu",
        'я' => "ya",
        'θ' => "th",
        'ξ' => "x",
        'ψ' => "ps",
        _ => return None,
    })
}
