//! The guarded reader.

use std::io::{BufRead, Read};

use quick_xml::events::Event;

use super::check::{Stage, State};
use super::source::Source;
use super::token::TokenKind;
use super::{Position, XmlEvent, XmlLimits, XmlProblem};
use crate::{Error, ErrorKind};

/// Reads XML 1.0 from bytes in UTF-8, one event at a time, and refuses what is not well-formed.
///
/// Memory is bounded by the longest token. After an error whose problem [is local](XmlProblem::is_local) reading goes
/// on with the next event; after others, and after the end, every event is [`XmlEvent::Eof`], unless
/// [`XmlReader::skip_to`] finds a way on. For other encodings put a
/// [`DecodingReader`](crate::encoding::DecodingReader) below.
///
/// ```
/// use yaddash_io::xml::{XmlEvent, XmlReader};
/// let mut reader = XmlReader::new("<seg>Milli&#160;Məclis</seg>".as_bytes());
/// let mut text = String::new();
/// loop {
///     match reader.next_event()? {
///         XmlEvent::Eof => break,
///         event => text.push_str(event.as_text().unwrap_or_default()),
///     }
/// }
/// assert_eq!(text, "Milli\u{a0}Məclis");
/// let error = XmlReader::new("\n <a".as_bytes()).next_event().err();
/// assert!(error.is_none(), "white space comes first");
/// # Ok::<(), yaddash_io::Error>(())
/// ```
pub struct XmlReader<R> {
    /// Always there but while [`XmlReader::skip_to`] starts it anew.
    tokens: Option<quick_xml::Reader<Source<R>>>,
    buffer: Vec<u8>,
    /// Where the last event starts in the buffer.
    event_start: usize,
    /// Whether events stay in the buffer until [`XmlReader::forget`].
    is_recording: bool,
    /// Whether the last event stands in the block of the source, not in the buffer.
    is_in_block: bool,
    /// Whether the tokenizer must read the next token, because it is in the middle of something.
    is_tokenizing: bool,
    state: State,
}

/// What is known at a place inside a document, for reading what follows there as a document of its own.
#[derive(Clone)]
pub struct XmlContext {
    state: State,
    /// Where the elements start that are open.
    opened: Vec<Position>,
}

impl XmlContext {
    /// Reads `input`, which follows at this place, in UTF-8; it may end where the same elements are open as here.
    /// Positions count from `start`. References to entities are limited anew.
    pub fn reader<R: Read>(&self, input: R, start: Position) -> XmlReader<R> {
        let limits = self.state.limits;
        let source = Source::new(input, start, limits.token_bytes).inside(&self.opened);
        XmlReader {
            state: self.state.clone(),
            ..XmlReader::on(source, limits)
        }
    }

    /// Reads `input` as [`XmlContext::reader`] does, but to the end of the document, where nothing is open.
    pub fn reader_to_end<R: Read>(&self, input: R, start: Position) -> XmlReader<R> {
        let mut reader = self.reader(input, start);
        reader.state.around = 0;
        reader
    }

    /// How many elements are open here.
    pub fn depth(&self) -> usize {
        self.state.open.depth()
    }

    /// Whether the document defines entities of its own.
    pub fn has_entities(&self) -> bool {
        !self.state.entities.is_empty()
    }
}

impl<R: Read> XmlReader<R> {
    /// Reads `input`, which must be UTF-8, within the default limits.
    pub fn new(input: R) -> Self {
        Self::with_limits(input, XmlLimits::default())
    }

    /// Reads `input` within `limits`.
    pub fn with_limits(input: R, limits: XmlLimits) -> Self {
        let source = Source::new(input, Position::START, limits.token_bytes);
        Self::on(source, limits)
    }

    fn on(source: Source<R>, limits: XmlLimits) -> Self {
        Self {
            tokens: Some(tokens(source)),
            buffer: Vec::new(),
            event_start: 0,
            is_recording: false,
            is_in_block: false,
            is_tokenizing: false,
            state: State::new(limits),
        }
    }

