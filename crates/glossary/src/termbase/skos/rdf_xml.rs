//! RDF as RDF/XML.

use std::io::Write;

use yaddash_io::xml::{XmlEvent, XmlReader, XmlWriteError, is_xml_name};
use yaddash_model::LineColumn;

use super::super::xml::{Indented, XmlElement, XmlNode, place, read_content, start, xml_error};
use super::graph::{Object, PREFIXES, RDF, Triple};
use crate::{Error, Result};

/// Reads the statements of a text in RDF/XML in their order: nodes by `rdf:about`, `rdf:ID` and `rdf:nodeID`, typed
/// nodes, properties as elements and as attributes, `rdf:resource`, and the parse types Resource, Literal and Collection.
pub(super) fn read(text: &str) -> Result<Vec<Triple>> {
    let mut reader = XmlReader::new(text.as_bytes());
    loop {
        let at = place(&reader);
        let event = match reader.next_event() {
            Ok(event) => event,
            Err(error) => return Err(xml_error(&reader, &error)),
        };
        if matches!(event, XmlEvent::Eof) {
            return Ok(Vec::new());
        }
        let Some((mut root, is_empty)) = start(&event, at) else {
            continue;
        };
        if !is_empty {
            root = read_content(&mut reader, root)?;
        }
        // What is wrong behind the root is wrong with the file.
        loop {
            match reader.next_event() {
                Ok(XmlEvent::Eof) => break,
                Ok(_) => {}
                Err(error) => return Err(xml_error(&reader, &error)),
            }
        }
        let mut reading = Reading::default();
        let scope = Scope::default().within(&root);
        if scope.name(&root)? == format!("{RDF}RDF") {
            for node in root.elements() {
                reading.node(node, &scope)?;
            }
        } else {
            reading.node(&root, &Scope::default())?;
        }
        return Ok(reading.triples);
    }
}

/// What holds inside of an element.
#[derive(Clone, Default)]
struct Scope {
    namespaces: Vec<(String, String)>,
    base: String,
    language: Option<String>,
}

impl Scope {
    fn within(&self, element: &XmlElement) -> Self {
        let mut inner = self.clone();
        for (name, value) in element.attributes.iter() {
            match name {
                "xmlns" => inner.namespaces.push((String::new(), value.to_owned())),
                "xml:base" => value.clone_into(&mut inner.base),
                "xml:lang" => inner.language = Some(value.to_owned()).filter(|tag| !tag.is_empty()),
                _ => {
                    if let Some(prefix) = name.strip_prefix("xmlns:") {
                        inner.namespaces.push((prefix.to_owned(), value.to_owned()));
                    }
                }
            }
        }
        inner
    }

    fn namespace(&self, prefix: &str) -> Option<&str> {
        let found = self
            .namespaces
            .iter()
            .rev()
            .find(|(known, _)| known == prefix);
        found.map(|(_, namespace)| namespace.as_str())
    }

    /// The IRI of the name of an element.
    fn name(&self, element: &XmlElement) -> Result<String> {
        let (prefix, local) = element.name.split_once(':').unwrap_or(("", &element.name));
        match self.namespace(prefix) {
            Some(namespace) => Ok(format!("{namespace}{local}")),
            None => Err(Error::Rdf {
                place: element.place,
                reason: format!("`{}` is in no namespace", element.name),
            }),
        }
    }

    /// The IRI of the name of an attribute; those without a prefix and those of XML are none.
    fn attribute(&self, name: &str) -> Option<String> {
        let (prefix, local) = name.split_once(':')?;
        if prefix == "xml" || prefix == "xmlns" {
            return None;
        }
        Some(format!("{}{local}", self.namespace(prefix)?))
    }

    /// An address, made whole by the base where it is relative.
    fn iri(&self, address: &str) -> String {
        let is_whole = address
            .split_once(':')
            .is_some_and(|(scheme, _)| !scheme.is_empty() && !scheme.contains(['/', '#', '?']));
        let base = if self.base.is_empty() {
            "urn:yaddash:file/"
        } else {
            &self.base
        };
        if is_whole {
            return address.to_owned();
        }
        let base = base.split('#').next().unwrap_or_default();
        if address.is_empty() || address.starts_with('#') {
            return format!("{base}{address}");
        }
        let folder = base.rfind('/').and_then(|at| base.get(..=at));
        format!("{}{address}", folder.unwrap_or(base))
    }
}

#[derive(Default)]
struct Reading {
    triples: Vec<Triple>,
    blanks: usize,
}

