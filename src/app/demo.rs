//! The demo edition that is built into the program: small papers of our own, made from `layouts/demo/*.toml` by the
//! page maker of the tests.

/// Its files in order: name and bytes, as if they had been read from a folder.
pub fn pages() -> &'static [(&'static str, &'static [u8])] {
    &[
        ("1-front.pdf", include_bytes!("../../layouts/demo/1-front.pdf")),
        ("2-inside.pdf", include_bytes!("../../layouts/demo/2-inside.pdf")),
        ("3-feature.pdf", include_bytes!("../../layouts/demo/3-feature.pdf")),
        ("4-vertical.pdf", include_bytes!("../../layouts/demo/4-vertical.pdf")),
        ("5-korean.pdf", include_bytes!("../../layouts/demo/5-korean.pdf")),
    ]
}
