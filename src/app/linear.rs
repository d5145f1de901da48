//! The edition as plain lines, without a screen: an outline, stories read part by part, commands typed as lines. Made
//! for screen readers; works with piped commands as well.
//!
//! ```text
//!   outline of a page  --number-->  story, a part at a time  --Enter-->  the next part .. the next story
//! ```

use super::failure::Failure;
use super::output::many;
use super::{open, output, services};
use crate::cli::OpenArgs;
use crate::export::{self, harmless};
use crate::model::edition::Edition;
use crate::model::lang::Lang;
use crate::model::page::{Page, Paragraph};
use crate::model::role::Role;
use crate::model::story::{StoryId, StoryRef};
use crate::script::{self, ChineseScript};
use crate::typeset::galley::lines::{self, LineSetting};
use crate::typeset::width::WidthModel;
use crate::ui::action::Action;
use crate::ui::search::{Script, SearchState};
use std::fmt::Write;
use std::io::{BufRead, BufReader, IsTerminal, Read};
use std::path::{Path, PathBuf};

/// Paragraphs read at a time, unless a section ends before.
const PART: usize = 5;
/// Hits that a search lists.
const LISTED: usize = 40;
/// Characters shown before and after a hit.
const AROUND: usize = 30;
/// No command is longer, in bytes.
const LONGEST: u64 = 4_096;

const HELP: &str = "Commands, each on a line of its own:
  a number          read that story of this page
  Enter, more       read on; at the end of a story, the next one
  all               the rest of the story at once
  next, previous    the next story, the story before
  stories           the stories of this page
  sections          the sections of this story; section 2 reads the second
  pages             the pages; page 3 goes to the third
  search WORDS      search the edition
  save, save FILE   save the story: .txt .md .json; save! FILE replaces a file
  help, quit
Any beginning of a command will do.
";

/// The commands, in the order in which a beginning finds them.
const COMMANDS: [&str; 14] = [
    "next", "previous", "more", "all", "stories", "sections", "section", "pages", "page", "search", "save", "save!",
    "help", "quit",
];

/// Reads an edition aloud, as it were, until the commands end.
///
/// # Errors
/// When nothing opens, or the output fails.
pub fn run(inputs: &[PathBuf], args: &OpenArgs, shown_in: ChineseScript) -> Result<(), Failure> {
    let edition = open::edition(inputs, args)?;
    let edition = script::converted(&edition, shown_in).unwrap_or(edition);
    let mut linear = Linear::new(edition);
    say(&linear.welcome())?;
    let piped = inputs.iter().any(|input| input == Path::new("-"));
    let commands: Box<dyn Read> = if piped {
        // The page came in on the standard input: commands come from the terminal, if there is one.
        match std::fs::File::open("/dev/tty") {
            Ok(terminal) => Box::new(terminal),
            Err(_) => Box::new(std::io::empty()),
        }
    } else {
        Box::new(std::io::stdin())
    };
    let asks = piped || std::io::stdin().is_terminal();
    let mut commands = BufReader::new(commands);
    loop {
        if asks {
            output::print("> ")?;
        }
        let mut line = Vec::new();
        let read = commands.by_ref().take(LONGEST).read_until(b'\n', &mut line);
        if read.is_err() || line.is_empty() {
            return Ok(());
        }
        match linear.answer(&String::from_utf8_lossy(&line)) {
            Some(says) => say(&says)?,
            None => return Ok(()),
        }
    }
}

/// Prints lines: as they are, but for a terminal those that are wider than it are parted between words.
fn say(text: &str) -> Result<(), Failure> {
    let size = crossterm::terminal::size().ok().filter(|_| std::io::stdout().is_terminal());
    output::print(&size.map_or_else(|| text.to_owned(), |(columns, _)| within(text, columns)))
}

/// The text with no line wider than so many cells.
fn within(text: &str, columns: u16) -> String {
    let widths = WidthModel::default();
    let mut parted = String::with_capacity(text.len());
    for line in text.lines() {
        if widths.str(line) <= columns {
            parted.push_str(line);
            parted.push('\n');
            continue;
        }
        let set = lines::lines(line, &LineSetting::plain(Lang::of(line), columns), &widths);
        set.iter().for_each(|part| parted.extend([part.text.as_str(), "\n"]));
    }
    parted
}

/// Where one is.
struct Linear {
    edition: Edition,
    page: usize,
    story: Option<StoryRef>,
    /// Paragraphs of the story that were read.
    read: usize,
}

impl Linear {
    fn new(edition: Edition) -> Linear {
        Linear { edition, page: 0, story: None, read: 0 }
    }

