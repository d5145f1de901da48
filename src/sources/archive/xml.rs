//! XML to a flat tree. Entities of a file's own are never expanded, nothing is fetched, and
//! size and depth are bounded.

use crate::sources::message::shown;
use compact_str::CompactString;
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::ops::Range;

/// The name of an attribute without prefix, and its value.
pub type Attribute = (CompactString, CompactString);

/// An element, by local name; namespaces tell nothing that the names do not. Names, values and words are short, and an issue
/// has a hundred thousand of them: most stand in the element itself.
#[derive(Debug, Default)]
pub struct Element {
    /// Its name without prefix.
    pub name: CompactString,
    /// Attributes by local name: which of the table they are.
    attributes: Range<usize>,
    /// Text, of an element that stands for a stretch of it and has no name.
    text: CompactString,
    /// Indices of its children.
    pub children: Vec<usize>,
    /// How deep it stands; the root is 1.
    depth: usize,
    /// The element that it stands in.
    parent: usize,
}

/// A document. The element at 0 holds everything.
#[derive(Debug, Default)]
pub struct XmlTree {
    elements: Vec<Element>,
    /// Those of all elements, one after the other.
    attributes: Vec<Attribute>,
    /// The first end tag that is not that of the innermost open element.
    crossed: Option<String>,
    /// The element that the file ends in.
    unended: Option<CompactString>,
}

/// Characters of the name of an element in a message.
const ELEMENT_CHARS: usize = 40;
/// Elements read, at most: the words of the thickest page are some ten thousand.
pub const ELEMENTS_AT_MOST: usize = 2_000_000;

/// Levels, at most. METS needs about fifteen.
const DEPTH_AT_MOST: usize = 80;

