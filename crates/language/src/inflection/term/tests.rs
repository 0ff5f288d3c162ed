//! Tests of terms and their forms.

use super::*;

fn pattern(term: &str, language: &str) -> TermPattern {
    TermPattern::compile(term, Language::of(&language.parse().unwrap()))
}

#[track_caller]
fn check(language: &str, term: &str, forms: &[&str], others: &[&str]) {
    let pattern = pattern(term, language);
    for form in forms {
        assert!(pattern.is_form(form), "{form} is {term}");
    }
    for other in others {
        assert!(!pattern.is_form(other), "{other} is not {term}");
    }
}

#[test]
fn azerbaijani_terms() {
    check(
        "az",
        "Avropa Şurası",
        &[
            "Avropa Şurasının",
            "Avropa Şurasına",
            "Avropa Şurasındakı",
            "AVROPA ŞURASINDA",
            "Avropa\u{A0}Şuraları",
        ],
        &["Avropa Şurasılı", "Avropanın Şurası", "Avropa"],
    );
    check(
        "az",
        "AŞPA",
        &[
            "AŞPA",
            "AŞPA-nın",
            "AŞPA’ya",
            "AŞPAnın",
            "AŞPANIN",
            "AŞPA-da",
            "AŞPA”nın",
            "AŞPA-dakı",
        ],
        &["aşpa", "AŞPA-çı", "AŞPALI", "AŞPAN"],
    );
    check(
        "az",
        "kitab",
        &[
            "kitabı",
            "kitablarımızdan",
            "kitabdır",
            "kitabdadırmı",
            "kitabdakılar",
            "Kitabla",
            "kitabmı",
        ],
        &["kitabçı", "kitabsız", "kitablıq", "kitabi", "kitabə"],
    );
    check(
        "az",
        "köynək",
        &["köynəyi", "köynəkdə", "köynəyimiz"],
        &["köynəyli", "köynəy"],
    );
    check(
        "az",
        "Bakı",
        &["BAKIDA", "Bakıdan", "Bakıya", "Bakının", "Bakıyadək"],
        &["bakılı", "Bakıxanov", "Baki"],
    );
    check("az", "can", &["canı", "canlar"], &["cani", "canlı"]);
    check("az", "Əli", &["Əlinin", "Əliyə"], &["Əliyev", "Əlisiz"]);
    check("az", "su", &["suyu", "suda", "suyun"], &["sulu"]);
    check("az", "fikir", &["fikri", "fikirdə"], &["fikirli"]);
    check(
        "az",
        "qanun layihəsi",
        &["qanun layihələri", "qanun layihəsinin", "qanun layihəmiz"],
        &["qanun layihəçi"],
    );
}

#[test]
fn russian_terms() {
    check(
        "ru",
        "Совет Европы",
        &["Совета Европы", "Советом Европы"],
        &["Совет Европе", "советский Европы"],
    );
    check(
        "ru",
        "Единая Россия",
        &["Единой России", "Единую Россию"],
        &["Единый"],
    );
    check(
        "ru",
        "Милли Меджлис",
        &["Милли Меджлиса", "Милли Меджлисе"],
        &["Милли Меджлисский"],
    );
    check(
        "ru",
        "мир",
        &["мира", "миром", "мирам"],
        &["мировой", "мирный"],
    );
    check("ru", "день", &["дня", "дней", "днями"], &["дневной"]);
    check(
        "ru",
        "Ильхам Алиев",
        &["Ильхама Алиева", "Ильхамом Алиевым"],
        &["Ильхам Алиевич"],
    );
    check("ru", "ПАСЕ", &["ПАСЕ"], &["пасе", "ПАСЕм"]);
    check("ru", "МИД", &["МИДа", "МИДом"], &["мида", "МИДОВСКИЙ"]);
    check("ru", "Баку", &["БАКУ", "Баку"], &["Баками", "бакинский"]);
    check("ru", "звёзды", &["звезд", "звездами"], &["звездный"]);
}

#[test]
fn russian_compounds() {
    for (term, forms, others) in [
        (
            "премьер-министр",
            &["премьер-министра", "премьера-министра"][..],
            &["премьер-министерский"][..],
        ),
        (
            "город-герой",
            &["города-героя", "городами-героями"],
            &["город-геройский"],
        ),
        (
            "государство-член",
            &["государства-члены", "государств-членов"],
            &["государства-членство"],
        ),
        ("Ростов-на-Дону", &["Ростова-на-Дону"], &["Ростов-на-Дона"]),
        (
            "научно-исследовательский институт",
            &["научно-исследовательского института"],
            &["научный институт"],
        ),
        ("Улан-Удэ", &["Улан-Удэ"], &["Улан"]),
        (
            "Салтыков-Щедрин",
            &["Салтыкова-Щедрина"],
            &["Салтыковский-Щедрин"],
        ),
    ] {
        check("ru", term, forms, others);
    }
}

