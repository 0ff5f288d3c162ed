//! Finding positions at which a breaking rule can match, by what stands next to them.
//!
//! Two looks are enough to leave out nearly all positions: tables of the two bytes before and the byte after, which are
//! quick, and then the same for the two characters, which is exact.

#![expect(
    clippy::indexing_slicing,
    reason = "a byte is always an index of a table of 256, and windows have the length that they were asked for"
)]

use crate::pattern::{Alphabet, Nearest};

/// Breaking rules are put into this many groups, so that a look needs one number only. A group has one bit for ASCII
/// before the position and one for other characters, whose last byte says little without the one before it.
const GROUPS: usize = 8;

/// The bits for ASCII.
const ASCII: u16 = 0x00ff;

/// Positions looked at together.
const STRIDE: usize = 16;

/// For what stands before a position and after it, the groups of breaking rules that can match there.
#[derive(Debug)]
pub(super) struct Nearby {
    byte_before: [u16; 256],
    /// The byte before that, of the same character where that is not ASCII.
    byte_second_before: [u16; 256],
    byte_after: [u16; 256],
    /// By number of the symbol.
    symbol_before: Vec<u8>,
    symbol_after: Vec<u8>,
}

impl Nearby {
    /// The tables for the breaking rules, given by what their parts can match next to the position.
    pub(super) fn new(alphabet: &Alphabet, rules: &[(&Nearest, &Nearest)]) -> Self {
        let mut nearby = Self {
            byte_before: [0; 256],
            byte_second_before: [ASCII; 256],
            byte_after: [0; 256],
            symbol_before: vec![0; alphabet.symbols().count()],
            symbol_after: vec![0; alphabet.symbols().count()],
        };
        for (group, (before, after)) in groups(alphabet, rules).into_iter().zip(rules) {
            let ascii = 1_u16 << group;
            let both = ascii | ascii << GROUPS;
            nearby.mark_before(ascii, before);
            for byte in first_bytes(after) {
                nearby.byte_after[byte] |= both;
            }
            for (table, nearest) in [
                (&mut nearby.symbol_before, before),
                (&mut nearby.symbol_after, after),
            ] {
                for (entry, symbol) in table.iter_mut().zip(alphabet.symbols()) {
                    if nearest.allows(alphabet, symbol) {
                        *entry |= 1_u8 << group;
                    }
                }
            }
        }
        nearby
    }

