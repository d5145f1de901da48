//! Names over and under text: who wrote it shows by where the name stands, not by what is known of names.
//!
//! ```text
//!   xxxxxxxxxxxxxxxxxxx
//!   xxxxxx, and was over.
//!         — Harbor Press     in other type, at the end of the measure, under a sentence that is over
//! ```

use crate::layout::blocks::TextBlock;
use crate::layout::names;
use crate::layout::phrases;
use crate::layout::roles::heads::nearest;
use crate::layout::roles::{Labeling, stacks};
use crate::model::role::Role;

/// Gives bylines to names under the end of a text, and over its column.
pub fn label_blocks(labeling: &mut Labeling) {
    for at in labeling.open() {
        if signs_off(at, labeling) {
            labeling.give(at, Role::Byline, "a name alone under the end of the text");
        } else if names_at_end(at, labeling) {
            labeling.give(at, Role::Byline, "a name alone over the text, at the end of its column");
        } else if let Some(below) = writer_below(at, labeling) {
            labeling.give(at, Role::Byline, "a name, and under it what its bearer is");
            labeling.give(below, Role::Byline, "what the writer is, under the name");
        } else if closes_text(at, labeling) && names_page(at, labeling) {
            labeling.give(at, Role::Jump, "a page at the end of the measure, under a sentence that is over");
        } else if closes_text(at, labeling) {
            labeling.give(at, Role::Byline, "in other type at the end of the measure, under a sentence that is over");
        }
    }
}

fn names_page(at: usize, labeling: &Labeling) -> bool {
    labeling.blocks.get(at).is_some_and(|block| labeling.page_patterns.page_number.find(&block.text()).is_some())
}

/// A short line in other type, set at the end of the measure right under text that ends a sentence.
fn closes_text(at: usize, labeling: &Labeling) -> bool {
    let style = &labeling.style.roles;
    let Some(block) = labeling.blocks.get(at).filter(|block| block.chars <= style.names.chars) else { return false };
    let Some(above) = nearest(at, true, labeling) else { return false };
    let signed = labeling.role(above) == Some(Role::Byline);
    let Some(text) = labeling.blocks.get(above).filter(|_| signed || labeling.role(above).is_none()) else {
        return false;
    };
    let written = block.text();
    let enclosed = written.starts_with(['(', '（', '—', '–', '-', '─']);
    let other_type = block.italic != text.italic
        || block.bold != text.bold
        || block.face != text.face
        || block.size < text.size * style.captions.small_ratio;
    let body = labeling.metrics.body;
    // The last line of a text may be short: the column shows by what else stands in it.
    let wide = |other: usize, column: &TextBlock| {
        let full = column.rect.width() > labeling.metrics.measure * style.subhead_column_share;
        full && (column.lines.len() > 1 || other == above)
    };
    let columns =
        labeling.blocks.iter().enumerate().filter(|(other, column)| wide(*other, column)).map(|(_, column)| column);
    let mut columns = columns.filter(|column| (column.rect.left - text.rect.left).abs() < body);
    let mut flush =
        || columns.any(|column| (column.rect.right - block.rect.right).abs() < body * labeling.style.fit.level_em);
    let inset = block.rect.left - text.rect.left > block.size * labeling.style.blocks.signature_inset_em;
    let under = block.rect.top - text.rect.bottom < body && labeling.ratio(block) < style.names.size_ratio;
    let over = signed || phrases::stops(&text.text());
    block.lines.len() == 1
        && under
        && inset
        && over
        && (other_type || signed || enclosed)
        && (enclosed || !phrases::stops(&written))
        && flush()
}

/// A name right under the text of its column, with no text right below.
fn signs_off(at: usize, labeling: &Labeling) -> bool {
    let Some(block) = labeling.blocks.get(at).filter(|block| stacks::is_name(block, labeling)) else { return false };
    let text = |beside: usize| {
        labeling.role(beside).is_none()
            && labeling
                .blocks
                .get(beside)
                .is_some_and(|beside| labeling.ratio(beside) < labeling.style.roles.small_head_ratio)
    };
    let ends = nearest(at, true, labeling).filter(|above| text(*above)).and_then(|above| labeling.blocks.get(above));
    let ruled_off = || labeling.marks.ends_item(&block.rect, labeling.metrics.body * labeling.style.dashes.reach_em);
    ends.is_some_and(|above| above.lines.len() > 1 && block.rect.top - above.rect.bottom < labeling.metrics.body)
        && (ruled_off()
            || nearest(at, false, labeling)
                .is_none_or(|below| !text(below) && labeling.role(below) != Some(Role::Table)))
}

/// What the writer is, in other type right under a name that stands over text.
fn writer_below(at: usize, labeling: &Labeling) -> Option<usize> {
    let block = labeling.blocks.get(at).filter(|block| block.lines.len() == 1 && stacks::is_name(block, labeling))?;
    let below = nearest(at, false, labeling)?;
    let what = labeling.blocks.get(below).filter(|_| labeling.role(below).is_none())?;
    let near = what.rect.top - block.rect.bottom < labeling.metrics.body * labeling.style.roles.names.title_gap_em;
    let flush = (what.rect.left - block.rect.left).abs() < labeling.metrics.body * labeling.style.fit.level_em;
    let other_type = what.italic != block.italic || what.bold != block.bold || what.face != block.face;
    let over_text = nearest(below, false, labeling).is_some_and(|text| labeling.role(text).is_none());
    let says = matches!(stacks::under_name(what, labeling), Some((Role::Byline, _)));
    (near && flush && other_type && over_text && says).then_some(below)
}

/// A name in other type over the text of its column, set at the end of it, as no head within a story is; no text stands
/// right above.
fn names_at_end(at: usize, labeling: &Labeling) -> bool {
    let Some(block) = labeling.blocks.get(at).filter(|block| block.lines.len() == 1) else { return false };
    let text = block.text();
    let name = stacks::is_name(block, labeling) || text.split_whitespace().all(names::is_han_name);
    let plain = |other: &TextBlock| labeling.ratio(other) < labeling.style.roles.small_head_ratio;
    let text = |other: usize| labeling.role(other).is_none() && labeling.blocks.get(other).is_some_and(plain);
    let texts = (0..labeling.blocks.len()).filter(|other| labeling.role(*other).is_none());
    let texts =
        texts.filter_map(|other| labeling.blocks.get(other)).filter(|other| other.lines.len() > 1 && plain(other));
    let ends = || names::ends_column(&block.rect, texts.map(|other| other.rect), labeling.metrics.body, labeling.style);
    labeling.is_other_type(block) && name && nearest(at, true, labeling).is_none_or(|above| !text(above)) && ends()
}
