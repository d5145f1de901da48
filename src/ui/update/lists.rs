//! What keys do in lists.

use crate::t;
use crate::ui::action::{Command, Effect};
use crate::ui::list::{Level, List, ListKind, ListRow, filter, help, rows, steps};
use crate::ui::prompt::{Prompt, Purpose};
use crate::ui::state::{Overlay, State};

impl State {
    /// The rows of a list, filtered.
    pub fn rows(&self, list: &List) -> Vec<ListRow> {
        let (pages, search) = (&self.edition.pages, self.search.as_ref());
        let columns = self.screen_layout().body.width;
        let all = match list.kind {
            ListKind::Contents => {
                self.page().map(|page| rows::contents(page, self.cursor.page, search)).unwrap_or_default()
            }
            ListKind::Pages => rows::pages(pages, search),
            ListKind::Marks => rows::marks(&self.marks, self.edits.notes(), pages),
            ListKind::Doubts => {
                let of_page = self.page().map(|page| page.doubts.as_slice()).unwrap_or_default();
                let says = self.edition.source.doubts.iter().chain(of_page.iter().map(|doubt| &doubt.says));
                rows::warnings(says, columns, &self.widths)
            }
            ListKind::Links => rows::addresses(self.story_links()),
            ListKind::Printed => rows::printed(&self.printed.1, columns, &self.widths),
            ListKind::Help => help::rows(&self.keys, self.editing, self.view),
        };
        filter::keep(all, &list.filter, self.script)
    }

    /// Opens a list, with the row chosen that belongs to where the reader is; closes it when it is open already.
    pub(super) fn open_list(&mut self, command: Command) {
        let kind = match command {
            Command::Contents => ListKind::Contents,
            Command::Pages => ListKind::Pages,
            Command::Marks => ListKind::Marks,
            Command::Warnings => ListKind::Doubts,
            _ => ListKind::Help,
        };
        self.open_kind(kind);
    }

    /// Opens a list of a kind.
    pub(super) fn open_kind(&mut self, kind: ListKind) {
        if matches!(&self.over, Overlay::List(list) if list.kind == kind) {
            self.over = Overlay::Nothing;
            return;
        }
        let mut list = List::new(kind);
        let rows = self.rows(&list);
        list.chosen = self.row_of_cursor(&list, &rows).or_else(|| first_entry(&rows)).unwrap_or(0);
        self.over = Overlay::List(list);
        if rows.is_empty() {
            self.over = Overlay::Nothing;
            self.complain(match kind {
                ListKind::Contents => t!("no stories on this page; [ and ] change pages"),
                ListKind::Marks => t!("no marks or notes yet; m and a letter sets a mark, a writes a note"),
                ListKind::Doubts => t!("no warnings about this page"),
                ListKind::Links => t!("no addresses in this story"),
                ListKind::Printed => t!("the command printed nothing"),
                ListKind::Pages | ListKind::Help => t!("nothing to list"),
            });
        }
    }

    /// Shows what a command printed; one line of it is a message.
    /// Where somebody types or is asked, it waits until that is done.
    pub(super) fn show_printed(&mut self, command: String, text: String) {
        if matches!(self.over, Overlay::Prompt(_) | Overlay::Ask(..)) {
            self.late = Some((command, text));
            return;
        }
        let mut lines = text.trim().lines();
        if let (Some(line), None) = (lines.next(), lines.next()) {
            self.say(format!("{command}: {}", line.trim()));
            return;
        }
        self.printed = (command, text);
        self.over = Overlay::Nothing;
        self.open_kind(ListKind::Printed);
    }

    /// The last row whose target is at or before the cursor.
    pub(in crate::ui) fn row_of_cursor(&self, list: &List, rows: &[ListRow]) -> Option<usize> {
        let page = self.page()?;
        let rank = |block| page.order.iter().position(|id| Some(*id) == block).unwrap_or(0);
        match list.kind {
            ListKind::Pages => Some(self.cursor.page),
            ListKind::Contents => {
                let story = self.story();
                let same = |row: &ListRow| {
                    let block = row.target.and_then(|spot| spot.cursor.block);
                    block.is_some_and(|id| page.story_of(id) == story) && rank(block) <= rank(self.cursor.block)
                };
                rows.iter().rposition(same).filter(|_| story.is_some())
            }
            ListKind::Marks | ListKind::Doubts | ListKind::Links | ListKind::Printed | ListKind::Help => None,
        }
    }

    /// Commands with a meaning of their own in lists; nothing for all others.
    pub(super) fn run_in_list(&mut self, command: Command, count: Option<u32>) -> Option<Vec<Effect>> {
        let Overlay::List(list) = &self.over else { return None };
        let rows = self.rows(list);
        if let Some(by) = steps(command, rows.len(), self.list_rows()) {
            self.choose(by * i64::from(count.unwrap_or(1)), &rows);
            return Some(Vec::new());
        }
        match command {
            Command::Open if list.kind == ListKind::Links => {
                let wanted = count.and_then(|count| usize::try_from(count).ok()?.checked_sub(1)).unwrap_or(list.chosen);
                let link = rows.get(wanted).map(|row| row.text.clone());
                self.over = Overlay::Nothing;
                if let Some(link) = link {
                    self.ask_to_open(link);
                }
                Some(Vec::new())
            }
            Command::Open => {
                let target = rows.get(list.chosen).and_then(|row| row.target);
                let target = target.filter(|_| count.is_none()).or_else(|| {
                    let wanted = count?.to_string();
                    rows.iter().find(|row| row.label == wanted).and_then(|row| row.target)
                });
                self.over = Overlay::Nothing;
                if let Some(spot) = target {
                    self.remember();
                    self.go_to(spot);
                }
                Some(Vec::new())
            }
            Command::Search => {
                let mut prompt = Prompt::new(Purpose::Filter, list.filter.clone(), self.spot());
                prompt.under = Some(list.clone());
                self.over = Overlay::Prompt(prompt);
                Some(vec![Effect::BracketPaste(true)])
            }
            Command::NextPage | Command::PreviousPage => {
                let by = i64::from(count.unwrap_or(1));
                let kind = list.kind;
                match kind {
                    ListKind::Contents => {
                        self.step_page(if command == Command::NextPage { by } else { -by });
                        self.over = Overlay::Nothing;
                        self.open_list(Command::Contents);
                    }
                    ListKind::Pages => self.choose(if command == Command::NextPage { by } else { -by }, &rows),
                    ListKind::Marks | ListKind::Doubts | ListKind::Links | ListKind::Printed | ListKind::Help => {}
                }
                Some(Vec::new())
            }
            _ => None,
        }
    }

    /// Moves the choice in the open list.
    pub(super) fn choose(&mut self, by: i64, rows: &[ListRow]) {
        if let Overlay::List(list) = &mut self.over {
            list.choose(by, rows);
        }
    }
}

/// The first row that is not the head of a group.
pub(super) fn first_entry(rows: &[ListRow]) -> Option<usize> {
    rows.iter().position(|row| row.level != Level::Group)
}
