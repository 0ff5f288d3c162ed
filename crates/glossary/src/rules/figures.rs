//! The numbers and dates of a text, ready to be compared with those of another language.

use rustc_hash::FxHashSet;
use yaddash_language::Language;
use yaddash_language::dates::{Date, DateValue, dates};
use yaddash_language::numbers::{Number, NumberForm, NumberValue, numbers};
use yaddash_model::ByteSpan;

use super::{BlockText, Issue, Rule};

/// Numbers and dates of a text; parts of dates are no numbers of their own.
#[derive(Debug)]
pub(crate) struct Figures {
    pub(crate) dates: Vec<Date>,
    /// Outside of dates, in order.
    pub(crate) numbers: Vec<Number>,
    /// All numbers, those in dates too.
    all: Vec<Number>,
    /// The digits of each number and of each run in the text, signs between them left out.
    digits: FxHashSet<String>,
    /// These digits in a row.
    row: String,
    /// The values of numbers such as `150K`.
    thousands: Vec<u64>,
}

impl Figures {
    pub(crate) fn of(text: &str, language: &Language) -> Self {
        let dates = dates(text, language);
        let all = numbers(text, language);
        let is_outside =
            |number: &&Number| !dates.iter().any(|date| date.span.overlaps(number.span));
        let numbers = all
            .iter()
            .filter(is_outside)
            .filter(|number| !is_item(text, number))
            .cloned()
            .collect();
        let joined = all
            .iter()
            .filter_map(|number| number.span.of(text))
            .map(|text| text.chars().filter(char::is_ascii_digit).collect());
        let runs = text
            .split(|c: char| !c.is_ascii_digit())
            .filter(|run| !run.is_empty())
            .map(str::to_owned);
        let digits: Vec<String> = joined.chain(runs).collect();
        let row = digits.concat();
        let thousands = all
            .iter()
            .filter_map(|number| thousands(number, text))
            .collect();
        Self {
            dates,
            numbers,
            all,
            digits: digits.into_iter().collect(),
            row,
            thousands,
        }
    }

    /// Whether the text has the number in any form.
    pub(crate) fn has(&self, number: &Number, text: &str) -> bool {
        let value = number.value;
        let is_alike = |other: &Number| {
            other.value == value || shortened(value, other.value) || shortened(other.value, value)
        };
        let written = number.span.of(text).unwrap_or_default();
        let digits: String = written.chars().filter(char::is_ascii_digit).collect();
        let before = text.get(..number.span.start()).unwrap_or_default();
        let after = text.get(number.span.end()..).unwrap_or_default();
        // Parts of telephone numbers and sizes, which are cut in other places.
        let is_part = before.trim_end().ends_with(['-', '\u{a0}', 'x', '×'])
            || after.trim_start().starts_with(['-', '\u{a0}', 'x', '×']);
        // `1.234` is one number to one language and another to the other.
        let is_written_so = self.digits.contains(&digits) && digits.len() > 3
            || is_part && self.row.contains(&digits);
        self.all.iter().any(is_alike)
            || is_written_so
            || value.as_u64().is_some_and(|value| self.has_part(value))
            || value
                .as_u64()
                .is_some_and(|value| self.thousands.contains(&value))
            || thousands(number, text)
                .is_some_and(|value| self.all.iter().any(|other| other.value == value.into()))
    }

    /// Whether a date has the number as its day, month, year, hour or minute.
    fn has_part(&self, wanted: u64) -> bool {
        self.dates.iter().any(|date| {
            let DateValue {
                year,
                month,
                day,
                time,
            } = date.value;
            let small = [
                month,
                day,
                time.map(|time| time.hour),
                time.map(|time| time.minute),
                time.map(|time| (time.hour + 11) % 12 + 1),
            ];
            year.is_some_and(|year| u64::from(year) == wanted || u64::from(year) % 100 == wanted)
                || small
                    .into_iter()
                    .flatten()
                    .any(|part| u64::from(part) == wanted)
        })
    }

