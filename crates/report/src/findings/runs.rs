//! Findings of one file that come one after the other.

use std::io;
use std::path::PathBuf;

use yaddash_model::{Finding, Severity};

use super::Findings;

/// How many there are.
pub(super) struct Run {
    pub(super) findings: usize,
    /// Those that are graver than infos.
    pub(super) failing: usize,
}

/// Whether a finding is graver than an info.
pub(super) fn is_failing(finding: &Finding) -> bool {
    finding.severity > Severity::Info
}

/// The runs, in their order; a file whose findings come apart has several.
pub(super) fn runs(findings: &dyn Findings) -> io::Result<Vec<Run>> {
    let mut runs: Vec<Run> = Vec::new();
    let mut last = PathBuf::new();
    findings.each(&mut |finding| {
        let path = &finding.place.path;
        if runs.is_empty() || *path != last {
            last.clone_from(path);
            runs.push(Run {
                findings: 0,
                failing: 0,
            });
        }
        if let Some(run) = runs.last_mut() {
            run.findings += 1;
            run.failing += usize::from(is_failing(finding));
        }
        Ok(())
    })?;
    Ok(runs)
}
