//! The data categories of the public dialects of TBX: Core, Min, Basic and Linguist (ISO 30042:2019, and the definitions
//! of the modules at tbxinfo.net).

use super::detail::DetailKind;

/// A data category.
#[derive(Debug)]
pub(crate) struct Category {
    /// Its name, the `type` of DCA and the element of DCT.
    pub(crate) name: &'static str,
    /// The kind of statement.
    pub(crate) kind: DetailKind,
    /// The module that defines it.
    pub(crate) module: Module,
    /// Where it may stand; empty for what stands inside of groups.
    pub(crate) levels: &'static [Level],
    /// The values that it may have; empty where any text will do.
    pub(crate) values: &'static [&'static str],
}

/// A level of a termbase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Level {
    Concept,
    Language,
    Term,
}

/// A module of data categories.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Module {
    Min,
    Basic,
    Linguist,
}

impl Module {
    /// The prefix that is written for it.
    pub(crate) const fn prefix(self) -> &'static str {
        match self {
            Self::Min => "min",
            Self::Basic => "basic",
            Self::Linguist => "ling",
        }
    }

    /// Its namespace in DCT.
    pub(crate) const fn namespace(self) -> &'static str {
        match self {
            Self::Min => "http://www.tbxinfo.net/ns/min",
            Self::Basic => "http://www.tbxinfo.net/ns/basic",
            Self::Linguist => "http://www.tbxinfo.net/ns/linguist",
        }
    }
}

impl Level {
    /// How messages name it.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Concept => "concept",
            Self::Language => "language",
            Self::Term => "term",
        }
    }
}

/// The category of that name.
pub(crate) fn category(name: &str) -> Option<&'static Category> {
    CATEGORIES.iter().find(|category| category.name == name)
}

const ANY: &[Level] = &[Level::Concept, Level::Language, Level::Term];
const CONCEPT: &[Level] = &[Level::Concept];
const TERM: &[Level] = &[Level::Term];

const fn any_text(
    name: &'static str,
    kind: DetailKind,
    module: Module,
    levels: &'static [Level],
) -> Category {
    Category {
        name,
        kind,
        module,
        levels,
        values: &[],
    }
}

const fn one_of(
    name: &'static str,
    kind: DetailKind,
    module: Module,
    levels: &'static [Level],
    values: &'static [&'static str],
) -> Category {
    Category {
        name,
        kind,
        module,
        levels,
        values,
    }
}

static CATEGORIES: &[Category] = &[
    one_of(
        "administrativeStatus",
        DetailKind::TermNote,
        Module::Min,
        TERM,
        &[
            "preferredTerm-admn-sts",
            "admittedTerm-admn-sts",
            "deprecatedTerm-admn-sts",
            "supersededTerm-admn-sts",
        ],
    ),
    one_of(
        "partOfSpeech",
        DetailKind::TermNote,
        Module::Min,
        TERM,
        &["noun", "verb", "adjective", "adverb", "other"],
    ),
    any_text("subjectField", DetailKind::Descrip, Module::Min, CONCEPT),
    any_text("customerSubset", DetailKind::Admin, Module::Min, TERM),
    any_text(
        "externalCrossReference",
        DetailKind::Xref,
        Module::Basic,
        &[Level::Concept, Level::Term],
    ),
    any_text("context", DetailKind::Descrip, Module::Basic, TERM),
    any_text(
        "definition",
        DetailKind::Descrip,
        Module::Basic,
        &[Level::Concept, Level::Language],
    ),
    any_text(
        "crossReference",
        DetailKind::Ref,
        Module::Basic,
        &[Level::Concept, Level::Term],
    ),
    any_text("xGraphic", DetailKind::Xref, Module::Basic, CONCEPT),
    any_text("source", DetailKind::Admin, Module::Basic, ANY),
    any_text("projectSubset", DetailKind::Admin, Module::Basic, TERM),
    one_of(
        "grammaticalGender",
        DetailKind::TermNote,
        Module::Basic,
        TERM,
        &["masculine", "feminine", "neuter", "other"],
    ),
    any_text(
        "geographicalUsage",
        DetailKind::TermNote,
        Module::Basic,
        TERM,
    ),
    one_of(
        "termLocation",
        DetailKind::TermNote,
        Module::Basic,
        TERM,
        &[
            "checkBox",
            "comboBox",
            "comboBoxElement",
            "dialogBox",
            "groupBox",
            "informativeMessage",
            "interactiveMessage",
            "menuItem",
            "progressBar",
            "pushButton",
            "radioButton",
            "slider",
            "spinBox",
            "tab",
            "tableText",
            "textBox",
            "toolTip",
            "user-definedType",
        ],
    ),
    one_of(
        "termType",
        DetailKind::TermNote,
        Module::Basic,
        TERM,
        &[
            "fullForm",
            "acronym",
            "abbreviation",
            "shortForm",
            "variant",
            "phrase",
        ],
    ),
    one_of(
        "transactionType",
        DetailKind::Transac,
        Module::Basic,
        ANY,
        &["origination", "modification"],
    ),
    any_text(
        "responsibility",
        DetailKind::TransacNote,
        Module::Basic,
        &[],
    ),
    one_of(
        "grammaticalNumber",
        DetailKind::TermNote,
        Module::Linguist,
        TERM,
        &["singular", "plural", "dual", "mass", "otherNumber"],
    ),
    one_of(
        "register",
        DetailKind::TermNote,
        Module::Linguist,
        TERM,
        &[
            "colloquialRegister",
            "neutralRegister",
            "technicalRegister",
            "in-houseRegister",
            "bench-levelRegister",
            "slangRegister",
            "vulgarRegister",
        ],
    ),
    any_text("reading", DetailKind::Admin, Module::Linguist, TERM),
    any_text("readingNote", DetailKind::AdminNote, Module::Linguist, &[]),
    any_text("transferComment", DetailKind::Admin, Module::Linguist, TERM),
];
