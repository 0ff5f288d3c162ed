//! Tests of the rules through the checker.

mod asked;

use yaddash_model::{BlockKind, Variant};

use super::*;
use crate::termbase::read_csv;

const GLOSSARY: &str = "concept,language,term,status,case\n\
    pace,az,AŞPA,preferred,strict\npace,az,ECPA,deprecated,strict\n\
    pace,az,Avropa Şurası Parlament Assambleyası,admitted,strict\n\
    pace,en,PACE,preferred,strict\npace,en,ECPA,deprecated,strict\npace,ru,ПАСЕ,preferred,strict\n\
    majlis,en,Milli Majlis,preferred,strict\nmajlis,en,Milli Mejlis,deprecated,strict\n\
    majlis,az,Milli Məclis,preferred,strict\n\
    majlis,ru,Милли Меджлис,preferred,strict\nmajlis,ru,Милли Маджлис,deprecated,strict\n\
    council,en,Council of Europe,preferred,strict\ncouncil,az,Avropa Şurası,preferred,strict\n\
    osce,en,OSCE,preferred,strict\n\
    khankendi,en,Khankendi,preferred,strict\nkhankendi,az,Xankəndi,preferred,strict\n\
    khankendi,ru,Ханкенди,preferred,strict\nnakhchivan,en,Nakhchivan,preferred,strict\n\
    programme,en,Erasmus Programme,preferred,strict\nprogramme,en,Erasmus Program,deprecated,strict\n\
    centre,en,Youth Center,deprecated,strict\ncentre,en,Youth Centre,preferred,strict\n\
    zagatala,az,Zaqatala,preferred,strict\nsaatli,az,Saatlı,preferred,strict\nsaatli,az,Saatli,deprecated,strict\n\
    sheki,az,Şəki,preferred,strict\nsheki,az,Saki,deprecated,strict\n\
    who,en,WHO,preferred,strict\nnato,ru,НАТО,preferred,strict\nbarents,en,Barents Sea,preferred,strict\n\
    barents,ru,Баренцево море,preferred,strict\nauditors,en,Court of Auditors,preferred,strict\n\
    auditors,az,Hesablama Palatası,preferred,strict\nauditors,ru,Счётная палата,preferred,free\n\
    ganja,ru,Гянджа,preferred,strict\nlorrentz,en,Filip Lorrentz,preferred,strict\norchestra,en,Youth Orchestra,preferred,sentence\n";

fn checker() -> Checker {
    Checker::new(read_csv(GLOSSARY).unwrap().termbase)
}

/// The findings in a document of which each line is a paragraph.
fn findings(checker: &Checker, language: &str, text: &str) -> Vec<Finding> {
    let blocks = text
        .split_inclusive('\n')
        .scan(0, |at, line| {
            let block = Block::verbatim(BlockKind::Paragraph, line.trim_end(), *at);
            *at += line.len();
            Some(block)
        })
        .collect();
    let document = Document {
        language: None,
        blocks,
    };
    checker.check_document(&document, text, "x".as_ref(), &language.parse().unwrap())
}

fn check(language: &str, text: &str) -> Vec<(String, String, Vec<String>)> {
    findings(&checker(), language, text)
        .into_iter()
        .map(|finding| {
            assert_eq!(finding.place.span.of(text), Some(finding.text.as_str()));
            (
                finding.rule.as_str().to_owned(),
                finding.text,
                finding.suggestions,
            )
        })
        .collect()
}

