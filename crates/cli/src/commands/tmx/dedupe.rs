//! `yaddash tmx dedupe`.

use anyhow::Result;
use yaddash_tmx::operations::{Choice, DedupeOptions, Sameness, dedupe};

use super::super::Context;
use super::operation;
use crate::args::{KeepWhich, TmxDedupeArgs};
use crate::exit::Outcome;
use crate::input;
use crate::input::Input;
use crate::output::Output;

pub(super) fn run(args: &TmxDedupeArgs, context: &Context) -> Result<Outcome> {
    let mut options = DedupeOptions::default();
    if args.normalized {
        options.sameness = Sameness::Normalized {
            numbers: args.numbers,
        };
    }
    options.choice = match args.keep {
        KeepWhich::First => Choice::First,
        KeepWhich::Newest => Choice::Newest,
        KeepWhich::Longest => Choice::Longest,
    };
    options.subsets = args.subsets;
    let source = Input::stored(&args.input)?;
    let mut output = Output::open(args.output.as_deref())?;
    let done = dedupe(|| source.open(), &mut output, options, operation::scratch())
        .map_err(|error| operation::failed(error, &args.input, args.output.as_deref()))?;
    output.finish()?;
    let messages = context.messages;
    operation::tell_text(&args.input, &done.text, messages);
    let outcome = operation::tell_unreadable(&args.input, &done.unreadable, "stay", messages);
    let name = input::name(&args.input);
    messages.note(format_args!(
        "{name}: left out {} of {} units",
        done.duplicates + done.subsets,
        done.units
    ));
    if done.subsets > 0 {
        messages.note(format_args!(
            "{name}: {} of them are part of a unit with more languages",
            done.subsets
        ));
    }
    if !done.differing.is_empty() {
        let kinds = done.differing.iter();
        let kinds: Vec<String> = kinds
            .map(|(kind, count)| format!("{kind} {count}"))
            .collect();
        messages.note(format_args!(
            "{name}: duplicates that differ from what stays, by what differs: {}",
            kinds.join(", ")
        ));
    }
    Ok(outcome)
}
