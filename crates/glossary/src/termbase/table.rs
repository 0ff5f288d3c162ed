//! Termbases as tables: CSV, TSV.

use std::io::Write;

use rustc_hash::FxHashMap;
use yaddash_model::{Attributes, LanguageTag, LineColumn};

use super::{CaseRule, ConceptEntry, ReadTermbase, Status, Term, Termbase};
use crate::{Error, Result};

/// What parts the fields of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Delimiter {
    /// `,`; fields with a comma, a quotation mark or a line break stand in quotation marks (RFC 4180).
    #[default]
    Comma,
    /// `;`, as spreadsheets write where the comma parts decimals.
    Semicolon,
    /// A tab.
    Tab,
}

impl Delimiter {
    const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }

    /// The one that the first line of `text` has most of.
    fn of(text: &str) -> Self {
        let header = text.split('\n').next().unwrap_or_default();
        [Self::Comma, Self::Semicolon, Self::Tab]
            .into_iter()
            .rev()
            .max_by_key(|delimiter| {
                header
                    .bytes()
                    .filter(|byte| *byte == delimiter.byte())
                    .count()
            })
            .unwrap_or_default()
    }
}

/// The columns that a table may have; others are kept as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Concept,
    Language,
    Term,
    Status,
    Case,
    PartOfSpeech,
    Forms,
    Note,
}

impl Column {
    fn parse(name: &str) -> Option<Self> {
        Some(match name.trim().to_ascii_lowercase().as_str() {
            "concept" => Self::Concept,
            "language" | "lang" => Self::Language,
            "term" => Self::Term,
            "status" => Self::Status,
            "case" => Self::Case,
            "pos" | "part_of_speech" | "part of speech" => Self::PartOfSpeech,
            "forms" => Self::Forms,
            "note" => Self::Note,
            _ => return None,
        })
    }
}

/// Reads a table of one term a row. The header names the columns in any order: `concept`, `language` and `term` have to
/// be there, `status` (empty: preferred), `case` (empty: free), `pos`, `forms` (between `|`) and `note` may; columns of
/// other names are kept with the term. Commas, semicolons and tabs part fields, whichever the header has.
///
/// A row without a concept makes a concept of its own. Rows of the same concept need not stand together.
///
/// # Errors
/// [`Error::MissingColumn`] and [`Error::RepeatedColumn`] for the header, [`Error::Value`] and [`Error::Language`] with
/// the place of a value that is not understood, [`Error::Table`] where quotation marks do not pair.
pub fn read_csv(text: &str) -> Result<ReadTermbase> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let delimiter = Delimiter::of(text);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter.byte())
        .quoting(delimiter != Delimiter::Tab || text.contains("\t\""))
        .flexible(true)
        .from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| table_error(error, None))?;
    let names: Vec<String> = header.iter().map(|name| name.trim().to_owned()).collect();
    let columns = columns(&names)?;
    let mut read = ReadTermbase {
        columns: names.clone(),
        ..ReadTermbase::default()
    };
    let mut known = FxHashMap::default();
    let mut record = csv::StringRecord::new();
    loop {
        let position = reader.position().clone();
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok(read),
            Err(error) => return Err(table_error(error, Some(&position))),
        }
        let line = record.position().map_or(0, csv::Position::line);
        let line = usize::try_from(line).unwrap_or(usize::MAX);
        if record.len() > names.len() {
            let what = format!(
                "the row has {} fields and the header {}: the rest is left out",
                record.len(),
                names.len()
            );
            read.warnings.push((LineColumn { line, column: 1 }, what));
        }
        read_row(
            &record,
            line,
            &names,
            &columns,
            &mut read.termbase,
            &mut known,
        )?;
    }
}

fn table_error(error: csv::Error, at: Option<&csv::Position>) -> Error {
    let (line, offset) = error
        .position()
        .or(at)
        .map_or((1, 0), |position| (position.line(), position.byte()));
    Error::Table {
        line,
        offset,
        source: error,
    }
}

fn columns(names: &[String]) -> Result<Vec<Option<Column>>> {
    let columns: Vec<Option<Column>> = names.iter().map(|name| Column::parse(name)).collect();
    for (at, name) in names.iter().enumerate() {
        let before = names.iter().zip(&columns).take(at);
        let column = columns.get(at).copied().flatten();
        for (other, known) in before {
            if other == name || (column.is_some() && *known == column) {
                return Err(Error::RepeatedColumn {
                    column: name.clone(),
                });
            }
        }
    }
    for (wanted, column) in [
        (Column::Concept, "concept"),
        (Column::Language, "language"),
        (Column::Term, "term"),
    ] {
        if !columns.contains(&Some(wanted)) {
            return Err(Error::MissingColumn { column });
        }
    }
    Ok(columns)
}

