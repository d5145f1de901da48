//! Masthead and folio: what they are shows by where they stand.

use crate::geometry::{Pt, Rect};
use crate::house_style::roles::RoleStyle;
use crate::layout::blocks::TextBlock;
use crate::layout::marks::Marks;
use crate::layout::phrases;
use crate::layout::roles::{Labeling, running};
use crate::model::role::Role;

/// Gives masthead and folio.
pub fn label_blocks(labeling: &mut Labeling) {
    let page = Ends {
        top: labeling.blocks.iter().map(|block| printed(labeling, block).top).fold(Pt(f32::MAX), Pt::min),
        bottom: labeling.blocks.iter().map(|block| printed(labeling, block).bottom).fold(Pt::ZERO, Pt::max),
        edge: labeling.marks.sheet.height() * labeling.style.roles.folio_edge_share,
    };
    let large: Vec<usize> = (0..labeling.blocks.len()).filter(|at| is_masthead(labeling, *at, &page)).collect();
    let mastheads: Vec<usize> = large.iter().copied().filter(|at| !is_under_date(labeling, *at, &large)).collect();
    let ears: Vec<usize> = labeling.open().into_iter().filter(|at| is_ear(*at, &mastheads, labeling)).collect();
    for at in ears {
        labeling.give(at, Role::Furniture, "in a box beside the name of the paper");
    }
    let below =
        mastheads.iter().filter_map(|at| labeling.blocks.get(*at)).map(|s| s.rect.bottom).fold(Pt::ZERO, Pt::max);
    let folios: Vec<(usize, &'static str)> =
        (0..labeling.blocks.len()).filter_map(|at| Some((at, folio(labeling, at, &page, below)?))).collect();
    let inside = !mastheads.is_empty() && running::is_inside(labeling);
    for at in &mastheads {
        let paper =
            labeling.blocks.get(*at).is_some_and(|block| phrases::ends(&block.text(), &labeling.style.phrases.paper));
        if inside && !paper {
            labeling.give(*at, Role::Section, "the largest line at the head of a page that is not the first");
            labeling.of_page.insert(*at);
        } else {
            labeling.give(*at, Role::Masthead, "the largest line, at the head of the page");
        }
    }
    for (at, because) in &folios {
        labeling.give(*at, Role::Folio, *because);
    }
    let running = running::lines(labeling);
    for at in running::names_of_section(&running, labeling) {
        labeling.give(at, Role::Section, "the name of the section, the largest words of the running head");
        labeling.of_page.insert(at);
    }
    for at in running {
        if running::is_paper(at, labeling) {
            labeling.give(at, Role::Masthead, "the name of the paper in the running head, larger than text");
        }
        // In a running head a page is its number, and sends nobody on.
        if labeling.role(at) == Some(Role::Jump) {
            labeling.change(at, Role::Folio, "the number of the page in its running head");
        }
        labeling.give(at, Role::Folio, "in the running head, over the first rule of the page");
    }
    for at in about_name(&mastheads, labeling) {
        labeling.give(at, Role::Folio, "with the name of the paper, over the rules under it");
    }
    let foot: Vec<usize> = labeling.open().into_iter().filter(|at| running::is_at_foot(*at, labeling)).collect();
    for at in foot {
        labeling.give(at, Role::Folio, "the last line of the page, with white over it all across");
    }
    let folios: Vec<Rect> = (0..labeling.blocks.len())
        .filter(|at| labeling.role(*at) == Some(Role::Folio))
        .filter_map(|at| labeling.blocks.get(at).map(|block| printed(labeling, block)))
        .collect();
    let beside: Vec<usize> =
        labeling.open().into_iter().filter(|at| beside_folio(labeling, *at, &page, &folios)).collect();
    for at in beside {
        labeling.give(at, Role::Folio, "on one line with the folio");
    }
}

/// Rules across most of the page, as printed.
pub(super) fn level_rules(marks: &Marks, style: &RoleStyle) -> Vec<Rect> {
    let rules = marks.across.iter().chain(&marks.down).map(|rule| marks.frame.to_page(rule, &marks.sheet));
    rules.filter(|rule| rule.width() > marks.sheet.width() * style.folio_rule_share).collect()
}

/// Where a block stands on the printed page: head and foot of a page are where they are, whichever way it is set.
pub(super) fn printed(labeling: &Labeling, block: &TextBlock) -> Rect {
    labeling.marks.frame.to_page(&block.rect, &labeling.marks.sheet)
}

/// Where the text of the page begins and ends, as printed.
struct Ends {
    top: Pt,
    bottom: Pt,
    edge: Pt,
}

fn is_masthead(labeling: &Labeling, at: usize, page: &Ends) -> bool {
    let style = &labeling.style.roles;
    let Some(block) = labeling.blocks.get(at) else { return false };
    let first = printed(labeling, block).top - page.top < labeling.marks.sheet.height() * style.masthead_top_share;
    let large = labeling.ratio(block) > style.masthead_ratio && block.lines.len() == 1;
    let place = printed(labeling, block);
    let ruled = || level_rules(labeling.marks, style).iter().any(|rule| (rule.top - place.bottom).abs() < block.size);
    // The date stands under the name, or over it when a rule closes the head; beside one that is set down the page.
    // Scans give names of papers in pieces, which stand under a date by chance.
    let tall = place.height() > place.width() && block.chars > 1;
    let dated = || {
        labeling.blocks.iter().any(|other| {
            let there = printed(labeling, other);
            let near = |level: Pt| (there.center().y - level).abs() < block.size;
            let near = match tall {
                true => {
                    let under = there.center().y > place.bottom - block.size;
                    let down =
                        there.height() > there.width() || phrases::ends(&block.text(), &labeling.style.phrases.paper);
                    (under || down) && there.grown(block.size).intersection(&place).is_some()
                }
                false => {
                    near(place.bottom)
                        || near(place.top)
                            && there.bottom < place.top + labeling.style.fit.stroke_pt
                            && ruled()
                            && !labeling.is_scanned()
                }
            };
            near && is_folio_line(&other.text(), labeling)
        })
    };
    let marks = ['，', '。', '“', '"', '、', '「', '《'];
    let name = block.chars <= style.masthead_chars && !block.text().contains(marks) && !is_number(&block.text());
    let largest = || labeling.ratio(block) > style.masthead_sure_ratio && name_stands_first(labeling, at);
    if !first {
        // Pointers to the other pages may stand over the name of the paper, on its first page.
        let high =
            printed(labeling, block).top - page.top < labeling.marks.sheet.height() * style.running.name_low_share;
        return high
            && large
            && name
            && largest()
            && date_right_under(&place, labeling)
            && !running::is_inside(labeling);
    }
    first && large && name && dated() && (ruled() || largest())
}

/// The date stands on a line of its own between this line and a rule across the page.
fn date_right_under(name: &Rect, labeling: &Labeling) -> bool {
    let reach = name.bottom + name.height();
    let rules = level_rules(labeling.marks, &labeling.style.roles);
    let dates = labeling.blocks.iter().filter(|block| block.lines.len() == 1 && is_folio_line(&block.text(), labeling));
    dates.map(|block| printed(labeling, block)).any(|date| {
        let under = date.top > name.center().y && date.bottom < reach;
        under && rules.iter().any(|rule| rule.top > date.top && rule.top - date.bottom < date.height())
    })
}

/// A line under the name and its date is no part of the name: it is the head of the first story.
fn is_under_date(labeling: &Labeling, at: usize, names: &[usize]) -> bool {
    let place = |at: &usize| labeling.blocks.get(*at).map(|block| printed(labeling, block));
    let Some(own) = place(&at) else { return false };
    let dates: Vec<Rect> =
        labeling.blocks.iter().filter(|s| is_folio_line(&s.text(), labeling)).map(|s| printed(labeling, s)).collect();
    names.iter().filter_map(place).any(|name| {
        let between = |date: &Rect| name.center().y < date.center().y && date.bottom <= own.top;
        name.height() > own.height() && dates.iter().any(between)
    })
}

/// Short lines beside the name of the paper, over the rule across the page under it, and between that rule and a second
/// one.
fn about_name(mastheads: &[usize], labeling: &Labeling) -> Vec<usize> {
    let rules = level_rules(labeling.marks, &labeling.style.roles);
    let under = |after: Pt, reach: Pt| {
        let near = rules.iter().map(|rule| rule.top).filter(move |top| *top > after && *top - after < reach);
        near.min_by(|a, b| a.order(*b))
    };
    let names = mastheads.iter().filter_map(|at| labeling.blocks.get(*at));
    let foot = names
        .filter_map(|block| under(printed(labeling, block).bottom - labeling.style.fit.stroke_pt, block.size))
        .reduce(Pt::max);
    let Some(foot) = foot else { return Vec::new() };
    let foot =
        under(foot + labeling.style.fit.stroke_pt, labeling.metrics.body * labeling.style.roles.masthead_rules_em)
            .unwrap_or(foot);
    let short = |block: &TextBlock| block.lines.len() < labeling.style.roles.adverts.text_lines;
    let over = |at: &usize| {
        labeling
            .blocks
            .get(*at)
            .is_some_and(|block| printed(labeling, block).bottom < foot + labeling.style.fit.stroke_pt)
    };
    // Over a rule above the name, and in boxes there, stand pointers to other pages.
    let top = mastheads
        .iter()
        .filter_map(|at| labeling.blocks.get(*at))
        .map(|block| printed(labeling, block).top)
        .fold(foot, Pt::min);
    let points = |at: &usize| {
        labeling.blocks.get(*at).is_some_and(|block| {
            let place = printed(labeling, block);
            let ruled = rules.iter().any(|rule| place.bottom < rule.top + Pt(1.0) && rule.top < top + Pt(1.0));
            place.bottom < top + Pt(1.0) && (ruled || block.in_box.is_some())
        })
    };
    let about: Vec<usize> = (0..labeling.blocks.len()).filter(|at| over(at) && !points(at)).collect();
    let all_short = about.iter().filter_map(|at| labeling.blocks.get(*at)).all(short);
    if all_short { about } else { Vec::new() }
}

/// In a box beside the name of the paper: the weather, the edition, an advert.
fn is_ear(at: usize, mastheads: &[usize], labeling: &Labeling) -> bool {
    let around = labeling.blocks.get(at).and_then(|block| block.in_box);
    let text =
        |block: &TextBlock| block.in_box == around && block.lines.len() >= labeling.style.roles.adverts.text_lines;
    if labeling.blocks.iter().any(text) {
        return false;
    }
    let Some(around) = around
        .and_then(|at| labeling.marks.boxes.get(at))
        .map(|around| labeling.marks.frame.to_page(&around.rect, &labeling.marks.sheet))
    else {
        return false;
    };
    mastheads.iter().filter_map(|at| labeling.blocks.get(*at)).map(|block| printed(labeling, block)).any(|name| {
        let aside = around.right < name.left + Pt(1.0) || around.left > name.right - Pt(1.0);
        aside && name.width() > name.height() && name.covers_height(&around)
    })
}

/// Nothing larger on the page, and no text above.
fn name_stands_first(labeling: &Labeling, at: usize) -> bool {
    let Some(block) = labeling.blocks.get(at) else { return false };
    labeling.blocks.iter().all(|other| other.size <= block.size)
}

fn folio(labeling: &Labeling, at: usize, page: &Ends, below_masthead: Pt) -> Option<&'static str> {
    let style = &labeling.style.roles;
    let block = labeling.blocks.get(at)?;
    let text = block.text();
    // Under the name of the paper stand date, number and price, a line each.
    let most = if below_masthead > Pt::ZERO { style.masthead_lines } else { style.folio_lines };
    let place = printed(labeling, block);
    let at_edge = place.top - page.top < page.edge || page.bottom - place.bottom < page.edge;
    // A number alone may be as large as a head, and so may a date with nothing beside it.
    let dated = || block.lines.len() == 1 && is_folio_line(&text, labeling) && alone_in_band(labeling, at);
    let large = if is_number(&text) || dated() { style.masthead_ratio } else { style.folio_ratio };
    if block.lines.len() > most || block.chars > style.folio_chars || labeling.ratio(block) >= large {
        return None;
    }
    let beside_masthead = below_masthead > Pt::ZERO && block.rect.bottom < below_masthead + page.edge;
    if !at_edge && !beside_masthead {
        return None;
    }
    let worded = is_folio_line(&text, labeling) || phrases::holds(&text, &labeling.style.phrases.imprint);
    let one_line = block.lines.len() == 1 && !phrases::stops(&text);
    if at_edge && worded {
        return Some("date or page number at the edge of the page");
    }
    if at_edge && is_number(&text) {
        return Some("a number alone at the edge of the page");
    }
    if at_edge
        && one_line
        && beside_rule(labeling, at)
        && alone_in_band(labeling, at)
        && block.chars <= style.running.chars
    {
        let first = place.top - page.top < page.edge;
        let above_rule =
            labeling.marks.across.iter().any(|rule| rule.top > block.rect.bottom - labeling.style.fit.stroke_pt);
        return (first && above_rule && labeling.ratio(block) < style.running.size_ratio)
            .then_some("alone between the edge of the page and a rule across it");
    }
    let small = labeling.ratio(block) < style.small_head_ratio;
    (beside_masthead && (worded || small && beside_rule(labeling, at))).then_some("beside the masthead")
}

