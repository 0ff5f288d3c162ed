//! Everything that is wrong with a memory, in one run.
//!
//! The rules are in [`rule`], each with its severity and its reason. Findings come in the order of the file, but for
//! those about a whole unit, which come at its end, and about `tuid`s that are there twice, which
//! come last. After a fault that no XML reader can pass, checking goes on with
//! the next unit. [`Tool::judge`] says what a finding means to one of the programs that read memories.

mod attributes;
pub(crate) mod date;
mod languages;
pub(crate) mod map;
mod parallel;
mod profile;
mod report;
pub mod rule;
mod segment;
mod structure;
mod tuids;
mod unit;

use std::io::Read;
use std::path::Path;

use yaddash_io::encoding::{DecodingReader, Encoding, Hint, Notice, Replaced};
use yaddash_io::xml::{Position, XmlEvent, XmlLimits, XmlProblem, XmlReader};
use yaddash_model::Finding;

use crate::Error;
use crate::content::DEPTH;
use crate::operations::Scratch;
use report::{Report, Stretch};
use structure::Structure;
use tuids::Tuids;

pub use profile::Tool;
pub use rule::{RULES, Rule};

/// What a run of the validator came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Validated {
    /// Findings that are errors.
    pub errors: u64,
    /// Findings that are warnings.
    pub warnings: u64,
    /// Units that were seen.
    pub units: u64,
}

/// Checks a memory and hands every finding to `receive`; `path` is what findings call the file.
///
/// Lines and columns are those of the text; bytes are those of the file where it is UTF-8, and of its text as UTF-8
/// otherwise. The threads of the rayon pool share the work; the findings do not depend on their number. Memory does not
/// grow with the file: of each unit with a `tuid` 80 bytes and the `tuid` go to `scratch`.
///
/// ```
/// use yaddash_tmx::operations::Scratch;
/// let tmx = r#"<tmx version="1.4"><header/><body/></tmx>"#;
/// let mut rules = Vec::new();
/// let mut receive = |finding: yaddash_model::Finding| rules.push(finding.rule);
/// let scratch = Scratch::new(&tempfile::tempfile);
/// let done = yaddash_tmx::validate(tmx.as_bytes(), "a.tmx".as_ref(), scratch, &mut receive)?;
/// assert_eq!(done.errors, 7, "the header lacks seven attributes");
/// assert_eq!(rules[0].as_str(), "tmx-missing-attribute");
/// # Ok::<(), yaddash_tmx::Error>(())
/// ```
///
/// # Errors
/// [`ErrorKind::Read`](crate::ErrorKind::Read) where the input or `scratch` fails. Everything that is wrong with its
/// content is a finding.
pub fn validate(
    input: impl Read + Send,
    path: &Path,
    scratch: Scratch<'_>,
    receive: &mut dyn FnMut(Finding),
) -> Result<Validated, Error> {
    let decoding = DecodingReader::new(input, Hint::xml())?;
    let (offset, used) = (decoding.text_offset(), decoding.encoding());
    let mut tuids = Tuids::new(scratch);
    let mut identify = |tuid: &str, stretch| tuids.add(tuid, stretch);
    let mut report = Report::new(path, &mut *receive, &mut identify);
    encoding(&decoding, &mut report);
    let limits = XmlLimits::new().with_depth(DEPTH);
    let mut xml = XmlReader::with_limits(decoding, limits).starting_at_byte(offset);
    let mut structure = Structure::default();
    let is_shared = rayon::current_num_threads() > 1;
    let has_more = all(&mut xml, &mut structure, &mut report, |structure| {
        is_shared && structure.is_between_units()
    })?;
    let replaced = if has_more && !xml.context().has_entities() {
        parallel::all(xml, &mut structure, path, &mut report)?
    } else {
        if has_more {
            all(&mut xml, &mut structure, &mut report, |_| false)?;
        }
        xml.input().map(DecodingReader::replaced)
    };
    undecodable(replaced.unwrap_or_default(), used, &mut report);
    let (errors, warnings) = (report.errors, report.warnings);
    let mut ignore = |_: &str, _| {};
    let mut report = Report::new(path, receive, &mut ignore);
    tuids.report(&mut report)?;
    Ok(Validated {
        errors: errors + report.errors,
        warnings: warnings + report.warnings,
        units: structure.units(),
    })
}

