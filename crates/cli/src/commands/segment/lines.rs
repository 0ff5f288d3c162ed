//! Segments and explanations as lines of output.

use std::io::Write;

use anyhow::Result;
use serde::Serialize;
use yaddash_model::ByteSpan;
use yaddash_segment::Candidate;

use crate::args::SegmentFormat;
use crate::paragraphs::Paragraph;

/// How many characters are shown on each side of a position.
const SHOWN: usize = 24;

/// How lines are written.
pub(super) struct Lines {
    pub(super) format: SegmentFormat,
    /// Whether decisions are written in place of segments.
    pub(super) explain: bool,
    /// The file as lines name it, where there are several.
    pub(super) file: Option<String>,
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
    line: usize,
    column: usize,
    verdict: String,
    rule: RuleLine<'a>,
}

#[derive(Serialize)]
struct RuleLine<'a> {
    file: &'a str,
    line: usize,
    text: &'a str,
}

impl Lines {
    /// Writes a segment without the white space at its ends.
    pub(super) fn segment(
        &self,
        paragraph: Paragraph<'_>,
        span: ByteSpan,
        out: &mut Vec<u8>,
    ) -> Result<()> {
        let segment = span.of(paragraph.text).unwrap_or_default();
        let text = segment.trim();
        if text.is_empty() {
            return Ok(());
        }
        match self.format {
            SegmentFormat::Text => {
                out.extend_from_slice(text.as_bytes());
                out.push(b'\n');
                Ok(())
            }
            SegmentFormat::Jsonl => {
                let start = span.start() + (segment.len() - segment.trim_start().len());
                json(
                    &SegmentLine {
                        file: self.file.as_deref(),
                        paragraph: paragraph.number,
                        start,
                        end: start + text.len(),
                        text,
                    },
                    out,
                )
            }
        }
    }

    /// Writes what was decided at a position.
    pub(super) fn candidate(
        &self,
        paragraph: Paragraph<'_>,
        candidate: &Candidate,
        out: &mut Vec<u8>,
    ) -> Result<()> {
        let Candidate {
            offset,
            verdict,
            rule,
        } = candidate;
        let (line, column) = paragraph.position(*offset);
        match self.format {
            SegmentFormat::Text => {
                let (before, after) = paragraph
                    .text
                    .split_at_checked(*offset)
                    .unwrap_or((paragraph.text, ""));
                if let Some(file) = &self.file {
                    write!(out, "{file}: ")?;
                }
                writeln!(
                    out,
                    "line {line}, column {column}: {verdict} by {rule}\n    {}⟂{}",
                    last_characters(before, SHOWN),
                    first_characters(after, SHOWN)
                )?;
                Ok(())
            }
            SegmentFormat::Jsonl => json(
                &CandidateLine {
                    file: self.file.as_deref(),
                    paragraph: paragraph.number,
                    offset: *offset,
                    line,
                    column,
                    verdict: verdict.to_string(),
                    rule: RuleLine {
                        file: &rule.file,
                        line: rule.line,
                        text: &rule.text,
                    },
                },
                out,
            ),
        }
    }
}

fn json(value: &impl Serialize, out: &mut Vec<u8>) -> Result<()> {
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
