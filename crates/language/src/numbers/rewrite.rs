//! A number in the place of another.

use super::digits::{self, Digits, is_digit};
use super::{NumberValue, numbers};
use crate::Language;

/// Between groups of thousands where neither number shows which sign to take.
const NO_BREAK_SPACE: char = '\u{A0}';

/// The digits of a number and the signs between them.
struct Written {
    whole: String,
    decimals: Option<String>,
    group: Option<char>,
    decimal: Option<char>,
}

/// The number `digits` of a text in `from`, as it is written in `to` in the place of `model`, which stood there for
/// `original`: with the signs for decimals and thousands of `model` where it has them, else with those of `to`; and with
/// leading zeros where `model` has them and `original` has not. All three are digits and the signs between them.
///
/// `None` where the value would read otherwise in `to`, and for digits that are not ASCII.
///
/// ```
/// use yaddash_language::{Language, numbers::rewritten};
/// let [en, az] = ["en", "az"].map(|tag| Language::of(&tag.parse().unwrap()));
/// assert_eq!(rewritten("2,750.25", "1.5", en, "1,5", az).as_deref(), Some("2\u{A0}750,25"));
/// assert_eq!(rewritten("8", "9", en, "09", az).as_deref(), Some("08"));
/// ```
pub fn rewritten(
    digits: &str,
    original: &str,
    from: &Language,
    model: &str,
    to: &Language,
) -> Option<String> {
    let new = Written::read(digits, from)?;
    let old = Written::read(original, from)?;
    let shape = Written::read(model, to)?;
    let mut whole = new.whole.clone();
    if shape.whole.starts_with('0') && !old.whole.starts_with('0') {
        whole = format!("{whole:0>width$}", width = shape.whole.len());
    } else if old.whole.starts_with('0') && !shape.whole.starts_with('0') {
        let kept = whole.trim_start_matches('0');
        whole = String::from(if kept.is_empty() { "0" } else { kept });
    }
    let is_grouped = new.group.is_some() && (old.group.is_none() || shape.group.is_some());
    let mut text = match shape.group {
        _ if !is_grouped => whole,
        Some(sign) => grouped(&whole, sign),
        None if to.numerals.decimal_sign == '.' => grouped(&whole, ','),
        None => grouped(&whole, NO_BREAK_SPACE),
    };
    if let Some(decimals) = &new.decimals {
        text.push(shape.decimal.unwrap_or(to.numerals.decimal_sign));
        text.push_str(decimals);
    }
    (value(&text, to)? == value(digits, from)?).then_some(text)
}

/// The value of `text` where it is one number in `language`.
fn value(text: &str, language: &Language) -> Option<NumberValue> {
    match numbers(text, language).as_slice() {
        [number] if number.span.len() == text.len() => Some(number.value),
        _ => None,
    }
}

impl Written {
    fn read(text: &str, language: &Language) -> Option<Self> {
        let is_sign = |c: char| matches!(c, '.' | ',' | ' ' | '\u{A0}' | '\u{2009}' | '\u{202F}');
        if !text.chars().all(|c| c.is_ascii_digit() || is_sign(c)) {
            return None;
        }
        let fraction = if text.contains(|c: char| is_sign(c) && !matches!(c, '.' | ',')) {
            text.find(['.', ',']).unwrap_or(text.len())
        } else {
            match digits::read(text, language.numerals.decimal_sign) {
                Digits::One(_) => digits::fraction_start(text, language.numerals.decimal_sign)?,
                Digits::Several(_) => return None,
            }
        };
        let (whole, decimals) = text.split_at_checked(fraction)?;
        let mut rest = decimals.chars();
        let decimal = rest.next();
        Some(Self {
            whole: whole.chars().filter(|&c| is_digit(c)).collect(),
            decimals: decimal.map(|_| rest.collect()),
            group: whole.chars().find(|&c| is_sign(c)),
            decimal,
        })
    }
}

/// `whole` with `sign` between groups of three digits.
fn grouped(whole: &str, sign: char) -> String {
    let mut text = String::with_capacity(whole.len() * 2);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(sign);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn language(tag: &str) -> &'static Language {
        Language::of(&tag.parse().unwrap())
    }

    #[test]
    fn numbers_are_written_as_the_language_does() {
        let (en, az, ru) = (language("en"), language("az"), language("ru"));
        for (digits, original, model, to, written) in [
            ("7", "5", "5", az, Some("7")),
            ("2.75", "1.5", "1,5", az, Some("2,75")),
            ("2.75", "3", "3", ru, Some("2,75")),
            ("2,500", "1,000", "1.000", az, Some("2.500")),
            ("2,500", "1,000", "1000", az, Some("2500")),
            ("2,500", "800", "800", ru, Some("2\u{A0}500")),
            (
                "12,345,678.9",
                "1,234.5",
                "1 234,5",
                ru,
                Some("12 345 678,9"),
            ),
            ("10", "9", "09", az, Some("10")),
            ("08", "09", "9", az, Some("8")),
            ("1.50", "2.25", "2,25", az, Some("1,50")),
        ] {
            assert_eq!(
                rewritten(digits, original, en, model, to).as_deref(),
                written,
                "{digits}"
            );
        }
        assert_eq!(
            rewritten("2,75", "1,5", az, "1.5", en).as_deref(),
            Some("2.75")
        );
        // A comma before three digits would read as thousands in English.
        assert_eq!(rewritten("1,250", "1,5", az, "1,5", en), None);
        assert_eq!(rewritten("1:30", "1", en, "1", az), None);
    }

    proptest! {
        #[test]
        fn the_value_stays(whole in 0_u32..5_000_000, decimals in prop::option::of(1_u32..99), signs in 0..2_usize) {
            let (en, az) = (language("en"), language("az"));
            let mut text = if signs == 0 { whole.to_string() } else { grouped(&whole.to_string(), ',') };
            if let Some(decimals) = decimals {
                text = format!("{text}.{decimals}");
            }
            for model in ["1", "1,5", "1 000", "1.000,5"] {
                if let Some(written) = rewritten(&text, "1", en, model, az) {
                    prop_assert_eq!(value(&written, az), value(&text, en));
                }
            }
        }
    }
}
