//! Spaces that extraction left in running text.

use super::script::{is_cjk, is_cjk_letter, is_closing, is_han, is_opening};

/// Takes out spaces that nobody typed: beside CJK (8月 15日, 对账 3项), several in a row, at the ends, and
/// between the letters of a spaced-out word (综 合 新 闻). Kept: spaces between words; Han␠Han in a head, where
/// it parts the halves of a couplet; before the name and the word of a credit (李明 摄); after 记者 and its like; and
/// the ideographic space between Han, which somebody set. Expects folded text.
pub fn mend_spaces(text: &str) -> String {
    if !text.contains([' ', '\u{3000}']) {
        return text.to_owned();
    }
    let words = words(text);
    if words.iter().all(|word| word.text.is_ascii()) {
        return words.iter().map(|word| word.text).collect::<Vec<_>>().join(" ");
    }
    let in_head = !text.contains(['。', '，', '、', '；']);
    let mut mended = String::with_capacity(text.len());
    for (at, word) in words.iter().enumerate() {
        if at > 0 && keeps(&words, at, in_head) {
            mended.push(' ');
        }
        mended.push_str(word.text);
    }
    mended
}

/// What stands between blanks.
#[derive(Clone, Copy)]
struct SpacedWord<'t> {
    text: &'t str,
    /// An ideographic space stands before it.
    set: bool,
}

fn words(text: &str) -> Vec<SpacedWord<'_>> {
    let mut set = false;
    let mut words = Vec::new();
    for part in text.split_inclusive([' ', '\u{3000}']) {
        let word = part.trim_end_matches([' ', '\u{3000}']);
        if !word.is_empty() {
            words.push(SpacedWord { text: word, set });
            set = false;
        }
        set |= part.ends_with('\u{3000}');
    }
    words
}

/// Whether the space before `words[at]` stays.
fn keeps(words: &[SpacedWord], at: usize, in_head: bool) -> bool {
    let word = |index: usize| words.get(index).map_or("", |word| word.text);
    let (before, after) = (word(at.wrapping_sub(1)), word(at));
    let (Some(left), Some(right)) = (before.chars().next_back(), after.chars().next()) else { return false };
    if !is_cjk(left) && !is_cjk(right) {
        return true;
    }
    if is_spread_name(before, after) {
        return false;
    }
    let names = opens_with_credit(after) || (is_name(after) && opens_with_credit(word(at + 1)));
    if names || (ends_in_title(before) && is_cjk_letter(right)) {
        return true;
    }
    let named = at >= 2 && is_name(before) && is_name(after) && ends_in_title(word(at - 2));
    if named {
        return true;
    }
    let set = in_head || words.get(at).is_some_and(|word| word.set);
    let letters = is_cjk_letter(left) && is_cjk_letter(right);
    letters && ((set && !in_spaced_word(words, at)) || is_couplet(before, after))
}

/// Halves of equal length, four letters and more, between other marks: “春风化雨 润物无声”.
fn is_couplet(before: &str, after: &str) -> bool {
    let left = before.chars().rev().take_while(|c| is_cjk_letter(*c)).count();
    let right = after.chars().take_while(|c| is_cjk_letter(*c)).count();
    let bounded = left < before.chars().count() && right < after.chars().count();
    left == right && left >= 4 && bounded
}

/// A name of two characters, set as wide as one of three: 陈 满. Nobody is called by one character, but 摄 may follow.
fn is_spread_name(before: &str, after: &str) -> bool {
    let single = |word: &str| {
        let mut chars = word.chars().filter(|c| !is_closing(*c) && !is_opening(*c));
        chars.next().is_some_and(is_han) && chars.next().is_none()
    };
    single(before) && single(after) && !opens_with_credit(after)
}

/// A person's name as printed: two to four Han, or a first and last name with a dot between them.
fn is_name(word: &str) -> bool {
    let count = word.chars().count();
    (1..=4).contains(&count) && word.chars().all(is_han)
        || ((3..=12).contains(&count) && word.contains('·') && word.chars().all(|c| is_han(c) || c == '·'))
}

