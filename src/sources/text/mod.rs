//! Plain text in any common encoding to an `Extract`: fragments as blank lines and form feeds part them.

pub(super) mod decode;
mod kana;
mod shifts;
mod transcript;

use super::archive;
use super::foreign::{self, ForeignKind};
use super::{Content, Format, OpenError, OpenOptions, Opened, ReadStep};
use crate::model::extract::{Extract, Fragment};
use crate::model::sheet::Sheet;
use decode::Decoded;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Bytes that are looked at to tell text from other files.
const SAMPLE: usize = 64 << 10;
/// Longer files are cut: the thickest weekend edition is a few megabytes of text.
const LONGEST: usize = 64 << 20;
/// What a tab becomes. Tabs in extractions stand between columns or before a paragraph.
const TAB: &str = "    ";

/// True when the bytes can be text: in some encoding nearly all of them mean printable characters.
pub fn claims(bytes: &[u8]) -> bool {
    !bytes.is_empty() && decode::is_text(bytes.get(..SAMPLE).unwrap_or(bytes))
}

/// What kind of file these bytes are, when their text is no text of a newspaper.
pub(super) fn foreign(bytes: &[u8]) -> Option<ForeignKind> {
    foreign::detect(&decode::guessed(bytes.get(..SAMPLE).unwrap_or(bytes)).text, bytes.len() > SAMPLE)
}

/// Reads a text file. Pages of a transcription are given to `take` one by one: a file of many megabytes is never there as marks.
///
/// # Errors
/// When the encoding asked for is unknown or does not give text, or the file holds nothing but white space.
pub fn read(
    name: &str,
    bytes: &[u8],
    options: &OpenOptions,
    take: &mut dyn FnMut(ReadStep),
) -> Result<Opened, OpenError> {
    let mut doubts = Vec::new();
    if bytes.len() > LONGEST {
        doubts.push(format!("only the first {} MB of the file are read", LONGEST >> 20));
    }
    let bytes = bytes.get(..LONGEST).unwrap_or(bytes);
    let decoded = match &options.encoding {
        Some(label) => {
            decode::labeled(bytes, label).map_err(|says| OpenError::Broken { name: name.to_owned(), says })?
        }
        None => decode::guessed(bytes),
    };
    if !decoded.prints() {
        let says = format!("not text in {}: too many control characters", decoded.encoding.name());
        return Err(OpenError::Broken { name: name.to_owned(), says });
    }
    doubts.extend(replaced(&decoded));
    let mut dropped = BTreeMap::new();
    let text = one_line_end(&decoded.text);
    if let Some(pages) = transcript::told(lines(&text, &mut dropped)) {
        doubts.extend(named(&dropped));
        let pages = transcript::paged(pages);
        take(ReadStep::Pages(pages.len()));
        for (index, (articles, first)) in pages.into_iter().enumerate() {
            let articles = articles.into_iter().map(transcript::owned).collect();
            let mut sheet = Sheet { number: index as u32 + 1, ..archive::set_in_columns(articles, first) };
            sheet.doubts.append(&mut doubts);
            take(ReadStep::Sheet(Box::new(sheet)));
        }
        let content = Content::Sheets(Vec::new());
        return Ok(Opened {
            format: Format::Text,
            content,
            doubts: Vec::new(),
            paper: None,
            partial: false,
            rest: None,
        });
    }
    dropped.clear();
    let fragments = fragments(&decoded.text, &mut dropped);
    doubts.extend(named(&dropped));
    if fragments.is_empty() {
        let says = "there is no text in it, only white space".to_owned();
        return Err(OpenError::Empty { name: name.to_owned(), says });
    }
    let mut extracts = paged(fragments);
    extracts.first_mut().into_iter().for_each(|first| first.doubts.append(&mut doubts));
    let content = Content::Extracts(extracts);
    Ok(Opened { format: Format::Text, content, doubts: Vec::new(), paper: None, partial: false, rest: None })
}

/// The doubt about characters that the encoding could not read.
fn replaced(decoded: &Decoded<'_>) -> Option<String> {
    let (count, encoding) = (decoded.replaced, decoded.encoding.name());
    (count > 0).then(|| {
        format!(
            "{count} characters are not valid {encoding} and show as \u{fffd}; name another encoding with --encoding"
        )
    })
}

/// The doubt about control characters, each named with how often it stood there.
fn named(dropped: &BTreeMap<char, usize>) -> Option<String> {
    let names: Vec<String> = dropped.iter().map(|(c, count)| format!("U+{:04X} x {count}", u32::from(*c))).collect();
    (!names.is_empty()).then(|| format!("control characters were dropped: {}", names.join(", ")))
}

/// A text whose lines all end in the same way.
fn one_line_end(text: &str) -> Cow<'_, str> {
    match text.contains('\r') {
        true => Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")),
        false => Cow::Borrowed(text),
    }
}

/// The lines of each page, cleaned.
fn lines<'a>(text: &'a str, dropped: &mut BTreeMap<char, usize>) -> Vec<Vec<Cow<'a, str>>> {
    let page = |page: &'a str| page.lines().map(|line| cleaned(line, dropped)).collect();
    text.split('\u{c}').map(page).collect()
}

