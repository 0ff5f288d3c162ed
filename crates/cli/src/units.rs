//! Files of translation units, in any format that holds them.

mod bilingual;
mod memory;
mod text;

use std::cell::Cell;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use anyhow::{Context as _, Result, anyhow, bail};
use yaddash_formats::units::{Languages, csv, jsonl, moses, tsv, xlsx};
use yaddash_model::{LanguageTag, TranslationUnit};

use crate::args::ConvertFormat;
use crate::input::Input;
use crate::losses;
use crate::messages::Messages;

pub(crate) use bilingual::Bilingual;
use text::text;

pub(crate) use memory::{Memory, tell_unknown, unreadable_memory};

/// Units in the order of their file; ends after the first error.
pub(crate) type Units = Box<dyn Iterator<Item = Result<TranslationUnit>>>;

/// The format of units that the name of a file tells, looking through `.gz` and `.zip`.
pub(crate) fn format_of(path: &Path) -> Option<ConvertFormat> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    Some(match extension.as_str() {
        "tmx" => ConvertFormat::Tmx,
        "tsv" | "tab" => ConvertFormat::Tsv,
        "csv" => ConvertFormat::Csv,
        "xlsx" => ConvertFormat::Xlsx,
        "sdltm" => ConvertFormat::Sdltm,
        "jsonl" | "ndjson" => ConvertFormat::Jsonl,
        "xlf" | "xliff" | "sdlxliff" | "mqxliff" | "mqxlz" => ConvertFormat::Xliff,
        "po" | "pot" => ConvertFormat::Po,
        "gz" | "zip" => return format_of(Path::new(path.file_stem()?)),
        _ => return None,
    })
}

/// The format in which units are written: the one that is asked for, else that of the name of the file, else TMX.
pub(crate) fn format_to_write(
    asked: Option<ConvertFormat>,
    output: Option<&Path>,
) -> Result<ConvertFormat> {
    match (asked, output) {
        (Some(format), _) => Ok(format),
        (None, Some(path)) if path != Path::new("-") => format_of(path).with_context(|| {
            format!(
                "{}: the extension names no format; give one with --to",
                path.display()
            )
        }),
        _ => Ok(ConvertFormat::Tmx),
    }
}

/// What to read of a file.
#[derive(Debug, Default)]
pub(crate) struct ReadOptions {
    /// The sheet of a workbook, where it is not the first.
    pub(crate) sheet: Option<String>,
    /// The languages of bilingual files that name none.
    pub(crate) languages: Languages,
    /// The Moses files of further languages.
    pub(crate) more: Vec<PathBuf>,
    /// Counts units of TMX that are well-formed but say nothing, such as one without a language, and are passed over.
    /// Where there is no counter, such a unit ends the reading.
    pub(crate) unreadable: Option<Rc<Cell<u64>>>,
    /// Where to say, at the end of the file, what was simplified or left out.
    pub(crate) messages: Option<Messages>,
}

/// The units of a file.
pub(crate) fn read(path: &Path, format: ConvertFormat) -> Result<Units> {
    read_with(&Input::of(path), format, &ReadOptions::default())
}

/// The units of an input, as `options` say.
pub(crate) fn read_with(
    input: &Input,
    format: ConvertFormat,
    options: &ReadOptions,
) -> Result<Units> {
    if format == ConvertFormat::Xlsx {
        return workbook(input, options);
    }
    if format == ConvertFormat::Sdltm {
        return trados_memory(input, options);
    }
    if format.is_bilingual() {
        return bilingual(input, format, options);
    }
    if format == ConvertFormat::Moses {
        return moses_files(input, options);
    }
    if format == ConvertFormat::Tmx {
        return Ok(memory(Memory::open(input)?, options));
    }
    let name = input.name();
    let text = text(input, options.messages)?;
    let in_file =
        move |error: yaddash_formats::Error| anyhow!(error).context(format!("cannot read {name}"));
    Ok(match format {
        ConvertFormat::Tsv => {
            let reader = tsv::Reader::new(text).map_err(&in_file)?;
            Box::new(reader.map(move |unit| unit.map_err(&in_file)))
        }
        ConvertFormat::Csv => {
            let reader = csv::Reader::new(text).map_err(&in_file)?;
            Box::new(reader.map(move |unit| unit.map_err(&in_file)))
        }
        ConvertFormat::Jsonl => {
            Box::new(jsonl::Reader::new(text).map(move |unit| unit.map_err(&in_file)))
        }
        ConvertFormat::Tmx
        | ConvertFormat::Xlsx
        | ConvertFormat::Sdltm
        | ConvertFormat::Moses
        | ConvertFormat::Xliff
        | ConvertFormat::Xliff2
        | ConvertFormat::Po => bail!("{}: not a file of lines", input.name()),
    })
}

