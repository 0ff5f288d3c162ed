//! Reading tables with a column a language.

use rustc_hash::FxHashMap;
use yaddash_model::{LanguageTag, LineColumn, Severity};

use super::super::detail::{Detail, DetailKind};
use super::super::field::yes_or_no;
use super::super::format::TermbaseFormat;
use super::super::problem::{Problem, ProblemKind};
use super::super::table::{Delimiter, Rows};
use super::super::{ConceptEntry, ReadTermbase, Status, Term};
use super::column::{Flavour, Holds, Slot, has_terms, repeated, slots};
use super::settings::Settings;
use super::writer::usual_info;
use crate::{Error, Result};

/// The format of a table by its header: memoQ's where that has `Entry_ID` or `Term_Info`, `MateCat`'s where a column has
/// the name of a language.
pub(crate) fn recognise(text: &str) -> Option<TermbaseFormat> {
    Delimiter::of_header(text, format_of).map(|(_, format)| format)
}

fn format_of(header: &Rows<'_>) -> Option<TermbaseFormat> {
    let has = |wanted: &str| header.fields().any(|field| field.trim() == wanted);
    if has("Entry_ID") || has("Term_Info") {
        return Some(TermbaseFormat::Memoq);
    }
    let slots = slots(header.fields(), Flavour::Matecat);
    let languages = slots
        .iter()
        .filter(|slot| matches!(slot.holds, Holds::Term(..)))
        .count();
    let is_forbidden_list = slots.iter().any(|slot| slot.holds == Holds::Forbidden);
    (languages > 1 || languages == 1 && is_forbidden_list).then_some(TermbaseFormat::Matecat)
}

/// Reads a table of one concept a row.
///
/// # Errors
/// [`Error::NoLanguageColumn`] where no column is that of a language, [`Error::RepeatedColumn`] where two hold the same of a
/// term or concept, [`Error::Table`] where quotation marks do not pair.
pub(crate) fn read(text: &str, flavour: Flavour) -> Result<ReadTermbase> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let header = |rows: &Rows<'_>| {
        let slots = slots(rows.fields(), flavour);
        has_terms(&slots).then_some(slots)
    };
    let Some((delimiter, slots)) = Delimiter::of_header(text, header) else {
        // Where quotation marks do not pair, that is why.
        Rows::new(text, Delimiter::of(text)).advance()?;
        return Err(Error::NoLanguageColumn);
    };
    let mut rows = Rows::new(text, delimiter);
    let mut read = ReadTermbase::default();
    rows.advance()?;
    if let Some(slot) = repeated(&slots) {
        return Err(Error::RepeatedColumn {
            line: 1,
            column: slot.name.clone(),
        });
    }
    for slot in &slots {
        let column = Detail::new(DetailKind::Column, slot.name.as_str(), "");
        read.termbase.details.push(column);
    }
    if flavour == Flavour::Matecat {
        check_header(&slots, &rows, &mut read.problems);
    }
    let mut known = FxHashMap::default();
    while rows.advance()? {
        if rows.is_blank() {
            continue;
        }
        if rows.len() > slots.len() {
            let what = format!(
                "the row has {} fields and the header {}: put fields with the delimiter in quotation marks",
                rows.len(),
                slots.len()
            );
            let place = rows.place(slots.len());
            read.problems
                .push(Problem::new(ProblemKind::ExtraFields, place, what));
            read.losses.add("fields beyond the header");
        }
        let entry = row(&rows, &slots, &mut read);
        let is_known = known.contains_key(&entry.id);
        if let Some(there) = read.termbase.concept_mut(&entry.id, &mut known) {
            if is_known {
                let what = format!(
                    "the identifier `{}` stands before already; both rows are read as one concept",
                    entry.id
                );
                let problem = Problem::new(ProblemKind::DuplicateId, rows.place(0), what);
                read.problems
                    .push(problem.in_concept(&entry.id).of(&entry.id));
                there.absorb(entry);
            } else {
                *there = entry;
            }
        }
    }
    Ok(read)
}

/// What `MateCat` itself would refuse: fewer than two languages, columns of a term in another order than notes, example.
fn check_header(slots: &[Slot], rows: &Rows<'_>, problems: &mut Vec<Problem>) {
    let languages = slots
        .iter()
        .filter(|slot| matches!(slot.holds, Holds::Term(..)))
        .count();
    if languages < 2 {
        let what =
            "only one column has a language: MateCat imports tables of two languages or more";
        let place = rows.place(0);
        problems.push(Problem::new(ProblemKind::MissingFields, place, what));
    }
    let mut before: Option<&Slot> = None;
    for (at, slot) in slots.iter().enumerate() {
        let is_example =
            |slot: &Slot| matches!(slot.holds, Holds::OfTerm(_, _, DetailKind::Descrip, _));
        if matches!(slot.holds, Holds::Note(..)) && before.is_some_and(is_example) {
            let what = "MateCat wants the column for notes before that for the example of use";
            let problem = Problem::new(ProblemKind::WrongOrder, rows.place(at), what);
            problems.push(problem.of(&slot.name));
        }
        before = Some(slot);
    }
}

