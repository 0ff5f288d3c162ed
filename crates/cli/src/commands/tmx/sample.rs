//! `yaddash tmx sample`.

use anyhow::Result;
use yaddash_tmx::operations::{SampleSize, sample};

use super::super::Context;
use super::operation;
use crate::args::TmxSampleArgs;
use crate::exit::Outcome;
use crate::input;
use crate::input::Input;
use crate::output::Output;

pub(super) fn run(args: &TmxSampleArgs, context: &Context) -> Result<Outcome> {
    let size = match (args.units, args.percent) {
        (Some(units), _) => SampleSize::Units(units),
        (None, percent) => SampleSize::Percent(percent.unwrap_or_default()),
    };
    let source = Input::stored(&args.input)?;
    let mut output = Output::open(args.output.as_deref())?;
    let done = sample(|| source.open(), &mut output, size, args.seed)
        .map_err(|error| operation::failed(error, &args.input, args.output.as_deref()))?;
    output.finish()?;
    operation::tell_text(&args.input, &done.text, context.messages);
    context.messages.note(format_args!(
        "{}: kept {} of {} units",
        input::name(&args.input),
        done.kept,
        done.units
    ));
    Ok(Outcome::Clean)
}
