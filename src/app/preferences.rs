//! The settings as the reading room takes them: widths, colors, theme, panes, memory.

use super::config::{AUTO, Config, ReaderSettings, StartView, VariantChoice, ZoomChoice};
use super::memory::Memory;
use super::terminal;
use crate::cli::{AmbiguousArg, ColorArg, DepthArg, PanesArg, ScriptArg};
use crate::script;
use crate::typeset::width::WidthModel;
use crate::ui::preferences::{OpenOn, Preferences};
use crate::ui::search::Script;
use crate::ui::state::{Arrangement, Bars, MouseOwner, PageScale};
use crate::ui::theme::shade::Rgb;
use crate::ui::theme::{Depth, Theme};
use crate::words::UiLanguage;

/// The language of the reader: the one that was said, else that of the environment.
pub(super) fn tongue(settings: &ReaderSettings) -> UiLanguage {
    let said = UiLanguage::of(&settings.lang).filter(|_| settings.lang != AUTO);
    said.or_else(|| UiLanguage::of(&locale())).unwrap_or_default()
}

/// The locale of the environment.
pub(super) fn locale() -> String {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"].map(|name| std::env::var(name).unwrap_or_default());
    names.into_iter().find(|name| !name.is_empty()).unwrap_or_default()
}

/// Widths of ambiguous characters; nothing to ask the terminal.
pub(super) fn widths(settings: &ReaderSettings) -> Option<WidthModel> {
    match settings.ambiguous {
        AmbiguousArg::Auto => None,
        AmbiguousArg::Narrow => Some(WidthModel::narrow()),
        AmbiguousArg::Wide => Some(WidthModel::wide()),
        AmbiguousArg::Safe => Some(WidthModel::safe()),
    }
}

/// Whether to catch the mouse.
pub(super) fn mouse(settings: &ReaderSettings) -> MouseOwner {
    if settings.mouse { MouseOwner::Caught } else { MouseOwner::Free }
}

/// Whether places are kept.
pub(super) fn memory(settings: &ReaderSettings, fresh: bool) -> Memory {
    match (settings.resume, fresh) {
        (false, _) => Memory::Nothing,
        (true, true) => Memory::Fresh,
        (true, false) => Memory::Kept,
    }
}

/// What the reading room begins with.
pub(super) fn preferences(settings: &ReaderSettings) -> Preferences {
    Preferences {
        arrangement: match settings.panes {
            PanesArg::One => Arrangement::One,
            PanesArg::PageStory => Arrangement::Split,
            PanesArg::Three => Arrangement::Three,
            PanesArg::Contents => Arrangement::Contents,
        },
        first: match settings.view {
            StartView::Page => OpenOn::Page,
            StartView::Story => OpenOn::Story,
            StartView::Contents => OpenOn::Contents,
        },
        scale: match settings.zoom {
            ZoomChoice::Whole => PageScale::Whole,
            ZoomChoice::Read => PageScale::Reading,
            ZoomChoice::Full => PageScale::Full,
        },
        bars: if settings.bars { Bars::Shown } else { Bars::Hidden },
        measure: settings.measure,
        script: match settings.variants {
            VariantChoice::Folded => Script::Folded,
            VariantChoice::Strict => Script::Strict,
        },
        shown_in: script_of(settings.script),
        pictures: settings.pictures,
        uncertain: settings.uncertain,
    }
}

/// The characters that Chinese is shown in.
pub(super) fn script_of(said: ScriptArg) -> script::ChineseScript {
    match said {
        ScriptArg::AsIs => script::ChineseScript::AsIs,
        ScriptArg::Hans => script::ChineseScript::Simplified,
        ScriptArg::Hant => script::ChineseScript::Traditional,
    }
}

/// The theme in effect on a terminal with this background; `chosen` counts before the config.
pub(super) fn theme(config: &Config, chosen: Option<&str>, ground: Option<Rgb>) -> Theme {
    let settings = &config.settings;
    let var = |name: &str| std::env::var(name).ok();
    let ground = ground.or_else(|| terminal::guessed_ground(var));
    let name = chosen.unwrap_or(&settings.theme);
    let palette = config.themes.choose(name, &settings.theme_light, &settings.theme_dark, ground);
    Theme::of(palette, depth(settings, var), ground)
}

/// As many colors as the terminal has, or as was said; none when none are wanted.
fn depth(settings: &ReaderSettings, var: impl Fn(&str) -> Option<String>) -> Depth {
    let asked = match settings.color {
        ColorArg::Auto => None,
        ColorArg::Always => Some(true),
        ColorArg::Never => Some(false),
    };
    let told = terminal::depth(asked, var);
    match settings.colors {
        _ if told == Depth::Monochrome => told,
        DepthArg::Auto => told,
        DepthArg::Sixteen => Depth::Sixteen,
        DepthArg::Indexed => Depth::Indexed,
        DepthArg::True => Depth::True,
    }
}
