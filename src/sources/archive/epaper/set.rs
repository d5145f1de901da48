//! Stories set into the places that the image map gives them. The file tells no lines: they are set anew, in the largest
//! type that lets the whole story stand in its place, in columns as newspapers have them.

use super::shape::{self, Polygon};
use super::story::StoryFile;
use super::words;
use crate::geometry::{ASCENT_EM, DESCENT_EM, Pt, Rect};
use crate::model::role::Role;
use crate::model::sheet::{Face, FaceId, GivenBlock, GivenStructure, GlyphRun, Ink, Picture, Sheet, Turn};
use crate::sources::archive::blocks::FileBox;
use crate::sources::archive::blocks::is_square;

/// A story and where it stands.
#[derive(Clone, Debug, Default)]
pub struct EpaperStory {
    /// Its file, where it was saved.
    pub story: Option<StoryFile>,
    /// Its title in the list of the page; several lines are its parts.
    pub title: String,
    /// Its shapes, in pixels of the picture of the page.
    pub shapes: Vec<Polygon>,
}

/// The width of a page, in points: a broadsheet.
const PAGE_WIDTH: f32 = 1_100.0;
/// Running text is set in no larger type, in points, and in no smaller one.
const LARGEST_TYPE: f32 = 10.0;
const SMALLEST_TYPE: f32 = 1.5;
/// From one try to the next the type shrinks to this.
const SHRINK: f32 = 0.93;
/// From baseline to baseline, in em.
const LEADING_EM: f32 = 1.4;
/// A column of running text is about so wide, in em, and so much white stands between two.
const COLUMN_EM: f32 = 16.0;
const GUTTER_EM: f32 = 1.5;
/// White within the edge of a place, in points.
const INSET: f32 = 5.0;
/// The share of a place that a picture without text takes.
const PICTURE_SHARE: f32 = 0.75;

/// A page of stories in their places; `size` is that of its picture, `first` the number of the first story.
pub fn sheet((width, height): (f32, f32), stories: &[EpaperStory], first: u32) -> Sheet {
    let scale = PAGE_WIDTH / width.max(1.0);
    let faces = [400, 700].map(|weight| Face { name: String::new(), weight, italic: false }).to_vec();
    let bounds = Rect::new(0.0, 0.0, PAGE_WIDTH, height.max(0.0) * scale);
    let mut sheet = Sheet {
        number: 1,
        bounds,
        faces,
        given: Some(GivenStructure { paragraphs: true, ..GivenStructure::default() }),
        ..Sheet::default()
    };
    for (article, story) in stories.iter().enumerate() {
        let boxes = story.shapes.iter().flat_map(|shape| shape::boxes(shape));
        let places: Vec<FileBox> = boxes.map(|edges| edges.map(|side| side * scale)).map(inset).collect();
        set(&mut sheet, story, &places, first + article as u32);
    }
    sheet
}

/// Sets stories that have no place below all others. `first` is the number of the first of them.
pub fn foot(sheet: &mut Sheet, stories: &[EpaperStory], first: u32) {
    for (at, story) in stories.iter().enumerate() {
        let letters: usize = pieces(story).iter().map(|(_, text)| text.chars().count()).sum();
        let high = area_of(letters) / PAGE_WIDTH;
        let top = sheet.bounds.bottom.0;
        sheet.bounds.bottom = Pt(top + high);
        set(sheet, story, &[inset([0.0, top, PAGE_WIDTH, top + high])], first + at as u32);
    }
}

/// Room for a text in the largest type with its heads, in square points.
fn area_of(letters: usize) -> f32 {
    (letters as f32 + 200.0) * LARGEST_TYPE * LARGEST_TYPE * LEADING_EM * 1.5
}

fn inset([left, top, right, bottom]: FileBox) -> FileBox {
    let (x, y) = (INSET.min((right - left) / 4.0), INSET.min((bottom - top) / 4.0));
    [left + x, top + y, right - x, bottom - y]
}

