//! Thresholds of the stage that brings: blocks to roles.

use crate::house_style::kickers::KickerStyle;
use crate::house_style::quotes::QuoteStyle;
use serde::{Deserialize, Serialize};

/// Blocks to roles. `_ratio` fields are sizes against the body text where nothing else is said.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct RoleStyle {
    /// Fraction of the page's height. The masthead begins so near to the top of the text.
    pub masthead_top_share: f32,
    /// Quotient. The masthead is at least this much larger than the text.
    pub masthead_ratio: f32,
    /// Quotient. From this size on, the largest line at the head is the masthead without a rule below it.
    pub masthead_sure_ratio: f32,
    /// Characters. A paper's name is no longer.
    pub masthead_chars: u32,
    /// Characters. A folio is no longer.
    pub folio_chars: u32,
    /// Lines. Nor has it more lines,
    pub folio_lines: usize,
    /// or so many where the paper has its name.
    pub masthead_lines: usize,
    /// Em of the body. Between two rules so near to each other under the name of the paper stand date and number.
    pub masthead_rules_em: f32,
    /// Quotient. A folio is set no larger.
    pub folio_ratio: f32,
    /// Fraction of the page's height. A folio stands so near to the first or last line.
    pub folio_edge_share: f32,
    /// Fraction of the page's width. A rule that sets off a folio is longer.
    pub folio_rule_share: f32,
    /// Fraction of the lower line. A line is level with a folio when so much of it is beside it.
    pub folio_level_share: f32,
    /// Running heads.
    pub running: RunningStyle,
    /// Labels over bands of the page and over tables.
    pub labels: LabelStyle,
    /// Lines. Bylines, credits and jump lines have at most so many.
    pub word_lines: usize,
    /// Quotient. They are set no larger.
    pub word_ratio: f32,
    /// Characters besides the jump phrase on its line: brackets, "Please see", a story's key word.
    pub jump_besides: usize,
    /// Em of the body. A page number so near under text sends the reader on.
    pub jump_gap_em: f32,
    /// Characters. A byline is no longer.
    pub byline_chars: u32,
    /// Fraction of the widest line below it. A longer line that begins like a byline is a sentence.
    pub byline_width_share: f32,
    /// Em of its own type. A section label is no longer: twelve Han characters, or two dozen letters.
    pub section_em: f32,
    /// Em of its own type. A credit is no longer: a name or two; one in brackets may be twice as long.
    pub credit_em: f32,
    /// Em. So long are credits that say what was made, and names in brackets.
    pub credit_line_em: f32,
    /// Captions.
    pub captions: CaptionStyle,
    /// Adverts.
    pub adverts: AdvertStyle,
    /// Small heads of one style from which on they are what is asked in an interview,
    pub questions: usize,
    /// when at least this fraction of them ends in a question mark.
    pub questions_share: f32,
    /// Quotient. From this size on a line is a head.
    pub head_ratio: f32,
    /// Lines of a head.
    pub head_lines: usize,
    /// Quotient. From this size on a short line is a head.
    pub small_head_ratio: f32,
    /// Quotient of a short line in another face to the small print right below it: so much larger it heads that.
    pub print_head_ratio: f32,
    /// Lines of a small head.
    pub small_head_lines: usize,
    /// Characters of a small head.
    pub small_head_chars: u32,
    /// Quotient. A bold line of this size is a head if it is short and no sentence.
    pub bold_head_ratio: f32,
    /// Lines of a bold head in text size.
    pub bold_head_lines: usize,
    /// Characters of a bold head in text size.
    pub bold_head_chars: u32,
    /// Heads in capitals of text size.
    pub capitals: CapitalsStyle,
    /// Pull quotes.
    pub quotes: QuoteStyle,
    /// Quotient. A larger head opens a story, wherever it stands.
    pub subhead_ratio: f32,
    /// Times the width of the text below it. A subhead is no wider, give or take a letter that hangs out,
    pub subhead_width_ratio: f32,
    /// unless that text is so much of the measure wide: then the head is of a column beside a picture.
    pub subhead_column_share: f32,
    /// Headlines of the size of a head that a page must have before its small heads are taken for subheads.
    pub large_heads: usize,
    /// Em of the body. Text stands so near below a subhead.
    pub subhead_gap_em: f32,
    /// Quotient. Of two stacked heads, one is the headline if it is larger by this.
    pub stack_ratio: f32,
    /// Em of the smaller line: white within a stack of heads,
    pub stack_gap_em: f32,
    /// plus em of the headline.
    pub stack_head_gap_em: f32,
    /// Fraction of the measure. A rule in a stack of heads parts it when it is so long: a shorter one is an ornament of
    /// the stack.
    pub stack_rule_share: f32,
    /// Fraction of the headline. A line narrower than this stands in a column under it.
    pub stack_narrow_share: f32,
    /// Kickers.
    pub kickers: KickerStyle,
    /// Em of the kicker. A rule so near under it is its own: labels of sections are underlined.
    pub underline_gap_em: f32,
    /// A name alone under a headline.
    pub names: NameStyle,
    /// Quotient. A deck is larger than the text by this, or bold, or slanted.
    pub deck_ratio: f32,
    /// Quotient to the headline. A deck that is not bold under a bold headline may be so large: its weight sets it apart.
    pub light_deck_ratio: f32,
    /// Lines of a deck.
    pub deck_lines: usize,
    /// Characters of a deck.
    pub deck_chars: u32,
    /// What is usual on the page.
    pub usual: UsualStyle,
}

