//! How pages are shown: what the command line and the config may say.

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

/// The characters that Chinese is shown in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ScriptArg {
    /// Those of the page.
    #[default]
    #[value(name = "asis")]
    #[serde(rename = "asis")]
    AsIs,
    /// Simplified ones.
    Hans,
    /// Traditional ones.
    Hant,
}

/// How many colors a terminal has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DepthArg {
    /// As the terminal says.
    #[default]
    Auto,
    /// The sixteen named ones.
    #[value(name = "16")]
    #[serde(rename = "16")]
    Sixteen,
    /// 256.
    #[value(name = "256")]
    #[serde(rename = "256")]
    Indexed,
    /// All.
    True,
}

/// What stands side by side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PanesArg {
    /// One view at a time.
    #[default]
    One,
    /// Page and story.
    PageStory,
    /// Contents and the view in use.
    Contents,
    /// Contents, page and story.
    Three,
}

/// How wide ambiguous characters are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AmbiguousArg {
    /// Ask the terminal.
    #[default]
    Auto,
    /// One cell.
    Narrow,
    /// Two cells.
    Wide,
    /// Avoid them.
    Safe,
}

/// When to use colors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ColorArg {
    /// Unless NO_COLOR is set.
    #[default]
    Auto,
    /// Yes.
    Always,
    /// No.
    Never,
}
