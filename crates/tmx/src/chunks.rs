//! A memory cut where units seem to start, so that threads can share it.

use std::io::{self, Cursor, Read};

/// Bytes of a chunk.
const CHUNK: usize = 1 << 18;

/// A stretch of a file, from one `<tu` to another.
pub(crate) struct Chunk {
    pub(crate) bytes: Vec<u8>,
    /// Whether the file ends with it.
    pub(crate) is_last: bool,
}

/// Cuts what is read into chunks. A `<tu` may stand in a comment or in CDATA too: who reads a chunk finds that out.
pub(crate) struct Chunks<R> {
    input: R,
    size: usize,
    /// What was read behind the last cut.
    carried: Vec<u8>,
    ended: bool,
    /// What ended the input, where it did not end by itself.
    failure: Option<io::Error>,
}

impl<R: Read> Chunks<R> {
    pub(crate) fn new(input: R) -> Self {
        Self::of_size(input, CHUNK)
    }

    pub(crate) fn of_size(input: R, size: usize) -> Self {
        Self {
            input,
            size,
            carried: Vec::new(),
            ended: false,
            failure: None,
        }
    }

    /// Up to `count` chunks; none at the end.
    pub(crate) fn next(&mut self, count: usize) -> Vec<Chunk> {
        let mut chunks = Vec::with_capacity(count);
        while chunks.len() < count
            && let Some(chunk) = self.next_chunk()
        {
            chunks.push(chunk);
        }
        chunks
    }

    fn next_chunk(&mut self) -> Option<Chunk> {
        let mut bytes = Vec::with_capacity(self.size + self.carried.len());
        bytes.append(&mut self.carried);
        while !self.ended {
            let from = bytes.len();
            let read = (&mut self.input)
                .take(self.size as u64)
                .read_to_end(&mut bytes);
            if let Err(error) = read {
                self.failure = Some(error);
                self.ended = true;
            }
            if bytes.len() == from {
                self.ended = true;
            }
            if self.ended {
                break;
            }
            if let Some(cut) = last_start(&bytes) {
                self.carried.extend_from_slice(bytes.get(cut..)?);
                bytes.truncate(cut);
                return Some(Chunk {
                    bytes,
                    is_last: false,
                });
            }
        }
        (!bytes.is_empty()).then_some(Chunk {
            bytes,
            is_last: self.failure.is_none(),
        })
    }

    /// Whether reading failed; who goes on with [`Chunks::into_rest`] meets the failure.
    pub(crate) fn has_failed(&self) -> bool {
        self.failure.is_some()
    }

    /// The chunks of `taken` again with all that follows them.
    pub(crate) fn into_rest(self, taken: Vec<Chunk>) -> impl Read {
        let bytes: Vec<u8> = taken.into_iter().flat_map(|chunk| chunk.bytes).collect();
        Cursor::new(bytes)
            .chain(Cursor::new(self.carried))
            .chain(Rest {
                failure: self.failure,
                input: self.input,
            })
    }
}

/// The input behind what was read of it, or the failure that ended it.
struct Rest<R> {
    failure: Option<io::Error>,
    input: R,
}

impl<R: Read> Read for Rest<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.failure.take() {
            Some(error) => Err(error),
            None => self.input.read(buffer),
        }
    }
}

/// Where the last `<tu` stands that is not at the very start.
fn last_start(bytes: &[u8]) -> Option<usize> {
    memchr::memrchr_iter(b'<', bytes).find(|at| {
        let tag = bytes.get(at + 1..).unwrap_or_default();
        let is_unit = tag.starts_with(b"tu")
            && matches!(tag.get(2), Some(b' ' | b'\t' | b'\n' | b'\r' | b'>' | b'/'));
        is_unit && *at > 0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_start_at_units_and_add_up() {
        let text = "<tu a='1'>x</tu> <tuv/><tu>yy</tu>\n<tu\n>z</tu></body>";
        for size in 1..text.len() + 2 {
            let mut chunks = Chunks::of_size(text.as_bytes(), size);
            let all = chunks.next(100);
            assert!(chunks.next(1).is_empty());
            let joined: Vec<u8> = all.iter().flat_map(|chunk| chunk.bytes.clone()).collect();
            assert_eq!(joined, text.as_bytes());
            assert!(all.iter().all(|chunk| chunk.bytes.starts_with(b"<tu")));
            let rest_from = all.len() / 2;
            let last: Vec<bool> = all.iter().map(|chunk| chunk.is_last).collect();
            assert_eq!(last.iter().filter(|is_last| **is_last).count(), 1, "{size}");
            let mut rest = String::new();
            let taken = all.into_iter().skip(rest_from).collect();
            chunks.into_rest(taken).read_to_string(&mut rest).unwrap();
            assert!(text.ends_with(&rest));
        }
    }
}
