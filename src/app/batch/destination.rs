//! Where the output of a batch goes: the standard output, one file for all, or a folder with a file for each edition.

use super::journal::{Journal, JournalEntry, JournalHead, beside};
use super::ledger::{Known, Ledger, cannot};
use super::request::{Form, Request, RequestSummary};
use super::units::identity;
use crate::app::failure::Failure;
use crate::app::output;
use crate::cli::{ExportArgs, ExportFormat};
use crate::export::rows::Status;
use crate::export::rows::TSV_HEAD;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

/// Between the texts of two editions, as between two stories.
const PARTED: &str = "\n────────\n\n";

/// Where rows and texts go.
pub(super) enum Destination {
    /// The standard output; whether something was printed.
    Printed(bool),
    /// One file.
    File(Box<Ledger>),
    /// A folder.
    Folder(Box<Folder>),
}

/// A folder with a file for each edition, and a journal in it.
pub(super) struct Folder {
    path: PathBuf,
    journal: Journal,
    /// What became of each edition, by path.
    done: BTreeMap<String, JournalEntry>,
    /// Files that are ours to replace.
    ours: BTreeSet<PathBuf>,
    force: bool,
    text: String,
}

impl Destination {
    /// What `--output`, `--resume` and `--force` say.
    ///
    /// # Errors
    /// When it cannot be written or gone on with.
    pub fn open(args: &ExportArgs, form: Form) -> Result<Destination, Failure> {
        let options = options(args, form)?;
        match args.output.as_deref().filter(|path| !output::is_standard(path)) {
            None if form.format == ExportFormat::Tsv => {
                output::print(&format!("{TSV_HEAD}\n"))?;
                Ok(Destination::Printed(true))
            }
            None => Ok(Destination::Printed(false)),
            Some(path) if output::is_folder(path) => {
                Ok(Destination::Folder(Box::new(Folder::open(path, options, args)?)))
            }
            Some(path) => {
                let head = if form.format == ExportFormat::Tsv { format!("{TSV_HEAD}\n") } else { String::new() };
                let ledger = Ledger::open(&working(path, form.format), &options, &head, (args.resume, args.force))?;
                Ok(Destination::File(Box::new(ledger)))
            }
        }
    }

    /// What there is already of a request.
    ///
    /// # Errors
    /// When what is put aside cannot be written.
    pub fn known(&mut self, request: &Request) -> Result<Known, Failure> {
        match self {
            Destination::Printed(_) => Ok(Known::No),
            Destination::File(ledger) => ledger.known(request, || identity(request)),
            Destination::Folder(folder) => Ok(folder.done(request).map_or(Known::No, Known::Done)),
        }
    }

    /// Takes a row or a text.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn take(&mut self, text: &str, form: Form) -> Result<(), Failure> {
        let is_text = matches!(form.format, ExportFormat::Text | ExportFormat::Markdown);
        let end = if text.ends_with('\n') { "" } else { "\n" };
        match self {
            Destination::Printed(begun) => {
                let parted = if is_text && std::mem::replace(begun, true) { PARTED } else { "" };
                output::print(&format!("{parted}{text}{end}"))
            }
            Destination::File(ledger) => {
                let parted = if is_text && !ledger.is_empty() { PARTED } else { "" };
                ledger.take(&format!("{parted}{text}{end}"))
            }
            Destination::Folder(folder) => {
                if folder.text.is_empty() && form.format == ExportFormat::Tsv {
                    folder.text.push_str(&format!("{TSV_HEAD}\n"));
                }
                folder.text.push_str(text);
                folder.text.push_str(end);
                Ok(())
            }
        }
    }

    /// The edition is whole.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn end(&mut self, request: &Request, summary: &RequestSummary) -> Result<(), Failure> {
        match self {
            Destination::Printed(_) => Ok(()),
            Destination::File(ledger) => ledger.end(request, summary),
            Destination::Folder(folder) => folder.end(request, summary),
        }
    }

    /// Writes what was put aside of an edition.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn take_back(&mut self, entry: JournalEntry, start: u64) -> Result<(), Failure> {
        match self {
            Destination::File(ledger) => ledger.take_back(entry, start),
            Destination::Printed(_) | Destination::Folder(_) => Ok(()),
        }
    }

    /// All inputs are done.
    ///
    /// # Errors
    /// When the last of it cannot be written.
    pub fn finish(&mut self, args: &ExportArgs) -> Result<(), Failure> {
        match self {
            Destination::Printed(_) => Ok(()),
            Destination::File(ledger) => {
                ledger.finish()?;
                tabled(args)
            }
            Destination::Folder(folder) => folder.sync(),
        }
    }

    /// The batch ends before its inputs do: what is whole stays.
    ///
    /// # Errors
    /// When the system cannot keep it.
    pub fn stop(&mut self) -> Result<(), Failure> {
        match self {
            Destination::Printed(_) => Ok(()),
            Destination::File(ledger) => ledger.stop(),
            Destination::Folder(folder) => folder.sync(),
        }
    }
}

