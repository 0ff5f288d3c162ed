//! Rules that are left out.

use std::collections::BTreeSet;

use super::*;

const DOCUMENTS: &[(&str, &str)] = &[
    (
        "en",
        "The Milli majlis , the ECPA and the wоrd stood in Khankandi.\nHe said “so be it and left\"to rest\".\n\
         When the Rapporteur spoke, the rapporteur left and a rapporteur came. One website, a web site. A fact-finding visit, \
         a fact finding visit, fact-finding work.",
    ),
    (
        "en",
        "said S. T. Hasanova.\nMrs. Hasanova had had the the paper“Echo”; Gasanova stayed.",
    ),
    (
        "az",
        "Xankendide bu gün Zagatalada , Saatlidan və ECPA-nın ECPA-nın iclası",
    ),
    (
        "ru",
        "зал Милли Маджлиса в Гянже, Милли меджлис и Пасе Пасе",
    ),
];

const UNITS: &[(&str, &str)] = &[
    (
        "the PACE session of 5 May 2020",
        "Assambleyanın 7 iyun 2021 sessiyası",
    ),
    (
        "They met 14 times in Khankendi",
        "Onlar Avropa Şurasında 15 dəfə görüşüb",
    ),
    ("the whole text stands here", "the whole text stands here"),
    ("the “Milli Majlis” voted", "Milli Məclis “səs verdi"),
];

const VERSIONS: &[&[(&str, &str)]] = &[
    &[
        ("az", "Milli Məclisin və AŞPA-nın iclası."),
        ("en", "The Milli Majlis and PACE met."),
        ("ru", "Милли Меджлис и Ассамблея заседали."),
    ],
    &[
        (
            "az",
            "Avropa Şəhərləri Parlament Təşkilatı (AŞPT) yığışdı. AŞPT qərar verdi.",
        ),
        (
            "en",
            "The Parliamentary Organisation of the Cities of Europe met. The ECPO decided.",
        ),
    ],
];

fn all(checker: &Checker) -> Vec<Finding> {
    let documents = DOCUMENTS
        .iter()
        .flat_map(|(language, text)| findings(checker, language, text));
    let units = UNITS
        .iter()
        .flat_map(|(source, target)| unit_findings(checker, source, target));
    let versions = VERSIONS
        .iter()
        .flat_map(|texts| version_findings(checker, texts).into_iter().flatten());
    documents.chain(units).chain(versions).collect()
}

#[test]
fn a_rule_that_is_left_out_changes_no_other() {
    let every = all(&checker());
    let found: BTreeSet<&str> = every.iter().map(|finding| finding.rule.as_str()).collect();
    let known = || rules::all().iter().map(|rule| rule.id);
    // Those of memories and of comments are not for these to find.
    let missing: Vec<&str> = known().filter(|id| !found.contains(id)).collect();
    assert_eq!(missing, ["inconsistent-name", "unused-suppression"]);
    let kept = |keep: &dyn Fn(&str) -> bool| -> Vec<Finding> {
        let findings = every.iter().filter(|finding| keep(finding.rule.as_str()));
        findings.cloned().collect()
    };
    for id in known() {
        let without = all(&checker().without_rules([id]));
        assert_eq!(without, kept(&|rule| rule != id), "without {id}");
        let alone = all(&checker().without_rules(known().filter(|other| *other != id)));
        assert_eq!(alone, kept(&|rule| rule == id), "{id} alone");
    }
}