impl Reading {
    fn say(&mut self, subject: &str, predicate: String, object: Object, place: LineColumn) {
        self.triples.push(Triple {
            subject: subject.to_owned(),
            predicate,
            object,
            place: Some(place),
        });
    }

    fn blank(&mut self) -> String {
        self.blanks += 1;
        format!("_:b{}", self.blanks)
    }

    /// Reads a node and gives its name.
    fn node(&mut self, element: &XmlElement, outer: &Scope) -> Result<String> {
        let scope = outer.within(element);
        let mut subject = None;
        let mut said = Vec::new();
        for (name, value) in element.attributes.iter() {
            let Some(iri) = scope.attribute(name) else {
                continue;
            };
            match iri.strip_prefix(RDF) {
                Some("about") => subject = Some(scope.iri(value)),
                Some("ID") => subject = Some(scope.iri(&format!("#{value}"))),
                Some("nodeID") => subject = Some(format!("_:n{value}")),
                Some("type") => said.push((iri, Object::Node(scope.iri(value)))),
                _ => said.push((iri, text(value.to_owned(), &scope))),
            }
        }
        let subject = match subject {
            Some(subject) => subject,
            None => self.blank(),
        };
        let kind = scope.name(element)?;
        if kind.strip_prefix(RDF) != Some("Description") {
            let object = Object::Node(kind);
            self.say(&subject, format!("{RDF}type"), object, element.place);
        }
        for (predicate, object) in said {
            self.say(&subject, predicate, object, element.place);
        }
        let mut members = 0;
        for property in element.elements() {
            self.property(property, &subject, &scope, &mut members)?;
        }
        Ok(subject)
    }

    fn property(
        &mut self,
        element: &XmlElement,
        subject: &str,
        outer: &Scope,
        members: &mut usize,
    ) -> Result<()> {
        let scope = outer.within(element);
        let mut predicate = scope.name(element)?;
        if predicate.strip_prefix(RDF) == Some("li") {
            *members += 1;
            predicate = format!("{RDF}_{members}");
        }
        let mut resource = None;
        let mut datatype = None;
        let mut parse_type = None;
        let mut said = Vec::new();
        for (name, value) in element.attributes.iter() {
            let Some(iri) = scope.attribute(name) else {
                continue;
            };
            match iri.strip_prefix(RDF) {
                Some("resource") => resource = Some(scope.iri(value)),
                Some("nodeID") => resource = Some(format!("_:n{value}")),
                Some("datatype") => datatype = Some(scope.iri(value)),
                Some("parseType") => parse_type = Some(value),
                Some("ID") => {}
                _ => said.push((iri, text(value.to_owned(), &scope))),
            }
        }
        let place = element.text_place();
        let object = match parse_type {
            Some("Resource") => {
                let node = self.blank();
                let mut members = 0;
                let inner: Vec<&XmlElement> = element.elements().collect();
                self.say(subject, predicate, Object::Node(node.clone()), place);
                for property in inner {
                    self.property(property, &node, &scope, &mut members)?;
                }
                return Ok(());
            }
            Some("Collection") => {
                let mut nodes = Vec::new();
                for node in element.elements() {
                    nodes.push(self.node(node, &scope)?);
                }
                self.list(&nodes, place)
            }
            Some(_) => Object::Literal {
                value: markup(element)?,
                language: None,
                datatype: Some(format!("{RDF}XMLLiteral")),
            },
            None => match (resource, element.elements().next()) {
                (Some(resource), _) => Object::Node(resource),
                (None, Some(inner)) => Object::Node(self.node(inner, &scope)?),
                (None, None) if !said.is_empty() => Object::Node(self.blank()),
                (None, None) => {
                    let value = element.text();
                    match datatype {
                        Some(datatype) => Object::Literal {
                            value,
                            language: None,
                            datatype: Some(datatype),
                        },
                        None => text(value, &scope),
                    }
                }
            },
        };
        if let Object::Node(node) = &object {
            let node = node.clone();
            for (predicate, object) in said {
                self.say(&node, predicate, object, place);
            }
        }
        self.say(subject, predicate, object, place);
        Ok(())
    }

    fn list(&mut self, nodes: &[String], place: LineColumn) -> Object {
        let mut rest = Object::Node(format!("{RDF}nil"));
        for node in nodes.iter().rev() {
            let item = self.blank();
            let first = Object::Node(node.clone());
            self.say(&item, format!("{RDF}first"), first, place);
            self.say(&item, format!("{RDF}rest"), rest, place);
            rest = Object::Node(item);
        }
        rest
    }
}

