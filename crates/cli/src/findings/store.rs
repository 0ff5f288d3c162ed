//! Findings that may be more than memory holds.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Seek, SeekFrom, Write};
use std::path::PathBuf;

use yaddash_model::Finding;
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
    pub(crate) fn push(&mut self, mut finding: Finding) -> io::Result<()> {
        self.count += 1;
        if self.held.len() < HELD {
            self.held.push(finding);
            return Ok(());
        }
        // Paths need not be text, and are the same for many.
        let path = std::mem::take(&mut finding.place.path);
        if self.paths.last() != Some(&path) {
            self.paths.push(path);
        }
        let file = match &mut self.file {
            Some(file) => file,
            None => self.file.insert(BufWriter::new(tempfile::tempfile()?)),
        };
        serde_json::to_writer(&mut *file, &(self.paths.len() - 1, finding))?;
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
            let (path, mut finding): (usize, Finding) = serde_json::from_slice(&line)?;
            finding.place.path = self.paths.get(path).cloned().unwrap_or_default();
            visit(&finding)?;
            line.clear();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use yaddash_model::{ByteSpan, LineColumn, Place, RuleId, Severity};

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
