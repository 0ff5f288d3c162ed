//! What changed from one memory to another.

mod units;
mod words;

use std::collections::{HashMap, VecDeque};
use std::io::Read;

use yaddash_io::xml::{Position, XmlContext};
use yaddash_model::TranslationUnit;

use super::headers::{HeaderDifference, header_differences};
use super::identity::{digest, halves, low, unit_digest, variants};
use super::key::{UnitSet, remarks, source_word};
use super::scratch::{Scratch, Sorted, Sorter};
use super::store::{Store, StoreReader};
use super::stream::{MemoryInput, Unreadable};
use crate::reader::model::UnitBuilder;
use crate::reader::walk::Walker;
use crate::{Error, Header};

pub use units::{Difference, What};
pub use words::{Piece, words_marked};

/// A unit and where it stands.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DiffedUnit {
    /// The unit.
    pub unit: TranslationUnit,
    /// Where it starts in its file.
    pub position: Position,
}

/// One unit that is not the same in both memories.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Change {
    /// It is in the old memory alone.
    Removed(DiffedUnit),
    /// It is in both, in different forms.
    Changed {
        /// The old form.
        old: DiffedUnit,
        /// The new form.
        new: DiffedUnit,
        /// Where they differ, at least in one thing.
        differences: Vec<Difference>,
    },
    /// It is in the new memory alone.
    Added(DiffedUnit),
}

/// What [`diff`] found.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Diffed {
    /// Attributes of the header that differ.
    pub header: Vec<HeaderDifference>,
    /// Units that are the same.
    pub unchanged: u64,
    /// Units in the old memory alone.
    pub removed: u64,
    /// Units in both, in different forms.
    pub changed: u64,
    /// Units in the new memory alone.
    pub added: u64,
    /// Units of the old and of the new memory that cannot be read and are not compared.
    pub unreadable: [Unreadable; 2],
}

impl Diffed {
    /// Whether anything differs.
    pub fn is_different(&self) -> bool {
        self.removed + self.changed + self.added > 0 || !self.header.is_empty()
    }
}

/// Compares two memories and hands every unit that is not the same to `receive`: those that were removed or changed, in
/// the order of the old memory, then those that were added, in the order of the new one.
///
/// Units are matched by `tuid`, then by the text of their source language, wherever they stand; among several with the
/// same, those that are equal first, then in their order. Comments are not compared, nor is the order of units, variants
/// and attributes.
///
/// The old memory is read twice and the new one three times. Memory is bounded by the largest unit, 8 MiB, two bits a
/// unit, and the largest group of units with one identifier or source text; 80 bytes a unit and the units that changed go
/// to `scratch`.
///
/// # Errors
/// Those of [`filter`](super::filter()), of the inputs, of `scratch` and of `receive`.
pub fn diff<R: Read>(
    old: &MemoryInput<'_, R>,
    new: &MemoryInput<'_, R>,
    scratch: Scratch<'_>,
    receive: &mut dyn FnMut(Change) -> Result<(), Error>,
) -> Result<Diffed, Error> {
    let mut diffed = Diffed::default();
    let mut matcher = Matcher::new(scratch);
    let old_header = matcher.take(old, 0, &mut diffed)?;
    let new_header = matcher.take(new, 1, &mut diffed)?;
    diffed.header = header_differences(&old_header, &new_header);
    let pairs = matcher.matched(&mut diffed)?;
    let mut new_forms = NewForms::collect(new, pairs.changed, scratch)?;

    let [old_matched, new_matched] = pairs.units;
    let mut stream = old.stream()?;
    let mut number = 0;
    while let Some(unit) = stream.next().map_err(|error| error.with_path(old.path))? {
        if let Ok(read) = unit.read {
            let old_form = DiffedUnit {
                unit: read,
                position: unit.position,
            };
            if !old_matched.has(number) {
                diffed.removed += 1;
                receive(Change::Removed(old_form))?;
            } else if let Some(new_form) = new_forms.of(number)? {
                let differences = units::differences(&old_form.unit, &new_form.unit);
                if differences.is_empty() {
                    diffed.unchanged += 1;
                } else {
                    diffed.changed += 1;
                    receive(Change::Changed {
                        old: old_form,
                        new: new_form,
                        differences,
                    })?;
                }
            }
        }
        number += 1;
    }
    let mut stream = new.stream()?;
    let mut number = 0;
    while let Some(unit) = stream.next().map_err(|error| error.with_path(new.path))? {
        if let Ok(read) = unit.read
            && !new_matched.has(number)
        {
            diffed.added += 1;
            receive(Change::Added(DiffedUnit {
                unit: read,
                position: unit.position,
            }))?;
        }
        number += 1;
    }
    Ok(diffed)
}