/// Checks all that is left, or up to where `is_enough` holds; gives whether there may be more.
fn all<R: Read>(
    xml: &mut XmlReader<R>,
    structure: &mut Structure,
    report: &mut Report<'_>,
    is_enough: impl Fn(&Structure) -> bool,
) -> Result<bool, Error> {
    while !is_enough(structure) {
        match step(xml, structure, report) {
            Ok(true) => {}
            Ok(false) => return Ok(false),
            Err(error) => {
                let Some(problem) = error.xml_problem() else {
                    return Err(error.into());
                };
                let position = error.position().unwrap_or(Position::START);
                let message = problem.to_string();
                let is_local = problem.is_local();
                // What another document in the same file holds is no part of this one.
                let is_another = matches!(problem, XmlProblem::SecondRoot { .. });
                let at = Stretch::point(position);
                report.add(rule::NOT_WELL_FORMED, at, None, "", message);
                if is_another {
                    return Ok(false);
                }
                if !is_local {
                    let (name, depth) = structure.give_up();
                    if !xml.skip_to(name, depth)? {
                        return Ok(false);
                    }
                }
            }
        }
    }
    Ok(true)
}

/// Checks one event; gives whether there may be more.
fn step<R: Read>(
    xml: &mut XmlReader<R>,
    structure: &mut Structure,
    report: &mut Report<'_>,
) -> Result<bool, yaddash_io::Error> {
    let (element, is_empty, noted) = match xml.next_event()? {
        XmlEvent::Start(tag) => {
            let (element, noted) = structure.tag(&tag);
            (element, false, noted)
        }
        XmlEvent::Empty(tag) => {
            let (element, noted) = structure.tag(&tag);
            (element, true, noted)
        }
        XmlEvent::End(_) => {
            let depth = xml.depth();
            let end = xml.end_byte();
            structure.close(depth, end, report);
            return Ok(true);
        }
        XmlEvent::Doctype(doctype) => {
            structure.doctype(&doctype);
            drop(doctype);
            structure.doctype_at(stretch(xml));
            return Ok(true);
        }
        XmlEvent::Eof => return Ok(false),
        event => {
            if let Some(text) = event.as_text()
                && structure.is_text_misplaced(text)
            {
                let text = text.trim().chars().take(40).collect::<String>();
                drop(event);
                let message = format!("text stands where only elements may, `{text}`");
                report.add(rule::MISPLACED_TEXT, stretch(xml), None, &text, message);
            }
            return Ok(true);
        }
    };
    let stretch = stretch(xml);
    let depth = xml.depth() - usize::from(!is_empty);
    structure.open(element, noted, depth, stretch, report);
    if is_empty {
        structure.close(depth, stretch.end.byte, report);
    }
    Ok(!structure.is_foreign())
}

/// Where the last event stands.
fn stretch<R: Read>(xml: &mut XmlReader<R>) -> Stretch {
    Stretch {
        start: xml.position(),
        end: xml.end_position(),
    }
}

fn encoding<R: Read>(decoding: &DecodingReader<R>, report: &mut Report<'_>) {
    let at = Stretch::point(Position::START);
    for notice in decoding.notices() {
        let rule = match notice {
            Notice::NoByteOrderMark { .. } => rule::NO_BYTE_ORDER_MARK,
            _ => rule::ENCODING_CONTRADICTION,
        };
        report.add(rule, at, None, "", notice.to_string());
    }
    let used = decoding.encoding();
    let is_allowed = [Encoding::UTF_8, Encoding::UTF_16_LE, Encoding::UTF_16_BE].contains(&used);
    if !is_allowed {
        let message = format!("the encoding is {used}; TMX allows UTF-8, UTF-16 and US-ASCII");
        report.add(rule::ENCODING, at, None, "", message);
    }
}

fn undecodable(replaced: Replaced, encoding: Encoding, report: &mut Report<'_>) {
    if replaced.count > 0 {
        let message = format!(
            "{} places in the file are no character of {encoding}",
            replaced.count
        );
        let at = Stretch::point(Position::START);
        report.add(rule::UNDECODABLE, at, None, "", message);
    }
}

#[cfg(test)]
mod tests;
