//! Display lines that stand together over a story: the largest is the headline; above it stand section and
//! kicker, below it deck and byline.
//!
//! ```text
//!  阿拉善盟：             section
//!  草原上的灯             kicker
//!  广场夜里亮起来          headline
//!  ——一条街的一天          deck
//!  □林知远                byline
//! ```

use crate::geometry::{Pt, Rect};
use crate::layout::blocks::TextBlock;
use crate::layout::lines::text_lines::TextLine;
use crate::layout::marks::{Marks, ShortRule};
use crate::layout::names;
use crate::layout::phrases;
use crate::layout::roles::Labeling;
use crate::layout::roles::heads;
use crate::model::role::Role;

/// Turns heads that stand over or under a larger one into kickers, decks and section labels, and takes lines
/// of text that stand there in.
pub fn label_blocks(page: &mut Labeling) {
    let heads: Vec<usize> = (0..page.blocks.len()).filter(|at| page.role(*at) == Some(Role::Headline)).collect();
    for head in &heads {
        if page.role(*head) == Some(Role::Headline) && !has_larger(*head, &heads, page) {
            upwards(*head, page);
            let stack = downwards(*head, page);
            names_under(*head, &stack, page);
        }
    }
}

/// A larger headline stands directly over or under this one.
fn has_larger(at: usize, heads: &[usize], page: &Labeling) -> bool {
    let Some(block) = page.blocks.get(at) else { return false };
    heads.iter().filter_map(|other| page.blocks.get(*other)).any(|other| {
        let (own, there) = (block.beside(other), other.beside(block));
        let gap = (there.top - own.bottom).max(own.top - there.bottom);
        other.size > block.size * page.style.roles.stack_ratio
            && gap < reach(block, other, page)
            && own.shares_column(there)
            && !is_ruled(block, other, page)
    })
}

/// A rule between two lines of which one stands over the other. Rules beside lines set another way than the page are
/// not looked at.
fn is_ruled(a: &TextBlock, b: &TextBlock, page: &Labeling) -> bool {
    if a.frame != page.marks.frame && a.frame == b.frame {
        return false;
    }
    let (a, b) = (&a.rect, &b.rect);
    let (upper, lower) = if a.top < b.top { (a, b) } else { (b, a) };
    let across = (upper.left.max(lower.left), upper.right.min(lower.right));
    let length = page.metrics.measure * page.style.roles.stack_rule_share;
    page.marks.rule_between((upper.bottom, lower.top), across, page.style.regions.rule_share, length)
}

/// A rule right under a line that stands clear is the line's own, as under the label of a section: it begins where the
/// line does, or has it in the middle.
fn is_underlined(at: usize, under: usize, page: &Labeling) -> bool {
    let Some(block) = page.blocks.get(at).filter(|block| block.lines.len() == 1) else { return false };
    let Some(below) = page.blocks.get(under).map(|below| below.rect) else { return false };
    let near = block.size * page.style.roles.underline_gap_em;
    let flush = |rule: &Rect| {
        let middle = (rule.center().x - block.rect.center().x).abs() < block.size;
        middle || (rule.left - block.rect.left).abs() < block.size
    };
    let mut between = page.marks.across.iter().filter(|rule| {
        rule.overlap_x(&block.rect) > Pt::ZERO && rule.top > block.rect.center().y && rule.top < below.center().y
    });
    between.all(|rule| rule.top - block.rect.bottom < near && flush(rule)) && stands_clear(at, under, page)
}

/// White within a stack grows with its lines.
fn reach(line: &TextBlock, headline: &TextBlock, page: &Labeling) -> Pt {
    line.size * page.style.roles.stack_gap_em + headline.size * page.style.roles.stack_head_gap_em
}

