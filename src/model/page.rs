//! One page as it was understood: lines, regions, blocks with roles, stories, one reading order, doubts.

use crate::geometry::{Pt, Rect};
use crate::model::lang::Lang;
use crate::model::role::Role;
use crate::model::sheet::{Face, FaceId, Picture, Rule, RuledBox};
use crate::model::story::{Story, StoryId};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A page. Built once by `layout`, never changed afterwards; every id points into this page's own tables.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Page {
    /// Place in the edition, from 1.
    pub number: u32,
    /// The printed page number, as far as a folio or the source told it.
    pub folio: Option<String>,
    /// The section it is, as its running head or its file's name tells: `要闻`.
    pub section: Option<String>,
    /// The trimmed page, in points; the origin is its top-left corner.
    pub bounds: Rect,
    /// The language most of the page is in.
    pub lang: Lang,
    /// True when most of the text is set vertically: columns of characters run top to bottom, from the right.
    pub vertical: bool,
    /// True when the geometry was made by paste-up, not read from a source.
    pub pasted_up: bool,
    /// The size of the running text.
    pub body_size: Pt,
    /// The typefaces that lines point at, as far as the source told.
    pub faces: Vec<Face>,
    /// By `layout::lines`: printed lines, grouped so that each block's lines are one range.
    pub lines: Vec<Line>,
    /// By `layout::regions`: areas with their columns; the first is the whole page.
    pub regions: Vec<Region>,
    /// By `layout::blocks` and `layout::roles`: heads, and paragraphs as far as they run in one column.
    pub blocks: Vec<Block>,
    /// By `layout::stories`, in the reading order of the page.
    pub stories: Vec<Story>,
    /// By `layout::order`: every block of the page once, in reading order; furniture included.
    pub order: Vec<BlockId>,
    /// By `layout::stories`: how blocks were threaded into stories, where that was weighed.
    pub links: Vec<Link>,
    /// The printed lines of the page.
    pub rules: Vec<Rule>,
    /// The ruled and tinted boxes of the page.
    pub boxes: Vec<RuledBox>,
    /// The picture places of the page, tied to their captions.
    pub pictures: Vec<PagePicture>,
    /// What we are not sure of.
    pub doubts: Vec<Doubt>,
    /// True when something of the page could not be read.
    pub partial: bool,
}

/// What a block follows in its story, by the likeliest reading of the whole page, and the likeliest other way.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// The block.
    pub block: BlockId,
    /// The way taken.
    pub chosen: Way,
    /// The likeliest of the others, if there was any.
    pub other: Option<Way>,
}

/// A way for a block.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Way {
    /// What it follows; nothing when it begins a story.
    pub after: Option<BlockId>,
    /// 0..=1: its probability among all ways of the block.
    pub share: f32,
}

/// Index into [`Page::blocks`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct BlockId(pub u32);

/// One printed line of one column.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// The text of the line, folded and mended, with the hyphen it may end in, no line end: a soft hyphen (U+00AD) or one
    /// that does not break (U+2011) where the source told which: [`printed`] shows it.
    pub text: String,
    /// From the first to the last glyph, -0.12 to +0.88 em around the baseline; for vertical lines the em column.
    pub bbox: Rect,
    /// One em of most of its glyphs.
    pub size: Pt,
    /// Most of its glyphs are bold, or were drawn twice.
    pub bold: bool,
    /// Most of its glyphs are slanted.
    pub italic: bool,
    /// Its typeface, an index into [`Page::faces`].
    pub face: FaceId,
    /// Set top to bottom.
    pub vertical: bool,
    /// The line is set white on dark.
    pub reversed: bool,
    /// White at its left that a drop cap takes; the first of such lines begins with the cap itself.
    pub inset: Pt,
}

/// An area of the page with its columns: the page itself, a band between rules, a box.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Region {
    /// Its extent.
    pub bbox: Rect,
    /// The region that holds it; nothing for the page.
    pub parent: Option<u32>,
    /// True when a box or tint encloses it.
    pub boxed: bool,
    /// Its columns, from left to right (from the right for vertical text).
    pub columns: Vec<Column>,
}