fn fragments(text: &str, dropped: &mut BTreeMap<char, usize>) -> Vec<Fragment> {
    let mut fragments = Vec::new();
    let mut lines: Vec<String> = Vec::new();
    // `\r\n` gives an empty line between its two ends, which would part every line; so it is one end first.
    for page in text.replace("\r\n", "\n").split('\u{c}') {
        for line in page.split(['\n', '\r', '\u{b}', '\u{85}', '\u{2028}', '\u{2029}']) {
            let line = cleaned(line, dropped);
            if line.is_empty() {
                part(&mut lines, &mut fragments);
            } else {
                lines.push(line.into_owned());
            }
        }
        part(&mut lines, &mut fragments);
    }
    fragments
}

/// Fragments on pages that are no longer than those of a transcription; one that no page holds goes on on the next.
fn paged(fragments: Vec<Fragment>) -> Vec<Extract> {
    let mut pages: Vec<Extract> = Vec::new();
    let mut room = 0;
    for fragment in fragments {
        let mut is_new = true;
        for line in fragment.lines {
            let length = line.chars().count();
            if length > room || pages.is_empty() {
                pages.push(Extract { fragments: Vec::new(), doubts: Vec::new() });
                (room, is_new) = (transcript::PAGE_AT_MOST, true);
            }
            room = room.saturating_sub(length);
            let Some(page) = pages.last_mut() else { continue };
            match page.fragments.last_mut().filter(|_| !is_new) {
                Some(last) => last.lines.push(line),
                None => page.fragments.push(Fragment { lines: vec![line] }),
            }
            is_new = false;
        }
    }
    pages
}

fn part(lines: &mut Vec<String>, fragments: &mut Vec<Fragment>) {
    if !lines.is_empty() {
        fragments.push(Fragment { lines: std::mem::take(lines) });
    }
}

/// A line without control characters and trailing blanks; its leading blanks stay, they indent paragraphs.
fn cleaned<'a>(line: &'a str, dropped: &mut BTreeMap<char, usize>) -> Cow<'a, str> {
    if !line.contains(|c| is_control(c) || c == '\u{feff}') {
        return Cow::Borrowed(line.trim_end());
    }
    let mut clean = String::with_capacity(line.len());
    for c in line.chars() {
        if c == '\t' {
            clean.push_str(TAB);
        } else if is_control(c) {
            *dropped.entry(c).or_default() += 1;
        } else if c != '\u{feff}' {
            clean.push(c);
        }
    }
    clean.truncate(clean.trim_end().len());
    Cow::Owned(clean)
}

/// Controls proper, and the invisible ones that turn the direction of text around.
fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extract(bytes: &[u8]) -> Extract {
        match read("page.txt", bytes, &OpenOptions::default(), &mut |_| {}).unwrap().content {
            Content::Extracts(mut extracts) => extracts.remove(0),
            Content::Sheets(_) => panic!("text has no sheets"),
        }
    }

    fn lines(bytes: &[u8]) -> Vec<Vec<String>> {
        extract(bytes).fragments.into_iter().map(|fragment| fragment.lines).collect()
    }

    #[test]
    fn blank_lines_and_form_feeds_part_fragments() {
        let expected =
            vec![vec!["渔港晨报".to_owned(), "　　海风".to_owned()], vec!["灯塔".to_owned()], vec!["码头".into()]];
        assert_eq!(lines("渔港晨报\n　　海风\n　 \n灯塔\u{c}码头\n".as_bytes()), expected);
        assert_eq!(lines("渔港晨报\r\n　　海风\r\n\r\n灯塔\r\n\u{c}码头".as_bytes()), expected);
    }

    #[test]
    fn what_no_page_holds_goes_on_on_the_next() {
        let line = "灯".repeat(50_000);
        let text = format!("{line}\n{line}\n\n{line}\n{line}\n{line}\n{}\n", "塔".repeat(500_000));
        let mut dropped = BTreeMap::new();
        let pages = paged(fragments(&text, &mut dropped));
        let lines = |page: &Extract| page.fragments.iter().map(|one| one.lines.len()).collect::<Vec<_>>();
        assert_eq!(pages.iter().map(lines).collect::<Vec<_>>(), [vec![2, 2], vec![1], vec![1]]);
    }

    #[test]
    fn control_characters_are_dropped_and_named() {
        let extract = extract("A\u{1b}[31mB\u{202e}C\u{7}\tD\n".as_bytes());
        assert_eq!(extract.fragments[0].lines, ["A[31mBC    D"]);
        assert_eq!(extract.doubts.len(), 1);
        for name in ["U+0007 x 1", "U+001B x 1", "U+202E x 1"] {
            assert!(extract.doubts[0].contains(name), "{name} is not named in {:?}", extract.doubts);
        }
    }

    #[test]
    fn white_space_is_nothing_to_read() {
        let error = read("page.txt", " \n\u{3000}\t\n".as_bytes(), &OpenOptions::default(), &mut |_| {}).unwrap_err();
        assert!(matches!(error, OpenError::Empty { .. }), "{error}");
    }
}
