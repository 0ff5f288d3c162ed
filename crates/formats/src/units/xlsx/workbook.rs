//! The parts of a workbook: which sheets there are, the shared texts, the styles.

use std::io::{Read, Seek};

use yaddash_io::encoding::{DecodingReader, Hint};
use yaddash_io::xml::{XmlEvent, XmlReader};

use super::format::Formats;
use super::text::unescaped;
use crate::Error;
use crate::document::package::{Element, Package, PartReader, Visit, read_part};

/// The shared texts of a workbook: one string, and where each text ends, with a mark for formatted ones.
#[derive(Debug, Default)]
pub(super) struct SharedTexts {
    texts: String,
    ends: Vec<(usize, bool)>,
}

impl SharedTexts {
    /// Reads the part `name`.
    fn read(name: &str, xml: &[u8]) -> Result<Self, Error> {
        let in_part = |source| Error::Xml {
            part: name.to_owned(),
            source,
        };
        let mut reader = XmlReader::new(DecodingReader::new(xml, Hint::xml())?);
        let mut shared = Self::default();
        let mut item = TextItem::default();
        loop {
            match reader.next_event().map_err(in_part)? {
                XmlEvent::Eof => return Ok(shared),
                XmlEvent::Start(tag) => item.start(tag.local_name()),
                XmlEvent::Empty(tag) if tag.local_name() == "si" => {
                    shared.push(&mut item);
                }
                XmlEvent::End(tag) if tag.local_name() == "si" => {
                    shared.push(&mut item);
                }
                XmlEvent::End(tag) => item.end(tag.local_name()),
                event => item.text(event.as_text().unwrap_or_default()),
            }
        }
    }

    fn push(&mut self, item: &mut TextItem) {
        let (text, is_rich) = item.take();
        self.texts.push_str(&unescaped(&text));
        self.ends.push((self.texts.len(), is_rich));
    }

    /// The text with the number `index` and whether it is formatted.
    pub(super) fn get(&self, index: usize) -> Option<(&str, bool)> {
        let (end, is_rich) = *self.ends.get(index)?;
        let before = index
            .checked_sub(1)
            .and_then(|before| self.ends.get(before));
        let start = before.map_or(0, |(end, _)| *end);
        Some((self.texts.get(start..end)?, is_rich))
    }
}

/// The text of a cell or of a shared item: that of its `t` elements, without phonetic hints (`rPh`).
#[derive(Debug, Default)]
pub(super) struct TextItem {
    text: String,
    is_rich: bool,
    in_text: bool,
    in_hint: bool,
}

impl TextItem {
    pub(super) fn start(&mut self, name: &str) {
        match name {
            "t" => self.in_text = !self.in_hint,
            "rPr" => self.is_rich = true,
            "rPh" => self.in_hint = true,
            _ => {}
        }
    }

    pub(super) fn end(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "rPh" => self.in_hint = false,
            _ => {}
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        if self.in_text {
            self.text.push_str(text);
        }
    }

    /// The text, and whether some of it is formatted, for a new item to begin.
    pub(super) fn take(&mut self) -> (String, bool) {
        let taken = std::mem::take(self);
        (taken.text, taken.is_rich)
    }
}

/// What is needed to read a sheet.
#[derive(Debug)]
pub(super) struct Workbook {
    /// The part of the sheet.
    pub(super) sheet: String,
    pub(super) shared: SharedTexts,
    pub(super) formats: Formats,
    /// Whether dates count from 1904.
    pub(super) is_1904: bool,
}