#[test]
fn russian_words_that_a_conjunction_joins_inflect_together() {
    for (term, forms, others) in [
        (
            "Босния и Герцеговина",
            &["Боснии и Герцеговины", "Боснией и Герцеговиной"][..],
            &["Боснии и Герцеговинский"][..],
        ),
        (
            "чрезвычайный и полномочный посол",
            &["чрезвычайного и полномочного посла"],
            &["чрезвычайный посол"],
        ),
        (
            "права и свободы человека",
            &["прав и свобод человека"],
            &["прав и свобод людей"],
        ),
        (
            "наука, культура и спорт",
            &["науки, культуры и спорта"],
            &["наука культура и спорт"],
        ),
        // What depends on the head stays.
        (
            "Министерство науки и образования",
            &["Министерства науки и образования"],
            &["Министерства наук и образований"],
        ),
    ] {
        check("ru", term, forms, others);
    }
    check(
        "ru",
        "Шарль Мишель",
        &["Шарля Мишеля", "Шарлем Мишелем"],
        &["Шарль"],
    );
}

#[test]
fn english_compounds_close() {
    let closed = |term: &str| pattern(term, "en").closed().map(|closed| closed.forms());
    assert_eq!(closed("e-mail").unwrap()[..2], ["email", "emails"]);
    assert!(
        closed("co-rapporteur report")
            .unwrap()
            .contains(&"corapporteur reports".to_owned())
    );
    for term in ["re-form", "fact finding", "X-1"] {
        assert_eq!(closed(term), None, "{term}");
    }
    assert_eq!(
        pattern("медиа-грамотность", "ru")
            .closed()
            .map(|closed| closed.forms()),
        None
    );
}

#[test]
fn english_terms() {
    check(
        "en",
        "attorney general",
        &[
            "attorneys general",
            "Attorney-General",
            "attorney general’s",
        ],
        &["attorneys"],
    );
    check(
        "en",
        "Council of Europe",
        &["Council of Europe’s", "Councils of Europe"],
        &["Councils of Europes"],
    );
    check(
        "en",
        "organisation",
        &["organizations", "organisations"],
        &["organizational"],
    );
    check("en", "PACE", &["PACE", "PACE's"], &["pace", "Pace"]);
    check("en", "naïve", &["naive"], &["naïvety"]);
    check("en", "travelling", &["traveling"], &["travel"]);
    check("en", "kilometre", &["kilometers"], &["kilo"]);
    check("en", "Malmö", &["Malmö"], &["Malmo"]);
    check(
        "en",
        "child",
        &["children", "child's"],
        &["childs", "childish"],
    );
    check("en", "policy", &["policies"], &["policys", "police"]);
}

#[test]
fn forms_match() {
    for (language, term) in [
        ("az", "Avropa Şurası"),
        ("az", "AŞPA"),
        ("az", "uşaq"),
        ("ru", "Верховный суд"),
        ("ru", "земля"),
        ("en", "secretary-general"),
        ("en", "city"),
    ] {
        let pattern = pattern(term, language);
        let forms = pattern.forms();
        assert_eq!(forms.first().map(String::as_str), Some(term));
        assert!(forms.len() > 2);
        for form in forms.iter().filter(|form| !form.ends_with("s’")) {
            assert!(pattern.is_form(form), "{form} of {term}");
        }
    }
}

#[test]
fn decomposed_terms_list_whole_forms() {
    for (language, composed, decomposed) in [
        ("az", "şura", "s\u{327}ura"),
        ("az", "gül", "gu\u{308}l"),
        ("en", "café", "cafe\u{301}"),
        ("ru", "йод", "и\u{306}од"),
        ("en", "cooperate", "co\u{AD}operate"),
    ] {
        let listed = pattern(decomposed, language);
        let strange: Vec<String> = listed
            .forms()
            .into_iter()
            .filter(|form| !listed.is_form(form))
            .collect();
        assert_eq!(strange, [""; 0], "{composed}");
        let expected = pattern(composed, language).forms().len();
        assert!(listed.forms().len().abs_diff(expected) <= 1, "{composed}");
    }
}

#[test]
fn no_word_of_a_form_is_empty() {
    for (language, term) in [("ru", "ы дом"), ("ru", "а"), ("az", "ı"), ("en", "s")] {
        let pattern = pattern(term, language);
        for form in pattern.forms() {
            assert!(pattern.is_form(&form), "{form:?} of {term}");
        }
    }
}