impl Folder {
    fn open(path: &Path, options: String, args: &ExportArgs) -> Result<Folder, Failure> {
        output::make_folder(path)?;
        let at = beside(path);
        let failed = |error: &std::io::Error| cannot(&at, error);
        let is_there = at.exists();
        if is_there && !args.resume && !args.force {
            let says = "holds a batch already; say --resume to go on with it, or --force to begin again";
            return Err(Failure::cannot(format!("{}: {says}", path.display())));
        }
        let journal = if is_there && args.resume {
            Journal::open(&at).map_err(|error| failed(&error))?.ok_or_else(|| {
                Failure::cannot(format!("{}: is no journal of ours; name another folder", at.display()))
            })?
        } else {
            Journal::create(&at, JournalHead::new(options.clone(), 0), args.force).map_err(|error| failed(&error))?
        };
        if journal.head.options != options {
            let says = "was made with other options or by another version; say the same, or --force to begin again";
            return Err(Failure::Usage(format!("{}: {says}", path.display())));
        }
        let ours = journal.entries.iter().filter_map(|entry| entry.file.clone()).collect();
        let done = journal.entries.iter().map(|entry| (entry.path.clone(), entry.clone())).collect();
        Ok(Folder { path: path.to_owned(), journal, done, ours, force: args.force, text: String::new() })
    }

    /// What became of an edition that is here, whole.
    fn done(&self, request: &Request) -> Option<Status> {
        let entry = self.done.get(&request.shown)?;
        let is_there = |file: &PathBuf| self.path.join(file).metadata().is_ok_and(|what| what.len() == entry.bytes);
        let whole = entry.file.as_ref().is_none_or(is_there) && entry.is_of(&request.shown, &identity(request));
        whole.then_some(entry.status)
    }

    fn end(&mut self, request: &Request, summary: &RequestSummary) -> Result<(), Failure> {
        let text = std::mem::take(&mut self.text);
        let entry = JournalEntry::of(request, summary, text.len() as u64);
        if text.is_empty() {
            return self.add(entry);
        }
        let file = mirrored(&request.path(), request.form.format);
        let entry = JournalEntry { file: Some(file.clone()), ..entry };
        let target = self.path.join(&file);
        let is_ours = self.force || self.ours.contains(&file);
        if !target.exists() {
            // A file that nobody else has made is ours from now on, whatever ends us.
            self.add(JournalEntry { begun: true, ..entry.clone() })?;
        }
        if let Some(folder) = target.parent() {
            output::make_folder(folder)?;
        }
        output::deliver(&target, &text, is_ours)?;
        self.add(entry)
    }

    fn add(&mut self, entry: JournalEntry) -> Result<(), Failure> {
        self.journal.add(&entry).map_err(|error| cannot(&beside(&self.path), &error))
    }

    fn sync(&self) -> Result<(), Failure> {
        self.journal.sync().map_err(|error| cannot(&beside(&self.path), &error))
    }
}

/// The file of an edition: its own path below the folder, with an ending more.
fn mirrored(path: &Path, format: ExportFormat) -> PathBuf {
    let parts = path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_os_string()),
        Component::ParentDir => Some("__".into()),
        Component::Prefix(_) | Component::RootDir | Component::CurDir => None,
    });
    let mut mirrored: PathBuf = parts.collect();
    if mirrored.as_os_str().is_empty() {
        mirrored.push("edition");
    }
    let mut name = mirrored.into_os_string();
    name.push(".");
    name.push(format.ending());
    name.into()
}

/// What rows are made with: those of other options do not go together.
fn options(args: &ExportArgs, form: Form) -> Result<String, Failure> {
    let open = &args.input.open;
    let said = (env!("CARGO_PKG_VERSION"), form, &open.layout, &open.encoding, open.structure, open.uncorrected);
    Ok(serde_json::to_string(&said).map_err(anyhow::Error::from)?)
}

/// The file that rows are collected in: a table is made of them when all are there.
fn working(path: &Path, format: ExportFormat) -> PathBuf {
    if format != ExportFormat::Parquet {
        return path.to_owned();
    }
    let mut name = path.as_os_str().to_owned();
    name.push(".rows");
    name.into()
}

/// Makes a table of the rows, in one step, and takes them away.
#[cfg(feature = "parquet")]
fn tabled(args: &ExportArgs) -> Result<(), Failure> {
    let Some(path) = args.output.as_deref().filter(|_| args.format == ExportFormat::Parquet) else { return Ok(()) };
    let rows = working(path, args.format);
    let read = std::fs::File::open(&rows).map_err(|error| cannot(&rows, &error))?;
    let table = crate::export::parquet::table(std::io::BufReader::new(read), Vec::new());
    let table = table.map_err(|error| Failure::cannot(format!("{}: {error}", path.display())))?;
    output::write_bytes(path, &table, args.force)?.tell(path);
    std::fs::remove_file(beside(&rows)).ok();
    std::fs::remove_file(&rows).ok();
    Ok(())
}

#[cfg(not(feature = "parquet"))]
fn tabled(_args: &ExportArgs) -> Result<(), Failure> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edition_has_its_own_place_in_the_folder() {
        let name = |path: &str| mirrored(Path::new(path), ExportFormat::Text).display().to_string();
        assert_eq!(name("1907/a.pdf"), "1907/a.pdf.txt");
        assert_eq!(name("/archive/1907/a.xml"), "archive/1907/a.xml.txt");
        assert_eq!(name("../a.pdf"), "__/a.pdf.txt");
        assert_eq!(name("."), "edition.txt");
    }
}
