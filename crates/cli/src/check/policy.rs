//! How grave the findings of each rule are by `yaddash.toml`, and where a rule is off.
//!
//! ```toml
//! [check.rules.doubled-word]
//! severity = "off"
//!
//! [[check.overrides]]
//! paths = ["docs/**"]
//! languages = ["ru"]
//! rules = { letter-case = "error" }
//! ```
//!
//! Of several settings for one rule the last that fits counts.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use toml::{Table, Value};
use yaddash_glossary::rules;
use yaddash_model::{Finding, LanguageTag, Severity};

use crate::config::Config;
use crate::messages::Messages;

/// The severities that the configuration gives to findings.
#[derive(Debug, Default)]
pub(crate) struct Policy {
    settings: Vec<Setting>,
    /// The folder that paths are taken from.
    root: PathBuf,
    folder: PathBuf,
}

/// Rules for some files and languages.
#[derive(Debug, Default)]
struct Setting {
    /// All files, where there is no list.
    paths: Option<GlobSet>,
    /// All languages, where there are none.
    languages: Vec<LanguageTag>,
    rules: Vec<(String, Level)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    Off,
    At(Severity),
}

impl Policy {
    /// Reads `check.rules` and `check.overrides`. Rules that do not exist are warned about.
    pub(crate) fn of(config: &Config, messages: Messages) -> Result<Self> {
        let mut settings = Vec::new();
        if let Some(table) = config.table("check.rules") {
            settings.push(Setting {
                rules: levels(table, "check.rules", messages)?,
                ..Setting::default()
            });
        }
        for (number, table) in config.tables("check.overrides").into_iter().enumerate() {
            let name = format!("check.overrides[{number}]");
            settings.push(Setting::of(table, &name, messages)?);
        }
        let folder = std::env::current_dir().context("cannot tell the working directory")?;
        Ok(Self {
            settings,
            root: config.resolve(""),
            folder,
        })
    }

    /// The rules that are off whatever the file and the language, and need not be computed.
    pub(crate) fn off_everywhere(&self) -> impl Iterator<Item = &'static str> {
        rules::all()
            .iter()
            .map(|rule| rule.id)
            .filter(|id| self.is_off_everywhere(id))
    }

    fn is_off_everywhere(&self, id: &str) -> bool {
        for setting in self.settings.iter().rev() {
            match setting.level(id) {
                Some(Level::Off) if setting.holds_everywhere() => return true,
                Some(Level::At(_)) => return false,
                _ => {}
            }
        }
        false
    }

    /// Gives the findings of a file their severities, and drops those of rules that are off.
    pub(crate) fn apply(&self, findings: &mut Vec<Finding>) {
        if self.settings.is_empty() {
            return;
        }
        findings.retain_mut(|finding| match self.level(finding) {
            Some(Level::Off) => false,
            Some(Level::At(severity)) => {
                finding.severity = severity;
                true
            }
            None => true,
        });
    }

    fn level(&self, finding: &Finding) -> Option<Level> {
        let path = self.relative(&finding.place.path);
        self.settings
            .iter()
            .rev()
            .filter(|setting| setting.holds_for(&path, finding.language.as_ref()))
            .find_map(|setting| setting.level(finding.rule.as_str()))
    }

    /// The path from the folder of the configuration, where the file lies in it.
    fn relative(&self, path: &Path) -> PathBuf {
        let whole = self.folder.join(path);
        let parts: PathBuf = whole
            .components()
            .filter(|part| !matches!(part, std::path::Component::CurDir))
            .collect();
        let within = parts.strip_prefix(self.folder.join(&self.root));
        within.map_or_else(|_| path.to_owned(), Path::to_owned)
    }
}

impl Setting {
    fn of(table: &Table, name: &str, messages: Messages) -> Result<Self> {
        let mut setting = Self::default();
        for (key, value) in table {
            match (key.as_str(), value) {
                ("paths", value) => setting.paths = Some(globs(value, name)?),
                ("languages", value) => {
                    for tag in texts(value, name, "languages")? {
                        let tag = tag
                            .parse()
                            .with_context(|| format!("`{name}.languages` in the configuration"))?;
                        setting.languages.push(tag);
                    }
                }
                ("rules", Value::Table(rules)) => {
                    setting.rules = levels(rules, &format!("{name}.rules"), messages)?;
                }
                ("rules", other) => {
                    bail!(
                        "`{name}.rules` in the configuration must be a table, not {}",
                        other.type_str()
                    )
                }
                (other, _) => messages.warning(format_args!(
                    "the configuration has no setting `{name}.{other}`; it is ignored"
                )),
            }
        }
        Ok(setting)
    }

    /// What the setting says of the rule of that name.
    fn level(&self, id: &str) -> Option<Level> {
        let rule = self.rules.iter().find(|(rule, _)| rule == id);
        rule.map(|(_, level)| *level)
    }

    fn holds_everywhere(&self) -> bool {
        self.paths.is_none() && self.languages.is_empty()
    }

    fn holds_for(&self, path: &Path, language: Option<&LanguageTag>) -> bool {
        let in_path = self.paths.as_ref().is_none_or(|paths| paths.is_match(path));
        let in_language = self.languages.is_empty()
            || language.is_some_and(|language| {
                self.languages.iter().any(|wanted| wanted.accepts(language))
            });
        in_path && in_language
    }
}

fn texts<'a>(value: &'a Value, name: &str, key: &str) -> Result<Vec<&'a str>> {
    let list: Option<Vec<&str>> = value
        .as_array()
        .and_then(|list| list.iter().map(Value::as_str).collect());
    list.with_context(|| format!("`{name}.{key}` in the configuration must be a list of texts"))
}

