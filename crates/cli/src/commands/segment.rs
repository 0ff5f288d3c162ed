//! `yaddash segment`: text into sentences.

use std::io::{BufReader, Read, Write};
use std::path::Path;

use anyhow::{Context as _, Result};
use rayon::prelude::*;
use serde::Serialize;
use yaddash_io::encoding::{DecodingReader, Hint};
use yaddash_language::detect;
use yaddash_model::LanguageTag;
use yaddash_segment::{Segmenter, builtin_srx};

use super::Context;
use crate::args::{LanguageChoice, SegmentArgs, SegmentFormat};
use crate::exit::Outcome;
use crate::output::{self, Output};
use crate::paragraphs::Paragraphs;
use crate::segmenters::Segmenters;
use crate::{documents, input, messages};

pub(super) fn run(args: &SegmentArgs, context: &Context) -> Result<Outcome> {
    if args.print_rules {
        output::write_all(None, builtin_srx().to_xml().as_bytes())?;
        return Ok(Outcome::Clean);
    }
    let choice = match (&args.lang, context.config.text("segment.lang")) {
        (Some(choice), _) => choice.clone(),
        (None, Some(choice)) => choice
            .parse()
            .context("`segment.lang` in the configuration")?,
        (None, None) => LanguageChoice::Auto,
    };
    let files = input::files_or_stdin(&args.files);
    let mut job = Job {
        segmenters: Segmenters::new(args.rules.as_deref(), &args.abbreviations, context)?,
        choice,
        format: args.format,
        explain: args.explain,
        file: None,
    };
    // Rules that cannot be used are told before any text is read.
    if let LanguageChoice::Tag(language) = &job.choice {
        job.segmenters.get(language)?;
    }
    let mut out = Output::stdout();
    let mut outcome = Outcome::Clean;
    for file in &files {
        job.file = (files.len() > 1).then(|| input::name(file));
        match job.run(file, args.unwrap, context, &mut out) {
            Err(error) if messages::is_broken_pipe(&error) => return Err(error),
            Err(error) => {
                context.messages.failure(&error);
                outcome = Outcome::Failed;
            }
            Ok(()) => {}
        }
    }
    out.finish()?;
    Ok(outcome)
}

struct Job {
    segmenters: Segmenters,
    choice: LanguageChoice,
    format: SegmentFormat,
    explain: bool,
    /// The file as JSON lines name it, where there are several.
    file: Option<String>,
}

/// A segment as a JSON line.
#[derive(Serialize)]
struct SegmentLine<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    paragraph: usize,
    start: usize,
    end: usize,
    text: &'a str,
}

/// What a rule decided, as a JSON line.
#[derive(Serialize)]
struct CandidateLine<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    paragraph: usize,
    offset: usize,
    verdict: String,
    rule: RuleLine<'a>,
}

#[derive(Serialize)]
struct RuleLine<'a> {
    file: &'a str,
    line: usize,
    text: &'a str,
}

impl Job {
    /// Reads a file in portions; the paragraphs of a portion are cut in parallel and written in order.
    fn run(&self, file: &Path, unwrap: bool, context: &Context, out: &mut Output) -> Result<()> {
        let input: Box<dyn Read + Send> = if input::is_stdin(file) {
            Box::new(std::io::stdin())
        } else {
            Box::new(yaddash_io::input::open(file)?)
        };
        let decoded = DecodingReader::new(input, Hint::default())
            .with_context(|| format!("cannot read {}", input::name(file)))?;
        let mut paragraphs = Paragraphs::new(BufReader::with_capacity(1 << 16, decoded), unwrap);
        let mut number = 0;
        let failed = || format!("cannot read {}", input::name(file));
        while let Some(portion) = paragraphs.next_portion().with_context(failed)? {
            let first = number;
            number += portion.len();
            let written: Vec<Vec<u8>> = portion
                .par_chunks(64)
                .enumerate()
                .map(|(chunk, paragraphs)| {
                    let mut written = Vec::new();
                    for (at, paragraph) in paragraphs.iter().enumerate() {
                        self.paragraph(first + chunk * 64 + at, paragraph, &mut written)?;
                    }
                    Ok(written)
                })
                .collect::<Result<_>>()?;
            for part in written {
                out.write_all(&part)
                    .context("cannot write to standard output")?;
            }
        }
        let (input, invalid) = paragraphs.finish();
        let decoded = input.into_inner();
        input::tell(
            file,
            decoded.encoding(),
            decoded.evidence(),
            decoded.notices(),
            decoded.replaced(),
            context.messages,
        );
        if let Some(invalid) = invalid {
            context.messages.warning(format_args!(
                "{}: line {} and {} others hold bytes that are no UTF-8; they were read as U+FFFD",
                input::name(file),
                invalid.first,
                invalid.count - 1
            ));
        }
        Ok(())
    }

