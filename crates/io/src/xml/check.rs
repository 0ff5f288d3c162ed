//! What a tokenizer leaves to be checked.

use std::borrow::Cow;
use std::io::Read;
use std::sync::Arc;

use quick_xml::errors::{Error as TokenError, IllFormedError, SyntaxError};
use quick_xml::events::{BytesDecl, Event};

use super::attribute::{self, AttributeSpan, TagFault};
use super::doctype;
use super::entity::{Entities, Meaning};
use super::name::{is_xml_name, name_length};
use super::namespace::Namespaces;
use super::normal::line_ends;
use super::open::OpenElements;
use super::prefixes::Prefixes;
use super::source::Source;
use super::token::TokenKind;
use super::{Declaration, EndTag, ProcessingInstruction, Tag, XmlEvent, XmlLimits, XmlProblem};
use crate::{Error, ErrorKind};

/// What the checks remember.
#[derive(Clone)]
pub(super) struct State {
    pub(super) stage: Stage,
    /// How many elements are open around all that is read: the end may stand inside these.
    pub(super) around: usize,
    /// Whether one of those was closed.
    has_left: bool,
    /// Whether an element started behind the end of one of those.
    pub(super) has_returned: bool,
    pub(super) limits: XmlLimits,
    pub(super) undeclared_prefixes: bool,
    pub(super) open: OpenElements,
    pub(super) namespaces: Namespaces,
    pub(super) entities: Entities,
    spans: Vec<AttributeSpan>,
    /// The character that the last reference stood for.
    character: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    /// Nothing was read.
    Start,
    /// Before the root.
    Prolog,
    /// Before the root, behind a DOCTYPE.
    Typed,
    /// Inside the root.
    Content,
    /// Behind the root.
    Epilog,
    /// Behind an error that leaves no way on, or at the end.
    Ended,
}

impl State {
    pub(super) fn new(limits: XmlLimits) -> Self {
        Self {
            stage: Stage::Start,
            around: 0,
            has_left: false,
            has_returned: false,
            limits,
            undeclared_prefixes: false,
            open: OpenElements::default(),
            namespaces: Namespaces::default(),
            entities: Entities::new(&limits),
            spans: Vec::new(),
            character: String::new(),
        }
    }

    /// From here on the elements that are open stand around all that is read.
    pub(super) fn start_inside(&mut self) {
        self.around = self.open.depth();
        self.has_left = false;
        self.has_returned = false;
    }

