//! Text read as paragraphs, in portions of bounded size.

use std::io::{BufRead, Read};

use anyhow::{Result, anyhow, bail};
use yaddash_io::encoding;
use yaddash_segment::{UnwrappedParagraph, unwrap_lines};

/// About how many bytes of text are worked on at once.
const PORTION: usize = 1 << 20;
/// The longest paragraph in bytes; it has to be in memory as a whole.
const LONGEST_PARAGRAPH: usize = 1 << 30;

/// Reads paragraphs from decoded text: each line is one, or with `unwrap` each run of lines between blank ones.
pub(crate) struct Paragraphs<R> {
    input: R,
    unwrap: bool,
    /// Bytes of the file before the text: a byte order mark.
    mark: usize,
    /// Lines, paragraphs and bytes before the next portion.
    lines: usize,
    count: usize,
    bytes: usize,
    /// The bytes of a portion, for the next one to be read into.
    buffer: Vec<u8>,
}

/// Some paragraphs in a row.
pub(crate) struct Portion {
    text: String,
    unwrapped: Option<Vec<UnwrappedParagraph>>,
    /// Number of the first paragraph, from 0.
    first: usize,
    /// Number of the first line, from 1.
    line: usize,
}

/// A paragraph of a portion.
#[derive(Clone, Copy)]
pub(crate) struct Paragraph<'a> {
    /// Number in the file, from 0.
    pub(crate) number: usize,
    /// The text on one line.
    pub(crate) text: &'a str,
    source: Source<'a>,
}

/// Where a paragraph comes from.
#[derive(Clone, Copy)]
enum Source<'a> {
    /// It is the line of this number.
    Line(usize),
    /// Its lines were joined; the text of the portion, which starts at the line of this number.
    Lines(&'a UnwrappedParagraph, &'a str, usize),
}

impl<R: BufRead> Paragraphs<R> {
    /// `mark` is the length of the byte order mark that was taken off the input.
    pub(crate) const fn new(input: R, unwrap: bool, mark: usize) -> Self {
        Self {
            input,
            unwrap,
            mark,
            lines: 0,
            count: 0,
            bytes: 0,
            buffer: Vec::new(),
        }
    }

    /// The reader when all is read.
    pub(crate) fn finish(self) -> R {
        self.input
    }

    /// The next paragraphs, about a mebibyte of them, or `None` at the end. A single paragraph may be longer, and a
    /// portion of blank lines holds none.
    ///
    /// # Errors
    /// Those of the input, bytes that are no UTF-8, and a paragraph that is too long to be held in memory.
    pub(crate) fn next_portion(&mut self) -> Result<Option<Portion>> {
        let mut bytes = std::mem::take(&mut self.buffer);
        bytes.clear();
        bytes.reserve(PORTION + (PORTION >> 4));
        // Where the paragraph starts that is being read.
        let mut start = 0;
        loop {
            let line = bytes.len();
            let left = LONGEST_PARAGRAPH.saturating_sub(line - start) + 1;
            let count = self
                .input
                .by_ref()
                .take(left as u64)
                .read_until(b'\n', &mut bytes)?;
            if count == 0 {
                break;
            }
            let is_blank = bytes
                .get(line..)
                .unwrap_or_default()
                .trim_ascii()
                .is_empty();
            let ends = bytes.ends_with(b"\n") && (!self.unwrap || is_blank);
            if ends {
                start = bytes.len();
            } else if bytes.len() - start > LONGEST_PARAGRAPH {
                let number = self.lines + memchr::memchr_iter(b'\n', &bytes).count() + 1;
                bail!(
                    "line {number}: the paragraph is longer than the limit of {LONGEST_PARAGRAPH} bytes: break it into lines{}",
                    if self.unwrap {
                        ", with blank lines between paragraphs"
                    } else {
                        ""
                    }
                );
            }
            if ends && bytes.len() >= PORTION {
                break;
            }
        }
        if bytes.is_empty() {
            return Ok(None);
        }
        let length = bytes.len();
        let text = match encoding::utf_8(&bytes) {
            Some(text) => text.to_owned(),
            None => return Err(self.invalid(&bytes)),
        };
        self.buffer = bytes;
        let unwrapped = self.unwrap.then(|| unwrap_lines(&text));
        let lines = memchr::memchr_iter(b'\n', text.as_bytes()).count();
        let portion = Portion {
            first: self.count,
            line: self.lines + 1,
            unwrapped,
            text,
        };
        self.lines += lines;
        self.count += portion.unwrapped.as_ref().map_or(lines, Vec::len);
        self.bytes += length;
        Ok(Some(portion))
    }

