//! Stories set the other way than their page: columns of lines from left to right on a vertical page, or a vertical
//! story on a horizontal one. Each part of a page is understood in its own frame, so that "below" and "beside" mean
//! what they mean to its reader; then the parts are put back on one page.
//!
//! ```text
//!  HEAD ACROSS   │文│文│文│     seeds: running lines that stand together, set across
//!  across across │字│字│字│     taken along: heads that stand over seeds, and what stands among them
//!  across across │縦│縦│縦│     left: the heads of vertical text, whichever way they are set
//! ```

use crate::geometry::{Pt, Rect};
use crate::house_style::HouseStyle;
use crate::layout::blocks::TextBlock;
use crate::layout::disjoint_sets::DisjointSets;
use crate::layout::evidence::{self, Scorers};
use crate::layout::frame::Frame;
use crate::layout::marks::{self, Marks};
use crate::layout::roles::{self, LabeledBlock, PageMetrics, scored};
use crate::layout::scorer::classes::RoleScorer;
use crate::layout::stories::context::StoryContext;
use crate::layout::stories::joints::ThreadJoint;
use crate::layout::stories::threads::Thread;
use crate::layout::stories::{self, Outcome, enclosures};
use crate::model::page::Because;
use crate::model::role::Role;
use crate::model::sheet::Sheet;
use std::collections::BTreeMap;

/// Blocks that are set one way, in that frame.
struct FramePart {
    marks: Marks,
    blocks: Vec<TextBlock>,
}

/// A page whose parts have been threaded, in the main frame.
#[derive(Default)]
pub struct ThreadedPage {
    /// The blocks with their roles, from the top.
    pub labeled: Vec<LabeledBlock>,
    /// The enclosure of each block.
    pub enclosures: Vec<Option<usize>>,
    /// The metrics of most of its running text.
    pub metrics: PageMetrics,
    /// The stories: indices into `labeled`.
    pub stories: Vec<Thread>,
    /// Blocks whose role shows only in their stories, and why.
    pub roles: Vec<(usize, Role, Because)>,
    /// How blocks were threaded.
    pub joints: Vec<ThreadJoint>,
}

/// Blocks of one frame with their roles.
#[derive(Clone, Debug)]
pub struct LabeledPart {
    /// The blocks with their roles, from the top.
    pub labeled: Vec<LabeledBlock>,
    /// The enclosure of each block.
    pub enclosures: Vec<Option<usize>>,
    /// The metrics of its running text.
    pub metrics: PageMetrics,
    /// Rules, boxes and pictures in its frame; nothing for the frame of the page.
    pub marks: Option<Marks>,
}

impl LabeledPart {
    /// What its stories are threaded from, on a page with these marks.
    pub fn context<'a>(&'a self, marks: &'a Marks, style: &'a HouseStyle) -> StoryContext<'a> {
        StoryContext {
            labeled: &self.labeled,
            enclosures: &self.enclosures,
            marks: self.marks.as_ref().unwrap_or(marks),
            metrics: self.metrics,
            style,
        }
    }
}

/// Roles of all blocks of a page, each in the frame of its text: the page first, then what is set the other way.
pub fn label(
    blocks: Vec<TextBlock>,
    sheet: &Sheet,
    marks: &Marks,
    body: Pt,
    style: &HouseStyle,
    scorer: &RoleScorer,
) -> Vec<LabeledPart> {
    let (blocks, aside) = part(blocks, sheet, marks, body, style);
    let labeled = |blocks: Vec<TextBlock>, marks: &Marks| {
        let (labeled_blocks, metrics) = roles::label_blocks(blocks, &sheet.faces, marks, body, style, scorer);
        let enclosures = enclosures::detect(&labeled_blocks, marks, &style.regions);
        LabeledPart { labeled: labeled_blocks, enclosures, metrics, marks: None }
    };
    let mut parts = vec![labeled(blocks, marks)];
    parts
        .extend(aside.map(|part| LabeledPart { marks: Some(part.marks.clone()), ..labeled(part.blocks, &part.marks) }));
    parts
}

