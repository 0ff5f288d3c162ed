use proptest::prelude::*;
use yaddash_model::{CodeKind, InlineCode};

use super::*;

fn repaired(query: &str, source: &str, target: &str, from: &str, to: &str) -> Option<Repaired> {
    let (from, to) = (from.parse().unwrap(), to.parse().unwrap());
    repair(&query.into(), &source.into(), &target.into(), &from, &to)
}

fn text(query: &str, source: &str, target: &str, from: &str, to: &str) -> Option<String> {
    repaired(query, source, target, from, to).map(|repaired| repaired.segment.text().to_owned())
}

#[test]
fn numbers_go_where_they_correspond() {
    for (query, source, target, to, expected) in [
        (
            "Page 3 of 12",
            "Page 1 of 12",
            "Səhifə 1 / 12",
            "az",
            Some("Səhifə 3 / 12"),
        ),
        (
            "Page 3 of 12",
            "Page 1 of 10",
            "10 səhifədən 1-ci",
            "az",
            Some("12 səhifədən 3-cü"),
        ),
        (
            "It grew by 2.5 %.",
            "It grew by 1.25 %.",
            "1,25 % artdı.",
            "az",
            Some("2,5 % artdı."),
        ),
        (
            "It cost 12,500 manats.",
            "It cost 1,500 manats.",
            "Qiymət 1.500 manat idi.",
            "az",
            Some("Qiymət 12.500 manat idi."),
        ),
        (
            "Open from 10:30",
            "Open from 9:15",
            "Saat 9:15-dən açıqdır",
            "az",
            Some("Saat 10:30-dan açıqdır"),
        ),
        (
            "Agreed on 21.06.2025.",
            "Agreed on 15.04.2024.",
            "15.04.2024-cü il tarixində razılaşdırılıb.",
            "az",
            Some("21.06.2025-ci il tarixində razılaşdırılıb."),
        ),
        (
            "The G7 met.",
            "The G20 met.",
            "Состоялась встреча G20.",
            "ru",
            Some("Состоялась встреча G7."),
        ),
        (
            "Found 22 files",
            "Found 3 files",
            "Найдено 3 файла",
            "ru",
            Some("Найдено 22 файла"),
        ),
        (
            "Use {1} here",
            "Use {0} here",
            "Burada {0} istifadə edin",
            "az",
            Some("Burada {1} istifadə edin"),
        ),
    ] {
        assert_eq!(
            text(query, source, target, "en", to).as_deref(),
            expected,
            "{query}"
        );
    }
    assert_eq!(
        text("2 fayldan 5-i", "2 fayldan 3-ü", "3 of 2 files", "az", "en"),
        None,
        "the suffixes of the query are other words than those of the source"
    );
}

#[test]
fn what_is_not_sure_is_left() {
    for (query, source, target, from, to) in [
        // Which of the two changes?
        ("Won 3 of 5", "Won 5 of 5", "5-dən 5-i", "en", "az"),
        // The target does not have the number, or has it in words or twice.
        ("Page 2", "Page 1", "Birinci səhifə", "en", "az"),
        ("Wait 3 days", "Wait 2 days", "İki gün gözləyin", "en", "az"),
        ("Room 3", "Room 2", "Otaq 2 (mərtəbə 2)", "en", "az"),
        // Nouns would need another form.
        (
            "Found 5 files",
            "Found 3 files",
            "Найдено 3 файла",
            "en",
            "ru",
        ),
        (
            "5 fayl tapıldı",
            "1 fayl tapıldı",
            "1 file found",
            "az",
            "en",
        ),
        (
            "8 günlük səfər",
            "5 günlük səfər",
            "A 5 day trip",
            "az",
            "en",
        ),
        // A twelve-hour clock.
        (
            "Come at 3:30 pm",
            "Come at 2:30 pm",
            "Saat 14:30-da gəlin",
            "en",
            "az",
        ),
        // Other words, or a sign.
        ("Close 3 files", "Open 2 files", "2 fayl açın", "en", "az"),
        (
            "It is -5 outside",
            "It is 3 outside",
            "Çöldə 3 dərəcədir",
            "en",
            "az",
        ),
        // Nothing differs.
        ("Open", "Open", "Aç", "en", "az"),
        // A question has words of its own.
        (
            "Save the file?",
            "Save the file.",
            "Faylı saxla.",
            "en",
            "az",
        ),
        // The point belongs to the word.
        (
            "Paper, pens etc",
            "Paper, pens etc.",
            "Kağız, qələm və s.",
            "en",
            "az",
        ),
        // The target may begin with a name.
        ("baku city", "Baku city", "Bakı şəhəri", "en", "az"),
        ("Name", "name", "%s adı", "en", "az"),
    ] {
        assert_eq!(text(query, source, target, from, to), None, "{query}");
    }
}

#[test]
fn ends_become_those_of_the_query() {
    for (query, source, target, to, expected) in [
        (
            "Save the file",
            "Save the file.",
            "Faylı saxlayın.",
            "az",
            "Faylı saxlayın",
        ),
        (
            "Save the file…",
            "Save the file",
            "Faylı saxlayın",
            "az",
            "Faylı saxlayın…",
        ),
        ("Ready!", "Ready.", "Готово.", "ru", "Готово!"),
        ("  Ready\n", "Ready", "Hazırdır", "az", "  Hazırdır\n"),
        ("Ready", "Ready ", "Hazırdır ", "az", "Hazırdır"),
        ("Lost", "lost", "itirilmiş", "az", "İtirilmiş"),
        ("Lost", "lost", "(itirilmiş)", "az", "(İtirilmiş)"),
    ] {
        assert_eq!(
            text(query, source, target, "en", to).as_deref(),
            Some(expected),
            "{query:?}"
        );
    }
    let both = repaired("Page 2.", "page 1", "səhifə 1", "en", "az").unwrap();
    assert_eq!(both.segment.text(), "Səhifə 2.");
    let names: Vec<&str> = both.what.iter().map(Repair::name).collect();
    assert_eq!(names, ["capital", "number", "punctuation"]);
}

