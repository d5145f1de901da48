//! The head of a story: section label, kicker, headline, decks and byline in the house's order.

use super::desk::Desk;
use super::display::{Display, Plan};
use super::house::{Align, Byline, Caps, Cut, Deck, Kicker, Label, Line, SmallHead};
use foldline::model::role::Role;

/// Where a head may stand, and how.
#[derive(Clone, Copy)]
pub struct HeadRoom {
    /// Left edge.
    pub left: f32,
    /// Right edge.
    pub right: f32,
    /// Upper edge.
    pub top: f32,
    /// Room of the whole story below the upper edge.
    pub height: f32,
    /// 0 is the largest.
    pub rank: usize,
    /// Headline only.
    pub plain: bool,
    /// In one column.
    pub column: bool,
    /// Instead of the house's.
    pub align: Option<Align>,
}

/// What stands in the first column, before the text.
pub struct Pending {
    /// What it is.
    pub role: Role,
    /// What it says.
    pub text: String,
    /// How it is set.
    pub how: Display,
}

/// A head that was set.
#[derive(Default)]
pub struct Head {
    /// Where it ends.
    pub bottom: f32,
    /// What goes before the text.
    pub pending: Vec<Pending>,
}

/// A headline and how it is set.
struct Headline {
    plan: Plan,
    size: f32,
    style: String,
    ruled: bool,
}

impl Desk {
    /// Sets the head of a story.
    pub fn head(&mut self, story: usize, room: HeadRoom) -> Head {
        let body = self.house.body.size;
        let small = self.house.is_small(room.rank);
        let headline = self.headline(room);
        let budget = room.height * 0.55;
        let mut y = room.top;
        let mut left = budget - headline.plan.height;
        if self.section.is_some()
            || !room.plain && self.house.around.section != Label::None && self.hit(self.house.around.section_share)
        {
            let before = y;
            y = self.section_label(story, room, y);
            left -= y - before;
        }
        if self.house.heads.rule_over && !room.plain && !small {
            let kind = match self.house.frames.story_rule {
                Line::None | Line::Dash => Line::Thin,
                kind => kind,
            };
            self.rule(room.left, room.right, y, kind);
            y += 5.0;
        }
        let rich = !small && !room.plain;
        if rich && left > body * 1.8 && self.hit(self.house.around.kicker_share) {
            let before = y;
            y = self.kicker(story, room, y, headline.size);
            left -= y - before;
        }
        let mut pending = Vec::new();
        let size = headline.size;
        let decked = rich && left > body * 3.0 && self.hit(self.house.around.deck_share);
        if decked && self.house.around.deck == Deck::Above {
            let (text, how) = self.deck(room, left, size, 1.0);
            y = self.show(Some(story), Role::Deck, "deck.above", &text, (room.left, room.right, y), how) + 2.0;
        }
        y = self.set_headline(story, room, y, headline);
        if decked {
            y = self.decks(story, room, y, left, size, &mut pending);
        }
        if rich && self.hit(self.house.around.byline_share) {
            y = self.byline(story, room, y, &mut pending);
        }
        Head { bottom: y + (size * self.house.heads.gap_em * 0.35).max(2.0), pending }
    }

    /// True as often as a share of the house says.
    pub fn hit(&mut self, share: f32) -> bool {
        self.random.hit(share)
    }

