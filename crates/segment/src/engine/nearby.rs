//! Finding positions at which a breaking rule can match, by what stands next to them.
//!
//! Two looks leave out nearly all positions: a quick one for rare characters, and an exact one for the two characters before a
//! position and the two after it.

#![expect(
    clippy::indexing_slicing,
    reason = "tables have an entry for each byte, pair of bytes or symbol, and positions are inside the text"
)]

use super::frequencies::Frequencies;
use super::landmarks::Landmarks;
use super::nearby_groups::{Places, groups};
use crate::pattern::{Alphabet, Nearest};
use crate::sets;

/// For what stands before a position and after it, the groups of breaking rules that can match there.
#[derive(Debug)]
pub(super) struct Nearby {
    landmarks: Landmarks,
    /// By number of the symbol; the last is the edge of the text.
    symbols: Vec<SymbolGroups>,
}

/// The groups that can match with a symbol at each place.
#[derive(Clone, Copy, Debug, Default)]
struct SymbolGroups {
    before: u16,
    beyond: u16,
    after: u16,
    ahead: u16,
}

impl Nearby {
    /// The tables for the breaking rules, given by what their parts can match next to the position.
    pub(super) fn new(alphabet: &Alphabet, rules: &[(&Nearest, &Nearest)]) -> Self {
        let places = Places::of_rules(alphabet, rules);
        let frequencies = Frequencies::of(alphabet);
        let mut nearby = Self {
            landmarks: Landmarks::new(alphabet, &places, &frequencies),
            symbols: vec![SymbolGroups::default(); alphabet.edge().number() + 1],
        };
        for (group, places) in groups(&places, &frequencies).iter().enumerate() {
            for (number, symbol) in nearby.symbols.iter_mut().enumerate() {
                let bit = |set: &[u64]| u16::from(sets::contains(set, number)) << group;
                symbol.before |= bit(&places.before);
                symbol.beyond |= bit(&places.beyond);
                symbol.after |= bit(&places.after);
                symbol.ahead |= bit(&places.ahead);
            }
        }
        nearby
    }

    /// Calls `visit` for the positions inside `text` at which a rule can match, ascending.
    #[inline]
    pub(super) fn for_each(&self, alphabet: &Alphabet, text: &str, mut visit: impl FnMut(usize)) {
        self.landmarks.for_each(text, |position| {
            if self.has_characters(alphabet, text, position) {
                visit(position);
            }
        });
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
        let (mut before, mut after) = (before.chars().rev(), after.chars());
        groups(before.next()).before
            & groups(before.next()).beyond
            & groups(after.next()).after
            & groups(after.next()).ahead
            != 0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;
    use crate::pattern::{Builder, Direction, Draft, parse};

    /// The positions in a text for rules of these patterns: as found, and by looking everywhere.
    fn found_and_expected(text: &str, rules: &[(&str, &str)]) -> (Vec<usize>, Vec<usize>) {
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
        let nearby = Nearby::new(&alphabet, &pairs);
        let mut found = Vec::new();
        nearby.for_each(&alphabet, text, |position| found.push(position));
        let everywhere = text.char_indices().map(|(position, _)| position).skip(1);
        let expected = everywhere.filter(|at| nearby.has_characters(&alphabet, text, *at));
        (found, expected.collect())
    }

    /// The positions in a text for rules of these patterns.
    fn positions(text: &str, rules: &[(&str, &str)]) -> Vec<usize> {
        let (found, expected) = found_and_expected(text, rules);
        assert_eq!(found, expected, "{rules:?} in {text:?}");
        found
    }

    proptest! {
        #[test]
        fn looking_beside_rare_characters_finds_what_looking_everywhere_finds(
            text in r"[ab .!…”я1\n🙂]{0,200}",
            rules in proptest::collection::vec(
                (select(&PARTS_BEFORE[..]), select(&PARTS_AFTER[..])),
                0..4,
            ),
        ) {
            let (found, expected) = found_and_expected(&text, &rules);
            prop_assert_eq!(found, expected);
        }
    }

    const PARTS_BEFORE: [&str; 7] = ["", "[.!…]”*", r"\s", r"\.\s", "я", r"\n", "[a-z🙂]"];
    const PARTS_AFTER: [&str; 7] = ["", r"\s", "”", r"b\.", "[a1]$", ".[.!]", "🙂?"];

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
