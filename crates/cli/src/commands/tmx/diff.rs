//! `yaddash tmx diff`.

use std::io::{self, Write};
use std::path::Path;

use anyhow::{Result, ensure};
use serde_json::{Value, json};
use yaddash_io::xml::XmlWriteError;
use yaddash_model::LanguageTag;
use yaddash_tmx::operations::{
    Change, Diffed, DiffedUnit, Difference, MemoryInput, Piece, What, diff, words_marked,
};

use super::super::Context;
use super::operation;
use crate::args::{TextOrJson, TmxDiffArgs};
use crate::exit::Outcome;
use crate::input;
use crate::input::Input;
use crate::output::Output;

pub(super) fn run(args: &TmxDiffArgs, context: &Context) -> Result<Outcome> {
    ensure!(
        !(input::is_stdin(&args.old) && input::is_stdin(&args.new)),
        "standard input can be read once only: give `-` once"
    );
    let inputs = [Input::stored(&args.old)?, Input::stored(&args.new)?];
    let [old, new] = &inputs;
    let names = [
        input::display_path(&args.old),
        input::display_path(&args.new),
    ];
    let [old_name, new_name] = &names;
    let mut output = Output::stdout();
    let mut count = 0;
    let done = diff(
        &MemoryInput {
            path: old_name,
            open: &|| old.open(),
        },
        &MemoryInput {
            path: new_name,
            open: &|| new.open(),
        },
        operation::scratch(),
        &mut |change| {
            let written = match args.format {
                TextOrJson::Text => text(&change, [old_name, new_name], &mut output),
                TextOrJson::Json => output
                    .write_all(if count == 0 {
                        b"{\"changes\":[\n"
                    } else {
                        b",\n"
                    })
                    .and_then(|()| Ok(serde_json::to_writer(&mut output, &json(&change))?)),
            };
            count += 1;
            written.map_err(|error| XmlWriteError::from(error).into())
        },
    )
    .map_err(|error| operation::failed(error, &args.old, None))?;
    match args.format {
        TextOrJson::Text => text_end(&done, &mut output)?,
        TextOrJson::Json => {
            let start = if count == 0 { "{\"changes\":[" } else { "\n]" };
            let close = if count == 0 { "]" } else { "" };
            writeln!(output, "{start}{close},{}", json_end(&done))?;
        }
    }
    output.finish()?;
    let mut outcome = Outcome::findings(done.is_different());
    for (path, unreadable) in [&args.old, &args.new].into_iter().zip(&done.unreadable) {
        let told =
            operation::tell_unreadable(path, unreadable, "are not compared", context.messages);
        outcome = outcome.and(told);
    }
    Ok(outcome)
}

fn text(change: &Change, [old_name, new_name]: [&Path; 2], out: &mut impl Write) -> io::Result<()> {
    let place = |path: &Path, unit: &DiffedUnit| {
        let id = unit.unit.id().map(|id| format!(" (tuid {id})"));
        let position = unit.position;
        (
            format!("{}:{position}", path.display()),
            id.unwrap_or_default(),
        )
    };
    match change {
        Change::Removed(unit) => {
            let (place, id) = place(old_name, unit);
            writeln!(out, "removed {place}{id}")?;
            texts(unit, '-', out)?;
        }
        Change::Added(unit) => {
            let (place, id) = place(new_name, unit);
            writeln!(out, "added {place}{id}")?;
            texts(unit, '+', out)?;
        }
        Change::Changed {
            old,
            new,
            differences,
        } => {
            let ((old, id), (new, _)) = (place(old_name, old), place(new_name, new));
            writeln!(out, "changed {old} → {new}{id}")?;
            for difference in differences {
                writeln!(out, "  {}", line(difference))?;
            }
        }
        _ => {}
    }
    writeln!(out)
}