    /// Whether the text has the date, as far as both say what it is, or the numbers that it is made of.
    pub(crate) fn has_date(&self, date: &Date) -> bool {
        let wanted = date.value;
        self.dates.iter().any(|other| agree(wanted, other.value)) || self.has_parts(wanted)
    }

    fn has_parts(&self, date: DateValue) -> bool {
        let has = |wanted: u64| {
            self.has_part(wanted)
                || self
                    .all
                    .iter()
                    .filter_map(|number| number.value.as_u64())
                    .any(|value| {
                        value == wanted || wanted > 999 && value < 100 && wanted % 100 == value
                    })
        };
        if let Some(time) = date.time {
            let hour = u64::from(time.hour);
            let minute = u64::from(time.minute);
            return (has(hour) || has((hour + 11) % 12 + 1)) && (minute == 0 || has(minute));
        }
        // A month has a name; where the day or the year stands, the month may stand otherwise.
        let year = date.year.is_none_or(|year| has(u64::from(year)));
        let day = date.day.is_none_or(|day| has(u64::from(day)));
        year && day && !(date.year.is_none() && date.day.is_none()) && self.month_agrees(date)
    }

    /// Whether no date of the text has another month for the same day or year.
    fn month_agrees(&self, date: DateValue) -> bool {
        !self.dates.iter().any(|other| {
            let other = other.value;
            let both = |one: Option<u8>, two: Option<u8>| one.zip(two);
            both(date.month, other.month).is_some_and(|(one, two)| one != two)
                && date.day.is_some()
                && other.day == date.day
        })
    }
}

/// Whether nothing that both dates say differs, and they have something in common.
fn agree(one: DateValue, other: DateValue) -> bool {
    fn same<T: PartialEq>(one: Option<T>, other: Option<T>) -> Option<bool> {
        one.zip(other).map(|(one, other)| one == other)
    }
    let time = one.time.zip(other.time).map(|(one, other)| {
        one.minute == other.minute && (one.hour == other.hour || one.hour % 12 == other.hour % 12)
    });
    let parts = [
        same(one.year, other.year),
        same(one.month, other.month),
        same(one.day, other.day),
        time,
    ];
    parts.contains(&Some(true)) && !parts.contains(&Some(false))
}

/// The value of a number with `K` or `M` behind it: `150K` for 150 thousand.
fn thousands(number: &Number, text: &str) -> Option<u64> {
    let after = text.get(number.span.end()..)?;
    let power = match after.chars().next() {
        Some('K' | 'k') => 1_000,
        Some('M') => 1_000_000,
        _ => return None,
    };
    number.value.as_u64()?.checked_mul(power)
}

/// Whether `short` is the last two figures of the year or decade `long`.
fn shortened(long: NumberValue, short: NumberValue) -> bool {
    match (long.as_u64(), short.as_u64()) {
        (Some(long @ 1000..=2100), Some(short @ 0..=99)) => long % 100 == short,
        _ => false,
    }
}

/// Whether the number counts the item that the text is: `1.`, `2)`.
fn is_item(text: &str, number: &Number) -> bool {
    let before = text.get(..number.span.start()).unwrap_or_default();
    let after = text.get(number.span.end()..).unwrap_or_default();
    let in_brackets = before.trim_matches(['(', '[', ' ', '№', '#']).is_empty();
    in_brackets
        && (after.starts_with(['.', ')', ']', '°'])
            || before.trim().is_empty() && after.trim().is_empty())
}

/// What is to be said of figures at `span`; what is right there only people know.
pub(super) fn issue(rule: &'static Rule, span: ByteSpan, message: String) -> Issue {
    Issue {
        rule,
        span,
        concept: None,
        suggestions: Vec::new(),
        message,
    }
}

/// The text of a block as a whole, where what the source has is missing.
pub(super) fn whole(block: &BlockText<'_>) -> ByteSpan {
    ByteSpan::new(0, block.text.source().len())
}

/// Whether a number is written so that it must have a counterpart: in digits.
pub(crate) fn is_certain(number: &Number) -> bool {
    number.form == NumberForm::Digits
}
