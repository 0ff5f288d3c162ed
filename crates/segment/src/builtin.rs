//! The built-in rules.
//!
//! They are SRX files with one thing more: `%never%`, `%title%` and the other names of [`AbbreviationClass`] stand for a
//! pattern of all abbreviations of that class, from the plain list of the language, and `%starter%` for its words that start
//! sentences. The rules of a language come first and those for all languages behind them, as SRX's `cascade` has it.

use std::sync::{Arc, OnceLock};

use yaddash_model::LanguageTag;

use crate::abbreviations::{AbbreviationClass, AbbreviationList};
use crate::srx::{Header, LanguageMap, LanguageRules, PassedOver, Rule, SrxDocument, portable};
use crate::{Error, Segmenter};

/// The rules of one language as they stand in the source.
struct Source {
    language: &'static str,
    file: &'static str,
    rules: &'static str,
    abbreviations: &'static str,
    starters: &'static str,
    segmenter: OnceLock<Segmenter>,
}

macro_rules! source {
    ($language:literal, $starters:expr) => {
        Source {
            language: $language,
            file: concat!($language, ".srx"),
            rules: include_str!(concat!("../rules/", $language, ".srx")),
            abbreviations: include_str!(concat!("../rules/abbreviations/", $language, ".txt")),
            starters: $starters,
            segmenter: OnceLock::new(),
        }
    };
}

/// The languages that have rules of their own.
static LANGUAGES: [Source; 3] = [
    source!("az", include_str!("../rules/starters/az.txt")),
    source!("en", ""),
    source!("ru", ""),
];

/// The rules for all languages.
static DEFAULT: Source = Source {
    language: "default",
    file: "default.srx",
    rules: include_str!("../rules/default.srx"),
    abbreviations: "",
    starters: "",
    segmenter: OnceLock::new(),
};

/// The built-in segmenter for a language.
#[expect(
    clippy::expect_used,
    reason = "the files are part of the program, and a test compiles each of them"
)]
pub(crate) fn segmenter(language: &LanguageTag) -> &'static Segmenter {
    let source = LANGUAGES
        .iter()
        .find(|source| source.language == language.language())
        .unwrap_or(&DEFAULT);
    source
        .segmenter
        .get_or_init(|| compile(source).expect("the built-in rules compile"))
}

fn compile(source: &Source) -> Result<Segmenter, Error> {
    let (header, own) = expanded(source)?;
    let shared = if source.language == DEFAULT.language {
        LanguageRules::default()
    } else {
        expanded(&DEFAULT)?.1
    };
    let rules = [own, shared]
        .into_iter()
        .flat_map(|set| {
            let name: Arc<str> = Arc::from(set.name);
            set.rules
                .into_iter()
                .map(move |rule| (Arc::clone(&name), rule))
        })
        .collect();
    Segmenter::compile(format!("builtin-{}", source.language), rules, header, None)
}

/// The rules of a file with its abbreviations in place.
fn expanded(source: &Source) -> Result<(Header, LanguageRules), Error> {
    let document = SrxDocument::parse(source.rules, Some(source.file))?;
    let list = AbbreviationList::parse(source.abbreviations, Some(source.file))?;
    let patterns: Vec<(String, Option<String>)> = AbbreviationClass::ALL
        .iter()
        .map(|class| (format!("%{}%", class.name()), list.pattern(*class)))
        .chain([("%starter%".to_owned(), any_word(source.starters))])
        .collect();
    let mut rules = document
        .language_rules
        .into_iter()
        .next()
        .unwrap_or_default();
    rules.rules = rules
        .rules
        .into_iter()
        .filter_map(|rule| expand(rule, &patterns))
        .collect();
    Ok((document.header, rules))
}

/// A pattern that matches each word of a list, in which `#` starts a comment; `None` where there is none.
fn any_word(list: &str) -> Option<String> {
    let words: Vec<&str> = list
        .lines()
        .filter_map(|line| line.split('#').next())
        .flat_map(str::split_whitespace)
        .collect();
    (!words.is_empty()).then(|| format!("(?:{})", words.join("|")))
}

/// The rule with abbreviations and words for names; `None` where it needs a list that has none.
fn expand(mut rule: Rule, patterns: &[(String, Option<String>)]) -> Option<Rule> {
    for (name, pattern) in patterns {
        for part in [&mut rule.before, &mut rule.after] {
            if part.contains(name.as_str()) {
                *part = part.replace(name.as_str(), pattern.as_deref()?);
            }
        }
    }
    Some(rule)
}

/// The built-in rules of all languages as one SRX 2.0 file, for other programs: abbreviations are written out, and the
/// patterns are rewritten where engines differ. They need neither look-around nor flags, and where Java puts parts into
/// look-behind it can tell their greatest length. Groups that may be repeated without end are repeated six times at most.
///
/// # Panics
/// Never: the files are part of the program, and a test reads each of them.
#[expect(
    clippy::expect_used,
    reason = "the files are part of the program, and a test reads each of them"
)]
pub fn builtin_srx() -> SrxDocument {
    let sets: Vec<(Header, LanguageRules)> = LANGUAGES
        .iter()
        .chain([&DEFAULT])
        .map(|source| expanded(source).expect("the built-in rules are SRX"))
        .collect();
    let mut language_maps: Vec<LanguageMap> = LANGUAGES
        .iter()
        .zip(&sets)
        .map(|(source, (_, rules))| LanguageMap {
            pattern: format!("{}([-_].*)?", source.language),
            rules_name: rules.name.clone(),
            ..LanguageMap::default()
        })
        .collect();
    let header = sets.first().map(|(header, _)| *header).unwrap_or_default();
    let language_rules: Vec<LanguageRules> = sets
        .into_iter()
        .map(|(_, set)| LanguageRules {
            rules: set.rules.iter().map(portable).collect(),
            ..set
        })
        .collect();
    language_maps.extend(language_rules.last().map(|rules| LanguageMap {
        pattern: ".*".to_owned(),
        rules_name: rules.name.clone(),
        ..LanguageMap::default()
    }));
    SrxDocument {
        header: Header {
            cascade: true,
            ..header
        },
        language_rules,
        language_maps,
        passed_over: PassedOver::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_file_compiles() {
        for source in LANGUAGES.iter().chain([&DEFAULT]) {
            if let Err(error) = compile(source) {
                panic!("{error}");
            }
        }
    }

    #[test]
    fn the_exported_patterns_are_plain() {
        for set in builtin_srx().language_rules {
            for (number, rule) in set.rules.iter().enumerate() {
                for part in [&rule.before, &rule.after] {
                    for sign in ["(?<", "(?=", "(?!", "(?>", "(?i", "*+", "++", "?+", r"\h"] {
                        assert!(
                            !part.contains(sign),
                            "{} {}: {sign} in {part}",
                            set.name,
                            number + 1
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn the_exported_file_has_the_same_rules() {
        let document = builtin_srx();
        assert_eq!(
            SrxDocument::parse(&document.to_xml(), None).unwrap(),
            document
        );
        for language in ["az", "az-Cyrl", "en-GB", "ru", "de"] {
            let tag: LanguageTag = language.parse().unwrap();
            let exported = Segmenter::from_srx(&document, &tag).unwrap();
            let descriptions = |segmenter: &Segmenter| -> Vec<String> {
                segmenter
                    .rules()
                    .map(|rule| rule.description.clone())
                    .collect()
            };
            assert_eq!(
                descriptions(&exported),
                descriptions(segmenter(&tag)),
                "{language}"
            );
        }
    }
}
