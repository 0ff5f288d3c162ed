//! Glossaries of `OmegaT`: a source term, a target term and a comment a line, parted by tabs.

use std::io::Write;

use yaddash_model::LineColumn;

use super::detail::{Detail, DetailKind};
use super::lines::{Line, lines, one_line, place_of};
use super::pairs::{languages_of, languages_to_write, pairs, section};
use super::problem::{Problem, ProblemKind};
use super::told::Told;
use super::{
    ConceptEntry, Losses, ReadOptions, ReadTermbase, Status, Term, Termbase, WriteOptions,
};
use crate::{Error, Result};

/// Reads a glossary: fields parted by tabs, `#` before comment lines. Each line is a concept of two terms; further
/// fields are kept.
///
/// # Errors
/// [`Error::NotAGlossary`] where no line has two fields, [`Error::NoLanguages`] where the languages are not known.
pub(super) fn read(text: &str, options: &ReadOptions) -> Result<ReadTermbase> {
    let mut read = ReadTermbase::default();
    let rows: Vec<Line<'_>> = lines(text).collect();
    let is_comment = |row: &Line<'_>| row.text.starts_with('#');
    let samples: Vec<(&str, &str)> = rows
        .iter()
        .filter(|row| !is_comment(row))
        .filter_map(|row| {
            let (source, rest) = row.text.split_once('\t')?;
            Some((source, rest.split('\t').next().unwrap_or_default()))
        })
        .collect();
    if samples.is_empty() {
        return Err(Error::NotAGlossary);
    }
    let languages = languages_of(options, samples.into_iter(), &mut read)?;
    let mut comments: Vec<Detail> = Vec::new();
    for row in &rows {
        let place = LineColumn {
            line: row.number,
            column: 1,
        };
        if row.text.trim().is_empty() {
            continue;
        }
        if is_comment(row) {
            let comment = row.text.strip_prefix('#').unwrap_or_default();
            comments.push(Detail::new(DetailKind::Comment, "", comment));
            continue;
        }
        let all: Vec<&str> = row.text.split('\t').collect();
        let [source, target, rest @ ..] = all.as_slice() else {
            let what = "the line has no tab, so that it has no translation: OmegaT passes it over";
            let problem = Problem::new(ProblemKind::MissingFields, place, what);
            read.problems.push(problem.of(row.text.trim()));
            read.losses.add("line without a translation");
            continue;
        };
        let mut entry = ConceptEntry {
            id: format!("line-{}", row.number),
            is_id_made: true,
            details: std::mem::take(&mut comments),
            ..ConceptEntry::default()
        };
        for (at, (text, language)) in [source, target].into_iter().zip(&languages).enumerate() {
            let start = if at == 0 { 0 } else { source.len() + 1 };
            let mut term = Term {
                text: text.trim().to_owned(),
                place: Some(place_of(row, start, text)),
                ..Term::default()
            };
            // A space keeps a term that begins with `#` from being a comment.
            if text.trim().len() != text.len() && !term.text.starts_with('#') {
                let what = "the term has white space at an end, which is left out";
                let problem =
                    Problem::new(ProblemKind::StraySpace, place_of(row, start, text), what);
                read.problems.push(problem.of(&term.text));
            }
            if at == 1 {
                term.note = rest
                    .first()
                    .filter(|note| !note.is_empty())
                    .map(|note| (*note).to_owned());
                for (at, field) in rest.iter().enumerate().skip(1) {
                    if !field.is_empty() {
                        let name = format!("field {}", at + 3);
                        term.details
                            .push(Detail::new(DetailKind::Column, name, *field));
                    }
                }
            }
            entry.sections.push(section(language, term));
        }
        read.termbase.concepts.push(entry);
    }
    // Comments behind the last line.
    read.termbase.details.extend(comments);
    Ok(read)
}

/// Writes a glossary in UTF-8 for two languages. `OmegaT` has no status: terms that must not be used are left out and
/// counted.
///
/// # Errors
/// [`Error::Write`] where `out` fails, [`Error::NoLanguages`] where there are not two languages.
pub(super) fn write(
    termbase: &Termbase,
    options: &WriteOptions,
    out: &mut dyn Write,
) -> Result<Losses> {
    let mut losses = Losses::default();
    let languages = languages_to_write(termbase, options)?;
    for concept in &termbase.concepts {
        if !concept.is_id_made {
            losses.add("identifier of a concept");
        }
        for detail in &concept.details {
            if detail.kind == DetailKind::Comment {
                writeln!(out, "#{}", one_line(&detail.value, &mut losses))?;
            } else {
                losses.add(format!(
                    "{} `{}` of concepts",
                    detail.kind.word(),
                    detail.name
                ));
            }
        }
        let is_kept = |term: &Term| matches!(term.status, Status::Preferred | Status::Admitted);
        let mut counted: Vec<&Term> = Vec::new();
        for (source, target) in pairs(concept, &languages, is_kept, &mut losses) {
            for term in [source, target] {
                if !counted.iter().any(|other| std::ptr::eq(*other, term)) {
                    counted.push(term);
                    Told::new(term)
                        .without_note()
                        .without(|detail| field_number(detail).is_some())
                        .count(&mut losses);
                }
            }
            let [mut first, second] =
                [source, target].map(|term| one_line(&term.text, &mut losses));
            // What begins like a comment would be one; readers pass over the space.
            if first.starts_with('#') {
                first.insert(0, ' ');
            }
            write!(out, "{first}\t{second}")?;
            if source.note.is_some() && target.note.is_some() {
                losses.add("second note");
            }
            let fields = further(target, source, &mut losses);
            for field in fields {
                write!(out, "\t{field}")?;
            }
            writeln!(out)?;
        }
    }
    for detail in &termbase.details {
        if detail.kind == DetailKind::Comment {
            writeln!(out, "#{}", one_line(&detail.value, &mut losses))?;
        } else if !matches!(detail.kind, DetailKind::Column | DetailKind::Attribute) {
            losses.add(format!("{} of the file", detail.kind.word()));
        }
    }
    Ok(losses)
}

/// The comment and the fields behind it.
fn further(target: &Term, source: &Term, losses: &mut Losses) -> Vec<String> {
    let note = target.note.as_ref().or(source.note.as_ref());
    let mut fields = vec![note.map_or_else(String::new, |note| one_line(note, losses))];
    for detail in &target.details {
        if let Some(number) = field_number(detail) {
            fields.resize(fields.len().max(number - 2), String::new());
            if let Some(field) = fields.get_mut(number - 3) {
                *field = one_line(&detail.value, losses);
            }
        }
    }
    if fields.len() == 1 && fields.first().is_some_and(String::is_empty) {
        fields.clear();
    }
    fields
}

/// The number of the field that a statement stood in, from 4.
fn field_number(detail: &Detail) -> Option<usize> {
    let number = detail.name.strip_prefix("field ")?.parse::<usize>().ok()?;
    (detail.kind == DetailKind::Column && (4..100).contains(&number)).then_some(number)
}
