//! Sources of programs, told by the form of their lines. A line is code when its form says so; a text is code when most
//! of its lines are, when they are of several forms, and when sentences are few. Articles about programs quote some.

use regex_lite::Regex;
use std::sync::LazyLock;

/// Lines that are looked at, at most.
const LINES_AT_MOST: usize = 400;
/// Lines of code, at least.
const LINES_AT_LEAST: usize = 5;
/// Strong forms among them, at least, each counted once.
const FORMS: usize = 2;
/// Words that make a line a sentence, unless its form says that it is code.
const WORDS_OF_SENTENCE: usize = 6;

/// Forms that stand in no prose, taken together.
const STRONG: [&str; 14] = [
    r"^\s*#\s*(include\s*[<\x22]|define\s+\w+|if(n?def)?\s|endif|pragma\s)",
    r"^\s*(import\s+[\w.*{}, ]+(\s+from\s+\S+)?\s*;?|from\s+[\w.]+\s+import\s+.+)$",
    r"^\s*(async\s+)?def\s+\w+\s*[\[(].*",
    r"^\s*class\s+\w+[^.?!]*[:{]\s*$",
    r"^\s*(pub(\(\w+\))?\s+)?(fn|struct|enum|trait|mod|impl|use|const|static)\b.*[{;(]\s*$",
    r"^\s*(export\s+)?(default\s+)?(async\s+)?function\b.*[({]",
    r"^\s*(export\s+)?(const|let|var)\s+[\w{\[][^.?!]*\s=",
    r"^\s*(public|private|protected|static|final|abstract|internal|override)\s+[\w<>\[\], ]+.*[({;=]\s*",
    r"^\s*(package|namespace|using|func|type|require|module)\s+[\w.:\x22'/]+.*[;{(]?\s*$",
    r"^\s*\}?\s*(if|for|while|switch|else\s+if|elif|catch|try|match|do)\b.*[:{]\s*$",
    r"^\s*(return|throw|raise|yield|await|goto)\b.*[^.?!,]\s*$",
    r"^\s*[})\]]+[;,)]*\s*$",
    r"(?i)^\s*(select\s.+\sfrom\s|create\s+table\s|insert\s+into\s|update\s+\w+\s+set\s|drop\s+table\s|alter\s+table\s)",
    r"^\s*(<\?php|\$\w+\s*=|local\s+\w+\s*=|end\s*$|fi\s*$|done\s*$|then\s*$|esac\s*$)",
];

/// Forms that a listing may have as well.
const WEAK: [&str; 4] = [
    r"^\s*[A-Za-z_][\w.\[\]\x22']*\s*([-+*/|&:]?=)\s*\S",
    r"^\s*[A-Za-z_][\w.:>-]*\([^)]*\)?.*[;{,(:)]\s*$",
    r"^\s*[\w.#:>\[\]=\x22*, -]+\s*\{\s*$",
    r"^\s*[\w-]+\s*:\s*[^;]+;\s*$",
];

/// What opens a line that is a comment.
const COMMENTS: [&str; 8] = ["//", "/*", "*", "# ", "#!", "#:", "-- ", ";;"];

static FORM: LazyLock<(Vec<Regex>, Vec<Regex>)> = LazyLock::new(|| {
    let all = |forms: &[&str]| forms.iter().filter_map(|form| Regex::new(form).ok()).collect();
    (all(&STRONG), all(&WEAK))
});

/// Whether a text is the source of a program.
pub fn is_code(sample: &str) -> bool {
    if sample.starts_with("#!/") || sample.starts_with("<?php") {
        return true;
    }
    let (strong, weak) = &*FORM;
    let (mut code, mut prose, mut letters_of_code, mut letters_of_prose) = (0, 0, 0, 0);
    let mut forms = vec![false; strong.len()];
    let mut quoted = false;
    for line in sample.lines().filter(|line| !line.trim().is_empty()).take(LINES_AT_MOST) {
        // What a program says of itself is prose within it, and tells nothing.
        let quotes = ["\"\"\"", "'''"].iter().map(|quote| line.matches(quote).count()).sum::<usize>();
        let comment = quoted || quotes > 0 || COMMENTS.iter().any(|sign| line.trim_start().starts_with(sign));
        quoted ^= quotes % 2 == 1;
        // Commands of TeX end in braces.
        let tex = line.trim_start().starts_with('\\');
        let found = strong.iter().position(|form| !tex && form.is_match(line));
        if comment && found.is_none() {
            continue;
        }
        if let Some(form) = found.and_then(|at| forms.get_mut(at)) {
            *form = true;
        }
        let like = found.is_some() || (!tex && weak.iter().any(|form| form.is_match(line)));
        let sentence = line.split_whitespace().filter(|word| is_word(word)).count() >= WORDS_OF_SENTENCE;
        if like && (!sentence || found.is_some()) {
            code += 1;
            letters_of_code += line.trim().len();
        } else {
            prose += 1;
            letters_of_prose += line.trim().len();
        }
    }
    let forms = forms.iter().filter(|seen| **seen).count();
    code >= LINES_AT_LEAST && code > prose && letters_of_code > letters_of_prose && forms >= FORMS
}

/// A word of a sentence: letters, and perhaps a stop behind them.
fn is_word(word: &str) -> bool {
    let bare = word.trim_end_matches(['.', ',', ';', ':', '!', '?']);
    !bare.is_empty() && bare.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-'))
}
