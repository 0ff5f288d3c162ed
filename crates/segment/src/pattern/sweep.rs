//! Reading a text once for the patterns of an automaton at all its positions, where asking at each would read the same
//! characters over and over.

use super::alphabet::{Alphabet, Kind};
use super::automaton::Automaton;
use super::cache::{Cache, Composite};

/// Positions whose patterns are known at once, where the text is read from its end.
const WINDOW: usize = 1 << 14;

/// What is known of a text that is read once.
#[derive(Debug, Default)]
pub(crate) struct Sweep {
    cache: Cache,
    /// How far the text was read forwards: a row and the position before which it stands.
    reached: Option<(u32, usize)>,
    /// Where the reading from the end entered each window; the last window comes first.
    entries: Vec<Entry>,
    /// The patterns at the positions of one window, the same number of words for each.
    window: Vec<u64>,
    /// The number of that window.
    number: Option<usize>,
}

/// Where a window is entered from its end.
#[derive(Clone, Debug)]
struct Entry {
    window: usize,
    position: usize,
    state: Composite,
}

impl Sweep {
    /// Makes ready for another text.
    pub(crate) fn reset(&mut self) {
        self.reached = None;
        self.entries.clear();
        self.number = None;
    }

    /// Adds to `found` the patterns that end at a position inside `text`; the automaton reads forwards. Positions of one
    /// text have to ascend.
    pub(crate) fn ending(
        &mut self,
        automaton: &Automaton,
        alphabet: &Alphabet,
        (text, position): (&str, usize),
        found: &mut [u64],
    ) {
        let (mut row, from) = match self.reached {
            Some(reached) => reached,
            None => (automaton.start(&mut self.cache, Kind::Edge), 0),
        };
        let mut reached = from;
        for character in text.get(from..).unwrap_or_default().chars() {
            let symbol = alphabet.symbol(character);
            // What ends at a position is known when the character behind it is.
            let is_there = reached >= position;
            let found: &mut [u64] = if is_there { found } else { &mut [] };
            row = automaton.step(alphabet, &mut self.cache, row, symbol, found);
            reached += character.len_utf8();
            if is_there {
                break;
            }
        }
        self.reached = Some((row, reached));
    }

    /// Adds to `found` the patterns that start at a position inside `text`; the automaton reads backwards.
    pub(crate) fn starting(
        &mut self,
        automaton: &Automaton,
        alphabet: &Alphabet,
        (text, position): (&str, usize),
        found: &mut [u64],
    ) {
        if self.entries.is_empty() {
            self.enter_windows(automaton, alphabet, text);
        }
        let number = position / WINDOW;
        if self.number != Some(number) {
            self.read_window(automaton, alphabet, text, number, found.len());
        }
        let start = position % WINDOW * found.len();
        let patterns = self.window.get(start..).unwrap_or_default();
        for (found, pattern) in found.iter_mut().zip(patterns) {
            *found |= pattern;
        }
    }

    /// Reads the whole text from its end and remembers where each window begins.
    fn enter_windows(&mut self, automaton: &Automaton, alphabet: &Alphabet, text: &str) {
        let mut row = automaton.start(&mut self.cache, Kind::Edge);
        let mut enter = |cache: &Cache, row: u32, position: usize| {
            let window = position / WINDOW;
            if self.entries.last().is_none_or(|last| last.window > window) {
                let state = cache.composite(row);
                self.entries.push(Entry {
                    window,
                    position,
                    state,
                });
            }
        };
        enter(&self.cache, row, text.len());
        for (position, character) in text.char_indices().rev() {
            let symbol = alphabet.symbol(character);
            row = automaton.step(alphabet, &mut self.cache, row, symbol, &mut []);
            enter(&self.cache, row, position);
        }
    }

    /// Reads one window from its end and remembers the patterns at each of its positions.
    fn read_window(
        &mut self,
        automaton: &Automaton,
        alphabet: &Alphabet,
        text: &str,
        number: usize,
        words: usize,
    ) {
        self.window.clear();
        let length = (text.len() + 1).saturating_sub(number * WINDOW).min(WINDOW);
        self.window.resize(length * words, 0);
        self.number = Some(number);
        let entry = self.entries.iter().find(|entry| entry.window == number);
        let Some(Entry {
            position, state, ..
        }) = entry.cloned()
        else {
            return;
        };
        let mut row = self.cache.intern(automaton, state);
        let mut at = position;
        for character in text.get(..position).unwrap_or_default().chars().rev() {
            let symbol = alphabet.symbol(character);
            let start = at % WINDOW * words;
            let patterns = self.window.get_mut(start..start + words);
            let patterns = patterns.unwrap_or_default();
            row = automaton.step(alphabet, &mut self.cache, row, symbol, patterns);
            at -= character.len_utf8();
            if at / WINDOW != number {
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pattern::{Builder, Direction, Draft, parse};

    const PATTERNS: [&str; 9] = [
        "a+b?",
        r"^\s*",
        r"\ba",
        r"(?:a.|\.b)*\s",
        r"[^a]*$",
        "",
        r"\.{2,3}",
        r"(?m)^b",
        r"a\Bb|ə",
    ];

    fn automaton(alphabet: &mut Builder, direction: Direction) -> Automaton {
        let mut draft = Draft::new(direction);
        for (pattern, number) in PATTERNS.iter().zip(0..) {
            let node = parse(pattern).unwrap();
            alphabet.add(&mut draft, &node, number).unwrap();
        }
        draft.finish()
    }

    #[test]
    fn one_reading_finds_what_asking_everywhere_finds() {
        let mut builder = Builder::default();
        let backwards = automaton(&mut builder, Direction::Backwards);
        let forwards = automaton(&mut builder, Direction::Forwards);
        let alphabet = builder.finish();
        let (mut ending, mut starting) = (Sweep::default(), Sweep::default());
        let ends = backwards.sweeping().unwrap();
        let starts = forwards.sweeping().unwrap();
        // Of all windows but the last few positions are asked for, and of those between only one.
        let long = format!("{}ab. aa b..", "ab\u{301} \n..əb a".repeat(4 * WINDOW / 15));
        for text in ["a", "ab.b aab", " \n\nb. ə..b...", &long] {
            ending.reset();
            starting.reset();
            let (mut cache_before, mut cache_after) = (Cache::default(), Cache::default());
            let positions = text.char_indices().map(|(position, _)| position).skip(1);
            for position in positions.filter(|at| *at < 99 || at % 997 == 0 || at + 99 > text.len())
            {
                let (before, after) = text.split_at(position);
                let (mut expected, mut found) = ([0], [0]);
                let behind = after.chars().next();
                let characters = before.chars().rev();
                backwards.matches(
                    &alphabet,
                    &mut cache_before,
                    characters,
                    behind,
                    &[u64::MAX],
                    &mut expected,
                );
                ending.ending(&ends, &alphabet, (text, position), &mut found);
                assert_eq!(found, expected, "before {position} of {text:.40}");
                let (mut expected, mut found) = ([0], [0]);
                let behind = before.chars().next_back();
                let characters = after.chars();
                forwards.matches(
                    &alphabet,
                    &mut cache_after,
                    characters,
                    behind,
                    &[u64::MAX],
                    &mut expected,
                );
                starting.starting(&starts, &alphabet, (text, position), &mut found);
                assert_eq!(found, expected, "after {position} of {text:.40}");
            }
        }
    }
}
