//! Numbers put together from tokens.

use std::borrow::Cow;

use yaddash_model::ByteSpan;

use super::digits::{self, Digits};
use super::spelled::Spelled;
use super::{Number, NumberForm, NumberValue, Numerals, Share, roman};
use crate::Language;
use crate::casing::{fold, is_upper};
use crate::items::{Item, ItemKind, Joined, items};
use crate::pattern::fits;

pub(super) fn numbers(text: &str, language: &Language) -> Vec<Number> {
    let reader = Reader {
        text,
        language,
        numerals: language.numerals,
        items: items(text),
    };
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(item) = reader.items.get(at) {
        let next = match item.kind {
            ItemKind::Digits => reader.in_digits(at, item, &mut found),
            ItemKind::Word => reader.in_words(at, item, &mut found),
            ItemKind::Other => at + 1,
        };
        at = next.max(at + 1);
    }
    found
}

struct Reader<'a> {
    text: &'a str,
    language: &'a Language,
    numerals: &'a Numerals,
    items: Vec<Item>,
}

/// A value with where it ends: the byte, and the item after it.
struct Reading {
    value: NumberValue,
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

    fn in_digits(&self, at: usize, item: &Item, found: &mut Vec<Number>) -> usize {
        let grouped = self.spaced_groups(at);
        let last = grouped.as_ref().map_or(at, |reading| reading.next - 1);
        let suffix = self.items.get(last).map_or(item.suffix, |last| last.suffix);
        let is_ordinal = self.is_ordinal(suffix);
        let reading = match grouped {
            Some(reading) => reading,
            None => match digits::read(self.of(item.span), self.numerals.decimal_sign) {
                Digits::One(value) => Reading {
                    value,
                    end: item.span.end(),
                    next: at + 1,
                },
                Digits::Several(parts) => {
                    let start = item.span.start();
                    let last = parts.len().saturating_sub(1);
                    found.extend(parts.into_iter().enumerate().map(|(index, (span, value))| {
                        Number {
                            span: span.shifted(start),
                            value,
                            form: NumberForm::Digits,
                            is_ordinal: is_ordinal && index == last,
                            share: Share::Whole,
                        }
                    }));
                    return at + 1;
                }
            },
        };
        let reading = self.scaled(reading, suffix);
        found.push(Number {
            span: ByteSpan::new(item.span.start(), reading.end),
            value: reading.value,
            form: NumberForm::Digits,
            is_ordinal,
            share: self.share(reading.next),
        });
        reading.next
    }

    /// Thousands parted by spaces, `1 234 567,8`, from the item `at` on.
    fn spaced_groups(&self, at: usize) -> Option<Reading> {
        let first = self.items.get(at)?;
        let run = self.of(first.span);
        if !first.suffix.is_empty()
            || run.starts_with('0')
            || !run.chars().all(digits::is_digit)
            || run.chars().count() > 3
        {
            return None;
        }
        let mut fraction = None;
        let mut last = first;
        let mut next = at + 1;
        while fraction.is_none()
            && last.suffix.is_empty()
            && let Some(item) = self.items.get(next)
            && item.kind == ItemKind::Digits
            && item.joined == Joined::Space
            && let Some(has_fraction) = digits::is_group(self.of(item.span))
        {
            if has_fraction {
                let sign = self.of(item.span).find(['.', ',']).unwrap_or_default();
                fraction = Some(item.span.start() + sign - first.span.start());
            }
            last = item;
            next += 1;
        }
        let span = ByteSpan::new(first.span.start(), last.span.end());
        (next > at + 1).then(|| Reading {
            value: digits::value(self.of(span), fraction.unwrap_or(span.len())),
            end: span.end(),
            next,
        })
    }

    /// `reading` times the words behind it, such as `million`; and further thousands or hundreds added to that.
    fn scaled(&self, mut reading: Reading, suffix: ByteSpan) -> Reading {
        if !suffix.is_empty() {
            if let Some((power, end)) = self.scale_in_suffix(suffix) {
                reading.value = reading.value.scaled(power);
                reading.end = end;
            }
            return reading;
        }
        let mut power = 0;
        while let Some((item, more)) = self.scale_at(reading.next) {
            reading.value = reading.value.scaled(more);
            reading.end = item.span.end();
            reading.next += 1;
            power += more;
        }
        match self.remainder(reading.next, power) {
            Some(rest) => match reading.value.plus(rest.value) {
                Some(value) => Reading { value, ..rest },
                None => reading,
            },
            None => reading,
        }
    }

    fn scale_at(&self, at: usize) -> Option<(&Item, i32)> {
        let item = self.items.get(at)?;
        if item.kind != ItemKind::Word || item.joined == Joined::Other {
            return None;
        }
        Some((item, self.numerals.scale(&self.folded(item))?))
    }

    /// The scale at the beginning of a suffix: `5mln`, `20-million-dollar`.
    fn scale_in_suffix(&self, suffix: ByteSpan) -> Option<(i32, usize)> {
        let text = self.of(suffix);
        let skipped = text.find(char::is_alphabetic)?;
        let (_, letters) = text.split_at(skipped);
        let length = letters
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(letters.len());
        let (word, _) = letters.split_at(length);
        let power = self.numerals.scale(&fold(word, self.language))?;
        Some((power, suffix.start() + skipped + length))
    }

