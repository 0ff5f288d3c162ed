//! Which encoding bytes are in.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

use super::transcode::Transcoder;
use super::{Encoding, Evidence, Hint, Notice, Repertoire};

/// How many bytes are looked at for zero bytes and for the XML declaration.
const HEAD: usize = 2048;
/// How many bytes a guess looks at.
const GUESSED: usize = 1 << 16;

pub(super) struct Sniffed {
    pub(super) encoding: Encoding,
    pub(super) evidence: Evidence,
    /// Length of the byte order mark.
    pub(super) mark: usize,
    pub(super) notices: Vec<Notice>,
}

/// Looks at the start of a text; `whole` says that there is nothing after it.
pub(super) fn sniff(bytes: &[u8], whole: bool, hint: Hint<'_>) -> Sniffed {
    if let Some((encoding, mark)) = byte_order_mark(bytes) {
        let notices = contradiction(bytes.get(mark..).unwrap_or_default(), encoding, hint);
        return Sniffed {
            encoding,
            evidence: Evidence::ByteOrderMark,
            mark,
            notices: notices.into_iter().collect(),
        };
    }
    let unmarked = |encoding, evidence, notices| Sniffed {
        encoding,
        evidence,
        mark: 0,
        notices,
    };
    if let Some(chosen) = hint.chosen.filter(|_| !hint.xml) {
        return unmarked(chosen, Evidence::Chosen, Vec::new());
    }
    if let Some(encoding) = zero_bytes(bytes) {
        let mut notices = vec![Notice::NoByteOrderMark { used: encoding }];
        notices.extend(contradiction(bytes, encoding, hint));
        return unmarked(encoding, Evidence::ZeroBytes, notices);
    }
    let mut notices = Vec::new();
    let declared = if hint.xml {
        declared(head(bytes))
    } else {
        None
    };
    if let Some(label) = declared {
        match by_declaration(bytes, whole, &label) {
            Ok(encoding) => return unmarked(encoding, Evidence::Declaration, notices),
            Err(Some(notice)) => notices.push(notice),
            Err(None) => {}
        }
    }
    if let Some(chosen) = hint.chosen {
        return unmarked(chosen, Evidence::Chosen, notices);
    }
    if utf8(bytes, whole) != Utf8::Invalid {
        return unmarked(Encoding::UTF_8, Evidence::ValidUtf8, notices);
    }
    if is_mostly_utf8(bytes) {
        return unmarked(Encoding::UTF_8, Evidence::MostlyUtf8, notices);
    }
    let encoding = guess(bytes, whole, hint.language);
    if hint.xml && notices.is_empty() {
        notices.push(Notice::Undeclared { used: encoding });
    }
    for notice in &mut notices {
        if let Notice::Contradiction { used, .. } = notice {
            *used = encoding;
        }
    }
    unmarked(encoding, Evidence::Guess, notices)
}

fn head(bytes: &[u8]) -> &[u8] {
    bytes.get(..HEAD).unwrap_or(bytes)
}

fn byte_order_mark(bytes: &[u8]) -> Option<(Encoding, usize)> {
    // UTF-32LE stands before UTF-16LE, whose mark its own starts with.
    let marks: [(&[u8], Encoding); 6] = [
        (&[0xEF, 0xBB, 0xBF], Encoding::UTF_8),
        (&[0xFF, 0xFE, 0, 0], Encoding::UTF_32_LE),
        (&[0, 0, 0xFE, 0xFF], Encoding::UTF_32_BE),
        (&[0xFF, 0xFE], Encoding::UTF_16_LE),
        (&[0xFE, 0xFF], Encoding::UTF_16_BE),
        (
            &[0x84, 0x31, 0x95, 0x33],
            Encoding(Repertoire::Web(encoding_rs::GB18030)),
        ),
    ];
    marks
        .into_iter()
        .find(|(mark, _)| bytes.starts_with(mark))
        .map(|(mark, encoding)| (encoding, mark.len()))
}

