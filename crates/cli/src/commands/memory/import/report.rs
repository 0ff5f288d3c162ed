//! What an import tells.

use anyhow::Result;
use serde::Serialize;
use yaddash_memory::import::Imported;

use super::Refusal;
use crate::exit::Outcome;
use crate::messages::Messages;
use crate::output;

/// Refusals that are told one by one as text.
const TOLD: usize = 20;

/// What became of a file.
pub(super) struct FileReport {
    pub(super) path: String,
    pub(super) imported: Imported,
    pub(super) refused: u64,
    /// The first of those that were refused.
    pub(super) refusals: Vec<Refusal>,
    /// Why it could not be read to its end.
    pub(super) error: Option<String>,
}

/// What became of all files.
#[derive(Default)]
pub(super) struct Report {
    files: Vec<FileReport>,
    imported: Imported,
    refused: u64,
}

/// The counts as JSON has them.
#[derive(Serialize)]
struct Counts {
    created: u64,
    updated: u64,
    unchanged: u64,
    refused: u64,
    incomplete: u64,
}

#[derive(Serialize)]
struct FileFigures<'a> {
    path: &'a str,
    #[serde(flatten)]
    counts: Counts,
    refusals: &'a [Refusal],
    error: Option<&'a str>,
}

#[derive(Serialize)]
struct Figures<'a> {
    #[serde(flatten)]
    counts: Counts,
    files: Vec<FileFigures<'a>>,
}

fn counts(imported: Imported, refused: u64) -> Counts {
    Counts {
        created: imported.created,
        updated: imported.updated,
        unchanged: imported.unchanged,
        refused,
        incomplete: imported.incomplete,
    }
}

impl Report {
    pub(super) fn add(&mut self, file: FileReport) {
        self.imported += file.imported;
        self.refused += file.refused;
        self.files.push(file);
    }

    pub(super) fn outcome(&self) -> Outcome {
        if self.files.iter().any(|file| file.error.is_some()) {
            Outcome::Failed
        } else {
            Outcome::findings(self.refused > 0)
        }
    }

    pub(super) fn write_json(&self) -> Result<()> {
        let figures = Figures {
            counts: counts(self.imported, self.refused),
            files: self
                .files
                .iter()
                .map(|file| FileFigures {
                    path: &file.path,
                    counts: counts(file.imported, file.refused),
                    refusals: &file.refusals,
                    error: file.error.as_deref(),
                })
                .collect(),
        };
        let mut text = serde_json::to_string(&figures)?;
        text.push('\n');
        output::write_all(None, text.as_bytes())
    }

    pub(super) fn tell(&self, messages: Messages) {
        for file in &self.files {
            for refusal in file.refusals.iter().take(TOLD) {
                let line = refusal
                    .line
                    .map_or(String::new(), |line| format!(":{line}"));
                messages.warning(format_args!(
                    "{}{line}: unit {} is refused: {}",
                    file.path, refusal.unit, refusal.reason
                ));
            }
            if file.refused > TOLD as u64 {
                messages.warning(format_args!(
                    "{}: {} units are refused in all; --format json lists more",
                    file.path, file.refused
                ));
            }
            let Imported {
                created,
                updated,
                unchanged,
                incomplete,
                ..
            } = file.imported;
            let incomplete = match incomplete {
                0 => String::new(),
                1 => ", 1 of them with text in fewer than two languages".to_owned(),
                n => format!(", {n} of them with text in fewer than two languages"),
            };
            messages.note(format_args!(
                "{}: {created} units created, {updated} updated, {unchanged} unchanged{incomplete}; {} refused",
                file.path, file.refused
            ));
        }
    }
}
