//! The reading room's real bytes, replayed into a grid that draws like a terminal: what the grid shows must be what
//! the buffer says, cell for cell, on terminals that draw ambiguous characters narrow, wide, or some of each.
//!
//! `FOLDLINE_LONG=1` plays 200 sequences for each terminal instead of a few.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use foldline::app::{open, terminal};
use foldline::cli::OpenArgs;
use foldline::geometry::{Pt, Rect};
use foldline::model::edition::Edition;
use foldline::model::lang::Lang;
use foldline::model::page::{Block, BlockId, Line, Page};
use foldline::model::role::Role;
use foldline::model::story::Story;
use foldline::typeset::width::{Ambiguous, WidthModel};
use foldline::ui::action::Action;
use foldline::ui::double_size::{LOWER_HALF, Large, UPPER_HALF};
use foldline::ui::draw;
use foldline::ui::state::{MouseOwner, State};
use foldline::ui::theme::{Depth, Theme};
use foldline::words::{UiLanguage, speak};
use ratatui::backend::Backend;
use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};
use std::cell::RefCell;
use std::io::Write;
use std::path::PathBuf;
use std::rc::Rc;
use unicode_width::UnicodeWidthChar;

/// What a terminal shows: a grid of cells that knows how wide characters are drawn there.
struct Grid {
    columns: usize,
    rows: Vec<Vec<String>>,
    cursor: (usize, usize),
    last: Option<(usize, usize)>,
    wide: WidthModel,
    /// Blocks of text of double size: left, top, right, bottom. Writing into one erases all of it.
    blocks: Vec<(usize, usize, usize, usize)>,
    /// Rows of double width, with the half of the letters that they show.
    double: Vec<Option<u8>>,
    /// What the program has no business to send.
    strange: Vec<String>,
}

fn is_half_flag(c: char) -> bool {
    ('\u{1f1e6}'..='\u{1f1ff}').contains(&c)
}

/// The right half of a wide character.
const HALF: &str = "";
/// A cell of a text of double size, but for the first.
const BLOCK: &str = "\0";

impl Grid {
    fn new(columns: u16, rows: u16, wide: WidthModel) -> Grid {
        let columns = usize::from(columns);
        let blank = vec![vec![" ".to_owned(); columns]; usize::from(rows)];
        Grid {
            columns,
            rows: blank,
            cursor: (0, 0),
            last: None,
            wide,
            blocks: Vec::new(),
            double: vec![None; usize::from(rows)],
            strange: Vec::new(),
        }
    }

    fn width(&self, c: char) -> usize {
        if self.wide.is_wide(c) { 2 } else { c.width().unwrap_or(0) }
    }

    /// Writes one cell; a wide character that loses a half loses the other too.
    fn set(&mut self, x: usize, y: usize, text: &str) {
        self.erase_block(x, y);
        let Some(row) = self.rows.get_mut(y) else { return };
        if row.get(x).is_some_and(|cell| cell == HALF) && text != HALF && x > 0 {
            row[x - 1] = " ".to_owned();
        }
        if row.get(x + 1).is_some_and(|cell| cell == HALF) {
            row[x + 1] = " ".to_owned();
        }
        if let Some(cell) = row.get_mut(x) {
            *cell = text.to_owned();
        }
    }

    fn erase_block(&mut self, x: usize, y: usize) {
        let holds =
            |block: &(usize, usize, usize, usize)| (block.0..block.2).contains(&x) && (block.1..block.3).contains(&y);
        if let Some(at) = self.blocks.iter().position(holds) {
            let (left, top, right, bottom) = self.blocks.remove(at);
            for row in &mut self.rows[top..bottom] {
                row[left..right].fill(" ".to_owned());
            }
        }
    }

