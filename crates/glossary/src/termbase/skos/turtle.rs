//! RDF as Turtle.

use std::io::Write;

use oxrdf::{NamedOrBlankNode, Term};
use oxttl::TurtleParser;
use yaddash_model::{LanguageTag, LineColumn};

use super::graph::{Object, PREFIXES, Triple, XSD_STRING};
use crate::{Error, Result};

/// Reads the statements of a text in Turtle (or N-Triples, which is a part of it) in their order.
pub(super) fn read(text: &str) -> Result<Vec<Triple>> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut triples = Vec::new();
    // Relative addresses have no meaning outside of their file; this makes them identifiers.
    let parser = TurtleParser::new()
        .with_base_iri("urn:yaddash:file/")
        .map_err(|error| Error::Rdf {
            place: LineColumn::START,
            reason: error.to_string(),
        })?;
    for triple in parser.for_slice(text) {
        let triple = triple.map_err(|error| {
            let start = error.location().start;
            let number = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).saturating_add(1);
            Error::Rdf {
                place: LineColumn {
                    line: number(start.line),
                    column: number(start.column),
                },
                reason: error.message().to_owned(),
            }
        })?;
        let subject = match triple.subject {
            NamedOrBlankNode::NamedNode(iri) => iri.into_string(),
            NamedOrBlankNode::BlankNode(node) => node.to_string(),
        };
        let object = match triple.object {
            Term::NamedNode(iri) => Object::Node(iri.into_string()),
            Term::BlankNode(node) => Object::Node(node.to_string()),
            Term::Literal(literal) => {
                let datatype = literal.datatype().as_str();
                let is_usual = literal.language().is_some() || datatype == XSD_STRING;
                Object::Literal {
                    value: literal.value().to_owned(),
                    // The parser gives tags in small letters.
                    language: literal.language().map(|tag| {
                        LanguageTag::parse(tag)
                            .map_or_else(|_| tag.to_owned(), |tag| tag.normal().to_owned())
                    }),
                    datatype: (!is_usual).then(|| datatype.to_owned()),
                }
            }
        };
        triples.push(Triple {
            subject,
            predicate: triple.predicate.into_string(),
            object,
            place: None,
        });
    }
    Ok(triples)
}

/// Writes statements as Turtle, those of a subject that follow each other as one sentence.
pub(super) fn write(triples: &[Triple], out: &mut dyn Write) -> Result<()> {
    let used: Vec<&(&str, &str)> = PREFIXES
        .iter()
        .filter(|(_, namespace)| {
            triples.iter().any(|triple| {
                triple.predicate.starts_with(namespace)
                    || matches!(&triple.object, Object::Node(iri) if iri.starts_with(namespace))
                    || matches!(&triple.object, Object::Literal { datatype: Some(iri), .. } if iri.starts_with(namespace))
            })
        })
        .collect();
    for (prefix, namespace) in &used {
        writeln!(out, "@prefix {prefix}: <{namespace}> .")?;
    }
    for sentence in triples.chunk_by(|one, next| one.subject == next.subject) {
        let Some(first) = sentence.first() else {
            continue;
        };
        writeln!(out)?;
        write!(out, "{}", node(&first.subject))?;
        for (at, triple) in sentence.iter().enumerate() {
            let end = if at == 0 { " " } else { " ;\n    " };
            write!(
                out,
                "{end}{} {}",
                node(&triple.predicate),
                object(&triple.object)
            )?;
        }
        writeln!(out, " .")?;
    }
    Ok(())
}

fn node(iri: &str) -> String {
    if iri.starts_with("_:") {
        return iri.to_owned();
    }
    for (prefix, namespace) in PREFIXES {
        if let Some(local) = iri.strip_prefix(namespace)
            && local.starts_with(|c: char| c.is_ascii_alphabetic())
            && local
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        {
            return format!("{prefix}:{local}");
        }
    }
    let mut written = String::from("<");
    for c in iri.chars() {
        if c <= ' ' || "<>\"{}|^`\\".contains(c) {
            written.extend([format!("\\u{:04X}", u32::from(c))]);
        } else {
            written.push(c);
        }
    }
    written.push('>');
    written
}

fn object(object: &Object) -> String {
    match object {
        Object::Node(iri) => node(iri),
        Object::Literal {
            value,
            language,
            datatype,
        } => {
            let mut written = String::from("\"");
            for c in value.chars() {
                match c {
                    '"' => written.push_str("\\\""),
                    '\\' => written.push_str("\\\\"),
                    '\n' => written.push_str("\\n"),
                    '\r' => written.push_str("\\r"),
                    '\t' => written.push_str("\\t"),
                    c if c < ' ' => written.extend([format!("\\u{:04X}", u32::from(c))]),
                    c => written.push(c),
                }
            }
            written.push('"');
            match (language, datatype) {
                (Some(language), _) => written.extend(["@", language]),
                (None, Some(datatype)) => written.extend(["^^", &node(datatype)]),
                (None, None) => {}
            }
            written
        }
    }
}
