//! Numbers in running text, with values that can be compared across languages.
//!
//! `1,5 mln. manat`, `AZN 1.5 million` and `1,5 млн` have one value, and so have `1 234 567`, `1,234,567` and
//! `1.234.567`. What the separators mean is read from the digits where they leave no doubt; a single point or comma with
//! three digits behind it is the decimal sign of the language, or else a separator of thousands.
//!
//! Signs before a number are not read: `−5` is 5.

mod digits;
mod parse;
mod rewrite;
mod roman;
mod spelled;
mod suffix;
mod value;
mod words;

use yaddash_model::ByteSpan;

use crate::Language;

pub use rewrite::rewritten;
pub use suffix::suffix_behind;
pub use value::NumberValue;
pub(crate) use words::Numerals;

/// A number in a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Number {
    /// From the first digit or word of the number to its last, with words such as `million`; suffixes and signs of
    /// percent are left out.
    pub span: ByteSpan,
    /// The value. A percentage has the value of its number: 5 % is 5.
    pub value: NumberValue,
    /// How the number is written.
    pub form: NumberForm,
    /// Whether the number is marked as an ordinal: `3-cü`, `3rd`, `3-й`, `third`.
    pub is_ordinal: bool,
    /// Whether the number counts parts of a hundred or a thousand.
    pub share: Share,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NumberForm {
    /// In digits, with or without a word such as `million`.
    Digits,
    /// In words alone: `iyirmi beş`. Such words can mean something else (`altı` is also `its underside`).
    Words,
    /// In Roman numerals.
    Roman,
}

/// Parts of a hundred or a thousand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Share {
    /// A number as such.
    #[default]
    Whole,
    /// `%`, `faiz`, `percent`, `процентов`.
    Percent,
    /// `‰`.
    PerMille,
}

/// The numbers of `text`, in order. Numbers inside web and e-mail addresses are left out; of dates and times each part
/// is a number of its own.
///
/// A one in words (`bir`, `one`, `один`) counts only as part of a longer number. Roman numerals count where they are
/// of two letters or more of `I`, `V`, `X`, or beside a word such as `century`.
///
/// ```
/// use yaddash_language::{Language, numbers::numbers};
/// let [az, en] = ["az", "en"].map(|tag| Language::of(&tag.parse().unwrap()));
/// let amount = numbers("1,5 mln. manat", az);
/// assert_eq!(amount[0].value, numbers("AZN 1.5 million", en)[0].value);
/// assert_eq!(amount[0].value.to_string(), "1500000");
/// ```
pub fn numbers(text: &str, language: &Language) -> Vec<Number> {
    parse::numbers(text, language)
}

#[cfg(test)]
mod tests;
