//! What may be typed.

mod glossary;
mod lexicon;
mod maintenance;
mod memory;
mod proposals;
#[cfg(feature = "serve")]
mod serve;
mod tmx;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use yaddash_model::LanguageTag;
use yaddash_report::FindingsFormat;

pub(crate) use glossary::{GlossaryConvertArgs, GlossaryDialect, GlossaryFormat, GlossaryStyle};
pub(crate) use lexicon::{
    LexiconCommand, LexiconExportArgs, LexiconInfoArgs, LexiconMergeArgs, LexiconTrainArgs,
};
pub(crate) use maintenance::{
    MemoryEditArgs, MemoryExportArgs, MemoryMergeArgs, MemoryPivotArgs, MemoryRemoveArgs,
    MemoryReverseArgs, MemorySelection,
};
pub(crate) use memory::{
    AnalysisFormat, ConcordanceFormat, Cursor, LookupFormat, MemoryAnalyzeArgs, MemoryCommand,
    MemoryConcordanceArgs, MemoryDirectories, MemoryImportArgs, MemoryInfoArgs, MemoryLookupArgs,
    MemoryPretranslateArgs,
};
pub(crate) use proposals::{
    GlossaryDiscoverArgs, GlossaryExtractArgs, ProposalArgs, ProposalFormat,
};
#[cfg(feature = "serve")]
pub(crate) use serve::ServeArgs;
pub(crate) use tmx::{
    ConvertFormat, KeepWhich, MergeBy, OnConflict, TextOrJson, TmxCommand, TmxConvertArgs,
    TmxDedupeArgs, TmxDiffArgs, TmxFilterArgs, TmxInfoArgs, TmxMergeArgs, TmxRepairArgs,
    TmxSampleArgs, TmxSplitArgs, TmxTool, TmxValidateArgs,
};

/// Translation memories in Azerbaijani, English, Russian and other languages: segment, align, convert and check.
#[derive(Debug, Parser)]
#[command(
    name = "yaddash",
    version,
    max_term_width = 100,
    arg_required_else_help = true,
    propagate_version = true
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Options that every command takes.
#[derive(Debug, Args)]
pub(crate) struct Global {
    /// Number of threads [default: all cores]; the output does not depend on it
    #[arg(long, short = 'j', global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) jobs: Option<u16>,
    /// Say nothing on standard error but errors
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
    /// Colours in messages; NO_COLOR is honoured
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: When,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    /// On a terminal.
    Auto,
    /// In any case.
    Always,
    /// In no case.
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Cut text into sentences
    Segment(SegmentArgs),
    /// Align language versions of a document, or of a folder of documents
    Align(AlignArgs),
    /// Look into, validate, repair and convert TMX files
    #[command(subcommand)]
    Tmx(TmxCommand),
    /// Check documents and bilingual files against a glossary
    Check(CheckArgs),
    /// Explain a rule of `check` or `tmx validate`
    Explain(ExplainArgs),
    /// Find terms, list their forms, validate glossaries
    #[command(subcommand)]
    Glossary(GlossaryCommand),
    /// Learn which words of two languages stand for each other
    #[command(subcommand)]
    Lexicon(LexiconCommand),
    /// Keep units in a translation memory, and find them again
    #[command(subcommand)]
    Memory(MemoryCommand),
    /// Serve translation memories over HTTP
    #[cfg(feature = "serve")]
    Serve(ServeArgs),
    /// Show the configuration in force
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Write completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Write the manual page
    Man,
}

/// `yaddash segment`
#[derive(Debug, Args)]
pub(crate) struct SegmentArgs {
    /// Language of the text, or `auto` to detect it for each paragraph [default: auto]
    #[arg(long, value_name = "LANG")]
    pub(crate) lang: Option<LanguageChoice>,
    /// Segmentation rules in place of the built-in ones
    #[arg(long, value_name = "FILE.srx")]
    pub(crate) rules: Option<PathBuf>,
    /// More abbreviations, one a line; LANG=FILE: for one language; may be given more than once
    #[arg(long, value_name = "FILE")]
    pub(crate) abbreviations: Vec<PathBuf>,
    /// Lines are wrapped: paragraphs are separated by blank lines
    #[arg(long)]
    pub(crate) unwrap: bool,
    /// Form of the output
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: SegmentFormat,
    /// Tell for each position which rule broke or held it
    #[arg(long)]
    pub(crate) explain: bool,
    /// Write the rules in force as SRX 2.0, for other programs too, and end
    #[arg(long, conflicts_with_all = ["lang", "unwrap", "format", "explain", "files"])]
    pub(crate) print_rules: bool,
    /// Files of plain text, a paragraph a line; `-` or none: standard input
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
}

