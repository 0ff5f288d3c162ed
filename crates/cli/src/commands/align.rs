//! `yaddash align`: language versions of documents into a translation memory.

mod folder;
mod learn;
mod named;
mod one_file;
mod reports;
mod single;
mod vectors;

use std::path::{Path, PathBuf};

use anyhow::{Result, bail, ensure};
use yaddash_lexicon::Lexicon;
use yaddash_model::LanguageTag;
use yaddash_report::path_text;

use self::learn::Taught;
use self::named::is_version;
use self::vectors::VectorFiles;
use super::Context;
use crate::align::batch::{self, Group};
use crate::align::known_units::KnownUnits;
use crate::align::pattern::Pattern;
use crate::align::record::Record;
use crate::align::writer;
use crate::align::{Aligned, Version, VersionReader};
use crate::args::{AlignArgs, AlignFormat};
use crate::config::Config;
use crate::exit::Outcome;
use crate::input;
use crate::lexicons;
use crate::messages::Messages;
use crate::output;
use crate::segmenters::Segmenters;
use crate::terms::{self, Concepts};

/// How many documents are worked on before their results are written.
const PORTION: usize = 64;

pub(super) fn run(args: &AlignArgs, context: &Context) -> Result<Outcome> {
    // The folder of the results is made when there are some.
    let is_in_output = |report: &Path| {
        args.output
            .as_ref()
            .is_some_and(|out| report.starts_with(out))
    };
    args.report
        .iter()
        .filter(|path| !is_in_output(path))
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
                "{}: is a file; name its versions as LANG=FILE, or a folder",
                folder.display()
            );
            job.folder(folder)
        }
        versions => {
            refuse_options_of_folders(args)?;
            job.single(versions)
        }
    }
}

/// Refuses options that say something about folders alone.
fn refuse_options_of_folders(args: &AlignArgs) -> Result<()> {
    for (option, is_given) in [
        ("--pattern", args.pattern.is_some()),
        ("--langs", !args.langs.is_empty()),
        ("--no-batch-lexicon", args.no_batch_lexicon),
    ] {
        ensure!(
            !is_given,
            "{option} is for the documents of a folder; versions named as LANG=FILE need none"
        );
    }
    Ok(())
}

/// The files of a document: language, place and bytes of each.
type Files<'a> = Vec<(&'a LanguageTag, &'a Path, Vec<u8>)>;

