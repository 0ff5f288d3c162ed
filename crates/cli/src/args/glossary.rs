//! What may be typed behind `yaddash glossary convert`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use yaddash_glossary::{TbxDialect, TbxStyle, TermbaseFormat};
use yaddash_model::LanguageTag;

#[derive(Debug, Args)]
pub(crate) struct GlossaryConvertArgs {
    /// The glossary, also .gz; `-`: standard input
    #[arg(value_name = "IN")]
    pub(crate) input: PathBuf,
    /// Where to write [default: standard output]
    #[arg(long, short, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,
    /// Form of the output [default: by the extension of OUT, else tbx]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) to: Option<GlossaryFormat>,
    /// Form of the input [default: by its content and its extension]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) from: Option<GlossaryFormat>,
    /// Hold to this dialect of TBX and leave out what it has not [default: keep everything; that of the input, else the
    /// smallest from Basic on that has it]
    #[arg(long, value_name = "DIALECT")]
    pub(crate) dialect: Option<GlossaryDialect>,
    /// How TBX of version 3 names data categories: dca in attributes, dct in elements [default: as the input, else dca]
    #[arg(long, value_name = "STYLE")]
    pub(crate) style: Option<GlossaryStyle>,
    /// Language of the first column, for omegat and utx [default: that of the file, or of its text]
    #[arg(long, value_name = "LANG")]
    pub(crate) source: Option<LanguageTag>,
    /// Language of the second column, for omegat and utx
    #[arg(long, value_name = "LANG")]
    pub(crate) target: Option<LanguageTag>,
}

/// A format of glossaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum GlossaryFormat {
    /// A term a row: concept, language, term, status and more.
    Csv,
    /// The same, parted by tabs.
    Tsv,
    /// TBX, version 3.
    Tbx,
    /// TBX, version 2.
    TbxV2,
    /// OmegaT: source, target, comment.
    Omegat,
    /// MateCat: a column a language.
    Matecat,
    /// memoQ: a column a language, with settings of each term.
    Memoq,
    /// UTX 1.11.
    Utx,
    /// SKOS as RDF/XML.
    Skos,
    /// SKOS as Turtle.
    Turtle,
    /// XML of MultiTerm.
    Multiterm,
}

impl GlossaryFormat {
    /// The format.
    pub(crate) const fn format(self) -> TermbaseFormat {
        match self {
            Self::Csv => TermbaseFormat::Csv,
            Self::Tsv => TermbaseFormat::Tsv,
            Self::Tbx => TermbaseFormat::Tbx,
            Self::TbxV2 => TermbaseFormat::TbxV2,
            Self::Omegat => TermbaseFormat::Omegat,
            Self::Matecat => TermbaseFormat::Matecat,
            Self::Memoq => TermbaseFormat::Memoq,
            Self::Utx => TermbaseFormat::Utx,
            Self::Skos => TermbaseFormat::Skos,
            Self::Turtle => TermbaseFormat::Turtle,
            Self::Multiterm => TermbaseFormat::Multiterm,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum GlossaryDialect {
    /// Terms and notes alone.
    Core,
    /// Status, part of speech, subject field, customer.
    Min,
    /// Definitions, contexts, grammar, references, transactions.
    Basic,
    /// Number, register, reading.
    Linguist,
}

impl GlossaryDialect {
    /// The dialect.
    pub(crate) const fn dialect(self) -> TbxDialect {
        match self {
            Self::Core => TbxDialect::Core,
            Self::Min => TbxDialect::Min,
            Self::Basic => TbxDialect::Basic,
            Self::Linguist => TbxDialect::Linguist,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum GlossaryStyle {
    /// In attributes.
    Dca,
    /// In elements.
    Dct,
}

impl GlossaryStyle {
    /// The style.
    pub(crate) const fn style(self) -> TbxStyle {
        match self {
            Self::Dca => TbxStyle::Attributes,
            Self::Dct => TbxStyle::Elements,
        }
    }
}
