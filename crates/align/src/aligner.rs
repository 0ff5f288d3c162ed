//! The aligner as others use it.

use crate::confidence::scored;
use crate::corridor::Corridor;
use crate::crossing::uncrossed;
use crate::evidence::Evidence;
use crate::evidence::features::Features;
use crate::joint::{self, Pairs};
use crate::pair::Link;
use crate::search;
use crate::{Alignment, Error, Side};

/// Aligns two or three versions.
#[derive(Clone, Debug, Default)]
pub struct Aligner {}

impl Aligner {
    /// The alignment of two or three sides.
    ///
    /// # Errors
    /// [`Error::Sides`] where there are fewer than two or more than three.
    pub fn align(&self, sides: &[Side<'_>]) -> Result<Alignment, Error> {
        let features: Vec<Features> = sides.iter().map(Features::of).collect();
        match features.as_slice() {
            [source, target] => {
                let evidence = Evidence::new(source, target);
                let links = search::links(&evidence, Corridor::between(source, target));
                let beads = links
                    .into_iter()
                    .map(|link| vec![link.source, link.target])
                    .collect();
                let beads = uncrossed(beads, &[(0, 1, &evidence)]);
                Ok(Alignment::of(scored(beads, &[&evidence])))
            }
            [first, second, third] => {
                let evidence = [
                    Evidence::new(first, second),
                    Evidence::new(first, third),
                    Evidence::new(second, third),
                ];
                let corridors = [
                    Corridor::between(first, second),
                    Corridor::between(first, third),
                    Corridor::between(second, third),
                ];
                let mut links = evidence
                    .iter()
                    .zip(corridors)
                    .map(|(evidence, corridor)| search::links(evidence, corridor));
                let mut next = || -> Vec<Link> { links.next().unwrap_or_default() };
                let links = [next(), next(), next()];
                let pairs = Pairs { evidence, links };
                let beads = joint::align(&pairs);
                let [one, two, three] = &pairs.evidence;
                let beads = beads.into_iter().map(Vec::from).collect();
                let beads = uncrossed(beads, &[(0, 1, one), (0, 2, two), (1, 2, three)]);
                Ok(Alignment::of(scored(beads, &[one, two, three])))
            }
            _ => Err(Error::Sides(sides.len())),
        }
    }
}
