//! Masthead and folio: what they are shows by where they stand.

use crate::geometry::{Pt, Rect};
use crate::house_style::roles::RoleStyle;
use crate::layout::blocks::Stick;
use crate::layout::marks::Marks;
use crate::layout::phrases;
use crate::layout::roles::{Desk, running};
use crate::model::role::Role;

/// Gives masthead and folio.
pub fn judge(desk: &mut Desk) {
    let page = Ends {
        top: desk.sticks.iter().map(|stick| printed(desk, stick).top).fold(Pt(f32::MAX), Pt::min),
        bottom: desk.sticks.iter().map(|stick| printed(desk, stick).bottom).fold(Pt::ZERO, Pt::max),
        edge: desk.marks.sheet.height() * desk.style.roles.folio_edge_share,
    };
    let large: Vec<usize> = (0..desk.sticks.len()).filter(|at| is_masthead(desk, *at, &page)).collect();
    let mastheads: Vec<usize> = large.iter().copied().filter(|at| !is_under_date(desk, *at, &large)).collect();
    let ears: Vec<usize> = desk.open().into_iter().filter(|at| is_ear(*at, &mastheads, desk)).collect();
    for at in ears {
        desk.give(at, Role::Furniture, "in a box beside the name of the paper");
    }
    let below = mastheads.iter().filter_map(|at| desk.sticks.get(*at)).map(|s| s.rect.bottom).fold(Pt::ZERO, Pt::max);
    let folios: Vec<(usize, &'static str)> =
        (0..desk.sticks.len()).filter_map(|at| Some((at, folio(desk, at, &page, below)?))).collect();
    let inside = !mastheads.is_empty() && running::is_inside(desk);
    for at in &mastheads {
        let paper = desk.sticks.get(*at).is_some_and(|stick| phrases::ends(&stick.text(), &desk.style.phrases.paper));
        if inside && !paper {
            desk.give(*at, Role::Section, "the largest line at the head of a page that is not the first");
            desk.of_page.insert(*at);
        } else {
            desk.give(*at, Role::Masthead, "the largest line, at the head of the page");
        }
    }
    for (at, because) in &folios {
        desk.give(*at, Role::Folio, *because);
    }
    let running = running::lines(desk);
    for at in running::names_of_section(&running, desk) {
        desk.give(at, Role::Section, "the name of the section, the largest words of the running head");
        desk.of_page.insert(at);
    }
    for at in running {
        if running::is_paper(at, desk) {
            desk.give(at, Role::Masthead, "the name of the paper in the running head, larger than text");
        }
        // In a running head a page is its number, and sends nobody on.
        if desk.role(at) == Some(Role::Jump) {
            desk.change(at, Role::Folio, "the number of the page in its running head");
        }
        desk.give(at, Role::Folio, "in the running head, over the first rule of the page");
    }
    for at in about_name(&mastheads, desk) {
        desk.give(at, Role::Folio, "with the name of the paper, over the rules under it");
    }
    let foot: Vec<usize> = desk.open().into_iter().filter(|at| running::is_at_foot(*at, desk)).collect();
    for at in foot {
        desk.give(at, Role::Folio, "the last line of the page, with white over it all across");
    }
    let folios: Vec<Rect> = (0..desk.sticks.len())
        .filter(|at| desk.role(*at) == Some(Role::Folio))
        .filter_map(|at| desk.sticks.get(at).map(|stick| printed(desk, stick)))
        .collect();
    let beside: Vec<usize> = desk.open().into_iter().filter(|at| beside_folio(desk, *at, &page, &folios)).collect();
    for at in beside {
        desk.give(at, Role::Folio, "on one line with the folio");
    }
}

/// Rules across most of the page, as printed.
pub(super) fn level_rules(marks: &Marks, style: &RoleStyle) -> Vec<Rect> {
    let rules = marks.across.iter().chain(&marks.down).map(|rule| marks.frame.leave(rule, &marks.sheet));
    rules.filter(|rule| rule.width() > marks.sheet.width() * style.folio_rule_share).collect()
}

/// Where a stick stands on the printed page: head and foot of a page are where they are, whichever way it is set.
pub(super) fn printed(desk: &Desk, stick: &Stick) -> Rect {
    desk.marks.frame.leave(&stick.rect, &desk.marks.sheet)
}

/// Where the text of the page begins and ends, as printed.
struct Ends {
    top: Pt,
    bottom: Pt,
    edge: Pt,
}

fn is_masthead(desk: &Desk, at: usize, page: &Ends) -> bool {
    let style = &desk.style.roles;
    let Some(stick) = desk.sticks.get(at) else { return false };
    let first = printed(desk, stick).top - page.top < desk.marks.sheet.height() * style.masthead_top_share;
    let large = desk.ratio(stick) > style.masthead_ratio && stick.lines.len() == 1;
    let place = printed(desk, stick);
    let ruled = || level_rules(desk.marks, style).iter().any(|rule| (rule.top - place.bottom).abs() < stick.size);
    // The date stands under the name, or over it when a rule closes the head; beside one that is set down the page.
    // Scans give names of papers in pieces, which stand under a date by chance.
    let tall = place.height() > place.width() && stick.chars > 1;
    let dated = || {
        desk.sticks.iter().any(|other| {
            let there = printed(desk, other);
            let near = |level: Pt| (there.center().y - level).abs() < stick.size;
            let near = match tall {
                true => {
                    let under = there.center().y > place.bottom - stick.size;
                    let down =
                        there.height() > there.width() || phrases::ends(&stick.text(), &desk.style.phrases.paper);
                    (under || down) && there.grown(stick.size).intersection(&place).is_some()
                }
                false => {
                    near(place.bottom)
                        || near(place.top)
                            && there.bottom < place.top + desk.style.fit.stroke_pt
                            && ruled()
                            && !desk.is_scanned()
                }
            };
            near && is_folio_line(&other.text(), desk)
        })
    };
    let marks = ['，', '。', '“', '"', '、', '「', '《'];
    let name = stick.chars <= style.masthead_chars && !stick.text().contains(marks) && !is_number(&stick.text());
    let largest = || desk.ratio(stick) > style.masthead_sure_ratio && name_stands_first(desk, at);
    if !first {
        // Pointers to the other pages may stand over the name of the paper, on its first page.
        let high = printed(desk, stick).top - page.top < desk.marks.sheet.height() * style.running.name_low_share;
        return high && large && name && largest() && date_right_under(&place, desk) && !running::is_inside(desk);
    }
    first && large && name && dated() && (ruled() || largest())
}

/// The date stands on a line of its own between this line and a rule across the page.
fn date_right_under(name: &Rect, desk: &Desk) -> bool {
    let reach = name.bottom + name.height();
    let rules = level_rules(desk.marks, &desk.style.roles);
    let dates = desk.sticks.iter().filter(|stick| stick.lines.len() == 1 && is_folio_line(&stick.text(), desk));
    dates.map(|stick| printed(desk, stick)).any(|date| {
        let under = date.top > name.center().y && date.bottom < reach;
        under && rules.iter().any(|rule| rule.top > date.top && rule.top - date.bottom < date.height())
    })
}

/// A line under the name and its date is no part of the name: it is the head of the first story.
fn is_under_date(desk: &Desk, at: usize, names: &[usize]) -> bool {
    let place = |at: &usize| desk.sticks.get(*at).map(|stick| printed(desk, stick));
    let Some(own) = place(&at) else { return false };
    let dates: Vec<Rect> =
        desk.sticks.iter().filter(|s| is_folio_line(&s.text(), desk)).map(|s| printed(desk, s)).collect();
    names.iter().filter_map(place).any(|name| {
        let between = |date: &Rect| name.center().y < date.center().y && date.bottom <= own.top;
        name.height() > own.height() && dates.iter().any(between)
    })
}

/// Short lines beside the name of the paper, over the rule across the page under it, and between that rule and a second
/// one.
fn about_name(mastheads: &[usize], desk: &Desk) -> Vec<usize> {
    let rules = level_rules(desk.marks, &desk.style.roles);
    let under = |after: Pt, reach: Pt| {
        let near = rules.iter().map(|rule| rule.top).filter(move |top| *top > after && *top - after < reach);
        near.min_by(|a, b| a.order(*b))
    };
    let names = mastheads.iter().filter_map(|at| desk.sticks.get(*at));
    let foot = names
        .filter_map(|stick| under(printed(desk, stick).bottom - desk.style.fit.stroke_pt, stick.size))
        .reduce(Pt::max);
    let Some(foot) = foot else { return Vec::new() };
    let foot =
        under(foot + desk.style.fit.stroke_pt, desk.usual.body * desk.style.roles.masthead_rules_em).unwrap_or(foot);
    let short = |stick: &Stick| stick.lines.len() < desk.style.roles.adverts.text_lines;
    let over = |at: &usize| {
        desk.sticks.get(*at).is_some_and(|stick| printed(desk, stick).bottom < foot + desk.style.fit.stroke_pt)
    };
    // Over a rule above the name, and in boxes there, stand pointers to other pages.
    let top = mastheads
        .iter()
        .filter_map(|at| desk.sticks.get(*at))
        .map(|stick| printed(desk, stick).top)
        .fold(foot, Pt::min);
    let points = |at: &usize| {
        desk.sticks.get(*at).is_some_and(|stick| {
            let place = printed(desk, stick);
            let ruled = rules.iter().any(|rule| place.bottom < rule.top + Pt(1.0) && rule.top < top + Pt(1.0));
            place.bottom < top + Pt(1.0) && (ruled || stick.in_box.is_some())
        })
    };
    let about: Vec<usize> = (0..desk.sticks.len()).filter(|at| over(at) && !points(at)).collect();
    let all_short = about.iter().filter_map(|at| desk.sticks.get(*at)).all(short);
    if all_short { about } else { Vec::new() }
}

/// In a box beside the name of the paper: the weather, the edition, an advert.
fn is_ear(at: usize, mastheads: &[usize], desk: &Desk) -> bool {
    let around = desk.sticks.get(at).and_then(|stick| stick.in_box);
    let text = |stick: &Stick| stick.in_box == around && stick.lines.len() >= desk.style.roles.adverts.text_lines;
    if desk.sticks.iter().any(text) {
        return false;
    }
    let Some(around) = around
        .and_then(|at| desk.marks.boxes.get(at))
        .map(|around| desk.marks.frame.leave(&around.rect, &desk.marks.sheet))
    else {
        return false;
    };
    mastheads.iter().filter_map(|at| desk.sticks.get(*at)).map(|stick| printed(desk, stick)).any(|name| {
        let aside = around.right < name.left + Pt(1.0) || around.left > name.right - Pt(1.0);
        aside && name.width() > name.height() && name.covers_height(&around)
    })
}

/// Nothing larger on the page, and no text above.
fn name_stands_first(desk: &Desk, at: usize) -> bool {
    let Some(stick) = desk.sticks.get(at) else { return false };
    desk.sticks.iter().all(|other| other.size <= stick.size)
}

fn folio(desk: &Desk, at: usize, page: &Ends, below_masthead: Pt) -> Option<&'static str> {
    let style = &desk.style.roles;
    let stick = desk.sticks.get(at)?;
    let text = stick.text();
    // Under the name of the paper stand date, number and price, a line each.
    let most = if below_masthead > Pt::ZERO { style.masthead_lines } else { style.folio_lines };
    let place = printed(desk, stick);
    let at_edge = place.top - page.top < page.edge || page.bottom - place.bottom < page.edge;
    // A number alone may be as large as a head, and so may a date with nothing beside it.
    let dated = || stick.lines.len() == 1 && is_folio_line(&text, desk) && alone_in_band(desk, at);
    let large = if is_number(&text) || dated() { style.masthead_ratio } else { style.folio_ratio };
    if stick.lines.len() > most || stick.chars > style.folio_chars || desk.ratio(stick) >= large {
        return None;
    }
    let beside_masthead = below_masthead > Pt::ZERO && stick.rect.bottom < below_masthead + page.edge;
    if !at_edge && !beside_masthead {
        return None;
    }
    let worded = is_folio_line(&text, desk) || phrases::holds(&text, &desk.style.phrases.imprint);
    let one_line = stick.lines.len() == 1 && !phrases::stops(&text);
    if at_edge && worded {
        return Some("date or page number at the edge of the page");
    }
    if at_edge && is_number(&text) {
        return Some("a number alone at the edge of the page");
    }
    if at_edge && one_line && beside_rule(desk, at) && alone_in_band(desk, at) && stick.chars <= style.running.chars {
        let first = place.top - page.top < page.edge;
        let above_rule = desk.marks.across.iter().any(|rule| rule.top > stick.rect.bottom - desk.style.fit.stroke_pt);
        return (first && above_rule && desk.ratio(stick) < style.running.size_ratio)
            .then_some("alone between the edge of the page and a rule across it");
    }
    let small = desk.ratio(stick) < style.small_head_ratio;
    (beside_masthead && (worded || small && beside_rule(desk, at))).then_some("beside the masthead")
}

