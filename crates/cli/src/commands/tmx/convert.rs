//! `yaddash tmx convert`.

mod asked;
mod bilingual;

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use anyhow::{Context as _, Result, bail, ensure};
use yaddash_formats::units::moses::{self, MosesOptions};
use yaddash_formats::units::{Languages, TableOptions, csv, jsonl, tsv, xlsx};
use yaddash_model::LanguageTag;
use yaddash_tmx::{CopyEncoding, ErrorKind, Header, Level, TmxOptions, TmxWriter, rewrite};

use super::super::Context;
use crate::args::{ConvertFormat, TmxConvertArgs};
use crate::exit::Outcome;
use crate::input::{self, Input};
use crate::losses;
use crate::messages::Messages;
use crate::output::Output;
use crate::units::{self, Memory};
use asked::Asked;

pub(in crate::commands) fn run(args: &TmxConvertArgs, context: &Context) -> Result<Outcome> {
    let from = match args.from {
        Some(from) => from,
        None if !args.more.is_empty() => ConvertFormat::Moses,
        None => units::format_of(&args.input).unwrap_or(ConvertFormat::Tmx),
    };
    ensure!(
        from == ConvertFormat::Moses || args.more.is_empty(),
        "only Moses files are several; `yaddash tmx merge` joins memories"
    );
    let to = units::format_to_write(args.to, args.output.as_deref())?;
    let is_table = matches!(to, ConvertFormat::Tsv | ConvertFormat::Csv);
    ensure!(
        is_table || !(args.bom || args.guard_formulas),
        "--bom and --guard-formulas are for TSV and CSV"
    );
    ensure!(
        args.sheet.is_none() || from == ConvertFormat::Xlsx,
        "--sheet is for input in XLSX"
    );
    let job = Job {
        args,
        from,
        to,
        context,
        unreadable: Rc::default(),
        is_missed: Rc::default(),
    };
    job.check_languages()?;
    if from == ConvertFormat::Tmx && to == ConvertFormat::Tmx && args.level == 2 {
        job.copy()?;
    } else {
        ensure!(
            !args.keep_encoding,
            "--keep-encoding is for copies of TMX with all their codes: everything else is written in UTF-8"
        );
        job.convert()?;
    }
    Ok(Outcome::findings(
        job.unreadable.get() > 0 || job.is_missed.get(),
    ))
}

struct Job<'a> {
    args: &'a TmxConvertArgs,
    from: ConvertFormat,
    to: ConvertFormat,
    context: &'a Context,
    /// Units of TMX that are well-formed but say nothing.
    unreadable: Rc<Cell<u64>>,
    /// Whether a language was asked for that no unit has.
    is_missed: Rc<Cell<bool>>,
}

