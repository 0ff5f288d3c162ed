//! Sets of rules by their numbers, a bit for each.

/// Whether the set has no rule.
pub(crate) fn is_empty(set: &[u64]) -> bool {
    set.iter().all(|word| *word == 0)
}

/// Whether the sets have a rule in common.
pub(crate) fn intersect(one: &[u64], other: &[u64]) -> bool {
    one.iter().zip(other).any(|(one, other)| one & other != 0)
}

/// Leaves in `set` what `other` has too.
pub(crate) fn intersect_with(set: &mut [u64], other: &[u64]) {
    for (word, other) in set.iter_mut().zip(other) {
        *word &= other;
    }
}

/// Adds to `set` what `other` has.
pub(crate) fn unite_with(set: &mut [u64], other: &[u64]) {
    for (word, other) in set.iter_mut().zip(other) {
        *word |= other;
    }
}

/// Adds a rule that the set has room for.
pub(crate) fn insert(set: &mut [u64], number: usize) {
    if let Some(word) = set.get_mut(number / 64) {
        *word |= 1 << (number % 64);
    }
}

/// Whether the set has the rule.
pub(crate) fn contains(set: &[u64], number: usize) -> bool {
    set.get(number / 64)
        .is_some_and(|word| word >> (number % 64) & 1 == 1)
}

/// The first rule that both sets have.
pub(crate) fn first_of_both(one: &[u64], other: &[u64]) -> Option<usize> {
    first_of(one.iter().zip(other).map(|(one, other)| one & other))
}

/// The first rule of the set.
pub(crate) fn first(set: &[u64]) -> Option<usize> {
    first_of(set.iter().copied())
}

fn first_of(words: impl Iterator<Item = u64>) -> Option<usize> {
    let mut words = words.enumerate();
    words.find_map(|(at, word)| (word != 0).then(|| at * 64 + word.trailing_zeros() as usize))
}
