//! `yaddash tmx merge`.

use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use yaddash_tmx::operations::{
    Conflict, Identity, MemoryInput, MergeOptions, Merged, MergedInput, merge,
};

use super::super::Context;
use super::operation;
use crate::args::{MergeBy, OnConflict, TmxMergeArgs};
use crate::exit::Outcome;
use crate::input;
use crate::input::{Bytes, Input};
use crate::messages::Messages;
use crate::output::Output;

/// Opens an input from its start.
type Open<'a> = Box<dyn Fn() -> Result<Bytes, yaddash_io::Error> + 'a>;

pub(super) fn run(args: &TmxMergeArgs, context: &Context) -> Result<Outcome> {
    let streams = args.inputs.iter().filter(|path| input::is_stdin(path));
    ensure!(
        streams.count() < 2,
        "standard input can be read once only: give `-` once"
    );
    let mut options = MergeOptions::default();
    options.identity = match args.by {
        MergeBy::Text => Identity::Text,
        MergeBy::Source => Identity::Source,
        MergeBy::Tuid => Identity::Tuid,
    };
    options.conflict = match args.on_conflict {
        OnConflict::Newest => Conflict::Newest,
        OnConflict::PreferFirst => Conflict::PreferFirst,
        OnConflict::KeepAll => Conflict::KeepAll,
    };
    options.join.clone_from(&args.join);

    let inputs = args.inputs.iter().map(|path| Input::stored(path));
    let inputs = inputs.collect::<Result<Vec<Input>>>()?;
    let opens: Vec<Open<'_>> = inputs
        .iter()
        .map(|input| -> Open<'_> { Box::new(|| input.open()) })
        .collect();
    let names: Vec<PathBuf> = args
        .inputs
        .iter()
        .map(|path| input::display_path(path))
        .collect();
    let sources: Vec<MemoryInput<'_, Bytes>> = names
        .iter()
        .zip(&opens)
        .map(|(path, open)| MemoryInput { path, open })
        .collect();
    let mut output = Output::open(args.output.as_deref())?;
    let done = merge(&sources, &mut output, &options, operation::scratch()).map_err(|error| {
        let path = args.inputs.first().map_or(Path::new("-"), PathBuf::as_path);
        operation::failed(error, path, args.output.as_deref())
    })?;
    output.finish()?;
    let mut outcome = Outcome::Clean;
    for (path, found) in args.inputs.iter().zip(&done.inputs) {
        outcome = outcome.and(tell_input(path, found, context.messages));
    }
    tell(&done, context.messages);
    Ok(outcome)
}

/// Says what is unusual in an input.
fn tell_input(path: &Path, found: &MergedInput, messages: Messages) -> Outcome {
    let name = input::name(path);
    operation::tell_text(path, &found.text, messages);
    let value = |value: &Option<String>| match value {
        Some(value) => format!("`{value}`"),
        None => "not there".to_owned(),
    };
    for found in &found.header_differences {
        messages.note(format_args!(
            "{name}: `{}` of the header is {}, in the first file {}",
            found.attribute,
            value(&found.other),
            value(&found.first)
        ));
    }
    if found.dropped_elements > 0 {
        messages.warning(format_args!(
            "{name}: elements between units left out, since they may depend on their file, in {} places",
            found.dropped_elements
        ));
    }
    operation::tell_unreadable(path, &found.unreadable, "stay as they stand", messages)
}

fn tell(done: &Merged, messages: Messages) {
    messages.note(format_args!(
        "{} units of {} files, {} written",
        done.units,
        done.inputs.len(),
        done.written
    ));
    for (count, what) in [
        (done.duplicates, "left out, which say the same as another"),
        (done.conflicts, "left out for another of the same identity"),
        (done.joined, "joined with another"),
        (
            done.ambiguous,
            "not joined, since they contradict each other in a language",
        ),
    ] {
        if count > 0 {
            messages.note(format_args!("{count} units {what}"));
        }
    }
}
