//! `foldline learn`: the habits of a paper, from pages that a person corrected, as a house style to read and change.

use super::failure::{Failure, in_words};
use super::{commands, open, output, styles};
use crate::cli::LearnArgs;
use crate::editing::EditHistory;
use crate::house_style::HouseStyle;
use crate::house_style::learned::{Learned, Place, TypeStyle};
use crate::house_style::library::Library;
use crate::layout::learn;
use crate::model::edition::Edition;
use crate::model::page::Page;
use crate::model::role::Role;
use crate::t;
use crate::ui::action::{Action, Effect};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// What a file begins with that was learned.
const HEAD: &str = "# How this paper sets its pages, learned by `foldline learn`.";

/// Learns from the corrected pages of what is named, and writes or prints the house style.
///
/// # Errors
/// When nothing opens, no page was corrected, or no page names its typefaces.
pub fn learn(args: &LearnArgs) -> Result<(), Failure> {
    let opening = open::in_steps(&args.inputs, &args.open, &mut |_| {})?;
    commands::warn(&opening.edition, &args.open);
    let all = || opening.edition.pages.iter().collect();
    let pages: Vec<&Page> = if args.all { all() } else { corrected(&opening.edition, &opening.edits) };
    let Some(first) = pages.first() else {
        let says =
            "no page was corrected: correct some in the reader (press e), or learn from pages as they are with --all";
        return Err(Failure::Nothing(says.to_owned()));
    };
    let learned = learn::read(pages.iter().copied());
    if learned.styles.is_empty() {
        let says = "these pages do not name their typefaces, as scans do not: there is nothing to learn from them";
        return Err(Failure::Nothing(says.to_owned()));
    }
    let name =
        args.name.clone().or_else(|| args.output.as_deref().and_then(stem)).unwrap_or_else(|| "learned".to_owned());
    let text = written(&name, first, &learned);
    match &args.output {
        Some(path) => output::deliver(path, &text, args.force)?,
        None => output::print(&text)?,
    }
    if args.output.is_some() {
        output::tell(&summary(&learned));
    }
    commands::ending(&opening.edition)
}

/// The pages that a person corrected.
fn corrected<'a>(edition: &'a Edition, edits: &EditHistory) -> Vec<&'a Page> {
    let pages: BTreeSet<usize> = edits.steps().iter().map(|step| step.page).collect();
    pages.into_iter().filter_map(|page| edition.pages.get(page)).collect()
}

/// What is to be learned while reading, and where to.
#[derive(Clone, Debug)]
pub(super) struct Lesson {
    /// What the user called the paper.
    name: String,
    path: PathBuf,
    text: String,
    summary: String,
    /// Whether what was learned before may be replaced.
    replace: bool,
}

impl Lesson {
    /// What the corrected pages of an open edition teach, as a layout of this name among the user's own.
    ///
    /// # Errors
    /// What to tell: there is nothing to learn, or no file can have this name; or what to ask first.
    pub(super) fn new(edition: &Edition, edits: &EditHistory, name: &str, replace: bool) -> Result<Lesson, Action> {
        let folder = styles::layouts_folder();
        Lesson::into_folder(folder.as_deref(), edition, edits, (name, replace))
    }

    fn into_folder(
        folder: Option<&Path>,
        edition: &Edition,
        edits: &EditHistory,
        (name, replace): (&str, bool),
    ) -> Result<Lesson, Action> {
        let pages = corrected(edition, edits);
        let Some(first) = pages.first() else {
            return Err(Action::Failed(t!("no page was corrected yet: e corrects this one, then :learn")));
        };
        let learned = learn::read(pages.iter().copied());
        if learned.styles.is_empty() {
            return Err(Action::Failed(t!(
                "these pages do not name their typefaces, as scans do not: nothing to learn"
            )));
        }
        let key = file_name(name);
        let Some(path) = folder.map(|folder| folder.join(format!("{key}.toml"))).filter(|_| !key.is_empty()) else {
            return Err(Action::Failed(t!("{name} can be no file; say :learn and another name", name)));
        };
        if Library::built_in().find(&key).is_some() {
            return Err(Action::Failed(t!("{name} is a built-in layout; say :learn and another name", name)));
        }
        let (text, summary) = (written(name, first, &learned), said(&learned));
        let lesson = Lesson { name: name.to_owned(), path, text, summary, replace };
        lesson.in_the_way().map_or(Ok(lesson), Err)
    }