impl Workbook {
    /// Reads what stands beside the sheet `name`, or the first one.
    pub(super) fn read<R: Read + Seek>(
        package: &mut Package<R>,
        name: Option<&str>,
    ) -> Result<Self, Error> {
        let root = Relationships::of(package, "")?;
        let part = root
            .of_kind("/officeDocument")
            .unwrap_or_else(|| "xl/workbook.xml".to_owned());
        let mut sheets = Sheets::default();
        read_part(&part, &package.part(&part)?, &mut sheets)?;
        let relationships = Relationships::of(package, &part)?;
        let sheet = sheets.find(name)?;
        let sheet = relationships
            .of_id(sheet)
            .ok_or_else(|| Error::MissingPart {
                part: format!("of the sheet with the identifier {sheet}"),
            })?;
        let mut optional = |kind: &str| {
            let Some(name) = relationships.of_kind(kind) else {
                return Ok(None);
            };
            let bytes = package.optional_part(&name)?;
            Ok::<_, Error>(bytes.map(|bytes| (name, bytes)))
        };
        let shared = match optional("/sharedStrings")? {
            Some((name, xml)) => SharedTexts::read(&name, &xml)?,
            None => SharedTexts::default(),
        };
        let formats = match optional("/styles")? {
            Some((name, xml)) => Formats::read(&name, &xml)?,
            None => Formats::default(),
        };
        Ok(Self {
            sheet,
            shared,
            formats,
            is_1904: sheets.is_1904,
        })
    }
}

/// The names of the sheets and the identifiers of their parts, in order.
#[derive(Debug, Default)]
struct Sheets {
    sheets: Vec<(String, String)>,
    is_1904: bool,
}

impl Sheets {
    /// The identifier of the sheet `name`, or of the first one.
    fn find(&self, name: Option<&str>) -> Result<&str, Error> {
        let found = match name {
            Some(name) => self.sheets.iter().find(|(found, _)| found == name),
            None => self.sheets.first(),
        };
        let Some((_, id)) = found else {
            let names: Vec<String> = self
                .sheets
                .iter()
                .map(|(name, _)| format!("`{name}`"))
                .collect();
            return Err(Error::MissingSheet {
                name: name.unwrap_or_default().to_owned(),
                sheets: names.join(", "),
            });
        };
        Ok(id)
    }
}

impl PartReader for Sheets {
    fn start(&mut self, element: &Element) -> Visit {
        match element.name().1 {
            "sheet" => {
                let value = |prefix, name| element.attribute(prefix, name).unwrap_or_default();
                self.sheets
                    .push((value("", "name").to_owned(), value("r", "id").to_owned()));
            }
            "workbookPr" => {
                let is_1904 = element.attribute("", "date1904");
                self.is_1904 = matches!(is_1904, Some("1" | "true"));
            }
            _ => {}
        }
        Visit::Inside
    }

    fn end(&mut self, _: (&str, &str)) {}

    fn text(&mut self, _: &str) {}
}

/// The relationships of a part to others (ISO/IEC 29500-2 section 6.5).
#[derive(Debug, Default)]
struct Relationships {
    folder: String,
    /// Identifier, type and target.
    relationships: Vec<(String, String, String)>,
}

impl Relationships {
    /// Those of the part `source`, empty for the package itself.
    fn of<R: Read + Seek>(package: &mut Package<R>, source: &str) -> Result<Self, Error> {
        let (folder, file) = source.rsplit_once('/').unwrap_or(("", source));
        let mut found = Self {
            folder: folder.to_owned(),
            relationships: Vec::new(),
        };
        let part = found.in_folder(&format!("_rels/{file}.rels"));
        if let Some(xml) = package.optional_part(&part)? {
            read_part(&part, &xml, &mut found)?;
        }
        Ok(found)
    }

    fn of_kind(&self, end: &str) -> Option<String> {
        let found = self
            .relationships
            .iter()
            .find(|(_, kind, _)| kind.ends_with(end));
        found.map(|(_, _, target)| self.resolved(target))
    }

    fn of_id(&self, id: &str) -> Option<String> {
        let found = self.relationships.iter().find(|(found, _, _)| found == id);
        found.map(|(_, _, target)| self.resolved(target))
    }

    fn resolved(&self, target: &str) -> String {
        match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => self.in_folder(target.strip_prefix("./").unwrap_or(target)),
        }
    }

    fn in_folder(&self, name: &str) -> String {
        if self.folder.is_empty() {
            name.to_owned()
        } else {
            format!("{}/{name}", self.folder)
        }
    }
}

impl PartReader for Relationships {
    fn start(&mut self, element: &Element) -> Visit {
        if element.name().1 == "Relationship" {
            let value = |name| element.attribute("", name).unwrap_or_default().to_owned();
            self.relationships
                .push((value("Id"), value("Type"), value("Target")));
        }
        Visit::Inside
    }

    fn end(&mut self, _: (&str, &str)) {}

    fn text(&mut self, _: &str) {}
}
