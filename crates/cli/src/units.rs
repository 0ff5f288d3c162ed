//! Files of translation units, in any format that holds them.

mod bilingual;
mod memory;

use std::cell::Cell;
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use anyhow::{Context as _, Result, anyhow, bail};
use yaddash_formats::units::{Languages, csv, jsonl, moses, tsv, xlsx};
use yaddash_io::encoding::{DecodingReader, Hint};
use yaddash_model::{LanguageTag, TranslationUnit};

use crate::args::ConvertFormat;
use crate::input;
use crate::losses;
use crate::messages::Messages;

pub(crate) use bilingual::Bilingual;
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

/// The bytes of a file, unpacked, or of standard input.
pub(crate) fn open(path: &Path) -> Result<Box<dyn Read + Send>> {
    if input::is_stdin(path) {
        Ok(Box::new(std::io::stdin()))
    } else {
        Ok(Box::new(yaddash_io::input::open(path)?))
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
    read_with(path, format, &ReadOptions::default())
}

/// The units of a file, as `options` say.
pub(crate) fn read_with(
    path: &Path,
    format: ConvertFormat,
    options: &ReadOptions,
) -> Result<Units> {
    if format == ConvertFormat::Xlsx {
        return workbook(path, options);
    }
    if format == ConvertFormat::Sdltm {
        return trados_memory(path, options);
    }
    if format.is_bilingual() {
        return bilingual(path, format, options);
    }
    if format == ConvertFormat::Moses {
        return moses_files(path, options);
    }
    if format == ConvertFormat::Tmx {
        return Ok(memory(Memory::open(path)?, options));
    }
    let name = input::name(path);
    let text = text(path)?;
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
        | ConvertFormat::Po => bail!("{}: not a file of lines", path.display()),
    })
}

/// A file as lines of text, in whatever encoding it is.
fn text(path: &Path) -> Result<BufReader<DecodingReader<Box<dyn Read + Send>>>> {
    let decoding = DecodingReader::new(open(path)?, Hint::default());
    let decoding = decoding.with_context(|| format!("cannot read {}", input::name(path)))?;
    Ok(BufReader::new(decoding))
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

/// The units of Moses files: `path` and those of further languages.
fn moses_files(path: &Path, options: &ReadOptions) -> Result<Units> {
    let mut inputs = Vec::new();
    let mut names = Vec::new();
    for path in std::iter::once(path).chain(options.more.iter().map(PathBuf::as_path)) {
        inputs.push((moses_language(path)?, text(path)?));
        names.push(input::name(path));
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
fn bilingual(path: &Path, format: ConvertFormat, options: &ReadOptions) -> Result<Units> {
    let mut reader = Bilingual::open(path, format, options.languages.clone())?;
    let messages = options.messages;
    Ok(Box::new(std::iter::from_fn(move || {
        let unit = reader.next();
        if let (None, Some(messages)) = (&unit, messages) {
            for loss in losses::of_reading(&reader.losses()) {
                messages.warning(loss);
            }
        }
        unit
    })))
}

/// The units of a sheet of a workbook.
fn workbook(path: &Path, options: &ReadOptions) -> Result<Units> {
    let name = input::name(path);
    let unreadable = || format!("cannot read {name}");
    // A zip file is read from its end, so what comes as a stream is stored first.
    let file = if input::is_stdin(path) {
        let mut file = tempfile::tempfile().context("cannot make a temporary file")?;
        std::io::copy(&mut std::io::stdin().lock(), &mut file).with_context(unreadable)?;
        file.seek(SeekFrom::Start(0)).with_context(unreadable)?;
        file
    } else {
        File::open(path).with_context(unreadable)?
    };
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
fn trados_memory(path: &Path, options: &ReadOptions) -> Result<Units> {
    let name = input::name(path);
    let messages = options.messages;
    let unreadable = move || format!("cannot read {name}");
    let named = path.to_owned();
    // A database is read at many places, so what comes as a stream is stored first, for as long as it is read.
    let stored = if input::is_stdin(path) {
        let mut file = tempfile::NamedTempFile::new().context("cannot make a temporary file")?;
        std::io::copy(&mut std::io::stdin().lock(), &mut file).with_context(&unreadable)?;
        Some(file)
    } else {
        None
    };
    let path = stored.as_ref().map_or(path, |file| file.path());
    let mut reader = yaddash_formats::units::sdltm::Reader::open(path).with_context(&unreadable)?;
    Ok(Box::new(std::iter::from_fn(move || {
        let _ = &stored;
        let unit = reader.next();
        if let (None, Some(messages)) = (&unit, messages)
            && reader.replaced() > 0
        {
            messages.warning(format_args!(
                "{}: {} characters that XML cannot hold were replaced by U+FFFD",
                input::name(&named),
                reader.replaced()
            ));
        }
        unit.map(|unit| unit.with_context(&unreadable))
    })))
}

#[cfg(not(feature = "sdltm"))]
fn trados_memory(path: &Path, _: &ReadOptions) -> Result<Units> {
    Err(anyhow!(
        "{}: this program was built without memories of Trados Studio (feature `sdltm`)",
        path.display()
    ))
}
