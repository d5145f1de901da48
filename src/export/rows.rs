//! Rows that stand alone, schema `foldline.row/1`: a page or a story a line, with its file, its sum and what became of it,
//! so that rows of a million files can be mixed, filtered and joined. The form of pages and stories is that of the page
//! document (the module `json`).

use super::json::{self, PageDocument, StoryDocument};
use super::{escaped, harmless, text};
use crate::model::edition::Edition;
use crate::model::page::Page;
use crate::model::story::{StoryId, StoryRef};
use crate::model::words::PageSource;
use serde::{Deserialize, Serialize};

/// Name and number of the schema of rows.
pub const SCHEMA: &str = "foldline.row/1";

/// The first line of a list of stories.
pub const TSV_HEAD: &str = "id\tpath\tpage\tstatus\tstory\tfolio\tsection\theadline\tcharacters\terror";

/// Letters of a sum that name a file among others.
const NAMING: usize = 16;

/// Whether a page or a file was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// All of it.
    #[default]
    Ok,
    /// Something of it is missing; its doubts say what.
    Partial,
    /// Nothing of it; its error says why.
    Failed,
}

impl Status {
    /// The word for it in rows.
    pub fn word(self) -> &'static str {
        match self {
            Status::Ok => "ok",
            Status::Partial => "partial",
            Status::Failed => "failed",
        }
    }
}

/// The file that rows are of.
#[derive(Clone, Debug, Default)]
pub struct RowFile {
    /// As it was named.
    pub path: String,
    /// Its sum; nothing when it could not be read.
    pub sha256: Option<String>,
    /// What could not be read of it.
    pub doubts: Vec<String>,
    /// Something of it is missing that is on none of its pages.
    pub partial: bool,
    /// Processor time of each row, in milliseconds.
    pub cpu_ms: f64,
}

/// A row: of a page, of a story, or of a file that failed.
#[derive(Debug, Serialize)]
pub struct ExportRow {
    schema: &'static str,
    id: String,
    path: String,
    page: Option<u32>,
    sha256: Option<String>,
    foldline: &'static str,
    status: Status,
    error: Option<String>,
    doubts: Vec<String>,
    /// What is wrong with the file beside its pages; with its first row only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    file_doubts: Vec<String>,
    cpu_ms: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    content: Option<PageDocument>,
    #[serde(skip_serializing_if = "Option::is_none")]
    story: Option<StoryRow>,
}

/// A story with what its page knows of it.
#[derive(Debug, Serialize)]
struct StoryRow {
    #[serde(flatten)]
    story: StoryDocument,
    folio: Option<String>,
    lang: &'static str,
    characters: usize,
    text: String,
}

impl ExportRow {
    /// The row of a page with all that stands on it.
    pub fn of_page(edition: &Edition, index: usize, file: &RowFile, is_first: bool) -> Option<ExportRow> {
        let page = edition.pages.held(index)?;
        let content = Some(json::page_document(&page, index, &|_| true, edition.origins.get(index)));
        Some(ExportRow { content, ..ExportRow::bare(&page, file, is_first) })
    }

    /// The rows of a page's stories; one without a story for a page that has none.
    pub fn of_stories(edition: &Edition, index: usize, file: &RowFile, is_first: bool) -> Vec<ExportRow> {
        let Some(page) = edition.pages.held(index) else { return Vec::new() };
        let row = |(at, id): (usize, StoryId)| {
            let bare = ExportRow::bare(&page, file, is_first && at == 0);
            let story = story_row(&page, StoryRef { page: index as u32, story: id }, edition.origins.get(index));
            ExportRow { id: format!("{}s{}", bare.id, id.0 + 1), story: Some(story), ..bare }
        };
        let rows: Vec<ExportRow> = page.story_ids().enumerate().map(row).collect();
        if rows.is_empty() { vec![ExportRow::bare(&page, file, is_first)] } else { rows }
    }

    /// The row of a file that did not open.
    pub fn of_failure(file: &RowFile, error: &str) -> ExportRow {
        ExportRow {
            schema: SCHEMA,
            id: file_id(file),
            path: file.path.clone(),
            page: None,
            sha256: file.sha256.clone(),
            foldline: env!("CARGO_PKG_VERSION"),
            status: Status::Failed,
            error: Some(harmless(error).into_owned()),
            doubts: Vec::new(),
            file_doubts: Vec::new(),
            cpu_ms: file.cpu_ms,
            content: None,
            story: None,
        }
    }

