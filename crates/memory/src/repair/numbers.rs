//! Numbers of the query in the place of those of the target.

use yaddash_language::casing;
use yaddash_language::dates::dates;
use yaddash_language::numbers::{NumberValue, rewritten, suffix_behind};
use yaddash_language::tokens::{TokenKind, tokens};
use yaddash_language::{FunctionWords, Language};
use yaddash_model::ByteSpan;

use super::edit::Edit;
use super::reading::{Reading, Slot};
use super::{Readings, Repair};

/// The changes that numbers need; `None` where one differs and cannot be replaced for sure.
pub(super) fn edits(readings: &Readings<'_>) -> Option<Vec<Edit>> {
    let Readings {
        query,
        source,
        target,
    } = readings;
    let pairs: Vec<(&Slot, &Slot)> = query.slots.iter().zip(&source.slots).collect();
    let is_changed = |(new, old): &&(&Slot, &Slot)| new.figure != old.figure;
    if !pairs.iter().any(|pair| is_changed(&pair)) {
        return Some(Vec::new());
    }
    if source.values != target.values {
        return None;
    }
    let mut done: Vec<NumberValue> = Vec::new();
    let mut edits = Vec::new();
    for &(new, old) in pairs.iter().filter(is_changed) {
        if done.contains(&old.value) {
            continue;
        }
        done.push(old.value);
        let is_same_change = |pair: &(&Slot, &Slot)| {
            pair.1.value != old.value
                || (pair.1.figure == old.figure && pair.0.figure == new.figure)
        };
        let count = source
            .values
            .iter()
            .filter(|value| **value == old.value)
            .count();
        let places = target.slots.iter().filter(|slot| slot.value == old.value);
        let places: Vec<&Slot> = places.filter(|slot| slot.figure == old.figure).collect();
        let in_digits = source.slots.iter().filter(|slot| slot.value == old.value);
        if !pairs.iter().all(is_same_change) || places.len() != count || in_digits.count() != count
        {
            return None;
        }
        for place in places {
            edits.extend(replaced(readings, new, old, place)?);
        }
    }
    Some(edits)
}

/// The changes at one place of the target.
fn replaced(readings: &Readings<'_>, new: &Slot, old: &Slot, place: &Slot) -> Option<Vec<Edit>> {
    let Readings {
        query,
        source,
        target,
    } = readings;
    let before = target.slice(place.digits);
    let after = rewritten(
        query.slice(new.digits),
        source.slice(old.digits),
        query.language,
        before,
        target.language,
    )?;
    if !neighbours_agree(target, place, new) {
        return None;
    }
    let mut edits = vec![Edit {
        span: place.digits,
        what: Repair::Number {
            from: before.to_owned(),
            to: after.clone(),
        },
        text: after,
    }];
    let suffix = target.slice(place.suffix);
    let fitting = suffix_behind(suffix, old.figure, new.figure, target.language)?;
    if fitting != suffix {
        edits.push(Edit {
            span: place.suffix,
            what: Repair::Suffix {
                from: suffix.to_owned(),
                to: fitting.clone().into_owned(),
            },
            text: fitting.into_owned(),
        });
    }
    Some(edits)
}

/// Whether the words beside `place` stay as they are when `new` stands there.
fn neighbours_agree(target: &Reading<'_>, place: &Slot, new: &Slot) -> bool {
    let language = target.language;
    let is_date = |span: ByteSpan| span.encloses(place.digits) && span != place.digits;
    if dates(target.text, language)
        .iter()
        .any(|date| is_date(date.span))
    {
        return true;
    }
    let before = target.text.get(..place.digits.start()).unwrap_or_default();
    if language.code() == "en"
        && has_article(before)
        && begins_with_vowel(place) != begins_with_vowel(new)
    {
        return false;
    }
    // A word such as `million` counts what follows as one that is many.
    let is_scaled = place.value != place.figure;
    if is_scaled || !place.suffix.is_empty() || !has_counted_word(target, place) {
        return true;
    }
    plural(place.figure, language)
        .zip(plural(new.figure, language))
        .is_some_and(|(old, new)| old == new)
}

/// Whether a word stands behind `place` that it may count.
fn has_counted_word(target: &Reading<'_>, place: &Slot) -> bool {
    let behind = target.text.get(place.digits.end()..).unwrap_or_default();
    let Some(next) = tokens(behind).next() else {
        return false;
    };
    let word = casing::fold(next.text(behind), target.language);
    next.kind == TokenKind::Word && !FunctionWords::of(target.language).contains(&word)
}

fn has_article(before: &str) -> bool {
    let last = before.split_whitespace().next_back().unwrap_or_default();
    before.ends_with(char::is_whitespace)
        && (last.eq_ignore_ascii_case("a") || last.eq_ignore_ascii_case("an"))
}

/// Whether the English name of the number begins with a vowel: `eight`, `eleven`, `eighteen`, `eighty`.
fn begins_with_vowel(slot: &Slot) -> bool {
    let digits = slot.figure.to_string();
    let whole = digits.split('.').next().unwrap_or_default();
    whole.starts_with('8')
        || (whole.len() % 3 == 2 && (whole.starts_with("11") || whole.starts_with("18")))
}

/// The class of numbers that have the same form of a noun behind them, as CLDR has them; `None` for languages of which
/// it is not known here.
fn plural(value: NumberValue, language: &Language) -> Option<u8> {
    let whole = value.as_u64();
    match language.code() {
        "az" | "az-Cyrl" | "tr" => Some(0),
        "en" => Some(u8::from(whole != Some(1))),
        "ru" => Some(match whole.map(|whole| (whole % 100, whole % 10)) {
            None => 3,
            Some((11..=14, _)) => 2,
            Some((_, 1)) => 0,
            Some((_, 2..=4)) => 1,
            _ => 2,
        }),
        _ => None,
    }
}
