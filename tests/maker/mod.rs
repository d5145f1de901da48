//! The page maker: a page in a short TOML form becomes a [`Sheet`], a PDF and a truth that agree with each other.
//!
//! ```text
//!  page.toml --plan--> Plan --paste--> Made { marks, truth } --sheet--> Sheet (what a source would give)
//!                                                            --pdf----> bytes of a PDF, no fonts embedded
//!                                                            --truth--> JSON: stories > blocks: role, text, bbox
//! ```
//!
//! Tests, the demo edition and examples use it, each through `#[path]`; none of them uses all of it.
#![allow(dead_code, missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod bank;
pub mod breaking;
pub mod chance;
pub mod edition;
pub mod faces;
pub mod marks;
pub mod paste;
pub mod pdf;
pub mod plan;
pub mod scan;
pub mod sheet;
pub mod shifted;
pub mod truth;

pub use marks::Made;
pub use plan::Plan;

/// A page from its TOML form.
pub fn make(toml: &str) -> Made {
    let plan: Plan = toml::from_str(toml).unwrap_or_else(|error| panic!("page.toml: {error}"));
    paste::page(&plan)
}

/// An edition of so many pages in one PDF: these again and again.
pub fn edition_of(pages: &[Made], count: usize) -> Vec<u8> {
    edition::write(pages, count)
}

/// An edition in one PDF.
pub fn pdf_of(pages: &[Made]) -> Vec<u8> {
    pdf::write(pages)
}
