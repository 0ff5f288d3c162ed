//! Bilingual files checked unit by unit.

use std::path::Path;

use anyhow::Result;
use yaddash_formats::units::Languages;
use yaddash_glossary::Checker;
use yaddash_io::xml::Position;
use yaddash_model::{
    ByteSpan, Finding, LineColumn, LineIndex, Place, SourceLanguage, TranslationUnit,
};

use crate::args::ConvertFormat;
use crate::units::Bilingual;
use crate::{findings, units};

/// Checks all units of a file.
pub(super) fn check(path: &Path, format: ConvertFormat, checker: &Checker) -> Result<Vec<Finding>> {
    if format == ConvertFormat::Tmx {
        return memory(path, checker);
    }
    if format.is_bilingual() {
        return bilingual(path, format, checker);
    }
    let mut found = Vec::new();
    // A table has a header and then a unit a line; a file of JSON lines has no header.
    let first = if format == ConvertFormat::Jsonl { 1 } else { 2 };
    for (number, unit) in units::read(path, format)?.enumerate() {
        let start = LineColumn {
            line: first + number,
            column: 1,
        };
        let place = |_: usize, _: ByteSpan| Place {
            path: path.to_owned(),
            start,
            end: start,
            span: ByteSpan::default(),
        };
        found.extend(checker.check_unit(&unit?, None, &place));
    }
    Ok(found)
}

/// Checks a file whose units have a source, which stands first. Findings are at the start of their unit.
fn bilingual(path: &Path, format: ConvertFormat, checker: &Checker) -> Result<Vec<Finding>> {
    let mut reader = Bilingual::open(path, format, Languages::default())?;
    let mut found = Vec::new();
    while let Some(unit) = reader.next() {
        let unit = unit?;
        let start = reader.unit_position();
        let place = |_: usize, _: ByteSpan| Place {
            path: path.to_owned(),
            start,
            end: start,
            span: ByteSpan::default(),
        };
        let source = unit.variants.first().map(|variant| &variant.language);
        found.extend(checker.check_unit(&unit, source, &place));
    }
    Ok(found)
}

/// Checks a TMX file. Its text, where it is not too large, tells the place of each finding; else that of its unit does.
fn memory(path: &Path, checker: &Checker) -> Result<Vec<Finding>> {
    let mut reader = units::open_memory(path)?;
    let source = match reader.header().source_language() {
        Some(SourceLanguage::Tag(tag)) => Some(tag),
        _ => None,
    };
    let text = findings::source(path, true);
    let lines = text.as_deref().map(LineIndex::new);
    let mut found = Vec::new();
    while let Some(unit) = reader.next() {
        let unit = unit.map_err(|error| units::unreadable_memory(error, path))?;
        let position = reader.unit_position();
        let place = |variant: usize, span: ByteSpan| {
            let inside = text
                .as_deref()
                .zip(lines.as_ref())
                .and_then(|(text, lines)| {
                    let span = find(text, position.byte, &unit, variant, span)?;
                    let (start, end) = (
                        lines.line_column(text, span.start()),
                        lines.line_column(text, span.end()),
                    );
                    Some(Place {
                        path: path.to_owned(),
                        start,
                        end,
                        span,
                    })
                });
            inside.unwrap_or_else(|| at_unit(path, position))
        };
        found.extend(checker.check_unit(&unit, source.as_ref(), &place));
    }
    Ok(found)
}

fn at_unit(path: &Path, position: Position) -> Place {
    let start = LineColumn {
        line: position.line,
        column: position.column,
    };
    Place {
        path: path.to_owned(),
        start,
        end: start,
        span: ByteSpan::default(),
    }
}

/// The bytes of the file where `span` of a variant stands: looked for by its text in the segment of the variant, as
/// often as it stands before it in the plain text. Where the segment writes the text otherwise (with references or codes
/// inside), the start of the segment is given.
fn find(
    text: &str,
    unit_start: usize,
    unit: &TranslationUnit,
    variant: usize,
    span: ByteSpan,
) -> Option<ByteSpan> {
    let unit_text = text.get(unit_start..)?;
    let mut start = unit_start;
    let mut rest = unit_text;
    for _ in 0..=variant {
        let at = rest.find("<seg")?;
        let open = rest.get(at..)?.find('>')? + 1;
        start += at + open;
        rest = rest.get(at + open..)?;
    }
    let segment = rest.get(..rest.find("</seg")?)?;
    let plain = unit.variants.get(variant)?.segment.text();
    let wanted = span.of(plain)?;
    let before = plain.get(..span.start())?.matches(wanted).count();
    match segment.match_indices(wanted).nth(before) {
        Some((at, _)) if !wanted.is_empty() => {
            Some(ByteSpan::new(start + at, start + at + wanted.len()))
        }
        _ => Some(ByteSpan::new(start, start)),
    }
}
