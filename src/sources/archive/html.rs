//! The HTML of hOCR to a flat [`XmlTree`], by the rules that browsers follow: named entities, tags that stay open, names
//! in any case, attributes without quotes, comments that are none. What is hostile is bounded: how deep elements stand in
//! each other, how many there are, how many attributes a tag has.

use super::xml::{self, ELEMENTS_AT_MOST, XmlTree};
use compact_str::CompactString;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeBuilder, TreeBuilderOpts, TreeSink};
use html5ever::{Attribute, ExpandedName, LocalName, QualName, local_name, ns};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// Elements that stand in each other, at most: browsers draw the line at 512. The parser looks through all open ones at
/// each tag.
const DEPTH_AT_MOST: usize = 256;
/// Blanks within one tag, at most: each attribute is compared with all before it.
const BLANKS_IN_TAG: usize = 20_000;
/// Letters that are fed at once: the bounds are looked at in between.
const CHUNK: usize = 4 << 10;

/// Reads a document.
///
/// # Errors
/// A sentence, when it meets a bound.
pub fn parse(text: &str) -> Result<XmlTree, String> {
    if blanks_in_tag(text) > BLANKS_IN_TAG {
        return Err(format!("a tag with more than {BLANKS_IN_TAG} attributes; no page needs that"));
    }
    let text = closed(text);
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let builder = Builder(TreeBuilder::new(HtmlTree::default(), options));
    let tokenizer = Tokenizer::new(builder, TokenizerOpts::default());
    let queue = BufferQueue::default();
    let mut rest = text.as_ref();
    while !rest.is_empty() {
        let (chunk, more) = rest.split_at(rest.floor_char_boundary(CHUNK.min(rest.len())));
        queue.push_back(StrTendril::from(chunk));
        // The tokenizer stops at the end of a script, and goes on when it is asked again.
        while !queue.is_empty() {
            let _ = tokenizer.feed(&queue);
        }
        tokenizer.sink.0.sink.meets_bound()?;
        rest = more;
    }
    tokenizer.end();
    tokenizer.sink.0.sink.meets_bound()?;
    tokenizer.sink.0.sink.tree()
}

/// The most blanks that one tag holds.
fn blanks_in_tag(text: &str) -> usize {
    let opens = |tag: &&str| tag.starts_with(|c: char| c.is_ascii_alphabetic());
    let tags = text.split('<').skip(1).filter(opens).filter_map(|tag| tag.split('>').next());
    tags.map(|tag| tag.bytes().filter(u8::is_ascii_whitespace).count()).max().unwrap_or(0)
}

/// A comment that never ends would take the rest of the page with it: it is none.
fn closed(text: &str) -> Cow<'_, str> {
    let mut from = 0;
    while let Some(open) = text.get(from..).and_then(|rest| rest.find("<!--")) {
        let at = from + open;
        // `<!-->` is a whole comment.
        let inside = text.get(at + 2..).unwrap_or_default();
        let ends = [inside.find("-->").map(|end| end + 3), inside.find("--!>").map(|end| end + 4)];
        let Some(end) = ends.into_iter().flatten().min() else {
            let (before, rest) = text.split_at(at);
            return Cow::Owned(format!("{before}{}", rest.replace("<!--", "")));
        };
        from = at + 2 + end;
    }
    Cow::Borrowed(text)
}

/// The tree builder of the parser, but a tag that closes itself (`<span/>`, as XHTML writes it) is closed.
struct Builder(TreeBuilder<Handle, HtmlTree>);

