//! JSON Lines, which keep everything of a unit.
//!
//! A line is an object:
//! `{"attributes":{"tuid":"k1"},"properties":[…],"notes":[…],"variants":[{"language":"az","attributes":{…},
//! "properties":[…],"notes":[…],"text":"plain text","content":["text",{"kind":"ph",…}]}]}`.
//! `text` is the plain text, for tools that need no more; `content` the text with its codes. When read, everything but
//! `variants`, `language` and one of `text` and `content` may be missing.

use std::io::{BufRead, Write};

use serde::{Deserialize, Serialize};
use yaddash_model::{Attributes, LanguageTag, Note, Property, Segment, TranslationUnit, Variant};

use super::fused;
use super::line::Lines;
use crate::Error;

/// Writes units, one a line.
#[derive(Debug)]
pub struct Writer<W> {
    output: W,
}

impl<W: Write> Writer<W> {
    /// A writer to `output`.
    pub const fn new(output: W) -> Self {
        Self { output }
    }

    /// Writes one unit.
    ///
    /// # Errors
    /// [`Error::Stream`] where the output fails.
    pub fn write(&mut self, unit: &TranslationUnit) -> Result<(), Error> {
        serde_json::to_writer(&mut self.output, &UnitView::from(unit))
            .map_err(std::io::Error::from)?;
        self.output.write_all(b"\n")?;
        Ok(())
    }

    /// Flushes the output and gives it back.
    ///
    /// # Errors
    /// [`Error::Stream`] where the output fails.
    pub fn finish(mut self) -> Result<W, Error> {
        self.output.flush()?;
        Ok(self.output)
    }
}

/// Reads units, one a line; blank lines are passed over. Ends after the first error.
#[derive(Debug)]
pub struct Reader<R> {
    lines: Lines<R>,
    is_done: bool,
}

impl<R: BufRead> Reader<R> {
    /// A reader of `input`.
    pub const fn new(input: R) -> Self {
        Self {
            lines: Lines::new(input),
            is_done: false,
        }
    }

    fn read(&mut self) -> Result<Option<TranslationUnit>, Error> {
        loop {
            let number = self.lines.number() + 1;
            let Some(line) = self.lines.next()? else {
                return Ok(None);
            };
            if !line.trim().is_empty() {
                return parse(line, number).map(Some);
            }
        }
    }
}

impl<R: BufRead> Iterator for Reader<R> {
    type Item = Result<TranslationUnit, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        fused::next(self, |reader| &mut reader.is_done, Self::read)
    }
}

fn parse(line: &str, number: u64) -> Result<TranslationUnit, Error> {
    let unit: OwnedUnit = serde_json::from_str(line).map_err(|source| Error::Json {
        line: number,
        column: characters_before(line, source.column()),
        source,
    })?;
    let variants = unit
        .variants
        .into_iter()
        .map(|variant| variant.into_variant(number))
        .collect::<Result<_, _>>()?;
    Ok(TranslationUnit {
        attributes: unit.attributes,
        properties: unit.properties,
        notes: unit.notes,
        variants,
    })
}

/// The column in characters, from 1, where the parser counts bytes.
fn characters_before(line: &str, column: usize) -> usize {
    let bytes = line.as_bytes().get(..column.saturating_sub(1));
    let before = bytes.unwrap_or(line.as_bytes());
    1 + String::from_utf8_lossy(before).chars().count()
}

#[derive(Serialize)]
struct UnitView<'u> {
    attributes: &'u Attributes,
    properties: &'u [Property],
    notes: &'u [Note],
    variants: Vec<VariantView<'u>>,
}

#[derive(Serialize)]
struct VariantView<'u> {
    language: &'u LanguageTag,
    attributes: &'u Attributes,
    properties: &'u [Property],
    notes: &'u [Note],
    text: &'u str,
    content: &'u Segment,
}

impl<'u> From<&'u TranslationUnit> for UnitView<'u> {
    fn from(unit: &'u TranslationUnit) -> Self {
        Self {
            attributes: &unit.attributes,
            properties: &unit.properties,
            notes: &unit.notes,
            variants: unit
                .variants
                .iter()
                .map(|variant| VariantView {
                    language: &variant.language,
                    attributes: &variant.attributes,
                    properties: &variant.properties,
                    notes: &variant.notes,
                    text: variant.segment.text(),
                    content: &variant.segment,
                })
                .collect(),
        }
    }
}