    /// Text of double size at the cursor, as kitty draws it.
    fn scale(&mut self, text: &str) {
        let width: usize = text.chars().map(|c| 2 * self.width(c)).sum();
        let (x, y) = self.cursor;
        assert!(x + width <= self.columns && y + 2 <= self.rows.len(), "a large text leaves the screen: {text}");
        for (x, y) in (y..y + 2).flat_map(|y| (x..x + width).map(move |x| (x, y))) {
            self.set(x, y, BLOCK);
        }
        self.rows[y][x] = format!("\x1b]66;s=2;{text}\x1b\\");
        self.blocks.push((x, y, x + width, y + 2));
        self.cursor = (x + width, y);
    }

    fn clear(&mut self) {
        self.blocks.clear();
        self.rows.iter_mut().flatten().for_each(|cell| *cell = " ".to_owned());
    }
}

impl vte::Perform for Grid {
    fn print(&mut self, c: char) {
        let (width, (x, y)) = (self.width(c), self.cursor);
        if is_half_flag(c)
            && let Some(before) = x.checked_sub(1).filter(|before| self.last == Some((*before, y)))
            && self.rows[y][before].chars().eq(self.rows[y][before].chars().next().filter(|c| is_half_flag(*c)))
        {
            // The second half of a flag makes one picture of two cells with the first.
            self.rows[y][before].push(c);
            self.set(x, y, HALF);
            self.cursor = (x + 1, y);
            return;
        }
        if width == 0 {
            if let Some((x, y)) = self.last {
                self.rows[y][x].push(c);
            }
            return;
        }
        assert!(x + width <= self.columns, "written past the right edge: {c:?} in column {x} of row {y}");
        self.set(x, y, &c.to_string());
        if width == 2 {
            self.set(x + 1, y, HALF);
        }
        self.last = Some((x, y));
        self.cursor = ((x + width).min(self.columns), y);
    }

    fn execute(&mut self, byte: u8) {
        match byte {
            8 => self.cursor.0 = self.cursor.0.saturating_sub(1),
            other => self.strange.push(format!("control character {other:#x}")),
        }
    }

    fn osc_dispatch(&mut self, params: &[&[u8]], _: bool) {
        let parts: Vec<String> = params.iter().map(|part| String::from_utf8_lossy(part).into_owned()).collect();
        match parts.split_first() {
            Some((kind, [size, text @ ..])) if kind == "66" && size == "s=2" => self.scale(&text.join(";")),
            other => self.strange.push(format!("OSC {other:?}")),
        }
    }

    fn esc_dispatch(&mut self, intermediates: &[u8], _: bool, byte: u8) {
        let (columns, y) = (self.columns, self.cursor.1);
        match (intermediates, byte) {
            (b"#", b'3' | b'4') => {
                self.double[y] = Some(byte);
                // The right half of the row is gone.
                self.rows[y][columns / 2..].fill(" ".to_owned());
            }
            (b"#", b'5') => self.double[y] = None,
            // The end of an operating system command.
            (b"", b'\\') => {}
            other => self.strange.push(format!("ESC {other:?}")),
        }
    }

    fn csi_dispatch(&mut self, params: &vte::Params, _: &[u8], _: bool, action: char) {
        let number = |at: usize| params.iter().nth(at).and_then(|p| p.first().copied()).unwrap_or(0);
        match action {
            'H' => self.cursor = (usize::from(number(1).max(1)) - 1, usize::from(number(0).max(1)) - 1),
            'J' => self.clear(),
            'm' => {}
            other => self.strange.push(format!("CSI {other}")),
        }
    }
}

/// Where the bytes of the frames go.
#[derive(Clone, Default)]
struct Wire(Rc<RefCell<Vec<u8>>>);

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// A reading room in front of a terminal.
struct Room {
    state: State,
    theme: Theme,
    wire: Wire,
    screen: terminal::Screen<Wire>,
    before: Buffer,
    grid: Grid,
    parser: vte::Parser,
}

