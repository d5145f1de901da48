//! Paragraphs that run over the end of a column. Where their lines are not those of print, they are set as one text
//! through their columns, so that no column ends in a stump within a sentence.

use super::block_setting::{BlockFrame, SetBlock, SetText, column, indent, stacked};
use super::items::{ItemKind, PageItem};
use crate::model::page::{BlockId, Page};
use crate::model::role::Role;
use crate::typeset::galley::Cap;
use crate::typeset::galley::lines::{FlowedLine, lines};
use crate::typeset::width::WidthModel;
use std::collections::{HashMap, HashSet};

/// Sets paragraphs through their columns. `frames` are those of the items, nothing for what is no block.
pub(super) fn through(
    page: &Page,
    items: &[PageItem],
    frames: &[Option<BlockFrame>],
    sets: &mut [SetBlock],
    widths: &WidthModel,
) {
    let places: HashMap<BlockId, usize> =
        items.iter().enumerate().filter_map(|(at, item)| Some((block(item)?, at))).collect();
    for chain in chains(page, &places) {
        let as_printed = |at: &usize| sets.get(*at).is_some_and(|set| set.as_printed);
        // What is as print has it ends where print does.
        let first = chain.iter().position(|at| !as_printed(at)).unwrap_or(chain.len());
        let rest = chain.get(first..).unwrap_or_default();
        if rest.len() > 1 {
            set_through(page, items, frames, rest, sets, widths);
        }
    }
}

fn block(item: &PageItem) -> Option<BlockId> {
    match item.what {
        ItemKind::Block(id) => Some(id),
        ItemKind::Frame(_) | ItemKind::Picture(_) | ItemKind::Rule(_) => None,
    }
}

/// The items of each paragraph of running text that has several blocks, in reading order.
fn chains(page: &Page, places: &HashMap<BlockId, usize>) -> Vec<Vec<usize>> {
    let next = |id: BlockId| {
        let goes_on = page.block(id).continues?.to;
        let both = [id, goes_on].into_iter().all(|id| page.block(id).role == Role::Body && !page.block(id).vertical);
        (both && places.contains_key(&goes_on)).then_some(goes_on)
    };
    let mut ids: Vec<BlockId> = places.keys().copied().collect();
    ids.sort_unstable();
    let continued: HashSet<BlockId> = ids.iter().filter_map(|id| next(*id)).collect();
    let chain = |first: BlockId| {
        let mut chain = vec![first];
        while let Some(id) = chain.last().and_then(|last| next(*last)).filter(|id| !chain.contains(id)) {
            chain.push(id);
        }
        chain.into_iter().filter_map(|id| places.get(&id).copied()).collect::<Vec<usize>>()
    };
    ids.into_iter().filter(|id| !continued.contains(id)).map(chain).filter(|chain| chain.len() > 1).collect()
}

/// Sets the blocks of a paragraph, or the last of them, as one text: each takes whole lines, as nearly as it can those
/// that it has in print.
fn set_through(
    page: &Page,
    items: &[PageItem],
    frames: &[Option<BlockFrame>],
    chain: &[usize],
    sets: &mut [SetBlock],
    widths: &WidthModel,
) {
    let ids: Vec<BlockId> = chain.iter().filter_map(|at| items.get(*at).and_then(block)).collect();
    let Some(first) = ids.first().copied() else { return };
    if ids.len() != chain.len() || Cap::of(&page.block(first).text, page.lines_of(first), widths).is_some() {
        return;
    }
    let (text, ends) = joined(page, &ids);
    let (mut from, last) = (0, chain.len() - 1);
    for (number, ((at, id), end)) in chain.iter().zip(&ids).zip(&ends).enumerate() {
        let (Some(Some(frame)), Some(set)) = (frames.get(*at), sets.get_mut(*at)) else { return };
        let left = text.get(from..).unwrap_or_default();
        let indent = match page.lines_of(*id).first() {
            Some(line) if number == 0 && page.block(*id).continues.is_some() => indent(frame, line),
            Some(_) | None => 0,
        };
        let mut lines = lines(left, &column(frame, indent, &text), widths);
        if number < last {
            lines.truncate(taken(&lines, end.saturating_sub(from)));
        }
        from += lines.last().map_or(0, |line| line.to as usize);
        let mut pieces = stacked(lines, |_| 0);
        pieces.iter_mut().take(1).for_each(|piece: &mut SetText| piece.x += indent);
        *set = SetBlock { rows: pieces.len() as u32, pieces, ..SetBlock::default() };
    }
}

/// How many lines end nearest to a place of the text: one at least.
fn taken(lines: &[FlowedLine], end: usize) -> usize {
    let off = |line: &FlowedLine| (line.to as usize).abs_diff(end);
    let nearest = lines.iter().enumerate().min_by_key(|(_, line)| off(line)).map_or(0, |(at, _)| at + 1);
    // The last line of all belongs to the last block.
    nearest.min(lines.len().saturating_sub(1)).max(1)
}

/// The text of these blocks as one, and where each of them ends in it.
fn joined(page: &Page, ids: &[BlockId]) -> (String, Vec<usize>) {
    let mut text = String::new();
    let mut ends = Vec::with_capacity(ids.len());
    let mut joint = None;
    for id in ids {
        let block = page.block(*id);
        match joint {
            None => text.push_str(&block.text),
            Some(joint) => {
                let joint: crate::model::page::Joint = joint;
                joint.append(&mut text, &block.text);
                if let Some(end) = ends.last_mut() {
                    *end = text.len() - block.text.len();
                }
            }
        }
        ends.push(text.len());
        joint = block.continues.map(|goes_on| goes_on.joint);
    }
    (text, ends)
}
