//! What holds the parts together.

use std::collections::HashMap;
use std::io::{Read, Write};

use yaddash_io::encoding::DecodingReader;
use yaddash_io::xml::{Entities, XmlLimits};
use yaddash_model::LineColumn;

use super::RepairOptions;
use super::attributes::{Attributes, Rules};
use super::block::Block;
use super::document::Document;
use super::kind::{self, Kind};
use super::output::Output;
use super::region::ByteFault;
use super::report::{Repaired, Report};
use super::scan::{Hints, Kind as TokenKind, Scanner, Token};
use super::tag::TagFault;
use super::text::{self, Context, TextRepair};
use super::window::{TextFault, Window};
use crate::Error;
use crate::schema::Element;

/// Languages that are remembered.
const LANGUAGES: usize = 64;
/// Attributes of one tag that are compared pair by pair.
const PAIRWISE: usize = 12;

pub(super) struct Machine<'f, R, W> {
    pub(super) scanner: Scanner<R>,
    pub(super) output: Output<W>,
    pub(super) report: Report<'f>,
    pub(super) entities: Entities,
    pub(super) options: RepairOptions,
    pub(super) document: Document,
    pub(super) block: Block,
    /// Where the block starts in the file.
    pub(super) block_start: usize,
    /// Whether the block is too large, and what is left of it is passed over.
    pub(super) is_given_up: bool,
    /// Whether the header that is read is not the first.
    pub(super) is_second_header: bool,
    /// Whether the file has ended.
    pub(super) is_cut_off: bool,
    /// Prefixes that `tmx` and `body` declare, and their addresses.
    pub(super) prefixes: HashMap<String, String>,
    /// Languages of variants that are right.
    languages: Vec<String>,
    /// Texts that were put right, to be told; kept for its allocation.
    repairs: Vec<TextRepair>,
}

/// A start tag, put right.
pub(super) struct MendedTag {
    pub(super) element: Element,
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    /// Attributes that become properties.
    pub(super) moved: Vec<(String, String)>,
    pub(super) is_empty: bool,
    /// Whether it can be written as it stands in the file.
    pub(super) is_clean: bool,
}

impl<'f, R: Read, W: Write> Machine<'f, R, W> {
    pub(super) fn new(
        input: DecodingReader<R>,
        output: W,
        options: RepairOptions,
        report: Report<'f>,
    ) -> Self {
        Self {
            scanner: Scanner::new(Window::new(input)),
            output: Output::new(output),
            report,
            entities: Entities::new(&XmlLimits::default()),
            options,
            document: Document::default(),
            block: Block::default(),
            block_start: 0,
            is_given_up: false,
            is_second_header: false,
            is_cut_off: false,
            prefixes: HashMap::new(),
            languages: Vec::new(),
            repairs: Vec::new(),
        }
    }

    pub(super) fn run(mut self) -> Result<Repaired, Error> {
        loop {
            let is_inside = self.is_inside();
            let hints = Hints {
                keep: if is_inside {
                    self.block_start
                } else {
                    usize::MAX
                },
                expects_segment: matches!(self.block.top(), Some((_, Element::Tuv))),
            };
            let token = self.scanner.next(hints)?;
            let is_last = token.kind == TokenKind::Eof;
            self.tell_characters(if is_last { usize::MAX } else { token.end });
            if token.kind == TokenKind::Eof {
                break;
            }
            if is_inside {
                if token.kind == TokenKind::Start && self.output.is_held() {
                    self.release(self.tag_element())?;
                }
                self.inside(token)?;
            } else {
                self.outside(token)?;
            }
        }
        self.end()
    }

    /// The element of the scanner's start tag.
    fn tag_element(&self) -> Element {
        let (name, base) = (&self.scanner.tag.name, self.scanner.tag_base);
        element_of(self.scanner.window.get(base + name.start, base + name.end)).0
    }

    /// Writes and tells what was held back, where the start tag of an element shows that the file is a memory.
    pub(super) fn release(&mut self, element: Element) -> Result<(), Error> {
        // Other formats have a `header`, a `body` or a `note` too.
        let is_of_memory = matches!(
            element,
            Element::Tmx | Element::Tu | Element::Tuv | Element::Seg
        );
        if is_of_memory && self.output.is_held() {
            self.report.release();
            self.output.release()?;
        }
        Ok(())
    }

    /// Whether a unit or a header is being read.
    pub(super) fn is_inside(&self) -> bool {
        !self.block.open.is_empty()
    }

