use proptest::prelude::*;

use super::*;

const KNOWN: &[(&str, &[&str])] = &[
    (
        "az",
        &[
            "Bu gün dərs yoxdur.",
            "Zəng et, sonra danışarıq.",
            "AŞPA-nın qətnaməsi qəbul edildi.",
            "MİLLİ MƏCLİSİN İCLASI KEÇİRİLDİ",
            "Qonaqlar Gəncəyə axşam çatdılar.",
            "Sənəd imzalandı və Facebook səhifəsində paylaşıldı.",
            "Yol bağlıdır.",
            "Kitabı kim oxudu?",
            "Tədbirdə 15 ölkənin nümayəndəsi çıxış etdi.",
            "Ndaragvada stadion tikilir.",
        ],
    ),
    (
        "az-Cyrl",
        &[
            "Бу ҝүн дәрс јохдур.",
            "Гонаглар Ҝәнҹәјә ахшам чатдылар.",
            "Сәнәд имзаланды.",
            "Мәктубу ким јазды?",
            "МИЛЛИ МӘҸЛИСИН ИҸЛАСЫ КЕЧИРИЛДИ",
        ],
    ),
    (
        "en",
        &[
            "There are no lessons today.",
            "Call me and we will talk.",
            "The resolution of PACE was adopted.",
            "SITTING OF THE MILLI MAJLIS",
            "The guests reached Ganja in the evening.",
            "Who read the book?",
            "The road is closed.",
            "Delegates from 15 countries took the floor.",
            "Heydar Aliyev visited Nakhchivan.",
        ],
    ),
    (
        "ru",
        &[
            "Сегодня уроков нет.",
            "Позвони, тогда и поговорим.",
            "Резолюция ПАСЕ была принята.",
            "ЗАСЕДАНИЕ МИЛЛИ МЕДЖЛИСА",
            "Гости добрались до Гянджи вечером.",
            "Документ подписан и выложен в Facebook и Instagram.",
            "Кто прочитал книгу?",
            "Дорога закрыта.",
        ],
    ),
];

/// Sentences in languages that are not in the table.
const UNKNOWN: &[&str] = &[
    "Die Straße ist wegen des Unwetters gesperrt.",
    "Wer hat den Brief geschrieben?",
    "Am Abend erreichten die Gäste die Hauptstadt.",
    "La route est fermée à cause de la tempête.",
    "Qui a écrit cette lettre?",
    "Les invités sont arrivés dans la soirée.",
    "Fırtına yüzünden yol kapalı, lütfen bekleyin.",
    "Mektubu kim yazdı?",
    "Misafirler akşam başkente ulaştılar.",
    "Yeni anayasa için halk oylaması yapılacak.",
    "La carretera está cerrada por la tormenta.",
    "¿Quién ha escrito esta carta?",
    "La strada è chiusa a causa del maltempo.",
    "Droga jest zamknięta z powodu burzy.",
    "Дорогу закрили через негоду.",
    "Хто написав цього листа?",
    "Пътят е затворен заради бурята.",
    "Жол жабық, өйткені боран соғып тұр.",
];

#[test]
fn single_sentences_in_the_languages_of_the_table() {
    for (code, sentences) in KNOWN {
        for sentence in *sentences {
            let found = detect(sentence).unwrap();
            assert_eq!(found.language.code(), *code, "{sentence}");
            assert!((0.0..=1.0).contains(&found.confidence), "{sentence}");
        }
    }
    let sure = |sentence: &&&str| detect(sentence).is_some_and(|found| found.confidence > 0.5);
    let all: Vec<_> = KNOWN.iter().flat_map(|(_, sentences)| *sentences).collect();
    let count = all.iter().filter(|sentence| sure(sentence)).count();
    assert!(count * 100 >= all.len() * 90, "{count} of {}", all.len());
}

#[test]
fn other_languages_are_doubted() {
    let is_believed =
        |sentence: &&&str| detect(sentence).is_some_and(|found| found.confidence >= 0.5);
    let believed: Vec<_> = UNKNOWN.iter().filter(is_believed).collect();
    println!("believed: {believed:?}");
    assert!(believed.len() * 100 <= UNKNOWN.len() * 20, "{believed:?}");
}

#[test]
fn scripts_decide_first() {
    for text in ["", "2024", "15 % — 12:04", "…"] {
        assert_eq!(detect(text), None, "{text}");
    }
    let chinese = detect("今天没有课。").unwrap();
    assert_eq!((chinese.language.code(), chinese.confidence), ("und", 1.0));
    let code = |text| detect(text).map(|found| found.language.code());
    assert_eq!(code("Компания Tullow Oil передаст CNOOC долю"), Some("ru"));
    assert_eq!(
        code("Xаnkəndi şəhərində görüş"),
        Some("az"),
        "the first а is Cyrillic"
    );
    assert_eq!(
        code("s\u{327}əhərdə yag\u{306}ıs\u{327} yag\u{306}ır"),
        Some("az"),
        "NFD"
    );
}

proptest! {
    #[test]
    fn the_answer_depends_on_the_text_alone(text in any::<String>()) {
        let found = detect(&text);
        prop_assert_eq!(found, detect(&text));
        if let Some(found) = found {
            prop_assert!((0.0..=1.0).contains(&found.confidence));
        }
    }
}
