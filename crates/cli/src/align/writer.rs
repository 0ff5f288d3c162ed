//! Alignments written in the formats of `yaddash align`.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::Write;

use anyhow::{Result, bail};
use serde::Serialize;
use serde::ser::SerializeMap;
use yaddash_align::Bead;
use yaddash_formats::units::{TableOptions, tsv};
use yaddash_model::{LanguageTag, Property, SourceLanguage, TranslationUnit, Variant};
use yaddash_report::{AlignmentPage, PageBead, write_alignment_page};
use yaddash_tmx::{Header, TmxOptions, TmxWriter};

use super::Aligned;
use super::record::{Record, is_doubtful};
use crate::args::AlignFormat;
use crate::losses;

/// Writes one alignment after the other in one format.
pub(crate) enum Writer<W: Write> {
    Tmx(Box<TmxWriter<W>>),
    Tsv(tsv::Writer<W>),
    Jsonl(W),
    Ladder(W),
    Html(W),
}

impl<W: Write> Writer<W> {
    /// A writer of alignments in these languages. `rules` are the names and hashes of the segmentation rules used.
    pub(crate) fn new(
        format: AlignFormat,
        out: W,
        languages: &[LanguageTag],
        rules: &[(LanguageTag, String)],
    ) -> Result<Self> {
        Ok(match format {
            AlignFormat::Tmx => Self::Tmx(Box::new(TmxWriter::new(
                out,
                &header(languages, rules),
                TmxOptions::default(),
            )?)),
            AlignFormat::Tsv => Self::Tsv(tsv::Writer::new(
                out,
                languages.to_vec(),
                TableOptions::default(),
            )?),
            AlignFormat::Jsonl => Self::Jsonl(out),
            AlignFormat::Ladder => Self::Ladder(out),
            AlignFormat::Html => Self::Html(out),
        })
    }

    /// Writes an alignment.
    pub(crate) fn write(&mut self, aligned: &Aligned) -> Result<()> {
        match self {
            Self::Tmx(writer) => {
                // A unit in one language is no translation; the report counts these beads.
                for unit in units(aligned).filter(|unit| unit.variants.len() > 1) {
                    writer.write(&unit)?;
                }
            }
            Self::Tsv(writer) => {
                for bead in &aligned.alignment.beads {
                    writer.write(&texts(aligned, bead))?;
                }
            }
            Self::Jsonl(out) => {
                for bead in &aligned.alignment.beads {
                    serde_json::to_writer(&mut *out, &BeadLine { aligned, bead })?;
                    out.write_all(b"\n")?;
                }
            }
            Self::Ladder(out) => write!(out, "{}", aligned.alignment.ladder())?,
            Self::Html(out) => write_alignment_page(&page(aligned), out)?,
        }
        Ok(())
    }

    /// Writes what comes last. Gives the output back, and what the format could not keep.
    pub(crate) fn finish(self) -> Result<(W, Vec<String>)> {
        Ok(match self {
            Self::Tmx(writer) => {
                let (out, report) = writer.finish()?;
                (out, losses::of_memory(&report))
            }
            Self::Tsv(writer) => {
                let (out, losses) = writer.finish()?;
                (out, losses::of_table(&losses))
            }
            Self::Jsonl(out) | Self::Ladder(out) | Self::Html(out) => (out, Vec::new()),
        })
    }
}

/// The format that a file name asks for.
pub(crate) fn format_of(path: &std::path::Path) -> Result<AlignFormat> {
    let extension = path
        .extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or_default()
        .to_ascii_lowercase();
    [
        AlignFormat::Tmx,
        AlignFormat::Tsv,
        AlignFormat::Jsonl,
        AlignFormat::Ladder,
        AlignFormat::Html,
    ]
    .into_iter()
    .find(|format| format.extension() == extension)
    .map_or_else(
        || {
            bail!(
                "{}: the extension names no format; give one with --format",
                path.display()
            )
        },
        Ok,
    )
}

