//! Bytes that are not UTF-8 in a file that otherwise is.

use yaddash_io::encoding::{self, Encoding, Hint};

/// How many bytes of earlier regions help to guess.
const SAMPLE: usize = 1 << 14;

/// Bytes that are not UTF-8 and what was made of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ByteFault {
    /// Read in another encoding.
    Guessed {
        /// The encoding.
        encoding: Encoding,
        /// The text that came out.
        text: String,
    },
    /// A byte of a code page for Windows that stands for the same sign in all of them.
    Sign(char),
    /// Not readable: U+FFFD stands in their place.
    Unreadable(Vec<u8>),
}

/// Reads such bytes, a region after the other, and learns from each for the next.
#[derive(Default)]
pub(super) struct Regions {
    sample: Vec<u8>,
    /// What was guessed, and how long the sample was then.
    guess: Option<(Encoding, usize)>,
}

impl Regions {
    /// The text of a region, a stretch without markup, and its faults with their places in the text.
    pub(super) fn decode(&mut self, bytes: &[u8]) -> (String, Vec<(usize, ByteFault)>) {
        let mut has_utf8 = false;
        let mut has_foreign = false;
        for chunk in bytes.utf8_chunks() {
            has_utf8 |= !chunk.valid().is_ascii();
            // More than one byte: the start of a character of UTF-8 that was cut.
            has_foreign |= chunk.invalid().len() == 1;
        }
        if has_utf8 || !has_foreign {
            damaged(bytes)
        } else {
            self.foreign(bytes)
        }
    }

    /// The encoding of the sample, guessed anew each time that there is half as much again of it.
    fn guess(&mut self) -> Encoding {
        if let Some((encoding, length)) = self.guess
            && self.sample.len() <= length + length / 2
        {
            return encoding;
        }
        let encoding = encoding::decode(&self.sample, Hint::default()).encoding;
        self.guess = Some((encoding, self.sample.len()));
        encoding
    }

    /// A region that is in another encoding as a whole.
    fn foreign(&mut self, bytes: &[u8]) -> (String, Vec<(usize, ByteFault)>) {
        if self.sample.len() < SAMPLE {
            self.sample.extend_from_slice(bytes);
            self.sample.push(b'\n');
        }
        let encoding = self.guess();
        let hint = Hint {
            chosen: Some(encoding),
            ..Hint::default()
        };
        let text = encoding::decode(bytes, hint).text.into_owned();
        let at = text
            .char_indices()
            .find(|(_, character)| !character.is_ascii())
            .map_or(0, |(at, _)| at);
        let fault = ByteFault::Guessed {
            encoding,
            text: text.clone(),
        };
        (text, vec![(at, fault)])
    }
}

/// A region in UTF-8 in which some bytes are damaged.
fn damaged(bytes: &[u8]) -> (String, Vec<(usize, ByteFault)>) {
    let (mut text, mut faults) = (String::with_capacity(bytes.len()), Vec::new());
    let mut chunks = bytes.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        text.push_str(chunk.valid());
        let invalid = chunk.invalid();
        // A sign stands alone; bytes in a row are what is left of a character.
        let is_alone = (faults.is_empty() || !chunk.valid().is_empty())
            && chunks.peek().is_none_or(|next| !next.valid().is_empty());
        let (character, fault) = match *invalid {
            [] => continue,
            [byte] if is_alone && sign(byte).is_some() => {
                let character = sign(byte).unwrap_or(char::REPLACEMENT_CHARACTER);
                (character, ByteFault::Sign(character))
            }
            _ => (
                char::REPLACEMENT_CHARACTER,
                ByteFault::Unreadable(invalid.to_vec()),
            ),
        };
        faults.push((text.len(), fault));
        text.push(character);
    }
    (text, faults)
}

/// The punctuation that windows-1250 to windows-1258 have in common and that stands for itself in running text.
const fn sign(byte: u8) -> Option<char> {
    Some(match byte {
        0x85 => '…',
        0x91 => '‘',
        0x92 => '’',
        0x93 => '“',
        0x94 => '”',
        0x96 => '–',
        0x97 => '—',
        0xA0 => '\u{A0}',
        0xAB => '«',
        0xBB => '»',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> String {
        Regions::default().decode(bytes).0
    }

    #[test]
    fn a_region_without_utf8_is_read_in_its_own_encoding() {
        assert_eq!(read(b"caf\xe9 au lait"), "café au lait");
        let cyrillic =
            b"\xcc\xe8\xeb\xeb\xe8 \xcc\xe5\xe4\xe6\xeb\xe8\xf1 \xf1\xee\xe1\xf0\xe0\xeb\xf1\xff";
        assert_eq!(read(cyrillic), "Милли Меджлис собрался");
    }

    #[test]
    fn a_damaged_region_keeps_what_it_has() {
        assert_eq!(read(b"M\xc9\x99clis \xc9 v\xc9\x99"), "Məclis \u{FFFD} və");
        assert_eq!(read(b"it\x92s \xc9\x99"), "it’s ə");
        assert_eq!(read(b"cut \xe2\x80"), "cut \u{FFFD}");
    }
}
