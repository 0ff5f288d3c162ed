//! Vectors of sentences that the caller brings.

use std::ops::Range;
use std::sync::Arc;

/// A vector for each segment of a side, from a model that gives similar vectors to sentences of similar meaning.
///
/// Lengths do not count: each vector is kept with the length 1, or as zeros, which say nothing. A copy shares the memory.
#[derive(Clone, Debug)]
pub struct Vectors {
    values: Arc<[f32]>,
    dimensions: usize,
    rows: Range<usize>,
}

impl Vectors {
    /// Vectors of so many dimensions, one after the other. None where there is no dimension, where the last vector is
    /// cut, or where a number is not finite.
    pub fn new(dimensions: usize, mut values: Vec<f32>) -> Option<Self> {
        if dimensions == 0
            || !values.len().is_multiple_of(dimensions)
            || !values.iter().all(|value| value.is_finite())
        {
            return None;
        }
        for vector in values.chunks_exact_mut(dimensions) {
            normalise(vector);
        }
        Some(Self {
            rows: 0..values.len() / dimensions,
            dimensions,
            values: values.into(),
        })
    }

    /// Number of vectors.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Numbers of a vector.
    pub fn dimensions(&self) -> usize {
        self.dimensions
    }

    /// The vector of a segment; of one that is not there nothing.
    pub(crate) fn of(&self, segment: usize) -> &[f32] {
        let at = |row: usize| (self.rows.start + row) * self.dimensions;
        self.values
            .get(at(segment)..at(segment + 1))
            .unwrap_or_default()
    }

    /// The vectors of the segments `range`.
    pub(crate) fn part(&self, range: Range<usize>) -> Self {
        let at = |row: usize| (self.rows.start + row).min(self.rows.end);
        Self {
            rows: at(range.start)..at(range.end),
            ..self.clone()
        }
    }

    /// The vectors of groups of `size` segments: the directions of their sums.
    pub(crate) fn grouped(&self, size: usize) -> Self {
        let groups = self.len().div_ceil(size);
        let mut values = vec![0.0; groups * self.dimensions];
        for (group, sum) in values.chunks_exact_mut(self.dimensions).enumerate() {
            for segment in group * size..((group + 1) * size).min(self.len()) {
                add(sum, self.of(segment));
            }
            normalise(sum);
        }
        Self {
            values: values.into(),
            dimensions: self.dimensions,
            rows: 0..groups,
        }
    }
}

/// Numbers that are multiplied at once.
const LANES: usize = 16;

/// The scalar product. The order of the sums is fixed, so that the result is too.
pub(crate) fn dot(one: &[f32], other: &[f32]) -> f32 {
    let (ones, rest) = one.as_chunks::<LANES>();
    let (others, other_rest) = other.as_chunks::<LANES>();
    let mut sums = [0.0; LANES];
    for (one, other) in ones.iter().zip(others) {
        for ((sum, one), other) in sums.iter_mut().zip(one).zip(other) {
            *sum += one * other;
        }
    }
    let rest: f32 = rest
        .iter()
        .zip(other_rest)
        .map(|(one, other)| one * other)
        .sum();
    sums.iter().sum::<f32>() + rest
}

/// Adds a vector to a sum.
pub(crate) fn add(sum: &mut [f32], vector: &[f32]) {
    for (sum, value) in sum.iter_mut().zip(vector) {
        *sum += value;
    }
}

/// Gives a vector the length 1, unless it is zero. Any finite numbers do: they are brought below 1 first, so that no
/// square is too large.
fn normalise(vector: &mut [f32]) {
    let largest = vector
        .iter()
        .fold(0.0_f32, |most, value| most.max(value.abs()));
    if largest == 0.0 {
        return;
    }
    for value in &mut *vector {
        *value /= largest;
    }
    let length = dot(vector, vector).sqrt();
    for value in vector {
        *value /= length;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_have_the_length_one() {
        let values = vec![3.0, 4.0, 0.0, 0.0, f32::MAX, f32::MAX, 1e-40, 0.0];
        let vectors = Vectors::new(2, values).unwrap();
        assert_eq!((vectors.len(), vectors.dimensions()), (4, 2));
        assert_eq!(vectors.of(1), [0.0, 0.0]);
        for segment in [0, 2, 3] {
            let vector = vectors.of(segment);
            assert!((dot(vector, vector) - 1.0).abs() < 1e-5, "{vector:?}");
        }
        assert_eq!(vectors.of(4), []);
        assert_eq!(vectors.part(2..4).of(0), vectors.of(2));
        assert_eq!(vectors.grouped(3).len(), 2);
    }

    #[test]
    fn what_is_no_table_of_numbers_is_refused() {
        assert!(Vectors::new(0, Vec::new()).is_none());
        assert!(Vectors::new(2, vec![1.0; 3]).is_none());
        assert!(Vectors::new(1, vec![f32::NAN]).is_none());
        assert!(Vectors::new(1, Vec::new()).unwrap().is_empty());
    }
}