    fn mark_before(&mut self, ascii: u16, before: &Nearest) {
        let other = ascii << GROUPS;
        for (start, end) in before.ranges_or_all() {
            for code in u32::from(start)..=u32::from(end).min(0x7f) {
                self.byte_before[code as usize] |= ascii;
            }
            let (low, high) = (u32::from(start).max(0x80), u32::from(end));
            if low > high {
                continue;
            }
            for code in low..=high.min(low + 63) {
                self.byte_before[(0x80 | (code & 0x3f)) as usize] |= other;
            }
            // In a character of two bytes the second last is the leading byte, in longer ones a continuation byte.
            for code in (low >> 6)..=(high >> 6).min((low >> 6) + 63).min(0x7ff >> 6) {
                self.byte_second_before[(0xc0 | code) as usize] |= other;
            }
            let (low, high) = (low.max(0x800), high);
            if low <= high {
                for code in (low >> 6)..=(high >> 6).min((low >> 6) + 63) {
                    self.byte_second_before[(0x80 | (code & 0x3f)) as usize] |= other;
                }
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
        // A position needs the byte after it; the first has no second byte before it.
        if bytes.len() > 1 && self.groups(0, bytes[0], bytes[1]) != 0 {
            visit_exact(1);
        }
        let mut position = 2;
        while position < bytes.len() {
            let end = (position + STRIDE).min(bytes.len());
            let window = &bytes[position - 2..end];
            let any = window.windows(3).fold(0, |any, three| {
                any | self.groups(three[0], three[1], three[2])
            });
            if any != 0 {
                for (at, three) in window.windows(3).enumerate() {
                    if self.groups(three[0], three[1], three[2]) != 0 {
                        visit_exact(position + at);
                    }
                }
            }
            position = end;
        }
    }

    #[inline]
    fn groups(&self, second_before: u8, before: u8, after: u8) -> u16 {
        self.byte_second_before[usize::from(second_before)]
            & self.byte_before[usize::from(before)]
            & self.byte_after[usize::from(after)]
    }

    #[inline]
    fn has_characters(&self, alphabet: &Alphabet, text: &str, position: usize) -> bool {
        let Some((before, after)) = text.split_at_checked(position) else {
            return false;
        };
        let groups = |table: &[u8], character: Option<char>| {
            character
                .and_then(|character| table.get(alphabet.symbol(character).number()))
                .copied()
                .unwrap_or(0)
        };
        groups(&self.symbol_before, before.chars().next_back())
            & groups(&self.symbol_after, after.chars().next())
            != 0
    }
}

/// A group for each rule: rules share one where that adds few pairs of symbols at which no rule can match.
fn groups(alphabet: &Alphabet, rules: &[(&Nearest, &Nearest)]) -> Vec<usize> {
    let symbols = |nearest: &Nearest| -> Vec<bool> {
        alphabet
            .symbols()
            .map(|symbol| nearest.allows(alphabet, symbol))
            .collect()
    };
    let pairs = |before: &[bool], after: &[bool]| {
        let count = |set: &[bool]| set.iter().filter(|is_in| **is_in).count();
        count(before) * count(after)
    };
    let union = |one: &[bool], other: &[bool]| -> Vec<bool> {
        one.iter()
            .zip(other)
            .map(|(one, other)| one | other)
            .collect()
    };
    let mut found: Vec<(Vec<bool>, Vec<bool>)> = Vec::new();
    rules
        .iter()
        .map(|(before, after)| {
            let (before, after) = (symbols(before), symbols(after));
            let best = found
                .iter()
                .enumerate()
                .map(|(group, (group_before, group_after))| {
                    let all = pairs(&union(&before, group_before), &union(&after, group_after));
                    (all - pairs(group_before, group_after), group)
                })
                .min();
            match best {
                Some((more, group)) if found.len() == GROUPS || more <= pairs(&before, &after) => {
                    let (group_before, group_after) = &mut found[group];
                    *group_before = union(&before, group_before);
                    *group_after = union(&after, group_after);
                    group
                }
                _ => {
                    found.push((before, after));
                    found.len() - 1
                }
            }
        })
        .collect()
}

/// The bytes that characters next to the position can begin with.
fn first_bytes(nearest: &Nearest) -> impl Iterator<Item = usize> {
    let first = |character: char| {
        let mut bytes = [0; 4];
        character.encode_utf8(&mut bytes);
        usize::from(bytes[0])
    };
    nearest
        .ranges_or_all()
        .flat_map(move |(start, end)| first(start)..=first(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pattern::{Builder, Direction, Draft, parse};

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
            let node = parse(&format!(
                r"[\x{{{:X}}}-\x{{{:X}}}]",
                u32::from(start),
                u32::from(end)
            ))
            .unwrap();
            let mut builder = Builder::default();
            let mut draft = Draft::new(Direction::Forwards);
            let nearest = builder.add(&mut draft, &node, 0).unwrap();
            let alphabet = builder.finish();
            let nearby = Nearby::new(&alphabet, &[(&nearest, &nearest)]);
            for character in (start..=end).step_by(7).chain([start, end]) {
                let text = format!("{character}{character}");
                let text = if character.is_ascii() {
                    text
                } else {
                    format!("a{text}")
                };
                let mut found = Vec::new();
                nearby.for_each(&alphabet, &text, |position| found.push(position));
                let position = text.len() - character.len_utf8();
                assert!(found.contains(&position), "{character:?}");
            }
        }
    }
}
