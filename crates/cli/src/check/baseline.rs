//! Baselines: findings that are known and not reported again, so that a project with old text can begin to check new one.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use serde::{Deserialize, Serialize};
use yaddash_io::AtomicFile;
use yaddash_model::Finding;
use yaddash_report::{Fingerprints, Sources, decode_path, repository_path};

use crate::input;

/// The version of the file's form.
const VERSION: u32 = 2;

/// Findings that are known, by fingerprints of their content, never by line.
#[derive(Debug)]
pub(crate) struct Baseline {
    entries: Vec<Entry>,
}

/// Findings that agree in their content.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Entry {
    path: String,
    rule: String,
    /// What was found wrong, for those who read the file.
    text: String,
    fingerprint: String,
    count: usize,
}

#[derive(Deserialize)]
struct Stored {
    version: u32,
    #[serde(default)]
    findings: Vec<Entry>,
}

/// What a baseline makes of the findings of a run.
pub(crate) struct Compared {
    /// For each finding, whether it is not known.
    pub(crate) is_new: Vec<bool>,
    /// Known findings that are no more.
    pub(crate) stale: usize,
    /// The baseline without them.
    pub(crate) pruned: Baseline,
}

impl Baseline {
    /// A baseline that knows these findings.
    pub(crate) fn of<'a>(findings: &[Finding], sources: &'a Sources<'a>) -> Self {
        let mut fingerprints = Fingerprints::new(sources);
        let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
        for finding in findings {
            let fingerprint = fingerprints.content(finding);
            let entry = entries.entry(fingerprint).or_insert_with_key(|name| Entry {
                path: repository_path(&finding.place.path).into_owned(),
                rule: finding.rule.as_str().to_owned(),
                text: finding.text.clone(),
                fingerprint: name.clone(),
                count: 0,
            });
            entry.count += 1;
        }
        let mut entries: Vec<Entry> = entries.into_values().collect();
        entries.sort();
        Self { entries }
    }

    /// Reads a baseline.
    pub(crate) fn read(path: &Path) -> Result<Self> {
        let bytes = std::fs::read(path).map_err(|error| yaddash_io::Error::from_read(error, path));
        let bytes = bytes.context("there is no such baseline; make it with --update-baseline")?;
        let stored: Stored = serde_json::from_slice(&bytes)
            .with_context(|| format!("{}: is not a baseline", path.display()))?;
        ensure!(
            stored.version == VERSION,
            "{}: is a baseline of version {}, not {VERSION}; make it anew with --update-baseline",
            path.display(),
            stored.version
        );
        Ok(Self {
            entries: stored.findings,
        })
    }

    /// Writes the baseline, an entry a line, so that changes of it are read easily.
    pub(crate) fn write(&self, path: &Path) -> Result<()> {
        let mut file = AtomicFile::create(path)?;
        self.write_to(&mut file)
            .with_context(|| format!("cannot write {}", path.display()))?;
        Ok(file.commit()?)
    }

    fn write_to(&self, out: &mut dyn Write) -> std::io::Result<()> {
        write!(out, "{{\"version\":{VERSION},\"findings\":[")?;
        let mut separator = "\n";
        for entry in &self.entries {
            out.write_all(separator.as_bytes())?;
            serde_json::to_writer(&mut *out, entry)?;
            separator = ",\n";
        }
        out.write_all(b"\n]}\n")
    }

    /// Number of findings that it knows.
    pub(crate) fn len(&self) -> usize {
        self.entries.iter().map(|entry| entry.count).sum()
    }

    /// Finds what is new among the findings of a run, and what is known of files that the run looked into, or that are
    /// gone, and is no more.
    pub(crate) fn compare<'a>(
        &self,
        findings: &[Finding],
        checked: &[PathBuf],
        sources: &'a Sources<'a>,
    ) -> Compared {
        let mut known: HashMap<&str, usize> = HashMap::new();
        for entry in &self.entries {
            *known.entry(&entry.fingerprint).or_default() += entry.count;
        }
        let mut fingerprints = Fingerprints::new(sources);
        let is_new = findings
            .iter()
            .map(
                |finding| match known.get_mut(&*fingerprints.content(finding)) {
                    Some(left) if *left > 0 => {
                        *left -= 1;
                        false
                    }
                    _ => true,
                },
            )
            .collect();
        let checked: BTreeSet<_> = checked.iter().map(|path| repository_path(path)).collect();
        let (mut stale, mut kept) = (0, Vec::new());
        for entry in &self.entries {
            let unused = known.get_mut(entry.fingerprint.as_str());
            let is_looked_into = checked.contains(entry.path.as_str()) || !entry.is_of_a_file();
            let gone = unused.filter(|_| is_looked_into).map_or(0, |unused| {
                let gone = entry.count.min(*unused);
                *unused -= gone;
                gone
            });
            stale += gone;
            if entry.count > gone {
                let count = entry.count - gone;
                kept.push(Entry {
                    count,
                    ..entry.clone()
                });
            }
        }
        Compared {
            is_new,
            stale,
            pruned: Self { entries: kept },
        }
    }
}

impl Entry {
    /// Whether its file is there.
    fn is_of_a_file(&self) -> bool {
        input::path_of(&decode_path(&self.path)).exists()
    }
}
