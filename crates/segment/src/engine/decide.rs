//! The first rule that matches at each position.

use super::compile::{Engine, Scratch};
use super::tier::TierCache;
use crate::pattern::Symbol;
use crate::sets;
use crate::{Error, ErrorKind};

/// A position at which a breaking rule matches, and the rule that comes first there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Decision {
    /// Byte of the text.
    pub(crate) position: usize,
    /// Number of the deciding rule, from 0.
    pub(crate) rule: usize,
    /// Whether that rule breaks.
    pub(crate) breaks: bool,
}

/// Where the slow rules match in one text; `None` until somebody asks.
type SlowPositions = Vec<Option<Vec<usize>>>;

impl Engine {
    /// Calls `visit` for each position inside `text` at which a breaking rule matches, ascending, with the rule that
    /// decides there.
    ///
    /// # Errors
    /// A slow rule that passes the limit of backtracking; `visit` may have been called before.
    pub(crate) fn decide(&self, text: &str, mut visit: impl FnMut(Decision)) -> Result<(), Error> {
        let mut scratch = self.take_scratch();
        let outcome = self.decide_with(text, &mut scratch, &mut visit);
        if let Ok(mut pool) = self.scratch.lock() {
            pool.push(scratch);
        }
        outcome
    }

    fn take_scratch(&self) -> Scratch {
        self.scratch
            .lock()
            .ok()
            .and_then(|mut pool| pool.pop())
            .unwrap_or_default()
    }

    fn decide_with(
        &self,
        text: &str,
        scratch: &mut Scratch,
        visit: &mut impl FnMut(Decision),
    ) -> Result<(), Error> {
        scratch.near.reset(text);
        scratch.far_enabled = None;
        if self.slow.is_empty() {
            self.nearby.for_each(&self.alphabet, text, |position| {
                if self.find(text, position, scratch, false) {
                    visit(self.decision(position, &scratch.found));
                }
            });
            return Ok(());
        }
        let mut slow: SlowPositions = self.slow.iter().map(|_| None).collect();
        let mut positions = Vec::new();
        self.nearby
            .for_each(&self.alphabet, text, |position| positions.push(position));
        for (at, rule) in self.slow.iter().enumerate() {
            if rule.breaks {
                positions.extend(self.slow_positions(at, text, &mut slow)?);
            }
        }
        positions.sort_unstable();
        positions.dedup();
        for position in positions {
            if self.find_with_slow(text, position, scratch, &mut slow)? {
                visit(self.decision(position, &scratch.found));
            }
        }
        Ok(())
    }

    /// The far rules whose characters the text has; makes their caches ready for it.
    fn enable_far(&self, text: &str, caches: &mut Vec<TierCache>) -> Vec<u64> {
        let mut enabled = vec![0; self.breaking.len()];
        caches.resize_with(self.far.len(), TierCache::default);
        for (far, cache) in self.far.iter().zip(caches) {
            if far.needs.iter().all(|needed| has(text, *needed)) {
                sets::unite_with(&mut enabled, &far.rules);
                cache.reset(text);
            }
        }
        enabled
    }

    /// The decision where the rules of `found` match, one of which breaks.
    fn decision(&self, position: usize, found: &[u64]) -> Decision {
        let rule = sets::first(found).unwrap_or_default();
        Decision {
            position,
            rule,
            breaks: sets::contains(&self.breaking, rule),
        }
    }

