//! Sides of which all that alignment looks at is known.

use yaddash_model::LanguageTag;

use crate::evidence::features::Features;
use crate::{Error, Side};

/// Two or more sides with what alignment looks at in them. To find it takes about as long as to align, so who aligns the
/// same sides again, as batches do, may keep it. It borrows nothing of the text.
#[derive(Clone, Debug)]
pub struct Prepared {
    pub(crate) languages: Vec<LanguageTag>,
    pub(crate) features: Vec<Features>,
}

impl Prepared {
    /// Prepares sides, in their order.
    ///
    /// # Errors
    /// [`Error::Sides`] where there are fewer than two; [`Error::VectorRows`] and [`Error::Dimensions`] where vectors do not
    /// fit the segments or each other.
    pub fn new(sides: &[Side<'_>]) -> Result<Self, Error> {
        if sides.len() < 2 {
            return Err(Error::Sides(sides.len()));
        }
        check_vectors(sides)?;
        Ok(Self {
            languages: sides.iter().map(|side| side.language.clone()).collect(),
            features: sides.iter().map(Features::of).collect(),
        })
    }

    /// About how much memory it takes, in bytes; what vectors take, which are shared with the caller, does not count.
    pub fn bytes(&self) -> usize {
        self.features.iter().map(Features::bytes).sum()
    }
}

/// Each side has a vector for each segment or none at all, and all vectors have as many dimensions.
fn check_vectors(sides: &[Side<'_>]) -> Result<(), Error> {
    let mut known: Option<(&Side<'_>, usize)> = None;
    for side in sides {
        let Some(vectors) = &side.vectors else {
            continue;
        };
        if vectors.len() != side.segments.len() {
            return Err(Error::VectorRows {
                language: side.language.clone(),
                vectors: vectors.len(),
                segments: side.segments.len(),
            });
        }
        let dimensions = vectors.dimensions();
        match known {
            Some((first, of_first)) if of_first != dimensions => {
                return Err(Error::Dimensions(
                    (first.language.clone(), of_first),
                    (side.language.clone(), dimensions),
                ));
            }
            _ => known = Some((side, dimensions)),
        }
    }
    Ok(())
}
