//! Searching and replacing in the texts of units.

use regex_automata::meta::Regex;
use regex_automata::util::interpolate;
use thiserror::Error;
use yaddash_model::{LanguageTag, Segment, TranslationUnit};

/// What is searched for in texts, and what takes its place.
#[derive(Clone, Debug)]
pub struct Replacement {
    pattern: Pattern,
    with: String,
    language: Option<LanguageTag>,
}

#[derive(Clone, Debug)]
enum Pattern {
    Text(String),
    Regex(Box<Regex>),
}

/// Why something cannot be searched for.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ReplacementError {
    /// Nothing is searched for.
    #[error("there is nothing to search for")]
    Empty,
    /// The regular expression cannot be read.
    #[error("the regular expression `{pattern}` cannot be read: {reason}")]
    Regex {
        /// The expression.
        pattern: String,
        /// What is wrong with it.
        reason: String,
    },
}

impl Replacement {
    /// Every `text` becomes `with`.
    ///
    /// # Errors
    /// Where `text` is empty.
    pub fn of_text(
        text: impl Into<String>,
        with: impl Into<String>,
    ) -> Result<Self, ReplacementError> {
        let text = text.into();
        if text.is_empty() {
            return Err(ReplacementError::Empty);
        }
        Ok(Self {
            pattern: Pattern::Text(text),
            with: with.into(),
            language: None,
        })
    }

    /// Every match of `pattern` becomes `with`, in which `$1` stands for what the first group matched and `$$` for `$`.
    ///
    /// # Errors
    /// Where the pattern is empty or cannot be read.
    pub fn of_regex(pattern: &str, with: impl Into<String>) -> Result<Self, ReplacementError> {
        if pattern.is_empty() {
            return Err(ReplacementError::Empty);
        }
        let regex = Regex::new(pattern).map_err(|error| ReplacementError::Regex {
            pattern: pattern.to_owned(),
            reason: error
                .syntax_error()
                .map_or_else(|| error.to_string(), ToString::to_string),
        })?;
        Ok(Self {
            pattern: Pattern::Regex(Box::new(regex)),
            with: with.into(),
            language: None,
        })
    }

    /// Only in variants that serve for `language`.
    #[must_use]
    pub fn in_language(mut self, language: LanguageTag) -> Self {
        self.language = Some(language);
        self
    }

    /// Replaces in the texts of `unit`; tells how often.
    pub fn apply(&self, unit: &mut TranslationUnit) -> usize {
        let mut count = 0;
        for variant in &mut unit.variants {
            let is_asked = |language: &LanguageTag| language.accepts(&variant.language);
            if self.language.as_ref().is_none_or(is_asked)
                && let Some((segment, times)) = self.replaced(&variant.segment)
            {
                variant.segment = segment;
                count += times;
            }
        }
        count
    }

    /// The segment with the replacements, and how many there are; nothing where there are none. Codes stay; those within
    /// what is replaced stand behind it.
    fn replaced(&self, segment: &Segment) -> Option<(Segment, usize)> {
        let text = segment.text();
        let found = self.found(text);
        if found.is_empty() {
            return None;
        }
        let mut made = Segment::new();
        let mut codes = segment.codes().iter().peekable();
        let mut at = 0;
        for (start, end, with) in &found {
            while let Some(placed) = codes.next_if(|placed| placed.offset <= *start) {
                made.push_text(text.get(at..placed.offset).unwrap_or_default());
                at = placed.offset;
                made.push_code(placed.code.clone());
            }
            made.push_text(text.get(at..*start).unwrap_or_default());
            made.push_text(with);
            at = *end;
            while let Some(placed) = codes.next_if(|placed| placed.offset < *end) {
                made.push_code(placed.code.clone());
            }
        }
        for placed in codes {
            made.push_text(text.get(at..placed.offset).unwrap_or_default());
            at = placed.offset;
            made.push_code(placed.code.clone());
        }
        made.push_text(text.get(at..).unwrap_or_default());
        Some((made, found.len()))
    }

    /// Where something is replaced, and by what.
    fn found(&self, text: &str) -> Vec<(usize, usize, String)> {
        match &self.pattern {
            Pattern::Text(wanted) => text
                .match_indices(wanted.as_str())
                .map(|(start, found)| (start, start + found.len(), self.with.clone()))
                .collect(),
            Pattern::Regex(regex) => regex
                .captures_iter(text)
                .filter_map(|captures| {
                    let whole = captures.get_match()?;
                    let mut with = String::new();
                    interpolate::string(
                        &self.with,
                        |group, with| {
                            let span = captures.get_group(group);
                            let matched = span.and_then(|span| text.get(span.start..span.end));
                            with.push_str(matched.unwrap_or_default());
                        },
                        |name| captures.group_info().to_index(whole.pattern(), name),
                        &mut with,
                    );
                    Some((whole.start(), whole.end(), with))
                })
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use yaddash_model::{CodeKind, InlineCode, Variant};

    fn unit(texts: &[(&str, &str)]) -> TranslationUnit {
        TranslationUnit {
            variants: texts
                .iter()
                .map(|(language, text)| Variant::new(LanguageTag::parse(language).unwrap(), *text))
                .collect(),
            ..TranslationUnit::default()
        }
    }

    #[test]
    fn texts_are_replaced_in_the_language_that_is_asked_for() {
        let mut units = unit(&[("en-GB", "ECPA, ECPA"), ("az", "ECPA")]);
        let replacement = Replacement::of_text("ECPA", "PACE").unwrap();
        let in_english = replacement.in_language(LanguageTag::parse("en").unwrap());
        assert_eq!(in_english.apply(&mut units), 2);
        assert_eq!(units, unit(&[("en-GB", "PACE, PACE"), ("az", "ECPA")]));
    }

    #[test]
    fn groups_are_put_in() {
        let mut units = unit(&[("az", "12 mart 2024")]);
        let replacement = Replacement::of_regex(r"(\d+) (?<ay>\p{L}+) (\d+)", "$3: $ay$$").unwrap();
        assert_eq!(replacement.apply(&mut units), 1);
        assert_eq!(units, unit(&[("az", "2024: mart$")]));
        assert!(Replacement::of_regex("(", "").is_err());
        assert!(Replacement::of_text("", "x").is_err());
    }

    #[test]
    fn codes_stay() {
        let mut segment = Segment::from("Milli ");
        segment.push_code(InlineCode::new(CodeKind::HiStart));
        segment.push_text("Məclis");
        segment.push_code(InlineCode::new(CodeKind::HiEnd));
        segment.push_text("in");
        let (made, times) = Replacement::of_text("Məclis", "Şura")
            .unwrap()
            .replaced(&segment)
            .unwrap();
        assert_eq!((made.text(), times), ("Milli Şurain", 1));
        let places: Vec<usize> = made.codes().iter().map(|placed| placed.offset).collect();
        assert_eq!(places, [6, 11]);
        let (made, _) = Replacement::of_text("lli M", "R")
            .unwrap()
            .replaced(&segment)
            .unwrap();
        let places: Vec<usize> = made.codes().iter().map(|placed| placed.offset).collect();
        assert_eq!((made.text(), places), ("MiRəclisin", vec![3, 9]));
    }
}