/// What of a story is set, in its order.
fn pieces(story: &EpaperStory) -> Vec<(Role, String)> {
    let mut found: Vec<(Role, String)> = Vec::new();
    let listed = || listed_heads(&story.title);
    let Some(file) = &story.story else { return listed() };
    if file.heads.iter().any(|(role, _)| *role == Role::Headline) {
        found.extend(file.heads.iter().cloned());
    } else {
        found.extend(listed());
        found.extend(file.heads.iter().filter(|(role, _)| !listed().iter().any(|(known, _)| known == role)).cloned());
    }
    found.extend(file.paragraphs.iter().map(|text| (Role::Body, text.clone())));
    found.extend(file.captions.iter().map(|text| (Role::Caption, text.clone())));
    found
}

/// The title of a list in its parts: of two lines the longer is the headline, of three the middle one.
fn listed_heads(title: &str) -> Vec<(Role, String)> {
    let lines: Vec<&str> = title.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let told = match lines.as_slice() {
        [] => Vec::new(),
        [one] if words::is_picture_title(one) => vec![(Role::Kicker, *one)],
        [one] => vec![(Role::Headline, *one)],
        [first, second] => vec![(Role::Kicker, *first), (Role::Headline, *second)],
        [first, second, rest @ ..] => {
            let mut told = vec![(Role::Kicker, *first), (Role::Headline, *second)];
            told.extend(rest.iter().map(|line| (Role::Deck, *line)));
            told
        }
    };
    told.into_iter().map(|(role, text)| (role, text.to_owned())).collect()
}

/// A line where it stands.
struct PlacedLine {
    text: String,
    left: f32,
    baseline: f32,
    size: f32,
    bold: bool,
}

/// Sets a story into its places, in the largest type in which it fits.
fn set(sheet: &mut Sheet, story: &EpaperStory, places: &[FileBox], article: u32) {
    let pieces = pieces(story);
    let mut places = places.to_vec();
    let pictured = story.story.as_ref().is_some_and(|file| file.pictures > 0 && file.paragraphs.is_empty());
    if let Some(first) = places.first_mut().filter(|_| pictured || pieces.is_empty()) {
        let [left, top, right, bottom] = *first;
        let share = if pieces.is_empty() { 1.0 } else { PICTURE_SHARE };
        let middle = top + (bottom - top) * share;
        sheet.pictures.push(Picture { bbox: Rect::new(left, top, right, middle) });
        *first = [left, middle, right, bottom];
    }
    let mut size = LARGEST_TYPE;
    let lines = loop {
        let (lines, fits) = StorySetting::new(&places, size).set(&pieces);
        if fits || size < SMALLEST_TYPE {
            break lines;
        }
        size *= SHRINK;
    };
    for ((role, _), lines) in pieces.iter().zip(&lines) {
        add(sheet, lines, article, *role);
    }
}

/// Adds the lines of a piece to a sheet.
fn add(sheet: &mut Sheet, lines: &[PlacedLine], article: u32, role: Role) {
    let mut runs = Vec::new();
    let mut starts = Vec::new();
    for line in lines {
        starts.push(sheet.runs.len() as u32);
        let mut left = line.left;
        for c in line.text.chars() {
            let right = left + width(c) * line.size;
            runs.push(sheet.runs.len() as u32);
            sheet.runs.push(GlyphRun {
                text: c.to_string().into(),
                bbox: Rect::new(
                    left,
                    line.baseline - line.size * ASCENT_EM,
                    right,
                    line.baseline + line.size * DESCENT_EM,
                ),
                baseline: Pt(line.baseline),
                size: Pt(line.size),
                face: FaceId(u16::from(line.bold)),
                vertical: false,
                turn: Turn::None,
                ink: Ink::Visible,
                confidence: None,
            });
            left = right;
        }
    }
    if let Some(given) = sheet.given.as_mut().filter(|_| !runs.is_empty()) {
        given.lines.extend(starts);
        given.blocks.push(GivenBlock { runs, article: Some(article), role: Some(role) });
    }
}

/// The width of a character, in em.
fn width(c: char) -> f32 {
    match c {
        c if is_square(c) || matches!(c, '“' | '”' | '‘' | '’' | '…' | '—') => 1.0,
        _ => 0.5,
    }
}

