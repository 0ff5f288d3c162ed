//! Text whose lines were broken to a width, made into paragraphs.

use yaddash_model::ByteSpan;

/// A paragraph whose lines were joined.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnwrappedParagraph {
    text: String,
    /// For each line: where it starts in the paragraph, where in the text that was given, and its length.
    lines: Vec<(usize, usize, usize)>,
}

impl UnwrappedParagraph {
    /// The paragraph on one line.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The byte of the given text where a byte of the paragraph comes from; for the space between two lines, where the
    /// first of them ends.
    pub fn to_source(&self, offset: usize) -> usize {
        let after = self.lines.partition_point(|(start, ..)| *start <= offset);
        match after.checked_sub(1).and_then(|at| self.lines.get(at)) {
            Some((start, source, length)) => source + (offset - start).min(*length),
            None => self.lines.first().map_or(0, |(_, source, _)| *source),
        }
    }

    /// The span of the given text that a span of the paragraph comes from.
    pub fn source_span(&self, span: ByteSpan) -> ByteSpan {
        let start = self.to_source(span.start());
        if span.is_empty() {
            return ByteSpan::new(start, start);
        }
        // The end belongs to the line of the last byte, not to the one that may start there.
        let end = self.to_source(span.end() - 1) + 1;
        ByteSpan::new(start, end.min(self.source_end()).max(start))
    }

    fn source_end(&self) -> usize {
        self.lines
            .last()
            .map_or(0, |(_, source, length)| source + length)
    }

    fn push(&mut self, line: &str, source: usize) {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        self.lines.push((self.text.len(), source, line.len()));
        self.text.push_str(line);
    }
}

/// Joins the lines of hard-wrapped text: paragraphs are separated by blank lines; the lines of one are joined by a space,
/// without the white space at their ends. A line ends at LF or CRLF.
pub fn unwrap_lines(text: &str) -> Vec<UnwrappedParagraph> {
    let mut paragraphs = Vec::new();
    let mut open = UnwrappedParagraph::default();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        let content = line.trim();
        if !content.is_empty() {
            open.push(content, start);
        } else if !open.lines.is_empty() {
            paragraphs.push(std::mem::take(&mut open));
        }
    }
    if !open.lines.is_empty() {
        paragraphs.push(open);
    }
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_are_joined_and_offsets_kept() {
        let text = "Bir iki\r\n  üç. Dörd\n\n\nbeş\n";
        let paragraphs = unwrap_lines(text);
        assert_eq!(paragraphs.len(), 2);
        assert_eq!(paragraphs[0].text(), "Bir iki üç. Dörd");
        let span = ByteSpan::new("Bir iki üç. ".len(), "Bir iki üç. Dörd".len());
        assert_eq!(paragraphs[0].source_span(span).of(text), Some("Dörd"));
        let span = ByteSpan::new(4, "Bir iki üç.".len());
        assert_eq!(
            paragraphs[0].source_span(span).of(text),
            Some("iki\r\n  üç.")
        );
        assert_eq!(paragraphs[1].to_source(0), text.find("beş").unwrap());
    }

    proptest! {
        #[test]
        fn every_character_maps_to_itself(text in "[aə .\r\n]{0,40}") {
            for paragraph in unwrap_lines(&text) {
                for (offset, character) in paragraph.text().char_indices() {
                    let source = text.get(paragraph.to_source(offset)..).unwrap();
                    prop_assert!(character == ' ' || source.starts_with(character));
                    let span = ByteSpan::new(offset, offset + character.len_utf8());
                    if character != ' ' {
                        prop_assert_eq!(
                            paragraph.source_span(span).of(&text).map(str::to_owned),
                            Some(character.to_string())
                        );
                    }
                }
            }
        }
    }
}