/// What is known of all units, to find which belong together: two words of a key, the side (0 is old), the number of
/// the unit and all that it is.
struct Matcher<'a> {
    scratch: Scratch<'a>,
    by_id: Sorter<'a, 5>,
    by_source: Sorter<'a, 5>,
}

/// Which units have a counterpart.
struct Matched {
    units: [UnitSet; 2],
    /// The new unit and the old one of those that are not equal.
    changed: Sorted<2>,
}

/// One side of a group of units with the same key: number and all that the unit is.
type Side = VecDeque<(u64, u64)>;

impl<'a> Matcher<'a> {
    fn new(scratch: Scratch<'a>) -> Self {
        Self {
            scratch,
            by_id: Sorter::new(scratch),
            by_source: Sorter::new(scratch),
        }
    }

    /// Reads one of the memories; gives its header.
    fn take<R: Read>(
        &mut self,
        input: &MemoryInput<'_, R>,
        side: u64,
        diffed: &mut Diffed,
    ) -> Result<Header, Error> {
        let mut stream = input.stream()?;
        let header = stream.header().clone();
        let mut number = 0;
        while let Some(unit) = stream.next().map_err(|error| error.with_path(input.path))? {
            match unit.read {
                Ok(unit) => {
                    let source = source_word(&unit, &header);
                    let mut variants = variants(&unit);
                    let said = unit_digest(source, &mut variants);
                    let mut texts = variants.iter().filter(|variant| variant.language == source);
                    let [high, text] = halves(match (texts.next(), texts.next()) {
                        (Some(text), None) => text.content(),
                        _ => said,
                    });
                    let mut all = said.to_le_bytes().to_vec();
                    for word in remarks(&unit) {
                        all.extend_from_slice(&word.to_le_bytes());
                    }
                    let whole = low(digest(&all));
                    self.by_source.push([high, text, side, number, whole])?;
                    if let Some(id) = unit.id().filter(|id| !id.is_empty()) {
                        let [high, low] = halves(digest(id.as_bytes()));
                        self.by_id.push([high, low, side, number, whole])?;
                    }
                }
                Err(error) => {
                    let [old, new] = &mut diffed.unreadable;
                    if side == 0 { old } else { new }.add(error);
                }
            }
            number += 1;
        }
        Ok(header)
    }

    fn matched(self, diffed: &mut Diffed) -> Result<Matched, Error> {
        let mut units = [UnitSet::default(), UnitSet::default()];
        let mut changed: Sorter<'_, 2> = Sorter::new(self.scratch);
        for records in [self.by_id.sorted()?, self.by_source.sorted()?] {
            let mut of_group = None;
            let mut group: [Side; 2] = Default::default();
            for record in records {
                let [high, low, side, number, whole] = record?;
                if of_group != Some((high, low)) {
                    pair(&mut group, &mut units, &mut changed, diffed)?;
                    of_group = Some((high, low));
                }
                let [old, new] = &mut group;
                let [old_matched, new_matched] = &units;
                if side == 0 && !old_matched.has(number) {
                    old.push_back((number, whole));
                } else if side == 1 && !new_matched.has(number) {
                    new.push_back((number, whole));
                }
            }
            pair(&mut group, &mut units, &mut changed, diffed)?;
        }
        Ok(Matched {
            units,
            changed: changed.sorted()?,
        })
    }
}

