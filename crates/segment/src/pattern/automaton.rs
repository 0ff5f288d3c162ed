//! Matching all patterns of a set at one position, with states built while they are needed.

use rustc_hash::FxHashMap;

use super::alphabet::{Alphabet, Kind, Symbol};
use super::nfa::{State, Watch};
use super::syntax::Look;

/// A cache is emptied when its table passes this many entries of eight bytes.
const TABLE_LIMIT: usize = 1 << 20;

/// A step that is not built yet.
const UNKNOWN: Step = Step {
    next: u32::MAX,
    hits: u32::MAX,
};

/// The row of the state from which nothing matches any more.
const DEAD: u32 = 0;

/// Where a symbol leads from a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Step {
    /// The next state.
    next: u32,
    /// The set of patterns that match before the symbol.
    hits: u32,
}

/// The states of all patterns of a set; [`Cache`] holds what is built from them.
#[derive(Debug)]
pub(crate) struct Automaton {
    states: Vec<State>,
    starts: Vec<u32>,
    watches: Vec<Watch>,
    backwards: bool,
}

/// States built so far. A thread that matches needs one of its own.
#[derive(Debug, Default)]
pub(crate) struct Cache {
    /// A row for each state, in it a step for each symbol. States are known by where their row starts.
    table: Vec<Step>,
    states: Vec<Composite>,
    rows: FxHashMap<Composite, u32>,
    /// Sets of patterns that match; the first is empty.
    hits: Vec<Box<[u64]>>,
    hit_numbers: FxHashMap<Box<[u64]>, u32>,
    starts: [Option<u32>; 4],
    /// States to visit and states seen in the closure under way.
    open: Vec<u32>,
    seen: Vec<u32>,
    generation: u32,
}

/// A set of states of the automaton, and what stands behind them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Composite {
    states: Box<[u32]>,
    behind: Kind,
}

impl Automaton {
    pub(super) fn new(
        states: Vec<State>,
        starts: Vec<u32>,
        watches: Vec<Watch>,
        backwards: bool,
    ) -> Self {
        Self {
            states,
            starts,
            watches,
            backwards,
        }
    }

    /// Adds to `found` the patterns that match from a position on (or up to it, if the automaton reads backwards).
    ///
    /// `characters` are those from the position on in reading direction, `behind` is what stands on its other side.
    #[inline]
    pub(crate) fn matches(
        &self,
        alphabet: &Alphabet,
        cache: &mut Cache,
        characters: impl Iterator<Item = char>,
        behind: Option<char>,
        found: &mut [u64],
    ) {
        let behind = behind.map_or(Kind::Edge, |character| {
            alphabet.kind(alphabet.symbol(character))
        });
        let mut row = self.start(alphabet, cache, behind);
        for character in characters {
            row = self.step(alphabet, cache, row, alphabet.symbol(character), found);
            if row == DEAD {
                return;
            }
        }
        self.step(alphabet, cache, row, alphabet.edge(), found);
    }

    /// The row of the next state; patterns that match on the way are added to `found`.
    #[inline]
    fn step(
        &self,
        alphabet: &Alphabet,
        cache: &mut Cache,
        row: u32,
        symbol: Symbol,
        found: &mut [u64],
    ) -> u32 {
        let mut step = cache
            .table
            .get(row as usize + symbol.number())
            .copied()
            .unwrap_or(UNKNOWN);
        if step == UNKNOWN {
            step = self.build(alphabet, cache, row, symbol);
        }
        if step.hits != 0
            && let Some(hits) = cache.hits.get(step.hits as usize)
        {
            for (found, hit) in found.iter_mut().zip(hits) {
                *found |= hit;
            }
        }
        step.next
    }

    fn start(&self, alphabet: &Alphabet, cache: &mut Cache, behind: Kind) -> u32 {
        if let Some(Some(state)) = cache.starts.get(behind as usize) {
            return *state;
        }
        if cache.states.is_empty() {
            cache.clear(self.states.len());
            cache.intern(alphabet, Box::default(), Kind::Edge);
        }
        let starts = self.starts.iter().copied().chain(self.watch_starts());
        let state = cache.intern(alphabet, starts.collect(), behind);
        if let Some(start) = cache.starts.get_mut(behind as usize) {
            *start = Some(state);
        }
        state
    }

