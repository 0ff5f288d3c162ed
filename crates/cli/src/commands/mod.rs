//! The commands, a file each.

mod align;
mod check;
mod explain;
mod glossary;
mod lexicon;
mod memory;
mod segment;
#[cfg(feature = "serve")]
mod serve;
mod shell;
mod tmx;

use anyhow::{Context as _, Result};

use crate::args::{Cli, Command, ConfigCommand, When};
use crate::config::Config;
use crate::exit::Outcome;
use crate::messages::Messages;

/// What every command gets beside its own arguments.
pub(crate) struct Context {
    pub(crate) config: Config,
    pub(crate) messages: Messages,
    pub(crate) color: When,
}

/// Runs what was asked for.
pub(crate) fn run(cli: Cli, messages: Messages) -> Result<Outcome> {
    match cli.command {
        Command::Completions { shell } => return shell::completions(shell),
        Command::Man => return shell::manual(),
        _ => {}
    }
    let folder = std::env::current_dir().context("cannot tell the working directory")?;
    let config = Config::find(&folder, messages)?;
    let jobs = match cli.global.jobs {
        Some(jobs) => usize::from(jobs),
        None => jobs_of(&config)?,
    };
    rayon::ThreadPoolBuilder::new()
        .num_threads(jobs)
        .build_global()
        .context("cannot start threads")?;

    let context = Context {
        config,
        messages,
        color: cli.global.color,
    };
    match cli.command {
        Command::Segment(args) => segment::run(&args, &context),
        Command::Align(args) => align::run(&args, &context),
        Command::Tmx(command) => tmx::run(&command, &context),
        Command::Check(args) => check::run(&args, &context),
        Command::Explain(args) => explain::run(&args),
        Command::Glossary(command) => glossary::run(&command, &context),
        Command::Lexicon(command) => lexicon::run(&command, &context),
        Command::Memory(command) => memory::run(&command, &context),
        #[cfg(feature = "serve")]
        Command::Serve(args) => serve::run(&args, &context),
        Command::Config(ConfigCommand::Show) => {
            crate::output::write_all(None, context.config.show().as_bytes())
                .map(|()| Outcome::Clean)
        }
        Command::Completions { .. } | Command::Man => Ok(Outcome::Clean),
    }
}

/// The number of threads that the configuration sets; 0 stands for all cores.
fn jobs_of(config: &Config) -> Result<usize> {
    let Some(jobs) = config.number("jobs") else {
        return Ok(0);
    };
    anyhow::ensure!(
        jobs >= 1.0 && jobs.fract() == 0.0 && jobs <= 4096.0,
        "`jobs` in the configuration must be a whole number from 1"
    );
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number from 1 to 4096"
    )]
    Ok(jobs as usize)
}
