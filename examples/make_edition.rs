//! Makes a PDF of any number of pages from pages in the short TOML form of `tests/maker`:
//! `cargo run --example make_edition -- COUNT FILE.pdf page.toml...`

#[path = "../tests/maker/mod.rs"]
mod maker;

fn main() -> std::io::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [count, file, pages @ ..] = args.as_slice() else {
        eprintln!("make_edition COUNT FILE.pdf page.toml...");
        std::process::exit(2);
    };
    let count: usize = count.parse().map_err(std::io::Error::other)?;
    let made: Vec<maker::Made> = pages
        .iter()
        .map(|page| std::fs::read_to_string(page).map(|text| maker::make(&text)))
        .collect::<Result<_, _>>()?;
    if made.is_empty() {
        return Err(std::io::Error::other("name at least one page"));
    }
    std::fs::write(file, maker::edition_of(&made, count))
}
