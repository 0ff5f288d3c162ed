//! Vectors of segments as the arguments name them: LANG=FILE.npy.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, ensure};
use yaddash_align::Vectors;
use yaddash_io::input::read;
use yaddash_io::npy::Table;
use yaddash_model::LanguageTag;

use super::named::version;
use crate::align::Version;

/// The largest file of vectors, in bytes.
const LARGEST: u64 = 8 << 30;
/// What stands for the name of a document.
const STEM: &str = "{stem}";

/// Where the vectors of each language are.
pub(super) struct VectorFiles(Vec<(LanguageTag, PathBuf)>);

impl VectorFiles {
    pub(super) fn new(arguments: &[OsString]) -> Result<Self> {
        let mut files: Vec<(LanguageTag, PathBuf)> = Vec::new();
        for argument in arguments {
            let (language, path) = version(argument).context("--vectors")?;
            ensure!(
                files.iter().all(|(known, _)| *known != language),
                "--vectors names `{language}` twice"
            );
            files.push((language, path));
        }
        Ok(Self(files))
    }

    /// Refuses vectors that no version of these languages takes.
    pub(super) fn check_languages(&self, languages: &[LanguageTag]) -> Result<()> {
        for (named, path) in &self.0 {
            ensure!(
                languages.contains(named),
                "--vectors {named}={}: there is no version in `{named}`",
                path.display()
            );
        }
        Ok(())
    }

    /// Refuses for the documents of a folder one file for all of them.
    pub(super) fn check_folder(&self, languages: &[LanguageTag]) -> Result<()> {
        self.check_languages(languages)?;
        for (named, path) in &self.0 {
            ensure!(
                path.to_str().is_some_and(|path| path.contains(STEM)),
                "--vectors {named}={}: each document of a folder has vectors of its own; write {STEM} for its name, as in `{named}=vectors/{STEM}.{named}.npy`",
                path.display()
            );
        }
        Ok(())
    }

    /// The file of a language; of a document of a folder that with its name.
    pub(super) fn of(&self, language: &LanguageTag, stem: Option<&Path>) -> Option<PathBuf> {
        let (_, path) = self.0.iter().find(|(known, _)| known == language)?;
        let Some((stem, (before, after))) =
            stem.zip(path.to_str().and_then(|path| path.split_once(STEM)))
        else {
            return Some(path.clone());
        };
        let mut named = OsString::from(before);
        named.push(stem);
        named.push(after);
        Some(named.into())
    }

    /// Gives versions their vectors; `stem` names the document of a folder.
    pub(super) fn add(&self, stem: Option<&Path>, versions: &mut [Version]) -> Result<()> {
        let mut known: Option<(PathBuf, usize)> = None;
        for version in versions {
            let Some(path) = self.of(&version.language, stem) else {
                continue;
            };
            let table = table(&path)?;
            ensure!(
                table.rows == version.segments.len(),
                "{}: has {} rows, but `{}` has {} segments; each segment needs a row, in the order of `yaddash segment`, or of the lines with --segmented",
                path.display(),
                table.rows,
                version.language,
                version.segments.len()
            );
            if let Some((first, columns)) = &known {
                ensure!(
                    *columns == table.columns,
                    "{}: has {} columns, but {} has {columns}; vectors of one model are needed",
                    path.display(),
                    table.columns,
                    first.display()
                );
            }
            known = Some((path.clone(), table.columns));
            let vectors = Vectors::new(table.columns, table.values);
            version.vectors = Some(vectors.ok_or_else(|| {
                anyhow!("{}: holds no vectors of finite numbers", path.display())
            })?);
        }
        Ok(())
    }
}

fn table(path: &Path) -> Result<Table> {
    let bytes = read(path, LARGEST)?;
    Table::from_npy(&bytes).with_context(|| path.display().to_string())
}