impl Room {
    fn new(edition: &Edition, terminal: &Kind, size: (u16, u16)) -> Room {
        let wire = Wire::default();
        let mut state = State::new(edition.clone(), terminal.believed, size, 1, MouseOwner::default());
        state.set_large(terminal.large);
        let real = terminal.real;
        Room {
            state,
            theme: Theme::new(Depth::Sixteen, None),
            screen: terminal::Screen::new(wire.clone()),
            wire,
            before: Buffer::empty(ratatui::layout::Rect::new(0, 0, size.0, size.1)),
            grid: Grid::new(size.0, size.1, real),
            parser: vte::Parser::new(),
        }
    }

    fn act(&mut self, action: Action) {
        if let Action::Resize(columns, rows) = action {
            self.before = Buffer::empty(ratatui::layout::Rect::new(0, 0, columns, rows));
            self.grid = Grid::new(columns, rows, self.grid.wide);
        }
        self.state.update(action);
    }

    /// Draws a frame as ratatui does: the difference to the one before goes over the wire.
    fn frame(&mut self, what: &str) {
        let mut next = Buffer::empty(self.before.area);
        draw::draw(&self.state, &self.theme, &mut next);
        let changes = self.before.diff(&next);
        assert!(self.screen.draw(changes.into_iter()).is_ok(), "{what}");
        assert!(Backend::flush(&mut self.screen).is_ok(), "{what}");
        let bytes = std::mem::take(&mut *self.wire.0.borrow_mut());
        self.parser.advance(&mut self.grid, &bytes);
        assert!(self.grid.strange.is_empty(), "{what}: {:?}", self.grid.strange);
        self.compare(&next, what);
        self.before = next;
    }

    fn compare(&self, buffer: &Buffer, what: &str) {
        for y in 0..buffer.area.height {
            let first = buffer[(0, y)].symbol();
            let half = first.strip_prefix(UPPER_HALF).map(|text| (b'3', text));
            let half = half.or(first.strip_prefix(LOWER_HALF).map(|text| (b'4', text)));
            assert_eq!(self.grid.double[usize::from(y)], half.map(|(half, _)| half), "{what}: row {y}");
            if let Some((_, text)) = half {
                assert_eq!(self.grid.rows[usize::from(y)].concat().trim_end(), text.trim_end(), "{what}: row {y}");
                continue;
            }
            let mut x = 0;
            while x < buffer.area.width {
                let cell = &buffer[(x, y)];
                if cell.diff_option == CellDiffOption::Skip {
                    assert_eq!(self.grid.rows[usize::from(y)][usize::from(x)], BLOCK, "{what}: column {x}, row {y}");
                    x += 1;
                    continue;
                }
                let width = cell.cell_width().max(1);
                let cells = &self.grid.rows[usize::from(y)][usize::from(x)..usize::from(x + width)];
                // A cluster may stand in several cells, a letter in each.
                let shown = cells.concat().replace(BLOCK, "");
                // A letter of unknown width keeps two cells, also where it fills one.
                let shown = if width == 2 { shown.trim_end_matches(' ') } else { &shown };
                let row: String = self.grid.rows[usize::from(y)].concat();
                assert_eq!(shown, cell.symbol(), "{what}: column {x}, row {y}: {row}");
                x += width;
            }
        }
    }
}

/// A terminal to play on.
struct Kind {
    name: &'static str,
    believed: WidthModel,
    real: WidthModel,
    large: Large,
}

fn terminals() -> Vec<Kind> {
    let mixed = WidthModel { punctuation: Ambiguous::Wide, symbols: Ambiguous::Wide, ..WidthModel::narrow() };
    let (narrow, wide) = (WidthModel::narrow(), WidthModel::wide());
    let kind = |name, believed, real, large| Kind { name, believed, real, large };
    vec![
        kind("narrow", narrow, narrow, Large::Not),
        kind("wide", wide, wide, Large::Not),
        kind("mixed", mixed, mixed, Large::Not),
        kind("safe on narrow", WidthModel::safe(), narrow, Large::Not),
        kind("safe on wide", WidthModel::safe(), wide, Large::Not),
        kind("spelled on narrow", WidthModel::spelled(), narrow, Large::Not),
        kind("spelled on wide", WidthModel::spelled(), wide, Large::Not),
        kind("kitty", narrow, narrow, Large::Scaled),
        kind("double rows", narrow, narrow, Large::DoubleRows),
        kind("double rows, wide", wide, wide, Large::DoubleRows),
    ]
}