fn bold(before: &str, inside: &str, after: &str, name: &str) -> Segment {
    let mut segment = Segment::from(before);
    segment.push_code(
        InlineCode::new(CodeKind::Bpt)
            .with_attribute("i", "1")
            .with_native(format!("<{name}>")),
    );
    segment.push_text(inside);
    segment.push_code(
        InlineCode::new(CodeKind::Ept)
            .with_attribute("i", "1")
            .with_native(format!("</{name}>")),
    );
    segment.push_text(after);
    segment
}

#[test]
fn codes_are_taken_from_the_query() {
    let (en, az) = ("en".parse().unwrap(), "az".parse().unwrap());
    let source = bold("Press ", "Save", " 1", "b");
    let target = bold("1. ", "Saxla", " düyməsini basın", "b");
    let moved = repair(
        &bold("Press ", "Save", " 2", "i"),
        &source,
        &target,
        &en,
        &az,
    )
    .unwrap();
    assert_eq!(moved.segment, bold("2. ", "Saxla", " düyməsini basın", "i"));
    assert_eq!(moved.what.last(), Some(&Repair::Codes));
    // The pair stands around another word.
    assert_eq!(
        repair(
            &bold("", "Press", " Save 1", "i"),
            &source,
            &target,
            &en,
            &az
        ),
        None
    );
    let plain = repair(&"Press Save 1".into(), &source, &target, &en, &az).unwrap();
    assert_eq!(plain.segment, Segment::from("1. Saxla düyməsini basın"));
    let around = repair(
        &bold("", "Save", "", "b"),
        &"Save".into(),
        &"Saxla".into(),
        &en,
        &az,
    );
    assert_eq!(around.unwrap().segment, bold("", "Saxla", "", "b"));
    let mut placeholder = Segment::from("Hello ");
    placeholder.push_code(InlineCode::new(CodeKind::Ph).with_native("{name}"));
    assert_eq!(
        repair(&"Hello ".into(), &placeholder, &placeholder, &en, &az),
        None
    );
}

#[test]
fn two_like_codes_with_two_meanings_are_left() {
    let (en, az) = ("en".parse().unwrap(), "az".parse().unwrap());
    let with = |first: &str, second: &str| {
        let mut segment = Segment::from("Copy ");
        segment.push_code(InlineCode::new(CodeKind::Ph).with_native(first));
        segment.push_text(" to ");
        segment.push_code(InlineCode::new(CodeKind::Ph).with_native(second));
        segment
    };
    assert_eq!(
        repair(
            &with("{a}", "{b}"),
            &with("%s", "%s"),
            &with("%s", "%s"),
            &en,
            &az
        ),
        None
    );
    let same = repair(
        &with("{}", "{}"),
        &with("%s", "%s"),
        &with("%s", "%s"),
        &en,
        &az,
    );
    assert_eq!(same.unwrap().segment, with("{}", "{}"));
}

/// The letters of a text without those of suffixes behind numbers.
fn letters(text: &str) -> String {
    text.split(|c: char| !c.is_alphabetic() && c != '-' && !c.is_numeric())
        .filter(|word| !word.chars().any(char::is_numeric))
        .flat_map(str::chars)
        .filter(|c| c.is_alphabetic())
        .collect()
}

proptest! {
    /// Words stay, whatever differs; and what was repaired is said.
    #[test]
    fn letters_stay_as_they_are(
        words in prop::collection::vec("[a-zəığ]{2,6}", 1..6),
        numbers in prop::collection::vec((0_u32..3000, 0_u32..3000), 1..4),
        suffix in prop_oneof![Just(""), Just("-ci"), Just("-cü"), Just("-dən")],
        mark in prop_oneof![Just(""), Just("."), Just("!")],
        space in "[ \n]{0,2}",
    ) {
        let compose = |pick: &dyn Fn(&(u32, u32)) -> u32, suffix: &str| {
            let mut text = String::new();
            for (at, word) in words.iter().enumerate() {
                text.push_str(word);
                if let Some(pair) = numbers.get(at) {
                    text.extend([" ", &pick(pair).to_string(), suffix]);
                }
                text.push(' ');
            }
            text.trim_end().to_owned()
        };
        let source = compose(&|pair| pair.0, "");
        let query = format!("{}{mark}{space}", compose(&|pair| pair.1, ""));
        let target = compose(&|pair| pair.0, suffix);
        if let Some(repaired) = repaired(&query, &source, &target, "en", "az") {
            let text = repaired.segment.text();
            prop_assert_eq!(letters(text), letters(&target));
            prop_assert!(!repaired.what.is_empty());
            for repair in &repaired.what {
                if let Repair::Number { to, .. } = repair {
                    prop_assert!(text.contains(to.as_str()));
                }
            }
        }
    }

    /// Any three texts are taken.
    #[test]
    fn nothing_panics(query in "[a-c1-3., \\-əİı?]{0,12}", source in "[a-c1-3., \\-əİı?]{0,12}", target in "[a-c1-3., \\-əİı?]{0,12}") {
        for (from, to) in [("en", "az"), ("az", "ru"), ("ru", "en"), ("ka", "sw")] {
            let _ = repaired(&query, &source, &target, from, to);
        }
    }
}
