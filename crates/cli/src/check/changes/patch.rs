//! What `git diff` prints, read.

use std::ops::RangeInclusive;

/// The lines that a patch without context leaves, file by file.
#[derive(Default)]
pub(super) struct Patch {
    files: Vec<(Vec<u8>, Vec<RangeInclusive<usize>>)>,
    /// Whether hunks are of the last file of the list: deleted files have no place in it.
    is_kept: bool,
    /// Lines of the hunk that are still to come, old and new; they may look like any other line of a patch.
    left: (usize, usize),
}

impl Patch {
    /// Takes the next line, without its end.
    pub(super) fn take(&mut self, line: &[u8]) {
        if self.left != (0, 0) {
            match line.first() {
                Some(b'-') => self.left.0 = self.left.0.saturating_sub(1),
                Some(b'+') => self.left.1 = self.left.1.saturating_sub(1),
                // A note that a file has no line feed at its end.
                _ => {}
            }
        } else if let Some(name) = line.strip_prefix(b"+++ ") {
            let name = unquoted(name);
            self.is_kept = name.starts_with(b"b/");
            if let Some(name) = name.strip_prefix(b"b/") {
                self.files.push((name.to_vec(), Vec::new()));
            }
        } else if let Some(Hunk { old, start, new }) = hunk(line) {
            self.left = (old, new);
            if let Some((_, lines)) = self.files.last_mut().filter(|_| self.is_kept && new > 0) {
                lines.push(start..=start + new - 1);
            }
        }
    }

    /// The names of the files and the lines in each.
    pub(super) fn finish(self) -> Vec<(Vec<u8>, Vec<RangeInclusive<usize>>)> {
        self.files
    }
}

/// Numbers of lines of a hunk, and its first new line.
struct Hunk {
    old: usize,
    start: usize,
    new: usize,
}

/// Reads `@@ -1,2 +3,4 @@`; a number of lines that is left out is 1.
fn hunk(line: &[u8]) -> Option<Hunk> {
    let ranges = std::str::from_utf8(
        line.strip_prefix(b"@@ -")?
            .split(|byte| *byte == b'@')
            .next()?,
    );
    let (old, new) = ranges.ok()?.trim_end().split_once(" +")?;
    let range = |text: &str| -> Option<(usize, usize)> {
        let (start, count) = text.split_once(',').unwrap_or((text, "1"));
        Some((start.parse().ok()?, count.parse().ok()?))
    };
    let ((_, old), (start, new)) = (range(old)?, range(new)?);
    Some(Hunk { old, start, new })
}

/// The name of a file as it stands in a patch: in double quotes with the escapes of C where it needs them, else as it is,
/// with a tab behind where it holds spaces.
fn unquoted(name: &[u8]) -> Vec<u8> {
    let Some(quoted) = name.strip_prefix(b"\"") else {
        return name.strip_suffix(b"\t").unwrap_or(name).to_vec();
    };
    let mut plain = Vec::with_capacity(quoted.len());
    let mut rest = quoted;
    loop {
        rest = match rest {
            [
                b'\\',
                first @ b'0'..=b'3',
                second @ b'0'..=b'7',
                third @ b'0'..=b'7',
                after @ ..,
            ] => {
                plain.push((first - b'0') << 6 | (second - b'0') << 3 | (third - b'0'));
                after
            }
            [b'\\', escape, after @ ..] => {
                plain.push(match escape {
                    b'a' => 7,
                    b'b' => 8,
                    b't' => b'\t',
                    b'n' => b'\n',
                    b'v' => 11,
                    b'f' => 12,
                    b'r' => b'\r',
                    other => *other,
                });
                after
            }
            [] | [b'"', ..] => return plain,
            [byte, after @ ..] => {
                plain.push(*byte);
                after
            }
        };
    }
}

/// The new names of the files that `git diff --numstat -z` tells to be binary.
pub(super) fn binaries(counts: &[u8]) -> Vec<&[u8]> {
    let mut found = Vec::new();
    let mut parts = counts.split(|byte| *byte == 0);
    while let Some(part) = parts.next() {
        let mut columns = part.splitn(3, |byte| *byte == b'\t');
        let (Some(added), Some(_), Some(name)) = (columns.next(), columns.next(), columns.next())
        else {
            continue;
        };
        // A renamed file has no name here: its old and its new one follow.
        let name = if name.is_empty() {
            parts.nth(1).unwrap_or_default()
        } else {
            name
        };
        if added == b"-" {
            found.push(name);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(patch: &str) -> Vec<(String, Vec<RangeInclusive<usize>>)> {
        let mut read = Patch::default();
        patch.lines().for_each(|line| read.take(line.as_bytes()));
        let name = |bytes| String::from_utf8(bytes).unwrap();
        let files = read.finish().into_iter();
        files.map(|(bytes, lines)| (name(bytes), lines)).collect()
    }

    #[test]
    fn lines_that_look_like_a_patch_are_text() {
        let patch = "\
diff --git a/a.txt b/a.txt
index 1..2 100644
--- a/a.txt
+++ b/a.txt
@@ -1,3 +1,2 @@
--- a/x
-@@ -1 +1 @@
-
+++ b/x
+@@ -7 +9 @@
@@ -9 +8,0 @@ some heading @@ -1 +1 @@
-gone
@@ -20,0 +20 @@
+last
\\ No newline at end of file
diff --git a/gone.txt b/gone.txt
--- a/gone.txt
+++ /dev/null
@@ -1 +0,0 @@
-gone
diff --git a/new.txt b/new.txt
--- /dev/null
+++ b/new.txt
@@ -0,0 +1,3 @@
+1
+2
+3
";
        assert_eq!(
            files(patch),
            [
                ("a.txt".to_owned(), vec![1..=2, 20..=20]),
                ("new.txt".to_owned(), vec![1..=3])
            ]
        );
    }

    #[test]
    fn names_are_unquoted() {
        for (written, name) in [
            ("b/a.txt", "b/a.txt"),
            ("b/two words.txt\t", "b/two words.txt"),
            (
                r#""b/s\311\231n\311\231d \"1\"\t\\.md""#,
                "b/sənəd \"1\"\t\\.md",
            ),
            (r#""b/\001""#, "b/\u{1}"),
        ] {
            assert_eq!(unquoted(written.as_bytes()), name.as_bytes(), "{written}");
        }
        assert_eq!(unquoted(br#""\377\"#), b"\xff\\");
    }

    #[test]
    fn binary_files_are_told_by_their_new_names() {
        let counts =
            b"1\t2\ta.txt\0-\t-\tb c.docx\0-\t-\t\0old.docx\0new.docx\x003\t0\t\0x.txt\0y.txt\0";
        assert_eq!(binaries(counts), [&b"b c.docx"[..], b"new.docx"]);
        assert!(binaries(b"").is_empty());
    }
}
