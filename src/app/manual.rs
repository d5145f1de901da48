//! The manual page and the completion scripts, made from the command line definitions and the key table.

use super::config::{AUTO, Config};
use super::failure::Failure;
use super::output;
use crate::cli::{Cli, ShellArg};
use crate::ui::keymap::Keymap;
use crate::ui::keys::{self, KeyPlace};
use crate::ui::prompt::LINE_COMMANDS;
use clap::CommandFactory;
use clap::builder::PossibleValuesParser;
use clap_complete::{Generator, Shell, generate};
use clap_mangen::roff::{Roff, bold, roman};

/// Sections that only the manual has: title and paragraphs.
const MORE: &[(&str, &[(&str, &str)])] = &[
    (
        "FILES",
        &[
            (
                "$XDG_CONFIG_HOME/foldline/config.toml",
                "settings, keys and themes; foldline --print-config explains them",
            ),
            ("$XDG_CONFIG_HOME/foldline/layouts/*.toml", "house layouts of your own"),
            ("$XDG_STATE_HOME/foldline/", "where reading stopped, marks, typed lines"),
            (
                "PAGE.foldline.toml",
                "corrections made by hand, beside the page; a file of that name that is not ours is left alone",
            ),
        ],
    ),
    (
        "ENVIRONMENT",
        &[
            ("NO_COLOR", "no colors, unless --color always is said"),
            ("COLORTERM, TERM", "how many colors the terminal has"),
            ("FOLDLINE_OPENER", "opens addresses, as opener in the config; counts before it"),
            ("COLORFGBG", "light or dark, where the terminal does not say"),
        ],
    ),
    (
        "EXIT STATUS",
        &[
            ("0", "done"),
            ("1", "something cannot be opened or written; what opened beside it is printed all the same"),
            ("2", "the command line asks for what does not exist"),
            ("3", "opened, but there is nothing to read in it"),
            ("4", "done, but a page or a part of one could not be read: standard error says which"),
        ],
    ),
];

/// `foldline man`.
///
/// # Errors
/// When the output fails.
pub fn manual() -> Result<(), Failure> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Cli::command()).render(&mut page).map_err(anyhow::Error::from)?;
    let mut more = Roff::new();
    let keymap = Keymap::default();
    for place in KeyPlace::ALL {
        more.control("SH", [heading(place)]);
        for row in keymap.bindings(place) {
            let shown: Vec<String> = row.keys.iter().map(|keys| keys::shown(keys)).collect();
            entry(&mut more, &shown.join("  "), row.help);
        }
    }
    more.control("SH", ["COMMANDS AFTER :"]);
    for command in LINE_COMMANDS {
        entry(&mut more, format!("{} {}", command.name, command.argument).trim_end(), command.help);
    }
    for (title, rows) in MORE {
        more.control("SH", [*title]);
        rows.iter().for_each(|(name, says)| entry(&mut more, name, says));
    }
    more.to_writer(&mut page).map_err(anyhow::Error::from)?;
    output::print(&String::from_utf8_lossy(&page))
}

fn heading(place: KeyPlace) -> &'static str {
    match place {
        KeyPlace::Page => "KEYS ON THE PAGE",
        KeyPlace::Story => "KEYS IN A STORY",
        KeyPlace::Edit => "KEYS WHILE A PAGE IS CORRECTED",
        KeyPlace::List => "KEYS IN A LIST",
    }
}

fn entry(page: &mut Roff, name: &str, says: &str) {
    page.control("TP", []);
    page.text([bold(name)]);
    page.text([roman(says)]);
}

/// `foldline completions`.
///
/// # Errors
/// When the output fails.
pub fn completions(shell: ShellArg) -> Result<(), Failure> {
    let script = match shell {
        ShellArg::Bash => script(Shell::Bash),
        ShellArg::Zsh => script(Shell::Zsh),
        ShellArg::Fish => script(Shell::Fish),
        ShellArg::Powershell => script(Shell::PowerShell),
        ShellArg::Nushell => script(clap_complete_nushell::Nushell),
        ShellArg::Elvish => script(Shell::Elvish),
    };
    output::print(&script)
}

/// The command line as scripts complete it: themes by their names, those of the user's config too.
fn with_themes() -> clap::Command {
    let mut names = Config::load(None).unwrap_or_default().themes.names();
    names.push(AUTO.to_owned());
    // The script is printed and the program ends: the names may as well live until then.
    let names: Vec<&'static str> = names.into_iter().map(|name| &*name.leak()).collect();
    Cli::command().mut_arg("theme", |arg| arg.value_parser(PossibleValuesParser::new(names)))
}

fn script(generator: impl Generator) -> String {
    let mut script = Vec::new();
    generate(generator, &mut with_themes(), "foldline", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}
