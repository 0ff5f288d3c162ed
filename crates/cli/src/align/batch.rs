//! The documents of a folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use yaddash_model::LanguageTag;

use super::pattern::Pattern;

/// A document of a folder: its versions by language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    /// Its name: the path of its files from the folder, without language and extension.
    pub(crate) stem: PathBuf,
    /// Its files in the order of the languages asked for.
    pub(crate) files: Vec<(LanguageTag, PathBuf)>,
    /// Languages for which there is no file.
    pub(crate) missing: Vec<LanguageTag>,
    /// Files that a language has beside the first one.
    pub(crate) surplus: Vec<PathBuf>,
}

/// The documents of a folder in the order of their names.
pub(crate) fn documents(
    folder: &Path,
    pattern: &Pattern,
    languages: &[LanguageTag],
) -> Result<Vec<Group>> {
    let mut files = Vec::new();
    walk(folder, Path::new(""), &mut files)?;
    files.sort();
    let mut groups: BTreeMap<PathBuf, Vec<(LanguageTag, PathBuf)>> = BTreeMap::new();
    for file in files {
        if let Some(matched) = pattern.matches(&file, languages) {
            groups
                .entry(matched.stem)
                .or_default()
                .push((matched.language, folder.join(&file)));
        }
    }
    Ok(groups
        .into_iter()
        .map(|(stem, files)| group(stem, &files, languages))
        .collect())
}

fn group(stem: PathBuf, found: &[(LanguageTag, PathBuf)], languages: &[LanguageTag]) -> Group {
    let mut group = Group {
        stem,
        files: Vec::new(),
        missing: Vec::new(),
        surplus: Vec::new(),
    };
    for language in languages {
        let mut of_language = found.iter().filter(|(known, _)| known == language);
        match of_language.next() {
            Some(file) => group.files.push(file.clone()),
            None => group.missing.push(language.clone()),
        }
        group
            .surplus
            .extend(of_language.map(|(_, path)| path.clone()));
    }
    group
}

/// All files below `folder`, by their paths from it. Hidden files and folders are passed over.
pub(crate) fn walk(folder: &Path, below: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let here = folder.join(below);
    let entries = std::fs::read_dir(&here)
        .with_context(|| format!("cannot read the folder {}", here.display()))?;
    for entry in entries {
        let entry = entry.with_context(|| format!("cannot read the folder {}", here.display()))?;
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let path = below.join(entry.file_name());
        let kind = entry
            .file_type()
            .with_context(|| format!("cannot read {}", entry.path().display()))?;
        // A link to a folder could lead in a circle; a link to a file is as good as the file.
        if kind.is_dir() {
            walk(folder, &path, files)?;
        } else if kind.is_file() || entry.path().is_file() {
            files.push(path);
        }
    }
    Ok(())
}
