//! What may be typed behind `yaddash memory pretranslate`.

use std::path::PathBuf;

use clap::Args;

use super::MemoryQuestion;

#[derive(Debug, Args)]
pub(crate) struct MemoryPretranslateArgs {
    #[command(flatten)]
    pub(crate) question: MemoryQuestion,
    /// The least score of a match that is written, 0 to 102
    #[arg(long, value_name = "SCORE", default_value_t = 75.0)]
    pub(crate) min: f64,
    /// Where to write [default: standard output]
    #[arg(long, short, value_name = "OUT", conflicts_with = "in_place")]
    pub(crate) output: Option<PathBuf>,
    /// Write each file back to where it is; for several files
    #[arg(long)]
    pub(crate) in_place: bool,
    /// XLIFF and PO files; any other file is plain text
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
}
