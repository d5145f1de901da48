//! What is done with a story: saved, copied, piped.

use crate::model::page::{BlockId, Page};
use crate::model::role::Role;
use crate::model::story::StoryRef;
use crate::t;
use crate::ui::action::{Command, Effect};
use crate::ui::prompt::{Prompt, Purpose};
use crate::ui::state::{Overlay, State};
use crate::ui::views::View;

impl State {
    /// The headline of a story, else its first words; never empty.
    pub fn title(&self, at: StoryRef) -> String {
        let title = self.edition.pages.get(at.page as usize).filter(|_| self.edition.story(at).is_some());
        let title = title.map(|page| page.label(at.story)).unwrap_or_default();
        if title.trim().is_empty() { t!("untitled") } else { title }
    }

    /// Commands that need a story; nothing for other commands.
    pub(super) fn run_with_story(&mut self, command: Command) -> Option<Vec<Effect>> {
        if !matches!(command, Command::Save | Command::SaveAs | Command::Pipe | Command::Copy | Command::CopyParagraph)
        {
            return None;
        }
        let Some(story) = self.nearest_story() else {
            self.complain(t!("no story on this page; [ and ] change pages"));
            return Some(Vec::new());
        };
        Some(match command {
            Command::Save => vec![Effect::Save { story, name: String::new(), replace: false }],
            Command::SaveAs => self.ask_for(Purpose::SaveAs),
            Command::Pipe => self.ask_for(Purpose::Pipe),
            Command::CopyParagraph => self.copy_paragraph(story),
            _ => self.copy(),
        })
    }

    fn ask_for(&mut self, purpose: Purpose) -> Vec<Effect> {
        self.over = Overlay::Prompt(Prompt::new(purpose, String::new(), self.spot()));
        vec![Effect::BracketPaste(true)]
    }

    /// Copies the paragraph under the cursor, whole across its columns; from what stands above a text, the text's first.
    fn copy_paragraph(&mut self, at: StoryRef) -> Vec<Effect> {
        let Some(page) = self.page() else { return Vec::new() };
        let above = |role: Role| role.is_head() || matches!(role, Role::Subhead | Role::Byline | Role::Dateline);
        let paragraphs = page.paragraphs(&page.story(at.story).blocks);
        let here = paragraphs.iter().position(|whole| self.cursor.block.is_some_and(|id| whole.blocks.contains(&id)));
        let rest = paragraphs.get(here.unwrap_or(0)..).unwrap_or_default();
        let text = match rest.first() {
            Some(first) if above(first.role) => rest.iter().find(|whole| whole.role == Role::Body),
            first => first,
        };
        match text.map(|whole| whole.text.trim().to_owned()) {
            Some(text) => vec![Effect::Copy(text)],
            None => self.nothing_below(),
        }
    }

    fn nothing_below(&mut self) -> Vec<Effect> {
        self.complain(t!("no paragraph below; y copies the story"));
        Vec::new()
    }

    /// Copies what is selected, else the whole story.
    fn copy(&mut self) -> Vec<Effect> {
        let selected = self.selected();
        let Some(page) = self.page().filter(|_| !selected.is_empty()) else {
            return self.nearest_story().map(Effect::CopyStory).into_iter().collect();
        };
        let text = text_of(page, &selected);
        self.anchor = None;
        vec![Effect::Copy(text)]
    }

    /// The text of some blocks of this page, whole paragraphs parted by blank lines.
    pub(super) fn text_of_blocks(&self, blocks: &[BlockId]) -> String {
        self.page().map(|page| text_of(page, blocks)).unwrap_or_default()
    }

    /// The selected blocks in reading order: from where selecting began to the cursor. In a story one reads whole
    /// paragraphs, so their parts in the next columns belong to them.
    pub(in crate::ui) fn selected(&self) -> Vec<BlockId> {
        let (Some(page), Some(anchor), Some(cursor)) = (self.page(), self.anchor, self.cursor.block) else {
            return Vec::new();
        };
        let story = self.story().and_then(|story| page.stories.get(story.0 as usize));
        let within = story.filter(|story| story.blocks.contains(&anchor));
        let order = within.map_or(page.order.as_slice(), |story| story.blocks.as_slice());
        let rank = |block: BlockId| order.iter().position(|id| *id == block);
        let (Some(a), Some(b)) = (rank(anchor), rank(cursor)) else { return Vec::new() };
        let mut blocks = order.get(a.min(b)..=a.max(b)).unwrap_or_default().to_vec();
        let mut last = blocks.last().copied().filter(|_| self.view == View::Story);
        while let Some(next) = last.and_then(|block| page.block(block).continues).map(|goes_on| goes_on.to) {
            if blocks.contains(&next) {
                break;
            }
            blocks.push(next);
            last = Some(next);
        }
        blocks
    }
}

fn text_of(page: &Page, blocks: &[BlockId]) -> String {
    page.paragraphs(blocks).iter().map(|paragraph| paragraph.text.as_ref()).collect::<Vec<_>>().join("\n\n")
}
