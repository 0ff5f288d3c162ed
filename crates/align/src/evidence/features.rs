//! What of a side's segments counts for the alignment, computed once a side.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHasher};
use yaddash_language::translit::CognateKey;
use yaddash_lexicon::Key;
use yaddash_model::BlockKind;

use super::edges::Edges;
use super::observe::Observer;
use crate::{Side, Vectors};

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

/// A distinct observation of a side.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Type {
    pub(crate) kind: Kind,
    /// Equal for what is the same: stem, value, mark or concept.
    pub(crate) identity: u64,
    /// How a word sounds; empty for other kinds.
    pub(crate) sound: CognateKey,
    /// What lexicons know a word by.
    pub(crate) key: Option<Key>,
}

impl Type {
    /// An observation of which nothing but its identity is known.
    pub(crate) fn plain(kind: Kind, identity: u64) -> Self {
        Self {
            kind,
            identity,
            sound: CognateKey::default(),
            key: None,
        }
    }

    /// Whether it is a word, of either kind.
    pub(crate) const fn is_word(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Name)
    }

    /// The class of a word by the start of its sound, if it is long enough.
    pub(crate) fn long_class(&self) -> Option<u64> {
        (self.sound.len() >= LONG_SOUND).then(|| hash(&(0_u8, self.sound.prefix(LONG_SOUND))))
    }

    /// Types that share a class may stand for each other, and are counted together.
    pub(crate) fn classes(&self) -> impl Iterator<Item = u64> {
        let (first, second) = if self.is_word() {
            let short = (self.kind == Kind::Name && self.sound.len() >= SHORT_SOUND)
                .then(|| hash(&(1_u8, self.sound.prefix(SHORT_SOUND))));
            (self.long_class(), short)
        } else {
            (Some(hash(&(self.kind, self.identity))), None)
        };
        first.into_iter().chain(second)
    }
}

/// Consonants that two words must share at the start.
pub(crate) const LONG_SOUND: usize = 3;
/// Consonants that two names must share where one of them has no more.
pub(crate) const SHORT_SOUND: usize = 2;

/// Tokens that frequencies are reckoned as if a side had more, since a short text holds few of the words that it could.
pub(crate) const UNSEEN_TOKENS: f32 = 200.0;

/// A type in a segment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// Number of its type among those of the side.
    pub(crate) kind: u32,
    /// How often it stands in the segment.
    pub(crate) count: u32,
}

/// The features of all segments of a side.
#[derive(Clone, Debug, Default)]
pub(crate) struct Features {
    types: Vec<Type>,
    /// The distinct tokens of all segments.
    tokens: Vec<Token>,
    /// Where each segment's tokens start; one more at the end.
    starts: Vec<usize>,
    /// Tokens of each segment, repeated ones counted as often, summed up to and without it.
    masses: Vec<usize>,
    /// Characters of each segment other than white space, summed up to and without it.
    lengths: Vec<usize>,
    /// How each segment begins and ends.
    edges: Vec<Edges>,
    /// The number of the block of each segment, with the kind of the block.
    pub(crate) blocks: Vec<(usize, BlockKind)>,
    pub(crate) has_blocks: bool,
    /// The vectors that the caller brings.
    pub(crate) vectors: Option<Vectors>,
}

impl Features {
    pub(crate) fn of(side: &Side<'_>) -> Self {
        let mut observer = Observer::new(side.known());
        let mut features = Self {
            blocks: side
                .segments
                .iter()
                .map(|segment| (segment.block, segment.kind))
                .collect(),
            has_blocks: side.has_blocks(),
            vectors: side.vectors.clone(),
            ..Self::default()
        };
        let mut length = 0;
        let mut found = Vec::new();
        for segment in &side.segments {
            found.clear();
            observer.observe(segment.text, &mut found);
            for concept in &segment.concepts {
                found.push(observer.number_of(Type::plain(Kind::Concept, *concept)));
            }
            features.push(&mut found, length);
            features.edges.push(Edges::of(segment.text));
            length += segment.text.chars().filter(|c| !c.is_whitespace()).count();
        }
        features.types = observer.into_types();
        features.finish(length);
        features
    }

    /// Adds a segment of these types; `length` is that of the segments before.
    fn push(&mut self, found: &mut [u32], length: usize) {
        self.starts.push(self.tokens.len());
        self.lengths.push(length);
        let mass = self.masses.last().copied().unwrap_or_default();
        if self.masses.is_empty() {
            self.masses.push(0);
        }
        self.masses.push(mass + found.len());
        found.sort_unstable();
        self.tokens
            .extend(found.chunk_by(PartialEq::eq).filter_map(|same| {
                Some(Token {
                    kind: *same.first()?,
                    count: u32::try_from(same.len()).unwrap_or(u32::MAX),
                })
            }));
    }