    fn welcome(&self) -> String {
        let (pages, stories) = (self.edition.pages.len(), self.edition.stories().count());
        let mut text =
            format!("{}: {}, {}.\n", harmless(&self.edition.source.name), many(pages, "page"), many_stories(stories));
        for doubt in &self.edition.source.doubts {
            let _ = writeln!(text, "Warning: {}", harmless(doubt));
        }
        text.push_str(&self.stories());
        text.push_str("Type a number to read that story; help lists the commands.\n");
        text
    }

    /// What a line of commands is answered with; nothing to quit.
    fn answer(&mut self, line: &str) -> Option<String> {
        let line = line.trim();
        if line.is_empty() {
            return Some(self.more(PART));
        }
        if let Ok(number) = line.parse::<usize>() {
            return Some(self.open_number(number));
        }
        let (word, rest) = line.split_once(char::is_whitespace).map_or((line, ""), |(word, rest)| (word, rest.trim()));
        let exact = COMMANDS.iter().find(|command| **command == word);
        let command = exact.or_else(|| COMMANDS.iter().find(|command| command.starts_with(word)));
        let number = rest.parse::<usize>().ok();
        Some(match (command.copied(), number) {
            (Some("quit"), _) => return None,
            (Some("next"), _) => self.step(1),
            (Some("previous"), _) => self.step(-1),
            (Some("more"), _) => self.more(PART),
            (Some("all"), _) => self.more(usize::MAX),
            (Some("stories"), _) => self.stories(),
            (Some("sections" | "section"), Some(number)) => self.section(number),
            (Some("sections" | "section"), None) => self.sections(),
            (Some("pages" | "page"), Some(number)) => self.go_to_page(number),
            (Some("pages" | "page"), None) => self.pages(),
            (Some("search"), _) => self.search(rest),
            (Some("save"), _) => self.save(rest, false),
            (Some("save!"), _) => self.save(rest, true),
            (Some(_), _) => HELP.to_owned(),
            (None, _) => format!("No command {}. help lists the commands.\n", harmless(word)),
        })
    }

    fn stories(&self) -> String {
        let Some(page) = self.edition.pages.get(self.page) else { return "No pages.\n".to_owned() };
        let mut text = format!("{}: {}.\n", self.page_name(self.page), many_stories(page.stories.len()));
        for id in page.story_ids() {
            let at = StoryRef { page: self.page as u32, story: id };
            let heads = self.heads(at).len();
            let sections = if heads > 0 { format!(", {}", many(heads, "section")) } else { String::new() };
            let _ = writeln!(text, "{}. {}{sections}.", id.0 + 1, self.title(at));
        }
        text
    }

    fn page_name(&self, index: usize) -> String {
        let folio = self.edition.pages.get(index).and_then(Page::printed_name);
        let folio = folio.map(|folio| format!(", {}", harmless(&folio))).unwrap_or_default();
        format!("Page {} of {}{folio}", index + 1, self.edition.pages.len())
    }

    fn pages(&self) -> String {
        let row = |(index, page): (usize, &crate::model::page::Page)| {
            let lead = StoryRef { page: index as u32, story: StoryId(0) };
            format!("{}: {}. {}\n", self.page_name(index), many_stories(page.stories.len()), self.title(lead))
        };
        self.edition.pages.iter().enumerate().map(row).collect()
    }

    fn go_to_page(&mut self, number: usize) -> String {
        if number == 0 || number > self.edition.pages.len() {
            return format!("No page {number}: this edition has {}.\n", many(self.edition.pages.len(), "page"));
        }
        (self.page, self.story, self.read) = (number - 1, None, 0);
        self.stories()
    }

    fn title(&self, at: StoryRef) -> String {
        let known = self.edition.pages.get(at.page as usize).filter(|_| self.edition.story(at).is_some());
        let title = known.map(|page| page.label(at.story)).unwrap_or_default();
        if title.trim().is_empty() { "Untitled".to_owned() } else { harmless(title.trim()).into_owned() }
    }

