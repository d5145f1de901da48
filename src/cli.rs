//! Command line definitions, and nothing else: completions and the manual page are made from them.

mod export;
mod form;
mod showing;

pub use form::ExportFormat;
pub use showing::{AmbiguousArg, ColorArg, DepthArg, PanesArg, ScriptArg};

use clap::{Args, Parser, Subcommand, ValueEnum};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

pub use export::{ExportArgs, LimitArgs, RowsArg, WorkerArgs};

/// Read newspaper pages in the terminal, story by story.
///
/// Without a command the reader opens. Without INPUT it opens what the standard input gives, or the demo edition that is
/// built in.
#[derive(Debug, Parser)]
#[command(name = "foldline", version, args_conflicts_with_subcommands = true, after_help = EXAMPLES)]
pub struct Cli {
    /// What to do; the reader opens when absent.
    #[command(subcommand)]
    pub command: Option<CliCommand>,
    /// Files, or folders of files, that make one edition; `-` is the standard input.
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// How to show it.
    #[command(flatten)]
    pub view: ViewArgs,
    /// How to open it.
    #[command(flatten)]
    pub open: OpenArgs,
}

impl Cli {
    /// How files are opened, wherever on the command line it was said.
    pub fn opening(&mut self) -> &mut OpenArgs {
        match &mut self.command {
            Some(
                CliCommand::Stories { input, .. }
                | CliCommand::Page { input, .. }
                | CliCommand::Inspect { input, .. }
                | CliCommand::Export(ExportArgs { input, .. }),
            ) => &mut input.open,
            Some(CliCommand::Learn(args)) => &mut args.open,
            Some(CliCommand::Worker(WorkerArgs { open, .. })) => open,
            Some(CliCommand::Layouts { .. } | CliCommand::Completions { .. } | CliCommand::Man) | None => {
                &mut self.open
            }
        }
    }

    /// What is to be opened; nothing for commands that open nothing.
    pub fn inputs(&mut self) -> Option<&mut Vec<PathBuf>> {
        match &mut self.command {
            // The list of an export names them, and may itself be the standard input.
            Some(CliCommand::Export(ExportArgs { from: Some(_), .. })) => None,
            Some(
                CliCommand::Stories { input, .. }
                | CliCommand::Page { input, .. }
                | CliCommand::Inspect { input, .. }
                | CliCommand::Export(ExportArgs { input, .. }),
            ) => Some(&mut input.inputs),
            Some(CliCommand::Learn(args)) => Some(&mut args.inputs),
            Some(
                CliCommand::Worker(_) | CliCommand::Layouts { .. } | CliCommand::Completions { .. } | CliCommand::Man,
            ) => None,
            None => (!self.view.print_config && !self.view.print_keys).then_some(&mut self.inputs),
        }
    }
}

const EXAMPLES: &str = "Examples:
  foldline                                   read the demo edition
  foldline page.pdf                          read a newspaper page
  foldline 2026-11-23/                       read a folder of pages as one edition
  foldline stories page.pdf                  list its stories
  foldline export page.pdf --story 2         print the second story as plain text
  foldline export page.pdf --format json     print everything for a script
  foldline export --from list.txt --jobs 2 --format jsonl -o rows.jsonl --resume
                                             read an archive, going on where it stopped
  foldline page page.pdf --width 120         print the page in its printed shape
  pdftotext page.pdf - | foldline -          read what another tool made of a page

Exit codes: 0 done, 1 cannot open or write, 2 usage, 3 nothing readable, 4 done, but read only in part";

/// What can be done besides reading.
#[derive(Debug, Subcommand)]
pub enum CliCommand {
    /// List the stories: number, page, characters, section and headline.
    Stories {
        /// What to list.
        #[command(flatten)]
        input: Inputs,
        /// One JSON object a line.
        #[arg(long)]
        json: bool,
    },
    /// Print stories, or write them to files; of one edition, or of any number of them.
    Export(ExportArgs),
    /// Read what is asked for on the standard input, a request a line, and answer each with a line.
    Worker(WorkerArgs),
    /// Print a page in its printed shape.
    Page {
        /// Whose page.
        #[command(flatten)]
        input: Inputs,
        /// How many cells wide; as wide as every line needs when absent.
        #[arg(long, value_name = "CELLS", value_parser = clap::value_parser!(u16).range(20..=1000))]
        width: Option<u16>,
        /// As lines of text, or drawn for a browser.
        #[arg(long, value_enum, default_value_t)]
        format: PageFormat,
    },
    /// Show what the layout model made of a page, stage by stage.
    Inspect {
        /// Whose page.
        #[command(flatten)]
        input: Inputs,
        /// Only this stage.
        #[arg(long, value_enum)]
        stage: Option<StageArg>,
        /// Write one picture of the page for a browser to this file.
        #[arg(long, value_name = "FILE")]
        svg: Option<PathBuf>,
        /// Overwrite that file.
        #[arg(long)]
        force: bool,
    },
    /// List, show or check layouts: the house styles of newspapers.
    Layouts {
        /// What to do with them; lists them when absent.
        #[command(subcommand)]
        action: Option<LayoutsAction>,
    },
    /// Learn how a paper sets its pages from pages that you corrected, as a layout of its own.
    Learn(LearnArgs),
    /// Print a completion script for a shell.
    Completions {
        /// Which shell.
        #[arg(value_enum)]
        shell: ShellArg,
    },
    /// Print the manual page.
    Man,
}

