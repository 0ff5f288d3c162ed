//! `yaddash.toml`: settings for a project, found upward from the working directory.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use toml::{Table, Value};

use crate::messages::Messages;

/// The name of the file.
const FILE: &str = "yaddash.toml";

/// What a setting holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Number,
    Text,
    Texts,
    Path,
    Paths,
    /// Severities by rule; [`crate::check::policy`] reads them.
    Rules,
    /// Tables, read there too.
    Tables,
}

/// A setting that the file may hold.
struct Key {
    name: &'static str,
    kind: Kind,
    /// As it is written in the file; empty where there is no default.
    default: &'static str,
}

const fn key(name: &'static str, kind: Kind, default: &'static str) -> Key {
    Key {
        name,
        kind,
        default,
    }
}

/// All settings, in the order in which `config show` lists them.
const KEYS: &[Key] = &[
    key("jobs", Kind::Number, ""),
    key("segment.lang", Kind::Text, "\"auto\""),
    key("segment.rules", Kind::Path, ""),
    key("segment.abbreviations", Kind::Texts, "[]"),
    key("align.pattern", Kind::Text, "\"{stem}.{lang}.{ext}\""),
    key("align.langs", Kind::Texts, "[\"az\", \"en\", \"ru\"]"),
    key("align.glossary", Kind::Paths, "[]"),
    key("align.lexicon", Kind::Paths, "[]"),
    key("align.memory", Kind::Paths, "[]"),
    key("align.min-score", Kind::Number, "0.0"),
    key("check.glossary", Kind::Paths, "[]"),
    key("check.lang", Kind::Text, ""),
    key("check.fail-on", Kind::Text, "\"warning\""),
    key("check.rules", Kind::Rules, "{}"),
    key("check.overrides", Kind::Tables, "[]"),
];

/// The settings of the file that was found, if any.
#[derive(Debug, Default)]
pub(crate) struct Config {
    path: Option<PathBuf>,
    table: Table,
}

impl Config {
    /// The configuration for work in `folder`: the first [`FILE`] in it or in a folder above it.
    ///
    /// Unknown settings are warned about, since they are most likely misspelt.
    pub(crate) fn find(folder: &Path, messages: Messages) -> Result<Self> {
        let Some(path) = folder
            .ancestors()
            .map(|folder| folder.join(FILE))
            .find(|path| path.is_file())
        else {
            return Ok(Self::default());
        };
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        let table: Table = text
            .parse()
            .with_context(|| format!("{} is not valid TOML", path.display()))?;
        for (name, value) in settings(&table) {
            match KEYS.iter().find(|key| key.name == name) {
                Some(key) if !key.kind.fits(value) => {
                    bail!(
                        "{}: `{name}` must be {}, not {}",
                        path.display(),
                        key.kind.name(),
                        value.type_str()
                    )
                }
                Some(_) => {}
                None => messages.warning(format_args!(
                    "{}: there is no setting `{name}`; it is ignored",
                    path.display()
                )),
            }
        }
        Ok(Self {
            path: Some(path),
            table,
        })
    }

    fn get(&self, name: &str) -> Option<&Value> {
        let mut parts = name.split('.');
        let mut value = self.table.get(parts.next()?)?;
        for part in parts {
            value = value.as_table()?.get(part)?;
        }
        Some(value)
    }

