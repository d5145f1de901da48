//! Pages pasted up from small invented stories.

use super::*;
use crate::house_style::library::Library;
use crate::layout::fragments::LooseBlock;
use crate::model::lang::Lang;

fn style(key: &str) -> HouseStyle {
    Library::built_in().find(key).unwrap().style().clone()
}

fn block(role: Role, text: &str, lead: bool) -> LooseBlock {
    LooseBlock { role, text: text.to_owned(), lead, because: "test".into() }
}

fn feature() -> Loose {
    let body = "渔港清晨六点就醒了，第一批渔船靠岸，船老大把一筐筐海货递上码头，买主早早等在岸边。".repeat(4);
    let mut blocks = vec![
        block(Role::Kicker, "春风化雨 润物无声", false),
        block(Role::Headline, "渔港新生", false),
        block(Role::Byline, "□林岸", false),
        block(Role::Body, &body, true),
    ];
    for head in ["第一章", "第二章", "第三章", "第四章"] {
        blocks.push(block(Role::Subhead, head, false));
        blocks.push(block(Role::Body, &body, false));
        blocks.push(block(Role::Body, &body, false));
    }
    for name in ["甲", "乙", "丙"] {
        blocks.push(block(Role::Caption, &format!("孩子们在堤上放风筝。 {name} 摄"), false));
    }
    blocks.push(block(Role::Credit, "（本版图片由河套区提供）", false));
    Loose {
        lang: Lang::Zh,
        stories: vec![LooseStory { blocks, confidence: 1.0, ..LooseStory::default() }],
        ..Loose::default()
    }
}

/// What must hold of every pasted-up page.
fn check(page: &Page, loose: &Loose) {
    for block in &page.blocks {
        assert!(page.bounds.contains(&block.bbox, crate::geometry::Pt(0.1)), "{} is off the page", block.text);
    }
    for (at, one) in page.lines.iter().enumerate() {
        for other in page.lines.iter().skip(at + 1) {
            let shared = one.bbox.intersection(&other.bbox).map_or(0.0, |shared| shared.area());
            assert!(shared < 0.5, "{} lies over {}", one.text, other.text);
        }
    }
    let mut order = page.order.clone();
    order.sort();
    order.dedup();
    assert_eq!(order.len(), page.blocks.len(), "every block is in the order once");
    for (story, loose) in page.stories.iter().zip(&loose.stories) {
        let texts: Vec<String> = page.paragraphs(&story.blocks).iter().map(|p| p.text.to_string()).collect();
        let wanted: Vec<String> = loose.blocks.iter().map(|block| block.text.clone()).collect();
        assert_eq!(texts, wanted, "paragraphs come back whole and in order");
    }
}

#[test]
fn the_feature_page_has_its_printed_shape() {
    let loose = feature();
    let page = place(&loose, &style("zh-feature"), 1);
    check(&page, &loose);
    assert_eq!(page.boxes.len(), 4, "a box round every subhead");
    assert_eq!(page.pictures.len(), 3);
    for picture in &page.pictures {
        let caption = page.block(picture.caption.unwrap());
        assert!(caption.bbox.top >= picture.bbox.bottom, "captions stand below their pictures");
        assert_eq!(picture.story, Some(StoryId(0)));
    }
    let of = |role: Role| page.blocks.iter().filter(move |block| block.role == role);
    let top = |role: Role| of(role).next().unwrap().bbox.top;
    assert!(top(Role::Kicker) < top(Role::Headline) && top(Role::Headline) < top(Role::Byline));
    let foot = of(Role::Credit).next().unwrap().bbox.top;
    assert!(of(Role::Body).all(|body| body.bbox.bottom <= foot), "the page credit is at the foot");
    for head in of(Role::Subhead) {
        assert!(head.boxed);
        let under = |body: &&crate::model::page::Block| body.bbox.top > head.bbox.bottom;
        assert!(of(Role::Body).any(|body| under(&body)));
    }
}

#[test]
fn every_style_sets_every_language() {
    let texts = [
        (Lang::Ja, "港の朝は早い。船が着くと、町の人々が集まってくる。"),
        (Lang::Ko, "항구의 아침은 이르다. 배가 닿으면 사람들이 모인다. "),
        (Lang::En, "The harbor wakes early, and when the boats land people gather. "),
    ];
    for (lang, text) in texts {
        for key in ["zh", "zh-feature", "ja", "ja-vertical", "ko", "latin"] {
            let mut loose = feature();
            loose.lang = lang;
            for block in loose.stories.iter_mut().flat_map(|story| &mut story.blocks) {
                if block.role == Role::Body {
                    block.text = text.repeat(12).trim().to_owned();
                }
            }
            loose.stories.push(loose.stories[0].clone());
            let page = place(&loose, &style(key), 1);
            check(&page, &loose);
            assert_eq!(page.vertical, key == "ja-vertical");
        }
    }
}

#[test]
fn vertical_pages_run_from_the_right() {
    let loose = feature();
    let page = place(&loose, &style("ja-vertical"), 1);
    let headline = page.blocks.iter().find(|block| block.role == Role::Headline).unwrap();
    let credit = page.blocks.iter().find(|block| block.role == Role::Credit).unwrap();
    assert!(headline.bbox.left > credit.bbox.right);
    assert!(headline.bbox.height() > headline.bbox.width());
}

#[test]
fn an_empty_page_is_a_page() {
    let page = place(&Loose::default(), &style("zh"), 3);
    assert_eq!((page.number, page.blocks.len()), (3, 0));
}
