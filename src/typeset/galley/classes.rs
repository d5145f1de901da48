//! What a character does at the edges of a line, and between which two a line may break.
//!
//! The lists are those of clreq (basic and GB), JLREQ and KLREQ as newspapers use them; narrow newspaper columns
//! break Korean at any syllable.

/// What a cluster is for line breaking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// （《「“: never ends a line.
    Open,
    /// ）》」”: never starts a line.
    Close,
    /// ，。：？!: never starts a line.
    Stop,
    /// ゃ ー 々: never starts a line.
    Small,
    /// — or a pair of them.
    Dash,
    /// … or a pair of them.
    Dots,
    /// ·: never starts a line.
    Interpunct,
    /// Han, kana, Hangul and whatever else breaks anywhere.
    Han,
    /// A word of letters that are joined by spaces.
    Word,
    /// Digits with their points and dashes.
    Number,
    /// 年 万 元 after a number.
    Unit,
    /// ¥ $: stays with what follows.
    Prefix,
    /// % ° ℃: stays with what stands before.
    Postfix,
    /// A blank.
    Space,
}

/// The class of a character by itself; numbers, pairs and units are put together from these by their neighbors.
pub(super) fn class(c: char) -> Class {
    match c {
        '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' if c != '一' => Class::Han,
        ' ' | '\u{3000}' => Class::Space,
        '0'..='9' | '０'..='９' => Class::Number,
        '(' | '[' | '{' | '（' | '〈' | '《' | '「' | '『' | '【' | '〔' | '［' | '｛' | '〖' | '〘' | '〚' | '“'
        | '‘' | '〝' | '„' | '‚' | '«' | '‹' | '¿' | '¡' | '︵' | '︷' | '︹' | '︻' | '︽' | '︿' | '﹁' | '﹃'
        | '﹙' => Class::Open,
        ')' | ']' | '}' | '）' | '〉' | '》' | '」' | '』' | '】' | '〕' | '］' | '｝' | '〗' | '〙' | '〛' | '”'
        | '’' | '〞' | '〟' | '»' | '›' | '︶' | '︸' | '︺' | '︼' | '︾' | '﹀' | '﹂' | '﹄' | '﹚' => {
            Class::Close
        }
        ',' | '.' | ';' | ':' | '!' | '?' | '，' | '。' | '、' | '；' | '：' | '！' | '？' | '．' | '‼' | '⁇' | '⁈'
        | '⁉' | '﹐' | '﹑' | '﹒' | '﹔' | '﹕' | '﹖' | '﹗' | '︐' | '︑' | '︒' | '︓' | '︔' | '︕' | '︖'
        | '؟' | '،' | '؛' => Class::Stop,
        'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' | 'っ' | 'ゃ' | 'ゅ' | 'ょ' | 'ゎ' | 'ゕ' | 'ゖ' | 'ァ' | 'ィ' | 'ゥ'
        | 'ェ' | 'ォ' | 'ッ' | 'ャ' | 'ュ' | 'ョ' | 'ヮ' | 'ヵ' | 'ヶ' | 'ー' | '々' | '〻' | 'ゝ' | 'ゞ' | 'ヽ'
        | 'ヾ' | '゛' | '゜' | '〃' => Class::Small,
        '\u{31f0}'..='\u{31ff}' => Class::Small,
        '—' | '―' | '︱' | '⸺' | '－' | '–' | '─' | '～' | '〜' => Class::Dash,
        '…' | '‥' | '⋯' | '︙' => Class::Dots,
        '·' | '・' | '‧' => Class::Interpunct,
        '$' | '£' | '€' | '¥' | '￥' | '＄' | '￡' | '№' | '#' | '＃' => Class::Prefix,
        '%' | '％' | '‰' | '°' | '℃' | '℉' | '′' | '″' | '¢' | '￠' => Class::Postfix,
        '\u{2e80}'..='\u{ffef}' | '\u{1f000}'..='\u{1faff}' | '\u{20000}'..='\u{3ffff}' => Class::Han,
        // Circled numbers, bullets, arrows, geometric shapes: signs that stand like a character of the text.
        '\u{2190}'..='\u{23ff}' | '\u{2460}'..='\u{27bf}' => Class::Han,
        _ => Class::Word,
    }
}

