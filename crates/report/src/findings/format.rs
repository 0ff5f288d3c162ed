//! The names of the formats.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A form that findings can be written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FindingsFormat {
    /// Annotated source for people.
    #[default]
    Human,
    /// One JSON object: `{"findings":[…],"summary":{…}}`, one finding a line.
    Json,
    /// One JSON object a line and finding.
    Jsonl,
    /// SARIF 2.1.0, for code scanning and editors.
    Sarif,
    /// Workflow commands of GitHub Actions, which annotate the lines of a change.
    Github,
    /// Code Quality report of GitLab.
    Gitlab,
    /// `JUnit` XML: a suite for each file, a failed test for each finding.
    Junit,
    /// Checkstyle XML.
    Checkstyle,
    /// Reviewdog Diagnostic Format, which comments on pull requests on many services.
    Rdjson,
    /// One self-contained HTML page.
    Html,
}

/// A name that no format has.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{name}` is not a format of findings; there are {}", names())]
pub struct UnknownFormat {
    name: String,
}

impl FindingsFormat {
    /// Every format, in the order that help texts list them.
    pub const ALL: &'static [Self] = &[
        Self::Human,
        Self::Json,
        Self::Jsonl,
        Self::Sarif,
        Self::Github,
        Self::Gitlab,
        Self::Junit,
        Self::Checkstyle,
        Self::Rdjson,
        Self::Html,
    ];

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Sarif => "sarif",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Junit => "junit",
            Self::Checkstyle => "checkstyle",
            Self::Rdjson => "rdjson",
            Self::Html => "html",
        }
    }
}

fn names() -> String {
    let names: Vec<_> = FindingsFormat::ALL
        .iter()
        .map(|format| format.name())
        .collect();
    names.join(", ")
}

impl fmt::Display for FindingsFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for FindingsFormat {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .iter()
            .copied()
            .find(|format| format.name() == name)
            .ok_or_else(|| UnknownFormat {
                name: name.to_owned(),
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_read_back() {
        for format in FindingsFormat::ALL {
            assert_eq!(format.name().parse(), Ok(*format));
        }
    }

    #[test]
    fn other_names_are_refused_with_the_list() {
        let error = "Sarif2".parse::<FindingsFormat>().unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("`Sarif2` is not a format of findings; there are human, json, jsonl")
        );
    }
}
