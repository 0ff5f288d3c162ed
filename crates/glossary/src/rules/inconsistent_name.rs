#![doc = include_str!("inconsistent-name.md")]

use std::cmp::Reverse;
use std::collections::BTreeMap;

use yaddash_language::casing::{self, Shape};
use yaddash_language::stem::stem;
use yaddash_language::translit::name_key;
use yaddash_language::{Language, inflection::fold_word};
use yaddash_model::{ByteSpan, Finding, LanguageTag, Place, Severity};

use super::{BlockText, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "inconsistent-name",
    severity: Severity::Info,
    is_fixable: false,
    doc: include_str!("inconsistent-name.md"),
};

/// Letters of a name and of an abbreviation.
const SHORTEST_NAME: usize = 5;
const SHORTEST_ACRONYM: usize = 3;
/// Units that have the name, and those that have each rendering.
const FEWEST_UNITS: usize = 4;
const FEWEST_RENDERED: usize = 2;
/// Sounds that two renderings of a name share at the beginning.
const SOUNDS: usize = 4;
/// Places that are kept.
const MOST_PLACES: usize = 200_000;

/// The names of a memory, and what stands for them in other languages.
#[derive(Debug, Default)]
pub struct Renderings {
    units: usize,
    places: Vec<(Place, String)>,
    /// By language of the source and of the target.
    tables: BTreeMap<(String, LanguageTag), Table>,
}

#[derive(Debug, Default)]
struct Table {
    sources: BTreeMap<Name, Source>,
    /// In how many units each name of the target stands.
    targets: BTreeMap<Name, usize>,
}

#[derive(Debug, Default)]
struct Source {
    spelled: String,
    units: usize,
    renderings: BTreeMap<Name, Vec<Seen>>,
}

/// A unit, and a place in the list of places.
#[derive(Clone, Copy, Debug)]
struct Seen {
    unit: usize,
    place: usize,
}

/// The stem of a name, or the letters of an abbreviation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Name {
    key: String,
    is_acronym: bool,
}

impl Renderings {
    /// Takes a unit up: the name of the source and of a target.
    pub(crate) fn add(
        &mut self,
        source: &BlockText<'_>,
        target: &BlockText<'_>,
        place: &dyn Fn(ByteSpan) -> Place,
    ) {
        self.units += 1;
        if self.places.len() >= MOST_PLACES {
            return;
        }
        let (there, here) = (names(source), names(target));
        if there.is_empty() && here.is_empty() {
            return;
        }
        let key = (
            source.text.language().code().to_owned(),
            target.language.clone(),
        );
        let table = self.tables.entry(key).or_default();
        let mut kept: Vec<(Name, usize)> = Vec::new();
        for (name, span) in here {
            if !kept.iter().any(|(known, _)| *known == name) {
                *table.targets.entry(name.clone()).or_default() += 1;
            }
            let spelled = target.text_of(span).to_owned();
            self.places.push((place(span), spelled));
            kept.push((name, self.places.len() - 1));
        }
        let mut seen: Vec<&Name> = Vec::new();
        for (name, span) in &there {
            if seen.contains(&name) {
                continue;
            }
            seen.push(name);
            let entry = table.sources.entry(name.clone()).or_default();
            entry.units += 1;
            if entry.spelled.is_empty() {
                source.text_of(*span).clone_into(&mut entry.spelled);
            }
            for (other, place) in &kept {
                if other.is_acronym == name.is_acronym {
                    let seen = Seen {
                        unit: self.units,
                        place: *place,
                    };
                    entry
                        .renderings
                        .entry(other.clone())
                        .or_default()
                        .push(seen);
                }
            }
        }
    }

    /// The rarer renderings, each in its places.
    pub fn findings(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        for ((_, language), table) in &self.tables {
            for (name, source) in &table.sources {
                self.of_source(name, source, table, language, &mut found);
            }
        }
        found
    }

    fn of_source(
        &self,
        name: &Name,
        source: &Source,
        table: &Table,
        tag: &LanguageTag,
        found: &mut Vec<Finding>,
    ) {
        if source.units < FEWEST_UNITS {
            return;
        }
        // Names that hardly stand without that of the source.
        let mut renderings: Vec<(&Name, &Vec<Seen>, usize)> = source
            .renderings
            .iter()
            .map(|(name, seen)| (name, seen, units(seen).len()))
            .filter(|(name, _, units)| {
                let all = table.targets.get(name).copied().unwrap_or(0);
                *units >= FEWEST_RENDERED && units * 5 >= all * 4
            })
            .collect();
        renderings.sort_by_key(|(name, _, units)| (Reverse(*units), (*name).clone()));
        let Some(((usual, usual_seen, usual_units), others)) = renderings.split_first() else {
            return;
        };
        let language = Language::of(tag);
        let usual_in = units(usual_seen);
        for (other, seen, count) in others {
            let is_apart = units(seen)
                .iter()
                .all(|unit| usual_in.binary_search(unit).is_err());
            let is_alike = name.is_acronym || sound_alike(&usual.key, &other.key, language);
            let is_most = (usual_units + count) * 5 >= source.units * 3;
            if !(is_apart && is_alike && is_most) {
                continue;
            }
            let shown = usual_seen
                .first()
                .and_then(|seen| self.places.get(seen.place))
                .map_or("", |(_, spelled)| spelled.as_str());
            for seen in *seen {
                let Some((place, spelled)) = self.places.get(seen.place) else {
                    continue;
                };
                found.push(Finding {
                    rule: RULE.rule_id(),
                    severity: RULE.severity,
                    place: place.clone(),
                    language: Some(tag.clone()),
                    text: spelled.clone(),
                    concept: None,
                    suggestions: vec![shown.to_owned()],
                    message: format!(
                        "`{}` is `{shown}` in {usual_units} units and `{spelled}` in {count}",
                        source.spelled
                    ),
                });
            }
        }
    }
}