impl Default for RoleStyle {
    fn default() -> RoleStyle {
        RoleStyle {
            masthead_top_share: 0.06,
            masthead_ratio: 2.5,
            masthead_sure_ratio: 3.5,
            masthead_chars: 40,
            folio_chars: 90,
            folio_lines: 2,
            masthead_lines: 4,
            masthead_rules_em: 3.0,
            folio_ratio: 1.6,
            folio_edge_share: 0.02,
            folio_rule_share: 0.7,
            folio_level_share: 0.6,
            running: RunningStyle::default(),
            labels: LabelStyle::default(),
            word_lines: 2,
            word_ratio: 1.35,
            jump_besides: 24,
            jump_gap_em: 1.0,
            byline_chars: 40,
            byline_width_share: 0.75,
            section_em: 12.0,
            credit_em: 15.0,
            credit_line_em: 30.0,
            captions: CaptionStyle::default(),
            adverts: AdvertStyle::default(),
            questions: 3,
            questions_share: 0.75,
            head_ratio: 1.45,
            head_lines: 6,
            small_head_ratio: 1.18,
            print_head_ratio: 1.12,
            small_head_lines: 4,
            small_head_chars: 90,
            bold_head_ratio: 0.95,
            bold_head_lines: 3,
            bold_head_chars: 70,
            capitals: CapitalsStyle::default(),
            quotes: QuoteStyle::default(),
            subhead_ratio: 1.35,
            subhead_width_ratio: 1.15,
            subhead_column_share: 0.8,
            large_heads: 1,
            subhead_gap_em: 2.2,
            stack_ratio: 1.12,
            stack_gap_em: 1.4,
            stack_head_gap_em: 0.35,
            stack_rule_share: 0.6,
            stack_narrow_share: 0.5,
            kickers: KickerStyle::default(),
            underline_gap_em: 0.8,
            names: NameStyle::default(),
            deck_ratio: 1.08,
            light_deck_ratio: 0.97,
            deck_lines: 12,
            deck_chars: 260,
            usual: UsualStyle::default(),
        }
    }
}

/// What a caption is told by. `_ratio` fields are sizes against the body text.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct CaptionStyle {
    /// Characters. A caption is no longer.
    pub chars: u32,
    /// Lines. Nor has it more lines.
    pub lines: usize,
    /// Quotient to the caption of its picture. A name set so much smaller is the credit.
    pub credit_ratio: f32,
    /// Quotient. A caption is set no larger.
    pub size_ratio: f32,
    /// Quotient. Type smaller than this is other type than the text.
    pub small_ratio: f32,
    /// Em of the body. A caption stands so near to its picture.
    pub gap_em: f32,
    /// Fraction of that. A caption may begin so far inside its picture: boxes of pictures are drawn with their bleed.
    pub into_share: f32,
    /// Fraction of its width that is under the picture: it may begin before the edge, not in the next column.
    pub under_share: f32,
}

impl Default for CaptionStyle {
    fn default() -> CaptionStyle {
        CaptionStyle {
            chars: 320,
            lines: 6,
            credit_ratio: 0.9,
            size_ratio: 1.1,
            small_ratio: 0.95,
            gap_em: 2.2,
            into_share: 0.3,
            under_share: 0.6,
        }
    }
}

/// What a head in capitals of text size is told by. It is no longer than a small head.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct CapitalsStyle {
    /// Fraction of its letters that are capitals: "McKINLEY and BRYAN".
    pub upper_share: f32,
    /// Fraction of its characters that are letters: figures and dots, as in a table, tell nothing.
    pub letters_share: f32,
}

impl Default for CapitalsStyle {
    fn default() -> CapitalsStyle {
        CapitalsStyle { upper_share: 0.8, letters_share: 0.6 }
    }
}