/// Blocks of one frame as their roles are weighed.
pub struct PartRows {
    /// The blocks, from the top.
    pub blocks: Vec<TextBlock>,
    /// Rules, boxes and pictures in their frame.
    pub marks: Marks,
    /// What is seen of those that are weighed.
    pub rows: Vec<evidence::roles::RoleRow>,
}

/// What the roles of a page are weighed by, in its parts: what scorers are fitted to.
pub fn role_rows(blocks: Vec<TextBlock>, sheet: &Sheet, marks: &Marks, body: Pt, style: &HouseStyle) -> Vec<PartRows> {
    let (blocks, aside) = part(blocks, sheet, marks, body, style);
    let of = |FramePart { marks, blocks }: FramePart| {
        let rows =
            evidence::roles::rows(&scored::as_labeled_by_rules(&roles::label_by_rules(&blocks, &marks, body, style)));
        PartRows { blocks, marks, rows }
    };
    std::iter::once(FramePart { marks: marks.clone(), blocks }).chain(aside).map(of).collect()
}

/// Stories of all parts of a page, each in the frame of its text.
pub fn thread(parts: Vec<LabeledPart>, marks: &Marks, style: &HouseStyle, scorers: &Scorers) -> ThreadedPage {
    let metrics = parts.first().map(|part| part.metrics).unwrap_or_default();
    let turned = parts.len() > 1;
    let mut whole = ThreadedPage { metrics, ..ThreadedPage::default() };
    for part in parts {
        whole.take(part, marks, style, scorers);
    }
    if turned {
        whole.put_back(marks);
    }
    whole.enclosures = enclosures::detect(&whole.labeled, marks, &style.regions);
    whole
}

impl ThreadedPage {
    /// Threads a part and adds it.
    fn take(&mut self, part: LabeledPart, marks: &Marks, style: &HouseStyle, scorers: &Scorers) {
        let mut found = stories::thread(part.context(marks, style), scorers);
        let first = self.labeled.len();
        found.blocks().for_each(|at| *at += first);
        self.stories.extend(found.stories);
        self.roles.extend(found.roles);
        self.joints.extend(found.joints);
        self.labeled.extend(part.labeled);
    }

    /// Turns every block into the main frame and sorts them from the top.
    fn put_back(&mut self, marks: &Marks) {
        let labeled = std::mem::take(&mut self.labeled);
        let mut turned: Vec<(usize, LabeledBlock)> = labeled
            .into_iter()
            .map(|one| LabeledBlock { block: TextBlock::new(one.block.lines, marks), ..one })
            .enumerate()
            .collect();
        turned.sort_by(|(_, a), (_, b)| {
            let (a, b) = (&a.block.rect, &b.block.rect);
            a.top.order(b.top).then(a.left.order(b.left))
        });
        let place: BTreeMap<usize, usize> = turned.iter().enumerate().map(|(to, (from, _))| (*from, to)).collect();
        let (stories, roles) = (std::mem::take(&mut self.stories), std::mem::take(&mut self.roles));
        let mut found = Outcome { stories, roles, joints: std::mem::take(&mut self.joints) };
        found.blocks().for_each(|at| *at = place.get(at).copied().unwrap_or(*at));
        Outcome { stories: self.stories, roles: self.roles, joints: self.joints } = found;
        self.labeled = turned.into_iter().map(|(_, one)| one).collect();
    }
}

