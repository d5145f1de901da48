//! Makes small PDFs for tests, object by object, so that every oddity of real files can be made on purpose.
//! All text in them is invented.
#![allow(dead_code, reason = "each test target uses its own part of the maker")]

pub mod lock;
pub mod truetype;

use lock::Lock;

/// A PDF under construction. Objects are numbered from 1; 1 is the catalog and 2 the page tree.
pub struct Maker {
    objects: Vec<Object>,
    pages: Vec<usize>,
    /// More entries of the catalog.
    pub catalog: String,
    /// More entries of the page tree, inherited by the pages.
    pub tree: String,
}

struct Object {
    dict: String,
    data: Option<Vec<u8>>,
}

/// One page: sheet of 600 by 800 points unless `entries` says otherwise.
#[derive(Default)]
pub struct Leaf {
    /// `/F1 5 0 R` and the like.
    pub fonts: String,
    /// More of the resource dictionary, such as `/XObject << ... >>`.
    pub resources: String,
    /// More of the page dictionary, such as `/Rotate 90`.
    pub entries: String,
    /// Content stream.
    pub content: String,
}

impl Maker {
    /// A file without pages.
    pub fn new() -> Maker {
        let empty = || Object { dict: String::new(), data: None };
        Maker { objects: vec![empty(), empty()], pages: Vec::new(), catalog: String::new(), tree: String::new() }
    }

    /// Adds an object, such as `<< /Type /Font >>` or an array, and gives its number.
    pub fn object(&mut self, dict: impl Into<String>) -> usize {
        self.objects.push(Object { dict: dict.into(), data: None });
        self.objects.len()
    }

    /// Adds a stream with the given dictionary entries, and gives its number.
    pub fn stream(&mut self, entries: &str, data: impl Into<Vec<u8>>) -> usize {
        self.objects.push(Object { dict: entries.to_owned(), data: Some(data.into()) });
        self.objects.len()
    }

    /// Adds a page.
    pub fn page(&mut self, leaf: &Leaf) {
        let content = self.stream("", leaf.content.as_bytes());
        let Leaf { fonts, resources, entries, .. } = leaf;
        let contents = if entries.contains("/Contents") { String::new() } else { format!("/Contents {content} 0 R") };
        let media = if entries.contains("/MediaBox") { "" } else { "/MediaBox [0 0 600 800]" };
        let page = self.object(format!(
            "<< /Type /Page /Parent 2 0 R {media} {entries} {contents} \
             /Resources << /Font << {fonts} >> {resources} >> >>"
        ));
        self.pages.push(page);
    }

    /// The bytes of the file.
    pub fn finish(self) -> Vec<u8> {
        self.write(None)
    }

    /// The bytes of the file, locked with a user password (which may be empty).
    pub fn locked(self, password: &str) -> Vec<u8> {
        self.write(Some(Lock::new(password)))
    }

    fn write(mut self, lock: Option<Lock>) -> Vec<u8> {
        let kids: Vec<String> = self.pages.iter().map(|page| format!("{page} 0 R")).collect();
        self.objects[0].dict = format!("<< /Type /Catalog /Pages 2 0 R {} >>", self.catalog);
        self.objects[1].dict =
            format!("<< /Type /Pages /Kids [{}] /Count {} {} >>", kids.join(" "), kids.len(), self.tree);
        let mut file = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
        let mut offsets = Vec::new();
        for (index, object) in self.objects.into_iter().enumerate() {
            offsets.push(file.len());
            file.extend(format!("{} 0 obj\n", index + 1).bytes());
            match object.data {
                None => file.extend(object.dict.bytes()),
                Some(data) => {
                    let data = lock.as_ref().map_or(data.clone(), |lock| lock.encrypt(index + 1, &data));
                    file.extend(format!("<< {} /Length {} >>\nstream\n", object.dict, data.len()).bytes());
                    file.extend(data);
                    file.extend(b"\nendstream");
                }
            }
            file.extend(b"\nendobj\n");
        }
        let start = file.len();
        file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", offsets.len() + 1).bytes());
        offsets.iter().for_each(|offset| file.extend(format!("{offset:010} 00000 n \n").bytes()));
        let security = lock.map(|lock| lock.trailer()).unwrap_or_default();
        let size = offsets.len() + 1;
        file.extend(format!("trailer\n<< /Size {size} /Root 1 0 R {security} >>\nstartxref\n{start}\n%%EOF\n").bytes());
        file
    }

    /// A standard font that is not embedded, by its name.
    pub fn latin(&mut self, name: &str) -> usize {
        self.object(format!("<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"))
    }

    /// A composite font that is not embedded, by its name, encoding and collection; `more` goes into the descendant.
    pub fn composite(&mut self, name: &str, encoding: &str, ordering: &str, more: &str) -> usize {
        let descriptor = self.object(format!(
            "<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 \
             /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>"
        ));
        self.object(format!(
            "<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /{encoding} /DescendantFonts [ << /Type /Font \
             /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) /Ordering ({ordering}) \
             /Supplement 2 >> /FontDescriptor {descriptor} 0 R {more} >> ] >>"
        ))
    }
}

/// A one-page file that shows `content` with font `/F1`, the object that `font` adds.
pub fn one_page(font: impl FnOnce(&mut Maker) -> usize, content: &str) -> Vec<u8> {
    let mut maker = Maker::new();
    let font = font(&mut maker);
    maker.page(&Leaf { fonts: format!("/F1 {font} 0 R"), content: content.to_owned(), ..Leaf::default() });
    maker.finish()
}

/// A one-page file in Helvetica.
pub fn latin_page(content: &str) -> Vec<u8> {
    one_page(|maker| maker.latin("Helvetica"), content)
}

/// Bytes as a string of hex digits, for `Tj`.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02X}")).collect()
}

/// Text as UTF-16, for the `Uni` encodings.
pub fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_be_bytes).collect()
}
