//! Text as a person would type it: compatibility forms folded block by block, doubled print collapsed, lines
//! joined by script, hyphens resolved, extraction spaces mended.
