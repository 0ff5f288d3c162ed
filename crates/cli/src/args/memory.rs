//! What may be typed behind `yaddash memory`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use yaddash_memory::store::Policy;
use yaddash_model::LanguageTag;

use super::{ConvertFormat, TextOrJson};

/// `yaddash memory`
#[derive(Debug, Subcommand)]
pub(crate) enum MemoryCommand {
    /// Take in the units of files
    Import(MemoryImportArgs),
    /// How many units a memory has, and in which languages
    Info(MemoryInfoArgs),
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
