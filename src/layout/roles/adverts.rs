//! Adverts: boxes with display lines and no running text, that sell something or are mostly white.
//!
//! ```text
//!  +----------------------+
//!  |    WINTER TYRES      |    no line of it is text
//!  |     from $49.90      |    a price,
//!  |    tel. 555 0148     |    a number to call
//!  +----------------------+
//! ```

use crate::geometry::{Pt, Rect};
use crate::layout::blocks::TextBlock;
use crate::layout::phrases;
use crate::layout::roles::{Labeling, masthead};
use crate::model::role::Role;

/// Gives advert to everything in such a box, and in small boxes that stand together.
pub fn label_blocks(labeling: &mut Labeling) {
    let held = held(labeling);
    let small = small_boxes(&held, labeling);
    for (at, (mark, own)) in labeling.marks.boxes.iter().zip(&held).enumerate() {
        let clustered = small.contains(&at).then_some("one of several small boxes without text, side by side");
        if let Some(because) = because(own, &mark.rect, labeling).or(clustered) {
            for block in own {
                labeling.give(*block, Role::Advert, because);
            }
        }
    }
    // A row is filled from its adverts outwards.
    loop {
        let row: Vec<&Vec<usize>> =
            held.iter().enumerate().filter(|(at, _)| stands_in_row(*at, &held, labeling)).map(|(_, own)| own).collect();
        if row.is_empty() {
            return;
        }
        for block in row.into_iter().flatten() {
            labeling.give(*block, Role::Advert, "a box without text in a row with an advert, as high as it");
        }
    }
}

/// The blocks in each box, by its place.
type BlocksInBoxes = Vec<Vec<usize>>;

fn held(labeling: &Labeling) -> BlocksInBoxes {
    let mut held = vec![Vec::new(); labeling.marks.boxes.len()];
    for (at, block) in labeling.blocks.iter().enumerate() {
        if let Some(own) = block.in_box.and_then(|around| held.get_mut(around)) {
            own.push(at);
        }
    }
    held
}

/// A box with no text in it stands level with an advert and is as high: adverts fill rows at the foot of a page.
fn stands_in_row(at: usize, held: &BlocksInBoxes, labeling: &Labeling) -> bool {
    let style = &labeling.style.roles.adverts;
    let Some(own) = held.get(at) else { return false };
    let blocks: Vec<&TextBlock> = own.iter().filter_map(|at| labeling.blocks.get(*at)).collect();
    let Some(around) = labeling.marks.boxes.get(at).map(|mark| mark.rect) else { return false };
    let text = |block: &&TextBlock| {
        block.lines.len() >= style.text_lines
            || block.given_place().is_some()
            || phrases::stops(&block.text())
            || signs(block, labeling)
    };
    let large = blocks.iter().any(|block| labeling.ratio(block) >= labeling.style.roles.head_ratio);
    let open = own.iter().all(|at| labeling.role(*at).is_none());
    if blocks.is_empty() || !large || !open || blocks.iter().any(text) || holds_more(&around, labeling) {
        return false;
    }
    let near = labeling.metrics.body * style.near_em;
    let level = |advert: &Rect| {
        let gap = (advert.left - around.right).max(around.left - advert.right);
        let even = (advert.top - around.top).abs().max((advert.bottom - around.bottom).abs());
        gap > -Pt(1.0) && gap < near && even < labeling.metrics.body
    };
    let sells = |own: &Vec<usize>| own.first().is_some_and(|first| labeling.role(*first) == Some(Role::Advert));
    let others = labeling.marks.boxes.iter().zip(held).enumerate().filter(|(other, _)| *other != at);
    !stands_over_text(&around, labeling)
        && others.map(|(_, other)| other).any(|(mark, own)| level(&mark.rect) && sells(own))
}

