//! `yaddash tmx`: look into, validate, repair and convert files of units.

pub(super) mod convert;
mod dedupe;
mod diff;
pub(super) mod filter;
mod info;
mod merge;
mod operation;
mod repair;
mod sample;
mod split;

use std::path::Path;
use std::sync::LazyLock;

use anyhow::{Context as _, Result};
use yaddash_report::{Findings, RuleInfo};
use yaddash_tmx::validate::{RULES, Rule, Tool};

use super::Context;
use crate::args::{TmxCommand, TmxTool, TmxValidateArgs};
use crate::exit::Outcome;
use crate::findings::{FindingStore, LARGEST_MEMORY_SHOWN};
use crate::input::Input;
use crate::{findings, input, units};

pub(super) fn run(command: &TmxCommand, context: &Context) -> Result<Outcome> {
    match command {
        TmxCommand::Info(args) => info::run(args, context),
        TmxCommand::Validate(args) => validate(args, context),
        TmxCommand::Repair(args) => repair::run(args, context),
        TmxCommand::Merge(args) => merge::run(args, context),
        TmxCommand::Filter(args) => filter::run(args, context),
        TmxCommand::Dedupe(args) => dedupe::run(args, context),
        TmxCommand::Diff(args) => diff::run(args, context),
        TmxCommand::Sample(args) => sample::run(args, context),
        TmxCommand::Split(args) => split::run(args, context),
        TmxCommand::Convert(args) => convert::run(args, context),
    }
}

fn validate(args: &TmxValidateArgs, context: &Context) -> Result<Outcome> {
    let mut all = FindingStore::default();
    let mut stored = Ok(());
    let mut outcome = Outcome::Clean;
    let mut files_checked = 0;
    let tool = args.tool.map(Tool::from);
    for path in &args.files {
        let named = input::display_path(path);
        let mut receive = |finding| {
            let judged = match tool {
                Some(tool) => tool.judge(finding),
                None => Some(finding),
            };
            if let (Some(finding), Ok(())) = (judged, &stored) {
                stored = all.push(finding);
            }
        };
        let done = Input::of(path)
            .open()
            .map_err(Into::into)
            .and_then(|bytes| {
                let scratch = operation::scratch();
                yaddash_tmx::validate(bytes, &named, scratch, &mut receive)
                    .map_err(|error| units::unreadable_memory(error, path))
            });
        match done {
            Ok(_) => files_checked += 1,
            Err(error) => {
                context.messages.failure(&error);
                outcome = Outcome::Failed;
            }
        }
    }
    let all = stored
        .and_then(|()| all.finish())
        .context("cannot write a temporary file")?;
    let sources = |path: &Path| findings::source_within(path, true, LARGEST_MEMORY_SHOWN);
    findings::write(
        args.format,
        &all,
        &rules(),
        files_checked,
        &sources,
        context,
    )?;
    Ok(outcome.and(Outcome::findings(all.count() > 0)))
}

impl From<TmxTool> for Tool {
    fn from(tool: TmxTool) -> Self {
        match tool {
            TmxTool::Omegat => Self::Omegat,
            TmxTool::Trados => Self::Trados,
            TmxTool::Memoq => Self::Memoq,
        }
    }
}

/// The rules of `tmx validate` as reports introduce them.
pub(super) fn rules() -> Vec<RuleInfo<'static>> {
    static SUMMARIES: LazyLock<Vec<String>> = LazyLock::new(|| {
        RULES
            .iter()
            .map(|rule| findings::first_sentence(rule.doc))
            .collect()
    });
    let info = |(rule, summary): (&&'static Rule, &'static String)| RuleInfo {
        id: rule.rule_id(),
        summary,
        help: rule.doc,
        severity: rule.severity,
    };
    RULES.iter().zip(SUMMARIES.iter()).map(info).collect()
}
