//! Moses files: one file a language, one unit a line, the same line in all of them.
//!
//! Since a line is all there is, line breaks inside a text become spaces, and so does a lone carriage return, which
//! most readers of such files take for a line break.

use std::io::{BufRead, Write};

use yaddash_model::{LanguageTag, TranslationUnit, Variant};

use super::Losses;
use super::columns;
use super::fused;
use super::line::Lines;
use crate::Error;

/// How to write Moses files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct MosesOptions {
    /// Leave out units that lack one of the languages. Else their line is empty in the files of those languages.
    pub complete_only: bool,
}

impl MosesOptions {
    /// The same options with [`MosesOptions::complete_only`] set.
    #[must_use]
    pub const fn with_complete_only(mut self, complete_only: bool) -> Self {
        self.complete_only = complete_only;
        self
    }
}

/// Writes units to one output for each language.
#[derive(Debug)]
pub struct Writer<W> {
    languages: Vec<LanguageTag>,
    outputs: Vec<W>,
    options: MosesOptions,
    losses: Losses,
}

impl<W: Write> Writer<W> {
    /// A writer to one output for each language.
    pub fn new(outputs: impl IntoIterator<Item = (LanguageTag, W)>, options: MosesOptions) -> Self {
        let (languages, outputs) = outputs.into_iter().unzip();
        Self {
            languages,
            outputs,
            options,
            losses: Losses::default(),
        }
    }

    /// Writes one line to every output. A unit that has no text in any language, or by the options one that lacks a
    /// language, is left out and counted.
    ///
    /// # Errors
    /// [`Error::Stream`] where an output fails.
    pub fn write(&mut self, unit: &TranslationUnit) -> Result<(), Error> {
        let mut losses = Losses::default();
        let texts: Vec<&str> = columns::arranged(unit, &self.languages, &mut losses)
            .into_iter()
            .map(|variant| variant.map_or("", |variant| variant.segment.text()))
            .collect();
        let is_missing = |text: &&str| text.trim().is_empty();
        let is_left_out = if self.options.complete_only {
            texts.iter().any(is_missing)
        } else {
            texts.iter().all(is_missing)
        };
        if is_left_out {
            self.losses.units += 1;
            return Ok(());
        }
        self.losses += losses;
        for (text, output) in texts.into_iter().zip(&mut self.outputs) {
            let mut is_first = true;
            for piece in pieces(text) {
                if !is_first {
                    output.write_all(b" ")?;
                    self.losses.line_breaks += 1;
                }
                is_first = false;
                output.write_all(piece.as_bytes())?;
            }
            output.write_all(b"\n")?;
        }
        Ok(())
    }

    /// Flushes the outputs, and gives them with what was lost.
    ///
    /// # Errors
    /// [`Error::Stream`] where an output fails.
    pub fn finish(mut self) -> Result<(Vec<W>, Losses), Error> {
        for output in &mut self.outputs {
            output.flush()?;
        }
        Ok((self.outputs, self.losses))
    }
}

/// Reads units from one input for each language; ends after the first error.
///
/// Line number n of all inputs is a unit. An empty line is no variant, and where all are empty there is no unit.
#[derive(Debug)]
pub struct Reader<R> {
    inputs: Vec<(LanguageTag, Lines<R>)>,
    is_done: bool,
}

impl<R: BufRead> Reader<R> {
    /// A reader of one input for each language, in UTF-8.
    pub fn new(inputs: impl IntoIterator<Item = (LanguageTag, R)>) -> Self {
        let inputs = inputs.into_iter();
        Self {
            inputs: inputs
                .map(|(language, input)| (language, Lines::new(input)))
                .collect(),
            is_done: false,
        }
    }

    /// The variants of the next lines; `None` at the end of all inputs.
    fn next_lines(&mut self) -> Result<Option<Vec<Variant>>, Error> {
        let mut variants = Vec::new();
        let (mut longer, mut ended) = (None, None);
        for (language, lines) in &mut self.inputs {
            match lines.next()? {
                Some(line) if line.trim().is_empty() => {}
                Some(line) => variants.push(Variant::new(language.clone(), line)),
                None => {
                    ended.get_or_insert(&*language);
                    continue;
                }
            }
            longer.get_or_insert((&*language, lines.number()));
        }
        match (longer, ended) {
            (None, _) => Ok(None),
            (Some(_), None) => Ok(Some(variants)),
            (Some((longer, line)), Some(ended)) => Err(Error::Table {
                line,
                message: format!(
                    "the file of {ended} has ended and that of {longer} goes on: Moses files have the same number of lines"
                ),
            }),
        }
    }

