//! A page on which nothing stands but what looks like its furniture: a cover letter of one line, a page of which the
//! rest could not be read. Then that is what the page has to say, and it is a story.

use crate::layout::roles::Labeling;
use crate::model::role::Role;

/// Takes words for text where a page would have furniture alone. A page of pictures keeps its furniture, and so does
/// one on which only a number stands.
pub fn label_blocks(labeling: &mut Labeling) {
    if !labeling.marks.pictures.is_empty() || !labeling.open().is_empty() {
        return;
    }
    let shown = |at: &usize| labeling.blocks.get(*at).is_some_and(|block| block.lines.iter().all(|line| !line.hidden));
    let shown: Vec<usize> = (0..labeling.blocks.len()).filter(shown).collect();
    let of_page = |at: &usize| labeling.of_page.contains(at) || labeling.role(*at).is_some_and(Role::is_furniture);
    let says = |at: &usize| labeling.blocks.get(*at).is_some_and(|block| block.text().chars().any(char::is_alphabetic));
    if !shown.iter().all(of_page) || !shown.iter().any(says) {
        return;
    }
    for at in shown {
        labeling.of_page.remove(&at);
        labeling.change(at, Role::Body, "nothing else stands on the page");
    }
}

#[cfg(test)]
mod tests {
    use crate::geometry::{Pt, Rect};
    use crate::house_style::HouseStyle;
    use crate::layout::{self, Structure};
    use crate::model::page::Page;
    use crate::model::sheet::{Face, GlyphRun, Sheet};

    /// A page with one line of words at its top, as a source of words places them.
    fn page(line: &str) -> Page {
        let bounds = Rect::new(0.0, 0.0, 600.0, 800.0);
        let mut sheet = Sheet { number: 1, bounds, faces: vec![Face::default()], ..Sheet::default() };
        let mut left = 60.0;
        for word in line.split(' ') {
            let right = left + 6.0 * word.chars().count() as f32;
            let bbox = Rect::new(left, 31.2, right, 43.2);
            sheet.runs.push(GlyphRun { text: word.into(), bbox, baseline: Pt(41.8), size: Pt(12.0), ..run() });
            left = right + 4.0;
        }
        layout::read(&sheet, &HouseStyle::default(), Structure::Ours)
    }

    fn run() -> GlyphRun {
        GlyphRun {
            text: Default::default(),
            bbox: Rect::default(),
            baseline: Pt::ZERO,
            size: Pt::ZERO,
            face: Default::default(),
            vertical: false,
            turn: Default::default(),
            ink: Default::default(),
            confidence: None,
        }
    }

    #[test]
    fn words_that_stand_alone_are_a_story_and_a_number_is_none() {
        let lone = page("Page 3 of the evening paper");
        assert_eq!(lone.stories.len(), 1, "{:?}", lone.blocks);
        assert!(page("3").stories.is_empty());
    }
}
