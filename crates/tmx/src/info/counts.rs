//! Counting while a memory is read.

use std::collections::HashMap;
use std::io::Read;

use yaddash_io::xml::{Attribute, Tag, XmlEvent, XmlReader};
use yaddash_model::{LanguageTag, SourceLanguage};

use crate::Error;
use crate::content;
use crate::header::source_language;
use crate::operations::identity::{
    CodeRecord, VariantDigest, codes_digest, digest, language_digest, low, source_digest,
    unit_digest,
};
use crate::reader::walk::{Owner, Remark, UnitVisitor};
use crate::words::words;

/// The kinds of codes, in the terms of TMX.
pub(super) const CODES: [&str; 10] = [
    "bpt",
    "ept",
    "it",
    "ph",
    "ut",
    "hi",
    "foreign",
    "sub",
    "comment",
    "processing-instruction",
];
const FOREIGN: usize = 6;
const SUB: usize = 7;
const COMMENT: usize = 8;
const INSTRUCTION: usize = 9;

/// Different texts in the order in which they first came, each with how often it did.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) counts: Vec<(String, u64)>,
    index: HashMap<String, usize>,
    last: usize,
}

impl Tally {
    /// The number of a text.
    fn number(&mut self, text: &str) -> usize {
        let is_last = self.counts.get(self.last);
        if is_last.is_some_and(|(known, _)| known == text) {
            return self.last;
        }
        self.last = if let Some(known) = self.index.get(text) {
            *known
        } else {
            let number = self.counts.len();
            self.counts.push((text.to_owned(), 0));
            self.index.insert(text.to_owned(), number);
            number
        };
        self.last
    }

    fn add(&mut self, number: usize) {
        if let Some((_, count)) = self.counts.get_mut(number) {
            *count += 1;
        }
    }
}

/// What there is of one language.
pub(super) struct LanguageCounts {
    pub(super) tag: LanguageTag,
    digest: u64,
    last_unit: u64,
    pub(super) units: u64,
    pub(super) variants: u64,
    pub(super) words: u64,
    pub(super) characters: u64,
    pub(super) empty: u64,
    pub(super) spellings: Tally,
}

/// Figures of a stretch of a memory.
#[derive(Default)]
pub(super) struct Counts {
    pub(super) units: u64,
    pub(super) variants: u64,
    pub(super) notes: u64,
    pub(super) codes: [u64; CODES.len()],
    pub(super) languages: Vec<LanguageCounts>,
    /// Which of them each spelling of a tag is.
    by_spelling: HashMap<String, usize>,
    pub(super) properties: Tally,
    pub(super) tools: Tally,
    pub(super) users: Tally,
    /// The first and the last day, as numbers such as 20240229.
    pub(super) days: Option<(u32, u32)>,
    /// For each unit a digest of its source text with its languages, and one of all that it says.
    pub(super) digests: Vec<[u64; 2]>,
}

/// Counts what it is handed.
pub(super) struct Counter {
    pub(super) counts: Counts,
    /// The source language of units that name none.
    source: Option<SourceLanguage>,
    header_source: u64,
    unit: Pending,
    text: String,
    record: CodeRecord,
    levels: Vec<Level>,
}

/// What was counted of the unit that is being read.
#[derive(Default)]
struct Pending {
    source: Option<u64>,
    variants: Vec<PendingVariant>,
    digests: Vec<VariantDigest>,
    codes: [u64; CODES.len()],
    notes: u64,
    properties: Vec<usize>,
    tools: Vec<usize>,
    users: Vec<usize>,
    days: Option<(u32, u32)>,
}

struct PendingVariant {
    language: usize,
    spelling: usize,
    words: u64,
    characters: u64,
}

/// What is open inside a segment.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    /// An element around text.
    Wrapper,
    /// A code.
    Code,
    /// A sub-flow of text in a code.
    Sub,
    /// Native markup in a code.
    Native,
}

impl Counter {
    /// Counts units whose source language is `source` where they name none.
    pub(super) fn new(source: Option<SourceLanguage>) -> Self {
        Self {
            counts: Counts::default(),
            header_source: source_digest(source.as_ref()),
            source,
            unit: Pending::default(),
            text: String::new(),
            record: CodeRecord::default(),
            levels: Vec::new(),
        }
    }

    /// The source language of units that name none.
    pub(super) fn source(&self) -> Option<&SourceLanguage> {
        self.source.as_ref()
    }

    /// Another that counts the same.
    pub(super) fn again(&self) -> Self {
        Self::new(self.source.clone())
    }