    fn paragraph(&self, number: usize, text: &str, out: &mut Vec<u8>) -> Result<()> {
        let segmenter = self.segmenter(text)?;
        let file = self.file.as_deref();
        if self.explain {
            for candidate in segmenter.explain(text) {
                match self.format {
                    SegmentFormat::Text => {
                        let (before, after) = text
                            .split_at_checked(candidate.offset)
                            .unwrap_or((text, ""));
                        let (before, after) =
                            (last_characters(before, 24), first_characters(after, 24));
                        let file = file.map(|file| format!("{file}: ")).unwrap_or_default();
                        writeln!(
                            out,
                            "{file}paragraph {number}, byte {}: {} by {}\n    {before}⟂{after}",
                            candidate.offset, candidate.verdict, candidate.rule
                        )?;
                    }
                    SegmentFormat::Jsonl => {
                        let rule = RuleLine {
                            file: &candidate.rule.file,
                            line: candidate.rule.line,
                            text: &candidate.rule.text,
                        };
                        let (offset, verdict) = (candidate.offset, candidate.verdict.to_string());
                        line(
                            &CandidateLine {
                                file,
                                paragraph: number,
                                offset,
                                verdict,
                                rule,
                            },
                            out,
                        )?;
                    }
                }
            }
            return Ok(());
        }
        for span in segmenter.try_segments(text)? {
            let Some(segment) = span.of(text) else {
                continue;
            };
            let trimmed = segment.trim();
            if trimmed.is_empty() {
                continue;
            }
            match self.format {
                SegmentFormat::Text => writeln!(out, "{trimmed}")?,
                SegmentFormat::Jsonl => {
                    let start = span.start() + (segment.len() - segment.trim_start().len());
                    line(
                        &SegmentLine {
                            file,
                            paragraph: number,
                            start,
                            end: start + trimmed.len(),
                            text: trimmed,
                        },
                        out,
                    )?;
                }
            }
        }
        Ok(())
    }

    /// The rules for a paragraph; those for any language where its language cannot be told.
    fn segmenter(&self, text: &str) -> Result<Segmenter> {
        match &self.choice {
            LanguageChoice::Tag(language) => self.segmenters.get(language),
            LanguageChoice::Auto => {
                let code = detect::detect(text)
                    .filter(|detection| detection.confidence >= documents::SURE)
                    .map_or("und", |detection| detection.language.code());
                self.segmenters.get(&code.parse::<LanguageTag>()?)
            }
        }
    }
}

fn line(value: &impl Serialize, out: &mut Vec<u8>) -> Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.push(b'\n');
    Ok(())
}

fn last_characters(text: &str, count: usize) -> &str {
    text.char_indices()
        .rev()
        .nth(count - 1)
        .and_then(|(at, _)| text.get(at..))
        .unwrap_or(text)
}

fn first_characters(text: &str, count: usize) -> &str {
    text.char_indices()
        .nth(count)
        .and_then(|(at, _)| text.get(..at))
        .unwrap_or(text)
}
