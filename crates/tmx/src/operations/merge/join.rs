//! Units in different languages that have one text in common, joined.

use std::collections::BTreeMap;
use std::io::Read;

use yaddash_model::LanguageTag;

use super::super::identity::{halves, language_digest, variants};
use super::super::key::UnitSet;
use super::super::portable::{FileStart, Port};
use super::super::scratch::{Scratch, Sorted, Sorter};
use super::super::store::{Store, StoreReader};
use super::super::stream::MemoryInput;
use super::{MergeOptions, Merged, link};
use crate::Error;

/// The variants that go into other units.
pub(super) struct Joins {
    /// The unit that gets a variant, the unit that gives it, the variant's number there, place and length in the store.
    moves: std::iter::Peekable<Sorted<5>>,
    store: StoreReader,
}

/// A language of a unit: the unit's number, the language and what it says in it.
type Said = (u64, u64, u64);

impl Joins {
    /// Finds the units among those that stay that can be joined; leaves those out whose variants go into others.
    pub(super) fn find<R: Read>(
        inputs: &[MemoryInput<'_, R>],
        options: &MergeOptions,
        pivot: &LanguageTag,
        scratch: Scratch<'_>,
        out: &mut UnitSet,
        merged: &mut Merged,
    ) -> Result<Self, Error> {
        let linked = linked(inputs, options, pivot, scratch, out)?;
        let mut plan: Sorter<'_, 3> = Sorter::new(scratch);
        let mut group: Vec<Said> = Vec::new();
        let mut of_group = None;
        for record in linked {
            let [high, low, number, language, said] = record?;
            if of_group != Some((high, low)) {
                settle(&group, &mut plan, out, merged)?;
                group.clear();
                of_group = Some((high, low));
            }
            group.push((number, language, said));
        }
        settle(&group, &mut plan, out, merged)?;
        Self::collect(inputs, plan.sorted()?, scratch)
    }

    /// Puts the variants that are to move aside, as they may stand in the first file.
    fn collect<R: Read>(
        inputs: &[MemoryInput<'_, R>],
        plan: Sorted<3>,
        scratch: Scratch<'_>,
    ) -> Result<Self, Error> {
        let mut plan = plan.peekable();
        let mut store = Store::new(scratch)?;
        let mut moves: Sorter<'_, 5> = Sorter::new(scratch);
        let mut number = 0;
        let mut first: Option<FileStart> = None;
        for input in inputs {
            let mut stream = input.stream()?;
            let into = first.get_or_insert_with(|| FileStart::of(&stream));
            let port = Port::new(&stream, into);
            while let Some(unit) = stream.next().map_err(|error| error.with_path(input.path))? {
                let mut wanted = Vec::new();
                let is_of_unit = |next: &std::io::Result<[u64; 3]>| !matches!(next, Ok([giver, ..]) if *giver > number);
                while let Some(next) = plan.next_if(is_of_unit) {
                    let [_, taker, language] = next?;
                    wanted.push((taker, language));
                }
                if let Ok(read) = &unit.read {
                    let spans = unit.raw_variants();
                    for (at, (variant, span)) in (0..).zip(read.variants.iter().zip(spans)) {
                        let language = language_digest(&variant.language);
                        let raw = unit.raw.get(span).unwrap_or_default();
                        for (taker, _) in wanted.iter().filter(|(_, wanted)| *wanted == language) {
                            let ported = port.element(raw)?;
                            let place = store.put(&ported)?;
                            moves.push([*taker, number, at, place, ported.len() as u64])?;
                        }
                    }
                }
                number += 1;
            }
        }
        Ok(Self {
            moves: moves.sorted()?.peekable(),
            store: store.reader()?,
        })
    }

    /// The variants that go into the unit with this number; numbers must rise from call to call.
    pub(super) fn variants_for(&mut self, number: u64) -> Result<Vec<Vec<u8>>, Error> {
        let mut variants = Vec::new();
        let is_of_unit =
            |next: &std::io::Result<[u64; 5]>| !matches!(next, Ok([taker, ..]) if *taker > number);
        while let Some(next) = self.moves.next_if(is_of_unit) {
            let [_, _, _, place, length] = next?;
            variants.push(self.store.get(place, length)?);
        }
        Ok(variants)
    }
}

/// What units that stay say in each language, sorted by what ties them together.
fn linked<R: Read>(
    inputs: &[MemoryInput<'_, R>],
    options: &MergeOptions,
    pivot: &LanguageTag,
    scratch: Scratch<'_>,
    out: &UnitSet,
) -> Result<Sorted<5>, Error> {
    let mut linked: Sorter<'_, 5> = Sorter::new(scratch);
    let mut number = 0;
    for input in inputs {
        let mut stream = input.stream()?;
        while let Some(unit) = stream.next().map_err(|error| error.with_path(input.path))? {
            if let Ok(read) = &unit.read
                && !out.has(number)
            {
                let variants = variants(read);
                if let Some(link) = link(read, &variants, pivot, options) {
                    let [high, low] = halves(link);
                    for variant in variants {
                        let [_, said] = halves(variant.content());
                        linked.push([high, low, number, variant.language, said])?;
                    }
                }
            }
            number += 1;
        }
    }
    Ok(linked.sorted()?)
}

/// Decides on units that are tied together: where they say one thing in each language, the first gets the languages
/// that it lacks.
fn settle(
    group: &[Said],
    plan: &mut Sorter<'_, 3>,
    out: &mut UnitSet,
    merged: &mut Merged,
) -> Result<(), Error> {
    let Some((taker, ..)) = group.first().copied() else {
        return Ok(());
    };
    let mut units: Vec<u64> = group.iter().map(|(number, ..)| *number).collect();
    units.dedup();
    if units.len() < 2 {
        return Ok(());
    }
    let mut says: BTreeMap<u64, u64> = BTreeMap::new();
    for (_, language, said) in group {
        if *says.entry(*language).or_insert(*said) != *said {
            merged.ambiguous += units.len() as u64;
            return Ok(());
        }
    }
    let mut has: Vec<u64> = Vec::new();
    for (number, language, _) in group {
        if has.contains(language) {
            continue;
        }
        has.push(*language);
        if *number != taker {
            plan.push([*number, taker, *language])?;
        }
    }
    for number in units.into_iter().skip(1) {
        out.add(number);
        merged.joined += 1;
    }
    Ok(())
}
