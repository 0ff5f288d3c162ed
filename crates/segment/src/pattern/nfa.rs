//! The states of an automaton, built from patterns (Thompson's construction).

use super::alphabet::{Alphabet, AlphabetBuilder, Symbol};
use super::automaton::Automaton;
use super::syntax::{Look, Node};

/// An automaton may have this many states.
pub(crate) const STATE_LIMIT: usize = 200_000;

/// Where to go from a state.
#[derive(Clone, Debug)]
pub(super) enum State {
    /// Takes a character of a class.
    Class { class: u32, next: u32 },
    /// Goes on in several ways without taking anything.
    Split(Vec<u32>),
    /// Goes on where the place is right.
    Look { look: Look, next: u32 },
    /// A pattern, by its number, matches.
    Match(u32),
}

/// Which way an automaton reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// From a position on.
    Forwards,
    /// From a position back.
    Backwards,
}

/// Builds the two automata of a set of rules over one alphabet.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    alphabet: AlphabetBuilder,
    words: bool,
    lines: bool,
}

/// The states of one automaton while it grows.
#[derive(Debug)]
pub(crate) struct Draft {
    direction: Direction,
    states: Vec<State>,
    starts: Vec<u32>,
}

impl Draft {
    /// An automaton without patterns.
    pub(crate) const fn new(direction: Direction) -> Self {
        Self {
            direction,
            states: Vec::new(),
            starts: Vec::new(),
        }
    }

    /// The automaton, when all its patterns are in.
    pub(crate) fn finish(self) -> Automaton {
        Automaton::new(
            self.states,
            self.starts,
            self.direction == Direction::Backwards,
        )
    }

    fn push(&mut self, state: State) -> Option<u32> {
        let number = u32::try_from(self.states.len()).ok()?;
        self.states.push(state);
        (self.states.len() <= STATE_LIMIT).then_some(number)
    }
}

/// What a pattern can match next to the position.
#[derive(Clone, Debug, Default)]
pub(crate) struct Nearest {
    /// Whether it can match without a character.
    nothing: bool,
    /// Numbers of the classes one of which holds the character next to the position otherwise.
    pub(super) classes: Vec<u32>,
    /// The ranges of these classes.
    ranges: Vec<(char, char)>,
}

impl Nearest {
    /// The ranges of characters next to which the pattern can match.
    pub(crate) fn ranges_or_all(&self) -> impl Iterator<Item = (char, char)> {
        let all = self.nothing.then_some(('\0', char::MAX));
        self.ranges.iter().copied().chain(all)
    }

    /// Whether the pattern can match next to a character of the symbol.
    pub(crate) fn allows(&self, alphabet: &Alphabet, symbol: Symbol) -> bool {
        self.nothing
            || self
                .classes
                .iter()
                .any(|class| alphabet.holds(*class, symbol))
    }
}

impl Builder {
    /// Adds pattern `number` to the automaton. `None` where that passes [`STATE_LIMIT`].
    pub(crate) fn add(&mut self, draft: &mut Draft, node: &Node, number: u32) -> Option<Nearest> {
        let (words, lines) = node.looks();
        self.words |= words;
        self.lines |= lines;
        let end = draft.push(State::Match(number))?;
        let start = self.compile(draft, node, end)?;
        draft.starts.push(start);
        Some(self.nearest(draft, start))
    }

    /// The alphabet, when all patterns of all automata are in.
    pub(crate) fn finish(mut self) -> Alphabet {
        self.alphabet.finish(self.words, self.lines)
    }

    /// The state that matches `node` and goes on to `next`.
    fn compile(&mut self, draft: &mut Draft, node: &Node, next: u32) -> Option<u32> {
        match node {
            Node::Empty => Some(next),
            Node::Class(class) => {
                let class = self.alphabet.class(class);
                draft.push(State::Class { class, next })
            }
            Node::Look(look) => draft.push(State::Look { look: *look, next }),
            Node::Concat(nodes) => {
                let mut entry = next;
                if draft.direction == Direction::Forwards {
                    for node in nodes.iter().rev() {
                        entry = self.compile(draft, node, entry)?;
                    }
                } else {
                    for node in nodes {
                        entry = self.compile(draft, node, entry)?;
                    }
                }
                Some(entry)
            }
            Node::Alternate(nodes) => {
                let mut entries = Vec::with_capacity(nodes.len());
                for node in nodes {
                    entries.push(self.compile(draft, node, next)?);
                }
                draft.push(State::Split(entries))
            }
            Node::Repeat { node, min, max, .. } => {
                let mut entry = next;
                if let Some(max) = max {
                    for _ in *min..*max {
                        let once = self.compile(draft, node, entry)?;
                        entry = draft.push(State::Split(vec![once, next]))?;
                    }
                } else {
                    entry = draft.push(State::Split(Vec::new()))?;
                    let again = self.compile(draft, node, entry)?;
                    if let Some(State::Split(ways)) = draft.states.get_mut(entry as usize) {
                        ways.extend([again, next]);
                    }
                }
                for _ in 0..*min {
                    entry = self.compile(draft, node, entry)?;
                }
                Some(entry)
            }
            Node::Capture(_, node) => self.compile(draft, node, next),
            // Callers pass regular patterns only; such a part would match nothing.
            Node::Around { .. } | Node::Atomic(_) | Node::Backreference(_) => {
                draft.push(State::Split(Vec::new()))
            }
        }
    }

    fn nearest(&self, draft: &Draft, start: u32) -> Nearest {
        let mut nearest = Nearest::default();
        let mut seen = vec![false; draft.states.len()];
        let mut open = vec![start];
        while let Some(number) = open.pop() {
            match seen.get_mut(number as usize) {
                Some(seen) if !*seen => *seen = true,
                _ => continue,
            }
            match draft.states.get(number as usize) {
                Some(State::Class { class, .. }) if !nearest.classes.contains(class) => {
                    nearest.classes.push(*class);
                    let class = self.alphabet.get(*class).into_iter();
                    nearest.ranges.extend(
                        class.flat_map(|class| {
                            class.iter().map(|range| (range.start(), range.end()))
                        }),
                    );
                }
                Some(State::Split(ways)) => open.extend(ways),
                Some(State::Look { next, .. }) => open.push(*next),
                Some(State::Match(_)) => nearest.nothing = true,
                Some(State::Class { .. }) | None => {}
            }
        }
        nearest
    }
}
