//! Pairs of neighbouring characters, each in one of [`SLOTS`] slots.
//!
//! The pairs of a text are counted as often as they stand: the second *an* of a text is another pair than the first. An
//! edit of a text destroys two of its pairs at most, and a character put in destroys one. So texts that are few edits
//! apart share most of their pairs (E. Ukkonen, *Approximate string-matching with q-grams and maximal matches*,
//! Theoretical Computer Science 92, 1992), and with distinct slots in the place of pairs this still holds: a slot is missing
//! only where every pair in it was destroyed.

use rustc_hash::FxHashMap;

/// How many slots there are.
pub(super) const SLOTS: usize = 1 << 13;

/// Finds the distinct slots of texts; memory kept from one to the next.
#[derive(Clone, Debug)]
pub(super) struct Pairs {
    /// For each slot the text in which it was seen last.
    seen: Vec<u32>,
    text: u32,
    slots: Vec<u16>,
    /// The first pairs of the slots, to know how often each stands.
    again: FxHashMap<u64, u32>,
}

impl Default for Pairs {
    fn default() -> Self {
        Self {
            seen: vec![0; SLOTS],
            text: 0,
            slots: Vec::new(),
            again: FxHashMap::default(),
        }
    }
}

impl Pairs {
    /// The distinct slots of `text`, in order of their first pairs.
    pub(super) fn of(&mut self, text: &str) -> &[u16] {
        self.text = self.text.wrapping_add(1);
        if self.text == 0 {
            self.seen.fill(0);
            self.text = 1;
        }
        self.slots.clear();
        self.again.clear();
        let mut characters = text.chars();
        let Some(mut last) = characters.next() else {
            return &[];
        };
        for next in characters {
            let pair = u64::from(u32::from(last)) << 21 | u64::from(u32::from(next));
            last = next;
            // Most pairs stand once: the second and later ones are counted.
            if !self.take(slot(pair, 0)) {
                let times = self.again.entry(pair).or_default();
                *times += 1;
                let times = *times;
                self.take(slot(pair, times));
            }
        }
        &self.slots
    }

    /// Adds a slot, and tells whether it is new.
    fn take(&mut self, slot: u16) -> bool {
        let Some(seen) = self.seen.get_mut(usize::from(slot)) else {
            return false;
        };
        let is_new = std::mem::replace(seen, self.text) != self.text;
        if is_new {
            self.slots.push(slot);
        }
        is_new
    }
}

/// The slot of a pair that stood `times` before.
#[inline]
fn slot(pair: u64, times: u32) -> u16 {
    let spread = (pair | u64::from(times) << 42).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    // The highest bits depend on all others.
    u16::try_from(spread >> (64 - SLOTS.trailing_zeros())).unwrap_or_default()
}