    /// How headlines of a rank are set: a display, and what the truth calls it.
    pub fn headline_display(&mut self, rank: usize) -> (Display, String, bool) {
        let body = self.house.body.size;
        let heads = &self.house.heads;
        let caps = heads.caps == Caps::All || heads.caps == Caps::First && rank == 0;
        let mut how =
            Display::new(Cut::Head, self.house.head_size(rank)).lead(heads.lead).align(heads.align).caps(caps);
        how.letterspace = heads.letterspace;
        how.fill = heads.fill;
        let mut style = format!("headline.r{rank}");
        let mut ruled = false;
        if self.house.is_small(rank) {
            how.size = how.size.min(body * 1.5);
            (how.letterspace, how.fill) = (0.0, false);
            how.caps = heads.caps == Caps::All;
            style = format!("{style}.{}", format!("{:?}", heads.small).to_lowercase());
            match heads.small {
                SmallHead::Bold => (how.cut, how.size) = (Cut::BodyBold, body),
                SmallHead::Caps => (how.cut, how.size, how.caps) = (Cut::BodyBold, body * 0.95, true),
                SmallHead::Italic => (how.cut, how.size) = (Cut::BodyItalic, body * 1.1),
                SmallHead::Rules => (how.cut, how.size, ruled) = (Cut::BodyBold, body, true),
                SmallHead::Larger => how.size = body + 1.2,
                SmallHead::Light => (how.cut, how.size) = (Cut::Label, body * 1.15),
            }
            if how.size <= body * 1.06 {
                self.note("head<=body");
            }
        }
        (how, style, ruled)
    }

    fn headline(&mut self, room: HeadRoom) -> Headline {
        let width = room.right - room.left;
        let (mut how, style, ruled) = self.headline_display(room.rank);
        how.size = how.size.min(width / 3.3);
        how.align = room.align.unwrap_or(how.align);
        let most = self.house.heads.lines + usize::from(width < 120.0 || room.column);
        let lines = self.random.range(1, most);
        let per_line = self.house.fitting(width, how.size * if how.caps { 1.25 } else { 1.0 }) as f32;
        let wanted = per_line * ((lines - 1) as f32 + self.random.between(0.45, 0.95));
        let (least, cap) = if self.house.language.is_han() { (5.0, 44.0) } else { (8.0, 105.0) };
        how.most = (lines + 1).max(2);
        let mut text = self.writer.title(wanted.clamp(least, cap) as usize);
        if self.house.heads.period && !self.house.language.is_han() {
            text.push('.');
        }
        let mut plan = self.plan(&text, width, how);
        let budget = room.height * 0.5;
        if plan.height > budget {
            let text = self.writer.title((per_line * 0.9).max(6.0) as usize);
            how.size = how.size.min((budget / 2.4).max(self.house.body.size));
            how.most = 3;
            plan = self.plan(&text, width, how);
        }
        Headline { size: plan.lines.first().map_or(how.size, |line| line.size), plan, style, ruled }
    }

    fn set_headline(&mut self, story: usize, room: HeadRoom, top: f32, headline: Headline) -> f32 {
        let Headline { plan, style, ruled, .. } = headline;
        if !ruled {
            return self.place(Some(story), Role::Headline, &style, plan, (room.left, top));
        }
        self.rule(room.left, room.right, top + 1.0, Line::Thin);
        let y = self.place(Some(story), Role::Headline, &style, plan, (room.left, top + 3.0));
        self.rule(room.left, room.right, y + 1.0, Line::Thin);
        y + 4.0
    }

    fn section_label(&mut self, story: usize, room: HeadRoom, top: f32) -> f32 {
        let words = self.writer.words();
        let text = self.section.take().unwrap_or_else(|| self.writer.item(words.sections));
        self.stories[story].section = Some(text.clone());
        let kind = if self.house.around.section == Label::None { Label::Plain } else { self.house.around.section };
        let size = self.house.body.size * self.random.choose(&[1.0, 1.2, 1.5]);
        self.label(Some(story), Role::Section, &text, (room.left, room.right, top), kind, size) + 2.0
    }

