//! Captions to pictures, and both to stories. A picture belongs to the story whose text surrounds it, else to
//! the nearest one within the same enclosure; a picture that stands alone with its caption is a story of its own.

use crate::geometry::{Pt, Rect};
use crate::layout::stories::context::StoryContext;
use crate::layout::stories::given_articles;
use crate::layout::stories::threads::Thread;
use crate::model::role::Role;

/// A picture and what belongs to it: indices into blocks and stories.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlacedPicture {
    /// Where it shows, in the main frame.
    pub rect: Rect,
    /// Its caption.
    pub caption: Option<usize>,
    /// Its story.
    pub story: Option<usize>,
}

/// Hangs captions, credits and pictures on stories; what fits no story becomes one.
pub fn attach(stories: &mut Vec<Thread>, context: StoryContext) -> Vec<PlacedPicture> {
    let mut pictures: Vec<PlacedPicture> =
        context.marks.pictures.iter().map(|rect| PlacedPicture { rect: *rect, ..PlacedPicture::default() }).collect();
    let texts: Vec<usize> = (0..context.labeled.len())
        .filter(|at| {
            context.labeled.get(*at).is_some_and(|one| {
                one.block.given_place().is_none() && matches!(one.role, Role::Caption | Role::Credit | Role::PullQuote)
            })
        })
        .collect();
    let places: Vec<Vec<(Rect, Option<usize>)>> = stories.iter().map(|story| place(story, context)).collect();
    // A caption that no article claims is in none of them; a picture may stand in one.
    let ours: Vec<BlockPlaces> = stories
        .iter()
        .zip(&places)
        .map(|(story, own)| if given_articles::is_given(story, context) { Vec::new() } else { own.clone() })
        .collect();
    let mut owners: Vec<(usize, Option<usize>)> = Vec::new();
    let mut credits: Vec<(usize, usize)> = Vec::new();
    for at in &texts {
        let Some(one) = context.labeled.get(*at) else { continue };
        let picture = picture_of(&one.block.rect, one.role, &pictures, context).filter(|_| one.role != Role::PullQuote);
        let anchor = picture.and_then(|picture| pictures.get(picture)).map_or(one.block.rect, |picture| picture.rect);
        let anchor = anchor.union(&one.block.rect);
        let enclosure = context.enclosures.get(*at).copied().flatten();
        let story = owner(&anchor, enclosure, &ours, context).or_else(|| {
            // Without a picture it cannot stand alone.
            picture.is_none().then(|| nearest(&anchor, enclosure, &ours, context)).flatten()
        });
        owners.push((*at, story));
        if one.role == Role::Credit {
            credits.extend(picture.map(|picture| (*at, picture)));
        }
        if let Some(picture) = picture.and_then(|picture| pictures.get_mut(picture)) {
            picture.story = picture.story.or(story);
            if one.role == Role::Caption || picture.caption.is_none() {
                picture.caption = Some(*at);
            }
        }
    }
    for picture in pictures.iter_mut().filter(|picture| picture.story.is_none() && picture.caption.is_none()) {
        let enclosure =
            context.marks.boxes.iter().position(|mark| {
                mark.rect.contains(&picture.rect, context.metrics.body * context.style.stories.touch_em)
            });
        picture.story = owner(
            &picture.rect,
            enclosure.filter(|enclosure| context.enclosures.contains(&Some(*enclosure))),
            &places,
            context,
        );
    }
    place_captions(owners, &mut pictures, stories, context);
    for (at, picture) in credits {
        let caption = pictures.get(picture).and_then(|picture| picture.caption).filter(|caption| *caption != at);
        for story in stories.iter_mut().filter(|_| caption.is_some()) {
            follow(story, at, caption);
        }
    }
    pictures
}

/// Puts captions and credits into their stories; what has none becomes one.
fn place_captions(
    owners: Vec<(usize, Option<usize>)>,
    pictures: &mut [PlacedPicture],
    stories: &mut Vec<Thread>,
    context: StoryContext,
) {
    for (at, story) in owners {
        match story.and_then(|story| stories.get_mut(story)) {
            Some(story) => {
                let picture = pictures.iter().find(|picture| picture.caption == Some(at)).map(|picture| picture.rect);
                place_in(story, at, picture, context);
            }
            None => {
                let own = stories.len();
                stories.push(Thread { blocks: vec![at], confidence: 1.0 / 2.0 });
                for picture in pictures.iter_mut().filter(|picture| picture.caption == Some(at)) {
                    picture.story = Some(own);
                }
            }
        }
    }
}

/// Moves a credit right behind the caption of its picture, if the story has both.
fn follow(story: &mut Thread, credit: usize, caption: Option<usize>) {
    let position = |one: usize| story.blocks.iter().position(|at| *at == one);
    if let (Some(from), Some(_)) = (position(credit), caption.and_then(position)) {
        story.blocks.remove(from);
        let behind = story.blocks.iter().position(|at| Some(*at) == caption).map_or(from, |at| at + 1);
        story.blocks.insert(behind, credit);
    }
}

