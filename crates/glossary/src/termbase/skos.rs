//! SKOS, the vocabulary of the W3C for thesauri, in RDF/XML and in Turtle: `prefLabel`, `altLabel` and `hiddenLabel` are
//! preferred, admitted and deprecated terms.

mod graph;
mod rdf_xml;
mod reader;
mod turtle;
mod writer;

use std::io::Write;

use super::{Losses, ReadTermbase, Termbase};
use crate::Result;

/// Reads SKOS in RDF/XML.
///
/// # Errors
/// [`Error::Xml`](crate::Error::Xml) and [`Error::Rdf`](crate::Error::Rdf) with the place of what is wrong.
pub(super) fn read_rdf_xml(text: &str) -> Result<ReadTermbase> {
    Ok(reader::termbase(rdf_xml::read(text)?))
}

/// Reads SKOS in Turtle.
///
/// # Errors
/// [`Error::Rdf`](crate::Error::Rdf) with the place of what is wrong.
pub(super) fn read_turtle(text: &str) -> Result<ReadTermbase> {
    Ok(reader::termbase(turtle::read(text)?))
}

/// Writes SKOS in RDF/XML.
///
/// # Errors
/// [`Error::Write`](crate::Error::Write).
pub(super) fn write_rdf_xml(termbase: &Termbase, out: &mut dyn Write) -> Result<Losses> {
    let (triples, losses) = writer::triples(termbase);
    rdf_xml::write(&triples, out)?;
    Ok(losses)
}

/// Writes SKOS in Turtle.
///
/// # Errors
/// [`Error::Write`](crate::Error::Write).
pub(super) fn write_turtle(termbase: &Termbase, out: &mut dyn Write) -> Result<Losses> {
    let (triples, losses) = writer::triples(termbase);
    turtle::write(&triples, out)?;
    Ok(losses)
}

#[cfg(test)]
mod tests;