    /// Leaves in `scratch.found` the rules that match at `position`, as far as they matter: the first of all and one that
    /// breaks. Whether there is one that breaks; where there is none, `found` may lack others unless `all` asks for them.
    fn find(&self, text: &str, position: usize, scratch: &mut Scratch, all: bool) -> bool {
        let Some((before, after)) = text.split_at_checked(position) else {
            return false;
        };
        if before.is_empty() || after.is_empty() {
            return false;
        }
        let before = self.nearest_two(before.chars().rev());
        let after = self.nearest_two(after.chars());
        let Scratch {
            near,
            far,
            found,
            far_found,
            far_enabled,
            tier_found,
        } = scratch;
        self.near_neighbours.candidates(before, after, found);
        self.far_neighbours.candidates(before, after, far_found);
        if !sets::is_empty(far_found) {
            // Many paragraphs have no place where a far rule could decide.
            let enabled = far_enabled.get_or_insert_with(|| self.enable_far(text, far));
            sets::intersect_with(far_found, enabled);
        }
        let far_breaks = sets::intersect(far_found, &self.breaking);
        if !all && !far_breaks && !sets::intersect(found, &self.breaking) {
            return false;
        }
        let place = (text, position);
        self.near.find(&self.alphabet, near, place, found);
        if !all && !far_breaks && !sets::intersect(found, &self.breaking) {
            return false;
        }
        for (rules, cache) in self.far.iter().zip(far) {
            let Some(candidate) = sets::first_of_both(far_found, &rules.rules) else {
                continue;
            };
            // Rules behind the first one matter only where none that breaks is known.
            let may_be_first = sets::first(found).is_none_or(|first| candidate < first);
            let may_break = rules.breaks && !sets::intersect(found, &self.breaking);
            if may_be_first || may_break || all {
                tier_found.clear();
                tier_found.extend_from_slice(far_found);
                sets::intersect_with(tier_found, &rules.rules);
                rules.tier.find(&self.alphabet, cache, place, tier_found);
                sets::unite_with(found, tier_found);
            }
        }
        sets::intersect(found, &self.breaking)
    }

    /// The symbols of the first two characters, or of the edge of the text in their place.
    #[inline]
    fn nearest_two(&self, mut characters: impl Iterator<Item = char>) -> [Symbol; 2] {
        [(); 2].map(|()| {
            let next = characters.next();
            next.map_or(self.alphabet.edge(), |one| self.alphabet.symbol(one))
        })
    }

    /// As [`Engine::find`] with the slow rules.
    fn find_with_slow(
        &self,
        text: &str,
        position: usize,
        scratch: &mut Scratch,
        slow: &mut SlowPositions,
    ) -> Result<bool, Error> {
        if position == 0 || position >= text.len() {
            return Ok(false);
        }
        let slow_can_break = self.slow.iter().any(|rule| rule.breaks);
        if !self.find(text, position, scratch, slow_can_break) && !slow_can_break {
            return Ok(false);
        }
        for (at, rule) in self.slow.iter().enumerate() {
            // A rule behind the first one decides nothing, unless it breaks and makes this a candidate.
            let matters =
                rule.breaks || sets::first(&scratch.found).is_none_or(|first| rule.number < first);
            if matters
                && self
                    .slow_positions(at, text, slow)?
                    .binary_search(&position)
                    .is_ok()
            {
                sets::insert(&mut scratch.found, rule.number);
            }
        }
        Ok(sets::intersect(&scratch.found, &self.breaking))
    }

    fn slow_positions<'a>(
        &self,
        at: usize,
        text: &str,
        slow: &'a mut SlowPositions,
    ) -> Result<&'a [usize], Error> {
        let (Some(rule), Some(known)) = (self.slow.get(at), slow.get_mut(at)) else {
            return Ok(&[]);
        };
        if known.is_none() {
            let positions = rule.scanner.positions(text).map_err(|_| {
                Error::new(ErrorKind::Backtracking {
                    pattern: rule.pattern.clone(),
                    limit: crate::pattern::STEP_LIMIT,
                })
            })?;
            *known = Some(positions);
        }
        Ok(known.as_deref().unwrap_or_default())
    }
}

/// Whether the text has the character.
fn has(text: &str, needed: char) -> bool {
    match u8::try_from(needed) {
        Ok(byte) if byte.is_ascii() => memchr::memchr(byte, text.as_bytes()).is_some(),
        _ => text.contains(needed),
    }
}
