//! Chinese pages shown in the other script: phrase by phrase, by the tables of OpenCC.
//!
//! Every character stays as many bytes long as it was, so that places in a shown text are places in the text that was
//! read: cursors, hits, marks and notes need no ways between the two. Lines get the characters of their block, which is
//! converted as a whole, with the parts of its paragraph in other columns: a word that a line breaks is one word.

use crate::model::edition::Edition;
use crate::model::lang::Lang;
use crate::model::page::{BlockId, Page};

/// The characters that Chinese is shown in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChineseScript {
    /// Those of the page.
    #[default]
    AsIs,
    /// Simplified ones.
    Simplified,
    /// Traditional ones, in the forms of the Taiwan standard.
    Traditional,
}

/// The edition in this script; nothing where it is shown as it is.
pub fn converted(edition: &Edition, script: ChineseScript) -> Option<Edition> {
    if script == ChineseScript::AsIs {
        return None;
    }
    let mut shown = edition.clone();
    for index in 0..shown.pages.len() {
        shown.pages.alter(index, |page| {
            let is_chinese = page.lang == Lang::Zh;
            if is_chinese {
                convert(page, script);
            }
            is_chinese
        });
    }
    Some(shown)
}

/// A text in this script, each character as many bytes long as it was.
pub fn text(text: &str, script: ChineseScript) -> String {
    let other = match script {
        ChineseScript::AsIs => return text.to_owned(),
        ChineseScript::Simplified => hanconv::t2s(text),
        ChineseScript::Traditional => hanconv::s2tw(text),
    };
    // A few phrases have more or fewer characters in the other script: these stay as they are.
    if other.chars().count() != text.chars().count() {
        return text.to_owned();
    }
    let as_long = |(old, new): (char, char)| if old.len_utf8() == new.len_utf8() { new } else { old };
    text.chars().zip(other.chars()).map(as_long).collect()
}

fn convert(page: &mut Page, script: ChineseScript) {
    for name in page.section.iter_mut().chain(page.stories.iter_mut().filter_map(|story| story.section.as_mut())) {
        *name = text(name, script);
    }
    for chain in chains(page) {
        let whole: String = chain.iter().map(|id| page.block(*id).text.as_str()).collect();
        let whole = text(&whole, script);
        let mut rest = whole.as_str();
        for id in chain {
            let Some(block) = page.blocks.get_mut(id.0 as usize) else { continue };
            let (own, after) = rest.split_at_checked(block.text.len()).unwrap_or((rest, ""));
            let before = std::mem::replace(&mut block.text, own.to_owned());
            rest = after;
            convert_lines(page, id, &before, script);
        }
    }
}

/// Blocks that are one paragraph; most are one by themselves.
fn chains(page: &Page) -> Vec<Vec<BlockId>> {
    let ids = || (0..page.blocks.len() as u32).map(BlockId);
    let next = |id: BlockId| page.block(id).continues.map(|goes_on| goes_on.to);
    let mut is_later = vec![false; page.blocks.len()];
    for id in ids().filter_map(next) {
        if let Some(slot) = is_later.get_mut(id.0 as usize) {
            *slot = true;
        }
    }
    let mut taken = vec![false; page.blocks.len()];
    let mut found = Vec::new();
    // Beginnings first; what is left then goes round in a circle, which only a damaged page does.
    for id in ids().filter(|id| !is_later.get(id.0 as usize).copied().unwrap_or(false)).chain(ids()) {
        let mut chain = Vec::new();
        let mut here = Some(id);
        while let Some(id) = here.filter(|id| taken.get(id.0 as usize) == Some(&false)) {
            if let Some(slot) = taken.get_mut(id.0 as usize) {
                *slot = true;
            }
            chain.push(id);
            here = next(id);
        }
        if !chain.is_empty() {
            found.push(chain);
        }
    }
    found
}

