//! Where findings go.

use std::path::{Path, PathBuf};

use yaddash_io::xml::Position;
use yaddash_model::{ByteSpan, Finding, LanguageTag, Place, Severity};

use super::rule::Rule;

/// A stretch of the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    pub(super) start: Position,
    pub(super) end: Position,
}

impl Stretch {
    /// A stretch without length.
    pub(super) const fn point(at: Position) -> Self {
        Self { start: at, end: at }
    }
}

/// Makes findings and hands them on.
pub(super) struct Report<'f> {
    path: PathBuf,
    receive: &'f mut dyn FnMut(Finding),
    /// Takes each `tuid` of the file with its place.
    identify: &'f mut dyn FnMut(&str, Stretch),
    pub(super) errors: u64,
    pub(super) warnings: u64,
}

impl<'f> Report<'f> {
    pub(super) fn new(
        path: &Path,
        receive: &'f mut dyn FnMut(Finding),
        identify: &'f mut dyn FnMut(&str, Stretch),
    ) -> Self {
        Self {
            path: path.to_owned(),
            receive,
            identify,
            errors: 0,
            warnings: 0,
        }
    }

    pub(super) fn add(
        &mut self,
        rule: &'static Rule,
        stretch: Stretch,
        language: Option<&LanguageTag>,
        text: &str,
        message: String,
    ) {
        self.pass(Finding {
            rule: rule.rule_id(),
            severity: rule.severity,
            place: Place {
                path: self.path.clone(),
                start: stretch.start.line_column(),
                end: stretch.end.line_column(),
                span: ByteSpan::new(stretch.start.byte, stretch.end.byte),
            },
            language: language.cloned(),
            text: text.to_owned(),
            concept: None,
            suggestions: Vec::new(),
            message,
        });
    }

    /// Counts a finding and hands it on.
    pub(super) fn pass(&mut self, finding: Finding) {
        match finding.severity {
            Severity::Error => self.errors += 1,
            _ => self.warnings += 1,
        }
        (self.receive)(finding);
    }

    /// A unit is called `tuid`.
    pub(super) fn tuid(&mut self, tuid: &str, stretch: Stretch) {
        (self.identify)(tuid, stretch);
    }
}
