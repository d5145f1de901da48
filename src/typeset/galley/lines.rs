//! Clusters to lines: what may not be parted is glued to fragments, textwrap chooses the breaks.

use super::classes::{self, BreakClass, can_break};
use super::clusters::{TextCluster, TextClusters};
use super::hyphens::{self, HYPHEN};
use crate::model::lang::Lang;
use crate::typeset::width::{WidthModel, graphemes, is_joining};
use std::ops::Range;
use textwrap::core::Fragment;
use textwrap::wrap_algorithms::{Penalties, wrap_first_fit, wrap_optimal_fit};

/// How a text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineSetting {
    /// Its language.
    pub lang: Lang,
    /// Cells of the first line.
    pub first: u16,
    /// A drop cap stands beside the first two lines: the second is as narrow as the first.
    pub capped: bool,
    /// Cells of the other lines.
    pub rest: u16,
    /// A full-width stop at the end of a line may reach one cell beyond it, into the gutter.
    pub hang: bool,
    /// Lines of like length, for heads.
    pub balance: bool,
    /// Words may end a line with a hyphen, as their language parts them. A word wider than the measure is parted in
    /// any case.
    pub hyphens: bool,
}

/// One line of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FlowedLine {
    /// What to print, with the hyphen it ends in when the line ends within a word.
    pub text: String,
    /// Its width by the model.
    pub cells: u16,
    /// Where it starts in the text, in bytes.
    pub from: u32,
    /// Where the next line starts in the text, or the text's end.
    pub to: u32,
}

/// The narrowest line that holds any character.
pub const LEAST: u16 = 2;

/// A word that takes less than this part of the measure is never cut: that many marks do not touch it.
const SUSPECT: u16 = 4;
/// The cost of a cell beyond the measure: more than all other costs of a paragraph together.
const NEVER: usize = 1 << 40;
/// The cost of a hyphen at a line end: as much as five cells of white there.
const HYPHEN_COST: usize = 25;

impl LineSetting {
    /// Left to its own: no indent.
    pub fn plain(lang: Lang, cells: u16) -> LineSetting {
        LineSetting { lang, first: cells, capped: false, rest: cells, hang: false, balance: false, hyphens: false }
    }
}

/// Sets a text in lines. Blanks at its ends and at line ends are dropped; nothing else is lost. No line is wider
/// than the setting says (one cell more where stops hang), and none narrower than [`LEAST`] is asked of it.
pub fn lines(text: &str, setting: &LineSetting, widths: &WidthModel) -> Vec<FlowedLine> {
    let setting = LineSetting { first: setting.first.max(LEAST), rest: setting.rest.max(LEAST), ..*setting };
    let text_start = text.len() - text.trim_start().len();
    let spaced = !setting.lang.is_han() && setting.lang != Lang::Ko;
    let mut clusters = TextClusters::of(text.trim(), spaced, widths);
    let measure = setting.first.min(setting.rest);
    hyphens::part(&mut clusters, &setting, measure, widths);
    cut_words(&mut clusters, measure, widths);
    let fragments = fragments(&clusters.list, spaced, &setting);
    let breaks = wrapped(&fragments, &setting, spaced);
    let source_end = text.trim().len();
    let mut set = Vec::with_capacity(breaks.len());
    for (number, range) in breaks.iter().enumerate() {
        let next = breaks.get(number + 1).and_then(|range| clusters.list.get(range.start));
        let line = trimmed(clusters.list.get(range.clone()).unwrap_or_default());
        let is_cut = line.last().is_some_and(|last| last.hyphen);
        let cells = line.iter().fold(0u16, |sum, cluster| sum.saturating_add(cluster.cells));
        let mut text = clusters.line(line).to_owned();
        text.extend(is_cut.then_some(HYPHEN));
        set.push(FlowedLine {
            text,
            cells: cells.saturating_add(u16::from(is_cut)),
            from: (text_start + line.first().map_or(0, |first| first.at as usize)) as u32,
            to: (text_start + next.map_or(source_end, |next| next.at as usize)) as u32,
        });
    }
    set
}

/// Clusters that stay together: a range of clusters with its ink and the blank that is dropped at a line end.
#[derive(Debug)]
struct Glued {
    clusters: Range<usize>,
    ink: u16,
    blank: u16,
    hyphen: u16,
}

impl Fragment for Glued {
    fn width(&self) -> f64 {
        f64::from(self.ink)
    }
    fn whitespace_width(&self) -> f64 {
        f64::from(self.blank)
    }
    fn penalty_width(&self) -> f64 {
        f64::from(self.hyphen)
    }
}

