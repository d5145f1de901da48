//! What tells a name from a sentence: bylines in brackets, and names that sign a story at its end.

use crate::geometry::{Pt, Rect};
use crate::house_style::HouseStyle;
use crate::layout::normalize::script;
use crate::layout::phrases;

/// Whether a line opens as a byline does, in brackets or without.
pub fn opens(text: &str, bylines: &[String]) -> bool {
    let within = |open: char, close: char| text.trim().starts_with(open) && text.trim().ends_with(close);
    let bracketed = within('【', '】') || within('（', '）') || within('(', ')');
    phrases::begins(text, bylines)
        || phrases::begins(bare(text), bylines)
        || bracketed && text.chars().any(script::is_han) && phrases::holds(text, bylines)
}

/// Whether a line is a byline's opening and then capitalized words to its end, a full stop aside: no sentence is.
pub fn opens_and_names(text: &str, bylines: &[String]) -> bool {
    let text = bare(text).trim_end_matches(['.', ')']);
    let rest = bylines.iter().filter_map(|phrase| text.strip_prefix(phrase.as_str()));
    let capitalized = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    rest.into_iter().any(|rest| !rest.trim().is_empty() && rest.split_whitespace().all(capitalized))
}

/// A line without the bracket it opens with and without the address at its end, where a writer may be reached.
pub fn bare(text: &str) -> &str {
    let text = text.trim().trim_start_matches(['（', '(', '【', '[']);
    let Some((before, host)) = text.rsplit_once('@') else { return text };
    let address = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    if host.chars().all(address) { before.trim_end_matches(address).trim_end() } else { text }
}

/// A Han name or two that stand alone in brackets, as Japanese and Chinese papers sign a story: （高橋直樹）.
pub fn signs(text: &str) -> bool {
    let Some(inner) = text.trim().strip_prefix(['（', '(', '【']).and_then(|rest| rest.strip_suffix(['）', ')', '】']))
    else {
        return false;
    };
    let mut names = inner.split(|c: char| c.is_whitespace() || matches!(c, '、' | '・' | '＝' | '／')).peekable();
    // （敬称略）, （完）: what is said of the text.
    let remark = inner.ends_with(['略', '完', '終', '终', '続', '续', '續']);
    !remark && names.peek().is_some() && names.all(is_han_name)
}

/// Whether a name stands at the end of the column of text below it, one of `texts`: a few lines may lie between, where a
/// paragraph runs over from the column before.
pub fn ends_column(name: &Rect, mut texts: impl Iterator<Item = Rect>, body: Pt, style: &HouseStyle) -> bool {
    texts.any(|text| {
        let gap = text.top - name.bottom;
        gap > -body
            && gap < body * style.roles.names.column_below_em
            && (text.right - name.right).abs() < body * style.fit.level_em
            && name.left > text.center().x
    })
}

/// Two to five Han characters: a family name and a given one.
pub fn is_han_name(word: &str) -> bool {
    (2..=5).contains(&word.chars().count()) && word.chars().all(script::is_han)
}

/// Two capitalized words or up to `most`, and nothing else: a name in a script that has capitals.
pub fn is_person(text: &str, most: usize) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let name = |word: &&str| word.chars().next().is_some_and(char::is_uppercase) && word.chars().all(is_name_letter);
    (2..=most).contains(&words.len()) && words.iter().all(name)
}

/// Initials, by which papers sign what their own people wrote: `F. B.`, `Dr. H. S.`
pub fn is_initials(text: &str) -> bool {
    let short = |word: &str| {
        let letters: Vec<char> = word.trim_end_matches('.').chars().collect();
        word.ends_with('.') && letters.len() <= 2 && letters.first().is_some_and(|c| c.is_uppercase())
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    (2..=4).contains(&words.len()) && words.iter().all(|word| short(word))
}

/// A person and where they write from: `Ada Fell, Wexcombe`.
pub fn is_person_of_place(text: &str, most: usize) -> bool {
    let place = |place: &str| place.split_whitespace().all(|word| word.chars().next().is_some_and(char::is_uppercase));
    text.split_once(", ").is_some_and(|(name, town)| is_person(name, most) && !town.is_empty() && place(town))
}

/// A dash stands before it, as before who is quoted or who signs.
pub fn has_dash(text: &str) -> bool {
    text.starts_with(['—', '–'])
}

/// Han characters that stand together, at most: names are short, and parted by blanks or by what their bearers are.
pub fn longest_run(text: &str) -> usize {
    text.split(|c: char| !script::is_han(c)).map(|run| run.chars().count()).max().unwrap_or(0)
}

/// What a word of a name is made of: `J.`, `O’Hara`, `Anne-Marie`.
pub fn is_name_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '.' | '-' | '’' | '\'')
}

/// A sentence ends within the text and more follows: no byline. A point behind a Latin letter may end an initial.
pub fn holds_sentence(text: &str) -> bool {
    let square = |c: char| script::is_cjk_letter(c) || script::is_hangul(c);
    let chars: Vec<char> = text.trim().chars().filter(|c| !c.is_whitespace()).collect();
    chars.windows(3).any(|at| match at {
        [before, end, after] => square(*before) && script::ends_sentence(*end) && after.is_alphanumeric(),
        _ => false,
    })
}

/// Four figures, with the word for year or a mark behind them.
pub fn is_year(text: &str) -> bool {
    let rest = text.trim().trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.trim().len() - rest.len();
    digits == 4 && matches!(rest.trim(), "" | "年" | "년" | "г." | ":" | "：" | ".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_behind_a_name_is_none_of_it() {
        assert_eq!(bare("한여울 기자 han@tidings.kr"), "한여울 기자");
        assert_eq!(bare("한여울기자han@tidings.kr"), "한여울기자");
        assert_eq!(bare("（柳青禾"), "柳青禾");
    }

    #[test]
    fn names_in_brackets_sign_and_words_do_not() {
        assert!(signs("（田辺雪）") && signs("(高木楓、森田柊)") && signs("（社会部・南原桂）"));
        assert!(!signs("（終わり）") && !signs("（5面に続く）") && !signs("田辺雪") && !signs("（完）"));
    }

    #[test]
    fn capitalized_words_are_a_name_and_sentences_are_none() {
        assert!(is_person("Ada Fell", 5) && is_person("Пётр Громов", 5) && is_person("R. L. Stone", 5));
        assert!(is_person_of_place("Ada Fell, Wexcombe", 5) && !is_person_of_place("Ada Fell, who wrote it", 5));
        assert!(!is_person("Ada", 5) && !is_person("The bell is late", 5) && !is_person("Page 7", 5));
    }

    #[test]
    fn a_byline_in_brackets_opens_as_one_without() {
        let bylines = vec!["記者".to_owned()];
        assert!(opens("【記者柳青禾／花蓮報導】", &bylines) && opens("記者柳青禾", &bylines));
        assert!(opens("【晨星記者柳青禾報道】", &bylines) && !opens("【花蓮訊】", &bylines));
    }

    #[test]
    fn sentences_are_told_from_initials() {
        assert!(holds_sentence("등대는 밤새 빛을 냈다. 한여울 기자"));
        assert!(!holds_sentence("한여울 기자") && !holds_sentence("J. B. 한 기자"));
    }

    #[test]
    fn years_alone() {
        assert!(["1978年", "1609", "1994:"].iter().all(|text| is_year(text)));
        assert!(!["1978年春", "160", "12345"].iter().any(|text| is_year(text)));
    }
}