    /// What is left to add below ten to the power of `power`: `350 min` after `2 milyon`, `200` after `5 min`.
    fn remainder(&self, at: usize, power: i32) -> Option<Reading> {
        if power < 3 {
            return None;
        }
        // `mln.` ends with a point that is no end of a sentence here.
        let at = match self.items.get(at) {
            Some(item) if self.of(item.span) == "." => at + 1,
            _ => at,
        };
        let item = self.items.get(at)?;
        if item.kind != ItemKind::Digits || item.joined != Joined::Space || !item.suffix.is_empty()
        {
            return None;
        }
        let run = self.of(item.span);
        if run.len() > 3 || !run.chars().all(digits::is_digit) {
            return None;
        }
        let value = digits::value(run, run.len());
        match self.scale_at(at + 1) {
            Some((scale, smaller)) if smaller < power => Some(Reading {
                value: value.scaled(smaller),
                end: scale.span.end(),
                next: at + 2,
            }),
            None if power == 3 => Some(Reading {
                value,
                end: item.span.end(),
                next: at + 1,
            }),
            _ => None,
        }
    }

    fn in_words(&self, at: usize, item: &Item, found: &mut Vec<Number>) -> usize {
        let word = self.of(item.span);
        if word.contains(|c: char| digits::is_digit(c)) {
            self.digits_inside(item, found);
            return at + 1;
        }
        if word.starts_with(is_upper)
            && let Some(number) = self.roman(at, item)
        {
            found.push(number);
            return at + 1;
        }
        if !self.numerals.may_begin(word, self.language) {
            return at + 1;
        }
        let Some(spelled) = Spelled::read(self.numerals, &self.items, at, |item| self.folded(item))
        else {
            return at + 1;
        };
        found.push(Number {
            span: ByteSpan::new(item.span.start(), spelled.end),
            value: spelled.value,
            form: NumberForm::Words,
            is_ordinal: spelled.is_ordinal,
            share: self.share(spelled.next),
        });
        spelled.next
    }

    /// Digits in a word that begins with letters, as in `COVID19` and `G20`.
    fn digits_inside(&self, item: &Item, found: &mut Vec<Number>) {
        let word = self.of(item.span);
        let mut start = 0;
        for run in word.split(|c: char| !digits::is_digit(c)) {
            let span = ByteSpan::new(start, start + run.len());
            if !run.is_empty() {
                found.push(Number {
                    span: span.shifted(item.span.start()),
                    value: digits::value(run, run.len()),
                    form: NumberForm::Digits,
                    is_ordinal: false,
                    share: Share::Whole,
                });
            }
            let separator = word.get(span.end()..).and_then(|rest| rest.chars().next());
            start = span.end() + separator.map_or(0, char::len_utf8);
        }
    }

    fn roman(&self, at: usize, item: &Item) -> Option<Number> {
        let word = self.of(item.span);
        let numeral = roman::read(word)?;
        if !numeral.is_plain && !self.is_beside_roman_context(at, word) {
            return None;
        }
        Some(Number {
            span: item.span,
            value: NumberValue::from(numeral.value),
            form: NumberForm::Roman,
            is_ordinal: self.is_ordinal(item.suffix),
            share: Share::Whole,
        })
    }

    /// Whether a word such as `century` stands beside the item `at`, over the other end of a range such as `I–V`.
    /// Before a lonely `I` it must be written large, for the sake of `the part I played`.
    fn is_beside_roman_context(&self, at: usize, word: &str) -> bool {
        let is_neighbour = |item: &&Item| {
            let text = self.of(item.span);
            !matches!(text, "-" | "–" | "—") && roman::read(text).is_none()
        };
        let is_context = |item: &Item| self.numerals.is_roman_context(&self.folded(item));
        let after = self.items.iter().skip(at + 1).take(3).find(is_neighbour);
        let before = self.items.iter().take(at).rev().take(3).find(is_neighbour);
        after.is_some_and(is_context)
            || before.is_some_and(|item| {
                is_context(item) && (word != "I" || self.of(item.span).starts_with(is_upper))
            })
    }

    fn is_ordinal(&self, suffix: ByteSpan) -> bool {
        let letters = self
            .of(suffix)
            .trim_start_matches(|c: char| !c.is_alphabetic());
        !letters.is_empty()
            && self
                .numerals
                .ordinal_suffixes
                .iter()
                .any(|pattern| fits(letters, pattern, self.language))
    }

    /// Whether the item `at` says that the number before it counts parts of a hundred or a thousand.
    fn share(&self, at: usize) -> Share {
        let Some(item) = self.items.get(at) else {
            return Share::Whole;
        };
        if item.joined == Joined::Other {
            return Share::Whole;
        }
        match self.of(item.span) {
            "%" => return Share::Percent,
            "‰" => return Share::PerMille,
            _ => {}
        }
        let first = self.folded(item);
        let second = self.items.get(at + 1).map(|item| self.folded(item));
        if self.numerals.is_percent(&first, second.as_deref()) {
            Share::Percent
        } else {
            Share::Whole
        }
    }
}
