//! Levenshtein distance: bit-parallel over characters, by rows over words.
//!
//! Characters: G. Myers, *A fast bit-vector algorithm for approximate string matching based on dynamic programming*,
//! J. ACM 46 (1999), in the form for the distance of whole strings by H. Hyyrö, *A bit-vector algorithm for computing
//! Levenshtein and Damerau edit distances*, Nordic J. Computing 10 (2003). One step handles 64 characters of the pattern.

use rustc_hash::FxHashMap;

/// How many characters of a pattern one machine word holds.
const WORD: usize = 64;
/// Characters whose masks are found without hashing.
const DIRECT: usize = 128;

/// A string made ready to be compared with many others.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// Its length in characters.
    length: usize,
    /// How many machine words it takes.
    words: usize,
    /// For each of the first characters of Unicode the places where it stands, `words` masks each.
    direct: Vec<u64>,
    /// Where the masks of other characters begin in `masks`.
    others: FxHashMap<char, usize>,
    masks: Vec<u64>,
    /// What a character has that does not stand in the pattern.
    absent: Vec<u64>,
}

/// Memory for comparisons, kept from one to the next.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    plus: Vec<u64>,
    minus: Vec<u64>,
}

impl Pattern {
    /// Makes `text` ready.
    pub fn new(text: &str) -> Self {
        let length = text.chars().count();
        let words = length.div_ceil(WORD).max(1);
        let mut pattern = Self {
            length,
            words,
            direct: vec![0; DIRECT * words],
            others: FxHashMap::default(),
            masks: Vec::new(),
            absent: vec![0; words],
        };
        for (place, c) in text.chars().enumerate() {
            let (word, bit) = (place / WORD, place % WORD);
            if let Some(mask) = pattern.masks_of(c).get_mut(word) {
                *mask |= 1 << bit;
            }
        }
        pattern
    }

    /// How many characters it has.
    pub fn length(&self) -> usize {
        self.length
    }

    /// The masks of `c`, made where there are none.
    fn masks_of(&mut self, c: char) -> &mut [u64] {
        let code = c as usize;
        if code < DIRECT {
            return self
                .direct
                .get_mut(code * self.words..(code + 1) * self.words)
                .unwrap_or_default();
        }
        let end = self.masks.len();
        let start = *self.others.entry(c).or_insert(end);
        if start == end {
            self.masks.resize(end + self.words, 0);
        }
        self.masks
            .get_mut(start..start + self.words)
            .unwrap_or_default()
    }

    #[inline]
    fn masks(&self, c: char) -> &[u64] {
        let code = c as usize;
        if code < DIRECT {
            return self
                .direct
                .get(code * self.words..(code + 1) * self.words)
                .unwrap_or_default();
        }
        match self.others.get(&c) {
            Some(&start) => self
                .masks
                .get(start..start + self.words)
                .unwrap_or_default(),
            None => &self.absent,
        }
    }

    /// The distance to `text`, which has `length` characters, where it is at most `most`.
    pub fn distance(
        &self,
        text: &str,
        length: usize,
        most: usize,
        columns: &mut Columns,
    ) -> Option<usize> {
        if self.length.abs_diff(length) > most {
            return None;
        }
        if self.length == 0 || length == 0 {
            return Some(self.length.max(length));
        }
        if self.words == 1 {
            return self.short(text, length, most);
        }
        self.long(text, length, most, columns)
    }

    /// The distance of a pattern of one machine word.
    fn short(&self, text: &str, length: usize, most: usize) -> Option<usize> {
        let last = 1 << (self.length - 1);
        let (mut plus, mut minus) = (u64::MAX, 0_u64);
        let mut distance = self.length;
        for (left, c) in (0..length).rev().zip(text.chars()) {
            let equal = self.masks(c).first().copied().unwrap_or_default();
            let vertical = equal | minus;
            let horizontal = ((equal & plus).wrapping_add(plus) ^ plus) | equal;
            let mut more = minus | !(horizontal | plus);
            let mut less = plus & horizontal;
            distance = distance + usize::from(more & last != 0) - usize::from(less & last != 0);
            // Each character that is left can take one off at most.
            if distance > most + left {
                return None;
            }
            more = more << 1 | 1;
            less <<= 1;
            plus = less | !(vertical | more);
            minus = more & vertical;
        }
        (distance <= most).then_some(distance)
    }

