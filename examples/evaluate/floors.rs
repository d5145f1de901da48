//! A ratchet: the means of the sets in a file of floors, which may only rise.
//!
//! ```toml
//! ["vertical/pdf"]      # a folder of page folders below the folder of pages
//! first = 20            # only so many of them, by name; all when it is not said
//! keep = 0.998          # no less than this; `cer` and `cerM`, where 0 is best, no more
//! succ = { floor = 0.98, because = "why it fell" }
//! ```

use super::{COLUMNS, Row, means, page_folders, score};
use anyhow::{Context, Result, bail};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use toml::{Table, Value};

/// Pages scored at once.
const HANDS: usize = 2;
/// Figures are kept to so many parts.
const PARTS: f64 = 1000.0;
/// A figure that was rounded to [`PARTS`] is not missed by less.
const ROUNDING: f64 = 1e-9;

/// Scores every set of the file; an error when one is under its floor. `raise` writes what has risen.
pub fn check(file: &Path, before: &[PathBuf], raise: bool, pages: &Path) -> Result<()> {
    let text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
    let mut floors: Table = text.parse().with_context(|| file.display().to_string())?;
    let mut faults = fallen(&floors, before)?;
    for (set, value) in &mut floors {
        let Some(own) = value.as_table_mut() else { bail!("{set} is no table") };
        let first = own.get("first").and_then(Value::as_integer).and_then(|count| usize::try_from(count).ok());
        let folder = pages.join(set);
        let mut folders = page_folders(&folder)?;
        folders.truncate(first.unwrap_or(usize::MAX));
        if folders.is_empty() {
            bail!("no pages in {}", folder.display());
        }
        let rows = scored(&folders)?;
        println!("{set}: {} pages", rows.len());
        for (name, mean) in COLUMNS.iter().zip(means(&rows)).filter(|(name, _)| **name != "ms") {
            let held = own.get(*name).and_then(floor);
            match (mean, held) {
                (Some(mean), Some(held)) if is_under(name, mean, held) => {
                    faults.push(format!("{set} {name}: {mean:.4}, and its floor is {held:.3}"));
                }
                (None, Some(_)) => faults.push(format!("{set} {name}: nothing to measure, and it has a floor")),
                (Some(mean), held) if raise && held.is_none_or(|held| is_under(name, held, kept(name, mean))) => {
                    own.insert((*name).to_owned(), Value::Float(kept(name, mean)));
                }
                (Some(_) | None, Some(_) | None) => {}
            }
        }
    }
    if raise {
        std::fs::write(file, written(&text, &floors)).with_context(|| file.display().to_string())?;
    }
    match faults.is_empty() {
        true => Ok(()),
        false => bail!("under its floor, or a floor that fell without a reason:\n{}", faults.join("\n")),
    }
}

/// The rows of pages, in no order. A page that cannot be scored is an error.
fn scored(folders: &[PathBuf]) -> Result<Vec<Row>> {
    let (next, rows) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..HANDS {
            scope.spawn(|| {
                while let Some(folder) = folders.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let row = score(folder).with_context(|| folder.display().to_string());
                    if let Ok(mut rows) = rows.lock() {
                        rows.push((folder, row));
                    }
                }
            });
        }
    });
    let mut rows = rows.into_inner().unwrap_or_default();
    // Sums depend on their order.
    rows.sort_by(|a, b| a.0.cmp(b.0));
    rows.into_iter().map(|(_, row)| row).collect()
}

/// The lowest figure that is allowed: a number, or one with the reason why it fell.
fn floor(value: &Value) -> Option<f64> {
    let number = |value: &Value| value.as_float().or_else(|| value.as_integer().map(|whole| whole as f64));
    number(value).or_else(|| number(value.get("floor")?))
}

/// Errors count down to nothing, everything else up to one.
fn is_under(name: &str, value: f64, floor: f64) -> bool {
    if name.starts_with("cer") { value > floor + ROUNDING } else { value < floor - ROUNDING }
}

