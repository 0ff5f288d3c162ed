//! `yaddash glossary`: terms in text, their forms, what is wrong in glossaries, and other formats of them.

mod convert;
mod find;
mod forms;
mod matching;
mod proposals;
mod texts;
mod validate;

use anyhow::Result;

use super::Context;
use crate::args::GlossaryCommand;
use crate::exit::Outcome;

pub(super) use validate::rules;

pub(super) fn run(command: &GlossaryCommand, context: &Context) -> Result<Outcome> {
    match command {
        GlossaryCommand::Match => matching::match_lines(),
        GlossaryCommand::Find(args) => find::find(args, context),
        GlossaryCommand::Forms(args) => forms::forms(args),
        GlossaryCommand::Validate(args) => validate::validate(args, context),
        GlossaryCommand::Convert(args) => convert::convert(args, context),
        GlossaryCommand::Extract(args) => proposals::extract(args, context),
        GlossaryCommand::Discover(args) => proposals::discover(args, context),
    }
}
