//! Dates and times in running text, with values that can be compared across languages.
//!
//! `15 may 2024-cü ildə`, `2024-cü il mayın 15-i`, `May 15, 2024`, `15 мая 2024 года`, `15.05.2024` and `2024-05-15` have
//! one value. What the text does not say is left open: `15 may` has no year, and matches no date that has one.

mod numeric;
mod parse;
mod value;

use yaddash_model::ByteSpan;

use crate::Language;

pub use value::{DateValue, Time};

/// A date, a part of one, or a time of day in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Date {
    /// All that makes up the date: figures with their suffixes, the month, the word for the year.
    pub span: ByteSpan,
    /// What the text says.
    pub value: DateValue,
}

/// The dates and times of `text`, in order and without overlap. A time of day is a date of its own, except in the ISO
/// form `2024-05-15T12:04`.
///
/// A lonely year counts only with a word that makes it one (`2024-cü il`, `in 2024`, `2024 год`), a month only with a day or year. In figures
/// the day comes before the month (`05/04/2024` is the fifth of April) unless only the other order is a date. `12.04` is
/// a time only where a word says so (`saat 12.04`, `at 12.04`, `в 12.04`).
///
/// ```
/// use yaddash_language::{Language, dates::dates};
/// let [az, ru] = ["az", "ru"].map(|tag| Language::of(&tag.parse().unwrap()));
/// let text = "Görüş 15 may 2024-cü ildə saat 12.04-də başladı.";
/// let found = dates(text, az);
/// assert_eq!(found[0].span.of(text), Some("15 may 2024-cü ildə"));
/// assert_eq!(found[0].value, dates("15 мая 2024 г.", ru)[0].value);
/// assert_eq!(found[1].value.to_string(), "12:04");
/// ```
pub fn dates(text: &str, language: &Language) -> Vec<Date> {
    parse::dates(text, language)
}

/// How a language writes dates. All words are in small letters.
pub(crate) struct Calendar {
    /// The words for each month, stems that can take `endings`.
    pub(crate) months: [&'static [&'static str]; 12],
    /// What can follow the stem of a month, as in [`crate::pattern`].
    pub(crate) endings: &'static [&'static str],
    /// Whether the names of months begin with a capital and are other words without it.
    pub(crate) months_are_capitals: bool,
    /// The endings that a month takes before the day, the empty one among them; none where the day comes first always.
    pub(crate) month_before_day: &'static [&'static str],
    /// A word that can stand between day and month.
    pub(crate) between_day_and_month: Option<&'static str>,
    /// Words for `month` that can stand behind its name.
    pub(crate) month_words: &'static [&'static str],
    /// Words for `year` that can stand behind the figures.
    pub(crate) year_words: &'static [&'static str],
    /// Words before figures that make them a year without any word behind.
    pub(crate) year_before: &'static [&'static str],
    /// Whether a year is an ordinal: without a suffix, the word for year behind it counts years.
    pub(crate) years_are_ordinal: bool,
    /// Words before the hour of the day: what follows is a time, with minutes or without.
    pub(crate) hour_before: &'static [&'static str],
    /// Words before a time: what follows is one if it has minutes in two figures.
    pub(crate) time_before: &'static [&'static str],
    /// Words that make figures before them a time, if these have minutes or stand behind `time_before`.
    pub(crate) hour_after: &'static [&'static str],
    /// Whether `a.m.` and `p.m.` are in use.
    pub(crate) has_meridiem: bool,
}

impl Calendar {
    /// No words at all: figures alone are understood.
    pub(crate) const fn none() -> Self {
        Self {
            months: [&[]; 12],
            endings: &[],
            months_are_capitals: false,
            month_before_day: &[],
            between_day_and_month: None,
            month_words: &[],
            year_words: &[],
            year_before: &[],
            years_are_ordinal: false,
            hour_before: &[],
            time_before: &[],
            hour_after: &[],
            has_meridiem: false,
        }
    }
}

#[cfg(test)]
mod tests;
