//! How many of the blocks that were taken for heads stand in a story without text, by what they are: what
//! `layout::stories::without_text` weighs roles by.

use crate::labels;
use crate::pages::Sample;
use foldline::layout::evidence::Scorers;
use foldline::layout::scorer::classes::CLASSES;
use foldline::layout::stories::{self, without_text};

/// Blocks in stories with text and without, by class.
#[derive(Default)]
pub struct HeadCounts([[usize; 2]; CLASSES.len()]);

impl HeadCounts {
    /// Those of a page that is read with these scorers.
    pub fn on_page(sample: &Sample, scorers: &Scorers) -> HeadCounts {
        let mut counts = HeadCounts::default();
        for part in &sample.segmented.parts {
            let context = part.context(&sample.segmented.marks, &sample.style);
            for story in stories::threads(context, scorers).stories {
                let without = usize::from(without_text::is_without_text(&story, context));
                let heads = story.blocks.iter().map(|at| &part.labeled[*at]);
                for one in heads.filter(|one| without_text::is_small_or_large_head(one.role)) {
                    if let Some(class) = labels::class_of(&one.block, context.marks, &sample.lines) {
                        counts.0[class][without] += 1;
                    }
                }
            }
        }
        counts
    }

    /// Adds those of another page.
    pub fn add(&mut self, page: &HeadCounts) {
        for (own, more) in self.0.iter_mut().flatten().zip(page.0.as_flattened()) {
            *own += more;
        }
    }

    /// Prints the share of each class; half a block is added on both sides, so that none is said to be impossible.
    pub fn print(&self) {
        println!("\n{:16} with text, without, share", "taken for heads");
        for (class, [with, without]) in CLASSES.iter().zip(self.0) {
            let share = (without as f64 + 0.5) / (with + without + 1) as f64;
            println!("{:16} {with:9}  {without:7}  {share:5.3}", class.word());
        }
    }
}
