//! Draws house styles. Odd values are drawn on purpose: who has only seen good taste fails on real papers.

use super::families::Family;
use super::house::{
    Align, Body, Briefs, Byline, Caps, Caption, Columns, Credit, Cut, Dateline, Deck, Era, FolioAt, Frame, Frames, Front,
    Furnishing, Grain, Heads, House, Ink, Inside, Kicker, Label, Line, Nameplate, Opening, Order, Paper, Paragraph, Part,
    Pictures, Pull, Small, SmallHead, Subhead, Teasers,
};
use super::metrics::{Build, Typeface};
use super::random::Random;
use super::words::Language;

/// A house style for a family of pages in a language.
pub fn house(random: &mut Random, language: Language, family: Family) -> House {
    let r = random;
    let era = match family {
        Family::Old => Era::Old,
        _ => r.weighted(&[(Era::Modern, 6.0), (Era::Retro, 2.0), (Era::Web, 1.0)]),
    };
    let paper = paper(r, language, family);
    let body = body(r, language, family);
    let columns = columns(r, &paper, &body, language, family);
    let heads = heads(r, language, family);
    let faces = faces(r, language, &body, &heads);
    House {
        language,
        family,
        era,
        around: around(r, language, family),
        inside: inside(r, language, family),
        frames: frames(r, family),
        pictures: pictures(r, family),
        front: front(r, language, family),
        small: small(r),
        ink: ink(r, family),
        paper,
        body,
        columns,
        heads,
        faces,
    }
}

fn paper(r: &mut Random, language: Language, family: Family) -> Paper {
    const SHEETS: [(f32, f32); 13] = [
        (819.0, 1077.0),
        (893.0, 1332.0),
        (1063.0, 1560.0),
        (864.0, 1584.0),
        (595.0, 842.0),
        (612.0, 792.0),
        (842.0, 1191.0),
        (1134.0, 1587.0),
        (1105.0, 1531.0),
        (765.0, 1105.0),
        (700.0, 780.0),
        (560.0, 1120.0),
        (480.0, 680.0),
    ];
    let weights: [f32; 13] = match family {
        Family::Newsletter | Family::Parish => [0.0, 0.0, 0.0, 0.0, 5.0, 3.0, 1.0, 0.0, 0.0, 0.0, 0.3, 0.3, 0.8],
        Family::Sparse => [2.0, 1.0, 0.5, 0.5, 4.0, 3.0, 2.0, 0.3, 0.5, 1.0, 0.5, 0.5, 0.5],
        Family::Gazette => [0.5, 0.0, 0.0, 0.0, 5.0, 2.0, 1.0, 0.0, 0.0, 0.5, 0.0, 0.3, 0.0],
        Family::Tabloid => [5.0, 0.0, 0.0, 0.0, 0.0, 0.0, 2.0, 0.0, 0.0, 2.0, 1.0, 1.0, 0.0],
        Family::Old => [1.0, 3.0, 3.0, 3.0, 1.0, 0.0, 3.0, 0.0, 0.0, 0.0, 0.0, 0.5, 0.0],
        _ if language.is_han() => [2.0, 3.0, 3.0, 1.0, 1.0, 0.0, 2.0, 1.0, 5.0, 2.0, 0.3, 0.5, 0.0],
        _ => [3.0, 4.0, 4.0, 2.0, 1.0, 0.5, 2.0, 1.0, 1.0, 2.0, 0.5, 0.6, 0.0],
    };
    let sheets: Vec<((f32, f32), f32)> = SHEETS.into_iter().zip(weights).collect();
    let (width, height) = r.weighted(&sheets);
    let (width, height) = ((width * r.between(0.96, 1.04)).round(), (height * r.between(0.96, 1.04)).round());
    let margin = width.min(height) * r.choose(&[0.025, 0.03, 0.035, 0.045, 0.06, 0.085]);
    Paper {
        width,
        height,
        left: margin * r.between(0.8, 1.3),
        right: margin * r.between(0.8, 1.3),
        top: margin * r.between(0.7, 1.4),
        bottom: margin * r.between(0.8, 1.4),
    }
}