    fn paragraphs(&self, at: StoryRef) -> Vec<Paragraph<'_>> {
        let mut whole = export::whole_story(&self.edition, at);
        whole.retain(|paragraph| !paragraph.text.trim().is_empty());
        whole
    }

    /// The paragraphs at which sections of a story begin.
    fn heads(&self, at: StoryRef) -> Vec<usize> {
        let paragraphs = self.paragraphs(at);
        let heads = paragraphs.iter().enumerate().filter(|(_, paragraph)| paragraph.role == Role::Subhead);
        heads.map(|(index, _)| index).collect()
    }

    fn open_number(&mut self, number: usize) -> String {
        let count = self.edition.pages.get(self.page).map_or(0, |page| page.stories.len());
        match number.checked_sub(1).filter(|index| *index < count) {
            Some(index) => self.open(StoryRef { page: self.page as u32, story: StoryId(index as u32) }),
            None => format!("No story {number} on this page: it has {count}. page N goes to another page.\n"),
        }
    }

    fn open(&mut self, at: StoryRef) -> String {
        (self.page, self.story, self.read) = (at.page as usize, Some(at), 0);
        let count = self.edition.pages.get(self.page).map_or(0, |page| page.stories.len());
        format!("Story {} of {count}, page {}.\n{}", at.story.0 + 1, at.page + 1, self.more(PART))
    }

    fn step(&mut self, by: i64) -> String {
        let all: Vec<StoryRef> = self.edition.stories().collect();
        let here = self.story.and_then(|at| all.iter().position(|other| *other == at)).map(|at| at as i64);
        let first = all.iter().position(|at| at.page as usize >= self.page).map_or(0, |at| at as i64);
        let wanted = here.map_or(if by > 0 { first } else { first - 1 }, |here| here + by);
        let next = usize::try_from(wanted).ok().and_then(|wanted| all.get(wanted)).copied();
        let end = if by > 0 { "That was the last story.\n" } else { "That was the first story.\n" };
        next.map_or_else(|| end.to_owned(), |next| self.open(next))
    }

    /// The next paragraphs, to the end of the section at most; after the last one, the next story.
    fn more(&mut self, most: usize) -> String {
        let Some(at) = self.story else { return self.step(1) };
        let (paragraphs, start) = (self.paragraphs(at), self.read);
        if start >= paragraphs.len() {
            return self.step(1);
        }
        let (mut text, mut bodies, mut end) = (String::new(), 0, start);
        for paragraph in paragraphs.iter().skip(start) {
            if most < usize::MAX && (bodies >= most || paragraph.role == Role::Subhead && end > start && bodies > 0) {
                break;
            }
            bodies += usize::from(!paragraph.role.is_head());
            let _ = writeln!(text, "{}{}", spoken(paragraph.role), said(paragraph));
            end += 1;
        }
        let left = paragraphs.len() - end;
        let _ = match left {
            0 => writeln!(text, "End of the story. Enter goes on to the next one."),
            left => writeln!(text, "{} left. Enter reads on.", many(left, "paragraph")),
        };
        self.read = end;
        text
    }

    fn sections(&self) -> String {
        let Some(at) = self.story else { return NO_STORY.to_owned() };
        let paragraphs = self.paragraphs(at);
        let heads = self.heads(at);
        if heads.is_empty() {
            return "This story has no sections.\n".to_owned();
        }
        let row = |(index, head): (usize, &usize)| {
            let text = paragraphs.get(*head).map(|paragraph| harmless(paragraph.text.trim()).into_owned());
            format!("{}. {}\n", index + 1, text.unwrap_or_default())
        };
        let rows: String = heads.iter().enumerate().map(row).collect();
        format!("{rows}section and a number reads one.\n")
    }

    fn section(&mut self, number: usize) -> String {
        let Some(at) = self.story else { return NO_STORY.to_owned() };
        let heads = self.heads(at);
        match number.checked_sub(1).and_then(|index| heads.get(index)) {
            Some(head) => {
                self.read = *head;
                self.more(PART)
            }
            None => format!("No section {number}: this story has {}.\n", heads.len()),
        }
    }

    fn search(&self, words: &str) -> String {
        if words.is_empty() {
            return "Nothing to search for: say search and some words.\n".to_owned();
        }
        let found = SearchState::new(&self.edition, words, Script::default());
        if found.hits.is_empty() {
            return format!("{}: not in this edition; fewer words find more.\n", harmless(words));
        }
        let mut text = format!("{}: {} found.\n", harmless(words), found.hits.len());
        for hit in found.hits.iter().take(LISTED) {
            let Some(page) = self.edition.pages.get(hit.page) else { continue };
            let whole = page.paragraphs(&page.order).into_iter().find(|whole| whole.blocks.contains(&hit.block));
            let around = whole.map(|whole| around(&whole.text, hit.offset as usize)).unwrap_or_default();
            let story = hit.story.map_or("no story".to_owned(), |story| format!("story {}", story.0 + 1));
            let _ = writeln!(text, "Page {}, {story}: {}", hit.page + 1, harmless(&around));
        }
        if found.hits.len() > LISTED {
            let _ = writeln!(text, "And {} more.", found.hits.len() - LISTED);
        }
        text
    }

    fn save(&self, name: &str, replace: bool) -> String {
        let Some(at) = self.story else { return NO_STORY.to_owned() };
        let saved = services::save(&self.edition, at, name, replace);
        if let Action::Done(says) = saved {
            format!("{}.\n", harmless(&says))
        } else if let Action::Exists(name, _) = saved {
            format!("{} is there already. save! {0} replaces it.\n", harmless(&name))
        } else if let Action::Failed(says) = saved {
            format!("Not saved: {}\n", harmless(&says))
        } else {
            String::new()
        }
    }
}

