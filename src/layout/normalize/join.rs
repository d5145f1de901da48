//! Printed lines to running text: what stands between two of them.

use super::hyphens;
use super::script::{ends_sentence, parts_clauses};
use super::script::{is_cjk, is_cjk_letter, is_closing, is_hangul, is_opening, is_shared_mark, is_unspaced, width_em};
use super::words::Words;
use crate::model::lang::Lang;
use crate::model::page::Joint;

/// Joins the lines of one paragraph or head, in their order. Blanks at their ends do not count.
pub fn join_lines<S: AsRef<str>>(lines: &[S], lang: Lang, words: &Words) -> String {
    let tight = lang == Lang::Ko && breaks_in_words(lines);
    let mut text = String::new();
    for line in lines {
        let line = line.as_ref().trim();
        if text.is_empty() {
            text.push_str(line);
        } else if !line.is_empty() {
            let mut between = joint(&text, line, lang, words);
            if tight && between == Joint::Space && mid_word(&text, line) {
                between = Joint::Nothing;
            }
            between.append(&mut text, line);
        }
    }
    text
}

/// What stands between a piece of text and the one that continues it.
///
/// `lang` is the language of the story, not of the pair: between digits, and beside quotes and dashes that
/// scripts share, it decides. `words` are those that stand whole around it. Rules in this order: nothing beside CJK and
/// within Thai and its like; hyphens; addresses and slashes; brackets
/// and apostrophes; Korean particles; else a space.
pub fn joint(before: &str, after: &str, lang: Lang, words: &Words) -> Joint {
    let (before, after) = (before.trim_end(), after.trim_start());
    let (Some(left), Some(right)) = (before.chars().next_back(), after.chars().next()) else {
        return Joint::Nothing;
    };
    if is_tight(left, lang) || is_tight(right, lang) {
        return Joint::Nothing;
    }
    let unspaced = is_unspaced(left) && is_unspaced(right) && !ends_sentence(left) && !parts_clauses(left);
    if unspaced || left == MAQAF {
        return Joint::Nothing;
    }
    if is_dash(left) || is_dash(right) {
        return at_dash(before, after);
    }
    let word = last_word(before);
    if is_hyphen(left) {
        return hyphens::joint(before, after, lang, words);
    }
    if is_address(word) {
        return at_address(word, left, after);
    }
    if left == '/' && !word.starts_with('/') {
        return Joint::Nothing;
    }
    if is_opening(left) || (is_closing(right) && !matches!(right, '"' | '\'')) || is_stop(right) {
        return Joint::Nothing;
    }
    if lang.is_han() && is_figure(left, right) {
        return Joint::Nothing;
    }
    if matches!(left, '’' | '\'') && is_elided(word, lang) {
        return Joint::Nothing;
    }
    if is_hangul(left) && is_hangul(right) && opens_with_particle(after) {
        return Joint::Nothing;
    }
    Joint::Space
}

/// No space stands beside it: CJK letters and marks, and in Han text the marks it shares with Latin.
fn is_tight(c: char, lang: Lang) -> bool {
    is_cjk(c) || (lang.is_han() && is_shared_mark(c))
}

/// Hebrew joins words with it, and keeps it at the end of a line.
const MAQAF: char = '־';

fn is_dash(c: char) -> bool {
    matches!(c, '—' | '―' | '–')
}

/// A dash set close to a word on its line is close on the other side too (the mill—|now closed).
fn at_dash(before: &str, after: &str) -> Joint {
    let close = |mut chars: std::str::Chars<'_>, back: bool| {
        let mut next = || if back { chars.next_back() } else { chars.next() };
        next().is_some_and(is_dash) && next().is_some_and(|c| !c.is_whitespace())
    };
    if close(before.chars(), true) || close(after.chars(), false) { Joint::Nothing } else { Joint::Space }
}

/// A hyphen, by itself or as a mark of a broken word.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{ad}' | '⸗' | '¬')
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | '!' | '?' | '%') || (!is_cjk(c) && ends_sentence(c) && c != '…') || parts_clauses(c)
}

/// Digits, and what stands between the digits of a figure: 20|24, 6.|4%, 2+|1.
fn is_figure(left: char, right: char) -> bool {
    let within = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '+' | '-' | '~' | '%' | ':');
    (left.is_ascii_digit() && within(right)) || (within(left) && right.is_ascii_digit())
}

/// The word that a text ends in.
pub(super) fn last_word(text: &str) -> &str {
    let start = text.char_indices().rev().find(|(_, c)| c.is_whitespace() || is_cjk(*c));
    start.and_then(|(at, c)| text.get(at + c.len_utf8()..)).unwrap_or(text)
}

fn first_word(text: &str) -> &str {
    text.split(|c: char| c.is_whitespace() || is_cjk(c)).next().unwrap_or("")
}

fn is_address(word: &str) -> bool {
    word.contains("://") || word.ends_with("http:") || word.ends_with("https:") || word.starts_with("www.")
}

