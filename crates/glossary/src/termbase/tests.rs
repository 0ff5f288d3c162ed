//! Properties of all formats: what is written is read back, nothing is lost that is not counted, and no text makes a
//! reader panic.

use proptest::prelude::*;
use yaddash_model::Attributes;

use super::*;

/// A text without white space at its ends: letters of three scripts, and what formats have a meaning for.
fn text() -> impl Strategy<Value = String> {
    "[a-zəİя<&>;,|\"'#@:/()\\[\\]%?=. -]{1,9}".prop_map(|text| match text.trim() {
        "" => "x".to_owned(),
        text => text.to_owned(),
    })
}

fn some_text() -> impl Strategy<Value = Option<String>> {
    prop::option::weighted(0.3, text())
}

/// Statements that TBX, tables and others have.
fn details(names: &'static [(DetailKind, &'static str)]) -> impl Strategy<Value = Vec<Detail>> {
    let detail = (0..names.len(), text(), some_text(), some_text()).prop_map(
        move |(at, value, target, source)| {
            let (kind, name) = names[at];
            let mut detail = Detail::new(kind, name, value);
            // A column has a value and nothing else.
            if kind == DetailKind::Column {
                return detail;
            }
            if let Some(target) = target {
                detail.attributes = Attributes::new().with("target", target);
            }
            if let Some(source) = source.filter(|_| kind != DetailKind::Note) {
                detail.group = Some(Box::new(Group {
                    attributes: Attributes::new(),
                    details: vec![Detail::new(DetailKind::Admin, "source", source)],
                }));
            }
            detail
        },
    );
    prop::collection::vec(detail, 0..3)
}

const OF_CONCEPT: &[(DetailKind, &str)] = &[
    (DetailKind::Descrip, "subjectField"),
    (DetailKind::Descrip, "definition"),
    (DetailKind::Column, "remark"),
    (DetailKind::Admin, "anything"),
];
const OF_LANGUAGE: &[(DetailKind, &str)] = &[
    (DetailKind::Descrip, "definition"),
    (DetailKind::Note, "note"),
];
const OF_TERM: &[(DetailKind, &str)] = &[
    (DetailKind::Descrip, "context"),
    (DetailKind::TermNote, "termType"),
    (DetailKind::TermNote, "register"),
    (DetailKind::Column, "further"),
    (DetailKind::Note, "note"),
];

/// The first plain note is that of the term, as readers have it.
fn with_first_note(mut term: Term) -> Term {
    let is_plain = |detail: &Detail| detail.kind == DetailKind::Note && detail.is_plain();
    if term.note.is_none()
        && let Some(at) = term.details.iter().position(is_plain)
    {
        term.note = Some(term.details.remove(at).value);
    }
    term
}

fn term() -> impl Strategy<Value = Term> {
    (
        text(),
        prop::option::of(0..4_usize),
        0..3_usize,
        prop::option::weighted(0.3, "noun|verb|proper noun"),
        some_text(),
        details(OF_TERM),
        prop::option::weighted(0.2, "[a-zə<&\" -]{1,5}[a-z]"),
        0..6_usize,
    )
        .prop_map(|(text, status, case, part, note, details, form, grammar)| {
            with_first_note(Term {
                text,
                status: status.map_or(Status::default(), |at| Status::ALL[at]),
                is_status_stated: status.is_some(),
                case: [CaseRule::Free, CaseRule::Sentence, CaseRule::Strict][case],
                part_of_speech: part,
                gender: (grammar == 1).then_some(Gender::Feminine),
                animacy: (grammar == 2).then_some(Animacy::Animate),
                is_indeclinable: grammar == 3,
                forms: form
                    .map(|form| form.trim().to_owned())
                    .into_iter()
                    .collect(),
                note,
                details,
                place: None,
            })
        })
}

fn termbase() -> impl Strategy<Value = Termbase> {
    let section = |language: &'static str| {
        (prop::collection::vec(term(), 1..3), details(OF_LANGUAGE)).prop_map(
            move |(terms, details)| LanguageSection {
                language: language.parse().unwrap(),
                details,
                terms,
            },
        )
    };
    let concept = (
        section("en"),
        section("az"),
        prop::option::weighted(0.3, section("ru-RU")),
        details(OF_CONCEPT),
    );
    prop::collection::vec(concept, 1..4).prop_map(|concepts| Termbase {
        concepts: concepts
            .into_iter()
            .enumerate()
            .map(
                |(at, (english, azerbaijani, russian, details))| ConceptEntry {
                    id: format!("c{at}"),
                    is_id_made: false,
                    details,
                    sections: [Some(english), Some(azerbaijani), russian]
                        .into_iter()
                        .flatten()
                        .collect(),
                },
            )
            .collect(),
        details: Vec::new(),
    })
}

