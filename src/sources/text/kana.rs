//! Half-width kana of Shift_JIS: bytes that are one letter each, and that as pairs are Han of half of Asia's encodings.

use encoding_rs::SHIFT_JIS;

/// Kana that a text has, at least, before anything is said.
const KANA: usize = 12;
/// This part of all that is no ASCII are kana and common kanji; read in the wrong way rare ones come in between.
const COMMON: f32 = 0.97;
/// This part of the half-width kana stand beside another one.
const IN_RUNS: f32 = 0.85;
/// The lower half of the kana (from `ｦ` to `ｿ`) are this part of them, at least: small letters of Cyrillic have none.
const LOWER: f32 = 0.2;
/// The comma and the middle dot are this part of them, at most: they are the first byte of every kana of EUC-JP.
const COMMAS: f32 = 0.15;

/// True for Shift_JIS with words in half-width kana.
pub fn is_half_width(bytes: &[u8]) -> bool {
    let cut = |length: usize| SHIFT_JIS.decode_without_bom_handling(bytes.get(..length).unwrap_or_default());
    let (text, damaged) = cut(bytes.len());
    // The end of a sample may cut a character.
    let (text, damaged) = if damaged { cut(bytes.len().saturating_sub(1)) } else { (text, damaged) };
    if damaged {
        return false;
    }
    let letters: Vec<char> = text.chars().collect();
    let is_kana = |c: &char| matches!(c, '｡'..='ﾟ');
    let share = |part: usize, whole: usize| part as f32 / whole.max(1) as f32;
    let kana = letters.iter().filter(|c| is_kana(c)).count();
    let wide = letters.iter().filter(|c| !c.is_ascii()).count();
    let common = letters.iter().filter(|c| is_kana(c) || is_common(**c)).count();
    let runs: usize =
        letters.chunk_by(|a, b| is_kana(a) && is_kana(b)).filter(|run| run.len() > 1).map(<[char]>::len).sum();
    let lower = letters.iter().filter(|c| matches!(c, 'ｦ'..='ｿ')).count();
    let commas = letters.iter().filter(|c| matches!(c, '､' | '･')).count();
    kana >= KANA
        && share(common, wide) >= COMMON
        && share(runs, kana) >= IN_RUNS
        && share(lower, kana) >= LOWER
        && share(commas, kana) <= COMMAS
}

/// Full-width kana, marks, and the kanji of the first level, whose bytes come first.
fn is_common(c: char) -> bool {
    let kanji = || {
        let bytes = SHIFT_JIS.encode(&c.to_string()).0.into_owned();
        matches!(bytes.as_slice(), [0x88..=0x97, _] | [0x98, 0x40..=0x72])
    };
    matches!(c, '\u{3000}'..='\u{30ff}' | '\u{ff01}'..='\u{ff5e}') || (!c.is_ascii() && kanji())
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{BIG5, EUC_JP, EUC_KR, GBK, KOI8_R, WINDOWS_1251};

    #[test]
    fn half_width_kana_are_told_from_what_has_the_same_bytes() {
        for text in ["ﾐﾅﾄﾉｱｻﾊﾊﾔｲ ｷﾖｳﾓﾌﾈｶﾞﾃﾞﾙ\nｶﾓﾒｶﾞﾄﾌﾞ", "速報 ﾐﾅﾄﾏﾂﾘｶｲｻｲ 観光客でにぎわう\nｲﾍﾞﾝﾄﾊｼﾞｭｳｼﾞｶﾗ"]
        {
            assert!(is_half_width(&SHIFT_JIS.encode(text).0), "{text}");
        }
        let chinese = "清晨的渔港笼罩在薄雾里，码头上的工人已经开始装卸货物。今年的鱼汛比往年早了半个月。";
        let japanese = "朝の漁港は薄い霧に包まれ、岸壁ではもう荷揚げが始まっている。今年の漁期は例年より半月早い。";
        let korean = "새벽 항구는 옅은 안개에 싸여 있고 부두에서는 벌써 하역이 시작되었다.";
        let russian = "утренний выпуск рассказывает о гавани и о погоде на завтра";
        let traditional = "清晨的漁港籠罩在薄霧裡，碼頭上的工人已經開始裝卸貨物。";
        for (text, encoding) in [
            (chinese, GBK),
            (japanese, EUC_JP),
            (japanese, SHIFT_JIS),
            (korean, EUC_KR),
            (russian, KOI8_R),
            (russian, WINDOWS_1251),
            (traditional, BIG5),
        ] {
            assert!(!is_half_width(&encoding.encode(text).0), "{}", encoding.name());
        }
    }
}
