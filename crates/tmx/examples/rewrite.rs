//! Copies a memory without loss: `rewrite IN OUT`.

use std::error::Error;
use std::path::PathBuf;

use yaddash_io::{AtomicFile, input};

fn main() -> Result<(), Box<dyn Error>> {
    let mut paths = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(from), Some(to)) = (paths.next(), paths.next()) else {
        return Err("usage: rewrite IN OUT".into());
    };
    let source = input::open(&from)?;
    let mut target = AtomicFile::create(&to)?;
    yaddash_tmx::rewrite(source, &mut target, yaddash_tmx::CopyEncoding::Utf8)
        .map_err(|error| error.with_path(&from))?;
    target.commit()?;
    Ok(())
}
