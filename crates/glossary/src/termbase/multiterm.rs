//! XML of `MultiTerm`: `mtf`, `conceptGrp`, `languageGrp`, `termGrp`, with fields that users name as they like.

mod reader;
mod writer;

pub(super) use reader::read;
pub(super) use writer::write;

use super::Term;
use super::detail::DetailKind;
use super::field::Field;

/// Fields that users commonly have, with the data categories that they are.
const CATEGORIES: [(&str, &str, DetailKind); 8] = [
    ("Note", "note", DetailKind::Note),
    ("Definition", "definition", DetailKind::Descrip),
    ("Context", "context", DetailKind::Descrip),
    ("Subject", "subjectField", DetailKind::Descrip),
    ("Source", "source", DetailKind::Admin),
    ("Term Type", "termType", DetailKind::TermNote),
    ("Customer", "customerSubset", DetailKind::Admin),
    ("Project", "projectSubset", DetailKind::Admin),
];

/// The name and value that a field of a term is written with.
fn usual(field: Field, term: &Term) -> Option<(&'static str, &str)> {
    Some(match field {
        Field::Status => ("Status", term.stated_status()?.name()),
        Field::PartOfSpeech => ("Part of Speech", term.part_of_speech.as_deref()?),
        Field::Gender => ("Gender", term.gender?.name()),
        Field::Animacy => ("Animacy", term.animacy?.name()),
        Field::Case => ("Case", term.case.name()),
        Field::Indeclinable => ("Indeclinable", "yes"),
        Field::Form => return None,
    })
}

#[cfg(test)]
mod tests;
