//! Letters rewritten by rows, the longest row first.

use std::str::Chars;
use std::sync::OnceLock;

use unicode_normalization::char::decompose_canonical;

use crate::Language;
use crate::casing::fold_char;

/// A row: small letters, and what stands for them. `^` before the letters asks for the beginning of a word.
pub(crate) type Row = (&'static str, &'static str);

/// Rows of a language, with those that another language lends it for letters that it has no row for.
pub(crate) struct Rewriting {
    own: &'static [Row],
    lent: &'static [Row],
    compiled: OnceLock<Compiled>,
}

/// The rows by their first letter.
struct Compiled {
    /// Where the rows of each letter below [`LIMIT`] begin and end in `rows`.
    ranges: Box<[(u16, u16)]>,
    rows: Box<[Compared]>,
}

struct Compared {
    at_start: bool,
    /// The letters behind the first.
    rest: &'static str,
    into: &'static str,
}

/// A rewritten piece of a text.
pub(super) struct Piece<'a> {
    /// The characters that were rewritten or, where `into` is `None`, the one that no row speaks of.
    pub(super) from: &'a str,
    pub(super) into: Option<&'static str>,
}

/// Latin and Cyrillic lie below; further letters are looked up by the letter that they are composed of.
const LIMIT: u32 = 0x530;

impl Rewriting {
    pub(crate) const fn new(own: &'static [Row], lent: &'static [Row]) -> Self {
        Self {
            own,
            lent,
            compiled: OnceLock::new(),
        }
    }

    /// The pieces of `text`, in order; together they are the text.
    pub(super) fn pieces<'a>(&'a self, text: &'a str, language: &'a Language) -> Pieces<'a> {
        Pieces {
            compiled: self
                .compiled
                .get_or_init(|| Compiled::new(self.own, self.lent)),
            language,
            rest: text,
            in_word: false,
        }
    }
}

impl Compiled {
    fn new(own: &'static [Row], lent: &'static [Row]) -> Self {
        let own_letters = || own.iter().filter_map(|row| first_letter(row.0));
        let lent = lent.iter().filter(|row| {
            first_letter(row.0).is_some_and(|letter| own_letters().all(|own| own != letter))
        });
        let mut sorted: Vec<_> = own
            .iter()
            .chain(lent)
            .filter_map(|row| Some((first_letter(row.0)?, Compared::new(row))))
            .collect();
        // Where rows fit, the longest wins, and the one for the beginning of words among equals.
        sorted.sort_by_key(|(letter, row)| {
            (
                *letter,
                usize::MAX - row.rest.chars().count(),
                !row.at_start,
            )
        });
        let mut ranges = vec![(0, 0); LIMIT as usize];
        for (index, (letter, _)) in (0_u16..).zip(&sorted) {
            if let Some(range) = ranges.get_mut(*letter as usize) {
                if range.1 == 0 {
                    range.0 = index;
                }
                range.1 = index + 1;
            }
        }
        Self {
            ranges: ranges.into(),
            rows: sorted.into_iter().map(|(_, row)| row).collect(),
        }
    }

    fn rows_of(&self, letter: char) -> &[Compared] {
        self.ranges
            .get(letter as usize)
            .and_then(|&(start, end)| self.rows.get(usize::from(start)..usize::from(end)))
            .unwrap_or_default()
    }
}

impl Compared {
    fn new(&(from, into): &Row) -> Self {
        let letters = from.strip_prefix('^').unwrap_or(from);
        let mut rest = letters.chars();
        rest.next();
        Self {
            at_start: letters.len() < from.len(),
            rest: rest.as_str(),
            into,
        }
    }
}

fn first_letter(from: &str) -> Option<char> {
    from.chars().find(|&c| c != '^')
}

/// The pieces of a text, in order.
pub(super) struct Pieces<'a> {
    compiled: &'a Compiled,
    language: &'a Language,
    rest: &'a str,
    in_word: bool,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    #[inline]
    fn next(&mut self) -> Option<Piece<'a>> {
        let mut after = self.rest.chars();
        let first = after.next()?;
        let into = self.rewrite(first, &mut after);
        self.in_word = into.is_some() || first.is_alphabetic();
        let length = self.rest.len() - after.as_str().len();
        let (from, rest) = self.rest.split_at(length);
        self.rest = rest;
        Some(Piece { from, into })
    }
}

impl<'a> Pieces<'a> {
    /// What stands for `first` and the letters that a row takes from `after`.
    fn rewrite(&self, first: char, after: &mut Chars<'a>) -> Option<&'static str> {
        let letter = self.letter(first);
        for row in self.compiled.rows_of(letter) {
            if row.at_start && self.in_word {
                continue;
            }
            if row.rest.is_empty() {
                return Some(row.into);
            }
            let mut following = after.clone();
            let fits = row
                .rest
                .chars()
                .all(|wanted| following.next().is_some_and(|c| self.letter(c) == wanted));
            if fits {
                *after = following;
                return Some(row.into);
            }
        }
        None
    }

    /// The letter that rows speak of: the small one, without an accent that no row knows.
    fn letter(&self, c: char) -> char {
        let small = fold_char(c, self.language);
        if small.is_ascii() || !self.compiled.rows_of(small).is_empty() {
            small
        } else {
            base_letter(small)
        }
    }
}

/// The letter that an accented one is made of: `e` for `é`.
pub(super) fn base_letter(letter: char) -> char {
    let mut base = None;
    decompose_canonical(letter, |part| {
        base.get_or_insert(part);
    });
    base.unwrap_or(letter)
}
