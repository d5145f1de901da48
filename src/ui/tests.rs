//! The reading room as a reader meets it: keys in, places and screens out.

use crate::model::edition::Edition;
use crate::model::page::{BlockId, Link, Way};
use crate::model::role::Role;
use crate::model::story::{StoryId, StoryRef};
use crate::typeset::width::WidthModel;
use crate::ui::action::{Action, Command, Effect};
use crate::ui::draw::draw;
use crate::ui::sample_edition;
use crate::ui::state::{Overlay, State};
use crate::ui::theme::{Depth, Theme};
use crate::ui::views::{Arrangement, MouseOwner, PageScale, Tone, View};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;

fn room_of(size: (u16, u16)) -> State {
    State::new(sample_edition::edition(), WidthModel::narrow(), size, 1, MouseOwner::Caught)
}

fn room() -> State {
    room_of((80, 24))
}

fn event(name: &str) -> KeyEvent {
    let plain = |code| KeyEvent::new(code, KeyModifiers::NONE);
    match name {
        "Enter" => plain(KeyCode::Enter),
        "Tab" => plain(KeyCode::Tab),
        "Esc" => plain(KeyCode::Esc),
        "Space" => plain(KeyCode::Char(' ')),
        "Up" => plain(KeyCode::Up),
        "Down" => plain(KeyCode::Down),
        "PgDn" => plain(KeyCode::PageDown),
        "Home" => plain(KeyCode::Home),
        "End" => plain(KeyCode::End),
        name if name.starts_with('^') && name.len() == 2 => {
            KeyEvent::new(KeyCode::Char(name.chars().nth(1).unwrap()), KeyModifiers::CONTROL)
        }
        name => plain(KeyCode::Char(name.chars().next().unwrap())),
    }
}

/// Presses keys, parted by blanks, and returns the effects of the last one.
fn press(state: &mut State, keys: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    for name in keys.split(' ') {
        effects = state.update(Action::Key(event(name)));
    }
    effects
}

/// Types a word into a prompt.
fn type_in(state: &mut State, text: &str) {
    for c in text.chars() {
        state.update(Action::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE)));
    }
}

fn role(state: &State) -> Role {
    state.page().unwrap().block(state.cursor.block.unwrap()).role
}

fn text(state: &State) -> String {
    state.page().unwrap().block(state.cursor.block.unwrap()).text.clone()
}

fn screen(state: &State) -> Vec<String> {
    let theme = Theme::new(Depth::Monochrome, None);
    let mut buffer = Buffer::empty(Rect::new(0, 0, state.size.0, state.size.1));
    draw(state, &theme, &mut buffer);
    rows(&buffer)
}

fn rows(buffer: &Buffer) -> Vec<String> {
    let area = *buffer.area();
    let row = |y: u16| {
        let (mut text, mut x) = (String::new(), 0);
        while x < area.width {
            let cell = buffer.cell((x, y)).unwrap();
            text.push_str(cell.symbol());
            x += cell.cell_width().max(1);
        }
        text.trim_end().to_owned()
    };
    (0..area.height).map(row).collect()
}

fn says(state: &State) -> String {
    state.message.clone().map(|(_, text)| text).unwrap_or_default()
}

#[test]
fn it_opens_on_the_first_story_of_the_first_page() {
    let state = room();
    assert_eq!((state.view, state.cursor.page, state.story()), (View::Page, 0, Some(StoryId(0))));
    assert_eq!(role(&state), Role::Kicker);
    assert!(screen(&state)[0].contains("清河日报"));
    assert!(screen(&state).concat().contains("page 1 of 2"));
}

#[test]
fn stories_follow_each_other_over_pages_and_stop_at_the_ends() {
    let mut state = room();
    press(&mut state, "J");
    assert_eq!(text(&state), "夜校开课");
    press(&mut state, "J");
    assert_eq!((state.cursor.page, text(&state).as_str()), (1, "Ferry"));
    press(&mut state, "J J");
    assert_eq!(text(&state), "School opens");
    assert_eq!(says(&state), "this is the last story; K goes back");
    press(&mut state, "9 K");
    assert_eq!((state.cursor.page, role(&state)), (0, Role::Kicker));
}

#[test]
fn sections_are_stepped_through_in_order() {
    let mut state = room();
    let mut seen = Vec::new();
    for _ in 0..4 {
        press(&mut state, ")");
        seen.push(text(&state));
    }
    assert_eq!(seen, ["清河两岸重开渡口", "老船工回来了", "新码头的早市", "夜校开课"]);
    press(&mut state, "( (");
    assert_eq!(text(&state), "老船工回来了");
}

