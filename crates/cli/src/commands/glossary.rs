//! `yaddash glossary`: terms in text, their forms, and what is wrong in glossaries.

use std::io::{BufRead, Write};
use std::path::Path;

use anyhow::{Context as _, Result};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use yaddash_formats::document::ReadOptions;
use yaddash_glossary::{Matcher, Problem, forms_of, match_term};
use yaddash_model::{
    ByteSpan, Finding, LanguageTag, LineColumn, LineIndex, Place, RuleId, Severity,
};

use super::Context;
use crate::args::{GlossaryCommand, GlossaryFindArgs, GlossaryFormsArgs, GlossaryValidateArgs};
use crate::exit::Outcome;
use crate::output::{self, Output};
use crate::{documents, findings, input, terms};

pub(super) fn run(command: &GlossaryCommand, context: &Context) -> Result<Outcome> {
    match command {
        GlossaryCommand::Match => match_lines(),
        GlossaryCommand::Find(args) => find(args, context),
        GlossaryCommand::Forms(args) => forms(args),
        GlossaryCommand::Validate(args) => validate(args, context),
    }
}

/// How many questions are answered at once.
const PORTION: usize = 4096;

#[derive(Deserialize)]
struct Question {
    id: serde_json::Value,
    language: LanguageTag,
    term: String,
    text: String,
}

#[derive(Serialize)]
struct Answer {
    id: serde_json::Value,
    #[serde(rename = "match")]
    is_match: bool,
    spans: Vec<[usize; 2]>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    lookalike: bool,
}

/// Answers questions from standard input in their order.
fn match_lines() -> Result<Outcome> {
    let mut lines = std::io::stdin().lock().lines();
    let mut out = Output::stdout();
    let mut number = 0;
    loop {
        let portion: Vec<String> = lines
            .by_ref()
            .take(PORTION)
            .collect::<Result<_, _>>()
            .context("cannot read standard input")?;
        if portion.is_empty() {
            break;
        }
        let answers: Vec<Option<Answer>> = portion
            .par_iter()
            .enumerate()
            .map(|(at, line)| {
                answer(line).with_context(|| format!("standard input, line {}", number + at + 1))
            })
            .collect::<Result<_>>()?;
        number += portion.len();
        for answer in answers.into_iter().flatten() {
            serde_json::to_writer(&mut out, &answer)?;
            out.write_all(b"\n")?;
        }
    }
    out.finish()?;
    Ok(Outcome::Clean)
}

fn answer(line: &str) -> Result<Option<Answer>> {
    if line.trim().is_empty() {
        return Ok(None);
    }
    let question: Question = serde_json::from_str(line).context(
        "is not a question such as {\"id\":1,\"language\":\"az\",\"term\":\"…\",\"text\":\"…\"}",
    )?;
    let found = match_term(&question.term, &question.language, &question.text);
    Ok(Some(Answer {
        id: question.id,
        is_match: !found.is_empty(),
        spans: found
            .iter()
            .map(|found| [found.span.start(), found.span.end()])
            .collect(),
        lookalike: found.iter().any(|found| found.lookalike),
    }))
}

/// An occurrence of a term as a JSON line.
#[derive(Serialize)]
struct Found<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    line: usize,
    start: usize,
    end: usize,
    text: &'a str,
    concept: &'a str,
    term: &'a str,
    status: &'a str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    lookalike: bool,
}

/// Finds the terms of glossaries in files. Lines and bytes are those of the text of the line that the term stands in;
/// for packages such as DOCX a line is a block.
fn find(args: &GlossaryFindArgs, context: &Context) -> Result<Outcome> {
    let termbase = terms::read_all(&args.glossary, context)?;
    let matcher = Matcher::new(&termbase, &args.lang);
    let files = input::files_or_stdin(&args.files);
    let mut out = Output::stdout();
    let mut outcome = Outcome::Clean;
    for path in &files {
        let loaded = match documents::load(
            path,
            ReadOptions::default(),
            Some(&args.lang),
            context.messages,
        ) {
            Ok(loaded) => loaded,
            Err(error) => {
                context.messages.failure(&error);
                outcome = Outcome::Failed;
                continue;
            }
        };
        let file = (files.len() > 1).then(|| input::name(path));
        let index = LineIndex::new(&loaded.text);
        let blocks = loaded
            .document
            .blocks
            .iter()
            .enumerate()
            .filter(|(_, block)| block.kind.is_text());
        for (number, block) in blocks {
            let text = block.content.text();
            for found in matcher.find(text, &block.not_text) {
                let Some((concept, _, term)) = termbase.get(found.term) else {
                    continue;
                };
                let place = block.source.to_source(found.span).map(|source| {
                    let line = index.line_column(&loaded.text, source.start()).line;
                    let start = loaded
                        .text
                        .get(..source.start())
                        .and_then(|before| before.rfind('\n'))
                        .map_or(0, |at| at + 1);
                    (line, source.start() - start, source.end() - start)
                });
                let (line, start, end) =
                    place.unwrap_or((number + 1, found.span.start(), found.span.end()));
                let found = Found {
                    file: file.as_deref(),
                    line,
                    start,
                    end,
                    text: found.span.of(text).unwrap_or_default(),
                    concept: &concept.id,
                    term: &term.text,
                    status: found.status.name(),
                    lookalike: found.lookalike,
                };
                serde_json::to_writer(&mut out, &found)?;
                out.write_all(b"\n")?;
            }
        }
    }
    out.finish()?;
    Ok(outcome)
}

/// Lists the forms of terms, one a line.
fn forms(args: &GlossaryFormsArgs) -> Result<Outcome> {
    let mut listed = String::new();
    for term in &args.terms {
        for form in forms_of(term, &args.lang) {
            listed.push_str(&form);
            listed.push('\n');
        }
    }
    output::write_all(None, listed.as_bytes())?;
    Ok(Outcome::Clean)
}

/// Finds what is wrong in glossaries.
fn validate(args: &GlossaryValidateArgs, context: &Context) -> Result<Outcome> {
    let mut all = Vec::new();
    let mut outcome = Outcome::Clean;
    let mut files_checked = 0;
    for path in &args.files {
        match terms::read(path, context) {
            Ok(read) => {
                files_checked += 1;
                for (place, warning) in &read.warnings {
                    context
                        .messages
                        .warning(format_args!("{}:{place}: {warning}", path.display()));
                }
                all.extend(
                    yaddash_glossary::validate(&read.termbase)
                        .into_iter()
                        .map(|problem| finding(path, problem)),
                );
            }
            Err(error) => {
                context.messages.failure(&error);
                outcome = Outcome::Failed;
            }
        }
    }
    let sources = |path: &Path| findings::source(path, false);
    findings::write(args.format, &all, &[], files_checked, &sources, context)?;
    Ok(outcome.and(Outcome::findings(
        all.iter().any(|finding| finding.severity > Severity::Info),
    )))
}

/// A problem of a termbase as a finding in its file.
fn finding(path: &Path, problem: Problem) -> Finding {
    let start = problem.place.unwrap_or(LineColumn::START);
    let end = LineColumn {
        column: start.column + problem.term.chars().count(),
        ..start
    };
    Finding {
        rule: RuleId::new(problem.kind.name()),
        severity: problem.severity,
        place: Place {
            path: path.to_owned(),
            start,
            end,
            span: ByteSpan::default(),
        },
        language: problem.language,
        text: problem.term,
        concept: Some(problem.concept),
        suggestions: Vec::new(),
        message: problem.message,
    }
}