fn read_row(
    record: &csv::StringRecord,
    line: usize,
    names: &[String],
    columns: &[Option<Column>],
    termbase: &mut Termbase,
    known: &mut FxHashMap<String, usize>,
) -> Result<()> {
    let place = |column| LineColumn { line, column };
    let mut term = Term {
        place: Some(place(1)),
        ..Term::default()
    };
    let mut concept = String::new();
    let mut language = None;
    for (at, ((field, name), column)) in record.iter().zip(names).zip(columns).enumerate() {
        let value = field.trim();
        // Columns of fields are counted as fields, as spreadsheets show them.
        let here = place(at + 1);
        match column {
            Some(Column::Concept) => value.clone_into(&mut concept),
            Some(Column::Language) => {
                language = Some(LanguageTag::parse(value).map_err(|source| Error::Language {
                    place: here,
                    source,
                })?);
            }
            Some(Column::Term) => value.clone_into(&mut term.text),
            Some(Column::Status) => {
                term.status = Status::parse(value).ok_or_else(|| Error::Value {
                    place: here,
                    value: value.to_owned(),
                    what: "status",
                    expected: "preferred, admitted, deprecated or superseded",
                })?;
            }
            Some(Column::Case) => {
                term.case = CaseRule::parse(value).ok_or_else(|| Error::Value {
                    place: here,
                    value: value.to_owned(),
                    what: "case rule",
                    expected: "strict, sentence or free",
                })?;
            }
            Some(Column::PartOfSpeech) => term.part_of_speech = some(value),
            Some(Column::Forms) => term.forms = split_forms(value),
            Some(Column::Note) => term.note = some(field),
            None if !field.is_empty() => term.extra.set(name, field),
            None => {}
        }
    }
    if record.iter().all(|field| field.trim().is_empty()) {
        return Ok(());
    }
    let language = language.ok_or(Error::Incomplete {
        place: place(1),
        element: "row",
        missing: "language",
    })?;
    if concept.is_empty() {
        concept = format!("row-{line}");
    }
    if let Some(entry) = termbase.concept_mut(&concept, known) {
        entry.section_mut(&language).terms.push(term);
    }
    Ok(())
}

fn some(value: &str) -> Option<String> {
    (!value.trim().is_empty()).then(|| value.to_owned())
}

/// Forms between `|`.
fn split_forms(value: &str) -> Vec<String> {
    value
        .split('|')
        .map(str::trim)
        .filter(|form| !form.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Writes a table that [`read_csv`] reads: the columns `concept,language,term,status,case,pos,forms,note`, of which those
/// that no term fills are left out beside the first five and `note`, then the further columns of the terms in
/// alphabetical order. What is said of a concept as a whole has no place in a table.
///
/// # Errors
/// [`Error::Write`] where `out` fails.
pub fn write_csv(termbase: &Termbase, delimiter: Delimiter, out: impl Write) -> Result<()> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter.byte())
        .quote_style(quote_style(termbase, delimiter))
        .from_writer(out);
    let terms = || {
        termbase
            .concepts
            .iter()
            .flat_map(|concept| &concept.sections)
            .flat_map(|section| &section.terms)
    };
    let has_part_of_speech = terms().any(|term| term.part_of_speech.is_some());
    let has_forms = terms().any(|term| !term.forms.is_empty());
    let mut further: Vec<&str> = terms()
        .flat_map(|term| term.extra.iter().map(|(name, _)| name))
        .collect();
    further.sort_unstable();
    further.dedup();
    let mut header = vec!["concept", "language", "term", "status", "case"];
    header.extend(has_part_of_speech.then_some("pos"));
    header.extend(has_forms.then_some("forms"));
    header.push("note");
    header.extend(&further);
    write_record(&mut writer, header.iter().copied())?;
    for concept in &termbase.concepts {
        for section in &concept.sections {
            for term in &section.terms {
                let forms = term.forms.join("|");
                let mut row = vec![
                    concept.id.as_str(),
                    section.language.as_str(),
                    &term.text,
                    term.status.name(),
                    term.case.name(),
                ];
                row.extend(
                    has_part_of_speech.then(|| term.part_of_speech.as_deref().unwrap_or("")),
                );
                row.extend(has_forms.then_some(forms.as_str()));
                row.push(term.note.as_deref().unwrap_or(""));
                row.extend(further.iter().map(|name| extra(&term.extra, name)));
                write_record(&mut writer, row)?;
            }
        }
    }
    Ok(writer.flush()?)
}

