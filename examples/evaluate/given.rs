//! Pages whose files bring their own articles: scored against them, with the structure used and without.

use super::found::exported;
use super::issue::{self, Issue};
use super::truth::{Block, Truth};
use super::{Row, measured};
use anyhow::{Context, Result};
use foldline::export::json;
use foldline::house_style::library::Library;
use foldline::layout::{self, Structure};
use foldline::model::edition::Edition;
use foldline::model::page::Page;
use foldline::model::pages::Pages;
use foldline::model::role::Role;
use foldline::model::sheet::{GivenBlock, GlyphRun, Sheet};
use foldline::sources::{self, Content, OpenOptions};
use std::path::Path;
use std::time::Instant;

/// A page by its name: its row as the source tells it, and as we find it.
pub type Compared = (String, [Row; 2]);

/// A file that tells articles: for each page its name, and its rows as the source says and as we find it; and its
/// articles against the stories of all pages together.
pub fn rows(file: &Path) -> Result<(Issue, Vec<Compared>)> {
    let bytes = std::fs::read(file).with_context(|| file.display().to_string())?;
    let options = OpenOptions { folder: file.parent().map(Path::to_owned), ..OpenOptions::default() };
    let opened = sources::read(&file.display().to_string(), &bytes, &options)?;
    let Content::Sheets(sheets) = opened.content else { return Ok(Default::default()) };
    let library = Library::built_in();
    let (mut rows, mut pages) = (Vec::new(), Vec::new());
    for sheet in &sheets {
        let blocks = truth(sheet);
        let style = library.choose(&layout::clues(sheet));
        pages.push(layout::read(sheet, &style, Structure::Given));
        if blocks.is_empty() {
            continue;
        }
        let truth = Truth { blocks, lang: String::new(), cut: false };
        let row = |structure| -> Result<Row> {
            let start = Instant::now();
            let page = layout::read(sheet, &style, structure);
            let ms = start.elapsed().as_secs_f64() * 1000.0;
            let edition = Edition { pages: vec![page].into(), ..Edition::default() };
            let document = serde_json::to_value(json::document(&edition, &|_| true, &|_| true))?;
            Ok(measured(&truth, &exported(&document), ms))
        };
        let name = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        rows.push((format!("{name} p{}", sheet.number), [row(Structure::Given)?, row(Structure::Ours)?]));
    }
    let mut pages = Pages::from(pages);
    layout::tie_articles(&mut pages, 0);
    let pages: Vec<Page> = pages.iter().cloned().collect();
    Ok((issue::compare(&sheets, &pages), rows))
}

/// The articles of a sheet, block by block.
fn truth(sheet: &Sheet) -> Vec<Block> {
    let Some(given) = &sheet.given else { return Vec::new() };
    let block = |block: &GivenBlock| {
        let runs: Vec<(usize, &GlyphRun)> =
            block.runs.iter().filter_map(|at| Some((given.line_of(*at), sheet.runs.get(*at as usize)?))).collect();
        let lines: Vec<String> = runs
            .chunk_by(|a, b| a.0 == b.0)
            .map(|line| line.iter().map(|(_, run)| run.text.as_str()).collect::<Vec<_>>().join(" "))
            .collect();
        Block {
            story: block.article.map(|article| article.to_string()),
            role: block.role.unwrap_or(Role::Body).word().to_owned(),
            text: lines.join(" "),
            corner: runs.first().map_or((0.0, 0.0), |(_, run)| (run.bbox.left.0.into(), run.bbox.top.0.into())),
            lines,
        }
    };
    given.blocks.iter().filter(|block| block.article.is_some()).map(block).collect()
}
