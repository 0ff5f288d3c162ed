//! Patterns of file names: which files of a folder are versions of which document.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use yaddash_model::LanguageTag;

/// A pattern such as `{stem}.{lang}.{ext}` or `{lang}/{stem}.txt`.
///
/// `{stem}` may hold folders, `{lang}` is a language tag, `{ext}` an extension without a dot. What lies between them
/// stands for itself.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Literal(String),
    Stem,
    Language,
    Extension,
}

/// What a file name is, by a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Matched {
    /// The name of the document, folders included.
    pub(crate) stem: PathBuf,
    pub(crate) language: LanguageTag,
}

impl Pattern {
    /// Reads a pattern.
    pub(crate) fn parse(text: &str) -> Result<Self> {
        let mut parts = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let (part, length) = if let Some(at) = rest.find('{').filter(|at| *at > 0) {
                (
                    Part::Literal(rest.get(..at).unwrap_or_default().to_owned()),
                    at,
                )
            } else if rest.starts_with("{stem}") {
                (Part::Stem, "{stem}".len())
            } else if rest.starts_with("{lang}") {
                (Part::Language, "{lang}".len())
            } else if rest.starts_with("{ext}") {
                (Part::Extension, "{ext}".len())
            } else if rest.starts_with('{') {
                bail!(
                    "the pattern `{text}` has a `{{` that begins neither {{stem}} nor {{lang}} nor {{ext}}"
                );
            } else {
                (Part::Literal(rest.to_owned()), rest.len())
            };
            parts.push(part);
            rest = rest.get(length..).unwrap_or_default();
        }
        for (part, name) in [(Part::Stem, "{stem}"), (Part::Language, "{lang}")] {
            let count = parts.iter().filter(|known| **known == part).count();
            if count != 1 {
                bail!(
                    "the pattern `{text}` must have {name} once; the usual one is {{stem}}.{{lang}}.{{ext}}"
                );
            }
        }
        Ok(Self { parts })
    }

    /// The document and the language of a file, by its path from the folder; `None` where it does not fit, or is in
    /// none of the `languages`. The stem is as long as it can be.
    pub(crate) fn matches(&self, path: &Path, languages: &[LanguageTag]) -> Option<Matched> {
        let bytes: Vec<u8> = path
            .as_os_str()
            .as_encoded_bytes()
            .iter()
            .map(|byte| {
                if *byte == std::path::MAIN_SEPARATOR as u8 {
                    b'/'
                } else {
                    *byte
                }
            })
            .collect();
        let (stem, language) = fit(&self.parts, &bytes, languages)?;
        Some(Matched {
            stem: path_of(stem),
            language: language?,
        })
    }
}

type Fit<'a> = (&'a [u8], Option<LanguageTag>);

/// Fits the parts to the text from the left, trying the longest stem first.
fn fit<'a>(parts: &[Part], text: &'a [u8], languages: &[LanguageTag]) -> Option<Fit<'a>> {
    let Some((part, rest)) = parts.split_first() else {
        return text.is_empty().then_some((text, None));
    };
    match part {
        Part::Literal(literal) => fit(rest, text.strip_prefix(literal.as_bytes())?, languages),
        Part::Stem => (1..=text.len()).rev().find_map(|length| {
            let (stem, after) = text.split_at_checked(length)?;
            fit(rest, after, languages).map(|(_, language)| (stem, language))
        }),
        Part::Language => (2..=text.len()).rev().find_map(|length| {
            let (tag, after) = text.split_at_checked(length)?;
            let tag: LanguageTag = std::str::from_utf8(tag).ok()?.parse().ok()?;
            let wanted = languages.iter().find(|language| **language == tag)?;
            fit(rest, after, languages).map(|(stem, _)| (stem, Some(wanted.clone())))
        }),
        Part::Extension => (1..=text.len()).rev().find_map(|length| {
            let (extension, after) = text.split_at_checked(length)?;
            if extension.iter().any(|byte| matches!(byte, b'.' | b'/')) {
                return None;
            }
            fit(rest, after, languages)
        }),
    }
}

/// The path of these bytes, which need not be UTF-8.
#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

/// The path of these bytes. File names here are Unicode, but for lone surrogates, which are replaced.
#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matched(pattern: &str, path: &str) -> Option<(String, String)> {
        let languages: Vec<LanguageTag> = ["az", "en", "ru", "az-Cyrl"]
            .map(|tag| tag.parse().unwrap())
            .into();
        let matched = Pattern::parse(pattern)
            .unwrap()
            .matches(Path::new(path), &languages)?;
        Some((
            matched.stem.to_str().unwrap().to_owned(),
            matched.language.to_string(),
        ))
    }

    #[test]
    fn usual_patterns() {
        for (pattern, path, stem, language) in [
            ("{stem}.{lang}.{ext}", "a/book.v2.az.txt", "a/book.v2", "az"),
            ("{stem}.{lang}.{ext}", "book.az-Cyrl.md", "book", "az-Cyrl"),
            ("{stem}.{lang}.{ext}", "book.az_cyrl.md", "book", "az-Cyrl"),
            ("{stem}/{lang}.txt", "acts/1/en.txt", "acts/1", "en"),
            ("{lang}/{stem}.{ext}", "ru/acts/1.html", "acts/1", "ru"),
            ("{stem}_{lang}", "letter_en", "letter", "en"),
            ("news-{lang}-{stem}.txt", "news-ru-May.txt", "May", "ru"),
        ] {
            assert_eq!(
                matched(pattern, path),
                Some((stem.to_owned(), language.to_owned())),
                "{pattern} {path}"
            );
        }
        for (pattern, path) in [
            ("{stem}.{lang}.{ext}", "book.txt"),
            ("{stem}.{lang}.{ext}", "book.old.txt"),
            ("{stem}.{lang}.{ext}", ".az.txt"),
            ("{stem}/{lang}.txt", "en.txt"),
            ("{stem}/{lang}.txt", "1/en.txt.bak"),
        ] {
            assert_eq!(matched(pattern, path), None, "{pattern} {path}");
        }
    }

    #[test]
    fn patterns_that_cannot_work() {
        for pattern in [
            "",
            "{stem}.{ext}",
            "{lang}",
            "{stem}{lang}{lang}",
            "{name}.{lang}",
        ] {
            assert!(Pattern::parse(pattern).is_err(), "{pattern}");
        }
    }

    #[test]
    #[cfg(unix)]
    fn names_need_not_be_utf8() {
        use std::os::unix::ffi::OsStrExt;
        let path = Path::new(std::ffi::OsStr::from_bytes(b"\xff.az.txt"));
        let matched = Pattern::parse("{stem}.{lang}.{ext}")
            .unwrap()
            .matches(path, &["az".parse().unwrap()])
            .unwrap();
        assert_eq!(matched.stem.as_os_str().as_bytes(), b"\xff");
    }
}