/// A small line at the edge of the page, level with one of the folios.
fn beside_folio(labeling: &Labeling, at: usize, page: &Ends, folios: &[Rect]) -> bool {
    let Some(block) = labeling.blocks.get(at) else { return false };
    let place = printed(labeling, block);
    let at_edge = place.top - page.top < page.edge || page.bottom - place.bottom < page.edge;
    let small = block.lines.len() == 1 && labeling.ratio(block) < labeling.style.roles.running.size_ratio;
    let level = |there: &Rect| {
        there.overlap_y(&place) > there.height().min(place.height()) * labeling.style.roles.folio_level_share
    };
    at_edge && small && folios.iter().any(level) && alone_in_band(labeling, at)
}

/// A page and nothing else.
pub fn is_number(text: &str) -> bool {
    let marks: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let plain = marks.iter().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase());
    (1..=4).contains(&marks.len()) && plain && marks.iter().any(char::is_ascii_digit)
}

/// A weekday or a page word with a figure, or a date with its year.
pub(super) fn is_folio_line(text: &str, labeling: &Labeling) -> bool {
    has_figures(text) && (phrases::holds(text, &labeling.style.phrases.folio) || is_date(text))
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
fn beside_rule(labeling: &Labeling, at: usize) -> bool {
    let Some(block) = labeling.blocks.get(at) else { return false };
    let near = labeling.metrics.body * labeling.style.fit.rule_em;
    labeling.marks.across.iter().any(|rule| {
        let beside = (rule.top - block.rect.bottom).abs() < near || (block.rect.top - rule.top).abs() < near;
        beside && rule.width() > labeling.marks.page.width() * labeling.style.roles.folio_rule_share
    })
}

/// Nothing but other small lines stands on the same height.
fn alone_in_band(labeling: &Labeling, at: usize) -> bool {
    let Some(block) = labeling.blocks.get(at) else { return false };
    labeling.blocks.iter().enumerate().all(|(other, beside)| {
        other == at
            || beside.rect.overlap_y(&block.rect) <= Pt::ZERO
            || (beside.lines.len() <= 2 && labeling.ratio(beside) < labeling.style.roles.folio_ratio)
    })
}
