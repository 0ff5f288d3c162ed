//! Concepts, languages, terms: the data model of ISO 30042.

use yaddash_model::{Attributes, LanguageTag, LineColumn};

use crate::TermRef;

/// A termbase: concepts in the order in which they were read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Termbase {
    /// The concepts.
    pub concepts: Vec<ConceptEntry>,
}

/// A concept with its terms in any number of languages.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ConceptEntry {
    /// Its identifier; unique in a termbase.
    pub id: String,
    /// What else is said of it, such as `subjectField` and `definition`, by the name of the category.
    pub extra: Attributes,
    /// One section a language, in order.
    pub sections: Vec<LanguageSection>,
}

/// The terms of a concept in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct LanguageSection {
    /// The language, as it was spelt.
    pub language: LanguageTag,
    /// What else is said of the section.
    pub extra: Attributes,
    /// The terms in order.
    pub terms: Vec<Term>,
}

/// A term.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Term {
    /// The term in its dictionary form, as it was spelt.
    pub text: String,
    /// Whether it is to be used.
    pub status: Status,
    /// Which letter case it asks for.
    pub case: CaseRule,
    /// Its part of speech, such as `noun`.
    pub part_of_speech: Option<String>,
    /// Forms beside those that follow by rule.
    pub forms: Vec<String>,
    /// A remark.
    pub note: Option<String>,
    /// What else is said of it: further columns of a table, further categories of TBX.
    pub extra: Attributes,
    /// Where it was read.
    pub place: Option<LineColumn>,
}

/// The administrative status of a term (ISO 30042, `administrativeStatus`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Status {
    /// The one to use.
    #[default]
    Preferred,
    /// It may be used.
    Admitted,
    /// It must not be used.
    Deprecated,
    /// It was used once and is no longer.
    Superseded,
}

/// Which letter case a term asks for in running text. Capitals throughout, as in headings, are always right, and so is
/// a capital at the beginning of a sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CaseRule {
    /// Any.
    #[default]
    Free,
    /// That of the term; its first letter may be a capital anywhere.
    Sentence,
    /// That of the term.
    Strict,
}

/// A termbase with what was odd about its file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadTermbase {
    /// The termbase.
    pub termbase: Termbase,
    /// The names of the columns, in the order of the file; empty for TBX.
    pub columns: Vec<String>,
    /// Places where something was left out: fields too many, elements that are not understood.
    pub warnings: Vec<(LineColumn, String)>,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::Preferred,
        Self::Admitted,
        Self::Deprecated,
        Self::Superseded,
    ];

    /// The name in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Preferred => "preferred",
            Self::Admitted => "admitted",
            Self::Deprecated => "deprecated",
            Self::Superseded => "superseded",
        }
    }

    /// The name in TBX: `preferredTerm-admn-sts` and so on.
    pub const fn tbx_name(self) -> &'static str {
        match self {
            Self::Preferred => "preferredTerm-admn-sts",
            Self::Admitted => "admittedTerm-admn-sts",
            Self::Deprecated => "deprecatedTerm-admn-sts",
            Self::Superseded => "supersededTerm-admn-sts",
        }
    }

    /// Reads a name of a table or of TBX; `forbidden` and `obsolete`, which other tools write, are known.
    pub fn parse(name: &str) -> Option<Self> {
        let name = name.trim().to_ascii_lowercase();
        Some(match name.strip_suffix("term-admn-sts").unwrap_or(&name) {
            "" | "preferred" => Self::Preferred,
            "admitted" | "allowed" | "approved" => Self::Admitted,
            "deprecated" | "forbidden" | "notrecommended" => Self::Deprecated,
            "superseded" | "obsolete" => Self::Superseded,
            _ => return None,
        })
    }

    /// Whether the term may be used.
    pub const fn is_approved(self) -> bool {
        matches!(self, Self::Preferred | Self::Admitted)
    }
}

impl CaseRule {
    /// The name in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Free => "free",
            Self::Sentence => "sentence",
            Self::Strict => "strict",
        }
    }

    /// Reads a name; an empty one is [`CaseRule::Free`].
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name.trim().to_ascii_lowercase().as_str() {
            "" | "free" => Self::Free,
            "sentence" => Self::Sentence,
            "strict" => Self::Strict,
            _ => return None,
        })
    }
}

impl Termbase {
    /// The term that `at` names, with its section and concept.
    pub fn get(&self, at: TermRef) -> Option<(&ConceptEntry, &LanguageSection, &Term)> {
        let concept = self.concepts.get(at.concept)?;
        let section = concept.sections.get(at.section)?;
        Some((concept, section, section.terms.get(at.term)?))
    }

    /// The concept of that identifier, which is added where there is none.
    pub(crate) fn concept_mut(
        &mut self,
        id: &str,
        known: &mut rustc_hash::FxHashMap<String, usize>,
    ) -> Option<&mut ConceptEntry> {
        let at = *known.entry(id.to_owned()).or_insert_with(|| {
            self.concepts.push(ConceptEntry {
                id: id.to_owned(),
                ..ConceptEntry::default()
            });
            self.concepts.len() - 1
        });
        self.concepts.get_mut(at)
    }

    /// Adds the concepts of `other`. Concepts of the same identifier become one.
    pub fn merge(&mut self, other: Self) {
        let mut known: rustc_hash::FxHashMap<String, usize> = self
            .concepts
            .iter()
            .enumerate()
            .map(|(at, concept)| (concept.id.clone(), at))
            .collect();
        for concept in other.concepts {
            let Some(entry) = self.concept_mut(&concept.id, &mut known) else {
                continue;
            };
            for (name, value) in concept.extra.iter() {
                entry.extra.set(name, value);
            }
            for section in concept.sections {
                let terms = &mut entry.section_mut(&section.language).terms;
                terms.extend(section.terms);
            }
        }
    }

    /// The languages that have a term, in order and without repeats.
    pub fn languages(&self) -> Vec<&LanguageTag> {
        let mut languages: Vec<&LanguageTag> = self
            .concepts
            .iter()
            .flat_map(|concept| concept.sections.iter())
            .map(|section| &section.language)
            .collect();
        languages.sort();
        languages.dedup();
        languages
    }
}

impl ConceptEntry {
    /// The section of `language`, which is added where there is none.
    pub fn section_mut(&mut self, language: &LanguageTag) -> &mut LanguageSection {
        let at = self
            .sections
            .iter()
            .position(|section| section.language == *language)
            .unwrap_or(self.sections.len());
        if at == self.sections.len() {
            self.sections.push(LanguageSection {
                language: language.clone(),
                extra: Attributes::new(),
                terms: Vec::new(),
            });
        }
        #[expect(
            clippy::indexing_slicing,
            reason = "the section was found or added at `at`"
        )]
        &mut self.sections[at]
    }

    /// The terms that serve for `language`, in order.
    pub fn terms<'a>(&'a self, language: &'a LanguageTag) -> impl Iterator<Item = &'a Term> {
        self.sections
            .iter()
            .filter(|section| language.accepts(&section.language))
            .flat_map(|section| section.terms.iter())
    }

    /// The preferred term for `language`, else the first admitted one.
    pub fn preferred<'a>(&'a self, language: &'a LanguageTag) -> Option<&'a Term> {
        self.terms(language)
            .find(|term| term.status == Status::Preferred)
            .or_else(|| self.terms(language).find(|term| term.status.is_approved()))
    }
}
