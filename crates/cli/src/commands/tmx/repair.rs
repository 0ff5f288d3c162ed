//! `yaddash tmx repair`.

use std::io::{self, Write};
use std::path::Path;

use anstyle::{AnsiColor, Style};
use anyhow::{Context as _, Result};
use serde::Serialize;
use yaddash_tmx::repair::{Action, Repair, RepairOptions, Repaired, repair};
use yaddash_tmx::{Error, ErrorKind};

use super::super::Context;
use crate::args::{TextOrJson, TmxRepairArgs};
use crate::exit::Outcome;
use crate::input::Input;
use crate::messages::colors_on_stdout;
use crate::output::Output;
use crate::{input, units};

pub(super) fn run(args: &TmxRepairArgs, context: &Context) -> Result<Outcome> {
    let bytes = Input::of(&args.input).open()?;
    let mut output = Output::open(args.output.as_deref())?;
    let mut options = RepairOptions::default();
    options.keep_foreign = args.keep_foreign;
    let mut list = List::new(args, context);
    let done = repair(bytes, &mut output, options, &mut |entry| list.add(&entry))
        .map_err(|error| of_memory(error, args))?;
    output.finish()?;
    list.finish(done)?;
    Ok(Outcome::findings(done.is_changed()))
}

/// An error of the input or of the output, with the name of the one that it is about.
fn of_memory(error: Error, args: &TmxRepairArgs) -> anyhow::Error {
    if matches!(error.kind(), ErrorKind::Write(_)) {
        let name = args
            .output
            .as_deref()
            .filter(|path| *path != Path::new("-"));
        let what = match name {
            Some(path) => format!("cannot write {}", path.display()),
            None => "cannot write to standard output".to_owned(),
        };
        anyhow::Error::new(error).context(what)
    } else {
        units::unreadable_memory(error, &args.input)
    }
}

/// The list of what was done, written while it is made: to standard output, or to standard error where the memory goes
/// to standard output.
struct List<'a> {
    path: String,
    format: TextOrJson,
    output: Box<dyn Write + 'a>,
    has_colors: bool,
    entries: u64,
    /// The first failure of writing.
    failed: io::Result<()>,
}

#[derive(Serialize)]
struct Summary<'a> {
    path: &'a str,
    #[serde(flatten)]
    done: Repaired,
}

impl List<'_> {
    fn new(args: &TmxRepairArgs, context: &Context) -> Self {
        let goes_to_stdout = args
            .output
            .as_deref()
            .is_some_and(|path| path != Path::new("-"));
        let is_text = args.format == TextOrJson::Text;
        let output: Box<dyn Write> = if goes_to_stdout {
            Box::new(io::BufWriter::new(io::stdout().lock()))
        } else if context.messages.is_quiet() && is_text {
            Box::new(io::sink())
        } else {
            Box::new(io::BufWriter::new(anstream::stderr()))
        };
        Self {
            path: input::name(&args.input),
            format: args.format,
            output,
            has_colors: is_text && (!goes_to_stdout || colors_on_stdout(context.color)),
            entries: 0,
            failed: Ok(()),
        }
    }

    fn add(&mut self, entry: &Repair) {
        if self.failed.is_ok() {
            self.failed = match self.format {
                TextOrJson::Text => self.text(entry),
                TextOrJson::Json => self.json(entry),
            };
        }
        self.entries += 1;
    }

    fn text(&mut self, entry: &Repair) -> io::Result<()> {
        let Repair {
            line,
            column,
            kind,
            action,
            message,
            text,
            unit,
            ..
        } = entry;
        let (start, end) = self.style(*action);
        write!(
            self.output,
            "{}:{line}:{column}: {start}{}{end}[{kind}]: {message}",
            self.path,
            action.name()
        )?;
        if *action == Action::Lost && !text.is_empty() {
            write!(self.output, ": `{text}`")?;
        }
        match unit.as_ref().map(|unit| (unit.number, unit.tuid.as_ref())) {
            Some((number, Some(tuid))) => writeln!(self.output, " (unit {number}, `{tuid}`)"),
            Some((number, None)) => writeln!(self.output, " (unit {number})"),
            None => writeln!(self.output),
        }
    }

    fn style(&self, action: Action) -> (String, String) {
        if !self.has_colors {
            return (String::new(), String::new());
        }
        let color = match action {
            Action::Lost => AnsiColor::Red,
            Action::Mended => AnsiColor::Green,
            _ => AnsiColor::Yellow,
        };
        let style = Style::new().fg_color(Some(color.into())).bold();
        (style.to_string(), format!("{style:#}"))
    }

    fn json(&mut self, entry: &Repair) -> io::Result<()> {
        let before = if self.entries == 0 {
            "{\"list\":["
        } else {
            ","
        };
        self.output.write_all(before.as_bytes())?;
        serde_json::to_writer(&mut self.output, entry)?;
        Ok(())
    }

    /// Writes the figures.
    fn finish(mut self, done: Repaired) -> Result<()> {
        std::mem::replace(&mut self.failed, Ok(()))
            .and_then(|()| self.summary(done))
            .and_then(|()| self.output.flush())
            .context("cannot write the list of what was done")
    }

    fn summary(&mut self, done: Repaired) -> io::Result<()> {
        if self.format == TextOrJson::Text {
            return writeln!(self.output, "{}", in_words(&done));
        }
        if self.entries == 0 {
            self.output.write_all(b"{\"list\":[")?;
        }
        self.output.write_all(b"],\"summary\":")?;
        let summary = Summary {
            path: &self.path,
            done,
        };
        serde_json::to_writer(&mut self.output, &summary)?;
        self.output.write_all(b"}\n")
    }
}

fn in_words(done: &Repaired) -> String {
    let counted = |count: u64, one: &str, many: &str| {
        format!("{count} {}", if count == 1 { one } else { many })
    };
    let units = counted(done.units, "unit", "units");
    if !done.is_changed() && done.kept == 0 {
        return format!("nothing to mend in {units}");
    }
    let mut words = format!(
        "{units} kept, {} of them mended; {} lost; {} mended, {} lost with {}",
        done.mended_units,
        counted(done.lost_units, "unit", "units"),
        counted(done.mended, "fault", "faults"),
        done.lost,
        counted(done.lost_characters, "character", "characters"),
    );
    if done.kept > 0 {
        words = format!("{words}, {} left as they are", done.kept);
    }
    words
}
