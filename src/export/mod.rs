//! Editions and stories to text, Markdown and JSON.
