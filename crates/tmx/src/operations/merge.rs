//! Several memories into one.

mod join;

use std::io::{Read, Write};

use yaddash_model::{LanguageTag, TranslationUnit};

use super::headers::{HeaderDifference, header_differences};
use super::identity::{VariantDigest, digest, halves, language_digest, unit_digest, variants};
use super::key::{UnitSet, last_date, remarks, source_word};
use super::portable::{FileStart, Port};
use super::scratch::{Scratch, Sorter};
use super::stream::{InputText, MemoryInput, StreamUnit, UnitCopy, Unreadable};
use crate::{Error, Header};
use join::Joins;

/// When two units are about the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Identity {
    /// They have the same source language and the same variants, with their codes.
    #[default]
    Text,
    /// They have the same source text and the same languages.
    Source,
    /// They have the same `tuid` and the same languages; without a `tuid`, as [`Identity::Text`].
    Tuid,
}

/// What becomes of units that are about the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Conflict {
    /// The one with the last change date, or creation date where there is no change, stays; the first of equals.
    #[default]
    Newest,
    /// The first stays, in the order of the inputs.
    PreferFirst,
    /// All stay that differ in anything.
    KeepAll,
}

/// How [`merge`] works.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct MergeOptions {
    /// When two units are about the same.
    pub identity: Identity,
    /// What becomes of them.
    pub conflict: Conflict,
    /// Units with the same text in this language (by `tuid`: with the same `tuid`) become one with all their languages,
    /// unless they have different texts in a language.
    pub join: Option<LanguageTag>,
}

/// What was found in one of the inputs.
#[derive(Debug)]
#[non_exhaustive]
pub struct MergedInput {
    /// Units read.
    pub units: u64,
    /// Units that cannot be read, which stay as they stand.
    pub unreadable: Unreadable,
    /// What was noticed about its text.
    pub text: InputText,
    /// Attributes of its header that are others in the first, with both values.
    pub header_differences: Vec<HeaderDifference>,
    /// Elements between units that are left out, since they may depend on their file.
    pub dropped_elements: u64,
}

/// What [`merge`] did.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Merged {
    /// The inputs in order.
    pub inputs: Vec<MergedInput>,
    /// Units read.
    pub units: u64,
    /// Units written.
    pub written: u64,
    /// Units left out that say the same as one that stays.
    pub duplicates: u64,
    /// Units left out that say something else than the one of the same identity that stays.
    pub conflicts: u64,
    /// Units whose variants went into another unit.
    pub joined: u64,
    /// Units that could not be joined, since they have different texts in a language.
    pub ambiguous: u64,
}

