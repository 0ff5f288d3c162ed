//! Tables of numbers in the NPY format, versions 1 to 3 (NEP 1 and `numpy.lib.format` of `NumPy`).
//!
//! Read are tables of two dimensions, row after row, of floating-point numbers of 16, 32 or 64 bits in either byte order.
//! Nothing is taken on trust: the size that the header claims must be that of the data, so the memory taken is bounded by
//! the bytes at hand.

mod header;

use thiserror::Error;

use self::header::Header;

/// A table of numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Number of rows.
    pub rows: usize,
    /// Numbers in each row; at least one.
    pub columns: usize,
    /// The numbers, row after row, all finite.
    pub values: Vec<f32>,
}

/// Why bytes are no table in NPY format.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum NpyError {
    /// The first bytes are others.
    #[error("is no NPY file: it does not begin with \\x93NUMPY; write it with numpy.save")]
    Magic,
    /// A version of the format that is not known.
    #[error("is of version {0}.{1} of the NPY format; versions 1.0, 2.0 and 3.0 are read")]
    Version(u8, u8),
    /// The file ends inside the header.
    #[error("ends inside its header")]
    Cut,
    /// A header that is far longer than any table needs.
    #[error("has a header of {0} bytes, above the limit of {limit}", limit = header::LARGEST)]
    LongHeader(usize),
    /// The header is not the dictionary that the format asks for.
    #[error("has a header that cannot be read: {reason} at byte {at} of the file")]
    Header {
        /// What was found or is missing.
        reason: &'static str,
        /// Where, from 0.
        at: usize,
    },
    /// Numbers of a kind that is not read.
    #[error(
        "holds numbers of the type `{0}`; save them as float32 (float16 and float64 are read too)"
    )]
    Type(String),
    /// Columns come before rows.
    #[error(
        "holds its numbers column after column; save it in C order, with numpy.ascontiguousarray"
    )]
    FortranOrder,
    /// Not a table of two dimensions with columns.
    #[error("has the shape {0}; a table of rows and columns is needed, such as (120, 768)")]
    Shape(String),
    /// More or fewer bytes than the header claims.
    #[error("holds {found} bytes of numbers where its header claims {claimed}")]
    Size {
        /// Bytes behind the header.
        found: usize,
        /// What rows and columns make; none where it is beyond all memory.
        claimed: Claimed,
    },
    /// A number that is infinite or none at all.
    #[error("holds a number that is not finite, in row {row}, column {column}")]
    NotFinite {
        /// The row, from 1.
        row: usize,
        /// The column, from 1.
        column: usize,
    },
}

/// How many bytes a header claims; none where the number is beyond what memory can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claimed(pub Option<usize>);

impl std::fmt::Display for Claimed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            Some(bytes) => write!(f, "{bytes}"),
            None => f.write_str("more than any memory holds"),
        }
    }
}

/// A floating-point number of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Width {
    Half,
    Single,
    Double,
}

impl Width {
    const fn bytes(self) -> usize {
        match self {
            Self::Half => 2,
            Self::Single => 4,
            Self::Double => 8,
        }
    }

    /// The number in bytes whose least significant one comes first.
    fn number(self, bytes: &[u8]) -> f32 {
        match self {
            Self::Half => of_half(bytes.try_into().map_or(0, u16::from_le_bytes)),
            Self::Single => bytes.try_into().map_or(0.0, f32::from_le_bytes),
            Self::Double => {
                let double = bytes.try_into().map_or(0.0, f64::from_le_bytes);
                #[expect(
                    clippy::cast_possible_truncation,
                    reason = "rounded; what is too large becomes infinite and is refused"
                )]
                let single = double as f32;
                single
            }
        }
    }
}

/// The value of a number of 16 bits (IEEE 754, binary16).
fn of_half(bits: u16) -> f32 {
    let sign = if bits >> 15 == 1 { -1.0 } else { 1.0 };
    let exponent = bits >> 10 & 0x1f;
    let fraction = f32::from(bits & 0x3ff);
    sign * match exponent {
        0 => fraction * 2_f32.powi(-24),
        0x1f if fraction > 0.0 => f32::NAN,
        0x1f => f32::INFINITY,
        _ => (fraction + 1024.0) * 2_f32.powi(i32::from(exponent) - 25),
    }
}

impl Table {
    /// Reads a table from all bytes of a file.
    ///
    /// # Errors
    /// [`NpyError`] where the bytes are no such table, or hold more or less than it, or a number is not finite.
    pub fn from_npy(bytes: &[u8]) -> Result<Self, NpyError> {
        let (header, data) = Header::read(bytes)?;
        let claimed = header
            .rows
            .checked_mul(header.columns)
            .and_then(|count| count.checked_mul(header.width.bytes()));
        if claimed != Some(data.len()) {
            return Err(NpyError::Size {
                found: data.len(),
                claimed: Claimed(claimed),
            });
        }
        let mut values = Vec::with_capacity(header.rows * header.columns);
        for number in data.chunks_exact(header.width.bytes()) {
            let mut little = [0; 8];
            let little = little.get_mut(..number.len()).unwrap_or_default();
            little.copy_from_slice(number);
            if header.is_big_endian {
                little.reverse();
            }
            let value = header.width.number(little);
            if !value.is_finite() {
                return Err(NpyError::NotFinite {
                    row: values.len() / header.columns + 1,
                    column: values.len() % header.columns + 1,
                });
            }
            values.push(value);
        }
        Ok(Self {
            rows: header.rows,
            columns: header.columns,
            values,
        })
    }
}

#[cfg(test)]
mod tests;
