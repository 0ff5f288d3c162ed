//! Names that may be a letter or a few sounds apart from a word, found without looking at each of them.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};
use yaddash_language::Language;

use super::sounds::key_of_confused;

/// Stems of names by what they share with every word that is near to them: the letters without one of them, which two
/// words a letter apart have in common (the neighbourhood by deletion of `SymSpell`, W. Garbe 2012), and the sounds with
/// confused ones taken as one.
#[derive(Debug, Default)]
pub(super) struct NearNames {
    by_shared: FxHashMap<u64, Vec<u32>>,
}

impl NearNames {
    /// Notes a `stem` of the name with the number `id`, which is compared with words that begin with `first`.
    pub(super) fn add(&mut self, first: char, stem: &str, id: u32, language: &Language) {
        for shared in shared(first, stem, language) {
            let ids = self.by_shared.entry(shared).or_default();
            if ids.last() != Some(&id) {
                ids.push(id);
            }
        }
    }

    /// The names that may be near to one of `stems`, which begin with `first`, in the order of their numbers: all that are,
    /// and some that are not.
    pub(super) fn near<'w>(
        &self,
        first: char,
        stems: impl Iterator<Item = &'w str>,
        language: &Language,
    ) -> Vec<u32> {
        if self.by_shared.is_empty() {
            return Vec::new();
        }
        let mut ids: Vec<u32> = stems
            .flat_map(|stem| shared(first, stem, language))
            .filter_map(|shared| self.by_shared.get(&shared))
            .flatten()
            .copied()
            .collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}

/// Hashes of what `stem` shares with the words near to it.
fn shared(first: char, stem: &str, language: &Language) -> impl Iterator<Item = u64> {
    let hash = move |letters: &mut dyn Iterator<Item = char>| {
        let mut hasher = FxHasher::default();
        first.hash(&mut hasher);
        letters.for_each(|letter| letter.hash(&mut hasher));
        hasher.finish()
    };
    let without = (0..=stem.chars().count()).map(move |left_out| {
        let mut kept = stem
            .chars()
            .enumerate()
            .filter(|(at, _)| *at != left_out)
            .map(|(_, letter)| letter);
        hash(&mut kept)
    });
    let sounds = key_of_confused(stem, language).map(move |key| {
        // Apart from letters: a space is in no stem.
        hash(&mut std::iter::once(' ').chain(key.chars()))
    });
    without.chain(sounds)
}

#[cfg(test)]
mod tests {
    use super::super::sounds::{Likeness, likeness};
    use super::super::spelling::distance;
    use super::*;
    use proptest::prelude::*;

    /// A word and another one that often is near to it.
    fn pairs() -> impl Strategy<Value = (String, String)> {
        let letter = "[aeəghikqsvxyz]";
        let change = (any::<prop::sample::Index>(), 0..3_usize, letter);
        ("[aeəghikqsvxyz]{4,10}", prop::collection::vec(change, 0..3)).prop_map(|(one, changes)| {
            let mut other: Vec<char> = one.chars().collect();
            for (at, kind, letter) in changes {
                let at = at.index(other.len());
                match kind {
                    0 => _ = other.remove(at),
                    1 => other.insert(at, letter.chars().next().unwrap()),
                    _ => other[at] = letter.chars().next().unwrap(),
                }
                if other.is_empty() {
                    other.push('a');
                }
            }
            (one, other.into_iter().collect())
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn no_near_name_is_missed((stem, word) in pairs(), tag in "az|en|ru|de") {
            let language = Language::of(&tag.parse().unwrap());
            let first = stem.chars().next().unwrap();
            let mut names = NearNames::default();
            names.add(first, "zzzzzzzz", 1, language);
            names.add(first, &stem, 2, language);
            let letters = |word: &str| word.chars().collect::<Vec<char>>();
            let is_near = distance(&letters(&stem), &letters(&word), 1).is_some()
                || likeness(&stem, &word, language) == Some(Likeness::Certain);
            let found = names.near(first, [word.as_str()].into_iter(), language);
            prop_assert!(found.contains(&2) || !is_near, "{} {}", stem, word);
        }
    }
}
