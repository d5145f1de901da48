//! Edits on a page made for it: nothing is lost, and everything comes back.

use super::block_name::BlockName;
use super::{BesideBlock, Edit, EditHistory, EditStep};
use crate::geometry::{Pt, Rect};
use crate::model::edition::Edition;
use crate::model::lang::Lang;
use crate::model::page::{Because, Block, BlockId, Continuation, Joint, Link, Page, PagePicture, Way};
use crate::model::role::Role;
use crate::model::story::{Jump, Story, StoryId, StoryRef};
use proptest::prelude::*;

const ROLES: [Role; 5] = [Role::Headline, Role::Body, Role::Caption, Role::Folio, Role::Jump];

fn block(index: u32, role: Role) -> Block {
    let top = index as f32 * 20.0;
    Block {
        bbox: Rect::new(10.0, top, 200.0, top + 15.0),
        lines: 0..0,
        text: format!("第{index}段写的是渡口 ferry {index}-"),
        role,
        boxed: false,
        vertical: false,
        region: 0,
        continues: None,
        because: Because::from("made for a test"),
    }
}

/// A folio, then two stories of four blocks; a paragraph of the first runs over two blocks, and a picture has its
/// caption in it. The story of the second page came from the second one.
fn edition() -> Edition {
    use Role::{Body, Caption, Folio, Headline};
    let roles = [Folio, Headline, Body, Body, Caption, Headline, Body, Body, Body];
    let mut page = Page { number: 1, lang: Lang::Zh, body_size: Pt(10.0), ..Page::default() };
    page.blocks = roles.iter().enumerate().map(|(index, role)| block(index as u32, *role)).collect();
    page.order = (0..9).map(BlockId).collect();
    page.blocks[2].continues = Some(Continuation { to: BlockId(3), joint: Joint::Nothing });
    page.pictures = vec![PagePicture { bbox: Rect::default(), caption: Some(BlockId(4)), story: Some(StoryId(0)) }];
    let jump = |page, story| Some(Jump { folio: None, story: Some(StoryRef { page, story: StoryId(story) }) });
    let story = |range: std::ops::Range<u32>| Story { blocks: range.map(BlockId).collect(), ..Story::default() };
    page.stories = vec![story(1..5), Story { continues: jump(1, 0), ..story(5..9) }];
    let mut second = Page { number: 2, ..Page::default() };
    second.blocks = vec![block(20, Headline)];
    second.order = vec![BlockId(0)];
    second.stories = vec![Story { continued_from: jump(0, 1), ..story(0..1) }];
    Edition { pages: vec![page, second].into(), ..Edition::default() }
}

fn an_edit() -> impl Strategy<Value = Edit> {
    let block = || (0u32..9).prop_map(BlockId);
    let place = || {
        (block(), any::<bool>()).prop_map(|(id, b)| if b { BesideBlock::Behind(id) } else { BesideBlock::Before(id) })
    };
    prop_oneof![
        block().prop_map(Edit::Split),
        (block(), block()).prop_map(|(story, into)| Edit::Join { story, into }),
        (block(), block()).prop_map(|(block, after)| Edit::Follow { block, after }),
        (block(), place()).prop_map(|(block, to)| Edit::Move { block, to }),
        (block(), 0usize..5).prop_map(|(block, role)| Edit::Role { block, role: ROLES[role] }),
        (block(), place()).prop_map(|(story, to)| Edit::Rank { story, to }),
        block().prop_map(Edit::RunOn),
    ]
}

/// Every block once in the order, every block that is no furniture in one story, no story empty, no tie astray.
fn is_whole(edition: &Edition) {
    let page = &edition.pages[0];
    let mut order = page.order.clone();
    order.sort();
    assert_eq!(order, (0..9).map(BlockId).collect::<Vec<_>>(), "every block stands in the order once");
    let mut told: Vec<BlockId> = page.stories.iter().flat_map(|story| story.blocks.clone()).collect();
    told.extend(page.furniture());
    told.sort();
    assert_eq!(told, order, "every block is in one story or belongs to the page");
    assert!(page.stories.iter().all(|story| !story.blocks.is_empty()));
    assert!(page.stories.iter().flat_map(|story| &story.blocks).all(|id| !page.block(*id).role.is_furniture()));
    let in_order: Vec<BlockId> = page.order.iter().copied().filter(|id| page.story_of(*id).is_some()).collect();
    let by_story: Vec<BlockId> = page.stories.iter().flat_map(|story| story.blocks.clone()).collect();
    assert_eq!(in_order, by_story, "stories are whole and in their rank");
    let read = |blocks: &[BlockId]| page.paragraphs(blocks).iter().map(|whole| whole.text.len()).sum::<usize>();
    let all: usize = page.blocks.iter().map(|block| block.text.len()).sum();
    let told: usize = page.stories.iter().map(|story| read(&story.blocks)).sum::<usize>()
        + page.furniture().map(|id| page.block(id).text.len()).sum::<usize>();
    // A joint may add a blank or take a hyphen away.
    assert!(all.abs_diff(told) <= page.blocks.iter().filter(|block| block.continues.is_some()).count());
    for story in edition.pages.iter().flat_map(|page| &page.stories) {
        for at in [&story.continues, &story.continued_from].into_iter().flatten().filter_map(|jump| jump.story) {
            assert!(edition.story(at).is_some(), "ties lead to stories that are there");
        }
    }
}