fn body(r: &mut Random, language: Language, family: Family) -> Body {
    let (han, old) = (language.is_han(), family == Family::Old);
    let size = match family {
        Family::Old => r.peaked(6.5, 10.0, 8.0),
        Family::Newsletter | Family::Parish | Family::Sparse => r.peaked(7.5, 12.5, 9.8),
        _ if han => r.peaked(7.0, 11.5, 9.0),
        _ => r.peaked(6.5, 11.0, 8.8),
    };
    let size = (size * 20.0).round() / 20.0;
    let lead = if han { r.peaked(1.15, 1.75, 1.38) } else { r.peaked(1.05, 1.5, 1.18) };
    let paragraph = match han {
        true => r.weighted(&[(Paragraph::Indent, 10.0), (Paragraph::Blank, 0.6), (Paragraph::Flush, 0.5)]),
        false => r.weighted(&[
            (Paragraph::Indent, 8.0),
            (Paragraph::Blank, 1.6),
            (Paragraph::Flush, 0.8),
            (Paragraph::Bullet, 0.2),
            (Paragraph::Hang, 0.3),
        ]),
    };
    let indent_em = match language {
        Language::Ja => r.weighted(&[(1.0, 8.0), (2.0, 1.0)]),
        _ if han => r.weighted(&[(2.0, 6.0), (1.0, 1.5), (0.0, 0.5)]),
        _ if r.hit(0.7) => r.between(0.6, 1.3),
        _ => r.between(1.3, 3.0),
    };
    let ragged = if old { 0.0 } else { 0.22 };
    Body {
        size,
        lead: size * lead,
        serif: old || r.hit(0.76),
        justified: !r.hit(ragged),
        hyphens: r.hit(0.8),
        syllables: r.hit(0.6),
        paragraph,
        indent_em,
        first_flush: r.hit(0.3) && !han,
        tracking: if han { r.choose(&[0.0, 0.0, 0.0, 0.3, 0.6, -0.15]) } else { r.choose(&[0.0, 0.0, 0.0, 0.1, -0.08]) },
        drop_cap: if han { 0 } else { r.weighted(&[(0, 7.0), (2, 2.0), (3, 1.5), (4, 0.5)]) },
        opening: r.weighted(&[(Opening::Plain, 8.0), (Opening::Bold, 1.2), (Opening::Words, 1.0)]),
        grid: r.hit(0.3),
        paragraph_length: if han { r.range(60, 170) } else { r.range(140, 480) },
    }
}

fn columns(r: &mut Random, paper: &Paper, body: &Body, language: Language, family: Family) -> Columns {
    let (han, old) = (language.is_han(), family == Family::Old);
    let size = body.size;
    let gutter_em = match old {
        true => r.between(0.45, 1.2),
        false => {
            let (low, high) = r.choose(&[(0.4, 0.8), (0.8, 1.6), (0.8, 1.6), (1.5, 2.5)]);
            r.between(low, high)
        }
    };
    let gutter = (size * gutter_em).max(3.5);
    let mut measure = size * if old { r.peaked(12.0, 20.0, 15.0) } else if han { r.peaked(9.0, 26.0, 14.0) } else { r.peaked(10.0, 28.0, 15.0) };
    if matches!(family, Family::Newsletter | Family::Gazette) {
        measure *= 1.2;
    }
    let width = paper.width - paper.left - paper.right;
    let mut count = ((width + gutter) / (measure + gutter)).round() as usize;
    count = match family {
        Family::Sparse => r.weighted(&[(1, 2.5), (2, 4.0), (3, 3.0), (4, 1.0)]),
        Family::Parish => r.weighted(&[(1, 2.0), (2, 4.0), (3, 2.0)]),
        Family::Gazette => r.weighted(&[(1, 0.6), (2, 5.0), (3, 3.0), (4, 1.0)]),
        Family::Newsletter => count.clamp(1, 4),
        Family::Front | Family::Classified => count.clamp(3, 9),
        _ => count.clamp(2, 9),
    };
    let least = size * if han { 8.5 } else { 10.0 };
    while count > 1 && (width - gutter * (count - 1) as f32) / (count as f32) < least {
        count -= 1;
    }
    let rule = match old {
        true => r.weighted(&[(Line::Thin, 5.0), (Line::Hair, 3.0), (Line::None, 0.5), (Line::Double, 0.5)]),
        false => {
            let none = if gutter_em > 0.75 { 6.0 } else { 1.2 };
            r.weighted(&[(Line::None, none), (Line::Hair, 2.0), (Line::Thin, 3.0), (Line::Dotted, 0.6), (Line::Medium, 0.4)])
        }
    };
    Columns { count, gutter, rule, story_rule: r.hit(0.35) }
}