    /// Says where in the file the first byte is that is no UTF-8.
    fn invalid(&self, bytes: &[u8]) -> anyhow::Error {
        let at = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
        let before = bytes.get(..at).unwrap_or_default();
        let line = before
            .rsplit(|byte| *byte == b'\n')
            .next()
            .unwrap_or_default();
        anyhow!(
            "line {}, column {}, byte {}: the bytes are no UTF-8, as those before are: mend them, or save the file in one encoding",
            self.lines + memchr::memchr_iter(b'\n', before).count() + 1,
            String::from_utf8_lossy(line).chars().count() + 1,
            self.mark + self.bytes + at
        )
    }
}

impl Portion {
    /// The paragraphs in order.
    pub(crate) fn paragraphs(&self) -> Vec<Paragraph<'_>> {
        if let Some(unwrapped) = &self.unwrapped {
            return (self.first..)
                .zip(unwrapped)
                .map(|(number, paragraph)| Paragraph {
                    number,
                    text: paragraph.text(),
                    source: Source::Lines(paragraph, &self.text, self.line),
                })
                .collect();
        }
        let lines = self
            .text
            .strip_suffix('\n')
            .unwrap_or(&self.text)
            .split('\n');
        (self.first..)
            .zip(self.line..)
            .zip(lines)
            .map(|((number, line), text)| Paragraph {
                number,
                text: text.strip_suffix('\r').unwrap_or(text),
                source: Source::Line(line),
            })
            .collect()
    }
}

impl Paragraph<'_> {
    /// Line and column in the file of a byte of the text, both from 1, the column in characters.
    pub(crate) fn position(&self, offset: usize) -> (usize, usize) {
        let column = |line: &str| line.chars().count() + 1;
        match self.source {
            Source::Line(line) => (line, column(self.text.get(..offset).unwrap_or(self.text))),
            Source::Lines(paragraph, text, first) => {
                let before = text.get(..paragraph.to_source(offset)).unwrap_or(text);
                let lines = memchr::memchr_iter(b'\n', before.as_bytes()).count();
                let line = before.rsplit('\n').next().unwrap_or_default();
                (first + lines, column(line))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str, unwrap: bool) -> Vec<String> {
        let mut paragraphs = Paragraphs::new(text.as_bytes(), unwrap, 0);
        let mut all = Vec::new();
        while let Some(portion) = paragraphs.next_portion().unwrap() {
            for paragraph in portion.paragraphs() {
                assert_eq!(paragraph.number, all.len());
                all.push(paragraph.text.to_owned());
            }
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
    fn places_count_lines_and_characters_of_the_file() {
        for unwrap in [false, true] {
            let text = format!("{}əa. Bir\n  b. c", "bir cümlə\n\n".repeat(200_000));
            let mut paragraphs = Paragraphs::new(text.as_bytes(), unwrap, 0);
            let mut found = None;
            while let Some(portion) = paragraphs.next_portion().unwrap() {
                for paragraph in portion.paragraphs() {
                    found = paragraph
                        .text
                        .find("Bir")
                        .map(|at| paragraph.position(at))
                        .or(found);
                    if let Some(at) = paragraph
                        .text
                        .find('c')
                        .filter(|_| paragraph.text.ends_with("b. c"))
                    {
                        assert_eq!(paragraph.position(at), (400_002, 6));
                    }
                }
            }
            assert_eq!(found, Some((400_001, 5)));
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_told_with_their_place() {
        let mut text = "bir cümlə\n".repeat(100_000).into_bytes();
        let length = text.len();
        text.extend_from_slice("\nsətir \u{fe}".as_bytes());
        text.push(0xfe);
        let mut paragraphs = Paragraphs::new(text.as_slice(), false, 3);
        assert!(paragraphs.next_portion().is_ok());
        let error = paragraphs.next_portion().map(|_| ()).unwrap_err();
        let place = format!("line 100002, column 8, byte {}: ", length + 13);
        assert!(error.to_string().starts_with(&place), "{error} {place}");
    }
}
