//! One term in one text.

use yaddash_language::Language;
use yaddash_language::inflection::TermPattern;
use yaddash_model::{ByteSpan, LanguageTag};

use super::{Matcher, Text};

/// Where a single term stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The bytes of the text, endings included.
    pub span: ByteSpan,
    /// Whether it is the term only when letters of another script are read as the ones that they look like.
    pub lookalike: bool,
}

/// Every form of `term` that is found, its dictionary form first; see
/// [`TermPattern::forms`] about chains of Azerbaijani endings.
///
/// ```
/// use yaddash_glossary::forms_of;
/// let forms = forms_of("Совет Европы", &"ru".parse()?);
/// assert_eq!(forms[..2], ["Совет Европы", "Совета Европы"]);
/// # Ok::<(), yaddash_model::LanguageTagError>(())
/// ```
pub fn forms_of(term: &str, language: &LanguageTag) -> Vec<String> {
    let pattern = TermPattern::compile(term, Language::of(language));
    let mut forms = pattern.forms();
    forms.extend(
        pattern
            .closed()
            .map(|closed| closed.forms())
            .unwrap_or_default(),
    );
    forms
}

/// Finds `term` in `text`, in order: in every form, in any letter case but for abbreviations in capitals, outside of
/// addresses, code and the like. Where some have the letter case of the term, those with another are not meant (`Books`
/// and `books`).
///
/// ```
/// use yaddash_glossary::match_term;
/// let found = match_term("Milli Məclis", &"az".parse()?, "Dünən Milli Məclisin iclası oldu.");
/// assert_eq!(found[0].span.range(), 8..23);
/// assert!(!found[0].lookalike);
/// # Ok::<(), yaddash_model::LanguageTagError>(())
/// ```
pub fn match_term(term: &str, language: &LanguageTag, text: &str) -> Vec<Span> {
    let language = Language::of(language);
    let matcher = Matcher::of_term(term, language);
    let mut found = matcher.find_in(&Text::new(text, &[], language), false);
    if found.iter().any(|occurrence| occurrence.case_ok) {
        found.retain(|occurrence| occurrence.case_ok);
    }
    found
        .into_iter()
        .map(|occurrence| Span {
            span: occurrence.span,
            lookalike: occurrence.lookalike,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(term: &str, language: &str, text: &str) -> Vec<String> {
        match_term(term, &language.parse().unwrap(), text)
            .into_iter()
            .filter_map(|found| Some(found.span.of(text)?.to_owned()))
            .collect()
    }

    #[test]
    fn english_compounds_are_found_open_closed_and_with_a_hyphen() {
        for (term, text, expected) in [
            (
                "ceasefire",
                "A cease-fire held, then cease-fires.",
                &["cease-fire", "cease-fires"][..],
            ),
            (
                "co-operation",
                "Cooperation and co-operation",
                &["Cooperation", "co-operation"],
            ),
            ("fact-finding", "a fact finding mission", &["fact finding"]),
            (
                "policymaker",
                "Policy-makers - makers of policy",
                &["Policy-makers"],
            ),
            ("resign", "to re-sign a treaty", &[]),
            ("email", "e - mail, e-\nmail, `e-mail`", &[]),
        ] {
            assert_eq!(found(term, "en", text), expected, "{term}");
        }
        assert_eq!(
            found("медиаграмотность", "ru", "медиа-грамотность"),
            [""; 0]
        );
    }
}