#[test]
fn tab_keeps_the_place_in_both_views() {
    let mut state = room();
    press(&mut state, ") ) ) Tab");
    assert_eq!(state.view, View::Story);
    let shown = screen(&state);
    assert!(shown.iter().any(|row| row.contains("新码头的早市")), "{shown:#?}");
    press(&mut state, "Tab");
    assert_eq!((state.view, text(&state).as_str()), (View::Page, "新码头的早市"));
}

/// Presses Space until another story is read.
fn read_on(state: &mut State) {
    let before = (state.cursor.page, state.story());
    for _ in 0..20 {
        press(state, "Space");
        if (state.cursor.page, state.story()) != before {
            return;
        }
    }
    panic!("still in {before:?}");
}

#[test]
fn reading_on_follows_a_story_to_its_end_and_goes_on_behind_its_beginning() {
    let mut state = room();
    press(&mut state, "Enter");
    assert_eq!(state.view, View::Story);
    press(&mut state, "G");
    let (footer, line) = (screen(&state).last().cloned().unwrap(), state.story_view.top);
    assert!(footer.contains("f goes on, page 2"), "{footer}");
    read_on(&mut state);
    assert_eq!((state.view, state.cursor.page, text(&state).as_str()), (View::Story, 1, "Ferry"));
    press(&mut state, "H");
    assert_eq!((state.cursor.page, state.story_view.top), (0, line), "back at the line left");
    press(&mut state, "f");
    read_on(&mut state);
    assert_eq!((state.cursor.page, text(&state).as_str()), (0, "夜校开课"), "what stands behind its beginning");
    read_on(&mut state);
    assert_eq!((state.cursor.page, text(&state).as_str()), (1, "School opens"), "the rest was read already");
}

#[test]
fn a_story_says_what_comes_next() {
    let mut state = room();
    press(&mut state, "Enter G");
    let shown = screen(&state).join("\n");
    assert!(shown.contains("Space goes on, page 2: Ferry"), "{shown}");
    press(&mut state, "J G");
    let shown = screen(&state).join("\n");
    assert!(shown.contains("Space next: Ferry"), "{shown}");
}

#[test]
fn scrolling_a_story_moves_by_lines_halves_and_screens() {
    let mut state = room_of((40, 12));
    press(&mut state, "Enter");
    let tops: Vec<usize> = ["j", "3 j", "k", "d", "u", "Space", "b", "G", "g g"]
        .iter()
        .map(|keys| {
            press(&mut state, keys);
            state.story_view.top
        })
        .collect();
    let rows = usize::from(state.story_rows());
    let last = state.last_top();
    let expected: Vec<usize> =
        [1, 4, 3, 3 + rows / 2, 3, 3 + rows - 1, 3, last, 0].iter().map(|at| (*at).min(last)).collect();
    assert_eq!(tops, expected);
}

#[test]
fn numbers_open_stories_and_go_so_far() {
    let mut state = room_of((40, 12));
    press(&mut state, "2 Enter");
    assert_eq!((state.view, text(&state).as_str()), (View::Story, "夜校开课"));
    press(&mut state, "K 5 0 %");
    assert_eq!(state.story_view.top, state.last_top() / 2);
    press(&mut state, "q 7 Enter");
    assert!(says(&state).contains("no story 7"));
}

#[test]
fn the_measure_changes_and_the_place_stays() {
    let mut state = room_of((120, 24));
    press(&mut state, "Enter } } } } }");
    let (before, block) = (state.measure().0, state.cursor.block);
    press(&mut state, "- - - - -");
    assert_eq!(state.measure().0, before - 20);
    assert_eq!(state.cursor.block, block);
    press(&mut state, "=");
    assert_eq!((state.measure().0, state.cursor.block), (before, block));
    press(&mut state, "+");
    assert_eq!(state.measure().0, before + 4);
}

