//! Writing tables with a column a language.

use std::io::Write;

use yaddash_model::LanguageTag;

use super::super::detail::{Detail, DetailKind};
use super::super::field::{Field, yes_or_no};
use super::super::told::Told;
use super::super::{CaseRule, ConceptEntry, Losses, Status, Term, Termbase};
use super::column::{
    Flavour, Holds, Slot, has_terms, is_free_of_concept, is_free_of_term, language_named, repeated,
    slots,
};
use super::settings::Settings;
use crate::{Error, Result};

/// Writes a table of one concept a row. `MateCat` has room for one term a language in a row: further terms, and terms
/// that must not be used, get rows of their own.
///
/// # Errors
/// [`Error::Write`] where `out` fails, [`Error::UnnameableLanguage`] where a column would not be read as its language.
pub(crate) fn write(termbase: &Termbase, flavour: Flavour, out: &mut dyn Write) -> Result<Losses> {
    let mut losses = Losses::default();
    let slots = header(termbase, flavour);
    for slot in &slots {
        if let Holds::Term(language, _) = &slot.holds
            && language_named(&slot.name, flavour).as_ref() != Some(language)
        {
            return Err(Error::UnnameableLanguage {
                language: language.clone(),
            });
        }
    }
    for detail in &termbase.details {
        if !matches!(detail.kind, DetailKind::Column | DetailKind::Attribute) {
            losses.add(format!("{} of the file", detail.kind.word()));
        }
    }
    let mut writer = csv::Writer::from_writer(out);
    record(&mut writer, slots.iter().map(|slot| slot.name.as_str()))?;
    for concept in &termbase.concepts {
        count(concept, &slots, flavour, &mut losses);
        for row in rows(concept, flavour, &mut losses) {
            let cells: Vec<String> = slots.iter().map(|slot| row.cell(&slot.holds)).collect();
            if cells.iter().all(String::is_empty) {
                losses.add("concepts that say nothing");
                continue;
            }
            record(&mut writer, cells.iter().map(String::as_str))?;
        }
    }
    writer.flush()?;
    drop(writer);
    Ok(losses)
}

/// A row: a concept with some of its terms.
struct Row<'t> {
    concept: &'t ConceptEntry,
    terms: Vec<(&'t LanguageTag, usize, &'t Term)>,
    is_forbidden: bool,
}

/// The rows of a concept.
fn rows<'t>(concept: &'t ConceptEntry, flavour: Flavour, losses: &mut Losses) -> Vec<Row<'t>> {
    let row = |terms, is_forbidden| Row {
        concept,
        terms,
        is_forbidden,
    };
    if flavour == Flavour::Memoq {
        let terms = concept.sections.iter().flat_map(|section| {
            let terms = section.terms.iter().enumerate();
            terms.map(|(at, term)| (&section.language, at, term))
        });
        return vec![row(terms.collect(), false)];
    }
    let mut rows = Vec::new();
    for is_forbidden in [false, true] {
        let lists: Vec<(&LanguageTag, Vec<&Term>)> = concept
            .sections
            .iter()
            .map(|section| {
                let terms = section
                    .terms
                    .iter()
                    .filter(|term| term.status.is_approved() != is_forbidden);
                (&section.language, terms.collect())
            })
            .collect();
        let longest = lists.iter().map(|(_, terms)| terms.len()).max();
        for at in 0..longest.unwrap_or_default() {
            let terms = lists
                .iter()
                .filter_map(|(language, terms)| Some((*language, 0, *terms.get(at)?)))
                .collect();
            rows.push(row(terms, is_forbidden));
        }
    }
    for _ in rows.iter().skip(1) {
        losses.add("terms of a concept in a row of their own");
    }
    if rows.is_empty() {
        rows.push(row(Vec::new(), false));
    }
    rows
}

