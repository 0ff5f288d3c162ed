//! `yaddash memory remove`.

use std::io::Write;

use anyhow::Result;
use yaddash_memory::store::{Access, SqliteStore, Store};

use super::super::Context;
use super::selection::{Selection, in_line};
use crate::args::MemoryRemoveArgs;
use crate::exit::Outcome;
use crate::output::Output;

/// Units that are removed in one batch.
const BATCH: usize = 8192;

pub(super) fn run(args: &MemoryRemoveArgs, context: &Context) -> Result<Outcome> {
    let selection = Selection::new(&args.selection)?;
    // What there is no memory of cannot be removed, so none is made.
    SqliteStore::open(&args.memory.path, Access::Read)?;
    let store = SqliteStore::open(&args.memory.path, Access::Write)?;
    let mut output = Output::stdout();
    let mut ids = Vec::new();
    selection.each(&store, |stored| {
        ids.push(stored.id);
        if args.dry_run {
            write!(output, "{}", stored.id)?;
            for variant in &stored.unit.variants {
                write!(output, "\t{}", in_line(variant.segment.text()))?;
            }
            writeln!(output)?;
        }
        Ok(())
    })?;
    output.finish()?;
    if args.dry_run {
        context
            .messages
            .note(format_args!("{} units would be removed", ids.len()));
        return Ok(Outcome::Clean);
    }
    let mut removed = 0;
    for batch in ids.chunks(BATCH) {
        removed += store.remove(batch)?;
    }
    context
        .messages
        .note(format_args!("{removed} units removed"));
    Ok(Outcome::Clean)
}