#[test]
fn pages_that_come_in_are_counted_and_may_be_waited_for() {
    let mut state = room();
    let pages = state.edition.pages.clone();
    let came = |index: usize, from: usize| (index, pages.packed(from).unwrap());
    state.update(Action::Arrived(Vec::new(), Some(4)));
    press(&mut state, "]");
    assert!(screen(&state)[0].contains("page 2 of 4 · 2 loaded"), "{}", screen(&state)[0]);
    press(&mut state, "]");
    assert!(says(&state).starts_with("page 3 is still being read"), "{}", says(&state));
    assert_eq!(state.wanted_page(), 2, "which is read before all others");
    state.update(Action::Arrived(vec![came(2, 0)], Some(4)));
    assert_eq!((state.cursor.page, says(&state).as_str()), (2, ""));
    assert!(screen(&state)[0].contains("page 3 of 4 · 3 loaded"));
    press(&mut state, "4 G");
    assert!(says(&state).starts_with("page 4 is still"));
    press(&mut state, "[");
    state.update(Action::Arrived(vec![came(3, 1)], Some(4)));
    assert_eq!(state.cursor.page, 1, "who went elsewhere waits no more");
    assert!(screen(&state)[0].contains("page 2 of 4") && !screen(&state)[0].contains("loaded"));
    press(&mut state, "5 G");
    assert!(says(&state).starts_with("no page 5"), "{}", says(&state));
}

#[test]
fn a_page_far_ahead_shows_before_those_between() {
    let mut state = room();
    let pages = state.edition.pages.clone();
    state.update(Action::Arrived(Vec::new(), Some(9)));
    press(&mut state, "9 G");
    assert_eq!((state.wanted_page(), state.cursor.page), (8, 0));
    state.update(Action::Arrived(vec![(8, pages.packed(1).unwrap())], Some(9)));
    assert_eq!(state.cursor.page, 8);
    assert!(screen(&state)[0].contains("page 9 of 9 · 3 loaded"), "{}", screen(&state)[0]);
    press(&mut state, "[");
    assert!(says(&state).starts_with("page 8 is still being read"), "{}", says(&state));
    assert_eq!((state.wanted_page(), state.cursor.page), (7, 8));
    press(&mut state, "2 G J J J J");
    assert_eq!(state.cursor.page, 1, "no story is passed over: {}", says(&state));
    assert!(says(&state).starts_with("page 3 is still being read"), "{}", says(&state));
    press(&mut state, "T");
    assert!(screen(&state).iter().any(|row| row.contains('…')), "pages that are still to come are listed as well");
}

#[test]
fn what_nobody_looks_at_is_packed_and_comes_back() {
    let mut state = room();
    state.rest(0);
    press(&mut state, "]");
    let second = screen(&state);
    state.rest(0);
    press(&mut state, "[");
    state.rest(0);
    press(&mut state, "]");
    assert_eq!(screen(&state), second);
    press(&mut state, "/");
    state.rest(0);
    type_in(&mut state, "ferry");
    assert!(state.search.as_ref().is_some_and(|search| !search.hits.is_empty()));
}

#[test]
fn pages_change_by_key_and_number() {
    let mut state = room();
    press(&mut state, "]");
    assert_eq!(state.cursor.page, 1);
    press(&mut state, "]");
    assert_eq!(says(&state), "this is the last page; [ goes back");
    press(&mut state, "1 G");
    assert_eq!(state.cursor.page, 0);
    press(&mut state, "7 G");
    assert!(says(&state).contains("no page 7"));
    press(&mut state, "Enter ]");
    assert_eq!((state.view, state.cursor.page), (View::Story, 1), "the view stays");
}

#[test]
fn history_goes_back_and_forward() {
    let mut state = room();
    press(&mut state, "] H");
    assert_eq!(state.cursor.page, 0);
    press(&mut state, "L");
    assert_eq!(state.cursor.page, 1);
    press(&mut state, "^o ^o");
    assert!(says(&state).contains("nowhere to go back to yet"));
}

#[test]
fn marks_bring_back_view_and_place() {
    let mut state = room();
    press(&mut state, "J Enter m a q ] ' a");
    assert_eq!((state.view, state.cursor.page, text(&state).as_str()), (View::Story, 0, "夜校开课"));
    press(&mut state, "' z");
    assert!(says(&state).contains("no mark z"));
    press(&mut state, "' '");
    assert!(screen(&state).iter().any(|row| row.contains("Marks")));
}

#[test]
fn jumps_are_followed_there_and_back() {
    let mut state = room();
    press(&mut state, "f");
    assert_eq!((state.cursor.page, text(&state).as_str()), (1, "Ferry"));
    press(&mut state, "f");
    assert_eq!(state.cursor.page, 0);
    press(&mut state, "J f");
    assert!(says(&state).contains("complete here"));
}