/// One column of a region.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Left edge.
    pub left: Pt,
    /// Right edge.
    pub right: Pt,
}

/// A head, or a paragraph as far as it runs within one column. A paragraph that goes on in the next column is two blocks;
/// the first says so in `continues`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// Its extent.
    pub bbox: Rect,
    /// Its lines, a range of [`Page::lines`].
    pub lines: std::ops::Range<u32>,
    /// The text as a person would type it: lines joined, hyphens resolved, spaces mended.
    pub text: String,
    /// What it is.
    pub role: Role,
    /// A ruled or tinted box encloses just this block (a boxed head).
    pub boxed: bool,
    /// Set top to bottom.
    pub vertical: bool,
    /// The region it lies in, an index into [`Page::regions`].
    pub region: u32,
    /// The block in which the same paragraph goes on.
    pub continues: Option<Continuation>,
    /// Why it has its role.
    pub because: Because,
}

/// How a paragraph goes on in another block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Continuation {
    /// The block it goes on in.
    pub to: BlockId,
    /// What stands between the two texts.
    pub joint: Joint,
}

/// What stands between two pieces of text that were printed apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Joint {
    /// Nothing: Han against Han.
    Nothing,
    /// One space: words.
    Space,
    /// The hyphen at the end of the first piece goes, and nothing takes its place.
    DropHyphen,
}

/// A reason in words: "above the headline, 0.45 of its size".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Because(pub Cow<'static, str>);

/// The place of a picture and what belongs to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PagePicture {
    /// Where it shows.
    pub bbox: Rect,
    /// Its caption.
    pub caption: Option<BlockId>,
    /// The story it belongs to.
    pub story: Option<StoryId>,
}

/// Something we are not sure of, for people to read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Doubt {
    /// Where on the page; empty for the whole page.
    pub at: Rect,
    /// One sentence.
    pub says: String,
}

/// A whole paragraph or head: the blocks it is printed in and its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph<'a> {
    /// Its blocks in reading order; at least one.
    pub blocks: Vec<BlockId>,
    /// Its text, joined over its blocks.
    pub text: Cow<'a, str>,
    /// What it is.
    pub role: Role,
    /// Whether a box encloses it.
    pub boxed: bool,
}

