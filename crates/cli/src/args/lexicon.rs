//! What may be typed behind `yaddash lexicon`.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use yaddash_model::LanguageTag;

use super::TextOrJson;

/// `yaddash lexicon`
#[derive(Debug, Subcommand)]
pub(crate) enum LexiconCommand {
    /// Learn which words stand for each other from translation units
    Train(LexiconTrainArgs),
    /// Languages, words and translations of lexicons
    Info(LexiconInfoArgs),
    /// Lexicons and dictionaries into one lexicon
    Merge(LexiconMergeArgs),
    /// Write the translations of a lexicon as TSV
    Export(LexiconExportArgs),
}

#[derive(Debug, Args)]
pub(crate) struct LexiconTrainArgs {
    /// The lexicon to write
    #[arg(long, short, value_name = "LEXICON")]
    pub(crate) output: PathBuf,
    /// Languages to learn, each with each [default: all]
    #[arg(long, value_name = "LANGS", value_delimiter = ',')]
    pub(crate) langs: Vec<LanguageTag>,
    /// Most translations to keep for each pair of languages, those with most evidence [default: all]
    #[arg(long, value_name = "N", value_parser = most)]
    pub(crate) most: Option<usize>,
    /// Least evidence that a translation must have, in occurrences
    #[arg(long, value_name = "N", default_value_t = 0.5, value_parser = evidence)]
    pub(crate) min_evidence: f64,
    /// Files of units: TMX, also .gz and .zip, or another format by its extension; `-`: TMX on standard input
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
}

fn most(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(0) => Err("a lexicon of no translations says nothing; keep 1 or more".to_owned()),
        Ok(most) => Ok(most),
        Err(_) => Err(format!("`{text}` is not a whole number")),
    }
}

#[derive(Debug, Args)]
pub(crate) struct LexiconInfoArgs {
    /// Form of the output
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: TextOrJson,
    /// Lexicons, and dictionaries as LANG-LANG=FILE
    #[arg(value_name = "LEXICON", required = true)]
    pub(crate) files: Vec<OsString>,
}

#[derive(Debug, Args)]
pub(crate) struct LexiconMergeArgs {
    /// The lexicon to write
    #[arg(long, short, value_name = "LEXICON")]
    pub(crate) output: PathBuf,
    /// Lexicons, and dictionaries as LANG-LANG=FILE: dictd (.index), StarDict (.ifo), or a table (.tsv)
    #[arg(value_name = "LEXICON", required = true)]
    pub(crate) files: Vec<OsString>,
}

#[derive(Debug, Args)]
pub(crate) struct LexiconExportArgs {
    /// Where to write [default: standard output]
    #[arg(long, short, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,
    /// The lexicon, or a dictionary as LANG-LANG=FILE
    #[arg(value_name = "LEXICON")]
    pub(crate) file: OsString,
}

fn evidence(text: &str) -> Result<f64, String> {
    let evidence: f64 = text
        .parse()
        .map_err(|_| format!("`{text}` is not a number"))?;
    if (0.0..=1e6).contains(&evidence) {
        Ok(evidence)
    } else {
        Err(format!("{evidence} is not between 0 and 1000000"))
    }
}