#[track_caller]
fn finds(language: &str, text: &str, expected: &[(&str, &str, &[&str])]) {
    let found = check(language, text);
    let found: Vec<(&str, &str, Vec<&str>)> = found
        .iter()
        .map(|(rule, text, suggestions)| {
            let suggestions = suggestions.iter().map(String::as_str).collect();
            (rule.as_str(), text.as_str(), suggestions)
        })
        .collect();
    let expected: Vec<(&str, &str, Vec<&str>)> = expected
        .iter()
        .map(|(rule, text, suggestions)| (*rule, *text, suggestions.to_vec()))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn deprecated_terms_are_replaced_in_their_form() {
    let rule = "deprecated-term";
    finds(
        "az",
        "Bu gün ECPA-nın sessiyası",
        &[(rule, "ECPA-nın", &["AŞPA-nın"])],
    );
    finds(
        "ru",
        "зал Милли Маджлиса",
        &[(rule, "Милли Маджлиса", &["Милли Меджлиса"])],
    );
    finds(
        "en",
        "the Milli Mejlis’s vote",
        &[(rule, "Milli Mejlis’s", &["Milli Majlis’s"])],
    );
    finds("en", "see `ECPA`, ecpa.int/ECPA and {ECPA}", &[]);
    // The letters of the deprecated term are no variant of the preferred one.
    finds(
        "en",
        "under the Erasmus Program and the Erasmus Programme, at Youth Centers and Youth Centres",
        &[
            (rule, "Erasmus Program", &["Erasmus Programme"]),
            (rule, "Youth Centers", &["Youth Centres"]),
        ],
    );
    // Endings in harmony with the name as it should be spelt, and with the letters as they stand.
    finds(
        "az",
        "Saatlidan, Saatlidən və Saatlıdan",
        &[
            (rule, "Saatlidan", &["Saatlıdan"]),
            (rule, "Saatlidən", &["Saatlıdan"]),
        ],
    );
    // Small letters are no other word where there are several, unless they speak of a kind.
    finds(
        "en",
        "the milli mejlis, no milli mejlis, the youth center",
        &[
            (rule, "milli mejlis", &["Milli Majlis"]),
            (rule, "youth center", &["Youth Centre"]),
        ],
    );
    // Abbreviations without their capitals.
    finds(
        "en",
        "the ecpa’s vote, and then Ecpa sat.",
        &[(rule, "ecpa’s", &["PACE’s"]), (rule, "Ecpa", &["PACE"])],
    );
    // Another name takes endings of its own.
    finds(
        "az",
        "Sakidən, yox Sakidan",
        &[(rule, "Sakidən", &["Şəkidən"])],
    );
}

#[test]
fn letter_case_is_minded() {
    let rule = "letter-case";
    finds(
        "en",
        "The Milli majlis sat.",
        &[(rule, "Milli majlis", &["Milli Majlis"])],
    );
    finds(
        "en",
        "in the Council of europe",
        &[(rule, "Council of europe", &["Council of Europe"])],
    );
    finds(
        "en",
        "the osce and Osce",
        &[(rule, "osce", &["OSCE"]), (rule, "Osce", &["OSCE"])],
    );
    finds("en", "the pace of work. COUNCIL OF EUROPE", &[]);
    // An abbreviation with one capital, where nothing else has capitals.
    finds(
        "ru",
        "Доклад одобрен, а Нато и Пасе довольны.",
        &[(rule, "Нато", &["НАТО"]), (rule, "Пасе", &["ПАСЕ"])],
    );
    finds(
        "ru",
        "Пасе. Приехал Хосе Пасе, а Нато Вачнадзе уехала.",
        &[],
    );
    finds("en", "Picking up the Pace", &[]);
    finds("en", "the guide of Who is Who there.", &[]);
    finds(
        "en",
        "The Maltese court of auditors, a Swedish court of auditors",
        &[],
    );
    finds("en", "Tony Pace kept the pace.", &[]);
    finds(
        "en",
        "They left Pace in 2009.",
        &[(rule, "Pace", &["PACE"])],
    );
    finds("az", "Aşpa-nın sədri", &[(rule, "Aşpa-nın", &["AŞPA-nın"])]);
    finds("az", "gözəl Aşpanın bağı.", &[]);
    // Names of several words in small letters.
    finds(
        "en",
        "across the barents sea, to the court of auditors",
        &[
            (rule, "barents sea", &["Barents Sea"]),
            (rule, "court of auditors", &["Court of Auditors"]),
        ],
    );
    finds(
        "en",
        "every court of auditors and several courts of auditors in a barents sea; youth orchestra",
        &[],
    );
    finds(
        "ru",
        "в баренцевом море и счётной палате",
        &[(rule, "баренцевом море", &["Баренцевом море"])],
    );
    finds(
        "ru",
        "ни в каждом баренцевом море, ни в баренцевых морях",
        &[],
    );
    finds(
        "az",
        "hesablama palatasının üzvü, heç bir hesablama palatası və hesablama palatalarının sayı",
        &[(rule, "hesablama palatasının", &["Hesablama Palatasının"])],
    );
    finds("az", "xankəndidə", &[(rule, "xankəndidə", &["Xankəndidə"])]);
}

#[test]
fn lookalikes_are_restored() {
    let rule = "look-alike";
    // The first `а` and all of РАСЕ are Cyrillic.
    finds(
        "az",
        "Dünən Xаnkəndidə",
        &[(rule, "Xаnkəndidə", &["Xankəndidə"])],
    );
    finds("en", "a РАСЕ session", &[(rule, "РАСЕ", &["PACE"])]);
    finds("en", "the wоrd", &[(rule, "wоrd", &["word"])]);
    finds("ru", "в PDFом и IT-компании", &[]);
}

#[test]
fn name_variants() {
    let rule = "name-variant";
    finds(
        "en",
        "in Khankandi and Hankendi",
        &[
            (rule, "Khankandi", &["Khankendi"]),
            (rule, "Hankendi", &["Khankendi"]),
        ],
    );
    finds(
        "en",
        "to Nakhchyvan’s airport",
        &[(rule, "Nakhchyvan", &["Nakhchivan"])],
    );
    finds("en", "a Khankendian in Khankendi", &[]);
    // A name of two words of which each is nearly one.
    finds(
        "en",
        "for Filiph Lorentz’s paper",
        &[(rule, "Filiph Lorentz", &["Filip Lorrentz"])],
    );
    finds("en", "for Anna Lorentz and Filippa Lorentz", &[]);
    // Letters that transliterations confuse, and letters without diacritics, in short names too.
    finds(
        "az",
        "Zaqatalada, Zagatalada, Zaqataladan",
        &[(rule, "Zagatalada", &["Zaqatalada"])],
    );
    finds(
        "az",
        "Zaqatəladən gəldi",
        &[(rule, "Zaqatəladən", &["Zaqataladan"])],
    );
    finds("az", "Saatlı, Sağatlı, Saatlılı və Saadlı", &[]);
    finds("ru", "в Гянже и в Лянже", &[(rule, "Гянже", &["Гяндже"])]);
    finds("ru", "гянжа; Гянджинский, Гянджалинка, Ганза", &[]);
}

#[test]
fn names_of_a_document() {
    let rule = "name-variant";
    // Behind initials and titles, at the beginning of a sentence, in other forms.
    finds(
        "en",
        "said S. T. Hasanova.\nMrs. Hasanova left. Gasanova stayed.",
        &[(rule, "Gasanova", &["Hasanova"])],
    );
    finds(
        "az",
        "Vaqif Cəfərovun evi.\nCəfərov gəldi, V.Jəfərovdan soruşdu.",
        &[(rule, "Jəfərovdan", &["Cəfərovdan"])],
    );
    finds(
        "az",
        "Nigar Salamovaya, sonra Sələmova, Salamovanın",
        &[(rule, "Sələmova", &["Salamova"])],
    );
    finds(
        "ru",
        "с Лейлой Аскеровой и Аскерову; Лейла Аскярова",
        &[(rule, "Аскярова", &["Аскерова"])],
    );
    // Once against once, the neighbours tell.
    finds(
        "en",
        "for Murad Mammadov, as M. Mamedov said",
        &[(rule, "Mamedov", &["Mammadov"])],
    );
    finds("en", "for Mammadov, as Mamedov said", &[]);
    // Weaker signs need a neighbour.
    finds(
        "ru",
        "для Эльчина Гулиева, Гулиеву, Эльчину Кулиеву",
        &[(rule, "Кулиеву", &["Гулиеву"])],
    );
    finds("ru", "для Голосова, Голосову, Колосову", &[]);
    finds("en", "with Barnard, and Barnard, and Bernard", &[]);
    // Different people, genders, forms and words.
    finds(
        "en",
        "Chris Philips, Chris Philips and Zack Phillips; Mohamed Salah, Mohamed Salah, Tony Mohammed",
        &[],
    );
    finds("ru", "Рамазан Ягуб Рамазанн; к Хасанову Юрию Гасанову", &[]);
    finds("az", "Əsgərov, Əsgərova, Əsgərovu, Ələsgərov", &[]);
    finds(
        "az",
        "Vəliyev və Vəliyev, bir də Əliyev, Səlimli, Salamlı",
        &[],
    );
    finds(
        "ru",
        "Петров и Петрова, Петрову; для Алиевой и Алиеву, Алиева",
        &[],
    );
    finds("ru", "в Хаданове, из Хаданова, о Гаданове и гадановец", &[]);
}

/// The findings in a unit in English and Azerbaijani.
fn unit_findings(checker: &Checker, source: &str, target: &str) -> Vec<Finding> {
    let unit = TranslationUnit {
        variants: vec![
            Variant::new("en".parse().unwrap(), source),
            Variant::new("az".parse().unwrap(), target),
        ],
        ..TranslationUnit::default()
    };
    let place = |_: usize, span: ByteSpan| Place {
        path: "x.tmx".into(),
        start: LineColumn::START,
        end: LineColumn::START,
        span,
    };
    checker.check_unit(&unit, None, &place)
}

#[test]
fn the_target_needs_the_term_of_the_source() {
    let checker = checker();
    let rules = |source: &str, target: &str| -> Vec<String> {
        unit_findings(&checker, source, target)
            .iter()
            .map(|finding| finding.rule.as_str().to_owned())
            .collect()
    };
    assert_eq!(
        rules("the PACE session", "Assambleyanın sessiyası"),
        ["missing-term"]
    );
    assert!(rules("the PACE session", "AŞPA-nın sessiyası").is_empty());
    assert!(rules("PACE", "Avropa Şurası Parlament Assambleyasında").is_empty());
    assert_eq!(
        rules("the PACE session", "ECPA-nın sessiyası"),
        ["deprecated-term"]
    );
    assert!(
        rules("the OSCE", "ATƏT").is_empty(),
        "the glossary has no Azerbaijani term"
    );
}

/// The findings in each version of a document.
fn version_findings(checker: &Checker, texts: &[(&str, &str)]) -> Vec<Vec<Finding>> {
    let tags: Vec<LanguageTag> = texts.iter().map(|(tag, _)| tag.parse().unwrap()).collect();
    let documents: Vec<Document> = texts
        .iter()
        .map(|(_, text)| Document {
            language: None,
            blocks: vec![Block::verbatim(BlockKind::Paragraph, text, 0)],
        })
        .collect();
    let versions: Vec<Version<'_>> = texts
        .iter()
        .zip(&documents)
        .zip(&tags)
        .map(|(((_, source), document), language)| Version {
            document,
            source,
            path: "x".as_ref(),
            language,
        })
        .collect();
    checker.check_versions(&versions)
}

/// Findings in versions of a document, each with its number, rule, text and suggestions.
fn versions(texts: &[(&str, &str)]) -> Vec<(usize, String, String, Vec<String>)> {
    let found = version_findings(&checker(), texts).into_iter().enumerate();
    found
        .flat_map(|(at, findings)| findings.into_iter().map(move |one| (at, one)))
        .map(|(at, one)| (at, one.rule.as_str().to_owned(), one.text, one.suggestions))
        .collect()
}

#[test]
fn a_version_that_lacks_a_name() {
    let found = versions(&[
        ("az", "Milli Məclisin və AŞPA-nın iclası."),
        ("en", "The Milli Majlis and PACE met."),
        ("ru", "Милли Меджлис и Ассамблея заседали."),
    ]);
    let expected = (2, "version-drift".to_owned(), String::new(), vec![]);
    assert_eq!(found, [expected]);
    // A misspelt name is reported as such, and two versions are no majority.
    let near = [
        ("az", "Xankəndidə"),
        ("en", "in Khankendi"),
        ("ru", "в Ханкэнди"),
    ];
    assert_eq!(versions(&near), []);
    assert_eq!(versions(&near[..2]), []);
    assert_eq!(versions(&[("az", "Xankəndidə"), ("ru", "там")]), []);
}

#[test]
fn abbreviations_that_render_those_of_another_version() {
    let az = "Avropa Şəhərləri Parlament Təşkilatı (AŞPT) yığışdı. AŞPT qərar verdi.";
    let en = "The Parliamentary Organisation of the Cities of Europe met. The ECPO decided.";
    let expected = (
        1,
        "acronym-unexpanded".to_owned(),
        "ECPO".to_owned(),
        vec!["POCE".to_owned()],
    );
    assert_eq!(versions(&[("az", az), ("en", en)]), [expected]);
    // Its own initials, other letters, other lengths.
    for en in [
        "The Parliamentary Organisation of the Cities of Europe (POCE) met.",
        "The parliament of Europe met, and so did NATO and the USA.",
        "The European Parliament and ECP met.",
    ] {
        assert_eq!(versions(&[("az", az), ("en", en)]), [], "{en}");
    }
}
