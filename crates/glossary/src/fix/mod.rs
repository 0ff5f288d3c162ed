//! Suggestions applied to a text.

mod diff;

use yaddash_model::Finding;

use crate::rules;

pub use diff::unified_diff;

/// A text with suggestions applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// The text.
    pub text: String,
    /// Which findings were applied, by position, in the order of the text.
    pub applied: Vec<usize>,
}

/// Applies the suggestions of `findings` to `source`, the text of the file that they are about: those of rules whose
/// suggestions are certain ([`rules::Rule::is_fixable`]), with one suggestion, whose text stands in the file byte for
/// byte where they say. Of findings that overlap the first is applied. Nothing else of the text changes.
pub fn fix(source: &str, findings: &[Finding]) -> Fixed {
    let mut order: Vec<(usize, &Finding, &str)> = findings
        .iter()
        .enumerate()
        .filter_map(|(at, finding)| Some((at, finding, replacement(source, finding)?)))
        .collect();
    order.sort_by_key(|(at, finding, _)| (finding.place.span, *at));
    let mut text = String::with_capacity(source.len() + 16);
    let mut applied = Vec::new();
    let mut from = 0;
    for (at, finding, suggestion) in order {
        let span = finding.place.span;
        let Some(between) = source.get(from..span.start()) else {
            // The finding overlaps one that was applied.
            continue;
        };
        text.push_str(between);
        text.push_str(suggestion);
        from = span.end();
        applied.push(at);
    }
    text.push_str(source.get(from..).unwrap_or_default());
    Fixed { text, applied }
}

/// What is to stand in the place of the finding, where that is certain.
fn replacement<'a>(source: &str, finding: &'a Finding) -> Option<&'a str> {
    let rule = rules::find(finding.rule.as_str())?;
    let [suggestion] = finding.suggestions.as_slice() else {
        return None;
    };
    let stands_there =
        !finding.text.is_empty() && finding.place.span.of(source) == Some(finding.text.as_str());
    (rule.is_fixable && stands_there).then_some(suggestion)
}

#[cfg(test)]
mod tests;
