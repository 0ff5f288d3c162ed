//! Finding the places of a text at which a breaking rule could match at all: those beside its rare characters.

#![expect(
    clippy::indexing_slicing,
    reason = "tables have an entry for each byte, and positions are inside the text"
)]

use super::frequencies::Frequencies;
use super::nearby_groups::Places;
use super::utf8;
use crate::pattern::Alphabet;
use crate::sets;

/// Bytes looked at together, in vectors where the processor has them.
const STRIDE: usize = 64;

/// So many ranges are looked for; where there are more, neighbours are joined.
const RANGES: usize = 8;

/// The first bytes of characters one of which stands beside each position at which a breaking rule can match.
///
/// Each rule needs certain characters before the position, after it, and ahead of the one after it. The rarest of these
/// three tells where to look: mostly the full stop and its like.
#[derive(Debug)]
pub(super) struct Landmarks {
    /// For each byte, where positions are beside the character that it begins: a sum of the constants below.
    sides: [u8; 256],
    /// The bytes that have any, and a few others.
    ranges: Vec<ByteRange>,
}

/// A range of bytes, as vectors compare it fastest.
#[derive(Clone, Copy, Debug)]
struct ByteRange {
    /// What to take away from a byte so that the first of the range becomes the least of all signed numbers.
    bias: u8,
    /// Bytes of the range are less then.
    limit: i8,
}

impl ByteRange {
    /// The range of a first byte and as many as follow it. No byte of UTF-8 is 255.
    const fn new((first, more): (u8, u8)) -> Self {
        Self {
            bias: first ^ 0x80,
            limit: (more ^ 0x80).cast_signed().saturating_add(1),
        }
    }

    #[inline]
    const fn holds(self, byte: u8) -> bool {
        byte.wrapping_sub(self.bias).cast_signed() < self.limit
    }
}

/// The character stands before the position.
const BEFORE: u8 = 1;
/// The character stands after the position.
const AFTER: u8 = 2;
/// Another character stands between the position and the character.
const AHEAD: u8 = 4;

impl Landmarks {
    pub(super) fn new(alphabet: &Alphabet, places: &[Places], frequencies: &Frequencies) -> Self {
        let first_bytes = first_bytes(alphabet);
        let mut sides = [0; 256];
        for one in places {
            let rarest = [
                (&one.before, BEFORE),
                (&one.after, AFTER),
                (&one.ahead, AHEAD),
            ]
            .into_iter()
            .min_by_key(|(set, _)| frequencies.of_union(set, set));
            let Some((set, side)) = rarest else {
                continue;
            };
            for (number, bytes) in first_bytes.iter().enumerate() {
                if sets::contains(set, number) {
                    for byte in bytes {
                        sides[usize::from(*byte)] |= side;
                    }
                }
            }
        }
        Self {
            ranges: ranges(&sides).into_iter().map(ByteRange::new).collect(),
            sides,
        }
    }

    /// Calls `visit` for positions between characters of the text, ascending: those beside landmarks, and the last one, at
    /// which nothing is ahead.
    #[inline]
    pub(super) fn for_each(&self, text: &str, visit: impl FnMut(usize)) {
        let mut walk = Walk {
            landmarks: self,
            bytes: text.as_bytes(),
            visited: 0,
            pending: 0,
            visit,
        };
        let (strides, rest) = text.as_bytes().as_chunks::<STRIDE>();
        for (stride, start) in strides.iter().zip((0..).step_by(STRIDE)) {
            self.marks(stride, |at| walk.pass(start + at));
        }
        let mut last = [0; STRIDE];
        last[..rest.len()].copy_from_slice(rest);
        let start = strides.len() * STRIDE;
        self.marks(&last, |at| {
            if at < rest.len() {
                walk.pass(start + at);
            }
        });
        walk.visit_until(text.len());
        walk.visit(utf8::start_of_character_before(walk.bytes, text.len()));
    }

    /// Calls `visit` for each landmark of the stride.
    #[inline]
    fn marks(&self, stride: &[u8; STRIDE], mut visit: impl FnMut(usize)) {
        let mut marks = [0_u8; STRIDE];
        for range in &self.ranges {
            for (mark, byte) in marks.iter_mut().zip(stride) {
                *mark |= if range.holds(*byte) { u8::MAX } else { 0 };
            }
        }
        for (eight, start) in marks.as_chunks::<8>().0.iter().zip((0..).step_by(8)) {
            // A bit for each mark.
            let mut eight = u64::from_le_bytes(*eight) & 0x0101_0101_0101_0101;
            while eight != 0 {
                visit(start + eight.trailing_zeros() as usize / 8);
                eight &= eight - 1;
            }
        }
    }
}

/// A walk over the landmarks of one text.
struct Walk<'a, V> {
    landmarks: &'a Landmarks,
    bytes: &'a [u8],
    /// The last position that was visited.
    visited: usize,
    /// A position to visit behind a landmark, if it is greater than that.
    pending: usize,
    visit: V,
}

impl<V: FnMut(usize)> Walk<'_, V> {
    /// Goes past the landmark at `at`.
    #[inline]
    fn pass(&mut self, at: usize) {
        let first = self.bytes[at];
        let sides = self.landmarks.sides[usize::from(first)];
        if sides == 0 {
            return;
        }
        if sides & AHEAD != 0 {
            let position = utf8::start_of_character_before(self.bytes, at);
            self.visit_until(position);
            self.visit(position);
        }
        self.visit_until(at);
        if sides & AFTER != 0 {
            self.visit(at);
        }
        if sides & BEFORE != 0 {
            self.pending = at + utf8::length(first);
        }
    }

    /// Visits what is pending up to a position.
    #[inline]
    fn visit_until(&mut self, position: usize) {
        if self.pending <= position {
            self.visit(self.pending);
        }
    }

    #[inline]
    fn visit(&mut self, position: usize) {
        if position > self.visited && position < self.bytes.len() {
            self.visited = position;
            (self.visit)(position);
        }
    }
}

/// For each symbol the first bytes of its characters.
fn first_bytes(alphabet: &Alphabet) -> Vec<Vec<u8>> {
    let mut bytes: Vec<Vec<u8>> = vec![Vec::new(); alphabet.symbols().count()];
    for (start, end, symbol) in alphabet.runs() {
        let bytes = &mut bytes[symbol.number()];
        // Runs ascend, and so do the bytes.
        let known = bytes.last().map_or(0, |last| *last + 1);
        bytes.extend(utf8::first_byte(start).max(known)..=utf8::first_byte(end));
    }
    bytes
}

/// The bytes that have an entry, as the first of each run and how many follow it; runs are joined until there are few enough
/// to be looked for.
fn ranges(sides: &[u8; 256]) -> Vec<(u8, u8)> {
    let mut ranges: Vec<(u8, u8)> = Vec::new();
    for (byte, sides) in (0..=u8::MAX).zip(sides) {
        match ranges.last_mut() {
            _ if *sides == 0 => {}
            Some((first, more)) if *first + *more + 1 == byte => *more += 1,
            _ => ranges.push((byte, 0)),
        }
    }
    while ranges.len() > RANGES {
        let gap = |pair: &[(u8, u8)]| pair[1].0 - pair[0].0 - pair[0].1;
        let narrowest = (0..ranges.len() - 1).min_by_key(|at| gap(&ranges[*at..at + 2]));
        let Some(at) = narrowest else { break };
        let (next, more) = ranges.remove(at + 1);
        ranges[at].1 = next + more - ranges[at].0;
    }
    ranges
}
