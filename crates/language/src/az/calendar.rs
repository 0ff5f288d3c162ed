//! Azerbaijani dates.

use super::suffixes;
use crate::dates::Calendar;

pub(super) static LATIN: Calendar = Calendar {
    months: [
        &["yanvar"],
        &["fevral"],
        &["mart"],
        &["aprel"],
        &["may"],
        &["iyun"],
        &["iyul"],
        &["avqust"],
        &["sentyabr"],
        &["oktyabr"],
        &["noyabr"],
        &["dekabr"],
    ],
    endings: suffixes::LATIN,
    months_are_capitals: false,
    // `mayın 15-i`: the month is in the genitive.
    month_before_day: &["In"],
    between_day_and_month: None,
    month_words: &["ayı", "ayının", "ayında", "ayından", "ayına"],
    year_words: &[
        "il", "ilin", "ili", "ilə", "ildə", "ildən", "ilədək", "ildək", "ildəki", "ilki",
    ],
    year_before: &[],
    years_are_ordinal: true,
    hour_before: &["saat"],
    time_before: &[],
    hour_after: &["radələrində", "radəsində"],
    has_meridiem: false,
};

pub(super) static CYRILLIC: Calendar = Calendar {
    months: [
        &["јанвар"],
        &["феврал"],
        &["март"],
        &["апрел"],
        &["мај"],
        &["ијун"],
        &["ијул"],
        &["август"],
        &["сентјабр"],
        &["октјабр"],
        &["нојабр"],
        &["декабр"],
    ],
    endings: suffixes::CYRILLIC,
    months_are_capitals: false,
    // `mayın 15-i`: the month is in the genitive.
    month_before_day: &["Iн"],
    between_day_and_month: None,
    month_words: &["ајы", "ајынын", "ајында", "ајындан", "ајына"],
    year_words: &[
        "ил",
        "илин",
        "или",
        "илә",
        "илдә",
        "илдән",
        "иләдәк",
        "илдәк",
        "илдәки",
        "илки",
    ],
    year_before: &[],
    years_are_ordinal: true,
    hour_before: &["саат"],
    time_before: &[],
    hour_after: &["радәләриндә", "радәсиндә"],
    has_meridiem: false,
};
