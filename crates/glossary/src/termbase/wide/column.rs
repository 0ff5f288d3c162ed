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
    let folded = name.to_ascii_lowercase();
    if flavour == Flavour::Memoq
        && let Some(base) = name.strip_suffix("_Def")
        && let Some(tag) = language_named(base, flavour)
    {
        return Holds::Language(tag, DetailKind::Descrip, "definition".to_owned());
    }
    let of_concept = match (flavour, folded.as_str()) {
        (Flavour::Memoq, "entry_id") | (Flavour::Matecat, "id" | "concept" | "concept id") => {
            Some(Holds::Id)
        }
        (Flavour::Matecat, "forbidden") => Some(Holds::Forbidden),
        (Flavour::Memoq, "entry_subject") | (Flavour::Matecat, "domain") => Some(Holds::Concept(
            DetailKind::Descrip,
            "subjectField".to_owned(),
        )),
        (Flavour::Matecat, "definition") => {
            Some(Holds::Concept(DetailKind::Descrip, "definition".to_owned()))
        }
        (Flavour::Memoq, "entry_note") => Some(Holds::Concept(DetailKind::Note, "note".to_owned())),
        (Flavour::Matecat, "subdomain") => {
            Some(Holds::Concept(DetailKind::Column, name.to_owned()))
        }
        (Flavour::Memoq, other) if other.starts_with("entry_") => {
            Some(Holds::Concept(DetailKind::Column, name.to_owned()))
        }
        _ => None,
    };
    if let Some(holds) = of_concept {
        return holds;
    }
    let Some((tag, number)) = current.clone() else {
        return Holds::Concept(DetailKind::Column, name.to_owned());
    };
    match (flavour, folded.as_str()) {
        (Flavour::Matecat, "notes" | "note") => Holds::Note(tag, number),
        (Flavour::Memoq, "term_info") => Holds::Info(tag, number),
        (Flavour::Matecat, "example of use") | (Flavour::Memoq, "term_example") => {
            Holds::OfTerm(tag, number, DetailKind::Descrip, "context".to_owned())
        }
        _ => Holds::OfTerm(tag, number, DetailKind::Column, name.to_owned()),
    }
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
