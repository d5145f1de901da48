//! House styles for what is opened: those built in, the user's own, and which one a page is laid out with.

use super::failure::Failure;
use crate::cli::{OpenArgs, StructureArg};
use crate::house_style::jumps::JumpStyle;
use crate::house_style::library::{Clues, Library};
use crate::house_style::{HouseStyle, StyleError};
use crate::layout::{self, Structure};
use crate::model::page::Page;
use crate::model::sheet::Sheet;
use crate::open::page_of;
use std::path::{Path, PathBuf};

/// The built-in house styles and the one the user named.
///
/// # Errors
/// When the user's file is not a layout, or no layout has that name.
pub fn library(args: &OpenArgs) -> Result<Library, Failure> {
    let mut library = Library::built_in();
    for path in user_layouts() {
        library.add_file(&path)?;
    }
    if let Some(wanted) = args.layout.as_deref().filter(|wanted| wanted.ends_with(".toml")) {
        library.add_file(Path::new(wanted))?;
    }
    Ok(library)
}

/// Where the user's own layouts are; nothing where there is no place for settings.
pub(super) fn layouts_folder() -> Option<PathBuf> {
    use etcetera::BaseStrategy;
    Some(etcetera::choose_base_strategy().ok()?.config_dir().join("foldline").join("layouts"))
}

/// The user's own layouts, by name; none when there is no such folder.
fn user_layouts() -> Vec<PathBuf> {
    let Some(Ok(entries)) = layouts_folder().map(std::fs::read_dir) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    files
}

/// Which style a page is laid out with.
pub(super) struct StyleChooser<'a> {
    named: Option<HouseStyle>,
    library: &'a Library,
}

impl<'a> StyleChooser<'a> {
    /// # Errors
    /// When no layout has the name that the user gave.
    pub fn new(args: &OpenArgs, library: &'a Library) -> Result<StyleChooser<'a>, StyleError> {
        let Some(wanted) = args.layout.as_deref() else { return Ok(StyleChooser { named: None, library }) };
        let key = Path::new(wanted).file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let key = if wanted.ends_with(".toml") { key.as_str() } else { wanted };
        let named = library.find(key).map(|shelved| shelved.style().clone());
        let named = named.ok_or_else(|| StyleError::Unknown { name: wanted.to_owned() })?;
        Ok(StyleChooser { named: Some(named), library })
    }

    /// The one named, else the one that fits best.
    pub fn of(&self, clues: &Clues) -> HouseStyle {
        self.named.clone().unwrap_or_else(|| self.library.choose(clues))
    }

    /// The page of a sheet, and what ties its stories to those of other pages.
    pub fn laid_out(&self, sheet: &Sheet, args: &OpenArgs, number: u32) -> (Page, JumpStyle) {
        let structure = match args.structure.unwrap_or_default() {
            StructureArg::Given => Structure::Given,
            StructureArg::Ours => Structure::Ours,
        };
        let style = self.of(&layout::clues(sheet));
        let page = page_of(sheet, &style, structure, number);
        (page, style.jumps)
    }
}