    /// Adds what stands behind the last segment.
    fn finish(&mut self, length: usize) {
        self.starts.push(self.tokens.len());
        self.lengths.push(length);
        if self.masses.is_empty() {
            self.masses.push(0);
        }
    }

    /// About how much memory they take, in bytes, vectors aside.
    pub(crate) fn bytes(&self) -> usize {
        let of_segment =
            size_of::<[usize; 3]>() + size_of::<Edges>() + size_of::<(usize, BlockKind)>();
        self.types.len() * size_of::<Type>()
            + self.tokens.len() * size_of::<Token>()
            + self.len() * of_segment
    }

    /// The features of the segments `range`.
    pub(crate) fn part(&self, range: Range<usize>) -> Self {
        let tokens = self.token_range(range.start, range.end);
        let from = |sums: &[usize]| -> Vec<usize> {
            let sums = sums.get(range.start..=range.end).unwrap_or_default();
            let before = sums.first().copied().unwrap_or_default();
            sums.iter().map(|sum| sum - before).collect()
        };
        let mut part = Self {
            types: Vec::new(),
            starts: from(&self.starts),
            masses: from(&self.masses),
            lengths: from(&self.lengths),
            tokens: self.tokens.get(tokens).unwrap_or_default().to_vec(),
            edges: self.edges.get(range.clone()).unwrap_or_default().to_vec(),
            blocks: self.blocks.get(range.clone()).unwrap_or_default().to_vec(),
            has_blocks: self.has_blocks,
            vectors: self.vectors.as_ref().map(|vectors| vectors.part(range)),
        };
        // Only the types that occur, so that many small parts take no more time than the whole.
        let mut numbers: FxHashMap<u32, u32> = FxHashMap::default();
        for token in &mut part.tokens {
            let next = number(part.types.len());
            let renumbered = *numbers.entry(token.kind).or_insert(next);
            if renumbered == next {
                part.types.extend(self.types.get(token.kind as usize));
            }
            token.kind = renumbered;
        }
        part
    }

    /// The features of groups of `size` segments as if each were one segment. Of tokens it has those to whose type
    /// `class` gives a class, and no more is known of them; of blocks and edges nothing.
    pub(crate) fn grouped(&self, size: usize, class: impl Fn(&Type) -> Option<u64>) -> Self {
        let count = self.len().div_ceil(size);
        let mut grouped = Self {
            blocks: vec![(0, BlockKind::Paragraph); count],
            edges: vec![Edges::default(); count],
            vectors: self.vectors.as_ref().map(|vectors| vectors.grouped(size)),
            ..Self::default()
        };
        // For each type the number of its class among the types of the groups.
        let mut numbers: FxHashMap<u64, u32> = FxHashMap::default();
        let mut of_types = Vec::with_capacity(self.types.len());
        for of_type in &self.types {
            of_types.push(class(of_type).map(|class| {
                *numbers.entry(class).or_insert_with(|| {
                    grouped.types.push(Type::plain(Kind::Mark, class));
                    number(grouped.types.len() - 1)
                })
            }));
        }
        let mut found = Vec::new();
        for segment in (0..self.len()).step_by(size) {
            found.clear();
            let last = (segment + size).min(self.len());
            let tokens = self.tokens_of(segment, last).iter();
            found.extend(tokens.filter_map(|token| *of_types.get(token.kind as usize)?));
            grouped.push(&mut found, self.length(0, segment));
        }
        grouped.finish(self.length(0, self.len()));
        grouped
    }

    /// Number of segments.
    pub(crate) fn len(&self) -> usize {
        self.blocks.len()
    }

    /// The distinct observations.
    pub(crate) fn types(&self) -> &[Type] {
        &self.types
    }

    /// All tokens in order.
    pub(crate) fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The tokens of the segments `from..to`.
    pub(crate) fn tokens_of(&self, from: usize, to: usize) -> &[Token] {
        let range = self.token_range(from, to);
        self.tokens.get(range).unwrap_or_default()
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

    /// Tokens of the segments `from..to`, repeated ones counted as often as they stand there.
    pub(crate) fn mass(&self, from: usize, to: usize) -> usize {
        let at = |segment: usize| self.masses.get(segment).copied().unwrap_or_default();
        at(to).saturating_sub(at(from))
    }

    /// Characters of the segments `from..to`, white space aside.
    pub(crate) fn length(&self, from: usize, to: usize) -> usize {
        let at = |segment: usize| self.lengths.get(segment).copied().unwrap_or_default();
        at(to).saturating_sub(at(from))
    }

    /// How each segment begins and ends.
    pub(crate) fn edges(&self) -> &[Edges] {
        &self.edges
    }
}

/// Types and tokens are counted in 32 bits; a side of more than four milliards of tokens does not fit in memory.
pub(crate) fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

pub(crate) fn hash(value: &impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}
