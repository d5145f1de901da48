//! Text that is read from the right. A page that is mostly Arabic or Hebrew lies in a frame where its lines run from
//! left to right, as a mirror shows them, so that "right of" and "the next column" mean there what they mean to its
//! reader. The text of a line is put into the order it is read in when its glyphs are known.

use crate::geometry::Pt;
use crate::layout::frame::Frame;
use crate::layout::lines::ink::Glyph;
use crate::layout::normalize::logical::{self, ParagraphDirection, TextDirection};
use crate::model::sheet::FaceId;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Turns level text into the frame that is read from the right, where most letters are.
pub fn turn(glyphs: &mut [Glyph]) {
    if !glyphs.iter().any(is_from_right) {
        return;
    }
    let level = |glyph: &Glyph| glyph.upright && glyph.frame == Frame::Across;
    let (mut right, mut left) = (0, 0);
    for glyph in glyphs.iter().filter(|glyph| level(glyph)) {
        match logical::way(&glyph.text) {
            TextDirection::Right => right += glyph.chars,
            TextDirection::Left => left += glyph.chars,
            TextDirection::Number | TextDirection::Neutral => {}
        }
    }
    if right > left {
        glyphs.iter_mut().filter(|glyph| level(glyph)).for_each(|glyph| glyph.frame = Frame::Left);
    }
}

fn is_from_right(glyph: &Glyph) -> bool {
    glyph.text.chars().any(logical::is_from_right)
}

/// The text of a line in the order it is read in. `text` holds the texts of the glyphs as they follow each other in
/// their frame, with blanks between them.
pub fn in_order(text: String, members: &[&Glyph]) -> String {
    let mirrored = members.first().is_some_and(|glyph| glyph.frame == Frame::Left);
    if !mirrored && !text.chars().any(logical::is_from_right) {
        return text;
    }
    let Some(mut shown) = pieces(&text, members) else { return text };
    if mirrored {
        shown.reverse();
    }
    match base(&shown, mirrored) {
        Some(base) => logical::read(&shown, base),
        None => shown.concat(),
    }
}

/// The glyphs and blanks that a text is made of; nothing when it is made of something else.
fn pieces<'a>(text: &'a str, members: &[&Glyph]) -> Option<Vec<&'a str>> {
    let mut found = Vec::with_capacity(members.len());
    let mut rest = text;
    for glyph in members {
        while !glyph.text.starts_with(' ') && rest.starts_with(' ') {
            let (blank, after) = rest.split_at_checked(1)?;
            found.push(blank);
            rest = after;
        }
        let (own, after) = rest.split_at_checked(glyph.text.len()).filter(|(own, _)| *own == glyph.text)?;
        found.push(own);
        rest = after;
    }
    found.extend((!rest.is_empty()).then_some(rest));
    Some(found)
}

/// Which way the paragraph of a line runs; nothing when the line reads as it shows. A line of foreign words on a page
/// that is read from the right runs from the left, unless a stop at its left end shows that it ends there.
fn base(shown: &[&str], mirrored: bool) -> Option<ParagraphDirection> {
    let count = |way: TextDirection| {
        shown.iter().filter(|text| logical::way(text) == way).map(|text| text.len()).sum::<usize>()
    };
    let (right, left) = (count(TextDirection::Right), count(TextDirection::Left));
    let stop = |text: Option<&&str>| {
        text.is_some_and(|text| text.chars().all(|c| matches!(c, '.' | '!' | ',' | ':' | '،' | '؛' | '؟')))
    };
    match mirrored {
        true if right > 0 || left == 0 || (stop(shown.first()) && !stop(shown.last())) => {
            Some(ParagraphDirection::FromRight)
        }
        true => None,
        false if right > left => Some(ParagraphDirection::FromRight),
        false => Some(ParagraphDirection::FromLeft),
    }
}