/// The line without the blanks at its ends.
fn trimmed(line: &[TextCluster]) -> &[TextCluster] {
    let is_ink = |cluster: &TextCluster| cluster.class != BreakClass::Space;
    let start = line.iter().position(is_ink).unwrap_or(line.len());
    let end = line.iter().rposition(is_ink).map_or(start, |last| last + 1);
    line.get(start..end).unwrap_or_default()
}

/// Words that are, with the marks that touch them, wider than the measure come apart: after a joint in the second
/// half of a line, else anywhere.
fn cut_words(clusters: &mut TextClusters, measure: u16, widths: &WidthModel) {
    let list = &clusters.list;
    let room = |at: usize, cells: u16| {
        let marks = list.get(at + 1..).unwrap_or_default().iter().take_while(|next| classes::never_starts(next.class));
        let before = list.get(..at).unwrap_or_default().iter().rev();
        let opening = before.take_while(|before| matches!(before.class, BreakClass::Open | BreakClass::Prefix));
        let sum = |sum: u16, mark: &TextCluster| sum.saturating_add(mark.cells);
        // Blanks behind the last mark are dropped at a line end.
        let touching = |(ink, all): (u16, u16), mark: &TextCluster| {
            let all = all.saturating_add(mark.cells);
            if mark.class == BreakClass::Space { (ink, all) } else { (all, all) }
        };
        let (opening, (marks, _)) = (opening.fold(0, sum), marks.fold((0, 0), touching));
        // What opens stands with the first piece only, and what closes with the last.
        let pieces = measure.saturating_sub(opening.max(marks)).min(cells.div_ceil(2));
        measure.saturating_sub(opening.saturating_add(marks)).max(pieces).max(LEAST)
    };
    let is_word = |cluster: &TextCluster| matches!(cluster.class, BreakClass::Word | BreakClass::Number);
    let suspect =
        |cluster: &TextCluster| cluster.cells > measure / SUSPECT && (is_word(cluster) || cluster.cells > measure);
    if !list.iter().any(suspect) {
        return;
    }
    let mut cut = Vec::with_capacity(list.len() + 8);
    for (at, cluster) in list.iter().enumerate() {
        let is_joined = clusters.text(cluster).contains(is_joining);
        match suspect(cluster).then(|| if is_joined { measure } else { room(at, cluster.cells) }) {
            Some(room) if cluster.cells > room => cut_word(cluster, clusters, room, widths, &mut cut),
            _ => cut.push(*cluster),
        }
    }
    clusters.list = cut;
}

/// Cuts one cluster into pieces of at most `room` cells.
fn cut_word(
    cluster: &TextCluster,
    clusters: &TextClusters,
    room: u16,
    widths: &WidthModel,
    cut: &mut Vec<TextCluster>,
) {
    let mut piece = TextCluster { to: cluster.from, cells: 0, ..*cluster };
    let (mut joint, mut decent): (Option<TextCluster>, Option<TextCluster>) = (None, None);
    for (_, grapheme) in graphemes(clusters.text(cluster)) {
        let cells = widths.grapheme(grapheme);
        let is_mark = grapheme.chars().next().is_some_and(|c| classes::never_starts(classes::class(c)));
        decent = if is_mark || piece.cells == 0 { decent } else { Some(piece) };
        if piece.cells > 0 && piece.cells.saturating_add(cells) > room {
            let head = joint.take().filter(|head| head.cells * 2 >= room).or(decent.take()).unwrap_or(piece);
            decent = None;
            cut.push(TextCluster { hyphen: false, ..head });
            piece =
                TextCluster { from: head.to, at: clusters.given(head.to), cells: piece.cells - head.cells, ..piece };
        }
        piece.to += grapheme.len() as u32;
        piece.cells = piece.cells.saturating_add(cells);
        if matches!(grapheme, "/" | "-" | "_" | "." | "?" | "&" | "=" | "@" | ",") {
            joint = Some(piece);
        }
    }
    cut.push(piece);
}

/// Glues what may not be parted; what would be wider than the measure gives up its glue.
fn fragments(list: &[TextCluster], spaced: bool, setting: &LineSetting) -> Vec<Glued> {
    let mut found = Vec::with_capacity(list.len());
    let mut start = 0;
    for (at, cluster) in list.iter().enumerate() {
        let next = list.get(at + 1).map(|next| next.class);
        if next.is_none_or(|next| can_break(cluster.class, next, spaced)) {
            push_glued(list, start..at + 1, setting, &mut found);
            start = at + 1;
        }
    }
    found
}

