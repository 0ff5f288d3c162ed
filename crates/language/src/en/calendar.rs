//! English dates.

use crate::dates::Calendar;

pub(super) static CALENDAR: Calendar = Calendar {
    months: [
        &["january", "jan"],
        &["february", "feb"],
        &["march", "mar"],
        &["april", "apr"],
        &["may"],
        &["june", "jun"],
        &["july", "jul"],
        &["august", "aug"],
        &["september", "sept", "sep"],
        &["october", "oct"],
        &["november", "nov"],
        &["december", "dec"],
    ],
    endings: &[],
    // `may` and `march` are words of their own.
    months_are_capitals: true,
    month_before_day: &[""],
    between_day_and_month: Some("of"),
    month_words: &[],
    year_words: &[],
    year_before: &[
        "in", "since", "by", "until", "till", "from", "during", "before", "after", "year",
    ],
    years_are_ordinal: false,
    hour_before: &[],
    time_before: &["at", "from", "until", "till", "by", "before", "after"],
    hour_after: &[],
    has_meridiem: true,
};
