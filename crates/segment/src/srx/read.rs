//! Reads SRX 2.0 and 1.0.

use std::borrow::Cow;
use std::sync::Arc;

use yaddash_io::xml::{Position, Tag, XmlEvent, XmlReader};
use yaddash_model::LineColumn;

use super::{Header, LanguageMap, LanguageRules, PassedOver, Rule, RulePlace, SrxDocument};
use crate::{Error, ErrorKind, ErrorPlace};

impl SrxDocument {
    /// Reads a file whose bytes are decoded by their byte order mark or XML declaration.
    ///
    /// # Errors
    /// As [`SrxDocument::parse`], and bytes that are not text, with the place of the first.
    pub fn read(bytes: &[u8], file: Option<&str>) -> Result<Self, Error> {
        let decoded = yaddash_io::encoding::decode(bytes, yaddash_io::encoding::Hint::xml());
        // Without a declaration the file has to be UTF-8 (XML 1.0 section 4.3.3).
        let is_undeclared = decoded.evidence == yaddash_io::encoding::Evidence::Guess;
        let (encoding, wrong) = match std::str::from_utf8(bytes) {
            Err(error) if is_undeclared => ("UTF-8", Some(error.valid_up_to())),
            _ if decoded.replaced.count > 0 => (
                decoded.encoding.name(),
                usize::try_from(decoded.replaced.first).ok(),
            ),
            _ => ("", None),
        };
        if let Some(offset) = wrong {
            let text: &[u8] = if is_undeclared {
                bytes
            } else {
                decoded.text.as_bytes()
            };
            let before = String::from_utf8_lossy(text.get(..offset).unwrap_or(text));
            let line = before.rsplit('\n').next().unwrap_or_default();
            return Err(
                Error::new(ErrorKind::Encoding(encoding.to_owned())).at(ErrorPlace {
                    file: file.map(str::to_owned),
                    position: Some(LineColumn {
                        line: before.matches('\n').count() + 1,
                        column: line.chars().count() + 1,
                    }),
                    offset: Some(offset),
                    ..ErrorPlace::default()
                }),
            );
        }
        Self::parse(&decoded.text, file)
    }

    /// Reads the text of a file; `file` is its name for error messages and explanations.
    ///
    /// What belongs to other namespaces, and elements and attributes that SRX does not have, are passed over and counted.
    /// The comment before a rule, or else the one inside it, becomes its description.
    ///
    /// # Errors
    /// Text that is not well-formed XML or not SRX, with line and column. Patterns are not compiled here, see
    /// [`crate::Segmenter::from_srx`].
    pub fn parse(text: &str, file: Option<&str>) -> Result<Self, Error> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Parser {
            file: file.map(Arc::from),
            document: Self {
                header: Header::default(),
                language_rules: Vec::new(),
                language_maps: Vec::new(),
                passed_over: PassedOver::default(),
            },
            namespaces: Vec::new(),
            root_namespace: None,
            foreign_depth: 0,
            seen_root: false,
            comment: String::new(),
            rule: None,
            content: Content::None,
        }
        .run(text)
    }
}

/// The attributes of each element of SRX, 1.0 and 2.0.
const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("srx", &["version"]),
    ("header", &["segmentsubflows", "cascade"]),
    ("formathandle", &["type", "include"]),
    ("body", &[]),
    ("languagerules", &[]),
    ("languagerule", &["languagerulename"]),
    ("rule", &["break"]),
    ("beforebreak", &[]),
    ("afterbreak", &[]),
    ("maprules", &[]),
    ("maprule", &["maprulename"]),
    ("languagemap", &["languagepattern", "languagerulename"]),
];

/// Which element's text is being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    None,
    Before,
    After,
}

struct Parser {
    file: Option<Arc<str>>,
    document: SrxDocument,
    /// The prefixes that elements of SRX declare, with what they stand for, the last first.
    namespaces: Vec<(String, String)>,
    /// The namespace of the root, and so of SRX here, whatever its version.
    root_namespace: Option<String>,
    /// How many elements are open inside a foreign one, with that one.
    foreign_depth: usize,
    seen_root: bool,
    comment: String,
    rule: Option<Rule>,
    content: Content,
}

