//! The states of an automaton that were needed so far.

use rustc_hash::FxHashMap;

use super::alphabet::{Alphabet, Kind};

/// A cache is emptied when its table passes this many entries of eight bytes.
const TABLE_LIMIT: usize = 1 << 20;

/// A step that is not built yet.
pub(super) const UNKNOWN: Step = Step {
    next: u32::MAX,
    hits: u32::MAX,
};

/// The row of the state from which nothing matches any more.
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
    /// A row for each state, in it a step for each symbol. States are known by where their row starts.
    pub(super) table: Vec<Step>,
    pub(super) states: Vec<Composite>,
    rows: FxHashMap<Composite, u32>,
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
    pub(super) fn prepare(&mut self, alphabet: &Alphabet, states: usize) {
        if self.states.is_empty() {
            self.hits.push(Box::default());
            self.seen = vec![0; states];
            self.intern(alphabet, Composite::default());
        }
    }

    /// The state of a row, to be found again in a cache that was emptied meanwhile.
    pub(super) fn state(&self, alphabet: &Alphabet, row: u32) -> Composite {
        let state = self.states.get(row as usize / alphabet.len());
        state.cloned().unwrap_or_default()
    }

    /// The row of a state.
    pub(super) fn intern(&mut self, alphabet: &Alphabet, composite: Composite) -> u32 {
        if let Some(row) = self.rows.get(&composite) {
            return *row;
        }
        let row = u32::try_from(self.table.len()).unwrap_or(DEAD);
        self.states.push(composite.clone());
        self.rows.insert(composite, row);
        self.table
            .resize(self.states.len() * alphabet.len(), UNKNOWN);
        row
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
