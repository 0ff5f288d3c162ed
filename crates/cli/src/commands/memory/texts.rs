//! The segments of files that are to be translated.

use std::path::Path;

use anyhow::Result;
use yaddash_memory::store::Context as Surroundings;
use yaddash_model::{LanguageTag, Segment};

use super::super::Context;
use crate::align::VersionReader;
use crate::align::known_units::KnownUnits;
use crate::segmenters::Segmenters;
use crate::{input, units};

/// A segment, and what stands around it.
pub(super) struct SourceText {
    pub(super) segment: Segment,
    pub(super) context: Surroundings,
}

/// Reads files as segments in one language.
pub(super) struct SourceReader {
    reader: VersionReader,
}

impl SourceReader {
    /// With the rules for segments that the configuration sets, else those that are built in.
    pub(super) fn new(context: &Context) -> Result<Self> {
        Ok(Self {
            reader: VersionReader {
                segmented: false,
                segmenters: Segmenters::new(None, &[], context)?,
                concepts: None,
                known_units: KnownUnits::default(),
            },
        })
    }

    /// The segments of a document, or the sources of a file of units. A unit without a text in `language` is passed over.
    pub(super) fn read(
        &self,
        path: &Path,
        language: &LanguageTag,
        context: &Context,
    ) -> Result<Vec<SourceText>> {
        let mut texts = Vec::new();
        if let Some(format) = units::format_of(path) {
            for unit in units::read(path, format)? {
                let unit = unit?;
                if let Some(variant) = unit.variant(language) {
                    texts.push(SourceText {
                        segment: variant.segment.clone(),
                        context: Surroundings::of(&unit, language),
                    });
                }
            }
        } else {
            let bytes = input::read(path)?;
            let version = self.reader.read(language, path, &bytes, context.messages)?;
            texts.extend(version.segments.into_iter().map(|segment| SourceText {
                segment: segment.content,
                context: Surroundings::default(),
            }));
        }
        take_neighbours(&mut texts);
        Ok(texts)
    }
}

/// What stands before and behind each segment is its context, where the file says nothing else.
fn take_neighbours(texts: &mut [SourceText]) {
    let sources: Vec<String> = texts
        .iter()
        .map(|text| text.segment.text().to_owned())
        .collect();
    for (at, text) in texts.iter_mut().enumerate() {
        if text.context.previous.is_none() && text.context.next.is_none() {
            text.context.previous = at.checked_sub(1).and_then(|at| sources.get(at)).cloned();
            text.context.next = sources.get(at + 1).cloned();
        }
    }
}
