//! `yaddash memory`: a translation memory in a directory.

mod files;
mod import;
mod info;
mod lookup;
mod memories;
mod source;

use anyhow::Result;

use super::Context;
use crate::args::MemoryCommand;
use crate::exit::Outcome;

pub(super) fn run(command: &MemoryCommand, context: &Context) -> Result<Outcome> {
    match command {
        MemoryCommand::Import(args) => import::run(args, context),
        MemoryCommand::Info(args) => info::run(args),
        MemoryCommand::Lookup(args) => lookup::run(args, context),
    }
}
