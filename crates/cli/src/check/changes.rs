//! What changed since a revision, as git tells.

mod patch;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader, Read as _};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail, ensure};
use yaddash_model::{Finding, Place};

use super::Checked;
use crate::input::path_of;
use patch::{Patch, binaries};

/// The lines of the files of a repository that differ from a revision, those of untracked files among them.
pub(crate) struct Changes {
    root: PathBuf,
    /// By paths without links. A folder stands for all files in it.
    files: BTreeMap<PathBuf, Lines>,
}

/// Lines of a file that changed.
#[derive(Debug, PartialEq, Eq)]
enum Lines {
    All,
    These(Vec<RangeInclusive<usize>>),
}

/// What `git diff` is asked for, whatever the user's settings are.
const DIFF: &[&str] = &[
    "diff",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--find-renames",
    "--submodule=short",
    "--ignore-submodules=none",
];
const PATCH: &[&str] = &[
    "--unified=0",
    "--inter-hunk-context=0",
    "--src-prefix=a/",
    "--dst-prefix=b/",
];

impl Changes {
    /// What changed in the working tree since `revision`: in the repository of the working directory; of untracked files,
    /// ignored ones too, those that `paths` name or hold.
    pub(crate) fn since(revision: &str, paths: &[PathBuf]) -> Result<Self> {
        let root = Git::at(PathBuf::from("."))
            .call(&["rev-parse", "--show-toplevel"])
            .context("--changed-since needs a git repository to run in")?;
        let root = path_of(root.strip_suffix(b"\n").unwrap_or(&root));
        let root = root.canonicalize().unwrap_or(root);
        let git = Git::at(root.clone());
        let tree = git.call(&[
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &format!("{revision}^{{tree}}"),
        ]);
        let Ok(tree) = tree else {
            bail!(
                "--changed-since: there is no revision `{revision}` in {}; a shallow clone has to fetch it first",
                root.display()
            );
        };
        let tree = String::from_utf8_lossy(&tree).trim().to_owned();
        let mut changes = Self {
            root,
            files: BTreeMap::new(),
        };
        changes.take_patch(&git, &tree)?;
        let counts = git.call(&[DIFF, &["--numstat", "-z", &tree, "--"]].concat())?;
        for name in binaries(&counts) {
            changes.take(name, Lines::All);
        }
        changes.take_untracked(&git, paths)?;
        Ok(changes)
    }

    fn take_patch(&mut self, git: &Git, tree: &str) -> Result<()> {
        let mut patch = Patch::default();
        git.read_lines(&[DIFF, PATCH, &[tree, "--"]].concat(), |line| {
            patch.take(line);
        })?;
        for (name, lines) in patch.finish() {
            let is_submodule = self.root.join(path_of(&name)).is_dir();
            let lines = if is_submodule {
                Lines::All
            } else {
                Lines::These(lines)
            };
            self.take(&name, lines);
        }
        Ok(())
    }

    fn take_untracked(&mut self, git: &Git, paths: &[PathBuf]) -> Result<()> {
        let inside: Vec<PathBuf> = paths
            .iter()
            .filter_map(|path| path.canonicalize().ok())
            .filter(|path| path.starts_with(&self.root))
            .collect();
        if inside.is_empty() {
            return Ok(());
        }
        let list = ["ls-files", "--others", "-z", "--"].map(OsStr::new);
        let arguments: Vec<&OsStr> = list
            .into_iter()
            .chain(inside.iter().map(|path| path.as_os_str()))
            .collect();
        let names = git.call(&arguments)?;
        for name in names
            .split(|byte| *byte == 0)
            .filter(|name| !name.is_empty())
        {
            self.take(name, Lines::All);
        }
        Ok(())
    }

    fn take(&mut self, name: &[u8], lines: Lines) {
        let path = self.root.join(path_of(name));
        let path = path.canonicalize().unwrap_or(path);
        self.files.insert(path, lines);
    }

    /// Whether a finding of a file stands on a line that changed, or in a unit that did, or needs another version of the
    /// document, of which anything changed. What git knows nothing of counts as changed.
    pub(crate) fn touch(&self, finding: &Finding, file: &Checked) -> bool {
        let across = &file.across;
        self.touch_place(&finding.place, &file.unit_starts)
            || across.needs_others(finding)
                && across.others.iter().any(|other| self.touch_file(other))
    }

