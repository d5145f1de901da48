//! Punctuation on vertical lines. A stop belongs to the character above it, but producers of pages draw it anywhere: in
//! the middle of its square, in the corner, shifted by hand out of the square, in a narrow column beside the line. It is
//! set under its character before lines are made, or it would open the next line.
//!
//! ```text
//!  の       の        の
//!  町       町 、     町       in its square, shifted out of it, in a column of its own:
//!  、       灯         、灯    all three are 町、灯
//!  灯       り        り
//! ```

use crate::geometry::{Pt, Rect};
use crate::house_style::stops::StopStyle;
use crate::layout::frame::Frame;
use crate::layout::lines::bands::Bands;
use crate::layout::lines::ink::{Glyph, GlyphKind};
use crate::layout::normalize::script;

/// Characters around a mark that are looked at, at most.
const AROUND_AT_MOST: usize = 48;

/// Marks in a row, at most: a stop and the quotes behind it.
const MARKS_AT_MOST: usize = 2;

/// Sets every loose mark of a vertical line into the line, behind its character. True when there were any.
pub fn settle(glyphs: &mut [Glyph], style: &StopStyle) -> bool {
    let marks: Vec<usize> =
        (0..glyphs.len()).filter(|at| glyphs.get(*at).is_some_and(|g| g.frame == Frame::Down && is_mark(g))).collect();
    if marks.is_empty() {
        return false;
    }
    let letters: Vec<Rect> = glyphs.iter().filter(|g| is_letter(g)).map(|g| g.rect).collect();
    let columns = Bands::new(letters.iter().map(|rect| (rect.center().x, rect.center().y)));
    let lines = VerticalLines { letters: &letters, columns, style };
    let mut led: Vec<(usize, usize)> = Vec::new();
    for at in marks {
        let host = glyphs.get(at).and_then(|mark| lines.host(&mark.rect, mark.size));
        led.extend(host.map(|host| (host, at)));
    }
    let height = |at: usize| glyphs.get(at).map_or(Pt::ZERO, |mark| mark.rect.center().y);
    led.sort_by(|a, b| a.0.cmp(&b.0).then(height(a.1).order(height(b.1))));
    let mut moved = false;
    for pile in led.chunk_by(|a, b| a.0 == b.0) {
        let Some(above) = pile.first().and_then(|(host, _)| letters.get(*host)) else { continue };
        let loose = |at: usize| glyphs.get(at).is_some_and(|mark| lines.is_loose(&mark.rect, above));
        if !pile.iter().any(|(_, at)| loose(*at)) {
            continue;
        }
        moved = true;
        for ((_, at), place) in pile.iter().zip(lines.places(above, pile.len())) {
            if let Some(mark) = glyphs.get_mut(*at) {
                (mark.rect, mark.size) = (place, mark.size.max(place.width()));
            }
        }
    }
    moved
}

/// What ends a clause or closes a quote: it is never first on a line.
pub fn is_mark(glyph: &Glyph) -> bool {
    let mut chars = glyph.text.chars();
    let (Some(first), None) = (chars.next(), chars.next()) else { return false };
    let stop = script::is_half_stop(first) || script::ends_sentence(first) || script::is_closing(first);
    glyph.upright && (stop || matches!(first, '：' | '；' | '，' | '､' | '｡'))
}

fn is_letter(glyph: &Glyph) -> bool {
    glyph.upright && glyph.kind == GlyphKind::Han && !is_mark(glyph)
}

/// The characters of all vertical lines.
struct VerticalLines<'a> {
    letters: &'a [Rect],
    columns: Bands,
    style: &'a StopStyle,
}

