//! What of a side's segments counts for the alignment, computed once a side.

use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};
use std::ops::Range;

use yaddash_language::casing::Shape;
use yaddash_language::tokens::{TokenKind, tokens};
use yaddash_language::translit::{CognateKey, cognate_key};
use yaddash_language::{Language, casing, numbers};
use yaddash_model::BlockKind;

use crate::Side;

/// What a token is as evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// A word in small letters.
    Word,
    /// A word with a capital letter inside a sentence, or an acronym.
    Name,
    /// A number or a date, by its value.
    Number,
    /// A mark of punctuation that translations keep.
    Mark,
    /// A concept of a termbase.
    Concept,
}

/// One observation in a segment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    /// Equal for what is the same: spelling, value, mark or concept.
    pub(crate) identity: u64,
    /// How a word sounds; empty for other kinds.
    pub(crate) sound: CognateKey,
}

impl Token {
    /// The class of a word by the start of its sound, if it is long enough.
    pub(crate) fn long_class(&self) -> Option<u64> {
        (self.sound.len() >= LONG_SOUND).then(|| hash(&(0_u8, self.sound.prefix(LONG_SOUND))))
    }

    /// Tokens of one class are counted together, and can meet only tokens of the same class on the other side.
    pub(crate) fn classes(&self) -> impl Iterator<Item = u64> {
        let (first, second) = match self.kind {
            Kind::Word | Kind::Name => {
                let short = (self.kind == Kind::Name && self.sound.len() >= SHORT_SOUND)
                    .then(|| hash(&(1_u8, self.sound.prefix(SHORT_SOUND))));
                (self.long_class(), short)
            }
            kind => (Some(hash(&(kind, self.identity))), None),
        };
        first.into_iter().chain(second)
    }
}

/// Consonants that two words must share at the start.
pub(crate) const LONG_SOUND: usize = 3;
/// Consonants that two names must share where one of them has no more.
pub(crate) const SHORT_SOUND: usize = 2;

/// The features of all segments of a side.
#[derive(Debug)]
pub(crate) struct Features {
    tokens: Vec<Token>,
    /// Where each segment's tokens start; one more at the end.
    starts: Vec<usize>,
    /// Characters of each segment other than white space, summed up to and without it.
    lengths: Vec<usize>,
    /// The number of the block of each segment, with the kind of the block.
    pub(crate) blocks: Vec<(usize, BlockKind)>,
    pub(crate) has_blocks: bool,
}

impl Features {
    pub(crate) fn of(side: &Side<'_>) -> Self {
        let language = side.known();
        let mut features = Self {
            tokens: Vec::new(),
            starts: Vec::with_capacity(side.segments.len() + 1),
            lengths: Vec::with_capacity(side.segments.len() + 1),
            blocks: side
                .segments
                .iter()
                .map(|segment| (segment.block, segment.kind))
                .collect(),
            has_blocks: side.has_blocks(),
        };
        let mut length = 0;
        for segment in &side.segments {
            features.starts.push(features.tokens.len());
            features.lengths.push(length);
            observe(segment.text, language, &mut features.tokens);
            features.tokens.extend(
                segment
                    .concepts
                    .iter()
                    .map(|concept| plain(Kind::Concept, *concept)),
            );
            length += segment.text.chars().filter(|c| !c.is_whitespace()).count();
        }
        features.starts.push(features.tokens.len());
        features.lengths.push(length);
        features
    }

    /// The features of the segments `range`.
    pub(crate) fn part(&self, range: Range<usize>) -> Self {
        let tokens = self.token_range(range.start, range.end);
        let from = |sums: &[usize]| -> Vec<usize> {
            let sums = sums.get(range.start..=range.end).unwrap_or_default();
            let before = sums.first().copied().unwrap_or_default();
            sums.iter().map(|sum| sum - before).collect()
        };
        Self {
            starts: from(&self.starts),
            lengths: from(&self.lengths),
            tokens: self.tokens.get(tokens).unwrap_or_default().to_vec(),
            blocks: self.blocks.get(range).unwrap_or_default().to_vec(),
            has_blocks: self.has_blocks,
        }
    }

