//! Answers, for each line of standard input, whether a term stands in a text.
//!
//! A line is `{"id":"1","language":"az","term":"AŞPA","text":"AŞPA-nın sessiyası"}`; the answer is
//! `{"id":"1","match":true,"spans":[[0,10]]}`, spans in bytes, with `"lookalike":true` where letters of another script
//! stand in the term.

use std::io::{BufRead, BufWriter, Write};

use serde::Deserialize;
use serde_json::json;
use yaddash_glossary::match_term;
use yaddash_model::LanguageTag;

#[derive(Deserialize)]
struct Question {
    id: serde_json::Value,
    language: LanguageTag,
    term: String,
    text: String,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let question: Question = serde_json::from_str(&line?)?;
        let found = match_term(&question.term, &question.language, &question.text);
        let spans: Vec<[usize; 2]> = found
            .iter()
            .map(|found| [found.span.start(), found.span.end()])
            .collect();
        let mut answer = json!({"id": question.id, "match": !found.is_empty(), "spans": spans});
        if let Some(answer) = answer.as_object_mut()
            && found.iter().any(|found| found.lookalike)
        {
            answer.insert("lookalike".to_owned(), true.into());
        }
        writeln!(out, "{answer}")?;
    }
    Ok(out.flush()?)
}
