//! Reading files.

use std::collections::VecDeque;
use std::io::Read;

use yaddash_io::encoding::EncodingReport;
use yaddash_io::xml::Position;
use yaddash_model::{LineColumn, TranslationUnit};

use super::file::{FileState, tag};
use super::nodes::{Element, Node, Nodes, Space};
use super::{one, two};
use crate::Error;
use crate::units::{Languages, Losses, fused};

/// A version of XLIFF.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Version {
    /// 1.0 to 1.2, and the formats of Trados Studio and memoQ that are made of 1.2.
    One,
    /// 2.0 to 2.2.
    Two,
}

/// Reads the units of an XLIFF file of any version in any encoding, one after the other; ends after the first error.
///
/// Memory is bounded by the largest unit, and for SDLXLIFF by the tags that a file defines. Documents inside a file
/// (`internal-file`, `skeleton`) are passed over without being read into memory.
pub struct Reader<R> {
    nodes: Nodes<R>,
    version: Version,
    file: FileState,
    queue: VecDeque<TranslationUnit>,
    position: Position,
    is_done: bool,
}

impl<R: Read> Reader<R> {
    /// Reads the root of `input`. `languages` are those of files that name none.
    ///
    /// # Errors
    /// [`Error::At`] for other kinds of XML, [`Error::Read`] where the input fails or is not well-formed.
    pub fn new(input: R, languages: Languages) -> Result<Self, Error> {
        let mut nodes = Nodes::new(input)?;
        let root = nodes.root()?;
        if root.name != "xliff" {
            let message = format!("the document's element is `{}`, not `xliff`", root.name);
            return Err(nodes.error(message));
        }
        let written = root
            .attributes
            .get("version")
            .unwrap_or("1.2")
            .trim()
            .to_owned();
        let version = match written.split('.').next() {
            Some("1") => Version::One,
            Some("2") => Version::Two,
            _ => return Err(nodes.error(format!("version `{written}` of XLIFF is not known"))),
        };
        let mut file = FileState::new(languages);
        let has_tool = |name: &str| nodes.space_of_attribute(name) == Space::Sdl;
        file.is_of_tool = root.attributes.iter().any(|(name, _)| has_tool(name));
        if version == Version::Two {
            file.set_languages(Languages {
                source: tag(&root, "srcLang")?,
                target: tag(&root, "trgLang")?,
            });
        }
        Ok(Self {
            nodes,
            version,
            file,
            queue: VecDeque::new(),
            position: Position::START,
            is_done: false,
        })
    }

    /// The version of the file.
    pub fn version(&self) -> Version {
        self.version
    }

    /// What is known of the encoding of the file.
    pub fn encoding(&self) -> Option<EncodingReport> {
        self.nodes.encoding()
    }

    /// What had no place in a unit so far.
    pub fn losses(&self) -> Losses {
        let mut losses = self.file.losses;
        losses.characters += self.nodes.replaced();
        losses
    }

    /// Where the element of the last unit starts.
    pub fn unit_position(&self) -> LineColumn {
        self.position.line_column()
    }

    fn read(&mut self) -> Result<Option<TranslationUnit>, Error> {
        loop {
            if let Some(unit) = self.queue.pop_front() {
                return Ok(Some(unit));
            }
            match self.nodes.next()? {
                Node::Eof => return Ok(None),
                Node::Start(element) => self.element(element)?,
                _ => {}
            }
        }
    }

    /// Takes up an element that stands above units.
    fn element(&mut self, element: Element) -> Result<(), Error> {
        match (self.version, element.space, element.name.as_str()) {
            (Version::One, Space::Own, "file") => {
                self.file
                    .start(&element, "source-language", "target-language")
            }
            (_, Space::Own, "body" | "header" | "skl" | "reference") => Ok(()),
            (_, Space::Own, "group") => {
                self.file.losses.elements += 1;
                Ok(())
            }
            (_, Space::Own, "internal-file" | "skeleton") => {
                self.file.losses.elements += 1;
                self.nodes.skip_text(&element)
            }
            (Version::Two, Space::Own, "file") => {
                self.file.pass_attributes(&element, &["id", "original"]);
                self.file.start_of(&element);
                Ok(())
            }
            (Version::Two, Space::Own, "unit") => {
                self.position = element.position;
                let units = two::read(&mut self.nodes, element, &mut self.file)?;
                self.queue.extend(units);
                Ok(())
            }
            (Version::One, Space::Own, "trans-unit") => {
                self.position = element.position;
                let units = one::read(&mut self.nodes, element, &mut self.file)?;
                self.queue.extend(units);
                Ok(())
            }
            (Version::One, Space::Sdl, "tag-defs") => {
                let passed = self.file.tags.read(&mut self.nodes)?;
                self.file.losses.elements += passed;
                Ok(())
            }
            _ => self.file.pass(&mut self.nodes),
        }
    }
}

impl<R: Read> Iterator for Reader<R> {
    type Item = Result<TranslationUnit, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        fused::next(self, |reader| &mut reader.is_done, Self::read)
    }
}
