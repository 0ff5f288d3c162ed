//! Reading tables of one term a row.

use rustc_hash::FxHashMap;
use yaddash_model::{LanguageTag, LineColumn, Severity};

use super::super::category::Level;
use super::super::detail::{Detail, DetailKind, Group};
use super::super::field::Field;
use super::super::format::TermbaseFormat;
use super::super::problem::{Problem, ProblemKind};
use super::super::{ReadTermbase, Term};
use super::column::{Column, Key, SharedField};
use super::{Delimiter, Rows};
use crate::{Error, Result};

/// Reads a table of one term a row. The header names the columns in any order: `concept`, `language` and `term` have to
/// be there; `status` (empty: preferred), `case` (empty: free), `pos`, `gender`, `animacy`, `indeclinable`, `forms`
/// (between `|`) and `note` may; `subject` and `definition` are of the concept. Columns of other names are kept, with
/// the concept or the language where the name begins with `concept:` or `language:`, else with the term. Commas,
/// semicolons and tabs part fields, whichever the header has.
///
/// A row without a concept makes a concept of its own. Rows of the same concept need not stand together.
///
/// Values that are not understood are kept and told as problems; a row without a usable language cannot be.
///
/// # Errors
/// [`Error::MissingColumn`] and [`Error::RepeatedColumn`] for the header, [`Error::Table`] where quotation marks do not
/// pair.
pub fn read_csv(text: &str) -> Result<ReadTermbase> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let delimiter = delimiter_of_ours(text).unwrap_or_else(|| Delimiter::of(text));
    let mut rows = Rows::new(text, delimiter);
    let mut read = ReadTermbase::default();
    rows.advance()?;
    let columns = columns(&rows)?;
    for (name, _) in &columns {
        let column = Detail::new(DetailKind::Column, name.as_str(), "");
        read.termbase.details.push(column);
    }
    let mut known = FxHashMap::default();
    while rows.advance()? {
        if rows.is_blank() {
            continue;
        }
        if rows.len() > columns.len() {
            let what = format!(
                "the row has {} fields and the header {}: put fields with the delimiter in quotation marks",
                rows.len(),
                columns.len()
            );
            let place = rows.place(columns.len());
            let problem = Problem::new(ProblemKind::ExtraFields, place, what);
            read.problems.push(problem);
            read.losses.add("fields beyond the header");
        }
        Row::default().read(&rows, &columns, &mut read, &mut known);
    }
    Ok(read)
}

/// The format of a table that has our columns.
pub(crate) fn recognise(text: &str) -> Option<TermbaseFormat> {
    Some(match delimiter_of_ours(text)? {
        Delimiter::Tab => TermbaseFormat::Tsv,
        Delimiter::Comma | Delimiter::Semicolon => TermbaseFormat::Csv,
    })
}

/// What parts a table that has our columns.
fn delimiter_of_ours(text: &str) -> Option<Delimiter> {
    Delimiter::of_header(text, |header| columns(header).ok()).map(|(delimiter, _)| delimiter)
}

/// The columns of the header with their names.
fn columns(header: &Rows<'_>) -> Result<Vec<(String, Column)>> {
    let mut columns: Vec<(String, Column)> = Vec::new();
    for name in header.fields() {
        let name = name.trim().to_owned();
        let column = Column::parse(&name, &columns);
        let is_there = |(other, known): &(String, Column)| *other == name || *known == column;
        if columns.iter().any(is_there) {
            return Err(Error::RepeatedColumn {
                line: 1,
                column: name,
            });
        }
        columns.push((name, column));
    }
    for (wanted, column) in [
        (Column::Concept, "concept"),
        (Column::Language, "language"),
        (Column::Term, "term"),
    ] {
        if !columns.iter().any(|(_, known)| *known == wanted) {
            return Err(Error::MissingColumn { column });
        }
    }
    Ok(columns)
}

/// What a row says.
#[derive(Default)]
struct Row {
    concept: String,
    language: Option<LanguageTag>,
    /// Whether the row has something in its column for the language.
    has_language: bool,
    term: Term,
    of_concept: Vec<Detail>,
    of_language: Vec<Detail>,
    problems: Vec<Problem>,
}

