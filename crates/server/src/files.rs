//! Files of units that clients send.

use std::io::{BufReader, Read};

use yaddash_formats::units::{Languages, csv, jsonl, po, tsv, xliff};
use yaddash_io::encoding::{DecodingReader, Hint};
use yaddash_model::{SourceLanguage, TranslationUnit};
use yaddash_tmx::{ErrorKind, TmxReader};

use crate::failure::Failure;

/// The format of a file of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileFormat {
    Tmx,
    Xliff,
    Po,
    Tsv,
    Csv,
    Jsonl,
}

/// A unit of a file with its source, or why there is none.
pub(crate) type Read1 = Result<(TranslationUnit, SourceLanguage), Unreadable>;

/// Why a unit or the rest of a file cannot be read, with the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unreadable {
    pub(crate) message: String,
    /// Whether what is behind it can be read.
    pub(crate) is_passed_over: bool,
}

impl FileFormat {
    /// The format that a name, or the extension of a name, tells.
    pub(crate) fn of(name: &str) -> Result<Self, Failure> {
        let extension = name.rsplit('.').next().unwrap_or_default();
        Ok(match extension.to_ascii_lowercase().as_str() {
            "tmx" => Self::Tmx,
            "xlf" | "xliff" | "sdlxliff" | "mqxliff" => Self::Xliff,
            "po" | "pot" => Self::Po,
            "tsv" | "tab" => Self::Tsv,
            "csv" => Self::Csv,
            "jsonl" | "ndjson" => Self::Jsonl,
            _ => {
                return Err(Failure::new(
                    axum::http::StatusCode::UNSUPPORTED_MEDIA_TYPE,
                    format!("`{name}` is not a file of tmx, xliff, po, tsv, csv or jsonl"),
                ));
            }
        })
    }
}

/// The units of a file; `languages` are those of files that name none, their source is the source of tables too.
pub(crate) fn read(
    file: impl Read + Send + 'static,
    format: FileFormat,
    languages: Languages,
) -> Result<Box<dyn Iterator<Item = Read1> + Send>, Failure> {
    let file = BufReader::new(file);
    let source = languages
        .source
        .clone()
        .map_or(SourceLanguage::Any, SourceLanguage::Tag);
    let refused =
        |error: &dyn std::fmt::Display| Failure::bad_request(format!("the file: {error}"));
    Ok(match format {
        FileFormat::Tmx => Box::new(memory(
            TmxReader::new(file).map_err(|error| refused(&error))?,
        )),
        FileFormat::Xliff => {
            let reader = xliff::Reader::new(file, languages).map_err(|error| refused(&error))?;
            Box::new(reader.map(bilingual))
        }
        FileFormat::Po => {
            let reader = po::Reader::new(file, languages).map_err(|error| refused(&error))?;
            Box::new(reader.map(bilingual))
        }
        FileFormat::Tsv => {
            let reader = tsv::Reader::new(text(file)?).map_err(|error| refused(&error))?;
            Box::new(reader.map(move |unit| table(unit, &source)))
        }
        FileFormat::Csv => {
            let reader = csv::Reader::new(text(file)?).map_err(|error| refused(&error))?;
            Box::new(reader.map(move |unit| table(unit, &source)))
        }
        FileFormat::Jsonl => {
            let reader = jsonl::Reader::new(text(file)?);
            Box::new(reader.map(move |unit| table(unit, &source)))
        }
    })
}

fn text<R: Read>(file: R) -> Result<BufReader<DecodingReader<R>>, Failure> {
    DecodingReader::new(file, Hint::default())
        .map(BufReader::new)
        .map_err(|error| Failure::bad_request(format!("the file: {error}")))
}

fn memory<R: Read + Send + 'static>(
    mut reader: TmxReader<R>,
) -> impl Iterator<Item = Read1> + Send {
    let of_header = reader.header().source_language();
    std::iter::from_fn(move || {
        Some(match reader.next()? {
            Ok(unit) => {
                let own = unit.attributes.get("srclang");
                let source = own
                    .and_then(yaddash_tmx::source_language)
                    .or(of_header.clone());
                Ok((unit, source.unwrap_or(SourceLanguage::Any)))
            }
            Err(error) => Err(Unreadable {
                is_passed_over: error.unit().is_some()
                    && !matches!(error.kind(), ErrorKind::Read(_)),
                message: error.to_string(),
            }),
        })
    })
}

/// A unit of a file with a source and a target, in this order.
fn bilingual(unit: Result<TranslationUnit, yaddash_formats::Error>) -> Read1 {
    let unit = unit.map_err(|error| end(&error))?;
    let first = unit.variants.first();
    let source = first.map_or(SourceLanguage::Any, |variant| {
        SourceLanguage::Tag(variant.language.clone())
    });
    Ok((unit, source))
}

fn table(unit: Result<TranslationUnit, yaddash_formats::Error>, source: &SourceLanguage) -> Read1 {
    Ok((unit.map_err(|error| end(&error))?, source.clone()))
}

fn end(error: &yaddash_formats::Error) -> Unreadable {
    Unreadable {
        message: error.to_string(),
        is_passed_over: false,
    }
}
