//! What pages of one paper show of its type, once a person has looked at them: the style of each block and the role it
//! has in the end.

use crate::house_style::learned::{Learned, Place, TypeFace};
use crate::model::page::{BlockId, Line, Page};
use crate::model::sheet::FaceId;
use std::collections::BTreeMap;

/// Counts the blocks of these pages by style and role, the commonest style first. Only where the source names its faces
/// is there anything to learn: sizes that were measured on a scan differ from line to line.
pub fn read<'a>(pages: impl IntoIterator<Item = &'a Page>) -> Learned {
    let mut learned = Learned::default();
    for page in pages {
        learned.pages += 1;
        for (at, block) in page.blocks.iter().enumerate() {
            if let Some(set) = set(page, BlockId(at as u32)) {
                learned.count(set, block.role);
            }
        }
    }
    let count = |roles: &BTreeMap<_, u32>| roles.values().sum::<u32>();
    learned.styles.sort_by_key(|style| std::cmp::Reverse(count(&style.roles)));
    learned
}

/// How most of a block is set; nothing when its source names no face.
fn set(page: &Page, block: BlockId) -> Option<TypeFace> {
    let lines = page.lines_of(block);
    let characters = |line: &Line| line.text.chars().filter(|c| !c.is_whitespace()).count();
    let all: usize = lines.iter().map(characters).sum();
    let most = |is: fn(&Line) -> bool| lines.iter().filter(|line| is(line)).map(characters).sum::<usize>() * 2 > all;
    let mut faces: BTreeMap<FaceId, usize> = BTreeMap::new();
    for line in lines {
        *faces.entry(line.face).or_default() += characters(line);
    }
    let (face, _) = faces.into_iter().max_by_key(|(_, count)| *count)?;
    let name = &page.faces.get(usize::from(face.0))?.name;
    let mut sizes: Vec<_> = lines.iter().map(|line| line.size).collect();
    sizes.sort_by(|a, b| a.order(*b));
    (!name.is_empty()).then(|| TypeFace {
        face: name.clone(),
        size: sizes.get(sizes.len() / 2).copied().unwrap_or_default(),
        bold: most(|line| line.bold),
        italic: most(|line| line.italic),
        at: Place::of(&page.block(block).bbox, &page.bounds),
    })
}
