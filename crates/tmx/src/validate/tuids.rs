//! Units that are called the same.

use std::io;

use yaddash_io::xml::Position;

use super::report::{Report, Stretch};
use super::rule;
use crate::operations::identity::{digest, halves};
use crate::operations::scratch::{Scratch, Sorter};
use crate::operations::store::Store;

/// Numbers that a place is put aside as.
const NUMBERS: usize = 6;

/// Every `tuid` of a file with its place, outside of memory where there are many.
pub(super) struct Tuids<'s> {
    scratch: Scratch<'s>,
    /// For each its digest, and where it is in the store with its length.
    digests: Sorter<'s, 4>,
    store: Option<Store>,
    record: Vec<u8>,
    failure: Option<io::Error>,
}

impl<'s> Tuids<'s> {
    pub(super) fn new(scratch: Scratch<'s>) -> Self {
        Self {
            scratch,
            digests: Sorter::new(scratch),
            store: None,
            record: Vec::new(),
            failure: None,
        }
    }

    /// Takes the next one up. Failures show at the end.
    pub(super) fn add(&mut self, tuid: &str, stretch: Stretch) {
        if self.failure.is_none() {
            self.failure = self.put(tuid, stretch).err();
        }
    }

    fn put(&mut self, tuid: &str, stretch: Stretch) -> io::Result<()> {
        self.record.clear();
        for number in numbers(stretch) {
            self.record.extend_from_slice(&number.to_le_bytes());
        }
        self.record.extend_from_slice(tuid.as_bytes());
        let store = match &mut self.store {
            Some(store) => store,
            None => self.store.insert(Store::new(self.scratch)?),
        };
        let at = store.put(&self.record)?;
        let [high, low] = halves(digest(tuid.as_bytes()));
        self.digests.push([high, low, at, self.record.len() as u64])
    }

    /// Reports each that an earlier unit has too, in the order of the file.
    pub(super) fn report(self, report: &mut Report<'_>) -> io::Result<()> {
        if let Some(error) = self.failure {
            return Err(error);
        }
        let Some(store) = self.store else {
            return Ok(());
        };
        let mut repeated = Sorter::<2>::new(self.scratch);
        let mut last = None;
        for digest in self.digests.sorted()? {
            let [high, low, at, length] = digest?;
            if last.replace((high, low)) == Some((high, low)) {
                repeated.push([at, length])?;
            }
        }
        let mut reader = store.reader()?;
        for place in repeated.sorted()? {
            let [at, length] = place?;
            let record = reader.get(at, length)?;
            let (numbers, tuid) = record.split_at_checked(NUMBERS * 8).unwrap_or_default();
            let tuid = String::from_utf8_lossy(tuid);
            let message = format!("an earlier unit has the `tuid` `{tuid}` too");
            let stretch = stretch(numbers);
            report.add(rule::REPEATED_TUID, stretch, None, &tuid, message);
        }
        Ok(())
    }
}

fn numbers(stretch: Stretch) -> [usize; NUMBERS] {
    let Stretch { start, end } = stretch;
    [
        start.line,
        start.column,
        start.byte,
        end.line,
        end.column,
        end.byte,
    ]
}

fn stretch(record: &[u8]) -> Stretch {
    let mut numbers = record
        .as_chunks()
        .0
        .iter()
        .map(|bytes| usize::from_le_bytes(*bytes));
    let mut position = || Position {
        line: numbers.next().unwrap_or_default(),
        column: numbers.next().unwrap_or_default(),
        byte: numbers.next().unwrap_or_default(),
    };
    Stretch {
        start: position(),
        end: position(),
    }
}
