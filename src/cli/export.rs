//! `foldline export` and `foldline worker`: what goes out, of one edition or of any number of them.

use super::{Inputs, OpenArgs};
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

/// Forms of export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
pub enum ExportFormat {
    /// Clean plain text, a paragraph a line.
    Text,
    /// Markdown.
    Markdown,
    /// One page document for the edition.
    Json,
    /// A row a line that stands alone: a page, or a story with --rows story.
    Jsonl,
    /// The list of stories, a line each, their fields parted by tabs.
    Tsv,
    /// A table for data frames, a row a story.
    #[cfg(feature = "parquet")]
    Parquet,
    /// Stories and furniture as a truth that examples/evaluate.rs scores against.
    Truth,
    /// ALTO 4.4: lines and words with their places, roles and stories as tags.
    Alto,
    /// PAGE XML of 2019, a file a page.
    PageXml,
    /// METS with ALTO files beside it: an issue with its articles, into a folder.
    Mets,
    /// hOCR: HTML with places.
    Hocr,
    /// TEI with a facsimile.
    Tei,
    /// One HTML file with pages, stories, search.
    Html,
    /// An e-book, a chapter a story.
    Epub,
    /// References to stories for CSL.
    CslJson,
    /// References to stories for BibTeX.
    Bibtex,
}

impl ExportFormat {
    /// What names of files in this form end in.
    pub fn ending(self) -> &'static str {
        match self {
            ExportFormat::Text => "txt",
            ExportFormat::Markdown => "md",
            ExportFormat::Json | ExportFormat::Truth | ExportFormat::CslJson => "json",
            ExportFormat::Jsonl => "jsonl",
            ExportFormat::Tsv => "tsv",
            #[cfg(feature = "parquet")]
            ExportFormat::Parquet => "parquet",
            ExportFormat::Alto | ExportFormat::PageXml | ExportFormat::Mets | ExportFormat::Tei => "xml",
            ExportFormat::Hocr => "hocr",
            ExportFormat::Html => "html",
            ExportFormat::Epub => "epub",
            ExportFormat::Bibtex => "bib",
        }
    }

    /// True for what is several files, or no text: it is written of one edition at a time.
    pub fn is_of_one_edition(self) -> bool {
        matches!(self, ExportFormat::PageXml | ExportFormat::Mets | ExportFormat::Epub)
    }

    /// True for what is rows that stand alone.
    pub fn is_rows(self) -> bool {
        match self {
            ExportFormat::Jsonl | ExportFormat::Tsv => true,
            #[cfg(feature = "parquet")]
            ExportFormat::Parquet => true,
            ExportFormat::Text
            | ExportFormat::Markdown
            | ExportFormat::Json
            | ExportFormat::Truth
            | ExportFormat::Alto
            | ExportFormat::PageXml
            | ExportFormat::Mets
            | ExportFormat::Hocr
            | ExportFormat::Tei
            | ExportFormat::Html
            | ExportFormat::Epub
            | ExportFormat::CslJson
            | ExportFormat::Bibtex => false,
        }
    }
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
