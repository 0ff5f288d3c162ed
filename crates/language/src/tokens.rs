//! Words, numbers, punctuation and symbols of a text.
//!
//! The rules are made for Azerbaijani, English and Russian running text and look at no language:
//!
//! - A *word* is a run of letters, marks and digits that begins with a letter, with hyphens and apostrophes inside
//!   (`Nyu-York`, `don’t`, `COVID-19`), and with what is attached behind it: suffixes after a hyphen (`AŞPA-nın`), an
//!   apostrophe (`Bakı’nın`) or a closing quote (`“Azərbaycan”ın` gives the word `Azərbaycan”ın`).
//! - A *number* begins with a digit. Points, commas and colons between digits belong to it (`15.04.2002`, `1,5`,
//!   `12:04`), and so do letters and suffixes behind it (`3rd`, `97.5-ci`). Spaces, hyphens and slashes between digits
//!   part it: `1 234 567` are three tokens and `2020-2024` are two with a hyphen between. What such tokens mean together
//!   is for [`crate::numbers`] and [`crate::dates`] to say.
//! - *Punctuation* is a run of one and the same sign (`...`). A *symbol* is a sign such as `%` or `₼`, with a suffix after
//!   a hyphen (`%-dən`), or a whole web or e-mail address.
//!
//! Every character that is not white space lies in exactly one token. Nothing is allocated.

mod address;
mod class;
mod suffix;

use std::iter::FusedIterator;

use yaddash_model::ByteSpan;

use address::Addresses;
use class::{Class, class_at};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TokenKind {
    /// Begins with a letter.
    Word,
    /// Begins with a digit.
    Number,
    /// A punctuation mark, repeated or not.
    Punctuation,
    /// Any other sign, or a web or e-mail address.
    Symbol,
}

/// A token of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Token {
    /// The bytes of the text that the token covers, suffixes included.
    pub span: ByteSpan,
    /// What the token is.
    pub kind: TokenKind,
    /// Where the part before a suffix separator ends, in bytes of the text: in `AŞPA-nın` the end of `AŞPA`. The end of
    /// the span where no suffix is set off.
    pub stem_end: usize,
}

impl Token {
    /// The bytes before the suffix separator.
    pub const fn stem(self) -> ByteSpan {
        ByteSpan::new(self.span.start(), self.stem_end)
    }

    /// The text of the token, empty where `text` is not the text that it was found in.
    pub fn text(self, text: &str) -> &str {
        self.span.of(text).unwrap_or_default()
    }
}

/// The tokens of a text, in order; made by [`tokens`].
#[derive(Clone, Debug)]
pub struct Tokens<'a> {
    text: &'a str,
    position: usize,
    addresses: Addresses,
}

/// The tokens of `text`, in order. Time grows with the length of the text alone.
///
/// ```
/// use yaddash_language::tokens::tokens;
/// let text = "“Azərbaycan”ın AŞPA-dakı 15.04.2002-ci il çıxışı";
/// let found: Vec<_> = tokens(text).map(|token| token.text(text)).collect();
/// assert_eq!(found, ["“", "Azərbaycan”ın", "AŞPA-dakı", "15.04.2002-ci", "il", "çıxışı"]);
/// let stems: Vec<_> = tokens(text).filter_map(|token| token.stem().of(text)).collect();
/// assert_eq!(stems, ["“", "Azərbaycan", "AŞPA", "15.04.2002", "il", "çıxışı"]);
/// ```
pub fn tokens(text: &str) -> Tokens<'_> {
    Tokens {
        text,
        position: 0,
        addresses: Addresses::new(text),
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let bytes = self.text.as_bytes();
        let (start, class, length) = first_after_space(bytes, self.position)?;
        let after = start + length;
        let token = if let Some(end) = self.addresses.at(self.text, start, class) {
            token(start, end, TokenKind::Symbol, end)
        } else {
            match class {
                Class::Letter => word(self.text, start, after),
                Class::Digit => number(self.text, start, after),
                Class::Symbol => symbol(self.text, start, after),
                _ => punctuation(self.text, start, after),
            }
        };
        self.position = token.span.end();
        Some(token)
    }
}

impl FusedIterator for Tokens<'_> {}

const fn token(start: usize, end: usize, kind: TokenKind, stem_end: usize) -> Token {
    Token {
        span: ByteSpan::new(start, end),
        kind,
        stem_end,
    }
}

/// The start, class and length of the first character from `position` on that is not white space.
fn first_after_space(bytes: &[u8], mut position: usize) -> Option<(usize, Class, usize)> {
    loop {
        let (class, length) = class_at(bytes, position)?;
        if class != Class::Space {
            return Some((position, class, length));
        }
        position += length;
    }
}

/// The end of the run of letters, digits and marks that goes on at `position`.
fn run_end(bytes: &[u8], mut position: usize) -> usize {
    while let Some((class, length)) = class_at(bytes, position)
        && class.continues_a_word()
    {
        position += length;
    }
    position
}

fn word(text: &str, start: usize, after_first: usize) -> Token {
    let bytes = text.as_bytes();
    let mut end = run_end(bytes, after_first);
    let mut stem_end = None;
    let mut part = start;
    while let Some((Class::Hyphen | Class::Apostrophe | Class::Joiner | Class::Quote, _)) =
        class_at(bytes, end)
    {
        let Some(link) = suffix::link_after_word(text, part, end, stem_end.is_some()) else {
            break;
        };
        if link.is_suffix {
            stem_end.get_or_insert(end);
        }
        part = link.next;
        end = run_end(bytes, part);
    }
    token(start, end, TokenKind::Word, stem_end.unwrap_or(end))
}

fn number(text: &str, start: usize, after_first: usize) -> Token {
    let bytes = text.as_bytes();
    let digits_end = digits_end(bytes, after_first);
    let mut end = run_end(bytes, digits_end);
    let mut stem_end = (end > digits_end).then_some(digits_end);
    while let Some(next) = suffix::after_number(text, end) {
        stem_end.get_or_insert(end);
        end = run_end(bytes, next);
    }
    token(start, end, TokenKind::Number, stem_end.unwrap_or(end))
}

/// The end of the digits that go on at `position`, with points, commas and colons that stand between digits.
fn digits_end(bytes: &[u8], mut position: usize) -> usize {
    let is_digit =
        |position| matches!(class_at(bytes, position), Some((Class::Digit, length)) if length > 0);
    loop {
        match class_at(bytes, position) {
            Some((Class::Digit, length)) => position += length,
            _ if matches!(bytes.get(position), Some(b'.' | b',' | b':'))
                && is_digit(position + 1) =>
            {
                position += 1;
            }
            _ => return position,
        }
    }
}

fn symbol(text: &str, start: usize, after: usize) -> Token {
    let end = match suffix::after_number(text, after) {
        Some(next) => run_end(text.as_bytes(), next),
        None => after,
    };
    token(start, end, TokenKind::Symbol, after)
}

fn punctuation(text: &str, start: usize, after: usize) -> Token {
    let bytes = text.as_bytes();
    let first = bytes.get(start..after);
    let length = after - start;
    let mut end = after;
    while bytes.get(end..end + length) == first {
        end += length;
    }
    token(start, end, TokenKind::Punctuation, end)
}

#[cfg(test)]
mod tests;
