//! Is the text of a page a recognition layer over a scan? Then positions are noisy, and layout must not take
//! overlapping glyphs for faux bold.

use crate::geometry::Rect;
use crate::model::sheet::{GlyphRun, Ink};

/// A scan covers at least this part of the page; a photo on a cover rarely does, and carries no hidden text.
const SCAN: f32 = 0.6;
/// At least this part of the text is hidden or covered. Scanning programs add a visible stamp at most.
const HIDDEN: f32 = 0.5;

/// A scan may come in strips, of at least this part of the page each; smaller pictures cover no text.
const STRIP: f32 = 0.005;

/// A picture and how many runs were drawn before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct ScanCover {
    pub bbox: Rect,
    pub after: usize,
}

/// Marks covered text invisible and says whether the page is a scan with a text layer.
pub(super) fn settle(runs: &mut [GlyphRun], covers: &[ScanCover], page: Rect) -> bool {
    let scan: f32 = covers.iter().map(|cover| cover.bbox.area()).sum();
    if page.area() <= 0.0 || scan < page.area() * SCAN {
        return false;
    }
    let large: Vec<&ScanCover> = covers.iter().filter(|cover| cover.bbox.area() >= page.area() * STRIP).collect();
    for (index, run) in runs.iter_mut().enumerate() {
        if large.iter().any(|cover| cover.after > index && cover.bbox.holds(run.bbox.center())) {
            run.ink = Ink::Invisible;
        }
    }
    let hidden = runs.iter().filter(|run| run.ink == Ink::Invisible).count();
    !runs.is_empty() && hidden as f32 >= runs.len() as f32 * HIDDEN
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Pt;
    use crate::model::sheet::{FaceId, Turn};

    const PAGE: Rect = Rect { left: Pt(0.0), top: Pt(0.0), right: Pt(100.0), bottom: Pt(100.0) };

    fn run(ink: Ink) -> GlyphRun {
        GlyphRun {
            text: "a".into(),
            bbox: Rect::new(10.0, 10.0, 15.0, 20.0),
            baseline: Pt(19.0),
            size: Pt(10.0),
            face: FaceId(0),
            vertical: false,
            turn: Turn::None,
            ink,
            confidence: None,
        }
    }

    #[test]
    fn hidden_text_needs_a_scan_to_be_a_layer() {
        assert!(!settle(&mut [run(Ink::Invisible)], &[], PAGE));
        assert!(settle(&mut [run(Ink::Invisible)], &[ScanCover { bbox: PAGE, after: 0 }], PAGE));
    }

    #[test]
    fn text_painted_before_the_scan_is_covered_by_it() {
        let mut runs = [run(Ink::Visible)];
        assert!(settle(&mut runs, &[ScanCover { bbox: PAGE, after: 1 }], PAGE));
        assert_eq!(runs[0].ink, Ink::Invisible);
    }

    #[test]
    fn text_printed_on_a_page_wide_photo_is_text() {
        let mut runs = [run(Ink::Visible)];
        assert!(!settle(&mut runs, &[ScanCover { bbox: PAGE, after: 0 }], PAGE));
        assert_eq!(runs[0].ink, Ink::Visible);
    }
}
