//! The page in the making: lines, blocks, regions, boxes and pictures with their ids.

use crate::geometry::{Pt, Rect};
use crate::layout::fragments::LooseBlock;
use crate::layout::paste_up::set::PastedLine;
use crate::model::page::{Block, BlockId, Continuation, Joint, Line, Page, PagePicture, Region};
use crate::model::role::Role;
use crate::model::sheet::{Rule, RuledBox};

/// A page and the region that blocks go into now.
pub struct Build {
    /// The page.
    pub page: Page,
    /// Index of the region.
    pub region: u32,
}

/// How lines of a block are set.
#[derive(Clone, Copy, Debug)]
pub struct BlockPlacement {
    /// Left edge in points.
    pub left: f32,
    /// Right edge in points.
    pub right: f32,
    /// One em.
    pub size: f32,
    /// From line to line.
    pub leading: f32,
    /// First-line indent in em.
    pub indent: f32,
    /// Lines are set in the middle.
    pub centered: bool,
}

impl Build {
    /// Opens a region; blocks go into it from now on.
    pub fn open_region(&mut self, region: Region) {
        self.page.regions.push(region);
        self.region = (self.page.regions.len() - 1) as u32;
    }

    /// Adds a block of set lines from `top` on and gives its id and its bottom.
    pub fn add(
        &mut self,
        block: &LooseBlock,
        lines: &[PastedLine],
        top: f32,
        setting: BlockPlacement,
    ) -> (BlockId, f32) {
        let start = self.page.lines.len() as u32;
        for (at, set) in lines.iter().enumerate() {
            let y = top + at as f32 * setting.leading + (setting.leading - setting.size) / 2.0;
            let width = set.width * setting.size;
            let spare = (setting.right - setting.left - width).max(0.0);
            let indent = if at == 0 { setting.indent * setting.size } else { 0.0 };
            let left = setting.left + if setting.centered { spare / 2.0 } else { indent };
            self.page.lines.push(Line {
                text: set.text.clone(),
                bbox: Rect::new(left, y, left + width, y + setting.size),
                size: Pt::new(setting.size),
                bold: matches!(block.role, Role::Headline | Role::Subhead | Role::Section),
                ..Line::default()
            });
        }
        let end = self.page.lines.len() as u32;
        let boxes = self.page.lines.iter().skip(start as usize).map(|line| &line.bbox);
        let bbox = Rect::hull(boxes).unwrap_or(Rect::new(setting.left, top, setting.left, top));
        self.page.blocks.push(Block {
            bbox,
            lines: start..end,
            text: text_of(lines),
            role: block.role,
            boxed: false,
            vertical: false,
            region: self.region,
            continues: None,
            because: block.because.clone(),
        });
        let id = BlockId((self.page.blocks.len() - 1) as u32);
        self.page.order.push(id);
        (id, top + lines.len() as f32 * setting.leading)
    }

    /// The paragraph of one block goes on in another.
    pub fn tie(&mut self, from: BlockId, to: BlockId, joint: Joint) {
        if let Some(block) = self.page.blocks.get_mut(from.0 as usize) {
            block.continues = Some(Continuation { to, joint });
        }
    }

    /// Draws a box and marks the block in it as boxed.
    pub fn frame(&mut self, id: BlockId, bbox: Rect, weight: f32) {
        self.page.boxes.push(RuledBox { bbox, weight: Pt::new(weight), fill: None });
        if let Some(block) = self.page.blocks.get_mut(id.0 as usize) {
            block.boxed = true;
        }
    }

    /// A picture place; its caption follows.
    pub fn picture(&mut self, bbox: Rect) -> usize {
        self.page.pictures.push(PagePicture { bbox, caption: None, story: None });
        self.page.pictures.len() - 1
    }

    /// A printed line.
    pub fn rule(&mut self, rule: Rule) {
        self.page.rules.push(rule);
    }

    /// Turns the page for vertical setting: lines run from the right, tiers from the top.
    ///
    /// ```text
    ///  set as if horizontal      turned
    ///  ┌──────────┐ y            ┌──────┐
    ///  │ tier     │ |            │  ←   │ first line at the right
    ///  └──────────┘ v            └──────┘
    /// ```
    pub fn turn(&mut self) {
        let width = self.page.bounds.bottom;
        let turned = |r: &Rect| Rect::new((width - r.bottom).0, r.left.0, (width - r.top).0, r.right.0);
        for line in &mut self.page.lines {
            line.bbox = turned(&line.bbox);
            line.vertical = true;
        }
        for block in &mut self.page.blocks {
            block.bbox = turned(&block.bbox);
            block.vertical = true;
        }
        for region in &mut self.page.regions {
            region.bbox = turned(&region.bbox);
            region.columns.clear();
        }
        self.page.boxes.iter_mut().for_each(|tint| tint.bbox = turned(&tint.bbox));
        self.page.pictures.iter_mut().for_each(|picture| picture.bbox = turned(&picture.bbox));
        for rule in &mut self.page.rules {
            let ends = turned(&Rect::new(rule.from.x.0, rule.from.y.0, rule.to.x.0, rule.to.y.0));
            rule.from = crate::geometry::Point { x: ends.left, y: ends.top };
            rule.to = crate::geometry::Point { x: ends.right, y: ends.bottom };
        }
        self.page.bounds = turned(&self.page.bounds);
        self.page.vertical = true;
    }
}

/// The text of set lines, joined as they were parted.
fn text_of(lines: &[PastedLine]) -> String {
    let mut text = String::new();
    for (at, line) in lines.iter().enumerate() {
        if at == 0 { text.push_str(&line.text) } else { line.joint.append(&mut text, &line.text) }
    }
    text
}
