//! What may be typed behind `yaddash memory concordance`.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, ValueEnum};
use yaddash_memory::concordance::Mode;
use yaddash_memory::store::UnitId;
use yaddash_model::LanguageTag;

#[derive(Debug, Args)]
pub(crate) struct MemoryConcordanceArgs {
    /// The directory of a memory; several are searched in this order
    #[arg(
        long = "memory",
        short = 'm',
        value_name = "DIR",
        default_value = "yaddash.memory"
    )]
    pub(crate) memories: Vec<PathBuf>,
    /// Search texts of this language; may be given more than once [default: those of --from and --to, else all]
    #[arg(long, value_name = "LANG")]
    pub(crate) lang: Vec<LanguageTag>,
    /// Only units that have this language
    #[arg(long, value_name = "LANG")]
    pub(crate) from: Option<LanguageTag>,
    /// Only units that have this language too
    #[arg(long, value_name = "LANG")]
    pub(crate) to: Option<LanguageTag>,
    /// How to search
    #[arg(long, value_name = "MODE", default_value = "substring")]
    pub(crate) mode: ConcordanceMode,
    /// The most units to show
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = at_least_one)]
    pub(crate) limit: usize,
    /// Go on behind this unit, as a page before named it
    #[arg(long, value_name = "CURSOR")]
    pub(crate) cursor: Option<Cursor>,
    /// Form of the output
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ConcordanceFormat,
    /// What to look for
    #[arg(value_name = "TEXT")]
    pub(crate) text: String,
}

fn at_least_one(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(number) if number > 0 => Ok(number),
        _ => Err("must be a whole number from 1".to_owned()),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ConcordanceMode {
    /// The text anywhere, inside words too.
    Substring,
    /// The words, one behind another.
    Words,
    /// The words in any of their forms.
    Stems,
    /// Words with `*` for any letters and `?` for one.
    Wildcard,
}

impl From<ConcordanceMode> for Mode {
    fn from(mode: ConcordanceMode) -> Self {
        match mode {
            ConcordanceMode::Substring => Self::Substring,
            ConcordanceMode::Words => Self::Words,
            ConcordanceMode::Stems => Self::Stems,
            ConcordanceMode::Wildcard => Self::Wildcard,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ConcordanceFormat {
    /// For people: what was found stands between brackets.
    Text,
    /// A JSON object a unit.
    Jsonl,
}

/// A unit of one of several memories, behind which a page goes on: `MEMORY:UNIT`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cursor {
    /// The place of the memory among those that are searched, from 0.
    pub(crate) memory: usize,
    /// The unit.
    pub(crate) unit: UnitId,
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.memory, self.unit)
    }
}

impl FromStr for Cursor {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || "is no cursor: take it from the page before, such as 0:120".to_owned();
        let (memory, unit) = text.split_once(':').ok_or_else(wrong)?;
        Ok(Self {
            memory: memory.parse().map_err(|_| wrong())?,
            unit: UnitId(unit.parse().map_err(|_| wrong())?),
        })
    }
}