/// The glyphs with every bracket as it looks. Some files say of a bracket in text that is read from the right what it
/// means there, others what it looks like; the pairs of a face show which.
pub fn as_seen<'a>(glyphs: &'a [Glyph], chains: &[Vec<usize>]) -> Cow<'a, [Glyph]> {
    if !glyphs.iter().any(is_from_right) {
        return Cow::Borrowed(glyphs);
    }
    let lines: Vec<Vec<usize>> = chains
        .iter()
        .filter(|chain| chain.iter().filter_map(|at| glyphs.get(*at)).any(is_from_right))
        .map(|chain| seen(glyphs, chain))
        .collect();
    let mut votes: BTreeMap<FaceId, i32> = BTreeMap::new();
    for line in &lines {
        for (face, vote) in votes_of(glyphs, line) {
            *votes.entry(face).or_default() += vote;
        }
    }
    let all: i32 = votes.values().sum();
    let means = |face: FaceId| votes.get(&face).copied().filter(|vote| *vote != 0).unwrap_or(all) < 0;
    let turned: Vec<usize> = lines.iter().flat_map(|line| to_turn(glyphs, line, &means)).collect();
    if turned.is_empty() {
        return Cow::Borrowed(glyphs);
    }
    let mut seen = glyphs.to_vec();
    for at in turned {
        if let Some(glyph) = seen.get_mut(at)
            && let Some(other) = logical::bracket(&glyph.text).and_then(logical::other_bracket)
        {
            glyph.text = compact_str::CompactString::from_iter([other]);
        }
    }
    Cow::Owned(seen)
}

/// A chain from the left.
fn seen(glyphs: &[Glyph], chain: &[usize]) -> Vec<usize> {
    let mut seen = chain.to_vec();
    if chain.first().and_then(|at| glyphs.get(*at)).is_some_and(|glyph| glyph.frame == Frame::Left) {
        seen.reverse();
    }
    seen
}

/// The brackets of a line from the left: where each is, and what it is.
fn brackets<'a>(glyphs: &'a [Glyph], line: &'a [usize]) -> impl Iterator<Item = (usize, usize, char)> + 'a {
    line.iter().enumerate().filter_map(|(place, at)| Some((place, *at, logical::bracket(&glyphs.get(*at)?.text)?)))
}

/// What the brackets of a line say of their faces: more than nothing for what a bracket looks like, less for what it
/// means. What a bracket encloses stands close to it, and white or the end of the line is on its other side.
fn votes_of(glyphs: &[Glyph], line: &[usize]) -> Vec<(FaceId, i32)> {
    let glyph = |place: usize| line.get(place).and_then(|at| glyphs.get(*at));
    let gap = |left: Option<&Glyph>, right: Option<&Glyph>| match (left, right) {
        (Some(left), Some(right)) => white(left, right),
        (Some(_), None) | (None, Some(_)) | (None, None) => Pt(f32::MAX),
    };
    brackets(glyphs, line)
        .filter_map(|(place, _, c)| {
            let own = glyph(place)?;
            let before = gap(place.checked_sub(1).and_then(glyph), Some(own));
            let after = gap(Some(own), glyph(place + 1));
            let encloses_right = match before.order(after) {
                std::cmp::Ordering::Greater => true,
                std::cmp::Ordering::Less => false,
                std::cmp::Ordering::Equal => return None,
            };
            Some((own.face, if encloses_right == logical::opens_by_shape(c) { 1 } else { -1 }))
        })
        .collect()
}

/// The white between two glyphs of a line, whichever is the left one.
fn white(a: &Glyph, b: &Glyph) -> Pt {
    (b.rect.left - a.rect.right).max(a.rect.left - b.rect.right)
}

/// The brackets of a line that are given as what they mean.
fn to_turn(glyphs: &[Glyph], line: &[usize], means: &impl Fn(FaceId) -> bool) -> Vec<usize> {
    let given: Vec<(usize, usize, char)> =
        brackets(glyphs, line).filter(|(_, at, _)| glyphs.get(*at).is_some_and(|glyph| means(glyph.face))).collect();
    let kept = pairs_of_words(glyphs, line, &given);
    given.into_iter().filter(|(place, _, _)| !kept.contains(place)).map(|(_, at, _)| at).collect()
}

