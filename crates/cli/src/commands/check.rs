//! `yaddash check`: terminology in documents and bilingual files.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use anyhow::{Context as _, Result, bail, ensure};
use yaddash_glossary::{Checker, rules, unified_diff};
use yaddash_io::AtomicFile;
use yaddash_io::encoding::Hint;
use yaddash_model::{Finding, LanguageTag, Severity};
use yaddash_report::{RuleInfo, Sources};

use super::Context;
use crate::args::{CheckArgs, FailOn};
use crate::check::baseline::Baseline;
use crate::check::changes::Changes;
use crate::check::mend::mended;
use crate::check::policy::Policy;
use crate::check::{self, Checked, Checks, files};
use crate::exit::Outcome;
use crate::{findings, output, terms};

pub(super) fn run(args: &CheckArgs, context: &Context) -> Result<Outcome> {
    let config = &context.config;
    let glossaries = if args.glossary.is_empty() {
        config.paths("check.glossary")
    } else {
        args.glossary.clone()
    };
    let least = least_severity(args.fail_on, config.text("check.fail-on"))?;
    let checks = checks(args, &glossaries, context)?;
    let changes = args
        .changed_since
        .as_deref()
        .map(|revision| Changes::since(revision, &args.paths))
        .transpose()?;
    let job = Job {
        args,
        context,
        checks,
        changes,
    };
    let mut outcome = Outcome::Clean;

    // A glossary is no text to check against itself.
    let named = files::named(&args.paths).into_iter();
    let named = named.filter(|path| !path.as_ref().is_ok_and(|path| glossaries.contains(path)));
    let (paths, missing): (Vec<_>, Vec<_>) = named.partition(Result::is_ok);
    let paths: Vec<PathBuf> = paths.into_iter().flatten().collect();
    for error in missing.into_iter().filter_map(Result::err) {
        context.messages.failure(&error);
        outcome = Outcome::Failed;
    }
    let mut results = job.checks.all(&paths);
    let mut diffs = String::new();
    if (args.fix || args.diff) && job.mend(&results, &paths, &mut diffs)? {
        results = job.checks.all(&paths);
    }

    let mut all = Vec::new();
    let mut is_changed = Vec::new();
    let mut suppressed = Vec::new();
    let mut sources: BTreeMap<PathBuf, String> = BTreeMap::new();
    let mut checked_paths = Vec::new();
    for (path, result) in paths.into_iter().zip(results) {
        if result.is_ok() {
            checked_paths.push(path);
        }
        match result {
            Ok(checked) => {
                let found = checked.findings.iter();
                is_changed.extend(found.map(|one| job.is_changed(one, &checked)));
                let is_shown = !checked.findings.is_empty() || !checked.suppressed.is_empty();
                if let Some(loaded) = checked.loaded.filter(|_| is_shown) {
                    sources.insert(loaded.path, loaded.text);
                }
                outcome = outcome.and(Outcome::findings(checked.unreadable > 0));
                all.extend(checked.findings);
                let reasons = checked.suppressed.into_iter();
                suppressed.extend(reasons.map(|one| (one.finding, one.reason)));
            }
            Err(error) => {
                context.messages.failure(&error);
                outcome = Outcome::Failed;
            }
        }
    }

    let source = |path: &Path| match sources.get(path) {
        Some(text) => Some(Cow::Borrowed(text.as_str())),
        None => findings::source(path, true),
    };
    let is_new = match &args.baseline.baseline {
        Some(path) => job.against(path, &all, &checked_paths, &source, outcome)?,
        None => vec![true; all.len()],
    };
    let shown: Vec<Finding> = all
        .into_iter()
        .zip(is_new.into_iter().zip(is_changed))
        .filter(|(_, (is_new, is_changed))| *is_new && *is_changed)
        .map(|(finding, _)| finding)
        .collect();
    if args.diff {
        output::write_all(None, diffs.as_bytes())?;
    } else {
        findings::write_with(
            args.format,
            &shown,
            &suppressed,
            &rules(),
            checked_paths.len(),
            &source,
            context,
        )?;
    }
    let outcome = outcome.and(Outcome::findings(
        shown.iter().any(|finding| finding.severity >= least),
    ));
    Ok(match outcome {
        Outcome::Findings if args.exit_zero => Outcome::Clean,
        outcome => outcome,
    })
}

/// What is checked with: the glossaries and the rules that the configuration leaves on.
fn checks(args: &CheckArgs, glossaries: &[PathBuf], context: &Context) -> Result<Checks> {
    let policy = Policy::of(&context.config, context.messages)?;
    let all_rules = Checker::new(terms::read_all(glossaries, context)?);
    Ok(Checks {
        checker: all_rules.without_rules(policy.off_everywhere()),
        policy,
        language: language(args, context)?,
        messages: context.messages,
    })
}

struct Job<'a> {
    args: &'a CheckArgs,
    context: &'a Context,
    checks: Checks,
    changes: Option<Changes>,
}

