//! What the model has and TBX has not: the case rule, forms, columns of tables. It is written as processing instructions,
//! which are no part of any dialect: other programs pass them over, and a validator accepts the file.

use super::super::detail::{Detail, DetailKind};
use super::super::field::Field;
use super::super::{CaseRule, Term};

const PREFIX: &str = "yaddash-";

/// What an instruction says of a concept, a language or a term.
pub(super) enum Instruction {
    Field(Field, String),
    Detail(Detail),
    Id(String),
}

impl Instruction {
    /// Reads an instruction; `None` where it is not ours.
    pub(super) fn parse(target: &str, data: &str) -> Option<Self> {
        let name = target.strip_prefix(PREFIX)?;
        let texts: Vec<String> = serde_json::from_str(&format!("[{data}]")).ok()?;
        let mut texts = texts.into_iter();
        let first = texts.next()?;
        Some(match (name, texts.next()) {
            ("id", None) => Self::Id(first),
            ("column", Some(value)) => Self::Detail(Detail::new(DetailKind::Column, first, value)),
            ("comment", None) => Self::Detail(Detail::new(DetailKind::Comment, "", first)),
            (name, None) => Self::Field(Field::of(name)?, first),
            _ => return None,
        })
    }

    /// The instructions for what a term has beside the categories of TBX, as targets and data.
    pub(super) fn of_term(term: &Term) -> Vec<(&'static str, String)> {
        let mut said = Vec::new();
        if term.case != CaseRule::Free && !spelt_in_tbx(term, Field::Case) {
            said.push(("yaddash-case", text(term.case.name())));
        }
        if let Some(animacy) = term.animacy
            && !spelt_in_tbx(term, Field::Animacy)
        {
            said.push(("yaddash-animacy", text(animacy.name())));
        }
        if term.is_indeclinable && !spelt_in_tbx(term, Field::Indeclinable) {
            said.push(("yaddash-indeclinable", text("yes")));
        }
        for form in &term.forms {
            let is_spelt = term.details.iter().any(|detail| {
                detail.kind != DetailKind::Column
                    && Field::of(&detail.name) == Some(Field::Form)
                    && detail.value == *form
            });
            if !is_spelt {
                said.push(("yaddash-form", text(form)));
            }
        }
        said
    }

    /// The instruction for a statement of a table.
    pub(super) fn of_detail(detail: &Detail) -> Option<(&'static str, String)> {
        Some(match detail.kind {
            DetailKind::Column => (
                "yaddash-column",
                format!("{}, {}", text(&detail.name), text(&detail.value)),
            ),
            DetailKind::Comment => ("yaddash-comment", text(&detail.value)),
            _ => return None,
        })
    }

    /// The instruction for an identifier that XML cannot hold.
    pub(super) fn of_id(id: &str) -> (&'static str, String) {
        ("yaddash-id", text(id))
    }
}

fn spelt_in_tbx(term: &Term, field: Field) -> bool {
    term.details.iter().any(|detail| {
        detail.kind != DetailKind::Column
            && Field::of(&detail.name) == Some(field)
            && term.says(field, &detail.value)
    })
}

/// A text as a string of JSON that can stand in an instruction: without `?>`, and without what XML forbids.
fn text(value: &str) -> String {
    let mut quoted = String::from("\"");
    for c in value.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '>' | '\u{0}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {
                quoted.extend([format!("\\u{:04x}", u32::from(c))]);
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
