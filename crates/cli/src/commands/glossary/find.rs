//! `yaddash glossary find`.

use std::io::Write;

use anyhow::Result;
use rayon::prelude::*;
use serde::Serialize;
use yaddash_formats::document::ReadOptions;
use yaddash_glossary::{Matcher, Termbase};
use yaddash_model::{Block, LineIndex};

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
        let search = Search {
            termbase: &termbase,
            matcher: &matcher,
            file: (files.len() > 1).then(|| input::name(path)),
            index: LineIndex::new(&loaded.text),
        };
        for (number, portion) in loaded.document.blocks.chunks(PORTION).enumerate() {
            let first = number * PORTION;
            let found: Vec<Result<Vec<u8>>> = portion
                .par_chunks(SHARE)
                .enumerate()
                .map(|(share, blocks)| search.lines(blocks, first + share * SHARE))
                .collect();
            for lines in found {
                out.write_all(&lines?)?;
            }
        }
    }
    out.finish()?;
    Ok(outcome)
}

/// Blocks that are searched before their occurrences are written, and those that a thread searches at once.
const PORTION: usize = 1 << 16;
const SHARE: usize = 1 << 9;

/// What a file is searched with.
struct Search<'a> {
    termbase: &'a Termbase,
    matcher: &'a Matcher,
    /// Its name, where several are searched.
    file: Option<String>,
    index: LineIndex,
}

impl Search<'_> {
    /// The occurrences in `blocks`, the first of which has the number `first`, a line each.
    fn lines(&self, blocks: &[Block], first: usize) -> Result<Vec<u8>> {
        let mut lines = Vec::new();
        for (number, block) in (first..).zip(blocks) {
            if !block.kind.is_text() {
                continue;
            }
            let text = block.content.text();
            for found in self.matcher.find(text, &block.not_text) {
                let Some((concept, _, term)) = self.termbase.get(found.term) else {
                    continue;
                };
                let place = block.source.to_source(found.span).map(|source| {
                    let (line, start) = self.index.line(source.start());
                    (line, source.start() - start, source.end() - start)
                });
                let (line, start, end) =
                    place.unwrap_or((number + 1, found.span.start(), found.span.end()));
                let found = Found {
                    file: self.file.as_deref(),
                    line,
                    start,
                    end,
                    text: found.span.of(text).unwrap_or_default(),
                    concept: &concept.id,
                    term: &term.text,
                    status: found.status.name(),
                    lookalike: found.lookalike,
                };
                serde_json::to_writer(&mut lines, &found)?;
                lines.push(b'\n');
            }
        }
        Ok(lines)
    }
}
