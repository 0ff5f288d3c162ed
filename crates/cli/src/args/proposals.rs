//! What may be typed behind `yaddash glossary extract` and `yaddash glossary discover`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use yaddash_model::LanguageTag;

/// The texts to look through, and where the proposals go.
#[derive(Debug, Args)]
pub(crate) struct ProposalArgs {
    /// Documents, memories, bilingual files, and folders of them
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// Language of the documents [default: by file name, else detected]
    #[arg(long, value_name = "LANG")]
    pub(crate) lang: Option<LanguageTag>,
    /// Leave out what this glossary has; may be given more than once
    #[arg(long, short, value_name = "GLOSSARY")]
    pub(crate) glossary: Vec<PathBuf>,
    /// Take each document for itself, where versions of one document (name.az.txt, name.en.txt) are aligned
    #[arg(long)]
    pub(crate) no_align: bool,
    /// Where to write [default: standard output]
    #[arg(long, short, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,
    /// Form of the output [default: by the extension of OUT, else csv]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) to: Option<ProposalFormat>,
}

/// Candidate terms and names with their translations.
#[derive(Debug, Args)]
pub(crate) struct GlossaryExtractArgs {
    #[command(flatten)]
    pub(crate) texts: ProposalArgs,
    /// Least number of places of a candidate
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) min_count: u32,
    /// Least score of a translation, from 0 to 1
    #[arg(long, value_name = "SCORE", default_value_t = 0.3, value_parser = score)]
    pub(crate) min_score: f64,
    /// The most candidates of a language, those that look most like terms first
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,
}

/// Clusters of variants.
#[derive(Debug, Args)]
pub(crate) struct GlossaryDiscoverArgs {
    #[command(flatten)]
    pub(crate) texts: ProposalArgs,
}

fn score(text: &str) -> Result<f64, String> {
    let score: f64 = text.parse().map_err(|_| "it must be a number".to_owned())?;
    if (0.0..=1.0).contains(&score) {
        Ok(score)
    } else {
        Err("it must be from 0 to 1".to_owned())
    }
}

/// A format of proposals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ProposalFormat {
    /// A term a row, for a person to accept or strike out.
    Csv,
    /// The same, parted by tabs.
    Tsv,
    /// TBX, version 3.
    Tbx,
    /// A JSON object a concept or cluster.
    Jsonl,
}
