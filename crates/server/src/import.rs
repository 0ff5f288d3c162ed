//! Writes the units of a file, a batch at a time, so that others write between.

use yaddash_formats::units::Languages;
use yaddash_memory::Memory;
use yaddash_memory::import::{Imported, Importer};
use yaddash_memory::store::{NewUnit, Origin, Outcome, Policy};

use crate::failure::Failure;
use crate::files::{self, FileFormat};

/// Messages that are kept.
const MESSAGES: usize = 20;

/// What to import.
pub(crate) struct Import {
    pub(crate) file: std::fs::File,
    pub(crate) format: FileFormat,
    pub(crate) languages: Languages,
    pub(crate) policy: Policy,
    pub(crate) origin: Option<Origin>,
}

/// What became of the units of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub(crate) struct Summary {
    pub(crate) read: u64,
    pub(crate) created: u64,
    pub(crate) updated: u64,
    pub(crate) unchanged: u64,
    pub(crate) refused: u64,
    /// Why units were refused: the first reasons.
    pub(crate) messages: Vec<String>,
}

/// Imports a file. After each batch `goes_on` hears how far it is, and tells whether to go on. Where the file ends in an
/// error, what was before it stays written and the error is told beside the summary.
pub(crate) fn run(
    memory: &Memory,
    import: Import,
    mut goes_on: impl FnMut(&Summary) -> bool,
) -> (Summary, Result<(), Failure>) {
    let mut summary = Summary::default();
    let result = write(memory, import, &mut summary, &mut goes_on);
    (summary, result)
}

fn write(
    memory: &Memory,
    import: Import,
    summary: &mut Summary,
    goes_on: &mut dyn FnMut(&Summary) -> bool,
) -> Result<(), Failure> {
    let units = files::read(import.file, import.format, import.languages)?;
    let mut importer = Importer::new(memory.store(), import.policy);
    let mut end = Ok(());
    for read in units {
        match read {
            Ok((unit, source)) => {
                let before = importer.imported();
                importer.push(NewUnit {
                    unit,
                    source,
                    origin: import.origin.clone(),
                })?;
                summary.read += 1;
                if importer.imported() != before {
                    summary.take(importer.imported());
                    if !goes_on(summary) {
                        return Ok(());
                    }
                }
            }
            Err(error) if error.is_passed_over => {
                summary.read += 1;
                summary.refused += 1;
                if summary.messages.len() < MESSAGES {
                    summary.messages.push(error.message);
                }
            }
            Err(error) => {
                end = Err(Failure::bad_request(format!(
                    "{}; what stands before it was written",
                    error.message
                )));
                break;
            }
        }
    }
    summary.take(importer.finish()?);
    end
}

impl Summary {
    fn take(&mut self, imported: Imported) {
        self.created = imported.created;
        self.updated = imported.updated;
        self.unchanged = imported.unchanged;
    }

    /// Counts what became of units.
    pub(crate) fn count(&mut self, outcomes: &[Outcome]) {
        for outcome in outcomes {
            match outcome {
                Outcome::Created(_) => self.created += 1,
                Outcome::Updated(_) => self.updated += 1,
                Outcome::Unchanged(_) => self.unchanged += 1,
            }
        }
    }
}

/// A policy by the name that clients give it; the newest wins where they give none.
pub(crate) fn policy(name: Option<&str>) -> Result<Policy, Failure> {
    Ok(match name {
        None | Some("newest") => Policy::NewestWins,
        Some("keep-all") => Policy::KeepAll,
        Some("keep-first") => Policy::KeepFirst,
        Some("overwrite") => Policy::Overwrite,
        Some(other) => {
            return Err(Failure::bad_request(format!(
                "`policy` is newest, keep-all, keep-first or overwrite, not `{other}`"
            )));
        }
    })
}