fn written(termbase: &Termbase, format: TermbaseFormat) -> (String, Losses) {
    let mut bytes = Vec::new();
    let options = WriteOptions {
        source: "en".parse().ok(),
        target: "az".parse().ok(),
        ..WriteOptions::default()
    };
    let losses = write_termbase(termbase, format, &options, &mut bytes).unwrap();
    (String::from_utf8(bytes).unwrap(), losses)
}

fn read(text: &str, format: TermbaseFormat) -> ReadTermbase {
    let options = ReadOptions {
        source: "en".parse().ok(),
        target: "az".parse().ok(),
    };
    read_termbase(text, format, &options)
        .unwrap_or_else(|error| panic!("{format:?}: {error}\n{text}"))
}

/// The concepts without their places, the details in order of their names. Only TBX tells kinds of statements apart.
fn concepts(termbase: &Termbase, format: TermbaseFormat) -> Vec<ConceptEntry> {
    let mut concepts = termbase.concepts.clone();
    let is_tbx = matches!(format, TermbaseFormat::Tbx | TermbaseFormat::TbxV2);
    // The others have no way to say nothing of a status, or none to say that it is preferred.
    let states = matches!(
        format,
        TermbaseFormat::Csv | TermbaseFormat::Tsv | TermbaseFormat::Multiterm
    );
    let plain = |details: &mut Vec<Detail>| {
        for detail in details.iter_mut().filter(|_| !is_tbx) {
            detail.kind = DetailKind::Column;
        }
        details.sort_by(|one, other| (one.kind, &one.name).cmp(&(other.kind, &other.name)));
    };
    for concept in &mut concepts {
        plain(&mut concept.details);
        for section in &mut concept.sections {
            plain(&mut section.details);
            for term in &mut section.terms {
                term.place = None;
                term.is_status_stated &= is_tbx || states;
                plain(&mut term.details);
            }
        }
    }
    concepts
}

/// How many cases are tried: as many as the environment asks for, else fewer than elsewhere.
fn cases() -> u32 {
    let asked = std::env::var("PROPTEST_CASES").ok();
    asked.and_then(|asked| asked.parse().ok()).unwrap_or(64)
}

proptest! {
    // Each case goes through all formats, some of them several times.
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn what_is_written_is_read_and_written_again(termbase in termbase()) {
        for format in TermbaseFormat::ALL {
            let (text, losses) = written(&termbase, format);
            // Where all terms are lost there is nothing to read.
            if text.is_empty() {
                continue;
            }
            let again = read(&text, format);
            prop_assert!(again.losses.is_empty(), "{:?}: {}\n{}", format, again.losses, text);
            if losses.is_empty() {
                prop_assert_eq!(concepts(&again.termbase, format), concepts(&termbase, format), "{:?}\n{}", format, text);
            }
            let (same, more) = written(&again.termbase, format);
            prop_assert!(more.is_empty(), "{:?}: {}\n{}", format, more, text);
            prop_assert_eq!(same, text, "{:?}", format);
        }
    }

    #[test]
    fn nothing_but_what_is_counted_is_lost(termbase in termbase()) {
        // The formats that hold all that this termbase says.
        for format in [TermbaseFormat::Tbx, TermbaseFormat::TbxV2] {
            let (text, losses) = written(&termbase, format);
            prop_assert!(losses.is_empty(), "{:?}: {}", format, losses);
            prop_assert_eq!(concepts(&read(&text, format).termbase, format), concepts(&termbase, format));
        }
        // The others keep every term that they do not count.
        for format in TermbaseFormat::ALL {
            let (text, losses) = written(&termbase, format);
            if text.is_empty() {
                continue;
            }
            let again = read(&text, format).termbase;
            let terms = |termbase: &Termbase| {
                let mut terms: Vec<(String, String)> = termbase
                    .concepts
                    .iter()
                    .flat_map(|concept| &concept.sections)
                    .flat_map(|section| {
                        let language = section.language.normal();
                        section.terms.iter().map(move |term| (language.to_owned(), term.text.clone()))
                    })
                    .collect();
                terms.sort_unstable();
                terms.dedup();
                terms
            };
            let counts_terms = losses.iter().any(|(what, _)| what.contains("term"));
            if !counts_terms {
                prop_assert_eq!(terms(&again), terms(&termbase), "{:?}\n{}", format, text);
            }
        }
    }

    #[test]
    fn no_text_makes_a_reader_panic(text in "[ -~ə\n\t\"]{0,80}", start in 0..9_usize) {
        let start = [
            "", "concept,language,term\n", "en,az\n", "Entry_ID,English,Term_Info\n", "#UTX 1.11; en/az\n#src\ttgt\n", "a\tb\n",
            "<tbx><conceptEntry>", "<mtf><conceptGrp>", "@prefix a: <urn:a:> .\n",
        ][start];
        let text = format!("{start}{text}");
        for format in TermbaseFormat::ALL {
            let _ = validate_text(&text, format, &ReadOptions::default());
        }
        let _ = TermbaseFormat::detect(&text, "csv");
    }
}
