//! The documents of a folder into a file each.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use rayon::prelude::*;
use yaddash_model::LanguageTag;

use super::{Job, PORTION, languages, name_of, rules};
use crate::align::Aligned;
use crate::align::batch::Group;
use crate::align::manifest::{Key, Manifest};
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
                    self.do_or_keep(group, &path, format, &options, &manifest)
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
                    Err(error) => outcome = outcome.and(self.failed(group, &error)),
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

    /// Aligns a document into the file at `path`, unless that is done already.
    fn do_or_keep(
        &self,
        group: &Group,
        path: &Path,
        format: AlignFormat,
        options: &str,
        manifest: &Manifest,
    ) -> Result<Done> {
        let files = Self::read(group)?;
        let key = self.key(options, &files);
        let done = manifest.done(&name_of(&group.stem), &key);
        if let Some(record) = done.filter(|_| path.exists()) {
            return Ok(Done {
                key,
                record: record.clone(),
                losses: None,
            });
        }
        let (aligned, record) = self.document(group, files)?;
        let losses = write_document(&aligned, path, format)?;
        Ok(Done {
            key,
            record,
            losses: Some(losses),
        })
    }

    /// What the results depend on beside the versions: options, and what glossaries and memories hold.
    fn options(&self, format: AlignFormat) -> Result<String> {
        let mut helpers = Key::new("");
        for path in &self.helpers {
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
    fn key(&self, options: &str, files: &[(&LanguageTag, &Path, Vec<u8>)]) -> String {
        let mut key = Key::new(options);
        for (language, path, bytes) in files {
            key.add(language.as_str().as_bytes());
            key.add(path.extension().unwrap_or_default().as_encoded_bytes());
            key.add(bytes);
            if let Ok(segmenter) = self.reader.segmenters.get(language) {
                key.add(segmenter.identity().hash.as_bytes());
            }
        }
        key.finish()
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