impl TokenSink for Builder {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        let closes = match &token {
            Token::TagToken(tag) if tag.self_closing && tag.kind == TagKind::StartTag => Some(tag.name.clone()),
            _ => None,
        };
        let Some(name) = closes.filter(|name| !is_void(name)) else { return self.0.process_token(token, line) };
        match self.0.process_token(token, line) {
            TokenSinkResult::Continue => {
                let end = Tag {
                    kind: TagKind::EndTag,
                    name,
                    self_closing: false,
                    attrs: Vec::new(),
                    had_duplicate_attributes: false,
                };
                self.0.process_token(Token::TagToken(end), line)
            }
            other => other,
        }
    }

    fn end(&self) {
        self.0.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.0.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Elements that never have an end tag; `</br>` would even be one more of them.
fn is_void(name: &LocalName) -> bool {
    matches!(name.as_ref(), "br" | "img" | "hr" | "meta" | "link" | "input" | "area" | "base" | "col" | "wbr")
}

/// A node by its number, with its name.
#[derive(Clone)]
struct Handle {
    at: usize,
    name: Rc<QualName>,
}

#[derive(Default)]
struct HtmlNode {
    name: CompactString,
    attributes: Vec<xml::Attribute>,
    text: CompactString,
    children: Vec<usize>,
    parent: usize,
    depth: usize,
}

/// The document while it is built; the node at 0 holds everything.
struct HtmlTree {
    nodes: RefCell<Vec<HtmlNode>>,
    too_deep: Cell<bool>,
}

impl Default for HtmlTree {
    fn default() -> HtmlTree {
        HtmlTree { nodes: RefCell::new(vec![HtmlNode::default()]), too_deep: Cell::new(false) }
    }
}

impl HtmlTree {
    fn meets_bound(&self) -> Result<(), String> {
        let count = self.nodes.borrow().len();
        if self.too_deep.get() || count > ELEMENTS_AT_MOST {
            return Err(format!(
                "more than {ELEMENTS_AT_MOST} elements, or more than {DEPTH_AT_MOST} within each other; no page needs that"
            ));
        }
        Ok(())
    }

    fn add(&self, node: HtmlNode) -> usize {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(node);
        nodes.len() - 1
    }

    fn named(&self, at: usize, name: QualName) -> Handle {
        Handle { at, name: Rc::new(name) }
    }

    /// Puts a node, or text, into a parent: at its end, or before a child.
    fn put(&self, parent: usize, before: Option<usize>, child: NodeOrText<Handle>) {
        let at = match child {
            NodeOrText::AppendNode(node) => {
                self.take_out(node.at);
                node.at
            }
            NodeOrText::AppendText(text) => {
                if self.write(parent, before, &text) {
                    return;
                }
                self.add(HtmlNode { text: (&*text).into(), ..HtmlNode::default() })
            }
        };
        let mut nodes = self.nodes.borrow_mut();
        let depth = nodes.get(parent).map_or(0, |parent| parent.depth) + 1;
        if let Some(node) = nodes.get_mut(at) {
            (node.parent, node.depth) = (parent, depth);
        }
        if depth > DEPTH_AT_MOST {
            self.too_deep.set(true);
        }
        let Some(parent) = nodes.get_mut(parent) else { return };
        let place = before.and_then(|before| parent.children.iter().rposition(|child| *child == before));
        parent.children.insert(place.unwrap_or(parent.children.len()), at);
    }

    /// Adds text to the stretch that stands where it belongs; false when there is none.
    fn write(&self, parent: usize, before: Option<usize>, text: &str) -> bool {
        let mut nodes = self.nodes.borrow_mut();
        let last = nodes.get(parent).filter(|_| before.is_none()).and_then(|parent| parent.children.last()).copied();
        match last.and_then(|last| nodes.get_mut(last)).filter(|node| node.name.is_empty()) {
            Some(node) => {
                node.text.push_str(text);
                true
            }
            None => false,
        }
    }

    fn take_out(&self, at: usize) {
        let mut nodes = self.nodes.borrow_mut();
        let parent = nodes.get(at).map_or(0, |node| node.parent);
        if let Some(parent) = nodes.get_mut(parent)
            && let Some(place) = parent.children.iter().rposition(|child| *child == at)
        {
            parent.children.remove(place);
        }
    }

    /// The nodes as a tree in document order.
    fn tree(&self) -> Result<XmlTree, String> {
        let mut nodes = self.nodes.borrow_mut();
        let mut tree = XmlTree::new();
        let mut open: Vec<(usize, usize)> = vec![(0, 0)];
        while let Some((at, parent)) = open.pop() {
            let Some(node) = nodes.get_mut(at).map(std::mem::take) else { continue };
            let own = match at {
                0 => 0,
                _ if node.name.is_empty() => tree.text_in(parent, node.text)?,
                _ => tree.element_in(parent, node.name, node.attributes)?,
            };
            open.extend(node.children.iter().rev().map(|child| (*child, own)));
        }
        Ok(tree)
    }
}

impl TreeSink for HtmlTree {
    type Handle = Handle;
    type Output = ();
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) {}

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        self.named(0, QualName::new(None, ns!(), local_name!("")))
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        target.name.expanded()
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Handle {
        let local = |name: &str| CompactString::from(name.rsplit(':').next().unwrap_or(name));
        let attributes = attributes.into_iter().map(|one| (local(&one.name.local), (&*one.value).into())).collect();
        let at = self.add(HtmlNode { name: local(&name.local), attributes, ..HtmlNode::default() });
        self.named(at, name)
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        let at = self.add(HtmlNode { name: "#comment".into(), ..HtmlNode::default() });
        self.named(at, QualName::new(None, ns!(), local_name!("")))
    }

    fn create_pi(&self, _: StrTendril, data: StrTendril) -> Handle {
        self.create_comment(data)
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.put(parent.at, None, child);
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        let parent = self.nodes.borrow().get(element.at).map_or(0, |node| node.parent);
        let stands = self.nodes.borrow().get(parent).is_some_and(|parent| parent.children.contains(&element.at));
        if stands { self.put(parent, Some(element.at), child) } else { self.put(previous.at, None, child) }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        target.clone()
    }

    fn same_node(&self, a: &Handle, b: &Handle) -> bool {
        a.at == b.at
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let parent = self.nodes.borrow().get(sibling.at).map_or(0, |node| node.parent);
        self.put(parent, Some(sibling.at), child);
    }

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        let mut nodes = self.nodes.borrow_mut();
        let Some(node) = nodes.get_mut(target.at) else { return };
        for one in attributes {
            let name: &str = &one.name.local;
            if !node.attributes.iter().any(|(key, _)| key == name) {
                node.attributes.push((name.into(), (&*one.value).into()));
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.take_out(target.at);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let mut nodes = self.nodes.borrow_mut();
        let children = nodes.get_mut(node.at).map(|node| std::mem::take(&mut node.children)).unwrap_or_default();
        for child in &children {
            if let Some(child) = nodes.get_mut(*child) {
                child.parent = new_parent.at;
            }
        }
        if let Some(parent) = nodes.get_mut(new_parent.at) {
            parent.children.extend(children);
        }
    }
}