#[test]
fn a_search_goes_over_the_edition_and_comes_back() {
    let mut state = room();
    press(&mut state, "/");
    type_in(&mut state, "河湾");
    assert!(screen(&state).last().unwrap().contains("2 found"), "{:?}", screen(&state).last());
    press(&mut state, "Enter");
    assert!(text(&state).contains("河湾里的鱼"));
    press(&mut state, "n");
    assert!(text(&state).contains("河湾的水文"));
    press(&mut state, "n");
    assert!(text(&state).contains("河湾里的鱼"), "it goes round");
    press(&mut state, "N");
    assert!(text(&state).contains("河湾的水文"));
    press(&mut state, "t");
    assert!(screen(&state).iter().any(|row| row.contains("夜校开课") && row.contains("1 found")));
    press(&mut state, "q Esc");
    assert!(screen(&state).iter().all(|row| !row.contains("found")));
    press(&mut state, "n");
    assert!(says(&state).contains(" of "), "what Esc cleared is taken up again");
    let mut state = room();
    press(&mut state, "n");
    assert!(says(&state).contains("nothing searched yet"));
}

#[test]
fn a_search_that_finds_nothing_says_so_and_stays() {
    let mut state = room();
    let before = state.cursor;
    press(&mut state, "/");
    type_in(&mut state, "鲸鱼");
    press(&mut state, "Enter");
    assert_eq!(says(&state), "鲸鱼: not in this edition; fewer words find more");
    assert_eq!(state.cursor, before);
    press(&mut state, "/");
    type_in(&mut state, "夜校");
    press(&mut state, "Esc");
    assert_eq!(state.cursor, before, "Esc goes back to where the search began");
}

#[test]
fn contents_list_stories_with_sections_and_open_them() {
    let mut state = room();
    press(&mut state, "t");
    let shown = screen(&state).join("\n");
    for words in ["清河两岸重开渡口", "老船工回来了", "新码头的早市", "夜校开课"] {
        assert!(shown.contains(words), "{words} in\n{shown}");
    }
    press(&mut state, "j j Enter");
    assert_eq!((state.view, text(&state).as_str()), (View::Story, "新码头的早市"));
    press(&mut state, "q t G Enter");
    assert_eq!(text(&state), "夜校开课");
}

#[test]
fn contents_are_filtered_while_typing() {
    let mut state = room();
    press(&mut state, "t /");
    type_in(&mut state, "夜校");
    let shown = screen(&state).join("\n");
    assert!(shown.contains("夜校开课") && !shown.contains("老船工回来了  "), "{shown}");
    press(&mut state, "Enter");
    assert_eq!((state.view, text(&state).as_str()), (View::Story, "夜校开课"));
}

#[test]
fn a_filtered_list_is_gone_through_while_the_filter_is_typed() {
    let mut state = room();
    press(&mut state, "t / Down Down Enter");
    assert_eq!((state.view, text(&state).as_str()), (View::Story, "新码头的早市"));
    press(&mut state, "q t / Up Enter");
    assert_eq!(text(&state), "老船工回来了");
    press(&mut state, "? /");
    type_in(&mut state, "save");
    press(&mut state, "Enter");
    assert!(matches!(&state.over, Overlay::List(list) if list.filter == "save"), "the help leads nowhere: it stays");
}

#[test]
fn a_section_is_opened_by_its_number_and_its_paragraph_copied() {
    let mut state = room();
    press(&mut state, "1 Enter 2 Enter");
    assert_eq!((state.view, text(&state).as_str()), (View::Story, "新码头的早市"));
    let copied = Effect::Copy("码头边的早市五点开张，卖鱼的人说河湾里的鱼比往年多。".into());
    assert_eq!(press(&mut state, "Y"), [copied], "the paragraph below the head");
    press(&mut state, "7 Enter");
    assert!(
        state.message.as_ref().is_some_and(|(_, says)| says == "no section 7 in this story: it has 2; t lists them")
    );
    press(&mut state, "H");
    assert_eq!(text(&state), "老桥新渡", "where it was gone to from");
}

#[test]
fn pages_are_listed_and_gone_to() {
    let mut state = room_of((120, 40));
    press(&mut state, "T");
    let shown = screen(&state).join("\n");
    assert!(shown.contains("1 · 第A1版") && shown.contains("2 · A2") && shown.contains("2 stories"), "{shown}");
    press(&mut state, "j Enter");
    assert_eq!((state.view, state.cursor.page), (View::Page, 1));
}

