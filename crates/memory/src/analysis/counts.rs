//! What is counted of a segment.

use std::iter::Sum;
use std::ops::AddAssign;

use yaddash_language::Language;
use yaddash_language::numbers::{NumberForm, numbers};
use yaddash_language::tokens::{TokenKind, tokens};
use yaddash_model::{CodeKind, Segment};

/// Figures of segments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Segments.
    pub segments: u64,
    /// Words, and numbers in digits; suffixes behind a hyphen belong to their word.
    pub words: u64,
    /// Characters that are not white space.
    pub characters: u64,
    /// Characters with white space.
    pub characters_with_spaces: u64,
    /// Inline codes.
    pub tags: u64,
    /// What is copied rather than translated: numbers in digits, web and e-mail addresses, codes that stand alone.
    pub placeables: u64,
}

impl Counts {
    /// The figures of one segment.
    pub fn of(segment: &Segment, language: &Language) -> Self {
        let text = segment.text();
        let mut counts = Self {
            segments: 1,
            tags: segment.codes().len() as u64,
            ..Self::default()
        };
        for c in text.chars() {
            counts.characters_with_spaces += 1;
            counts.characters += u64::from(!c.is_whitespace());
        }
        for token in tokens(text) {
            let is_address =
                token.kind == TokenKind::Symbol && token.text(text).chars().nth(3).is_some();
            let is_word = matches!(token.kind, TokenKind::Word | TokenKind::Number) || is_address;
            counts.words += u64::from(is_word);
            counts.placeables += u64::from(is_address);
        }
        let in_digits = numbers(text, language)
            .iter()
            .filter(|number| number.form == NumberForm::Digits)
            .count();
        let alone = segment
            .codes()
            .iter()
            .filter(|placed| matches!(placed.code.kind, CodeKind::Ph | CodeKind::Ut))
            .count();
        counts.placeables += (in_digits + alone) as u64;
        counts
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.segments += other.segments;
        self.words += other.words;
        self.characters += other.characters;
        self.characters_with_spaces += other.characters_with_spaces;
        self.tags += other.tags;
        self.placeables += other.placeables;
    }
}

impl Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), |mut sum, next| {
            sum += next;
            sum
        })
    }
}