/// The nearest block over (or under) `at` that stands in its stack and that is not plain text, if there is one.
fn neighbor(at: usize, head: usize, upwards: bool, page: &Labeling) -> Option<usize> {
    let (block, headline) = (page.blocks.get(at)?, page.blocks.get(head)?);
    let plain = |other: usize| {
        !upwards
            && page.role(other).is_none()
            && !page.blocks.get(other).is_some_and(|s| is_deck(s, headline, page) || is_name(s, page))
    };
    let of_page = |other: usize| page.role(other).is_some_and(|role| role.is_furniture() || role == Role::Advert);
    let others = page.blocks.iter().enumerate().filter(|(other, _)| *other != at && !of_page(*other));
    let found = others.filter_map(|(other, beside)| {
        let (own, there) = (block.beside(beside), beside.beside(block));
        let (upper, lower) = if upwards { (there, own) } else { (own, there) };
        let gap = lower.top - if upwards { upper.bottom } else { foot(block, (upper, lower), page.marks) };
        let ruled = || is_ruled(block, beside, page) && !(upwards && is_underlined(other, at, page));
        let near = gap > -beside.size * page.style.fit.into_em && gap < reach(beside, headline, page);
        let aside = if upwards { hangs_left(other, at, page) } else { hangs_under_left(other, head, page) };
        let over = upper.shares_column(lower) || aside;
        (near && over && !ruled()).then_some((other, lower.top - upper.bottom))
    });
    found.min_by(|a, b| plain(a.0).cmp(&plain(b.0)).then(a.1.order(b.1))).map(|(other, _)| other)
}

/// Where a line ends for what stands under it: with the picture that it is printed on, if the other stands under that.
pub fn foot(block: &TextBlock, (seen, under): (&Rect, &Rect), marks: &Marks) -> Pt {
    let on = |picture: &&Rect| {
        let below = under.top > picture.bottom - Pt(1.0);
        below && picture.contains(&block.rect, Pt(1.0)) && block.frame == marks.frame
    };
    let end = marks.pictures.iter().filter(on).map(|picture| picture.bottom).reduce(Pt::min);
    end.map_or(seen.bottom, |end| end.max(seen.bottom))
}

/// A kicker set flush left over a centered headline: no wider apart than a column, and nothing stands under it
/// on the headline's level.
fn hangs_left(kicker: usize, head: usize, page: &Labeling) -> bool {
    let (Some(line), Some(block)) = (page.blocks.get(kicker), page.blocks.get(head)) else { return false };
    let apart = block.rect.left - line.rect.right;
    let left = line.rect.left < block.rect.left && apart < page.metrics.measure;
    let short = line.lines.len() == 1 && line.size < block.size && line.in_box == block.in_box;
    let crowded = || {
        page.blocks.iter().enumerate().any(|(other, below)| {
            other != kicker
                && other != head
                && below.rect.overlap_x(&line.rect) > Pt::ZERO
                && below.rect.top >= line.rect.bottom - Pt(1.0)
                && below.rect.top < block.rect.bottom
        })
    };
    left && short && block.size > page.metrics.body * page.style.roles.head_ratio && !crowded()
}

/// A deck or a name over the first column of text under a centered headline, which does not reach so far to the left.
fn hangs_under_left(line: usize, head: usize, page: &Labeling) -> bool {
    let (Some(block), Some(headline)) = (page.blocks.get(line), page.blocks.get(head)) else { return false };
    let aside = headline.rect.left - block.rect.left;
    let near = aside > Pt::ZERO && aside < page.metrics.measure && block.rect.right < headline.rect.right;
    let below = block.rect.top >= headline.rect.bottom - block.size * page.style.fit.into_em;
    let one_box = block.size < headline.size && block.in_box == headline.in_box;
    let crowded = || {
        page.blocks.iter().enumerate().any(|(other, above)| {
            other != line
                && other != head
                && above.rect.overlap_x(&block.rect) > Pt::ZERO
                && above.rect.bottom <= block.rect.top + Pt(1.0)
                && above.rect.bottom > headline.rect.top
                && !matches!(page.role(other), Some(Role::Byline | Role::Deck))
        })
    };
    near && below && one_box && headline.size > page.metrics.body * page.style.roles.head_ratio && !crowded()
}

