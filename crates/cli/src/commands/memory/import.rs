//! `yaddash memory import`.

mod report;

use std::path::Path;
use std::sync::mpsc;
use std::thread;

use anyhow::Result;
use yaddash_memory::Memory;
use yaddash_memory::import::{Imported, Importer};
use yaddash_memory::store::{Access, NewUnit, Origin, SqliteStore, Store};
use yaddash_model::{LanguageTag, SourceLanguage};

use super::super::Context;
use super::files::{self, UnitFile};
use super::source::{Next, Refusal, UnitSource};
use crate::args::{MemoryImportArgs, TextOrJson};
use crate::exit::Outcome;
use crate::messages::Messages;
use crate::progress::Progress;
use crate::{input, messages};
use report::{FileReport, Report};

/// Units that are handed over at once from the thread that reads to the one that writes.
const HANDED: usize = 1024;
/// How often that many wait at most.
const WAITING: usize = 8;
/// Refusals of a file that are listed; all are counted.
const LISTED: usize = 1000;

pub(super) fn run(args: &MemoryImportArgs, context: &Context) -> Result<Outcome> {
    let files = files::find(&args.files, args.from)?;
    let store = SqliteStore::open(&args.memory.path, Access::Write)?;
    let progress = Progress::start("importing", files.len(), context.messages);
    let mut report = Report::default();
    let mut sources = Vec::new();
    for file in &files {
        let done = import(&store, file, args, &mut sources, context.messages)?;
        if let Some(error) = &done.error {
            context.messages.error(error);
        }
        report.add(done);
        progress.advance();
    }
    progress.finish();
    prepare(&args.memory.path, &sources, context.messages)?;
    match args.format {
        TextOrJson::Json => report.write_json()?,
        TextOrJson::Text => report.tell(context.messages),
    }
    Ok(report.outcome())
}

/// Makes the indexes of the source languages ready for look-ups; those of other languages are made when they are first
/// asked for.
fn prepare(directory: &Path, sources: &[LanguageTag], messages: Messages) -> Result<()> {
    let memory = Memory::open(directory, Access::Write)?;
    for source in sources {
        if let Err(error) = memory.prepare(source) {
            // The units are safe, and whoever looks up makes the index again.
            messages.warning(format!("the index of {source} was not written: {error}"));
        }
    }
    Ok(())
}

/// Adds the source language of `unit` to `sources`.
fn note_source(unit: &NewUnit, sources: &mut Vec<LanguageTag>) {
    let source = match &unit.source {
        SourceLanguage::Tag(tag) => Some(tag),
        SourceLanguage::Any => unit.unit.variants.first().map(|variant| &variant.language),
    };
    if let Some(source) = source
        && !sources.contains(source)
    {
        sources.push(source.clone());
    }
}

/// What the reading thread hands over.
enum Handed {
    /// What the file says of all its units.
    Header(Origin, String),
    Some(Vec<Next>),
    /// The file cannot be read on.
    Failed(anyhow::Error),
}

/// Imports a file: one thread reads and this one writes. What could be read of a file that is damaged is imported.
fn import(
    store: &dyn Store,
    file: &UnitFile,
    args: &MemoryImportArgs,
    sources: &mut Vec<LanguageTag>,
    messages: Messages,
) -> Result<FileReport> {
    let mut importer = Importer::new(store, args.policy.into());
    let (mut refused, mut listed) = (0, Vec::new());
    let (sender, receiver) = mpsc::sync_channel(WAITING);
    let (done, error) = thread::scope(|scope| {
        scope.spawn(move || read(file, args, messages, &sender));
        let mut error = None;
        for handed in receiver {
            match handed {
                Handed::Failed(failure) => error = Some(failure),
                Handed::Header(origin, header) => {
                    if store.header(&origin)?.as_ref() != Some(&header) {
                        store.set_header(&origin, &header)?;
                    }
                }
                Handed::Some(units) => {
                    for next in units {
                        match next {
                            Next::Unit(unit) => {
                                note_source(&unit, sources);
                                importer.push(unit)?;
                            }
                            Next::Refused(refusal) => {
                                refused += 1;
                                if listed.len() < LISTED {
                                    listed.push(refusal);
                                }
                            }
                        }
                    }
                }
            }
        }
        Ok::<(Imported, Option<anyhow::Error>), yaddash_memory::Error>((importer.finish()?, error))
    })?;
    Ok(FileReport {
        path: input::name(&file.path),
        imported: done,
        refused,
        refusals: listed,
        error: error.map(|error| messages::in_one_line(&error)),
    })
}

/// Reads a file and hands its units over, until nobody takes them any more.
fn read(
    file: &UnitFile,
    args: &MemoryImportArgs,
    messages: Messages,
    sender: &mpsc::SyncSender<Handed>,
) {
    let mut source = match UnitSource::open(file, args, messages) {
        Ok(source) => source,
        Err(error) => {
            // Where the receiver is gone, nobody asks what went wrong.
            let _ = sender.send(Handed::Failed(error));
            return;
        }
    };
    if let Some((origin, header)) = source.header()
        && let Ok(header) = serde_json::to_string(header)
    {
        let _ = sender.send(Handed::Header(Origin::clone(origin), header));
    }
    let mut units = Vec::with_capacity(HANDED);
    while let Some(next) = source.next() {
        match next {
            Ok(next) => units.push(next),
            Err(error) => {
                let _ = sender.send(Handed::Some(std::mem::take(&mut units)));
                let _ = sender.send(Handed::Failed(error));
                return;
            }
        }
        if units.len() >= HANDED
            && sender
                .send(Handed::Some(std::mem::replace(
                    &mut units,
                    Vec::with_capacity(HANDED),
                )))
                .is_err()
        {
            return;
        }
    }
    let _ = sender.send(Handed::Some(units));
}
