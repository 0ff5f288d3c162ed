#![doc = include_str!("wrong-term.md")]

use yaddash_language::Language;
use yaddash_language::casing;
use yaddash_language::inflection::inflect_like;
use yaddash_model::Severity;

use super::{BlockText, Issue, Rule};
use crate::termbase::{ConceptEntry, Term};

pub(super) const RULE: Rule = Rule {
    id: "wrong-term",
    severity: Severity::Error,
    is_fixable: false,
    doc: include_str!("wrong-term.md"),
};

/// Looks for a name in `target` that stands for `concept`, which `source` has and `target` has not; `taken` are the
/// concepts that were found so before.
pub(super) fn instead_of(
    concept: &ConceptEntry,
    preferred: &Term,
    source: &BlockText<'_>,
    target: &BlockText<'_>,
    taken: &mut Vec<usize>,
) -> Option<Issue> {
    if !preferred.text.starts_with(casing::is_upper) {
        return None;
    }
    let in_source = |other: usize| {
        source
            .occurrences
            .iter()
            .any(|found| found.term.concept == other)
    };
    let occurrence = target.occurrences.iter().find(|found| {
        found.status.is_approved()
            && !found.lookalike
            && !found.lacks_capitals
            && !taken.contains(&found.term.concept)
            && !in_source(found.term.concept)
    })?;
    let (other, term) = target.term(occurrence)?;
    if !term.text.starts_with(casing::is_upper) || shares_term(concept, other, target) {
        return None;
    }
    taken.push(occurrence.term.concept);
    let found = target.text_of(occurrence.span);
    let language = Language::of(target.language);
    Some(Issue {
        rule: &RULE,
        span: occurrence.span,
        concept: Some(concept.id.clone()),
        suggestions: inflect_like(found, &term.text, &preferred.text, language)
            .into_iter()
            .collect(),
        message: format!(
            "`{found}` is a term of `{}`, and the source speaks of `{}`",
            other.id, concept.id
        ),
    })
}

/// Whether the same words are a term of both concepts.
fn shares_term(one: &ConceptEntry, other: &ConceptEntry, block: &BlockText<'_>) -> bool {
    one.terms(block.language).any(|term| {
        other
            .terms(block.language)
            .any(|there| there.text == term.text)
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check_unit;

    const GLOSSARY: &str = "concept,language,term,status\ncoe,en,Council of Europe,preferred\n\
        coe,az,Avropa Şurası,preferred\ncoe,ru,Совет Европы,preferred\neuc,en,European Council,preferred\n\
        euc,az,Avropa İttifaqı Şurası,preferred\neuc,ru,Европейский совет,preferred\n\
        bill,en,bill,preferred\nbill,az,qanun layihəsi,preferred\n";

    fn found(source: (&str, &str), target: (&str, &str)) -> Vec<(String, String, Vec<String>)> {
        check_unit(GLOSSARY, source, target)
            .into_iter()
            .map(|one| (one.rule.as_str().to_owned(), one.text, one.suggestions))
            .collect()
    }

    #[test]
    fn one_institution_for_another() {
        for (source, target, text, suggestion) in [
            (
                ("en", "at the Council of Europe"),
                ("az", "Avropa İttifaqı Şurasında"),
                "Avropa İttifaqı Şurasında",
                "Avropa Şurasında",
            ),
            (
                ("en", "the European Council’s seat"),
                ("ru", "место Совета Европы"),
                "Совета Европы",
                "",
            ),
        ] {
            // A suggestion only where its form is sure.
            let suggestions: Vec<String> = Some(suggestion.to_owned())
                .filter(|suggestion| !suggestion.is_empty())
                .into_iter()
                .collect();
            assert_eq!(
                found(source, target),
                [("wrong-term".to_owned(), text.to_owned(), suggestions)]
            );
        }
    }

    #[test]
    fn both_or_neither() {
        let both = ("en", "the Council of Europe and the European Council");
        assert!(found(both, ("az", "Avropa Şurası və Avropa İttifaqı Şurası")).is_empty());
        let missing = found(
            ("en", "the bill and the Council of Europe"),
            ("az", "sənəd"),
        );
        let rules: Vec<&str> = missing.iter().map(|one| one.0.as_str()).collect();
        assert_eq!(rules, ["missing-term", "missing-term"]);
    }
}
