//! What a character does at the edges of a line, and between which two a line may break.
//!
//! The lists are those of clreq (basic and GB), JLREQ and KLREQ as newspapers use them; narrow newspaper columns
//! break Korean at any syllable.

/// What a cluster is for line breaking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BreakClass {
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
pub(super) fn class(c: char) -> BreakClass {
    match c {
        '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' if c != '一' => BreakClass::Han,
        ' ' | '\u{3000}' => BreakClass::Space,
        '0'..='9' | '０'..='９' => BreakClass::Number,
        '(' | '[' | '{' | '（' | '〈' | '《' | '「' | '『' | '【' | '〔' | '［' | '｛' | '〖' | '〘' | '〚' | '“'
        | '‘' | '〝' | '„' | '‚' | '«' | '‹' | '¿' | '¡' | '︵' | '︷' | '︹' | '︻' | '︽' | '︿' | '﹁' | '﹃'
        | '﹙' => BreakClass::Open,
        ')' | ']' | '}' | '）' | '〉' | '》' | '」' | '』' | '】' | '〕' | '］' | '｝' | '〗' | '〙' | '〛' | '”'
        | '’' | '〞' | '〟' | '»' | '›' | '︶' | '︸' | '︺' | '︼' | '︾' | '﹀' | '﹂' | '﹄' | '﹚' => {
            BreakClass::Close
        }
        ',' | '.' | ';' | ':' | '!' | '?' | '，' | '。' | '、' | '；' | '：' | '！' | '？' | '．' | '‼' | '⁇' | '⁈'
        | '⁉' | '﹐' | '﹑' | '﹒' | '﹔' | '﹕' | '﹖' | '﹗' | '︐' | '︑' | '︒' | '︓' | '︔' | '︕' | '︖'
        | '؟' | '،' | '؛' => BreakClass::Stop,
        'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' | 'っ' | 'ゃ' | 'ゅ' | 'ょ' | 'ゎ' | 'ゕ' | 'ゖ' | 'ァ' | 'ィ' | 'ゥ'
        | 'ェ' | 'ォ' | 'ッ' | 'ャ' | 'ュ' | 'ョ' | 'ヮ' | 'ヵ' | 'ヶ' | 'ー' | '々' | '〻' | 'ゝ' | 'ゞ' | 'ヽ'
        | 'ヾ' | '゛' | '゜' | '〃' => BreakClass::Small,
        '\u{31f0}'..='\u{31ff}' => BreakClass::Small,
        '—' | '―' | '︱' | '⸺' | '－' | '–' | '─' | '～' | '〜' => BreakClass::Dash,
        '…' | '‥' | '⋯' | '︙' => BreakClass::Dots,
        '·' | '・' | '‧' => BreakClass::Interpunct,
        '$' | '£' | '€' | '¥' | '￥' | '＄' | '￡' | '№' | '#' | '＃' => BreakClass::Prefix,
        '%' | '％' | '‰' | '°' | '℃' | '℉' | '′' | '″' | '¢' | '￠' => BreakClass::Postfix,
        '\u{2e80}'..='\u{ffef}' | '\u{1f000}'..='\u{1faff}' | '\u{20000}'..='\u{3ffff}' => BreakClass::Han,
        // Circled numbers, bullets, arrows, geometric shapes: signs that stand like a character of the text.
        '\u{2190}'..='\u{23ff}' | '\u{2460}'..='\u{27bf}' => BreakClass::Han,
        _ => BreakClass::Word,
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
pub(super) fn can_break(a: BreakClass, b: BreakClass, spaced: bool) -> bool {
    match (a, b) {
        (
            _,
            BreakClass::Close
            | BreakClass::Stop
            | BreakClass::Postfix
            | BreakClass::Small
            | BreakClass::Interpunct
            | BreakClass::Space,
        ) => false,
        (BreakClass::Open | BreakClass::Prefix, _) => false,
        (_, BreakClass::Dash) => a == BreakClass::Dash,
        (_, BreakClass::Dots) => a == BreakClass::Dots,
        (BreakClass::Number, BreakClass::Number | BreakClass::Unit) | (BreakClass::Unit, BreakClass::Unit) => false,
        (BreakClass::Postfix, BreakClass::Word) => false,
        (_, BreakClass::Unit) => true,
        (
            BreakClass::Han
            | BreakClass::Unit
            | BreakClass::Small
            | BreakClass::Space
            | BreakClass::Dash
            | BreakClass::Interpunct,
            BreakClass::Open | BreakClass::Prefix | BreakClass::Han | BreakClass::Word | BreakClass::Number,
        ) => true,
        (_, BreakClass::Han) => true,
        // Words touch only where one was cut at a joint: after a hyphen or a slash.
        (BreakClass::Word | BreakClass::Number, BreakClass::Word | BreakClass::Number) => true,
        (
            BreakClass::Close
            | BreakClass::Stop
            | BreakClass::Dots
            | BreakClass::Postfix
            | BreakClass::Word
            | BreakClass::Number,
            BreakClass::Open | BreakClass::Prefix | BreakClass::Word | BreakClass::Number,
        ) => !spaced,
    }
}

/// True when the glue between two clusters is a matter of taste, to be given up before a column gets too wide.
pub(super) fn is_soft(a: BreakClass, b: BreakClass) -> bool {
    match b {
        BreakClass::Dash | BreakClass::Dots | BreakClass::Unit => a != BreakClass::Open,
        BreakClass::Word | BreakClass::Number | BreakClass::Han => {
            matches!(a, BreakClass::Prefix | BreakClass::Postfix | BreakClass::Word | BreakClass::Number)
        }
        BreakClass::Open | BreakClass::Prefix => a != BreakClass::Open,
        BreakClass::Close
        | BreakClass::Stop
        | BreakClass::Small
        | BreakClass::Interpunct
        | BreakClass::Postfix
        | BreakClass::Space => false,
    }
}

/// True for what never starts a line, whatever the column.
pub(super) fn never_starts(class: BreakClass) -> bool {
    match class {
        BreakClass::Close
        | BreakClass::Stop
        | BreakClass::Small
        | BreakClass::Interpunct
        | BreakClass::Postfix
        | BreakClass::Space => true,
        BreakClass::Open
        | BreakClass::Dash
        | BreakClass::Dots
        | BreakClass::Han
        | BreakClass::Word
        | BreakClass::Number
        | BreakClass::Unit
        | BreakClass::Prefix => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stops_stay_with_what_they_end_and_openers_with_what_they_open() {
        for spaced in [false, true] {
            for c in "，。、：；？！）》」』”’ゃーっ々·・%℃".chars() {
                assert!(!can_break(BreakClass::Han, class(c), spaced), "{c}");
                assert!(!can_break(BreakClass::Word, class(c), spaced), "{c}");
            }
            for c in "（《「『“‘¥$".chars() {
                assert!(!can_break(class(c), BreakClass::Han, spaced), "{c}");
                assert!(can_break(BreakClass::Han, class(c), spaced), "{c}");
            }
        }
    }

    #[test]
    fn quotes_that_meet_part_between_them_in_unspaced_text() {
        assert!(can_break(class('”'), class('“'), false));
        assert!(!can_break(class('”'), class('“'), true));
    }
}