    /// The unit was read to its end: what was counted of it holds.
    pub(super) fn commit(&mut self) {
        let Self { counts, unit, .. } = self;
        counts.units += 1;
        counts.variants += unit.variants.len() as u64;
        counts.notes += unit.notes;
        for (all, new) in counts.codes.iter_mut().zip(unit.codes) {
            *all += new;
        }
        for (tally, numbers) in [
            (&mut counts.properties, &unit.properties),
            (&mut counts.tools, &unit.tools),
            (&mut counts.users, &unit.users),
        ] {
            for number in numbers {
                tally.add(*number);
            }
        }
        if let Some((first, last)) = unit.days {
            let (earliest, latest) = counts.days.unwrap_or((first, last));
            counts.days = Some((earliest.min(first), latest.max(last)));
        }
        for variant in &unit.variants {
            if let Some(language) = counts.languages.get_mut(variant.language) {
                language.variants += 1;
                language.units += u64::from(language.last_unit != counts.units);
                language.last_unit = counts.units;
                language.words += variant.words;
                language.characters += variant.characters;
                language.empty += u64::from(variant.characters == 0);
                language.spellings.add(variant.spelling);
            }
        }
        let source = unit.source.unwrap_or(self.header_source);
        let whole = low(unit_digest(source, &mut unit.digests));
        counts.digests.push([
            source_text_digest(source, &unit.digests).unwrap_or(whole),
            whole,
        ]);
    }
}

/// The text in the source language together with all languages of the unit; `None` where the source is not there once.
/// `variants` are sorted.
fn source_text_digest(source: u64, variants: &[VariantDigest]) -> Option<u64> {
    let mut sources = variants.iter().filter(|variant| variant.language == source);
    let (Some(text), None) = (sources.next(), sources.next()) else {
        return None;
    };
    let languages = variants.iter().fold(source, |all, variant| {
        all.rotate_left(7).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ variant.language
    });
    Some(low(text.content()).wrapping_add(languages))
}

impl Pending {
    fn clear(&mut self) {
        self.source = None;
        self.variants.clear();
        self.digests.clear();
        self.codes = [0; CODES.len()];
        self.notes = 0;
        self.properties.clear();
        self.tools.clear();
        self.users.clear();
        self.days = None;
    }

    /// Takes up an attribute that units and variants share.
    fn attribute(&mut self, counts: &mut Counts, attribute: &Attribute<'_>) {
        match attribute.name {
            "creationtool" => self.tools.push(counts.tools.number(&attribute.value)),
            "creationid" | "changeid" => self.users.push(counts.users.number(&attribute.value)),
            "creationdate" | "changedate" => {
                if let Some(day) = day(&attribute.value) {
                    let (first, last) = self.days.unwrap_or((day, day));
                    self.days = Some((first.min(day), last.max(day)));
                }
            }
            _ => {}
        }
    }
}

impl Counts {
    /// The numbers of a language and of its spelling.
    fn language(&mut self, tag: &LanguageTag) -> (usize, usize) {
        let known = self.by_spelling.get(tag.as_str()).copied();
        let at = known.unwrap_or_else(|| {
            let at = self.languages.iter().position(|known| known.tag == *tag);
            let at = at.unwrap_or(self.languages.len());
            self.by_spelling.insert(tag.as_str().to_owned(), at);
            at
        });
        if at == self.languages.len() {
            self.languages.push(LanguageCounts {
                tag: tag.clone(),
                digest: language_digest(tag),
                last_unit: 0,
                units: 0,
                variants: 0,
                words: 0,
                characters: 0,
                empty: 0,
                spellings: Tally::default(),
            });
        }
        let spelling = match self.languages.get_mut(at) {
            Some(language) => language.spellings.number(tag.as_str()),
            None => 0,
        };
        (at, spelling)
    }
}

impl UnitVisitor for Counter {
    const PLACES: bool = false;