    /// Whether anything of a file changed, lines that are gone among it.
    fn touch_file(&self, path: &Path) -> bool {
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        self.files.contains_key(&path) || self.is_in_changed_folder(&path)
    }

    fn is_in_changed_folder(&self, path: &Path) -> bool {
        path.ancestors()
            .skip(1)
            .any(|folder| self.files.get(folder) == Some(&Lines::All))
    }

    /// `units` are the lines at which the units of the file start, none where it is a document.
    fn touch_place(&self, place: &Place, units: &[usize]) -> bool {
        let Ok(path) = place.path.canonicalize() else {
            return true;
        };
        if !path.starts_with(&self.root) {
            return true;
        }
        let lines = extent(place.start.line, place.end.line, units);
        match self.files.get(&path) {
            Some(Lines::All) => true,
            Some(Lines::These(changed)) => changed
                .iter()
                .any(|range| range.start() <= lines.end() && lines.start() <= range.end()),
            None => self.is_in_changed_folder(&path),
        }
    }
}

/// The lines of a finding, or those of the unit that it is in.
fn extent(start: usize, end: usize, units: &[usize]) -> RangeInclusive<usize> {
    let after = units.partition_point(|unit| *unit <= start);
    let Some(first) = after.checked_sub(1).and_then(|unit| units.get(unit)) else {
        return start..=end.max(start);
    };
    let last = units.get(after).map_or(usize::MAX, |next| next - 1);
    *first..=last.max(start)
}

/// Git, called in a folder.
struct Git {
    folder: PathBuf,
}

impl Git {
    const fn at(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// What git prints.
    fn call<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Result<Vec<u8>> {
        let mut printed = Vec::new();
        self.read(arguments, |out| {
            out.read_to_end(&mut printed)?;
            Ok(())
        })?;
        Ok(printed)
    }

    /// Hands each line that git prints to `take`, without its end.
    fn read_lines<A: AsRef<OsStr>>(
        &self,
        arguments: &[A],
        mut take: impl FnMut(&[u8]),
    ) -> Result<()> {
        self.read(arguments, |out| {
            let mut line = Vec::new();
            while out.read_until(b'\n', &mut line)? > 0 {
                take(line.strip_suffix(b"\n").unwrap_or(&line));
                line.clear();
            }
            Ok(())
        })
    }

    fn read<A: AsRef<OsStr>>(
        &self,
        arguments: &[A],
        receive: impl FnOnce(&mut BufReader<std::process::ChildStdout>) -> std::io::Result<()>,
    ) -> Result<()> {
        let mut command = Command::new("git");
        command
            .args([
                "--no-pager",
                "--literal-pathspecs",
                "-c",
                "diff.relative=false",
            ])
            .args(arguments)
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command
            .spawn()
            .context("git cannot be started; it tells what changed")?;
        if let Some(out) = child.stdout.take() {
            receive(&mut BufReader::new(out)).context("cannot read what git prints")?;
        }
        let mut said = String::new();
        if let Some(mut err) = child.stderr.take() {
            // What it says is for a message alone.
            let _ = err.read_to_string(&mut said);
        }
        let status = child.wait().context("git was lost")?;
        ensure!(
            status.success(),
            "git {} ended with {status}: {}",
            arguments
                .first()
                .map_or("", |name| name.as_ref().to_str().unwrap_or_default()),
            said.trim()
        );
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extents_of_units() {
        for (start, end, units, lines) in [
            (3, 4, &[][..], 3..=4),
            (3, 2, &[], 3..=3),
            (1, 1, &[2, 5], 1..=1),
            (2, 2, &[2, 5], 2..=4),
            (4, 4, &[2, 5], 2..=4),
            (5, 5, &[2, 5], 5..=usize::MAX),
            (5, 5, &[2, 5, 5, 5], 5..=usize::MAX),
            (5, 5, &[5, 5, 6], 5..=5),
        ] {
            assert_eq!(extent(start, end, units), lines, "{start} {units:?}");
        }
    }
}
