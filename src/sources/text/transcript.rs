//! Transcriptions: text that somebody typed or cleaned, one article after another, each under its title. They are told
//! from text that lost its geometry by their sentences: in a jumble, columns break off in the middle of them, and lines are
//! as short as a column; in a transcription every paragraph is whole.

use crate::model::role::Role;
use regex_lite::Regex;
use std::borrow::Cow;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

/// An article: its heads and paragraphs in their order. What stands in one line of the file is not copied: a file may be large.
pub type Article<'a> = Vec<(Role, Cow<'a, str>)>;

/// Articles of a page, and the number of the first.
pub type ArticlePage<'a> = (Vec<Article<'a>>, u32);

/// An article that outlives its file.
pub fn owned(article: Article<'_>) -> Vec<(Role, String)> {
    article.into_iter().map(|(role, text)| (role, text.into_owned())).collect()
}

/// A line that only names a page: `=== page 3 ===`, `--- 3 ---`, `[第3版]`.
static PAGE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^\s*(?:[=\-*#\[【_~]{1,}\s*)(?:page|p\.|seite|第)?\s*[A-Z]?\d{1,4}\s*(?:页|版|面|頁)?\s*[=\-*#\]】_~]{1,}\s*$").ok()
});

/// Articles of a transcription, at least.
const ARTICLES: usize = 2;
/// Characters of a page, at most: a broadsheet in the smallest type has a quarter of them. Work on a page grows faster than
/// the page, and a book that marks no pages would be one.
pub const PAGE_AT_MOST: usize = 200_000;
/// Paragraphs that end a sentence, of ten, at least; where nothing but blank lines part them, nearly all.
const WHOLE_OF_TEN: usize = 9;
/// A title is no longer, in cells: squares take two.
const LONGEST_TITLE: usize = 72;
/// Titles of an article, at most: what stands over and under its headline.
const HEADS: usize = 4;
/// Lines of a paragraph that is typed as one line are longer than a column, in cells.
const LONG_LINE: usize = 84;
/// Of ten cells of text so many stand in long lines, at least, unless the file marks its pages.
const LONG_OF_TEN: usize = 7;
/// Lines that an editor broke are as wide as this, in cells, and no wider: a column of a newspaper is half of it.
const WRAPPED: RangeInclusive<usize> = 56..=96;
/// A line of a paragraph that was broken by width reaches so far, of ten parts of the usual: the next word had no room.
const FULL_OF_TEN: usize = 7;
/// Of so many lines that go on at most one ends a sentence, in a text that was broken by width.
const FEW_OF: usize = 4;
/// Lines that go on, at least, of a text that was broken by width.
const WRAPPED_LINES: usize = 2;

