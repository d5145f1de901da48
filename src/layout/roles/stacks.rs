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
use crate::layout::blocks::Stick;
use crate::layout::lines::pieces::Piece;
use crate::layout::marks::{Dash, Marks};
use crate::layout::phrases;
use crate::layout::roles::Desk;
use crate::layout::roles::{heads, names};
use crate::model::role::Role;

/// Turns heads that stand over or under a larger one into kickers, decks and section labels, and takes lines
/// of text that stand there in.
pub fn judge(desk: &mut Desk) {
    let heads: Vec<usize> = (0..desk.sticks.len()).filter(|at| desk.role(*at) == Some(Role::Headline)).collect();
    for head in &heads {
        if desk.role(*head) == Some(Role::Headline) && !has_larger(*head, &heads, desk) {
            upwards(*head, desk);
            let stack = downwards(*head, desk);
            names_under(*head, &stack, desk);
        }
    }
}

/// A larger headline stands directly over or under this one.
fn has_larger(at: usize, heads: &[usize], desk: &Desk) -> bool {
    let Some(stick) = desk.sticks.get(at) else { return false };
    heads.iter().filter_map(|other| desk.sticks.get(*other)).any(|other| {
        let (own, there) = (stick.beside(other), other.beside(stick));
        let gap = (there.top - own.bottom).max(own.top - there.bottom);
        other.size > stick.size * desk.style.roles.stack_ratio
            && gap < reach(stick, other, desk)
            && own.shares_column(there)
            && !is_ruled(stick, other, desk)
    })
}

/// A rule between two lines of which one stands over the other. Rules beside lines set another way than the page are
/// not looked at.
fn is_ruled(a: &Stick, b: &Stick, desk: &Desk) -> bool {
    if a.frame != desk.marks.frame && a.frame == b.frame {
        return false;
    }
    let (a, b) = (&a.rect, &b.rect);
    let (upper, lower) = if a.top < b.top { (a, b) } else { (b, a) };
    let across = (upper.left.max(lower.left), upper.right.min(lower.right));
    let length = desk.usual.measure * desk.style.roles.stack_rule_share;
    desk.marks.rule_between((upper.bottom, lower.top), across, desk.style.regions.rule_share, length)
}

/// A rule right under a line that stands clear is the line's own, as under the label of a section: it begins where the
/// line does, or has it in the middle.
fn is_underlined(at: usize, under: usize, desk: &Desk) -> bool {
    let Some(stick) = desk.sticks.get(at).filter(|stick| stick.lines.len() == 1) else { return false };
    let Some(below) = desk.sticks.get(under).map(|below| below.rect) else { return false };
    let near = stick.size * desk.style.roles.underline_gap_em;
    let flush = |rule: &Rect| {
        let middle = (rule.center().x - stick.rect.center().x).abs() < stick.size;
        middle || (rule.left - stick.rect.left).abs() < stick.size
    };
    let mut between = desk.marks.across.iter().filter(|rule| {
        rule.overlap_x(&stick.rect) > Pt::ZERO && rule.top > stick.rect.center().y && rule.top < below.center().y
    });
    between.all(|rule| rule.top - stick.rect.bottom < near && flush(rule)) && stands_clear(at, under, desk)
}

/// White within a stack grows with its lines.
fn reach(line: &Stick, headline: &Stick, desk: &Desk) -> Pt {
    line.size * desk.style.roles.stack_gap_em + headline.size * desk.style.roles.stack_head_gap_em
}

/// The nearest stick over (or under) `at` that stands in its stack and that is not plain text, if there is one.
fn neighbor(at: usize, head: usize, upwards: bool, desk: &Desk) -> Option<usize> {
    let (stick, headline) = (desk.sticks.get(at)?, desk.sticks.get(head)?);
    let plain = |other: usize| {
        !upwards
            && desk.role(other).is_none()
            && !desk.sticks.get(other).is_some_and(|s| is_deck(s, headline, desk) || is_name(s, desk))
    };
    let of_page = |other: usize| desk.role(other).is_some_and(|role| role.is_furniture() || role == Role::Advert);
    let others = desk.sticks.iter().enumerate().filter(|(other, _)| *other != at && !of_page(*other));
    let found = others.filter_map(|(other, beside)| {
        let (own, there) = (stick.beside(beside), beside.beside(stick));
        let (upper, lower) = if upwards { (there, own) } else { (own, there) };
        let gap = lower.top - if upwards { upper.bottom } else { foot(stick, (upper, lower), desk.marks) };
        let ruled = || is_ruled(stick, beside, desk) && !(upwards && is_underlined(other, at, desk));
        let near = gap > -beside.size * desk.style.fit.into_em && gap < reach(beside, headline, desk);
        let aside = if upwards { hangs_left(other, at, desk) } else { hangs_under_left(other, head, desk) };
        let over = upper.shares_column(lower) || aside;
        (near && over && !ruled()).then_some((other, lower.top - upper.bottom))
    });
    found.min_by(|a, b| plain(a.0).cmp(&plain(b.0)).then(a.1.order(b.1))).map(|(other, _)| other)
}

