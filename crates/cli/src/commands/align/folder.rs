//! The documents of a folder into a file each.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use rayon::prelude::*;
use yaddash_model::LanguageTag;

use super::learn::Taught;
use super::{Job, PORTION, languages, list, name_of, rules};
use crate::align::Aligned;
use crate::align::batch::Group;
use crate::align::manifest::{self, Key, Manifest};
use crate::align::record::Record;
use crate::align::writer::Writer;
use crate::args::AlignFormat;
use crate::exit::Outcome;
use crate::output::{self, Output};
use crate::progress::Progress;

/// A document of a batch that is in its place.
struct Done {
    key: String,
    record: Record,
    /// What the format could not keep; none where the document was done by an earlier run.
    losses: Option<Vec<String>>,
}

/// A document that is to be put into its place.
struct Todo<'a> {
    group: &'a Group,
    path: &'a Path,
    format: AlignFormat,
    /// What the documents of the batch teach.
    taught: &'a Taught,
}

/// What each document of a batch depends on.
struct Batch {
    /// The keys of the documents that can be read, by their stems.
    keys: BTreeMap<PathBuf, String>,
    /// A key over all of them, where they teach each other words.
    all: Option<String>,
}

impl Batch {
    /// The key of a document in the batch, by its own.
    fn key(&self, own: &str) -> String {
        match &self.all {
            Some(all) => format!("{own} {all}"),
            None => own.to_owned(),
        }
    }
}