impl Job<'_> {
    /// Whether a finding stands where something changed, or all are asked for.
    fn is_changed(&self, finding: &Finding, file: &Checked) -> bool {
        let changes = self.changes.as_ref();
        changes.is_none_or(|changes| changes.touch(finding, file))
    }

    /// For each finding, whether the baseline does not know it, which is none where it is to know all of them. What it knows
    /// and is no more is told, or left out.
    fn against<'s>(
        &self,
        path: &Path,
        findings: &[Finding],
        checked: &[PathBuf],
        sources: &'s Sources<'s>,
        outcome: Outcome,
    ) -> Result<Vec<bool>> {
        if self.args.baseline.update_baseline {
            ensure!(
                outcome != Outcome::Failed,
                "{}: left as it is, since not all files could be read",
                path.display()
            );
            let baseline = Baseline::of(findings, sources);
            baseline.write(path)?;
            self.context.messages.note(format_args!(
                "{}: knows {} findings now",
                path.display(),
                baseline.len()
            ));
            return Ok(vec![false; findings.len()]);
        }
        let compared = Baseline::read(path)?.compare(findings, checked, sources);
        let (messages, stale) = (self.context.messages, compared.stale);
        if self.args.baseline.prune_baseline {
            if stale > 0 {
                compared.pruned.write(path)?;
            }
            messages.note(format_args!(
                "{}: {stale} of its findings were no more and are left out",
                path.display()
            ));
        } else if stale > 0 {
            messages.note(format_args!(
                "{}: {stale} of its findings are no more; leave them out with --prune-baseline",
                path.display()
            ));
        }
        Ok(compared.is_new)
    }

    /// Mends what has one sure remedy in the files, or shows it. Gives whether a file was changed.
    fn mend(
        &self,
        results: &[Result<Checked>],
        paths: &[PathBuf],
        diffs: &mut String,
    ) -> Result<bool> {
        let mut is_changed = false;
        for (path, checked) in paths.iter().zip(results) {
            let Ok(checked) = checked else { continue };
            let findings: Vec<Finding> = checked
                .findings
                .iter()
                .filter(|finding| self.is_changed(finding, checked))
                .cloned()
                .collect();
            if findings.is_empty() {
                continue;
            }
            let language = self.checks.named_language(path);
            let hint = match &checked.loaded {
                Some(_) => Hint {
                    language: language.as_ref().map(LanguageTag::language),
                    ..Hint::default()
                },
                None => check::hint_of_units(path),
            };
            let mended = match mended(path, hint, &findings) {
                Ok(Some(mended)) => mended,
                Ok(None) => continue,
                Err(error) => {
                    self.context.messages.note(format_args!(
                        "{}: {error}; its findings are left as they are",
                        path.display()
                    ));
                    continue;
                }
            };
            if self.args.diff {
                let name = path.to_string_lossy();
                diffs.push_str(&unified_diff(&name, &mended.before, &mended.after));
                continue;
            }
            let mut file = AtomicFile::create(path)?;
            file.write_all(&mended.bytes)
                .with_context(|| format!("cannot write {}", path.display()))?;
            file.commit()?;
            is_changed = true;
            self.context.messages.note(format_args!(
                "{}: {} places mended",
                path.display(),
                mended.count
            ));
        }
        Ok(is_changed)
    }
}

/// The language of the files, where it is given.
fn language(args: &CheckArgs, context: &Context) -> Result<Option<LanguageTag>> {
    Ok(match (&args.lang, context.config.text("check.lang")) {
        (Some(language), _) => Some(language.clone()),
        (None, Some(language)) => Some(
            language
                .parse()
                .context("`check.lang` in the configuration")?,
        ),
        (None, None) => None,
    })
}

fn least_severity(argument: Option<FailOn>, config: Option<&str>) -> Result<Severity> {
    Ok(match (argument, config) {
        (Some(FailOn::Info), _) | (None, Some("info")) => Severity::Info,
        (Some(FailOn::Warning), _) | (None, None | Some("warning")) => Severity::Warning,
        (Some(FailOn::Error), _) | (None, Some("error")) => Severity::Error,
        (None, Some(other)) => bail!(
            "`check.fail-on` in the configuration is `{other}`; it must be info, warning or error"
        ),
    })
}

/// The rules of `check` as reports introduce them.
pub(super) fn rules() -> Vec<RuleInfo<'static>> {
    static SUMMARIES: LazyLock<Vec<String>> = LazyLock::new(|| {
        rules::all()
            .iter()
            .map(|rule| findings::first_sentence(rule.doc))
            .collect()
    });
    let info = |(rule, summary): (&'static rules::Rule, &'static String)| RuleInfo {
        id: rule.rule_id(),
        summary,
        help: rule.doc,
        severity: rule.severity,
    };
    rules::all()
        .iter()
        .zip(SUMMARIES.iter())
        .map(info)
        .collect()
}
