//! Several lexicons of one pair of languages, the more trusted ones above.

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
        self.translations_among(source, |_| true)
    }

    /// Those translations of a source word whose keys `is_wanted` takes, in order of their keys.
    pub fn translations_among(
        &self,
        source: Key,
        is_wanted: impl Fn(Key) -> bool,
    ) -> Vec<Translation> {
        let mut keys: Vec<Key> = self
            .layers
            .iter()
            .flat_map(|layer| layer.keys_of(source))
            .filter(|key| is_wanted(*key))
            .collect();
        keys.sort_unstable();
        keys.dedup();
        keys.into_iter()
            .filter_map(|target| self.translation_by(source, target))
            .collect()
    }

    /// The target word as a translation of the source word; `None` where no layer has it.
    pub fn translation_by(&self, source: Key, target: Key) -> Option<Translation> {
        let mut found: Option<Translation> = None;
        // Whether a layer below knows the one word and the other.
        let mut known = [false, false];
        for layer in self.layers.iter().rev() {
            let seen = [layer.seen(source), layer.reversed().seen(target)];
            let here = layer.translation_by(source, target);
            if here.is_some() || found.is_some() {
                let (here, below) = (
                    here.unwrap_or(nothing(target)),
                    found.unwrap_or(nothing(target)),
                );
                found = Some(Translation {
                    key: target,
                    forward: mixed(seen[0], here.forward, known[0], below.forward),
                    backward: mixed(seen[1], here.backward, known[1], below.backward),
                    evidence: here.evidence + below.evidence,
                });
            }
            known = [known[0] || seen[0] > 0.0, known[1] || seen[1] > 0.0];
        }
        found
    }
}

/// The probability of a layer where a word was seen `seen` times, and of those below where they know it.
fn mixed(seen: f64, here: f64, is_known_below: bool, below: f64) -> f64 {
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
