//! Pages once more, as a scan of them is read: no rules, no boxes, often no pictures, one face, sizes and heights that
//! jump from word to word. Most old papers come like that, and few of them have a truth.

use crate::boost::splitmix;
use crate::pages::{self, Sample};
use foldline::geometry::{Point, Pt, Rect};
use foldline::layout::scorer::file::fingerprint;
use foldline::model::sheet::{Face, FaceId, GlyphRun, Sheet};

/// Gaps that part words, in em.
const WORD_EM: f32 = 0.14;
/// Baselines of one line lie closer together, in em.
const LEVEL_EM: f32 = 0.3;
/// How much the sizes of lines err, and those of words beside it.
const LINE_SHARE: f32 = 0.08;
const WORD_SHARE: f32 = 0.05;
/// How far baselines err, in em.
const BASELINE_EM: f32 = 0.05;
/// One scan of so many keeps its pictures; one of so many says that it is one.
const WITH_PICTURES: u64 = 3;
const TOLD: u64 = 2;

/// Every so many of the pages that are fitted to, once more.
pub fn of(samples: &[Sample], every: usize) -> Vec<Sample> {
    let seen = samples.iter().filter(|sample| sample.seen && !sample.sheet.ocr);
    seen.step_by(every.max(1)).map(scanned).collect()
}

/// The page as a scan of it is read.
fn scanned(sample: &Sample) -> Sample {
    let name = format!("{}-scanned", sample.name);
    let mut state = u64::from(fingerprint([name.as_str()].into_iter()));
    pages::again(sample, name, sheet(&sample.sheet, &mut state))
}

fn sheet(sheet: &Sheet, state: &mut u64) -> Sheet {
    let with_pictures = splitmix(state).is_multiple_of(WITH_PICTURES);
    let ocr = splitmix(state).is_multiple_of(TOLD);
    let mut scan = Sheet { rules: Vec::new(), boxes: Vec::new(), faces: vec![Face::default()], ocr, ..sheet.clone() };
    if !with_pictures {
        scan.pictures.clear();
    }
    jitter(&mut scan.runs, state);
    scan
}

/// Sizes and heights as scans measure them: every line has its own error, and every word a little more.
fn jitter(runs: &mut [GlyphRun], state: &mut u64) {
    let (mut of_line, mut of_word, mut moved) = (1.0, 1.0, 0.0);
    let mut last: Option<GlyphRun> = None;
    for run in runs {
        run.face = FaceId(0);
        let em = run.size;
        let is_level = last.as_ref().is_some_and(|last| (last.baseline - run.baseline).abs() < em * LEVEL_EM);
        let goes_on = last.as_ref().is_some_and(|last| !last.is_blank() && gap(last, run) < em * WORD_EM);
        last = Some(run.clone());
        if !is_level {
            of_line = 1.0 + LINE_SHARE * between(state);
        }
        if !is_level || !goes_on {
            of_word = of_line * (1.0 + WORD_SHARE * between(state));
            moved = BASELINE_EM * between(state);
        }
        size(run, of_word, em * moved);
    }
}

/// Half points, as engines write them.
fn size(run: &mut GlyphRun, by: f32, moved: Pt) {
    let size = Pt((run.size.0 * by * 2.0).round().max(2.0) / 2.0);
    // Upright lines are read by their columns: only what lies level grows from its baseline.
    if !run.vertical && run.bbox.holds(Point { x: run.bbox.center().x, y: run.baseline }) {
        let (up, down) = (run.baseline - run.bbox.top, run.bbox.bottom - run.baseline);
        let share = size.per(run.size);
        run.baseline += moved;
        let (top, bottom) = (run.baseline - up * share, run.baseline + down * share);
        run.bbox = Rect { top, bottom, ..run.bbox };
    }
    run.size = size;
}

/// White between two runs of a line.
fn gap(last: &GlyphRun, run: &GlyphRun) -> Pt {
    (run.bbox.left - last.bbox.right).max(run.bbox.top - last.bbox.bottom)
}

/// From -1 to 1, and nearer to 0 than to the ends.
fn between(state: &mut u64) -> f32 {
    let mut one = || (splitmix(state) >> 40) as f32 / (1u32 << 24) as f32;
    one() + one() - 1.0
}
