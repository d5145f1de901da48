//! Compatibility forms that producers of pages leave in text, folded block by block. Never NFKC of a whole
//! text: that would turn ：（③℃…… and the full-width space into ASCII.

use crate::layout::normalize::joined;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Folds what a reader would not want to search or copy: Kangxi and CJK radicals and compatibility ideographs
/// to the ideographs they stand for, Latin ligatures to letters, half-width kana to full ones, vertical
/// presentation forms to the upright ones, Arabic and Hebrew presentation forms to letters, odd spaces to a space; drops
/// controls, zero-width spaces, direction marks, kashidas and soft hyphens (one that ends a word was printed: it is a
/// hyphen, and at the end of the text it stays and tells what becomes of the word). Joiners and variation selectors stay
/// where they show in the letters around them. The result is NFC. The ideographic space stays.
pub fn fold(text: &str) -> String {
    if text.chars().all(never_changes) || (!text.chars().any(changes) && is_settled(text)) {
        return text.to_owned();
    }
    let mut folded = String::with_capacity(text.len());
    let mut kana = String::new();
    for (at, c) in text.char_indices() {
        if is_half_kana(c) {
            kana.push(c);
            continue;
        }
        folded.extend(kana.drain(..).nfkc());
        let rest = text.get(at + c.len_utf8()..).unwrap_or_default();
        if joined::is_filler(c, &folded, rest) {
            continue;
        }
        push_folded(c, WordPosition::before(rest), &mut folded);
    }
    folded.extend(kana.drain(..).nfkc());
    folded.nfc().collect()
}

/// What most text is made of: it is as it should be among its like.
fn never_changes(c: char) -> bool {
    matches!(c, ' '..='~' | '、' | '。' | '，' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

fn is_settled(text: &str) -> bool {
    is_nfc_quick(text.chars()) == IsNormalized::Yes
}

fn is_half_kana(c: char) -> bool {
    matches!(c, '\u{ff61}'..='\u{ff9f}')
}

/// Whether folding could change the character; NFC is asked separately.
fn changes(c: char) -> bool {
    is_half_kana(c)
        || is_dropped(c)
        || is_odd_space(c)
        || upright(c).is_some()
        || joined::changes(c)
        || matches!(c, '\u{ad}' | '\u{2e80}'..='\u{2fdf}' | '\u{fb00}'..='\u{fb06}')
}

/// Where a character stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum WordPosition {
    /// Within a word.
    Within,
    /// Before a blank.
    WordEnd,
    /// Before nothing but blanks.
    End,
}

impl WordPosition {
    fn before(rest: &str) -> WordPosition {
        if rest.trim_start().is_empty() {
            WordPosition::End
        } else if rest.starts_with(char::is_whitespace) {
            WordPosition::WordEnd
        } else {
            WordPosition::Within
        }
    }
}

fn push_folded(c: char, place: WordPosition, out: &mut String) {
    match c {
        '\u{ad}' => match place {
            WordPosition::Within => {}
            WordPosition::WordEnd => out.push('-'),
            WordPosition::End => out.push(c),
        },
        _ if is_dropped(c) => {}
        _ if is_odd_space(c) => out.push(' '),
        _ if joined::is_form(c) => joined::push_form(c, out),
        '\u{2e80}'..='\u{2eff}' => out.push(of_radical(c)),
        '\u{2f00}'..='\u{2fdf}' | '\u{fb00}'..='\u{fb06}' => out.extend(std::iter::once(c).nfkc()),
        _ => out.push(upright(c).unwrap_or(c)),
    }
}

/// Characters that show nothing and would only break searches, or move a terminal's cursor.
fn is_dropped(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}'))
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}'
            | '\u{e0000}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}')
}

fn is_odd_space(c: char) -> bool {
    c != ' ' && c != '\u{3000}' && c.is_whitespace()
}

/// The upright form of a vertical presentation form (U+FE10..19, U+FE30..48).
fn upright(c: char) -> Option<char> {
    const COMMA_TO_DOTS: [char; 10] = ['，', '、', '。', '：', '；', '！', '？', '〖', '〗', '…'];
    const LEADER_TO_CORNER: [char; 25] = [
        '‥', '—', '–', '＿', '＿', '（', '）', '｛', '｝', '〔', '〕', '【', '】', '《', '》', '〈', '〉', '「', '」',
        '『', '』', '﹅', '﹆', '［', '］',
    ];
    match c {
        '\u{fe10}'..='\u{fe19}' => COMMA_TO_DOTS.get(c as usize - 0xfe10).copied(),
        '\u{fe30}'..='\u{fe48}' => LEADER_TO_CORNER.get(c as usize - 0xfe30).copied().filter(|u| *u != c),
        _ => None,
    }
}

/// The ideograph that a CJK radical (U+2E80..2EF3) stands for: Unicode's `EquivalentUnifiedIdeograph`, as far
/// as the ideographs are in the basic plane.
fn of_radical(c: char) -> char {
    RADICALS.binary_search_by_key(&c, |pair| pair.0).ok().and_then(|at| RADICALS.get(at)).map_or(c, |pair| pair.1)
}