/// The strings that go wrong, as a page.
fn tricky() -> Edition {
    let strings = [
        "“十四五”规划……他说：“‘放管服’改革——对账3项。”",
        "一二三“双碳”“新基建”“放管服”四",
        "○●■★①Ⅰ℃×°→※  ─│┌═█  ā é ǚ ɡ Ж",
        "На площади зажглись огни: «Когда отплытие?» — спросила она, объехав «„Зарю“» (№ 15). Київ, Ђ",
        "Η βάρκα γύρισε στο λιμάνι· «πότε φεύγει;» ρώτησε. α粒子、β射线 5μm Ω",
        "1—7月份 6.4%，54.6% ¥12.8亿 38℃ 3∶1 25：20 010-65368971",
        "https://www.example.org/zhengce/2024-08/15/content_5743210.htm查询",
        "葛\u{e0100} か\u{3099} \u{1112}\u{1161}\u{11ab} ｶﾞﾊﾟ ガ 﨑 神 ⼀ ⻓ 𠮷 𪜀 𰀀",
        "\u{e000} \u{e5e5} \u{f0000} \u{fffd} \u{3164} \u{ad} \u{200b} \u{2060} \u{feff} \u{3248} \u{4dc4}",
        "❤\u{fe0f} ☎\u{fe0f} 1\u{fe0f}\u{20e3} 🇨🇳 👍🏽 👨‍👩‍👧 ⌚\u{fe0e} “\u{fe01}",
        "a\u{1b}[31mb\u{7}\u{9b}2Jc\u{8}\u{8}\td\r\ne",
        "︵記者︶︑︒﹁﹂︙︱ ちょっと コーヒー 人々の 정부는 15일 “3.5%”라고",
        "王·艾力  恩戈齐·奥孔乔-伊韦阿拉（Ngozi Okonjo-Iweala）",
        "　　“老李……怎么卖？”“还是老价钱”（上接第一版）“要以   。”他说   元/斤！”村民",
        "שלום עולם السلام عليكم لا ئۇيغۇر ᠮᠣᠩᠭᠣᠯ བོད་ཡིག",
        "ไม่มีช่องว่างระหว่างคำ नमस्ते दुनिया",
        "8月 15日  对账 3项  本报记者 王 伟  李雅蓉 摄  govern-ment  20\u{1f1e8}24年  6.4%",
        "天天向上 110110 ■□●◎◆★▲▼☎♀→⇒∞≈≤⑴❶Ⅰⅹ ㈱㍻﹐ ☰☷⚊ ㉈ \u{31e4}",
    ];
    let mut page = Page { number: 1, lang: Lang::Zh, body_size: Pt(10.0), ..Page::default() };
    page.bounds = Rect::new(0.0, 0.0, 400.0, 600.0);
    for (at, text) in strings.iter().enumerate() {
        let (left, top) = (if at % 2 == 0 { 10.0 } else { 210.0 }, 20.0 + (at / 2) as f32 * 60.0);
        let bbox = Rect::new(left, top, left + 180.0, top + 10.0);
        page.lines.push(Line { text: (*text).to_owned(), bbox, size: Pt(10.0), ..Line::default() });
        let (role, text) = (if at == 0 { Role::Headline } else { Role::Body }, (*text).to_owned());
        let lines = at as u32..at as u32 + 1;
        let because = "test".into();
        let boxed = at == 1;
        page.blocks.push(Block {
            bbox,
            lines,
            text,
            role,
            boxed,
            vertical: false,
            region: 0,
            continues: None,
            because,
        });
        page.order.push(BlockId(at as u32));
    }
    page.stories = vec![Story { blocks: page.order.clone(), ..Story::default() }];
    Edition { pages: vec![page].into(), ..Edition::default() }
}

