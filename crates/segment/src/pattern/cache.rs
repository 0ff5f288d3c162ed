//! The states of an automaton that were needed so far.

use rustc_hash::FxHashMap;

use super::alphabet::{Alphabet, Kind, Symbol};
use super::automaton::Automaton;
use crate::sets;

/// A cache is emptied when its table passes this many entries of eight bytes.
const TABLE_LIMIT: usize = 1 << 20;

/// A step that is not built yet.
pub(super) const UNKNOWN: Step = Step {
    next: u32::MAX,
    hits: u32::MAX,
};

/// The state from which nothing matches any more.
pub(super) const DEAD: u32 = 0;

/// Where a symbol leads from a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// The next state.
    pub(super) next: u32,
    /// The set of patterns that match before the symbol.
    pub(super) hits: u32,
}

/// States built so far. A thread that matches needs one of its own.
#[derive(Debug, Default)]
pub(crate) struct Cache {
    /// A row for each state, in it a step for each symbol.
    table: Vec<Step>,
    /// How long a row is: how many symbols there are.
    symbols: usize,
    pub(super) states: Vec<Composite>,
    numbers: FxHashMap<Composite, u32>,
    /// For each state the patterns that may still match, the same number of words for each.
    alive: Vec<u64>,
    words: usize,
    /// Sets of patterns that match; the first is empty.
    pub(super) hits: Vec<Box<[u64]>>,
    hit_numbers: FxHashMap<Box<[u64]>, u32>,
    pub(super) starts: [Option<u32>; 4],
    /// States to visit and states seen in the closure under way.
    pub(super) open: Vec<u32>,
    pub(super) seen: Vec<u32>,
    pub(super) generation: u32,
}

/// A set of states of the automaton, and what stands behind them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Composite {
    pub(super) states: Box<[u32]>,
    pub(super) behind: Kind,
}

impl Cache {
    /// Whether there is no room for another state.
    pub(super) fn is_full(&self) -> bool {
        self.table.len() > TABLE_LIMIT
    }

    /// Makes an empty cache ready: the first state is dead, the first set of patterns empty.
    pub(super) fn prepare(&mut self, alphabet: &Alphabet, automaton: &Automaton) {
        if self.states.is_empty() {
            self.symbols = alphabet.len();
            self.words = automaton.words();
            self.hits.push(Box::default());
            self.seen = vec![0; automaton.states.len()];
            self.intern(automaton, Composite::default());
        }
    }

    /// What a state is, to be found again in a cache that was emptied meanwhile.
    pub(super) fn composite(&self, state: u32) -> Composite {
        let composite = self.states.get(state as usize);
        composite.cloned().unwrap_or_default()
    }

    /// The number of a state.
    pub(super) fn intern(&mut self, automaton: &Automaton, composite: Composite) -> u32 {
        if let Some(number) = self.numbers.get(&composite) {
            return *number;
        }
        let number = u32::try_from(self.states.len()).unwrap_or(DEAD);
        let start = self.alive.len();
        self.alive.resize(start + self.words, 0);
        let alive = self.alive.get_mut(start..).unwrap_or_default();
        for state in &composite.states {
            if let Some(pattern) = automaton.pattern_of(*state) {
                sets::insert(alive, pattern);
            }
        }
        self.states.push(composite.clone());
        self.numbers.insert(composite, number);
        self.table.resize(self.states.len() * self.symbols, UNKNOWN);
        number
    }

    /// The step from a state over a symbol; [`UNKNOWN`] where it is not built yet.
    #[inline]
    pub(super) fn step(&self, state: u32, symbol: Symbol) -> Step {
        let at = state as usize * self.symbols + symbol.number();
        self.table.get(at).copied().unwrap_or(UNKNOWN)
    }

    /// Remembers the step from a state over a symbol.
    pub(super) fn set_step(&mut self, state: u32, symbol: Symbol, step: Step) {
        let at = state as usize * self.symbols + symbol.number();
        if let Some(entry) = self.table.get_mut(at) {
            *entry = step;
        }
    }

    /// Whether one of the patterns of `wanted` that are not in `found` may still match from a state on.
    #[inline]
    pub(super) fn may_find(&self, state: u32, wanted: &[u64], found: &[u64]) -> bool {
        let start = state as usize * self.words;
        let alive = self.alive.get(start..start + self.words);
        let mut sets = alive.unwrap_or_default().iter().zip(wanted).zip(found);
        sets.any(|((alive, wanted), found)| alive & wanted & !found != 0)
    }

    /// The number of a set of patterns.
    pub(super) fn intern_hits(&mut self, hits: Vec<u64>) -> u32 {
        if hits.is_empty() {
            return 0;
        }
        let hits: Box<[u64]> = hits.into();
        if let Some(number) = self.hit_numbers.get(&hits) {
            return *number;
        }
        let number = u32::try_from(self.hits.len()).unwrap_or(0);
        self.hits.push(hits.clone());
        self.hit_numbers.insert(hits, number);
        number
    }
}
