//! Findings written in the format asked for.

mod store;

use std::borrow::Cow;
use std::path::Path;

use anyhow::{Context as _, Result};
use yaddash_io::encoding::{Hint, decode};
use yaddash_model::Finding;
use yaddash_report::{
    Findings, FindingsFormat, FindingsReport, RuleInfo, Sources, Terminal, render,
};

use crate::commands::Context;
use crate::input;
use crate::messages::colors_on_stdout;
use crate::output::Output;

pub(crate) use store::FindingStore;

/// Files larger than this are not read again to show the lines of findings.
pub(crate) const LARGEST_SHOWN: u64 = 64 << 20;
/// The same for memories, which are read as streams because they may be of any size.
pub(crate) const LARGEST_MEMORY_SHOWN: u64 = 4 << 20;

/// Writes findings to standard output.
pub(crate) fn write<'a>(
    format: FindingsFormat,
    findings: &'a dyn Findings,
    rules: &'a [RuleInfo<'a>],
    files_checked: usize,
    sources: &'a Sources<'a>,
    context: &Context,
) -> Result<()> {
    write_with(
        format,
        findings,
        &[],
        rules,
        files_checked,
        sources,
        context,
    )
}

/// The same, with findings that comments suppress and their reasons.
pub(crate) fn write_with<'a>(
    format: FindingsFormat,
    findings: &'a dyn Findings,
    suppressed: &'a [(Finding, String)],
    rules: &'a [RuleInfo<'a>],
    files_checked: usize,
    sources: &'a Sources<'a>,
    context: &Context,
) -> Result<()> {
    // Where no file could be read, there is nothing to tell people that the errors do not.
    if files_checked == 0 && findings.count() == 0 && format == FindingsFormat::Human {
        return Ok(());
    }
    let report = FindingsReport {
        findings,
        suppressed,
        rules,
        sources,
        version: env!("CARGO_PKG_VERSION"),
        files_checked,
        terminal: Terminal {
            color: colors_on_stdout(context.color),
            ..Terminal::default()
        },
    };
    let mut output = Output::stdout();
    render(format, &report, &mut output).context("cannot write to standard output")?;
    output.finish()
}

/// The text of a file of XML or of any other text, to show lines of it.
pub(crate) fn source(path: &Path, is_xml: bool) -> Option<Cow<'static, str>> {
    source_within(path, is_xml, LARGEST_SHOWN)
}

/// The text of a file of at most `limit` bytes.
pub(crate) fn source_within(path: &Path, is_xml: bool, limit: u64) -> Option<Cow<'static, str>> {
    if input::is_stdin(path) || std::fs::metadata(path).ok()?.len() > limit {
        return None;
    }
    let bytes = yaddash_io::input::read(path, limit).ok()?;
    let hint = if is_xml { Hint::xml() } else { Hint::default() };
    Some(Cow::Owned(decode(&bytes, hint).text.into_owned()))
}

/// The first sentence of the text of a rule, headings left out, on one line.
pub(crate) fn first_sentence(doc: &str) -> String {
    let lines = doc
        .lines()
        .map(str::trim)
        .skip_while(|line| line.is_empty() || line.starts_with('#'));
    let paragraph = lines
        .take_while(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    match paragraph.find(". ").and_then(|at| paragraph.get(..=at)) {
        Some(sentence) => sentence.to_owned(),
        None => paragraph,
    }
}
