//! Formats of termbases: their names, how a file is recognised, and one door to all readers and writers.

use std::io::Write;

use yaddash_io::xml::{XmlEvent, XmlReader};
use yaddash_model::LanguageTag;

use super::tbx::{TbxDialect, TbxOptions, TbxStyle, TbxVersion, read_tbx, write_tbx};
use super::{Delimiter, Losses, ReadTermbase, Termbase, read_csv, write_csv};
use super::{multiterm, omegat, skos, table, utx, wide};
use crate::Result;

/// A format of termbases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TermbaseFormat {
    /// A table of one term a row, parted by commas or semicolons.
    Csv,
    /// The same, parted by tabs.
    Tsv,
    /// TBX; written in version 3.
    Tbx,
    /// TBX of version 2.
    TbxV2,
    /// A glossary of `OmegaT`: source, target and comment, parted by tabs.
    Omegat,
    /// A table of one concept a row with a column a language, as `MateCat` has it.
    Matecat,
    /// A table of one concept a row, as memoQ writes it.
    Memoq,
    /// UTX 1.00 to 1.11.
    Utx,
    /// SKOS in RDF/XML.
    Skos,
    /// SKOS in Turtle.
    Turtle,
    /// XML of `MultiTerm`.
    Multiterm,
}

/// What a file does not say of itself.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// The language of the first column, for `OmegaT`.
    pub source: Option<LanguageTag>,
    /// The language of the second column, for `OmegaT`.
    pub target: Option<LanguageTag>,
}

/// How to write a termbase.
#[derive(Clone, Debug, Default)]
pub struct WriteOptions {
    /// The dialect of TBX to hold to.
    pub dialect: Option<TbxDialect>,
    /// How TBX names data categories.
    pub style: Option<TbxStyle>,
    /// The language of the first column, for formats of two languages.
    pub source: Option<LanguageTag>,
    /// The language of the second column.
    pub target: Option<LanguageTag>,
}

impl TermbaseFormat {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Csv,
        Self::Tsv,
        Self::Tbx,
        Self::TbxV2,
        Self::Omegat,
        Self::Matecat,
        Self::Memoq,
        Self::Utx,
        Self::Skos,
        Self::Turtle,
        Self::Multiterm,
    ];

    /// The name, such as `tbx-v2`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Tbx => "tbx",
            Self::TbxV2 => "tbx-v2",
            Self::Omegat => "omegat",
            Self::Matecat => "matecat",
            Self::Memoq => "memoq",
            Self::Utx => "utx",
            Self::Skos => "skos",
            Self::Turtle => "turtle",
            Self::Multiterm => "multiterm",
        }
    }

    /// The format that files of this extension are written in; `None` where it says too little.
    pub fn of_extension(extension: &str) -> Option<Self> {
        Some(match extension.to_ascii_lowercase().as_str() {
            "csv" => Self::Csv,
            "tsv" => Self::Tsv,
            "tbx" => Self::Tbx,
            "txt" | "utf8" | "tab" => Self::Omegat,
            "utx" => Self::Utx,
            "rdf" | "skos" | "owl" => Self::Skos,
            "ttl" | "nt" => Self::Turtle,
            "mtf" => Self::Multiterm,
            _ => return None,
        })
    }

    /// The format that `text` is in, which a file with this extension holds: by its content where that says enough, else
    /// by the extension.
    pub fn detect(text: &str, extension: &str) -> Option<Self> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let start = text.trim_start();
        let extension = extension.to_ascii_lowercase();
        if start.starts_with('<') && !is_iri(start) {
            return Some(match root(start).as_deref() {
                Some("mtf" | "conceptGrp") => Self::Multiterm,
                Some("RDF" | "Concept" | "ConceptScheme") => Self::Skos,
                // The reader says what is wrong with any other.
                _ => Self::Tbx,
            });
        }
        if start.starts_with("#UTX") || extension == "utx" {
            return Some(Self::Utx);
        }
        let statement = start
            .lines()
            .find(|line| !line.trim().is_empty() && !line.starts_with('#'));
        let is_turtle = statement.is_some_and(|line| {
            let word = line.split_whitespace().next().unwrap_or_default();
            ["@prefix", "@base", "prefix", "base"]
                .iter()
                .any(|known| word.eq_ignore_ascii_case(known))
                && line.contains('<')
        });
        if is_turtle || matches!(extension.as_str(), "ttl" | "nt") {
            return Some(Self::Turtle);
        }
        if let Some(format) = table::recognise(text).or_else(|| wide::recognise(text)) {
            return Some(format);
        }
        match Self::of_extension(&extension) {
            Some(Self::Omegat) | None => {
                let has_pairs = text
                    .lines()
                    .any(|line| !line.starts_with('#') && line.contains('\t'));
                (has_pairs && extension != "json").then_some(Self::Omegat)
            }
            format => format,
        }
    }
}

