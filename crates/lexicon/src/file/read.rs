//! Bytes to lexicons.

use std::collections::BTreeMap;

use twox_hash::XxHash3_128;
use yaddash_model::LanguageTag;

use super::{CHECKSUM, MAGIC, VERSION};
use crate::key::language_name;
use crate::table::{Link, Table, Words};
use crate::{Error, ErrorKind, Key, Lexicon};

pub(super) fn lexicon(bytes: &[u8]) -> Result<Lexicon, Error> {
    let body = bytes
        .strip_prefix(MAGIC)
        .ok_or_else(|| Error::new(ErrorKind::NotLexicon))?;
    match body.first() {
        Some(&VERSION) => {}
        Some(&version) => {
            return Err(Error::new(ErrorKind::Version {
                version: version.wrapping_sub(b'0'),
            }));
        }
        None => return Err(Error::new(ErrorKind::Checksum)),
    }
    let damaged = || Error::new(ErrorKind::Checksum);
    let end = bytes.len().checked_sub(CHECKSUM).ok_or_else(damaged)?;
    let (content, checksum) = bytes.split_at_checked(end).ok_or_else(damaged)?;
    if XxHash3_128::oneshot(content).to_le_bytes() != checksum {
        return Err(damaged());
    }
    let mut input = Input {
        bytes: content,
        at: MAGIC.len() + 1,
    };
    let mut tables = BTreeMap::new();
    for _ in 0..input.number()? {
        let name = (input.language()?, input.language()?);
        if name.0 > name.1 {
            return Err(input.no("pair of languages in order"));
        }
        let words = [input.words()?, input.words()?];
        let links = input.links(&words)?;
        if tables.insert(name, Table::new(words, links)).is_some() {
            return Err(input.no("other pair of languages"));
        }
    }
    if input.at != content.len() {
        return Err(input.no("end"));
    }
    Ok(Lexicon { tables })
}

