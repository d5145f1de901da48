//! Stories of every language at every measure: nothing forbidden, nothing lost, nothing too wide.

use super::sample_text::{LANGUAGES, corpus};
use super::*;
use crate::geometry::Rect;
use crate::model::lang::Lang;
use crate::model::page::{Block, Continuation, Joint, Line};
use crate::model::story::Story;
use crate::typeset::width::Caution;

pub(super) fn block(role: Role, text: &str) -> Block {
    Block {
        bbox: Rect::default(),
        lines: 0..0,
        text: text.to_owned(),
        role,
        boxed: false,
        vertical: false,
        region: 0,
        continues: None,
        because: "test".into(),
    }
}

pub(super) fn story(lang: Lang, blocks: Vec<Block>) -> Page {
    let ids = (0..blocks.len() as u32).map(BlockId).collect();
    Page { lang, blocks, stories: vec![Story { blocks: ids, ..Story::default() }], ..Page::default() }
}

fn texts(page: &Page, cells: u16) -> Vec<String> {
    set(page, StoryId(0), Measure(cells), &WidthModel::narrow()).lines.into_iter().map(|line| line.text).collect()
}

#[test]
fn a_chinese_story_is_set_as_newspapers_set_it() {
    let page = story(
        Lang::Zh,
        vec![
            block(Role::Kicker, "山城夜话"),
            block(Role::Headline, "灯下的人们"),
            block(Role::Byline, "本报记者 王伟"),
            block(Role::Body, "他说：“灯亮了。”——于是大家都笑了，谁也没有走……"),
            block(Role::Body, "次日放晴。"),
            block(Role::Caption, "广场一角。"),
            block(Role::Credit, "李四 摄"),
        ],
    );
    let expected = "
      山城夜话
     灯下的人们

   本报记者 王伟

　　他说：“灯亮
了。”——于是大家都笑
了，谁也没有走……
　　次日放晴。

  广场一角。
           李四 摄";
    assert_eq!(texts(&page, 20).join("\n"), expected.trim_start_matches('\n'));
}

#[test]
fn a_paragraph_over_two_columns_knows_its_blocks() {
    let mut first = block(Role::Body, "甲乙丙丁戊己");
    first.continues = Some(Continuation { to: BlockId(1), joint: Joint::Nothing });
    let page = story(Lang::Zh, vec![first, block(Role::Body, "庚辛壬癸子丑寅卯")]);
    let galley = set(&page, StoryId(0), Measure(8), &WidthModel::narrow());
    let lines: Vec<(&str, u32, u32)> =
        galley.lines.iter().map(|line| (line.text.as_str(), line.from.unwrap().0, line.offset)).collect();
    assert_eq!(lines, [("　甲乙丙", 0, 0), ("丁戊己庚", 0, 9), ("辛壬癸子", 1, 21), ("丑寅卯", 1, 33)]);
    assert_eq!(galley.line_at(BlockId(1), 34), Some(3));
    assert_eq!(galley.line_at(BlockId(0), 10), Some(1));
}

/// A story of one block with these printed lines.
fn listing(lang: Lang, role: Role, lines: &[&str], text: &str) -> Page {
    let mut page = story(lang, vec![Block { lines: 0..lines.len() as u32, ..block(role, text) }]);
    page.lines = lines
        .iter()
        .map(|text| Line { text: (*text).to_owned(), size: crate::geometry::Pt(10.0), ..Line::default() })
        .collect();
    page
}

#[test]
fn tables_keep_their_rows_and_places() {
    let rows = ["球队  赛  胜", "清河队  16  8", "东胜  9  10"];
    let page = listing(Lang::Zh, Role::Table, &rows, &rows.join("\n"));
    let galley = set(&page, StoryId(0), Measure(30), &WidthModel::narrow());
    let shown: Vec<&str> = galley.lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(shown, ["球队     赛   胜", "清河队   16    8", "东胜      9   10"]);
    let text = &page.blocks[0].text;
    for (line, row) in galley.lines.iter().zip(rows) {
        assert_eq!(&text[line.offset as usize..line.end as usize], row);
        assert_eq!(line.from, Some(BlockId(0)));
    }
    let english = listing(Lang::En, Role::Table, &[], "Club  P\nAshby  16\nHart  9");
    assert_eq!(texts(&english, 30), ["Club     P", "Ashby   16", "Hart     9"]);
}

#[test]
fn the_lines_of_an_advert_stand_alone() {
    let zh = listing(Lang::Zh, Role::Advert, &["满月茶庄", "电话 555-0100"], "满月茶庄电话 555-0100");
    assert_eq!(texts(&zh, 40), ["满月茶庄", "电话 555-0100"]);
    let en = listing(Lang::En, Role::Advert, &["MOON TEA", "Call 555-0100"], "MOON TEA Call 555-0100");
    assert_eq!(texts(&en, 40), ["MOON TEA", "Call 555-0100"]);
}

/// The language that a corpus is in.
fn lang(code: &str) -> Lang {
    let all = [Lang::Zh, Lang::Ja, Lang::Ko, Lang::En, Lang::De, Lang::Fr, Lang::Es, Lang::Ru];
    all.into_iter().find(|lang| code.starts_with(lang.code())).unwrap()
}

