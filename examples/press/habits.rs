//! Draws the habits of a house: what stands around heads and in stories, frames, pictures, what belongs to the page, small
//! matter, and what its files are like.

use super::families::Family;
use super::house::{
    Align, Briefs, Byline, Caption, Credit, Cut, Dateline, Deck, FolioAt, Frame, Frames, Front, Furnishing, Grain, Ink,
    Inside, Kicker, Label, Line, Nameplate, Order, Part, Pictures, Pull, Small, Subhead, Teasers,
};
use super::random::Random;
use super::words::Language;

pub(super) fn around(r: &mut Random, language: Language, family: Family) -> Furnishing {
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
        deck_cut: r.weighted(&[
            (Cut::Body, 3.0),
            (Cut::BodyBold, 2.0),
            (italic, 2.0),
            (Cut::Head, 1.0),
            (Cut::Label, 1.0),
        ]),
        byline: if old { r.weighted(&[(Byline::None, 3.0), (Byline::End, 3.0)]) } else { r.weighted(&bylines) },
        byline_share: r.between(0.3, 1.0),
        byline_form: r.below(12),
        byline_cut: r.weighted(&[(Cut::BodyBold, 3.0), (Cut::Label, 2.0), (italic, 2.0), (Cut::Body, 2.0)]),
        byline_caps: !east && r.hit(0.12),
        end_form: r.below(8),
        end_align: r.weighted(&[(Align::Right, 5.0), (Align::Left, 0.7)]),
        dateline: r.weighted(&[
            (Dateline::None, 3.0),
            (Dateline::RunIn, 5.0),
            (Dateline::Bold, 2.0),
            (Dateline::Own, 0.6),
        ]),
        date_form: r.below(6),
        section: if old { Label::None } else { r.weighted(&labels) },
        section_share: r.between(0.05, 0.5),
    }
}

pub(super) fn inside(r: &mut Random, language: Language, family: Family) -> Inside {
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
        pull: r.weighted(&[
            (Pull::None, 5.0),
            (Pull::Rules, 2.0),
            (Pull::Quote, 1.5),
            (Pull::Box, 1.0),
            (Pull::Marked, 0.7),
            (Pull::Inset, 1.5),
        ]),
        pull_share: if old { 0.0 } else { r.between(0.1, 0.5) },
        jump_share: if family == Family::Front { r.between(0.1, 0.8) } else { r.between(0.0, 0.3) },
        jump_form: r.below(6),
        jump_align: r.weighted(&[(Align::Right, 4.0), (Align::Left, 1.0), (Align::Center, 1.0)]),
        end_mark: r.hit(0.15),
        l_shape: if legs { r.between(0.35, 0.9) } else { r.between(0.0, 0.35) },
        u_shape: if legs { r.between(0.0, 0.35) } else { r.between(0.0, 0.12) },
        facts: if old { 0.0 } else { r.between(0.0, 0.35) },
        bastard: if matches!(family, Family::Modular | Family::Feature | Family::Tabloid) {
            r.between(0.0, 0.3)
        } else {
            0.0
        },
        wrap: if r.hit(0.5) { r.between(0.2, 0.8) } else { 0.0 },
        ragged_feet: r.choose(&[0.0, 0.0, 0.1, 0.3]),
        lists: r.choose(&[0.0, 0.0, 0.05, 0.2]),
    }
}

pub(super) fn frames(r: &mut Random, family: Family) -> Frames {
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
        true => [
            (Line::Dash, 6.0),
            (Line::Thin, 2.0),
            (Line::None, 0.7),
            (Line::None, 0.0),
            (Line::None, 0.0),
            (Line::None, 0.0),
        ],
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

pub(super) fn pictures(r: &mut Random, family: Family) -> Pictures {
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

pub(super) fn front(r: &mut Random, language: Language, family: Family) -> Front {
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
        name: r.below(8),
        nameplate: r.weighted(&plates),
        teasers: match family {
            Family::Front => {
                r.weighted(&[(Teasers::None, 3.0), (Teasers::Top, 3.0), (Teasers::Bottom, 2.0), (Teasers::Rail, 2.0)])
            }
            _ => r.weighted(&[(Teasers::None, 9.0), (Teasers::Top, 1.0), (Teasers::Bottom, 1.0), (Teasers::Rail, 0.6)]),
        },
        folio: r.weighted(&[(FolioAt::Top, 6.0), (FolioAt::Bottom, 2.0), (FolioAt::Both, 1.0), (FolioAt::None, 0.9)]),
        folio_forms: [r.below(6), r.below(6)],
        folio_align: r.choose(&[Align::Left, Align::Center, Align::Right]),
        adverts_below: r.hit(if family == Family::Old { 0.1 } else { 0.2 })
            && !matches!(family, Family::Gazette | Family::Parish),
        barcode: r.hit(0.4),
        folio_rule: r.choose(&[Line::None, Line::Thin, Line::Double, Line::Thick, Line::Hair]),
    }
}

pub(super) fn small(r: &mut Random) -> Small {
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
        label: r.weighted(&[
            (Label::Plain, 3.0),
            (Label::Bar, 2.0),
            (Label::Box, 1.0),
            (Label::Rules, 1.0),
            (Label::None, 1.0),
        ]),
        separator: r.weighted(&[(Line::None, 4.0), (Line::Hair, 1.0), (Line::Thin, 1.0), (Line::Dash, 1.0)]),
        classified_frame: r.choose(&[None, Some(Frame::Dark), Some(Frame::Line), Some(Frame::TopBottom)]),
        classified_em: r.choose(&[0.85, 1.0, 1.2, 1.4]),
        mix,
    }
}

pub(super) fn ink(r: &mut Random, family: Family) -> Ink {
    let scan = if family == Family::Old { 0.35 } else { 0.05 };
    let ocr = r.hit(scan).then(|| r.between(0.002, 0.03));
    let told_scan = ocr.is_some() && r.hit(0.5);
    let words = if told_scan { 1.0 } else { 0.1 };
    let grain = if r.hit(words) { Grain::Word } else { Grain::Glyph };
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
        flagged: r.hit(0.65),
        faux: r.hit(0.06) && grain == Grain::Glyph && ocr.is_none(),
        told_scan,
        bare: if ocr.is_some() { r.hit(0.6) } else { family == Family::Vertical && r.hit(0.2) },
        ocr,
    }
}
