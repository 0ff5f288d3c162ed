#![doc = include_str!("missing-term.md")]

use yaddash_model::{ByteSpan, Severity};

use super::{BlockText, Issue, Rule, wrong_term};

pub(super) const RULE: Rule = Rule {
    id: "missing-term",
    severity: Severity::Warning,
    is_fixable: false,
    doc: include_str!("missing-term.md"),
};

/// Looks for the concepts of `source` in `target`; the spans of the issues are those of the whole target.
pub(crate) fn check(source: &BlockText<'_>, target: &BlockText<'_>, issues: &mut Vec<Issue>) {
    let mut asked: Vec<usize> = Vec::new();
    let mut taken: Vec<usize> = Vec::new();
    for place in source.places() {
        let concepts: Vec<usize> = place
            .iter()
            .filter(|occurrence| !occurrence.lacks_capitals)
            .map(|occurrence| occurrence.term.concept)
            .collect();
        let is_there = |concept: &usize| {
            target
                .occurrences
                .iter()
                .any(|occurrence| occurrence.term.concept == *concept)
        };
        if concepts
            .iter()
            .any(|concept| asked.contains(concept) || is_there(concept))
        {
            continue;
        }
        let wanted = concepts.iter().find_map(|at| {
            let concept = source.termbase.concepts.get(*at)?;
            Some((*at, concept, concept.preferred(target.language)?))
        });
        let Some((at, concept, preferred)) = wanted else {
            continue;
        };
        asked.push(at);
        if let Some(issue) = wrong_term::instead_of(concept, preferred, source, target, &mut taken)
        {
            issues.push(issue);
            continue;
        }
        let found = place
            .first()
            .map(|occurrence| source.text_of(occurrence.span))
            .unwrap_or_default();
        issues.push(Issue {
            rule: &RULE,
            span: ByteSpan::new(0, target.text.source().len()),
            concept: Some(concept.id.clone()),
            suggestions: concept
                .terms(target.language)
                .filter(|term| term.status.is_approved())
                .map(|term| term.text.clone())
                .collect(),
            message: format!(
                "the source has `{found}`, and `{}` is missing",
                preferred.text
            ),
        });
    }
}
