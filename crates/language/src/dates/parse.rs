//! Dates put together from tokens.

use std::borrow::Cow;

use yaddash_model::ByteSpan;

use super::numeric;
use super::{Calendar, Date, DateValue, Time};
use crate::Language;
use crate::casing::{fold, is_upper};
use crate::items::{Item, ItemKind, Joined, items};
use crate::pattern::fits_with_ending;

pub(super) fn dates(text: &str, language: &Language) -> Vec<Date> {
    let reader = Reader {
        text,
        language,
        calendar: language.calendar,
        items: items(text),
    };
    let mut found: Vec<Date> = Vec::new();
    for at in 0..reader.items.len() {
        let end = found.last().map_or(0, |date| date.span.end());
        if let Some(item) = reader.items.get(at)
            && item.span.start() >= end
            && let Some(date) = reader.at(at, item)
        {
            found.push(date);
        }
    }
    found
}

struct Reader<'a> {
    text: &'a str,
    language: &'a Language,
    calendar: &'a Calendar,
    items: Vec<Item>,
}

/// A part of a date with the byte after it and the item after it.
#[derive(Clone, Copy)]
struct Part<T> {
    value: T,
    end: usize,
    next: usize,
}

impl<'a> Reader<'a> {
    fn of(&self, span: ByteSpan) -> &'a str {
        span.of(self.text).unwrap_or_default()
    }

    fn folded(&self, item: &Item) -> Cow<'a, str> {
        fold(self.of(item.span), self.language)
    }

    fn at(&self, at: usize, item: &Item) -> Option<Date> {
        let start = item.span.start();
        let date = |value, end| Date {
            span: ByteSpan::new(start, end),
            value,
        };
        let part = match item.kind {
            ItemKind::Other => None,
            ItemKind::Word => self.month_first(at).or_else(|| self.hour(at)),
            ItemKind::Digits => {
                if let Some((value, length)) = numeric::date(self.text.get(start..)?) {
                    let end = self.with_suffix_and_year_word(at, start + length);
                    return Some(date(value, end));
                }
                self.time(at, item)
                    .or_else(|| self.day_first(at))
                    .or_else(|| self.year_first(at))
            }
        }?;
        Some(date(part.value, part.end))
    }

    /// Where the suffix of the figures from the item `at` to the byte `end`, and the word for the year behind them, end.
    fn with_suffix_and_year_word(&self, at: usize, end: usize) -> usize {
        let behind = self.items.iter().skip(at);
        let Some(more) = behind
            .take_while(|item| item.span.end() <= end)
            .count()
            .checked_sub(1)
        else {
            return end;
        };
        let last = at + more;
        let end = self
            .items
            .get(last)
            .map_or(end, |item| end.max(item.suffix.end()));
        self.year_word(last + 1).map_or(end, |word| word.end)
    }

    /// `15 may 2024-cü ildə`, `15th of May, 2024`, `15 мая`.
    fn day_first(&self, at: usize) -> Option<Part<DateValue>> {
        let day = self.day(at)?;
        let next = match self.calendar.between_day_and_month {
            Some(word) if self.is_word(day.next, &[word]) => day.next + 1,
            _ => day.next,
        };
        let month = self.month(next, self.calendar.endings)?;
        self.with_year(month, Some(day.value))
    }

    /// `May 15, 2024`, `mayın 15-i`, `May 2024`.
    fn month_first(&self, at: usize) -> Option<Part<DateValue>> {
        if let Some(month) = self.month_before_day(at)
            && let Some(day) = self.day(month.next)
        {
            let month = Part {
                value: month.value,
                ..day
            };
            return self.with_year(month, Some(day.value));
        }
        let month = self.month(at, self.calendar.endings)?;
        let dated = self.with_year(month, None)?;
        dated.value.year.is_some().then_some(dated)
    }

    /// `2024-cü il`, `2024-cü il mayın 15-i`, `2024-cü ilin may ayında`.
    fn year_first(&self, at: usize) -> Option<Part<DateValue>> {
        let year = self.year(at)?;
        let Some(word) = self.year_word(year.next) else {
            let is_modern = (1500..2200).contains(&year.value);
            let is_year = is_modern && self.is_after_word(at, self.calendar.year_before);
            return dated(Some(year.value), None, None, year.end, year.next).filter(|_| is_year);
        };
        let is_ordinal = self
            .items
            .get(at)
            .is_some_and(|item| !item.suffix.is_empty());
        if self.calendar.years_are_ordinal && !is_ordinal {
            return None;
        }
        let rest = self.day_first(word.next).or_else(|| {
            let month = self.month_before_day(word.next);
            let day = month.and_then(|month| self.day(month.next));
            if let (Some(month), Some(day)) = (month, day) {
                dated(None, Some(month.value), Some(day.value), day.end, day.next)
            } else {
                let month = self.month(word.next, self.calendar.endings)?;
                dated(None, Some(month.value), None, month.end, month.next)
            }
        });
        if let Some(mut rest) = rest
            && rest.value.year.is_none()
        {
            rest.value.year = u16::try_from(year.value).ok();
            return Some(rest);
        }
        dated(Some(year.value), None, None, word.end, word.next)
    }

    /// `month`, perhaps with a day before it, with the year that follows.
    fn with_year(&self, month: Part<u32>, day: Option<u32>) -> Option<Part<DateValue>> {
        let comma = match self.items.get(month.next) {
            Some(item) if day.is_some() && self.of(item.span) == "," => 1,
            _ => 0,
        };
        let alone = dated(None, Some(month.value), day, month.end, month.next)?;
        let Some(year) = self.year(month.next + comma) else {
            return Some(alone);
        };
        let (end, next) = match self.year_word(year.next) {
            Some(word) => (word.end, word.next),
            None => (year.end, year.next),
        };
        dated(Some(year.value), Some(month.value), day, end, next)
    }

    fn day(&self, at: usize) -> Option<Part<u32>> {
        let day = self.figures(at, 1..=2)?;
        (1..=31).contains(&day.value).then_some(day)
    }

    fn year(&self, at: usize) -> Option<Part<u32>> {
        let year = self.figures(at, 4..=4)?;
        (1000..3000).contains(&year.value).then_some(year)
    }

    /// Figures of that length, with or without a suffix.
    fn figures(&self, at: usize, length: std::ops::RangeInclusive<usize>) -> Option<Part<u32>> {
        let item = self.items.get(at)?;
        let figures = self.of(item.span);
        if item.kind != ItemKind::Digits || !length.contains(&figures.len()) {
            return None;
        }
        Some(Part {
            value: figures.parse().ok()?,
            end: item.suffix.end(),
            next: at + 1,
        })
    }

    fn month(&self, at: usize, endings: &[&str]) -> Option<Part<u32>> {
        let item = self.items.get(at)?;
        if item.kind != ItemKind::Word
            || (self.calendar.months_are_capitals && !self.of(item.span).starts_with(is_upper))
        {
            return None;
        }
        let word = self.folded(item);
        let (value, _) = (1..).zip(self.calendar.months).find(|(_, stems)| {
            stems
                .iter()
                .any(|stem| fits_with_ending(&word, stem, endings))
        })?;
        let named = Part {
            value,
            end: item.suffix.end(),
            next: at + 1,
        };
        Some(match self.items.get(at + 1) {
            // `Sept.` before figures.
            Some(point)
                if point.joined == Joined::Touching
                    && self.of(point.span) == "."
                    && self.calendar.months_are_capitals =>
            {
                Part {
                    next: at + 2,
                    ..named
                }
            }
            Some(word) if self.is_word(at + 1, self.calendar.month_words) => Part {
                end: word.suffix.end(),
                next: at + 2,
                ..named
            },
            _ => named,
        })
    }

    /// A month with one of the endings that it takes before the day.
    fn month_before_day(&self, at: usize) -> Option<Part<u32>> {
        let endings = self.calendar.month_before_day;
        let month = self.month(at, endings)?;
        let word = self.items.get(at).map(|item| self.folded(item))?;
        let is_bare = self.calendar.months.concat().contains(&&*word);
        let has_month_word = month.next > at + 1 && !self.calendar.month_words.is_empty();
        (!endings.is_empty() && (!is_bare || endings.contains(&"") || has_month_word))
            .then_some(month)
    }

    fn year_word(&self, at: usize) -> Option<Part<()>> {
        let item = self.items.get(at)?;
        self.is_word(at, self.calendar.year_words).then(|| Part {
            value: (),
            end: item.suffix.end(),
            next: at + 1,
        })
    }

    /// Whether the item `at` is one of `words`, beside the one before.
    fn is_word(&self, at: usize, words: &[&str]) -> bool {
        self.items.get(at).is_some_and(|item| {
            item.kind == ItemKind::Word
                && item.joined != Joined::Other
                && words.contains(&&*self.folded(item))
        })
    }

    /// Whether the item `at` stands beside one of `words`, which comes before it.
    fn is_after_word(&self, at: usize, words: &[&str]) -> bool {
        let is_joined = self
            .items
            .get(at)
            .is_some_and(|item| item.joined == Joined::Space);
        let before = at.checked_sub(1).and_then(|before| self.items.get(before));
        is_joined && before.is_some_and(|before| words.contains(&&*self.folded(before)))
    }

    /// `12:04`, `12.04 p.m.`, `1 pm`, `в 13 часов`.
    fn time(&self, at: usize, item: &Item) -> Option<Part<DateValue>> {
        let rest = self.text.get(item.span.start()..)?;
        let behind = |length: usize| rest.get(length..).unwrap_or_default();
        let colon = numeric::time(rest, ':');
        let (time, length) = colon
            .or_else(|| numeric::time(rest, '.'))
            .or_else(|| Some((self.whole_hour(at)?, item.span.len())))?;
        if length < item.span.len() {
            return None;
        }
        if self.calendar.has_meridiem
            && let Some((time, more)) = numeric::with_meridiem(time, behind(length))
        {
            return Some(self.timed(at, time, item.span.start() + length + more));
        }
        let has_minutes = length > 2;
        let is_time = colon.is_some() || self.signs_of_time(at) + usize::from(has_minutes) >= 2;
        is_time.then(|| self.timed(at, time, item.suffix.end()))
    }

    /// How many words beside the item `at` make it a time.
    fn signs_of_time(&self, at: usize) -> usize {
        usize::from(self.is_after_word(at, self.calendar.time_before))
            + usize::from(self.is_word(at + 1, self.calendar.hour_after))
    }

    fn whole_hour(&self, at: usize) -> Option<Time> {
        Time::new(self.figures(at, 1..=2)?.value, 0, None)
    }

    fn timed(&self, at: usize, time: Time, end: usize) -> Part<DateValue> {
        let next = self
            .items
            .iter()
            .skip(at)
            .take_while(|item| item.span.start() < end)
            .count();
        Part {
            value: time.into(),
            end,
            next: at + next,
        }
    }

    /// `saat 13-də`, `saat 12.04`: the word is part of the date.
    fn hour(&self, at: usize) -> Option<Part<DateValue>> {
        let word = self.items.get(at)?;
        let next = self.items.get(at + 1)?;
        let is_hour_word = self.calendar.hour_before.contains(&&*self.folded(word));
        if !is_hour_word || next.kind != ItemKind::Digits || next.joined != Joined::Space {
            return None;
        }
        let run = self.of(next.span);
        let (time, length) = numeric::time(run, '.')
            .or_else(|| numeric::time(run, ':'))
            .or_else(|| Some((self.whole_hour(at + 1)?, run.len())))?;
        (length == run.len()).then(|| self.timed(at, time, next.suffix.end()))
    }
}

fn dated(
    year: Option<u32>,
    month: Option<u32>,
    day: Option<u32>,
    end: usize,
    next: usize,
) -> Option<Part<DateValue>> {
    let value = DateValue::new(year, month, day)?;
    Some(Part { value, end, next })
}
