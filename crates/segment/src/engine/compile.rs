//! Rules made into automata.

use std::sync::Mutex;

use super::nearby::{AllowedBefore, Nearby};
use crate::pattern::{
    Alphabet, Automaton, Builder, Cache, Direction, Draft, Nearest, Node, STATE_LIMIT, Scanner,
    hoist_ahead, hoist_behind, parse,
};
use crate::srx::Rule;
use crate::{Error, ErrorKind, ErrorPlace};
use yaddash_model::LineColumn;

/// The rules of one language, ready to match.
#[derive(Debug)]
pub(crate) struct Engine {
    pub(super) alphabet: Alphabet,
    /// Reads backwards from a position and finds the parts before the break.
    pub(super) before: Automaton,
    /// The same for rules that can reach back over whole sentences. It runs only where one of them has matched after
    /// the position, so that they cost the others nothing.
    pub(super) far_before: Automaton,
    /// Reads forwards and finds the parts after the break.
    pub(super) after: Automaton,
    pub(super) nearby: Nearby,
    pub(super) allowed_before: AllowedBefore,
    /// One bit for each rule that breaks.
    pub(super) breaking: Vec<u64>,
    /// One bit for each rule of `far_before`.
    pub(super) far: Vec<u64>,
    /// Rules that no automaton can match, in order.
    pub(super) slow: Vec<SlowRule>,
    /// What threads need for matching, to be used again.
    pub(super) scratch: Mutex<Vec<Scratch>>,
}

/// A rule that needs backtracking.
#[derive(Debug)]
pub(super) struct SlowRule {
    pub(super) number: usize,
    pub(super) breaks: bool,
    pub(super) pattern: String,
    pub(super) scanner: Scanner,
}

/// What one thread needs for matching.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    pub(super) before: Cache,
    pub(super) far_before: Cache,
    pub(super) after: Cache,
    pub(super) found: Vec<u64>,
    pub(super) found_after: Vec<u64>,
}

impl Engine {
    /// Compiles rules in their order of precedence; `set_name` tells of what set a rule is, for errors.
    pub(crate) fn compile<'a>(
        rules: impl IntoIterator<Item = (&'a str, &'a Rule)>,
    ) -> Result<Self, Error> {
        let mut builder = Builder::default();
        let mut before = Draft::new(Direction::Backwards);
        let mut far_before = Draft::new(Direction::Backwards);
        let mut after = Draft::new(Direction::Forwards);
        let mut nearest = Vec::new();
        let mut all_before = Vec::new();
        let (mut breaking, mut far) = (Vec::new(), Vec::new());
        let mut slow = Vec::new();
        for (number, (set_name, rule)) in rules.into_iter().enumerate() {
            if number % 64 == 0 {
                breaking.push(0);
                far.push(0);
            }
            if rule.breaks {
                set_last(&mut breaking, number);
            }
            let fault = |kind| Error::new(kind).at(place(set_name, rule));
            let before_node = hoist_behind(read(&rule.before).map_err(fault)?);
            let after_node = hoist_ahead(read(&rule.after).map_err(fault)?);
            if before_node.is_regular() && after_node.is_regular() {
                let number = u32::try_from(number).unwrap_or(u32::MAX);
                let mut add =
                    |draft: &mut Draft, node: &Node, pattern: &str| -> Result<Nearest, Error> {
                        builder.add(draft, node, number).ok_or_else(|| {
                            fault(ErrorKind::TooLarge {
                                pattern: pattern.to_owned(),
                                limit: STATE_LIMIT,
                            })
                        })
                    };
                let is_far = before_node.reaches_far();
                let draft = if is_far { &mut far_before } else { &mut before };
                let nearest_before = add(draft, &before_node, &rule.before)?;
                if is_far {
                    set_last(&mut far, number as usize);
                }
                let nearest_after = add(&mut after, &after_node, &rule.after)?;
                all_before.push((number as usize, nearest_before.clone()));
                if rule.breaks {
                    nearest.push((nearest_before, nearest_after));
                }
            } else {
                let pattern = format!("{}(?={})", rule.before, rule.after);
                // The parts as written: hoisting gains nothing here.
                let scanner = Scanner::new(
                    &read(&rule.before).map_err(fault)?,
                    &read(&rule.after).map_err(fault)?,
                )
                .map_err(|problem| {
                    fault(ErrorKind::Pattern {
                        pattern: pattern.clone(),
                        character: 1,
                        problem,
                    })
                })?;
                slow.push(SlowRule {
                    number,
                    breaks: rule.breaks,
                    pattern,
                    scanner,
                });
            }
        }
        let (alphabet, [before, far_before, after]) = builder.finish([before, far_before, after]);
        Ok(Self {
            before,
            far_before,
            after,
            nearby: Nearby::new(&alphabet, &nearest),
            allowed_before: AllowedBefore::new(&alphabet, breaking.len(), &all_before),
            alphabet,
            breaking,
            far,
            slow,
            scratch: Mutex::default(),
        })
    }
}

/// Sets the bit of a rule in the last word, which is the one that holds it.
fn set_last(words: &mut [u64], number: usize) {
    if let Some(word) = words.last_mut() {
        *word |= 1 << (number % 64);
    }
}

fn read(pattern: &str) -> Result<Node, ErrorKind> {
    parse(pattern).map_err(|error| ErrorKind::Pattern {
        pattern: pattern.to_owned(),
        character: error.character,
        problem: error.problem,
    })
}

fn place(set_name: &str, rule: &Rule) -> ErrorPlace {
    ErrorPlace {
        file: rule.place.file.as_deref().map(str::to_owned),
        position: (rule.place.line > 0).then_some(LineColumn {
            line: rule.place.line,
            column: 1,
        }),
        offset: None,
        rule: Some((set_name.to_owned(), rule.place.number)),
    }
}