fn header(languages: &[LanguageTag], rules: &[(LanguageTag, String)]) -> Header {
    let source = languages.first().map_or(SourceLanguage::Any, |language| {
        if languages.len() > 2 {
            SourceLanguage::Any
        } else {
            SourceLanguage::Tag(language.clone())
        }
    });
    let mut header = Header::new(&source);
    for (language, rules) in rules {
        header.properties.push(Property::new(
            "x-segmentation-rules",
            format!("{language} {rules}"),
        ));
    }
    header
}

/// The beads as units of a memory, with where they come from and how sure they are.
fn units(aligned: &Aligned) -> impl Iterator<Item = TranslationUnit> {
    let document = &aligned.name;
    let id = identifier(document);
    aligned
        .alignment
        .beads
        .iter()
        .enumerate()
        .map(move |(number, bead)| {
            let mut unit = texts(aligned, bead);
            unit.attributes.set("tuid", format!("{id}#{number}"));
            unit.properties.push(Property::new("x-document", document));
            unit.properties.push(Property::new("x-bead", bead.shape()));
            unit.properties.push(Property::new(
                "x-score",
                format!("{:.3}", bead.score.value()),
            ));
            unit
        })
}

/// The name of a document without white space, and another one for each name.
fn identifier(document: &str) -> String {
    let mut identifier = String::with_capacity(document.len());
    for c in document.chars() {
        if c.is_whitespace() || c == '%' {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                let _ = write!(identifier, "%{byte:02X}");
            }
        } else {
            identifier.push(c);
        }
    }
    identifier
}

/// A bead as a unit that is nothing but a variant for each language that has text.
fn texts(aligned: &Aligned, bead: &Bead) -> TranslationUnit {
    let sides = bead.sides.iter().enumerate().zip(aligned.languages());
    let filled = sides.filter(|((_, range), _)| !range.is_empty());
    let variants = filled
        .map(|((side, range), language)| {
            Variant::new(language.clone(), aligned.text(side, range.clone()))
        })
        .collect();
    TranslationUnit {
        variants,
        ..TranslationUnit::default()
    }
}

/// A bead as a JSON line: `{"segments":{"az":{"text":"…","indices":[0,1]},…},"score":0.97}`.
struct BeadLine<'a> {
    aligned: &'a Aligned,
    bead: &'a Bead,
}

struct BeadSides<'a>(&'a BeadLine<'a>);

#[derive(Serialize)]
struct BeadSide {
    text: String,
    indices: Vec<usize>,
}

impl Serialize for BeadLine<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut line = serializer.serialize_map(Some(3))?;
        line.serialize_entry("document", &self.aligned.name)?;
        line.serialize_entry("segments", &BeadSides(self))?;
        line.serialize_entry(
            "score",
            &((self.bead.score.value() * 1000.0).round() / 1000.0),
        )?;
        line.end()
    }
}

impl Serialize for BeadSides<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(line) = self;
        let mut sides = serializer.serialize_map(Some(line.bead.sides.len()))?;
        for ((side, range), language) in line
            .bead
            .sides
            .iter()
            .enumerate()
            .zip(line.aligned.languages())
        {
            let text = line.aligned.text(side, range.clone()).text().to_owned();
            sides.serialize_entry(
                language.as_str(),
                &BeadSide {
                    text,
                    indices: range.clone().collect(),
                },
            )?;
        }
        sides.end()
    }
}

fn page(aligned: &Aligned) -> AlignmentPage<'_> {
    let bead = |bead: &Bead| PageBead {
        score: bead.score.value(),
        kind: Cow::Owned(bead.shape()),
        doubtful: is_doubtful(bead),
        sides: bead
            .sides
            .iter()
            .zip(&aligned.versions)
            .map(|(range, version)| version.texts(range.clone()))
            .collect(),
    };
    AlignmentPage {
        summary: Record::of(aligned).summary(),
        beads: aligned.alignment.beads.iter().map(bead).collect(),
    }
}