    /// The event that a token stands for, where the token may stand here.
    pub(super) fn check<'a, R: Read>(
        &'a mut self,
        token: Result<Event<'a>, TokenError>,
        source: &Source<R>,
    ) -> Result<XmlEvent<'a>, Error> {
        if self.stage == Stage::Start && !matches!(token, Ok(Event::Decl(_)) | Err(_)) {
            self.stage = Stage::Prolog;
        }
        match token {
            Ok(Event::Start(content)) => self.start(Cow::Owned(content.to_string()), false, source),
            Ok(Event::Empty(content)) => self.start(Cow::Owned(content.to_string()), true, source),
            Ok(Event::End(content)) => self.end(Cow::Owned(content.to_string()), source),
            Ok(Event::Text(text)) => self.text(text.into_inner(), source),
            Ok(Event::GeneralRef(reference)) => self.reference(reference.into_inner(), source),
            Ok(Event::CData(text)) => {
                let text = text.into_inner();
                if self.stage != Stage::Content {
                    return Err(Error::xml(XmlProblem::Outside, source.token_start()));
                }
                check_characters(&text, b"<![CDATA[", source)?;
                Ok(XmlEvent::CData(line_ends(text)))
            }
            Ok(Event::Comment(text)) => {
                let text = text.into_inner();
                check_characters(&text, b"<!--", source)?;
                if text.ends_with('-') {
                    return Err(Error::xml(XmlProblem::DoubleHyphen, source.token_start()));
                }
                Ok(XmlEvent::Comment(line_ends(text)))
            }
            Ok(Event::PI(content)) => {
                let content = content.into_inner();
                instruction(content, source).map(XmlEvent::ProcessingInstruction)
            }
            Ok(Event::Decl(declaration)) => self.declaration(declaration, source),
            Ok(Event::DocType(text)) => self.doctype(text.into_inner(), source),
            Ok(Event::Eof) => self.eof(source),
            Err(error) => Err(self.unreadable(error, source)),
        }
    }

    /// The event of a token that was not read by the tokenizer; `content` is that of the token.
    #[inline]
    pub(super) fn check_common<'a, R: Read>(
        &'a mut self,
        kind: TokenKind,
        content: &'a str,
        source: &Source<R>,
    ) -> Result<XmlEvent<'a>, Error> {
        let content = Cow::Borrowed(content);
        match kind {
            TokenKind::Start => self.start(content, false, source),
            TokenKind::Empty => self.start(content, true, source),
            TokenKind::End => self.end(content, source),
            TokenKind::Text => self.text(content, source),
            TokenKind::Reference => self.reference(content, source),
        }
    }

    /// `source` knows already that an element starts.
    fn start<'a, R: Read>(
        &'a mut self,
        content: Cow<'a, str>,
        is_empty: bool,
        source: &Source<R>,
    ) -> Result<XmlEvent<'a>, Error> {
        let fault = |TagFault { problem, offset }, content: &str| {
            let before = content.as_bytes().get(..offset).unwrap_or_default();
            let position = source.token_start();
            Error::xml(problem, position.after(b"<").after(before))
        };
        let name_length = name_length(content.as_bytes());
        let name = content.get(..name_length).unwrap_or_default();
        if !is_xml_name(name) {
            self.stage = Stage::Ended;
            let name = content
                .chars()
                .take(name.chars().count().clamp(1, 32))
                .collect();
            return Err(Error::xml(XmlProblem::Name { name }, source.token_start()));
        }
        if self.stage == Stage::Epilog {
            self.stage = Stage::Ended;
            let name = name.to_owned();
            let problem = XmlProblem::SecondRoot { name };
            return Err(Error::xml(problem, source.token_start()));
        }
        self.has_returned |= self.has_left;
        let depth = self.open.depth();
        if depth == self.limits.depth {
            self.stage = Stage::Ended;
            let problem = XmlProblem::TooDeep { limit: depth };
            return Err(Error::xml(problem, source.token_start()));
        }
        self.stage = match (is_empty, depth) {
            (true, 0) => Stage::Epilog,
            _ => Stage::Content,
        };
        if !is_empty {
            self.open.push(name);
        }
        check_characters(&content, b"<", source)?;
        let has_attributes = name_length < content.len();
        self.spans.clear();
        if has_attributes {
            attribute::find_attributes(
                &content,
                name_length,
                self.limits.attributes,
                &mut self.entities,
                &mut self.spans,
            )
            .map_err(|found| fault(found, &content))?;
        }
        let prefixed = Prefixes {
            content: &content,
            name_length,
            spans: &self.spans,
            entities: &self.entities,
        };
        let found = prefixed.take_up(&mut self.namespaces, depth, self.undeclared_prefixes);
        if is_empty {
            self.namespaces.leave(depth);
        }
        found.map_err(|found| fault(found, &content))?;
        let tag = Tag {
            content,
            name_length,
            spans: &self.spans,
            entities: &self.entities,
        };
        Ok(if is_empty {
            XmlEvent::Empty(tag)
        } else {
            XmlEvent::Start(tag)
        })
    }

    fn end<'a, R: Read>(
        &mut self,
        content: Cow<'a, str>,
        source: &Source<R>,
    ) -> Result<XmlEvent<'a>, Error> {
        let tag = EndTag(content);
        match self.open.last() {
            Some(expected) if expected == tag.name() => {}
            Some(expected) => {
                let problem = XmlProblem::Mismatch {
                    expected: expected.to_owned(),
                    opened: source.opened(self.open.depth() - 1),
                    found: tag.name().chars().take(64).collect(),
                };
                self.stage = Stage::Ended;
                return Err(Error::xml(problem, source.token_start()));
            }
            None => {
                self.stage = Stage::Ended;
                let name = tag.name().chars().take(64).collect();
                return Err(Error::xml(
                    XmlProblem::UnmatchedEnd { name },
                    source.token_start(),
                ));
            }
        }
        self.close();
        Ok(XmlEvent::End(tag))
    }

    fn close(&mut self) {
        self.open.pop();
        let depth = self.open.depth();
        self.has_left |= depth < self.around;
        self.namespaces.leave(depth);
        if depth == 0 {
            self.stage = Stage::Epilog;
        }
    }

    fn text<'a, R: Read>(
        &mut self,
        text: Cow<'a, str>,
        source: &Source<R>,
    ) -> Result<XmlEvent<'a>, Error> {
        check_characters(&text, b"", source)?;
        let problem = if self.stage != Stage::Content {
            text.find(|c| !matches!(c, ' ' | '\t' | '\n' | '\r'))
                .map(|at| (at, XmlProblem::Outside))
        } else if memchr::memchr2(b'>', b'\r', text.as_bytes()).is_none() {
            return Ok(XmlEvent::Text(text));
        } else {
            text.find("]]>").map(|at| (at, XmlProblem::CDataEnd))
        };
        match problem {
            None => Ok(XmlEvent::Text(line_ends(text))),
            Some((at, problem)) => {
                let before = text.as_bytes().get(..at).unwrap_or_default();
                Err(Error::xml(problem, source.token_start().after(before)))
            }
        }
    }

    fn reference<'a, R: Read>(
        &'a mut self,
        name: Cow<'a, str>,
        source: &Source<R>,
    ) -> Result<XmlEvent<'a>, Error> {
        if self.stage != Stage::Content {
            return Err(Error::xml(XmlProblem::Outside, source.token_start()));
        }
        self.entities
            .check(&name)
            .map_err(|problem| Error::xml(problem, source.token_start()))?;
        let text = match self.entities.meaning(&name) {
            Some(Meaning::Character(character)) => {
                self.character.clear();
                self.character.push(character);
                &self.character
            }
            Some(Meaning::Text(text)) => text,
            None => "",
        };
        Ok(XmlEvent::Reference { name, text })
    }

    fn declaration<'a, R: Read>(
        &'a mut self,
        declaration: BytesDecl<'a>,
        source: &Source<R>,
    ) -> Result<XmlEvent<'a>, Error> {
        let position = source.token_start();
        if self.stage != Stage::Start {
            return Err(Error::xml(XmlProblem::LateDeclaration, position));
        }
        self.stage = Stage::Prolog;
        attribute::find_attributes(
            &declaration,
            "xml".len(),
            self.limits.attributes,
            &mut self.entities,
            &mut self.spans,
        )
        .map_err(|TagFault { problem, .. }| Error::xml(problem, position))?;
        let mut names = self
            .spans
            .iter()
            .map(|span| span.name(&declaration))
            .peekable();
        let wrong = |reason| Err(Error::xml(XmlProblem::Declaration { reason }, position));
        if names.next() != Some("version") {
            return wrong("it starts with version=\"1.0\"");
        }
        names.next_if_eq(&"encoding");
        names.next_if_eq(&"standalone");
        if names.next().is_some() {
            return wrong(
                "it holds version, encoding and standalone, in this order, and nothing else",
            );
        }
        if declaration.contains('&') {
            return wrong("it holds no references");
        }
        let declaration = Declaration(declaration);
        if !declaration
            .version()
            .is_some_and(|version| is_version(&version))
        {
            return wrong("the version is 1.0");
        }
        if declaration
            .encoding()
            .is_some_and(|name| !is_encoding_name(&name))
        {
            return wrong("the name of the encoding is no such name: UTF-8 is the usual one");
        }
        if declaration
            .standalone()
            .is_some_and(|value| !matches!(&*value, "yes" | "no"))
        {
            return wrong("standalone is yes or no");
        }
        Ok(XmlEvent::Declaration(declaration))
    }

    fn doctype<'a, R: Read>(
        &'a mut self,
        raw: Cow<'a, str>,
        source: &Source<R>,
    ) -> Result<XmlEvent<'a>, Error> {
        let position = source.token_start();
        if self.stage != Stage::Prolog {
            return Err(Error::xml(XmlProblem::LateDoctype, position));
        }
        self.stage = Stage::Typed;
        check_characters(&raw, b"<!DOCTYPE ", source)?;
        doctype::read(raw, &mut self.entities)
            .map(XmlEvent::Doctype)
            .map_err(|reason| Error::xml(XmlProblem::Doctype { reason }, position))
    }

    fn eof<R: Read>(&mut self, source: &Source<R>) -> Result<XmlEvent<'static>, Error> {
        let stage = std::mem::replace(&mut self.stage, Stage::Ended);
        if self.around > 0 && self.open.depth() == self.around {
            return Ok(XmlEvent::Eof);
        }
        let problem = match self.open.last() {
            Some(name) => XmlProblem::Unclosed {
                name: name.to_owned(),
                opened: source.opened(self.open.depth() - 1),
            },
            None if stage != Stage::Epilog => XmlProblem::NoRoot,
            None => return Ok(XmlEvent::Eof),
        };
        Err(Error::xml(problem, source.position()))
    }

    /// Opens or closes what a token that is refused opens or closes; `tag` is the content of a start tag.
    pub(super) fn pass_over(&mut self, kind: Option<TokenKind>, tag: &str) {
        if self.stage == Stage::Start {
            self.stage = Stage::Prolog;
        }
        match kind {
            Some(TokenKind::Start) if self.open.depth() < self.limits.depth => {
                self.open
                    .push(tag.get(..name_length(tag.as_bytes())).unwrap_or_default());
                self.has_returned |= self.has_left;
                self.stage = Stage::Content;
            }
            Some(TokenKind::End) if self.open.depth() > 0 => self.close(),
            _ => {}
        }
    }

    /// What an error of the tokenizer means.
    #[cold]
    fn unreadable<R: Read>(&mut self, error: TokenError, source: &Source<R>) -> Error {
        let problem = match error {
            TokenError::Io(_) if source.is_overlong() => XmlProblem::TokenTooLong {
                limit: self.limits.token_bytes,
            },
            TokenError::Io(error) => {
                self.stage = Stage::Ended;
                let error = Arc::try_unwrap(error).unwrap_or_else(|shared| shared.kind().into());
                return Error::from_io(error, ErrorKind::Read).at(source.position());
            }
            TokenError::Encoding(_) => {
                self.stage = Stage::Ended;
                return Error::xml(XmlProblem::NotUtf8, source.invalid_in_token());
            }
            TokenError::IllFormed(IllFormedError::UnclosedReference) => {
                return Error::xml(XmlProblem::BareAmpersand, source.token_start());
            }
            TokenError::IllFormed(IllFormedError::DoubleHyphenInComment) => {
                return Error::xml(XmlProblem::DoubleHyphen, source.token_start());
            }
            TokenError::IllFormed(IllFormedError::MissingDoctypeName) => XmlProblem::Doctype {
                reason: "the name of the root is missing",
            },
            TokenError::Syntax(error) if source.is_at_end() => XmlProblem::Truncated {
                inside: unfinished(error),
            },
            _ => XmlProblem::Markup,
        };
        self.stage = Stage::Ended;
        Error::xml(problem, source.token_start())
    }
}