fn heads(r: &mut Random, language: Language, family: Family) -> Heads {
    let (east, old) = (language.is_east(), family == Family::Old);
    let flat = old || matches!(family, Family::Gazette | Family::Parish) && r.hit(0.8);
    let top_em = match flat {
        true => r.between(1.0, 1.9),
        false => {
            let (low, high) = r.choose(&[(1.6, 2.6), (2.5, 4.0), (3.5, 6.0), (1.4, 1.8)]);
            r.between(low, high)
        }
    };
    let caps = match east {
        true => Caps::None,
        false => r.weighted(&[(Caps::None, 6.0), (Caps::All, 1.5), (Caps::First, 1.0)]),
    };
    let small = [
        (SmallHead::Bold, 6.0),
        (SmallHead::Caps, if east { 0.0 } else { 1.2 }),
        (SmallHead::Rules, 0.8),
        (SmallHead::Italic, if east { 0.0 } else { 0.8 }),
        (SmallHead::Larger, 3.0),
        (SmallHead::Light, 0.6),
    ];
    let align = match old {
        true => r.weighted(&[(Align::Center, 8.0), (Align::Left, 1.0)]),
        false => r.weighted(&[(Align::Left, 6.0), (Align::Center, 3.0), (Align::Right, 0.25), (Align::Stagger, 0.6)]),
    };
    let wide = if r.hit(0.7) { r.between(1.15, 1.6) } else { r.between(1.6, 2.4) };
    Heads {
        serif: r.hit(0.5),
        weight: r.weighted(&[(700, 6.0), (900, 2.0), (400, 2.0), (300, 0.8)]),
        italic: !east && r.hit(0.06),
        ranks: r.range(2, 5),
        ratio: wide,
        top_em,
        small: r.weighted(&small),
        align,
        caps,
        lead: r.peaked(0.98, 1.35, 1.1),
        period: old && r.hit(0.7),
        lines: r.range(1, 5),
        letterspace: r.choose(&[0.0, 0.0, 0.0, 0.0, 0.02, 0.06, -0.02]),
        gap_em: r.between(0.2, 1.1),
        fill: r.hit(0.08),
        short: r.between(0.0, 0.35),
        side: if old { 0.0 } else { r.between(0.0, 0.15) },
        inset: if old { 0.0 } else { r.between(0.0, 0.12) },
        over_picture: r.between(0.0, 0.4),
        reverse: r.choose(&[0.0, 0.0, 0.06, 0.2]),
        boxed: r.choose(&[0.0, 0.0, 0.05, 0.15]),
        vertical: if language.is_han() && r.hit(0.4) { r.between(0.0, 0.25) } else { 0.0 },
        rule_over: r.hit(0.2),
        headless: r.choose(&[0.0, 0.0, 0.03, 0.1]),
    }
}

