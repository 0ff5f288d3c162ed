//! Characters grouped into symbols that no pattern tells apart.

use regex_syntax::hir::{ClassUnicode, ClassUnicodeRange};
use rustc_hash::FxHashMap;

use super::class;

/// A group of characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Symbol(pub(super) u16);

/// What a place between characters can need to know of the character beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// There is none: the text ends.
    #[default]
    Edge = 0,
    /// A word character.
    Word = 1,
    /// A line terminator.
    Newline = 2,
    /// Any other.
    Other = 3,
}

/// Characters below this are looked up in a table, the others by search.
const TABLE_END: u32 = 0x3000;

/// The symbols of a set of patterns.
#[derive(Debug)]
pub(crate) struct Alphabet {
    table: Box<[u16]>,
    /// First character and symbol of each run of characters, ascending.
    runs: Vec<(u32, u16)>,
    /// For each symbol the classes that hold it, one bit a class.
    classes: Vec<Box<[u64]>>,
    kinds: Vec<Kind>,
}

/// The first and last character of a range, if there is one.
type Ends = Option<(char, char)>;

/// Collects the classes of patterns.
#[derive(Debug, Default)]
pub(crate) struct AlphabetBuilder {
    classes: Vec<ClassUnicode>,
    /// The numbers of classes by how many ranges they have, the first of them and the last.
    numbers: FxHashMap<(usize, Ends, Ends), Vec<u32>>,
}

impl AlphabetBuilder {
    /// The number of a class.
    pub(super) fn class(&mut self, class: &ClassUnicode) -> u32 {
        let ranges = class.ranges();
        let ends =
            |range: Option<&ClassUnicodeRange>| range.map(|range| (range.start(), range.end()));
        // Few classes are alike in this.
        let key = (ranges.len(), ends(ranges.first()), ends(ranges.last()));
        let alike = self.numbers.entry(key).or_default();
        let known = alike.iter().find(|number| {
            let known = self.classes.get(**number as usize);
            known.is_some_and(|known| known.ranges() == ranges)
        });
        if let Some(number) = known {
            return *number;
        }
        let number = u32::try_from(self.classes.len()).unwrap_or(u32::MAX);
        alike.push(number);
        self.classes.push(class.clone());
        number
    }

    /// The alphabet of the classes so far. Word characters and line terminators are told apart from others only where
    /// patterns ask for them.
    pub(super) fn finish(&mut self, words: bool, lines: bool) -> Alphabet {
        let word = words.then(|| self.class(&class::word()) as usize);
        let line = lines.then(|| self.class(&class::line_terminators()) as usize);
        let mut edges: Vec<(u32, u32)> = Vec::new();
        for (number, class) in (0..).zip(&self.classes) {
            for range in class.iter() {
                edges.push((u32::from(range.start()), number));
                edges.push((u32::from(range.end()) + 1, number));
            }
        }
        // Those of each class ascend already, and this way of sorting merges what does.
        edges.sort_by_key(|(start, number)| u64::from(*start) << 32 | u64::from(*number));

        let mut alphabet = Alphabet {
            table: Box::default(),
            runs: Vec::new(),
            classes: Vec::new(),
            kinds: Vec::new(),
        };
        let mut numbers: FxHashMap<Box<[u64]>, u16> = FxHashMap::default();
        let mut inside = vec![0_u64; self.classes.len().div_ceil(64)].into_boxed_slice();
        let mut open_run = |start: u32, inside: &[u64]| {
            let symbol = if let Some(symbol) = numbers.get(inside) {
                *symbol
            } else {
                let symbol = u16::try_from(alphabet.classes.len()).unwrap_or(u16::MAX);
                numbers.insert(inside.into(), symbol);
                alphabet.classes.push(inside.into());
                let has = |class: Option<usize>| class.is_some_and(|class| bit(inside, class));
                alphabet.kinds.push(if has(word) {
                    Kind::Word
                } else if has(line) {
                    Kind::Newline
                } else {
                    Kind::Other
                });
                symbol
            };
            alphabet.runs.push((start, symbol));
        };
        if edges.first().is_none_or(|(start, _)| *start > 0) {
            open_run(0, &inside);
        }
        for group in edges.chunk_by(|one, next| one.0 == next.0) {
            for (_, class) in group {
                // A class ends where it began to be inside, so each edge turns its bit.
                if let Some(word) = inside.get_mut(*class as usize / 64) {
                    *word ^= 1 << (class % 64);
                }
            }
            if let Some((start, _)) = group.first() {
                open_run(*start, &inside);
            }
        }
        let ends = alphabet
            .runs
            .iter()
            .skip(1)
            .map(|(start, _)| *start)
            .chain(std::iter::once(u32::MAX));
        alphabet.table = alphabet
            .runs
            .iter()
            .zip(ends)
            .take_while(|((start, _), _)| *start < TABLE_END)
            .flat_map(|((start, symbol), end)| (*start..end.min(TABLE_END)).map(|_| *symbol))
            .collect();
        alphabet
    }
}

fn bit(words: &[u64], at: usize) -> bool {
    words
        .get(at / 64)
        .is_some_and(|word| word >> (at % 64) & 1 == 1)
}

impl Symbol {
    /// The number of the symbol, from 0.
    #[inline]
    pub(crate) fn number(self) -> usize {
        usize::from(self.0)
    }
}

impl Alphabet {
    /// The symbol of a character.
    #[inline]
    pub(crate) fn symbol(&self, character: char) -> Symbol {
        let code = u32::from(character);
        Symbol(match self.table.get(code as usize) {
            Some(symbol) => *symbol,
            None => self.search(code),
        })
    }

    fn search(&self, code: u32) -> u16 {
        let after = self.runs.partition_point(|(start, _)| *start <= code);
        after
            .checked_sub(1)
            .and_then(|at| self.runs.get(at))
            .map_or(0, |(_, symbol)| *symbol)
    }

    /// The symbol that stands for the edge of the text.
    #[inline]
    pub(crate) fn edge(&self) -> Symbol {
        Symbol(u16::try_from(self.classes.len()).unwrap_or(u16::MAX))
    }

    /// All symbols but the edge, in order.
    pub(crate) fn symbols(&self) -> impl Iterator<Item = Symbol> + use<> {
        (0..self.edge().0).map(Symbol)
    }

    /// Each run of characters that are one symbol: first code, last code, the symbol.
    pub(crate) fn runs(&self) -> impl Iterator<Item = (u32, u32, Symbol)> {
        let ends = self.runs.iter().skip(1).map(|(start, _)| start - 1);
        self.runs
            .iter()
            .zip(ends.chain([u32::from(char::MAX)]))
            .map(|((start, symbol), end)| (*start, end, Symbol(*symbol)))
    }

    /// What a place needs to know of a symbol.
    #[inline]
    pub(crate) fn kind(&self, symbol: Symbol) -> Kind {
        self.kinds
            .get(usize::from(symbol.0))
            .copied()
            .unwrap_or(Kind::Edge)
    }

    /// Whether the class of that number holds the symbol.
    pub(super) fn holds(&self, class: u32, symbol: Symbol) -> bool {
        self.classes
            .get(usize::from(symbol.0))
            .is_some_and(|classes| bit(classes, class as usize))
    }
}