/// Puts a caption into the reading of its story: after the heads when its picture stands within the text or
/// over it, else after the text.
fn place_in(story: &mut Thread, at: usize, picture: Option<Rect>, context: StoryContext) {
    let role = |at: &usize| context.labeled.get(*at).map(|one| one.role);
    let texts: Vec<Rect> = story
        .blocks
        .iter()
        .filter(|at| matches!(role(at), Some(Role::Body | Role::Table)))
        .filter_map(|at| context.labeled.get(*at))
        .map(|one| one.block.rect)
        .collect();
    let hull = Rect::hull(texts.iter());
    // Heads behind text are the sections of the story, whatever they were taken for before it was joined.
    let behind_text = story.blocks.iter().skip_while(|at| role(at) != Some(Role::Body));
    let sections = behind_text.filter(|at| matches!(role(at), Some(Role::Subhead | Role::Headline))).count();
    let within = picture.zip(hull).is_some_and(|(picture, hull)| {
        let middle = picture.center();
        middle.y < hull.bottom && hull.left <= middle.x && middle.x <= hull.right
    });
    let heads = story
        .blocks
        .iter()
        .take_while(|at| {
            let role = role(at);
            role.is_some_and(|role| role.is_head() || matches!(role, Role::Byline | Role::Caption | Role::Credit))
        })
        .count();
    let many = sections >= context.style.stories.features.sections && !texts.is_empty();
    let slot = if within && !many && heads > 0 { heads } else { story.blocks.len() };
    story.blocks.insert(slot, at);
}

fn place(story: &Thread, context: StoryContext) -> Vec<(Rect, Option<usize>)> {
    let blocks = story.blocks.iter();
    blocks
        .filter_map(|at| Some((context.labeled.get(*at)?.block.rect, context.enclosures.get(*at).copied().flatten())))
        .collect()
}

/// The picture a caption stands under or beside.
fn picture_of(at: &Rect, role: Role, pictures: &[PlacedPicture], context: StoryContext) -> Option<usize> {
    let style = &context.style.stories;
    let reach = context.metrics.body * style.pictures.reach_em;
    let distance = |picture: &PlacedPicture| {
        let below = (at.top - picture.rect.bottom).max(picture.rect.top - at.bottom).max(Pt::ZERO);
        let beside = (at.left - picture.rect.right).max(picture.rect.left - at.right).max(Pt::ZERO);
        let above = if at.bottom <= picture.rect.top { reach * style.pictures.above_share } else { Pt::ZERO };
        let taken = if picture.caption.is_some() && role == Role::Caption {
            reach * style.pictures.taken_share
        } else {
            Pt::ZERO
        };
        below + beside + above + taken
    };
    let near = pictures.iter().enumerate().map(|(index, picture)| (index, distance(picture)));
    near.filter(|(_, distance)| *distance < reach).min_by(|a, b| a.1.order(b.1)).map(|(index, _)| index)
}

/// The story whose text surrounds a place, else the nearest within the same enclosure. A picture has none when it stands for
/// itself, as a cartoon does: that story stands wholly beside it, and is narrower.
fn owner(at: &Rect, enclosure: Option<usize>, places: &[BlockPlaces], context: StoryContext) -> Option<usize> {
    let beside = |story: &usize| {
        let own = places.get(*story).map(|blocks| behind(enclosure, blocks)).unwrap_or_default();
        Rect::hull(own.iter()).is_some_and(|hull| hull.width() < at.width() && hull.overlap_x(at) <= Pt::ZERO)
    };
    nearest(at, enclosure, places, context).filter(|story| !beside(story))
}

/// The places of the blocks of a story, with their enclosures.
type BlockPlaces = Vec<(Rect, Option<usize>)>;

fn behind(enclosure: Option<usize>, blocks: &BlockPlaces) -> Vec<Rect> {
    blocks.iter().filter(|(_, own)| *own == enclosure).map(|(rect, _)| *rect).collect()
}

/// The likeliest story within an enclosure.
fn nearest(at: &Rect, enclosure: Option<usize>, places: &[BlockPlaces], context: StoryContext) -> Option<usize> {
    let (body, style) = (context.metrics.body, &context.style.stories);
    let score = |blocks: &BlockPlaces| {
        let own = behind(enclosure, blocks);
        let hull = Rect::hull(own.iter())?;
        let gap = |rect: &Rect| {
            let x = (rect.left - at.right).max(at.left - rect.right).max(Pt::ZERO);
            let y = (rect.top - at.bottom).max(at.top - rect.bottom).max(Pt::ZERO);
            // A picture is nearer to what stands in its own columns than to what stands beside them.
            x.0 * style.pictures.aside_ratio + y.0
        };
        let nearest = own.iter().map(gap).fold(f32::MAX, f32::min);
        let surrounded = hull.intersection(at).map_or(0.0, |shared| shared.area() / at.area().max(1.0));
        let parted = own.iter().all(|rect| is_ruled_off(rect, at, context));
        let ruled = if parted { body.0 * style.pictures.ruled_em } else { 0.0 };
        Some(nearest - surrounded * body.0 * style.pictures.inside_em + ruled)
    };
    let scored = places.iter().enumerate().filter_map(|(story, blocks)| Some((story, score(blocks)?)));
    scored.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(story, _)| story)
}

fn is_ruled_off(rect: &Rect, at: &Rect, context: StoryContext) -> bool {
    let (upper, lower) = if rect.top < at.top { (rect, at) } else { (at, rect) };
    let across = (rect.left.max(at.left), rect.right.min(at.right));
    let share = context.style.regions.rule_share;
    across.1 > across.0
        && lower.top > upper.bottom
        && context.marks.rule_between((upper.bottom, lower.top), across, share, context.metrics.measure * share)
}
