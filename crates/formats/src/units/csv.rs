//! Comma-separated values (RFC 4180).
//!
//! The first record holds language tags, every other one a unit. Records end at CRLF; a text with a comma, a
//! quotation mark or a line break stands in quotation marks.
//!
//! Files of spreadsheets are read as well, which in many countries part cells by a semicolon: the separator is what a
//! first line `sep=;` says, else that of comma, semicolon and tab which stands in the header most often.

use std::io::{Chain, Cursor, Read, Write};

use csv::{ReaderBuilder, StringRecord, Terminator, WriterBuilder};
use yaddash_model::{LanguageTag, TranslationUnit};

use super::columns::{self, Header};
use super::fused;
use super::{BYTE_ORDER_MARK, Losses, TableOptions};
use crate::Error;

/// Writes units as records.
#[derive(Debug)]
pub struct Writer<W: Write> {
    output: csv::Writer<W>,
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
        let mut output = WriterBuilder::new()
            .terminator(Terminator::CRLF)
            .from_writer(output);
        output
            .write_record(languages.iter().map(LanguageTag::as_str))
            .map_err(|error| failure(error, 1, 0))?;
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
        self.output
            .write_record(&cells)
            .map_err(|error| failure(error, 0, 0))
    }

    /// Flushes the output, and gives it with what was lost.
    ///
    /// # Errors
    /// [`Error::Stream`] where the output fails.
    pub fn finish(self) -> Result<(W, Losses), Error> {
        let output = self
            .output
            .into_inner()
            .map_err(|error| Error::Stream(error.into_error()))?;
        Ok((output, self.losses))
    }
}

/// Reads units from records; ends after the first error.
///
/// Empty cells are no variants, records without a text no units. Columns whose name is no language tag become
/// properties `x-NAME`.
#[derive(Debug)]
pub struct Reader<R> {
    records: csv::Reader<Chain<Cursor<Vec<u8>>, R>>,
    record: StringRecord,
    /// How many lines stand before the header.
    skipped: u64,
    header: Header,
    is_done: bool,
}

impl<R: Read> Reader<R> {
    /// Reads the header.
    ///
    /// # Errors
    /// [`Error::Table`] where no column is a language, [`Error::Stream`] where `input` fails.
    pub fn new(mut input: R) -> Result<Self, Error> {
        let start = Start::read(&mut input)?;
        let mut records = ReaderBuilder::new()
            .has_headers(false)
            .delimiter(start.delimiter)
            .flexible(true)
            // A lone carriage return is text, and lines are counted by line feeds; see `without_return`.
            .terminator(Terminator::Any(b'\n'))
            .from_reader(Cursor::new(start.bytes).chain(input));
        let mut record = StringRecord::new();
        records
            .read_record(&mut record)
            .map_err(|error| failure(error, 1, start.skipped))?;
        let header = Header::read(
            without_return(&record).map(|cell| cell.strip_prefix(BYTE_ORDER_MARK).unwrap_or(cell)),
        )?;
        Ok(Self {
            records,
            record,
            skipped: start.skipped,
            header,
            is_done: false,
        })
    }

    fn read(&mut self) -> Result<Option<TranslationUnit>, Error> {
        loop {
            let line = self.records.position().line();
            let is_read = self
                .records
                .read_record(&mut self.record)
                .map_err(|error| failure(error, line, self.skipped))?;
            if !is_read {
                return Ok(None);
            }
            let line = self.record.position().map_or(line, csv::Position::line) + self.skipped;
            if self.record.len() == 1 && matches!(self.record.get(0), Some("" | "\r")) {
                continue;
            }
            if let Some(unit) = self.header.unit(without_return(&self.record), line)? {
                return Ok(Some(unit));
            }
        }
    }
}

impl<R: Read> Iterator for Reader<R> {
    type Item = Result<TranslationUnit, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        fused::next(self, |reader| &mut reader.is_done, Self::read)
    }
}

/// The start of a file, by which its separator is known.
struct Start {
    /// What was read, without a line `sep=`.
    bytes: Vec<u8>,
    delimiter: u8,
    /// How many lines were taken away.
    skipped: u64,
}

/// The most bytes in which a separator is looked for.
const LONGEST_START: u64 = 1 << 16;

impl Start {
    /// Reads at least the first line of `input`, or [`LONGEST_START`] bytes of it.
    fn read<R: Read>(input: &mut R) -> Result<Self, Error> {
        let mut bytes = Vec::new();
        while !bytes.contains(&b'\n') && (bytes.len() as u64) < LONGEST_START {
            let before = bytes.len();
            input.by_ref().take(4096).read_to_end(&mut bytes)?;
            if bytes.len() == before {
                break;
            }
        }
        let unmarked = bytes.strip_prefix(BYTE_ORDER_MARK.as_bytes());
        let text = unmarked.unwrap_or(&bytes);
        let line = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if let Some([delimiter]) = line.strip_prefix(b"sep=")
            && delimiter.is_ascii()
        {
            let delimiter = *delimiter;
            let rest = text.iter().position(|byte| *byte == b'\n').map(|at| at + 1);
            let rest = rest.and_then(|at| text.get(at..)).unwrap_or_default();
            return Ok(Self {
                bytes: rest.to_vec(),
                delimiter,
                skipped: 1,
            });
        }
        let delimiter = most_frequent(line);
        Ok(Self {
            bytes,
            delimiter,
            skipped: 0,
        })
    }
}

