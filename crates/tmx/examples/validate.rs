//! Prints what is wrong with a memory: `validate FILE`, or sums it up: `validate --info FILE`.

use std::error::Error;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use yaddash_io::input;
use yaddash_tmx::operations::Scratch;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let Some(path) = arguments.pop() else {
        return Err("usage: validate [--info] FILE".into());
    };
    let mut output = BufWriter::new(std::io::stdout().lock());
    if arguments
        .first()
        .is_some_and(|first| first.as_os_str() == "--info")
    {
        let info = yaddash_tmx::info(input::open(&path)?, Scratch::new(&|| tempfile::tempfile()))?;
        serde_json::to_writer_pretty(&mut output, &info)?;
        return Ok(());
    }
    let mut failed = Ok(());
    let scratch = Scratch::new(&tempfile::tempfile);
    let done = yaddash_tmx::validate(input::open(&path)?, &path, scratch, &mut |finding| {
        let (start, rule) = (finding.place.start, &finding.rule);
        let line = writeln!(
            output,
            "{start}: {} [{rule}] {}",
            finding.severity, finding.message
        );
        failed = std::mem::replace(&mut failed, Ok(())).and(line);
    })?;
    failed?;
    writeln!(
        output,
        "{} errors, {} warnings, {} units",
        done.errors, done.warnings, done.units
    )?;
    Ok(())
}
