//! XML and HTML, told by their tags.

use super::ForeignKind;

/// A tag.
struct Tag<'a> {
    /// Its whole name.
    name: &'a str,
    /// What stands behind the name.
    rest: &'a str,
    /// It ends an element.
    ends: bool,
    /// How many bytes it takes, with its brackets.
    length: usize,
}

/// Tags that a piece of a web page has, at least; a text may hold a few for bold words.
const TAGS: usize = 8;
/// One byte in so many is within tags in a piece of a web page.
const BYTES_A_TAG_BYTE: usize = 8;
/// The same in a web page that has its root: scripts and text are the rest.
const BYTES_A_TAG_BYTE_OF_PAGE: usize = 100;
/// Bytes before the root of a web page: what a tool wrote over it.
const BEFORE_ROOT: usize = 2000;

/// Elements of web pages that stand in no text by chance together.
const HTML: [&str; 24] = [
    "html", "head", "body", "div", "span", "p", "a", "ul", "ol", "li", "table", "tr", "td", "th", "section", "article",
    "nav", "header", "footer", "main", "h1", "h2", "h3", "img",
];

/// The tags of a text, in its order; comments, declarations and instructions are left out.
fn tags(text: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let (_, after) = rest.split_once('<')?;
            rest = after;
            if let Some(comment) = after.strip_prefix("!--") {
                rest = comment.split_once("-->").map_or(after, |(_, after)| after);
                continue;
            }
            if let Some(tag) = tag(after) {
                return Some(tag);
            }
        }
    })
}

/// The tag at the beginning of a text, behind its bracket.
fn tag(after: &str) -> Option<Tag<'_>> {
    let (inside, _) = after.split_once('>')?;
    let ends = inside.starts_with('/');
    let named = inside.trim_start_matches('/');
    if !named.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        return None;
    }
    let end = named.find(|c: char| !(c.is_alphanumeric() || "_:.-".contains(c))).unwrap_or(named.len());
    let (name, rest) = named.split_at(end);
    // Behind the name come attributes, or nothing: `<Photo by Lee>` is no tag.
    let sound =
        rest.trim().trim_end_matches('/').is_empty() || (rest.starts_with(char::is_whitespace) && rest.contains('='));
    sound.then_some(Tag { name, rest, ends, length: inside.len() + 2 })
}

/// The name of the first element without its prefix, in small letters, of a text that begins with markup.
pub fn root(text: &str) -> Option<String> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let first = text.strip_prefix('<')?;
    // Markup begins with a tag, a comment, a declaration or an instruction; other brackets are text.
    let opens = first.starts_with(['!', '?']) || tag(first).is_some() || cut(first);
    if !opens {
        return None;
    }
    elements(text).next()
}

/// Whether a tag is cut off by the end of the sample, after its name.
fn cut(first: &str) -> bool {
    !first.contains('>') && first.contains('=') && first.starts_with(char::is_alphabetic)
}

/// The names of all elements without their prefixes, in small letters, in the order of the text.
pub fn elements(text: &str) -> impl Iterator<Item = String> {
    let cut = text.rsplit('<').next().filter(|last| cut(last));
    let cut = cut.and_then(|last| last.split(|c: char| c.is_whitespace() || c == '=').next());
    tags(text).filter(|tag| !tag.ends).map(|tag| tag.name).chain(cut).map(local)
}

fn local(name: &str) -> String {
    name.rsplit(':').next().unwrap_or(name).to_lowercase()
}

/// The kind of markup that a text is; nothing for prose.
pub fn kind(sample: &str) -> Option<ForeignKind> {
    let start = sample.get(..sample.floor_char_boundary(BEFORE_ROOT.min(sample.len()))).unwrap_or(sample);
    let small = start.to_lowercase();
    if small.contains("mime-version:") && small.contains("multipart/related") {
        return Some(ForeignKind::Mhtml);
    }
    let (mut count, mut bytes, mut html) = (0, 0, 0);
    for tag in tags(sample) {
        count += 1;
        bytes += tag.length;
        html += usize::from(HTML.contains(&local(tag.name).as_str()));
    }
    // Words that a tool writes over a page do not make it prose; an article about pages has few tags.
    let page = small.contains("<html") || small.starts_with("<!doctype html");
    if page
        && count >= 3
        && bytes * BYTES_A_TAG_BYTE_OF_PAGE >= sample.len()
        && (small.starts_with('<') || count >= TAGS)
    {
        return Some(ForeignKind::Html);
    }
    let declared = sample.starts_with("<?xml");
    let piece = count >= TAGS && bytes * BYTES_A_TAG_BYTE >= sample.len();
    let root = sample.starts_with('<').then(|| tags(sample).next()).flatten();
    let Some(root) = root.filter(|root| !root.ends) else {
        let told = declared.then(|| ForeignKind::Xml("?".to_owned()));
        return told.or((piece && html * 2 > count).then_some(ForeignKind::Html));
    };
    if piece && html * 2 > count && !declared {
        return Some(ForeignKind::Html);
    }
    let closed = sample.trim_end().ends_with(&format!("</{}>", root.name));
    let spaced = root.rest.contains("xmlns");
    let empty = count == 1 && root.rest.trim_end().ends_with('/') && sample.trim_end().ends_with("/>");
    let xml = declared || spaced || empty || piece || (closed && count >= 4 && !is_inline(root.name));
    xml.then(|| of_root(&local(root.name), root.name))
}

/// Elements that a text may begin and end with by its writer's hand.
fn is_inline(name: &str) -> bool {
    matches!(name.to_lowercase().as_str(), "b" | "i" | "em" | "strong" | "u" | "p" | "center" | "font" | "small" | "br")
}

fn of_root(local: &str, name: &str) -> ForeignKind {
    match local {
        "rss" | "feed" | "rdf" => ForeignKind::Feed,
        "svg" => ForeignKind::Svg,
        "html" => ForeignKind::Html,
        _ => ForeignKind::Xml(name.chars().take(40).collect()),
    }
}
