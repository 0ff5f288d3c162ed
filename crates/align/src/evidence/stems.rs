//! Words by their stems, whether they stand as names or not.

use rustc_hash::FxHashMap;

use yaddash_lexicon::{Key, Layers};

use super::features::{Features, UNSEEN_TOKENS, number};

/// Two stems that translate each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Translation {
    /// The identity of the stem on either side.
    pub(crate) source: u64,
    pub(crate) target: u64,
    /// How likely the source's stem is translated by the target's, 0 to 1.
    pub(crate) forward: f32,
    /// The same the other way.
    pub(crate) backward: f32,
}

/// The stems of a side.
#[derive(Debug)]
pub(crate) struct Stems {
    numbers: FxHashMap<u64, u32>,
    identities: Vec<u64>,
    keys: Vec<Option<Key>>,
    /// For each type the number of its stem; none where it is no word.
    of_types: Vec<Option<u32>>,
    /// For each stem its types, a word and a name; the second is the first again where there is one.
    types: Vec<[u32; 2]>,
    counts: Vec<u32>,
    total: f32,
}

impl Stems {
    pub(crate) fn of(side: &Features) -> Self {
        let mut stems = Self {
            numbers: FxHashMap::default(),
            identities: Vec::new(),
            keys: Vec::new(),
            of_types: Vec::with_capacity(side.types().len()),
            types: Vec::new(),
            counts: Vec::new(),
            total: side.mass(0, side.len()) as f32 + UNSEEN_TOKENS,
        };
        for (at, of_type) in side.types().iter().enumerate() {
            if !of_type.is_word() {
                stems.of_types.push(None);
                continue;
            }
            let stem = *stems
                .numbers
                .entry(of_type.identity)
                .or_insert_with(|| number(stems.types.len()));
            if let Some([_, second]) = stems.types.get_mut(stem as usize) {
                *second = number(at);
            } else {
                stems.types.push([number(at); 2]);
                stems.identities.push(of_type.identity);
                stems.keys.push(of_type.key);
            }
            stems.of_types.push(Some(stem));
        }
        stems.counts = vec![0; stems.types.len()];
        for token in side.tokens() {
            let stem = stems.of_types.get(token.kind as usize).copied().flatten();
            if let Some(count) = stem.and_then(|stem| stems.counts.get_mut(stem as usize)) {
                *count += token.count;
            }
        }
        stems
    }

    pub(crate) fn len(&self) -> usize {
        self.types.len()
    }

    /// The number of the stem of that identity.
    pub(crate) fn number_of(&self, identity: u64) -> Option<u32> {
        self.numbers.get(&identity).copied()
    }

    /// The identity of a stem.
    pub(crate) fn identity(&self, stem: u32) -> u64 {
        self.identities
            .get(stem as usize)
            .copied()
            .unwrap_or_default()
    }

    /// The stem of a type, if it is a word.
    pub(crate) fn of_type(&self, of_type: u32) -> Option<u32> {
        self.of_types.get(of_type as usize).copied().flatten()
    }

    /// The types of a stem.
    pub(crate) fn types(&self, stem: u32) -> &[u32] {
        let types = self.types.get(stem as usize);
        types.map_or(&[], |types| match types {
            [one, other] if one == other => types.get(..1).unwrap_or_default(),
            types => types.as_slice(),
        })
    }

    /// The share of tokens that have the stem.
    pub(crate) fn frequency(&self, stem: u32) -> f32 {
        let count = self.counts.get(stem as usize).copied().unwrap_or_default();
        count.max(1) as f32 / self.total
    }

    /// Raises what is given for each type to what is given for its stem, up to `most`.
    pub(crate) fn raise(&self, of_stems: &[f32], most: f32, of_types: &mut [f32]) {
        for (of_type, stem) in of_types.iter_mut().zip(&self.of_types) {
            let value = stem.and_then(|stem| of_stems.get(stem as usize));
            *of_type = of_type.max(value.copied().unwrap_or_default().min(most));
        }
    }
}

/// The translations that lexicons know between the words of two sides.
pub(crate) fn known(
    source: &Features,
    target: &Features,
    lexicon: &Layers<'_>,
) -> Vec<Translation> {
    if lexicon.is_empty() {
        return Vec::new();
    }
    let (source, target) = (Stems::of(source), Stems::of(target));
    let words = |stems: &Stems| -> (Vec<Key>, Vec<u64>) {
        let words = stems.keys.iter().zip(&stems.identities);
        words
            .filter_map(|(key, identity)| Some(((*key)?, *identity)))
            .unzip()
    };
    let (source_keys, sources) = words(&source);
    let (target_keys, targets) = words(&target);
    let found = lexicon.translations_between(&source_keys, &target_keys);
    let translation = |(source, target, known): (usize, usize, yaddash_lexicon::Translation)| {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "probabilities need few digits"
        )]
        Some(Translation {
            source: *sources.get(source)?,
            target: *targets.get(target)?,
            forward: known.forward as f32,
            backward: known.backward as f32,
        })
    };
    found.into_iter().filter_map(translation).collect()
}