fn around(r: &mut Random, language: Language, family: Family) -> Furnishing {
    let (east, old) = (language.is_east(), family == Family::Old);
    let chinese = matches!(language, Language::ZhHans | Language::ZhHant);
    let kickers = [
        (Kicker::None, 5.0),
        (Kicker::Above, 3.0),
        (Kicker::Caps, if east { 0.0 } else { 1.0 }),
        (Kicker::Underlined, 1.0),
        (Kicker::Boxed, 0.6),
        (Kicker::Tab, 0.8),
    ];
    let decks = [
        (Deck::None, 4.0),
        (Deck::Under, 4.0),
        (Deck::Above, 1.0),
        (Deck::Indented, 0.8),
        (Deck::Rules, 0.9),
        (Deck::Column, 1.0),
        (Deck::Bullets, 0.8),
        (Deck::Two, 0.7),
        (Deck::Dash, if chinese { 2.0 } else { 0.0 }),
    ];
    let bylines = [
        (Byline::None, 2.0),
        (Byline::Column, 4.0),
        (Byline::Head, 2.0),
        (Byline::End, 2.0),
        (Byline::Rules, 1.0),
        (Byline::Right, 0.7),
        (Byline::Portrait, 0.6),
    ];
    let labels = [
        (Label::None, 4.0),
        (Label::Plain, 2.0),
        (Label::Bar, 1.2),
        (Label::Box, 1.0),
        (Label::Rule, 1.5),
        (Label::Tab, 1.0),
    ];
    let italic = if east { Cut::Body } else { Cut::BodyItalic };
    Furnishing {
        kicker: if old { Kicker::None } else { r.weighted(&kickers) },
        kicker_share: r.between(0.2, 0.8),
        kicker_em: r.between(0.95, 1.5),
        deck: if old { r.weighted(&[(Deck::Stack, 5.0), (Deck::None, 4.0)]) } else { r.weighted(&decks) },
        deck_share: r.between(0.25, 0.9),
        deck_em: r.between(1.0, 1.9),
        deck_cut: r.weighted(&[(Cut::Body, 3.0), (Cut::BodyBold, 2.0), (italic, 2.0), (Cut::Head, 1.0), (Cut::Label, 1.0)]),
        byline: if old { r.weighted(&[(Byline::None, 3.0), (Byline::End, 3.0)]) } else { r.weighted(&bylines) },
        byline_share: r.between(0.3, 1.0),
        byline_form: r.below(12),
        byline_cut: r.weighted(&[(Cut::BodyBold, 3.0), (Cut::Label, 2.0), (italic, 2.0), (Cut::Body, 2.0)]),
        byline_caps: !east && r.hit(0.12),
        end_form: r.below(8),
        end_align: r.weighted(&[(Align::Right, 5.0), (Align::Left, 0.7)]),
        dateline: r.weighted(&[(Dateline::None, 3.0), (Dateline::RunIn, 5.0), (Dateline::Bold, 2.0), (Dateline::Own, 0.6)]),
        date_form: r.below(6),
        section: if old { Label::None } else { r.weighted(&labels) },
        section_share: r.between(0.05, 0.5),
    }
}

fn inside(r: &mut Random, language: Language, family: Family) -> Inside {
    let (east, old, legs) = (language.is_east(), family == Family::Old, family == Family::Legs);
    let subheads = [
        (Subhead::None, 3.0),
        (Subhead::Bold, 4.0),
        (Subhead::Center, 2.0),
        (Subhead::Boxed, 1.0),
        (Subhead::Tint, 0.6),
        (Subhead::Rules, 0.6),
        (Subhead::RunIn, 1.0),
        (Subhead::Caps, if east { 0.0 } else { 0.8 }),
        (Subhead::Large, 1.0),
    ];
    Inside {
        subhead: r.weighted(&subheads),
        subhead_share: r.between(0.1, 0.6),
        subhead_em: r.between(0.95, 1.4),
        pull: r.weighted(&[(Pull::None, 5.0), (Pull::Rules, 2.0), (Pull::Quote, 1.5), (Pull::Box, 1.0), (Pull::Inset, 1.5)]),
        pull_share: if old { 0.0 } else { r.between(0.1, 0.5) },
        jump_share: r.between(0.0, 0.3),
        jump_form: r.below(6),
        jump_align: r.weighted(&[(Align::Right, 4.0), (Align::Left, 1.0), (Align::Center, 1.0)]),
        end_mark: r.hit(0.15),
        l_shape: if legs { r.between(0.35, 0.9) } else { r.between(0.0, 0.35) },
        u_shape: if legs { r.between(0.0, 0.35) } else { r.between(0.0, 0.12) },
        facts: if old { 0.0 } else { r.between(0.0, 0.35) },
        bastard: if matches!(family, Family::Modular | Family::Feature | Family::Tabloid) { r.between(0.0, 0.3) } else { 0.0 },
        wrap: if r.hit(0.5) { r.between(0.2, 0.8) } else { 0.0 },
        ragged_feet: r.choose(&[0.0, 0.0, 0.1, 0.3]),
        lists: r.choose(&[0.0, 0.0, 0.05, 0.2]),
    }
}

