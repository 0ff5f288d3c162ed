//! The content of an SRX file.

use std::collections::BTreeMap;
use std::sync::Arc;

use yaddash_model::{CodePlacement, LanguageTag, LineColumn};

use crate::{Error, ErrorKind, ErrorPlace, pattern};

/// An SRX file: named sets of rules, and which languages each is for (SRX 2.0 section 4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SrxDocument {
    /// What holds for all rules.
    pub header: Header,
    /// The sets of rules, in the order of the file.
    pub language_rules: Vec<LanguageRules>,
    /// Which languages use which set, in the order of the file.
    pub language_maps: Vec<LanguageMap>,
    /// What the file holds beside SRX and is not kept.
    pub passed_over: PassedOver,
}

/// Elements and attributes of a file that SRX does not know, such as the extensions of Okapi: how often each was there, by
/// its name with prefix. Equal to every other, so that documents compare by what they say.
#[derive(Clone, Debug, Default)]
pub struct PassedOver(pub BTreeMap<String, usize>);

impl PartialEq for PassedOver {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for PassedOver {}

/// What holds for all rules of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// Whether text of sub-flows inside inline codes is segmented too (`segmentsubflows`).
    pub segment_subflows: bool,
    /// Whether a language uses the rules of all maps that fit, in their order, or of the first alone (`cascade`).
    pub cascade: bool,
    /// On which side of a break inline codes fall (`formathandle`).
    pub codes: CodePlacement,
}

impl Default for Header {
    /// Sub-flows are segmented, the first map decides, and closing codes alone stay before the break.
    fn default() -> Self {
        Self {
            segment_subflows: true,
            cascade: false,
            codes: CodePlacement::default(),
        }
    }
}

/// A named set of rules (`languagerule`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LanguageRules {
    /// `languagerulename`.
    pub name: String,
    /// The rules in order; at each position the first that matches decides.
    pub rules: Vec<Rule>,
}

/// One rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rule {
    /// Whether the text breaks where the rule matches (`break`).
    pub breaks: bool,
    /// What stands before the position, a regular expression; empty matches everywhere (`beforebreak`).
    pub before: String,
    /// What stands after the position (`afterbreak`).
    pub after: String,
    /// The comment that stands with the rule.
    pub description: String,
    /// Where the rule was read. Rules are compared without it.
    pub place: RulePlace,
}

/// Where a rule was read; equal to every other place, so that rules compare by what they say.
#[derive(Clone, Debug, Default)]
pub struct RulePlace {
    /// The file's name as the caller gave it.
    pub file: Option<Arc<str>>,
    /// Line of the element, from 1; 0 where it was not read from a file.
    pub line: usize,
    /// Number of the rule within its set, or of the language map, from 1.
    pub number: usize,
}

impl RulePlace {
    /// The place for errors; `rule` names the set and the number of the rule, where it is one.
    pub(crate) fn for_error(&self, rule: Option<(String, usize)>) -> ErrorPlace {
        ErrorPlace {
            file: self.file.as_deref().map(str::to_owned),
            position: (self.line > 0).then_some(LineColumn {
                line: self.line,
                column: 1,
            }),
            offset: None,
            rule,
        }
    }
}

impl PartialEq for RulePlace {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for RulePlace {}

/// Gives the languages that a pattern fits a set of rules (`languagemap`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LanguageMap {
    /// A regular expression that the whole language tag must match, in any case.
    pub pattern: String,
    /// The name of the set.
    pub rules_name: String,
    /// Where the map was read.
    pub place: RulePlace,
}

impl SrxDocument {
    /// The sets of rules for a language, in the order in which they apply; none where no map fits.
    ///
    /// # Errors
    /// A language pattern that is no regular expression, and a map to rules that the file does not have.
    pub fn rules_for(&self, language: &LanguageTag) -> Result<Vec<&LanguageRules>, Error> {
        let mut found = Vec::new();
        for map in &self.language_maps {
            if !map.fits(language)? {
                continue;
            }
            let rules = self
                .language_rules
                .iter()
                .find(|rules| rules.name == map.rules_name)
                .ok_or_else(|| {
                    Error::new(ErrorKind::Structure(format!(
                        "the language map `{}` names rules `{}` that the file does not have",
                        map.pattern, map.rules_name
                    )))
                    .at(map.place.for_error(None))
                })?;
            found.push(rules);
            if !self.header.cascade {
                break;
            }
        }
        Ok(found)
    }
}

/// Language tags are compared in any case (RFC 5646 section 2.1.1).
const IGNORE_CASE: &str = "(?i)";

impl LanguageMap {
    /// Whether the language is one of the map's: its tag as spelt, in normal form, or with `_` for `-`.
    fn fits(&self, language: &LanguageTag) -> Result<bool, Error> {
        let wrong = |character, problem| {
            Error::new(ErrorKind::Pattern {
                pattern: self.pattern.clone(),
                character,
                problem,
            })
            .at(self.place.for_error(None))
        };
        // The flag goes to the parser here: folding the case of `.` costs the other one milliseconds.
        let node = pattern::parse(&format!("{IGNORE_CASE}{}", self.pattern)).map_err(|error| {
            let character = error.character.saturating_sub(IGNORE_CASE.len()).max(1);
            wrong(character, error.problem)
        })?;
        let mut expression = String::from(r"\A(?:");
        pattern::emit(&node, &mut expression);
        expression.push_str(r")\z");
        let regex = fancy_regex::RegexBuilder::new(&expression)
            .backtrack_limit(pattern::STEP_LIMIT)
            .build()
            .map_err(|error| wrong(1, error.to_string()))?;
        for spelling in [
            language.as_str(),
            language.normal(),
            &language.normal().replace('-', "_"),
        ] {
            if regex
                .is_match(spelling)
                .map_err(|error| wrong(1, error.to_string()))?
            {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(cascade: bool, maps: &[(&str, &str)]) -> SrxDocument {
        SrxDocument {
            header: Header {
                cascade,
                ..Header::default()
            },
            language_rules: ["English", "Default"]
                .map(|name| LanguageRules {
                    name: name.to_owned(),
                    rules: Vec::new(),
                })
                .into(),
            language_maps: maps
                .iter()
                .map(|(pattern, name)| LanguageMap {
                    pattern: (*pattern).to_owned(),
                    rules_name: (*name).to_owned(),
                    ..LanguageMap::default()
                })
                .collect(),
            passed_over: PassedOver::default(),
        }
    }

    fn names(document: &SrxDocument, tag: &str) -> Vec<String> {
        document
            .rules_for(&tag.parse().unwrap())
            .unwrap()
            .iter()
            .map(|rules| rules.name.clone())
            .collect()
    }

    #[test]
    fn maps_apply_in_order_and_cascade() {
        let maps = [("EN.*", "English"), (".*", "Default")];
        for (cascade, tag, expected) in [
            (true, "en-GB", vec!["English", "Default"]),
            (false, "en-GB", vec!["English"]),
            (false, "az", vec!["Default"]),
            (true, "az", vec!["Default"]),
        ] {
            assert_eq!(names(&document(cascade, &maps), tag), expected, "{tag}");
        }
        // The whole tag must match.
        assert!(names(&document(true, &[("e", "English")]), "en").is_empty());
        assert_eq!(
            names(&document(true, &[("en_GB", "English")]), "en-GB"),
            ["English"]
        );
    }

    #[test]
    fn a_map_to_missing_rules_is_an_error() {
        let document = document(true, &[(".*", "Nothing")]);
        assert!(document.rules_for(&"az".parse().unwrap()).is_err());
    }
}