    /// What to tell or to ask because of a file that is there already.
    fn in_the_way(&self) -> Option<Action> {
        let shown = self.path.display().to_string();
        let there = std::fs::read_to_string(&self.path);
        match there {
            Err(error) if error.kind() == ErrorKind::NotFound && !self.path.is_symlink() => None,
            // A file of the user's own, or one that we cannot read: neither is replaced.
            Ok(text) if text.starts_with(HEAD) && HouseStyle::parse(&text, &shown, None).is_ok() => {
                let again = Effect::Learn { name: self.name.clone(), replace: true };
                (!self.replace).then(|| Action::Exists(shown, Box::new(again)))
            }
            _ => Some(Action::Failed(t!("{shown} is there and was not learned; say :learn and another name", shown))),
        }
    }

    /// Writes the layout and tells what it says.
    pub(super) fn write(&self) -> Action {
        // It may have come there since it was looked for.
        if let Some(says) = self.in_the_way() {
            return says;
        }
        let folder = self.path.parent().map(std::fs::create_dir_all);
        if let Some(Err(error)) = folder {
            return Action::Failed(format!("{}: {}", self.path.display(), in_words(&error)));
        }
        match output::write_file(&self.path, &self.text, self.replace) {
            Ok(parted) => {
                if let Some(says) = parted.said(&self.path) {
                    return Action::Learned(says);
                }
                let name = self.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                Action::Learned(format!("{} · {name}", self.summary))
            }
            Err(failure) => Action::Failed(failure.message(false).unwrap_or_default()),
        }
    }
}

/// The name of a file for a name that people write: letters and figures of any script, and nothing that leads elsewhere.
fn file_name(name: &str) -> String {
    /// No paper has a longer name, in characters.
    const LONGEST: usize = 60;
    let kept = name.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { ' ' });
    let words: String = kept.take(LONGEST).collect();
    let words: Vec<&str> = words.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).collect();
    words.join("-").trim_matches('.').to_lowercase()
}

/// What was learned, in a line for the reader.
fn said(learned: &Learned) -> String {
    let blocks: u32 = learned.styles.iter().flat_map(|style| style.roles.values()).sum();
    let roles: BTreeSet<Role> = learned.styles.iter().flat_map(|style| style.roles.keys().copied()).collect();
    let (styles, roles) = (learned.styles.len(), roles.len());
    t!("learned: styles {styles}, roles {roles}, blocks {blocks}", styles, roles, blocks)
}

fn stem(path: &Path) -> Option<String> {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned())
}

fn summary(learned: &Learned) -> String {
    let blocks: u32 = learned.styles.iter().flat_map(|style| style.roles.values()).sum();
    let pages = output::many(learned.pages as usize, "page");
    format!("learned {} styles of type from {blocks} blocks on {pages}", learned.styles.len())
}

