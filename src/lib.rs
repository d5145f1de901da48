//! foldline rebuilds a newspaper page as text in its printed shape, story by story. This is the library behind the reader
//! of the same name.
//!
//! ```text
//!  bytes      sources::read      Sheet          layout::read        Page        typeset::*        cells       ui, export
//!   |  ------- may fail ------->  |  --- cannot fail, two looks --->  |  --- any width, any time --->  |  ------------>
//!                                 |
//!                             Extract  (text without geometry)
//!                                 |  layout::paste_up
//!                                 +--------------------------------->  Page
//! ```
//!
//! # Opening a page
//!
//! [`open()`] takes a file to an [`Edition`]: pages of blocks with roles, stories, one reading order.
//!
//! ```
//! let edition = foldline::open("layouts/demo/1-front.pdf")?;
//! for at in edition.stories() {
//!     let page = &edition.pages[at.page as usize];
//!     println!("{} {}", foldline::export::story_id(at), page.title(at.story));
//! }
//! # Ok::<(), foldline::open::Error>(())
//! ```
//!
//! # Getting stories out
//!
//! Every form of [`export`] takes an edition. Text has no control characters, whatever the file held.
//!
//! ```
//! use foldline::export::{json, markdown, text};
//!
//! let edition = foldline::open("layouts/demo/3-feature.pdf")?;
//! let first = edition.stories().next().expect("the page has stories");
//! assert!(!text::story(&edition, first).is_empty());
//! assert!(markdown::story(&edition, first).lines().any(|line| line.starts_with("# ")));
//! let document = json::document(&edition, &|_| true, &|_| true);
//! assert_eq!(serde_json::to_value(&document)?["schema"], json::SCHEMA);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Drawing a page
//!
//! [`typeset`] sets a page in cells of a terminal, in its printed shape and at any width; Han, kana and Hangul take two.
//!
//! ```
//! use foldline::typeset::facsimile::{self, Zoom};
//! use foldline::typeset::width::WidthModel;
//!
//! let edition = foldline::open("layouts/demo/4-vertical.pdf")?;
//! let cells = facsimile::draw(&edition.pages[0], Zoom::Columns(100), &WidthModel::default());
//! assert!(cells.to_text().lines().count() > 20);
//! # Ok::<(), foldline::open::Error>(())
//! ```
//!
//! # Only the layout
//!
//! Whoever has glyphs, rules and boxes of a page from elsewhere builds a [`model::sheet::Sheet`] and calls
//! [`layout::read`]: it is pure and always returns a page.
//!
//! ```
//! use foldline::house_style::HouseStyle;
//! use foldline::layout::{self, Structure};
//! use foldline::model::sheet::Sheet;
//!
//! let page = layout::read(&Sheet::default(), &HouseStyle::default(), Structure::Ours);
//! assert!(page.stories.is_empty());
//! ```
//!
//! # Features
//!
//! | feature | default | what it adds |
//! | --- | --- | --- |
//! | `images` | yes | pictures of PDF pages, in the terminal and in drawn pages |
//! | `watch` | yes | the reader reads files again when they change |
//! | `parquet` | no | `export::parquet`: tables of stories for data frames |
//!
//! # What is promised
//!
//! - **No panic on any input.** Opening returns an error, layout a page with doubts.
//! - **Versions.** Before 1.0 a minor version may change the API of the library; the page document
//!   (`foldline.edition/1`) and the other schemas have numbers of their own and change only with them. Exit codes and
//!   options of the program are interface as well. The rooms [`ui`], [`app`] and [`cli`] are the program's: they are public
//!   for its own tests and may change at any time.
//! - **Rust.** The oldest version that builds it stands in `Cargo.toml` (`rust-version`). It rises with a minor version
//!   only, and never to a version that is younger than six months.
//!
//! Modules in reading order.

pub mod geometry;
pub mod model;
pub mod house_style;
pub mod sources;
pub mod layout;
pub mod editing;
pub mod script;
pub mod typeset;
pub mod export;
pub mod open;
pub mod words;
pub mod ui;
pub mod app;
pub mod cli;

pub use model::edition::Edition;
pub use model::page::Page;
pub use model::story::Story;
pub use open::open;
