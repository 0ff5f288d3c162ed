//! Versions as the arguments name them: LANG=FILE.

use std::ffi::OsStr;
use std::path::PathBuf;

use anyhow::{Result, anyhow, ensure};
use yaddash_model::LanguageTag;

/// Whether an argument is LANG=FILE.
pub(super) fn is_version(argument: &OsStr) -> bool {
    let bytes = argument.as_encoded_bytes();
    let language = bytes.split(|byte| *byte == b'=').next().unwrap_or_default();
    language.len() < bytes.len()
        && std::str::from_utf8(language).is_ok_and(|tag| tag.parse::<LanguageTag>().is_ok())
}

/// The language and the file of LANG=FILE.
pub(super) fn version(argument: &OsStr) -> Result<(LanguageTag, PathBuf)> {
    let wrong = || {
        anyhow!(
            "`{}` is not LANG=FILE, such as az=letter.az.txt",
            argument.display()
        )
    };
    let text = argument.as_encoded_bytes();
    let at = text
        .iter()
        .position(|byte| *byte == b'=')
        .ok_or_else(wrong)?;
    let (language, file) = text.split_at_checked(at).ok_or_else(wrong)?;
    let language = std::str::from_utf8(language)
        .map_err(|_| wrong())?
        .parse()?;
    let file = path_of(file.get(1..).unwrap_or_default());
    ensure!(!file.as_os_str().is_empty(), wrong());
    Ok((language, file))
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

/// The name of a document by its files: what their names have in common at the start.
pub(super) fn document_name(files: &[(LanguageTag, PathBuf)]) -> String {
    let names: Vec<String> = files
        .iter()
        .filter_map(|(_, path)| path.file_stem())
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    let Some((first, others)) = names.split_first() else {
        return "document".to_owned();
    };
    let is_common = |end: usize| {
        others
            .iter()
            .all(|name| name.get(..end) == first.get(..end))
    };
    let end = first
        .char_indices()
        .map(|(at, c)| at + c.len_utf8())
        .take_while(|end| is_common(*end))
        .last()
        .unwrap_or(0);
    let common = first
        .get(..end)
        .unwrap_or_default()
        .trim_end_matches(['.', '-', '_', ' ']);
    if common.is_empty() {
        first.clone()
    } else {
        common.to_owned()
    }
}