#[test]
fn the_help_is_the_key_table() {
    let mut state = room_of((100, 200));
    press(&mut state, "?");
    let shown = screen(&state).join("\n");
    for binding in crate::ui::keys::KEYS {
        assert!(shown.contains(binding.help), "{} is missing", binding.help);
    }
    press(&mut state, "q");
    assert!(matches!(state.over, Overlay::Nothing));
}

#[test]
fn saving_copying_and_piping_are_left_to_the_shell() {
    let mut state = room();
    let story = StoryRef { page: 0, story: StoryId(0) };
    assert_eq!(press(&mut state, "s"), [Effect::Save { story, name: String::new(), replace: false }]);
    assert_eq!(press(&mut state, "y"), [Effect::CopyStory(story)]);
    press(&mut state, "S");
    type_in(&mut state, "渡口.md");
    let effects = press(&mut state, "Enter");
    assert!(effects.contains(&Effect::Save { story, name: "渡口.md".into(), replace: false }), "{effects:?}");
    press(&mut state, "|");
    type_in(&mut state, "wc -c");
    assert!(press(&mut state, "Enter").contains(&Effect::Pipe { story, command: "wc -c".into() }));
}

#[test]
fn overwriting_needs_a_yes() {
    let mut state = room();
    let story = StoryRef { page: 0, story: StoryId(0) };
    let save = Effect::Save { story, name: "渡口.txt".into(), replace: true };
    state.update(Action::Exists("渡口.txt".into(), Box::new(save.clone())));
    assert!(screen(&state).last().unwrap().contains("overwrite? y/n · 渡口.txt"));
    assert_eq!(press(&mut state, "n"), []);
    state.update(Action::Exists("渡口.txt".into(), Box::new(save.clone())));
    assert_eq!(press(&mut state, "y"), [save]);
}

#[test]
fn a_selection_is_copied_by_whole_paragraphs() {
    let mut state = room();
    press(&mut state, "Enter } } V");
    assert_eq!(
        press(&mut state, "y"),
        [Effect::Copy("停航十二年的清河渡口昨日清晨重新开航。第一班船载着四十名乘客驶向对岸。".into())]
    );
    press(&mut state, "V }");
    let effects = press(&mut state, "y");
    assert!(matches!(&effects[..], [Effect::Copy(text)] if text.contains("\n\n老船工回来了")), "{effects:?}");
}

#[test]
fn leaving_goes_out_step_by_step() {
    let mut state = room();
    press(&mut state, "Enter ? q");
    assert_eq!(state.view, View::Story);
    assert_eq!(press(&mut state, "q"), []);
    assert_eq!(state.view, View::Page);
    assert_eq!(press(&mut state, "q"), [Effect::Quit]);
    assert_eq!(press(&mut room(), "Enter Q"), [Effect::Quit]);
    assert_eq!(press(&mut room(), "^c"), [Effect::Quit]);
}

#[test]
fn sizes_go_from_the_whole_page_to_full() {
    let mut state = room_of((60, 24));
    press(&mut state, "=");
    assert_eq!(state.page_view.scale, PageScale::Whole);
    press(&mut state, "-");
    assert!(says(&state).contains("this is the whole page"));
    press(&mut state, "+");
    assert_ne!(state.page_view.scale, PageScale::Whole);
    press(&mut state, "+ + + +");
    assert!(says(&state).contains("as large as it gets"));
}

#[test]
fn side_by_side_needs_room() {
    let mut state = room();
    press(&mut state, "w");
    assert_eq!(state.arrangement, Arrangement::One);
    assert!(matches!(state.message, Some((Tone::Trouble, _))));
    let mut state = room_of((160, 40));
    press(&mut state, "w");
    let shown = screen(&state).join("\n");
    assert!(shown.matches("停航十二年").count() >= 2, "page and story both show:\n{shown}");
}

#[test]
fn bars_mouse_and_the_rest_are_switched() {
    let mut state = room();
    press(&mut state, "z");
    assert!(!screen(&state).concat().contains("page 1 of 2"));
    press(&mut state, "z");
    assert_eq!(press(&mut state, "M"), [Effect::CatchMouse(false)]);
    assert_eq!(press(&mut state, "M"), [Effect::CatchMouse(true)]);
    assert_eq!(press(&mut state, "R"), [Effect::Reload]);
    assert_eq!(press(&mut state, "^l"), [Effect::Redraw]);
    assert_eq!(press(&mut state, "^z"), [Effect::Suspend]);
}

