//! Rules made into automata.

use std::sync::Mutex;

use super::nearby::Nearby;
use super::sets;
use super::tier::{Tier, TierCache, TierDraft};
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
    pub(super) far: Tier,
    /// For each rule of `far` the characters that a text must have for the rule to match anywhere in it.
    pub(super) far_needs: Vec<(usize, Vec<char>)>,
    /// The rules that break.
    pub(super) breaking: Vec<u64>,
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
    pub(super) near: TierCache,
    pub(super) far: TierCache,
    /// The rules that match at a position.
    pub(super) found: Vec<u64>,
    pub(super) far_found: Vec<u64>,
    /// The far rules that can match in the text.
    pub(super) far_enabled: Vec<u64>,
}

impl Engine {
    /// Compiles rules in their order of precedence; `set_name` tells of what set a rule is, for errors.
    pub(crate) fn compile<'a>(
        rules: impl IntoIterator<Item = (&'a str, &'a Rule)>,
    ) -> Result<Self, Error> {
        let mut builder = Builder::default();
        let (mut near, mut far) = (TierDraft::new(), TierDraft::new());
        let (mut breaking, mut far_needs, mut slow) = (Vec::new(), Vec::new(), Vec::new());
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
            if before.is_regular() && after.is_regular() {
                let tier = if before.reaches_far() || after.reaches_far() {
                    let needs = [&before, &after];
                    far_needs.push((number, needs.into_iter().filter_map(Node::needs).collect()));
                    &mut far
                } else {
                    &mut near
                };
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
        Ok(Self::finish(builder, near, far, far_needs, breaking, slow))
    }

    fn finish(
        builder: Builder,
        near: TierDraft,
        far: TierDraft,
        far_needs: Vec<(usize, Vec<char>)>,
        breaking: Vec<u64>,
        slow: Vec<SlowRule>,
    ) -> Self {
        let drafts = [near.before, near.after, far.before, far.after];
        let (alphabet, [near_before, near_after, far_before, far_after]) = builder.finish(drafts);
        let words = breaking.len();
        let breaking_nearest: Vec<(&Nearest, &Nearest)> = near
            .nearest
            .iter()
            .chain(&far.nearest)
            .filter(|(number, ..)| sets::contains(&breaking, *number))
            .map(|(_, before, after)| (before, after))
            .collect();
        Self {
            nearby: Nearby::new(&alphabet, &breaking_nearest),
            near: Tier::new(&alphabet, words, [near_before, near_after], &near.nearest),
            far: Tier::new(&alphabet, words, [far_before, far_after], &far.nearest),
            alphabet,
            far_needs,
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