struct Input<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Input<'a> {
    fn no(&self, expected: &'static str) -> Error {
        Error::new(ErrorKind::Broken {
            at: self.at,
            expected,
        })
    }

    fn take(&mut self, count: usize, expected: &'static str) -> Result<&'a [u8], Error> {
        let end = self.at.checked_add(count);
        let taken = end
            .and_then(|end| self.bytes.get(self.at..end))
            .ok_or_else(|| self.no(expected))?;
        self.at += count;
        Ok(taken)
    }

    fn number(&mut self) -> Result<usize, Error> {
        Ok(self.count()? as usize)
    }

    /// A number of 32 bits.
    fn count(&mut self) -> Result<u32, Error> {
        let mut value = 0_u64;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.take(1, "number")?.first().copied().unwrap_or_default();
            value |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return u32::try_from(value).map_err(|_| self.no("number of 32 bits"));
            }
        }
        Err(self.no("number of 32 bits"))
    }

    fn language(&mut self) -> Result<String, Error> {
        let length = self.number()?;
        let text = self.take(length, "language")?;
        let tag = std::str::from_utf8(text)
            .ok()
            .and_then(|text| text.parse::<LanguageTag>().ok());
        let name = tag
            .map(|tag| language_name(&tag))
            .filter(|name| name.as_bytes() == text);
        name.ok_or_else(|| self.no("language"))
    }

    fn words(&mut self) -> Result<Words, Error> {
        let count = self.number()?;
        // A word takes three bytes at least, so what is promised cannot be more than what is there.
        let room = count.min(self.bytes.len() / 3);
        let mut words = Words {
            keys: Vec::with_capacity(room),
            totals: Vec::with_capacity(room),
        };
        let mut word = Vec::new();
        for _ in 0..count {
            let same = self.number()?;
            let rest = self.number()?;
            if same > word.len() {
                return Err(self.no("word"));
            }
            word.truncate(same);
            word.extend_from_slice(self.take(rest, "word")?);
            let text = std::str::from_utf8(&word).map_err(|_| self.no("word in UTF-8"))?;
            let key = Key::of_stem(text);
            let is_whole = key.text() == text && !text.is_empty();
            if !is_whole || words.keys.last().is_some_and(|before| *before >= key) {
                return Err(self.no("word in order"));
            }
            words.keys.push(key);
            words.totals.push(self.count()?);
        }
        Ok(words)
    }

    fn links(&mut self, [first, second]: &[Words; 2]) -> Result<Vec<Link>, Error> {
        let mut links = Vec::new();
        for word in 0..first.keys.len() {
            let mut before: Option<u32> = None;
            for _ in 0..self.number()? {
                let step = self.count()?;
                let other = match before {
                    Some(_) if step == 0 => None,
                    before => before.unwrap_or_default().checked_add(step),
                };
                let other = other.filter(|other| (*other as usize) < second.keys.len());
                let other = other.ok_or_else(|| self.no("word of the other language"))?;
                let count = self.count()?;
                links.push(Link {
                    first: crate::table::number(word),
                    second: other,
                    count,
                });
                before = Some(other);
            }
        }
        Ok(links)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A lexicon of a few words and links.
    fn small() -> Lexicon {
        let key = |text: &str| Key::of_stem(text);
        let totals = [
            vec![(key("qap"), 640), (key("qapaq"), 64)],
            vec![(key("door"), 700), (key("lid"), 64), (key("двер"), 1)],
        ];
        let links = vec![
            (key("qap"), key("door"), 600),
            (key("qapaq"), key("lid"), 32),
            (key("qapaq"), key("двер"), 1),
        ];
        let tables = BTreeMap::from([(
            ("az".to_owned(), "en".to_owned()),
            Table::of_counts(totals, links),
        )]);
        Lexicon { tables }
    }

    /// The bytes with a checksum that is right.
    fn signed(mut content: Vec<u8>) -> Vec<u8> {
        let checksum = XxHash3_128::oneshot(&content);
        content.extend_from_slice(&checksum.to_le_bytes());
        content
    }

    #[test]
    fn what_was_written_is_read_back() {
        for lexicon in [small(), Lexicon::new()] {
            let bytes = lexicon.to_bytes();
            assert_eq!(Lexicon::from_bytes(&bytes).unwrap(), lexicon);
        }
        assert_eq!(small().to_bytes().len(), 78);
    }

    #[test]
    fn every_broken_file_is_refused() {
        let bytes = small().to_bytes();
        let error = |bytes: &[u8]| Lexicon::from_bytes(bytes).unwrap_err();
        assert!(matches!(error(b"<?xml").kind(), ErrorKind::NotLexicon));
        assert!(matches!(
            error(b"YADLEX2 and more").kind(),
            ErrorKind::Version { version: 2 }
        ));
        for length in MAGIC.len()..bytes.len() {
            assert!(
                matches!(error(&bytes[..length]).kind(), ErrorKind::Checksum),
                "{length}"
            );
        }
        for at in MAGIC.len() + 1..bytes.len() {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1;
            assert!(
                matches!(error(&flipped).kind(), ErrorKind::Checksum),
                "{at}"
            );
        }
        let content = &bytes[..bytes.len() - CHECKSUM];
        for length in MAGIC.len() + 1..content.len() {
            assert!(
                matches!(
                    error(&signed(content[..length].to_vec())).kind(),
                    ErrorKind::Broken { .. }
                ),
                "{length}"
            );
        }
        let longer = signed([content, b"\0"].concat());
        assert!(matches!(
            error(&longer).kind(),
            ErrorKind::Broken {
                expected: "end",
                ..
            }
        ));
    }

    proptest! {
        #[test]
        fn no_content_makes_it_panic(content in prop::collection::vec(any::<u8>(), 0..60), at in 7_usize..62, byte: u8) {
            let _ = Lexicon::from_bytes(&signed([b"YADLEX1".to_vec(), content].concat()));
            let mut bytes = small().to_bytes();
            bytes.truncate(62);
            bytes[at] = byte;
            if let Ok(lexicon) = Lexicon::from_bytes(&signed(bytes)) {
                prop_assert_eq!(Lexicon::from_bytes(&lexicon.to_bytes()).unwrap(), lexicon);
            }
        }
    }
}
