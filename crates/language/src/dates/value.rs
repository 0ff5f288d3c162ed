//! Values of dates and times.

use std::fmt;

/// A date as far as a text gives it; at least one part is there.
///
/// [`fmt::Display`] writes the ISO 8601 form, with `-` and as many `-` as it takes for what is open: `2024-05-15`,
/// `2024-05`, `--05-15`, `12:04`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DateValue {
    /// The year of our era, 1 to 9999.
    pub year: Option<u16>,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day of the month, 1 to 31, and no more than the month can have.
    pub day: Option<u8>,
    /// The time of day.
    pub time: Option<Time>,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Time {
    /// 0 to 24, where 24 is the end of the day.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 60, where 60 is a leap second; `None` where the text has none.
    pub second: Option<u8>,
}

impl DateValue {
    /// The date of those parts, where there can be such a date.
    pub(super) fn new(year: Option<u32>, month: Option<u32>, day: Option<u32>) -> Option<Self> {
        let month_fits = month.is_none_or(|month| (1..=12).contains(&month));
        let longest = match month {
            Some(4 | 6 | 9 | 11) => 30,
            Some(2) => 29,
            _ => 31,
        };
        let day_fits = day.is_none_or(|day| (1..=longest).contains(&day));
        let year_fits = year.is_none_or(|year| (1..=9999).contains(&year));
        let narrow = |part: Option<u32>| part.and_then(|part| u8::try_from(part).ok());
        (month_fits && day_fits && year_fits).then(|| Self {
            year: year.and_then(|year| u16::try_from(year).ok()),
            month: narrow(month),
            day: narrow(day),
            time: None,
        })
    }
}

impl Time {
    /// The time of those parts, where there can be such a time.
    pub(super) fn new(hour: u32, minute: u32, second: Option<u32>) -> Option<Self> {
        let fits = hour <= 24
            && minute <= 59
            && second.is_none_or(|second| second <= 60)
            && (hour < 24 || (minute == 0 && second.unwrap_or(0) == 0));
        if !fits {
            return None;
        }
        Some(Self {
            hour: u8::try_from(hour).ok()?,
            minute: u8::try_from(minute).ok()?,
            second: second.and_then(|second| u8::try_from(second).ok()),
        })
    }
}

impl From<Time> for DateValue {
    fn from(time: Time) -> Self {
        Self {
            time: Some(time),
            ..Self::default()
        }
    }
}

impl fmt::Display for DateValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.year, self.month, self.day) {
            (Some(year), Some(month), Some(day)) => write!(f, "{year:04}-{month:02}-{day:02}")?,
            (Some(year), Some(month), None) => write!(f, "{year:04}-{month:02}")?,
            (Some(year), None, _) => write!(f, "{year:04}")?,
            (None, Some(month), Some(day)) => write!(f, "--{month:02}-{day:02}")?,
            (None, Some(month), None) => write!(f, "--{month:02}")?,
            (None, None, Some(day)) => write!(f, "---{day:02}")?,
            (None, None, None) => {}
        }
        let Some(time) = self.time else {
            return Ok(());
        };
        if self.year.is_some() {
            f.write_str("T")?;
        }
        fmt::Display::fmt(&time, f)
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)?;
        match self.second {
            Some(second) => write!(f, ":{second:02}"),
            None => Ok(()),
        }
    }
}