impl Job<'_> {
    /// TMX to TMX, without loss.
    fn copy(&self) -> Result<()> {
        let input = Input::of(&self.args.input).open()?;
        let mut output = self.output()?;
        let encoding = if self.args.keep_encoding {
            CopyEncoding::Kept
        } else {
            CopyEncoding::Utf8
        };
        let done = rewrite(input, &mut output, encoding).map_err(|error| self.of_memory(error))?;
        let messages = self.context.messages;
        for notice in &done.notices {
            messages.warning(format_args!("{}: {notice}", input::name(&self.args.input)));
        }
        if done.replaced.count > 0 {
            messages.warning(format_args!(
                "{}: {} characters could not be read as {} and were replaced by U+FFFD",
                input::name(&self.args.input),
                done.replaced.count,
                done.encoding
            ));
        }
        output.finish()
    }

    /// An error of the input or of the output, with the name of the one that it is about.
    fn of_memory(&self, error: yaddash_tmx::Error) -> anyhow::Error {
        if matches!(error.kind(), ErrorKind::Write(_)) {
            anyhow::Error::new(error).context(self.cannot_write())
        } else {
            units::unreadable_memory(error, &self.args.input)
        }
    }

    fn cannot_write(&self) -> String {
        match &self.args.output {
            Some(path) => format!("cannot write {}", path.display()),
            None => "cannot write to standard output".to_owned(),
        }
    }

    fn output(&self) -> Result<Output> {
        Output::open(self.args.output.as_deref())
    }

    /// Any format to any other, a unit at a time.
    fn convert(&self) -> Result<()> {
        match self.to {
            ConvertFormat::Tmx => self.to_tmx(),
            ConvertFormat::Xliff | ConvertFormat::Xliff2 | ConvertFormat::Po => self.to_bilingual(),
            ConvertFormat::Jsonl => {
                let units = self.units(&Input::of(&self.args.input))?;
                let mut writer = jsonl::Writer::new(self.output()?);
                for unit in units {
                    writer.write(&unit?).with_context(|| self.cannot_write())?;
                }
                writer
                    .finish()
                    .with_context(|| self.cannot_write())?
                    .finish()
            }
            ConvertFormat::Sdltm => {
                bail!(
                    "memories of Trados Studio are read, not written: write TMX, which it imports"
                )
            }
            ConvertFormat::Tsv
            | ConvertFormat::Csv
            | ConvertFormat::Xlsx
            | ConvertFormat::Moses => self.to_columns(),
        }
    }

    fn to_tmx(&self) -> Result<()> {
        let mut options = TmxOptions::default();
        options.level = if self.args.level == 1 {
            Level::One
        } else {
            Level::Two
        };
        let input = Input::of(&self.args.input);
        let (header, units): (Header, units::Units) = if self.from == ConvertFormat::Tmx {
            let memory = Memory::open(&input)?;
            let header = memory.header().clone();
            let options = self.read_options(Some(self.context.messages));
            (header, units::memory(memory, &options))
        } else {
            self.with_header(&input)?
        };
        let mut writer = TmxWriter::new(self.output()?, &header, options)
            .map_err(|error| self.of_memory(error))?;
        for unit in units {
            writer
                .write(&unit?)
                .map_err(|error| self.of_memory(error))?;
        }
        let (output, report) = writer.finish().map_err(|error| self.of_memory(error))?;
        output.finish()?;
        self.tell(&losses::of_memory(&report));
        Ok(())
    }

    /// Formats with a column or a file for each language, which must be known before the first unit is written.
    fn to_columns(&self) -> Result<()> {
        let input = Input::stored(&self.args.input)?;
        let languages = match (&self.args.source, &self.args.target) {
            (Some(source), Some(target)) => vec![source.clone(), target.clone()],
            _ => self.languages(&input)?,
        };
        ensure!(
            !languages.is_empty(),
            "{}: there are no units in it",
            input::name(&self.args.input)
        );
        let units = self.units(&input)?;
        let losses = match self.to {
            ConvertFormat::Tsv => {
                let mut writer = tsv::Writer::new(self.output()?, languages, self.table_options())?;
                for unit in units {
                    writer.write(&unit?).with_context(|| self.cannot_write())?;
                }
                let (output, losses) = writer.finish().with_context(|| self.cannot_write())?;
                output.finish()?;
                losses
            }
            ConvertFormat::Csv => {
                let mut writer = csv::Writer::new(self.output()?, languages, self.table_options())?;
                for unit in units {
                    writer.write(&unit?).with_context(|| self.cannot_write())?;
                }
                let (output, losses) = writer.finish().with_context(|| self.cannot_write())?;
                output.finish()?;
                losses
            }
            ConvertFormat::Xlsx => {
                let mut writer = xlsx::Writer::new(self.output()?, languages)?;
                for unit in units {
                    writer.write(&unit?).with_context(|| self.cannot_write())?;
                }
                let (output, losses) = writer.finish().with_context(|| self.cannot_write())?;
                output.finish()?;
                losses
            }
            _ => {
                let outputs = languages.into_iter().map(|language| {
                    let output = Output::open(Some(&self.moses_path(&language)?))?;
                    Ok((language, output))
                });
                let mut writer = moses::Writer::new(
                    outputs.collect::<Result<Vec<_>>>()?,
                    MosesOptions::default(),
                );
                for unit in units {
                    writer.write(&unit?).with_context(|| self.cannot_write())?;
                }
                let (outputs, losses) = writer.finish().with_context(|| self.cannot_write())?;
                outputs.into_iter().try_for_each(Output::finish)?;
                losses
            }
        };
        self.tell(&losses::of_table(&losses));
        Ok(())
    }

    /// OUT.LANG for each language.
    fn moses_path(&self, language: &LanguageTag) -> Result<PathBuf> {
        let Some(stem) = self
            .args
            .output
            .as_ref()
            .filter(|path| *path != Path::new("-"))
        else {
            bail!("Moses files are one a language: name their common stem with -o");
        };
        let mut name = stem.as_os_str().to_owned();
        name.push(format!(".{language}"));
        Ok(PathBuf::from(name))
    }

    fn tell(&self, losses: &[String]) {
        for loss in losses {
            self.context.messages.warning(loss);
        }
    }

    /// The units of the input; what is simplified is said at the end, and which languages that
    /// were asked for are not there.
    fn units(&self, input: &Input) -> Result<units::Units> {
        let messages = self.context.messages;
        let options = self.read_options(Some(messages));
        Ok(Box::new(Asked::new(
            units::read_with(input, self.from, &options)?,
            input.name(),
            &options.languages,
            self.from.is_bilingual(),
            messages,
            Rc::clone(&self.is_missed),
        )))
    }

    /// The languages of the input, in the order in which they first appear.
    fn languages(&self, input: &Input) -> Result<Vec<LanguageTag>> {
        let options = self.read_options(None);
        let mut languages: Vec<LanguageTag> = Vec::new();
        for unit in units::read_with(input, self.from, &options)? {
            for variant in unit?.variants {
                if !languages.contains(&variant.language) {
                    languages.push(variant.language);
                }
            }
        }
        Ok(languages)
    }

    fn read_options(&self, messages: Option<Messages>) -> units::ReadOptions {
        units::ReadOptions {
            sheet: self.args.sheet.clone(),
            languages: Languages {
                source: self.args.source.clone(),
                target: self.args.target.clone(),
            },
            more: self.args.more.clone(),
            unreadable: Some(Rc::clone(&self.unreadable)),
            messages,
        }
    }

    fn table_options(&self) -> TableOptions {
        TableOptions::default()
            .with_byte_order_mark(self.args.bom)
            .with_guard_formulas(self.args.guard_formulas)
    }
}
