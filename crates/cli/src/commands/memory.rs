//! `yaddash memory`: a translation memory in a directory.

mod analyze;
mod concordance;
mod date;
mod edit;
mod export;
mod files;
mod import;
mod info;
mod join;
mod lookup;
mod memories;
mod pretranslate;
mod remove;
mod reverse;
mod selection;
mod source;
mod texts;

use anyhow::Result;

use super::Context;
use crate::args::MemoryCommand;
use crate::exit::Outcome;

pub(super) fn run(command: &MemoryCommand, context: &Context) -> Result<Outcome> {
    match command {
        MemoryCommand::Import(args) => import::run(args, context),
        MemoryCommand::Export(args) => export::run(args, context),
        MemoryCommand::Info(args) => info::run(args),
        MemoryCommand::Lookup(args) => lookup::run(args, context),
        MemoryCommand::Edit(args) => edit::run(args, context),
        MemoryCommand::Remove(args) => remove::run(args, context),
        MemoryCommand::Merge(args) => join::merge(args, context),
        MemoryCommand::Reverse(args) => reverse::run(args, context),
        MemoryCommand::Pivot(args) => join::pivot(args, context),
        MemoryCommand::Concordance(args) => concordance::run(args, context),
        MemoryCommand::Analyze(args) => analyze::run(args, context),
        MemoryCommand::Pretranslate(args) => pretranslate::run(args, context),
    }
}
