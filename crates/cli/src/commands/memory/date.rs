//! The present moment as TMX writes it.

use std::time::{SystemTime, UNIX_EPOCH};

/// The environment variable by which builds that have to come out the same set the time.
const FIXED: &str = "SOURCE_DATE_EPOCH";
/// Seconds of a day.
const DAY: u64 = 86_400;

/// Now, or the moment that `SOURCE_DATE_EPOCH` sets, such as `20240229T101112Z`.
pub(super) fn now() -> String {
    let fixed = std::env::var(FIXED).ok().and_then(|text| text.parse().ok());
    let passed = || SystemTime::now().duration_since(UNIX_EPOCH);
    text(fixed.unwrap_or_else(|| passed().map_or(0, |passed| passed.as_secs())))
}

/// The moment so many seconds after 1970 began.
fn text(seconds: u64) -> String {
    let (mut days, time) = (seconds / DAY, seconds % DAY);
    let mut year = 1970;
    while days >= days_of(year) {
        days -= days_of(year);
        year += 1;
    }
    let february = if days_of(year) == 366 { 29 } else { 28 };
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    let (hour, minute, second) = (time / 3600, time / 60 % 60, time % 60);
    format!(
        "{year:04}{month:02}{:02}T{hour:02}{minute:02}{second:02}Z",
        days + 1
    )
}

fn days_of(year: u64) -> u64 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    if is_leap { 366 } else { 365 }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn moments() {
        assert_eq!(text(0), "19700101T000000Z");
        assert_eq!(text(951_868_799), "20000229T235959Z");
        assert_eq!(text(1_709_251_200), "20240301T000000Z");
        assert_eq!(text(4_107_542_400), "21000301T000000Z");
    }
}
