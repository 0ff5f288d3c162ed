//! Concepts, languages, terms: the data model of ISO 30042.

use rustc_hash::FxHashSet;
use yaddash_model::{LanguageTag, LineColumn};

use super::detail::Detail;
use super::problem::Problem;
use super::{Animacy, CaseRule, Gender, Losses, Status};
use crate::TermRef;

/// A termbase: concepts in the order in which they were read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Termbase {
    /// The concepts.
    pub concepts: Vec<ConceptEntry>,
    /// What its file says of it as a whole: header, references, comments.
    pub details: Vec<Detail>,
}

/// A concept with its terms in any number of languages.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ConceptEntry {
    /// Its identifier; unique in a termbase.
    pub id: String,
    /// Whether the identifier was made by the reader, because the file gives none.
    pub is_id_made: bool,
    /// What else is said of it, such as `subjectField` and `definition`.
    pub details: Vec<Detail>,
    /// One section a language, in order.
    pub sections: Vec<LanguageSection>,
}

/// The terms of a concept in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct LanguageSection {
    /// The language, as it was spelt.
    pub language: LanguageTag,
    /// What else is said of the section, such as `definition`.
    pub details: Vec<Detail>,
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
    /// Whether the file says so. A term of which nothing is said counts as preferred.
    pub is_status_stated: bool,
    /// Which letter case it asks for.
    pub case: CaseRule,
    /// Its part of speech, such as `noun`.
    pub part_of_speech: Option<String>,
    /// Its grammatical gender.
    pub gender: Option<Gender>,
    /// Whether it names someone alive, on which the Russian accusative depends.
    pub animacy: Option<Animacy>,
    /// Whether it has one form for all cases.
    pub is_indeclinable: bool,
    /// Forms beside those that follow by rule.
    pub forms: Vec<String>,
    /// A remark.
    pub note: Option<String>,
    /// What else is said of it: further columns of a table, further categories of TBX.
    pub details: Vec<Detail>,
    /// Where it was read.
    pub place: Option<LineColumn>,
}

/// A termbase with what was odd about its file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadTermbase {
    /// The termbase.
    pub termbase: Termbase,
    /// What is wrong with the file, in its order.
    pub problems: Vec<Problem>,
    /// What was left out, since the model has no place for it.
    pub losses: Losses,
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

    /// Adds the concepts of `other`. Concepts of the same identifier become one, unless a reader made that identifier:
    /// the fifth line of one file is not the fifth line of another.
    pub fn merge(&mut self, other: Self) {
        let mut known: rustc_hash::FxHashMap<String, usize> = self
            .concepts
            .iter()
            .enumerate()
            .map(|(at, concept)| (concept.id.clone(), at))
            .collect();
        for mut concept in other.concepts {
            let at = known.get(&concept.id).copied();
            if let Some((at, here)) = at.and_then(|at| Some((at, self.concepts.get_mut(at)?))) {
                if !(here.is_id_made || concept.is_id_made) {
                    here.absorb(concept);
                    continue;
                }
                let made = (2..=known.len() + 2)
                    .map(|number| format!("{}-{number}", concept.id))
                    .find(|id| !known.contains_key(id))
                    .unwrap_or_default();
                if concept.is_id_made {
                    concept.id = made;
                } else {
                    known.insert(made.clone(), at);
                    here.id = made;
                }
            }
            known.insert(concept.id.clone(), self.concepts.len());
            self.concepts.push(concept);
        }
        // A thesaurus in RDF can have hundreds of thousands.
        let mut seen: FxHashSet<&Detail> = self.details.iter().collect();
        let is_new: Vec<bool> = other
            .details
            .iter()
            .map(|detail| seen.insert(detail))
            .collect();
        let details = other.details.into_iter().zip(is_new);
        self.details
            .extend(details.filter_map(|(detail, is_new)| is_new.then_some(detail)));
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
    /// Adds the terms and details of `other`, which is about the same concept; details that are there are not repeated.
    pub(crate) fn absorb(&mut self, other: Self) {
        for detail in other.details {
            if !self.details.contains(&detail) {
                self.details.push(detail);
            }
        }
        for section in other.sections {
            let known = self.section_mut(&section.language);
            known.terms.extend(section.terms);
            for detail in section.details {
                if !known.details.contains(&detail) {
                    known.details.push(detail);
                }
            }
        }
    }

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
                details: Vec::new(),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn concept(id: &str, is_id_made: bool, text: &str) -> ConceptEntry {
        let mut concept = ConceptEntry {
            id: id.to_owned(),
            is_id_made,
            ..ConceptEntry::default()
        };
        let section = concept.section_mut(&"en".parse().unwrap());
        section.terms.push(Term {
            text: text.to_owned(),
            ..Term::default()
        });
        concept
    }

    fn merged(files: Vec<Vec<ConceptEntry>>) -> Vec<(String, Vec<String>)> {
        let mut all = Termbase::default();
        for concepts in files {
            all.merge(Termbase {
                concepts,
                details: Vec::new(),
            });
        }
        let texts = |concept: &ConceptEntry| {
            let terms = concept.sections.iter().flat_map(|section| &section.terms);
            terms.map(|term| term.text.clone()).collect()
        };
        all.concepts
            .iter()
            .map(|concept| (concept.id.clone(), texts(concept)))
            .collect()
    }

    #[test]
    fn concepts_of_one_identifier_become_one() {
        let files = vec![
            vec![concept("a", false, "cat")],
            vec![concept("a", false, "tomcat"), concept("b", false, "dog")],
        ];
        let expected = [("a", vec!["cat", "tomcat"]), ("b", vec!["dog"])];
        let expected = expected.map(|(id, texts)| {
            let texts = texts.into_iter().map(str::to_owned).collect();
            (id.to_owned(), texts)
        });
        assert_eq!(merged(files), expected);
    }

    /// Two lists without identifiers: the first line of each is a concept, and not the same.
    #[test]
    fn identifiers_that_readers_made_join_no_files() {
        let files = vec![
            vec![concept("line-1", true, "cat")],
            vec![concept("line-1", true, "dog")],
            vec![concept("line-1", false, "fox")],
        ];
        let texts: Vec<Vec<String>> = merged(files).into_iter().map(|(_, texts)| texts).collect();
        assert_eq!(texts, [["cat"], ["dog"], ["fox"]]);
    }
}