fn push_glued(list: &[TextCluster], range: Range<usize>, setting: &LineSetting, found: &mut Vec<Glued>) {
    let measure = setting.first.min(setting.rest);
    let whole = glued(list, range.clone(), setting.hang);
    if whole.ink + whole.hyphen <= measure || range.len() < 2 {
        found.push(whole);
        return;
    }
    let cut = cut_of(list, &range, measure);
    found.push(glued(list, range.start..cut, setting.hang));
    if cut < range.end {
        push_glued(list, cut..range.end, setting, found);
    }
}

/// Where to cut a glued run that is too wide: the last place within the measure that breaks only a matter of
/// taste, else the last that does not put a stop at the start of a line, else the last of all. Blanks there belong to
/// the line that ends.
fn cut_of(list: &[TextCluster], range: &Range<usize>, measure: u16) -> usize {
    let (mut cells, mut ink) = (0u16, 0u16);
    let (mut soft, mut decent, mut last) = (None, None, range.start + 1);
    let mut before: Option<&TextCluster> = None;
    for at in range.clone() {
        let Some(this) = list.get(at) else { break };
        if let Some(before) = before.filter(|before| ink + u16::from(before.hyphen) <= measure) {
            last = at;
            soft = if classes::is_soft(before.class, this.class) { Some(at) } else { soft };
            let parts = !classes::never_starts(this.class) && before.class != BreakClass::Open;
            decent = if parts { Some(at) } else { decent };
        }
        cells = cells.saturating_add(this.cells);
        // A blank is dropped where the line ends behind it.
        ink = if this.class == BreakClass::Space { ink } else { cells };
        before = Some(this);
    }
    let cut = soft.or(decent).unwrap_or(last);
    let blanks = list.get(cut..range.end).unwrap_or_default().iter().take_while(|next| next.class == BreakClass::Space);
    cut + blanks.count()
}

fn glued(list: &[TextCluster], range: Range<usize>, hang: bool) -> Glued {
    let part = list.get(range.clone()).unwrap_or_default();
    let (mut cells, mut width, mut last) = (0u16, 0u16, None);
    for cluster in part {
        cells = cells.saturating_add(cluster.cells);
        if cluster.class != BreakClass::Space {
            (width, last) = (cells, Some(cluster));
        }
    }
    let blank = cells - width;
    let hangs =
        hang && last.is_some_and(|last| last.cells == 2 && matches!(last.class, BreakClass::Stop | BreakClass::Close));
    if hangs && blank == 0 {
        return Glued { clusters: range, ink: width - 1, blank: 1, hyphen: 0 };
    }
    let hyphen = last.is_some_and(|last| last.hyphen);
    Glued { clusters: range, ink: width, blank, hyphen: u16::from(hyphen) }
}

/// The measures of the lines; the last is that of all others too.
fn measures(first: u16, rest: u16, capped: bool) -> [f64; 3] {
    [first, if capped { first } else { rest }, rest].map(f64::from)
}

/// The cluster ranges of the lines.
fn wrapped(fragments: &[Glued], setting: &LineSetting, spaced: bool) -> Vec<Range<usize>> {
    let first_fit = |first: u16, rest: u16| wrap_first_fit(fragments, &measures(first, rest, setting.capped));
    let found = if setting.balance {
        let count = first_fit(setting.first, setting.rest).len();
        let (mut low, mut high) = (LEAST.min(setting.rest), setting.rest);
        while low < high {
            let middle = low + (high - low) / 2;
            let fits = fragments.iter().all(|fragment| fragment.ink + fragment.hyphen <= middle);
            if fits && first_fit(middle.min(setting.first), middle).len() <= count {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        first_fit(high.min(setting.first), high)
    } else if spaced {
        let measures = measures(setting.first, setting.rest, setting.capped);
        let penalties = Penalties { overflow_penalty: NEVER, hyphen_penalty: HYPHEN_COST, ..Penalties::new() };
        wrap_optimal_fit(fragments, &measures, &penalties).unwrap_or_else(|_| first_fit(setting.first, setting.rest))
    } else {
        first_fit(setting.first, setting.rest)
    };
    let range = |line: &&[Glued]| Some(line.first()?.clusters.start..line.last()?.clusters.end);
    found.iter().filter_map(range).collect()
}
