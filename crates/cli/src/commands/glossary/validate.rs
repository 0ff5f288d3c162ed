//! `yaddash glossary validate`.

use std::path::Path;

use anyhow::Result;
use yaddash_glossary::{Problem, ProblemKind};
use yaddash_model::{ByteSpan, Finding, LineColumn, Place, RuleId, Severity};
use yaddash_report::RuleInfo;

use super::super::Context;
use crate::args::{GlossaryFormat, GlossaryValidateArgs};
use crate::exit::Outcome;
use crate::{findings, terms};

/// Finds what is wrong in glossaries. A file that is damaged is a finding; one that is no glossary or cannot be opened
/// makes the outcome [`Outcome::Failed`].
pub(super) fn validate(args: &GlossaryValidateArgs, context: &Context) -> Result<Outcome> {
    let mut all = Vec::new();
    let mut outcome = Outcome::Clean;
    let mut files_checked = 0;
    for path in &args.files {
        let mut asked = terms::Asked::of(path);
        asked.from = args.from.map(GlossaryFormat::format);
        match terms::problems(path, &asked, context) {
            Ok(problems) => {
                files_checked += 1;
                all.extend(problems.into_iter().map(|problem| finding(path, problem)));
            }
            Err(error) => {
                context.messages.failure(&error);
                outcome = Outcome::Failed;
            }
        }
    }
    let sources = |path: &Path| findings::source(path, terms::is_xml_path(path));
    findings::write(
        args.format,
        &all,
        &rules(),
        files_checked,
        &sources,
        context,
    )?;
    Ok(outcome.and(Outcome::findings(
        all.iter().any(|finding| finding.severity > Severity::Info),
    )))
}

/// The kinds of problems as reports introduce them.
pub(in super::super) fn rules() -> Vec<RuleInfo<'static>> {
    ProblemKind::ALL
        .iter()
        .map(|kind| RuleInfo {
            id: RuleId::new(kind.name()),
            summary: kind.about(),
            help: kind.about(),
            severity: kind.severity(),
        })
        .collect()
}

/// A problem of a termbase as a finding in its file.
fn finding(path: &Path, problem: Problem) -> Finding {
    let start = problem.place.unwrap_or(LineColumn::START);
    let end = LineColumn {
        column: start.column
            + problem
                .term
                .lines()
                .next()
                .unwrap_or_default()
                .chars()
                .count(),
        ..start
    };
    Finding {
        rule: RuleId::new(problem.kind.name()),
        severity: problem.severity,
        place: Place {
            path: crate::input::display_path(path),
            start,
            end,
            span: ByteSpan::default(),
        },
        language: problem.language,
        text: problem.term,
        concept: Some(problem.concept).filter(|concept| !concept.is_empty()),
        suggestions: Vec::new(),
        message: problem.message,
    }
}