fn is_iri(start: &str) -> bool {
    start
        .get(1..)
        .and_then(|rest| rest.split(['>', ' ', '\n']).next())
        .is_some_and(|name| name.contains("://"))
}

/// The local name of the root.
fn root(text: &str) -> Option<String> {
    let mut reader = XmlReader::new(text.as_bytes()).allowing_undeclared_prefixes();
    loop {
        match reader.next_event().ok()? {
            XmlEvent::Eof => return None,
            XmlEvent::Start(tag) | XmlEvent::Empty(tag) => {
                return Some(tag.local_name().to_owned());
            }
            _ => {}
        }
    }
}

/// Reads a termbase.
///
/// # Errors
/// Those of the format: what cannot be read at all. What can be passed over is told in [`ReadTermbase::problems`].
pub fn read_termbase(
    text: &str,
    format: TermbaseFormat,
    options: &ReadOptions,
) -> Result<ReadTermbase> {
    match format {
        TermbaseFormat::Csv | TermbaseFormat::Tsv => read_csv(text),
        TermbaseFormat::Tbx | TermbaseFormat::TbxV2 => read_tbx(text.as_bytes()),
        TermbaseFormat::Omegat => omegat::read(text, options),
        TermbaseFormat::Matecat => wide::read(text, wide::Flavour::Matecat),
        TermbaseFormat::Memoq => wide::read(text, wide::Flavour::Memoq),
        TermbaseFormat::Utx => utx::read(text, options),
        TermbaseFormat::Skos => skos::read_rdf_xml(text),
        TermbaseFormat::Turtle => skos::read_turtle(text),
        TermbaseFormat::Multiterm => multiterm::read(text),
    }
}

/// Writes a termbase in UTF-8 and gives what the format has no place for.
///
/// # Errors
/// [`Error::Write`](crate::Error::Write) where `out` fails; [`Error::NoLanguages`](crate::Error::NoLanguages) where a
/// format of two languages finds not two.
pub fn write_termbase(
    termbase: &Termbase,
    format: TermbaseFormat,
    options: &WriteOptions,
    mut out: impl Write,
) -> Result<Losses> {
    let tbx = |version| TbxOptions {
        version,
        style: options.style,
        dialect: options.dialect,
    };
    match format {
        TermbaseFormat::Csv => write_csv(termbase, Delimiter::Comma, out),
        TermbaseFormat::Tsv => write_csv(termbase, Delimiter::Tab, out),
        TermbaseFormat::Tbx => write_tbx(termbase, tbx(TbxVersion::V3), out),
        TermbaseFormat::TbxV2 => write_tbx(termbase, tbx(TbxVersion::V2), out),
        TermbaseFormat::Omegat => omegat::write(termbase, options, &mut out),
        TermbaseFormat::Matecat => wide::write(termbase, wide::Flavour::Matecat, &mut out),
        TermbaseFormat::Memoq => wide::write(termbase, wide::Flavour::Memoq, &mut out),
        TermbaseFormat::Utx => utx::write(termbase, options, &mut out),
        TermbaseFormat::Skos => skos::write_rdf_xml(termbase, &mut out),
        TermbaseFormat::Turtle => skos::write_turtle(termbase, &mut out),
        TermbaseFormat::Multiterm => multiterm::write(termbase, &mut out),
    }
}