impl Job<'_> {
    /// Each document into a file of its own; those that are done already are left as they are.
    pub(super) fn folder_to_folder(
        &self,
        groups: &[Group],
        output: &Path,
        format: AlignFormat,
    ) -> Result<Outcome> {
        std::fs::create_dir_all(output)
            .with_context(|| format!("cannot make the folder {}", output.display()))?;
        self.args
            .report
            .iter()
            .try_for_each(|path| output::check_folder(path))?;
        let options = self.options(format)?;
        let mut manifest = Manifest::read(output);
        let batch = self.batch(groups, &options);
        let is_done = |group: &Group| {
            let key = batch.keys.get(&group.stem);
            let done = key.and_then(|key| manifest.done(&name_of(&group.stem), &batch.key(key)));
            done.is_some() && output_path(output, &group.stem, format).exists()
        };
        let taught = if groups.iter().all(is_done) {
            Taught::default()
        } else {
            self.learnt(groups, output, batch.all.as_deref())?
        };
        let pages: BTreeMap<String, PathBuf> = groups
            .iter()
            .map(|group| {
                (
                    name_of(&group.stem),
                    output_path(output, &group.stem, format),
                )
            })
            .collect();
        let progress = Progress::start("aligning", groups.len(), self.context.messages);
        let mut outcome = Outcome::Clean;
        let mut records = Vec::new();
        let mut unchanged = 0_usize;
        for portion in groups.chunks(PORTION) {
            let done: Vec<Result<Done>> = portion
                .par_iter()
                .map(|group| {
                    let path = output_path(output, &group.stem, format);
                    let todo = Todo {
                        group,
                        path: &path,
                        format,
                        taught: &taught,
                    };
                    self.do_or_keep(&todo, &options, &batch, &manifest)
                })
                .inspect(|_| progress.advance())
                .collect();
            for (group, done) in portion.iter().zip(done) {
                match done {
                    Ok(Done {
                        key,
                        record,
                        losses,
                    }) => {
                        match losses {
                            Some(losses) => self.tell_losses(&record.document, &losses),
                            None => unchanged += 1,
                        }
                        outcome = outcome.and(self.tell(&record));
                        manifest.insert(key, record.clone());
                        records.push(record);
                    }
                    Err(error) => {
                        outcome = outcome.and(Outcome::Failed);
                        records.push(self.failed(group, &error));
                    }
                }
            }
            manifest.write(output)?;
        }
        progress.finish();
        if unchanged > 0 {
            self.context.messages.note(format_args!(
                "{unchanged} of {} documents were done already",
                groups.len()
            ));
        }
        self.summarise(&records, |record| {
            (format == AlignFormat::Html)
                .then(|| pages.get(&record.document).cloned())
                .flatten()
        })?;
        Ok(outcome)
    }

    /// What the documents teach each other: what an earlier run over the same documents has learnt and kept in the
    /// output folder, else what is learnt now and kept there. So a document that fails each time does not make all
    /// others teach again.
    fn learnt(&self, groups: &[Group], output: &Path, key: Option<&str>) -> Result<Taught> {
        let Some(key) = key else {
            return Ok(Taught::default());
        };
        if let Some(known) = manifest::kept_lexicon(output, key) {
            return Ok(Taught::by(known));
        }
        let taught = self.learn(groups);
        if let Some(lexicon) = &taught.lexicon {
            manifest::keep_lexicon(output, key, lexicon)?;
        }
        Ok(taught)
    }

    /// The keys of all documents.
    fn batch(&self, groups: &[Group], options: &str) -> Batch {
        let keys: Vec<Option<(PathBuf, String)>> = groups
            .par_iter()
            .map(|group| {
                let files = Self::read(group).ok()?;
                let key = self.key(options, group, &files).ok()?;
                Some((group.stem.clone(), key))
            })
            .collect();
        let keys: BTreeMap<PathBuf, String> = keys.into_iter().flatten().collect();
        let all = self.learns.then(|| {
            let mut all = Key::new("");
            for key in keys.values() {
                all.add(key.as_bytes());
            }
            all.finish()
        });
        Batch { keys, all }
    }

    /// Aligns a document into the file at `path`, unless that is done already.
    fn do_or_keep(
        &self,
        todo: &Todo<'_>,
        options: &str,
        batch: &Batch,
        manifest: &Manifest,
    ) -> Result<Done> {
        let files = Self::read(todo.group)?;
        let key = batch.key(&self.key(options, todo.group, &files)?);
        let done = manifest.done(&name_of(&todo.group.stem), &key);
        if let Some(record) = done.filter(|_| todo.path.exists()) {
            return Ok(Done {
                key,
                record: record.clone(),
                losses: None,
            });
        }
        let (aligned, record) = self.document(todo.group, files, todo.taught)?;
        let losses = write_document(&aligned, todo.path, todo.format)?;
        Ok(Done {
            key,
            record,
            losses: Some(losses),
        })
    }

    /// What the results depend on beside the versions: options, and what glossaries, memories and lexicons hold.
    fn options(&self, format: AlignFormat) -> Result<String> {
        let mut helpers = Key::new("");
        for (role, path) in &self.helpers {
            helpers.add(role.as_bytes());
            helpers.add_file(path)?;
        }
        Ok(format!(
            "{format:?} {} {:?} {}",
            self.args.segmented,
            self.least,
            helpers.finish()
        ))
    }

    /// A key over all that the result of a document depends on.
    fn key(
        &self,
        options: &str,
        group: &Group,
        files: &[(&LanguageTag, &Path, Vec<u8>)],
    ) -> Result<String> {
        let mut key = Key::new(options);
        // What the notes tell of the document.
        key.add(list(&group.missing).as_bytes());
        for path in &group.surplus {
            key.add(path.as_os_str().as_encoded_bytes());
        }
        for (language, path, bytes) in files {
            key.add(language.as_str().as_bytes());
            key.add(path.extension().unwrap_or_default().as_encoded_bytes());
            key.add(bytes);
            if !self.reader.segmented
                && let Ok(segmenter) = self.reader.segmenters.get(language)
            {
                key.add(segmenter.identity().hash.as_bytes());
            }
            if let Some(path) = self.vectors.of(language, Some(&group.stem)) {
                key.add_file(&path)?;
            }
        }
        Ok(key.finish())
    }
}

/// Writes a document to a file of its own; gives what the format could not keep.
fn write_document(aligned: &Aligned, path: &Path, format: AlignFormat) -> Result<Vec<String>> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    let mut writer = Writer::new(
        format,
        Output::open(Some(path))?,
        &languages(aligned),
        &rules(aligned),
    )?;
    let failed = || format!("cannot write {}", path.display());
    writer.write(aligned).with_context(failed)?;
    let (output, losses) = writer.finish().with_context(failed)?;
    output.finish().with_context(failed)?;
    Ok(losses)
}

/// The file of a document in the output folder.
fn output_path(folder: &Path, stem: &Path, format: AlignFormat) -> PathBuf {
    let mut name = stem.as_os_str().to_owned();
    name.push(".");
    name.push(format.extension());
    folder.join(name)
}
