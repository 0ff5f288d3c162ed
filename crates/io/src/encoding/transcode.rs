//! Bytes of any encoding to UTF-8, a part at a time.

use encoding_rs::DecoderResult;

use super::{Encoding, Repertoire, Replaced};

/// Carries what a part of the input left unfinished to the next part.
pub(super) struct Transcoder {
    decoder: Decoder,
    /// Bytes of text that came out so far.
    written: u64,
    replaced: Replaced,
}

enum Decoder {
    Web(encoding_rs::Decoder),
    Utf32 { big_endian: bool, pending: Vec<u8> },
}

impl Transcoder {
    pub(super) fn new(encoding: Encoding) -> Self {
        let utf32 = |big_endian| Decoder::Utf32 {
            big_endian,
            pending: Vec::with_capacity(4),
        };
        Self {
            decoder: match encoding.0 {
                Repertoire::Web(web) => Decoder::Web(web.new_decoder_without_bom_handling()),
                Repertoire::Utf32Le => utf32(false),
                Repertoire::Utf32Be => utf32(true),
            },
            written: 0,
            replaced: Replaced::default(),
        }
    }

    pub(super) fn replaced(&self) -> Replaced {
        self.replaced
    }

    /// Adds the text of `bytes` to `text`; `last` says that no more bytes will come.
    pub(super) fn feed(&mut self, bytes: &[u8], last: bool, text: &mut String) {
        let before = text.len();
        let malformed = match &mut self.decoder {
            Decoder::Web(decoder) => web(decoder, bytes, last, text),
            Decoder::Utf32 {
                big_endian,
                pending,
            } => utf32(*big_endian, pending, bytes, last, text),
        };
        if self.replaced.count == 0
            && let Some(first) = malformed.first
        {
            self.replaced.first = self.written + (first - before) as u64;
        }
        self.replaced.count += malformed.count;
        self.written += (text.len() - before) as u64;
    }
}

/// What one part held that is no character.
#[derive(Default)]
struct Malformed {
    count: u64,
    /// Where in the text the first replacement stands.
    first: Option<usize>,
}

impl Malformed {
    fn replace(&mut self, text: &mut String) {
        self.count += 1;
        self.first.get_or_insert(text.len());
        text.push(char::REPLACEMENT_CHARACTER);
    }
}

fn web(
    decoder: &mut encoding_rs::Decoder,
    mut bytes: &[u8],
    last: bool,
    text: &mut String,
) -> Malformed {
    let mut malformed = Malformed::default();
    loop {
        let needed = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
        text.reserve(needed.unwrap_or(bytes.len()).min(3 * bytes.len() + 16));
        let (result, read) = decoder.decode_to_string_without_replacement(bytes, text, last);
        bytes = bytes.get(read..).unwrap_or_default();
        match result {
            DecoderResult::InputEmpty => return malformed,
            DecoderResult::OutputFull => text.reserve(16),
            DecoderResult::Malformed(..) => malformed.replace(text),
        }
    }
}

fn utf32(
    big_endian: bool,
    pending: &mut Vec<u8>,
    bytes: &[u8],
    last: bool,
    text: &mut String,
) -> Malformed {
    let mut malformed = Malformed::default();
    for byte in bytes {
        pending.push(*byte);
        if let [a, b, c, d] = **pending {
            let unit = if big_endian {
                u32::from_be_bytes([a, b, c, d])
            } else {
                u32::from_le_bytes([a, b, c, d])
            };
            match char::from_u32(unit) {
                Some(character) => text.push(character),
                None => malformed.replace(text),
            }
            pending.clear();
        }
    }
    if last && !pending.is_empty() {
        malformed.replace(text);
        pending.clear();
    }
    malformed
}
