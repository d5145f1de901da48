//! EPUB 3: a chapter for each story, the pages of the print as a list, vertical writing where the page has it.

use super::archive::xml::escaped;
use super::{book, story_id};
use crate::model::edition::Edition;
use crate::model::story::StoryRef;
use std::fmt::Write as _;
use std::io::{Cursor, Write};
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

/// Where readers find the package.
const CONTAINER: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<container version=\"1.0\" \
    xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles><rootfile full-path=\"OEBPS/content.opf\" \
    media-type=\"application/oebps-package+xml\"/></rootfiles></container>\n";
const STYLE: &str = "body.vertical { writing-mode: vertical-rl; -epub-writing-mode: vertical-rl; }\n\
    .kicker, .deck, .byline, .dateline, .caption, .credit { font-size: 0.9em; }\n.body { text-indent: 1em; margin: 0; }\n\
    :lang(zh) .body { text-indent: 2em; }\n";

/// The book of the stories that are wanted; `made` is the time of writing.
///
/// # Errors
/// When it cannot be packed.
pub fn book(edition: &Edition, wanted: &[StoryRef], made: &str) -> std::io::Result<Vec<u8>> {
    let chapters = book::chapters(edition, wanted);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // Readers tell an EPUB by its first member, which is not compressed.
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    zip.start_file("mimetype", stored)?;
    zip.write_all(b"application/epub+zip")?;
    let mut add = |name: &str, text: &str| -> std::io::Result<()> {
        zip.start_file(name, packed)?;
        zip.write_all(text.as_bytes())
    };
    add("META-INF/container.xml", CONTAINER)?;
    add("OEBPS/content.opf", &package(edition, &chapters, made))?;
    add("OEBPS/nav.xhtml", &contents(edition, &chapters))?;
    add("OEBPS/style.css", STYLE)?;
    for at in &chapters {
        add(&format!("OEBPS/{}.xhtml", story_id(*at)), &chapter(edition, *at))?;
    }
    Ok(zip.finish()?.into_inner())
}

fn package(edition: &Edition, chapters: &[StoryRef], made: &str) -> String {
    let name = escaped(&edition.source.name);
    let vertical = edition.pages.first().is_some_and(|page| page.vertical);
    let (mut items, mut spine) = (String::new(), String::new());
    for at in chapters {
        let id = story_id(*at);
        let _ = writeln!(items, "<item id=\"{id}\" href=\"{id}.xhtml\" media-type=\"application/xhtml+xml\"/>");
        let _ = writeln!(spine, "<itemref idref=\"{id}\"/>");
    }
    let turned = if vertical { " page-progression-direction=\"rtl\"" } else { "" };
    let lang = book::lang(edition);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" \
         unique-identifier=\"id\" xml:lang=\"{lang}\">\n<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n\
         <dc:identifier id=\"id\">urn:foldline:{:016x}</dc:identifier>\n<dc:title>{name}</dc:title>\n\
         <dc:language>{lang}</dc:language>\n<meta property=\"dcterms:modified\">{made}</meta>\n</metadata>\n<manifest>\n\
         <item id=\"nav\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>\n\
         <item id=\"style\" href=\"style.css\" media-type=\"text/css\"/>\n{items}</manifest>\n<spine{turned}>\n{spine}</spine>\n\
         </package>\n",
        print(edition, chapters)
    )
}

/// A number that the same stories always have: FNV-1a over what they are called.
fn print(edition: &Edition, chapters: &[StoryRef]) -> u64 {
    let names = chapters.iter().map(|at| book::title(edition, *at));
    let bytes = edition.source.name.bytes().chain(names.flat_map(|name| name.into_bytes())).collect::<Vec<u8>>();
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The contents: stories, and the pages of the print by the first of their stories.
fn contents(edition: &Edition, chapters: &[StoryRef]) -> String {
    let (mut stories, mut pages) = (String::new(), String::new());
    let mut last = None;
    for at in chapters {
        let id = story_id(*at);
        let _ = writeln!(stories, "<li><a href=\"{id}.xhtml\">{}</a></li>", escaped(&book::title(edition, *at)));
        if last != Some(at.page)
            && let Some(page) = edition.pages.get(at.page as usize)
        {
            let name = page.folio.clone().unwrap_or_else(|| page.number.to_string());
            let _ = writeln!(pages, "<li><a href=\"{id}.xhtml#page{}\">{}</a></li>", at.page + 1, escaped(&name));
            last = Some(at.page);
        }
    }
    let lists = format!(
        "<nav epub:type=\"toc\" id=\"toc\"><h1>{}</h1><ol>\n{stories}</ol></nav>\n\
         <nav epub:type=\"page-list\" hidden=\"hidden\"><ol>\n{pages}</ol></nav>\n",
        escaped(&edition.source.name)
    );
    document(book::lang(edition), &edition.source.name, "level", &lists)
}

fn chapter(edition: &Edition, at: StoryRef) -> String {
    let Some(page) = edition.pages.get(at.page as usize) else { return String::new() };
    let name = page.folio.clone().unwrap_or_else(|| page.number.to_string());
    let label = escaped(&name);
    let text = format!(
        "<section epub:type=\"chapter\"><span epub:type=\"pagebreak\" role=\"doc-pagebreak\" id=\"page{}\" aria-label=\"{label}\"></span>\n{}</section>\n",
        at.page + 1,
        book::story(edition, at)
    );
    document(page.lang.code(), &book::title(edition, at), book::direction(page), &text)
}

fn document(lang: &str, title: &str, class: &str, body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" \
         xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"{lang}\" xml:lang=\"{lang}\">\n<head><title>{}</title>\
         <link rel=\"stylesheet\" type=\"text/css\" href=\"style.css\"/></head>\n<body class=\"{class}\">\n{body}</body>\n</html>\n",
        escaped(title)
    )
}
