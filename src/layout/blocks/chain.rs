//! Lines to chains: a line goes on in the next when each is the other's nearest, they are of one style, and no
//! rule or box edge lies between.

use crate::geometry::{Pt, Rect};
use crate::house_style::blocks::BlockStyle;
use crate::layout::given;
use crate::layout::lines::text_lines::{Alignment, TextLine};
use crate::layout::marks::Marks;

/// Chains of lines of one frame, each from the top. Lines with given places make chains of the blocks of the source.
pub fn chain(mut lines: Vec<TextLine>, marks: &Marks, body: Pt, style: &BlockStyle) -> Vec<Vec<TextLine>> {
    let exact = is_exact(&lines, body, style);
    lines.sort_by(|a, b| a.base.order(b.base).then(a.rect.left.order(b.rect.left)));
    let boxes: Vec<Option<usize>> = lines.iter().map(|line| marks.box_of(&line.rect)).collect();
    let (below, above) = neighbors(&lines, style);
    run_in(&mut lines, &below, style);
    let mut next: Vec<Option<usize>> = vec![None; lines.len()];
    let mut led = vec![false; lines.len()];
    for (at, found) in below.iter().enumerate() {
        let Some(other) = *found else { continue };
        let mutual = above.get(other).copied().flatten() == Some(at);
        let (Some(a), Some(b)) = (lines.get(at), lines.get(other)) else { continue };
        let one_box = boxes.get(at) == boxes.get(other);
        let ours = a.given_place.is_none() && b.given_place.is_none();
        if mutual
            && one_box
            && ours
            && one_style(a, b, (body, exact), style)
            && (a.row && b.row || !ruled(a, b, marks, style))
            && let (Some(slot), Some(follows)) = (next.get_mut(at), led.get_mut(other))
        {
            *slot = Some(other);
            *follows = true;
        }
    }
    let mut chains = Vec::new();
    let ours = |at: &usize| lines.get(*at).is_some_and(|line| line.given_place.is_none());
    for first in (0..lines.len()).filter(|at| led.get(*at) == Some(&false) && ours(at)) {
        let mut chain = Vec::new();
        let mut at = Some(first);
        while let Some(line) = at {
            chain.extend(lines.get(line).cloned());
            at = next.get(line).copied().flatten();
        }
        chains.push(chain);
    }
    let given: Vec<TextLine> = lines.into_iter().filter(|line| line.given_place.is_some()).collect();
    for column in given::columns(given) {
        let mut column = column.into_iter();
        let mut chain: Vec<TextLine> = column.next().into_iter().collect();
        for line in column {
            if chain.last().is_some_and(|above| !one_style(above, &line, (body, exact), style)) {
                chains.push(std::mem::take(&mut chain));
            }
            chain.push(line);
        }
        chains.push(chain);
    }
    chains
}

/// A head run into its text may take more than a line: bold lines that fill the column over one that begins bold.
fn run_in(lines: &mut [TextLine], below: &Nearest, style: &BlockStyle) {
    for at in (0..lines.len()).rev() {
        let next = below.get(at).copied().flatten().and_then(|other| lines.get(other));
        let Some((line, next)) = lines.get(at).zip(next) else { continue };
        let full = (next.rect.right - line.rect.right).abs() < line.size;
        let near = (next.base - line.base).per(line.size) < style.chain_leading_em;
        let runs = line.bold && next.leads && full && near && line.rect.left - next.rect.left > -line.size;
        let runs = runs && line.size == next.size;
        if let Some(line) = lines.get_mut(at).filter(|_| runs) {
            (line.bold, line.leads) = (false, true);
        }
    }
}

type Nearest = Vec<Option<usize>>;

/// For each line the nearest line below it and above it that shares enough of its width.
fn neighbors(lines: &[TextLine], style: &BlockStyle) -> (Nearest, Nearest) {
    let mut below: Nearest = vec![None; lines.len()];
    let mut above: Nearest = vec![None; lines.len()];
    let set: Vec<(usize, &TextLine)> = lines.iter().enumerate().filter(|(_, line)| !is_speck(line)).collect();
    for (place, (at, a)) in set.iter().copied().enumerate() {
        let reach = a.size * style.chain_reach_em;
        let rest = set.iter().copied().skip(place + 1).take_while(|(_, b)| b.base - a.base <= reach);
        for (other, b) in rest {
            let apart = b.base - a.base >= a.size.min(b.size) * style.chain_apart_em;
            if !apart || !shares_width(&a.rect, &b.rect, style) {
                continue;
            }
            if let Some(slot) = below.get_mut(at).filter(|slot| slot.is_none()) {
                *slot = Some(other);
            }
            // Lines come from the top, so the last one to claim a line from above is its nearest.
            if let Some(slot) = above.get_mut(other) {
                let held = slot.and_then(|held| lines.get(held));
                if held.is_none_or(|held| held.base <= a.base) {
                    *slot = Some(at);
                }
            }
        }
    }
    (below, above)
}

/// Neither a letter nor a figure, on a page that was read from a scan: it goes on in no line, and no line in it.
fn is_speck(line: &TextLine) -> bool {
    line.alignment != Alignment::Unknown && !line.text.chars().any(char::is_alphanumeric)
}

fn shares_width(a: &Rect, b: &Rect, style: &BlockStyle) -> bool {
    a.overlap_x(b) > a.width().min(b.width()) * style.chain_overlap_share
}

/// Whether the lines near the size of the text mostly have just that size: type is set so, and OCR wavers.
fn is_exact(lines: &[TextLine], body: Pt, style: &BlockStyle) -> bool {
    let near = (style.body_low_ratio..style.body_high_ratio, style.exact_ratio);
    let text = || lines.iter().filter(|line| near.0.contains(&line.size.per(body)));
    let (all, same) = text().fold((0, 0), |(all, same), line| {
        let own = line.size.max(body).per(line.size.min(body)) < near.1;
        (all + line.chars, same + if own { line.chars } else { 0 })
    });
    same as f32 >= all as f32 * style.exact_share
}

/// Sizes and weights that can be one block, and leading no looser than a block's.
fn one_style(a: &TextLine, b: &TextLine, (body, exact): (Pt, bool), style: &BlockStyle) -> bool {
    let ratio = a.size.max(b.size).per(a.size.min(b.size));
    let in_body = |size: Pt| (style.body_low_ratio..style.body_high_ratio).contains(&size.per(body));
    let sizes = ratio < style.chain_size_ratio
        || (!exact && in_body(a.size) && in_body(b.size) && ratio < style.chain_body_ratio);
    // The heads of a table are bold as a rule, and of its rows.
    let words = a.chars > style.weight_chars && b.chars > style.weight_chars && !(a.row && b.row);
    let rows = a.row == b.row;
    let other_face = words && a.face != b.face && a.pure.is_some() && a.pure == b.pure && !(a.italic || b.italic);
    let leading = (b.base - a.base).per(a.size.max(b.size));
    sizes && rows && !other_face && !(words && a.bold != b.bold) && leading < style.chain_leading_em
}

fn ruled(a: &TextLine, b: &TextLine, marks: &Marks, style: &BlockStyle) -> bool {
    let across = (a.rect.left.max(b.rect.left), a.rect.right.min(b.rect.right));
    let slack = a.size * style.rule_slack_em;
    marks.rule_between(
        (a.base - slack, b.base - b.size * style.rule_low_em),
        across,
        style.chain_rule_share,
        a.size * style.rule_least_em,
    )
}