    fn bare(page: &Page, file: &RowFile, is_first: bool) -> ExportRow {
        let status = if page.partial || file.partial { Status::Partial } else { Status::Ok };
        ExportRow {
            id: format!("{}p{}", file_id(file), page.number),
            page: Some(page.number),
            status,
            error: None,
            doubts: page.doubts.iter().map(|doubt| harmless(&doubt.says).into_owned()).collect(),
            file_doubts: file.doubts.iter().filter(|_| is_first).map(|says| harmless(says).into_owned()).collect(),
            ..ExportRow::of_failure(file, "")
        }
    }

    /// The row as a line of JSON. What a terminal acts on is written as JSON escapes it, so a path stays exact.
    ///
    /// # Errors
    /// When the row cannot be told as JSON.
    pub fn to_json(&self) -> serde_json::Result<String> {
        Ok(escaped(serde_json::to_string(self)?))
    }

    /// The row as a line of the list of stories.
    pub fn to_tsv(&self) -> String {
        let story = self.story.as_ref();
        let text = |field: Option<&str>| harmless(field.unwrap_or_default()).into_owned();
        let fields = [
            self.id.clone(),
            text(Some(&self.path)),
            self.page.map(|page| page.to_string()).unwrap_or_default(),
            self.status.word().to_owned(),
            story.map(|row| row.story.id().to_owned()).unwrap_or_default(),
            text(story.and_then(|row| row.folio.as_deref())),
            text(story.and_then(|row| row.story.section())),
            text(story.map(|row| row.story.headline())),
            story.map(|row| row.characters.to_string()).unwrap_or_default(),
            text(self.error.as_deref()),
        ];
        fields.join("\t")
    }
}

fn story_row(page: &Page, at: StoryRef, origin: Option<&PageSource>) -> StoryRow {
    StoryRow {
        story: json::story_document(page, at.page as usize, at.story, origin),
        folio: page.folio.as_deref().map(|folio| harmless(folio).into_owned()),
        lang: page.lang.code(),
        characters: page.characters(at.story),
        text: text::part(page, at.story),
    }
}

/// The name of a file in the ids of its rows: from its sum, or from its path when it could not be read.
fn file_id(file: &RowFile) -> String {
    match &file.sha256 {
        Some(sum) => format!("{}-", sum.get(..NAMING).unwrap_or(sum)),
        None => format!("{}-", file.path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tests::tied;

    fn file() -> RowFile {
        RowFile { path: "a\u{9b}b.pdf".to_owned(), sha256: Some("0123456789abcdef00".to_owned()), ..RowFile::default() }
    }

    #[test]
    fn a_row_names_its_file_and_page() {
        let row = ExportRow::of_page(&tied(), 1, &file(), true).unwrap();
        let line = row.to_json().unwrap();
        let value: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert_eq!(value["schema"], SCHEMA);
        assert_eq!((&value["id"], &value["page"]), (&"0123456789abcdef-p2".into(), &2.into()));
        assert_eq!(value["content"]["number"], 2);
        assert_eq!(value["path"], "a\u{9b}b.pdf", "the path is exact");
        assert!(!line.contains('\u{9b}'), "and nothing for a terminal to act on");
    }

    #[test]
    fn a_page_has_a_row_a_story() {
        let rows = ExportRow::of_stories(&tied(), 0, &file(), true);
        let value = serde_json::to_value(&rows).unwrap();
        assert_eq!(value[0]["story"]["headline"], "Ferry returns to the river");
        assert!(value[0]["story"]["text"].as_str().unwrap().starts_with("Ferry returns to the river\nBy Ada Quill\n"));
        assert_eq!(value[0]["id"], "0123456789abcdef-p1s1");
        assert_eq!(rows[0].to_tsv().split('\t').count(), TSV_HEAD.split('\t').count());
    }

    #[test]
    fn a_failure_is_a_row() {
        let row = ExportRow::of_failure(&RowFile { sha256: None, ..file() }, "the file is empty");
        let value = serde_json::to_value(&row).unwrap();
        assert_eq!((&value["status"], &value["page"]), (&"failed".into(), &serde_json::Value::Null));
        assert_eq!(value["error"], "the file is empty");
    }
}
