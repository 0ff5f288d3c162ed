//! Matching all patterns of a set at one position, with states built while they are needed.

use super::alphabet::{Alphabet, Kind, Symbol};
use super::cache::{Cache, Composite, DEAD, Step};
use super::nfa::{State, Watch};
use super::syntax::Look;

/// The states of all patterns of a set; [`Cache`] holds what is built from them.
#[derive(Debug)]
pub(crate) struct Automaton {
    pub(super) states: Vec<State>,
    pub(super) starts: Vec<u32>,
    pub(super) watches: Vec<Watch>,
    pub(super) backwards: bool,
    /// Whether patterns start at every position anew and not only where the reading begins.
    pub(super) everywhere: bool,
    /// For each state the pattern that it is of; `None` for the states of watches.
    pub(super) patterns: Vec<Option<u32>>,
}

impl Automaton {
    pub(super) fn new(
        states: Vec<State>,
        starts: Vec<u32>,
        watches: Vec<Watch>,
        backwards: bool,
    ) -> Self {
        let patterns = patterns(&states, &watches);
        Self {
            states,
            starts,
            watches,
            backwards,
            everywhere: false,
            patterns,
        }
    }

    /// Length of a set of its patterns.
    pub(super) fn words(&self) -> usize {
        let last = self.patterns.iter().flatten().max();
        last.map_or(0, |last| *last as usize / 64 + 1)
    }

    /// The pattern that a state is of.
    pub(super) fn pattern_of(&self, state: u32) -> Option<usize> {
        let pattern = self.patterns.get(state as usize).copied().flatten();
        pattern.map(|pattern| pattern as usize)
    }

    /// Adds to `found` the patterns of `wanted` that match from a position on (or up to it, if the automaton reads
    /// backwards); it may add others.
    ///
    /// `characters` are those from the position on in reading direction, `behind` is what stands on its other side. Gives
    /// back how many of them were read.
    #[inline]
    pub(crate) fn matches(
        &self,
        alphabet: &Alphabet,
        cache: &mut Cache,
        characters: impl Iterator<Item = char>,
        behind: Option<char>,
        wanted: &[u64],
        found: &mut [u64],
    ) -> usize {
        let behind = behind.map_or(Kind::Edge, |character| {
            alphabet.kind(alphabet.symbol(character))
        });
        let mut state = self.start(cache, behind);
        let mut read = 0;
        // A word of the sets in which there is still something to find.
        let mut open = 0;
        for character in characters {
            read += 1;
            state = self.step(alphabet, cache, state, alphabet.symbol(character), found);
            match cache.still_open(state, open, wanted, found) {
                Some(word) => open = word,
                None => return read,
            }
        }
        self.step(alphabet, cache, state, alphabet.edge(), found);
        read
    }

    /// The next state; patterns that match on the way are added to `found`.
    #[inline]
    pub(super) fn step(
        &self,
        alphabet: &Alphabet,
        cache: &mut Cache,
        state: u32,
        symbol: Symbol,
        found: &mut [u64],
    ) -> u32 {
        let step = match cache.step(state, symbol) {
            Some(step) => step,
            None => self.build(alphabet, cache, state, symbol),
        };
        if step.hits != 0
            && let Some(hits) = cache.hits.get(step.hits as usize)
        {
            for (found, hit) in found.iter_mut().zip(hits) {
                *found |= hit;
            }
        }
        step.next
    }

    /// The state before anything is read.
    pub(super) fn start(&self, cache: &mut Cache, behind: Kind) -> u32 {
        if let Some(Some(state)) = cache.starts.get(behind as usize) {
            return *state;
        }
        cache.prepare(self);
        let watches = self.watches.iter().map(|watch| watch.start);
        let starts = self.starts.iter().copied().chain(watches);
        let states = starts.collect();
        let state = cache.intern(self, Composite { states, behind });
        if let Some(start) = cache.starts.get_mut(behind as usize) {
            *start = Some(state);
        }
        state
    }

