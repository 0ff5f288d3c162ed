//! Rules made into automata.

use std::sync::Mutex;

use super::nearby::Nearby;
use super::sets;
use super::tier::{Neighbours, Tier, TierCache, TierDraft};
use crate::pattern::{
    Alphabet, Builder, Draft, Nearest, Node, STATE_LIMIT, Scanner, hoist_ahead, hoist_behind, parse,
};
use crate::srx::Rule;
use crate::{Error, ErrorKind, ErrorPlace};
use yaddash_model::LineColumn;

/// The rules of one language, ready to match.
#[derive(Debug)]
pub(crate) struct Engine {
    pub(super) alphabet: Alphabet,
    pub(super) nearby: Nearby,
    pub(super) near: Tier,
    pub(super) near_neighbours: Neighbours,
    /// In order of their numbers.
    pub(super) far: Vec<FarRule>,
    pub(super) far_neighbours: Neighbours,
    /// The rules that break.
    pub(super) breaking: Vec<u64>,
    /// Rules that no automaton can match, in order.
    pub(super) slow: Vec<SlowRule>,
    /// What threads need for matching, to be used again.
    pub(super) scratch: Mutex<Vec<Scratch>>,
}

/// A rule that can reach over whole sentences, or looks around inside.
#[derive(Debug)]
pub(super) struct FarRule {
    pub(super) number: usize,
    /// Characters that a text must have for the rule to match anywhere in it.
    pub(super) needs: Vec<char>,
    pub(super) tier: Tier,
}

/// A far rule before its automata are there.
struct FarDraft {
    needs: Vec<char>,
    draft: TierDraft,
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
    pub(super) near: TierCache,
    /// One for each far rule, as they are needed.
    pub(super) far: Vec<TierCache>,
    /// The rules that match at a position.
    pub(super) found: Vec<u64>,
    pub(super) far_found: Vec<u64>,
    /// The far rules that can match in the text.
    pub(super) far_enabled: Vec<u64>,
    /// The far rule at work.
    pub(super) rule_set: Vec<u64>,
}

impl Engine {
    /// Compiles rules in their order of precedence; `set_name` tells of what set a rule is, for errors.
    pub(crate) fn compile<'a>(
        rules: impl IntoIterator<Item = (&'a str, &'a Rule)>,
    ) -> Result<Self, Error> {
        let mut builder = Builder::default();
        let (mut near, mut far) = (TierDraft::new(), Vec::new());
        let (mut breaking, mut slow) = (Vec::new(), Vec::new());
        for (number, (set_name, rule)) in rules.into_iter().enumerate() {
            if number % 64 == 0 {
                breaking.push(0);
            }
            if rule.breaks {
                sets::insert(&mut breaking, number);
            }
            let fault = |kind| Error::new(kind).at(place(set_name, rule));
            let before = hoist_behind(read(&rule.before).map_err(fault)?);
            let after = hoist_ahead(read(&rule.after).map_err(fault)?);
            if before.is_regular_reading(true) && after.is_regular_reading(false) {
                let is_far = [&before, &after]
                    .iter()
                    .any(|part| part.reaches_far() || part.looks_around());
                let mut far_draft = TierDraft::new();
                let tier = if is_far { &mut far_draft } else { &mut near };
                let pattern_number = u32::try_from(number).unwrap_or(u32::MAX);
                let mut add = |draft: &mut Draft, node: &Node, pattern: &str| {
                    builder.add(draft, node, pattern_number).ok_or_else(|| {
                        fault(ErrorKind::TooLarge {
                            pattern: pattern.to_owned(),
                            limit: STATE_LIMIT,
                        })
                    })
                };
                let nearest_before = add(&mut tier.before, &before, &rule.before)?;
                let nearest_after = add(&mut tier.after, &after, &rule.after)?;
                tier.nearest.push((number, nearest_before, nearest_after));
                if is_far {
                    let needs = [&before, &after].into_iter().filter_map(Node::needs);
                    far.push(FarDraft {
                        needs: needs.collect(),
                        draft: far_draft,
                    });
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
        Ok(Self::finish(builder, near, far, breaking, slow))
    }

    fn finish(
        builder: Builder,
        near: TierDraft,
        far: Vec<FarDraft>,
        breaking: Vec<u64>,
        slow: Vec<SlowRule>,
    ) -> Self {
        let alphabet = builder.finish();
        let words = breaking.len();
        let near_nearest = near.nearest;
        let near = Tier::new([near.before.finish(), near.after.finish()]);
        let mut far_nearest = Vec::new();
        let far = far
            .into_iter()
            .filter_map(|FarDraft { needs, draft }| {
                let number = draft.nearest.first().map(|(number, ..)| *number);
                far_nearest.extend(draft.nearest);
                number.map(|number| FarRule {
                    number,
                    needs,
                    tier: Tier::new([draft.before.finish(), draft.after.finish()]),
                })
            })
            .collect();
        let breaking_nearest: Vec<(&Nearest, &Nearest)> = near_nearest
            .iter()
            .chain(&far_nearest)
            .filter(|(number, ..)| sets::contains(&breaking, *number))
            .map(|(_, before, after)| (before, after))
            .collect();
        Self {
            nearby: Nearby::new(&alphabet, &breaking_nearest),
            near,
            near_neighbours: Neighbours::new(&alphabet, words, &near_nearest),
            far,
            far_neighbours: Neighbours::new(&alphabet, words, &far_nearest),
            alphabet,
            breaking,
            slow,
            scratch: Mutex::default(),
        }
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