/// How fields are quoted. Tables parted by tabs often hold bare quotation marks, so a reader takes them for quoting only
/// where one stands behind a tab; if any field needs quoting, all of them get it, and the header shows it.
fn quote_style(termbase: &Termbase, delimiter: Delimiter) -> csv::QuoteStyle {
    let is_special = |text: &str| text.contains(['"', '\t', '\n', '\r']);
    let needs_quotes = |concept: &ConceptEntry| {
        is_special(&concept.id)
            || concept
                .sections
                .iter()
                .flat_map(|section| &section.terms)
                .any(|term| {
                    is_special(&term.text)
                        || term.note.as_deref().is_some_and(is_special)
                        || term.part_of_speech.as_deref().is_some_and(is_special)
                        || term.forms.iter().any(|form| is_special(form))
                        || term
                            .extra
                            .iter()
                            .any(|(name, value)| is_special(name) || is_special(value))
                })
    };
    if delimiter == Delimiter::Tab && termbase.concepts.iter().any(needs_quotes) {
        csv::QuoteStyle::Always
    } else {
        csv::QuoteStyle::Necessary
    }
}

fn extra<'a>(extra: &'a Attributes, name: &str) -> &'a str {
    extra.get(name).unwrap_or("")
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn columns_in_any_order_are_read_and_kept() {
        let text = "\u{FEFF}term;language;source;concept;status;case;forms\nAŞPA;az;site;pace;;strict;\n\
                    ECPA;az;;pace;forbidden;;ECPA-lar | ECPAlar\nBakı;az;;;;;\n";
        let read = read_csv(text).unwrap();
        let pace = &read.termbase.concepts[0];
        assert_eq!(pace.id, "pace");
        let terms = &pace.sections[0].terms;
        assert_eq!(terms[0].case, CaseRule::Strict);
        assert_eq!(terms[0].extra.get("source"), Some("site"));
        assert_eq!(terms[1].status, Status::Deprecated);
        assert_eq!(terms[1].forms, ["ECPA-lar", "ECPAlar"]);
        assert_eq!(terms[1].place, Some(LineColumn { line: 3, column: 1 }));
        assert_eq!(read.termbase.concepts[1].id, "row-4");
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        for (text, message) in [
            ("concept,term\n", "column `language`"),
            ("concept,language,term,term\n", "`term` twice"),
            (
                "concept,language,term,status\na,az,b,good\n",
                "2:4: `good` is no status",
            ),
            (
                "concept,language,term,case\na,az,b,loud\n",
                "2:4: `loud` is no case rule",
            ),
            (
                "concept,language,term\na,a z,b\n",
                "2:2: `a z` is not a language tag",
            ),
        ] {
            let error = read_csv(text).unwrap_err().to_string();
            assert!(error.contains(message), "{error}");
        }
    }

    #[test]
    fn quotation_marks_in_a_first_field_survive_tabs() {
        for id in ["c\"", "\"c\"", "a\tb", "a\nb"] {
            let mut termbase = Termbase::default();
            let concept = termbase.concept_mut(id, &mut FxHashMap::default()).unwrap();
            let term = Term {
                text: "term".to_owned(),
                ..Term::default()
            };
            concept.section_mut(&"en".parse().unwrap()).terms.push(term);
            let mut written = Vec::new();
            write_csv(&termbase, Delimiter::Tab, &mut written).unwrap();
            let read = read_csv(std::str::from_utf8(&written).unwrap()).unwrap();
            assert_eq!(read.termbase.concepts[0].id, id);
        }
    }

    proptest! {
        #[test]
        fn written_tables_are_read_back(
            rows in prop::collection::vec(("[a-c]", "az|en|ru", "[a-zəİ,;\"\t ]{1,8}", 0..4_usize, "[ -~ə\n]{0,6}"), 0..12)
        ) {
            let mut termbase = Termbase::default();
            let mut known = FxHashMap::default();
            for (concept, language, text, status, remark) in &rows {
                let term = Term {
                    text: text.trim().to_owned(),
                    status: Status::ALL[*status],
                    extra: [("remark", remark.as_str())].into_iter().filter(|(_, value)| !value.is_empty()).collect(),
                    ..Term::default()
                };
                termbase.concept_mut(concept, &mut known).unwrap().section_mut(&language.parse().unwrap()).terms.push(term);
            }
            for delimiter in [Delimiter::Comma, Delimiter::Tab, Delimiter::Semicolon] {
                let mut written = Vec::new();
                write_csv(&termbase, delimiter, &mut written).unwrap();
                let mut read = read_csv(std::str::from_utf8(&written).unwrap()).unwrap().termbase;
                for term in read.concepts.iter_mut().flat_map(|c| &mut c.sections).flat_map(|s| &mut s.terms) {
                    term.place = None;
                }
                prop_assert_eq!(&read, &termbase);
            }
        }

        #[test]
        fn no_text_makes_it_panic(text in "[ -~ə\n\t\"]{0,60}") {
            let _ = read_csv(&format!("concept,language,term,status\n{text}"));
            let _ = read_csv(&text);
        }
    }
}
