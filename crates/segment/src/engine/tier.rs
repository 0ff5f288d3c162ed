//! Rules that are matched together, by one automaton for their parts before the break and one for those after.

use crate::pattern::{Alphabet, Automaton, Cache, Direction, Draft, Nearest, Symbol};

use super::sets;

/// Rules matched together. The near rules of a language, which look at a few words around the position, are one tier.
/// Each far rule, which can reach over whole sentences, is one of its own, so that none runs where it cannot matter.
#[derive(Debug)]
pub(super) struct Tier {
    before: Automaton,
    after: Automaton,
}

/// For each symbol before a position and each after it the rules that can match there.
#[derive(Debug)]
pub(super) struct Neighbours {
    before: Allowed,
    after: Allowed,
}

/// A tier while rules are added.
#[derive(Debug)]
pub(super) struct TierDraft {
    pub(super) before: Draft,
    pub(super) after: Draft,
    /// What the parts of each rule can match next to the position.
    pub(super) nearest: Vec<(usize, Nearest, Nearest)>,
}

/// What one thread needs to match a tier.
#[derive(Debug, Default)]
pub(super) struct TierCache {
    before: Cache,
    after: Cache,
    found: Vec<u64>,
}

impl TierDraft {
    pub(super) const fn new() -> Self {
        Self {
            before: Draft::new(Direction::Backwards),
            after: Draft::new(Direction::Forwards),
            nearest: Vec::new(),
        }
    }
}

impl Neighbours {
    /// `words` is the length of a set of rules.
    pub(super) fn new(
        alphabet: &Alphabet,
        words: usize,
        nearest: &[(usize, Nearest, Nearest)],
    ) -> Self {
        let (before, after): (Vec<_>, Vec<_>) = nearest
            .iter()
            .map(|(number, before, after)| ((*number, before), (*number, after)))
            .unzip();
        Self {
            before: Allowed::new(alphabet, words, &before),
            after: Allowed::new(alphabet, words, &after),
        }
    }

    /// Leaves in `wanted` the rules that can match between characters of these symbols.
    #[inline]
    pub(super) fn candidates(&self, before: Symbol, after: Symbol, wanted: &mut Vec<u64>) {
        wanted.clear();
        let before = self.before.beside(before);
        let after = self.after.beside(after);
        wanted.extend(
            before
                .iter()
                .zip(after)
                .map(|(before, after)| before & after),
        );
    }
}

impl Tier {
    pub(super) fn new([before, after]: [Automaton; 2]) -> Self {
        Self { before, after }
    }

    /// Leaves in `wanted` those of its rules that match between `before` and `after`.
    pub(super) fn find(
        &self,
        alphabet: &Alphabet,
        cache: &mut TierCache,
        before: &str,
        after: &str,
        wanted: &mut [u64],
    ) {
        if sets::is_empty(wanted) {
            return;
        }
        let TierCache {
            before: before_cache,
            after: after_cache,
            found,
        } = cache;
        // The parts after the break are mostly shorter, so they are tried first.
        found.clear();
        found.resize(wanted.len(), 0);
        let last = before.chars().next_back();
        self.after
            .matches(alphabet, after_cache, after.chars(), last, found);
        sets::intersect_with(wanted, found);
        if sets::is_empty(wanted) {
            return;
        }
        found.fill(0);
        let first = after.chars().next();
        self.before
            .matches(alphabet, before_cache, before.chars().rev(), first, found);
        sets::intersect_with(wanted, found);
    }
}

/// For each symbol the rules that can match beside it.
#[derive(Debug)]
struct Allowed {
    words: usize,
    sets: Vec<u64>,
}

impl Allowed {
    fn new(alphabet: &Alphabet, words: usize, rules: &[(usize, &Nearest)]) -> Self {
        let mut sets = vec![0; words * alphabet.symbols().count()];
        for (set, symbol) in sets.chunks_mut(words.max(1)).zip(alphabet.symbols()) {
            for (number, nearest) in rules {
                if nearest.first.allows(alphabet, symbol) {
                    sets::insert(set, *number);
                }
            }
        }
        Self { words, sets }
    }

    #[inline]
    fn beside(&self, symbol: Symbol) -> &[u64] {
        let start = symbol.number() * self.words;
        self.sets.get(start..start + self.words).unwrap_or_default()
    }
}
