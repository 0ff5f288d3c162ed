//! The aligner as others use it.

use yaddash_lexicon::{Layers, Lexicon};
use yaddash_model::LanguageTag;

use crate::confidence::scored;
use crate::corridor::Corridor;
use crate::crossing::uncrossed;
use crate::evidence::Evidence;
use crate::evidence::features::Features;
use crate::evidence::stems::known;
use crate::joint;
use crate::learn;
use crate::pair::Link;
use crate::search;
use crate::transitive::{self, Pair};
use crate::{Alignment, Error, Prepared, Side};

/// Aligns two or more versions.
#[derive(Clone, Debug, Default)]
pub struct Aligner<'a> {
    lexicons: Vec<&'a Lexicon>,
}

impl<'a> Aligner<'a> {
    /// The aligner with word translations that are known before, such as those of glossaries, memories, other documents
    /// and a built-in lexicon; of several the earlier ones decide where they have evidence. What a document shows itself
    /// overrules them all.
    #[must_use]
    pub fn with_lexicons(mut self, lexicons: impl IntoIterator<Item = &'a Lexicon>) -> Self {
        self.lexicons.extend(lexicons);
        self
    }

    /// The alignment of two or more sides. Time and memory grow with the segments, and with the pairs of sides.
    ///
    /// # Errors
    /// Those of [`Prepared::new`].
    pub fn align(&self, sides: &[Side<'_>]) -> Result<Alignment, Error> {
        Ok(self.align_prepared(&Prepared::new(sides)?))
    }

    /// The alignment of sides that were prepared.
    pub fn align_prepared(&self, prepared: &Prepared) -> Alignment {
        let Prepared {
            languages,
            features,
        } = prepared;
        let mut pairs = Vec::new();
        for (one, source) in features.iter().enumerate() {
            for (other, target) in features.iter().enumerate().skip(one + 1) {
                let (evidence, links) = self.pair((source, target), (one, other), languages);
                pairs.push(Pair::new((one, other), evidence, links));
            }
        }
        let beads = if let [pair] = pairs.as_mut_slice() {
            std::mem::take(&mut pair.links)
                .into_iter()
                .map(|link| vec![link.source, link.target])
                .collect()
        } else {
            let counts: Vec<usize> = features.iter().map(Features::len).collect();
            let joined = transitive::joined(&counts, &pairs);
            match <&[Pair<'_>; 3]>::try_from(pairs.as_slice()) {
                Ok(pairs) => joint::align(pairs, &joined),
                Err(_) => joined,
            }
        };
        Alignment::of(scored(uncrossed(beads, &pairs), &pairs))
    }

    /// The evidence about two sides, with the links of the best path.
    ///
    /// A first search goes by what is known before; what it finds teaches which words translate each other, and a second
    /// one goes by that.
    fn pair<'f>(
        &self,
        (source, target): (&'f Features, &'f Features),
        (one, other): (usize, usize),
        languages: &[LanguageTag],
    ) -> (Evidence<'f>, Vec<Link>) {
        let pairs = languages.get(one).zip(languages.get(other)).into_iter();
        let pairs = pairs.flat_map(|(one, other)| {
            self.lexicons
                .iter()
                .filter_map(|lexicon| lexicon.pair(one, other))
        });
        let known = known(source, target, &Layers::new(pairs));
        let evidence = Evidence::new(source, target, &known);
        let links = search::links(&evidence, Corridor::between(source, target));
        let translations = learn::translations(source, target, &links, &known);
        if translations == known {
            return (evidence, links);
        }
        let evidence = Evidence::new(source, target, &translations);
        let corridor = Corridor::beside(&links, (source.len(), target.len()), SECOND_SLACK);
        let links = search::links(&evidence, corridor);
        (evidence, links)
    }
}

/// How far the second search reaches to all sides of what the first one has found, in segments.
const SECOND_SLACK: usize = 8;
