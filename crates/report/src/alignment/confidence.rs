//! Confidence as people see it: a few bands, told apart by colour, sign and number.

/// Number of bands; each stands for an equal part of `0.0..=1.0`.
const BANDS: usize = 5;

/// A sign for each band, so that nobody has to tell colours apart.
const SIGNS: [&str; BANDS] = ["○", "◔", "◑", "◕", "●"];

/// A band of scores, from the poorest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Band {
    /// Its number from 0; the page has a class and a colour for each.
    pub(super) number: usize,
}

impl Band {
    /// All bands, from the poorest.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        (0..BANDS).map(|number| Self { number })
    }

    /// The band of a score; one that is not a number is in the poorest.
    pub(super) fn of(score: f64) -> Self {
        let bounds = Self::all().map(Self::low).skip(1);
        Self {
            number: bounds.filter(|bound| score >= *bound).count(),
        }
    }

    /// Its sign.
    pub(super) fn sign(self) -> &'static str {
        SIGNS.get(self.number).copied().unwrap_or_default()
    }

    /// The least score in it.
    pub(super) fn low(self) -> f64 {
        self.number as f64 / BANDS as f64
    }

    /// The least score beyond it.
    pub(super) fn high(self) -> f64 {
        (self.number + 1) as f64 / BANDS as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_are_equal_parts() {
        for (score, expected) in [
            (0.0, 0),
            (0.19, 0),
            (0.2, 1),
            (0.5, 2),
            (0.79, 3),
            (0.8, 4),
            (1.0, 4),
            (2.0, 4),
            (-1.0, 0),
            (f64::NAN, 0),
        ] {
            assert_eq!(Band::of(score).number, expected, "{score}");
        }
    }
}
