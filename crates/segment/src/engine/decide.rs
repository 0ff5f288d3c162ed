//! The first rule that matches at each position.

use super::compile::{Engine, Scratch};
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
        if self.slow.is_empty() {
            self.nearby.for_each(&self.alphabet, text, |position| {
                if let Some(decision) = self.first_fast(text, position, scratch) {
                    visit(decision);
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
            if let Some(decision) = self.first_of_all(text, position, scratch, &mut slow)? {
                visit(decision);
            }
        }
        Ok(())
    }

    /// Leaves in `scratch.found` the fast rules that match at `position`. Whether one of them can break there; where none
    /// can, `found` may be incomplete unless `all` asks for the others too.
    fn find_fast(&self, text: &str, position: usize, scratch: &mut Scratch, all: bool) -> bool {
        let Some((before, after)) = text.split_at_checked(position) else {
            return false;
        };
        let words = self.breaking.len();
        let Scratch {
            before: before_cache,
            far_before: far_cache,
            after: after_cache,
            found,
            found_after,
        } = scratch;
        // The parts after the break are mostly shorter, so they are tried first.
        found_after.clear();
        found_after.resize(words, 0);
        self.after.matches(
            &self.alphabet,
            after_cache,
            after.chars(),
            before.chars().next_back(),
            found_after,
        );
        if let Some(last) = before.chars().next_back() {
            let allowed = self.allowed_before.behind(self.alphabet.symbol(last));
            for (found, allowed) in found_after.iter_mut().zip(allowed) {
                *found &= *allowed;
            }
        }
        if !all && !intersect(found_after, &self.breaking) {
            return false;
        }
        found.clear();
        found.resize(words, 0);
        let first_after = after.chars().next();
        self.before.matches(
            &self.alphabet,
            before_cache,
            before.chars().rev(),
            first_after,
            found,
        );
        if intersect(found_after, &self.far) {
            self.far_before.matches(
                &self.alphabet,
                far_cache,
                before.chars().rev(),
                first_after,
                found,
            );
        }
        for (found, after) in found.iter_mut().zip(found_after) {
            *found &= *after;
        }
        all || intersect(found, &self.breaking)
    }

    /// The decision at a position where all rules are fast.
    #[inline]
    fn first_fast(&self, text: &str, position: usize, scratch: &mut Scratch) -> Option<Decision> {
        if !self.find_fast(text, position, scratch, false) {
            return None;
        }
        let rule = first_bit(&scratch.found)?;
        Some(Decision {
            position,
            rule,
            breaks: self.is_breaking(rule),
        })
    }

    fn first_of_all(
        &self,
        text: &str,
        position: usize,
        scratch: &mut Scratch,
        slow: &mut SlowPositions,
    ) -> Result<Option<Decision>, Error> {
        if position == 0 || position >= text.len() || !self.find_fast(text, position, scratch, true)
        {
            return Ok(None);
        }
        for (at, rule) in self.slow.iter().enumerate() {
            // A rule behind the first fast one decides nothing, unless it breaks and makes this a candidate.
            let needed =
                rule.breaks || first_bit(&scratch.found).is_none_or(|first| rule.number < first);
            if needed
                && self
                    .slow_positions(at, text, slow)?
                    .binary_search(&position)
                    .is_ok()
                && let Some(word) = scratch.found.get_mut(rule.number / 64)
            {
                *word |= 1 << (rule.number % 64);
            }
        }
        let found = &scratch.found;
        let can_break = intersect(found, &self.breaking);
        Ok(first_bit(found).filter(|_| can_break).map(|rule| Decision {
            position,
            rule,
            breaks: self.is_breaking(rule),
        }))
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

    fn is_breaking(&self, rule: usize) -> bool {
        self.breaking
            .get(rule / 64)
            .is_some_and(|word| word >> (rule % 64) & 1 == 1)
    }
}

fn intersect(one: &[u64], other: &[u64]) -> bool {
    one.iter().zip(other).any(|(one, other)| one & other != 0)
}

fn first_bit(words: &[u64]) -> Option<usize> {
    words
        .iter()
        .position(|word| *word != 0)
        .and_then(|at| Some(at * 64 + words.get(at)?.trailing_zeros() as usize))
}
