//! Addresses of the web and of people in the text of a story.

/// An address found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextLink {
    /// Where it begins in the text, in bytes.
    pub at: usize,
    /// What to open: `https://…` or `mailto:…`.
    pub target: String,
}

/// No address that is longer is meant to be followed, in characters.
const LONGEST: usize = 500;

/// The addresses in a text, in its order.
pub fn links(text: &str) -> Vec<TextLink> {
    let mut found = Vec::new();
    let mut at = 0;
    for word in text.split_inclusive(|c: char| !is_part(c)) {
        let bare = word.trim_end_matches(|c| !is_part(c) || is_trailing(c));
        let skipped = bare.len() - bare.trim_start_matches(is_leading).len();
        let bare = bare.get(skipped..).unwrap_or_default();
        if let Some(target) = target_of(bare) {
            found.push(TextLink { at: at + skipped, target });
        }
        at += word.len();
    }
    found
}

/// Whether an address is one of those that [`links`] finds, whole: nothing else is ever given to another program.
pub fn may_be_opened(target: &str) -> bool {
    matches!(&links(target)[..], [link] if link.at == 0 && link.target == target)
}

/// What stands in addresses: ASCII only, because Chinese text runs on without a blank.
fn is_part(c: char) -> bool {
    c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`')
}

fn is_trailing(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '\'' | '(')
}

fn is_leading(c: char) -> bool {
    matches!(c, '(' | '[' | '\'' | '.' | ',')
}

fn target_of(word: &str) -> Option<String> {
    if word.chars().count() > LONGEST {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    if let Some(rest) = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://")) {
        return is_host(rest.split(['/', '?', '#', ':']).next()?).then(|| word.to_owned());
    }
    if lower.starts_with("www.") {
        return is_host(lower.split(['/', '?', '#', ':']).next()?).then(|| format!("https://{word}"));
    }
    let address = lower.strip_prefix("mailto:").unwrap_or(&lower);
    let (name, host) = address.split_once('@')?;
    let named = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || ".-_+".contains(c));
    (named && is_host(host)).then(|| format!("mailto:{}", word.get(word.len() - address.len()..).unwrap_or_default()))
}

/// Letters, digits and hyphens, with a dot among them and letters behind the last one.
fn is_host(host: &str) -> bool {
    let labels: Vec<&str> = host.split('.').collect();
    let sound = |label: &&str| !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let top = labels.last().is_some_and(|top| top.len() >= 2 && top.chars().all(|c| c.is_ascii_alphabetic()));
    labels.len() >= 2 && labels.iter().all(sound) && top
}

#[cfg(test)]
mod tests {
    use super::*;

    fn targets(text: &str) -> Vec<String> {
        links(text).into_iter().map(|link| link.target).collect()
    }

    #[test]
    fn addresses_are_found_among_words_of_any_script() {
        assert_eq!(
            targets("See https://bay.example/ferry?day=2, or (www.bay.example)."),
            ["https://bay.example/ferry?day=2", "https://www.bay.example"]
        );
        assert_eq!(
            targets("投稿请寄desk@riverbend.example，或见http://清河.example。"),
            ["mailto:desk@riverbend.example"]
        );
        assert_eq!(links("寄 ink@bay.example")[0].at, "寄 ".len());
    }

    #[test]
    fn only_whole_addresses_may_be_opened() {
        for sound in ["https://bay.example/ferry?day=2&at=1", "http://bay.example", "mailto:desk@bay.example"] {
            assert!(may_be_opened(sound), "{sound}");
        }
        for hostile in [
            "",
            "-new-window",
            "--help https://bay.example",
            "file:///etc/passwd",
            "javascript:alert@x.example",
            "https://bay.example@evil.example/",
            "https://bay.example/\u{1b}[31m",
            "https://bay.example/ --run",
            "https://bay.example/\nhttps://two.example",
            "mailto:desk@bay.example?attach=/etc/passwd",
            "bay.example",
        ] {
            assert!(!may_be_opened(hostile), "{hostile}");
        }
    }

    #[test]
    fn nothing_else_is_an_address() {
        assert!(targets("3@4, a.b, @name, http://, www., 10.0.0.1 and e.g. this@that").is_empty());
        assert!(targets("javascript:alert@x.example file:///etc/passwd").is_empty());
    }
}
