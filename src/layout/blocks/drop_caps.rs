//! Drop caps: a letter several lines high before the lines it opens. It is joined to the first of them.
//!
//! ```text
//!  ██  he lamps of the square      the lines beside the letter keep their place,
//!  ██  were lit one by one         but count as beginning at the letter's left
//!  and people came to see
//! ```

use crate::geometry::Pt;
use crate::house_style::blocks::BlockStyle;
use crate::layout::given;
use crate::layout::lines::pieces::Piece;

/// Joins every drop cap of a frame to its first line.
pub fn join(lines: &mut Vec<Piece>, body: Pt, style: &BlockStyle) {
    let caps: Vec<usize> =
        (0..lines.len()).filter(|at| lines.get(*at).is_some_and(|l| is_cap(l, body, style))).collect();
    let mut gone = Vec::new();
    for cap_at in caps {
        let Some(cap) = lines.get(cap_at).cloned() else { continue };
        let mut beside: Vec<usize> = (0..lines.len())
            .filter(|at| *at != cap_at && lines.get(*at).is_some_and(|line| is_beside(&cap, line, body, style)))
            .collect();
        beside.sort_by(|a, b| match (lines.get(*a), lines.get(*b)) {
            (Some(a), Some(b)) => a.base.order(b.base),
            _ => a.cmp(b),
        });
        let on_its_base = beside
            .iter()
            .filter_map(|at| lines.get(*at))
            .any(|line| (line.base - cap.base).abs() < line.size * style.cap_base_em);
        let opened = beside.first().and_then(|at| lines.get(*at));
        if beside.len() < 2 || !on_its_base || !opened.is_some_and(|line| given::opens(&cap, line)) {
            continue;
        }
        let lefts: Vec<Pt> = beside.iter().filter_map(|at| lines.get(*at)).map(|line| line.rect.left).collect();
        for (place, at) in beside.iter().enumerate() {
            let Some(line) = lines.get_mut(*at) else { continue };
            if place == 0 {
                let others = lefts.iter().skip(1).copied().fold(Pt(f32::MAX), Pt::min);
                let apart = line.rect.left - others > line.size * style.cap_word_em;
                line.text = format!("{}{}{}", cap.text, if apart { " " } else { "" }, line.text);
                line.chars += cap.chars;
            }
            line.inset = line.rect.left - cap.rect.left;
            line.rect.left = cap.rect.left;
        }
        gone.push(cap_at);
    }
    let mut at = 0;
    lines.retain(|_| {
        at += 1;
        !gone.contains(&(at - 1))
    });
}

fn is_cap(line: &Piece, body: Pt, style: &BlockStyle) -> bool {
    line.chars <= style.cap_chars && line.size > body * style.cap_ratio
}

/// A line of body text that begins right of the letter, within its height.
fn is_beside(cap: &Piece, line: &Piece, body: Pt, style: &BlockStyle) -> bool {
    let gap = (line.rect.left - cap.rect.right).per(body);
    let middle = line.rect.center().y;
    line.size < body * style.cap_ratio
        && given::one_block(cap, line)
        && (-style.cap_into_em..style.cap_gap_em).contains(&gap)
        && cap.rect.top - body * style.cap_into_em < middle
        && middle < cap.rect.bottom
}