/// A small line at the edge of the page, level with one of the folios.
fn beside_folio(desk: &Desk, at: usize, page: &Ends, folios: &[Rect]) -> bool {
    let Some(stick) = desk.sticks.get(at) else { return false };
    let place = printed(desk, stick);
    let at_edge = place.top - page.top < page.edge || page.bottom - place.bottom < page.edge;
    let small = stick.lines.len() == 1 && desk.ratio(stick) < desk.style.roles.running.size_ratio;
    let level = |there: &Rect| {
        there.overlap_y(&place) > there.height().min(place.height()) * desk.style.roles.folio_level_share
    };
    at_edge && small && folios.iter().any(level) && alone_in_band(desk, at)
}

/// A page and nothing else.
pub fn is_number(text: &str) -> bool {
    let marks: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let plain = marks.iter().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase());
    (1..=4).contains(&marks.len()) && plain && marks.iter().any(char::is_ascii_digit)
}

/// A weekday or a page word with a figure, or a date with its year.
pub(super) fn is_folio_line(text: &str, desk: &Desk) -> bool {
    has_figures(text) && (phrases::holds(text, &desk.style.phrases.folio) || is_date(text))
}

/// Figures, or the numbers of a date in Han.
fn has_figures(text: &str) -> bool {
    text.chars().any(|c| c.is_numeric() || "〇一二三四五六七八九十".contains(c))
}