/// What the usual face, weight and measure of a page are told by.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct UsualStyle {
    /// Quotient from which the size of a block counts as running text when face, weight and measure of the page are
    /// told,
    pub low_ratio: f32,
    /// up to this one: leads are set a point larger, tables and captions smaller.
    pub high_ratio: f32,
}

impl Default for UsualStyle {
    fn default() -> UsualStyle {
        UsualStyle { low_ratio: 0.85, high_ratio: 1.15 }
    }
}

/// Adverts.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct AdvertStyle {
    /// Lines. What has as many in a box is text, and the box no advert.
    pub text_lines: usize,
    /// Share of its height. The lines of an advert that does not say what it sells fill less of its box: boxes are drawn
    /// close around heads.
    pub filled_share: f32,
    /// Em of the body. And the box is higher than this.
    pub height_em: f32,
    /// Digits of the shortest number that one calls: a year has four.
    pub call_digits: usize,
    /// Digits of a telephone number with its area code, which nothing else on a page has.
    pub telephone_digits: usize,
    /// Lines of a poem in a box, at least.
    pub verse_lines: usize,
    /// Groups of lines in a small advert, at most.
    pub small_sticks: usize,
    /// Fraction of the page. Small boxes higher up send the reader on.
    pub high_share: f32,
    /// Em of the body. Small adverts stand so near to each other, and differ in width or height by less.
    pub near_em: f32,
    /// Keys of one style from which on a box is a list of figures or years and no advert.
    pub keys: usize,
}

impl Default for AdvertStyle {
    fn default() -> AdvertStyle {
        AdvertStyle {
            text_lines: 4,
            filled_share: 0.5,
            height_em: 9.0,
            call_digits: 5,
            telephone_digits: 9,
            verse_lines: 6,
            small_sticks: 3,
            high_share: 0.25,
            near_em: 2.0,
            keys: 3,
        }
    }
}

/// Running heads.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct RunningStyle {
    /// Characters. A running head without date or number is no longer.
    pub chars: u32,
    /// Quotient. Such a running head is set no larger than text; a larger line is a kicker between rules.
    pub size_ratio: f32,
    /// Fraction of the page's height. The rule under a running head is no lower.
    pub top_share: f32,
    /// Lines over the first rule of the page, at most, to be a running head.
    pub sticks: usize,
    /// Quotient to the date. Words of a running head that are set so much larger name the section.
    pub section_ratio: f32,
    /// Fraction of the page's height. Under pointers to other pages the name of the paper begins no lower.
    pub name_low_share: f32,
}

impl Default for RunningStyle {
    fn default() -> RunningStyle {
        RunningStyle { chars: 60, size_ratio: 1.05, top_share: 0.1, sticks: 8, section_ratio: 1.3, name_low_share: 0.2 }
    }
}

/// Labels over bands of the page and over tables.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct LabelStyle {
    /// Times the measure. A rule under the label of a band of the page is longer.
    pub band_ratio: f32,
    /// Em of the label. The rules over and under it are no farther.
    pub band_gap_em: f32,
    /// Em. Words over a line between rules are no longer than this.
    pub brief_em: f32,
    /// Em of the body. Rows of a table begin so near under the bar with its title: a line of heads may lie between.
    pub table_gap_em: f32,
}

impl Default for LabelStyle {
    fn default() -> LabelStyle {
        LabelStyle { band_ratio: 2.2, band_gap_em: 1.2, brief_em: 24.0, table_gap_em: 3.0 }
    }
}

/// A name alone under a headline.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct NameStyle {
    /// Characters. A name alone under a headline is no longer.
    pub chars: u32,
    /// Words of such a name, at most.
    pub words: usize,
    /// Quotient. A line that is set smaller under a headline, right over text, says who wrote it.
    pub small_ratio: f32,
    /// Em of the body. What the writer is stands so near under the name.
    pub title_gap_em: f32,
    /// Han characters of a name without blanks.
    pub han_chars: usize,
    /// Han characters of a byline without blanks: what it begins with, two names, and what their bearers do. A deck may
    /// begin with the same words, and is longer.
    pub run_chars: usize,
    /// Letters of the longest of the small words between names: "and", "von", "del".
    pub small_word_chars: usize,
    /// Quotient. It is set no larger: a larger line is a head.
    pub size_ratio: f32,
    /// Em of the body. The text of the column that a name stands over, at its end, begins so near below.
    pub column_below_em: f32,
}

impl Default for NameStyle {
    fn default() -> NameStyle {
        NameStyle {
            chars: 40,
            words: 5,
            small_ratio: 0.98,
            title_gap_em: 0.8,
            han_chars: 4,
            run_chars: 15,
            small_word_chars: 3,
            size_ratio: 1.1,
            column_below_em: 5.0,
        }
    }
}