    /// Builds the step from the state of `row` over `symbol`.
    fn build(&self, alphabet: &Alphabet, cache: &mut Cache, row: u32, symbol: Symbol) -> Step {
        let number = row as usize / alphabet.len();
        let Some(composite) = cache.states.get(number).cloned() else {
            return Step {
                next: DEAD,
                hits: 0,
            };
        };
        let ahead = alphabet.kind(symbol);
        let (before, after) = if self.backwards {
            (ahead, composite.behind)
        } else {
            (composite.behind, ahead)
        };

        let (mut next, hits) = self.close(alphabet, cache, &composite, symbol, before, after);
        // A watch alone matches nothing.
        if next.iter().any(|state| !self.is_of_watch(*state)) {
            next.extend(self.watch_starts());
        } else {
            next.clear();
        }
        next.sort_unstable();
        next.dedup();

        let is_full = cache.table.len() > TABLE_LIMIT;
        if is_full {
            cache.clear(self.states.len());
            cache.intern(alphabet, Box::default(), Kind::Edge);
        }
        let step = Step {
            next: if next.is_empty() {
                DEAD
            } else {
                cache.intern(alphabet, next.into(), ahead)
            },
            hits: cache.intern_hits(hits),
        };
        // In a cache that was just emptied the row is another state's.
        if !is_full && let Some(entry) = cache.table.get_mut(row as usize + symbol.number()) {
            *entry = step;
        }
        step
    }

    /// The states behind `symbol`, and the patterns that match before it.
    fn close(
        &self,
        alphabet: &Alphabet,
        cache: &mut Cache,
        composite: &Composite,
        symbol: Symbol,
        before: Kind,
        after: Kind,
    ) -> (Vec<u32>, Vec<u64>) {
        let (mut next, mut hits) = (Vec::new(), Vec::new());
        let (mut seen_texts, mut guards) = (Vec::new(), Vec::new());
        cache.generation += 1;
        cache.open.clear();
        cache.open.extend(composite.states.iter());
        loop {
            let Some(number) = cache.open.pop() else {
                // What watches have seen is known only when all else is done; they have no guards themselves.
                let Some((watch, negative, to)) = guards.pop() else {
                    break;
                };
                if seen_texts.contains(&watch) != negative {
                    cache.open.push(to);
                }
                continue;
            };
            match cache.seen.get_mut(number as usize) {
                Some(seen) if *seen != cache.generation => *seen = cache.generation,
                _ => continue,
            }
            match self.states.get(number as usize) {
                Some(State::Class { class, next: to }) if alphabet.holds(*class, symbol) => {
                    next.push(*to);
                }
                Some(State::Split(ways)) => cache.open.extend(ways),
                Some(State::Look { look, next: to }) if look.holds(before, after) => {
                    cache.open.push(*to);
                }
                Some(State::Guard {
                    watch,
                    negative,
                    next: to,
                }) => guards.push((*watch, *negative, *to)),
                Some(State::Seen(watch)) => seen_texts.push(*watch),
                Some(State::Match(pattern)) => {
                    let word = *pattern as usize / 64;
                    if hits.len() <= word {
                        hits.resize(word + 1, 0);
                    }
                    if let Some(bits) = hits.get_mut(word) {
                        *bits |= 1_u64 << (pattern % 64);
                    }
                }
                Some(State::Class { .. } | State::Look { .. }) | None => {}
            }
        }
        (next, hits)
    }

    /// Where watches start, at every position anew.
    fn watch_starts(&self) -> impl Iterator<Item = u32> {
        self.watches.iter().map(|watch| watch.start)
    }

    fn is_of_watch(&self, state: u32) -> bool {
        let mut watches = self.watches.iter();
        watches.any(|watch| watch.states.contains(&state))
    }
}

impl Cache {
    fn clear(&mut self, states: usize) {
        *self = Self {
            hits: vec![Box::default()],
            seen: vec![0; states],
            ..Self::default()
        };
    }

    fn intern(&mut self, alphabet: &Alphabet, states: Box<[u32]>, behind: Kind) -> u32 {
        let composite = Composite { states, behind };
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

    fn intern_hits(&mut self, hits: Vec<u64>) -> u32 {
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

impl Look {
    /// Whether the place between a character before and one after is the right one.
    fn holds(self, before: Kind, after: Kind) -> bool {
        match self {
            Self::Start => before == Kind::Edge,
            Self::End => after == Kind::Edge,
            Self::LineStart => matches!(before, Kind::Edge | Kind::Newline),
            Self::LineEnd => matches!(after, Kind::Edge | Kind::Newline),
            Self::WordBoundary => (before == Kind::Word) != (after == Kind::Word),
            Self::NotWordBoundary => (before == Kind::Word) == (after == Kind::Word),
        }
    }
}
