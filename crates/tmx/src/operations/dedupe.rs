//! Leaving out units that say what another one says.

use std::collections::BTreeMap;
use std::io::{Read, Write};

use yaddash_model::TranslationUnit;

use super::identity::{VariantDigest, halves, unit_digest};
use super::key::{Sameness, UnitSet, characters, differing, last_date, remarks, source_word};
use super::scratch::{Scratch, Sorter};
use super::stream::{InputText, UnitCopy, UnitStream, Unreadable};
use crate::{Error, ErrorKind, Header};

/// How many different sets of languages the units of a memory may have where subsets are looked for.
const LANGUAGE_SETS: usize = 1_000;

/// Which of the units that say the same stays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// The first.
    #[default]
    First,
    /// The one with the last change date, or creation date where there is no change; the first of equals.
    Newest,
    /// The one with the most characters; the first of equals.
    Longest,
}

/// How [`dedupe`] works.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct DedupeOptions {
    /// When texts count as the same. Default: exactly.
    pub sameness: Sameness,
    /// Which unit stays. Default: the first.
    pub choice: Choice,
    /// Whether a unit is left out too where another has all its variants and more languages. Default: no.
    pub subsets: bool,
}

/// What [`dedupe`] did.
#[derive(Debug)]
#[non_exhaustive]
pub struct Deduped {
    /// Units read.
    pub units: u64,
    /// Units left out that say the same as one that stays.
    pub duplicates: u64,
    /// Units left out whose variants are all in a larger unit.
    pub subsets: u64,
    /// How many of the duplicates differ from the unit that stays in what they do not say: `tuid`, `creation`,
    /// `change`, `use`, `properties`, `notes`, `source language`, `other attributes`.
    pub differing: BTreeMap<&'static str, u64>,
    /// Units that cannot be read, which stay.
    pub unreadable: Unreadable,
    /// What was noticed about the text of the input.
    pub text: InputText,
}

/// Copies a memory without the units that say what another one says: the same source language and the same variants, in
/// any order. Units that stay are exactly as they stand, in their order; comments between units stay.
///
/// `open` gives the input from its start, and is called two or three times. Memory is bounded by the largest unit, 4 MiB
/// and a bit a unit; 64 bytes a unit go to `scratch`. Units are compared by digests of 128 bits.
///
/// # Errors
/// Those of [`filter`](super::filter()), those of `open` and `scratch`, and [`ErrorKind::TooManyLanguageSets`] where
/// subsets are looked for among units of more than 1,000 different sets of languages.
pub fn dedupe<R: Read>(
    mut open: impl FnMut() -> Result<R, yaddash_io::Error>,
    output: impl Write,
    options: DedupeOptions,
    scratch: Scratch<'_>,
) -> Result<Deduped, Error> {
    let sets = if options.subsets {
        language_sets(UnitStream::new(open()?)?)?
    } else {
        Vec::new()
    };
    let mut search = Search {
        options,
        sets,
        same: Sorter::new(scratch),
        parts: Sorter::new(scratch),
    };
    let mut stream = UnitStream::new(open()?)?;
    let header = stream.header().clone();
    let mut units = 0;
    let mut unreadable = Unreadable::default();
    while let Some(unit) = stream.next()? {
        match unit.read {
            Ok(read) => search.add(units, &read, &header)?,
            Err(error) => unreadable.add(error),
        }
        units += 1;
    }
    let mut done = Deduped {
        units,
        duplicates: 0,
        subsets: 0,
        differing: BTreeMap::new(),
        unreadable,
        text: stream.text(),
    };
    drop(stream);
    let left_out = search.left_out(&mut done)?;
    let mut stream = UnitStream::new(open()?)?;
    let mut copy = UnitCopy::new(output, stream.prologue())?;
    let mut number = 0;
    while let Some(unit) = stream.next()? {
        if left_out.has(number) {
            copy.leave(&unit)?;
        } else {
            copy.keep(&unit)?;
        }
        number += 1;
    }
    copy.finish(stream.epilogue())?;
    Ok(done)
}

/// The different sets of languages that units have.
fn language_sets<R: Read>(mut stream: UnitStream<R>) -> Result<Vec<Vec<u64>>, Error> {
    let mut sets: Vec<Vec<u64>> = Vec::new();
    while let Some(unit) = stream.next()? {
        let Ok(read) = &unit.read else {
            continue;
        };
        let set = language_set(&Sameness::Exact.variants(read));
        if let Err(at) = sets.binary_search(&set) {
            if sets.len() == LANGUAGE_SETS {
                let limit = LANGUAGE_SETS;
                let error = Error::new(ErrorKind::TooManyLanguageSets { limit });
                return Err(error.at(unit.position));
            }
            sets.insert(at, set);
        }
    }
    Ok(sets)
}

fn language_set(variants: &[VariantDigest]) -> Vec<u64> {
    let mut set: Vec<u64> = variants.iter().map(|variant| variant.language).collect();
    set.sort_unstable();
    set.dedup();
    set
}

/// What is known of the units, to find those that say the same.
struct Search<'a> {
    options: DedupeOptions,
    sets: Vec<Vec<u64>>,
    /// What a unit says, its rank (the least stays), its number, and digests of its remarks.
    same: Sorter<'a, 8>,
    /// What a part of a unit says, or a whole unit; 0 for parts and 1 for whole units; its number.
    parts: Sorter<'a, 4>,
}

impl Search<'_> {
    fn add(&mut self, number: u64, unit: &TranslationUnit, header: &Header) -> Result<(), Error> {
        let source = source_word(unit, header);
        let mut variants = self.options.sameness.variants(unit);
        let [high, low] = halves(unit_digest(source, &mut variants));
        let rank = match self.options.choice {
            Choice::First => 0,
            Choice::Newest => u64::MAX - last_date(unit),
            Choice::Longest => u64::MAX - characters(unit),
        };
        let [one, two, three, four] = remarks(unit);
        self.same
            .push([high, low, rank, number, one, two, three, four])?;
        if !self.options.subsets {
            return Ok(());
        }
        self.parts.push([high, low, 1, number])?;
        let languages = language_set(&variants);
        for set in &self.sets {
            let is_part = set.len() < languages.len()
                && set.iter().all(|language| languages.contains(language));
            if is_part {
                let part = variants
                    .iter()
                    .filter(|variant| set.contains(&variant.language));
                let mut part: Vec<VariantDigest> = part.copied().collect();
                let [high, low] = halves(unit_digest(source, &mut part));
                self.parts.push([high, low, 0, number])?;
            }
        }
        Ok(())
    }

    fn left_out(self, done: &mut Deduped) -> Result<UnitSet, Error> {
        let mut left_out = UnitSet::default();
        let mut kept: Option<[u64; 8]> = None;
        for record in self.same.sorted()? {
            let record @ [high, low, _, number, remarks @ ..] = record?;
            match kept {
                Some([kept_high, kept_low, _, _, kept_remarks @ ..])
                    if (kept_high, kept_low) == (high, low) =>
                {
                    left_out.add(number);
                    done.duplicates += 1;
                    for kind in differing(kept_remarks, remarks) {
                        *done.differing.entry(kind).or_default() += 1;
                    }
                }
                _ => kept = Some(record),
            }
        }
        let mut part = None;
        for record in self.parts.sorted()? {
            let [high, low, is_whole, number] = record?;
            if is_whole == 0 {
                part = Some((high, low));
            } else if part == Some((high, low)) && left_out.add(number) {
                done.subsets += 1;
            }
        }
        Ok(left_out)
    }
}
