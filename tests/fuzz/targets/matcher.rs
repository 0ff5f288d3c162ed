//! The term matcher: spans lie in the text and cut no character, whatever the term, its forms and the text. The lines of
//! an input are a term, a further form of it, and a text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use yaddash_fuzz::{assert_in_order, assert_inside, choose, language, parted, text_of};
use yaddash_glossary::{
    CaseRule, ConceptEntry, LanguageSection, Matcher, Term, Termbase, match_term, not_text,
};
use yaddash_model::LanguageTag;

fuzz_target!(|input: &[u8]| {
    let ([language_choice, case], rest) = parted(input);
    let language = language(language_choice);
    let mut lines = text_of(rest).splitn(3, '\n');
    let mut line = || lines.next().unwrap_or_default();
    let (term, form, text) = (line(), line(), line());

    let masks = not_text(text);
    assert_in_order(masks.iter().copied(), text);
    for found in match_term(term, &language, text) {
        assert_inside(found.span, text);
        assert!(!found.span.is_empty());
    }
    let case = choose(
        case,
        &[CaseRule::Free, CaseRule::Sentence, CaseRule::Strict],
    );
    let termbase = termbase(&language, case, [term, form]);
    let matcher = Matcher::new(&termbase, &language);
    let found = matcher.find(text, &masks);
    assert!(found.is_sorted_by_key(|occurrence| occurrence.span.start()));
    for occurrence in found {
        assert_inside(occurrence.span, text);
        assert!(!occurrence.span.is_empty());
        assert!(termbase.get(occurrence.term).is_some());
        assert!(
            !masks.iter().any(|mask| mask.encloses(occurrence.span)),
            "a term where no text is"
        );
    }
});

/// Two concepts: the term with its form, and the form as a term of its own.
fn termbase(language: &LanguageTag, case: CaseRule, [term, form]: [&str; 2]) -> Termbase {
    let concept = |id: &str, text: &str, forms: Vec<String>| ConceptEntry {
        id: id.to_owned(),
        sections: vec![LanguageSection {
            language: language.clone(),
            details: Vec::new(),
            terms: vec![Term {
                text: text.to_owned(),
                case,
                forms,
                ..Term::default()
            }],
        }],
        ..ConceptEntry::default()
    };
    Termbase {
        concepts: vec![
            concept("1", term, vec![form.to_owned()]),
            concept("2", form, Vec::new()),
        ],
        ..Termbase::default()
    }
}