fn upwards(head: usize, page: &mut Labeling) {
    let mut at = head;
    while let Some(other) = neighbor(at, head, true, page) {
        let (Some(block), Some(headline)) = (page.blocks.get(other), page.blocks.get(head)) else { return };
        let style = &page.style.roles;
        let open = matches!(page.role(other), None | Some(Role::Headline | Role::Subhead));
        let small = block.size <= headline.size * style.kickers.size_ratio;
        let short = block.lines.len() <= style.kickers.lines && block.chars <= style.kickers.chars;
        let clear = page.role(other).is_some() || stands_clear(other, at, page);
        if !open || !small || !short || !clear {
            return;
        }
        let share = block.size.per(headline.size);
        if phrases::ends(&block.text(), &page.style.phrases.section_suffix) {
            page.change(other, Role::Section, "a label over the headline");
        } else {
            page.change(other, Role::Kicker, format!("above the headline, {share:.2} of its size"));
        }
        at = other;
    }
}

/// A line of text type above a headline is a kicker only if it is not the foot of a column: it does not end as
/// a sentence, and no text stands close above it.
fn stands_clear(at: usize, under: usize, page: &Labeling) -> bool {
    let (Some(block), Some(head)) = (page.blocks.get(at), page.blocks.get(under)) else { return false };
    let below = (head.rect.top - block.rect.bottom).max(Pt::ZERO);
    let reach =
        (page.metrics.body * page.style.roles.kickers.clear_em).max(below * page.style.roles.kickers.nearer_ratio);
    let across = (block.rect.left, block.rect.right);
    let crowded = page.blocks.iter().enumerate().any(|(other, above)| {
        let gap = block.rect.top - above.rect.bottom;
        other != at
            && gap > -page.style.fit.stroke_pt
            && gap < reach
            && page.role(other).is_none()
            && above.rect.overlap_x(&block.rect) > Pt::ZERO
            && above.in_box == block.in_box
            && !page.marks.rule_between(
                (above.rect.bottom, block.rect.top),
                across,
                page.style.fit.rule_share,
                page.metrics.body * page.style.fit.rule_em,
            )
    });
    !crowded && !phrases::stops(&block.text())
}

/// Gives what stands under the headline its roles, and says what that is, with the headline.
fn downwards(head: usize, page: &mut Labeling) -> Vec<usize> {
    let mut stack = vec![head];
    let mut at = head;
    while let Some(other) = neighbor(at, head, false, page) {
        let (Some(block), Some(headline)) = (page.blocks.get(other), page.blocks.get(head)) else { return stack };
        if page.role(other) == Some(Role::Byline) {
            at = other;
            stack.push(other);
            continue;
        }
        if page.role(at) == Some(Role::Byline)
            && page.role(other).is_none()
            && let Some((role, because)) = under_name(block, page)
        {
            page.change(other, role, because);
            at = other;
            stack.push(other);
            continue;
        }
        let share = block.size.per(headline.size);
        let named = || {
            let name = is_name(block, page) || is_han_writer(block, headline, page) || is_small_line(other, page);
            name && !beside_name(other, page)
        };
        if matches!(page.role(other), None | Some(Role::Headline | Role::Subhead)) && named() {
            page.change(other, Role::Byline, "a name alone under the headline");
            at = other;
            stack.push(other);
            continue;
        }
        let open = matches!(page.role(other), None | Some(Role::Headline | Role::Subhead));
        let narrow = block.rect.width() < headline.rect.width() * page.style.roles.stack_narrow_share;
        let plain = page.ratio(block) < page.style.roles.small_head_ratio;
        let column = || stands_in_columns(other, head, page) || narrow && plain && beside_name(other, page);
        if !open || !is_deck(block, headline, page) || column() {
            return stack;
        }
        page.change(other, Role::Deck, format!("below the headline, {share:.2} of its size"));
        at = other;
        stack.push(other);
    }
    stack
}

