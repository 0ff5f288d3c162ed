//! Dates and times in figures alone.

use super::{DateValue, Time};

/// A date or time at the beginning of a text, and its length in bytes.
pub(super) type Reading<T> = (T, usize);

/// Reads `2024-05-15`, also with a time behind `T`, `15.05.2024`, `15.05.24`, `15/05/2024` or `15-05-2024`.
pub(super) fn date(text: &str) -> Option<Reading<DateValue>> {
    let mut figures = Figures::new(text);
    let first = figures.number()?;
    let sign = figures.sign(&['.', '/', '-'])?;
    let second = figures.number()?;
    figures.sign(&[sign])?;
    let third = figures.number()?;
    let length = figures.at;
    if figures.sign(&[sign]).is_some() && figures.number().is_some() {
        return None;
    }
    let lengths = (first.length, second.length, third.length);
    let (year, month, day) = match (sign, lengths) {
        ('-', (4, 2, 2)) => (first.value, second.value, third.value),
        (_, (1..=2, 1..=2, 4)) => (third.value, second.value, first.value),
        ('.', (2, 2, 2)) => (
            century(third.value) + third.value,
            second.value,
            first.value,
        ),
        _ => return None,
    };
    let date = DateValue::new(Some(year), Some(month), Some(day)).or_else(|| {
        // The American order, where it is the only one that makes a date.
        (sign == '/').then(|| DateValue::new(Some(year), Some(day), Some(month)))?
    })?;
    Some(with_time(date, text, length))
}

/// Two figures for a year: of this century up to 69, of the last one from 70 on, as POSIX has it.
const fn century(year: u32) -> u32 {
    if year < 70 { 2000 } else { 1900 }
}

/// `date`, which ends at `length`, with the time of RFC 3339 that follows behind `T`.
fn with_time(mut date: DateValue, text: &str, length: usize) -> Reading<DateValue> {
    let found = text
        .get(length..)
        .and_then(|rest| rest.strip_prefix('T'))
        .and_then(|rest| time(rest, ':'));
    match found {
        Some((time, more)) => {
            date.time = Some(time);
            (date, length + 1 + more)
        }
        None => (date, length),
    }
}

/// Reads `12:04` or `12:04:30`; with another `sign` between, hours and minutes alone.
pub(super) fn time(text: &str, sign: char) -> Option<Reading<Time>> {
    let mut figures = Figures::new(text);
    let hour = figures.number()?;
    figures.sign(&[sign])?;
    let minute = figures.number()?;
    if hour.length > 2 || minute.length != 2 {
        return None;
    }
    let mut length = figures.at;
    let mut second = None;
    if figures.sign(&[sign]).is_some()
        && let Some(found) = figures.number()
    {
        if sign != ':' || found.length != 2 {
            return None;
        }
        second = Some(found.value);
        length = figures.at;
    }
    Some((Time::new(hour.value, minute.value, second)?, length))
}

/// The time with `a.m.` or `p.m.` taken into account where it stands behind, and the length of that with the space.
pub(super) fn with_meridiem(time: Time, behind: &str) -> Option<Reading<Time>> {
    let marks = [("a.m.", 0), ("am", 0), ("p.m.", 12), ("pm", 12)];
    let trimmed = behind.trim_start_matches([' ', '\u{A0}']);
    let (mark, shift) = marks.into_iter().find(|(mark, _)| {
        let begins = trimmed
            .get(..mark.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(mark));
        let next = trimmed
            .get(mark.len()..)
            .and_then(|rest| rest.chars().next());
        begins && !next.is_some_and(char::is_alphanumeric)
    })?;
    let hour = match time.hour {
        12 => shift,
        1..=11 => time.hour + shift,
        _ => return None,
    };
    let length = behind.len() - trimmed.len() + mark.len();
    Some((Time { hour, ..time }, length))
}

/// A run of ASCII digits.
struct Figure {
    value: u32,
    length: usize,
}

struct Figures<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Figures<'a> {
    const fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    fn number(&mut self) -> Option<Figure> {
        let rest = self.text.get(self.at..)?;
        let length = rest.bytes().take_while(u8::is_ascii_digit).take(5).count();
        let value = rest.get(..length)?.parse().ok()?;
        self.at += length;
        Some(Figure { value, length })
    }

    fn sign(&mut self, signs: &[char]) -> Option<char> {
        let sign = self.text.get(self.at..)?.chars().next()?;
        if !signs.contains(&sign) {
            return None;
        }
        self.at += sign.len_utf8();
        Some(sign)
    }
}
