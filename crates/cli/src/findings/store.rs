//! Findings that may be more than memory holds.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Seek, SeekFrom, Write};
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use yaddash_model::{ByteSpan, Finding, LanguageTag, LineColumn, Place, RuleId, Severity};
use yaddash_report::Findings;

/// How many findings are held in memory.
const HELD: usize = 4_096;

/// Findings in their order: the first in memory, more than that in a temporary file of the system.
#[derive(Default)]
pub(crate) struct FindingStore {
    held: Vec<Finding>,
    /// The paths of those in the file.
    paths: Vec<PathBuf>,
    file: Option<BufWriter<File>>,
    count: usize,
}

impl FindingStore {
    /// Takes a finding up behind the others.
    pub(crate) fn push(&mut self, finding: Finding) -> io::Result<()> {
        self.count += 1;
        if self.held.len() < HELD {
            self.held.push(finding);
            return Ok(());
        }
        if self.paths.last() != Some(&finding.place.path) {
            self.paths.push(finding.place.path.clone());
        }
        let file = match &mut self.file {
            Some(file) => file,
            None => self.file.insert(BufWriter::new(tempfile::tempfile()?)),
        };
        serde_json::to_writer(&mut *file, &Stored::of(&finding, self.paths.len() - 1))?;
        file.write_all(b"\n")
    }

    /// All that were taken up, to be gone through.
    pub(crate) fn finish(self) -> io::Result<StoredFindings> {
        let file = self.file.map(BufWriter::into_inner).transpose();
        Ok(StoredFindings {
            held: self.held,
            paths: self.paths,
            file: file.map_err(io::IntoInnerError::into_error)?,
            count: self.count,
        })
    }
}

/// Findings that were taken up.
pub(crate) struct StoredFindings {
    held: Vec<Finding>,
    paths: Vec<PathBuf>,
    file: Option<File>,
    count: usize,
}

impl Findings for StoredFindings {
    fn count(&self) -> usize {
        self.count
    }

    fn each(&self, visit: &mut dyn FnMut(&Finding) -> io::Result<()>) -> io::Result<()> {
        self.held.iter().try_for_each(&mut *visit)?;
        let Some(mut file) = self.file.as_ref() else {
            return Ok(());
        };
        file.seek(SeekFrom::Start(0))?;
        let mut lines = BufReader::with_capacity(1 << 16, file);
        let mut line = Vec::new();
        while lines.read_until(b'\n', &mut line)? > 0 {
            visit(&serde_json::from_slice::<Stored<'_>>(&line)?.finding(&self.paths))?;
            line.clear();
        }
        Ok(())
    }
}

/// A finding as a line of the file.
#[derive(Serialize, Deserialize)]
struct Stored<'a>(
    #[serde(borrow)] Cow<'a, str>,
    Severity,
    usize,
    [usize; 6],
    #[serde(borrow)] Option<Cow<'a, str>>,
    #[serde(borrow)] Cow<'a, str>,
    Option<String>,
    Vec<String>,
    #[serde(borrow)] Cow<'a, str>,
);

impl<'a> Stored<'a> {
    fn of(finding: &'a Finding, path: usize) -> Self {
        let Place {
            start, end, span, ..
        } = &finding.place;
        let language = finding.language.as_ref().map(LanguageTag::as_str);
        Self(
            Cow::Borrowed(finding.rule.as_str()),
            finding.severity,
            path,
            [
                start.line,
                start.column,
                end.line,
                end.column,
                span.start(),
                span.end(),
            ],
            language.map(Cow::Borrowed),
            Cow::Borrowed(&finding.text),
            finding.concept.clone(),
            finding.suggestions.clone(),
            Cow::Borrowed(&finding.message),
        )
    }

    fn finding(self, paths: &[PathBuf]) -> Finding {
        let Self(rule, severity, path, place, language, text, concept, suggestions, message) = self;
        let [line, column, end_line, end_column, start, end] = place;
        Finding {
            rule: RuleId::from(rule.into_owned()),
            severity,
            place: Place {
                path: paths.get(path).cloned().unwrap_or_default(),
                start: LineColumn { line, column },
                end: LineColumn {
                    line: end_line,
                    column: end_column,
                },
                span: ByteSpan::new(start, end),
            },
            language: language.and_then(|tag| LanguageTag::parse(&tag).ok()),
            text: text.into_owned(),
            concept,
            suggestions,
            message: message.into_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_memory_holds_comes_back_in_order() {
        let finding = |number: usize| Finding {
            rule: RuleId::new("tmx-date"),
            severity: Severity::Warning,
            place: Place {
                path: format!("file {}\n", number / 3_000).into(),
                start: LineColumn {
                    line: number,
                    column: 2,
                },
                end: LineColumn {
                    line: number,
                    column: 4,
                },
                span: ByteSpan::new(number, number + 2),
            },
            language: number.is_multiple_of(2).then(|| "az-AZ".parse().unwrap()),
            text: format!("\u{1}\"Şəki\"\n{number}"),
            concept: number.is_multiple_of(5).then(|| "pace".to_owned()),
            suggestions: vec!["bir".to_owned(); number % 3],
            message: format!("it is {number}"),
        };
        for count in [0, 1, HELD, HELD + 1, 3 * HELD] {
            let mut store = FindingStore::default();
            for number in 0..count {
                store.push(finding(number)).unwrap();
            }
            let stored = store.finish().unwrap();
            assert_eq!(stored.count(), count);
            for _ in 0..2 {
                let mut number = 0;
                let all = stored.each(&mut |read| {
                    assert_eq!(*read, finding(number));
                    number += 1;
                    Ok(())
                });
                all.unwrap();
                assert_eq!(number, count);
            }
        }
    }
}
