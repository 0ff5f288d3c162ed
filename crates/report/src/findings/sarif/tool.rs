//! The tool of a run (SARIF 2.1.0 section 3.18) and its rules (section 3.49).

use serde::Serialize;

use super::super::{FindingsReport, RuleInfo};
use super::result::{Message, level, sentence};

#[derive(Serialize)]
pub(super) struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'static str,
    version: &'a str,
    information_uri: &'static str,
    rules: Vec<Rule<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'a> {
    id: &'a str,
    /// Left out where it would say what the id says (section 3.49.7).
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    short_description: Message<'a>,
    full_description: Message<'a>,
    help: Help<'a>,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Help<'a> {
    text: &'a str,
    markdown: &'a str,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

impl<'a> Tool<'a> {
    pub(super) fn new(report: &FindingsReport<'a>) -> Self {
        Self {
            driver: Driver {
                name: "yaddash",
                version: report.version,
                information_uri: env!("CARGO_PKG_REPOSITORY"),
                rules: report.rules.iter().map(Rule::new).collect(),
            },
        }
    }
}

impl<'a> Rule<'a> {
    fn new(rule: &'a RuleInfo<'a>) -> Self {
        Self {
            id: rule.id.as_str(),
            name: Some(pascal_case(rule.id.as_str()))
                .filter(|name| !name.eq_ignore_ascii_case(rule.id.as_str())),
            short_description: Message {
                text: sentence(rule.summary),
            },
            full_description: Message {
                text: sentence(rule.summary),
            },
            help: Help {
                text: rule.help,
                markdown: rule.help,
            },
            default_configuration: Configuration {
                level: level(rule.severity),
            },
        }
    }
}

/// `deprecated-term` as `DeprecatedTerm`, the form that SARIF asks of the names of rules.
fn pascal_case(id: &str) -> String {
    let mut name = String::with_capacity(id.len());
    for word in id.split(['-', '_', '/', '.']) {
        let mut characters = word.chars();
        name.extend(characters.next().map(|first| first.to_ascii_uppercase()));
        name.push_str(characters.as_str());
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_rules() {
        for (id, name) in [
            ("deprecated-term", "DeprecatedTerm"),
            ("x", "X"),
            ("", ""),
            ("--a", "A"),
            ("tmx/empty-seg", "TmxEmptySeg"),
        ] {
            assert_eq!(pascal_case(id), name);
        }
    }
}
