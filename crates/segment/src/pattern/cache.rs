//! The states of an automaton that were needed so far.

use rustc_hash::FxHashMap;

use super::alphabet::{Kind, Symbol};
use super::automaton::Automaton;
use crate::sets;

/// A cache is emptied when it has more steps than this.
const STEP_LIMIT: usize = 1 << 17;

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
    /// The steps built so far, by state and symbol. Most states are followed by few of the symbols, so that all steps together
    /// stay in the nearest memory, where rows of all symbols would not.
    steps: FxHashMap<u64, Step>,
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

/// A state and a symbol as one number, which is hashed in one step.
fn key(state: u32, symbol: Symbol) -> u64 {
    u64::from(state) << 16 | u64::from(symbol.0)
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
        self.steps.len() > STEP_LIMIT
    }

    /// Makes an empty cache ready: the first state is dead, the first set of patterns empty.
    pub(super) fn prepare(&mut self, automaton: &Automaton) {
        if self.states.is_empty() {
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
        number
    }

    /// The step from a state over a symbol, if it is built.
    #[inline]
    pub(super) fn step(&self, state: u32, symbol: Symbol) -> Option<Step> {
        self.steps.get(&key(state, symbol)).copied()
    }

    /// Remembers the step from a state over a symbol.
    pub(super) fn set_step(&mut self, state: u32, symbol: Symbol, step: Step) {
        self.steps.insert(key(state, symbol), step);
    }

    /// A word of the sets with a pattern of `wanted` that is not in `found` and may still match from a state on: `open` if
    /// that is one, which is quick.
    #[inline]
    pub(super) fn still_open(
        &self,
        state: u32,
        open: usize,
        wanted: &[u64],
        found: &[u64],
    ) -> Option<usize> {
        let start = state as usize * self.words;
        let alive = self.alive.get(start..start + self.words)?;
        let is_open = |word: usize| match (alive.get(word), wanted.get(word), found.get(word)) {
            (Some(alive), Some(wanted), Some(found)) => alive & wanted & !found != 0,
            _ => false,
        };
        if is_open(open) {
            return Some(open);
        }
        (0..alive.len()).find(|word| is_open(*word))
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