fn texts(unit: &DiffedUnit, sign: char, out: &mut impl Write) -> io::Result<()> {
    for variant in &unit.unit.variants {
        writeln!(
            out,
            "{sign} {}: {}",
            variant.language,
            one_line(variant.segment.text())
        )?;
    }
    Ok(())
}

/// A difference in a line: words of text as `[-removed-]{+added+}`.
fn line(difference: &Difference) -> String {
    let mut name = match &difference.language {
        Some(language) => language.to_string(),
        None => "unit".to_owned(),
    };
    match &difference.what {
        What::Attribute(attribute) => name = format!("{name} {attribute}"),
        What::Property(kind) => name = format!("{name} prop {kind}"),
        What::Note => name.push_str(" note"),
        _ => {}
    }
    let change = match (&difference.old, &difference.new) {
        (Some(old), Some(new)) if matches!(difference.what, What::Text | What::Note) => {
            marked(old, new)
        }
        (Some(old), Some(new)) => format!("{old} → {new}"),
        (Some(old), None) => format!("[-{old}-]"),
        (None, Some(new)) => format!("{{+{new}+}}"),
        (None, None) => String::new(),
    };
    format!("{name}: {}", one_line(&change))
}

fn marked(old: &str, new: &str) -> String {
    let pieces = words_marked(old, new).into_iter();
    let marked = pieces.map(|piece| match piece {
        Piece::Same(text) => text,
        Piece::Removed(text) => format!("[-{text}-]"),
        Piece::Added(text) => format!("{{+{text}+}}"),
    });
    marked.collect()
}

/// Line ends as they would be written in a string.
fn one_line(text: &str) -> String {
    text.replace('\r', "\\r").replace('\n', "\\n")
}

fn text_end(done: &Diffed, out: &mut impl Write) -> io::Result<()> {
    for found in &done.header {
        let value =
            |value: &Option<String>| value.clone().unwrap_or_else(|| "not there".to_owned());
        writeln!(
            out,
            "header {}: {} → {}",
            found.attribute,
            value(&found.first),
            value(&found.other)
        )?;
    }
    writeln!(
        out,
        "{} removed, {} changed, {} added, {} the same",
        done.removed, done.changed, done.added, done.unchanged
    )
}

fn json(change: &Change) -> Value {
    let unit = |unit: &DiffedUnit| {
        let variants = unit.unit.variants.iter();
        let texts: Vec<Value> = variants
            .map(|variant| {
                json!({"language": variant.language.as_str(), "text": variant.segment.text()})
            })
            .collect();
        json!({
            "line": unit.position.line,
            "column": unit.position.column,
            "tuid": unit.unit.id(),
            "variants": texts,
        })
    };
    match change {
        Change::Removed(old) => json!({"change": "removed", "old": unit(old)}),
        Change::Added(new) => json!({"change": "added", "new": unit(new)}),
        Change::Changed {
            old,
            new,
            differences,
        } => {
            let differences: Vec<Value> = differences.iter().map(difference).collect();
            json!({"change": "changed", "old": unit(old), "new": unit(new), "differences": differences})
        }
        _ => Value::Null,
    }
}

fn difference(found: &Difference) -> Value {
    let (what, name) = match &found.what {
        What::Attribute(name) => ("attribute", Some(name)),
        What::Property(kind) => ("property", Some(kind)),
        What::Note => ("note", None),
        _ => ("text", None),
    };
    let language = found.language.as_ref().map(LanguageTag::as_str);
    json!({"what": what, "name": name, "language": language, "old": found.old, "new": found.new})
}

/// What comes behind the changes, without the brace that opens the whole.
fn json_end(done: &Diffed) -> String {
    let header: Vec<Value> = done
        .header
        .iter()
        .map(|found| json!({"attribute": found.attribute, "old": found.first, "new": found.other}))
        .collect();
    let summary = json!({
        "removed": done.removed,
        "changed": done.changed,
        "added": done.added,
        "unchanged": done.unchanged,
    });
    format!("\"header\":{},\"summary\":{summary}}}", Value::from(header))
}