#[rustfmt::skip]
const RADICALS: [(char, char); 100] = [
    ('⺁', '厂'), ('⺂', '乛'), ('⺃', '乚'), ('⺄', '乙'), ('⺅', '亻'), ('⺆', '冂'), ('⺈', '刀'), ('⺉', '刂'), ('⺊', '卜'),
    ('⺋', '㔾'), ('⺌', '小'), ('⺍', '小'), ('⺎', '兀'), ('⺏', '尣'), ('⺐', '尢'), ('⺒', '巳'), ('⺓', '幺'), ('⺔', '彑'),
    ('⺖', '忄'), ('⺗', '㣺'), ('⺘', '扌'), ('⺙', '攵'), ('⺛', '旡'), ('⺜', '日'), ('⺝', '月'), ('⺞', '歺'), ('⺟', '母'),
    ('⺠', '民'), ('⺡', '氵'), ('⺢', '氺'), ('⺣', '灬'), ('⺤', '爫'), ('⺥', '爫'), ('⺦', '丬'), ('⺧', '牛'), ('⺨', '犭'),
    ('⺩', '王'), ('⺫', '罒'), ('⺬', '示'), ('⺭', '礻'), ('⺮', '竹'), ('⺯', '糹'), ('⺰', '纟'), ('⺱', '罓'), ('⺲', '罒'),
    ('⺳', '㓁'), ('⺶', '羊'), ('⺹', '耂'), ('⺺', '肀'), ('⺻', '聿'), ('⺼', '肉'), ('⺾', '艹'), ('⺿', '艹'), ('⻀', '艹'),
    ('⻁', '虎'), ('⻂', '衤'), ('⻃', '覀'), ('⻄', '西'), ('⻅', '见'), ('⻆', '角'), ('⻈', '讠'), ('⻉', '贝'), ('⻋', '车'),
    ('⻌', '辶'), ('⻍', '辶'), ('⻎', '辶'), ('⻏', '阝'), ('⻐', '钅'), ('⻑', '長'), ('⻒', '镸'), ('⻓', '长'), ('⻔', '门'),
    ('⻖', '阝'), ('⻗', '雨'), ('⻘', '青'), ('⻙', '韦'), ('⻚', '页'), ('⻛', '风'), ('⻜', '飞'), ('⻝', '食'), ('⻟', '飠'),
    ('⻠', '饣'), ('⻢', '马'), ('⻣', '骨'), ('⻤', '鬼'), ('⻥', '鱼'), ('⻦', '鸟'), ('⻧', '卤'), ('⻨', '麦'), ('⻩', '黄'),
    ('⻪', '黾'), ('⻫', '斉'), ('⻬', '齐'), ('⻭', '歯'), ('⻮', '齿'), ('⻯', '竜'), ('⻰', '龙'), ('⻱', '龜'), ('⻲', '亀'),
    ('⻳', '龟'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_become_ideographs() {
        assert_eq!(fold("⻓⻔⻚⻅⻢⻥"), "长门页见马鱼");
        assert_eq!(fold("⼀⼈⽇"), "一人日");
        assert_eq!(fold("神"), "神");
        assert_eq!(fold("﨑𠮷"), "﨑𠮷", "unified ideographs stay");
        assert!(RADICALS.windows(2).all(|pair| pair[0].0 < pair[1].0), "sorted for the search");
    }

    #[test]
    fn widths_and_marks_of_chinese_text_stay() {
        let text = "：（３）①㈱℃½……～　，１２ＡＢ";
        assert_eq!(fold(text), text);
    }

    #[test]
    fn half_width_kana_are_composed() {
        assert_eq!(fold("ｶﾞﾊﾟ ﾆｭｰｽ｡"), "ガパ ニュース。");
        assert_eq!(fold("か\u{3099}"), "が");
    }

    #[test]
    fn vertical_forms_stand_up() {
        assert_eq!(fold("︵記者︶︑︒﹁﹂︱"), "（記者）、。「」—");
    }

    #[test]
    fn ligatures_spaces_and_unseen_marks() {
        assert_eq!(fold("oﬃce ﬂoor"), "office floor");
        assert_eq!(fold("a\u{a0}b\u{2009}c\td"), "a b c d");
        assert_eq!(fold("\u{feff}新\u{200b}闻\u{202e}纸\u{fe01}\u{1b}[2J\0"), "新闻纸\u{fe01}[2J");
        assert_eq!(fold("news\u{ad}paper"), "newspaper");
        assert_eq!(fold("news\u{ad} paper"), "news- paper");
        assert_eq!(fold("news\u{ad}"), "news\u{ad}", "a soft hyphen that ends a line was printed");
        assert_eq!(fold("e\u{301}"), "é");
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for text in ["⻓ﬁｶﾞ\u{ad}x\u{ad}", "한글", "\u{1112}\u{1161}\u{11ab}", "ﾞﾟ"] {
            let once = fold(text);
            assert_eq!(fold(&once), once);
        }
    }
}
