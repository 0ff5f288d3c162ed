//! Records that are sorted outside of memory.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};

/// How many numbers are held in memory before they are sorted and put aside: 4 MiB.
const HELD: usize = 1 << 19;
/// Bytes that are read at once of each sorted run.
const BLOCK: usize = 1 << 14;

/// Makes the temporary files into which an operation puts what may not fit into memory. A file is made when it is first
/// needed, and is gone when the operation ends if the maker sees to that, as `tempfile::tempfile` does.
#[derive(Clone, Copy)]
pub struct Scratch<'a> {
    make: &'a (dyn Fn() -> io::Result<File> + Sync),
}

impl<'a> Scratch<'a> {
    /// Scratch space in the files that `make` gives: empty, open for reading and writing.
    pub fn new(make: &'a (dyn Fn() -> io::Result<File> + Sync)) -> Self {
        Self { make }
    }

    pub(crate) fn file(&self) -> io::Result<File> {
        (self.make)()
    }
}

/// Sorts any number of records of `N` numbers in constant memory: runs that are sorted go to a temporary file and are
/// merged at the end. Files with few records need none.
pub(crate) struct Sorter<'a, const N: usize> {
    scratch: Scratch<'a>,
    held: Vec<[u64; N]>,
    limit: usize,
    runs: Vec<u64>,
    file: Option<BufWriter<File>>,
}

impl<'a, const N: usize> Sorter<'a, N> {
    pub(crate) fn new(scratch: Scratch<'a>) -> Self {
        Self::with_limit(scratch, HELD / N)
    }

    fn with_limit(scratch: Scratch<'a>, limit: usize) -> Self {
        Self {
            scratch,
            held: Vec::new(),
            limit,
            runs: Vec::new(),
            file: None,
        }
    }

    pub(crate) fn push(&mut self, record: [u64; N]) -> io::Result<()> {
        self.held.push(record);
        if self.held.len() == self.limit {
            self.put_aside()?;
        }
        Ok(())
    }

    fn put_aside(&mut self) -> io::Result<()> {
        self.held.sort_unstable();
        let file = match &mut self.file {
            Some(file) => file,
            None => self
                .file
                .insert(BufWriter::with_capacity(1 << 16, self.scratch.file()?)),
        };
        for record in &self.held {
            for number in record {
                file.write_all(&number.to_le_bytes())?;
            }
        }
        self.runs.push(self.held.len() as u64);
        self.held.clear();
        Ok(())
    }

    /// All records in order.
    pub(crate) fn sorted(mut self) -> io::Result<Sorted<N>> {
        if self.runs.is_empty() {
            self.held.sort_unstable();
            return Ok(Sorted::Held(self.held.into_iter()));
        }
        self.put_aside()?;
        self.held = Vec::new();
        let Some(file) = self.file else {
            return Ok(Sorted::Held(Vec::new().into_iter()));
        };
        let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        let mut merge = Merge {
            file,
            runs: Vec::new(),
            next: BinaryHeap::new(),
        };
        let mut start = 0;
        for length in self.runs {
            let bytes = length * 8 * N as u64;
            merge.runs.push(Run {
                at: start,
                end: start + bytes,
                block: Vec::new(),
                block_at: 0,
            });
            start += bytes;
        }
        for run in 0..merge.runs.len() {
            merge.advance(run)?;
        }
        Ok(Sorted::Merged(Box::new(merge)))
    }
}

/// Records in order.
pub(crate) enum Sorted<const N: usize> {
    Held(std::vec::IntoIter<[u64; N]>),
    Merged(Box<Merge<N>>),
}

/// Runs that are merged.
pub(crate) struct Merge<const N: usize> {
    file: File,
    runs: Vec<Run>,
    /// The next record of each run.
    next: BinaryHeap<Reverse<([u64; N], usize)>>,
}

/// A sorted stretch of the file.
struct Run {
    at: u64,
    end: u64,
    block: Vec<u8>,
    block_at: usize,
}

impl<const N: usize> Merge<N> {
    /// Takes the next record of a run up, if there is one.
    fn advance(&mut self, at: usize) -> io::Result<()> {
        let Some(run) = self.runs.get_mut(at) else {
            return Ok(());
        };
        if run.block_at == run.block.len() {
            let length = (BLOCK - BLOCK % (8 * N)) as u64;
            let length = length.min(run.end - run.at);
            if length == 0 {
                return Ok(());
            }
            self.file.seek(SeekFrom::Start(run.at))?;
            run.block.clear();
            (&self.file).take(length).read_to_end(&mut run.block)?;
            run.at += length;
            run.block_at = 0;
        }
        let mut record = [0; N];
        let bytes = run.block.get(run.block_at..).unwrap_or_default();
        for (number, bytes) in record.iter_mut().zip(bytes.as_chunks().0) {
            *number = u64::from_le_bytes(*bytes);
        }
        run.block_at += 8 * N;
        self.next.push(Reverse((record, at)));
        Ok(())
    }
}

impl<const N: usize> Iterator for Sorted<N> {
    type Item = io::Result<[u64; N]>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Held(records) => records.next().map(Ok),
            Self::Merged(merge) => {
                let Reverse((record, run)) = merge.next.pop()?;
                Some(merge.advance(run).map(|()| record))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorted_in_memory_and_outside(
            records in prop::collection::vec((0..9_u64, any::<u64>()).prop_map(<[u64; 2]>::from), 0..300),
            limit in 1..50_usize,
        ) {
            let make = || tempfile::tempfile();
            let mut sorter = Sorter::with_limit(Scratch::new(&make), limit);
            for record in &records {
                sorter.push(*record).unwrap();
            }
            let sorted: Vec<[u64; 2]> = sorter.sorted().unwrap().map(Result::unwrap).collect();
            let mut expected = records;
            expected.sort_unstable();
            prop_assert_eq!(sorted, expected);
        }
    }
}
