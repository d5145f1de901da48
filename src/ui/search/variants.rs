//! Traditional characters and their simplified ones, so that 台湾 finds 臺灣. One character at a time: enough to find
//! a word, not to convert a text.

use std::sync::OnceLock;

const TABLE: &str = include_str!("variants.txt");

/// The simplified form of a traditional character; any other character as it is.
pub fn simplified(c: char) -> char {
    static PAIRS: OnceLock<Vec<(char, char)>> = OnceLock::new();
    let pairs = PAIRS.get_or_init(|| {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
        let characters: Vec<char> = lines.flat_map(str::chars).collect();
        characters.chunks_exact(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?))).collect()
    });
    let found = pairs.binary_search_by_key(&c, |(traditional, _)| *traditional);
    found.ok().and_then(|at| pairs.get(at)).map_or(c, |(_, simple)| *simple)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_characters_have_simplified_ones() {
        let folded: String = "臺灣國學ferry渡口".chars().map(simplified).collect();
        assert_eq!(folded, "台湾国学ferry渡口");
    }

    #[test]
    fn the_table_is_in_order() {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
        let first: Vec<char> = lines.flat_map(str::chars).step_by(2).collect();
        assert!(first.len() > 3_000 && first.is_sorted());
    }
}