struct Job<'a> {
    args: &'a AlignArgs,
    context: &'a Context,
    reader: VersionReader,
    /// Where the vectors of the segments are.
    vectors: VectorFiles,
    least: Option<f64>,
    /// What the user's lexicons and dictionaries know, the most trusted first.
    lexicons: Vec<Lexicon>,
    /// Whether the documents of a batch teach each other words.
    learns: bool,
    /// The files of glossaries, memories and lexicons in force, each with what it serves as.
    helpers: Vec<(String, PathBuf)>,
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
        let memories = if args.memory.is_empty() {
            config.paths("align.memory")
        } else {
            args.memory.clone()
        };
        let lexicons = if args.lexicon.is_empty() {
            config.paths("align.lexicon")
        } else {
            args.lexicon.clone()
        };
        let mut helpers = Vec::new();
        helpers.extend(
            glossaries
                .iter()
                .map(|path| ("glossary".to_owned(), path.clone())),
        );
        helpers.extend(
            memories
                .iter()
                .map(|path| ("memory".to_owned(), path.clone())),
        );
        for argument in &lexicons {
            let role = lexicons::role(argument.as_os_str())?;
            let files = lexicons::files(argument.as_os_str())?;
            helpers.extend(files.into_iter().map(|path| (role.clone(), path)));
        }
        Ok(Self {
            args,
            context,
            reader: VersionReader {
                segmented: args.segmented,
                segmenters: Segmenters::new(args.rules.as_deref(), &args.abbreviations, context)?,
                concepts,
                known_units: KnownUnits::read(&memories)?,
            },
            vectors: VectorFiles::new(&args.vectors)?,
            least: match args.min_score {
                Some(least) => Some(least),
                None => least_score(config)?,
            },
            lexicons: lexicons
                .iter()
                .map(|path| lexicons::read(path.as_os_str(), context.messages))
                .collect::<Result<_>>()?,
            learns: !args.no_batch_lexicon,
            helpers,
        })
    }

    fn cannot_write(&self) -> String {
        match &self.args.output {
            Some(path) => format!("cannot write {}", path.display()),
            None => "cannot write to standard output".to_owned(),
        }
    }

    /// Takes beads below the least score apart.
    fn recorded(&self, mut aligned: Aligned) -> (Aligned, Record) {
        if let Some(least) = self.least {
            aligned.drop_below(least);
        }
        let record = Record::of(&aligned);
        (aligned, record)
    }

    /// Aligns all documents of a folder.
    fn folder(&self, folder: &Path) -> Result<Outcome> {
        let Some(output) = &self.args.output else {
            bail!("a folder of documents needs a place for the results: give one with -o");
        };
        let (pattern, languages) = self.pattern()?;
        self.vectors.check_folder(&languages)?;
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
        if let Some(repeated) = repeated(&languages) {
            bail!(
                "`{repeated}` is named twice among the languages; each version needs one of its own"
            );
        }
        Ok((pattern, languages))
    }

    fn read(group: &Group) -> Result<Files<'_>> {
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

    /// Makes versions of files; says in `messages` what was guessed or is odd.
    fn versions(&self, stem: &Path, files: Files<'_>, messages: Messages) -> Result<Vec<Version>> {
        let mut versions = files
            .into_iter()
            .map(|(language, path, bytes)| self.reader.read(language, path, &bytes, messages))
            .collect::<Result<Vec<_>>>()?;
        self.vectors.add(Some(stem), &mut versions)?;
        Ok(versions)
    }

    /// Aligns the versions of a document with what the documents of a batch teach.
    fn document(
        &self,
        group: &Group,
        files: Files<'_>,
        taught: &Taught,
    ) -> Result<(Aligned, Record)> {
        let known = taught.prepared(group, &files);
        let versions = self.versions(&group.stem, files, self.context.messages)?;
        let lexicons = taught.lexicon.iter().chain(&self.lexicons);
        let name = name_of(&group.stem);
        let aligned = match known {
            Some(prepared) => Aligned::of(name, versions, prepared, lexicons),
            None => Aligned::new(name, versions, lexicons)?,
        };
        let (aligned, mut record) = self.recorded(aligned);
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

    /// Names and hashes of the segmentation rules of these languages; none where the text comes cut into segments.
    fn rules(&self, languages: &[LanguageTag]) -> Result<Vec<(LanguageTag, String)>> {
        if self.args.segmented {
            return Ok(Vec::new());
        }
        let rules = |language: &LanguageTag| {
            let segmenter = self.reader.segmenters.get(language)?;
            let identity = segmenter.identity();
            Ok((
                language.clone(),
                format!("{} {}", identity.name, identity.hash),
            ))
        };
        languages.iter().map(rules).collect()
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

    /// Says that a document could not be aligned; the others go on. Gives what reports tell of it.
    fn failed(&self, group: &Group, error: &anyhow::Error) -> Record {
        self.context
            .messages
            .error(format_args!("{}: {error:#}", group.stem.display()));
        let languages = group.files.iter().map(|(language, _)| language);
        Record::failed(name_of(&group.stem), languages, error)
    }
}

/// The least score of the configuration; none where it is 0 and takes nothing apart.
fn least_score(config: &Config) -> Result<Option<f64>> {
    let Some(least) = config.number("align.min-score") else {
        return Ok(None);
    };
    ensure!(
        (0.0..=1.0).contains(&least),
        "align.min-score is {least}, which is not from 0 to 1"
    );
    Ok((least > 0.0).then_some(least))
}

/// The name of a document; names that are not UTF-8 keep a form of their own.
fn name_of(stem: &Path) -> String {
    path_text(stem).into_owned()
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

/// The first language that stands in the list twice.
fn repeated(languages: &[LanguageTag]) -> Option<&LanguageTag> {
    let mut numbered = languages.iter().enumerate();
    let is_known = |at: usize, language| languages.iter().take(at).any(|known| known == language);
    numbered.find_map(|(at, language)| is_known(at, language).then_some(language))
}

fn list(languages: &[LanguageTag]) -> String {
    let names: Vec<String> = languages
        .iter()
        .map(|language| format!("`{language}`"))
        .collect();
    names.join(", ")
}