/// An address goes on after its marks when what follows looks like its tail and not like a word.
fn at_address(word: &str, left: char, after: &str) -> Joint {
    let tail = first_word(after);
    let within = matches!(left, '/' | '?' | '&' | '=' | '_' | '%' | '#' | '~' | ':' | '.');
    let like_tail = tail.contains(['/', '.', '_', '=', '&', '%', '#']) && !tail.ends_with(['.', ',']);
    let opens = after.starts_with(['/', '?', '&', '#', '=', '%', '_', '.']);
    let scheme = word.ends_with(':') && after.starts_with('/');
    let file_end = tail.trim_end_matches(['.', ',']).contains(['/', '.']);
    if scheme || opens || (within && (like_tail || (left != '.' && file_end))) || (left == '/' && digits(tail)) {
        Joint::Nothing
    } else {
        Joint::Space
    }
}

fn digits(word: &str) -> bool {
    word.chars().next().is_some_and(|c| c.is_ascii_digit())
}

/// French and Italian elision: l’|homme, qu’|elle.
fn is_elided(word: &str, lang: Lang) -> bool {
    match lang {
        Lang::Fr | Lang::It | Lang::Other => {
            word.chars().count() <= 5 && word.chars().next().is_some_and(char::is_alphabetic)
        }
        Lang::Zh | Lang::Ja | Lang::Ko | Lang::En | Lang::De | Lang::Es | Lang::Pt | Lang::Nl | Lang::Ru => false,
    }
}

/// Korean lines that are all filled break within words; lines that break at spaces are of uneven length.
fn breaks_in_words<S: AsRef<str>>(lines: &[S]) -> bool {
    /// From this many lines on the evenness proves something.
    const ENOUGH: usize = 4;
    let widths: Vec<f32> = lines.iter().map(|line| width_em(line.as_ref().trim(), false)).collect();
    let full = widths.split_last().map_or(&[][..], |(_, rest)| rest);
    if full.len() < ENOUGH {
        return false;
    }
    let most = full.iter().copied().fold(0.0, f32::max);
    let even = full.iter().filter(|width| **width >= most - 1.0).count();
    even * 10 >= full.len() * 9
}

/// Where lines break within words, a break is within one if a part on either side is no word by itself.
fn mid_word(before: &str, after: &str) -> bool {
    const ALONE: &str = "그이저한두세네몇수것때중더못안잘및등다첫새옛제각매약총전후또꼭왜나너내네";
    let tail = before.chars().next_back().is_some_and(is_hangul) && after.chars().next().is_some_and(is_hangul);
    let mut last = last_word(before).chars();
    let single = match (last.next(), last.next()) {
        (Some(c), None) => is_hangul(c) && !ALONE.contains(c),
        _ => false,
    };
    tail && (single || opens_with_particle(after) || opens_with_ending(after))
}

/// A Korean particle that stands alone before a space or mark belongs to the word before it.
fn opens_with_particle(after: &str) -> bool {
    const PARTICLES: [&str; 34] = [
        "은",
        "는",
        "을",
        "를",
        "의",
        "에",
        "에서",
        "에게",
        "에는",
        "에도",
        "으로",
        "로",
        "와",
        "과",
        "도",
        "만",
        "까지",
        "부터",
        "에서는",
        "에서도",
        "으로는",
        "으로도",
        "보다",
        "처럼",
        "에게서",
        "이라고",
        "라고",
        "이며",
        "이고",
        "들은",
        "들을",
        "들이",
        "들의",
        "들도",
    ];
    PARTICLES.contains(&hangul_word(after))
}

/// A verb ending that stands alone belongs to the word before it.
fn opens_with_ending(after: &str) -> bool {
    const ENDINGS: [&str; 24] = [
        "다",
        "했다",
        "한다",
        "된다",
        "됐다",
        "였다",
        "있다",
        "었다",
        "았다",
        "하고",
        "하는",
        "하며",
        "하게",
        "하여",
        "합니다",
        "했습니다",
        "습니다",
        "입니다",
        "됩니다",
        "니다",
        "하지",
        "해서",
        "된",
        "할",
    ];
    ENDINGS.contains(&hangul_word(after))
}

