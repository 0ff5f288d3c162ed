//! `yaddash serve`: memories over HTTP.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context as _, Result, anyhow};
use yaddash_memory::store::{Access, SqliteStore};
use yaddash_server::{Options, Right, Server, Tokens};

use super::Context;
use crate::args::ServeArgs;
use crate::exit::Outcome;

/// Where tokens stand in the environment.
const VARIABLES: [(&str, Right); 2] = [
    ("YADDASH_READ_TOKEN", Right::Read),
    ("YADDASH_WRITE_TOKEN", Right::Write),
];

pub(super) fn run(args: &ServeArgs, context: &Context) -> Result<Outcome> {
    let mut memories = args.memory.clone();
    if memories.is_empty() && args.folder.is_none() {
        memories.push(PathBuf::from("yaddash.memory"));
    }
    if args.create {
        for memory in &memories {
            SqliteStore::open(memory, Access::Write)?;
        }
    }
    let access = if args.read_only {
        Access::Read
    } else {
        Access::Write
    };
    let server = Server::open(&memories, access, options(args)?)?;
    server.run(|address| {
        context.messages.note(format_args!(
            "serving on http://{address} until it is stopped (Ctrl-C)"
        ));
    })?;
    Ok(Outcome::Clean)
}

fn options(args: &ServeArgs) -> Result<Options> {
    let mut options = Options::new(args.listen);
    options.tokens = tokens(args)?;
    options.hosts.clone_from(&args.host);
    options.origins.clone_from(&args.allow_origin);
    options.folder.clone_from(&args.folder);
    options.jobs = rayon::current_num_threads();
    options.limits.upload = u64::from(args.max_upload) << 20;
    options.limits.requests = usize::from(args.max_requests);
    options.limits.time = Duration::from_secs(u64::from(args.timeout));
    Ok(options)
}

fn tokens(args: &ServeArgs) -> Result<Tokens> {
    let mut tokens = match &args.tokens {
        None => Tokens::default(),
        Some(path) => {
            let text = fs::read_to_string(path)
                .with_context(|| format!("cannot read {}", path.display()))?;
            Tokens::parse(&text).with_context(|| path.display().to_string())?
        }
    };
    for (variable, right) in VARIABLES {
        if let Some(token) = std::env::var_os(variable).filter(|token| !token.is_empty()) {
            let token = token.to_string_lossy();
            tokens
                .add(right, &token)
                .map_err(|reason| anyhow!("{variable}: {reason}"))?;
        }
    }
    Ok(tokens)
}
