//! Places over the heads of short items. Where several small heads have a short line of one style right over them, each
//! opens an item: no paper sets a kicker over the heads within a story.
//!
//! ```text
//!   LEEDS                      a line of one style, three times,
//!   Small head of an item      over heads of one style
//!   xxxxxxxxxxxxxxxxxxxxx
//! ```

use crate::layout::blocks::TextBlock;
use crate::layout::normalize::script;
use crate::layout::phrases;
use crate::layout::roles::Labeling;
use crate::layout::roles::heads::{self, nearest};
use crate::model::role::Role;
use crate::model::sheet::FaceId;

/// Gives kicker to such lines and headline to the heads under them.
pub fn label_blocks(labeling: &mut Labeling) {
    let pairs: Vec<(usize, usize)> =
        labeling.open().into_iter().filter_map(|at| Some((at, head_under(at, labeling)?))).collect();
    let style = |at: usize| labeling.blocks.get(at).map(style_of);
    let alike = |a: &(usize, usize), b: &(usize, usize)| style(a.0) == style(b.0) && style(a.1) == style(b.1);
    let often = |pair: &(usize, usize)| pairs.iter().filter(|other| alike(pair, other)).count();
    let known: Vec<(usize, usize)> =
        pairs.iter().copied().filter(|pair| often(pair) >= labeling.style.roles.adverts.keys).collect();
    for (place, head) in known {
        labeling.give(place, Role::Kicker, "a short line over a small head, as over several others");
        labeling.give(head, Role::Headline, "one of several small heads that have a short line over them");
    }
}

/// Size in half points, face, weight.
fn style_of(block: &TextBlock) -> (i64, FaceId, bool) {
    (block.size.half_points(), block.face, block.bold)
}

/// The small head right under a short line that is set otherwise.
fn head_under(at: usize, labeling: &Labeling) -> Option<usize> {
    let style = &labeling.style.roles;
    let place = labeling.blocks.get(at).filter(|block| block.lines.len() == 1)?;
    let text = place.text();
    if script::width_em(&text, true) > style.section_em
        || phrases::stops(&text)
        || place.size >= labeling.metrics.body * style.subhead_ratio
    {
        return None;
    }
    let below = nearest(at, false, labeling).filter(|below| labeling.role(*below).is_none())?;
    let head = labeling.blocks.get(below)?;
    let near = head.rect.top - place.rect.bottom < labeling.metrics.body;
    let flush = (head.rect.left - place.rect.left).abs() < labeling.metrics.body;
    let small =
        labeling.ratio(head) < style.subhead_ratio && place.size <= head.size && heads::is_display(head, labeling);
    let text = nearest(below, false, labeling).filter(|text| labeling.role(*text).is_none());
    let over_text =
        text.and_then(|text| labeling.blocks.get(text)).is_some_and(|text| !heads::is_display(text, labeling));
    (near && flush && small && over_text && style_of(place) != style_of(head)).then_some(below)
}
