//! Reads SRX 2.0 and 1.0.

use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use yaddash_model::LineIndex;

use super::{Header, LanguageMap, LanguageRules, Rule, RulePlace, SrxDocument};
use crate::{Error, ErrorKind, ErrorPlace};

impl SrxDocument {
    /// Reads a file whose bytes are decoded by their byte order mark or XML declaration.
    ///
    /// # Errors
    /// As [`SrxDocument::parse`], and bytes that are not text.
    pub fn read(bytes: &[u8], file: Option<&str>) -> Result<Self, Error> {
        let decoded = yaddash_io::encoding::decode(bytes, yaddash_io::encoding::Hint::xml());
        if decoded.replaced.count > 0 {
            let kind = ErrorKind::Encoding(decoded.encoding.name().to_owned());
            return Err(Error::new(kind).at(ErrorPlace {
                file: file.map(str::to_owned),
                ..ErrorPlace::default()
            }));
        }
        Self::parse(&decoded.text, file)
    }

    /// Reads the text of a file; `file` is its name for error messages and explanations.
    ///
    /// Elements of other namespaces are passed over. A comment before a rule or inside it becomes its description.
    ///
    /// # Errors
    /// Text that is not well-formed XML or not SRX, with line and column. Patterns are not compiled here, see
    /// [`crate::Segmenter::from_srx`].
    pub fn parse(text: &str, file: Option<&str>) -> Result<Self, Error> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Parser {
            text,
            lines: LineIndex::new(text),
            file: file.map(Arc::from),
            document: Self {
                header: Header::default(),
                language_rules: Vec::new(),
                language_maps: Vec::new(),
            },
            seen_root: false,
            depth: 0,
            comment: String::new(),
            rule: None,
            content: Content::None,
        }
        .run()
    }
}

/// Which element's text is being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    None,
    Before,
    After,
}

struct Parser<'a> {
    text: &'a str,
    lines: LineIndex,
    file: Option<Arc<str>>,
    document: SrxDocument,
    seen_root: bool,
    /// How many elements are open.
    depth: usize,
    comment: String,
    rule: Option<Rule>,
    content: Content,
}

impl Parser<'_> {
    fn run(mut self) -> Result<SrxDocument, Error> {
        let mut reader = Reader::from_str(self.text);
        loop {
            let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            let event = reader.read_event().map_err(|error| {
                let at = usize::try_from(reader.error_position()).unwrap_or(usize::MAX);
                self.error(at, ErrorKind::Xml(error.to_string()))
            })?;
            match event {
                Event::Start(element) => {
                    self.depth += 1;
                    self.start(&element, at)?;
                }
                Event::Empty(element) => {
                    self.start(&element, at)?;
                    self.end(element.local_name().as_ref());
                }
                Event::End(element) => {
                    self.depth = self.depth.saturating_sub(1);
                    self.end(element.local_name().as_ref());
                }
                Event::Text(text) => self.add(&text.xml10_content()),
                Event::CData(text) => self.add(&text.xml10_content()),
                Event::GeneralRef(reference) => {
                    let name = reference.clone().into_inner();
                    let character = match reference.resolve_char_ref() {
                        Ok(Some(character)) => Some(character),
                        Ok(None) => predefined(&name),
                        Err(_) => None,
                    };
                    let character = character.ok_or_else(|| {
                        self.error(
                            at,
                            ErrorKind::Xml(format!("the entity `&{name};` is not known")),
                        )
                    })?;
                    self.add(character.encode_utf8(&mut [0; 4]));
                }
                Event::Comment(comment) => self.comment(&comment.into_inner()),
                Event::Eof => break,
                Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
        if self.depth > 0 {
            return Err(self.error(
                self.text.len(),
                ErrorKind::Xml("the file ends before its elements do".to_owned()),
            ));
        }
        if !self.seen_root {
            return Err(self.error(
                0,
                ErrorKind::Structure("the file has no `srx` element".to_owned()),
            ));
        }
        Ok(self.document)
    }

    fn error(&self, at: usize, kind: ErrorKind) -> Error {
        Error::new(kind).at(ErrorPlace {
            file: self.file.as_deref().map(str::to_owned),
            position: Some(self.lines.line_column(self.text, at)),
            offset: Some(at),
            rule: None,
        })
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

    fn structure_error(&self, at: usize, problem: String) -> Error {
        self.error(at, ErrorKind::Structure(problem))
    }

    fn start(&mut self, element: &BytesStart<'_>, at: usize) -> Result<(), Error> {
        let name = element.local_name();
        if !self.seen_root && name.as_ref() != "srx" {
            let problem = format!("the root element is `{}`, not `srx`", name.as_ref());
            return Err(self.structure_error(at, problem));
        }
        match name.as_ref() {
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
                };
                self.document.language_maps.push(map);
            }
            _ => {}
        }
        Ok(())
    }

    fn root(&mut self, element: &BytesStart<'_>, at: usize) -> Result<(), Error> {
        if let Some(version) = self.attribute(element, "version", at)?
            && !matches!(version.as_str(), "1.0" | "2.0")
        {
            let problem = format!("SRX version {version} is not known, only 1.0 and 2.0");
            return Err(self.structure_error(at, problem));
        }
        self.seen_root = true;
        Ok(())
    }

    fn format_handle(&mut self, element: &BytesStart<'_>, at: usize) -> Result<(), Error> {
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

    fn rule(&mut self, element: &BytesStart<'_>, at: usize) -> Result<(), Error> {
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
                line: self.lines.line_column(self.text, at).line,
                number: rules.rules.len() + 1,
            },
            ..Rule::default()
        });
        Ok(())
    }

    fn required(&self, element: &BytesStart<'_>, name: &str, at: usize) -> Result<String, Error> {
        self.attribute(element, name, at)?.ok_or_else(|| {
            let element = element.local_name().as_ref().to_owned();
            self.structure_error(at, format!("`{element}` lacks the attribute `{name}`"))
        })
    }

    fn yes_or_no(
        &self,
        element: &BytesStart<'_>,
        name: &str,
        default: bool,
        at: usize,
    ) -> Result<bool, Error> {
        match self.attribute(element, name, at)?.as_deref() {
            None => Ok(default),
            Some("yes") => Ok(true),
            Some("no") => Ok(false),
            Some(other) => {
                let problem = format!("`{name}` is `{other}`, not `yes` or `no`");
                Err(self.structure_error(at, problem))
            }
        }
    }

    fn attribute(
        &self,
        element: &BytesStart<'_>,
        name: &str,
        at: usize,
    ) -> Result<Option<String>, Error> {
        for attribute in element.attributes() {
            let attribute =
                attribute.map_err(|error| self.error(at, ErrorKind::Xml(error.to_string())))?;
            if attribute.key.as_ref() == name {
                return attribute
                    .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                    .map(|value| Some(value.into_owned()))
                    .map_err(|error| self.error(at, ErrorKind::Xml(error.to_string())));
            }
        }
        Ok(None)
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

/// The entities of XML itself.
fn predefined(name: &str) -> Option<char> {
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "apos" => '\'',
        "quot" => '"',
        _ => return None,
    })
}
