//! Chains to text blocks: a chain is cut where its leading grows, and where a line says by its words that it is a
//! byline or a jump line, or where a line is set apart.

use crate::geometry::Pt;
use crate::house_style::HouseStyle;
use crate::layout::blocks::signature;
use crate::layout::lines::text_lines::TextLine;
use crate::layout::names;
use crate::layout::phrases::{self, Patterns};

/// What chains are cut by.
pub struct Cues<'a> {
    body: Pt,
    style: &'a HouseStyle,
    jumps: Patterns,
}

impl<'a> Cues<'a> {
    /// The cues of a page whose body type is so large.
    pub fn new(body: Pt, style: &'a HouseStyle) -> Cues<'a> {
        let jumps = style.phrases.jump_to.iter().chain(&style.phrases.jump_from);
        Cues { body, style, jumps: Patterns::new(jumps) }
    }
}

/// The parts of a chain.
pub fn split(lines: Vec<TextLine>, cues: &Cues) -> Vec<Vec<TextLine>> {
    let Cues { body, style, .. } = *cues;
    let (lines, signed) = signature::part(lines, body, style);
    let usual = usual_step(&lines);
    let keys = keys(&lines, style);
    let last = lines.len().saturating_sub(1);
    let known = |at: usize| keys.contains(&at) || signed && at == last;
    let alone: Vec<bool> = (0..lines.len()).map(|at| known(at) || stands_alone(&lines, at, cues)).collect();
    let mut parts: Vec<Vec<TextLine>> = Vec::new();
    for (at, line) in lines.into_iter().enumerate() {
        let before = parts.last().and_then(|part| part.last());
        let cut = before.is_none_or(|above| {
            let step = line.base - above.base;
            let grown =
                step > usual + line.size.max(body * style.blocks.leading_least_ratio) * style.blocks.leading_grows_em;
            let cue = alone.get(at).copied().unwrap_or(false)
                || at.checked_sub(1).and_then(|above| alone.get(above)).copied().unwrap_or(false);
            grown || cue || parted(above, &line)
        });
        match parts.last_mut().filter(|_| !cut) {
            Some(part) => part.push(line),
            None => parts.push(vec![line]),
        }
    }
    parts
}

/// Keys of a list: bold lines, each over a line or more of text that is not, as a box of facts has them.
fn keys(lines: &[TextLine], style: &HouseStyle) -> Vec<usize> {
    if lines.iter().any(|line| line.row) {
        return Vec::new();
    }
    let bold = |at: usize| lines.get(at).is_some_and(|line| line.bold && !line.leads);
    let edge = |at: usize| lines.get(at).map_or(Pt::ZERO, |line| line.rect.left);
    let over_text = |at: usize| at + 1 < lines.len() && !bold(at + 1) && (at == 0 || !bold(at - 1));
    let keys: Vec<usize> = (0..lines.len()).filter(|at| bold(*at) && over_text(*at)).collect();
    let flush = |at: &usize| {
        lines.first().is_some_and(|first| (edge(*at) - first.rect.left).abs() < first.size * style.fit.level_em)
    };
    // The weight of a character or two told nothing when the lines were chained.
    let first = || keys == [0] && lines.first().is_some_and(|line| line.chars <= style.blocks.weight_chars);
    let listed = keys.len() >= style.roles.adverts.keys && keys.iter().all(flush) || first();
    if listed { keys } else { Vec::new() }
}

/// One of the lines is set apart, and the other is not, or not in this way.
fn parted(above: &TextLine, line: &TextLine) -> bool {
    above.alignment != line.alignment && (above.alignment.is_set_off() || line.alignment.is_set_off())
}

/// The smaller of the usual steps from line to line: the middle one of the lower half, because what is to be
/// found are the few that are larger.
fn usual_step(lines: &[TextLine]) -> Pt {
    let mut steps: Vec<Pt> = lines.iter().zip(lines.iter().skip(1)).map(|(a, b)| b.base - a.base).collect();
    steps.sort_by(|a, b| a.order(*b));
    steps.get(steps.len() * 2 / 5).copied().unwrap_or(Pt::ZERO)
}

/// A byline or a jump line among other lines. "记者" also begins sentences, so a byline must be short beside the
/// line below it and must not end as a sentence.
fn stands_alone(lines: &[TextLine], at: usize, cues: &Cues) -> bool {
    let Some(line) = lines.get(at) else { return false };
    let Cues { body, style, .. } = *cues;
    if phrases::is_bare(&line.text, &style.phrases.goes_on) || at == 0 && names::is_year(&line.text) {
        return true;
    }
    if cues.jumps.are_all_but(&line.text, style.roles.jump_besides) {
        return true;
    }
    if at + 1 == lines.len() && stands_at_end(lines, line, style) && signs(lines, at, style) {
        return true;
    }
    if signs_within(lines, at, style) || at == 0 && heads(lines, style) {
        return true;
    }
    let short = || {
        let width = lines.iter().map(|line| line.rect.width()).fold(Pt::ZERO, Pt::max);
        line.rect.width() < width * style.roles.byline_width_share
    };
    let indented = || {
        let inset = |next: &TextLine| next.rect.left - line.rect.left > line.size * style.blocks.indent_em;
        lines.get(at + 1).is_some_and(|next| next.spaced || inset(next))
    };
    let named = || {
        names::opens(&line.text, &style.phrases.byline)
            || phrases::ends(&line.text, &style.phrases.byline_end)
            || opens_with_name(lines, body, style)
            || name_at_end(lines, style)
    };
    at == 0
        && lines.len() > 1
        && line.chars <= style.roles.byline_chars
        && (indented() || short())
        && !phrases::stops(&line.text)
        && named()
}

/// The first line is short, larger than all below it and in another face, which they share: a head over small text.
fn heads(lines: &[TextLine], style: &HouseStyle) -> bool {
    let [first, rest @ ..] = lines else { return false };
    let Some(second) = rest.first() else { return false };
    let other = first.face != second.face && first.size >= second.size * style.roles.print_head_ratio;
    let alike = |line: &TextLine| line.face == second.face && line.size < first.size;
    let width = rest.iter().map(|line| line.rect.width()).fold(Pt::ZERO, Pt::max);
    let short = first.rect.width() < width && first.chars < style.roles.bold_head_chars;
    other && short && rest.iter().all(alike) && !phrases::stops(&first.text)
}

/// The first line is a name in capitals, two words or a few more, over text that is not.
fn opens_with_name(lines: &[TextLine], body: Pt, style: &HouseStyle) -> bool {
    let letter = |c: char| c.is_uppercase() || matches!(c, '.' | '-' | '’' | '\'');
    let capitals = |line: &TextLine| line.text.split_whitespace().all(|word| word.chars().all(letter));
    let [first, second, ..] = lines else { return false };
    let words = first.text.split_whitespace().count();
    let small = first.size < body * style.roles.names.size_ratio;
    small && (2..=style.roles.names.words).contains(&words) && capitals(first) && !capitals(second)
}

/// The first line is a name at the end of its measure, in other type than the text below it.
fn name_at_end(lines: &[TextLine], style: &HouseStyle) -> bool {
    let [first, second, ..] = lines else { return false };
    let other_type = first.bold != second.bold || first.italic != second.italic || first.face != second.face;
    let right = lines.iter().map(|line| line.rect.right).fold(Pt::ZERO, Pt::max);
    let flush = right - first.rect.right < first.size * style.fit.level_em;
    let name =
        names::is_person(&first.text, style.roles.names.words) || first.text.split_whitespace().all(names::is_han_name);
    other_type && flush && name && stands_at_end(lines, first, style)
}

/// A name under the end of a text: in brackets, as bylines end, or alone under a sentence that is over.
fn signs(lines: &[TextLine], at: usize, style: &HouseStyle) -> bool {
    let Some(line) = lines.get(at) else { return false };
    let over = at.checked_sub(1).and_then(|above| lines.get(above)).is_some_and(|above| phrases::stops(&above.text));
    names::signs(&line.text)
        || names::is_initials(&line.text)
        || phrases::ends(names::bare(&line.text), &style.phrases.byline_end)
        || over && names::has_dash(&line.text)
        || over
            && (names::is_person(&line.text, style.roles.names.words)
                || names::is_person_of_place(&line.text, style.roles.names.words))
}

/// A line at the end of its measure between full ones, under a sentence that is over: what is below it is the next of
/// several short pieces. A dash before it, or its length, tells it from a line that goes round something.
fn signs_within(lines: &[TextLine], at: usize, style: &HouseStyle) -> bool {
    let (Some(line), Some(next)) = (lines.get(at), lines.get(at + 1)) else { return false };
    let Some(above) = at.checked_sub(1).and_then(|above| lines.get(above)) else { return false };
    let width = lines.iter().map(|line| line.rect.width()).fold(Pt::ZERO, Pt::max);
    let right = lines.iter().map(|line| line.rect.right).fold(Pt::ZERO, Pt::max);
    let small = names::has_dash(&line.text) || line.rect.width() < width / 2.0;
    let inset = |other: &TextLine| line.rect.left - other.rect.left > line.size * style.blocks.signature_inset_em;
    stands_at_end(lines, line, style)
        && right - line.rect.right < line.size
        && inset(next)
        && inset(above)
        && small
        && phrases::stops(&above.text)
        && !phrases::stops(&line.text)
}

/// A line set at the end of its measure, farther in than any indent.
fn stands_at_end(lines: &[TextLine], line: &TextLine, style: &HouseStyle) -> bool {
    let left = lines.iter().map(|line| line.rect.left).fold(Pt(f32::MAX), Pt::min);
    line.rect.left - left > line.size * style.blocks.signature_inset_em
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Rect;

    fn column(lines: &[(&str, f32)]) -> Vec<TextLine> {
        let line = |(row, (text, left)): (usize, &(&str, f32))| {
            let base = 11.0 * row as f32 + 10.0;
            let rect = Rect::new(*left, base - 8.0, 120.0, base + 1.0);
            let chars = text.chars().count() as u32;
            TextLine { text: (*text).to_owned(), rect, base: Pt(base), size: Pt(9.0), chars, ..TextLine::default() }
        };
        lines.iter().enumerate().map(line).collect()
    }

    fn parts(lines: &[(&str, f32)]) -> Vec<usize> {
        split(column(lines), &Cues::new(Pt(9.0), &HouseStyle::default())).iter().map(Vec::len).collect()
    }

    #[test]
    fn a_name_at_the_end_of_the_last_line_signs_the_text() {
        assert_eq!(
            parts(&[("The bell was rung at noon", 10.0), ("and nobody was late.", 10.0), ("Ada Fell", 80.0)]),
            [2, 1]
        );
        assert_eq!(parts(&[("The bell was rung at noon", 10.0), ("and heard by old", 10.0), ("Ada Fell", 80.0)]), [3]);
        assert_eq!(
            parts(&[("The bell was rung at noon", 10.0), ("and nobody was late.", 10.0), ("Ada Fell", 14.0)]),
            [3]
        );
    }

    #[test]
    fn a_name_in_capitals_stands_over_its_text() {
        assert_eq!(parts(&[("NORA WEXCOMBE", 60.0), ("The bell was rung at noon", 10.0), ("for all.", 10.0)]), [1, 2]);
        assert_eq!(parts(&[("THE BELL", 60.0), ("WAS RUNG AT NOON", 10.0), ("FOR ALL", 10.0)]), [3]);
    }
}