fn globs(value: &Value, name: &str) -> Result<GlobSet> {
    let mut set = GlobSetBuilder::new();
    for pattern in texts(value, name, "paths")? {
        let glob = GlobBuilder::new(pattern)
            .literal_separator(true)
            .build()
            .with_context(|| format!("`{name}.paths` in the configuration"))?;
        set.add(glob);
    }
    Ok(set.build()?)
}

/// Severities by rule, each as `rule = "off"` or `rule = { severity = "off" }`.
fn levels(table: &Table, name: &str, messages: Messages) -> Result<Vec<(String, Level)>> {
    let mut levels = Vec::new();
    for (rule, value) in table {
        let is_rule = rules::find(rule).is_some();
        if !is_rule {
            let meant = rules::nearest(rule)
                .map_or_else(String::new, |near| format!("; did you mean `{}`?", near.id));
            messages.warning(format_args!(
                "the configuration names a rule `{rule}` in `{name}` that does not exist{meant}"
            ));
        }
        let text = match value {
            Value::Table(inner) => {
                for key in inner.keys().filter(|key| *key != "severity") {
                    messages.warning(format_args!(
                        "the configuration has no setting `{name}.{rule}.{key}`; it is ignored"
                    ));
                }
                match inner.get("severity") {
                    Some(value) => value,
                    None => continue,
                }
            }
            other => other,
        };
        let level = match text.as_str() {
            Some("off") => Level::Off,
            Some("info") => Level::At(Severity::Info),
            Some("warning") => Level::At(Severity::Warning),
            Some("error") => Level::At(Severity::Error),
            _ => bail!(
                "`{name}.{rule}` in the configuration is {text}; it must be \"off\", \"info\", \"warning\" or \"error\""
            ),
        };
        if is_rule {
            levels.push((rule.clone(), level));
        }
    }
    Ok(levels)
}

#[cfg(test)]
mod tests {
    use yaddash_model::{LineColumn, Place, RuleId};

    use super::*;

    fn finding(path: &str, language: &str, rule: &'static str) -> Finding {
        Finding {
            rule: RuleId::new(rule),
            severity: Severity::Warning,
            place: Place {
                path: path.into(),
                start: LineColumn::START,
                end: LineColumn::START,
                span: (0..1).into(),
            },
            language: language.parse().ok(),
            text: String::new(),
            concept: None,
            suggestions: Vec::new(),
            message: String::new(),
        }
    }

    fn policy(rules: &str, overrides: &[&str]) -> Policy {
        let messages = Messages::new(true, crate::args::When::Never);
        let mut settings = vec![Setting {
            rules: levels(&rules.parse().unwrap(), "check.rules", messages).unwrap(),
            ..Setting::default()
        }];
        for table in overrides {
            settings.push(Setting::of(&table.parse().unwrap(), "o", messages).unwrap());
        }
        Policy {
            settings,
            root: PathBuf::new(),
            folder: PathBuf::from("/project"),
        }
    }

    #[test]
    fn the_last_setting_that_fits_counts() {
        let policy = policy(
            "doubled-word = \"off\"\nletter-case = { severity = \"error\" }",
            &[
                "paths = [\"docs/**\", \"*.{md,txt}\"]\nlanguages = [\"ru\"]\nrules = { doubled-word = \"info\" }",
                "rules = { missing-term = \"off\" }",
            ],
        );
        let level = |path, language, rule| policy.level(&finding(path, language, rule));
        let info = Some(Level::At(Severity::Info));
        assert_eq!(level("a/x.txt", "en", "doubled-word"), Some(Level::Off));
        assert_eq!(level("docs/a/x.html", "ru", "doubled-word"), info);
        assert_eq!(level("./docs/x.html", "ru-RU", "doubled-word"), info);
        assert_eq!(level("/project/docs/x.html", "ru", "doubled-word"), info);
        assert_eq!(level("docs/x.html", "az", "doubled-word"), Some(Level::Off));
        assert_eq!(level("x.md", "ru", "doubled-word"), info);
        assert_eq!(level("a/x.md", "ru", "doubled-word"), Some(Level::Off));
        assert_eq!(
            level("x.md", "ru", "letter-case"),
            Some(Level::At(Severity::Error))
        );
        assert_eq!(level("x.md", "ru", "missing-term"), Some(Level::Off));
        assert_eq!(level("x.md", "ru", "look-alike"), None);
    }

    #[test]
    fn a_rule_that_is_on_somewhere_is_computed() {
        let off = |rules: &str, overrides: &[&str]| -> Vec<&str> {
            policy(rules, overrides).off_everywhere().collect()
        };
        let both = "doubled-word = \"off\"\nletter-case = \"off\"";
        assert_eq!(off(both, &[]), ["doubled-word", "letter-case"]);
        let one = "languages = [\"ru\"]\nrules = { letter-case = \"info\" }";
        assert_eq!(off(both, &[one]), ["doubled-word"]);
        let everywhere = "rules = { letter-case = \"off\" }";
        assert_eq!(
            off(both, &[one, everywhere]),
            ["doubled-word", "letter-case"]
        );
        let here = "paths = [\"a/**\"]\nrules = { look-alike = \"off\" }";
        assert_eq!(off("", &[here]), [""; 0]);
    }

    #[test]
    fn settings_that_cannot_be() {
        let messages = Messages::new(true, crate::args::When::Never);
        for table in [
            "paths = 3",
            "paths = [\"a[\"]",
            "languages = [\"not a tag\"]",
            "rules = \"off\"",
            "rules = { doubled-word = \"loud\" }",
            "rules = { doubled-word = 3 }",
        ] {
            assert!(
                Setting::of(&table.parse().unwrap(), "o", messages).is_err(),
                "{table}"
            );
        }
    }
}
