//! Rows of stories as a table for data frames: Apache Parquet, a row a story, by the format's own library. The rows come as
//! lines of JSON, as they were collected.

use parquet::basic::Compression;
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use serde_json::Value;
use std::io::{BufRead, Write};
use std::sync::Arc;

/// Rows that are written together; a reader takes no less of a column at once.
const TOGETHER: usize = 4096;

/// The columns in order, as the format's own language says them.
const COLUMNS: &str = "message foldline {
    required binary id (UTF8);
    required binary path (UTF8);
    optional int32 page;
    optional binary sha256 (UTF8);
    required binary foldline (UTF8);
    required binary status (UTF8);
    optional binary error (UTF8);
    optional binary doubts (UTF8);
    required double cpu_ms;
    optional binary story (UTF8);
    optional binary lang (UTF8);
    optional binary folio (UTF8);
    optional binary section (UTF8);
    optional binary headline (UTF8);
    optional double confidence;
    optional binary continued_from (UTF8);
    optional binary continues_on (UTF8);
    optional int32 characters;
    optional binary text (UTF8);
}";

/// Where each column stands in a row, in their order.
const PLACES: [&str; 19] = [
    "/id",
    "/path",
    "/page",
    "/sha256",
    "/foldline",
    "/status",
    "/error",
    "/doubts",
    "/cpu_ms",
    "/story/id",
    "/story/lang",
    "/story/folio",
    "/story/section",
    "/story/headline",
    "/story/confidence",
    "/story/continued_from/story",
    "/story/continues_on/story",
    "/story/characters",
    "/story/text",
];

/// Makes a table of rows.
///
/// # Errors
/// When a row is none, or the table cannot be written.
pub fn table<W: Write + Send>(rows: impl BufRead, out: W) -> Result<W> {
    let schema = Arc::new(parse_message_type(COLUMNS)?);
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut writer = SerializedFileWriter::new(out, schema, Arc::new(properties))?;
    let mut together = Vec::with_capacity(TOGETHER);
    for line in rows.lines() {
        let row = serde_json::from_str(&line?).map_err(|error| ParquetError::External(Box::new(error)))?;
        together.push(row);
        if together.len() == TOGETHER {
            write(&mut writer, &together)?;
            together.clear();
        }
    }
    if !together.is_empty() {
        write(&mut writer, &together)?;
    }
    writer.into_inner()
}

fn write<W: Write + Send>(writer: &mut SerializedFileWriter<W>, rows: &[Value]) -> Result<()> {
    let mut group = writer.next_row_group()?;
    for place in PLACES {
        let Some(mut column) = group.next_column()? else { break };
        let values: Vec<Option<&Value>> =
            rows.iter().map(|row| row.pointer(place).filter(|value| !value.is_null())).collect();
        let levels: Vec<i16> = values.iter().map(|value| i16::from(value.is_some())).collect();
        let there = values.into_iter().flatten();
        match column.untyped() {
            ColumnWriter::ByteArrayColumnWriter(typed) => {
                let texts: Vec<ByteArray> = there.map(|value| ByteArray::from(text_of(value).into_bytes())).collect();
                typed.write_batch(&texts, Some(&levels), None)?;
            }
            ColumnWriter::Int32ColumnWriter(typed) => {
                let numbers = there.map(|value| value.as_i64().and_then(|number| i32::try_from(number).ok()));
                typed.write_batch(&numbers.map(Option::unwrap_or_default).collect::<Vec<_>>(), Some(&levels), None)?;
            }
            ColumnWriter::DoubleColumnWriter(typed) => {
                let numbers = there.map(|value| value.as_f64().unwrap_or_default());
                typed.write_batch(&numbers.collect::<Vec<_>>(), Some(&levels), None)?;
            }
            ColumnWriter::BoolColumnWriter(_)
            | ColumnWriter::Int64ColumnWriter(_)
            | ColumnWriter::Int96ColumnWriter(_)
            | ColumnWriter::FloatColumnWriter(_)
            | ColumnWriter::FixedLenByteArrayColumnWriter(_) => {
                return Err(ParquetError::General(format!("{place}: no rows have such a column")));
            }
        }
        column.close()?;
    }
    group.close().map(drop)
}

/// A text, or the sentences of a list, a line each.
fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(lines) => lines.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n"),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::rows::{Row, RowFile};
    use crate::export::tests::tied;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::RowAccessor;

    #[test]
    fn rows_come_back_from_the_table() {
        let file = RowFile { path: "a.pdf".to_owned(), sha256: Some("00".repeat(32)), ..RowFile::default() };
        let mut rows = Row::of_stories(&tied(), 0, &file, true);
        rows.push(Row::of_failure(&file, "the file is empty"));
        let lines: Vec<String> = rows.iter().map(|row| row.to_json().unwrap()).collect();
        let bytes = table(lines.join("\n").as_bytes(), Vec::new()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("table.parquet");
        std::fs::write(&path, bytes).unwrap();
        let reader = SerializedFileReader::new(std::fs::File::open(path).unwrap()).unwrap();
        let read: Vec<_> = reader.get_row_iter(None).unwrap().map(Result::unwrap).collect();
        assert_eq!(read.len(), rows.len());
        assert_eq!(read[0].get_string(13).unwrap(), "Ferry returns to the river");
        assert_eq!(read[0].get_int(2).unwrap(), 1);
        let failed = &read[read.len() - 1];
        assert_eq!(
            (failed.get_string(5).unwrap().as_str(), failed.get_string(6).unwrap().as_str()),
            ("failed", "the file is empty")
        );
    }
}
