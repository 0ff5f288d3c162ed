//! `yaddash tmx filter`.

use anyhow::{Result, anyhow};
use yaddash_tmx::operations::{Expression, Keep, filter};

use super::super::Context;
use super::operation;
use crate::args::TmxFilterArgs;
use crate::exit::Outcome;
use crate::input::{self, Input};
use crate::output::Output;

pub(super) fn run(args: &TmxFilterArgs, context: &Context) -> Result<Outcome> {
    let expression = parsed(&args.expression)?;
    let keep = if args.invert {
        Keep::Others
    } else {
        Keep::Matching
    };
    let bytes = Input::of(&args.input).open()?;
    let mut output = Output::open(args.output.as_deref())?;
    let done = filter(bytes, &mut output, &expression, keep)
        .map_err(|error| operation::failed(error, &args.input, args.output.as_deref()))?;
    output.finish()?;
    let messages = context.messages;
    operation::tell_text(&args.input, &done.text, messages);
    let what = if args.invert {
        "are kept, since no expression holds for them"
    } else {
        "are left out, since no expression holds for them"
    };
    let outcome = operation::tell_unreadable(&args.input, &done.unreadable, what, messages);
    messages.note(format_args!(
        "{}: kept {} of {} units",
        input::name(&args.input),
        done.kept,
        done.units
    ));
    Ok(outcome)
}

/// The expression, or a message with a mark at the problem.
pub(in crate::commands) fn parsed(expression: &str) -> Result<Expression> {
    expression.parse().map_err(|error| {
        anyhow!(
            "the expression cannot be read\n{}",
            drawn(expression, &error)
        )
    })
}

/// The expression with a mark under the column of the problem.
fn drawn(expression: &str, error: &yaddash_tmx::operations::ExpressionError) -> String {
    let before = expression.chars().take(error.column() - 1);
    let space: String = before.map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
    format!("  {expression}\n  {space}^ {error}")
}
