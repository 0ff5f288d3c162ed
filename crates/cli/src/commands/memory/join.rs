//! `yaddash memory merge` and `yaddash memory pivot`: units of memories into one.

use std::ops::ControlFlow;

use anyhow::{Context as _, Result, ensure};
use yaddash_memory::import::{Imported, Importer};
use yaddash_memory::maintain;
use yaddash_memory::store::{Access, SqliteStore, Store};

use super::super::Context;
use super::selection::new_unit;
use crate::args::{MemoryMergeArgs, MemoryPivotArgs};
use crate::exit::Outcome;

pub(super) fn merge(args: &MemoryMergeArgs, context: &Context) -> Result<Outcome> {
    let others = args.memories.iter().map(|path| {
        let store = SqliteStore::open(path, Access::Read)?;
        Ok((path, store))
    });
    let others: Vec<_> = others.collect::<Result<_>>()?;
    let into = SqliteStore::open(&args.memory.path, Access::Write)?;
    for (path, other) in &others {
        ensure!(
            other.identity()? != into.identity()?,
            "{}: is the memory that takes the units in",
            path.display()
        );
        let mut importer = Importer::new(&into, args.policy.into());
        let mut done = Ok(());
        other.scan(None, &mut |stored| {
            done = importer.push(new_unit(stored));
            if done.is_ok() {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        })?;
        done?;
        let counts = in_words(importer.finish()?);
        context
            .messages
            .note(format_args!("{}: {counts}", path.display()));
    }
    Ok(Outcome::Clean)
}

pub(super) fn pivot(args: &MemoryPivotArgs, context: &Context) -> Result<Outcome> {
    let languages = [&args.from, &args.over, &args.to];
    ensure!(
        args.from != args.over && args.over != args.to && args.from != args.to,
        "--from, --over and --to are three languages"
    );
    let store = SqliteStore::open(&args.memory.path, Access::Read)?;
    let into_path = args.into.as_ref().unwrap_or(&args.memory.path);
    let into = SqliteStore::open(into_path, Access::Write)?;
    let done = maintain::pivot(&store, languages, &into)
        .with_context(|| format!("cannot join the units of {}", args.memory.path.display()))?;
    context.messages.note(format_args!(
        "{} pairs of units share a text in {}; {}",
        done.pairs,
        args.over,
        in_words(done.imported)
    ));
    Ok(Outcome::Clean)
}

fn in_words(imported: Imported) -> String {
    format!(
        "{} units created, {} updated, {} unchanged",
        imported.created, imported.updated, imported.unchanged
    )
}
