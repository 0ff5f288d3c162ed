use proptest::prelude::*;

use super::*;

fn words(text: &str) -> Vec<&str> {
    tokens(text).map(|token| token.text(text)).collect()
}

/// Each token with `|` where its stem ends, unless that is its end.
fn stems(text: &str) -> Vec<String> {
    tokens(text)
        .map(|token| {
            let stem = token.stem().of(text).unwrap();
            let suffix = text.get(token.stem_end..token.span.end()).unwrap();
            if suffix.is_empty() {
                stem.to_owned()
            } else {
                format!("{stem}|{suffix}")
            }
        })
        .collect()
}

#[test]
fn suffixes_belong_to_the_word() {
    for (text, expected) in [
        ("AŞPA-nın qərarı", &["AŞPA|-nın", "qərarı"][..]),
        ("AŞPA\u{2011}nın", &["AŞPA|\u{2011}nın"]),
        ("AŞPA-NIN QƏRARI", &["AŞPA|-NIN", "QƏRARI"]),
        ("“Azərbaycan”ın", &["“", "Azərbaycan|”ın"]),
        ("“Azərbaycan”-ın", &["“", "Azərbaycan|”-ın"]),
        (
            "«Зенит»а, \"Neftçi\"nin",
            &["«", "Зенит|»а", ",", "\"", "Neftçi|\"nin"],
        ),
        ("Qarabağ Fondu”nun.", &["Qarabağ", "Fondu|”nun", "."]),
        (
            "Bakı’nın, Bakı'da, Council’s",
            &["Bakı|’nın", ",", "Bakı|'da", ",", "Council|’s"],
        ),
        (
            "Facebook-dakı Nyu-York-un",
            &["Facebook|-dakı", "Nyu-York|-un"],
        ),
        ("COVID-19-un, Su-27", &["COVID-19|-un", ",", "Su-27"]),
        ("EU-wide Check-in", &["EU|-wide", "Check-in"]),
        (
            "elmi-tədqiqat mə’na don't",
            &["elmi-tədqiqat", "mə’na", "don't"],
        ),
        (
            "кто-то О’Нил IT-компания",
            &["кто-то", "О’Нил", "IT|-компания"],
        ),
    ] {
        assert_eq!(stems(text), expected, "{text}");
    }
}

#[test]
fn numbers_keep_their_separators() {
    for (text, expected) in [
        ("15.04.2002-ci", &["15.04.2002|-ci"][..]),
        ("1,5 97.5-ci 12:04.", &["1,5", "97.5|-ci", "12:04", "."]),
        ("1 234 567", &["1", "234", "567"]),
        ("2020-2024-cü", &["2020", "-", "2024|-cü"]),
        ("2024-CÜ İL, 5-A", &["2024|-CÜ", "İL", ",", "5", "-", "A"]),
        ("3rd 10km 5G G20", &["3|rd", "10|km", "5|G", "G20"]),
        ("5%-dən 1990’s", &["5", "%|-dən", "1990|’s"]),
        ("18-летний 3,", &["18|-летний", "3", ","]),
    ] {
        assert_eq!(stems(text), expected, "{text}");
    }
    let kinds: Vec<_> = tokens("5 % G20 ...").map(|token| token.kind).collect();
    assert_eq!(
        kinds,
        [
            TokenKind::Number,
            TokenKind::Symbol,
            TokenKind::Word,
            TokenKind::Punctuation
        ]
    );
}

#[test]
fn addresses_are_symbols() {
    for (text, address) in [
        (
            "See https://example.org/a_(b)?q=1#x.",
            "https://example.org/a_(b)?q=1#x",
        ),
        ("(www.example.az)", "www.example.az"),
        ("ad.soyad@nazirlik.gov.az, ", "ad.soyad@nazirlik.gov.az"),
        ("“ftp://example.org/”", "ftp://example.org/"),
    ] {
        let found: Vec<_> = tokens(text)
            .filter(|token| token.kind == TokenKind::Symbol)
            .map(|token| token.text(text))
            .collect();
        assert_eq!(found, [address], "{text}");
    }
    assert_eq!(words("a @ b://"), ["a", "@", "b", ":", "//"]);
    assert_eq!(words("x@y 1@"), ["x", "@", "y", "1", "@"]);
}

#[test]
fn marks_stay_with_their_letters() {
    assert_eq!(words("s\u{327}əhər a\u{AD}b"), ["s\u{327}əhər", "a\u{AD}b"]);
    assert_eq!(words("?! ... -"), ["?", "!", "...", "-"]);
}

#[test]
fn time_grows_with_length_alone() {
    for piece in [
        "a-", "A-", "a'", "A”", "1-a", ")", "a@", ".a@b", "x_", "-", "e\u{301}",
    ] {
        for start in ["", "a://", "www.", "A", "1"] {
            let text = format!("{start}{}", piece.repeat(40_000));
            assert!(
                tokens(&text)
                    .last()
                    .is_some_and(|last| last.span.end() == text.len())
            );
        }
    }
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[a-cA-CəƏиИ0-9 .,:\"'’”“»%@/_wW\u{2011}\u{307}-]{0,40}",
    ]
}

proptest! {
    #[test]
    fn every_character_that_is_no_space_lies_in_one_token(text in texts()) {
        let mut end = 0;
        for token in tokens(&text) {
            prop_assert!(token.span.start() >= end && !token.span.is_empty());
            prop_assert!(token.span.of(&text).is_some() && token.stem().of(&text).is_some());
            prop_assert!(token.span.start() < token.stem_end && token.stem_end <= token.span.end());
            prop_assert!(text.get(end..token.span.start()).unwrap().chars().all(char::is_whitespace));
            end = token.span.end();
        }
        prop_assert!(text.get(end..).unwrap().chars().all(char::is_whitespace));
    }
}
