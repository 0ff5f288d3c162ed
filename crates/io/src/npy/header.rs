//! The header of an NPY file: magic bytes, version, length, and a dictionary as Python writes it.

use super::{NpyError, Width};

/// The most bytes that a dictionary may take; real ones take less than two hundred.
pub(super) const LARGEST: usize = 1 << 16;

const MAGIC: &[u8] = b"\x93NUMPY";

/// What the header says of a table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Header {
    pub(super) width: Width,
    pub(super) is_big_endian: bool,
    pub(super) rows: usize,
    pub(super) columns: usize,
}

impl Header {
    /// The header, and the bytes behind it.
    pub(super) fn read(bytes: &[u8]) -> Result<(Self, &[u8]), NpyError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(NpyError::Magic)?;
        let (&[major, minor], rest) = rest.split_first_chunk().ok_or(NpyError::Cut)?;
        let (length, rest) = match (major, minor) {
            (1, 0) => {
                let (length, rest) = rest.split_first_chunk().ok_or(NpyError::Cut)?;
                (u32::from(u16::from_le_bytes(*length)), rest)
            }
            (2 | 3, 0) => {
                let (length, rest) = rest.split_first_chunk().ok_or(NpyError::Cut)?;
                (u32::from_le_bytes(*length), rest)
            }
            _ => return Err(NpyError::Version(major, minor)),
        };
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        if length > LARGEST {
            return Err(NpyError::LongHeader(length));
        }
        let (dictionary, data) = rest.split_at_checked(length).ok_or(NpyError::Cut)?;
        let mut scanner = Scanner {
            left: dictionary,
            end: bytes.len() - data.len(),
        };
        Ok((scanner.dictionary()?, data))
    }
}

/// Reads the dictionary from left to right.
struct Scanner<'a> {
    left: &'a [u8],
    /// Where in the file the dictionary ends.
    end: usize,
}

impl<'a> Scanner<'a> {
    /// The three entries, each once, in any order, and nothing behind them.
    fn dictionary(&mut self) -> Result<Header, NpyError> {
        let (mut descr, mut order, mut shape) = (None, None, None);
        self.expect(b'{', "no dictionary begins")?;
        while !self.take(b'}') {
            let key = self.text()?;
            self.expect(b':', "a `:` is missing")?;
            let is_new = match key {
                b"descr" => descr.replace(self.text()?).is_none(),
                b"fortran_order" => order.replace(self.boolean()?).is_none(),
                b"shape" => shape.replace(self.tuple()?).is_none(),
                _ => return Err(self.wrong("an entry that the format does not know")),
            };
            if !is_new {
                return Err(self.wrong("an entry stands twice"));
            }
            if !self.take(b',') {
                self.expect(b'}', "a `,` or `}` is missing")?;
                break;
            }
        }
        self.skip_space();
        if !self.left.is_empty() {
            return Err(self.wrong("something stands behind the dictionary"));
        }
        let descr = descr.ok_or_else(|| self.wrong("`descr` is missing"))?;
        let order = order.ok_or_else(|| self.wrong("`fortran_order` is missing"))?;
        let shape = shape.ok_or_else(|| self.wrong("`shape` is missing"))?;
        let (width, is_big_endian) = number_type(descr)?;
        let [rows, columns] = *shape.as_slice() else {
            return Err(NpyError::Shape(tuple_text(&shape)));
        };
        if columns == 0 {
            return Err(NpyError::Shape(tuple_text(&shape)));
        }
        if order {
            return Err(NpyError::FortranOrder);
        }
        Ok(Header {
            width,
            is_big_endian,
            rows,
            columns,
        })
    }

    fn wrong(&self, reason: &'static str) -> NpyError {
        NpyError::Header {
            reason,
            at: self.end - self.left.len(),
        }
    }

    fn skip_space(&mut self) {
        self.left = self.left.trim_ascii_start();
    }

    /// Goes over a sign, if it is the next.
    fn take(&mut self, sign: u8) -> bool {
        self.skip_space();
        let rest = self.left.strip_prefix(&[sign]);
        self.left = rest.unwrap_or(self.left);
        rest.is_some()
    }

    fn expect(&mut self, sign: u8, reason: &'static str) -> Result<(), NpyError> {
        if self.take(sign) {
            Ok(())
        } else {
            Err(self.wrong(reason))
        }
    }

    /// A text in single or double quotation marks, without escapes.
    fn text(&mut self) -> Result<&'a [u8], NpyError> {
        self.skip_space();
        let (&quote, rest) = self
            .left
            .split_first()
            .filter(|(first, _)| matches!(first, b'\'' | b'"'))
            .ok_or_else(|| self.wrong("a text in quotation marks is missing"))?;
        let end = rest
            .iter()
            .position(|byte| *byte == quote)
            .ok_or_else(|| self.wrong("a text does not end"))?;
        let (text, rest) = rest.split_at(end);
        if text.contains(&b'\\') {
            return Err(self.wrong("a text with escapes"));
        }
        self.left = rest.get(1..).unwrap_or_default();
        Ok(text)
    }

    fn boolean(&mut self) -> Result<bool, NpyError> {
        self.skip_space();
        for (name, value) in [(&b"True"[..], true), (b"False", false)] {
            if let Some(rest) = self.left.strip_prefix(name) {
                self.left = rest;
                return Ok(value);
            }
        }
        Err(self.wrong("`True` or `False` is missing"))
    }

    /// Numbers in brackets; a single one has a comma behind it.
    fn tuple(&mut self) -> Result<Vec<usize>, NpyError> {
        self.expect(b'(', "a `(` is missing")?;
        let mut numbers = Vec::new();
        while !self.take(b')') {
            numbers.push(self.number()?);
            if !self.take(b',') {
                self.expect(b')', "a `,` or `)` is missing")?;
                break;
            }
        }
        Ok(numbers)
    }

    fn number(&mut self) -> Result<usize, NpyError> {
        self.skip_space();
        let digits = self.left.iter().take_while(|byte| byte.is_ascii_digit());
        let (digits, rest) = self.left.split_at(digits.count());
        let number = std::str::from_utf8(digits)
            .ok()
            .and_then(|digits| digits.parse().ok())
            .ok_or_else(|| self.wrong("a number is missing or too large"))?;
        self.left = rest;
        Ok(number)
    }
}

/// What numbers of the type `descr` are.
fn number_type(descr: &[u8]) -> Result<(Width, bool), NpyError> {
    let unknown = || NpyError::Type(descr.escape_ascii().to_string());
    let (order, kind) = descr.split_first().ok_or_else(unknown)?;
    let is_big_endian = match order {
        b'<' => false,
        b'>' => true,
        _ => return Err(unknown()),
    };
    let width = match kind {
        b"f2" => Width::Half,
        b"f4" => Width::Single,
        b"f8" => Width::Double,
        _ => return Err(unknown()),
    };
    Ok((width, is_big_endian))
}

/// A shape as Python writes it, cut where it is long.
fn tuple_text(shape: &[usize]) -> String {
    let shown: Vec<String> = shape.iter().take(8).map(usize::to_string).collect();
    let end = match shape.len() {
        1 => ",",
        0..=8 => "",
        _ => ", …",
    };
    format!("({}{end})", shown.join(", "))
}