impl XmlTree {
    /// Reads a document.
    ///
    /// # Errors
    /// A sentence with line and column, when it is no XML or meets a bound.
    pub fn parse(text: &str) -> Result<XmlTree, String> {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        (config.check_end_names, config.allow_unmatched_ends, config.allow_dangling_amp) = (false, true, true);
        let mut tree = XmlTree::new();
        let mut open = vec![0usize];
        loop {
            let event = reader.read_event().map_err(|error| {
                let at = usize::try_from(reader.error_position()).unwrap_or(0);
                let (line, column) = place_of(text, at);
                format!("line {line}, column {column}: {error}; the file is damaged or cut short")
            })?;
            let here = open.last().copied().unwrap_or(0);
            match event {
                Event::Start(start) => {
                    let at = tree.add(here, &start, open.len())?;
                    open.push(at);
                }
                Event::Empty(start) => {
                    tree.add(here, &start, open.len())?;
                }
                Event::End(end) => {
                    let at = usize::try_from(reader.buffer_position()).unwrap_or(0);
                    let length = end.len() + "</>".len();
                    tree.close(&mut open, local(end.name().into_inner()), || place_of(text, at.saturating_sub(length)));
                }
                Event::Text(more) => tree.write(here, &more.xml10_content(), open.len()),
                Event::CData(more) => tree.write(here, &more.xml10_content(), open.len()),
                Event::GeneralRef(named) => {
                    let whole = format!("&{};", named.xml10_content());
                    tree.write(here, &unescaped(&whole), open.len());
                }
                Event::Eof => break,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
        tree.unended = open.get(1).and_then(|outer| tree.get(*outer)).map(|outer| outer.name.clone());
        Ok(tree)
    }

    /// What is wrong with the tags of the document, as a sentence, and whether it is cut short. What it means was guessed
    /// there: the innermost element of a name is the one that its end tag ends.
    pub fn flaw(&self) -> Option<(String, bool)> {
        let unended = || {
            self.unended
                .as_ref()
                .map(|name| format!("the file ends within <{}>; it is cut short", shown(name, ELEMENT_CHARS)))
        };
        match (&self.crossed, unended()) {
            (None, None) => None,
            (None, Some(says)) => Some((says, true)),
            (Some(says), unended) => Some((says.clone(), unended.is_some())),
        }
    }

    fn add(&mut self, parent: usize, start: &BytesStart, depth: usize) -> Result<usize, String> {
        if self.elements.len() >= ELEMENTS_AT_MOST || depth > DEPTH_AT_MOST {
            return Err(format!(
                "more than {ELEMENTS_AT_MOST} elements, or more than {DEPTH_AT_MOST} within each other; no page needs that"
            ));
        }
        let first = self.attributes.len();
        for attribute in start.html_attributes().with_checks(false).flatten() {
            let value = unescaped(&attribute.value).into();
            self.attributes.push((local(attribute.key.into_inner()).into(), value));
        }
        let (name, attributes) = (local(start.name().into_inner()).into(), first..self.attributes.len());
        Ok(self.push(Element { name, attributes, depth, parent, ..Element::default() }))
    }

    fn push(&mut self, element: Element) -> usize {
        let (at, parent) = (self.elements.len(), element.parent);
        self.elements.push(element);
        if let Some(parent) = self.elements.get_mut(parent) {
            parent.children.push(at);
        }
        at
    }

    /// A document of nothing, to be filled in document order.
    pub fn new() -> XmlTree {
        XmlTree { elements: vec![Element::default()], ..XmlTree::default() }
    }

    /// Adds an element as the last child of another one.
    ///
    /// # Errors
    /// When there are too many.
    pub fn element_in(
        &mut self,
        parent: usize,
        name: CompactString,
        attributes: Vec<Attribute>,
    ) -> Result<usize, String> {
        let first = self.attributes.len();
        self.attributes.extend(attributes);
        let attributes = first..self.attributes.len();
        self.push_in(Element { name, attributes, parent, ..Element::default() })
    }

    /// Adds a stretch of text as the last child of an element.
    ///
    /// # Errors
    /// When there are too many elements.
    pub fn text_in(&mut self, parent: usize, text: CompactString) -> Result<usize, String> {
        self.push_in(Element { text, parent, ..Element::default() })
    }

    fn push_in(&mut self, element: Element) -> Result<usize, String> {
        if self.elements.len() >= ELEMENTS_AT_MOST {
            return Err(format!("more than {ELEMENTS_AT_MOST} elements; no page needs that"));
        }
        let depth = self.elements.get(element.parent).map_or(0, |parent| parent.depth) + 1;
        Ok(self.push(Element { depth, ..element }))
    }

    /// Closes the innermost element of this name; a stray end tag closes nothing. What does not fit is noted once, with its
    /// place.
    fn close(&mut self, open: &mut Vec<usize>, name: &str, place: impl Fn() -> (usize, usize)) {
        let named = |at: &usize| self.elements.get(*at).is_some_and(|one| one.name == name);
        let found = open.iter().rposition(named).filter(|place| *place > 0);
        if found.is_none_or(|found| found + 1 < open.len()) && self.crossed.is_none() {
            let (line, column) = place();
            let inner = open.last().filter(|at| **at > 0).and_then(|at| self.elements.get(*at));
            let inner = inner
                .map(|inner| format!(" where <{}> is open", shown(&inner.name, ELEMENT_CHARS)))
                .unwrap_or_default();
            let name = shown(name, ELEMENT_CHARS);
            self.crossed = Some(format!(
                "line {line}, column {column}: </{name}>{inner}; the tags of this file do not match from there on"
            ));
        }
        if let Some(found) = found {
            open.truncate(found);
        }
    }

    /// Adds a stretch of text; white between tags is none.
    fn write(&mut self, parent: usize, text: &str, depth: usize) {
        if self.elements.len() >= ELEMENTS_AT_MOST || (text.trim().is_empty() && text.contains('\n')) {
            return;
        }
        self.push(Element { text: text.into(), depth, parent, ..Element::default() });
    }

    /// The text of an element with all that is in it, white single.
    pub fn text(&self, at: usize) -> String {
        let inside = self.below(at).filter_map(|at| self.elements.get(at));
        let whole: String = inside.map(|one| one.text.as_str()).collect();
        whole.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// An element.
    pub fn get(&self, at: usize) -> Option<&Element> {
        self.elements.get(at)
    }

    /// The value of an attribute, by its local name.
    pub fn attribute(&self, at: usize, name: &str) -> Option<&str> {
        let own = self.attributes.get(self.elements.get(at)?.attributes.clone())?;
        let found = own.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The children of an element with one of these names.
    pub fn children<'a>(&'a self, at: usize, names: &'a [&str]) -> impl Iterator<Item = usize> + 'a {
        let children = self.elements.get(at).map(|one| one.children.as_slice()).unwrap_or(&[]);
        children.iter().copied().filter(move |child| self.is(*child, names))
    }

    /// Everything below an element, in document order.
    pub fn below(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let depth = self.elements.get(at).map_or(usize::MAX, |one| one.depth);
        let inside = move |one: &Element| one.depth > depth;
        let count = self.elements.iter().skip(at + 1).take_while(|one| inside(one)).count();
        at + 1..at + 1 + count
    }

    /// The element that comes after everything below this one.
    pub fn after(&self, at: usize) -> usize {
        self.below(at).last().unwrap_or(at) + 1
    }

    /// The element that an element stands in; that of the first one is itself.
    pub fn parent(&self, at: usize) -> usize {
        self.elements.get(at).map_or(0, |one| one.parent)
    }

    /// The text of an element alone, as it is written; empty for one that has a name.
    pub fn own_text(&self, at: usize) -> &str {
        self.elements.get(at).map_or("", |one| one.text.as_str())
    }

    /// Everything below with one of these names, in document order.
    pub fn find<'a>(&'a self, at: usize, names: &'a [&str]) -> impl Iterator<Item = usize> + 'a {
        self.below(at).filter(move |one| self.is(*one, names))
    }

    /// Whether an element has one of these names.
    pub fn is(&self, at: usize, names: &[&str]) -> bool {
        self.elements.get(at).is_some_and(|one| names.contains(&one.name.as_str()))
    }
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// The five entities of XML and numbered characters; what else is named stays as it is written.
fn unescaped(text: &str) -> Cow<'_, str> {
    unescape(text).unwrap_or(Cow::Borrowed(text))
}

/// The line and the column, in characters from 1, of a byte.
fn place_of(text: &str, at: usize) -> (usize, usize) {
    let before = text.as_bytes().get(..at.min(text.len())).unwrap_or_default();
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let last = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    (line, String::from_utf8_lossy(last).chars().count() + 1)
}