/// The pages of a transcription with their articles; nothing for other text. `lines` are those of the file, cleaned; a form
/// feed ends a page, as `marks` of pages do.
pub fn told(pages: Vec<Vec<Cow<'_, str>>>) -> Option<Vec<Vec<Article<'_>>>> {
    let marked = pages.iter().flatten().filter(|line| is_page(line)).count();
    let parted = parted(pages);
    let width = wrapped_width(&parted);
    let pieces: Vec<Vec<TranscriptPiece<'_>>> = parted.into_iter().map(|lines| pieces(&lines, width)).collect();
    let (mut paragraphs, mut whole, mut cells, mut long) = (0, 0, 0, 0);
    for paragraph in pieces.iter().flatten().filter(|piece| !piece.title) {
        paragraphs += 1;
        whole += usize::from(ends(&paragraph.text));
        let own = wide(&paragraph.text);
        cells += own;
        long += if paragraph.lines == 1 && own > LONG_LINE && !has_gaps(&paragraph.text) { own } else { 0 };
    }
    let typed = long * 10 >= cells * LONG_OF_TEN;
    if paragraphs < ARTICLES || whole * 10 < paragraphs * WHOLE_OF_TEN || !(typed || marked > 0 || width.is_some()) {
        return None;
    }
    let articles: Vec<Vec<Article<'_>>> = pieces.into_iter().map(articles).collect();
    let titled = articles.iter().flatten().filter(|article| article.first().is_some_and(|(role, _)| role.is_head()));
    (titled.count() >= ARTICLES).then_some(articles)
}

/// Articles on pages that are no longer than [`PAGE_AT_MOST`], each page with the number of its first article, counted from 0
/// over all pages. An article that no page holds goes on under its number on the next page, from one paragraph to another.
pub fn paged(pages: Vec<Vec<Article<'_>>>) -> Vec<ArticlePage<'_>> {
    let mut found: Vec<ArticlePage<'_>> = Vec::new();
    let mut number = 0;
    for page in pages {
        found.push((Vec::new(), number));
        let mut room = PAGE_AT_MOST;
        for article in page {
            let mut own: Article<'_> = Vec::new();
            for (role, text) in article {
                let length = text.chars().count();
                if length > room && room < PAGE_AT_MOST {
                    turn_page(&mut found, std::mem::take(&mut own), number);
                    room = PAGE_AT_MOST;
                }
                room = room.saturating_sub(length);
                own.push((role, text));
            }
            found.last_mut().into_iter().for_each(|(articles, _)| articles.push(std::mem::take(&mut own)));
            number += 1;
        }
    }
    found
}

/// Ends a page with what it has of an article, which goes on or begins on the next one.
fn turn_page<'a>(pages: &mut Vec<ArticlePage<'a>>, begun: Article<'a>, number: u32) {
    if let Some((articles, _)) = pages.last_mut().filter(|_| !begun.is_empty()) {
        articles.push(begun);
    }
    pages.push((Vec::new(), number));
}

/// A title or a paragraph.
struct TranscriptPiece<'a> {
    text: Cow<'a, str>,
    title: bool,
    /// Lines of the file that it stands in.
    lines: usize,
}

fn is_page(line: &str) -> bool {
    // A file may have a million lines, and most are text.
    let is_marked = line.trim_start().starts_with(['=', '-', '*', '#', '[', '【', '_', '~']);
    is_marked && PAGE.as_ref().is_some_and(|form| form.is_match(line))
}

/// The pages again, parted at their marks as well.
fn parted(pages: Vec<Vec<Cow<'_, str>>>) -> Vec<Vec<Cow<'_, str>>> {
    let mut found: Vec<Vec<Cow<'_, str>>> = Vec::new();
    for page in pages {
        found.push(Vec::new());
        for line in page {
            match found.last_mut() {
                Some(last) if !is_page(&line) => last.push(line),
                Some(_) | None => found.push(Vec::new()),
            }
        }
    }
    found.retain(|lines| lines.iter().any(|line| !line.trim().is_empty()));
    found
}

/// Lines without a blank one between them.
fn stretches<'l, 'a>(lines: &'l [Cow<'a, str>]) -> impl Iterator<Item = &'l [Cow<'a, str>]> {
    lines.split(|line| line.trim().is_empty()).filter(|stretch| !stretch.is_empty())
}

