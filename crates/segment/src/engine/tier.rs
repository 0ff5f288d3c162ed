//! Rules that are matched together, by one automaton for their parts before the break and one for those after.

use super::side::{Side, SideCache};
use crate::pattern::{Alphabet, Direction, Draft, Nearest, Symbol};
use crate::sets;

/// Rules matched together. The near rules of a language, which look at a few words around the position, are one tier.
/// Each far rule, which can reach over whole sentences, is one of its own, so that none runs where it cannot matter.
#[derive(Debug)]
pub(super) struct Tier {
    before: Side,
    after: Side,
}

/// For each symbol near a position the rules that can match there.
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
    before: SideCache,
    after: SideCache,
    found: Vec<u64>,
}

impl TierCache {
    /// Makes ready for a text.
    pub(super) fn reset(&mut self, text: &str) {
        self.before.reset(text);
        self.after.reset(text);
    }
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

    /// Leaves in `wanted` the rules that can match between characters of these symbols: the two before a position and the
    /// two after it, the nearest first.
    #[inline]
    pub(super) fn candidates(
        &self,
        before: [Symbol; 2],
        after: [Symbol; 2],
        wanted: &mut Vec<u64>,
    ) {
        wanted.clear();
        let (before, beyond_before) = self.before.beside(before);
        let (after, beyond_after) = self.after.beside(after);
        let before = before.iter().zip(beyond_before);
        let after = after.iter().zip(beyond_after);
        wanted.extend(
            before
                .zip(after)
                .map(|((one, other), (third, fourth))| one & other & third & fourth),
        );
    }
}

impl TierDraft {
    /// The tier, when all its rules are in.
    pub(super) fn finish(self) -> Tier {
        Tier {
            before: Side::new(self.before.finish(), true),
            after: Side::new(self.after.finish(), false),
        }
    }
}

impl Tier {
    /// Leaves in `wanted` those of its rules that match at a position inside `text`; positions of one text have to ascend.
    pub(super) fn find(
        &self,
        alphabet: &Alphabet,
        cache: &mut TierCache,
        place: (&str, usize),
        wanted: &mut [u64],
    ) {
        let TierCache {
            before,
            after,
            found,
        } = cache;
        // The parts after the break are mostly shorter, so they are tried first.
        for (side, cache) in [(&self.after, after), (&self.before, before)] {
            if sets::is_empty(wanted) {
                return;
            }
            found.clear();
            found.resize(wanted.len(), 0);
            side.find(alphabet, cache, place, wanted, found);
            sets::intersect_with(wanted, found);
        }
    }
}

/// For each symbol, the edge of the text among them, the rules that can match with it.
#[derive(Debug)]
struct Allowed {
    words: usize,
    /// Where the symbol is next to the position.
    first: Vec<u64>,
    /// Where it is beyond that.
    beyond: Vec<u64>,
}

impl Allowed {
    fn new(alphabet: &Alphabet, words: usize, rules: &[(usize, &Nearest)]) -> Self {
        let symbols = || alphabet.symbols().chain([alphabet.edge()]);
        let sets = |allows: &dyn Fn(&Nearest, Symbol) -> bool| {
            let mut sets = vec![0; words * symbols().count()];
            for (set, symbol) in sets.chunks_mut(words.max(1)).zip(symbols()) {
                for (number, nearest) in rules {
                    if allows(nearest, symbol) {
                        sets::insert(set, *number);
                    }
                }
            }
            sets
        };
        Self {
            words,
            first: sets(&|nearest, symbol| nearest.first.allows(alphabet, symbol)),
            beyond: sets(&|nearest, symbol| nearest.allows_beyond(alphabet, symbol)),
        }
    }

    #[inline]
    fn beside(&self, [first, beyond]: [Symbol; 2]) -> (&[u64], &[u64]) {
        let range = |symbol: Symbol| {
            let start = symbol.number() * self.words;
            start..start + self.words
        };
        (
            self.first.get(range(first)).unwrap_or_default(),
            self.beyond.get(range(beyond)).unwrap_or_default(),
        )
    }
}
