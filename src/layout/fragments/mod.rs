//! Text without geometry to stories: what is left when a page was extracted column by column, its sections out
//! of place and its heads apart. Signals, in order of worth: file order inside a run; whether a fragment's
//! first line is short; width classes for lead, columns, captions and heads; heads to sections by their words;
//! the formula that closes a feature. Method: `research` of the project, measured on one real page.
//!
//! ```text
//!  lines   -> groups   lines between blanks, cleaned; the measures they were set to       (line_groups, measure)
//!  groups  -> entries  heads, bylines, labels, captions, credits, body text               (kinds)
//!  entries -> texts    body groups chained where a sentence or a first line says so       (chain)
//!  texts   -> sections every head over the texts that its place and its words give it     (heads, topics)
//!  sections -> stories headlines, section order, captions                                  (gather)
//! ```

mod chain;
mod gather;
mod heads;
mod kinds;
mod measure;
mod phrases;
mod line_groups;
mod topics;

use crate::house_style::HouseStyle;
use crate::model::extract::Extract;
use crate::model::lang::Lang;
use crate::model::page::Because;
use crate::model::role::Role;

/// Stories of a page that has no geometry yet.
#[derive(Clone, Debug, Default)]
pub struct Loose {
    /// Language of most of the text.
    pub lang: Lang,
    /// Stories, in the order of their first line in the file.
    pub stories: Vec<LooseStory>,
    /// What belongs to the page and to no story.
    pub furniture: Vec<LooseBlock>,
    /// What is not sure, in words.
    pub doubts: Vec<String>,
}

/// A story: heads, byline, lead, sections, captions and credits, in reading order.
#[derive(Clone, Debug, Default)]
pub struct LooseStory {
    /// The section label, as printed.
    pub section: Option<String>,
    /// Whole paragraphs and heads.
    pub blocks: Vec<LooseBlock>,
    /// 0..=1.
    pub confidence: f32,
}

/// A whole paragraph or head.
#[derive(Clone, Debug)]
pub struct LooseBlock {
    /// What it is.
    pub role: Role,
    /// Its text as a person would type it.
    pub text: String,
    /// Printed wider than the columns: the opening of a feature.
    pub lead: bool,
    /// Why it has its role.
    pub because: Because,
}

/// Rebuilds the stories of an extract. Every character of it that shows is in some block, doubled print once.
pub fn read(extract: &Extract, style: &HouseStyle) -> Loose {
    let mut groups = line_groups::groups(extract, style);
    let lang = line_groups::language(&groups);
    let measures = measure::learn(groups.iter().map(|group| group.lines.as_slice()), lang.is_han(), &style.extract);
    line_groups::measure(&mut groups, measures, style);
    let entries = kinds::classify(groups, measures, lang, style);
    let words = line_groups::words(&entries);
    let texts = chain::texts(&entries, measures, (lang, &words), &style.extract);
    let topics = topics::Topics::new(&texts, &style.extract);
    let sections = heads::place(&entries, &texts, &topics, style);
    gather::stories(&entries, texts, &sections, &topics, (lang, &words), style)
}

#[cfg(test)]
mod tests;
