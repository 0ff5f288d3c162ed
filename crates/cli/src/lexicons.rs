//! Lexicons and dictionaries that the user names, as FILE or LANG-LANG=FILE.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, bail, ensure};
use yaddash_io::encoding::Hint;
use yaddash_lexicon::{Dictionary, Lexicon, StarDict, language_name};
use yaddash_model::LanguageTag;

use crate::input;
use crate::messages::Messages;

/// The largest part of a lexicon or dictionary that is read, in bytes.
const LARGEST: u64 = 1 << 30;

/// What stands beside the `.ifo` of `StarDict`.
const STARDICT: [&str; 6] = ["idx", "idx.gz", "dict", "dict.dz", "syn", "syn.dz"];

/// Reads a lexicon that `yaddash lexicon train` wrote, or with `LANG-LANG=` before it a dictionary from the first
/// language into the second: of dictd (`.index` or `.dict`, also `.dict.dz`), of `StarDict` (`.ifo`), or a table (`.tsv`,
/// `.tab`, `.txt`) of words and translations.
pub(crate) fn read(argument: &OsStr, messages: Messages) -> Result<Lexicon> {
    let (languages, path) = parted(argument)?;
    let Some((source, target)) = languages else {
        if is_dictionary(&path) {
            bail!(
                "{}: a dictionary needs its languages: write `en-ru={}`, say, for one from English into Russian",
                input::name(&path),
                path.display()
            );
        }
        let bytes = input::read(&path)?;
        return Ok(Lexicon::from_bytes(&bytes).map_err(|error| error.with_path(&path))?);
    };
    let mut dictionary = Dictionary::new(&source, &target);
    let done = match Form::of(&path) {
        Form::Dictd { index, data } => {
            let index = text(&index, messages)?;
            let data = yaddash_io::input::read(&first_of(&data)?, LARGEST)?;
            dictionary.add_dictd(&index, &data)
        }
        Form::StarDict => read_stardict(&path, &mut dictionary, messages)?,
        Form::Table => {
            dictionary.add_table(&text(&path, messages)?);
            Ok(())
        }
    };
    done.map_err(|error| error.with_path(&path))?;
    if dictionary.is_empty() {
        messages.warning(format_args!(
            "{}: no translation from {source} into {target} was found in it",
            input::name(&path)
        ));
    }
    Ok(dictionary.finish())
}

fn read_stardict(
    path: &Path,
    dictionary: &mut Dictionary,
    messages: Messages,
) -> Result<Result<(), yaddash_lexicon::Error>> {
    let part = |extensions: &[&str]| {
        let names = extensions
            .iter()
            .map(|extension| path.with_extension(extension));
        names.collect::<Vec<PathBuf>>()
    };
    let read = |paths: &[PathBuf]| -> Result<Vec<u8>> {
        Ok(yaddash_io::input::read(&first_of(paths)?, LARGEST)?)
    };
    let info = text(path, messages)?;
    let index = read(&part(&["idx", "idx.gz"]))?;
    let data = read(&part(&["dict", "dict.dz"]))?;
    let synonyms = part(&["syn", "syn.dz"])
        .into_iter()
        .find(|path| path.exists());
    let synonyms = synonyms.map(|path| read(&[path])).transpose()?;
    Ok(dictionary.add_stardict(&StarDict {
        info: &info,
        index: &index,
        data: &data,
        synonyms: synonyms.as_deref(),
    }))
}

/// The languages before the first `=`, where they are there, and the path.
fn parted(argument: &OsStr) -> Result<(Option<(LanguageTag, LanguageTag)>, PathBuf)> {
    let whole = || Ok((None, PathBuf::from(argument)));
    let Some(text) = argument.to_str() else {
        return whole();
    };
    let Some((languages, path)) = text.split_once('=') else {
        return whole();
    };
    if Path::new(text).exists() {
        return whole();
    }
    // The configuration puts its folder before what it names.
    let (folder, languages) = languages.rsplit_once('/').unwrap_or(("", languages));
    let (source, target) = language_pair(languages)?;
    ensure!(
        language_name(&source) != language_name(&target),
        "`{languages}` is one language; a dictionary leads from one into another"
    );
    Ok((Some((source, target)), Path::new(folder).join(path)))
}

/// What an argument of [`read`] serves as: a lexicon, or a dictionary from one language into another.
pub(crate) fn role(argument: &OsStr) -> Result<String> {
    let (languages, _) = parted(argument)?;
    Ok(languages.map_or_else(
        || "lexicon".to_owned(),
        |(source, target)| format!("{source}>{target}"),
    ))
}

