//! UTX 1.00 to 1.11 (Universal Terminology eXchange): a header in `#` lines, whose last names the columns, and a pair of
//! terms a line, parted by tabs.

use std::io::Write;

use rustc_hash::{FxHashMap, FxHashSet};
use yaddash_model::{LanguageTag, LineColumn};

use super::detail::{Detail, DetailKind};
use super::field::Field;
use super::lines::{Line, lines, one_line, place_of};
use super::pairs::{language_detail, languages_of, languages_to_write, pairs, section};
use super::problem::{Problem, ProblemKind};
use super::told::Told;
use super::{
    ConceptEntry, Losses, ReadOptions, ReadTermbase, Status, Term, Termbase, WriteOptions,
};
use crate::{Error, Result};

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Column {
    Term(Side),
    PartOfSpeech(Side),
    Note(Side),
    /// The status, which is that of the translation.
    Status,
    Concept,
    OfTerm(Side, String),
    OfConcept(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Side {
    Source,
    Target,
}

impl Column {
    fn parse(name: &str) -> Self {
        let folded = name.trim().to_ascii_lowercase();
        let (side, rest) = match folded.split_once(':') {
            Some(("src", rest)) => (Some(Side::Source), rest),
            Some(("tgt", rest)) => (Some(Side::Target), rest),
            _ => (None, folded.as_str()),
        };
        match (side, rest) {
            (None, "src") => Self::Term(Side::Source),
            (None, "tgt") => Self::Term(Side::Target),
            (Some(side), "pos") => Self::PartOfSpeech(side),
            (Some(side), "comment") => Self::Note(side),
            (None, "comment") => Self::Note(Side::Target),
            (None, "term status" | "status") => Self::Status,
            (None, "concept id" | "conceptid" | "concept") => Self::Concept,
            (Some(side), _) => Self::OfTerm(side, name.trim().to_owned()),
            (None, _) => Self::OfConcept(name.trim().to_owned()),
        }
    }

    /// Whether UTX says what stands in it.
    const fn is_of_utx(&self) -> bool {
        !matches!(self, Self::OfTerm(..) | Self::OfConcept(_))
    }
}

/// The statuses of UTX, which has words of its own.
const STATUSES: [(&str, Status); 5] = [
    ("approved", Status::Preferred),
    ("provisional", Status::Admitted),
    ("forbidden", Status::Deprecated),
    ("non-standard", Status::Deprecated),
    ("rejected", Status::Deprecated),
];

/// Reads UTX. A line is a concept of two terms, unless a column for concepts joins several; the status is that of the
/// translation.
///
/// # Errors
/// [`Error::MissingColumn`] where the header names no column `src` or `tgt`, [`Error::RepeatedColumn`] where it names one
/// twice, [`Error::NoLanguages`] where neither the
/// header nor the options name the languages.
pub(super) fn read(text: &str, options: &ReadOptions) -> Result<ReadTermbase> {
    let mut read = ReadTermbase::default();
    let rows: Vec<Line<'_>> = lines(text).collect();
    let head: Vec<&Line<'_>> = rows
        .iter()
        .take_while(|row| row.text.starts_with('#') || row.text.trim().is_empty())
        .filter(|row| row.text.starts_with('#'))
        .collect();
    let names_columns = |row: &&&Line<'_>| {
        let mut names = row.text.trim_start_matches('#').split('\t').map(str::trim);
        names.any(|name| name == "src")
    };
    let (Some(first), Some(names)) = (head.first(), head.iter().rev().find(names_columns)) else {
        return Err(Error::MissingColumn { column: "src" });
    };
    let languages = match header_languages(first.text) {
        Some(languages) => languages,
        None => languages_of(options, std::iter::empty(), &mut read)?,
    };
    let columns: Vec<Column> = names
        .text
        .trim_start_matches('#')
        .split('\t')
        .map(Column::parse)
        .collect();
    let spelt = names.text.trim_start_matches('#').split('\t');
    let mut known = FxHashSet::default();
    for (spelt, column) in spelt.zip(&columns) {
        if !spelt.trim().is_empty() && !known.insert(column) {
            return Err(Error::RepeatedColumn {
                line: names.number,
                column: spelt.to_owned(),
            });
        }
    }
    for (side, column) in [(Side::Source, "src"), (Side::Target, "tgt")] {
        if !columns.contains(&Column::Term(side)) {
            return Err(Error::MissingColumn { column });
        }
    }
    let details = &mut read.termbase.details;
    let header = first.text.trim_start_matches('#');
    details.push(Detail::new(DetailKind::Attribute, "UTX", header));
    for (at, language) in languages.iter().enumerate() {
        details.push(language_detail(at == 1, language));
    }
    for name in names.text.trim_start_matches('#').split('\t') {
        details.push(Detail::new(DetailKind::Column, name, ""));
    }
    for row in head.iter().skip(1) {
        if row.number < names.number {
            let comment = row.text.strip_prefix('#').unwrap_or_default();
            details.push(Detail::new(DetailKind::Comment, "", comment));
        }
    }
    let mut known = FxHashMap::default();
    let mut comments = Vec::new();
    for row in rows.iter().skip_while(|row| row.number <= names.number) {
        if row.text.trim().is_empty() {
            continue;
        }
        if let Some(comment) = row.text.strip_prefix('#') {
            comments.push(Detail::new(DetailKind::Comment, "", comment));
            continue;
        }
        let mut entry = entry(row, &columns, &languages, &mut read);
        let mut above = std::mem::take(&mut comments);
        above.append(&mut entry.details);
        entry.details = above;
        let id = entry.id.clone();
        if let Some(there) = read.termbase.concept_mut(&id, &mut known) {
            if there.sections.is_empty() {
                *there = entry;
            } else {
                join(there, entry);
            }
        }
    }
    read.termbase.details.extend(comments);
    Ok(read)
}

/// Joins the terms of a concept; a source term that stands in each of its lines is one term.
fn join(there: &mut ConceptEntry, mut entry: ConceptEntry) {
    for section in &mut entry.sections {
        let known = there.section_mut(&section.language);
        section.terms.retain(|term| {
            !known.terms.iter().any(|other| {
                let mut same = term.clone();
                same.place = other.place;
                same == *other
            })
        });
    }
    there.absorb(entry);
}

/// The languages that the first line names: `#UTX 1.11; en/ja; …`.
fn header_languages(line: &str) -> Option<[LanguageTag; 2]> {
    line.split(';').skip(1).find_map(|part| {
        let (source, target) = part.trim().split_once('/')?;
        Some([source.trim().parse().ok()?, target.trim().parse().ok()?])
    })
}

fn entry(
    row: &Line<'_>,
    columns: &[Column],
    languages: &[LanguageTag; 2],
    read: &mut ReadTermbase,
) -> ConceptEntry {
    let mut entry = ConceptEntry::default();
    let [mut source, mut target] = [Term::default(), Term::default()];
    let mut start = 0;
    let fields: Vec<&str> = row.text.split('\t').collect();
    if fields.len() > columns.len() {
        let place = LineColumn {
            line: row.number,
            column: 1,
        };
        let what = format!(
            "the line has {} fields and the header {}",
            fields.len(),
            columns.len()
        );
        read.problems
            .push(Problem::new(ProblemKind::ExtraFields, place, what));
        read.losses.add("fields beyond the header");
    }
    for (field, column) in fields.iter().zip(columns) {
        let value = field.trim();
        let place = place_of(row, start, field);
        start += field.len() + 1;
        if let Column::Term(side) = column {
            let term = if *side == Side::Source {
                &mut source
            } else {
                &mut target
            };
            value.clone_into(&mut term.text);
            term.place = Some(place);
            // A space keeps a term that begins with `#` from being a comment.
            if value.len() != field.len() && !value.starts_with('#') {
                let what = "the term has white space at an end, which is left out";
                let problem = Problem::new(ProblemKind::StraySpace, place, what);
                read.problems.push(problem.of(value));
            }
        }
        if value.is_empty() {
            continue;
        }
        let side = |side: Side| match side {
            Side::Source => 0,
            Side::Target => 1,
        };
        let mut terms = [&mut source, &mut target];
        let mut with = |at: Side, change: &mut dyn FnMut(&mut Term)| {
            if let Some(term) = terms.get_mut(side(at)) {
                change(term);
            }
        };
        match column {
            Column::Term(_) => {}
            Column::PartOfSpeech(at) => {
                with(*at, &mut |term| {
                    term.part_of_speech = Some(value.to_owned());
                });
            }
            Column::Note(at) => with(*at, &mut |term| term.note = Some((*field).to_owned())),
            Column::Concept => value.clone_into(&mut entry.id),
            Column::Status => {
                let problem = unknown_status(value, place);
                with(Side::Target, &mut |term| take_status(term, value));
                read.problems.extend(problem);
            }
            Column::OfTerm(at, name) => with(*at, &mut |term| {
                let kept = Detail::new(DetailKind::Column, name.as_str(), *field);
                term.details.push(kept);
            }),
            Column::OfConcept(name) => {
                let kept = Detail::new(DetailKind::Column, name.as_str(), *field);
                entry.details.push(kept);
            }
        }
    }
    entry.is_id_made = entry.id.is_empty();
    if entry.is_id_made {
        entry.id = format!("line-{}", row.number);
    }
    let [source_language, target_language] = languages;
    for (language, term) in [(source_language, source), (target_language, target)] {
        if !term.text.is_empty() || term.note.is_some() || !term.details.is_empty() {
            entry.sections.push(section(language, term));
        }
    }
    entry
}

/// The problem of a status that UTX has not.
fn unknown_status(value: &str, place: LineColumn) -> Option<Problem> {
    if STATUSES.iter().any(|(name, _)| *name == value) {
        return None;
    }
    let what = format!(
        "`{value}` is no status of UTX; use approved, provisional, non-standard or forbidden"
    );
    Some(Problem::new(ProblemKind::UnknownValue, place, what).of(value))
}

fn take_status(term: &mut Term, value: &str) {
    if let Some((_, status)) = STATUSES.iter().find(|(name, _)| *name == value) {
        term.status = *status;
        term.is_status_stated = true;
    }
    // `non-standard` and `rejected` are no other words for `forbidden`.
    if !matches!(value, "approved" | "provisional" | "forbidden") {
        let kept = Detail::new(DetailKind::Column, "term status", value);
        term.details.push(kept);
    }
}

/// Writes UTX 1.11 for two languages, with the columns of the file that was read, else with those that are needed.
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
    let columns = columns(termbase, &languages);
    header(termbase, &languages, &columns, &mut losses, out)?;
    for concept in &termbase.concepts {
        for (at, detail) in concept.details.iter().enumerate() {
            let mut before = concept.details.iter().take(at);
            // A line says one thing in a column, and what the concept says stands in each of its lines.
            let is_column = detail.kind == DetailKind::Column
                && detail.is_plain()
                && !before.any(|other| other.is(DetailKind::Column, &detail.name));
            if detail.kind == DetailKind::Comment {
                writeln!(out, "#{}", one_line(&detail.value, &mut losses))?;
            } else if !is_column {
                losses.add(format!(
                    "{} `{}` of concepts",
                    detail.kind.word(),
                    detail.name
                ));
            }
        }
        let made = pairs(concept, &languages, |_| true, &mut losses);
        let mut counted: Vec<&Term> = Vec::new();
        let mut lines = FxHashSet::default();
        for (source, target) in &made {
            let cells: Vec<String> = columns
                .iter()
                .map(|(_, column)| cell(column, concept, source, target, &mut losses))
                .collect();
            let mut line = cells.join("\t");
            if line.starts_with('#') {
                line.insert(0, ' ');
            }
            if lines.contains(&line) {
                losses.add("terms that are spelt alike, written once");
            } else {
                writeln!(out, "{line}")?;
                lines.insert(line);
            }
            for (at, term) in [source, target].into_iter().enumerate() {
                if counted.iter().any(|other| std::ptr::eq(*other, *term)) {
                    continue;
                }
                counted.push(term);
                let mut kept = vec![Field::PartOfSpeech];
                if at == 1 {
                    kept.push(Field::Status);
                    if term.status == Status::Superseded {
                        losses.add("superseded, written as forbidden");
                    }
                }
                let prefix = if at == 0 { "src:" } else { "tgt:" };
                Told::new(term)
                    .without_note()
                    .without_fields(&kept)
                    .without(|detail| {
                        detail.kind == DetailKind::Column
                            && (detail.name.starts_with(prefix) || detail.name == "term status")
                    })
                    .count(&mut losses);
            }
        }
    }
    Ok(losses)
}