/// The units of a memory; what is unusual in it is said at its end.
pub(crate) fn memory(mut memory: Memory, options: &ReadOptions) -> Units {
    let (messages, unreadable) = (options.messages, options.unreadable.clone());
    let mut is_told = false;
    Box::new(std::iter::from_fn(move || {
        let unit = match &unreadable {
            Some(unreadable) => {
                let before = memory.unreadable();
                let unit = memory.next_readable();
                unreadable.set(unreadable.get() + memory.unreadable() - before);
                unit
            }
            None => memory.next_unit(),
        };
        if let (None, Some(messages)) = (&unit, messages)
            && !std::mem::replace(&mut is_told, true)
        {
            memory.tell(messages);
        }
        unit
    }))
}

/// The units of Moses files: `first` and those of further languages.
fn moses_files(first: &Input, options: &ReadOptions) -> Result<Units> {
    let mut inputs = Vec::new();
    let mut names = Vec::new();
    let more = options.more.iter().map(|path| Input::of(path));
    for input in std::iter::once(first.clone()).chain(more) {
        inputs.push((
            moses_language(input.path())?,
            text(&input, options.messages)?,
        ));
        names.push(input.name());
    }
    if let [name] = names.as_slice() {
        bail!("{name} is one Moses file of several: name those of all languages");
    }
    let names = names.join(", ");
    let reader = moses::Reader::new(inputs);
    Ok(Box::new(reader.map(move |unit| {
        unit.with_context(|| format!("cannot read {names}"))
    })))
}

/// The language that the extension of a Moses file names, looking through `.gz` and `.zip`.
fn moses_language(path: &Path) -> Result<LanguageTag> {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    if matches!(&*extension, "gz" | "zip") {
        return moses_language(Path::new(path.file_stem().unwrap_or_default()));
    }
    LanguageTag::parse(&extension).map_err(|_| {
        anyhow!(
            "{}: a Moses file has its language as extension, such as `memory.az`",
            path.display()
        )
    })
}

/// The units of a file with a source and a target.
fn bilingual(input: &Input, format: ConvertFormat, options: &ReadOptions) -> Result<Units> {
    let mut reader = Bilingual::open(input, format, options.languages.clone())?;
    let messages = options.messages;
    Ok(Box::new(std::iter::from_fn(move || {
        let unit = reader.next();
        if let (None, Some(messages)) = (&unit, messages) {
            reader.tell(messages);
        }
        unit
    })))
}

/// The units of a sheet of a workbook.
fn workbook(input: &Input, options: &ReadOptions) -> Result<Units> {
    // A zip file is read from its end.
    let input = input.clone().into_stored()?;
    let name = input.name();
    let unreadable = || format!("cannot read {name}");
    let file = File::open(input.place()).with_context(unreadable)?;
    let sheet = options.sheet.as_deref();
    let mut reader = xlsx::Reader::new(BufReader::new(file), sheet).with_context(unreadable)?;
    let messages = options.messages;
    Ok(Box::new(std::iter::from_fn(move || {
        let unit = reader.next();
        if let (None, Some(messages)) = (&unit, messages)
            && !reader.flattened().is_empty()
        {
            messages.warning(format_args!(
                "{name}: not plain text, so read as their values or left out: {}",
                reader.flattened()
            ));
        }
        unit.map(|unit| unit.with_context(|| format!("cannot read {name}")))
    })))
}

/// The units of a memory of Trados Studio.
#[cfg(feature = "sdltm")]
fn trados_memory(input: &Input, options: &ReadOptions) -> Result<Units> {
    // A database is read at many places, for as long as there are units in it.
    let input = input.clone().into_stored()?;
    let messages = options.messages;
    let mut reader = yaddash_formats::units::sdltm::Reader::open(input.place())
        .with_context(|| format!("cannot read {}", input.name()))?;
    Ok(Box::new(std::iter::from_fn(move || {
        let unit = reader.next();
        if let (None, Some(messages)) = (&unit, messages) {
            if reader.replaced() > 0 {
                messages.warning(format_args!(
                    "{}: {} characters that XML cannot hold were replaced by U+FFFD",
                    input.name(),
                    reader.replaced()
                ));
            }
            for loss in losses::of_reading(&reader.losses()) {
                messages.warning(loss);
            }
        }
        unit.map(|unit| unit.with_context(|| format!("cannot read {}", input.name())))
    })))
}

#[cfg(not(feature = "sdltm"))]
fn trados_memory(input: &Input, _: &ReadOptions) -> Result<Units> {
    Err(anyhow!(
        "{}: this program was built without memories of Trados Studio (feature `sdltm`)",
        input.name()
    ))
}
