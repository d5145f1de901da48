//! The forms that stories and pages go out in.

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

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
    /// A table for data frames, a row a story. A program that is built without tables says so.
    #[cfg_attr(not(feature = "parquet"), value(hide = true))]
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
    /// A manifest of IIIF, its lines as annotations.
    Iiif,
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
            ExportFormat::Json | ExportFormat::Truth | ExportFormat::CslJson | ExportFormat::Iiif => "json",
            ExportFormat::Jsonl => "jsonl",
            ExportFormat::Tsv => "tsv",
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
            | ExportFormat::Iiif
            | ExportFormat::Html
            | ExportFormat::Epub
            | ExportFormat::CslJson
            | ExportFormat::Bibtex => false,
        }
    }
}
