//! Words that no term has, remembered so that the frequent ones are looked up once.

use std::cell::Cell;
use std::hash::BuildHasher;
use std::sync::atomic::{AtomicU64, Ordering};

use rustc_hash::FxBuildHasher;

/// A table of words without a hit, one table a thread: a place a word, which the next word of the same hash takes over.
///
/// Most words of a text are few words again and again, and none of a term. In a large glossary each of them would be
/// followed deep into the letter trie, from cache line to cache line.
#[derive(Debug)]
pub(crate) struct Misses(Box<[Miss]>);

/// What words are looked for in: a number that nothing else of the process has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Looked(u64);

impl Default for Looked {
    /// A number that was not given yet.
    fn default() -> Self {
        /// How many were given; an empty place of a table has none.
        static GIVEN: AtomicU64 = AtomicU64::new(0);
        Self(GIVEN.fetch_add(1, Ordering::Relaxed) + 1)
    }
}

/// A word with the number of that which has nothing of it.
#[derive(Clone, Copy, Debug, Default)]
struct Miss {
    looked: u64,
    length: u8,
    letters: [u8; LONGEST],
}

/// The longest word that is remembered, in bytes; an entry fills half a cache line.
const LONGEST: usize = 23;
/// Places of the table: 256 kB.
const PLACES: usize = 1 << 13;

thread_local! {
    static OF_THREAD: Cell<Option<Misses>> = const { Cell::new(None) };
}

impl Misses {
    /// The table of this thread, which [`Misses::give_back`] puts back.
    pub(crate) fn take() -> Self {
        let made = || Self(vec![Miss::default(); PLACES].into_boxed_slice());
        OF_THREAD.take().unwrap_or_else(made)
    }

    pub(crate) fn give_back(self) {
        OF_THREAD.set(Some(self));
    }

    /// Whether `looked` is known to have nothing of `word`.
    #[inline]
    pub(crate) fn has(&self, looked: Looked, word: &str) -> bool {
        self.0.get(place(looked, word)).is_some_and(|miss| {
            miss.looked == looked.0
                && usize::from(miss.length) == word.len()
                && miss.letters.get(..word.len()) == Some(word.as_bytes())
        })
    }

    /// Remembers that `looked` has nothing of `word`.
    pub(crate) fn note(&mut self, looked: Looked, word: &str) {
        let Ok(length) = u8::try_from(word.len()) else {
            return;
        };
        let Some(miss) = self.0.get_mut(place(looked, word)) else {
            return;
        };
        if let Some(letters) = miss.letters.get_mut(..word.len()) {
            letters.copy_from_slice(word.as_bytes());
            miss.length = length;
            miss.looked = looked.0;
        }
    }
}

#[inline]
fn place(looked: Looked, word: &str) -> usize {
    let hash = FxBuildHasher.hash_one(word.as_bytes());
    // What follows each other in number lies apart, so that a word which several things lack keeps its places.
    let apart = usize::try_from(looked.0 % 64).unwrap_or(0) * 127;
    usize::try_from(hash >> 32).unwrap_or(0).wrapping_add(apart) % PLACES
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_was_not_noted_is_not_known(
            noted in prop::collection::vec((1_u64..3, "[a-cə]{0,30}"), 0..60),
            asked in prop::collection::vec((1_u64..3, "[a-cə]{0,30}"), 0..60),
        ) {
            let mut misses = Misses::take();
            misses.0.fill(Miss::default());
            for (matcher, word) in &noted {
                misses.note(Looked(*matcher), word);
                prop_assert_eq!(misses.has(Looked(*matcher), word), word.len() <= LONGEST);
            }
            for (matcher, word) in &asked {
                let was_noted = noted.contains(&(*matcher, word.clone()));
                prop_assert!(was_noted || !misses.has(Looked(*matcher), word));
            }
            misses.give_back();
        }
    }
}
