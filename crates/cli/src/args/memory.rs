//! What may be typed behind `yaddash memory`.

mod analyze;
mod concordance;
mod pretranslate;

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use yaddash_memory::score::Scoring;
use yaddash_memory::store::Policy;
use yaddash_model::LanguageTag;

use super::maintenance::{
    MemoryEditArgs, MemoryExportArgs, MemoryMergeArgs, MemoryPivotArgs, MemoryRemoveArgs,
    MemoryReverseArgs,
};
use super::{ConvertFormat, TextOrJson};

pub(crate) use analyze::{AnalysisFormat, MemoryAnalyzeArgs};
pub(crate) use concordance::{ConcordanceFormat, Cursor, MemoryConcordanceArgs};
pub(crate) use pretranslate::MemoryPretranslateArgs;

/// `yaddash memory`
#[derive(Debug, Subcommand)]
pub(crate) enum MemoryCommand {
    /// Take in the units of files
    Import(MemoryImportArgs),
    /// Write units to a file
    Export(MemoryExportArgs),
    /// How many units a memory has, and in which languages
    Info(MemoryInfoArgs),
    /// Find units whose source is like a text
    Lookup(MemoryLookupArgs),
    /// Replace texts, or change properties
    Edit(MemoryEditArgs),
    /// Remove units
    Remove(MemoryRemoveArgs),
    /// Take the units of other memories in
    Merge(MemoryMergeArgs),
    /// Turn the direction of units: another of their languages becomes the source
    Reverse(MemoryReverseArgs),
    /// Join units that share a third language, such as az-en and en-ru to az-ru
    Pivot(MemoryPivotArgs),
    /// Find where a text, words or forms of words stand
    Concordance(MemoryConcordanceArgs),
    /// Count how much of files is known
    Analyze(MemoryAnalyzeArgs),
    /// Write what memories know into files
    Pretranslate(MemoryPretranslateArgs),
}

/// Which memory.
#[derive(Debug, Args)]
pub(crate) struct MemoryDirectory {
    /// The directory of the memory
    #[arg(
        long = "memory",
        short = 'm',
        value_name = "DIR",
        default_value = "yaddash.memory"
    )]
    pub(crate) path: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct MemoryImportArgs {
    #[command(flatten)]
    pub(crate) memory: MemoryDirectory,
    /// What becomes of a unit of which the memory has the same source already, in the same languages and context
    #[arg(long, value_name = "POLICY", default_value = "newest")]
    pub(crate) policy: MemoryPolicy,
    /// Form of the files [default: by their extensions; of standard input: tmx]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) from: Option<ConvertFormat>,
    /// Source language of files that name none, such as PO and tables
    #[arg(long, value_name = "LANG")]
    pub(crate) source: Option<LanguageTag>,
    /// Target language of files that name none, such as PO
    #[arg(long, value_name = "LANG")]
    pub(crate) target: Option<LanguageTag>,
    /// Form of the report
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: TextOrJson,
    /// Files of units, also .gz and .zip, and folders with such files, at any depth; `-`: standard input
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum MemoryPolicy {
    /// Units with the latest date stay; of equal dates all that say something else.
    Newest,
    /// All units stay that differ in anything.
    KeepAll,
    /// The unit of the memory stays.
    KeepFirst,
    /// The new unit takes the place of what the memory has.
    Overwrite,
}

impl From<MemoryPolicy> for Policy {
    fn from(policy: MemoryPolicy) -> Self {
        match policy {
            MemoryPolicy::Newest => Self::NewestWins,
            MemoryPolicy::KeepAll => Self::KeepAll,
            MemoryPolicy::KeepFirst => Self::KeepFirst,
            MemoryPolicy::Overwrite => Self::Overwrite,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct MemoryInfoArgs {
    #[command(flatten)]
    pub(crate) memory: MemoryDirectory,
    /// Form of the output
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: TextOrJson,
}

/// Which memories are asked, and what is taken off their matches.
#[derive(Debug, Args)]
pub(crate) struct MemoryDirectories {
    /// The directory of a memory; several are asked in this order
    #[arg(
        long = "memory",
        short = 'm',
        value_name = "DIR",
        default_value = "yaddash.memory"
    )]
    pub(crate) paths: Vec<PathBuf>,
    /// Points to take off: memory=DIR:N, origin=FILE:N, user=NAME:N, property=TYPE[=VALUE]:N
    #[arg(long = "penalty", value_name = "KIND=VALUE:N")]
    pub(crate) penalties: Vec<String>,
}

/// Which memories are asked, and for which languages.
#[derive(Debug, Args)]
pub(crate) struct MemoryQuestion {
    #[command(flatten)]
    pub(crate) memories: MemoryDirectories,
    /// The language of the texts
    #[arg(long, value_name = "LANG")]
    pub(crate) from: LanguageTag,
    /// The language of the translations
    #[arg(long, value_name = "LANG")]
    pub(crate) to: LanguageTag,
}

#[derive(Debug, Args)]
pub(crate) struct MemoryLookupArgs {
    #[command(flatten)]
    pub(crate) question: MemoryQuestion,
    /// The least score of a match, 0 to 102
    #[arg(long, value_name = "SCORE", default_value_t = 70.0)]
    pub(crate) min: f64,
    /// The most matches for a text
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub(crate) limit: usize,
    /// Only units with the same text
    #[arg(long)]
    pub(crate) exact: bool,
    /// How matches are scored
    #[arg(long, value_name = "MEASURE", default_value = "blend")]
    pub(crate) score: LookupScoring,
    /// The text before the one that is looked up, for matches in context
    #[arg(long, value_name = "TEXT")]
    pub(crate) previous: Option<String>,
    /// The text behind it
    #[arg(long, value_name = "TEXT")]
    pub(crate) next: Option<String>,
    /// The name of the text in its document
    #[arg(long, value_name = "NAME")]
    pub(crate) id: Option<String>,
    /// Form of the answers
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: LookupFormat,
    /// The texts [default: the lines of standard input]
    #[arg(value_name = "QUERY")]
    pub(crate) queries: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LookupScoring {
    /// By words or by characters, whichever is better.
    Blend,
    /// By words, case apart.
    Word,
    /// By characters.
    Char,
    /// As `OmegaT` counts: stems of words, without numbers and signs.
    Omegat,
}

impl From<LookupScoring> for Scoring {
    fn from(scoring: LookupScoring) -> Self {
        match scoring {
            LookupScoring::Blend => Self::Blend,
            LookupScoring::Word => Self::Word,
            LookupScoring::Char => Self::Char,
            LookupScoring::Omegat => Self::OmegaT,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LookupFormat {
    /// For people.
    Text,
    /// A JSON object a text.
    Jsonl,
}