    /// The element of the scanner's start tag, where the tag can be written as it stands in the file and nothing in it
    /// needs a word: by far the most.
    pub(super) fn clean_tag(&self, token: Token) -> Option<Element> {
        let (tag, base) = (&self.scanner.tag, self.scanner.tag_base);
        let get = |range: &std::ops::Range<usize>| {
            self.scanner
                .window
                .get(base + range.start, base + range.end)
        };
        let element = Element::of(get(&tag.name));
        let is_plain = element != Element::Foreign
            && tag.faults.is_empty()
            && base + tag.name.start == token.start + 1;
        if !is_plain || tag.attributes.len() > PAIRWISE {
            return None;
        }
        let names = || tag.attributes.iter().map(|span| get(&span.name));
        for (at, span) in tag.attributes.iter().enumerate() {
            let (name, value) = (get(&span.name), get(&span.value));
            let is_language = name.ends_with("lang");
            let is_clean = element.accepts(name, value)
                && !value.contains('&')
                && !(is_language && value.contains('_'))
                && (!is_language || element != Element::Tuv || self.is_known_language(value))
                && (!name.ends_with("date") || crate::validate::date::is_date(value))
                && !names().take(at).any(|earlier| earlier == name);
            if !is_clean {
                return None;
            }
        }
        let has = |wanted: &str| names().any(|name| name == wanted);
        let required: &[&str] = match element {
            Element::Header | Element::Prop | Element::Ude | Element::Tmx => element.required(),
            Element::Tuv if self.document.is_old => &["lang"],
            Element::Tuv => &["xml:lang"],
            _ => &[],
        };
        required.iter().all(|name| has(name)).then_some(element)
    }

    fn is_known_language(&self, value: &str) -> bool {
        self.languages.iter().any(|known| known == value)
    }

    /// Remembers the languages of a variant, which were found to be right.
    fn know_languages(&mut self, tag: &MendedTag) {
        if tag.element != Element::Tuv || !tag.is_clean {
            return;
        }
        for (name, value) in &tag.attributes {
            if name.ends_with("lang")
                && self.languages.len() < LANGUAGES
                && !self.is_known_language(value)
            {
                self.languages.push(value.clone());
            }
        }
    }

    /// How attributes are put right.
    fn rules(&self) -> Rules {
        Rules {
            is_old: self.document.is_old,
            keep_foreign: self.options.keep_foreign,
        }
    }

    /// The text of a part of the file that is still held.
    pub(super) fn raw(&self, token: Token) -> &str {
        self.scanner.window.get(token.start, token.end)
    }

    pub(super) fn place(&mut self, at: usize) -> LineColumn {
        self.scanner.window.place(at)
    }

    pub(super) fn mended(&mut self, kind: &'static Kind, at: usize, message: impl Into<String>) {
        let place = self.place(at);
        self.report.mended(kind, place, message.into());
    }

    pub(super) fn lost(
        &mut self,
        kind: &'static Kind,
        at: usize,
        message: impl Into<String>,
        text: &str,
    ) {
        let place = self.place(at);
        self.report.lost(kind, place, message.into(), text);
    }

    /// Tells of characters before `end` that were not as they should be.
    fn tell_characters(&mut self, end: usize) {
        while let Some((at, fault)) = self.scanner.window.next_fault(end) {
            match fault {
                TextFault::Separator => {
                    let message = "a line tabulation or form feed is forbidden in XML; a space takes its place";
                    self.mended(kind::FORBIDDEN_CHARACTER, at, message);
                }
                TextFault::Forbidden(character, count) => self.tell_forbidden(at, character, count),
                TextFault::Undecodable(encoding) => self.lost(
                    kind::WRONG_BYTES,
                    at,
                    format!("bytes that are no character of {encoding} become U+FFFD"),
                    "\u{FFFD}",
                ),
                TextFault::Bytes(fault) => self.tell_bytes(at, fault),
            }
        }
    }

    fn tell_forbidden(&mut self, at: usize, character: char, count: usize) {
        let place = self.scanner.window.place_of_removed(at);
        let code = format!("U+{:04X}", u32::from(character));
        let message = if count == 1 {
            format!("character {code} is forbidden in XML; it is left out")
        } else {
            format!(
                "{count} characters, of which {code} is the first, are forbidden in XML; they are left out"
            )
        };
        self.report
            .lost(kind::FORBIDDEN_CHARACTER, place, message, "");
        self.report.done.lost_characters += count as u64;
    }

    fn tell_bytes(&mut self, at: usize, fault: ByteFault) {
        match fault {
            ByteFault::Guessed { encoding, text } => {
                let text = super::report::shortened(&text);
                self.mended(
                    kind::WRONG_BYTES,
                    at,
                    format!(
                        "these bytes are not UTF-8; read as {encoding}, which is a guess: `{text}`"
                    ),
                );
            }
            ByteFault::Sign(character) => self.mended(
                kind::WRONG_BYTES,
                at,
                format!("this byte is not UTF-8; it is `{character}` in the code pages of Windows"),
            ),
            ByteFault::Unreadable(bytes) => {
                let bytes: Vec<String> = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
                self.lost(
                    kind::WRONG_BYTES,
                    at,
                    format!(
                        "bytes {} are not UTF-8; U+FFFD takes their place",
                        bytes.join(" ")
                    ),
                    "\u{FFFD}",
                );
            }
        }
    }

