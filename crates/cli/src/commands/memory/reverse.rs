//! `yaddash memory reverse`.

use anyhow::Result;
use yaddash_memory::maintain::reversed;
use yaddash_memory::store::{Access, SqliteStore};

use super::super::Context;
use super::selection::Selection;
use crate::args::MemoryReverseArgs;
use crate::exit::Outcome;

pub(super) fn run(args: &MemoryReverseArgs, context: &Context) -> Result<Outcome> {
    let selection = Selection::new(&args.selection)?;
    SqliteStore::open(&args.memory.path, Access::Read)?;
    let store = SqliteStore::open(&args.memory.path, Access::Write)?;
    let turned = selection.rewrite(&store, !args.dry_run, |_, new| {
        Ok(reversed(new, args.source.as_ref()))
    })?;
    let what = if args.dry_run { "would be" } else { "were" };
    context
        .messages
        .note(format_args!("{turned} units {what} turned"));
    Ok(Outcome::Clean)
}