fn shown(edition: &Edition) -> String {
    format!("{edition:?}")
}

proptest! {
    #[test]
    fn any_edits_keep_every_block_and_undo_restores_exactly(all in prop::collection::vec(an_edit(), 1..24)) {
        let read = edition();
        let (mut edited, mut edits) = (edition(), EditHistory::default());
        let mut states = vec![shown(&edited)];
        for edit in all {
            let before = shown(&edited);
            match edits.make(&mut edited, EditStep { page: 0, edit }) {
                Ok(()) => states.push(shown(&edited)),
                Err(_) => prop_assert_eq!(shown(&edited), before, "a refused edit changes nothing"),
            }
            is_whole(&edited);
            let texts = |edition: &Edition| -> Vec<String> {
                edition.pages[0].blocks.iter().map(|block| block.text.clone()).collect()
            };
            prop_assert_eq!(texts(&edited), texts(&read));
        }
        let last = states.clone();
        while let Some(state) = states.pop() {
            prop_assert_eq!(&shown(&edited), &state);
            prop_assert_eq!(edits.undo(&mut edited).is_some(), !states.is_empty());
        }
        prop_assert_eq!(shown(&edited), shown(&read));
        for state in last.iter().skip(1) {
            prop_assert!(edits.redo(&mut edited).is_some());
            prop_assert_eq!(&shown(&edited), state);
        }
    }
}

fn done(all: &[Edit]) -> (Edition, EditHistory) {
    let (mut edition, mut edits) = (edition(), EditHistory::default());
    for edit in all {
        edits.make(&mut edition, EditStep { page: 0, edit: *edit }).unwrap();
    }
    (edition, edits)
}

#[test]
fn a_block_goes_on_one_other_at_most() {
    let between = Edit::Move { block: BlockId(4), to: BesideBlock::Behind(BlockId(2)) };
    let (edited, _) = done(&[between, Edit::Role { block: BlockId(4), role: Role::Body }, Edit::RunOn(BlockId(4))]);
    let goes_on = |id: usize| edited.pages[0].blocks[id].continues.map(|tie| tie.to);
    assert_eq!((goes_on(2), goes_on(4)), (None, Some(BlockId(3))));
    is_whole(&edited);
}

fn stories(edition: &Edition) -> Vec<Vec<u32>> {
    let numbers = |story: &Story| story.blocks.iter().map(|id| id.0).collect();
    edition.pages[0].stories.iter().map(numbers).collect()
}

#[test]
fn a_split_takes_picture_and_jump_along() {
    let (edition, _) = done(&[Edit::Split(BlockId(4)), Edit::Split(BlockId(7))]);
    assert_eq!(stories(&edition), [vec![1, 2, 3], vec![4], vec![5, 6], vec![7, 8]]);
    assert_eq!(edition.pages[0].pictures[0].story, Some(StoryId(1)), "the picture goes with its caption");
    let page = &edition.pages[0];
    assert!(page.stories[2].continues.is_none() && page.stories[3].continues.is_some(), "the jump stands at the end");
    let from = edition.pages[1].stories[0].continued_from.as_ref().and_then(|jump| jump.story);
    assert_eq!(from, Some(StoryRef { page: 0, story: StoryId(3) }), "the other page knows");
}

#[test]
fn joined_stories_are_read_one_behind_the_other() {
    let (edition, _) = done(&[Edit::Join { story: BlockId(1), into: BlockId(5) }]);
    assert_eq!(stories(&edition), [vec![5, 6, 7, 8, 1, 2, 3, 4]]);
    let from = edition.pages[1].stories[0].continued_from.as_ref().and_then(|jump| jump.story);
    assert_eq!(from, Some(StoryRef { page: 0, story: StoryId(0) }));
}

#[test]
fn a_moved_block_is_no_part_of_its_old_paragraph() {
    let (edition, _) = done(&[Edit::Move { block: BlockId(3), to: BesideBlock::Behind(BlockId(6)) }]);
    assert_eq!(stories(&edition), [vec![1, 2, 4], vec![5, 6, 3, 7, 8]]);
    assert_eq!(edition.pages[0].blocks[2].continues, None);
}