/// Characters that count what the number before them says.
pub(super) fn is_unit(c: char) -> bool {
    "年月日号時时分秒点元圆円万亿億兆千百岁歳名人位个個家项件次米吨公里斤亩亩块只本回届位度倍成版级所条台辆년월일시분초명개원만억조회번위층살도"
        .contains(c)
}

/// Units that another unit may follow: 万元, 亿人.
pub(super) fn is_multiplier(c: char) -> bool {
    "万亿億兆千百만억조".contains(c)
}

/// True when a line may end after `a` and the next start with `b`. `spaced`: the language parts its words by
/// spaces, so that nothing breaks between signs that touch.
pub(super) fn can_break(a: Class, b: Class, spaced: bool) -> bool {
    match (a, b) {
        (_, Class::Close | Class::Stop | Class::Postfix | Class::Small | Class::Interpunct | Class::Space) => false,
        (Class::Open | Class::Prefix, _) => false,
        (_, Class::Dash) => a == Class::Dash,
        (_, Class::Dots) => a == Class::Dots,
        (Class::Number, Class::Number | Class::Unit) | (Class::Unit, Class::Unit) => false,
        (Class::Postfix, Class::Word) => false,
        (_, Class::Unit) => true,
        (
            Class::Han | Class::Unit | Class::Small | Class::Space | Class::Dash | Class::Interpunct,
            Class::Open | Class::Prefix | Class::Han | Class::Word | Class::Number,
        ) => true,
        (_, Class::Han) => true,
        // Words touch only where one was cut at a joint: after a hyphen or a slash.
        (Class::Word | Class::Number, Class::Word | Class::Number) => true,
        (
            Class::Close | Class::Stop | Class::Dots | Class::Postfix | Class::Word | Class::Number,
            Class::Open | Class::Prefix | Class::Word | Class::Number,
        ) => !spaced,
    }
}

/// True when the glue between two clusters is a matter of taste, to be given up before a column gets too wide.
pub(super) fn is_soft(a: Class, b: Class) -> bool {
    match b {
        Class::Dash | Class::Dots | Class::Unit => a != Class::Open,
        Class::Word | Class::Number | Class::Han => {
            matches!(a, Class::Prefix | Class::Postfix | Class::Word | Class::Number)
        }
        Class::Open | Class::Prefix => a != Class::Open,
        Class::Close | Class::Stop | Class::Small | Class::Interpunct | Class::Postfix | Class::Space => false,
    }
}

/// True for what never starts a line, whatever the column.
pub(super) fn never_starts(class: Class) -> bool {
    match class {
        Class::Close | Class::Stop | Class::Small | Class::Interpunct | Class::Postfix | Class::Space => true,
        Class::Open
        | Class::Dash
        | Class::Dots
        | Class::Han
        | Class::Word
        | Class::Number
        | Class::Unit
        | Class::Prefix => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stops_stay_with_what_they_end_and_openers_with_what_they_open() {
        for spaced in [false, true] {
            for c in "，。、：；？！）》」』”’ゃーっ々·・%℃".chars() {
                assert!(!can_break(Class::Han, class(c), spaced), "{c}");
                assert!(!can_break(Class::Word, class(c), spaced), "{c}");
            }
            for c in "（《「『“‘¥$".chars() {
                assert!(!can_break(class(c), Class::Han, spaced), "{c}");
                assert!(can_break(Class::Han, class(c), spaced), "{c}");
            }
        }
    }

    #[test]
    fn quotes_that_meet_part_between_them_in_unspaced_text() {
        assert!(can_break(class('”'), class('“'), false));
        assert!(!can_break(class('”'), class('“'), true));
    }
}