fn because(own: &[usize], around: &Rect, labeling: &Labeling) -> Option<&'static str> {
    let style = &labeling.style.roles;
    let blocks: Vec<&TextBlock> = own.iter().filter_map(|at| labeling.blocks.get(*at)).collect();
    let text = |block: &&&TextBlock| block.lines.len() >= style.adverts.text_lines || block.given_place().is_some();
    let large = blocks.iter().any(|block| labeling.ratio(block) >= style.small_head_ratio);
    if blocks.is_empty() || !large || blocks.iter().any(|block| text(&block)) || lists(&blocks, labeling) {
        return None;
    }
    if says_much(&blocks, labeling) || is_bar_of_head(&blocks, around, labeling) {
        return None;
    }
    // A line alone in its box may be a boxed head, whatever it says, unless it is to be called.
    let lone = blocks.len() == 1;
    if blocks.iter().any(|block| calls(block, labeling))
        || !lone
            && blocks.iter().any(|block| {
                phrases::holds(&block.text(), &labeling.style.phrases.advert)
                    || sells(&block.text(), style.adverts.call_digits)
            })
    {
        return Some("a box without text, with a price, an address or a number to call");
    }
    let pictures = labeling.marks.pictures.iter().filter(|picture| around.holds(picture.center()));
    let filled = blocks.iter().map(|block| block.rect.height()).chain(pictures.map(|picture| picture.height()));
    let sparse = filled.fold(Pt::ZERO, |sum, height| sum + height) < around.height() * style.adverts.filled_share;
    let tall = around.height() > labeling.metrics.body * style.adverts.height_em;
    let inside = labeling.blocks.iter().filter(|block| around.holds(block.rect.center())).count();
    let bare = !lone || inside == 1;
    let heads_text = || {
        let known = blocks.iter().any(|block| signs(block, labeling)) || is_verse(&blocks, labeling);
        known || stands_over_text(around, labeling) || holds_more(around, labeling)
    };
    (sparse && tall && bare && !heads_text()).then_some("a large box with a few display lines and no text")
}

/// Small boxes with a few display lines that stand together, and others set like them: small adverts. What stands high
/// on the page or names a page sends the reader on.
fn small_boxes(held: &BlocksInBoxes, labeling: &Labeling) -> Vec<usize> {
    let style = &labeling.style.roles;
    let own = |at: usize| held.get(at).into_iter().flatten().filter_map(|block| labeling.blocks.get(*block));
    let largest = |at: usize| own(at).max_by(|a, b| a.size.order(b.size));
    let names_page = |block: &TextBlock| {
        let text = block.text();
        let words = &labeling.page_patterns;
        [&words.page_number, &words.jump_to].iter().any(|list| list.find(&text).is_some())
    };
    let high = labeling.marks.page.top + labeling.marks.page.height() * style.adverts.high_share;
    let bare = |at: &usize| {
        let blocks = own(*at).count();
        let brief = own(*at).all(|block| block.lines.len() < style.adverts.text_lines && block.given_place().is_none());
        let known = own(*at).any(|block| signs(block, labeling) || names_page(block));
        let Some(around) = labeling.marks.boxes.get(*at).map(|mark| mark.rect) else { return false };
        let calls = own(*at).any(|block| calls(block, labeling));
        let large = calls || largest(*at).is_some_and(|block| labeling.ratio(block) >= style.small_head_ratio);
        let least = if calls { 1 } else { 2 };
        let alone = !stands_over_text(&around, labeling) && !holds_more(&around, labeling);
        (least..=style.adverts.small_sticks).contains(&blocks) && brief && large && !known && alone && around.top > high
    };
    let bare: Vec<usize> = (0..labeling.marks.boxes.len()).filter(bare).collect();
    let rect = |at: usize| labeling.marks.boxes.get(at).map_or(Rect::default(), |mark| mark.rect);
    let near = labeling.metrics.body * style.adverts.near_em;
    let together = |a: usize, b: usize| {
        let (x, y) = (rect(a), rect(b));
        let piled = (x.width() - y.width()).abs() < near && x.overlap_x(&y) > x.width() - near;
        let level = (x.height() - y.height()).abs() < near && x.overlap_y(&y) > x.height() - near;
        let gap = (y.top - x.bottom).max(x.top - y.bottom).max(y.left - x.right).max(x.left - y.right);
        a != b && (piled || level) && gap > Pt(-1.0) && gap < near
    };
    let clustered: Vec<usize> = bare.iter().copied().filter(|a| bare.iter().any(|b| together(*a, *b))).collect();
    let alike = |a: usize, b: usize| match (largest(a), largest(b)) {
        (Some(a), Some(b)) => a.size == b.size && a.face == b.face && a.bold == b.bold,
        _ => false,
    };
    bare.into_iter().filter(|at| clustered.iter().any(|other| alike(*at, *other))).collect()
}