impl Row<'_> {
    fn term(&self, tag: &LanguageTag, number: usize) -> Option<&Term> {
        let found = self
            .terms
            .iter()
            .find(|(language, at, _)| *language == tag && *at == number);
        found.map(|(_, _, term)| *term)
    }

    fn cell(&self, holds: &Holds) -> String {
        let value = |details: &[Detail], kind: DetailKind, name: &str| {
            let found = details.iter().find(|detail| detail.is(kind, name));
            found.map_or_else(String::new, |detail| detail.value.clone())
        };
        let concept = self.concept;
        match holds {
            Holds::Id if concept.is_id_made => String::new(),
            Holds::Id => concept.id.clone(),
            Holds::Forbidden => {
                let spelt = concept
                    .details
                    .iter()
                    .find(|detail| is_forbidden_detail(detail));
                match spelt {
                    Some(spelt)
                        if yes_or_no(&spelt.value).unwrap_or(false) == self.is_forbidden =>
                    {
                        spelt.value.clone()
                    }
                    _ if self.is_forbidden => "TRUE".to_owned(),
                    _ => String::new(),
                }
            }
            Holds::Concept(kind, name) => value(&concept.details, *kind, name),
            Holds::Language(tag, kind, name) => {
                let section = concept
                    .sections
                    .iter()
                    .find(|section| section.language == *tag);
                section.map_or_else(String::new, |section| value(&section.details, *kind, name))
            }
            Holds::Term(tag, number) => self
                .term(tag, *number)
                .map_or_else(String::new, |term| term.text.clone()),
            Holds::Note(tag, number) => self
                .term(tag, *number)
                .and_then(|term| term.note.clone())
                .unwrap_or_default(),
            Holds::Info(tag, number) => self.term(tag, *number).map_or_else(String::new, info),
            Holds::OfTerm(tag, number, kind, name) => self
                .term(tag, *number)
                .map_or_else(String::new, |term| value(&term.details, *kind, name)),
            Holds::Nothing => String::new(),
        }
    }
}

fn is_forbidden_detail(detail: &Detail) -> bool {
    detail.kind == DetailKind::Column && detail.name.eq_ignore_ascii_case("forbidden")
}

/// What memoQ is told of a term: as it said itself where that still holds.
fn info(term: &Term) -> String {
    let spelt = term
        .details
        .iter()
        .find(|detail| detail.is(DetailKind::Column, "Term_Info"));
    let holds = |detail: &&Detail| {
        let settings = Settings::of(&detail.value);
        settings.case == term.case && settings.is_forbidden != term.status.is_approved()
    };
    let spelt = spelt.filter(holds);
    spelt.map_or_else(|| usual_info(term), |detail| detail.value.clone())
}

/// What memoQ is told of a term of which it said nothing.
pub(super) fn usual_info(term: &Term) -> String {
    let forbidden = if term.status.is_approved() {
        ""
    } else {
        ";Forbidden"
    };
    format!("{};HalfPrefix{forbidden}", case_word(term.case))
}

const fn case_word(case: CaseRule) -> &'static str {
    match case {
        CaseRule::Free => "CaseInsense",
        CaseRule::Sentence => "CasePermissive",
        CaseRule::Strict => "CaseSense",
    }
}