/// Files and the page of them.
#[derive(Debug, Args)]
pub struct Inputs {
    /// Files, or folders of files, that make one edition; `-` is the standard input, and so is nothing where a pipe or a
    /// file is given there; else the demo edition.
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// Only this page of the edition, from 1.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub page: Option<u32>,
    /// Chinese in simplified or in traditional characters.
    #[arg(long, value_enum, default_value_t)]
    pub script: ScriptArg,
    /// How to open it.
    #[command(flatten)]
    pub open: OpenArgs,
}

/// How files are opened and understood.
#[derive(Clone, Debug, Default, Args, Serialize, Deserialize)]
#[serde(default)]
pub struct OpenArgs {
    /// A layout by name (see `foldline layouts`) or a .toml file; chosen by page and language when absent.
    #[arg(long, value_name = "NAME|FILE", help_heading = "Opening")]
    pub layout: Option<String>,
    /// The encoding of a text file, such as gb18030 or shift_jis; told from the bytes when absent.
    #[arg(long, value_name = "LABEL", help_heading = "Opening")]
    pub encoding: Option<String>,
    /// The password of an encrypted PDF.
    #[arg(long, value_name = "WORD", help_heading = "Opening")]
    pub password: Option<String>,
    /// Whose structure counts when a file brings its own.
    #[arg(long, value_enum, help_heading = "Opening")]
    pub structure: Option<StructureArg>,
    /// When the text of pictures is recognized, by tesseract: on pages without text, never, or on every page.
    #[arg(long, value_enum, value_name = "WHEN", help_heading = "Opening")]
    pub ocr: Option<OcrArg>,
    /// The languages of that text, such as zh-Hans, ja+en or chi_tra; told from page and locale when absent.
    #[arg(long, value_name = "TAGS", help_heading = "Opening")]
    pub ocr_lang: Option<String>,
    /// Recognize text anew, and keep nothing of it.
    #[arg(long, help_heading = "Opening")]
    pub no_cache: bool,
    /// The page as it was understood, without the corrections made to it by hand.
    #[arg(long, help_heading = "Opening")]
    pub uncorrected: bool,
    /// Where corrections made by hand are kept.
    #[arg(long, value_enum, value_name = "PLACE", help_heading = "Opening")]
    pub corrections: Option<CorrectionsArg>,
    /// Say everything about an error, and everything that may have been read wrongly.
    #[arg(long, help_heading = "Opening")]
    pub verbose: bool,
    /// A config file instead of the one in your config folder.
    #[arg(long, value_name = "FILE", help_heading = "Opening")]
    pub config: Option<PathBuf>,
    /// Write what is done to this file, with times.
    #[arg(long, value_name = "FILE", help_heading = "Opening")]
    pub log: Option<PathBuf>,
    /// The program that reads PDFs in a process of its own; not said on the command line.
    #[arg(skip)]
    pub reader: Option<PathBuf>,
    /// The language of the reader, where it was said; not said on this part of the command line.
    #[arg(skip)]
    pub locale: Option<String>,
    /// The sums of files are taken, and files that do not open are told one by one; not said on the command line.
    #[arg(skip)]
    pub digests: bool,
    /// Where the source placed words is kept for exports; not said on this part of the command line.
    #[arg(skip)]
    pub boxes: bool,
    /// Processes that read the pages of one PDF; none where it is read in order. Not said on the command line.
    #[arg(skip)]
    pub hands: usize,
}