/// Parts the blocks that belong to stories set the other way from all others.
fn part(
    blocks: Vec<TextBlock>,
    sheet: &Sheet,
    marks: &Marks,
    body: Pt,
    style: &HouseStyle,
) -> (Vec<TextBlock>, Option<FramePart>) {
    let frame = match marks.frame {
        Frame::Across | Frame::Left => Frame::Down,
        Frame::Down => Frame::Across,
        Frame::Up | Frame::Half => return (blocks, None),
    };
    let running = |block: &TextBlock, least: usize| {
        let ratio = block.size.per(body);
        let range = &style.roles.usual;
        block.lines.len() >= least && (range.low_ratio..range.high_ratio).contains(&ratio)
    };
    let seed = |block: &TextBlock| {
        let shows = block.lines.iter().all(|line| !line.hidden);
        block.frame == frame && shows && running(block, style.crosswise.seed_lines)
    };
    if !blocks.iter().any(seed) {
        return (blocks, None);
    }
    let turned = marks::sort_out(sheet, frame, &style.regions);
    let places: Vec<Rect> = blocks.iter().map(|block| place(block, &turned)).collect();
    let clusters = clusters(&blocks, &places, seed, body, style);
    let main = |block: &TextBlock| block.frame == marks.frame && running(block, 2);
    let texts: Vec<(Rect, bool)> = blocks
        .iter()
        .zip(&places)
        .filter_map(|(block, at)| {
            let own = clusters.iter().any(|cluster| cluster.seeds.contains(at));
            (own || main(block)).then_some((*at, own))
        })
        .collect();
    let taken = |block: &TextBlock, at: &Rect| {
        let among = clusters.iter().any(|cluster| cluster.hull.holds(at.center()));
        !main(block) && (among || (block.frame == frame && stands_over_seed(at, &texts)))
    };
    let (aside, rest): (Vec<_>, Vec<_>) =
        blocks.into_iter().zip(&places).partition(|(block, at)| !clusters.is_empty() && taken(block, at));
    let aside: Vec<TextBlock> = aside.into_iter().map(|(block, _)| TextBlock::new(block.lines, &turned)).collect();
    let part = (!aside.is_empty()).then_some(FramePart { marks: turned, blocks: sorted(aside) });
    (rest.into_iter().map(|(block, _)| block).collect(), part)
}

/// Where a block stands in the frame of other marks.
fn place(block: &TextBlock, turned: &Marks) -> Rect {
    match block.frame == turned.frame {
        true => block.own,
        false => turned.frame.from_page(&block.frame.to_page(&block.own, &turned.sheet), &turned.sheet),
    }
}

fn sorted(mut blocks: Vec<TextBlock>) -> Vec<TextBlock> {
    blocks.sort_by(|a, b| a.rect.top.order(b.rect.top).then(a.rect.left.order(b.rect.left)));
    blocks
}

/// Running text that stands together.
struct SeedCluster {
    seeds: Vec<Rect>,
    hull: Rect,
}

/// The clusters of seeds that are long enough for a story: a caption is set the other way often enough.
fn clusters(
    blocks: &[TextBlock],
    places: &[Rect],
    seed: impl Fn(&TextBlock) -> bool,
    body: Pt,
    style: &HouseStyle,
) -> Vec<SeedCluster> {
    let seeds: Vec<(&Rect, usize)> =
        blocks.iter().zip(places).filter(|(block, _)| seed(block)).map(|(block, at)| (at, block.lines.len())).collect();
    let reach = body * style.crosswise.near_em;
    let mut groups = DisjointSets::new(seeds.len());
    for (a, (place, _)) in seeds.iter().enumerate() {
        for (b, (other, _)) in seeds.iter().enumerate().skip(a + 1) {
            if place.grown(reach).intersection(other).is_some() {
                groups.join(a, b);
            }
        }
    }
    let mut by_group: BTreeMap<usize, (Vec<Rect>, usize)> = BTreeMap::new();
    for (at, (place, lines)) in seeds.iter().enumerate() {
        let group = by_group.entry(groups.find(at)).or_default();
        group.0.push(**place);
        group.1 += lines;
    }
    let long = by_group.into_values().filter(|(_, lines)| *lines >= style.crosswise.story_lines);
    long.filter_map(|(seeds, _)| Some(SeedCluster { hull: Rect::hull(seeds.iter())?, seeds })).collect()
}

/// The text nearest below is a seed. `texts` says of each running text whether it is one.
fn stands_over_seed(at: &Rect, texts: &[(Rect, bool)]) -> bool {
    let below = texts.iter().filter(|(text, _)| text.center().y > at.center().y && text.shares_column(at));
    below.min_by(|a, b| a.0.top.order(b.0.top)).is_some_and(|(_, seed)| *seed)
}