    fn kicker(&mut self, story: usize, room: HeadRoom, top: f32, headline: f32) -> f32 {
        let kind = self.house.around.kicker;
        if kind == Kicker::None {
            return top;
        }
        self.note("kicker");
        let size = (self.house.body.size * self.house.around.kicker_em).min(headline * 0.8);
        let width = room.right - room.left;
        let words = self.writer.words();
        let most = if self.house.language.is_han() { 18 } else { 44 };
        let fitting = self.house.fitting(width * 0.9, size).min(most);
        let text = if self.hit(0.6) { self.writer.title(fitting) } else { self.writer.item(words.sections) };
        let cut = if self.hit(0.6) { Cut::LabelBold } else { Cut::Body };
        let align = match room.align.unwrap_or(self.house.heads.align) {
            Align::Center => Align::Center,
            Align::Left | Align::Right | Align::Stagger => Align::Left,
        };
        let mut how = Display::new(cut, size).lead(1.2).align(align).most(2);
        let corner = (room.left, top);
        match kind {
            Kicker::None => top,
            Kicker::Tab | Kicker::Boxed => {
                let plan = self.plan(&text, width - 8.0, how.align(Align::Left).most(1));
                let (weight, fill) = if kind == Kicker::Tab { (0.0, Some(0.1)) } else { (0.6, None) };
                self.plate.boxed(
                    [room.left, top, room.left + plan.width() + 8.0, top + plan.height + 2.0],
                    weight,
                    fill,
                );
                self.place(Some(story), Role::Kicker, "kicker.tab", plan, (room.left + 4.0, top + 1.0)) + 4.0
            }
            Kicker::Caps => {
                (how.size, how.caps, how.letterspace) = (size * 0.8, true, 0.08);
                let plan = self.plan(&text, width, how);
                self.place(Some(story), Role::Kicker, "kicker.caps", plan, corner) + 2.0
            }
            Kicker::Above => {
                let plan = self.plan(&text, width, how);
                self.place(Some(story), Role::Kicker, "kicker.above", plan, corner) + 2.0
            }
            Kicker::Underlined => {
                let plan = self.plan(&text, width, how);
                for line in &plan.lines {
                    let (x, y) = (room.left + line.x, top + line.baseline + size * 0.22);
                    self.plate.rule((x, y), (x + line.width, y), 0.6);
                }
                self.place(Some(story), Role::Kicker, "kicker.underlined", plan, corner) + 3.0
            }
        }
    }

    /// A deck and how it is set.
    fn deck(&mut self, room: HeadRoom, left: f32, headline: f32, share: f32) -> (String, Display) {
        let body = self.house.body.size;
        let size = (body * self.house.around.deck_em).min(body.max(headline * 0.75));
        let most = ((left / (size * 1.2)) as usize).max(1);
        let per_line = self.house.fitting(room.right - room.left, size);
        let (least, cap) = if self.house.language.is_han() { (10, 60) } else { (24, 150) };
        let wanted = (per_line as f32 * most as f32 * 0.8 * share).min(per_line as f32 * 3.0 * share) as usize;
        let text = self.writer.sentence_within(wanted.clamp(least, cap));
        let align = match room.align.unwrap_or(self.house.heads.align) {
            Align::Center => Align::Center,
            Align::Left | Align::Right | Align::Stagger => Align::Left,
        };
        (text, Display::new(self.house.around.deck_cut, size).lead(1.18).align(align).most(most.max(2)))
    }

