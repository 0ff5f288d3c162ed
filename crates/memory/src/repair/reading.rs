//! A text as words, signs and places of numbers.

use std::borrow::Cow;

use yaddash_language::Language;
use yaddash_language::casing;
use yaddash_language::numbers::{NumberForm, NumberValue, numbers};
use yaddash_language::tokens::{TokenKind, tokens};
use yaddash_model::ByteSpan;

/// What a text says, with its numbers apart.
pub(super) struct Reading<'a> {
    pub(super) text: &'a str,
    pub(super) language: &'static Language,
    /// Words, signs and numbers in order.
    parts: Vec<(ByteSpan, Part<'a>)>,
    /// The numbers in digits, in order.
    pub(super) slots: Vec<Slot>,
    /// The values of all numbers, those in words too, sorted.
    pub(super) values: Vec<NumberValue>,
}

#[derive(PartialEq, Eq)]
enum Part<'a> {
    Word(Cow<'a, str>),
    Slot,
}

/// A number in digits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    /// From its first digit to its last.
    pub(super) digits: ByteSpan,
    /// What the digits say.
    pub(super) figure: NumberValue,
    /// What they say together with a word such as `million`.
    pub(super) value: NumberValue,
    /// The letters that are attached to it, with or without a hyphen before them.
    pub(super) suffix: ByteSpan,
    is_ordinal: bool,
    /// The minus or hyphen before it, where it could be a sign of the number.
    sign: Option<char>,
}

impl<'a> Reading<'a> {
    pub(super) fn of(text: &'a str, language: &'static Language) -> Self {
        let found = numbers(text, language);
        let mut values: Vec<NumberValue> = found.iter().map(|number| number.value).collect();
        values.sort_unstable();
        let slots: Vec<Slot> = found
            .iter()
            .filter(|number| number.form == NumberForm::Digits)
            .filter_map(|number| {
                Slot::of(number.span, number.value, number.is_ordinal, text, language)
            })
            .collect();
        let mut reading = Self {
            text,
            language,
            parts: Vec::new(),
            slots,
            values,
        };
        reading.read_parts();
        reading
    }

    fn read_parts(&mut self) {
        let mut at = 0;
        let mut parts = Vec::new();
        for slot in &self.slots {
            self.read_gap(at, slot.digits.start(), &mut parts);
            parts.push((slot.digits, Part::Slot));
            at = if slot.is_ordinal {
                slot.suffix.end()
            } else {
                slot.digits.end()
            };
        }
        self.read_gap(at, self.text.len(), &mut parts);
        self.parts = parts;
    }

    /// Adds the words and signs between two bytes; punctuation may differ and is left out.
    fn read_gap(&self, start: usize, end: usize, parts: &mut Vec<(ByteSpan, Part<'a>)>) {
        let Some(gap) = self.text.get(start..end) else {
            return;
        };
        for token in tokens(gap).filter(|token| token.kind != TokenKind::Punctuation) {
            let word = casing::fold(token.text(gap), self.language);
            parts.push((token.span.shifted(start), Part::Word(word)));
        }
    }

    /// Whether the two have the same words and signs but for case, and numbers in the same places.
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        let parts = |reading: &Self| reading.parts.len();
        parts(self) == parts(other)
            && self
                .parts
                .iter()
                .zip(&other.parts)
                .all(|((_, one), (_, two))| one == two)
            && self
                .slots
                .iter()
                .zip(&other.slots)
                .all(|(one, two)| one.is_ordinal == two.is_ordinal && one.sign == two.sign)
    }

    /// Where byte `offset` lies among the words and numbers: how many begin before it, and how many bytes of the last of
    /// them do, where it does not end before.
    pub(super) fn place(&self, offset: usize) -> (usize, usize) {
        let before = self
            .parts
            .partition_point(|(span, _)| span.start() < offset);
        let within = before
            .checked_sub(1)
            .and_then(|last| self.parts.get(last))
            .filter(|(span, _)| offset < span.end())
            .map_or(0, |(span, _)| offset - span.start());
        (before, within)
    }

    pub(super) fn slice(&self, span: ByteSpan) -> &'a str {
        span.of(self.text).unwrap_or_default()
    }
}

impl Slot {
    fn of(
        span: ByteSpan,
        value: NumberValue,
        is_ordinal: bool,
        text: &str,
        language: &Language,
    ) -> Option<Self> {
        let number = span.of(text)?;
        let length = number.trim_end_matches(|c: char| !c.is_numeric()).len();
        let digits = ByteSpan::new(span.start(), span.start() + length);
        let alone = digits.of(text)?;
        if alone.contains(char::is_alphabetic) {
            return None;
        }
        let figure = match numbers(alone, language).as_slice() {
            [one] => one.value,
            _ => return None,
        };
        let sign = text.get(..digits.start())?.chars().next_back();
        Some(Self {
            digits,
            figure,
            value,
            suffix: suffix_at(text, digits.end()),
            is_ordinal,
            sign: sign.filter(|sign| matches!(sign, '-' | '−' | '–' | '+' | '±')),
        })
    }
}

/// The letters attached to the number that ends at byte `end`: right behind it, or behind a hyphen or an apostrophe.
fn suffix_at(text: &str, end: usize) -> ByteSpan {
    let rest = text.get(end..).unwrap_or_default();
    let link = |c: char| matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\'' | '’');
    let letters = rest.strip_prefix(link).unwrap_or(rest);
    let start = end + rest.len() - letters.len();
    let length = letters
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(letters.len());
    if length == 0 {
        return ByteSpan::new(end, end);
    }
    ByteSpan::new(start, start + length)
}