/// Names right under the headline or one of its decks that the stack passed by: over its first column, beside a deck,
/// or under a rule.
fn names_under(head: usize, stack: &[usize], page: &mut Labeling) {
    let right_under = |block: &TextBlock, over: usize| {
        let (Some(above), Some(headline)) = (page.blocks.get(over), page.blocks.get(head)) else { return false };
        let gap = block.rect.top - above.rect.bottom;
        gap > -block.size * page.style.fit.into_em
            && gap < reach(block, headline, page)
            && above.rect.shares_column(&block.rect)
    };
    let names: Vec<usize> = (0..page.blocks.len())
        .filter(|other| {
            let (Some(block), Some(headline)) = (page.blocks.get(*other), page.blocks.get(head)) else { return false };
            let open = matches!(page.role(*other), None | Some(Role::Headline | Role::Subhead));
            let gap = block.rect.top - headline.rect.bottom;
            let aside = || gap < reach(block, headline, page) && hangs_under_left(*other, head, page);
            let under = || stack.iter().any(|over| right_under(block, *over)) || aside();
            let named = || is_name(block, page) && !beside_name(*other, page);
            open && *other != head && block.in_box == headline.in_box && under() && named()
        })
        .collect();
    for at in names {
        page.change(at, Role::Byline, "a name alone under the headline");
    }
}

/// A byline in other type stands level, in another column: what looks like a second name is a head within the story.
fn beside_name(at: usize, page: &Labeling) -> bool {
    let Some(block) = page.blocks.get(at) else { return false };
    let bylines = (0..page.blocks.len()).filter(|other| *other != at && page.role(*other) == Some(Role::Byline));
    bylines.filter_map(|other| page.blocks.get(other)).any(|name| {
        let aside = (name.rect.left - block.rect.right).max(block.rect.left - name.rect.right);
        let other_type = name.face != block.face || name.bold != block.bold || name.size != block.size;
        other_type && aside > Pt::ZERO && aside < page.metrics.measure && name.rect.overlap_y(&block.rect) > Pt::ZERO
    })
}

/// Smaller than the headline, set apart from the text, and brief; under the short rule of a head it is a deck whatever its
/// size.
fn is_deck(block: &TextBlock, headline: &TextBlock, page: &Labeling) -> bool {
    let style = &page.style.roles;
    let other_type = page.ratio(block) >= style.deck_ratio || (block.bold && !page.metrics.bold) || block.italic;
    let reach = page.metrics.body * page.style.dashes.reach_em;
    let within = |rule: Option<&ShortRule>| rule.is_some_and(|rule| !rule.ends());
    let ruled_off = within(page.marks.short_rule_over(&block.rect, reach));
    let set_apart = other_type || ruled_off && within(page.marks.short_rule_under(&block.rect, reach));
    let brief = block.lines.len() <= style.deck_lines && block.chars <= style.deck_chars;
    let light = headline.bold && !block.bold && page.ratio(block) >= style.small_head_ratio;
    let most = if light { style.light_deck_ratio } else { style.kickers.size_ratio };
    set_apart && brief && (ruled_off || block.size <= headline.size * most)
}

/// A line no wider than a column, level with the first line of text in another column under the headline: it
/// stands in its column too. It is set as text is, or as the heads within the stories of the page.
fn stands_in_columns(at: usize, head: usize, page: &Labeling) -> bool {
    let (Some(block), Some(headline)) = (page.blocks.get(at), page.blocks.get(head)) else { return false };
    let narrow = block.rect.width() < headline.rect.width() * page.style.roles.stack_narrow_share;
    let alike = |other: &TextBlock| other.size == block.size && other.face == block.face && other.bold == block.bold;
    let subheads = page.blocks.iter().enumerate().filter(|(other, _)| page.role(*other) == Some(Role::Subhead));
    let plain = page.ratio(block) < page.style.roles.deck_ratio
        || block.lines.len() == 1 && subheads.filter(|(other, _)| *other != at).any(|(_, other)| alike(other));
    let level = |other: &TextBlock| {
        (other.rect.top - block.rect.top).abs() < page.metrics.body * page.style.fit.level_em
            && other.rect.overlap_x(&block.rect) <= Pt::ZERO
            && other.rect.overlap_x(&headline.rect) > Pt::ZERO
    };
    let text = page.blocks.iter().enumerate().filter(|(other, _)| page.role(*other).is_none());
    narrow && plain && text.filter(|(_, block)| block.lines.len() > 1).any(|(_, other)| level(other))
}

