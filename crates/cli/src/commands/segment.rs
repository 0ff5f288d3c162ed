//! `yaddash segment`: text into sentences.

mod lines;

use std::io::{BufReader, Read, Write};
use std::path::Path;

use anyhow::{Context as _, Result};
use rayon::prelude::*;
use yaddash_io::encoding::{DecodingReader, Hint};
use yaddash_language::{Language, detect};
use yaddash_model::LanguageTag;
use yaddash_segment::Segmenter;

use super::Context;
use crate::args::{LanguageChoice, SegmentArgs};
use crate::exit::Outcome;
use crate::output::{self, Output};
use crate::paragraphs::{Paragraph, Paragraphs, Portion};
use crate::segmenters::Segmenters;
use crate::{documents, input, messages};
use lines::Lines;

/// The name of text whose language cannot be told.
const UNKNOWN: &str = "und";

pub(super) fn run(args: &SegmentArgs, context: &Context) -> Result<Outcome> {
    let segmenters = Segmenters::new(args.rules.as_deref(), &args.abbreviations, context)?;
    if args.print_rules {
        output::write_all(None, segmenters.document()?.to_xml().as_bytes())?;
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
        rules: Rules::new(choice, segmenters)?,
        lines: Lines {
            format: args.format,
            explain: args.explain,
            file: None,
        },
    };
    let mut out = Output::stdout();
    let mut outcome = Outcome::Clean;
    for file in &files {
        job.lines.file = (files.len() > 1).then(|| input::name(file));
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

/// The rules for each paragraph.
enum Rules {
    /// Those of one language.
    Fixed(Segmenter),
    /// Those of the language that is detected.
    Detected(Segmenters),
}

impl Rules {
    /// Makes rules ready, so that those that cannot be used are told before any text is read.
    fn new(choice: LanguageChoice, segmenters: Segmenters) -> Result<Self> {
        match choice {
            LanguageChoice::Tag(language) => Ok(Self::Fixed(segmenters.get(&language)?)),
            LanguageChoice::Auto => {
                if segmenters.are_of_a_file() {
                    for language in Language::all() {
                        segmenters.prepare(&language.code().parse()?)?;
                    }
                }
                Ok(Self::Detected(segmenters))
            }
        }
    }

    /// The rules for a paragraph; those for any language where its language cannot be told. `known` are those that the
    /// same thread has asked for before.
    fn of<'a>(&'a self, text: &str, known: &'a mut Known) -> Result<&'a Segmenter> {
        let segmenters = match self {
            Self::Fixed(segmenter) => return Ok(segmenter),
            Self::Detected(segmenters) => segmenters,
        };
        let code = detect::detect(text)
            .filter(|detection| detection.confidence >= documents::SURE)
            .map_or(UNKNOWN, |detection| detection.language.code());
        if !known.iter().any(|(name, _)| *name == code) {
            known.push((code, segmenters.get(&code.parse::<LanguageTag>()?)?));
        }
        let mut known = known.iter();
        known
            .find_map(|(name, segmenter)| (*name == code).then_some(segmenter))
            .context("no rules for the language")
    }
}

/// Rules by the code of their language.
type Known = Vec<(&'static str, Segmenter)>;

struct Job {
    rules: Rules,
    lines: Lines,
}

impl Job {
    /// Reads a file in portions; the paragraphs of a portion are cut in parallel and written in order, while the next
    /// portion is read.
    fn run(&self, file: &Path, unwrap: bool, context: &Context, out: &mut Output) -> Result<()> {
        let input: Box<dyn Read + Send> = if input::is_stdin(file) {
            Box::new(std::io::stdin())
        } else {
            Box::new(yaddash_io::input::open(file)?)
        };
        let failed = || format!("cannot read {}", input::name(file));
        let decoded = DecodingReader::new(input, Hint::default()).with_context(failed)?;
        let mark = decoded.text_offset();
        let input = BufReader::with_capacity(1 << 16, decoded);
        let mut paragraphs = Paragraphs::new(input, unwrap, mark);
        let mut next = paragraphs.next_portion().with_context(failed)?;
        let mut written = Vec::new();
        while let Some(portion) = next {
            let (read, cut) = rayon::join(
                || {
                    write(&written, out)?;
                    paragraphs.next_portion().with_context(failed)
                },
                || self.cut(&portion),
            );
            // What comes before a fault in the input is written as far as it is whole.
            written = cut?;
            match read {
                Ok(portion) => next = portion,
                Err(error) => {
                    write(&written, out)?;
                    return Err(error);
                }
            }
        }
        write(&written, out)?;
        let decoded = paragraphs.finish().into_inner();
        input::tell(file, &decoded.report(), context.messages);
        Ok(())
    }

    /// The lines of output for a portion, in several parts.
    fn cut(&self, portion: &Portion) -> Result<Vec<Vec<u8>>> {
        let paragraphs = portion.paragraphs();
        let share = paragraphs.len().div_ceil(PARTS).max(1);
        paragraphs
            .par_chunks(share)
            .map(|paragraphs| {
                let mut written = Vec::new();
                let mut known = Vec::new();
                for paragraph in paragraphs {
                    self.paragraph(*paragraph, &mut known, &mut written)?;
                }
                Ok(written)
            })
            .collect()
    }

    fn paragraph(
        &self,
        paragraph: Paragraph<'_>,
        known: &mut Known,
        out: &mut Vec<u8>,
    ) -> Result<()> {
        let segmenter = self.rules.of(paragraph.text, known)?;
        if self.lines.explain {
            for candidate in segmenter.explain(paragraph.text)? {
                self.lines.candidate(paragraph, &candidate, out)?;
            }
            return Ok(());
        }
        for span in segmenter.try_segments(paragraph.text)? {
            self.lines.segment(paragraph, span, out)?;
        }
        Ok(())
    }
}

/// Into how many parts a portion is shared out among threads.
const PARTS: usize = 32;

fn write(parts: &[Vec<u8>], out: &mut Output) -> Result<()> {
    parts
        .iter()
        .try_for_each(|part| out.write_all(part))
        .context("cannot write to standard output")
}