    fn read(&mut self) -> Result<Option<TranslationUnit>, Error> {
        while let Some(variants) = self.next_lines()? {
            if !variants.is_empty() {
                return Ok(Some(TranslationUnit {
                    variants,
                    ..TranslationUnit::default()
                }));
            }
        }
        Ok(None)
    }
}

impl<R: BufRead> Iterator for Reader<R> {
    type Item = Result<TranslationUnit, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        fused::next(self, |reader| &mut reader.is_done, Self::read)
    }
}

/// The parts of `text` between CRLF, LF and CR.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let whole = rest?;
        let Some((piece, behind)) = whole.split_once(['\r', '\n']) else {
            rest = None;
            return Some(whole);
        };
        let is_pair = whole.as_bytes().get(piece.len()..piece.len() + 2) == Some(b"\r\n");
        rest = Some(if is_pair {
            behind.strip_prefix('\n').unwrap_or(behind)
        } else {
            behind
        });
        Some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(units: &[&[(&str, &str)]], options: MosesOptions) -> (Vec<String>, Losses) {
        let outputs = ["az", "en"].map(|tag| (tag.parse().unwrap(), Vec::new()));
        let mut writer = Writer::new(outputs, options);
        for variants in units {
            let unit = TranslationUnit {
                variants: variants
                    .iter()
                    .map(|(language, text)| Variant::new(language.parse().unwrap(), *text))
                    .collect(),
                ..TranslationUnit::default()
            };
            writer.write(&unit).unwrap();
        }
        let (outputs, losses) = writer.finish().unwrap();
        let texts = outputs
            .into_iter()
            .map(|bytes| String::from_utf8(bytes).unwrap())
            .collect();
        (texts, losses)
    }

    const UNITS: [&[(&str, &str)]; 3] = [
        &[("az", "a\r\nb\rc\nd"), ("en", "e")],
        &[("az", "f")],
        &[("ru", "г")],
    ];

    #[test]
    fn files_have_the_same_lines() {
        let (texts, losses) = written(&UNITS, MosesOptions::default());
        assert_eq!(texts, ["a b c d\nf\n", "e\n\n"]);
        assert_eq!((losses.line_breaks, losses.units), (3, 1));
    }

    fn read(files: [&str; 2]) -> Vec<Result<TranslationUnit, Error>> {
        let inputs = ["az", "en"].map(|tag| tag.parse().unwrap());
        Reader::new(inputs.into_iter().zip(files.map(str::as_bytes))).collect()
    }

    #[test]
    fn lines_are_units() {
        let units = read(["\u{feff}bir\r\n\n \niki", "one\n\ntwo\n\n"]);
        let texts: Vec<Vec<_>> = units
            .into_iter()
            .map(|unit| {
                let variants = unit.unwrap().variants.into_iter();
                variants
                    .map(|variant| format!("{}={}", variant.language, variant.segment.text()))
                    .collect()
            })
            .collect();
        assert_eq!(
            texts,
            [vec!["az=bir", "en=one"], vec!["en=two"], vec!["az=iki"]]
        );
    }

    #[test]
    fn files_of_different_length_are_refused() {
        let units = read(["a\nb\n\n", "c\n"]);
        assert_eq!(units.len(), 2);
        assert_eq!(
            units[1].as_ref().unwrap_err().to_string(),
            "line 2: the file of en has ended and that of az goes on: Moses files have the same number of lines"
        );
    }

    #[test]
    fn incomplete_units_are_left_out_when_asked() {
        let (texts, losses) = written(&UNITS, MosesOptions::default().with_complete_only(true));
        assert_eq!(texts, ["a b c d\n", "e\n"]);
        assert_eq!((losses.line_breaks, losses.units), (3, 2));
    }
}
