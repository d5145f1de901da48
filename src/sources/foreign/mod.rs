//! What is no newspaper: files that would open as text and show their markup as a story. Each kind is told by its
//! form, never by a word in it: prose about programs, with a few angle brackets or with a table of figures, is prose.

mod code;
pub mod markup;

use serde::de::IgnoredAny;

/// What a file looks like that is none of the formats that are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ForeignKind {
    /// A feed of news.
    Feed,
    /// A drawing.
    Svg,
    /// Some other XML, by the name of its root.
    Xml(String),
    /// A web page without the classes of hOCR.
    Html,
    /// A web page in one file with all that belongs to it.
    Mhtml,
    /// Some other JSON.
    Json,
    /// The source of a program.
    Code,
    /// A document in RTF.
    Rtf,
    /// A document in PostScript.
    PostScript,
    /// Another kind of file, by its first bytes: its MIME type.
    Binary(&'static str),
}

impl ForeignKind {
    /// What it looks like, and what to do about it, as the rest of a sentence.
    pub fn says(&self) -> String {
        let opens = super::OPENS;
        match self {
            ForeignKind::Feed => format!("looks like a feed of news (RSS or Atom); {opens}"),
            ForeignKind::Svg => format!("looks like an SVG drawing; {opens}"),
            ForeignKind::Xml(root) => {
                format!("looks like XML (its root is `{root}`), but of no dialect that is read; {opens}")
            }
            ForeignKind::Html => {
                format!(
                    "looks like a web page (HTML that is neither hOCR nor of an e-paper); {opens}: print it to a PDF"
                )
            }
            ForeignKind::Mhtml => format!("looks like a saved web page (MHTML); {opens}: print it to a PDF"),
            ForeignKind::Json => format!("looks like JSON; {opens}"),
            ForeignKind::Code => {
                format!("looks like the source of a program; {opens} (--encoding utf-8 opens it as text)")
            }
            ForeignKind::Rtf => format!("looks like an RTF document; {opens}: save it as PDF or text"),
            ForeignKind::PostScript => format!("looks like PostScript; {opens}: convert it to PDF"),
            ForeignKind::Binary(mime) => format!("not a format foldline reads: it looks like {}; {opens}", named(mime)),
        }
    }
}

/// What people call a kind of file.
fn named(mime: &str) -> String {
    let name = match mime {
        "application/zip" => "a ZIP archive",
        "application/gzip" => "a gzip archive",
        "application/vnd.sqlite3" => "an SQLite database",
        "application/x-executable" => "a program",
        "application/epub+zip" => "an e-book (EPUB)",
        "application/msword" | "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => {
            "a Word document"
        }
        "application/vnd.oasis.opendocument.text" => "an OpenDocument text",
        _ => return format!("{mime} data"),
    };
    name.to_owned()
}

/// The kind of a file that is no text of a newspaper; nothing for what may be one. `text` is its beginning says, `cut` that more follows.
pub fn detect(text: &str, cut: bool) -> Option<ForeignKind> {
    let sample = text.trim_start_matches('\u{feff}').trim_start();
    if sample.starts_with("{\\rtf") {
        return Some(ForeignKind::Rtf);
    }
    if sample.starts_with("%!PS") {
        return Some(ForeignKind::PostScript);
    }
    markup::kind(sample).or_else(|| json(sample, cut)).or_else(|| code::is_code(sample).then_some(ForeignKind::Code))
}

/// The kind of a file that is no text at all, by its first bytes.
pub fn binary(bytes: &[u8]) -> Option<ForeignKind> {
    // Signatures of letters alone (`BM`, `MZ`) begin sentences, too.
    let head = bytes.get(..32).unwrap_or(bytes);
    let control = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    let mime = infer::get(bytes)?.mime_type();
    let texts = mime.starts_with("text/") || mime == "application/pdf";
    (!texts && head.iter().any(control)).then_some(ForeignKind::Binary(mime))
}

/// JSON from its first character: one value, or several in lines. A file that is cut is JSON as far as it goes.
fn json(sample: &str, cut: bool) -> Option<ForeignKind> {
    if !sample.starts_with(['{', '[']) {
        return None;
    }
    let mut values = serde_json::Deserializer::from_str(sample).into_iter::<IgnoredAny>();
    let mut whole = 0;
    let sound = loop {
        match values.next() {
            None => break true,
            Some(Ok(_)) => whole += 1,
            Some(Err(error)) => break error.is_eof() && (cut || keys(sample) > 0),
        }
    };
    // A program writes what no standard allows: comments, commas at the end. Its keys are there all the same.
    let like = keys(sample) * JSON_LETTERS_A_KEY >= sample.len() && keys(sample) >= JSON_KEYS;
    // `[1]` opens a note as well as a list.
    let said = whole > 0 || sound || like;
    let told = (sound && said && (keys(sample) > 0 || sample.contains(','))) || like;
    told.then_some(ForeignKind::Json)
}

/// Keys that JSON which is not quite sound has, at least.
const JSON_KEYS: usize = 3;
/// One key in so many letters makes such a text JSON.
const JSON_LETTERS_A_KEY: usize = 200;

/// How many keys (`"name":`) a text has.
fn keys(text: &str) -> usize {
    text.split('"').skip(1).filter(|after| after.trim_start().starts_with(':')).count()
}