fn ink(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn no_line_is_forbidden_too_wide_or_loses_a_character() {
    let models = [WidthModel::narrow(), WidthModel::wide(), WidthModel::safe(), WidthModel::spelled()];
    let is_long = std::env::var_os("FOLDLINE_LONG").is_some();
    let (mut count, mut found) = (0, std::collections::BTreeMap::new());
    for code in LANGUAGES {
        let paragraphs = corpus(code, if is_long { 1 << 20 } else { 6_000 });
        let models = if is_long { &models[..1] } else { &models[..] };
        let before = count;
        for cells in 8..=60 {
            for (widths, hang) in models.iter().flat_map(|widths| [(widths, false), (widths, true)]) {
                let setting =
                    lines::LineSetting { hang, hyphens: hang, ..lines::LineSetting::plain(lang(code), cells) };
                for paragraph in &paragraphs {
                    let set = lines::lines(paragraph, &setting, widths);
                    count += set.len();
                    for (kind, what) in faults(paragraph, &setting, widths, &set) {
                        let kind = format!("{code}: {kind}");
                        let (times, _) = found.entry(kind).or_insert_with(|| (0, format!("{cells} cells: {what}")));
                        *times += 1;
                    }
                }
            }
        }
        println!("{code}: {} lines", count - before);
    }
    assert!(found.is_empty(), "of {count} lines: {found:#?}");
}

/// What is wrong with the lines of a paragraph.
fn faults(
    paragraph: &str,
    setting: &lines::LineSetting,
    widths: &WidthModel,
    set: &[lines::FlowedLine],
) -> Vec<(&'static str, String)> {
    const NEVER_FIRST: &str =
        "，。、：；？！）》〉」』】〕”’〞,.;:!?)]}%％℃°·・ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮーヽ゛々";
    const NEVER_LAST: &str = "（《〈「『【〔“‘〝$¥£([{«„¿¡";
    let mut found = Vec::new();
    let mut fault = |is_fault: bool, kind, line: &lines::FlowedLine| {
        found.extend(is_fault.then(|| (kind, line.text.clone())));
    };
    for (number, line) in set.iter().enumerate() {
        fault(line.cells != widths.str(&line.text), "a wrong width", line);
        fault(line.cells > setting.rest + u16::from(setting.hang), "too wide", line);
        let stops = |c| "，。、：；？！．）》〉」』】〕”’〞〟“〝»«".contains(c);
        fault(line.cells > setting.rest && !line.text.ends_with(stops), "no stop hangs", line);
        // An apostrophe may stand for a letter, and ! for ¡ where nobody knows how wide that is.
        let stands_in = line.text.starts_with("’n") || (setting.lang == Lang::Es && widths.caution != Caution::None);
        let above = number.checked_sub(1).and_then(|above| set.get(above)).map_or("", |line| line.text.as_str());
        let starts = number > 0 && line.text.starts_with(|c| NEVER_FIRST.contains(c));
        let shown = lines::FlowedLine { text: format!("{above} | {}", line.text), ..line.clone() };
        fault(starts && !stands_in, "a forbidden start", &shown);
        let is_turned = matches!(setting.lang, Lang::De | Lang::Ru);
        let turned = is_turned && line.text.ends_with(['“', '«', '〝', '‘', '『']);
        let ends = number + 1 < set.len() && line.text.ends_with(|c| NEVER_LAST.contains(c));
        fault(ends && !turned, "a forbidden end", line);
    }
    for pair in set.windows(2) {
        let (above, below) = (&pair[0], &pair[1]);
        fault(above.to != below.from, "a hole in the text", below);
        let spaced = paragraph.get(..below.from as usize).is_some_and(|before| before.ends_with(' '));
        let split = |c: char| !spaced && above.text.ends_with(c) && below.text.starts_with(c);
        fault(split('—') && above.text.matches('—').count() % 2 == 1, "a split dash", above);
        let digits =
            above.text.ends_with(|c: char| c.is_ascii_digit()) && below.text.starts_with(|c: char| c.is_ascii_digit());
        fault(digits && !spaced && setting.rest >= 20, "a split number", below);
    }
    let whole: String = set.iter().map(|line| without_hyphen(paragraph, line)).collect();
    if ink(&whole) != ink(&widths.sanitize(paragraph)) {
        found.push(("lost characters", paragraph.to_owned()));
    }
    found
}

/// The text of a line without the hyphen that setting put at its end.
fn without_hyphen<'a>(paragraph: &str, line: &'a lines::FlowedLine) -> &'a str {
    let at = line.to as usize;
    let ends = paragraph.get(..at).is_some_and(|before| before.ends_with(char::is_alphabetic));
    let is_within = ends && paragraph.get(at..).is_some_and(|after| after.starts_with(char::is_alphabetic));
    line.text.strip_suffix('-').filter(|_| is_within).unwrap_or(&line.text)
}

