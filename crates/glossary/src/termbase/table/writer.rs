//! Writing tables of one term a row.

use std::io::Write;

use rustc_hash::FxHashMap;

use super::super::category::Level;
use super::super::detail::{Detail, DetailKind};
use super::super::field::Field;
use super::super::{CaseRule, ConceptEntry, LanguageSection, Losses, Term, Termbase};
use super::Delimiter;
use super::column::{Column, Key, SharedField};
use crate::{Error, Result};

/// Writes a table that [`read_csv`](super::read_csv) reads: the columns of the table that the termbase was read from,
/// else `concept,language,term,status,case,note` and what its terms fill beside them. What is said of a concept or a
/// language stands in each of its rows. Gives what a table has no place for.
///
/// # Errors
/// [`Error::Write`] where `out` fails.
pub fn write_csv(termbase: &Termbase, delimiter: Delimiter, out: impl Write) -> Result<Losses> {
    let mut losses = Losses::default();
    let columns = Columns::of(termbase, &mut losses);
    let quote_style = columns.quote_style(termbase, delimiter);
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter.byte())
        .quote_style(quote_style)
        .from_writer(out);
    write_record(&mut writer, columns.names.iter().map(String::as_str))?;
    for concept in &termbase.concepts {
        if concept
            .sections
            .iter()
            .all(|section| section.terms.is_empty())
        {
            losses.add("concept without terms");
        }
        for section in &concept.sections {
            if section.terms.is_empty() {
                losses.add("language without terms");
            }
            for term in &section.terms {
                let row = columns.row(concept, section, term, &mut losses);
                write_record(&mut writer, row.iter().map(String::as_str))?;
            }
        }
    }
    writer.flush()?;
    drop(writer);
    Ok(losses)
}

/// The columns of a table that is written.
struct Columns {
    names: Vec<String>,
    held: Vec<Column>,
    at: FxHashMap<Column, usize>,
}

impl Columns {
    fn of(termbase: &Termbase, losses: &mut Losses) -> Self {
        let mut columns = Self {
            names: Vec::new(),
            held: Vec::new(),
            at: FxHashMap::default(),
        };
        let mut is_table = false;
        for detail in &termbase.details {
            if detail.kind == DetailKind::Column {
                is_table = true;
                let before: Vec<(String, Column)> = columns
                    .names
                    .iter()
                    .cloned()
                    .zip(columns.held.iter().cloned())
                    .collect();
                let column = Column::parse(&detail.name, &before);
                columns.add(column, Some(&detail.name));
            } else if detail.kind != DetailKind::Attribute {
                losses.add(format!("{} of the file", detail.kind.word()));
            }
        }
        for column in [Column::Concept, Column::Language, Column::Term] {
            columns.add(column, None);
        }
        if !is_table {
            columns.add(Column::Field(SharedField::Status), None);
            columns.add(Column::Field(SharedField::Case), None);
        }
        let terms = || {
            termbase
                .concepts
                .iter()
                .flat_map(|concept| &concept.sections)
                .flat_map(|section| &section.terms)
        };
        for field in SharedField::ALL {
            if terms().any(|term| !field_value(term, field, &mut Losses::default()).is_empty()) {
                columns.add(Column::Field(field), None);
            }
        }
        if !is_table || terms().any(|term| term.note.is_some()) {
            columns.add(Column::Note, None);
        }
        for concept in &termbase.concepts {
            columns.add_details(Level::Concept, &concept.details, None);
            for section in &concept.sections {
                columns.add_details(Level::Language, &section.details, None);
                for term in &section.terms {
                    columns.add_details(Level::Term, &term.details, Some(term));
                }
            }
        }
        columns
    }

    fn add(&mut self, column: Column, name: Option<&str>) {
        if !self.at.contains_key(&column) {
            self.at.insert(column.clone(), self.held.len());
            self.names
                .push(name.map_or_else(|| column.name(), str::to_owned));
            self.held.push(column);
        }
    }

