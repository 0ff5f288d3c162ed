//! Columns of a table with a column a language.

use rustc_hash::FxHashSet;
use yaddash_model::LanguageTag;

use super::super::detail::DetailKind;
use super::super::language_name::{code_of, language_of, name_of};

/// Whose table it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flavour {
    /// `Forbidden,Domain,Subdomain,Definition,en,Notes,Example of use,az,Notes,Example of use`
    Matecat,
    /// `Entry_ID,Entry_Subject,…,English_Def,English,Term_Info,Term_Example,…`
    Memoq,
}

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Holds {
    /// The identifier of the concept.
    Id,
    /// Whether the terms of the row must not be used.
    Forbidden,
    /// A statement about the concept.
    Concept(DetailKind, String),
    /// A statement about the concept in one language.
    Language(LanguageTag, DetailKind, String),
    /// The term of that number of the language, from 0.
    Term(LanguageTag, usize),
    /// The note of a term.
    Note(LanguageTag, usize),
    /// How memoQ matches a term.
    Info(LanguageTag, usize),
    /// A statement about a term.
    OfTerm(LanguageTag, usize, DetailKind, String),
    /// Nothing: a further column without a name, whose fields would be read back as those of the first.
    Nothing,
}

/// A column with its name in the header.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Slot {
    pub(super) name: String,
    pub(super) holds: Holds,
}

/// The columns that a header names. Those behind a language are about its term.
pub(super) fn slots<'h>(names: impl Iterator<Item = &'h str>, flavour: Flavour) -> Vec<Slot> {
    let mut slots: Vec<Slot> = Vec::new();
    let mut current: Option<(LanguageTag, usize)> = None;
    let mut unnamed = FxHashSet::default();
    for name in names {
        let mut holds = holds(name.trim(), flavour, &mut current, &slots);
        if name.trim().is_empty() && !unnamed.insert(holds.clone()) {
            holds = Holds::Nothing;
        }
        slots.push(Slot {
            name: name.to_owned(),
            holds,
        });
    }
    slots
}

/// Whether there is a column for terms of a language.
pub(super) fn has_terms(slots: &[Slot]) -> bool {
    slots
        .iter()
        .any(|slot| matches!(slot.holds, Holds::Term(..)))
}

/// The first column that holds what one before it holds already.
pub(super) fn repeated(slots: &[Slot]) -> Option<&Slot> {
    let mut held = FxHashSet::default();
    slots
        .iter()
        .find(|slot| slot.holds != Holds::Nothing && !held.insert(&slot.holds))
}

/// The language that a column for terms is named by.
pub(super) fn language_named(name: &str, flavour: Flavour) -> Option<LanguageTag> {
    match flavour {
        Flavour::Matecat => code_of(name),
        Flavour::Memoq => language_of(name).or_else(|| code_of(name)),
    }
}

fn holds(
    name: &str,
    flavour: Flavour,
    current: &mut Option<(LanguageTag, usize)>,
    before: &[Slot],
) -> Holds {
    if let Some(tag) = language_named(name, flavour) {
        let number = before
            .iter()
            .filter(|slot| matches!(&slot.holds, Holds::Term(other, _) if *other == tag))
            .count();
        *current = Some((tag.clone(), number));
        return Holds::Term(tag, number);
    }
    if let Some(holds) = of_concept(name, flavour) {
        return holds;
    }
    let Some((tag, number)) = current.clone() else {
        return Holds::Concept(DetailKind::Column, name.to_owned());
    };
    match of_term(name, flavour) {
        Some(OfTerm::Note) => Holds::Note(tag, number),
        Some(OfTerm::Info) => Holds::Info(tag, number),
        Some(OfTerm::Example) => {
            Holds::OfTerm(tag, number, DetailKind::Descrip, "context".to_owned())
        }
        None => Holds::OfTerm(tag, number, DetailKind::Column, name.to_owned()),
    }
}