#[test]
fn typed_commands() {
    let mut state = room();
    let line = |state: &mut State, text: &str| {
        press(state, ":");
        type_in(state, text);
        press(state, "Enter")
    };
    line(&mut state, "page 2");
    assert_eq!(state.cursor.page, 1);
    line(&mut state, "1");
    assert_eq!(state.cursor.page, 0);
    line(&mut state, "story 2");
    assert_eq!((state.view, text(&state).as_str()), (View::Story, "夜校开课"));
    line(&mut state, "measure 40");
    assert_eq!(state.measure().0, 40);
    line(&mut state, "page");
    assert_eq!(says(&state), "say :page N");
    line(&mut state, "fly");
    assert!(says(&state).contains("no command fly"));
    assert!(line(&mut state, "q").contains(&Effect::Quit));
}

#[test]
fn a_reload_keeps_the_place() {
    let mut state = room();
    press(&mut state, "J Enter");
    state.update(Action::Reloaded(Box::new(sample_edition::edition()), Box::default()));
    assert_eq!((state.view, text(&state).as_str()), (View::Story, "夜校开课"));
    state.update(Action::Reloaded(Box::default(), Box::default()));
    assert_eq!(state.cursor.page, 0);
    screen(&state);
}

#[test]
fn the_footer_gives_way_before_it_overlaps() {
    for columns in 1..=140 {
        let state = room_of((columns, 24));
        let footer = screen(&state).last().cloned().unwrap();
        assert!(WidthModel::narrow().str(&footer) <= columns, "{columns}: {footer}");
        if columns >= 40 {
            assert!(footer.contains("? help"), "{columns}: {footer}");
        }
    }
}

#[test]
fn a_click_on_a_hint_presses_its_key() {
    for (hint, opens) in [("? help", true), ("J next story", false)] {
        let mut state = room_of((80, 24));
        let footer = screen(&state).last().cloned().unwrap();
        let at = footer.split_once(hint).unwrap().0;
        let (column, row) = (WidthModel::narrow().str(at) + 3, 23);
        let kind = MouseEventKind::Down(MouseButton::Left);
        state.update(Action::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }));
        assert_eq!(matches!(state.over, Overlay::List(_)), opens, "{hint}");
        assert!(opens || text(&state) == "夜校开课", "{hint}");
    }
}

#[test]
fn commands_are_typed_inside_the_help_as_well() {
    let mut state = room();
    press(&mut state, "?");
    let help = screen(&state).join("\n");
    assert!(
        help.contains("J K") && help.contains("next story, story before"),
        "the keys that matter come first: {help}"
    );
    press(&mut state, ":");
    assert!(matches!(state.over, Overlay::Prompt(_)));
}

#[test]
fn a_click_opens_the_story() {
    let mut state = room_of((80, 60));
    let at = state.map.as_ref().unwrap().place(state.page().unwrap().stories[1].blocks[0]).unwrap();
    let origin = state.page_origin();
    let click = |state: &mut State| {
        let (column, row) = (origin + at.left - state.page_view.left, (at.top - state.page_view.top) as u16 + 1);
        for kind in [MouseEventKind::Down(MouseButton::Left), MouseEventKind::Up(MouseButton::Left)] {
            state.update(Action::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }));
        }
    };
    click(&mut state);
    assert_eq!((state.view, text(&state).as_str()), (View::Story, "夜校开课"), "one click opens the story");
}

#[test]
fn dragging_selects_and_y_copies() {
    let mut state = room_of((80, 60));
    let mouse = |state: &mut State, kind: MouseEventKind, block: usize| {
        let at = state.map.as_ref().unwrap().place(state.page().unwrap().stories[1].blocks[block]).unwrap();
        let (column, row) = (state.page_origin() + at.left, at.top as u16 + 1);
        state.update(Action::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }));
    };
    mouse(&mut state, MouseEventKind::Down(MouseButton::Left), 0);
    mouse(&mut state, MouseEventKind::Drag(MouseButton::Left), 1);
    mouse(&mut state, MouseEventKind::Up(MouseButton::Left), 1);
    assert_eq!(state.view, View::Page);
    assert_eq!(press(&mut state, "y"), [Effect::Copy("夜校开课\n\n镇上的夜校今晚开课，第一课讲河湾的水文。".into())]);
}

#[test]
fn an_edition_without_anything_is_shown_all_the_same() {
    let nothing = Edition::default();
    let mut state = State::new(nothing, WidthModel::narrow(), (40, 10), 3, MouseOwner::Free);
    for key in "h j k l J K { } ( ) [ ] Enter Tab t T f H L n N v y s + - = w z Space b d u g g G".split(' ') {
        press(&mut state, key);
        screen(&state);
    }
}

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