#[test]
fn what_was_furniture_becomes_a_story_and_back() {
    let (edition, _) = done(&[Edit::Role { block: BlockId(0), role: Role::Body }]);
    assert_eq!(stories(&edition)[0], [0]);
    let (edition, _) = done(&[Edit::Role { block: BlockId(4), role: Role::Folio }]);
    assert_eq!(stories(&edition)[0], [1, 2, 3]);
}

#[test]
fn a_paragraph_can_be_told_to_run_on() {
    let (edition, _) = done(&[Edit::RunOn(BlockId(6))]);
    let page = &edition.pages[0];
    assert_eq!(page.paragraphs(&page.stories[1].blocks).len(), 3);
    let (edition, _) = done(&[Edit::RunOn(BlockId(6)), Edit::RunOn(BlockId(6))]);
    assert_eq!(edition.pages[0].blocks[6].continues, None);
}

#[test]
fn a_block_is_found_again_by_what_it_says_then_by_where_it_stands() {
    let page = edition().pages.remove(0);
    let name = BlockName::of(&page, BlockId(3)).unwrap();
    let mut changed = page.clone();
    changed.blocks.insert(0, block(40, Role::Body));
    assert_eq!(name.find(&changed), Some(BlockId(4)), "its number changed");
    changed.blocks[4].text.push_str(" and a new ending");
    assert_eq!(name.find(&changed), Some(BlockId(4)), "its end changed");
    changed.blocks[4].bbox = Rect::new(300.0, 300.0, 400.0, 320.0);
    assert_eq!(name.find(&changed), None, "its end and its place changed");
}

#[test]
fn blocks_that_say_the_same_are_told_apart_by_place() {
    let mut page = edition().pages.remove(0);
    page.blocks[7].text = page.blocks[3].text.clone();
    assert_eq!(BlockName::of(&page, BlockId(7)).unwrap().find(&page), Some(BlockId(7)));
    assert_eq!(BlockName::of(&page, BlockId(3)).unwrap().find(&page), Some(BlockId(3)));
}

#[test]
fn what_follows_a_block_goes_along_and_jumps_stay_at_the_end() {
    let follow = |block, after| Edit::Follow { block: BlockId(block), after: BlockId(after) };
    let (edition, _) = done(&[follow(7, 2)]);
    assert_eq!(stories(&edition), [vec![1, 2, 7, 8, 3, 4], vec![5, 6]]);
    let continues = |story: usize| edition.pages[0].stories[story].continues.is_some();
    assert_eq!((continues(0), continues(1)), (true, false), "the end of the story goes where its last block goes");
    let (edition, _) = done(&[follow(1, 8)]);
    assert_eq!(stories(&edition), [vec![5, 6, 7, 8, 1, 2, 3, 4]]);
    let (edition, _) = done(&[follow(2, 3)]);
    assert_eq!(stories(&edition)[0], [1, 3, 2, 4], "what it goes behind stays where it is");
    let (edition, _) = done(&[follow(3, 1)]);
    assert_eq!(stories(&edition)[0], [1, 3, 4, 2]);
    let (edition, _) = done(&[follow(3, 2)]);
    assert_eq!(stories(&edition)[0], [1, 2, 3, 4], "it is there already");
    assert_eq!(edition.pages[0].blocks[2].continues.map(|tie| tie.to), Some(BlockId(3)), "and so is its paragraph");
}

#[test]
fn what_a_person_says_of_a_block_is_sure() {
    let way = |after: Option<u32>, share| Way { after: after.map(BlockId), share };
    let link = |block| Link { block: BlockId(block), chosen: way(Some(4), 0.4), other: Some(way(None, 0.3)) };
    let settled = |edit: Edit| {
        let (mut edition, mut edits) = (edition(), EditHistory::default());
        edition.pages[0].links = vec![link(5), link(7)];
        edits.make(&mut edition, EditStep { page: 0, edit }).unwrap();
        edition.pages[0].links.iter().find(|link| link.other.is_none()).map(|link| (link.block, link.chosen))
    };
    assert_eq!(
        settled(Edit::Split(BlockId(5))),
        Some((BlockId(5), way(None, 1.0))),
        "where it begins one already, too"
    );
    let follow = Edit::Follow { block: BlockId(7), after: BlockId(4) };
    assert_eq!(settled(follow), Some((BlockId(7), way(Some(4), 1.0))));
    let join = Edit::Join { story: BlockId(8), into: BlockId(2) };
    assert_eq!(settled(join), Some((BlockId(5), way(Some(4), 1.0))), "of the whole story its first block");
    assert_eq!(settled(Edit::Role { block: BlockId(7), role: Role::Caption }), None);
}