/// The width that an editor broke the lines of the text at, if it did so: most lines that go on are about as wide, and
/// far wider than a column, and few of them happen to end where a sentence does.
fn wrapped_width(pages: &[Vec<Cow<'_, str>>]) -> Option<usize> {
    let mut widths: Vec<usize> = Vec::new();
    let mut ending = 0;
    for stretch in pages.iter().flat_map(|lines| stretches(lines)) {
        let (_, going_on) = stretch.split_last()?;
        for line in going_on.iter().filter(|line| !has_gaps(line)) {
            widths.push(wide(line));
            ending += usize::from(ends(line));
        }
    }
    widths.sort_unstable();
    let usual = *widths.get(widths.len() * 9 / 10)?;
    let full: usize = widths.iter().filter(|own| is_full(**own, usual)).sum();
    let broken = full * 10 >= widths.iter().sum::<usize>() * LONG_OF_TEN && ending * FEW_OF <= widths.len();
    (broken && widths.len() >= WRAPPED_LINES && WRAPPED.contains(&usual)).then_some(usual)
}

/// Blanks within a line as between columns that stand beside one another.
fn has_gaps(line: &str) -> bool {
    line.trim().contains("   ")
}

/// A line so wide has no room for another word in a text broken at that width.
fn is_full(own: usize, width: usize) -> bool {
    own * 10 >= width * FULL_OF_TEN
}

/// Titles and paragraphs: each line that ends a sentence ends a paragraph, and so does a blank line. In a text that was broken
/// at a width, a full line ends nothing and is no title.
fn pieces<'a>(lines: &[Cow<'a, str>], width: Option<usize>) -> Vec<TranscriptPiece<'a>> {
    let mut found: Vec<TranscriptPiece<'a>> = Vec::new();
    let goes_on = |line: &str| width.is_some_and(|width| is_full(wide(line), width));
    for stretch in stretches(lines) {
        let mut rest = stretch;
        // Short lines without a stop at the head of a stretch are titles, when text follows or when they stand alone.
        let last = stretch.len() - 1;
        let opens = |(at, line): &(usize, &Cow<'_, str>)| is_title(line) && (*at == last || !goes_on(line));
        let heads = rest.iter().enumerate().take(HEADS).take_while(opens).count();
        let (titles, text) = rest.split_at(heads);
        let alone = text.is_empty();
        let long = wide(text.first().map_or("", Cow::as_ref)) > LONG_LINE;
        if alone || long || width.is_some() || heads < rest.len() && text.len() == 1 {
            found.extend(titles.iter().map(|title| TranscriptPiece { text: trimmed(title), title: true, lines: 1 }));
            rest = text;
        }
        let mut open = false;
        for line in rest {
            let indented = line.starts_with(['\u{3000}', ' ']);
            match found.last_mut().filter(|_| open && !indented) {
                Some(paragraph) => {
                    join(paragraph.text.to_mut(), line.trim());
                    paragraph.lines += 1;
                }
                None => found.push(TranscriptPiece { text: trimmed(line), title: false, lines: 1 }),
            }
            open = goes_on(line) || !ends(line);
        }
    }
    found
}

/// A line without blanks at its ends.
fn trimmed<'a>(line: &Cow<'a, str>) -> Cow<'a, str> {
    match line {
        Cow::Borrowed(line) => Cow::Borrowed(line.trim()),
        Cow::Owned(line) => Cow::Owned(line.trim().to_owned()),
    }
}

/// Puts a line behind another one: words are parted by a blank, squares by nothing, and so are the halves of what was typed
/// with a hyphen.
fn join(text: &mut String, line: &str) {
    let square = |c: Option<char>| c.is_some_and(|c| !c.is_ascii() && wide(&c.to_string()) == 2);
    let mut before = text.chars().rev();
    let hyphened = before.next() == Some('-') && before.next().is_some_and(char::is_alphabetic);
    if !hyphened && !square(text.chars().next_back()) && !square(line.chars().next()) {
        text.push(' ');
    }
    text.push_str(line);
}

