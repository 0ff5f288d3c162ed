//! `yaddash memory info`.

use std::collections::BTreeMap;
use std::fmt::Write;

use anyhow::Result;
use serde::Serialize;
use yaddash_memory::store::{Access, SqliteStore, Store};

use crate::args::{MemoryInfoArgs, TextOrJson};
use crate::exit::Outcome;
use crate::output;

/// The figures of a memory; `units` and `languages` are a contract.
#[derive(Serialize)]
struct Figures {
    units: u64,
    /// Variants of each language.
    languages: BTreeMap<String, u64>,
    /// Batches that changed something.
    changes: u64,
}

pub(super) fn run(args: &MemoryInfoArgs) -> Result<Outcome> {
    let store = SqliteStore::open(&args.memory.path, Access::Read)?;
    let figures = Figures {
        units: store.len()?,
        languages: store.languages()?,
        changes: store.counter()?.0,
    };
    let mut text = String::new();
    match args.format {
        TextOrJson::Json => {
            text = serde_json::to_string(&figures)?;
            text.push('\n');
        }
        TextOrJson::Text => {
            writeln!(text, "{}", args.memory.path.display())?;
            writeln!(text, "  {} units", figures.units)?;
            for (language, variants) in &figures.languages {
                writeln!(text, "  {language}: {variants}")?;
            }
        }
    }
    output::write_all(None, text.as_bytes())?;
    Ok(Outcome::Clean)
}