/// Where a line ends for what stands under it: with the picture that it is printed on, if the other stands under that.
pub fn foot(stick: &Stick, (seen, under): (&Rect, &Rect), marks: &Marks) -> Pt {
    let on = |picture: &&Rect| {
        let below = under.top > picture.bottom - Pt(1.0);
        below && picture.contains(&stick.rect, Pt(1.0)) && stick.frame == marks.frame
    };
    let end = marks.pictures.iter().filter(on).map(|picture| picture.bottom).reduce(Pt::min);
    end.map_or(seen.bottom, |end| end.max(seen.bottom))
}

/// A kicker set flush left over a centered headline: no wider apart than a column, and nothing stands under it
/// on the headline's level.
fn hangs_left(kicker: usize, head: usize, desk: &Desk) -> bool {
    let (Some(line), Some(stick)) = (desk.sticks.get(kicker), desk.sticks.get(head)) else { return false };
    let apart = stick.rect.left - line.rect.right;
    let left = line.rect.left < stick.rect.left && apart < desk.usual.measure;
    let short = line.lines.len() == 1 && line.size < stick.size && line.in_box == stick.in_box;
    let crowded = || {
        desk.sticks.iter().enumerate().any(|(other, below)| {
            other != kicker
                && other != head
                && below.rect.overlap_x(&line.rect) > Pt::ZERO
                && below.rect.top >= line.rect.bottom - Pt(1.0)
                && below.rect.top < stick.rect.bottom
        })
    };
    left && short && stick.size > desk.usual.body * desk.style.roles.head_ratio && !crowded()
}

/// A deck or a name over the first column of text under a centered headline, which does not reach so far to the left.
fn hangs_under_left(line: usize, head: usize, desk: &Desk) -> bool {
    let (Some(stick), Some(headline)) = (desk.sticks.get(line), desk.sticks.get(head)) else { return false };
    let aside = headline.rect.left - stick.rect.left;
    let near = aside > Pt::ZERO && aside < desk.usual.measure && stick.rect.right < headline.rect.right;
    let below = stick.rect.top >= headline.rect.bottom - stick.size * desk.style.fit.into_em;
    let one_box = stick.size < headline.size && stick.in_box == headline.in_box;
    let crowded = || {
        desk.sticks.iter().enumerate().any(|(other, above)| {
            other != line
                && other != head
                && above.rect.overlap_x(&stick.rect) > Pt::ZERO
                && above.rect.bottom <= stick.rect.top + Pt(1.0)
                && above.rect.bottom > headline.rect.top
                && !matches!(desk.role(other), Some(Role::Byline | Role::Deck))
        })
    };
    near && below && one_box && headline.size > desk.usual.body * desk.style.roles.head_ratio && !crowded()
}

fn upwards(head: usize, desk: &mut Desk) {
    let mut at = head;
    while let Some(other) = neighbor(at, head, true, desk) {
        let (Some(stick), Some(headline)) = (desk.sticks.get(other), desk.sticks.get(head)) else { return };
        let style = &desk.style.roles;
        let open = matches!(desk.role(other), None | Some(Role::Headline | Role::Subhead));
        let small = stick.size <= headline.size * style.kickers.size_ratio;
        let short = stick.lines.len() <= style.kickers.lines && stick.chars <= style.kickers.chars;
        let clear = desk.role(other).is_some() || stands_clear(other, at, desk);
        if !open || !small || !short || !clear {
            return;
        }
        let share = stick.size.per(headline.size);
        if phrases::ends(&stick.text(), &desk.style.phrases.section_suffix) {
            desk.change(other, Role::Section, "a label over the headline");
        } else {
            desk.change(other, Role::Kicker, format!("above the headline, {share:.2} of its size"));
        }
        at = other;
    }
}

/// A line of text type above a headline is a kicker only if it is not the foot of a column: it does not end as
/// a sentence, and no text stands close above it.
fn stands_clear(at: usize, under: usize, desk: &Desk) -> bool {
    let (Some(stick), Some(head)) = (desk.sticks.get(at), desk.sticks.get(under)) else { return false };
    let below = (head.rect.top - stick.rect.bottom).max(Pt::ZERO);
    let reach =
        (desk.usual.body * desk.style.roles.kickers.clear_em).max(below * desk.style.roles.kickers.nearer_ratio);
    let across = (stick.rect.left, stick.rect.right);
    let crowded = desk.sticks.iter().enumerate().any(|(other, above)| {
        let gap = stick.rect.top - above.rect.bottom;
        other != at
            && gap > -desk.style.fit.stroke_pt
            && gap < reach
            && desk.role(other).is_none()
            && above.rect.overlap_x(&stick.rect) > Pt::ZERO
            && above.in_box == stick.in_box
            && !desk.marks.rule_between(
                (above.rect.bottom, stick.rect.top),
                across,
                desk.style.fit.rule_share,
                desk.usual.body * desk.style.fit.rule_em,
            )
    });
    !crowded && !phrases::stops(&stick.text())
}

