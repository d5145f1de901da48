//! Text from top to bottom: the vertical forms of punctuation, and what stands upright in one pair of cells.

#[cfg(test)]
use crate::typeset::width::WidthModel;
use crate::typeset::width::graphemes;

/// A blank pair of cells.
pub(super) const BLANK: char = '\u{3000}';
/// Cells of a vertical line.
pub(super) const LINE: u16 = 2;

/// A line of text as cell pairs from top to bottom.
pub(super) fn cells(text: &str) -> Vec<String> {
    cells_at(text).into_iter().map(|(_, cell)| cell).collect()
}

/// As [`cells`], each with its place in the text, in bytes.
pub(super) fn cells_at(text: &str) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut digits = String::new();
    for (at, grapheme) in graphemes(text) {
        let c = grapheme.chars().next().unwrap_or(' ');
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        stand_up(&mut digits, at, &mut found);
        if c != ' ' {
            found.push((at, form(c).map_or_else(|| grapheme.to_owned(), String::from)));
        } else if text.get(..at).is_some_and(|before| before.ends_with(' ')) {
            // Two blanks part the cells of a table's row.
            found.push((at, BLANK.to_string()));
        }
    }
    stand_up(&mut digits, text.len(), &mut found);
    found
}

/// A number that ends at this place: two digits side by side in one cell pair, others below each other.
fn stand_up(digits: &mut String, end: usize, found: &mut Vec<(usize, String)>) {
    let start = end.saturating_sub(digits.len());
    if digits.len() == usize::from(LINE) {
        found.push((start, std::mem::take(digits)));
    }
    let one = |(at, digit): (usize, char)| (start + at, full_width(digit).to_string());
    found.extend(std::mem::take(digits).chars().enumerate().map(one));
}

/// The full-width form of a printable ASCII character.
fn full_width(c: char) -> char {
    match c {
        '!'..='~' => char::from_u32(c as u32 + 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// What a character becomes in a vertical line, if it changes.
fn form(c: char) -> Option<char> {
    Some(match c {
        '，' => '︐',
        '、' => '︑',
        '。' => '︒',
        '：' => '︓',
        '；' => '︔',
        '！' => '︕',
        '？' => '︖',
        '（' | '(' => '︵',
        '）' | ')' => '︶',
        '｛' => '︷',
        '｝' => '︸',
        '〔' => '︹',
        '〕' => '︺',
        '【' => '︻',
        '】' => '︼',
        '《' => '︽',
        '》' => '︾',
        '〈' => '︿',
        '〉' => '﹀',
        '「' | '‘' => '﹁',
        '」' | '’' => '﹂',
        '『' | '“' | '〝' => '﹃',
        '』' | '”' | '〞' | '〟' => '﹄',
        '［' => '﹇',
        '］' => '﹈',
        '…' | '‥' | '⋯' => '︙',
        '—' | '―' | 'ー' | '－' | '─' => '︱',
        '～' | '〜' => '︴',
        '!'..='~' => full_width(c),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_takes_its_vertical_form_and_two_digits_one_cell_pair() {
        assert_eq!(cells("「灯」は、23日—2024年。").join("|"), "﹁|灯|﹂|は|︑|23|日|︱|２|０|２|４|年|︒");
    }

    #[test]
    fn every_form_takes_two_cells_on_every_terminal() {
        for c in ('\u{21}'..='\u{ffff}').filter_map(form) {
            assert_eq!(
                (WidthModel::narrow().str(&c.to_string()), WidthModel::wide().str(&c.to_string())),
                (2, 2),
                "{c}"
            );
        }
    }
}
