//! Page folders, read and segmented once.

use crate::boost::in_parallel;
use crate::labels::{self, RoleInStory};
use crate::maker;
use crate::options::Options;
use crate::press;
use crate::truth::{self, Truth};
use anyhow::{Context, Result};
use foldline::house_style::HouseStyle;
use foldline::house_style::library::Library;
use foldline::layout::marks::Marks;
use foldline::layout::scorer::classes::RoleScorer;
use foldline::layout::{self, LabeledSheet, Structure};
use foldline::model::lang::Lang;
use foldline::model::sheet::Sheet;
use foldline::sources::{self, Content, OpenOptions};
use serde_json::Value;
use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// The plan of a page that the page maker makes.
const PLAN: &str = "page.toml";

/// A page with its truth.
pub struct Sample {
    /// The name of its folder.
    pub name: String,
    /// The set it is scored with.
    pub set: String,
    /// Pages of one paper, issue or design, which are on one side of every split.
    pub group: String,
    /// Scorers may be fitted to it.
    pub seen: bool,
    /// It is another page once more: fitted to, and not scored.
    pub again: bool,
    /// Its house style.
    pub style: HouseStyle,
    /// What is on it.
    pub sheet: Sheet,
    /// Lines of its truth, where they are placed.
    pub lines: Vec<labels::Line>,
    /// Its blocks with their roles.
    pub segmented: LabeledSheet<'static>,
    /// Its blocks with the roles that the rules give them, and what the truth says of them, where links are to be fitted
    /// to these: they must not trust roles more than the world allows.
    pub ruled: Option<(LabeledSheet<'static>, Vec<Vec<Option<RoleInStory>>>)>,
    /// What it is.
    pub truth: Truth,
    /// What the truth says of the blocks of each part.
    pub told: Vec<Vec<Option<RoleInStory>>>,
}

/// The pages of folders of page folders; what cannot be read is named and left out.
pub fn load(folders: &[PathBuf], seen: bool, together: &[String]) -> Result<Vec<Sample>> {
    let mut all = Vec::new();
    for folder in folders {
        let parent = || folder.parent().and_then(Path::file_name);
        let set = if folder.ends_with("pdf") { parent() } else { folder.file_name() };
        let set = set.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let entries = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
        let mut inside: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
        inside.retain(|path| truth::is_here(path) && path.join("page.pdf").exists() || plan(path).exists());
        inside.sort();
        all.extend(inside.into_iter().map(|path| (set.clone(), path)));
    }
    let library = Library::built_in();
    let read = in_parallel(all.len(), &|at| {
        let (set, path) = &all[at];
        sample(set, path, seen, &library, together).map_err(|error| format!("{}: {error:#}", path.display()))
    });
    let keep = |one: Result<Sample, String>| one.map_err(|says| println!("{says}")).ok();
    Ok(read.into_iter().filter_map(keep).collect())
}

fn sample(set: &str, folder: &Path, seen: bool, library: &Library, together: &[String]) -> Result<Sample> {
    let (sheet, truth) = read(folder)?;
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let one = together.iter().any(|stem| name.starts_with(stem));
    let group = format!("{set}/{}", if one { "together".to_owned() } else { paper(&name, folder) });
    let lines = labels::lines(&truth);
    let truth = truth_of(&truth, folder)?;
    Ok(whole(Sample {
        style: library.choose(&layout::clues(&sheet)),
        segmented: unread(),
        ruled: None,
        told: Vec::new(),
        set: set.to_owned(),
        name,
        group,
        seen,
        again: false,
        sheet,
        lines,
        truth,
    }))
}

/// Pages that the press draws: each is a design of its own.
pub fn drawn(seed: u64, count: u32, seen: bool) -> Result<Vec<Sample>> {
    let library = Library::built_in();
    let draw = |number: usize| -> Result<Sample> {
        let drawn = press::page(seed, number as u32);
        let truth = serde_json::to_value(&drawn.truth)?;
        let name = format!("{}-{seed}-{number}", drawn.language.tag());
        Ok(whole(Sample {
            style: library.choose(&layout::clues(&drawn.sheet)),
            segmented: unread(),
            ruled: None,
            told: Vec::new(),
            set: "drawn".to_owned(),
            group: format!("drawn/{name}"),
            name,
            seen,
            again: false,
            sheet: drawn.sheet,
            lines: labels::lines(&truth),
            truth: truth::of_stories(&truth),
        }))
    };
    in_parallel(count as usize, &draw).into_iter().collect()
}

/// A page once more, with other marks and the same truth.
pub fn again(sample: &Sample, name: String, sheet: Sheet) -> Sample {
    whole(Sample {
        name,
        sheet,
        again: true,
        segmented: unread(),
        ruled: None,
        told: Vec::new(),
        set: sample.set.clone(),
        group: sample.group.clone(),
        seen: sample.seen,
        style: sample.style.clone(),
        lines: sample.lines.clone(),
        truth: sample.truth.clone(),
    })
}

fn unread() -> LabeledSheet<'static> {
    LabeledSheet {
        sheet: Cow::Owned(Sheet::default()),
        marks: Marks::default(),
        parts: Vec::new(),
        lang: Lang::default(),
        doubts: Vec::new(),
    }
}

