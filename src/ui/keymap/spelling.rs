//! How keys are spelled in the config: `ctrl-d`, `space`, `g g`. The key table's own spelling (`^d`, `Space`) is read
//! as well.

/// What a sequence is given to do nothing.
pub const UNBOUND: &str = "none";

/// Keys with a name: as the key table writes them, then as people may.
const NAMED: &[(&str, &[&str])] = &[
    ("Space", &["space", "spc"]),
    ("Enter", &["enter", "return", "cr"]),
    ("Tab", &["tab"]),
    ("BackTab", &["backtab", "shift-tab"]),
    ("Esc", &["esc", "escape"]),
    ("Left", &["left"]),
    ("Right", &["right"]),
    ("Up", &["up"]),
    ("Down", &["down"]),
    ("PgUp", &["pgup", "pageup"]),
    ("PgDn", &["pgdn", "pagedown"]),
    ("Home", &["home"]),
    ("End", &["end"]),
    ("Backspace", &["backspace", "bs"]),
    ("Delete", &["delete", "del"]),
];

/// Keys a sequence may have.
const LONGEST: usize = 4;

/// A sequence in the spelling of the key table.
///
/// # Errors
/// In words, what is not a key or cannot be bound.
pub fn parse(text: &str) -> Result<String, String> {
    let keys: Vec<&str> = text.split_whitespace().collect();
    if keys.is_empty() {
        return Err("no key; write the space bar as \"space\"".to_owned());
    }
    if keys.len() > LONGEST {
        return Err(format!("{text:?} has more than {LONGEST} keys"));
    }
    let last = keys.len() - 1;
    let mut found = Vec::new();
    for (index, key) in keys.iter().enumerate() {
        if *key == "*" && index == last && index > 0 {
            found.push("*".to_owned());
            continue;
        }
        found.push(key_of(key)?);
    }
    if found.first().is_some_and(|key| key.chars().all(|c| c.is_ascii_digit())) {
        return Err(format!("{text:?} begins with a digit; digits are counts"));
    }
    Ok(found.join(" "))
}

fn key_of(key: &str) -> Result<String, String> {
    let unknown = || {
        format!(
            "{key:?} is not a key; say a character, ctrl-x, alt-x, f1 to f12, space, enter, tab, shift-tab, esc, up, \
             down, left, right, home, end, pgup, pgdn, backspace or delete"
        )
    };
    let small = key.to_lowercase();
    let named = NAMED.iter().find(|(name, others)| *name == key || others.contains(&small.as_str()));
    if let Some((name, _)) = named {
        return Ok((*name).to_owned());
    }
    if key.chars().count() == 1 {
        return if key.chars().all(char::is_control) { Err(unknown()) } else { Ok(key.to_owned()) };
    }
    let after = |prefixes: &[&str]| prefixes.iter().find_map(|prefix| small.strip_prefix(prefix).map(str::to_owned));
    if let Some(rest) = after(&["ctrl-", "control-", "c-", "^"]) {
        return match rest.as_str() {
            "i" => Err("ctrl-i is tab on most terminals; write \"tab\"".to_owned()),
            "m" => Err("ctrl-m is enter on most terminals; write \"enter\"".to_owned()),
            "[" => Err("ctrl-[ is esc on most terminals; write \"esc\"".to_owned()),
            rest if rest.chars().count() == 1 => Ok(format!("^{rest}")),
            _ => Err(unknown()),
        };
    }
    if let Some(rest) = after(&["alt-", "a-", "meta-"]) {
        let typed = key.chars().rev().take(rest.chars().count()).collect::<Vec<_>>();
        let typed: String = typed.into_iter().rev().collect();
        return Ok(format!("Alt-{}", key_of(&typed)?));
    }
    let number = small.strip_prefix('f').and_then(|rest| rest.parse::<u8>().ok());
    number.filter(|number| (1..=12).contains(number)).map(|number| format!("F{number}")).ok_or_else(unknown)
}

/// A sequence as the config writes it.
pub fn written(keys: &str) -> String {
    let one = |key: &str| {
        if let Some(rest) = key.strip_prefix('^').filter(|rest| !rest.is_empty()) {
            return format!("ctrl-{rest}");
        }
        let named = NAMED.iter().find(|(name, _)| *name == key).and_then(|(_, others)| others.first());
        if let Some(name) = named {
            return (*name).to_owned();
        }
        if key.chars().count() > 1 { key.to_lowercase() } else { key.to_owned() }
    };
    let keys = keys.strip_suffix(" *").unwrap_or(keys);
    keys.split(' ').map(one).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::keys::{KEYS, KeyPlace};

    #[test]
    fn people_spell_keys_in_many_ways() {
        let all = [
            ("g g", "g g"),
            ("ctrl-d", "^d"),
            ("C-D", "^d"),
            ("^d", "^d"),
            ("SPACE", "Space"),
            ("PageDown", "PgDn"),
            ("shift-tab", "BackTab"),
            ("f5", "F5"),
            ("alt-X", "Alt-X"),
            ("] ]", "] ]"),
            ("河", "河"),
            ("' *", "' *"),
            ("-", "-"),
        ];
        for (written, key) in all {
            assert_eq!(parse(written).as_deref(), Ok(key), "{written}");
        }
    }

    #[test]
    fn what_is_not_a_key_is_told() {
        for wrong in ["", "  ", "ctrl-", "hyper-x", "f13", "ctrl-i", "3 j", "a b c d e", "word"] {
            assert!(parse(wrong).is_err(), "{wrong:?}");
        }
        assert!(parse("ctrl-i").unwrap_err().contains("write \"tab\""));
    }

    #[test]
    fn every_key_of_the_table_comes_back_as_it_was() {
        for binding in KEYS {
            for keys in binding.keys {
                let kept = keys.strip_suffix(" *").unwrap_or(keys);
                assert_eq!(parse(&written(keys)).as_deref(), Ok(kept), "{:?}", binding.command);
            }
            assert!(binding.places.iter().all(|place| KeyPlace::ALL.contains(place)));
        }
    }
}
