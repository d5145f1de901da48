//! Small invented pages, jumbled by hand.

use super::*;
use crate::house_style::library::Library;
use crate::model::extract::Fragment;

fn style(key: &str) -> HouseStyle {
    Library::built_in().find(key).unwrap().style().clone()
}

/// A file: pieces parted by blank lines.
fn extract(text: &str) -> Extract {
    let fragments =
        text.split("\n\n").map(|group| group.lines().filter(|l| !l.is_empty()).map(str::to_owned).collect());
    Extract { fragments: fragments.map(|lines| Fragment { lines }).collect(), doubts: Vec::new() }
}

fn roles(loose: &Loose) -> Vec<(Role, String)> {
    let blocks = loose.stories.iter().flat_map(|story| &story.blocks);
    blocks.map(|block| (block.role, block.text.clone())).collect()
}

const HARBOR: &str = "\
渔港新生
本报记者 陈小满

清晨六点，渔港的灯还亮
着。第一批渔船靠上码头，船
老大把一筐筐海货递给岸上的
人，买主们早早等在秤旁边。

码头去年翻修过，旧木桩换
成了石墩，吊车也添了两台，卸

货的时间比从前少了一半。

老街夜读

老街的图书馆周末开到深夜，
孩子们坐在窗边读书，窗外的石
板路被雨水洗得发亮。

馆员说，来的人比白天还要
多，借书的队伍排到了门外。

渔船归来，码头一片繁忙。 林岸 摄";

#[test]
fn a_story_with_a_subhead_and_a_caption() {
    let loose = read(&extract(HARBOR), &style("zh"));
    assert_eq!(loose.stories.len(), 1);
    let found = roles(&loose);
    let expected =
        [Role::Headline, Role::Byline, Role::Body, Role::Body, Role::Subhead, Role::Body, Role::Body, Role::Caption];
    assert_eq!(found.iter().map(|(role, _)| *role).collect::<Vec<_>>(), expected, "{found:#?}");
    assert!(found[3].1.contains("卸货的时间"), "the paragraph runs on across the column break");
}

/// The heads were carried to the end of the file, and the section with the closing formula to its start.
const FEATURE: &str = "\
河套新区河套新区：：

春到河套万象新
□林岸

“下一步，我们要让渠水流到
每一块田里去。”林岸说。

渔船靠上码头，渔民忙着卸
货，海鲜当天就能进城里。

渔民老周的船去年换了发动
机，出海比从前快了许多。

图书馆开到深夜，孩子们坐
在窗边读书，书香飘出门外。

馆里的书架添了三排，新书
每个月都会送到读者手里。

书香满城

渔港忙春

渠水润田

灌区的渠水沿着新修的水闸流
进田里，农田的用水不再发愁。

水闸边的农田今年多种了两
千亩，渠水一直流到最远的村。";

#[test]
fn carried_off_heads_return_by_their_words() {
    let loose = read(&extract(FEATURE), &style("zh"));
    let found = roles(&loose);
    let at = |text: &str| found.iter().position(|(_, held)| held.contains(text)).unwrap();
    assert_eq!(found[at("河套新区")], (Role::Section, "河套新区：".to_owned()));
    assert_eq!(found[at("春到河套")].0, Role::Headline);
    assert_eq!(at("渔港忙春") + 1, at("渔船靠上码头"), "{found:#?}");
    assert_eq!(at("书香满城") + 1, at("图书馆开到深夜"), "{found:#?}");
    assert!(found.iter().filter(|(role, _)| *role == Role::Subhead).count() == 3);
}

#[test]
fn two_stories_in_one_file_and_names_by_their_shape() {
    let text = "\
Мост открыт
Анна Белова

Новый мост через реку открыли
утром, и первые машины прошли по
нему без очереди.

Читальня ночью
Пётр Лосев

Городская читальня теперь
работает до полуночи, и столы у
окна заняты каждый вечер.";
    let loose = read(&extract(text), &style("latin"));
    assert_eq!(loose.lang, Lang::Ru);
    assert_eq!(loose.stories.len(), 2, "{:#?}", roles(&loose));
    let bylines = roles(&loose).into_iter().filter(|(role, _)| *role == Role::Byline).count();
    assert_eq!(bylines, 2);
}

#[test]
fn doubled_heads_collapse_and_nothing_is_lost() {
    let text = HARBOR.replace("老街夜读", "老街夜读老街夜读");
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let loose = read(&extract(&text), &style("zh"));
    let kept: usize = roles(&loose).iter().map(|(_, text)| letters(text)).sum();
    assert_eq!(kept, letters(HARBOR));
}

/// The traps of loose text, which `tests/thresholds.rs` reads as well.
#[test]
fn a_sentence_runs_on_by_its_mark_and_a_short_line_ends_a_paragraph() {
    let loose = read(&extract(include_str!("../../../tests/extracts/label.txt")), &style("zh"));
    let found = roles(&loose);
    assert_eq!(found[0], (Role::Section, "河湾渡口：".to_owned()), "{found:#?}");
    assert!(found.iter().any(|(_, text)| text.contains("带了小鱼。”他说完就去摇船")), "{found:#?}");
    assert!(found.iter().any(|(_, text)| text.ends_with("摆开，头一天有")), "{found:#?}");
}

/// What closes a feature closes its section, and the section comes last.
#[test]
fn a_section_ends_with_the_closing_formula() {
    let loose = read(&extract(include_str!("../../../tests/extracts/closing.txt")), &style("zh"));
    let found = roles(&loose);
    let at = |text: &str| found.iter().position(|(_, held)| held.contains(text)).unwrap();
    assert_eq!(at("渔港忙春") + 1, at("渔船清晨靠上码头"), "{found:#?}");
    assert_eq!(at("老街夜读") + 1, at("图书馆开到深夜"), "{found:#?}");
    assert_eq!(at("下一步") + 1, found.len(), "{found:#?}");
}

#[test]
fn whatever_the_text_there_is_no_panic() {
    for text in
        ["", " ", "a", "。", "：：", "一\n\n二\n\n三", "\u{0}\u{1b}[31m", "（", "摄", "Photo by", "=====\n-----"]
    {
        let loose = read(&extract(text), &style("zh"));
        assert!(loose.stories.len() <= 3);
    }
}
