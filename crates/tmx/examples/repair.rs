//! Saves what can be saved of a memory: `repair IN OUT`, and prints what was done.

use std::error::Error;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use yaddash_io::{AtomicFile, input};
use yaddash_tmx::repair::{RepairOptions, repair};

fn main() -> Result<(), Box<dyn Error>> {
    let mut paths = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(from), Some(to)) = (paths.next(), paths.next()) else {
        return Err("usage: repair IN OUT".into());
    };
    let mut output = AtomicFile::create(&to)?;
    let mut shown = BufWriter::new(std::io::stdout().lock());
    let mut failed = Ok(());
    let options = RepairOptions::default();
    let done = repair(input::open(&from)?, &mut output, options, &mut |entry| {
        if failed.is_ok() {
            failed = serde_json::to_writer(&mut shown, &entry)
                .map_err(std::io::Error::from)
                .and_then(|()| writeln!(shown));
        }
    })?;
    failed?;
    output.commit()?;
    writeln!(shown, "{}", serde_json::to_string(&done)?)?;
    Ok(())
}
