//! Regular expressions as SRX rules use them, and matching many of them at one position.
//!
//! A rule matches at a position when its part before the break matches some text that ends there and its part after the
//! break matches some text that starts there. Which text does not matter, so there are no captures and no preferences
//! among alternatives, and all rules of a language fit into two automata: one reads backwards from the position and
//! finds every `beforebreak` that matches, one reads forwards and finds every `afterbreak`.
//!
//! - [`parse`] reads the syntax of Java and ICU into a [`Node`];
//! - [`hoist`] turns look-around at the open end of a pattern into plain text matching;
//! - [`Alphabet`] groups characters that no pattern tells apart into symbols;
//! - [`Automaton`] is the machine, with states built while they are needed in a [`Cache`];
//! - [`Sweep`] reads a whole text once where asking at each position would read the same characters again and again;
//! - [`Scanner`] is the slow way for what no automaton can do, with `fancy-regex` and a limit.

mod alphabet;
mod automaton;
mod cache;
mod class;
mod hoist;
mod nfa;
mod parse;
mod parse_class;
mod scan;
mod sweep;
mod syntax;
mod turn;

pub(crate) use alphabet::{Alphabet, Symbol};
pub(crate) use automaton::Automaton;
pub(crate) use cache::Cache;
pub(crate) use class::cases;
pub(crate) use hoist::{hoist_ahead, hoist_behind};
pub(crate) use nfa::{Beside, Builder, Direction, Draft, Nearest, STATE_LIMIT};
pub(crate) use parse::parse;
pub(crate) use scan::{STEP_LIMIT, Scanner, emit};
pub(crate) use sweep::Sweep;
pub(crate) use syntax::Node;
