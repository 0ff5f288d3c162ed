//! Checking units in several threads.

use std::io::{Cursor, Read};
use std::path::Path;

use yaddash_io::encoding::{DecodingReader, Replaced};
use yaddash_io::xml::{XmlContext, XmlReader};
use yaddash_model::Finding;

use super::report::{Report, Stretch};
use super::structure::Structure;
use crate::Error;
use crate::chunks::{Chunk, Chunks};

/// Findings of a chunk that are held in memory; a file with more is read by one thread.
const MOST: u64 = 2_000;

/// What was found in a chunk.
struct Checked {
    findings: Vec<Finding>,
    tuids: Vec<(String, Stretch)>,
    units: u64,
}

/// Checks all that is left, chunk by chunk, as far as each is well-formed by itself, and the rest one unit after the
/// other. `xml` and `structure` must stand between two units. Gives what could not be decoded.
pub(super) fn all<R: Read + Send>(
    xml: XmlReader<DecodingReader<R>>,
    structure: &mut Structure,
    path: &Path,
    report: &mut Report<'_>,
) -> Result<Option<Replaced>, Error> {
    let context = xml.context();
    let position = xml.end_position();
    let Some((unread, mut decoding)) = xml.into_unread() else {
        return Ok(None);
    };
    let chunks = Chunks::new(Cursor::new(unread).chain(&mut decoding), position);
    let start = structure.clone();
    let before = start.units();
    let rest = chunks.in_parallel(
        |chunk| check(chunk, &context, start.clone(), path),
        |_, checked| {
            for (tuid, stretch) in &checked.tuids {
                report.tuid(tuid, *stretch);
            }
            for finding in checked.findings {
                if structure.admits(&finding) {
                    report.pass(finding);
                }
            }
            structure.pass_units(checked.units - before);
            Ok(())
        },
    )?;
    if let Some((input, position)) = rest {
        let mut xml = context.reader_to_end(input, position);
        super::all(&mut xml, structure, report, |_| false)?;
    }
    Ok(Some(decoding.replaced()))
}

/// Checks a chunk; `None` where it is not well-formed or does not end between two units.
fn check(
    chunk: &Chunk,
    context: &XmlContext,
    mut structure: Structure,
    path: &Path,
) -> Option<Checked> {
    let (mut findings, mut tuids) = (Vec::new(), Vec::new());
    let mut receive = |finding| findings.push(finding);
    let mut identify = |tuid: &str, stretch| tuids.push((tuid.to_owned(), stretch));
    let mut report = Report::new(path, &mut receive, &mut identify);
    let mut xml = context.reader(&*chunk.bytes, chunk.start);
    let mut is_more = true;
    while is_more {
        is_more = super::step(&mut xml, &mut structure, &mut report).ok()?;
        if report.errors + report.warnings > MOST {
            return None;
        }
    }
    chunk.stands_alone(&xml, context).then_some(Checked {
        findings,
        tuids,
        units: structure.units(),
    })
}