const fn unfinished(error: SyntaxError) -> &'static str {
    match error {
        SyntaxError::InvalidBangMarkup | SyntaxError::UnclosedTag => "a tag",
        SyntaxError::UnclosedPI => "a processing instruction",
        SyntaxError::UnclosedXmlDecl => "the XML declaration",
        SyntaxError::UnclosedComment => "a comment",
        SyntaxError::UnclosedDoctype => "DOCTYPE",
        SyntaxError::UnclosedCData => "CDATA",
        SyntaxError::UnclosedSingleQuotedAttributeValue
        | SyntaxError::UnclosedDoubleQuotedAttributeValue => "the value of an attribute",
    }
}

/// Production 26.
fn is_version(version: &str) -> bool {
    version
        .strip_prefix("1.")
        .is_some_and(|minor| !minor.is_empty() && minor.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Production 81.
fn is_encoding_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'))
}

/// Refuses U+FFFE and U+FFFF behind the `opening` of a token; other forbidden characters are single bytes and found
/// before.
fn check_characters<R: Read>(text: &str, opening: &[u8], source: &Source<R>) -> Result<(), Error> {
    if !source.has_high() {
        return Ok(());
    }
    let Some((at, character)) = text
        .char_indices()
        .find(|(_, character)| matches!(character, '\u{FFFE}' | '\u{FFFF}'))
    else {
        return Ok(());
    };
    let before = text.as_bytes().get(..at).unwrap_or_default();
    let position = source.token_start().after(opening).after(before);
    let code = u32::from(character);
    Err(Error::xml(
        XmlProblem::ForbiddenCharacter { code },
        position,
    ))
}

fn instruction<'a, R: Read>(
    content: Cow<'a, str>,
    source: &Source<R>,
) -> Result<ProcessingInstruction<'a>, Error> {
    check_characters(&content, b"<?", source)?;
    let instruction = ProcessingInstruction {
        content: line_ends(content),
    };
    let target = instruction.target();
    if !is_xml_name(target) || target.eq_ignore_ascii_case("xml") {
        let problem = XmlProblem::ProcessingInstruction;
        return Err(Error::xml(problem, source.token_start()));
    }
    Ok(instruction)
}