impl Row {
    fn read(
        mut self,
        rows: &Rows<'_>,
        columns: &[(String, Column)],
        read: &mut ReadTermbase,
        known: &mut FxHashMap<String, usize>,
    ) {
        for (at, (field, (name, column))) in rows.fields().zip(columns).enumerate() {
            self.field(field, name, column, || rows.place(at));
        }
        let place = self.term.place.unwrap_or(LineColumn {
            line: rows.line(),
            column: 1,
        });
        if !self.has_language {
            let what = "the row has no language: write a tag such as `az`";
            let problem = Problem::new(ProblemKind::MissingLanguage, place, what);
            self.problems.push(problem.of(&self.term.text));
        }
        let is_id_made = self.concept.is_empty();
        if is_id_made {
            self.concept = format!("row-{}", rows.line());
        }
        for problem in self.problems {
            read.problems.push(problem.in_concept(&self.concept));
        }
        let Some(language) = self.language else {
            read.losses.add("rows without a language");
            return;
        };
        let Some(entry) = read.termbase.concept_mut(&self.concept, known) else {
            return;
        };
        entry.is_id_made = is_id_made;
        let mut join = |there: &mut Vec<Detail>, new: Vec<Detail>| {
            for detail in new {
                let other = there
                    .iter()
                    .find(|other| other.is(detail.kind, &detail.name));
                if let Some(other) = other
                    && !there.contains(&detail)
                {
                    let what = format!(
                        "the concept has another `{}` in a row before, `{}`",
                        detail.name, other.value
                    );
                    let problem = Problem::new(ProblemKind::ConflictingValue, place, what);
                    read.problems
                        .push(problem.of(&detail.value).in_concept(&self.concept));
                }
                if !there.contains(&detail) {
                    there.push(detail);
                }
            }
        };
        // Two values in one row are two statements; two in different rows contradict each other.
        if entry.details.is_empty() {
            entry.details = self.of_concept;
        } else {
            join(&mut entry.details, self.of_concept);
        }
        let section = entry.section_mut(&language);
        if section.details.is_empty() {
            section.details = self.of_language;
        } else {
            join(&mut section.details, self.of_language);
        }
        section.terms.push(self.term);
    }

    fn field(&mut self, field: &str, name: &str, column: &Column, place: impl Fn() -> LineColumn) {
        let value = field.trim();
        match column {
            Column::Concept => value.clone_into(&mut self.concept),
            Column::Language => {
                self.has_language = !value.is_empty();
                match LanguageTag::parse(value) {
                    Ok(language) => self.language = Some(language),
                    Err(error) if self.has_language => {
                        let problem =
                            Problem::new(ProblemKind::UnknownLanguage, place(), error.to_string());
                        self.problems.push(problem.of(value));
                    }
                    Err(_) => {}
                }
            }
            Column::Term => {
                value.clone_into(&mut self.term.text);
                self.term.place = Some(place());
                if value != field {
                    let what = "the term has white space at an end, which is left out";
                    let problem = Problem::new(ProblemKind::StraySpace, place(), what);
                    self.problems.push(problem.of(value));
                }
            }
            Column::Note if !value.is_empty() => self.term.note = Some(field.to_owned()),
            Column::Field(SharedField::Forms) => {
                self.term
                    .forms
                    .extend(split_forms(value).map(str::to_owned));
            }
            Column::Field(column) => self.known(column.field(), name, value, place),
            Column::Detail(key) if !field.is_empty() => {
                let detail = Detail::new(key.kind, key.name.as_str(), field);
                self.details(key.level).push(detail);
            }
            Column::Part(key, part) if !field.is_empty() => self.part(key, part, field),
            Column::Note | Column::Detail(_) | Column::Part(..) => {}
        }
    }

    fn known(&mut self, field: Field, name: &str, value: &str, place: impl Fn() -> LineColumn) {
        let is_understood = self.term.fill(field, value);
        if !is_understood {
            let what = format!("`{value}` is no {}; use {}", field.what(), field.expected());
            // What a status or a case rule says must not be passed over.
            let problem = Problem::new(ProblemKind::UnknownValue, place(), what);
            self.problems
                .push(problem.of(value).with_severity(Severity::Error));
        }
        let is_usual = match field {
            Field::Status => self.term.status.name() == value,
            Field::Case => self.term.case.name() == value,
            Field::Gender => self.term.gender.map(super::super::Gender::name) == Some(value),
            Field::Indeclinable => value == "yes" || value == "no",
            _ => true,
        };
        if !(value.is_empty() || is_understood && is_usual) {
            let detail = Detail::new(DetailKind::Column, name, value);
            self.term.details.push(detail);
        }
    }

    fn details(&mut self, level: Level) -> &mut Vec<Detail> {
        match level {
            Level::Concept => &mut self.of_concept,
            Level::Language => &mut self.of_language,
            Level::Term => &mut self.term.details,
        }
    }

    /// Something about a statement of a column before; where that is empty it is a statement of its own.
    fn part(&mut self, key: &Key, part: &str, field: &str) {
        let inner = Column::parse(&format!("term:{part}"), &[]);
        let details = self.details(key.level);
        let parent = details
            .iter_mut()
            .filter(|detail| detail.is(key.kind, &key.name))
            .nth(key.number - 1);
        match (parent, part.strip_prefix('@'), inner) {
            (Some(parent), Some(attribute), _) => parent.attributes.set(attribute, field),
            (Some(parent), None, Column::Detail(inner)) => {
                let detail = Detail::new(inner.kind, inner.name, field);
                let group = parent.group.get_or_insert_with(Box::<Group>::default);
                group.details.push(detail);
            }
            _ => {
                let name = Column::Part(key.clone(), part.to_owned()).name();
                details.push(Detail::new(DetailKind::Column, name, field));
            }
        }
    }
}

/// Forms between `|`.
fn split_forms(value: &str) -> impl Iterator<Item = &str> {
    value
        .split('|')
        .map(str::trim)
        .filter(|form| !form.is_empty())
}
