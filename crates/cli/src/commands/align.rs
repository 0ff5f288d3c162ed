//! `yaddash align`: language versions of documents into a translation memory.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, bail, ensure};
use rayon::prelude::*;
use yaddash_model::LanguageTag;
use yaddash_report::{
    AlignmentSummary, write_alignments_json, write_alignments_page, write_alignments_table,
    write_alignments_text,
};

use super::Context;
use crate::align::batch::{self, Group};
use crate::align::manifest::{Key, Manifest};
use crate::align::pattern::Pattern;
use crate::align::record::Record;
use crate::align::writer::{self, Writer};
use crate::align::{Aligned, Version, VersionReader};
use crate::args::{AlignArgs, AlignFormat};
use crate::exit::Outcome;
use crate::input;
use crate::output::{self, Output};
use crate::segmenters::Segmenters;
use crate::terms::{self, Concepts};

/// How many documents are worked on before their results are written.
const PORTION: usize = 64;

pub(super) fn run(args: &AlignArgs, context: &Context) -> Result<Outcome> {
    args.report
        .iter()
        .try_for_each(|path| output::check_folder(path))?;
    let job = Job::new(args, context)?;
    match args.inputs.as_slice() {
        [folder] if !is_version(folder) => {
            let folder = Path::new(folder);
            ensure!(
                folder.exists(),
                "{}: no such folder; name versions as LANG=FILE, or a folder",
                folder.display()
            );
            ensure!(
                folder.is_dir(),
                "{}: is a file; name two or three versions as LANG=FILE, or a folder",
                folder.display()
            );
            job.folder(folder)
        }
        versions => job.single(versions),
    }
}

/// Whether an argument is LANG=FILE.
fn is_version(argument: &OsStr) -> bool {
    let bytes = argument.as_encoded_bytes();
    let language = bytes.split(|byte| *byte == b'=').next().unwrap_or_default();
    language.len() < bytes.len()
        && std::str::from_utf8(language).is_ok_and(|tag| tag.parse::<LanguageTag>().is_ok())
}

/// The language and the file of LANG=FILE.
fn version(argument: &OsStr) -> Result<(LanguageTag, PathBuf)> {
    let wrong = || {
        anyhow!(
            "`{}` is not LANG=FILE, such as az=letter.az.txt",
            argument.display()
        )
    };
    let text = argument.as_encoded_bytes();
    let at = text
        .iter()
        .position(|byte| *byte == b'=')
        .ok_or_else(wrong)?;
    let (language, file) = text.split_at_checked(at).ok_or_else(wrong)?;
    let language = std::str::from_utf8(language)
        .map_err(|_| wrong())?
        .parse()?;
    let file = path_of(file.get(1..).unwrap_or_default());
    ensure!(!file.as_os_str().is_empty(), wrong());
    Ok((language, file))
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

/// A document of a batch that is in its place.
struct Done {
    key: String,
    record: Record,
    /// What the format could not keep; none where the document was done by an earlier run.
    losses: Option<Vec<String>>,
}

struct Job<'a> {
    args: &'a AlignArgs,
    context: &'a Context,
    reader: VersionReader,
    least: Option<f64>,
    /// The glossaries in force.
    glossaries: Vec<PathBuf>,
}

impl<'a> Job<'a> {
    fn new(args: &'a AlignArgs, context: &'a Context) -> Result<Self> {
        let config = &context.config;
        let glossaries = if args.glossary.is_empty() {
            config.paths("align.glossary")
        } else {
            args.glossary.clone()
        };
        let concepts = if glossaries.is_empty() {
            None
        } else {
            Some(Concepts::new(terms::read_all(&glossaries, context)?))
        };
        Ok(Self {
            args,
            context,
            reader: VersionReader {
                segmented: args.segmented,
                segmenters: Segmenters::new(args.rules.as_deref(), &args.abbreviations, context)?,
                concepts,
                messages: context.messages,
            },
            least: args.min_score.or_else(|| {
                config
                    .number("align.min-score")
                    .filter(|score| *score > 0.0)
            }),
            glossaries,
        })
    }

    /// Aligns the versions that the arguments name.
    fn single(&self, arguments: &[std::ffi::OsString]) -> Result<Outcome> {
        let files = arguments
            .iter()
            .map(|argument| version(argument))
            .collect::<Result<Vec<_>>>()?;
        for (at, (language, _)) in files.iter().enumerate() {
            let earlier = files.iter().take(at).any(|(known, _)| known == language);
            ensure!(
                !earlier,
                "`{language}` is named twice; each version needs a language of its own"
            );
        }
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
        let versions = files
            .par_iter()
            .map(|(language, path)| self.reader.read(language, path, &input::read(path)?))
            .collect::<Result<Vec<_>>>()?;
        let (aligned, record) = self.align(name, versions)?;

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
        self.report(std::slice::from_ref(&record))?;
        Ok(Outcome::findings(record.needs_attention()))
    }