    /// The features of groups of `size` segments as if each were one segment. Of tokens it has those to which `class`
    /// gives a class, and no more is known of them; of blocks nothing.
    pub(crate) fn grouped(&self, size: usize, class: impl Fn(&Token) -> Option<u64>) -> Self {
        let count = self.len().div_ceil(size);
        let mut grouped = Self {
            tokens: Vec::new(),
            starts: Vec::with_capacity(count + 1),
            lengths: Vec::with_capacity(count + 1),
            blocks: vec![(0, BlockKind::Paragraph); count],
            has_blocks: false,
        };
        for segment in (0..self.len()).step_by(size) {
            grouped.starts.push(grouped.tokens.len());
            grouped.lengths.push(self.length(0, segment));
            let last = (segment + size).min(self.len());
            let tokens = self
                .tokens
                .get(self.token_range(segment, last))
                .unwrap_or_default();
            grouped.tokens.extend(
                tokens
                    .iter()
                    .filter_map(&class)
                    .map(|class| plain(Kind::Mark, class)),
            );
        }
        grouped.starts.push(grouped.tokens.len());
        grouped.lengths.push(self.length(0, self.len()));
        grouped
    }

    /// Number of segments.
    pub(crate) fn len(&self) -> usize {
        self.blocks.len()
    }

    /// All tokens in order.
    pub(crate) fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// Where the tokens of the segments `from..to` start and end.
    pub(crate) fn token_range(&self, from: usize, to: usize) -> Range<usize> {
        let at = |segment: usize| {
            self.starts
                .get(segment)
                .copied()
                .unwrap_or(self.tokens.len())
        };
        at(from)..at(to)
    }

    /// Characters of the segments `from..to`, white space aside.
    pub(crate) fn length(&self, from: usize, to: usize) -> usize {
        let at = |segment: usize| self.lengths.get(segment).copied().unwrap_or_default();
        at(to).saturating_sub(at(from))
    }
}

/// Adds what `text` holds to `found`.
fn observe(text: &str, language: &Language, found: &mut Vec<Token>) {
    let numbers = numbers::numbers(text, language);
    let mut numbers = numbers.iter().peekable();
    let mut at_start = true;
    for token in tokens(text) {
        while numbers
            .next_if(|number| number.span.end() <= token.span.start())
            .is_some()
        {}
        if let Some(number) = numbers
            .peek()
            .filter(|number| number.span.overlaps(token.span))
        {
            if number.span.start() >= token.span.start() || found.is_empty() {
                found.push(plain(Kind::Number, hash(&number.value)));
            }
            at_start = false;
            continue;
        }
        let Some(word) = token.span.of(text) else {
            continue;
        };
        match token.kind {
            TokenKind::Word => {
                let stem = text.get(token.span.start()..token.stem_end).unwrap_or(word);
                let shape = Shape::of(stem);
                let is_name = match shape {
                    Shape::AllCaps | Shape::Mixed => true,
                    Shape::Capitalised => !at_start,
                    _ => false,
                };
                found.push(Token {
                    kind: if is_name { Kind::Name } else { Kind::Word },
                    identity: hash(&casing::fold(stem, language)),
                    sound: cognate_key(stem, language),
                });
                at_start = false;
            }
            TokenKind::Punctuation => found.extend(word.chars().filter_map(mark)),
            _ => found.push(plain(Kind::Number, hash(&word))),
        }
    }
}

/// The mark that a character stands for, whichever sign the language has for it.
fn mark(c: char) -> Option<Token> {
    let mark = match c {
        '?' | '!' | '%' | ':' | ';' | '(' => c,
        '«' | '“' | '„' | '"' => '"',
        '…' => '…',
        _ => return None,
    };
    Some(plain(Kind::Mark, u64::from(u32::from(mark))))
}

fn plain(kind: Kind, identity: u64) -> Token {
    Token {
        kind,
        identity,
        sound: CognateKey::default(),
    }
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}
