//! Statements of RDF.

use yaddash_model::LineColumn;

pub(super) const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
pub(super) const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
pub(super) const XSD_STRING: &str = "http://www.w3.org/2001/XMLSchema#string";

/// A statement: the subject is an IRI, or a blank node as `_:name`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Triple {
    pub(super) subject: String,
    pub(super) predicate: String,
    pub(super) object: Object,
    /// Where the object stands, where the syntax tells.
    pub(super) place: Option<LineColumn>,
}

/// What a statement says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Object {
    /// An IRI, or a blank node as `_:name`.
    Node(String),
    /// A text.
    Literal {
        value: String,
        language: Option<String>,
        datatype: Option<String>,
    },
}

/// Namespaces that are commonly abbreviated.
pub(super) const PREFIXES: [(&str, &str); 7] = [
    ("rdf", RDF),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("skos", SKOS),
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("dct", "http://purl.org/dc/terms/"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
];