/// Gives what stands under the headline its roles, and says what that is, with the headline.
fn downwards(head: usize, desk: &mut Desk) -> Vec<usize> {
    let mut stack = vec![head];
    let mut at = head;
    while let Some(other) = neighbor(at, head, false, desk) {
        let (Some(stick), Some(headline)) = (desk.sticks.get(other), desk.sticks.get(head)) else { return stack };
        if desk.role(other) == Some(Role::Byline) {
            at = other;
            stack.push(other);
            continue;
        }
        if desk.role(at) == Some(Role::Byline)
            && desk.role(other).is_none()
            && let Some((role, because)) = under_name(stick, desk)
        {
            desk.change(other, role, because);
            at = other;
            stack.push(other);
            continue;
        }
        let share = stick.size.per(headline.size);
        let named = || {
            let name = is_name(stick, desk) || is_han_writer(stick, headline, desk) || is_small_line(other, desk);
            name && !beside_name(other, desk)
        };
        if matches!(desk.role(other), None | Some(Role::Headline | Role::Subhead)) && named() {
            desk.change(other, Role::Byline, "a name alone under the headline");
            at = other;
            stack.push(other);
            continue;
        }
        let open = matches!(desk.role(other), None | Some(Role::Headline | Role::Subhead));
        let narrow = stick.rect.width() < headline.rect.width() * desk.style.roles.stack_narrow_share;
        let plain = desk.ratio(stick) < desk.style.roles.small_head_ratio;
        let column = || stands_in_columns(other, head, desk) || narrow && plain && beside_name(other, desk);
        if !open || !is_deck(stick, headline, desk) || column() {
            return stack;
        }
        desk.change(other, Role::Deck, format!("below the headline, {share:.2} of its size"));
        at = other;
        stack.push(other);
    }
    stack
}

/// Names right under the headline or one of its decks that the stack passed by: over its first column, beside a deck,
/// or under a rule.
fn names_under(head: usize, stack: &[usize], desk: &mut Desk) {
    let right_under = |stick: &Stick, over: usize| {
        let (Some(above), Some(headline)) = (desk.sticks.get(over), desk.sticks.get(head)) else { return false };
        let gap = stick.rect.top - above.rect.bottom;
        gap > -stick.size * desk.style.fit.into_em
            && gap < reach(stick, headline, desk)
            && above.rect.shares_column(&stick.rect)
    };
    let names: Vec<usize> = (0..desk.sticks.len())
        .filter(|other| {
            let (Some(stick), Some(headline)) = (desk.sticks.get(*other), desk.sticks.get(head)) else { return false };
            let open = matches!(desk.role(*other), None | Some(Role::Headline | Role::Subhead));
            let gap = stick.rect.top - headline.rect.bottom;
            let aside = || gap < reach(stick, headline, desk) && hangs_under_left(*other, head, desk);
            let under = || stack.iter().any(|over| right_under(stick, *over)) || aside();
            let named = || is_name(stick, desk) && !beside_name(*other, desk);
            open && *other != head && stick.in_box == headline.in_box && under() && named()
        })
        .collect();
    for at in names {
        desk.change(at, Role::Byline, "a name alone under the headline");
    }
}

/// A byline in other type stands level, in another column: what looks like a second name is a head within the story.
fn beside_name(at: usize, desk: &Desk) -> bool {
    let Some(stick) = desk.sticks.get(at) else { return false };
    let bylines = (0..desk.sticks.len()).filter(|other| *other != at && desk.role(*other) == Some(Role::Byline));
    bylines.filter_map(|other| desk.sticks.get(other)).any(|name| {
        let aside = (name.rect.left - stick.rect.right).max(stick.rect.left - name.rect.right);
        let other_type = name.face != stick.face || name.bold != stick.bold || name.size != stick.size;
        other_type && aside > Pt::ZERO && aside < desk.usual.measure && name.rect.overlap_y(&stick.rect) > Pt::ZERO
    })
}

