//! The states of an automaton, built from patterns (Thompson's construction).

use std::ops::Range;

use rustc_hash::FxHashSet;

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
    /// Goes on where a watch, by its number, has seen its text, or where it has not.
    Guard {
        watch: u32,
        negative: bool,
        next: u32,
    },
    /// A watch has seen its text.
    Seen(u32),
    /// A pattern, by its number, matches.
    Match(u32),
}

/// Looks at every position for a text that ends there in reading direction: look-ahead where an automaton reads backwards,
/// look-behind where it reads forwards.
#[derive(Clone, Debug)]
pub(super) struct Watch {
    pub(super) start: u32,
    /// Its states, one behind the other.
    pub(super) states: Range<u32>,
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
    watches: Vec<Watch>,
}

impl Draft {
    /// An automaton without patterns.
    pub(crate) const fn new(direction: Direction) -> Self {
        Self {
            direction,
            states: Vec::new(),
            starts: Vec::new(),
            watches: Vec::new(),
        }
    }

    /// The automaton, when all its patterns are in.
    pub(crate) fn finish(self) -> Automaton {
        Automaton::new(
            self.states,
            self.starts,
            self.watches,
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
    /// The character next to the position.
    pub(crate) first: Beside,
    /// For each class of it, the character beyond it.
    pub(crate) beyond: Vec<Beside>,
}

/// What a pattern can match at one place.
#[derive(Clone, Debug, Default)]
pub(crate) struct Beside {
    /// Whether the pattern can end before the place, so that any character or none may stand there.
    pub(crate) anything: bool,
    /// Numbers of the classes one of which holds the character otherwise.
    pub(crate) classes: Vec<u32>,
}

impl Nearest {
    /// Whether a character of the symbol may stand beyond the one next to the position.
    pub(crate) fn allows_beyond(&self, alphabet: &Alphabet, symbol: Symbol) -> bool {
        let mut beyond = self.beyond.iter();
        self.first.anything || beyond.any(|beyond| beyond.allows(alphabet, symbol))
    }

    /// What can stand next to the position, and what beyond it then.
    pub(crate) fn with_beyond(&self) -> impl Iterator<Item = (Beside, Beside)> {
        let anything = Beside {
            anything: true,
            classes: Vec::new(),
        };
        let one = |class: &u32| Beside {
            anything: false,
            classes: vec![*class],
        };
        self.first
            .classes
            .iter()
            .map(one)
            .zip(self.beyond.iter().cloned())
            .chain(self.first.anything.then(|| (anything.clone(), anything)))
    }
}

impl Beside {
    /// Whether a character of the symbol may stand at the place.
    pub(crate) fn allows(&self, alphabet: &Alphabet, symbol: Symbol) -> bool {
        self.anything
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
        Some(draft.nearest(start))
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
            Node::Around {
                node,
                behind,
                negative,
            } if *behind == (draft.direction == Direction::Forwards) => {
                let watch = self.watch(draft, node)?;
                draft.push(State::Guard {
                    watch,
                    negative: *negative,
                    next,
                })
            }
            // Callers pass regular patterns only; such a part would match nothing.
            Node::Around { .. } | Node::Atomic(_) | Node::Backreference(_) => {
                draft.push(State::Split(Vec::new()))
            }
        }
    }
}

impl Builder {
    /// Adds a watch for a regular pattern; its number.
    fn watch(&mut self, draft: &mut Draft, node: &Node) -> Option<u32> {
        let number = u32::try_from(draft.watches.len()).ok()?;
        let first = draft.push(State::Seen(number))?;
        let start = self.compile(draft, node, first)?;
        let end = u32::try_from(draft.states.len()).ok()?;
        draft.watches.push(Watch {
            start,
            states: first..end,
        });
        Some(number)
    }
}

impl Draft {
    /// What the pattern that starts at a state can match next to the position.
    fn nearest(&self, start: u32) -> Nearest {
        let (first, nexts) = self.beside(&[start]);
        let beyond = first.classes.iter().map(|class| {
            let starts: Vec<u32> = nexts
                .iter()
                .filter(|(of, _)| of == class)
                .map(|(_, next)| *next)
                .collect();
            self.beside(&starts).0
        });
        Nearest {
            beyond: beyond.collect(),
            first,
        }
    }

    /// What can be taken first from the states on, and for each state that takes something its class and where it leads.
    fn beside(&self, starts: &[u32]) -> (Beside, Vec<(u32, u32)>) {
        let (mut beside, mut nexts) = (Beside::default(), Vec::new());
        let mut seen = FxHashSet::default();
        let mut open = starts.to_vec();
        while let Some(number) = open.pop() {
            if !seen.insert(number) {
                continue;
            }
            match self.states.get(number as usize) {
                Some(State::Class { class, next }) => {
                    nexts.push((*class, *next));
                    if !beside.classes.contains(class) {
                        beside.classes.push(*class);
                    }
                }
                Some(State::Split(ways)) => open.extend(ways),
                Some(State::Look { next, .. } | State::Guard { next, .. }) => open.push(*next),
                Some(State::Match(_)) => beside.anything = true,
                Some(State::Seen(_)) | None => {}
            }
        }
        (beside, nexts)
    }
}