#[test]
fn no_keys_and_sizes_make_it_panic_or_leave_stale_cells() {
    const KEYS: &str = "h j k l J K { } ( ) [ ] Enter Tab Space b d u g G t T f H L ^o m ' v y s S | + - = w z M R ^l : ? \
                        q Esc / n N 1 2 9 0 a 河 Up PgDn Home End o i x";
    let names: Vec<&str> = KEYS.split_whitespace().collect();
    let sizes = [(80, 24), (1, 1), (0, 0), (2, 200), (300, 3), (40, 10), (120, 40), (7, 5), (160, 50)];
    let theme = Theme::new(Depth::True, Some((0, 0, 0)));
    for seed in 0..24 {
        let widths = [WidthModel::narrow(), WidthModel::wide(), WidthModel::safe()][seed as usize % 3];
        let mut dice = Dice(seed);
        let mut state = State::new(sample_edition::edition(), widths, (80, 24), 1, MouseOwner::Caught);
        for _ in 0..300 {
            if dice.roll(12) == 0 {
                let (columns, rows) = sizes[dice.roll(sizes.len() as u64) as usize];
                state.update(Action::Resize(columns, rows));
            } else if dice.roll(10) == 0 {
                let kinds =
                    [MouseEventKind::ScrollDown, MouseEventKind::ScrollUp, MouseEventKind::Down(MouseButton::Left)];
                let kind = kinds[dice.roll(3) as usize];
                let (column, row) = (dice.roll(100) as u16, dice.roll(40) as u16);
                state.update(Action::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }));
            } else {
                let name = names[dice.roll(names.len() as u64) as usize];
                state.update(Action::Key(event(name)));
            }
            let mut buffer = Buffer::empty(Rect::new(0, 0, state.size.0, state.size.1));
            draw(&state, &theme, &mut buffer);
            check_cells(&buffer, &widths);
        }
    }
}

/// Every cell is drawn as wide as the model says, and no wide character is cut.
fn check_cells(buffer: &Buffer, widths: &WidthModel) {
    let area = *buffer.area();
    for y in 0..area.height {
        let mut x = 0;
        while x < area.width {
            let cell = buffer.cell((x, y)).unwrap();
            let (drawn, believed) = (widths.grapheme(cell.symbol()).max(1), cell.cell_width().max(1));
            assert_eq!(drawn, believed, "{:?} at {x},{y}", cell.symbol());
            assert!(x + drawn <= area.width, "{:?} is cut at {x},{y}", cell.symbol());
            x += drawn;
        }
    }
}

/// The sample, with two blocks of which it is uncertain what they follow.
fn uncertain_room(size: (u16, u16)) -> State {
    let way = |after: Option<u32>, share| Way { after: after.map(BlockId), share };
    let link = |block, chosen, other| Link { block: BlockId(block), chosen, other: Some(other) };
    let mut edition = sample_edition::edition();
    edition.pages[0].links =
        vec![link(8, way(Some(7), 0.5), way(None, 0.4)), link(10, way(None, 0.5), way(Some(8), 0.3))];
    State::new(edition, WidthModel::narrow(), size, 1, MouseOwner::Caught)
}

#[test]
fn uncertain_blocks_are_gone_to_and_answered() {
    let mut state = uncertain_room((80, 24));
    let marked = |state: &State| screen(state).iter().any(|row| row.contains("?码头边的早市"));
    assert!(marked(&state), "{:#?}", screen(&state));
    state.command(Command::CommandLine);
    type_in(&mut state, "uncertain off");
    press(&mut state, "Enter");
    assert!(!marked(&state));
    press(&mut state, "e n");
    assert_eq!(text(&state), "码头边的早市五点开张，卖鱼的人说河湾里的鱼比往年多。");
    assert!(marked(&state), "what is asked about is marked all the same");
    let foot = screen(&state).pop().unwrap();
    assert!(foot.starts_with(" 1 goes on from “新码头的早市” · 2 a story of its own"), "{foot}");
    press(&mut state, "n");
    assert_eq!(text(&state), "夜校开课");
    let foot = screen(&state).pop().unwrap();
    assert!(foot.starts_with(" 1 a story of its own · 2 goes on from “"), "{foot}");
    assert!(foot.contains("鱼比往年多。”"), "of text the end is what one goes on from: {foot}");
    press(&mut state, "n");
    assert_eq!(role(&state), Role::Body, "round and round");
    press(&mut state, "N");
    assert_eq!(text(&state), "夜校开课");
    assert_eq!(press(&mut state, "2"), [Effect::KeepCorrections]);
    let stories = |state: &State| state.page().unwrap().stories.len();
    assert_eq!(stories(&state), 1, "one story now");
    assert!(screen(&state).pop().unwrap().contains("u undoes it · n: 1 more"));
    press(&mut state, "u n");
    assert_eq!((stories(&state), text(&state).as_str()), (2, "码头边的早市五点开张，卖鱼的人说河湾里的鱼比往年多。"));
    press(&mut state, "1");
    assert_eq!(stories(&state), 2, "it is confirmed");
    press(&mut state, "n 1 n");
    assert!(screen(&state).pop().unwrap().contains("nothing is uncertain"));
    press(&mut state, "2 J");
    assert_eq!(state.edits.steps().len(), 2, "without a question figures are counts");
}