/// Each run of titles opens an article.
fn articles(pieces: Vec<TranscriptPiece<'_>>) -> Vec<Article<'_>> {
    let mut found: Vec<Article<'_>> = Vec::new();
    let mut in_titles = false;
    for piece in pieces {
        if found.is_empty() || (piece.title && !in_titles) {
            found.push(Vec::new());
        }
        in_titles = piece.title;
        let role = if piece.title { Role::Headline } else { Role::Body };
        if let Some(article) = found.last_mut() {
            article.push((role, piece.text));
        }
    }
    found.into_iter().map(ranked).collect()
}

/// Of several titles one is the headline; what stands over it and under it is so called, but for who wrote it.
fn ranked(mut article: Article<'_>) -> Article<'_> {
    let titles = article.iter().take_while(|(role, _)| *role == Role::Headline).count();
    let writes = |text: &str| ["本报记者", "记者", "By ", "Von "].iter().any(|word| text.starts_with(word));
    let heads: Vec<(usize, &str)> = article.iter().take(titles).map(|(_, text)| text.as_ref()).enumerate().collect();
    let heads: Vec<(usize, &str)> = heads.into_iter().filter(|(at, text)| *at == 0 || !writes(text)).collect();
    let headline = headline(&heads);
    for (at, (role, text)) in article.iter_mut().take(titles).enumerate() {
        *role = match headline {
            _ if writes(text) && at > 0 => Role::Byline,
            Some(headline) if at < headline => Role::Kicker,
            Some(headline) if at > headline => Role::Deck,
            Some(_) | None => Role::Headline,
        };
    }
    article
}

/// Which of the titles of an article is its headline: in Han text that over a deck, which a dash opens, the middle one of
/// three, and that below a kicker of two clauses; else the longest.
fn headline(heads: &[(usize, &str)]) -> Option<usize> {
    let is_deck = |text: &str| text.starts_with(['—', '―', '─', '–']);
    let over = heads.iter().position(|(_, text)| is_deck(text)).filter(|deck| *deck > 0);
    let is_han = heads.iter().any(|(_, text)| text.chars().any(|c| matches!(c, '\u{3041}'..='\u{9fff}')));
    let clauses = |text: &str| text.contains(['，', '、', ' ', '\u{3000}']);
    let of_shape = match heads {
        _ if !is_han => None,
        _ if over.is_some() => over.and_then(|deck| heads.get(deck - 1)),
        [_, middle, _] => Some(middle),
        [first, second] if clauses(first.1) && !clauses(second.1) => Some(second),
        _ => None,
    };
    of_shape.or_else(|| heads.iter().max_by_key(|(_, text)| wide(text))).map(|(at, _)| *at)
}

fn is_title(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && wide(line) <= LONGEST_TITLE && !ends(line) && !line.ends_with(['，', ',', '、', '；', ';', '-'])
}

/// Whether a text ends a sentence, behind quotes and brackets that close.
fn ends(text: &str) -> bool {
    let bare = text.trim_end().trim_end_matches(['”', '’', '"', '\'', '」', '』', '）', ')', '】', ']', '》', ' ']);
    let closes = bare.len() < text.trim_end().len();
    bare.ends_with(['。', '！', '？', '.', '!', '?', '…', '︒'])
        || (closes && text.trim_end().ends_with(['）', ')', '】']))
}

/// How wide a text is, in cells.
fn wide(text: &str) -> usize {
    text.trim().chars().map(|c| if c >= '\u{1100}' && !matches!(c, '\u{2000}'..='\u{206f}') { 2 } else { 1 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<Vec<Vec<Article<'_>>>> {
        told(text.split('\u{c}').map(|page| page.lines().map(Cow::Borrowed).collect()).collect())
    }

    const LONG: &str = "港口今天清晨恢复通航，渡船早上八点开出，码头上等船的人从六点就排起了队，卖豆浆的摊子比平时多摆了两张桌子，一直忙到中午才收。";

    #[test]
    fn articles_under_their_titles_are_told() {
        let text = format!("渡船复航\n\n{LONG}\n\n灯塔\n守塔人换灯\n{LONG}\n{LONG}\n");
        let pages = of(&text).expect("a transcription");
        assert_eq!(pages.len(), 1);
        assert_eq!(pages[0].len(), 2);
        let roles: Vec<Role> = pages[0][1].iter().map(|(role, _)| *role).collect();
        assert_eq!(roles, [Role::Kicker, Role::Headline, Role::Body, Role::Body]);
    }

    #[test]
    fn a_kicker_may_be_longer_than_its_headline() {
        let roles = |titles: &str| {
            let text = format!("{titles}\n\n{LONG}\n\n灯塔换灯\n\n{LONG}\n");
            let article = of(&text).expect("a transcription")[0][0].clone();
            article.into_iter().map(|(role, _)| role).filter(|role| *role != Role::Body).collect::<Vec<_>>()
        };
        use Role::{Byline, Deck, Headline, Kicker};
        assert_eq!(roles("风停浪小 千帆竞发，全港上下齐动手\n渡船复航"), [Kicker, Headline]);
        assert_eq!(
            roles("全港上下齐动手\n渡船复航\n——码头第一天见闻\n本报记者 方舟"),
            [Kicker, Headline, Deck, Byline]
        );
        assert_eq!(roles("渡船复航\n——码头恢复通航第一天见闻"), [Headline, Deck]);
        assert_eq!(roles("全港上下一齐动手\n渡船复航\n第一天坐满了人"), [Kicker, Headline, Deck]);
        assert_eq!(roles("渡船复航第一天坐满了人\n船票还是老价钱"), [Headline, Deck]);
    }

    #[test]
    fn marks_and_form_feeds_part_pages() {
        let short = "The ferry was late.";
        for mark in ["\n=== page 2 ===\n", "\n--- 2 ---\n", "\n[2]\n\u{c}"] {
            let text = format!("=== page 1 ===\nHarbor\n\n{short}\n{mark}\nMarket\n\n{short}\n\nWeather\n\n{short}\n");
            let pages = of(&text).expect("a transcription");
            assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [1, 2], "{mark:?}");
        }
    }

    #[test]
    fn what_no_page_holds_goes_on_on_the_next() {
        let article = |paragraphs: usize| -> Article<'_> {
            std::iter::once((Role::Headline, Cow::Borrowed("渡船复航")))
                .chain((0..paragraphs).map(|_| (Role::Body, Cow::Owned("灯".repeat(50_000)))))
                .collect()
        };
        let lengths = |pages: Vec<Vec<Article<'_>>>| -> Vec<(Vec<usize>, u32)> {
            paged(pages).iter().map(|(page, first)| (page.iter().map(Vec::len).collect(), *first)).collect()
        };
        assert_eq!(lengths(vec![vec![article(1), article(1)], vec![article(1)]]), [(vec![2, 2], 0), (vec![2], 2)]);
        assert_eq!(lengths(vec![vec![article(1), article(6)]]), [(vec![2, 3], 0), (vec![4], 1)]);
        assert_eq!(lengths(vec![vec![vec![(Role::Body, Cow::Owned("灯".repeat(500_000)))]]]), [(vec![1], 0)]);
    }

    #[test]
    fn lines_that_an_editor_broke_are_paragraphs() {
        let text = "The old ferry\n\nThe old ferry came home to the bay on Friday with a brass band on the deck.\n\
            People stood on the pier and waved until the ropes were made fast again. It was her\nfirst trip in eleven years.\n\n\
            A new roof\nThe roof of the library is new since Monday, and the rain stays outside, as the well-\n\
            known sign over its door has promised for a hundred years. The readers have put away\ntheir umbrellas.\n";
        let pages = of(text).expect("a transcription");
        let roles = |at: usize| pages[0][at].iter().map(|(role, _)| *role).collect::<Vec<_>>();
        assert_eq!(pages[0].len(), 2);
        assert_eq!((roles(0), roles(1)), (vec![Role::Headline, Role::Body], vec![Role::Headline, Role::Body]));
        assert!(pages[0][0][1].1.ends_with("It was her first trip in eleven years."));
        assert!(pages[0][1][1].1.contains("well-known sign"));
    }

    #[test]
    fn columns_beside_one_another_are_none() {
        let row = "The ferry came home to the      The roof is new since Mon-      Stalls stand along the quay.\n";
        assert!(of(&format!("HARBOR\n\n{}\nLIBRARY\n\n{}", row.repeat(3), row.repeat(4))).is_none());
    }

    #[test]
    fn columns_that_break_off_are_none() {
        let jumble = "渡船复航\n港口今天清晨恢复\n通航，渡船早上八\n\n灯塔换灯\n旧灯泡用了十一年\n，昨天下午由两名\n";
        assert!(of(jumble).is_none());
        assert!(of(LONG).is_none() && of("").is_none());
    }
}
