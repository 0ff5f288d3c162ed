//! Numbers and dates of cells as text.

/// A number with the 15 digits that spreadsheets count with, so that 0.1 + 0.2 is 0.3. What is no number stays.
pub(super) fn shown(value: &str) -> String {
    let Some(number) = parsed(value) else {
        return value.to_owned();
    };
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    if rounded != 0.0 && !(1e-9..1e21).contains(&rounded.abs()) {
        format!("{rounded:E}")
    } else {
        format!("{rounded}")
    }
}

/// A date or time in the form of ISO 8601: the days of `value` since the end of 1899, or of 1903 where `is_1904` says
/// so, their fraction being the time. What is no date stays.
pub(super) fn date(value: &str, is_1904: bool) -> String {
    let Some(serial) = parsed(value).filter(|serial| (0.0..2_958_466.0).contains(serial)) else {
        return shown(value);
    };
    let seconds = (serial * 86_400.0).round();
    #[expect(
        clippy::cast_possible_truncation,
        reason = "below 2,958,466 days, which are 255,611,462,400 seconds"
    )]
    let seconds = seconds as i64;
    let (days, time) = (seconds / 86_400, seconds % 86_400);
    let clock = format!("{:02}:{:02}:{:02}", time / 3600, time / 60 % 60, time % 60);
    if days == 0 && !is_1904 {
        return clock;
    }
    let since_1970 = match days {
        _ if is_1904 => days - 24_107,
        // The calendar of spreadsheets has a 29 February 1900, day 60, which never was.
        ..60 => days - 25_568,
        _ => days - 25_569,
    };
    let (year, month, day) = civil(since_1970);
    if time == 0 {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02}T{clock}")
    }
}

fn parsed(value: &str) -> Option<f64> {
    value
        .trim()
        .parse()
        .ok()
        .filter(|number: &f64| number.is_finite())
}

/// Year, month and day of the `days` since 1970-01-01 in the Gregorian calendar, counted in eras of 400 years that
/// begin on 1 March.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_fifteen_digits() {
        for (value, expected) in [
            ("12", "12"),
            ("0.30000000000000004", "0.3"),
            ("1E3", "1000"),
            ("-0.5", "-0.5"),
            ("1E300", "1E300"),
            ("123456789012345", "123456789012345"),
            ("x", "x"),
            ("0", "0"),
        ] {
            assert_eq!(shown(value), expected);
        }
    }

    #[test]
    fn dates_follow_the_calendar_of_the_workbook() {
        for (value, is_1904, expected) in [
            ("1", false, "1900-01-01"),
            ("59", false, "1900-02-28"),
            ("61", false, "1900-03-01"),
            ("45292", false, "2024-01-01"),
            ("43830", true, "2024-01-01"),
            ("0", true, "1904-01-01"),
            ("45351.5", false, "2024-02-29T12:00:00"),
            ("0.75", false, "18:00:00"),
            ("-3", false, "-3"),
            ("1e18", false, "1000000000000000000"),
        ] {
            assert_eq!(date(value, is_1904), expected, "{value}");
        }
    }
}
