//! What differs between two texts of the same words.

use serde::{Serialize, Serializer};

use crate::words::{Word, WordKind};

/// Sorts of differences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a sort of difference, and any may be there"
)]
pub struct Differences {
    /// The numbers.
    pub numbers: bool,
    /// Inline codes.
    pub codes: bool,
    /// Upper and lower case.
    pub case: bool,
    /// Signs that are neither letters nor digits.
    pub punctuation: bool,
    /// White space.
    pub space: bool,
}

impl Differences {
    /// What differs between `one` and `other`, whose words are given; codes are not looked at.
    pub fn between(one: (&str, &[Word]), other: (&str, &[Word])) -> Self {
        if one.0 == other.0 {
            return Self::default();
        }
        let differ = |kind| !texts(one, kind).eq(texts(other, kind));
        let (numbers, case, punctuation) = (
            differ(WordKind::Number),
            differ(WordKind::Letters),
            differ(WordKind::Sign),
        );
        Self {
            numbers,
            codes: false,
            case,
            punctuation,
            // Where signs come and go, space comes and goes with them.
            space: !numbers && !punctuation && !gaps(one).eq(gaps(other)),
        }
    }

    /// Their names and whether they are there.
    fn all(self) -> [(&'static str, bool); 5] {
        [
            ("numbers", self.numbers),
            ("codes", self.codes),
            ("case", self.case),
            ("punctuation", self.punctuation),
            ("space", self.space),
        ]
    }

    /// The names of those that are there.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        self.all()
            .into_iter()
            .filter_map(|(name, is_there)| is_there.then_some(name))
    }

    /// How many there are.
    pub fn count(self) -> u8 {
        self.all().into_iter().map(|(_, is)| u8::from(is)).sum()
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}

impl Serialize for Differences {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.names())
    }
}

/// The words of `kind`, as they are written.
fn texts<'a>(
    (text, words): (&'a str, &'a [Word]),
    kind: WordKind,
) -> impl Iterator<Item = &'a str> {
    words
        .iter()
        .filter(move |word| word.form.kind == kind)
        .filter_map(move |word| word.span.of(text))
}

/// What stands between the words, at the ends too.
fn gaps<'a>((text, words): (&'a str, &'a [Word])) -> impl Iterator<Item = &'a str> {
    let starts = std::iter::once(0).chain(words.iter().map(|word| word.span.end()));
    let ends = words
        .iter()
        .map(|word| word.span.start())
        .chain(std::iter::once(text.len()));
    starts
        .zip(ends)
        .filter_map(|(start, end)| text.get(start..end))
}