    fn add_details(&mut self, level: Level, details: &[Detail], term: Option<&Term>) {
        let mut cells = Vec::new();
        cells_of(
            level,
            details,
            term,
            &mut Losses::default(),
            &mut |column, _| {
                cells.push(column);
            },
        );
        for column in cells {
            self.add(column, None);
        }
    }

    fn row(
        &self,
        concept: &ConceptEntry,
        section: &LanguageSection,
        term: &Term,
        losses: &mut Losses,
    ) -> Vec<String> {
        let mut row = vec![String::new(); self.held.len()];
        let mut put = |column: &Column, value: &str| {
            if let Some(cell) = self.at.get(column).and_then(|at| row.get_mut(*at)) {
                value.clone_into(cell);
            }
        };
        let is_first_section = concept
            .sections
            .first()
            .is_some_and(|first| std::ptr::eq(first, section));
        let is_first_term = section
            .terms
            .first()
            .is_some_and(|first| std::ptr::eq(first, term));
        let is_alone = concept.sections.len() == 1 && section.terms.len() == 1;
        if !(concept.is_id_made && is_alone) {
            put(&Column::Concept, &concept.id);
        }
        put(&Column::Language, section.language.as_str());
        put(&Column::Term, &term.text);
        put(&Column::Note, term.note.as_deref().unwrap_or_default());
        for field in SharedField::ALL {
            put(&Column::Field(field), &field_value(term, field, losses));
        }
        let levels = [
            (
                Level::Concept,
                &concept.details,
                is_first_section && is_first_term,
            ),
            (Level::Language, &section.details, is_first_term),
            (Level::Term, &term.details, true),
        ];
        for (level, details, is_counted) in levels {
            let of_term = (level == Level::Term).then_some(term);
            let mut lost = Losses::default();
            let lost = if is_counted { &mut *losses } else { &mut lost };
            cells_of(level, details, of_term, lost, &mut |column, value| {
                put(&column, value);
            });
        }
        row
    }

    /// How fields are quoted. Tables parted by tabs often hold bare quotation marks, so a reader takes them for quoting
    /// only where one stands at the front of a field; if any field needs quoting, all of them get it.
    fn quote_style(&self, termbase: &Termbase, delimiter: Delimiter) -> csv::QuoteStyle {
        let is_special = |text: &str| text.contains(['"', '\t', '\n', '\r']);
        let needs_quotes = || {
            self.names.iter().any(|name| is_special(name))
                || termbase.concepts.iter().any(|concept| {
                    concept.sections.iter().any(|section| {
                        section.terms.iter().any(|term| {
                            self.row(concept, section, term, &mut Losses::default())
                                .iter()
                                .any(|cell| is_special(cell))
                        })
                    })
                })
        };
        if delimiter == Delimiter::Tab && needs_quotes() {
            csv::QuoteStyle::Always
        } else {
            csv::QuoteStyle::Necessary
        }
    }
}

/// What stands in the column of a field: the spelling of the file where it says the same.
fn field_value(term: &Term, column: SharedField, losses: &mut Losses) -> String {
    let field = column.field();
    if column == SharedField::Forms {
        let mut forms = String::new();
        for form in &term.forms {
            if form.contains('|') {
                losses.add("form with a `|`");
                continue;
            }
            if !forms.is_empty() {
                forms.push('|');
            }
            forms.push_str(form);
        }
        return forms;
    }
    let spelt = term.details.iter().find(|detail| {
        // A column of the user's own may be named nearly as a field is, and is none.
        let of_detail = match detail.kind {
            DetailKind::Column => SharedField::of(detail).map(SharedField::field),
            _ => Field::of(&detail.name),
        };
        of_detail == Some(field)
            && (is_unknown(term, field, detail)
                || detail.kind == DetailKind::Column && term.says(field, &detail.value))
    });
    if let Some(spelt) = spelt {
        return spelt.value.clone();
    }
    match field {
        Field::Status => term.stated_status().map_or("", super::super::Status::name),
        Field::Case if term.case == CaseRule::Free => "",
        Field::Case => term.case.name(),
        Field::PartOfSpeech => term.part_of_speech.as_deref().unwrap_or_default(),
        Field::Gender => term.gender.map_or("", super::super::Gender::name),
        Field::Animacy => term.animacy.map_or("", super::super::Animacy::name),
        Field::Indeclinable if term.is_indeclinable => "yes",
        Field::Indeclinable | Field::Form => "",
    }
    .to_owned()
}

