//! What the separators between digits mean.

use yaddash_model::ByteSpan;

use super::NumberValue;

/// What a run of digits with points, commas and colons says.
pub(super) enum Digits {
    /// One number.
    One(NumberValue),
    /// Several numbers, as in dates, times and versions, each with its bytes within the run.
    Several(Vec<(ByteSpan, NumberValue)>),
}

/// Reads `run`, which begins and ends with a digit. `decimal` is the decimal sign of the language.
pub(super) fn read(run: &str, decimal: char) -> Digits {
    match fraction_start(run, decimal) {
        Some(point) => Digits::One(value(run, point)),
        None => Digits::Several(parts(run)),
    }
}

/// Whether `run` is three digits, as behind a separator of thousands; and if so, whether a decimal sign with further
/// digits follows.
pub(super) fn is_group(run: &str) -> Option<bool> {
    let rest = run.trim_start_matches(is_digit);
    if run.chars().take_while(|&c| is_digit(c)).count() != 3 {
        return None;
    }
    if rest.is_empty() {
        return Some(false);
    }
    let decimals = rest.strip_prefix(['.', ','])?;
    decimals.chars().all(is_digit).then_some(true)
}

/// The value of the digits in `run`, those from the byte `fraction` on being decimals.
pub(super) fn value(run: &str, fraction: usize) -> NumberValue {
    let decimals = run
        .char_indices()
        .filter(|&(at, c)| at >= fraction && is_digit(c))
        .count();
    let digits = run.chars().filter_map(digit);
    NumberValue::from_digits(digits, i32::try_from(decimals).unwrap_or(i32::MAX))
}

/// Where the decimals of `run` begin, its length where there are none; `None` where it is more than one number.
pub(super) fn fraction_start(run: &str, decimal: char) -> Option<usize> {
    let mut separators = run.char_indices().filter(|&(_, c)| !is_digit(c));
    let Some((first_at, first)) = separators.next() else {
        return Some(run.len());
    };
    let last = separators.next_back();
    if first == ':' || last.is_some_and(|(_, c)| c == ':') {
        return None;
    }
    let all_alike = run.chars().all(|c| is_digit(c) || c == first);
    match last {
        None if could_be_groups(run, first) && first != decimal => Some(run.len()),
        None => Some(first_at),
        Some(_) if all_alike => could_be_groups(run, first).then_some(run.len()),
        Some((last_at, _)) => {
            let whole = run.get(..last_at)?;
            could_be_groups(whole, first).then_some(last_at)
        }
    }
}

/// Whether `sign` parts `run` into thousands: one to three digits that do not begin with zero, then three each time.
fn could_be_groups(run: &str, sign: char) -> bool {
    let mut groups = run.split(sign);
    let first = groups.next().unwrap_or_default();
    let first_fits = first.chars().all(is_digit)
        && matches!(first.chars().count(), 1..=3)
        && !first.starts_with('0');
    first_fits && groups.all(|group| is_group(group) == Some(false))
}

fn parts(run: &str) -> Vec<(ByteSpan, NumberValue)> {
    let mut start = 0;
    let mut found = Vec::new();
    for part in run.split(['.', ',', ':']) {
        let span = ByteSpan::new(start, start + part.len());
        found.push((span, value(part, part.len())));
        start = span.end() + 1;
    }
    found
}

pub(super) fn is_digit(c: char) -> bool {
    digit(c).is_some()
}

/// The value of a decimal digit of any script that the tokenizer takes for digits.
fn digit(c: char) -> Option<u32> {
    const ZEROS: [char; 4] = ['\u{660}', '\u{6F0}', '\u{966}', '\u{FF10}'];
    c.to_digit(10).or_else(|| {
        ZEROS
            .into_iter()
            .map(|zero| u32::from(c).wrapping_sub(u32::from(zero)))
            .find(|&value| value < 10)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(run: &str, decimal: char) -> String {
        match read(run, decimal) {
            Digits::One(value) => value.to_string(),
            Digits::Several(parts) => parts
                .iter()
                .map(|(_, value)| value.to_string())
                .collect::<Vec<_>>()
                .join(" "),
        }
    }

    #[test]
    fn separators() {
        for (run, with_comma, with_point) in [
            ("007", "7", "7"),
            ("1,5", "1.5", "1.5"),
            ("97.50", "97.5", "97.5"),
            ("1,234,567", "1234567", "1234567"),
            ("1.234.567", "1234567", "1234567"),
            ("1.234,5", "1234.5", "1234.5"),
            ("1,234.5", "1234.5", "1234.5"),
            ("1.234", "1234", "1.234"),
            ("1,234", "1.234", "1234"),
            ("0,125", "0.125", "0.125"),
            ("1234.567", "1234.567", "1234.567"),
            ("15.04.2002", "15 4 2002", "15 4 2002"),
            ("12:04", "12 4", "12 4"),
            ("1.2.3,4", "1 2 3 4", "1 2 3 4"),
            ("١٢٫", "12", "12"),
        ] {
            let run = run.trim_end_matches('٫');
            assert_eq!(reading(run, ','), with_comma, "{run} with comma");
            assert_eq!(reading(run, '.'), with_point, "{run} with point");
        }
    }
}
