//! What may be typed behind the commands of `yaddash memory` that write units out or change them.

use std::path::PathBuf;

use clap::Args;
use yaddash_model::LanguageTag;

use super::ConvertFormat;
use super::memory::{MemoryDirectory, MemoryPolicy};

/// Which units.
#[derive(Debug, Args)]
pub(crate) struct MemorySelection {
    /// Only units for which this holds: tests such as `has az`, `changed >= 2024`, `prop:x-domain = law`,
    /// `text:en ~ "\bCourt\b"`, `user = anar`, joined by `and`, `or`, `not` and parentheses, as in `tmx filter`
    #[arg(long, value_name = "EXPRESSION")]
    pub(crate) filter: Option<String>,
    /// Only units of this identifier; may be given more than once, or several parted by commas
    #[arg(long = "id", value_name = "ID", value_delimiter = ',')]
    pub(crate) ids: Vec<u64>,
    /// Only units that were imported from this file; may be given more than once
    #[arg(long = "origin", value_name = "NAME")]
    pub(crate) origins: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct MemoryExportArgs {
    #[command(flatten)]
    pub(crate) memory: MemoryDirectory,
    #[command(flatten)]
    pub(crate) selection: MemorySelection,
    /// Only these languages: units that have two of them, without their other variants
    #[arg(long, value_name = "LANGS", value_delimiter = ',')]
    pub(crate) langs: Vec<LanguageTag>,
    /// Where to write [default: standard output]
    #[arg(long, short, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,
    /// Form of the output [default: by the extension of OUT, else tmx]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) to: Option<ConvertFormat>,
    /// Source language of XLIFF and PO; with --target, the first column of tables
    #[arg(long, value_name = "LANG")]
    pub(crate) source: Option<LanguageTag>,
    /// Target language of XLIFF and PO; with --source, the second column
    #[arg(long, value_name = "LANG")]
    pub(crate) target: Option<LanguageTag>,
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("search").args(["replace", "regex"]))]
#[command(group = clap::ArgGroup::new("what").args(["replace", "regex", "text", "set", "unset"]).required(true).multiple(true))]
pub(crate) struct MemoryEditArgs {
    #[command(flatten)]
    pub(crate) memory: MemoryDirectory,
    #[command(flatten)]
    pub(crate) selection: MemorySelection,
    /// Search for this text
    #[arg(long, value_name = "TEXT", requires = "with")]
    pub(crate) replace: Option<String>,
    /// Search for this regular expression
    #[arg(long, value_name = "PATTERN", requires = "with")]
    pub(crate) regex: Option<String>,
    /// What takes the place of what is found; with --regex, $1 stands for the first group
    #[arg(
        long,
        value_name = "TEXT",
        requires = "search",
        allow_hyphen_values = true
    )]
    pub(crate) with: Option<String>,
    /// Search in this language alone
    #[arg(long = "in", value_name = "LANG", requires = "search")]
    pub(crate) language: Option<LanguageTag>,
    /// The text of a language; needs --id
    #[arg(long, value_name = "LANG=TEXT", value_parser = named, requires = "ids")]
    pub(crate) text: Vec<(String, String)>,
    /// Give units a property, in the place of those of its type
    #[arg(long, value_name = "TYPE=VALUE", value_parser = named)]
    pub(crate) set: Vec<(String, String)>,
    /// Take properties of this type from units
    #[arg(long, value_name = "TYPE")]
    pub(crate) unset: Vec<String>,
    /// Show what would change, and change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// Reads NAME=VALUE.
fn named(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err("a name, `=` and a value are expected".to_owned()),
    }
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("which").args(["filter", "ids", "origins", "all"]).required(true).multiple(true))]
pub(crate) struct MemoryRemoveArgs {
    #[command(flatten)]
    pub(crate) memory: MemoryDirectory,
    #[command(flatten)]
    pub(crate) selection: MemorySelection,
    /// Every unit
    #[arg(long, conflicts_with_all = ["filter", "ids", "origins"])]
    pub(crate) all: bool,
    /// Show what would be removed, and remove nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Debug, Args)]
pub(crate) struct MemoryMergeArgs {
    /// The memory that takes the units in
    #[command(flatten)]
    pub(crate) memory: MemoryDirectory,
    /// What becomes of a unit of which the memory has the same source already, in the same languages and context
    #[arg(long, value_name = "POLICY", default_value = "newest")]
    pub(crate) policy: MemoryPolicy,
    /// The other memories
    #[arg(value_name = "DIR", required = true)]
    pub(crate) memories: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct MemoryReverseArgs {
    #[command(flatten)]
    pub(crate) memory: MemoryDirectory,
    #[command(flatten)]
    pub(crate) selection: MemorySelection,
    /// The new source language [default: of units of two languages, the one that is not the source]
    #[arg(long, value_name = "LANG")]
    pub(crate) source: Option<LanguageTag>,
    /// Show what would change, and change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Debug, Args)]
pub(crate) struct MemoryPivotArgs {
    #[command(flatten)]
    pub(crate) memory: MemoryDirectory,
    /// Source language of the new units
    #[arg(long, value_name = "LANG")]
    pub(crate) from: LanguageTag,
    /// The language that both have
    #[arg(long, value_name = "LANG")]
    pub(crate) over: LanguageTag,
    /// Target language of the new units
    #[arg(long, value_name = "LANG")]
    pub(crate) to: LanguageTag,
    /// The memory that takes the new units in [default: the same]
    #[arg(long, value_name = "DIR")]
    pub(crate) into: Option<PathBuf>,
}
