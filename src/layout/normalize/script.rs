//! What script a character is of, as far as joining, spacing and setting need it.

/// Han ideographs, with the marks that stand for one (々 〇).
pub fn is_han(c: char) -> bool {
    matches!(c,
        '\u{3005}' | '\u{3007}' | '\u{303b}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Hiragana and katakana, with the long mark and half-width forms.
pub fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309f}' | '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}'
        | '\u{ff66}'..='\u{ff9f}')
}

/// Hangul syllables and letters.
pub fn is_hangul(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}' | '\u{1100}'..='\u{11ff}' | '\u{3131}'..='\u{318e}')
}

/// Letters of Thai, Lao, Tibetan, Burmese and Khmer, which are written without spaces between words, and their marks.
pub fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e01}'..='\u{fff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{1950}'..='\u{19df}'
        | '\u{1a20}'..='\u{1aaf}' | '\u{a9e0}'..='\u{a9ff}' | '\u{aa60}'..='\u{aadf}')
}

/// Bopomofo.
fn is_bopomofo(c: char) -> bool {
    matches!(c, '\u{3105}'..='\u{312f}')
}

/// Letters that are written without spaces between words: Han, kana, bopomofo.
pub fn is_cjk_letter(c: char) -> bool {
    is_han(c) || is_kana(c) || is_bopomofo(c)
}

/// Punctuation and symbols of the full width that belong to CJK text whatever the language around them.
pub fn is_cjk_mark(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{3004}' | '\u{3006}' | '\u{3008}'..='\u{3020}' | '\u{3030}' | '\u{30fb}'
        | '\u{3200}'..='\u{33ff}' | '\u{fe10}'..='\u{fe19}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff01}'..='\u{ff65}'
        | '\u{ffe0}'..='\u{ffe6}')
}

/// A character that takes no space beside it: a CJK letter or mark.
pub fn is_cjk(c: char) -> bool {
    !c.is_ascii() && (is_cjk_letter(c) || is_cjk_mark(c))
}

/// Marks that Chinese and Japanese share with Latin text: what they are is for the language around to say.
pub fn is_shared_mark(c: char) -> bool {
    matches!(
        c,
        '“' | '”'
            | '‘'
            | '’'
            | '—'
            | '―'
            | '…'
            | '·'
            | '‥'
            | '×'
            | '→'
            | '←'
            | '↑'
            | '↓'
            | '●'
            | '○'
            | '◆'
            | '◇'
            | '■'
            | '□'
            | '▲'
            | '△'
            | '▼'
            | '▽'
            | '★'
            | '☆'
            | '※'
    )
}

/// Width of most Latin letters and of half-width forms, where a Han character is one em wide.
pub const HALF_EM: f32 = 1.0 / 2.0;

/// Width of a character in em where a Han character has one: half for Latin, nothing for combining marks.
pub fn em(c: char) -> f32 {
    match c {
        '\u{300}'..='\u{36f}' | '\u{3099}' | '\u{309a}' | '\u{200b}'..='\u{200f}' => 0.0,
        '\u{ff61}'..='\u{ff9f}' => HALF_EM,
        _ if is_cjk(c) || is_hangul(c) => 1.0,
        '\u{1f300}'..='\u{1faff}' => 1.0,
        _ => HALF_EM,
    }
}

/// As [`em`], for text of a language: marks that Han text shares with Latin are a full em wide there.
pub fn em_in(c: char, han_text: bool) -> f32 {
    if han_text && is_shared_mark(c) && c != '·' { 1.0 } else { em(c) }
}

/// Width of a text in em.
pub fn width_em(text: &str, han_text: bool) -> f32 {
    text.chars().map(|c| em_in(c, han_text)).sum()
}

/// Marks after which a sentence is over, in any script.
pub fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '．' | '｡' | '.' | '!' | '?' | '…' | '‽') || ends_sentence_elsewhere(c)
}

/// The same of scripts that have marks of their own: Arabic, Urdu, Indic scripts, Burmese, Khmer, Armenian, Ethiopic.
fn ends_sentence_elsewhere(c: char) -> bool {
    matches!(c, '؟' | '۔' | '।' | '॥' | '။' | '។' | '៕' | '։' | '።' | '፧' | '།')
}

/// Marks of such scripts that part clauses.
pub fn parts_clauses(c: char) -> bool {
    matches!(c, '،' | '؛' | '၊' | '៖' | '፣' | '፤' | '٪')
}

/// A mark of Han text whose ink fills the first half of its em.
pub fn is_half_stop(c: char) -> bool {
    matches!(c, '、' | '。' | '，' | '．' | '」' | '』' | '）' | '】' | '〕' | '》' | '〉')
}

/// Closing quotes and brackets, which may follow the end of a sentence.
pub fn is_closing(c: char) -> bool {
    matches!(
        c,
        '”' | '’'
            | '」'
            | '』'
            | '）'
            | ')'
            | '】'
            | '〕'
            | '》'
            | '〉'
            | '"'
            | '\''
            | '»'
            | '›'
            | ']'
            | '］'
            | '}'
            | '｝'
            | '〗'
    )
}

/// Opening quotes and brackets. German and Russian text opens with `„`, which closes nowhere.
pub fn is_opening(c: char) -> bool {
    matches!(
        c,
        '“' | '‘'
            | '「'
            | '『'
            | '（'
            | '('
            | '【'
            | '〔'
            | '《'
            | '〈'
            | '«'
            | '‹'
            | '„'
            | '‚'
            | '['
            | '［'
            | '{'
            | '｛'
            | '〖'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_halves_and_wholes() {
        assert_eq!(width_em("版面A4", true), 3.0);
        assert_eq!(width_em("“灯”", true), 3.0);
        assert_eq!(width_em("“灯”", false), 2.0);
        assert_eq!(width_em("한글 글", false), 3.5);
        assert_eq!(width_em("e\u{301}", false), 0.5);
    }

    #[test]
    fn scripts_are_told_apart() {
        assert!(is_cjk('汉') && is_cjk('あ') && is_cjk('，') && !is_cjk('한') && !is_cjk('a') && !is_cjk('“'));
        assert!(is_hangul('한') && is_kana('ー') && is_han('々'));
    }
}
