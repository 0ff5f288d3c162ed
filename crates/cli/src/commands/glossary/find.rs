//! `yaddash glossary find`.

use std::io::Write;

use anyhow::Result;
use serde::Serialize;
use yaddash_formats::document::ReadOptions;
use yaddash_glossary::Matcher;
use yaddash_model::LineIndex;

use super::super::Context;
use crate::args::GlossaryFindArgs;
use crate::exit::Outcome;
use crate::output::Output;
use crate::{documents, input, terms};

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
pub(super) fn find(args: &GlossaryFindArgs, context: &Context) -> Result<Outcome> {
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
