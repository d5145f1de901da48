//! Every threshold, phrase and grid that the layout model uses, as data: the built-in defaults, and what a
//! newspaper's own file in `layouts/` says otherwise. A stage reads its numbers here and nowhere else.

pub mod apart;
pub mod area;
pub mod blocks;
pub mod clues;
pub mod crosswise;
pub mod dashes;
pub mod extract;
pub mod fit;
pub mod initials;
pub mod jumps;
pub mod kickers;
pub mod learned;
pub mod library;
pub mod lines;
pub mod order;
pub mod phrases;
pub mod quotes;
pub mod raised;
pub mod regions;
pub mod roles;
pub mod spaces;
pub mod stops;
pub mod stories;
pub mod tables;

use crate::model::lang::Lang;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A newspaper's house style: how its pages are told, how they are set, and every threshold.
///
/// Thresholds are relative: `_em` fields are in the size of the text at hand, `_lines` in its leading,
/// `_share` fields are fractions from 0 to 1, `_ratio` fields are quotients of sizes.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct HouseStyle {
    /// Shown by `foldline layouts`.
    pub name: String,
    /// Which pages it is for.
    #[serde(rename = "match")]
    pub matching: Match,
    /// How its running text is set.
    #[serde(rename = "type")]
    pub setting: Setting,
    /// Words that tell roles and jumps.
    pub phrases: phrases::Phrases,
    /// Glyphs to lines.
    pub lines: lines::LineStyle,
    /// How exactly things stand.
    pub fit: fit::FitStyle,
    /// Rules, boxes and gutters to regions.
    pub regions: regions::RegionStyle,
    /// Lines to blocks and paragraphs.
    pub blocks: blocks::BlockStyle,
    /// Heads no larger than the text.
    pub apart: apart::ApartStyle,
    /// Stories set the other way than their page.
    pub crosswise: crosswise::CrosswiseStyle,
    /// Dashes between items.
    pub dashes: dashes::DashStyle,
    /// Blocks to roles.
    pub roles: roles::RoleStyle,
    /// Blocks to stories.
    pub stories: stories::StoryStyle,
    /// Stories to a reading order.
    pub order: order::OrderStyle,
    /// Stories across pages.
    pub jumps: jumps::JumpStyle,
    /// Text without geometry.
    pub extract: extract::ExtractStyle,
    /// What its corrected pages showed.
    pub learned: learned::Learned,
    /// Paste-up areas, top to bottom.
    #[serde(rename = "area")]
    pub areas: Vec<area::Area>,
}

/// Which pages a house style is for. Everything is optional; the style that matches most is taken.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Match {
    /// Words of which one must stand on the page.
    pub text: Vec<String>,
    /// Width and height of the page in points, met within two percent.
    pub page_pt: Option<[f32; 2]>,
    /// The language of the page. A style for another language is never taken.
    pub lang: Option<Lang>,
    /// The writing direction of the page.
    pub writing: Option<Writing>,
}

/// Which way most of a page's text runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Writing {
    /// Lines from left to right.
    Horizontal,
    /// Lines from top to bottom, columns from the right.
    Vertical,
}

/// How the running text is set; what is absent is learned from the page.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Setting {
    /// Direction for paste-up.
    pub writing: Option<Writing>,
    /// Columns across the page.
    pub columns: Option<u8>,
    /// Column width in em of the body.
    pub measure: Option<u8>,
    /// White between columns, in em of the body.
    pub gutter_em: Option<f32>,
}

/// What is wrong with a layout file.
#[derive(Debug, thiserror::Error)]
pub enum StyleError {
    /// The file could not be read.
    #[error("{file}: {cause}")]
    Unreadable {
        /// The file as named by the user.
        file: String,
        /// What the system said.
        cause: std::io::Error,
    },
    /// The file is not a layout.
    #[error("{file}, line {line}: {says}")]
    Invalid {
        /// The file as named by the user.
        file: String,
        /// Line from 1.
        line: usize,
        /// What was found and what was expected.
        says: String,
    },
    /// There is no layout of this name.
    #[error("no layout is called {name:?}: `foldline layouts` lists them, or name a .toml file")]
    Unknown {
        /// What was asked for.
        name: String,
    },
}

impl HouseStyle {
    /// Reads a house style from TOML; `base` gives what the text leaves out. `file` is for messages.
    ///
    /// # Errors
    /// [`StyleError::Invalid`] with the line, when the text is not TOML, has an unknown key or a wrong type.
    pub fn parse(text: &str, file: &str, base: Option<&str>) -> Result<HouseStyle, StyleError> {
        let own: HouseStyle = toml::from_str(text).map_err(|error| invalid(text, file, &error))?;
        let Some(base) = base else { return Ok(own) };
        let mut merged: toml::Table = toml::from_str(base).map_err(|error| invalid(base, file, &error))?;
        let over: toml::Table = toml::from_str(text).map_err(|error| invalid(text, file, &error))?;
        overlay(&mut merged, over);
        HouseStyle::deserialize(merged).map_err(|error| invalid(text, file, &error))
    }
}

/// Puts the tables of `over` into those of `base`; lists and values are replaced whole.
fn overlay(base: &mut toml::Table, over: toml::Table) {
    for (key, value) in over {
        match (base.get_mut(&key), value) {
            (Some(toml::Value::Table(below)), toml::Value::Table(above)) => overlay(below, above),
            (_, value) => {
                base.insert(key, value);
            }
        }
    }
}

fn invalid(text: &str, file: &str, error: &toml::de::Error) -> StyleError {
    let at = error.span().unwrap_or(Range { start: 0, end: 0 }).start;
    let line = text.get(..at).map_or(1, |before| before.matches('\n').count() + 1);
    StyleError::Invalid { file: file.to_owned(), line, says: error.message().trim().replace('\n', "; ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_key_is_an_error_with_its_line() {
        let error = HouseStyle::parse("name = \"x\"\n\n[lines]\nno_such_key = 1\n", "x.toml", None).unwrap_err();
        let text = error.to_string();
        assert!(text.starts_with("x.toml, line 4: unknown field `no_such_key`"), "{text}");
    }

    #[test]
    fn a_style_keeps_what_its_base_says() {
        let base = "name = \"base\"\n[type]\ncolumns = 6\nmeasure = 15\n";
        let style = HouseStyle::parse("name = \"own\"\n[type]\nmeasure = 12\n", "own.toml", Some(base)).unwrap();
        assert_eq!(style.name, "own");
        assert_eq!((style.setting.columns, style.setting.measure), (Some(6), Some(12)));
    }
}
