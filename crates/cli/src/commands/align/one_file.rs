//! The documents of a folder into one file.

use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use rayon::prelude::*;
use yaddash_model::LanguageTag;

use super::{Job, PORTION};
use crate::align::Aligned;
use crate::align::batch::Group;
use crate::align::record::Record;
use crate::align::writer::Writer;
use crate::args::AlignFormat;
use crate::exit::Outcome;
use crate::output::{self, Output};
use crate::progress::Progress;

impl Job<'_> {
    /// All documents into one file, in the order of their names.
    pub(super) fn folder_to_file(
        &self,
        groups: &[Group],
        output: &Path,
        format: AlignFormat,
        languages: &[LanguageTag],
    ) -> Result<Outcome> {
        ensure!(
            matches!(
                format,
                AlignFormat::Tmx | AlignFormat::Tsv | AlignFormat::Jsonl
            ),
            "{}: this format holds one document; name a folder with -o",
            output.display()
        );
        output::check_folder(output)?;
        let rules = self.rules(languages)?;
        let taught = self.learn(groups);
        let progress = Progress::start("aligning", groups.len(), self.context.messages);
        let mut outcome = Outcome::Clean;
        let mut records = Vec::new();
        let mut writer = None;
        for portion in groups.chunks(PORTION) {
            let done: Vec<Result<(Aligned, Record)>> = portion
                .par_iter()
                .map(|group| {
                    Self::read(group).and_then(|files| self.document(group, files, &taught))
                })
                .inspect(|_| progress.advance())
                .collect();
            for (group, done) in portion.iter().zip(done) {
                match done {
                    Ok((aligned, record)) => {
                        let writer = match &mut writer {
                            Some(writer) => writer,
                            None => writer.insert(Writer::new(
                                format,
                                Output::open(Some(output))?,
                                languages,
                                &rules,
                            )?),
                        };
                        writer
                            .write(&aligned)
                            .with_context(|| self.cannot_write())?;
                        outcome = outcome.and(self.tell(&record));
                        records.push(record);
                    }
                    Err(error) => {
                        outcome = outcome.and(Outcome::Failed);
                        records.push(self.failed(group, &error));
                    }
                }
            }
        }
        progress.finish();
        match writer {
            Some(writer) => {
                let (out, losses) = writer.finish().with_context(|| self.cannot_write())?;
                out.finish().with_context(|| self.cannot_write())?;
                self.tell_losses(&output.display().to_string(), &losses);
            }
            None => bail!("none of the {} documents could be aligned", groups.len()),
        }
        self.summarise(&records, |_| None)?;
        Ok(outcome)
    }
}
