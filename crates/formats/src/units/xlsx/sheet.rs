//! The rows of a sheet, one after the other.

use std::io::{Read, Seek};

use yaddash_io::encoding::{DecodingReader, Hint};
use yaddash_io::xml::{Tag, XmlEvent, XmlLimits, XmlReader};

use super::text::unescaped;
use super::workbook::{TextItem, Workbook};
use super::{Flattened, MOST_COLUMNS, MOST_ROWS, cell, number};
use crate::Error;
use crate::document::package::{Package, PartStream};

/// The most bytes of a text, a tag or a whole row.
const LARGEST_ROW: usize = 64 << 20;

/// The rows of one sheet.
pub(super) struct Sheet<R: Read> {
    reader: XmlReader<DecodingReader<PartStream<R>>>,
    workbook: Workbook,
    /// What was simplified so far.
    pub(super) flattened: Flattened,
    /// The row that is read, from 1.
    number: u32,
}

/// A cell that is read.
#[derive(Debug, Default)]
struct Cell {
    column: usize,
    kind: String,
    style: usize,
    value: String,
    in_value: bool,
    inline: TextItem,
}

impl<R: Read + Seek> Sheet<R> {
    /// The sheet `name` of the workbook in `file`, or its first one.
    pub(super) fn open(file: R, name: Option<&str>) -> Result<Self, Error> {
        let mut package = Package::read(file)?;
        let workbook = Workbook::read(&mut package, name)?;
        let stream = package.into_stream(&workbook.sheet)?;
        let limits = XmlLimits::new().with_token_bytes(LARGEST_ROW as u64);
        let reader = XmlReader::with_limits(DecodingReader::new(stream, Hint::xml())?, limits);
        Ok(Self {
            reader,
            workbook,
            flattened: Flattened::default(),
            number: 0,
        })
    }
}

impl<R: Read> Sheet<R> {
    /// The number of the row that was read last.
    pub(super) fn number(&self) -> u64 {
        u64::from(self.number)
    }

    /// The texts of the next row that has cells, by column; `None` behind the last one.
    pub(super) fn next(&mut self) -> Result<Option<Vec<String>>, Error> {
        let mut row = Vec::new();
        let mut bytes = 0;
        let mut cell = Cell::default();
        loop {
            let part = &self.workbook.sheet;
            let event = self.reader.next_event().map_err(|source| Error::Xml {
                part: part.clone(),
                source,
            })?;
            match event {
                XmlEvent::Eof => return Ok(None),
                XmlEvent::Start(tag) | XmlEvent::Empty(tag) if tag.local_name() == "row" => {
                    self.number = row_number(&tag, self.number)?;
                }
                XmlEvent::Start(tag) if tag.local_name() == "c" => {
                    cell = Cell::begin(&tag, row.len(), self.number)?;
                }
                XmlEvent::Start(tag) => cell.start(tag.local_name()),
                XmlEvent::Empty(tag) if tag.local_name() == "c" => {
                    let empty = Cell::begin(&tag, row.len(), self.number)?;
                    place(&mut row, empty.column, String::new());
                }
                XmlEvent::End(tag) => match tag.local_name() {
                    "row" if !row.is_empty() => return Ok(Some(row)),
                    "c" => {
                        let cell = std::mem::take(&mut cell);
                        let column = cell.column;
                        let text = cell.shown(&self.workbook, &mut self.flattened);
                        bytes += text.len();
                        place(&mut row, column, text);
                    }
                    name => cell.end(name),
                },
                event => {
                    let text = event.as_text().unwrap_or_default();
                    bytes += text.len();
                    cell.text(text);
                }
            }
            if bytes > LARGEST_ROW {
                return Err(Error::Limit {
                    what: "the size of a row",
                    limit: LARGEST_ROW as u64,
                });
            }
        }
    }
}

/// The number of a row that follows row `last`.
fn row_number(tag: &Tag<'_>, last: u32) -> Result<u32, Error> {
    let number = match tag.attribute("r") {
        Some(number) => number.trim().parse().unwrap_or(u32::MAX),
        None => last + 1,
    };
    if (1..=MOST_ROWS).contains(&number) {
        return Ok(number);
    }
    Err(Error::Limit {
        what: "the number of rows",
        limit: u64::from(MOST_ROWS),
    })
}

fn place(row: &mut Vec<String>, column: usize, text: String) {
    if row.len() <= column {
        row.resize_with(column + 1, String::new);
    }
    if let Some(place) = row.get_mut(column) {
        *place = text;
    }
}

impl Cell {
    /// A cell of the row `row` that stands at `next` where its tag does not say.
    fn begin(tag: &Tag<'_>, next: usize, row: u32) -> Result<Self, Error> {
        let column = match tag.attribute("r") {
            Some(reference) => cell::column(&reference).ok_or_else(|| Error::Table {
                line: u64::from(row),
                message: format!("`{reference}` is no place of a cell"),
            })?,
            None => next,
        };
        if column >= MOST_COLUMNS {
            return Err(Error::Limit {
                what: "the number of columns",
                limit: MOST_COLUMNS as u64,
            });
        }
        let style = tag
            .attribute("s")
            .and_then(|style| style.trim().parse().ok());
        Ok(Self {
            column,
            kind: tag.attribute("t").unwrap_or_default().into_owned(),
            style: style.unwrap_or(0),
            ..Self::default()
        })
    }

    fn start(&mut self, name: &str) {
        self.in_value = name == "v";
        self.inline.start(name);
    }

    fn end(&mut self, name: &str) {
        self.in_value = false;
        self.inline.end(name);
    }

    fn text(&mut self, text: &str) {
        if self.in_value {
            self.value.push_str(text);
        }
        self.inline.text(text);
    }

    /// The text of the cell by its type (ISO/IEC 29500-1 section 18.18.11, `ST_CellType`).
    fn shown(mut self, workbook: &Workbook, flattened: &mut Flattened) -> String {
        let value = self.value;
        match self.kind.as_str() {
            "s" => {
                let index = value.trim().parse().ok();
                let shared = index.and_then(|index| workbook.shared.get(index));
                let (text, is_rich) = shared.unwrap_or_default();
                flattened.rich += u64::from(is_rich);
                text.to_owned()
            }
            "inlineStr" => {
                let (text, is_rich) = self.inline.take();
                flattened.rich += u64::from(is_rich);
                unescaped(&text).into_owned()
            }
            "str" => unescaped(&value).into_owned(),
            _ if value.is_empty() => value,
            "b" => {
                flattened.booleans += 1;
                let is_true = matches!(value.trim(), "1" | "true");
                if is_true { "TRUE" } else { "FALSE" }.to_owned()
            }
            "e" => {
                flattened.errors += 1;
                String::new()
            }
            "d" => {
                flattened.dates += 1;
                value
            }
            _ if workbook.formats.is_date(self.style) => {
                flattened.dates += 1;
                number::date(&value, workbook.is_1904)
            }
            _ => {
                flattened.numbers += 1;
                number::shown(&value)
            }
        }
    }
}
