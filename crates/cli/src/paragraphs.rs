//! Text read as paragraphs, in portions of bounded size.

use std::io::BufRead;

use anyhow::Result;
use yaddash_segment::unwrap_lines;

/// About how many bytes of text are worked on at once.
const PORTION: usize = 1 << 20;

/// Reads paragraphs from decoded text: each line is one, or with `unwrap` each run of lines between blank ones.
pub(crate) struct Paragraphs<R> {
    input: R,
    unwrap: bool,
}

impl<R: BufRead> Paragraphs<R> {
    pub(crate) fn new(input: R, unwrap: bool) -> Self {
        Self { input, unwrap }
    }

    /// The reader, when all is read.
    pub(crate) fn into_inner(self) -> R {
        self.input
    }

    /// The next paragraphs, about a mebibyte of them; none at the end. A single paragraph may be longer.
    pub(crate) fn next_portion(&mut self) -> Result<Vec<String>> {
        let mut lines = String::new();
        loop {
            let start = lines.len();
            let mut line = Vec::new();
            let length = self.input.read_until(b'\n', &mut line)?;
            lines.push_str(&String::from_utf8_lossy(&line));
            let is_blank = lines.get(start..).is_none_or(|line| line.trim().is_empty());
            if length == 0 || (lines.len() >= PORTION && (!self.unwrap || is_blank)) {
                break;
            }
        }
        if lines.is_empty() {
            return Ok(Vec::new());
        }
        if self.unwrap {
            return Ok(unwrap_lines(&lines)
                .into_iter()
                .map(|paragraph| paragraph.text().to_owned())
                .collect());
        }
        let lines = lines.strip_suffix('\n').unwrap_or(&lines);
        Ok(lines
            .split('\n')
            .map(|line| line.strip_suffix('\r').unwrap_or(line).to_owned())
            .collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str, unwrap: bool) -> Vec<String> {
        let mut paragraphs = Paragraphs::new(text.as_bytes(), unwrap);
        let mut all = Vec::new();
        loop {
            let portion = paragraphs.next_portion().unwrap();
            if portion.is_empty() {
                return all;
            }
            all.extend(portion);
        }
    }

    #[test]
    fn lines_end_at_line_feeds_alone() {
        assert_eq!(
            all("a\r\n\nb\u{2028}c\rd\n", false),
            ["a", "", "b\u{2028}c\rd"]
        );
        assert_eq!(all("", false), [""; 0]);
    }

    #[test]
    fn wrapped_lines_join() {
        assert_eq!(all("a\nb\n\n\nc\n", true), ["a b", "c"]);
    }

    #[test]
    fn portions_add_up() {
        let text = "bir cümlə\n".repeat(300_000);
        assert_eq!(all(&text, false).len(), 300_000);
        let text = "bir\ncümlə\n\n".repeat(150_000);
        assert_eq!(all(&text, true).len(), 150_000);
    }
}