/// The columns with their names.
fn columns(termbase: &Termbase, [source, target]: &[LanguageTag; 2]) -> Vec<(String, Column)> {
    let mut columns: Vec<(String, Column)> = termbase
        .details
        .iter()
        .filter(|detail| detail.kind == DetailKind::Column)
        .map(|detail| (detail.name.clone(), Column::parse(&detail.name)))
        .collect();
    let is_utx = columns
        .iter()
        .any(|(_, column)| *column == Column::Term(Side::Source))
        && columns
            .iter()
            .any(|(_, column)| *column == Column::Term(Side::Target));
    if !is_utx {
        columns.clear();
    }
    let mut want = |name: &str| {
        let column = Column::parse(name);
        if !columns.iter().any(|(_, known)| *known == column) {
            columns.push((name.to_owned(), column));
        }
    };
    for name in ["src", "tgt", "src:pos"] {
        want(name);
    }
    for concept in &termbase.concepts {
        if !concept.is_id_made {
            want("concept ID");
        }
        for detail in &concept.details {
            if detail.kind == DetailKind::Column {
                want(&detail.name);
            }
        }
        for section in &concept.sections {
            let is_source = source.accepts(&section.language);
            let is_target = target.accepts(&section.language);
            for term in &section.terms {
                if term.stated_status().is_some() {
                    want("term status");
                }
                if is_source && term.note.is_some() {
                    want("src:comment");
                }
                if is_target && term.note.is_some() {
                    want("tgt:comment");
                }
                if is_target && term.part_of_speech.is_some() {
                    want("tgt:pos");
                }
                for detail in &term.details {
                    let is_ours = ["src:", "tgt:"]
                        .iter()
                        .any(|prefix| detail.name.starts_with(prefix));
                    if detail.kind == DetailKind::Column && is_ours {
                        want(&detail.name);
                    }
                }
            }
        }
    }
    columns
}