/// A small generator (xorshift), so that a failure repeats.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }
}

fn play(edition: &Edition, name: &str, seeds: u64) {
    const KEYS: &str = "hjklJK{}()[]tTggG?+-=0wvb dunc'!xai";
    let (mut frames, mut cells) = (0u64, 0u64);
    for terminal in terminals() {
        for seed in 1..=seeds {
            let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
            let mut room = Room::new(edition, &terminal, (80, 24));
            let mut size = (40 + dice.roll(120) as u16, 10 + dice.roll(40) as u16);
            room.act(Action::Resize(size.0, size.1));
            room.frame(&format!("{name}, {}, sequence {seed}, {size:?}, first frame", terminal.name));
            for step in 0..30 {
                // Another language at every step: widths of what is said change with it.
                speak(UiLanguage::ALL[(seed as usize + step) % UiLanguage::ALL.len()]);
                let key = |code| Action::Key(KeyEvent::new(code, KeyModifiers::NONE));
                let action = match dice.roll(12) {
                    0 => {
                        size = (20 + dice.roll(180) as u16, 5 + dice.roll(60) as u16);
                        Action::Resize(size.0, size.1)
                    }
                    1 => key(KeyCode::Enter),
                    2 => key(KeyCode::Esc),
                    3 => key(KeyCode::Tab),
                    _ => key(KeyCode::Char(KEYS.as_bytes()[dice.roll(KEYS.len())] as char)),
                };
                let what =
                    format!("{name}, {}, sequence {seed}, step {step}, {size:?}, after {action:?}", terminal.name);
                room.act(action);
                room.frame(&what);
                frames += 1;
                cells += u64::from(size.0) * u64::from(size.1);
            }
        }
    }
    println!("{name}: {frames} frames, {cells} cells, none wrong");
}

/// Random sequences for each edition and terminal: 200 in a long run.
fn sequences(few: u64) -> u64 {
    if std::env::var_os("FOLDLINE_LONG").is_some() { 200 } else { few }
}

/// The shared pages beside the project, if they are at hand.
fn shared(folder: &str) -> Vec<PathBuf> {
    let shared = std::env::var_os("FOLDLINE_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let mut found = Vec::new();
    let mut folders = vec![shared.join("pages").join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else if entry.path().extension().is_some_and(|extension| extension == "pdf") {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    if found.is_empty() {
        println!("skipped {folder}: the shared pages are not here");
    }
    found
}

fn play_shared(folder: &str, few: u64) {
    let files = shared(folder);
    if !files.is_empty() {
        let edition = open::edition(&files, &OpenArgs::default()).unwrap_or_default();
        assert_eq!(edition.source.doubts, Vec::<String>::new());
        play(&edition, folder, sequences(few));
    }
}

#[test]
fn the_demo_edition_is_shown_as_it_was_drawn() {
    let edition = open::edition(&[], &OpenArgs::default()).unwrap_or_default();
    assert!(!edition.pages.is_empty());
    play(&edition, "demo", sequences(6));
}

#[test]
fn tricky_text_is_shown_as_it_was_drawn() {
    play(&tricky(), "tricky", sequences(6));
}

#[test]
fn typeset_pages_are_shown_as_they_were_drawn() {
    play_shared("typeset", 1);
}

#[test]
fn a_broadsheet_page_is_shown_as_it_was_drawn() {
    play_shared("seed", 1);
}

#[test]
fn a_vertical_gazette_is_shown_as_it_was_drawn() {
    play_shared("archive/pdfminer-kampo", 1);
}