/// UTF-16 or UTF-32, recognised by the zero bytes that no text of single bytes has.
fn zero_bytes(bytes: &[u8]) -> Option<Encoding> {
    let head = head(bytes);
    let mut zeros = [0_usize; 4];
    for quad in head.chunks_exact(4) {
        for (zeros, byte) in zeros.iter_mut().zip(quad) {
            *zeros += usize::from(*byte == 0);
        }
    }
    let quads = head.len() / 4;
    if quads == 0 {
        return match *head {
            [0, second, ..] if second != 0 => Some(Encoding::UTF_16_BE),
            [first, 0, ..] if first != 0 => Some(Encoding::UTF_16_LE),
            _ => None,
        };
    }
    let [first, second, third, fourth] = zeros;
    // Characters of UTF-32 are below 0x110000: one byte of four is always zero, the next nearly always.
    if first == quads && second * 2 > quads && fourth * 2 < quads {
        return Some(Encoding::UTF_32_BE);
    }
    if fourth == quads && third * 2 > quads && first * 2 < quads {
        return Some(Encoding::UTF_32_LE);
    }
    let (even, odd) = (first + third, second + fourth);
    if even == odd || (even + odd) * 64 < head.len() {
        return None;
    }
    // Every ASCII character, such as a space, has a zero as its high byte; hardly any has one as its low byte.
    if odd > 8 * even {
        Some(Encoding::UTF_16_LE)
    } else if even > 8 * odd {
        Some(Encoding::UTF_16_BE)
    } else {
        None
    }
}

/// The label in the XML declaration at the start of bytes that agree with ASCII.
fn declared(head: &[u8]) -> Option<String> {
    let start = head.iter().position(|byte| !byte.is_ascii_whitespace())?;
    let rest = head.get(start..)?.strip_prefix(b"<?xml")?;
    // Another processing instruction may have a name that begins so.
    rest.first().filter(|byte| byte.is_ascii_whitespace())?;
    let end = rest.windows(2).position(|pair| pair == b"?>")?;
    let declaration = std::str::from_utf8(rest.get(..end)?).ok()?;
    let (_, after) = declaration.split_once("encoding")?;
    let value = after.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let label = value.strip_prefix(quote)?.split(quote).next()?;
    Some(label.to_owned())
}

/// What the declaration says of bytes without zeros, or why it is not to be believed.
fn by_declaration(bytes: &[u8], whole: bool, label: &str) -> Result<Encoding, Option<Notice>> {
    let declared = Encoding::for_label(label).map_err(|_| Notice::UnknownDeclared {
        declared: label.to_owned(),
    })?;
    let contradiction = Notice::Contradiction {
        declared: label.to_owned(),
        used: Encoding::UTF_8,
    };
    if declared.is_wide() {
        return Err(Some(contradiction));
    }
    // A text in an encoding of single bytes is valid UTF-8 by chance only if hardly any byte is beyond ASCII.
    if declared.is_single_byte() && utf8(bytes, whole) == Utf8::BeyondAscii {
        return Err(Some(contradiction));
    }
    Ok(declared)
}

/// The notice where the XML declaration of a text in a known encoding says something else.
fn contradiction(bytes: &[u8], encoding: Encoding, hint: Hint<'_>) -> Option<Notice> {
    if !hint.xml {
        return None;
    }
    let mut head_text = String::new();
    Transcoder::new(encoding).feed(head(bytes), false, &mut head_text);
    let label = declared(head_text.as_bytes())?;
    (!encoding.answers_to(&label)).then_some(Notice::Contradiction {
        declared: label,
        used: encoding,
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Utf8 {
    Ascii,
    BeyondAscii,
    Invalid,
}

/// Whether bytes are UTF-8; a character that is cut at the end of a part is no fault.
fn utf8(bytes: &[u8], whole: bool) -> Utf8 {
    match std::str::from_utf8(bytes) {
        Ok(_) if bytes.is_ascii() => Utf8::Ascii,
        Ok(_) => Utf8::BeyondAscii,
        Err(error) if !whole && error.error_len().is_none() => Utf8::BeyondAscii,
        Err(_) => Utf8::Invalid,
    }
}

/// Whether bytes that are not valid UTF-8 are damaged UTF-8: at the start of the text there are more than twice as many
/// valid sequences of several bytes as faults.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut faults) = (0, 0);
    for chunk in bytes.get(..GUESSED).unwrap_or(bytes).utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        faults += usize::from(!chunk.invalid().is_empty());
    }
    valid > 2 * faults
}

fn guess(bytes: &[u8], whole: bool, language: Option<&str>) -> Encoding {
    let looked_at = bytes.get(..GUESSED).unwrap_or(bytes);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(looked_at, whole && looked_at.len() == bytes.len());
    let domain =
        language.filter(|code| code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase()));
    let guess = detector.guess(domain.map(str::as_bytes), Utf8Detection::Deny);
    Encoding(Repertoire::Web(guess))
}