#[test]
fn joined_words_stay_whole_where_they_fit_and_read_in_their_order() {
    let text = "السلام عليكم، ورحمة الله (وبركاته) في المدينة القديمة ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ";
    for cells in 11..40 {
        let setting = lines::LineSetting { hyphens: true, ..lines::LineSetting::plain(Lang::Other, cells) };
        let set = lines::lines(text, &setting, &WidthModel::narrow());
        let words: Vec<&str> = set.iter().flat_map(|line| line.text.split_whitespace()).collect();
        assert_eq!(words, text.split_whitespace().collect::<Vec<_>>(), "at {cells}");
    }
}

#[test]
fn no_blank_is_added_and_none_doubled() {
    for code in LANGUAGES {
        for cells in 16..60 {
            let setting = lines::LineSetting::plain(lang(code), cells);
            for paragraph in corpus(code, 2_000) {
                for line in lines::lines(&paragraph, &setting, &WidthModel::narrow()) {
                    assert!(!line.text.contains("  "), "{cells}: {}", line.text);
                }
            }
        }
    }
}

#[test]
fn every_tricky_string_is_set_at_every_width() {
    let tricky = [
        "“十四五”规划……他说：“‘放管服’改革——对账3项。”",
        "○●■★①Ⅰ℃×°α→※  ─│┌═█  ā é ǚ ɡ Ж",
        "葛\u{e0100} が が 한 ｶﾞﾊﾟ ガ 﨑 神 ⼀ ⻓ ⻔ 𠮷 𪜀 𰀀",
        "\u{e000} \u{e5e5} \u{f0000} \u{fffd} \u{3164} \u{ad} \u{200b} \u{2060} \u{feff} \u{3248} \u{4dc4}",
        "❤\u{fe0f} ☎\u{fe0f} 1\u{fe0f}\u{20e3} 🇨🇳 👍🏽 👨‍👩‍👧 ⌚\u{fe0e}",
        "שלום עולם السلام عليكم لا ئۇيغۇر ᠮᠣᠩᠭᠣᠯ བོད་ཡིག",
        "ไม่มีช่องว่างระหว่างคำในภาษาไทยเลย",
        "",
        " ",
        "。",
        "“",
        "。。。。。。。。。。。。",
        "““““““““““",
        "————————————",
        "………………………",
    ];
    for text in tricky {
        for lang in LANGUAGES.map(lang) {
            for cells in 0..=24 {
                for widths in [WidthModel::narrow(), WidthModel::wide(), WidthModel::safe(), WidthModel::spelled()] {
                    let setting = lines::LineSetting::plain(lang, cells);
                    let set = lines::lines(text, &setting, &widths);
                    assert!(
                        set.iter().all(|line| line.cells <= cells.max(lines::LEAST)),
                        "{text} {cells} {lang:?} {set:?}"
                    );
                    let whole: String = set.iter().map(|line| line.text.as_str()).collect();
                    assert_eq!(ink(&whole), ink(&widths.sanitize(text)));
                }
            }
        }
    }
}

#[test]
fn a_stop_hangs_half_into_the_gutter_and_saves_a_line() {
    let setting = lines::LineSetting { hang: true, ..lines::LineSetting::plain(Lang::Zh, 7) };
    let text = |setting: &lines::LineSetting| {
        lines::lines("灯亮了。人来", setting, &WidthModel::narrow())
            .into_iter()
            .map(|line| line.text)
            .collect::<Vec<_>>()
    };
    assert_eq!(text(&setting), ["灯亮了。", "人来"]);
    assert_eq!(text(&lines::LineSetting { hang: false, ..setting }), ["灯亮", "了。人", "来"]);
}

#[test]
fn a_boxed_subhead_fills_its_measure() {
    let mut head = block(Role::Subhead, "灯火");
    head.boxed = true;
    let galley = set(&story(Lang::Zh, vec![head]), StoryId(0), Measure(12), &WidthModel::narrow());
    assert_eq!(galley.lines[0].text, "    灯火    ");
    assert!(galley.lines[0].boxed && galley.lines[0].opens);
}

#[test]
fn an_english_story_is_indented_below_its_first_paragraph() {
    let body = "The lamps of the square were lit.";
    let page = story(Lang::En, vec![block(Role::Headline, "Light"), block(Role::Body, body), block(Role::Body, body)]);
    let expected =
        ["       Light", "", "The lamps of the", "square were lit.", "  The lamps of the", "square were lit."];
    assert_eq!(texts(&page, 20), expected);
}

#[test]
fn a_sign_stays_with_its_number_before_dots() {
    let set = lines::lines("lamps £1,200.50 … up", &lines::LineSetting::plain(Lang::En, 9), &WidthModel::narrow());
    let set: Vec<&str> = set.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(set, ["lamps", "£1,200.50", "… up"]);
}

#[test]
fn a_centered_stop_never_hangs() {
    let text = |body: &str| texts(&story(Lang::Zh, vec![block(Role::Body, body)]), 9);
    assert_eq!(text("灯这亮。人们来看了"), ["　灯这亮。", "人们来看", "了"]);
    assert_eq!(text("燈這亮。人們來看了"), ["　燈這", "亮。人們", "來看了"]);
}