/// Whether a detail names a field with a value that is not understood, so that the field is empty.
fn is_unknown(term: &Term, field: Field, detail: &Detail) -> bool {
    !Term::default().fill(field, &detail.value)
        && match field {
            Field::Status => term.stated_status().is_none(),
            Field::Gender => term.gender.is_none(),
            Field::Animacy => term.animacy.is_none(),
            Field::Case => term.case == CaseRule::Free,
            Field::Indeclinable => !term.is_indeclinable,
            Field::PartOfSpeech | Field::Form => false,
        }
}

/// Gives the columns and values of statements, those of a term among them where `term` is given.
fn cells_of<'d>(
    level: Level,
    details: &'d [Detail],
    term: Option<&Term>,
    losses: &mut Losses,
    give: &mut impl FnMut(Column, &'d str),
) {
    let mut numbers: FxHashMap<Key, usize> = FxHashMap::default();
    for detail in details {
        if let Some(term) = term
            && let Some(column) = SharedField::of(detail)
        {
            let value = field_value(term, column, &mut Losses::default());
            if value != detail.value && !term.is_told(detail) {
                losses.add(format!("second {} of a term", column.field().what()));
            }
            continue;
        }
        if matches!(
            detail.kind,
            DetailKind::Element | DetailKind::Term | DetailKind::Comment
        ) {
            losses.add(format!("{} of {}s", detail.kind.word(), level.word()));
            continue;
        }
        let first = Key::of(level, detail, 1);
        let is_note = level == Level::Term && first.kind == DetailKind::Note;
        let number = numbers.entry(first.clone()).or_insert(usize::from(
            is_note && term.is_some_and(|term| term.note.is_some()),
        ));
        *number += 1;
        let key = Key {
            number: *number,
            ..first
        };
        let named = || format!("{} `{}`", detail.kind.word(), detail.name);
        if !detail.content.is_empty() {
            losses.add(format!("markup in {}", named()));
        }
        if is_note {
            if !detail.attributes.is_empty() || detail.group.is_some() {
                losses.add("attributes of notes");
            }
            let column = if key.number == 1 {
                Column::Note
            } else {
                Column::Detail(key)
            };
            give(column, &detail.value);
            continue;
        }
        give(Column::Detail(key.clone()), &detail.value);
        for (name, value) in detail.attributes.iter() {
            give(Column::Part(key.clone(), format!("@{name}")), value);
        }
        let Some(group) = &detail.group else { continue };
        if !group.attributes.is_empty() {
            losses.add(format!("attributes of the group of {}", named()));
        }
        let mut seen: Vec<String> = Vec::new();
        for part in &group.details {
            let name = match part.kind {
                DetailKind::Note => "note",
                DetailKind::Date => "date",
                _ => part.name.as_str(),
            };
            if !part.is_plain()
                || part.kind == DetailKind::Element
                || seen.iter().any(|known| known == name)
            {
                losses.add(format!("{} `{name}` about {}", part.kind.word(), named()));
            }
            if part.kind != DetailKind::Element && !seen.iter().any(|known| known == name) {
                give(Column::Part(key.clone(), name.to_owned()), &part.value);
                seen.push(name.to_owned());
            }
        }
    }
}

fn write_record<'a, W: Write>(
    writer: &mut csv::Writer<W>,
    record: impl IntoIterator<Item = &'a str>,
) -> Result<()> {
    writer.write_record(record).map_err(|error| {
        Error::Write(match error.into_kind() {
            csv::ErrorKind::Io(error) => error,
            other => std::io::Error::other(format!("{other:?}")),
        })
    })
}
