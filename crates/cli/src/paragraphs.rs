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
    lines: usize,
    invalid: Option<InvalidLines>,
}

/// Lines with bytes that are no UTF-8, which were read as U+FFFD.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct InvalidLines {
    /// The first of them, from 1.
    pub(crate) first: usize,
    /// How many there are.
    pub(crate) count: usize,
}

impl<R: BufRead> Paragraphs<R> {
    pub(crate) fn new(input: R, unwrap: bool) -> Self {
        Self {
            input,
            unwrap,
            lines: 0,
            invalid: None,
        }
    }

    /// The reader when all is read, and which lines held bytes that are no UTF-8.
    pub(crate) fn finish(self) -> (R, Option<InvalidLines>) {
        (self.input, self.invalid)
    }

    /// The next paragraphs, about a mebibyte of them, or `None` at the end. A single paragraph may be longer, and a
    /// portion of blank lines holds none.
    pub(crate) fn next_portion(&mut self) -> Result<Option<Vec<String>>> {
        let mut portion = String::new();
        loop {
            let Some(line) = self.next_line()? else { break };
            let is_blank = line.trim().is_empty();
            portion.push_str(&line);
            if portion.len() >= PORTION && (!self.unwrap || is_blank) {
                break;
            }
        }
        if portion.is_empty() {
            return Ok(None);
        }
        if self.unwrap {
            let paragraphs = unwrap_lines(&portion).into_iter();
            return Ok(Some(
                paragraphs
                    .map(|paragraph| paragraph.text().to_owned())
                    .collect(),
            ));
        }
        let lines = portion.strip_suffix('\n').unwrap_or(&portion).split('\n');
        Ok(Some(
            lines
                .map(|line| line.strip_suffix('\r').unwrap_or(line).to_owned())
                .collect(),
        ))
    }

    /// The next line with its end.
    fn next_line(&mut self) -> Result<Option<String>> {
        let mut bytes = Vec::new();
        if self.input.read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
        self.lines += 1;
        let line = String::from_utf8(bytes).unwrap_or_else(|error| {
            let known = self.invalid.get_or_insert(InvalidLines {
                first: self.lines,
                count: 0,
            });
            known.count += 1;
            String::from_utf8_lossy(error.as_bytes()).into_owned()
        });
        Ok(Some(line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str, unwrap: bool) -> Vec<String> {
        let mut paragraphs = Paragraphs::new(text.as_bytes(), unwrap);
        let mut all = Vec::new();
        while let Some(portion) = paragraphs.next_portion().unwrap() {
            all.extend(portion);
        }
        all
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

    #[test]
    fn many_blank_lines_are_not_the_end() {
        let text = format!("a\n\n{}b\n", "\n".repeat(2 * PORTION));
        assert_eq!(all(&text, true), ["a", "b"]);
    }

    #[test]
    fn bytes_that_are_no_text_are_counted() {
        let mut paragraphs = Paragraphs::new(&b"a\n\xff\nb\n\xfe\xfe"[..], false);
        let portion = paragraphs.next_portion().unwrap().unwrap();
        assert_eq!(portion, ["a", "\u{fffd}", "b", "\u{fffd}\u{fffd}"]);
        assert_eq!(
            paragraphs.finish().1,
            Some(InvalidLines { first: 2, count: 2 })
        );
    }
}
