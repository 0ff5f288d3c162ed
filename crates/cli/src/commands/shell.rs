//! `yaddash completions` and `yaddash man`: what the shell and the manual know of the program.

use std::io::Write;

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

/// The manual page: the program, then each command with its synopsis and options.
pub(super) fn manual() -> Result<Outcome> {
    let mut page = Vec::new();
    let mut program = Cli::command().disable_help_subcommand(true);
    program.build();
    clap_mangen::Man::new(program.clone()).render(&mut page)?;
    for command in leaves(&program) {
        let man = clap_mangen::Man::new(command.clone());
        let mut section = Vec::new();
        man.render_synopsis_section(&mut section)?;
        man.render_description_section(&mut section)?;
        man.render_options_section(&mut section)?;
        let name = command.get_bin_name().unwrap_or_else(|| command.get_name());
        writeln!(page, ".SH \"{}\"", name.to_ascii_uppercase())?;
        // What is a section in a page of its own is a part of one here.
        page.extend_from_slice(
            String::from_utf8_lossy(&section)
                .replace("\n.SH ", "\n.SS ")
                .as_bytes(),
        );
    }
    output::write_all(None, &page)?;
    Ok(Outcome::Clean)
}

/// The commands that do something, in order.
fn leaves(command: &clap::Command) -> Vec<clap::Command> {
    let inner = command
        .get_subcommands()
        .filter(|inner| inner.get_name() != "help");
    inner
        .flat_map(|inner| {
            if inner.has_subcommands() {
                leaves(inner)
            } else {
                vec![inner.clone()]
            }
        })
        .collect()
}