/// The columns of the file that was read, and what the termbase needs beside them.
fn header(termbase: &Termbase, flavour: Flavour) -> Vec<Slot> {
    let names: Vec<&str> = termbase
        .details
        .iter()
        .filter(|detail| detail.kind == DetailKind::Column)
        .map(|detail| detail.name.as_str())
        .collect();
    let mut known = slots(names.into_iter(), flavour);
    // A table of another kind says nothing of the columns of this one.
    if !has_terms(&known) || repeated(&known).is_some() {
        known.clear();
    }
    let mut wanted: Vec<Holds> = Vec::new();
    let want = |wanted: &mut Vec<Holds>, holds: Holds| {
        if !wanted.contains(&holds) {
            wanted.push(holds);
        }
    };
    let mut languages: Vec<(LanguageTag, usize)> = Vec::new();
    for concept in &termbase.concepts {
        if !concept.is_id_made && flavour == Flavour::Memoq {
            want(&mut wanted, Holds::Id);
        }
        for detail in &concept.details {
            if is_kept(detail, flavour, true) && !is_forbidden_detail(detail) {
                want(
                    &mut wanted,
                    Holds::Concept(detail.kind, detail.name.clone()),
                );
            }
        }
        for section in &concept.sections {
            let count = match flavour {
                Flavour::Matecat => section.terms.len().min(1),
                Flavour::Memoq => section.terms.len(),
            };
            match languages
                .iter_mut()
                .find(|(tag, _)| *tag == section.language)
            {
                Some((_, most)) => *most = count.max(*most),
                None => languages.push((section.language.clone(), count)),
            }
            let is_forbidden = section.terms.iter().any(|term| !term.status.is_approved());
            if is_forbidden && flavour == Flavour::Matecat {
                want(&mut wanted, Holds::Forbidden);
            }
        }
    }
    wanted.sort_by_key(|holds| match holds {
        Holds::Id => 0,
        Holds::Forbidden => 1,
        Holds::Concept(_, name) if name == "subjectField" => 2,
        Holds::Concept(_, name) if name == "Subdomain" => 3,
        _ => 4,
    });
    for (tag, count) in languages {
        // A language without a term has a column, since a table has to have the name of one.
        for number in 0..count.max(1) {
            add_term(&mut wanted, termbase, &tag, number, flavour);
        }
    }
    let mut header = known;
    for holds in wanted {
        if !header.iter().any(|slot| slot.holds == holds) {
            let at = position(&header, &holds);
            header.insert(at, Slot::new(holds, flavour));
        }
    }
    header
}

/// Where a column goes, so that it is read as what it is: before the languages, or behind the term that it is about.
fn position(header: &[Slot], holds: &Holds) -> usize {
    let is_of_language = |slot: &Slot| {
        !matches!(
            slot.holds,
            Holds::Id | Holds::Forbidden | Holds::Concept(..)
        )
    };
    let first = header
        .iter()
        .position(is_of_language)
        .unwrap_or(header.len());
    let of_term = |holds: &Holds| match holds {
        Holds::Term(tag, number)
        | Holds::Note(tag, number)
        | Holds::Info(tag, number)
        | Holds::OfTerm(tag, number, ..) => Some((tag.clone(), *number)),
        _ => None,
    };
    match holds {
        Holds::Id | Holds::Forbidden | Holds::Concept(..) => first,
        Holds::Language(..) | Holds::Term(..) => header.len(),
        _ => {
            let wanted = of_term(holds);
            let last = header
                .iter()
                .rposition(|slot| of_term(&slot.holds) == wanted);
            last.map_or(header.len(), |at| at + 1)
        }
    }
}

/// The columns for a term: itself, and what is said of it anywhere.
fn add_term(
    wanted: &mut Vec<Holds>,
    termbase: &Termbase,
    tag: &LanguageTag,
    number: usize,
    flavour: Flavour,
) {
    let sections = || {
        termbase
            .concepts
            .iter()
            .flat_map(|concept| &concept.sections)
            .filter(|section| section.language == *tag)
    };
    let has_definition = sections().any(|section| {
        section
            .details
            .iter()
            .any(|detail| detail.is(DetailKind::Descrip, "definition"))
    });
    if flavour == Flavour::Memoq && number == 0 && has_definition {
        let name = "definition".to_owned();
        wanted.push(Holds::Language(tag.clone(), DetailKind::Descrip, name));
    }
    wanted.push(Holds::Term(tag.clone(), number));
    if flavour == Flavour::Memoq {
        wanted.push(Holds::Info(tag.clone(), number));
    } else if sections().any(|section| section.terms.iter().any(|term| term.note.is_some())) {
        wanted.push(Holds::Note(tag.clone(), number));
    }
    for section in sections() {
        let terms = match flavour {
            Flavour::Matecat => section.terms.as_slice(),
            Flavour::Memoq => section.terms.get(number..=number).unwrap_or_default(),
        };
        for term in terms {
            for detail in &term.details {
                let holds = Holds::OfTerm(tag.clone(), number, detail.kind, detail.name.clone());
                if is_kept(detail, flavour, false)
                    && !term.is_told(detail)
                    && !wanted.contains(&holds)
                {
                    wanted.push(holds);
                }
            }
        }
    }
}

