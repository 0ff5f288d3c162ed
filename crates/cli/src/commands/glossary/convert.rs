//! `yaddash glossary convert`.

use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use yaddash_glossary::{TermbaseFormat, WriteOptions, write_termbase};

use super::super::Context;
use crate::args::{GlossaryConvertArgs, GlossaryDialect, GlossaryFormat, GlossaryStyle};
use crate::exit::Outcome;
use crate::output::Output;
use crate::{input, terms};

/// Converts a glossary. What cannot be kept is told, and makes the outcome [`Outcome::Findings`].
pub(super) fn convert(args: &GlossaryConvertArgs, context: &Context) -> Result<Outcome> {
    let to = match (args.to, &args.output) {
        (Some(to), _) => to.format(),
        (None, Some(path)) if path != Path::new("-") => {
            let extension = terms::extension(path);
            TermbaseFormat::of_extension(&extension).with_context(|| {
                format!(
                    "{}: the extension names no format; give one with --to",
                    path.display()
                )
            })?
        }
        _ => TermbaseFormat::Tbx,
    };
    let is_tbx = matches!(to, TermbaseFormat::Tbx | TermbaseFormat::TbxV2);
    ensure!(
        is_tbx || args.dialect.is_none(),
        "--dialect is for output in TBX"
    );
    ensure!(
        to == TermbaseFormat::Tbx || args.style.is_none(),
        "--style is for output in TBX of version 3"
    );
    let mut asked = terms::Asked::of(&args.input);
    asked.from = args.from.map(GlossaryFormat::format);
    if args.source.is_some() {
        asked.languages.source.clone_from(&args.source);
    }
    if args.target.is_some() {
        asked.languages.target.clone_from(&args.target);
    }
    let read = terms::read_as(&args.input, &asked, context)?;
    let options = WriteOptions {
        dialect: args.dialect.map(GlossaryDialect::dialect),
        style: args.style.map(GlossaryStyle::style),
        source: args.source.clone(),
        target: args.target.clone(),
    };
    let mut output = Output::open(args.output.as_deref())?;
    let cannot_write = || match &args.output {
        Some(path) => format!("cannot write {}", path.display()),
        None => "cannot write to standard output".to_owned(),
    };
    let losses =
        write_termbase(&read.termbase, to, &options, &mut output).with_context(cannot_write)?;
    output.finish()?;
    let name = input::name(&args.input);
    for (losses, what) in [
        (
            &read.losses,
            "left out of the input, since glossaries have no place for them",
        ),
        (&losses, "not kept, since the format has no place for them"),
    ] {
        if !losses.is_empty() {
            context
                .messages
                .warning(format_args!("{name}: {what}: {losses}"));
        }
    }
    Ok(Outcome::findings(
        !(read.losses.is_empty() && losses.is_empty()),
    ))
}
