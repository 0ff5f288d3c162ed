//! Which files are checked, and what their names tell.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};
use yaddash_formats::document::DocumentFormat;
use yaddash_language::Language;
use yaddash_model::LanguageTag;

use crate::align::batch::walk;
use crate::args::ConvertFormat;
use crate::units;

/// The files that the arguments name, in their order; of a folder all documents and memories in it, by name. An
/// argument that names nothing is an error of its own beside the files that are there.
pub(crate) fn named(paths: &[PathBuf]) -> Vec<Result<PathBuf>> {
    let mut all = Vec::new();
    let mut seen = BTreeSet::new();
    for path in paths {
        if path.is_dir() {
            let mut files = Vec::new();
            match walk(path, Path::new(""), &mut files) {
                Ok(()) => {
                    files.sort();
                    all.extend(
                        files
                            .into_iter()
                            .filter(|file| is_checked(file))
                            .map(|file| Ok(path.join(file))),
                    );
                }
                Err(error) => all.push(Err(error)),
            }
        } else if path.exists() || crate::input::is_stdin(path) {
            all.push(Ok(path.clone()));
        } else {
            all.push(Err(anyhow!(
                "{}: no such file: check the name and the folder",
                path.display()
            )));
        }
    }
    // A file that is named twice, alone and with its folder, is checked once.
    all.retain(|path| match path {
        Ok(path) => seen.insert(std::path::absolute(path).unwrap_or_else(|_| path.clone())),
        Err(_) => true,
    });
    all
}

/// Whether a file in a folder is checked. Tables are not, since only their user knows whether they hold units.
fn is_checked(path: &Path) -> bool {
    let is_bilingual = matches!(
        units::format_of(path),
        Some(ConvertFormat::Tmx | ConvertFormat::Xliff | ConvertFormat::Po)
    );
    DocumentFormat::of_path(path).is_some() || is_bilingual
}

/// The language that a file name tells: `name.az.txt`, `name_en.md`, `ru.html`, or the name of its folder.
pub(crate) fn language_of(path: &Path) -> Option<LanguageTag> {
    let stem = path.file_stem()?.to_str()?;
    let folder = path
        .parent()
        .and_then(Path::file_name)
        .and_then(|name| name.to_str());
    let after_separator =
        |separators: &[char]| stem.rsplit_once(separators).map(|(_, language)| language);
    [
        after_separator(&['.']),
        Some(stem),
        after_separator(&['_', '-']),
        folder,
    ]
    .into_iter()
    .flatten()
    .find_map(known)
}

/// The path with `*` in the place of the language that [`language_of`] tells, the same for all versions of a document.
pub(crate) fn without_language(path: &Path) -> PathBuf {
    let (Some(stem), Some(parent)) = (
        path.file_stem().and_then(|stem| stem.to_str()),
        path.parent(),
    ) else {
        return path.to_owned();
    };
    let extension = path.extension().unwrap_or_default();
    let named = |stem: String| parent.join(stem).with_added_extension(extension);
    for separators in [&['.'][..], &[], &['_', '-']] {
        if separators.is_empty() {
            if known(stem).is_some() {
                return named("*".to_owned());
            }
        } else if let Some((rest, language)) = stem.rsplit_once(separators)
            && known(language).is_some()
        {
            return named(format!("{rest}.*"));
        }
    }
    match (parent.parent(), path.file_name()) {
        (Some(above), Some(name)) => above.join("*").join(name),
        _ => path.to_owned(),
    }
}

/// The tag, where it is one of a language that is known well.
fn known(text: &str) -> Option<LanguageTag> {
    let tag: LanguageTag = text.parse().ok()?;
    let row = Language::of(&tag);
    Language::all().contains(&row).then_some(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_have_one_name() {
        for (path, name) in [
            ("a/letter.az.txt", "a/letter.*.txt"),
            ("letter_en.md", "letter.*.md"),
            ("docs/ru/index.html", "docs/*/index.html"),
            ("docs/en.html", "docs/*.html"),
        ] {
            assert_eq!(without_language(Path::new(path)), Path::new(name));
        }
    }

    #[test]
    fn names_tell_languages() {
        for (path, language) in [
            ("a/letter.az.txt", Some("az")),
            ("letter.az-Cyrl.txt", Some("az-Cyrl")),
            ("letter_en.md", Some("en")),
            ("docs/ru/index.html", Some("ru")),
            ("docs/en.html", Some("en")),
            ("letter.txt", None),
            ("report-final.txt", None),
        ] {
            let found = language_of(Path::new(path));
            assert_eq!(found.as_ref().map(LanguageTag::as_str), language, "{path}");
        }
    }
}