fn frames(r: &mut Random, family: Family) -> Frames {
    const KINDS: [Frame; 9] = [
        Frame::Line,
        Frame::Line,
        Frame::Thick,
        Frame::Double,
        Frame::Tint,
        Frame::TintLine,
        Frame::Dark,
        Frame::TopBottom,
        Frame::TopFat,
    ];
    let old = family == Family::Old;
    let rules = match old {
        true => [(Line::Dash, 6.0), (Line::Thin, 2.0), (Line::None, 0.7), (Line::None, 0.0), (Line::None, 0.0), (Line::None, 0.0)],
        false => [
            (Line::None, 4.0),
            (Line::Hair, 2.0),
            (Line::Thin, 3.0),
            (Line::Thick, 0.8),
            (Line::Double, 0.6),
            (Line::ThickThin, 0.4),
        ],
    };
    let (low, high) = r.choose(&[(0.35, 0.7), (0.6, 1.2), (1.0, 2.2)]);
    let area = r.between(low, high);
    let (near, far) = r.choose(&[(5.0, 9.0), (8.0, 16.0), (14.0, 26.0)]);
    Frames {
        share: if old { 0.0 } else { r.choose(&[0.0, 0.05, 0.12, 0.25, 0.45]) },
        kinds: [r.choose(&KINDS), if r.hit(0.2) { Frame::LeftBar } else { r.choose(&KINDS) }],
        tint: r.between(0.84, 0.95),
        story_rule: r.weighted(&rules),
        gap: r.between(near, far),
        area: if family == Family::Legs { area.max(1.1) } else { area },
        bands: r.between(0.2, 0.8),
    }
}

fn pictures(r: &mut Random, family: Family) -> Pictures {
    let old = family == Family::Old;
    Pictures {
        share: if old { r.choose(&[0.0, 0.0, 0.05]) } else { r.choose(&[0.1, 0.3, 0.5, 0.7]) },
        caption: r.weighted(&[
            (Caption::Below, 7.0),
            (Caption::Right, 0.7),
            (Caption::Above, 0.4),
            (Caption::Over, 0.6),
            (Caption::Left, 0.3),
        ]),
        caption_cut: r.weighted(&[(Cut::Label, 3.0), (Cut::Body, 3.0), (Cut::BodyItalic, 2.0), (Cut::BodyBold, 1.0)]),
        caption_em: r.between(0.8, 1.02),
        caption_align: r.weighted(&[(Align::Left, 6.0), (Align::Center, 2.0), (Align::Right, 0.4)]),
        caption_form: r.below(6),
        credit: r.weighted(&[(Credit::None, 2.0), (Credit::Inline, 4.0), (Credit::Right, 2.0), (Credit::Turned, 1.0)]),
        credit_form: r.below(6),
        framed: r.hit(0.25),
        untold: r.hit(0.07),
        own_heads: r.choose(&[0.1, 0.4, 0.7]),
    }
}

fn front(r: &mut Random, language: Language, family: Family) -> Front {
    let mut plates = [
        (Nameplate::None, 5.0),
        (Nameplate::Center, 2.5),
        (Nameplate::Left, 1.5),
        (Nameplate::Boxed, 0.8),
        (Nameplate::Reverse, 0.8),
        (Nameplate::Ears, 0.9),
        (Nameplate::Outlines, 1.4),
        (Nameplate::Vertical, if language.is_han() { 1.0 } else { 0.0 }),
    ];
    match family {
        Family::Front => plates[0].1 = 0.0,
        Family::Sparse => plates[0].1 = 9.0,
        _ => {}
    }
    Front {
        nameplate: r.weighted(&plates),
        teasers: match family {
            Family::Front => r.weighted(&[(Teasers::None, 3.0), (Teasers::Top, 3.0), (Teasers::Bottom, 2.0), (Teasers::Rail, 2.0)]),
            _ => r.weighted(&[(Teasers::None, 9.0), (Teasers::Top, 1.0), (Teasers::Bottom, 1.0), (Teasers::Rail, 0.6)]),
        },
        folio: r.weighted(&[(FolioAt::Top, 6.0), (FolioAt::Bottom, 2.0), (FolioAt::Both, 1.0), (FolioAt::None, 0.9)]),
        folio_forms: [r.below(6), r.below(6)],
        folio_align: r.choose(&[Align::Left, Align::Center, Align::Right]),
        adverts_below: r.hit(if family == Family::Old { 0.1 } else { 0.2 }) && !matches!(family, Family::Gazette | Family::Parish),
        barcode: r.hit(0.4),
        folio_rule: r.choose(&[Line::None, Line::Thin, Line::Double, Line::Thick, Line::Hair]),
    }
}

