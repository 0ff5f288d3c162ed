//! Versions of a document among the files of a run.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Result;
use yaddash_glossary::{Checker, Version};

use super::Checked;
use super::files::{language_of, without_language};

/// Adds what the versions of a document say of each other to their findings. Versions are files whose names differ in
/// the language alone; two of one language are no versions.
pub(super) fn check(paths: &[PathBuf], results: &mut [Result<Checked>], checker: &Checker) {
    let mut groups: BTreeMap<PathBuf, Vec<usize>> = BTreeMap::new();
    for (at, path) in paths.iter().enumerate() {
        if language_of(path).is_some() {
            groups.entry(without_language(path)).or_default().push(at);
        }
    }
    for group in groups.values().filter(|group| group.len() > 1) {
        let versions: Vec<(usize, Version<'_>)> = group
            .iter()
            .filter_map(|at| Some((*at, version(results.get(*at)?.as_ref().ok()?)?)))
            .collect();
        let mut languages: Vec<&str> = versions
            .iter()
            .map(|(_, version)| version.language.language())
            .collect();
        languages.sort_unstable();
        languages.dedup();
        if versions.len() < 2 || languages.len() != versions.len() {
            continue;
        }
        let (numbers, versions): (Vec<usize>, Vec<Version<'_>>) = versions.into_iter().unzip();
        let found = checker.check_versions(&versions);
        for (at, findings) in numbers.iter().zip(found) {
            let others = numbers.iter().filter(|other| *other != at);
            let others = others
                .filter_map(|other| paths.get(*other).cloned())
                .collect();
            if let Some(Ok(checked)) = results.get_mut(*at) {
                checked.add(findings, others);
            }
        }
    }
}

fn version(checked: &Checked) -> Option<Version<'_>> {
    let loaded = checked.loaded.as_ref()?;
    let path: &Path = &loaded.path;
    Some(Version {
        document: &loaded.document,
        source: &loaded.text,
        path,
        language: checked.language.as_ref()?,
    })
}