/// A year and another figure, as every date of an issue has.
fn is_date(text: &str) -> bool {
    let plain = phrases::plain(text);
    let figures: Vec<&str> = plain.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let year = |part: &&str| part.len() == 4 && ["18", "19", "20"].iter().any(|century| part.starts_with(century));
    figures.iter().any(year) && figures.len() >= 2
}

/// A rule across most of the page runs close above or below.
fn beside_rule(desk: &Desk, at: usize) -> bool {
    let Some(stick) = desk.sticks.get(at) else { return false };
    let near = desk.usual.body * desk.style.fit.rule_em;
    desk.marks.across.iter().any(|rule| {
        let beside = (rule.top - stick.rect.bottom).abs() < near || (stick.rect.top - rule.top).abs() < near;
        beside && rule.width() > desk.marks.page.width() * desk.style.roles.folio_rule_share
    })
}

/// Nothing but other small lines stands on the same height.
fn alone_in_band(desk: &Desk, at: usize) -> bool {
    let Some(stick) = desk.sticks.get(at) else { return false };
    desk.sticks.iter().enumerate().all(|(other, beside)| {
        other == at
            || beside.rect.overlap_y(&stick.rect) <= Pt::ZERO
            || (beside.lines.len() <= 2 && desk.ratio(beside) < desk.style.roles.folio_ratio)
    })
}
