//! The versions of one document.

use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use rayon::prelude::*;
use yaddash_model::LanguageTag;

use super::named::{document_name, version};
use super::{Job, languages, repeated, rules};
use crate::align::Aligned;
use crate::align::writer::{self, Writer};
use crate::args::AlignFormat;
use crate::exit::Outcome;
use crate::input;
use crate::output::{self, Output};

impl Job<'_> {
    /// Aligns the versions that the arguments name.
    pub(super) fn single(&self, arguments: &[std::ffi::OsString]) -> Result<Outcome> {
        let files = arguments
            .iter()
            .map(|argument| version(argument))
            .collect::<Result<Vec<_>>>()?;
        let named: Vec<LanguageTag> = files.iter().map(|(language, _)| language.clone()).collect();
        if let Some(repeated) = repeated(&named) {
            bail!("`{repeated}` is named twice; each version needs a language of its own");
        }
        self.vectors.check_languages(&named)?;
        self.args
            .output
            .iter()
            .try_for_each(|path| output::check_folder(path))?;
        let from_stdin = files
            .iter()
            .filter(|(_, path)| input::is_stdin(path))
            .count();
        ensure!(
            from_stdin < 2,
            "only one version can come from standard input"
        );
        let format = match (self.args.format, &self.args.output) {
            (Some(format), _) => format,
            (None, Some(path)) if path != Path::new("-") => writer::format_of(path)?,
            _ => AlignFormat::Tmx,
        };
        let name = document_name(&files);
        let mut versions = files
            .par_iter()
            .map(|(language, path)| {
                let bytes = input::read(path)?;
                self.reader
                    .read(language, path, &bytes, self.context.messages)
            })
            .collect::<Result<Vec<_>>>()?;
        self.vectors.add(None, &mut versions)?;
        let (aligned, record) = self.recorded(Aligned::new(name, versions, &self.lexicons)?);

        let mut output = Writer::new(
            format,
            Output::open(self.args.output.as_deref())?,
            &languages(&aligned),
            &rules(&aligned),
        )?;
        output
            .write(&aligned)
            .with_context(|| self.cannot_write())?;
        let (output, losses) = output.finish().with_context(|| self.cannot_write())?;
        output.finish().with_context(|| self.cannot_write())?;
        self.tell_losses(&record.document, &losses);
        for note in record.notes() {
            self.context
                .messages
                .warning(format_args!("{}: {note}", record.document));
        }
        self.report(std::slice::from_ref(&record), |_| {
            self.args
                .output
                .clone()
                .filter(|_| format == AlignFormat::Html)
        })?;
        Ok(Outcome::findings(record.needs_attention()))
    }
}