fn hangul_word(text: &str) -> &str {
    text.split(|c: char| !is_hangul(c) || is_cjk_letter(c)).next().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(lines: &[&str], lang: Lang) -> String {
        join_lines(lines, lang, &Words::default())
    }

    #[test]
    fn nothing_beside_han_and_kana() {
        assert_eq!(joined(&["老街的灯", "又亮了"], Lang::Zh), "老街的灯又亮了");
        assert_eq!(joined(&["他读", "The Times", "的时候"], Lang::Zh), "他读The Times的时候");
        assert_eq!(joined(&["町の", "ニュー", "ス。"], Lang::Ja), "町のニュース。");
        assert_eq!(joined(&["他说：", "“好。”", "大家笑了"], Lang::Zh), "他说：“好。”大家笑了");
    }

    #[test]
    fn words_take_a_space_even_in_chinese_text() {
        assert_eq!(joined(&["看《Le", "Monde》"], Lang::Zh), "看《Le Monde》");
        assert_eq!(joined(&["Рыбаки вернулись", "домой"], Lang::Ru), "Рыбаки вернулись домой");
    }

    #[test]
    fn figures_close_up_in_chinese_text_only() {
        assert_eq!(joined(&["共20", "24人"], Lang::Zh), "共2024人");
        assert_eq!(joined(&["增长6.", "4%"], Lang::Zh), "增长6.4%");
        assert_eq!(joined(&["采用“2+", "1+10”"], Lang::Zh), "采用“2+1+10”");
        assert_eq!(joined(&["in May 20", "24 came"], Lang::En), "in May 20 24 came");
    }

    #[test]
    fn hyphens() {
        assert_eq!(joined(&["the govern-", "ment"], Lang::En), "the government");
        assert_eq!(joined(&["a state-of-the-", "art mill"], Lang::En), "a state-of-the-art mill");
        assert_eq!(joined(&["the TCP-", "port"], Lang::En), "the TCP-port");
        assert_eq!(joined(&["Windows-", "Freigaben"], Lang::De), "Windows-Freigaben");
        assert_eq!(joined(&["Vor-", "und Nachteile"], Lang::De), "Vor- und Nachteile");
        assert_eq!(joined(&["Mittel-", "stand"], Lang::De), "Mittelstand");
        assert_eq!(joined(&["пере-", "строили"], Lang::Ru), "перестроили");
        assert_eq!(joined(&["1914-", "1918"], Lang::En), "1914-1918");
        assert_eq!(joined(&["he paused -", "and left"], Lang::En), "he paused - and left");
    }

    #[test]
    fn addresses_slashes_and_dots() {
        assert_eq!(joined(&["→ https:", "//example.org/a"], Lang::Zh), "→ https://example.org/a");
        assert_eq!(
            joined(&["see www.example.org/", "news/index.html"], Lang::En),
            "see www.example.org/news/index.html"
        );
        assert_eq!(joined(&["see www.example.org", "for more"], Lang::En), "see www.example.org for more");
        assert_eq!(joined(&["either/", "or"], Lang::En), "either/or");
        assert_eq!(joined(&["kept in /var/log/", "or elsewhere"], Lang::En), "kept in /var/log/ or elsewhere");
        assert_eq!(joined(&["the mill—", "now closed"], Lang::En), "the mill—now closed");
        assert_eq!(joined(&["der Hafen –", "seit Mai"], Lang::De), "der Hafen – seit Mai");
        assert_eq!(joined(&["the harbor…", "as ever"], Lang::En), "the harbor… as ever");
    }

    #[test]
    fn elision_and_brackets() {
        assert_eq!(joined(&["devant l’", "église"], Lang::Fr), "devant l’église");
        assert_eq!(joined(&["the farmers'", "market"], Lang::En), "the farmers' market");
        assert_eq!(joined(&["the mill (", "closed) is"], Lang::En), "the mill (closed) is");
    }

    #[test]
    fn korean_words_are_parted_and_particles_are_not() {
        assert_eq!(joined(&["시장에서 만난", "상인들은 웃었다"], Lang::Ko), "시장에서 만난 상인들은 웃었다");
        assert_eq!(joined(&["새로 문을 연 도서관", "에서 열렸다"], Lang::Ko), "새로 문을 연 도서관에서 열렸다");
        assert_eq!(joined(&["부산", "FC가 이겼다"], Lang::Ko), "부산 FC가 이겼다");
    }

    #[test]
    fn scripts_without_word_spaces_get_none_and_others_do() {
        assert_eq!(joined(&["เรือข้ามฟาก", "กลับเข้าฝั่ง"], Lang::Other), "เรือข้ามฟากกลับเข้าฝั่ง");
        assert_eq!(joined(&["ပင်လယ်", "ကမ်းခြေ"], Lang::Other), "ပင်လယ်ကမ်းခြေ");
        assert_eq!(joined(&["ပြန်လာသည်။", "နောက်နေ့"], Lang::Other), "ပြန်လာသည်။ နောက်နေ့");
        assert_eq!(joined(&["สายที่", "47 ออกแล้ว"], Lang::Other), "สายที่ 47 ออกแล้ว");
        assert_eq!(joined(&["नाव लौट", "आई ।"], Lang::Other), "नाव लौट आई ।");
        assert_eq!(joined(&["عاد المركب", "إلى المرفأ", "؟"], Lang::Other), "عاد المركب إلى المرفأ؟");
        assert_eq!(joined(&["בית־", "ספר"], Lang::Other), "בית־ספר");
    }

    #[test]
    fn a_joint_between_nothing_is_nothing() {
        assert_eq!(joint("", "a", Lang::En, &Words::default()), Joint::Nothing);
        assert_eq!(joined(&["a", "  ", "b"], Lang::En), "a b");
    }
}
