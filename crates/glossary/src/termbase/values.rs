//! What a term can be: the values of its fields.

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

    /// Reads a name of a table or of TBX, whatever its capitals; names that other tools write are known, such as
    /// `forbidden` and `obsolete`.
    pub fn parse(name: &str) -> Option<Self> {
        let name = name.trim().to_ascii_lowercase();
        let name = name.strip_suffix("-admn-sts").unwrap_or(&name);
        let name = name.strip_suffix("term").unwrap_or(name).trim_end();
        Some(match name {
            "" | "preferred" | "standardized" | "legal" | "regulated" => Self::Preferred,
            "admitted" | "allowed" | "approved" | "accepted" => Self::Admitted,
            "deprecated" | "forbidden" | "notrecommended" | "not recommended" | "rejected" => {
                Self::Deprecated
            }
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

/// The grammatical gender of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Gender {
    /// Masculine.
    Masculine,
    /// Feminine.
    Feminine,
    /// Neuter.
    Neuter,
    /// Any other, such as common.
    Other,
}

/// Whether a term names someone alive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Animacy {
    /// It does.
    Animate,
    /// It does not.
    Inanimate,
}

impl Gender {
    /// The name in tables and in TBX.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Masculine => "masculine",
            Self::Feminine => "feminine",
            Self::Neuter => "neuter",
            Self::Other => "other",
        }
    }

    /// Reads a name or its first letter.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name.trim().to_ascii_lowercase().as_str() {
            "masculine" | "m" | "masc" => Self::Masculine,
            "feminine" | "f" | "fem" => Self::Feminine,
            "neuter" | "n" | "neut" => Self::Neuter,
            "other" | "othergender" | "common" => Self::Other,
            _ => return None,
        })
    }
}

impl Animacy {
    /// The name in tables and in TBX.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Animate => "animate",
            Self::Inanimate => "inanimate",
        }
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name.trim().to_ascii_lowercase().as_str() {
            "animate" => Self::Animate,
            "inanimate" => Self::Inanimate,
            _ => return None,
        })
    }
}
