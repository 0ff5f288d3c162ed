//! Finding positions at which a breaking rule can match, by what stands next to them.
//!
//! Two looks are enough to leave out nearly all positions: tables of bytes, which are quick, and then one of the characters,
//! which is exact. Both see the character after the position, the one before it and the one beyond that.

#![expect(
    clippy::indexing_slicing,
    reason = "tables have an entry for each byte, pair of bytes or symbol, and positions are inside the text"
)]

use super::nearby_groups::{Places, groups};
use crate::pattern::{Alphabet, Nearest};
use crate::sets;

/// Positions looked at together.
const STRIDE: usize = 16;

/// For what stands before a position and after it, the groups of breaking rules that can match there.
#[derive(Debug)]
pub(super) struct Nearby {
    /// By the byte after and the byte before, in this order. The lower half is for ASCII before the position, the upper
    /// half for other characters.
    pairs: Box<[u16; 1 << 16]>,
    /// By the byte before these two. In the lower half it is the last of the character beyond; in the upper half it is of
    /// the same character, whose last byte says little alone.
    beyond: [u16; 256],
    /// By number of the symbol; the last is the edge of the text.
    symbols: Vec<SymbolGroups>,
}

/// The groups that can match with a symbol at each place.
#[derive(Clone, Copy, Debug, Default)]
struct SymbolGroups {
    before: u8,
    beyond: u8,
    after: u8,
}

impl Nearby {
    /// The tables for the breaking rules, given by what their parts can match next to the position.
    #[expect(
        clippy::large_stack_arrays,
        reason = "made once for a language, 128 KiB"
    )]
    pub(super) fn new(alphabet: &Alphabet, rules: &[(&Nearest, &Nearest)]) -> Self {
        let mut nearby = Self {
            pairs: Box::new([0; 1 << 16]),
            beyond: [0; 256],
            symbols: vec![SymbolGroups::default(); alphabet.edge().number() + 1],
        };
        for (group, places) in groups(Places::of_rules(alphabet, rules)).iter().enumerate() {
            for (number, symbol) in nearby.symbols.iter_mut().enumerate() {
                let bit = |set: &[u64]| u8::from(sets::contains(set, number)) << group;
                symbol.before |= bit(&places.before);
                symbol.beyond |= bit(&places.beyond);
                symbol.after |= bit(&places.after);
            }
        }
        nearby.fill_bytes(alphabet);
        nearby
    }

    /// Makes the tables of bytes from the one of symbols.
    fn fill_bytes(&mut self, alphabet: &Alphabet) {
        let (mut before, mut after) = ([0_u16; 256], [0_u16; 256]);
        for (start, end, symbol) in alphabet.runs() {
            let groups = self.symbols[symbol.number()];
            let ascii = u16::from(groups.before);
            let other = ascii << 8;
            for code in start..=end.min(0x7f) {
                before[code as usize] |= ascii;
                self.beyond[code as usize] |= u16::from(groups.beyond);
            }
            // The last six bits of a code are in the last byte, the six before them in the second last.
            for code in (start.max(0x80)..=end).take(64) {
                let last = 0x80 | (code & 0x3f);
                before[last as usize] |= other;
                self.beyond[last as usize] |= u16::from(groups.beyond);
            }
            for high in (start.max(0x80) >> 6)..=(end.min(0x7ff) >> 6) {
                self.beyond[(0xc0 | high) as usize] |= other;
            }
            for high in ((start.max(0x800) >> 6)..=(end >> 6)).take(64) {
                self.beyond[(0x80 | (high & 0x3f)) as usize] |= other;
            }
            for entry in &mut after[first_byte(start)..=first_byte(end)] {
                *entry |= u16::from(groups.after) << 8 | u16::from(groups.after);
            }
        }
        for (pairs, after) in self.pairs.chunks_exact_mut(before.len()).zip(after) {
            for (pair, before) in pairs.iter_mut().zip(before) {
                *pair = before & after;
            }
        }
    }

    /// Calls `visit` for the positions inside `text` at which a rule can match, ascending.
    #[inline]
    pub(super) fn for_each(&self, alphabet: &Alphabet, text: &str, mut visit: impl FnMut(usize)) {
        let bytes = text.as_bytes();
        let mut visit_exact = |position| {
            if self.has_characters(alphabet, text, position) {
                visit(position);
            }
        };
        // The first position has nothing beyond the byte before it.
        if bytes.len() > 1 {
            visit_exact(1);
        }
        let mut position = 2;
        while position < bytes.len() {
            let end = (position + STRIDE).min(bytes.len());
            let window = &bytes[position - 2..end];
            let any = window
                .windows(3)
                .fold(0, |any, three| any | self.groups(three));
            if any != 0 {
                for (at, three) in window.windows(3).enumerate() {
                    if self.groups(three) != 0 {
                        visit_exact(position + at);
                    }
                }
            }
            position = end;
        }
    }

    /// The groups that can match behind the first two of three bytes.
    #[inline]
    fn groups(&self, three: &[u8]) -> u16 {
        let pair = u16::from_le_bytes([three[1], three[2]]);
        self.pairs[usize::from(pair)] & self.beyond[usize::from(three[0])]
    }

    #[inline]
    fn has_characters(&self, alphabet: &Alphabet, text: &str, position: usize) -> bool {
        let Some((before, after)) = text.split_at_checked(position) else {
            return false;
        };
        let groups = |character: Option<char>| {
            let symbol = character.map_or(alphabet.edge(), |character| alphabet.symbol(character));
            self.symbols[symbol.number()]
        };
        let mut before = before.chars().rev();
        groups(before.next()).before
            & groups(before.next()).beyond
            & groups(after.chars().next()).after
            != 0
    }
}

