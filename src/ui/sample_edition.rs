//! A small edition made by hand, for the tests of this room.

use crate::geometry::{Pt, Rect};
use crate::model::edition::{Edition, SourceInfo};
use crate::model::lang::Lang;
use crate::model::page::{Because, Block, BlockId, Column, Line, Page, Region};
use crate::model::role::Role;
use crate::model::story::{Jump, Story, StoryId, StoryRef};

/// One em of the running text, in points.
const EM: f32 = 10.0;

/// Lays blocks on a page. A story opens at each `*`; furniture stands outside of stories.
struct Maker {
    page: Page,
}

impl Maker {
    fn new(number: u32, lang: Lang) -> Maker {
        let bounds = Rect::new(0.0, 0.0, 600.0, 800.0);
        let columns = vec![Column { left: Pt(20.0), right: Pt(290.0) }, Column { left: Pt(310.0), right: Pt(580.0) }];
        let region = Region { bbox: bounds, columns, ..Region::default() };
        let page = Page {
            number,
            folio: Some(format!("A{number}")),
            bounds,
            lang,
            body_size: Pt(EM),
            regions: vec![region],
            ..Page::default()
        };
        Maker { page }
    }

    /// A block whose lines are given; it begins at this corner.
    fn block(&mut self, role: Role, x: f32, y: f32, lines: &[&str]) -> BlockId {
        let size = if role == Role::Headline { 2.4 * EM } else { EM };
        let first = self.page.lines.len() as u32;
        for (index, text) in lines.iter().enumerate() {
            let top = y + index as f32 * size * 1.3;
            let width: f32 = text.chars().map(|c| if c.is_ascii() { size / 2.0 } else { size }).sum();
            self.page.lines.push(Line {
                text: (*text).to_owned(),
                bbox: Rect::new(x, top, x + width, top + size),
                size: Pt(size),
                ..Line::default()
            });
        }
        let last = self.page.lines.len() as u32;
        let bbox = Rect::hull(self.page.lines.iter().skip(first as usize).map(|line| &line.bbox)).unwrap_or_default();
        let id = BlockId(self.page.blocks.len() as u32);
        let joint = if self.page.lang.is_han() { "" } else { " " };
        self.page.blocks.push(Block {
            bbox,
            lines: first..last,
            text: lines.join(joint),
            role,
            boxed: role == Role::Subhead,
            vertical: false,
            region: 0,
            continues: None,
            because: Because::from("made for a test"),
        });
        self.page.order.push(id);
        id
    }

    fn story(&mut self, blocks: Vec<BlockId>) -> StoryId {
        let id = StoryId(self.page.stories.len() as u32);
        self.page.stories.push(Story { blocks, confidence: 0.9, ..Story::default() });
        id
    }
}

/// A Chinese page with two stories and a folio; the first story has two boxed subheads and fills two columns.
fn chinese() -> Page {
    let mut maker = Maker::new(1, Lang::Zh);
    maker.block(Role::Folio, 20.0, 10.0, &["清河日报 第1版 要闻"]);
    let mut blocks = vec![
        maker.block(Role::Kicker, 20.0, 40.0, &["老桥新渡"]),
        maker.block(Role::Headline, 20.0, 56.0, &["清河两岸重开渡口"]),
        maker.block(Role::Byline, 20.0, 92.0, &["本报记者 林晚"]),
        maker.block(
            Role::Body,
            20.0,
            110.0,
            &["停航十二年的清河渡口昨日清晨", "重新开航。第一班船载着四十名乘客", "驶向对岸。"],
        ),
        maker.block(Role::Subhead, 20.0, 160.0, &["老船工回来了"]),
    ];
    let paragraph: Vec<String> = (1..=30).map(|n| format!("第{n}句写的是船工与河水的旧事。")).collect();
    let lines: Vec<&str> = paragraph.iter().map(String::as_str).collect();
    blocks.push(maker.block(Role::Body, 20.0, 176.0, &lines));
    blocks.push(maker.block(Role::Subhead, 310.0, 110.0, &["新码头的早市"]));
    blocks.push(maker.block(Role::Body, 310.0, 126.0, &["码头边的早市五点开张，卖鱼的", "人说河湾里的鱼比往年多。"]));
    blocks.push(maker.block(Role::Jump, 310.0, 160.0, &["下转第2版"]));
    let first = maker.story(blocks);
    let second = vec![
        maker.block(Role::Headline, 310.0, 300.0, &["夜校开课"]),
        maker.block(Role::Body, 310.0, 340.0, &["镇上的夜校今晚开课，第一课讲", "河湾的水文。"]),
    ];
    maker.story(second);
    let mut page = maker.page;
    if let Some(story) = page.stories.get_mut(first.0 as usize) {
        story.continues = Some(Jump { folio: Some("2".into()), story: Some(StoryRef { page: 1, story: StoryId(0) }) });
    }
    page
}

/// An English page with the rest of the first story and one of its own.
fn english() -> Page {
    let mut maker = Maker::new(2, Lang::En);
    let rest = vec![
        maker.block(Role::Headline, 20.0, 40.0, &["Ferry"]),
        maker.block(Role::Body, 20.0, 80.0, &["The ferry crossed the river twice", "before noon and came back empty."]),
    ];
    maker.story(rest);
    let own = vec![
        maker.block(Role::Headline, 310.0, 40.0, &["School opens"]),
        maker.block(Role::Body, 310.0, 80.0, &["Forty people came to the first", "lesson about the old ferry."]),
    ];
    maker.story(own);
    let mut page = maker.page;
    if let Some(story) = page.stories.first_mut() {
        story.continued_from =
            Some(Jump { folio: Some("1".into()), story: Some(StoryRef { page: 0, story: StoryId(0) }) });
    }
    page
}

/// Both pages.
pub fn edition() -> Edition {
    let name = "清河日报".to_owned();
    let source = SourceInfo { name, format: "text".to_owned(), ..SourceInfo::default() };
    Edition { source, pages: vec![chinese(), english()].into(), ..Edition::default() }
}