/// Keys of one style, each with a line of text under it: figures explained, a time line.
fn lists(blocks: &[&TextBlock], labeling: &Labeling) -> bool {
    let key = |block: &&&TextBlock| block.bold && !labeling.metrics.bold && block.lines.len() == 1;
    let like = |a: &TextBlock, b: &TextBlock| {
        a.size == b.size && a.face == b.face && (a.rect.left - b.rect.left).abs() < a.size
    };
    let most = blocks.iter().filter(key).map(|a| blocks.iter().filter(key).filter(|b| like(a, b)).count()).max();
    let plain = blocks.iter().filter(|block| !block.bold).count();
    most.is_some_and(|keys| keys >= labeling.style.roles.adverts.keys && plain >= keys)
}

/// Several sentences, or the label of letters and the like: what readers say in a line or two each.
fn says_much(blocks: &[&TextBlock], labeling: &Labeling) -> bool {
    let labelled = blocks.iter().any(|block| phrases::is(&block.text(), &labeling.style.phrases.label));
    let says = |block: &&&TextBlock| block.lines.iter().any(|line| phrases::stops(&line.text));
    let sentences = blocks.iter().filter(says).count();
    labelled || sentences > labeling.style.roles.adverts.keys
}

/// A bar at the head of the page with its date: a date has digits, too, and is not to be called.
fn is_bar_of_head(blocks: &[&TextBlock], around: &Rect, labeling: &Labeling) -> bool {
    let (sheet, style) = (&labeling.marks.sheet, &labeling.style.roles.running);
    let high = labeling.marks.frame.to_page(around, sheet).bottom - sheet.top < sheet.height() * style.top_share;
    high && blocks.iter().any(|block| masthead::is_folio_line(&block.text(), labeling))
}

/// Lines in the type of the text, one under another: a poem. An advert sets a line in its own type each.
fn is_verse(blocks: &[&TextBlock], labeling: &Labeling) -> bool {
    let range = &labeling.style.roles.usual;
    let plain = |block: &&&TextBlock| {
        let size = (range.low_ratio..range.high_ratio).contains(&labeling.ratio(block));
        size && !block.bold && block.face == labeling.metrics.face
    };
    let lines: usize = blocks.iter().filter(plain).map(|block| block.lines.len()).sum();
    lines >= labeling.style.roles.adverts.verse_lines
}

/// A number to call stands in it.
fn calls(block: &TextBlock, labeling: &Labeling) -> bool {
    longest_number(&phrases::plain(&block.text())) >= labeling.style.roles.adverts.telephone_digits
}

/// Says who wrote it, as no advert does.
fn signs(block: &TextBlock, labeling: &Labeling) -> bool {
    phrases::begins(&block.text(), &labeling.style.phrases.byline)
}

/// Text stands in it after all, in boxes of its own.
fn holds_more(around: &Rect, labeling: &Labeling) -> bool {
    labeling
        .blocks
        .iter()
        .any(|block| around.holds(block.rect.center()) && block.lines.len() >= labeling.style.roles.adverts.text_lines)
}

/// Running text begins right under the box, in columns of its own: the box holds their head.
fn stands_over_text(around: &Rect, labeling: &Labeling) -> bool {
    let near = labeling.metrics.body * labeling.style.roles.subhead_gap_em;
    let under = labeling.blocks.iter().filter(|block| {
        let gap = block.rect.top - around.bottom;
        let inside = block.rect.left > around.left - near && block.rect.right < around.right + near;
        inside && gap > Pt::ZERO && gap < near && block.lines.len() >= labeling.style.roles.adverts.text_lines
    });
    under.map(|block| block.rect.width()).fold(Pt::ZERO, |sum, width| sum + width) > around.width() / 2.0
}

/// An address on the net, a price, a share, or digits enough for a telephone.
fn sells(text: &str, call_digits: usize) -> bool {
    let plain = phrases::plain(text);
    let address = ["www.", "http", "@"].iter().any(|mark| plain.contains(mark));
    let price = plain.chars().any(|c| matches!(c, '$' | '€' | '£' | '¥' | '₩' | '₽' | '%' | '円' | '元'))
        && plain.chars().any(|c| c.is_ascii_digit());
    address || price || longest_number(&plain) >= call_digits
}

/// Digits that stand together, parted by single marks and blanks at most.
fn longest_number(text: &str) -> usize {
    let (mut longest, mut digits, mut marks) = (0, 0, 0);
    for c in text.chars() {
        match c {
            c if c.is_ascii_digit() => (digits, marks) = (digits + 1, 0),
            ' ' | '-' | '–' | '.' | '/' | '(' | ')' if digits > 0 && marks < 2 => marks += 1,
            _ => (digits, marks) = (0, 0),
        }
        longest = longest.max(digits);
    }
    longest
}
