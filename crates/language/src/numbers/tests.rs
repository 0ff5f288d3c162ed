use proptest::prelude::*;

use super::*;

fn language(tag: &str) -> &'static Language {
    Language::of(&tag.parse().unwrap())
}

/// Each number as its text, its value, and marks: `o` for ordinals, `w` for words, `r` for Roman, `%`, `‰`.
fn found(text: &str, tag: &str) -> Vec<String> {
    numbers(text, language(tag))
        .iter()
        .map(|number| {
            let mut marks = String::new();
            match number.form {
                NumberForm::Words => marks.push('w'),
                NumberForm::Roman => marks.push('r'),
                NumberForm::Digits => {}
            }
            if number.is_ordinal {
                marks.push('o');
            }
            match number.share {
                Share::Percent => marks.push('%'),
                Share::PerMille => marks.push('‰'),
                Share::Whole => {}
            }
            format!("{}={}{marks}", number.span.of(text).unwrap(), number.value)
        })
        .collect()
}

#[test]
fn numbers_in_azerbaijani() {
    for (text, expected) in [
        ("1,5 mln. manat", &["1,5 mln=1500000"][..]),
        (
            "5 min 200 manat, 3 min nəfər",
            &["5 min 200=5200", "3 min=3000"],
        ),
        ("2 milyon 350 min manatlıq", &["2 milyon 350 min=2350000"]),
        (
            "1 234 567,8 və 1.234.567",
            &["1 234 567,8=1234567.8", "1.234.567=1234567"],
        ),
        ("3-cü, 10-uncu, 5-mərtəbəli", &["3=3o", "10=10o", "5=5"]),
        ("97.5-ci qətnamə", &["97.5=97.5o"]),
        ("6-cıda, 9-cudan, 10-cular", &["6=6o", "9=9o", "10=10o"]),
        ("15.04.2002-ci il", &["15=15", "04=4", "2002=2002o"]),
        ("5 faiz, 5,5 faizdən, 5%-dən", &["5=5%", "5,5=5.5%", "5=5%"]),
        ("iyirmi beş nəfər, bir gün", &["iyirmi beş=25w"]),
        ("yüz iyirmi min", &["yüz iyirmi min=120000w"]),
        (
            "XX əsrin, XIX-XX əsrlər, V sinif",
            &["XX=20r", "XIX=19r", "XX=20r", "V=5r"],
        ),
        ("II Nikolay, XXI-ci əsr", &["II=2r", "XXI=21ro"]),
        ("üçüncü, on birinci", &["üçüncü=3wo", "on birinci=11wo"]),
        ("G20 və COVID-19-un", &["20=20", "19=19"]),
        ("https://example.org/2024 12:04-də", &["12=12", "04=4"]),
        ("050 123 45 67", &["050=50", "123=123", "45=45", "67=67"]),
    ] {
        assert_eq!(found(text, "az"), expected, "{text}");
    }
}

#[test]
fn numbers_in_english() {
    for (text, expected) in [
        ("AZN 1.5 million", &["1.5 million=1500000"][..]),
        (
            "1,234,567.8 and 1,234",
            &["1,234,567.8=1234567.8", "1,234=1234"],
        ),
        (
            "the 3rd and 21st, 20-million-dollar",
            &["3=3o", "21=21o", "20-million=20000000"],
        ),
        ("5 per cent, 7.5 percent, 3‰", &["5=5%", "7.5=7.5%", "3=3‰"]),
        ("twenty-five men and one dog", &["twenty-five=25w"]),
        (
            "two hundred and five thousand",
            &["two hundred and five thousand=205000w"],
        ),
        ("a million and a half", &["a million=1000000w"]),
        (
            "the twenty-first century, five-year",
            &["twenty-first=21wo", "five=5w"],
        ),
        ("Part I, the part I played, Chapter V", &["I=1r", "V=5r"]),
        ("World War II, CD, MIX", &["II=2r"]),
        ("5bn, $3.2bn", &["5bn=5000000000", "3.2bn=3200000000"]),
    ] {
        assert_eq!(found(text, "en"), expected, "{text}");
    }
}

#[test]
fn numbers_in_russian() {
    for (text, expected) in [
        ("1,5 млн манатов", &["1,5 млн=1500000"][..]),
        ("3-й, 15-го, 18-летний", &["3=3o", "15=15o", "18=18"]),
        ("5 процентов, 7,5-процентный", &["5=5%", "7,5=7.5"]),
        (
            "двадцати пяти, двести тысяч",
            &["двадцати пяти=25w", "двести тысяч=200000w"],
        ),
        (
            "1 234 567 и 2 тыс. 500",
            &["1 234 567=1234567", "2 тыс. 500=2500"],
        ),
        (
            "в XXI веке, глава V, ХХ век",
            &["XXI=21r", "V=5r", "ХХ=20r"],
        ),
        (
            "двадцать первый, третьего",
            &["двадцать первый=21wo", "третьего=3wo"],
        ),
    ] {
        assert_eq!(found(text, "ru"), expected, "{text}");
    }
    assert_eq!(
        found("ијирми беш мин, 3-ҹү", "az-Cyrl"),
        ["ијирми беш мин=25000w", "3=3o"]
    );
    assert_eq!(found("1,5 Millionen", "de"), ["1,5=1.5"]);
}

#[test]
fn one_value_in_three_languages() {
    for (az, en, ru) in [
        ("1,5 mln. manat", "AZN 1.5 million", "1,5 млн манатов"),
        ("12 345 nəfər", "12,345 people", "12 345 человек"),
        ("3,5 milyard", "3.5 billion", "3,5 миллиарда"),
        ("44-cü maddə", "the 44th article", "44-я статья"),
        ("97,5 faiz", "97.5 per cent", "97,5 процента"),
        ("XIX əsr", "XIX century", "XIX век"),
        ("otuz üç", "thirty-three", "тридцать три"),
    ] {
        let value = |text, tag| {
            let all = numbers(text, language(tag));
            assert_eq!(all.len(), 1, "{text}");
            (all[0].value, all[0].share)
        };
        assert_eq!(value(az, "az"), value(en, "en"), "{az}");
        assert_eq!(value(az, "az"), value(ru, "ru"), "{az}");
    }
}

proptest! {
    #[test]
    fn spans_are_in_order_and_inside(
        text in "([0-9IVX]{1,4}|[ .,:%’-]| min| млн| twenty| and| a|əsr|cü){0,16}",
        tag in "az|en|ru|az-Cyrl|und",
    ) {
        let mut end = 0;
        for number in numbers(&text, language(&tag)) {
            prop_assert!(number.span.start() >= end && !number.span.is_empty());
            prop_assert!(number.span.of(&text).is_some());
            end = number.span.end();
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>(), tag in "az|en|ru") {
        let _ = numbers(&text, language(&tag));
    }

    #[test]
    fn grouped_numbers_keep_their_value(value in 1000_u64..10_000_000_000) {
        let digits = value.to_string();
        let grouped = |sign: &str| {
            let mut text = String::new();
            for (index, digit) in digits.chars().enumerate() {
                if index > 0 && (digits.len() - index) % 3 == 0 {
                    text.push_str(sign);
                }
                text.push(digit);
            }
            text
        };
        for (sign, tag) in [(" ", "az"), ("\u{A0}", "ru"), (",", "en"), (".", "az"), ("\u{202F}", "ru")] {
            let text = grouped(sign);
            let all = numbers(&text, language(tag));
            prop_assert_eq!(all.len(), 1, "{}", &text);
            prop_assert_eq!(all[0].value, NumberValue::from(value), "{}", &text);
        }
    }
}
