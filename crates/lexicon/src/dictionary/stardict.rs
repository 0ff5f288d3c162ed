//! Dictionaries of `StarDict`, by the description of its format, version 2.4.2 and 3.0.0.

use std::borrow::Cow;

use crate::{Error, ErrorKind};

/// The parts of a `StarDict` dictionary, unpacked.
#[derive(Clone, Copy, Debug)]
pub struct StarDict<'a> {
    /// The file `.ifo`.
    pub info: &'a str,
    /// The file `.idx`.
    pub index: &'a [u8],
    /// The file `.dict`.
    pub data: &'a [u8],
    /// The file `.syn`, where there is one.
    pub synonyms: Option<&'a [u8]>,
}

/// An entry of the index.
struct Entry<'a> {
    headword: Cow<'a, str>,
    definition: String,
}

impl<'a> StarDict<'a> {
    /// Gives each entry to `take`: its headword and its definition, and each synonym with the definition of its entry.
    pub(super) fn entries(&self, mut take: impl FnMut(&str, &str)) -> Result<(), Error> {
        if !self
            .info
            .trim_start_matches('\u{FEFF}')
            .starts_with("StarDict's dict ifo file")
        {
            return Err(broken(
                0,
                "the .ifo file does not begin with `StarDict's dict ifo file`",
            ));
        }
        let types = self.value("sametypesequence").unwrap_or_default();
        let offset_bytes = if self.value("idxoffsetbits") == Some("64") {
            8
        } else {
            4
        };
        let mut entries: Vec<Entry<'a>> = Vec::new();
        let mut rest = self.index;
        while !rest.is_empty() {
            let number = entries.len() + 1;
            let cut_off = || broken(number, "the index ends inside it");
            let (headword, after) = word(rest).ok_or_else(cut_off)?;
            let (offset, after) = big_endian(after, offset_bytes).ok_or_else(cut_off)?;
            let (size, after) = big_endian(after, 4).ok_or_else(cut_off)?;
            rest = after;
            let end = offset.checked_add(size);
            let bytes = end.and_then(|end| self.data.get(offset..end));
            let bytes =
                bytes.ok_or_else(|| broken(number, "it points behind the end of the data"))?;
            let definition = text(bytes, types);
            take(&headword, &definition);
            entries.push(Entry {
                headword,
                definition: if self.synonyms.is_some() {
                    definition
                } else {
                    String::new()
                },
            });
        }
        let mut rest = self.synonyms.unwrap_or_default();
        let mut number = 0;
        while !rest.is_empty() {
            number += 1;
            let cut_off = || broken(number, "the list of synonyms ends inside it");
            let (synonym, after) = word(rest).ok_or_else(cut_off)?;
            let (place, after) = big_endian(after, 4).ok_or_else(cut_off)?;
            rest = after;
            let entry = entries
                .get(place)
                .ok_or_else(|| broken(number, "the synonym is of no entry"))?;
            if synonym != entry.headword {
                take(&synonym, &entry.definition);
            }
        }
        Ok(())
    }

    fn value(&self, name: &str) -> Option<&'a str> {
        let values = self.info.lines().filter_map(|line| line.split_once('='));
        values
            .filter(|(key, _)| *key == name)
            .map(|(_, value)| value.trim())
            .next()
    }
}

fn broken(entry: usize, reason: &'static str) -> Error {
    Error::new(ErrorKind::Index { entry, reason })
}

/// A word up to a zero byte, and what follows.
fn word(bytes: &[u8]) -> Option<(Cow<'_, str>, &[u8])> {
    let end = bytes.iter().position(|byte| *byte == 0)?;
    Some((
        String::from_utf8_lossy(bytes.get(..end)?),
        bytes.get(end + 1..)?,
    ))
}

fn big_endian(bytes: &[u8], count: usize) -> Option<(usize, &[u8])> {
    let (number, rest) = bytes.split_at_checked(count)?;
    let value = number.iter().try_fold(0_u64, |value, byte| {
        Some(value.checked_mul(256)? + u64::from(*byte))
    })?;
    Some((usize::try_from(value).ok()?, rest))
}

/// The fields of a definition that are text: a letter for the type of each comes before it, or once for all in `types`,
/// where the last one has neither end nor size.
fn text(bytes: &[u8], types: &str) -> String {
    let mut found = String::new();
    let mut rest = bytes;
    let mut types = types.bytes().peekable();
    let are_types_given = types.peek().is_some();
    loop {
        let kind = if are_types_given {
            types.next()
        } else {
            rest.split_off_first().copied()
        };
        let Some(kind) = kind else { return found };
        let is_last = are_types_given && types.peek().is_none();
        let field = if is_last {
            std::mem::take(&mut rest)
        } else if kind.is_ascii_uppercase() {
            let Some((field, after)) =
                big_endian(rest, 4).and_then(|(size, after)| after.split_at_checked(size))
            else {
                return found;
            };
            rest = after;
            field
        } else {
            let end = rest
                .iter()
                .position(|byte| *byte == 0)
                .unwrap_or(rest.len());
            let field = rest.get(..end).unwrap_or_default();
            rest = rest.get(end + 1..).unwrap_or_default();
            field
        };
        // Plain text, text in the encoding of the locale, Pango, XDXF, HTML, KingSoft, MediaWiki; not pronunciation (t, y).
        if b"mlgxhkw".contains(&kind) {
            found.push_str(&String::from_utf8_lossy(field));
            found.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_by_their_types() {
        assert_eq!(text("rʌn\0бежать".as_bytes(), "tm"), "бежать\n");
        assert_eq!(text("trʌn\0mбежать\0".as_bytes(), ""), "бежать\n");
        assert_eq!(text(b"W\0\0\0\x02..mhouse", ""), "house\n");
        assert_eq!(text(b"W\0\0\0\xFF..", ""), "");
    }
}