/// With its blocks, in the roles that the rules give them.
fn whole(mut sample: Sample) -> Sample {
    (sample.segmented, sample.told) = segmented(&sample, &RoleScorer::default());
    sample
}

/// The blocks of a page with their roles, and what the truth says of them.
pub fn segmented(sample: &Sample, scorer: &RoleScorer) -> (LabeledSheet<'static>, Vec<Vec<Option<RoleInStory>>>) {
    let found = layout::segment(&sample.sheet, &sample.style, Structure::Ours);
    let LabeledSheet { sheet, marks, parts, lang, doubts } = layout::label(found, &sample.style, scorer);
    let segmented = LabeledSheet { sheet: Cow::Owned(sheet.into_owned()), marks, parts, lang, doubts };
    let told = segmented.parts.iter().map(|part| {
        let marks = part.marks.as_ref().unwrap_or(&segmented.marks);
        match sample.lines.is_empty() {
            true => labels::blocks_by_text(part, &sample.truth),
            false => labels::blocks(part, marks, &sample.lines),
        }
    });
    let told = told.collect();
    (segmented, told)
}

/// The paper that a page is of: its file, as the truth names it; else its name up to the first figure, if other pages can
/// share it. A page made by a press is a design of its own.
fn paper(name: &str, folder: &Path) -> String {
    let json = |file: &str| -> Option<serde_json::Value> {
        serde_json::from_slice(&std::fs::read(folder.join(file)).ok()?).ok()
    };
    let Some(truth) = json("gt.json") else { return name.to_owned() };
    let source = truth["source"].as_str().map(str::to_owned);
    let stem = || name.trim_start_matches("d_").chars().take_while(|c| c.is_alphabetic() || *c == '-').collect();
    let issue = || name.split('_').take(2).collect::<Vec<_>>().join("_");
    let vertical = truth["lang"].as_str().is_some_and(|lang| lang.starts_with("zh"));
    let paper: String = source.unwrap_or_else(|| if vertical { issue() } else { stem() });
    // Files of one repository are of one template more often than not.
    paper.split([':', '/']).next().map_or(paper.clone(), str::to_owned)
}

/// Where the plan of a page stands: in its folder, or it is a plan itself.
fn plan(page: &Path) -> PathBuf {
    if page.extension().is_some_and(|ending| ending == "toml") { page.to_owned() } else { page.join(PLAN) }
}

/// What is on a page, and what it is: read from its PDF and its truth, or made by the page maker from its plan.
fn read(folder: &Path) -> Result<(Sheet, Value)> {
    if let Ok(plan) = std::fs::read_to_string(plan(folder)) {
        let made = maker::make(&plan);
        return Ok((made.as_given(), made.truth_json()));
    }
    let names = ["gt.json", "truth.json"].map(|name| folder.join(name));
    let truth = names.iter().find(|name| name.exists()).context("no truth")?;
    let truth = serde_json::from_slice(&std::fs::read(truth)?)?;
    let page = folder.join("page.pdf");
    let opened = sources::read(&page.display().to_string(), &std::fs::read(&page)?, &OpenOptions::default())?;
    let Content::Sheets(sheets) = opened.content else { anyhow::bail!("no page with places") };
    Ok((sheets.into_iter().next().context("no page")?, truth))
}

fn truth_of(value: &Value, folder: &Path) -> Result<Truth> {
    if plan(folder).exists() { Ok(truth::of_stories(value)) } else { truth::read(folder) }
}

impl Sample {
    /// What links are fitted to: blocks, and what the truth says of them.
    pub fn linked(&self) -> (&LabeledSheet<'static>, &[Vec<Option<RoleInStory>>]) {
        self.ruled.as_ref().map_or((&self.segmented, &self.told), |(segmented, told)| (segmented, told))
    }
}

/// How much a page counts.
pub fn weight(sample: &Sample, options: &Options) -> f32 {
    let own = if sample.again { AGAIN } else { 1.0 };
    own * options.weights.get(&sample.set).copied().unwrap_or(1.0)
}

/// A page once more counts so much of it.
const AGAIN: f32 = 0.5;
