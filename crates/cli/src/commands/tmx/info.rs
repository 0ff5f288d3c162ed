//! `yaddash tmx info`.

use std::io::Write;
use std::path::Path;

use anyhow::Result;
use serde::Serialize;
use yaddash_tmx::Info;

use super::super::Context;
use super::operation;
use crate::args::{TextOrJson, TmxInfoArgs};
use crate::exit::Outcome;
use crate::input::Input;
use crate::{input, output, units};

pub(super) fn run(args: &TmxInfoArgs, context: &Context) -> Result<Outcome> {
    let mut outcome = Outcome::Clean;
    let mut shown = Vec::new();
    for path in &args.files {
        match read(path) {
            Ok(info) => {
                if let Some(text) = &info.text {
                    input::tell(path, text, context.messages);
                }
                if info.unreadable_units > 0 {
                    context.messages.warning(format_args!(
                        "{}: {} of its units cannot be read and are not counted; `yaddash tmx validate` tells why",
                        input::name(path),
                        info.unreadable_units
                    ));
                    outcome = outcome.and(Outcome::Findings);
                }
                show(path, &info, args.format, &mut shown)?;
            }
            Err(error) => {
                context.messages.failure(&error);
                outcome = Outcome::Failed;
            }
        }
    }
    output::write_all(None, &shown)?;
    Ok(outcome)
}

fn read(path: &Path) -> Result<Info> {
    yaddash_tmx::info(Input::of(path).open()?, operation::scratch())
        .map_err(|error| units::unreadable_memory(error, path))
}

fn show(path: &Path, info: &Info, format: TextOrJson, out: &mut Vec<u8>) -> Result<()> {
    match format {
        TextOrJson::Text => text(path, info, out)?,
        TextOrJson::Json => {
            serde_json::to_writer(
                &mut *out,
                &FileInfo {
                    path: &input::name(path),
                    info,
                },
            )?;
            out.push(b'\n');
        }
    }
    Ok(())
}

/// The figures of one file as a JSON line.
#[derive(Serialize)]
struct FileInfo<'a> {
    path: &'a str,
    #[serde(rename = "memory")]
    info: &'a Info,
}

fn text(path: &Path, info: &Info, out: &mut Vec<u8>) -> Result<()> {
    let attribute = |name: &str| info.header.attributes.get(name).unwrap_or("-").to_owned();
    writeln!(out, "{}", input::name(path))?;
    writeln!(
        out,
        "  format      TMX {}, {}",
        info.header.version, info.encoding
    )?;
    writeln!(
        out,
        "  made by     {} {}",
        attribute("creationtool"),
        attribute("creationtoolversion")
    )?;
    writeln!(
        out,
        "  source      {}, segments are {}s",
        attribute("srclang"),
        attribute("segtype")
    )?;
    writeln!(out, "  units       {}", info.units)?;
    writeln!(out, "  variants    {}", info.variants)?;
    for (language, counts) in &info.languages {
        writeln!(
            out,
            "    {language:<9} {} units, {} words, {} characters{}",
            counts.units,
            counts.words,
            counts.characters,
            if counts.empty > 0 {
                format!(", {} empty", counts.empty)
            } else {
                String::new()
            }
        )?;
    }
    list(
        out,
        "codes",
        info.codes.iter().map(|(kind, count)| (*kind, *count)),
    )?;
    list(
        out,
        "properties",
        info.properties
            .iter()
            .map(|(kind, count)| (kind.as_str(), *count)),
    )?;
    list(
        out,
        "tools",
        info.tools
            .iter()
            .map(|(tool, count)| (tool.as_str(), *count)),
    )?;
    list(
        out,
        "users",
        info.users
            .iter()
            .map(|(user, count)| (user.as_str(), *count)),
    )?;
    for (count, what) in [
        (info.notes, "notes"),
        (info.duplicate_units, "duplicates"),
        (info.ambiguous_sources, "ambiguous"),
        (info.unreadable_units, "unreadable"),
        (info.unknown_elements, "unknown"),
    ] {
        if count > 0 {
            writeln!(out, "  {what:<11} {count}")?;
        }
    }
    if let (Some(first), Some(last)) = (&info.first_date, &info.last_date) {
        writeln!(out, "  dates       {first} to {last}")?;
    }
    Ok(())
}

fn list<'a>(
    out: &mut Vec<u8>,
    what: &str,
    counts: impl Iterator<Item = (&'a str, u64)>,
) -> Result<()> {
    let counts: Vec<String> = counts
        .map(|(name, count)| format!("{name} {count}"))
        .collect();
    if !counts.is_empty() {
        writeln!(out, "  {what:<11} {}", counts.join(", "))?;
    }
    Ok(())
}
