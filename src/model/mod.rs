//! Plain data that the rooms hand to each other: what a source gave ([`sheet`], [`extract`]) and what was
//! understood ([`page`], [`story`], [`edition`]). Flat tables tied by ids and ranges; no behavior beyond lookups.

pub mod edition;
pub mod extract;
pub mod lang;
pub mod lead;
pub mod note;
pub mod packed;
pub mod page;
pub mod pages;
pub mod role;
pub mod sheet;
pub mod story;
pub mod texts;
pub mod words;