const NO_STORY: &str = "No story is open. Type its number first; stories lists them.\n";

/// The text of a paragraph as it is read: the rows of a table each on a line, commas between the cells.
fn said(paragraph: &Paragraph<'_>) -> String {
    if paragraph.role != Role::Table {
        return harmless(paragraph.text.trim()).into_owned();
    }
    let rows = export::table(&paragraph.text);
    let row = |cells: Vec<&str>| cells.into_iter().filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(", ");
    rows.cells().into_iter().map(row).collect::<Vec<_>>().join("\n")
}

/// What is said before a paragraph that is not plain text.
fn spoken(role: Role) -> &'static str {
    match role {
        Role::Headline => "Headline: ",
        Role::Subhead => "Section: ",
        Role::Caption => "Caption: ",
        Role::PullQuote => "Quotation: ",
        Role::Table => "Table: ",
        Role::Advert => "Advertisement: ",
        Role::Masthead
        | Role::Folio
        | Role::Section
        | Role::Kicker
        | Role::Deck
        | Role::Byline
        | Role::Dateline
        | Role::Body
        | Role::Credit
        | Role::Jump
        | Role::Furniture => "",
    }
}

fn around(text: &str, at: usize) -> String {
    let before: Vec<char> = text.get(..at).unwrap_or_default().chars().rev().take(AROUND).collect();
    let after = text.get(at..).unwrap_or_default().chars().take(2 * AROUND);
    before.into_iter().rev().chain(after).collect()
}

fn many_stories(count: usize) -> String {
    if count == 1 { "1 story".to_owned() } else { format!("{count} stories") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::sample_edition;

    #[test]
    fn a_table_is_read_row_by_row() {
        let mut edition = sample_edition::edition();
        let id = *edition.pages[0].stories[0].blocks.last().unwrap();
        let block = &mut edition.pages[0].blocks[id.0 as usize];
        (block.role, block.text) = (Role::Table, "球队  赛  胜\n清河  16  8\n东胜  9  10".to_owned());
        let mut linear = Linear::new(edition);
        linear.answer("1");
        let all = linear.answer("all").unwrap();
        assert!(all.contains("Table: 球队, 赛, 胜\n清河, 16, 8\n东胜, 9, 10\n"), "{all}");
    }

    #[test]
    fn an_edition_is_read_by_typed_lines() {
        let mut linear = Linear::new(sample_edition::edition());
        assert!(linear.welcome().starts_with(
            "清河日报: 2 pages, 4 stories.\nPage 1 of 2, 第A1版: 2 stories.\n1. 清河两岸重开渡口, 2 sections.\n"
        ));
        let story = linear.answer("1\n").unwrap();
        assert!(story.starts_with("Story 1 of 2, page 1.\n老桥新渡\nHeadline: 清河两岸重开渡口\n"), "{story}");
        assert!(linear.answer("").unwrap().starts_with("Section: 老船工回来了\n"));
        assert_eq!(linear.answer("sections").unwrap().lines().count(), 3);
        assert!(linear.answer("section 2").unwrap().starts_with("Section: 新码头的早市\n"));
        assert!(linear.answer("next").unwrap().contains("Headline: 夜校开课"));
        assert!(linear.answer("prev").unwrap().contains("Story 1 of 2"));
        assert!(linear.answer("search 早市").unwrap().contains("Page 1, story 1:"));
        assert!(linear.answer("search 鲸鱼").unwrap().contains("not in this edition"));
        assert!(linear.answer("page 2").unwrap().starts_with("Page 2 of 2, A2: 2 stories."));
        assert!(linear.answer("99").unwrap().starts_with("No story 99"));
        assert!(linear.answer("sing").unwrap().starts_with("No command sing"));
        assert!(linear.answer("help").unwrap().contains("search WORDS"));
        assert_eq!(linear.answer("quit"), None);
    }
}
