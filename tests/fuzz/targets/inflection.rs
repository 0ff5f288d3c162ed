//! Inflection: every form that is listed for a term is a form of it, and a replacement is put in the form found, or not.
//! The lines of an input are a term, a text that may be a form of it, and a replacement.
#![no_main]

use libfuzzer_sys::fuzz_target;
use yaddash_fuzz::{language, parted, text_of};
use yaddash_language::Language;
use yaddash_language::inflection::{TermPattern, inflect_like};

/// Bytes of a term of which all forms are listed.
const LISTED: usize = 24;

fuzz_target!(|input: &[u8]| {
    let ([choice], rest) = parted(input);
    let language = Language::of(&language(choice));
    let mut lines = text_of(rest).split('\n');
    let mut line = || lines.next().unwrap_or_default();
    let (term, found, replacement) = (line(), line(), line());

    let pattern = TermPattern::compile(term, language);
    assert_eq!(
        pattern.gaps().len(),
        pattern.words().len().saturating_sub(1)
    );
    assert!(
        pattern.words().is_empty() || pattern.is_form(term),
        "{term:?} is no form of itself"
    );
    let exact = TermPattern::exact(term, language);
    assert!(exact.words().is_empty() || exact.is_form(term));
    let _ = pattern.is_form(found);
    if term.len() <= LISTED {
        for form in pattern.forms() {
            assert!(pattern.is_form(&form), "{form:?} is listed for {term:?}");
        }
    }
    if let Some(form) = inflect_like(found, term, replacement, language) {
        assert!(!form.is_empty() || replacement.is_empty());
    }
});