/// Gives the lines of a block the characters of its text; where the two do not say the same, lines are converted by
/// themselves.
fn convert_lines(page: &mut Page, id: BlockId, before: &str, script: ChineseScript) {
    let Some(block) = page.blocks.get(id.0 as usize) else { return };
    let range = block.lines.start as usize..block.lines.end as usize;
    let after = block.text.clone();
    let Some(lines) = page.lines.get_mut(range) else { return };
    let is_ink = |c: &char| !c.is_whitespace();
    let same = lines.iter().flat_map(|line| line.text.chars()).filter(is_ink).eq(before.chars().filter(is_ink));
    let mut ink = after.chars().filter(is_ink);
    for line in lines {
        line.text = if same {
            line.text.chars().map(|c| if is_ink(&c) { ink.next().unwrap_or(c) } else { c }).collect()
        } else {
            text(&line.text, script)
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Rect;
    use crate::model::page::{Because, Block, Continuation, Joint, Line};
    use crate::model::role::Role;
    use crate::model::story::Story;

    #[test]
    fn words_decide_which_character_it_is() {
        let pairs = [
            ("头发与发展", "頭髮與發展"),
            ("皇后在后面", "皇后在後面"),
            ("干燥的干部", "乾燥的幹部"),
            ("云南人云亦云", "雲南人云亦云"),
        ];
        for (simplified, traditional) in pairs {
            assert_eq!(text(simplified, ChineseScript::Traditional), traditional);
            assert_eq!(text(traditional, ChineseScript::Simplified), simplified);
        }
        assert_eq!(text("乾坤 ferry カナ", ChineseScript::Simplified), "乾坤 ferry カナ");
    }

    #[test]
    fn every_character_keeps_its_place() {
        for sample in ["近年来，头发、干燥。abc", "臺灣裡面 éa 𠮷 ①", "一只鸡只有范围"] {
            for script in [ChineseScript::Simplified, ChineseScript::Traditional] {
                let places = |text: &str| text.char_indices().map(|(at, _)| at).collect::<Vec<_>>();
                assert_eq!(places(&text(sample, script)), places(sample));
            }
        }
    }

    fn page(lang: Lang, parts: &[&str], lines: &[&str]) -> Page {
        let line = |text: &&str| Line { text: (*text).to_owned(), ..Line::default() };
        let block = |(at, text): (usize, &&str)| Block {
            text: (*text).to_owned(),
            lines: at as u32..at as u32 + 1,
            continues: (at + 1 < parts.len())
                .then_some(Continuation { to: BlockId(at as u32 + 1), joint: Joint::Nothing }),
            bbox: Rect::default(),
            role: Role::Body,
            boxed: false,
            vertical: false,
            region: 0,
            because: Because::default(),
        };
        let blocks: Vec<Block> = parts.iter().enumerate().map(block).collect();
        let story = Story { blocks: (0..parts.len() as u32).map(BlockId).collect(), ..Story::default() };
        Page { lang, lines: lines.iter().map(line).collect(), blocks, stories: vec![story], ..Page::default() }
    }

    #[test]
    fn a_word_over_a_column_break_is_one_word_in_lines_and_blocks() {
        let read = Edition {
            pages: vec![page(Lang::Zh, &["剪头", "发的人"], &["剪 头", "发的人"])].into(),
            ..Edition::default()
        };
        let shown = converted(&read, ChineseScript::Traditional).unwrap();
        let texts: Vec<&str> = shown.pages[0].blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(texts, ["剪頭", "髮的人"]);
        let lines: Vec<&str> = shown.pages[0].lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(lines, ["剪 頭", "髮的人"]);
    }

    #[test]
    fn pages_in_other_languages_stay() {
        let read =
            Edition { pages: vec![page(Lang::Ja, &["学校の国"], &["学校の国"])].into(), ..Edition::default() };
        assert_eq!(converted(&read, ChineseScript::Traditional).unwrap().pages[0].blocks[0].text, "学校の国");
        assert!(converted(&read, ChineseScript::AsIs).is_none());
    }
}
