//! Lines to text blocks: lines of one style set together down a column, with nothing but leading between them.
//! Roles are given to blocks; body blocks are cut into paragraphs at the end, when it is known which column goes on in
//! which.

pub mod alignment;
pub mod chain;
pub mod short_rules;
pub mod drop_caps;
pub mod mend;
pub mod merge;
pub mod paragraphs;
pub mod signature;
pub mod split;
pub mod white_separators;

use crate::geometry::{Pt, Rect};
use crate::house_style::HouseStyle;
use crate::house_style::blocks::BlockStyle;
use crate::layout::frame::Frame;
use crate::layout::given::place::GivenPlace;
use crate::layout::lines::text_lines::{Alignment, TextLine};
use crate::layout::marks::{self, Marks};
use crate::model::sheet::{FaceId, Sheet};
use std::collections::BTreeMap;

/// Lines set together.
#[derive(Clone, Debug, Default)]
pub struct TextBlock {
    /// Its lines, from the top, in their own frame.
    pub lines: Vec<TextLine>,
    /// Its extent in the main frame.
    pub rect: Rect,
    /// Its extent in its own frame.
    pub own: Rect,
    /// The frame it is set in.
    pub frame: Frame,
    /// One em of most of its text.
    pub size: Pt,
    /// Most of it is bold.
    pub bold: bool,
    /// Most of it is slanted.
    pub italic: bool,
    /// The face of most of it.
    pub face: FaceId,
    /// Characters that are not blank.
    pub chars: u32,
    /// The smallest box around it, an index into [`Marks::boxes`].
    pub in_box: Option<usize>,
}

impl TextBlock {
    /// A block of lines of one frame.
    pub fn new(lines: Vec<TextLine>, marks: &Marks) -> TextBlock {
        let own = Rect::hull(lines.iter().map(|line| &line.rect)).unwrap_or_default();
        let frame = lines.first().map_or(marks.frame, |line| line.frame);
        let rect = match frame == marks.frame {
            true => own,
            false => marks.frame.from_page(&frame.to_page(&own, &marks.sheet), &marks.sheet),
        };
        let mut sizes: Vec<(Pt, u32)> = lines.iter().map(|line| (line.size, line.chars)).collect();
        sizes.sort_by(|a, b| a.0.order(b.0));
        let chars: u32 = lines.iter().map(|line| line.chars).sum();
        let mut seen = 0;
        let median = sizes.iter().find(|(_, count)| {
            seen += count;
            seen * 2 >= chars
        });
        let size = median.map_or(Pt(1.0), |found| found.0);
        let count =
            |is: fn(&TextLine) -> bool| lines.iter().filter(|line| is(line)).map(|line| line.chars).sum::<u32>();
        let mut faces: BTreeMap<FaceId, u32> = BTreeMap::new();
        for line in &lines {
            *faces.entry(line.face).or_default() += line.chars;
        }
        let face = faces.into_iter().max_by_key(|(_, count)| *count).map_or(FaceId(0), |(face, _)| face);
        let bold = count(|line| line.bold) * 5 > chars * 3;
        let italic = count(|line| line.italic) * 5 > chars * 3;
        let in_box = marks.box_of(&rect);
        TextBlock { lines, rect, own, frame, size, bold, italic, face, chars, in_box }
    }

    /// Its lines joined by blanks; for phrases, not for reading.
    pub fn text(&self) -> String {
        self.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// It begins as a short item does: with a head run in, on its first line or over it, or with a bullet.
    pub fn opens_item(&self) -> bool {
        let Some(first) = self.lines.first() else { return false };
        let lead = first.bold && self.lines.last().is_some_and(|last| self.lines.len() == 1 || !last.bold);
        let bullets = ['■', '●', '◆', '▲', '◼', '•', '▪', '□', '◇', '★'];
        first.leads || lead || first.text.trim_start().starts_with(bullets)
    }

    /// How its first line stands in its column.
    pub fn alignment(&self) -> Alignment {
        self.lines.first().map_or(Alignment::Unknown, |line| line.alignment)
    }

    /// Where it stands as one sees it who reads `other`: lines that run one way stand under each other in their own
    /// frame.
    pub fn beside(&self, other: &TextBlock) -> &Rect {
        if self.frame == other.frame { &self.own } else { &self.rect }
    }

    /// The place that the source gives it.
    pub fn given_place(&self) -> Option<GivenPlace> {
        self.lines.first().and_then(|line| line.given_place)
    }

    /// From baseline to baseline, the usual distance; nothing for a single line.
    pub fn leading(&self) -> Pt {
        let mut steps: Vec<Pt> =
            self.lines.iter().zip(self.lines.iter().skip(1)).map(|(a, b)| b.base - a.base).collect();
        steps.sort_by(|a, b| a.order(*b));
        steps.get(steps.len() / 2).copied().unwrap_or_default()
    }
}

/// The size of the running text: the size most characters are near to. Neighboring sizes count in part,
/// because OCR sizes waver.
pub fn body_size(lines: &[TextLine], style: &BlockStyle) -> Pt {
    let mut sizes: BTreeMap<i64, f64> = BTreeMap::new();
    for line in lines {
        *sizes.entry((line.size.0 * style.body_steps_per_pt).round() as i64).or_default() += f64::from(line.chars);
    }
    let near = |size: i64| {
        let share = |step: i64, weight: f64| weight * sizes.get(&(size + step)).copied().unwrap_or(0.0);
        let both = |step: i64, weight: f64| share(-step, weight) + share(step, weight);
        share(0, 1.0) + both(1, style.body_near_share.into()) + both(2, style.body_far_share.into())
    };
    let best = sizes.keys().copied().max_by(|a, b| near(*a).total_cmp(&near(*b)));
    best.map_or(style.body_absent_pt, |size| Pt(size as f32 / style.body_steps_per_pt))
}

/// The blocks of a page.
pub fn set(text_lines: &[TextLine], sheet: &Sheet, marks: &Marks, body: Pt, style: &HouseStyle) -> Vec<TextBlock> {
    let cues = split::Cues::new(body, style);
    let mut blocks = Vec::new();
    for (frame, hidden) in Frame::ALL.into_iter().flat_map(|frame| [(frame, false), (frame, true)]) {
        let of = |line: &&TextLine| line.frame == frame && line.hidden == hidden;
        let mut own: Vec<TextLine> = text_lines.iter().filter(of).cloned().collect();
        if own.is_empty() {
            continue;
        }
        drop_caps::join(&mut own, body, &style.blocks);
        let turned = (frame != marks.frame).then(|| marks::sort_out(sheet, frame, &style.regions));
        for lines in chain::chain(own, turned.as_ref().unwrap_or(marks), body, &style.blocks) {
            for part in split::split(lines, &cues) {
                blocks.push(TextBlock::new(part, marks));
            }
        }
    }
    blocks.sort_by(|a, b| a.rect.top.order(b.rect.top).then(a.rect.left.order(b.rect.left)));
    blocks
}
