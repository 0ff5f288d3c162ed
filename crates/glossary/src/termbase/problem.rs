//! What is wrong with a termbase or its file.

use std::fmt;

use yaddash_model::{LanguageTag, LineColumn, Severity};

/// A problem of a termbase.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// What is wrong.
    pub kind: ProblemKind,
    /// How grave it is. Where a reader finds something grave, a part of the file could not be taken over.
    pub severity: Severity,
    /// The concept, empty where the file as a whole is meant.
    pub concept: String,
    /// The language.
    pub language: Option<LanguageTag>,
    /// The term or value, empty where the concept as a whole is meant.
    pub term: String,
    /// Where it stands in its file, where that is known.
    pub place: Option<LineColumn>,
    /// What is wrong, in words: a fragment in lower case.
    pub message: String,
}

/// Declares the kinds: a name in code, the stable name, the severity, and what it is.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident => $name:literal $severity:ident $about:literal,)*) => {
        /// Kinds of problems.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum ProblemKind {
            $($(#[$doc])* $kind,)*
        }

        impl ProblemKind {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$kind,)*];

            /// The stable name, such as `duplicate-term`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)*
                }
            }

            /// How grave it is.
            pub const fn severity(self) -> Severity {
                match self {
                    $(Self::$kind => Severity::$severity,)*
                }
            }

            /// What it is, in a sentence.
            pub const fn about(self) -> &'static str {
                match self {
                    $(Self::$kind => $about,)*
                }
            }
        }
    };
}

kinds! {
    /// A term without a letter or digit.
    EmptyTerm => "empty-term" Error "A term without a letter or digit.",
    /// The same term twice in one concept and language.
    DuplicateTerm => "duplicate-term" Warning "The same term twice in one concept and language.",
    /// The same term in two concepts: legitimate for homonyms, and often a mistake.
    Homonym => "homonym" Info "The same term in two concepts: legitimate for homonyms, and often a mistake.",
    /// Two concepts with the same terms in every language.
    DuplicateConcept => "duplicate-concept" Warning "Two concepts with the same terms in every language.",
    /// An identifier that stands twice.
    DuplicateId => "duplicate-id" Warning "An identifier that stands twice.",
    /// A term that is approved in one place and deprecated in another.
    ContradictoryStatus => "contradictory-status" Error "A term that is approved in one place and deprecated in another.",
    /// Two preferred terms in one language of a concept.
    SeveralPreferred => "several-preferred" Warning "Two preferred terms in one language of a concept.",
    /// Only deprecated terms in one language of a concept: nothing can be suggested.
    NothingApproved => "nothing-approved" Warning "Only deprecated terms in one language of a concept: nothing can be suggested.",
    /// A word with letters of two scripts.
    MixedScripts => "mixed-scripts" Error "A word with letters of two scripts.",
    /// A word of letters that only look like those of its language.
    LookAlike => "look-alike-term" Error "A word of letters that only look like those of its language.",
    /// A term that is not composed (NFC).
    NotComposed => "not-composed" Warning "A term that is not composed (NFC).",
    /// White space at the ends of a term, or more than one space in a row.
    StraySpace => "stray-space" Warning "White space at the ends of a term, or more than one space in a row.",
    /// A character in a term that nobody sees.
    InvisibleCharacter => "invisible-character" Warning "A character in a term that nobody sees.",
    /// A concept without terms.
    EmptyConcept => "empty-concept" Warning "A concept without terms.",
    /// What should be a language tag and is none.
    UnknownLanguage => "unknown-language" Error "What should be a language tag and is none.",
    /// Terms of which the file does not say the language.
    MissingLanguage => "missing-language" Error "Terms of which the file does not say the language.",
    /// A value that is none of those that its category has.
    UnknownValue => "unknown-value" Warning "A value that is none of those that its category has.",
    /// Two rows of a concept that say different things of it.
    ConflictingValue => "conflicting-value" Warning "Two rows of a concept that say different things of it.",
    /// A row with more fields than the header has columns.
    ExtraFields => "extra-fields" Error "A row with more fields than the header has columns.",
    /// A row with too few fields, or a header with too few columns.
    MissingFields => "missing-fields" Warning "A row with too few fields, or a header with too few columns.",
    /// An element that may not stand where it does.
    WrongElement => "wrong-element" Warning "An element that may not stand where it does.",
    /// Elements in an order that the format does not allow.
    WrongOrder => "wrong-order" Warning "Elements in an order that the format does not allow.",
    /// A data category at a level where it has no meaning.
    WrongLevel => "wrong-level" Warning "A data category at a level where it has no meaning.",
    /// A data category that the dialect of the file does not have.
    UnknownCategory => "unknown-category" Warning "A data category that the dialect of the file does not have.",
    /// A dialect or style of TBX that is not known or not what the file is.
    WrongDialect => "wrong-dialect" Warning "A dialect or style of TBX that is not known or not what the file is.",
    /// A reference to an identifier that the file does not have, or to no address.
    WrongReference => "wrong-reference" Warning "A reference to an identifier that the file does not have, or to no address.",
    /// A file that is not what it should be.
    NotReadable => "not-readable" Error "A file that is not what it should be.",
}

impl Problem {
    /// A problem of a file at a place; the concept, the language and the term are those that `self` is given later.
    pub(crate) fn new(kind: ProblemKind, place: LineColumn, message: impl Into<String>) -> Self {
        Self {
            kind,
            severity: kind.severity(),
            concept: String::new(),
            language: None,
            term: String::new(),
            place: Some(place),
            message: message.into(),
        }
    }

    /// The same problem of the term or value `term`.
    #[must_use]
    pub(crate) fn of(mut self, term: &str) -> Self {
        term.clone_into(&mut self.term);
        self
    }

    /// The same problem, graver or less grave than others of its kind.
    #[must_use]
    pub(crate) fn with_severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// The same problem of a concept.
    #[must_use]
    pub(crate) fn in_concept(mut self, concept: &str) -> Self {
        concept.clone_into(&mut self.concept);
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Some(place) => write!(f, "{place}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
