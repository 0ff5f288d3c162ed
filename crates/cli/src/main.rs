//! The command line of Yaddash: reads arguments and files, calls the engines, writes results.

#![forbid(unsafe_code)]

use std::process::ExitCode;

use clap::Parser;

mod align;
#[expect(
    clippy::doc_markdown,
    reason = "the comments are the help that is shown on the terminal"
)]
mod args;
mod check;
mod commands;
mod config;
mod documents;
mod exit;
mod findings;
mod input;
mod lexicons;
mod losses;
mod messages;
mod output;
mod paragraphs;
mod progress;
mod segmenters;
mod terms;
mod units;

use args::Cli;
use exit::Outcome;
use messages::Messages;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let is_printed = error.print().is_ok();
            return if error.use_stderr() || !is_printed {
                Outcome::Failed.into()
            } else {
                Outcome::Clean.into()
            };
        }
    };
    let messages = Messages::new(cli.global.quiet, cli.global.color);
    match commands::run(cli, messages) {
        Ok(outcome) => outcome.into(),
        Err(error) if messages::is_broken_pipe(&error) => Outcome::Interrupted.into(),
        Err(error) => {
            messages.failure(&error);
            Outcome::Failed.into()
        }
    }
}