/// The units of places, each once, in their order.
fn units(seen: &[Seen]) -> Vec<usize> {
    let mut units: Vec<usize> = seen.iter().map(|seen| seen.unit).collect();
    units.dedup();
    units
}

/// Whether two stems are spellings of one name that differ before their ends, where endings are.
fn sound_alike(one: &str, other: &str, language: &Language) -> bool {
    let letters = one
        .chars()
        .zip(other.chars())
        .take_while(|(a, b)| a == b)
        .count();
    if letters + 1 >= one.chars().count().min(other.chars().count()) {
        return false;
    }
    let (one, other) = (name_key(one, language), name_key(other, language));
    let shared = one
        .chars()
        .zip(other.chars())
        .take_while(|(a, b)| a == b)
        .count();
    shared >= SOUNDS && shared + 1 >= one.chars().count().min(other.chars().count())
}

/// The names of a text that no glossary has.
fn names(block: &BlockText<'_>) -> Vec<(Name, ByteSpan)> {
    let text = &block.text;
    let language = text.language();
    if Shape::of(text.source()) == Shape::AllCaps {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (at, word) in text.words().iter().enumerate() {
        let spelled = text.spelled(word);
        if word.is_masked || !spelled.starts_with(casing::is_upper) {
            continue;
        }
        let span = ByteSpan::from(word.span.clone());
        let length = spelled.chars().count();
        let is_acronym = length >= SHORTEST_ACRONYM && spelled.chars().all(casing::is_upper);
        let is_name = length >= SHORTEST_NAME
            && Shape::of(spelled) == Shape::Capitalised
            && !text.begins_sentence(at);
        let is_term = || {
            block
                .occurrences
                .iter()
                .any(|term| term.span.overlaps(span))
        };
        if !(is_acronym || is_name) || is_term() {
            continue;
        }
        let key = if is_acronym {
            fold_word(spelled, language).into_owned()
        } else {
            stem(spelled, language).into_owned()
        };
        found.push((Name { key, is_acronym }, span));
    }
    found
}

#[cfg(test)]
mod tests {
    use yaddash_model::{LineColumn, TranslationUnit, Variant};

    use super::*;
    use crate::{Checker, Termbase};

    fn found(units: &[(&str, &str)]) -> Vec<(String, Vec<String>)> {
        let checker = Checker::new(Termbase::default());
        let mut renderings = Renderings::default();
        for (source, target) in units {
            let unit = TranslationUnit {
                variants: vec![
                    Variant::new("en".parse().unwrap(), *source),
                    Variant::new("ru".parse().unwrap(), *target),
                ],
                ..TranslationUnit::default()
            };
            let place = |_: usize, span: ByteSpan| Place {
                path: "x".into(),
                start: LineColumn::START,
                end: LineColumn::START,
                span,
            };
            checker.check_unit_of_memory(&unit, None, &place, &mut renderings);
        }
        let found = renderings.findings().into_iter();
        found.map(|one| (one.text, one.suggestions)).collect()
    }

    #[test]
    fn names_rendered_in_two_ways() {
        let units = [
            (
                "The DTFA met in Novograd.",
                "Собрание ДТФА было в Новограде.",
            ),
            (
                "Then the DTFA voted in Novograd.",
                "Потом ДТФА голосовала в Новограде.",
            ),
            ("The DTFA left Novograd.", "Они, ДТФА, покинули Новоград."),
            ("The DTFA rules.", "Правила ТДФА есть."),
            ("The DTFA house in Novograd.", "Дом ТДФА в Навограде."),
            ("The road to Novograd.", "Дорога из Навограда."),
        ];
        let ours = |text: &str, right: &str| (text.to_owned(), vec![right.to_owned()]);
        assert_eq!(
            found(&units),
            [
                ours("ТДФА", "ДТФА"),
                ours("ТДФА", "ДТФА"),
                ours("Навограде", "Новограде"),
                ours("Навограда", "Новограде"),
            ]
        );
    }

    #[test]
    fn names_that_only_stand_beside() {
        let units = [
            (
                "The DTFA met in Novograd.",
                "Собрание ДТФА было в Новограде.",
            ),
            (
                "Then the DTFA voted in Novograd.",
                "Потом ДТФА голосовала в Новограде.",
            ),
            ("The DTFA and the KLMN.", "Там ДТФА и КЛМН."),
            ("The DTFA or the KLMN.", "Там ДТФА или КЛМН."),
            ("The road to Selograd and Novograd.", "Дорога в Селоград."),
            ("The house in Selograd and Novograd.", "Дом в Селограде."),
            // Forms that have no stem in common.
            ("A friend of Sidnay.", "Друг Сиднея."),
            ("A sister of Sidnay.", "Сестра Сиднея."),
            ("A letter to Sidnay.", "Письмо о Сиднее."),
            ("A word about Sidnay.", "Слово о Сиднее."),
        ];
        assert_eq!(found(&units), []);
    }
}