/// A story while it is set.
struct StorySetting<'a> {
    places: &'a [FileBox],
    size: f32,
    /// Columns that running text goes to, and which of them it is in.
    columns: Vec<FileBox>,
    column: usize,
    /// Where the next line begins: its top.
    top: f32,
    fits: bool,
}

impl<'a> StorySetting<'a> {
    fn new(places: &'a [FileBox], size: f32) -> StorySetting<'a> {
        let top = places.first().map_or(0.0, |[_, top, ..]| *top);
        StorySetting { places, size, columns: Vec::new(), column: 0, top, fits: true }
    }

    /// The lines of each piece, and whether all of them stand in their places.
    fn set(mut self, pieces: &[(Role, String)]) -> (Vec<Vec<PlacedLine>>, bool) {
        let lines = pieces.iter().map(|(role, text)| match role.is_head() || *role == Role::Byline {
            true => self.head(*role, text),
            false => self.text(*role, text),
        });
        let lines = lines.collect();
        (lines, self.fits)
    }

    /// Heads stand over the whole width of the first place.
    fn head(&mut self, role: Role, text: &str) -> Vec<PlacedLine> {
        let Some([left, _, right, bottom]) = self.places.first().copied() else { return Vec::new() };
        let length: f32 = text.chars().map(width).sum();
        let (least, most) = match role {
            Role::Headline => (1.6, 4.0),
            Role::Kicker | Role::Deck => (1.3, 1.6),
            _ => (1.0, 1.0),
        };
        // A head of one line fills its place, within what heads are; a longer one is broken.
        let size = ((right - left) / length.max(1.0)).clamp(self.size * least, self.size * most);
        let mut lines = Vec::new();
        for line in broken(text, (right - left) / size, 0.0) {
            lines.push(PlacedLine { text: line, left, baseline: self.top + size, size, bold: role == Role::Headline });
            self.top += size * LEADING_EM;
        }
        self.top += self.size * (LEADING_EM - 1.0);
        self.fits &= self.top <= bottom;
        lines
    }

    /// Running text goes through the columns of all places.
    fn text(&mut self, role: Role, text: &str) -> Vec<PlacedLine> {
        if self.columns.is_empty() {
            self.rule_columns();
        }
        let Some([left, _, right, _]) = self.columns.get(self.column).copied() else { return Vec::new() };
        let size = if role == Role::Caption { self.size * 0.9 } else { self.size };
        let indent = if role == Role::Body { 2.0 } else { 0.0 };
        let mut lines = Vec::new();
        for (at, line) in broken(text, (right - left) / size, indent).into_iter().enumerate() {
            self.room_for(size * LEADING_EM);
            let left = self.columns.get(self.column).map_or(left, |[left, ..]| *left);
            let left = if at == 0 { left + indent * size } else { left };
            lines.push(PlacedLine { text: line, left, baseline: self.top + size, size, bold: false });
            self.top += size * LEADING_EM;
        }
        lines
    }

    /// Goes on to the next column when a line of this height has no room in this one. Behind the last column it goes on
    /// below: the story does not fit then.
    fn room_for(&mut self, height: f32) {
        while let Some([_, _, _, bottom]) = self.columns.get(self.column).copied() {
            if self.top + height <= bottom + 0.01 {
                return;
            }
            let Some([_, top, ..]) = self.columns.get(self.column + 1).copied() else {
                self.fits = false;
                return;
            };
            self.column += 1;
            self.top = top;
        }
    }

    /// Columns of one width: that of the place that has the narrowest ones.
    fn rule_columns(&mut self) {
        let head = self.top;
        let free = self.places.iter().enumerate().map(|(at, [left, top, right, bottom])| {
            let top = if at == 0 { head.min(*bottom) } else { *top };
            [*left, top, *right, *bottom]
        });
        let room = |[left, _, right, _]: &FileBox| right - left;
        let free: Vec<FileBox> = free.filter(|place| place[3] - place[1] >= self.size * LEADING_EM).collect();
        let count = |wide: f32| ((wide / self.size + GUTTER_EM) / (COLUMN_EM + GUTTER_EM)).round().max(1.0);
        let gutter = GUTTER_EM * self.size;
        let measure = free.iter().map(|place| {
            let many = count(room(place));
            (room(place) + gutter) / many - gutter
        });
        let measure = measure.fold(f32::MAX, f32::min);
        for [left, top, right, bottom] in &free {
            let many = ((right - left + gutter) / (measure + gutter) + 0.01).floor().max(1.0);
            let step = (right - left + gutter) / many;
            for at in 0..many as usize {
                let left = left + step * at as f32;
                self.columns.push([left, *top, left + measure, *bottom]);
            }
        }
        if self.columns.is_empty() {
            // The heads took all the room: the text stands below them, in smaller type on the next try.
            self.columns.extend(self.places.first().copied());
            self.fits = false;
            return;
        }
        self.top = self.columns.first().map_or(head, |[_, top, ..]| *top);
    }
}

/// A text in lines of a measure in em. Between squares a line may end anywhere but before a closing sign; words stay whole
/// where they can.
fn broken(text: &str, measure: f32, indent: f32) -> Vec<String> {
    const CLOSING: &str = "，。、；：！？）》」』】”’…—·％%,.;:!?)]";
    let mut lines = vec![String::new()];
    let mut room = (measure - indent).max(1.0);
    for token in tokens(text) {
        let long: f32 = token.chars().map(width).sum();
        let closes = token.chars().all(|c| CLOSING.contains(c));
        let Some(last) = lines.last_mut() else { break };
        if long > room && !closes && !last.trim().is_empty() {
            let kept = last.trim_end().len();
            last.truncate(kept);
            lines.push(token.trim_start().to_owned());
            room = measure - long;
        } else {
            last.push_str(&token);
            room -= long;
        }
    }
    lines.retain(|line| !line.trim().is_empty());
    lines
}

/// A text in what may stand at the beginning of a line: squares, and words with the blank before them. A blank beside a
/// square ends no line, since nobody could tell there that it was one.
fn tokens(text: &str) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let mut found: Vec<String> = Vec::new();
    for (at, c) in characters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| characters.get(at));
        let beside = |other: Option<&char>| other.is_some_and(|other| is_square(*other));
        let stays = match before {
            None => false,
            Some(_) if c.is_whitespace() => beside(before) || beside(characters.get(at + 1)),
            Some(before) if before.is_whitespace() => {
                beside(at.checked_sub(2).and_then(|at| characters.get(at))) || is_square(*c)
            }
            Some(before) => !is_square(*c) && !is_square(*before),
        };
        // The blank before a word goes with it, and is left out where the word begins a line.
        let stays = stays || before.is_some_and(|before| before.is_whitespace());
        match found.last_mut().filter(|_| stays) {
            Some(word) => word.push(*c),
            None => found.push(c.to_string()),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_letter_is_lost_and_no_stop_begins_a_line() {
        let text = "港口今天清晨恢复通航，Captain Moss 说：“风停了。” 渡船早上八点开出。";
        for measure in [1.0, 4.0, 9.5, 40.0] {
            let lines = broken(text, measure, 2.0);
            let whole: String = lines.concat().split_whitespace().collect();
            assert_eq!(whole, text.split_whitespace().collect::<String>());
            assert!(!lines.iter().any(|line| line.starts_with(['，', '。', '：'])), "{lines:?}");
        }
    }

    #[test]
    fn a_list_tells_the_parts_of_a_title() {
        let roles = |title: &str| listed_heads(title).into_iter().map(|(role, _)| role).collect::<Vec<_>>();
        assert_eq!(roles("渡口\n渡船回来了\n第一天坐满"), [Role::Kicker, Role::Headline, Role::Deck]);
        assert_eq!(roles("渡船回来了"), [Role::Headline]);
        assert_eq!(roles("图片报道"), [Role::Kicker]);
        assert!(roles(" ").is_empty());
    }
}
