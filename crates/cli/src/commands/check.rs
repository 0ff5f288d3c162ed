//! `yaddash check`: terminology in documents and bilingual files.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use anyhow::{Context as _, Result, bail};
use rayon::prelude::*;
use yaddash_glossary::{Checker, fix, rules, unified_diff};
use yaddash_io::AtomicFile;
use yaddash_model::{Finding, Severity};
use yaddash_report::RuleInfo;

use super::Context;
use crate::args::{CheckArgs, FailOn};
use crate::check::baseline::{Baseline, fingerprints};
use crate::check::policy::Policy;
use crate::check::{Checked, Checks, files};
use crate::documents;
use crate::exit::Outcome;
use crate::{findings, output, terms};

pub(super) fn run(args: &CheckArgs, context: &Context) -> Result<Outcome> {
    let config = &context.config;
    let glossaries = if args.glossary.is_empty() {
        config.paths("check.glossary")
    } else {
        args.glossary.clone()
    };
    let language = match (&args.lang, config.text("check.lang")) {
        (Some(language), _) => Some(language.clone()),
        (None, Some(language)) => Some(
            language
                .parse()
                .context("`check.lang` in the configuration")?,
        ),
        (None, None) => None,
    };
    let least = least_severity(args.fail_on, config.text("check.fail-on"))?;
    let checks = Checks {
        checker: Checker::new(terms::read_all(&glossaries, context)?),
        policy: Policy::of(config, context.messages)?,
        language,
        messages: context.messages,
    };
    let job = Job {
        args,
        context,
        checks,
    };
    let mut outcome = Outcome::Clean;

    let mut paths: Vec<PathBuf> = Vec::new();
    for path in files::named(&args.paths) {
        match path {
            // A glossary is no text to check against itself.
            Ok(path) if glossaries.contains(&path) => {}
            Ok(path) => paths.push(path),
            Err(error) => {
                context.messages.failure(&error);
                outcome = Outcome::Failed;
            }
        }
    }
    let results: Vec<Result<Checked>> =
        paths.par_iter().map(|path| job.checks.file(path)).collect();

    let mut all = Vec::new();
    let mut suppressed = Vec::new();
    let mut sources: BTreeMap<PathBuf, String> = BTreeMap::new();
    let mut diffs = String::new();
    let mut files_checked = 0;
    for result in results {
        files_checked += usize::from(result.is_ok());
        match result.and_then(|checked| job.after(checked, &mut diffs)) {
            Ok(checked) => {
                let is_shown = !checked.findings.is_empty() || !checked.suppressed.is_empty();
                if let Some(loaded) = checked.loaded.filter(|_| is_shown) {
                    sources.insert(loaded.path, loaded.text);
                }
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
    let shown = match &args.baseline {
        Some(path) => Cow::Owned(job.against_baseline(path, &all, fingerprints(&all, &source))?),
        None => Cow::Borrowed(all.as_slice()),
    };
    if args.diff {
        output::write_all(None, diffs.as_bytes())?;
    } else {
        findings::write_with(
            args.format,
            &&*shown,
            &suppressed,
            &rules(),
            files_checked,
            &source,
            context,
        )?;
    }
    Ok(outcome.and(Outcome::findings(
        shown.iter().any(|finding| finding.severity >= least),
    )))
}

struct Job<'a> {
    args: &'a CheckArgs,
    context: &'a Context,
    checks: Checks,
}

impl Job<'_> {
    /// The findings that the baseline does not know; none where it is made to know all of them.
    fn against_baseline(
        &self,
        path: &Path,
        findings: &[Finding],
        fingerprints: Vec<String>,
    ) -> Result<Vec<Finding>> {
        let messages = self.context.messages;
        if self.args.update_baseline {
            let baseline = Baseline::of(fingerprints);
            baseline.write(path)?;
            messages.note(format_args!(
                "{}: knows {} findings now",
                path.display(),
                baseline.len()
            ));
            return Ok(Vec::new());
        }
        let baseline = Baseline::read(path)?;
        let fresh: Vec<Finding> = findings
            .iter()
            .zip(&fingerprints)
            .filter(|(_, fingerprint)| !baseline.knows(fingerprint))
            .map(|(finding, _)| finding.clone())
            .collect();
        let unused = baseline.len() - (findings.len() - fresh.len());
        if unused > 0 {
            messages.note(format_args!(
                "{}: {unused} of its findings are no more; leave them out with --update-baseline",
                path.display()
            ));
        }
        Ok(fresh)
    }

    /// Applies fixes or shows them, as was asked for. Gives what is left.
    fn after(&self, checked: Checked, diffs: &mut String) -> Result<Checked> {
        let is_fixing = self.args.fix || self.args.diff;
        let Some(finding) = checked.findings.first().filter(|_| is_fixing) else {
            return Ok(checked);
        };
        let (Some(loaded), Some(language)) = (&checked.loaded, &checked.language) else {
            let path = finding.place.path.display();
            self.context.messages.note(format_args!(
                "{path}: only documents can be fixed; its findings are left as they are"
            ));
            return Ok(checked);
        };
        if loaded.text.is_empty() || !loaded.is_utf8 {
            self.context.messages.note(format_args!(
                "{}: only text in UTF-8 can be fixed; its findings are left as they are",
                loaded.path.display()
            ));
            return Ok(checked);
        }
        let whole = loaded.whole_text();
        let fixed = fix(&whole, &checked.findings);
        if fixed.applied.is_empty() {
            return Ok(checked);
        }
        if self.args.diff {
            diffs.push_str(&unified_diff(
                &loaded.path.to_string_lossy(),
                &whole,
                &fixed.text,
            ));
            return Ok(checked);
        }
        let mut file = AtomicFile::create(&loaded.path)?;
        file.write_all(fixed.text.as_bytes())
            .with_context(|| format!("cannot write {}", loaded.path.display()))?;
        file.commit()?;
        self.context.messages.note(format_args!(
            "{}: {} places mended",
            loaded.path.display(),
            fixed.applied.len()
        ));
        let options = yaddash_formats::document::ReadOptions::default();
        let again = documents::parse(
            &loaded.path,
            fixed.text.as_bytes(),
            options,
            Some(language),
            self.context.messages,
        )?;
        Ok(self.checks.document(again, language.clone()))
    }
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
