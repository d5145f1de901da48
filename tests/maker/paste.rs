//! A plan to marks: frames one after the other, each with its heads across and its text in legs.
//!
//! Everything is set in reading directions, `u` along a line and `v` from line to line; only at the end does it
//! become x and y: for horizontal type they are the same, for vertical type v runs from the right edge.

mod column;
mod line;

use super::bank;
use super::breaking::Breaker;
use super::faces::Face;
use super::marks::{BoxMark, Made, PictureMark, RuleMark, TextMark, TrueBlock, Truth};
use super::plan::{Align, CreditSet, FramePlan, Loose, PicturePlan, Place, Plan};
use super::shifted;
use foldline::geometry::{Pt, Rect};
use foldline::model::lang::Lang;
use line::{Set, Style};

/// What a frame consists of while it is set; in u and v.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pasted {
    sets: Vec<Set>,
    boxes: Vec<BoxMark>,
    rules: Vec<RuleMark>,
    pictures: Vec<PictureMark>,
    blocks: Vec<TrueBlock>,
    captions: Vec<TrueBlock>,
    /// Where no line may stand.
    taken: Vec<Rect>,
    /// How far down it goes.
    foot: f32,
}

/// One paragraph or head of a frame.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    role: String,
    text: String,
    across: bool,
}

/// The area of a frame, and how its text is set.
pub(crate) struct Frame<'a> {
    plan: &'a Plan,
    own: &'a FramePlan,
    vertical: bool,
    /// Extent of the text in u.
    left: f32,
    right: f32,
    top: f32,
    body: f32,
    leading: f32,
    legs: Vec<(f32, f32)>,
    gutter: f32,
    items: Vec<Item>,
}

/// Does not fit above this foot.
pub(crate) struct TooShort;

/// The whole page.
pub fn page(plan: &Plan) -> Made {
    let mut made = Made {
        lang: plan.lang,
        size: plan.size,
        blanks: plan.blanks,
        scan: plan.scan,
        size_off: plan.size_off,
        untold: plan.untold,
        boxes: Vec::new(),
        pictures: Vec::new(),
        rules: Vec::new(),
        texts: Vec::new(),
        truth: Truth::default(),
    };
    let mut filled: Vec<Rect> = Vec::new();
    for loose in plan.loose.iter().filter(|loose| loose.story.is_none()) {
        let block = put_loose(plan, loose, &mut made);
        filled.extend(
            block.bbox.filter(|_| !loose.hidden && block.bbox.is_some_and(|b| b.bottom.0 < plan.size[1] * 0.5)),
        );
        made.truth.furniture.push(block);
    }
    for t in &plan.tints {
        made.boxes.push(BoxMark { rect: Rect::new(t[0], t[1], t[2], t[3]), weight: 0.0, fill: Some(0.9) });
    }
    for r in &plan.rules {
        made.rules.push(RuleMark { from: [r[0], r[1]], to: [r[2], r[3]], weight: 0.6 });
    }
    for story in &plan.story {
        let (mut blocks, mut captions) = (Vec::new(), Vec::new());
        for own in &story.frame {
            let frame = Frame::new(plan, own, &filled);
            let pasted = frame.paste();
            filled.push(frame.upright(plan.size, &frame.outline(&pasted)));
            blocks.extend(frame.upright_blocks(&pasted.blocks));
            captions.extend(frame.upright_blocks(&pasted.captions));
            frame.put(&pasted, &mut made);
        }
        for loose in plan.loose.iter().filter(|loose| loose.story.as_ref() == Some(&story.id)) {
            // Of lines set by hand a kicker stands over its story and a byline behind its heads, unless it signs the text
            // from below; all else is read after it.
            let block = put_loose(plan, loose, &mut made);
            match loose.role.as_str() {
                "kicker" => blocks.insert(0, block),
                "byline" if !is_below(&block, &blocks) => {
                    let head = |b: &TrueBlock| matches!(b.role.as_str(), "kicker" | "headline" | "deck");
                    blocks.insert(blocks.iter().take_while(|b| head(b)).count(), block);
                }
                _ => captions.push(block),
            }
        }
        blocks.extend(captions);
        made.truth.stories.push((story.id.clone(), blocks));
    }
    shifted::shift(plan, &mut made.texts);
    shuffle(&mut made.texts, plan.shuffle);
    made
}

fn is_below(block: &TrueBlock, blocks: &[TrueBlock]) -> bool {
    let bottom = |block: &TrueBlock| block.bbox.map(|bbox| bbox.bottom);
    block.bbox.is_some_and(|own| blocks.iter().filter_map(bottom).all(|bottom| bottom <= own.top))
}

