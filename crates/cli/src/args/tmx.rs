//! What may be typed behind `yaddash tmx`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use yaddash_model::LanguageTag;
use yaddash_report::FindingsFormat;

/// `yaddash tmx`
#[derive(Debug, Subcommand)]
pub(crate) enum TmxCommand {
    /// Languages, units, words, codes and dates of TMX files
    Info(TmxInfoArgs),
    /// Find all that is wrong in TMX files
    Validate(TmxValidateArgs),
    /// Save what can be saved of a damaged file, and list what was mended or lost
    Repair(TmxRepairArgs),
    /// Several files into one
    Merge(TmxMergeArgs),
    /// Keep the units that an expression describes
    Filter(TmxFilterArgs),
    /// Leave out units that say what another one says
    Dedupe(TmxDedupeArgs),
    /// Units that were added, removed or changed from one file to another
    Diff(TmxDiffArgs),
    /// Keep units chosen at random
    Sample(TmxSampleArgs),
    /// One file into several: by number, size, language pair or property
    Split(TmxSplitArgs),
    /// Convert between TMX and other formats; TMX to TMX keeps everything
    Convert(TmxConvertArgs),
}

#[derive(Debug, Args)]
pub(crate) struct TmxInfoArgs {
    /// Form of the output
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: TextOrJson,
    /// TMX files, also .gz and .zip; `-`: standard input
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TextOrJson {
    /// For people.
    Text,
    /// For programs.
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct TmxValidateArgs {
    /// Form of the output: human, json, jsonl, sarif, github, gitlab, junit, checkstyle, rdjson or html
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: FindingsFormat,
    /// Only what this program would refuse, leave out or lose
    #[arg(long = "for", value_name = "TOOL")]
    pub(crate) tool: Option<TmxTool>,
    /// TMX files, also .gz and .zip; `-`: standard input
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TmxTool {
    /// OmegaT 6.1 and newer.
    Omegat,
    /// Trados Studio.
    Trados,
    /// memoQ.
    Memoq,
}

#[derive(Debug, Args)]
pub(crate) struct TmxConvertArgs {
    /// The file to convert; `-`: standard input. Moses files are all named, each with its language as extension
    #[arg(value_name = "IN")]
    pub(crate) input: PathBuf,
    /// Moses files of further languages
    #[arg(value_name = "MORE")]
    pub(crate) more: Vec<PathBuf>,
    /// Where to write [default: standard output]
    #[arg(long, short, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,
    /// Form of the output [default: by the extension of OUT, else tmx]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) to: Option<ConvertFormat>,
    /// Form of the input [default: by its extension, else tmx]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) from: Option<ConvertFormat>,
    /// Inline codes in TMX output: 2 keeps them, 1 leaves text alone
    #[arg(long, value_name = "LEVEL", default_value_t = 2, value_parser = clap::value_parser!(u8).range(1..=2))]
    pub(crate) level: u8,
    /// Write TMX in the encoding that it came in, not in UTF-8
    #[arg(long)]
    pub(crate) keep_encoding: bool,
    /// Begin TSV and CSV with a byte-order mark, by which Excel knows UTF-8
    #[arg(long)]
    pub(crate) bom: bool,
    /// Put an apostrophe before texts in TSV and CSV that a spreadsheet would take for a formula
    #[arg(long)]
    pub(crate) guard_formulas: bool,
    /// The sheet of an XLSX file to read [default: the first]
    #[arg(long, value_name = "NAME")]
    pub(crate) sheet: Option<String>,
    /// Source language of XLIFF and PO [default: that of the file]; with --target, the first column of tables
    #[arg(long, value_name = "LANG")]
    pub(crate) source: Option<LanguageTag>,
    /// Target language of XLIFF and PO [default: the only other one of the file]; with --source, the second column
    #[arg(long, value_name = "LANG")]
    pub(crate) target: Option<LanguageTag>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ConvertFormat {
    /// Translation memory exchange.
    Tmx,
    /// Tab-separated values, a column a language.
    Tsv,
    /// Comma-separated values, a column a language.
    Csv,
    /// An Excel workbook, a column a language.
    Xlsx,
    /// A memory of Trados Studio; read only.
    Sdltm,
    /// A JSON object a unit, lossless.
    Jsonl,
    /// A line-aligned text file a language; OUT is their common stem, and IN are all of them.
    Moses,
    /// XLIFF; 1.2 where it is written, any version, SDLXLIFF and MQXLIFF where it is read.
    Xliff,
    /// XLIFF; 2.0 where it is written.
    Xliff2,
    /// Messages of gettext.
    Po,
}

impl ConvertFormat {
    /// Whether its files have one source and one target language.
    pub(crate) const fn is_bilingual(self) -> bool {
        matches!(self, Self::Xliff | Self::Xliff2 | Self::Po)
    }
}

#[derive(Debug, Args)]
pub(crate) struct TmxFilterArgs {
    /// The TMX file, also .gz and .zip; `-`: standard input
    #[arg(value_name = "IN")]
    pub(crate) input: PathBuf,
    /// Which units: tests such as `has az`, `changed >= 2024`, `prop:x-domain = law`, `text:en ~ "\bCourt\b"`,
    /// `ratio:en,az > 3`, `same:en,ru`, `empty`, joined by `and`, `or`, `not` and parentheses
    #[arg(value_name = "EXPRESSION")]
    pub(crate) expression: String,
    /// Where to write [default: standard output]
    #[arg(long, short, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,
    /// Keep the other units
    #[arg(long)]
    pub(crate) invert: bool,
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "one a flag")]
pub(crate) struct TmxDedupeArgs {
    /// The TMX file, also .gz and .zip; `-`: standard input
    #[arg(value_name = "IN")]
    pub(crate) input: PathBuf,
    /// Where to write [default: standard output]
    #[arg(long, short, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,
    /// Units say the same where texts and codes are equal, which is the default
    #[arg(long, conflicts_with = "normalized")]
    pub(crate) exact: bool,
    /// Also where texts differ in case, white space, composed letters or punctuation at the end
    #[arg(long)]
    pub(crate) normalized: bool,
    /// Also where they differ in numbers
    #[arg(long, requires = "normalized")]
    pub(crate) numbers: bool,
    /// Which of the units stays
    #[arg(long, value_name = "WHICH", default_value = "first")]
    pub(crate) keep: KeepWhich,
    /// Leave out units too whose variants are all in a unit with more languages
    #[arg(long)]
    pub(crate) subsets: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum KeepWhich {
    /// The first.
    First,
    /// The one with the last change date.
    Newest,
    /// The one with the most characters.
    Longest,
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("size").required(true))]
pub(crate) struct TmxSampleArgs {
    /// The TMX file, also .gz and .zip; `-`: standard input
    #[arg(value_name = "IN")]
    pub(crate) input: PathBuf,
    /// Where to write [default: standard output]
    #[arg(long, short, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,
    /// How many units
    #[arg(long, value_name = "N", group = "size")]
    pub(crate) units: Option<u64>,
    /// How many units in a hundred
    #[arg(long, value_name = "P", group = "size", value_parser = parse_percent)]
    pub(crate) percent: Option<f64>,
    /// Another seed gives another choice, the same seed the same
    #[arg(long, value_name = "S", default_value_t = 0)]
    pub(crate) seed: u64,
}

fn parse_percent(text: &str) -> Result<f64, String> {
    match text.trim_end_matches('%').parse() {
        Ok(percent) if (0.0..=100.0).contains(&percent) => Ok(percent),
        _ => Err(format!("`{text}` is not a number from 0 to 100")),
    }
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("by").required(true))]
pub(crate) struct TmxSplitArgs {
    /// The TMX file, also .gz and .zip; `-`: standard input
    #[arg(value_name = "IN")]
    pub(crate) input: PathBuf,
    /// Names of the parts: {stem} of IN, {number} of the part, or short for it n in braces, {source} and {target} languages,
    /// {value} of the property [default: {stem}.{number}.tmx, {stem}.{source}-{target}.tmx or {stem}.{value}.tmx]
    #[arg(long, short, value_name = "PATTERN")]
    pub(crate) output: Option<String>,
    /// So many units a part
    #[arg(long, value_name = "N", group = "by", value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) units: Option<u64>,
    /// So many bytes a part at most, such as 500kB, 10MB, 1GB
    #[arg(long, value_name = "BYTES", group = "by", value_parser = parse_size)]
    pub(crate) size: Option<u64>,
    /// A part a pair of languages, with their variants alone
    #[arg(long, group = "by")]
    pub(crate) by_pair: bool,
    /// A part a value of the properties of this type
    #[arg(long, value_name = "TYPE", group = "by")]
    pub(crate) by_property: Option<String>,
}

/// Reads a number of bytes; units are powers of 1,000, or of 1,024 with an `i`.
fn parse_size(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = text.get(digits.len()..).unwrap_or_default();
    let factor: u64 = match unit.to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" => 1_000,
        "m" | "mb" => 1_000_000,
        "g" | "gb" => 1_000_000_000,
        "kib" => 1 << 10,
        "mib" => 1 << 20,
        "gib" => 1 << 30,
        _ => return Err(format!("`{unit}` is no unit of bytes such as kB, MB or GB")),
    };
    let number = digits.trim().parse::<u64>().ok();
    let size = number.and_then(|number| number.checked_mul(factor));
    size.filter(|size| *size > 0)
        .ok_or_else(|| format!("`{text}` is not a number of bytes such as 10MB"))
}

#[derive(Debug, Args)]
pub(crate) struct TmxRepairArgs {
    /// The damaged file, also .gz and .zip; `-`: standard input
    #[arg(value_name = "IN")]
    pub(crate) input: PathBuf,
    /// Where to write; the list then goes to standard output [default: standard output, the list to standard error]
    #[arg(long, short, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,
    /// Form of the list
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: TextOrJson,
    /// Leave attributes and elements unknown to TMX where they are; other programs may refuse the file
    #[arg(long)]
    pub(crate) keep_foreign: bool,
}

#[derive(Debug, Args)]
pub(crate) struct TmxMergeArgs {
    /// TMX files, also .gz and .zip; `-`: standard input. The first gives the header
    #[arg(value_name = "FILE", required = true)]
    pub(crate) inputs: Vec<PathBuf>,
    /// Where to write [default: standard output]
    #[arg(long, short, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,
    /// When two units are about the same
    #[arg(long, value_name = "WHAT", default_value = "text")]
    pub(crate) by: MergeBy,
    /// What becomes of units that are about the same
    #[arg(long, value_name = "POLICY", default_value = "newest")]
    pub(crate) on_conflict: OnConflict,
    /// Make one unit of units with the same text in this language (with --by tuid: the same identifier) and different
    /// other languages, unless they contradict each other
    #[arg(long, value_name = "LANG")]
    pub(crate) join: Option<LanguageTag>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum MergeBy {
    /// The same variants, with their codes.
    Text,
    /// The same source text and the same languages.
    Source,
    /// The same identifier and the same languages.
    Tuid,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum OnConflict {
    /// The one with the last change date stays.
    Newest,
    /// The first stays, in the order of the files.
    PreferFirst,
    /// All stay that differ in anything.
    KeepAll,
}

#[derive(Debug, Args)]
pub(crate) struct TmxDiffArgs {
    /// The old TMX file, also .gz and .zip; `-`: standard input
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,
    /// The new TMX file
    #[arg(value_name = "NEW")]
    pub(crate) new: PathBuf,
    /// Form of the output
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: TextOrJson,
}
