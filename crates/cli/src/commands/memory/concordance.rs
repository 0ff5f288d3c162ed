//! `yaddash memory concordance`.

use std::borrow::Cow;
use std::fmt::Write;
use std::path::Path;

use anyhow::Result;
use serde::Serialize;
use yaddash_memory::concordance::{ConcordanceQuery, Hit, concordance};
use yaddash_memory::store::{Access, SqliteStore};
use yaddash_model::{ByteSpan, LanguageTag};

use super::super::Context;
use crate::args::{ConcordanceFormat, Cursor, MemoryConcordanceArgs};
use crate::exit::Outcome;
use crate::output;

/// A unit as a line of JSON.
#[derive(Serialize)]
struct Line<'a> {
    memory: Cow<'a, str>,
    unit: u64,
    cursor: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<&'a str>,
    variants: Vec<Found<'a>>,
}

/// A variant, and the bytes of its text where something was found.
#[derive(Serialize)]
struct Found<'a> {
    language: &'a str,
    text: &'a str,
    spans: Vec<[usize; 2]>,
}

pub(super) fn run(args: &MemoryConcordanceArgs, context: &Context) -> Result<Outcome> {
    let with: Vec<LanguageTag> = [&args.from, &args.to]
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    let languages = if args.lang.is_empty() {
        &with
    } else {
        &args.lang
    };
    let first = args.cursor.map_or(0, |cursor| cursor.memory);
    anyhow::ensure!(
        first < args.memories.len(),
        "--cursor {first}:… is of more memories than are searched: name the same ones as for the page before"
    );
    let mut shown = String::new();
    let mut left = args.limit;
    let mut last = None;
    let mut has_more = false;
    for (memory, path) in args.memories.iter().enumerate().skip(first) {
        let store = SqliteStore::open(path, Access::Read)?;
        let mut query = ConcordanceQuery::new(&args.text);
        query.mode = args.mode.into();
        query.languages = languages;
        query.with = &with;
        query.after = args
            .cursor
            .filter(|cursor| cursor.memory == memory)
            .map(|cursor| cursor.unit);
        // Of a full page it is only asked whether there is more behind it.
        query.limit = left.max(1);
        let page = concordance(&store, &query)?;
        let hits = if left == 0 { &[] } else { page.hits.as_slice() };
        has_more = page.next.is_some() || page.hits.len() > hits.len();
        for hit in hits {
            let cursor = Cursor {
                memory,
                unit: hit.unit.id,
            };
            show(hit, path, cursor, args.format, &mut shown)?;
            last = Some(cursor);
        }
        left -= hits.len();
        if has_more {
            break;
        }
    }
    output::write_all(None, shown.as_bytes())?;
    if let Some(last) = last.filter(|_| has_more) {
        context
            .messages
            .note(format_args!("there is more: --cursor {last}"));
    }
    Ok(Outcome::Clean)
}

fn show(
    hit: &Hit,
    path: &Path,
    cursor: Cursor,
    format: ConcordanceFormat,
    out: &mut String,
) -> Result<()> {
    let spans = |variant: usize| {
        let place = hit.places.iter().find(|place| place.variant == variant);
        place.map_or([].as_slice(), |place| place.spans.as_slice())
    };
    let variants = hit.unit.unit.variants.iter().enumerate();
    match format {
        ConcordanceFormat::Text => {
            writeln!(out, "{}: unit {}", path.display(), hit.unit.id)?;
            for (at, variant) in variants {
                let text = marked(variant.segment.text(), spans(at));
                writeln!(out, "  {}  {text}", variant.language.as_str())?;
            }
        }
        ConcordanceFormat::Jsonl => {
            let line = Line {
                memory: path.to_string_lossy(),
                unit: hit.unit.id.0,
                cursor: cursor.to_string(),
                origin: hit.unit.origin.as_deref(),
                variants: variants
                    .map(|(at, variant)| Found {
                        language: variant.language.as_str(),
                        text: variant.segment.text(),
                        spans: spans(at)
                            .iter()
                            .map(|span| [span.start(), span.end()])
                            .collect(),
                    })
                    .collect(),
            };
            out.push_str(&serde_json::to_string(&line)?);
            out.push('\n');
        }
    }
    Ok(())
}

/// `text` on one line, with what was found between brackets.
fn marked(text: &str, spans: &[ByteSpan]) -> String {
    let mut marked = String::with_capacity(text.len() + spans.len() * 6);
    let mut at = 0;
    for span in spans {
        marked.push_str(text.get(at..span.start()).unwrap_or_default());
        marked.push('⟦');
        marked.push_str(span.of(text).unwrap_or_default());
        marked.push('⟧');
        at = span.end();
    }
    marked.push_str(text.get(at..).unwrap_or_default());
    marked
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}
