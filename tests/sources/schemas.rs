//! What the schema of ALTO 4.4 asks for, as rules on the files that we write: order of children, values, ids and what
//! refers to them. The schema itself stays out of the repository.

use super::round_trip::editions;
use foldline::export::archive::alto;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, BTreeSet};

/// An element with what it holds.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    children: Vec<Element>,
}

impl Element {
    fn of(start: &BytesStart) -> Element {
        let attributes = start.attributes().map(|one| {
            let one = one.expect("an attribute, said once");
            (one.key.as_ref().to_owned(), one.value.into_owned())
        });
        Element { name: name_of(start), attributes: attributes.collect(), children: Vec::new() }
    }

    fn names(&self) -> Vec<&str> {
        self.children.iter().map(|child| child.name.as_str()).collect()
    }

    fn each<'a>(&'a self, see: &mut dyn FnMut(&'a Element)) {
        see(self);
        self.children.iter().for_each(|child| child.each(see));
    }
}

fn name_of(start: &BytesStart) -> String {
    start.name().as_ref().to_owned()
}

fn parsed(text: &str) -> Element {
    let mut reader = Reader::from_str(text);
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(start) => open.push(Element::of(&start)),
            Event::Empty(start) => open.last_mut().expect("a root").children.push(Element::of(&start)),
            Event::End(_) => {
                let done = open.pop().expect("an open element");
                open.last_mut().expect("a root").children.push(done);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    open.pop().and_then(|mut all| all.children.pop()).expect("a document")
}

/// Children come in this order, each kind at most once unless it is `many`.
#[track_caller]
fn in_order(element: &Element, order: &[&str], many: &[&str]) {
    let places: Vec<usize> = element
        .names()
        .iter()
        .map(|name| order.iter().position(|one| one == name).unwrap_or_else(|| panic!("{name} in {}", element.name)))
        .collect();
    assert!(places.is_sorted(), "{:?} in {}", element.names(), element.name);
    for name in order.iter().filter(|name| !many.contains(name)) {
        assert!(element.names().iter().filter(|one| *one == name).count() <= 1, "{name} twice in {}", element.name);
    }
}

#[track_caller]
fn children_are(element: &Element, allowed: &[&str]) {
    for name in element.names() {
        assert!(allowed.contains(&name), "{name} in {}", element.name);
    }
}

fn check(element: &Element) {
    const BLOCKS: [&str; 4] = ["TextBlock", "Illustration", "GraphicalElement", "ComposedBlock"];
    let has = |name: &str| assert!(element.attributes.contains_key(name), "{} without {name}", element.name);
    match element.name.as_str() {
        "alto" => in_order(element, &["Description", "Styles", "Tags", "ReadingOrder", "Layout"], &[]),
        "Description" => {
            in_order(
                element,
                &["MeasurementUnit", "sourceImageInformation", "OCRProcessing", "Processing"],
                &["Processing"],
            );
            assert!(element.names().contains(&"MeasurementUnit"));
        }
        "Styles" => in_order(element, &["TextStyle", "ParagraphStyle"], &["TextStyle", "ParagraphStyle"]),
        "Tags" => children_are(element, &["LayoutTag", "StructureTag", "RoleTag", "NamedEntityTag", "OtherTag"]),
        "LayoutTag" | "StructureTag" | "RoleTag" | "OtherTag" => ["ID", "LABEL"].map(has).iter().for_each(drop),
        "ReadingOrder" | "OrderedGroup" | "UnorderedGroup" => {
            assert!(!element.children.is_empty(), "an empty {}", element.name);
            children_are(element, &["OrderedGroup", "UnorderedGroup", "ElementRef"]);
        }
        "ElementRef" => ["ID", "REF"].map(has).iter().for_each(drop),
        "Page" => {
            ["ID", "PHYSICAL_IMG_NR"].map(has).iter().for_each(drop);
            in_order(element, &["TopMargin", "LeftMargin", "RightMargin", "BottomMargin", "PrintSpace"], &[]);
        }
        "PrintSpace" => children_are(element, &BLOCKS),
        "TextBlock" => {
            has("ID");
            children_are(element, &["Shape", "TextLine"]);
        }
        "TextLine" => {
            children_are(element, &["Shape", "String", "SP", "HYP"]);
            let hyphen = element.names().iter().position(|name| *name == "HYP");
            assert!(hyphen.is_none_or(|at| at + 1 == element.children.len()), "a hyphen ends its line");
        }
        "String" | "HYP" => has("CONTENT"),
        _ => {}
    }
    for name in ["HPOS", "VPOS", "WIDTH", "HEIGHT", "FONTSIZE", "WC"] {
        if let Some(value) = element.attributes.get(name) {
            let number: f32 = value.parse().unwrap_or_else(|_| panic!("{name} is {value}"));
            assert!(number.is_finite() && (name != "WC" || (0.0..=1.0).contains(&number)), "{name} is {value}");
        }
    }
}

/// Letters, figures and a few marks; no figure first.
fn is_id(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

#[test]
fn what_is_written_as_alto_keeps_the_rules_of_its_schema() {
    for (path, edition) in editions() {
        let root = parsed(&alto::document(&edition, &|_| true));
        assert_eq!(root.name, "alto");
        let (mut ids, mut refs) = (BTreeSet::new(), Vec::new());
        root.each(&mut |element| {
            check(element);
            if let Some(id) = element.attributes.get("ID") {
                assert!(is_id(id), "{}: the id {id:?}", path.display());
                assert!(ids.insert(id.clone()), "{}: the id {id:?} is there twice", path.display());
            }
            let names =
                ["REF", "TAGREFS", "STYLEREFS", "IDNEXT"].iter().filter_map(|name| element.attributes.get(*name));
            refs.extend(names.flat_map(|value| value.split(' ')).map(str::to_owned));
        });
        assert!(!refs.is_empty());
        let lost: Vec<&String> = refs.iter().filter(|one| !ids.contains(*one)).collect();
        assert!(lost.is_empty(), "{}: nothing has the ids {lost:?}", path.display());
    }
}