    /// Decks below the headline.
    fn decks(
        &mut self,
        story: usize,
        room: HeadRoom,
        top: f32,
        left: f32,
        headline: f32,
        pending: &mut Vec<Pending>,
    ) -> f32 {
        let kind = self.house.around.deck;
        let mut y = top + 2.0;
        let limit = room.top + room.height * 0.55;
        let style = format!("deck.{}", format!("{kind:?}").to_lowercase());
        if kind != Deck::None {
            self.note(&style);
        }
        match kind {
            Deck::None | Deck::Above => return top,
            Deck::Column => {
                let (text, how) = self.deck(room, left, headline, 0.8);
                let size = how.size.min(self.house.body.size * 1.35);
                pending.push(Pending { role: Role::Deck, text, how: Display { size, most: 9, ..how } });
                return top;
            }
            Deck::Stack => return self.deck_stack(story, room, top, limit),
            Deck::Bullets => {
                for _ in 0..self.random.range(2, 3) {
                    if y > limit {
                        break;
                    }
                    let (text, how) = self.deck(room, left, headline, 0.4);
                    let text = format!("• {text}");
                    y = self.show(Some(story), Role::Deck, &style, &text, (room.left, room.right, y), how.most(3));
                }
            }
            Deck::Under | Deck::Indented | Deck::Rules | Deck::Two | Deck::Dash => {
                let inset = if kind == Deck::Indented { (room.right - room.left) * 0.12 } else { 0.0 };
                let count = if kind == Deck::Two && left > self.house.body.size * 6.0 { 2 } else { 1 };
                for at in 0..count {
                    let (mut text, how) = self.deck(room, left, headline, 1.0 / count as f32);
                    if kind == Deck::Dash {
                        text = format!("——{}", text.trim_end_matches('。'));
                    }
                    let how = if at > 0 { Display { size: how.size * 0.85, ..how } } else { how };
                    if kind == Deck::Rules {
                        self.rule(room.left, room.right, y + 2.0, Line::Thin);
                        y += 4.0;
                    }
                    y = self.show(
                        Some(story),
                        Role::Deck,
                        &style,
                        &text,
                        (room.left + inset, room.right - inset, y),
                        how,
                    );
                    if kind == Deck::Rules {
                        self.rule(room.left, room.right, y + 2.0, Line::Thin);
                        y += 5.0;
                    }
                }
            }
        }
        y
    }

    /// Decks of old papers: one under the other, parted by short dashes.
    fn deck_stack(&mut self, story: usize, room: HeadRoom, top: f32, limit: f32) -> f32 {
        let mut y = top;
        let inset = (room.right - room.left) * 0.04;
        for _ in 0..self.random.range(1, 4) {
            if y > limit {
                break;
            }
            self.rule(room.left, room.right, y + 3.0, Line::Dash);
            y += 6.0;
            let (text, _) = self.deck(room, limit - y, self.house.body.size * 2.0, 0.5);
            let size = self.house.body.size * self.random.between(0.9, 1.3);
            let cut = self.random.choose(&[Cut::BodyBold, Cut::Body, Cut::BodyItalic]);
            let caps = !self.house.language.is_east() && self.hit(0.4);
            let how = Display::new(cut, size).lead(1.12).centered().caps(caps).most(5);
            y = self.show(
                Some(story),
                Role::Deck,
                "deck.stack",
                &text,
                (room.left + inset, room.right - inset, y),
                how,
            );
        }
        y
    }

    /// A byline at the head, or one that waits for the first column.
    fn byline(&mut self, story: usize, room: HeadRoom, top: f32, pending: &mut Vec<Pending>) -> f32 {
        let kind = self.house.around.byline;
        let words = self.writer.words();
        let text = self.writer.form(words.by, self.house.around.byline_form).replace('/', "\n");
        let how = Display::new(self.house.around.byline_cut, self.house.body.size * 0.95)
            .lead(1.2)
            .caps(self.house.around.byline_caps)
            .most(4);
        let centered = self.house.heads.align == Align::Center;
        let align = if centered { Align::Center } else { Align::Left };
        let across = (room.left, room.right, top + 2.0);
        match kind {
            Byline::None | Byline::End => top,
            Byline::Column | Byline::Portrait => {
                pending.push(Pending { role: Role::Byline, text, how });
                top
            }
            Byline::Head => self.show(Some(story), Role::Byline, "byline.head", &text, across, how.align(align)),
            Byline::Right => {
                self.show(Some(story), Role::Byline, "byline.right", &text, across, how.align(Align::Right))
            }
            Byline::Rules => {
                self.rule(room.left, room.right, top + 3.0, Line::Hair);
                let at = (room.left, room.right, top + 5.0);
                let y = self.show(Some(story), Role::Byline, "byline.rules", &text, at, how.centered());
                self.rule(room.left, room.right, y + 1.0, Line::Hair);
                y + 4.0
            }
        }
    }
}
