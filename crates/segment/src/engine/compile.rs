//! Rules made into automata.

use std::collections::BTreeMap;
use std::sync::Mutex;

use super::nearby::Nearby;
use super::tier::{Neighbours, Tier, TierCache, TierDraft};
use crate::pattern::{
    Alphabet, Builder, Draft, Nearest, Node, STATE_LIMIT, Scanner, hoist_ahead, hoist_behind, parse,
};
use crate::sets;
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
    pub(super) far: Vec<FarTier>,
    pub(super) far_neighbours: Neighbours,
    /// The rules that break.
    pub(super) breaking: Vec<u64>,
    /// Rules that no automaton can match, in order.
    pub(super) slow: Vec<SlowRule>,
    /// What threads need for matching, to be used again.
    pub(super) scratch: Mutex<Vec<Scratch>>,
}

/// Rules that can reach over whole sentences, or look around inside, and that can decide at the same places.
#[derive(Debug)]
pub(super) struct FarTier {
    pub(super) rules: Vec<u64>,
    /// Whether they break; all do or none.
    pub(super) breaks: bool,
    /// Characters that a text must have for the rules to match anywhere in it.
    pub(super) needs: Vec<char>,
    pub(super) tier: Tier,
}

/// What far rules have in common that are matched together.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct FarKey {
    /// Rules that look around cannot be matched in one reading of the text, so they keep to themselves.
    looks_around: bool,
    needs: Vec<char>,
    /// Together they are tried where one of them could decide, so that has to be nearly the same places.
    breaks: bool,
    after: String,
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
    /// One for each far tier.
    pub(super) far: Vec<TierCache>,
    /// The rules that match at a position.
    pub(super) found: Vec<u64>,
    pub(super) far_found: Vec<u64>,
    /// The far rules that can match in the text, when somebody asks.
    pub(super) far_enabled: Option<Vec<u64>>,
    /// The rules of the far tier at work.
    pub(super) tier_found: Vec<u64>,
}

impl Engine {
    /// Compiles rules in their order of precedence; `set_name` tells of what set a rule is, for errors.
    pub(crate) fn compile<'a>(
        rules: impl IntoIterator<Item = (&'a str, &'a Rule)>,
    ) -> Result<Self, Error> {
        let mut builder = Builder::default();
        let (mut near, mut far) = (TierDraft::new(), BTreeMap::new());
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
                let tier = match far_key(rule, &before, &after) {
                    Some(key) => far.entry(key).or_insert_with(TierDraft::new),
                    None => &mut near,
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
        Ok(Self::finish(builder, near, far, breaking, slow))
    }

    fn finish(
        builder: Builder,
        near: TierDraft,
        far: BTreeMap<FarKey, TierDraft>,
        breaking: Vec<u64>,
        slow: Vec<SlowRule>,
    ) -> Self {
        let alphabet = builder.finish();
        let words = breaking.len();
        let far_nearest: Vec<_> = far
            .values()
            .flat_map(|draft| draft.nearest.iter().cloned())
            .collect();
        let near_nearest = near.nearest.clone();
        let far = far.into_iter().map(|(key, draft)| {
            let mut rules = vec![0; words];
            for (number, ..) in &draft.nearest {
                sets::insert(&mut rules, *number);
            }
            FarTier {
                rules,
                breaks: key.breaks,
                needs: key.needs,
                tier: draft.finish(),
            }
        });
        let far = far.collect();
        let breaking_nearest: Vec<(&Nearest, &Nearest)> = near_nearest
            .iter()
            .chain(&far_nearest)
            .filter(|(number, ..)| sets::contains(&breaking, *number))
            .map(|(_, before, after)| (before, after))
            .collect();
        Self {
            nearby: Nearby::new(&alphabet, &breaking_nearest),
            near: near.finish(),
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

/// Where a rule of these parts goes if it can reach over whole sentences or looks around inside; near rules go together.
fn far_key(rule: &Rule, before: &Node, after: &Node) -> Option<FarKey> {
    let parts = [before, after];
    let looks_around = parts.into_iter().any(Node::looks_around);
    let is_far = looks_around || parts.into_iter().any(Node::reaches_far);
    is_far.then(|| FarKey {
        looks_around,
        needs: parts.into_iter().filter_map(Node::needs).collect(),
        breaks: rule.breaks,
        after: rule.after.clone(),
    })
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
