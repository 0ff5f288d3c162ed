//! A word as stems with their endings.

use std::borrow::Cow;

use super::{az, ru};

/// An ending and what it says, as a set of cells of its paradigm (one bit a cell; which bit is which case and number
/// is the language's own affair).
pub type Ending = (&'static str, u32);

/// The endings that a stem takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Endings {
    /// None: the stem is the form.
    Bare,
    /// Those of a list.
    Listed(&'static [Ending]),
    /// Those of a list that fill one of the cells of the mask: adjectives of one gender.
    Masked(&'static [Ending], u32),
    /// Those of a list behind which `ся` stands (Russian participles: `учащийся`, `учащегося`).
    Reflexive(&'static [Ending]),
    /// Those that the Azerbaijani grammar allows.
    Harmonic(az::Start),
}

/// A stem, folded as [`super::fold_word`] does, and the endings it takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stem {
    /// The letters before the ending.
    pub text: String,
    /// What may follow.
    pub endings: Endings,
}

impl Stem {
    pub(crate) fn new(text: impl Into<String>, endings: Endings) -> Self {
        Self {
            text: text.into(),
            endings,
        }
    }
}

impl Endings {
    /// Whether `rest`, folded, is an ending that may follow the stem directly.
    pub fn accept(self, rest: &str) -> bool {
        match self {
            Self::Bare => rest.is_empty(),
            Self::Listed(list) => list.iter().any(|(ending, _)| *ending == rest),
            Self::Masked(list, mask) => list
                .iter()
                .any(|(ending, cells)| *ending == rest && cells & mask != 0),
            Self::Reflexive(list) => rest
                .strip_suffix(ru::REFLEXIVE)
                .is_some_and(|rest| list.iter().any(|(ending, _)| *ending == rest)),
            Self::Harmonic(start) => start.accepts(rest),
        }
    }

    /// Every ending, the empty one included where the stem alone is a form.
    pub fn list(self) -> Vec<Cow<'static, str>> {
        match self {
            Self::Bare => vec![Cow::Borrowed("")],
            Self::Listed(list) => list
                .iter()
                .map(|(ending, _)| Cow::Borrowed(*ending))
                .collect(),
            Self::Masked(list, mask) => list
                .iter()
                .filter(|(_, cells)| cells & mask != 0)
                .map(|(ending, _)| Cow::Borrowed(*ending))
                .collect(),
            Self::Reflexive(list) => list
                .iter()
                .map(|(ending, _)| Cow::Owned(format!("{ending}{}", ru::REFLEXIVE)))
                .collect(),
            Self::Harmonic(start) => start.endings().into_iter().map(Cow::Owned).collect(),
        }
    }

    /// The cells of `rest` in the paradigm; 0 where it is no ending or the endings have no cells.
    pub(crate) fn cells(self, rest: &str) -> u32 {
        let mut mask = u32::MAX;
        let (list, rest) = match self {
            Self::Listed(list) => (list, Some(rest)),
            Self::Masked(list, cells) => {
                mask = cells;
                (list, Some(rest))
            }
            Self::Reflexive(list) => (list, rest.strip_suffix(ru::REFLEXIVE)),
            Self::Bare | Self::Harmonic(_) => return 0,
        };
        list.iter()
            .filter(|(ending, _)| Some(*ending) == rest)
            .fold(0, |cells, (_, more)| cells | more & mask)
    }
}