/// What follows a name in a credit.
pub fn opens_with_credit(word: &str) -> bool {
    const WORDS: [&str; 12] = ["摄", "文", "图", "摄影", "报道", "绘", "供图", "制图", "撮影", "写真", "記者", "提供"];
    let bare = word.trim_end_matches(['）', ')', '。', '/', '／']);
    WORDS.contains(&bare) || bare.starts_with("摄影") || bare.starts_with("文/") || bare.starts_with("文／")
}

/// What stands before a name.
fn ends_in_title(word: &str) -> bool {
    ["记者", "编辑", "通讯员", "責編", "责编", "校对", "版式", "策划", "作者"].iter().any(|title| word.ends_with(title))
}

/// Three and more single characters in a row are one word set wide; marks may stand at its ends.
fn in_spaced_word(words: &[SpacedWord], at: usize) -> bool {
    let letters = |index: usize| words.get(index).map_or("", |word| word.text).chars();
    let ends = |index: usize| letters(index).rev().take_while(|c| is_cjk_letter(*c)).count() == 1;
    let opens = |index: usize| letters(index).take_while(|c| is_cjk_letter(*c)).count() == 1;
    let back = (0..at).rev().take_while(|index| ends(*index)).count();
    let on = (at..words.len()).take_while(|index| opens(*index)).count();
    back > 0 && on > 0 && back + on >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_beside_digits_go() {
        assert_eq!(mend_spaces("3月 12日，渔船出海"), "3月12日，渔船出海");
        assert_eq!(mend_spaces("核对 5项，近 3 万人"), "核对5项，近3万人");
        assert_eq!(mend_spaces("GDP 同比增长"), "GDP同比增长");
        assert_eq!(mend_spaces("  开头 ，结尾  "), "开头，结尾");
    }

    #[test]
    fn a_couplet_and_a_credit_keep_theirs() {
        assert_eq!(mend_spaces("春风化雨 润物无声"), "春风化雨 润物无声");
        assert_eq!(mend_spaces("春风化雨　润物无声"), "春风化雨 润物无声");
        assert_eq!(mend_spaces("孩子们在堤上放风筝，笑声不断。 陈小满 摄"), "孩子们在堤上放风筝，笑声不断。 陈小满 摄");
        assert_eq!(mend_spaces("本报记者 陈小满 何川"), "本报记者 陈小满 何川");
        assert_eq!(mend_spaces("举办“春风化雨 润物无声”展，观众不少"), "举办“春风化雨 润物无声”展，观众不少");
        assert_eq!(mend_spaces("渔港 归来 的船，靠了岸"), "渔港归来的船，靠了岸");
    }

    #[test]
    fn an_ideographic_space_parts_han_in_running_text() {
        assert_eq!(mend_spaces("当天，“渔歌唱晚　风起大堤河”巡演启程。"), "当天，“渔歌唱晚 风起大堤河”巡演启程。");
        assert_eq!(mend_spaces("当天，“渔歌唱晚 风起大堤河”巡演启程。"), "当天，“渔歌唱晚风起大堤河”巡演启程。");
        assert_eq!(mend_spaces("共　3　万人，GDP 同比　增长"), "共3万人，GDP同比 增长");
        assert_eq!(mend_spaces("灯火　归　来　的　船，靠岸"), "灯火 归来的船，靠岸");
    }

    #[test]
    fn a_word_set_wide_closes_up() {
        assert_eq!(mend_spaces("综 合 新 闻"), "综合新闻");
        assert_eq!(mend_spaces("本报记者 陈 满"), "本报记者 陈满");
        assert_eq!(mend_spaces("风筝。 陈 满 摄"), "风筝。陈满 摄");
        assert_eq!(mend_spaces("（陈 满）"), "（陈满）");
    }

    #[test]
    fn words_stay_apart() {
        assert_eq!(mend_spaces("two  words"), "two words");
        assert_eq!(mend_spaces("시장 골목  안"), "시장 골목 안");
        assert_eq!(mend_spaces("le « mot » ; oui"), "le « mot » ; oui");
    }
}
