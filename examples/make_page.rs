//! Makes a page from the short TOML form of `tests/maker`: `cargo run --example make_page -- page.toml...` writes
//! `page.pdf` and, with `--truth`, `truth.json` next to each.

#[path = "../tests/maker/mod.rs"]
mod maker;

fn main() -> std::io::Result<()> {
    let (flags, files): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|a| a.starts_with("--"));
    for file in files {
        let path = std::path::Path::new(&file);
        let made = maker::make(&std::fs::read_to_string(path)?);
        std::fs::write(path.with_extension("pdf"), maker::pdf_of(std::slice::from_ref(&made)))?;
        if flags.iter().any(|flag| flag == "--truth") {
            std::fs::write(path.with_file_name("truth.json"), format!("{:#}\n", made.truth_json()))?;
        }
    }
    Ok(())
}
