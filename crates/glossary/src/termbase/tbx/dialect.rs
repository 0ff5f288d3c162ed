//! Versions, styles and dialects of TBX.

use super::super::category::{Level, Module, category};
use super::super::detail::{Detail, DetailKind};

/// Which edition of ISO 30042 to write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum TbxVersion {
    /// ISO 30042:2008: `martif`, `termEntry`, `langSet`, `tig`.
    V2,
    /// ISO 30042:2019: `tbx`, `conceptEntry`, `langSec`, `termSec`.
    #[default]
    V3,
}

/// How version 3 names data categories. Version 2 knows attributes alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum TbxStyle {
    /// As values of the attribute `type` (DCA).
    #[default]
    Attributes,
    /// As elements in the namespaces of the modules (DCT).
    Elements,
}

/// The public dialects, each of which has what those before it have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum TbxDialect {
    /// Terms, notes and dates alone.
    Core,
    /// Status, part of speech, subject field, customer.
    Min,
    /// Definitions, contexts, sources, grammar, references, transactions.
    Basic,
    /// Number, register, reading, transfer comment.
    Linguist,
}

/// How to write TBX.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TbxOptions {
    /// The edition.
    pub version: TbxVersion,
    /// How data categories are named; `None`: as in the file that was read, else [`TbxStyle::Attributes`].
    pub style: Option<TbxStyle>,
    /// The dialect to hold to: what it does not have is left out and counted. `None`: everything is kept, and the file
    /// is named by the dialect that it was read in or by the smallest from Basic on that has all of it.
    pub dialect: Option<TbxDialect>,
}

impl TbxDialect {
    /// All of them, the smallest first.
    pub const ALL: [Self; 4] = [Self::Core, Self::Min, Self::Basic, Self::Linguist];

    /// The `type` of its files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Core => "TBX-Core",
            Self::Min => "TBX-Min",
            Self::Basic => "TBX-Basic",
            Self::Linguist => "TBX-Linguist",
        }
    }

    /// The dialect of that `type`.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dialect| dialect.name() == name)
    }

    /// Whether the dialect has the module.
    pub(crate) fn has(self, module: Module) -> bool {
        self >= match module {
            Module::Min => Self::Min,
            Module::Basic => Self::Basic,
            Module::Linguist => Self::Linguist,
        }
    }

    /// Whether a statement may stand at `level`, with all that stands in its group.
    pub(crate) fn allows(self, detail: &Detail, level: Level) -> bool {
        if let Some(group) = &detail.group
            && !group.details.iter().all(|inner| self.allows_inside(inner))
        {
            return false;
        }
        match detail.kind {
            // Columns and comments are written as processing instructions, which are no part of a dialect.
            DetailKind::Note
            | DetailKind::Attribute
            | DetailKind::Term
            | DetailKind::Column
            | DetailKind::Comment => true,
            _ => category(&detail.name).is_some_and(|category| {
                self.has(category.module)
                    && category.kind == detail.kind
                    && category.levels.contains(&level)
                    && (category.values.is_empty()
                        || category.values.contains(&detail.value.as_str()))
            }),
        }
    }

    /// Whether a statement may stand inside of a group.
    pub(crate) fn allows_inside(self, detail: &Detail) -> bool {
        match detail.kind {
            DetailKind::Note | DetailKind::Date | DetailKind::Column => true,
            _ => category(&detail.name)
                .is_some_and(|category| self.has(category.module) && category.kind == detail.kind),
        }
    }
}