/// Merges memories into one with the header, DOCTYPE and everything else around the units of the first.
///
/// Units stand as they do in their files, in the order of the inputs. Units of later inputs get the attributes that they
/// would inherit differently from the header of the first (`srclang`, `segtype`, `datatype`, `o-tmf`), and what they take
/// from DOCTYPE and namespaces of their file is written out.
///
/// Every input is read two times, four times where units are joined. Memory is bounded by the largest unit, 8 MiB, two
/// bits a unit, and the largest group of units with one pivot text; 40 bytes a unit, and where units are joined 40 bytes a
/// variant and the variants that move, go to `scratch`.
///
/// # Errors
/// Those of [`filter`](super::filter()), of the inputs and of `scratch`, with the path of the input.
pub fn merge<R: Read>(
    inputs: &[MemoryInput<'_, R>],
    output: impl Write,
    options: &MergeOptions,
    scratch: Scratch<'_>,
) -> Result<Merged, Error> {
    let mut merged = Merged::default();
    let mut out = find_same(inputs, options, scratch, &mut merged)?;
    let mut joins = match &options.join {
        Some(language) => Some(Joins::find(
            inputs,
            options,
            language,
            scratch,
            &mut out,
            &mut merged,
        )?),
        None => None,
    };
    let mut copy: Option<UnitCopy<_>> = None;
    let mut output = Some(output);
    let mut epilogue = Vec::new();
    let mut number = 0;
    let mut first: Option<FileStart> = None;
    for (at, input) in inputs.iter().enumerate() {
        let in_input = |error: Error| error.with_path(input.path);
        let mut stream = input.stream()?;
        let first = first.get_or_insert_with(|| FileStart::of(&stream));
        if let Some(output) = output.take() {
            let (start, end) = opened_body(stream.prologue());
            epilogue.extend_from_slice(end);
            copy = Some(UnitCopy::new(output, &start)?);
        }
        let Some(copy) = copy.as_mut() else {
            break;
        };
        let port = Port::new(&stream, first);
        while let Some(unit) = stream.next().map_err(in_input)? {
            let is_left_out = out.has(number);
            let dropped = between(copy, &unit, at == 0, is_left_out)?;
            if let Some(input) = merged.inputs.get_mut(at) {
                input.dropped_elements += dropped;
            }
            if !is_left_out {
                merged.written += 1;
                let added = match joins.as_mut() {
                    Some(joins) => joins.variants_for(number)?,
                    None => Vec::new(),
                };
                let whole = with_variants(&unit, &added);
                if at == 0 {
                    copy.write(&whole)?;
                } else {
                    copy.write(&port.unit(&whole).map_err(in_input)?)?;
                }
            }
            number += 1;
        }
        if at == 0 {
            epilogue.extend_from_slice(stream.epilogue());
        }
    }
    if let Some(copy) = copy {
        copy.finish(&epilogue)?;
    }
    Ok(merged)
}

/// The start of a file with its body open, and what closes it where that was an empty element.
fn opened_body(prologue: &[u8]) -> (Vec<u8>, &'static [u8]) {
    match prologue.strip_suffix(b"/>") {
        Some(start) => {
            let mut opened = start.to_vec();
            opened.extend_from_slice(b">");
            (opened, b"\n</body>")
        }
        None => (prologue.to_vec(), b""),
    }
}

/// Writes what stands before a unit: comments in any case, white space before a unit that stays. Gives how many elements
/// were left out, which may depend on their file where this is not the first.
fn between<W: Write>(
    copy: &mut UnitCopy<W>,
    unit: &StreamUnit<'_>,
    is_first: bool,
    is_left_out: bool,
) -> Result<u64, Error> {
    let starts = memchr::memchr_iter(b'<', unit.before);
    let has_element = starts.into_iter().any(|at| {
        let next = unit.before.get(at + 1);
        !matches!(next, Some(b'!' | b'?'))
    });
    if has_element && !is_first {
        copy.write(b"\n")?;
        return Ok(1);
    }
    if is_left_out {
        copy.leave(unit)?;
    } else {
        copy.write(unit.before)?;
    }
    Ok(0)
}

/// A unit with more variants behind its last one.
fn with_variants(unit: &StreamUnit<'_>, added: &[Vec<u8>]) -> Vec<u8> {
    let mut whole = unit.raw.to_vec();
    let Some(last) = unit.raw_variants().last().filter(|_| !added.is_empty()) else {
        return whole;
    };
    let before = unit.raw.get(..last.start).unwrap_or_default();
    let space = before
        .get(before.trim_ascii_end().len()..)
        .unwrap_or_default();
    let mut inserted = Vec::new();
    for variant in added {
        inserted.extend_from_slice(space);
        inserted.extend_from_slice(variant);
    }
    whole.splice(last.end..last.end, inserted);
    whole
}

/// The first pass: which units are left out since another of the same identity stays.
fn find_same<R: Read>(
    inputs: &[MemoryInput<'_, R>],
    options: &MergeOptions,
    scratch: Scratch<'_>,
    merged: &mut Merged,
) -> Result<UnitSet, Error> {
    let mut same: Sorter<'_, 5> = Sorter::new(scratch);
    let mut number = 0;
    let mut first: Option<Header> = None;
    for input in inputs {
        let mut stream = input.stream()?;
        let header = stream.header().clone();
        let first = first.get_or_insert_with(|| header.clone());
        let mut found = MergedInput {
            units: 0,
            unreadable: Unreadable::default(),
            text: stream.text(),
            header_differences: header_differences(first, &header),
            dropped_elements: 0,
        };
        while let Some(unit) = stream.next().map_err(|error| error.with_path(input.path))? {
            let ([high, low], rank, said) = match &unit.read {
                Ok(read) => {
                    let source = source_word(read, &header);
                    let mut variants = variants(read);
                    let said = unit_digest(source, &mut variants);
                    let rank = match options.conflict {
                        Conflict::Newest => u64::MAX - last_date(read),
                        Conflict::PreferFirst | Conflict::KeepAll => 0,
                    };
                    let key = key(read, source, &variants, said, options);
                    (halves(key), rank, halves(said)[1])
                }
                Err(_) => (halves(digest(unit.raw)), 0, 0),
            };
            same.push([high, low, rank, number, said])?;
            number += 1;
            found.units += 1;
            if let Err(error) = unit.read {
                found.unreadable.add(error);
            }
        }
        found.text = stream.text();
        merged.units += found.units;
        merged.inputs.push(found);
    }
    let mut out = UnitSet::default();
    let mut kept = None;
    for record in same.sorted()? {
        let [high, low, _, number, said] = record?;
        match kept {
            Some((kept_high, kept_low, kept_said)) if (kept_high, kept_low) == (high, low) => {
                out.add(number);
                if kept_said == said {
                    merged.duplicates += 1;
                } else {
                    merged.conflicts += 1;
                }
            }
            _ => kept = Some((high, low, said)),
        }
    }
    Ok(out)
}

/// What a unit is about, by the options.
fn key(
    unit: &TranslationUnit,
    source: u64,
    variants: &[VariantDigest],
    said: u128,
    options: &MergeOptions,
) -> u128 {
    let mut bytes = Vec::new();
    if options.conflict == Conflict::KeepAll {
        bytes.extend_from_slice(&said.to_le_bytes());
        for word in remarks(unit) {
            bytes.extend_from_slice(&word.to_le_bytes());
        }
        return digest(&bytes);
    }
    match options.identity {
        Identity::Text => return said,
        Identity::Source => {
            let mut sources = variants.iter().filter(|variant| variant.language == source);
            let (Some(text), None) = (sources.next(), sources.next()) else {
                return said;
            };
            bytes.extend_from_slice(b"source");
            bytes.extend_from_slice(&text.content().to_le_bytes());
            bytes.extend_from_slice(&source.to_le_bytes());
        }
        Identity::Tuid => {
            let Some(id) = unit.id().filter(|id| !id.is_empty()) else {
                return said;
            };
            bytes.extend_from_slice(b"tuid");
            bytes.extend_from_slice(id.as_bytes());
        }
    }
    // Of the same source or identifier, units in other languages are no rivals.
    let mut languages: Vec<u64> = variants.iter().map(|variant| variant.language).collect();
    languages.sort_unstable();
    languages.dedup();
    for language in languages {
        bytes.extend_from_slice(&language.to_le_bytes());
    }
    digest(&bytes)
}

/// What ties units together that may become one.
fn link(
    unit: &TranslationUnit,
    variants: &[VariantDigest],
    pivot: &LanguageTag,
    options: &MergeOptions,
) -> Option<u128> {
    if options.identity == Identity::Tuid {
        return unit
            .id()
            .filter(|id| !id.is_empty())
            .map(|id| digest(id.as_bytes()));
    }
    let pivot = language_digest(pivot);
    let mut texts = variants.iter().filter(|variant| variant.language == pivot);
    match (texts.next(), texts.next()) {
        (Some(text), None) => Some(text.content()),
        _ => None,
    }
}
