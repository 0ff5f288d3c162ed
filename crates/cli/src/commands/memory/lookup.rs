//! `yaddash memory lookup`.

mod answer;

use std::io::{BufRead, BufReader, Write};

use anyhow::{Context as _, Result, bail};
use rayon::prelude::*;
use yaddash_memory::lookup::Query;
use yaddash_memory::store::Context as Surroundings;
use yaddash_memory::{Memories, PenaltyRule};
use yaddash_model::Segment;

use super::super::Context;
use super::memories;
use crate::args::{LookupFormat, MemoryLookupArgs};
use crate::exit::Outcome;
use crate::output::Output;
use answer::Answer;

/// Queries that are answered before any answer is written.
const PORTION: usize = 1024;

pub(super) fn run(args: &MemoryLookupArgs, _context: &Context) -> Result<Outcome> {
    if !(0.0..=102.0).contains(&args.min) {
        bail!(
            "--min {} is no score: write a number from 0 to 102",
            args.min
        );
    }
    let (memories, penalties) = memories::open(&args.question.memories)?;
    let lookup = Lookup {
        args,
        memories: &memories,
        penalties: &penalties,
    };
    let mut out = Output::stdout();
    if args.queries.is_empty() {
        lookup.lines(BufReader::new(std::io::stdin().lock()), &mut out)?;
    } else {
        lookup.answer(&args.queries, &mut out)?;
    }
    out.finish()?;
    Ok(Outcome::Clean)
}

/// What texts are looked up with.
struct Lookup<'a> {
    args: &'a MemoryLookupArgs,
    memories: &'a Memories,
    penalties: &'a [PenaltyRule],
}

impl Lookup<'_> {
    /// Looks up the lines of `input`; each is answered in its turn, an empty one too.
    fn lines(&self, mut input: impl BufRead, out: &mut Output) -> Result<()> {
        let mut queries = Vec::new();
        let (mut line, mut number) = (Vec::new(), 0_u64);
        loop {
            line.clear();
            let read = input.read_until(b'\n', &mut line);
            if read.context("cannot read standard input")? == 0 {
                break;
            }
            number += 1;
            let text = line.strip_suffix(b"\n").unwrap_or(&line);
            let text = text.strip_suffix(b"\r").unwrap_or(text);
            let text = std::str::from_utf8(text)
                .with_context(|| format!("standard input, line {number}: is not UTF-8"))?;
            queries.push(text.to_owned());
            // Who types waits for an answer; what is piped in is answered by many threads.
            if queries.len() >= PORTION || input_is_typed() {
                self.answer(&queries, out)?;
                queries.clear();
            }
        }
        self.answer(&queries, out)
    }

    fn answer(&self, queries: &[String], out: &mut Output) -> Result<()> {
        let answers: Vec<Result<Vec<u8>>> =
            queries.par_iter().map(|query| self.one(query)).collect();
        for answer in answers {
            out.write_all(&answer?)?;
        }
        out.flush()?;
        Ok(())
    }

    /// The answer to a query as it is written.
    fn one(&self, text: &str) -> Result<Vec<u8>> {
        let segment = Segment::from(text);
        let query = Query {
            min: self.args.min,
            limit: self.args.limit,
            exact: self.args.exact,
            scoring: self.args.score.into(),
            context: Surroundings {
                previous: self.args.previous.clone(),
                next: self.args.next.clone(),
                id: self.args.id.clone(),
            },
            penalties: self.penalties,
            ..Query::new(&segment, &self.args.question.from, &self.args.question.to)
        };
        let matches = self.memories.lookup(&query)?;
        let answer = Answer::new(text, &matches, self.memories);
        match self.args.format {
            LookupFormat::Jsonl => answer.json(),
            LookupFormat::Text => Ok(answer.text()),
        }
    }
}

fn input_is_typed() -> bool {
    std::io::IsTerminal::is_terminal(&std::io::stdin())
}
