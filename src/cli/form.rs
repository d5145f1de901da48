//! The forms that `foldline export` writes.

use clap::ValueEnum;

/// Forms of export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// Clean plain text, a paragraph a line.
    Text,
    /// Markdown.
    Markdown,
    /// One page document for the edition.
    Json,
    /// One page document a page and line.
    Jsonl,
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