/// Pairs the units of a group, those that are equal first, and empties it.
fn pair(
    group: &mut [Side; 2],
    units: &mut [UnitSet; 2],
    changed: &mut Sorter<'_, 2>,
    diffed: &mut Diffed,
) -> Result<(), Error> {
    let [old, new] = group;
    let [old_matched, new_matched] = units;
    let mut equal: HashMap<u64, Side> = HashMap::new();
    for unit in old.iter() {
        equal.entry(unit.1).or_default().push_back(*unit);
    }
    new.retain(|(number, whole)| {
        let Some((old_number, _)) = equal.get_mut(whole).and_then(Side::pop_front) else {
            return true;
        };
        old_matched.add(old_number);
        new_matched.add(*number);
        diffed.unchanged += 1;
        false
    });
    let mut left = old
        .drain(..)
        .filter(|(number, _)| !old_matched.has(*number));
    let mut pairs = Vec::new();
    for (new_number, _) in new.drain(..) {
        let Some((old_number, _)) = left.next() else {
            break;
        };
        pairs.push((old_number, new_number));
    }
    drop(left);
    for (old_number, new_number) in pairs {
        old_matched.add(old_number);
        new_matched.add(new_number);
        changed.push([new_number, old_number])?;
    }
    Ok(())
}

/// The new forms of units that changed.
struct NewForms {
    /// The old unit, place and length of the new one in the store, and its position.
    index: std::iter::Peekable<Sorted<6>>,
    store: StoreReader,
    context: XmlContext,
}

impl NewForms {
    fn collect<R: Read>(
        new: &MemoryInput<'_, R>,
        changed: Sorted<2>,
        scratch: Scratch<'_>,
    ) -> Result<Self, Error> {
        let mut changed = changed.peekable();
        let mut store = Store::new(scratch)?;
        let mut index: Sorter<'_, 6> = Sorter::new(scratch);
        let mut stream = new.stream()?;
        let context = stream.context().clone();
        let mut number = 0;
        while let Some(unit) = stream.next().map_err(|error| error.with_path(new.path))? {
            let is_unit = |next: &std::io::Result<[u64; 2]>| !matches!(next, Ok([unit, _]) if *unit != number);
            if let Some(next) = changed.next_if(is_unit) {
                let [_, old] = next?;
                let place = store.put(unit.raw)?;
                let Position { line, column, byte } = unit.position;
                let length = unit.raw.len() as u64;
                index.push([old, place, length, line as u64, column as u64, byte as u64])?;
            }
            number += 1;
        }
        Ok(Self {
            index: index.sorted()?.peekable(),
            store: store.reader()?,
            context,
        })
    }

    /// The new form of the old unit with this number; numbers must rise from call to call.
    fn of(&mut self, number: u64) -> Result<Option<DiffedUnit>, Error> {
        let is_unit =
            |next: &std::io::Result<[u64; 6]>| !matches!(next, Ok([unit, ..]) if *unit != number);
        let Some(next) = self.index.next_if(is_unit) else {
            return Ok(None);
        };
        let [_, place, length, line, column, byte] = next?;
        let raw = self.store.get(place, length)?;
        let size = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
        let position = Position {
            line: size(line),
            column: size(column),
            byte: size(byte),
        };
        let mut builder = UnitBuilder::default();
        let mut walker = Walker::new(self.context.reader(&*raw, position));
        match walker.next_unit(&mut builder) {
            Some(Ok(())) => Ok(Some(DiffedUnit {
                unit: builder.unit,
                position,
            })),
            Some(Err(error)) => Err(error),
            None => Ok(None),
        }
    }
}
