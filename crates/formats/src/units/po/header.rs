//! The message without text that a file starts with.

use yaddash_model::{LanguageTag, Property};

use super::entry::Entry;
use super::plural;

/// What a file says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// The comment above it, `\n` between its lines.
    pub comment: Option<String>,
    /// Whatever else is said about it, as properties of a message: flags such as `fuzzy`, references, extracted comments.
    pub properties: Vec<Property>,
    /// Names and values, in order. A line without a colon is a value without a name.
    pub fields: Vec<(String, String)>,
}

impl Header {
    /// The header of a new file, whose charset is UTF-8.
    #[must_use]
    pub fn new(source: &LanguageTag, target: Option<&LanguageTag>) -> Self {
        let mut header = Self::default();
        header.complete(source, target);
        header
    }

    /// The value of the field `name`.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.fields
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// Sets the field `name`: in its place where it is there, else at the end.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        let known = self
            .fields
            .iter_mut()
            .find(|(known, _)| known.eq_ignore_ascii_case(name));
        match known {
            Some((_, old)) => *old = value.into(),
            None => self.fields.push((name.to_owned(), value.into())),
        }
    }

    /// What a message without text says.
    pub(super) fn of(entry: &Entry) -> Self {
        let text = entry.strings.first().and_then(Option::as_deref);
        let lines = text.unwrap_or_default().lines();
        let fields = lines.filter(|line| !line.trim().is_empty()).map(|line| {
            let (name, value) = line.split_once(':').unwrap_or(("", line));
            (name.trim().to_owned(), value.trim().to_owned())
        });
        Self {
            comment: entry.note(),
            properties: entry.properties(),
            fields: fields.collect(),
        }
    }

    pub(super) fn text(&self) -> String {
        let lines = self.fields.iter().map(|(name, value)| {
            let colon = if name.is_empty() { "" } else { ": " };
            format!("{name}{colon}{value}\n")
        });
        lines.collect()
    }

    /// Adds what gettext asks for and is not there, and says what the file that is written is.
    pub(super) fn complete(&mut self, source: &LanguageTag, target: Option<&LanguageTag>) {
        for name in [
            "Project-Id-Version",
            "PO-Revision-Date",
            "Last-Translator",
            "Language-Team",
        ] {
            if self.get(name).is_none() {
                self.set(name, "");
            }
        }
        self.set("Language", target.map(underscored).unwrap_or_default());
        self.set("X-Source-Language", underscored(source));
        self.set("MIME-Version", "1.0");
        self.set("Content-Type", "text/plain; charset=UTF-8");
        self.set("Content-Transfer-Encoding", "8bit");
        if let Some(rule) = target.and_then(plural::forms)
            && self.get("Plural-Forms").is_none()
        {
            self.set("Plural-Forms", rule);
        }
    }

    /// The language of the translations.
    pub(super) fn language(&self) -> Option<LanguageTag> {
        language(self.get("Language")?)
    }

    /// The language of the source texts, where the file names it.
    pub(super) fn source_language(&self) -> Option<LanguageTag> {
        language(self.get("X-Source-Language")?)
    }

    /// How many plural forms a message has.
    pub(super) fn forms(&self) -> Option<usize> {
        plural::count(self.get("Plural-Forms")?)
    }
}

/// gettext writes `pt_BR`.
fn underscored(language: &LanguageTag) -> String {
    language.as_str().replace('-', "_")
}

/// The tag of a locale, such as `az_AZ.UTF-8` or `sr@latin`.
fn language(locale: &str) -> Option<LanguageTag> {
    let locale = locale.trim();
    let named = LanguageTag::lenient(locale).ok()?;
    // `C` names no language.
    let is_language = !named.is_private_use();
    let tag = LanguageTag::parse(locale).or_else(|_| LanguageTag::parse(named.normal()));
    tag.ok().filter(|_| is_language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_are_languages() {
        for (locale, tag) in [
            ("az", Some("az")),
            ("pt_BR", Some("pt_BR")),
            ("az_AZ.UTF-8", Some("az-AZ")),
            ("sr_RS@latin", Some("sr-Latn-RS")),
            ("uz@cyrillic", Some("uz-Cyrl")),
            ("ca@valencia", Some("ca-valencia")),
            ("C", None),
            ("", None),
        ] {
            let found = language(locale);
            assert_eq!(found.as_ref().map(LanguageTag::as_str), tag, "{locale}");
        }
    }

    #[test]
    fn rules_tell_the_number_of_forms() {
        assert_eq!(plural::count("nplurals = 3 ; plural=0;"), Some(3));
        assert_eq!(plural::count("nplurals=INTEGER; plural=EXPRESSION;"), None);
    }
}