fn row(rows: &Rows<'_>, slots: &[Slot], read: &mut ReadTermbase) -> ConceptEntry {
    let problems = &mut read.problems;
    let mut entry = ConceptEntry::default();
    let mut terms: Vec<(LanguageTag, usize, Term)> = Vec::new();
    let mut of_language: Vec<(LanguageTag, Detail)> = Vec::new();
    let mut is_forbidden = false;
    for (at, (field, slot)) in rows.fields().zip(slots).enumerate() {
        let value = field.trim();
        if field.is_empty()
            || (value.is_empty() && matches!(slot.holds, Holds::Id | Holds::Term(..)))
        {
            continue;
        }
        let place = || rows.place(at);
        match &slot.holds {
            Holds::Id => value.clone_into(&mut entry.id),
            Holds::Forbidden => {
                let is_so = yes_or_no(value);
                is_forbidden = is_so == Some(true);
                if is_so.is_none() {
                    let what = format!("`{value}` is neither TRUE nor FALSE");
                    let problem = Problem::new(ProblemKind::UnknownValue, place(), what);
                    problems.push(problem.of(value).with_severity(Severity::Error));
                }
                if field != "TRUE" {
                    let kept = Detail::new(DetailKind::Column, slot.name.trim(), field);
                    entry.details.push(kept);
                }
            }
            Holds::Concept(kind, name) => {
                entry.details.push(Detail::new(*kind, name.as_str(), field));
            }
            Holds::Language(tag, kind, name) => {
                of_language.push((tag.clone(), Detail::new(*kind, name.as_str(), field)));
            }
            Holds::Term(tag, number) => {
                let term = term(&mut terms, tag, *number);
                value.clone_into(&mut term.text);
                term.place = Some(place());
                if value != field {
                    let what = "the term has white space at an end, which is left out";
                    let problem = Problem::new(ProblemKind::StraySpace, place(), what);
                    problems.push(problem.of(value));
                }
            }
            Holds::Note(tag, number) => {
                term(&mut terms, tag, *number).note = Some(field.to_owned());
            }
            Holds::Info(tag, number) => {
                let term = term(&mut terms, tag, *number);
                take_info(term, field, place, problems);
            }
            Holds::OfTerm(tag, number, kind, name) => {
                let detail = Detail::new(*kind, name.as_str(), field);
                term(&mut terms, tag, *number).details.push(detail);
            }
            Holds::Nothing => read.losses.add("fields of further columns without a name"),
        }
    }
    entry.is_id_made = entry.id.is_empty();
    if entry.is_id_made {
        entry.id = format!("row-{}", rows.line());
    }
    for (tag, number, mut term) in terms {
        if term.text.is_empty() && is_info_alone(&term) {
            continue;
        }
        if is_forbidden {
            term.status = Status::Deprecated;
            term.is_status_stated = true;
        }
        if term.place.is_none() {
            let column = slots
                .iter()
                .position(|slot| slot.holds == Holds::Term(tag.clone(), number));
            term.place = column.map(|at| rows.place(at));
        }
        entry.section_mut(&tag).terms.push(term);
    }
    for (tag, detail) in of_language {
        entry.section_mut(&tag).details.push(detail);
    }
    entry
}

/// Whether a term that is not there has nothing but the settings that memoQ writes for every column.
fn is_info_alone(term: &Term) -> bool {
    term.note.is_none()
        && term
            .details
            .iter()
            .all(|detail| detail.is(DetailKind::Column, "Term_Info"))
}

fn term<'t>(
    terms: &'t mut Vec<(LanguageTag, usize, Term)>,
    tag: &LanguageTag,
    number: usize,
) -> &'t mut Term {
    let at = terms
        .iter()
        .position(|(known, other, _)| known == tag && *other == number)
        .unwrap_or(terms.len());
    if at == terms.len() {
        terms.push((tag.clone(), number, Term::default()));
    }
    #[expect(
        clippy::indexing_slicing,
        reason = "the term was found or added at `at`"
    )]
    &mut terms[at].2
}

/// Takes what memoQ says of a term. The words are kept, since the matching is not ours.
fn take_info(
    term: &mut Term,
    info: &str,
    place: impl Fn() -> LineColumn,
    problems: &mut Vec<Problem>,
) {
    let settings = Settings::of(info);
    term.case = settings.case;
    if settings.is_forbidden {
        term.status = Status::Deprecated;
        term.is_status_stated = true;
    }
    for other in settings.unknown {
        let what = format!("`{other}` is no setting of memoQ that is known");
        let problem = Problem::new(ProblemKind::UnknownValue, place(), what);
        problems.push(problem.of(other).with_severity(Severity::Info));
    }
    if info != usual_info(term) {
        term.details
            .push(Detail::new(DetailKind::Column, "Term_Info", info));
    }
}
