//! Text into the legs of a frame, round what stands in them.

use super::line::{Full, Set, Style};
use super::{Frame, Item, Pasted, TooShort, plain};
use crate::maker::breaking::Breaker;
use crate::maker::faces::Face;
use crate::maker::marks::{BoxMark, RuleMark, TrueBlock};
use crate::maker::plan::Align;
use foldline::geometry::{Pt, Rect};
use foldline::model::lang::Lang;

/// Where the next line goes.
struct Pen {
    leg: usize,
    v: f32,
    /// Top of the legs.
    top: f32,
}

/// Initial letter of a story: lines still beside it, and its width.
#[derive(Clone, Copy, Default)]
struct Initial {
    lines: u8,
    wide: f32,
}

impl Frame<'_> {
    /// Sets the items below `top`, leg after leg.
    pub(super) fn flow(&self, items: &[Item], top: f32, pasted: &mut Pasted) -> Result<(), TooShort> {
        let mut pen = Pen { leg: 0, v: top, top };
        let mut first = true;
        let mut rows: Vec<&Item> = Vec::new();
        for (i, item) in items.iter().enumerate() {
            if item.role == "table" {
                rows.push(item);
                if items.get(i + 1).is_some_and(|next| next.role == "table") {
                    continue;
                }
                self.table(&std::mem::take(&mut rows), &mut pen, pasted)?;
            } else if item.role == "body" {
                let opens = first || items.get(i.wrapping_sub(1)).is_some_and(|before| before.role != "body");
                self.paragraph(item, opens, first && self.own.drop_cap > 1, &mut pen, pasted)?;
                first = false;
            } else {
                self.display(item, &mut pen, pasted)?;
            }
        }
        Ok(())
    }

    /// The free part of the current leg for a line of this height; goes on to the next leg when there is none.
    fn room(&self, pen: &mut Pen, height: f32, foot: f32, taken: &[Rect]) -> Result<(f32, f32), TooShort> {
        loop {
            let Some((left, right)) = self.legs.get(pen.leg).copied() else { return Err(TooShort) };
            if pen.v + height > foot + 0.05 {
                (pen.leg, pen.v) = (pen.leg + 1, pen.top);
                continue;
            }
            let line = Rect::new(left, pen.v, right, pen.v + height);
            let mut free = vec![(left, right)];
            let hits = taken.iter().filter(|r| r.overlap_y(&line) > Pt(0.0) && r.overlap_x(&line) > Pt(0.5));
            for r in hits {
                let parts = free.iter().flat_map(|(a, b)| [(*a, b.min(r.left.0)), (a.max(r.right.0), *b)]);
                free = parts.filter(|(a, b)| b > a).collect();
            }
            let widest = free.into_iter().max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
            if let Some((a, b)) = widest.filter(|(a, b)| b - a > 5.0 * self.body) {
                return Ok((a, b));
            }
            pen.v += self.leading * 0.25;
        }
    }

    fn paragraph(
        &self,
        item: &Item,
        opens: bool,
        initial: bool,
        pen: &mut Pen,
        pasted: &mut Pasted,
    ) -> Result<(), TooShort> {
        let style = Style { leading: self.leading, ..self.style("body") };
        let lang = self.plan.lang;
        let text = plain(&item.text.replace('*', ""));
        let mut beside = Initial::default();
        let mut rest = text.as_str();
        if initial {
            let (a, _) = self.room(pen, self.leading * f32::from(self.own.drop_cap), pasted.foot, &pasted.taken)?;
            let end = text.char_indices().nth(1).map_or(text.len(), |(at, _)| at);
            beside = self.initial(&text[..end], a, pen.v, pasted);
            rest = &text[end..];
        }
        let indent = match lang {
            // The letter is a word of its own.
            _ if initial && rest.starts_with(' ') => 0.25 * style.size,
            _ if initial || (opens && self.own.goes_on) => 0.0,
            Lang::Zh => 2.0 * style.size,
            Lang::Ja | Lang::Ko => style.size,
            _ if opens => 0.0,
            _ => 1.1 * style.size,
        };
        let run_in = item.text.strip_prefix('*').and_then(|text| text.split_once("* "));
        let mut starts = indent;
        if let Some((head, after)) = run_in {
            starts += self.run_in(head, indent, pen, pasted)?;
            rest = after;
        }
        let mut breaker = Breaker::new(rest, style.face, style.size, lang).hanging(self.plan.hang);
        let (mut hull, mut begun_in) = (None::<Rect>, None);
        while !breaker.done() {
            let (a, b) = self.room(pen, style.leading, pasted.foot, &pasted.taken)?;
            let beside_now = if beside.lines > 0 { beside.wide } else { 0.0 };
            beside.lines = beside.lines.saturating_sub(1);
            let (u, room) = (a + starts + beside_now, b - a - starts - beside_now);
            starts = 0.0;
            let line = breaker.line(room);
            let fill = self.plan.justify && !self.own.ragged && !line.last;
            let full = fill.then_some(Full { natural: line.width, most_em: self.plan.most_stretch_em });
            let set = Set::new(&line.text, u, pen.v, room, &style, lang, full);
            if begun_in.get_or_insert(pen.leg) == &pen.leg {
                hull = Some(hull.map_or(set.extent(), |h| h.union(&set.extent())));
            }
            pasted.sets.push(set);
            pen.v += style.leading;
        }
        pasted.blocks.push(TrueBlock { role: "body".into(), text, bbox: hull });
        Ok(())
    }

    /// Bold words that begin a line; gives their width, with the blank after them.
    fn run_in(&self, head: &str, indent: f32, pen: &mut Pen, pasted: &mut Pasted) -> Result<f32, TooShort> {
        let style = Style { face: Face::SerifBold, leading: self.leading, ..self.style("body") };
        let (left, right) = self.room(pen, style.leading, pasted.foot, &pasted.taken)?;
        let set = Set::new(head, left + indent, pen.v, right - left, &style, self.plan.lang, None);
        let width = set.extent().width().0 + 0.25 * style.size;
        pasted.sets.push(set);
        Ok(width)
    }

    /// A letter as high as some lines.
    fn initial(&self, letter: &str, u: f32, v: f32, pasted: &mut Pasted) -> Initial {
        let lines = self.own.drop_cap;
        let span = f32::from(lines - 1) * self.leading;
        let style = self.style("body");
        // A capital of the standard faces is two thirds of an em high; a Han character fills its em.
        let size = if self.plan.is_cjk() { span + style.size } else { span / 0.66 + style.size };
        let large = Style { size, leading: self.leading, ..style };
        let mut set = Set::new(letter, u, v, size, &large, self.plan.lang, None);
        let wanted = if self.plan.is_cjk() {
            v + (self.leading - style.size) / 2.0 + 0.88 * size
        } else {
            v + span + self.leading / 2.0 + 0.38 * style.size
        };
        set.lower(wanted - set.glyphs[0].y);
        let wide = set.extent().width().0 + 0.2 * style.size;
        pasted.sets.push(set);
        Initial { lines, wide }
    }

    /// A subhead, pull quote, jump line, or a head that stands in the column.
    fn display(&self, item: &Item, pen: &mut Pen, pasted: &mut Pasted) -> Result<(), TooShort> {
        let style = self.style(&item.role);
        let boxed = item.role == "subhead" && self.own.boxed_subheads;
        let quote = item.role == "pullquote";
        let pad = if boxed || quote { 0.45 * style.size } else { 0.0 };
        let (a, b) = self.room(pen, style.leading, pasted.foot, &pasted.taken)?;
        let mut lines = Vec::new();
        for part in item.text.split('|') {
            let mut breaker = Breaker::new(part, style.face, style.size, self.plan.lang);
            while !breaker.done() {
                lines.push(breaker.line(b - a - 2.0 * pad).text);
            }
        }
        let space =
            if matches!(item.role.as_str(), "subhead" | "pullquote" | "question") { 0.55 * self.leading } else { 0.0 };
        let high = lines.len() as f32 * style.leading + 2.0 * pad;
        // A subhead does not stand at the foot of a leg: two lines of its text follow it.
        let after = if item.role == "subhead" { 2.0 * self.leading } else { 0.0 };
        pen.v += if pen.v > pen.top { space } else { 0.0 };
        let (a, b) = self.room(pen, high + space + after, pasted.foot, &pasted.taken)?;
        let top = pen.v;
        let mut hull = None::<Rect>;
        for (i, line) in lines.iter().enumerate() {
            let v = top + pad + i as f32 * style.leading;
            let set = Set::new(line, a + pad, v, b - a - 2.0 * pad, &style, self.plan.lang, None);
            hull = Some(hull.map_or(set.extent(), |h| h.union(&set.extent())));
            pasted.sets.push(set);
        }
        pen.v = top + high + space;
        if boxed {
            pasted.boxes.push(BoxMark { rect: Rect::new(a, top, b, top + high), weight: 0.8, fill: None });
        }
        for v in [top, top + high].into_iter().filter(|_| quote) {
            pasted.rules.push(RuleMark { from: [a, v], to: [b, v], weight: 1.0 });
        }
        pasted.blocks.push(TrueBlock { role: told(&item.role), text: plain(&item.text), bbox: hull });
        Ok(())
    }

    /// Rows of cells at even stops; the first cell takes two.
    fn table(&self, rows: &[&Item], pen: &mut Pen, pasted: &mut Pasted) -> Result<(), TooShort> {
        let style = self.style("table");
        let mut hull = None::<Rect>;
        for row in rows {
            let (a, b) = self.room(pen, style.leading, pasted.foot, &pasted.taken)?;
            let cells: Vec<&str> = row.text.split('|').map(str::trim).collect();
            let stop = (b - a) / (cells.len() as f32 + 1.0);
            for (i, cell) in cells.iter().enumerate() {
                let (u, room) = if i == 0 { (a, 2.0 * stop) } else { (a + stop * (i as f32 + 1.0), stop) };
                let align = if i == 0 { Align::Left } else { Align::Right };
                let set = Set::new(cell, u, pen.v, room, &Style { align, ..style }, self.plan.lang, None);
                hull = Some(hull.map_or(set.extent(), |h| h.union(&set.extent())));
                pasted.sets.push(set);
            }
            pen.v += style.leading;
        }
        pen.v += 0.5 * self.leading;
        let text = rows
            .iter()
            .map(|row| row.text.split('|').map(str::trim).collect::<Vec<_>>().join("  "))
            .collect::<Vec<_>>()
            .join("\n");
        pasted.blocks.push(TrueBlock { role: "table".into(), text, bbox: hull });
        Ok(())
    }
}

/// What the truth says of a role: a question of an interview is text, however it is set.
fn told(role: &str) -> String {
    if role == "question" { "body".to_owned() } else { role.to_owned() }
}
