//! Counts over findings.

use std::collections::BTreeMap;

use serde::Serialize;
use yaddash_model::{Finding, Severity};

/// How many findings there are, in all, by severity and by rule.
#[derive(Debug, Default, Serialize)]
pub(super) struct Tally<'a> {
    pub(super) files_checked: usize,
    /// Files with at least one finding.
    pub(super) files_with_findings: usize,
    pub(super) findings: usize,
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) infos: usize,
    /// In the order of the names of the rules.
    pub(super) rules: BTreeMap<&'a str, usize>,
}

impl<'a> Tally<'a> {
    pub(super) fn new(findings: &'a [Finding], files_checked: usize) -> Self {
        let mut tally = Self {
            files_checked,
            findings: findings.len(),
            ..Self::default()
        };
        let mut paths: Vec<_> = findings.iter().map(|finding| &finding.place.path).collect();
        paths.sort_unstable();
        paths.dedup();
        tally.files_with_findings = paths.len();
        for finding in findings {
            *tally.rules.entry(finding.rule.as_str()).or_default() += 1;
            *tally.count_mut(finding.severity) += 1;
        }
        tally
    }

    fn count_mut(&mut self, severity: Severity) -> &mut usize {
        match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
            Severity::Info => &mut self.infos,
        }
    }

    /// The counts that are not nought, gravest first, such as `2 errors, 1 warning`.
    pub(super) fn by_severity(&self) -> String {
        let counts = [
            (self.errors, "error"),
            (self.warnings, "warning"),
            (self.infos, "info"),
        ];
        let parts: Vec<_> = counts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, name)| counted(*count, name))
            .collect();
        parts.join(", ")
    }
}

/// A number with its noun, which takes an `s` unless there is one.
pub(super) fn counted(count: usize, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{ending}")
}