    /// Builds the step from a state over `symbol`.
    #[cold]
    fn build(&self, alphabet: &Alphabet, cache: &mut Cache, state: u32, symbol: Symbol) -> Step {
        let composite = cache.composite(state);
        let ahead = alphabet.kind(symbol);
        let (before, after) = if self.backwards {
            (ahead, composite.behind)
        } else {
            (composite.behind, ahead)
        };

        let (mut next, hits) = self.close(alphabet, cache, &composite, symbol, before, after);
        if self.everywhere {
            next.extend(&self.starts);
        } else if next.iter().all(|state| self.pattern_of(*state).is_none()) {
            // A watch alone matches nothing.
            next.clear();
        } else {
            next.extend(self.watches.iter().map(|watch| watch.start));
        }
        next.sort_unstable();
        next.dedup();

        let is_full = cache.is_full();
        if is_full {
            *cache = Cache::default();
            cache.prepare(self);
        }
        let step = Step {
            next: if next.is_empty() {
                DEAD
            } else {
                let (states, behind) = (next.into(), ahead);
                cache.intern(self, Composite { states, behind })
            },
            hits: cache.intern_hits(hits),
        };
        // In a cache that was just emptied the number is another state's.
        if !is_full {
            cache.set_step(state, symbol, step);
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
}

/// For each state the pattern that it is of. The states of a pattern stand together, its match first.
fn patterns(states: &[State], watches: &[Watch]) -> Vec<Option<u32>> {
    let mut current = None;
    let mut patterns: Vec<Option<u32>> = states
        .iter()
        .map(|state| {
            if let State::Match(pattern) = state {
                current = Some(*pattern);
            }
            current
        })
        .collect();
    for watch in watches {
        let states = watch.states.start as usize..watch.states.end as usize;
        if let Some(patterns) = patterns.get_mut(states) {
            patterns.fill(None);
        }
    }
    patterns
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pattern::{Builder, Direction, Draft, Node, Scanner, parse};

    /// The positions inside `text` up to which a pattern matches, by an automaton that reads backwards.
    fn positions(pattern: &str, text: &str) -> Vec<usize> {
        let node = parse(pattern).unwrap();
        assert!(node.is_regular_reading(true), "{pattern}");
        let mut builder = Builder::default();
        let mut draft = Draft::new(Direction::Backwards);
        builder.add(&mut draft, &node, 0).unwrap();
        let (automaton, alphabet) = (draft.finish(), builder.finish());
        let mut cache = Cache::default();
        let positions = text.char_indices().map(|(position, _)| position);
        positions
            .filter(|position| {
                let (before, after) = text.split_at(*position);
                let mut found = [0];
                let behind = after.chars().next();
                automaton.matches(
                    &alphabet,
                    &mut cache,
                    before.chars().rev(),
                    behind,
                    &[1],
                    &mut found,
                );
                found != [0]
            })
            .collect()
    }

    #[test]
    fn look_ahead_inside_sees_what_backtracking_sees() {
        let after = Node::Empty;
        let text = "on a. of ab. b ab a.b  əb. bb. a ab\nab. b. ba ab.";
        for pattern in [
            r"\s(?!(on|ab))[a-z]{1,2}\.\s",
            r"[.\s](?!a)\p{L}{1,2}\.",
            r"(?=ab?\b)[ab]+\.",
            r"(?:b|(?!b)\p{L})(?=\.\s)\.\s",
            r"(?:(?!ab)\S\S)+\s",
            r"a(?!$)\n?b",
        ] {
            let scanner = Scanner::new(&parse(pattern).unwrap(), &after).unwrap();
            let mut expected = scanner.positions(text).unwrap();
            expected.retain(|position| *position < text.len());
            assert_eq!(positions(pattern, text), expected, "{pattern}");
        }
    }

    #[test]
    fn look_ahead_over_the_break_is_not_for_automata() {
        for pattern in [
            r"a(?!bc)b",
            r"a(?=b+)b\s",
            r"(?:(?!ab).)*",
            r"(?<!a)b(?<!c)d",
        ] {
            let node = parse(pattern).unwrap();
            assert!(!node.is_regular_reading(true), "{pattern}");
        }
    }
}
