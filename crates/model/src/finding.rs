//! What a check has to say.

use std::borrow::Cow;
use std::fmt;
use std::path::PathBuf;

use serde::{Deserialize, Deserializer, Serialize};

use crate::{ByteSpan, LanguageTag, LineColumn};

/// How grave a finding is, from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Likely wrong.
    Warning,
    /// Wrong.
    Error,
}

impl Severity {
    /// The name in lower case.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The stable name of a rule, such as `deprecated-term`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RuleId(Cow<'static, str>);

impl RuleId {
    /// The rule of that name.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for RuleId {
    fn from(name: String) -> Self {
        Self(Cow::Owned(name))
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where in a file something stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The file, as the user named it.
    pub path: PathBuf,
    /// Line and column of the first character.
    pub start: LineColumn,
    /// Line and column after the last character.
    pub end: LineColumn,
    /// Bytes of the file. Empty at 0 for files whose text has no bytes of its own, such as DOCX; there the line is the
    /// number of the paragraph.
    pub span: ByteSpan,
}

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Which rule found it.
    pub rule: RuleId,
    /// How grave it is.
    pub severity: Severity,
    /// Where it stands.
    pub place: Place,
    /// The language of the text.
    #[serde(default, deserialize_with = "language")]
    pub language: Option<LanguageTag>,
    /// The text found wrong; empty where something is missing.
    pub text: String,
    /// The concept of the termbase that it is about.
    pub concept: Option<String>,
    /// What could stand there instead, the best first.
    pub suggestions: Vec<String>,
    /// A sentence fragment in lower case, without a full stop.
    pub message: String,
}

/// A language, named as the file names it.
fn language<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<LanguageTag>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    let tag = text.map(|text| LanguageTag::lenient(&text)).transpose();
    tag.map_err(serde::de::Error::custom)
}
