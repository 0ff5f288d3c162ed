//! Finding positions at which a breaking rule can match, by the two bytes around them.

use crate::pattern::Nearest;

/// For each byte, the groups of breaking rules for which it can stand last before the position, or first after it; a
/// bit for each of eight groups.
#[derive(Debug)]
pub(super) struct BytePairs {
    before: [u8; 256],
    after: [u8; 256],
    groups: usize,
}

impl BytePairs {
    pub(super) const fn new() -> Self {
        Self {
            before: [0; 256],
            after: [0; 256],
            groups: 0,
        }
    }

    /// Adds a breaking rule.
    pub(super) fn add(&mut self, before: &Nearest, after: &Nearest) {
        let bit = 1 << (self.groups % 8);
        self.groups += 1;
        mark(&mut self.before, bit, before, last_bytes);
        mark(&mut self.after, bit, after, first_bytes);
    }

    /// The positions inside `text` at which a rule can match, ascending. Some lie inside a character.
    #[inline]
    pub(super) fn positions<'a>(&'a self, text: &'a str) -> impl Iterator<Item = usize> + 'a {
        let bytes = text.as_bytes();
        bytes
            .iter()
            .zip(bytes.get(1..).unwrap_or_default())
            .enumerate()
            .filter(|(_, (before, after))| self.has_pair(**before, **after))
            .map(|(at, _)| at + 1)
    }

    #[inline]
    #[expect(
        clippy::indexing_slicing,
        reason = "a byte is always an index of a table of 256"
    )]
    fn has_pair(&self, before: u8, after: u8) -> bool {
        self.before[usize::from(before)] & self.after[usize::from(after)] != 0
    }
}

fn mark(
    table: &mut [u8; 256],
    bit: u8,
    nearest: &Nearest,
    bytes_of: fn(char, char, &mut [bool; 256]),
) {
    let mut marked = [nearest.nothing; 256];
    for &(start, end) in &nearest.ranges {
        bytes_of(start, end, &mut marked);
    }
    for (entry, marked) in table.iter_mut().zip(marked) {
        if marked {
            *entry |= bit;
        }
    }
}

/// Marks the bytes that characters of the range begin with.
fn first_bytes(start: char, end: char, marked: &mut [bool; 256]) {
    let first = |character: char| {
        character
            .encode_utf8(&mut [0; 4])
            .bytes()
            .next()
            .unwrap_or(0)
    };
    let (low, high) = (usize::from(first(start)), usize::from(first(end)));
    for marked in marked.iter_mut().take(high + 1).skip(low) {
        *marked = true;
    }
}

/// Marks the bytes that characters of the range end with.
fn last_bytes(start: char, end: char, marked: &mut [bool; 256]) {
    let (low, high) = (u32::from(start), u32::from(end));
    for code in low..=high.min(0x7f) {
        if let Some(marked) = marked.get_mut(code as usize) {
            *marked = true;
        }
    }
    if high > 0x7f {
        let low = low.max(0x80);
        for code in low..=high.min(low + 63) {
            if let Some(marked) = marked.get_mut((0x80 | (code & 0x3f)) as usize) {
                *marked = true;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_of_a_range_is_found_by_its_bytes() {
        for (start, end) in [
            ('a', 'c'),
            ('z', 'é'),
            ('А', 'я'),
            ('ə', 'ə'),
            ('…', '…'),
            ('퟿', '\u{e001}'),
            ('\u{0}', '\u{10ffff}'),
        ] {
            let nearest = Nearest {
                nothing: false,
                ranges: vec![(start, end)],
            };
            let mut pairs = BytePairs::new();
            pairs.add(&nearest, &nearest);
            for character in (start..=end).step_by(7).chain([start, end]) {
                let text = format!("{character}{character}");
                let found: Vec<usize> = pairs.positions(&text).collect();
                assert!(found.contains(&character.len_utf8()), "{character:?}");
            }
        }
    }
}