impl Page {
    /// The block with this id. Ids come from this page, so the lookup cannot miss.
    pub fn block(&self, id: BlockId) -> &Block {
        &self.blocks[id.0 as usize]
    }
    /// The story with this id. Ids come from this page, so the lookup cannot miss.
    pub fn story(&self, id: StoryId) -> &Story {
        &self.stories[id.0 as usize]
    }
    /// All ids of stories, in reading order.
    pub fn story_ids(&self) -> impl Iterator<Item = StoryId> + use<> {
        (0..self.stories.len() as u32).map(StoryId)
    }
    /// The lines of a block.
    pub fn lines_of(&self, id: BlockId) -> &[Line] {
        let range = self.block(id).lines.clone();
        self.lines.get(range.start as usize..range.end as usize).unwrap_or(&[])
    }
    /// The story a block belongs to; nothing for furniture.
    pub fn story_of(&self, block: BlockId) -> Option<StoryId> {
        self.story_ids().find(|id| self.story(*id).blocks.contains(&block))
    }
    /// The whole paragraphs and heads of a run of blocks: pieces that continue each other are one.
    pub fn paragraphs<'a>(&'a self, blocks: &[BlockId]) -> Vec<Paragraph<'a>> {
        let mut tails: Vec<BlockId> = Vec::new();
        let mut found = Vec::new();
        for id in blocks {
            if tails.contains(id) {
                continue;
            }
            let paragraph = self.paragraph(*id, blocks);
            tails.extend(paragraph.blocks.iter().skip(1));
            found.push(paragraph);
        }
        found
    }
    /// The headline of a story, else what stands first in it; empty for a story without text.
    pub fn title(&self, story: StoryId) -> String {
        let blocks = &self.story(story).blocks;
        let with = |role: Role| blocks.iter().copied().find(|id| self.block(*id).role == role);
        let lead = with(Role::Headline)
            .or_else(|| with(Role::Kicker))
            .or_else(|| with(Role::Deck))
            .or_else(|| blocks.first().copied());
        // A table has a line for each row.
        lead.and_then(|id| self.block(id).text.lines().next()).unwrap_or_default().to_owned()
    }
    /// What the page calls itself: its printed number and its section, as far as they say more than its place in the
    /// edition does.
    pub fn printed_name(&self) -> Option<String> {
        let number = self.folio.as_deref().filter(|folio| *folio != self.number.to_string() || self.section.is_some());
        let number = number.map(|folio| match self.lang {
            Lang::Zh => format!("第{folio}版"),
            Lang::Ja => format!("{folio}面"),
            Lang::Ko => format!("{folio}면"),
            _ => folio.to_owned(),
        });
        let parts: Vec<String> = number.into_iter().chain(self.section.clone()).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }
    /// What lists call a page: its place in the edition, and behind it what it calls itself.
    pub fn name(&self) -> String {
        let printed = self.printed_name().map(|name| format!(" · {name}")).unwrap_or_default();
        format!("{}{printed}", self.number)
    }
    /// What lists call a story: its headline, if that has letters, else its first sentence; no longer than a line of a list.
    pub fn label(&self, story: StoryId) -> String {
        let (blocks, title) = (&self.story(story).blocks, self.title(story));
        if blocks.iter().any(|id| self.block(*id).role.is_head()) && title.chars().any(char::is_alphanumeric) {
            return cut(title.trim());
        }
        // What stands above or below the text says less than the text.
        let text = [Role::Subhead, Role::Body, Role::Caption].into_iter().find_map(|role| {
            blocks.iter().map(|id| self.block(*id)).find(|block| block.role == role && !block.text.trim().is_empty())
        });
        match text {
            Some(block) => cut(first_sentence(block.text.trim())),
            None => cut(self.title(story).trim()),
        }
    }
    /// How long a story is on this page, in characters without blanks: the count that every list gives.
    pub fn characters(&self, story: StoryId) -> usize {
        let paragraphs = self.paragraphs(&self.story(story).blocks);
        paragraphs.iter().map(|paragraph| paragraph.text.chars().filter(|c| !c.is_whitespace()).count()).sum()
    }
    /// Blocks that belong to the page and to no story, in reading order.
    pub fn furniture(&self) -> impl Iterator<Item = BlockId> + '_ {
        let told: BTreeSet<BlockId> = self.stories.iter().flat_map(|story| story.blocks.iter().copied()).collect();
        self.order.iter().copied().filter(move |id| !told.contains(id))
    }

    fn paragraph(&self, first: BlockId, within: &[BlockId]) -> Paragraph<'_> {
        let block = self.block(first);
        let mut whole = Paragraph {
            blocks: vec![first],
            text: Cow::Borrowed(block.text.as_str()),
            role: block.role,
            boxed: block.boxed,
        };
        let mut next = block.continues;
        while let Some(Continuation { to, joint }) = next {
            if whole.blocks.contains(&to) || !within.contains(&to) {
                break;
            }
            joint.append(whole.text.to_mut(), &self.block(to).text);
            whole.blocks.push(to);
            next = self.block(to).continues;
        }
        whole
    }
}

/// No line of a list needs more, in characters.
const LONGEST_LABEL: usize = 120;

/// The text in one line, with an ellipsis where it was longer than a label may be.
fn cut(text: &str) -> String {
    let words: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let line = words.join(" ");
    if line.chars().count() <= LONGEST_LABEL {
        return line;
    }
    let kept: String = line.chars().take(LONGEST_LABEL - 1).collect();
    // Words are not broken, as long as not much is lost by that.
    let whole = kept.rsplit_once(' ').map(|(whole, _)| whole).filter(|whole| whole.len() * 5 > kept.len() * 4);
    format!("{}…", whole.unwrap_or(&kept).trim_end())
}

