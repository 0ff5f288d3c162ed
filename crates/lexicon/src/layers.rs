//! Several lexicons of one pair of languages, the more trusted ones above.

use rustc_hash::FxHashMap;

use crate::Key;
use crate::lexicon::{PairLexicon, Translation};

/// How much the layers below weigh: as much as this many occurrences of a word in the layer above.
const STRENGTH: f64 = 4.0;

/// Lexicons in layers, from the document's own down to the most general one.
///
/// A layer decides about words that it has seen often, and leaves those that it has seen seldom or never to the layers
/// below: with `n` occurrences above, `p = (n · p_above + 4 · p_below) / (n + 4)`. This is the mean of a Dirichlet
/// distribution whose prior is what lies below (Mackay and Peto, "A Hierarchical Dirichlet Language Model", Natural
/// Language Engineering 1(3), 1995).
#[derive(Clone, Debug, Default)]
pub struct Layers<'a> {
    /// From the highest to the lowest.
    layers: Vec<PairLexicon<'a>>,
}

impl<'a> Layers<'a> {
    /// The layers from the highest to the lowest, all of one pair of languages in one direction.
    pub fn new(layers: impl IntoIterator<Item = PairLexicon<'a>>) -> Self {
        Self {
            layers: layers.into_iter().collect(),
        }
    }

    /// Whether there is no layer.
    pub fn is_empty(&self) -> bool {
        self.layers.is_empty()
    }

    /// Whether any layer knows the source word.
    pub fn contains(&self, source: Key) -> bool {
        self.layers.iter().any(|layer| layer.contains(source))
    }

    /// The translations of a source word, in order of their keys.
    pub fn translations(&self, source: Key) -> Vec<Translation> {
        let mut keys: Vec<Key> = self
            .layers
            .iter()
            .flat_map(|layer| layer.keys_of(source))
            .collect();
        keys.sort_unstable();
        keys.dedup();
        keys.into_iter()
            .filter_map(|target| self.translation_by(source, target))
            .collect()
    }

    /// The target word as a translation of the source word; `None` where no layer has it.
    pub fn translation_by(&self, source: Key, target: Key) -> Option<Translation> {
        mixed(
            target,
            self.layers.iter().rev().map(|layer| Says {
                seen: [layer.seen(source), layer.reversed().seen(target)],
                translation: layer.translation_by(source, target),
            }),
        )
    }

    /// All translations of some source words by some target words: the place of the source word among `sources`, that of
    /// the target word among `targets`, and the translation, in order of the source's place and the target's key. No key
    /// may stand twice on a side. Sooner found than by asking for each word: keys are looked up once a layer.
    pub fn translations_between(
        &self,
        sources: &[Key],
        targets: &[Key],
    ) -> Vec<(usize, usize, Translation)> {
        let known: Vec<Known<'_>> = self
            .layers
            .iter()
            .map(|layer| Known::new(*layer, sources, targets))
            .collect();
        let mut found = Vec::new();
        let mut candidates: Vec<(Key, usize)> = Vec::new();
        for source in 0..sources.len() {
            candidates.clear();
            for layer in &known {
                let counterparts = layer.counterparts(source);
                candidates.extend(counterparts.filter_map(|at| Some((*targets.get(at)?, at))));
            }
            candidates.sort_unstable();
            candidates.dedup();
            for &(key, target) in &candidates {
                let layers = known.iter().rev().map(|layer| layer.says(source, target));
                if let Some(translation) = mixed(key, layers) {
                    found.push((source, target, translation));
                }
            }
        }
        found
    }
}

/// The words of both sides that a layer knows.
struct Known<'a> {
    layer: PairLexicon<'a>,
    /// For each source word its number in the layer and how often it was seen.
    sources: Vec<Option<(u32, f64)>>,
    targets: Vec<Option<(u32, f64)>>,
    /// The places of the target words by their numbers in the layer.
    places: FxHashMap<u32, usize>,
}

impl<'a> Known<'a> {
    fn new(layer: PairLexicon<'a>, sources: &[Key], targets: &[Key]) -> Self {
        let targets: Vec<_> = targets
            .iter()
            .map(|key| layer.reversed().word(*key))
            .collect();
        let numbered = targets.iter().enumerate();
        Self {
            layer,
            sources: sources.iter().map(|key| layer.word(*key)).collect(),
            places: numbered
                .filter_map(|(at, word)| word.map(|(number, _)| (number, at)))
                .collect(),
            targets,
        }
    }

    /// The places of the target words that stood for the source word at a place.
    fn counterparts(&self, source: usize) -> impl Iterator<Item = usize> + '_ {
        let word = self.sources.get(source).copied().flatten();
        word.into_iter()
            .flat_map(|(number, _)| self.layer.counterparts(number))
            .filter_map(|number| self.places.get(&number).copied())
    }

    fn says(&self, source: usize, target: usize) -> Says {
        let word = |words: &[Option<(u32, f64)>], at: usize| words.get(at).copied().flatten();
        let (source, target) = (word(&self.sources, source), word(&self.targets, target));
        let seen = |word: Option<(u32, f64)>| word.map_or(0.0, |(_, seen)| seen);
        Says {
            seen: [seen(source), seen(target)],
            translation: source
                .zip(target)
                .and_then(|((source, _), (target, _))| self.layer.link(source, target)),
        }
    }
}

/// What a layer says of two words.
struct Says {
    /// How often it has seen the source word and the target word.
    seen: [f64; 2],
    translation: Option<Translation>,
}

/// A translation over all layers, from the lowest to the highest; `None` where no layer has it.
fn mixed(target: Key, layers: impl Iterator<Item = Says>) -> Option<Translation> {
    let mut found: Option<Translation> = None;
    // Whether a layer below knows the one word and the other.
    let mut known = [false, false];
    for Says { seen, translation } in layers {
        if translation.is_some() || found.is_some() {
            let here = translation.unwrap_or(nothing(target));
            let below = found.unwrap_or(nothing(target));
            found = Some(Translation {
                key: target,
                forward: share(seen[0], here.forward, known[0], below.forward),
                backward: share(seen[1], here.backward, known[1], below.backward),
                evidence: here.evidence + below.evidence,
            });
        }
        known = [known[0] || seen[0] > 0.0, known[1] || seen[1] > 0.0];
    }
    found
}

/// The probability of a layer where a word was seen `seen` times, and of those below where they know it.
fn share(seen: f64, here: f64, is_known_below: bool, below: f64) -> f64 {
    let strength = if is_known_below { STRENGTH } else { 0.0 };
    let weights = seen + strength;
    if weights == 0.0 {
        0.0
    } else {
        (seen * here + strength * below) / weights
    }
}

const fn nothing(key: Key) -> Translation {
    Translation {
        key,
        forward: 0.0,
        backward: 0.0,
        evidence: 0.0,
    }
}