/// Whether memoQ's own column holds the statement.
fn is_info(detail: &Detail, flavour: Flavour) -> bool {
    flavour == Flavour::Memoq && detail.is(DetailKind::Column, "Term_Info")
}

/// Whether there is a column for the statement.
fn is_kept(detail: &Detail, flavour: Flavour, is_of_concept: bool) -> bool {
    match (detail.kind, detail.name.as_str(), is_of_concept) {
        (DetailKind::Column, name, true) => {
            is_free_of_concept(name, flavour)
                && (flavour == Flavour::Matecat || name.starts_with("Entry_"))
        }
        (DetailKind::Column, name, false) => is_free_of_term(name, flavour),
        (DetailKind::Descrip, "subjectField", true) | (DetailKind::Descrip, "context", false) => {
            true
        }
        (DetailKind::Descrip, "definition", true) => flavour == Flavour::Matecat,
        (DetailKind::Note, _, true) => flavour == Flavour::Memoq,
        _ => false,
    }
}

/// Counts what has no place.
fn count(concept: &ConceptEntry, slots: &[Slot], flavour: Flavour, losses: &mut Losses) {
    let mut lose = |details: &[Detail], level: &str, is_kept: &dyn Fn(&Detail) -> bool| {
        let mut seen: Vec<(DetailKind, &str)> = Vec::new();
        for detail in details {
            let key = (detail.kind, detail.name.as_str());
            if !is_kept(detail) || seen.contains(&key) {
                losses.add(format!(
                    "{} `{}` of {level}",
                    detail.kind.word(),
                    detail.name
                ));
            } else if !detail.is_plain() {
                losses.add(format!("what is said about `{}`", detail.name));
            }
            seen.push(key);
        }
    };
    lose(&concept.details, "concepts", &|detail| {
        is_kept(detail, flavour, true)
            || (flavour == Flavour::Matecat && is_forbidden_detail(detail))
    });
    for section in &concept.sections {
        lose(&section.details, "languages", &|detail| {
            flavour == Flavour::Memoq && detail.is(DetailKind::Descrip, "definition")
        });
    }
    let has_id = slots.iter().any(|slot| slot.holds == Holds::Id);
    if !concept.is_id_made && !has_id {
        losses.add("identifier of a concept");
    }
    for section in &concept.sections {
        for term in &section.terms {
            let mut fields: &[Field] = &[Field::Status];
            if flavour == Flavour::Memoq {
                fields = &[Field::Status, Field::Case];
            }
            let told = Told::new(term)
                .without_fields(fields)
                .without(|detail| is_kept(detail, flavour, false) || is_info(detail, flavour));
            match flavour {
                Flavour::Matecat => told.without_note().count(losses),
                Flavour::Memoq => told.count(losses),
            }
            if matches!(term.status, Status::Admitted | Status::Superseded) {
                losses.add(format!("status {}", term.status.name()));
            }
        }
    }
}

fn record<'a>(
    writer: &mut csv::Writer<&mut dyn Write>,
    fields: impl Iterator<Item = &'a str>,
) -> Result<()> {
    writer.write_record(fields).map_err(|error| {
        Error::Write(match error.into_kind() {
            csv::ErrorKind::Io(error) => error,
            other => std::io::Error::other(format!("{other:?}")),
        })
    })
}