impl Parser {
    fn run(mut self, text: &str) -> Result<SrxDocument, Error> {
        let mut reader = XmlReader::new(text.as_bytes()).allowing_undeclared_prefixes();
        loop {
            // An event starts where the one before it ended.
            let at = reader.end_position();
            let event = reader.next_event().map_err(|error| {
                let kind = ErrorKind::Xml(error.kind().to_string());
                self.error(error.position().unwrap_or(at), kind)
            })?;
            match event {
                XmlEvent::Start(tag) => {
                    if self.is_foreign(&tag) {
                        self.foreign_depth += 1;
                    } else {
                        self.start(&tag, at)?;
                    }
                }
                XmlEvent::Empty(tag) => {
                    if !self.is_foreign(&tag) {
                        self.start(&tag, at)?;
                        self.end(tag.local_name());
                    }
                }
                XmlEvent::End(_) if self.foreign_depth > 0 => self.foreign_depth -= 1,
                XmlEvent::End(tag) => self.end(tag.local_name()),
                XmlEvent::Eof => break,
                _ if self.foreign_depth > 0 => {}
                XmlEvent::Comment(comment) => self.comment(&comment),
                other => {
                    if let Some(text) = other.as_text() {
                        self.add(text);
                    }
                }
            }
        }
        Ok(self.document)
    }

    fn error(&self, at: Position, kind: ErrorKind) -> Error {
        Error::new(kind).at(ErrorPlace {
            file: self.file.as_deref().map(str::to_owned),
            position: Some(LineColumn {
                line: at.line,
                column: at.column,
            }),
            offset: Some(at.byte),
            rule: None,
        })
    }

    /// Whether the element belongs to another namespace than the root, or stands inside one that does. The first such
    /// element is counted.
    fn is_foreign(&mut self, element: &Tag<'_>) -> bool {
        if self.foreign_depth > 0 {
            return true;
        }
        let declared: Vec<(String, String)> = element
            .attributes()
            .filter_map(|attribute| {
                let prefix = match attribute.name.strip_prefix("xmlns")? {
                    "" => "",
                    rest => rest.strip_prefix(':')?,
                };
                Some((prefix.to_owned(), attribute.value.into_owned()))
            })
            .collect();
        let known = self.namespaces.len();
        self.namespaces.extend(declared);
        let namespace = self.namespace(element.name());
        if !self.seen_root {
            self.root_namespace = namespace;
            return false;
        }
        let is_foreign = namespace != self.root_namespace;
        if is_foreign {
            self.namespaces.truncate(known);
            self.pass_over(element.name());
        }
        is_foreign
    }

    /// What the prefix of a name stands for; the prefix itself where nothing declares it.
    fn namespace(&self, name: &str) -> Option<String> {
        let prefix = name.split_once(':').map_or("", |(prefix, _)| prefix);
        let declared = self.namespaces.iter().rfind(|(known, _)| known == prefix);
        match declared {
            Some((_, namespace)) => Some(namespace.clone()),
            None => (!prefix.is_empty()).then(|| prefix.to_owned()),
        }
    }

    fn pass_over(&mut self, name: &str) {
        let PassedOver(counts) = &mut self.document.passed_over;
        *counts.entry(name.to_owned()).or_default() += 1;
    }

    /// Counts the attributes that the element does not have in SRX.
    fn check_attributes(&mut self, element: &Tag<'_>, known: &[&str]) {
        for attribute in element.attributes() {
            let name = attribute.name;
            let is_xml = name
                .split(':')
                .next()
                .is_some_and(|prefix| matches!(prefix, "xmlns" | "xml" | "xsi"));
            if !is_xml && !known.contains(&name) {
                self.pass_over(&format!("{}@{name}", element.name()));
            }
        }
    }

    fn add(&mut self, text: &str) {
        let part = match (&mut self.rule, self.content) {
            (Some(rule), Content::Before) => &mut rule.before,
            (Some(rule), Content::After) => &mut rule.after,
            _ => return,
        };
        part.push_str(text);
    }

    fn comment(&mut self, text: &str) {
        let description = match &mut self.rule {
            Some(rule) => &mut rule.description,
            None => &mut self.comment,
        };
        text.trim().clone_into(description);
    }

    fn structure_error(&self, at: Position, problem: String) -> Error {
        self.error(at, ErrorKind::Structure(problem))
    }

