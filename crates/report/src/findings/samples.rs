//! Findings for tests: the characters, places and files that break careless renderers.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use yaddash_model::{ByteSpan, Finding, LineIndex, Place, RuleId, Severity};

use super::{FindingsFormat, FindingsReport, RuleInfo, Terminal, render};

/// Rules, texts and findings of one run.
pub(super) struct Sample {
    pub(super) rules: Vec<RuleInfo<'static>>,
    pub(super) sources: BTreeMap<PathBuf, String>,
    pub(super) findings: Vec<Finding>,
    pub(super) suppressed: Vec<(Finding, String)>,
}

pub(super) const RULES: [RuleInfo<'static>; 2] = [
    RuleInfo {
        id: RuleId::new("deprecated-term"),
        summary: "A term that the glossary forbids.",
        help: "Write the preferred term of the concept instead.",
        severity: Severity::Error,
    },
    RuleInfo {
        id: RuleId::new("number-mismatch"),
        summary: "A number of the source is missing in the target.",
        help: "Compare the numbers of both sides.",
        severity: Severity::Warning,
    },
];

impl Sample {
    pub(super) fn empty() -> Self {
        Self {
            rules: RULES.to_vec(),
            sources: BTreeMap::new(),
            findings: Vec::new(),
            suppressed: Vec::new(),
        }
    }

    /// Adds a finding on the first `marked` in `text`, which is the text of `path`.
    pub(super) fn with(mut self, path: &str, text: &str, marked: &str) -> Self {
        let at = text.find(marked).unwrap();
        let index = LineIndex::new(text);
        self.findings.push(Finding {
            rule: RuleId::new("deprecated-term"),
            severity: Severity::Error,
            place: Place {
                path: path.into(),
                start: index.line_column(text, at),
                end: index.line_column(text, at + marked.len()),
                span: ByteSpan::new(at, at + marked.len()),
            },
            language: Some("az".parse().unwrap()),
            text: marked.to_owned(),
            concept: Some("pace".to_owned()),
            suggestions: vec!["AŞPA".to_owned()],
            message: format!("`{marked}` is a deprecated term"),
        });
        self.sources.insert(path.into(), text.to_owned());
        self
    }

    /// Changes the finding that was added last.
    pub(super) fn but(mut self, change: impl FnOnce(&mut Finding)) -> Self {
        change(self.findings.last_mut().unwrap());
        self
    }

    /// Suppresses the finding that was added last.
    pub(super) fn suppressed(mut self, reason: &str) -> Self {
        let finding = self.findings.pop().unwrap();
        self.suppressed.push((finding, reason.to_owned()));
        self
    }

    /// Forgets the text of the file that was added last.
    pub(super) fn without_source(mut self) -> Self {
        let path = self.findings.last().unwrap().place.path.clone();
        self.sources.remove(&path);
        self
    }

    pub(super) fn source_of(&self, path: &Path) -> Option<Cow<'_, str>> {
        self.sources
            .get(path)
            .map(|text| Cow::Borrowed(text.as_str()))
    }

    pub(super) fn written(&self, format: FindingsFormat) -> String {
        self.written_to(format, Terminal::default())
    }

    pub(super) fn written_to(&self, format: FindingsFormat, terminal: Terminal) -> String {
        let report = FindingsReport {
            findings: &self.findings,
            suppressed: &self.suppressed,
            rules: &self.rules,
            sources: &|path| self.source_of(path),
            version: "1.2.3",
            files_checked: 7,
            terminal,
        };
        let mut out = Vec::new();
        render(format, &report, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }
}

/// One finding of each kind that has broken a renderer somewhere.
pub(super) fn hard() -> Sample {
    let sample = Sample::empty()
        .with(
            "sənəd/giriş.az.md",
            "İlk sətir\r\nİclasda ECPA, sonra ECPA\r\n",
            "ECPA",
        )
        .with(
            "doc/вступление.md",
            "Депутаты\tПАСЕ <script>alert('&')</script>",
            "<script>",
        )
        .but(|finding| {
            finding.rule = RuleId::new("number-mismatch");
            finding.severity = Severity::Warning;
            finding.language = Some("ru".parse().unwrap());
            finding.concept = None;
            finding.suggestions = vec!["<b>".to_owned(), "a, b: 100%".to_owned()];
            finding.message = "<script> & \"quotes\",\nsecond line: 100%".to_owned();
        })
        .with("gone.txt", "x\ny ECPA", "ECPA")
        .but(|finding| {
            finding.rule = RuleId::new("unlisted-rule");
            finding.severity = Severity::Info;
            finding.suggestions.clear();
            finding.language = None;
        })
        .without_source();
    with_unreadable_path(sample)
}

#[cfg(unix)]
fn with_unreadable_path(sample: Sample) -> Sample {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    sample
        .with("replaced", "ECPA", "ECPA")
        .without_source()
        .but(|finding| {
            finding.place.path = OsStr::from_bytes(b"./ok\xff 100%/\xc9\x99.txt").into();
        })
}

#[cfg(not(unix))]
fn with_unreadable_path(sample: Sample) -> Sample {
    sample
}
