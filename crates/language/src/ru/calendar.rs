//! Russian dates.

use crate::dates::Calendar;

pub(super) static CALENDAR: Calendar = Calendar {
    months: [
        &["январ", "янв"],
        &["феврал", "фев"],
        &["март"],
        &["апрел", "апр"],
        &["май", "мая", "мае", "маю", "маем"],
        &["июн"],
        &["июл"],
        &["август", "авг"],
        &["сентябр", "сент"],
        &["октябр", "окт"],
        &["ноябр", "нояб"],
        &["декабр", "дек"],
    ],
    endings: &["ь", "я", "е", "ю", "ем", "ём", "а", "у", "ом"],
    months_are_capitals: false,
    month_before_day: &[],
    between_day_and_month: None,
    month_words: &["месяца", "месяце"],
    year_words: &["год", "года", "году", "годом", "годе", "г"],
    year_before: &[],
    years_are_ordinal: false,
    hour_before: &[],
    time_before: &["в", "с", "до", "к", "около"],
    hour_after: &["час", "часа", "часов", "часам"],
    has_meridiem: false,
};