fn put_loose(plan: &Plan, loose: &Loose, made: &mut Made) -> TrueBlock {
    let style = Style { size: loose.size, leading: loose.size, face: Face::named(&loose.face), align: loose.align };
    let line = Breaker::new(&loose.text, style.face, loose.size, plan.lang).line(f32::INFINITY);
    let room = loose.at[2] - loose.at[0];
    let mut set = Set::new(&line.text, loose.at[0], loose.at[1], room, &style, plan.lang, None);
    set.hidden = loose.hidden;
    let bbox = set.extent();
    made.texts.push(set.mark(plan));
    TrueBlock { role: loose.role.clone(), text: line.text, bbox: Some(bbox) }
}

/// A fixed disorder: Fisher and Yates with a small generator; 0 leaves the order.
fn shuffle(texts: &mut [TextMark], seed: u64) {
    let mut state = seed;
    for i in (1..texts.len()).rev().filter(|_| seed > 0) {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        texts.swap(i, (state >> 33) as usize % (i + 1));
    }
}

impl<'a> Frame<'a> {
    fn new(plan: &'a Plan, own: &'a FramePlan, filled: &[Rect]) -> Frame<'a> {
        let vertical = own.vertical.unwrap_or(plan.vertical);
        let body = own.body.unwrap_or(plan.body);
        let leading = own.leading.unwrap_or_else(|| plan.leading_of(body));
        let mut frame = Frame {
            plan,
            own,
            vertical,
            left: 0.0,
            right: 0.0,
            top: 0.0,
            body,
            leading,
            legs: Vec::new(),
            gutter: own.gutter.unwrap_or(plan.gutter),
            items: items(&own.text, plan.lang),
        };
        let given = own.at.map(|at| frame.laid(plan.size, &Rect::new(at[0], at[1], at[2], at[3])));
        let (left, right) = given.map_or_else(|| frame.columns(own.columns), |r| (r.left.0, r.right.0));
        let inset = frame.inset();
        (frame.left, frame.right) = (left + inset, right - inset);
        let strip = Rect::new(left + 1.0, 0.0, right - 1.0, f32::MAX);
        let above = filled.iter().map(|r| frame.laid(plan.size, r)).filter(|r| r.overlap_x(&strip) > Pt(0.0));
        let free = above.map(|r| r.bottom.0 + own.above.unwrap_or(1.3 * plan.body)).fold(plan.margin, f32::max);
        frame.top = given.map(|r| r.top.0).or(own.top).unwrap_or(free) + inset;
        let span = if own.at.is_some() { 1 } else { own.columns[1] - own.columns[0] + 1 };
        let count = f32::from(own.legs.unwrap_or(span).max(1));
        let wide = (frame.right - frame.left - (count - 1.0) * frame.gutter) / count;
        let leg = |i: u8| frame.left + f32::from(i) * (wide + frame.gutter);
        frame.legs = (0..count as u8).map(|i| (leg(i), leg(i) + wide)).collect();
        frame
    }

    fn inset(&self) -> f32 {
        if self.own.boxed || self.own.tint.is_some() { 0.9 * self.body } else { 0.0 }
    }

    /// Left and right edge of some columns of the page.
    fn columns(&self, [first, last]: [u8; 2]) -> (f32, f32) {
        assert!(1 <= first && first <= last && last <= self.plan.columns, "columns [{first}, {last}]");
        let length = if self.vertical { self.plan.size[1] } else { self.plan.size[0] };
        let (count, gutter) = (f32::from(self.plan.columns), self.plan.gutter);
        let wide = (length - 2.0 * self.plan.margin - (count - 1.0) * gutter) / count;
        let left = |column: u8| self.plan.margin + f32::from(column - 1) * (wide + gutter);
        (left(first), left(last) + wide)
    }

    /// From the paper to u and v.
    fn laid(&self, size: [f32; 2], r: &Rect) -> Rect {
        if !self.vertical {
            return *r;
        }
        Rect::new(r.top.0, size[0] - r.right.0, r.bottom.0, size[0] - r.left.0)
    }

    /// From u and v to the paper.
    fn upright(&self, size: [f32; 2], r: &Rect) -> Rect {
        if !self.vertical {
            return *r;
        }
        Rect::new(size[0] - r.bottom.0, r.left.0, size[0] - r.top.0, r.right.0)
    }

    fn upright_blocks(&self, blocks: &[TrueBlock]) -> Vec<TrueBlock> {
        let turned = |b: &TrueBlock| TrueBlock { bbox: b.bbox.map(|r| self.upright(self.plan.size, &r)), ..b.clone() };
        blocks.iter().map(turned).collect()
    }

    fn outline(&self, pasted: &Pasted) -> Rect {
        let inset = self.inset();
        Rect::new(self.left - inset, self.top - inset, self.right + inset, pasted.foot + inset)
    }

    /// Sets the frame: to its given foot, or to the smallest one that holds everything.
    fn paste(&self) -> Pasted {
        let given = self.own.at.map(|at| self.laid(self.plan.size, &Rect::new(at[0], at[1], at[2], at[3])).bottom.0);
        if let Some(foot) = given.or(self.own.bottom) {
            let start: String = self.own.text.trim().chars().take(30).collect();
            return self.paste_to(foot - self.inset()).unwrap_or_else(|TooShort| panic!("too much text: {start}"));
        }
        let tries = (1..2000).map(|lines| self.top + lines as f32 * self.leading * 0.5);
        tries.map(|foot| self.paste_to(foot)).find_map(Result::ok).expect("some foot is low enough")
    }

    fn paste_to(&self, foot: f32) -> Result<Pasted, TooShort> {
        let mut pasted = Pasted { foot, ..Pasted::default() };
        let mut v = self.top;
        for picture in self.own.picture.iter().filter(|p| p.place == Place::Over) {
            v = self.picture(picture, v, &mut pasted).bottom.0 + 0.8 * self.body;
        }
        let heads = self.items.iter().take_while(|item| item.across).count();
        v = self.heads(self.items.get(..heads).unwrap_or_default(), v, &mut pasted);
        for picture in self.own.picture.iter().filter(|p| p.place != Place::Over) {
            let top = match (picture.at, picture.place) {
                (Some(_), _) => 0.0,
                (None, Place::Foot) => foot - self.picture_height(picture),
                (None, Place::Over | Place::Top) => v + f32::from(picture.drop) * self.leading,
            };
            if top < v && picture.at.is_none() {
                return Err(TooShort);
            }
            let taken = self.picture(picture, top, &mut pasted);
            if taken.bottom.0 > foot + 0.1 {
                return Err(TooShort);
            }
            pasted.taken.push(taken.grown(Pt(0.7 * self.body)));
        }
        self.flow(self.items.get(heads..).unwrap_or_default(), v, &mut pasted)?;
        if self.own.rules {
            self.leg_rules(v, &mut pasted);
        }
        if self.own.rule_above {
            let v = self.top - self.inset() - 0.55 * self.plan.body;
            pasted.rules.push(RuleMark { from: [self.left, v], to: [self.right, v], weight: 0.6 });
        }
        if v > foot { Err(TooShort) } else { Ok(pasted) }
    }

    /// Heads across the frame; gives the top of the body.
    fn heads(&self, items: &[Item], mut v: f32, pasted: &mut Pasted) -> f32 {
        let last_leg = self.own.head_legs.map_or(self.right, |legs| self.legs[usize::from(legs) - 1].1);
        for item in items {
            let mut style = self.style(&item.role);
            if item.role == "jump" {
                style.align = Align::Left;
            }
            let boxed = matches!(item.role.as_str(), "subhead" | "section") && self.own.boxed_subheads;
            let pad = if boxed { 0.5 * style.size } else { 0.0 };
            let top = v + pad;
            let (mut hull, mut bottom) = (None::<Rect>, top);
            for part in item.text.split('|') {
                let mut breaker = Breaker::new(part, style.face, style.size, self.plan.lang);
                while !breaker.done() {
                    let line = breaker.line(last_leg - self.left - 2.0 * pad);
                    let set = Set::new(
                        &line.text,
                        self.left + pad,
                        bottom,
                        last_leg - self.left - 2.0 * pad,
                        &style,
                        self.plan.lang,
                        None,
                    );
                    hull = Some(hull.map_or(set.extent(), |h| h.union(&set.extent())));
                    pasted.sets.push(set);
                    bottom += style.leading;
                }
            }
            if boxed {
                let rect = Rect::new(self.left, v, last_leg, bottom + pad);
                pasted.boxes.push(BoxMark { rect, weight: 0.8, fill: Some(0.92) });
            }
            v = bottom
                + pad
                + match item.role.as_str() {
                    "headline" => 0.35 * self.body,
                    "kicker" | "section" => 0.2 * self.body,
                    "subhead" => 0.7 * self.body,
                    _ => 0.45 * self.body,
                };
            pasted.blocks.push(TrueBlock { role: item.role.clone(), text: plain(&item.text), bbox: hull });
        }
        v
    }

    fn style(&self, role: &str) -> Style {
        use Face::{Sans, SansBold, Serif, SerifBold, SerifItalic};
        let (cjk, body) = (self.plan.is_cjk(), self.body);
        let headline = self.own.headline.unwrap_or(body * 2.4);
        let align = self.own.head_align;
        let (size, spread, face, align) = match role {
            "headline" => (headline, if cjk { 1.25 } else { 1.08 }, if cjk { SansBold } else { SerifBold }, align),
            "kicker" => ((headline * 0.45).max(body * 1.15), 1.3, if cjk { Serif } else { Sans }, align),
            "section" => ((headline * 0.4).max(body * 1.2), 1.3, SansBold, Align::Left),
            "deck" => {
                let face = match self.own.deck_face.as_str() {
                    "" if cjk => Serif,
                    "" => SerifItalic,
                    name => Face::named(name),
                };
                (self.own.deck.unwrap_or((headline * 0.5).clamp(body * 1.2, body * 1.8)), 1.25, face, align)
            }
            "byline" if cjk => (body, 1.4, Serif, align),
            "byline" => (body * 0.92, 1.3, SansBold, align),
            "subhead" if cjk => (self.own.subhead.unwrap_or(body * 1.3), 1.3, SansBold, Align::Center),
            "subhead" if self.own.subhead_plain => (self.own.subhead.unwrap_or(body), 1.2, Serif, align),
            "subhead" => (self.own.subhead.unwrap_or(body * 1.1), 1.2, SansBold, align),
            "question" => (body, 1.2, SansBold, Align::Left),
            "pullquote" => (body * 1.45, 1.2, if cjk { Serif } else { SerifItalic }, Align::Center),
            "caption" => (body * 0.88, if cjk { 1.35 } else { 1.2 }, Sans, Align::Left),
            "credit" => (body * 0.75, 1.3, Sans, Align::Right),
            "jump" if cjk => (body, 1.3, Serif, Align::Right),
            "jump" => (body * 0.9, 1.3, SansBold, Align::Right),
            "table" => (body * 0.92, 1.3, Sans, Align::Left),
            "body" => (body, self.leading / body, Face::named(&self.own.face), Align::Left),
            other => panic!("no role {other:?} in a frame"),
        };
        Style { size, leading: size * spread, face, align }
    }

    fn caption_lines(&self, picture: &PicturePlan, room: f32) -> Vec<String> {
        let style = self.style("caption");
        let text = match picture.credit_set {
            CreditSet::Inline => format!("{} {}", picture.caption, picture.credit),
            CreditSet::Line | CreditSet::Rotated => picture.caption.clone(),
        };
        let mut breaker = Breaker::new(&text, style.face, style.size, self.plan.lang);
        let mut lines = Vec::new();
        while !breaker.done() {
            lines.push(breaker.line(room).text);
        }
        lines
    }

    fn picture_span(&self, picture: &PicturePlan) -> (f32, f32) {
        let legs = picture.legs.map(|[a, b]| (self.legs[usize::from(a) - 1].0, self.legs[usize::from(b) - 1].1));
        let at = picture.at.map(|at| self.laid(self.plan.size, &Rect::new(at[0], at[1], at[2], at[3])));
        at.map(|r| (r.left.0, r.right.0)).or(legs).unwrap_or((self.left, self.right))
    }

    /// Of the picture and everything below it.
    fn picture_height(&self, picture: &PicturePlan) -> f32 {
        let (left, right) = self.picture_span(picture);
        let lines = self.caption_lines(picture, right - left).len() as f32 * self.style("caption").leading;
        let credit = picture.credit_set == CreditSet::Line && !picture.credit.is_empty();
        let caption = if lines > 0.0 { lines + 0.35 * self.body } else { 0.0 };
        picture.height + caption + if credit { self.style("credit").leading } else { 0.0 }
    }

    /// Puts a picture with its caption; gives the place both take.
    fn picture(&self, picture: &PicturePlan, top: f32, pasted: &mut Pasted) -> Rect {
        let (left, right) = self.picture_span(picture);
        let laid = picture.at.map(|at| self.laid(self.plan.size, &Rect::new(at[0], at[1], at[2], at[3])));
        let rect = laid.unwrap_or_else(|| Rect::new(left, top, right, top + picture.height));
        pasted.pictures.push(PictureMark { rect, scene: picture.scene });
        let mut v = rect.bottom.0 + 0.35 * self.body;
        let style = self.style("caption");
        let lines = self.caption_lines(picture, right - left);
        let top = v;
        for line in &lines {
            pasted.sets.push(Set::new(line, left, v, right - left, &style, self.plan.lang, None));
            v += style.leading;
        }
        let bbox = Some(Rect::new(left, top, right, v));
        if !lines.is_empty() {
            let credit = if picture.credit_set == CreditSet::Inline { picture.credit.as_str() } else { "" };
            let text = plain(&format!("{} {credit}", picture.caption));
            pasted.captions.push(TrueBlock { role: "caption".into(), text, bbox });
        }
        if picture.credit_set != CreditSet::Inline && !picture.credit.is_empty() {
            let style = self.style("credit");
            let rotated = picture.credit_set == CreditSet::Rotated;
            let mut set = Set::new(&picture.credit, left, v, right - left, &style, self.plan.lang, None);
            if rotated {
                set.climb(right + 0.88 * style.size + 1.0, rect.bottom.0);
            } else {
                v += style.leading;
            }
            pasted.captions.push(TrueBlock {
                role: "credit".into(),
                text: plain(&picture.credit),
                bbox: Some(set.extent()),
            });
            pasted.sets.push(set);
        }
        Rect::new(left, rect.top.0, right, if lines.is_empty() { rect.bottom.0 } else { v })
    }

    /// Rules in the gutters, except where a picture stands.
    fn leg_rules(&self, top: f32, pasted: &mut Pasted) {
        for pair in self.legs.windows(2) {
            let u = (pair[0].1 + pair[1].0) / 2.0;
            let mut cuts: Vec<(f32, f32)> =
                pasted.taken.iter().filter(|r| r.left.0 < u && u < r.right.0).map(|r| (r.top.0, r.bottom.0)).collect();
            cuts.sort_by(|a, b| a.0.total_cmp(&b.0));
            cuts.push((pasted.foot, pasted.foot));
            let mut from = top;
            for (start, end) in cuts {
                if start > from + self.leading {
                    pasted.rules.push(RuleMark { from: [u, from], to: [u, start], weight: 0.35 });
                }
                from = from.max(end);
            }
        }
    }

    /// Marks on the paper.
    fn put(&self, pasted: &Pasted, made: &mut Made) {
        let size = self.plan.size;
        if self.own.boxed || self.own.tint.is_some() {
            let rect = self.upright(size, &self.outline(pasted));
            made.boxes.push(BoxMark { rect, weight: if self.own.boxed { 0.8 } else { 0.0 }, fill: self.own.tint });
        }
        made.boxes.extend(pasted.boxes.iter().map(|b| BoxMark { rect: self.upright(size, &b.rect), ..b.clone() }));
        made.pictures
            .extend(pasted.pictures.iter().map(|p| PictureMark { rect: self.upright(size, &p.rect), ..p.clone() }));
        for rule in &pasted.rules {
            let r = self.upright(size, &Rect::new(rule.from[0], rule.from[1], rule.to[0], rule.to[1]));
            made.rules.push(RuleMark { from: [r.left.0, r.top.0], to: [r.right.0, r.bottom.0], weight: rule.weight });
        }
        for set in &pasted.sets {
            let marks = if self.vertical { set.down(self.plan) } else { vec![set.mark(self.plan)] };
            made.texts.extend(marks);
        }
    }
}

/// The text as it is meant: breaks of heads are blanks, hyphens at line ends are not there.
pub(crate) fn plain(text: &str) -> String {
    text.replace('|', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn items(text: &str, lang: Lang) -> Vec<Item> {
    let mut found: Vec<Item> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let Some(marked) = line.strip_prefix('@') else {
            let banked = line.strip_prefix('~').map(|n| bank::paragraph(lang, n.parse().expect("~ and a number")));
            found.push(Item { role: "body".into(), text: banked.unwrap_or(line).to_owned(), across: false });
            continue;
        };
        let own_column = marked.starts_with('@');
        let (role, text) = marked.trim_start_matches('@').split_once(' ').unwrap_or((marked, ""));
        let role = match role {
            "pull" => "pullquote",
            "row" => "table",
            same => same,
        };
        let can_head = matches!(role, "section" | "kicker" | "headline" | "deck" | "byline" | "subhead" | "jump");
        let across =
            !own_column && can_head && found.iter().all(|item| item.across) && (role != "jump" || found.is_empty());
        found.push(Item { role: role.to_owned(), text: text.to_owned(), across });
    }
    found
}