    fn unit<'t>(&mut self, attributes: impl Iterator<Item = Attribute<'t>>) {
        self.unit.clear();
        for attribute in attributes {
            if attribute.name == "srclang" {
                self.unit.source = Some(source_digest(source_language(&attribute.value).as_ref()));
            }
            self.unit.attribute(&mut self.counts, &attribute);
        }
    }

    fn variant<'t>(
        &mut self,
        language: &LanguageTag,
        attributes: impl Iterator<Item = Attribute<'t>>,
    ) {
        let (at, spelling) = self.counts.language(language);
        for attribute in attributes {
            self.unit.attribute(&mut self.counts, &attribute);
        }
        self.unit.variants.push(PendingVariant {
            language: at,
            spelling,
            words: 0,
            characters: 0,
        });
        let language = self.counts.languages.get(at);
        self.unit.digests.push(VariantDigest {
            language: language.map_or(0, |language| language.digest),
            text: digest(b""),
            codes: 0,
        });
    }

    fn remark<'t>(
        &mut self,
        _: Owner,
        remark: Remark,
        mut attributes: impl Iterator<Item = Attribute<'t>>,
    ) {
        match remark {
            Remark::Note => self.unit.notes += 1,
            Remark::Property => {
                let kind = attributes.find(|attribute| attribute.name == "type");
                let kind = kind.map(|attribute| attribute.value).unwrap_or_default();
                let number = self.counts.properties.number(&kind);
                self.unit.properties.push(number);
            }
        }
    }

    fn remark_text<R: Read>(&mut self, xml: &mut XmlReader<R>) -> Result<(), Error> {
        content::skip(xml)
    }

    fn segment<R: Read>(&mut self, xml: &mut XmlReader<R>) -> Result<(), Error> {
        self.text.clear();
        self.record.clear();
        self.levels.clear();
        loop {
            match xml.next_event()? {
                XmlEvent::Start(tag) => self.open(&tag),
                XmlEvent::Empty(tag) if self.is_native() && tag.name() != "sub" => {
                    self.record.text(&content::markup(&tag, "/>"));
                }
                XmlEvent::Empty(tag) => {
                    self.open(&tag);
                    self.close(tag.name());
                }
                XmlEvent::End(_) if self.levels.is_empty() => break,
                XmlEvent::End(tag) => self.close(tag.name()),
                XmlEvent::Eof => break,
                XmlEvent::Comment(text) => {
                    if self.is_native() {
                        self.record.text(&content::comment_markup(&text));
                    } else {
                        self.count(COMMENT);
                    }
                }
                XmlEvent::ProcessingInstruction(instruction) => {
                    if self.is_native() {
                        self.record.text(&content::instruction_markup(&instruction));
                    } else {
                        self.count(INSTRUCTION);
                    }
                }
                event => {
                    let text = event.as_text().unwrap_or_default();
                    if self.is_top() {
                        self.text.push_str(text);
                    } else {
                        self.record.text(text);
                    }
                }
            }
        }
        if let (Some(variant), Some(digests)) =
            (self.unit.variants.last_mut(), self.unit.digests.last_mut())
        {
            variant.words = words(&self.text);
            variant.characters = self.text.chars().count() as u64;
            digests.text = digest(self.text.as_bytes());
            digests.codes = codes_digest(&self.record.bytes);
        }
        Ok(())
    }
}

impl Counter {
    /// Whether text here is text of the segment.
    fn is_top(&self) -> bool {
        self.levels.iter().all(|level| *level == Level::Wrapper)
    }

    /// Whether what stands here is native code.
    fn is_native(&self) -> bool {
        matches!(self.levels.last(), Some(Level::Code | Level::Native))
    }

    /// Where in the text of the segment a code stands; inside codes, whose text is in the record itself, 0.
    fn offset(&self) -> usize {
        if self.is_top() { self.text.len() } else { 0 }
    }

    fn count(&mut self, code: usize) {
        if let Some(count) = self.unit.codes.get_mut(code) {
            *count += 1;
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        let name = tag.name();
        let level = match self.levels.last() {
            Some(Level::Code) if name == "sub" => {
                self.count(SUB);
                self.record.sub(tag.attributes());
                Level::Sub
            }
            Some(Level::Code | Level::Native) => {
                self.record.text(&content::markup(tag, ">"));
                Level::Native
            }
            _ => {
                let kind = CODES.iter().take(FOREIGN).position(|kind| *kind == name);
                let kind = kind.unwrap_or(FOREIGN);
                self.count(kind);
                self.record.start(self.offset(), name, tag.attributes());
                if kind < 5 {
                    Level::Code
                } else {
                    Level::Wrapper
                }
            }
        };
        self.levels.push(level);
    }

    /// Closes the innermost level, whose element is called `name`.
    fn close(&mut self, name: &str) {
        match self.levels.pop() {
            Some(Level::Native) => self.record.text(&content::end_markup(name)),
            Some(Level::Sub) => self.record.end(0),
            _ => {
                let offset = self.offset();
                self.record.end(offset);
            }
        }
    }
}

/// The day of a date in either form of ISO 8601, as a number such as 20240229.
fn day(value: &str) -> Option<u32> {
    let number = |text: &str| {
        let is_day = text.bytes().all(|byte| byte.is_ascii_digit());
        is_day.then(|| text.parse().ok()).flatten()
    };
    if let Some(basic) = value.get(..8).and_then(number) {
        return Some(basic);
    }
    let day = value.get(..10)?.replace('-', "");
    (day.len() == 8).then(|| number(&day)).flatten()
}
