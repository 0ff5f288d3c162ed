//! `yaddash completions` and `yaddash man`: what the shell and the manual know of the program.

use anyhow::Result;
use clap::CommandFactory;

use crate::args::Cli;
use crate::exit::Outcome;
use crate::output;

pub(super) fn completions(shell: clap_complete::Shell) -> Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "yaddash", &mut script);
    output::write_all(None, &script)?;
    Ok(Outcome::Clean)
}

/// The manual page: the program, then each command with its options.
pub(super) fn manual() -> Result<Outcome> {
    let mut page = Vec::new();
    let mut command = Cli::command();
    command.build();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for command in leaves(&command) {
        clap_mangen::Man::new(command).render_description_section(&mut page)?;
    }
    output::write_all(None, &page)?;
    Ok(Outcome::Clean)
}

fn leaves(command: &clap::Command) -> Vec<clap::Command> {
    command
        .get_subcommands()
        .flat_map(|inner| {
            if inner.has_subcommands() {
                leaves(inner)
            } else {
                vec![inner.clone()]
            }
        })
        .collect()
}