/// A language, or detection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum LanguageChoice {
    /// Detect it.
    Auto,
    /// This one.
    Tag(LanguageTag),
}

impl std::str::FromStr for LanguageChoice {
    type Err = yaddash_model::LanguageTagError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "auto" {
            Ok(Self::Auto)
        } else {
            text.parse().map(Self::Tag)
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SegmentFormat {
    /// A segment a line, trimmed.
    Text,
    /// A JSON object a segment, with byte offsets in its paragraph.
    Jsonl,
}

/// `yaddash align`
#[derive(Debug, Args)]
pub(crate) struct AlignArgs {
    /// Two versions or more as LANG=FILE, or one folder
    #[arg(value_name = "LANG=FILE | DIR", required = true)]
    pub(crate) inputs: Vec<std::ffi::OsString>,
    /// Where to write: a file; for a folder of documents a folder, or one file for all [default: standard output]
    #[arg(long, short, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,
    /// Form of the output [default: by the extension of OUT, else tmx]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<AlignFormat>,
    /// The input is one segment a line already
    #[arg(long, conflicts_with_all = ["rules", "abbreviations"])]
    pub(crate) segmented: bool,
    /// Which files of a folder are versions of a document [default: {stem}.{lang}.{ext}]
    #[arg(long, value_name = "PATTERN")]
    pub(crate) pattern: Option<String>,
    /// Languages to look for in a folder, in the order of the output [default: az,en,ru]
    #[arg(long, value_name = "LANGS", value_delimiter = ',')]
    pub(crate) langs: Vec<LanguageTag>,
    /// Segmentation rules in place of the built-in ones
    #[arg(long, value_name = "FILE.srx")]
    pub(crate) rules: Option<PathBuf>,
    /// More abbreviations, one a line; LANG=FILE: for one language; may be given more than once
    #[arg(long, value_name = "FILE")]
    pub(crate) abbreviations: Vec<PathBuf>,
    /// Glossary whose terms tie versions together; may be given more than once
    #[arg(long, value_name = "GLOSSARY")]
    pub(crate) glossary: Vec<PathBuf>,
    /// Lexicon of word translations, or dictionary as LANG-LANG=FILE; may be given more than once
    #[arg(long, value_name = "LEXICON")]
    pub(crate) lexicon: Vec<PathBuf>,
    /// Memory whose units are known to be right (TMX, TSV, XLIFF …); may be given more than once
    #[arg(long, value_name = "MEMORY")]
    pub(crate) memory: Vec<PathBuf>,
    /// Vectors (.npy) of the segments of a version; for a folder {stem} in FILE is the document
    #[arg(long, value_name = "LANG=FILE")]
    pub(crate) vectors: Vec<std::ffi::OsString>,
    /// Align each document of a folder by itself, without the words that the others teach
    #[arg(long)]
    pub(crate) no_batch_lexicon: bool,
    /// Take beads apart that score below S, from 0 to 1, and report them
    #[arg(long, value_name = "S", value_parser = parse_score)]
    pub(crate) min_score: Option<f64>,
    /// Write a report on all documents as .txt, .json or .html
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
}

fn parse_score(text: &str) -> Result<f64, String> {
    let score: f64 = text
        .parse()
        .map_err(|_| format!("`{text}` is not a number from 0 to 1"))?;
    if (0.0..=1.0).contains(&score) {
        Ok(score)
    } else {
        Err(format!("{score} is not between 0 and 1"))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, ValueEnum)]
pub(crate) enum AlignFormat {
    /// Translation memory.
    Tmx,
    /// Tab-separated values, a column a language.
    Tsv,
    /// A JSON object a bead.
    Jsonl,
    /// Numbers of segments, a bead a line.
    Ladder,
    /// A page to read side by side.
    Html,
}

impl AlignFormat {
    /// The extension of its files.
    pub(crate) const fn extension(self) -> &'static str {
        match self {
            Self::Tmx => "tmx",
            Self::Tsv => "tsv",
            Self::Jsonl => "jsonl",
            Self::Ladder => "ladder",
            Self::Html => "html",
        }
    }
}

/// `yaddash check`
#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// Glossary (CSV, TSV or TBX); may be given more than once
    #[arg(long, short, value_name = "GLOSSARY")]
    pub(crate) glossary: Vec<PathBuf>,
    /// Language of the files [default: by file name, else detected]
    #[arg(long, value_name = "LANG")]
    pub(crate) lang: Option<LanguageTag>,
    /// Form of the output: human, json, jsonl, sarif, github, gitlab, junit, checkstyle, rdjson or html
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: FindingsFormat,
    /// Mend what has one sure remedy
    #[arg(long, conflicts_with = "diff")]
    pub(crate) fix: bool,
    /// Show what --fix would change
    #[arg(long)]
    pub(crate) diff: bool,
    #[command(flatten)]
    pub(crate) baseline: BaselineArgs,
    /// Report findings on lines that changed since a revision of git alone
    #[arg(long, value_name = "REV")]
    pub(crate) changed_since: Option<String>,
    /// The least severity that makes the exit code 1 [default: warning]
    #[arg(long, value_name = "SEVERITY")]
    pub(crate) fail_on: Option<FailOn>,
    /// End with 0 whatever is found; what cannot be read still ends with 2
    #[arg(long, conflicts_with = "fail_on")]
    pub(crate) exit_zero: bool,
    /// Files and folders
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
}