/// Brackets around words that run from the left, after such a word, which mean what they look like.
fn pairs_of_words(glyphs: &[Glyph], line: &[usize], given: &[(usize, usize, char)]) -> Vec<usize> {
    let way = |place: usize| line.get(place).and_then(|at| glyphs.get(*at)).map(|glyph| logical::way(&glyph.text));
    let mut kept = Vec::new();
    for pair in given.windows(2) {
        let [(from, _, open), (to, _, close)] = pair else { continue };
        let paired = logical::opens_by_shape(*open) && logical::other_bracket(*open) == Some(*close);
        let mut within = (from + 1..*to).filter_map(way);
        let before = (0..*from).rev().filter_map(way).find(|way| *way != TextDirection::Neutral);
        if paired && before == Some(TextDirection::Left) && within.all(|way| way != TextDirection::Right) {
            kept.extend([*from, *to]);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use crate::geometry::{Pt, Rect};
    use crate::house_style::HouseStyle;
    use crate::layout::{self, Structure};
    use crate::model::page::Page;
    use crate::model::sheet::{Face, FaceId, GlyphRun, Ink, Sheet, Turn};

    /// Sets text as it shows: characters half an em wide, from the left; blanks stay white.
    fn set(sheet: &mut Sheet, shown: &str, left: f32, base: f32, size: f32) {
        for (at, c) in shown.chars().enumerate().filter(|(_, c)| *c != ' ') {
            let x = left + size / 2.0 * at as f32;
            sheet.runs.push(GlyphRun {
                text: c.to_string().into(),
                bbox: Rect::new(x, base - 0.88 * size, x + size / 2.0, base + 0.12 * size),
                baseline: Pt(base),
                size: Pt(size),
                face: FaceId(0),
                vertical: false,
                turn: Turn::None,
                ink: Ink::Visible,
                confidence: None,
            });
        }
    }

    fn sheet() -> Sheet {
        Sheet { bounds: Rect::new(0.0, 0.0, 600.0, 800.0), faces: vec![Face::default()], ..Sheet::default() }
    }

    fn shown(text: &str) -> String {
        text.chars().rev().collect()
    }

    fn read(sheet: &Sheet) -> Page {
        layout::read(sheet, &HouseStyle::default(), Structure::Ours)
    }

    fn texts(page: &Page) -> Vec<&str> {
        page.order.iter().map(|id| page.block(*id).text.as_str()).collect()
    }

    #[test]
    fn the_right_column_of_a_hebrew_page_is_read_first() {
        let mut page = sheet();
        let head = "הגשר הישן נפתח שוב לקהל";
        set(&mut page, &shown(head), 550.0 - 12.0 * head.chars().count() as f32, 60.0, 24.0);
        let columns = [("ספינה קטנה עוגנת ליד המזח הישן", 340.0), ("ילדים צופים בה מן הגשר הגבוה", 100.0)];
        let mut read_as = Vec::new();
        for (text, left) in columns {
            let mut words: Vec<&str> = text.split(' ').collect();
            for line in 0..12 {
                words.rotate_left(1 + line % 3);
                read_as.push(words.join(" "));
                set(&mut page, &shown(&words.join(" ")), left, 100.0 + 14.0 * line as f32, 12.0);
            }
        }
        let page = read(&page);
        let texts = texts(&page);
        assert_eq!(texts.first(), Some(&head));
        assert_eq!(texts.get(1..).unwrap_or(&[]).join(" "), read_as.join(" "));
        let first = page.block(page.order[1]).bbox;
        assert!(first.left > Pt(300.0), "blocks stand where they are printed: {first:?}");
    }

    #[test]
    fn brackets_are_read_as_pairs_whatever_the_file_says_of_them() {
        // As they look, and as they are meant.
        for drawn in
            [shown("קו (שבע) נפתח").replace('(', "]").replace(')', "(").replace(']', ")"), shown("קו (שבע) נפתח")]
        {
            let mut page = sheet();
            (0..4).for_each(|line| set(&mut page, &drawn, 100.0, 100.0 + 14.0 * line as f32, 12.0));
            assert!(texts(&read(&page)).join(" ").starts_with("קו (שבע) נפתח קו (שבע) נפתח"), "{drawn}");
        }
    }

    #[test]
    fn foreign_words_and_figures_keep_their_order_and_lines_of_them_too() {
        let mut page = sheet();
        set(&mut page, "2031 תנשב Acme Rail תרבח", 300.0, 100.0, 12.0);
        set(&mut page, &shown("בנתה כאן גשר חדש ויפה מאוד"), 300.0, 116.0, 12.0);
        set(&mut page, "Harbor Gazette Weekly", 300.0, 400.0, 12.0);
        let page = read(&page);
        assert!(texts(&page).join("|").contains("חברת Acme Rail בשנת 2031 בנתה"), "{:?}", texts(&page));
        assert!(texts(&page).contains(&"Harbor Gazette Weekly"));
    }

    #[test]
    fn hebrew_words_on_a_latin_page_turn_and_the_page_does_not() {
        let mut page = sheet();
        let text = format!("the sign said {} to all of us", shown("שלום לכם"));
        (0..3).for_each(|line| set(&mut page, &text, 100.0, 100.0 + 14.0 * line as f32, 12.0));
        assert!(texts(&read(&page)).join(" ").starts_with("the sign said שלום לכם to all of us the sign"));
    }
}