    /// The text between `start` and `end` as XML asks for it, where it is not so already.
    pub(super) fn mend_text(
        &mut self,
        start: usize,
        end: usize,
        context: Context,
    ) -> Option<String> {
        let raw = self.scanner.window.get(start, end);
        let mended = text::mend(raw, context, &mut self.entities, &mut self.repairs)?;
        for repair in std::mem::take(&mut self.repairs) {
            let at = start + repair.at;
            match repair.lost {
                Some(lost) => self.lost(repair.kind, at, repair.message, &lost),
                None => self.mended(repair.kind, at, repair.message),
            }
        }
        Some(mended)
    }

    /// The start tag that the scanner just gave, put right.
    pub(super) fn mend_tag(&mut self, token: Token) -> MendedTag {
        let spans = std::mem::take(&mut self.scanner.tag);
        let base = self.scanner.tag_base;
        let window = &self.scanner.window;
        let spelled = window.get(base + spans.name.start, base + spans.name.end);
        let (element, is_other_case) = element_of(spelled);
        let name = if is_other_case {
            element.name()
        } else {
            spelled
        }
        .to_owned();
        let mut is_clean =
            spans.faults.is_empty() && !is_other_case && base + spans.name.start == token.start + 1;
        for fault in &spans.faults {
            self.tell_tag(base, fault, &name);
        }
        if base != token.start + 1 {
            self.mended(
                kind::TAG,
                token.start,
                format!("`<` is missing before `{name}`"),
            );
        } else if spans.name.start > 0 {
            let message = format!("white space between `<` and `{name}` is left out");
            self.mended(kind::TAG, token.start, message);
        } else if is_other_case {
            self.mended(
                kind::ELEMENT_CASE,
                token.start,
                format!("the name of an element is written `{name}`"),
            );
        }
        let mut attributes = Vec::with_capacity(spans.attributes.len());
        for span in &spans.attributes {
            let (start, end) = (base + span.value.start, base + span.value.end);
            let value = match self.mend_text(start, end, Context::Value) {
                Some(value) => {
                    is_clean = false;
                    value
                }
                None => self.scanner.window.get(start, end).to_owned(),
            };
            let name = self
                .scanner
                .window
                .get(base + span.name.start, base + span.name.end);
            attributes.push((name.to_owned(), value));
        }
        let mended = Attributes::mend(element, attributes, self.rules());
        is_clean &= mended.done.is_empty();
        for done in mended.done {
            match done.lost {
                Some(lost) => self.lost(done.kind, token.start, done.message, &lost),
                None => self.mended(done.kind, token.start, done.message),
            }
        }
        let tag = MendedTag {
            element,
            name,
            attributes: mended.list,
            moved: mended.moved,
            is_empty: spans.is_empty,
            is_clean,
        };
        self.scanner.tag = spans;
        self.know_languages(&tag);
        self.tell_dates(token, &tag);
        tag
    }

    fn tell_tag(&mut self, base: usize, fault: &TagFault, name: &str) {
        match fault {
            TagFault::NoEnd(at) => {
                self.mended(
                    kind::TAG,
                    base + at,
                    format!("`>` is missing behind `{name}`"),
                );
            }
            TagFault::Junk(range) => {
                let (start, end) = (base + range.start, base + range.end);
                let junk = self.scanner.window.get(start, end).to_owned();
                let message =
                    format!("something in the tag `{name}` is no attribute; it is left out");
                self.lost(kind::TAG, start, message, &junk);
            }
            TagFault::Quotes(range) => self.mended(
                kind::ATTRIBUTE,
                base + range.start,
                format!("the quotes of an attribute of `{name}` are put right"),
            ),
            TagFault::LessThan(at) => self.mended(
                kind::ATTRIBUTE,
                base + at,
                format!("`<` in an attribute of `{name}` is written `&lt;`"),
            ),
        }
    }

    /// Tells of dates that no program will read.
    fn tell_dates(&mut self, token: Token, tag: &MendedTag) {
        if tag.element == Element::Foreign {
            return;
        }
        for (name, value) in &tag.attributes {
            let is_date = matches!(
                name.as_str(),
                "creationdate" | "changedate" | "lastusagedate"
            );
            if is_date && !crate::validate::date::is_date(value) {
                let place = self.place(token.start);
                let message = format!(
                    "`{name}` is `{value}`, not a date such as 20240229T101500Z; it is kept"
                );
                self.report.kept(kind::DATE, place, message, value);
            }
        }
    }
}

/// The element of TMX that a name stands for, and whether it is written in another case.
pub(super) fn element_of(name: &str) -> (Element, bool) {
    match Element::of(name) {
        Element::Foreign if name.bytes().any(|byte| byte.is_ascii_uppercase()) => {
            let element = Element::of(&name.to_ascii_lowercase());
            (element, element != Element::Foreign)
        }
        element => (element, false),
    }
}