/// How the reader shows a page. What is not said here the config says.
#[derive(Clone, Debug, Default, Args)]
pub struct ViewArgs {
    /// A theme: newsprint, night, high-contrast, monochrome, terminal, or one of your config.
    #[arg(long, value_name = "NAME", help_heading = "Showing")]
    pub theme: Option<String>,
    /// Colors; NO_COLOR counts unless `always` is said.
    #[arg(long, value_enum, help_heading = "Showing")]
    pub color: Option<ColorArg>,
    /// How many colors the terminal has; told from COLORTERM and TERM when absent.
    #[arg(long, value_enum, help_heading = "Showing")]
    pub colors: Option<DepthArg>,
    /// What stands side by side where the window is wide enough.
    #[arg(long, value_enum, help_heading = "Showing")]
    pub panes: Option<PanesArg>,
    /// How wide the terminal draws “ ” … — and box lines; `auto` asks it.
    #[arg(long, value_enum, help_heading = "Showing")]
    pub ambiguous: Option<AmbiguousArg>,
    /// Leave the mouse to the terminal.
    #[arg(long, help_heading = "Showing")]
    pub no_mouse: bool,
    /// The language of the reader: en, zh-Hans, zh-Hant, ja, ko; that of LANG when absent.
    #[arg(long, value_name = "TAG", help_heading = "Showing")]
    pub lang: Option<String>,
    /// Chinese in simplified or in traditional characters.
    #[arg(long, value_enum, help_heading = "Showing")]
    pub script: Option<ScriptArg>,
    /// Show boxes in the places of pictures.
    #[arg(long, help_heading = "Showing")]
    pub no_pictures: bool,
    /// Plain lines and typed commands instead of a screen: for screen readers, and for scripts.
    #[arg(long, help_heading = "Showing")]
    pub linear: bool,
    /// Do not go to where reading stopped last time.
    #[arg(long, help_heading = "Showing")]
    pub fresh: bool,
    /// Print the settings in effect, with what they mean: a start for your own config.
    #[arg(long, help_heading = "Showing")]
    pub print_config: bool,
    /// Print the keys in effect, as the config would say them.
    #[arg(long, help_heading = "Showing")]
    pub print_keys: bool,
}

/// `foldline layouts …`.
#[derive(Debug, Subcommand)]
pub enum LayoutsAction {
    /// One line a layout.
    List,
    /// Print a layout's file, as a start for your own.
    Show {
        /// Its name.
        name: String,
    },
    /// Say what is wrong with a layout file.
    Check {
        /// The file.
        file: PathBuf,
    },
}

/// `foldline learn`.
#[derive(Debug, Args)]
pub struct LearnArgs {
    /// Pages of one paper: what you corrected in the reader is learned from.
    #[arg(value_name = "PAGES", required = true)]
    pub inputs: Vec<PathBuf>,
    /// How they are opened.
    #[command(flatten)]
    pub open: OpenArgs,
    /// Learn from pages that nobody corrected as well.
    #[arg(long)]
    pub all: bool,
    /// The name of the paper; the name of the file when absent.
    #[arg(long)]
    pub name: Option<String>,
    /// The layout file to write; prints when absent and for `-`.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Overwrite that file.
    #[arg(long)]
    pub force: bool,
}

/// Forms of a drawn page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum PageFormat {
    /// Lines of text.
    #[default]
    Text,
    /// A document for a browser.
    Html,
    /// A picture.
    Svg,
}

/// Stages of the layout model.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum StageArg {
    /// Printed lines.
    Lines,
    /// Regions with columns.
    Regions,
    /// Blocks.
    Blocks,
    /// Roles with reasons.
    Roles,
    /// Stories.
    Stories,
    /// Reading order.
    Order,
}

/// Shells that completions can be printed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ShellArg {
    /// Bash.
    Bash,
    /// Zsh.
    Zsh,
    /// Fish.
    Fish,
    /// PowerShell.
    #[value(alias = "pwsh")]
    Powershell,
    /// Nushell.
    #[value(alias = "nu")]
    Nushell,
    /// Elvish.
    Elvish,
}

/// Whose structure counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StructureArg {
    /// The file's, as strong evidence.
    #[default]
    Given,
    /// Ours alone.
    Ours,
}

/// When text is recognized.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OcrArg {
    /// On pages that have none.
    #[default]
    Auto,
    /// Never.
    Never,
    /// On every page of a PDF or a picture, whatever text it brings.
    Always,
}

/// Where corrections are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CorrectionsArg {
    /// In a small file beside the page; in the state folder when that cannot be written.
    #[default]
    Beside,
    /// In the state folder.
    State,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definitions_are_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_file_may_follow_the_options() {
        let cli = Cli::try_parse_from(["foldline", "--color", "never", "a.pdf", "b.pdf"]).unwrap();
        assert_eq!(cli.inputs.len(), 2);
        assert!(cli.command.is_none());
    }
}
