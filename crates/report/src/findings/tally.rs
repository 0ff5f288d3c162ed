//! Counts over findings.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::PathBuf;

use serde::Serialize;
use yaddash_model::{Finding, Severity};

use super::Findings;

/// How many findings there are, in all, by severity and by rule.
#[derive(Debug, Default, Serialize)]
pub(super) struct Tally {
    pub(super) files_checked: usize,
    /// Files with at least one finding.
    pub(super) files_with_findings: usize,
    pub(super) findings: usize,
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) infos: usize,
    /// In the order of the names of the rules.
    pub(super) rules: BTreeMap<String, usize>,
    /// The paths of the files with findings.
    #[serde(skip)]
    paths: BTreeSet<PathBuf>,
    #[serde(skip)]
    last_path: PathBuf,
}

impl Tally {
    /// No findings yet.
    pub(super) fn new(files_checked: usize) -> Self {
        Self {
            files_checked,
            ..Self::default()
        }
    }

    /// All of `findings`.
    pub(super) fn of(findings: &dyn Findings, files_checked: usize) -> io::Result<Self> {
        let mut tally = Self::new(files_checked);
        findings.each(&mut |finding| {
            tally.add(finding);
            Ok(())
        })?;
        Ok(tally)
    }

    pub(super) fn add(&mut self, finding: &Finding) {
        let path = &finding.place.path;
        if self.findings == 0 || *path != self.last_path {
            self.last_path.clone_from(path);
            self.files_with_findings += usize::from(self.paths.insert(path.clone()));
        }
        self.findings += 1;
        let rule = finding.rule.as_str();
        if let Some(count) = self.rules.get_mut(rule) {
            *count += 1;
        } else {
            self.rules.insert(rule.to_owned(), 1);
        }
        *self.count_mut(finding.severity) += 1;
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