fn header(
    termbase: &Termbase,
    [source, target]: &[LanguageTag; 2],
    columns: &[(String, Column)],
    losses: &mut Losses,
    out: &mut dyn Write,
) -> Result<()> {
    let kept = termbase
        .details
        .iter()
        .find(|detail| detail.is(DetailKind::Attribute, "UTX"))
        .filter(|detail| {
            header_languages(&detail.value)
                .is_some_and(|[one, other]| one == *source && other == *target)
        });
    match kept {
        Some(detail) => writeln!(out, "#{}", detail.value)?,
        None => writeln!(out, "#UTX 1.11; {source}/{target}")?,
    }
    for detail in &termbase.details {
        match detail.kind {
            DetailKind::Comment => writeln!(out, "#{}", one_line(&detail.value, losses))?,
            DetailKind::Column | DetailKind::Attribute => {}
            kind => losses.add(format!("{} of the file", kind.word())),
        }
    }
    writeln!(out, "#{}", names(columns, losses).join("\t"))?;
    Ok(())
}

/// The names of the columns as a line can hold them. One that has to be changed gets a number where it would mean what
/// another column means.
fn names(columns: &[(String, Column)], losses: &mut Losses) -> Vec<String> {
    let mut known: FxHashSet<Column> = columns.iter().map(|(_, column)| column.clone()).collect();
    let mut names = Vec::with_capacity(columns.len());
    for (name, _) in columns {
        let line = one_line(name, losses);
        if line == *name {
            names.push(line);
            continue;
        }
        let numbered = (2_usize..).map(|number| format!("{line} ({number})"));
        let mut candidates = std::iter::once(line.clone()).chain(numbered);
        names.extend(candidates.find(|candidate| {
            let meant = Column::parse(candidate);
            !meant.is_of_utx() && known.insert(meant)
        }));
    }
    names
}

