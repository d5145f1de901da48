//! Whether a full-width stop may reach into the gutter: where print centers it in its em (Taiwan, Hong Kong), half of
//! it would be ink.

use crate::model::lang::Lang;
use crate::model::page::Page;
use std::sync::LazyLock;

/// Everyday characters that the two scripts write differently, each simplified, then traditional. Together they are
/// about a tenth of any running text.
const PAIRS: &str = "们們个個这這来來时時国國说說为為对對会會学學过過进進还還开開关關点點长長东東车車门門问問间間见見书書话話\
                     让讓认認题題体體实實现現发發无無电電业業经經报報纸紙当當动動员員区區广廣从從头頭机機没沒气氣爱愛";
/// Each of these characters and whether it is the traditional one, in the order of their numbers.
static KNOWN: LazyLock<Vec<(char, bool)>> = LazyLock::new(|| {
    let mut known: Vec<(char, bool)> = PAIRS.chars().enumerate().map(|(at, c)| (c, at % 2 == 1)).collect();
    known.sort_unstable();
    known
});
/// Characters of a page that are looked at: more than enough to tell.
const MOST: usize = 1_000;

/// True where half a stop is white: everywhere but in Chinese of the traditional script.
pub(crate) fn may_hang(page: &Page) -> bool {
    page.lang != Lang::Zh || !is_traditional(page.blocks.iter().flat_map(|block| block.text.chars()))
}

fn is_traditional(text: impl Iterator<Item = char>) -> bool {
    let (mut simplified, mut traditional) = (0usize, 0usize);
    for c in text.filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).take(MOST) {
        let known = KNOWN.binary_search_by_key(&c, |(known, _)| *known).ok().and_then(|at| KNOWN.get(at));
        match known {
            Some((_, true)) => traditional += 1,
            Some((_, false)) => simplified += 1,
            None => {}
        }
    }
    traditional > simplified
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::role::Role;
    use crate::typeset::galley::tests::block;

    fn page(lang: Lang, text: &str) -> Page {
        Page { lang, blocks: vec![block(Role::Body, text)], ..Page::default() }
    }

    #[test]
    fn stops_hang_where_half_of_them_is_white() {
        assert!(may_hang(&page(Lang::Zh, "广场上的灯亮了，人们从四面赶来。古人说“開門”二字。")));
        assert!(!may_hang(&page(Lang::Zh, "廣場上的燈亮了，人們從四面趕來。")));
        assert!(may_hang(&page(Lang::Ja, "広場の灯りがともり、會場に人々が集まった。")));
        assert!(may_hang(&page(Lang::Zh, "山水。")), "what nothing tells is simplified");
    }

    #[test]
    fn every_pair_is_two_characters() {
        let characters: Vec<char> = PAIRS.chars().collect();
        let unique: std::collections::BTreeSet<&char> = characters.iter().collect();
        assert_eq!((characters.len() % 2, unique.len()), (0, characters.len()));
    }
}
