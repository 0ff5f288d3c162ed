//! Dates as TMX writes them.

/// Whether `text` is a moment in UTC, `YYYYMMDDThhmmssZ` or `YYYY-MM-DDThh:mm:ssZ`, on a day that exists.
pub(crate) fn is_date(text: &str) -> bool {
    match *text.as_bytes() {
        [
            y1,
            y2,
            y3,
            y4,
            m1,
            m2,
            d1,
            d2,
            b'T',
            h1,
            h2,
            n1,
            n2,
            s1,
            s2,
            b'Z',
        ]
        | [
            y1,
            y2,
            y3,
            y4,
            b'-',
            m1,
            m2,
            b'-',
            d1,
            d2,
            b'T',
            h1,
            h2,
            b':',
            n1,
            n2,
            b':',
            s1,
            s2,
            b'Z',
        ] => {
            let parts = [
                number(&[y1, y2, y3, y4]),
                number(&[m1, m2]),
                number(&[d1, d2]),
                number(&[h1, h2]),
                number(&[n1, n2]),
                number(&[s1, s2]),
            ];
            let [
                Some(year),
                Some(month),
                Some(day),
                Some(hour),
                Some(minute),
                Some(second),
            ] = parts
            else {
                return false;
            };
            // A leap second is the 61st of its minute.
            (1..=days(year, month)).contains(&day) && hour < 24 && minute < 60 && second <= 60
        }
        _ => false,
    }
}

fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |number, digit| {
        digit
            .is_ascii_digit()
            .then(|| number * 10 + u32::from(digit - b'0'))
    })
}

const fn days(year: u32, month: u32) -> u32 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::is_date;

    #[test]
    fn days_that_exist() {
        for text in [
            "20240229T235960Z",
            "2023-12-31T00:00:00Z",
            "20000229T000000Z",
        ] {
            assert!(is_date(text), "{text}");
        }
        for text in [
            "",
            "2024",
            "20230229T000000Z",
            "19000229T000000Z",
            "20240431T000000Z",
            "20241301T000000Z",
            "20240000T000000Z",
            "20240101T240000Z",
            "20240101T006000Z",
            "20240101T000000",
            "20160511T202913UTC",
            "2024-01-01T000000Z",
            "２０２４0101T000000Z",
        ] {
            assert!(!is_date(text), "{text}");
        }
    }
}