/// Smaller than the headline, set apart from the text, and brief; under the dash of a head it is a deck whatever its
/// size.
fn is_deck(stick: &Stick, headline: &Stick, desk: &Desk) -> bool {
    let style = &desk.style.roles;
    let other_type = desk.ratio(stick) >= style.deck_ratio || (stick.bold && !desk.usual.bold) || stick.italic;
    let reach = desk.usual.body * desk.style.dashes.reach_em;
    let within = |dash: Option<&Dash>| dash.is_some_and(|dash| !dash.ends());
    let dashed = within(desk.marks.dash_over(&stick.rect, reach));
    let set_apart = other_type || dashed && within(desk.marks.dash_under(&stick.rect, reach));
    let brief = stick.lines.len() <= style.deck_lines && stick.chars <= style.deck_chars;
    let light = headline.bold && !stick.bold && desk.ratio(stick) >= style.small_head_ratio;
    let most = if light { style.light_deck_ratio } else { style.kickers.size_ratio };
    set_apart && brief && (dashed || stick.size <= headline.size * most)
}

/// A line no wider than a column, level with the first line of text in another column under the headline: it
/// stands in its column too. It is set as text is, or as the heads within the stories of the page.
fn stands_in_columns(at: usize, head: usize, desk: &Desk) -> bool {
    let (Some(stick), Some(headline)) = (desk.sticks.get(at), desk.sticks.get(head)) else { return false };
    let narrow = stick.rect.width() < headline.rect.width() * desk.style.roles.stack_narrow_share;
    let alike = |other: &Stick| other.size == stick.size && other.face == stick.face && other.bold == stick.bold;
    let subheads = desk.sticks.iter().enumerate().filter(|(other, _)| desk.role(*other) == Some(Role::Subhead));
    let plain = desk.ratio(stick) < desk.style.roles.deck_ratio
        || stick.lines.len() == 1 && subheads.filter(|(other, _)| *other != at).any(|(_, other)| alike(other));
    let level = |other: &Stick| {
        (other.rect.top - stick.rect.top).abs() < desk.usual.body * desk.style.fit.level_em
            && other.rect.overlap_x(&stick.rect) <= Pt::ZERO
            && other.rect.overlap_x(&headline.rect) > Pt::ZERO
    };
    let text = desk.sticks.iter().enumerate().filter(|(other, _)| desk.role(*other).is_none());
    narrow && plain && text.filter(|(_, stick)| stick.lines.len() > 1).any(|(_, other)| level(other))
}

/// A short line in other type right under a name: the place it was written in, all of it capitalized, or what the
/// writer is.
pub(super) fn under_name(stick: &Stick, desk: &Desk) -> Option<(Role, &'static str)> {
    let text = stick.text();
    let words: Vec<&str> = text.split_whitespace().collect();
    let lines = stick.lines.len() == 1 && stick.chars <= desk.style.roles.names.chars;
    if !lines || !desk.is_other_type(stick) || phrases::stops(&text) || words.len() > desk.style.roles.names.words {
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
fn is_small_line(at: usize, desk: &Desk) -> bool {
    let style = &desk.style.roles;
    let Some(stick) = desk.sticks.get(at).filter(|stick| stick.lines.len() == 1) else { return false };
    let words = stick.text();
    let small = stick.chars <= style.names.chars && desk.ratio(stick) < style.names.small_ratio;
    let text = |below: usize| {
        desk.role(below).is_none()
            && desk.sticks.get(below).is_some_and(|text| text.lines.len() > 1 && text.size > stick.size)
    };
    small
        && !phrases::stops(&words)
        && !words.chars().any(char::is_numeric)
        && heads::nearest(at, false, desk).is_some_and(text)
}

/// Two to four Han characters alone in much smaller type under a headline: a writer, since no deck is so short.
fn is_han_writer(stick: &Stick, headline: &Stick, desk: &Desk) -> bool {
    let text: String = stick.text().chars().filter(|c| !c.is_whitespace()).collect();
    stick.lines.len() == 1
        && names::is_han_name(&text)
        && text.chars().count() <= desk.style.roles.names.han_chars
        && stick.size <= headline.size * desk.style.roles.kickers.size_ratio
        && desk.ratio(stick) < desk.style.roles.small_head_ratio
}

/// A person's name alone on a line: a few capitalized words, or a few Han characters parted as names are. What the
/// writer is may stand under it in other type.
pub(super) fn is_name(stick: &Stick, desk: &Desk) -> bool {
    let style = &desk.style.roles;
    let other_type = |a: &Piece, b: &Piece| a.italic != b.italic || a.bold != b.bold || a.face != b.face;
    let brief = |what: &Piece| {
        what.text.split_whitespace().count() <= style.names.words && !what.text.contains(['.', '。', ',', '，'])
    };
    let text = match stick.lines.as_slice() {
        [name] => name.text.as_str(),
        [name, what] if other_type(name, what) && brief(what) => name.text.as_str(),
        _ => return false,
    };
    // The place it was written in may stand behind the name.
    let text = text.split_once(" / ").map_or(text, |(name, _)| name);
    let small = stick.chars <= style.names.chars && desk.ratio(stick) < style.names.size_ratio;
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
