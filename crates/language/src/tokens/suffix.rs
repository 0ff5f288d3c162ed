//! What hangs together behind a word or a number: compounds and suffixes.

use super::class::{Class, class_at};
use super::run_end;
use crate::Language;
use crate::casing::{Shape, is_lower, is_upper};
use crate::pattern::fits;

/// A further part of a word.
pub(super) struct Link {
    /// Where the part begins, behind the separator.
    pub(super) next: usize,
    /// Whether the part is a suffix of what is before, not the second half of a compound.
    pub(super) is_suffix: bool,
}

/// The part of a word that follows the separator at `end`, if one does; `start` is where the part before the separator
/// begins. `has_suffix` says that a suffix was found before.
pub(super) fn link_after_word(
    text: &str,
    start: usize,
    end: usize,
    has_suffix: bool,
) -> Option<Link> {
    let bytes = text.as_bytes();
    let (separator, length) = class_at(bytes, end)?;
    let mut next = end + length;
    let mut closed = separator == Class::Quote;
    if matches!(separator, Class::Quote | Class::Apostrophe)
        && let Some((Class::Hyphen, hyphen)) = class_at(bytes, next)
    {
        next += hyphen;
        closed = true;
    }
    if !matches!(class_at(bytes, next)?.0, Class::Letter | Class::Digit) {
        return None;
    }
    let part = text.get(next..run_end(bytes, next))?;
    let before = text.get(start..end)?;
    if closed {
        let is_suffix = begins_low(part) || (ends_high(before) && is_attached(part));
        return is_suffix.then_some(Link { next, is_suffix });
    }
    let is_suffix = !has_suffix
        && match separator {
            Class::Hyphen => is_suffix_after_hyphen(before, part),
            Class::Apostrophe => is_suffix_after_apostrophe(before, part),
            _ => false,
        };
    Some(Link { next, is_suffix })
}

/// Where the suffix of a number or symbol that ends at `end` begins: `2024-cü`, `“5”-in`, `%-dən`, `2024-CÜ`.
pub(super) fn after_number(text: &str, end: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut separator, length) = class_at(bytes, end)?;
    let mut next = end + length;
    if matches!(separator, Class::Quote | Class::Apostrophe)
        && let Some((Class::Hyphen, hyphen)) = class_at(bytes, next)
    {
        next += hyphen;
        separator = Class::Hyphen;
    }
    if !matches!(separator, Class::Hyphen | Class::Quote | Class::Apostrophe)
        || class_at(bytes, next)?.0 != Class::Letter
    {
        return None;
    }
    let part = text.get(next..run_end(bytes, next))?;
    let is_suffix = begins_low(part) || (part.chars().nth(1).is_some() && is_attached(part));
    is_suffix.then_some(next)
}

/// Abbreviations, numbers and names take suffixes behind a hyphen; other words make compounds. A name takes only what is
/// known as a suffix, and not `in`, for the sake of `Check-in`.
fn is_suffix_after_hyphen(before: &str, part: &str) -> bool {
    match Shape::of(before) {
        Shape::Lower => ends_in_digit(before) && begins_low(part),
        Shape::Capitalised | Shape::Mixed => {
            begins_low(part) && (ends_in_digit(before) || (part != "in" && is_attached(part)))
        }
        _ => begins_low(part) || is_attached(part),
    }
}

/// Names take suffixes behind an apostrophe. In other words it stands for a sound or a lost letter (`mə’na`, `don’t`);
/// only the English possessive is set off from any word.
fn is_suffix_after_apostrophe(before: &str, part: &str) -> bool {
    part == "s" || (Shape::of(before) != Shape::Lower && is_attached(part))
}

/// Whether `part` is a suffix that some language sets off from names, in either case.
fn is_attached(part: &str) -> bool {
    let is_high = part.chars().next().is_some_and(is_upper);
    if is_high != ends_high(part) {
        return false;
    }
    Language::all().iter().any(|language| {
        language
            .attached_suffixes()
            .iter()
            .any(|pattern| fits(part, pattern, language))
    })
}

fn begins_low(part: &str) -> bool {
    part.chars().next().is_some_and(is_lower)
}

fn ends_high(word: &str) -> bool {
    word.chars().next_back().is_some_and(is_upper)
}

fn ends_in_digit(word: &str) -> bool {
    word.bytes()
        .next_back()
        .is_some_and(|byte| byte.is_ascii_digit())
}
