//! Words of a file as they may stand in a message: no control characters, and not too many.

/// Characters of a name or an address in a message.
pub(crate) const NAME_CHARS: usize = 80;

/// A text from a file, in a message or a name of our own: without control characters, up to so many others.
pub(crate) fn shown(text: &str, most: usize) -> String {
    text.chars().filter(|c| !c.is_control()).take(most).collect()
}

/// What the system says went wrong, without the number that it has for it.
pub(crate) fn in_words(error: &std::io::Error) -> String {
    let says = error.to_string();
    let number = error.raw_os_error().map(|number| format!(" (os error {number})")).unwrap_or_default();
    says.strip_suffix(number.as_str()).unwrap_or(&says).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_moves_a_terminal_is_shown() {
        assert_eq!(shown("p\u{1b}[31m01.xml\n", 6), "p[31m0");
        assert_eq!(shown("版面", NAME_CHARS), "版面");
    }
}
