use proptest::prelude::*;

use super::*;

fn language(tag: &str) -> &'static Language {
    Language::of(&tag.parse().unwrap())
}

fn found(text: &str, tag: &str) -> Vec<String> {
    dates(text, language(tag))
        .iter()
        .map(|date| format!("{}={}", date.span.of(text).unwrap(), date.value))
        .collect()
}

#[test]
fn dates_in_azerbaijani() {
    for (text, expected) in [
        (
            "15 may 2024-cü ildə",
            &["15 may 2024-cü ildə=2024-05-15"][..],
        ),
        (
            "2024-cü il mayın 15-i(ndə)",
            &["2024-cü il mayın 15-i=2024-05-15"],
        ),
        (
            "2024-cü ilin may ayının 15-də",
            &["2024-cü ilin may ayının 15-də=2024-05-15"],
        ),
        (
            "2024-cü il 15 may tarixli",
            &["2024-cü il 15 may=2024-05-15"],
        ),
        (
            "2024-cü ilin mayında, mayın 3-də",
            &["2024-cü ilin mayında=2024-05", "mayın 3-də=--05-03"],
        ),
        ("2025-ci ildə 5 nəfər", &["2025-ci ildə=2025"]),
        ("15.04.2002-ci il tarixli", &["15.04.2002-ci il=2002-04-15"]),
        (
            "saat 12.04-də, saat 13-də, 09:30",
            &["saat 12.04-də=12:04", "saat 13-də=13:00", "09:30=09:30"],
        ),
        ("12.04 faiz, 5 mart günü", &["5 mart=--03-05"]),
        ("səhər 8.30 radələrində, 2000 il əvvəl", &["8.30=08:30"]),
        ("31 aprel, 2024 nəfər, may 15", &[]),
    ] {
        assert_eq!(found(text, "az"), expected, "{text}");
    }
    assert_eq!(
        found("15 мај 2024-ҹү ил", "az-Cyrl"),
        ["15 мај 2024-ҹү ил=2024-05-15"]
    );
}

#[test]
fn dates_in_english() {
    for (text, expected) in [
        ("15 May 2024", &["15 May 2024=2024-05-15"][..]),
        ("on May 15, 2024, and", &["May 15, 2024=2024-05-15"]),
        ("the 15th of May, 2024", &["15th of May, 2024=2024-05-15"]),
        (
            "Sept. 3, 2021; Sept. 4",
            &["Sept. 3, 2021=2021-09-03", "Sept. 4=--09-04"],
        ),
        ("in May 2024 we may 15", &["May 2024=2024-05"]),
        (
            "05/04/2024 and 12/25/2024",
            &["05/04/2024=2024-04-05", "12/25/2024=2024-12-25"],
        ),
        (
            "2024-05-15T12:04:30Z",
            &["2024-05-15T12:04:30Z=2024-05-15T12:04:30"],
        ),
        (
            "at 1 pm, 12.30 a.m., 12 p.m.",
            &["1 pm=13:00", "12.30 a.m.=00:30", "12 p.m.=12:00"],
        ),
        ("at 12.04 on 1.2.3 of 25:00", &["12.04=12:04"]),
        (
            "In 2015, by 2025; 2015 men in 3000",
            &["2015=2015", "2025=2025"],
        ),
        ("version 1.15.05.2024", &[]),
    ] {
        assert_eq!(found(text, "en"), expected, "{text}");
    }
}

#[test]
fn dates_in_russian() {
    for (text, expected) in [
        ("15 мая 2024 года", &["15 мая 2024 года=2024-05-15"][..]),
        ("15 мая 2024 г.", &["15 мая 2024 г=2024-05-15"]),
        (
            "в мае 2024 года, в 2024 году",
            &["мае 2024 года=2024-05", "2024 году=2024"],
        ),
        (
            "в 12.04, в 13 часов, 12:04",
            &["12.04=12:04", "13=13:00", "12:04=12:04"],
        ),
        ("15.05.24", &["15.05.24=2024-05-15"]),
        ("90-е годы, 5 человек в 2024", &[]),
    ] {
        assert_eq!(found(text, "ru"), expected, "{text}");
    }
}

proptest! {
    #[test]
    fn spans_are_in_order_and_parts_can_be(
        text in "([0-9]{1,4}|[ .,:/T-]| may| мая| May|ın| 2024| il|-ci| г| saat | at | pm){0,14}",
        tag in "az|en|ru|und",
    ) {
        let mut end = 0;
        for date in dates(&text, language(&tag)) {
            prop_assert!(date.span.start() >= end && date.span.of(&text).is_some());
            prop_assert!(date.value != DateValue::default());
            prop_assert!(date.value.month.is_none_or(|month| (1..=12).contains(&month)));
            end = date.span.end();
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>(), tag in "az|en|ru") {
        let _ = dates(&text, language(&tag));
    }

    #[test]
    fn every_day_is_read_in_every_language(year in 1000_u16..3000, month in 1_u8..13, day in 1_u8..29) {
        let wanted = DateValue { year: Some(year), month: Some(month), day: Some(day), time: None };
        let name = |tag| language(tag).calendar.months[usize::from(month) - 1][0];
        let ru = match name("ru") {
            stem if month == 3 || month == 8 => format!("{stem}а"),
            "май" => "мая".to_owned(),
            stem => format!("{stem}я"),
        };
        let en = crate::casing::title(name("en"), language("en")).into_owned();
        for (text, tag) in [
            (format!("{day} {} {year}-ci il", name("az")), "az"),
            (format!("{day} {en} {year}"), "en"),
            (format!("{en} {day}, {year}"), "en"),
            (format!("{day} {ru} {year} года"), "ru"),
            (format!("{day:02}.{month:02}.{year}"), "ru"),
            (format!("{year}-{month:02}-{day:02}"), "und"),
        ] {
            let all = dates(&text, language(tag));
            prop_assert_eq!(all.len(), 1, "{}", &text);
            prop_assert_eq!(all[0].value, wanted, "{}", &text);
            prop_assert_eq!(all[0].span.len(), text.len(), "{}", &text);
        }
    }
}
