//! Automata turned round.

use super::automaton::Automaton;
use super::nfa::State;

impl Automaton {
    /// An automaton that reads the other way and finds, at each position where this one would have to be asked, the same
    /// patterns, all in one reading of the text: it looks for them everywhere. `None` where there are watches, which have
    /// to see their text before the patterns.
    pub(crate) fn sweeping(&self) -> Option<Self> {
        if !self.watches.is_empty() {
            return None;
        }
        // For each state those that lead to it; classes and places become states between the two.
        let mut ways = vec![Vec::new(); self.states.len()];
        let (mut between, mut ends, mut patterns) = (Vec::new(), Vec::new(), Vec::new());
        let mut lead = |to: u32, state: State| {
            let number = self.states.len() + between.len();
            between.push(state);
            if let (Some(ways), Ok(number)) = (ways.get_mut(to as usize), u32::try_from(number)) {
                ways.push(number);
            }
        };
        for (state, number) in self.states.iter().zip(0..) {
            match state {
                State::Class { class, next } => {
                    let class = *class;
                    lead(
                        *next,
                        State::Class {
                            class,
                            next: number,
                        },
                    );
                }
                State::Look { look, next } => {
                    let look = *look;
                    lead(*next, State::Look { look, next: number });
                }
                State::Split(to) => {
                    for to in to {
                        lead(*to, State::Split(vec![number]));
                    }
                }
                State::Match(pattern) => {
                    ends.push(number);
                    patterns.push(*pattern);
                }
                State::Guard { .. } | State::Seen(_) => {}
            }
        }
        // The states of a pattern stand together, so starts and ends are in the same order.
        for (start, pattern) in self.starts.iter().zip(patterns) {
            lead(*start, State::Match(pattern));
        }
        let states = ways.into_iter().map(State::Split).chain(between).collect();
        Some(Self {
            states,
            starts: ends,
            watches: Vec::new(),
            backwards: !self.backwards,
            everywhere: true,
            // Whoever reads a text once asks for all patterns.
            patterns: Vec::new(),
        })
    }
}