    fn cannot_write(&self) -> String {
        match &self.args.output {
            Some(path) => format!("cannot write {}", path.display()),
            None => "cannot write to standard output".to_owned(),
        }
    }

    /// Aligns versions and leaves out beads below the least score.
    fn align(&self, name: String, versions: Vec<Version>) -> Result<(Aligned, Record)> {
        let mut aligned = Aligned::new(name, versions)?;
        let dropped = self
            .least
            .map_or(0, |least| writer::drop_below(&mut aligned.alignment, least));
        let mut record = Record::of(&aligned);
        if let (Some(least), 1..) = (self.least, dropped) {
            let beads = if dropped == 1 {
                "bead was"
            } else {
                "beads were"
            };
            record.note(format!(
                "{dropped} {beads} left out, below the score of {least}"
            ));
        }
        Ok((aligned, record))
    }

    /// Aligns all documents of a folder.
    fn folder(&self, folder: &Path) -> Result<Outcome> {
        let Some(output) = &self.args.output else {
            bail!("a folder of documents needs a place for the results: give one with -o");
        };
        let (pattern, languages) = self.pattern()?;
        let groups = batch::documents(folder, &pattern, &languages)?;
        ensure!(
            !groups.is_empty(),
            "{}: no file fits the pattern in any of the languages {}; see --pattern and --langs",
            folder.display(),
            list(&languages)
        );
        // A name with the extension of a format is one file for all documents, unless it is a folder.
        let whole = if output.is_dir() {
            None
        } else {
            writer::format_of(output).ok()
        };
        match whole {
            Some(format) => self.folder_to_file(
                &groups,
                output,
                self.args.format.unwrap_or(format),
                &languages,
            ),
            None => self.folder_to_folder(
                &groups,
                output,
                self.args.format.unwrap_or(AlignFormat::Tmx),
            ),
        }
    }

    fn pattern(&self) -> Result<(Pattern, Vec<LanguageTag>)> {
        let config = &self.context.config;
        let pattern = self
            .args
            .pattern
            .as_deref()
            .or_else(|| config.text("align.pattern"));
        let pattern = Pattern::parse(pattern.unwrap_or("{stem}.{lang}.{ext}"))?;
        let languages = if self.args.langs.is_empty() {
            let names = config
                .texts("align.langs")
                .unwrap_or_else(|| vec!["az", "en", "ru"]);
            names
                .into_iter()
                .map(|name| Ok(name.parse()?))
                .collect::<Result<_>>()?
        } else {
            self.args.langs.clone()
        };
        Ok((pattern, languages))
    }