    fn start(&mut self, element: &Tag<'_>, at: Position) -> Result<(), Error> {
        let name = element.local_name();
        if let Some((_, known)) = ATTRIBUTES.iter().find(|(known, _)| *known == name) {
            self.check_attributes(element, known);
        }
        if !self.seen_root && name != "srx" {
            let problem = format!("the root element is `{name}`, not `srx`");
            return Err(self.structure_error(at, problem));
        }
        match name {
            "srx" => self.root(element, at)?,
            "header" => {
                let header = &self.document.header;
                let (subflows, cascade) = (header.segment_subflows, header.cascade);
                let subflows = self.yes_or_no(element, "segmentsubflows", subflows, at)?;
                let cascade = self.yes_or_no(element, "cascade", cascade, at)?;
                self.document.header.segment_subflows = subflows;
                self.document.header.cascade = cascade;
            }
            "formathandle" => self.format_handle(element, at)?,
            "languagerule" => {
                let name = self.required(element, "languagerulename", at)?;
                self.comment.clear();
                self.document.language_rules.push(LanguageRules {
                    name,
                    rules: Vec::new(),
                });
            }
            "rule" => self.rule(element, at)?,
            "beforebreak" => self.content = Content::Before,
            "afterbreak" => self.content = Content::After,
            "languagemap" => {
                let map = LanguageMap {
                    pattern: self.required(element, "languagepattern", at)?,
                    rules_name: self.required(element, "languagerulename", at)?,
                    place: RulePlace {
                        file: self.file.clone(),
                        line: at.line,
                        number: self.document.language_maps.len() + 1,
                    },
                };
                self.document.language_maps.push(map);
            }
            "body" | "languagerules" | "maprules" | "maprule" => {}
            _ => self.pass_over(element.name()),
        }
        Ok(())
    }

    fn root(&mut self, element: &Tag<'_>, at: Position) -> Result<(), Error> {
        if let Some(version) = element.attribute("version")
            && !matches!(&*version, "1.0" | "2.0")
        {
            let problem = format!("SRX version {version} is not known, only 1.0 and 2.0");
            return Err(self.structure_error(at, problem));
        }
        self.seen_root = true;
        Ok(())
    }

    fn format_handle(&mut self, element: &Tag<'_>, at: Position) -> Result<(), Error> {
        let include = self.yes_or_no(element, "include", false, at)?;
        let kind = self.required(element, "type", at)?;
        let codes = &mut self.document.header.codes;
        match kind.as_str() {
            "start" => codes.start_before = include,
            "end" => codes.end_before = include,
            "isolated" => codes.isolated_before = include,
            _ => {
                let problem = format!(
                    "`formathandle` has the type `{kind}`, not `start`, `end` or `isolated`"
                );
                return Err(self.structure_error(at, problem));
            }
        }
        Ok(())
    }

    fn rule(&mut self, element: &Tag<'_>, at: Position) -> Result<(), Error> {
        let breaks = self.yes_or_no(element, "break", true, at)?;
        let Some(rules) = self.document.language_rules.last() else {
            let problem = "a `rule` stands outside `languagerule`".to_owned();
            return Err(self.structure_error(at, problem));
        };
        self.rule = Some(Rule {
            breaks,
            description: std::mem::take(&mut self.comment),
            place: RulePlace {
                file: self.file.clone(),
                line: at.line,
                number: rules.rules.len() + 1,
            },
            ..Rule::default()
        });
        Ok(())
    }

    fn required(&self, element: &Tag<'_>, name: &str, at: Position) -> Result<String, Error> {
        element.attribute(name).map(Cow::into_owned).ok_or_else(|| {
            let element = element.local_name();
            self.structure_error(at, format!("`{element}` lacks the attribute `{name}`"))
        })
    }

    fn yes_or_no(
        &self,
        element: &Tag<'_>,
        name: &str,
        default: bool,
        at: Position,
    ) -> Result<bool, Error> {
        match element.attribute(name).as_deref() {
            None => Ok(default),
            Some("yes") => Ok(true),
            Some("no") => Ok(false),
            Some(other) => {
                let problem = format!("`{name}` is `{other}`, not `yes` or `no`");
                Err(self.structure_error(at, problem))
            }
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "beforebreak" | "afterbreak" => self.content = Content::None,
            "rule" => {
                if let (Some(rule), Some(rules)) =
                    (self.rule.take(), self.document.language_rules.last_mut())
                {
                    rules.rules.push(rule);
                }
                self.comment.clear();
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xml_that_is_not_well_formed_is_refused_with_its_place() {
        let rules = |inside: &str| {
            format!("<srx>\n<languagerule languagerulename=\"a\">{inside}</languagerule></srx>")
        };
        assert!(SrxDocument::parse(&rules("<!--a-b--><rule/>"), None).is_ok());
        for inside in [
            "<!--a--b--><rule/>",
            "<!--\u{1}--><rule/>",
            "<rule>",
            "&unknown;",
            "<rule a='1' a='2'/>",
        ] {
            let error = SrxDocument::parse(&rules(inside), Some("a.srx")).unwrap_err();
            assert!(
                matches!(error.kind(), ErrorKind::Xml(_)),
                "{inside}: {error}"
            );
            let place = error.place();
            assert_eq!(
                place.position.map(|position| position.line),
                Some(2),
                "{inside}: {error}"
            );
        }
        for text in ["", "<srx>", "<srx/><srx/>", "<tmx/>"] {
            assert!(SrxDocument::parse(text, None).is_err(), "{text}");
        }
    }
}
