//! A finding as the JSON formats write it.

use std::borrow::Cow;

use serde::Serialize;
use yaddash_model::{Finding, LanguageTag, Severity};

use super::path_text;

/// The members of a finding in JSON, in the order they are written.
#[derive(Serialize)]
pub(super) struct Record<'a> {
    rule: &'a str,
    severity: Severity,
    path: Cow<'a, str>,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    start: usize,
    end: usize,
    /// The normal form of the tag.
    language: Option<&'a str>,
    text: &'a str,
    concept: Option<&'a str>,
    suggestions: &'a [String],
    message: &'a str,
    /// Why a comment in the file suppresses it.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

impl<'a> Record<'a> {
    pub(super) fn new(finding: &'a Finding) -> Self {
        let place = &finding.place;
        Self {
            rule: finding.rule.as_str(),
            severity: finding.severity,
            path: path_text(&place.path),
            line: place.start.line,
            column: place.start.column,
            end_line: place.end.line,
            end_column: place.end.column,
            start: place.span.start(),
            end: place.span.end(),
            language: finding.language.as_ref().map(LanguageTag::normal),
            text: &finding.text,
            concept: finding.concept.as_deref(),
            suggestions: &finding.suggestions,
            message: &finding.message,
            reason: None,
        }
    }

    /// A finding that a comment suppresses for this reason.
    pub(super) fn suppressed(finding: &'a Finding, reason: &'a str) -> Self {
        Self {
            reason: Some(reason),
            ..Self::new(finding)
        }
    }
}