    /// Accepts prefixes that no `xmlns` declares, as some tools write them.
    #[must_use]
    pub fn allowing_undeclared_prefixes(mut self) -> Self {
        self.state.undeclared_prefixes = true;
        self
    }

    /// Counts bytes from `offset`, the length of a byte order mark that something below took away.
    #[must_use]
    pub fn starting_at_byte(mut self, offset: usize) -> Self {
        let start = Position {
            byte: offset,
            ..Position::START
        };
        let limit = self.state.limits.token_bytes;
        self.tokens = self.tokens.map(|unstarted| {
            tokens(Source::new(
                unstarted.into_inner().into_input(),
                start,
                limit,
            ))
        });
        self
    }

    /// The next event.
    ///
    /// # Errors
    /// [`ErrorKind::Xml`] with its position where the XML is not well-formed or beyond a limit; [`ErrorKind::Read`] and
    /// other kinds where the input fails.
    pub fn next_event(&mut self) -> Result<XmlEvent<'_>, Error> {
        let Self {
            tokens,
            buffer,
            event_start,
            is_recording,
            is_in_block,
            is_tokenizing,
            state,
        } = self;
        let Some(tokens) = tokens.as_mut().filter(|_| state.stage != Stage::Ended) else {
            return Ok(XmlEvent::Eof);
        };
        if *is_recording {
            *event_start = buffer.len();
        } else {
            buffer.clear();
        }
        let source = tokens.get_mut();
        source.start_token();
        *is_in_block = false;
        let is_common = state.stage == Stage::Content && !*is_tokenizing;
        if is_common && let Err(error) = source.fill_buf() {
            return state.check(Err(error.into()), source);
        }
        if is_common && let Some(token) = source.common_token() {
            if token.kind == TokenKind::Start {
                source.open(state.open.depth());
            }
            if *is_recording {
                buffer.extend_from_slice(source.token_in_block());
            } else {
                *is_in_block = true;
            }
            let source = tokens.get_ref();
            let content = source.content(&token);
            if let Some(forbidden) = source.forbidden_in_token() {
                state.pass_over(Some(token.kind), content);
                return Err(forbidden_character(forbidden));
            }
            return state.check_common(token.kind, content, source);
        }
        let token = tokens.read_event_into(buffer);
        let source = tokens.get_mut();
        // The tokenizer takes it in small letters too.
        let is_doctype = state.stage < Stage::Content && matches!(token, Ok(Event::DocType(_)));
        if is_doctype && source.opening() != b"<!DOCTYPE" {
            state.stage = Stage::Ended;
            return Err(Error::xml(XmlProblem::Markup, source.token_start()));
        }
        *is_tokenizing = matches!(token, Ok(Event::Text(_)) | Err(_));
        let (kind, tag) = match &token {
            Ok(Event::Start(tag)) => {
                source.open(state.open.depth());
                (Some(TokenKind::Start), &**tag)
            }
            Ok(Event::End(_)) => (Some(TokenKind::End), ""),
            _ => (None, ""),
        };
        if let Some(forbidden) = source.forbidden_in_token()
            && token.is_ok()
        {
            // The tag counts as opened or closed all the same, so that reading can go on behind it.
            state.pass_over(kind, tag);
            return Err(forbidden_character(forbidden));
        }
        state.check(token, source)
    }

    /// Where the last event starts.
    pub fn position(&self) -> Position {
        self.tokens
            .as_ref()
            .map_or(Position::START, |tokens| tokens.get_ref().token_start())
    }

    /// Where the last event ends and the next one starts.
    pub fn end_position(&self) -> Position {
        self.tokens
            .as_ref()
            .map_or(Position::START, |tokens| tokens.get_ref().position())
    }

    /// The byte at which the last event ends: as [`XmlReader::end_position`], without the work of counting lines.
    pub fn end_byte(&self) -> usize {
        self.tokens
            .as_ref()
            .map_or(0, |tokens| tokens.get_ref().byte())
    }

    /// How many elements are open behind the last event.
    pub fn depth(&self) -> usize {
        self.state.open.depth()
    }

    /// Whether an element started behind the end of one that was open where reading began, as
    /// [`XmlContext::reader`] can. What stands there is not in the context that the reader was made for.
    pub fn has_returned(&self) -> bool {
        self.state.has_returned
    }

    /// The last event as it stands in the file, with its `<` and `>`; line ends and references as they were written.
    pub fn raw(&self) -> &[u8] {
        match &self.tokens {
            Some(tokens) if self.is_in_block => tokens.get_ref().token_in_block(),
            _ => self.buffer.get(self.event_start..).unwrap_or_default(),
        }
    }

    /// Keeps every event from the next one on as it stands in the file, for [`XmlReader::recorded`].
    #[must_use]
    pub fn recording(mut self) -> Self {
        self.is_recording = true;
        self
    }

    /// The events since recording started or was last forgotten, as they stand in the file.
    pub fn recorded(&self) -> &[u8] {
        &self.buffer
    }

    /// Where in [`XmlReader::recorded`] the last event starts.
    pub fn event_start(&self) -> usize {
        self.event_start
    }

    /// Forgets what was recorded so far; recording goes on.
    pub fn forget(&mut self) {
        self.buffer.clear();
        self.event_start = 0;
    }

    /// What is known behind the last event, which must stand inside the root.
    pub fn context(&self) -> XmlContext {
        let mut state = self.state.clone();
        state.start_inside();
        let opened = |depth| {
            self.tokens
                .as_ref()
                .map_or(Position::START, |tokens| tokens.get_ref().opened(depth))
        };
        let opened = (0..state.around).map(opened).collect();
        XmlContext { state, opened }
    }

    /// The bytes that were read and belong to no event yet, and the input behind them.
    pub fn into_unread(self) -> Option<(Vec<u8>, R)> {
        Some(self.tokens?.into_inner().into_unread())
    }

    /// What a prefix stands for at this place; the empty prefix is the default namespace.
    pub fn namespace(&self, prefix: &str) -> Option<&str> {
        self.state.namespaces.resolve(prefix)
    }

    /// The input.
    pub fn input(&self) -> Option<&R> {
        Some(self.tokens.as_ref()?.get_ref().input())
    }

    /// Goes on behind an error: skips to the next start tag `<name`, as though only the outermost `depth` elements that
    /// were open still were. Gives whether there is one; otherwise the end is reached.
    ///
    /// # Errors
    /// Those of the input.
    pub fn skip_to(&mut self, name: &str, depth: usize) -> Result<bool, Error> {
        let Some(old) = self.tokens.take() else {
            return Ok(false);
        };
        let mut source = old.into_inner();
        let found = source
            .skip_to_tag(name.len() + 2, |rest| {
                rest.strip_prefix(name.as_bytes())
                    .and_then(<[u8]>::first)
                    .is_some_and(|next| matches!(next, b' ' | b'\t' | b'\n' | b'\r' | b'>' | b'/'))
            })
            .map_err(|error| Error::from_io(error, ErrorKind::Read));
        self.tokens = Some(tokens(source));
        self.is_tokenizing = false;
        self.state.open.truncate(depth);
        self.state.namespaces.leave(depth);
        let found = found?;
        self.state.stage = if found { Stage::Content } else { Stage::Ended };
        Ok(found)
    }
}

fn forbidden_character((position, byte): (Position, u8)) -> Error {
    let code = u32::from(byte);
    Error::xml(XmlProblem::ForbiddenCharacter { code }, position)
}

/// The tokenizer, set to leave to [`State`] what that checks with places.
///
/// It would drop U+FEFF where its input begins, but much is read before its first token. So it begins with a tag of our own.
fn tokens<R: Read>(source: Source<R>) -> quick_xml::Reader<Source<R>> {
    let mut tokens = quick_xml::Reader::from_reader(source.behind(b"<a/>"));
    let is_read = tokens.read_event_into(&mut Vec::new()).is_ok();
    debug_assert!(is_read);
    let config = tokens.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.check_comments = true;
    config.trim_markup_names_in_closing_tags = false;
    tokens
}