fn cell(
    column: &Column,
    concept: &ConceptEntry,
    source: &Term,
    target: &Term,
    losses: &mut Losses,
) -> String {
    let of = |side: Side| match side {
        Side::Source => source,
        Side::Target => target,
    };
    let value = |details: &[Detail], name: &str| {
        let found = details
            .iter()
            .find(|detail| detail.kind == DetailKind::Column && detail.name == name);
        found.map_or_else(String::new, |detail| detail.value.clone())
    };
    let text = match column {
        Column::Term(side) => of(*side).text.clone(),
        Column::PartOfSpeech(side) => of(*side).part_of_speech.clone().unwrap_or_default(),
        Column::Note(side) => of(*side).note.clone().unwrap_or_default(),
        Column::Concept if concept.is_id_made => String::new(),
        Column::Concept => concept.id.clone(),
        Column::Status => {
            let spelt = value(&target.details, "term status");
            let named = STATUSES.iter().find(|(name, _)| *name == spelt);
            match (named, target.stated_status()) {
                (Some((name, status)), Some(stated)) if *status == stated => (*name).to_owned(),
                (_, Some(Status::Preferred)) => "approved".to_owned(),
                (_, Some(Status::Admitted)) => "provisional".to_owned(),
                (_, Some(Status::Deprecated | Status::Superseded)) => "forbidden".to_owned(),
                (_, None) => spelt,
            }
        }
        Column::OfTerm(side, name) => value(&of(*side).details, name),
        Column::OfConcept(name) => value(&concept.details, name),
    };
    one_line(&text, losses)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::termbase::read_csv;

    /// The concept has its sections in another order than the columns that are asked for.
    #[test]
    fn notes_follow_their_language() {
        let table =
            "concept,language,term,part_of_speech,note\nc1,en,cat,noun,a pet\nc1,az,pişik,,\n";
        let termbase = read_csv(table).unwrap().termbase;
        let options = WriteOptions {
            source: "az".parse().ok(),
            target: "en".parse().ok(),
            ..WriteOptions::default()
        };
        let mut out = Vec::new();
        let losses = write(&termbase, &options, &mut out).unwrap();
        assert!(losses.is_empty(), "{losses}");
        let text = String::from_utf8(out).unwrap();
        assert!(
            text.contains("tgt:comment") && text.contains("a pet"),
            "{text}"
        );
        assert!(text.contains("tgt:pos") && text.contains("noun"), "{text}");
    }

    #[test]
    fn columns_that_stand_twice_are_refused() {
        let text =
            "#UTX 1.11; en/az\n#by hand\n#src\ttgt\tterm status\tstatus\nfilm\tfilm\tapproved\t\n";
        let error = read(text, &ReadOptions::default()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "line 3: the header names the column `status` twice"
        );
    }

    #[test]
    fn names_of_columns_stay_apart_in_a_line() {
        let table = "concept,language,term,concept:a b,\"concept:a\tb\",\"concept:term\tstatus\"\n\
                     c1,en,cat,1,2,3\nc1,az,pişik,1,2,3\n";
        let termbase = read_csv(table).unwrap().termbase;
        let mut out = Vec::new();
        let losses = write(&termbase, &WriteOptions::default(), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let header = text.lines().nth(1).unwrap();
        assert_eq!(
            header,
            "#src\ttgt\tsrc:pos\tconcept ID\ta b\ta b (2)\tterm status (2)"
        );
        assert!(losses.to_string().contains("tab or line break"), "{losses}");
        let again = read(&text, &ReadOptions::default()).unwrap();
        assert_eq!(again.termbase.concepts[0].details.len(), 3);
    }

    /// The lines of a concept disagree in a column of no term.
    #[test]
    fn second_values_of_a_column_are_counted() {
        let text = "#UTX 1.11; en/az\n#src\ttgt\tregister\tconcept ID\n\
                    court\tməhkəmə\tformal\tc1\ncourt\tdivan\tdated\tc1\n";
        let losses = |text: &str| {
            let read = read(text, &ReadOptions::default()).unwrap();
            write(&read.termbase, &WriteOptions::default(), &mut Vec::new()).unwrap()
        };
        assert_eq!(
            losses(text).to_string(),
            "1 × column `register` of concepts"
        );
        let agreeing = text.replace("dated", "formal");
        assert!(losses(&agreeing).is_empty(), "{}", losses(&agreeing));
    }

    #[test]
    fn terms_that_are_spelt_alike_are_one_row() {
        let table = "concept,language,term,gender\nc1,en,cat,\nc1,en,cat,feminine\nc1,az,pişik,\n";
        let termbase = read_csv(table).unwrap().termbase;
        let mut out = Vec::new();
        let losses = write(&termbase, &WriteOptions::default(), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text.matches("pişik").count(), 1, "{text}");
        assert!(losses.to_string().contains("spelt alike"), "{losses}");
    }
}
