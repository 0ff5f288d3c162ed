//! When variants and units are the same: digests of their content.

use twox_hash::XxHash3_128;
use yaddash_io::xml::Attribute;
use yaddash_model::{
    Attributes, CodeContent, CodeKind, InlineCode, LanguageTag, Segment, SourceLanguage,
    TranslationUnit,
};

/// Marks in the record of codes; XML cannot hold these characters, so no text is taken for one.
const START: u8 = 1;
const NAME: u8 = 2;
const VALUE: u8 = 3;
const CONTENT: u8 = 4;
const END: u8 = 5;
const SUB: u8 = 6;

/// 128 bits that stand for bytes. Two contents with the same ones are taken for equal: among 10^9 units that happens by
/// chance with a probability below 10^-20.
pub(crate) fn digest(bytes: &[u8]) -> u128 {
    XxHash3_128::oneshot(bytes)
}

/// What a variant says, as a digest: its language, its text and its codes. Comments and processing instructions in a
/// segment do not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct VariantDigest {
    pub(crate) language: u64,
    pub(crate) text: u128,
    pub(crate) codes: u128,
}

impl VariantDigest {
    fn bytes(self) -> impl Iterator<Item = u8> {
        self.language
            .to_le_bytes()
            .into_iter()
            .chain(self.text.to_le_bytes())
            .chain(self.codes.to_le_bytes())
    }

    /// Text and codes alone.
    pub(crate) fn content(self) -> u128 {
        let mut bytes = [0; 32];
        let (text, codes) = bytes.split_at_mut(16);
        text.copy_from_slice(&self.text.to_le_bytes());
        codes.copy_from_slice(&self.codes.to_le_bytes());
        digest(&bytes)
    }
}

/// A language, by the normal form of its tag.
pub(crate) fn language_digest(language: &LanguageTag) -> u64 {
    low(digest(language.normal().as_bytes()))
}

/// The source language of a unit in a word: 0 where it is not known, or any language.
pub(crate) fn source_digest(source: Option<&SourceLanguage>) -> u64 {
    match source {
        Some(SourceLanguage::Tag(tag)) => language_digest(tag),
        _ => 0,
    }
}

/// The variants of a unit in any order, with its source language. Sorts them.
pub(crate) fn unit_digest(source: u64, variants: &mut [VariantDigest]) -> u128 {
    variants.sort_unstable();
    let mut bytes = Vec::with_capacity(8 + variants.len() * 40);
    bytes.extend_from_slice(&source.to_le_bytes());
    for variant in variants {
        bytes.extend(variant.bytes());
    }
    digest(&bytes)
}

/// The variants of a unit as digests.
pub(crate) fn variants(unit: &TranslationUnit) -> Vec<VariantDigest> {
    let digests = unit.variants.iter().map(|variant| VariantDigest {
        language: language_digest(&variant.language),
        text: digest(variant.segment.text().as_bytes()),
        codes: codes_digest(&codes(&variant.segment)),
    });
    digests.collect()
}

/// The record of the codes of a segment as a digest; 0 where there is none.
pub(crate) fn codes_digest(record: &[u8]) -> u128 {
    if record.is_empty() { 0 } else { digest(record) }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the low half of a digest is a digest"
)]
pub(crate) const fn low(digest: u128) -> u64 {
    digest as u64
}

/// The two halves of a digest, the high one first.
pub(crate) const fn halves(digest: u128) -> [u64; 2] {
    [low(digest >> 64), low(digest)]
}

/// Writes down the codes of a segment, each at its place in the text, such that equal records mean equal codes. The
/// order of attributes does not count.
#[derive(Default)]
pub(crate) struct CodeRecord {
    pub(crate) bytes: Vec<u8>,
}

impl CodeRecord {
    pub(crate) fn clear(&mut self) {
        self.bytes.clear();
    }

    /// A code or an element around text starts; `offset` is its place in the text of the segment, 0 inside codes.
    pub(crate) fn start<'t>(
        &mut self,
        offset: usize,
        name: &str,
        attributes: impl Iterator<Item = Attribute<'t>>,
    ) {
        self.bytes.push(START);
        self.bytes.extend_from_slice(&offset.to_le_bytes());
        self.bytes.extend_from_slice(name.as_bytes());
        self.attributes(attributes);
    }

    /// What [`CodeRecord::start`] started ends.
    pub(crate) fn end(&mut self, offset: usize) {
        self.bytes.push(END);
        self.bytes.extend_from_slice(&offset.to_le_bytes());
    }

    /// A sub-flow starts.
    pub(crate) fn sub<'t>(&mut self, attributes: impl Iterator<Item = Attribute<'t>>) {
        self.bytes.push(SUB);
        self.attributes(attributes);
    }

    /// Text inside a code.
    pub(crate) fn text(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }

    fn attributes<'t>(&mut self, attributes: impl Iterator<Item = Attribute<'t>>) {
        let mut sorted: Vec<Attribute<'t>> = attributes.collect();
        sorted.sort_unstable_by(|one, other| one.name.cmp(other.name));
        for attribute in sorted {
            self.bytes.push(NAME);
            self.bytes.extend_from_slice(attribute.name.as_bytes());
            self.bytes.push(VALUE);
            self.bytes.extend_from_slice(attribute.value.as_bytes());
        }
        self.bytes.push(CONTENT);
    }

    /// The codes of a segment in their order, wherever they stand.
    pub(crate) fn without_places(segment: &Segment) -> Self {
        let mut record = Self::default();
        for placed in segment.codes() {
            record.code(0, &placed.code);
        }
        record
    }

    fn segment(&mut self, segment: &Segment) {
        for placed in segment.codes() {
            self.code(placed.offset, &placed.code);
        }
    }

    /// A segment inside a code, its text in the record too.
    fn inner(&mut self, segment: &Segment) {
        for item in segment.items() {
            match item {
                yaddash_model::Item::Text(text) => self.text(text),
                yaddash_model::Item::Code(code) => self.code(0, code),
            }
        }
    }

    fn code(&mut self, offset: usize, code: &InlineCode) {
        let name = match &code.kind {
            CodeKind::Bpt => "bpt",
            CodeKind::Ept => "ept",
            CodeKind::It => "it",
            CodeKind::Ph => "ph",
            CodeKind::Ut => "ut",
            CodeKind::HiStart => "hi",
            CodeKind::ForeignStart(name) => name,
            CodeKind::HiEnd | CodeKind::ForeignEnd(_) => {
                self.end(offset);
                return;
            }
            _ => return,
        };
        self.start(offset, name, borrowed(&code.attributes));
        for content in &code.content {
            match content {
                CodeContent::Native(native) => self.text(native),
                CodeContent::Sub {
                    attributes,
                    segment,
                } => {
                    self.sub(borrowed(attributes));
                    self.inner(segment);
                    self.end(0);
                }
                _ => {}
            }
        }
        if !code.is_wrapping() {
            self.end(offset);
        }
    }
}

fn borrowed(attributes: &Attributes) -> impl Iterator<Item = Attribute<'_>> {
    attributes.iter().map(|(name, value)| Attribute {
        name,
        value: value.into(),
    })
}

/// The record of the codes of a segment.
pub(crate) fn codes(segment: &Segment) -> Vec<u8> {
    let mut record = CodeRecord::default();
    record.segment(segment);
    record.bytes
}
