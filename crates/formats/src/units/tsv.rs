//! Tab-separated values.
//!
//! The first line holds language tags, every other one a unit. Tab, line feed, carriage return and backslash are
//! written `\t`, `\n`, `\r` and `\\`, so that a line is always a unit; there is no quoting.

use std::io::{BufRead, Write};

use yaddash_model::{LanguageTag, TranslationUnit};

use super::columns::{self, Header};
use super::fused;
use super::line::Lines;
use super::{BYTE_ORDER_MARK, Losses, TableOptions};
use crate::Error;

/// Writes units as lines of tab-separated texts.
#[derive(Debug)]
pub struct Writer<W> {
    output: W,
    languages: Vec<LanguageTag>,
    options: TableOptions,
    losses: Losses,
}

impl<W: Write> Writer<W> {
    /// Writes the header, one column for each of `languages`.
    ///
    /// # Errors
    /// [`Error::Stream`] where `output` fails.
    pub fn new(
        mut output: W,
        languages: Vec<LanguageTag>,
        options: TableOptions,
    ) -> Result<Self, Error> {
        if options.byte_order_mark {
            output.write_all(BYTE_ORDER_MARK.as_bytes())?;
        }
        let tags: Vec<&str> = languages.iter().map(LanguageTag::as_str).collect();
        writeln!(output, "{}", tags.join("\t"))?;
        Ok(Self {
            output,
            languages,
            options,
            losses: Losses::default(),
        })
    }

    /// Writes one unit. A unit without text in any of the languages is left out and counted.
    ///
    /// # Errors
    /// [`Error::Stream`] where the output fails.
    pub fn write(&mut self, unit: &TranslationUnit) -> Result<(), Error> {
        let cells = columns::cells(unit, &self.languages, self.options, &mut self.losses);
        if cells.iter().all(String::is_empty) {
            self.losses.units += 1;
            return Ok(());
        }
        let escaped: Vec<String> = cells.iter().map(|cell| escaped(cell)).collect();
        writeln!(self.output, "{}", escaped.join("\t"))?;
        Ok(())
    }

    /// Flushes the output, and gives it with what was lost.
    ///
    /// # Errors
    /// [`Error::Stream`] where the output fails.
    pub fn finish(mut self) -> Result<(W, Losses), Error> {
        self.output.flush()?;
        Ok((self.output, self.losses))
    }
}

/// Reads units from lines of tab-separated texts; ends after the first error.
///
/// Empty cells are no variants, rows without a text no units. Columns whose name is no language tag become properties
/// `x-NAME`.
#[derive(Debug)]
pub struct Reader<R> {
    lines: Lines<R>,
    header: Header,
    is_done: bool,
}

impl<R: BufRead> Reader<R> {
    /// Reads the header.
    ///
    /// # Errors
    /// [`Error::Table`] where no column is a language, [`Error::Stream`] where `input` fails.
    pub fn new(input: R) -> Result<Self, Error> {
        let mut lines = Lines::new(input);
        let header = Header::read(lines.next()?.unwrap_or_default().split('\t'))?;
        Ok(Self {
            lines,
            header,
            is_done: false,
        })
    }

    fn read(&mut self) -> Result<Option<TranslationUnit>, Error> {
        loop {
            let number = self.lines.number() + 1;
            let Some(line) = self.lines.next()? else {
                return Ok(None);
            };
            if line.is_empty() {
                continue;
            }
            let cells: Vec<String> = line.split('\t').map(unescaped).collect();
            if let Some(unit) = self.header.unit(cells.iter().map(String::as_str), number)? {
                return Ok(Some(unit));
            }
        }
    }
}

impl<R: BufRead> Iterator for Reader<R> {
    type Item = Result<TranslationUnit, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        fused::next(self, |reader| &mut reader.is_done, Self::read)
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\t' => escaped.push_str("\\t"),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\\' => escaped.push_str("\\\\"),
            _ => escaped.push(character),
        }
    }
    escaped
}

/// A backslash before any other character stands for itself, as tables that others wrote have it.
fn unescaped(text: &str) -> String {
    let mut unescaped = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let stands_for = match (character, characters.peek()) {
            ('\\', Some('t')) => '\t',
            ('\\', Some('n')) => '\n',
            ('\\', Some('r')) => '\r',
            ('\\', Some('\\')) => '\\',
            _ => {
                unescaped.push(character);
                continue;
            }
        };
        unescaped.push(stands_for);
        characters.next();
    }
    unescaped
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use yaddash_model::{Attributes, CodeKind, InlineCode, Note, Segment, Variant};

    use super::*;

    #[test]
    fn escapes_and_marks() {
        let table = "\u{feff}az\ten\r\na\\tb\\\\n\\x\t\r\n\r\n\tc\r\n";
        let units: Vec<TranslationUnit> = Reader::new(table.as_bytes())
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        let texts: Vec<(&str, &str)> = units
            .iter()
            .flat_map(|unit| &unit.variants)
            .map(|variant| (variant.language.as_str(), variant.segment.text()))
            .collect();
        assert_eq!(texts, [("az", "a\tb\\n\\x"), ("en", "c")]);
    }

    #[test]
    fn errors_name_the_line() {
        let mut reader = Reader::new("az\ten\na\tb\na\n".as_bytes()).unwrap();
        assert!(reader.next().unwrap().is_ok());
        assert!(matches!(
            reader.next().unwrap(),
            Err(Error::Table { line: 3, .. })
        ));
        assert!(reader.next().is_none());
    }

    #[test]
    fn what_a_table_cannot_hold_is_counted() {
        let mut segment = Segment::from("a");
        segment.push_code(InlineCode::new(CodeKind::Ph));
        let mut unit = TranslationUnit {
            attributes: Attributes::new().with("tuid", "1"),
            notes: vec![Note::new("n")],
            ..TranslationUnit::default()
        };
        unit.variants
            .push(Variant::new("az".parse().unwrap(), segment));
        unit.variants.push(Variant::new("ru".parse().unwrap(), "б"));
        let languages = vec!["az".parse().unwrap(), "en".parse().unwrap()];
        let mut writer = Writer::new(Vec::new(), languages, TableOptions::default()).unwrap();
        writer.write(&unit).unwrap();
        let (bytes, losses) = writer.finish().unwrap();
        assert_eq!(bytes, b"az\ten\na\t\n");
        assert_eq!(
            losses.to_string(),
            "1 variant, 1 inline code, 1 attribute, 1 note"
        );
    }

    proptest! {
        #[test]
        fn unescaping_undoes_escaping(text in "([a-zə\t\n\r\\\\]|\\PC){0,20}") {
            prop_assert_eq!(unescaped(&escaped(&text)), text);
        }

        #[test]
        fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let table = [b"az\ten\n".as_slice(), &bytes].concat();
            let _ = Reader::new(table.as_slice()).unwrap().count();
            let _ = Reader::new(bytes.as_slice()).map(Iterator::count);
        }
    }
}