/// What a column of this name holds wherever it stands.
fn of_concept(name: &str, flavour: Flavour) -> Option<Holds> {
    let concept = |kind, name: &str| Some(Holds::Concept(kind, name.to_owned()));
    if flavour == Flavour::Memoq
        && let Some(base) = name.strip_suffix("_Def")
        && let Some(tag) = language_named(base, flavour)
    {
        return Some(Holds::Language(
            tag,
            DetailKind::Descrip,
            "definition".to_owned(),
        ));
    }
    match (flavour, name.to_ascii_lowercase().as_str()) {
        (Flavour::Memoq, "entry_id") | (Flavour::Matecat, "id" | "concept" | "concept id") => {
            Some(Holds::Id)
        }
        (Flavour::Matecat, "forbidden") => Some(Holds::Forbidden),
        (Flavour::Memoq, "entry_subject") | (Flavour::Matecat, "domain") => {
            concept(DetailKind::Descrip, "subjectField")
        }
        (Flavour::Matecat, "definition") => concept(DetailKind::Descrip, "definition"),
        (Flavour::Memoq, "entry_note") => concept(DetailKind::Note, "note"),
        (Flavour::Matecat, "subdomain") => concept(DetailKind::Column, name),
        (Flavour::Memoq, other) if other.starts_with("entry_") => concept(DetailKind::Column, name),
        _ => None,
    }
}

/// What a format has columns for behind each term.
#[derive(Clone, Copy, PartialEq, Eq)]
enum OfTerm {
    Note,
    Info,
    Example,
}

/// What a column of this name holds behind a term.
fn of_term(name: &str, flavour: Flavour) -> Option<OfTerm> {
    match (flavour, name.to_ascii_lowercase().as_str()) {
        (Flavour::Matecat, "notes" | "note") => Some(OfTerm::Note),
        (Flavour::Memoq, "term_info") => Some(OfTerm::Info),
        (Flavour::Matecat, "example of use") | (Flavour::Memoq, "term_example") => {
            Some(OfTerm::Example)
        }
        _ => None,
    }
}

/// Whether a column of this name before the languages is read as one of the concept that the format knows nothing of.
pub(super) fn is_free_of_concept(name: &str, flavour: Flavour) -> bool {
    let column = Holds::Concept(DetailKind::Column, name.to_owned());
    language_named(name, flavour).is_none()
        && of_concept(name, flavour).is_none_or(|holds| holds == column)
}

/// Whether a column of this name behind a term is read as one of the term that the format knows nothing of.
pub(super) fn is_free_of_term(name: &str, flavour: Flavour) -> bool {
    language_named(name, flavour).is_none()
        && of_concept(name, flavour).is_none()
        && of_term(name, flavour).is_none()
}

impl Slot {
    /// A column with the name that the flavour gives it.
    pub(super) fn new(holds: Holds, flavour: Flavour) -> Self {
        let of_language = |tag: &LanguageTag| match flavour {
            Flavour::Matecat => tag.as_str().to_owned(),
            Flavour::Memoq => name_of(tag, "_").unwrap_or_else(|| tag.as_str().to_owned()),
        };
        let name = match (&holds, flavour) {
            (Holds::Id, Flavour::Memoq) => "Entry_ID".to_owned(),
            (Holds::Id, Flavour::Matecat) => "Concept ID".to_owned(),
            (Holds::Forbidden, _) => "Forbidden".to_owned(),
            (Holds::Concept(_, name), Flavour::Memoq) if name == "subjectField" => {
                "Entry_Subject".to_owned()
            }
            (Holds::Concept(_, name), Flavour::Memoq) if name == "note" => "Entry_Note".to_owned(),
            (Holds::Concept(_, name), Flavour::Matecat) if name == "subjectField" => {
                "Domain".to_owned()
            }
            (Holds::Concept(_, name), Flavour::Matecat) if name == "definition" => {
                "Definition".to_owned()
            }
            (Holds::Concept(_, name) | Holds::OfTerm(_, _, DetailKind::Column, name), _) => {
                name.clone()
            }
            (Holds::Language(tag, ..), _) => format!("{}_Def", of_language(tag)),
            (Holds::Term(tag, _), _) => of_language(tag),
            (Holds::Note(..), _) => "Notes".to_owned(),
            (Holds::Info(..), _) => "Term_Info".to_owned(),
            (Holds::Nothing, _) => String::new(),
            (Holds::OfTerm(..), Flavour::Memoq) => "Term_Example".to_owned(),
            (Holds::OfTerm(..), Flavour::Matecat) => "Example of use".to_owned(),
        };
        Self { name, holds }
    }
}
