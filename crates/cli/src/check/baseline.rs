//! Baselines: findings that are known and not reported again, so that a project with old text can begin to check new one.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use serde::{Deserialize, Serialize};
use yaddash_io::AtomicFile;
use yaddash_model::Finding;
use yaddash_report::{Fingerprints, Sources};

/// The version of the file's form.
const VERSION: u32 = 1;

/// A baseline as it is stored: findings by fingerprints of their content, never by line.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Baseline {
    version: u32,
    fingerprints: BTreeSet<String>,
}

impl Baseline {
    /// A baseline that knows the findings of these fingerprints.
    pub(crate) fn of(fingerprints: Vec<String>) -> Self {
        Self {
            version: VERSION,
            fingerprints: fingerprints.into_iter().collect(),
        }
    }

    /// Reads a baseline.
    pub(crate) fn read(path: &Path) -> Result<Self> {
        let bytes = std::fs::read(path).map_err(|error| yaddash_io::Error::from_read(error, path));
        let bytes = bytes.context("there is no such baseline; make it with --update-baseline")?;
        let baseline: Self = serde_json::from_slice(&bytes)
            .with_context(|| format!("{}: is not a baseline", path.display()))?;
        ensure!(
            baseline.version == VERSION,
            "{}: is a baseline of version {}, not {VERSION}; make it anew with --update-baseline",
            path.display(),
            baseline.version
        );
        Ok(baseline)
    }

    /// Writes the baseline.
    pub(crate) fn write(&self, path: &Path) -> Result<()> {
        let mut file = AtomicFile::create(path)?;
        serde_json::to_writer_pretty(&mut file, self)?;
        file.write_all(b"\n")
            .with_context(|| format!("cannot write {}", path.display()))?;
        Ok(file.commit()?)
    }

    /// Number of findings that it knows.
    pub(crate) fn len(&self) -> usize {
        self.fingerprints.len()
    }

    /// Whether it knows the finding of this fingerprint.
    pub(crate) fn knows(&self, fingerprint: &str) -> bool {
        self.fingerprints.contains(fingerprint)
    }
}

/// The fingerprints of findings, in their order.
pub(crate) fn fingerprints<'a>(findings: &'a [Finding], sources: &'a Sources<'a>) -> Vec<String> {
    let mut fingerprints = Fingerprints::new(sources);
    findings
        .iter()
        .map(|finding| fingerprints.next(finding))
        .collect()
}