/// Fields that are not known are refused, so that nothing is lost in silence.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnedUnit {
    #[serde(default)]
    attributes: Attributes,
    #[serde(default)]
    properties: Vec<Property>,
    #[serde(default)]
    notes: Vec<Note>,
    variants: Vec<OwnedVariant>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnedVariant {
    #[serde(deserialize_with = "LanguageTag::deserialize_lenient")]
    language: LanguageTag,
    #[serde(default)]
    attributes: Attributes,
    #[serde(default)]
    properties: Vec<Property>,
    #[serde(default)]
    notes: Vec<Note>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    content: Option<Segment>,
}

impl OwnedVariant {
    fn into_variant(self, line: u64) -> Result<Variant, Error> {
        let refused = |message: &'static str| Error::Table {
            line,
            message: message.to_owned(),
        };
        let segment = match (self.content, self.text) {
            (Some(content), Some(text)) if content.text() != text => {
                return Err(refused(
                    "`text` is not the text of `content`: change both, or leave `content` out",
                ));
            }
            (Some(content), _) => content,
            (None, Some(text)) => Segment::from(text),
            (None, None) => return Err(refused("a variant has neither `text` nor `content`")),
        };
        Ok(Variant {
            language: self.language,
            attributes: self.attributes,
            properties: self.properties,
            notes: self.notes,
            segment,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use yaddash_model::{CodeKind, InlineCode};

    use super::*;

    fn read(text: &str) -> Result<Vec<TranslationUnit>, Error> {
        Reader::new(text.as_bytes()).collect()
    }

    fn written(units: &[TranslationUnit]) -> String {
        let mut writer = Writer::new(Vec::new());
        for unit in units {
            writer.write(unit).unwrap();
        }
        String::from_utf8(writer.finish().unwrap()).unwrap()
    }

    #[test]
    fn everything_is_kept() {
        let mut segment = Segment::from("a\n");
        segment.push_code(InlineCode::new(CodeKind::Ph).with_native("<br/>"));
        segment.push_text("ə");
        let mut variant = Variant::new("AZ_az".parse().unwrap(), segment);
        variant.attributes.set("creationdate", "20240403T101010Z");
        variant.notes.push(Note::new("n"));
        let unit = TranslationUnit {
            attributes: Attributes::new().with("tuid", "k1"),
            properties: vec![Property::new("x-a", "1")],
            notes: vec![],
            variants: vec![variant],
        };
        let text = written(std::slice::from_ref(&unit));
        assert_eq!(
            text,
            "{\"attributes\":{\"tuid\":\"k1\"},\"properties\":[{\"type\":\"x-a\",\"value\":\"1\"}],\"notes\":[],\
             \"variants\":[{\"language\":\"AZ_az\",\"attributes\":{\"creationdate\":\"20240403T101010Z\"},\
             \"properties\":[],\"notes\":[{\"text\":\"n\"}],\"text\":\"a\\nə\",\
             \"content\":[\"a\\n\",{\"kind\":\"ph\",\"content\":[{\"native\":\"<br/>\"}]},\"ə\"]}]}\n"
        );
        assert_eq!(read(&text).unwrap(), [unit]);
    }

    #[test]
    fn text_alone_is_enough() {
        let units =
            read("\u{feff}\n{\"variants\":[{\"language\":\"az\",\"text\":\"a\"}]}\r\n").unwrap();
        assert_eq!(units[0].variants[0].segment.text(), "a");
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        for line in [
            "{",
            "{\"variants\":[{\"language\":\"az\"}]}",
            "{\"variants\":[{\"language\":\"az\",\"text\":\"a\",\"content\":[\"b\"]}]}",
            "{\"variants\":[],\"note\":[]}",
            "{\"variants\":[{\"language\":\" \",\"text\":\"a\"}]}",
        ] {
            assert!(read(line).is_err(), "{line}");
        }
        let error = read("{\"variants\":[]}\n{\"ə\":1}").unwrap_err();
        assert!(
            matches!(
                error,
                Error::Json {
                    line: 2,
                    column: 4,
                    ..
                }
            ),
            "{error:?}"
        );
    }

    proptest! {
        #[test]
        fn texts_come_back(texts in prop::collection::vec("\\PC{0,20}", 0..4)) {
            let unit = TranslationUnit {
                variants: texts.iter().map(|text| Variant::new("ru".parse().unwrap(), text.as_str())).collect(),
                ..TranslationUnit::default()
            };
            prop_assert_eq!(read(&written(std::slice::from_ref(&unit))).unwrap(), [unit]);
        }

        #[test]
        fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let _ = Reader::new(bytes.as_slice()).count();
        }
    }
}