#[test]
fn a_story_that_begins_already_is_not_split_again() {
    let mut state = uncertain_room((80, 24));
    press(&mut state, "e");
    assert_eq!(press(&mut state, "s"), []);
    assert!(screen(&state).pop().unwrap().contains("a story begins here already"));
    press(&mut state, "n n");
    assert_eq!(press(&mut state, "s"), [Effect::KeepCorrections], "where it is asked that is an answer");
}

#[test]
fn questions_fit_into_the_bar_in_every_window() {
    for columns in [40, 80, 120] {
        let mut state = uncertain_room((columns, 24));
        press(&mut state, "e n");
        let foot = screen(&state).pop().unwrap();
        assert!(foot.contains(" · 2 "), "{foot}");
        assert!(columns < 80 || !foot.contains("own…"), "{foot}");
    }
}

#[test]
fn a_question_looks_as_it_did() {
    let mut state = uncertain_room((80, 24));
    press(&mut state, "e n n");
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/goldens/question-80x24.txt");
    let shown = screen(&state).iter().map(|row| row.trim_end().to_owned() + "\n").collect::<String>();
    if std::env::var_os("UPDATE_GOLDENS").is_some() {
        std::fs::write(path, &shown).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), shown, "UPDATE_GOLDENS=1 accepts it");
}

#[test]
fn an_answer_that_comes_late_waits_until_nobody_types() {
    for keys in ["Esc", "Enter"] {
        let mut state = room();
        press(&mut state, "/");
        type_in(&mut state, "渡口");
        state.update(Action::Printed("dict".into(), "ferry\nn. a boat\nthat crosses".into()));
        assert!(matches!(&state.over, Overlay::Prompt(prompt) if prompt.value() == "渡口"), "what is typed stays");
        type_in(&mut state, "重");
        press(&mut state, keys);
        assert!(screen(&state).iter().any(|row| row.contains("that crosses")), "{:#?}", screen(&state));
    }
    let mut state = room();
    press(&mut state, ":");
    state.update(Action::Printed("dict".into(), "ferry, a boat".into()));
    press(&mut state, "Esc");
    assert!(screen(&state).pop().unwrap().contains("dict: ferry, a boat"), "one line is told in the bar");
}

#[test]
fn hints_keep_their_order_while_pages_come_in() {
    let mut edition = sample_edition::edition();
    let rest = vec![(1, edition.pages.packed(1).unwrap())];
    edition.pages.truncate(1);
    let mut state = State::new(edition, WidthModel::narrow(), (120, 24), 1, MouseOwner::Caught);
    let order = |state: &State| {
        let foot = screen(state).pop().unwrap();
        let hints = ["J next story", "t stories", "Enter read", "q quit", "? help", "/ search", "] page", "Tab page"];
        let mut found: Vec<(usize, &str)> = hints.iter().filter_map(|hint| Some((foot.find(hint)?, *hint))).collect();
        found.sort_unstable();
        found.into_iter().map(|(_, hint)| hint).collect::<Vec<_>>()
    };
    let early = order(&state);
    state.update(Action::Arrived(rest, Some(2)));
    let late = order(&state);
    let both = |all: &[&'static str], other: &[&str]| -> Vec<&'static str> {
        all.iter().copied().filter(|hint| other.contains(hint)).collect()
    };
    assert!(both(&early, &late).len() >= 4, "{early:?} {late:?}");
    assert_eq!(both(&early, &late), both(&late, &early));
}