/// The separator that stands most often in `line` outside quotation marks; of equals the comma.
fn most_frequent(line: &[u8]) -> u8 {
    let count = |delimiter: u8| {
        let mut in_quotes = false;
        let outside = line.iter().filter(|byte| {
            in_quotes ^= **byte == b'"';
            !in_quotes && **byte == delimiter
        });
        outside.count()
    };
    let (mut best, mut most) = (b',', count(b','));
    for delimiter in *b";\t" {
        let found = count(delimiter);
        if found > most {
            (best, most) = (delimiter, found);
        }
    }
    best
}

/// The cells of a record that ends at CRLF or LF, without the carriage return.
fn without_return(record: &StringRecord) -> impl Iterator<Item = &str> + Clone {
    let last = record.len().saturating_sub(1);
    record.iter().enumerate().map(move |(at, cell)| {
        if at == last {
            cell.strip_suffix('\r').unwrap_or(cell)
        } else {
            cell
        }
    })
}

/// An error at `line`, or where it says itself, of the lines behind the first `skipped` ones.
fn failure(error: csv::Error, line: u64, skipped: u64) -> Error {
    let line = error.position().map_or(line, csv::Position::line) + skipped;
    let message = error.to_string();
    match error.into_kind() {
        csv::ErrorKind::Io(error) => Error::Stream(error),
        csv::ErrorKind::Utf8 { .. } => Error::Table {
            line,
            message: "the record is not UTF-8: decode the file before it is read".to_owned(),
        },
        _ => Error::Table { line, message },
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use yaddash_model::Variant;

    use super::*;

    fn written(unit: &TranslationUnit, options: TableOptions) -> (String, Losses) {
        let languages = vec!["az".parse().unwrap(), "en".parse().unwrap()];
        let mut writer = Writer::new(Vec::new(), languages, options).unwrap();
        writer.write(unit).unwrap();
        let (bytes, losses) = writer.finish().unwrap();
        (String::from_utf8(bytes).unwrap(), losses)
    }

    fn unit(az: &str, en: &str) -> TranslationUnit {
        let mut unit = TranslationUnit::default();
        for (language, text) in [("az", az), ("en", en)] {
            unit.variants
                .push(Variant::new(language.parse().unwrap(), text));
        }
        unit
    }

    #[test]
    fn quoting_follows_the_standard() {
        let (text, losses) = written(&unit("a, \"b\"\nc", "d"), TableOptions::default());
        assert_eq!(text, "az,en\r\n\"a, \"\"b\"\"\nc\",d\r\n");
        assert!(losses.is_empty());
    }

    #[test]
    fn formulas_are_guarded_when_asked() {
        let options = TableOptions::default()
            .with_guard_formulas(true)
            .with_byte_order_mark(true);
        let (text, losses) = written(&unit("=1+1", "–5"), options);
        assert_eq!(text, "\u{feff}az,en\r\n'=1+1,–5\r\n");
        assert_eq!(losses.guarded, 1);
        let (text, _) = written(&unit("=1+1", "x"), TableOptions::default());
        assert_eq!(text, "az,en\r\n=1+1,x\r\n");
    }

    #[test]
    fn marks_and_bad_records_are_seen() {
        let mut reader =
            Reader::new("\u{feff}az,en\r\n\"a\nb\",\"c\"\r\n\r\nd\r\n".as_bytes()).unwrap();
        assert_eq!(reader.next().unwrap().unwrap(), unit("a\nb", "c"));
        let error = reader.next().unwrap().unwrap_err();
        assert!(matches!(error, Error::Table { line: 5, .. }), "{error}");
        let mut reader = Reader::new(b"az,en\n\xff,b\n".as_slice()).unwrap();
        assert!(matches!(
            reader.next().unwrap(),
            Err(Error::Table { line: 2, .. })
        ));
        assert!(reader.next().is_none());
    }

    #[test]
    fn separators_of_spreadsheets_are_found() {
        for (table, line) in [
            ("az;en;note, or remark\r\na,b;\"c;d\";\r\ne\r\n", 3),
            ("az\ten\na,b\tc;d\ne\n", 3),
            ("\u{feff}sep=;\r\naz;en\r\na,b;\"c;d\"\r\ne\r\n", 4),
            ("sep=|\naz|en\n\na,b|c;d\ne\n", 5),
            ("\"az\",en\n\"a,b\",c;d\ne\n", 3),
        ] {
            let mut reader = Reader::new(table.as_bytes()).unwrap();
            assert_eq!(
                reader.next().unwrap().unwrap(),
                unit("a,b", "c;d"),
                "{table}"
            );
            let error = reader.next().unwrap().unwrap_err().to_string();
            assert!(
                error.starts_with(&format!("line {line}:")),
                "{table}: {error}"
            );
        }
        assert!(Reader::new("sep=;".as_bytes()).is_err());
        assert!(Reader::new("".as_bytes()).is_err());
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(az in "([a-zə,\"\t\n\r =]|\\PC){1,20}", en in "([a-z,\"\n]|\\PC){1,20}") {
            let unit = unit(&az, &en);
            let (text, _) = written(&unit, TableOptions::default());
            let read: Vec<_> = Reader::new(text.as_bytes()).unwrap().collect::<Result<_, _>>().unwrap();
            prop_assert_eq!(read, [unit]);
        }

        #[test]
        fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let table = [b"az,en\n".as_slice(), &bytes].concat();
            let _ = Reader::new(table.as_slice()).unwrap().count();
            let _ = Reader::new(bytes.as_slice()).map(Iterator::count);
        }
    }
}
