//! The house style's phrases, matched against single lines of an extract.

use crate::house_style::HouseStyle;
use crate::layout::normalize::script::{ends_sentence, is_closing, is_han, width_em};
use crate::model::lang::Lang;

/// A text as phrases compare it: small letters, full-width letters and digits as half-width ones.
pub fn key(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    };
    text.chars().map(narrow).flat_map(char::to_lowercase).collect()
}

/// True when the text is a byline: opens or ends with a phrase of the style, is short and no sentence.
pub fn is_byline(text: &str, style: &HouseStyle) -> bool {
    if width_em(text, false) > style.extract.byline_em || is_closed(text) || text.contains(['，', '。', '“', '《'])
    {
        return false;
    }
    let bare = text.trim_start_matches(['（', '(', '【', '[']).trim_end_matches(['）', ')', '】', ']']);
    let line = key(bare);
    let opens = style.phrases.byline.iter().any(|phrase| {
        let rest = line.strip_prefix(&key(phrase));
        rest.is_some_and(|rest| is_named(rest, phrase.ends_with(char::is_alphanumeric)))
    });
    let ends = style.phrases.byline_end.iter().any(|phrase| {
        let start = line.strip_suffix(&key(phrase));
        start.is_some_and(|start| is_named(start, true))
    });
    (opens || ends) && !is_credit_end(text, style)
}

/// What stands beside the phrase of a byline looks like names: few words, and a phrase that is a word itself
/// (记者) is not the start of a longer one.
fn is_named(rest: &str, word: bool) -> bool {
    let rest = rest.trim();
    let han = rest.chars().filter(|c| is_han(*c)).count();
    let words = rest.split_whitespace().count();
    !rest.is_empty() && words <= 8 && (!word || han <= 12)
}

/// A person's name by its shape: two to four capitalized words of letters.
pub fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let named = |word: &&str| {
        let mut chars = word.chars();
        chars.next().is_some_and(char::is_uppercase)
            && chars.all(|c| c.is_lowercase() || matches!(c, '.' | '-' | '’' | '\'') || c.is_uppercase())
    };
    (2..=4).contains(&words.len())
        && words.iter().all(named)
        && words.iter().any(|word| word.chars().any(char::is_lowercase))
        && text.chars().count() <= 40
}

/// Where the credit of a caption starts: the last credit phrase, when only a name is left around it at the end
/// of the text. Byte offset of the phrase or of the name before it.
pub fn credit_at(text: &str, style: &HouseStyle) -> Option<usize> {
    if is_closed(text.trim_end_matches(['）', ')'])) {
        return None;
    }
    let line = key(text);
    // The key has the same number of characters, so places are counted in characters.
    let found = style.phrases.credit.iter().filter_map(|phrase| {
        let phrase = key(phrase);
        let at = line.rfind(&phrase)?;
        let tail = line.get(at + phrase.len()..)?;
        let fits = width_em(tail, false) <= style.extract.credit_em && !tail.contains(['。', '，', '；']);
        let standing = stands_alone(&line, at, &phrase, tail);
        (fits && standing).then(|| line.get(..at).map_or(0, |before| before.chars().count()))
    });
    let at = found.max()?;
    text.char_indices().nth(at).map(|(byte, _)| byte)
}

/// A credit phrase in Latin letters is not part of a word, and a Han one that ends the text follows a name.
fn stands_alone(line: &str, at: usize, phrase: &str, tail: &str) -> bool {
    let before = line.get(..at).unwrap_or("");
    let latin = phrase.chars().next().is_some_and(|c| c.is_alphabetic() && !is_han(c) && (c as u32) < 0x1100);
    let bounded = !before.chars().next_back().is_some_and(|c| c.is_alphanumeric() && (c as u32) < 0x1100);
    let name = before.rsplit([' ', '。', '（', '(', '：', ':', '/', '／']).find(|word| !word.is_empty());
    let han_name = name.is_some_and(|name| name.chars().count() <= 12 && name.chars().all(char::is_alphanumeric));
    let ends = tail.trim_matches(|c: char| is_closing(c) || c.is_whitespace()).is_empty();
    let parted = before.ends_with([' ', '\u{3000}', '/', '／', '：', ':', '（', '('])
        || name.is_none_or(|name| name.chars().count() <= 4);
    if latin { bounded && !ends } else { !ends || (han_name && parted) }
}

/// True for a text that ends in a picture credit.
pub fn is_credit_end(text: &str, style: &HouseStyle) -> bool {
    credit_at(text, style).is_some()
}

/// True for a credit that speaks for the whole page or for a picture without a caption: in brackets, or opening
/// with a credit phrase, or about 图片.
pub fn is_credit(text: &str, style: &HouseStyle) -> bool {
    let bracketed = text.starts_with(['（', '(']) && text.ends_with(['）', ')']);
    let bare = text.trim_matches(['（', '(', '）', ')']);
    let line = key(bare);
    let holds = style.phrases.credit.iter().any(|phrase| line.contains(&key(phrase)));
    let opens = style.phrases.credit.iter().any(|phrase| line.starts_with(&key(phrase)) && line.len() > phrase.len());
    let opening: String = line.chars().take(6).collect();
    let about = ["图片", "照片", "圖片"].iter().any(|word| opening.contains(word));
    holds && !is_closed(bare) && (bracketed || opens || about)
}

