//! Columns of a table: what their names mean.

use super::super::category::{Level, category};
use super::super::detail::{Detail, DetailKind};
use super::super::field::Field;

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Column {
    Concept,
    Language,
    Term,
    Note,
    Field(SharedField),
    /// A statement, the first, second … of its name.
    Detail(Key),
    /// Something about the statement of a column before: of its group, or an attribute (`@target`).
    Part(Key, String),
}

/// A field as a key of a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum SharedField {
    Status,
    Case,
    PartOfSpeech,
    Gender,
    Animacy,
    Indeclinable,
    Forms,
}

/// Which statement a column holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub(super) level: Level,
    pub(super) kind: DetailKind,
    pub(super) name: String,
    /// Its number among those of its name, from 1.
    pub(super) number: usize,
}

impl SharedField {
    /// All of them in the order of their columns.
    pub(super) const ALL: [Self; 7] = [
        Self::Status,
        Self::Case,
        Self::PartOfSpeech,
        Self::Gender,
        Self::Animacy,
        Self::Indeclinable,
        Self::Forms,
    ];

    pub(super) const fn field(self) -> Field {
        match self {
            Self::Status => Field::Status,
            Self::Case => Field::Case,
            Self::PartOfSpeech => Field::PartOfSpeech,
            Self::Gender => Field::Gender,
            Self::Animacy => Field::Animacy,
            Self::Indeclinable => Field::Indeclinable,
            Self::Forms => Field::Form,
        }
    }

    /// The column that a plain statement about a term goes to, where it is that of a field.
    pub(super) fn of(detail: &Detail) -> Option<Self> {
        if !detail.is_plain() {
            return None;
        }
        match detail.kind {
            DetailKind::Column => Self::parse(&detail.name.to_ascii_lowercase()),
            DetailKind::TermNote => {
                let field = Field::of(&detail.name)?;
                Self::ALL.into_iter().find(|column| column.field() == field)
            }
            _ => None,
        }
    }

    /// The name of its column.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Case => "case",
            Self::PartOfSpeech => "pos",
            Self::Gender => "gender",
            Self::Animacy => "animacy",
            Self::Indeclinable => "indeclinable",
            Self::Forms => "forms",
        }
    }

    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "status" => Self::Status,
            "case" => Self::Case,
            "pos" | "part_of_speech" | "part of speech" | "partofspeech" => Self::PartOfSpeech,
            "gender" | "grammaticalgender" => Self::Gender,
            "animacy" => Self::Animacy,
            "indeclinable" => Self::Indeclinable,
            "forms" => Self::Forms,
            _ => return None,
        })
    }
}

impl Column {
    /// What a column of that name holds, with `before` it.
    pub(super) fn parse(name: &str, before: &[(String, Self)]) -> Self {
        let name = name.trim();
        let known = |base: &str| {
            let column = before.iter().find(|(other, _)| other == base);
            column.map(|(_, column)| column)
        };
        if let Some(at) = name.rfind(['/', '@'])
            && let (Some(base), Some(part)) = (name.get(..at), name.get(at..))
            && let Some(Self::Detail(key)) = known(base)
        {
            return Self::Part(
                key.clone(),
                part.strip_prefix('/').unwrap_or(part).to_owned(),
            );
        }
        if let Some((base, number)) = name
            .strip_suffix(')')
            .and_then(|name| name.rsplit_once(" ("))
            && let Ok(number) = number.parse::<usize>()
            && number > 1
        {
            match known(base) {
                Some(Self::Detail(key)) => {
                    let key = key.clone();
                    return Self::Detail(Key { number, ..key });
                }
                Some(Self::Note) => return Self::Detail(Key::new(Level::Term, "note", number)),
                _ => {}
            }
        }
        let (level, bare) = match name.split_once(':') {
            Some(("concept", bare)) => (Some(Level::Concept), bare),
            Some(("language", bare)) => (Some(Level::Language), bare),
            Some(("term", bare)) => (Some(Level::Term), bare),
            _ => (None, name),
        };
        if let Some(level) = level {
            return Self::Detail(Key::new(level, bare, 1));
        }
        let folded = name.to_ascii_lowercase();
        if let Some(field) = SharedField::parse(&folded) {
            return Self::Field(field);
        }
        match folded.as_str() {
            "concept" => Self::Concept,
            "language" | "lang" => Self::Language,
            "term" => Self::Term,
            "note" => Self::Note,
            "subject" | "subjectfield" => Self::Detail(Key::new(Level::Concept, "subjectField", 1)),
            "definition" => Self::Detail(Key::new(Level::Concept, "definition", 1)),
            _ => Self::Detail(Key::new(Level::Term, name, 1)),
        }
    }

    /// The name of the column.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Concept => "concept".to_owned(),
            Self::Language => "language".to_owned(),
            Self::Term => "term".to_owned(),
            Self::Note => "note".to_owned(),
            Self::Field(field) => field.name().to_owned(),
            Self::Detail(key) => key.header(),
            Self::Part(key, part) if part.starts_with('@') => format!("{}{part}", key.header()),
            Self::Part(key, part) => format!("{}/{part}", key.header()),
        }
    }
}

impl Key {
    fn new(level: Level, name: &str, number: usize) -> Self {
        let (kind, name) = match name.strip_prefix('@') {
            Some(attribute) => (DetailKind::Attribute, attribute),
            None if name == "note" => (DetailKind::Note, name),
            None if name == "date" => (DetailKind::Date, name),
            None => (
                category(name).map_or(DetailKind::Column, |category| category.kind),
                name,
            ),
        };
        Self {
            level,
            kind,
            name: name.to_owned(),
            number,
        }
    }

    /// The key of a statement, the `number`th of its name at its level. The kind is that which the column would be read
    /// as: tables name categories, not elements.
    pub(super) fn of(level: Level, detail: &Detail, number: usize) -> Self {
        let mut name = detail.name.clone();
        match detail.kind {
            DetailKind::Attribute => name.insert(0, '@'),
            DetailKind::Note => "note".clone_into(&mut name),
            DetailKind::Date => "date".clone_into(&mut name),
            _ => {}
        }
        Self::new(level, &name, number)
    }

    fn header(&self) -> String {
        let mut name = match self.kind {
            DetailKind::Attribute => format!("@{}", self.name),
            _ => self.name.clone(),
        };
        name = match (self.level, name.as_str()) {
            (Level::Concept, "subjectField") => "subject".to_owned(),
            (Level::Concept, "definition") => name,
            (Level::Concept, _) => format!("concept:{name}"),
            (Level::Language, _) => format!("language:{name}"),
            (Level::Term, "note") if self.number > 1 => name,
            (Level::Term, _) => {
                // A name that the reader would take for something else is marked.
                let plain = Self {
                    number: 1,
                    ..self.clone()
                };
                if Column::parse(&name, &[]) == Column::Detail(plain) {
                    name
                } else {
                    format!("term:{name}")
                }
            }
        };
        if self.number > 1 {
            name.extend([format!(" ({})", self.number)]);
        }
        name
    }
}
