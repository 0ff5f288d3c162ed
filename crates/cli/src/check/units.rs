//! Bilingual files checked unit by unit.

use std::path::Path;

use anyhow::Result;
use yaddash_formats::units::Languages;
use yaddash_glossary::Checker;
use yaddash_glossary::rules::Renderings;
use yaddash_io::encoding::decode;
use yaddash_model::{
    ByteSpan, Finding, LineColumn, LineIndex, Place, SourceLanguage, TranslationUnit,
};

use super::hint_of_units;
use super::locate::{UnitFindings, locate};
use super::mend::whole_text;
use crate::args::ConvertFormat;
use crate::input::Input;
use crate::messages::Messages;
use crate::units::{Bilingual, Memory};
use crate::{findings, input, units};

/// What was found in a file of units.
#[derive(Default)]
pub(super) struct CheckedUnits {
    pub(super) findings: Vec<Finding>,
    /// Its units, with the lines at which they start.
    pub(super) units: Vec<UnitFindings>,
    /// How many units cannot be read.
    pub(super) unreadable: u64,
    /// What stands for the names of the source.
    renderings: Renderings,
}

/// Checks all units of a file.
pub(super) fn check(
    path: &Path,
    format: ConvertFormat,
    checker: &Checker,
    messages: Messages,
) -> Result<CheckedUnits> {
    if format == ConvertFormat::Tmx {
        return memory(path, checker, messages);
    }
    if format.is_bilingual() {
        return bilingual(path, format, checker);
    }
    let mut done = CheckedUnits::default();
    // A table has a header and then a unit a line; a file of JSON lines has no header.
    let first = if format == ConvertFormat::Jsonl { 1 } else { 2 };
    for (number, unit) in units::read(path, format)?.enumerate() {
        let start = LineColumn {
            line: first + number,
            column: 1,
        };
        let place = |_: usize, _: ByteSpan| at(path, start);
        let found = checker.check_unit_of_memory(&unit?, None, &place, &mut done.renderings);
        done.add(start.line, found);
    }
    let is_text = !matches!(format, ConvertFormat::Xlsx | ConvertFormat::Sdltm);
    let done = if is_text { done.located(path) } else { done };
    Ok(done.finished())
}

impl CheckedUnits {
    fn add(&mut self, line: usize, found: Vec<Finding>) {
        let from = self.findings.len();
        self.findings.extend(found);
        self.units.push(UnitFindings {
            from,
            to: self.findings.len(),
            line,
        });
    }

    /// The same with what the file says of names as a whole, in the order of the file.
    fn finished(mut self) -> Self {
        let found = self.renderings.findings();
        if !found.is_empty() {
            self.findings.extend(found);
            self.findings.sort_by_key(|finding| finding.place.start);
        }
        self
    }

    /// The same with findings where their words stand, as far as the text of the file tells.
    fn located(mut self, path: &Path) -> Self {
        if self.findings.is_empty() {
            return self;
        }
        if let Some(text) = text(path) {
            locate(&mut self.findings, &self.units, &text);
        }
        self
    }
}

/// Checks a file whose units have a source, which stands first.
fn bilingual(path: &Path, format: ConvertFormat, checker: &Checker) -> Result<CheckedUnits> {
    let mut reader = Bilingual::open(&Input::of(path), format, Languages::default())?;
    let mut done = CheckedUnits::default();
    while let Some(unit) = reader.next() {
        let unit = unit?;
        let start = reader.unit_position();
        let source = unit.variants.first().map(|variant| &variant.language);
        let place = |_: usize, _: ByteSpan| at(path, start);
        let found = checker.check_unit_of_memory(&unit, source, &place, &mut done.renderings);
        done.add(start.line, found);
    }
    Ok(done.located(path).finished())
}

/// The text of a file, where it is not too large, with its byte order mark where it is UTF-8: its bytes are those that
/// findings count.
pub(super) fn text(path: &Path) -> Option<String> {
    if input::is_stdin(path) || std::fs::metadata(path).ok()?.len() > findings::LARGEST_SHOWN {
        return None;
    }
    let bytes = yaddash_io::input::read(path, findings::LARGEST_SHOWN).ok()?;
    Some(whole_text(&decode(&bytes, hint_of_units(path))))
}

/// Checks a TMX file. Its text, where it is not too large, tells the place of each finding; else that of its unit does.
/// Units that cannot be read are passed over and told.
fn memory(path: &Path, checker: &Checker, messages: Messages) -> Result<CheckedUnits> {
    let mut memory = Memory::open(&Input::of(path))?;
    let source = match memory.header().source_language() {
        Some(SourceLanguage::Tag(tag)) => Some(tag),
        _ => None,
    };
    let text = text(path);
    let lines = text.as_deref().map(LineIndex::new);
    let mut done = CheckedUnits::default();
    while let Some(unit) = memory.next_readable() {
        let unit = unit?;
        let position = memory.unit_position();
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
            inside.unwrap_or_else(|| {
                let (line, column) = (position.line, position.column);
                at(path, LineColumn { line, column })
            })
        };
        let found =
            checker.check_unit_of_memory(&unit, source.as_ref(), &place, &mut done.renderings);
        done.add(position.line, found);
    }
    memory.tell(messages);
    done.unreadable = memory.unreadable();
    Ok(done.finished())
}

/// The place of a unit that starts there.
fn at(path: &Path, start: LineColumn) -> Place {
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
