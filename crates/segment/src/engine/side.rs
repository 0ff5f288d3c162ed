//! The parts of rules on one side of the break.

use std::sync::OnceLock;

use crate::pattern::{Alphabet, Automaton, Cache, Sweep};

/// The parts before the break of rules that are matched together, or those after it.
#[derive(Debug)]
pub(super) struct Side {
    /// Reads from a position outwards.
    automaton: Automaton,
    /// Reads a whole text towards the break; made when a text needs it.
    sweeping: OnceLock<Option<Automaton>>,
    is_before: bool,
}

/// What one thread needs to match a side.
#[derive(Debug, Default)]
pub(super) struct SideCache {
    cache: Cache,
    sweep: Sweep,
    /// Characters of the text that may still be read from positions outwards.
    allowed: usize,
}

impl SideCache {
    /// Makes ready for a text.
    pub(super) fn reset(&mut self, text: &str) {
        self.allowed = text.len().saturating_mul(READINGS).max(SHORT);
        self.sweep.reset();
    }
}

/// A text may be read as often as this from positions outwards; then it is read once towards the break. So the time is
/// linear, and short texts and usual ones, of which a few words are read at each position, do without a second automaton.
const READINGS: usize = 4;

/// So many characters may be read of any text.
const SHORT: usize = 1 << 12;

impl Side {
    pub(super) const fn new(automaton: Automaton, is_before: bool) -> Self {
        Self {
            automaton,
            sweeping: OnceLock::new(),
            is_before,
        }
    }

    /// Adds to `found` the rules of `wanted` whose part matches at a position inside `text`, and maybe others; positions of
    /// one text have to ascend.
    pub(super) fn find(
        &self,
        alphabet: &Alphabet,
        cache: &mut SideCache,
        (text, position): (&str, usize),
        wanted: &[u64],
        found: &mut [u64],
    ) {
        if cache.allowed == 0
            && let Some(sweeping) = self.sweeping.get_or_init(|| self.automaton.sweeping())
        {
            let sweep = &mut cache.sweep;
            if self.is_before {
                sweep.ending(sweeping, alphabet, (text, position), found);
            } else {
                sweep.starting(sweeping, alphabet, (text, position), found);
            }
            return;
        }
        let Some((before, after)) = text.split_at_checked(position) else {
            return;
        };
        let (automaton, direct) = (&self.automaton, &mut cache.cache);
        let read = if self.is_before {
            let behind = after.chars().next();
            automaton.matches(
                alphabet,
                direct,
                before.chars().rev(),
                behind,
                wanted,
                found,
            )
        } else {
            let behind = before.chars().next_back();
            automaton.matches(alphabet, direct, after.chars(), behind, wanted, found)
        };
        cache.allowed = cache.allowed.saturating_sub(read);
    }
}