impl VerticalLines<'_> {
    /// The character that a mark follows; nothing when it stands beside no line.
    fn host(&self, mark: &Rect, size: Pt) -> Option<usize> {
        let (at, reach) = (mark.center(), size.max(mark.width()) * self.style.around_em);
        let aside = if self.opens(mark, size) { size * self.style.level_em } else { reach };
        let around = self.near((at.x, aside), (at.y - reach, at.y + reach));
        let costs = around.filter_map(|at| Some((at, self.cost(mark, self.letters.get(at)?)?)));
        costs.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(at, _)| at)
    }

    /// Characters whose middle is no farther off one place across, from one height to another.
    fn near(&self, (across, off): (Pt, Pt), (top, bottom): (Pt, Pt)) -> impl Iterator<Item = usize> {
        let found = self.columns.within(across - off, across + off, top, bottom).take(AROUND_AT_MOST);
        found.filter(move |at| self.letters.get(*at).is_some_and(|rect| (rect.center().x - across).abs() <= off))
    }

    /// A mark in its square, over the next character of a line: old papers let a line begin with one.
    fn opens(&self, mark: &Rect, size: Pt) -> bool {
        let (at, aside, slack) = (mark.center(), size * self.style.level_em, size * self.style.room_em);
        let ahead = (mark.bottom - slack, mark.bottom + size * self.style.around_em);
        let under = |marks: usize, below: &Rect| (below.top - mark.bottom - size * marks as f32).abs() <= slack;
        let close = |below: &Rect| (0..MARKS_AT_MOST).any(|marks| under(marks, below));
        self.near((at.x, aside), ahead).filter_map(|at| self.letters.get(at)).any(close)
    }

    /// How badly a mark that is drawn where it is follows a character, in em: how far it is off its place, and more when
    /// there is no room for it.
    fn cost(&self, mark: &Rect, above: &Rect) -> Option<f32> {
        let (style, em, middle) = (self.style, above.width(), mark.center().y);
        let aside = (mark.center().x - above.center().x).per(em);
        let room = self.room(above, MARKS_AT_MOST);
        let has_room = room.per(em) > style.room_em;
        let off = match has_room {
            true => (above.bottom - middle).max(middle - (above.bottom + room)).max(Pt::ZERO),
            false => (middle - above.bottom).abs(),
        };
        let off = off.per(em);
        let near = (-style.left_em..=style.right_em).contains(&aside);
        // Without room it stands in a column of its own, which is at the right of the line.
        let fits = if has_room { off <= style.off_em } else { off <= style.off_beside_em && aside >= style.beside_em };
        let aside = if aside < 0.0 { -aside * style.left_ratio } else { aside };
        (near && fits).then_some(aside + off + if has_room { 0.0 } else { style.no_room_em })
    }

    /// White between a character and the next one of its line, as far as so many marks fill it.
    fn room(&self, above: &Rect, marks: usize) -> Pt {
        let all = above.width() * marks as f32;
        self.below(above).map_or(all, |next| (next.top - above.bottom).min(all))
    }

    /// The places of so many marks behind a character.
    fn places(&self, above: &Rect, marks: usize) -> impl Iterator<Item = Rect> + use<> {
        let (room, em, above) = (self.room(above, marks), above.width(), *above);
        let (from, room) = match room.per(em) > self.style.room_em {
            true => (above.bottom, room),
            false => (above.bottom - em * self.style.level_em, em * self.style.level_em),
        };
        let step = room / marks as f32;
        (0..marks).map(move |at| {
            let top = from + step * at as f32;
            Rect { top, bottom: top + step, ..above }
        })
    }

    /// A mark does not stand between a character and the next one of its line.
    fn is_loose(&self, mark: &Rect, above: &Rect) -> bool {
        let slack = above.width() * self.style.level_em;
        let aside = (mark.center().x - above.center().x).abs();
        let below = self.below(above).is_some_and(|next| mark.bottom > next.top + slack);
        aside > slack || mark.top < above.bottom - slack || below
    }

    /// The next character of the line.
    fn below(&self, above: &Rect) -> Option<&Rect> {
        let (em, at) = (above.width(), above.center());
        let slack = em * self.style.line_em;
        let ahead = (at.y + slack, at.y + em * self.style.around_em);
        let line = self.near((at.x, slack), ahead).filter_map(|at| self.letters.get(at));
        line.min_by(|a, b| a.top.order(b.top))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Rect;
    use crate::house_style::lines::LineStyle;
    use crate::layout::lines::read;
    use crate::model::sheet::{Face, FaceId, GlyphRun, Ink, Sheet, Turn};

    const TEXT: [&str; 4] = [
        "夜の広場に、灯りがともり。人々が",
        "集まった。町の人は静かに、見上げ",
        "た空は晴れ、鐘が鳴る。猫は眠り、",
        "子供は笑った。」市の朝は寒く、栗",
    ];

    /// Vertical lines, 16 points apart, whose stops take so much room and are drawn so far to the right and up, in em.
    fn drawn(room: f32, (right, up): (f32, f32), share: f32) -> Vec<String> {
        let bounds = Rect::new(0.0, 0.0, 300.0, 400.0);
        let mut sheet = Sheet { bounds, faces: vec![Face::default()], ..Sheet::default() };
        for (line, text) in TEXT.iter().enumerate() {
            let (x, mut y) = (200.0 - 16.0 * line as f32, 50.0);
            for c in text.chars() {
                let stop = "、。」".contains(c);
                let (size, dx, dy) = if stop { (10.0 * share, 10.0 * right, -10.0 * up) } else { (10.0, 0.0, 0.0) };
                let bbox = Rect::new(x + dx, y + dy, x + dx + size, y + dy + size);
                sheet.runs.push(GlyphRun {
                    text: c.to_string().into(),
                    bbox,
                    baseline: bbox.bottom,
                    size: Pt(size),
                    face: FaceId(0),
                    vertical: false,
                    turn: Turn::None,
                    ink: Ink::Visible,
                    confidence: None,
                });
                y += if stop { 10.0 * room } else { 10.0 };
            }
        }
        let mut lines = read(&sheet, &LineStyle::default()).lines;
        lines.sort_by(|a, b| a.rect.top.order(b.rect.top));
        lines.into_iter().map(|text_line| text_line.text).collect()
    }

    #[test]
    fn a_stop_follows_its_character_wherever_it_is_drawn() {
        let cases = [
            ("in its square", 1.0, (0.0, 0.0), 1.0),
            ("in the corner", 1.0, (0.6, 0.55), 1.0),
            ("in the middle", 1.0, (0.3, 0.3), 1.0),
            ("off to the right", 1.0, (0.75, 0.3), 1.0),
            ("off to the left", 1.0, (-0.3, -0.2), 1.0),
            ("in half a square", 0.5, (0.5, 0.5), 1.0),
            ("beside the line", 0.0, (0.62, 0.55), 1.0),
            ("in a narrow column beside the line", 0.0, (0.95, 0.45), 0.5),
        ];
        for (says, room, place, share) in cases {
            assert_eq!(drawn(room, place, share), TEXT, "{says}");
        }
    }

    #[test]
    fn a_line_that_opens_with_a_stop_in_its_square_keeps_it() {
        let square = |x: f32, y: f32| Rect::new(x, y, x + 10.0, y + 10.0);
        let letters = [square(100.0, 50.0), square(100.0, 60.0), square(84.0, 30.0), square(103.0, 28.0)];
        let columns = Bands::new(letters.iter().map(|rect| (rect.center().x, rect.center().y)));
        let style = StopStyle::default();
        let lines = VerticalLines { letters: &letters, columns, style: &style };
        assert_eq!(lines.host(&square(100.0, 40.0), Pt(10.0)), None);
        assert_eq!(lines.host(&square(101.0, 70.0), Pt(10.0)), Some(1));
    }
}