/// The house style as a file. What it does not say comes from the built-in style of its language.
fn written(name: &str, first: &Page, learned: &Learned) -> String {
    let quoted = |text: &str| toml::Value::from(text).to_string();
    let writing = if first.vertical { "vertical" } else { "horizontal" };
    let mut text = format!(
        "{HEAD} Change what is wrong: `roles` counts the blocks that\n\
         # were set in a style of type by what they were.\n\
         name = {}\n\n[match]\nlang = {}\nwriting = {}\npage_pt = [{:.1}, {:.1}]\n\n[learned]\npages = {}\n",
        quoted(name),
        quoted(first.lang.code()),
        quoted(writing),
        first.bounds.width().0,
        first.bounds.height().0,
        learned.pages
    );
    for TypeStyle { type_face: set, roles } in &learned.styles {
        let roles: Vec<String> = roles.iter().map(|(role, count)| format!("{} = {count}", role.word())).collect();
        let place = match set.at {
            Place::Head => "head",
            Place::Text => "text",
            Place::Foot => "foot",
        };
        let _ = write!(
            text,
            "\n[[learned.style]]\nface = {}\nsize = {:.2}\nbold = {}\nitalic = {}\nat = {}\nroles = {{ {} }}\n",
            quoted(&set.face),
            set.size.0,
            set.bold,
            set.italic,
            quoted(place),
            roles.join(", ")
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::editing::{Edit, EditStep};
    use crate::geometry::{Pt, Rect};
    use crate::house_style::learned::TypeFace;
    use crate::model::page::{Because, Block, BlockId, Line};
    use crate::model::sheet::{Face, FaceId};

    #[test]
    fn what_is_written_is_a_house_style_that_says_the_same() {
        let mut learned = Learned { pages: 3, ..Learned::default() };
        for role in [Role::Headline, Role::Headline, Role::PullQuote] {
            let set = TypeFace { face: "Serif \"Bold\"".to_owned(), size: Pt(24.0), bold: true, ..TypeFace::default() };
            learned.count(set, role);
        }
        let page = Page { bounds: Rect::new(0.0, 0.0, 612.0, 792.0), ..Page::default() };
        let text = written("Evening \\ Paper", &page, &learned);
        let style = HouseStyle::parse(&text, "paper.toml", None).unwrap();
        assert_eq!((style.name.as_str(), &style.learned), ("Evening \\ Paper", &learned), "{text}");
    }

    /// A page of one block in this face, corrected.
    fn corrected_edition(face: &str) -> (Edition, EditHistory) {
        let bounds = Rect::new(0.0, 0.0, 612.0, 792.0);
        let bbox = Rect::new(40.0, 400.0, 300.0, 424.0);
        let mut page = Page { number: 1, bounds, ..Page::default() };
        page.faces = vec![Face { name: face.to_owned(), ..Face::default() }];
        page.lines =
            vec![Line { text: "Weir Reopened".into(), bbox, size: Pt(24.0), face: FaceId(0), ..Line::default() }];
        page.blocks = vec![Block {
            bbox,
            lines: 0..1,
            text: "Weir Reopened".into(),
            role: Role::Body,
            boxed: false,
            vertical: false,
            region: 0,
            continues: None,
            because: Because::from("made for a test"),
        }];
        page.order = vec![BlockId(0)];
        page.stories = vec![crate::model::story::Story { blocks: vec![BlockId(0)], ..Default::default() }];
        let (mut edition, mut edits) =
            (Edition { pages: vec![page].into(), ..Edition::default() }, EditHistory::default());
        let edit = Edit::Role { block: BlockId(0), role: Role::Headline };
        edits.make(&mut edition, EditStep { page: 0, edit }).unwrap();
        (edition, edits)
    }

    fn lesson(folder: &Path, name: &str, replace: bool) -> Result<Lesson, Action> {
        let (edition, edits) = corrected_edition("Serif");
        Lesson::into_folder(Some(folder), &edition, &edits, (name, replace))
    }

    #[test]
    fn what_is_learned_while_reading_is_a_layout_among_the_users_own() {
        let folder = tempfile::tempdir().unwrap();
        let layouts = folder.path().join("layouts");
        let Action::Learned(says) = lesson(&layouts, "The Weir ../ 堰闻", false).unwrap().write() else {
            panic!("it is learned")
        };
        assert_eq!(says, "learned: styles 1, roles 1, blocks 1 · the-weir-堰闻.toml");
        let path = layouts.join("the-weir-堰闻.toml");
        let text = std::fs::read_to_string(&path).unwrap();
        let style = HouseStyle::parse(&text, "weir.toml", None).unwrap();
        assert_eq!(style.name, "The Weir ../ 堰闻");
        assert_eq!(style.learned.styles[0].roles.get(&Role::Headline), Some(&1));
        let Err(Action::Exists(_, again)) = lesson(&layouts, "The Weir ../ 堰闻", false) else { panic!("it asks") };
        assert_eq!(*again, Effect::Learn { name: "The Weir ../ 堰闻".into(), replace: true });
        assert!(matches!(lesson(&layouts, "The Weir ../ 堰闻", true).unwrap().write(), Action::Learned(_)));
    }

    #[test]
    fn a_layout_that_was_not_learned_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("weir.toml");
        for mine in ["name = \"mine\"\n".to_owned(), String::new(), format!("{HEAD}\nname = [")] {
            std::fs::write(&path, &mine).unwrap();
            for replace in [false, true] {
                assert!(matches!(lesson(folder.path(), "weir", replace), Err(Action::Failed(_))), "{mine:?}");
            }
            assert_eq!(std::fs::read_to_string(&path).unwrap(), mine);
        }
        std::fs::remove_file(&path).unwrap();
        let ready = lesson(folder.path(), "weir", false).unwrap();
        std::fs::write(&path, "name = \"mine\"\n").unwrap();
        assert!(matches!(ready.write(), Action::Failed(_)), "it came there meanwhile");
        std::fs::remove_file(&path).unwrap();
        std::fs::create_dir(&path).unwrap();
        assert!(matches!(lesson(folder.path(), "weir", true), Err(Action::Failed(_))));
    }

    #[test]
    fn names_that_can_be_no_layout_and_pages_that_teach_nothing_are_told() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["...", "/", "latin", "ZH"] {
            assert!(matches!(lesson(folder.path(), name, false), Err(Action::Failed(_))), "{name}");
        }
        assert_eq!(file_name("../../etc/x\u{1b}[31m"), "etc-x-31m");
        let (edition, edits) = corrected_edition("");
        let scan = Lesson::into_folder(Some(folder.path()), &edition, &edits, ("scan", false));
        assert!(matches!(scan, Err(Action::Failed(_))));
        let untouched = Lesson::into_folder(Some(folder.path()), &edition, &EditHistory::default(), ("none", false));
        assert!(matches!(untouched, Err(Action::Failed(_))));
        assert!(std::fs::read_dir(folder.path()).unwrap().next().is_none());
    }
}
