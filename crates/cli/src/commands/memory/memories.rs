//! The memories that a command asks.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use yaddash_memory::store::Access;
use yaddash_memory::{Attached, Memories, Memory, PenaltyRule};

use crate::args::MemoryDirectories;

/// The memories that `directories` name, and the rules for penalties that hold for all.
pub(super) fn open(directories: &MemoryDirectories) -> Result<(Memories, Vec<PenaltyRule>)> {
    let (mut of_memories, mut rules) = (Vec::new(), Vec::new());
    for rule in &directories.penalties {
        match rule.strip_prefix("memory=") {
            Some(rule) => of_memories.push(of_memory(rule, &directories.paths)?),
            None => rules.push(rule.parse()?),
        }
    }
    let attached = directories.paths.iter().map(|path| {
        let points = of_memories.iter().filter(|(memory, _)| memory == path);
        Ok(Attached {
            name: path.display().to_string(),
            memory: Memory::open(path, Access::Read)?,
            penalty: points.map(|(_, points)| points).sum(),
        })
    });
    Ok((Memories::new(attached.collect::<Result<_>>()?), rules))
}

/// What a rule `DIR:POINTS` takes off which memory.
fn of_memory(rule: &str, memories: &[PathBuf]) -> Result<(PathBuf, f64)> {
    let (path, points) = rule
        .rsplit_once(':')
        .with_context(|| format!("`memory={rule}` has no points: write memory=DIR:POINTS"))?;
    let points: f64 = points
        .parse()
        .ok()
        .filter(|points| (0.0..=100.0).contains(points))
        .with_context(|| {
            format!("`{points}` in `memory={rule}` is no number of points from 0 to 100")
        })?;
    if !memories.iter().any(|memory| memory == Path::new(path)) {
        bail!("`memory={rule}` is about a memory that is not asked: name it by --memory {path}");
    }
    Ok((path.into(), points))
}
