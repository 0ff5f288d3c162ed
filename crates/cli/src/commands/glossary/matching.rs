//! `yaddash glossary match`.

use std::io::{BufRead, Write};

use anyhow::{Context as _, Result};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use yaddash_glossary::match_term;
use yaddash_model::LanguageTag;

use crate::exit::Outcome;
use crate::output::Output;

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
pub(super) fn match_lines() -> Result<Outcome> {
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