/// True for a jump line of the style, in brackets or not.
pub fn is_jump(text: &str, style: &HouseStyle) -> bool {
    let line = key(text.trim_matches(|c: char| is_closing(c) || "（(【[".contains(c) || c.is_whitespace()));
    let lines = style.phrases.jump_to.iter().chain(&style.phrases.jump_from);
    lines.into_iter().any(|pattern| matches_page(&line, &key(pattern)))
}

/// The whole line is the pattern with a short page number in the place of `{page}`.
fn matches_page(line: &str, pattern: &str) -> bool {
    let Some((before, after)) = pattern.split_once("{page}") else { return line == pattern };
    let page = line.strip_prefix(before).and_then(|rest| rest.strip_suffix(after)).map(str::trim);
    page.is_some_and(|page| !page.is_empty() && page.chars().count() <= 4 && page.chars().all(char::is_alphanumeric))
}

/// True for a line of paper, date and page number: a folio word and digits in a short line.
pub fn is_folio(text: &str, style: &HouseStyle) -> bool {
    let line = key(text);
    let digits = line.chars().filter(char::is_ascii_digit).count();
    let holds = style.phrases.folio.iter().any(|phrase| match key(phrase).split_once("{page}") {
        Some((before, after)) => line.contains(before) && (after.is_empty() || line.contains(after)),
        None => key(phrase).chars().count() > 1 && line.contains(&key(phrase)),
    });
    holds && digits >= 1 && width_em(text, false) <= style.extract.byline_em && !is_closed(text)
}

/// True for a section label: short, and ending in the style's mark.
pub fn is_section(text: &str, style: &HouseStyle) -> bool {
    let short = width_em(text, false) <= style.extract.label_em;
    short
        && text.chars().count() > 1
        && style.phrases.section_suffix.iter().any(|suffix| text.ends_with(suffix.as_str()))
}

/// True when a sentence ends the text, whatever quotes and brackets follow.
pub fn is_closed(text: &str) -> bool {
    text.trim_end_matches(|c: char| is_closing(c) || c.is_whitespace()).ends_with(ends_sentence)
}

/// True when the phrase that opens a feature's closing paragraph opens this one, give or take a quote.
pub fn is_closing_paragraph(text: &str, style: &HouseStyle) -> bool {
    let bare = text.trim_start_matches(['“', '"', '「', '『', '«', '„', ' ', '\u{3000}']);
    style.phrases.closing.iter().any(|phrase| key(bare).starts_with(&key(phrase)))
}

/// Languages in which a head is rarely set in capitalized words, so that a line of them is a name.
pub fn names_show(lang: Lang) -> bool {
    match lang {
        Lang::Ru | Lang::Fr | Lang::Es | Lang::It | Lang::Pt => true,
        Lang::Zh | Lang::Ja | Lang::Ko | Lang::En | Lang::De | Lang::Nl | Lang::Other => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house_style::library::Library;

    fn style(key: &str) -> HouseStyle {
        Library::built_in().find(key).unwrap().style().clone()
    }

    #[test]
    fn bylines() {
        let (zh, ja, ko, latin) = (style("zh"), style("ja"), style("ko"), style("latin"));
        assert!(is_byline("本报记者 陈小满", &zh) && is_byline("□陈小满 林岸", &zh));
        assert!(!is_byline("记者从渔港了解到，船已经回来。", &zh));
        assert!(is_byline("高橋律子 記者", &ja) && is_byline("박서준 기자", &ko));
        assert!(is_byline("By Ada Fenwick", &latin) && is_byline("Von Greta Holm", &latin));
        assert!(!is_byline("By the harbor, boats were waiting.", &latin));
    }

    #[test]
    fn captions_end_in_a_credit() {
        let (zh, ja, ko, latin) = (style("zh"), style("ja"), style("ko"), style("latin"));
        assert!(is_credit_end("孩子们在堤上放风筝。 陈小满 摄", &zh));
        assert!(!is_credit_end("他把这一幕拍摄", &zh));
        assert!(!is_credit_end("照片由市民提供。", &zh));
        assert!(is_credit_end("港に戻る漁船 高橋律子 撮影", &ja));
        assert!(is_credit_end("시장 골목의 불빛 사진=박서준", &ko));
        assert!(is_credit_end("Boats at the pier Photo by Ada Fenwick", &latin));
        assert!(!is_credit_end("She keeps a photo on the wall.", &latin));
        assert!(is_credit("（本版照片均由河套区融媒体中心提供）", &zh));
    }

    #[test]
    fn jumps_and_labels() {
        let (zh, latin) = (style("zh"), style("latin"));
        assert!(is_jump("（下转第３版）", &zh) && is_jump("Continued on Page A8", &latin));
        assert!(!is_jump("See you soon", &latin));
        assert!(is_section("河套新区：", &zh) && !is_section("他对来访的客人们这样说道：", &zh));
    }

    #[test]
    fn names_by_shape() {
        assert!(is_name("Ада Фенвик") && is_name("R. L. Holm"));
        assert!(!is_name("Ремонт моста") && !is_name("The"));
    }
}
