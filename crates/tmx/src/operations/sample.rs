//! Keeping some units at random.

use std::io::{Read, Write};

use super::stream::{InputText, UnitCopy, UnitStream};
use crate::Error;

/// How many units a sample has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SampleSize {
    /// So many, or all where there are not as many.
    Units(u64),
    /// So many in a hundred, 0 to 100, rounded to the nearest.
    Percent(f64),
}

/// What [`sample`] did.
#[derive(Debug)]
#[non_exhaustive]
pub struct Sampled {
    /// Units read.
    pub units: u64,
    /// Units written.
    pub kept: u64,
    /// What was noticed about the text of the input.
    pub text: InputText,
}

/// Copies units chosen at random, each with the same chance, exactly as they stand and in their order. The same input,
/// size and `seed` give the same units. Comments between units stay.
///
/// `open` gives the input from its start and is called twice: the units are counted, then chosen one after the other
/// (Knuth, The Art of Computer Programming, section 3.4.2, algorithm S). Memory is bounded by the largest unit.
///
/// # Errors
/// Those of [`filter`](super::filter()) and those of `open`.
pub fn sample<R: Read>(
    mut open: impl FnMut() -> Result<R, yaddash_io::Error>,
    output: impl Write,
    size: SampleSize,
    seed: u64,
) -> Result<Sampled, Error> {
    let mut stream = UnitStream::new(open()?)?;
    let mut units = 0;
    while stream.next()?.is_some() {
        units += 1;
    }
    let text = stream.text();
    drop(stream);
    let mut wanted = match size {
        SampleSize::Units(count) => count.min(units),
        SampleSize::Percent(percent) => share(units, percent),
    };
    let kept = wanted;
    let mut random = Random(seed);
    let mut left = units;
    let mut stream = UnitStream::new(open()?)?;
    let mut copy = UnitCopy::new(output, stream.prologue())?;
    while let Some(unit) = stream.next()? {
        if random.below(left) < wanted {
            wanted -= 1;
            copy.keep(&unit)?;
        } else {
            copy.leave(&unit)?;
        }
        left = left.saturating_sub(1);
    }
    copy.finish(stream.epilogue())?;
    Ok(Sampled { units, kept, text })
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0 and the number of units"
)]
fn share(units: u64, percent: f64) -> u64 {
    let share = units as f64 * percent.clamp(0.0, 100.0) / 100.0;
    (share.round() as u64).min(units)
}

/// Numbers that look random (`SplitMix64`: Steele, Lea and Flood, "Fast splittable pseudorandom number generators",
/// OOPSLA 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, each with the same chance to within 2^-64 of `bound`.
    fn below(&mut self, bound: u64) -> u64 {
        super::identity::low((u128::from(self.next()) * u128::from(bound)) >> 64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_comes_about_as_often() {
        let mut random = Random(1);
        let mut counts = [0_u32; 7];
        for _ in 0..70_000 {
            counts[usize::try_from(random.below(7)).unwrap()] += 1;
        }
        assert!(
            counts.iter().all(|count| (9_600..10_400).contains(count)),
            "{counts:?}"
        );
    }

    #[test]
    fn shares_are_rounded() {
        assert_eq!(
            [
                share(10, 25.0),
                share(10, 0.0),
                share(10, 100.0),
                share(0, 50.0)
            ],
            [3, 0, 10, 0]
        );
    }
}