fn small(r: &mut Random) -> Small {
    const PARTS: [(Part, f32); 16] = [
        (Part::Briefs, 1.4),
        (Part::Advert, 1.4),
        (Part::Facts, 0.6),
        (Part::Table, 0.6),
        (Part::Letters, 0.4),
        (Part::Interview, 0.5),
        (Part::Photo, 1.0),
        (Part::Listing, 0.4),
        (Part::Classified, 0.4),
        (Part::Weather, 0.3),
        (Part::Index, 0.3),
        (Part::Imprint, 0.3),
        (Part::Timeline, 0.3),
        (Part::Obits, 0.4),
        (Part::Cartoon, 0.3),
        (Part::Notices, 0.3),
    ];
    let mix = PARTS.map(|(part, share)| (part, share * r.choose(&[0.0, 0.3, 1.0, 1.0, 2.5]))).to_vec();
    Small {
        briefs: r.weighted(&[
            (Briefs::BoldWords, 3.0),
            (Briefs::Heads, 3.0),
            (Briefs::Bullets, 1.5),
            (Briefs::Rules, 1.5),
            (Briefs::Caps, 0.7),
            (Briefs::Square, 1.0),
        ]),
        label: r.weighted(&[(Label::Plain, 3.0), (Label::Bar, 2.0), (Label::Box, 1.0), (Label::Rules, 1.0), (Label::None, 1.0)]),
        separator: r.weighted(&[(Line::None, 4.0), (Line::Hair, 1.0), (Line::Thin, 1.0), (Line::Dash, 1.0)]),
        mix,
    }
}

fn ink(r: &mut Random, family: Family) -> Ink {
    let scan = if family == Family::Old { 0.35 } else { 0.05 };
    let ocr = r.hit(scan).then(|| r.between(0.002, 0.03));
    let grain = if ocr.is_some() { Grain::Word } else { r.weighted(&[(Grain::Glyph, 9.0), (Grain::Word, 1.0)]) };
    Ink {
        order: r.weighted(&[
            (Order::Natural, 4.0),
            (Order::Blocks, 3.0),
            (Order::Raster, 1.0),
            (Order::Lines, 1.0),
            (Order::Roles, 0.8),
            (Order::Reverse, 0.5),
        ]),
        grain,
        blanks: r.hit(0.7),
        faux: r.hit(0.06) && grain == Grain::Glyph,
        bare: ocr.is_some() && r.hit(0.5),
        ocr,
    }
}

/// The faces of [`Cut::ALL`].
fn faces(r: &mut Random, language: Language, body: &Body, heads: &Heads) -> Vec<Typeface> {
    let build = |serif: bool| if serif { Build::Serif } else { Build::Sans };
    let names = |serif: bool, r: &mut Random| match serif {
        true => r.choose(&["Quoin", "Galley Old", "Tympan", "Platen", "Frisket"]),
        false => r.choose(&["Reglet", "Slug", "Hairline Grotesk", "Kern Sans", "Gauge"]),
    };
    let hangul = (language == Language::Ko).then(|| r.between(0.86, 1.0));
    let east = |face: Typeface| if language.is_east() { face.eastern(hangul) } else { face };
    let body_wide = r.between(0.9, 1.1);
    let one = r.hit(0.25);
    let head_serif = if one { body.serif } else { heads.serif };
    let (narrow, wide) = (r.between(0.72, 0.9), r.between(0.95, 1.15));
    let head_wide = if one { body_wide } else { r.choose(&[narrow, 1.0, wide]) };
    let label_serif = r.hit(0.25);
    let label_wide = r.between(0.85, 1.08);
    let (text, head, label) = (names(body.serif, r), names(head_serif, r), names(label_serif, r));
    let face = |name: &str, style: &str, serif: bool, wide: f32, weight: u16, italic: bool| {
        east(Typeface::new(&format!("{}-{style}", name.replace(' ', "")), build(serif), wide, weight, italic))
    };
    let head_style = if heads.weight >= 600 { "Bold" } else { "Display" };
    let alt_weight = if heads.weight >= 600 { 400 } else { 700 };
    // Scripts without italics set their italic as the regular face.
    let slanted = !language.is_east();
    vec![
        face(text, "Regular", body.serif, body_wide, 400, false),
        face(text, "Bold", body.serif, body_wide, 700, false),
        face(text, if slanted { "Italic" } else { "Kai" }, body.serif, body_wide * 0.97, 400, slanted),
        face(head, head_style, head_serif, head_wide, heads.weight, heads.italic),
        face(head, "Second", !head_serif, head_wide, alt_weight, false),
        face(label, "Regular", label_serif, label_wide, 400, false),
        face(label, "Bold", label_serif, label_wide, 700, false),
    ]
}
