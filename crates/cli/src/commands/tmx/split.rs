//! `yaddash tmx split`.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use yaddash_io::{AtomicFile, Error, FinishedFile};
use yaddash_tmx::operations::{Part, PartOutput, SplitBy, split};

use super::super::Context;
use super::operation;
use crate::args::TmxSplitArgs;
use crate::exit::Outcome;
use crate::input;
use crate::input::Input;
use crate::messages::Messages;

/// Characters that some file system does not allow in names.
const FORBIDDEN: &str = "/\\:*?\"<>|";
/// Bytes of a value that go into the name of a file.
const LONGEST_VALUE: usize = 100;

pub(super) fn run(args: &TmxSplitArgs, context: &Context) -> Result<Outcome> {
    let (by, pattern, needed) = match (args.units, args.size, &args.by_property) {
        (Some(units), ..) => (SplitBy::Units(units), "{stem}.{n}.tmx", &["{n}"][..]),
        (_, Some(size), _) => (SplitBy::Bytes(size), "{stem}.{n}.tmx", &["{n}"][..]),
        (_, _, Some(kind)) => (
            SplitBy::Property(kind.clone()),
            "{stem}.{value}.tmx",
            &["{value}"][..],
        ),
        _ => (
            SplitBy::Pair,
            "{stem}.{source}-{target}.tmx",
            &["{source}", "{target}"][..],
        ),
    };
    // Help texts cannot show the short form, which stands for a new line in them.
    let pattern = &*args
        .output
        .as_deref()
        .unwrap_or(pattern)
        .replace("{number}", "{n}");
    for name in needed {
        ensure!(
            pattern.contains(name) || pattern.contains("{n}"),
            "`{pattern}`: the names of the parts would be the same: put {name} into the pattern"
        );
    }
    let source = Input::stored(&args.input)?;
    let mut parts = Parts {
        pattern,
        stem: stem(&args.input, pattern),
        taken: HashSet::new(),
        paths: Vec::new(),
        finished: Vec::new(),
    };
    let done = split(|| source.open(), &mut parts, &by)
        .map_err(|error| operation::failed(error, &args.input, Some(Path::new(pattern))))?;
    let messages = context.messages;
    parts.commit(messages)?;
    operation::tell_text(&args.input, &done.text, messages);
    let what = if by == SplitBy::Pair {
        "are in no part"
    } else {
        "are in the parts as they stand"
    };
    let outcome = operation::tell_unreadable(&args.input, &done.unreadable, what, messages);
    let name = input::name(&args.input);
    let in_one_language = done.left_out.saturating_sub(done.unreadable.units);
    if in_one_language > 0 && by == SplitBy::Pair {
        messages.warning(format_args!(
            "{name}: {in_one_language} units have fewer than two languages and are in no part"
        ));
    }
    messages.note(format_args!(
        "{name}: {} units, {} parts",
        done.units, done.parts
    ));
    Ok(outcome)
}

/// The name of a file without its extensions; `part` for standard input. Its folder comes with it where the pattern begins
/// with it, so that the parts stand beside the file.
fn stem(path: &Path, pattern: &str) -> String {
    if input::is_stdin(path) {
        return "part".to_owned();
    }
    let name = path.file_name().map_or(path, Path::new);
    let path = if pattern.starts_with("{stem}") {
        path
    } else {
        name
    };
    let mut stem = path.to_string_lossy().into_owned();
    for extension in [".gz", ".zip", ".tmx"] {
        let length = stem.len().saturating_sub(extension.len());
        let is_there = stem
            .get(length..)
            .is_some_and(|end| end.eq_ignore_ascii_case(extension));
        if is_there && length > 0 {
            stem.truncate(length);
        }
    }
    stem
}

/// The files of the parts.
struct Parts<'a> {
    pattern: &'a str,
    stem: String,
    /// Names that were given, in small letters, since some file systems do not tell case apart.
    taken: HashSet<String>,
    /// Those of the parts that are being written.
    paths: Vec<(Part, PathBuf)>,
    /// The parts that are written, with how many units each has: none is moved to its place before all are.
    finished: Vec<(FinishedFile, PathBuf, u64)>,
}

impl Parts<'_> {
    /// The path of a part; where values differ only in what file names cannot, a number parts them.
    fn path(&mut self, part: &Part) -> PathBuf {
        let number = self.taken.len() + 1;
        let mut path = self.pattern.replace("{stem}", &self.stem);
        match part {
            Part::Number(number) => path = path.replace("{n}", &number.to_string()),
            Part::Pair(source, target) => {
                path = path
                    .replace("{source}", source.normal())
                    .replace("{target}", target.normal());
            }
            Part::Value(value) => {
                path = path.replace("{value}", &file_name(value.as_deref().unwrap_or("none")));
            }
            _ => {}
        }
        path = path.replace("{n}", &number.to_string());
        let mut free = path.clone();
        let mut again = 1;
        while !self.taken.insert(free.to_ascii_lowercase()) {
            again += 1;
            free = match path.rsplit_once('.') {
                Some((stem, extension)) => format!("{stem}.{again}.{extension}"),
                None => format!("{path}.{again}"),
            };
        }
        PathBuf::from(free)
    }

    /// Moves the parts to their places, and tells of each.
    fn commit(self, messages: Messages) -> Result<()> {
        for (file, path, units) in self.finished {
            file.commit()?;
            messages.note(format_args!("{}: {units} units", path.display()));
        }
        Ok(())
    }
}

impl PartOutput for Parts<'_> {
    type Output = AtomicFile;

    fn create(&mut self, part: &Part) -> Result<AtomicFile, Error> {
        let path = self.path(part);
        let file = AtomicFile::create(&path)?;
        self.paths.push((part.clone(), path));
        Ok(file)
    }

    fn complete(&mut self, part: &Part, output: AtomicFile, units: u64) -> Result<(), Error> {
        let file = output.finish()?;
        if let Some(at) = self.paths.iter().position(|(known, _)| known == part) {
            let (_, path) = self.paths.swap_remove(at);
            self.finished.push((file, path, units));
        }
        Ok(())
    }
}

/// A value as a part of a file name.
fn file_name(value: &str) -> String {
    let mut name = String::new();
    for c in value.chars() {
        if name.len() + c.len_utf8() > LONGEST_VALUE {
            break;
        }
        let is_allowed = !c.is_control() && !FORBIDDEN.contains(c);
        name.push(if is_allowed { c } else { '_' });
    }
    let name = name.trim_matches([' ', '.']);
    if name.is_empty() {
        "empty".to_owned()
    } else {
        name.to_owned()
    }
}