/// A short line in other type right under a name: the place it was written in, all of it capitalized, or what the
/// writer is.
pub(super) fn under_name(block: &TextBlock, page: &Labeling) -> Option<(Role, &'static str)> {
    let text = block.text();
    let words: Vec<&str> = text.split_whitespace().collect();
    let lines = block.lines.len() == 1 && block.chars <= page.style.roles.names.chars;
    if !lines || !page.is_other_type(block) || phrases::stops(&text) || words.len() > page.style.roles.names.words {
        return None;
    }
    let cased = text.chars().any(char::is_lowercase) && text.chars().next().is_some_and(char::is_alphabetic);
    let capitalized = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    match (cased, words.iter().all(capitalized)) {
        (false, _) => None,
        (true, true) => Some((Role::Dateline, "a place alone under a name")),
        (true, false) => Some((Role::Byline, "what the writer is, under the name")),
    }
}

/// A line in smaller type than the text right below it: under a headline that says who wrote it, since decks are set
/// larger than text or as large.
fn is_small_line(at: usize, page: &Labeling) -> bool {
    let style = &page.style.roles;
    let Some(block) = page.blocks.get(at).filter(|block| block.lines.len() == 1) else { return false };
    let words = block.text();
    let small = block.chars <= style.names.chars && page.ratio(block) < style.names.small_ratio;
    let text = |below: usize| {
        page.role(below).is_none()
            && page.blocks.get(below).is_some_and(|text| text.lines.len() > 1 && text.size > block.size)
    };
    small
        && !phrases::stops(&words)
        && !words.chars().any(char::is_numeric)
        && heads::nearest(at, false, page).is_some_and(text)
}

/// Two to four Han characters alone in much smaller type under a headline: a writer, since no deck is so short.
fn is_han_writer(block: &TextBlock, headline: &TextBlock, page: &Labeling) -> bool {
    let text: String = block.text().chars().filter(|c| !c.is_whitespace()).collect();
    block.lines.len() == 1
        && names::is_han_name(&text)
        && text.chars().count() <= page.style.roles.names.han_chars
        && block.size <= headline.size * page.style.roles.kickers.size_ratio
        && page.ratio(block) < page.style.roles.small_head_ratio
}

/// A person's name alone on a line: a few capitalized words, or a few Han characters parted as names are. What the
/// writer is may stand under it in other type.
pub(super) fn is_name(block: &TextBlock, page: &Labeling) -> bool {
    let style = &page.style.roles;
    let other_type = |a: &TextLine, b: &TextLine| a.italic != b.italic || a.bold != b.bold || a.face != b.face;
    let brief = |what: &TextLine| {
        what.text.split_whitespace().count() <= style.names.words && !what.text.contains(['.', '。', ',', '，'])
    };
    let text = match block.lines.as_slice() {
        [name] => name.text.as_str(),
        [name, what] if other_type(name, what) && brief(what) => name.text.as_str(),
        _ => return false,
    };
    // The place it was written in may stand behind the name.
    let text = text.split_once(" / ").map_or(text, |(name, _)| name);
    let small = block.chars <= style.names.chars && page.ratio(block) < style.names.size_ratio;
    if names::is_initials(text) {
        return small;
    }
    if !small || phrases::stops(text) || text.chars().any(char::is_numeric) {
        return false;
    }
    let words: Vec<&str> = text.split_whitespace().map(|word| word.trim_matches(['(', ')', '（', '）', ','])).collect();
    let capitalized = |word: &&&str| word.chars().next().is_some_and(char::is_uppercase);
    // Names are joined by "and", and by "in" to a place.
    let small =
        |word: &&str| word.chars().count() <= style.names.small_word_chars && word.chars().all(char::is_lowercase);
    let person = |word: &&str| word.chars().all(names::is_name_letter);
    let names = words.iter().filter(capitalized).count();
    let western = (2..=style.names.words).contains(&names)
        && words.iter().all(|word| (capitalized(&word) && person(word)) || small(word))
        && names * 2 > words.len();
    let eastern = words.len() >= 2 && words.iter().all(|word| names::is_han_name(word));
    western || eastern || names::signs(text)
}
