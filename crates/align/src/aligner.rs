//! The aligner as others use it.

use yaddash_lexicon::{Layers, Lexicon};

use crate::confidence::scored;
use crate::corridor::Corridor;
use crate::crossing::uncrossed;
use crate::evidence::Evidence;
use crate::evidence::features::Features;
use crate::evidence::stems::known;
use crate::joint::{self, Pairs};
use crate::learn;
use crate::pair::Link;
use crate::search;
use crate::{Alignment, Error, Side};

/// Aligns two or three versions.
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

    /// The alignment of two or three sides.
    ///
    /// # Errors
    /// [`Error::Sides`] where there are fewer than two or more than three.
    pub fn align(&self, sides: &[Side<'_>]) -> Result<Alignment, Error> {
        let features: Vec<Features> = sides.iter().map(Features::of).collect();
        match features.as_slice() {
            [source, target] => {
                let (evidence, links) = self.pair((source, target), (0, 1), sides);
                let beads = links
                    .into_iter()
                    .map(|link| vec![link.source, link.target])
                    .collect();
                let beads = uncrossed(beads, &[(0, 1, &evidence)]);
                Ok(Alignment::of(scored(beads, &[&evidence])))
            }
            [first, second, third] => {
                let [one, two, three] = [
                    self.pair((first, second), (0, 1), sides),
                    self.pair((first, third), (0, 2), sides),
                    self.pair((second, third), (1, 2), sides),
                ];
                let pairs = Pairs {
                    evidence: [one.0, two.0, three.0],
                    links: [one.1, two.1, three.1],
                };
                let beads = joint::align(&pairs);
                let [one, two, three] = &pairs.evidence;
                let beads = beads.into_iter().map(Vec::from).collect();
                let beads = uncrossed(beads, &[(0, 1, one), (0, 2, two), (1, 2, three)]);
                Ok(Alignment::of(scored(beads, &[one, two, three])))
            }
            _ => Err(Error::Sides(sides.len())),
        }
    }

    /// The evidence about two sides, with the links of the best path.
    ///
    /// A first search goes by what is known before; what it finds teaches which words translate each other, and a second
    /// one goes by that.
    fn pair<'f>(
        &self,
        (source, target): (&'f Features, &'f Features),
        (one, other): (usize, usize),
        sides: &[Side<'_>],
    ) -> (Evidence<'f>, Vec<Link>) {
        let language = |side: usize| sides.get(side).map(|side| &side.language);
        let pairs = language(one).zip(language(other)).into_iter();
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