    /// All documents into one file, in the order of their names.
    fn folder_to_file(
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
        let mut outcome = Outcome::Clean;
        let mut records = Vec::new();
        let mut writer = None;
        for portion in groups.chunks(PORTION) {
            let done: Vec<Result<(Aligned, Record)>> = portion
                .par_iter()
                .map(|group| self.document(group, None))
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
                                &rules(&aligned),
                            )?),
                        };
                        writer
                            .write(&aligned)
                            .with_context(|| self.cannot_write())?;
                        outcome = outcome.and(self.tell(&record));
                        records.push(record);
                    }
                    Err(error) => outcome = outcome.and(self.failed(group, &error)),
                }
            }
        }
        match writer {
            Some(writer) => {
                let (out, losses) = writer.finish().with_context(|| self.cannot_write())?;
                out.finish().with_context(|| self.cannot_write())?;
                self.tell_losses(&output.display().to_string(), &losses);
            }
            None => bail!("none of the {} documents could be aligned", groups.len()),
        }
        self.summarise(&records)?;
        Ok(outcome)
    }

    /// Each document into a file of its own; those that are done already are left as they are.
    fn folder_to_folder(
        &self,
        groups: &[Group],
        output: &Path,
        format: AlignFormat,
    ) -> Result<Outcome> {
        std::fs::create_dir_all(output)
            .with_context(|| format!("cannot make the folder {}", output.display()))?;
        let options = self.options(format)?;
        let mut manifest = Manifest::read(output);
        let mut outcome = Outcome::Clean;
        let mut records = Vec::new();
        let mut unchanged = 0_usize;
        for portion in groups.chunks(PORTION) {
            let done: Vec<Result<Done>> = portion
                .par_iter()
                .map(|group| {
                    let path = output_path(output, &group.stem, format);
                    let files = Self::read(group)?;
                    let key = self.key(&options, &files);
                    if let Some(record) = manifest
                        .done(&name_of(&group.stem), &key)
                        .filter(|_| path.exists())
                    {
                        return Ok(Done {
                            key,
                            record: record.clone(),
                            losses: None,
                        });
                    }
                    let (aligned, record) = self.document(group, Some(files))?;
                    let losses = write_document(&aligned, &path, format)?;
                    Ok(Done {
                        key,
                        record,
                        losses: Some(losses),
                    })
                })
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
        if unchanged > 0 {
            self.context.messages.note(format_args!(
                "{unchanged} of {} documents were done already",
                groups.len()
            ));
        }
        self.summarise(&records)?;
        Ok(outcome)
    }

    fn read(group: &Group) -> Result<Vec<(&LanguageTag, &Path, Vec<u8>)>> {
        ensure!(
            group.files.len() > 1,
            "there is no version in {}; a document needs two versions at least",
            list(&group.missing)
        );
        group
            .files
            .iter()
            .map(|(language, path)| Ok((language, path.as_path(), input::read(path)?)))
            .collect()
    }

    /// What the results depend on beside the versions: options, and what the glossaries hold.
    fn options(&self, format: AlignFormat) -> Result<String> {
        let mut glossaries = Key::new("");
        for path in &self.glossaries {
            glossaries.add(&input::read(path)?);
        }
        Ok(format!(
            "{format:?} {} {:?} {}",
            self.args.segmented,
            self.least,
            glossaries.finish()
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

    /// Aligns the versions of a document.
    fn document(
        &self,
        group: &Group,
        files: Option<Vec<(&LanguageTag, &Path, Vec<u8>)>>,
    ) -> Result<(Aligned, Record)> {
        let files = match files {
            Some(files) => files,
            None => Self::read(group)?,
        };
        let versions = files
            .into_iter()
            .map(|(language, path, bytes)| self.reader.read(language, path, &bytes))
            .collect::<Result<Vec<_>>>()?;
        let (aligned, mut record) = self.align(name_of(&group.stem), versions)?;
        if !group.missing.is_empty() {
            record.note(format!("there is no version in {}", list(&group.missing)));
        }
        for path in &group.surplus {
            record.note(format!(
                "{} was passed over: its language has another file",
                path.display()
            ));
        }
        Ok((aligned, record))
    }

    /// Says what the format could not keep.
    fn tell_losses(&self, name: &str, losses: &[String]) {
        for loss in losses {
            self.context
                .messages
                .warning(format_args!("{name}: {loss}"));
        }
    }

    /// Says what someone should look at.
    fn tell(&self, record: &Record) -> Outcome {
        for note in record.notes() {
            self.context
                .messages
                .warning(format_args!("{}: {note}", record.document));
        }
        Outcome::findings(record.needs_attention())
    }

    /// Says that a document could not be aligned; the others go on.
    fn failed(&self, group: &Group, error: &anyhow::Error) -> Outcome {
        self.context
            .messages
            .error(format_args!("{}: {error:#}", group.stem.display()));
        Outcome::Failed
    }

    /// A table of all documents on standard output, and the report that was asked for.
    fn summarise(&self, records: &[Record]) -> Result<()> {
        let summaries: Vec<AlignmentSummary> = records.iter().map(Record::summary).collect();
        let mut table = Vec::new();
        write_alignments_table(&summaries, &mut table)?;
        output::write_all(None, &table)?;
        self.report(records)
    }

    fn report(&self, records: &[Record]) -> Result<()> {
        let Some(path) = &self.args.report else {
            return Ok(());
        };
        let summaries: Vec<AlignmentSummary> = records.iter().map(Record::summary).collect();
        let mut report = Vec::new();
        match path.extension().and_then(OsStr::to_str) {
            Some("json") => write_alignments_json(&summaries, &mut report)?,
            Some("html" | "htm") => write_alignments_page(&summaries, &mut report)?,
            _ => write_alignments_text(&summaries, &mut report)?,
        }
        output::write_all(Some(path), &report)
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

fn name_of(stem: &Path) -> String {
    stem.to_string_lossy().into_owned()
}

/// The name of a document by its files: what their names have in common at the start.
fn document_name(files: &[(LanguageTag, PathBuf)]) -> String {
    let names: Vec<String> = files
        .iter()
        .filter_map(|(_, path)| path.file_stem())
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    let Some((first, others)) = names.split_first() else {
        return "document".to_owned();
    };
    let is_common = |end: usize| {
        others
            .iter()
            .all(|name| name.get(..end) == first.get(..end))
    };
    let end = first
        .char_indices()
        .map(|(at, c)| at + c.len_utf8())
        .take_while(|end| is_common(*end))
        .last()
        .unwrap_or(0);
    let common = first
        .get(..end)
        .unwrap_or_default()
        .trim_end_matches(['.', '-', '_', ' ']);
    if common.is_empty() {
        first.clone()
    } else {
        common.to_owned()
    }
}

fn languages(aligned: &Aligned) -> Vec<LanguageTag> {
    aligned.languages().cloned().collect()
}

fn rules(aligned: &Aligned) -> Vec<(LanguageTag, String)> {
    let rules = |version: &Version| {
        version
            .rules
            .clone()
            .map(|rules| (version.language.clone(), rules))
    };
    aligned.versions.iter().filter_map(rules).collect()
}

fn list(languages: &[LanguageTag]) -> String {
    let names: Vec<String> = languages
        .iter()
        .map(|language| format!("`{language}`"))
        .collect();
    names.join(", ")
}
