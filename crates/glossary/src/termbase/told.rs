//! What is said of a term and has to be counted where a format has no place for it.

use super::detail::{Detail, DetailKind};
use super::field::Field;
use super::{CaseRule, Losses, Status, Term};

/// Counts what a format leaves out of a term, but for what the caller says is kept.
pub(super) struct Told<'t> {
    term: &'t Term,
    kept: Vec<Field>,
    has_note: bool,
    is_kept: Box<dyn Fn(&Detail) -> bool + 't>,
}

impl<'t> Told<'t> {
    /// Everything that `term` says beside its text.
    pub(super) fn new(term: &'t Term) -> Self {
        Self {
            term,
            kept: Vec::new(),
            has_note: true,
            is_kept: Box::new(|_| false),
        }
    }

    /// Without the note, which is kept.
    pub(super) fn without_note(mut self) -> Self {
        self.has_note = false;
        self
    }

    /// Without fields that are kept.
    pub(super) fn without_fields(mut self, fields: &[Field]) -> Self {
        self.kept.extend(fields);
        self
    }

    /// Without statements that are kept.
    pub(super) fn without(mut self, is_kept: impl Fn(&Detail) -> bool + 't) -> Self {
        self.is_kept = Box::new(is_kept);
        self
    }

    /// Counts the rest.
    pub(super) fn count(self, losses: &mut Losses) {
        let term = self.term;
        let mut lose = |is_there: bool, field: Field, name: &str| {
            if is_there && !self.kept.contains(&field) {
                losses.add(name);
            }
        };
        let is_preferred = term.status == Status::Preferred;
        lose(!is_preferred, Field::Status, term.status.name());
        lose(term.case != CaseRule::Free, Field::Case, "case rule");
        lose(
            term.part_of_speech.is_some(),
            Field::PartOfSpeech,
            "part of speech",
        );
        lose(term.gender.is_some(), Field::Gender, "gender");
        lose(term.animacy.is_some(), Field::Animacy, "animacy");
        lose(term.is_indeclinable, Field::Indeclinable, "`indeclinable`");
        for _ in &term.forms {
            lose(true, Field::Form, "form");
        }
        if self.has_note && term.note.is_some() {
            losses.add("note");
        }
        for detail in &term.details {
            let is_told = term.is_told(detail) || (self.is_kept)(detail);
            // Where a file had a term is no statement about it.
            if !is_told && detail.kind != DetailKind::Column {
                losses.add(format!("{} `{}` of terms", detail.kind.word(), detail.name));
            } else if !is_told {
                losses.add(format!("column `{}`", detail.name));
            }
        }
    }
}
