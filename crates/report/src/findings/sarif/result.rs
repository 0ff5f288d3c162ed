//! A result of a run (SARIF 2.1.0 section 3.27) and what it holds.

use std::borrow::Cow;

use serde::Serialize;
use yaddash_model::{Finding, LanguageTag, Place, Severity};

use super::super::path::FileUri;

/// The base that relative URIs refer to: the root of the working copy.
pub(super) const BASE: &str = "%SRCROOT%";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SarifResult<'a> {
    rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message<'a>,
    locations: [Location<'a>; 1],
    partial_fingerprints: PartialFingerprints<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fixes: Option<[Fix<'a>; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressions: Option<[Suppression<'a>; 1]>,
    properties: Properties<'a>,
}

/// A comment in the file that suppresses the result (section 3.35).
#[derive(Serialize)]
struct Suppression<'a> {
    kind: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    justification: &'a str,
}

/// Text for people; a sentence where SARIF asks for one.
#[derive(Serialize)]
pub(super) struct Message<'a> {
    pub(super) text: Cow<'a, str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    physical_location: PhysicalLocation<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation<'a> {
    artifact_location: ArtifactLocation,
    region: Region<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

/// Lines and columns from 1, the end column after the last character (section 3.30).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region<'a> {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<Message<'a>>,
}

/// GitHub tells alerts apart by the first name alone; the second is ours, with its version.
#[derive(Serialize)]
struct PartialFingerprints<'a> {
    #[serde(rename = "primaryLocationLineHash")]
    primary: &'a str,
    #[serde(rename = "yaddash/v1")]
    ours: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fix<'a> {
    description: Message<'a>,
    artifact_changes: [ArtifactChange<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange<'a> {
    artifact_location: ArtifactLocation,
    replacements: [Replacement<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: Region<'a>,
    inserted_content: Message<'a>,
}

#[derive(Serialize)]
struct Properties<'a> {
    language: Option<&'a str>,
    concept: Option<&'a str>,
    suggestions: &'a [String],
}

impl<'a> SarifResult<'a> {
    /// `stands_there` says whether the text of the finding stands in the file where the finding says.
    pub(super) fn new(
        finding: &'a Finding,
        rule_index: Option<usize>,
        fingerprint: &'a str,
        stands_there: bool,
    ) -> Self {
        let snippet = Message {
            text: Cow::Borrowed(&finding.text),
        };
        Self {
            rule_id: finding.rule.as_str(),
            rule_index,
            level: level(finding.severity),
            message: Message {
                text: sentence(&finding.message),
            },
            locations: [Location {
                physical_location: PhysicalLocation {
                    artifact_location: ArtifactLocation::new(&finding.place),
                    region: Region::new(&finding.place, Some(snippet)),
                },
            }],
            partial_fingerprints: PartialFingerprints {
                primary: fingerprint,
                ours: fingerprint,
            },
            fixes: Fix::sole(finding).filter(|_| stands_there).map(|fix| [fix]),
            suppressions: None,
            properties: Properties {
                language: finding.language.as_ref().map(LanguageTag::normal),
                concept: finding.concept.as_deref(),
                suggestions: &finding.suggestions,
            },
        }
    }

    /// The same, suppressed in the file for this reason.
    pub(super) fn suppressed(mut self, reason: &'a str) -> Self {
        self.suppressions = Some([Suppression {
            kind: "inSource",
            justification: reason,
        }]);
        self
    }
}

impl ArtifactLocation {
    fn new(place: &Place) -> Self {
        let uri = FileUri::new(&place.path);
        Self {
            uri: uri.text,
            uri_base_id: uri.relative.then_some(BASE),
        }
    }
}

impl<'a> Region<'a> {
    fn new(place: &Place, snippet: Option<Message<'a>>) -> Self {
        let (start, end) = (place.start, place.end.max(place.start));
        Self {
            start_line: start.line.max(1),
            start_column: start.column.max(1),
            end_line: end.line.max(1),
            end_column: end.column.max(1),
            snippet,
        }
    }
}

impl<'a> Fix<'a> {
    /// The fix where there is one suggestion and no other to choose.
    fn sole(finding: &'a Finding) -> Option<Self> {
        let [only] = finding.suggestions.as_slice() else {
            return None;
        };
        let replacement = Replacement {
            deleted_region: Region::new(&finding.place, None),
            inserted_content: Message {
                text: Cow::Borrowed(only),
            },
        };
        Some(Self {
            description: Message {
                text: Cow::Owned(format!("Write `{only}`.")),
            },
            artifact_changes: [ArtifactChange {
                artifact_location: ArtifactLocation::new(&finding.place),
                replacements: [replacement],
            }],
        })
    }
}

pub(super) const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// The text with a full stop, which messages are to end with (section 3.11.3).
pub(super) fn sentence(text: &str) -> Cow<'_, str> {
    if text.ends_with(['.', '!', '?', '…']) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(format!("{text}."))
    }
}