/// The first byte of a character in UTF-8.
fn first_byte(code: u32) -> usize {
    let byte = match code {
        0..0x80 => code,
        0x80..0x800 => 0xc0 | code >> 6,
        0x800..0x1_0000 => 0xe0 | code >> 12,
        _ => 0xf0 | code >> 18,
    };
    byte as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pattern::{Builder, Direction, Draft, parse};

    /// The positions in a text for rules of these patterns.
    fn positions(text: &str, rules: &[(&str, &str)]) -> Vec<usize> {
        let mut builder = Builder::default();
        let mut nearest = |pattern: &str, direction| {
            let node = parse(pattern).unwrap();
            builder.add(&mut Draft::new(direction), &node, 0).unwrap()
        };
        let nearest: Vec<_> = rules
            .iter()
            .map(|(before, after)| {
                (
                    nearest(before, Direction::Backwards),
                    nearest(after, Direction::Forwards),
                )
            })
            .collect();
        let alphabet = builder.finish();
        let pairs: Vec<_> = nearest.iter().map(|(one, other)| (one, other)).collect();
        let mut found = Vec::new();
        Nearby::new(&alphabet, &pairs).for_each(&alphabet, text, |position| found.push(position));
        found
    }

    #[test]
    fn every_character_of_a_range_is_found() {
        for (start, end) in [
            ('a', 'c'),
            ('z', 'é'),
            ('А', 'я'),
            ('ə', 'ə'),
            ('…', '…'),
            ('\u{d7ff}', '\u{e001}'),
            ('\u{0}', '\u{10ffff}'),
        ] {
            let class = format!(r"[\x{{{:X}}}-\x{{{:X}}}]", u32::from(start), u32::from(end));
            let mut text = String::new();
            let mut expected = Vec::new();
            for character in (start..=end).step_by(7).chain([start, end]) {
                text.extend([character, character, character]);
                expected.push(text.len() - character.len_utf8());
            }
            for before in [&class, &class.repeat(2)] {
                let found = positions(&text, &[(before, &class)]);
                assert!(
                    expected
                        .iter()
                        .all(|position| found.binary_search(position).is_ok()),
                    "{start:?} to {end:?}"
                );
            }
        }
    }

    #[test]
    fn the_character_beyond_is_looked_at() {
        let rules = [(r"[.!…]”*\s", r"\p{Lu}"), (r"^-", "x")];
        assert_eq!(positions("a B. C” D.” E… F", &rules), [5, 10, 16, 21]);
        assert_eq!(positions("-x", &rules), [1]);
        assert_eq!(positions("- B", &rules), []);
    }
}
