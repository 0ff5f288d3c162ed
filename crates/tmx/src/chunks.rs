//! A memory cut where units seem to start, so that threads can share it.

use std::io::{self, Chain, Cursor, Read};

use rayon::prelude::*;
use yaddash_io::xml::{Position, XmlContext, XmlReader};

use crate::Error;

/// Bytes of a chunk.
const CHUNK: usize = 1 << 18;
/// Bytes in which a unit must start for the file to be cut there; what is longer is read by one thread.
const LONGEST: usize = 1 << 23;
/// Chunks that each thread reads before their results are taken up.
const EACH: usize = 2;

/// A stretch of a file, from one `<tu` to another.
pub(crate) struct Chunk {
    pub(crate) bytes: Vec<u8>,
    /// Where it starts.
    pub(crate) start: Position,
    /// Whether the file ends with it.
    pub(crate) is_last: bool,
    /// Whether it ends before a `<tu` or with the file.
    is_whole: bool,
}

impl Chunk {
    /// Whether the chunk stands by itself: `xml`, which read it to its end in `context`, is where units stand again, or
    /// at the end of the document, and the chunk did not leave that place to come back by another way.
    pub(crate) fn stands_alone<R: Read>(&self, xml: &XmlReader<R>, context: &XmlContext) -> bool {
        let expected = if self.is_last { 0 } else { context.depth() };
        xml.depth() == expected && !xml.has_returned()
    }
}

/// Cuts what is read into chunks. A `<tu` may stand in a comment or in CDATA too: who reads a chunk finds that out.
pub(crate) struct Chunks<R> {
    input: R,
    size: usize,
    /// Where the next chunk starts.
    position: Position,
    /// What was read behind the last cut.
    carried: Vec<u8>,
    ended: bool,
    /// Whether the last chunk ended where no unit starts, so that one thread has to read what follows.
    is_uncut: bool,
    /// What ended the input, where it did not end by itself.
    failure: Option<io::Error>,
}

impl<R: Read> Chunks<R> {
    /// Cuts `input`, which starts at `position`.
    pub(crate) fn new(input: R, position: Position) -> Self {
        Self::of_size(input, position, CHUNK)
    }

    pub(crate) fn of_size(input: R, position: Position, size: usize) -> Self {
        Self {
            input,
            size,
            position,
            carried: Vec::new(),
            ended: false,
            is_uncut: false,
            failure: None,
        }
    }

    /// Up to `count` chunks; none at the end.
    pub(crate) fn next(&mut self, count: usize) -> Vec<Chunk> {
        let mut chunks = Vec::with_capacity(count);
        while chunks.len() < count
            && !self.is_uncut
            && let Some(chunk) = self.next_chunk()
        {
            chunks.push(chunk);
        }
        chunks
    }

    fn next_chunk(&mut self) -> Option<Chunk> {
        let mut bytes = Vec::with_capacity(self.size + self.carried.len());
        bytes.append(&mut self.carried);
        while !self.ended && bytes.len() < LONGEST {
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
            // What was read before holds no start behind its own, but may end inside one.
            if let Some(cut) = last_start(&bytes, from.saturating_sub("<tu".len())) {
                self.carried.extend_from_slice(bytes.get(cut..)?);
                bytes.truncate(cut);
                return Some(self.chunk(bytes, true, false));
            }
        }
        let is_last = self.ended && self.failure.is_none();
        self.is_uncut = !self.ended;
        (!bytes.is_empty()).then(|| self.chunk(bytes, self.ended, is_last))
    }

    fn chunk(&mut self, bytes: Vec<u8>, is_whole: bool, is_last: bool) -> Chunk {
        let start = self.position;
        self.position = start.after(&bytes);
        Chunk {
            bytes,
            start,
            is_last,
            is_whole,
        }
    }

    /// The chunks of `taken` again with all that follows them, and where they start.
    fn into_rest(self, taken: Vec<Chunk>) -> (Rest<R>, Position) {
        let start = taken.first().map_or(self.position, |chunk| chunk.start);
        let mut bytes = Vec::with_capacity(taken.iter().map(|chunk| chunk.bytes.len()).sum());
        for chunk in taken {
            bytes.extend(chunk.bytes);
        }
        let rest = Cursor::new(bytes)
            .chain(Cursor::new(self.carried))
            .chain(Unread {
                failure: self.failure,
                input: self.input,
            });
        (rest, start)
    }
}