    /// The distance of a pattern of several machine words.
    fn long(&self, text: &str, length: usize, most: usize, columns: &mut Columns) -> Option<usize> {
        columns.plus.clear();
        columns.plus.resize(self.words, u64::MAX);
        columns.minus.clear();
        columns.minus.resize(self.words, 0);
        let last = 1 << ((self.length - 1) % WORD);
        let mut distance = self.length;
        for (left, c) in (0..length).rev().zip(text.chars()) {
            // What is carried into the next word: whether the row above grew or shrank.
            let (mut grew, mut shrank) = (1_u64, 0_u64);
            let (mut more, mut less) = (0, 0);
            let words = columns.plus.iter_mut().zip(&mut columns.minus);
            for (&equal, (plus, minus)) in self.masks(c).iter().zip(words) {
                let vertical = equal | *minus;
                let equal = equal | shrank;
                let horizontal = ((equal & *plus).wrapping_add(*plus) ^ *plus) | equal;
                more = *minus | !(horizontal | *plus);
                less = *plus & horizontal;
                let (above_grew, above_shrank) = (grew, shrank);
                grew = more >> (WORD - 1);
                shrank = less >> (WORD - 1);
                let more = more << 1 | above_grew;
                let less = less << 1 | above_shrank;
                *plus = less | !(vertical | more);
                *minus = more & vertical;
            }
            distance = distance + usize::from(more & last != 0) - usize::from(less & last != 0);
            if distance > most + left {
                return None;
            }
        }
        (distance <= most).then_some(distance)
    }
}

/// What the distance of two sequences of words costs: a word added or dropped costs [`WORD_COST`], and `replace` says
/// what a word costs that stands for another. `row` is memory, kept from one call to the next.
pub fn weighted<T>(
    one: &[T],
    other: &[T],
    row: &mut Vec<u32>,
    replace: impl Fn(&T, &T) -> u32,
) -> u32 {
    row.clear();
    row.extend((0..).step_by(WORD_COST as usize).take(other.len() + 1));
    for (line, word) in one.iter().enumerate() {
        let mut diagonal = row.first().copied().unwrap_or_default();
        let mut left = u32::try_from(line + 1).unwrap_or(u32::MAX / WORD_COST) * WORD_COST;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, against) in row.iter_mut().skip(1).zip(other) {
            let replaced = diagonal + replace(word, against);
            diagonal = *cell;
            left = replaced.min(left.min(diagonal) + WORD_COST);
            *cell = left;
        }
    }
    row.last().copied().unwrap_or_default()
}

/// What a word costs that is added or dropped, or that stands for one with which it has nothing in common.
pub const WORD_COST: u32 = 2;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn plain(one: &str, other: &str) -> usize {
        let (one, other): (Vec<_>, Vec<_>) = (one.chars().collect(), other.chars().collect());
        let cost = weighted(&one, &other, &mut Vec::new(), |one, other| {
            if one == other { 0 } else { WORD_COST }
        });
        usize::try_from(cost / WORD_COST).unwrap_or_default()
    }

    #[test]
    fn knows_distances_of_words() {
        let mut columns = Columns::default();
        for (one, other, distance) in [
            ("", "", 0),
            ("", "ab", 2),
            ("kitten", "sitting", 3),
            ("Xankəndi", "Xankəndidə", 2),
            ("Ханкенди", "Хaнкенди", 1),
        ] {
            let found = Pattern::new(one).distance(other, other.chars().count(), 9, &mut columns);
            assert_eq!(found, Some(distance), "{one} {other}");
            assert_eq!(plain(one, other), distance, "{one} {other}");
        }
    }

    proptest! {
        #[test]
        fn is_what_rows_say(one in "[abəш]{0,150}", other in "[abəш]{0,150}", most in 0_usize..160) {
            let expected = plain(&one, &other);
            let found = Pattern::new(&one).distance(&other, other.chars().count(), most, &mut Columns::default());
            prop_assert_eq!(found, (expected <= most).then_some(expected));
        }
    }
}
