//! `foldline export` and `foldline worker`: what goes out, of one edition or of any number of them.

use super::{ExportFormat, Inputs, OpenArgs};
use clap::{Args, ValueEnum};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// `foldline export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// What to export.
    #[command(flatten)]
    pub input: Inputs,
    /// A number from `foldline stories`, an id such as p2s1, or `all`.
    #[arg(long, default_value = "all", value_name = "N|ID|all")]
    pub story: String,
    /// The form to write.
    #[arg(long, value_enum, default_value_t = ExportFormat::Text)]
    pub format: ExportFormat,
    /// The notes that were written on it instead of its stories: as Markdown, or with `--format json`.
    #[arg(long, conflicts_with = "uncorrected")]
    pub notes: bool,
    /// Words with their boxes, how sure text recognition was of them, and the file's names of blocks, in json and jsonl.
    #[arg(long)]
    pub boxes: bool,
    /// A file for all, or a folder for a file a story (a file an input with --from, --jobs and --resume); prints when absent
    /// and for `-`.
    #[arg(short, long, value_name = "FILE|DIR")]
    pub output: Option<PathBuf>,
    /// Overwrite what is there.
    #[arg(long)]
    pub force: bool,
    /// Export every path of this list too, each an edition of its own; `-` is the standard input. Paths stand a line each, or
    /// are parted by NUL.
    #[arg(long, value_name = "FILE", help_heading = "Many editions")]
    pub from: Option<PathBuf>,
    /// Read so many editions at the same time, each input an edition of its own; 0 is one a core.
    #[arg(long, value_name = "N", help_heading = "Many editions")]
    pub jobs: Option<usize>,
    /// Go on where a run before stopped, leaving out what is done and whole.
    #[arg(long, requires = "output", conflicts_with = "force", help_heading = "Many editions")]
    pub resume: bool,
    /// Whether a row of jsonl is a page or a story.
    #[arg(long, value_enum, help_heading = "Many editions")]
    pub rows: Option<RowsArg>,
    /// What one input may take.
    #[command(flatten)]
    pub limits: LimitArgs,
}

impl ExportArgs {
    /// Says what is exported to those who open it: where words stand is known while a page is read, by who reads it.
    pub fn pass_on(&mut self) {
        let open = &mut self.input.open;
        open.boxes = self.boxes;
        open.hands = if self.boxes { 0 } else { open.hands };
    }

    /// True when each input is an edition of its own: something was said that means many of them, or rows are wanted, which
    /// stand alone.
    pub fn is_batch(&self) -> bool {
        let said = self.from.is_some() || self.jobs.is_some() || self.resume || self.rows.is_some();
        said || self.format.is_rows()
    }
}

/// `foldline worker`.
#[derive(Debug, Args)]
pub struct WorkerArgs {
    /// Read so many requests at the same time; answers keep their order. 0 is one a core.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub jobs: usize,
    /// Whether a row is a page or a story, where a request does not say.
    #[arg(long, value_enum, default_value_t)]
    pub rows: RowsArg,
    /// What one request may take.
    #[command(flatten)]
    pub limits: LimitArgs,
    /// How files are opened, where a request does not say.
    #[command(flatten)]
    pub open: OpenArgs,
}

/// What reading one input may take. Both count work, never the clock: the same input ends the same way everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Args)]
pub struct LimitArgs {
    /// Processor time that one input may take.
    #[arg(long, value_name = "SECONDS", default_value_t = 600, value_parser = clap::value_parser!(u64).range(1..),
          help_heading = "Many editions")]
    pub limit_cpu: u64,
    /// Memory that one input may take, besides three times its size.
    #[arg(long, value_name = "MIB", default_value_t = 1024, value_parser = clap::value_parser!(u64).range(64..=1_048_576),
          help_heading = "Many editions")]
    pub limit_memory: u64,
}

/// What a row is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowsArg {
    /// A page with all that stands on it.
    #[default]
    Page,
    /// A story.
    Story,
}