impl<R: Read + Send> Chunks<R> {
    /// Lets the threads of the rayon pool `read` the chunks, and hands what comes of each to `take`, in order. Where a
    /// chunk cannot be read by itself, which `read` tells by `None`, or reading fails, gives all from there on and where
    /// that starts.
    pub(crate) fn in_parallel<T: Send>(
        mut self,
        read: impl Fn(&Chunk) -> Option<T> + Sync,
        mut take: impl FnMut(&Chunk, T) -> Result<(), Error>,
    ) -> Result<Option<(Rest<R>, Position)>, Error> {
        let count = EACH * rayon::current_num_threads();
        let (mut done, mut batch) = (Vec::new(), self.next(count));
        while !(batch.is_empty() && done.is_empty()) {
            let mut results = Vec::new();
            // This thread takes up the last chunks and reads the next ones while others work on those between.
            let (taken, following) = rayon::in_place_scope(|scope| {
                scope.spawn(|_| {
                    let chunks = batch.par_iter();
                    let read = |chunk: &Chunk| chunk.is_whole.then(|| read(chunk)).flatten();
                    results = chunks.map(read).collect();
                });
                let taken = take_all(std::mem::take(&mut done), &mut take);
                (taken, self.next(count))
            });
            let mut rest = taken?;
            if !rest.is_empty() {
                rest.extend(batch);
                rest.extend(following);
                return Ok(Some(self.into_rest(rest)));
            }
            done = batch.into_iter().zip(results).collect();
            batch = following;
        }
        let has_failed = self.failure.is_some();
        Ok(has_failed.then(|| self.into_rest(Vec::new())))
    }
}

/// Hands on what came of chunks up to one of which nothing did; gives that and those behind it.
fn take_all<T>(
    done: Vec<(Chunk, Option<T>)>,
    take: &mut impl FnMut(&Chunk, T) -> Result<(), Error>,
) -> Result<Vec<Chunk>, Error> {
    let mut rest = Vec::new();
    for (chunk, result) in done {
        match result {
            Some(result) if rest.is_empty() => take(&chunk, result)?,
            _ => rest.push(chunk),
        }
    }
    Ok(rest)
}

/// What was read and the input behind it.
pub(crate) type Rest<R> = Chain<Chain<Cursor<Vec<u8>>, Cursor<Vec<u8>>>, Unread<R>>;

/// The input behind what was read of it, or the failure that ended it.
pub(crate) struct Unread<R> {
    failure: Option<io::Error>,
    input: R,
}

impl<R: Read> Read for Unread<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.failure.take() {
            Some(error) => Err(error),
            None => self.input.read(buffer),
        }
    }
}

/// Where the last `<tu` stands that is not at the very start, nor before `from`.
fn last_start(bytes: &[u8], from: usize) -> Option<usize> {
    let mut starts = memchr::memrchr_iter(b'<', bytes.get(from..)?).map(|at| from + at);
    starts.find(|at| {
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
            let mut chunks = Chunks::of_size(text.as_bytes(), Position::START, size);
            let all = chunks.next(100);
            assert!(chunks.next(1).is_empty());
            let joined: Vec<u8> = all.iter().flat_map(|chunk| chunk.bytes.clone()).collect();
            assert_eq!(joined, text.as_bytes());
            assert!(all.iter().all(|chunk| chunk.bytes.starts_with(b"<tu")));
            let rest_from = all.len() / 2;
            let last: Vec<bool> = all.iter().map(|chunk| chunk.is_last).collect();
            assert_eq!(last.iter().filter(|is_last| **is_last).count(), 1, "{size}");
            let taken: Vec<Chunk> = all.into_iter().skip(rest_from).collect();
            let (mut input, start) = chunks.into_rest(taken);
            let mut rest = String::new();
            input.read_to_string(&mut rest).unwrap();
            let before = text.strip_suffix(&*rest).unwrap();
            assert_eq!(start, Position::START.after(before.as_bytes()));
        }
    }
}
