//! The files of an import.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::args::ConvertFormat;
use crate::{input, units};

/// A file, and its form.
#[derive(Debug)]
pub(super) struct UnitFile {
    pub(super) path: PathBuf,
    pub(super) format: ConvertFormat,
}

/// The files that `paths` name, those of folders by name. Of a folder, files whose names tell no format of units are passed
/// over.
pub(super) fn find(paths: &[PathBuf], format: Option<ConvertFormat>) -> Result<Vec<UnitFile>> {
    let mut found = Vec::new();
    for path in paths {
        if input::is_stdin(path) {
            found.push(UnitFile {
                path: path.clone(),
                format: format.unwrap_or(ConvertFormat::Tmx),
            });
        } else if path.is_dir() {
            let before = found.len();
            walk(path, format, &mut found)?;
            anyhow::ensure!(
                found.len() > before,
                "{}: there are no files of units in it",
                path.display()
            );
        } else {
            let format = format.or_else(|| units::format_of(path)).with_context(|| {
                format!(
                    "{}: the extension names no format; give one with --from",
                    path.display()
                )
            })?;
            found.push(UnitFile {
                path: path.clone(),
                format,
            });
        }
    }
    Ok(found)
}

fn walk(folder: &Path, wanted: Option<ConvertFormat>, found: &mut Vec<UnitFile>) -> Result<()> {
    let unreadable = || format!("cannot read {}", folder.display());
    let mut entries = fs::read_dir(folder)
        .and_then(Iterator::collect::<std::io::Result<Vec<_>>>)
        .with_context(unreadable)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        // What a link leads to may be above it.
        if entry.file_type().with_context(unreadable)?.is_dir() {
            walk(&path, wanted, found)?;
        } else if let Some(format) = units::format_of(&path)
            && wanted.is_none_or(|wanted| wanted == format)
            && path.is_file()
        {
            found.push(UnitFile { path, format });
        }
    }
    Ok(())
}