fn text(value: String, scope: &Scope) -> Object {
    Object::Literal {
        value,
        language: scope.language.clone(),
        datatype: None,
    }
}

/// The content of an element as XML.
fn markup(element: &XmlElement) -> Result<String> {
    let mut inner = String::new();
    for node in &element.content {
        match node {
            XmlNode::Text(text) => {
                let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
                inner.push_str(&escaped.replace('>', "&gt;"));
            }
            XmlNode::Element(child) => {
                let mut out = Indented::new(Vec::new());
                let kept = child.kept();
                out.leaf_of(
                    &kept.name,
                    kept.attributes.iter(),
                    &kept.content,
                    &mut |name| name.to_owned(),
                )
                .and_then(|()| out.xml.finish())
                .map_err(|error| Error::Write(std::io::Error::other(error)))
                .map(|bytes| inner.push_str(String::from_utf8_lossy(&bytes).trim_start()))?;
            }
            XmlNode::Instruction(..) | XmlNode::Comment(_) => {}
        }
    }
    Ok(inner)
}

/// Writes statements as RDF/XML, those of a subject that follow each other as one node.
pub(super) fn write(triples: &[Triple], out: &mut dyn Write) -> Result<()> {
    written(triples, out).map_err(|error| Error::Write(std::io::Error::other(error)))
}

fn written(triples: &[Triple], out: &mut dyn Write) -> std::result::Result<(), XmlWriteError> {
    let mut namespaces: Vec<(String, String)> = PREFIXES
        .iter()
        .filter(|(prefix, namespace)| {
            *prefix == "rdf"
                || triples
                    .iter()
                    .any(|triple| triple.predicate.starts_with(namespace))
        })
        .map(|(prefix, namespace)| ((*prefix).to_owned(), (*namespace).to_owned()))
        .collect();
    for triple in triples {
        let (namespace, _) = split(&triple.predicate);
        if !namespaces.iter().any(|(_, known)| known == namespace) {
            let prefix = format!("ns{}", namespaces.len());
            namespaces.push((prefix, namespace.to_owned()));
        }
    }
    let name = |iri: &str| {
        let (namespace, local) = split(iri);
        let prefix = namespaces
            .iter()
            .find(|(_, known)| known == namespace)
            .map_or("rdf", |(prefix, _)| prefix.as_str());
        format!("{prefix}:{local}")
    };
    let mut xml = Indented::new(out);
    xml.xml.declaration()?;
    let declared: Vec<(String, String)> = namespaces
        .iter()
        .map(|(prefix, namespace)| (format!("xmlns:{prefix}"), namespace.clone()))
        .collect();
    let pairs = declared
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    xml.open("rdf:RDF", pairs)?;
    for sentence in triples.chunk_by(|one, next| one.subject == next.subject) {
        let Some(first) = sentence.first() else {
            continue;
        };
        let about = match first.subject.strip_prefix("_:") {
            Some(blank) => ("rdf:nodeID", blank),
            None => ("rdf:about", first.subject.as_str()),
        };
        xml.open("rdf:Description", [about])?;
        for triple in sentence {
            let name = name(&triple.predicate);
            match &triple.object {
                Object::Node(iri) => {
                    let about = match iri.strip_prefix("_:") {
                        Some(blank) => ("rdf:nodeID", blank),
                        None => ("rdf:resource", iri.as_str()),
                    };
                    xml.indent()?;
                    xml.xml.start(&name)?;
                    xml.xml.attribute(about.0, about.1)?;
                    xml.xml.end()?;
                }
                Object::Literal {
                    value,
                    language,
                    datatype,
                } => {
                    let language = language.iter().map(|tag| ("xml:lang", tag.as_str()));
                    let datatype = datatype.iter().map(|iri| ("rdf:datatype", iri.as_str()));
                    xml.leaf(&name, language.chain(datatype), value)?;
                }
            }
        }
        xml.close()?;
    }
    xml.close()?;
    xml.xml.text("\n")
}

/// The namespace and the local name that an IRI is made of: the longest end that is a name.
fn split(iri: &str) -> (&str, &str) {
    let mut at = iri.len();
    for (start, c) in iri.char_indices().rev() {
        let rest = iri.get(start..).unwrap_or_default();
        if !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.')) {
            break;
        }
        if is_xml_name(rest) {
            at = start;
        }
    }
    iri.split_at(at)
}