/// The files that [`read`] reads for an argument.
pub(crate) fn files(argument: &OsStr) -> Result<Vec<PathBuf>> {
    let (languages, path) = parted(argument)?;
    Ok(match languages.map(|_| Form::of(&path)) {
        Some(Form::Dictd { index, data }) => vec![index, first_of(&data)?],
        Some(Form::StarDict) => {
            let rest = STARDICT
                .iter()
                .map(|extension| path.with_extension(extension));
            let rest: Vec<PathBuf> = rest.filter(|path| path.exists()).collect();
            [vec![path], rest].concat()
        }
        Some(Form::Table) | None => vec![path],
    })
}

/// Two tags with a hyphen between, which may stand in the tags too.
fn language_pair(text: &str) -> Result<(LanguageTag, LanguageTag)> {
    let mut pairs = text.match_indices('-').filter_map(|(at, _)| {
        let (source, target) = (text.get(..at)?, text.get(at + 1..)?);
        // `Cyrl` in `az-Cyrl-ru` reads as a language too; no language has so many letters without being one.
        let is_language = |tag: &str| {
            tag.split('-')
                .next()
                .is_some_and(|part| (2..4).contains(&part.len()))
        };
        let is_pair = is_language(source) && is_language(target);
        is_pair.then(|| Some((source.parse().ok()?, target.parse().ok()?)))?
    });
    pairs
        .next_back()
        .with_context(|| format!("`{text}` is not two languages such as `az-en`"))
}

/// A dictionary that is not a lexicon, by its name.
fn is_dictionary(path: &Path) -> bool {
    let name = path.to_string_lossy();
    [
        ".index", ".dict", ".dz", ".ifo", ".idx", ".tsv", ".tab", ".txt",
    ]
    .iter()
    .any(|extension| name.ends_with(extension))
}

/// The form of a dictionary.
enum Form {
    Dictd { index: PathBuf, data: Vec<PathBuf> },
    StarDict,
    Table,
}

impl Form {
    fn of(path: &Path) -> Self {
        let name = path.as_os_str();
        let base = ["index", "dict.dz", "dict"].iter().find_map(|extension| {
            let text = name.to_str()?;
            text.strip_suffix(extension)
                .filter(|base| base.ends_with('.'))
                .map(OsString::from)
        });
        let is_stardict = path.extension().is_some_and(|extension| extension == "ifo");
        match base {
            Some(base) => {
                let with = |extension: &str| {
                    let mut name = base.clone();
                    name.push(extension);
                    PathBuf::from(name)
                };
                Self::Dictd {
                    index: with("index"),
                    data: vec![with("dict"), with("dict.dz")],
                }
            }
            None if is_stardict => Self::StarDict,
            None => Self::Table,
        }
    }
}

/// The first of the paths at which there is a file.
fn first_of(paths: &[PathBuf]) -> Result<PathBuf> {
    let names: Vec<String> = paths.iter().map(|path| input::name(path)).collect();
    let found = paths.iter().find(|path| path.exists()).cloned();
    found.ok_or_else(|| {
        anyhow!(
            "{}: no such file, which belongs to the dictionary",
            names.join(" or ")
        )
    })
}

/// The text of a file, unpacked.
fn text(path: &Path, messages: Messages) -> Result<String> {
    let bytes = yaddash_io::input::read(path, LARGEST)?;
    Ok(input::text(&bytes, path, Hint::default(), messages))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_may_stand_before_the_languages() {
        let (languages, path) = parted(OsStr::new("conf/en-ru=more/a.tsv")).unwrap();
        assert_eq!(path, Path::new("conf/more/a.tsv"));
        assert!(languages.is_some());
        assert_eq!(
            files(OsStr::new("conf/a.lexicon")).unwrap(),
            [Path::new("conf/a.lexicon")]
        );
    }

    #[test]
    fn languages_stand_before_the_file() {
        for (text, pair) in [
            ("az-en", Some(("az", "en"))),
            ("az-Cyrl-ru", Some(("az-Cyrl", "ru"))),
            ("en-GB-az-Cyrl", Some(("en-GB", "az-Cyrl"))),
            ("az", None),
            ("memory", None),
        ] {
            let found = language_pair(text).ok();
            let found = found
                .as_ref()
                .map(|(source, target)| (source.as_str(), target.as_str()));
            assert_eq!(found, pair, "{text}");
        }
    }
}