    /// A setting that is text.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_str()
    }

    /// A setting that is a list of texts.
    pub(crate) fn texts(&self, name: &str) -> Option<Vec<&str>> {
        self.get(name)?
            .as_array()?
            .iter()
            .map(Value::as_str)
            .collect()
    }

    /// A setting that is a table.
    pub(crate) fn table(&self, name: &str) -> Option<&Table> {
        self.get(name)?.as_table()
    }

    /// A setting that is a list of tables.
    pub(crate) fn tables(&self, name: &str) -> Vec<&Table> {
        let list = self.get(name).and_then(Value::as_array);
        list.into_iter()
            .flatten()
            .filter_map(Value::as_table)
            .collect()
    }

    /// A setting that is a number.
    pub(crate) fn number(&self, name: &str) -> Option<f64> {
        let value = self.get(name)?;
        value
            .as_float()
            .or_else(|| value.as_integer().map(|number| number as f64))
    }

    /// A setting that names a file, from the folder of the configuration.
    pub(crate) fn path(&self, name: &str) -> Option<PathBuf> {
        self.text(name).map(|path| self.resolve(path))
    }

    /// A setting that names files, from the folder of the configuration.
    pub(crate) fn paths(&self, name: &str) -> Vec<PathBuf> {
        self.texts(name)
            .unwrap_or_default()
            .into_iter()
            .map(|path| self.resolve(path))
            .collect()
    }

    /// A file that a setting names, from the folder of the configuration.
    pub(crate) fn resolve(&self, path: impl AsRef<Path>) -> PathBuf {
        let path = path.as_ref();
        self.path
            .as_deref()
            .and_then(Path::parent)
            .map_or_else(|| path.into(), |folder| folder.join(path))
    }

    /// All settings in force as TOML, each with where it comes from.
    pub(crate) fn show(&self) -> String {
        let mut shown = String::new();
        for key in KEYS {
            let _ = match (self.get(key.name), &self.path, key.default) {
                (Some(value), Some(path), _) => {
                    writeln!(shown, "{} = {value}  # {}", key.name, path.display())
                }
                (_, _, "") => writeln!(shown, "# {} is not set", key.name),
                (_, _, default) => writeln!(shown, "{} = {default}  # default", key.name),
            };
        }
        shown
    }
}

/// The settings of a table by their full names.
fn settings(table: &Table) -> Vec<(String, &Value)> {
    settings_in(table, "")
}

fn settings_in<'a>(table: &'a Table, prefix: &str) -> Vec<(String, &'a Value)> {
    let mut found = Vec::new();
    for (name, value) in table {
        let name = format!("{prefix}{name}");
        let is_setting = KEYS.iter().any(|key| key.name == name);
        match value.as_table() {
            Some(inner) if !is_setting => found.extend(settings_in(inner, &format!("{name}."))),
            _ => found.push((name, value)),
        }
    }
    found
}

impl Kind {
    fn fits(self, value: &Value) -> bool {
        match self {
            Self::Number => value.is_integer() || value.is_float(),
            Self::Text | Self::Path => value.is_str(),
            Self::Texts | Self::Paths => value
                .as_array()
                .is_some_and(|list| list.iter().all(Value::is_str)),
            Self::Rules => value.is_table(),
            Self::Tables => value
                .as_array()
                .is_some_and(|list| list.iter().all(Value::is_table)),
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Number => "a number",
            Self::Text => "a text",
            Self::Texts => "a list of texts",
            Self::Path => "the name of a file",
            Self::Paths => "a list of names of files",
            Self::Rules => "a table of rules",
            Self::Tables => "a list of tables",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(text: &str) -> Config {
        Config {
            path: Some(PathBuf::from("project/yaddash.toml")),
            table: text.parse().unwrap(),
        }
    }

    #[test]
    fn settings_are_read_by_name() {
        let config = config(
            "jobs = 2\n[align]\nlangs = [\"az\", \"ru\"]\nmin-score = 0.5\n[check]\nglossary = [\"terms.csv\"]\n",
        );
        assert_eq!(config.number("jobs"), Some(2.0));
        assert_eq!(config.texts("align.langs"), Some(vec!["az", "ru"]));
        assert_eq!(
            config.paths("check.glossary"),
            [PathBuf::from("project/terms.csv")]
        );
        assert_eq!(config.text("align.pattern"), None);
    }

    #[test]
    fn all_that_is_shown_can_be_read_back() {
        let shown = config(
            "[check]\nfail-on = \"error\"\n[check.rules.doubled-word]\nseverity = \"off\"\n\
             [[check.overrides]]\npaths = [\"a/**\"]\nrules = { letter-case = \"error\" }\n",
        )
        .show();
        let table: Table = shown.parse().unwrap();
        for (name, value) in settings(&table) {
            let key = KEYS.iter().find(|key| key.name == name).unwrap();
            assert!(key.kind.fits(value), "{name}");
        }
        assert!(shown.contains("check.fail-on = \"error\"  # project/yaddash.toml"));
        assert!(shown.contains("# check.lang is not set"));
        assert!(
            shown.contains("check.rules = { doubled-word = { severity = \"off\" } }  # project/"),
            "{shown}"
        );
    }
}