/// The text up to the end of its first sentence.
fn first_sentence(text: &str) -> &str {
    /// An abbreviation ends sooner than a sentence, in characters.
    const SHORTEST: usize = 16;
    let mut characters = text.char_indices().enumerate().peekable();
    while let Some((count, (at, c))) = characters.next() {
        let next = characters.peek().map(|(_, (_, next))| *next);
        let ends = match c {
            '。' | '！' | '？' => true,
            '.' | '!' | '?' => count >= SHORTEST && next.is_none_or(char::is_whitespace),
            _ => false,
        };
        if ends {
            let closes = next.filter(|next| matches!(next, '”' | '’' | '」' | '』' | '）'));
            let end = at + c.len_utf8() + closes.map_or(0, char::len_utf8);
            return text.get(..end).unwrap_or(text);
        }
    }
    text
}

/// A text as it shows: what is known of a hyphen at its end, soft (U+00AD) or a part of its word (U+2011), does not.
pub fn printed(text: &str) -> Cow<'_, str> {
    match text.strip_suffix(['\u{ad}', '\u{2011}']) {
        Some(stem) => Cow::Owned(format!("{stem}-")),
        None => Cow::Borrowed(text),
    }
}

impl Joint {
    /// Puts `tail` after `text` across this joint.
    pub fn append(self, text: &mut String, tail: &str) {
        match self {
            Joint::Nothing => {
                if let Cow::Owned(shown) = printed(text) {
                    *text = shown;
                }
            }
            Joint::Space => text.push(' '),
            Joint::DropHyphen => {
                text.truncate(text.trim_end_matches(['-', '\u{2010}', '\u{2011}', '\u{ad}', '⸗', '¬']).len());
            }
        }
        text.push_str(tail);
    }
}

impl From<&'static str> for Because {
    fn from(reason: &'static str) -> Because {
        Because(Cow::Borrowed(reason))
    }
}

impl From<String> for Because {
    fn from(reason: String) -> Because {
        Because(Cow::Owned(reason))
    }
}

impl From<Picture> for PagePicture {
    fn from(picture: Picture) -> PagePicture {
        PagePicture { bbox: picture.bbox, caption: None, story: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(texts: &[(Role, &str)]) -> Page {
        let block = |(role, text): &(Role, &str)| Block {
            bbox: Rect::default(),
            lines: 0..0,
            text: (*text).to_owned(),
            role: *role,
            boxed: false,
            vertical: false,
            region: 0,
            continues: None,
            because: Because::default(),
        };
        let blocks: Vec<Block> = texts.iter().map(block).collect();
        let ids = (0..blocks.len() as u32).map(BlockId).collect();
        Page { blocks, stories: vec![Story { blocks: ids, ..Story::default() }], ..Page::default() }
    }

    #[test]
    fn a_story_without_a_head_is_called_by_its_first_sentence() {
        let label = |texts: &[(Role, &str)]| page(texts).label(StoryId(0));
        assert_eq!(label(&[(Role::Byline, "本报记者 林晚"), (Role::Body, "渡口开了。船来了。")]), "渡口开了。");
        assert_eq!(
            label(&[(Role::Body, "Mr. Bryce opened the ferry at ten. It rained.")]),
            "Mr. Bryce opened the ferry at ten."
        );
        assert_eq!(label(&[(Role::Headline, "Ferry. Again."), (Role::Body, "It rained.")]), "Ferry. Again.");
        assert_eq!(label(&[(Role::Body, "“渡口开了！”他说。")]), "“渡口开了！”");
    }

    #[test]
    fn no_label_is_longer_than_a_line_of_a_list() {
        for long in ["渡".repeat(300), "ferry ".repeat(60), "渡口\n".repeat(90)] {
            let label = page(&[(Role::Body, &long)]).label(StoryId(0));
            assert!(label.chars().count() <= LONGEST_LABEL && label.ends_with('…') && !label.contains('\n'), "{label}");
        }
    }

    #[test]
    fn blanks_do_not_count() {
        assert_eq!(page(&[(Role::Headline, "A b"), (Role::Body, "渡口 开　了\n。")]).characters(StoryId(0)), 7);
    }
}