/// What is known already.
#[derive(Debug, Args)]
pub(crate) struct BaselineArgs {
    /// Findings that are known and not reported again
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Make the baseline know the findings of this run, and no others
    #[arg(long, requires = "baseline", conflicts_with_all = ["fix", "diff", "changed_since"])]
    pub(crate) update_baseline: bool,
    /// Leave findings that are no more out of the baseline
    #[arg(long, requires = "baseline", conflicts_with_all = ["fix", "diff", "update_baseline"])]
    pub(crate) prune_baseline: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// Any finding.
    Info,
    /// Warnings and errors.
    Warning,
    /// Errors alone.
    Error,
}

/// `yaddash explain`
#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// Name of the rule; none: a list of all rules
    pub(crate) rule: Option<String>,
}

/// `yaddash glossary`
#[derive(Debug, Subcommand)]
pub(crate) enum GlossaryCommand {
    /// Answer JSON lines {"id","language","term","text"} with {"id","match","spans"}
    Match,
    /// Find the terms of a glossary in text, a JSON object an occurrence
    Find(GlossaryFindArgs),
    /// List every form of a term that will match
    Forms(GlossaryFormsArgs),
    /// Find all that is wrong in glossaries
    Validate(GlossaryValidateArgs),
    /// Convert between TBX, tables and other formats of glossaries
    Convert(GlossaryConvertArgs),
    /// Propose the terms and names of texts, with their translations
    Extract(GlossaryExtractArgs),
    /// Propose which spellings and renderings of a name or term are one
    Discover(GlossaryDiscoverArgs),
}

#[derive(Debug, Args)]
pub(crate) struct GlossaryFindArgs {
    /// Language of the text
    #[arg(long, value_name = "LANG")]
    pub(crate) lang: LanguageTag,
    /// Glossary (CSV, TSV or TBX); may be given more than once
    #[arg(long, short, value_name = "GLOSSARY", required = true)]
    pub(crate) glossary: Vec<PathBuf>,
    /// Files of text; `-` or none: standard input
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct GlossaryFormsArgs {
    /// Language of the term
    #[arg(long, value_name = "LANG")]
    pub(crate) lang: LanguageTag,
    /// The term in its dictionary form
    #[arg(value_name = "TERM", required = true)]
    pub(crate) terms: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct GlossaryValidateArgs {
    /// Form of the output: human, json, jsonl, sarif, github, gitlab, junit, checkstyle, rdjson or html
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: FindingsFormat,
    /// Form of the glossaries [default: by content and extension]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) from: Option<GlossaryFormat>,
    /// Glossaries, also .gz; `-`: standard input
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
}

/// `yaddash config`
#[derive(Debug, Subcommand)]
pub(crate) enum ConfigCommand {
    /// The merged configuration, with where each value comes from
    Show,
}