/// The figure to three digits, to the worse side.
fn kept(name: &str, value: f64) -> f64 {
    let parts = value * PARTS;
    if name.starts_with("cer") { ((parts - ROUNDING).ceil() + 0.0) / PARTS } else { (parts + ROUNDING).floor() / PARTS }
}

/// Floors lower than in an earlier version of the file, or gone from it, without a reason beside them.
fn fallen(floors: &Table, before: &[PathBuf]) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for file in before {
        let text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
        let Ok(earlier) = text.parse::<Table>() else { continue };
        for (set, own) in &earlier {
            let columns = own.as_table().into_iter().flatten().filter(|(name, _)| *name != "first");
            for (name, value) in columns {
                let now = floors.get(set).and_then(|set| set.get(name));
                let because = now.and_then(|now| now.get("because")).and_then(Value::as_str).unwrap_or_default();
                let fell = match (now.and_then(floor), floor(value)) {
                    (Some(now), Some(earlier)) => is_under(name, now, earlier),
                    (None, Some(_)) => true,
                    (_, None) => false,
                };
                if fell && because.trim().is_empty() {
                    faults.push(format!("{set} {name}: its floor was higher, and no reason stands beside it"));
                }
            }
        }
    }
    faults.sort();
    faults.dedup();
    Ok(faults)
}

/// The file: what it opens with, and its sets with their columns in the order of the table.
fn written(text: &str, floors: &Table) -> String {
    let opening = text.lines().take_while(|line| line.starts_with('#'));
    let mut out: String = opening.flat_map(|line| [line, "\n"]).collect();
    for (set, own) in floors {
        let bare = set.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        let quoted = if bare { set.clone() } else { format!("{set:?}") };
        let _ = write!(out, "\n[{quoted}]\n");
        for name in std::iter::once("first").chain(COLUMNS) {
            match own.get(name) {
                Some(Value::Float(number)) => {
                    let _ = writeln!(out, "{name} = {number:.3}");
                }
                Some(other) => {
                    let _ = writeln!(out, "{name} = {other}");
                }
                None => {}
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_kept_to_the_worse_side_and_errors_count_down() {
        assert_eq!((kept("keep", 0.9999), kept("cer", 0.0101), kept("succ", 1.0)), (0.999, 0.011, 1.0));
        assert!(kept("cer", 0.0).is_sign_positive());
        assert!(is_under("cer", 0.02, 0.01) && !is_under("cer", 0.01, 0.01));
        assert!(is_under("keep", 0.98, 0.99) && !is_under("keep", 0.99, 0.99));
    }

    #[test]
    fn a_floor_falls_with_a_reason_beside_it_alone() {
        let folder = std::env::temp_dir().join(format!("floors-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let earlier = folder.join("before.toml");
        std::fs::write(&earlier, "[real]\nkeep = 0.9\nsucc = 0.8\ncer = 0.1\nrole = 0.5\n").unwrap();
        let now = "[real]\nkeep = 0.8\nsucc = { floor = 0.7, because = \"the page was read anew\" }\ncer = 0.2\n";
        let told = fallen(&now.parse().unwrap(), &[earlier]).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        let names: Vec<&str> = told.iter().filter_map(|told| told.split(':').next()).collect();
        assert_eq!(names, ["real cer", "real keep", "real role"]);
    }

    #[test]
    fn what_is_written_reads_the_same() {
        let text =
            "# Floors.\n\n[\"vertical/pdf\"]\nfirst = 3\nkeep = 1.000\nsucc = { floor = 0.5, because = \"x\" }\n";
        let floors: Table = text.parse().unwrap();
        let again: Table = written(text, &floors).parse().unwrap();
        assert_eq!(floors, again);
        assert!(written(text, &floors).starts_with("# Floors.\n\n[\"vertical/pdf\"]\nfirst = 3\nkeep = 1.000\n"));
    }
}
