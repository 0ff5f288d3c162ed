//! What may be typed behind `yaddash memory analyze`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use yaddash_memory::analysis::Band;

use super::MemoryQuestion;

#[derive(Debug, Args)]
pub(crate) struct MemoryAnalyzeArgs {
    #[command(flatten)]
    pub(crate) question: MemoryQuestion,
    /// Compare segments with those before them too; takes time by the square of their number
    #[arg(long)]
    pub(crate) internal: bool,
    /// What a word of a band counts, such as new=1,exact=0; bands that are not named keep their weights
    #[arg(long, value_name = "BAND=N", value_delimiter = ',', value_parser = weight)]
    pub(crate) weights: Vec<(Band, f64)>,
    /// Form of the report
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: AnalysisFormat,
    /// Where to write [default: standard output]
    #[arg(long, short, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,
    /// Documents, and files of units in any form
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum AnalysisFormat {
    /// Tables for people.
    Text,
    /// One JSON object.
    Json,
    /// A table, a line for each band of each file.
    Csv,
    /// A page.
    Html,
}

fn weight(text: &str) -> Result<(Band, f64), String> {
    let names = || Band::ALL.map(Band::name).join(", ");
    let (name, weight) = text
        .split_once('=')
        .ok_or_else(|| format!("write BAND=N, with one of {}", names()))?;
    let band = Band::ALL
        .into_iter()
        .find(|band| band.name() == name)
        .ok_or_else(|| format!("there is no band `{name}`; the bands are {}", names()))?;
    match weight.parse() {
        Ok(weight) if (0.0..=100.0).contains(&weight) => Ok((band, weight)),
        _ => Err(format!("`{weight}` is no number from 0 to 100")),
    }
}
